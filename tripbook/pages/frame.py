"""What stands around the content of a trip's pages: who looks, and where they can go."""

from dataclasses import dataclass

from events.access import Audience, may_write
from events.models import Membership
from tripbook.loading import VisibleTrip


@dataclass(frozen=True)
class SeenAs:
    """As whom somebody sees a page, told only to who is more than a visitor."""

    member: str = ""
    organizer: str = ""
    trips: int = 0
    may_leave: bool = False


def frame(request, loaded: VisibleTrip, tab: str = "") -> dict:
    """Return what the templates of a trip's pages need beside their own.

    `tab` names the page where it is one of the trip's tabs.
    """
    member = membership_of(request.viewer, loaded)
    return {
        "trip": loaded.trip,
        "loaded": loaded,
        "tab": tab,
        "me": member,
        "may_write": may_write(request.viewer, loaded.trip.pk),
        "seen_as": seen_as(request, loaded, member),
    }


def membership_of(viewer, loaded: VisibleTrip) -> Membership | None:
    """Return what the viewer is on this trip, None if they did not join it."""
    joined = viewer.memberships.get(loaded.trip.pk)
    return next((m for m in loaded.memberships if m.pk == joined), None)


def seen_as(request, loaded: VisibleTrip, member: Membership | None) -> SeenAs | None:
    if loaded.audience == Audience.PUBLIC or request.eyes:
        return None
    organizes = loaded.audience == Audience.ORGANIZERS
    return SeenAs(
        member=member.participant.name if member else "",
        organizer=request.user.get_username() if organizes else "",
        may_leave=member is not None,
    )


def seen_as_anywhere(request) -> SeenAs | None:
    """Return as whom the viewer sees a page that is of no trip."""
    viewer = request.viewer
    if viewer.is_anonymous or request.eyes:
        return None
    organizes = viewer.is_superuser or viewer.roles
    return SeenAs(
        organizer=request.user.get_username() if organizes else "",
        trips=len(viewer.memberships),
        may_leave=bool(viewer.memberships),
    )
