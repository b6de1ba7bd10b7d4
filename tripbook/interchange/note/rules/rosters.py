"""Rosters: who takes part, from lists, lines, headings and tables of names."""

import re
from collections.abc import Callable
from functools import cached_property
from itertools import compress, pairwise

from tripbook.interchange.note.draft import MARKUP, Draft, PersonDraft
from tripbook.interchange.note.line.entries import (
    A_GROUP,
    HEAD_OF_GROUP,
    NAMED_GROUP,
    are_columns,
    are_lines_apart,
    are_names_before_gaps,
    are_people,
    are_slashed,
    begin_with_names,
    crews_of,
    duties_apart,
    entries_in_columns,
    family_names_first,
    is_bold_name,
    is_crew,
    is_name_over_words,
    is_one_with_unit,
    is_pair_of_names,
    looks_like_roster,
    name_with_tags,
    names_apart,
    names_with_units,
    out_of_unit,
    says_somebody,
    speakers_in,
    surely_names,
    with_brackets_for_gap,
    with_commas,
    with_names_first,
    with_offices,
)
from tripbook.interchange.note.line.full_names import (
    HONORIFIC,
    HONORIFICS,
    IN_BRACKETS,
    is_name_said,
    is_place_or_step,
    without_title,
)
from tripbook.interchange.note.line.keys import (
    Label,
    asks_to_sign,
    bare_label,
    ends_with,
    is_any_label,
    is_label,
    label_of,
    may_be_group,
    may_head_anybody,
    may_head_names,
    names_people,
)
from tripbook.interchange.note.line.names import (
    BETWEEN_NAMES,
    COMMAS,
    COUNTED_NAMES,
    FROM_SOMEWHERE,
    GROUP_KEY,
    JOBS,
    WITH_ARTICLE,
    group_entry,
    is_absent,
    looks_like_name,
    office_entry,
    same_name,
    split_names,
    tells_of_absent,
)
from tripbook.interchange.note.line.offices import UNIT_AT_END
from tripbook.interchange.note.line.people import (
    Person,
    is_surely_name,
    read_person,
    read_person_first,
    tells_person,
)
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import CHECK_BOX, SHORTCODE, plain
from tripbook.interchange.note.line.words import (
    ASKS_NAMES,
    COUNTRIES,
    KEY,
    OTHER_DATE,
    Part,
)
from tripbook.interchange.note.tree.blocks import Block, Bullets, Item, Opaque, Section, Table, Text

from .days import is_nothing_but_dates
from .roster_groups import (
    SIDE,
    UNIT_DASH,
    are_groups,
    entries_of,
    groups_in,
    holds_people_of_units,
    is_line_of_names,
    is_side,
    lists_in,
    names_of_group,
    those_present,
    ticked,
    units_before_commas,
    values_of_groups,
    with_sides_apart,
    without_group,
)
from .roster_lines import (
    DEFINITION,
    EMPHASIZED,
    NEXT_LABEL,
    OURSELVES,
    PRESENCE_KEY,
    SLASH,
    THERE_KEY,
    are_people_with_units,
    is_clause,
    is_entry,
    is_full_entry,
    is_remark,
    key_of,
    loose_label_before,
    others_are_single,
    says_name,
    with_texts,
    without_bars,
    without_bullet,
    without_count,
    without_numbers,
    without_remarks,
    without_unticked,
)
from .roster_tables import (
    ATTENDANCE_COLUMN,
    HANDLE_COLUMN,
    NO_ROSTER_COLUMN,
    ORGANIZATION_COLUMN,
    PERSON_COLUMN,
    POSITION_COLUMN,
    RIDERS_COLUMN,
    WHO_COLUMN,
    absent_rows,
    column_of_names,
    grid_of_names,
    name_columns,
    names_in_cells,
    names_of_row,
)

