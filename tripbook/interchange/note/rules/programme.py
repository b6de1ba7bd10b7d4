"""Entries of a programme: what one line, list item, heading or table row says of a session."""

import re
from itertools import pairwise
from typing import NamedTuple

from tripbook.interchange.note.line.dates import DIGIT, find_dates
from tripbook.interchange.note.line.keys import begins_with_daytime
from tripbook.interchange.note.line.links import find_links
from tripbook.interchange.note.line.memory import remember_lines
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.spans import Span
from tripbook.interchange.note.line.times import BEFORE, TIME_HINT, Clock, TimeSpan, find_times
from tripbook.interchange.note.line.titles import (
    ANY_STATUS,
    CHECK_BOX,
    SHORTCODE,
    STRUCK_FIGURES,
    guess_kind,
    plain,
)
from tripbook.interchange.note.line.weekdays import weekday_at_start
from tripbook.interchange.note.line.words import KEY
from tripbook.interchange.note.tree.blocks import Bullets, Text

# What may stand before the times of a journey: `BR192 09:00-12:30 松山→釜山`.
FLIGHT = re.compile(r"\W*(?:[A-Z][A-Z0-9]|[0-9][A-Z])\s?\d{2,4}\W*")
# A remark in brackets before a time: `(TBC) 10:00 Opening`.
REMARK_BEFORE = re.compile(r"\W*?[(（\[【]([^()（）\[\]【】]{1,20})[)）\]】]\W*")
# The place on a line with nothing but a time before it: `@ Hall`, `, Room 2`, `｜大廳`, ` 大廳`.
PLACE_AFTER_TIME = re.compile(
    r"(?:(?P<at>[@＠]|(?:at|in)\s|📍)|[,，、|｜·・/／-])?\s*(?P<place>[^\W_][^。！？!?:：]{0,39})"
)
# How sure a time is: `Expected: 9:30`, `預計：9:30`.
WHEN_KEY = re.compile(
    r"^\W*(?:expected|planned|scheduled|tentative(?:ly)?|start(?:s|ing)?|預計|預定|暫定|予定|예정)"
    r"\W*[:：]\s*",
    re.IGNORECASE,
)
# Of which clock the time before it is: `14:00 CEST`.
CLOCK_AFTER = both_scripts(
    r"\s?(?:[A-Z]{2,5}(?:[+-]\d{1,2})?\b|local time|當地時間|現地時間|現地時刻|현지 ?시간)\s?"
)
# What separates date, time and title, and brackets that are left empty.
SEPARATORS = " \t\u3000:：-–—~〜～,，、|｜.·・@＠▸▹‣◦"
OPENING = re.compile(r"^[^\w(（【\[]*[(（【\[]?\s*")
EMPTY_EMPHASIS = re.compile(r"(\*\*|__|~~|==)\s*(?:[:：]\s*)?\1")
SEPARATED_EMPHASIS = re.compile(rf"^(\*\*|__|~~|==|\*|_)[{re.escape(SEPARATORS)}]+")
# `（一）13:30 報到`, `(1) 13.30 Arrival`: entries that are counted before their times.
COUNTED = re.compile(
    r"^\s*(?:[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|[一二三四五六七八九十]{1,3}、"
    r"|\d{1,2}[.．、)）](?=\s))\s{0,3}"
    r"(?=\d{1,2}[:：.h]\d\d|[上下]午|早上|晚上)"
)
# `第 1 次 2026/11/5 海圖`, `#2 11/12 漁網`: what counts an entry before its date.
COUNT_BEFORE_DATE = re.compile(
    r"^\W{0,6}(?:第\s?[一二三四五六七八九十\d]{1,3}\s?[次回期場週堂講]|#\d{1,3}|(?:week|session|no\.)\s?\d{1,3})"
    r"\s?[:：.、]?\s{0,3}(?=\d{4}[-/.]\d|\d{1,2}[/月]\d)",
    re.IGNORECASE,
)
# `第一場 10:00 潮汐`, `Talk 2: 11:00-11:40 Boats`: the same with words; not without a title behind.
COUNTED_TALK = both_scripts(
    r"^\W{0,6}(?:第\s?[一二三四五六七八九十\d]{1,3}\s?(?:場次?|節|部分?|段|輪|セッション|부|세션)"
    r"|(?:場次|議程|セッション|세션|session|talk|part|round|slot)\s?[一二三四五六七八九十\d]{1,2})(?!\d)"
    r"\s?[:：.、|｜*_-]{0,4}\s?"
    r"(?=[(（]?\d{1,2}[:：]\d\d(?:\s?[-–—~～至]\s?\d{1,2}[:：]\d\d)?\W{0,6}[^\W\d])",
    re.IGNORECASE,
)
# `Our session`, `我們的場次`: under it stands what else is to be done for it.
OURS = both_scripts(r"\bour\b|我們的", re.IGNORECASE)
# `~~16:00 Boats~~ Ann is away`: what follows an entry that is struck out says why.
STRUCK_ENTRY = re.compile(
    r"\W{0,6}(?:~~|<(?:del|s|strike)>)\W{0,3}(?:\d{1,2}[:：]\d\d|(?:[上下中]午|早上|晚上)\s)"
    r"(?=[^~<]{0,200}[^\W\d])[^~<]{0,200}"
    r"(?:~~|</(?:del|s|strike)>)",
    re.IGNORECASE,
)
STRIKE = "\x01"
BETWEEN_DATES = re.compile(r"\s*[、,，&＆及和與]\s*")
AT = re.compile(r"[\s)）]*[@＠]")
# ` @ Harbour Inn`, ` @Hall 2`, `＠廣場` behind a time; `@ann` is somebody.
AT_PLACE = re.compile(r"[\s)）*_]*(?:[@＠]\s|[@＠](?=[A-Z\d]|[^\x00-\x7f]))\s?[^\s@＠:：]")
BRACKET_THEN_GAP = re.compile(r"(?<=[(（\[【])[\s,，、·・|｜@＠/／;；–—-]+(?=[^\W\d])")
EMPTY_BRACKETS = re.compile(r"(?<!!)[(（\[【][\s,，、·・|｜@＠:：-]*[)）\]】]")
# What the date or time between them leaves: `彩排： ，每組都要到`, `例會｜ ｜線上`.
COLON_BEFORE_COMMA = re.compile(r"(?<=\w)\s?[:：]\s{1,3}(?=，)")
NOTHING_BETWEEN_BARS = re.compile(r"([|｜])(?:\s{1,3}[|｜]|[|｜])")
# `10:00 -> Opening`, `10:00 → Opening`.
ARROW = re.compile(r"^(?:[-=–—]{0,3}>|[→⇒➔]|➡\ufe0f?)\s*")
# What belongs to the time before it: `10:00 起 海圖`, `18.30 Uhr Begrüßung`, `9:30 hs. Acto`.
BEGINS = re.compile(
    r"^(?:開始|起|[以之]?[後后]|から|以降|부터|이후|starts?|h(?:r?s)?\.?|Uhr|uur)(?=[\s:：,，])",
    re.IGNORECASE,
)
BAR_OR_AT = re.compile("[@|｜]")
ROOM = re.compile(
    r"^(?:(?:room|hall|track|stage|studio|floor|auditorium|lobby|raum|saal|salle|sala)\b.{0,30}"
    r"|(?!.{0,20}\b(?:town|city)\shall|(?:who|what|how|why|where)\b|.{0,12}\b(?:is|are|in)\s).{0,20}\b(?:room"
    r"|hall|stage|auditorium|lobby)"
    r"|[^:：+＋、，]{0,20}(?:會議室|会議室|教室|會場|会場|演講廳|大講堂|大廳|(?<!餐)廳|号館|號館|樓"
    r"|ホール|회의실|강의실"
    r"|강당|홀)\s?[A-Z\d]?|R?\d{3,4}|R\s?\d|\d{1,2}F)$",
    re.IGNORECASE,
)
# What goes somewhere is no room: `參訪市政廳`, `前往演講廳`.
GOES_TO_PLACE = both_scripts(r"^(?:參訪|參觀|拜訪|拜會|訪問|造訪|前往|抵達|見学|방문)|市政廳|市廳")
NAMED_ROOM = re.compile(r"\w+ (?:room|hall|stage|auditorium|lobby)\b.*", re.IGNORECASE)
# `Walk with Mr. Sugi`: its stop ends no sentence.
TITLE_OF_PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St)\.\s")
# `#### am` over what is done before noon.
HALF_OF_DAY = re.compile(r"\W*[ap]\.?m\.?\W*", re.IGNORECASE)
# What stands before the time of a further entry: `10:00 Opening, 11:00 Tour`.
IN_BRACKETS = re.compile(r"[(（][^()（）]{0,120}[)）]")
BETWEEN_ENTRIES = re.compile(r"(?:[,，、;；]|\s[/／|｜→])\s*$|\s\*\*$")
# A small word before a time: `from 10:00 Hackathon`, `ab 10:00 Hackathon`.
PREPOSITION = re.compile(
    r"\W*(?P<word>from|at|ca|circa|approx|around|about|ab|um|von|gegen|à|dès|vers|a las|às|klo?"
    r"|alle|godz|om|約|约)\W*",
    re.IGNORECASE,
)
# Before when something begins, behind its title: `Registration from 08:00`.
FROM_WORDS = "from|ab|dès|desde"
# `(10:00)`, `(from 10:00)`
BRACKET_BEFORE = re.compile(rf"[(（\[【〔]\s{{0,3}}(?:(?:{FROM_WORDS})\s{{1,3}})?$", re.IGNORECASE)
NOTHING_IN_BRACKETS = re.compile(rf"[(（]\s{{0,3}}(?:{FROM_WORDS})\s{{1,3}}[)）]", re.IGNORECASE)
# `0:00 Intro`, `[00:00:00] Intro`: the beginning of a recording.
OF_RECORDING = re.compile(r"\W{0,3}(?:00?:)?00?:00(?!\d|\s?[-–—~～]\s?\d)")
SENTENCE_END = re.compile(
    r"[。！!；;]|\.\s|\.$|：$|:$|(?:니다|어요|아요|예요|ました|です|ます)[.\s]*$"
)
# `vacate the hall by 13:30`: a time that limits something is not when it begins.
# `9/23 前請看完手冊`, `3/9 (Mon) 以前`: until when to do something.
LIMIT_AFTER = both_scripts(
    rf"\s?(?:[(（][^()（）]{{1,9}}[)）]\s?)?(?:{BEFORE}|以前|之前|まで|까지|이후|以後|以降"
    # `3/9 晚上 12 點前`; not `3/9 19:00 前端聚會`.
    r"|(?:早上|上午|中午|下午|晚上|午夜|夜)?\s?\d{1,2}(?:[:：]\d\d|\s?[點点時时]半?)\s?"
    r"(?:前(?=\s*(?:$|[)）,，。;；]|請|要|完成|交|繳|填|回))|以前|之前|まで|까지))"
)
# `Opening: 9:00 - 9:45, Harbour Hall`: where it is, behind the time.
HALL = r"[A-Z][^\d.!?:,，。]{1,30}"
HALL_BEHIND = re.compile(rf"(?<=\d),\s{HALL}$")
LIMIT_BEFORE = re.compile(r"\b(?:by|until|till|before|after|approximately)\W*$", re.IGNORECASE)
# Before a date that a title names: `Report on the trip of 3/9`, `budget, due 3/31`, `回顧 3/9`.
LEADS_TO_DATE = both_scripts(
    r"[\w,;)]\s(?:on|of|from|since|due|after|until|for|vom|am|du|del?|le|el)\s$|(?:回顧|檢討|上次|自|從|振り返り|지난)\s?$",
    re.IGNORECASE,
)
# Between departure and arrival: ` → Seoul `.
JOURNEY = re.compile(r"\s*(?:→|➡\ufe0f?|[-=]>)\s*[^。！!；;→]{1,30}")
# `17:04 <ann> hi all`
SAID_IN_CHAT = re.compile(r"\s{0,3}<[\w.-]{1,20}>\s")
# Before hours in brackets that are none of the plan: `預約 (17:00-23:00)`, `(open 9:00-17:00)`.
OPENING_HOURS = re.compile(
    r"(?:營業(?:時間)?|開放(?:時間)?|(?:服務|辦公|上班|開館|客服)時間|\b(?:office|business) hours"
    r"|預約|every \d{1,2} ?min\w*|每\s?\d{1,2}\s?分鐘?"
    r"|\bopen(?:ing hours)?|営業(?:時間)?|영업(?:시간)?)"
    r"\W{0,4}$",
    re.IGNORECASE,
)
OTHER_ZONES = re.compile(
    r"(?:taiwan|japan|korea|taipei|tokyo|seoul|local|hong kong|kr|jp|tw|hk|gmt|utc|jst|kst|cst|tpe"
    r"|singapore|manila|bangkok|london|berlin|new york|sgt|hkt|ist|bst|cet|cest|eet|est|edt|pst|pdt"
    r"|et|pt|[+\-–\d:：]|[ap]\.?m\b"
    r"|time|zone|台灣|臺灣|日本|韓國|韓国|香港|當地|現地|時間|한국|일본|대만|시간|기준"
    r"|[\s()（）/,，|｜;；])+",
    re.IGNORECASE,
)
# What follows the time of a meeting that is nowhere.
ONLINE = re.compile(
    r"(?:online|on-line|remote|video ?call|zoom|google meet|meet|jitsi(?: meet)?|discord"
    r"|gather(?:\.?\s?town)?|teams|webex"
    r"|線上|視訊|遠端|オンライン|온라인|link|連結|[\W_])+",
    re.IGNORECASE,
)


