"""Conference schedules (frab, pretalx) to trip documents."""

import dataclasses
import datetime as dt
import json

import pytest

from tests.interchange.programmes import (
    OPENING,
    TIDES,
    TRIP,
    ZONELESS,
    plan,
    schedule,
    schedule_json,
    schedule_xml,
    starts,
)
from tripbook.interchange.document import DocumentError, check_importable
from tripbook.interchange.frab import guid_of
from tripbook.interchange.readers.schedules import read_schedule_json, read_schedule_xml

BOTH = pytest.mark.parametrize(
    ("read", "write"),
    [(read_schedule_json, schedule_json), (read_schedule_xml, schedule_xml)],
    ids=["json", "xml"],
)
ENTITY = b'<!DOCTYPE schedule [<!ENTITY a "harbour">]>\n<schedule>&a;</schedule>'
EXTERNAL = b'<!DOCTYPE schedule SYSTEM "http://198.51.100.1/schedule.dtd">\n<schedule/>'
LOCAL_FILE = b'<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><schedule>&a;</schedule>'
LAUGHS = (
    b'<!DOCTYPE schedule [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 10))
    + b"]><schedule>&a9;</schedule>"
)


def refused(read, data, target=TRIP):
    """Return where and what, of each thing that is wrong."""
    with pytest.raises(DocumentError) as caught:
        read(data, target)
    return [str(problem) for problem in caught.value.problems]


@BOTH
def test_a_schedule_becomes_days_sessions_places_people_and_links(read, write):
    reading = read(write(), ZONELESS)
    document = reading.document
    check_importable(document)
    assert document.trip.title == "Harbour days 2026"
    assert document.trip.timezone == "Europe/Tallinn"
    assert plan(reading) == [
        ("2026-11-24", "09:30", "10:15", "Opening of the harbour days"),
        ("2026-11-24", "11:00", "12:30", "Workshop on tides | 潮汐"),
    ]
    assert [session.kind for session in document.sessions] == ["talk", "workshop"]
    assert [place.name for place in document.places] == ["Great hall", "Quay 2"]
    assert [(p.name, p.role) for p in document.participants] == [
        ("Liis Kask", "speaker"),
        ("陳美玲", "speaker"),
    ]
    opening = document.sessions[0]
    assert [going.role for going in opening.participants] == ["speaker", "speaker"]
    assert opening.description == (
        "With the mayor\n\nWhat the week brings.\n\nA round through the halls."
    )
    assert [(doc.url, doc.title) for doc in document.linked_docs] == [
        ("https://harbour.example.org/talks/11", "Harbour days 2026"),
        ("https://slides.example.org/11", "Slides"),
    ]
    assert reading.tracks == {
        document.sessions[0].uid: "Plenary",
        document.sessions[1].uid: "Water",
    }


@BOTH
def test_the_same_schedule_again_has_the_same_uids_and_another_trip_has_others(read, write):
    once, again = (read(write(), TRIP).document for _i in range(2))
    assert once == again
    other = read(write(), dataclasses.replace(TRIP, uid="otherOTHER000001")).document
    assert {s.uid for s in once.sessions} & {s.uid for s in other.sessions} == set()


def test_a_renamed_and_moved_session_keeps_its_uid():
    moved = {**OPENING, "title": "Welcome", "date": "2026-11-25T15:00:00+02:00", "room": "Quay 2"}
    before = read_schedule_json(schedule_json(), TRIP).document
    after = read_schedule_json(schedule_json(moved, TIDES), TRIP).document
    assert {s.title: s.uid for s in after.sessions}["Welcome"] == before.sessions[0].uid


def test_a_session_that_this_trip_exported_is_recognised_by_its_guid():
    known = dataclasses.replace(TRIP, known=frozenset(["sessionOWN01"]))
    own = {**OPENING, "guid": str(guid_of("sessionOWN01"))}
    assert read_schedule_json(schedule_json(own), known).document.sessions[0].uid == "sessionOWN01"
    other = read_schedule_json(schedule_json(own), TRIP).document.sessions[0]
    assert other.uid != "sessionOWN01"


def test_a_session_past_midnight_is_on_the_date_on_which_it_is():
    late = {**OPENING, "date": "2026-11-25T00:30:00+02:00", "start": "00:30", "duration": "02:00"}
    reading = read_schedule_json(schedule_json(late), TRIP)
    assert plan(reading)[0][:3] == ("2026-11-25", "00:30", "02:30")


