"""Trips as JSON."""

import json

import jsonschema
import pytest
from django.urls import reverse

from tests.factories import (
    make_day,
    make_membership,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)

pytestmark = pytest.mark.django_db


def test_the_document_of_a_trip_is_open_to_scripts_of_other_sites(client):
    make_session(make_day(make_trip(slug="seoul", title="首爾", timezone="Asia/Seoul")), "開幕")
    response = client.get("/trips/seoul.json")
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert '"title":"首爾"' in response.content.decode()
    document = json.loads(response.content)
    assert (document["format"], document["audience"]) == ("tripbook", "public")
    assert [session["title"] for session in document["sessions"]] == ["開幕"]


def test_the_document_fits_the_schema(client):
    make_session(make_day(make_trip(slug="tallinn")), start="09:00", end="10:00")
    schema = client.get(reverse("pages:trip-schema")).json()
    assert schema["$id"] == "https://trips.example.org/schema/trip.json"
    jsonschema.validate(
        client.get("/trips/tallinn.json").json(), schema, jsonschema.Draft202012Validator
    )


def test_a_document_that_is_not_public_is_for_no_other_site(client):
    trip = make_trip(slug="tallinn", visibility="members")
    response = member_client(make_membership(trip)).get("/trips/tallinn.json")
    assert response.json()["audience"] == "members"
    assert "Access-Control-Allow-Origin" not in response
    assert client.get("/trips/tallinn.json").status_code == 404


def test_each_viewer_gets_the_document_for_them(client):
    trip = make_trip(slug="tallinn")
    make_session(make_day(trip), "Dinner", visibility="members")
    me = make_membership(trip, listed_for="members")
    found = [
        [
            document["audience"],
            [session["title"] for session in document["sessions"]],
            [person["name"] for person in document["participants"]],
        ]
        for document in (
            browser.get("/trips/tallinn.json").json()
            for browser in (client, member_client(me), organizer_client(trip))
        )
    ]
    assert found == [
        ["public", [], []],
        ["members", ["Dinner"], ["Mei-Lin"]],
        ["organizers", ["Dinner"], ["Mei-Lin"]],
    ]


def test_the_list_has_the_visible_trips_newest_first(client):
    make_day(make_trip(slug="old"))
    make_day(make_trip(slug="new")).trip.days.update(date="2027-01-01")
    make_trip(slug="undated")
    make_trip(slug="hidden", visibility="members")
    response = client.get(reverse("pages:trips-json"))
    document = response.json()
    assert response["Access-Control-Allow-Origin"] == "*"
    assert document["format"] == "tripbook-list"
    assert [(trip["slug"], trip["starts_on"]) for trip in document["trips"]] == [
        ("new", "2027-01-01"),
        ("old", "2026-11-23"),
        ("undated", None),
    ]


def test_a_change_changes_the_etag(client):
    trip = make_trip(slug="tallinn")
    before = client.get("/trips/tallinn.json")["ETag"]
    make_session(make_day(trip))
    assert client.get("/trips/tallinn.json")["ETag"] != before
