"""Reading a note: from its text to the trip document and an account of every line."""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from events.schedule import zone_names
from people.limits import MAX_SLUG
from tripbook.garbage import collector_paused
from tripbook.interchange.document import Document

from .afternoons import read_afternoons
from .assemble import assemble
from .blocks import (
    IN_BOLD,
    TABLE_OF_CONTENTS,
    MailHead,
    Opaque,
    Rule,
    Section,
    Table,
    Text,
    is_container_mark,
    parse,
)
from .canonical import CanonicalReader, Origin, is_canonical, known_heading
from .dates import EAST_ASIAN_LETTER, Span, day_number, find_dates, folded
from .days import (
    LEAP_YEAR,
    LINES_OF_HEAD,
    Calendar,
    DayMark,
    event_dates,
    is_only_day,
    read_day_mark,
)
from .docs import read_docs
from .draft import DESCRIPTION, MARKUP, RULE, Draft
from .entries import surely_names
from .headings import HEADING_RULES
from .items import ITEM_RULES, LIST_RULES
from .labels import first_lines, sign_label
from .language import language_of
from .links import find_links
from .memory import forget_lines
from .minutes import read_waiting_minutes
from .months import months_in
from .names import split_names
from .only_date import read_only_date
from .paragraphs import quoted_lines, read_paragraph, read_quote
from .programme import Entry, has_words, is_timed, masked
from .source import (
    TECHNICAL_KEYS,
    FrontMatter,
    as_line,
    as_list,
    check_text,
    front_matter,
    line_ends,
    split_lines,
)
from .timetables import read_table
from .titles import plain
from .walk import Context, Rules, Walk
from .weeks import first_of_week, names_week, says_week
from .words import KEY, OTHER_DATE, Part, is_any_label, is_label, label_of, mentions
from .years import Years, years_in
from .zones import read_zone

RULES = Rules(
    (known_heading, *HEADING_RULES), LIST_RULES, ITEM_RULES, read_paragraph, read_table, read_quote
)
NOTE_SUFFIXES = (".md", ".markdown", ".txt")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KNOWN_KEYS = frozenset(
    ["cover", "description", "image", "keywords", "slug", "summary", "tag", "tags", "title", "tz"]
)
# Of an event or a meeting, not of a text about it.
EVENT_KEYS = frozenset(("time", "venue", "location", "place", "attendees"))
# When an event begins and ends; `date` beside them is that of the text about it.
START_KEYS = frozenset(
    ("start", "starts", "start_date", "startdate", "start_time", "starts_on", "event_date", "from")
)
END_KEYS = frozenset(("end", "ends", "end_date", "enddate", "end_time", "ends_on", "until"))
TAGS = re.compile(r"tags?\s?[:：]", re.IGNORECASE)
SIGNED_AT = re.compile(r"\[time=[^\]]{0,30}?\b(20\d\d)\b")
HASHTAG_YEAR = re.compile(r"(?:^|[\s(（])#[A-Za-z]\w{0,30}?(20[0-4]\d)(?!\w)")
YEAR_LINE = re.compile(
    r"\W*(?:(?:year|年份|年度"
    r"|年)\s?[:：]?\s?)?(?:[A-Za-z]{3,9}\.?,?\s)?(?P<year>20\d\d)\s?(?:年(?:度|春|夏|秋|冬)?)?\W*"
    r"|\W*(?P<year_of>20\d\d)\s?年[，,].{1,30}",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"(?:subject|title|betreff|(?:會議|活動|課程)?(?:主旨|主題|標題|名稱)|件名|タイトル|題名"
    r"|会議名|イベント名|제목|회의명|행사명)\s?[:：]\s*"
    r"(?:(?:re|fwd?|aw)\s?:\s*)*(?P<subject>\S.*)",
    re.IGNORECASE,
)
# What a date like `27/11` has in it, and many another number too.
LIKE_DAY_MONTH = re.compile(r"(?<!\d)(?:1[3-9]|2\d|3[01])/\d")
WEEKDAY_BESIDE = re.compile(
    r"[(（]\s?[一二三四五六日月火水木金土월화수목금토일]\s?[)）]|\b(?:mon|tue|wed|thu|fri|sat|sun)"
    r"|[週周拜][一二三四五六日天]|曜|요일",
    re.IGNORECASE,
)
MAX_DATES_COMPARED = 50
DATE_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<s>[-_/.]?)(?P<month>\d\d)(?P=s)(?P<day>\d\d)(?!\d)"
)

