"""What several entries say together: whether they are names, sides, or people and their homes."""

import re
from collections.abc import Collection
from itertools import pairwise

from tripbook.interchange.note.line.words import COUNTRIES

from .beside_names import ATTENDANCE_MARK, WRITER
from .full_names import IN_BRACKETS, PARTICLES, is_full_name, without_title
from .given_names import is_given_name
from .memory import remember_lines
from .names import (
    AND_OTHERS,
    COUNT,
    GROUP,
    HAN,
    NO_NAMES,
    OFFICE_ALONE,
    OFFICE_KEY,
    SAID_OF_ONE,
    group_entry,
    is_position,
    looks_like_name,
    office_entry,
    same_name,
    split_names,
)
from .offices import DUTY_GLUED, WORK_AFTER, out_of_name
from .people import BOLD_NAME, is_surely_name, read_person, read_person_first, tells_person
from .scripts import both_scripts
from .titles import CHECK_BOX, plain

# `??? （還有一個名額）`
ASKED = re.compile(r"^\W*[?？]{2,}.*$")
# Who writes a list of names, among them.
WRITERS = frozenset(("我", "me", "自己", "本人", "私", "저", "나"))
ONE_WORD_NAME = re.compile(
    r"@?[A-Za-z][\w.\-]{0,19}|[\u3400-\u9fff々]{2,4}|[\uac00-\ud7a3]{2,4}|[小大老阿][A-Z]"
)
WORDS_OF_SENTENCES = (
    "a|about|all|and|any|are|as|at|be|but|by|for|from|have|in|is|it|no|not|of|on|open|or|our|some|that"
    "|the|their|they|this|to|we|who|will|with|you|your|people"
)
SMALL_WORDS = frozenset(WORDS_OF_SENTENCES.split("|"))
# `Tamm, Nora`: so is it in a list where most of such second words are given names.
TWO_NAMES = re.compile(
    r"(?P<first>[^\W\d_][\w’'-]{1,20}),\s(?P<second>[^\W\d_][\w’'-]{1,20})(?:\s[^\W\d_]\S{0,20})?"
)
# What follows the name of a person and says where that one is from: `Ann Lee, Harbour Office`.
UNIT_WORDS = re.compile(
    r"\b(?:code for|labs?|univ|inc|ltd|gmbh|llc|gov|center|centre|school|college|party|network"
    r"|media|news|press|museum|library|society|collective|initiative|g0v|office|studio|group)\b",
    re.IGNORECASE,
)
# `第一桌　桌長 小明｜阿海、Mei`, `Aグループ 小林、中村`: a counted group, its leader, its people.
GROUP_AND_COUNT = (
    r"\W{0,4}(?:(?:第\s?)?[A-ZＡ-Ｚ\d一二三四五六七八九十]{1,2}\s?(?:小?組|桌|小?隊|班|조|팀|チーム|グループ|テーブル)"
    r"|(?:Group\s|Team\s|Table\s|チーム|グループ|テーブル|팀|조|小組|小隊)\s?[A-ZＡ-Ｚ\d]{1,2}\b)"
)
COUNTED_GROUP = both_scripts(
    GROUP_AND_COUNT + r"\s?(?:[:：｜|/／]|[\s　]+|\s[-–—]\s)[\s　]*(?P<names>\S.*)"
)
# `【1班】北の古道`, `Team B (boats)`: its name or topic, over a line of its people.
HEAD_OF_GROUP = both_scripts(GROUP_AND_COUNT + r"(?![^\W_]).{0,30}")
# `台南組`, `門司チーム`, `Port team`: a group by its name, over its people.
NAMED_GROUP = both_scripts(
    r"\W{0,4}(?!.{0,9}(?:候補|備取|評審|裁判|對手|jury|waiting|opposing))"
    r"[^\s:：]{1,10}\s?(?:[組隊團]|팀|チーム|\bteam)\W*",
    re.IGNORECASE,
)
ROLE_IN_GROUP = both_scripts(
    r"^(?:[小桌組隊][長員輔]|成員|組員|隊員|桌記|[記紀]錄|帶領人?|lead|members?)[\s　:：]+"
)
LINE_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
# `與談人：小明`: what speakers do, before their names in a cell.
SPEAKER_KEY = both_scripts(
    r"(?:主持|與談|主講|引言|回應|報告|講者|speakers?|moderators?|chair|panell?ists?|司会|登壇|발표|사회)(?:人|者)?"
    r"\s?[:：]\s*",
    re.IGNORECASE,
)
SLASH_APART = re.compile(r"\s[/／]\s")
# `東港高中 / 小安`, `港務局｜阿海`
SLASH_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?[/／｜|]\s*")
SLASH_OR_BAR = re.compile("[/／|｜]")
# What stands between the columns of a list without a table's marks.
COLUMN_GAP = re.compile(r"(?<=\S)(?:[ \u3000]*\t\s*| {2,}| ?\u3000[ \u3000]+)(?=\S)")
NAME_GAP = re.compile(r"(?<=\S)\u3000+(?=\S)")
WORD = re.compile(r"[^\W_]")
# `阿海(線上)`, `Mei` among names with spaces between.
ENTRY_APART = re.compile(r"[^\s()（）]{1,20}(?:\s?[(（][^()（）]{1,30}[)）])?(?=\s|$)|\S+")
# `Ann Lee and Ben Ray`, `Anne Petit et Luc Morel`, `王小明 和 陳大文`, `小安 + 阿海`.
BOTH = re.compile(
    r"([^\s,，、()（）:：][^,，、()（）:：]{1,30}?)\s+(?:and|et|und|和|與|与|及|と|및|[+＋])\s+([^,，、()（）:：]{2,30})"
)
# What is told of somebody after the name: `Ann Lee (Harbour office)`.
BRACKETS_AT_END = re.compile(r"\s{0,9}[(（][^()（）]{1,80}[)）]\s*$")
UNIT_OF_PEOPLE = re.compile(r"(?P<unit>[^()（）,，、]{2,20}?)\s?[(（](?P<names>[^()（）]+)[)）]")
A_GROUP = re.compile(
    rf"{GROUP.pattern}|\b(?:team|crew|staff|members|volunteers|delegation)\W*$"
    rf"|^\W{{0,9}}(?:{COUNTRIES.pattern})\W{{0,9}}$",
    re.IGNORECASE,
)

