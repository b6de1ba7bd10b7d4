r"""The notation of a canonical note: what its writer and its reader agree on.

Every item is one line that people can read and change, and that ends with a comment for the
reader, which pads don't show:

    ### 09:00–10:30 Opening (tentative) @ City Hall <!-- session:q8… kind:ceremony place:Zk… -->

What is visible is what holds; the comment has the uid and what a line can't say. Each kind of
line has a function that writes it and one that reads it. Signs that mean something in Markdown
or separate fields have a backslash before them in values, so that `read(write(value)) == value`.
Longer texts stand as they are between `<!-- text -->` and `<!-- /text -->`.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from events.schedule import zone_names
from notes.links import is_http_url
from tripbook.interchange.document import NOT_IN_A_LINE

from .line.links import find_links
from .line.times import Clock
from .line.titles import plain, without_place, without_status
from .rules.programme import has_words, read_entry
from .tree.source import LINE_END

# Each word in English, Traditional Chinese, Japanese and Korean. They are part of the notation:
# a note is read whatever the language of the site, and written in the language of the trip.
LANGUAGES = ("en", "zh", "ja", "ko")
PARTS = {
    "participants": ("Participants", "參加者", "参加者", "참가자"),
    "organizations": ("Organizations", "單位", "団体", "단체"),
    "places": ("Places", "地點", "場所", "장소"),
    "links": ("Links", "連結", "リンク", "링크"),
    "preparation": ("Preparation", "行前準備", "事前準備", "사전 준비"),
    "minutes": ("Minutes", "會議記錄", "議事録", "회의록"),
}
LABELS = {
    "people": ("Participants", "參加者", "参加者", "참가자"),
    "hosts": ("Hosts", "主辦單位", "主催", "주최"),
    "zone": ("Time zone", "時區", "タイムゾーン", "시간대"),
}
STATUSES = {
    "idea": ("idea", "構想", "案", "아이디어"),
    "requested": ("requested", "詢問中", "依頼中", "요청 중"),
    "tentative": ("tentative", "暫定", "仮", "잠정"),
}
ROLES = {
    "delegate": ("delegate", "團員", "団員", "단원"),
    "lead": ("lead", "團長", "団長", "단장"),
    "host": ("host", "接待", "受け入れ", "주최 측"),
    "speaker": ("speaker", "講者", "講演者", "연사"),
    "interpreter": ("interpreter", "口譯", "通訳", "통역"),
    "guest": ("guest", "來賓", "ゲスト", "손님"),
}
TASKS = {
    "attendee": ("attendee", "出席", "出席者", "참석"),
    "speaker": ("speaker", "講者", "講演者", "연사"),
    "host": ("host", "接待", "受け入れ", "주최 측"),
    "moderator": ("moderator", "主持", "司会", "사회"),
    "interpreter": ("interpreter", "口譯", "通訳", "통역"),
    "note-taker": ("note-taker", "記錄", "記録", "기록"),
}
WEEKDAYS = (
    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    tuple("一二三四五六日"),
    tuple("月火水木金土日"),
    tuple("월화수목금토일"),
)
Words = dict[str, tuple[str, ...]]


def language_of(code: str) -> int:
    """Return the position of a trip's language in the tables of words; English for all others."""
    start = code.partition("-")[0].lower()
    return LANGUAGES.index(start) if start in LANGUAGES else 0


def meaning_of(word: str, words: Words) -> str | None:
    """Return what a word stands for, in any of the languages; None where it is not known."""
    return next((key for key, row in words.items() if word in row), None)


# Comments.

PART_MARKS = frozenset([*PARTS, "zone", "summary"])
MARK = re.compile(
    r" ?(?<!\\)<!-- (?P<kind>[a-z]+)(?::(?P<uids>[A-Za-z0-9]{8,32}(?:,[A-Za-z0-9]{8,32})*))?"
    r"(?P<more>(?: [a-z]+(?::[A-Za-z0-9-]+)?)*) -->"
)
ITEM_MARKS = frozenset(
    ["day", "session", "participant", "organization", "place", "doc", "people", "hosts"]
    + ["preparation", "minutes"]
)
TEXT_MARK = re.compile(r"<!-- (?P<end>/?)text(?: (?P<n>\d{1,6}))? -->")
DIGEST = re.compile(r"([A-Za-z0-9]{8,32}):([a-z2-7]{4,200})")
WRITTEN = re.compile(r"<!-- written [A-Za-z0-9]{8,32}:[a-z2-7]{4,200} -->")


