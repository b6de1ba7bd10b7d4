"""What a member does about themself: change it, take it along, go."""

import datetime as dt
import json
from smtplib import SMTPException

import pytest
from django.core.cache import cache
from django.urls import reverse

from notes.revisions import Writer, save_edit
from tests.factories import (
    make_attendance,
    make_day,
    make_membership,
    make_note,
    make_organizer,
    make_session,
    make_trip,
    make_user,
    member_client,
)
from tests.mails import sent_mails
from tests.markup import parsed
from tests.pages.texts import texts

pytestmark = pytest.mark.django_db
ADDRESS = "/trips/tallinn/me/"


@pytest.fixture
def trip():
    return make_trip(slug="tallinn")


@pytest.fixture
def nora(trip):
    return make_membership(trip, "Nora", diet="no fish", remarks="early bird", room="12")


@pytest.fixture
def browser(nora):
    return member_client(nora)


FIELDS = {
    "name": "Nora Lin",
    "handle": "nora",
    "position": "",
    "bio": "",
    "links": "https://example.org/",
    "listed_for": "organizers",
    "email": "nora@example.org",
    "phone": "+886 1",
    "arrival": "Sunday",
    "departure": "",
    "diet": "vegetarian",
    "emergency_contact": "",
}


def test_a_member_changes_what_is_known_of_them_and_nothing_else(browser, nora, client):
    response = browser.post(ADDRESS, FIELDS | {"room": "1", "remarks": "none", "role": "lead"})
    assert (response.status_code, response["Location"]) == (302, f"{ADDRESS}?saved")
    nora.refresh_from_db()
    person = nora.participant
    assert (person.name, person.handle, person.links) == (
        "Nora Lin",
        "nora",
        ["https://example.org/"],
    )
    assert (nora.listed_for, nora.email, nora.diet) == (
        "organizers",
        "nora@example.org",
        "vegetarian",
    )
    assert (nora.room, nora.remarks, nora.role) == ("12", "early bird", "delegate")
    assert "Nora" not in client.get("/trips/tallinn/people/").text


def test_what_is_wrong_is_said_beside_it_and_nothing_is_saved(browser, nora):
    response = browser.post(ADDRESS, FIELDS | {"email": "nora", "links": "ftp://x", "name": ""})
    page = parsed(response)
    assert response.status_code == 400
    assert len(page.select(".error")) == 3
    assert page.select_one("[name=email]")["value"] == "nora"
    assert page.select_one("[name=diet]")["value"] == "vegetarian"
    nora.refresh_from_db()
    assert (nora.diet, nora.participant.name) == ("no fish", "Nora")


def test_a_member_takes_along_all_that_is_stored_about_them(browser, nora, trip):
    session = make_session(make_day(trip), "Roundtable")
    make_attendance(session, nora, role="speaker")
    note = make_note(session, "One\n")
    save_edit(note=note, body="Two\n", base=1, writer=Writer("Nora", participant=nora.participant))
    elsewhere = make_note(make_trip(), "One\n")
    save_edit(
        note=elsewhere, body="Two\n", base=1, writer=Writer("Nora", participant=nora.participant)
    )
    response = browser.get("/trips/tallinn/me.json")
    assert response["Content-Disposition"] == 'attachment; filename="tallinn-me.json"'
    told = json.loads(response.content)
    assert told["person"]["name"] == "Nora"
    assert told["for_organizers_only"]["room"] == "12"
    assert told["for_organizers_only"]["remarks"] == "early bird"
    assert told["sessions"] == [{"date": "2026-11-23", "title": "Roundtable", "role": "speaker"}]
    assert [(text["note"], text["text"]) for text in told["texts_saved"]] == [(note.uid, "Two\n")]


def test_a_member_asks_to_be_removed_and_may_think_again(browser, nora, read):
    browser.post(ADDRESS, {"removal": "ask"})
    nora.refresh_from_db()
    assert nora.removal_asked_at is not None
    page = read(ADDRESS, browser)
    assert texts(page, ".about .button") == ["Take it along as a file", "Stay after all"]
    browser.post(ADDRESS, {"removal": "take back"})
    nora.refresh_from_db()
    assert nora.removal_asked_at is None


@pytest.fixture
def post_office(settings):
    """A mail server that takes what is sent."""
    cache.clear()
    settings.SENDS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_the_owners_get_a_mail_of_who_asks_to_be_removed(browser, trip, nora, post_office):
    make_organizer(trip, make_user("owner", email="owner@example.org"))
    make_organizer(trip, make_user("second", email="second@example.org"))
    make_organizer(trip, make_user("left", email="left@example.org", is_active=False))
    make_organizer(trip, make_user("editor", email="editor@example.org"), role="editor")
    make_organizer(trip, make_user("silent"))
    trip.title = "Harbour\nweek"
    trip.save()
    for answer in ("ask", "ask", "take back", "ask"):
        browser.post(ADDRESS, {"removal": answer})
    [sent] = sent_mails()
    assert sent.to == ["owner@example.org", "second@example.org"]
    assert sent.subject == "Nora asks to be taken off “Harbour week”"
    page = reverse("admin:events_membership_change", args=[nora.pk])
    assert f"https://trips.example.org{page}" in sent.body
    assert "no fish" not in sent.body


def test_a_mail_that_is_not_taken_keeps_nobody_from_asking(
    browser, trip, nora, post_office, monkeypatch, caplog
):
    def refuse(self):
        raise SMTPException("full")

    make_organizer(trip, make_user("owner", email="owner@example.org"))
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    assert browser.post(ADDRESS, {"removal": "ask"}).status_code == 302
    assert sent_mails() == []
    assert "A mail was not taken." in caplog.text


@pytest.mark.parametrize("sends_mail", [True, False])
def test_without_a_server_or_an_address_nothing_is_sent(
    browser, trip, nora, post_office, settings, sends_mail
):
    settings.SENDS_MAIL = sends_mail
    make_organizer(trip, make_user("owner", email="" if sends_mail else "owner@example.org"))
    assert browser.post(ADDRESS, {"removal": "ask"}).status_code == 302
    assert sent_mails() == []


def test_the_page_says_when_private_fields_are_removed(browser, trip, nora, read):
    make_day(trip, dt.date(2026, 11, 26))
    aside = texts(read(ADDRESS, browser), ".aside")[1]
    assert "removed on Saturday, 26 December 2026, 30 days after the trip." in aside


def test_the_way_there_is_on_the_members_own_page(browser, nora, read):
    links = [link["href"] for link in read(nora, browser).select(".own a")]
    assert links == [ADDRESS]
