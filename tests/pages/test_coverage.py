"""Who of us goes where."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import (
    make_attendance,
    make_day,
    make_days,
    make_membership,
    make_participant,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)
from tests.pages.texts import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip():
    return make_trip(slug="tallinn")


@pytest.fixture
def page(read, trip):
    """Return a function that opens the page as an organizer, or in a browser."""

    def open_page(browser=None):
        browser = browser or organizer_client(trip)
        return read(reverse("pages:coverage", args=[trip.slug]), browser)

    return open_page


def grid(page):
    """Return the table as text, a list for each row."""
    return [texts(row, "th, td") for row in page.select("tr")]


def test_each_session_tells_what_each_person_does_there(page, trip):
    day, other_day = make_days(trip, 2)
    arno, kati = make_membership(trip, "Arno"), make_membership(trip, "Kati")
    talk = make_session(day, "Talk", start="09:00", kind="talk")
    make_attendance(talk, arno, role="speaker")
    make_attendance(talk, kati, role="note-taker")
    lunch = make_session(day, "Lunch", start="12:00", kind="meal")
    make_attendance(lunch, kati)
    visit = make_session(other_day, "Visit", kind="visit", status="tentative")
    make_attendance(visit, arno, role="moderator")
    make_attendance(visit, kati, role="interpreter")
    assert grid(page()) == [
        ["Session", "Arno", "Kati"],
        ["Monday 23 November"],
        ["09:00 Talk", "S speaking", "N taking notes"],
        ["12:00 Lunch", "", "G going"],
        ["Tuesday 24 November"],
        ["no time Visit tentative no notes", "M moderating", "I interpreting"],
    ]


def test_what_nobody_covers_and_nobody_notes_stands_on_top(page, trip):
    day = make_day(trip)
    me = make_membership(trip, "Arno")
    make_session(day, "Uncovered", start="09:00", kind="talk")
    make_attendance(make_session(day, "Unnoted", kind="visit", status="requested"), me)
    for kind in ("meal", "travel", "lodging", "free", "networking", "ceremony"):
        make_attendance(make_session(day, kind, kind=kind), me)
    make_session(day, "Free evening", kind="free")
    make_session(day, "Cancelled", status="cancelled")
    make_session(day, "Sauna", status="idea")
    found = page()
    assert texts(found, ".gaps") == [
        "Nobody of us goes Uncovered Monday 23 November, 09:00",
        "Nobody takes notes Unnoted requested Monday 23 November",
    ]
    assert texts(found, ".lacks") == ["no notes", "nobody goes"]


def test_hosts_are_not_of_the_delegation(page, trip):
    talk = make_session(make_day(trip), "Talk")
    make_membership(trip, "Arno")
    make_attendance(talk, make_membership(trip, "Kati", role="host"))
    found = page()
    assert grid(found)[0] == ["Session", "Arno"]
    assert texts(found, ".gaps li a") == ["Talk"]


def test_who_is_not_there_yet_is_told_from_who_does_not_go(page, trip):
    first, second = make_days(trip, 2)
    make_membership(trip, "Late", joins_on=second.date)
    make_membership(trip, "Early", leaves_on=first.date)
    make_session(first, "A")
    make_session(second, "B")
    assert [row[1:] for row in grid(page()) if len(row) > 1][1:] == [
        ["– not on the trip that day", ""],
        ["", "– not on the trip that day"],
    ]


def test_the_legend_explains_each_letter(page, trip):
    make_attendance(make_session(make_day(trip)), "Arno")
    assert texts(page(), ".legend div") == [
        "G going",
        "S speaking",
        "H hosting",
        "M moderating",
        "I interpreting",
        "N taking notes",
        "– not on the trip that day",
    ]


def test_only_members_and_organizers_get_the_page_and_its_tab(read, client, trip):
    me = make_membership(trip, "Arno")
    address = reverse("pages:coverage", args=[trip.slug])
    assert client.get(address).status_code == 404
    tabs = {
        name: [link["href"] for link in read(trip, browser).select(".tabs a")].count(address)
        for name, browser in (
            ("anyone", client),
            ("member", member_client(me)),
            ("organizer", organizer_client(trip)),
        )
    }
    assert tabs == {"anyone": 0, "member": 1, "organizer": 1}


def test_people_who_are_not_listed_for_a_member_are_in_no_column(page, trip):
    talk = make_session(make_day(trip), "Talk")
    make_attendance(talk, make_membership(trip, "Ghost", listed_for="organizers"))
    me = make_membership(trip, "Me")
    assert grid(page(member_client(me)))[0] == ["Session", "Me"]


def test_a_trip_without_sessions_or_people_says_so(page, trip):
    assert texts(page(), ".empty") == ["There are no sessions yet."]
    make_session(make_day(trip), kind="meal")
    assert texts(page(organizer_client(trip, role="reader")), ".empty") == [
        "Nobody is named here yet."
    ]


@pytest.mark.parametrize("count", [1, 20])
def test_a_long_trip_costs_as_many_queries_as_a_short_one(trip, django_assert_num_queries, count):
    for number in range(count):
        session = make_session(make_day(trip, dt.date(2026, 11, 1 + number)))
        make_attendance(session, make_membership(trip, make_participant(f"P{number}")))
    browser = organizer_client(trip)
    address = reverse("pages:coverage", args=[trip.slug])
    # The user's session, the user and their trips come first.
    with django_assert_num_queries(9 + 3):
        assert browser.get(address).status_code == 200
