"""What one line of a roster is: somebody's entry, a remark, a clause, a count of all."""

import re
from dataclasses import replace
from itertools import compress

from tripbook.interchange.note.line.entries import (
    A_GROUP,
    BRACKETS_AT_END,
    WORD,
    is_bold_name,
    name_with_tags,
    names_unit,
    numbers_before,
    surely_names,
    with_commas,
)
from tripbook.interchange.note.line.full_names import is_full_name
from tripbook.interchange.note.line.keys import Label, may_head_names
from tripbook.interchange.note.line.names import (
    BRINGS,
    FULL_STOP,
    GROUP_KEY,
    counts_people,
    group_entry,
    looks_like_name,
    office_entry,
    split_names,
)
from tripbook.interchange.note.line.people import (
    is_surely_name,
    read_person,
    read_person_first,
    tells_person,
)
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import CHECK_BOX, plain
from tripbook.interchange.note.line.words import ASKS_NAMES, KEY, Part
from tripbook.interchange.note.tree.blocks import Item

# `: editor`: what a word before it is.
DEFINITION = re.compile(r"\s*[:：]\s+\S")
LINE_BULLET = re.compile(r"^(?:[・•‣◦∙●○◆◇■□▪︎–—]\s*|[:：]\s+)")
NUMBERED = re.compile(r"^\d{1,3}(?:[.)、:：]\s*|[\s　]+)(?=[^\W\d]|~~)")
# Where or from when people take part, before their names: `線上：小明、阿海`, `Remote: Ann, Ben`,
# `晚到：Mei`.
PRESENCE_KEY = both_scripts(
    r"(?:晚到|遲到|早退|遅刻|지각|late(?: arrivals)?"
    r"|線上|(?:還)?在線上?的?|連線|上線|遠端|視訊|網路|現場|實體|オンライン|現地|リモート|リアル|会場|온라인|오프라인|현장|on-?line|remote(?:ly)?"
    r"|on-?site|in[ -]person)"
    r"(?:參加|參與|出席|与会|與會|参加|참석|참가|\s?(?:participants|attendees))?(?:者|人員)?",
    re.I,
)
# Being there, or asking others, before names: `到：小明、阿海、Mei`, `Here: Ann, Ben`,
# `訪談者：小明、Mei`.
THERE_KEY = both_scripts(
    r"(?:今天|這次|本次)?(?:有)?(?:到|在|來|出沒|現身|在場)(?:了|的)?|(?:訪談|採訪)(?:者|人員?)"
    r"|人|誰|團|隊|學生|老師|教師|生徒|教員|학생|교사|who|people|here|there|they|them|students|pupils",
    re.IGNORECASE,
)
# Over the names of those who write: `Us:`, `我哋`.
OURSELVES = re.compile(
    r"\W*(?:us|we|wir|nous|nosotr[oa]s|nós|noi|我[們哋们]|咱們|俺たち|私たち|우리)\W*",
    re.IGNORECASE,
)
# `出席：Ann、Ben／欠席：Cho`: another label begins on the line.
NEXT_LABEL = re.compile(
    r"\s*[／/|｜;；]\s*(?=[^\s:：／|｜;；,，、]{1,12}\s?[:：])|(?<=\w)\.\s+(?=[A-Z][a-z]{2,12}:)"
)
# A label of those who were there, also where that was one: `出席監事：王小明`.
PRESENT = both_scripts(
    r"出席|與會|到場|参加|參加|참석|참가|\battend|\bpresent\b|\bparticipants?\b", re.I
)
BETWEEN_BARS = re.compile(r"\s{0,9}[|｜]\s{0,9}")
# A line that is emphasized as a whole: `**Comments**`, `***Notes***`, `_Remote_`.
EMPHASIZED = re.compile(r"(?P<mark>\*{1,3}|_{1,3})[^*_]+(?P=mark)\s*[:：]?\s*")
ALL_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]+[)）]\s*")
SLASH = re.compile("[/／]")
# `Group: Ann, Ben`: who travels together.
OUR_GROUP = re.compile(r"\W*(?:(?:our|the|travel(?:l?ing)?) )?(?:group|party)\W*", re.IGNORECASE)
# `※ 因應防疫，請戴口罩`; `※小明` is somebody.
NOTE_SIGN = re.compile(r"[\s*_]*※.*(?:[，,。].|\S{12})")


def without_bars(value: str) -> str:
    """Return three names or more with commas instead of the bars between: `Ann | Ben | 小明`."""
    entries = BETWEEN_BARS.split(value)
    people = [read_person(entry) for entry in entries] if len(entries) > 2 else [None]
    return "、".join(entries) if all(p and not A_GROUP.search(p.name) for p in people) else value


def are_people_with_units(texts: list[str]) -> bool:
    """Tell if lines are people, most with where one is from: `王小明：港務局`, `Ann Lee: Lab`.

    Before the colon stand names, and more full ones than after it.
    """
    pairs = [re.split(r"\s*[:：]\s*", plain(text), maxsplit=1) for text in texts]
    told = [pair for pair in pairs if len(pair) == 2 and pair[1]]
    if len(told) < 2 or len(told) * 2 < len(pairs):
        return False
    keys = [pair[0] for pair in pairs]
    if any(A_GROUP.search(key) or GROUP_KEY.match(key) for key in keys):
        return False
    if not all(map(is_surely_name, keys)):
        return False
    if any(sum(map(is_full_name, split_names(value))) > 1 for _key, value in told):
        # `Harbour Lab: Ann Lee, Ben Ray` names a side.
        return False
    others = sum(is_full_name(value) and not names_unit(value) for _key, value in told)
    return sum(map(is_full_name, keys)) > others


