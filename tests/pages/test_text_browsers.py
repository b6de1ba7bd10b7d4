"""Pages in a browser that shows no styles: words that stand apart on a screen do so in the text."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.factories import (
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_place,
    make_session,
    make_trip,
    member_client,
)

pytestmark = pytest.mark.django_db

CONTROLS = ("a", "button")


@pytest.fixture
def pages(at):
    """The addresses of a trip's pages during a session, and a member's browser."""
    trip = make_trip(slug="tallinn")
    me = make_membership(trip, "Arno")
    day = make_day(trip)
    place = make_place(trip, address="Sadama 17")
    session = make_session(day, "Roundtable", start="11:00", end="12:30", place=place)
    make_attendance(session, me)
    make_doc(session, "https://docs.google.com/document/d/1")
    make_doc(session, "https://hackmd.io/abc")
    make_session(make_day(trip), "Debrief")
    note = make_note(session)
    at(f"{day.date}T09:15Z")
    names = ["trip-detail", "person-list", "coverage", "doc-list", "note-list", "search"]
    things = [day, session, me, note]
    addresses = [reverse(f"pages:{name}", args=[trip.slug]) for name in names]
    return [*addresses, *(each.get_absolute_url() for each in things)], member_client(me)


def controls_run_together(html):
    """Return the texts of links and buttons that follow upon each other with nothing between."""
    page = BeautifulSoup(html, "html.parser")
    return [
        (control.get_text(), control.next_sibling.get_text())
        for control in page.find_all(CONTROLS)
        if getattr(control.next_sibling, "name", None) in CONTROLS
    ]


def test_links_and_buttons_stand_apart(pages):
    addresses, browser = pages
    found = {address: controls_run_together(browser.get(address).text) for address in addresses}
    assert {address: pairs for address, pairs in found.items() if pairs} == {}


def test_tabs_and_days_are_lists(pages):
    """w3m takes the space from between two words of Chinese, but not from between list items."""
    addresses, browser = pages
    page = BeautifulSoup(browser.get(addresses[0]).text, "html.parser")
    links = page.select(".tabs a, .days a")
    assert len(links) == 6 + 2
    assert {link.parent.name for link in links} == {"li"}
