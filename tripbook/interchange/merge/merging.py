"""The three-way merge of trip documents, field by field."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from events.models import Attendance
from events.schedule import NonexistentTimeError, span
from notes.links import kind_of
from people.limits import MAX_TEXT_BYTES
from tripbook.interchange.document import LISTS, AttendanceRecord, Document, Record, derive
from tripbook.interchange.wording import Names

from .fields import (
    FIELDS,
    NOT_IN_A_NOTE,
    ORDERED_SETS,
    RECORDS,
    TEXTS,
    by_uid,
    merged_order,
    merged_set,
    merged_text,
    references,
    same_text,
    uids_of,
)
from .matching import adopt_new

Key = tuple[str, str, str]  # list, uid, field
Choice = Literal["note", "here"]
Results = dict[str, dict[str, Record]]

# What a document or a note stands under is one value, whichever of the two fields holds it.
TARGET = "target"
UNITS = FIELDS | {
    name: (*(f for f in FIELDS[name] if f not in ("day", "session")), TARGET)
    for name in ("linked_docs", "notes")
}
TIMES = ("start", "end", "end_date", "end_timezone")
# What may stand under or be named by others goes after them.
REMOVAL_ORDER = (
    "linked_docs",
    "notes",
    "sessions",
    "days",
    "participants",
    "places",
    "organizations",
)


@dataclass(frozen=True)
class Conflict:
    """A field that was changed in the note and here, differently.

    `path` names it for a decision (`sessions.<uid>.start`), `words` for a person. `theirs` and
    `ours` are what the field becomes by the note and as it is here; what else was changed in a
    text is in both. Where nobody knows what it was before, `base` is None and `has_base` False.
    Without a `field` it is the whole item: deleted here, changed in the note.
    """

    path: str
    uid: str
    field: str
    base: Any
    theirs: Any
    ours: Any
    words: str = ""
    has_base: bool = True


@dataclass(frozen=True)
class Change:
    """A field that the merge changes here."""

    path: str
    uid: str
    field: str
    before: Any
    after: Any
    words: str = ""


@dataclass(frozen=True)
class Addition:
    """An item that the merge adds here."""

    path: str
    uid: str
    words: str = ""


@dataclass(frozen=True)
class Removal:
    """An item that left the note and is still here.

    `changed_here` says that it was changed here since; `kept`, that something which was stands
    under it or names it, so that it goes only together with that; `held`, that something made here
    does, so that it stays whatever is decided.
    """

    path: str
    uid: str
    changed_here: bool
    kept: bool
    held: bool
    words: str = ""


@dataclass
class Merge:
    """What a merge comes to. `document` has every conflict as it is here, until it is decided.

    `theirs` is the note with the uids that its items have now. `removals` names all that left
    the note, `removed` what of it is not in `document` any more.
    """

    document: Document
    added: list[Addition]
    changed: list[Change]
    removals: list[Removal]
    conflicts: list[Conflict]
    base: Document
    theirs: Document
    ours: Document
    prefer: Choice | None = None
    decisions: dict[str, Any] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    unknown: frozenset[Key] = frozenset()

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to write."""
        return self.document != self.ours

    @property
    def next_base(self) -> Document:
        """The base of the next merge: the note, and what left it and was not removed.

        What was not removed is offered again then, and known again if it returns to the note.
        """
        left = {removal.uid for removal in self.removals} & uids_of(self.document)
        lists = {
            name: getattr(self.theirs, name)
            + [self._as_left(name, r) for r in getattr(self.base, name) if r.uid in left]
            for name in LISTS
        }
        return self.theirs.model_copy(update=lists)

    def _as_left(self, name: str, record: Record) -> Record:
        """Return what left the note as it was in it, on the day that took in its own."""
        if getattr(record, "day", None) not in self.removed:
            return record
        now = next(r for r in getattr(self.document, name) if r.uid == record.uid)
        return record.model_copy(update={"day": now.day})

    @property
    def names(self) -> Names:
        """What the items are called, for messages about the merge."""
        return Names(self.ours, self.theirs, self.base)


def merge(
    base: Document, theirs: Document, ours: Document, *, unknown: frozenset[Key] = frozenset()
) -> Merge:
    """Merge what changed in the note (from `base` to `theirs`) into the trip as it is (`ours`).

    All three can be imported, and `theirs` has the uids that `adopt_uids` gives it. So does
    the result. What left the note stays, and is offered for removal. `unknown` names the fields
    whose value in `base` is not known: they were changed on both sides.
    """
    return _Merger(base, theirs, ours, unknown=unknown).run()