class Entry(NamedTuple):
    """One line of a programme: perhaps a date, perhaps a time, and the words besides."""

    title: str
    date: Span | None = None
    time: TimeSpan | None = None
    at_start: bool = False
    weekday: int | None = None


class Slot(NamedTuple):
    """When something is and where, "" where no place is told."""

    time: TimeSpan
    place: str


@remember_lines
def masked(text: str) -> str:
    """Return the head of a line with addresses blotted out, so that no date is read in them.

    Nor is one read that is struck out: `~~3/9~~ 3/16`.
    """
    text = STRUCK_FIGURES.sub(lambda struck: " " * len(struck[0]), text[:4000])
    for link in find_links(text) if "://" in text else ():
        at = text.find(link.url, link.start)
        text = text[:at] + "\ufffc" * len(link.url) + text[at + len(link.url) :]
    return text


@remember_lines
def read_entry(raw: str) -> Entry:
    """Read date, time and title of a line.

    `10:00-11:30 Opening`, `12:30-13:00: Lunch`, `9am: Walk`, `Opening (10:00–11:00)`,
    `11/5（四）10:00 參訪`, `週六 10:00 參訪`, `**10:00** Opening`,
    `Panel 9/29 12:00-13:00 ＠Hall 8`.
    """
    raw = COUNTED_TALK.sub("", COUNTED.sub("", _without_why(STRUCK_FIGURES.sub("", raw[:4000]))))
    if counted := COUNT_BEFORE_DATE.match(raw):
        entry = read_entry(raw[counted.end() :])
        if has_words(entry.title):
            return entry
    if raw[:1] == "[":
        raw = CHECK_BOX.sub("", raw)
    if not TIME_HINT.search(raw) and "月" not in raw:
        return Entry(raw.strip())
    hidden = masked(raw)
    dates = (span for span in find_dates(hidden) if not is_limit(hidden, span))
    dates = (span for span in dates if not _is_told_of(hidden, span))
    date = next((span for span in dates if not _is_aside(hidden, span)), None)
    times = [
        t for t in find_times(hidden) if not date or t.end <= date.start or t.start >= date.end
    ]
    if not date and not times:
        return Entry(raw.strip())
    time = times[0] if times else None
    if time and date and date.is_range and (opens := _time_of_first_day(hidden, date, time)):
        time = time._replace(opens=opens, closes=time.opens)
    day = None if date or not time else _weekday_before(hidden, time)
    cut = sorted([(s.start, s.end) for s in (date, time) if s] + ([day[1:]] if day else []))
    cut = sorted([*cut, *_dates_joined(hidden, date)])
    title = NOTHING_IN_BRACKETS.sub("", _without(raw, cut))
    before = raw[: time.start] if time else ""
    if date and time and date.start < time.start:
        before = _without(before, [(date.start, date.end)])
    elif day:
        before = before[day[2] :]
    if time and (preposition := PREPOSITION.fullmatch(before)):
        word = re.compile(rf"^\W*{preposition['word']}\b[{re.escape(SEPARATORS)}*_]*")
        title, before = word.sub("", title), ""
    at_start = bool(time) and (not any(map(str.isalnum, before)) or _may_stand_before(before, time))
    return Entry(title, date, time, at_start, day[0] if day else None)


