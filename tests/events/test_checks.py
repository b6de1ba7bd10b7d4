"""What each check of a trip's plan finds, and what it leaves alone."""

import datetime as dt

import pytest
from django.utils import timezone

from events.checks import CHECKS, distance, read_plan
from events.models import Dismissal, Place
from tests.factories import (
    FIRST_DAY,
    ONE_DAY,
    make_attendance,
    make_day,
    make_membership,
    make_place,
    make_session,
    make_trip,
    make_user,
)

pytestmark = pytest.mark.django_db

LONG_BEFORE = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)
# In Tallinn, whose coordinates these are nearly.
HARBOUR = {"latitude": 59.4446, "longitude": 24.7556}
AIRPORT = {"latitude": 59.4165, "longitude": 24.7994}


@pytest.fixture
def trip():
    return make_trip()


@pytest.fixture
def day(trip):
    return make_day(trip)


def found(name, trip, now=LONG_BEFORE):
    """Return what a check says of a trip."""
    return [finding.text for finding in findings(name, trip, now)]


def findings(name, trip, now=LONG_BEFORE):
    plan = read_plan(trip, now)
    return [finding for check in CHECKS if check.name == name for finding in check.find(plan)]


def meet(member, *sessions):
    for session in sessions:
        make_attendance(session, member)


def test_somebody_in_two_sessions_at_once_is_found(trip, day):
    first = make_session(day, "Opening", start="09:30", end="10:15")
    second = make_session(day, "Visit", start="10:00", end="11:00")
    arno, mei = make_membership(trip, "Arno"), make_membership(trip, "Mei")
    meet(arno, first, second)
    meet(mei, first)
    [finding] = findings("two-places", trip)
    assert finding.text == (
        "Arno is in “Opening” (09:30–10:15) and in “Visit” (10:00–11:00) on November 23."
    )
    assert finding.rows == (first, second)
    assert finding.subject == f"{arno.uid} {first.uid} {second.uid}"


@pytest.mark.parametrize(
    ("first", "second", "is_found"),
    [
        (("09:00", "10:00"), ("10:00", "11:00"), False),
        (("09:00", "10:00"), ("09:59", "11:00"), True),
        (("09:00", "12:00"), ("10:00", "11:00"), True),
        # Of what has no end it is only known when it begins.
        (("09:00", None), ("10:00", "11:00"), False),
        (("09:00", None), ("09:00", "11:00"), True),
        (("09:00", "11:00"), ("10:00", None), True),
        (("09:00", None), ("09:00", None), True),
        ((None, None), (None, None), False),
    ],
)
def test_sessions_are_at_once_where_their_times_overlap(trip, day, first, second, is_found):
    sessions = [make_session(day, start=start, end=end) for start, end in (first, second)]
    meet(make_membership(trip), *sessions)
    assert bool(found("two-places", trip)) is is_found


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "cancelled"},
        {"status": "idea"},
        {"kind": "lodging"},
        {"kind": "free"},
        # A conference is the frame of its sessions.
        {"start": "08:00", "end": "21:00"},
    ],
)
def test_what_goes_on_beside_other_things_is_no_second_place(trip, day, fields):
    first = make_session(day, **{"start": "09:00", "end": "12:00", **fields})
    second = make_session(day, start="10:00", end="11:00")
    meet(make_membership(trip), first, second)
    assert found("two-places", trip) == []


def test_two_sessions_at_one_place_are_not_two_places(trip, day):
    here = make_place(trip)
    first = make_session(day, start="09:00", end="12:00", place=here)
    second = make_session(day, start="10:00", end="11:00", place=here)
    meet(make_membership(trip), first, second)
    assert found("two-places", trip) == []


def test_a_flight_of_many_hours_is_a_place_to_be_in(trip, day):
    flight = make_session(day, "Flight", kind="travel", start="06:00", end="22:00")
    meet(make_membership(trip), flight, make_session(day, start="10:00", end="11:00"))
    assert len(found("two-places", trip)) == 1