# `0704`, `0711 Harbour`: the month and day of a heading.
MONTH_DAY = re.compile(
    r"(?P<month>0\d|1[0-8]|2[1-4])(?P<day>\d\d)(?P<title>(?:\s+[^\W\d].{0,60})?)"
)
MAX_DAYS = 60
MAX_HEAD = 20
MAX_FIRST_LINE = 60
MAX_LINE_OF_HEAD = 300
NO_WORDS = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])(?:\s+\[[ xX]?\])?|#{1,6})?\s*")


@dataclass
class Reading:
    """What a note reads as.

    `account` has one entry for each source line: the paths of the fields and notes that it
    became, or `blank`, `rule` or `markup`. `warnings` are (line, message), lines from 1. `origin`
    says where a canonical note was written.
    """

    document: Document
    account: list[tuple[str, ...]]
    warnings: list[tuple[int, str]]
    origin: Origin | None = None


def read_note(
    text: str,
    *,
    name: str = "",
    timezone: str | None = None,
    start_date: dt.date | None = None,
) -> Reading:
    """Read a note in Markdown as a trip.

    `name` is the file's: its stem is the title where no heading is. `timezone` is the trip's;
    `start_date` gives days that have only a number or a weekday their dates.
    """
    check_text(text)
    try:
        with collector_paused():
            return _read(split_lines(text), line_ends(text), name, timezone, start_date)
    finally:
        forget_lines()


def _read(
    lines: list[str],
    ends: list[str],
    name: str,
    timezone: str | None,
    start_date: dt.date | None,
) -> Reading:
    draft = Draft(lines)
    front = front_matter(lines)
    canonical = CanonicalReader(draft, front, ends) if is_canonical(front) else None
    origin = canonical.read() if canonical else None
    root = parse(canonical.tree if canonical else lines, front.end)
    _read_front_matter(draft, front)
    draft.trip.timezone = timezone or draft.trip.timezone
    title = None if draft.trip.title else _find_title(draft, root, front, name)
    calendar = _calendar(draft, root, front, start_date)
    walk = Walk(draft, calendar, title, RULES)
    if not canonical:
        walk.read_title_dates()
    walk.read(root.children, Context())
    read_waiting_minutes(walk)
    if not canonical:
        read_afternoons(draft)
    if not draft.days:
        read_only_date(walk, root)
    if not draft.days:
        _date_programme(draft, front)
    _read_language(draft, title)
    read_zone(draft, root, title)
    _mark_what_carries_nothing(draft, root)
    read_docs(draft, root, walk.free, {title.first} if title else set())
    if canonical:
        canonical.finish()
    document, account = assemble(draft)
    return Reading(document, account, sorted(draft.warnings), origin)


def _date_programme(draft: Draft, front: FrontMatter) -> None:
    """Take the date of the front matter as that of a programme or event that nothing else dates.

    That it is an event's is said by a time or place beside it, by those who came, or by talks and
    who gave them.
    """
    timed = [session for session in draft.sessions if session.start is not None]
    came = [person for person in draft.people.values() if person.role == "delegate"]
    told = (EVENT_KEYS | START_KEYS | END_KEYS) & front.values.keys()
    given = [session for session in draft.sessions if session.people]
    of_event = any(len(found) > 1 for found in (timed, came, given)) or bool(told)
    found = {key: date for key in front.values if (date := _date_of_value(front, key))}
    keys = START_KEYS | END_KEYS if START_KEYS & found.keys() else {"date"}
    found = {key: date for key, date in found.items() if key in keys}
    if not found or not of_event:
        return
    first, last = min(found.values()), max(found.values())
    if (last - first).days > MAX_DAYS:
        return
    for number in range((last - first).days + 1):
        day = draft.day(first + dt.timedelta(days=number))
        for key, date in found.items():
            if date == day.date and front.lines.get(key):
                draft.claim(front.lines[key][0], day, "date")
    if first == last:
        for session in draft.sessions:
            session.day = session.day or day


