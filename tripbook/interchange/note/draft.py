"""The document while it is being read: what was found, on which line, and what stays text."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, count
from typing import NamedTuple

from django.utils.translation import gettext as _

from people.limits import MAX_LINE, MAX_URL
from people.uids import new_uid

from .line.times import HALF_A_DAY, Clock, written_short
from .line.titles import CONTROL, MAX_READ, plain

DESCRIPTION, MINUTES, PREPARATION = "description", "minutes", "preparation"
BLANK, RULE, MARKUP = "blank", "rule", "markup"
EARLY_MORNING = Clock(6 * 60)


@dataclass(eq=False)
class Entity:
    """A record to be. `path` and `index` are where it will stand in the document.

    `text` holds what goes before the lines that the entity owns: the rest of the line it was
    read from. `nested` says that it is an item of a list, whose text is indented.
    """

    uid: str = field(default_factory=new_uid)
    path: str = ""
    index: int = 0
    text: dict[str, None] = field(default_factory=dict)
    nested: bool = False


@dataclass(eq=False)
class TripDraft(Entity):
    title: str = ""
    summary: str = ""
    slug: str | None = None
    timezone: str | None = None
    language: str = ""
    tags: list[str] = field(default_factory=list)
    path: str = "trip"


@dataclass(eq=False)
class DayDraft(Entity):
    """A day. Without a date it goes by what it was called, in the order it was met."""

    date: dt.date | None = None
    title: str = ""
    summary: str = ""
    timezone: str = ""
    order: tuple = ()
    heading: int | None = None


@dataclass(eq=False)
class PersonDraft(Entity):
    """A person. Without the uid of an organization it goes by its name."""

    name: str = ""
    handle: str = ""
    organization: str = ""
    organization_uid: str = ""
    position: str = ""
    role: str = "delegate"
    links: list[str] = field(default_factory=list)

    @property
    def filled(self) -> list[str]:
        """Return the names of the fields that the person's own line filled."""
        fields = ("name", "handle", "organization", "position", "role", "links")
        return [*(f for f in fields if getattr(self, f)), *(["bio"] if self.text else [])]


@dataclass(eq=False)
class OrganizationDraft(Entity):
    name: str = ""
    local_name: str = ""
    links: list[str] = field(default_factory=list)


@dataclass(eq=False)
class PlaceDraft(Entity):
    name: str = ""
    address: str = ""
    local_address: str = ""


@dataclass(eq=False)
class SessionDraft(Entity):
    title: str = ""
    kind: str = "other"
    status: str = "confirmed"
    day: DayDraft | None = None
    start: Clock | None = None
    end: Clock | None = None
    end_date: dt.date | None = None
    end_timezone: str = ""
    place: str = ""
    place_uid: str = ""
    hosts: list[str] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    order: int = 0
    line: int = 0

    @property
    def filled(self) -> list[str]:
        """Return the names of the fields that the session's own line filled."""
        fields = ("title", "start", "end", "end_date", "end_timezone", "place")
        found = [name for name in fields if getattr(self, name) not in (None, "")]
        return found if self.status == "confirmed" else [*found, "status"]


@dataclass(eq=False)
class DocDraft(Entity):
    url: str = ""
    title: str = ""
    target: Entity | None = None
    line: int = 0
    kind: str = ""


class Owner(NamedTuple):
    """Where a line goes that is no field: a text of an entity."""

    target: Entity
    purpose: str = DESCRIPTION


@dataclass(eq=False)
class NoteDraft(Entity):
    owner: Owner | None = None
    title: str = ""


@dataclass(frozen=True)
class Known:
    """What a heading of a canonical note is: a part, or an item with a text of its own."""

    part: str
    entity: Entity | None = None


