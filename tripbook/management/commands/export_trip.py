from events.access import SUPERUSER
from tripbook.interchange.dump import dump_trip, to_json
from tripbook.management.base import TripCommand


class Command(TripCommand):
    help = "Print a trip in one of the formats of the whole trip, with all but private fields."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the trip's name in addresses")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *, slug, **options):
        trip = self.find_trip(slug)
        self.stdout.write(to_json(dump_trip(trip, SUPERUSER), indent=2), ending="")
