"""Forgetting what was private: in the rows, and in their history."""

import datetime as dt

from django.db.models import Q

from people.history import DELETED, Reason, bulk_update, recording, records_of

from .models import Membership

EMPTY = dict.fromkeys(Membership.PRIVATE_FIELDS, "")


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