# `101 王小明`, `7. Ann Lee`, `#12 ann`: what somebody registered with, before the name.
NUMBER_BEFORE = re.compile(r"\W{0,2}(?P<number>\d{1,4})(?:[.)、:：]\s{0,3}|[\s　]{1,8})(?=[^\W\d])")
# `A: Ann Lee`, `B. 小明`: at which table somebody sits.
LETTER_BEFORE = re.compile(r"\W{0,2}(?P<letter>[A-Z])\s?[:：.)）]\s{1,3}(?=[^\W\d])")
MAX_BOXED = 200
SINGLE_LATIN = re.compile(r"[A-Za-z]+")
MIN_NUMBERED = 3
# `前立委助理`, `曾任報社編輯`, `2019-2021 追海圖案`, `since 2015 at the port`.
OF_A_CAREER = both_scripts(
    r"(?:前|現任|曾任|曾經|曾在|目前|現職|元)[^\W\d]{3}|(?:19|20)\d\d\s?(?:年|[-–~～]|\s[^\W\d])"
    r"|(?:since|until|former(?:ly)?|previously|currently)\s",
    re.IGNORECASE,
)
NAME_AND_UNIT = re.compile(r"(?P<name>[^,，、;；/&]{2,40})[,，]\s?(?P<unit>[^,，、;；/&]{2,60})")
LIKE_A_UNIT = re.compile(r"\d|\b(?:for|of|the)\b")
# `(name or slack id)`
ASKED_BESIDE = frozenset(("or", "slack", "discord", "telegram", "github", "account", "帳號", "與"))
# `Josefa R.`
INITIAL_AFTER = re.compile(r"[^\W\d]{2}\s[A-ZÀ-Þ]\.$")
SAID_IN_WORDS = re.compile(r"^[^\d]*[^\W\d][^\d]*$")
PRONOUNS = re.compile(
    r"[(（/]\s?(?:she|he|they|her|him|them|sie|er|elle|il|ella|él)\s?[)）/]", re.I
)
# What number and noun have between them: `8 位老師`.
COUNTER = re.compile("[位名個个組组人艘隊队명]")


