"""What holds for every page: caching, cookies, HTML that is whole, and nothing active in it."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from events.models import Membership
from tests.factories import (
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_organization,
    make_participant,
    make_place,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)
from tests.pages.texts import text_of

pytestmark = pytest.mark.django_db

HTML_PAGES = [
    "trip-list",
    "trip-detail",
    "day-detail",
    "session-detail",
    "person-list",
    "person-detail",
    "doc-list",
    "note-list",
    "note-detail",
    "note-history",
    "search",
    "subscribe",
]
OTHER_FILES = ["trip-json", "trips-json", "trip-schema", "robots", "sitemap", "manifest"]
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7|add:7 }}'


@pytest.fixture
def addresses():
    """Every page's address, of a trip in which everything there is has an evil name."""
    trip = make_trip(
        slug="tallinn",
        title=EVIL,
        summary=EVIL,
        tags=[EVIL],
        description=EVIL + "\n\n[x](javascript:alert(3))",
    )
    day = make_day(trip, title=EVIL, summary=EVIL)
    organization = make_organization(EVIL, local_name=EVIL)
    person = make_membership(
        trip,
        make_participant(
            EVIL, handle=EVIL + "2", position=EVIL, organization=organization, bio=EVIL
        ),
    )
    session = make_session(
        day,
        EVIL,
        start="09:00",
        end="10:00",
        status="tentative",
        place=make_place(trip, EVIL, address=EVIL, local_address=EVIL),
        hosts=[organization],
        description=EVIL,
    )
    make_session(day, EVIL, start="09:00", status="cancelled")
    make_attendance(session, person)
    make_doc(session, "https://example.org/'\"<script>alert(4)</script>")
    make_doc(trip, title=EVIL)
    note = make_note(session, EVIL, title=EVIL)
    make_note(day)
    arguments = {
        "trip-list": [],
        "trips-json": [],
        "trip-schema": [],
        "robots": [],
        "sitemap": [],
        "manifest": [],
        "day-detail": [trip.slug, day.date],
        "session-detail": [trip.slug, session.uid],
        "person-detail": [trip.slug, person.participant.uid],
        "note-detail": [trip.slug, note.uid],
        "note-history": [trip.slug, note.uid],
    }
    return {
        name: reverse(f"pages:{name}", args=arguments.get(name, [trip.slug]))
        for name in HTML_PAGES + OTHER_FILES
    }


@pytest.mark.parametrize("name", HTML_PAGES + OTHER_FILES)
def test_a_visitor_gets_a_strong_etag_and_no_cookie(client, addresses, name):
    response = client.get(addresses[name])
    again = client.get(addresses[name], headers={"If-None-Match": response["ETag"]})
    assert response.status_code == 200
    assert response["ETag"].startswith('"')
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert (again.status_code, again.content) == (304, b"")
    assert (response.cookies, again.cookies) == ({}, {})
    assert "csrf" not in response.text
    assert "nonce" not in response.text


@pytest.mark.parametrize("name", [*HTML_PAGES, "note-write"])
def test_words_that_only_scripts_show_are_no_text_of_a_page(read, addresses, name):
    addresses["note-write"] = f"{addresses['note-detail']}write/"
    page = read(addresses[name], member_client(Membership.objects.get()))
    # Browsers that show text know neither of them.
    assert page.select("template") == []
    assert [found for found in page.select("[hidden]") if text_of(found)] == []


@pytest.mark.parametrize("name", HTML_PAGES + OTHER_FILES)
def test_visitors_only_read_pages(client, addresses, name):
    # Members bring an earlier text of a note back where its history is.
    refused = 403 if name == "note-history" else 405
    assert client.post(addresses[name]).status_code == refused


class Outline(HTMLParser):
    """Collects what is wrong with a page's elements, and what is in them."""

    VOID = {"br", "hr", "img", "input", "link", "meta"}

    def __init__(self, html):
        super().__init__()
        self.open, self.faults, self.ids, self.tags = [], [], [], []
        self.feed(html)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        names = [name for name, _value in attributes]
        found = dict(attributes)
        self.tags.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        if tag not in self.VOID:
            self.open.append(tag)
        own_script = tag == "script" and (found.get("src") or "").startswith("/static/")
        is_data = tag == "script" and found.get("type") == "application/ld+json"
        if tag in ("script", "style", "img", "iframe") and not (own_script or is_data):
            self.faults.append(f"{tag} is there")
        if len(names) != len(set(names)):
            self.faults.append(f"{tag} has an attribute twice")
        self.faults += [
            f"{tag} has {name}" for name in names if name == "style" or name.startswith("on")
        ]
        href = found.get("href") or ""
        if tag == "a" and "//" in href and "noreferrer" not in (found.get("rel") or ""):
            self.faults.append(f"{href} is told where its visitors come from")
        if href.startswith("javascript"):
            self.faults.append(f"{href} runs")
        is_named_only = found.get("rel") in ("alternate", "canonical")
        own_file = href.startswith(("/static/", "/manifest.webmanifest"))
        if tag == "link" and not is_named_only and not own_file:
            self.faults.append(f"{href} is loaded")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{tag} is closed where it should not be")


@pytest.mark.parametrize("name", HTML_PAGES)
@pytest.mark.parametrize("viewer", ["anyone", "member", "organizer"])
def test_html_is_whole_and_names_are_shown_as_text(client, addresses, name, viewer):
    membership = make_membership(make_trip(), EVIL)
    browser = {
        "anyone": lambda: client,
        "member": lambda: member_client(membership),
        "organizer": lambda: organizer_client(membership.trip),
    }[viewer]()
    html = browser.get(addresses[name]).text
    page = Outline(html)
    assert page.faults == []
    assert html.startswith("<!doctype html>")
    assert len(page.ids) == len(set(page.ids))
    assert [page.tags.count(tag) for tag in ("h1", "main", "title")] == [1, 1, 1]
    assert "{{ 7|add:7 }}" in html


def test_what_members_see_is_private(addresses):
    membership = make_membership(make_trip())
    response = member_client(membership).get(addresses["trip-detail"])
    assert response["Cache-Control"] == "private, no-cache"


def test_robots_are_asked_to_leave_personal_links_alone(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /join/\nDisallow: /host/\nDisallow: /feeds/\n"
        "Sitemap: https://trips.example.org/sitemap.xml\n"
    )
