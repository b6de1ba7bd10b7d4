"""What is recorded of rows that are saved, changed and deleted."""

import contextlib
import datetime as dt

import pytest
from django.db import transaction

from events.models import Attendance, Membership, Place, Session, Trip
from notes.models import Note
from notes.revisions import save_text
from people.history import Reason, bulk_create, bulk_update, recording, records_of
from people.models import User
from tests.factories import (
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_organization,
    make_organizer,
    make_participant,
    make_place,
    make_session,
    make_trip,
    make_user,
)
from tests.history import recorded_models, told, unrecorded

pytestmark = pytest.mark.django_db


def test_every_model_that_people_change_has_a_history():
    assert {model.__name__ for model in recorded_models()} == {
        "Announcement",
        "Attendance",
        "Day",
        "Dismissal",
        "LinkedDoc",
        "Membership",
        "Note",
        "Organization",
        "Organizer",
        "Participant",
        "Place",
        "Session",
        "Trip",
        "User",
    }


def test_each_saved_state_is_recorded_and_a_deletion_too():
    place = make_place(make_trip(), "Customs House")
    place.name = "Old Customs House"
    place.save()
    pk = place.pk
    place.delete()
    place.pk = pk
    assert told(place, "name") == [
        ("+", "", "Customs House"),
        ("~", "", "Old Customs House"),
        ("-", "", "Old Customs House"),
    ]


def test_saving_what_is_stored_already_leaves_no_record():
    place = make_place(make_trip(), "Customs House")
    place.save()
    assert told(place, "name") == [("+", "", "Customs House")]


def test_signing_in_leaves_no_record(client):
    user = make_user()
    client.force_login(user)
    assert told(user, "username") == [("+", "", "nora")]
    assert not hasattr(records_of(User), "password")


def test_the_hosts_of_a_session_are_kept_with_it():
    city, port = make_organization("City"), make_organization("Port")
    session = make_session(hosts=[city])
    port.hosted_sessions.add(session)
    session.hosts.remove(city)
    assert told(session, "hosts") == [
        ("+", "", []),
        ("~", "", [city.pk]),
        ("~", "", [city.pk, port.pk]),
        ("~", "", [port.pk]),
    ]
    assert unrecorded() == []


def test_what_is_done_at_once_is_one_record_of_each_row():
    user = make_user()
    trip = make_trip()
    with recording(user=user, reason=Reason.IMPORT):
        place = make_place(trip, "Customs House")
        place.name = "Old Customs House"
        place.save()
        passing = make_place(trip, "Nowhere")
        gone = passing.pk
        passing.delete()
    assert told(place, "name", "history_user") == [("+", "import", "Old Customs House", user.pk)]
    assert not records_of(Place).objects.filter(id=gone).exists()
    assert unrecorded() == []


def test_many_rows_at_once_are_recorded():
    trip = make_trip()
    places = [Place(trip=trip, name=f"Hall {number}") for number in range(3)]
    bulk_create(places)
    for place in places:
        place.address = "Quay 1"
    bulk_update(places[:2], ["address"])
    assert [told(place, "address") for place in places] == [
        [("+", "", ""), ("~", "", "Quay 1")],
        [("+", "", ""), ("~", "", "Quay 1")],
        [("+", "", "")],
    ]


def test_nothing_is_recorded_of_what_fails_or_is_taken_back():
    trip = make_trip()
    with contextlib.suppress(ZeroDivisionError), recording():
        make_place(trip)
        raise ZeroDivisionError
    with recording():
        make_place(trip)
        transaction.set_rollback(True)
    assert records_of(Place).objects.count() == 0
    with recording():
        make_place(trip)
    assert records_of(Place).objects.count() == 1


def test_a_moved_day_and_a_changed_zone_are_recorded_with_their_sessions():
    day = make_day()
    session = make_session(day, start="09:00")
    day.date += dt.timedelta(days=1)
    day.save()
    day.trip.timezone = "Asia/Seoul"
    day.trip.save()
    assert told(session, "starts_at") == [
        ("+", "", dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)),
        ("~", "", dt.datetime(2026, 11, 24, 7, tzinfo=dt.UTC)),
        ("~", "", dt.datetime(2026, 11, 24, 0, tzinfo=dt.UTC)),
    ]
    assert unrecorded() == []


def test_a_deleted_trip_leaves_the_records_of_all_that_stood_under_it():
    trip = make_trip(sessions=2)
    make_organizer(trip)
    session = Session.objects.first()
    make_attendance(session)
    make_doc(session)
    make_note(session, "What we said.")
    trip.delete()
    assert unrecorded() == []
    for model in (Trip, Session, Attendance, Membership, Note):
        assert records_of(model).objects.filter(history_type="-").exists(), model


def test_what_led_to_a_deleted_row_is_recorded_without_it():
    """Django empties these fields without saving the rows."""
    trip = make_trip()
    place, host = make_place(trip), make_organization()
    session = make_session(make_day(trip), place=place, hosts=[host])
    person = make_participant(organization=host)
    place.delete()
    host.delete()
    assert told(session, "place", "hosts")[-1] == ("~", "", None, [])
    assert told(person, "organization")[-1] == ("~", "", None)
    assert unrecorded() == []


def test_the_texts_of_a_note_are_not_in_its_history_until_it_is_deleted():
    note = make_note(make_trip(), "What we said.")
    save_text(note=note, body="What we really said.")
    Note.objects.defer("body").get().delete()
    assert told(note, "body") == [("+", "", ""), ("-", "", "What we really said.")]


def test_who_deletes_their_own_account_is_not_named():
    user = make_user()
    trip = make_trip()
    with recording(user=user):
        place = make_place(trip)
        user.delete()
    assert told(place, "history_user") == [("+", "", None)]


def test_records_outlive_the_account_of_who_made_the_change():
    user = make_user()
    with recording(user=user):
        member = make_membership(make_trip())
    user.delete()
    assert told(member, "role", "history_user") == [("+", "", "delegate", None)]
