"""Headings of people: over a roster, a crew, a sign-in, or questions for hosts."""

import re
from itertools import pairwise

from tripbook.interchange.note.draft import MARKUP, PREPARATION
from tripbook.interchange.note.line.entries import names_with_units, surely_names
from tripbook.interchange.note.line.full_names import is_full_name
from tripbook.interchange.note.line.keys import asks_of_hosts, is_label, may_head_anybody
from tripbook.interchange.note.line.names import FROM_SOMEWHERE, GROUP_IN_BRACKETS, split_names
from tripbook.interchange.note.line.people import is_surely_name, tells_person
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import CLOCK, KEY, Part
from tripbook.interchange.note.rules.days import is_only_day
from tripbook.interchange.note.rules.labels import begins_with_speaker, sign_label
from tripbook.interchange.note.rules.programme import read_entry
from tripbook.interchange.note.rules.roster_groups import entries_of, is_side, names_of_side
from tripbook.interchange.note.rules.roster_tables import names_of_table
from tripbook.interchange.note.rules.rosters import A_ROOM
from tripbook.interchange.note.rules.timetables import is_timetable
from tripbook.interchange.note.rules.title_fields import DEFINITION
from tripbook.interchange.note.rules.walk import Context, Mode, Walk
from tripbook.interchange.note.tree.blocks import Block, Bullets, Section, Table, Text

# Who comes, and what each does: `團員分工`.
MEMBERS_AND_WORK = both_scripts(
    "(?:團員|成員|隊員|組員|学員|メンバー)(?:與|及|和)?(?:分工|職責|任務|介紹|役割)"
)

# Who holds a session, over their names.
HOSTS = both_scripts(
    r"\W*(?:(?:your|our|the|session) )?(?:hosts?|organi[sz]ers?|team|trainers?|with|led by)\W*"
    r"|主辦人|主持群|帶領者|主催者|진행자",
    re.IGNORECASE,
)
# `## 大阪側`, `## Port team`: another group of those who come.
A_SIDE = both_scripts(
    r"(?:側|方|團|隊|組|측|팀|チーム|からの参加者)\W*$|\b(?:team|delegation|group|side)\W*$",
    re.IGNORECASE,
)
BEGINS_IN_BOLD = re.compile(r"\s*(?:\*\*|__)\S")
# So many lines about a call may stand in a paragraph before the names of who was there.
MAX_REMARK = 2


def read_crew(walk: Walk, section: Section, *, remarks: bool = False) -> bool:
    """Read the names right under a heading with a date: `## 11/5 Port night` over `- 阿海` ….

    Lines without a label may stand before them as `remarks`: `Online`, `from 10:30`.
    """
    for block in section.blocks:
        if walk.rosters.read_crew(block):
            walk.taken.add(block.first)
            return True
        if not remarks or not _is_remark(block):
            return False
    return False


def _is_remark(block: Block) -> bool:
    lines = [text for _line, text in block.lines] if isinstance(block, Text) else []
    return 0 < len(lines) <= MAX_REMARK and not any(KEY.match(plain(text)) for text in lines)


def read_sign_in(walk: Walk, section: Section) -> None:
    """Read the names that stand right under a heading about people: `# Port night sign-in`."""
    for block in section.blocks:
        match block:
            case Bullets():
                entries = entries_of(block)
            case Text():
                entries = [text for _line, text in block.lines]
            case _:
                continue
        if surely_names(entries) and walk.rosters.read_block(block, "delegate"):
            walk.taken.add(block.first)


def _is_timed_session(section: Section) -> bool:
    """Tell if a heading has from when to when before its words: `14:30-15:20 第二場：參與`."""
    entry = read_entry(section.text)
    return entry.at_start and entry.time is not None and entry.time.closes is not None


