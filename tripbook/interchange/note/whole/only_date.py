"""The day of a note that nothing else gives one: a date in its first lines or in an invitation."""

import datetime as dt
import re
from collections import defaultdict
from itertools import pairwise, takewhile

from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.spans import Span
from tripbook.interchange.note.line.times import find_times
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import MEETING, OF_MEETINGS, OTHER_DATE
from tripbook.interchange.note.rules.days import (
    LEAP_YEAR,
    LINES_OF_HEAD,
    OTHER_MEETING,
    event_dates,
)
from tripbook.interchange.note.rules.programme import masked
from tripbook.interchange.note.rules.walk import Context, Walk
from tripbook.interchange.note.rules.years import years_in
from tripbook.interchange.note.tree.blocks import Bullets, Opaque, Section, Text

MAX_LINES_OF_HEAD = 6
MAX_LINE = 400
MAX_DATES = 4
# So long is a sentence at most that says nothing but what is held, when and where.
MAX_SENTENCE = 80
# When nothing is held: `Holidays of the office, 21 to 22 September.`
CLOSED = re.compile(
    r"\b(?:holidays?|vacations?|closed|away)\b|放假|休假|公休|連假|休館|休業|休暇|휴가|휴무",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[。！？!?]|\.(?=\s)")
# What parts a sentence of East Asia: `研討會於 3 月 9 日舉行，請於 3 月 1 日前報名`.
CLAUSE_END = re.compile("[，；]")
# A sentence that says when the event is: `The camp will be held from 9 to 11 March`, `This is the
# page of the camp on 9 March`.
IS_HELD = re.compile(
    r"\b(?:held|tak(?:es?|ing) place|took place|happens|happening|we (?:will )?meet|we met)\b"
    r"|^\W*(?:this is (?:the|a)|welcome to (?:the|our))\b"
    r"|舉行|舉辦|召開|举行|举办|召开|開催|열립니다|열렸습니다|개최",
    re.IGNORECASE,
)
WILL_BE = re.compile(
    rf"\b(?:will|is|are) (?:also )?(?:be|an?|the)\b|{IS_HELD.pattern}", re.IGNORECASE
)
# What stands before the date of another meeting: `Next call:`, `下次會議：`, `Next: `.
OTHER_MEETING_KEY = re.compile(r"\W*[^.。!！?？:：]{1,30}(?:[:：]|\s[-–—])\W*")
DAY = dt.timedelta(days=1)
# What is held, too, and no event of a note.
ELECTION = re.compile(r"\belections?\b|\breferend\w+|選舉|选举|公投|選挙|선거", re.IGNORECASE)
# `3/9（二）、3/10（三）兩日`, `both days, 9 and 10 March`: how many days a sentence says they are.
COUNTS_DAYS = re.compile(
    r"[兩两二両][日天]|양일|이틀|\bboth days\b"
    r"|(?P<three>三[日天]|사흘|\ball three days\b)"
    r"|(?P<four>四[日天]|나흘|\ball four days\b)",
    re.IGNORECASE,
)
# `0309`, by itself but for words of East Asia.
MONTH_DAY = re.compile(
    r"(?<![\w#.:/-])(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\d.:/~–-])(?=\s|[^\x00-\x7f]|$)"
)
# What ends a sentence, which may tell of any day.
STOPS = (".", "。", "!", "！", "?", "？")


def read_only_date(walk: Walk, root: Section) -> None:
    """Make the day of a note without one.

    The dates with both weekday and time that its sentences name, a few at most; the only date
    with a year and one of them (`Come on 6 March 2026 at 7pm`); else the only date of its first
    lines (`A track at Open Forum 2026, 23 November`); else the days that a sentence counts.
    """
    full = _dates_with_time(root, both=True)
    few = full if len({(span.month, span.day) for *_where, span in full}) <= MAX_DATES else []
    in_head = _only(_dates_of_head(walk, root))
    found = (
        few
        or _only(_dates_with_time(root))
        or [found for found in in_head if _tells_of_event(*found)]
        or _first_of_list(walk, root)
        or _counted(root)
    )
    if not found and (span := _month_and_day(walk.draft.trip.title)):
        walk.days_of_span(span, walk.title.first if walk.title else 0, Context())
    for line, text, span in found + _beside(root, found):
        near = _only_year(text) or _year_above(root, line)
        walk.days_of_span(span, line, Context(near=near))
        walk.draft.keep(line)


def _month_and_day(title: str) -> Span | None:
    """Return the date of a meeting by four digits in its title: `會議記錄 0309`, `0309 例會`."""
    match = MONTH_DAY.search(title)
    if not match or not any(word.search(title) for word in (MEETING, OF_MEETINGS)):
        return None
    return Span(None, int(match["month"]), int(match["day"]), *match.span())


def days_told_above(root: Section, line: int, count: int) -> list[Span]:
    """Return the `count` days in a row that sentences above a line name; [] for none or several.

    `The camp will be on 9 and 10 March` over `## Day 1`, `## Day 2`.
    """
    texts = [b for b in root.all_blocks if isinstance(b, Text) and b.first < line]
    told: dict[tuple[int, str], list[Span]] = defaultdict(list)
    for number, text, span in (found for block in texts for found in _dates_in(block.lines)):
        told[number, _sentence_of(text, span)].append(span)
    found: dict[tuple, list[Span]] = {}
    for (_line, sentence), spans in told.items():
        days = {day for span in spans for day in span.possible_dates_in(span.year or LEAP_YEAR)}
        in_a_row = len(days) == count and max(days) - min(days) == DAY * (count - 1)
        if in_a_row and not OTHER_MEETING.search(sentence) and not ELECTION.search(sentence):
            key = tuple((day.month, day.day) for day in sorted(days))
            if key not in found or spans[0].year:
                found[key] = spans
    return next(iter(found.values())) if len(found) == 1 else []


def _counted(root: Section) -> list[tuple[int, str, Span]]:
    """Return the days that one sentence names and counts: `3/9（二）、3/10（三）兩日皆可出席`.

    Each has its weekday or all of them are a range, and there are as many as it says.
    """
    found: dict[tuple[int, str], list[Span]] = defaultdict(list)
    for block in root.all_blocks:
        for line, text, span in _dates_in(block.lines) if isinstance(block, Text) else ():
            sentence = _sentence_of(text, span)
            if COUNTS_DAYS.search(sentence) and not OTHER_MEETING.search(sentence):
                found[line, text].append(span)
    counted = [
        [(line, text, span) for span in spans]
        for (line, text), spans in found.items()
        if len({day for span in spans for day in span.possible_dates_in(LEAP_YEAR)})
        == _count(_sentence_of(text, spans[0]))
        and all(span.is_range or span.weekday is not None for span in spans)
    ]
    return counted[0] if len(counted) == 1 else []


def _count(sentence: str) -> int:
    match = COUNTS_DAYS.search(sentence)
    return {"three": 3, "four": 4}.get(match.lastgroup, 2) if match else 0


def _tells_of_event(_line: int, text: str, span: Span) -> bool:
    """Tell if a line is no sentence, or one that says when the event is, not another.

    `Port Forum 2026, 21 to 22 September. Our slot: not announced yet!`
    """
    words = masked(plain(text))
    sentence = _sentence(words, span)
    other = OTHER_MEETING.search(sentence) or ELECTION.search(sentence)
    named = span.is_range and len(sentence) <= MAX_SENTENCE and not CLOSED.search(sentence)
    held = (IS_HELD.search(sentence) or named) and not other
    return bool(held) or not text.rstrip("*_ ").endswith(STOPS)


def _is_of_other_meeting(text: str, span: Span) -> bool:
    """Recognise `Next meeting: 3/23 (Tue) 19:00`, not a sentence, which may invite to it."""
    before = masked(plain(text))[: span.start]
    return bool(OTHER_MEETING.search(before) and OTHER_MEETING_KEY.fullmatch(before))


def _only_year(text: str) -> int | None:
    years = years_in(text)
    return min(years) if len(years) == 1 else None


def _year_above(root: Section, line: int) -> int | None:
    """Return the year in the nearest heading over a line that has one."""
    year, section = None, root
    while section:
        year = _only_year(section.text) or year
        section = next((s for s in section.sections if s.first < line < s.last), None)
    return year


def _first_of_list(walk: Walk, root: Section) -> list[tuple[int, str, Span]]:
    """Return the dates of the event in the first list of a note: `- 2026/5/13-16, Tallinn`.

    They are several, or with a time; nothing but lines without a date stands above the list.
    """
    blocks = (b for b in root.all_blocks if isinstance(b, Text | Bullets))
    for block in takewhile(lambda b: b.first < walk.draft.front + LINES_OF_HEAD, blocks):
        if isinstance(block, Text):
            if any(_dates_in(block.lines)):
                break
            continue
        found = [(item.first, item.text, event_dates(item.text)) for item in block.items]
        return _only(
            [
                (line, text, span)
                for line, text, span in found
                if span and (span.is_range or find_times(masked(plain(text))))
            ]
        )
    return []


def _only(found: list[tuple[int, str, Span]]) -> list[tuple[int, str, Span]]:
    dates = {(span.month, span.day) for _line, _text, span in found}
    return found if len(dates) == 1 else []


def _beside(root: Section, found: list[tuple[int, str, Span]]) -> list[tuple[int, str, Span]]:
    """Return the dates next to those of an event on which something is held, too.

    `There will be workshops on 7-8 March (Sunday and Monday)` for a camp from 9 to 11 March.
    """
    dated = [span for _line, _text, span in found if span.year]
    days = [day for span in dated for day in span.possible_dates_in(span.year)]
    beside = []
    for block in root.all_blocks if days else ():
        for line, text, span in _dates_in(block.lines) if isinstance(block, Text) else ():
            own = span.possible_dates_in(min(days).year)
            sentence = _sentence_of(text, span)
            adjoins = own and (max(own) + DAY == min(days) or max(days) + DAY == min(own))
            if adjoins and span.weekday == own[0].weekday() and WILL_BE.search(sentence):
                beside.append((line, text, span._replace(year=own[0].year)))
    return beside


def _dates_of_head(walk: Walk, root: Section) -> list[tuple[int, str, Span]]:
    section = _head(walk, root)
    lines: list[tuple[int, str]] = []
    for block in section.blocks:
        if isinstance(block, Bullets) or len(lines) >= MAX_LINES_OF_HEAD:
            break
        if isinstance(block, Text):
            lines += block.lines
        elif isinstance(block, Opaque):
            lines += block.facts
    return _dates_in(lines[:MAX_LINES_OF_HEAD])


def _head(walk: Walk, root: Section) -> Section:
    """Return the part with the first lines: under the title, or under that in another language."""
    title = walk.title
    if title is None:
        return root
    again = (s for s in root.sections if s.first == title.last and s.level == title.level)
    return title if title.children else next(again, title)


def _dates_with_time(root: Section, *, both: bool = False) -> list[tuple[int, str, Span]]:
    found = []
    for block in root.all_blocks:
        if isinstance(block, Text):
            for line, text, span in _dates_in(block.lines):
                timed = find_times(masked(plain(text)))
                named = span.weekday is not None
                told = (timed and named) if both else (span.year and (timed or named))
                if told and not _is_of_other_meeting(text, span):
                    found.append((line, text, span))
    return found


def _dates_in(lines: list[tuple[int, str]]) -> list[tuple[int, str, Span]]:
    found = []
    for line, text in lines:
        if len(text) <= MAX_LINE and "[name=" not in text and "[time=" not in text:
            words = masked(plain(text))
            found += [
                (line, text, span) for span in find_dates(words) if not _is_other(words, span)
            ]
    return found


def _is_other(words: str, span: Span) -> bool:
    """Tell if a sentence has a date for something else; a part of it may say that this is held."""
    if not OTHER_DATE.search(_sentence(words, span)):
        return False
    clause = _sentence(words, span, CLAUSE_END)
    return OTHER_DATE.search(clause) is not None or not IS_HELD.search(clause)


def _sentence_of(text: str, span: Span) -> str:
    return _sentence(masked(plain(text)), span)


def _sentence(words: str, span: Span, end: re.Pattern = SENTENCE_END) -> str:
    """Return the sentence of a paragraph in which a date stands; the others tell of other things.

    The words are those of the paragraph without markup.
    """
    ends = [0, *(match.end() for match in end.finditer(words)), len(words)]
    return next(words[a:b] for a, b in pairwise(ends) if span.start < b)