def numbers_before(entries: list[str]) -> list[str]:
    """Return what each entry of a list begins with where they are numbered: `15 王小明`, `101 Ann`.

    Three at least, each with a greater number than the one above it. Those of `3 developers`,
    `5 students`, `8 位老師` say how many there are. So may letters be, before one name each:
    `A: Ann / design`.
    """
    if letters := _letters_before(entries):
        return letters
    found = [NUMBER_BEFORE.match(entry[:200]) for entry in entries]
    if len(found) < MIN_NUMBERED or None in found:
        return []
    numbers = [int(match["number"]) for match in found]
    rests = [entry[match.end() :] for entry, match in zip(entries, found, strict=True)]
    counted = sum(rest[:1].islower() or COUNTER.match(rest) is not None for rest in rests)
    rising = all(a < b for a, b in pairwise(numbers))
    return [match[0] for match in found] if rising and counted * 2 < len(rests) else []


def _letters_before(entries: list[str]) -> list[str]:
    found = [LETTER_BEFORE.match(entry[:200]) for entry in entries]
    if len(found) < MIN_NUMBERED or None in found:
        return []
    rests = [entry[match.end() :] for entry, match in zip(entries, found, strict=True)]
    single = all(len(re.split("[,，、]", rest)) == 1 and is_surely_name(rest) for rest in rests)
    rising = all(a["letter"] < b["letter"] for a, b in pairwise(found))
    return [match[0] for match in found] if rising and single else []


def family_names_first(entries: list[str]) -> bool:
    """Recognise a list of people who have their family name first: `Tamm, Nora`, `Lee, Ann`.

    In `Nora, Acme` the same place is an organization's.
    """
    found = [TWO_NAMES.fullmatch(IN_BRACKETS.sub("", entry)) for entry in entries]
    if len(found) < 2 or None in found:
        return False
    given, family = (
        sum(is_given_name(match[name]) for match in found) for name in ("second", "first")
    )
    return given * 2 >= len(found) and given > family


def names_apart(text: str) -> list[str]:
    """Return names with spaces, bars or plus signs between them: `ann pm5 小明`, `ann／pm5／小明`.

    Three at least, or two full ones, or `阿海 ＋ 小美`; not `Ann Lee Kim`, and no words of a
    sentence. Among four or more an office or the writer may stand: `里長 我 阿海 小明 Mei 張老師`.
    What is said of one may stand in brackets: `小明 阿海(線上) Mei`, `ann／pm5／小明（線上）`.
    """
    text = WRITER.sub(r"\g<name>", text)
    entries = ENTRY_APART.findall(text)
    names = [IN_BRACKETS.sub("", entry) for entry in entries]
    if names != entries:
        if names_apart(" ".join(names)) == names:
            return entries
        entries = SLASH_OR_BAR.split(text)
        names = [IN_BRACKETS.sub("", entry) for entry in entries]
        whole = "/".join(names)
        return entries if len(names) > 2 and whole != text and names_apart(whole) == names else []
    for names in (SLASH_OR_BAR.split(text), re.split(r"\s*[+＋]\s*", text), text.split()):
        names = [ATTENDANCE_MARK.sub("", name) for name in names]
        if len(names) > 3:
            names = [n for n in names if n not in WRITERS and not OFFICE_ALONE.fullmatch(n)]
        if len(names) < 2 or not all(map(_is_one_word_name, names)):
            continue
        if len(names) == 2 and not all(
            is_full_name(n) and len(n) > 2 or ("＋" in text and tells_person(n)) for n in names
        ):
            continue
        if any(name.lower() in SMALL_WORDS or name in PARTICLES for name in names):
            continue
        if " " not in text:
            return names
        names = _families_joined(names)
        if not any(_is_capital(a) and _is_capital(b) for a, b in pairwise(names)):
            return names
    return []


