"""Paragraphs of sessions: entries with a time, appointments, times over lists, pads."""

import re
from itertools import takewhile

from notes.links import is_co_note
from tripbook.interchange.note.draft import Entity, SessionDraft
from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.day_facts import FACT_KEY
from tripbook.interchange.note.line.keys import (
    Label,
    daytime_entry,
    is_any_label,
    label_of,
    with_colon,
)
from tripbook.interchange.note.line.times import find_times
from tripbook.interchange.note.line.titles import CHECK_BOX, may_be_title, plain
from tripbook.interchange.note.line.words import KEY, ONLY_COUNTED, Part, is_deadline
from tripbook.interchange.note.rules.beside import NOTE_ITEM, is_beside
from tripbook.interchange.note.rules.days import is_only_day, names_day_and_activity
from tripbook.interchange.note.rules.docs import (
    TitledLinks,
    activity_links,
    kind_of_link,
    names_session,
    pad_links,
    titled_links,
)
from tripbook.interchange.note.rules.labels import label_in, read_label
from tripbook.interchange.note.rules.programme import (
    FROM_WORDS,
    IN_BRACKETS,
    Entry,
    Slot,
    ends_with_time,
    entries_in,
    is_one_line_session,
    is_timed,
    is_timed_list,
    masked,
    read_entry,
    slot_of,
)
from tripbook.interchange.note.rules.roster_lines import EMPHASIZED
from tripbook.interchange.note.rules.talks import talks_in_slot, topic_of
from tripbook.interchange.note.rules.titles_apart import MAX_PLANNED
from tripbook.interchange.note.rules.walk import MIN_PADS, Context, Mode, Walk
from tripbook.interchange.note.tree.blocks import Block, Bullets, Text

MAX_LABELLED = 12
TITLE_IN_BOLD = re.compile(r"\W{0,3}(?:\d{1,2}[.)]?\s+)?(?:\*\*|__)[^*_]")
NUMBER_BEFORE = re.compile(r"^\W{0,3}\d{1,2}[.)]?\s+(?=\*\*|__|\[)")
# `Registration from 08:00`
FROM_AT_END = re.compile(rf"\s(?:{FROM_WORDS})\s\S{{4,8}}\s*$", re.IGNORECASE)
# `The ferry leaves at noon` tells of a day; `Ferry home noon` is one of its entries.
SENTENCE = re.compile(
    r"[.。!！?？]\s*$|\s(?:at|by|until|from|before|after|is|are|to)\s", re.IGNORECASE
)


# `3/9 evening, meet us online! We will say hello.`: sentences, no title.
SAYS_MORE = re.compile(r"[!！?？。]\s+\w.{0,200}(?:니다|어요|ました|です|ます|[.。!！])\s*$")


def is_time_over_list(block: Text, below: Bullets, context: Context, after: list[Block]) -> bool:
    """Recognise a time in a plan over the title in a list: `10:00` over `- Open maps`.

    Elsewhere, as under `## Workshops (14:00-17:00)`, such ranges follow one after the other.
    """
    slot = _slot_over_list(block, below)
    if slot is None:
        return False
    if not context.session and (context.explicit or context.mode is Mode.PLAN):
        return True
    if not slot.time.closes or not _is_within(slot, context.session):
        return False
    more = zip(after[1:3], after[2:4], strict=False)
    return context.programme or any(_slot_over_list(*blocks) for blocks in more)


def _slot_over_list(block: Block, below: Block) -> Slot | None:
    """Return the time that stands alone over a list which begins with a title."""
    if not isinstance(block, Text) or not isinstance(below, Bullets) or len(block.lines) > 1:
        return None
    words = plain(below.items[0].text)
    titled = may_be_title(words) and not label_of(words) and not find_times(masked(words))
    return slot_of(block.lines[0][1]) if titled else None


def _is_within(slot: Slot, session: SessionDraft | None) -> bool:
    """Tell if a slot is a part of the session under whose heading it stands, if there is one."""
    if session is None:
        return True
    opens, closes = session.start, session.end
    return bool(opens and closes) and opens <= slot.time.opens < closes and not session.nested


def read_time_over_list(walk: Walk, block: Text, below: Bullets, context: Context) -> None:
    """Make a session of a time and the first item under it; the others are about it."""
    line, text = block.lines[0]
    title = below.items[0]
    slot = slot_of(text)
    entry = Entry(CHECK_BOX.sub("", title.text), None, slot.time)
    session = walk.new_session(
        title.text, title.first, entry, walk.day_of_entry(entry, line, context)
    )
    walk.draft.own(block.first, below.last, session)
    walk.draft.claim(title.first, session, "title")
    walk.set_slot(session, slot, line)
    walk.taken.add(below.first)


