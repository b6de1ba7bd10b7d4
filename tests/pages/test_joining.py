"""A member's way in and out."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import join_path, make_membership, make_trip, member_client
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
