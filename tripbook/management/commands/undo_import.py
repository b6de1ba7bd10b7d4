from django.db import transaction
from django.utils.translation import gettext as _

from tripbook.interchange.undoing import undo_import
from tripbook.management.base import TripCommand, refusal


class Command(TripCommand):
    help = "Brings a trip back to what it was before its last import, and forgets the import."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the trip's address")
        parser.add_argument(
            "--discard",
            action="store_true",
            help="undo also what was changed here since the import; without it, that is refused",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and change nothing"
        )

    def handle(self, *, slug, discard, dry_run, **options):
        row = self.find_trip(slug).imports.first()
        if row is None:
            raise refusal(_("Nothing was imported into “%(slug)s”.") % {"slug": slug})
        with self.refusing(), transaction.atomic():
            changes = undo_import(row, discard=discard)
            transaction.set_rollback(dry_run)
        told = _("Undone: the import of “%(name)s” on %(date)s.")
        self.say(told % {"name": row.source_name, "date": f"{row.created_at:%Y-%m-%d %H:%M} UTC"})
        self.say_changes(changes, dry_run=dry_run)
