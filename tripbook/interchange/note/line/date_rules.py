"""Forms of dates: each rule recognises one habit of writing and says so with an example."""

import re
from collections.abc import Iterator

from .finding import Finders
from .months import OTHER_MONTHS, month_number
from .spans import CENTURY, FIRST_SHORT_YEAR, Span
from .weekdays import LATIN_WEEKDAY, PORTUGUESE_WEEKDAYS, WEEKDAY_WORD

MONTH_NAME = r"(?P<month>[A-Za-z]{3,9})\.?"
ORDINAL = r"(?:st|nd|rd|th)?"
DASH = r"\s{0,2}[-–—−~〜～至到]\s{0,2}"
# `9 + 10 March`, `March 9 + 10`; not `March 9 + 10 people`.
PLUS_DAY = (
    r"\+(?=\s\d{1,2}(?:st|nd|rd|th)?(?:\s*(?:$|[,，;；:：)）–—-])"
    r"|\s(?:of\s)?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|20\d\d)))"
)
# Between the days of a month whose name stands beside them words will do too.
DASH_OR_WORD = (
    rf"(?:{DASH}|\s?(?:→|➡\ufe0f?)\s?"
    rf"|\s(?:to|until|till|through|thru|and|&|{PLUS_DAY})\s(?:the\s)?)"
)
# `1:3/9` is no date, but `Day 1:3/9` has one.
NO_CLOCK_BEFORE = r"(?:(?<!\d:)|(?<=[Aa][Yy]\s\d:)|(?<=[Aa][Yy]\d:)|(?<=\bD\d:))"
# A comma may stand right before a date, as `，` does, but not that of a number.
NO_DIGIT_BEFORE = rf"(?<![\d./$€¥\-])(?<!\d,){NO_CLOCK_BEFORE}"
NO_DIGIT_AFTER = r"(?![\d/:]|[.,]\d)"
YEAR = r"(?P<year>(?:19|20)\d{2})"
DAY = r"(?P<day>\d{1,2})"
YEAR_AFTER = rf"(?:,?\s{YEAR}(?!\d))?"
NO_TIME = r"(?!\d|:\d|\s?[ap]m\b)"
WEEKDAY_NAME = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?)"
YEAR_FIRST = re.compile(
    rf"{NO_DIGIT_BEFORE}{YEAR}(?P<s>[-/.]|\s/\s)(?P<month>\d{{1,2}})(?P=s){DAY}(?![\d:])"
    rf"(?:{DASH}(?:(?:\d{{4}}(?P=s))?(?P<lm>\d{{1,2}})(?P=s))?(?P<ld>\d{{1,2}})(?!\d|(?P=s)\d"
    rf"|:\d))?"
)
# `0405會議紀錄`, `0704 例會`: month and day of a meeting at the start of a line.
MEETING_DAY = re.compile(
    r"[\W_]{0,6}(?P<at>)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])\s?"
    r"(?=(?:第\S{1,5}次)?\S{0,10}(?:會議|例會|聚會|小聚|討論|開會|籌備|工作坊|會後|紀錄|記錄|筆記|共筆|meeting|minutes))",
    re.IGNORECASE,
)
# `總籌週會 0309`: the same at the end of a title.
DAY_OF_MEETING = re.compile(
    r"^.{0,40}(?:會議|例會|週會|周會|月會|會前會|聚會|小聚|紀錄|記錄|共筆|meeting|minutes)\s?"
    r"(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])\W*$",
    re.IGNORECASE,
)
# `2026 11 05 第四次聚會` at the start of a line.
SPACED = re.compile(rf"[\W_]{{0,6}}(?P<at>){YEAR}\s(?P<month>0?[1-9]|1[0-2])\s{DAY}(?=\s|$)")
# `261105`, `261105 例會` at the start of a line: two digits each of year, month and day.
SIX_DIGITS = re.compile(
    r"[\W_]{0,6}(?P<at>)(?P<year>[12]\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?=\s*$|\s+[^\W\d])"
)
COMPACT = re.compile(rf"(?<![\d/=_-]){YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})(?![\d/])")
EAST_ASIAN_DAY = r"\s?[日號号일]"
# `二〇一六年七月一日`, `民國一百零五年七月十五日`: digits in a row, or tens and ones.
NUMERALS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
NUMERAL_DATE = re.compile(
    r"(?:(?:(?P<year>[一二][〇○零一二三四五六七八九]{3})|民國(?P<roc>[〇○零一二三四五六七八九十百]{1,5}))年)?"
    r"(?P<month>十[一二]?|[一二三四五六七八九])月(?P<day>[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日號]"
)
# Years that are counted from an emperor's first, or the republic's: what to add to each.
ERAS = {"民國": 1911, "民国": 1911, "令和": 2018, "平成": 1988}
EAST_ASIAN = re.compile(
    rf"(?<!\d)(?:(?:{YEAR}|(?P<era>民國|民国|令和|平成)\s?(?P<ey>\d{{1,3}}|元)"
    rf"|(?P<roc>1[0-4]\d))\s?[年년]\s?)?"
    rf"(?P<month>\d{{1,2}})\s?[月월]\s?{DAY}(?!\d)"
    rf"(?:(?:{EAST_ASIAN_DAY})?(?:{DASH}"
    rf"|(?P<list>[、,，・]))(?:(?P<lm>\d{{1,2}})\s?[月월]\s?)?(?P<ld>\d{{1,2}})"
    rf"(?={EAST_ASIAN_DAY}))?(?:{EAST_ASIAN_DAY})?"
)
REPUBLIC = re.compile(
    rf"(?<![\d./-])(?:民[國国]\s?)?(?P<roc>1[0-4]\d)(?P<s>[/.]|\s/\s)(?P<month>\d{{1,2}})(?P=s){DAY}(?![\d/:])"
    rf"(?:{DASH}(?:(?P<lm>\d{{1,2}})(?P=s))?(?P<ld>\d{{1,2}}){NO_DIGIT_AFTER})?"
)
KOREAN_DOTS = re.compile(
    rf"(?<![\d./-])(?:{YEAR}\.\s)(?P<month>\d{{1,2}})\.\s{DAY}(?!\d)\.?"
    rf"(?:\s?\([^()]{{1,5}}\))?(?:{DASH}(?:\d{{4}}\.\s)?(?:(?P<lm>\d{{1,2}})\.\s)?(?P<ld>\d{{1,2}})\.(?!\d))?"
)
# `4.14(금)`, `10.19 六`, `10.19 SAT`: with a dot the month is first where a weekday follows.
DOTTED_WITH_WEEKDAY = re.compile(
    r"(?<![\d./$€-])(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})\.?"
    r"(?=\s?[(（]\s?(?:[월화수목금토일一二三四五六日月火水木金土]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)"
    r"\.?\s?[)）]|\s?[一二三四五六日](?=\W|$)"
    r"|(?:(?<=1[3-9])|(?<=2\d)|(?<=3[01]))\s(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,6}day)?\b)",
    re.IGNORECASE,
)
# `13. 11. 2022`, `13.–16. 11. 2022`, `13–16.11.2022`, `Sunday 13. 11.`, `Sonntag, 13.11.`: the day
# is first.
DAY_FIRST_DOTS = re.compile(
    rf"(?<![\d.,/$€-]){DAY}(?:\.?\s?[-–—]\s?(?P<ld>\d{{1,2}}))?\.\s?(?P<month>\d{{1,2}})\."
    rf"(?:\s?{YEAR}(?!\d)|\s?(?=\((?i:{LATIN_WEEKDAY})\.?\))|(?!\s?[\d(（]))"
)
# `Fri 22.03`, `Sa, 9.03`, `22.03 (Fri)`: so it is without a dot behind it, beside a weekday. A time
# is written so, too: `Fri 10.30`, `Fri 10.10`.
DOTTED_DAY = re.compile(
    rf"(?<![\d.,/$€-]){DAY}\.(?P<month>0[1-9]|(?<=[23]\d\.)1[0-2])(?![\d.:]|\s?[€$£%°])"
    rf"(?P<weekday>\s?[(（](?i:{LATIN_WEEKDAY})\.?[)）])?"
)
DAY_MONTH = re.compile(
    r"(?<![\d.,$€¥/A-Za-z_=&-])(?!24/7)(?P<day>1[3-9]|2\d|3[01])/(?P<month>0?[1-9]|1[0-2])"
    r"(?![\d/%]|[.,:]\d)"
)
YEAR_LAST = re.compile(
    rf"(?<![\d./-])(?P<a>\d{{1,2}})(?P<s>[./-])(?P<b>\d{{1,2}})(?P=s){YEAR}(?![\d./-]\d|\d)"
)
# `March 9, 10 and 12, 2027`, `9, 10 and 12 March`: days of a month, three or more.
DAY_IN_LIST = r"\d{1,2}(?:st|nd|rd|th)?"
AND_WORD = "(?:and|&|et|und|y|e|en|dan)"
DAY_LIST = rf"(?P<days>{DAY_IN_LIST}(?:,\s{DAY_IN_LIST}){{1,8}},?\s{AND_WORD}\s{DAY_IN_LIST})"
LISTED_AFTER_MONTH = re.compile(
    rf"(?<![A-Za-z]){MONTH_NAME}\s{DAY_LIST}(?=\s*(?:$|[,.;:)\]]|20\d\d)){YEAR_AFTER}"
)
LISTED_BEFORE_MONTH = re.compile(
    rf"(?<![\d:./#-]){DAY_LIST}\s(?:of\s|de\s)?(?P<month>[^\W\d_]{{3,10}})\.?(?![^\W\d_])"
    rf"(?:,?\s(?:del?\s)?{YEAR}(?!\d))?"
)
# `15/4/25`, `04/15/25`, `15.04.25`: in East Asia the year would be first.
SHORT_YEAR_LAST = re.compile(
    r"(?<![\d./A-Za-z-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>[1-4]\d)(?![\d./-]\d|\d)"
    r"|(?<![\d./A-Za-z-])(?P<da>\d{2})\.(?P<db>\d{2})\.(?P<dyear>[1-4]\d)(?![\d./-]\d|\d)"
)
# `'27.03.09`, `’27/3/9`, `'27년 3월 9일`: an apostrophe tells that the year is first.
SHORT_YEAR_FIRST = re.compile(
    r"(?<![\w'’‘])['’‘](?P<yy>[0-4]\d)(?:\.\s?|[-/]|\s?[年년]\s?)(?P<month>\d{1,2})(?:\.\s?|[-/]|\s?[月월]\s?)"
    rf"{DAY}(?!\d|[/.]\d)(?:\s?[日일])?(?:{DASH}(?:(?P<lm>\d{{1,2}})[-/.])?(?P<ld>\d{{1,2}})(?![\d:]))?"
)
# `27.03.09`, `27/03/09` beside East Asian letters, or where its last number can be no year of
# these days.
SHORT_YEAR_NUMBERS = re.compile(
    r"(?<![\d./A-Za-z-])(?P<yy>1[5-9]|[23]\d)(?P<s>[./])(?P<month>0[1-9]|1[0-2])(?P=s)"
    r"(?P<day>0[1-9]|[12]\d|3[01])\.?"
    rf"(?![-/.]?\d)(?:{DASH}(?:(?P<lm>\d{{1,2}})(?P=s))?(?P<ld>\d{{1,2}})(?![\d:./]\d))?"
)
EAST_ASIAN_LETTER = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# `Day 2 - 9 March`, `Week 1 – 5 May`: what stands before a number that is no day of a month;
# not `Meeting 9-10 May`.
NO_NUMBER = "".join(
    rf"(?<!\b{word}\s)(?<!\b{word.upper()}\s)(?<!\b{word.capitalize()}\s)"
    for word in ("day", "week", "lesson", "module")
)
DAY_FIRST = re.compile(
    rf"(?<![\d:./#-]){NO_NUMBER}{DAY}"
    rf"(?:{ORDINAL}{DASH_OR_WORD}(?:{WEEKDAY_NAME}\s)?(?P<ld>\d{{1,2}}))?"
    rf"(?:(?:{ORDINAL}|(?:st|nd|rd|th),)\s(?:of\s)?|-(?=[A-Z][a-z]{{2}}-)|/(?=[A-Z][a-z]{{2,8}}\b)){MONTH_NAME}"
    rf"(?![^\W\d_]|\s\d{{1,2}},?\s20\d\d)(?:[-/](?P<ydash>20\d\d)(?!\d)|{YEAR_AFTER})"
)
EUROPEAN_DAY = re.compile(
    rf"(?<![\d:./-]){DAY}(?:er\b)?(?P<dot>\.)?"
    rf"(?:(?:{DASH}|\s(?:bis|und|au|et|al?|e|en|y|sampai|dan)\s)(?:{WEEKDAY_WORD},?\s)?(?P<ld>\d{{1,2}})\.?)?"
    rf"\s(?:de\s)?(?P<month>{'|'.join(OTHER_MONTHS)}|(?<=\.\s)(?:april|august|september|november))\b"
    rf"(?:\s(?:del?\s)?{YEAR}(?!\d))?",
    re.IGNORECASE,
)
MONTH_NAME_FIRST = re.compile(
    rf"(?:(?<![\d/.-])(?P<ybefore>20\d\d)[-,]?\s?)?"
    rf"(?<![A-Za-z]){MONTH_NAME}(?:\s{{0,2}}|-){DAY}{NO_TIME}"
    rf"(?:{ORDINAL}{DASH_OR_WORD}(?:(?P<lname>[A-Za-z]{{3,9}})\.?\s)?(?P<ld>\d{{1,2}}){NO_TIME})?"
    rf"{ORDINAL}(?![A-Za-z]){YEAR_AFTER}"
)
MONTH_DAY = re.compile(
    rf"(?<![\d.$€¥/A-Za-z_=&])(?<!\d,)(?<![\dA-Za-z_=&/.-]-){NO_CLOCK_BEFORE}"
    rf"(?:(?:{YEAR}|(?P<era>民國|民国|令和|平成)\s?(?P<ey>\d{{1,3}}|元)"
    rf"|(?P<roc>1[0-4]\d))\s?年\s?)?(?P<month>\d{{1,2}})/{DAY}(?![\d/%]|[.:]\d|,\d(?!\d?:\d\d))"
    rf"(?:{DASH}(?:(?P<lm>\d{{1,2}})/)?(?P<ld>\d{{1,2}}){NO_DIGIT_AFTER}(?!\s?(?:[ap]m\b|%)))?"
)
# `9/13, 14`: the next day follows without its month; `9/13, 14 people` is none.
NEXT_DAY = re.compile(
    r"\s?[,，、&＆+]\s?(?P<day>\d{1,2})(?![\d/:.%：]|\s?(?:[人名位個点點時时分月組隊場歲元次天晚夜]|日間|[ap]m\b|[A-Za-z]{3}))"
)
# `Segunda, 5/5`: other words when nothing else tells so.
PORTUGUESE = "|".join(PORTUGUESE_WEEKDAYS)
# `Saturday, 5 May`, `Tuesday - July 18`, `Freitag / Friday 5 May`.
WEEKDAY_BEFORE = re.compile(
    rf"(?P<plain>(?:{WEEKDAY_WORD}\s?/\s?)?{WEEKDAY_WORD}|\b(?:{PORTUGUESE})(?=,))\s{{0,2}}(?:[,，]|\s[-–—])?\s{{0,2}}$",
    re.IGNORECASE,
)
# Only before a date of that form: `Do, 5.10.`
SHORT_WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
SHORT_WEEKDAY_BEFORE = re.compile(rf"(?<![A-Za-z])(?P<weekday>{'|'.join(SHORT_WEEKDAYS)})\.?,?\s$")


