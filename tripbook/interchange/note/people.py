"""Names: what one entry of a roster says about a person."""

import re
from dataclasses import dataclass, field

from .dates import find_dates, folded
from .links import find_links
from .times import find_times
from .titles import CHECK_BOX, plain

HANDLE = re.compile(r"(?<![\w.])[@＠](?P<handle>[A-Za-z0-9_][\w.\-]{0,60}\w|\w)")
ROLE_IN_ANGLES = re.compile(r"\s*<(?P<inside>[^<>@/]{2,120})>\s*")
IN_BRACKETS = re.compile(
    r"\s*[(（\[【](?P<inside>[^()（）]{0,300}(?:[(（][^()（）]{0,300}[)）][^()（）]{0,300}){0,5})[)）\]】]\s*"
)
AFTER_NAME = re.compile(r"\s+[-–—|｜]\s+|\s*[:：,，、|｜;；]\s*|\s*[–—]\s*")
BETWEEN_NAMES = re.compile(r"\s*[,，、;；・‧]\s*|\s+(?:and|and also|&|和|及|與|と|및)\s+|\s+/\s+")
ATTENDANCE_MARK = re.compile(
    r"^(?:[✅✓✔☑☐□■○●◯△×✗✘❌✖]\ufe0f?|[oOxX](?=\s)|\+1)\s*|\s*(?:[✅✓✔☑○●◯△×✗✘❌✖]\ufe0f?|\+1"
    r"|v|V)$"
)
SYMBOLS = re.compile(r"^[^\w(（<「『\"'@＠]+", re.UNICODE)
SENTENCE = re.compile(r"[。！？!?；;:：…]|\.\s|\.\.|->|=>|https?://")
EAST_ASIAN_ONLY = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3々ー]+")
NO_NAMES = frozenset(
    [
        "tba",
        "tbc",
        "tbd",
        "n/a",
        "none",
        "etc",
        "you",
        "your",
        "me",
        "everyone",
        "everybody",
        "anyone",
        "all",
        "students",
        "student",
        "public",
        "others",
        "other",
        "more",
        "name",
        "names",
        "id",
        "handle",
        "guests",
        "guest",
        "volunteers",
        "staff",
        "members",
        "participants",
        "speakers",
        "citizens",
        "companies",
        "citizens",
        "public",
        "organizers",
        "team",
        "confirmed",
        "unconfirmed",
        "facilitator",
        "moderator",
        "speaker",
        "host",
        "待定",
        "未定",
        "待確認",
        "暫定",
        "其他",
        "全體",
        "所有人",
        "大家",
        "名字",
        "姓名",
        "名稱",
        "單位",
        "講者",
        "無",
        "等",
        "每個人",
        "學生",
        "任何人",
        "未定",
        "名前",
        "氏名",
        "みなさん",
        "全員",
        "その他",
        "이름",
        "미정",
        "모두",
        "전원",
        "기타",
    ]
)
# Words of groups and offices: what bears them is no person.
GROUP = re.compile(
    r"\b(?:city|hall|ministry|secretariat|government|govt|university|institute|foundation"
    r"|association"
    r"|company|companies|committee|council|department|office|agency|citizens|students|everyone"
    r"|embassy)\b"
    r"|(?:部|局|處|署|院|會|協会|協會|基金會|基金会|公司|大學|大学|學校|委員會|委員会|市役所"
    r"|市政府|政府|社群|團隊|工作小組|協력|재단|협회|대학교|시청)$",
    re.IGNORECASE,
)
NO_ORGANIZATION = frozenset(("none", "無", "なし", "없음", "-", "n/a"))


@dataclass
class Person:
    """A person as one entry of a roster gives them. `rest` is what fits no field."""

    name: str
    handle: str = ""
    organization: str = ""
    position: str = ""
    rest: str = ""
    links: list[str] = field(default_factory=list)


def read_person(raw: str) -> Person | None:
    """Read one entry of a roster, None where it names nobody.

    `Ann Lee`, `Ann @ann Acme`, `Ann (@ann)`, `Ann（城市實驗室）`, `Ann <director, Acme>`,
    `Ann, Acme`, `Ann - Acme`, `Ann: #acme #maps`, `[Ann](https://…)`, `[x] Ann ✅`.
    """
    raw = raw[:2000].strip()
    unboxed = CHECK_BOX.sub("", raw)
    links = find_links(unboxed)
    text = _words_of(unboxed, links)
    text, position, organization = _out_of_angles(text)
    text = plain(text)
    text = ATTENDANCE_MARK.sub("", SYMBOLS.sub("", text)).strip()
    text, handle = _out_of_line(text)
    if "\x00" in text:
        before, after = text.split("\x00", 1)
        text, organization = before.strip(), organization or after.strip(" ,，-–—:：/()（）")
    name, inside = _out_of_brackets(text)
    name, after = _split_after_name(name)
    person = Person(name, handle, organization, position, links=[link.url for link in links])
    if not person.name and handle:
        person.name = handle
    if inside and (inside.isascii() and len(inside) <= 2 or links or len(inside) > 80):
        person.rest = _rest_of(inside, unboxed)
    elif inside and inside.lower() not in NO_ORGANIZATION:
        person.organization = person.organization or inside
        if person.organization != inside:
            person.rest = inside
    _put_after_name(person, after)
    if not looks_like_name(person.name):
        return None
    if not _says_all(person, unboxed):
        person.rest = raw
    return person