@dataclass(frozen=True)
class Mark:
    """The comment of a line: what the line is, its uids, and what else it says."""

    kind: str
    uids: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)

    @property
    def uid(self) -> str:
        return self.uids[0]


def mark(what: str, /, *uids: str, **values: str | bool | None) -> str:
    """Return a comment: `<!-- session:q8… kind:talk literal -->`."""
    words = [f"{what}:{','.join(uids)}" if uids else what]
    words += [
        name if value is True else f"{name}:{value}" for name, value in values.items() if value
    ]
    return f"<!-- {' '.join(words)} -->"


def find_mark(line: str) -> tuple[Mark, str] | None:
    """Return the comment of a line and the line without it; None where it has none."""
    if "<!-- " not in line:
        return None
    for match in MARK.finditer(line):
        kind, uids = match["kind"], match["uids"]
        if kind in (ITEM_MARKS if uids else PART_MARKS):
            pairs = (word.partition(":") for word in match["more"].split())
            values = {name: value for name, _colon, value in pairs}
            rest = f"{line[: match.start()]}{line[match.end() :]}"
            return Mark(kind, tuple(uids.split(",")) if uids else (), values), rest
    return None


# Texts.

FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})")


def text_block(body: str) -> list[str]:
    """Return the lines that hold a text byte for byte between two comments.

    They are numbered where the text holds such comments itself.
    """
    lines = {line.strip() for line in LINE_END.split(body)}
    number = 1
    while {_text_mark("text", number), _text_mark("/text", number)} & lines:
        number += 1
    block = [_text_mark("text", number), body, _text_mark("/text", number)]
    closing = open_fence(body)
    return [*block, closing] if closing else block


def open_fence(body: str) -> str:
    """Return what closes the code block that a text leaves open; "" where it leaves none.

    Without it a pad would show the rest of the note as code.
    """
    fence = ""
    for line in LINE_END.split(body):
        match = FENCE.match(line)
        if not match:
            continue
        if not fence:
            fence = match["fence"]
        elif line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
    return fence


def written_lines(digests: dict[str, str]) -> list[str]:
    """Return the lines that say what each item was when the note was written."""
    return [f"<!-- written {uid}:{digest} -->" for uid, digest in digests.items()]


def read_written(line: str) -> dict[str, str]:
    """Return the digests that a line holds."""
    found = WRITTEN.fullmatch(line.strip())
    return dict(DIGEST.findall(line)) if found else {}


def _text_mark(name: str, number: int) -> str:
    return f"<!-- {name} -->" if number == 1 else f"<!-- {name} {number} -->"


# Values.

ALWAYS = r"[\\`*\[\]<$~^]|&(?=#?\w{1,31};)|\{(?=%)|=(?==)|\+(?=\+)|:(?=[a-z+][\w+-]*:|//)"
# A word may hold an underscore; at its edge it would be emphasis.
EDGE = r"(?<!\w)_|_(?!\w)|(?<=_)_"
AT_START = r"^[#+\->=:|]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d\d\d)[.)]|(?<=^\d{4})[.)]"
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});")
NO_SEPARATOR = r"(?!)"

IN_TITLE = rf"@(?=\s|$)|\((?=(?:{'|'.join(w for row in STATUSES.values() for w in row)})\)$)"
IN_NAME = r"[(),]|@|;"
IN_LIST = r"[(),]"
IN_BRACKETS = r"[()]"
IN_PLACE = r":(?=\s|$)|;"


# Names and places stand in a note again and again.
@lru_cache(maxsize=4096)
def escaped(text: str, separators: str = NO_SEPARATOR) -> str:
    """Return a one-line value as Markdown that shows it as it is.

    `separators` is a pattern of what would end the value where it stands.
    """
    signs = _signs(separators).sub(r"\\\g<0>", text)
    head = len(signs) - len(signs.lstrip())
    tail = max(head, len(signs.rstrip()))
    return f"{_entities(signs[:head])}{signs[head:tail]}{_entities(signs[tail:])}"


@cache
def _signs(separators: str) -> re.Pattern[str]:
    """Return the pattern of what is escaped in a value: there are a few kinds of them."""
    return re.compile(f"{ALWAYS}|{EDGE}|{AT_START}|{separators}")


