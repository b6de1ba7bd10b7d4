"""What a heading says of the part under it: one rule for each habit, asked in this order."""

import re
from dataclasses import replace
from itertools import pairwise

from tripbook.interchange.note.draft import MARKUP, PREPARATION, DayDraft, SessionDraft
from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.entries import names_with_units, surely_names
from tripbook.interchange.note.line.names import FROM_SOMEWHERE, split_names
from tripbook.interchange.note.line.people import is_surely_name, tells_person
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.times import TimeSpan, find_times
from tripbook.interchange.note.line.titles import CHECK_BOX, may_be_timed_title, may_be_title, plain
from tripbook.interchange.note.line.words import (
    ADVICE,
    CLOCK,
    COUNTED_GROUP,
    DURATION,
    EVERY_DAY,
    INFORMATION,
    LOOKS_BACK,
    MEETING_POINT,
    NEXT_TIME,
    NUMBERED_TALK,
    OF_MEETINGS,
    OF_STAFF,
    ONLY_COUNTED,
    OTHER_DATE,
    TRACK,
    Part,
    asks_of_hosts,
    ends_with,
    is_any_label,
    is_label,
    label_of,
    may_head_names,
    mentions,
)
from tripbook.interchange.note.tree.blocks import Block, Bullets, Opaque, Section, Table, Text

from .beside import is_open_at_hours
from .days import COUNTED, DayMark, event_dates, only_date
from .docs import pad_links
from .labels import first_lines, names_speaker, read_label, sign_label
from .minutes import heading_in_minutes, is_meeting, minutes_heading, read_day_minutes
from .paragraphs import quoted_lines
from .programme import (
    AT,
    IN_BRACKETS,
    Entry,
    Slot,
    ends_with_time,
    has_words,
    is_room,
    is_short_item,
    is_timed,
    lists_activities,
    masked,
    names_activities,
    read_entry,
    slot_of,
    time_is_set_off,
    titles_by_room,
)
from .roster_groups import entries_of
from .tables import lists_dated_talks, read_rows, tells_times_elsewhere
from .talks import (
    read_talks_under,
    talks_by_headings,
    talks_heading,
    talks_table_heading,
    tells_talks,
    topic_of,
)
from .timetables import has_times, is_timetable
from .walk import Context, HeadingRule, Mode, Walk, read_daytime

SIGN_IN = both_scripts(
    r"簽到|簽名|點名|名單|名冊|名簿|명단|\b(?:sign[ -]?in|sign[ -]?up|roll ?call"
    r"|roster|who)\b",
    re.I,
)
# Who comes, and what each does: `團員分工`.
MEMBERS_AND_WORK = both_scripts(
    "(?:團員|成員|隊員|組員|学員|メンバー)(?:與|及|和)?(?:分工|職責|任務|介紹|役割)"
)
# A part about what was before: `## 上次會議`, `## Last week`, `## Last camp in Tainan`.
LAST_TIME = both_scripts(
    r"\W*(?:上一?[次回]|前回の?)(?:會議|聚會|開會|小聚|活動|討論|黑客松|工作坊|打ち合わせ|定例|ハッカソン|勉強会|イベント|開催)?(?:的)?(?:時間|日期|紀錄|記錄|追蹤|回顧)?\W*"
    r"|\W*上[週周]\W*|\W*(?:last|previous) (?:week|meeting|call|meet-?up|session|time)\W*"
    r"|\W*(?:last|previous) (?:[\w-]+ )?"
    r"(?:hack\w+|event|summit|conference|workshop|camp|\w*talks?|meet-?up|edition|year)"
    r"(?: (?:in|at|on) .{1,30}|\W*)"
    r"|\W*지난 ?(?:번|주|회의|모임)\W*",
    re.IGNORECASE,
)
# Work before or after what happens on a day: `4/10 工作坊籌備`, `Preparations for 10 April`.
WORK_ON = both_scripts(
    r"籌備|籌劃|討論(?:事項|議題)\W*$|(?:準備|規劃|檢討|宣傳|回報)(?:事項|進度|状況)?\W*$|\bpreparations?\b|준비\W*$",
    re.IGNORECASE,
)
ITINERARY = both_scripts("schedule|itinerar|行程|日程|旅程|スケジュール|일정", re.IGNORECASE)
PROGRAMME = both_scripts(
    "program|run of show|節目|流程|プログラム|進行|프로그램|순서", re.IGNORECASE
)
# A part that may be milestones or the programme of one day.
TIMELINE = both_scripts(r"\W*(?:time ?line|タイムライン|타임라인|時間軸)\W*", re.IGNORECASE)
# `mei_0x4`, `AnnLee`, `ann`: what may be somebody's handle, and what can be nothing else; `高雄`
# is a place.
LIKE_A_HANDLE = re.compile(r"@?[a-z][a-z0-9_.-]{1,20}")
ONE_WORD = re.compile(r"@?[A-Za-z][A-Za-z0-9_.-]{1,20}")
SURELY_A_HANDLE = re.compile(
    r"@?(?=[a-z]{2,20}[\d_])[a-z][a-z0-9_.-]{2,20}|[A-Z][a-z]{1,12}[A-Z][a-z]{1,12}"
)
# `Main talk 2`, `メイントーク2`: a heading over the labels of a talk that only counts it.
ENDS_WITH_NUMBER = re.compile(r"[^\W\d][^\d:：]{0,20}\d{1,2}")
HEADINGS_OF_PEOPLE = 4
SHORT_HAN = re.compile("(?![阿小])[\u3400-\u9fff]{2}")


