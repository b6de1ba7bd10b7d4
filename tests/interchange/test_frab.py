"""The trip as a conference schedule (frab, c3voc), and what reads it back."""

import datetime as dt
import json
import re
from uuid import UUID

import jsonschema
import pytest
import xmlschema
from hypothesis import given, settings

from events.schedule import zone_names
from tests.factories import (
    make_attendance,
    make_day,
    make_membership,
    make_session,
    make_trip,
    member_client,
)
from tripbook.interchange.document import read_document
from tripbook.interchange.frab import guid_of, schedule_of, write_json, write_xml
from tripbook.interchange.readers.programme import Target
from tripbook.interchange.readers.schedules import read_schedule_json, read_schedule_xml

from .strategies import documents
from .test_document import WHOLE, document_with

# As the published schemas have them (voc/schedule, commit 0a403ee).
ACRONYM = re.compile(r"^[a-z0-9_-][a-z0-9_]{3,}(-2[0-9]{3}-[a-z]+)?$")
SLUG = re.compile(r"^[a-z0-9_-]+[a-z0-9]$")
XML_SLUG = re.compile(r"[a-z0-9_]{4,}-[a-z0-9\-_]{4,}")
ZONE = re.compile(r"^([A-Z][a-z]+/[A-Z][a-z]+)|UTC$")
DURATION = re.compile(r"[0-9]{1,2}:[0-9]{2}")
REQUIRED = {
    "abstract",
    "date",
    "duration",
    "guid",
    "id",
    "language",
    "links",
    "persons",
    "room",
    "slug",
    "start",
    "subtitle",
    "title",
    "track",
    "type",
    "url",
}


def document(**changes):
    """The whole document of other tests, with values at paths such as `sessions.0.title`."""
    return read_document(json.dumps(document_with(**changes)))


def conference(doc=None):
    return schedule_of(doc or document())["schedule"]["conference"]


def events(doc=None):
    """Return every event of a schedule."""
    days = conference(doc)["days"]
    return [event for day in days for room in day["rooms"].values() for event in room]


def many(*slots, **fields):
    """A document with a session for each (day, start, end) on its two days."""
    raw = json.loads(json.dumps(WHOLE))
    raw["linked_docs"], raw["notes"] = [], []
    raw["sessions"] = [
        {
            "uid": f"session{number:05}",
            "day": f"day00000000{day}",
            "title": f"Session {number}",
            "start": start,
            "end": end,
            **fields,
        }
        for number, (day, start, end) in enumerate(slots)
    ]
    return read_document(json.dumps(raw))


@pytest.fixture(scope="module")
def xsd(shared):
    return xmlschema.XMLSchema(str(shared / "schedules" / "schedule.xml.xsd"))


@pytest.fixture(scope="module")
def json_schema(shared):
    schema = json.loads((shared / "schedules" / "schema.json").read_bytes())
    return jsonschema.Draft6Validator(schema, format_checker=jsonschema.FormatChecker())


HARD = {
    "trip.slug": "ogp",
    "trip.title": "首爾 <Summit> & “friends” \u200b",
    "trip.timezone": "America/Argentina/Buenos_Aires",
    "sessions.0.title": "拜會 <b>office</b> & more",
    "sessions.0.description": "line\x0bone\x07\r\nline two ]]> &amp;",
    "places.0.name": "會議室 “A” & <B>",
}


@pytest.mark.parametrize("doc", [document(), document(**HARD)], ids=["plain", "hostile"])
def test_the_schedules_are_valid_by_the_published_schemas(xsd, json_schema, doc):
    assert [error.message for error in json_schema.iter_errors(json.loads(write_json(doc)))] == []
    assert [error.reason for error in xsd.iter_errors(write_xml(doc).decode())] == []


@settings(max_examples=25, deadline=None)
@given(doc=documents(most=4))
def test_the_schedule_of_any_trip_is_valid(xsd, json_schema, doc):
    assert [error.message for error in json_schema.iter_errors(json.loads(write_json(doc)))] == []
    if doc.days:
        assert [error.reason for error in xsd.iter_errors(write_xml(doc).decode())] == []


def test_rooms_are_places_persons_speakers_and_links_documents():
    (event,) = events()
    found = conference()
    assert event["room"] == "Customs house"
    assert found["rooms"] == [{"name": "Customs house", "guid": str(guid_of("place0000001"))}]
    assert [person["public_name"] for person in event["persons"]] == ["Mei-Lin"]
    assert event["links"] == [{"url": "https://example.org/a#", "title": "https://example.org/a#"}]


# The points of the pitfalls.


@pytest.mark.parametrize(
    ("slug", "acronym"),
    [
        ("ogp-korea-2018", "ogp_korea_2018"),
        ("ogp", "trip_ogp"),
        ("a", "trip_a"),
        ("harbour-week", "harbour_week"),
    ],
)
def test_s1_the_acronym_is_one_that_the_schema_takes(slug, acronym):
    found = conference(document(**{"trip.slug": slug}))["acronym"]
    assert found == acronym
    assert ACRONYM.fullmatch(found)