def _without_why(raw: str) -> str:
    """Return an entry that is struck out without what follows it, unless that has a time."""
    struck = STRUCK_ENTRY.match(raw)
    return struck[0] if struck and not find_times(raw[struck.end() :]) else raw


def is_limit(text: str, date: Span) -> bool:
    """Tell if a date says until when to do something: `Dinner (reserve by 9/20)`, `9/20 前回覆`."""
    before = text[max(0, date.start - 20) : date.start]
    return bool(LIMIT_AFTER.match(text, date.end) or LIMIT_BEFORE.search(before))


def _is_told_of(text: str, date: Span) -> bool:
    """Tell if a title behind a time speaks of another day: `10:00 What we did on 3/9`.

    Words lead to its date; not so `10:00 Opening (3/9)`, `10:00 Opening, 3/9`.
    """
    words = text[: date.start]
    if not LEADS_TO_DATE.search(words):
        return False
    time = next(iter(find_times(words)), None)
    return time is not None and not any(map(str.isalnum, words[: time.start]))


def _is_aside(text: str, date: Span) -> bool:
    """Tell if a date stands in the middle of a remark in brackets: `Lunch (told on 3/9 by Ann)`."""
    head, after = text[: date.start], text[date.end :]
    opened = max(head.rfind("("), head.rfind("（"))
    if opened < max(head.rfind(")"), head.rfind("）"), 0):
        return False
    return has_words(head[opened:]) and has_words(re.split("[)）]", after)[0])