def title_heading(walk: Walk, section: Section, context: Context) -> bool:
    """The heading that is the trip's title: `# Study visit 2026`."""
    if section is not walk.title:
        return False
    words = plain(section.text)
    if SIGN_IN.search(words) or may_head_names(words):
        _read_sign_in(walk, section)
    elif find_dates(words):
        _read_crew(walk, section)
    walk.read(section.children, context)
    return True


def _read_crew(walk: Walk, section: Section) -> bool:
    """Read the names right under a heading with a date: `## 11/5 Port night` over `- 阿海` …."""
    first = section.blocks[0] if section.blocks else None
    if not first or not walk.rosters.read_crew(first):
        return False
    walk.taken.add(first.first)
    return True


def _read_sign_in(walk: Walk, section: Section) -> None:
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


def empty_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A heading without words: `###`."""
    if has_words(section.text) or any(map(str.isdigit, section.text)) or sign_label(section.text):
        return False
    if not section.text.strip():
        walk.draft.mark(section.first, MARKUP)
    walk.read(section.children, context)
    return True


def tags_heading(walk: Walk, section: Section, context: Context) -> bool:
    """The tags of a pad: ``###### tags: `study-visit` `summit` ``."""
    match = re.match(r"tags?\s?[:：]\s*(?P<tags>.+)", section.text, re.IGNORECASE)
    if not match or section.level < 4:
        return False
    tags = re.findall(r"`([^`]+)`", match["tags"]) or re.split(r"[,，、\s]+", match["tags"])
    for tag in tags:
        if tag := walk.draft.one_line(tag, section.first):
            walk.draft.trip.tags.append(tag)
    walk.draft.claim(section.first, walk.draft.trip, "tags")
    walk.read(section.children, context)
    return True