def _date_of_value(front: FrontMatter, key: str) -> dt.date | None:
    """Return the only date of a value of the front matter."""
    dates = [span for span in find_dates(as_line(front.values[key])) if span.year]
    written = _dates(dates[0], dates[0].year) if len(dates) == 1 else []
    return written[0] if len(written) == 1 else None


def _read_language(draft: Draft, title: Section | None) -> None:
    """Find the language of the note's words where its front matter doesn't say it."""
    if not draft.trip.language:
        draft.trip.language = language_of(draft.lines[draft.front :])
        if draft.trip.language and title:
            draft.claim(title.first, draft.trip, "language")


def _read_front_matter(draft: Draft, front: FrontMatter) -> None:
    """Take title, tags and the rest; what is no field of a trip stays text."""
    if front.problem:
        message = _("The front matter can't be read (%(reason)s): it is kept as text.")
        draft.warn(0, message % {"reason": front.problem})
        return
    draft.front = front.end
    for line in (0, front.end - 1) if front.end else ():
        draft.mark(line, MARKUP)
    for key, value in front.values.items():
        numbers = front.lines.get(key, [])
        fields = _read_value(draft, key, value, numbers)
        for number in numbers:
            if fields:
                draft.claim(number, draft.trip, *fields)
            elif _says_nothing(key, draft.lines[number]):
                draft.mark(number, MARKUP)


def _read_value(draft: Draft, key: str, value: Any, numbers: list[int]) -> list[str]:
    """Take a value of the front matter; return which fields of the trip it became."""
    trip, text = draft.trip, as_line(value)
    line = numbers[0] if numbers else 0
    match key:
        case "tags" | "tag" | "keywords":
            trip.tags += filter(None, [draft.one_line(tag, line) for tag in as_list(value)])
            return ["tags"] if trip.tags else []
        case "description" | "summary" if text and not trip.summary:
            trip.summary = draft.one_line(text, line)
            return ["summary"]
        case "timezone" | "tz" if text in zone_names():
            trip.timezone = text
            return ["timezone"]
        case "lang" | "language" if LANGUAGE.fullmatch(text):
            trip.language = text
            return ["language"]
        case "slug" if SLUG.fullmatch(text) and len(text) <= MAX_SLUG:
            trip.slug = text
            return ["slug"]
        case "image" | "cover" if _is_link(draft, numbers):
            _read_image(draft, line)
    return []


def _says_nothing(key: str, line: str) -> bool:
    """Tell if a line of the front matter is a setting of the pad, or a key without a value."""
    _key, colon, value = line.partition(":")
    return bool(colon) and (key in TECHNICAL_KEYS or (key in KNOWN_KEYS and not value.strip()))


def _is_link(draft: Draft, numbers: list[int]) -> bool:
    return len(numbers) == 1 and len(find_links(draft.lines[numbers[0]])) == 1


def _read_image(draft: Draft, line: int) -> None:
    link = find_links(draft.lines[line])[0]
    if doc := draft.doc(link.url, "", draft.trip, line):
        draft.claim(line, doc, "url")
        draft.linked.add((line, link.url))


def _find_title(draft: Draft, root: Section, front: FrontMatter, name: str) -> Section | None:
    """Find the trip's title: a heading's, the front matter's, an e-mail's, the first line's.

    Else it is the file's name.
    """
    subject = _subject(root, draft.lines)
    titled = subject is not None or bool(as_line(front.values.get("title", "")))
    section = _title_section(root, titled)
    title = plain(section.text) if section else ""
    given = as_line(front.values.get("title", "")) if not front.problem else ""
    given_lines = front.lines.get("title", [])
    if title:
        draft.trip.title = draft.one_line(section.text, section.first)
        for line in range(section.first, section.body):
            draft.claim(line, draft.trip, "title")
    elif given:
        draft.trip.title = draft.one_line(given, given_lines[0] if given_lines else 0)
    elif subject := subject or _first_line(root):
        line, text = subject
        draft.trip.title = draft.one_line(text, line)
        draft.claim(line, draft.trip, "title")
    for line in given_lines:
        if given and plain(given) == draft.trip.title:
            draft.claim(line, draft.trip, "title")
    if not draft.trip.title:
        draft.trip.title = draft.one_line(_stem(name), 0) or _("Trip")
        draft.warn(0, _("The note has no heading: the file's name is the title."))
    return section if title else None


