"""From the events of a calendar, a conference schedule or a sheet to a trip document.

Each reader says what its file has as `Event`s. What they share is here: into which day an event
falls, in which zone, under which uid, and what of it a trip can hold.
"""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from events.models import Attendance, Membership, Session
from events.schedule import NonexistentTimeError, instant, zone_names
from notes.links import is_http_url
from people.limits import MAX_LINE, MAX_TEXT_BYTES, MAX_URL
from people.uids import uid_of
from tripbook.interchange.document import (
    NOT_IN_A_LINE,
    AttendanceRecord,
    DayRecord,
    Document,
    DocumentError,
    LinkedDocRecord,
    OrganizationRecord,
    ParticipantRecord,
    PlaceRecord,
    Problem,
    SessionRecord,
    TripRecord,
    derive,
)
from tripbook.interchange.merge.matching import folded

MAX_EVENTS = 5_000
ONE_DAY = dt.timedelta(days=1)
BREAKS = re.compile(rf"\s*{NOT_IN_A_LINE.pattern}+\s*")
TIME_FIELDS = frozenset(["day", "start", "end", "end_date", "end_timezone"])


@dataclass(frozen=True)
class Target:
    """The trip that a file is read for: a new one, or one that is here.

    `uid` makes the uids of what is read, so that the same file gives the same ones. `zones` are
    the time zones of the days that the trip has, `known` the uids of all that it has.
    """

    uid: str
    slug: str | None = None
    title: str = ""
    timezone: str | None = None
    zones: Mapping[dt.date, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()


@dataclass
class Person:
    """Someone on the programme. `key` is what the file calls them, else their name.

    `uid` is given where the file names somebody of the trip by it.
    """

    name: str
    key: str = ""
    role: str = Attendance.Role.SPEAKER.value
    bio: str = ""
    uid: str = ""


@dataclass(frozen=True)
class Host:
    """An organization that receives. `uid` is given where the file names it by that."""

    name: str
    uid: str = ""


@dataclass
class Link:
    """An address that belongs to an event."""

    url: str
    title: str = ""


@dataclass
class Event:
    """One event as a file has it.

    `key` is what the file calls it by, the same in every version of the file. `starts_at` and
    `ends_at` have a time zone, or none where they are clock times of the place. An event without
    a start has a `date`, and an `end_date` where it lasts for days. `zone` and `end_zone` are
    given where a file names the zones apart. `where` says where it stands in the file. `track` is
    for choosing alone.

    `uid` is the session that the event was exported from, if it was from here. `said` are then
    the fields that the file says something of: only these are changed by it.
    """

    key: str
    where: str
    title: str
    date: dt.date | None = None
    end_date: dt.date | None = None
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    zone: str = ""
    end_zone: str = ""
    uid: str = ""
    kind: str = Session.Kind.OTHER.value
    status: str = Session.Status.CONFIRMED.value
    visibility: str = Session.Visibility.INHERIT.value
    place: PlaceRecord | None = None
    hosts: list[Host] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    description: str = ""
    links: list[Link] = field(default_factory=list)
    track: str = ""
    said: frozenset[str] = frozenset()


@dataclass
class Reading:
    """What a file was read as.

    `tracks` are the sessions' tracks by their uids, `said` what it says of the sessions that it
    was exported from.
    """

    document: Document
    warnings: list[Problem] = field(default_factory=list)
    tracks: dict[str, str] = field(default_factory=dict)
    said: dict[str, frozenset[str]] = field(default_factory=dict)


def one_line(text: str) -> str:
    """Return a text as a one-line field holds it."""
    return BREAKS.sub(" ", whole(text)).strip()[:MAX_LINE].strip()


def long_text(text: str) -> str:
    """Return a text as a long field holds it."""
    text = whole(text).replace("\x00", "").strip()
    if len(text.encode()) > MAX_TEXT_BYTES:
        text = text.encode()[:MAX_TEXT_BYTES].decode(errors="ignore")
    return text


def named_place(name: str, **fields) -> PlaceRecord | None:
    """Return a place of this name; None without one. Its uid may be given later."""
    name = one_line(name)
    return PlaceRecord.model_construct(**{"uid": ""} | fields, name=name) if name else None


def programme_of(
    events: list[Event],
    target: Target,
    *,
    title: str = "",
    timezone: str = "",
    language: str = "",
    warnings: list[Problem] | None = None,
) -> Reading:
    """Return the document that the events of a file make.

    `title`, `timezone` and `language` are what the file says of the whole. Raise DocumentError
    with all that can't be taken.
    """
    if not events:
        raise DocumentError([Problem("", _("There is no event in this file."))])
    if len(events) > MAX_EVENTS:
        message = _("The file has %(n)d events; %(limit)d can be read at once.")
        raise DocumentError([Problem("", message % {"n": len(events), "limit": MAX_EVENTS})])
    return _Programme(events, target, title, timezone, language, warnings or []).reading()


class _Programme:
    """One run of `programme_of`."""

    def __init__(self, events, target, title, timezone, language, warnings):
        self.events, self.target, self.warnings = events, target, warnings
        self.problems: list[Problem] = []
        self.votes = _votes(events)
        self.timezone = target.timezone or timezone or _winner(sum(self.votes.values(), Counter()))
        if not self.timezone:
            message = _("The file doesn't say its time zone: choose one, such as Asia/Taipei.")
            raise DocumentError([Problem("trip.timezone", message)])
        self.document = Document(
            format="tripbook",
            version=1,
            trip=TripRecord(
                uid=target.uid,
                slug=target.slug,
                title=target.title or one_line(title) or _("Untitled"),
                timezone=self.timezone,
                language=language,
            ),
        )
        self.days: dict[dt.date, DayRecord] = {}
        self.places: dict[str, PlaceRecord] = {}
        self.people: dict[str, ParticipantRecord] = {}
        self.organizations: dict[str, OrganizationRecord] = {}
        self.keys = Counter()
        self.tracks: dict[str, str] = {}
        self.said: dict[str, frozenset[str]] = {}

    def reading(self) -> Reading:
        for event in self.events:
            self._add(event)
        if self.problems:
            raise DocumentError(self.problems)
        document = self.document
        document.days = sorted(self.days.values(), key=lambda day: day.date)
        document.places = list(self.places.values())
        document.participants = list(self.people.values())
        document.organizations = list(self.organizations.values())
        dates = {day.uid: day.date for day in document.days}
        document.sessions.sort(key=lambda s: (dates[s.day], s.start or dt.time.min))
        return Reading(derive(document), self.warnings, self.tracks, self.said)

    def _uid(self, name: str) -> str:
        return uid_of(self.target.uid, name)

    def _add(self, event: Event) -> None:
        try:
            times = self._times(event)
        except (NonexistentTimeError, OverflowError) as error:
            message = str(error) if isinstance(error, NonexistentTimeError) else _("is no date")
            self.problems.append(Problem(event.where, message))
            return
        date = times.pop("date")
        uid = self._session_uid(event)
        if event.uid in self.target.known:
            uid = event.uid
            self.said[uid] = event.said
        session = SessionRecord(
            uid=uid,
            day=self._day(date).uid,
            title=one_line(event.title) or _("Untitled"),
            kind=event.kind,
            status=event.status,
            visibility=event.visibility,
            place=self._place(event),
            hosts=list(dict.fromkeys(self._host(h) for h in event.hosts if one_line(h.name))),
            participants=self._going(event),
            **times,
        )
        texts = [event.description, *self._attach(event, uid)]
        session.description = long_text("\n\n".join(text for text in texts if text.strip()))
        self.document.sessions.append(session)
        if event.track:
            self.tracks[uid] = one_line(event.track)

    def _session_uid(self, event: Event) -> str:
        self.keys[event.key] += 1
        number = self.keys[event.key]
        return self._uid(f"session {event.key}" if number == 1 else f"session {event.key} {number}")

    # Days and times.

    def _zone(self, date: dt.date) -> str:
        return self.target.zones.get(date) or _winner(self.votes[date]) or self.timezone

    def _times(self, event: Event) -> dict:
        """Return the date, clock times and the end's date and zone of an event."""
        if event.starts_at is None:
            return self._without_start(event)
        if event.starts_at.tzinfo is None:
            return self._clock_times(event)
        starts_at = _minute(event.starts_at)
        date, start = self._local(event, starts_at)
        zone = self._zone(date)
        if instant(date, start, zone) != starts_at:
            self._warn(event, _("its start is a time that occurs twice that night, or not at all"))
        found = {"date": date, "start": start}
        if event.ends_at is None:
            return found | _last_day(event, date)
        ends_at = _minute(event.ends_at)
        if ends_at < starts_at:
            self._warn(event, _("it ends before it starts; the end was left out"))
        elif ends_at > starts_at:
            found |= self._end(event, date, start, ends_at)
        return found

    def _without_start(self, event: Event) -> dict:
        date, end = event.date, event.ends_at
        if end is None:
            return {"date": date} | _last_day(event, date)
        zone = self._zone(date)
        end_zone = event.end_zone if event.end_zone != zone else ""
        instant(end.date(), end.time(), end_zone or zone)
        return {
            "date": date,
            "end": end.time().replace(second=0, microsecond=0, tzinfo=None),
            "end_date": end.date() if end.date() > date else None,
            "end_timezone": end_zone,
        }

    def _clock_times(self, event: Event) -> dict:
        """Return the times of an event that has them as clock times of the place."""
        start, end = event.starts_at, event.ends_at
        date, zone = start.date(), self._zone(start.date())
        starts_at = instant(date, start.time(), zone)
        found = {"date": date, "start": start.time().replace(second=0, microsecond=0)}
        if end is None:
            return found | _last_day(event, date)
        if end == start:
            return found
        end_zone = event.end_zone if event.end_zone != zone else ""
        ends_at = instant(end.date(), end.time(), end_zone or zone)
        if ends_at < starts_at or end.date() < date:
            self._warn(event, _("it ends before it starts; the end was left out"))
            return found
        return found | {
            "end": end.time().replace(second=0, microsecond=0),
            "end_date": end.date() if end.date() > date else None,
            "end_timezone": end_zone,
        }

    def _local(self, event: Event, starts_at: dt.datetime) -> tuple[dt.date, dt.time]:
        """Return the day that an event falls on, and its clock time there.

        Days may have different zones, so the day that it has where it comes from may not be the
        day on which it is.
        """
        own = event.starts_at.date()
        for date in (own, own - ONE_DAY, own + ONE_DAY):
            local = starts_at.astimezone(ZoneInfo(self._zone(date)))
            if local.date() == date:
                return date, local.time().replace(fold=0)
        self._warn(event, _("no day of the trip has this moment; its clock time was kept"))
        return own, event.starts_at.time().replace(second=0, microsecond=0, fold=0)

    def _end(self, event: Event, date: dt.date, start: dt.time, ends_at: dt.datetime) -> dict:
        """Return the end in its own zone, else in the day's.

        Where that clock time occurs twice in the night, the second one is told in UTC.
        """
        zone = self._zone(date)
        starts_at = instant(date, start, zone)
        own, began = event.end_zone or _iana(event.ends_at), event.zone or _iana(event.starts_at)
        found = {}
        for end_zone in dict.fromkeys([own if own and own != began else zone, zone, "UTC"]):
            local = ends_at.astimezone(ZoneInfo(end_zone))
            end = local.time().replace(fold=0)
            told = instant(local.date(), end, end_zone)
            if local.date() < date or told < starts_at or (found and told != ends_at):
                continue
            found = {
                "end": end,
                "end_date": local.date() if local.date() > date else None,
                "end_timezone": end_zone if end_zone != zone else "",
            }
            if told == ends_at:
                break
        if not found:
            self._warn(event, _("its end can't be told from its start; it was left out"))
        return found

    def _day(self, date: dt.date) -> DayRecord:
        if date not in self.days:
            zone = self._zone(date)
            self.days[date] = DayRecord(
                uid=self._uid(f"day {date}"),
                date=date,
                timezone="" if zone == self.timezone else zone,
            )
        return self.days[date]

    # What an event names.

    def _place(self, event: Event) -> str | None:
        if event.place is None:
            return None
        key = event.place.uid or folded(event.place.name)
        if key not in self.places:
            uid = event.place.uid or self._uid(f"place {key}")
            values = event.place.model_dump(exclude={"uid"})
            self.places[key] = PlaceRecord(uid=uid, **values)
        return self.places[key].uid

    def _host(self, host: Host) -> str:
        name = one_line(host.name)
        key = host.uid or folded(name)
        if key not in self.organizations:
            uid = host.uid or self._uid(f"organization {key}")
            self.organizations[key] = OrganizationRecord(uid=uid, name=name)
        return self.organizations[key].uid

    def _going(self, event: Event) -> list[AttendanceRecord]:
        roles = {}
        for person in event.persons:
            name = one_line(person.name)
            if not name:
                continue
            key = person.uid or person.key or folded(name)
            if key not in self.people:
                self.people[key] = ParticipantRecord(
                    uid=person.uid or self._uid(f"person {key}"),
                    name=name,
                    bio=long_text(person.bio),
                    role=_trip_role(person.role),
                )
            roles.setdefault(self.people[key].uid, person.role)
        return [AttendanceRecord(uid=uid, role=role) for uid, role in roles.items()]

    def _attach(self, event: Event, session: str) -> list[str]:
        """Link the addresses of an event. Return those that are none, as text."""
        texts, seen = [], set()
        for link in event.links:
            url = link.url.strip()
            if url in seen or url.startswith(f"{settings.SITE_URL}/"):
                continue
            seen.add(url)
            title = one_line(link.title)
            if is_http_url(url) and len(url) <= MAX_URL and not NOT_IN_A_LINE.search(url):
                self.document.linked_docs.append(
                    LinkedDocRecord(
                        uid=self._uid(f"link {session} {url}"),
                        url=url,
                        title="" if title == url else title,
                        session=session,
                    )
                )
            elif url:
                texts.append(f"{title}: {url}" if title and title != url else url)
        return texts

    def _warn(self, event: Event, message: str) -> None:
        self.warnings.append(Problem(f"{event.where}, “{one_line(event.title)}”", message))


def _votes(events: list[Event]) -> dict[dt.date, Counter]:
    """Return for each date how many events start on it in which zone of their own."""
    found = defaultdict(Counter)
    for event in events:
        date = event.starts_at.date() if event.starts_at else event.date
        if zone := event.zone or (event.starts_at and _iana(event.starts_at)):
            found[date][zone] += 1
    return found


def _winner(votes: Counter) -> str:
    return votes.most_common(1)[0][0] if votes else ""


def _iana(moment: dt.datetime) -> str:
    """Return the zone of a moment, "" where it is given in UTC or by an offset alone."""
    key = getattr(moment.tzinfo, "key", "")
    return key if key in zone_names() and key not in ("UTC", "Etc/UTC") else ""


def _last_day(event: Event, date: dt.date) -> dict:
    """Return the last date of an event that has no clock time there."""
    return {"end_date": event.end_date if event.end_date and event.end_date > date else None}


def _minute(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(second=0, microsecond=0)


def _trip_role(role: str) -> str:
    """Return what somebody is on the trip who has this role in a session."""
    match role:
        case Attendance.Role.SPEAKER | Attendance.Role.MODERATOR:
            return Membership.Role.SPEAKER.value
        case Attendance.Role.HOST:
            return Membership.Role.HOST.value
        case Attendance.Role.INTERPRETER:
            return Membership.Role.INTERPRETER.value
    return Membership.Role.DELEGATE.value


def whole(text: str) -> str:
    """Return a text without halves of surrogate pairs, which are no characters."""
    return text.encode(errors="ignore").decode()