def test_a_session_over_midnight_ends_on_the_next_date():
    late = {**OPENING, "date": "2026-11-24T23:00:00+02:00", "duration": "03:00"}
    session = read_schedule_json(schedule_json(late), TRIP).document.sessions[0]
    assert (str(session.end), str(session.end_date)) == ("02:00:00", "2026-11-25")


def test_a_session_over_the_end_of_summer_time_is_as_long_as_it_says():
    night = {**OPENING, "date": "2026-10-25T02:30:00+03:00", "duration": "03:00"}
    session = read_schedule_json(schedule_json(night), TRIP).document.sessions[0]
    assert str(session.end) == "04:30:00"
    assert (session.ends_at - session.starts_at).total_seconds() == 3 * 3600


def test_an_end_in_the_hour_that_comes_twice_keeps_its_moment():
    """At 10:30 in Seoul it is 03:30 in Tallinn for the second time that night."""
    start, end = "2026-10-25T00:30:00+03:00", "2026-10-25T10:30:00+09:00"
    data = schedule_json({**OPENING, "date": start, "duration": "04:00", "end": end})
    (session,) = read_schedule_json(data, TRIP).document.sessions
    assert session.ends_at == dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)
    assert session.end_timezone == "UTC"


def test_such_an_end_is_the_first_where_it_is_the_day_before_in_utc():
    start, end = "2026-04-05T00:30:00+11:00", "2026-04-05T02:30:00+10:00"
    data = schedule_json({**OPENING, "date": start, "duration": "03:00", "end": end})
    sydney = dataclasses.replace(TRIP, timezone="Australia/Sydney")
    (session,) = read_schedule_json(data, sydney).document.sessions
    assert (str(session.end), session.end_timezone) == ("02:30:00", "")


def test_a_schedule_in_a_zone_of_half_hours():
    event = {**OPENING, "date": "2026-11-24T09:30:00+05:45"}
    reading = read_schedule_json(schedule_json(event, time_zone_name="Asia/Kathmandu"), ZONELESS)
    assert starts(reading) == ["2026-11-24T03:45Z"]
    assert plan(reading)[0][1] == "09:30"


def test_a_schedule_of_elsewhere_gives_its_days_their_own_zone():
    trip = dataclasses.replace(TRIP, timezone="Asia/Taipei")
    reading = read_schedule_json(schedule_json(), trip)
    assert [(day.date.isoformat(), day.timezone) for day in reading.document.days] == [
        ("2026-11-24", "Europe/Tallinn")
    ]
    assert plan(reading)[0][1] == "09:30"
    assert starts(reading)[0] == "2026-11-24T07:30Z"


def test_a_day_that_the_trip_has_keeps_its_zone_and_the_session_its_moment():
    day = schedule()["schedule"]["conference"]["days"][0]["date"]
    trip = dataclasses.replace(TRIP, zones={dt.date.fromisoformat(day): "UTC"})
    reading = read_schedule_json(schedule_json(), trip)
    assert plan(reading)[0][1] == "07:30"
    assert starts(reading)[0] == "2026-11-24T07:30Z"


def test_a_zone_that_contradicts_the_times_is_warned_of():
    reading = read_schedule_json(schedule_json(time_zone_name="UTC"), ZONELESS)
    assert starts(reading)[0] == "2026-11-24T07:30Z"
    assert "written for another zone" in str(reading.warnings[0])


def test_a_schedule_without_a_zone_asks_for_one():
    data = schedule_json(time_zone_name="")
    assert refused(read_schedule_json, data, ZONELESS) == [
        "trip.timezone: The file doesn't say its time zone: choose one, such as Asia/Taipei."
    ]
    assert plan(read_schedule_json(data, TRIP))[0][1] == "09:30"


def test_a_link_without_a_scheme_stays_as_text():
    event = {**OPENING, "links": [{"url": "harbour.example", "title": "Site"}], "url": ""}
    document = read_schedule_json(schedule_json(event), TRIP).document
    assert document.linked_docs == []
    assert document.sessions[0].description.endswith("Site: harbour.example")


def test_links_are_completed_by_the_address_of_the_schedule():
    raw = schedule({**OPENING, "url": "/talks/11", "links": []})
    raw["schedule"]["base_url"] = "https://harbour.example.org/2026/"
    document = read_schedule_json(json.dumps(raw).encode(), TRIP).document
    assert [doc.url for doc in document.linked_docs] == ["https://harbour.example.org/talks/11"]


