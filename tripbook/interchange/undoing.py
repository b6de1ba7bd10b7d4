"""Undoing the last import of a trip, and what people changed since that goes with it."""

import hashlib
from functools import cached_property

from django.utils.translation import gettext as _

from events import access
from events.models import Membership, Trip
from notes.models import Import
from people.history import Reason, recorded
from people.models import User
from people.punctuation import told

from .changes import Changes
from .comparing import Differences, compare
from .document import Document, read_document
from .dump import dump_trip, to_json
from .importing import ImportRefused, author_of
from .load import load_document, with_merged_people


class Undoing:
    """What it comes to, as things stand now, to undo an import that changed a trip.

    Raise DocumentError where it can't be done.
    """

    def __init__(self, row: Import):
        self.row = row
        self.now = read_document(to_json(dump_trip(row.trip, access.SUPERUSER)))
        self.before = _known(row.before)

    @cached_property
    def differences(self) -> Differences:
        """What of the trip becomes different."""
        return compare(self.now, self.before)

    @cached_property
    def lost(self) -> list[str]:
        """What was changed here since the import, a line each: it is undone, too."""
        if self.row.after is None:
            return [_("It was not recorded what was changed here since: all of it is undone, too.")]
        since = compare(_known(self.row.after), self.now)
        return [
            *(_("%(what)s added") % {"what": words} for words in since.added),
            *since.changes_in_words(),
            *(_("%(what)s removed") % {"what": words} for words in since.removed),
            *(told(since.names.item(uid), _("private fields")) for uid in self._held_in_private()),
        ]

    def _held_in_private(self) -> list[str]:
        """Return the uids of those who go and of whom only the organizers know something."""
        stay = {person.uid for person in self.before.participants}
        members = self.row.trip.memberships.exclude(participant__uid__in=stay)
        return [
            member.participant.uid
            for member in members.select_related("participant")
            if any(getattr(member, name) for name in Membership.PRIVATE_FIELDS)
        ]

    @property
    def fingerprint(self) -> str:
        """Tell what is undone from what would be after a further change here."""
        parts = [str(self.row.pk), self.now.model_dump_json(by_alias=True), *self.lost]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@recorded(Reason.UNDO)
def undo_import(
    row: Import,
    *,
    discard: bool = False,
    organizer: User | None = None,
    viewer: access.Viewer = access.SUPERUSER,
) -> Changes:
    """Bring a trip back to what it was before its last import, and forget the import.

    What was changed here since is undone too, with `discard`; without, that is refused. What was
    removed comes back as it was: people in their places, with their links and what only
    organizers know of them. Raise ImportRefused where the import is not the last one or made the
    trip, and DocumentError where it can't be done.
    """
    # Who saves meanwhile waits here.
    trip = Trip.objects.select_for_update().get(pk=row.trip_id)
    if row != trip.imports.first():
        raise ImportRefused(_("Only the last import can be undone."))
    if row.before is None:
        raise ImportRefused(_("The import made this trip. To undo it, delete the trip."))
    undoing = Undoing(row)
    if undoing.lost and not discard:
        message = _(
            "This was changed here since the import and would be undone, too:\n%(changes)s\n"
            "To undo all of it, give --discard."
        )
        raise ImportRefused(message % {"changes": "\n".join(undoing.lost)})
    changes = load_document(
        undoing.before,
        replace=True,
        bring_back=True,
        author_name=author_of(organizer),
        user=organizer,
        viewer=viewer,
    )
    row.delete()
    return changes


def _known(dump: dict) -> Document:
    """Return a trip as it was recorded, with people who were merged since as who they are now."""
    return with_merged_people(read_document(to_json(dump)))