class Draft:
    """Collects what the reader finds. Lines are numbered from 0."""

    def __init__(self, lines: list[str]):
        self.lines = lines
        # The number of lines before the Markdown begins.
        self.front = 0
        self.trip = TripDraft()
        self.is_titled = True
        self.days: dict[tuple, DayDraft] = {}
        self.sessions: list[SessionDraft] = []
        self.people: dict[str, PersonDraft] = {}
        self.docs: dict[tuple[str, str], DocDraft] = {}
        self.places: dict[str, PlaceDraft] = {}
        self.organizations: dict[str, OrganizationDraft] = {}
        # Of a canonical note: its headings, and the texts that stand in it byte for byte.
        self.audience = "organizers"
        self.known: dict[int, Known] = {}
        self.notes: dict[Owner, NoteDraft] = {}
        self.bodies: dict[Owner, list[str]] = defaultdict(list)
        self.body_lines: dict[Owner, list[int]] = defaultdict(list)
        self.owners = [Owner(self.trip)] * len(lines)
        self.claims: dict[int, list[tuple[Entity, str]]] = defaultdict(list)
        self.kept: set[int] = set()
        self.marks: dict[int, str] = {}
        self.linked: set[tuple[int, str]] = set()
        self.warnings: list[tuple[int, str]] = []
        self._order = count()

    @cached_property
    def blank_before(self) -> list[int]:
        """How many of the lines before each line are blank."""
        return list(accumulate((not line.strip() for line in self.lines), initial=0))

    def own(self, first: int, last: int, target: Entity, purpose: str = DESCRIPTION) -> None:
        """Give the lines from first to last (exclusive) to a text of an entity."""
        self.owners[first:last] = [Owner(target, purpose)] * (last - first)

    def claim(self, line: int, entity: Entity, *fields: str) -> None:
        """Say that a line became these fields, so that it need not stay as text.

        What has control characters, which no one-line field may hold, stays all the same.
        """
        if line not in self.claims and CONTROL.search(self.lines[line].replace("\t", "")):
            self.keep(line)
        self.claims[line] += [(entity, name) for name in fields]

    def keep(self, line: int) -> None:
        """Say that a line stays as text, whatever it became besides."""
        self.kept.add(line)

    def mark(self, line: int, what: str = MARKUP) -> None:
        """Say that a line carries nothing."""
        self.marks[line] = what

    def warn(self, line: int, message: str) -> None:
        self.warnings.append((line + 1, message))

    def one_line(self, text: str, line: int) -> str:
        """Return a text that fits a one-line field; what is too long stays on its line too."""
        cut = len(text) > MAX_READ
        text = plain(text)
        if len(text) <= MAX_LINE and not cut:
            return text
        message = _("This line is longer than %(limit)d characters: it is cut, and kept as text.")
        self.warn(line, message % {"limit": MAX_LINE})
        self.keep(line)
        return text[:MAX_LINE].rstrip()

    def day(self, date: dt.date) -> DayDraft:
        """Return the day of a date, one for all lines that name it."""
        key = ("date", date)
        if key not in self.days:
            self.days[key] = DayDraft(date=date)
        return self.days[key]

    def undated_day(self, key: tuple, title: str, line: int) -> DayDraft:
        """Return a day whose date is not known, by what the note calls it."""
        day = self.days.get(key)
        if day is None:
            day = self.days[key] = DayDraft(title=self.one_line(title, line))
            day.order = (*key[1:], next(self._order))
        return day

    def session(self, title: str, line: int, **fields) -> SessionDraft:
        """Add a session. One whose title is nothing but markup is named by its line."""
        title = self.one_line(title, line) or CONTROL.sub(" ", self.lines[line]).strip()[:MAX_LINE]
        session = SessionDraft(title=title, line=line, **fields)
        self.add_session(session)
        self.check_end(session, line)
        return session

    def add_session(self, session: SessionDraft) -> None:
        """Add a session after those that were read before it."""
        session.order = next(self._order)
        self.sessions.append(session)

    def sort_sessions(self) -> None:
        """Put the sessions in the order of their lines, in whichever order they were read."""
        self.sessions.sort(key=lambda session: (session.line, session.order))
        for order, session in enumerate(self.sessions):
            session.order = order

    def join_days(self, day: DayDraft, other: DayDraft) -> None:
        """Let a day without a date be the other one, which was made for its date."""
        if other.heading is not None:
            return
        self.days = {key: d for key, d in self.days.items() if d is not other}
        if other.date is not None:
            self.days = {key: d for key, d in self.days.items() if d is not day}
            self.days["date", other.date] = day
            day.date = other.date

    def doc(self, url: str, title: str, target: Entity, line: int) -> DocDraft | None:
        """Return the document of an address under a target, None where the address is too long."""
        if len(url) > MAX_URL:
            message = _("An address is longer than %(limit)d characters: it stays text.")
            self.warn(line, message % {"limit": MAX_URL})
            self.keep(line)
            return None
        doc = self.docs.get((target.uid, url))
        if doc is None:
            doc = self.docs[target.uid, url] = DocDraft(url=url, target=target, line=line)
        doc.line = min(doc.line, line)
        doc.title = doc.title or self.one_line(title, line)
        return doc

    def check_end(self, session: SessionDraft, line: int) -> None:
        """Put an end before its start on the next day until 06:00; else it is no end.

        `11:30-1:00` ends in the afternoon.
        """
        start, end = session.start, session.end
        date = session.day.date if session.day else None
        if start is None or end is None or session.end_date:
            return
        if end < start < Clock(HALF_A_DAY + 60) and written_short(end, self.lines[line]):
            session.end = end.in_the_afternoon
            return
        early = end.minutes % (24 * 60) <= EARLY_MORNING.minutes
        if end.next_day or (end.minutes < start.minutes and early):
            session.end_date = date and date + dt.timedelta(days=1)
            if date is None:
                session.end = None
                self.keep(line)
        elif end.minutes < start.minutes:
            self.warn(line, _("The end is before the start: it is kept as text."))
            session.end = None
            self.keep(line)
