"""Labelled lines of paragraphs, and what stands below them: dates, places, names."""

import re
from collections.abc import Callable
from itertools import pairwise

from tripbook.interchange.note.draft import Entity, PersonDraft, SessionDraft
from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.entries import is_crew, surely_names
from tripbook.interchange.note.line.keys import (
    Label,
    bare_label,
    is_label,
    label_of,
    may_be_group,
    with_colon,
)
from tripbook.interchange.note.line.links import is_row_of_links
from tripbook.interchange.note.line.names import (
    GROUP_IN_BRACKETS,
    NOT_THERE_LABEL,
    counts_people,
    split_names,
)
from tripbook.interchange.note.line.people import tells_person
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import CHECK_BOX, plain
from tripbook.interchange.note.line.words import KEY, Part
from tripbook.interchange.note.rules.days import (
    LINES_OF_HEAD,
    event_dates,
    is_next_day,
    is_nothing_but_dates,
    only_date,
)
from tripbook.interchange.note.rules.labels import label_in, read_label, sign_label, whole_label
from tripbook.interchange.note.rules.programme import IN_BRACKETS, read_entry, slot_of
from tripbook.interchange.note.rules.proposals import read_proposal
from tripbook.interchange.note.rules.roster_groups import entries_of
from tripbook.interchange.note.rules.roster_lines import EMPHASIZED, PRESENCE_KEY
from tripbook.interchange.note.rules.titles_apart import MAX_PLANNED
from tripbook.interchange.note.rules.walk import Context, Walk
from tripbook.interchange.note.tree.blocks import IN_BOLD, Block, Bullets, Text

from .sessions import MAX_LABELLED, appointment_of, title_of_appointment

MAX_NAMES_BELOW = 50
LINES_OF_LETTERHEAD = 5
MAX_LINE_OF_LABELS = 400
# What sets several labels on one line apart.
LABELS_APART = re.compile(
    r"(?:\u3000\s*|\s{2,}|\s[／/|｜]\s)(?=[^\s:：]{1,12}(?: [^\s:：]{1,12})?\s?[:：])"
)
# Who leads or helps a group, beside its members: `團長：小明`, `老師：林海明`.
LEADER = re.compile(
    r"\W{0,4}(?:(?:指導)?[老教導]師|口譯|翻譯|通訳|통역|지도교사"
    r"|副?[團団]長?|副?領隊|副?隊長|副?總召|副?組長|(?:tour |group |team )?leaders?"
    r"|head of delegation|단장)\s?[:：]\s*(?P<names>\S.*)",
    re.IGNORECASE,
)
# Over the names of those who only get the minutes.
COPIES = re.compile(
    r"\b(?:cc|cop(?:y|ies|ie|ia)|diffusion|verteiler|distribution)\b", re.IGNORECASE
)
# Who was met, after those of the own side.
OTHER_SIDE = re.compile(
    r"\W*(?:對方|对方|相手|先方|상대(?:측|방)?|their side|them)\W*", re.IGNORECASE
)
PICTURE = re.compile("\\W{0,3}[\u2600-\u27bf\U0001f300-\U0001faff]")
# Who ticks a box there comes: `I come!`, `Vinc!`, `我要去`.
JOINING = both_scripts(
    r"\b(?:come|coming|join|joining|i['’]m in|kom|komme|vinc|vengo|viens)\b"
    r"|參加|参加|[去來]|가요|갈래",
    re.IGNORECASE,
)
# What stands before the last sentence of a line.
SENTENCE_BEFORE = re.compile(r"^.*(?:[。！？]|[.!?]\s)\s*(?=\S)")