def year_first(text: str) -> Iterator[Span]:
    """`2026-11-05`, `2026/11/5`, `2026.11.5`, also as a range: `2026/11/5-7`, `2026.11.30-12.2`."""
    return _spans(YEAR_FIRST, text)


def compact(text: str) -> Iterator[Span]:
    """`20261105`: eight digits that are a date of this century or the last."""
    return _spans(COMPACT, text)


def republic(text: str) -> Iterator[Span]:
    """`109/8/15`, `112.9.2-3`: years of the Republic of China, which began in 1912."""
    return _spans(REPUBLIC, text)


def korean_dots(text: str) -> Iterator[Span]:
    """`2026. 11. 5.`, `2026. 11. 5. ~ 11. 7.`."""
    return _spans(KOREAN_DOTS, text)


def year_last(text: str) -> Iterator[Span]:
    """`5.11.2026`, `11/15/2026`, `15/11/2026`, `11-15-2026`.

    With a slash the month is first where it can be, with another mark where it must be.
    """
    for match in YEAR_LAST.finditer(text):
        a, b = int(match["a"]), int(match["b"])
        month, day = (a, b) if a <= 12 and (match["s"] == "/" or b > 12) else (b, a)
        if 1 <= month <= 12 and 1 <= day <= 31:
            span = Span(int(match["year"]), month, day, *match.span())
            slashed = "month day" if month == a else "day month"
            yield span._replace(order=slashed) if match["s"] == "/" else span