def _subject(root: Section, lines: list[str]) -> tuple[int, str] | None:
    """Return the subject of an e-mail, whose head was pasted with it, and its line."""
    heads = (block for kind in (MailHead, Text) for block in root.blocks if isinstance(block, kind))
    head = next(heads, None)
    for line in range(head.first, min(head.last, head.first + MAX_HEAD)) if head else ():
        if match := SUBJECT.match(plain(lines[line])):
            return line, match["subject"]
    return None


def _first_line(root: Section) -> tuple[int, str] | None:
    """Return the first line of a note where it stands over its headings as their title would.

    In a note without headings it is in bold.
    """
    first = root.blocks[0] if root.blocks else None
    if not isinstance(first, Text):
        return None
    line, text = first.lines[0]
    if not root.sections and not IN_BOLD.fullmatch(text.strip()):
        return None
    words = plain(text)
    is_title = (
        len(words) <= MAX_FIRST_LINE
        and has_words(words)
        and not re.search(r"[.。!！?？:：…]$|://", words)
        and not KEY.match(words)
        and not is_timed(text)
        and not surely_names(split_names(words))
    )
    mark = read_day_mark(text)
    return (line, text) if is_title and not (mark and (mark.named or not mark.title)) else None


def _title_section(root: Section, titled: bool) -> Section | None:
    """Return the first heading of the top level that names no part and no day.

    Without one, and where nothing else is `titled`, the note's very first heading.
    """
    sections = [section for section in root.sections if not section.quoted]
    tops = [section for section in sections if section.level == 1 and plain(section.text)]
    days = [section for section in tops if read_day_mark(section.text)]
    for section in tops:
        only_day = len(days) > 1 or (_only_day(section) and not _spans_days(section))
        only_day = only_day and not _heads_days(section, days)
        if _is_part(section.text) or (section in days and only_day):
            continue
        return section
    first = next(iter(sections), None)
    if titled or first is None or not plain(first.text) or tops:
        return None
    deeper = [s for s in sections[1:] if s.level <= first.level]
    mark = read_day_mark(first.text)
    if mark and (mark.named or not mark.title or (deeper and not _is_event(mark, deeper))):
        return None
    if _is_part(first.text) or label_of(plain(first.text)):
        return None
    if any(s.level == first.level for s in deeper) and _first_line(root):
        return None
    return first if not deeper or first.level < 4 else None


def _heads_days(section: Section, days: list[Section]) -> bool:
    """Recognise the title of several days over a heading for each: `Boats, 9-10 March`, `Day 1`."""
    first, *others = (read_day_mark(day.text) for day in days)
    spans = first.date is not None and first.date.is_range and bool(first.title)
    return days[0] is section and spans and all(mark.number for mark in others)


def _is_event(mark: DayMark, others: list[Section]) -> bool:
    """Tell if a first heading with days in a row is the event's: no other of its level has a day.

    `## Visit to the port, 12-16 February` over `## Who comes` and `## Agenda`.
    """
    in_a_row = mark.date is not None and mark.date.is_range
    return in_a_row and not any(read_day_mark(section.text) for section in others)


def _is_part(text: str) -> bool:
    return is_any_label(plain(text), bare=True)


def _only_day(section: Section) -> bool:
    mark = read_day_mark(section.text)
    return mark is not None and (mark.named or not mark.title)


def _spans_days(section: Section) -> bool:
    """Recognise the title of a plan by its dates: `5/28 - 5/31 行程表` over a heading for each."""
    mark = read_day_mark(section.text)
    spans = mark and not mark.named and mark.date and mark.date.is_range
    below = sum(read_day_mark(sub.text) is not None for sub in section.sections)
    return bool(spans) and below >= 2 and mark.words[mark.date.end :].strip() != ""


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    return path.stem if path.suffix.lower() in NOTE_SUFFIXES else path.name