# What stands after the name of one person: `Ann Lee - Port office`, `Ann / Port`, `Ann @ann Port`.
DASH_AFTER = re.compile(r"\s[-–—/|｜]\s.{1,60}$|｜.{1,60}$|\s[@＠]\w.{0,60}$|\s*<[^<>]{1,60}>$")
# `Speaker: Ann Lee from Harbour Lab and Open Port`, `Panellist 2: Ann Lee, Port Lab`: one person,
# whose label says so.
ONE_SPEAKER = re.compile(
    r"\W*(?:guest |keynote )?(?:speaker|presenter|moderator|facilitator|panell?ist|chair)"
    r"(?:\s?#?\d{1,2})?\W*",
    re.IGNORECASE,
)
ONE_WITH_UNITS = re.compile(
    r"(?P<name>[^\W\d]\S{0,20}(?:\s(?!(?:from|and)\s)[^\s,，、;&()（）]{1,20}){0,3})\sfrom\s"
    r"(?P<units>(?:(?!\sfrom\s).){2,100})",
)
# `議程：小明、阿海`: the team of those who come, whose name may be a label elsewhere.
TEAM = both_scripts(
    rf"\W*(?:{JOBS}|總召|副召|美術|開發|志工|製播|招募|註冊|program|venue|marketing"
    r"|design|finance|sponsor\w*)(?:組|team)?\s?[:：]\s*"
    r"(?P<names>\S.*)",
    re.IGNORECASE,
)
# `台湾側　林、王`: the side that a line of names begins with.
SIDE_BEFORE = both_scripts(r"^\S{1,8}(?:側|方|組|隊|班|團|팀|조|チーム)[\s　:：]+(?=\S)")
# `我們：`, `Our side:` beside `對方兩位：`, `Their side:`.
OUR_SIDE = both_scripts(
    r"\W*(?:我們|我方|こちら|当方|弊会|우리|우리 ?측|we|us|our (?:side|team))\W*", re.IGNORECASE
)
THEIR_SIDE = both_scripts(
    r"\W*(?:對方|先方|相手|상대방?|they|their (?:side|team))"
    r"(?:[共有]?\s?[一二兩三四五六七八九十\d]{1,2}\s?[位人名])?\W*",
    re.IGNORECASE,
)
# `Signed up: 13 → Ann, Ben`: how many they are, before their names.
COUNT_BEFORE = re.compile(r"^\s*\d{1,3}\s?[名人位명]?\s?(?:→|->|=>|[:：])\s*")
# What no line of names has in it.
PROSE = re.compile(r"[。！？]|[a-z]{2}\.\s+[A-Z][a-z]+\s[a-z]")
# A line of one person has an address or a handle after the name: `Ann Lee, Port, ann@port.example`.
ADDRESS_BESIDE = re.compile(r"[,，;；]\s*[*_<(]{0,2}(?:mailto:)?[\w.+-]{0,60}@\w[^,，@]{0,60}$")
# A line over teams and their people: `Teams`, `小隊`, `分組名單：`.
HEAD_OF_TEAMS = both_scripts(
    r"\W*(?:(?:teams?|groups?|小隊|分組|組別|隊伍|分隊|各[組隊]|팀|조|チーム|グループ|名單|members?|成員|隊員|組員|一覽|and|與|和|及)\W*)+",
    re.IGNORECASE,
)
# An item of a roster that is nobody: where more is told of the one above it.
BARE_LINK = re.compile(r"\s*<?https?://\S+\s*")
# The label of a list stands at most so many lines above it.
LINES_ABOVE = 5
FLAG = re.compile("\\s*[\U0001f1e6-\U0001f1ff]{2}\\s*")
MAX_LINES_OF_CREWS = 60
MAX_BARE_NAMES = 500
# `한국방`, `日本ルーム`, `Port channel`: where those of one place or language meet.
A_ROOM = both_scripts(
    rf"\W*(?:{COUNTRIES.pattern}|日本語|韓[語文]|中文|華語|英[語文]|한국어|일본어|english|[A-Z]{{2}})"
    r"\s?(?:房|[教會]?室|頻道|部屋|ルーム|チャンネル|チャネル|방|채널|\broom|\bchannel)"
    r"(?:\s[\w ]{1,20}(?:room|channel))?\W*",
    re.IGNORECASE,
)
# `**Ann Lee** (Port)` over what is told of her.
BOLD_HEAD = re.compile(r"\*\*[^*]{1,40}\*\*\s?(?:[(（][^()（）]{1,40}[)）])?")
# `Format:` over a block of code: how to sign, not who did.
EXAMPLE = re.compile(r"\W*(?:format|example|e\.?g\.?|格式|範例|例)\W*$", re.IGNORECASE)
# How a degree begins the names by which people are known here.
TITLES = ("dr.", "dr", "prof.", "prof", "prof.dr.")
# `台灣團成員`, `Our port's delegates`: what stands over people and what they do.
MEMBERS_AT_END = both_scripts(
    r"(?:成員|團員|隊員|組員|學員|メンバー|参加者|참가자|참석자"
    r"|\b(?:members|participants|attendees|delegates|travell?ers))\W*$",
    re.IGNORECASE,
)
# `Ann Lee`, `Ted C.`, `민서 Minseo`, `阿海 Hai`: of whom a part may be told elsewhere.
SEVERAL_WORDS = re.compile(
    r"[A-Z][a-z]+\s[A-Z](?:[a-z]+(?:-[a-z]+)?|\.)?|[\uac00-\ud7a3\u3400-\u9fff]{2,4}\s[A-Z][a-z]+"
)
PLACEHOLDER = re.compile(r"(?:[-*+]|\d{1,9}[.)])?\s{0,9}[.…⋯]*")
SPEAKING = re.compile(
    r"^[\s>*\-+]*\[?(?P<name>[\w.\-]{2,20}(?:\s[A-Z][\w.\-]{1,20})?)\]?\s*[:：]"
    r"|\[(?P<box>[\w.\-]{2,20})\]|^#{1,6}\s+(?P<head>\w[\w.\- ]{1,20})\s*$"
)
SIGNING = re.compile(r"\[name=(?P<tag>[^\]]{1,40})\]|@(?P<at>[\w.\-]{2,20})")


def _heads_people(text: str, *, heads: bool) -> bool:
    """Tell if words say of those below that they come.

    Over a list a group will do: `Team A`, `台南組`.
    """
    words = [PRESENCE_KEY, THERE_KEY, *([HEAD_OF_GROUP, NAMED_GROUP] if heads else [])]
    return may_head_names(text) or any(word.fullmatch(text) for word in words)


def _is_single_word(entry: str) -> bool:
    entry = IN_BRACKETS.sub("", entry)
    return re.fullmatch(r"[\w.\-]+", entry) is not None and looks_like_name(entry)


