"""Every address of a note becomes a linked document of what it stands under."""

import re
from dataclasses import dataclass
from itertools import groupby, pairwise

from notes.links import is_co_note, kind_of
from tripbook.interchange.note.draft import DESCRIPTION, Draft, Entity, PersonDraft, TripDraft
from tripbook.interchange.note.line.keys import is_any_label
from tripbook.interchange.note.line.links import Link, find_links
from tripbook.interchange.note.line.memory import remember_lines
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import (
    MAX_TITLE,
    guess_kind,
    may_be_title,
    plain,
    visible,
)
from tripbook.interchange.note.line.words import BESIDE_SESSIONS, KEY, NOTES_TITLE
from tripbook.interchange.note.tree.blocks import Bullets, Item, Section, Text

kind_of_link = remember_lines(kind_of)
LABEL_BEFORE = re.compile(r"^\W{0,6}(?P<label>[^:：]{1,100}?)\s*[:：>→]\s*$")
NOTHING = re.compile(r"[\s*_~=<>()（）.,;:!?。，、；：\-–—>→➡➜⇒↳►▶👉🏻]*")
MAX_LABEL = 100
# Kinds of sessions that a title over an address of any kind may name, and its least length.
DONE = frozenset(("talk", "visit", "workshop", "networking", "ceremony", "meal"))
MIN_ACTIVITY = 4
# `Dinner menu`, `晚餐訂位`: what belongs to an activity.
OF_ACTIVITY = both_scripts(
    r"\b(?:menu|reservation|booking|bill|invoice|receipt|list|materials?|agenda|schedule)\b"
    r"|菜單|訂位|帳單|收據|門票|座位|名單|資料|行程|議程|メニュー|予約|資料|메뉴|예약",
    re.IGNORECASE,
)


def only_link(line: str) -> tuple[Link, str] | None:
    """Return the link that a line consists of, and its title.

    `https://…`, `<https://…>`, `[Programme](https://…)`, `Livestream: https://…`.
    """
    if "://" not in line[:1000]:
        return None
    links = find_links(line)
    if len(links) != 1:
        return None
    link = links[0]
    before, after = line[: link.start], line[link.end :]
    if not NOTHING.fullmatch(after[:100]) or len(after) > 100:
        return None
    if NOTHING.fullmatch(before[:100]) and len(before) <= 100:
        return link, plain(link.title)
    if not link.title and (label := LABEL_BEFORE.match(before[:120])):
        return link, plain(label["label"])
    return None


@dataclass
class TitledLinks:
    """Links with the title over them: its line (None where it is on theirs), and their lines."""

    title_line: int | None
    title: str
    links: list[tuple[int, Link]]


def titled_links(lines: list[tuple[int, str]]) -> list[TitledLinks]:
    """Return the groups of a paragraph that is nothing but links, with a title over them or not.

    Programme
    https://…
    """
    groups: list[TitledLinks] = []
    if not any("://" in text for _number, text in lines):
        return groups
    for number, text in lines:
        if found := only_link(text):
            link, title = found
            over = groups[-1] if groups else None
            if over and not title and over.title_line is not None:
                over.links.append((number, link))
            else:
                groups.append(TitledLinks(None, title, [(number, link)]))
        elif len(text) > MAX_TITLE or find_links(text) or not plain(text):
            return []
        else:
            groups.append(TitledLinks(number, plain(text).rstrip(":： "), []))
    return groups if all(group.links for group in groups) else []


def says_notes(title: str) -> bool:
    """Tell if a link's title says that it is somebody's notes: `參訪會議共筆`, `Meeting notes`."""
    return NOTES_TITLE.search(title) is not None


def pad_links(lines: list[tuple[int, str]]) -> list[TitledLinks]:
    """Return the titled links of a paragraph that lead to co-written pads of sessions.

    What a label says after a link is about it: `Notes by: Ann` under `https://…`.
    """
    about = {
        line
        for (_n, above), line, (_m, below) in zip(
            [(0, ""), *lines], lines, [*lines[1:], (0, "")], strict=False
        )
        if "://" in above
        and "://" not in below
        and KEY.match(plain(line[1]))
        and "://" not in line[1]
    }
    return [
        group
        for group in titled_links([line for line in lines if line not in about])
        if group.title
        and is_co_note(kind_of_link(group.links[0][1].url))
        and not says_notes(group.title)
        and may_be_title(group.title)
    ]


