"""Days in a row, each a line or an item of a list, with its title or its programme below it."""

import re
from itertools import pairwise

from tripbook.interchange.note.line.dates import day_number
from tripbook.interchange.note.line.keys import is_any_label
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.weekdays import WEEKDAY_WORD
from tripbook.interchange.note.line.words import OTHER_DATE
from tripbook.interchange.note.tree.blocks import Bullets, Item, Table, Text

from .days import DayMark, is_next_day, titles_day
from .programme import Entry, has_words, is_timed_list, read_entry
from .walk import Context, Mode, Walk

MIN_WEEKDAYS = 3
# `高雄：3/8`, `台北場 3/11`, `Port | 9/3`: where it is, before the date.
PLACE_BEFORE_DATE = re.compile(
    r"\W{0,4}(?P<place>[^\W\d][^\s:：|｜\d]{0,11}(?:\s[^\W\d][^\s:：|｜\d]{0,11})?)"
    r"\s?(?:[:：|｜]\s*|\s+)"
    rf"(?=\d|{WEEKDAY_WORD}\W{{1,3}}\d)",
    re.IGNORECASE,
)
# Over when something is held in several places: `兩場`, `When / where`, `日期地點`.
SEVERAL_TIMES = both_scripts(
    r"[一二兩三四五六七八九十\d]場|場次|時間|日期|地點|預計|什麼時候|日時|日程|일시|언제"
    r"|\b(?:when|where|dates?|venues?|cities|places|evenings?)\b",
    re.IGNORECASE,
)
LINES_ABOVE = 3
# `下次會議 3/23 20:00` is no place.
OTHER_TIME = both_scripts(
    r"[上下前次]一?[次回]|\b(?:next|last|previous)\b|다음|지난", re.IGNORECASE
)


def read_day_item(walk: Walk, item: Item, mark: DayMark, context: Context) -> None:
    """Take an item as a day with its programme in a list or table under it."""
    days = walk.calendar.days(mark, item.first, context.near)
    walk.mark_day(item.first, mark, days[0], context)
    walk.draft.own(item.first + 1, item.last, days[0])
    timetable = any(isinstance(b, Bullets) and is_timed_list(b) for b in item.below)
    walk.read(
        item.below,
        context._replace(mode=Mode.PLAN, day=days[0], explicit=True, timetable=timetable),
    )


def days_over_lists(walk: Walk, block: Bullets, context: Context) -> bool:
    """A list of days in a row with what is done on each: `1. 3/9 Tallinn` over `- City hall`."""
    if context.session or context.explicit or context.mode in (Mode.CLOSED, Mode.MINUTES):
        return False
    marks = [titles_day(item.text) for item in block.items]
    over = [any(isinstance(b, Bullets | Table) for b in item.below) for item in block.items]
    if not all(over) or not _are_in_a_row(marks):
        return False
    for item, mark in zip(block.items, marks, strict=True):
        read_day_item(walk, item, mark, context)
    return True


def counted_days(walk: Walk, block: Bullets, context: Context) -> bool:
    """A list of days that are counted, with a title each: `- D1（3/9）：臺北－臺南`."""
    if any(item.below for item in block.items):
        return False
    return _read_counted(walk, [(item.first, item.text) for item in block.items], context)


def read_counted_days(walk: Walk, block: Text, context: Context) -> bool:
    """Read days that are counted in lines: `Day 1: Port` over `Day 2: Mill`."""
    return _read_counted(walk, block.lines, context)


def dates_of_places(walk: Walk, block: Bullets, context: Context) -> bool:
    """A list of when something is held in several places: `- Port: Tue 9 March, 19:00`."""
    read_dates_of_places(walk, [(item.first, item.text) for item in block.items], context)
    return False


