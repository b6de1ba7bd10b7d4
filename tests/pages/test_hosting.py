"""The link that hosts get to one preparation note."""

import json

import pytest
from django.test import Client

from events.tokens import HOST, JOIN, token_of
from notes.models import Note
from notes.tokens import host_path
from tests.factories import (
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_organization,
    make_session,
    make_trip,
)
from tests.markup import parsed
from tests.pages.texts import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    trip = make_trip(slug="tallinn", title="Secret-trip", visibility="members")
    session = make_session(
        make_day(trip), "Visit to the harbour", hosts=[make_organization("Harbour office")]
    )
    make_attendance(session, "Secret-person")
    make_doc(session, "https://example.org/secret")
    make_note(session, "Secret-minutes")
    make_session(session.day, "Secret-session")
    return session


@pytest.fixture
def note(session):
    return make_note(session, "Why?", purpose="preparation", visibility="members")


def write(browser, note, body, **fields):
    return browser.post(host_path(note), {"revision": "1", "body": body, **fields})


def test_hosts_see_the_note_and_nothing_else_of_the_trip(client, note):
    response = client.get(host_path(note))
    page = parsed(response)
    assert text_of(page.h1) == "Visit to the harbour"
    assert page.select_one("textarea").text.strip() == "Why?"
    assert "Secret" not in response.text
    assert not page.select('a[href^="/trips/tallinn"]')
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("strict-origin", "noindex")
    assert "no-store" in response["Cache-Control"]
    assert client.get("/trips/tallinn/").status_code == 404


def test_hosts_write_under_the_name_that_they_give_or_their_organizations(client, note):
    browser = Client(enforce_csrf_checks=True)
    token = parsed(browser.get(host_path(note))).select_one("[name=csrfmiddlewaretoken]")["value"]
    response = write(browser, note, "Why?\nBecause.", name=" Kati ", csrfmiddlewaretoken=token)
    assert (response.status_code, response["Location"]) == (302, f"{host_path(note)}?saved")
    write(client, note, "Why?\nBecause.\nAnd you?", revision="2")
    found = note.revisions.order_by("number").values_list("author_name", "body", "participant")
    assert list(found)[1:] == [
        ("Kati", "Why?\nBecause.", None),
        ("Harbour office", "Why?\nBecause.\nAnd you?", None),
    ]


def test_an_open_page_of_hosts_is_told_what_was_saved(client, note):
    headers = {"accept": "application/json"}
    told = json.loads(client.get(host_path(note), {"since": "1"}, headers=headers).content)
    assert told == {"revision": 1, "others": ""}


def test_a_forged_link_gives_the_text_back(client, note):
    other = make_note(make_trip(), "Of another trip", purpose="preparation")
    forged = host_path(note).replace(note.uid, other.uid)
    response = client.post(forged, {"revision": "1", "body": "What I wrote"})
    assert response.status_code == 404
    assert parsed(response).select_one("main textarea").text.strip() == "What I wrote"


def test_a_link_opens_one_purpose_of_one_note(client, session, note):
    member = make_membership(session.day.trip, "Arno")
    minutes = session.notes.get(purpose="minutes")
    for path in (
        f"/host/{token_of(minutes, HOST)}/",
        f"/host/{token_of(note, JOIN)}/",
        f"/host/{token_of(member, JOIN)}/",
        f"/join/{token_of(note, HOST)}/",
        "/host/x/",
    ):
        assert client.get(path).status_code == 404, path


@pytest.mark.parametrize("fields", [{"token_version": 2}, {"is_hidden": True}])
def test_a_link_that_was_revoked_or_whose_note_is_hidden_opens_nothing(client, note, fields):
    path = host_path(note)
    Note.objects.filter(pk=note.pk).update(**fields)
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


def test_a_link_stops_some_time_after_the_trip(client, note, at, settings):
    settings.LINKS_EXPIRE_DAYS = 30
    at("2026-12-23T23:00Z")
    assert client.get(host_path(note)).status_code == 200
    at("2026-12-24T01:00Z")
    assert client.get(host_path(note)).status_code == 404


def test_a_draft_is_not_open_for_hosts(client, note):
    trip = note.owning_trip
    trip.visibility = "draft"
    trip.save()
    response = client.get(host_path(note))
    assert text_of(parsed(response).h1) == "Not open yet"
    assert "Visit" not in response.text
    write(client, note, "Too early")
    assert note.revisions.count() == 1


def test_a_frozen_note_gives_hosts_their_text_back(client, note):
    Note.objects.filter(pk=note.pk).update(is_frozen=True)
    response = write(client, note, "Too late")
    assert response.status_code == 409
    assert parsed(response).select_one("textarea").text.strip() == "Too late"