def is_activity_line(block: Text, context: Context, below: Bullets | None) -> bool:
    """Recognise a line in bold or italics under a day, over a list of what is done there.

    `*Reports from the ports (2 hours)*`, or `**Round of ideas**`, over `- How we count ships`.
    """
    _line, text = block.lines[0]
    if below is None or len(block.lines) > 1 or not EMPHASIZED.fullmatch(text.strip()):
        return False
    if context.session or context.meeting or context.timetable or context.day is None:
        return False
    words = plain(text)
    return (
        context.explicit
        and may_be_title(words)
        and not words.endswith((":", "："))
        and not is_any_label(words)
        and not is_beside(words)
        and not is_timed_list(below)
        and is_only_day(text) is None
    )


def appointment_of(block: Text, after: list[Block]) -> tuple[Label, list[Text]] | None:
    """Recognise a title in bold over labels, one of which says on which day and when.

    Return that label and the paragraphs of labels: `**Open maps**`, and then `**Where:** Hall 2`,
    `**When:** 9 March, 10:00-11:00`. One that only counts, `**#3**`, needs a topic among them.
    """
    _line, title = block.lines[0]
    if not TITLE_IN_BOLD.match(title) or label_of(plain(title)):
        return None
    labelled: list[Text] = []
    rest = Text(block.first, block.last, lines=block.lines[1:])
    for paragraph in [*([rest] if rest.lines else []), *after[:MAX_LABELLED]]:
        if not isinstance(paragraph, Text) or not KEY.match(plain(paragraph.lines[0][1])):
            break
        labelled.append(paragraph)
    if not may_be_title(plain(title_of_appointment(block, labelled)[1])):
        return None
    for _n, text in (line for paragraph in labelled for line in paragraph.lines):
        label = label_of(plain(text))
        if label and label.part is Part.DATE and find_times(masked(label.value)):
            return (label, labelled) if len(find_dates(masked(label.value))) == 1 else None
    return None


def title_of_appointment(block: Text, labelled: list[Text]) -> tuple[int, str]:
    """Return the title of an appointment and its line.

    Where the first line only counts, `**第 3 期**`, or is the first label, it is the topic's:
    `**主題**：開放海圖`.
    """
    line, title = block.lines[0]
    below = [line for paragraph in labelled for line in paragraph.lines]
    counted = ONLY_COUNTED.fullmatch(plain(title))
    for number, text in [(line, title), *(below if counted else [])]:
        if topic := topic_of(text):
            return number, topic.rstrip("。")
    return line, NUMBER_BEFORE.sub("", title)


def read_list_below(
    walk: Walk, session: SessionDraft, after: list[Block], context: Context
) -> None:
    """Give a list without times to the timed line that it stands under."""
    block = after[0] if after else None
    if isinstance(block, Bullets) and not any(is_timed(item.text) for item in block.items):
        walk.taken.add(block.first)
        walk.draft.own(block.first, block.last, session)
        talks_in_slot(walk, block, context._replace(session=session))
        for item in block.items:
            if (label := label_in(walk, plain(item.text), session)) and label.value:
                read_label(walk, label, item.first, context._replace(session=session))
        _lines_after_list(walk, block, context)


def _lines_after_list(walk: Walk, block: Bullets, context: Context) -> None:
    """Read timed lines right after a list, which Markdown takes for the end of its last item."""
    for item in block.items:
        for line, text in item.own_lines[1:]:
            if walk.draft.lines[line][:1] not in " \t" and is_timed(text):
                session = session_of_line(walk, line, text, context)
                walk.draft.own(line, block.last, session)


def read_session_line(
    walk: Walk, line: int, text: str, context: Context, owner: Entity | None, timed: bool
) -> SessionDraft | None:
    """Return the session that a line is, None for a line of something else.

    In a plan `12:30-13:00: Lunch in groups`: the lines without a time after it are its
    description. Anywhere `Panel 9/29 12:00-13:00 ＠Hall 8`.
    """
    words = plain(with_colon(text))
    key = KEY.match(words)
    about = key and (NOTE_ITEM.match(words) or FACT_KEY.fullmatch(key[1]))
    if label_of(words) or is_deadline(text) or about:
        return None
    in_plan = timed or context.mode is Mode.PLAN or context.explicit
    in_session = context.session is not None
    if _is_time_of_heading(text, context.session):
        return None
    about_another = in_session and isinstance(owner, SessionDraft) and not timed
    if in_plan and is_timed(text) and not about_another:
        return session_of_line(walk, line, text, context)
    if not in_session and is_timed(text) and read_entry(text).date and len(entries_in(text)) > 1:
        # `**Tue 9 March** — 10:00 Maps / 11:00 Nets`
        return session_of_line(walk, line, text, context)
    explicit = context.explicit and context.day is not None and not context.meeting
    if explicit and not in_session and (part := daytime_entry(plain(text))):
        session = session_of_line(walk, line, part[1], context, first_has_time=False)
        session.text.setdefault(part[0])
        walk.draft.claim(line, session, "description")
        return session
    if (
        (explicit or timed)
        and not in_session
        and ends_with_time(text)
        and not SENTENCE.search(_without_start(IN_BRACKETS.sub("", text)))
    ):
        return session_of_line(walk, line, text, context)
    planned = (timed or context.mode is Mode.PLAN) and not context.explicit and not in_session
    if (
        planned
        and names_day_and_activity(text)
        and len(plain(text)) <= MAX_PLANNED
        and not SAYS_MORE.search(plain(text))
    ):
        return session_of_line(walk, line, text, context)
    if walk.is_about_another_day(read_entry(text), context):
        return None
    if not in_session and is_one_line_session(text):
        return session_of_line(walk, line, text, context)
    return None


