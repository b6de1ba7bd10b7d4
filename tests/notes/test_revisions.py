"""How the text of a note is kept."""

import pytest
from django.db import DataError, IntegrityError, transaction

from notes.models import LinkedDoc, Note
from notes.revisions import save_text
from tests.factories import make_doc, make_note, make_session, make_trip, make_user

pytestmark = pytest.mark.django_db


def test_every_saved_text_stays_as_a_revision():
    note = Note(trip=make_trip())
    user = make_user()
    assert save_text(note=note, body="One", author_name="Nora", user=user)
    assert save_text(note=note, body="Two")
    note.refresh_from_db()
    assert (note.body, note.revision) == ("Two", 2)
    found = note.revisions.values_list("number", "body", "author_name", "user")
    assert list(found) == [(2, "Two", "", None), (1, "One", "Nora", user.pk)]


def test_the_same_text_again_is_no_revision():
    note = make_note(make_trip(), "One")
    assert not save_text(note=note, body="One")
    assert note.revisions.count() == 1


def test_an_empty_first_text_is_a_revision():
    note = Note(trip=make_trip())
    assert save_text(note=note, body="")
    assert note.revisions.count() == 1


def test_a_note_stands_under_exactly_one_thing():
    session = make_session()
    for targets in ({}, {"trip": session.day.trip, "session": session}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Note.objects.create(**targets)


def test_a_purpose_stands_once_under_each_thing():
    trip = make_trip()
    make_note(trip)
    make_note(trip, purpose="preparation")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_note(trip)


def test_an_address_stands_once_under_each_thing():
    session = make_session()
    url = "https://hackmd.io/a?both#"
    make_doc(session, url)
    make_doc(session.day, url)
    make_doc(session.day.trip, url)
    make_doc(session, url.rstrip("#"))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_doc(session, url)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.org/", "https://" + "x" * 2000]
)
def test_the_database_refuses_what_is_no_address_of_the_web(url):
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        make_doc(make_trip(), url)
    assert LinkedDoc.objects.count() == 0


def test_the_kind_is_found_from_the_address_unless_it_is_chosen():
    trip = make_trip()
    assert make_doc(trip, "https://hackmd.io/abc").kind == "hackmd"
    assert make_doc(trip, "https://hackmd.io/def", kind="website").kind == "website"
