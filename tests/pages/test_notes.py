"""Linked documents and shared notes."""

import pytest
from django.urls import reverse

from tests.factories import (
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_session,
    make_trip,
    member_client,
)
from tests.pages.texts import text_of, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip():
    return make_trip(slug="tallinn")


@pytest.fixture
def session(trip):
    return make_session(make_day(trip, title="Arrival"), "Roundtable")


def page_of(name, trip):
    return reverse(f"pages:{name}", args=[trip.slug])


def test_documents_stand_under_the_trip_the_days_and_the_sessions(read, trip, session):
    make_doc(session, "https://g0v.hackmd.io/abc?both", title="Questions")
    make_doc(session.day, "https://docs.google.com/document/d/1/edit", title="Plan")
    make_doc(trip, "https://example.org/a/b#")
    make_doc(make_session(make_day(trip), "Later"), "https://example.org/paper.pdf")
    page = read(page_of("doc-list", trip))
    assert texts(page, ".day") == [
        "The whole trip example.org/a/b# Website · example.org",
        (
            "Monday 23 November Arrival Plan Google Docs · docs.google.com "
            "Roundtable Questions HackMD · g0v.hackmd.io"
        ),
        "Tuesday 24 November Later example.org/paper.pdf PDF · example.org",
    ]


def test_a_document_is_linked_byte_for_byte_and_tells_its_site_nothing(read, trip):
    url = 'https://example.org/?a=1&b="<x>"&both#'
    make_doc(trip, url)
    link = read(page_of("doc-list", trip)).select_one(".docs a")
    assert (link["href"], link["rel"]) == (url, ["noopener", "noreferrer"])


def test_documents_of_members_are_theirs(read, trip, session):
    make_doc(trip, "https://example.org/rooms", title="Rooms", visibility="members")
    hidden = make_session(session.day, "Dinner", visibility="members")
    make_doc(hidden, "https://example.org/menu", title="Menu")
    anyone = read(page_of("doc-list", trip))
    member = read(page_of("doc-list", trip), member_client(make_membership(trip)))
    assert texts(anyone, ".empty") == ["No documents are linked yet."]
    assert texts(member, ".docs li > span") == ["Rooms members only", "Menu"]


def test_notes_stand_under_the_trip_the_days_and_the_sessions(read, at, trip, session):
    at("2026-11-24T10:00Z")
    make_note(session, title="What we heard")
    make_note(session, purpose="preparation")
    make_note(trip)
    make_note(session.day).__class__.objects.filter(day=session.day).update(revision=0)
    page = read(page_of("note-list", trip))
    changed = "Last changed 24 Nov 2026 12:00 (Tallinn time)"
    assert texts(page, ".day") == [
        f"The whole trip Minutes {changed}",
        (
            f"Monday 23 November Arrival Minutes empty Roundtable Preparation {changed} "
            f"What we heard Minutes · {changed}"
        ),
    ]


def test_preparation_notes_are_for_members_unless_opened(read, client, trip, session):
    note = make_note(session, purpose="preparation", visibility="members")
    assert texts(read(page_of("note-list", trip)), ".empty") == ["Nothing is written yet."]
    assert client.get(note.get_absolute_url()).status_code == 404
    page = read(note, member_client(make_membership(trip)))
    assert texts(page, ".masthead .tag") == ["members only"]


def test_a_note_is_shown_with_what_it_is_of(read, at, session):
    at("2026-11-24T10:00Z")
    page = read(make_note(session, "# Opening\n\nKati <Lead> spoke.\n\n- one\n- two\n"))
    assert text_of(page.title) == "Roundtable · Minutes · Trip 1"
    assert texts(page, ".masthead") == [
        (
            "Roundtable Minutes · Monday 23 November "
            "Last changed 24 Nov 2026 12:00 (Tallinn time) · 1 revision"
        )
    ]
    assert text_of(page.select_one(".prose")) == "Opening # Kati <Lead> spoke. one two"


def test_each_heading_has_a_link_to_itself(read, session):
    page = read(make_note(session, "# Why *registers*\n\n## Why registers\n"))
    links = {a["href"]: a["aria-label"] for a in page.select(".prose .anchor")}
    assert links == {
        "#note-why-registers": "Link to this part: Why registers",
        "#note-why-registers-1": "Link to this part: Why registers",
    }
    assert all(page.select_one(f'[id="{href[1:]}"]') for href in links)


def test_a_page_loads_no_image_and_may_show_those_of_its_note(client, session):
    body = (
        "![map](https://img.example.org/a.png?x=1,2;3)\n![here](https://例え.jp/a) ![b](http://b/)"
    )
    response = client.get(make_note(session, body).get_absolute_url())
    assert b"<img" not in response.content
    assert policy_for_images(response) == "'self' data: https://img.example.org/a.png"
    other = client.get(session.get_absolute_url())
    assert policy_for_images(other) == "'self' data:"


def policy_for_images(response) -> str:
    # The parts of a policy stand in any order.
    parts = response["Content-Security-Policy"].split(";")
    return next(p.strip()[len("img-src ") :] for p in parts if p.strip().startswith("img-src "))


def test_a_note_with_thousands_of_images_has_a_policy_that_proxies_take(client, session):
    body = "\n".join(f"![a](https://img.example.org/{number:0100}.png)" for number in range(2000))
    response = client.get(make_note(session, body).get_absolute_url())
    assert len(response["Content-Security-Policy"]) < 5_000


def test_a_note_with_a_title_leads_to_its_session(read, session):
    page = read(make_note(session, title="What we heard"))
    assert text_of(page.h1) == "What we heard"
    assert page.select_one(".masthead a")["href"] == session.get_absolute_url()


def test_an_empty_note_says_so(read, trip):
    assert texts(read(make_note(trip, "")), ".empty") == ["Nothing is written here yet."]


def test_a_note_of_another_trip_is_not_there(client, trip):
    other = make_note(make_trip())
    assert client.get(f"/trips/{trip.slug}/notes/{other.uid}/").status_code == 404


def test_a_long_note_has_a_table_of_contents(read, trip):
    page = read(make_note(trip, "# Opening\n\n## Kati\n\nHello.\n\n# Questions?\n"))
    links = page.select(".contents li")
    assert [(text_of(li), li["class"], li.a["href"]) for li in links] == [
        ("Opening", ["depth-0"], "#note-opening"),
        ("Kati", ["depth-1"], "#note-kati"),
        ("Questions?", ["depth-0"], "#note-questions"),
    ]
    assert all(page.find(id=li.a["href"][1:]) for li in links)


def test_a_short_note_has_no_table_of_contents(read, trip):
    assert not read(make_note(trip, "# Opening\n\n# End\n")).select(".contents")


def test_images_and_tables_of_a_note_load_nothing_and_break_nothing(read, trip):
    page = read(make_note(trip, "![A map](https://example.org/map.png)\n\n|a|b|\n|-|-|\n|1|2|\n"))
    assert not page.select(".prose img")
    assert page.select_one(".prose a")["href"] == "https://example.org/map.png"
    assert page.select_one(".prose > div > table").parent["tabindex"] == "0"