def short_year_last(text: str) -> Iterator[Span]:
    """`15/4/25`, `4/15/25`, `15.04.25`: in a line without East Asian letters."""
    if EAST_ASIAN_LETTER.search(text):
        return
    for match in SHORT_YEAR_LAST.finditer(text):
        slash = match["a"] is not None
        groups = ("a", "b", "year") if slash else ("da", "db", "dyear")
        a, b, year = (int(match[group]) for group in groups)
        month, day = (a, b) if slash and a <= 12 else (b, a)
        if 1 <= month <= 12 and 1 <= day <= 31:
            order = "month day" if month == a else "short year last"
            yield Span(CENTURY + year, month, day, *match.span(), order=order)


def spaced(text: str) -> Iterator[Span]:
    """`2026 11 05` at the start of a line."""
    if (match := SPACED.match(text)) and int(match["day"]) <= 31:
        year, month, day = (int(match[part]) for part in ("year", "month", "day"))
        yield Span(year, month, day, match.start("at"), match.end())


def short_year_first(text: str) -> Iterator[Span]:
    """`'27.03.09`, `’27/3/9`, `'27년 3월 9일`, `'27.3.9~11`: a year of this century."""
    return _spans(SHORT_YEAR_FIRST, text)


def six_digits(text: str) -> Iterator[Span]:
    """`261105` at the start of a line."""
    if match := SIX_DIGITS.match(text):
        year, month, day = (int(match[part]) for part in ("year", "month", "day"))
        yield Span(2000 + year, month, day, match.start("at"), match.end())