def test_s2_the_slug_of_an_event_needs_no_latin_title_and_is_unique():
    doc = many((1, "09:00", "10:00"), (1, "09:00", "10:00"), title="開幕式！")
    slugs = [event["slug"] for event in events(doc)]
    assert len(set(slugs)) == 2
    assert all(SLUG.fullmatch(slug) and XML_SLUG.fullmatch(slug) for slug in slugs)


def test_s3_guid_and_id_follow_from_the_uid_alone():
    (event,) = events()
    (moved,) = events(document(**{"sessions.0.title": "Renamed", "sessions.0.start": "10:00"}))
    guid = guid_of("session00001")
    assert (event["guid"], event["id"]) == (moved["guid"], moved["id"])
    assert event["guid"] == str(guid) == "cc15064c-8fb0-52d3-a6be-cc0fcc712ef9"
    assert UUID(event["guid"]).version == 5
    assert event["id"] == guid.int % 2**31 > 0


def test_s3_two_events_never_have_the_same_number(monkeypatch):
    monkeypatch.setattr("tripbook.interchange.frab._id_of", lambda guid: 0)
    doc = many((1, "09:00", "10:00"), (1, "10:00", "11:00"))
    assert [event["id"] for event in events(doc)] == [1, 2]


def test_s4_every_event_has_all_that_apps_need():
    doc = many((1, "09:00", None))
    (event,) = events(doc)
    assert event.keys() >= REQUIRED
    assert (event["abstract"], event["subtitle"], event["track"]) == ("", "", "")
    assert (event["persons"], event["links"]) == ([], [])
    assert event["room"] == "TBA"
    assert event["duration"] == "01:00"


def test_s4_what_has_no_time_or_is_cancelled_is_left_out():
    doc = many((1, None, None), (1, "09:00", "10:00"), (1, "11:00", "12:00"))
    doc.sessions[2].status = "cancelled"
    assert [event["title"] for event in events(doc)] == ["Session 1"]


def test_s4_a_tentative_session_says_so():
    (event,) = events(many((1, "09:00", "10:00"), status="tentative"))
    assert event["subtitle"] == "tentative"


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Europe/Tallinn", "Europe/Tallinn"),
        ("America/New_York", "America/New_York"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("US/Eastern", "America/New_York"),
        ("Japan", "Asia/Tokyo"),
        ("GMT", "UTC"),
        ("Etc/UTC", "UTC"),
        ("UTC", "UTC"),
    ],
)
def test_s5_the_zone_is_named_in_both_files(zone, written):
    doc = document(**{"trip.timezone": zone})
    assert conference(doc)["time_zone_name"] == written
    assert f"<time_zone_name>{written}</time_zone_name>" in write_xml(doc).decode()


def test_s5_no_zone_makes_an_invalid_schedule():
    doc = document()
    for zone in zone_names():
        doc.trip.timezone = zone
        written = conference(doc).get("time_zone_name")
        assert written is None or ZONE.match(written), zone


def test_s6_the_date_has_its_offset_and_the_start_is_local():
    (event,) = events()
    assert event["date"] == "2026-10-24T09:30:00+03:00"
    assert (event["start"], event["duration"]) == ("09:30", "00:45")
    assert event["end"] == "2026-10-24T10:15:00+03:00"


def test_s6_what_begins_after_midnight_is_on_the_day_before():
    doc = many((1, "22:00", "23:00"), (2, "00:30", "01:30"), (2, "09:00", "10:00"))
    days = conference(doc)["days"]
    found = {
        day["date"]: [event["title"] for room in day["rooms"].values() for event in room]
        for day in days
    }
    assert found == {"2026-10-24": ["Session 0", "Session 1"], "2026-10-25": ["Session 2"]}
    assert days[0]["day_start"] == "2026-10-24T04:00:00+03:00"
    assert days[0]["day_end"] == "2026-10-25T03:59:00+03:00"
    assert [day["index"] for day in days] == [1, 2]
    assert conference(doc)["daysCount"] == 2


def test_s6_a_first_session_after_midnight_makes_a_day_before():
    found = conference(many((1, "00:30", "01:30")))
    assert [day["date"] for day in found["days"]] == ["2026-10-23", "2026-10-24", "2026-10-25"]
    assert (found["start"], found["end"], found["daysCount"]) == ("2026-10-23", "2026-10-25", 3)


def test_s6_the_duration_counts_hours_that_pass_not_those_of_the_clock():
    doc = many((2, "02:30", "04:30"))
    assert events(doc)[0]["duration"] == "03:00"


def test_s6_a_session_of_many_days_is_as_long_as_the_format_can_say():
    doc = many((1, "09:00", "10:00"), end_date="2026-11-24")
    (event,) = events(doc)
    assert event["duration"] == "99:59"
    assert event["end"] == "2026-11-24T10:00:00+02:00"


def test_s7_persons_are_named_by_nothing_that_leads_to_an_address():
    (event,) = events()
    (person,) = event["persons"]
    guid = guid_of("person000001")
    assert person == {"id": guid.int % 2**31, "guid": str(guid), "public_name": "Mei-Lin"}


