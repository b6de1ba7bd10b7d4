"""A member's way in and out."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import (
    join_path,
    make_attendance,
    make_day,
    make_membership,
    make_session,
    make_trip,
    member_client,
)
from tests.pages.texts import text_of, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership():
    return make_membership(make_trip(slug="tallinn", visibility="members"), "Arno")


def status_of_trip(browser):
    return browser.get("/trips/tallinn/").status_code


def test_the_link_asks_first_and_lets_nobody_in(read, client, membership):
    page = read(join_path(membership))
    assert text_of(page.h1) == "Continue as Arno?"
    assert status_of_trip(client) == 404
    assert "sessionid" not in client.cookies


def test_the_answer_lets_the_member_in(membership):
    browser = Client(enforce_csrf_checks=True)
    form = browser.get(join_path(membership))
    token = form.context["csrf_token"]
    response = browser.post(join_path(membership), {"csrfmiddlewaretoken": str(token)})
    assert (response.status_code, response["Location"]) == (302, "/trips/tallinn/")
    assert status_of_trip(browser) == 200


def test_who_goes_to_sessions_sees_their_own_schedule_first(membership):
    make_attendance(make_session(make_day(membership.trip)), membership)
    response = Client().post(join_path(membership))
    assert (response.status_code, response["Location"]) == (302, membership.get_absolute_url())


def test_a_forged_answer_lets_nobody_in(membership):
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(join_path(membership)).status_code == 403
    assert status_of_trip(browser) == 404


def test_the_page_of_a_link_is_kept_nowhere_and_told_to_nobody(client, membership):
    response = client.get(join_path(membership))
    assert response["Cache-Control"] == ("max-age=0, no-cache, no-store, must-revalidate, private")
    assert response["Referrer-Policy"] == "strict-origin"


def test_a_forged_link_is_not_there(client, membership):
    path = join_path(membership)
    forged = path.replace(membership.uid, "Abcdefgh12345678")
    statuses = [
        client.get(address).status_code for address in (forged, path[:-3] + "/", "/join/x/")
    ]
    assert statuses == [404, 404, 404]
    assert client.post(forged).status_code == 404


def test_a_revoked_link_lets_nobody_in_and_those_who_came_out(client, membership):
    path, browser = join_path(membership), member_client(membership)
    assert status_of_trip(browser) == 200
    membership.token_version += 1
    membership.save()
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)
    assert status_of_trip(browser) == 404


def test_the_link_of_a_draft_asks_to_wait_and_tells_nothing(read, client, membership):
    membership.trip.visibility = "draft"
    membership.trip.title = "Secret plan"
    membership.trip.save()
    page = read(join_path(membership))
    assert text_of(page.h1) == "Not open yet"
    assert "Secret plan" not in page.text
    assert page.select("main form") == []
    assert "Not open yet" in client.post(join_path(membership)).text
    assert "sessionid" not in client.cookies


def test_a_member_can_leave(read, membership):
    browser = member_client(membership)
    assert texts(read("/trips/tallinn/", browser), ".seen-as button") == ["Leave"]
    response = browser.post(reverse("pages:leave"))
    assert (response.status_code, response["Location"]) == (302, "/")
    assert status_of_trip(browser) == 404


def test_nobody_leaves_by_following_a_link(membership):
    browser = member_client(membership)
    assert browser.get(reverse("pages:leave")).status_code == 405
    assert status_of_trip(browser) == 200


def test_a_link_stops_some_time_after_the_trip(client, membership, at, settings):
    settings.LINKS_EXPIRE_DAYS = 30
    make_day(membership.trip)
    at("2026-12-23T23:00Z")
    assert client.get(join_path(membership)).status_code == 200
    at("2026-12-24T01:00Z")
    assert client.get(join_path(membership)).status_code == 404
    assert client.post(join_path(membership)).status_code == 404


def test_wrong_links_are_counted_and_good_ones_open_all_the_same(client, membership, monkeypatch):
    cache.clear()
    monkeypatch.setattr("tripbook.pages.views.joining.MOST_WRONG_LINKS", 2)
    statuses = [client.get(f"/join/guess{number}/").status_code for number in range(4)]
    assert statuses == [404, 404, 429, 429]
    assert client.get(join_path(membership)).status_code == 200


def test_it_is_known_who_has_joined_and_since_when(membership, at):
    at("2026-10-01T10:00Z")
    member_client(membership)
    at("2026-11-01T10:00Z")
    browser = member_client(membership)
    membership.refresh_from_db()
    assert membership.joined_at.isoformat() == "2026-10-01T10:00:00+00:00"
    assert browser.session.get_expiry_age() == 400 * 24 * 60 * 60


def test_who_leaves_takes_along_what_the_browser_kept(membership):
    response = member_client(membership).post(reverse("pages:leave"))
    assert response["Clear-Site-Data"] == '"storage"'