def _may_stand_before(before: str, time: TimeSpan) -> bool:
    """Tell if an entry still begins with its time: a flight, or how sure it is, stands before."""
    if time.closes and FLIGHT.fullmatch(before):
        return True
    remark = REMARK_BEFORE.fullmatch(before)
    return remark is not None and ANY_STATUS.fullmatch(remark[1].strip().lower()) is not None


def _dates_joined(text: str, date: Span | None) -> list[tuple[int, int]]:
    """Return where further days stand right after the first: `3/8、3/10、3/13 Stand-up`."""
    found: list[tuple[int, int]] = []
    end = date.end if date else 0
    for span in find_dates(text)[1:] if date else ():
        if not BETWEEN_DATES.fullmatch(text, end, span.start):
            break
        found.append((end, span.end))
        end = span.end
    return found


def _time_of_first_day(text: str, date: Span, time: TimeSpan) -> Clock | None:
    """Return the start of `3/9 10:00 – 3/10 15:00`, where the end is the time after the dates."""
    if any(map(str.isalnum, text[date.end : time.start])):
        return None
    inside = [t for t in find_times(text) if date.start < t.start and t.end < date.end]
    return inside[0].opens if len(inside) == 1 and time.closes is None else None


def _weekday_before(text: str, time: TimeSpan) -> tuple[int, int, int] | None:
    """Return the weekday that a line with a time begins with, its start and end: `Sat 10:00`."""
    start = OPENING.match(text).end()
    found = weekday_at_start(text[start : start + 20])
    if found is None or start + found[1] > time.start:
        return None
    return found[0], start, start + found[1]


