"""The trip in people's calendars: how to subscribe, and a member's private calendar."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events import tokens
from events.access import Viewer
from events.models import Trip
from tripbook.interchange import ical
from tripbook.loading import load_trip
from tripbook.pages.calendars import subscription
from tripbook.pages.files import file_response
from tripbook.pages.frame import frame
from tripbook.pages.opening import trip_page

OWN = "?only=own"


@trip_page
def subscribe(request, trip):
    loaded = load_trip(trip, request.viewer, sessions=Q(pk__in=[]))
    context = frame(request, loaded)
    is_public = trip.visibility == Trip.Visibility.PUBLIC
    context["download"] = ical.TRIP.address(trip)
    context["public"] = subscription(context["download"], trip.title) if is_public else None
    if member := context["me"]:
        path = tokens.feed_path(member)
        context["whole"] = subscription(path, trip.title)
        context["own"] = subscription(f"{path}{OWN}", f"{trip.title} – {member.participant.name}")
    return render(request, "pages/subscribe.html", context)


@require_safe
def feed(request, token):
    """Answer with what the member whose address this is may see: calendars send no cookies."""
    member = tokens.membership_of(token, tokens.FEED)
    if member is None:
        raise Http404
    viewer = Viewer(memberships={member.trip_id: member.pk})
    trip = get_object_or_404(Trip.objects.visible_to(viewer), pk=member.trip_id)
    loaded = load_trip(trip, viewer)
    only_own = request.GET.get("only") == "own"
    response = file_response(
        request,
        ical.write_feed(loaded, member, only_own=only_own),
        media_type=ical.MEDIA_TYPE,
        name=ical.TRIP.file_name(loaded),
        plain_name=f"{trip.slug}.ics",
        is_download=False,
    )
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    return response
