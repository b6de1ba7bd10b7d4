"""What browsers are told for reading without a network: which files to keep, and for whom."""

import json
import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import make_membership, make_organizer, make_trip, member_client
from tripbook.pages import offline

pytestmark = pytest.mark.django_db

WORKER = reverse("pages:service-worker")


def shell_in(response):
    return json.loads(re.match(r"const SHELL = (.*);\n", response.text)[1])


def test_the_worker_names_the_files_of_the_site_and_each_is_there(client):
    response = client.get(WORKER)
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    shell = shell_in(response)
    assert shell["files"] == [
        "/offline/",
        "/static/tripbook.css",
        "/static/tripbook.js",
        "/static/favicon.svg",
        "/static/icon-192.png",
    ]
    assert shell["files"][0] == shell["offline"]
    assert client.get(shell["offline"]).status_code == 200
    script = re.search(r'importScripts\("(.*)"\)', response.text)[1]
    for address in (*shell["files"][1:], script):
        assert address.startswith(shell["static"])
        assert (settings.BASE_DIR / address.removeprefix("/")).is_file()


def test_other_files_make_another_version(client, monkeypatch):
    before = shell_in(client.get(WORKER))["version"]
    assert shell_in(client.get(WORKER))["version"] == before
    monkeypatch.setattr(offline, "static", lambda name: f"/static/renewed-{name}")
    assert shell_in(client.get(WORKER))["version"] != before


def test_in_development_a_changed_file_makes_another_version(client, settings, tmp_path):
    settings.DEBUG = True
    settings.STATICFILES_DIRS = [tmp_path]
    versions = []
    for style in ("a", "b"):
        (tmp_path / "tripbook.css").write_text(style)
        versions.append(shell_in(client.get(WORKER))["version"])
    assert versions[0] != versions[1]


def test_a_page_names_its_viewer_by_what_they_may_see_and_a_visitor_not_at_all(client):
    trip = make_trip()
    mei, arno = make_membership(trip), make_membership(trip, "Arno")

    def names(browser):
        addresses = ("/", trip.get_absolute_url(), reverse("pages:doc-list", args=[trip.slug]))
        return {browser.get(address).get("X-Viewer") for address in addresses}

    of_mei, again, of_arno = (names(member_client(m)) for m in (mei, mei, arno))
    assert names(client) == {None}
    assert of_mei == again != of_arno
    assert len(of_mei) == 1
    client.force_login(make_organizer(trip).user)
    (of_organizer,) = names(client)
    assert of_organizer not in {None, *of_mei, *of_arno}


def test_who_leaves_is_a_visitor_without_a_cookie():
    trip = make_trip()
    browser = member_client(make_membership(trip))
    browser.post(reverse("pages:leave"))
    response = browser.get(trip.get_absolute_url())
    assert not browser.cookies["sessionid"].value
    assert response.get("X-Viewer") is None