def test_every_fault_of_a_json_schedule_is_told_with_its_path():
    broken = [{**OPENING, "date": "soon"}, 7, {**OPENING, "duration": "long"}]
    raw = schedule()
    raw["schedule"]["conference"]["days"][0]["rooms"] = {"Quay": broken}
    path = "schedule.conference.days[0].rooms.Quay"
    assert refused(read_schedule_json, json.dumps(raw).encode()) == [
        f"{path}[0].date: “soon” is no time like 2026-11-05T09:30:00+09:00",
        f"{path}[1]: must be an object",
        f"{path}[2].duration: “long” is no duration like 01:30",
    ]


def test_a_fault_of_an_xml_schedule_is_told_with_line_and_column():
    data = schedule_xml({**OPENING, "date": "soon"}, TIDES)
    assert refused(read_schedule_xml, data) == [
        "line 2, column 1, date: “soon” is no time like 2026-11-05T09:30:00+09:00"
    ]


@pytest.mark.parametrize(
    ("read", "data", "where"),
    [
        (read_schedule_json, b'{"schedule": {\n"conference"', "line 2, column"),
        (read_schedule_json, b"[]", "schedule: is missing"),
        (read_schedule_json, b'{"schedule": {"conference": {}}}', "schedule.conference.days"),
        (read_schedule_json, schedule_json(days=[]), "There is no event"),
        (read_schedule_json, b"\xff\xfe{", "not UTF-8"),
        (read_schedule_xml, b"", "line 1, column 1"),
        (read_schedule_xml, b"<schedule>\n<day></schedule>", "line 2, column"),
        (read_schedule_xml, b"<rss/>", "no conference schedule"),
        (
            read_schedule_xml,
            b'<?xml version="1.0" encoding="nope"?>\n<schedule/>',
            "line 1: It can't be told",
        ),
        (
            read_schedule_xml,
            b'<?xml version="1.0" encoding="big5"?>\n<schedule>\xff</schedule>',
            "line 2: It can't be told",
        ),
        (read_schedule_json, schedule_json({"room": "\ud800", "date": "\ud800soon"}), "“soon” is"),
    ],
)
def test_a_broken_schedule_is_refused_in_words(read, data, where):
    (told,) = refused(read, data)
    assert where in told


def test_halves_of_surrogate_pairs_are_left_out():
    event = dict.fromkeys(("title", "room", "guid", "track", "description"), "\ud800x")
    person = {"public_name": "\ud800y", "guid": "\ud800"}
    reading = read_schedule_json(
        schedule_json({**OPENING, **event, "guid": "\ud800", "persons": [person]}), TRIP
    )
    assert [session.title for session in reading.document.sessions] == ["x"]
    assert [person.name for person in reading.document.participants] == ["y"]


@pytest.mark.parametrize("encoding", ["Big5", "GB18030", "Shift_JIS", "EUC-KR", "UTF-16"])
def test_an_xml_schedule_in_the_encoding_that_it_declares(encoding):
    text = schedule_xml({**OPENING, "title": "市政"}).decode()
    _declaration, _end, rest = text.rpartition("?>")
    data = f'<?xml version="1.0" encoding="{encoding}"?>{rest}'.encode(encoding)
    assert plan(read_schedule_xml(data, TRIP))[0][3] == "市政"


@pytest.mark.parametrize(
    "data", [ENTITY, EXTERNAL, LOCAL_FILE, LAUGHS], ids=["entity", "dtd", "file", "laughs"]
)
def test_xml_with_entities_or_a_document_type_is_refused(data):
    (told,) = refused(read_schedule_xml, data)
    assert told.startswith("line 1, column")
    assert "entities" in told


def test_dates_at_the_ends_of_the_calendar_are_refused():
    for date in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-12:00"):
        assert refused(read_schedule_json, schedule_json({**OPENING, "date": date}))


def test_more_events_than_can_be_read_are_refused():
    events = [{**OPENING, "guid": f"{i}", "title": f"Talk {i}"} for i in range(5001)]
    (told,) = refused(read_schedule_json, schedule_json(*events))
    assert "5001 events" in told


# Schedules that other systems wrote.


@pytest.mark.parametrize(
    ("name", "sessions", "places", "people"),
    [("frab-camp2019.json", 79, 2, 90), ("pretalx-democon.json", 36, 2, 27)],
)
def test_a_real_schedule_is_read_whole(shared, name, sessions, places, people):
    data = (shared / "schedules" / name).read_bytes()
    document = read_schedule_json(data, ZONELESS).document
    check_importable(document)
    raw = json.loads(data)["schedule"]["conference"]["days"]
    events = [event for day in raw for room in day["rooms"].values() for event in room]
    assert len(document.sessions) == len(events) == sessions
    assert sorted(s.title for s in document.sessions) == sorted(
        " ".join(event["title"].split()) for event in events
    )
    assert (len(document.places), len(document.participants)) == (places, people)