def read_appointment(
    walk: Walk, block: Text, when: Label, labelled: list[Text], after: list[Block], context: Context
) -> None:
    """Make a session of a title and its labels; what follows up to the next is about it."""
    line, title = title_of_appointment(block, labelled)
    entry = read_entry(when.value)
    day = walk.day_of_entry(entry, line, context)
    session = walk.new_session(title, line, entry._replace(title=title, date=None), day)
    walk.draft.claim(line, session, *session.filled)
    walk.draft.own(block.first, block.last, session)
    inside = context._replace(session=session, day=day)
    for paragraph in labelled:
        walk.taken.add(paragraph.first)
        walk.draft.own(paragraph.first, paragraph.last, session)
        for index, (number, text) in enumerate(paragraph.lines):
            if label := label_of(plain(text)) or _loose_label(walk, index, paragraph, []):
                read_label(
                    walk, whole_label(walk, label, paragraph.lines, index + 1), number, inside
                )
                walk.draft.keep(number)
    for position, other in enumerate(after):
        if not isinstance(other, Text) or appointment_of(
            other, after[position + 1 : position + 1 + MAX_LABELLED]
        ):
            break
        walk.taken.add(other.first)
        walk.draft.own(other.first, other.last, session)


def read_label_or_dates(
    walk: Walk,
    index: int,
    block: Text,
    context: Context,
    owner: Entity | None,
    after: list[Block],
) -> None:
    """Read a line that is no session: `Venue: City Hall`, `Feb 24-27 2026, Harbour Hall`."""
    line, text = block.lines[index]
    if is_row_of_links(text):
        return
    words = plain(with_colon(text))
    session = owner if isinstance(owner, SessionDraft) else context.session
    if parts := _labels_on_line(text):
        of_people = False
        for part in parts:
            inside = context._replace(session=session)
            label = _labelled_part(walk, part, line, block, inside, of_people=of_people)
            of_people = label is not None and label.part is Part.ROSTER
        return
    if _leader(walk, words, line, block):
        return
    label = label_in(walk, words, session) or bare_label(words) or sign_label(words)
    label = label or _loose_label(walk, index, block, after)
    if label and label.part is Part.ROSTER and counts_people(label.value):
        label = label._replace(key=words, value="")
    if label and label.part is Part.ROSTER and _is_only_member(label, block):
        walk.rosters.add(label.value, line)
        walk.draft.keep(line)
        return
    if label is None:
        below = block.lines[index + 1] if index + 1 < len(block.lines) else None
        if session is None and read_proposal(walk, line, text, below, context):
            return
        if not (session and _own_time(walk, session, line, text)):
            _event(walk, index, block, context, after)
        return
    lines = [] if label.value else read_names_below(block, index)
    last = index + len(lines) == len(block.lines) - 1
    if after and last and len(lines) == 1 and _is_group_over(lines[0][1], after[0]):
        lines = []
    elif len(after) > 1 and last and not lines and isinstance(after[0], Text):
        after = after[1:] if _is_group_over(after[0].lines[0][1], after[1]) else after
    read_label(
        walk,
        whole_label(walk, label, block.lines, index + 1),
        line,
        context._replace(session=session),
        lines=lines,
        below=after[0] if after and last and not lines else None,
    )
    if label.part in (Part.DATE, Part.PLACE) and session is None:
        _crew_below(walk, index, block, after)


def _is_group_over(text: str, below: Block) -> bool:
    """Tell if a line under a roster's label says where those of the list below it are from.

    `参加者` over `（港湾製作所）`, `Attendees:` over `Harbour lab:`.
    """
    if not isinstance(below, Bullets) or not surely_names(entries_of(below)):
        return False
    return _heads_group(text) and may_be_group(plain(text).rstrip(":："))


def _heads_group(text: str) -> bool:
    """Tell if a line heads a group: `Harbour lab:`, `*Harbour lab*`, `（港務局）`."""
    if plain(text).endswith((":", "：")) or EMPHASIZED.fullmatch(text.strip()):
        return True
    return GROUP_IN_BRACKETS.fullmatch(text) is not None