def time_is_set_off(raw: str, time: TimeSpan) -> bool:
    """Tell if a time stands in brackets, or as a range at the end: `Opening (10:00–11:00)`."""
    if OPENING_HOURS.search(raw[max(0, time.start - 30) : time.start]):
        return False
    before, after = raw[: time.start].rstrip()[-1:], raw[time.end :].lstrip()
    if BRACKET_BEFORE.search(raw[: time.start]):
        return True
    if before in ("｜", "|") and (not after or after[0] in "｜|"):
        return True
    if time.closes and PLACE_BEHIND.fullmatch(after):
        return True
    after = REMARK_AFTER.sub("", after)
    return time.closes is not None and not after.strip(" )）]】*_")


# `@ Harbour Inn`, `@Hall (Ann Lee)` behind the time of an entry: where it is, perhaps who speaks.
PLACE_BEHIND = re.compile(r"[@＠]\s?[^\s@＠][^@＠。！？!?]{0,40}")
# Where the brackets say one more time the line tells of a service: `8:00～11:40（10:00外）`.
REMARK_AFTER = re.compile(r"^\s*[(（](?![^()（）]{0,40}\d[:：]\d)[^()（）]{0,40}[)）]")


def words_beside(date: Span | None, title: str) -> str:
    """Return what names something to do: not the remark beside days in a row, `(2 nights)`."""
    return IN_BRACKETS.sub("", title) if date and date.is_range else title