def is_entry(text: str) -> bool:
    """Tell if a line may be one person's; `Language: English` is nobody's."""
    if is_bold_name(text):
        return True
    if len(text) > 100 or (KEY.match(plain(text)) and not name_with_tags(text)):
        return bool(group_entry(plain(text)) or office_entry(plain(text)))
    return read_person(text) is not None


def without_count(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Leave out a line that counts those in the others: `共 10 人，2 人請假`, `Total: 8`.

    `阿福 開車可載 3 人` is somebody.
    """
    return [line for line in lines if not _counts(plain(line[1]))] or lines


def _counts(text: str) -> bool:
    if not counts_people(text):
        return False
    person = read_person_first(text)
    return person is None or not tells_person(person.name)


def without_remarks(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Leave out lines without words, and what stands in brackets: `（其餘後補）`, `(add yours)`.

    So are notes behind a sign: `※ 因應防疫，請戴口罩`.
    """
    lines = [line for line in lines if WORD.search(line[1]) and not NOTE_SIGN.match(line[1])]
    return [line for line in lines if not ALL_IN_BRACKETS.fullmatch(line[1])] or lines


def stays_by_box(texts: list[str]) -> list[bool]:
    """Tell of each text whether it has no empty box; all stay where no box has a tick."""
    boxes = [CHECK_BOX.match(text) for text in texts]
    empty = [box is not None and box[0][1] == " " for box in boxes]
    ticks = sum(map(bool, boxes)) > sum(empty)
    return [not (ticks and is_empty) for is_empty in empty]


def without_unticked(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Leave out lines with an empty box among ticked ones: `[x] Ann` over `[ ] your name`."""
    return list(compress(lines, stays_by_box([text for _line, text in lines])))


def is_clause(entry: str) -> bool:
    """Tell if an entry between commas is part of a sentence: `everybody shares their plans`."""
    words = entry.split()
    return len(words) > 5 and sum(word[0].islower() for word in words) * 2 > len(words)


def says_name(text: str) -> bool:
    words = BRINGS.sub("", plain(CHECK_BOX.sub("", text)))
    return looks_like_name(BRACKETS_AT_END.sub("", words)) or bool(
        group_entry(words) or office_entry(words)
    )


def loose_label_before(key: str, value: str) -> Label | None:
    """Return the label of a line whose names follow a colon: `來的夥伴：小明、阿海`."""
    words = may_head_names(key) or PRESENCE_KEY.fullmatch(key) or THERE_KEY.fullmatch(key)
    words = words or OUR_GROUP.fullmatch(key)
    if not words and not ASKS_NAMES.fullmatch(key):
        return None
    entries = split_names(with_commas(NEXT_LABEL.split(value)[0]))
    if OUR_GROUP.fullmatch(key) and not any(map(tells_person, entries)):
        return None
    alone = PRESENT.search(key) and len(entries) == 1 and is_full_name(entries[0])
    alone = alone or (
        PRESENCE_KEY.fullmatch(key) and len(entries) == 1 and tells_person(entries[0])
    )
    return Label(Part.ROSTER, key, value) if alone or surely_names(entries) else None


def others_are_single(lines: list[tuple[int, str]]) -> bool:
    """Tell if lines without a slash, two or more, each name one person.

    Then `Ann Lee / Harbour office` among them does too.
    """
    others = [text for _line, text in lines if not SLASH.search(text)]
    return len(others) > 1 and all(len(split_names(text)) == 1 for text in others)


def is_full_entry(entry: str) -> bool:
    """Tell if an entry can only be one person: `Ann Lee (Port)`, `秘書 王小明`."""
    if is_full_name(BRACKETS_AT_END.sub("", entry)):
        return True
    person = read_person(entry)
    told = person is not None and (person.position or person.organization)
    return bool(told) and is_full_name(person.name)


def is_remark(text: str) -> bool:
    struck = text.lstrip().lower().startswith(("~~", "<del", "<s>"))
    return bool(struck or EMPHASIZED.fullmatch(text) or FULL_STOP.search(text.strip()))


def key_of(entry: str) -> str:
    """Return what stands before the colon of an entry: `Ann` of `Ann: chocolate`."""
    return re.split("[:：]", entry, maxsplit=1)[0]


def without_bullet(text: str) -> str:
    """Return a line without the mark of a list that Markdown does not know: `・Ann`, `• Ann`."""
    return NUMBERED.sub("", LINE_BULLET.sub("", text))


def with_texts(items: list[Item], texts: list[str]) -> list[Item]:
    """Return items with other texts."""
    return [replace(item, text=text) for item, text in zip(items, texts, strict=True)]


def without_numbers(items: list[Item]) -> list[Item]:
    """Return items without the numbers that people registered with: `15 王小明`, `101 Ann`."""
    numbers = numbers_before([item.text for item in items])
    if not numbers:
        return items
    return with_texts(
        items, [item.text[len(number) :] for item, number in zip(items, numbers, strict=True)]
    )
