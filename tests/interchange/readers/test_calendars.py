"""Calendars to trip documents."""

import dataclasses
import datetime as dt

import pytest

from tests.interchange.programmes import TRIP, ZONELESS, calendar, plan, starts
from tripbook.interchange.document import DocumentError, check_importable
from tripbook.interchange.readers.calendars import read_calendar

OPENING = """UID:opening@harbour
DTSTART;TZID=Europe/Tallinn:20261124T093000
DTEND;TZID=Europe/Tallinn:20261124T101500
SUMMARY:Opening\\, with music
LOCATION:Great hall
GEO:59.44;24.75
DESCRIPTION:Bring\\nyour badge
URL:https://harbour.example.org/11
CATEGORIES:ceremony
ATTENDEE;CN=Liis:mailto:liis@example.org"""
DAILY = """UID:daily@harbour
DTSTART;TZID=Europe/Tallinn:20261023T090000
DTEND;TZID=Europe/Tallinn:20261023T091500
SUMMARY:Stand-up
RRULE:FREQ=DAILY;COUNT=4"""


def refused(data, target=TRIP):
    with pytest.raises(DocumentError) as caught:
        read_calendar(data, target)
    return [str(problem) for problem in caught.value.problems]


def test_a_calendar_becomes_days_sessions_places_and_links():
    reading = read_calendar(calendar(OPENING, head="X-WR-CALNAME:Harbour days"), ZONELESS)
    document = reading.document
    check_importable(document)
    assert (document.trip.title, document.trip.timezone) == ("Harbour days", "Europe/Tallinn")
    assert plan(reading) == [("2026-11-24", "09:30", "10:15", "Opening, with music")]
    (session,) = document.sessions
    assert (session.kind, session.description) == ("ceremony", "Bring\nyour badge")
    (place,) = document.places
    assert (place.name, place.latitude, place.longitude) == ("Great hall", 59.44, 24.75)
    assert [doc.url for doc in document.linked_docs] == ["https://harbour.example.org/11"]


def test_who_is_invited_is_not_read():
    text = read_calendar(calendar(OPENING), TRIP).document.model_dump_json()
    assert "liis" not in text.casefold()


def test_whole_days_are_dates_without_a_time_and_their_end_is_the_day_before():
    one = "UID:1\nDTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261125\nSUMMARY:Free day"
    three = "UID:2\nDTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261127\nSUMMARY:Fair"
    sessions = read_calendar(calendar(one, three), TRIP).document.sessions
    assert [(s.title, s.start, s.end_date) for s in sessions] == [
        ("Free day", None, None),
        ("Fair", None, dt.date(2026, 11, 26)),
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [("CONFIRMED", "confirmed"), ("TENTATIVE", "tentative"), ("CANCELLED", "cancelled")],
)
def test_the_status_of_an_event_is_kept(status, expected):
    data = calendar(f"{OPENING}\nSTATUS:{status}")
    assert read_calendar(data, TRIP).document.sessions[0].status == expected


def test_times_in_utc_are_those_of_the_trip():
    reading = read_calendar(calendar("UID:1\nDTSTART:20261124T223000Z\nSUMMARY:Call"), TRIP)
    assert plan(reading) == [("2026-11-25", "00:30", None, "Call")]


def test_times_without_a_zone_are_clock_times_of_the_trip():
    reading = read_calendar(calendar("UID:1\nDTSTART:20261124T093000\nSUMMARY:Call"), TRIP)
    assert starts(reading) == ["2026-11-24T07:30Z"]


def test_the_zone_of_the_calendar_is_the_trips_where_it_has_none():
    data = calendar("UID:1\nDTSTART:20261124T093000\nSUMMARY:Call", head="X-WR-TIMEZONE:Asia/Seoul")
    assert starts(read_calendar(data, ZONELESS)) == ["2026-11-24T00:30Z"]


def test_a_zone_that_nobody_knows_is_warned_of():
    event = "UID:1\nDTSTART;TZID=Harbour Time:20261124T093000\nSUMMARY:Call"
    reading = read_calendar(calendar(event), TRIP)
    assert plan(reading)[0][1] == "09:30"
    assert "Harbour Time is not known" in str(reading.warnings[0])