def day_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A heading about a day: `## 11/5（一）Old town`, `### Day 2`, `## Notes from 5 Nov`."""
    mark = walk.calendar.marks.get(section.first)
    if mark is None or context.session is not None or _is_point(walk, section, mark):
        return False
    days = walk.calendar.days(mark, section.first, context.near)
    if len(days) > 1 and any(walk.calendar.marks.get(sub.first) for sub in section.sections):
        _read_several_days(walk, section, days, context)
        return True
    planned = walk.planned.get(days[0])
    again = planned is not None and planned != context.part and context.mode is not Mode.PLAN
    again = again and not _is_another_activity(walk, section, mark, days[0])
    # A line may have told of the day, but no part was its plan.
    again = again and not (days[0].heading is None and has_times(section))
    if again or (mark.of_minutes and context.mode is not Mode.PLAN):
        read_day_minutes(walk, section, mark, days[0], context)
    else:
        _read_day(walk, section, mark, days, context)
    return True


def _is_point(walk: Walk, section: Section, mark: DayMark) -> bool:
    """Recognise a point of a meeting whose own day is known.

    `## 2. Camp (12/24)` is numbered; `## 12/24 工作坊籌備` is about work on what is on another day.
    """
    words = plain(section.text)
    if (own := walk.default_day) and own.date and mark.date and WORK_ON.search(words):
        return (mark.date.month, mark.date.day) != (own.date.month, own.date.day)
    return (
        bool(walk.draft.days)
        and COUNTED.match(words) is not None
        and OF_MEETINGS.search(walk.draft.trip.title) is not None
        and mark.entry.title == COUNTED.sub("", words)[: len(mark.entry.title)]
    )


def _is_another_activity(walk: Walk, section: Section, mark: DayMark, day: DayDraft) -> bool:
    """Tell if a heading is like the one before it that named an activity of the same day.

    `## City hall (3/9)` and `## Port office (3/9)`, of one level.
    """
    return (
        bool(mark.title)
        and not mark.named
        and walk.activities.get(day) == section.level
        and walk.session_titled(mark.title, day) is None
    )


def _read_several_days(
    walk: Walk, section: Section, days: list[DayDraft], context: Context
) -> None:
    """Read a part like `## 5/11-13 Harbour week` whose days have headings of their own."""
    for day in days:
        walk.draft.claim(section.first, day, "date")
    walk.draft.keep(section.first)
    walk.read(section.children, context._replace(mode=Mode.PLAN))


def _read_day(
    walk: Walk, section: Section, mark: DayMark, days: list[DayDraft], context: Context
) -> None:
    day = days[0]
    crew = _read_crew(walk, section)
    context = context._replace(day=day, explicit=True, session=None)
    # `# 3/9-3/10` alone plans nothing: the parts of its days follow.
    for each in days if section.children or len(days) == 1 else ():
        walk.planned.setdefault(each, context.part)
    timetable = has_times(section)
    spans = len(days) > 1 and not timetable and not _lists_activities(section)
    # Where days in a row have one programme, it stands under a heading of its own.
    parts = section.sections if len(days) > 1 else []
    blocks = [block for part in (section, *parts) for block in part.blocks]
    context = context._replace(
        timetable=timetable,
        tabled=_stands_in_table(blocks),
        meeting=spans
        or is_meeting(section, walk.draft.lines)
        or (not timetable and _tells_by_person(section, dated=not mark.title))
        or (crew and not timetable and not any(plain(sub.text) for sub in section.sections))
        or any(word.search(walk.draft.trip.title) for word in (LOOKS_BACK, OF_MEETINGS)),
    )
    if not context.meeting and ONLY_COUNTED.fullmatch(mark.title) and tells_talks(section):
        walk.name_day(section, mark, day)
        walk.draft.own(section.body, section.last, day)
        read_talks_under(walk, section, day, context)
        return
    if mark.title and not mark.named and _names_a_session(section, mark, days, timetable):
        session = walk.new_session(section.text, section.first, mark.entry, day)
        walk.activities[day] = section.level
        if len(days) > 1 and days[-1].date:
            session.end_date = days[-1].date
        walk.claim_heading(section, session)
        walk.draft.claim(section.first, day, "date")
        walk.draft.own(section.body, section.last, session)
        walk.read(section.children, context._replace(session=session))
        return
    walk.name_day(section, mark, day)
    walk.draft.own(section.body, section.last, day)
    walk.read(section.children, context)


def _tells_by_person(section: Section, *, dated: bool) -> bool:
    """Tell if the headings of a day are those who said or brought what stands under them.

    `## 王小明` and `## mei_0x4`; each is a name or a handle, two at least, and most are surely one.
    Under a day that is nothing but its date, as of a weekly meeting, one of four will do.
    """
    names = [plain(sub.text) for sub in section.sections]
    sure = sum(tells_person(name) and not SHORT_HAN.fullmatch(name) for name in names)
    sure += sum(SURELY_A_HANDLE.fullmatch(name) is not None for name in names)
    handles = (LIKE_A_HANDLE, SURELY_A_HANDLE, *([ONE_WORD] if dated else []))
    may = all(any(h.fullmatch(name) for h in handles) or tells_person(name) for name in names)
    enough = sure * 2 >= len(names) or (dated and sure > 0 and len(names) >= HEADINGS_OF_PEOPLE)
    return len(names) > 1 and may and enough and not names_activities(names)


def _stands_in_table(blocks: list[Block]) -> bool:
    """Tell if the times of a day stand in a table."""
    return any(isinstance(block, Table) and is_timetable(block) for block in blocks)


def _names_a_session(section: Section, mark: DayMark, days: list, timetable: bool) -> bool:
    """Tell if a heading with a date names the one thing to do rather than the day.

    It names the day where a timetable, pads of sessions, or a list or headings of things to do
    stand under it.
    """
    if len(days) == 1 and mark.entry.time and AT.match(_after_time(mark.words)):
        # `## 3/9 19:00 @ City Hall` says when and where the event itself is.
        return False
    if len(days) > 1 or mark.entry.time:
        return True
    if timetable or not has_words(IN_BRACKETS.sub("", mark.title)):
        return False
    headings = [plain(sub.text) for sub in section.sections]
    if names_activities(headings):
        return False
    if _lists_activities(section):
        return False
    lists = [block for block in section.blocks if isinstance(block, Bullets)]
    if mark.weekday is not None and any(is_timed(i.text) for block in lists for i in block.items):
        return False
    return not any(pad_links(block.lines) for block in section.blocks if isinstance(block, Text))


def _after_time(words: str) -> str:
    """Return what follows the time in the words of a heading, "" where they tell none."""
    time = read_entry(words).time
    return words[time.end :] if time else ""


def _lists_activities(section: Section) -> bool:
    """Tell if a list of things to do stands right under a heading."""
    first = section.blocks[0] if section.blocks else None
    return isinstance(first, Bullets) and lists_activities(first)


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
        return _titled_below(walk, section, entry, context) is not None
    in_room = entry.at_start and is_room(plain(entry.title))
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
    _read_crew(walk, section)
    _read_session(walk, section, entry, context)
    return True


def _is_over_its_table(section: Section, time: TimeSpan) -> bool:
    """Tell if the times of a table under a heading are between those that the heading tells."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    starts = [row.time.opens for table in tables for row in read_rows(table) if row.time]
    return bool(starts and time.closes) and time.opens <= min(starts) <= max(starts) <= time.closes


