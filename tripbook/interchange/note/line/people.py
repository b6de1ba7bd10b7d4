"""People: what one entry of a roster says about a person.

An entry is read from outside in: what stands before it (`leads`), the forms that say at once who
is meant, then marks, what stands beside a name (`beside_names`), offices and units (`offices`),
brackets, and what follows the name. What is left is the name (`full_names`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tripbook.interchange.note.line.spans import folded

from .beside_names import (
    ADDRESS,
    ALONG,
    ATTENDANCE_MARK,
    COMES_AT,
    COURTESY_AFTER,
    FOOTNOTE,
    HANDLE,
    HANDLE_AFTER,
    HOME_AFTER,
    MAIL_BESIDE,
    PAGE_AFTER,
    PICTURE_AFTER,
    PLACE_AFTER,
    REMARK,
    REMARKS_BESIDE,
    SAID_AFTER_LATIN,
    STOP_AFTER,
    SYMBOLS,
    TALK_AFTER,
    UNIT_AT,
    WRITER,
    out_of_angles,
    out_of_brackets,
    out_of_handle,
)
from .cutting import cut_first
from .full_names import (
    AFTER_NAME,
    HONORIFICS,
    PLACE_ENDS,
    is_east_asian_name,
    is_full_name,
    names_nothing_else,
    without_title,
)
from .given_names import is_given_name
from .leads import Lead, find_lead
from .links import find_links
from .memory import remember_lines
from .names import (
    CHIEF,
    COUNT,
    EAST_ASIAN_ONLY,
    GROUP,
    OFFICE_KEY,
    OFFICES,
    SENTENCE,
    UNIT_COUNTED,
    group_entry,
    is_position,
    looks_like_name,
    office_entry,
    same_name,
    split_names,
)
from .offices import (
    OFFICES_AFTER,
    OFFICES_BEFORE,
    WORK_AFTER,
    out_of_group,
    out_of_name,
    out_of_unit,
    out_of_unit_after,
    with_office_and_unit,
)
from .scripts import both_scripts
from .titles import CHECK_BOX, plain

# `[@ann][]`, `[Ann][port]`: a link whose address stands elsewhere.
REFERENCE = re.compile(r"\[(?P<words>[^\[\]]{1,80})\]\[[^\[\]]{0,80}\]")
# `User:Ann`, `使用者：小明`: how wikis name their users.
WIKI_USER = both_scripts(r"^(?:user|使用者|用[戶户]|利用者)\s?[:：]\s?(?=[^\W_])", re.IGNORECASE)
# `@小明`: a handle that is a name.
AT_NAME = re.compile(r"^[@＠](?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])")

# Forms that say at once who is meant.

# `[name=Ann] 14:00-17:00`: signed as comments are.
SIGNED_NAME = re.compile(r"^\[name=(?P<name>[^\]]{1,40})\]\s*(?P<rest>.*)$")
# `**Ann Lee** engineer, port office`: the name is bold, and what follows tells of the person.
BOLD_NAME = re.compile(
    r"^(?:\*\*|__)(?P<name>[^*_:：]{1,40})(?:\*\*|__)\s+(?P<dash>[-–—]\s+)?(?P<rest>[^\W\d].*)$"
)
# `@mira maps and boats`, `@jonas #design`: what follows a handle may be the name, or of the person.
HANDLE_FIRST = re.compile(r"^[@＠](?P<handle>\w[\w.\-]{0,60})\s+(?P<rest>#?[^\W_].*)$")
# `佐藤（恵）`: by the first character of the given name two of one family name are told apart.
GIVEN_INITIAL = re.compile(
    r"(?P<name>[\u3400-\u9fff]{2}|[\u3400-\u9fff]々[\u3400-\u9fff]?)\s?"
    r"(?P<initial>[(（](?![男女老新代主副司会記書長役担素葷奶欠遅休嚮領糧器装裝護醫攝影編美宣土日月火水木金一二三四五六七八九十台韓中港米英民国國])[\u3400-\u9fff][)）])"
    rf"(?P<called>{'|'.join(HONORIFICS)})?"
)

# What is asked of the parts of an entry.

# `Ann（港務局） Ann (Port)`: the same name in both languages; `Yan Yan` is one.
TWICE = re.compile(r"^(?P<name>\S+) (?P=name)$")
# `「蛋撻」`: a nickname, as it is.
QUOTED = re.compile(r"^[「『“](?P<name>[^「」『』“”]+)[」』”]$")
# `阿福 開車可載 3 人`, `Ann: I come later.`: a name, and what its person says.
NAME_FIRST = re.compile(
    r"(?P<name>[\u3400-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}"
    r"|[A-Z][\w.’'-]{1,20}(?:\s[A-Z][\w.’'-]{1,20})?(?!\s[A-Z])|[a-z]+[_\d][\w.’'-]{0,20})"
    r"(?P<mark>[\s\u3000]+[-–—~→]?\s?|\s?[,，、:：!！～~]\s?)(?P<rest>\S.{1,80})"
)
# `Ann *joins later*`: what is said of somebody in italics.
IN_ITALICS_AFTER = re.compile(r"(?<=[^\s*_])\s{1,3}(?:\*[^*]{2,60}\*|_[^_]{2,60}_)\s*$")
# `Ann (Port) joins from noon`
SAID_BEHIND_BRACKETS = re.compile(r"(?<=[)）])\s+(?!and\b)[a-z]{2,}(?:\s\S{1,20}){1,8}$")
# `다은 / Daeun`, `Hank Yu / 游小翰`: one name in two scripts.
HANGUL_GIVEN = re.compile("[\uac00-\ud7a3]{2,3}")
TWO_SCRIPTS = re.compile(r"([^\s/／][^/／]{0,20}[^\s/／])\s?[/／]\s?([^\s/／][^/／]{0,20}[^\s/／])")
# `Wang, Mei-ling`: the family name is first.
FAMILY_NAME_FIRST = re.compile(r"[A-Z]\w+,\s[A-Z]\w+-[A-Za-z]\w+")
# `王小明（協會理事）`: in brackets the office may have its unit before it.
OFFICE_IN_BRACKETS = re.compile(rf"[\u3400-\u9fff]{{0,8}}(?:{OFFICES}|{CHIEF})")
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


@dataclass
class _Entry:
    """An entry while it is read: what is left of it, and what was found.

    Of several organizations the first is taken; of what somebody is the role, which is said in
    brackets, then the office before the name or within it, the one after it, and the work.
    """

    written: str
    left: str
    handle: str = ""
    organizations: list[str] = field(default_factory=list)
    role: str = ""
    office: str = ""
    office_after: str = ""
    work: str = ""
    remarks: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def organization(self) -> str:
        return next(filter(None, self.organizations), "")

    @property
    def position(self) -> str:
        return self.role or self.office or self.office_after or self.work

    def cut(self, *patterns: re.Pattern) -> str:
        """Take out what the first of the patterns that matches finds; "" where none does."""
        self.left, found = cut_first(patterns, self.left)
        return found

    def take(self, step: Callable[[str], tuple[str, str]]) -> str:
        """Take out what a step finds, which returns the text that it leaves and what it found."""
        self.left, found = step(self.left)
        return found

    def person(self) -> Person:
        """Return whom the entry names, now that nothing but the name is left."""
        return Person(
            QUOTED.sub(r"\g<name>", ALONG.sub("", self.left).strip()) or self.handle,
            self.handle,
            self.organization,
            self.position,
            rest="\n".join(filter(None, self.remarks)),
            links=self.links,
        )


@remember_lines
def read_person(raw: str, *, family_first: bool = False) -> Person | None:
    """Read one entry of a roster, None where it names nobody. What it returns is not changed.

    `family_first` tells of `Tamm, Nora` that it is one name.

    `Ann Lee`, `Ann @ann Acme`, `Ann (@ann)`, `Ann（城市實驗室）`, `Ann <director, Acme>`,
    `Ann, Acme`, `Ann - Acme`, `Ann: #acme #maps`, `Ann #maps`, `[Ann](https://…)`, `[x] Ann ✅`,
    `[name=Ann] 14:00-17:00`, `會長王小明`, `王秘書長小明`, `財委張麗君`, `User:Ann`,
    `AL: Ann Lee`, `Dr. Ann Lee`.
    """
    raw = raw[:2000].strip()
    if (raw[:1] == "+" and COUNT.match(raw)) or UNIT_COUNTED.fullmatch(raw):
        return None
    unboxed = AT_NAME.sub("", WIKI_USER.sub("", CHECK_BOX.sub("", raw)))
    text = REFERENCE.sub(r"\g<words>", unboxed)
    if lead := find_lead(text):
        person = read_person(lead.entry)
        return person and _told_of(person, lead)
    if person := _read_at_once(text):
        return person
    person = _read_in_parts(text, family_first=family_first)
    if not looks_like_name(person.name):
        return None
    return person if _says_all(person, text) else replace(person, rest=raw)


def _told_of(person: Person, lead: Lead) -> Person:
    rest = f"{lead.remark}\n{person.rest}".strip()
    position = person.position or lead.position
    return replace(person, name=f"{lead.title} {person.name}".strip(), position=position, rest=rest)


def _read_at_once(text: str) -> Person | None:
    """Return whom an entry names in a form that says so: signed, in bold letters, by a handle."""
    if (signed := SIGNED_NAME.match(text)) and looks_like_name(signed["name"]):
        return Person(signed["name"].strip(), rest=signed["rest"].strip())
    bold = BOLD_NAME.match(text)
    if bold and not bold["dash"] and looks_like_name(bold["name"]):
        return Person(bold["name"].strip(), rest=bold["rest"].strip())
    if found := with_office_and_unit(text):
        return Person(**found._asdict())
    if (first := HANDLE_FIRST.match(text)) and not _begins_with_name(first["rest"]):
        links = [link.url for link in find_links(first["rest"])]
        return Person(first["handle"], first["handle"], rest=first["rest"], links=links)
    if (told := GIVEN_INITIAL.fullmatch(text)) and looks_like_name(told["name"]):
        return Person(told["name"] + told["initial"] + (told["called"] or ""))
    return None


def _begins_with_name(text: str) -> bool:
    """Tell if what follows a handle is the name of its person: `王小明 港務局`, `Ann Lee`."""
    words = text.split()
    return (
        is_full_name(words[0]) or is_full_name(text) or (len(words) == 1 and looks_like_name(text))
    )


def _read_in_parts(text: str, *, family_first: bool) -> Person:
    """Return whom an entry names, all that is no part of the name taken out."""
    entry = _Entry(written=text, left=text)
    _take_marks(entry)
    _take_addresses(entry)
    _take_what_is_beside(entry)
    _take_offices_and_units(entry)
    inside = entry.take(out_of_brackets)
    _take_offices_of_name(entry)
    mark, after = ("", "") if family_first else _take_after_name(entry)
    _take_end_of_name(entry)
    _place_inside(entry, inside)
    _place_after(entry, mark, after)
    person = entry.person()
    return replace(person, name=TWICE.sub(r"\g<name>", person.name)) if inside else person


def _take_marks(entry: _Entry) -> None:
    """Take away what is written around an entry: links, `<director, Acme>`, ticks, stars."""
    links = find_links(entry.written)
    entry.links = [link.url for link in links]
    text = STOP_AFTER.sub("", _words_of(entry.written, links).rstrip())
    for pattern in (IN_ITALICS_AFTER, SAID_BEHIND_BRACKETS):
        if said := pattern.search(text):
            entry.remarks.append(said[0].strip())
            text = text[: said.start()]
    text, entry.role, organization = out_of_angles(text)
    entry.organizations.append(organization)
    text = FOOTNOTE.sub("", ATTENDANCE_MARK.sub("", SYMBOLS.sub("", plain(text))).strip())
    entry.left = WRITER.sub(r"\g<name>", ADDRESS.sub("", ALONG.sub("", text)))


def _take_addresses(entry: _Entry) -> None:
    """Take out what follows a picture, and addresses: of e-mail, of a page, a handle."""
    entry.remarks.append(entry.cut(PICTURE_AFTER))
    if mail := entry.cut(MAIL_BESIDE):
        entry.remarks.append(mail)
        entry.left = entry.left.rstrip(" -–—,，/|")
    if entry.links:
        entry.cut(PAGE_AFTER)
    entry.left, entry.handle, organization = out_of_handle(entry.left)
    entry.organizations.append(organization)


def _take_what_is_beside(entry: _Entry) -> None:
    """Take out what else stands beside a name, from the end of the entry on."""
    entry.remarks += [entry.cut(pattern) for pattern in (TALK_AFTER, COMES_AT)]
    entry.organizations.append(entry.cut(PLACE_AFTER, UNIT_AT))
    entry.cut(COURTESY_AFTER)
    entry.remarks += [entry.cut(pattern) for pattern in REMARKS_BESIDE]


def _take_offices_and_units(entry: _Entry) -> None:
    """Take out offices and units before a name and offices after it."""
    group = entry.take(out_of_group)
    entry.office = entry.cut(*OFFICES_BEFORE)
    entry.office_after = entry.cut(*OFFICES_AFTER)
    entry.work = entry.cut(WORK_AFTER)
    entry.organizations.append(group or entry.take(out_of_unit))
    before, _dot, does = entry.left.rpartition("・")
    if before and OFFICE_KEY.fullmatch(does.strip()):
        entry.left = before.strip()
        entry.office = entry.office or does.strip()


def _take_offices_of_name(entry: _Entry) -> None:
    """Take out offices that stood before brackets, and those within a name."""
    office_after = entry.cut(*OFFICES_AFTER)
    entry.office_after = entry.office_after or office_after
    if not entry.office:
        entry.office = entry.take(out_of_name)


def _take_after_name(entry: _Entry) -> tuple[str, str]:
    """Take out what follows the name; return the mark between them and what it is."""
    match = AFTER_NAME.search(entry.left)
    if not match or FAMILY_NAME_FIRST.fullmatch(entry.left) or _is_in_two_scripts(entry.left):
        return "", ""
    after = entry.left[match.end() :].strip()
    entry.left = entry.left[: match.start()].strip()
    return match[0].strip(), after


def _is_in_two_scripts(text: str) -> bool:
    """Tell of a name that it stands in two scripts: `다은 / Daeun`, `Hank Yu / 游小翰`."""
    match = TWO_SCRIPTS.fullmatch(text)
    if not match:
        return False
    latin, other = sorted(match.groups(), key=lambda name: not name.isascii())
    named = any(map(is_given_name, latin.split())) and is_surely_name(latin)
    given = HANGUL_GIVEN.fullmatch(other) is not None and not GROUP.search(other)
    return named and (is_east_asian_name(other) or given)


def _take_end_of_name(entry: _Entry) -> None:
    """Take out what nothing but a space sets off from the name: work, a unit, a handle."""
    if not entry.work:
        entry.work = entry.cut(WORK_AFTER)
    entry.organizations.append(entry.take(out_of_unit_after))
    entry.remarks.append(entry.cut(HOME_AFTER, SAID_AFTER_LATIN))
    if not entry.handle:
        entry.handle = entry.cut(HANDLE_AFTER)


def _place_inside(entry: _Entry, inside: str) -> None:
    """Place what stood in brackets: a remark, what somebody is or does, or an organization."""
    if not inside:
        return
    role, _comma, unit = (part.strip() for part in inside.partition(","))
    if entry.links or _is_remark(inside):
        entry.remarks.append(_rest_of(inside, entry.written))
    elif not entry.position and _is_role(role):
        entry.role = role
        entry.organizations.append(unit)
    elif inside.lower() not in NO_ORGANIZATION:
        entry.organizations.append(inside)
        if entry.organization != inside:
            entry.remarks.append(inside)


def _is_remark(inside: str) -> bool:
    short = inside.isascii() and len(inside) <= 2
    return short or len(inside) > 80 or REMARK.search(inside) is not None


def _is_role(text: str) -> bool:
    """Tell if brackets after a name say what somebody is or does: `lead`, `通訳`, `協會理事`."""
    patterns = (OFFICE_KEY, OFFICE_IN_BRACKETS)
    return is_position(text) or any(pattern.fullmatch(text) for pattern in patterns)


def _rest_of(inside: str, raw: str) -> str:
    """Return what stands in the brackets of an entry as it is written, links and all."""
    start = min((raw.find(c) for c in "(（" if c in raw), default=-1)
    end = max(raw.rfind(")"), raw.rfind("）"))
    return raw[start + 1 : end].strip() if 0 <= start < end else inside


def _place_after(entry: _Entry, mark: str, after: str) -> None:
    """Place what follows a name: its organization, `position, organization`, or something else."""
    if not after:
        return
    parts = [part.strip() for part in re.split(r"[,，、]", after)]
    if (mark in (":", "：") and after[0].islower()) or _tells_more(after) or len(parts) > 2:
        entry.remarks.append(after)
    elif len(parts) == 2 and not entry.position and not entry.organization:
        entry.role = parts[0]
        entry.organizations.append(parts[1])
    elif len(parts) == 1 and not entry.position and is_position(after):
        entry.role = after
    elif not entry.organization:
        entry.organizations.append(after)
    else:
        entry.remarks.append(after)


def _tells_more(after: str) -> bool:
    """Tell if what follows a name is more than an office and an organization."""
    long = len(after) > 80 or SENTENCE.search(after) is not None
    return long or "#" in after or re.search(r"\s[/／]\s", after) is not None


def _words_of(text: str, links: list) -> str:
    """Return a line with `[words](url)` as its words and bare addresses gone."""
    parts, position = [], 0
    for link in links:
        parts += [text[position : link.start], "" if link.image else link.title, " "]
        position = link.end
    return "".join([*parts, text[position:]])


def _says_all(person: Person, raw: str) -> bool:
    """Tell if every word of an entry stands in some field."""
    fields = (person.name, person.handle, person.organization, person.position, person.rest)
    said = same_name("".join([*fields, *person.links, person.position, person.name]))
    words = re.findall(r"[^\W_]+", folded(raw).casefold())
    return all(word in said or word in NO_ORGANIZATION or word == "from" for word in words)


def read_person_first(raw: str) -> Person | None:
    """Read an entry that begins with a name, whatever follows it: `阿福 開車可載 3 人`.

    For what stands among entries of people; None where words without a name begin it.
    """
    if person := read_person(raw):
        return person
    match = NAME_FIRST.fullmatch(plain(CHECK_BOX.sub("", raw)).strip())
    if not match or not is_surely_name(match["name"]):
        return None
    by_space = not match["mark"].strip()
    sure = match["name"][0].isascii() or tells_person(match["name"])
    if by_space and (match["rest"][0].isascii() or not sure):
        # `Will send the slides`, `今天 大家都要早到`.
        return None
    return Person(match["name"], rest=raw.strip())


@remember_lines
def is_surely_name(entry: str) -> bool:
    """Tell if an entry can be nothing but a person, or a group with names."""
    entry = COMES_AT.sub("", WIKI_USER.sub("", entry))
    if found := group_entry(entry) or office_entry(entry):
        return all(map(is_surely_name, split_names(found[1])))
    if re.search(r"[:：](?!\s?#)", plain(entry)):
        return False
    person = read_person(entry)
    return person is not None and names_nothing_else(person.name)


@remember_lines
def tells_person(text: str) -> bool:
    """Tell if a text by itself says that it is somebody: `Ann Lee`, `王小明`, `阿海`, `@mei`.

    `Harbour` and `台北` may be names elsewhere.
    """
    text = without_title(plain(text).strip())
    if EAST_ASIAN_ONLY.fullmatch(text):
        return is_east_asian_name(text)
    if not looks_like_name(text) or PLACE_ENDS.search(text):
        return False
    words = text.lower().split()
    named = is_given_name(words[0]) and len(words) <= 3 and is_surely_name(text)
    return named or HANDLE.match(text) is not None
