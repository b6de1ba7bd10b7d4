"""Generated trips as calendars: what two parsers read is what the trip document says."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from icalendar import Calendar

from events.access import SUPERUSER
from events.models import Trip
from tripbook.interchange import ical
from tripbook.interchange.load import load_document
from tripbook.loading import load_trip

from .strategies import documents

pytestmark = pytest.mark.django_db

STATUSES = {"confirmed": "CONFIRMED", "cancelled": "CANCELLED"}
TITLES = {"confirmed": "", "tentative": "[Tentative] "}
ONE_DAY = dt.timedelta(days=1)


def expected(document):
    """What a calendar can hold of each session."""
    days = {day.uid: day for day in document.days}
    places = {place.uid: place for place in document.places}
    names = {person.uid: person.name for person in document.participants}
    return {
        f"{session.uid}@tripbook": {
            **span_of(session, days[session.day].date),
            "title": TITLES[session.status] + session.title,
            "status": STATUSES.get(session.status, "TENTATIVE"),
            "kind": session.kind,
            "location": location_of(places.get(session.place)),
            "people": [names[person.uid] for person in session.participants],
        }
        for session in document.sessions
    }


def span_of(session, date):
    last = session.end_date or date
    if session.start is None:
        return {"starts": date, "ends": last + ONE_DAY}
    if session.end is not None and session.ends_at != session.starts_at:
        return {"starts": session.starts_at, "ends": session.ends_at}
    # The end is not fixed: of one day an hour after the start by its clocks, else of the last.
    return {"starts": session.starts_at, "ends": None}


def location_of(place):
    if place is None:
        return ""
    return ", ".join(filter(None, dict.fromkeys((place.name, place.address, place.local_address))))


def read_by_icalendar(data):
    return {
        str(event["UID"]): {
            "starts": instant(event["DTSTART"].dt),
            "ends": instant(event["DTEND"].dt),
            "title": str(event["SUMMARY"]),
            "status": str(event["STATUS"]),
            "kind": str(event["CATEGORIES"].cats[0]),
            "location": str(event.get("LOCATION", "")),
            "people": [a.params["CN"] for a in several(event.get("ATTENDEE", []))],
        }
        for event in Calendar.from_ical(data).walk("VEVENT")
    }


def read_by_vobject(data):
    return {
        event.uid.value: {
            "starts": instant(event.dtstart.value),
            "ends": instant(event.dtend.value),
            "title": event.summary.value,
            "status": event.status.value,
            "kind": event.categories.value[0],
            "location": event.location.value if hasattr(event, "location") else "",
            # vobject knows no escaped quotes in parameters (RFC 6868); no name here has one.
            "people": [a.params["CN"][0] for a in event.contents.get("attendee", [])],
        }
        for event in vobject.readOne(data.decode()).contents.get("vevent", [])
    }


def instant(moment):
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment


def several(value):
    return value if isinstance(value, list) else [value]


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(documents(most=4))
def test_a_calendar_holds_what_the_document_says(document):
    Trip.objects.all().delete()
    document.trip.language = "en"
    load_document(document)
    data = ical.write(load_trip(Trip.objects.get(), SUPERUSER))
    wanted = expected(document)
    for found in (read_by_icalendar(data), read_by_vobject(data)):
        for uid, event in wanted.items():
            if event["ends"] is None:
                assert found[uid]["ends"] > event["starts"]
                found[uid] = {**found[uid], "ends": None}
        assert found == wanted
    for event in Calendar.from_ical(data).walk("VEVENT"):
        start = event["DTSTART"]
        if isinstance(start.dt, dt.datetime):
            assert start.dt.tzinfo == ZoneInfo(start.params["TZID"])
