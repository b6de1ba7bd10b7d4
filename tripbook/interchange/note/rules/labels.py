"""Labelled lines: `Date: …`, `地點：…`, `Participants: …`, wherever they stand."""

import re
from collections.abc import Iterator
from itertools import pairwise

from events.schedule import zone_names
from tripbook.interchange.note.draft import MARKUP, SessionDraft
from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.entries import looks_like_roster, surely_names, with_commas
from tripbook.interchange.note.line.full_names import is_full_name, is_name_said, names_nothing_else
from tripbook.interchange.note.line.keys import Label, bare_label, is_label, label_of
from tripbook.interchange.note.line.names import (
    COUNT,
    MORE_BELOW,
    group_entry,
    looks_like_name,
    split_names,
)
from tripbook.interchange.note.line.people import read_person, tells_person
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.times import find_times
from tripbook.interchange.note.line.titles import may_be_title, plain
from tripbook.interchange.note.line.words import EVENT_DATE, KEY, OTHER_DATE, Part
from tripbook.interchange.note.tree.blocks import Block, Bullets, Opaque, Section, Table, Text

from .programme import IN_BRACKETS, has_words, masked, read_entry
from .walk import Context, Walk

# A label's line that is so long was broken by an editor.
WRAPPED_AT = 45
MAX_WRAPPED = 20
# In so many places something is held.
MAX_PLACES = 10
# Who gives a session, by what they do there: `Led by: Ann Lee`.
GIVES = both_scripts(
    r"(?:led|given|presented|hosted|run) by|leads?|hosts?|session leads?|分享|分享人|負責人?|主責"
    r"|報告人?|發表人?|帶領|担当者?|発表|報告者|담당자?|진행|발표|강의",
    re.IGNORECASE,
)
# `by Ann Lee`: a line of its own under a title.
BY = re.compile(r"by\s+(?P<names>\S.{0,100})", re.IGNORECASE)
# Who gives a talk by another word than one for speakers: `報告：阿海`.
REPORTED = both_scripts("報告|発表|발표")
# Beside somebody's name: `発表：mogu、阿哲`.
A_HANDLE = re.compile(r"[a-z0-9_.-]{2,15}")
# Who leads what others talk about, or lends a hand or a hall.
CHAIRS = both_scripts(
    r"主持|司会|사회|進行|진행|moderat|chair|host|facilitat|presented by|助教|桌長", re.IGNORECASE
)
# `　　　　阿海、Mei`: a line that stands where the names above it begin.
HANGING = re.compile(r"　[\s　]|\s{4}")
# Signs that stand for a label: `👥 Ann, Ben`, `📅 2026/11/5 19:00`, `📍 City Hall`.
SIGNS = {
    Part.ROSTER: "👥👤🙋👋👫👬👭👪🧑",
    Part.SPEAKERS: "🎤🎙🗣",
    Part.DATE: "📅📆🗓⏰⏱⌚🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🕰",
    Part.PLACE: "📍",
}
# What makes one sign of several characters: colours, kinds, how it is drawn.
AFTER_SIGN = r"(?:[\ufe0f\u200d♀♂\U0001f3fb-\U0001f3ff])*"
ANY_SIGN = re.compile(f"[{''.join(SIGNS.values())}]")
SIGN_KEYS = {
    part: re.compile(
        rf"\W{{0,4}}?(?P<sign>[{signs}]{AFTER_SIGN})\s*[:：]?\s*(?P<value>[^\s:：].*|$)"
    )
    for part, signs in SIGNS.items()
}


# Signs by their names, as pads write them.
NAMED_SIGNS = {
    "calendar": "📅",
    "date": "📅",
    "spiral_calendar": "📅",
    "alarm_clock": "⏰",
    "clock9": "⏰",
    "round_pushpin": "📍",
    "pushpin": "📍",
    "busts_in_silhouette": "👥",
    "bust_in_silhouette": "👤",
    "microphone": "🎤",
    "studio_microphone": "🎤",
}
SIGN_NAME = re.compile(rf"^\W{{0,4}}?:(?P<name>{'|'.join(NAMED_SIGNS)}):", re.IGNORECASE)


def sign_label(text: str) -> Label | None:
    """Return the label that a sign alone stands for, where its value is one of that kind.

    `👥 Ann, Ben`, `🎤 Ann Lee`, `⏰ 19:00-21:00`, `📍 City Hall`, `👥` over names; not
    `👥 12 people`, `⏰ 19:00 Dinner`, `📍 10:00 Harbour`. It may be written by its name,
    `:calendar: 2026/11/5`.
    """
    text = SIGN_NAME.sub(lambda match: NAMED_SIGNS[match["name"].lower()], text[:600], count=1)
    if text.isascii() or not ANY_SIGN.search(text[:10]):
        return None
    for part, key in SIGN_KEYS.items():
        if (match := key.match(text[:500])) and _is_value(part, match["value"]):
            return Label(part, match["sign"], match["value"].strip())
    return None


