"""The label that a line begins with, or that it is: `Date: …`, `地點：…`, `Participants`."""

import re
from typing import NamedTuple
from unicodedata import normalize

from tripbook.interchange.note.line.dates import DIGIT, day_number, find_dates
from tripbook.interchange.note.line.day_facts import FACT_KEY
from tripbook.interchange.note.line.spans import folded

from .memory import remember_lines
from .months import one_slip
from .scripts import both_scripts
from .titles import SHORTCODE
from .words import (
    BUDGETING,
    CLOCK,
    FILLER,
    HOSTS_WISH,
    HOW_MANY,
    INFORMATION,
    KEY,
    LONG_WORDS,
    NOT_OF_THE_TRIP,
    OTHER_DATE,
    PARTS,
    PATTERNS,
    PEOPLE,
    QUESTIONS_OF_HOSTS,
    SIGN_HERE,
    WHO_DO,
    Part,
)

# A Latin letter with an accent.
ACCENTED = re.compile("[à-ÿ]")
DAYTIME_ENTRY = re.compile(
    rf"(?:[^\w\s(（]{{1,3}}\s)?(?P<when>{PATTERNS[Part.DAYTIME].pattern}|[AP]M(?:\s?/\s?[AP]M)?(?=\s?[:：]))"
    r"(?:\s*[:：]\s*|[ \t\u3000]+(?=[^\x00-\x7f])|(?<=[\u4e00-\u9fff])[ \t\u3000]+)"
    r"(?P<what>(?:[^。！？:：]|(?<=\d):(?=\d)){2,90})",
    re.IGNORECASE,
)
# `Summit all day`, `港務局參訪（全天）`.
ALL_DAY_BEHIND = re.compile(
    r"(?!(?:it|i|we|you|they|s?he|there)\b)(?!.{0,60}(?:\bopen|parking|停車|開放|營業))"
    r"(?P<what>[^。！？!?:：,，()（）]{2,60}?)"
    r"(?:\s?(?P<bracket>[(（])\s?|\s|[,，]\s?)"
    r"(?P<when>all day|全[天日]|整[天日]|終日|종일)\s?(?(bracket)[)）])",
    re.IGNORECASE,
)
# A word of small letters, one of which may be wrong.
LIKE_A_WORD = re.compile("[a-z]*[^a-z]?[a-z]*")
# Words that are one letter away from a label's and none: `poster` of `roster`.
NO_SLIPS = frozenset(("poster", "posters", "rooster"))
# `**Who** Ann, Ben`: what may be a label in bold.
BOLD_KEY = re.compile(
    r"(?P<bold>\W{0,4}(?:\*\*|__)(?P<key>[^*_:：]{1,20})(?:\*\*|__))[ \t\u3000]+(?=[^\s:：])"
)
# `日　時`, `場 所`, `위    원`: a label that is spaced out.
SPACED_OUT = re.compile(
    r"(?<=[\u3000-\u9fff])[\s\u3000]+(?=[\u3000-\u9fff])"
    r"|(?<=^[\uac00-\ud7a3])[\s\u3000]{2,}(?=[\uac00-\ud7a3]$)"
)
SPACED_KEY = re.compile(
    r"\W{0,6}((?:[\uac00-\ud7a3]{2,4} )?[\u3040-\u9fff\uac00-\ud7a3]{2,6})"
    r"(?:[ \t\u3000]+|[ \u3000]?[｜|][ \u3000]?)(?=[^\s:：])"
)
# In Korean and kana a space parts words, too: `참석 바다, Ann` has a mark of a list.
HAN_ONLY = re.compile(r"[\u3400-\u9fff]+")
LIST_MARK = re.compile(r"[,，、;；/／|｜・]")
# `온 사람들 ｜ 바다, Ann`, `Team | Ann, Ben`: a bar, the only one, for a colon.
BAR_KEY = re.compile(r"\W{0,6}([^:：|｜]{2,20}?)\s?[｜|]\s?(?=[^\s:：|｜])(?![^|｜]*[|｜])")
# `參加者；小明、阿海`: a slip of the colon.
SEMICOLON_KEY = re.compile(r"\W{0,6}([^:：;；]{2,20}?)\s?[;；]\s*(?=[^\s:：])")
# `【出席】小明、阿海`, `[Who] Ann, Ben`: a label in brackets.
BRACKET_KEY = re.compile(
    r"[^\w【\[〈《「]{0,4}[【\[〈《「]\s?([^【】\[\]〈〉《》「」]{2,20}?)\s?[】\]〉》」]"
    r"\s*[:：]?\s*(?=[^\s:：(（])"
)
# `出席->小明、阿海`, `與會者=小明`, `Attendees - Ann, Ben`: an arrow or dash for a colon.
ARROW_KEY = re.compile(
    r"\W{0,6}([^:：<>=→➡-]{2,20}?)\s?(?:[-=]>|[→➡=＝]|(?<=\s)[-–—](?=\s))\s*(?=[^\s:：>=])"
)
# `연수 기간 2026.3.9 ~ 3.11`, `大會日期 10/1（二）`: after other words a label needs a full date or
# one with its weekday.
DATE_AT_START = re.compile(
    r"20\d\d\s?[-/.年년]|\d{1,2}[/月]\d{1,2}日?\s?[(（][一二三四五六日月火水木金土월화수목금토일][)）]"
)
# `Present were Ann, Ben and Cho.`: who came, in a sentence.
VERB_KEY = re.compile(
    r"\W{0,6}((?:also )?present|in attendance|attending)\s(?:were|was|are)\s*[:：]?\s*"
    r"(?-i:(?=[A-Z]|[^\x00-\x7f]))",
    re.IGNORECASE,
)
SET_OFF_KEYS = (VERB_KEY, SPACED_KEY, BAR_KEY, SEMICOLON_KEY, BRACKET_KEY, ARROW_KEY)
# `壹、主席報告`, `一、活動時間`, `(二) 地點`, `가. 일시`, `５．参加者`: how the points of a
# document are counted.
ORDINAL = both_scripts(
    r"^\W{0,3}(?:[가나다라마바사아자차카타파하][.)]|\d{1,2}[.)、](?!\d)|[壹貳參叁肆伍陸柒捌玖拾一二三四五六七八九十]{1,3}[、.)，]|\([一二三四五六七八九十]{1,3}\))\s*"
)
BRACKETED = re.compile(r"[(（\[【][^()（）\[\]【】]{0,200}[)）\]】]")


