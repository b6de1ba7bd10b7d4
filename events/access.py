"""Who may see what, and who may change it. Every page, feed and export asks here.

A viewer is anonymous, a member of a trip, an organizer of it, or a superuser. The rules are
`Q` objects, so that a list, a count and a single row are all filtered by the same words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import Q

# The roles of organizers who may change a trip.
EDITORS = ("owner", "editor")
NOTHING = Q(pk__in=[])


class Audience(StrEnum):
    """For whom a rendering of a trip is: the three levels of knowledge."""

    PUBLIC = "public"
    MEMBERS = "members"
    ORGANIZERS = "organizers"


@dataclass(frozen=True)
class Viewer:
    """Someone who looks at trips, with what they are on each of them.

    `roles` maps the ids of trips they organize to "owner", "editor" or "reader";
    `memberships` maps the ids of trips they joined to the id of their membership.
    `supposed` maps the ids of trips to a visibility that they are looked at with instead of their
    own: nobody is such a viewer, but an organizer looks through their eyes before they publish.
    """

    is_superuser: bool = False
    roles: Mapping[int, str] = field(default_factory=dict)
    memberships: Mapping[int, int] = field(default_factory=dict)
    supposed: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_anonymous(self) -> bool:
        return not (self.is_superuser or self.roles or self.memberships)


ANONYMOUS = Viewer()
SUPERUSER = Viewer(is_superuser=True)
# The membership of a member whom nobody knows: no row has this id.
SOMEBODY = 0


def audience(viewer: Viewer, trip_id: int) -> Audience:
    """Return how much of a trip the viewer knows, given that they may see it."""
    if viewer.is_superuser or trip_id in viewer.roles:
        return Audience.ORGANIZERS
    if trip_id in viewer.memberships:
        return Audience.MEMBERS
    return Audience.PUBLIC


def may_edit(viewer: Viewer, trip_id: int) -> bool:
    """Owners and editors change a trip; readers only see it."""
    return viewer.is_superuser or viewer.roles.get(trip_id) in EDITORS


def may_write(viewer: Viewer, trip_id: int) -> bool:
    """Members write in the notes of their trip, and so do its owners and editors."""
    return may_edit(viewer, trip_id) or trip_id in viewer.memberships


def may_manage(viewer: Viewer, trip_id: int) -> bool:
    """Owners also say who organizes a trip, and delete it."""
    return viewer.is_superuser or viewer.roles.get(trip_id) == "owner"


def may_see_private(viewer: Viewer, trip_id: int, membership_id: int) -> bool:
    """Private fields are for the trip's owners and editors, and for the person."""
    return may_edit(viewer, trip_id) or viewer.memberships.get(trip_id) == membership_id


def trips_seen_by(viewer: Viewer, trip: str = "") -> Q:
    """Trips that the viewer may see. `trip` is the path to the trip from the filtered model."""
    return _either(
        _organized(viewer, trip),
        _is(viewer, trip, "public"),
        _both(_joined(viewer, trip), _is(viewer, trip, "members")),
    )


def trips_edited_by(viewer: Viewer, trip: str = "") -> Q:
    """Trips whose content the viewer may change."""
    if viewer.is_superuser:
        return trips_organized_by(viewer, trip)
    edited = [trip_id for trip_id in viewer.roles if may_edit(viewer, trip_id)]
    return Q(**{_path(trip, "pk__in"): edited})


def trips_organized_by(viewer: Viewer, trip: str = "") -> Q:
    """Trips that the viewer organizes, as a reader too."""
    return _either(_organized(viewer, trip))


def sessions_seen_by(viewer: Viewer, session: str = "") -> Q:
    """Sessions that the viewer may see: ideas and members' sessions are not for the public."""
    trip = _path(session, "day__trip")
    for_all = Q(**{_path(session, "visibility"): "inherit"}) & ~Q(
        **{_path(session, "status"): "idea"}
    )
    return trips_seen_by(viewer, trip) & _either(for_all, *_insider(viewer, trip))


def memberships_seen_by(viewer: Viewer, membership: str = "") -> Q:
    """People of a trip who are listed for the viewer. A member sees themself, too."""
    trip = _path(membership, "trip")
    own = list(viewer.memberships.values())
    listed = _either(
        _organized(viewer, trip),
        Q(**{_path(membership, "listed_for"): "public"}),
        _both(_joined(viewer, trip), Q(**{_path(membership, "listed_for"): "members"})),
        Q(**{_path(membership, "pk__in"): own}) if own else None,
    )
    return trips_seen_by(viewer, trip) & listed


def attachments_seen_by(viewer: Viewer) -> Q:
    """Linked documents and notes: as visible as their trip, day or session, or for members."""
    for_all = Q(visibility="inherit")
    on_trip = trips_seen_by(viewer, "trip") & _either(for_all, *_insider(viewer, "trip"))
    on_day = trips_seen_by(viewer, "day__trip") & _either(for_all, *_insider(viewer, "day__trip"))
    on_session = sessions_seen_by(viewer, "session") & _either(
        for_all, *_insider(viewer, "session__day__trip")
    )
    return (
        (Q(trip__isnull=False) & on_trip)
        | (Q(day__isnull=False) & on_day)
        | (Q(session__isnull=False) & on_session)
    )


def notes_seen_by(viewer: Viewer) -> Q:
    """Notes, as all that is attached; one that is hidden is for the organizers alone."""
    organized = (
        trips_organized_by(viewer, "trip")
        | trips_organized_by(viewer, "day__trip")
        | trips_organized_by(viewer, "session__day__trip")
    )
    return attachments_seen_by(viewer) & (Q(is_hidden=False) | organized)


def announcements_seen_by(viewer: Viewer) -> Q:
    """What the organizers tell: for all who see the trip, or for members."""
    for_all = Q(visibility="inherit")
    return trips_seen_by(viewer, "trip") & _either(for_all, *_insider(viewer, "trip"))


def _path(*steps: str) -> str:
    return "__".join(step for step in steps if step)


# A rule that lets this viewer see nothing is None. It is left out of the query: most who look are
# visitors, and for them the rules of organizers and members would be most of its text.


def _either(*rules: Q | None) -> Q:
    """Return what one of the rules lets the viewer see."""
    found = [rule for rule in rules if rule is not None]
    return reduce(or_, found) if found else NOTHING


def _both(rule: Q | None, condition: Q) -> Q | None:
    return rule if rule is None else rule & condition


def _is(viewer: Viewer, trip: str, visibility: str) -> Q:
    """Return which trips have this visibility for the viewer."""
    stored = Q(**{_path(trip, "visibility"): visibility})
    if not viewer.supposed:
        return stored
    pk = _path(trip, "pk__in")
    supposed = [trip_id for trip_id, given in viewer.supposed.items() if given == visibility]
    return (stored & ~Q(**{pk: list(viewer.supposed)})) | Q(**{pk: supposed})


def _organized(viewer: Viewer, trip: str) -> Q | None:
    if viewer.is_superuser:
        return Q(**{_path(trip, "pk__isnull"): False})
    return Q(**{_path(trip, "pk__in"): list(viewer.roles)}) if viewer.roles else None


def _joined(viewer: Viewer, trip: str) -> Q | None:
    joined = list(viewer.memberships)
    return Q(**{_path(trip, "pk__in"): joined}) if joined else None


def _insider(viewer: Viewer, trip: str) -> tuple[Q | None, Q | None]:
    return _organized(viewer, trip), _joined(viewer, trip)
