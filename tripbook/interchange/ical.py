"""A trip as a calendar: iCalendar (RFC 5545, with what RFC 7986 added).

A calendar is the same for everyone who may see the same: its words are in the trip's language,
and no date in it is the one of the request.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from events.models import Attendance, Membership, Session
from notes.links import is_http_url
from notes.models import Note
from tripbook.loading import VisibleTrip

from .contentlines import folded, plain, quoted, text
from .dump import absolute_url
from .exporting import Format, NotInTrip, language_of
from .timezones import day, local, vtimezone

MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESH = "PT1H"
"""How long a program is asked to wait before it looks for changes."""
USUAL_LENGTH = dt.timedelta(hours=1)
"""Of a session that has no end yet. Without an end, calendars show no length at all."""
LAST_MINUTE = dt.time(23, 59)
ONE_DAY = dt.timedelta(days=1)

STATUSES = {
    Session.Status.CONFIRMED: "CONFIRMED",
    Session.Status.CANCELLED: "CANCELLED",
}
# What leaves a person free to do something else.
LEAVES_FREE = {Session.Kind.LODGING, Session.Kind.FREE}
CHAIRS = {Attendance.Role.HOST, Attendance.Role.MODERATOR}


def write(loaded: VisibleTrip) -> bytes:
    """Return the calendar of all sessions."""
    return calendar(loaded, loaded.sessions, name=loaded.trip.title)


def write_day(loaded: VisibleTrip, *, date: dt.date) -> bytes:
    """Return the calendar of one day, with what goes on from an earlier one."""
    if all(day.date != date for day in loaded.days):
        raise NotInTrip
    return calendar(loaded, loaded.sessions, name=f"{loaded.trip.title} {date.isoformat()}")


def write_session(loaded: VisibleTrip, *, uid: str) -> bytes:
    """Return the calendar of one session."""
    if not loaded.sessions:
        raise NotInTrip
    return calendar(loaded, loaded.sessions, name=loaded.sessions[0].title)


def write_person(loaded: VisibleTrip, *, uid: str) -> bytes:
    """Return the calendar of what one person takes part in."""
    return calendar(loaded, loaded.sessions, name=person_and_trip(loaded, uid=uid))


def write_feed(loaded: VisibleTrip, member: Membership, *, only_own: bool) -> bytes:
    """Return a member's private calendar: the trip as they see it, or what they take part in."""
    if not only_own:
        return write(loaded)
    own = [s for s in loaded.sessions if any(a.membership.pk == member.pk for a in s.going)]
    return calendar(loaded, own, name=_with_name(loaded, member))


def calendar(loaded: VisibleTrip, sessions: Iterable[Session], *, name: str) -> bytes:
    """Return a calendar of some sessions of a trip."""
    with translation.override(language_of(loaded.trip)):
        words = _Words()
    people = {
        member.pk: (
            f"CN={quoted(member.participant.name)};CUTYPE=INDIVIDUAL",
            f"PARTSTAT=ACCEPTED:mailto:{member.participant.uid}@tripbook.invalid",
        )
        for member in loaded.memberships
    }
    events = [_Event(session, words, people) for session in sessions]
    lines = [
        *_head(loaded, name),
        *_zones(events),
        *(line for event in events for line in event.lines()),
        "END:VCALENDAR",
    ]
    return folded(lines)


def _head(loaded: VisibleTrip, name: str) -> Iterator[str]:
    trip = loaded.trip
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tripbook//tripbook//EN")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    yield from (f"NAME:{text(name)}", f"X-WR-CALNAME:{text(name)}")
    if trip.summary:
        yield from (f"DESCRIPTION:{text(trip.summary)}", f"X-WR-CALDESC:{text(trip.summary)}")
    if trip.tags:
        yield f"CATEGORIES:{','.join(map(text, trip.tags))}"
    yield f"URL:{absolute_url(trip.get_absolute_url())}"
    yield f"X-WR-TIMEZONE:{trip.timezone}"
    yield from (f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}")


def _zones(events: Iterable["_Event"]) -> Iterator[str]:
    years = defaultdict(set)
    for event in events:
        for zone, moment in event.clock_times:
            years[zone].add(moment.year)
    for zone in sorted(years):
        yield from vtimezone(zone, years[zone])


