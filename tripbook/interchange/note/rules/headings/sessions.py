"""Headings of sessions: with a time, over rooms, in a plan, or over when and where."""

import re
from dataclasses import replace

from tripbook.interchange.note.draft import MARKUP, SessionDraft
from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.entries import names_unit
from tripbook.interchange.note.line.full_names import is_full_name
from tripbook.interchange.note.line.keys import is_any_label, is_label, label_of, mentions
from tripbook.interchange.note.line.names import split_names
from tripbook.interchange.note.line.ordinals import ordinal_of
from tripbook.interchange.note.line.people import tells_person
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.times import TimeSpan, find_times
from tripbook.interchange.note.line.titles import (
    may_be_timed_title,
    may_be_title,
    plain,
    without_addresses,
)
from tripbook.interchange.note.line.words import (
    ADVICE,
    COUNTED_GROUP,
    DURATION,
    EVERY_DAY,
    INFORMATION,
    MEETING,
    MEETING_POINT,
    NUMBERED_TALK,
    OF_STAFF,
    ONLY_COUNTED,
    OTHER_DATE,
    TRACK,
    Part,
)
from tripbook.interchange.note.rules.beside import is_open_at_hours
from tripbook.interchange.note.rules.days import COUNTED
from tripbook.interchange.note.rules.docs import pad_links
from tripbook.interchange.note.rules.items import read_rooms
from tripbook.interchange.note.rules.labels import (
    REPORTED,
    begins_with_speaker,
    first_lines,
    given_by,
    names_speaker,
)
from tripbook.interchange.note.rules.programme import (
    HALF_OF_DAY,
    IN_BRACKETS,
    OURS,
    Entry,
    Slot,
    ends_with_time,
    has_timed_item,
    has_words,
    is_room,
    is_timed,
    masked,
    read_entry,
    slot_of,
    tells_only_place,
    time_is_set_off,
    titles_by_room,
)
from tripbook.interchange.note.rules.proposals import read_proposal
from tripbook.interchange.note.rules.tables import read_rows
from tripbook.interchange.note.rules.talks import topic_of
from tripbook.interchange.note.rules.timetables import has_times, is_timetable
from tripbook.interchange.note.rules.title_fields import DEFINITION, IN_BRACKETS_AT_END
from tripbook.interchange.note.rules.walk import Context, Mode, Walk, read_daytime
from tripbook.interchange.note.tree.blocks import Bullets, Opaque, Section, Table, Text

from .days import read_its_day
from .people import read_crew

# What is no more: `去年的活動`, `Farewell of the previous group`.
PAST = both_scripts(
    r"去年|前年|上一?[次屆回]|昨年|前回|작년|지난"
    r"|\blast (?:year|time|week)|\bprevious\b|\bformer\b|\bpast\b",
    re.IGNORECASE,
)
# After when something is, where or how: `，線上`, ` @ City Hall`, ` Google Meet`; no title.
FOLLOWS_TIME = re.compile(
    r"\s*(?:$|[,，、;；。@＠(（~～]"
    r"|\s*[同原][^\d\s]{1,10}$|\s*[在於]\s?\S"
    r"|\W*(?:google meet|zoom|jitsi|meet|teams|on-?line|線上|オンライン|온라인)\b)",
    re.IGNORECASE,
)
# `**Ann Lee**、**王小明**（Port Lab）` at the start of a line.
NAMES_IN_BOLD = re.compile(
    r"(?P<names>\*\*[^*:：]{2,40}\*\*(?:\s?(?:[、,&＆]|and|和|與)\s?\*\*[^*:：]{2,40}\*\*){0,5})"
    r"\s?(?:[(（]|$)"
)
BOLD_NAME = re.compile(r"\*\*([^*]+)\*\*")
# `費用｜免費，自由捐款`: what else is said of an event.
FACT_OF_EVENT = both_scripts(
    r"\W*(?:費用|票價|報名|主辦|協辦|名額|對象|参加費|定員|申込|語言|言語|贊助|備註|注意|交通|聯絡|비용|참가비"
    r"|fees?|costs?|price|language|tickets?|registration|contact)(?:方式|單位|資訊)?\s?[｜|]",
    re.IGNORECASE,
)
# So many things are done at most between two times.
MOST_DONE = 6
# `Main talk 2`, `メイントーク2`: a heading over the labels of a talk that only counts it.
ENDS_WITH_NUMBER = re.compile(r"[^\W\d][^\d:：]{0,20}\d{1,2}")


