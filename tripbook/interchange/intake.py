"""A programme into a trip: calendars, sheets and conference schedules, of which one may choose.

A file that was imported before and changed since is merged as a note is. What was not chosen is
no part of what is remembered: the next version of the file offers it again.
"""

import dataclasses
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events import access
from events.models import Trip
from notes.models import Import
from people.history import Reason, recorded
from people.models import User
from people.uids import new_uid

from .changes import Changes
from .document import LISTS, Document, Record, SessionRecord, derive, read_document
from .dump import dump_trip, to_json
from .importing import ImportRefused, check_slug, make_owner, save_merged, save_new
from .merge import Merge, merge, resolve
from .merge.fields import by_uid, uids_of
from .merge.matching import adopt_new, folded, recognized
from .merge.merging import Choice
from .readers import Reading, Target, kind_of_file, reader_of
from .updating import FILE, conflicts_in_words

IMPORTS_LOOKED_AT = 10
END_FIELDS = ("end", "end_date", "end_timezone")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass
class Programme:
    """A file that was read for a trip: `ours` is the trip as it is, None for a new one.

    `document` is the whole file under the uids that the trip has. `base` is what was taken of it
    the last time. `new` are its sessions that the trip lacks, `dropped` those of them that it had
    from this file and has no more.
    """

    kind: str
    reading: Reading
    document: Document
    ours: Document | None = None
    base: Document | None = None
    new: list[str] = field(default_factory=list)
    dropped: frozenset[str] = frozenset()

    @property
    def tracks(self) -> dict[str, str]:
        """The tracks of the sessions, by the uids that they have in `document`."""
        pairs = zip(self.reading.document.sessions, self.document.sessions, strict=True)
        tracks = self.reading.tracks
        return {now.uid: tracks[read.uid] for read, now in pairs if read.uid in tracks}


@dataclass
class ProgrammeImport:
    """What an import of a programme did. Without `changes` the file was known already.

    `merged` is what came of it in a trip that was here; a new trip has none.
    """

    trip: Trip
    reading: Reading
    changes: Changes | None = None
    merged: Merge | None = None


@recorded(Reason.IMPORT)
def import_programme(
    *,
    data: bytes,
    file_name: str,
    into: Trip | None = None,
    new_slug: str | None = None,
    timezone: str | None = None,
    prefer: Choice | None = None,
    remove: bool = False,
    organizer: User | None = None,
    dry_run: bool = False,
) -> ProgrammeImport:
    """Bring a calendar, a sheet or a schedule into a trip, or make one of it; whole or not at all.

    The same file again changes nothing. What was changed in the file and here, differently, is
    refused unless `prefer` says which side holds ("note" is the file). What left the file stays
    unless it is to `remove`. Raise DocumentError and ImportRefused.
    """
    source = {"data": data, "file_name": file_name, "organizer": organizer}
    if into is None:
        if new_slug is None:
            raise ImportRefused(
                _(
                    "This file doesn't say which trip it is for. Name one that is here with "
                    "--into, or make a new one with --as."
                )
            )
        new = Target(uid=new_uid(), slug=check_slug(new_slug), timezone=timezone)
        read = read_programme(data, file_name=file_name, new=new)
        changes = save_new(read.document, source_format=read.kind, **source)
        transaction.set_rollback(dry_run)
        return ProgrammeImport(changes.trip, read.reading, changes)
    trip = Trip.objects.select_for_update().get(pk=into.pk)
    read = read_programme(data, file_name=file_name, trip=trip)
    merged = resolve(merge_programme(read), prefer=prefer, remove=remove)
    if merged.conflicts:
        message = _(
            "The file and the trip were changed differently:\n%(conflicts)s\n"
            "Choose a side with --prefer file or --prefer here, or change one of them."
        )
        raise ImportRefused(message % {"conflicts": conflicts_in_words(merged, FILE)})
    changes = None
    if merged.has_changes or not _is_known(trip, read.kind, data):
        changes = save_merged(trip, merged, source_format=read.kind, **source)
    if organizer:
        make_owner(trip, organizer)
    transaction.set_rollback(dry_run)
    return ProgrammeImport(trip, read.reading, changes, merged)


def read_programme(
    data: bytes,
    *,
    file_name: str = "",
    trip: Trip | None = None,
    new: Target | None = None,
    people: bool = True,
) -> Programme:
    """Read a file for a trip that is here, or for a new one; write nothing.

    Without `people` nobody on the programme is taken. Raise DocumentError, and ImportRefused for
    a trip document.
    """
    kind = kind_of_file(data, file_name)
    if kind == Import.Format.DOCUMENT:
        raise ImportRefused(_("This is a trip document: it says itself which trip it is."))
    ours = derive(read_document(to_json(dump_trip(trip, access.SUPERUSER)))) if trip else None
    target = target_of(ours) if ours else new
    reading = reader_of(data, kind)(data, target)
    if not people:
        reading = dataclasses.replace(reading, document=without_people(reading.document))
    if ours is None:
        sessions = [session.uid for session in reading.document.sessions]
        return Programme(kind, reading, reading.document, new=sessions)
    base = _last_reading(trip, kind, reading.document)
    if base is not None:
        base = base.model_copy(update={"trip": ours.trip.model_copy()})
        base = base if people else without_people(base)
    theirs = reading.document.model_copy(update={"trip": ours.trip.model_copy()})
    known = base or _empty(ours)
    # What a file calls by a name of its own is the same as what it called so; sheets have none.
    theirs = recognized(theirs, known, strict=kind != Import.Format.SHEET)
    theirs = adopt_new(theirs, known, ours)
    theirs, known = _as_here(theirs, known, ours, reading.said)
    here = {session.uid for session in ours.sessions}
    new_sessions = [session.uid for session in theirs.sessions if session.uid not in here]
    before = {session.uid for session in known.sessions} - here
    return Programme(kind, reading, theirs, ours, known, new_sessions, frozenset(before))


