"""Forgetting what was private: in the rows, and in their history."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from people.history import DELETED, Reason, bulk_update, recording, records_of

from .models import Membership, Trip

EMPTY = dict.fromkeys(Membership.PRIVATE_FIELDS, "")


@dataclass(frozen=True)
class Removal:
    """The private fields of a trip's members: when they are removed, and of how many people."""

    trip: Trip
    on: dt.date
    people: int


def removal_date(last_day: dt.date | None) -> dt.date | None:
    """Return when the private fields of a trip with this last day are removed; None: never."""
    return last_day and last_day + dt.timedelta(days=settings.PRIVATE_FIELDS_EXPIRE_DAYS)


def removals() -> list[Removal]:
    """Return what is still to be removed, due or not, of every trip that has days."""
    trips = Trip.objects.with_dates().filter(ends_on__isnull=False).order_by("ends_on", "pk")
    found = [
        Removal(trip, removal_date(trip.ends_on), len(ids_with_private_fields(trip)))
        for trip in trips
    ]
    return [removal for removal in found if removal.people]


def ids_with_private_fields(trip: Trip) -> set[int]:
    """Return the ids of members, deleted ones too, of whom the trip or its history knows some."""
    rows = [trip.memberships.all(), records_of(Membership).objects.filter(trip_id=trip.pk)]
    return set().union(*(r.exclude(**EMPTY).order_by().values_list("id", flat=True) for r in rows))


@transaction.atomic
def remove_private_fields(trip: Trip) -> None:
    """Empty the private fields of all who are or were members of a trip, for good."""
    # Who saves meanwhile waits here.
    Trip.objects.select_for_update().get(pk=trip.pk)
    forget_private_fields(trip.memberships.all())
    _forget_records(Q(trip_id=trip.pk))


def forget_private_fields(memberships) -> int:
    """Empty the private fields of these members for good; return how many had some.

    That it was done stays in their history, what the fields held does not.
    """
    members = list(memberships)
    holders = [m for m in members if any(getattr(m, name) for name in EMPTY)]
    for membership in holders:
        for name in EMPTY:
            setattr(membership, name, "")
    with recording(reason=Reason.PRIVACY):
        bulk_update(holders, EMPTY)
    _forget_records(Q(id__in=[membership.pk for membership in members]))
    return len(holders)


def forget_deleted_members(*, deleted_before: dt.datetime) -> None:
    """Empty the private fields in the history of members who were deleted before an instant."""
    deletions = records_of(Membership).objects.filter(
        history_type=DELETED, history_date__lt=deleted_before
    )
    gone = deletions.exclude(id__in=Membership.objects.values("pk")).order_by().values("id")
    _forget_records(Q(id__in=gone))


def _forget_records(of_members: Q) -> None:
    records_of(Membership).objects.filter(of_members).update(**EMPTY)
