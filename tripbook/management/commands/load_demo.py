import secrets

from django.utils.translation import gettext as _

from events.models import Organizer, Trip
from people.history import Reason, recorded
from people.models import User
from tripbook.demo import demo_document
from tripbook.interchange.load import load_document
from tripbook.management.base import TripCommand

USERNAME = "organizer"


class Command(TripCommand):
    help = "Load the demo trip anew, around today. Other trips are not touched."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="only in a database without users; make a superuser, too",
        )

    @recorded(Reason.IMPORT)
    def handle(self, *, if_empty, **options):
        if if_empty:
            if User.objects.exists():
                return
            self.make_superuser()
        document = demo_document()
        Trip.objects.filter(uid=document.trip.uid).delete()
        with self.refusing():
            trip = load_document(document, author_name="Arno Kask").trip
        trip.visibility = Trip.Visibility.PUBLIC
        trip.save()
        for user in User.objects.filter(is_superuser=True):
            Organizer.objects.create(trip=trip, user=user, role=Organizer.Role.OWNER)
        self.say(_("The demo trip is at /trips/%(slug)s/.") % {"slug": trip.slug})

    def make_superuser(self):
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser(USERNAME, password=password)
        self.say(_("Sign in at /admin/ as “%(name)s”.") % {"name": USERNAME})
        self.say(_("Password, shown only now: %(password)s") % {"password": password})
