from pathlib import Path

from tripbook.interchange.importing import import_document
from tripbook.management.base import TripCommand


class Command(TripCommand):
    help = "Write a trip document (JSON) into the trip with its uid, or into a copy of it."

    def add_arguments(self, parser):
        parser.add_argument("file", help="a trip document, or - for standard input")
        parser.add_argument(
            "--as", dest="copy_as", metavar="SLUG", help="make a copy with new uids at this address"
        )
        parser.add_argument("--replace", action="store_true", help="delete what the document lacks")
        parser.add_argument("--organizer", metavar="USERNAME", help="who owns the trip")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and change nothing"
        )

    def handle(self, *, file, copy_as, replace, organizer, dry_run, **options):
        data = self.read_file(file)
        user = self.find_user(organizer)
        with self.refusing(file):
            changes = import_document(
                data=data,
                file_name=Path(file).name,
                copy_as=copy_as,
                replace=replace,
                organizer=user,
                dry_run=dry_run,
            )
        self.say_changes(changes, dry_run=dry_run)
