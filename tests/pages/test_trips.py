"""The list of trips."""

import datetime as dt

import pytest
from django.urls import reverse

from events.models import Trip
from tests.factories import (
    make_day,
    make_membership,
    make_organizer,
    make_trip,
    member_client,
    organizer_client,
)
from tests.pages.texts import text_of, texts
from tripbook.pages.views.trips import current_and_upcoming

pytestmark = pytest.mark.django_db


def make_dated(title, *dates, **fields):
    trip = make_trip(title=title, **fields)
    for date in dates:
        make_day(trip, dt.date.fromisoformat(date))
    return trip


def sections(page):
    """Return what stands under each heading: heading to titles of trips."""
    return {
        text_of(group.h2): [text_of(link) for link in group.select("h3 a")]
        for group in page.select(".group")
    }


def test_trips_are_listed_as_now_upcoming_and_past(read, at):
    at("2026-11-24T10:00Z")
    make_dated("Last year", "2025-11-24", "2025-11-26")
    make_dated("Over", "2026-11-20", "2026-11-23")
    make_dated("Under way", "2026-11-23", "2026-11-24")
    make_dated("Next week", "2026-12-01")
    make_dated("Tomorrow", "2026-11-25")
    make_dated("Some day")
    assert sections(read(reverse("pages:trip-list"))) == {
        "Now": ["Under way"],
        "Upcoming": ["Tomorrow", "Next week", "Some day"],
        "Past": ["Over", "Last year"],
    }


@pytest.mark.parametrize(
    ("zone", "instant", "section"),
    [
        ("Asia/Taipei", "2026-11-23T15:59Z", "upcoming"),
        ("Asia/Taipei", "2026-11-23T16:00Z", "current"),
        ("Asia/Taipei", "2026-11-24T16:00Z", "past"),
        ("America/Los_Angeles", "2026-11-24T07:59Z", "upcoming"),
        ("America/Los_Angeles", "2026-11-25T07:59Z", "current"),
        ("America/Los_Angeles", "2026-11-25T08:00Z", "past"),
        ("Pacific/Kiritimati", "2026-11-23T10:00Z", "current"),
        ("Etc/GMT+12", "2026-11-25T11:59Z", "current"),
    ],
)
def test_a_trip_begins_and_ends_by_the_date_in_its_own_zone(zone, instant, section):
    make_dated("Trip", "2026-11-24", timezone=zone)
    trips = Trip.objects.with_dates()
    current, upcoming = current_and_upcoming(trips, dt.datetime.fromisoformat(instant))
    found = "current" if current else "upcoming" if upcoming else "past"
    assert found == section


def test_visitors_see_public_trips_only(read):
    make_trip(title="Public")
    make_trip(title="For members", visibility="members")
    make_trip(title="Draft", visibility="draft")
    assert sections(read(reverse("pages:trip-list"))) == {"Upcoming": ["Public"]}


def test_members_see_their_trip_once_it_is_open(read):
    trip = make_trip(title="For members", visibility="members")
    page = read(reverse("pages:trip-list"), member_client(make_membership(trip)))
    assert texts(page, ".rows h3") == ["For members members only"]
    assert "In this browser you are a member of 1 trip." in text_of(page.select_one(".seen-as"))


def test_organizers_see_their_drafts_marked_as_such(read):
    trip = make_trip(title="Plan", visibility="draft")
    make_organizer(make_trip(title="Another's", visibility="draft"))
    page = read(reverse("pages:trip-list"), organizer_client(trip))
    assert texts(page, ".rows h3") == ["Plan draft"]


def test_a_trip_tells_its_dates_its_clock_and_its_summary(read, at):
    at("2026-11-24T10:00Z")
    make_dated("Trip", "2026-11-23", "2026-11-26", summary="We learn.")
    page = read(reverse("pages:trip-list"))
    assert texts(page, ".rows li") == ["Trip 23–26 Nov 2026 · Tallinn time We learn."]


def test_an_empty_site_says_so(read):
    assert texts(read(reverse("pages:trip-list")), ".empty") == ["There are no trips to see yet."]


def test_past_trips_are_paged_by_fifty(read):
    for number in range(1, 53):
        make_dated(f"Trip {number}", f"2000-01-{number % 28 + 1:02}")
    make_trip(title="To come")
    first, second = (read(reverse("pages:trip-list"), page=number) for number in (1, 2))
    assert [len(titles) for titles in sections(first).values()] == [1, 50]
    assert {name: len(titles) for name, titles in sections(second).items()} == {"Past": 2}
    assert first.select_one("[rel=next]")["href"] == "?page=2"
    assert text_of(second.select_one(".pages")) == "Newer Page 2 of 2"


def test_the_plural_address_leads_to_the_list(client):
    response = client.get("/trips/?lang=ja")
    assert (response.status_code, response["Location"]) == (301, "/?lang=ja")