@remember_lines
def is_timed(raw: str) -> bool:
    """Tell if a line is an entry with a time and a title."""
    entry = read_entry(raw)
    if not entry.time or not has_words(words_beside(entry.date, entry.title)):
        return False
    if entry.at_start and SAID_IN_CHAT.match(raw[entry.time.end :]):
        return False
    if is_other_time(entry.title):
        return False
    return entry.at_start or time_is_set_off(masked(raw), entry.time)


def is_other_time(title: str) -> bool:
    """Tell if what follows a time is the same time elsewhere: `(Taipei) / 22:00 (Tokyo)`."""
    return DIGIT.search(title) is not None and OTHER_ZONES.fullmatch(title) is not None


@remember_lines
def entries_in(raw: str, *, first_has_time: bool = True) -> tuple[str, ...]:
    """Return the entries of a line that has several, each with its time; else the line itself.

    `10:00 Opening, 11:00 Tour`; not `Lunch, 12:00`, `12:00, 13:00 Lunch`. Where the line says a
    part of the day before them the first may do without: `check-in, 19:00 dinner`.
    """
    times = find_times(masked(raw)) if TIME_HINT.search(raw) else ()
    starts = [time.start for time in times if BETWEEN_ENTRIES.search(raw[: time.start])]
    marks = SEPARATORS + ";；/／|｜→"
    entries = [raw[a:b].strip(marks) for a, b in pairwise([0, *starts, len(raw)])]
    first, *more = entries
    opens = _is_entry(first) if first_has_time else has_words(first) and not find_times(first)
    return tuple(entries) if more and opens and all(map(_is_entry, more)) else (raw,)


def _is_entry(text: str) -> bool:
    """Tell if a part of a line is an entry by itself: it begins with a time, brackets closed."""
    entry = read_entry(text)
    closed = all(text.count(a) == text.count(b) for a, b in ("()", "（）", "[]", "「」"))
    return bool(entry.time) and entry.at_start and closed and has_words(entry.title)


def ends_with_time(raw: str) -> bool:
    """Recognise a few words before one time: `flight home 22:10`, `晚餐 19:00`; not `Mon 9:00`.

    After it may stand where that is: `晚餐 19:00 @ 海濱小館`.
    """
    if len(raw) > 60:
        return False
    hidden = masked(plain(raw))
    times = find_times(hidden)
    if len(times) == 1 and times[0].closes:
        # `Opening: 9:00 - 9:45, Auditorium`
        hidden = HALL_BEHIND.sub("", hidden)
    return (
        len(times) == 1
        and not LIMIT_BEFORE.search(hidden[: times[0].start])
        and not _after_time(hidden[times[0].end :]).strip(" )）。.~～-")
        and has_words(hidden[: times[0].start])
        and has_words(read_entry(hidden).title)
        and not SENTENCE_END.search(IN_BRACKETS.sub("", hidden[: times[0].start]))
    )


def _after_time(text: str) -> str:
    """Return what follows a time but for a remark in brackets, or a place."""
    return PLACE_BEHIND.sub("", REMARK_AFTER.sub("", text))


def is_journey(raw: str) -> bool:
    """Recognise a flight or train by when it leaves and arrives: `KE123 TPE 08:15 → ICN 11:40`."""
    hidden = masked(plain(raw[:200]))
    times = find_times(hidden)
    if len(times) != 2 or not has_words(hidden[: times[0].start]) or times[0].start > 40:
        return False
    between = hidden[times[0].end : times[1].start]
    return JOURNEY.fullmatch(between) is not None and not SENTENCE_END.search(
        hidden[: times[0].start]
    )


