"""What stands in quotes and in code: a programme, names, labelled lines."""

import re
from itertools import pairwise

from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.keys import label_of
from tripbook.interchange.note.line.people import tells_person
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import KEY, Part, is_deadline
from tripbook.interchange.note.rules.days import NoSuchDateError, event_dates, is_only_day
from tripbook.interchange.note.rules.labels import bare_label_over, read_label
from tripbook.interchange.note.rules.programme import is_timed, read_entry
from tripbook.interchange.note.rules.tripmd import read_events
from tripbook.interchange.note.rules.walk import Context, Mode, Walk
from tripbook.interchange.note.tree.blocks import Block, Opaque, Text

from .labelled import read_names_below
from .sessions import session_of_line

MIN_TIMES = 2
# What is done before the event itself.
DONE_BEFORE = both_scripts(
    r"\W*(?:總?彩排|預演|排練|場佈|場勘|試講|試跑|行前會|行前說明會?|線上說明會"
    r"|リハーサル|事前説明会|리허설|사전 ?모임"
    r"|(?:dress )?rehearsals?|dry run|briefing|set-?up|warm-?up)\W*",
    re.IGNORECASE,
)
# `10:00 ann: hello`: what was said in a chat.
CHAT = re.compile(r"\W{0,3}\d{1,2}:\d{2}(?::\d{2})?\W{1,4}\w{1,20}:\s")


def read_quote(walk: Walk, block: Opaque, context: Context) -> None:
    """Read the facts of an event in a quote: `> Date: 2026/11/5`, `> 11/5（四）14:00，市政廳`.

    A quote or a block of code with nothing but timed lines is a programme: `> 10:00 Opening` over
    `> 11:00 Tour`. What somebody says in it, signed or not, stays what it is.
    """
    if context.mode is not Mode.MINUTES and read_events(walk, block.facts, block.last, context):
        return
    if context.mode in (Mode.CLOSED, Mode.MINUTES):
        return
    if context.session:
        _read_speakers(walk, block, context)
        return
    if days := _quoted_days(block):
        walk.read(days, context)
        return
    lines = block.facts
    timed = lines or block.coded
    if len(timed) > 1 and all(is_timed(text) and not is_deadline(text) for _line, text in timed):
        _read_timed(walk, timed, context)
        return
    appointments = [line for line in lines if _is_appointment(line[1])]
    _read_timed(walk, appointments, context)
    if context.mode is not Mode.TEXT or context.explicit:
        return
    quoted = Text(block.first, block.last, lines=lines)
    for index, (line, text) in enumerate(lines):
        if (line, text) in appointments:
            continue
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


def _read_timed(walk: Walk, lines: list[tuple[int, str]], context: Context) -> None:
    for line, text in lines:
        try:
            session_of_line(walk, line, text, context)
        except NoSuchDateError:
            walk.calendar.warn(line)
            walk.draft.keep(line)


def _is_appointment(text: str) -> bool:
    """Recognise what is done at another time, day and all: `> Rehearsal: 11/4 18:30-20:00`."""
    words = plain(text)
    key, entry = KEY.match(words), read_entry(text)
    if key is None or not DONE_BEFORE.fullmatch(key[1]):
        return False
    dated = entry.date and entry.time and entry.time.closes
    return bool(dated) and len(find_dates(words)) == 1


def _read_speakers(walk: Walk, block: Opaque, context: Context) -> None:
    """Read who gives a session from a quote under it: `> 分享人：小明`, `> 講者：` over names."""
    quoted = Text(block.first, block.last, lines=block.facts)
    for index, ((line, text), (_next, below)) in enumerate(pairwise([*block.facts, (0, "")])):
        set_off = label_of(plain(text))
        label = set_off or bare_label_over(plain(text), plain(below))
        if label and label.part is Part.SPEAKERS:
            names = [] if label.value else read_names_below(quoted, index)
            told = all(tells_person(name) for _line, name in names)
            if len(names) > 1 and not set_off and not told:
                continue
            read_label(walk, label, line, context, lines=names)
            walk.draft.keep(line)


def _quoted_days(block: Opaque) -> list[Block]:
    """Return the paragraphs of a quote that is a programme: days over their entries.

    `> **Sat 11 Sept** — 14:00 Arrival / 15:00 Opening`; `> === Thu 2 Dec ===` over `> 10:00 Maps`.
    """
    texts = [text for _line, text in block.quoted]
    dated = [is_only_day(text) or (is_timed(text) and read_entry(text).date) for text in texts]
    times = sum(read_entry(text).time is not None for text in texts)
    if sum(map(bool, dated)) < 2 or times < MIN_TIMES or any(map(CHAT.match, texts)):
        return []
    paragraphs: list[Block] = []
    for line, text in block.quoted:
        last = paragraphs[-1] if paragraphs else None
        if isinstance(last, Text) and last.last == line:
            last.lines.append((line, text))
            last.last = line + 1
        else:
            paragraphs.append(Text(line, line + 1, lines=[(line, text)]))
    return paragraphs