class Label(NamedTuple):
    """`KEY: value` of a line: what kind of label it is, and where its value begins."""

    part: Part
    key: str
    value: str


def unaccented(text: str) -> str:
    """Return a text without the accents of its Latin letters: `cuando` of `cuándo`."""
    return ACCENTED.sub(lambda match: normalize("NFD", match[0])[0], text)


@remember_lines
def is_label(text: str, part: Part, *, bare: bool = False) -> bool:
    """Tell if a text is words of this kind and nothing else: `與會者`, `Agenda 議程`, `Team list`.

    A bare label has no fillers and no digits either: `Trip notes 2026` is somebody's title.
    """
    if len(text) > 80:
        return False
    text = ORDINAL.sub("", SHORTCODE.sub("", folded(text)))
    text = (BRACKETED.sub("", text) or text).lower()
    if bare and DIGIT.search(text):
        return False
    if part in (Part.ROSTER, Part.SPEAKERS):
        text = HOW_MANY.sub("", text)
    rest, found = PATTERNS[part].subn(" ", text)
    if not found and ACCENTED.search(text):
        # `Cúando`: the accent is misplaced.
        rest, found = PATTERNS[part].subn(" ", unaccented(text))
    if not found:
        word = text.strip(" :")
        if not LIKE_A_WORD.fullmatch(word) or word in NO_SLIPS:
            return False
        return any(one_slip(word, known) for known in LONG_WORDS.get((part, len(word)), ()))
    if not bare:
        rest = FILLER.sub(" ", rest)
    return not any(map(str.isalpha, rest))


# A tab, two spaces or a wide one after what may be a label.
GAP_KEY = re.compile(
    r"(?P<key>[^\s:：|｜](?:[^\t\u3000:：|｜]{0,12}[^\s:：|｜])?)(?:\t+|\u3000+| {2,})(?=\S)"
)