def _with_names_first(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    texts = with_names_first([text for _line, text in lines])
    return [(line, text) for (line, _text), text in zip(lines, texts, strict=True)]


def _is_of_one(key: str, value: str) -> bool:
    """Tell if a label is one person's, with where that one is from: `Panellist 2: Ann Lee, Lab`."""
    return ONE_SPEAKER.fullmatch(key) is not None and is_one_with_unit(value)


def _has_signed(entry: str) -> bool:
    """Tell if an entry is somebody's, not what a form asks for: `[ ] Mei`, `mei (port)`, `@mei`."""
    boxed = CHECK_BOX.match(entry) is not None
    return boxed or IN_BRACKETS.search(entry) is not None or says_somebody(entry)


def _are_members(entries: list[str]) -> bool:
    """Tell if entries are people and what they do: `蘇小船：主持`, `Min Oh - 口譯`."""
    return looks_like_roster(entries) and any(map(says_somebody, map(key_of, entries)))


class Rosters:
    """Reads people into a draft."""

    def __init__(self, draft: Draft):
        self.draft = draft
        # The line after the last list of names under where they are from.
        self.end_of_homes = 0
        # Who has a word in a name of several, and the line of that.
        self.by_word: dict[str, list[tuple[PersonDraft, int]]] = {}

    @cached_property
    def signing(self) -> set[str]:
        """Return the names by which the note's writers sign what they say: `[name=Ann]`, `@ann`."""
        found = (match for line in self.draft.lines for match in SIGNING.finditer(line[:200]))
        return {same_name(match["tag"] or match["at"]) for match in found}

    @cached_property
    def speaking(self) -> set[str]:
        """Return the names by which the note's writers sign or speak, or that are headings."""
        found = (match for line in self.draft.lines for match in SPEAKING.finditer(line[:200]))
        return self.signing | {same_name(next(filter(None, match.groups()))) for match in found}

    def add(
        self, raw: str, line: int, role: str = "delegate", *, family_first: bool = False
    ) -> PersonDraft | None:
        """Add the person of an entry, or what it says of one who is known; None for nobody."""
        person = None if is_absent(raw) else read_person(raw, family_first=family_first)
        return self._add(person, line, role)

    def add_first(self, raw: str, line: int, role: str) -> PersonDraft | None:
        """Add the person whose name begins an entry, whatever follows it."""
        return self._add(None if is_absent(raw) else read_person_first(raw), line, role)

    def _add(self, person: Person | None, line: int, role: str) -> PersonDraft | None:
        if person is None or WITH_ARTICLE.match(person.name) or bare_label(person.name):
            return None
        if COUNTRIES.fullmatch(person.name):
            return None
        if is_place_or_step(person.name, person.organization):
            return None
        known = self.draft.people.get(same_name(person.name)) or self._addressed(person.name)
        known = known or self._called_in_short(person.name, line)
        if known is None:
            name = self.draft.one_line(person.name, line)
            known = self.draft.people[same_name(name)] = PersonDraft(name=name, role=role)
            known.nested = True
            self._remember_words(known, line)
        self.draft.claim(line, known, "name")
        known.links += person.links
        rest = person.rest
        for attribute in ("handle", "organization", "position"):
            value = getattr(person, attribute)
            if value and not getattr(known, attribute):
                setattr(known, attribute, self.draft.one_line(value, line))
                self.draft.claim(line, known, attribute)
            elif value and getattr(known, attribute) != value:
                rest = f"{rest}\n{value}".strip()
        if rest:
            known.text.setdefault(rest)
            self.draft.claim(line, known, "bio")
        return known

    def _addressed(self, name: str) -> PersonDraft | None:
        """Return whom the note names with and without `Dr.`, `さん`, `님`.

        Without what East Asia adds the name alone is kept.
        """
        titled = (self.draft.people.get(title + same_name(name)) for title in TITLES)
        untitled = without_title(name)
        if untitled != name:
            return self.draft.people.get(same_name(untitled))
        if known := next(filter(None, titled), None):
            return known
        bare = HONORIFIC.sub("", name)
        if bare != name:
            return self.draft.people.get(same_name(bare))
        for honorific in HONORIFICS:
            if known := self.draft.people.pop(same_name(name) + honorific, None):
                known.name = name
                self.draft.people[same_name(name)] = known
                return known
        return None

    def _remember_words(self, person: PersonDraft, line: int) -> None:
        words = person.name.split() if SEVERAL_WORDS.fullmatch(person.name) else ()
        # `민서 Minseo` is called by either, `Ann Lee` by her given name, as `Lin Mei-hua` is.
        joined = [word for word in words if "-" in word]
        given = words if person.name[:1] > "\u2fff" else joined or words[:1]
        for word in given:
            self.by_word.setdefault(same_name(word), []).append((person, line))

    def _called_in_short(self, name: str, line: int) -> PersonDraft | None:
        """Return the only one whom another part calls by more words: `Ann` of `Ann Lee`.

        In one list `Ann` and `Ann Lee` are two.
        """
        called = [] if " " in name else self.by_word.get(same_name(name), [])
        if len(called) != 1:
            return None
        person, first = called[0]
        return person if self._paragraph_ends[first] < line else None

    @cached_property
    def _paragraph_ends(self) -> list[int]:
        """Return for each line the next one that is blank."""
        ends = [len(self.draft.lines)] * len(self.draft.lines)
        for line in range(len(ends) - 2, -1, -1):
            ends[line] = ends[line + 1] if self.draft.lines[line + 1].strip() else line + 1
        return ends

    def read_blocks(self, blocks: list[Block], role: str) -> list[PersonDraft]:
        """Read the blocks under a roster's heading; after a list a line in bold is no name.

        Nor is a sentence: `Quorum reached.`
        """
        found: list[PersonDraft] = []
        after_list = False
        for block in blocks:
            if after_list and isinstance(block, Text) and is_remark(block.lines[0][1]):
                continue
            people = self.read_block(block, role)
            after_list = after_list or bool(people) and isinstance(block, Bullets | Table)
            found += people
        return found

    def read_block(self, block: Block, role: str) -> list[PersonDraft]:
        """Read a block under a roster's label; return who stands in it."""
        match block:
            case Bullets():
                return self.read_list(block, role)
            case Text():
                return self._text(block, role)
            case Table():
                return self._table(block, role)
            case Opaque():
                lines = block.quoted or block.coded
                if EXAMPLE.match(self._line_above(block)):
                    return []
                named = sum(is_surely_name(without_bullet(text)) for _line, text in lines)
                return self._lines_of_names(lines, role) if named * 2 > len(lines) else []
        return []

    def read_heading(self, section: Section, role: str) -> list[PersonDraft]:
        """Read a heading in a roster: a group with its names under it, or a person."""
        words = plain(section.text)
        if tells_of_absent(words) or is_label(words, Part.QUESTIONS):
            return []
        names = [entries_of(block) for block in section.blocks if isinstance(block, Bullets)]
        group = section.sections or any(map(surely_names, names)) or not read_person(section.text)
        tables = (block for block in section.blocks if isinstance(block, Table))
        group = group or any(name_columns([plain(c) for c in t.header]) for t in tables)
        side = (GROUP_KEY.match, PRESENCE_KEY.fullmatch, A_GROUP.search, HEAD_OF_GROUP.fullmatch)
        if group or any(match(words) for match in side):
            found = self.read_blocks(section.blocks, role)
            if found or section.sections:
                return found
        # `### Online resources` beside `### On site` are parts about how to come.
        if is_any_label(words) or ends_with(words, Part.REFERENCES):
            return []
        person = self.add(section.text, section.first, role)
        if person is None:
            return []
        self.draft.own(section.body, section.last, person)
        return [person]

    def read_list(self, block: Bullets, role: str) -> list[PersonDraft]:
        """Read a list with a name in most items; what stands under a name is about the person.

        An item over a list of nothing but names is a group: `- Taipei` over `- Ann`, `- Ben`.
        """
        present = without_numbers(those_present(block.items, self._line_above(block)))
        groups = groups_in(present)
        items = [item for item in present if item not in groups]
        found = [p for item in groups for p in self._group(item, role)]
        items = [item for item in items if not BARE_LINK.fullmatch(item.text)]
        items = with_texts(items, with_names_first([item.text for item in items]))
        texts = [item.text for item in items if item.text.strip(" .…⋯")]
        if not looks_like_roster(texts) and not are_groups(texts):
            return found
        if family_names_first([plain(item.text) for item in items]):
            for item in items:
                if person := self.add(item.text, item.first, role, family_first=True):
                    self.draft.own(item.first + 1, item.last, person)
                    found.append(person)
            return found
        # `- Ann / Port / @ann` among others of this shape is one person.
        slashed = len(items) > 1 and any(SLASH.search(plain(item.text)) for item in items)
        several = not slashed and all(is_line_of_names(item) for item in items)
        several = several and not are_columns([plain(item.text) for item in items])
        among_groups = any(names_of_group(item.text) for item in items)
        for item in items:
            if several or holds_people_of_units(item):
                found += self._names_of([(item.first, item.text)], role)
            else:
                one = slashed and SLASH.search(plain(item.text)) is not None
                found += self._item(item, role, among_groups=among_groups, one_each=one)
        return found

    def loose_label(
        self, text: str, entries_below: Callable[[], list[str]] = list, *, heads: bool = False
    ) -> Label | None:
        """Recognise a label of names by words about people and the shape of what follows.

        `Who's in? (+1s)` over a list of names, `來的夥伴：小明、阿海`; `entries_below` finds the
        entries under it. What `heads` a list or a part needs no such words over people who are
        surely some: `Friends of the port` over `- Ann Lee`, `- @ben`, `- Josefa R.`.
        """
        text = SHORTCODE.sub("", text).strip()
        match = KEY.match(text)
        if match and text[match.end() :].strip():
            label = loose_label_before(match[1].strip(), text[match.end() :].strip())
            if label or not ASKS_NAMES.search(match[1]):
                return label
        asks = ASKS_NAMES.search(text[:80])
        of_people = _heads_people(text, heads=heads)
        ourselves = heads and OURSELVES.fullmatch(text) is not None
        people = names_people(text)
        signs = asks_to_sign(text)
        anybody = heads and may_head_anybody(text)
        members = heads and of_people and MEMBERS_AT_END.search(text) is not None
        if not (asks or of_people or ourselves or people or signs or anybody):
            return None
        below = entries_below()
        if (
            (people and len(below) > 1 and looks_like_roster(below))
            or (signs and looks_like_roster(below) and any(map(_has_signed, below)))
            or (asks and len(below) > 1 and surely_names([key_of(entry) for entry in below]))
            or (of_people and surely_names(below))
            or (ourselves and surely_names(below) and any(map(says_somebody, below)))
            or (members and len(below) > 1 and _are_members(below))
            or (anybody and are_people(below, self.signing))
        ):
            return Label(Part.ROSTER, text, "")
        return None

    def _group(self, item: Item, role: str) -> list[PersonDraft]:
        words = plain(item.text).rstrip(":： ")
        if tells_of_absent(words):
            return []
        if is_label(words, Part.ROSTER) or is_label(words, Part.SPEAKERS):
            role = "speaker" if is_label(words, Part.SPEAKERS) else role
            self.draft.mark(item.first, MARKUP)
        return [p for inner in lists_in(item) for p in self.read_list(inner, role)]

    def _item(
        self, item: Item, role: str, *, among_groups: bool, one_each: bool
    ) -> list[PersonDraft]:
        if is_absent(item.text):
            return []
        by_dash = UNIT_DASH.match(plain(item.text)) is not None
        if not one_each and not by_dash and is_pair_of_names(item.text):
            return self._names_of([(item.first, item.text)], role)
        label = label_of(plain(item.text))
        if label and label.value and label.part in (Part.ROSTER, Part.SPEAKERS):
            self.draft.keep(item.first)
            role = "speaker" if label.part is Part.SPEAKERS else role
            if _is_of_one(label.key, label.value):
                person = self.add_first(label.value, item.first, role)
                return [person] if person else []
            return self._names_of([(item.first, label.value)], role)
        if found := group_entry(plain(item.text)):
            self.draft.keep(item.first)
            return self._names_of([(item.first, found[1])], role)
        if team := TEAM.fullmatch(plain(item.text)):
            self.draft.keep(item.first)
            return self._names_of([(item.first, team["names"])], role)
        if found := office_entry(plain(item.text)):
            return self._officer(item, *found, role)
        if names := names_of_group(item.text, among_groups=among_groups):
            people = self._names_of([(item.first, names)], role)
            group = plain(item.text).removesuffix(names).rstrip(" :：-–—")
            self._give_unit(people, group, item.first)
            return people
        if person := self.add_first(item.text, item.first, role):
            self.draft.own(item.first + 1, item.last, person)
            return [person]
        if PLACEHOLDER.fullmatch(self.draft.lines[item.first].strip()):
            self.draft.mark(item.first, MARKUP)
        return []

    def _officer(self, item: Item, office: str, name: str, role: str) -> list[PersonDraft]:
        """Read `Driver: Ann`, `總召－小明`."""
        people = self._names_of([(item.first, name)], role)
        for person in people:
            if not person.position:
                person.position = self.draft.one_line(office, item.first)
                self.draft.claim(item.first, person, "position")
        return people

    def _line_above(self, block: Block) -> str:
        """Return the last line with words over a block."""
        above = reversed(self.draft.lines[max(0, block.first - LINES_ABOVE) : block.first])
        return next((line for line in above if line.strip()), "")

    def read_label(self, label: Label, line: int) -> list[PersonDraft]:
        """Read `Participants: Ann, Ben` (two names or more) or `Speaker: Ann`."""
        speakers = label.part is Part.SPEAKERS
        role = "speaker" if speakers else "delegate"
        if units := units_before_commas(label.value):
            return self._people_of_units(units, line, role)
        counted = COUNTED_NAMES.fullmatch(label.value)
        values = [counted["inside"] or counted["names"] if counted else label.value]
        if len(split := NEXT_LABEL.split(label.value)) > 1:
            values = values_of_groups(split)
            self.draft.keep(line)
        values = [without_group(COUNT_BEFORE.sub("", value)) for value in values]
        values = [with_commas(without_bars(value)) for value in values]
        if ONE_SPEAKER.fullmatch(label.key) and (one := ONE_WITH_UNITS.fullmatch(values[0])):
            person = self.add(one["name"], line, "speaker")
            if person and not person.organization:
                person.organization = self.draft.one_line(one["units"], line)
                self.draft.claim(line, person, "organization")
            return [person] if person else []
        if _is_of_one(label.key, values[0]):
            person = self.add_first(values[0], line, "speaker")
            return [person] if person else []
        entries = [entry for value in values for entry in split_names(value)]
        if any(map(is_nothing_but_dates, entries)) or OTHER_DATE.search(label.value):
            # `報名：boats.example，2027/3/9，額滿為止` is about how to come.
            return []
        alone = len(entries) == 1 and is_full_entry(entries[0])
        if len(entries) < 2 and not speakers and not alone:
            return []
        lines = [(line, value) for value in values]
        return self._names_of(lines, role)

    def read_speakers(self, cell: str, line: int) -> list[PersonDraft]:
        """Read who speaks from a cell of a programme: full names, or people who are known."""
        entries = speakers_in(cell)
        people = map(read_person, entries)
        if not all(p and (is_name_said(p.name) or self.is_known(p.name)) for p in people):
            return []
        return [p for entry in entries if (p := self.add(entry, line, "speaker"))]

    def is_known(self, name: str) -> bool:
        """Tell if somebody of this name was read already."""
        return same_name(name) in self.draft.people

    def _names_apart(self, lines: list[tuple[int, str]], role: str) -> list[PersonDraft]:
        return self._names_of([(line, with_commas(text)) for line, text in lines], role)

    def read_names_below(self, lines: list[tuple[int, str]], role: str) -> list[PersonDraft]:
        """Read the lines under a label: names, or one name and then words about the person."""
        lines = without_unticked(without_remarks(without_count(lines)))
        lines = _with_names_first(lines)
        if not lines:
            return []
        texts = [without_bullet(text) for _line, text in lines]
        if are_lines_apart(texts):
            return self._names_apart(lines, role)
        if are_names_before_gaps(texts):
            return self._one_each([(n, with_brackets_for_gap(text)) for n, text in lines], role)
        if is_name_over_words(texts):
            return self._name_over_words(lines, role)
        if are_people_with_units(texts) or are_columns(texts) or are_slashed(texts):
            return self._one_each(lines, role)
        if sides := self._sides(lines, role):
            return sides
        if len(texts) > 1 and all(text.rstrip().endswith(COMMAS) for text in texts[:-1]):
            return self._names_of(lines, role)
        if all(map(is_bold_name, texts)):
            return self._lines_of_names(lines, role)
        if all(len(split_names(text)) > 1 for text in texts) and not names_with_units(texts):
            return self._names_of(lines, role)
        entries = [(n, entry) for n, text in lines for entry in split_names(without_bullet(text))]
        several = len(entries) > len(lines) and not any(map(SLASH.search, texts))
        if several and all(says_name(e) and not KEY.match(e) for _n, e in entries):
            return self._one_each(entries, role)
        named = [says_name(DASH_AFTER.sub("", text)) for text in texts]
        if all(named) or names_with_units(texts):
            return self._lines_of_names(lines, role)
        if sum(named) > 2 and sum(named) * 4 >= len(named) * 3:
            return self._lines_of_names(list(compress(lines, named)), role)
        return self._name_over_words(lines, role)

    def _name_over_words(self, lines: list[tuple[int, str]], role: str) -> list[PersonDraft]:
        line, text = lines[0]
        if len(text) <= 60 and (person := self.add(text, line, role)):
            self.draft.own(line + 1, lines[-1][0] + 1, person)
            return [person]
        return []

    def read_paragraph(self, block: Text, role: str) -> list[PersonDraft]:
        """Read the paragraph after a label that stands alone: nothing but names, two or more."""
        texts = [text for _line, text in block.lines]
        if len(texts) == 1 and surely_names(names_apart(texts[0])):
            return self._names_of([(block.first, with_commas(texts[0]))], role)
        if len(texts) > 1 and (surely_names(texts) or are_people_with_units(texts)):
            return self.read_names_below(block.lines, role)
        if len(texts) == 1 and surely_names(split_names(texts[0])):
            return self._names_of(block.lines, role)
        return []

    def is_tagged_list(self, block: Bullets) -> bool:
        """Recognise a roster without a label: `- Ann: #acme #maps` in most items."""
        tagged = sum(name_with_tags(item.text) for item in block.items)
        return tagged >= 2 and tagged * 2 > len(block.items)

    def read_sides(self, lines: list[tuple[int, str]], *, dated: bool = False) -> bool:
        """Read groups without a roster's label: `第 1 小隊：小明、Ann` and `第 2 小隊：Ben、阿海`.

        Two of them at least, each of two names or more. Where the date stands beside them they
        may be the sides that met: `Port: Ann, Ben` and `Lab: Cho, Dee`; so may they under `Teams`.
        """
        self._read_both_sides(lines)
        sides = []
        dated = dated or any(HEAD_OF_TEAMS.fullmatch(plain(text)) for _line, text in lines[:1])
        for line, text in lines:
            words = plain(text)
            match = KEY.match(words)
            if not match or not (dated or group_entry(words)):
                continue
            names = words[match.end() :]
            if label_of(words) or not may_be_group(match[1]):
                continue
            if surely_names(split_names(names)):
                sides.append((line, names))
        if len(sides) < 2:
            return False
        people = [name for _line, names in sides for name in split_names(names)]
        if dated and not any(map(tells_person, people)):
            # `Bring: Cups, Plates` over `Food: Soup, Bread`.
            return False
        for line, _names in sides:
            self.draft.keep(line)
        return bool(self._names_of(sides, "delegate"))

    def _read_both_sides(self, lines: list[tuple[int, str]]) -> None:
        """Read who met: `對方兩位：佐藤さん、田中さん` beside `我們：小明、阿海`."""
        words = [(line, plain(text)) for line, text in lines]
        keys = [(line, text, key) for line, text in words if (key := KEY.match(text))]
        told = [
            [entry for entry in keys if side.fullmatch(entry[2][1])]
            for side in (OUR_SIDE, THEIR_SIDE)
        ]
        sides = [(line, text[key.end() :]) for line, text, key in sorted(told[0] + told[1])]
        if not all(told) or not all(surely_names(split_names(names)) for _line, names in sides):
            return
        for line, _names in sides:
            self.draft.keep(line)
        self._names_of(sides, "delegate")

    def read_crew(self, block: Block) -> list[PersonDraft]:
        """Read who met from nothing but their names, a list or one line, under when that was."""
        match block:
            case Bullets() if not any(item.below for item in block.items):
                items, boxed = ticked(block.items)
                lines = [(item.first, item.text) for item in items]
                crew = is_crew([text for _line, text in lines], self.speaking, boxed=boxed)
            case Text(lines=[(_line, text)]) if label_of(plain(text)) is None:
                lines, crew = block.lines, is_crew(split_names(text), self.speaking)
            case _:
                return []
        return self._names_of(lines, "delegate") if crew else []

    def read_counted_groups(self, lines: list[tuple[int, str]]) -> bool:
        """Read lines of counted groups, each with its people beside or below it."""
        crews = crews_of([plain(text) for _line, text in lines[:MAX_LINES_OF_CREWS]])
        for (line, _text), names in zip(lines, crews, strict=False):
            self.draft.keep(line)
            for name in names:
                self.add(name, line)
        return bool(crews)

    def read_home(self, block: Text, below: Bullets) -> bool:
        """Read names under where they are from: `Taiwan:` over `- Ann`, `- 小明`.

        Under a label of names, or after others read so, it needs no colon and may be a unit:
        `出席者` over `海洋大學` over `- 小明`, `- 阿海`.
        """
        line, text = block.lines[-1]
        words = plain(text).strip()
        home = FLAG.sub("", words).rstrip(":： ")
        told = COUNTRIES.fullmatch(home) and (home != words or EMPHASIZED.fullmatch(text.strip()))
        group = A_GROUP.search(home) is not None and may_be_group(home)
        told = told or (group and self._is_in_roster(block))
        if not told or not all(is_surely_name(item.text) for item in below.items):
            return False
        self.draft.keep(line)
        self.end_of_homes = below.last
        return bool(self.read_list(below, "delegate"))

    def _is_in_roster(self, block: Text) -> bool:
        """Tell if a label of names, or who is from elsewhere, is right above its last line."""
        if len(block.lines) == 1 and 0 < self.end_of_homes <= block.first:
            between = self.draft.lines[self.end_of_homes : block.first]
            return len(between) < LINES_ABOVE and not any(map(str.strip, between))
        above = block.lines[-2][1] if len(block.lines) > 1 else self._line_above(block)
        words = plain(above[:100]).strip()
        label = label_of(words) or bare_label(words)
        return label is not None and label.part is Part.ROSTER and not label.value

    def read_bare_names(self, block: Text) -> bool:
        """Read a line of names without a label: `ann, ben, cho, dee`, `阿寶 小鷗 Wen Kuo`.

        They are single words, four or more, or set apart by spaces, and two of them at least speak
        in the note; one will do where three of four can only be people: `小明、Ann、阿海、kuan`.
        """
        if len(block.lines) != 1:
            return False
        line, text = block.lines[0]
        if len(text) > MAX_BARE_NAMES:
            return False
        entries = names_apart(text) if " " in text else []
        if not entries and BETWEEN_NAMES.search(text):
            entries = split_names(text)
            if len(entries) < 4 or not all(map(_is_single_word, entries)):
                return False
        if not entries:
            return False
        known = self.speaking | self.draft.people.keys()
        speaking = sum(same_name(entry) in known for entry in entries)
        told = sum(map(tells_person, entries)) * 4 >= len(entries) * 3
        if speaking < (1 if told else 2):
            return False
        return bool(self._names_of([(line, ", ".join(entries))], "delegate"))

    def _text(self, block: Text, role: str) -> list[PersonDraft]:
        line, text = block.lines[0]
        if label := label_of(plain(text)):
            is_roster = label.part in (Part.ROSTER, Part.SPEAKERS)
            if is_roster and len(block.lines) == 1:
                return self.read_label(label, line)
            return self._offices(block) if is_roster else []
        return self._lines_of_names(block.lines, role)

    def _offices(self, block: Text) -> list[PersonDraft]:
        """Read lines each with an office before its names: `主持：小明` over `口譯：Ann`."""
        labels = [label_of(plain(text)) for _line, text in block.lines]
        if not all(
            (label and label.value and label.part in (Part.ROSTER, Part.SPEAKERS))
            or office_entry(plain(text))
            for label, (_line, text) in zip(labels, block.lines, strict=True)
        ):
            return []
        found = []
        for label, (line, text) in zip(labels, block.lines, strict=True):
            people = self.read_label(label, line) if label else []
            found += people or self._names_of([(line, text)], "delegate")
        return found

    def _lines_of_names(self, lines: list[tuple[int, str]], role: str) -> list[PersonDraft]:
        """Read lines that hold several names each, or one with what is said of the person."""
        if not all(DEFINITION.match(text) for _line, text in lines):
            # `Ann Lee` over `: editor`.
            lines = [line for line in lines if not DEFINITION.match(line[1])]
        lines = [(n, without_bullet(text)) for n, text in lines]
        lines = without_remarks(without_count(lines))
        if not lines:
            return []
        lines = _with_names_first(lines)
        if entries := entries_in_columns(lines):
            return self._one_each(entries, role)
        if are_lines_apart([text for _line, text in lines]):
            return self._names_apart(lines, role)
        if are_people_with_units([text for _line, text in lines]):
            return self._one_each(lines, role)
        if sides := self._sides(lines, role):
            return sides
        if len(lines) > 1 and FROM_SOMEWHERE.match(plain(lines[0][1])):
            self.draft.keep(lines[0][0])
            lines = lines[1:]
        told = all(KEY.match(plain(text)) for _line, text in lines[1:])
        if len(lines) > 1 and told and BOLD_HEAD.fullmatch(lines[0][1].strip()):
            return self._name_over_words(lines, role)
        if begin_with_names([text for _line, text in lines]):
            return [p for line, text in lines if (p := self.add_first(text, line, role))]
        slashed = [len(SLASH.findall(text)) for _line, text in lines if SLASH.search(text)]
        one_each = len(slashed) >= 2 and len(slashed) * (2 if set(slashed) == {1} else 1.5) >= len(
            lines
        )
        one_each = one_each or (bool(slashed) and others_are_single(lines))
        one_each = one_each or all(is_bold_name(text) for _line, text in lines)
        one_each = one_each or all(ADDRESS_BESIDE.search(text) for _line, text in lines)
        if not one_each and not names_with_units([text for _line, text in lines]):
            # Beside lines of several names an office has one: `Ann, Ben` over `通訳：佐藤`.
            in_lines = any(len(split_names(text)) > 1 for _line, text in lines)
            named = [
                (n, t)
                for n, t in lines
                if len(t) <= 500
                and not PROSE.search(t)
                and (len(split_names(t)) > 1 or (in_lines and office_entry(plain(t))))
                and not any(map(is_clause, split_names(t)))
                and (not KEY.match(plain(t)) or group_entry(plain(t)) or office_entry(plain(t)))
            ]
            # After the last line of several there may be those who came later, one on each.
            last = max((line for line, _text in named), default=-1)
            named += [(n, t) for n, t in lines if 0 <= last < n and is_surely_name(plain(t))]
            # The last name of all may stand on a line of its own.
            named += [
                line
                for before, line in pairwise(lines)
                if before in named and before[1].rstrip().endswith(COMMAS) and line not in named
            ]
            if named and all(looks_like_roster(split_names(text)) for _line, text in named):
                return self._names_of(named, role)
        named = sum(is_entry(text) for _line, text in lines)
        if not lines or named * 3 < len(lines) * 2:
            return []
        found = []
        for line, text in lines:
            if (inner := group_entry(plain(text)) or office_entry(plain(text))) is not None:
                self.draft.keep(line)
                found += self._names_of([(line, inner[1])], role)
            elif is_entry(text):
                found += self._one_each([(line, text)], role)
        return found

    def _one_each(self, lines: list[tuple[int, str]], role: str) -> list[PersonDraft]:
        """Read a person from each line, from `Ann & Ben / drinks` two."""
        found = []
        for line, text in lines:
            before, _slash, said = plain(text).partition(" / ")
            if said and is_pair_of_names(before):
                self.draft.keep(line)
                found += self._names_of([(line, before)], role)
            elif person := self.add(text, line, role):
                found.append(person)
        return found

    def _sides(self, lines: list[tuple[int, str]], role: str) -> list[PersonDraft]:
        """Read lines each of which names a side and its people."""
        apart = with_sides_apart([text for _line, text in lines])
        lines = [(line, text) for (line, _text), text in zip(lines, apart, strict=True)]
        if len(lines) < 2 or not all(is_side(text) for _line, text in lines):
            return []
        found = []
        for line, text in lines:
            side = SIDE.match(plain(text))
            found += self._people_of_units([(side["side"], side["names"])], line, role)
        return found

    def _people_of_units(
        self, units: list[tuple[str, str]], line: int, role: str
    ) -> list[PersonDraft]:
        """Read the names of each unit of a line: `港務局，小明、阿海；海洋部，Mei`."""
        found = []
        for unit, names in units:
            people = self._names_of([(line, names)], role)
            self._give_unit(people, unit, line)
            found += people
        return found

    def _give_unit(self, people: list[PersonDraft], group: str, line: int) -> None:
        """Say of people where they are from: `港務局：小明、阿海`; `Guests` stays text."""
        if not people or not UNIT_AT_END.search(group):
            self.draft.keep(line)
            return
        for person in people:
            if not person.organization:
                person.organization = self.draft.one_line(group, line)
                self.draft.claim(line, person, "organization")
        if not any(same_name(person.organization) == same_name(group) for person in people):
            self.draft.keep(line)

    def _names_of(self, lines: list[tuple[int, str]], role: str) -> list[PersonDraft]:
        found = []
        for line, text in lines:
            if group := group_entry(plain(text)):
                text = group[1]
                self.draft.keep(line)
            parts = duties_apart(with_offices(split_names(text)))
            entries = [(group_entry(part) or office_entry(part) or ("", part))[1] for part in parts]
            entries = [person for entry in entries for person in out_of_unit(entry)]
            if entries:
                entries[0] = SIDE_BEFORE.sub("", entries[0])
            if not looks_like_roster(entries):
                continue
            people = [self.add(entry, line, role) for entry in entries]
            if None in people:
                self.draft.keep(line)
            found += [person for person in people if person]
        return found

    def read_table(self, table: Table) -> bool:
        """Read a table that only its columns tell to be a roster: `| Who | Role | Arrives |`."""
        header = [plain(cell) for cell in table.header]
        columns = name_columns(header)
        if not columns or NO_ROSTER_COLUMN.search(" | ".join(header)):
            return False
        about = [name for n, name in enumerate(header) if n not in columns]
        names = [n for _line, row in table.rows for n in names_of_row(header, columns, row)]
        said = len(columns) > 1 or any(
            pattern.search(header[columns[0]]) for pattern in (WHO_COLUMN, RIDERS_COLUMN)
        )
        said = said or any(PERSON_COLUMN.search(n) or ATTENDANCE_COLUMN.fullmatch(n) for n in about)
        if not said or not surely_names(names):
            return False
        return bool(self._table(table, "delegate"))

    def _table(self, table: Table, role: str) -> list[PersonDraft]:
        """Read `| Name | Organization |`; a cell of another column is about the person.

        Where its head names no column, the first may hold names, or every cell of the table.
        """
        header = [plain(cell) for cell in table.header]
        columns = name_columns(header)
        if not columns and (grid := grid_of_names(table)):
            return [p for line, cell in grid if (p := self.add(cell, line, role))]
        if not columns and (crews := names_in_cells(table)):
            return [p for line, name in crews if (p := self.add(name, line, role))]
        if not columns and (column := column_of_names(table, header)) is not None:
            columns = [column]
        absent = absent_rows(table, header)
        found = []
        for line, cells in table.rows:
            if line in absent:
                continue
            entries = names_of_row(header, columns, cells)
            for person in [p for entry in entries if (p := self.add(entry, line, role))]:
                self._other_cells(person, header, cells, columns, line)
                found.append(person)
        if table.first in (line for line, _cells in table.rows):
            # The head stands on the line of rows: a table of HTML that is one line.
            self.draft.keep(table.first)
        elif table.rows and len(found) >= len(table.rows):
            for line in range(table.first, table.rows[0][0]):
                if "|" in self.draft.lines[line]:
                    self.draft.mark(line, MARKUP)
        return found

    def _other_cells(
        self,
        person: PersonDraft,
        header: list[str],
        cells: list[str],
        columns: list[int],
        line: int,
    ) -> None:
        for number, cell in enumerate(cells):
            if number in columns or not cell.strip():
                continue
            name = header[number] if number < len(header) else ""
            text = self.draft.one_line(cell, line)
            if HANDLE_COLUMN.search(name) and not person.handle:
                person.handle = text.lstrip("@")
            elif ORGANIZATION_COLUMN.search(name) and not person.organization:
                person.organization = text
            elif POSITION_COLUMN.search(name) and not person.position:
                person.position = text
            else:
                person.text.setdefault(f"{name}: {cell}" if name else cell)
        fields = ("handle", "organization", "position")
        self.draft.claim(line, person, *(f for f in fields if getattr(person, f)))
        if person.text:
            self.draft.claim(line, person, "bio")
