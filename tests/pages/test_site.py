"""Files that robots and browsers ask every site for."""

import json
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.urls import reverse

from events.models import Session, Trip
from tests.factories import (
    make_day,
    make_membership,
    make_note,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)

pytestmark = pytest.mark.django_db

HOST = "https://trips.example.org"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def values(response, name):
    """Return what the elements of a name hold, in order."""
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)
    return [element.text for element in root.iter(f"{SITEMAP}{name}")]


def addresses_in(client, section):
    found = values(client.get("/sitemap.xml", {"section": section}), "loc")
    return [address.removeprefix(HOST) for address in found]


def make_public_trip():
    trip = make_trip(slug="open")
    session = make_session(make_day(trip), "Talk")
    return trip, session, make_note(session)


def test_the_map_of_the_site_leads_to_one_list_for_each_kind_of_page(client):
    make_public_trip()
    response = client.get("/sitemap.xml", headers={"host": "localhost"})
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    lists = values(response, "loc")
    assert lists == [
        f"{HOST}/sitemap.xml?section={section}&p=1"
        for section in ("trips", "days", "sessions", "notes")
    ]
    for address in lists:
        assert client.get(address.removeprefix(HOST)).status_code == 200


def test_public_pages_are_listed(client):
    trip, session, note = make_public_trip()
    assert addresses_in(client, "trips") == [trip.get_absolute_url()]
    assert addresses_in(client, "days") == [session.day.get_absolute_url()]
    assert addresses_in(client, "sessions") == [session.get_absolute_url()]
    assert addresses_in(client, "notes") == [note.get_absolute_url()]


@pytest.mark.parametrize("viewer", ["anyone", "member", "organizer"])
def test_nothing_else_is_listed_whoever_asks(client, viewer):
    trip = make_trip(slug="closed", visibility="members")
    make_note(make_session(make_day(trip), "Talk"))
    make_day(make_trip(visibility="draft"))
    shown = make_day(make_trip())
    make_note(make_session(shown, visibility="members"))
    make_session(shown, status="idea")
    make_note(shown, visibility="members")
    make_note(shown.trip, "")
    browser = {
        "anyone": lambda: client,
        "member": lambda: member_client(make_membership(trip)),
        "organizer": lambda: organizer_client(trip),
    }[viewer]()
    found = [addresses_in(browser, name) for name in ("trips", "days", "sessions", "notes")]
    assert found == [[shown.trip.get_absolute_url()], [shown.get_absolute_url()], [], []]


def test_a_page_is_as_new_as_the_newest_thing_on_it_that_everyone_sees(client, at):
    at("2026-03-01T10:00Z")
    trip, session, _note = make_public_trip()
    hidden = make_session(session.day, visibility="members")
    at("2026-03-05T10:00Z")
    Session.objects.get(pk=session.pk).save()
    at("2026-03-09T10:00Z")
    Session.objects.get(pk=hidden.pk).save()
    found = {
        section: values(client.get("/sitemap.xml", {"section": section}), "lastmod")
        for section in ("trips", "days", "sessions", "notes")
    }
    assert found == {
        "trips": ["2026-03-05"],
        "days": ["2026-03-05"],
        "sessions": ["2026-03-05"],
        "notes": ["2026-03-01"],
    }
    assert Trip.objects.get(pk=trip.pk).updated_at.day == 1


@pytest.mark.parametrize("query", ["section=people", "section=", "section=days&p=2"])
def test_a_list_that_is_not_there_is_a_404(client, query):
    assert client.get(f"/sitemap.xml?{query}").status_code == 404
    assert client.get("/sitemap.xml?section=days&p=x").status_code == 404


def test_without_public_trips_the_map_is_empty(client):
    assert addresses_in(client, "trips") == []


@pytest.mark.parametrize("trips", [1, 5])
@pytest.mark.parametrize(
    ("section", "queries"), [("trips", 10), ("days", 2), ("sessions", 2), ("notes", 2)]
)
def test_lists_cost_as_many_queries_for_many_pages(
    client, django_assert_num_queries, trips, section, queries
):
    for _i in range(trips):
        make_note(make_session(make_day(make_trip())))
    with django_assert_num_queries(queries):
        assert len(addresses_in(client, section)) == trips


def test_robots_are_told_where_the_map_is(client):
    assert f"Sitemap: {HOST}/sitemap.xml\n" in client.get("/robots.txt").text


def test_the_manifest_makes_the_site_an_app(client):
    response = client.get(reverse("pages:manifest"))
    assert response["Content-Type"] == "application/manifest+json; charset=utf-8"
    manifest = json.loads(response.content)
    assert (manifest["name"], manifest["start_url"], manifest["display"]) == (
        "tripbook",
        "/",
        "standalone",
    )
    for icon in manifest["icons"]:
        path = settings.BASE_DIR / icon["src"].removeprefix("/")
        width = int.from_bytes(path.read_bytes()[16:20], "big")
        assert icon["sizes"] == f"{width}x{width}"
    assert [icon.get("purpose") for icon in manifest["icons"]] == [None, None, "maskable"]


def test_every_page_names_the_manifest_and_an_icon_for_phones(read):
    page = read("/")
    assert page.select_one("link[rel=manifest]")["href"] == "/manifest.webmanifest"
    icon = page.select_one("link[rel=apple-touch-icon]")["href"]
    assert (settings.BASE_DIR / icon.removeprefix("/")).is_file()
