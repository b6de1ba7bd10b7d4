"""Sessions whose times and titles stand on lines of their own: `10:00` over `Opening`."""

from itertools import pairwise

from tripbook.interchange.note.draft import SessionDraft
from tripbook.interchange.note.line.keys import is_any_label, label_of
from tripbook.interchange.note.line.times import find_times
from tripbook.interchange.note.line.titles import may_be_timed_title, may_be_title, plain
from tripbook.interchange.note.line.words import ONLY_COUNTED
from tripbook.interchange.note.tree.blocks import IN_BOLD, Block, Text

from .days import is_only_day
from .programme import (
    Entry,
    Slot,
    has_words,
    is_only_time,
    is_timed,
    masked,
    read_entry,
    slot_of,
    tells_only_place,
)
from .walk import Context, Mode, Walk

# A longer line is no title in a plan.
MAX_PLANNED = 80
# The lines of a paragraph that is nothing but a title over its time.
SLOT_AND_TITLE = 2


def read_titled_below(
    walk: Walk, block: Text, index: int, context: Context, timed: bool
) -> SessionDraft | None:
    """Read a line of nothing but its times, or a room, among other entries, over the title."""
    in_plan = timed or context.mode is Mode.PLAN or context.explicit
    if not in_plan or context.session or index + 1 == len(block.lines):
        return None
    (line, text), (below, title) = block.lines[index : index + 2]
    words = plain(title)
    entry = read_entry(text)
    in_room = tells_only_place(text, entry)
    counted = entry.time and ONLY_COUNTED.fullmatch(plain(entry.title))
    if not (in_room or counted or is_only_time(text)) or find_times(masked(title)):
        return None
    if len(words) > MAX_PLANNED or "://" in title:
        return None
    if not may_be_timed_title(words) or is_any_label(words) or label_of(words):
        return None
    day = walk.day_of_entry(entry, line, context)
    session = walk.new_session(title, below, entry._replace(title=title), day)
    if in_room:
        session.place = session.place or walk.draft.one_line(entry.title, line)
    walk.draft.claim(line, session, "start", "end", *(["place"] if in_room else []))
    walk.draft.claim(below, session, "title")
    walk.taken.add(below)
    return session


def titles_over_slots(block: Text, context: Context) -> list[tuple[int, Slot]]:
    """Recognise titles in a plan, each over a line of nothing but its times and perhaps its place.

    `▽3 Networking` over `21:00-22:00`, `**Open maps**` over `10:00-10:40 @ Hall`. Return the index
    of each title's line; the first begins the block.
    """
    if context.session or not (context.mode is Mode.PLAN or context.explicit):
        return []
    found = []
    for index, ((_line, title), (_next, text)) in enumerate(pairwise(block.lines)):
        slot = slot_of(text)
        if slot is None or (slot.time.closes is None and len(block.lines) != SLOT_AND_TITLE):
            continue
        words = plain(title)
        if not may_be_title(words) or is_any_label(words) or find_times(masked(title)):
            return []
        if is_only_day(title):
            return []
        found.append((index, slot))
    return found if found and found[0][0] == 0 else []


def read_titles_over_slots(
    walk: Walk, block: Text, titles: list[tuple[int, Slot]], context: Context
) -> None:
    """Make a session of each title; the lines up to the next one are about it."""
    ends = [*(block.lines[index][0] for index, _slot in titles[1:]), block.last]
    for (index, slot), end in zip(titles, ends, strict=True):
        line, title = block.lines[index]
        entry = Entry(title, None, slot.time)
        session = walk.new_session(title, line, entry, walk.day_of_entry(entry, line, context))
        walk.draft.claim(line, session, *session.filled)
        walk.draft.own(line, end, session)
        walk.draft.keep(line + 1)
        walk.set_slot(session, slot, line + 1)


def times_over_titles(block: Text, context: Context) -> list[tuple[Entry, int]]:
    """Recognise times in a plan, each on its own line over a title: `10:00` over `Opening`.

    Return each entry with the index of its title's line. Under a heading with its times they begin
    when it is over.
    """
    if context.mode is not Mode.PLAN and not context.explicit and not context.session:
        return []
    if context.session and not _is_over(context.session, read_entry(block.lines[0][1])):
        return []
    found = []
    for index, (_line, text) in enumerate(block.lines):
        entry = read_entry(text)
        if not entry.time or entry.date or has_words(entry.title):
            if not found or is_timed(text):
                return []
            continue
        title = block.lines[index + 1][1] if index + 1 < len(block.lines) else ""
        words = plain(title)
        if not may_be_timed_title(words) or label_of(words) or find_times(masked(title)):
            return []
        found.append((entry._replace(title=title), index + 1))
    return found


def _is_over(session: SessionDraft, entry: Entry) -> bool:
    """Tell if an entry begins when a session is over, so that it is none of its own."""
    over = session.end is not None and not session.nested
    return bool(over and entry.time) and entry.time.opens >= session.end


def times_go_on(block: Text, context: Context, after: list[Block]) -> list[tuple[Entry, int]]:
    """Recognise ranges over titles outside a plan, paragraph after paragraph.

    `10:00 - 10:10` over `Opening`, and then `10:10 - 11:00` over `Boat data`; in bold a start will
    do, `**10:00**`.
    """
    if context.explicit or context.mode is not Mode.TEXT:
        return []
    in_plan = context._replace(mode=Mode.PLAN)
    found = times_over_titles(block, in_plan)
    below = after[0] if after else None
    more = times_over_titles(below, in_plan) if isinstance(below, Text) else []
    ranges = all(entry.time and entry.time.closes for entry, _index in [*found, *more])
    in_bold = all(IN_BOLD.fullmatch(b.lines[0][1]) for b in (block, below) if isinstance(b, Text))
    sure = ranges or in_bold
    return found if sure and (context.programme or len(found) + len(more) > 1) else []


def read_times_over_titles(
    walk: Walk, block: Text, entries: list[tuple[Entry, int]], context: Context
) -> None:
    """Make a session of each time and title; the lines up to the next time are about it."""
    ends = [*(block.lines[index - 1][0] for _entry, index in entries[1:]), block.last]
    for (entry, index), end in zip(entries, ends, strict=True):
        line, title = block.lines[index]
        day = walk.day_of_entry(entry, line, context)
        session = walk.new_session(title, line, entry, day)
        walk.draft.claim(line - 1, session, "start", "end")
        walk.draft.claim(line, session, *session.filled)
        walk.draft.own(line - 1, end, session)
