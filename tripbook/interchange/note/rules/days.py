"""Days: which day a heading, an item or a line is about, and the dates that a note leaves open."""

import datetime as dt
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _

from events.schedule import zone_names
from tripbook.interchange.note.draft import DayDraft, Draft
from tripbook.interchange.note.line.dates import (
    DAY_HINT,
    DAY_WORD,
    DIGIT,
    dates_listed_after,
    day_number,
    day_of_month,
    find_dates,
    without_dates,
)
from tripbook.interchange.note.line.keys import ends_with, is_label
from tripbook.interchange.note.line.links import find_links
from tripbook.interchange.note.line.memory import remember_lines
from tripbook.interchange.note.line.months import OTHER_MONTHS
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.spans import Span
from tripbook.interchange.note.line.times import find_times
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.weekdays import weekday_at_start
from tripbook.interchange.note.line.words import EVENT_KEY, OTHER_DATE, WORD_FOR_MEETING, Part
from tripbook.interchange.note.tree.blocks import SIGN

from .programme import (
    CLOCK_AFTER,
    COUNT_BEFORE_DATE,
    OPENING,
    OTHER_ZONES,
    SEPARATORS,
    Entry,
    has_words,
    is_limit,
    masked,
    read_entry,
    words_beside,
)
from .years import Years

BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
SET_OFF = re.compile(r"^\s*(?:$|[:：,，(（\-–—|・])")
COLON_GAP = re.compile(r"\s+([:：,，])")
# What stands between two weekdays: `Monday and Tuesday`, `週一到週三`.
BETWEEN_WEEKDAYS = both_scripts(r"^\W*(?:(?:and|to)\b|[和及與到至])")
# `## 2. Day 1`: the number of a heading; `## 2. Tag`, `## 2. Mai` count a day.
COUNTED = re.compile(
    rf"^\s*\(?\d{{1,2}}[.)]\s+(?!\d{{1,2}}[.\s]|(?:{DAY_WORD}|{'|'.join(OTHER_MONTHS)})\b)",
    re.IGNORECASE,
)
# Between a word for the plan and the number of a day: `Agenda – Day 1`, `議程（第一天）`.
AFTER_PLAN = f"{SEPARATORS}(（[【*_"
# `隔天 5/4（六）`, `活動當天 3/9`, `Dia 5 de maio`: a word for the day before its date.
DAY_BESIDE = both_scripts(
    r"\W*(?:活動)?(?:[隔當翌前]一?[天日]|今[天日]|明[天日]|第一天|最後一天)\W*"
    r"|\W*(?:(?:el )?d[ií]a|ngày)\W*",
    re.IGNORECASE,
)
# A line that begins with the event's dates may go on with its place, not with a sentence.
SENTENCE_MARK = re.compile("[。！!？?]")
MAX_AFTER_TIME = 60
# `11/5-8 四天`, `3/9-10, 2 days`
COUNT_OF_DAYS = both_scripts(r"\s?[,，]?\s?共?\s?[一二兩三四五六七\d]\s?(?:整?天|日間|days?\b)")
AFTER_EVENT_DATES = re.compile(
    rf"(?:{COUNT_OF_DAYS.pattern})?\s*"
    r"(?:$|[,，(（@＠｜|・·•]|[/–—]\s|at\s|in\s)"
)
# `11/3（二）～11/6（五）小安請假`: when somebody or something is not there.
AWAY = both_scripts(
    r"請假|不在|休館|公休|放假|停課|連假|出國|出差|店休|休み|不在|휴무|휴가|부재"
    r"|\b(?:closed|away|off|out|holidays?|vacation|leave)\b",
    re.IGNORECASE,
)
# `11/17 ~ 11/18 9:00 報到`: what begins at that time.
BEGINS_THEN = both_scripts(
    r"^\s?(?:報到|集合|開始|開場|開門|開會|入場|受付|開会|시작|접수)(?=\s*$)"
)
# `9-11 March 2027 Harbour Hall · Tallinn`
PLACE_AFTER_DATES = re.compile(r"[\s*_]+[^\W\d][^.。,，:：\d]{1,30}(?:$|[·・|｜,，(（])")
LEADING_MARKS = re.compile(
    r"(?:[\s>•·*_\ufe0f\u2300-\u23ff\u2600-\u27bf\U0001f300-\U0001faff-]|:[a-z_]{2,30}:)*"
)
# `Du 9 au 11 mars 2027`, `From 9 to 11 March 2027, Tallinn`; not `…, we met in Tallinn`.
FROM = re.compile(r"(?:du|del|dal|vom|from)\s$", re.IGNORECASE)
GOES_ON = re.compile(r"[,，]\s[a-z]")
PLACE_BEFORE = re.compile(r"\W*[^\W\d][^.。!！?？:：\d]{1,40}[,，·・|｜–—]\s*")
AT_PLACE = re.compile(r"\s*[@＠]\s?[^\W\d][^.。!！?？:：\d]{0,40}\s")
# `=== Thu 2 Dec ===`
BETWEEN_RULES = re.compile(r"^\s*(?P<rule>[=~])(?P=rule)+\s*(?P<words>[^=~]+?)\s*(?P=rule)*\s*$")
# `@2026-5-29`: when something was counted.
AS_OF = re.compile(r"\W*[@＠]\s?\d")
MAX_EVENT_LINE = 160
# For dates without a year: it has every day that may be written.
LEAP_YEAR = 2000
# Before the date of another meeting than the note's: `下次會議：3/23`, `Last meeting: 23 Feb`,
# `去年的活動 2025/8/6`.
OTHER_MEETING = both_scripts(
    r"\b(?:next|last|previous)\b|(?<![晚早路])[下上前]一?[次回屆]|[下上]一?(?:場|週|周|個?月)"
    r"|[去昨前]年|[歷歴][屆年]|다음|지난|작년|재작년",
    re.IGNORECASE,
)
# A date is another meeting's, whose minutes are approved or which is told of:
# `上次籌備 call（11/28）`, `一、確認上次會議紀錄（5/19）`, `Minutes of the last meeting (19 May)`.
LAST_MEETING = both_scripts(
    r"(?<![晚早路])上一?[次回屆].{0,6}(?:[會会聚]|call|討論|[紀記][錄録])|지난 ?(?:회의|모임)"
    r"|前[回次]の?.{0,8}(?:会|ミーティング|打ち合わせ|定例|議事録)|(?:通過|確認|追認|宣讀).{0,6}[紀記][錄録]|議事録(?:の)?承認"
    r"|\b(?:last|previous|prior) (?:\w+ )?(?:meeting|call|minutes|meet-?up|gathering)\b"
    r"|\bapprov(?:al|e) (?:of )?(?:the )?minutes\b",
    re.IGNORECASE,
)
# So many lines after the front matter may be the head of a note.
LINES_OF_HEAD = 12
SIGN_BEFORE = re.compile(rf"^\s*{SIGN}")
ZONE_AFTER = re.compile(r"\s@(?P<zone>[A-Za-z]{2,20}/[A-Za-z_/+-]{2,40})\s*$")
# `**11/5** Old town`, `**11/5** – Old town`: the day is bold, its title stands beside it.
BOLD_START = re.compile(
    r"\s*(?P<mark>\*\*|__)(?P<words>[^*_]{1,40})(?P=mark)(?:\s|\s?[-–—]\s)\s*(?=[^\W\d]|[(（])"
)
# `**Sunday 7 Feb** free, fly home 20:10`: when the day ends is told behind what it is about.
ENDS_DAY = re.compile(r"[^\W\d]\s\d{1,2}[:：]\d{2}\W*$")
# `【11/5】Old town`: the same in brackets that stand for a heading.
BRACKET_START = re.compile(r"\s*【(?P<words>[^【】]{1,40})】\s*(?=[^\W\d])")
BARE_LINK_AT_END = re.compile(r"\s+https?://\S+\s*$")
# `Notes from 9 March`: a small word before the date goes with it.
BEFORE_DATE = re.compile(r"(?<=\w)\s+(?:from|of|on|for)$", re.IGNORECASE)
# After a date in brackets: `Second meeting (9/3 Thu, 20:00 online)`; not when it was written.
REST_OF_BRACKETS = both_scripts(
    r"(?!.*(?:更新|修改|整理|\b(?:updated?|edited|as of|by)\b))[^()（）]{1,30}[)）]\W*",
    re.IGNORECASE,
)
PLACE_NEXT = re.compile(r"\s*[@＠]\s?\S[^。！？!?:：]{0,60}$")


class NoSuchDateError(ValueError):
    """A date that the calendar doesn't have, like 2/30."""


