from django.utils import translation
from django.utils.translation import get_supported_language_variant

from events.access import SUPERUSER
from events.models import Trip
from tripbook.interchange.dump import dump_trip, to_json
from tripbook.loading import load_trip
from tripbook.management.base import TripCommand
from tripbook.pages.book import render_book


def as_json(trip: Trip) -> str:
    return to_json(dump_trip(trip, SUPERUSER), indent=2)


def as_html(trip: Trip) -> str:
    """Return the trip as one page, in the trip's language where the site speaks it."""
    try:
        language = get_supported_language_variant(trip.language)
    except LookupError:
        language = "en"
    with translation.override(language):
        html, _policy = render_book(load_trip(trip, SUPERUSER, bodies=True))
        return html


FORMATS = {"json": as_json, "html": as_html}


class Command(TripCommand):
    help = "Print a trip in one of the formats of the whole trip, with all but private fields."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the trip's name in addresses")
        parser.add_argument("--format", choices=FORMATS, default="json")

    def handle(self, *, slug, **options):
        trip = self.find_trip(slug)
        self.stdout.write(FORMATS[options["format"]](trip), ending="")