def unescaped(raw: str) -> str:
    """Return the value that stands escaped in a line."""
    return ESCAPED.sub(lambda m: m[1] or _character(m), raw)


def value_of(raw: str, separators: str = NO_SEPARATOR) -> str:
    """Return a value: exactly where it stands as it was written, else the words that are seen."""
    text = unescaped(raw)
    if NOT_IN_A_LINE.search(text):
        return plain(raw)
    if raw in (escaped(text, separators), _armoured(text, separators)):
        return text
    return plain(raw)


def _armoured(text: str, separators: str) -> str:
    """Return a value whose first character can't be taken for that of a time."""
    signs = escaped(text, separators)
    return f"{_entities(text[:1])}{signs[1:]}" if signs[:1] == text[:1] else signs


def _entities(text: str) -> str:
    return "".join(f"&#{ord(c)};" for c in text)


def _character(match: re.Match) -> str:
    number = int(match[2])
    fine = 0x20 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if fine else match[0]


def cut(raw: str, separator: str) -> tuple[str, str | None]:
    """Split before and after the first separator that has no backslash before it."""
    for match in re.finditer(rf"\\.|{re.escape(separator)}", raw):
        if not match[0].startswith("\\"):
            return raw[: match.start()], raw[match.end() :]
    return raw, None


def parts_of(raw: str, separator: str) -> Iterator[str]:
    """Yield the parts of a list."""
    rest: str | None = raw
    while rest is not None:
        part, rest = cut(rest, separator)
        yield part


# A day: `2026-11-24 (Tue) Old town`.

DAY = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)(?: \((?P<weekday>[^()\s]{1,4})\))?(?: (?P<title>.*))?")
ALL_WEEKDAYS = frozenset(name for names in WEEKDAYS for name in names)


def day_line(date: dt.date, title: str, language: int) -> str:
    weekday = WEEKDAYS[language][date.weekday()]
    return f"{date.isoformat()} ({weekday}) {escaped(title)}".rstrip(" ")


def read_day(raw: str) -> tuple[dt.date, str] | None:
    """Return date and title; None for what begins with no date."""
    match = DAY.fullmatch(raw.rstrip(" "))
    if not match:
        return None
    title = match["title"] or ""
    if match["weekday"] and match["weekday"] not in ALL_WEEKDAYS:
        title = f"({match['weekday']}) {title}"
    try:
        return dt.date.fromisoformat(match["date"]), value_of(title)
    except ValueError:
        return None


# A session: `22:00–2026-11-25 02:00 (Asia/Tokyo) Night train (tentative) @ Platform 3`.

TIMES = re.compile(
    r"(?P<start>\d{1,2}[:：]\d\d)?"
    r"(?:\s?[-–—~〜～]\s?(?P<date>\d{4}-\d\d-\d\d)?\s?(?P<end>\d{1,2}[:：]\d\d)?"
    r"(?:\s?\((?P<zone>[A-Za-z][\w/+-]*)\))?)?(?:\s+|$)"
)


@dataclass(frozen=True)
class SessionLine:
    """What the line of a session says."""

    title: str
    status: str = "confirmed"
    place: str = ""
    start: Clock | None = None
    end: Clock | None = None
    end_date: dt.date | None = None
    end_timezone: str = ""


def session_line(line: SessionLine, language: int) -> tuple[str, bool]:
    """Return the line, and whether its title is to be taken literally.

    That is where a person who wrote it would have meant more by it, such as `Boat trip (TBC)`.
    """
    times = _times(line)
    title = escaped(line.title, IN_TITLE)
    if _read_times(times + title) != _read_times(times):
        title = _armoured(line.title, IN_TITLE)
    if line.status == "cancelled":
        title = f"~~{title}~~"
    elif line.status in STATUSES:
        title = f"{title} ({STATUSES[line.status][language]})"
    place = f" @ {escaped(line.place)}" if line.place else ""
    return f"{times}{title}{place}", _guessed(line) != line


