"""Timetables: where a day's part has one."""

from tripbook.interchange.note.tree.blocks import Block, Bullets, Section, Table, Text

from .days import is_only_day
from .programme import is_only_time, is_timed, is_timed_list, is_timed_text, read_entry
from .tables import read_rows


def has_times(section: Section) -> bool:
    """Tell if a day's part has a timetable: headings, lists, lines or tables with times."""
    blocks: list[Block] = list(section.children)
    for block in blocks:
        if isinstance(block, Section) and is_timed(block.text):
            return True
        if is_timetable(block):
            return True
    texts = [block for block in section.blocks if isinstance(block, Text)]
    if sum(_is_time_over_title(block) for block in texts) >= 2:
        return True
    # Entries may stand one in a paragraph: `Port office (10:00-11:00)` over what it was like.
    if sum(any(is_timed(text) for _line, text in block.lines[:1]) for block in texts) >= 2:
        return True
    return any(is_timetable(b) for sub in section.sections for b in sub.blocks)


def has_ranges(section: Section) -> bool:
    """Tell if two headings, items or lines of a day say from when to when something was done."""
    texts = [sub.text for sub in section.sections]
    for block in section.blocks:
        if isinstance(block, Bullets):
            texts += [item.text for item in block.items]
        elif isinstance(block, Text):
            texts += [text for _line, text in block.lines]
    times = (read_entry(text).time for text in texts)
    return sum(time is not None and time.closes is not None for time in times) > 1


def _is_time_over_title(block: Text) -> bool:
    return len(block.lines) > 1 and is_only_time(block.lines[0][1])


def is_timetable(block: Block) -> bool:
    match block:
        case Bullets():
            return is_timed_list(block)
        case Text():
            return is_timed_text(block)
        case Table():
            return bool(read_rows(block))
    return False


def times_before_next_day(blocks: list[Block]) -> bool:
    """Tell if a timetable stands before the next line that marks a day."""
    for block in blocks:
        if isinstance(block, Text) and is_only_day(block.lines[0][1]):
            return False
        if is_timetable(block):
            return True
        if isinstance(block, Text) and any(is_only_day(t) for _n, t in block.lines):
            return False
        if isinstance(block, Section):
            return False
    return False