def one_after_the_other(trip, day, here, there, *, end="10:00", start="10:10", **fields):
    first = make_session(day, "Opening", start="09:00", end=end, place=here)
    second = make_session(day, "Visit", start=start, end="11:00", place=there, **fields)
    return first, second


def test_without_coordinates_a_quarter_of_an_hour_is_taken_to_be_needed(trip, day):
    first, second = one_after_the_other(trip, day, make_place(trip, "A"), make_place(trip, "B"))
    for name in ("Arno", "Mei"):
        meet(make_membership(trip, name), first, second)
    [finding] = findings("too-close", trip)
    assert finding.text == (
        "Arno and Mei: 10 minutes from “Opening” (09:00–10:00) to “Visit” (10:10–11:00) "
        "on November 23. 15 minutes are taken to be needed, as not both places have coordinates."
    )
    assert finding.rows == (first, second)


def test_with_coordinates_the_way_is_told(trip, day):
    here, there = make_place(trip, "A", **HARBOUR), make_place(trip, "B", **AIRPORT)
    meet(make_membership(trip, "Arno"), *one_after_the_other(trip, day, here, there, start="10:16"))
    [text] = found("too-close", trip)
    assert text == (
        "Arno: 16 minutes from “Opening” (09:00–10:00) to “Visit” (10:16–11:00) on November 23. "
        "By their coordinates it is 4.0 km, about 17 minutes."
    )


def test_distances_are_those_of_the_globe():
    assert distance(Place(latitude=0, longitude=179.5), Place(latitude=0, longitude=-179.5)) == (
        pytest.approx(111.2, abs=0.1)
    )
    assert distance(Place(latitude=1, longitude=1), Place()) is None


@pytest.mark.parametrize(
    "fields", [{"start": "10:15"}, {"kind": "travel"}, {"start": "09:30"}, {"status": "cancelled"}]
)
def test_time_enough_a_way_and_an_overlap_are_not_too_little_time(trip, day, fields):
    here, there = make_place(trip, "A"), make_place(trip, "B")
    meet(make_membership(trip), *one_after_the_other(trip, day, here, there, **fields))
    assert found("too-close", trip) == []


def test_one_place_needs_no_way(trip, day):
    here = make_place(trip)
    meet(make_membership(trip), *one_after_the_other(trip, day, here, here, start="10:00"))
    assert found("too-close", trip) == []


def test_sessions_without_time_place_or_note_taker_are_found(trip, day):
    make_session(day, "Open")
    make_session(day, "Hotel", kind="lodging")
    make_session(day, "Maybe", status="idea")
    make_session(day, "Off", status="cancelled")
    make_session(day, "Flight", kind="travel", start="07:00")
    meal = make_session(day, "Lunch", kind="meal", start="12:00", place=make_place(trip))
    talk = make_session(day, "Talk", kind="talk", start="15:00", place=meal.place)
    make_attendance(talk, role="note-taker")
    assert {name: found(name, trip) for name in ("no-time", "no-place", "no-note-taker")} == {
        "no-time": ["November 23: “Open”"],
        "no-place": ["November 23: “Open”"],
        "no-note-taker": ["November 23: “Open”"],
    }


@pytest.mark.parametrize(
    ("days_before", "number"), [(8, 0), (7, 2), (0, 2), (-1, 0)], ids=lambda value: str(value)
)
def test_what_is_not_confirmed_a_week_before_is_found(trip, day, days_before, number):
    for status in ("idea", "requested", "tentative", "confirmed", "cancelled"):
        make_session(day, status, status=status)
    noon = dt.datetime.combine(FIRST_DAY, dt.time(12), dt.UTC) - days_before * ONE_DAY
    assert len(found("unsure", trip, noon)) == number


def test_the_week_is_counted_where_the_trip_is():
    trip = make_trip(timezone="Pacific/Auckland")
    make_session(make_day(trip), status="tentative")
    just_before = dt.datetime(2026, 11, 15, 10, 59, tzinfo=dt.UTC)
    assert found("unsure", trip, just_before) == []
    assert len(found("unsure", trip, just_before + dt.timedelta(minutes=1))) == 1


