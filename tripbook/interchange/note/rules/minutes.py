"""The part of the minutes: what was written down becomes notes, whole and in order."""

import re
from itertools import takewhile

from tripbook.interchange.note.draft import MARKUP, MINUTES, DayDraft, SessionDraft
from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.keys import (
    Label,
    bare_label,
    ends_with,
    is_any_label,
    is_label,
    label_of,
)
from tripbook.interchange.note.line.titles import may_be_title, plain, read_title
from tripbook.interchange.note.line.words import (
    COUNTED_GROUP,
    INFORMATION,
    JOURNEY,
    KEY,
    Part,
)
from tripbook.interchange.note.tree.blocks import Block, Bullets, Section, Text

from .days import DayMark, is_only_day
from .labels import first_lines, names_speaker
from .programme import IN_BRACKETS, Entry, read_entry
from .timetables import has_ranges
from .walk import Context, Mode, Walk

# What is added to a title that is known: `Round table (afternoon)`, `Round table – notes`.
MAX_OVER_HEAD = 3
TAIL = re.compile(r"\s*(?:[（(:：|｜]|\s[–—-]+\s).*")


def heading_in_minutes(walk: Walk, section: Section, context: Context) -> bool:
    """A heading in the minutes: a day's or a session's take what stands under them."""
    if context.mode is not Mode.MINUTES:
        return False
    read_minutes(walk, section, context)
    return True


def minutes_heading(walk: Walk, section: Section, context: Context) -> bool:
    """The part of the minutes: `## Minutes`, `# 會議記錄`, `### 議事録`, `### Discussion`."""
    words = plain(section.text)
    if context.mode is Mode.CLOSED or len(words) > 40:
        return False
    if is_label(words, Part.DISCUSSION) and not context.session:
        walk.draft.own(section.first, section.last, walk.target_of(context), MINUTES)
        _read_inside(walk, section, context._replace(mode=Mode.MINUTES))
        return True
    if (key := KEY.match(words)) and is_label(key[1], Part.MINUTES):
        _read_minutes_of(walk, section, words[key.end() :], context)
        return True
    if not is_label(words, Part.MINUTES) and not ends_with(words, Part.MINUTES):
        return False
    walk.only_minutes = walk.only_minutes or not walk.draft.days
    walk.draft.own(section.first, section.last, walk.target_of(context), MINUTES)
    if is_label(words, Part.MINUTES):
        walk.draft.own(section.first, section.body, walk.draft.trip)
        walk.draft.mark(section.first, MARKUP)
    _read_head(walk, section, context)
    _read_inside(walk, section, context._replace(mode=Mode.MINUTES))
    return True


def _read_minutes_of(walk: Walk, section: Section, title: str, context: Context) -> None:
    """Read `### 紀錄：市役所`, `### Notes: Port office`: the minutes of that session."""
    known = walk.session_titled(title, context.day) or walk.session_with(title, context.day)
    target = known or walk.target_of(context)
    walk.draft.own(section.first, section.last, target, MINUTES)
    _read_inside(walk, section, context._replace(mode=Mode.MINUTES))


def read_day_minutes(
    walk: Walk, section: Section, mark: DayMark, day: DayDraft, context: Context
) -> None:
    """Read a day of the minutes: each heading under it is a session with minutes of its own.

    What is known to be none, like references, stays the day's.
    """
    if mark.of_minutes:
        walk.draft.claim(section.first, day, "date")
        walk.draft.keep(section.first)
        walk.draft.own(section.first, section.body, day, MINUTES)
    else:
        walk.name_day(section, mark, day)
    walk.draft.own(section.body, section.last, day, MINUTES)
    _read_head(walk, section, context._replace(day=day, explicit=True, meeting=True))
    talked = walk.meetings.is_one(section) or ends_with(mark.title, Part.MINUTES)
    for sub in section.sections:
        words = plain(sub.text)
        if is_label(words, Part.ROSTER):
            walk.read_section(sub, context._replace(day=day, meeting=True))
            continue
        entry = read_entry(sub.text)
        known = _known_session(walk, entry, day)
        labelled = is_any_label(words) or not may_be_title(words)
        timed = entry.time is not None and entry.time.closes is not None and entry.at_start
        if known is None and (labelled or (talked and not timed)):
            continue
        _give(walk, sub, known or walk.new_session(sub.text, sub.first, entry, day), entry)


def read_minutes(walk: Walk, section: Section, context: Context) -> None:
    """Read a heading in the minutes: a day, a session of the plan, or words of the text."""
    mark = walk.calendar.marks.get(section.first)
    if mark and not _looks_back(walk, mark, context):
        day = walk.calendar.days(mark, section.first, context.near)[0]
        if day not in walk.planned and _is_record_of_trip(walk, context) and has_ranges(section):
            walk.read_section(section, context._replace(mode=Mode.PLAN))
        else:
            read_day_minutes(walk, section, mark, day, context)
        return
    if _is_plan_by_days(section):
        walk.read_section(section, context._replace(mode=Mode.PLAN))
        return
    entry = read_entry(section.text)
    known = _known_session(walk, entry, context.day)
    if known:
        _give(walk, section, known, entry)
        return
    if _is_talk(section) and not context.session:
        _read_talk(walk, section, context)
        return
    label = label_of(plain(section.text))
    if walk.only_minutes and label and label.part is Part.DATE and find_dates(label.value):
        walk.days_of_value(label.value, section.first, context)
        walk.draft.keep(section.first)
    walk.waiting.append((section, context.day))
    if section.blocks and (_says_who_came(section.blocks[0]) or _is_dated(walk, section)):
        _read_head(walk, section, context)
    _read_inside(walk, section, context)


