"""Rooms, diets, contacts and the emergency list: pages to print, and sheets."""

import csv
import datetime as dt
import io

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from events.models import Membership
from tests import factories as make
from tests.markup import parsed

from .conftest import PRIVATE
from .forms import fields_of

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
    return parsed(client.get(address(trip, sheet)))


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


# What is missing is filled in on one page


def fill_address(trip, sheet):
    return f"{reverse('admin:events_trip_fill', args=[trip.pk])}?sheet={sheet}"


def index_of(fields, member):
    """Return the number that somebody's row has in the form."""
    return next(
        name.split("-")[1]
        for name, value in fields.items()
        if name.endswith("-id") and value == str(member.pk)
    )


def fill_in(client, trip, sheet, fields=None, **values):
    """Fill in values by the name of the person; `fields` are of a page that was opened before."""
    fields = dict(fields or fields_of(client.get(fill_address(trip, sheet))))
    for name, row in values.items():
        number = index_of(fields, trip.memberships.get(participant__name=name))
        fields |= {f"people-{number}-{key}": value for key, value in row.items()}
    return client.post(fill_address(trip, sheet), fields)


def test_what_everybody_needs_is_filled_in_on_one_page(owner, trip, recorded):
    trip.memberships.get(participant__name="Arno").delete()
    answer = fill_in(
        owner, trip, "rooms", Bo={"room": "10"}, Chihao={"room": "11", "arrival": "by train"}
    )
    assert answer["Location"] == address(trip, "rooms")
    found = trip.memberships.order_by("participant__name").values_list(
        "participant__name", "room", "arrival"
    )
    assert list(found) == [
        ("Bo", "10", ""),
        ("Chihao", "11", "by train"),
        ("Dagmar", "", ""),
        ("Mei-Lin", "10", "LH 123, 14:05"),
    ]
    [bo, _chihao] = LogEntry.objects.order_by("object_repr")
    assert bo.get_change_message() == "Changed room, arrival and departure."
    assert texts(page(owner, trip, "rooms").select(".messagelist li")) == ["Changed for 2 people."]


def test_only_the_fields_of_the_sheet_are_written(owner, trip):
    fill_in(owner, trip, "diets", Bo={"diet": "none", "room": "1", "remarks": "x", "trip": "9"})
    bo = trip.memberships.get(participant__name="Bo")
    assert (bo.diet, bo.room, bo.remarks, bo.trip) == ("none", "room 9", "", trip)


def test_what_somebody_else_saved_meanwhile_is_not_written_over(owner, trip):
    opened = fields_of(owner.get(fill_address(trip, "rooms")))
    bo = trip.memberships.get(participant__name="Bo")
    bo.room = "77"
    bo.save()
    answer = fill_in(owner, trip, "rooms", opened, Bo={"room": "10"})
    assert "to “77”" in answer.content.decode()
    bo.refresh_from_db()
    assert bo.room == "77"


def test_what_is_wrong_stands_beside_it_and_nothing_is_saved(owner, trip):
    answer = fill_in(
        owner, trip, "contacts", Bo={"email": "bo at example"}, Chihao={"phone": "123"}
    )
    shown = parsed(answer)
    assert texts(shown.select("td .errorlist li")) == ["Enter a valid email address."]
    assert shown.select_one("[value='bo at example']") is not None
    assert shown.select_one("[name$=phone][value='123']") is not None
    assert trip.memberships.exclude(phone="").count() == 1


def test_nobody_of_another_trip_is_reached(owner, trip):
    foreign = make.make_membership(make.make_trip(), "Foreign", room="1")
    fields = fields_of(owner.get(fill_address(trip, "rooms")))
    fields |= {"people-0-id": str(foreign.pk), "people-0-room": "taken"}
    owner.post(fill_address(trip, "rooms"), fields)
    foreign.refresh_from_db()
    assert foreign.room == "1"


def test_who_was_deleted_meanwhile_is_told_and_the_rest_is_still_there(owner, trip):
    opened = fields_of(owner.get(fill_address(trip, "rooms")))
    bo = trip.memberships.get(participant__name="Bo")
    opened[f"people-{index_of(opened, bo)}-room"] = "10"
    bo.delete()
    answer = fill_in(owner, trip, "rooms", opened, Chihao={"room": "11"})
    shown = parsed(answer)
    assert texts(shown.select("th .errorlist")) == ["was taken off the trip meanwhile"]
    assert len(shown.select("[name$=room][value='11']")) == 1


@pytest.mark.parametrize("viewer", ["reader", "other"])
def test_only_who_may_edit_fills_in(browser, ours, theirs, viewer):
    fields = {
        "people-TOTAL_FORMS": "1",
        "people-INITIAL_FORMS": "1",
        "people-0-id": ours.membership.pk,
        "people-0-room": "taken",
    }
    browser(viewer).post(fill_address(ours.trip, "rooms"), fields)
    ours.membership.refresh_from_db()
    assert ours.membership.room == PRIVATE["room"]


@pytest.mark.parametrize("people", [5, 40])
def test_filling_in_asks_no_more_for_more_people(owner, trip, people, django_assert_num_queries):
    for i in range(people):
        make.make_membership(trip, f"Person {i}")
    with django_assert_num_queries(8):
        opened = owner.get(fill_address(trip, "rooms"))
    typed = {name: "12" for name in fields_of(opened) if name.endswith("-room")}
    assert len(typed) >= people
    ContentType.objects.get_for_model(Membership)
    with django_assert_num_queries(13):
        answer = owner.post(fill_address(trip, "rooms"), {**fields_of(opened), **typed})
    assert answer.status_code == 302
    assert set(trip.memberships.values_list("room", flat=True)) == {"12"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["fill", "invite"])
def test_pages_are_sent_outside_of_a_test_too(client, name):
    """A database that locks rows does so in a transaction alone, in which tests run anyway."""
    trip = make.make_trip()
    client.force_login(make.make_organizer(trip).user)
    page = reverse(f"admin:events_trip_{name}", args=[trip.pk])
    assert client.post(page, {"language": "en"}).status_code == 200