def timed_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A heading with a time: `## 11:00~12:30 Civic tools`, `### Warm-up (12:30–13:00)`.

    In a plan the time may be last: `### 2. Boats 19:10`.
    """
    if context.mode is Mode.CLOSED or label_of(plain(section.text)):
        return False
    entry = read_entry(section.text)
    if not entry.time or entry.date:
        return False
    if MEETING_POINT.search(entry.title) and context.mode is not Mode.PLAN:
        return False
    if not has_words(entry.title):
        return (
            _read_rooms(walk, section, entry, context)
            or _titled_below(walk, section, entry, context) is not None
        )
    in_room = tells_only_place(section.text, entry)
    if in_room and _titled_below(walk, section, entry, context):
        return True
    set_off = time_is_set_off(masked(section.text), entry.time)
    in_plan = context.mode is Mode.PLAN and ends_with_time(COUNTED.sub("", section.text))
    if not entry.at_start and not set_off and not in_plan:
        return False
    if _read_rooms(walk, section, entry, context):
        return True
    if _is_over_its_table(section, entry.time):
        # `## First part 14:00–14:50` over a table of its entries.
        day = context.day or walk.default_day
        walk.read(section.children, context._replace(day=day, explicit=day is not None))
        return True
    if ONLY_COUNTED.fullmatch(plain(entry.title)):
        topic = next(filter(None, map(topic_of, first_lines(section))), "")
        if topic:
            session = _read_session(walk, section, entry._replace(title=topic), context)
        else:
            session = _titled_below(walk, section, entry._replace(title=""), context)
        if session:
            session.text.setdefault(plain(entry.title))
            walk.draft.claim(section.first, session, "description")
            return True
    read_crew(walk, section)
    _read_session(walk, section, entry, context)
    return True


def _is_over_its_table(section: Section, time: TimeSpan) -> bool:
    """Tell if the times of a table under a heading are between those that the heading tells."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    starts = [row.time.opens for table in tables for row in read_rows(table) if row.time]
    return bool(starts and time.closes) and time.opens <= min(starts) <= max(starts) <= time.closes


def _read_rooms(walk: Walk, section: Section, entry: Entry, context: Context) -> bool:
    """`## Session 1 (10:00)` over what is in each room: `### Room A: Maps`, `### Hall 2: Nets`.

    Or over rooms, each explained by what is there: `Old mill` over `: Nets`; or over a list of
    them: `- Room A: Maps`.
    """
    explained = _explained(section)
    for (term, room), (line, text) in explained:
        session = walk.session_in_room(
            plain(room), DEFINITION.sub("", text), line, entry, context.day or walk.default_day
        )
        walk.claim_heading(section, session)
        walk.draft.claim(term, session, "place")
        walk.draft.claim(line, session, *session.filled)
        walk.draft.own(line, line + 1, session)
    if explained:
        return True
    day = context.day or walk.default_day
    first = section.blocks[0] if section.blocks else None
    if isinstance(first, Bullets) and read_rooms(walk, first.items, entry, context):
        walk.draft.keep(section.first)
        explicit = context._replace(day=day, explicit=day is not None)
        walk.read([block for block in section.children if block is not first], explicit)
        return True
    rooms = titles_by_room([sub.text for sub in section.sections])
    if not rooms:
        return False
    walk.draft.keep(section.first)
    for sub, (room, title) in zip(section.sections, rooms, strict=True):
        session = walk.session_in_room(room, title, sub.first, entry, day)
        walk.claim_heading(sub, session)
        walk.draft.own(sub.body, sub.last, session)
        walk.read(sub.children, context._replace(session=session, day=day))
    return True