class _Words:
    """What calendars say beside the trip's own words, in the language of this moment.

    It is looked up once: a calendar says it hundreds of times.
    """

    def __init__(self):
        self.not_fixed = _("The end is not fixed yet.")
        self.hosts = _("Hosts: %(names)s")
        self.who = _("Who: %(names)s")
        self.comma = pgettext("between names", ", ")
        self.note = _("Note")
        self.statuses = {value: str(label) for value, label in Session.Status.choices}


class _Event:
    """A session as an event of a calendar."""

    def __init__(self, session: Session, words: _Words, people: dict[int, tuple[str, str]]):
        """`people` has what is written of each member before and after their role."""
        self.session = session
        self.words = words
        self.people = people
        self.zone = session.day.zone
        self.last_date = session.end_date or session.day.date
        # An event of no length can't be seen in a calendar: its end is not fixed yet.
        has_end = session.end is not None and session.ends_at != session.starts_at
        self.end = session.end if has_end else None
        self.end_zone = (has_end and session.end_timezone) or self.zone

    @property
    def clock_times(self) -> list[tuple[str, dt.datetime]]:
        """The start and the end, each with its zone; nothing of a session without a time."""
        if self.session.start is None:
            return []
        start = dt.datetime.combine(self.session.day.date, self.session.start)
        return [(self.zone, start), (self.end_zone, self._end_of(start))]

    def _end_of(self, start: dt.datetime) -> dt.datetime:
        if self.end is not None:
            return dt.datetime.combine(self.last_date, self.end)
        if self.last_date > start.date():
            return dt.datetime.combine(self.last_date, LAST_MINUTE)
        try:
            by_clock = start + USUAL_LENGTH
            # Where summer time begins the clocks may jump over that time.
            ends_at = (self.session.starts_at + USUAL_LENGTH).astimezone(ZoneInfo(self.zone))
            return max(by_clock, ends_at.replace(tzinfo=None))
        except OverflowError:
            return dt.datetime.combine(self.last_date, LAST_MINUTE)

    def lines(self) -> Iterator[str]:
        session = self.session
        changed = session.updated_at
        if session.place:
            changed = max(changed, session.place.updated_at)
        stamp = f"{local(changed.astimezone(dt.UTC))}Z"
        url = absolute_url(session.get_absolute_url())
        yield "BEGIN:VEVENT"
        yield f"UID:{session.uid}@tripbook"
        yield from (f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}", f"SEQUENCE:{session.sequence}")
        yield from self._times()
        yield f"SUMMARY:{text(self._summary())}"
        yield f"STATUS:{STATUSES.get(session.status, 'TENTATIVE')}"
        yield f"TRANSP:{'TRANSPARENT' if self._leaves_free() else 'OPAQUE'}"
        yield f"CATEGORIES:{session.kind}"
        yield from self._where()
        yield f"URL:{url}"
        yield f"DESCRIPTION:{text(self._description(url))}"
        yield from self._people()
        yield "END:VEVENT"

    def _times(self) -> Iterator[str]:
        if self.session.start is None:
            first = self.session.day.date
            yield f"DTSTART;VALUE=DATE:{day(first)}"
            # The end of whole days is the first day after them.
            if self.last_date < dt.date.max:
                yield f"DTEND;VALUE=DATE:{day(self.last_date + ONE_DAY)}"
            return
        for name, (zone, moment) in zip(("DTSTART", "DTEND"), self.clock_times, strict=True):
            yield f"{name};TZID={zone}:{local(moment)}"

    def _summary(self) -> str:
        """The title; what is not certain says so, as many calendars show no status."""
        session = self.session
        if session.status == Session.Status.CONFIRMED:
            return session.title
        return f"[{self.words.statuses[session.status]}] {session.title}"

    def _leaves_free(self) -> bool:
        session = self.session
        if session.start is None or session.kind in LEAVES_FREE:
            return True
        is_long = self.end is None and self.last_date > session.day.date
        if session.ends_at is not None:
            is_long = session.ends_at - session.starts_at >= ONE_DAY
        return is_long or session.status != Session.Status.CONFIRMED

    def _where(self) -> Iterator[str]:
        place = self.session.place
        if place is None:
            return
        # Calendars look for the location on a map, and an address of the web is on none.
        names = dict.fromkeys((place.name, place.address, place.local_address))
        if location := ", ".join(name for name in names if name and not is_http_url(name)):
            yield f"LOCATION:{text(location)}"
        if place.has_coordinates:
            yield f"GEO:{place.latitude:.6f};{place.longitude:.6f}"

    def _description(self, url: str) -> str:
        session = self.session
        parts = [
            "\n".join(
                filter(None, [url, self._when(), self._remark(), self._hosts(), self._who()])
            ),
            session.description.strip(),
            *(_linked(doc.title, doc.url) for doc in session.docs),
            *(self._note(note) for note in session.shared_notes),
        ]
        return "\n\n".join(filter(None, parts))

    def _when(self) -> str:
        """The time by the clocks there: what screens elsewhere show is another."""
        session = self.session
        if session.start is None:
            return f"– {session.end:%H:%M} ({self.zone})" if session.end else ""
        start = f"{session.start:%H:%M}"
        if self.end is None:
            return f"{start} ({self._clock(session.starts_at, self.zone)})"
        end = f"{session.end:%H:%M}"
        if self.last_date != session.day.date:
            end = f"{self.last_date.isoformat()} {end}"
        end_clock = self._clock(session.ends_at, self.end_zone)
        if self.end_zone == self.zone:
            return f"{start}–{end} ({end_clock})"
        return f"{start} ({self._clock(session.starts_at, self.zone)}) – {end} ({end_clock})"

    @staticmethod
    def _clock(instant: dt.datetime, zone: str) -> str:
        """Whose clocks, and how far they are from UTC: Asia/Seoul, UTC+09:00."""
        offset = f"{instant.astimezone(ZoneInfo(zone)):%z}"
        return f"{zone}, UTC{offset[:3]}:{offset[3:5]}"

    def _note(self, note: Note) -> str:
        return _linked(note.title or self.words.note, absolute_url(note.get_absolute_url()))

    def _remark(self) -> str:
        if self.session.start is None or self.end is not None:
            return ""
        return self.words.not_fixed

    def _hosts(self) -> str:
        names = [host.name for host in self.session.host_organizations]
        return self.words.hosts % {"names": self.words.comma.join(names)} if names else ""

    def _who(self) -> str:
        names = [going.membership.participant.name for going in self.session.going]
        return self.words.who % {"names": self.words.comma.join(names)} if names else ""

    def _people(self) -> Iterator[str]:
        """Who takes part. Their addresses are nobody's: calendars want one, and tell it on."""
        if not self.session.going:
            return
        trip = self.session.day.trip
        yield f"ORGANIZER;CN={quoted(trip.title)}:mailto:{trip.uid}@tripbook.invalid"
        for going in self.session.going:
            name, address = self.people[going.membership.pk]
            role = "CHAIR" if going.role in CHAIRS else "REQ-PARTICIPANT"
            yield f"ATTENDEE;{name};ROLE={role};{address}"