# `**3/9 Port**`, `【Day 2】`, `(Day 1: City hall)`: a line that is wrapped as a whole.
WRAPPED = re.compile(
    r"\s*(?:\*\*[^*]+\*\*|__[^_]+__|【[^【】]+】|\[[^\[\]]+\]|[(（]Day\s?\d[^()（）]*[)）])\s*[:：]?\s*",
    re.IGNORECASE,
)
# `warm-up 4 Nov (Thu) evening`
DAYTIME_ALONE = both_scripts(
    r"\W*(?:早上|上午|中午|下午|傍晚|晚上|晚間|morning|afternoon|evening|night|午前|午後|夜|오전|오후|저녁)\W*",
    re.IGNORECASE,
)
# `19:00-21:00, doors open 18:30`, `6:30 開放入場`: when one may come in.
DOORS = both_scripts(
    r"\W*(?:\d{1,2}[:：]\d\d)?\s?"
    r"(?:doors?(?: open)?(?: at)?|(?:開放)?[入進]場|開場|入場開始|開場時間|입장)\s?"
    r"(?:\d{1,2}[:：]\d\d)?\W*",
    re.IGNORECASE,
)


class DayMark(NamedTuple):
    """What a text says of a day: its date, its number, its weekday, and the title besides.

    `named` tells that the words are the day's own name ("Day 2 Old town"). `zone` is a time zone
    that follows them (`2027-03-10 @Europe/Paris`), `more` the days listed after the first date.
    """

    entry: Entry
    title: str
    words: str
    date: Span | None = None
    number: int | None = None
    weekday: int | None = None
    day_of_month: int | None = None
    zone: str = ""
    more: tuple[Span, ...] = ()

    @property
    def of_minutes(self) -> bool:
        """Tell that the text calls what stands under it the day's notes: `Notes from 9 March`."""
        return bool(self.title) and is_label(self.title, Part.MINUTES)

    @property
    def named(self) -> bool:
        return self.number is not None


@remember_lines
def read_day_mark(raw: str) -> DayMark | None:
    """Recognise a text that is about a day: a heading, an item or a bold line.

    `11/5（一）Arrival`, `Day 2`, `Day 2 (11/6): Old town`, `11/6 Day 2`, `Saturday, 8 June`,
    `第一天 台北`, `【DAY 1 @ Harbour】`, `週五：自由活動`, `City tour (11/5)`, `Schedule 11/5`;
    `2. Day 1` where headings are counted,
    `Agenda – Day 1` where each day's plan is called so.
    """
    if not DAY_HINT.search(raw[:1000]):
        return None
    raw = COUNTED.sub("", raw)
    if counted := COUNT_BEFORE_DATE.match(raw):
        mark = read_day_mark(raw[counted.end() :])
        if mark and mark.title:
            return mark
    number = day_number(raw)
    if number and 0 < number[1] <= 40 and ends_with(raw[: number[1]].rstrip(AFTER_PLAN), Part.PLAN):
        return read_day_mark(raw[number[1] :])
    if (zone := ZONE_AFTER.search(raw[:1000])) and zone["zone"] in zone_names():
        mark = read_day_mark(raw[: zone.start()])
        return mark and mark._replace(zone=zone["zone"])
    words = plain(raw[:1000])
    text = masked(words)
    if OTHER_DATE.search(text) or LAST_MEETING.search(text):
        return None
    entry = read_entry(raw[:1000])
    return (
        _numbered(entry, words, text)
        or _dated(entry, words, text)
        or _named_by_day_of_month(entry, words, text)
        or _named_by_weekday(entry, words, text)
    )


def _numbered(entry: Entry, words: str, text: str) -> DayMark | None:
    """`Day 2 (11/6): Old town`, `第一天 台北`, `【DAY 1 @ Harbour】`: its title has the number."""
    number = day_number(text)
    if number is None or any(map(str.isalnum, text[: number[1]])):
        return None
    return DayMark(entry, _unwrapped(_title(entry)), words, entry.date, number[0])


