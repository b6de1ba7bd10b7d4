"""Public pages in the words of schema.org."""

import datetime as dt
import json

import pytest

from tests.factories import (
    make_attendance,
    make_day,
    make_membership,
    make_organization,
    make_place,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)
from tests.markup import parsed

pytestmark = pytest.mark.django_db

SITE = "https://trips.example.org"


@pytest.fixture
def trip():
    return make_trip(
        slug="seoul",
        title="首爾考察 </script><script>alert(1)</script> & more",
        summary="A week",
        timezone="Asia/Seoul",
        language="zh-Hant",
    )


@pytest.fixture
def session(trip):
    day = make_day(trip, dt.date(2026, 11, 24))
    place = make_place(trip, "City hall", address="Sejong 110", latitude=37.5, longitude=127)
    session = make_session(
        day, "圓桌", start="10:00", end="11:30", place=place, hosts=[make_organization("Port")]
    )
    make_attendance(session, "Mei-Lin")
    return session


def data_of(page):
    (script,) = page.select('script[type="application/ld+json"]')
    return json.loads(script.string)


@pytest.fixture
def read(client):
    def read(address, browser=client):
        return parsed(browser.get(address))

    return read


def event(session):
    url = f"{SITE}/trips/seoul/sessions/{session.uid}/"
    return {
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": "圓桌",
        "startDate": "2026-11-24T10:00+09:00",
        "endDate": "2026-11-24T11:30+09:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {
            "@type": "Place",
            "name": "City hall",
            "address": "Sejong 110",
            "geo": {"@type": "GeoCoordinates", "latitude": 37.5, "longitude": 127.0},
        },
        "organizer": [{"@type": "Organization", "name": "Port"}],
    }


def test_the_page_of_a_trip_is_an_event_with_its_sessions(read, trip, session):
    make_day(trip)
    url = f"{SITE}/trips/seoul/"
    assert data_of(read("/trips/seoul/")) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": trip.title,
        "description": "A week",
        "startDate": "2026-11-24",
        "endDate": "2026-11-25",
        "eventStatus": "https://schema.org/EventScheduled",
        "inLanguage": "zh-Hant",
        "attendee": [{"@type": "Person", "name": "Mei-Lin"}],
        "subEvent": [event(session)],
    }


def test_the_page_of_a_session_is_an_event_of_the_trip(read, trip, session):
    url = f"{SITE}/trips/seoul/"
    assert data_of(read(session.get_absolute_url())) == {
        "@context": "https://schema.org",
        **event(session),
        "attendee": [{"@type": "Person", "name": "Mei-Lin"}],
        "superEvent": {"@type": "Event", "@id": url, "url": url, "name": trip.title},
    }


def test_no_name_ends_the_element_that_it_stands_in(client, trip, session):
    html = client.get("/trips/seoul/").text
    begin = html.index('<script type="application/ld+json">')
    inside = html[begin : html.index("</script>", begin)]
    assert "alert(1)" in inside
    assert "<" not in inside[1:]
    assert "&" not in inside


def test_a_date_alone_is_a_date_and_what_is_off_says_so(read, trip):
    make_session(make_day(trip), status="cancelled", end_date=dt.date(2026, 11, 24))
    (found,) = data_of(read("/trips/seoul/"))["subEvent"]
    assert (found["startDate"], found["endDate"], found["eventStatus"]) == (
        "2026-11-23",
        "2026-11-24",
        "https://schema.org/EventCancelled",
    )


def test_only_what_everyone_sees_is_for_search_engines(trip, session, client):
    member = make_membership(trip, "Arno")
    for browser in (member_client(member), organizer_client(trip)):
        for address in ("/trips/seoul/", session.get_absolute_url()):
            assert "ld+json" not in browser.get(address).text
    trip.visibility = "members"
    trip.save()
    assert "ld+json" not in member_client(member).get("/trips/seoul/").text
