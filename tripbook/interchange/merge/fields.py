"""The fields of the trip document that are merged, and how two changes of one value meet."""

import base64
import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from notes.differences import merge_lines
from people.limits import MAX_TEXT_BYTES
from tripbook.interchange.document import (
    DERIVED,
    LISTS,
    REFERENCES,
    AttendanceRecord,
    DayRecord,
    Document,
    LinkedDocRecord,
    NoteRecord,
    OrganizationRecord,
    ParticipantRecord,
    PlaceRecord,
    Record,
    SessionRecord,
    TripRecord,
)

RECORDS: dict[str, type[Record]] = {
    "trip": TripRecord,
    "organizations": OrganizationRecord,
    "participants": ParticipantRecord,
    "places": PlaceRecord,
    "days": DayRecord,
    "sessions": SessionRecord,
    "linked_docs": LinkedDocRecord,
    "notes": NoteRecord,
}
FIELDS: dict[str, tuple[str, ...]] = {
    name: tuple(
        field
        for field in record.model_fields
        if field != "uid" and field not in DERIVED.get(name, ())
    )
    for name, record in RECORDS.items()
}
DIGEST = 4
JSON = json.JSONEncoder(ensure_ascii=False, default=str)
# In characters.
SHORT = 40
TEXTS = {"description", "bio", "body"}
ORDERED_SETS = {"tags", "links", "hosts"}
# What no note says. A note that is read again says nothing new about it.
NOT_IN_A_NOTE = {
    "participants": ("joins_on", "leaves_on", "listed_for"),
    "places": ("latitude", "longitude"),
    "sessions": ("visibility",),
    "linked_docs": ("visibility",),
    "notes": ("visibility",),
}


def digest(text: str) -> str:
    """Return a short hash of a text: 4 letters and digits, 20 bits."""
    # Five bytes are eight letters: more of them than are kept.
    first = hashlib.sha256(text.encode()).digest()[:5]
    return base64.b32encode(first)[:DIGEST].decode().lower()


def digests_of(name: str, record: Record) -> dict[str, str]:
    """Return a short hash of each field of an item of which a note says something."""
    unsaid = NOT_IN_A_NOTE.get(name, ())
    return {f: _digest_of(getattr(record, f)) for f in FIELDS[name] if f not in unsaid}


def _digest_of(value: Any) -> str:
    if isinstance(value, list):
        return _digest_of_short(tuple(_digest_of(item) for item in value))
    if isinstance(value, AttendanceRecord):
        return _digest_of_short((value.uid, value.role))
    if isinstance(value, str) and len(value) > SHORT:
        return digest(JSON.encode(value))
    return _digest_of_short(value)


@lru_cache(maxsize=8192, typed=True)
def _digest_of_short(value: Hashable) -> str:
    """Return the hash of what many items have alike: a kind, an uid, a time, nothing."""
    return digest(JSON.encode(value))


def references(name: str, record: Record) -> Iterable[tuple[str, str]]:
    """Yield each list and uid that a record refers to."""
    for field in FIELDS[name]:
        if field not in REFERENCES:
            continue
        value = getattr(record, field)
        for item in value if isinstance(value, list) else [value]:
            uid = item.uid if isinstance(item, AttendanceRecord) else item
            if uid is not None:
                yield REFERENCES[field], uid


def with_references(
    name: str, record: Record, renamed: Callable[[str, str], str], **update: Any
) -> Record:
    """Return a copy of a record with each uid that it refers to renamed (list, uid → uid)."""
    for field in FIELDS[name]:
        value = getattr(record, field)
        if field not in REFERENCES or not value:
            continue
        target = REFERENCES[field]
        if field == "participants":
            people = {renamed(target, going.uid): going.role for going in value}
            update[field] = [AttendanceRecord(uid=uid, role=role) for uid, role in people.items()]
        elif isinstance(value, list):
            update[field] = list(dict.fromkeys(renamed(target, uid) for uid in value))
        else:
            update[field] = renamed(target, value)
    return record.model_copy(update=update)


def with_uids(document: Document, renamed: Mapping[str, str]) -> Document:
    """Return a copy of a document in which some items have other uids, wherever they stand."""

    def uid_now(_name: str, uid: str) -> str:
        return renamed.get(uid, uid)

    lists = {
        name: [
            with_references(name, record, uid_now, uid=uid_now(name, record.uid))
            for record in getattr(document, name)
        ]
        for name in LISTS
    }
    trip = document.trip.model_copy(update={"uid": uid_now("trip", document.trip.uid)})
    return document.model_copy(update={"trip": trip, **lists})


def by_uid(document: Document) -> dict[str, dict[str, Record]]:
    """Return the records of each list by their uids."""
    return {name: {r.uid: r for r in getattr(document, name)} for name in LISTS}


def uids_of(document: Document) -> set[str]:
    """Return the uids of all items of a document."""
    return {record.uid for name in LISTS for record in getattr(document, name)}


def same_text(a: str, b: str) -> bool:
    """Tell if two texts differ in nothing but the kind of their line ends."""
    return a == b or a.replace("\r\n", "\n") == b.replace("\r\n", "\n")


def merged_text(base: str, theirs: str, ours: str, side: str) -> tuple[str, bool]:
    """Merge a text line by line. Return it, and whether lines were changed on both sides.

    Where they were, `side` ("theirs" or "ours") has them.
    """
    found = merge_lines(base, theirs, ours)
    text = found.text(side)
    if len(text.encode()) > MAX_TEXT_BYTES:
        return (theirs if side == "theirs" else ours), True
    return text, bool(found.conflicts)


def merged_set(base: list, theirs: list, ours: list) -> list:
    """Merge lists of different values: what either side added is in, what one removed is out."""
    before, left, right = set(base), set(theirs), set(ours)
    stays = (left & right) | (left - before) | (right - before)
    return merged_order(base, theirs, ours, stays)


def merged_order(
    base: list[Hashable], theirs: list[Hashable], ours: list[Hashable], present: set
) -> list:
    """Return the values that are present, in the order of the side that changed it.

    Where both did, it is ours. What only the other side has follows what it follows there.
    """
    theirs = [value for value in dict.fromkeys(theirs) if value in present]
    ours = [value for value in dict.fromkeys(ours) if value in present]
    here, before = set(ours), set(base)
    as_before = [v for v in dict.fromkeys(base) if v in here] == [v for v in ours if v in before]
    first, second = (theirs, ours) if as_before else (ours, theirs)
    known = set(first)
    followers: dict[Hashable, list] = {}
    previous = None
    for value in second:
        if value not in known:
            followers.setdefault(previous, []).append(value)
        previous = value
    merged, stack = [], [*reversed(first)]
    stack += reversed(followers.get(None, []))
    while stack:
        value = stack.pop()
        merged.append(value)
        stack += reversed(followers.get(value, []))
    return merged
