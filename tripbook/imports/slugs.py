"""Addresses to suggest for a trip that is new."""

import re

from events.models import FormerSlug, Trip
from tripbook.interchange.document import Document
from tripbook.interchange.importing import slug_of


def suggested_slug(document: Document) -> str | None:
    """Return a free address in words of a trip's title, else with the month in which it begins.

    Of `韓國參訪 (2027/9/7–9/9)` nothing would be left but digits.
    """
    words = slug_of(document.trip.title)
    if re.search("[a-z]", words):
        return free_slug(words)
    dates = [day.date for day in document.days if day.date]
    return free_slug(f"trip-{min(dates):%Y-%m}" if dates else "trip")


def free_slug(wanted: str) -> str | None:
    """Return an address that no trip has or had: the wanted one, or with a number."""
    for number in range(1, 100):
        slug = wanted if number == 1 else f"{wanted[:56].rstrip('-')}-{number}"
        taken = Trip.objects.filter(slug=slug).exists()
        if not taken and not FormerSlug.objects.filter(slug=slug).exists():
            return slug
    return None