def _without_start(text: str) -> str:
    """Return a title without the word before its time: `Registration from 08:00`.

    `Notes from 10:30` are no entry.
    """
    words = FROM_AT_END.sub("", text)
    return text if is_any_label(plain(words)) else words


def _is_time_of_heading(text: str, session: SessionDraft | None) -> bool:
    """Recognise when the session of a heading is, with a remark: `9:30-10:00 (bring a cup)`.

    It is no session of its own; `_own_time` reads it.
    """
    if session is None or session.start:
        return False
    entry = read_entry(text)
    remark = IN_BRACKETS.fullmatch(plain(entry.title)) is not None
    return bool(entry.time and entry.time.closes and entry.at_start and remark)


def session_of_line(
    walk: Walk, line: int, text: str, context: Context, *, first_has_time: bool = True
) -> SessionDraft:
    entry = read_entry(text) if first_has_time or is_timed(text) else Entry(text)
    day = walk.day_of_entry(entry, line, context)
    session = walk.new_sessions(text, line, entry, day, first_has_time=first_has_time)
    # What follows may be indented, as under an item of a list.
    session.nested = True
    walk.draft.claim(line, session, *session.filled)
    if entry.date and session.day:
        walk.draft.claim(line, session.day, "date")
    return session


def _read_among_times(walk: Walk, block: Text, context: Context) -> bool:
    """Read titles over links among lines with times, one of them a pad at least, under a day.

    `Old port` over `→ https://…`, `Nets` over `→ https://hackmd.io/…`, `Dinner 19:00`.
    """
    timed = [line for line in block.lines if is_timed(line[1]) or ends_with_time(line[1])]
    groups = titled_links([line for line in block.lines if line not in timed])
    notes = [is_co_note(kind_of_link(group.links[0][1].url)) for group in groups]
    if not any(notes) or not all(map(_is_right_over_link, groups)):
        return False
    if not all(names_session(group.title) for group in groups):
        return False
    for group in groups:
        session = session_of_line(
            walk, group.title_line, group.title, context, first_has_time=False
        )
        for line in (group.title_line, *(number for number, _link in group.links)):
            walk.draft.own(line, line + 1, session)
    for line, text in timed:
        session_of_line(walk, line, text, context)
    return True


def _is_right_over_link(group: TitledLinks) -> bool:
    return group.title_line is not None and group.links[0][0] == group.title_line + 1


def read_pads(walk: Walk, block: Text, context: Context, after: list[Block]) -> bool:
    """Make sessions of titled links to pads under a day, or under what spans several.

    Opening talk
    https://hackmd.io/…

    Also in a list of sessions, and where a plan has two or more of them; each may be a paragraph.
    Under a day a title that says what is done may stand over any address.
    """
    spans = context.session is not None and context.session.end_date is not None
    under_day = context.explicit and context.day is not None
    index = walk.is_pad_index(context)
    if not (under_day or index or context.mode is Mode.PLAN) or (context.session and not spans):
        return False
    pads = pad_links(block.lines)
    if not pads and under_day and _read_among_times(walk, block, context):
        return True
    if not pads and under_day:
        pads = activity_links(block.lines)
    more = list(takewhile(lambda b: isinstance(b, Text) and pad_links(b.lines), after))
    row = len(pads) + sum(len(pad_links(b.lines)) for b in more)
    if block.first not in walk.pads_in_row:
        if index and row < MIN_PADS:
            return False
        walk.pads_in_row.update(b.first for b in more if pads and row > 1)
    if not under_day:
        listed = context.listing or row > 1 or block.first in walk.pads_in_row
        pads = [pad for pad in pads if names_session(pad.title)] if listed else []
    for pad in pads:
        lines = [number for number, _link in pad.links]
        line = lines[0] if pad.title_line is None else pad.title_line
        day = context.day or walk.default_day
        session = walk.new_session(pad.title, line, read_entry(pad.title), day)
        for number in (line, *lines):
            walk.draft.own(number, number + 1, session)
        walk.draft.claim(line, session, *session.filled)
    return bool(pads)
