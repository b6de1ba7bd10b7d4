"""What a person decides about a document before it is saved: to change items, or not to take them.

Everything here works on documents alone. An item is named by its uid, the trip's own fields too.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from people.limits import MAX_TEXT_BYTES
from people.uids import new_uid

from .document import (
    Document,
    DocumentError,
    NoteRecord,
    OrganizationRecord,
    PlaceRecord,
    Record,
    SessionRecord,
    check_importable,
)
from .merge.matching import folded

# Links and notes, each with the field that no two of one day, session or trip share.
ATTACHED = {"linked_docs": "url", "notes": "purpose"}


class Fate(StrEnum):
    """What becomes of an item: it is taken as it is, stays as text, or is left out."""

    TAKE = "take"
    TEXT = "text"
    OUT = "out"


@dataclass
class Choice:
    """What was decided about one item: its fate, and its fields with new values.

    A person's organization, a session's place and its hosts are given by their names. `target`
    is what a link or a note belongs to: the uid of a day or session, "" for the trip.
    """

    fate: Fate = Fate.TAKE
    fields: dict[str, Any] = field(default_factory=dict)


def apply_choices(
    document: Document,
    choices: Mapping[str, Choice],
    texts: Mapping[str, str],
    *,
    keep: Collection[str] = (),
) -> Document:
    """Return a copy of the document as it was decided.

    `texts` has the source lines of the items, for those that are to stay as text. A session's
    links and notes go with it where it is left out, and to its day where it stays as text. A day
    is left out only if no session is on it. A place or organization that no choice left anyone
    to name goes, but those to `keep`. The result need not be importable.
    """
    copy = document.model_copy(deep=True)
    return _Applier(copy, choices, texts, keep).apply()


def answered(read: Document, chosen: Document) -> Document:
    """Return a note as it was read, with what it left open as it was chosen.

    This is what the next reading is compared with: what was changed beyond that counts as
    changed here, so that the same note again doesn't undo it.
    """
    base = read.model_copy(deep=True)
    base.trip.slug, base.trip.timezone = chosen.trip.slug, chosen.trip.timezone
    dates = {day.uid: day.date for day in chosen.days}
    for day in base.days:
        day.date = day.date or dates.get(day.uid)
    base.days = [day for day in base.days if day.date]
    days = {day.uid for day in base.days}
    placed = {session.uid: session.day for session in chosen.sessions}
    for session in base.sessions:
        if session.day not in days:
            session.day = placed.get(session.uid)
    base.sessions = [session for session in base.sessions if session.day in days]
    known = {*days, *(session.uid for session in base.sessions), None}
    for name in ("linked_docs", "notes"):
        records = getattr(base, name)
        setattr(base, name, [r for r in records if r.day in known and r.session in known])
    try:
        check_importable(base)
    except DocumentError:
        return chosen
    return base


class _Applier:
    """One run of `apply_choices`."""

    def __init__(self, document, choices, texts, keep):
        self.document, self.choices, self.texts = document, choices, texts
        named = self._named_places() | self._named_organizations()
        self.named = named - set(keep)

    def apply(self) -> Document:
        self._set_fields([self.document.trip])
        self._set_fields(self.document.places)
        dates = {day.uid: day.date for day in self.document.days}
        self._set_fields(self.document.days)
        self._change_people()
        self._change_sessions(dates)
        self._change_attachments()
        self._settle_attachments()
        self._settle_sessions()
        self._settle_people()
        self._settle_places()
        self._settle_days()
        self._drop_what_nobody_names()
        return self.document

    def _choice(self, record: Record) -> Choice:
        return self.choices.get(record.uid) or Choice()

    def _fate(self, record: Record) -> Fate:
        return self._choice(record).fate

    def _set_fields(self, records: Iterable[Record]) -> None:
        for record in records:
            for key, value in self._choice(record).fields.items():
                setattr(record, key, value)

    def _change_people(self) -> None:
        for person in self.document.participants:
            fields = dict(self._choice(person).fields)
            if "organization" in fields:
                person.organization = self._named("organizations", fields.pop("organization"))
            for key, value in fields.items():
                setattr(person, key, value)

    def _named(self, name: str, called: str) -> str | None:
        """Return the uid of the organization or place of this name, which is added if it is new."""
        if not called.strip():
            return None
        records = getattr(self.document, name)
        for record in records:
            if folded(record.name) == folded(called):
                return record.uid
        kind = {"organizations": OrganizationRecord, "places": PlaceRecord}[name]
        records.append(kind(uid=new_uid(), name=called.strip()))
        return records[-1].uid

    def _change_sessions(self, dates: Mapping[str, dt.date | None]) -> None:
        order = {day.uid: i for i, day in enumerate(self.document.days)}
        days = {day.uid: day for day in self.document.days}
        for session in self.document.sessions:
            fields = dict(self._choice(session).fields)
            before = dates.get(session.day)
            if "place" in fields:
                session.place = self._named("places", fields.pop("place"))
            if "hosts" in fields:
                hosts = [self._named("organizations", name) for name in fields.pop("hosts")]
                session.hosts = list(dict.fromkeys(filter(None, hosts)))
            for key, value in fields.items():
                setattr(session, key, value)
            day = days.get(session.day)
            if session.end_date and "end_date" not in fields and before and day and day.date:
                session.end_date = _shifted(session.end_date, day.date - before)
        if any("day" in self._choice(session).fields for session in self.document.sessions):
            # What was moved to a day comes after what was on it.
            self.document.sessions.sort(
                key=lambda session: (
                    order.get(session.day, len(order)),
                    "day" in self._choice(session).fields,
                )
            )

    def _change_attachments(self) -> None:
        days = {day.uid for day in self.document.days}
        for name in ATTACHED:
            records = getattr(self.document, name)
            moved = []
            for record in records:
                fields = dict(self._choice(record).fields)
                if (target := fields.pop("target", None)) is not None:
                    moved.append((record, (target, None) if target in days else (None, target)))
                for key, value in fields.items():
                    setattr(record, key, value)
            self._move(name, moved)

    # What is not taken.

    def _settle_attachments(self) -> None:
        for name in ATTACHED:
            kept = []
            for record in getattr(self.document, name):
                fate = self._fate(record)
                if fate == Fate.TAKE:
                    kept.append(record)
                elif fate == Fate.TEXT:
                    own = record.body if name == "notes" else self.texts.get(record.uid, record.url)
                    self._add_text(record.session, own)
            setattr(self.document, name, kept)

    def _settle_sessions(self) -> None:
        leaving = [s for s in self.document.sessions if self._fate(s) != Fate.TAKE]
        if not leaving:
            return
        days = {s.uid: s.day for s in leaving if self._fate(s) == Fate.TEXT}
        for session in leaving:
            if session.uid in days:
                self._add_text(None, _joined(self.texts.get(session.uid, session.title)))
        gone = {session.uid for session in leaving}
        self.document.sessions = [s for s in self.document.sessions if s.uid not in gone]
        self._rehome("session", gone, days)

    def _settle_days(self) -> None:
        used = {session.day for session in self.document.sessions}
        gone = {
            day.uid
            for day in self.document.days
            if self._fate(day) == Fate.OUT and day.uid not in used
        }
        self.document.days = [day for day in self.document.days if day.uid not in gone]
        self._rehome("day", gone, dict.fromkeys(gone))

    def _rehome(self, kind: str, gone: set[str], homes: Mapping[str, str | None]) -> None:
        """Move the links and notes of what is gone to a day or the trip; drop them without one."""
        for name in ATTACHED:
            records = getattr(self.document, name)
            leaving = [record for record in records if getattr(record, kind) in gone]
            staying = [record for record in records if getattr(record, kind) not in gone]
            setattr(self.document, name, staying)
            owners = ((record, getattr(record, kind)) for record in leaving)
            self._move(name, [(r, (homes[owner], None)) for r, owner in owners if owner in homes])

    def _move(
        self, name: str, moved: Sequence[tuple[Record, tuple[str | None, str | None]]]
    ) -> None:
        """Put links or notes under other days and sessions.

        A link that is there already is one link; a note of the same purpose becomes one text.
        """
        key = ATTACHED[name]
        uids = {record.uid for record, _target in moved}
        kept = [record for record in getattr(self.document, name) if record.uid not in uids]
        there = {(r.day, r.session, getattr(r, key)): r for r in kept}
        for record, (day, session) in moved:
            record.day, record.session = day or None, session or None
            place = (record.day, record.session, getattr(record, key))
            if place not in there:
                there[place] = record
                kept.append(record)
            elif isinstance(record, NoteRecord):
                other = there[place]
                other.body = _joined(other.body, record.body)
        setattr(self.document, name, kept)

    def _settle_people(self) -> None:
        gone = set()
        for person in self.document.participants:
            if (fate := self._fate(person)) != Fate.TAKE:
                gone.add(person.uid)
            if fate == Fate.TEXT:
                self._add_text(None, self.texts.get(person.uid, person.name))
        self.document.participants = [p for p in self.document.participants if p.uid not in gone]
        for session in self.document.sessions:
            session.participants = [p for p in session.participants if p.uid not in gone]

    def _settle_places(self) -> None:
        leaving = {p.uid: p for p in self.document.places if self._fate(p) != Fate.TAKE}
        for session in self.document.sessions:
            place = leaving.get(session.place)
            if place is None:
                continue
            session.place = None
            if self._fate(place) == Fate.TEXT:
                session.description = _joined(session.description, place.name)
        self.document.places = [p for p in self.document.places if p.uid not in leaving]

    def _drop_what_nobody_names(self) -> None:
        gone = self.named - self._named_places() - self._named_organizations()
        for name in ("places", "organizations"):
            records = getattr(self.document, name)
            setattr(self.document, name, [r for r in records if r.uid not in gone])

    def _named_places(self) -> set[str]:
        return {session.place for session in self.document.sessions if session.place}

    def _named_organizations(self) -> set[str]:
        homes = {p.organization for p in self.document.participants if p.organization}
        return homes.union(uid for session in self.document.sessions for uid in session.hosts)

    def _add_text(self, session: str | None, text: str) -> None:
        """Add a text to the description of a session, or of the trip."""
        owners: list[SessionRecord] = [s for s in self.document.sessions if s.uid == session]
        owner: Any = owners[0] if owners else self.document.trip
        both = _joined(owner.description, text)
        if len(both.encode()) <= MAX_TEXT_BYTES:
            owner.description = both


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text.strip())


def _shifted(date: dt.date, by: dt.timedelta) -> dt.date:
    try:
        return date + by
    except OverflowError:
        return date
