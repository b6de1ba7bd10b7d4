"""Private fields are forgotten for good: in the rows and in their history."""

import datetime as dt

import pytest
from django.utils import timezone

from events.models import Membership
from events.retention import forget_deleted_members, forget_private_fields
from people.history import records_of
from tests.factories import make_membership, make_trip
from tests.history import told, unrecorded

pytestmark = pytest.mark.django_db

PRIVATE = {name: f"private {name}" for name in Membership.PRIVATE_FIELDS}


def kept() -> list[str]:
    """Return every private value that is still anywhere."""
    rows = [*Membership.objects.values(*PRIVATE), *records_of(Membership).objects.values(*PRIVATE)]
    return [value for row in rows for value in row.values() if value]


def test_private_fields_are_gone_from_the_rows_and_their_history():
    trip = make_trip()
    member = make_membership(trip, **PRIVATE)
    member.room = "another room"
    member.role = "lead"
    member.save()
    make_membership(trip, "Arno")
    assert forget_private_fields(trip.memberships.all()) == 1
    assert kept() == []
    assert told(member, "role", "room") == [
        ("+", "", "delegate", ""),
        ("~", "", "lead", ""),
        ("~", "privacy", "lead", ""),
    ]
    assert unrecorded() == []
    assert forget_private_fields(trip.memberships.all()) == 0
    assert len(told(member)) == 3


def test_members_of_other_trips_keep_theirs():
    other = make_membership(make_trip(), **PRIVATE)
    forget_private_fields(make_trip().memberships.all())
    other.refresh_from_db()
    assert {name: getattr(other, name) for name in PRIVATE} == PRIVATE


def test_what_was_emptied_before_is_forgotten_too():
    member = make_membership(make_trip(), **PRIVATE)
    for name in PRIVATE:
        setattr(member, name, "")
    member.save()
    assert forget_private_fields(Membership.objects.all()) == 0
    assert kept() == []


def test_members_who_were_deleted_are_forgotten_after_a_while():
    make_membership(make_trip(), **PRIVATE).delete()
    forget_deleted_members(deleted_before=timezone.now() - dt.timedelta(days=1))
    assert kept() != []
    forget_deleted_members(deleted_before=timezone.now())
    assert kept() == []
