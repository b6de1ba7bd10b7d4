"""What a note says of its years, of the date of Day 1, and of how it writes its dates."""

import datetime as dt
import re
from itertools import islice

from tripbook.interchange.note.draft import Draft
from tripbook.interchange.note.line.date_rules import EAST_ASIAN_LETTER, PORTUGUESE
from tripbook.interchange.note.line.dates import DIGIT, day_number, find_dates
from tripbook.interchange.note.line.keys import is_label, label_of, mentions
from tripbook.interchange.note.line.links import find_links
from tripbook.interchange.note.line.months import months_in
from tripbook.interchange.note.line.spans import Span, folded
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.weekdays import WEEKDAY_WORD
from tripbook.interchange.note.line.words import OF_MEETINGS, OTHER_DATE, Part
from tripbook.interchange.note.rules.days import (
    COUNTED,
    LEAP_YEAR,
    LINES_OF_HEAD,
    OTHER_MEETING,
    Calendar,
    DayMark,
    event_dates,
    is_only_day,
    read_day_mark,
)
from tripbook.interchange.note.rules.labels import first_lines, sign_label
from tripbook.interchange.note.rules.programme import Entry, has_words, masked
from tripbook.interchange.note.rules.weeks import first_of_week, names_week, says_week
from tripbook.interchange.note.rules.years import Years, years_in
from tripbook.interchange.note.tree.blocks import MailHead, Opaque, Section, Table, Text
from tripbook.interchange.note.tree.mail import MAX_HEAD, head_of_mail
from tripbook.interchange.note.tree.source import FrontMatter

from .dotted_days import dotted_marks
from .front import front_dates, front_start, front_years
from .only_date import days_told_above

TAGS = re.compile(r"tags?\s?[:：]", re.IGNORECASE)
SIGNED_AT = re.compile(r"\[time=[^\]]{0,30}?\b(20\d\d)\b")
HASHTAG_YEAR = re.compile(r"(?:^|[\s(（])#[A-Za-z]\w{0,30}?(20[0-4]\d)(?!\w)")
YEAR_LINE = re.compile(
    r"\W*(?:(?:year|年份|年度"
    r"|年)\s?[:：]?\s?)?(?:[A-Za-z]{3,9}\.?,?\s)?(?P<year>20\d\d)\s?(?:年(?:度|春|夏|秋|冬)?)?\W*"
    r"|\W*(?P<year_of>20\d\d)\s?(?:年[，,]|[年년]?\s?(?:第一[次回場场]|首[次場场]|最初|첫|first\b)).{1,30}",
    re.IGNORECASE,
)
# What a date like `27/11` has in it, and many another number too.
LIKE_DAY_MONTH = re.compile(r"(?<!\d)(?:1[3-9]|2\d|3[01])/\d")
WEEKDAY_BESIDE = re.compile(
    rf"[(（]\s?[一二三四五六日月火水木金土월화수목금토일]\s?[)）]|{WEEKDAY_WORD}|\dª\sfeira|\b(?:{PORTUGUESE}),",
    re.IGNORECASE,
)
MAX_DATES_COMPARED = 50
MAX_TEXTS = 500
DATE_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<s>[-_/.]?)(?P<month>\d\d)(?P=s)(?P<day>\d\d)(?!\d)"
)
# `0704`, `0711 Harbour`: the month and day of a heading.
MONTH_DAY = re.compile(
    r"(?P<month>0\d|1[0-8]|2[1-4])(?P<day>\d\d)(?P<title>(?:\s+[^\W\d].{0,60})?)"
)
MAX_LINE_OF_HEAD = 300
UPDATED = re.compile(r"更新|updated?\b|last (?:edit|change)|최종 ?수정|수정일", re.IGNORECASE)
MIN_WEEKDAYS = 2
DAYS_OF_WEEK = 7