def _read_rooms(walk: Walk, section: Section, entry: Entry, context: Context) -> bool:
    """`## Session 1 (10:00)` over what is in each room: `### Room A: Maps`, `### Hall 2: Nets`."""
    rooms = titles_by_room([sub.text for sub in section.sections])
    if not rooms:
        return False
    day = context.day or walk.default_day
    walk.draft.keep(section.first)
    for sub, (room, title) in zip(section.sections, rooms, strict=True):
        session = walk.session_in_room(room, title, sub.first, entry, day)
        walk.claim_heading(sub, session)
        walk.draft.own(sub.body, sub.last, session)
        walk.read(sub.children, context._replace(session=session, day=day))
    return True


def _titled_below(
    walk: Walk, section: Section, entry: Entry, context: Context
) -> SessionDraft | None:
    """`### 10:00-11:00`, `### 10:00 Room 2`, `### Talk 1 (10:00)` with the title under it."""
    first = section.blocks[0] if section.blocks else None
    if not isinstance(first, Text) or len(first.lines) > 2:
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


def closed_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A part whose dates are no days: `## Timeline`, `### Action items`, `## 交通`, `## 經費`.

    A timeline of nothing but clock times is the programme of a day, and a table of days and
    speakers is of talks: `## 週次分工` over `| 日期 | 主題 | 導讀人 |`.
    """
    if not mentions(plain(section.text), Part.NO_PLAN) or context.session:
        return False
    if any(isinstance(block, Table) and lists_dated_talks(block) for block in section.blocks):
        return False
    if TIMELINE.fullmatch(plain(section.text)) and has_times(section) and not _is_dated(section):
        walk.read(section.children, context._replace(mode=Mode.PLAN))
        return True
    in_plan = context.explicit or context.mode is Mode.PLAN
    if in_plan and not is_label(plain(section.text), Part.NO_PLAN):
        return False
    walk.read(section.children, context._replace(mode=Mode.CLOSED))
    return True


def next_time_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A part about another time, whose date is no day.

    `## 下次會議`, `## 下次會議 3/23 20:00`, `### Next meeting`, `## Last week (3/2)`.
    """
    if context.explicit and context.mode is Mode.PLAN:
        return False
    words = plain(section.text)
    if len(words) > 40:
        return False
    dates = find_dates(words)
    named = words[: dates[0].start] if dates else words
    if not NEXT_TIME.fullmatch(named) and not LAST_TIME.fullmatch(named):
        return False
    walk.read(section.children, context._replace(mode=Mode.CLOSED))
    return True


