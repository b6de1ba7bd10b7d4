"""A member's way in, by a personal link, and out again."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from events import tokens, viewers
from events.models import Membership, Trip
from tripbook.clients import address_of
from tripbook.pages.rates import is_too_often

MOST_WRONG_LINKS = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, token):
    """Ask "Continue as NAME?". Only the answer lets somebody in: robots follow links, too."""
    membership = tokens.membership_of(token, tokens.JOIN)
    if membership is None:
        return no_such_link(request)
    is_open = membership.trip.visibility != Trip.Visibility.DRAFT
    if request.method == "POST" and is_open:
        viewers.join(request, membership)
        joined = Membership.objects.filter(pk=membership.pk, joined_at=None)
        joined.update(joined_at=timezone.now())
        has_schedule = membership.attendances.exists()
        return redirect(membership if has_schedule else membership.trip)
    context = {"membership": membership, "trip": membership.trip, "is_open": is_open}
    return keep_address(render(request, "pages/join.html", context))


def keep_address(response):
    """Let no other page get to know the address of this one: it is a key."""
    # "no-referrer" would be stricter, but browsers then send the form with "Origin: null", which
    # the CSRF check refuses.
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def no_such_link(request):
    """Answer to a link that opens nothing; to many of them in a minute, that it is too much.

    Links that are good always open: nobody can shut out the others behind the same address.
    """
    if is_too_often("link", address_of(request), most=MOST_WRONG_LINKS):
        return render(request, "429.html", status=429)
    raise Http404


@require_POST
def leave(request):
    """Stop being a member in this browser."""
    viewers.leave(request)
    response = redirect("pages:trip-list")
    # What was kept on the device, such as text that was not saved, is forgotten, too.
    response["Clear-Site-Data"] = '"storage"'
    return response