def read_calendar(
    draft: Draft, root: Section, front: FrontMatter, start_date: dt.date | None
) -> Calendar:
    """Collect what the note says about its year and about the date of Day 1."""
    years = Years(start_date=start_date)
    title = draft.trip.title
    years.bare = years_in(title) or front_years(front)
    year_first = _is_east_asian(draft.lines)
    day_first = _writes_day_first(draft.lines, year_first)
    calendar = Calendar(draft, years, start_date, day_first=day_first, year_first=year_first)
    event = [title, *_labelled_dates(root, draft.lines)]
    for section in root.all_blocks:
        if isinstance(section, Section):
            calendar.marks[section.first] = read_day_mark(section.text)
    if OF_MEETINGS.search(title):
        for section in _counted_points(root):
            calendar.marks[section.first] = None
    sources = [*event, *front_dates(front)]
    spans = [span for text in sources for span in find_dates(masked(text))]
    dated = [mark.date for mark in calendar.marks.values() if mark and mark.date]
    for span in [*spans, *dated]:
        span = span.year_first if calendar.year_first else span
        if span.year:
            years.full_dates += span.possible_dates_in(span.year)
    calendar.marks |= dotted_marks(root, title, calendar.marks, years)
    marks = [mark for mark in calendar.marks.values() if mark]
    years.written = _date_of_update(draft.lines)
    if not years.full_dates and not years.bare and not years.written:
        years.bare = (
            _years_of_full_dates(root, draft.lines)
            or _years_by_themselves(root)
            or _years_of_tags(root)
            or _years_of_comments(draft.lines)
            or _years_of_hashtags(draft.lines)
            or _years_of_addresses(draft.lines, marks)
            or _years_of_mail(root, draft.lines)
        )
    if len(years.bare) > 1:
        years.bare = _years_of_weekdays(root, years.bare) or years.bare
    if years.bare and not years.full_dates:
        years.in_text = _days_in_full(root)
    marks += _mark_four_digits(calendar, root)
    _count_days(calendar, event, marks, _counted_lines(root))
    _date_counted_days(calendar, root)
    calendar.week = (
        _week_of(root)
        or _named_week(root, years)
        or _week_of_range(calendar, root)
        or front_start(front)
    )
    calendar.month = _only_month(root, title, years)
    calendar.day_first = (
        calendar.day_first
        or _weekdays_say_day_first(draft.lines, years)
        or _other_dates_say_day_first([*spans, *_dates_of_columns(root)])
    )
    return calendar


def _counted_points(root: Section) -> list[Section]:
    """Return the points of a meeting, some of which name a day: `### 2. 4/10 boat trip`.

    They are counted, and most don't begin with a date, as those of several meetings do.
    """
    found = []
    for part in [root, *(block for block in root.all_blocks if isinstance(block, Section))]:
        counted = [sub for sub in part.sections if COUNTED.match(plain(sub.text))]
        rests = (COUNTED.sub("", plain(sub.text)) for sub in counted)
        dated = sum(any(span.start == 0 for span in find_dates(rest)) for rest in rests)
        if len(counted) > 1 and dated * 2 < len(counted):
            found += counted
    return found


def _mark_four_digits(calendar: Calendar, root: Section) -> list[DayMark]:
    """Mark headings like `## 0704` and `## 0711 Harbour` as days, where all such are dates.

    The note tells their year, they are in order, and not all are times, as `## 0930` may be.
    One alone has no other words.
    """
    sections = [block for block in root.all_blocks if isinstance(block, Section)]
    matches = ((section, MONTH_DAY.fullmatch(plain(section.text))) for section in sections)
    found = [(section, match) for section, match in matches if match]
    spans = [Span(None, int(m["month"]), int(m["day"]), 0, 4) for _section, m in found]
    years = [calendar.years.year_of(span) for span in spans]
    dates = [
        d
        for span, year in zip(spans, years, strict=True)
        if year
        for d in span.possible_dates_in(year)
    ]
    if not dates or len(dates) < len(found) or len(set(dates)) < len(dates):
        return []
    if dates not in (sorted(dates), sorted(dates, reverse=True)):
        return []
    if all(span.day % 5 == 0 for span in spans) or (len(found) == 1 and found[0][1]["title"]):
        return []
    marks = []
    for (section, match), span in zip(found, spans, strict=True):
        title = match["title"].strip()
        mark = DayMark(Entry(title, span), title, plain(section.text), span)
        calendar.marks[section.first] = mark
        marks.append(mark)
    return marks