def _is_plan_by_days(section: Section) -> bool:
    """Tell if a heading in the minutes is over the plan of days: `Programme (draft)`, `合宿日程`.

    Each day is a line or an item of its own, with its weekday.
    """
    words = IN_BRACKETS.sub("", plain(section.text)).strip()
    marks = list(filter(None, map(is_only_day, first_lines(section))))
    return (
        ends_with(words, Part.PLAN)
        and len(marks) > 1
        and all(mark.date and mark.date.weekday is not None for mark in marks)
    )


def _is_record_of_trip(walk: Walk, context: Context) -> bool:
    """Tell if what was done on each day is told, the plan that there is: `## 參訪紀錄`."""
    part = walk.draft.lines[context.part] if context.part >= 0 else ""
    return JOURNEY.search(f"{walk.draft.trip.title} {part}") is not None and not walk.of_meeting


def _looks_back(walk: Walk, mark: DayMark, context: Context) -> bool:
    """Tell if a meeting talked of what was on a day before it: `### Feedback on the 3/9 walk`."""
    own = walk.default_day and walk.default_day.date
    if not own or not mark.date or mark.date.is_range or mark.named or not mark.title:
        return False
    span = mark.date.day_first if walk.calendar.day_first else mark.date
    try:
        date = span.first_in(walk.calendar.years.year_of(span, context.near) or own.year)
    except ValueError:
        return False
    return date < own and ("date", date) not in walk.draft.days


def read_waiting_minutes(walk: Walk) -> None:
    """Give the minutes that stand before the plan to the sessions that it names after them."""
    last = 0
    for section, day in walk.waiting:
        known = _known_session(walk, read_entry(section.text), day)
        if known and section.first >= last and known.line > section.first:
            _give(walk, section, known)
            last = section.last


def _is_talk(section: Section) -> bool:
    """Recognise a talk that only the minutes name: a heading over `Speaker: Ann`.

    What has a date of its own below is an event on another day, which was talked about.
    """
    words = plain(section.text)
    labels = (label_of(plain(text)) for text in first_lines(section))
    if any(label and label.part is Part.DATE and find_dates(label.value) for label in labels):
        return False
    return (
        names_speaker(section)
        and may_be_title(words)
        and not is_any_label(words)
        and not INFORMATION.search(words)
        and not COUNTED_GROUP.match(words)
    )


def _read_talk(walk: Walk, section: Section, context: Context) -> None:
    day = context.day or walk.default_day
    session = walk.new_session(section.text, section.first, read_entry(section.text), day)
    _give(walk, section, session)
    _read_head(walk, section, context._replace(session=session))


def _read_head(walk: Walk, section: Section, context: Context) -> None:
    """Read what says of a meeting who, when and where, before what was said there.

    Over it there may be a few lines about which meeting it is.
    """
    blocks = section.blocks
    first = next((n for n, b in enumerate(blocks[:MAX_OVER_HEAD]) if _is_head(b)), len(blocks))
    if not all(isinstance(block, Text) for block in blocks[:first]):
        return
    for block in takewhile(_is_head, blocks[first:]):
        walk.read([block], context._replace(mode=Mode.TEXT))


def _is_head(block: Block) -> bool:
    return bool(_labels_of(block))


def _says_who_came(block: Block) -> bool:
    """Recognise the head of a meeting under a heading in its minutes: `- 出席：Ann、Ben`."""
    return any(label.part is Part.ROSTER for label in _labels_of(block))


def _is_dated(walk: Walk, section: Section) -> bool:
    """Recognise one of the meetings of a note of minutes: `## 會議一` over `日期：2026/3/5`."""
    if not walk.only_minutes:
        return False
    label = next(iter(_labels_of(section.blocks[0])), None)
    if label is None or label.part is not Part.DATE or is_any_label(plain(section.text)):
        return False
    return bool(find_dates(label.value))


def _labels_of(block: Block) -> list[Label]:
    match block:
        case Bullets():
            texts = [item.text for item in block.items]
        case Text():
            texts = [text for _line, text in block.lines]
        case _:
            return []
    return [label for t in texts if (label := label_of(plain(t)) or bare_label(plain(t)))]


def _read_inside(walk: Walk, section: Section, context: Context) -> None:
    for sub in section.sections:
        walk.read_section(sub, context)


def _give(walk: Walk, section: Section, session: SessionDraft, entry: Entry | None = None) -> None:
    """Give a session its minutes; a heading that says more than its title is part of them.

    The heading may tell the time, which its plan doesn't: `## 9:00-10:30 Maps`.
    """
    if entry and entry.time and entry.at_start and session.start is None:
        walk.set_times(session, entry.time, section.first)
    says_more = TAIL.search(_title(entry or read_entry(section.text))) and not TAIL.search(
        session.title
    )
    if not says_more:
        walk.claim_heading(section, session)
    first = section.first if says_more else section.body
    walk.draft.own(first, section.last, session, MINUTES)


# So many characters of a title tell of which session the minutes are.
MIN_PART = 5


def _known_session(walk: Walk, entry: Entry, day: DayDraft | None) -> SessionDraft | None:
    """Return the session that a heading of the minutes is about."""
    title = _title(entry)
    known = walk.session_titled(title, day) or walk.session_titled(TAIL.sub("", title), day)
    if known is None and len(title) >= MIN_PART:
        known = walk.session_with(title, day)
    return known


def _title(entry: Entry) -> str:
    return read_title(entry.title).text
