"""How every page of a trip begins: by the trip that its address names, if the viewer may see it."""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.access import Viewer
from events.models import FormerSlug, Membership, Trip
from events.viewers import name_of

from .scripts import open_to_scripts


def trip_page(view):
    """Call the view with the trip instead of its slug; what the viewer may not see is a 404.

    An address with a former slug leads to the same page under the present one.
    """
    return require_safe(_with_trip(view))


def trip_form(view):
    """Do what `trip_page` does for a page with a form that is sent back to it."""
    return require_http_methods(["GET", "HEAD", "POST"])(_with_trip(view))


def trip_action(view):
    """Do what `trip_page` does for an address that forms are sent to and that shows nothing."""
    return require_POST(_with_trip(view))


def _with_trip(view):
    @wraps(view)
    def page(request, slug, **rest):
        trips = Trip.objects.visible_to(request.viewer)
        trip = trips.filter(slug=slug).first()
        if trip is not None:
            suppose(trip, request.viewer)
            try:
                return name_viewer(view(request, trip, **rest), request.viewer)
            except Http404:
                if (uid := _uid_now(trip, request.viewer, rest.get("uid"))) is None:
                    raise
                return _moved(request, trip, uid=uid)
        former = FormerSlug.objects.filter(slug=slug, trip__in=trips).select_related("trip").first()
        if former is not None:
            return _moved(request, former.trip)
        raise Http404

    return page


def suppose(trip: Trip, viewer: Viewer) -> None:
    """Let a trip that is looked at before it is published be as it will be."""
    trip.visibility = viewer.supposed.get(trip.pk, trip.visibility)


def _uid_now(trip: Trip, viewer: Viewer, uid: str | None) -> str | None:
    """Return the uid of a person whom the viewer sees and who was merged with the one of `uid`."""
    if uid is None:
        return None
    people = Membership.objects.visible_to(viewer).filter(trip=trip)
    merged = people.filter(participant__former_uids__uid=uid)
    return merged.values_list("participant__uid", flat=True).first()


def _moved(request, trip: Trip, **moved) -> HttpResponsePermanentRedirect:
    """Lead to the same page of a trip whose slug has changed, or to what has `moved` in it."""
    match = request.resolver_match
    names = {**match.captured_kwargs, "slug": trip.slug, **moved}
    path = reverse(match.view_name, kwargs=names)
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
    if request.method == "POST":
        # Browsers make a GET of any other redirect, and what was written would be gone.
        response.status_code = 308
    return open_to_scripts(response, trip)


def name_viewer(response, viewer: Viewer):
    """Tell the service worker for whom a page is, so that nobody else finds it kept."""
    if name := name_of(viewer):
        response["X-Viewer"] = name
    return response
