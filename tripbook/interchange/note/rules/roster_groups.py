"""Groups in rosters: entries over names, sides that met, and what stands before names."""

import re
from itertools import compress

from tripbook.interchange.note.line.entries import (
    A_GROUP,
    looks_like_roster,
    names_unit,
    surely_names,
    with_names_first,
)
from tripbook.interchange.note.line.full_names import is_full_name
from tripbook.interchange.note.line.keys import is_any_label, is_label, label_of, may_be_group
from tripbook.interchange.note.line.names import (
    NAME_AND_BRACKETS,
    OFFICE_ALONE,
    UNITS,
    looks_like_name,
    office_entry,
    split_names,
    tells_of_absent,
)
from tripbook.interchange.note.line.offices import UNIT_AT_END
from tripbook.interchange.note.line.people import is_surely_name
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.spans import folded
from tripbook.interchange.note.line.titles import CHECK_BOX, plain
from tripbook.interchange.note.line.words import COUNTRIES, KEY, Part
from tripbook.interchange.note.tree.blocks import Bullets, Item

from .roster_lines import stays_by_box

# `港務局：小明、Mei`, `社群 - 阿海`: a side and its names.
SIDE = re.compile(
    r"\W{0,6}(?P<side>[^:：,，、/(（]{1,20}?)\s{0,3}(?:[(（][^()（）]{1,40}[)）]\s?)?"
    r"(?P<mark>[:：]\s*|\s[-–—]\s+)(?P<names>\S.*)"
)
# `**Port maps**：小明、Mei`
BOLD_KEY = re.compile(r"\W*?(?:\*\*|__)[^*_]{1,40}?(?:[:：]\s?(?:\*\*|__)|(?:\*\*|__)\s?[:：])")
# `港務局　小明、Mei`: only a gap is between them.
SIDE_BY_GAP = re.compile(
    r"\W{0,6}(?P<side>[^\s:：,，、/(（]{2,14})(?:\u3000+|\s*\t\s*| {2,})(?P<names>[^\s:：][^:：]*)"
)
# `港務局 - 小明、Mei`, `前端 - 阿海、Mei`: a unit or the part of a team before its names.
UNIT_DASH = both_scripts(
    rf"^([^\s:：,，、()（）-]{{0,14}}(?:{UNITS})|前端|後端|全端|設計師?|企劃|專案|工程師?|測試|front-?end"
    r"|back-?end|full-?stack|design(?:ers?)?|engineer(?:s|ing)|PMs?|QA|marketing|media)\s[-–—]\s+",
    re.IGNORECASE,
)
# `港務局，小明、阿海`: a unit and a comma before its people.
UNIT_COMMA = re.compile(
    r"\s*(?P<unit>[^,，、;；:：()（）]{2,20})[,，]\s*(?P<names>[^,，;；:：]{2,500})"
)
# A label over all who might be there, where a tick says who was; who signs in needs none.
ROLL_CALL = both_scripts(
    r"\b(?:present|attendance|roll ?call|présente?s|présences?|anwesend\w{0,6}|presentes|presenti"
    r"|aanwezig\w{0,3})\b|出席|出欠|點名|참석|출석",
    re.IGNORECASE,
)


def those_present(items: list[Item], label: str = "") -> list[Item]:
    """Return the items up to a line `Not attending`, which Markdown takes for one of an item.

    Under a label that calls the roll those with an empty box weren't there: `Present:` over
    `- [x] Ann`, `- [ ] Ben`; not where all boxes are empty.
    """
    if ROLL_CALL.search(label[:200]):
        items, _boxed = ticked(items)
    for number, item in enumerate(items):
        if any(tells_of_absent(plain(text)) for _line, text in item.own_lines[1:]):
            return items[: number + 1]
    return items


def ticked(items: list[Item]) -> tuple[list[Item], bool]:
    """Return the items without those whose box is empty, and whether all have boxes.

    Where no box has a tick, none is left out.
    """
    texts = [item.text for item in items]
    every = bool(texts) and all(map(CHECK_BOX.match, texts))
    return list(compress(items, stays_by_box(texts))), every


def lists_in(item: Item) -> list[Bullets]:
    """Return the lists that stand under an item."""
    return [block for block in item.below if isinstance(block, Bullets)]


def entries_of(block: Bullets) -> list[str]:
    """Return the texts of a list's items; those that stand over a list of names are its names."""
    groups = groups_in(block.items)
    inner = [e.text for item in groups for block in lists_in(item) for e in block.items]
    return with_names_first([i.text for i in block.items if i not in groups]) + inner


def groups_in(items: list[Item]) -> list[Item]:
    """Return the items that stand over names; none where each is a name over one remark.

    `- Ann` over `- first time here`, `- Ben` over `- maps`: people and what they said. Of groups
    of one person each, the full names stand below.
    """
    groups = [item for item in items if _is_group(item)]
    texts = [plain(item.text) for item in items]
    below = [plain(each.text) for item in items for block in lists_in(item) for each in block.items]
    one_each = all(sum(len(block.items) for block in lists_in(item)) <= 1 for item in items)
    told = one_each and len(items) > 1 and all(map(is_surely_name, texts))
    told = told and sum(map(is_full_name, texts)) >= sum(map(is_full_name, below))
    told = told or _are_introduced(items, groups)
    return [] if told and not any(map(A_GROUP.search, texts)) else groups


def _are_introduced(items: list[Item], groups: list[Item]) -> bool:
    """Tell if items are people who say something of themselves: most stand over no names.

    `- Ann` over `- sails`, `- from Port Town`, and `- Mei` over `- designer`, `- artist`.
    """
    over = [item for item in items if lists_in(item)]
    return len(groups) * 2 < len(over) and all(is_surely_name(item.text) for item in over)