def _families_joined(words: list[str]) -> list[str]:
    """Join two names of a person in Latin letters among others: `阿海 小明 Mei Lin`.

    What is a given name itself is the next person's.
    """
    if sum(HAN.search(word) is not None for word in words) < 2:
        return words
    joined = words[:1]
    for before, word in pairwise(words):
        pair = _is_capital(before) and _is_capital(word) and joined[-1] == before
        if pair and not is_given_name(word):
            joined[-1] = f"{before} {word}"
        else:
            joined.append(word)
    return joined


def _is_capital(name: str) -> bool:
    return name[0].isascii() and name[0].isupper()


def are_lines_apart(lines: list[str]) -> bool:
    """Tell if every line holds names with nothing but spaces or bars between them.

    The last of several may hold the one that is left over.
    """
    *others, last = lines
    rest = names_apart(last) or (others and is_full_name(last) and _is_one_word_name(last))
    return bool(rest) and all(map(names_apart, others))


def with_commas(text: str) -> str:
    """Return names that stand apart with commas between them; any other text as it is."""
    return ", ".join(names_apart(AND_OTHERS.sub("", text))) or text


def _is_one_word_name(text: str) -> bool:
    return ONE_WORD_NAME.fullmatch(text) is not None and looks_like_name(text)


def is_bold_name(raw: str) -> bool:
    """Recognise the entry of one person by its bold name: `**Ann Lee** – engineer, port office`."""
    bold = BOLD_NAME.match(raw.strip()[:500])
    return bold is not None and looks_like_name(bold["name"])


def is_crew(entries: list[str], known: Collection[str] = (), *, boxed: bool = False) -> bool:
    """Recognise the names of those who meet by themselves: `阿明`, `chihao`, `王小明`.

    Three at least, short, each on its own, most of them of people whatever stands over them, or
    `known` as such; of those that are `boxed`, with a tick each, one in three.
    """
    entries = [entry for entry in entries if not _is_blank(entry)]
    if len(entries) < 3 or any(
        len(entry) > MAX_BOXED or len(plain(entry)) > 20 for entry in entries
    ):
        return False
    words = [plain(CHECK_BOX.sub("", entry)) for entry in entries]
    told = sum(tells_person(name) or same_name(name) in known for name in words)
    if boxed and all(
        SINGLE_LATIN.fullmatch(name) and same_name(name) not in known for name in words
    ):
        # `[x] Rosemary`, `[x] Ginger`, `[x] Basil` may have been bought.
        return False
    return told * 3 >= len(entries) * (1 if boxed else 2) and all(map(is_surely_name, entries))


def counted_group(text: str) -> list[str]:
    """Return the people of a counted group, two or more: `第一桌　桌長 小明｜阿海、Mei`."""
    match = COUNTED_GROUP.fullmatch(text[:500])
    if not match:
        return []
    parts = re.split(r"[｜|;；／/]", match["names"])
    names = [ROLE_IN_GROUP.sub("", name) for part in parts for name in split_names(part.strip())]
    names = [ROLE_IN_GROUP.sub("", name) for name in names if name]
    return names if surely_names(names) else []


def crews_of(texts: list[str]) -> list[list[str]]:
    """Return the people of counted groups by the lines on which they stand, two groups or more.

    They stand beside their group or on the line below: `第一組：小明、Mei`, `【Team 1】 Boats` over
    `Ann, Ben`. A line may head them all, and a group may have nobody yet; [] where anything else
    stands among them.
    """
    crews: list[list[str]] = [[] for _text in texts]
    headed = False
    for number, text in enumerate(texts):
        below = split_names(text) if headed else []
        headed = HEAD_OF_GROUP.fullmatch(text[:500]) is not None
        crews[number] = counted_group(text) or (below if surely_names(below) else [])
        if crews[number]:
            headed = False
        elif not headed and number:
            return []
    return crews if sum(map(bool, crews)) > 1 else []


