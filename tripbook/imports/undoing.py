"""What undoing an import would change."""

from dataclasses import dataclass, field

from events import access
from events.models import Trip
from people.punctuation import quoted
from tripbook.interchange.document import DERIVED, LISTS
from tripbook.interchange.dump import dump_trip

from .items import KINDS


@dataclass
class Undoing:
    """The items that go, come back and change, each in words."""

    gone: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def what_changes(trip: Trip, before: dict) -> Undoing:
    """Compare a trip with the document of what it was."""
    now = dump_trip(trip, access.SUPERUSER)
    found = Undoing()
    if _own("trip", now["trip"]) != _own("trip", before["trip"]):
        found.changed.append(_called("trip", before["trip"]))
    for name in LISTS:
        ours = {record["uid"]: record for record in now[name]}
        theirs = {record["uid"]: record for record in before[name]}
        found.gone += [_called(name, ours[uid]) for uid in ours if uid not in theirs]
        found.back += [_called(name, theirs[uid]) for uid in theirs if uid not in ours]
        found.changed += [
            _called(name, ours[uid])
            for uid in ours
            if uid in theirs and _own(name, ours[uid]) != _own(name, theirs[uid])
        ]
    return found


def _own(name: str, record: dict) -> dict:
    return {key: value for key, value in record.items() if key not in DERIVED.get(name, ())}


def _called(name: str, record: dict) -> str:
    parts = [record.get(key) for key in ("date", "title", "name", "purpose")]
    if name == "linked_docs":
        parts = [record["title"] or record["url"]]
    return f"{KINDS[name]} {quoted(' '.join(filter(None, parts)))}"
