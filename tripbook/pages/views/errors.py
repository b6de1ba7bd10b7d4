"""What somebody gets where nothing is, or where something went wrong.

Whatever they had written in a note comes back with it: it is never gone with the page.
"""

import re

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

from events.models import Trip

# Only what a trip's addresses all begin with: the rest of this one leads nowhere.
IN_A_TRIP = re.compile(r"/trips/(?P<slug>[-a-zA-Z0-9_]+)[/.]")


def not_found(request, exception):
    """Show the way back: to the trip whose address it is, if the viewer may see that trip."""
    context = {"trip": trip_of(request), "written": written_text(request)}
    return render(request, "404.html", context, status=404)


def not_allowed(request, exception):
    return render(request, "403.html", {"written": written_text(request)}, status=403)


def form_is_stale(request, reason=""):
    """Answer to a form without the right CSRF token: the page was open for too long."""
    return render(request, "403_csrf.html", {"written": written_text(request)}, status=403)


def server_error(request):
    return render(request, "500.html", {"written": written_text(request)}, status=500)


def written_text(request) -> str:
    """Return what was written in the form that was sent, if that can be read."""
    try:
        return request.POST.get("body", "")
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return ""


def bad_request(request, exception):
    """Say what to do about a form that is too large, or that can't be read at all."""
    is_too_large = isinstance(exception, RequestDataTooBig)
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000 if is_too_large else None
    context = {"limit": limit, "written": written_text(request)}
    return render(request, "400.html", context, status=413 if is_too_large else 400)


def trip_of(request) -> Trip | None:
    match = IN_A_TRIP.match(request.path_info)
    # A request that was refused early has no viewer yet.
    viewer = getattr(request, "viewer", None)
    if match is None or viewer is None:
        return None
    return Trip.objects.visible_to(viewer).filter(slug=match["slug"]).first()