def _dated(entry: Entry, words: str, text: str) -> DayMark | None:
    """`11/5（一）Arrival`, `11/6 Day 2`, `City tour (11/5)`, `Schedule 11/5`."""
    date = next(iter(find_dates(text)), None)
    if date is None or not _stands_out(text, date) or is_limit(text, date):
        return None
    title = _title(entry)
    number = day_number(title)
    if number and not all(
        any(map(str.isalnum, t)) for t in (title[: number[1]], title[number[2] :])
    ):
        return DayMark(entry, title, words, entry.date or date, number[0])
    if more := dates_listed_after(text, date):
        return DayMark(entry._replace(title=""), "", words, date, more=more)
    elsewhere = entry.time and (OTHER_ZONES.fullmatch(title) or DOORS.fullmatch(title))
    title = "" if elsewhere or is_label(title, Part.PLAN) else BEFORE_DATE.sub("", title)
    title = "" if _are_weekdays(title) or title.lower() in ("dia", "día", "el día") else title
    return DayMark(entry, title, words, entry.date or date)


def _are_weekdays(title: str) -> bool:
    """Tell if a title is nothing but weekdays: `Monday`, `Tue, Wed and Thu`."""
    rest = BETWEEN_WEEKDAYS.sub("", title).strip(SEPARATORS)
    while rest and (found := weekday_at_start(rest)):
        rest = BETWEEN_WEEKDAYS.sub("", rest[found[1] :]).strip(SEPARATORS)
    return bool(title) and not rest


def _named_by_weekday(entry: Entry, words: str, text: str) -> DayMark | None:
    """`Friday`, `週五：自由活動`: nothing or a mark follows the weekday."""
    start = OPENING.match(text).end()
    weekday = weekday_at_start(text[start:])
    if weekday is None or find_dates(text):
        return None
    after = text[start + weekday[1] :]
    if not SET_OFF.match(after):
        return None
    rest = entry.title if entry.time else after.strip(SEPARATORS)
    return DayMark(entry._replace(title=rest), rest, words, weekday=weekday[0])


def _named_by_day_of_month(entry: Entry, words: str, text: str) -> DayMark | None:
    """`26日（木）`, `28日（土）・29日（日）大会`, `Thu 26: Boats`: the month is said elsewhere."""
    found = day_of_month(text)
    if found is None or find_dates(text) or entry.time:
        return None
    number, weekday, _start, end = found
    rest = text[end:].strip(SEPARATORS)
    while more := day_of_month(rest):
        rest = rest[more[3] :].strip(SEPARATORS)
    if weekday is None and rest:
        return None
    return DayMark(entry._replace(title=rest), rest, words, weekday=weekday, day_of_month=number)


def _title(entry: Entry) -> str:
    """Return the words of an entry; a sign like the one of `■11/5` is none."""
    title = SIGN_BEFORE.sub("", COLON_GAP.sub(r"\1", plain(entry.title)))
    return title if any(map(str.isalnum, title)) else ""


def is_only_day(raw: str) -> DayMark | None:
    """Recognise a line that says a day and nothing else: `June 8 (Sat)`, `**Day 1**`, `第二天：`.

    Words may stand beside it where the whole line is bold or in 【】, and that there was a
    meeting: `Meetup 2026-11-05`, `3/9 討論：`.
    """
    if len(raw) > 120 or AS_OF.match(raw):
        return None
    raw = BETWEEN_RULES.sub(r"\g<words>", raw)
    mark = read_day_mark(raw)
    if mark is None or (mark.entry.time and not (BOLD_START.match(raw) and ENDS_DAY.search(raw))):
        return None
    wrapped = WRAPPED.fullmatch(raw)
    if wrapped or not mark.title:
        return mark
    heads = raw.rstrip().endswith((":", "："))
    if mark.date and (mark.date.year or heads) and WORD_FOR_MEETING.fullmatch(mark.title):
        return mark
    bold = BOLD_START.match(raw) or BRACKET_START.match(raw)
    if bold and not find_links(raw[: bold.end() + 2]):
        raw = BARE_LINK_AT_END.sub("", raw)
        inside = read_day_mark(bold["words"])
        if inside and not inside.title and len(raw) <= bold.end() + 40:
            return read_day_mark(raw)
    if mark.date and PLACE_NEXT.match(masked(plain(raw))[mark.date.end :]):
        return mark
    if mark.number and mark.date and _is_bracketed_beside(mark):
        return mark
    number = day_number(mark.title)
    around = number and mark.title[: number[1]] + mark.title[number[2] :]
    bare = number and not around.strip(" :：.-–—")
    return mark if bare else None


def _is_bracketed_beside(mark: DayMark) -> bool:
    """Recognise a counted day in brackets with its date beside it: `【Day 2 @ Port】3/10 (Wed)`."""
    rest = f"{mark.words[: mark.date.start]} {mark.words[mark.date.end :]}".strip(SEPARATORS)
    return re.fullmatch(r"【[^【】]+】|\[[^\[\]]+\]|〔[^〔〕]+〕", rest) is not None