def _is_value(part: Part, value: str) -> bool:
    """Tell if nothing else stands after a sign than what it is the sign of; names may follow it."""
    if not value:
        return part in (Part.ROSTER, Part.SPEAKERS)
    entries, words = split_names(value), masked(value)
    match part:
        case Part.ROSTER | Part.SPEAKERS:
            alone = len(entries) == 1 and is_full_name(entries[0])
            return alone or surely_names(entries)
        case Part.DATE:
            spans = [*find_dates(words), *find_times(words)]
            for span in sorted(spans, key=lambda span: -span.start):
                words = f"{words[: span.start]} {words[span.end :]}"
            return bool(spans) and not any(map(str.isalnum, words))
        case _:
            return may_be_title(value) and not find_times(words) and not find_dates(words)


def label_in(walk: Walk, text: str, session: SessionDraft | None) -> Label | None:
    """Return the label of a line that may stand under a session.

    Under one with a time it may say who gives it: `Led by: Ann Lee`, `担当：山田花子(港湾局)`;
    under any who talks there: `報告：阿海`. Not `担当：運営`, nor in a meeting or else under a
    point without a time, where it is who will do that.
    """
    label = label_of(text) or (by_line(text) if session else None)
    if label or session is None or walk.of_meeting:
        return label
    given = given_by(text)
    reported = given and REPORTED.fullmatch(given.key)
    return given if session.start or reported else None


def by_line(text: str) -> Label | None:
    """Return the label of a line that says by whom something is: `by Ann Lee`, `by Ann & Ben`."""
    match = BY.fullmatch(text[:200].strip())
    names = split_names(match["names"]) if match else []
    named = any(map(tells_person, names)) and all(is_full_name(n) or tells_person(n) for n in names)
    return Label(Part.SPEAKERS, "by", match["names"]) if named else None


def given_by(text: str) -> Label | None:
    """Return the label of a line that says by name who gives something: `Led by: Ann Lee`."""
    key = KEY.match(text)
    value = text[key.end() :].strip() if key and GIVES.fullmatch(key[1].strip()) else ""
    people = [read_person(name) for name in split_names(value)]
    told = [bool(p) and (tells_person(p.name) or is_name_said(p.name)) for p in people]
    beside = any(told) and REPORTED.fullmatch(key[1].strip())
    named = [
        one or bool(beside and p and A_HANDLE.fullmatch(p.name))
        for p, one in zip(people, told, strict=True)
    ]
    return Label(Part.SPEAKERS, key[1].strip(), value) if people and all(named) else None


def read_label(
    walk: Walk,
    label: Label,
    line: int,
    context: Context,
    lines: list[tuple[int, str]] | None = None,
    below: Block | None = None,
) -> None:
    """Read a labelled line: a date, a place, names, a time zone."""
    match label.part:
        case Part.DATE:
            _date(walk, label, line, context, lines or [], below)
        case Part.PLACE:
            _place(walk, label, line, context)
        case Part.ROSTER | Part.SPEAKERS:
            _roster(walk, label, line, context, lines or [], below)
        case Part.ZONE:
            _zone(walk, label, line)


def whole_label(walk: Walk, label: Label, lines: list[tuple[int, str]], after: int) -> Label:
    """Return a label of names with the rest of them where the line was broken: `…, Ann` / `Lee`.

    `after` is the place among `lines` of the first after the label's.

    After a comma the line may be short: `Present: Ann, Ben,` over `Cho`; so it may be where the
    next one hangs under its names: `出席：小明、阿海` over `　　　小玉、Mei`.
    """
    if label.part not in (Part.ROSTER, Part.SPEAKERS) or not label.value:
        return label
    value = label.value
    for line, text in lines[after : after + MAX_WRAPPED]:
        if value.endswith("。"):
            break
        words = plain(text)
        more_below = MORE_BELOW.search(value) is not None
        hangs = HANGING.match(walk.draft.lines[line]) is not None
        if hangs:
            group = group_entry(words)
            words = with_commas(group[1] if group else words)
            names = surely_names([*split_names(value)[-1:], *split_names(words)])
        elif more_below:
            names = looks_like_roster(split_names(MORE_BELOW.sub("", words)))
        else:
            names = len(value) >= WRAPPED_AT and surely_names(split_names(f"{value} {words}"))
        if not names or KEY.match(words):
            break
        value = with_commas(value) if hangs else value
        value = f"{value}{', ' if hangs and not more_below else ' '}{words}"
        if not hangs and len(text) < WRAPPED_AT and not MORE_BELOW.search(value):
            break
    return label._replace(value=value)


def first_lines(section: Section) -> list[str]:
    """Return the first lines that stand directly under a heading."""
    lines: list[str] = []
    for block in section.blocks:
        if isinstance(block, Text):
            lines += [text for _line, text in block.lines]
        elif isinstance(block, Bullets):
            lines += [item.text for item in block.items]
        if len(lines) > 20:
            break
    return lines[:20]


