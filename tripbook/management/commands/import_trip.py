from pathlib import Path

from django.utils.translation import gettext as _

from notes.models import Import
from tripbook.interchange.changes import Changes
from tripbook.interchange.comparing import compare
from tripbook.interchange.importing import ImportRefused, import_document
from tripbook.interchange.intake import import_programme
from tripbook.interchange.readers import kind_of_file
from tripbook.interchange.updating import FILE, changes_in_words
from tripbook.management.base import TripCommand, zone

SIDES = {"file": "note", "here": "here", None: None}


class Command(TripCommand):
    help = (
        "Write a trip document (JSON) into the trip with its uid, or into a copy of it; or bring "
        "a calendar, a sheet or a conference schedule into a trip."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file",
            help="a trip document, a calendar (.ics), a sheet (.csv) or a conference schedule "
            "(schedule.json or .xml); - for standard input",
        )
        parser.add_argument(
            "--as", dest="copy_as", metavar="SLUG", help="make a new trip at this address"
        )
        parser.add_argument(
            "--into", metavar="SLUG", help="the trip that a calendar, sheet or schedule is for"
        )
        parser.add_argument(
            "--timezone",
            metavar="ZONE",
            type=zone,
            help="of a new trip, where the file doesn't say it, such as Asia/Seoul",
        )
        parser.add_argument(
            "--replace", action="store_true", help="delete what a trip document lacks"
        )
        parser.add_argument(
            "--prefer",
            choices=["file", "here"],
            help="what holds where a changed file and the trip differ; without it, that is refused",
        )
        parser.add_argument(
            "--remove", action="store_true", help="remove what is no longer in a changed file"
        )
        parser.add_argument("--organizer", metavar="USERNAME", help="who owns the trip")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and change nothing"
        )

    def handle(self, *, file, organizer, dry_run, **options):
        data = self.read_file(file)
        source = {
            "data": data,
            "file_name": Path(file).name,
            "organizer": self.find_user(organizer),
            "dry_run": dry_run,
        }
        self.tell_reading(file)
        with self.refusing(file):
            is_document = kind_of_file(data, file) == Import.Format.DOCUMENT
            take = self.take_document if is_document else self.take_programme
            changes = take(file, source, **options)
        self.say_changes(changes, dry_run=dry_run)

    def take_document(self, file, source, *, copy_as, replace, **options) -> Changes:
        for name in ("into", "timezone", "prefer", "remove"):
            if options[name]:
                message = _(
                    "--%(option)s is for calendars, sheets and schedules. A trip document says "
                    "itself which trip it is, and what is in it; --as makes a copy."
                )
                raise ImportRefused(message % {"option": name})
        done = import_document(copy_as=copy_as, replace=replace, **source)
        if source["dry_run"]:
            for line in done.differences().lines():
                self.say(line)
        return done.changes

    def take_programme(self, file, source, *, copy_as, into, replace, **options) -> Changes:
        if replace:
            raise ImportRefused(
                _("--replace is for trip documents. --remove removes what left the file.")
            )
        if copy_as and into:
            raise ImportRefused(_("Give --into or --as, not both."))
        done = import_programme(
            into=self.find_trip(into) if into else None,
            new_slug=copy_as,
            timezone=options["timezone"],
            prefer=SIDES[options["prefer"]],
            remove=options["remove"],
            **source,
        )
        for problem in done.reading.warnings:
            self.say(f"{file}: {problem}")
        if done.merged is not None:
            for line in changes_in_words(done.merged, FILE):
                self.say(line)
        elif source["dry_run"]:
            for line in compare(None, done.reading.document).lines():
                self.say(line)
        return done.changes or Changes(done.trip)