def _labels_on_line(text: str) -> list[str]:
    """Return the labels of a line that has several set apart.

    `時間：3/9　地點：港口　出席：Ann、Ben`, `團長：小明　副團長：Ann`. One of them is of people;
    else the line is left to be read as one.
    """
    parts = [plain(part) for part in LABELS_APART.split(text[:MAX_LINE_OF_LABELS])]
    if len(parts) < 2 or not all(map(KEY.match, parts)):
        return []
    labels = [label_of(part) for part in parts]
    people = any(label and label.part in (Part.ROSTER, Part.SPEAKERS) for label in labels)
    people = people or all(PRESENCE_KEY.fullmatch(KEY.match(part)[1].strip()) for part in parts)
    return parts if people or all(map(LEADER.fullmatch, parts)) else []


def _labelled_part(
    walk: Walk, part: str, line: int, block: Text, context: Context, *, of_people: bool
) -> Label | None:
    """Read one of several labels of a line; right after people a group of them may be the next.

    `出席：小明 / Mei / 輪椅：大雄、阿海`
    """
    walk.draft.keep(line)
    if _leader(walk, part, line, block):
        return None
    label = label_of(part) or walk.rosters.loose_label(part)
    key = KEY.match(part)
    if label is None and of_people and key and may_be_group(key[1]):
        names = part[key.end() :]
        label = Label(Part.ROSTER, key[1], names) if surely_names(split_names(names)) else None
    if label and label.value:
        read_label(walk, label, line, context)
    return label


def _leader(walk: Walk, words: str, line: int, block: Text) -> bool:
    """Read who leads a group beside its members: `團長：小明` over `團員：Ann、Ben`."""
    match = LEADER.fullmatch(words[:MAX_LINE_OF_LABELS])
    if not match:
        return False
    lines = (plain(text) for _line, text in block.lines)
    labels = (label_of(words) or walk.rosters.loose_label(words) for words in lines)
    if not any(label and label.part is Part.ROSTER for label in labels):
        return False
    people = [walk.rosters.add(name, line) for name in split_names(match["names"])]
    walk.draft.keep(line)
    return any(people)


def _is_only_member(label: Label, block: Text) -> bool:
    """Tell if a label beside who leads the group names the only other one: `隊員：Ben`."""
    led = any(LEADER.fullmatch(plain(text[:MAX_LINE_OF_LABELS])) for _line, text in block.lines)
    return led and tells_person(label.value) and len(split_names(label.value)) == 1


def _loose_label(walk: Walk, index: int, block: Text, after: list[Block]) -> Label | None:
    """Recognise a line over names by its words and what follows: `Who's in?`, `來的人請簽名：`."""
    _line, text = block.lines[index]
    words = plain(with_colon(text))
    if words.endswith((":", "：")):
        # `Sign in so that everyone is known. Roll call:`
        words = SENTENCE_BEFORE.sub("", words)

    if JOINING.search(words) and EMPHASIZED.fullmatch(text.strip()):
        boxed = [line for _n, line in read_names_below(block, index) if CHECK_BOX.match(line)]
        if is_crew(boxed, boxed=True):
            # `**I come!**` over `[x] Ann`, `[x] Ben`, `[x] 小明`.
            return Label(Part.ROSTER, plain(text), "")
    defined = any(line.startswith(": ") for _n, line in block.lines[index + 1 : index + 2])
    next_ = after[0] if after and index == len(block.lines) - 1 else None

    def below() -> list[str]:
        if isinstance(next_, Bullets):
            return entries_of(next_)
        if isinstance(next_, Text):
            return [line for _n, line in next_.lines]
        lines = [line for _n, line in read_names_below(block, index)]
        if defined:
            return [line[2:] for line in lines]
        return [entry for line in lines for entry in split_names(line)]

    heads = defined or words.endswith((":", "：")) or EMPHASIZED.fullmatch(text.strip()) is not None
    label = walk.rosters.loose_label(words, below, heads=heads)
    if label is None and _is_next_roster(walk, index, block, words, below):
        label = Label(Part.ROSTER, words, "")
    return label and label._replace(key=plain(text))