def names_speaker(section: Section) -> bool:
    """Tell if a line under a heading says who speaks: `Speaker: Ann`, `講者：小明`.

    So does a heading under it, if it is the first: `## Open maps` over `#### 講者`.
    """
    labels = filter(None, _labels_under(section))
    if any(label.part is Part.SPEAKERS and not COUNT.search(label.value) for label in labels):
        return True
    words = [plain(sub.text) for sub in section.sections]
    plans = any(is_label(name, Part.PLAN) for name in words)
    return bool(words) and not section.blocks and is_label(words[0], Part.SPEAKERS) and not plans


def begins_with_speaker(section: Section, *, by_name: bool = False) -> bool:
    """Tell if the first line under a heading says who speaks: `講者：小明`, `Speakers:`.

    Where it is to be `by_name` somebody stands there, or on the next line, and does not only chair.
    """
    label = next(_labels_under(section), None)
    if label is None or label.part is not Part.SPEAKERS or not by_name:
        return label is not None and label.part is Part.SPEAKERS
    value = label.value or next(iter(first_lines(section)[1:]), "")
    people = [read_person(name) for name in split_names(value)]
    return not CHAIRS.search(label.key) and any(p and names_nothing_else(p.name) for p in people)


def _labels_under(section: Section) -> Iterator[Label | None]:
    """Return the label of each first line, also that without a colon over a name: `分享人`."""
    quotes = [block for block in section.blocks if isinstance(block, Opaque)]
    quoted = [text for block in quotes for _line, text in block.facts]
    lines = [plain(text[:500]) for text in first_lines(section) + quoted]
    for words, below in pairwise([*lines, ""]):
        yield label_of(words) or by_line(words) or bare_label_over(words, below)


def bare_label_over(words: str, below: str) -> Label | None:
    """Return the label that a line without a colon is over names: `分享人` over `小明`."""
    label = bare_label(words)
    names = [IN_BRACKETS.sub("", name) for name in split_names(below)]
    named = label and names and all(map(looks_like_name, names))
    return label if named else None


def _date(
    walk: Walk,
    label: Label,
    line: int,
    context: Context,
    lines: list[tuple[int, str]],
    below: Block | None,
) -> None:
    if not label.value and context.session is None and not context.explicit:
        # `**When and where**` over `Port: 9/3 18:30, City Hall`.
        told = lines or (below.lines if isinstance(below, Text) else [])
        for number, text in told[:MAX_PLACES]:
            timed = find_dates(masked(text)) and find_times(masked(text))
            if KEY.match(plain(text)) and timed and not OTHER_DATE.search(text[:200]):
                walk.days_of_value(text, number, context)
        return
    if context.session is None:
        if EVENT_DATE.search(label.key) and not context.explicit and find_dates(label.value):
            walk.default_day = None
        walk.days_of_value(label.value, line, context)
    entry = read_entry(label.value)
    session = context.session
    if session and entry.time:
        walk.set_times(session, entry.time, line)
        if has_words(entry.title) or len(find_times(label.value)) > 1:
            walk.draft.keep(line)


def _place(walk: Walk, label: Label, line: int, context: Context) -> None:
    session = context.session
    if session and not session.place and label.value:
        session.place = walk.draft.one_line(label.value, line)
        walk.draft.claim(line, session, "place")
    elif session is None and (dates := find_dates(masked(label.value))):
        # `場地：港口 3/15 確認` in a meeting whose day is known says until when.
        only_one = len(dates) == 1 and not dates[0].year
        if walk.default_day is None or not only_one:
            walk.days_of_value(label.value, line, context)


def _roster(
    walk: Walk,
    label: Label,
    line: int,
    context: Context,
    lines: list[tuple[int, str]],
    below: Block | None,
) -> None:
    """Read the names beside a label, in the lines under it, or in the list under those."""
    role = "speaker" if label.part is Part.SPEAKERS else "delegate"
    if IN_BRACKETS.fullmatch(label.value):
        label = label._replace(value="")
    if label.value and (found := walk.rosters.read_label(label, line)):
        walk.attend(context.session, found, role)
        return
    if label.value and (len(label.value) > 20 or not isinstance(below, Bullets)):
        return
    people = walk.rosters.read_names_below(lines, role)
    if people:
        walk.taken.update(number for number, _text in lines)
    elif not lines and isinstance(below, Bullets):
        people = walk.rosters.read_list(below, role)
        if people:
            walk.taken.add(below.first)
    elif not lines and isinstance(below, Table):
        people = walk.rosters.read_block(below, role)
        if people:
            walk.taken.add(below.first)
    elif not lines and isinstance(below, Text):
        people = walk.rosters.read_paragraph(below, role)
        if people:
            walk.taken.add(below.first)
    if people:
        if not label.value and is_label(plain(label.key), label.part):
            walk.draft.mark(line, MARKUP)
        walk.attend(context.session, people, role)


def _zone(walk: Walk, label: Label, line: int) -> None:
    if walk.draft.trip.timezone is None and label.value in zone_names():
        walk.draft.trip.timezone = label.value
        walk.draft.claim(line, walk.draft.trip, "timezone")