def _is_timed_session(section: Section) -> bool:
    """Tell if a heading has from when to when before its words: `14:30-15:20 第二場：參與`."""
    entry = read_entry(section.text)
    return entry.at_start and entry.time is not None and entry.time.closes is not None


def _is_dated(section: Section) -> bool:
    items = [
        item.text for block in section.blocks if isinstance(block, Bullets) for item in block.items
    ]
    return any(map(find_dates, items))


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
    if part is None and walk.rosters.loose_label(words, lambda: _entries_under(section)):
        part = Part.ROSTER
    if part is None and MEMBERS_AND_WORK.fullmatch(words):
        part = Part.ROSTER
    if part is None or _is_timed_session(section):
        return False
    role = "speaker" if part is Part.SPEAKERS else "delegate"
    begins = (n for n, block in enumerate(section.blocks) if _begins_plan(block))
    plan = section.blocks[next(begins, len(section.blocks)) :]
    named = [block for block in _named_blocks(section) if block not in plan]
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
    walk.attend(context.session, found, role)
    walk.read([*plan, *others], context)
    return True


def _begins_plan(block: Block) -> bool:
    """Tell if the plan begins in a roster: `**Schedule**`, or lines that begin with their times."""
    if isinstance(block, Text) and is_label(plain(block.lines[0][1]), Part.PLAN):
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
        or len(split_names(block.lines[0][1])) > 1
    ]
    blocks = [b for b in blocks if not isinstance(b, Bullets) or not _is_of_appointments(b)]
    sure = [b for b in blocks if isinstance(b, Bullets) and surely_names(entries_of(b))]
    if not sure:
        return blocks
    return [
        b for b in blocks if not isinstance(b, Bullets) or any(map(is_surely_name, entries_of(b)))
    ]


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


def label_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A heading that is a labelled value: `### 時間：2026.11.14(六) 19:00-21:00`."""
    label = label_of(plain(section.text))
    if label is None or not label.value or context.mode is Mode.CLOSED:
        return False
    read_label(walk, label, section.first, context)
    if section.first in walk.draft.claims:
        walk.draft.keep(section.first)
    if label.part in (Part.DATE, Part.PLACE):
        _read_crew(walk, section)
    walk.read(section.children, context)
    return True


def dates_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A heading over dates: `## 時間`, `## When`; `## Camp dates` where some of them are ticked.

    A list or table of times under it is a programme.
    """
    words = plain(section.text)
    ticked = [t for block in section.blocks if isinstance(block, Bullets) for t in _ticked(block)]
    voted = bool(ticked) and ends_with(words, Part.DATE) and not OTHER_DATE.search(words)
    if context.mode is Mode.CLOSED:
        return False
    if not (voted or is_label(words, Part.DATE) or _lists_dates(section)):
        return False
    for block in section.blocks:
        lines = block.lines if isinstance(block, Text) and not voted else []
        if _has_timetable(block):
            walk.read([block], context._replace(mode=Mode.PLAN))
            continue
        if isinstance(block, Bullets):
            lines = _ticked(block) or [(item.first, item.text) for item in block.items]
        for line, text in lines:
            label = label_of(plain(text))
            if label and label.part is not Part.DATE:
                read_label(walk, label, line, context)
            elif not OTHER_DATE.search(text[:200]):
                walk.days_of_value(text, line, context)
    for sub in section.sections:
        walk.read_section(sub, context)
    return True