def _is_next_roster(
    walk: Walk, index: int, block: Text, words: str, below: Callable[[], list[str]]
) -> bool:
    """Recognise one more group of those who came, right under the names of another.

    `**Treasurers:**` over `Cho Kim, Dee Fox`, after `**Members:**` over `Ann Lee, Ben Ray`;
    `（港務局）`.
    """
    line, text = block.lines[index]
    if len(words) > 40 or not _heads_group(text):
        return False
    above = [n for n in range(max(0, line - 3), line) if walk.draft.lines[n].strip()]
    claims = walk.draft.claims.get(above[-1], []) if above else []
    came = any(
        isinstance(entity, PersonDraft) and entity.role == "delegate" for entity, _f in claims
    )
    return (
        came
        and (may_be_group(words.rstrip(":：")) or OTHER_SIDE.fullmatch(words))
        and not COPIES.search(words)
        and surely_names(below())
    )


def _own_time(walk: Walk, session: SessionDraft, line: int, text: str) -> bool:
    """`14:00-15:30`, `14:00 @ Hall` under a session says when that is, perhaps where.

    A remark in brackets may follow.
    """
    slot = slot_of(text)
    if slot is None:
        return False
    walk.set_slot(session, slot, line)
    if IN_BRACKETS.search(text):
        walk.draft.keep(line)
    return True


def read_names_below(block: Text, index: int) -> list[tuple[int, str]]:
    """Return the lines under a label up to the next label, or to a line in bold among others.

    Where the label begins with a picture, a key with one is the next: `🎤 Speakers:`, `🖊 Pads: …`.
    """
    found: list[tuple[int, str]] = []
    pictured = PICTURE.match(block.lines[index][1])
    lines = block.lines[index + 1 : index + 1 + MAX_NAMES_BELOW]
    for (line, text), (_next, below) in pairwise([*lines, (0, "")]):
        if below.startswith(": ") and not text.startswith(": "):
            # The next word of a list of definitions, `Scribe` over `: Ann`.
            break
        next_heading = found and IN_BOLD.fullmatch(text) and not IN_BOLD.fullmatch(found[0][1])
        next_label = found and pictured and PICTURE.match(text) and KEY.match(plain(text))
        absent = found and NOT_THERE_LABEL.match(plain(text))
        plan = found and is_label(plain(text), Part.PLAN)
        if next_heading or next_label or absent or plan or label_of(plain(text)):
            break
        found.append((line, text))
    return found


def _event(walk: Walk, index: int, block: Text, context: Context, after: list[Block]) -> None:
    """`Feb 24-27 2026, Harbour Hall` begins with the dates of the event, year and all.

    Who was there may stand under it without a label.
    """
    line, text = block.lines[index]
    if context.session or context.explicit or is_signature(walk, line, text):
        return
    if span := event_dates(text, in_head=line < walk.draft.front + LINES_OF_HEAD):
        walk.days_of_span(span, line, context)
        walk.draft.keep(line)
    elif index == 0 and _are_days(plain(text)):
        walk.days_of_value(plain(text), line, context)
    entry = read_entry(text)
    if span or (entry.date and entry.at_start and len(text) <= MAX_PLANNED):
        _crew_below(walk, index, block, after)


def _are_days(text: str) -> bool:
    """Recognise days in a row with their weekdays and nothing else: `11/7（六） 11/8（日）`."""
    dates = find_dates(text)
    told = len(dates) > 1 and all(date.weekday is not None for date in dates)
    in_a_row = told and all(is_next_day(a, b) for a, b in pairwise(dates))
    return in_a_row and is_nothing_but_dates(text)


def _crew_below(walk: Walk, index: int, block: Text, after: list[Block]) -> None:
    """Read who was there from the line or list under when or where that was."""
    below = [Text(n, n + 1, lines=[(n, t)]) for n, t in block.lines[index + 1 : index + 2]]
    for next_ in [*below, *after][:1]:
        if walk.rosters.read_crew(next_):
            walk.taken.add(next_.first)


def is_signature(walk: Walk, line: int, text: str) -> bool:
    """Recognise a date alone on the last line of a letter: the day on which it was written."""
    lines = walk.draft.lines
    below = any(c.strip() for c in lines[line + 1 :]) if line + 20 > len(lines) else True
    date = only_date(text)
    return date is not None and not below and line > LINES_OF_LETTERHEAD
