"""The list of trips: now, upcoming, past."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.db.models import F, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.models import Trip
from tripbook.pages.frame import seen_as_anywhere
from tripbook.pages.opening import name_viewer, suppose

PAST_PER_PAGE = 50
ONE_DAY = dt.timedelta(days=1)


@require_safe
def trip_list(request):
    now = timezone.now()
    trips = Trip.objects.visible_to(request.viewer).with_dates()
    current, upcoming = current_and_upcoming(trips, now)
    past = trips.exclude(pk__in=[trip.pk for trip in (*current, *upcoming)])
    pages = Paginator(past.order_by("-ends_on", "-starts_on", "pk"), PAST_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    for trip in (*current, *upcoming, *page):
        suppose(trip, request.viewer)
    context = {
        "current": current if page.number == 1 else [],
        "upcoming": upcoming if page.number == 1 else [],
        "page": page,
        "seen_as": seen_as_anywhere(request),
    }
    return name_viewer(render(request, "pages/trip_list.html", context), request.viewer)


def current_and_upcoming(trips, now: dt.datetime) -> tuple[list[Trip], list[Trip]]:
    """Return the trips under way and those to come, each by the date in its own time zone.

    A trip without days is still to come.
    """
    # No place on Earth is more than a day behind UTC.
    not_long_over = Q(ends_on__gte=now.astimezone(dt.UTC).date() - ONE_DAY)
    found = trips.filter(not_long_over | Q(ends_on__isnull=True))
    current, upcoming = [], []
    for trip in found.order_by(F("starts_on").asc(nulls_last=True), "pk"):
        today = now.astimezone(ZoneInfo(trip.timezone)).date()
        if trip.starts_on is None or today < trip.starts_on:
            upcoming.append(trip)
        elif today <= trip.ends_on:
            current.append(trip)
    return current, upcoming
