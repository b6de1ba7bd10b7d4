"""The dates and day marks of one line.

A date may lack its year; `rules.years.Years` finds it from what the rest of the note says.
"""

import re
from collections.abc import Sequence

from .date_rules import (
    DASH,
    EAST_ASIAN,
    EAST_ASIAN_DAY,
    NUMERAL_DATE,
    RULES,
    WEEKDAY_BEFORE,
    YEAR,
    goes_on,
    goes_on_next_day,
    goes_over_new_year,
    month_of,
)
from .memory import remember_lines
from .spans import CENTURY, Span, folded
from .weekdays import LATIN_WEEKDAY, WEEKDAY_BY_WORD, WEEKDAY_WORD, weekday_named

DIGIT = re.compile(r"\d")
RANGE_DASH = re.compile(rf"{DASH}|\s{{0,2}}(?:→|➡\ufe0f?|[-=]>)\s{{0,2}}")
# `3/9 10:00 (at the port) ~ 3/10`: a range of days may say when it begins on the first.
RANGE_AFTER_TIME = re.compile(
    r"\s{0,2}[,，]?\s{0,2}(?:[01]?\d|2[0-4])[:：][0-5]\d(?:\s?[ap]m\b)?(?:\s?[(（][^()（）]{1,20}[)）])?"
    rf"(?:{RANGE_DASH.pattern})(?:(?:until|to)\s)?",
    re.IGNORECASE,
)
# `D1 3/9 ~ D3 3/11`: each day with its number.
RANGE_OF_NUMBERED = re.compile(
    rf"(?:{RANGE_DASH.pattern})D(?:ay)?\s?\d{{1,2}}\s{{0,2}}[,，:：|｜]?\s{{0,2}}", re.IGNORECASE
)
# Between two days of which the second follows the first.
AND = re.compile(r"\s{0,2}(?:[,，、・&＆+]|と|及|與|和|및|와|과|\sand\s)\s{0,2}", re.IGNORECASE)
# In a list of days: `3/9, 11, 12`, `3月9、11日`.
LISTED_AFTER = re.compile(
    rf"(?P<gap>{AND.pattern})(?:(?P<day>\d{{1,2}})(?:\s?[日號号일])?(?![\d/.:：月월]))?",
    re.IGNORECASE,
)
# `3/9 to 4/1` may be a fraction of a talk; `9 March to 1 April` is a range.
RANGE_WORD = re.compile(r"\s(?:to|until|till|through)\s")
# `、12日` after `3月5日`.
LISTED_DAY = re.compile(
    rf"\s?[、,，・と及和與]\s?(?P<day>\d{{1,2}})(?:{EAST_ASIAN_DAY})(?![目間间]|\s?차)"
)
# The year after days that were written without it: `4.14(금) – 4.16(일) 2023`, `5th May '27`.
YEAR_BEHIND = re.compile(
    rf"\s?,?\s(?:{YEAR}|['’‘](?P<yy>[1-4]\d)(?!\w))(?=\s*(?:$|[)）\]】,，·・|｜*_]))"
)
# The year of the first of two days: `12/30, 2026 ~ 1/2, 2027`; not `3/9, 1900-2030`.
YEAR_BETWEEN = re.compile(rf"\s?,\s{YEAR}(?={DASH}(?!\d{{4}}(?!\d)))")
JANUARY = 1
DECEMBER = 12
# One character that is set off, or that a clock or a part of the day follows: `11/5 四 19:30`,
# `11/5四`, `11/5 四晚上`; `一早` and `一下午` are no Mondays.
LONE_WEEKDAY = (
    r"(?:(?<=\s)[一二三四五六日月火水木金土월화수목금토일](?=$|\s|[)）\]】,，|｜])"
    r"|(?<=[\s\d日號])[一二三四五六](?=$|\s|[)）\]】]|\d{1,2}[:：點])"
    r"|(?<=[\s\d])[二三四五六](?=[早晚]上?|[上中下]午|傍晚))"
)
WEEKDAY_AFTER = re.compile(
    rf"\s{{0,2}}[.,，]?\s{{0,2}}(?:[(（]\s?(?P<bracket>[^()（）]{{1,20}}?)\s?[)）]"
    rf"|(?P<plain>{WEEKDAY_WORD}(?:\s{{0,2}}/?\s{{0,2}}{WEEKDAY_WORD})?)"
    rf"|(?P<alone>{LONE_WEEKDAY}))",
    re.IGNORECASE,
)
LAST_WITH_WEEKDAY = re.compile(
    rf"{DASH}(?:(?P<lm>\d{{1,2}})[./月월]\s?)?(?P<ld>\d{{1,2}})\s?[日號号일.]?\s?[(（](?P<weekday>[^()（）]{{1,9}})[)）]"
)
DAY_OF_MONTH = re.compile(
    r"[^\w(（【]{0,6}(?P<at>)(?P<day>\d{1,2})\s?[日號일](?:\s?[(（](?P<weekday>[^()（）]{1,9})[)）])?(?![目間间\d]|\s?차)"
)
WEEKDAY_AND_DAY = re.compile(
    rf"[^\w(（【]{{0,6}}(?P<at>)(?P<weekday>\b(?:{LATIN_WEEKDAY})\b)\.?,?\s(?:the\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[:./]\d|\s?[A-Za-z])",
    re.IGNORECASE,
)
# What counts days in other languages than `Day 1` does: `Jour 1`, `2. Tag`; not `dia 5 de maio`.
DAY_WORD = "jour(?:née)?|día|dia|tag|giorno|dag|dzień|hari"
# A line that says a day has one of these.
DAY_HINT = re.compile(
    rf"(?=[\d第째d月{''.join(sorted({word[0] for word in WEEKDAY_BY_WORD}))}])"
    rf"(?:\d|第|째|\b(?:day|{DAY_WORD})\b|(?<=[一二三四五六七八九十])月|{WEEKDAY_WORD})",
    re.IGNORECASE,
)
ORDINALS = {
    **{word: n for n, word in enumerate("一二三四五六七八九十", start=1)},
    **{word: n for n, word in enumerate(["첫째", "둘째", "셋째", "넷째", "다섯째"], start=1)},
    **{
        word: n
        for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven"], start=1)
    },
}
# `First day`, `Zweiter Tag`, `Tercer día`.
LATIN_ORDINALS = {
    word: n
    for n, words in enumerate(
        (
            "first erster premier première primer primeiro primo",
            "second zweiter deuxième segundo secondo",
            "third dritter troisième tercer terceiro terzo",
            "fourth vierter quatrième cuarto quarto",
            "fifth fünfter cinquième quinto",
        ),
        start=1,
    )
    for word in words.split()
}
DAY_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])(?:D(?P<d>\d{1,2})(?=\s?[(（|｜:：]?\s?\d{1,2}\s?[/月.]\s?\d|\s*$)"
    r"|day\s{0,2}[-#]?\s{0,2}(?:(?P<n>\d{1,2})(?!\d|[./]\d|:\d(?!\d?/\d))"
    r"|(?P<word>one|two|three|four|five|six|seven)\b)"
    rf"|(?:{DAY_WORD})\s(?:n°\s?|ke-?\s?)?(?P<eu>[1-9])(?!\d|[./:]\d|\.?\s(?:de\s|[a-z]))"
    rf"|(?P<nth>[1-9])(?:st|nd|rd|th|\.|er|e|ème|º|ª|°)\s(?:day|{DAY_WORD})(?![A-Za-z])"
    rf"|(?P<ordinal>{'|'.join(LATIN_ORDINALS)})\s(?:day|{DAY_WORD})(?![A-Za-z])"
    r"|第\s?(?P<cjk>[一二三四五六七八九十]|\d{1,2})\s?[天日]目?"
    r"|(?P<jk>\d{1,2})\s?(?:日目|일\s?차)|(?P<ko>첫째|둘째|셋째|넷째|다섯째)\s?날)",
    re.IGNORECASE,
)
ORDINALS |= LATIN_ORDINALS


@remember_lines
def find_dates(text: str) -> tuple[Span, ...]:
    """Return the dates of a line from left to right, none inside another."""
    if not DIGIT.search(text) and not ("月" in text and NUMERAL_DATE.search(text)):
        return ()
    text = folded(text)
    found: list[Span] = []
    for rule in RULES.of(text):
        for span in rule(text):
            if all(span.end <= other.start or span.start >= other.end for other in found):
                found.append(_with_weekday(text, span))
    found.sort(key=lambda span: span.start)
    spans = _joined(text, [_with_year_behind(text, span, YEAR_BETWEEN) for span in found])
    spans = [each for span in spans for each in (span, *_days_of_its_month(text, span))]
    return tuple(_with_year_behind(text, span) for span in spans)


def day_number(text: str) -> tuple[int, int, int] | None:
    """Return number, start and end of a day counted from the first.

    `Day 2`, `DAY2`, `D2 11/6`, `第二天`, `第 2 天`, `2日目`, `2일차`.
    """
    match = DAY_NUMBER.search(folded(text))
    if not match:
        return None
    number = next(filter(None, match.groups())).lower()
    return ORDINALS.get(number) or int(number), match.start(), match.end()


def without_dates(text: str, dates: Sequence[Span]) -> str:
    """Return a text without the dates that were found in it: `Port, 11/6` is `Port, `."""
    for date in reversed(dates):
        text = text[: date.start] + text[date.end :]
    return text


def without_days(text: str, dates: Sequence[Span]) -> str:
    """Return a text without its dates and its day number: `Day 2, 11/6 Port` is `, Port`."""
    text = without_dates(text, dates)
    if number := day_number(text):
        text = text[: number[1]] + text[number[2] :]
    return text


def day_of_month(text: str) -> tuple[int, int | None, int, int] | None:
    """Return the day of a month that begins a line without its month, weekday, start and end.

    `26日（木）`, `28일(일)`, `26日`; `Thu 26`, `Friday 27th`.
    """
    match = DAY_OF_MONTH.match(text) or WEEKDAY_AND_DAY.match(text)
    if not match or not 1 <= int(match["day"]) <= 31:
        return None
    weekday = weekday_named(match["weekday"]) if match["weekday"] else None
    if match["weekday"] and weekday is None:
        return None
    return int(match["day"]), weekday, match.start("at"), match.end()


def dates_listed_after(text: str, first: Span) -> tuple[Span, ...]:
    """Return the days of a text that is a list of them after the first: `3/9, 11, 4/2`.

    A bare number is a day of the month before it, and later in it.
    """
    found: list[Span] = []
    last, end = first, first.last_day or first.day
    for match in LISTED_AFTER.finditer(text, first.end):
        if match.start() != last.end:
            break
        span = next((s for s in find_dates(text) if s.start == match.end("gap")), None)
        if span is None and match["day"] and end < int(match["day"]) <= 31:
            span = first._replace(
                year=last.year,
                month=last.last_month or last.month,
                day=int(match["day"]),
                start=match.start("day"),
                end=match.end(),
                last_month=None,
                last_day=None,
                weekday=None,
            )
        if span is None:
            break
        found.append(span)
        last, end = span, span.last_day or span.day
    rest = text[last.end :]
    return tuple(found) if found and not any(map(str.isalnum, rest)) else ()


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Make one range of two dates with a dash between them: `11/5（一）~11/7（三）`."""
    joined: list[Span] = []
    for span in spans:
        first = joined[-1] if joined else None
        if (
            first
            and not (first.is_range or span.is_range)
            and _is_range_between(text, first, span)
            and _is_of_year(first, span)
            and goes_on(first.month, first.day, span.month, span.day)
        ):
            over = goes_over_new_year(first.month, span.month)
            joined[-1] = first._replace(
                year=first.year or (span.year and span.year - over),
                end=span.end,
                last_month=span.month,
                last_day=span.day,
            )
        else:
            joined.append(span)
    return joined


def _with_year_behind(text: str, span: Span, behind: re.Pattern = YEAR_BEHIND) -> Span:
    """Take in the year after a date; after a range it is the last day's."""
    match = behind.match(text, span.end) if not span.year or span.is_range else None
    if not match:
        return span
    year = int(match["year"] or CENTURY + int(match["yy"]))
    year -= goes_over_new_year(span.month, span.last_month)
    return span._replace(year=year, end=match.end()) if span.year in (None, year) else span


def _is_of_year(first: Span, second: Span) -> bool:
    """Tell if the years of two days allow one range: `2026/12/30 - 2027/1/2` is over New Year."""
    if first.year is None or second.year in (None, first.year):
        return True
    over = (first.month, second.month) == (DECEMBER, JANUARY)
    return over and second.year == first.year + 1 and (not first.order or first.day > 12)


def _is_range_between(text: str, first: Span, second: Span) -> bool:
    for between in (RANGE_DASH, RANGE_AFTER_TIME, RANGE_OF_NUMBERED):
        if between.fullmatch(text, first.end, second.start):
            return True
    if _is_next_day(first, second) and AND.fullmatch(text, first.end, second.start):
        return True
    named = any(c.isalpha() and c.isascii() for c in text[first.start : first.end])
    return named and RANGE_WORD.fullmatch(text, first.end, second.start) is not None


def _is_next_day(first: Span, second: Span) -> bool:
    """Tell if a date is the day after another: `3/9 & 3/10`."""
    return goes_on_next_day(first.month, first.day, second.month, second.day)


def _days_of_its_month(text: str, span: Span) -> list[Span]:
    """Return the days listed after a date in East Asian writing: `3月5日、12日（金）、19日`."""
    found: list[Span] = []
    if not EAST_ASIAN.match(text, span.start):
        return found
    last = span
    while match := LISTED_DAY.match(text, last.end):
        day = int(match["day"])
        if not (last.last_day or last.day) < day <= 31:
            break
        last = last._replace(
            month=last.last_month or last.month,
            day=day,
            start=match.start("day"),
            end=match.end(),
            last_month=None,
            last_day=None,
            weekday=None,
        )
        last = _with_weekday(text, last)
        found.append(last)
    return found


def _with_weekday(text: str, span: Span) -> Span:
    """Take in the weekday beside a date: `11/5（四）`, `Thursday, 5 November`, `拜四 Thursday`."""
    start, end, weekday = span.start, span.end, None
    if match := WEEKDAY_AFTER.match(text, end):
        weekday = weekday_named(match["bracket"] or match["plain"] or match["alone"])
        end = match.end() if weekday is not None else end
    if (
        weekday is None
        and start
        and (match := WEEKDAY_BEFORE.search(text[max(0, start - 20) : start]))
    ):
        weekday = weekday_named(match["plain"])
        start = max(0, start - 20) + match.start()
    if weekday is None:
        return span
    span = span._replace(start=start, end=len(text[:end].rstrip()), weekday=weekday)
    return span if span.is_range else _with_last_weekday(text, span)


def _with_last_weekday(text: str, span: Span) -> Span:
    """Take in the last day of a range after the weekday of its first: `11/5（四）-7（六）`."""
    match = LAST_WITH_WEEKDAY.match(text, span.end)
    if not match or weekday_named(match["weekday"]) is None:
        return span
    month, day = month_of(match["lm"]), int(match["ld"])
    if not goes_on(span.month, span.day, month, day):
        return span
    return span._replace(end=match.end(), last_month=month, last_day=day)
