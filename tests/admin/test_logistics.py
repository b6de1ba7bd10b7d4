"""Rooms, diets, contacts and the emergency list: pages to print, and sheets."""

import csv
import datetime as dt
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import factories as make

from .conftest import PRIVATE

SHEETS = ("rooms", "diets", "contacts", "emergency")


@pytest.fixture
def trip(db):
    """A trip of four people who sleep and eat, and a host who does so at home."""
    trip = make.make_trip(slug="harbour-week", title="Harbour week")
    make.make_day(trip, dt.date(2026, 11, 23))
    make.make_day(trip, dt.date(2026, 11, 26))
    home = make.make_organization("Harbour office")
    mei = make.make_participant("Mei-Lin", organization=home)
    make.make_membership(
        trip,
        mei,
        room="10",
        diet="Vegan",
        phone="+886 2 1234",
        email="mei@example.org",
        joins_on=dt.date(2026, 11, 24),
        arrival="LH 123, 14:05",
    )
    make.make_membership(trip, "Arno", room=" Room  9 ", diet="vegan", emergency_contact="Ida, 112")
    make.make_membership(trip, "Bo", room="room 9")
    make.make_membership(trip, "Chihao", role="lead", remarks="snores")
    make.make_membership(trip, "Dagmar", role="host")
    return trip


@pytest.fixture
def owner(client, trip):
    client.force_login(make.make_organizer(trip).user)
    return client


def address(trip, sheet):
    return reverse(f"admin:events_trip_{sheet}", args=[trip.pk])


def page(client, trip, sheet):
    return BeautifulSoup(client.get(address(trip, sheet)).content, "html.parser")


def texts(nodes):
    return [" ".join(node.get_text(" ").split()) for node in nodes]


def sheet_rows(client, trip, sheet):
    response = client.get(address(trip, sheet), {"format": "csv"})
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_who_has_the_same_room_written_down_shares_it(owner, trip):
    shown = page(owner, trip, "rooms")
    assert [texts(body.find_all(["th", "td"])) for body in shown.select("tbody")] == [
        ["10", "Mei-Lin Harbour office", "24 November LH 123, 14:05", ""],
        ["Room 9", "Arno", "", "", "Bo", "", ""],
        ["No room yet", "Chihao", "", ""],
    ]
    assert texts(shown.select(".sheet-counts")) == ["5 people · 2 rooms · 1 without a room"]


def test_rooms_stand_in_the_order_of_their_numbers(owner, trip):
    for room in ("9", "101", "B2"):
        make.make_membership(trip, f"In {room}", room=room)
    shown = page(owner, trip, "rooms")
    rooms = texts(shown.select("tbody:not(.missing) th"))
    assert rooms == ["9", "10", "101", "B2", "Room 9"]


def test_diets_are_counted(owner, trip):
    rows = page(owner, trip, "diets").select("tbody tr")
    assert [texts(row.find_all(["th", "td"])) for row in rows] == [
        ["vegan", "2", "Arno Mei-Lin Harbour office"],
        ["Said nothing yet", "2", "Bo Chihao"],
    ]


def test_contacts_can_be_called_and_written_to(owner, trip):
    shown = page(owner, trip, "contacts")
    links = {link["href"] for link in shown.select("tbody td a")}
    assert links == {"tel:+886%202%201234", "mailto:mei@example.org"}
    assert texts(shown.select(".sheet-counts")) == ["5 people · 3 without a phone"]


def test_sheets_hold_what_the_pages_show(owner, trip):
    assert {sheet: sheet_rows(owner, trip, sheet) for sheet in SHEETS} == {
        "rooms": [
            ["room", "name", "organization", "from", "until", "arrival", "departure"],
            ["10", "Mei-Lin", "Harbour office", "2026-11-24", "", "LH 123, 14:05", ""],
            ["Room 9", "Arno", "", "", "", "", ""],
            ["Room 9", "Bo", "", "", "", "", ""],
            ["", "Chihao", "", "", "", "", ""],
        ],
        "diets": [
            ["diet", "name", "organization"],
            ["vegan", "Arno", ""],
            ["vegan", "Mei-Lin", "Harbour office"],
            ["", "Bo", ""],
            ["", "Chihao", ""],
        ],
        "contacts": [
            ["name", "organization", "role", "phone", "email"],
            ["Arno", "", "delegate", "", ""],
            ["Bo", "", "delegate", "", ""],
            ["Chihao", "", "lead", "", ""],
            ["Dagmar", "", "host", "", ""],
            ["Mei-Lin", "Harbour office", "delegate", "'+886 2 1234", "mei@example.org"],
        ],
        "emergency": [
            ["name", "organization", "emergency contact", "phone", "room", "diet"],
            ["Arno", "", "Ida, 112", "", " Room  9 ", "vegan"],
            ["Bo", "", "", "", "room 9", ""],
            ["Chihao", "", "", "", "", ""],
            ["Dagmar", "", "", "", "", ""],
            ["Mei-Lin", "Harbour office", "", "'+886 2 1234", "10", "Vegan"],
        ],
    }