def is_one_line_session(raw: str) -> bool:
    """Recognise `Panel 9/29 12:00-13:00 ＠Hall 8`: a title with one date and one range of times.

    `Room 302, 9/29 12:00-13:00` says when and where the event itself is.
    """
    if len(raw) > 200 or not DIGIT.search(raw):
        return False
    hidden = masked(raw)
    dates, times = find_dates(hidden), find_times(hidden)
    if len(dates) != 1 or dates[0].is_range or len(times) != 1 or times[0].closes is None:
        return False
    first, last = sorted([(s.start, s.end) for s in (dates[0], times[0])])
    if not any(map(str.isalnum, hidden[: first[0]])) and AT.match(hidden[last[1] :]):
        # `3/9 19:00-21:00 @ City Hall` says of the event itself when and where it is.
        return False
    title = plain(read_entry(raw).title)
    if not 2 <= len(title) <= 80 or SENTENCE_END.search(title) or title[0] in "(（":
        return False
    if is_room(title.strip(" ,，、")):
        return False
    return not OTHER_ZONES.fullmatch(title) and not ONLINE.fullmatch(title)


def is_room(text: str) -> bool:
    """Recognise what follows a time where the title is on the next line: `Room 2`, `大會議室`.

    `Visit City Hall` and `Opening @ City Hall` are titles.
    """
    if (
        len(text) > 40
        or BAR_OR_AT.search(text)
        or not ROOM.match(text)
        or GOES_TO_PLACE.search(text)
    ):
        return False
    return guess_kind(NAMED_ROOM.sub("", text)) == "other" or not text.isascii()


def titles_by_room(texts: list[str]) -> list[tuple[str, str]]:
    """Return room and title of each of several entries: `Room A: Open maps`, `Hall 2: Boats`.

    None where one of them names no room.
    """
    keys = [KEY.match(plain(text)) for text in texts]
    if len(texts) < 2 or not all(key and is_room(key[1].strip()) for key in keys):
        return []
    return [(key[1], plain(text)[key.end() :]) for key, text in zip(keys, texts, strict=True)]


def tells_only_place(raw: str, entry: Entry) -> bool:
    """Tell if nothing but where it is follows the time of an entry.

    `10:00-11:00 Room 2`, `10:00-11:00 @ Old mill`, `10:00-11:00 (Old mill)`: its title is on the
    next line.
    """
    if not entry.time or not entry.at_start or ":" in entry.title:
        return False
    if IN_BRACKETS.fullmatch(plain(entry.title)) and not DIGIT.search(entry.title):
        return True
    return is_room(plain(entry.title)) or AT_PLACE.match(raw[entry.time.end :]) is not None


def has_words(text: str) -> bool:
    """Tell if a text has a letter: `⋯` and `---` have none."""
    return any(map(str.isalpha, text))


def is_short_item(text: str) -> bool:
    """Tell if an item without a time reads as one of the plan: a few words, no sentence."""
    words = TITLE_OF_PERSON.sub("", IN_BRACKETS.sub("", plain(text)))
    return (
        0 < len(words) <= 60
        and has_words(words)
        and not find_links(text)
        and not re.search(r"[。！!；;：:]|\.\s|\.\.|…", words)
    )


def is_timed_list(block: Bullets) -> bool:
    """Tell if a list is a programme: two items or more begin with a time, and most do.

    Others may begin with a part of the day: `- 上午：海圖`.

    The title may stand in the list below: `- 10:00` over `- Opening`. Or three and more all end
    with a time, one after the other: `- Opening 10:00`.
    """
    texts = [item.text for item in block.items]
    if texts and OF_RECORDING.match(texts[0]):
        return False
    if len(texts) >= 3 and all(map(ends_with_time, texts)):
        return _are_in_order(texts)
    timed = sum(
        is_timed(item.text) or (bool(item.below) and is_only_time(item.text))
        for item in block.items
    )
    if timed < 2:
        return False
    parts = sum(begins_with_daytime(plain(item.text)) for item in block.items)
    return (timed + parts) * 2 >= len(block.items)