def _lists_dates(section: Section) -> bool:
    """Recognise `## Dates and partners` over `- Port: 9 March 2027`, `- Mill: 16 March 2027`."""
    block = section.blocks[0] if section.blocks else None
    if not isinstance(block, Bullets) or not mentions(plain(section.text), Part.DATE):
        return False
    dates = [find_dates(masked(item.text)) for item in block.items]
    return len(dates) > 1 and all(len(spans) == 1 and spans[0].year for spans in dates)


def _has_timetable(block: Block) -> bool:
    if isinstance(block, Table) and tells_times_elsewhere(block):
        return False
    items = block.items if isinstance(block, Bullets) else []
    return is_timetable(block) or any(is_timetable(b) for item in items for b in item.below)


def _ticked(block: Bullets) -> list[tuple[int, str]]:
    """Return the dates of a list that were chosen among them: `- [x] 3/13` beside `- [ ] 3/12`."""
    dates = [(item.first, item.text, CHECK_BOX.sub("", item.text)) for item in block.items]
    if not all(text != date and only_date(date) for _line, text, date in dates):
        return []
    return [(line, date) for line, text, date in dates if text[1] != " "]


def plan_heading(walk: Walk, section: Section, context: Context) -> bool:
    """The plan: `## Agenda`, `## 行程`, `## 開幕流程`, `## Anna's schedule`."""
    words = plain(section.text)
    pure = is_label(words, Part.PLAN)
    if context.mode is Mode.CLOSED or not (pure or ends_with(words, Part.PLAN)):
        return False
    if is_label(words, Part.DATE) and _only_says_when(section):
        return False
    if pure:
        walk.draft.mark(section.first, MARKUP)
    context = context._replace(mode=Mode.PLAN, itinerary=bool(ITINERARY.search(words)))
    if walk.default_day and not context.explicit and _is_programme(section):
        context = context._replace(day=walk.default_day, explicit=True)
    walk.read(section.children, context)
    return True


def _only_says_when(section: Section) -> bool:
    """Tell of a heading like `## 日程` or `## 일정` that nothing but the event's dates is under it.

    `- 2027年3月9日(火) 14:00 〜 3月11日(木) 16:20`.
    """
    texts = first_lines(section)
    if len(section.children) != 1 or len(texts) != 1:
        return False
    dates = event_dates(texts[0])
    return dates is not None and dates.is_range


def _is_programme(section: Section) -> bool:
    """Recognise the programme of an event of one day in a list without times.

    `## Program` over `1. Opening`, `2. Round of names`, three at least. An agenda is one where
    most of its items are things to do, like `Welcome` and `Lunch`; else they are points to talk
    about, as they are in a meeting that begins with `Approval of the agenda`.
    """
    first = section.blocks[0] if section.blocks else None
    if not isinstance(first, Bullets) or section.sections or len(first.items) < 3:
        return False
    if not all(is_short_item(item.text) for item in first.items):
        return False
    if any(MEETING_POINT.search(item.text) for item in first.items):
        return False
    return PROGRAMME.search(section.text) is not None or lists_activities(first)


def sessions_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A list of sessions, with or without a day: `## Sessions`, `## 場次`, `### 各場共筆`."""
    if not is_label(plain(section.text), Part.SESSIONS):
        return False
    if context.mode is Mode.CLOSED or context.session or context.meeting:
        return False
    walk.draft.mark(section.first, MARKUP)
    listed = context._replace(mode=Mode.PLAN, itinerary=True, listing=True)
    walk.read(section.children, listed)
    return True


def talk_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A talk: numbered like its neighbours, or with its speaker under it.

    `### Topic 2: Open maps`, `### 主題一：開放資料`; a heading over `Speaker: Ann`. Its day may
    stand there, too, and its title where the heading only counts: `## 第 3 期` over `主題：船`.
    """
    words = plain(section.text)
    if context.mode is Mode.CLOSED or context.session or is_any_label(words):
        return False
    if OF_STAFF.search(words) or COUNTED_GROUP.match(words):
        return False
    if not NUMBERED_TALK.match(words) and (not names_speaker(section) or INFORMATION.search(words)):
        return False
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