def _counted_lines(root: Section) -> list[DayMark]:
    """Return what lines without a heading say of numbered days: `Day 1 2027/3/9`."""
    texts = (
        text
        for b in root.all_blocks
        if isinstance(b, Text)
        for _n, text in b.lines
        if len(text) < 60
    )
    marks = (is_only_day(text) for text in texts if day_number(text))
    return [mark for mark in marks if mark and mark.number]


def _count_days(calendar: Calendar, event: list[str], headings: list, lines: list) -> None:
    """Find the date of Day 1: from `Day 2 (11/6)`, else from the dates of the event.

    A note with one date and one number, `Friday 6 November 2026` over `Day 2`, is of that day.
    """
    known: set[dt.date] = set()
    marks = [*headings, *lines]
    for mark in marks:
        if mark.date and (year := calendar.years.year_of(mark.date)):
            dates = mark.date.possible_dates_in(year)
            known.update(dates)
            if mark.number and dates and calendar.first is None:
                calendar.first = dates[0] - dt.timedelta(days=mark.number - 1)
    from_event: set[dt.date] = set()
    for text in event:
        for span in find_dates(masked(text)):
            if year := calendar.years.year_of(span):
                from_event.update(span.possible_dates_in(year))
    calendar.known = sorted(from_event | known)
    numbers = {mark.number for mark in marks if mark.number}
    under_date = from_event or not any(mark.number for mark in headings)
    if calendar.first is None and under_date and len(calendar.known) == len(numbers) == 1:
        calendar.first = calendar.known[0] - dt.timedelta(days=numbers.pop() - 1)


def _date_counted_days(calendar: Calendar, root: Section) -> None:
    """Date the headings `Day 1`, `Day 2` by a sentence above them that names as many days.

    Nothing else does: none of them has a date, and the event has none.
    """
    counted = {line: mark for line, mark in calendar.marks.items() if mark and mark.number}
    numbers = {mark.number for mark in counted.values()}
    undated = not (calendar.known or calendar.first or calendar.start_date)
    if len(numbers) < 2 or numbers != {*range(1, len(numbers) + 1)} or not undated:
        return
    spans = days_told_above(root, min(counted), len(numbers))
    year = next((span.year for span in spans if span.year), None)
    year = year or (spans and calendar.years.year_of(spans[0])) or None
    dates = sorted({day for s in spans for day in s.possible_dates_in(year or LEAP_YEAR)})
    if year:
        calendar.known = dates
    else:
        calendar.told = dates


def _years_of_full_dates(root: Section, lines: list[str]) -> set[int]:
    """Return the years of the full dates in the text: `our visit on 5 November 2026`."""
    blocks = [block for block in root.all_blocks if isinstance(block, Text)]
    texts = [masked(text) for block in blocks for _line, text in block.lines]
    texts += [masked(text) for _line, text in _quoted_in_head(root)]
    found = {span.year for text in texts for span in find_dates(text) if span.year}
    # `| Mon 5 May 2027 | Opening |` over `| Tue 6 May | Nets |`.
    tables = (block for block in root.all_blocks if isinstance(block, Table))
    cells = (plain(cell) for table in tables for _line, row in table.rows for cell in row[:1])
    found = found or {span.year for text in cells for span in find_dates(text) if span.year}
    # `Open Port 2026, 11-14 June`: the year stands apart from the days.
    apart = (years_in(text) for text in texts if len(text) <= 100 and find_dates(text))
    return found or {min(years) for years in apart if len(years) == 1}


def _days_in_full(root: Section) -> dict[tuple[int, int], int]:
    """Return the years of the days that the text writes in full: `on 31 January 2027`.

    Not those of another time: `Last camp: 6 August 2025`.
    """
    closed = _closed_lines(root)
    blocks = (b for b in root.all_blocks if isinstance(b, Text) and b.first not in closed)
    texts = (t for b in blocks for _line, t in b.lines if not OTHER_MEETING.search(t[:200]))
    spans = (span for text in texts for span in find_dates(masked(text)))
    return {(span.month, span.day): span.year for span in spans if span.year}