def _calendar(
    draft: Draft, root: Section, front: FrontMatter, start_date: dt.date | None
) -> Calendar:
    """Collect what the note says about its year and about the date of Day 1."""
    years = Years(start_date=start_date)
    title = draft.trip.title
    years.bare = years_in(title) or _front_years(front)
    year_first = _is_east_asian(draft.lines)
    day_first = _writes_day_first(draft.lines, year_first)
    calendar = Calendar(draft, years, start_date, day_first=day_first, year_first=year_first)
    event = [title, *_labelled_dates(root, draft.lines)]
    for section in root.all_blocks:
        if isinstance(section, Section):
            calendar.marks[section.first] = read_day_mark(section.text)
    marks = [mark for mark in calendar.marks.values() if mark]
    sources = [*event, *_front_dates(front)]
    spans = [span for text in sources for span in find_dates(masked(text))]
    for span in [*spans, *(mark.date for mark in marks if mark.date)]:
        span = span.year_first if calendar.year_first else span
        if span.year:
            years.full_dates += _dates(span, span.year)
    if not years.full_dates and not years.bare:
        years.bare = (
            _years_of_full_dates(root, draft.lines)
            or _years_by_themselves(root)
            or _years_of_tags(root)
        )
        years.bare = years.bare or _years_of_comments(draft.lines)
        years.bare = years.bare or _years_of_hashtags(draft.lines)
        years.bare = years.bare or _years_of_addresses(draft.lines, marks)
        years.bare = years.bare or _years_of_mail(root, draft.lines)
    if years.bare and not years.full_dates:
        years.in_text = _days_in_full(root)
    marks += _mark_four_digits(calendar, root)
    _count_days(calendar, event, [*marks, *_counted_lines(root)])
    calendar.week = _week_of(root) or _named_week(root, years) or _front_start(front)
    calendar.month = _month_of_head(root, title)
    calendar.day_first = (
        calendar.day_first
        or _weekdays_say_day_first(draft.lines, years)
        or _other_dates_say_day_first([*spans, *_dates_of_columns(root)])
    )
    return calendar


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
    dates = [d for span, year in zip(spans, years, strict=True) if year for d in _dates(span, year)]
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
    return [mark for mark in marks if mark and mark.date and mark.number]


def _count_days(calendar: Calendar, event: list[str], marks: list) -> None:
    """Find the date of Day 1: from `Day 2 (11/6)`, else from the dates of the event."""
    known: set[dt.date] = set()
    for mark in marks:
        if mark.date and (year := calendar.years.year_of(mark.date)):
            dates = _dates(mark.date, year)
            known.update(dates)
            if mark.number and dates and calendar.first is None:
                calendar.first = dates[0] - dt.timedelta(days=mark.number - 1)
    from_event: set[dt.date] = set()
    for text in event:
        for span in find_dates(masked(text)):
            if year := calendar.years.year_of(span):
                from_event.update(_dates(span, year))
    calendar.known = sorted(from_event | known)


def _dates(span, year: int) -> list[dt.date]:
    try:
        return span.dates_in(year)
    except ValueError:
        return []


def _years_of_full_dates(root: Section, lines: list[str]) -> set[int]:
    """Return the years of the full dates in the text: `our visit on 5 November 2026`."""
    blocks = [block for block in root.all_blocks if isinstance(block, Text)]
    texts = [masked(text) for block in blocks for _line, text in block.lines]
    texts += [masked(text) for _line, text in _quoted_in_head(root, lines)]
    found = {span.year for text in texts for span in find_dates(text) if span.year}
    # `Open Port 2026, 11-14 June`: the year stands apart from the days.
    apart = (years_in(text) for text in texts if len(text) <= 100 and find_dates(text))
    return found or {min(years) for years in apart if len(years) == 1}


def _days_in_full(root: Section) -> dict[tuple[int, int], int]:
    """Return the years of the days that the text writes in full: `on 31 January 2027`."""
    closed = _closed_lines(root)
    blocks = (b for b in root.all_blocks if isinstance(b, Text) and b.first not in closed)
    spans = (s for block in blocks for _line, t in block.lines for s in find_dates(masked(t)))
    return {(span.month, span.day): span.year for span in spans if span.year}


def _years_by_themselves(root: Section) -> set[int]:
    """Return the years of lines that say nothing else: `Sept 2026`, `Year: 2026`, `2026 年`."""
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
        for date in _dates(span, span.year or LEAP_YEAR)
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