def test_s8_addresses_are_whole():
    (event,) = events()
    assert event["url"] == "https://trips.example.org/trips/harbour-week/sessions/session00001/"
    assert conference()["url"] == "https://trips.example.org/trips/harbour-week/"


def test_s8_the_version_changes_with_the_schedule_and_with_nothing_else():
    once, again = (schedule_of(document())["schedule"]["version"] for _i in range(2))
    assert once == again
    notes_alone = schedule_of(document(**{"notes.0.body": "More."}))["schedule"]["version"]
    assert notes_alone == once
    moved = schedule_of(document(**{"sessions.0.start": "10:00"}))["schedule"]["version"]
    assert moved != once


def test_a_trip_without_days_has_a_schedule_without_events():
    raw = document_with()
    for name in ("days", "sessions", "linked_docs", "notes"):
        raw[name] = []
    doc = read_document(json.dumps(raw))
    assert (conference(doc)["days"], conference(doc)["daysCount"]) == ([], 0)
    assert b"<day" not in write_xml(doc).replace(b"<days", b"")


# What comes back of it.


def as_scheduled(doc, longest=dt.timedelta.max):
    """Return what a schedule can hold of a trip's sessions: in XML, 99 hours at most."""
    days = {day.uid: day.date for day in doc.days}
    places = {place.uid: place.name for place in doc.places}
    people = {person.uid: person.name for person in doc.participants}
    docs = {session.uid: [] for session in doc.sessions}
    for link in doc.linked_docs:
        if link.session:
            docs[link.session].append((link.url, link.title))
    found = []
    for session in doc.sessions:
        if session.start is None or session.status == "cancelled":
            continue
        ends_at = session.ends_at
        if ends_at in (None, session.starts_at):
            ends_at = session.starts_at + dt.timedelta(hours=1)
        elif ends_at - session.starts_at > longest:
            ends_at = session.starts_at + longest
        found.append(
            {
                "uid": session.uid,
                "title": " ".join(session.title.split()),
                "kind": session.kind,
                "status": session.status,
                "date": days[session.day],
                "starts_at": session.starts_at,
                "ends_at": ends_at,
                "place": folded_line(places.get(session.place, "")),
                "speakers": sorted(
                    folded_line(people[going.uid])
                    for going in session.participants
                    if going.role == "speaker"
                ),
                "description": plain(session.description),
                "links": sorted(docs[session.uid]),
            }
        )
    return sorted(found, key=lambda row: row["uid"])


def folded_line(text):
    return " ".join(text.split())


def plain(text):
    """Return a text as XML can hold it, without blanks around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text).strip()


@settings(max_examples=60, deadline=None)
@given(doc=documents())
def test_what_a_schedule_holds_comes_back_from_json_and_xml(doc):
    """The trip is read into itself: its days have their zones already."""
    known = frozenset(session.uid for session in doc.sessions)
    zones = {day.date: day.timezone or doc.trip.timezone for day in doc.days}
    target = Target(uid=doc.trip.uid, timezone=doc.trip.timezone, zones=zones, known=known)
    if not as_scheduled(doc):
        return
    assert as_scheduled(read_schedule_json(write_json(doc), target).document) == as_scheduled(doc)
    longest = dt.timedelta(hours=99, minutes=59)
    expected = as_scheduled(doc, longest)
    assert as_scheduled(read_schedule_xml(write_xml(doc), target).document) == expected


def test_a_real_schedule_is_the_same_after_it_was_written_and_read(shared):
    for name in ("frab-camp2019.json", "pretalx-democon.json"):
        data = (shared / "schedules" / name).read_bytes()
        doc = read_schedule_json(data, Target(uid="tripTRIP0001", slug="summit")).document
        known = frozenset(session.uid for session in doc.sessions)
        zones = {day.date: doc.trip.timezone for day in doc.days}
        target = Target(doc.trip.uid, timezone=doc.trip.timezone, zones=zones, known=known)
        expected = as_scheduled(doc)
        assert as_scheduled(read_schedule_xml(write_xml(doc), target).document) == expected
        assert as_scheduled(read_schedule_json(write_json(doc), target).document) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", ["json", "xml"])
def test_visitors_see_neither_members_sessions_nor_people_who_are_not_listed(client, suffix):
    trip = make_trip(slug="harbour")
    day = make_day(trip)
    session = make_session(day, "Opening", start="09:00", end="10:00")
    make_session(day, "Inner circle", start="11:00", visibility="members")
    make_session(day, "Perhaps", start="12:00", status="idea")
    make_attendance(session, make_membership(trip, "Liis"), role="speaker")
    hidden = make_membership(trip, "Arno", listed_for="members")
    make_attendance(session, hidden, role="speaker")
    text = client.get(f"/trips/harbour/schedule.{suffix}").content.decode()
    words = ("Opening", "Liis", "Inner circle", "Perhaps", "Arno")
    assert [word for word in words if word in text] == ["Opening", "Liis"]
    member = member_client(hidden).get(f"/trips/harbour/schedule.{suffix}").content.decode()
    assert [word for word in words if word not in member] == []
