"""What makes one document of a trip different from another, in a person's words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from people.punctuation import told

from .document import LISTS, Document, Record
from .merge.fields import FIELDS
from .wording import Names


@dataclass
class FieldChange:
    """A field that is different: what it is called, and both values."""

    words: str
    field: str
    before: Any
    after: Any


@dataclass
class Differences:
    """What is added, changed and removed, from one document to another."""

    names: Names
    added: list[str] = field(default_factory=list)
    changed: list[FieldChange] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def __bool__(self):
        return bool(self.added or self.changed or self.removed)

    def lines(self) -> Iterator[str]:
        """Yield each difference as a line."""
        yield from (f"+ {words}" for words in self.added)
        yield from (f"~ {words}" for words in self.changes_in_words())
        yield from (f"- {words}" for words in self.removed)

    def changes_in_words(self) -> Iterator[str]:
        """Yield each field that is different, with both values."""
        for change in self.changed:
            before, after = self.names.values(change.field, change.before, change.after)
            yield told(change.words, f"{before} → {after}")


def compare(before: Document | None, after: Document, *, whole: bool = True) -> Differences:
    """Compare a trip with what it becomes; without `before` all of it is new.

    Where `after` is not the `whole` trip, what it lacks stays.
    """
    names = Names(after, before) if before else Names(after)
    found = Differences(names)
    if before:
        _compare(found, "trip", before.trip, after.trip, whole)
    for name in LISTS:
        here = {record.uid: record for record in getattr(before, name)} if before else {}
        there = {record.uid: record for record in getattr(after, name)}
        for uid, record in there.items():
            if uid in here:
                _compare(found, name, here[uid], record, whole)
            else:
                found.added.append(names.item(uid))
        if whole:
            found.removed += [names.item(uid) for uid in here if uid not in there]
    return found


def _compare(found: Differences, name: str, before: Record, after: Record, whole: bool) -> None:
    for key in FIELDS[name]:
        old, new = getattr(before, key), getattr(after, key)
        if key in ("hosts", "participants") and not whole:
            # Who is not named any more stays in the session.
            kept = {getattr(item, "uid", item) for item in new}
            new = [*new, *(item for item in old if getattr(item, "uid", item) not in kept)]
            if {str(item) for item in new} == {str(item) for item in old}:
                continue
        if old != new:
            found.changed.append(FieldChange(found.names.field(before.uid, key), key, old, new))