def _explained(section: Section) -> list[tuple[tuple[int, str], tuple[int, str]]]:
    """Return the lines of a list of definitions with what explains each, two at least."""
    blocks = section.blocks if all(isinstance(b, Text) for b in section.blocks) else []
    lines = [line for block in blocks for line in block.lines]
    defined = [DEFINITION.match(text) is not None for _line, text in lines]
    if len(lines) < 4 or defined != [False, True] * (len(lines) // 2):
        return []
    return list(zip(lines[::2], lines[1::2], strict=True))


def _titled_below(
    walk: Walk, section: Section, entry: Entry, context: Context
) -> SessionDraft | None:
    """`### 10:00-11:00`, `### 10:00 Room 2`, `### Talk 1 (10:00)` with the title under it.

    Where the heading says nothing but from when to when, each line under it may be a thing to do.
    """
    first = section.blocks[0] if section.blocks else None
    if not isinstance(first, Text):
        return None
    says_when = entry.time.closes is not None and not has_words(entry.title)
    if len(first.lines) > (MOST_DONE if says_when else 2):
        return None
    if len(first.lines) > 2 and not all(may_be_title(plain(text)) for _line, text in first.lines):
        return None
    line, text = first.lines[0]
    if not may_be_timed_title(plain(text)) or label_of(plain(text)) or find_times(masked(text)):
        return None
    session = _read_session(walk, section, entry._replace(title=text), context)
    if has_words(entry.title):
        session.place = session.place or walk.draft.one_line(entry.title, section.first)
        walk.draft.claim(section.first, session, "place")
    walk.draft.claim(line, session, "title")
    return session


def sessions_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A list of sessions, with or without a day: `## Sessions`, `## 場次`, `### 各場共筆`."""
    if not is_label(plain(section.text), Part.SESSIONS):
        return False
    if context.mode is Mode.CLOSED or context.session or context.meeting:
        return False
    walk.draft.mark(section.first, MARKUP)
    ours = OURS.search(plain(section.text)) is not None
    listed = context._replace(mode=Mode.PLAN, itinerary=not ours, listing=not ours)
    walk.read(section.children, listed)
    return True


def given_talk_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A talk whatever its words: its first line names who gives it.

    `### Budgets of five ports`, `### 三天的紀錄` over `Speaker: Ann Lee`, `報告：阿海`. Not who
    chairs a meeting, nor what was last year. Under `### 第二場：預算` a later line may name them.
    """
    words = plain(section.text)
    if PAST.search(words) or MEETING.search(words):
        return False
    given = begins_with_speaker(section, by_name=True) or _is_reported(walk, section)
    given = given or _is_part_with_speaker(words, section)
    return given and talk_heading(walk, section, context)


def talk_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A talk: numbered like its neighbours, or with its speaker under it.

    `### Topic 2: Open maps`, `### 主題一：開放資料`; a heading over `Speaker: Ann`, and one that
    goes on counting after such a one: `### 四、自由交流`. Its day may stand there, too, and its
    title where the heading only counts: `## 第 3 期` over `主題：船`.
    """
    words = plain(section.text)
    if context.mode is Mode.CLOSED or context.session or is_any_label(words):
        return False
    if FACT_OF_EVENT.match(words) and not begins_with_speaker(section):
        return False
    if not has_words(IN_BRACKETS.sub("", plain(without_addresses(section.text)))):
        # `#### 🎟 https://… (free)` names nothing.
        return False
    counts_on = walk.counts_on(section.level, words)
    part = _is_part_with_speaker(words, section)
    given = part or begins_with_speaker(section, by_name=True)
    if not counts_on and not given and (OF_STAFF.search(words) or COUNTED_GROUP.match(words)):
        return False
    told = part or (
        names_speaker(section) and (begins_with_speaker(section) or not INFORMATION.search(words))
    )
    told = told or _is_reported(walk, section) or _is_counted_with_speaker(walk, words)
    if not told and not NUMBERED_TALK.match(words) and not counts_on:
        return False
    if told:
        walk.count_talk(section.level, words)
    lines = first_lines(section)
    for label in (label_of(plain(text)) for text in lines):
        if label and label.part is Part.DATE and (when := read_entry(label.value)).date:
            context = context._replace(day=walk.day_of_entry(when, section.first, context))
            break
    counted = ONLY_COUNTED.fullmatch(words) or ENDS_WITH_NUMBER.fullmatch(words)
    topics = filter(None, map(topic_of, lines)) if counted else ()
    section = replace(section, text=next(iter(topics), section.text))
    _read_session(walk, section, read_entry(section.text), context)
    return True


def _is_part_with_speaker(words: str, section: Section) -> bool:
    """Tell if a heading is one of several parts, and a line under it says who speaks.

    `第三場　圓桌`, `Talk 2: Maps`.
    """
    ordinal = ordinal_of(words)
    part = ordinal is not None and ordinal.style in ("counted", "part")
    return part and names_speaker(section)


def _is_counted_with_speaker(walk: Walk, words: str) -> bool:
    """Tell if a counted heading ends with somebody known: `2. Maps (Ann)`."""
    inside = IN_BRACKETS_AT_END.fullmatch(words)
    names = split_names(inside["inside"]) if inside and ordinal_of(words) else []
    return bool(names) and all(map(walk.rosters.is_known, names)) and not walk.of_meeting


def _is_reported(walk: Walk, section: Section) -> bool:
    """Tell if the first line under a heading names who talks: `### Boats` over `報告：阿海`.

    Not in a meeting, where somebody reports on each point: its roster stands above.
    """
    given = given_by(plain(next(iter(first_lines(section)), "")[:500]))
    if given is None or not REPORTED.fullmatch(given.key) or walk.of_meeting:
        return False
    return all(person.role != "delegate" for person in walk.draft.people.values())


def appointment_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A heading over a line that says when: `## Welcome evening` / `- Time: 7/23 20:00-21:00`.

    On a day that is known the line may say nothing else: `## Open maps` / `10:00-10:40 @ Hall`.
    """
    if context.mode is Mode.CLOSED or context.session:
        return False
    if _read_dated_below(walk, section, context):
        return True
    if INFORMATION.search(section.text):
        return False
    dated = walk.default_day or context.day or context.mode is Mode.PLAN
    words = plain(section.text)
    labelled = is_any_label(words)
    told = _slot_below(section)
    told = None if labelled or is_open_at_hours(words) else told
    if dated and told and (told[1].time.closes or told[1].place):
        _read_session(walk, section, read_entry(section.text), context)
        return True
    for text in first_lines(section):
        label = label_of(plain(text))
        if label is None or label.part is not Part.DATE:
            continue
        entry = read_entry(label.value)
        by_itself = entry.date and entry.time and entry.time.closes and not labelled
        if entry.time and (dated or by_itself):
            day = walk.day_of_entry(entry, section.first, context)
            if day and has_times(section):
                read_its_day(walk, section, day, context)
                return True
            entry = read_entry(section.text)._replace(time=entry.time)
            _read_session(walk, section, entry, context._replace(day=day))
            return True
    return False


def _read_dated_below(walk: Walk, section: Section, context: Context) -> bool:
    """Read a heading whose first line begins with a date and from when to when it is.

    `## Evening before` over `8/11 (Fri) 20:30-21:30, online`.
    """
    words = plain(section.text)
    lines = first_lines(section)
    alone = len(lines) == 1 and isinstance(section.blocks[0], Bullets)
    entry = read_entry(lines[0]) if lines and not alone else None
    if entry is None or not (entry.date and entry.at_start and entry.time and entry.time.closes):
        return False
    informs = [match.end() for match in INFORMATION.finditer(words)]
    if not may_be_title(words) or is_any_label(words) or ADVICE.search(words):
        return False
    if tells_person(words) or is_full_name(words) or is_room(words):
        # `## Ann Lee` over when she is at the desk.
        return False
    if informs and informs[-1] == len(words):
        return False
    if PAST.search(words) or not FOLLOWS_TIME.match(plain(lines[0])[entry.time.end :]):
        return False
    if OTHER_DATE.search(words) or mentions(words, Part.NO_PLAN) or context.explicit:
        return False
    if any(find_dates(masked(plain(text))) or is_timed(text) for text in lines[1:]):
        return False
    day = walk.day_of_entry(entry, section.first, context)
    session = walk.new_session(section.text, section.first, Entry(section.text), day)
    walk.claim_heading(section, session)
    walk.draft.own(section.body, section.last, session)
    line = section.blocks[0].first
    walk.set_times(session, entry.time, line)
    walk.draft.claim(line, day, "date")
    walk.draft.keep(line)
    walk.read(section.children, context._replace(session=session, day=day))
    return True


def proposal_heading(walk: Walk, section: Section, context: Context) -> bool:
    """The title of a session that people hand in: `### Title: Maps for all`, or right under it."""
    first = section.blocks[0] if section.blocks else None
    below = first.lines[0] if isinstance(first, Text) else None
    if not read_proposal(walk, section.first, section.text, below, context):
        return False
    walk.read(section.sections, context)
    return True


def point_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A point of an agenda with the time for it: `### 2. Elections (20 min)`.

    What stands under it is talked about; the dates there are no days of the plan.
    """
    if context.mode is not Mode.PLAN or context.explicit or context.session:
        return False
    if context.itinerary or not DURATION.search(plain(section.text)):
        return False
    walk.read(section.children, context._replace(mode=Mode.TEXT))
    return True


def daytime_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A part of a day: `#### Morning`, `#### am`. Sessions without a time keep its name.

    Where an event has one day only it is its: times or pads stand under it then.
    """
    words = plain(section.text)
    half = context.explicit and HALF_OF_DAY.fullmatch(words)
    if context.mode is Mode.CLOSED or not (half or is_label(words, Part.DAYTIME)):
        return False
    if not context.explicit:
        texts = [block for block in section.blocks if isinstance(block, Text)]
        lists = [block for block in section.blocks if isinstance(block, Bullets)]
        planned = has_times(section) or any(pad_links(block.lines) for block in texts)
        # `## 中午` over one thing to do, among other parts of the day.
        planned = planned or any(map(has_timed_item, lists))
        day = context.day or walk.default_day
        if day is None or context.session or not planned:
            return False
        context = context._replace(day=day, explicit=True)
    read_daytime(walk, section.first, section.text, section.children, context)
    return True


def activity_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A heading without a time under a day, or in an itinerary: `### Visit to the archive`.

    The name of somebody who came is over what they said or brought. Under `### Harbour airport`
    a programme stands, `- 12:00 Check-in` over `- 15:50 Take-off`: its entries are the sessions.
    """
    if context.session or context.mode is Mode.CLOSED or context.meeting or section.quoted:
        return False
    if not context.explicit and not (context.mode is Mode.PLAN and context.itinerary):
        return False
    words = plain(section.text)
    if not may_be_title(words) or is_any_label(words) or walk.rosters.is_known(words):
        return False
    if TRACK.fullmatch(words) or EVERY_DAY.fullmatch(words) or is_room(words):
        walk.read(section.children, context)
        return True
    if not context.explicit and INFORMATION.search(words):
        return False
    timed = bool(section.sections) and all(is_timed(sub.text) for sub in section.sections)
    if context.explicit and (timed or any(map(is_timetable, section.blocks))):
        walk.read(section.children, context._replace(timetable=True))
    elif ADVICE.search(words) or is_open_at_hours(words) or context.tabled:
        _read_advice(walk, section, context)
    else:
        _read_session(walk, section, read_entry(section.text), context)
    return True


def _read_advice(walk: Walk, section: Section, context: Context) -> None:
    """Take a heading beside the plan: `### Before we go`, or any where a table has the sessions.

    What stands under it is about the session that it names, else about the day.
    """
    session = walk.session_titled(plain(section.text), context.day)
    if session:
        walk.claim_heading(section, session)
        walk.draft.own(section.body, section.last, session)
    walk.read(section.children, context._replace(mode=Mode.CLOSED, session=session))


def _read_session(walk: Walk, section: Section, entry: Entry, context: Context) -> SessionDraft:
    """Take a heading as a session: what stands under it is its description.

    Without a time it may be one that the timetable has: `## Closing` after `18:10 Closing`. With
    one it may be in a list of pads, which need not tell the day.
    """
    day = walk.day_of_entry(entry._replace(date=None), section.first, context)
    known = walk.session_titled(plain(entry.title), day)
    if entry.time:
        known = known or walk.session_titled(plain(entry.title), None)
        known = known if known and known.start is None and walk.has_pad(known) else None
    elif known and known.start is None:
        known = None
    session = known or walk.new_session(section.text, section.first, entry, day)
    walk.claim_heading(section, session)
    walk.draft.own(section.body, section.last, session)
    if known and entry.time:
        session.day = day or session.day
        walk.set_times(session, entry.time, section.first)
    if session.start is None and (told := _slot_below(section)):
        line, slot = told
        walk.set_slot(session, slot, line)
    _read_names_in_bold(walk, section, session)
    walk.read(section.children, context._replace(session=session, day=day))
    return session


def _read_names_in_bold(walk: Walk, section: Section, session: SessionDraft) -> None:
    """Read who gives a session from the full names in bold that begin what stands under it.

    `**Ann Lee**、**王小明**（Port Lab）`.
    """
    first = section.blocks[0] if section.blocks else None
    line, text = first.lines[0] if isinstance(first, Text) else (0, "")
    match = NAMES_IN_BOLD.match(text[:300])
    names = BOLD_NAME.findall(match["names"]) if match else []
    first_tells = bool(names) and is_full_name(names[0]) and tells_person(names[0])
    if first_tells and not any(map(names_unit, names)):
        walk.give_speakers(session, names, line)
        walk.draft.keep(line)


def _slot_below(section: Section) -> tuple[int, Slot] | None:
    """Return what the first line under a heading says of when and where, and that line.

    Where further lines have their times it is the first entry of a programme; so it is where times
    alone follow: `14:00-14:50` over `- Nets`, `15:00-15:50` over `- Boats`.
    """
    first = section.blocks[0] if section.blocks else None
    texts: list[tuple[int, str]] = []
    match first:
        case Text():
            texts = first.lines
        case Bullets():
            texts = [(item.first, item.text) for item in first.items]
        case Opaque():
            texts = first.facts
    slot = slot_of(texts[0][1]) if texts else None
    more = [text for _line, text in texts[1:]]
    more += [block.lines[0][1] for block in section.blocks[1:] if isinstance(block, Text)]
    if slot is None or any(is_timed(text) or slot_of(text) for text in more):
        return None
    return texts[0][0], slot