def test_people_without_sessions_are_found_where_anything_is_planned(trip, day):
    arno, mei = make_membership(trip, "Arno"), make_membership(trip, "Mei")
    assert found("no-sessions", trip) == []
    meet(arno, make_session(day))
    meet(mei, make_session(day, status="cancelled"))
    assert found("no-sessions", trip) == ["Mei"]


def test_dates_that_do_not_fit_are_found(trip, day):
    make_day(trip, FIRST_DAY + 40 * ONE_DAY)
    last = FIRST_DAY + 40 * ONE_DAY
    make_session(day, "Exhibition", end_date=last + ONE_DAY)
    make_session(day, "Flight home", kind="travel", end_date=last + ONE_DAY)
    early = make_membership(trip, "Early", joins_on=FIRST_DAY - ONE_DAY)
    late = make_membership(trip, "Late", joins_on=FIRST_DAY + ONE_DAY)
    session = make_session(day, "Opening", start="09:00")
    meet(early, session)
    meet(late, session)
    assert found("outside", trip) == [
        "Jan. 2, 2027 is 40 days after the day before it.",
        "“Exhibition” ends on Jan. 3, 2027, after the trip's last day.",
        "Early is noted from or until Nov. 22, 2026, outside the trip's days.",
        "Late is in “Opening” (09:00) on November 23, but is not on the trip that day.",
    ]


def test_a_trip_without_days_has_no_dates_that_do_not_fit(trip):
    make_membership(trip, joins_on=FIRST_DAY)
    assert found("outside", trip) == []


def test_places_that_no_driver_could_be_shown_are_found(trip, day):
    full = {"address": "Sadama 1", "local_address": "Sadama 1"}
    for name, address in (
        ("Full", full),
        ("Street", full | {"local_address": ""}),
        ("Local", full | {"address": ""}),
        ("Bare", {}),
    ):
        make_session(day, place=make_place(trip, name, **address))
    make_place(trip, "Nobody goes there")
    assert found("no-address", trip) == [
        "Street has no address in the local script.",
        "Local has an address in the local script only.",
        "Bare has no address.",
    ]


def test_who_asked_to_be_removed_is_told(trip):
    make_membership(trip, "Nora", removal_asked_at=timezone.now())
    make_membership(trip, "Arno")
    assert found("removal", trip) == ["Nora"]


def test_members_who_have_no_link_are_found(trip):
    now = timezone.now()
    make_membership(trip, "Sent", invited_at=now)
    make_membership(trip, "In", joined_at=now)
    make_membership(trip, "Host", role="host")
    make_membership(trip, "Nobody", email="private@example.org")
    assert found("no-link", trip) == ["Nobody"]


def test_an_empty_trip_has_nothing_to_be_found(trip):
    plan = read_plan(trip, LONG_BEFORE)
    assert [finding for check in CHECKS for finding in check.find(plan)] == []


def test_a_finding_is_known_again_after_its_rows_changed(trip, day):
    session = make_session(day, "Open")
    [before] = findings("no-time", trip)
    session.title = "Renamed"
    session.save()
    [after] = findings("no-time", trip)
    assert after.text != before.text
    assert after.subject == before.subject


def test_a_dismissal_outlives_its_user_and_goes_with_the_trip(trip, recorded):
    user = make_user()
    Dismissal.objects.create(trip=trip, check_name="no-time", subject="x", reason="y", user=user)
    user.delete()
    assert Dismissal.objects.get().user is None
    trip.delete()
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize("sessions", [3, 30])
def test_a_plan_is_read_in_five_queries(trip, day, django_assert_num_queries, sessions):
    member = make_membership(trip)
    for _i in range(sessions):
        make_attendance(
            make_session(day, start="09:00", place=make_place(trip, address="x")), member
        )
    with django_assert_num_queries(5):
        plan = read_plan(trip, LONG_BEFORE)
        assert all(list(check.find(plan)) or True for check in CHECKS)
