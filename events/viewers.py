"""Who is looking: the viewer of a request."""

import datetime as dt

from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from .access import ANONYMOUS, SUPERUSER, Viewer
from .models import Membership, Organizer

SESSION_KEY = "memberships"
MEMBER_FOR = dt.timedelta(days=400)


def viewer_of(request) -> Viewer:
    """Return the viewer of a request: by its signed-in user, by the trips that it joined.

    A visitor without a session cookie costs no query.
    """
    if request.user.is_active and request.user.is_superuser:
        return SUPERUSER
    roles = Organizer.objects.roles_of(request.user) if request.user.is_authenticated else {}
    joined = request.session.get(SESSION_KEY, {})
    memberships = Membership.objects.joined(joined) if joined else {}
    if not (roles or memberships):
        return ANONYMOUS
    return Viewer(roles=roles, memberships=memberships)


def name_of(viewer: Viewer) -> str:
    """Return a name for what a viewer may see that tells nothing else of them; "" for visitors.

    Browsers keep a page for use without a network under this name, and no longer than it lasts.
    """
    if viewer.is_anonymous:
        return ""
    known = [viewer.is_superuser, sorted(viewer.roles.items()), sorted(viewer.memberships.items())]
    return salted_hmac("events.viewers", repr(known)).hexdigest()[:20]


def join(request, membership: Membership) -> None:
    """Let the holder of a join link in: this browser is the member from now on."""
    joined = dict(request.session.get(SESSION_KEY, {}))
    others = Membership.objects.filter(trip=membership.trip, uid__in=joined)
    for uid in others.values_list("uid", flat=True):
        del joined[uid]
    request.session.cycle_key()
    request.session[SESSION_KEY] = {**joined, membership.uid: membership.token_version}
    if not request.user.is_authenticated:
        # A link is opened weeks before the trip; an account signs in again after two weeks.
        request.session.set_expiry(MEMBER_FOR)


def leave(request) -> None:
    """Forget the trips that this browser joined."""
    if request.user.is_authenticated:
        request.session.pop(SESSION_KEY, None)
    else:
        # A visitor again, without a cookie.
        request.session.flush()


class ViewerMiddleware:
    """Set `request.viewer`, found out when a view first asks for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))
        return self.get_response(request)
