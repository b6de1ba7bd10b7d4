"""The programme of a trip: all of it, a day, a session."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from events.access import Audience
from tripbook.interchange import jsonld
from tripbook.loading import VisibleTrip, load_trip
from tripbook.pages.changes import lately_changed
from tripbook.pages.chat import day_text, session_text
from tripbook.pages.formats import OF_THE_WHOLE_TRIP
from tripbook.pages.frame import frame
from tripbook.pages.maps import map_links
from tripbook.pages.now import card
from tripbook.pages.opening import trip_page
from tripbook.pages.programme import (
    day_heading,
    day_in_short,
    in_short,
    item_of,
    plan,
    trip_in_short,
    when_in_full,
)
from tripbook.pages.writing import may_take_notes

# So many names, each as tall as a finger, would stand before all that follows: they are folded.
CROWD = 12


@trip_page
def trip_detail(request, trip):
    loaded = load_trip(trip, request.viewer)
    now = timezone.now()
    shared = frame(request, loaded, "itinerary")
    context = {
        **shared,
        "days": plan(loaded, now),
        "card": card(loaded, now, shared["me"]),
        "changed": lately_changed(loaded, now),
        "description": trip_in_short(loaded),
        "structured": jsonld.of_trip(loaded) if is_for_everyone(loaded) else None,
        "formats": [(file_format, file_format.entrance(trip)) for file_format in OF_THE_WHOLE_TRIP],
    }
    return render(request, "pages/trip_detail.html", context)


@trip_page
def day_detail(request, trip, date):
    goes_on = Q(day__date__lt=date, end_date__gte=date)
    loaded = load_trip(trip, request.viewer, sessions=Q(day__date=date) | goes_on)
    days = plan(loaded, timezone.now())
    shown = next((day for day in days if day.day.date == date), None)
    if shown is None:
        raise Http404
    context = {
        **frame(request, loaded),
        "days": days,
        "shown": shown,
        "heading": day_heading(shown.day),
        "description": day_in_short(shown),
        "chat": day_text(shown),
    }
    return render(request, "pages/day_detail.html", context)


@trip_page
def session_detail(request, trip, uid):
    whole_day = Q(day__sessions__uid=uid)
    loaded = load_trip(trip, request.viewer, sessions=whole_day)
    position = next((i for i, s in enumerate(loaded.sessions) if s.uid == uid), None)
    if position is None:
        raise Http404
    session = loaded.sessions[position]
    shared = frame(request, loaded)
    context = {
        **shared,
        "session": session,
        "may_take_notes": may_take_notes(session, shared["me"]),
        "item": item_of(session, len(loaded.memberships)),
        "is_crowd": len(session.going) > CROWD,
        "when_in_full": when_in_full(session),
        "description": in_short(session),
        "structured": jsonld.of_session(loaded, session) if is_for_everyone(loaded) else None,
        "maps": map_links(session.place) if session.place else [],
        "chat": session_text(session, len(loaded.memberships)),
        "earlier": loaded.sessions[position - 1] if position else None,
        "later": next(iter(loaded.sessions[position + 1 :]), None),
    }
    return render(request, "pages/session_detail.html", context)


def is_for_everyone(loaded: VisibleTrip) -> bool:
    """Is it what search engines see, too? What members see is not for them."""
    return loaded.audience == Audience.PUBLIC
