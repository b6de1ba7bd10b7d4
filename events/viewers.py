"""Who is looking: the viewer of a request, and whose eyes an organizer looks through.

An organizer may look at the pages of the site as the public or a member of their trip would see
them. Nothing is written then, and the admin stays as it is.
"""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from .access import ANONYMOUS, SOMEBODY, SUPERUSER, Audience, Viewer, audience, may_edit
from .models import Membership, Organizer, Trip

SESSION_KEY = "memberships"
MEMBER_FOR = dt.timedelta(days=400)
EYES_KEY = "eyes"
EYES_FOR = dt.timedelta(hours=1)
READS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Eyes:
    """Through whose eyes an organizer looks at a trip: the public's, or a member's."""

    trip: Trip
    is_member: bool
    member: Membership | None = None
    """Who it is; without one, somebody who joined and whom nobody knows."""

    @property
    def is_ahead(self) -> bool:
        """Can those whose eyes these are not see the trip yet?"""
        return self.trip.visibility != self._visibility

    @property
    def viewer(self) -> Viewer:
        supposed = {self.trip.pk: self._visibility} if self.is_ahead else {}
        if not self.is_member:
            return Viewer(supposed=supposed)
        member_id = self.member.pk if self.member else SOMEBODY
        return Viewer(memberships={self.trip.pk: member_id}, supposed=supposed)

    @property
    def _visibility(self) -> str:
        if not self.is_member:
            return Trip.Visibility.PUBLIC
        is_draft = self.trip.visibility == Trip.Visibility.DRAFT
        return Trip.Visibility.MEMBERS if is_draft else self.trip.visibility


def look_as(request, trip: Trip, *, is_member: bool, member: Membership | None = None) -> None:
    """Look at the site through other eyes from now on, for a while."""
    until = timezone.now() + EYES_FOR
    request.session[EYES_KEY] = {
        "trip": trip.pk,
        "is_member": is_member,
        "member": member and member.pk,
        "until": until.timestamp(),
    }


def look_as_oneself(request) -> None:
    request.session.pop(EYES_KEY, None)


def eyes_of(request) -> Eyes | None:
    """Return whose eyes are looked through; None for everybody but organizers who want it so.

    Who organizes the trip no more, or may not see what that member sees, is themself again.
    """
    wanted = None if _is_in_admin(request) else request.session.get(EYES_KEY)
    if wanted is None or wanted["until"] < timezone.now().timestamp():
        return None
    trip = Trip.objects.filter(pk=wanted["trip"]).first()
    own = own_viewer_of(request)
    if trip is None or audience(own, trip.pk) != Audience.ORGANIZERS:
        return None
    if wanted["member"] is None:
        return Eyes(trip, wanted["is_member"])
    members = trip.memberships.select_related("participant")
    member = members.filter(pk=wanted["member"]).first()
    if member is None or not may_edit(own, trip.pk):
        return None
    return Eyes(trip, is_member=True, member=member)


def viewer_of(request) -> Viewer:
    """Return as whom a request is answered: as who sends it, or as those whose eyes they take."""
    return request.eyes.viewer if request.eyes else own_viewer_of(request)


def own_viewer_of(request) -> Viewer:
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
    """Set `request.viewer` and `request.eyes`, found out when a view first asks for them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.eyes = SimpleLazyObject(lambda: eyes_of(request))
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))
        writes = request.method not in READS and request.path != reverse("set-language")
        if writes and request.eyes:
            raise PermissionDenied
        response = self.get_response(request)
        if not _is_in_admin(request) and EYES_KEY in request.session:
            # Neither a browser nor its service worker keeps what others would see.
            response["Cache-Control"] = "no-store"
        return response


def _is_in_admin(request) -> bool:
    return request.path.startswith(reverse("admin:index"))
