"""Headings of days: of one, of several, of dates to choose from, and of the next time."""

import re

from tripbook.interchange.note.draft import DayDraft
from tripbook.interchange.note.line.dates import find_dates, without_dates
from tripbook.interchange.note.line.keys import (
    daytime_entry,
    ends_with,
    is_label,
    label_of,
    mentions,
)
from tripbook.interchange.note.line.people import tells_person
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import CHECK_BOX, REPLACED, may_be_title, plain
from tripbook.interchange.note.line.words import (
    LOOKS_BACK,
    NEXT_TIME,
    OF_MEETINGS,
    ONLY_COUNTED,
    OTHER_DATE,
    Part,
)
from tripbook.interchange.note.rules.days import (
    COUNTED,
    LINES_OF_HEAD,
    DayMark,
    event_dates,
    only_date,
)
from tripbook.interchange.note.rules.docs import activity_links, holds_titled_pad, pad_links
from tripbook.interchange.note.rules.labels import read_label
from tripbook.interchange.note.rules.minutes import read_day_minutes
from tripbook.interchange.note.rules.programme import (
    AT,
    HALF_OF_DAY,
    IN_BRACKETS,
    has_words,
    is_timed,
    lists_activities,
    masked,
    names_activities,
    read_entry,
)
from tripbook.interchange.note.rules.tables import tells_times_elsewhere
from tripbook.interchange.note.rules.talks import read_talks_under, tells_talks
from tripbook.interchange.note.rules.timetables import has_times, is_timetable
from tripbook.interchange.note.rules.walk import Context, Mode, Walk
from tripbook.interchange.note.tree.blocks import Block, Bullets, Section, Table, Text

from .people import read_crew

# `## 9/5 (Thu) 取消`
CALLED_OFF = both_scripts(
    r"\W*(?:取消|停辦|停課|暫停|延期|順延|中止|취소|연기|cancell?ed|postponed|no meeting)\W*",
    re.IGNORECASE,
)
# A part about what was before: `## 上次會議`, `## Last week`, `## Last camp in Tainan`.
LAST_TIME = both_scripts(
    r"\W*(?:上一?[次回]|前回の?)(?:籌備|準備|行前|線上|例行)?\s?(?:call|ミーティング|會議|聚會|開會|小聚|活動|討論|黑客松|工作坊|打ち合わせ|定例|ハッカソン|勉強会|イベント|開催)?(?:的)?(?:時間|日期|紀錄|記錄|追蹤|回顧)?\W*"
    r"|\W*上[週周]\W*|\W*(?:last|previous) "
    r"(?:(?:prep\w*|planning|team) )?(?:week|meeting|call|meet-?up|session|time)\W*"
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
# A title that stands in bold or in quotes: `**Maps**`, `「海圖」`, `"Maps of the sea"`.
TITLE_SET_OFF = re.compile(
    r"\*\*[^*]{2,100}\*\*|__[^_]{2,100}__|「[^「」]{2,100}」|『[^『』]{2,100}』|[\"“][^\"“”]{2,100}[\"”]"
)
# `mei_0x4`, `AnnLee`, `ann`: what may be somebody's handle, and what can be nothing else; `高雄`
# is a place.
LIKE_A_HANDLE = re.compile(r"@?[a-z][a-z0-9_.-]{1,20}")
ONE_WORD = re.compile(r"@?[A-Za-z][A-Za-z0-9_.-]{1,20}")
SURELY_A_HANDLE = re.compile(
    r"@?(?=[a-z]{2,20}[\d_])[a-z][a-z0-9_.-]{2,20}|[A-Z][a-z]{1,12}[A-Z][a-z]{1,12}"
)
HEADINGS_OF_PEOPLE = 4
SHORT_HAN = re.compile("(?![阿小])[\u3400-\u9fff]{2}")
# `### 3/9 20:00 線上`: how people meet.
MET_ONLINE = both_scripts(
    r"\W*(?:線上(?:會議)?|視訊(?:會議)?|オンライン|온라인|on-?line"
    r"|(?:on |via )?(?:zoom|jitsi|(?:google )?meet|teams|skype|discord))\W*",
    re.IGNORECASE,
)


def event_heading(walk: Walk, section: Section, context: Context) -> bool:
    """The dates of the event under its title: `## 9-11 March 2027, Tallinn`.

    One such heading stands there; of several each is a part of a journey.
    """
    if context.session or context.explicit or context.mode is not Mode.TEXT:
        return False
    span = event_dates(section.text)
    if span is None or not (span.is_range and span.year) or has_times(section):
        return False
    marks = walk.calendar.marks
    others = (mark for line, mark in marks.items() if mark and line != section.first)
    if section.first >= walk.draft.front + LINES_OF_HEAD or any(
        mark.date and mark.date.is_range for mark in others
    ):
        return False
    walk.days_of_span(span, section.first, context)
    walk.draft.keep(section.first)
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
    again = again and not is_label(mark.title, Part.DAYTIME)
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
    crew = read_crew(walk, section)
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
        or walk.meetings.is_one(section)
        or (not timetable and _tells_by_person(section, dated=not mark.title))
        or (crew and not timetable and not any(plain(sub.text) for sub in section.sections))
        or any(word.search(walk.draft.trip.title) for word in (LOOKS_BACK, OF_MEETINGS)),
    )
    if not context.meeting and ONLY_COUNTED.fullmatch(mark.title) and tells_talks(section):
        walk.name_day(section, mark, day)
        walk.draft.own(section.body, section.last, day)
        read_talks_under(walk, section, day, context)
        return
    if (
        not timetable
        and ONLY_COUNTED.fullmatch(mark.title)
        and _read_title_below(walk, section, mark, day, context)
    ):
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