@pytest.mark.parametrize(
    ("zone", "instant"),
    [
        ("Asia/Kathmandu", "2026-11-24T03:45Z"),
        ("America/Argentina/Buenos_Aires", "2026-11-24T12:30Z"),
        ("Asia/Taipei", "2026-11-24T01:30Z"),
        # As Outlook names it.
        ("Tokyo Standard Time", "2026-11-24T00:30Z"),
    ],
)
def test_a_zone_of_its_own(zone, instant):
    event = f"UID:1\nDTSTART;TZID={zone}:20261124T093000\nSUMMARY:Call"
    assert starts(read_calendar(calendar(event), ZONELESS)) == [instant]


def test_a_flight_ends_in_the_zone_where_it_lands():
    event = (
        "UID:1\nDTSTART;TZID=Asia/Taipei:20261124T170000\n"
        "DTEND;TZID=America/Los_Angeles:20261124T130000\nSUMMARY:Flight"
    )
    (session,) = read_calendar(calendar(event), ZONELESS).document.sessions
    assert (str(session.end), session.end_timezone) == ("13:00:00", "America/Los_Angeles")
    assert (session.ends_at - session.starts_at) == dt.timedelta(hours=12)


def test_a_flight_that_lands_on_the_date_before_keeps_its_length():
    event = (
        "UID:1\nDTSTART;TZID=Pacific/Auckland:20261124T010000\n"
        "DTEND;TZID=Pacific/Honolulu:20261123T100000\nSUMMARY:Flight"
    )
    (session,) = read_calendar(calendar(event), ZONELESS).document.sessions
    assert (session.ends_at - session.starts_at) == dt.timedelta(hours=8)


def test_a_session_over_midnight_and_over_the_change_of_the_clocks():
    event = (
        "UID:1\nDTSTART;TZID=Europe/Tallinn:20261024T233000\n"
        "DTEND;TZID=Europe/Tallinn:20261025T043000\nSUMMARY:Night"
    )
    (session,) = read_calendar(calendar(event), TRIP).document.sessions
    assert (str(session.end), str(session.end_date)) == ("04:30:00", "2026-10-25")
    assert (session.ends_at - session.starts_at) == dt.timedelta(hours=6)


def test_a_clock_time_that_the_clocks_skip_is_read_as_calendars_do():
    event = "UID:1\nDTSTART;TZID=Europe/Tallinn:20260329T033000\nSUMMARY:Night"
    assert plan(read_calendar(calendar(event), TRIP)) == [("2026-03-29", "04:30", None, "Night")]


def test_the_second_of_two_equal_clock_times_is_warned_of():
    event = "UID:1\nDTSTART:20261025T013000Z\nSUMMARY:Night"
    reading = read_calendar(calendar(event), TRIP)
    assert plan(reading)[0][1] == "03:30"
    assert "occurs twice" in str(reading.warnings[0])


def test_a_length_in_place_of_an_end():
    event = "UID:1\nDTSTART;TZID=Europe/Tallinn:20261025T023000\nDURATION:PT3H\nSUMMARY:Night"
    assert plan(read_calendar(calendar(event), TRIP))[0][1:3] == ("02:30", "04:30")


def test_an_event_that_ends_before_it_starts_loses_its_end():
    event = "UID:1\nDTSTART:20261124T100000Z\nDTEND:20261124T090000Z\nSUMMARY:Odd"
    reading = read_calendar(calendar(event), TRIP)
    assert plan(reading)[0][1:3] == ("12:00", None)
    assert "ends before it starts" in str(reading.warnings[0])


def test_a_line_that_is_folded_before_its_colon_is_one_line():
    event = 'UID:1\nDTSTART:20261124T010000Z\nATTENDEE;CN="Nora | Tamm";ROLE=REQ\n -P:mailto:x@y.z'
    reading = read_calendar(calendar(f"{event}\nSUMMARY:Fol\n ded"), TRIP)
    assert plan(reading)[0][3] == "Folded"


