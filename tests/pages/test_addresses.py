"""Former addresses lead on, and what is not there has a page of its own."""

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Trip
from tests.factories import (
    make_day,
    make_membership,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    """A trip that had another address."""
    trip = make_trip(slug="old")
    trip.slug = "new"
    trip.save()
    return trip


@pytest.mark.parametrize(
    "rest",
    ["/", ".json", "/2026-11-24/", "/people/", "/docs/", "/notes/", "/people/Abcdefgh12345678/"],
)
def test_a_former_address_leads_to_the_same_page_of_the_trip(client, moved, rest):
    response = client.get(f"/trips/old{rest}?lang=ja&page=2")
    assert (response.status_code, response["Location"]) == (
        301,
        f"/trips/new{rest}?lang=ja&page=2",
    )


def test_a_former_address_without_query_has_none_after_it(client, moved):
    assert client.get("/trips/old/")["Location"] == "/trips/new/"


@pytest.mark.parametrize("visibility", ["draft", "members"])
def test_a_former_address_does_not_tell_that_there_is_a_trip(client, moved, visibility):
    moved.visibility = visibility
    moved.save()
    assert client.get("/trips/old/").status_code == 404
    assert organizer_client(moved).get("/trips/old/").status_code == 301


def test_scripts_of_other_sites_can_follow_a_former_address_of_a_public_trip(client, moved):
    assert client.get("/trips/old.json")["Access-Control-Allow-Origin"] == "*"
    Trip.objects.update(visibility="members")
    response = member_client(make_membership(moved)).get("/trips/old.json")
    assert (response.status_code, "Access-Control-Allow-Origin" in response) == (301, False)


@pytest.mark.parametrize(
    "address",
    [
        "/no-such-page/",
        "/trips/nowhere/",
        "/trips/nowhere.json",
        "/trips/tallinn/people/Abcdefgh12345678/",
        "/trips/tallinn/sessions/short/",
        "/trips/tallinn/sessions/%00%00%00%00%00%00%00%00/",
    ],
)
def test_what_is_not_there_has_the_sites_own_page(client, address):
    make_session(make_day(make_trip(slug="tallinn")))
    response = client.get(address)
    assert response.status_code == 404
    assert "There is nothing at this address" in response.text
    assert f'href="{reverse("pages:trip-list")}"' in response.text


def test_a_broken_page_has_the_sites_own_page_that_needs_nothing(client, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(Trip.objects, "visible_to", broken, raising=False)
    client.raise_request_exception = False
    response = client.get("/trips/tallinn/")
    assert response.status_code == 500
    assert "Something went wrong" in response.text
    assert "/static/tripbook.css" in response.text


def test_pages_that_are_not_there_are_in_the_readers_language_too(client):
    response = client.get("/no-such-page/?lang=zh-hant")
    assert '<html lang="zh-hant">' in response.text


def test_the_address_of_a_trip_and_of_its_document_are_two(client):
    make_trip(slug="tallinn")
    types = [client.get(f"/trips/tallinn{end}")["Content-Type"] for end in ("/", ".json")]
    assert types == ["text/html; charset=utf-8", "application/json; charset=utf-8"]


def test_a_refused_form_has_the_sites_own_page():
    response = Client(enforce_csrf_checks=True).post(reverse("pages:leave"))
    assert response.status_code == 403
    assert "Please try again" in response.text
