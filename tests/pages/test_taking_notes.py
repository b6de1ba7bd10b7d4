"""Who is on it: which notes are being written, which sessions have none, and who takes them."""

import pytest
from django.urls import reverse

from notes.models import Revision
from notes.revisions import Writer, save_edit, save_text
from tests.factories import (
    make_attendance,
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
def nora(trip):
    return make_membership(trip, "Nora")


@pytest.fixture
def session(trip):
    return make_session(make_day(trip), "Roundtable", start="09:00", end="10:00", kind="talk")


NOTES = "/trips/tallinn/notes/"


def takes(session):
    return reverse("pages:note-taker", args=["tallinn", session.uid])


def test_members_see_which_notes_are_written_now_and_which_sessions_have_none(
    read, at, trip, nora, session
):
    at("2026-11-23T07:30Z")
    note = make_note(session)
    save_edit(note=note, body="We.", base=1, writer=Writer("Nora", participant=nora.participant))
    # What was brought in, by an import for instance, nobody is writing.
    make_note(make_session(session.day, "Lunch", kind="meal"))
    Revision.objects.update(created_at="2026-11-23T07:29Z")
    make_doc(make_session(session.day, "On a pad", kind="talk"), "https://hackmd.io/abc")
    make_session(session.day, "Visit", kind="visit")
    member = read(NOTES, member_client(nora))
    assert texts(member, ".gaps li") == ["Roundtable Nora"]
    assert texts(member, ".without li") == ["Visit Monday 23 November Write I take notes here"]
    assert not read(NOTES).select(".gaps, .without")


def test_a_member_says_that_they_take_notes_and_that_they_dont_after_all(read, nora, session):
    browser = member_client(nora)
    response = browser.post(takes(session))
    assert (response.status_code, response["Location"]) == (302, session.get_absolute_url())
    assert session.attendances.get().role == "note-taker"
    page = read(session, browser)
    button = page.select_one('form[action$="note-taker/"] button')
    assert text_of(button) == "I don't take notes here after all"
    browser.post(takes(session), {"no": "yes", "list": "yes"})
    assert session.attendances.get().role == "attendee"


def test_who_speaks_in_a_session_goes_on_speaking(read, nora, session):
    make_attendance(session, nora, role="speaker")
    browser = member_client(nora)
    assert not read(session, browser).select('form[action$="note-taker/"]')
    browser.post(takes(session))
    assert session.attendances.get().role == "speaker"


@pytest.mark.parametrize("has_note", [True, False])
def test_writing_in_the_note_of_now_is_one_tap_from_the_trip(read, at, nora, session, has_note):
    at("2026-11-23T07:30Z")
    if has_note:
        make_note(session)
    browser = member_client(nora)
    link = read("/trips/tallinn/", browser).select_one(".now .button")
    assert (text_of(link), link["href"]) == (
        "Write notes",
        f"/trips/tallinn/sessions/{session.uid}/minutes/",
    )
    assert "Write notes" not in texts(read("/trips/tallinn/"), ".now .button")


def test_a_shared_pad_stays_the_place_to_write_in(read, at, nora, session):
    at("2026-11-23T07:30Z")
    make_doc(session, "https://hackmd.io/abc")
    link = read("/trips/tallinn/", member_client(nora)).select_one(".now .button")
    assert link["href"] == "https://hackmd.io/abc"


# Revisions


def history(note):
    return reverse("pages:note-history", args=["tallinn", note.uid])


def test_an_earlier_text_is_brought_back_as_the_newest(nora, session):
    note = make_note(session, "Good\n")
    save_text(note=note, body="Bad\n")
    browser = member_client(nora)
    assert browser.post(history(note), {"revision": "1"}).status_code == 302
    note.refresh_from_db()
    assert (note.body, note.revision) == ("Good\n", 3)
    assert note.revisions.get(number=3).author_name == "Nora"
    assert browser.post(history(note), {"revision": "9"}).status_code == 404


def test_what_a_page_saved_by_itself_is_one_step_of_the_history(read, at, nora, session):
    note = make_note(session, "We.\n")
    writer = Writer("Nora", participant=nora.participant)
    for minute, text in enumerate(["W", "We m", "We met"]):
        at(f"2026-11-23T07:3{minute}Z")
        save_edit(note=note, body=text, base=minute + 1, writer=writer, page="one page")
    at("2026-11-23T08:30Z")
    save_edit(note=note, body="We met them", base=4, writer=writer, page="one page")
    page = read(history(note))
    assert texts(page, ".change h2") == ["Revision 5", "Revision 4", "Revision 1"]
    assert texts(page, ".change > p")[1] == (
        "23 Nov 2026 09:32 (Tallinn time) · Nora · +3 −1 characters · saved 3 times on the way"
    )
    assert texts(page, "#revision-4 ins") == ["met"]


def test_a_revision_is_given_a_name(read, nora, session):
    note = make_note(session, "Good\n")
    browser = member_client(nora)
    browser.post(history(note), {"revision": "1", "name": "  As sent <b>  "})
    page = read(history(note))
    assert texts(page, ".change h2") == ["Revision 1 As sent <b>"]
    assert not page.select("main form")
    assert len(read(history(note), browser).select(".revise form")) == 1


def test_each_line_is_told_with_who_wrote_it(read, at, trip, nora, session):
    at("2026-11-23T07:30Z")
    ken = make_membership(trip, "Ken", listed_for="organizers")
    note = make_note(session, "# Day\n")
    for body, member in (
        ("# Day\nBy Nora", nora),
        ("# Day\nBy Nora, twice\n", nora),
        ("# Day\nBy Ken\nBy Nora, twice\n", ken),
        ("# Day\n\nBy Ken\n\nBy Nora, twice\n", nora),
    ):
        writer = Writer(member.participant.name, participant=member.participant)
        save_edit(note=note, body=body, base=note.revision, writer=writer)
        note.refresh_from_db()
    page = read(reverse("pages:note-blame", args=["tallinn", note.uid]))
    when = "23 Nov 2026 09:30"
    assert texts(page, ".blamed") == [
        f"{when} # Day",
        f"{when} By Ken",
        f"Nora · {when} By Nora, twice",
    ]