def test_the_same_calendar_again_has_the_same_uids_also_when_events_were_moved():
    before = read_calendar(calendar(OPENING), TRIP).document
    assert read_calendar(calendar(OPENING), TRIP).document == before
    moved = OPENING.replace("20261124T", "20261125T").replace("Opening", "Welcome")
    assert read_calendar(calendar(moved), TRIP).document.sessions[0].uid == before.sessions[0].uid


def test_a_session_that_this_trip_exported_is_recognised_by_its_uid():
    data = calendar(OPENING.replace("opening@harbour", "sessionOWN01@tripbook"))
    own = dataclasses.replace(TRIP, known=frozenset(["sessionOWN01"]))
    assert read_calendar(data, own).document.sessions[0].uid == "sessionOWN01"
    assert read_calendar(data, TRIP).document.sessions[0].uid != "sessionOWN01"


# Events that repeat.


def test_an_event_that_repeats_becomes_a_session_for_each_time():
    """The clock time stays, also over the change of the clocks."""
    reading = read_calendar(calendar(DAILY), TRIP)
    assert [day for day, *_rest in plan(reading)] == [
        "2026-10-23",
        "2026-10-24",
        "2026-10-25",
        "2026-10-26",
    ]
    assert {(start, end) for _day, start, end, _title in plan(reading)} == {("09:00", "09:15")}
    assert len({session.uid for session in reading.document.sessions}) == 4


def test_dates_that_are_left_out_and_times_that_were_moved():
    master = f"{DAILY}\nEXDATE;TZID=Europe/Tallinn:20261024T090000"
    moved = (
        "UID:daily@harbour\nRECURRENCE-ID;TZID=Europe/Tallinn:20261025T090000\n"
        "DTSTART;TZID=Europe/Tallinn:20261025T150000\nSUMMARY:Stand-up later"
    )
    assert plan(read_calendar(calendar(master, moved), TRIP)) == [
        ("2026-10-23", "09:00", "09:15", "Stand-up"),
        ("2026-10-25", "15:00", None, "Stand-up later"),
        ("2026-10-26", "09:00", "09:15", "Stand-up"),
    ]


def test_a_rule_until_an_instant_counts_in_the_zone_of_the_event():
    rule = "RRULE:FREQ=DAILY;UNTIL=20261025T070000Z"
    data = calendar(DAILY.replace("RRULE:FREQ=DAILY;COUNT=4", rule))
    assert [day for day, *_rest in plan(read_calendar(data, TRIP))] == [
        "2026-10-23",
        "2026-10-24",
        "2026-10-25",
    ]


def test_additional_dates():
    data = calendar(
        DAILY.replace("RRULE:FREQ=DAILY;COUNT=4", "RDATE;TZID=Europe/Tallinn:20261030T100000")
    )
    assert [row[:2] for row in plan(read_calendar(data, TRIP))] == [
        ("2026-10-23", "09:00"),
        ("2026-10-30", "10:00"),
    ]


ENDLESS = DAILY.replace(";COUNT=4", "")


def test_an_event_that_repeats_without_end_is_taken_within_the_trip():
    zones = {dt.date(2026, 11, day): "Europe/Tallinn" for day in (24, 26)}
    reading = read_calendar(calendar(ENDLESS), dataclasses.replace(TRIP, zones=zones))
    assert [day for day, *_rest in plan(reading)] == ["2026-11-24", "2026-11-25", "2026-11-26"]
    assert "taken from 2026-11-24 to 2026-11-26" in str(reading.warnings[0])


def test_an_event_that_repeats_without_end_is_taken_within_the_rest_of_the_calendar():
    reading = read_calendar(calendar(ENDLESS, OPENING), TRIP)
    assert [(day, title) for day, _start, _end, title in plan(reading)] == [
        ("2026-11-24", "Stand-up"),
        ("2026-11-24", "Opening, with music"),
    ]


def test_an_event_that_repeats_without_end_and_without_a_trip_is_refused_in_words():
    (told,) = refused(calendar(ENDLESS))
    assert told.startswith("line 4: “Stand-up” repeats without an end.")


def test_an_event_that_repeats_for_years_is_taken_within_the_trip():
    years = DAILY.replace("COUNT=4", "COUNT=100000")
    assert len(read_calendar(calendar(years, OPENING), TRIP).document.sessions) == 2
    assert refused(calendar(years))