def with_colon(raw: str) -> str:
    """Return a line with a colon after a label that only bold sets off: `**Who** Ann, Ben`."""
    match = BOLD_KEY.match(raw[:200])
    if not match:
        return raw
    parts = (Part.DATE, Part.PLACE, Part.ROSTER, Part.SPEAKERS)
    known = any(is_label(match["key"], part, bare=True) for part in parts)
    if not known and not may_head_names(match["key"]):
        return raw
    return f"{raw[: match.end('bold')]}: {raw[match.end() :]}"


def with_colon_for_gap(raw: str) -> str:
    """Return a line with a colon after a label that only a gap sets off: `出席人員	小明、阿海`.

    So it is after what else may be told of a day: `交通	火車 10:30`.
    """
    match = GAP_KEY.match(raw[:200])
    if not match:
        return raw
    parts = (Part.DATE, Part.PLACE, Part.ROSTER, Part.SPEAKERS)
    known = any(is_label(match["key"], part) for part in parts)
    known = (known or FACT_KEY.fullmatch(match["key"])) and not DIGIT.search(match["key"])
    return f"{match['key']}：{raw[match.end() :]}" if known else raw


@remember_lines
def is_any_label(text: str, *, bare: bool = False) -> bool:
    """Tell if a text is words of one kind, whichever, and nothing else."""
    return any(is_label(text, part, bare=bare) for part in PARTS)


def mentions(text: str, part: Part) -> bool:
    """Tell if a short text holds a word of this kind among others: `Anna's schedule`."""
    if part is Part.NO_PLAN:
        text = BUDGETING.sub("", text)
    return len(text) <= 80 and PATTERNS[part].search(folded(text).lower()) is not None


def ends_with(text: str, part: Part) -> bool:
    """Tell if a short text ends with a word of this kind: `開幕式流程`, `Our schedule:`."""
    text = BRACKETED.sub("", folded(text)).rstrip(" :：\u3000").rstrip().lower()
    if len(text) > 80:
        return False
    return any(match.end() == len(text) for match in PATTERNS[part].finditer(text))


@remember_lines
def label_of(text: str) -> Label | None:
    """Return the label that a plain line begins with.

    `Date: 2026/11/5`, `地點：市政廳`, `일시: 11/5`, `講者：`, misspelt `Spekaer: Ann`; not the
    number of a day before its title, `Day 1: Arrival`.
    """
    match = KEY.match(text)
    if not match:
        return _spaced_label(text)
    key = SPACED_OUT.sub("", match[1].strip())
    for part in (Part.DATE, Part.PLACE, Part.ROSTER, Part.SPEAKERS, Part.ZONE):
        if not is_label(key, part) or part is Part.DATE and OTHER_DATE.search(key):
            continue
        if part is Part.DATE and is_label(key, Part.DAYTIME):
            # `all day: Port summit`
            continue
        value = _closed(text[match.end() :].strip())
        if part is Part.DATE and day_number(key) and not find_dates(value):
            return None
        return Label(part, key, value)
    value = text[match.end() :].strip()
    if key.lower() == "data" and any(span.start == 0 for span in find_dates(value)):
        # `Data: 9/3/2027` in Portuguese and Italian; elsewhere the word is of something else.
        return Label(Part.DATE, key, value)
    return _spaced_label(text)


def _spaced_label(text: str) -> Label | None:
    """Return the label that no colon sets off: `時間 2026/11/5`, `講師｜小明`, `出席；小明`."""
    match = next(filter(None, (key.match(folded(text)) for key in SET_OFF_KEYS)), None)
    if not match:
        return None
    for part in (Part.DATE, Part.PLACE, Part.ROSTER, Part.SPEAKERS):
        value = _closed(text[match.end() :].strip())
        of_people = part in (Part.ROSTER, Part.SPEAKERS)
        if of_people and (CLOCK.search(value) or value.startswith(("@ ", "＠"))):
            # `報到 (9:00-9:30)`, `報到 @ 大廳` is no list of names.
            return None
        if match.re is SPACED_KEY and not HAN_ONLY.fullmatch(match[1]):
            # `강사 소개`, `일정 안내` are about them.
            told = (of_people and LIST_MARK) or (part is Part.DATE and DIGIT)
            if not told or not told.search(value):
                continue
        key = SPACED_OUT.sub("", match[1])
        dated = part is Part.DATE and is_label(key, part) and not OTHER_DATE.search(key)
        if PATTERNS[part].fullmatch(key.lower()) or (dated and DATE_AT_START.match(value)):
            # `日期 Date`, `簽到 / Sign-in` say the same in two languages, `일정 – 1일차` heads the
            # plan of a day.
            of_day = part is Part.DATE and is_label(key, Part.PLAN) and day_number(value)
            same = is_label(value, part) or value[:1] in "/／"
            return None if of_day or same else Label(part, key, value)
    return None


