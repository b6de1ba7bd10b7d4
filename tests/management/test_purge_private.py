"""`purge_private`: what is private of the people of past trips is removed, and nothing else."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from events.models import Membership
from people.history import DELETED, records_of
from tests.factories import make_day, make_membership, make_trip
from tests.history import unrecorded

pytestmark = pytest.mark.django_db

PRIVATE = {name: f"private {name}" for name in Membership.PRIVATE_FIELDS}
TODAY = timezone.now().date()


def trip_that_ended(days_ago, slug):
    trip = make_trip(slug=slug)
    make_day(trip, TODAY - dt.timedelta(days=days_ago + 3))
    make_day(trip, TODAY - dt.timedelta(days=days_ago))
    make_membership(trip, f"Person of {slug}", **PRIVATE)
    return trip


def kept_of(trip) -> set[str]:
    """Return every private value of a trip's people that is still anywhere."""
    rows = [
        *Membership.objects.filter(trip=trip).values(*PRIVATE),
        *records_of(Membership).objects.filter(trip_id=trip.pk).values(*PRIVATE),
    ]
    return {value for row in rows for value in row.values() if value}


def test_a_trip_that_is_over_long_enough_loses_them_in_rows_and_history(capsys):
    over, recent = trip_that_ended(30, "over"), trip_that_ended(29, "recent")
    member = over.memberships.get()
    member.room = "an earlier room"
    member.save()
    call_command("purge_private")
    assert kept_of(over) == set()
    assert kept_of(recent) == set(PRIVATE.values())
    assert member.participant.name == "Person of over"
    assert unrecorded() == []
    assert capsys.readouterr() == (f"over\t{TODAY}\t1 person\tremoved\n", "")


def test_a_second_run_has_nothing_to_do(capsys):
    trip_that_ended(40, "over")
    call_command("purge_private")
    capsys.readouterr()
    call_command("purge_private")
    assert capsys.readouterr() == ("", "Nothing is due.\n")


def test_a_dry_run_says_what_is_due_and_what_comes_later_and_writes_nothing(capsys):
    over, recent = trip_that_ended(31, "over"), trip_that_ended(10, "recent")
    call_command("purge_private", "--dry-run")
    assert kept_of(over) == kept_of(recent) == set(PRIVATE.values())
    later = TODAY + dt.timedelta(days=20)
    assert capsys.readouterr().out == (
        f"over\t{TODAY - dt.timedelta(days=1)}\t1 person\tdue now\n"
        f"recent\t{later}\t1 person\tlater\n"
    )


def test_days_that_were_set_hold(settings, capsys):
    settings.PRIVATE_FIELDS_EXPIRE_DAYS = 5
    trip = trip_that_ended(5, "over")
    call_command("purge_private")
    assert kept_of(trip) == set()


def test_who_left_a_trip_is_forgotten_with_it():
    trip = trip_that_ended(30, "over")
    trip.memberships.get().delete()
    assert kept_of(trip) == set(PRIVATE.values())
    call_command("purge_private")
    assert kept_of(trip) == set()


@pytest.mark.parametrize(("days_ago", "is_kept"), [(29, True), (31, False)])
def test_who_was_deleted_from_any_trip_is_forgotten_as_long_after_that(days_ago, is_kept):
    """Until then who was deleted by mistake comes back whole."""
    trip = trip_that_ended(-100, "coming")
    trip.memberships.get().delete()
    then = timezone.now() - dt.timedelta(days=days_ago)
    records_of(Membership).objects.filter(history_type=DELETED).update(history_date=then)
    call_command("purge_private")
    assert bool(kept_of(trip)) == is_kept


def test_a_trip_without_days_keeps_them():
    trip = make_trip()
    make_membership(trip, **PRIVATE)
    call_command("purge_private")
    assert kept_of(trip) == set(PRIVATE.values())


def test_what_it_does_not_know_is_refused():
    with pytest.raises(CommandError, match="unrecognized arguments"):
        call_command("purge_private", "--dry-runs-please")
