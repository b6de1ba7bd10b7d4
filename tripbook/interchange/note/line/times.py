"""The clock times of one line: `10:00-11:30`, `2pm`, `下午2點半`, `1000–1130`."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from tripbook.interchange.note.line.spans import folded

from .finding import Finders
from .memory import remember_lines

# A tilde may be escaped, as Markdown would strike out what is between two.
DASH = r"\s{0,2}\\?(?:-{1,3}|[–—−~〜～∼]|(?:to|bis|until|till|à|às|a)\b|至|到|から|부터)\s{0,2}"
# From departure to arrival, or from start to end: `10:00 → 10:30`.
DASH_OR_ARROW = rf"(?:{DASH}|\s{{0,2}}(?:→|➔|->)\s{{0,2}})"
NOT_BEFORE = r"(?<![\d./$€¥,])(?<!\d:)"
# `3/9,19:00`: a comma may stand right before a clock.
# Nor is `+01:00` a time of day, behind `UTC`.
NO_OFFSET = r"(?<!(?:UTC|GMT)[+−-])(?<!(?:UTC|GMT)\s[+−-])"
NO_DIGIT_BEFORE = rf"(?<![\d./$€¥])(?<!\d:){NO_OFFSET}"
# `17 : 00`: spaces on both sides of the colon, after an hour of two digits and no word, as in
# `Hall 12 : 30 seats`.
COLON = r"(?::|(?<=\d\d)(?<![^\W\d_]\s\d\d)(?<![^\W\d_]\d\d)\s:\s)"
CLOCK = rf"(?P<{{0}}h>[01]?\d|2\d){COLON}(?P<{{0}}m>[0-5]\d)(?!\d|:\d)"

MORNING = ("am", "a.m.", "上午", "早上", "清晨", "凌晨", "清早", "午前", "오전", "아침")
AFTERNOON = (
    *("pm", "p.m.", "下午", "傍晚", "中午", "午間", "晚上", "晚間", "夜間", "午後"),
    *("오후", "저녁", "밤"),
)
AROUND_NOON = ("中午", "午間")
AFTER_HOUR = "|".join(("am", r"a\.m\.", "pm", r"p\.m\."))
BEFORE_HOUR = "|".join(word for word in MORNING + AFTERNOON if not word.isascii())

# `晚 8 點`, `早9:30`; not `晚 1 點` (a little later), `最晚 8 點`.
SHORT_MORNING, SHORT_AFTERNOON = "早朝", "晚夜"
SHORT_HALF = (
    rf"(?<!最)[{SHORT_MORNING}{SHORT_AFTERNOON}]"
    r"(?=\s{{0,2}}(?!1\s?[點点])\d{{1,2}}(?:\s?[-–~～]\s?\d{{1,2}})?\s?[:點点時时])"
)

HALF = re.compile(rf"[ap]\.?m|{BEFORE_HOUR}|[{SHORT_MORNING}{SHORT_AFTERNOON}]", re.IGNORECASE)

# One side of a range: `2pm`, `下午2點半`, `2:30 pm`, `230pm`.
# `am` before the hour needs minutes: `pm5` is somebody's name.
HALF_DAY_SIDE = (
    rf"(?:(?P<{{0}}b>{BEFORE_HOUR}|{SHORT_HALF}"
    rf"|(?<![A-Za-z])[ap]m(?=\s?\d{{{{1,2}}}}:))\s{{{{0,2}}}})?"
    r"(?P<{0}h>[01]?\d|2[0-4])(?:(?!\d)|(?<!1[3-9])(?<!2\d)(?=[0-5]\d\s?[ap]\.?m))"
    r"(?:(?:[:.]|(?=\d\d\s?[ap]\.?m))(?P<{0}m>[0-5]\d)(?!\d)"
    r"|\s?[點点時时시](?:\s?(?P<{0}u>[0-5]?\d)\s?[分분]|(?P<{0}half>[半반]|\s반(?![가-힣])))?)?"
    rf"(?:\s?(?P<{{0}}a>{AFTER_HOUR})(?![a-z0-9]))?"
)
# A part of the day may be glued to a date: `6/2下午2點`.
HALF_DAY = re.compile(
    rf"(?:{NOT_BEFORE}|(?<=\d)(?=[上下中早晚午]))"
    rf"{HALF_DAY_SIDE.format('s')}(?:{DASH}{HALF_DAY_SIDE.format('e')})?",
    re.IGNORECASE,
)
CLOCK_RANGE = re.compile(
    rf"{NO_DIGIT_BEFORE}{CLOCK.format('s')}"
    rf"(?:{DASH_OR_ARROW}{CLOCK.format('e')}|\s{{0,2}}(?:-{{1,3}}|[–—~〜～])(?:\s?\?{{1,3}}(?=\W)|(?=\s|\)|$)))?"
)
# `前` after a time makes it a limit, but begins other words: `前往`, `前夜祭`.
BEFORE = "前(?!往|進|後|夜|導|線|言|菜|情)"
# What makes a time a limit: `17:00 前要還場地`, `17:00まで`.
LIMIT = re.compile(rf"\s?(?:{BEFORE}|以前|之前|まで|迄|까지|이전)")
HOUR_SIDE = (
    r"(?P<{0}h>[01]?\d|2[0-4])\s?"
    r"(?:[點点時时시](?![間间程點點간代差刻])(?:\s?(?P<{0}m>[0-5]?\d)\s?[分분]"
    r"|(?P<{0}half>[半반]|\s반(?![가-힣])))?"
    r"|h(?P<{0}n>[0-5]\d){1}\b|Uhr\b)"
)
# `9h45 → 12h`: at its end a range may have hours alone.
HOUR_SIDE_AT_END = HOUR_SIDE.format("e", "?")
# `11點半前` is a limit, not a time of the plan.
HOUR_WORDS = re.compile(
    rf"{NOT_BEFORE}{HOUR_SIDE.format('s', '')}(?:{DASH_OR_ARROW}{HOUR_SIDE_AT_END})?"
    rf"(?!\s?(?:[\d半반まで後内內以]|{BEFORE}))"
)
# `11–14 Uhr`, `9 bis 12 Uhr`: the word stands once.
HOURS_UHR = re.compile(
    rf"{NOT_BEFORE}(?P<sh>[01]?\d|2[0-3])(?:[.:](?P<sm>[0-5]\d))?(?:{DASH}|\s(?:bis|und)\s)"
    r"(?P<eh>[01]?\d|2[0-4])(?:[.:](?P<em>[0-5]\d))?\s?Uhr\b"
)
# `24h` and `2h walk` are how long something takes.
HOURS_AT_START = re.compile(
    rf"[\W_]{{0,6}}(?P<at>)(?P<sh>0?[6-9]|1\d|2[0-3])\s?h(?:s\b\.?)?(?P<sm>[0-5]\d)?"
    rf"(?:{DASH}(?P<eh>0?[6-9]|1\d|2[0-4])\s?h(?:s\b\.?)?(?P<em>[0-5]\d)?)?(?=\s*(?:[:,–—-]|\s[^\W\d]))"
)
# `Tue 6 June, 19h`: at the end, behind a date.
HOUR_AFTER_DATE = re.compile(r"(?<=\w),\s(?P<h>[01]?\d|2[0-3])h(?=\s*(?:$|[,;(@]|C?E[ST]T))")
# `0830hrs Tour`, `0830h`; not `1200 hrs of audio`.
HOURS_BEHIND = r"\s?(?:hrs?|H)\b\.?(?!\s(?:of|in|per|a|each|total|ago)\b)"
# At the start of a line, or right after the weekday of a date: `3/9 (Tue) 1900-2030`.
FOUR_DIGITS = re.compile(
    rf"(?:\s*(?::\s)?\s*|.{{0,60}}?\d\s?(?:[(（][^()（）]{{1,5}}[)）]|\s[一二三四五六日])\s+)"
    rf"(?P<at>)(?P<sh>[01]\d|2[0-3])(?P<sm>[0-5]\d){DASH}(?P<eh>[01]\d|2[0-4])(?P<em>[0-5]\d)"
    rf"(?!\d|[-/.年])(?:{HOURS_BEHIND})?"
)
# `1330-` in a table; `1930-` and `2019-` may be years.
OPEN_FOUR_DIGITS = re.compile(r"\s*(?!19|20)(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s?[-–—~～]\s*")
FOUR_DIGITS_ALONE = re.compile(
    r"[\W_]{0,6}(?P<at>)(?P<h>[01]\d|2[0-3])(?P<m>[0-5][05])"
    rf"(?:(?P<unit>{HOURS_BEHIND})|(?=\s+(?P<after>[^\W\d]\w*))|\s*$)"
)
# `20270614（一）2000 線上`: right after the weekday of a date they are no year.
FOUR_DIGITS_AFTER_WEEKDAY = re.compile(
    r".{0,60}?\d\s?[(（][^()（）\d]{1,5}[)）]\s*(?P<at>)(?P<h>[01]\d|2[0-3])(?P<m>[0-5][05])"
    r"(?=\s+(?P<after>[^\W\d]\w*)|\s*$)"
)
EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# What four digits count, when they are no time: `1200 people`.
COUNTED = re.compile(
    r"people|ppl|persons?|users?|members?|participants?|projects?|signatures?|volunteers?"
    r"|days?|hours?|hrs?|weeks?|months?|years?|minutes?|mins?|sentences?|times?|points?|teams?"
    r"|students?|votes?|views?|stars?"
    r"|steps?|eur|commits?|words?|lines?|km|m|mb|gb|px|ntd?|twd|usd|jpy|krw|dollars?|euros?"
    r"|[元人名位份個篇筆件項字円원명年년개]",
    re.IGNORECASE,
)
DOT_SIDE = r"(?P<{0}h>[01]?\d|2[0-3])\.(?P<{0}m>[0-5][05])(?![\d.])"
DOTTED = re.compile(
    rf"[\W_]{{0,6}}(?:(?:ca|approx|klo?)\.?\s)?(?P<at>){DOT_SIDE.format('s')}(?:{DASH}{DOT_SIDE.format('e')})?(?!\s?[%$€]|\d)"
)
# `Small groups (14.50–15.40)`: in brackets a range may stand anywhere.
DOTTED_IN_BRACKETS = re.compile(
    rf"(?<=[(（])\s?{DOT_SIDE.format('s')}{DASH}{DOT_SIDE.format('e')}(?=\s?[)）])"
)
# `1.30 Walk`, `1.10  Maps` in a column of times: hours that may be of the afternoon, before a
# title; not `1.10 Scope` (a part), `1.30 GB`.
EARLY_DOTTED = re.compile(
    r"[1-5]\.(?:(?:00|15|30|45)\s+|[0-5][05](?:\t|\s{2,4}))"
    r"(?!(?:[KMGT]?i?B|[kKMG]?[gGmWV]|GHz|EUR|USD|GBP|KM|KG|CM)\b)[^\W\d_a-z]"
)
BARE_HOURS = re.compile(
    r"[\W_]{0,6}(?P<at>)(?P<sh>1?\d|2[0-3])(?::(?P<sm>[0-5]\d))?"
    r"(?:(?P<gap>\s)[-–—~〜～]\s|[-–—~〜～])"
    r"(?P<end>(?P<eh>1?\d|2[0-4])(?::(?P<em>[0-5]\d))?)"
    r"\s?:?\s+(?P<after>[A-Z\u3040-\u9fff\uac00-\ud7a3]\w*)"
)
NOON = re.compile(r"(?<!\w)(?:12\s?(?:nn|noon|midday)|noon|midday)(?!\w)|正午", re.IGNORECASE)
TO_NOON = re.compile(
    rf"{NOT_BEFORE}(?P<h>[01]?\d)(?:[:.](?P<m>[0-5]\d))?(?:\s?am)?{DASH}(?=12\s?(?:nn|noon)|noon)",
    re.IGNORECASE,
)
FROM_NOON = re.compile(
    rf"{DASH}(?P<h>[01]?\d)(?:[:.](?P<m>[0-5]\d))?(?P<pm>\s?pm)?(?![\d:])", re.IGNORECASE
)
# Numbers from one to twenty-four, and minutes, as they are spoken.
HAN_HOUR = "二十[一二三四]?|廿[一二三四]?|十[一二三四五六七八九]?|[一二兩両三四五六七八九]"
HAN_MINUTE = "[二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九]"
HAN_SIDE = (
    rf"(?:(?P<{{0}}b>{BEFORE_HOUR}|(?<!最)[早晚](?!一))\s?)?(?P<{{0}}h>{HAN_HOUR})[點点時时](?![間间鐘钟候代])"
    rf"(?:(?P<{{0}}half>半)|(?P<{{0}}m>{HAN_MINUTE})分?)?(?P<{{0}}o>整|正)?"
)
HAN_TIMES = re.compile(
    rf"(?<![一二三四五六七八九十第有這那])"
    rf"{HAN_SIDE.format('s')}(?:\s?(?:[-–—~〜～至到]|から)\s?{HAN_SIDE.format('e')})?(?![後以半]|{BEFORE})"
)
HAN_DIGITS = {digit: n for n, digit in enumerate("零一二三四五六七八九")}
HAN_DIGITS |= {"兩": 2, "両": 2, "〇": 0}
# A semicolon that slipped into a clock: `12;30 Lunch`, `9;00-10:30` at the start of a line, and
# after the dash of `11:30-12;30`; not `Room 3;10 seats`.
SEMICOLONS = (
    re.compile(
        rf"^(?P<before>\W{{0,6}}(?:[01]?\d|2[0-4]));(?=[0-5]\d(?:\s{{0,2}}$|\s+\D|{DASH}\d))"
    ),
    re.compile(rf"(?P<before>\d:[0-5]\d{DASH}(?:[01]?\d|2[0-4]));(?=[0-5]\d(?!\d))"),
)
# A line that says a time has one of these.
TIME_HINT = re.compile(r"\d|[點点時时]|noon|midday|正午", re.IGNORECASE)


HOURS_OF_HALF = 12
HALF_A_DAY = 12 * 60
HALF_PAST = 30


class Clock(NamedTuple):
    """A time of day in minutes after midnight; from 24:00 on it is the next day's."""

    minutes: int

    @property
    def text(self) -> str:
        return f"{self.minutes // 60 % 24:02d}:{self.minutes % 60:02d}"

    @property
    def time(self) -> dt.time:
        return dt.time(self.minutes // 60 % 24, self.minutes % 60)

    @property
    def in_the_afternoon(self) -> "Clock":
        """The time of twelve hours that says neither am nor pm, meant for after noon."""
        return Clock(self.minutes + HALF_A_DAY)

    @property
    def next_day(self) -> bool:
        return self.minutes >= 24 * 60


class TimeSpan(NamedTuple):
    """A start and perhaps an end, written at `start:end` of a line."""

    opens: Clock
    closes: Clock | None
    start: int
    end: int


@remember_lines
def find_times(text: str) -> tuple[TimeSpan, ...]:
    """Return the times of a line from left to right, none inside another."""
    if not TIME_HINT.search(text):
        return ()
    text = folded(text)
    for slip in SEMICOLONS if ";" in text else ():
        text = slip.sub(r"\g<before>:", text)
    found: list[TimeSpan] = []
    for rule in RULES.of(text):
        for span in rule(text):
            if all(span.end <= other.start or span.start >= other.end for other in found):
                found.append(span)
    return tuple(sorted(found, key=lambda span: span.start))


def written_short(clock: Clock, text: str) -> bool:
    """Tell if a time stands in a text as twelve hours are counted, of which half is not said.

    `9:30` does, and `10:00`, `9시 30분`, `9點半`; `09:30`, `9:30am` and `上午9點半` don't.
    """
    hour, minute = divmod(clock.minutes, 60)
    words = [rf"\s?0?{minute}\s?[分분]", r"\s?[半반]" if minute == HALF_PAST else ""]
    words = rf"(?:{'|'.join(filter(None, words))}){'' if minute else '?'}"
    text = folded(text)
    told = [(span.start, span.end) for span in half_days(text)]
    return any(
        not any(start <= match.start() < end for start, end in told)
        for match in re.finditer(
            rf"(?<![\d:.]){hour}(?:[:.]{minute:02}(?!\d)|\s?[點点時时시]{words})", text
        )
    )


def half_days(text: str) -> Iterator[TimeSpan]:
    """`2pm`, `1:30 PM`, `8-10pm`, `11am – 1pm`, `AM 9:30`, `下午2點半`, `오후 2시 30분`."""
    if not HALF.search(text):
        return
    for match in HALF_DAY.finditer(text):
        halves = [_half(match[f"{side}b"] or match[f"{side}a"]) for side in "se"]
        if not any(halves):
            continue
        opens, closes = (_hour_and_minute(match, side) for side in "se")
        if closes is None:
            yield TimeSpan(_clock(opens, halves[0]), None, *match.span())
            continue
        if closes[0] > HOURS_OF_HALF and halves[0] is None:
            # `12:50-13:00 AM`: the hours are counted to 24, whatever is said of the half.
            yield TimeSpan(_clock(opens, None), _clock(closes, None), *match.span())
            continue
        first, last = halves[0] or halves[1], halves[1] or halves[0]
        start, end = _clock(opens, first), _clock(closes, last)
        if end.minutes < start.minutes and halves[0] is None:
            start = _clock(opens, "morning")
        if end.minutes < start.minutes and halves[1] is None:
            end = _clock(closes, "afternoon")
        yield TimeSpan(start, end, *match.span())


def clock_times(text: str) -> Iterator[TimeSpan]:
    """`10:00-11:30`, `13：00～14：30`, `10:00 → 10:30`, open `10:00~`, `1:00-?`; not `17:00 前`.

    `17 : 00 ~ 18 : 00` too.
    """
    for match in CLOCK_RANGE.finditer(text):
        if not match["eh"] and LIMIT.match(text, match.end()):
            continue
        yield from _span(match, match["sm"], match["em"])


def hour_words(text: str) -> Iterator[TimeSpan]:
    """`14時30分`, `9點-10點半`, `14시 30분`, `14h30`, `16 Uhr`; not `2時間`, `11點前`."""
    for match in HOUR_WORDS.finditer(text):
        minutes = (
            match[f"{side}m"] or match[f"{side}n"] or ("30" if match[f"{side}half"] else "0")
            for side in "se"
        )
        yield from _span(match, *minutes)


def hours_uhr(text: str) -> Iterator[TimeSpan]:
    """`11–14 Uhr`, `9 bis 12.30 Uhr`."""
    for match in HOURS_UHR.finditer(text):
        yield from _span(match, match["sm"] or "0", match["em"] or "0")


def hours_at_start(text: str) -> Iterator[TimeSpan]:
    """`9h – 11h workshop`, `14h : visite` at the start of a line; not `24h`, `2h walk`."""
    if match := HOUR_AFTER_DATE.search(text):
        yield TimeSpan(Clock(int(match["h"]) * 60), None, match.start("h"), match.end())
    if match := HOURS_AT_START.match(text):
        opens = Clock(int(match["sh"]) * 60 + int(match["sm"] or 0))
        closes = Clock(int(match["eh"]) * 60 + int(match["em"] or 0)) if match["eh"] else None
        yield TimeSpan(opens, closes, match.start("at"), match.end())


def bare_hours(text: str) -> Iterator[TimeSpan]:
    """`10 - 10:30 Intros`, `1 – 5 Hack`, `9:30-12 工作坊` at the start; not `2 - 3 people`.

    Before seven it is the afternoon; a range ends after it begins.
    """
    match = BARE_HOURS.match(text)
    if not match or (match["sm"] and match["em"]):
        return
    if not (match["sm"] or match["em"] or match["gap"]) or _is_counted(match["after"]):
        return
    opens, closes = (int(match[f"{side}h"]) * 60 + int(match[f"{side}m"] or 0) for side in "se")
    if opens < 7 * 60:
        opens += 12 * 60
    while closes <= opens:
        closes += 12 * 60
    if closes - opens <= 12 * 60:
        yield TimeSpan(Clock(opens), Clock(closes), match.start("at"), match.end("end"))


def range_of_cell(text: str) -> TimeSpan | None:
    """Return the range that a cell of a table is, one side of which has minutes: `9 - 9:20`.

    `4:30-5` is in the afternoon; not `2 - 3`, which may count something. `1330-` is open.
    """
    if match := OPEN_FOUR_DIGITS.fullmatch(text):
        opens = Clock(int(match["h"]) * 60 + int(match["m"]))
        return TimeSpan(opens, None, match.start("h"), match.end())
    return next(bare_hours(f"{text.strip()} A"), None) if ":" in text else None


def four_digits(text: str) -> Iterator[TimeSpan]:
    """`1000–1130`, `1900-1910` at the start of a line, `3/9 (Tue) 1900-2030`; not `2004-2010`."""
    if match := FOUR_DIGITS.match(text):
        numbers = int(match["sh"] + match["sm"]), int(match["eh"] + match["em"])
        at_start = not any(map(str.isalnum, text[: match.start("at")]))
        like_years = all(1900 <= number <= 2059 for number in numbers)
        in_fives = not any(number % 5 for number in numbers)
        if not like_years or (in_fives and (not at_start or numbers[0] < 2000)):
            for span in _span(match, match["sm"], match["em"]):
                yield span._replace(start=match.start("at"))


def four_digits_alone(text: str) -> Iterator[TimeSpan]:
    """`0930 check-in`, `0930hrs` at the start of a line, `3/9 (Tue) 2000`.

    Not `2030 sprint`, `1200 people`.
    """
    match = FOUR_DIGITS_AFTER_WEEKDAY.match(text)
    counted = match and match["after"] and _is_counted(match["after"].lower())
    if match and not counted:
        opens = Clock(int(match["h"]) * 60 + int(match["m"]))
        yield TimeSpan(opens, None, match.start("at"), match.end())
        return
    match = FOUR_DIGITS_ALONE.match(text)
    if not match:
        return
    number = int(match["h"] + match["m"])
    after = match["after"] or ""
    # `2000 看星星` is in the evening, as the year 2000 seldom begins a line.
    may_be_2000 = number == 2000 and not (after.islower() or EAST_ASIAN.match(after))
    is_year = 2000 < number <= 2059 or may_be_2000
    is_year = is_year and not match["unit"]
    if is_year:
        return
    if not match["after"] or not _is_counted(match["after"]):
        opens = Clock(int(match["h"]) * 60 + int(match["m"]))
        yield TimeSpan(opens, None, match.start("at"), match.end())


def dotted(text: str) -> Iterator[TimeSpan]:
    """`9.45`, `11.45–13.00`, `ca. 9.45`, `1.30 Walk` at the start of a line; not `1.2.3`."""
    match = DOTTED.match(text)
    if match and (
        match["eh"] or int(match["sh"]) >= 6 or EARLY_DOTTED.match(text, match.start("at"))
    ):
        opens = Clock(int(match["sh"]) * 60 + int(match["sm"]))
        closes = Clock(int(match["eh"]) * 60 + int(match["em"])) if match["eh"] else None
        yield TimeSpan(opens, closes, match.start("at"), match.end())


def dotted_in_brackets(text: str) -> Iterator[TimeSpan]:
    """`Small groups (14.50–15.40)`; not `Scope (1.10-2.00)`, which are parts."""
    for match in DOTTED_IN_BRACKETS.finditer(text):
        if int(match["sh"]) >= 6:
            yield from _span(match, match["sm"], match["em"])


def noon(text: str) -> Iterator[TimeSpan]:
    """`noon`, `12nn`, `10:30am – 12nn`, `12nn-1:30pm`, `正午`."""
    for match in NOON.finditer(text):
        before = next((m for m in TO_NOON.finditer(text) if m.end() == match.start()), None)
        if before:
            opens = Clock(int(before["h"]) * 60 + int(before["m"] or 0))
            yield TimeSpan(opens, Clock(12 * 60), before.start(), match.end())
        elif after := FROM_NOON.match(text, match.end()):
            closes = _clock((int(after["h"]), int(after["m"] or 0)), "afternoon")
            yield TimeSpan(Clock(12 * 60), closes, match.start(), after.end())
        else:
            yield TimeSpan(Clock(12 * 60), None, *match.span())


def spoken(text: str) -> Iterator[TimeSpan]:
    """`上午十點半至十二點`, `晚上七點到九點`, `十點半`; not `兩點建議` (two points)."""
    for match in HAN_TIMES.finditer(text):
        said = match["sb"] or match["shalf"] or match["sm"] or match["so"] or match["eh"]
        if not said:
            continue
        first = _half(match["sb"])
        start = _clock(_spoken_time(match, "s"), first)
        end = None
        if match["eh"]:
            end = _clock(_spoken_time(match, "e"), _half(match["eb"]))
            if end.minutes < start.minutes and end.minutes < 12 * 60:
                end = Clock(end.minutes + 12 * 60)
        yield TimeSpan(start, end, *match.span())


RULES = Finders[TimeSpan](
    ("nNdD正", noon),
    ("mM午早晨晚傍朝夜間오저아밤", half_days),
    ("-–—~〜～", bare_hours),
    (":", clock_times),
    ("h", hours_at_start),
    ("U", hours_uhr),
    ("點点時时시hU", hour_words),
    ("-–—−~〜～∼o至到か", four_digits),
    ("", four_digits_alone),
    (".", dotted),
    (".", dotted_in_brackets),
    ("點点時时", spoken),
)


def _span(match: re.Match, start_minute: str, end_minute: str | None) -> Iterator[TimeSpan]:
    opens = Clock(int(match["sh"]) * 60 + int(start_minute))
    closes = Clock(int(match["eh"]) * 60 + int(end_minute)) if match["eh"] else None
    yield TimeSpan(opens, closes, *match.span())


def _is_counted(word: str) -> bool:
    """Tell if a word after a number is what the number counts: `people`, `Users`, `人`."""
    if word.istitle() and word.isascii() and not word.endswith("s"):
        return False
    return COUNTED.fullmatch(word if word[0].isascii() else word[0]) is not None


def _half(word: str | None) -> str | None:
    if not word:
        return None
    word = word.lower()
    if word in ("am", "a.m.", "凌晨"):
        return "after midnight"
    if word in AROUND_NOON:
        return "around noon"
    return "morning" if word in MORNING or word in SHORT_MORNING else "afternoon"


def _spoken_time(match: re.Match, side: str) -> tuple[int, int]:
    minutes = _spoken_number(match[f"{side}m"]) if match[f"{side}m"] else 0
    return _spoken_number(match[f"{side}h"]), 30 if match[f"{side}half"] else minutes


def _spoken_number(text: str) -> int:
    text = text.replace("廿", "二十")
    tens, ten, ones = text.rpartition("十")
    units = HAN_DIGITS[ones[-1]] if ones else 0
    return (10 * (HAN_DIGITS[tens] if tens else 1) if ten else 0) + units


def _hour_and_minute(match: re.Match, side: str) -> tuple[int, int] | None:
    if not match[f"{side}h"]:
        return None
    minute = match[f"{side}m"] or match[f"{side}u"] or ("30" if match[f"{side}half"] else "0")
    return int(match[f"{side}h"]), int(minute)


def _clock(time: tuple[int, int], half: str | None) -> Clock:
    hour, minute = time
    if half == "afternoon" and hour < 12 or half == "around noon" and hour < 10:
        hour += 12
    if half == "after midnight" and hour == 12:
        hour = 0
    return Clock(hour * 60 + minute)