def short_year_numbers(text: str) -> Iterator[Span]:
    """`회의 27.03.09`, `27/03/09`, `27.03.09 ~ 03.11`: a year of this century is first."""
    found = _spans(SHORT_YEAR_NUMBERS, text)
    told = EAST_ASIAN_LETTER.search(text)
    return (span for span in found if told or span.day < FIRST_SHORT_YEAR)


def meeting_day(text: str) -> Iterator[Span]:
    """`0405會議紀錄`, `0704 例會`, `週會 0405`: not `0900 報到`."""
    if match := MEETING_DAY.match(text):
        yield Span(None, int(match["month"]), int(match["day"]), match.start("at"), match.end())
    elif match := DAY_OF_MEETING.match(text):
        month, day = int(match["month"]), int(match["day"])
        yield Span(None, month, day, match.start("month"), match.end("day"))


def east_asian(text: str) -> Iterator[Span]:
    """`2026年11月5日`, `11月5日（四）`, `11月5號`, `11월 5일`, `9月28日-29日`, `6월 7-9일`.

    Days may be listed: `9月2、3日`. The year may be counted in eras: `民國115年11月5日`,
    `115年11月5日`, `令和8年11月5日`.
    """
    return _spans(EAST_ASIAN, text)


def numeral_date(text: str) -> Iterator[Span]:
    """`二〇一六年七月一日`, `七月十五日`, `民國一百零五年七月一日`: in Chinese numerals."""
    for match in NUMERAL_DATE.finditer(text):
        year = int("".join(str(NUMERALS[c]) for c in match["year"])) if match["year"] else None
        if match["roc"]:
            year = ERAS["民國"] + _counted(match["roc"])
        yield Span(year, _counted(match["month"]), _counted(match["day"]), *match.span())


