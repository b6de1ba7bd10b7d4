"""A day and a session as text for the chat."""

import pytest

from tests.factories import (
    ONE_DAY,
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_place,
    make_session,
    make_trip,
    member_client,
)

pytestmark = pytest.mark.django_db

SITE = "https://trips.example.org/trips/tallinn"


@pytest.fixture
def trip():
    return make_trip(slug="tallinn")


@pytest.fixture
def day(trip):
    return make_day(trip, title="Arrival", summary="We land.")


@pytest.fixture
def chat(read):
    """Return a function that opens a page and returns its text for the chat."""

    def text_of_page(thing, *arguments, **query):
        (area,) = read(thing, *arguments, **query).select(".chat textarea")
        assert area.has_attr("readonly")
        return area.text

    return text_of_page


def test_a_day_is_told_with_its_sessions_and_their_addresses(chat, trip, day):
    hotel = make_session(day, "Hotel", kind="lodging", end_date=day.date + 2 * ONE_DAY)
    talk = make_session(
        day, "Opening", start="09:30", end="10:15", kind="talk", place=make_place(trip, "Hall 1")
    )
    make_attendance(talk, "Mei-Lin", role="speaker")
    visit = make_session(day, "Visit", start="15:00", status="tentative")
    assert (
        chat(day)
        == f"""\
Mon 23 November · Arrival
We land.
Times are Tallinn time.
{SITE}/2026-11-23/

Hotel
until 25 November
Lodging
{SITE}/sessions/{hotel.uid}/

09:30–10:15 Opening
Talk · Hall 1 · Mei-Lin speaks
{SITE}/sessions/{talk.uid}/

15:00 Visit (tentative)
{SITE}/sessions/{visit.uid}/"""
    )


def test_what_goes_on_is_told_and_a_day_of_nothing_too(chat, trip, day):
    make_session(day, "Hotel", end_date=day.date + ONE_DAY)
    second, third = make_day(trip), make_day(trip)
    assert chat(second).endswith("\n\nHotel · last day")
    assert chat(third).endswith("\n\nNothing planned on this day yet.")


def test_a_session_is_told_with_its_notes_and_documents(chat, trip, day):
    place = make_place(trip, "Hall 1", address="Sadama 17", local_address="Sadama 17a")
    talk = make_session(day, "Opening", start="09:30", end="10:15", place=place)
    note = make_note(talk)
    make_doc(talk, "https://docs.example.org/a?both#", title="Slides")
    make_doc(talk, "https://docs.example.org/b")
    assert (
        chat(talk)
        == f"""\
Opening
Mon 23 November 09:30–10:15
Times are Tallinn time.
Hall 1
Sadama 17
Sadama 17a
{SITE}/sessions/{talk.uid}/

Note
{SITE}/notes/{note.uid}/

Slides
https://docs.example.org/a?both#

https://docs.example.org/b"""
    )


def test_a_flight_is_told_by_both_clocks(chat, trip, day):
    flight = make_session(
        day,
        "AY 1021",
        kind="travel",
        start="23:10",
        end="16:35",
        end_date=day.date + ONE_DAY,
        end_timezone="Asia/Taipei",
    )
    assert chat(flight).splitlines()[:3] == [
        "AY 1021",
        "Mon 23 November 23:10",
        ("leaves 23:10 Tallinn time, arrives Tuesday 16:35 Taipei time, 11 h 25 min on the way"),
    ]


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", "Mon 23 November · Arrival"),
        ("zh-hant", "11月23日（一） · Arrival"),
        ("ja", "11月23日（月） · Arrival"),
        ("ko", "11월 23일 (월) · Arrival"),
    ],
)
def test_dates_are_as_people_write_them_in_the_readers_language(chat, day, language, first):
    assert chat(day, lang=language).splitlines()[0] == first


def test_what_is_for_members_is_told_to_members_as_such(chat, trip, day):
    make_session(day, "Dinner", visibility="members")
    me = make_membership(trip)
    assert "Dinner" not in chat(day)
    assert "Dinner (members only)" in chat(day, member_client(me))
