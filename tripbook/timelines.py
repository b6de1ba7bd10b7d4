"""What a viewer could see of a trip's things, and when: read from the histories of what they see.

A timeline is the states that one thing was in, from the first to the last, as somebody who knows
as much as the viewer (the public, members, organizers) could have seen them; None where it was
not there for them. Nothing is read of things that the viewer does not see now.
"""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Q

from events.access import Audience
from events.models import Attendance, Day, Membership, Session, Trip
from notes.models import LinkedDoc, Note, Revision
from people.history import CREATED, DELETED, records_of

from .loading import VisibleTrip


class Point(NamedTuple):
    """From this instant on a thing was as `state` says."""

    at: dt.datetime
    state: Any


@dataclass
class Timeline:
    """The states of one thing, in order. `is_whole` where its beginning is known, too."""

    points: list[Point] = field(default_factory=list)
    is_whole: bool = False

    def at(self, instant: dt.datetime) -> Any:
        """Return the state at an instant; before the first record, the first one."""
        index = bisect_right(self.points, instant, key=itemgetter(0))
        return self.points[max(index - 1, 0)].state if self.points else None


class TripState(NamedTuple):
    title: str
    timezone: str


class DayState(NamedTuple):
    date: dt.date
    title: str


@dataclass(frozen=True)
class SessionState:
    title: str
    day: int
    start: dt.time | None
    end: dt.time | None
    end_date: dt.date | None
    status: str
    place: int | None
    people: frozenset[int] = frozenset()
    """The ids of the memberships of those who take part."""


@dataclass
class Timelines:
    """The timelines of what a viewer sees of a trip, each by its id.

    `opened_at` is since when, without a break, the trip has been there for such viewers; `days`
    holds deleted days, too, as sessions were on them once. `written` tells when each note was
    written in, as far as it was there to be seen.
    """

    opened_at: dt.datetime | None
    trip: Timeline
    days: dict[int, Timeline]
    sessions: dict[int, Timeline]
    members: dict[int, Timeline] = field(default_factory=dict)
    docs: dict[int, Timeline] = field(default_factory=dict)
    written: dict[int, list[dt.datetime]] = field(default_factory=dict)

    def date_of(self, day: int, instant: dt.datetime) -> dt.date | None:
        """Return which date a day was at an instant."""
        state = self.days[day].at(instant) if day in self.days else None
        return state and state.date


def read_timelines(loaded: VisibleTrip, me: Membership | None = None) -> Timelines:
    """Read the timelines of a trip that was loaded for a viewer, who is `me` if a member.

    It takes eight queries, however long the trip and its history are.
    """
    trip_id, audience = loaded.trip.pk, loaded.audience
    opened_at, trip = _trip(trip_id, audience)
    members = _members(loaded.memberships, audience, me)
    sessions = _sessions(loaded.sessions, members, audience)
    return Timelines(
        opened_at=opened_at,
        trip=trip,
        days=_days(trip_id),
        sessions=sessions,
        members=members,
        docs=_timelines(
            LinkedDoc,
            Q(id__in=_ids(loaded.linked_docs)),
            ("visibility", "session_id"),
            lambda row: _is_shown(row, sessions, audience) or None,
        ),
        written=_written(loaded.notes, sessions, audience),
    )


def read_session_timelines(loaded: VisibleTrip, sessions: Collection[Session]) -> Timelines:
    """Read the timelines of some sessions without who takes part, in three queries."""
    opened_at, trip = _trip(loaded.trip.pk, loaded.audience)
    return Timelines(
        opened_at=opened_at,
        trip=trip,
        days=_days(loaded.trip.pk),
        sessions=_plain_sessions(_ids(sessions), loaded.audience),
    )


def _trip(trip_id: int, audience: Audience) -> tuple[dt.datetime | None, Timeline]:
    timeline = _timelines(
        Trip,
        Q(id=trip_id),
        ("visibility", "title", "timezone"),
        lambda row: TripState(row["title"], row["timezone"]) if _may_open(row, audience) else None,
    ).get(trip_id, Timeline())
    opened_at = None
    for at, state in timeline.points:
        opened_at = (opened_at or at) if state else None
    return opened_at, timeline


def _may_open(row: dict, audience: Audience) -> bool:
    public = row["visibility"] == Trip.Visibility.PUBLIC
    members = row["visibility"] == Trip.Visibility.MEMBERS
    return public or audience == Audience.ORGANIZERS or (audience == Audience.MEMBERS and members)


def _days(trip_id: int) -> dict[int, Timeline]:
    return _timelines(
        Day, Q(trip_id=trip_id), ("date", "title"), lambda row: DayState(row["date"], row["title"])
    )