def _years_of_weekdays(root: Section, years: set[int]) -> set[int]:
    """Return the only one of several years in which the days fall on their weekdays, else none."""
    blocks = (block for block in root.all_blocks if isinstance(block, Section | Text | Table))
    texts = (text for block in blocks for text in _texts_of(block))
    spans = [
        span
        for text in islice(texts, MAX_TEXTS)
        for span in find_dates(masked(text[:MAX_LINE_OF_HEAD]))
        if span.weekday is not None and not span.year
    ]
    fitting = {year for year in years if spans and _fit_weekdays(spans, {year})}
    return fitting if len(fitting) == 1 else set()


def _texts_of(block: Section | Text | Table) -> list[str]:
    if isinstance(block, Section):
        return [block.text]
    if isinstance(block, Text):
        return [text for _line, text in block.lines]
    return [cells[0] for _line, cells in block.rows if cells]


def _years_by_themselves(root: Section) -> set[int]:
    """Return the years of lines that say nothing else: `Sept 2026`, `Year: 2026`, `2026 年`.

    Or which time this is in a year: `2026년 첫 모임!`.
    """
    blocks = (block for block in root.all_blocks if isinstance(block, Text))
    texts = (text for block in blocks for _line, text in block.lines if len(text) <= 40)
    found = (match for text in texts if (match := YEAR_LINE.fullmatch(plain(text))))
    return {int(match["year"] or match["year_of"]) for match in found}


def _years_of_tags(root: Section) -> set[int]:
    """Return the years among the tags of a pad: ``###### tags: `camp` `2026` ``."""
    sections = (block for block in root.all_blocks if isinstance(block, Section))
    return set().union(*(years_in(s.text) for s in sections if TAGS.match(s.text)))


def _is_east_asian(lines: list[str]) -> bool:
    """Tell if most lines with letters have some of East Asia."""
    written = [line[:200] for line in lines if has_words(line[:200])]
    return sum(EAST_ASIAN_LETTER.search(line) is not None for line in written) * 2 > len(written)


def _writes_day_first(lines: list[str], year_first: bool) -> bool:
    """Tell if the dates of a note are like `27/11`: some have no other sense, none is `11/27`."""
    heads = [line[:200] for line in lines if "/" in line]
    if not any(LIKE_DAY_MONTH.search(folded(head)) for head in heads):
        return False
    dates = [span for head in heads for span in find_dates(masked(head))]
    if any(span.order == "month day" and span.day > 12 for span in dates):
        return False
    told = {"day month"} if year_first else {"day month", "short year last"}
    return any(span.order in told for span in dates)


def _weekdays_say_day_first(lines: list[str], years: Years) -> bool:
    """Tell if dates like `4/6 Tue` and `5/6 Wed` fit their weekdays only with the day first.

    Where no year is known they are held against each other.
    """
    heads = (
        plain(line[:200]) for line in lines if "/" in line and WEEKDAY_BESIDE.search(line[:200])
    )
    spans = (
        span for head in islice(heads, MAX_DATES_COMPARED) for span in find_dates(masked(head))
    )
    spans = [s for s in spans if s.order == "month day" and s.weekday is not None and s.day <= 12]
    if not any(span.day != span.month for span in spans):
        return False
    told = {year for span in spans if (year := years.year_of(span))}
    return not _fit_weekdays(spans, told) and _fit_weekdays([s.day_first for s in spans], told)


def _dates_of_columns(root: Section) -> list[Span]:
    """Return the dates at the head of columns: `| | 5/2 | 6/2 |` of an event of 5-6 February."""
    tables = (block for block in root.all_blocks if isinstance(block, Table))
    return [s for table in tables for cell in table.header for s in find_dates(plain(cell))[:1]]


def _other_dates_say_day_first(spans: list[Span]) -> bool:
    """Tell if the event has a date like `05/12/2023`, and another that says it is `5 Dec 2023`."""
    said = {
        (date.month, date.day)
        for span in spans
        if span.order != "month day"
        for date in span.possible_dates_in(span.year or LEAP_YEAR)
    }
    open_ = [span for span in spans if span.order == "month day" and span.day <= 12]
    return any((span.day, span.month) in said for span in open_) and not any(
        (span.month, span.day) in said for span in open_
    )