EVERY_SECOND = f"FREQ=DAILY;BYSECOND={','.join(map(str, range(60)))}"


@pytest.mark.parametrize(
    "rule",
    [
        *("FREQ=SOMETIMES", "FREQ=DAILY;BYDAY=XX", "COUNT=3"),
        *("FREQ=SECONDLY", "FREQ=MINUTELY;UNTIL=20270101T000000Z"),
        *("FREQ=DAILY;INTERVAL=0", EVERY_SECOND),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_with_its_line(rule):
    (told,) = refused(calendar(DAILY.replace("FREQ=DAILY;COUNT=4", rule)))
    assert told == f"line 9, column 7: repeats by a rule that can't be read: {rule[:60]}"


def test_an_event_of_every_few_hours_and_a_rule_of_what_is_left_out():
    hourly = DAILY.replace("FREQ=DAILY;COUNT=4", "FREQ=HOURLY;INTERVAL=3;COUNT=4")
    without = f"{hourly}\nEXRULE:FREQ=HOURLY;INTERVAL=6;COUNT=2"
    times = [start for _day, start, *_rest in plan(read_calendar(calendar(without), TRIP))]
    assert times == ["12:00", "18:00"]


# Bad input.


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "line 1: This is no calendar"),
        (b"hello", "line 1: “hello” is no line of a calendar"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\n", "line 2: BEGIN:VEVENT has no end"),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "line 2: “END:VEVENT” ends"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "There is no event in this file."),
        (b"BEGIN:VTODO\r\nEND:VTODO\r\n", "line 1: This is no calendar"),
        (b"BEGIN:VCALENDAR\r\nX:\x00\r\nEND:VCALENDAR\r\n", "line 2: The file holds a NUL byte"),
    ],
)
def test_a_broken_calendar_is_refused_with_its_line(data, told):
    (problem,) = refused(data)
    assert problem.startswith(told)


@pytest.mark.parametrize(
    "observance",
    [
        "",
        "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+99999\r\nEND:STANDARD\r\n",
    ],
)
def test_a_time_zone_that_cannot_be_read_is_told_with_its_line(observance):
    head, _event, rest = calendar(OPENING).partition(b"BEGIN:VEVENT")
    zone = f"BEGIN:VTIMEZONE\r\nTZID:Harbour\r\n{observance}END:VTIMEZONE\r\n".encode()
    line = head.count(b"\n") + 1
    (told,) = refused(head + zone + _event + rest)
    assert told.startswith(f"line {line}: The file is no calendar")


def test_every_wrong_date_is_told_with_line_and_column():
    data = calendar(
        OPENING.replace("20261124T093000", "2026-11-24"),
        "UID:2\nSUMMARY:No date",
        "UID:3\nDTSTART;VALUE=DATE:20260230\nSUMMARY:No such day",
        "UID:4\nDTSTART:20261124T010000Z\nDURATION:an hour\nSUMMARY:How long",
        OPENING,
    )
    assert refused(data) == [
        "line 6, column 29: DTSTART is no date or time: “2026-11-24”",
        "line 16: has no DTSTART, so it is not known when it is",
        "line 22, column 20: DTSTART is no date or time: “20260230”",
        "line 28, column 10: DURATION is no length of time: “an hour”",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "big5"])
def test_a_calendar_in_another_encoding(encoding):
    text = calendar("UID:1\nDTSTART:20261124T010000Z\nSUMMARY:開幕式，市政廳").decode()
    assert plan(read_calendar(text.encode(encoding), TRIP))[0][3] == "開幕式，市政廳"


def test_two_thousand_events_are_read():
    events = [
        f"UID:{i}@harbour\nDTSTART;TZID=Europe/Tallinn:202611{i % 20 + 1:02}T{i % 24:02}0000\n"
        f"SUMMARY:Talk {i}\nLOCATION:Room {i % 9}"
        for i in range(2000)
    ]
    document = read_calendar(calendar(*events), TRIP).document
    assert (len(document.sessions), len(document.places), len(document.days)) == (2000, 9, 20)
