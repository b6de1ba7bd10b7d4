"""A trip as one viewer may see it, loaded in a fixed number of queries."""

import datetime as dt

import pytest
from django.db.models import Q

from events.access import ANONYMOUS, SUPERUSER
from events.models import Session, Trip
from notes.models import LinkedDoc, Note
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
)
from tripbook.loading import changes_of, load_trip

pytestmark = pytest.mark.django_db


def test_documents_and_notes_come_in_the_order_of_the_trip():
    trip = make_trip()
    first, second = make_day(trip), make_day(trip)
    late = make_session(first, start="15:00")
    early = make_session(first, start="09:00")
    expected = [make_doc(target) for target in (second, late, early, first, trip)][::-1]
    notes = [make_note(target) for target in (second, late, early, first, trip)][::-1]
    loaded = load_trip(trip, SUPERUSER)
    assert loaded.linked_docs == expected
    assert loaded.notes == notes


def test_sessions_without_a_time_come_first_then_by_time_then_in_their_order():
    day = make_day()
    make_session(day, "b", start="10:00", order=1)
    make_session(day, "a", start="10:00", order=2)
    make_session(day, "nine", start="09:00", order=3)
    make_session(day, "all day", order=4)
    found = [session.title for session in load_trip(day.trip, SUPERUSER).sessions]
    assert found == ["all day", "nine", "b", "a"]


def test_organizations_are_those_that_something_visible_names():
    trip = make_trip()
    home, host, hidden = (make_organization(name) for name in ("Home", "Host", "Hidden"))
    make_membership(trip, make_participant(organization=home))
    day = make_day(trip)
    make_session(day, hosts=[host])
    make_session(day, hosts=[hidden], visibility="members")
    assert load_trip(trip, ANONYMOUS).organizations == [home, host]
    assert load_trip(trip, SUPERUSER).organizations == [home, host, hidden]


def test_sessions_can_be_narrowed_with_what_stands_under_them():
    day = make_day()
    wanted, other = make_session(day, "wanted"), make_session(day, "other")
    doc = make_doc(wanted)
    make_doc(other)
    loaded = load_trip(day.trip, ANONYMOUS, sessions=Q(uid=wanted.uid))
    assert (loaded.sessions, loaded.linked_docs) == ([wanted], [doc])


@pytest.mark.parametrize("viewer", [ANONYMOUS, SUPERUSER])
@pytest.mark.parametrize("model", [Trip, Session, LinkedDoc, Note])
def test_the_list_and_the_trip_agree_on_when_something_changed(viewer, model):
    session = make_session(place=make_place(make_trip()))
    trip = session.day.trip
    make_doc(session)
    make_note(trip, visibility="members")
    later = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    model.objects.update(updated_at=later)
    trip.refresh_from_db()
    loaded = load_trip(trip, viewer)
    assert changes_of([trip], viewer) == {trip.pk: loaded.updated_at}
    hidden = viewer is ANONYMOUS and model is Note
    assert (loaded.updated_at == later) is not hidden


@pytest.mark.parametrize("number", [1, 40])
def test_the_queries_do_not_grow_with_the_trip(django_assert_num_queries, number):
    trip = make_trip()
    people = [make_membership(trip, f"Person {i}") for i in range(number)]
    for i in range(number):
        session = make_session(make_day(trip), place=make_place(trip, f"Hall {i}"))
        session.hosts.add(make_organization(f"Host {i}"))
        make_attendance(session, people[i])
        make_doc(session)
        make_note(session)
    with django_assert_num_queries(8):
        loaded = load_trip(trip, SUPERUSER, bodies=True)
        for session in loaded.sessions:
            assert session.day.trip is trip
            assert session.place.trip == trip
            assert session.host_organizations[0].name
            assert session.going[0].membership.participant.name
            assert session.docs[0].session.day.trip is trip
            assert session.shared_notes[0].body