def _are_in_order(texts: list[str]) -> bool:
    """Tell if the first times of lines follow each other."""
    starts = [find_times(masked(plain(text)))[0].opens for text in texts]
    return all(a < b for a, b in pairwise(starts))


def has_timed_item(block: Bullets) -> bool:
    """Tell if one of a list's items begins with a time."""
    return any(read_entry(item.text).at_start for item in block.items)


def is_timed_text(block: Text) -> bool:
    """Tell if the lines of a paragraph are a programme: two of them or more begin with a time.

    Or three and more, and most, end with one, one after the other: `Opening 10:00`. Where the
    first is `0:00` they say where things are in a recording.
    """
    if OF_RECORDING.match(block.lines[0][1]):
        return False
    if sum(is_timed(text) for _line, text in block.lines) >= 2:
        return True
    texts = [text for _line, text in block.lines if "://" not in text]
    ends = [text for text in texts if ends_with_time(text)]
    return len(ends) >= 3 and len(ends) * 2 >= len(texts) and _are_in_order(ends)


def is_only_time(raw: str) -> bool:
    """Recognise a line that says a time and nothing else: `10:00`, `**13:30–14:00**`."""
    entry = read_entry(raw)
    return bool(entry.time) and not entry.date and not has_words(entry.title)


@remember_lines
def slot_of(raw: str) -> Slot | None:
    """Return when and where something is, of a line that says nothing else.

    `10:00–10:30`, `*10:30–11:00, Room 2*`, `11:00-12:00｜大廳`, `Expected: 9:00–10:00 CET`; a place
    by itself stands after `@`.
    """
    words = WHEN_KEY.sub("", plain(raw[:200]))
    entry = read_entry(words)
    if not entry.time or entry.date or not entry.at_start:
        return None
    after = IN_BRACKETS.sub("", words[entry.time.end :]).strip()
    if zone := CLOCK_AFTER.match(after):
        after = after[zone.end() :]
    if not any(map(str.isalnum, after)):
        return Slot(entry.time, "")
    match = PLACE_AFTER_TIME.fullmatch(after)
    if not match or not (entry.time.closes or match["at"]) or find_times(after):
        return None
    place = match["place"].strip()
    return Slot(entry.time, place) if match["at"] or is_room(place) else None


def names_activities(texts: list[str]) -> bool:
    """Tell if most of these texts name something to do: `City hall visit`, `Lunch`."""
    named = sum(guess_kind(plain(text)) != "other" and len(text) <= 80 for text in texts)
    return len(texts) >= 2 and named * 2 >= len(texts)


def lists_activities(block: Bullets) -> bool:
    """Tell if most items of a list name something to do, in a few words each."""
    short = [is_short_item(item.text) for item in block.items]
    return names_activities([item.text for item in block.items]) and sum(short) * 2 > len(short)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in spans:
        parts += [text[position:start], " "]
        position = max(position, end)
    rest = "".join([*parts, text[position:]])
    if not spans:
        return rest.strip()
    # What strikes out words is no dash between them: `10:00 ~~Lunch~~ Dinner`.
    struck = rest.count("~~") > 1
    rest = rest.replace("~~", STRIKE) if struck else rest
    # `:calendar: 2026/11/5 19:00` names nothing.
    rest = BRACKET_THEN_GAP.sub("", EMPTY_BRACKETS.sub(" ", SHORTCODE.sub(" ", rest)))
    rest = NOTHING_BETWEEN_BARS.sub(r"\1", COLON_BEFORE_COMMA.sub("", rest))
    rest = BEGINS.sub("", rest.strip(SEPARATORS))
    rest = ARROW.sub("", rest)
    rest = rest.strip(SEPARATORS)
    return _unwrapped(rest.replace(STRIKE, "~~") if struck else rest).strip()


def _unwrapped(text: str) -> str:
    """Drop marks of emphasis that enclosed nothing but the date or time."""
    text = EMPTY_EMPHASIS.sub(" ", text)
    if text[:2] != "~~" or text.count("~~") < 2:
        text = text.strip(SEPARATORS).lstrip(")）]】" + SEPARATORS)
    return SEPARATED_EMPHASIS.sub(r"\1", text)