def test_organizers_remarks_are_on_no_sheet(owner, trip):
    for sheet in SHEETS:
        for query in ({}, {"format": "csv"}):
            assert "snores" not in owner.get(address(trip, sheet), query).content.decode()


def test_no_cell_of_a_sheet_is_run_as_a_formula(owner, trip):
    make.make_membership(trip, "=HYPERLINK(1)", room="@SUM(1)", diet="-1")
    assert sheet_rows(owner, trip, "rooms")[2][:2] == ["'@SUM(1)", "'=HYPERLINK(1)"]
    assert ["'-1", "'=HYPERLINK(1)", ""] in sheet_rows(owner, trip, "diets")


def test_a_sheet_is_named_after_the_day_on_which_it_is_to_be_deleted(owner, trip):
    response = owner.get(address(trip, "rooms"), {"format": "csv"})
    assert response["Content-Disposition"] == (
        'attachment; filename="harbour-week-rooms-delete-by-2026-12-26.csv"'
    )


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("query", ["", "?format=csv"])
def test_nothing_keeps_a_copy(owner, trip, sheet, query):
    kept = owner.get(address(trip, sheet) + query)["Cache-Control"]
    assert {"private", "no-store"} <= set(kept.split(", "))


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_says_when_its_fields_are_removed(owner, trip, sheet):
    foot = texts(page(owner, trip, sheet).select(".sheet-foot"))[0]
    assert "26 December 2026" in foot


def test_the_pages_of_the_trip_and_of_the_person_say_so_too(owner, trip):
    member = trip.memberships.first()
    for name, row in (("trip", trip), ("membership", member)):
        response = owner.get(reverse(f"admin:events_{name}_change", args=[row.pk]))
        assert "26 December 2026" in response.content.decode()


def test_a_trip_without_days_says_what_will_hold(owner, trip):
    trip.days.all().delete()
    foot = texts(page(owner, trip, "rooms").select(".sheet-foot"))[0]
    assert "removed 30 days after the trip's last day" in foot


def test_a_trip_without_people_says_what_to_do(owner, trip):
    trip.memberships.all().delete()
    shown = page(owner, trip, "contacts")
    assert texts(shown.select(".sheet-empty")) == [
        "Nobody is on the trip yet. Add the first person"
    ]
    assert shown.select("table.sheet") == []


@pytest.mark.parametrize("viewer", ["editor", "owner", "superuser"])
def test_sheets_are_for_who_may_edit(browser, ours, theirs, viewer):
    """Who else may not open them is in the table of all addresses."""
    response = browser(viewer).get(address(ours.trip, "emergency"), {"format": "csv"})
    text = response.content.decode()
    assert PRIVATE["emergency_contact"] in text
    assert "theirs" not in text


@pytest.mark.parametrize("viewer", ["reader", "other", "stranger", "visitor", "anonymous"])
def test_nobody_else_takes_a_sheet_along(browser, ours, theirs, viewer):
    for sheet in SHEETS:
        response = browser(viewer).get(address(ours.trip, sheet), {"format": "csv"})
        assert response.status_code == (403 if viewer == "reader" else 302)
        assert "ours person" not in response.content.decode()


@pytest.mark.parametrize("people", [20, 1000])
def test_sheets_ask_no_more_for_more_people(owner, trip, people, django_assert_num_queries):
    home = make.make_organization("Home")
    persons = make.Participant.objects.bulk_create(
        make.Participant(name=f"Person {i}", organization=home) for i in range(people)
    )
    make.Membership.objects.bulk_create(
        make.Membership(trip=trip, participant=person, room=f"{i // 2}")
        for i, person in enumerate(persons)
    )
    for sheet in SHEETS:
        with django_assert_num_queries(5):
            assert owner.get(address(trip, sheet)).status_code == 200