def read_session(raw: str, *, literal: bool = False) -> SessionLine | None:
    """Return what the line of a session says; None where it has no title."""
    found, end = _read_times(raw)
    title, place = cut(raw[end:].strip(" "), " @ ")
    status = "confirmed"
    match = re.search(r" \(([^()]{1,12})\)$", title)
    if match and (named := meaning_of(match[1], STATUSES)):
        status, title = named, title[: match.start()]
    if len(title) > 4 and title.startswith("~~") and title.endswith("~~"):
        status, title = "cancelled", title[2:-2]
    title = value_of(title, IN_TITLE)
    if not title.strip():
        return None
    line = SessionLine(title, status, value_of(place or ""), **found)
    return line if literal else _guessed(line)


def _times(line: SessionLine) -> str:
    until = " ".join(
        part
        for part in (
            line.end_date.isoformat() if line.end_date else "",
            line.end.text if line.end else "",
            f"({line.end_timezone})" if line.end_timezone else "",
        )
        if part
    )
    start = line.start.text if line.start else ""
    return f"{start}–{until} " if until else f"{start} " if start else ""


def _read_times(raw: str) -> tuple[dict, int]:
    """Return the times that a line begins with, as fields, and where they end."""
    match = TIMES.match(raw)
    start, end, date, zone = match.group("start", "end", "date", "zone") if match else [None] * 4
    if not (start or end or date or zone) or (zone and zone not in zone_names()):
        return {}, 0
    try:
        times = {
            "start": start and _clock(start),
            "end": end and _clock(end),
            "end_date": date and dt.date.fromisoformat(date),
            "end_timezone": zone or "",
        }
    except ValueError:
        return {}, 0
    return times, match.end()


def _clock(text: str) -> Clock:
    hour, minute = (int(part) for part in text.replace("：", ":").split(":"))
    dt.time(hour, minute)
    return Clock(hour * 60 + minute)


def _guessed(line: SessionLine) -> SessionLine:
    """Return what the title says besides, where a person wrote it as they do in any note."""
    if not (line.start or line.end):
        entry = read_entry(line.title)
        if entry.time and entry.at_start and has_words(entry.title):
            title = plain(entry.title)
            line = replace(line, title=title, start=entry.time.opens, end=entry.time.closes)
    if line.status == "confirmed":
        title, status = without_status(line.title)
        if status != "confirmed":
            line = replace(line, title=title, status=status)
    if not line.place:
        title, place = without_place(line.title)
        line = replace(line, title=title, place=place)
    return line


# A participant: `Mei-Lin @mei (Harbour Lab), Head of Data, *lead* <https://…>`.


@dataclass(frozen=True)
class PersonLine:
    """What the line of a participant says."""

    name: str
    handle: str = ""
    organization: str = ""
    position: str = ""
    role: str = "delegate"
    links: tuple[str, ...] = ()


def person_line(person: PersonLine, language: int) -> str:
    parts = [escaped(person.name, IN_NAME)]
    if person.handle:
        handle = escaped(person.handle, IN_NAME).replace(" ", "&#32;")
        parts.append(f" @{handle}")
    if person.organization:
        parts.append(f" ({escaped(person.organization, IN_LIST)})")
    if person.position:
        parts.append(f", {escaped(person.position)}")
    if person.role != "delegate":
        parts.append(f", *{ROLES[person.role][language]}*")
    return "".join([*parts, *_addresses(person.links)])


def read_person(raw: str) -> PersonLine | None:
    """Return what the line of a participant says; None where it was changed into another form."""
    raw, links = _without_addresses(raw)
    raw, role = without_role(raw)
    raw, position = cut(raw, ", ")
    raw, organization = cut(raw, " (")
    name, handle = cut(raw, " @")
    if links is None or (organization is not None and not organization.endswith(")")):
        return None
    person = PersonLine(
        value_of(name, IN_NAME),
        _handle_of(handle or ""),
        value_of((organization or "")[:-1], IN_LIST),
        value_of(position or ""),
        role,
        links,
    )
    return person if person.name.strip() else None


def without_role(raw: str) -> tuple[str, str]:
    """Take the role off the end of a participant's line."""
    words, role = cut(raw, ", *")
    meant = meaning_of(role[:-1], ROLES) if role and role.endswith("*") else None
    return (words, meant) if meant else (raw, "delegate")


def _handle_of(raw: str) -> str:
    text = unescaped(raw)
    return text if escaped(text, IN_NAME).replace(" ", "&#32;") == raw else plain(raw)


# Who does what in a session: `Mei-Lin (speaker), 王小明`.