def roster_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A heading over names: `## 參與者`, `## Participants`, `### Speakers`, `## 👥`."""
    words = plain(section.text)
    part = next((p for p in (Part.ROSTER, Part.SPEAKERS) if is_label(words, p)), None)
    if (sign := sign_label(words)) and not sign.value:
        part = sign.part
    known = part is not None
    if context.mode is Mode.CLOSED or (context.mode is Mode.MINUTES and not known):
        return False
    if CLOCK.search(words) and read_entry(section.text).time:
        # `### 10:00 報到` is a session.
        return False
    if part is None and begins_with_speaker(section):
        # `### A jury of forty people` over `Speakers:` is a talk.
        return False
    if part is None and walk.rosters.loose_label(
        words, lambda: _entries_under(section), heads=True
    ):
        part = Part.ROSTER
    if part is None and (MEMBERS_AND_WORK.fullmatch(words) or _is_next_roster(walk, section)):
        part = Part.ROSTER
    if part is None and A_ROOM.fullmatch(words):
        _read_those_in_room(walk, section)
        return False
    if part is None and _is_over_hosts(section):
        part = Part.SPEAKERS
    if part is None or _is_timed_session(section):
        return False
    role = "speaker" if part is Part.SPEAKERS else "delegate"
    begins = (n for n, block in enumerate(section.blocks) if _begins_plan(block))
    plan = section.blocks[next(begins, len(section.blocks)) :]
    named = [block for block in _named_blocks(section) if block not in plan]
    if not known and _lists_names(section.blocks[:1]):
        named = [b for b in named if not isinstance(b, Bullets) or _lists_names([b])]
    elif not known and _begins_with_names(section):
        named = [b for b in named if not isinstance(b, Bullets)]
    found = walk.rosters.read_blocks(named, role)
    others = []
    for sub in section.sections:
        people = walk.rosters.read_heading(sub, role)
        found += people
        others += [] if people else [sub]
    if not found:
        return False
    if known:
        walk.draft.mark(section.first, MARKUP)
    if role == "delegate":
        walk.end_of_roster = section.level, section.last
    walk.attend(context.session, found, role)
    walk.read([*plan, *others], context)
    return True


def _is_bold_over_facts(block: Text) -> bool:
    """Recognise `**Ann Lee** (Port)` over `in: Jun 1`, `out: Jun 3`."""
    (_line, head), *others = block.lines
    facts = all(KEY.match(plain(text)) for _n, text in others)
    return bool(others) and facts and BEGINS_IN_BOLD.match(head) is not None


def _read_those_in_room(walk: Walk, section: Section) -> None:
    """Read the names right under a room's heading: `## 日本ルーム` over `ゆき、Ben、海`.

    What is said there follows.
    """
    first = section.blocks[0] if section.blocks else None
    names = entries_of(first) if isinstance(first, Bullets) else []
    if isinstance(first, Text) and len(first.lines) == 1:
        names = split_names(first.lines[0][1])
    if len(names) > 2 and surely_names(names) and walk.rosters.read_block(first, "delegate"):
        walk.taken.add(first.first)


def _is_over_hosts(section: Section) -> bool:
    """Recognise those who hold a session by their names: `## Hosts` over `#### Ann Lee [@ann]`.

    In a paragraph their names are bold.
    """
    if not HOSTS.fullmatch(plain(section.text)):
        return False
    names = [sub.text for sub in section.sections]
    texts = [block for block in section.blocks if isinstance(block, Text)]
    if texts:
        lines = [text for block in texts for _line, text in block.lines]
        names = [text for text in lines if not DEFINITION.match(text)]
        if not all(map(BEGINS_IN_BOLD.match, names)):
            return False
    return len(names) > 1 and surely_names(names)


def _is_next_roster(walk: Walk, section: Section) -> bool:
    """Recognise one more group of those who come, right under the heading of another.

    `## From Osaka` after `## Delegation`, over people most of whom say that they are some.
    """
    if walk.end_of_roster != (section.level, section.first):
        return False
    if section.blocks and isinstance(section.blocks[0], Table):
        return False
    words = plain(section.text)
    if not (FROM_SOMEWHERE.match(words) or A_SIDE.search(words)):
        return False
    entries = _entries_under(section)
    told = sum(tells_person(entry) or is_full_name(entry) for entry in entries)
    return may_head_anybody(words) and surely_names(entries) and told * 2 >= len(entries)


def _begins_plan(block: Block) -> bool:
    """Tell if the plan begins in a roster: `**Schedule**`, a day, lines that begin with times."""
    first = block.lines[0][1] if isinstance(block, Text) else ""
    if is_label(plain(first), Part.PLAN) or is_only_day(first):
        return True
    lines = [text for _line, text in block.lines] if isinstance(block, Text) else []
    lines = [item.text for item in block.items] if isinstance(block, Bullets) else lines
    return is_timetable(block) and all(read_entry(text).at_start for text in lines[:1])


def _named_blocks(section: Section) -> list[Block]:
    """Return the blocks of a roster that may hold names.

    A line over a list says what is in it; beside a list of nothing but names, another is of
    something else: `Conditions` over `- Languages`, `- Age`.
    """
    blocks = [
        block
        for block, below in pairwise([*section.blocks, None])
        if not (isinstance(block, Text) and isinstance(below, Bullets) and len(block.lines) == 1)
        or _holds_names(block.lines[0][1], below)
    ]
    blocks = [b for b in blocks if not isinstance(b, Bullets) or not _is_of_appointments(b)]
    sure = [b for b in blocks if isinstance(b, Bullets) and surely_names(entries_of(b))]
    if not sure:
        return blocks
    return [
        b for b in blocks if not isinstance(b, Bullets) or any(map(is_surely_name, entries_of(b)))
    ]


def _holds_names(text: str, below: Bullets) -> bool:
    """Tell if a line over a list has several names: `Ann, Ben`; not `Short of seats, so sign`."""
    names = split_names(text)
    sure = surely_names(entries_of(below))
    return len(names) > 1 and (not sure or any(map(tells_person, names)))


def _lists_names(blocks: list[Block]) -> bool:
    return any(isinstance(block, Bullets) and surely_names(entries_of(block)) for block in blocks)


def _begins_with_names(section: Section) -> bool:
    """Tell if a line of names stands right under a heading, so that what follows is none."""
    first = section.blocks[0] if section.blocks else None
    return isinstance(first, Text) and any(
        surely_names(split_names(text)) for _line, text in first.lines
    )


def _is_of_appointments(block: Bullets) -> bool:
    """Tell if most items of a list have a date and a time: `- Harbour school 9/3 10:00-12:00`."""
    entries = [read_entry(item.text) for item in block.items]
    return sum(e.date is not None and e.time is not None for e in entries) * 2 > len(entries)


def questions_heading(walk: Walk, section: Section, context: Context) -> bool:
    """What the hosts ask or wish: `## Questions from the hosts`, `## 提問`."""
    words = plain(section.text)
    if not asks_of_hosts(words) and not is_label(words, Part.QUESTIONS):
        return False
    walk.draft.own(section.first, section.last, walk.target_of(context), PREPARATION)
    return True


def _entries_under(section: Section) -> list[str]:
    """Return the entries of the first block under a heading: items, or lines and their names.

    Where no block stands there, the headings are: `## Judges` over `### Ann Lee`, `### Ben Ray`.
    """
    first = section.blocks[0] if section.blocks else None
    if first is None:
        return [sub.text for sub in section.sections]
    if (
        isinstance(first, Text)
        and len(first.lines) == 1
        and GROUP_IN_BRACKETS.match(first.lines[0][1])
    ):
        # How to sign is said over the list: `（格式：暱稱／從哪裡來）`.
        first = section.blocks[1] if len(section.blocks) > 1 else first
    second = section.blocks[1] if len(section.blocks) > 1 else None
    if isinstance(first, Text) and len(first.lines) == 1 and isinstance(second, Bullets):
        text = first.lines[0][1]
        if len(split_names(text)) > 1 and not _holds_names(text, second):
            first = second
    if isinstance(first, Bullets):
        return entries_of(first)
    if isinstance(first, Table):
        return names_of_table(first)
    texts = [block for block in section.blocks if isinstance(block, Text)]
    if len(texts) > 1 and all(map(_is_bold_over_facts, texts)):
        return [block.lines[0][1] for block in texts]
    if not isinstance(first, Text) or len(first.lines) > 100:
        return []
    lines = [text for _line, text in first.lines if not FROM_SOMEWHERE.match(plain(text))]
    if len(lines) > 1 and all(map(is_side, lines)):
        return [entry for text in lines for entry in names_of_side(text)]
    if len(lines) > 2 or names_with_units(lines):
        return lines
    return [entry for text in lines for entry in split_names(text)]
