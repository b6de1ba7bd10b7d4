"""Writing in a shared note: nothing that somebody wrote is lost, whatever happens to the save."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language

from events.models import Membership
from notes.models import Note, Revision
from tests.factories import (
    make_attendance,
    make_day,
    make_membership,
    make_note,
    make_session,
    make_trip,
    make_user,
    member_client,
    organizer_client,
)
from tests.markup import parsed
from tests.pages.texts import text_of, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def trip():
    return make_trip(slug="tallinn", visibility="members")


@pytest.fixture
def session(trip):
    return make_session(make_day(trip), "Roundtable")


@pytest.fixture
def note(session):
    return make_note(session, "# Minutes\n\nFirst\n")


@pytest.fixture
def nora(trip):
    return make_membership(trip, "Nora")


def address(note):
    return reverse("pages:note-write", args=["tallinn", note.uid])


def form_of(browser, path):
    """Return the fields of the form as a browser would send them, from the opened page."""
    page = parsed(browser.get(path))
    fields = {tag["name"]: tag["value"] for tag in page.select(".writing input")}
    return {**fields, "body": page.select_one(".writing textarea").text.removeprefix("\n")}


def write(browser, path, text, **fields):
    """Open the form, write a text over the one that is there, and save."""
    return browser.post(path, {**form_of(browser, path), **fields, "body": text})


def text_back(response):
    return parsed(response).select_one("main textarea").text.removeprefix("\n")


# Saving


def test_a_member_writes_with_the_plain_form(nora, note):
    browser = member_client(nora)
    response = write(browser, address(note), "# Minutes\r\n\r\nFirst\r\nSecond\r\n")
    assert (response.status_code, response["Location"]) == (302, note.get_absolute_url())
    note.refresh_from_db()
    revision = note.revisions.get(number=2)
    assert (note.body, revision.body) == ("# Minutes\n\nFirst\nSecond\n",) * 2
    assert (revision.participant, revision.author_name, revision.user) == (
        nora.participant,
        "Nora",
        None,
    )


def test_an_organizer_writes_under_the_name_of_the_account(trip, note):
    browser = organizer_client(trip)
    write(browser, address(note), "Changed")
    revision = note.revisions.get(number=2)
    assert (revision.author_name, revision.user.get_username(), revision.participant) == (
        "owner-of-tallinn",
        "owner-of-tallinn",
        None,
    )


def test_the_same_text_again_saves_nothing(nora, note):
    browser = member_client(nora)
    write(browser, address(note), note.body)
    assert note.revisions.count() == 1
    fields = form_of(browser, address(note)) | {"body": "New"}
    browser.post(address(note), fields)
    browser.post(address(note), fields)
    assert note.revisions.count() == 2


def test_what_two_write_at_once_meets(trip, nora, note):
    kati = member_client(make_membership(trip, "Kati"))
    nora = member_client(nora)
    begun = form_of(kati, address(note))
    write(nora, address(note), "# Minutes of Nora\n\nFirst\n")
    response = kati.post(address(note), begun | {"body": "# Minutes\n\nFirst\nSecond\n"})
    assert response["Location"] == note.get_absolute_url()
    note.refresh_from_db()
    assert note.body == "# Minutes of Nora\n\nFirst\nSecond\n"


def test_what_overlaps_is_kept_twice_with_both_names(trip, nora, note, read):
    kati = member_client(make_membership(trip, "Kati"))
    nora = member_client(nora)
    begun = form_of(kati, address(note))
    write(nora, address(note), "# Minutes\n\nFirst by Nora\n")
    response = kati.post(address(note), begun | {"body": "# Minutes\n\nFirst by Kati\n"})
    note.refresh_from_db()
    assert note.body == ("# Minutes\n\n⟪ Kati ⟫\nFirst by Kati\n⟪ Nora ⟫\nFirst by Nora\n⟪ · ⟫\n")
    page = parsed(kati.get(response["Location"]))
    assert texts(page, ".problem:not([hidden])") == [
        "Saved. Somebody else changed the same lines: both are kept, between marks with names."
    ]


@pytest.mark.parametrize(
    ("visibility", "listed_for", "mark"),
    [
        ("public", "public", "Nora"),
        ("public", "members", "a member"),
        ("members", "members", "Nora"),
        ("members", "organizers", "a member"),
    ],
)
def test_the_marks_name_nobody_to_readers_whom_they_are_not_listed_for(
    trip, nora, note, visibility, listed_for, mark
):
    trip.visibility = visibility
    trip.save()
    Membership.objects.filter(pk=nora.pk).update(listed_for=listed_for)
    kati = member_client(make_membership(trip, "Kati"))
    begun = form_of(kati, address(note))
    write(member_client(nora), address(note), "# Minutes\n\nFirst by somebody\n")
    kati.post(address(note), begun | {"body": "# Minutes\n\nFirst by Kati\n"})
    note.refresh_from_db()
    assert f"⟪ {mark} ⟫\nFirst by somebody" in note.body


def test_a_page_that_saves_again_without_having_heard_the_answer_doubles_nothing(nora, note):
    browser = member_client(nora)
    begun = form_of(browser, address(note)) | {"page": "made-up-by-the-script"}
    browser.post(address(note), begun | {"body": "# Minutes\n\nFirst\nSec"})
    browser.post(address(note), begun | {"body": "# Minutes\n\nFirst\nSecond"})
    note.refresh_from_db()
    assert note.body == "# Minutes\n\nFirst\nSecond"


def test_that_page_also_keeps_what_others_saved_in_between(trip, nora, note):
    nora, kati = member_client(nora), member_client(make_membership(trip, "Kati"))
    begun = form_of(nora, address(note)) | {"page": "made-up-by-the-script"}
    write(kati, address(note), "# Kati's minutes\n\nFirst\n")
    nora.post(address(note), begun | {"body": "# Minutes\n\nFirst\nSec\n"})
    write(kati, address(note), "# Kati's own minutes\n\nFirst\nSec\nThird\n")
    nora.post(address(note), begun | {"body": "# Minutes\n\nFirst\nSecond\n"})
    note.refresh_from_db()
    assert note.body == "# Kati's own minutes\n\nFirst\nSecond\nThird\n"


def test_an_old_page_of_the_plain_form_takes_nothing_back(nora, note):
    browser = member_client(nora)
    begun = form_of(browser, address(note))
    browser.post(address(note), begun | {"body": "# Minutes\n\nFirst\nSecond\n"})
    browser.post(address(note), begun | {"body": "# Minutes\n\nFirst\nThird\n"})
    note.refresh_from_db()
    assert note.body == "# Minutes\n\nFirst\nSecond\nThird\n"


def test_a_revision_that_is_gone_since_a_backup_was_restored_loses_nothing(nora, note):
    response = write(
        member_client(nora), address(note), "# Minutes\n\nFirst\nSecond\n", revision="57"
    )
    assert response.status_code == 302
    note.refresh_from_db()
    assert note.body == "# Minutes\n\nFirst\nSecond\n"


# Notes that are not there yet


def session_address(session, purpose="minutes"):
    return reverse("pages:session-write", args=["tallinn", session.uid, purpose])


def test_a_session_has_its_note_from_the_first_second(nora, session):
    make_attendance(session, make_membership(session.day.trip, "Kati"))
    hidden = make_membership(session.day.trip, "Unlisted", listed_for="members")
    make_attendance(session, hidden)
    browser = member_client(nora)
    begun = form_of(browser, session_address(session))
    assert begun["body"] == (
        "## People\n\n- Kati\n\n## Notes\n\n\n## Questions\n\n- \n\n## Follow-ups\n"
    )
    assert Note.objects.count() == 0
    text = begun["body"].replace("## Notes\n\n", "## Notes\n\nWe met.\n")
    response = browser.post(session_address(session), begun | {"body": text})
    note = session.notes.get()
    assert (note.body, note.purpose, note.visibility, note.revision) == (
        text,
        "minutes",
        "inherit",
        1,
    )
    assert response["Location"] == note.get_absolute_url()
    response = browser.get(session_address(session))
    assert response["Location"] == address(note)


def test_a_note_that_nobody_changed_is_not_made(nora, session):
    browser = member_client(nora)
    begun = form_of(browser, session_address(session))
    response = browser.post(session_address(session), begun)
    assert (response["Location"], Note.objects.count()) == (session.get_absolute_url(), 0)


def test_two_who_begin_the_same_note_at_once_both_find_their_text_in_it(trip, nora, session):
    nora, kati = member_client(nora), member_client(make_membership(trip, "Kati"))
    path = session_address(session)
    of_nora, of_kati = form_of(nora, path), form_of(kati, path)
    nora.post(path, of_nora | {"body": of_nora["body"].replace("Notes\n", "Notes\nBy Nora\n")})
    kati.post(path, of_kati | {"body": of_kati["body"].replace("Notes\n", "Notes\nBy Kati\n")})
    assert session.notes.get().body == of_nora["body"].replace(
        "Notes\n", "Notes\nBy Nora\nBy Kati\n"
    )


def test_questions_before_a_visit_start_for_members_only(nora, session):
    write(member_client(nora), session_address(session, "preparation"), "Why?")
    assert session.notes.get().visibility == "members"


def test_a_note_begins_in_the_language_of_its_trip(nora, session, monkeypatch):
    trip = session.day.trip
    trip.language = "zh-TW"
    trip.save()
    seen = []
    monkeypatch.setattr(
        "notes.starting._", lambda text: seen.append(get_language()) or text, raising=True
    )
    form_of(member_client(nora), session_address(session))
    assert set(seen) == {"zh-hant"}


# The text comes back


def test_an_empty_text_is_asked_about_first(nora, note):
    browser = member_client(nora)
    begun = form_of(browser, address(note))
    response = browser.post(address(note), begun | {"body": " \n"})
    page = parsed(response)
    assert (response.status_code, text_of(page.select_one(".problem p"))) == (
        409,
        "Is the note to be empty? What was in it stays in its history.",
    )
    assert note.revisions.count() == 1
    yes = page.select_one(".problem button")
    browser.post(address(note), begun | {"body": "", yes["name"]: yes["value"]})
    note.refresh_from_db()
    assert (note.body, note.revision) == ("", 2)
    assert note.revisions.get(number=1).body == "# Minutes\n\nFirst\n"


MINE = "What I wrote & <b>nothing</b> else"


def test_the_text_comes_back_without_a_membership(trip, nora, note, client):
    hidden = client.post(address(note), {"body": MINE, "revision": 1})
    assert (hidden.status_code, text_back(hidden)) == (404, MINE)
    trip.visibility = "public"
    trip.save()
    seen = client.post(address(note), {"body": MINE, "revision": 1})
    assert (seen.status_code, text_back(seen)) == (403, MINE)
    assert note.revisions.count() == 1


def test_the_text_comes_back_when_the_link_was_revoked_while_writing(nora, note):
    browser = member_client(nora)
    begun = form_of(browser, address(note))
    Membership.objects.filter(pk=nora.pk).update(token_version=2)
    response = browser.post(address(note), begun | {"body": MINE})
    assert (response.status_code, text_back(response)) == (404, MINE)


def test_the_text_comes_back_from_a_page_that_was_open_for_too_long(nora, note):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = member_client(nora).cookies
    begun = form_of(browser, address(note))
    response = browser.post(address(note), begun | {"body": MINE, "csrfmiddlewaretoken": "x" * 32})
    assert (response.status_code, text_back(response)) == (403, MINE)


def test_the_text_comes_back_when_the_note_is_deleted_while_somebody_writes(nora, note):
    browser = member_client(nora)
    begun = form_of(browser, address(note))
    note.delete()
    response = browser.post(address(note), begun | {"body": MINE})
    assert (response.status_code, text_back(response)) == (404, MINE)


def test_the_text_comes_back_from_a_fault_of_the_server(nora, note, monkeypatch):
    browser = member_client(nora)
    browser.raise_request_exception = False
    begun = form_of(browser, address(note))
    monkeypatch.setattr("tripbook.pages.views.writing.save_edit", lambda **_: 1 / 0)
    response = browser.post(address(note), begun | {"body": MINE})
    assert (response.status_code, text_back(response)) == (500, MINE)


def test_the_text_comes_back_from_a_frozen_note(nora, note):
    browser = member_client(nora)
    begun = form_of(browser, address(note))
    Note.objects.filter(pk=note.pk).update(is_frozen=True)
    response = browser.post(address(note), begun | {"body": MINE})
    assert (response.status_code, text_back(response)) == (409, MINE)
    assert note.revisions.count() == 1


def test_two_megabytes_are_saved_and_more_than_five_come_back(nora, note):
    browser = member_client(nora)
    write(browser, address(note), "日本語の議事録\n" * 90_000)
    note.refresh_from_db()
    assert (note.revision, len(note.body.encode())) == (2, 1_980_000)
    response = write(browser, address(note), "x" * 5_000_001)
    problem = text_of(parsed(response).select_one(".problem p"))
    assert response.status_code == 400
    assert problem.startswith("This text is longer than 5 MB (it has 5.0 MB), so it is not saved.")
    assert len(text_back(response)) == 5_000_001


def test_a_merge_that_would_be_too_long_comes_back(trip, nora, note):
    nora, kati = member_client(nora), member_client(make_membership(trip, "Kati"))
    begun = form_of(kati, address(note))
    write(nora, address(note), "n" * 3_000_000)
    response = kati.post(address(note), begun | {"body": "k" * 3_000_000})
    assert (response.status_code, text_back(response)[:5]) == (400, "kkkkk")


def test_what_is_too_large_to_be_read_is_refused_in_words(nora, note, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
    browser = member_client(nora)
    begun = form_of(browser, address(note))
    response = browser.post(address(note), begun | {"body": "x" * 1_100_000})
    assert response.status_code == 413
    assert text_of(parsed(response).h1) == "This is too much for one form"


@pytest.mark.parametrize("fields", [{"revision": "-1"}, {"revision": "x"}, {"revision": ""}])
def test_a_damaged_form_gives_the_text_back(nora, note, fields):
    response = write(member_client(nora), address(note), MINE, **fields)
    assert (response.status_code, text_back(response)) == (400, MINE)


def test_a_thousand_saves_a_minute_are_too_many_and_the_text_stays(nora, note, monkeypatch):
    monkeypatch.setattr("tripbook.pages.writing.MOST_SAVES", 3)
    browser = member_client(nora)
    begun = form_of(browser, address(note))
    answers = [
        browser.post(address(note), begun | {"body": f"Text {number}"}) for number in range(5)
    ]
    assert [answer.status_code for answer in answers] == [302] * 3 + [429] * 2
    assert text_back(answers[-1]) == "Text 4"
    other = member_client(make_membership(note.owning_trip, "Kati"))
    assert write(other, address(note), "Of another").status_code == 302


def test_an_address_with_a_former_slug_keeps_what_is_sent_to_it(trip, nora, note):
    browser = member_client(nora)
    begun = form_of(browser, address(note))
    trip.slug = "harbour"
    trip.save()
    response = browser.post("/trips/tallinn/notes/" + note.uid + "/write/", begun | {"body": MINE})
    assert (response.status_code, response["Location"]) == (
        308,
        f"/trips/harbour/notes/{note.uid}/write/",
    )


def test_what_people_write_is_shown_as_text(nora, note):
    browser = member_client(nora)
    text = '</textarea><script>alert(1)</script> @<img src=x onerror="alert(1)">'
    response = write(browser, address(note), text, preview="yes")
    page = parsed(response)
    assert text_back(response) == text
    assert not page.select("main script, main img")
    assert note.revisions.count() == 1


# Where scripts run


def post_json(browser, path, **fields):
    response = browser.post(path, fields, headers={"accept": "application/json"})
    return response.status_code, json.loads(response.content)


def get_json(browser, path, **query):
    response = browser.get(path, query, headers={"accept": "application/json"})
    assert response.status_code == 200
    return json.loads(response.content)


def test_an_open_page_is_told_what_was_saved(at, nora, note):
    at("2026-11-24T10:05Z")
    browser = member_client(nora)
    begun = form_of(browser, address(note))
    assert post_json(browser, address(note), **begun | {"body": "New"}) == (
        200,
        {"revision": 2, "said": "Saved at 12:05"},
    )


def test_an_open_page_is_told_what_the_merge_made_of_its_text(trip, nora, note):
    nora, kati = member_client(nora), member_client(make_membership(trip, "Kati"))
    begun = form_of(nora, address(note))
    write(kati, address(note), "# Kati's minutes\n\nFirst\n")
    _status, told = post_json(
        nora, address(note), **begun | {"body": "# Minutes\n\nFirst\nSecond\n"}
    )
    assert told | {"said": ""} == {
        "revision": 3,
        "said": "",
        "body": "# Kati's minutes\n\nFirst\nSecond\n",
        "changes": [[0, 1, ["# Kati's minutes"]]],
    }


def test_an_open_page_asks_for_what_others_saved(at, trip, nora, note):
    at("2026-11-24T10:05Z")
    nora, kati = member_client(nora), member_client(make_membership(trip, "Kati"))
    assert get_json(nora, address(note), since="1") == {"revision": 1, "others": ""}
    write(nora, address(note), "# Minutes\n\nFirst!\n")
    write(kati, address(note), "# Minutes\n\nFirst!\nSecond\n")
    Revision.objects.update(created_at="2026-11-24T10:04Z")
    assert get_json(nora, address(note), since="1") == {
        "revision": 3,
        "others": "Also writing: Kati",
        "body": "# Minutes\n\nFirst!\nSecond\n",
        "changes": [[2, 3, ["First!", "Second"]]],
    }


def test_members_are_not_told_the_name_of_who_is_not_listed_for_them(at, trip, nora, note):
    at("2026-11-24T10:05Z")
    kati = make_membership(trip, "Kati", listed_for="organizers")
    write(member_client(kati), address(note), "Changed")
    Revision.objects.filter(number=1).delete()
    Revision.objects.update(created_at="2026-11-24T10:04Z")
    told = get_json(member_client(nora), address(note), since="2")
    assert told["others"] == "Also writing: somebody"


def test_a_preview_is_made_by_the_server(nora, note):
    browser = member_client(nora)
    begun = form_of(browser, address(note))
    assert post_json(browser, address(note), **begun | {"body": "**a**", "preview": "yes"}) == (
        200,
        {"html": "<p><strong>a</strong></p>\n"},
    )


@pytest.mark.parametrize("body", ["", "  "])
def test_an_open_page_is_asked_before_it_empties_a_note(nora, note, body):
    browser = member_client(nora)
    begun = form_of(browser, address(note))
    status, told = post_json(browser, address(note), **begun | {"body": body})
    assert (status, told["asks_empty"], note.revisions.count()) == (409, True, 1)


# Who may


def test_readers_of_a_note_are_not_offered_to_write(trip, nora, note, read):
    trip.visibility = "public"
    trip.save()
    assert texts(read(note), ".masthead .button") == []
    assert texts(read(note, organizer_client(trip, role="reader")), ".masthead .button") == []
    member = member_client(nora)
    assert texts(read(note, member), ".masthead .button") == ["Write"]
    Note.objects.update(is_frozen=True)
    assert texts(read(note, member), ".masthead .button") == []


def test_a_superuser_writes_everywhere(trip, note, client):
    client.force_login(make_user("root", is_superuser=True))
    assert write(client, address(note), "New").status_code == 302
