"""The demo trip of a new installation."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from events.models import Session, Trip
from people.models import User
from tests.factories import make_trip, make_user
from tests.history import edit
from tripbook.demo import demo_document
from tripbook.interchange.document import check_importable

pytestmark = pytest.mark.usefixtures("recorded")


def load(capsys, *options):
    call_command("load_demo", *options)
    return capsys.readouterr().err


def test_the_first_run_makes_a_superuser_and_shows_the_password_once(capsys):
    told = load(capsys, "--if-empty")
    password = told.split("shown only now: ")[1].split()[0]
    organizer = User.objects.get(username="organizer")
    assert organizer.is_superuser
    assert organizer.check_password(password)
    assert load(capsys, "--if-empty") == ""


def test_a_second_run_changes_nothing(capsys):
    load(capsys, "--if-empty")
    edit(Trip.objects.all(), title="Mine now")
    load(capsys, "--if-empty")
    assert Trip.objects.get().title == "Mine now"


def test_a_deleted_demo_does_not_come_back_by_itself(capsys):
    make_user()
    load(capsys, "--if-empty")
    assert Trip.objects.count() == 0


def test_the_demo_is_under_way_today(capsys):
    load(capsys)
    trip = Trip.objects.with_dates().get()
    today = dt.datetime.now(ZoneInfo(trip.timezone)).date()
    assert trip.starts_on < today < trip.ends_on
    assert trip.days.get(date=today).sessions.count() >= 6


def test_loading_it_anew_puts_it_back_and_leaves_other_trips(capsys):
    other = make_trip(title="Other")
    load(capsys)
    demo = Trip.objects.exclude(pk=other.pk)
    edit(demo, title="Changed")
    load(capsys)
    assert demo.get().title.startswith("Open Harbour Week")
    assert Trip.objects.count() == 2


def test_the_demo_shows_what_a_trip_can_be(capsys):
    load(capsys)
    trip = Trip.objects.get()
    sessions = Session.objects.filter(day__trip=trip)
    assert trip.memberships.count() == 8
    assert {"talk", "visit", "meal", "travel"} <= set(sessions.values_list("kind", flat=True))
    assert {"tentative", "cancelled"} <= set(sessions.values_list("status", flat=True))
    assert sessions.exclude(end_timezone="").exists()


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("day", [1, 15, 28])
def test_the_demo_can_be_loaded_on_any_date(month, day):
    check_importable(demo_document(dt.date(2027, month, day)))
