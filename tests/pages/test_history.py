"""The revisions of a note: what was changed when, and by whom as far as the viewer may know."""

import pytest
from django.urls import reverse

from notes.revisions import save_text
from tests.factories import (
    make_day,
    make_membership,
    make_note,
    make_session,
    make_trip,
    make_user,
    member_client,
    organizer_client,
)
from tests.pages.texts import text_of, texts
from tripbook.pages.history import Part, excerpts


@pytest.fixture
def trip(db):
    return make_trip(slug="tallinn")


@pytest.fixture
def note(trip):
    return make_note(make_session(make_day(trip), "Roundtable"), "We met Kati.")


def history(note):
    return reverse("pages:note-history", args=["tallinn", note.uid])


def test_revisions_stand_newest_first_each_with_what_it_changed(read, at, note):
    at("2026-11-24T10:00Z")
    save_text(note=note, body="We met Kati and 陳美玲.")
    at("2026-11-24T11:00Z")
    save_text(note=note, body="We saw Kati and 陳麗玲.")
    page = read(history(note))
    assert texts(page, ".change h2") == ["Revision 3", "Revision 2", "Revision 1"]
    assert texts(page, ".change > p")[:2] == [
        "24 Nov 2026 13:00 (Tallinn time) · +4 −4 characters",
        "24 Nov 2026 12:00 (Tallinn time) · +6 −0 characters",
    ]
    assert texts(page, ".change:nth-of-type(1) ins") == ["saw", "麗"]
    assert texts(page, ".change:nth-of-type(1) del") == ["met", "美"]
    assert texts(page, ".change:nth-of-type(2) ins") == ["and 陳美玲"]
    assert texts(page, ".change:nth-of-type(3) .diff") == ["We met Kati."]
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_one_revision_is_shown_whole(read, client, note):
    text = "".join(f"Line {number} stays.\n" for number in range(300))
    save_text(note=note, body=text)
    save_text(note=note, body=text + "One more.\n")
    listed = read(history(note))
    assert text_of(listed.select_one("#revision-3 .diff")).startswith("… Line 295")
    assert texts(listed, "#revision-2 .after") == ["Show all of it"]
    page = read(history(note), revision="3")
    assert [article["id"] for article in page.select(".change")] == ["revision-3"]
    assert len(text_of(page.select_one(".diff"))) == len(" ".join(text.split()) + " One more.")
    assert not page.select(".gap, nav.pages")


@pytest.mark.parametrize("number", ["0", "2", "-1", "", "x", "１", "9" * 30])
def test_a_revision_that_is_not_there_is_a_404(client, note, number):
    assert client.get(history(note), {"revision": number}).status_code == 404


def test_a_long_history_has_pages_that_fit_together(read, note):
    for number in range(2, 13):
        save_text(note=note, body=f"Text {number}")
    first, second = read(history(note)), read(history(note), page="2")
    assert len(first.select(".change")) == 10
    assert texts(first, "#revision-3 .diff") == ["Text 2 3"]
    assert texts(second, ".change h2") == ["Revision 2", "Revision 1"]
    assert texts(second, "nav.pages span") == ["Page 2 of 2"]


def authors_for(read, note, browser):
    page = read(history(note), browser)
    facts = [text.split(" · ") for text in texts(page, ".change > p")]
    return [fact[1] if len(fact) == 3 else None for fact in facts]


def test_authors_are_named_as_far_as_the_viewer_may_know_them(read, client, trip, note):
    for listed_for in ("public", "members", "organizers"):
        person = make_membership(trip, f"For {listed_for}", listed_for=listed_for).participant
        body = f"By {listed_for}"
        save_text(note=note, body=body, participant=person, author_name=person.name)
    save_text(note=note, body="By a user", user=make_user("arno"), author_name="Arno K.")
    save_text(note=note, body="By the hosts", author_name="Harbour office")
    # An organizer whose account has the name of somebody who is not listed.
    save_text(note=note, body="Also", user=make_user("o"), author_name="For organizers")
    member = member_client(make_membership(trip, "Mei-Lin"))
    assert authors_for(read, note, client) == [None, None, None, None, None, "For public", None]
    assert authors_for(read, note, member) == [
        None,
        "Harbour office",
        "Arno K.",
        None,
        "For members",
        "For public",
        None,
    ]
    assert authors_for(read, note, organizer_client(trip)) == [
        "For organizers",
        "Harbour office",
        "Arno K.",
        "For organizers",
        "For members",
        "For public",
        None,
    ]


def test_a_person_of_another_trip_is_not_named(read, client, note):
    other = make_membership(make_trip(), "Somebody else").participant
    save_text(note=note, body="More", participant=other, author_name="Somebody else")
    assert authors_for(read, note, client) == [None, None]


def test_the_history_of_a_hidden_note_is_hidden_too(client, trip):
    note = make_note(trip, visibility="members")
    assert client.get(history(note)).status_code == 404
    assert client.get(history(note), {"revision": "1"}).status_code == 404
    assert member_client(make_membership(trip)).get(history(note)).status_code == 200


def test_what_was_written_is_shown_as_it_is(read, note):
    save_text(note=note, body="We met Kati. <script>alert(1)</script>")
    page = read(history(note))
    assert texts(page, "#revision-2 ins") == ["<script>alert(1)</script>"]
    assert not page.select("article script")


def test_what_stayed_is_left_out_but_for_a_little_around_each_change():
    long = "x" * 500
    parts = [Part("equal", long), Part("insert", "\n\n"), Part("equal", long), Part("delete", "b")]
    assert excerpts(parts) == [
        Part("gap", " … "),
        Part("equal", "x" * 80),
        Part("insert", "↵\n↵\n"),
        Part("equal", "x" * 80),
        Part("gap", " … "),
        Part("equal", "x" * 80),
        Part("delete", "b"),
    ]


def test_a_note_leads_to_its_history(read, note):
    save_text(note=note, body="More")
    link = read(note).select_one(f'.masthead a[href="{history(note)}"]')
    assert text_of(link) == "2 revisions"
