"""What always holds of a trip, whoever changes it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import ProtectedError

from events.models import Day, FormerSlug, Organizer, Session, Trip
from events.schedule import NonexistentTimeError
from people.models import Organization
from tests.factories import make_day, make_membership, make_place, make_session, make_trip

pytestmark = pytest.mark.usefixtures("recorded")

MORNING = dt.time(9, 30)


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


def test_a_day_with_sessions_is_not_deleted():
    session = make_session()
    with pytest.raises(ProtectedError):
        session.day.delete()
    assert Session.objects.count() == 1


def test_a_trip_is_deleted_with_all_that_stands_under_it():
    session = make_session()
    session.day.trip.delete()
    assert (Trip.objects.count(), Day.objects.count(), Session.objects.count()) == (0, 0, 0)


def test_many_trips_are_deleted_with_their_sessions():
    make_session()
    Trip.objects.all().delete()
    assert Session.objects.count() == 0


def test_a_session_knows_its_instants():
    day = make_day(make_trip(timezone="Asia/Seoul"), date=dt.date(2018, 11, 7))
    session = make_session(day, start=dt.time(10), end=dt.time(11, 30))
    session.refresh_from_db()
    assert (session.starts_at, session.ends_at) == (
        utc(2018, 11, 7, 1),
        utc(2018, 11, 7, 2, 30),
    )


def test_a_days_own_zone_counts_more_than_the_trips():
    day = make_day(
        make_trip(timezone="Asia/Seoul"), date=dt.date(2018, 11, 7), timezone="Europe/Tallinn"
    )
    assert make_session(day, start=dt.time(10)).starts_at == utc(2018, 11, 7, 8)


def test_a_changed_zone_of_the_trip_moves_the_sessions():
    trip = make_trip(timezone="Asia/Seoul")
    session = make_session(make_day(trip, date=dt.date(2018, 11, 7)), start=dt.time(10))
    trip.timezone = "Asia/Taipei"
    trip.save()
    session.refresh_from_db()
    assert (session.starts_at, session.sequence) == (utc(2018, 11, 7, 2), 1)


def test_a_moved_day_takes_its_sessions_along():
    day = make_day(make_trip(timezone="Asia/Seoul"), date=dt.date(2018, 11, 7))
    session = make_session(day, start=dt.time(22), end=dt.time(1), end_date=dt.date(2018, 11, 8))
    day.date = dt.date(2018, 11, 10)
    day.full_clean()
    day.save()
    session.refresh_from_db()
    assert session.end_date == dt.date(2018, 11, 11)
    assert (session.starts_at, session.ends_at) == (utc(2018, 11, 10, 13), utc(2018, 11, 10, 16))


def test_a_day_is_not_moved_to_a_date_where_a_session_cannot_be():
    day = make_day(make_trip(timezone="Europe/Tallinn"), date=dt.date(2026, 3, 28))
    make_session(day, title="Night shift", start=dt.time(3, 30))
    day.date = dt.date(2026, 3, 29)
    with pytest.raises(ValidationError, match="Night shift: 03:30 does not exist"):
        day.full_clean()
    with pytest.raises(NonexistentTimeError), transaction.atomic():
        day.save()
    day.refresh_from_db()
    assert day.date == dt.date(2026, 3, 28)


def test_a_trip_is_not_moved_to_a_zone_where_a_session_cannot_be():
    trip = make_trip(timezone="Asia/Seoul")
    make_session(make_day(trip, date=dt.date(2026, 3, 29)), start=dt.time(3, 30))
    trip.timezone = "Europe/Tallinn"
    with pytest.raises(ValidationError, match="does not exist"):
        trip.full_clean()


def test_a_session_does_not_end_before_it_starts():
    session = make_session(start=MORNING)
    session.end = dt.time(9)
    with pytest.raises(ValidationError, match="cannot end before it starts"):
        session.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        session.save()


def test_a_session_does_not_end_before_its_day():
    session = make_session()
    session.end_date = session.day.date - dt.timedelta(1)
    with pytest.raises(ValidationError, match="cannot end before its day"):
        session.full_clean()


def test_a_flight_lands_earlier_by_the_clock():
    day = make_day(make_trip(timezone="Asia/Taipei"), date=dt.date(2026, 11, 26))
    flight = make_session(
        day, start=dt.time(17), end=dt.time(13), end_timezone="America/Los_Angeles"
    )
    assert flight.ends_at - flight.starts_at == dt.timedelta(hours=12)


def test_a_place_of_another_trip_is_refused():
    session = make_session()
    session.place = make_place(make_trip(slug="elsewhere"))
    with pytest.raises(ValidationError, match="belongs to another trip"):
        session.full_clean()


@pytest.mark.parametrize(
    "change",
    [
        {"start": dt.time(8)},
        {"end": dt.time(12)},
        {"end_date": dt.date(2030, 1, 1)},
        {"status": "cancelled"},
    ],
)
def test_what_calendars_must_show_raises_the_sequence(change):
    session = make_session(start=MORNING, end=dt.time(10))
    for name, value in change.items():
        setattr(session, name, value)
    session.save()
    session.refresh_from_db()
    assert session.sequence == 1


def test_other_changes_leave_the_sequence():
    session = make_session(start=MORNING)
    session.title = "Renamed"
    session.save()
    session.refresh_from_db()
    assert session.sequence == 0


def test_saving_one_field_keeps_the_instants_right():
    session = make_session(make_day(make_trip(timezone="UTC"), date=dt.date(2026, 1, 1)))
    session.start = MORNING
    session.save(update_fields=["start"])
    session.refresh_from_db()
    assert session.starts_at == utc(2026, 1, 1, 9, 30)


def test_a_renamed_trip_keeps_its_former_slug():
    trip = make_trip(slug="first")
    trip.slug = "second"
    trip.save()
    trip.slug = "third"
    trip.save()
    assert set(trip.former_slugs.values_list("slug", flat=True)) == {"first", "second"}


def test_a_trip_takes_its_former_slug_back():
    trip = make_trip(slug="first")
    trip.slug = "second"
    trip.save()
    trip.slug = "first"
    trip.full_clean()
    trip.save()
    assert set(trip.former_slugs.values_list("slug", flat=True)) == {"second"}


def test_a_former_slug_of_another_trip_is_refused():
    trip = make_trip(slug="first")
    trip.slug = "second"
    trip.save()
    with pytest.raises(ValidationError, match="Another trip had this address"):
        Trip(slug="first", title="New", timezone="UTC").full_clean()
    assert FormerSlug.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("title", "x" * 501),
        ("summary", "x" * 501),
        ("slug", "Upper"),
        ("slug", "double--hyphen"),
        ("slug", ""),
        ("uid", "short"),
        ("uid", "with-hyphen-1"),
        ("visibility", "secret"),
        ("description", "x" * 5_000_001),
        ("description", "字" * 1_700_000),
    ],
)
def test_the_database_holds_a_trips_fields_to_their_limits(name, value):
    trip = make_trip()
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Trip.objects.filter(pk=trip.pk).update(**{name: value})
    # PostgreSQL calls a text that is too long for its column a DataError.


def test_a_date_stands_once_in_a_trip():
    day = make_day()
    with pytest.raises(IntegrityError), transaction.atomic():
        Day.objects.create(trip=day.trip, date=day.date)


def test_somebody_organizes_a_trip_once(django_user_model):
    trip, user = make_trip(), django_user_model.objects.create(username="ada")
    Organizer.objects.create(trip=trip, user=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organizer.objects.create(trip=trip, user=user, role="owner")


def test_nobody_leaves_before_they_come():
    membership = make_membership(make_trip(), joins_on=dt.date(2026, 11, 5))
    membership.leaves_on = dt.date(2026, 11, 4)
    with pytest.raises(IntegrityError), transaction.atomic():
        membership.save()


@pytest.mark.parametrize("date", [dt.date.min, dt.date(1899, 12, 31), dt.date.max])
def test_dates_that_no_trip_has_are_refused(date):
    trip = make_trip()
    rows = [
        (Day(trip=trip, date=date), "date"),
        (make_session(make_day(trip)), "end_date"),
        (make_membership(trip), "joins_on"),
        (make_membership(trip), "leaves_on"),
    ]
    for row, name in rows:
        setattr(row, name, date)
        with pytest.raises(ValidationError) as refused:
            row.clean_fields()
        assert list(refused.value.message_dict) == [name]


@pytest.mark.parametrize("text", ["\u200b", " \u2060\ufeff"])
def test_titles_and_names_can_be_seen(text):
    trip = make_trip()
    session, member = make_session(make_day(trip)), make_membership(trip)
    rows = [
        (trip, "title"),
        (session, "title"),
        (make_place(trip), "name"),
        (member.participant, "name"),
        (Organization(name="Port"), "name"),
    ]
    for row, name in rows:
        setattr(row, name, text)
        with pytest.raises(ValidationError) as refused:
            row.clean_fields()
        assert list(refused.value.message_dict) == [name]