def _day_in(month: dt.date, day: int) -> dt.date | None:
    """Return the day of a month that begins on a date, None where the month is too short."""
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def titles_day(raw: str) -> DayMark | None:
    """Recognise a line that gives a day its title, over the times of that day.

    `Day 1: Old town`, `3/9（二）港口`; a sentence or a line with a time is none.
    """
    words = plain(raw[:MAX_EVENT_LINE])
    if len(words) > 60 or AS_OF.match(raw) or re.search(r"[。！？!?]|\.\s", words):
        return None
    mark = read_day_mark(raw)
    return None if mark is None or mark.entry.time else mark


@remember_lines
def event_dates(raw: str, *, in_head: bool = False) -> Span | None:
    """Return the dates that a line of the event begins with, perhaps its time and place after.

    `Feb 24-27 2026, Harbour Hall`, `5-6 October, Tallinn`, `11/5（四）19:00–21:00 @ Harbour Hall`,
    `Summit: 29-31 May 2026`: a date without a year is one in a range, or with a time. Behind
    `11/5-8 四天` there may be others, behind `11/5（四）～11/8（日）` any words. In the head
    of a note the place may be first: `Tallinn, 29-31 May 2026`, `@Harbour Hall 2026/5/29`, or what
    meets: `Monthly call, Fri 29 May 2026, 1pm London`. Not those of another meeting:
    `下次會議：2026/5/29`.
    """
    if len(raw) > MAX_EVENT_LINE or not DIGIT.search(raw):
        return None
    words = masked(plain(raw))
    dates = find_dates(words)
    if not dates:
        return None
    date, *others = dates
    before, after = words[: date.start], words[date.end :]
    if others and (any(d.is_range for d in others) or not COUNT_OF_DAYS.match(after)):
        return None
    if date.is_range and date.year and not GOES_ON.match(after):
        before = FROM.sub("", before)
    if OTHER_MEETING.search(before):
        return None
    times = find_times(after)
    if in_head and date.year and date.weekday is not None and _begins_with(after, times):
        named = PLACE_BEFORE.fullmatch(before) and not OTHER_DATE.search(before)
        if named and len(after) <= MAX_AFTER_TIME and not SENTENCE_MARK.search(after):
            return date
    after_place = (date.is_range and PLACE_BEFORE.fullmatch(before)) or AT_PLACE.fullmatch(before)
    after_place = in_head and date.year and after_place
    if not LEADING_MARKS.fullmatch(before) and not EVENT_KEY.fullmatch(before) and not after_place:
        return None
    if _begins_with(after, times):
        after = after[times[-1].end :] if _only_times(after, times) else after[times[0].end :]
        after = CLOCK_AFTER.sub("", after, count=1) if CLOCK_AFTER.match(after) else after
        after = BEGINS_THEN.sub("", after)
    elif not date.year and not date.is_range:
        return None
    in_place = in_head and date.year and date.is_range and PLACE_AFTER_DATES.match(after)
    in_place = in_place and not OTHER_DATE.search(after)
    in_row = date.is_range and date.weekday is not None and len(after) <= MAX_AFTER_TIME
    in_row = in_row and not OTHER_DATE.search(after) and not AWAY.search(after)
    is_event = AFTER_EVENT_DATES.match(after) or in_place or in_row
    return date if is_event and not SENTENCE_MARK.search(after) else None


def names_day_and_activity(raw: str) -> bool:
    """Recognise an entry of a plan by days: `11/5 Visit to the archive`, `4 Sep: hackathon`."""
    mark = read_day_mark(raw)
    if mark is None or mark.date is None:
        return False
    title = words_beside(mark.date, mark.title)
    only_when = is_nothing_but_dates(title) or DAYTIME_ALONE.fullmatch(title)
    return has_words(title) and not only_when


def goes_day_by_day(texts: list[str]) -> bool:
    """Recognise items or lines of what is done on days in a row: `3/9 Leave`, `3/10 Visit a port`.

    Three days at least, each the day after the one above it; steps of work have gaps.
    """
    if len(texts) < 3 or not all(map(names_day_and_activity, texts)):
        return False
    if any(map(OTHER_DATE.search, texts)):
        return False
    dates = [find_dates(masked(plain(text)))[0] for text in texts]
    return all(is_next_day(a, b) for a, b in pairwise(dates))