def _closed(value: str) -> str:
    """Drop the bracket that closes a line in brackets: `小明、阿海）` of `（主講 小明、阿海）`."""
    brackets = folded(value)
    return value[:-1] if brackets[-1:] == ")" and "(" not in brackets else value


def bare_label(text: str) -> Label | None:
    """Return the label of a roster that stands alone on its line: `**Participants**`, `講者`."""
    for part in (Part.ROSTER, Part.SPEAKERS):
        if len(BRACKETED.sub("", text)) <= 40 and is_label(text, part, bare=True):
            return Label(part, text, "")
    return None


def names_people(text: str) -> bool:
    """Recognise a heading that says of people what they do: `想一起聽的人`, `Who is joining us`."""
    text = BRACKETED.sub("", folded(text)).strip(" :：!?")
    return may_head_names(text) and WHO_DO.search(text) is not None


def asks_to_sign(text: str) -> bool:
    """Recognise a heading that asks those who come to sign: `要來的請留名`, `RSVP here pls!!`."""
    text = BRACKETED.sub("", folded(text)).strip(" :：!?~").lower()
    asks = len(text) <= 40 and SIGN_HERE.search(text) is not None
    return asks and NOT_OF_THE_TRIP.search(text) is None and not INFORMATION.search(text)


def may_be_group(key: str) -> bool:
    """Tell if what stands before a colon among names may be a group: `Port office`, `社群`."""
    return NOT_OF_THE_TRIP.search(key.lower()) is None and not is_any_label(key)


def may_head_anybody(text: str) -> bool:
    """Tell if a short text may stand over people who come, as they say so themselves: `我哋`.

    It says of nobody that they are invited, absent or the hosts, and is no label of other things.
    """
    text = BRACKETED.sub("", SHORTCODE.sub("", folded(text))).strip(" :：!?").lower()
    return (
        0 < len(text) <= 40
        and not re.search(r"[。，,;；!！\d]|\.\s", text)
        and NOT_OF_THE_TRIP.search(text) is None
        and not is_any_label(text)
    )


@remember_lines
def may_head_names(text: str) -> bool:
    """Tell if a short text may stand over the names of those who come: `Who's in?`, `來的夥伴`.

    It says something of people, and nothing that makes them invited, absent or the hosts. What
    stands under it has the last word.
    """
    text = BRACKETED.sub("", SHORTCODE.sub("", folded(text))).strip(" :：!?").lower()
    return (
        len(text) <= 40
        and not re.search(r"[。，,;；!！]|\.\s", text)
        and PEOPLE.search(text) is not None
        and NOT_OF_THE_TRIP.search(text) is None
    )


def begins_with_daytime(text: str) -> bool:
    """Tell if a line begins with a part of a day as its label: `上午：海圖`, `Evening: free`."""
    key = KEY.match(text)
    return key is not None and is_label(key[1], Part.DAYTIME)


def daytime_entry(text: str) -> tuple[str, str] | None:
    """Return the part of a day that a short text begins with, and the rest: `上午：大會`.

    That it lasts all day may stand behind: `Summit all day`, `港務局參訪（全天）`.
    """
    match = DAYTIME_ENTRY.fullmatch(text[:200]) or ALL_DAY_BEHIND.fullmatch(text[:200])
    return (match["when"], match["what"]) if match else None


@remember_lines
def asks_of_hosts(text: str) -> bool:
    """Tell if a line says that hosts ask or wish: `對方希望了解`, `Questions from the hosts`."""
    text = text[:200].lower()
    return bool(QUESTIONS_OF_HOSTS.search(text) or (len(text) <= 60 and HOSTS_WISH.search(text)))
