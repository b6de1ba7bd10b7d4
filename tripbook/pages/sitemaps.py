"""What search engines find: the pages of public trips, each with when it changed last."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max

from events import access
from events.models import Day, Session, Trip
from notes.models import PATHS_TO_TRIP, Note
from tripbook.loading import changes_of

# Robots have no account and no join link, whoever sends them.
NOBODY = access.ANONYMOUS


class PublicPages(Sitemap):
    """Pages at the address of the site, whatever host the request came to."""

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def lastmod(self, item):
        return item.updated_at


class TripPages(PublicPages):
    def items(self):
        trips = list(Trip.objects.visible_to(NOBODY).order_by("pk"))
        # The page of a trip is its whole programme, and changes with any part of it.
        changes = changes_of(trips, NOBODY)
        for trip in trips:
            trip.updated_at = changes[trip.pk]
        return trips


class DayPages(PublicPages):
    def items(self):
        seen = access.sessions_seen_by(NOBODY, "sessions")
        days = Day.objects.filter(access.trips_seen_by(NOBODY, "trip")).select_related("trip")
        newest = Max("sessions__updated_at", filter=seen)
        return days.annotate(session_updated_at=newest).order_by("pk")

    def lastmod(self, item):
        return max(item.updated_at, item.session_updated_at or item.updated_at)


class SessionPages(PublicPages):
    def items(self):
        return Session.objects.visible_to(NOBODY).select_related("day__trip").order_by("pk")


class NotePages(PublicPages):
    def items(self):
        notes = Note.objects.visible_to(NOBODY).exclude(body="").defer("body").order_by("pk")
        return notes.select_related(*PATHS_TO_TRIP)


SITEMAPS = {"trips": TripPages, "days": DayPages, "sessions": SessionPages, "notes": NotePages}
