"""What is now and what is next: pure functions of the sessions and the clock."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from events.models import Day, Membership, Session
from notes.links import CO_NOTES
from notes.models import LinkedDoc, Note
from tripbook.loading import VisibleTrip

from . import words
from .programme import LONG, Fact, crosses_zones, is_today, item_of, own_role

# A session whose end nobody knows is over after this, or when the next one of its day begins.
UNTOLD = dt.timedelta(hours=2)
# What lasts longer (a hotel, a conference of several days) is never what to do now.
ONE_DAY = dt.timedelta(days=1)
NEVER_NOW = (Session.Status.IDEA, Session.Status.CANCELLED)


@dataclass(frozen=True)
class Going:
    """The sessions that go on at an instant, those that come next, and today's without a time."""

    now: list[Session] = field(default_factory=list)
    next: list[Session] = field(default_factory=list)
    untimed: list[Session] = field(default_factory=list)


@dataclass(frozen=True)
class Glance:
    """One session of the card, in words."""

    session: Session
    facts: list[Fact]
    tags: list[str]
    note: Note | LinkedDoc | None = None


@dataclass(frozen=True)
class Part:
    """A column of the card: "Now · until 12:30", and what that is."""

    heading: str
    glances: list[Glance]
    is_now: bool = False


@dataclass(frozen=True)
class Card:
    """The card on top of the itinerary; `is_near` says that it may be another in a minute."""

    parts: list[Part] = field(default_factory=list)
    is_near: bool = False


def card(loaded: VisibleTrip, now: dt.datetime, me: Membership | None = None) -> Card:
    """Return the card for the instant `now`. Before and after the trip it has no parts."""
    if not is_near(loaded.days, now):
        return Card()
    found = going(loaded.sessions, now, me)
    if not (found.now or is_under_way(loaded.days, now)):
        return Card(is_near=True)
    people = len(loaded.memberships)

    parts = []
    if found.now:
        until = now_heading(found.now)
        shown = [glance(session, people, me, with_times=not until) for session in found.now]
        parts.append(Part(until or _("Now"), shown, is_now=True))
    if found.next:
        shown = [glance(session, people, me) for session in found.next]
        parts.append(Part(next_heading(found.next[0], now), shown))
    if found.untimed and not (found.now or (found.next and is_today(found.next[0].day, now))):
        shown = [glance(session, people, me) for session in found.untimed]
        parts.insert(0, Part(_("Today, without a time"), shown))
    return Card(parts, is_near=True)


def is_near(days: list[Day], now: dt.datetime) -> bool:
    """Is it the trip's time, or a day before or after it?"""
    return bool(days) and _midnight(days[0]) - ONE_DAY <= now < _midnight(days[-1]) + 2 * ONE_DAY


def is_under_way(days: list[Day], now: dt.datetime) -> bool:
    """Is it a date from the trip's first to its last, each where it takes place?"""
    return bool(days) and _midnight(days[0]) <= now < _midnight(days[-1], ONE_DAY)


def going(sessions: Iterable[Session], now: dt.datetime, me: Membership | None = None) -> Going:
    """Return what goes on at the instant `now` and what is next; a member's own come first.

    What frames the day (a conference, a flight) is now only while nothing shorter is.
    """
    planned = [session for session in sessions if session.status not in NEVER_NOW]
    timed = [session for session in planned if session.starts_at]
    running = [session for session in timed if session.starts_at <= now < _ends_at(session, timed)]
    short = [session for session in running if _ends_at(session, timed) - session.starts_at <= LONG]
    later = [session for session in timed if session.starts_at > now]
    soonest = min((session.starts_at for session in later), default=None)
    return Going(
        now=_own_first(short or running, me),
        next=_own_first([session for session in later if session.starts_at == soonest], me),
        untimed=[session for session in planned if _is_today_without_time(session, now)],
    )


def _midnight(day: Day, later: dt.timedelta = dt.timedelta()) -> dt.datetime:
    return dt.datetime.combine(day.date + later, dt.time(), ZoneInfo(day.zone))


def _ends_at(session: Session, timed: list[Session]) -> dt.datetime:
    """Return when a session stops to be now; its start for what never is."""
    if session.kind == Session.Kind.LODGING:
        return session.starts_at
    if session.ends_at:
        too_long = session.ends_at - session.starts_at > ONE_DAY
        return session.starts_at if too_long else session.ends_at
    if session.end_date and session.end_date > session.day.date:
        return session.starts_at
    later = (s.starts_at for s in timed if s.starts_at > session.starts_at)
    return min([session.starts_at + UNTOLD, *later])


def _is_today_without_time(session: Session, now: dt.datetime) -> bool:
    return (
        session.start is None
        and session.end is None
        and not session.end_date
        and session.kind != Session.Kind.LODGING
        and is_today(session.day, now)
    )


def _own_first(sessions: list[Session], me: Membership | None) -> list[Session]:
    return sorted(sessions, key=lambda session: own_role(session, me) is None)


# In words


def now_heading(sessions: list[Session]) -> str:
    """Say until when what is now lasts; nothing where that is not one time, and known."""
    ends = {end_of(session) for session in sessions}
    (end,) = ends if len(ends) == 1 else ("",)
    return _("Now · until %(time)s") % {"time": end} if end else ""


def next_heading(session: Session, now: dt.datetime) -> str:
    """Say when what is next begins, and on which day if that is not today."""
    start = start_of(session)
    if not is_today(session.day, now):
        start = _("%(date)s, %(time)s") % {"date": words.long_date(session.day.date), "time": start}
    return _("Next · %(time)s") % {"time": start}


def start_of(session: Session) -> str:
    """Return the clock time at which a session starts, with whose clock if not the trip's."""
    return _by_clock(session.start, session.day.zone, session)


def end_of(session: Session) -> str:
    """Return the clock time at which a session ends, if that is known."""
    return _by_clock(session.end, session.end_timezone or session.day.zone, session)


def _by_clock(time: dt.time | None, zone: str, session: Session) -> str:
    if time is None:
        return ""
    is_usual = zone == session.day.trip.timezone and not crosses_zones(session)
    return words.clock(time) if is_usual else f"{words.clock(time)} {words.zone_time(zone)}"


def glance(
    session: Session, people: int, me: Membership | None, *, with_times: bool = False
) -> Glance:
    item = item_of(session, people, me)
    facts = []
    if crosses_zones(session):
        facts.append(Fact(item.when.sentence))
    elif with_times:
        facts.append(Fact("–".join(filter(None, [start_of(session), end_of(session)]))))
    return Glance(session, [*facts, *item.facts], item.tags, note_of(session))


def note_of(session: Session) -> Note | LinkedDoc | None:
    """Return the note that is written in during a session, here or on a shared pad."""
    pads = [doc for doc in session.docs if doc.kind in CO_NOTES]
    minutes = [note for note in session.shared_notes if note.purpose == Note.Purpose.MINUTES]
    written = [note for note in minutes if note.revision]
    return next(iter([*written, *pads, *minutes, *session.shared_notes]), None)