def _members(
    memberships: Collection[Membership], audience: Audience, me: Membership | None
) -> dict[int, Timeline]:
    listed = Membership.ListedFor
    shown = {
        Audience.PUBLIC: {listed.PUBLIC},
        Audience.MEMBERS: {listed.PUBLIC, listed.MEMBERS},
        Audience.ORGANIZERS: set(listed),
    }[audience]
    my_id = me and me.pk
    return _timelines(
        Membership,
        Q(id__in=_ids(memberships)),
        ("listed_for",),
        lambda row: (row["listed_for"] in shown or row["id"] == my_id) or None,
    )


def _sessions(
    sessions: Collection[Session], members: dict[int, Timeline], audience: Audience
) -> dict[int, Timeline]:
    ids = _ids(sessions)
    timelines = _plain_sessions(ids, audience)
    going = _going(ids, members)
    for pk, timeline in timelines.items():
        timeline.points = _with_people(timeline.points, going[pk])
    return timelines


def _plain_sessions(ids: list[int], audience: Audience) -> dict[int, Timeline]:
    def state(row):
        hidden = row["visibility"] != Session.Visibility.INHERIT
        if audience == Audience.PUBLIC and (hidden or row["status"] == Session.Status.IDEA):
            return None
        return SessionState(
            title=row["title"],
            day=row["day_id"],
            start=row["start"],
            end=row["end"],
            end_date=row["end_date"],
            status=row["status"],
            place=row["place_id"],
        )

    plain = ("title", "day_id", "start", "end", "end_date", "status", "place_id", "visibility")
    return _timelines(Session, Q(id__in=ids), plain, state)


def _going(session_ids: list[int], members: dict[int, Timeline]) -> dict[int, list[tuple]]:
    """Return for each session who came and went: when, whose membership, and which of both.

    Who could not be seen then is left out.
    """
    events = defaultdict(list)
    rows = _records(Attendance, Q(session_id__in=session_ids), "session_id", "membership_id")
    for row in rows:
        at, membership = row["history_date"], row["membership_id"]
        if membership in members and members[membership].at(at):
            goes = row["history_type"] != DELETED
            events[row["session_id"]].append((at, membership, goes))
    return events


def _with_people(points: list[Point], going: list[tuple]) -> list[Point]:
    """Add to each state of a session who took part then; where that changed, is a new state."""
    merged, people, state = [], frozenset(), None
    changes = sorted([*points, *going], key=itemgetter(0))
    for change in changes:
        if isinstance(change, Point):
            state = change.state
        else:
            _at, membership, goes = change
            people = people | {membership} if goes else people - {membership}
        merged.append(Point(change[0], state and replace(state, people=people)))
    # Who took part before the session's own first record says nothing of what it was then.
    return [point for point in merged if points and point.at >= points[0].at]


def _is_shown(row: dict, sessions: dict[int, Timeline], audience: Audience) -> bool:
    """Could a document or a note be seen, when it was recorded so?"""
    if audience == Audience.PUBLIC and row["visibility"] != "inherit":
        return False
    session = row["session_id"]
    if session is None:
        return True
    return session in sessions and sessions[session].at(row["history_date"]) is not None


def _written(
    notes: Collection[Note], sessions: dict[int, Timeline], audience: Audience
) -> dict[int, list[dt.datetime]]:
    ids = _ids(notes)

    def state(row):
        hidden = row["is_hidden"] and audience != Audience.ORGANIZERS
        return (not hidden and _is_shown(row, sessions, audience)) or None

    shown = _timelines(Note, Q(id__in=ids), ("visibility", "is_hidden", "session_id"), state)
    found = defaultdict(list)
    saved = Revision.objects.filter(note_id__in=ids).order_by("note_id", "number")
    for note, at in saved.values_list("note_id", "created_at"):
        if note in shown and shown[note].at(at):
            found[note].append(at)
    return found


def _timelines(model, rows: Q, fields: Iterable[str], state) -> dict[int, Timeline]:
    """Return the timeline of each row of a model, with what `state` makes of its records."""
    found = defaultdict(Timeline)
    for record in _records(model, rows, *fields):
        timeline = found[record["id"]]
        if not timeline.points:
            timeline.is_whole = record["history_type"] == CREATED
        gone = record["history_type"] == DELETED
        timeline.points.append(Point(record["history_date"], None if gone else state(record)))
    return dict(found)


def _records(model, rows: Q, *fields: str):
    records = records_of(model).objects.filter(rows).order_by("history_date", "history_id")
    return records.values("id", "history_date", "history_type", *fields)


def _ids(rows: Iterable) -> list[int]:
    return [row.pk for row in rows]
