"""Tasks in notes, and the follow-up list that they make."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import (
    make_day,
    make_membership,
    make_note,
    make_session,
    make_trip,
    member_client,
)
from tests.pages.texts import texts
from tripbook.pages.tasks import due_in, ticked

START = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("thank the hosts 11/30", dt.date(2026, 11, 30)),
        ("寄感謝信 11月30日", dt.date(2026, 11, 30)),
        ("report 1/15", dt.date(2027, 1, 15)),
        ("book the hotel 9/1", dt.date(2026, 9, 1)),
        ("report 2027-02-28", dt.date(2027, 2, 28)),
        ("from 11/25 to 11/30", dt.date(2026, 11, 30)),
        ("at 24/7, all of it", None),
        ("on 2/30", None),
        ("see https://example.org/11/30/", None),
        ("nothing", None),
    ],
)
def test_a_task_is_due_on_the_last_date_that_it_names(text, due):
    assert due_in(text, START) == due


def test_ticking_changes_one_sign_of_the_text():
    body = "# Do\r\n\r\n- [ ] @Nora write 11/30  \r\n  * [x] two\n```\n"
    assert ticked(body, 2, is_done=True) == body.replace("[ ] @Nora", "[x] @Nora")
    assert ticked(body, 3, is_done=False) == body.replace("[x] two", "[ ] two")
    assert [ticked(body, line, is_done=True) for line in (0, 1, 4, 5, 99)] == [None] * 5


@pytest.fixture
def trip(db):
    return make_trip(slug="tallinn")


@pytest.fixture
def note(trip):
    body = (
        "- [ ] @nora thank the hosts 12/1\n- [x] @Nora book 11/20\n- [ ] everybody: rest\n"
        "* [ ] @ken and @nora: report 11/30\n```\n- [ ] @nora is code\n```\n- [] no task\n"
    )
    return make_note(make_session(make_day(trip), "Roundtable"), body)


@pytest.fixture
def nora(trip):
    member = make_membership(trip, "Nora Lin")
    member.participant.handle = "nora"
    member.participant.save()
    return member


ADDRESS = "/trips/tallinn/notes/tasks/"


def test_follow_ups_stand_by_person_and_date(read, at, note, nora):
    at("2026-12-01T00:00Z")
    page = read(ADDRESS)
    assert texts(page, ".group") == [
        (
            "Nora Lin ☐ @ken and @nora: report 11/30 late Monday 30 November · Roundtable "
            "☐ @nora thank the hosts 12/1 Tuesday 1 December · Roundtable "
            "☑ @Nora book 11/20 Friday 20 November · Roundtable"
        ),
        "@ken ☐ @ken and @nora: report 11/30 late Monday 30 November · Roundtable",
        "Nobody is named ☐ everybody: rest Roundtable",
    ]
    assert not page.select("main form")


def test_ticking_a_task_edits_the_note_and_meets_what_others_write(read, note, nora, trip):
    browser = member_client(nora)
    form = read(ADDRESS, browser).select_one(".tasks form")
    fields = {tag["name"]: tag["value"] for tag in form.select("input")}
    other = member_client(make_membership(trip, "Ken"))
    path = reverse("pages:note-write", args=["tallinn", note.uid])
    other.post(path, {"revision": "1", "body": f"First of all\n{note.body}"})
    response = browser.post(ADDRESS, fields)
    assert (response.status_code, response["Location"]) == (302, ADDRESS)
    body = note.body
    note.refresh_from_db()
    assert note.body == f"First of all\n{body}".replace("* [ ] @ken", "* [x] @ken")
    assert note.revisions.get(number=3).author_name == "Nora Lin"


@pytest.mark.parametrize("fields", [{"line": "4"}, {"revision": "9"}, {"note": "nothing"}])
def test_a_task_that_is_not_there_is_a_404(note, nora, fields):
    sent = {"note": note.uid, "revision": "1", "line": "0", "done": "yes", **fields}
    assert member_client(nora).post(ADDRESS, sent).status_code == 404


def test_a_task_of_a_frozen_note_stays(read, note, nora):
    note.is_frozen = True
    note.save()
    browser = member_client(nora)
    sent = {"note": note.uid, "revision": "1", "line": "0", "done": "yes"}
    page = read(browser.post(ADDRESS, sent)["Location"], browser)
    assert texts(page, ".problem:not([hidden])") == [
        "An organizer has frozen this note: nothing can be saved in it now."
    ]
    assert note.revisions.count() == 1