def _fit_weekdays(spans: list[Span], years: set[int]) -> bool:
    """Tell if all dates fall on their weekdays in one of the years, or in any where none is known.

    Without a year one date fits always, so that two are needed to say something.
    """
    for year in years or range(2001, 2029):
        try:
            if all(span.first_in(year).weekday() == span.weekday for span in spans):
                return True
        except ValueError:
            continue
    return False


def _years_of_addresses(lines: list[str], marks: list) -> set[int]:
    """Return the years in the addresses of pads that are named by one of the note's days.

    `https://pad.example/p/2026-11-05-notes` where a heading is about 5 November.
    """
    days = {(mark.date.month, mark.date.day) for mark in marks if mark.date}
    found = set()
    for line in lines if days else ():
        for link in find_links(line) if "://" in line else ():
            for match in DATE_IN_ADDRESS.finditer(link.url):
                if (int(match["month"]), int(match["day"])) in days:
                    found.add(int(match["year"]))
    return found


def _years_of_hashtags(lines: list[str]) -> set[int]:
    """Return the years in which hashtags end: `#openport2026`."""
    return {int(year) for line in lines for year in HASHTAG_YEAR.findall(line[:2000])}


def _years_of_comments(lines: list[str]) -> set[int]:
    """Return the years in which people signed: `> Good! [name=Ann] [time=Wed, Apr 13, 2026]`."""
    return {int(match[1]) for line in lines if (match := SIGNED_AT.search(line[:2000]))}


def _date_of_update(lines: list[str]) -> dt.date | None:
    """Return when a note says that it was changed last: `最後更新：2027.01.08`."""
    found = [
        date
        for line in lines
        if len(line) <= MAX_LINE_OF_HEAD and UPDATED.search(line)
        for span in find_dates(line)
        if span.year
        for date in span.possible_dates_in(span.year)[:1]
    ]
    return max(found, default=None)


def _years_of_mail(root: Section, lines: list[str]) -> set[int]:
    """Return the years in which e-mails were sent that were pasted or quoted with their heads."""
    texts = []
    for block in root.all_blocks:
        if isinstance(block, MailHead):
            texts += lines[block.first : block.last]
        elif isinstance(block, Opaque):
            quoted = [line.lstrip("> ") for line in lines[block.first : block.last][:MAX_HEAD]]
            texts += quoted if head_of_mail(quoted) else []
    return {span.year for text in texts for span in find_dates(masked(text)) if span.year}


def _week_of(root: Section) -> dt.date | None:
    """Return the date of a weekday that a sentence gives: `It starts on Monday 4 May 2026`."""
    found = {
        date
        for block in root.all_blocks
        if isinstance(block, Text)
        for _line, text in block.lines
        for span in find_dates(masked(text))
        if span.year and span.weekday is not None
        for date in span.possible_dates_in(span.year)[:1]
    }
    return found.pop() if len(found) == 1 else None


def _week_of_range(calendar: Calendar, root: Section) -> dt.date | None:
    """Return the first day of the only range in the text that has all weekdays of the headings.

    `From 9 to 11 March 2027 we were in Oslo` over `## Tuesday`, `## Wednesday`.
    """
    marks = (mark for mark in calendar.marks.values() if mark)
    weekdays = {mark.weekday for mark in marks if mark.weekday is not None and mark.date is None}
    if len(weekdays) < MIN_WEEKDAYS:
        return None
    closed = _closed_lines(root)
    blocks = (b for b in root.all_blocks if isinstance(b, Text) and b.first not in closed)
    texts = (text for block in blocks for _line, text in block.lines)
    ranges = (
        span.possible_dates_in(span.year)
        for text in texts
        for span in find_dates(masked(text))
        if span.year and span.is_range
    )
    weeks = (days for days in ranges if 0 < len(days) <= DAYS_OF_WEEK)
    found = {
        first_of_week(days[0]) for days in weeks if weekdays <= {day.weekday() for day in days}
    }
    return found.pop() if len(found) == 1 else None


