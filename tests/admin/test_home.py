"""The organizers' home and the overview of a trip: what needs attention, and the ways on."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Organizer, Trip
from tests import factories as make
from tests.markup import parsed

pytestmark = pytest.mark.django_db
HOME = reverse("admin:index")
ONE_DAY = dt.timedelta(days=1)


@pytest.fixture
def nora():
    return make.make_user("nora")


@pytest.fixture
def client(nora):
    client = Client()
    client.force_login(nora)
    return client


def today():
    """The date where the trips of these tests are."""
    return timezone.now().astimezone(dt.timezone(dt.timedelta(hours=2))).date()


def trip_of(user, title, *offsets, role="owner", **fields):
    """A trip with a day so many days from today each."""
    trip = make.make_trip(title=title, **fields)
    make.make_organizer(trip, user, role=role)
    for offset in offsets:
        make.make_day(trip, today() + offset * ONE_DAY)
    return trip


def page(client, url=HOME):
    response = client.get(url)
    assert response.status_code == 200
    return parsed(response)


def shelves(client):
    """Return the shelves of home: title to the titles of the trips."""
    return {
        shelf.get_text(strip=True): [
            link.get_text(strip=True) for link in shelf.find_next_sibling("ul").select("h3 a")
        ]
        for shelf in page(client).select("h2.shelf")
    }


def card(client):
    [found] = page(client).select(".trip-cards > li")
    return [" ".join(text.split()) for text in found.get_text("\n").split("\n") if text.strip()]


def test_home_has_ones_own_trips_under_way_coming_and_past(client, nora):
    trip_of(nora, "Gone", -9, -8)
    trip_of(nora, "Here", -1, 1)
    trip_of(nora, "Next month", 30)
    trip_of(nora, "Some day")
    trip_of(nora, "Next week", 7)
    trip_of(make.make_user("other"), "Somebody else's", 7)
    assert shelves(client) == {
        "Under way": ["Here"],
        "Coming": ["Next week", "Next month", "Some day"],
        "Past": ["Gone"],
    }


def test_a_trip_says_when_it_is_who_sees_it_what_is_open_and_what_comes_next(client, nora):
    trip = trip_of(nora, "Week", 3, 4, visibility="draft")
    make.make_session(trip.days.first(), "Walk", kind="meal", place=make.make_place(trip))
    make.make_membership(trip, invited_at=timezone.now())
    assert card(client)[:2] == ["Week", "draft"]
    assert "in 3 days" in card(client)[2]
    assert card(client)[3:] == ["3 open findings", "Show it to its members"]


def test_who_reads_a_trip_is_told_so_and_gets_nothing_to_do(client, nora):
    trip_of(nora, "Week", 3, role="reader")
    assert card(client)[-1] == "You read this trip."
    assert page(client).select(".next-step") == []


STEPS = [
    ("nothing", "Add the first day"),
    ("days", "Plan the sessions of the first day"),
    ("sessions", "Add the people who go"),
    ("people", "Show it to its members"),
    ("unconfirmed", "Confirm 1 session of the next days"),
    ("uninvited", "Send 1 join link"),
    ("open", "Look at 1 finding"),
    ("fine", None),
    ("over", "Make the record public"),
    ("recorded", None),
]


@pytest.mark.parametrize(("state", "step"), STEPS)
def test_each_state_of_a_trip_has_its_next_step(client, nora, state, step):
    reached = [name for name, _step in STEPS].index(state)
    trip = trip_of(nora, "Week", visibility="draft" if reached < 4 else "members")
    if reached >= 1:
        day = make.make_day(trip, today() + (-3 if reached >= 8 else 3) * ONE_DAY)
    if reached >= 2:
        place = make.make_place(trip, address="x", local_address="" if state == "open" else "x")
        status = "tentative" if state == "unconfirmed" else "confirmed"
        session = make.make_session(
            day, "Walk", kind="meal", start="09:00", place=place, status=status
        )
    if reached >= 3:
        sent = None if state == "uninvited" else timezone.now()
        make.make_attendance(session, make.make_membership(trip, invited_at=sent))
    if state == "recorded":
        Trip.objects.update(visibility="public")
    steps = [link.get_text(strip=True) for link in page(client).select(".next-step")]
    assert steps == ([step] if step else [])
    for link in page(client).select(".next-step"):
        assert client.get(link["href"]).status_code == 200


def test_who_has_no_trip_is_told_how_to_begin(client):
    found = page(client).select_one(".empty-home")
    assert [link["href"] for link in found.select("a")] == [
        reverse("admin:events_trip_import"),
        reverse("admin:events_trip_upload"),
        reverse("admin:events_trip_add"),
    ]


def test_all_tables_are_still_reached_from_home(client, nora):
    trip_of(nora, "Week")
    links = {link["href"] for link in page(client).select(".all-tables a")}
    assert reverse("admin:events_session_changelist") in links
    assert reverse("admin:notes_note_changelist") in links


def test_home_asks_as_often_for_many_trips_as_for_few(client, nora):
    numbers = []
    for count in (2, 28):
        for number in range(count):
            trip = trip_of(nora, f"Trip {count} {number}", 2, 3)
            make.make_attendance(make.make_session(trip.days.first(), start="09:00"))
            trip_of(nora, f"Past {count} {number}", -9)
        with CaptureQueriesContext(connection) as queries:
            client.get(HOME)
        numbers.append(len(queries))
    assert numbers == [13, 13]


# The overview.


def overview(trip):
    return reverse("admin:events_trip_overview", args=[trip.pk])


def links_of(client, trip):
    return {link["href"] for link in page(client, overview(trip)).select("#content a")}


EVERYTHING = (
    "events_day",
    "events_session",
    "events_place",
    "events_membership",
    "people_participant",
    "people_organization",
    "notes_linkeddoc",
    "notes_note",
    "notes_import",
)


@pytest.mark.parametrize("role", Organizer.Role)
def test_everything_of_a_trip_is_reached_from_its_overview(client, nora, role):
    trip = trip_of(nora, "Week", 3, role=role)
    links = links_of(client, trip)
    lists = {f"{reverse(f'admin:{name}_changelist')}?trip={trip.pk}" for name in EVERYTHING}
    pages = {
        reverse(f"admin:events_trip_{name}", args=[trip.pk])
        for name in ("checks", "history", *(["change"] if role != "reader" else []))
    }
    files = {reverse(f"pages:trip-{name}", args=[trip.slug]) for name in ("json", "md", "html")}
    assert links >= lists | pages | files | {trip.get_absolute_url()}


@pytest.mark.parametrize("role", Organizer.Role)
def test_every_link_of_an_overview_may_be_followed(client, nora, role):
    trip = trip_of(nora, "Week", 3, role=role)
    make.make_session(trip.days.get(), "Open")
    links = links_of(client, trip)
    answers = {url: client.get(url, follow=True).status_code for url in links}
    assert {url: status for url, status in answers.items() if status != 200} == {}
    assert (reverse("admin:events_trip_delete", args=[trip.pk]) in answers) is (role == "owner")
    assert (reverse("admin:events_trip_invite", args=[trip.pk]) in answers) is (role != "reader")


def test_an_overview_names_each_way_on_once(client, nora):
    trip = trip_of(nora, "Week", 3)
    names = [a.get_text(strip=True) for a in page(client, overview(trip)).select(".sections a")]
    assert sorted(names) == sorted(set(names))


def test_the_overview_counts_what_the_checks_found(client, nora):
    trip = trip_of(nora, "Week", 3)
    for _i in range(2):
        make.make_session(trip.days.get(), kind="meal")
    found = page(client, overview(trip)).select_one(".sections .counts").select("li")
    assert [item.get_text(" ", strip=True) for item in found] == [
        "Sessions without a time 2",
        "Sessions without a place 2",
    ]
