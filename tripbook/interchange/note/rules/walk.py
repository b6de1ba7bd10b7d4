"""The walk through a note's tree: where it is, and what every rule may do there.

The rules themselves are in `headings`, `items`, `paragraphs` and `schedule_tables`.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from people.limits import MAX_LINE
from tripbook.interchange.note.draft import DayDraft, Draft, Entity, PersonDraft, SessionDraft
from tripbook.interchange.note.line.dates import find_dates, without_dates
from tripbook.interchange.note.line.keys import label_of
from tripbook.interchange.note.line.moments import zone_before_title, zones_after_times
from tripbook.interchange.note.line.ordinals import Ordinal, ordinal_of
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.spans import Span
from tripbook.interchange.note.line.times import BARE_HOURS, TimeSpan
from tripbook.interchange.note.line.titles import (
    CHECK_BOX,
    is_struck,
    plain,
    read_title,
    same_title,
)
from tripbook.interchange.note.line.words import MEETING, NOTES_OF_EVENT, OF_MEETINGS, Part
from tripbook.interchange.note.rules.rosters import Rosters
from tripbook.interchange.note.tree.blocks import Block, Bullets, Item, Opaque, Section, Table, Text

from .days import (
    SIGN_BEFORE,
    Calendar,
    DayMark,
    NoSuchDateError,
    event_dates,
    goes_day_by_day,
    names_day_and_activity,
    only_date,
)
from .docs import lists_pads
from .meetings import Meetings
from .programme import (
    COUNTED_TALK,
    IN_BRACKETS,
    SEPARATORS,
    Entry,
    Slot,
    entries_in,
    has_words,
    is_limit,
    is_room,
    is_timed,
    is_timed_list,
    masked,
    read_entry,
)
from .title_fields import TitleFields, fields_of, without_length
from .years import years_in

# How many blocks after a paragraph may tell what it is.
LOOK_AHEAD = 50
# How many of the last sessions may be meant by a part of their title.
SESSIONS_BACK = 100
# `**Kick-off**: We say who we are and what we hope for.`: a title, and a sentence about it.
EXPLAINED = re.compile(
    r"\s*(?P<mark>\*{1,2}|__?)(?P<title>[^*_]{2,80}?)(?:[:：](?P=mark)|(?P=mark)\s?[:：])\s*"
    r"(?=[^*_].{39})(?:.{60}|[^.。,，]{0,60}(?:[.,]\s|[。，]))"
)
# `**Port office** (10:00-11:00): maps`, `*Nets* (11:00), by Ann`: what follows a time that stood
# between the title and more.
TIME_TAKEN_OUT = re.compile(
    r"\s*(?P<mark>\*{1,2}|__?)(?P<title>[^*_]{2,80})(?P=mark)\s+[:：,，]\s*\S"
)
# `**Open maps** 9/3 10:00-11:00 Room 2`, without its date and time.
IN_ROOM = re.compile(
    r"\s*(?P<mark>\*{1,2}|__?)(?P<title>[^*_]{2,80})(?P=mark)\s+(?P<room>[^*_]{2,40}?)\s*"
)
# An event has so many sessions with pads at least.
MIN_PADS = 3
# After so many talks with their speakers a heading that goes on counting is one, too.
MIN_TALKS = 2
# What comes after talks: `圓桌`, `Q&A 與自由交流`, `最後：一起聊`.
CLOSING = both_scripts(
    r"\W*(?:(?:last|finally|最後に?|마지막)\s?[:：]\s?)?"
    r"(?:q ?& ?a\s?(?:[與和及&＆/、+]\s?)?)?(?:大家)?"
    r"(?:圓桌(?:論壇|討論|座談)?|綜合(?:座談|討論)|自由(?:交流|討論)|交流時間|一起聊聊?|大家聊"
    r"|全体討論|総合討論|フリートーク|자유 ?토론|종합 ?토론"
    r"|round ?table|(?:open|panel|group) discussion)"
    r"\W*(?:[(（][^()（）]{1,20}[)）]\W*)?",
    re.IGNORECASE,
)


class Mode(Enum):
    """What kind of part of the note the walk is in."""

    TEXT = auto()
    PLAN = auto()
    MINUTES = auto()
    # A part whose dates, times and names are none of the trip's.
    CLOSED = auto()


class Context(NamedTuple):
    """Where the walk is: under which day and session, in what kind of part.

    `explicit` tells that the note names the day here, `timetable` that the day has times,
    `tabled` that they stand in a table, `itinerary` that headings without a time are sessions too,
    `listing` that titled links are, `meeting` that the day is a meeting's, whose points are no
    sessions. `part` is the first line of the outermost part, `near` the year in the headings above.
    `programme` tells that lines with times have stood here.
    """

    mode: Mode = Mode.TEXT
    day: DayDraft | None = None
    session: SessionDraft | None = None
    explicit: bool = False
    timetable: bool = False
    tabled: bool = False
    itinerary: bool = False
    listing: bool = False
    meeting: bool = False
    part: int = -1
    near: int | None = None
    programme: bool = False


# A rule returns whether it knows what it was shown, and has then read all of it. It may raise
# NoSuchDateError: then what it was shown stays text.
HeadingRule = Callable[["Walk", Section, Context], bool]
ItemRule = Callable[["Walk", Item, Context, bool], bool]
ListRule = Callable[["Walk", Bullets, Context], bool]


@dataclass(frozen=True)
class Rules:
    """How each kind of block is read."""

    headings: tuple[HeadingRule, ...]
    lists: tuple[ListRule, ...]
    items: tuple[ItemRule, ...]
    paragraph: Callable[["Walk", Text, Context, list[Block]], Context]
    table: Callable[["Walk", Table, Context], None]
    quote: Callable[["Walk", Opaque, Context], None]


class Walk:
    """Reads a tree into a draft."""

    def __init__(
        self,
        draft: Draft,
        calendar: Calendar,
        meetings: Meetings,
        title: Section | None,
        rules: Rules,
    ):
        self.draft = draft
        self.calendar = calendar
        self.meetings = meetings
        self.rosters = Rosters(draft)
        self.title = title
        self.rules = rules
        # The day of an event that has one only, from its title or a line like `Date: …`.
        self.default_day: DayDraft | None = None
        # No day stands before the minutes.
        self.only_minutes = False
        # The part in which the plan of each day stands.
        self.planned: dict[DayDraft, int] = {}
        # The level of headings that name an activity and its day.
        self.activities: dict[DayDraft, int] = {}
        # Headings of the minutes that name no session so far, and their day.
        self.waiting: list[tuple[Section, DayDraft | None]] = []
        # Of the talks that headings of one part count: their level, the last one's number, and how
        # many say who gives them.
        self.counted_talks: tuple[int, Ordinal, int] | None = None
        # The level of the last heading over people who come, and the line after that part.
        self.end_of_roster: tuple[int, int] | None = None
        # Paragraphs in lists that may become fields, blocks that an earlier one took in.
        self.free: set[int] = set()
        self.taken: set[int] = set()
        # Paragraphs with links to pads that go on from one above.
        self.pads_in_row: set[int] = set()
        # Lines that are days in a row, each over a list of what is done then.
        self.days_over_lists: set[int] = set()
        self._titled: dict[str, dict[DayDraft | None, SessionDraft]] = {}

    @property
    def of_meeting(self) -> bool:
        """Whether the title is one of a meeting of those who work together: `Board meeting`."""
        return any(word.search(self.draft.trip.title) for word in (MEETING, OF_MEETINGS))

    def read_title_dates(self) -> None:
        """Make the days that the title names: `Study visit (2026/11/5-7)`."""
        claims = self.draft.claims.items()
        titled = (line for line, fields in claims if (self.draft.trip, "title") in fields)
        line = next(titled, 0)
        for span in find_dates(masked(self.draft.trip.title)):
            self.days_of_span(span, line, Context())

    def read(self, blocks: list[Block], context: Context) -> None:
        """Read blocks in order; a line that marks a day or a plan holds for what follows it."""
        above = context
        for position, block in enumerate(blocks):
            if block.first in self.taken and not isinstance(block, Section):
                continue
            try:
                context = self._read_block(blocks, position, context, above)
            except NoSuchDateError:
                self.calendar.warn(block.first)
                for line in range(block.first, block.last):
                    self.draft.keep(line)

    def _read_block(
        self, blocks: list[Block], position: int, context: Context, above: Context
    ) -> Context:
        """Read one of the blocks; return what holds for those after it."""
        match block := blocks[position]:
            case Section():
                self.read_section(block, self._for_section(context, above))
            case Text():
                after = blocks[position + 1 : position + 1 + LOOK_AHEAD]
                context = self.rules.paragraph(self, block, context, after)
            case Bullets():
                self.read_list(block, context)
            case Table():
                self.rules.table(self, block, context)
            case Opaque():
                self.rules.quote(self, block, context)
        return context

    def _for_section(self, context: Context, above: Context) -> Context:
        """Return what holds for a heading after a line that marked a day: its day, but no more.

        A heading without a time is not one of the day's sessions because a line stands over it.
        """
        if context is above:
            return context
        return above._replace(day=context.day)

    def read_section(self, section: Section, context: Context) -> None:
        """Read a heading with all under it by the first rule that knows it."""
        if self.counted_talks and section.level < self.counted_talks[0]:
            # Another part begins.
            self.counted_talks = None
        if context.part < 0 and section is not self.title:
            context = context._replace(part=section.first)
        if len(years := years_in(section.text)) == 1:
            context = context._replace(near=min(years))
        try:
            known = any(rule(self, section, context) for rule in self.rules.headings)
        except NoSuchDateError:
            self.calendar.warn(section.first)
            self.draft.own(section.first, section.last, self.draft.trip)
            return
        if not known and context.mode is Mode.MINUTES:
            for sub in section.sections:
                self.read_section(sub, context)
        elif not known:
            self.read(section.children, context)

    def name_day(self, section: Section, mark: DayMark, day: DayDraft) -> None:
        """Give a day the title of its heading; a longer one of the same words takes its place."""
        line = section.first
        is_first = day.heading is None
        if is_first:
            day.heading = line
        title = self.draft.one_line(mark.title, line)
        self.claim_heading(section, day)
        if mark.zone:
            day.timezone = mark.zone
            self.draft.claim(line, day, "timezone")
        if day.date is None:
            title = self.draft.one_line(mark.words, line)
            if mark.date and only_date(day.title) and (is_first or not only_date(title)):
                # The same date, written otherwise: `3月9日` for `3/9`.
                day.title = title
            elif not only_date(title) and title not in day.title and day.title not in title:
                title = self.draft.one_line(f"{day.title} {title}", line)
        if day.title in title:
            day.title = title

    def claim_heading(self, section: Section, entity: DayDraft | SessionDraft) -> None:
        """Say that a heading's lines became a day or a session."""
        fields = ("date", "title") if isinstance(entity, DayDraft) else entity.filled
        for line in range(section.first, section.body):
            self.draft.claim(line, entity, *fields)

    def read_list(self, block: Bullets, context: Context) -> None:
        """Read a list, each item by the first rule that knows it."""
        if context.mode in (Mode.CLOSED, Mode.MINUTES):
            return
        if self.rosters.is_tagged_list(block) and self.rosters.read_list(block, "delegate"):
            return
        if any(rule(self, block, context) for rule in self.rules.lists):
            return
        sides = [(item.first, item.text) for item in block.items if not item.below]
        self.rosters.read_sides(sides, dated=any(event_dates(i.text) for i in block.items))
        in_text = context.mode is Mode.TEXT and not context.session
        announces = in_text and self.default_day is not None and _announces(block)
        if in_text and not announces and goes_day_by_day([item.text for item in block.items]):
            context = context._replace(mode=Mode.PLAN)
        in_plan = context.explicit or context.mode is Mode.PLAN
        timed = not announces and (
            is_timed_list(block)
            or (in_plan and not context.session and any(is_timed(i.text) for i in block.items))
        )
        context = context._replace(timetable=context.timetable or timed)
        if in_plan and not timed and self._are_points(block, context):
            context = context._replace(mode=Mode.TEXT)
        in_index = self.is_pad_index(context) and len(block.items) >= MIN_PADS
        if (context.mode is Mode.PLAN or in_index) and not context.explicit and lists_pads(block):
            context = context._replace(listing=True)
        for item in block.items:
            if item.first in self.taken:
                continue
            try:
                known = any(rule(self, item, context, timed) for rule in self.rules.items)
            except NoSuchDateError:
                self.calendar.warn(item.first)
                continue
            if not known:
                self.read(item.below, self._under_item(item, context))

    def _under_item(self, item: Item, context: Context) -> Context:
        """Return what holds under an item that no rule knows.

        What stands under a thing to do is none of the day's programme, and under somebody's name
        it is what that one said: `- Ann` over `- 3/30 Back in Berlin`.
        """
        if CHECK_BOX.match(item.text):
            return context._replace(explicit=False)
        said = context.mode is Mode.PLAN and not context.explicit
        if said and self.rosters.is_known(plain(item.text).rstrip(":： ")):
            return context._replace(mode=Mode.TEXT)
        return context

    def count_talk(self, level: int, title: str) -> None:
        """Remember how a talk that says who gives it is counted, if it is: `三、海圖`."""
        if ordinal := ordinal_of(plain(title)):
            before = self.counted_talks if self._follows_talk(level, ordinal) else None
            self.counted_talks = level, ordinal, (before[2] if before else 0) + 1

    def counts_on(self, level: int, title: str) -> bool:
        """Tell if a title is the next one after those of talks, or the one after that.

        `3. Drinks` after `2. Maps`, `最後：一起聊` or `圓桌` after `第二段：海圖`; two of the talks
        at least say who gives them.
        """
        if self.counted_talks is None or self.counted_talks[2] < MIN_TALKS:
            return False
        words = plain(title)
        if CLOSING.fullmatch(words[:MAX_LINE]):
            return level == self.counted_talks[0]
        ordinal = ordinal_of(words)
        return ordinal is not None and self._follows_talk(level, ordinal)

    def _follows_talk(self, level: int, ordinal: Ordinal) -> bool:
        if self.counted_talks is None:
            return False
        before, (style, number), _told = self.counted_talks
        return level == before and ordinal.style == style and 0 < ordinal.number - number <= 2

    def is_pad_index(self, context: Context) -> bool:
        """Tell if what stands right under the title of an event's notes may list its pads."""
        of_event = NOTES_OF_EVENT.search(self.draft.trip.title) is not None
        return of_event and context.part < 0 and context.mode is Mode.TEXT

    def _are_points(self, block: Bullets, context: Context) -> bool:
        """Tell if a list without times is of points to talk about on a day that is known.

        `3. Budget`, `4. 11/24 What then?`: a few of them name a day, which is none of the plan's.
        `3/12 Write to the port`, `Sign up by 3/15`: all have a date, and none is the day that is
        known.
        """
        dated = sum(names_day_and_activity(item.text) for item in block.items)
        told = sum(bool(find_dates(masked(plain(item.text)))) for item in block.items)
        known = (self.default_day or context.day) and not context.explicit
        texts = [item.text for item in block.items]
        if known and dated > 1 and told == len(texts) and not goes_day_by_day(texts):
            return not any(self._is_on_known_day(item) for item in block.items)
        return bool(known) and 0 < dated * 2 < len(block.items)

    def is_about_another_day(self, entry: Entry, context: Context) -> bool:
        """Tell if an entry in the notes of a meeting is of a day that the note is not about."""
        if not entry.date or context.mode is not Mode.TEXT:
            return False
        if not self.of_meeting:
            return False
        known = {(day.date.month, day.date.day) for day in self.draft.days.values() if day.date}
        return bool(known) and (entry.date.month, entry.date.day) not in known

    def _is_on_known_day(self, item: Item) -> bool:
        """Tell if an item with a date has a time, too, or is of the day that is known."""
        day = self.default_day and self.default_day.date
        dates = find_dates(masked(plain(item.text)))
        same = day and any((span.month, span.day) == (day.month, day.day) for span in dates)
        return bool(same) or read_entry(item.text).time is not None

    def days_of_value(self, text: str, line: int, context: Context) -> None:
        """Make days of the dates in a labelled line; what else it says stays text."""
        words = masked(text)
        spans = [span for span in find_dates(words) if not is_limit(words, span)]
        for span in spans:
            self.days_of_span(span, line, context)
        if any(map(str.isalnum, without_dates(words, spans))):
            self.draft.keep(line)

    def days_of_span(self, span: Span, line: int, context: Context) -> None:
        """Make the days of a date; the first single one is the day of an event that has one."""
        try:
            days = self.calendar.of_span(span, line, context.near)
        except NoSuchDateError:
            self.calendar.warn(line)
            self.draft.keep(line)
            return
        for day in days:
            self.draft.claim(line, day, "date")
        if len(days) == 1 and not context.explicit:
            self.default_day = self.default_day or days[0]

    def day_of_entry(self, entry: Entry, line: int, context: Context) -> DayDraft | None:
        """Return the day of an entry: its own date's, else that of where it stands."""
        if entry.weekday is not None and not context.explicit:
            return self.calendar.by_weekday(entry.weekday) or context.day or self.default_day
        if entry.date is None:
            return context.day or self.default_day
        days = self.calendar.of_span(entry.date, line, context.near)
        for day in days:
            self.planned.setdefault(day, context.part)
        return days[0]

    def mark_day(self, line: int, mark: DayMark, day: DayDraft, context: Context) -> None:
        """Take a line that is no heading as one of a day."""
        section = Section(line, line + 1, text=self.draft.lines[line], body=line + 1)
        self.planned.setdefault(day, context.part)
        self.name_day(section, mark, day)

    def new_session(self, raw: str, line: int, entry: Entry, day: DayDraft | None) -> SessionDraft:
        """Make a session of an entry; `raw` is its title where the entry has no words."""
        words = SIGN_BEFORE.sub("", entry.title) if entry.date else entry.title
        told = EXPLAINED.match(words) or (entry.time and TIME_TAKEN_OUT.match(words))
        in_room = IN_ROOM.fullmatch(words) if entry.time else None
        if in_room and is_room(in_room["room"]):
            words = f"{in_room['title']}｜{in_room['room']}"
        words = told["title"] if told else words
        zone, words = zone_before_title(raw, words, self.zones_in_use)
        fields = fields_of(words) if entry.time else TitleFields(without_length(words), "", [])
        title = read_title(fields.title if has_words(fields.title) else raw)
        time = self._after_noon(entry.time, raw, line)
        day = self._day_at(day, time)
        in_row = entry.date and entry.date.is_range and day and day.date
        session = self.draft.session(
            title.text or plain(raw),
            line,
            kind=title.kind,
            status="cancelled" if is_struck(raw) else title.status,
            place=self.draft.one_line(title.place or fields.place, line),
            day=day,
            start=time.opens if time else None,
            end=time.closes if time else None,
            end_date=day.date + self.calendar.length(entry.date) if in_row else None,
        )
        counted = COUNTED_TALK.match(raw)
        for told in (zone, plain(counted[0]).strip(SEPARATORS) if counted else ""):
            if told:
                session.text.setdefault(told)
                self.draft.claim(line, session, "description")
        self.remember_title(session)
        self._read_speakers(session, raw, line)
        self.give_speakers(session, fields.speakers, line)
        return session

    def session_in_room(
        self, room: str, title: str, line: int, entry: Entry, day: DayDraft | None
    ) -> SessionDraft:
        """Make a session of what is in one of several rooms at the time of an entry."""
        session = self.new_session(title, line, entry._replace(title=title), day)
        session.place = session.place or self.draft.one_line(room, line)
        return session

    def give_speakers(self, session: SessionDraft, names: list[str], line: int) -> None:
        """Put the people of these names into a session as its speakers."""
        people = [self.rosters.add(name, line, "speaker") for name in names]
        self.attend(session, [person for person in people if person], "speaker")

    @cached_property
    def zones_in_use(self) -> set[str]:
        """Return the names of time zones that stand after the times of the note."""
        return zones_after_times(self.draft.lines)

    def _read_speakers(self, session: SessionDraft, raw: str, line: int) -> None:
        """Read who speaks from brackets: `Open maps (Speaker: Ann Lee)`, `地圖（講者：小明）`."""
        for inside in IN_BRACKETS.findall(raw[:MAX_LINE]):
            label = label_of(inside.strip("()（） "))
            if label and label.part is Part.SPEAKERS and label.value:
                self.attend(session, self.rosters.read_label(label, line), "speaker")

    def _after_noon(self, time: TimeSpan | None, raw: str, line: int) -> TimeSpan | None:
        """Return hours that go on from the afternoon: `7-7:30 Talk` right under `6:30-7 Hello`."""
        above = self.draft.sessions[-1] if self.draft.sessions else None
        if not time or not above or above.line != line - 1 or above.end is None:
            return time
        if above.end != time.opens.in_the_afternoon or not BARE_HOURS.match(raw):
            return time
        closes = time.closes and time.closes.in_the_afternoon
        return time._replace(opens=time.opens.in_the_afternoon, closes=closes)

    def remember_title(self, session: SessionDraft) -> None:
        self._titled.setdefault(same_title(session.title), {}).setdefault(session.day, session)

    def session_titled(self, title: str, day: DayDraft | None) -> SessionDraft | None:
        """Return the session of this title: of a day, else of the one day that has such."""
        of_days = self._titled.get(same_title(title), {})
        if day is None and len(of_days) == 1:
            return next(iter(of_days.values()))
        return of_days.get(day)

    def has_pad(self, session: SessionDraft) -> bool:
        """Tell if a link stands beside a session's title or on the line below it."""
        return any("://" in line for line in self.draft.lines[session.line : session.line + 2])

    def session_with(self, words: str, day: DayDraft | None) -> SessionDraft | None:
        """Return the only session of a day whose title has these words in it."""
        part = same_title(words)
        near = (s for s in self.draft.sessions[-SESSIONS_BACK:] if s.day is day)
        found = [session for session in near if part in same_title(session.title)]
        return found[0] if part and len(found) == 1 else None

    def new_sessions(
        self,
        raw: str,
        line: int,
        entry: Entry,
        day: DayDraft | None,
        *,
        first_has_time: bool = True,
    ) -> SessionDraft:
        """Make the sessions of a line that may have several; return the first.

        `10:00 Opening, 11:00 Tour`: what stands under the line is about the first.
        """
        first, *more = entries_in(raw, first_has_time=first_has_time)
        if not more:
            return self.new_session(raw, line, entry, day)
        session = self.new_session(first, line, read_entry(first), day)
        for text in more:
            other = self.new_session(text, line, read_entry(text), day)
            self.draft.claim(line, other, *other.filled)
        return session

    def set_times(self, session: SessionDraft, time: TimeSpan, line: int) -> None:
        """Give a session without a start the times that a line under it says."""
        if session.start not in (None, time.opens):
            self.draft.keep(line)
            return
        session.start = time.opens
        session.end = session.end or time.closes
        self.draft.check_end(session, line)
        self.draft.claim(line, session, "start", "end", "end_date")

    def set_slot(self, session: SessionDraft, slot: Slot, line: int) -> None:
        """Give a session the time and the place of a line under its title."""
        self.set_times(session, slot.time, line)
        if slot.place:
            session.place = session.place or self.draft.one_line(slot.place, line)
            self.draft.claim(line, session, "place")

    def attend(self, session: SessionDraft | None, people: list[PersonDraft], role: str) -> None:
        """Put the speakers whom a session names into it."""
        if session and role == "speaker":
            for person in people:
                session.people.setdefault(person.uid, role)

    def _day_at(self, day: DayDraft | None, time: TimeSpan | None) -> DayDraft | None:
        """Return the day itself, or the next one for what starts at 24:00 or later."""
        if time and time.opens.next_day and day and day.date:
            return self.draft.day(day.date + dt.timedelta(days=1))
        return day

    def target_of(self, context: Context) -> Entity:
        """Return what text stands under: a session, a day or the trip."""
        if context.session:
            return context.session
        return context.day if context.explicit and context.day else self.draft.trip


def _announces(block: Bullets) -> bool:
    """Tell if the dated items of a list are sentences, as in minutes: `3/10 17:30召開會議。`"""
    dated = [item.text for item in block.items if find_dates(masked(plain(item.text)))]
    return bool(dated) and all(text.rstrip().endswith(("。", "！")) for text in dated)


def read_daytime(walk: Walk, line: int, text: str, blocks: list[Block], context: Context) -> None:
    """Read the sessions of a part of a day; where one has no time, that part is its time."""
    before = len(walk.draft.sessions)
    walk.draft.mark(line)
    walk.read(blocks, context._replace(timetable=False))
    for session in walk.draft.sessions[before:]:
        if session.start is None:
            session.text.setdefault(plain(text))
