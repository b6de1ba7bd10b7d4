"""How often a page asks the database: as often for a long trip as for a short one."""

import pytest
from django.urls import reverse

from notes.revisions import save_text
from tests.factories import (
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_organization,
    make_place,
    make_session,
    make_trip,
    member_client,
)

PAGES = {
    "trip-list": 3,
    "trip-detail": 9,
    "day-detail": 9,
    "session-detail": 9,
    "person-list": 6,
    "person-detail": 10,
    "doc-list": 9,
    "note-list": 9,
    "note-detail": 10,
    "note-history": 11,
    "note-history ?revision=2": 10,
    "search ?q=s": 9,
    "trip-json": 9,
    "trip-html": 9,
    "change-list": 18,
    "change-feed": 18,
    "trip-ics": 9,
    "trip-csv": 9,
    "trip-csv ?table=people": 9,
    "trip-vcf": 9,
    "trip-geojson": 9,
    "trip-day-ics": 9,
    "trip-session-ics": 9,
    "trip-person-ics": 9,
    "subscribe": 6,
    "trip-md": 9,
    "trips-json": 10,
}
# The session of the browser, and what it joined.
OF_A_MEMBER = 2


def make_full_trip(sessions):
    """A trip with sessions over several days, each with people, hosts, a document and a note."""
    trip = make_trip(slug="tallinn")
    organization = make_organization()
    people = [make_membership(trip, f"Person {number}") for number in range(sessions // 2)]
    days = [make_day(trip) for _i in range(max(1, sessions // 10))]
    for number in range(sessions):
        session = make_session(
            days[number % len(days)],
            start="09:00",
            place=make_place(trip),
            hosts=[organization],
        )
        make_doc(session)
        make_note(session)
        make_attendance(session, people[number % len(people)])
    return session, people[0]


@pytest.fixture(params=[3, 60])
def addresses(db, request, at):
    at("2030-01-01T00:00Z")
    session, person = make_full_trip(request.param)
    for _i in range(request.param):
        make_day(make_trip())
    note = session.notes.get()
    for number in range(request.param):
        save_text(note=note, body=f"Text {number}", participant=person.participant)
    arguments = {
        "trip-list": [],
        "trips-json": [],
        "day-detail": ["tallinn", session.day.date],
        "session-detail": ["tallinn", session.uid],
        "person-detail": ["tallinn", person.participant.uid],
        "trip-day-ics": ["tallinn", session.day.date],
        "trip-session-ics": ["tallinn", session.uid],
        "trip-person-ics": ["tallinn", person.participant.uid],
        "note-detail": ["tallinn", note.uid],
        "note-history": ["tallinn", note.uid],
    }
    found = {}
    for page in PAGES:
        name, _space, query = page.partition(" ")
        found[page] = reverse(f"pages:{name}", args=arguments.get(name, ["tallinn"])) + query
    return found


def test_a_page_costs_as_many_queries_for_a_long_trip_as_for_a_short_one(
    client, addresses, django_assert_num_queries
):
    for name, queries in PAGES.items():
        with django_assert_num_queries(queries, info=name):
            assert client.get(addresses[name]).status_code == 200


def test_a_member_costs_the_same_two_queries_more(addresses, django_assert_num_queries):
    browser = member_client(make_membership(make_trip(), "Arno"))
    for name, queries in PAGES.items():
        with django_assert_num_queries(queries + OF_A_MEMBER, info=name):
            assert browser.get(addresses[name]).status_code == 200
