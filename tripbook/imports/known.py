"""Whom an organizer knows: the people of the other trips that they organize."""

from collections.abc import Iterator

from events import access
from events.models import Membership, Trip
from tripbook.interchange.suggestions import KnownPerson


def known_people(user, trip: Trip | None) -> Iterator[KnownPerson]:
    """Yield the people of the trips that a user organizes as owner or editor."""
    trips = Trip.objects.filter(organizers__user=user, organizers__role__in=access.EDITORS).exclude(
        pk=trip and trip.pk
    )
    rows = Membership.objects.filter(trip__in=trips.order_by().values("pk"))
    rows = rows.select_related("participant__organization", "trip").order_by("-trip__created_at")
    seen = set()
    for row in rows:
        person = row.participant
        if person.uid in seen:
            continue
        seen.add(person.uid)
        yield KnownPerson.of(person, row.trip.title)