def merge_programme(programme: Programme, picked: Collection[str] | None = None) -> Merge:
    """Merge a file into its trip: what the trip has of it, and of the rest the picked sessions.

    Without `picked` it is all that is new, but what was deleted here.
    """
    here = {session.uid for session in programme.ours.sessions}
    if picked is None:
        picked = set(programme.new) - programme.dropped
    base = narrowed(programme.base, here, uids_of(programme.base))
    stays = uids_of(base) & uids_of(programme.ours)
    theirs = narrowed(programme.document, here | set(picked), stays)
    return merge(base, theirs, programme.ours)


def narrowed(document: Document, sessions: Collection[str], stays: Collection[str] = ()):
    """Return a document with these sessions alone, and with what they name or `stays`."""
    kept = [session for session in document.sessions if session.uid in sessions]
    named = {uid for session in kept for uid in (session.day, session.place, *session.hosts)}
    named |= {going.uid for session in kept for going in session.participants}
    people = [p for p in document.participants if p.uid in named or p.uid in stays]
    named |= {person.organization for person in people}
    lists = {
        name: [r for r in getattr(document, name) if r.uid in named or r.uid in stays]
        for name in ("organizations", "places", "days")
    }
    uids = {session.uid for session in kept}
    lists |= {
        name: [r for r in getattr(document, name) if r.session is None or r.session in uids]
        for name in ("linked_docs", "notes")
    }
    return document.model_copy(update={**lists, "sessions": kept, "participants": people})


def without_people(document: Document) -> Document:
    """Return a document in which nobody is on the programme."""
    sessions = [s.model_copy(update={"participants": []}) for s in document.sessions]
    return document.model_copy(update={"sessions": sessions, "participants": []})


def target_of(ours: Document) -> Target:
    """Return what a file is read for that goes into a trip that is here."""
    trip = ours.trip
    return Target(
        uid=trip.uid,
        slug=trip.slug,
        title=trip.title,
        timezone=trip.timezone,
        zones={day.date: day.timezone or trip.timezone for day in ours.days},
        known=frozenset(uids_of(ours)),
    )


def _as_here(
    theirs: Document, base: Document, ours: Document, said: Mapping[str, frozenset[str]]
) -> tuple[Document, Document]:
    """Return what was read, and its base, where both say in other words what is here.

    What differs in blanks, case or width alone is as it is here, and what somebody is on the trip
    says the trip. A session that the file was exported from changes in what the file says of it,
    against what it is here, as nobody knows what it was then.
    """
    here = by_uid(ours)
    lists: dict[str, list[Record]] = {}
    for name, keys in (
        ("organizations", ("name",)),
        ("places", ("name",)),
        ("participants", ("name",)),
        ("sessions", ("title", "description")),
    ):
        lists[name] = []
        for record in getattr(theirs, name):
            other = here[name].get(record.uid)
            update: dict[str, Any] = {}
            if other is not None:
                same = (key for key in keys if _is_alike(record, other, key))
                update = {key: getattr(other, key) for key in same}
                if name == "participants":
                    update["role"] = other.role
                elif name == "sessions" and record.ends_at and record.ends_at == other.ends_at:
                    # The same moment, by the clocks of another zone.
                    update |= {key: getattr(other, key) for key in END_FIELDS}
                if record.uid in said:
                    others = SessionRecord.model_fields.keys() - said[record.uid]
                    update |= {key: getattr(other, key) for key in others}
            lists[name].append(record.model_copy(update=update) if update else record)
    before = {session.uid for session in base.sessions}
    exported = [here["sessions"][uid] for uid in said if uid in here["sessions"]]
    exported = [session for session in exported if session.uid not in before]
    base = base.model_copy(update={"sessions": [*base.sessions, *exported]})
    return theirs.model_copy(update=lists), base


def _is_alike(record: Record, other: Record, key: str) -> bool:
    if key == "name":
        return folded(record.name) == folded(other.name)
    one, two = (CONTROLS.sub("", getattr(r, key)).split() for r in (record, other))
    return one == two


def _last_reading(trip: Trip, kind: str, read: Document) -> Document | None:
    """Return what was taken of this file the last time, None where it is new here.

    A trip may have several calendars: it is the one with which the file has sessions in common.
    """
    sessions = {session.uid for session in read.sessions}
    rows = trip.imports.filter(format=kind).defer("source", "before", "after")
    for row in rows[:IMPORTS_LOOKED_AT]:
        if sessions & {session["uid"] for session in row.document["sessions"]}:
            return Document.model_validate_json(json.dumps(row.document))
    return None


def _is_known(trip: Trip, kind: str, data: bytes) -> bool:
    """Tell if these very bytes were the last file of this kind."""
    last = trip.imports.filter(format=kind).first()
    return last is not None and bytes(last.source) == data


def _empty(ours: Document) -> Document:
    return ours.model_copy(update={name: [] for name in LISTS})