def _counted(numerals: str) -> int:
    """Return a number that is written with tens and hundreds: 15 for `十五`, 105 for `一百零五`."""
    number, digit = 0, 0
    for character in numerals:
        unit = {"十": 10, "百": 100}.get(character)
        number += (digit or 1) * unit if unit else 0
        digit = 0 if unit else NUMERALS[character]
    return number + digit


def day_first(text: str) -> Iterator[Span]:
    """`5 November 2026`, `5th of Nov`, `5th, Nov`, `5-7 Nov 2026`, `05-Nov-2026`, `5/Nov`."""
    return _spans(DAY_FIRST, text)


def european_day(text: str) -> Iterator[Span]:
    """`22. Mai 2027`, `22.–25. Mai`, `1er août`, `16 novembre 2027`, `5 de mayo de 2027`."""
    return _spans(EUROPEAN_DAY, text)


def month_name_first(text: str) -> Iterator[Span]:
    """`Nov 5`, `November 5th, 2026`, `Feb 24-27 2026`, `Nov 30 – Dec 2`, misspelt `Novmber 5`.

    The year may be first: `2026 November 5`, `2026-Nov-05`.
    """
    return _spans(MONTH_NAME_FIRST, text)


def listed_days(text: str) -> Iterator[Span]:
    """`March 9, 10 and 12, 2027`, `9th, 10th and 12th of March`: each its own date.

    Days in a row are one range: `9, 10 y 11 de marzo`.
    """
    for pattern in (LISTED_AFTER_MONTH, LISTED_BEFORE_MONTH):
        for match in pattern.finditer(text):
            month = month_number(match["month"])
            days = list(re.finditer(r"\d{1,2}", match["days"]))
            numbers = [int(day[0]) for day in days]
            if (
                month is None
                or numbers != sorted(set(numbers))
                or numbers[-1] > 31
                or not numbers[0]
            ):
                continue
            start, year = match.start("days"), int(match["year"]) if match["year"] else None
            ends = [start + day.start() for day in days[1:]] + [match.end()]
            starts = [match.start(), *ends[:-1]]
            if numbers[-1] - numbers[0] == len(numbers) - 1:
                yield Span(year, month, numbers[0], *match.span(), last_day=numbers[-1])
                continue
            for number, first, last in zip(numbers, starts, ends, strict=True):
                yield Span(year, month, number, first, last)


