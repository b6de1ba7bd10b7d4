"""From the trip document to the database.

Rows are matched by uid, so that loading the same document again changes nothing.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _

from events import access
from events.models import (
    Attendance,
    Day,
    FormerSlug,
    Membership,
    Place,
    Session,
    Trip,
    reschedule,
)
from events.schedule import NonexistentTimeError
from notes.models import LinkedDoc, Note, Revision
from notes.revisions import save_text
from people.history import CHANGED, Reason, bulk_create, recording
from people.models import FormerUid, Organization, Participant
from people.restoring import deleted_rows
from people.uids import new_uid

from .changes import Changes
from .document import Document, DocumentError, Problem, check_importable
from .suggestions import KnownPerson, with_uid

BATCH = 500


def load_document(
    document: Document,
    *,
    replace: bool = False,
    remove: Collection[str] | None = None,
    bring_back: bool = False,
    author_name: str = "",
    user=None,
    viewer: access.Viewer = access.SUPERUSER,
) -> Changes:
    """Write a trip document into the database, whole or not at all.

    What the trip has and the document lacks stays; with `replace` all of it is deleted, with
    `remove` what has one of these uids. Either way the sessions have no other hosts and people
    than in the document. With `bring_back` what was deleted comes back as the row that it was:
    in its place, with its links and with what only organizers know. `viewer` says whose trips,
    people and organizations the document may name. `author_name` and `user` are the author of
    the notes' new revisions. Raise DocumentError where it can't be done.
    """
    check_importable(document)
    document = with_merged_people(document)
    if replace and document.audience != access.Audience.ORGANIZERS:
        message = _(
            "This document lacks what only organizers see, so it can't replace a trip. "
            "Export the trip again, as one of its organizers."
        )
        raise DocumentError([Problem("audience", message)])
    try:
        with transaction.atomic(), recording(user=user, reason=Reason.IMPORT):
            loader = _Loader(document, replace, remove, bring_back, author_name, user, viewer)
            return loader.load()
    except NonexistentTimeError as error:
        raise DocumentError([Problem("trip.timezone", str(error))]) from None
    except IntegrityError as error:
        message = _("The document contradicts what the trip has already: %(reason)s")
        raise DocumentError([Problem("", message % {"reason": error})]) from error


def copy_of(document: Document, slug: str) -> Document:
    """Return the document as another trip's: with new uids throughout and its own slug."""
    fresh: dict[str, str] = defaultdict(new_uid)
    references = {"uid", "day", "session", "place", "organization", "hosts"}

    def renewed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: renewed(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [renewed(item, key) for item in value]
        return fresh[value] if key in references and value is not None else value

    raw = renewed(document.model_dump(by_alias=True))
    raw["trip"]["slug"] = slug
    return Document.model_validate(raw)


def with_merged_people(document: Document) -> Document:
    """Return the document in which people who were merged here are those who were kept.

    What is known of them stays as it is here.
    """
    uids = [person.uid for person in document.participants]
    former = FormerUid.objects.filter(uid__in=uids).select_related("participant__organization")
    for row in former:
        kept = row.participant.uid
        if any(person.uid == kept for person in document.participants):
            document = _without_second(document, row.uid, kept)
        else:
            document = _with_known(document, row.uid, KnownPerson.of(row.participant))
    return document


def _with_known(document: Document, uid: str, known: KnownPerson) -> Document:
    """Return the document with somebody known in the place of a participant."""
    document = with_uid(document, uid, known.person.uid)
    home = known.organization
    if home and all(record.uid != home.uid for record in document.organizations):
        document.organizations.append(home)
    of_trip = {"role", "joins_on", "leaves_on", "listed_for"}
    document.participants = [
        known.person.model_copy(update={name: getattr(record, name) for name in of_trip})
        if record.uid == known.person.uid
        else record
        for record in document.participants
    ]
    return document


def _without_second(document: Document, uid: str, kept: str) -> Document:
    """Return the document without a record of somebody who stands in it as `kept`, too."""
    document = document.model_copy(deep=True)
    document.participants = [person for person in document.participants if person.uid != uid]
    for session in document.sessions:
        if any(going.uid == kept for going in session.participants):
            session.participants = [going for going in session.participants if going.uid != uid]
        for going in session.participants:
            going.uid = kept if going.uid == uid else going.uid
    return document


def uids_of_other_trips(document: Document, trip: Trip) -> dict[str, set[str]]:
    """Return for each list the uids of a document that items of another trip have."""
    attached = {
        model: model.objects.of_trip(trip).values("pk") if trip.pk else []
        for model in (LinkedDoc, Note)
    }
    return {
        "days": uids_among(document, "days", Day.objects.exclude(trip=trip.pk)),
        "places": uids_among(document, "places", Place.objects.exclude(trip=trip.pk)),
        "sessions": uids_among(document, "sessions", Session.objects.exclude(day__trip=trip.pk)),
        "linked_docs": uids_among(
            document, "linked_docs", LinkedDoc.objects.exclude(pk__in=attached[LinkedDoc])
        ),
        "notes": uids_among(document, "notes", Note.objects.exclude(pk__in=attached[Note])),
    }


def uids_among(document: Document, name: str, rows: QuerySet) -> set[str]:
    """Return the uids of a list of the document that some of the rows have."""
    uids = {record.uid for record in getattr(document, name)}
    return set(rows.filter(uid__in=uids).values_list("uid", flat=True))


def super_save(row: Model) -> None:
    """Save a row without what its own model does besides."""
    Model.save(row)


class Orders:
    """Puts rows in order, as they come: those among the `same` by their field `order`.

    A row that stands after the one before it already stays as it is.
    """

    def __init__(self, same: Callable):
        self.same = same
        self.last: dict[Hashable, int] = {}

    def place(self, row) -> None:
        among = self.same(row)
        lowest = self.last.get(among, -1) + 1
        if row.pk is None or row.order < lowest:
            row.order = lowest
        self.last[among] = row.order


class _Loader:
    """One run of `load_document`. Each `_load_…` method writes one list of the document."""

    def __init__(self, document, replace, remove, bring_back, author_name, user, viewer):
        self.document = document
        self.replace = replace
        self.remove = frozenset(remove or ())
        self.is_exact = replace or remove is not None
        self.bring_back = bring_back
        self.author_name = author_name
        self.user = user
        self.viewer = viewer
        self.rows: dict[str, dict[str, Any]] = {}
        self.moved_days = {}

    def load(self) -> Changes:
        self.trip = self._find_trip()
        self.changes = Changes(self.trip)
        self._check_owners()
        self._load_trip()
        self._remove_sessions_and_attachments()
        self._load_organizations()
        self._load_participants()
        self._load_places()
        self._load_days()
        self._load_sessions()
        self._load_hosts()
        self._load_attendances()
        self._load_linked_docs()
        self._load_notes()
        self._reschedule_others()
        self._remove_the_rest()
        return self.changes

    # What must hold before anything is written.

    def _find_trip(self) -> Trip:
        record = self.document.trip
        trip = Trip.objects.select_for_update().filter(uid=record.uid).first()
        problems = []
        if trip and not access.may_edit(self.viewer, trip.pk):
            problems.append(Problem("trip.uid", _("is a trip that you may not change")))
        others = Trip.objects.exclude(uid=record.uid)
        formerly = FormerSlug.objects.exclude(trip__uid=record.uid)
        if others.filter(slug=record.slug).exists():
            problems.append(Problem("trip.slug", _("Another trip has this address.")))
        elif formerly.filter(slug=record.slug).exists():
            problems.append(Problem("trip.slug", _("The links of another trip lead on from here.")))
        if problems:
            raise DocumentError(problems)
        return trip or Trip(uid=record.uid)

    def _check_owners(self) -> None:
        """Refuse uids of other trips, people of others, and what would stand twice."""
        problems = []
        for name, taken in uids_of_other_trips(self.document, self.trip).items():
            problems += self._at(name, taken, _("belongs to another trip"))
        if not self.viewer.is_superuser:
            problems += self._at("participants", self._others_people(), _("is not yours to change"))
            problems += self._at(
                "organizations", self._others_organizations(), _("is not yours to change")
            )
        if self.trip.pk:
            problems += self._collisions()
        if problems:
            raise DocumentError(problems)

    def _taken(self, name: str, rows) -> set[str]:
        return uids_among(self.document, name, rows)

    def _at(self, name: str, uids: set[str], message: str) -> list[Problem]:
        return [
            Problem(f"{name}[{i}].uid", message)
            for i, record in enumerate(getattr(self.document, name))
            if record.uid in uids
        ]

    def _others_people(self) -> set[str]:
        mine = Participant.objects.filter(access.trips_edited_by(self.viewer, "memberships__trip"))
        return self._taken("participants", Participant.objects.exclude(pk__in=mine.values("pk")))

    def _others_organizations(self) -> set[str]:
        homes = access.trips_edited_by(self.viewer, "participants__memberships__trip")
        hosts = access.trips_edited_by(self.viewer, "hosted_sessions__day__trip")
        mine = Organization.objects.filter(homes | hosts)
        return self._taken("organizations", Organization.objects.exclude(pk__in=mine.values("pk")))

    def _collisions(self) -> list[Problem]:
        """Find records whose place is taken by a row that the document doesn't name."""
        problems = []
        others = self._others("days", self.trip.days.all(), staying=True)
        dates = set(others.values_list("date", flat=True))
        for i, day in enumerate(self.document.days):
            if day.date in dates:
                message = _("the trip has this day already, under another uid")
                problems.append(Problem(f"days[{i}].date", message))
        for name, model, key, message in (
            ("linked_docs", LinkedDoc, "url", _("stands here already, under another uid")),
            ("notes", Note, "purpose", _("a note of this purpose is here, under another uid")),
        ):
            records = getattr(self.document, name)
            others = self._others(name, model.objects.of_trip(self.trip), staying=True)
            taken = set(others.values_list("day__uid", "session__uid", key))
            problems += [
                Problem(f"{name}[{i}].{key}", message)
                for i, record in enumerate(records)
                if (record.day, record.session, getattr(record, key)) in taken
            ]
        return problems

    # One list of the document after the other.

    def _load_trip(self) -> None:
        record = self.document.trip
        values = record.model_dump(
            include={"slug", "title", "summary", "description", "timezone", "language", "tags"}
        )
        if self.trip.pk is None:
            self._assign(self.trip, values)
            self.trip.save()
            self.changes.added["trip"] += 1
            return
        if self.trip.timezone != record.timezone:
            # Trip.save() would move the sessions as they are; the document's come first.
            Trip.objects.filter(pk=self.trip.pk).update(timezone=record.timezone)
        if self._assign(self.trip, values):
            self.trip.save()
            self.changes.changed["trip"] += 1

    def _load_organizations(self) -> None:
        self._sync(
            "organizations",
            Organization.objects.all(),
            lambda record: Organization(uid=record.uid),
            lambda record: record.model_dump(include={"name", "local_name", "links"}),
        )

    def _load_participants(self) -> None:
        organizations = self.rows["organizations"]
        self._sync(
            "participants",
            Participant.objects.all(),
            lambda record: Participant(uid=record.uid),
            lambda record: {
                **record.model_dump(include={"name", "handle", "position", "bio", "links"}),
                "organization_id": getattr(organizations.get(record.organization), "pk", None),
            },
        )
        people = self.rows["participants"]
        existing = {m.participant_id: m for m in self.trip.memberships.all()}
        missing = {person.pk for person in people.values()} - existing.keys()
        former = {
            membership.participant_id: membership
            for membership in self._deleted(
                Membership, Q(trip_id=self.trip.pk, participant_id__in=missing)
            )
        }
        self.memberships = {}
        new = []
        for record in self.document.participants:
            person = people[record.uid]
            membership = (
                existing.get(person.pk)
                or former.get(person.pk)
                or Membership(trip=self.trip, participant=person)
            )
            values = record.model_dump(include={"role", "joins_on", "leaves_on", "listed_for"})
            different = self._assign(membership, values)
            if membership._state.adding:
                new.append(membership)
            elif different:
                membership.save()
                self.changes.changed["memberships"] += 1
            self.memberships[record.uid] = membership
        bulk_create(new)
        self.changes.added["memberships"] += len(new)

    def _load_places(self) -> None:
        self._sync(
            "places",
            self.trip.places.all(),
            lambda record: Place(uid=record.uid, trip=self.trip),
            lambda record: record.model_dump(exclude={"uid"}),
        )

    def _load_days(self) -> None:
        dates = {record.uid: record.date for record in self.document.days}
        gone = self._gone("days", self.trip.days.all())
        aside = [day for day in self.trip.days.all() if dates.get(day.uid, day.date) != day.date]
        self.moved_days = {day.pk: day.date for day in aside}
        # Days may take each other's dates: first they step aside, to dates that no trip has.
        for i, day in enumerate([*aside, *gone]):
            Day.objects.filter(pk=day.pk).update(date=dt.date.fromordinal(1 + i))
        self._sync(
            "days",
            self.trip.days.all(),
            lambda record: Day(uid=record.uid, trip=self.trip),
            lambda record: record.model_dump(include={"date", "title", "summary", "timezone"}),
            # Day.save() would move the sessions as they are; the document's come first.
            save=super_save,
        )

    def _load_sessions(self) -> None:
        days, places = self.rows["days"], self.rows["places"]
        orders = Orders(lambda session: (session.day_id, session.start))

        def prepare(session):
            session.set_instants()
            if session._state.adding and session.pk:
                # Calendars may know a later one than what comes back.
                session.sequence += 1
            orders.place(session)

        def values(record):
            plain = {
                "title",
                "kind",
                "status",
                "start",
                "end",
                "end_date",
                "end_timezone",
                "description",
                "visibility",
            }
            return {
                **record.model_dump(include=plain),
                "day": days[record.day],
                "place": places.get(record.place),
            }

        self._sync(
            "sessions",
            Session.objects.filter(day__trip=self.trip).select_related("day__trip", "place"),
            lambda record: Session(uid=record.uid),
            values,
            prepare=prepare,
            derived=("starts_at", "ends_at", "order"),
        )

    def _load_hosts(self) -> None:
        wanted = [
            (self.rows["sessions"][record.uid].pk, self.rows["organizations"][uid].pk)
            for record in self.document.sessions
            for uid in record.hosts
        ]
        through = Session.hosts.through
        present = {
            (row.session_id, row.organization_id): row
            for row in through.objects.filter(session__day__trip=self.trip)
        }
        new = [
            through(session_id=session, organization_id=organization)
            for session, organization in wanted
            if (session, organization) not in present
        ]
        through.objects.bulk_create(new, batch_size=BATCH)
        self.changes.added["hosts"] += len(new)
        gone = present.keys() - set(wanted) if self.is_exact else set()
        self._remove_from_sessions("hosts", [present[key] for key in gone])
        touched = {row.session_id for row in new} | {session for session, _host in gone}
        with recording() as batch:
            for session in self.rows["sessions"].values():
                if session.pk in touched:
                    batch.add(session, CHANGED)

    def _load_attendances(self) -> None:
        present = {
            (row.session_id, row.membership_id): row
            for row in Attendance.objects.filter(session__day__trip=self.trip)
        }
        ids = [session.pk for session in self.rows["sessions"].values()]
        former = {
            (row.session_id, row.membership_id): row
            for row in self._deleted(Attendance, Q(session_id__in=ids))
        }
        new, kept = [], set()
        for record in self.document.sessions:
            session = self.rows["sessions"][record.uid]
            for going in record.participants:
                membership = self.memberships[going.uid]
                key = session.pk, membership.pk
                attendance = present.get(key)
                if attendance is None:
                    attendance = former.get(key) or Attendance(
                        session=session, membership=membership
                    )
                    attendance.role = going.role
                    new.append(attendance)
                    continue
                kept.add(attendance.pk)
                if attendance.role != going.role:
                    attendance.role = going.role
                    attendance.save()
                    self.changes.changed["attendances"] += 1
        bulk_create(new)
        self.changes.added["attendances"] += len(new)
        if self.is_exact:
            gone = [row for row in present.values() if row.pk not in kept]
            self._remove_from_sessions("attendances", gone)

    def _load_linked_docs(self) -> None:
        orders = Orders(lambda doc: (doc.day_id, doc.session_id))

        def values(record):
            found = record.model_dump(include={"title", "url", "kind", "visibility"})
            return found | self._target(record)

        def prepare(doc):
            doc.fill_in()
            orders.place(doc)

        # Links may change places, too: each is found by its new address again.
        records = {record.uid: record for record in self.document.linked_docs}
        rows = LinkedDoc.objects.of_trip(self.trip)
        aside = [
            row.pk
            for row in rows.filter(uid__in=records).select_related("day", "session")
            if (row.day and row.day.uid, row.session and row.session.uid, row.url)
            != (records[row.uid].day, records[row.uid].session, records[row.uid].url)
        ]
        LinkedDoc.objects.filter(pk__in=aside).update(url_hash=F("uid"))

        self._sync(
            "linked_docs",
            LinkedDoc.objects.of_trip(self.trip),
            lambda record: LinkedDoc(uid=record.uid),
            values,
            prepare=prepare,
            derived=("url_hash", "order"),
        )

    def _load_notes(self) -> None:
        def values(record):
            found = record.model_dump(include={"purpose", "title", "visibility"})
            return found | self._target(record)

        bodies = {record.uid: record.body for record in self.document.notes}
        existing = set(Note.objects.of_trip(self.trip).values_list("uid", flat=True))

        def with_first_text(note):
            if note._state.adding:
                note.body, note.revision = bodies[note.uid], 1

        self._sync(
            "notes",
            Note.objects.of_trip(self.trip),
            lambda record: Note(uid=record.uid),
            values,
            prepare=with_first_text,
        )
        written = self.rows["notes"].values()
        author = {"author_name": self.author_name, "user": self.user}
        Revision.objects.bulk_create(
            (
                Revision(note=note, number=1, body=note.body, **author)
                for note in written
                if note.uid not in existing
            ),
            batch_size=BATCH,
        )
        for note in written:
            if note.uid in existing and note.body != bodies[note.uid]:
                save_text(note=note, body=bodies[note.uid], **author)
                self.changes.changed["notes"] += 1

    def _reschedule_others(self) -> None:
        """Move the sessions that the document doesn't name with their days and time zone."""
        others = Session.objects.filter(day__trip=self.trip).exclude(
            uid__in=[record.uid for record in self.document.sessions]
        )
        for day in self.rows["days"].values():
            if (before := self.moved_days.get(day.pk)) is not None:
                reschedule(others.filter(day=day), day.date - before)
        reschedule(others)

    # What the document lacks.

    def _others(self, name: str, rows, *, staying: bool = False):
        """Return the trip's rows that the document doesn't name: all, or those that stay."""
        others = rows.exclude(uid__in=[record.uid for record in getattr(self.document, name)])
        if not staying:
            return others
        return others.none() if self.replace else others.exclude(uid__in=self.remove)

    def _gone(self, name: str, rows):
        """Return the trip's rows that are to be deleted."""
        others = self._others(name, rows)
        return others if self.replace else others.filter(uid__in=self.remove)

    def _remove_sessions_and_attachments(self) -> None:
        """They go first: what comes in may take the place of one of them."""
        if self.trip.pk is None:
            return
        for name, model in (("linked_docs", LinkedDoc), ("notes", Note)):
            self._remove(name, self._gone(name, model.objects.of_trip(self.trip)))
        sessions = Session.objects.filter(day__trip=self.trip)
        self._remove("sessions", self._gone("sessions", sessions))

    def _remove_the_rest(self) -> None:
        """They go last: what stood in them may have moved to another place by now."""
        self._remove("days", self._gone("days", self.trip.days.all()))
        self._remove("places", self._gone("places", self.trip.places.all()))
        named = [record.uid for record in self.document.participants]
        gone = self.trip.memberships.exclude(participant__uid__in=named)
        if not self.replace:
            gone = gone.filter(participant__uid__in=self.remove)
        people = list(gone.values_list("participant", flat=True))
        self._remove("memberships", gone)
        # A person of no trip could be found by nobody: their data goes with the last trip.
        lonely = Participant.objects.filter(pk__in=people, memberships=None)
        self._remove("participants", lonely)

    def _remove_from_sessions(self, name: str, rows: list) -> None:
        """Delete those of the rows that belong to a session of the document."""
        ours = {session.pk for session in self.rows["sessions"].values()}
        if gone := [row for row in rows if row.session_id in ours]:
            self._remove(name, type(gone[0]).objects.filter(pk__in=[row.pk for row in gone]))

    def _remove(self, name: str, rows) -> None:
        # Rows that are found by a join can't be deleted by the same query.
        found = list(rows.values_list("pk", flat=True))
        rows.model.objects.filter(pk__in=found).delete()
        self.changes.removed[name] += len(found)

    # How rows are matched and written.

    def _target(self, record) -> dict:
        """Return what a document or a note stands under: exactly one of the three.

        By their ids: to compare the rows themselves would load each of them.
        """
        return {
            "trip_id": None if record.day or record.session else self.trip.pk,
            "day_id": getattr(self.rows["days"].get(record.day), "pk", None),
            "session_id": getattr(self.rows["sessions"].get(record.session), "pk", None),
        }

    def _sync(
        self,
        name: str,
        existing: Any,
        new: Callable,
        values: Callable,
        *,
        prepare: Callable = lambda row: None,
        derived: Iterable[str] = (),
        save: Callable = lambda row: row.save(),
    ) -> None:
        """Write the records of one list: rows are matched by uid, and saved where different."""
        records = getattr(self.document, name)
        found = {row.uid: row for row in existing.filter(uid__in=[r.uid for r in records])}
        missing = [record.uid for record in records if record.uid not in found]
        former = {row.uid: row for row in self._deleted(existing.model, Q(uid__in=missing))}
        created = []
        for record in records:
            row = found.get(record.uid) or former.get(record.uid) or new(record)
            before = [getattr(row, field) for field in derived]
            different = self._assign(row, values(record))
            prepare(row)
            different |= before != [getattr(row, field) for field in derived]
            if row._state.adding:
                created.append(row)
            elif different:
                save(row)
                self.changes.changed[name] += 1
            found[record.uid] = row
        bulk_create(created)
        self.changes.added[name] += len(created)
        self.rows[name] = found

    def _deleted(self, model: type[Model], condition: Q) -> list:
        """Return the deleted rows that may come back, not saved yet."""
        return deleted_rows(model, condition) if self.bring_back else []

    @staticmethod
    def _assign(row, values: dict) -> bool:
        """Set the values on a row. Return whether one of them was different."""
        different = False
        for name, value in values.items():
            if row._state.adding or getattr(row, name) != value:
                setattr(row, name, value)
                different = True
        return different