def _only_month(root: Section, title: str, years: Years) -> dt.date | None:
    """Return the only month that the head of the note or its headings name, else None.

    It stands without a day, as in `Port days in the old mill (May 2027)` over `## Monday 3`, or in
    the dates of the event: `Conference 10-12 June` over `tue 10`.
    """
    head = root.body + LINES_OF_HEAD
    blocks = [block for block in root.all_blocks if isinstance(block, Section | Text)]
    lines = [t for b in blocks if isinstance(b, Text) for n, t in b.lines if n < head]
    without_day = [text for text in map(masked, [title, *lines]) if not find_dates(text)]
    months = set().union(*(months_in(text[:MAX_LINE_OF_HEAD]) for text in without_day))
    if len(months) == 1:
        return months.pop()
    headings = (block.text for block in blocks if isinstance(block, Section))
    spans = [span for text in headings for span in find_dates(masked(text))]
    for text in lines:
        date = event_dates(text, in_head=True)
        dates = (date,) if date else find_dates(masked(plain(text)))
        # `12, 13 and 14 March 2027 – Old mill` begins with a list of them.
        spans += dates if date or (dates and dates[0].is_range and dates[0].start == 0) else ()
    dated = {(years.year_of(span), span.month) for span in spans}
    year, month = next(iter(dated)) if len(dated) == 1 else (None, 0)
    return dt.date(year, month, 1) if year else None


def _named_week(root: Section, years: Years) -> dt.date | None:
    """Return the first day of the only week that the text names: `the week of 3 May 2027`."""
    closed = _closed_lines(root)
    blocks = (b for b in root.all_blocks if isinstance(b, Text) and b.first not in closed)
    lines = (masked(t) for b in blocks for _n, t in b.lines if says_week(t))
    found = {
        first_of_week(date)
        for text in lines
        for span in find_dates(text)
        if names_week(text, span) and (year := years.year_of(span))
        for date in span.possible_dates_in(year)[:1]
    }
    return found.pop() if len(found) == 1 else None


def _labelled_dates(root: Section, lines: list[str]) -> list[str]:
    """Return the values of lines like `Date: 2026/11/5`, and lines that begin with dates."""
    found = []
    texts = _quoted_in_head(root)
    closed = _closed_lines(root)
    for block in root.all_blocks:
        if block.first in closed:
            continue
        if isinstance(block, Text):
            texts += block.lines
        elif isinstance(block, Table) and block.first < root.body + LINES_OF_HEAD:
            # `| 時間 | 2027/3/9 |` says it as `時間：2027/3/9` does.
            rows = [(block.first, block.header), *block.rows]
            texts += [(line, f"{plain(cells[0])}: {cells[1]}") for line, cells in rows if cells[1:]]
        elif isinstance(block, Section):
            texts.append((block.first, block.text))
            if is_label(plain(block.text), Part.DATE):
                found += [text for text in first_lines(block) if not OTHER_DATE.search(text[:200])]
    for line, text in texts:
        if event_dates(text, in_head=line < root.body + LINES_OF_HEAD):
            found.append(text)
        if len(text) <= 300 and DIGIT.search(text):
            label = label_of(plain(text))
            if label and label.part in (Part.DATE, Part.PLACE):
                found.append(label.value)
        elif (sign := sign_label(plain(text))) and sign.part is Part.DATE:
            found.append(sign.value)
    return found


def _closed_lines(root: Section) -> set[int]:
    """Return the lines of parts that tell of other times: `## Last meeting`, `## 過往紀錄`."""
    found: set[int] = set()
    for block in root.all_blocks:
        is_part = isinstance(block, Section) and block.level > 1 and block.first not in found
        if is_part and mentions(plain(block.text), Part.NO_PLAN):
            found.update(range(block.first, block.last))
    return found


def _quoted_in_head(root: Section) -> list[tuple[int, str]]:
    """Return the quoted lines in the head of a note: `> 2026/2/20 ～ 2/22｜12 people`."""
    head = root.body + LINES_OF_HEAD
    quotes = (b for b in root.all_blocks if isinstance(b, Opaque) and b.first < head)
    return [each for block in quotes for each in block.facts]
