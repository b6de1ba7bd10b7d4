"""Remove the private fields of members of trips that are over: to be run once a day."""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.retention import forget_deleted_members, removals, remove_private_fields
from tripbook.management.base import TripCommand


class Command(TripCommand):
    help = (
        "Removes what is private of the members (e-mail, phone, diet, room …) of trips whose last "
        "day is PRIVATE_FIELDS_EXPIRE_DAYS ago, also from the history. Prints a line for each."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="only say what is due, and what comes later"
        )

    def handle(self, *, dry_run, **options):
        now = timezone.now()
        found = removals()
        due = [removal for removal in found if removal.on <= now.date()]
        for removal in due:
            if not dry_run:
                remove_private_fields(removal.trip)
            self._print(removal, _("due now") if dry_run else _("removed"))
        if dry_run:
            for removal in found[len(due) :]:
                self._print(removal, _("later"))
            self.say(_("This was a trial: nothing was written."))
        else:
            # Until then who deleted a member by mistake can bring them back whole.
            keep = dt.timedelta(days=settings.PRIVATE_FIELDS_EXPIRE_DAYS)
            forget_deleted_members(deleted_before=now - keep)
        if not due:
            self.say(_("Nothing is due."))

    def _print(self, removal, state: str) -> None:
        people = ngettext("%(number)d person", "%(number)d people", removal.people)
        told = people % {"number": removal.people}
        self.stdout.write(f"{removal.trip.slug}\t{removal.on}\t{told}\t{state}")