def dotted_with_weekday(text: str) -> Iterator[Span]:
    """`4.14(금)`, `4. 14.(금)`, `11.5（四）`; not `4.14` (a number)."""
    return _spans(DOTTED_WITH_WEEKDAY, text)


def day_first_dots(text: str) -> Iterator[Span]:
    """`13. 11. 2022`, `13.–16. 11. 2022`; without a year beside a weekday: `Sonntag, 13.11.`.

    `13.11. (Sun)`, too.
    """
    for span in _spans(DAY_FIRST_DOTS, text):
        before = text[max(0, span.start - 20) : span.start]
        if short := SHORT_WEEKDAY_BEFORE.search(before):
            weekday = SHORT_WEEKDAYS.index(short["weekday"])
            yield span._replace(start=span.start - len(short[0]), weekday=weekday)
        elif span.year or WEEKDAY_BEFORE.search(before) or text.startswith("(", span.end):
            yield span


def dotted_day(text: str) -> Iterator[Span]:
    """`Fri 22.03`, `Sa, 9.03` at the start of a line, `22.03 (Fri)`."""
    for match in DOTTED_DAY.finditer(text):
        day, month = int(match["day"]), int(match["month"])
        before = text[max(0, match.start() - 20) : match.start()]
        short = SHORT_WEEKDAY_BEFORE.search(before)
        named = short or WEEKDAY_BEFORE.search(before)
        first = named and not any(map(str.isalnum, before[: named.start()]))
        if not 1 <= day <= 31 or not (first or (match["weekday"] and day > 12)):
            continue
        end = match.start("weekday") if match["weekday"] else match.end()
        span = Span(None, month, day, match.start(), end)
        if short:
            weekday = SHORT_WEEKDAYS.index(short["weekday"])
            span = span._replace(start=match.start() - len(short[0]), weekday=weekday)
        yield span


