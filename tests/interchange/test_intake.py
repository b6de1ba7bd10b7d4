"""What a trip exported, brought back into it: nothing changes but what was changed outside."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from events.access import SUPERUSER
from events.models import Session, Trip
from tests.factories import (
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_organization,
    make_place,
    make_session,
    make_trip,
)
from tripbook.interchange.dump import dump_trip
from tripbook.interchange.intake import import_programme
from tripbook.interchange.load import load_document
from tripbook.pages.formats import OF_THE_WHOLE_TRIP

from .strategies import documents

pytestmark = pytest.mark.django_db

READ_BACK = ("ics", "schedule-json", "schedule-xml", "csv")
EXPORTS = {each.name: each for each in OF_THE_WHOLE_TRIP if each.name in READ_BACK}


@pytest.fixture
def trip():
    """A trip with sessions of every status, with and without times, places and people."""
    trip = make_trip(slug="harbour", timezone="Europe/Tallinn", language="zh-Hant")
    here = make_place(trip, "Great hall", address="1 Harbour street", latitude=59.4, longitude=24.7)
    mei = make_membership(trip, "Mei-Lin", role="lead")
    arno = make_membership(trip, "Arno")
    day = make_day(trip, title="Day 1")
    abroad = make_day(trip, timezone="Asia/Kathmandu", title="Day 2")
    opening = make_session(
        day,
        "Opening  of the  days",
        start="09:30",
        end="10:15",
        place=here,
        hosts=[make_organization("Harbour office")],
        description="Bring your badge\n\n",
        kind="ceremony",
    )
    make_attendance(opening, mei, role="speaker")
    make_attendance(opening, arno)
    make_doc(opening, "https://slides.example.org/1", title="Slides")
    for number, status in enumerate(Session.Status.values):
        make_session(day, f"{status} thing", start=f"1{number}:00", status=status)
    make_session(day, "Free day")
    make_session(day, "Until six", end="18:00")
    make_session(day, "Night train", start="22:00", end="00:30", end_date=abroad.date)
    make_session(abroad, "Temple", start="07:45", end="09:00", visibility="members")
    return trip


def export(trip, name):
    each = EXPORTS[name]
    part = {each.option.name: each.option.values[0]} if getattr(each, "option", None) else {}
    return each.write(each.load(Trip.objects.get(pk=trip.pk), SUPERUSER, **part), **part)


def state(trip):
    document = dump_trip(Trip.objects.get(pk=trip.pk), SUPERUSER)
    document["trip"].pop("updated_at")
    return document


def bring_back(trip, data, **options):
    return import_programme(data=data, file_name="export", into=trip, **options)


@pytest.mark.parametrize("name", EXPORTS)
def test_what_a_trip_exported_changes_nothing_in_it(trip, name):
    before = state(trip)
    done = bring_back(trip, export(trip, name))
    assert [change.words for change in done.merged.changed] == []
    assert state(trip) == before


@pytest.mark.parametrize("name", EXPORTS)
def test_what_was_changed_in_an_export_comes_back_and_nothing_else(trip, name):
    data = export(trip, name)
    for title in ("Temple", "Night train"):
        data = data.replace(title.encode(), f"{title}!".encode())
    before = state(trip)
    bring_back(trip, data)
    for session in before["sessions"]:
        if session["title"] in ("Temple", "Night train"):
            session["title"] += "!"
    assert state(trip) == before


def test_a_session_that_was_moved_in_a_calendar_moves_here(trip):
    data = export(trip, "ics").decode()
    assert "DTSTART;TZID=Europe/Tallinn:20261123T093000" in data
    moved = data.replace("20261123T093000", "20261123T100000")
    bring_back(trip, moved.encode())
    session = Session.objects.get(title__startswith="Opening")
    assert (str(session.start), str(session.end)) == ("10:00:00", "10:15:00")
    assert session.place.name == "Great hall"
    assert session.attendances.count() == 2


def said_once(document):
    """Return a document that names no zone or date of an end where it is the day's."""
    zones = {day.uid: day.timezone or document.trip.timezone for day in document.days}
    dates = {day.uid: day.date for day in document.days}
    for session in document.sessions:
        if session.end_date == dates[session.day]:
            session.end_date = None
        if session.end is None or session.end_timezone == zones[session.day]:
            session.end_timezone = ""
    return document


@pytest.mark.parametrize("name", EXPORTS)
@settings(
    derandomize=True,
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(document=documents().map(said_once))
def test_no_trip_is_changed_by_its_own_export(name, document):
    with transaction.atomic():
        trip = load_document(document).trip
        if any(session.start for session in document.sessions):
            before = state(trip)
            done = bring_back(trip, export(trip, name), prefer="note")
            assert [(c.words, c.before, c.after) for c in done.merged.changed] == []
            assert state(trip) == before
        transaction.set_rollback(True)


@pytest.mark.parametrize("language", ["en", "zh-Hant", "ja", "ko"])
def test_the_marks_in_the_titles_of_a_calendar_stay_out_of_another_trip_too(trip, language):
    trip.language = language
    trip.save()
    data = export(trip, "ics")
    done = import_programme(data=data, file_name="harbour.ics", new_slug="copy", organizer=None)
    sessions = Session.objects.filter(title__endswith=" thing")
    copied = sessions.filter(day__trip=done.trip).values_list("title", "status")
    assert sorted(copied) == sorted((f"{value} thing", value) for value in Session.Status.values)
    assert b"] cancelled thing" in data
