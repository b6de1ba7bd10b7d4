"""A member's way in, by a personal link, and out again."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from events import tokens, viewers
from events.models import Trip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, token):
    """Ask "Continue as NAME?". Only the answer lets somebody in: robots follow links, too."""
    membership = tokens.membership_of(token, tokens.JOIN)
    if membership is None:
        raise Http404
    is_open = membership.trip.visibility != Trip.Visibility.DRAFT
    if request.method == "POST" and is_open:
        viewers.join(request, membership)
        return redirect(membership.trip)
    context = {"membership": membership, "trip": membership.trip, "is_open": is_open}
    response = render(request, "pages/join.html", context)
    # The address is a key, so no other page gets to know it. "no-referrer" would be stricter,
    # but browsers then send the form with "Origin: null", which the CSRF check refuses.
    response["Referrer-Policy"] = "strict-origin"
    return response


@require_POST
def leave(request):
    """Stop being a member in this browser."""
    viewers.leave(request)
    return redirect("pages:trip-list")
