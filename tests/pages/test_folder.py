"""The documents of a trip as a folder."""

from pathlib import Path

import pytest
from django.urls import reverse

from notes.links import LinkKind
from tests.factories import make_day, make_doc, make_session, make_trip
from tests.pages.texts import texts
from tripbook.pages.folder import ICONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip():
    """A trip with four documents of three kinds."""
    trip = make_trip(slug="tallinn")
    day = make_day(trip, title="Arrival")
    talk = make_session(day, "Roundtable 圓桌")
    make_doc(trip, "https://docs.google.com/document/d/1", title="Packing list 行李清單")
    make_doc(day, "https://example.org/seats.pdf", title="Seats")
    make_doc(talk, "https://g0v.hackmd.io/abc", title="Our questions")
    make_doc(talk, "https://docs.google.com/document/d/2")
    return trip


@pytest.fixture
def folder(read, trip):
    """Return a function from a query to the page of documents."""
    return lambda **query: read(reverse("pages:doc-list", args=[trip.slug]), **query)


def links(page):
    return texts(page, ".docs a")


def test_the_kinds_there_are_lead_to_the_documents_of_each(folder):
    page = folder()
    assert [(link["href"], text) for link, text in kinds(page)] == [
        ("/trips/tallinn/docs/", "All 4"),
        ("?kind=hackmd", "HackMD 1"),
        ("?kind=google-docs", "Google Docs 2"),
        ("?kind=pdf", "PDF 1"),
    ]
    assert texts(page, ".kinds [aria-current]") == ["All 4"]


def kinds(page):
    return zip(page.select(".kinds a"), texts(page, ".kinds a"), strict=True)


def test_one_kind_is_shown_with_what_its_documents_hang_on(folder):
    page = folder(kind="google-docs")
    assert links(page) == ["Packing list 行李清單", "docs.google.com/document/d/2"]
    assert texts(page, ".day h2") == ["The whole trip", "Monday 23 November"]
    assert texts(page, ".kinds [aria-current]") == ["Google Docs 2"]
    assert page.select_one("[name=kind]")["value"] == "google-docs"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("packing", ["Packing list 行李清單"]),
        ("清單", ["Packing list 行李清單"]),
        ("  LIST   pack ", ["Packing list 行李清單"]),
        ("圓桌", ["Our questions", "docs.google.com/document/d/2"]),
        ("g0v", ["Our questions"]),
        ("pdf", ["Seats"]),
        ("november questions", ["Our questions"]),
        ("nothing of it", []),
    ],
)
def test_words_are_looked_for_in_a_document_and_around_it(folder, query, found):
    page = folder(q=query)
    assert links(page) == found
    assert page.select_one("[data-filter]")["value"] == query.strip()


def test_kind_and_words_narrow_together(folder):
    assert links(folder(kind="google-docs", q="roundtable")) == ["docs.google.com/document/d/2"]
    page = folder(kind="pdf", q="roundtable")
    assert texts(page, "#folder .empty") == ["No document matches."]


@pytest.mark.parametrize("kind", ["nonsense", "youtube", '"><script>'])
def test_a_kind_of_which_there_are_none_is_no_filter(folder, kind):
    assert len(links(folder(kind=kind))) == 4


def test_without_documents_there_is_nothing_to_filter(read):
    page = read(reverse("pages:doc-list", args=[make_trip().slug]))
    assert page.select(".filters") == []
    assert texts(page, ".empty") == ["No documents are linked yet."]


def test_every_kind_of_documents_has_a_drawing():
    drawn = Path("templates/pages/_kind_icons.html").read_text()
    assert set(ICONS) == set(LinkKind)
    assert all(f'id="icon-{name}"' in drawn for name in ICONS.values())