def _years_of_mail(root: Section, lines: list[str]) -> set[int]:
    """Return the years in which the e-mails were sent that were pasted with their heads."""
    heads = (block for block in root.all_blocks if isinstance(block, MailHead))
    texts = (lines[line] for head in heads for line in range(head.first, head.last))
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
        for date in _dates(span, span.year)[:1]
    }
    return found.pop() if len(found) == 1 else None


def _month_of_head(root: Section, title: str) -> dt.date | None:
    """Return the only month that title and head name, without a day, else None.

    `Port days in the old mill (May 2027)` over `## Monday 3`, `## Tuesday 4`.
    """
    head = root.body + LINES_OF_HEAD
    blocks = (b for b in root.all_blocks if isinstance(b, Text) and b.first < head)
    texts = [title, *(text for block in blocks for line, text in block.lines if line < head)]
    found = set()
    for text in map(masked, texts):
        if not find_dates(text):
            found |= months_in(text[:MAX_LINE_OF_HEAD])
    return found.pop() if len(found) == 1 else None


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
        for date in _dates(span, year)[:1]
    }
    return found.pop() if len(found) == 1 else None


def _front_years(front: FrontMatter) -> set[int]:
    values = [as_line(front.values.get(key, "")) for key in ("title", "description", "year")]
    values += as_list(front.values.get("tags", ""))
    # A tag like `2026-summit` begins with its year.
    return set().union(*(years_in(value.replace("-", " ")) for value in values))


def _front_dates(front: FrontMatter) -> list[str]:
    keys = ["date"] if _front_start(front) is None else sorted(START_KEYS & front.values.keys())
    return [as_line(front.values.get(key, "")) for key in ("title", *keys)]


def _front_start(front: FrontMatter) -> dt.date | None:
    """Return when the front matter says that the event begins."""
    starts = (_date_of_value(front, key) for key in START_KEYS & front.values.keys())
    return min(filter(None, starts), default=None)


def _labelled_dates(root: Section, lines: list[str]) -> list[str]:
    """Return the values of lines like `Date: 2026/11/5`, and lines that begin with dates."""
    found = []
    texts = _quoted_in_head(root, lines)
    closed = _closed_lines(root)
    for block in root.all_blocks:
        if block.first in closed:
            continue
        if isinstance(block, Text):
            texts += block.lines
        elif isinstance(block, Section):
            texts.append((block.first, block.text))
            if is_label(plain(block.text), Part.DATE):
                found += [text for text in first_lines(block) if not OTHER_DATE.search(text[:200])]
    for line, text in texts:
        if event_dates(text, in_head=line < root.body + LINES_OF_HEAD):
            found.append(text)
        if len(text) <= 300 and (":" in text or "：" in text):
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


def _quoted_in_head(root: Section, lines: list[str]) -> list[tuple[int, str]]:
    """Return the quoted lines in the head of a note: `> 2026/2/20 ～ 2/22｜12 people`."""
    head = root.body + LINES_OF_HEAD
    quotes = (b for b in root.all_blocks if isinstance(b, Opaque) and b.first < head)
    return [each for block in quotes for each in quoted_lines(lines, block)]


def _mark_what_carries_nothing(draft: Draft, root: Section) -> None:
    """Mark rules, empty headings and items, and the marks of containers; in minutes all stays."""
    for block in root.all_blocks:
        if isinstance(block, Rule) and draft.owners[block.first].purpose == DESCRIPTION:
            draft.mark(block.first, RULE)
    opaque: set[int] = set()
    for block in root.all_blocks:
        if isinstance(block, Opaque):
            opaque.update(range(block.first, block.last))
            if block.is_open:
                draft.warn(
                    block.first,
                    _("The code or comment that begins here never ends: what follows stays text."),
                )
    for number, line in enumerate(draft.lines):
        if number in opaque or number in draft.claims or number in draft.marks:
            continue
        if not line.strip() or draft.owners[number].purpose != DESCRIPTION:
            continue
        if is_container_mark(line) or NO_WORDS.fullmatch(line) or TABLE_OF_CONTENTS.fullmatch(line):
            draft.mark(number, MARKUP)
