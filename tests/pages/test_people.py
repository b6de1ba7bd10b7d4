"""Who goes, and a person's own schedule."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import (
    make_attendance,
    make_day,
    make_membership,
    make_organization,
    make_participant,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)
from tests.pages.texts import text_of, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip():
    return make_trip(slug="tallinn")


def people_of(trip):
    return reverse("pages:person-list", args=[trip.slug])


def test_people_are_listed_with_what_they_are(read, trip):
    lead = make_participant(
        "Mei-Lin", handle="meilin", position="Designer", organization=make_organization("g0v")
    )
    make_membership(trip, lead, role="lead")
    make_membership(trip, make_participant("pm5", handle="pm5"))
    make_membership(trip, "Arno", joins_on=dt.date(2026, 11, 24))
    make_membership(trip, "Kati", joins_on=dt.date(2026, 11, 24), leaves_on=dt.date(2026, 11, 25))
    page = read(people_of(trip))
    assert texts(page, ".masthead") == ["People 4 people"]
    assert texts(page, ".people li") == [
        "Mei-Lin Lead · Designer · g0v · @meilin",
        "pm5",
        "Arno from 24 November",
        "Kati 24–25 Nov",
    ]


def test_each_viewer_sees_the_people_who_are_listed_for_them(read, trip):
    for listed_for in ("public", "members", "organizers"):
        make_membership(trip, f"For {listed_for}", listed_for=listed_for)
    me = make_membership(trip, "Me", listed_for="organizers")
    anyone = texts(read(people_of(trip)), ".people h2")
    member = texts(read(people_of(trip), member_client(me)), ".people h2")
    organizer = texts(read(people_of(trip), organizer_client(trip)), ".people h2")
    assert anyone == ["For public"]
    assert member == ["For public", "For members members only", "Me organizers only"]
    assert organizer == [
        "For public",
        "For members members only",
        "For organizers organizers only",
        "Me organizers only",
    ]


def test_a_person_who_is_not_listed_has_no_page(client, trip):
    hidden = make_membership(trip, listed_for="members")
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_nobody_named_is_said(read, trip):
    make_membership(trip, listed_for="members")
    page = read(people_of(trip))
    assert texts(page, ".empty") == ["Nobody is named here yet."]
    assert texts(page, ".masthead") == ["People"]


def test_a_person_has_a_schedule_of_their_own(read, trip):
    day, other_day = make_day(trip), make_day(trip)
    me = make_membership(
        trip,
        make_participant("Mei-Lin", bio="Works on **forms**.", links=["https://mei.example.tw/x"]),
    )
    make_attendance(make_session(day, "Talk", start="09:00"), me, role="speaker")
    make_session(day, "Not theirs")
    make_session(other_day, "Not theirs either")
    make_attendance(make_session(day, "Members' dinner", visibility="members"), me)
    page = read(me)
    assert text_of(page.h1) == "Mei-Lin"
    assert texts(page, ".prose") == ["Works on forms ."]
    assert texts(page, ".masthead .links a") == ["mei.example.tw"]
    assert texts(page, ".day h2") == ["Monday 23 November"]
    assert texts(page, ".session") == ["09:00 Talk Mei-Lin speaks"]


def test_a_person_of_other_trips_is_only_what_they_are_on_this_one(read, client, trip):
    person = make_participant("Mei-Lin")
    here, there = make_membership(trip, person), make_membership(make_trip(), person)
    make_attendance(make_session(make_day(there.trip), "Elsewhere"), there)
    assert texts(read(here), ".empty") == ["No sessions of their own yet."]


def test_private_fields_are_on_no_page(client, trip):
    me = make_membership(trip, "Mei-Lin", phone="+886-1", diet="vegan", room="407")
    for address in (people_of(trip), me.get_absolute_url(), trip.get_absolute_url()):
        text = client.get(address).text
        assert [secret for secret in ("+886-1", "vegan", "407") if secret in text] == []


# A member's own page


@pytest.fixture
def me(trip):
    return make_membership(
        trip,
        "Mei-Lin",
        listed_for="members",
        email="mei@example.tw",
        phone="+886-1",
        diet="vegan",
    )


def test_a_member_reads_what_is_known_of_them_and_who_sees_them(read, me):
    own = read(me, member_client(me)).select_one(".own")
    assert dict(zip(texts(own, "dt"), texts(own, "dd"), strict=True)) == {
        "Who sees me": "Members of the trip and its organizers see your name and sessions.",
        "E-mail": "mei@example.tw",
        "Phone": "+886-1",
        "Arrival": "nothing yet",
        "Departure": "nothing yet",
        "Diet": "vegan",
        "Room": "nothing yet",
        "Emergency contact": "nothing yet",
        "Organizers' remarks": "nothing yet",
    }


def test_nobody_else_reads_it_there(read, trip, me):
    others = [member_client(make_membership(trip, "Arno")), organizer_client(trip)]
    for browser in others:
        page = read(me, browser)
        assert page.select(".own") == []
        assert "vegan" not in text_of(page)


def test_a_members_own_schedule_is_the_first_tab(read, me):
    page = read(me, member_client(me))
    assert texts(page, ".tabs a")[0] == "My schedule"
    assert texts(page, ".tabs [aria-current]") == ["My schedule"]


@pytest.fixture
def busy(trip, me):
    """A day of the member, with a session that they speak in, and a quiet one."""
    day = make_day(trip, dt.date(2026, 11, 24))
    talk = make_session(day, "Talk", start="11:00", end="12:30")
    make_attendance(talk, me, role="speaker")
    make_session(day, "Not theirs", start="11:00", end="12:00")
    make_attendance(make_session(day, "Lunch", start="13:00"), me)
    later = make_day(trip, dt.date(2026, 11, 26))
    make_attendance(make_session(later, "Debrief", start="10:00"), me)
    make_session(make_day(trip, dt.date(2026, 11, 25)), "Not theirs either")
    return me


def test_a_member_is_told_what_they_do_now_and_next(read, at, busy):
    at("2026-11-24T09:15Z")
    page = read(busy, member_client(busy))
    assert texts(page, ".now > div") == [
        "Now · until 12:30 Talk you speak Write notes",
        "Next · 13:00 Lunch you go",
    ]
    assert texts(page, ".session") == [
        "11:00 12:30 Talk you speak",
        "13:00 Lunch you go",
        "10:00 Debrief you go",
    ]


def test_a_member_s_days_are_in_a_bar_today_marked(read, at, busy):
    at("2026-11-24T09:15Z")
    page = read(busy, member_client(busy))
    assert [link["href"] for link in page.select(".days a")] == ["#2026-11-24", "#2026-11-26"]
    assert texts(page, ".days [aria-current=date]") == ["Tue 24 today"]
    assert [day["id"] for day in page.select(".day")] == ["2026-11-24", "2026-11-26"]


def test_what_somebody_else_does_now_is_not_told(read, at, busy):
    at("2026-11-24T09:15Z")
    page = read(busy, member_client(make_membership(busy.trip, "Arno")))
    assert (page.select("#now"), texts(page, ".session h3")) == ([], ["Talk", "Lunch", "Debrief"])


def test_who_is_named_in_no_session_is_led_to_the_itinerary(read, me):
    page = read(me, member_client(me))
    assert texts(page, ".empty") == ["You are named in no session yet. Itinerary"]
    assert page.select(".days") == []