def is_next_day(first: Span, second: Span) -> bool:
    """Tell if a date is that of the day after another; in any year where none is written."""
    if first.is_range or second.is_range:
        return False
    try:
        before = dt.date(first.year or LEAP_YEAR, first.month, first.day)
        return before + dt.timedelta(days=1) == dt.date(
            second.year or first.year or LEAP_YEAR, second.month, second.day
        )
    except ValueError:
        return False


def only_date(raw: str) -> Span | None:
    """Return the date of a line that says nothing else: `2026/11/5`."""
    text = plain(raw[:MAX_EVENT_LINE])
    dates = find_dates(text)
    alone = len(dates) == 1 and not dates[0].is_range and is_nothing_but_dates(text)
    return dates[0] if alone else None


def is_nothing_but_dates(raw: str) -> bool:
    """Tell if an entry says days and nothing else: `2026/11/5`, `5-7 November`."""
    text = raw[:MAX_EVENT_LINE]
    dates = find_dates(text)
    return bool(dates) and not any(map(str.isalnum, without_dates(text, dates)))


def _times_after(text: str, date: Span) -> tuple:
    """Return the times behind a date, by where they stand in the text after it."""
    return tuple(
        time._replace(start=time.start - date.end, end=time.end - date.end)
        for time in find_times(text)
        if time.start >= date.end
    )


def _begins_with(text: str, times: tuple) -> bool:
    return bool(times) and not any(map(str.isalnum, text[: times[0].start]))


def _only_times(text: str, times: tuple) -> bool:
    """Tell if nothing with words stands between the times of a text."""
    between = (text[a.end : b.start] for a, b in pairwise(times))
    return not any(c.isalnum() for gap in between for c in gap)


def _unwrapped(text: str) -> str:
    """Drop brackets around a text, and those that lost their other half."""
    text = text.strip()
    for opening, closing in BRACKETS.items():
        if (
            text.count(opening) != text.count(closing)
            or (text[:1] + text[-1:]) == opening + closing
        ):
            text = text.removeprefix(opening).removesuffix(closing).strip()
    return text


def _stands_out(text: str, date: Span) -> bool:
    """Tell if a date begins a text, ends it, or stands beside a word like Schedule.

    At the end it is in brackets, or has its year or a time: `Harbour dinner - 5 May, 7pm`. Bars
    set it off, too: `Call 9 | 2026-11-05 21:00 | online`.
    """
    if not any(map(str.isalnum, text[: date.start])):
        return True
    before = text[: date.start].rstrip()
    if DAY_BESIDE.fullmatch(before):
        return True
    if before[-1:] in ("(", "（", "【", "[") and not text[date.end :].strip(" )）】]:："):
        return True
    after = text[date.end :]
    times = _times_after(text, date)
    if before[-1:] in ("(", "（") and REST_OF_BRACKETS.fullmatch(after):
        return date.weekday is not None or _begins_with(after, times)
    if _begins_with(after, times):
        after = after[times[-1].end :] if _only_times(after, times) else after
    if DAYTIME_ALONE.fullmatch(after):
        after = ""
    told = date.year or times or date.weekday is not None
    if told and not any(map(str.isalnum, after)) and len(text) <= 60:
        return before[-1:] not in (":", "：")
    if told and before[-1:] in ("|", "｜") and after.lstrip()[:1] in ("|", "｜"):
        return True
    rest = f"{BEFORE_DATE.sub('', before)} {text[date.end :]}"
    return is_label(rest, Part.PLAN) or is_label(rest, Part.MINUTES)