def month_day_slash(text: str) -> Iterator[Span]:
    """`11/5`, `11/5-6`, `11/30-12/2`, `11/5～7`, `11/5, 6`; not `24/7`, `1/2.5`, `11/5/3`."""
    for span in _spans(MONTH_DAY, text):
        alone = not span.is_range and span.year is None
        after = None if span.is_range else NEXT_DAY.match(text, span.end)
        if after and int(after["day"]) == span.day + 1:
            yield span._replace(last_day=span.day + 1, end=after.end())
            continue
        yield span._replace(order="month day" if alone else "")


def day_month_slash(text: str) -> Iterator[Span]:
    """`Mon 27/11`, `27/11 Arrival`: a day that is no month, after a weekday or at the start."""
    for match in DAY_MONTH.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        if WEEKDAY_BEFORE.search(before) or not any(map(str.isalnum, text[: match.start()])):
            month, day = int(match["month"]), int(match["day"])
            yield Span(None, month, day, *match.span(), order="day month")


RULES = Finders[Span](
    (".", korean_dots),
    ("'’‘", short_year_first),
    ("/.", short_year_numbers),
    ("-/.", year_first),
    (".", day_first_dots),
    ("-/.", year_last),
    ("/.", republic),
    ("/.", short_year_last),
    ("", compact),
    ("", meeting_day),
    ("", spaced),
    ("", six_digits),
    ("月월", east_asian),
    ("月", numeral_date),
    (",", listed_days),
    ("", european_day),
    ("", day_first),
    ("", month_name_first),
    ("/", month_day_slash),
    ("/", day_month_slash),
    (".", dotted_with_weekday),
    (".", dotted_day),
)


def _spans(pattern: re.Pattern, text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        parts = match.groupdict()
        month, last_month = month_of(parts["month"]), month_of(parts.get("lm"))
        if parts.get("lname"):
            last_month = month_of(parts["lname"])
        day, last_day = int(parts["day"]), int(parts.get("ld") or 0) or None
        if month is None or not 1 <= month <= 12 or not 1 <= day <= 31:
            continue
        end = match.end()
        if parts.get("list") and not goes_on_next_day(month, day, last_month, last_day):
            last_month = last_day = None
            end = match.start("list")
        elif last_day and not goes_on(month, day, last_month, last_day):
            last_month = last_day = None
            end = match.start("lm") if parts.get("lm") else match.start("ld")
            end = len(text[:end].rstrip(" -–—~〜～至到"))
        year = _year(parts)
        if parts.get("year") and match.start("year") > match.start("day"):
            year -= goes_over_new_year(month, last_month)
        yield Span(year, month, day, match.start(), end, last_month, last_day)


def _year(parts: dict[str, str | None]) -> int | None:
    if year := parts.get("year") or parts.get("ybefore") or parts.get("ydash"):
        return int(year)
    if parts.get("yy"):
        return CENTURY + int(parts["yy"])
    if parts.get("roc"):
        return int(parts["roc"]) + ERAS["民國"]
    if parts.get("era"):
        return ERAS[parts["era"]] + (1 if parts["ey"] == "元" else int(parts["ey"]))
    return None


def goes_over_new_year(month: int, last_month: int | None) -> bool:
    return last_month is not None and last_month < month


def goes_on_next_day(month: int, day: int, next_month: int | None, next_day: int) -> bool:
    if next_month in (None, month):
        return next_day == day + 1
    return next_month == month % 12 + 1 and next_day == 1 and day >= 28


def goes_on(month: int, day: int, last_month: int | None, last_day: int) -> bool:
    """Tell if a second date can end a range that the first begins."""
    if last_day > 31 or (last_month is not None and not 1 <= last_month <= 12):
        return False
    return last_month not in (None, month) or last_day > day


def month_of(word: str | None) -> int | None:
    if not word:
        return None
    return int(word) if word.isdecimal() else month_number(word)
