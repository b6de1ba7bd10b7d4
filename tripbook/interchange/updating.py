"""A trip and its note that changed: what the note brings is merged in, and nothing else changes."""

import json
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from events import access
from events.models import Trip
from notes.models import Import
from people.punctuation import told

from .changes import Changes
from .document import Document, read_document
from .dump import dump_trip, to_json
from .load import load_document
from .merge import Conflict, Merge, adopt_uids, merge
from .merge.fields import uids_of
from .note import Origin
from .origins import merge_own_note, was_imported_since, written_base


def merge_note(
    trip: Trip,
    last: Import | None,
    read: Document,
    origin: Origin | None = None,
    *,
    is_titled: bool = True,
) -> Merge:
    """Merge a note that was read anew into its trip, and write nothing.

    A canonical note of this trip, which has an `origin`, is compared with what it was when it was
    written; any other with the last import. Without either the note only adds: what stands here
    in other words is a conflict. A note that is not `is_titled` says nothing about the title.
    """
    ours = read_document(to_json(dump_trip(trip, access.SUPERUSER)))
    base = Document.model_validate_json(json.dumps(last.document)) if last else _no_base(trip, read)
    is_own = origin is not None and origin.trip == trip.uid
    if not is_titled:
        title = (ours if is_own else base).trip.title
        read = read.model_copy(update={"trip": read.trip.model_copy(update={"title": title})})
    if not is_own:
        return merge(base, adopt_uids(read, base), ours)
    if not origin.written or was_imported_since(origin, last):
        return merge_own_note(origin, base, read, ours)
    base, unknown = written_base(origin, read, ours)
    return merge_own_note(origin, base, read, ours, unknown)


def load_merge(
    trip: Trip,
    merged: Merge,
    *,
    author_name: str = "",
    user=None,
    viewer: access.Viewer = access.SUPERUSER,
) -> Changes:
    """Write what a merge came to. It runs in a transaction of the caller's."""
    if not merged.has_changes:
        return Changes(trip)
    gone = uids_of(merged.ours) - uids_of(merged.document)
    return load_document(
        merged.document, remove=gone, author_name=author_name, user=user, viewer=viewer
    )


@dataclass(frozen=True)
class SourceWords:
    """What is said of the items and fields of what is merged: a note, or another file."""

    conflict: str | Promise
    without_base: str | Promise
    deleted: str | Promise
    held: str | Promise
    changed_here: str | Promise
    kept: str | Promise
    left: str | Promise


NOTE = SourceWords(
    conflict=gettext_lazy("%(field)s: was %(base)s, in the note %(theirs)s, here %(ours)s"),
    without_base=gettext_lazy("%(field)s: in the note %(theirs)s, here %(ours)s"),
    deleted=gettext_lazy("%(item)s: deleted here, changed in the note"),
    held=gettext_lazy("left the note; it stays, as something made here belongs to it"),
    changed_here=gettext_lazy(
        "left the note and was changed here; --remove --prefer note removes it"
    ),
    kept=gettext_lazy(
        "left the note; it stays with what was changed here; --remove --prefer note removes both"
    ),
    left=gettext_lazy("left the note; --remove removes it"),
)
FILE = SourceWords(
    conflict=gettext_lazy("%(field)s: was %(base)s, in the file %(theirs)s, here %(ours)s"),
    without_base=gettext_lazy("%(field)s: in the file %(theirs)s, here %(ours)s"),
    deleted=gettext_lazy("%(item)s: deleted here, changed in the file"),
    held=gettext_lazy("left the file; it stays, as something made here belongs to it"),
    changed_here=gettext_lazy(
        "left the file and was changed here; --remove --prefer file removes it"
    ),
    kept=gettext_lazy(
        "left the file; it stays with what was changed here; --remove --prefer file removes both"
    ),
    left=gettext_lazy("left the file; --remove removes it"),
)


def conflicts_in_words(merged: Merge, source: SourceWords = NOTE) -> str:
    """Say each conflict in a line: where, and the three values."""
    names = merged.names
    return "\n".join(_in_words(names, conflict, source) for conflict in merged.conflicts)


def changes_in_words(merged: Merge, source: SourceWords = NOTE) -> list[str]:
    """Say what a merge does, and what it leaves to be removed, a line each."""
    names = merged.names
    lines = [f"+ {addition.words}" for addition in merged.added]
    for change in merged.changed:
        before, after = names.values(change.field, change.before, change.after)
        lines.append("~ " + told(change.words, f"{before} → {after}"))
    for removal in merged.removals:
        if removal.uid in merged.removed:
            lines.append(f"- {removal.words}")
        elif removal.held:
            lines.append("? " + told(removal.words, source.held))
        elif removal.changed_here:
            lines.append("? " + told(removal.words, source.changed_here))
        elif removal.kept:
            lines.append("? " + told(removal.words, source.kept))
        else:
            lines.append("? " + told(removal.words, source.left))
    return lines


def _no_base(trip: Trip, read: Document) -> Document:
    """Return a base in which the note brings nothing yet but the trip's own one-line fields."""
    update = {"uid": trip.uid, "description": ""}
    return Document(format="tripbook", version=1, trip=read.trip.model_copy(update=update))


def _in_words(names, conflict: Conflict, source: SourceWords) -> str:
    if not conflict.field:
        return source.deleted % {"item": conflict.words}
    sides = (conflict.base, conflict.theirs, conflict.ours)
    base, theirs, ours = names.values(conflict.field, *sides)
    values = {"field": conflict.words, "base": base, "theirs": theirs, "ours": ours}
    return (source.conflict if conflict.has_base else source.without_base) % values