def split_names(text: str) -> list[str]:
    """Return the entries of a line of names: `Ann, Ben、小明 and Cho`; brackets hold together."""
    entries, depth, start = [], 0, 0
    for match in re.finditer(r"[(（\[<]|[)）\]>]|" + BETWEEN_NAMES.pattern, text):
        mark = match[0]
        if mark in "(（[<":
            depth += 1
        elif mark in ")）]>":
            depth = max(0, depth - 1)
        elif depth == 0:
            entries.append(text[start : match.start()])
            start = match.end()
    entries.append(text[start:])
    return [entry.strip() for entry in entries if entry.strip(" .…⋯等")]


def looks_like_name(text: str) -> bool:
    """Tell if a text may be a person's name or handle: short, no sentence, no date, no group."""
    text = text.strip()
    if not 1 <= len(text) <= 40 or not any(c.isalpha() for c in text):
        return False
    if text.lower() in NO_NAMES or SENTENCE.search(text) or text[0] in "#(（[<":
        return False
    words = text.split()
    if len(words) > 5 or all(word.lower().strip(".") in NO_NAMES for word in words):
        return False
    if len(words) > 2 and sum(word[0].islower() for word in words) * 2 > len(words):
        return False
    if GROUP.search(text) and (len(words) > 1 or not text.isascii()) and len(text) > 3:
        return False
    if EAST_ASIAN_ONLY.fullmatch(text) and len(text) > (6 if text[0] < "\uac00" else 5):
        return len(text) <= 9 and all("\u30a0" <= c <= "\u30ff" for c in text)
    return not (find_times(text) or (any(c.isdigit() for c in text) and find_dates(text)))


def looks_like_roster(entries: list[str]) -> bool:
    """Tell if most of these entries name people, as those of a roster do."""
    if not entries:
        return False
    named = sum(read_person(entry) is not None for entry in entries)
    return named * 2 > len(entries)


def is_pair_of_names(text: str) -> bool:
    """Recognise an entry that holds several people: `田中、高橋`, `Ann & Ben`."""
    entries = re.split(r"[、・]|\s[&＆]\s", text)
    return len(entries) > 1 and all(
        looks_like_name(entry) and len(entry.strip()) <= 20 for entry in entries
    )


def name_with_tags(text: str) -> bool:
    """Recognise an entry like `Ann: #acme #maps`."""
    return re.match(r"[^:：#]{1,40}[:：]\s{0,3}#\S", text) is not None


def same_name(name: str) -> str:
    """Return what two spellings of one name share."""
    return "".join(folded(name).casefold().split())


def _says_all(person: Person, raw: str) -> bool:
    """Tell if every word of an entry stands in some field."""
    fields = (person.name, person.handle, person.organization, person.position, person.rest)
    said = same_name("".join([*fields, *person.links]))
    words = re.findall(r"[^\W_]+", folded(raw).casefold())
    return all(word in said or word in NO_ORGANIZATION for word in words)


def _words_of(text: str, links: list) -> str:
    """Return a line with `[words](url)` as its words and bare addresses gone."""
    parts, position = [], 0
    for link in links:
        parts += [text[position : link.start], "" if link.image else link.title, " "]
        position = link.end
    return "".join([*parts, text[position:]])


def _out_of_angles(text: str) -> tuple[str, str, str]:
    """Take `<position, organization>` out of an entry."""
    match = ROLE_IN_ANGLES.search(text)
    if not match:
        return text, "", ""
    position, _comma, organization = match["inside"].partition(",")
    return (
        f"{text[: match.start()]} {text[match.end() :]}",
        position.strip(),
        organization.strip(),
    )


def _out_of_line(text: str) -> tuple[str, str]:
    """Take `@handle` out of an entry; what follows it bare is set off by a NUL."""
    match = HANDLE.search(text)
    if not match:
        return text, ""
    before, after = text[: match.start()], text[match.end() :]
    if before.rstrip()[-1:] in ("(", "（") and after.lstrip()[:1] in (")", "）"):
        before, after = before.rstrip()[:-1], after.lstrip()[1:]
        return f"{before} {after}".strip(), match["handle"]
    if before.strip() and after.strip() and after.lstrip()[0] not in ")）":
        return f"{before.strip()}\x00{after.strip()}", match["handle"]
    return f"{before} {after}".strip(), match["handle"]


def _out_of_brackets(text: str) -> tuple[str, str]:
    """Take `（organization）` out of an entry that does not begin with it."""
    match = IN_BRACKETS.search(text)
    if not match or not text[: match.start()].strip():
        return text, ""
    return (
        f"{text[: match.start()]} {text[match.end() :]}".strip(),
        match["inside"].strip(" ,，"),
    )


def _split_after_name(text: str) -> tuple[str, str]:
    parts = AFTER_NAME.split(text, maxsplit=1)
    return parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""


def _put_after_name(person: Person, after: str) -> None:
    """Place what follows a name: its organization, `position, organization`, or something else."""
    if not after:
        return
    parts = [part.strip() for part in re.split(r"[,，、]", after)]
    if after.startswith("#") or len(after) > 80 or len(parts) > 2 or SENTENCE.search(after):
        person.rest = f"{person.rest}\n{after}".strip()
    elif len(parts) == 2 and not person.position and not person.organization:
        person.position, person.organization = parts
    elif not person.organization:
        person.organization = after
    else:
        person.rest = f"{person.rest}\n{after}".strip()


def _rest_of(inside: str, raw: str) -> str:
    """Return what stands in the brackets of an entry as it is written, links and all."""
    start = min((raw.find(c) for c in "(（" if c in raw), default=-1)
    end = max(raw.rfind(")"), raw.rfind("）"))
    return raw[start + 1 : end].strip() if 0 <= start < end else inside
