"""Days of an itinerary whose headings have a dot in their dates: `## 8.24`, `## 24.8.`.

Numbers of parts and versions look the same; days follow each other, in a note of a journey.
"""

import datetime as dt
import re
from itertools import pairwise

from tripbook.interchange.note.line.spans import Span, folded
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import JOURNEY
from tripbook.interchange.note.rules.days import LEAP_YEAR, DayMark
from tripbook.interchange.note.rules.programme import Entry
from tripbook.interchange.note.rules.years import Years
from tripbook.interchange.note.tree.blocks import Section

# `8.24`, `8.24 Old town`, `8.25 & 8.26`, `8.27~8.29`, `8.27-29（港口）`.
MONTH, DAY = r"(?:1[0-2]|0?[1-9])", r"[0-3]?\d"
TITLE = r"(?P<title>(?:\s*[:：(（]|\s+(?=[^\W\d])).{1,60})?\W{0,4}"
DOTTED = re.compile(
    rf"\W{{0,4}}(?P<month>{MONTH})\.(?P<day>{DAY})(?![\d.])"
    rf"(?:\s?(?P<mark>[-–~〜至到&、,及和與与])\s?(?:(?P<lm>{MONTH})\.)?(?P<ld>{DAY})(?![\d.]))?"
    rf"\s?[日號号]?{TITLE}"
)
# `24.8. Old town`, `24.8.`, `24.08`: in Europe the day is first. One at least is none of `8.24`.
DAY_FIRST = re.compile(
    rf"\W{{0,4}}(?P<day>{DAY})\.\s?(?P<month>{MONTH})(?!\d|\.\d)"
    rf"(?P<dot>\.)?(?P<lm>(?!))?(?P<ld>(?!))?{TITLE}"
)
# So many days at least, one after the other, are no chance.
MIN_DAYS = 3


def dotted_marks(
    root: Section,
    title: str,
    known: dict[int, DayMark | None],
    years: Years,
) -> dict[int, DayMark]:
    """Return what headings of one level say of days, by their lines: `## 8.24`, `## 8.25 & 8.26`.

    Each begins on the day after the one above it ends. Parts are counted from one: `## 5.1 Boats`
    is none, unless no heading has a title. Those with a weekday, `8.24（二）`, are `known`. Under a
    title that dates several days they may be some of those.
    """
    marks = _marks(DOTTED, root, title, known, years)
    return marks or _marks(DAY_FIRST, root, title, known, years)


def _marks(
    form: re.Pattern,
    root: Section,
    title: str,
    known: dict[int, DayMark | None],
    years: Years,
) -> dict[int, DayMark]:
    sections = [block for block in root.all_blocks if isinstance(block, Section)]
    matches = [(section, form.fullmatch(folded(plain(section.text)))) for section in sections]
    found = [(section, match) for section, match in matches if match]
    others = [plain(section.text) for section, match in matches if not match]
    if form is DAY_FIRST and not any(_is_day_first(match) for _section, match in found):
        return {}
    if len({section.level for section, _match in found}) != 1:
        return {}
    marks = {s.first: known[s.first] or _mark(s, match) for s, match in found}
    if not all(mark.date for mark in marks.values()):
        return {}
    days = [_days(mark.date, years.year_of(mark.date) or LEAP_YEAR) for mark in marks.values()]
    if not all(days):
        return {}
    if any(after[0] - before[-1] != dt.timedelta(days=1) for before, after in pairwise(days)):
        return {}
    if len(set(years.full_dates)) > 1 and set().union(*days) <= set(years.full_dates):
        return marks
    if not any(map(JOURNEY.search, [title, *others])):
        return {}
    if sum(map(len, days)) < MIN_DAYS or len(days) < MIN_DAYS - 1:
        return {}
    titled = any(mark.title for mark in marks.values())
    return {} if titled and days[0][0].day == 1 else marks


def _is_day_first(match: re.Match) -> bool:
    return bool(match["dot"] or match["month"][0] == "0" or int(match["day"]) > 12)


def _mark(section: Section, match: re.Match) -> DayMark:
    words = folded(plain(section.text))
    last = (int(match["lm"] or match["month"]), int(match["ld"])) if match["ld"] else (None, None)
    span = Span(None, int(match["month"]), int(match["day"]), 0, match.start("title"), *last)
    title = (match["title"] or "").strip(" :：()（）")
    return DayMark(Entry(title, span), title, words, span)


def _days(span: Span, year: int) -> list[dt.date]:
    """Return the days of a date, none where the calendar has no such."""
    try:
        return span.dates_in(year)
    except ValueError:
        return []