def people_line(people: Iterable[tuple[str, str]], language: int) -> str:
    return ", ".join(
        escaped(name, IN_LIST) + (f" ({TASKS[task][language]})" if task != "attendee" else "")
        for name, task in people
    )


def read_people(raw: str) -> list[tuple[str, str]]:
    """Return the names and what they do."""
    found = []
    for part in parts_of(raw, ", "):
        name, task = cut(part, " (")
        meant = meaning_of(task[:-1], TASKS) if task and task.endswith(")") else None
        if task is not None and not meant:
            name = part
        if name.strip():
            found.append((value_of(name.strip(" "), IN_LIST), meant or "attendee"))
    return found


def names_line(names: Iterable[str]) -> str:
    """Return a list of names: `City Hall, Harbour Lab`."""
    return ", ".join(escaped(name, IN_LIST) for name in names)


def read_names(raw: str) -> list[str]:
    return [value_of(n.strip(" "), IN_LIST) for n in parts_of(raw, ", ") if n.strip()]


# A place: `City Hall: 1 Harbour Road; 港口路1號`. An organization: `Harbour Lab (港口實驗室) <…>`.


def place_line(name: str, address: str, local_address: str) -> str:
    line = escaped(name, IN_PLACE)
    line += f": {escaped(address, ';')}" if address else ""
    return line + (f"; {escaped(local_address)}" if local_address else "")


def read_place(raw: str) -> tuple[str, str, str] | None:
    raw, local_address = cut(raw, "; ")
    name, address = cut(raw, ": ")
    found = value_of(name, IN_PLACE), value_of(address or "", ";"), value_of(local_address or "")
    return found if found[0].strip() else None


def organization_line(name: str, local_name: str, links: Iterable[str]) -> str:
    local = f" ({escaped(local_name, IN_BRACKETS)})" if local_name else ""
    return "".join([escaped(name, IN_BRACKETS), local, *_addresses(links)])


def read_organization(raw: str) -> tuple[str, str, tuple[str, ...]] | None:
    raw, links = _without_addresses(raw)
    name, local_name = cut(raw, " (")
    if links is None or (local_name is not None and not local_name.endswith(")")):
        return None
    local = value_of((local_name or "")[:-1], IN_BRACKETS)
    name = value_of(name, IN_BRACKETS)
    return (name, local, links) if name.strip() else None


# Addresses of the web.

IN_ADDRESS = re.compile(r"[\\<>]|&(?=#?\w+;)")
SAFE_ADDRESS = re.compile(r"[^\s()<>\\&]*(?:&(?!#?\w+;)[^\s()<>\\&]*)*")


def link_line(title: str, url: str) -> str:
    """Return a link: `[Slides](https://…)`, `<https://…>`."""
    if not title and not IN_ADDRESS.search(url):
        return f"<{url}>"
    target = url if SAFE_ADDRESS.fullmatch(url) else f"<{_in_address(url)}>"
    return f"[{escaped(title)}]({target})"


def read_link(raw: str) -> tuple[str, str] | None:
    """Return title and address of a line that is a link and nothing else."""
    if raw.startswith("<") and raw.endswith(">") and is_http_url(raw[1:-1]):
        return "", raw[1:-1]
    if is_http_url(raw):
        return "", raw
    title, target = cut(raw.removeprefix("["), "](")
    if not raw.startswith("[") or target is None or not target.endswith(")"):
        return None
    target = target[:-1]
    if target.startswith("<") and target.endswith(">"):
        target = unescaped(target[1:-1])
    return (value_of(title), target) if is_http_url(target) else None


def _in_address(url: str) -> str:
    return IN_ADDRESS.sub(lambda m: "\\" + m[0], url)


def _addresses(urls: Iterable[str]) -> list[str]:
    return [f" <{_in_address(url)}>" for url in urls]


def _without_addresses(raw: str) -> tuple[str, tuple[str, ...] | None]:
    """Return a line without the addresses at its end, and them; None where one is broken."""
    raw, rest = cut(raw, " <")
    if rest is None:
        return raw, (None if find_links(raw) else ())
    found = []
    for part in parts_of(rest.rstrip(" ").removesuffix(">"), "> <"):
        url = unescaped(part)
        if not is_http_url(url):
            return raw, None
        found.append(url)
    return raw, tuple(found)