@dataclass
class Calendar:
    """Finds the days that marks mean, and makes them in the draft."""

    draft: Draft
    years: Years
    start_date: dt.date | None = None
    # The date of Day 1, once the note says it.
    first: dt.date | None = None
    known: list[dt.date] = field(default_factory=list)
    # The days that numbers count, in any year, where a sentence above them says no year.
    told: list[dt.date] = field(default_factory=list)
    # Tells that dates like `1/12` have the day first.
    day_first: bool = False
    # Tells that dates like `25.03.27` have the year first.
    year_first: bool = False
    # The first day of a week whose days go by their names, from `Monday 6 May 2027` in a text.
    week: dt.date | None = None
    # The first day of the only month that the head names: `Port days (May 2027)`.
    month: dt.date | None = None
    # What each heading says of a day, by its line.
    marks: dict[int, DayMark | None] = field(default_factory=dict)

    def days(self, mark: DayMark, line: int, near: int | None = None) -> list[DayDraft]:
        """Return the days of a mark; raise NoSuchDateError where it names an impossible one."""
        if mark.date:
            spans = (mark.date, *mark.more)
            return [day for span in spans for day in self.of_span(span, line, near)]
        if mark.day_of_month:
            date = self._by_day_of_month(mark)
            key = ("month day", 1, mark.day_of_month)
            return [self.draft.day(date) if date else self.draft.undated_day(key, mark.words, line)]
        numbered = mark.number is not None
        date = self._by_number(mark.number) if numbered else self._by_weekday(mark.weekday)
        if date:
            return [self.draft.day(date)]
        if numbered and (day := self._undated_by_number(mark.number, line)):
            return [day]
        key = ("number", 1, mark.number) if numbered else ("weekday", 2, mark.weekday)
        return [self.draft.undated_day(key, mark.words, line)]

    def of_span(self, span: Span, line: int, near: int | None = None) -> list[DayDraft]:
        """Return the days of a date or range; one without a year goes by month and day."""
        span = span.day_first if self.day_first else span
        span = span.year_first if self.year_first else span
        year = self.years.year_of(span, near)
        try:
            dates = span.dates_in(year or LEAP_YEAR)
        except ValueError:
            raise NoSuchDateError from None
        if year:
            return [self.draft.day(date) for date in dates]
        return [self._without_year(date, line) for date in dates]

    def _without_year(self, date: dt.date, line: int) -> DayDraft:
        key = ("date", 0, date.month, date.day)
        return self.draft.undated_day(key, f"{date.month}/{date.day}", line)

    def length(self, span: Span) -> dt.timedelta:
        """Return how much later the last date of a range is than its first."""
        dates = span.dates_in(self.years.year_of(span) or LEAP_YEAR)
        return dates[-1] - dates[0]

    def warn(self, line: int) -> None:
        message = _("There is no such date: the line and what stands under it are kept as text.")
        self.draft.warn(line, message)

    def _by_number(self, number: int) -> dt.date | None:
        first = self.first or self.start_date
        if self.first is None and 0 < number <= len(self.known):
            return self.known[number - 1]
        if self.first is None and self.known:
            first = self.known[-1] - dt.timedelta(days=len(self.known) - 1)
        if first is None or number < 1:
            return None
        return first + dt.timedelta(days=number - 1)

    def _undated_by_number(self, number: int, line: int) -> DayDraft | None:
        """Return Day 2 of `3/9-3/11` in a note that says no year."""
        if 0 < number <= len(self.told):
            return self._without_year(self.told[number - 1], line)
        days = {
            dt.date(LEAP_YEAR, *key[2:]): day
            for key, day in self.draft.days.items()
            if key[:2] == ("date", 0)
        }
        dates = sorted(days)
        in_a_row = bool(dates) and (dates[-1] - dates[0]).days == len(dates) - 1
        return days[dates[number - 1]] if in_a_row and 0 < number <= len(dates) else None

    def _by_day_of_month(self, mark: DayMark) -> dt.date | None:
        matching = [
            date
            for date in self.known
            if date.day == mark.day_of_month and mark.weekday in (None, date.weekday())
        ]
        if len(matching) == 1:
            return matching[0]
        if self.month:
            date = _day_in(self.month, mark.day_of_month)
            return date if date and mark.weekday in (None, date.weekday()) else None
        # `Mon 24` after `Sun 23 March`.
        months = {day.date.replace(day=1) for day in self.draft.days.values() if day.date}
        dates = [_day_in(month, mark.day_of_month) for month in months]
        fitting = [date for date in dates if date and date.weekday() == mark.weekday]
        return fitting[0] if len(fitting) == 1 else None

    def by_weekday(self, weekday: int) -> DayDraft | None:
        """Return the day of a weekday in the known dates, None where they don't say which."""
        date = self._by_weekday(weekday)
        return self.draft.day(date) if date else None

    def _by_weekday(self, weekday: int) -> dt.date | None:
        matching = [date for date in self.known if date.weekday() == weekday]
        if len(matching) == 1:
            return matching[0]
        first = self.start_date or self.week
        if first is None:
            return None
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7)