def read_dates_of_places(walk: Walk, lines: list[tuple[int, str]], context: Context) -> None:
    """Read when something is held in each of several places, two or more, one on each line.

    `高雄：3/8 14:00，書店` over `台北場 3/11 7pm`, `Port | 9/3 10:00 | City Hall`.
    """
    if context.session or context.explicit or context.mode is not Mode.TEXT or not lines:
        return
    first = lines[0][0]
    before = walk.draft.lines[max(0, first - LINES_ABOVE) : first]
    above = next((line for line in reversed(before) if line.strip()), "")
    if not any(map(SEVERAL_TIMES.search, (plain(above[:60]), plain(lines[0][1][:60])))):
        return
    told = []
    for line, text in lines:
        words = plain(text)
        match = PLACE_BEFORE_DATE.match(words)
        if match is None or OTHER_TIME.search(match[0]) or is_any_label(match["place"]):
            continue
        entry = read_entry(words[match.end() :])
        if entry.date and entry.at_start and entry.time and not OTHER_DATE.search(words):
            told.append((line, words))
    for line, words in told if len(told) > 1 else ():
        walk.days_of_value(words, line, context)
        walk.draft.keep(line)


def _read_counted(walk: Walk, lines: list[tuple[int, str]], context: Context) -> bool:
    if context.session or context.explicit or context.mode in (Mode.CLOSED, Mode.MINUTES):
        return False
    marks = [titles_day(text) for _line, text in lines]
    if not all(_begins_with_number(text) for _line, text in lines) or not _are_in_a_row(marks):
        return False
    if not all(mark.named and has_words(mark.title) for mark in marks):
        return False
    for (line, _text), mark in zip(lines, marks, strict=True):
        walk.mark_day(line, mark, walk.calendar.days(mark, line, context.near)[0], context)
    return True


def weekdays(walk: Walk, block: Bullets, context: Context) -> bool:
    """A list of what is done on the days of a week: `- Mon: Boats` over `- Tue: Nets`."""
    if any(item.below for item in block.items):
        return False
    return _read_weekdays(walk, [(item.first, item.text) for item in block.items], context)


def read_weekdays(walk: Walk, block: Text, context: Context) -> None:
    """Read what is done on the days of a week, each on its line: `Mon: Boats` over `Tue: Nets`."""
    _read_weekdays(
        walk, [line for line in block.lines if line[0] not in walk.draft.claims], context
    )


def _read_weekdays(walk: Walk, lines: list[tuple[int, str]], context: Context) -> bool:
    """Make sessions of three days in a row at least, where the note says which week it is."""
    if context.session or context.explicit or context.mode in (Mode.CLOSED, Mode.MINUTES):
        return False
    marks = [titles_day(text) for _line, text in lines]
    if len(marks) < MIN_WEEKDAYS or not all(m and m.weekday is not None and m.title for m in marks):
        return False
    if any(a.weekday + 1 != b.weekday for a, b in pairwise(marks)):
        return False
    days = [walk.calendar.by_weekday(mark.weekday) for mark in marks]
    if None in days:
        return False
    for (line, _text), mark, day in zip(lines, marks, days, strict=True):
        session = walk.new_session(mark.title, line, Entry(mark.title), day)
        walk.draft.claim(line, session, *session.filled)
        walk.draft.claim(line, day, "date")
        walk.draft.own(line, line + 1, session)
    return True


def _begins_with_number(text: str) -> bool:
    """Tell if the number of a day is first: `Day 1: Port`, not `9 March: Maps, day one`."""
    number = day_number(text[:40])
    return number is not None and not any(map(str.isalnum, text[: number[1]]))


def _are_in_a_row(marks: list[DayMark | None]) -> bool:
    """Tell if marks are of one day after the other, two at least, by their numbers or dates."""
    if len(marks) < 2 or None in marks:
        return False
    if all(mark.named for mark in marks):
        return all(a.number + 1 == b.number for a, b in pairwise(marks))
    dates = [mark.date for mark in marks]
    return None not in dates and all(is_next_day(a, b) for a, b in pairwise(dates))