def _linked(title: str, url: str) -> str:
    return "\n".join(filter(None, [plain(title), plain(url).replace("\n", "")]))


def person_and_trip(loaded: VisibleTrip, *, uid: str) -> str:
    """Return what the calendar of a person is called. Raise NotInTrip for one who is not seen."""
    for member in loaded.memberships:
        if member.participant.uid == uid:
            return _with_name(loaded, member)
    raise NotInTrip


def _with_name(loaded: VisibleTrip, member: Membership) -> str:
    return f"{loaded.trip.title} – {member.participant.name}"


TRIP = Format(
    name="ics",
    path=".ics",
    media_type=MEDIA_TYPE,
    writer=write,
    label=gettext_lazy("Calendar"),
    purpose=gettext_lazy("In your calendar, and up to date when the plan changes."),
    page="pages:subscribe",
)
DAY = Format(
    name="day-ics",
    path="/<date:date>.ics",
    media_type=MEDIA_TYPE,
    writer=write_day,
    sessions=lambda date: Q(day__date=date) | Q(day__date__lt=date, end_date__gte=date),
    subject=lambda loaded, date: f"{loaded.trip.title} {date.isoformat()}",
    is_download=True,
)
SESSION = Format(
    name="session-ics",
    path="/sessions/<uid:uid>.ics",
    media_type=MEDIA_TYPE,
    writer=write_session,
    sessions=lambda uid: Q(uid=uid),
    subject=lambda loaded, uid: loaded.sessions[0].title,
    is_download=True,
)
PERSON = Format(
    name="person-ics",
    path="/people/<uid:uid>.ics",
    media_type=MEDIA_TYPE,
    writer=write_person,
    sessions=lambda uid: Q(attendances__membership__participant__uid=uid),
    subject=person_and_trip,
)
