"""A trip copied to other dates: a draft with uids of its own throughout.

What is copied of each row is named here, field by field: what a model gets later, such as a
private field or a token, is not copied by accident.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

from events.models import Attendance, Day, Membership, Organizer, Place, Session, Trip
from notes.models import LinkedDoc, Note, Revision
from people.history import bulk_create, recording
from people.models import User

from .dates import shift_to

COPIED: dict[type[Model], tuple[str, ...]] = {
    Trip: ("summary", "description", "timezone", "language", "tags"),
    Day: ("date", "title", "summary", "timezone"),
    Place: ("name", "address", "local_address", "latitude", "longitude"),
    Session: (
        "title",
        "kind",
        "status",
        "start",
        "end",
        "end_date",
        "end_timezone",
        "description",
        "order",
        "visibility",
    ),
    Membership: (
        "participant_id",
        "role",
        "joins_on",
        "leaves_on",
        "listed_for",
        "email",
        "phone",
        "diet",
        "emergency_contact",
    ),
    Attendance: ("role",),
    LinkedDoc: ("title", "url", "url_hash", "kind", "order", "visibility"),
    Note: ("purpose", "title", "body", "visibility", "is_hidden"),
}


@dataclass(frozen=True)
class Wanted:
    """What of a trip is taken along, besides its days, sessions and places."""

    people: bool = False
    links: bool = False
    notes: bool = False
    as_ideas: bool = True


def copy_trip(source: Trip, copy: Trip, *, first_day: dt.date, owner: User, wanted: Wanted) -> None:
    """Save `copy` (with title, address and uid) as a copy of another trip from a first day on.

    `check_shift` says before if the dates can be moved so.
    """
    with recording(user=owner):
        _Copier(source, copy, shift_to(source, first_day), owner, wanted).copy_all()


class _Copier:
    def __init__(self, source, copy, shift, owner, wanted):
        self.source = source
        self.copy = copy
        self.shift = shift
        self.owner = owner
        self.wanted = wanted

    def copy_all(self) -> None:
        for name in COPIED[Trip]:
            setattr(self.copy, name, getattr(self.source, name))
        self.copy.save()
        Organizer.objects.create(trip=self.copy, user=self.owner, role=Organizer.Role.OWNER)
        self.places = self._copied(self.source.places.all(), trip=self.copy)
        self.days = self._copied(self.source.days.all(), trip=self.copy)
        self._copy_sessions()
        if self.wanted.people:
            self._copy_people()
        if self.wanted.links:
            self._copied(LinkedDoc.objects.of_trip(self.source), under=self._target)
        if self.wanted.notes:
            self._copy_notes()

    def _copied(self, rows: Iterable[Model], under=None, **parent) -> dict[int, Model]:
        """Store copies of rows of one model; return the copies by the ids of the rows."""
        copies = {}
        for row in rows:
            values = {name: getattr(row, name) for name in COPIED[type(row)]}
            for name in ("date", "end_date", "joins_on", "leaves_on"):
                if values.get(name):
                    values[name] += self.shift
            copies[row.pk] = type(row)(**values, **parent, **(under(row) if under else {}))
        self._prepare(copies.values())
        bulk_create(copies.values())
        return copies

    def _prepare(self, copies: Iterable[Model]) -> None:
        for copy in copies:
            if isinstance(copy, Session):
                copy.set_instants()
                if self.wanted.as_ideas:
                    copy.status = Session.Status.IDEA
            elif isinstance(copy, Membership) and copy.listed_for == Membership.ListedFor.PUBLIC:
                # For this trip nobody has been asked yet.
                copy.listed_for = Membership.ListedFor.MEMBERS
            elif isinstance(copy, Note):
                copy.revision = 1

    def _copy_sessions(self) -> None:
        sessions = Session.objects.filter(day__trip=self.source).order_by("id")
        self.sessions = self._copied(
            sessions,
            under=lambda s: {"day": self.days[s.day_id], "place": self.places.get(s.place_id)},
        )
        hosts = Session.hosts.through
        hosts.objects.bulk_create(
            hosts(session=self.sessions[session], organization_id=organization)
            for session, organization in hosts.objects.filter(session__day__trip=self.source)
            .order_by("id")
            .values_list("session", "organization")
        )

    def _copy_people(self) -> None:
        members = self._copied(self.source.memberships.order_by("id"), trip=self.copy)
        self._copied(
            Attendance.objects.filter(session__day__trip=self.source).order_by("id"),
            under=lambda a: {
                "session": self.sessions[a.session_id],
                "membership": members[a.membership_id],
            },
        )

    def _copy_notes(self) -> None:
        notes = self._copied(Note.objects.of_trip(self.source), under=self._target)
        name = self.owner.get_full_name() or self.owner.get_username()
        Revision.objects.bulk_create(
            Revision(note=note, number=1, body=note.body, user=self.owner, author_name=name)
            for note in notes.values()
        )

    def _target(self, row: LinkedDoc | Note) -> dict[str, Model]:
        """Return what a copied document or note stands under."""
        if row.session_id:
            return {"session": self.sessions[row.session_id]}
        return {"day": self.days[row.day_id]} if row.day_id else {"trip": self.copy}