def activity_links(lines: list[tuple[int, str]]) -> list[TitledLinks]:
    """Return the titles over an address that say what is done: `Dinner with the hosts`.

    That is more than a word like `Workshop`, and nothing that belongs to one: its slides, its site.
    """
    return [
        group
        for group in titled_links(lines)
        if group.title_line is not None
        and guess_kind(group.title) in DONE
        and len(group.title) >= MIN_ACTIVITY
        and names_session(group.title)
        and not OF_ACTIVITY.search(group.title)
    ]


def holds_titled_pad(lines: list[tuple[int, str]]) -> bool:
    """Tell if a pad's address stands under its title, whatever else is in the paragraph."""
    for (_n, title), (_m, text) in pairwise(lines):
        found = only_link(text)
        if found and not found[1] and is_co_note(kind_of_link(found[0].url)):
            return not find_links(title) and names_session(plain(title))
    return False


def names_session(title: str) -> bool:
    """Tell if the title of a link among sessions may be one's, and of nothing beside them."""
    return (
        may_be_title(title)
        and len(title) <= MAX_LABEL
        and not says_notes(title)
        and not is_any_label(title)
        and not BESIDE_SESSIONS.search(title)
    )


def lists_pads(block: Bullets) -> bool:
    """Tell if two items of a list or more are titled links to co-written pads, and most are."""
    links = [only_link(item.text) for item in block.items]
    pads = [
        found
        for found in links
        if found and is_co_note(kind_of_link(found[0].url)) and names_session(found[1])
    ]
    return len(pads) >= 2 and len(pads) * 2 > len(links)


def read_docs(draft: Draft, root: Section, free: set[int], bare: set[int]) -> None:
    """Make the documents of all addresses that are not read yet.

    `free` holds the first lines of the texts in lists that may become fields, `bare` the
    headings under which the trip's own links stand.
    """
    inside_items = {
        child.first
        for block in root.all_blocks
        if isinstance(block, Item)
        for child in block.children
    }
    nothing_around = _lines_under_no_heading(root, bare)
    for block in root.all_blocks:
        if isinstance(block, Text) and (block.first in free or block.first not in inside_items):
            _read_paragraph(draft, block, nothing_around)
    for number, line in enumerate(map(visible, draft.lines)):
        if "://" in line:
            _read_line(draft, number, line)


def _lines_under_no_heading(root: Section, bare: set[int]) -> set[int]:
    found = set()
    for section in [root, *(b for b in root.all_blocks if isinstance(b, Section))]:
        if section is root or section.first in bare:
            for block in section.blocks:
                if not isinstance(block, Bullets):
                    found.update(range(block.first, block.last))
    return found


def _read_paragraph(draft: Draft, block: Text, nothing_around: set[int]) -> None:
    """Take the links of a paragraph as fields where nothing but their titles stands beside them."""
    for (target, purpose), lines in groupby(block.lines, key=lambda line: _place(draft, line[0])):
        lines = [line for line in lines if line[0] not in draft.claims]
        if purpose != DESCRIPTION or isinstance(target, PersonDraft):
            continue
        groups = titled_links(lines) or [
            TitledLinks(None, found[1], [(number, found[0])])
            for number, text in lines
            if (found := only_link(text))
        ]
        for group in groups:
            _take(draft, group, target, nothing_around)


def _take(draft: Draft, group: TitledLinks, target: Entity, nothing_around: set[int]) -> None:
    """Make documents of links; under a heading that stays text their lines stay with it."""
    lines = [] if group.title_line is None else [group.title_line]
    for number, link in group.links:
        if doc := draft.doc(link.url, group.title, target, number):
            draft.linked.add((number, link.url))
            draft.claim(number, doc, "url", "title")
            for line in lines:
                draft.claim(line, doc, "title")
            if isinstance(target, TripDraft):
                for line in {number, *lines} - nothing_around:
                    draft.keep(line)


def _read_line(draft: Draft, number: int, line: str) -> None:
    """Make documents of the links among other words; the words stay what they are."""
    target, _purpose = _place(draft, number)
    person = target if isinstance(target, PersonDraft) else None
    for link in find_links(line):
        if (number, link.url) in draft.linked:
            continue
        draft.marks.pop(number, None)
        label = LABEL_BEFORE.match(line[: link.start]) if link.start <= MAX_LABEL else None
        title = link.title or (label["label"] if label else "")
        doc = draft.doc(link.url, title, draft.trip if person else target, number)
        if doc is None:
            continue
        if person:
            person.links.append(link.url)
        if number not in draft.claims:
            draft.keep(number)
        draft.claim(number, doc, "url")


def _place(draft: Draft, number: int) -> tuple[Entity, str]:
    owner = draft.owners[number]
    return owner.target, owner.purpose