def surely_names(entries: list[str]) -> bool:
    """Tell if entries can be nothing but names: for a roster whose label is not known as one.

    Two at least, short, each a name with what may follow it; nothing to do and no words in
    small letters.
    """
    entries = [entry for entry in entries if not _is_blank(entry) and not COUNT.search(entry)]
    if len(entries) < 2 or any(len(entry) > 100 for entry in entries):
        return False
    named = sum(is_surely_name(entry) for entry in entries)
    return named >= 2 and named * 5 >= len(entries) * 4


def are_people(entries: list[str], known: Collection[str] = ()) -> bool:
    """Tell if entries are people whatever stands over them, three at least.

    Nothing else is among them, and every second one says that it is somebody. One at least has what
    only people in rosters have, so that these are no ships, streets or firms: a handle, an initial
    as in `Josefa R.`, how somebody is spoken of as in `(she/her)`, where somebody is from or what
    that one does; or is `known`, as who signs in the note.
    """
    entries = [entry for entry in entries if not _is_blank(entry)]
    if len(entries) < 3 or not surely_names(entries):
        return False
    people = [person for entry in entries if (person := read_person(entry))]
    signing = [person for person in people if same_name(person.name) in known]
    told = sum(map(says_somebody, entries)) + len(signing)
    beside = any(p.organization or p.position or SAID_IN_WORDS.search(p.rest) for p in people)
    return told * 2 >= len(entries) and bool(beside or signing or any(map(_is_spoken_of, entries)))


@remember_lines
def says_somebody(entry: str) -> bool:
    """Tell if an entry names somebody by itself; one word in Latin letters may be a thing's."""
    person = read_person(entry)
    if person is None:
        return False
    alone = person.name.isascii() and " " not in person.name
    return _is_spoken_of(entry) or (tells_person(person.name) and not alone)


def _is_spoken_of(entry: str) -> bool:
    person = read_person(entry)
    initial = person is not None and INITIAL_AFTER.search(person.name) is not None
    return bool(person and person.handle) or initial or PRONOUNS.search(entry[:200]) is not None


