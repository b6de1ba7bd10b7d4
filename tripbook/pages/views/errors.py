"""What somebody gets at an address where there is nothing, and for what can't be read."""

import re

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render

from events.models import Trip

# Only what a trip's addresses all begin with: the rest of this one leads nowhere.
IN_A_TRIP = re.compile(r"/trips/(?P<slug>[-a-zA-Z0-9_]+)[/.]")


def not_found(request, exception):
    """Show the way back: to the trip whose address it is, if the viewer may see that trip."""
    return render(request, "404.html", {"trip": trip_of(request)}, status=404)


def bad_request(request, exception):
    """Say what to do about a form that is too large, or that can't be read at all."""
    is_too_large = isinstance(exception, RequestDataTooBig)
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000 if is_too_large else None
    return render(request, "400.html", {"limit": limit}, status=413 if is_too_large else 400)


def trip_of(request) -> Trip | None:
    match = IN_A_TRIP.match(request.path_info)
    # A request that was refused early has no viewer yet.
    viewer = getattr(request, "viewer", None)
    if match is None or viewer is None:
        return None
    return Trip.objects.visible_to(viewer).filter(slug=match["slug"]).first()