def _read_title_below(
    walk: Walk, section: Section, mark: DayMark, day: DayDraft, context: Context
) -> bool:
    """Read a day of a series with its title and who speaks under it.

    `## 第1回 3/9` over `「海図の話」`, `ゲスト：佐藤花子`.
    """
    first = section.blocks[0] if section.blocks else None
    if not isinstance(first, Text):
        return False
    (line, text), *below = first.lines
    labels = [label_of(plain(text)) for _line, text in below[:2]]
    speaks = any(label and label.part in (Part.SPEAKERS, Part.ROSTER) for label in labels)
    if not speaks or not TITLE_SET_OFF.fullmatch(text.strip()) or not may_be_title(plain(text)):
        return False
    session = walk.new_session(text, line, mark.entry._replace(title=text), day)
    walk.name_day(section, mark, day)
    walk.draft.claim(line, session, *session.filled)
    walk.draft.own(section.body, section.last, session)
    walk.read(section.children, context._replace(session=session))
    return True


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
    if MET_ONLINE.fullmatch(mark.title):
        return False
    if is_label(mark.title, Part.DAYTIME):
        # `## 9/3 Evening`
        return False
    if len(days) > 1 or mark.entry.time:
        return True
    title = IN_BRACKETS.sub("", mark.title)
    if CALLED_OFF.fullmatch(title):
        return False
    # `## Monday 6 Dec / 12月6日（月）` says it twice.
    if timetable or not has_words(without_dates(title, find_dates(title))):
        return False
    headings = [plain(sub.text) for sub in section.sections]
    if names_activities(headings):
        return False
    if _lists_activities(section):
        return False
    lists = [block for block in section.blocks if isinstance(block, Bullets)]
    if any(daytime_entry(plain(item.text)) for block in lists for item in block.items):
        return False
    if mark.weekday is not None and any(is_timed(i.text) for block in lists for i in block.items):
        return False
    if any(len(b.items) > 2 and any(_begins_with_time(i.text) for i in b.items) for b in lists):
        return False
    if any(
        is_label(heading, Part.DAYTIME) or HALF_OF_DAY.fullmatch(heading) for heading in headings
    ):
        return False
    texts = [block for block in section.blocks if isinstance(block, Text)]
    return not any(
        pad_links(block.lines) or holds_titled_pad(block.lines) or activity_links(block.lines)
        for block in texts
    )


def _begins_with_time(text: str) -> bool:
    """Tell if an item begins with when that is: `8:30 Breakfast`."""
    entry = read_entry(text)
    return entry.time is not None and entry.at_start and has_words(entry.title)


def _after_time(words: str) -> str:
    """Return what follows the time in the words of a heading, "" where they tell none."""
    time = read_entry(words).time
    return words[time.end :] if time else ""


def _lists_activities(section: Section) -> bool:
    """Tell if a list of things to do stands right under a heading."""
    first = section.blocks[0] if section.blocks else None
    return isinstance(first, Bullets) and lists_activities(first)


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
                # `~~3/9~~ too early` is off.
                walk.days_of_value(REPLACED.sub(" ", text), line, context)
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


def read_its_day(walk: Walk, section: Section, day: DayDraft, context: Context) -> None:
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