def _is_group(item: Item) -> bool:
    """Tell if an item stands over names: in the list under it is nothing else.

    Under one that says so itself, as `- 參與者`, most are. What may be a name itself stands over
    what can be nothing but names; `- Taiwan` may stand over one.
    """
    inner = [entry for block in lists_in(item) for entry in block.items]
    texts = [entry.text for entry in inner if entry.text.strip(" .…⋯")]
    if not texts or any(entry.below for entry in inner):
        return False
    if is_label(plain(item.text), Part.ROSTER) and looks_like_roster(texts):
        return True
    group = A_GROUP.search(plain(item.text))
    if group or is_surely_name(item.text):
        surely = all(map(is_surely_name, texts))
        if surely or not group:
            return surely
    return all(looks_like_name(plain(text)) for text in texts) or surely_names(texts)


def names_of_group(text: str, *, among_groups: bool = False) -> str:
    """Return the names of an entry that has two or more after a colon: `Port: Ann, Ben`.

    Among such entries it may have one: `Lab: Cho`.
    """
    words = plain(text)
    match = KEY.match(words) or UNIT_DASH.match(words)
    if not match or not may_be_group(match[1]):
        return ""
    names = words[match.end() :]
    alone = among_groups and is_surely_name(names)
    entries = split_names(names)
    several = among_groups and len(entries) > 1 and looks_like_roster(entries)
    return names if alone or several or surely_names(entries) else ""


def are_groups(texts: list[str]) -> bool:
    """Tell if most entries of a roster are groups with their people: `港務局：小明、阿海`."""
    return sum(bool(names_of_group(text, among_groups=True)) for text in texts) * 2 > len(texts)


def is_line_of_names(item: Item) -> bool:
    """Tell if an item holds three people or more and nothing else: `- Ann, Ben, 小明`."""
    entries = split_names(item.text)
    grouped = names_of_group(item.text)
    return len(entries) > 2 and not item.below and not grouped and surely_names(entries)


def holds_people_of_units(item: Item) -> bool:
    """Tell if an item holds three people or more and their units: `- Ann (Port), Ben (Mill), …`."""
    entries = split_names(item.text)
    return len(entries) > 2 and all(map(NAME_AND_BRACKETS.fullmatch, entries))


def values_of_groups(parts: list[str]) -> list[str]:
    """Return the names of `Lab: Ann, Ben`, `Port: Cho`; not of another label: `Absent: Dee`."""
    found = parts[:1]
    for part in parts[1:]:
        match = KEY.match(part)
        other = match and (label_of(part) or not may_be_group(match[1]))
        if not other:
            found.append(part)
    return found


def without_group(text: str) -> str:
    """Return the names of `Port office: Ann, Ben` without who they are."""
    match = KEY.match(text)
    if (
        not match
        or "://" in text
        or re.search("[,，、;；]", match[1])
        or not may_be_group(match[1])
    ):
        return text
    return text[match.end() :]


def units_before_commas(text: str) -> list[tuple[str, str]]:
    """Return units and the names after each: `港務局，小明、阿海；海洋部，Mei、Ann`.

    Semicolons are between them, and one unit at least has several people. In `小明，素食、晚到；…`
    no unit is named.
    """
    found = [UNIT_COMMA.fullmatch(part) for part in re.split("[;；]", text.rstrip("。 "))]
    pairs = [(match["unit"].strip(), match["names"]) for match in found if match]
    if len(pairs) < 2 or len(pairs) < len(found):
        return []
    units = [unit for unit, _names in pairs]
    told = sum(names_unit(unit) or UNIT_AT_END.search(unit) is not None for unit in units)
    several = any("、" in names for _unit, names in pairs)
    return pairs if several and told * 2 >= len(pairs) else []


def with_sides_apart(texts: list[str]) -> list[str]:
    """Return lines of sides with a colon where only a gap stands before their names.

    `港務局　小明、Mei` over `漁會　　阿海`: two at least, most of which begin with a unit, none
    with a name. Any others come back as they are.
    """
    found = [SIDE_BY_GAP.fullmatch(text[:500]) for text in texts]
    if len(found) < 2 or None in found:
        return texts
    sides = [match["side"] for match in found]
    if sum(map(names_unit, sides)) * 2 < len(sides) or any(map(is_full_name, sides)):
        return texts
    return [f"{match['side']}：{match['names']}" for match in found]


def names_of_side(text: str) -> list[str]:
    """Return who is on a side, [] where a line names none."""
    match = SIDE.match(plain(text))
    return split_names(match["names"]) if match else []


def is_side(text: str) -> bool:
    """Recognise the names of one side under a label: `港務局：陳司長、吳專員`, `社群 - 小明、Mei`.

    After a dash there are several; `Ann Lee - Port office` is one person. In bold a side may be
    called anything: `**Why no bus**: Ann, Ben`.
    """
    words = plain(text)
    match = SIDE.match(words)
    if not match or "://" in text:
        return False
    named = BOLD_KEY.match(text) and not is_any_label(match["side"])
    if not named and not may_be_group(match["side"]):
        return False
    entries = split_names(match["names"])
    office = office_entry(words) or OFFICE_ALONE.fullmatch(match["side"])
    several = len(entries) > 1 or ":" in folded(match["mark"]) or office
    several = several or COUNTRIES.fullmatch(match["side"])
    return bool(several) and looks_like_roster(entries)