def unit_of(name: str, field: str) -> str:
    """Return the unit that a field is merged in."""
    return field if field in UNITS[name] else TARGET


def resolve(
    merged: Merge,
    *,
    prefer: Choice | None = None,
    decisions: Mapping[str, Any] | None = None,
    remove: bool | Collection[str] = (),
) -> Merge:
    """Return the merge with conflicts decided and items removed.

    `decisions` says for the path of a conflict "note", "here" or a value of its own, `prefer`
    what holds for all others. `remove` names the uids of removals that are wanted; True takes
    all, but what was changed here only where the note is preferred. Conflicts without a
    decision stay. Raise ValueError for a decision that can't be.
    """
    if prefer not in (None, "note", "here"):
        raise ValueError(f"prefer must be note or here, not {prefer!r}")
    prefer = prefer or merged.prefer
    if isinstance(remove, bool):
        wanted = [r.uid for r in merged.removals if not r.changed_here or prefer == "note"]
        remove = wanted if remove else []
    return _Merger(
        merged.base,
        merged.theirs,
        merged.ours,
        prefer=prefer,
        decisions={**merged.decisions, **(decisions or {})},
        removed=merged.removed | set(remove),
        unknown=merged.unknown,
    ).run()


class _Merger:
    """One merge. It is tried until nothing in the result contradicts something else.

    Each try that fails adds fields to `forced`: those stay as they are here, and are conflicts.
    What is here is free of contradictions, so there is an end to it.
    """

    def __init__(
        self,
        base: Document,
        theirs: Document,
        ours: Document,
        *,
        prefer: Choice | None = None,
        decisions: Mapping[str, Any] | None = None,
        removed: frozenset[str] = frozenset(),
        unknown: frozenset[Key] = frozenset(),
    ):
        self.base, self.ours = base, _derived(ours)
        self.theirs = adopt_new(theirs, base, ours)
        self.prefer, self.decisions, self.removed = prefer, dict(decisions or {}), removed
        self.names = Names(self.ours, self.theirs, self.base)
        sides = (self.base, self.theirs, self.ours)
        self.in_base, self.in_theirs, self.in_ours = (by_uid(side) for side in sides)
        self.unknown = unknown
        self.forced: set[Key] = set(unknown)
        self.timeless: set[str] = set()
        self.levels: Counter[str] = Counter()

    def run(self) -> Merge:
        while (document := self._attempt()) is None:
            pass
        removals = list(self._removals())
        return Merge(
            document=document,
            added=self._added(document),
            changed=list(self._changed(document)),
            removals=removals,
            conflicts=list(self.conflicts.values()),
            base=self.base,
            theirs=self.theirs,
            ours=self.ours,
            prefer=self.prefer,
            decisions=self.decisions,
            removed=(self.removed | self.taken_in) & self.candidates - uids_of(document),
            unknown=self.unknown,
        )

    def _attempt(self) -> Document | None:
        """Merge once. Return None where that led to a contradiction, which is forced now."""
        self.conflicts: dict[Key, Conflict] = {}
        self.offsets: dict[str, int | None] = {}
        self.taken_in: set[str] = set()
        trip = self._merged("trip", self.base.trip, self.theirs.trip, self.ours.trip)
        results: Results = {name: self._merged_list(name) for name in LISTS}
        self._bring_back(results)
        self.candidates = self._left_the_note()
        self.changed_here = {
            uid
            for name in LISTS
            for uid in self.in_ours[name]
            if uid in self.candidates and self._changed_in(name, uid, self.in_ours)
        }
        self.removable = self._removable(results, self.candidates)
        self.free = self._removable(results, self.candidates - self.changed_here)
        for uid, name in self._removable(results, self.candidates & self.removed).items():
            del results[name][uid]
        if not (
            self._join_days(results)
            and self._join_notes(results)
            and self._check_people(results)
            and self._check_times(results, trip.timezone)
        ):
            return None
        self._join_linked_docs(results)
        return self._document(trip, results)

    # One field.

    def _value(self, name: str, record: Record, unit: str, days: Mapping[str, Record]) -> Any:
        """Return a value as it is merged.

        The date of an end counts from its day, so that it moves with it.
        """
        if unit == TARGET:
            return record.day, record.session
        value = getattr(record, unit)
        if unit == "participants":
            return tuple((going.uid, going.role) for going in value)
        if unit == "end_date" and value is not None:
            day = days.get(record.day)
            return (value - day.date).days if day is not None and day.date else 0
        return value

    def _default(self, name: str, theirs: Record, unit: str) -> Any:
        """Return what a field is before anybody wrote it, where the note has `theirs`."""
        if unit in NOT_IN_A_NOTE.get(name, ()):
            return getattr(theirs, unit)
        if name == "linked_docs" and unit == "kind":
            return str(kind_of(theirs.url))
        if unit == TARGET:
            return None
        if unit == "participants":
            return ()
        info = RECORDS[name].model_fields[unit]
        return None if info.is_required() else info.get_default(call_default_factory=True)

    def _merged(self, name: str, base: Record | None, theirs: Record, ours: Record) -> Record:
        """Return a record that both sides have, merged field by field."""
        update: dict[str, Any] = {}
        for unit in UNITS[name]:
            left = self._value(name, theirs, unit, self.in_theirs["days"])
            right = self._value(name, ours, unit, self.in_ours["days"])
            if left == right:
                continue
            if base is None:
                before = self._default(name, theirs, unit)
            else:
                before = self._value(name, base, unit, self.in_base["days"])
            value = self._merged_value((name, ours.uid, unit), before, left, right)
            if value != right:
                update |= self._as_fields(ours.uid, unit, value)
        return ours.model_copy(update=update)

    def _as_fields(self, uid: str, unit: str, value: Any) -> dict[str, Any]:
        if unit == TARGET:
            return {"day": value[0], "session": value[1]}
        if unit == "participants":
            return {unit: [AttendanceRecord(uid=uid, role=role) for uid, role in value]}
        if unit == "end_date":
            self.offsets[uid] = value
            return {}
        return {unit: value}

    def _merged_value(self, key: Key, base: Any, theirs: Any, ours: Any) -> Any:
        name, _uid, unit = key
        if theirs is None and name == "trip":
            # The note doesn't say where the trip is, or at which address.
            return ours
        if key not in self.forced:
            if theirs == base:
                return ours
            if ours == base:
                return theirs
            if unit in ORDERED_SETS:
                return merged_set(base, theirs, ours)
            if unit == "participants":
                return self._merged_people(key, base, theirs, ours)
            if unit in TEXTS:
                return self._merged_text(key, base or "", theirs, ours)
        return self._decided(key, None if key in self.unknown else base, theirs, ours)

    def _merged_text(self, key: Key, base: str, theirs: str, ours: str) -> str:
        if same_text(theirs, base) or same_text(theirs, ours):
            return ours
        if same_text(ours, base):
            return theirs
        text, overlap = merged_text(base, theirs, ours, "ours")
        if not overlap:
            return text
        # Where the note is preferred, only the lines in conflict are as it has them.
        by_note, _overlap = merged_text(base, theirs, ours, "theirs")
        return self._decided(key, base, theirs, ours, by_note=by_note, as_here=text)

    def _merged_people(self, key: Key, base: tuple, theirs: tuple, ours: tuple) -> tuple:
        """Merge who takes part in a session, person by person."""
        name, uid, unit = key
        before, left, right = dict(base), dict(theirs), dict(ours)
        roles = {}
        for person in {**right, **left}:
            sides = (side.get(person) for side in (before, left, right))
            role = self._merged_role((name, uid, f"{unit}.{person}"), *sides)
            if role is not None:
                roles[person] = role
        order = merged_order(list(before), list(left), list(right), set(roles))
        return tuple((person, roles[person]) for person in order)

    def _merged_role(self, key: Key, base, theirs, ours) -> str | None:
        if theirs in (base, ours):
            return ours
        return theirs if ours == base else self._decided(key, base, theirs, ours)

    def _decided(self, key: Key, base, theirs, ours, **texts: str) -> Any:
        """Return what was decided about a conflict; what is here while nothing was."""
        path = ".".join(part for part in key if part and (part != key[1] or key[0] != "trip"))
        choice = self.decisions.get(path, self.prefer)
        by_note, as_here = texts.get("by_note", theirs), texts.get("as_here", ours)
        if choice == "note":
            return by_note
        if choice == "here":
            return as_here
        if choice is not None:
            return self._custom(key, choice)
        self._add_conflict(key, path, base, by_note, as_here)
        return as_here

    def _add_conflict(self, key: Key, path: str, *values: Any) -> None:
        name, uid, unit = key
        if unit == "end_date":
            sides = (self.in_base, self.in_theirs, self.in_ours)
            records = (side[name].get(uid) for side in sides)
            values = tuple(record and record.end_date for record in records)
        words, has_base = self.names.field(uid, unit), key not in self.unknown
        self.conflicts[key] = Conflict(path, uid, unit, *values, words=words, has_base=has_base)

    def _custom(self, key: Key, value: Any) -> Any:
        """Return a value that a person gave instead; raise ValueError where it can't be."""
        name, uid, unit = key
        if unit.startswith("participants."):
            if value not in Attendance.Role.values:
                raise ValueError(f"{value!r} is no role")
            return value
        if unit not in FIELDS[name] or unit in ("day", "session", "participants"):
            raise ValueError(f"{unit or name} is decided by note or here")
        record = self.ours.trip if name == "trip" else self.in_ours[name][uid]
        alias = RECORDS[name].model_fields[unit].alias or unit
        raw = record.model_dump(by_alias=True) | {alias: value}
        checked = RECORDS[name].model_validate(raw)
        return self._value(name, checked, unit, self.in_ours["days"])

    # One list.

    def _merged_list(self, name: str) -> dict[str, Record]:
        base, theirs, ours = self.in_base[name], self.in_theirs[name], self.in_ours[name]
        records: dict[str, Record] = {}
        for uid, record in ours.items():
            self._keep_offset(name, record, self.in_ours["days"])
            if uid in theirs:
                records[uid] = self._merged(name, base.get(uid), theirs[uid], record)
            else:
                records[uid] = record.model_copy()
        for uid, record in theirs.items():
            if uid in ours:
                continue
            if self._is_new(record) if uid not in base else self._returns(name, base[uid], record):
                records[uid] = self._incoming(name, uid)
        return records

    def _is_new(self, record: Record) -> bool:
        """Tell if what the note adds comes in: not where the session was deleted that it is of.

        It counts as a change of that session.
        """
        session = getattr(record, "session", None)
        before = self.in_base["sessions"].get(session)
        if before is None or session in self.in_ours["sessions"]:
            return True
        theirs = self.in_theirs["sessions"][session]
        return self._decided(("sessions", session, ""), before, theirs, None) is not None

    def _returns(self, name: str, base: Record, theirs: Record) -> bool:
        """Tell if what was deleted here comes back, as it was changed in the note since."""
        if not self._changed_in(name, base.uid, self.in_theirs):
            return False
        return self._decided((name, base.uid, ""), base, theirs, None) is not None

    def _changed_in(self, name: str, uid: str, side: Results) -> bool:
        """Tell if an item is another on one side than it was."""
        before, now = self.in_base[name][uid], side[name][uid]
        return any(
            (name, uid, unit) in self.unknown
            or self._value(name, before, unit, self.in_base["days"])
            != self._value(name, now, unit, side["days"])
            for unit in UNITS[name]
        )

    def _incoming(self, name: str, uid: str) -> Record:
        record = self.in_theirs[name][uid]
        self._keep_offset(name, record, self.in_theirs["days"])
        return record.model_copy()

    def _keep_offset(self, name: str, record: Record, days: Mapping[str, Record]) -> None:
        if name == "sessions":
            self.offsets[record.uid] = self._value(name, record, "end_date", days)

    def _bring_back(self, results: Results) -> None:
        """Bring back what was deleted here where something that is there refers to it."""
        queue = [(name, record) for name in LISTS for record in results[name].values()]
        for name, record in queue:
            for target, uid in references(name, record):
                if uid not in results[target] and uid in self.in_theirs[target]:
                    queue += self._back(results, target, uid)
        back = {uid for uid in results["sessions"] if uid not in self.in_ours["sessions"]}
        for name in ("linked_docs", "notes"):
            for uid, record in self.in_theirs[name].items():
                if record.session in back and uid not in results[name]:
                    self._back(results, name, uid)

    def _back(self, results: Results, name: str, uid: str) -> list[tuple[str, Record]]:
        results[name][uid] = self._incoming(name, uid)
        self.conflicts.pop((name, uid, ""), None)
        return [(name, results[name][uid])]

    # What left the note.

    def _left_the_note(self) -> set[str]:
        return {
            uid
            for name in LISTS
            for uid in self.in_ours[name]
            if uid in self.in_base[name] and uid not in self.in_theirs[name]
        }

    @staticmethod
    def _removable(results: Results, wanted: set[str]) -> dict[str, str]:
        """Return what of it can go, each uid with its list: what nothing refers to that stays."""
        leaving: dict[str, str] = {}
        if not wanted:
            return leaving
        for name in REMOVAL_ORDER:
            used = {
                uid
                for other in LISTS
                for record in results[other].values()
                if record.uid not in leaving
                for target, uid in references(other, record)
                if target == name
            }
            leaving |= {uid: name for uid in results[name] if uid in wanted and uid not in used}
        return leaving

    def _removals(self) -> Iterator[Removal]:
        for name in LISTS:
            for uid in self.in_ours[name]:
                if uid in self.candidates:
                    yield Removal(
                        f"{name}.{uid}",
                        uid,
                        changed_here=uid in self.changed_here,
                        kept=uid not in self.free and uid not in self.changed_here,
                        held=uid not in self.removable,
                        words=self.names.item(uid),
                    )

    # What can't stand side by side.

    def _force(self, name: str, uid: str, *units: str) -> bool:
        """Let fields stay as they are here. Return whether that changes anything."""
        keys = {(name, uid, unit) for unit in units} - self.forced
        if name != "trip" and uid not in self.in_ours[name]:
            return False
        self.forced |= keys
        return bool(keys)

    def _join_days(self, results: Results) -> bool:
        """Make one day of days that have the same date now."""
        ours = self.in_ours["days"]
        days_on = defaultdict(list)
        for uid, day in results["days"].items():
            if day.date is not None:
                days_on[day.date].append(uid)
        joined = {}
        for date, uids in days_on.items():
            if len(uids) == 1:
                continue
            gives_way = {uid: self._gives_way(uid) for uid in uids}
            here = {uid: uid in ours and ours[uid].date == date for uid in uids}
            stays = min(uids, key=lambda uid: (gives_way[uid], not here[uid]))
            for uid in uids:
                if uid == stays:
                    continue
                if not gives_way[uid] and self._force("days", uid, "date"):
                    return False
                joined[uid] = stays
                other = results["days"].pop(uid)
                if gives_way[uid]:
                    self.taken_in.add(uid)
                else:
                    self._fill(
                        "days", results["days"][stays], other, "title", "summary", "timezone"
                    )
        if joined:
            for name in ("sessions", "linked_docs", "notes"):
                for record in results[name].values():
                    record.day = joined.get(record.day, record.day)
        return True

    def _gives_way(self, uid: str) -> bool:
        """Tell if a day left the note and nobody changed it: another may have its date."""
        return uid in self.candidates - self.changed_here

    def _fill(self, name: str, record: Record, other: Record, *units: str) -> None:
        """Give a record what another says of the same thing, where it says nothing itself."""
        for unit in units:
            here, there = getattr(record, unit), getattr(other, unit)
            if there and not here:
                setattr(record, unit, there)
            elif there and there != here:
                before = self.in_base[name].get(record.uid)
                base = getattr(before, unit) if before else None
                setattr(record, unit, self._decided((name, record.uid, unit), base, there, here))

    def _twice(self, name: str, results: Results, unit: str) -> Iterator[tuple[str, str]]:
        """Yield what has the same value under the same target: what stays, what joins it."""
        ours = self.in_ours[name]
        found = defaultdict(list)
        for uid, record in results[name].items():
            found[record.day, record.session, getattr(record, unit)].append(uid)
        for (day, session, _value), uids in found.items():
            if len(uids) == 1:
                continue

            def moved(uid, target=(day, session)):
                return uid not in ours or (ours[uid].day, ours[uid].session) != target

            stays = min(uids, key=moved)
            yield from ((stays, uid) for uid in uids if uid != stays)

    def _join_notes(self, results: Results) -> bool:
        """Make one note of notes that have one purpose under one item now."""
        for stays, uid in self._twice("notes", results, "purpose"):
            if self._force("notes", uid, TARGET, "purpose"):
                return False
            note, other = results["notes"][stays], results["notes"].pop(uid)
            if not other.body.strip() or other.body.strip() in note.body:
                continue
            both = f"{note.body}\n\n{other.body}" if note.body.strip() else other.body
            if len(both.encode()) > MAX_TEXT_BYTES:
                both = self._decided(("notes", stays, "body"), None, other.body, note.body)
            note.body = both
        return True

    def _join_linked_docs(self, results: Results) -> None:
        for stays, uid in self._twice("linked_docs", results, "url"):
            doc, other = results["linked_docs"][stays], results["linked_docs"].pop(uid)
            if uid not in self.in_ours["linked_docs"]:
                self._fill("linked_docs", doc, other, "title")
            if other.visibility == "members":
                doc.visibility = other.visibility

    def _check_people(self, results: Results) -> bool:
        forced = False
        for uid, person in results["participants"].items():
            if person.joins_on and person.leaves_on and person.leaves_on < person.joins_on:
                forced |= self._force("participants", uid, "joins_on", "leaves_on")
        return not forced

    def _check_times(self, results: Results, timezone: str | None) -> bool:
        """Force what makes times that can't be: first the session's, then its day's, the trip's."""
        fine = True
        for uid, session in results["sessions"].items():
            if uid in self.timeless:
                self._drop_times(session)
            day = results["days"].get(session.day)
            if day is None or not day.date or not timezone:
                continue
            session.end_date = _later(day.date, self.offsets.get(uid))
            if not self._is_wrong(session, day, timezone):
                continue
            fine = False
            for level in range(self.levels[uid], 4):
                self.levels[uid] = level + 1
                if self._forced_at(level, session):
                    break
        return fine

    def _forced_at(self, level: int, session: Record) -> bool:
        if level == 0:
            return self._force("sessions", session.uid, *TIMES, "day")
        if level == 1:
            return self._force("days", session.day, "date", "timezone")
        if level == 2:
            return self._force("trip", self.ours.trip.uid, "timezone")
        self.timeless.add(session.uid)
        return True

    def _is_wrong(self, session: Record, day: Record, timezone: str) -> bool:
        try:
            starts_at, ends_at = span(
                date=day.date,
                start=session.start,
                end=session.end,
                timezone=day.timezone or timezone,
                end_date=session.end_date,
                end_timezone=session.end_timezone,
            )
        except NonexistentTimeError:
            return True
        backwards = starts_at is not None and ends_at is not None and ends_at < starts_at
        return backwards or (session.end_date is not None and session.end_date < day.date)

    def _drop_times(self, session: Record) -> None:
        """Leave a session without times where none of those that are known can be."""
        for unit in ("start", "end"):
            path = f"sessions.{session.uid}.{unit}"
            value = getattr(session, unit)
            if value is not None and self.decisions.get(path, self.prefer) != "here":
                self._add_conflict(("sessions", session.uid, unit), path, None, value, None)
        session.start = session.end = None
        self.offsets[session.uid] = None

    # The result.

    def _document(self, trip: Record, results: Results) -> Document:
        lists = {}
        for name in LISTS:
            order = merged_order(
                list(self.in_base[name]),
                list(self.in_theirs[name]),
                list(self.in_ours[name]),
                set(results[name]),
            )
            lists[name] = [results[name][uid] for uid in order]
        return derive(self.ours.model_copy(update={"trip": trip, **lists}))

    def _added(self, document: Document) -> list[Addition]:
        return [
            Addition(f"{name}.{record.uid}", record.uid, self.names.item(record.uid))
            for name in LISTS
            for record in getattr(document, name)
            if record.uid not in self.in_ours[name]
        ]

    def _changed(self, document: Document) -> Iterable[Change]:
        pairs = [("trip", self.ours.trip, document.trip)]
        pairs += [
            (name, self.in_ours[name][record.uid], record)
            for name in LISTS
            for record in getattr(document, name)
            if record.uid in self.in_ours[name]
        ]
        for name, before, after in pairs:
            for unit in UNITS[name]:
                old, new = (_shown(record, unit) for record in (before, after))
                if old != new:
                    uid = before.uid
                    path = f"trip.{unit}" if name == "trip" else f"{name}.{uid}.{unit}"
                    yield Change(path, uid, unit, old, new, self.names.field(uid, unit))


def _derived(document: Document) -> Document:
    """Return a copy with what follows from the rest, as the result has it."""
    lists = {name: [r.model_copy() for r in getattr(document, name)] for name in LISTS}
    return derive(document.model_copy(update={"trip": document.trip.model_copy(), **lists}))


def _shown(record: Record, unit: str) -> Any:
    return (record.day, record.session) if unit == TARGET else getattr(record, unit)


def _later(date: dt.date, days: int | None) -> dt.date | None:
    """Return the date so many days later, the calendar's last at most."""
    if days is None:
        return None
    return dt.date.fromordinal(min(date.toordinal() + days, dt.date.max.toordinal()))