def entries_in_columns(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return lines of names and where people are from, set apart by spaces, with a dash instead.

    `Ann Lee      Harbour Lab` over `Cho          City Lab, Port`; rules around them don't count.
    """
    told = [(line, COLUMN_GAP.split(text)) for line, text in lines if WORD.search(text)]
    if len(told) < 2 or not all(len(cells) == 2 for _line, cells in told):
        return []
    if not all(is_surely_name(name) for _line, (name, _unit) in told):
        return []
    return [(line, " - ".join(cells)) for line, cells in told]


def _is_blank(entry: str) -> bool:
    """Tell if an entry waits for a name: `…`, `(name)`, `[ ] your name`."""
    words = re.findall(r"\w+", ASKED.sub("", CHECK_BOX.sub("", entry)).lower())
    return all(word in NO_NAMES or word in ASKED_BESIDE or set(word) == {"_"} for word in words)


def looks_like_roster(entries: list[str]) -> bool:
    """Tell if most of these entries name people, as those of a roster do.

    A group beside a full name doesn't count: `Ann Lee, Harbour Office team`; nor does what is said
    of the one before: `小明，晚到`.
    """
    entries = [entry for entry in entries if not SAID_OF_ONE.fullmatch(plain(entry).strip())]
    if any(is_full_name(plain(entry)) for entry in entries):
        entries = [entry for entry in entries if not A_GROUP.search(plain(entry))]
    if not entries:
        return False
    named = sum(
        bool(read_person(entry) or office_entry(plain(entry)) or group_entry(plain(entry)))
        for entry in entries
    )
    return named * 2 > len(entries)


def with_names_first(entries: list[str]) -> list[str]:
    """Return entries that have where somebody is from before the name the other way round.

    `東港高中 / 小安` among others of this shape, two at least: before most slashes stand units,
    behind none. Any others come back as they are.
    """
    rows = [SLASH_BETWEEN.split(entry.strip()) for entry in entries if not _is_blank(entry)]
    pairs = [row for row in rows if len(row) == 2 and all(row)]
    if len(pairs) < 2 or len(pairs) * 2 < len(rows):
        return entries
    units = sum(names_unit(plain(before)) for before, _name in pairs)
    if units * 2 < len(pairs) or not all(looks_like_name(plain(name)) for _before, name in pairs):
        return entries
    turned = (SLASH_BETWEEN.split(entry.strip()) for entry in entries)
    return [
        f"{row[1]} / {row[0]}" if row in pairs else entry
        for row, entry in zip(turned, entries, strict=True)
    ]


def begin_with_names(lines: list[str]) -> bool:
    """Tell if each of several lines is one person, whatever some say behind their names.

    `Wen（台中）` over `育安，花蓮` over `Huang Ting 兩場都去！`: three at least, of which half are
    nothing but a name.
    """
    lines = [line for line in lines if not _is_blank(line)]
    entries = [split_names(line) for line in lines]
    alone = sum(len(names) == 1 and is_surely_name(names[0]) for names in entries)
    if len(lines) < MIN_NUMBERED or alone * 2 < len(lines) or alone == len(lines):
        return False
    if any(
        SLASH_OR_BAR.search(line) or tells_person(n)
        for line, names in zip(lines, entries, strict=True)
        for n in names[1:]
    ):
        return False
    return all(read_person_first(line) for line in lines)


def is_pair_of_names(text: str) -> bool:
    """Recognise an entry that holds several people: `田中、高橋`, `Ann & Ben`, `Ann Lee, Ben Ray`.

    After a comma stands who is surely one: `Ann Lee, Open Data` is from there. Between two words
    like `and` stand full names, one of which is known as such: `Ann Lee and Cho Kim`, not
    `Open Data and Open Maps`. Brackets at the end are of both.
    """
    text = BRACKETS_AT_END.sub("", text)
    entries = [entry.strip() for entry in text.split(",")]
    if len(entries) > 1 and all(map(is_full_name, entries)):
        return all(is_given_name(entry.split()[0]) for entry in entries[1:])
    pair = BOTH.fullmatch(text[:100])
    if pair and not any(map(names_unit, pair.groups())):
        told = list(map(tells_person, pair.groups()))
        return all(told) or (any(told) and all(map(is_full_name, pair.groups())))
    entries = re.split(r"[、・]|\s[&＆]\s", re.split("[:：]", text)[0])
    return len(entries) > 1 and all(
        looks_like_name(entry) and len(entry.strip()) <= 20 for entry in entries
    )


def is_one_with_unit(text: str) -> bool:
    """Tell if an entry is one person and where that one is from: `Ann Lee, Port Lab`.

    Behind the comma stands a unit, or what is named like one: `Code for Nagoya`, `Data4Ports`.
    """
    match = NAME_AND_UNIT.fullmatch(text[:200])
    if match is None or not is_full_name(match["name"]) or tells_person(match["unit"]):
        return False
    return names_unit(match["unit"]) or LIKE_A_UNIT.search(match["unit"]) is not None


def are_names_before_gaps(lines: list[str]) -> bool:
    """Tell if lines are people with what they are behind a wide space: `王小明　港務局秘書`.

    Two lines at least, half of them with one; `Mei` may stand alone.
    """
    rows = [NAME_GAP.split(line.strip(), maxsplit=1) for line in lines]
    gaps = sum(len(row) > 1 for row in rows)
    if any(tells_person(row[1]) for row in rows if len(row) > 1):
        return False
    people = all(tells_person(row[0]) or is_full_name(row[0]) for row in rows)
    return len(rows) > 1 and gaps * 2 >= len(rows) and people


def with_brackets_for_gap(text: str) -> str:
    """Return an entry with what is behind its wide space in brackets: `王小明（港務局秘書）`."""
    name, *said = NAME_GAP.split(text.strip(), maxsplit=1)
    told = " ".join(re.sub("[()（）]", " ", said[0]).split()) if said else ""
    return f"{name}（{told}）" if told else name


def is_name_over_words(lines: list[str]) -> bool:
    """Tell if a full name stands over what is said of its person, on lines of their own.

    `Ann Lee` over `architect, Port Lab, sailor`.
    """
    first, *others = lines
    words = [entry for line in others for entry in split_names(line)]
    told = any(
        is_position(word)
        or OFFICE_ALONE.fullmatch(word)
        or _is_unit(word)
        or OF_A_CAREER.match(word)
        for word in words
    )
    return told and is_full_name(first) and not any(map(tells_person, words))


def are_slashed(lines: list[str]) -> bool:
    """Tell if each of several lines is a person with more behind a slash: `Ann / Port / maps`.

    Behind the first one stand fewer names than not, unlike those of `Ann / Ben / 小明`.
    """
    rows = [SLASH_APART.split(plain(line)) for line in lines]
    if len(rows) < 2 or any(len(row) < 2 for row in rows):
        return False
    others = [cell for row in rows for cell in row[1:]]
    named = sum(tells_person(cell) for cell in others)
    return all(looks_like_name(row[0]) for row in rows) and named * 2 < len(others)


def names_with_units(lines: list[str]) -> bool:
    """Tell if each of several lines is a person and where that one is from: `Ann Lee, Acme Lab`."""
    lines = [line for line in lines if not office_entry(plain(line))] or lines
    pairs = [split_names(line) for line in lines]
    if any(re.search("[:：]", line) for line in lines):
        return False
    if _have_given_names_first([re.split(r"[,，]\s*", line) for line in lines]):
        return True
    if len(pairs) < 2 or any(len(pair) > 2 for pair in pairs):
        return are_columns(lines)
    units = [pair[1] for pair in pairs if len(pair) == 2]
    few = len(units) * 2 < len(pairs)
    if 0 < len(units) < len(pairs) and _begin_with_full_names(pairs):
        return True
    if few and (len(units) < 2 or not all(map(_is_unit, units))):
        return False
    said = [unit for unit in units if _is_unit(unit) or units.count(unit) > 1]
    return len(said) * 2 >= len(units)


def _have_given_names_first(pairs: list[list[str]]) -> bool:
    """Tell if each line has a full name and one thing more, which is no name: `Ann Lee, Open Tide`.

    Most of the names begin with a given name, nothing behind a comma does.
    """
    if len(pairs) < 2 or any(len(pair) != 2 for pair in pairs):
        return False
    names, others = ([plain(pair[n]).strip() for pair in pairs] for n in (0, 1))
    if not all(names) or not all(others):
        return False
    given = sum(is_given_name(without_title(name).split()[0]) for name in names)
    alone = any(is_given_name(other.split()[0]) or HAN.search(other) for other in others)
    return all(map(is_full_name, names)) and given * 2 > len(names) and not alone


def are_columns(lines: list[str]) -> bool:
    """Tell if lines say of each person two things or more: `Ann Lee, Port Lab, Accra`.

    All say as many, and what stands first is known to be a name, nothing else is.
    """
    rows = [split_names(plain(line)) for line in lines]
    if len(rows) < 2 or len({len(row) for row in rows}) > 1 or len(rows[0]) < 3:
        return False
    columns = zip(*rows, strict=True)
    first, *others = ([entry.split()[0].lower() for entry in column] for column in columns)
    known = sum(is_given_name(name) for name in first)
    units = any(_is_unit(entry) for row in rows for entry in row[1:])
    return (
        all(is_full_name(row[0]) for row in rows)
        and (units or known * 2 >= len(rows))
        and not any(is_given_name(name) for column in others for name in column)
    )


def _begin_with_full_names(pairs: list[list[str]]) -> bool:
    """Tell if lines begin with full names, and what follows a comma is none nor in Chinese.

    `Ann Lee (Lab), chair`, `Ben Ray – Port`, `Cho Kim, Mill.example`.
    """
    people = [read_person(first) for first, *_unit in pairs]
    full = sum(person is not None and is_full_name(person.name) for person in people)
    units = [unit for _first, *rest in pairs for unit in rest]
    others = any(is_full_name(unit) or HAN.search(unit) for unit in units)
    return full * 3 >= len(pairs) * 2 and not others


def _is_home(text: str, name: str) -> bool:
    """Tell if words after a full name say where that one is from: `Harbour Office`.

    Not the next one with an own: `Ben Ray (Harbour Office)`, `Ben from Harbour Office`.
    """
    if text[-1:] in ")）" or " from " in text:
        return False
    named = text.isascii() and " " in text and is_full_name(name)
    return named and bool(GROUP.search(text) or UNIT_WORDS.search(text))


def _is_unit(text: str) -> bool:
    if text[:1] in ('"', "“", "„", "«", "「", "『"):
        return True
    if GROUP.search(text) or UNIT_WORDS.search(text) or re.fullmatch("[A-Z]{2,6}", text):
        return True
    return is_position(text) or WORK_AFTER.search(f"__ {text}") is not None


def names_unit(text: str) -> bool:
    """Tell if a text can be where people are from: `Port Lab`, `港務局`, `OCF`."""
    return _is_unit(text) or A_GROUP.search(text) is not None


def with_offices(entries: list[str]) -> list[str]:
    """Join entries that name no person but what the one before does.

    `小明・通訳`, `Ann Lee, Head of Data`, `Ann Lee, Harbour Office`, `小明，素食、晚到`.
    """
    joined: list[str] = []
    for entry in entries:
        if joined and OFFICE_KEY.fullmatch(entry):
            joined[-1] = f"{joined[-1]}・{entry}"
        elif joined and (
            is_position(entry) or SAID_OF_ONE.fullmatch(entry) or _is_home(entry, joined[-1])
        ):
            joined[-1] = f"{joined[-1]}, {entry}"
        else:
            joined.append(entry)
    return joined


def speakers_in(cell: str) -> list[str]:
    """Return who speaks by a cell of a programme, each with office and home in one entry.

    `王小明 / 海洋大學`, `Ann Lee, director, Port Office`, `主持：小明<br>與談：阿海、Mei`.
    """
    found: list[str] = []
    for part in LINE_BREAK.split(cell):
        words = plain(part)
        office = office_entry(words) or SPEAKER_KEY.match(words)
        words = office[1] if isinstance(office, tuple) else words[office.end() if office else 0 :]
        first = len(found)
        for entry in with_offices(split_names(words)):
            name = re.split("[,，、/／・]", found[-1])[0].strip() if len(found) > first else ""
            if names_unit(entry) and is_full_name(name):
                found[-1] = f"{found[-1]}, {entry}"
            else:
                found.append(entry)
    return found


def duties_apart(entries: list[str]) -> list[str]:
    """Set duties apart from the names that they are glued to, where offices are among them.

    `活動 李大海` of `會長王小明、副會長陳大文、活動李大海`: two at least have an office that is
    known, and every entry may have one.
    """
    known = [out_of_name(entry)[1] for entry in entries]
    told = [DUTY_GLUED.match(entry) for entry in entries]
    if sum(map(bool, known)) < 2 or not all(a or b for a, b in zip(known, told, strict=True)):
        return entries
    return [
        entry if office or duty is None else f"{duty['duty']} {duty['name']}"
        for entry, office, duty in zip(entries, known, told, strict=True)
    ]


def out_of_unit(entry: str) -> list[str]:
    """Return the people that a unit has in its brackets: `港務局（小明、Mei）`; else the entry."""
    match = UNIT_OF_PEOPLE.fullmatch(entry.strip()[:500])
    if not match or not (names_unit(match["unit"]) or match["unit"].isupper()):
        return [entry]
    names = split_names(match["names"])
    if not surely_names(names):
        return [entry]
    return [f"{name} ({match['unit']})" for name in names]


def name_with_tags(text: str) -> bool:
    """Recognise an entry like `Ann: #acme #maps`."""
    return re.match(r"[^:：#]{1,40}[:：]\s{0,3}#\S", text) is not None