def appointment_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A heading over a line that says when: `## Welcome evening` / `- Time: 7/23 20:00-21:00`.

    On a day that is known the line may say nothing else: `## Open maps` / `10:00-10:40 @ Hall`.
    """
    if context.mode is Mode.CLOSED or context.session or INFORMATION.search(section.text):
        return False
    dated = walk.default_day or context.day or context.mode is Mode.PLAN
    words = plain(section.text)
    labelled = is_any_label(words)
    told = _slot_below(section, walk.draft.lines)
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
                _read_its_day(walk, section, day, context)
                return True
            entry = read_entry(section.text)._replace(time=entry.time)
            _read_session(walk, section, entry, context._replace(day=day))
            return True
    return False


def _read_its_day(walk: Walk, section: Section, day: DayDraft, context: Context) -> None:
    """Read the programme of an event whose day the line under its heading says."""
    if not day.title:
        day.title = walk.draft.one_line(section.text, section.first)
        walk.draft.claim(section.first, day, "title")
    else:
        walk.draft.keep(section.first)
    walk.draft.own(section.body, section.last, day)
    blocks = [block for part in (section, *section.sections) for block in part.blocks]
    context = context._replace(
        mode=Mode.PLAN,
        day=day,
        explicit=True,
        timetable=True,
        tabled=_stands_in_table(blocks),
    )
    walk.read(section.children, context)


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
    """A part of a day: `#### Morning`, `#### 下午`. Sessions without a time keep its name."""
    if not context.explicit or not is_label(plain(section.text), Part.DAYTIME):
        return False
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
    if TRACK.fullmatch(words) or EVERY_DAY.fullmatch(words):
        walk.read(section.children, context)
        return True
    if not context.explicit and INFORMATION.search(words):
        return False
    if context.explicit and any(map(is_timetable, section.blocks)):
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

    Without a time it may be one that the timetable has: `## Closing` after `18:10 Closing`.
    """
    day = context.day or walk.default_day
    known = None if entry.time else walk.session_titled(plain(entry.title), day)
    if known and known.start is None:
        known = None
    session = known or walk.new_session(section.text, section.first, entry, day)
    walk.claim_heading(section, session)
    walk.draft.own(section.body, section.last, session)
    if session.start is None and (told := _slot_below(section, walk.draft.lines)):
        line, slot = told
        walk.set_slot(session, slot, line)
    walk.read(section.children, context._replace(session=session, day=day))
    return session


def _slot_below(section: Section, lines: list[str]) -> tuple[int, Slot] | None:
    """Return what the first line under a heading says of when and where, and that line.

    Where further lines have their times it is the first entry of a programme.
    """
    first = section.blocks[0] if section.blocks else None
    texts: list[tuple[int, str]] = []
    match first:
        case Text():
            texts = first.lines
        case Bullets():
            texts = [(item.first, item.text) for item in first.items]
        case Opaque():
            texts = quoted_lines(lines, first)
    slot = slot_of(texts[0][1]) if texts else None
    if slot is None or any(is_timed(text) or slot_of(text) for _line, text in texts[1:]):
        return None
    return texts[0][0], slot


def _entries_under(section: Section) -> list[str]:
    """Return the entries of the first block under a heading: items, or lines and their names."""
    first = section.blocks[0] if section.blocks else None
    if isinstance(first, Bullets):
        return entries_of(first)
    if not isinstance(first, Text) or len(first.lines) > 100:
        return []
    lines = [text for _line, text in first.lines if not FROM_SOMEWHERE.match(plain(text))]
    if len(lines) > 2 or names_with_units(lines):
        return lines
    return [entry for text in lines for entry in split_names(text)]


HEADING_RULES: tuple[HeadingRule, ...] = (
    title_heading,
    empty_heading,
    tags_heading,
    roster_heading,
    next_time_heading,
    heading_in_minutes,
    label_heading,
    day_heading,
    timed_heading,
    closed_heading,
    questions_heading,
    minutes_heading,
    talks_heading,
    talks_table_heading,
    plan_heading,
    sessions_heading,
    dates_heading,
    talk_heading,
    appointment_heading,
    talks_by_headings,
    point_heading,
    daytime_heading,
    activity_heading,
)
