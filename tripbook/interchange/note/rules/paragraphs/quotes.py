"""What stands in quotes and in code: a programme, names, labelled lines."""

import re

from tripbook.interchange.note.line.keys import label_of
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import Part, is_deadline
from tripbook.interchange.note.rules.days import NoSuchDateError, event_dates, is_only_day
from tripbook.interchange.note.rules.labels import read_label
from tripbook.interchange.note.rules.programme import is_timed, read_entry
from tripbook.interchange.note.rules.tripmd import read_events
from tripbook.interchange.note.rules.walk import Context, Mode, Walk
from tripbook.interchange.note.tree.blocks import Block, Opaque, Text
from tripbook.interchange.note.tree.mail import head_of_mail

from .labelled import read_names_below
from .sessions import session_of_line

MAX_QUOTE = 12
FENCE_ALONE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})\s*(?:te?xt|plain)?\s*")
MAX_CODE = 60
MIN_TIMES = 2
# `10:00 ann: hello`: what was said in a chat.
CHAT = re.compile(r"\W{0,3}\d{1,2}:\d{2}(?::\d{2})?\W{1,4}\w{1,20}:\s")


def read_quote(walk: Walk, block: Opaque, context: Context) -> None:
    """Read the facts of an event in a quote: `> Date: 2026/11/5`, `> 11/5（四）14:00，市政廳`.

    A quote or a block of code with nothing but timed lines is a programme: `> 10:00 Opening` over
    `> 11:00 Tour`. What somebody says in it, signed or not, stays what it is.
    """
    if context.mode is not Mode.MINUTES and read_events(
        walk, quoted_lines(walk.draft.lines, block), block.last, context
    ):
        return
    if context.mode in (Mode.CLOSED, Mode.MINUTES) or context.session:
        return
    if days := _quoted_days(walk.draft.lines, block):
        walk.read(days, context)
        return
    lines = quoted_lines(walk.draft.lines, block)
    timed = lines or _coded_lines(walk.draft.lines, block)
    if len(timed) > 1 and all(is_timed(text) and not is_deadline(text) for _line, text in timed):
        for line, text in timed:
            try:
                session_of_line(walk, line, text, context)
            except NoSuchDateError:
                walk.calendar.warn(line)
                walk.draft.keep(line)
        return
    if context.mode is not Mode.TEXT or context.explicit:
        return
    quoted = Text(block.first, block.last, lines=lines)
    for index, (line, text) in enumerate(lines):
        label = label_of(plain(text)) or walk.rosters.loose_label(plain(text))
        if label and not label.value and label.part is Part.ROSTER:
            if walk.rosters.read_names_below(read_names_below(quoted, index), "delegate"):
                walk.draft.keep(line)
        elif label and label.value and label.part in (Part.DATE, Part.ROSTER, Part.SPEAKERS):
            read_label(walk, label, line, context)
            walk.draft.keep(line)
        elif span := event_dates(text):
            walk.days_of_span(span, line, context)
            walk.draft.keep(line)


def _quoted_days(lines: list[str], block: Opaque) -> list[Block]:
    """Return the paragraphs of a quote that is a programme: days over their entries.

    `> **Sat 11 Sept** — 14:00 Arrival / 15:00 Opening`; `> === Thu 2 Dec ===` over `> 10:00 Maps`.
    """
    quoted = quoted_lines(lines, block, at_most=MAX_CODE)
    texts = [text for _line, text in quoted]
    dated = [is_only_day(text) or (is_timed(text) and read_entry(text).date) for text in texts]
    times = sum(read_entry(text).time is not None for text in texts)
    if sum(map(bool, dated)) < 2 or times < MIN_TIMES or any(map(CHAT.match, texts)):
        return []
    paragraphs: list[Block] = []
    for line, text in quoted:
        last = paragraphs[-1] if paragraphs else None
        if isinstance(last, Text) and last.last == line:
            last.lines.append((line, text))
            last.last = line + 1
        else:
            paragraphs.append(Text(line, line + 1, lines=[(line, text)]))
    return paragraphs


def _coded_lines(lines: list[str], block: Opaque) -> list[tuple[int, str]]:
    """Return the lines with words of a short block of code without a language, or indented."""
    fenced = FENCE_ALONE.fullmatch(lines[block.first]) is not None
    indented = lines[block.first].startswith(("    ", "\t"))
    if not (fenced or indented) or block.last - block.first > MAX_CODE:
        return []
    inside = ((n, lines[n].strip()) for n in range(block.first + fenced, block.last))
    return [(number, text) for number, text in inside if text and not FENCE_ALONE.fullmatch(text)]


def quoted_lines(
    lines: list[str], block: Opaque, *, at_most: int = MAX_QUOTE
) -> list[tuple[int, str]]:
    """Return the lines of a short quote without their marks; of one with names none."""
    if not lines[block.first].lstrip().startswith(">"):
        return []
    numbers = range(block.first, min(block.last, block.first + at_most + 1))
    quoted = [lines[number].strip() for number in numbers]
    if len(quoted) > at_most or not all(line.startswith(">") for line in quoted if line):
        return []
    if any("[name=" in line or "[time=" in line for line in quoted):
        return []
    if head_of_mail([line.lstrip("> ") for line in quoted]):
        return []
    return [
        (n, line.lstrip("> ")) for n, line in zip(numbers, quoted, strict=True) if line.strip("> ")
    ]
