"""A trip as one viewer may see it, loaded whole in a fixed number of queries.

Pages and exports both start from here, so that what one of them leaves out, all leave out.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import F, Max, Q

from events import access
from events.models import Attendance, Day, Membership, Place, Session, Trip
from notes.models import PATHS_TO_TRIP, LinkedDoc, Note
from people.models import Organization


class Going(NamedTuple):
    """Someone who goes to a session, and as what."""

    membership: Membership
    role: str

    def get_role_display(self) -> str:
        return str(Attendance.Role(self.role).label)


@dataclass
class VisibleTrip:
    """A trip with all that the viewer may see of it, in the order of the trip.

    The loaded objects know each other, so that reading them asks the database nothing more:
    `day.programme` holds the sessions, `session.going` the people who go (each as a `Going`),
    `session.host_organizations` the hosts, and `docs` and `shared_notes` of the
    trip, a day or a session its linked documents and notes.
    """

    trip: Trip
    audience: access.Audience
    days: list[Day]
    sessions: list[Session]
    memberships: list[Membership]
    places: list[Place]
    organizations: list[Organization] = field(default_factory=list)

    @property
    def targets(self) -> Iterable[Trip | Day | Session]:
        """Everything that documents and notes stand under: the trip, each day, its sessions."""
        yield self.trip
        for day in self.days:
            yield day
            yield from day.programme

    @property
    def linked_docs(self) -> list[LinkedDoc]:
        return [doc for target in self.targets for doc in target.docs]

    @property
    def notes(self) -> list[Note]:
        return [note for target in self.targets for note in target.shared_notes]

    @property
    def updated_at(self) -> dt.datetime:
        """When something that the viewer may see changed last."""
        rows = [*self.targets, *self.places, *self.linked_docs, *self.notes]
        return max(row.updated_at for row in rows)


def load_trip(
    trip: Trip, viewer: access.Viewer, *, sessions: Q | None = None, bodies: bool = False
) -> VisibleTrip:
    """Load what `viewer` may see of `trip`, which they may see.

    `sessions` narrows the sessions (and what stands under them) for pages about a part of the
    trip. `bodies` loads the texts of the notes, which only pages and exports of notes need.
    """
    days = list(trip.days.order_by("date"))
    for day in days:
        day.trip = trip
        day.programme = []
    found = _sessions(trip, viewer, sessions or Q(), {day.pk: day for day in days})
    memberships = list(
        Membership.objects.visible_to(viewer)
        .filter(trip=trip)
        .select_related("participant__organization")
        .order_by("pk")
    )
    for membership in memberships:
        membership.trip = trip
    audience = access.audience(viewer, trip.pk)
    loaded = VisibleTrip(
        trip=trip,
        audience=audience,
        days=days,
        sessions=found,
        memberships=memberships,
        places=_places(trip, found, audience),
    )
    _attach_people(found, {m.pk: m for m in memberships})
    _attach_hosts(found)
    loaded.organizations = _organizations(loaded)
    notes = Note.objects.all() if bodies else Note.objects.defer("body")
    _attach(loaded, LinkedDoc.objects.visible_to(viewer), "docs")
    _attach(loaded, notes.visible_to(viewer), "shared_notes")
    return loaded


def changes_of(trips: Iterable[Trip], viewer: access.Viewer) -> dict[int, dt.datetime]:
    """Return trip id to when something that the viewer may see of the trip changed last.

    The same as `VisibleTrip.updated_at`, for many trips in a fixed number of queries.
    """
    newest = {trip.pk: trip.updated_at for trip in trips}
    docs = LinkedDoc.objects.visible_to(viewer)
    notes = Note.objects.visible_to(viewer)
    for rows, path in (
        (Day.objects.all(), "trip"),
        (Session.objects.visible_to(viewer), "day__trip"),
        (Place.objects.visible_to(viewer), "trip"),
        *((rows, path) for rows in (docs, notes) for path in PATHS_TO_TRIP),
    ):
        found = rows.filter(**{f"{path}__in": list(newest)}).order_by()
        for trip_id, changed_at in found.values_list(path).annotate(Max("updated_at")):
            newest[trip_id] = max(newest[trip_id], changed_at)
    return newest


def _sessions(trip: Trip, viewer: access.Viewer, narrowed: Q, days: dict) -> list[Session]:
    found = list(
        Session.objects.visible_to(viewer)
        .filter(narrowed, day__trip=trip)
        .order_by("day__date", F("start").asc(nulls_first=True), "order", "pk")
    )
    for session in found:
        session.day = days[session.day_id]
        session.day.programme.append(session)
    return found


def _places(trip: Trip, sessions: list[Session], audience: access.Audience) -> list[Place]:
    """Set each session's place; return the places that are named, or all for organizers."""
    by_id = {place.pk: place for place in trip.places.order_by("pk")}
    named = {session.place_id for session in sessions}
    for session in sessions:
        session.place = by_id.get(session.place_id)
    see_all = audience == access.Audience.ORGANIZERS
    return [place for place in by_id.values() if see_all or place.pk in named]


def _attach_people(sessions: list[Session], memberships: dict) -> None:
    """Give each session the people whom the viewer may see going there."""
    going = defaultdict(list)
    rows = Attendance.objects.filter(session__in=[s.pk for s in sessions]).order_by("pk")
    for session_id, membership_id, role in rows.values_list("session", "membership", "role"):
        if membership_id in memberships:
            going[session_id].append(Going(memberships[membership_id], role))
    for session in sessions:
        session.going = going[session.pk]


def _attach_hosts(sessions: list[Session]) -> None:
    hosts = defaultdict(list)
    through = Session.hosts.through.objects.filter(session__in=[s.pk for s in sessions])
    for row in through.select_related("organization").order_by("pk"):
        hosts[row.session_id].append(row.organization)
    for session in sessions:
        session.host_organizations = hosts[session.pk]


def _organizations(loaded: VisibleTrip) -> list[Organization]:
    """The organizations that something visible names, once each, in the order of the trip."""
    homes = (m.participant.organization for m in loaded.memberships)
    hosts = (host for s in loaded.sessions for host in s.host_organizations)
    return list({o.pk: o for o in [*homes, *hosts] if o}.values())


def _attach(loaded: VisibleTrip, attachments, name: str) -> None:
    """Give the trip, the days and the sessions what stands under each of them."""
    targets = {
        "trip": {loaded.trip.pk: loaded.trip},
        "day": {day.pk: day for day in loaded.days},
        "session": {session.pk: session for session in loaded.sessions},
    }
    for target in loaded.targets:
        setattr(target, name, [])
    under = [Q(**{f"{field_name}__in": list(by_id)}) for field_name, by_id in targets.items()]
    for row in attachments.filter(reduce(or_, under)):
        for field_name, by_id in targets.items():
            target = by_id.get(getattr(row, f"{field_name}_id"))
            if target:
                setattr(row, field_name, target)
                getattr(target, name).append(row)
