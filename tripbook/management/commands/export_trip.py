from django.utils import translation
from django.utils.translation import gettext as _

from events.access import SUPERUSER
from tripbook.interchange.exporting import Format, language_of
from tripbook.management.base import TripCommand, refusal
from tripbook.pages.formats import OF_THE_WHOLE_TRIP

FORMATS = {file_format.name: file_format for file_format in OF_THE_WHOLE_TRIP}


class Command(TripCommand):
    help = "Print a trip in one of the formats of the whole trip, with all but private fields."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the trip's name in addresses")
        parser.add_argument("--format", choices=FORMATS, default="json")
        for file_format in OF_THE_WHOLE_TRIP:
            if option := file_format.option:
                parser.add_argument(
                    f"--{option.name}",
                    choices=option.values,
                    help=f"with --format {file_format.name}",
                )

    def handle(self, *, slug, **options):
        trip = self.find_trip(slug)
        file_format = FORMATS[options["format"]]
        part = self.part_of(file_format, options)
        loaded = file_format.load(trip, SUPERUSER, **part)
        with translation.override(language_of(trip)):
            data = file_format.write(loaded, **part)
        self.stdout.write(data.decode(), ending="")

    def part_of(self, file_format: Format, options) -> dict[str, str]:
        """Return the chosen option of the format; refuse one that is another format's."""
        for other in OF_THE_WHOLE_TRIP:
            option = other.option
            if option and options[option.name] is not None and option != file_format.option:
                raise refusal(
                    _("--%(option)s goes with --format %(format)s.")
                    % {"option": option.name, "format": other.name}
                )
        option = file_format.option
        return {option.name: option.read(options[option.name])} if option else {}
