"""A trip as a calendar, as programs read it that know nothing of tripbook."""

import datetime as dt
import io
import os
import subprocess
import sys
import time
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from django.conf import settings
from icalendar import Calendar

from events.access import ANONYMOUS, SUPERUSER
from events.models import Session
from events.schedule import zone_names
from notes.models import LinkedDoc
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
from tripbook.interchange import ical
from tripbook.interchange.contentlines import folded
from tripbook.interchange.timezones import vtimezone
from tripbook.loading import load_trip

HOUR = dt.timedelta(hours=1)
SITE = "https://trips.example.org"


def written(trip, viewer=ANONYMOUS):
    return ical.write(load_trip(trip, viewer))


def parsed(trip, viewer=ANONYMOUS):
    """The events of the trip's calendar, as icalendar reads them."""
    return Calendar.from_ical(written(trip, viewer)).walk("VEVENT")


def the_event(trip, viewer=ANONYMOUS):
    (event,) = parsed(trip, viewer)
    return event


def lines(trip, name):
    """The unfolded lines of the calendar that begin with a name."""
    text = written(trip).decode().replace("\r\n ", "")
    return [line for line in text.split("\r\n") if line.startswith(name)]


@pytest.fixture
def seoul(db):
    return make_trip(slug="seoul", title="首爾考察", timezone="Asia/Seoul", language="zh-Hant")


@pytest.fixture
def day(seoul):
    return make_day(seoul, dt.date(2018, 11, 7))


# Time


def make_at(zone, date, start, end=None, **fields):
    trip = make_trip(timezone=zone)
    return make_session(make_day(trip, date), start=start, end=end, **fields).day.trip


INSTANTS = {
    "Seoul": ("Asia/Seoul", dt.date(2018, 11, 7), "10:00", "2018-11-07T01:00Z"),
    "Taipei": ("Asia/Taipei", dt.date(2018, 11, 7), "09:00", "2018-11-07T01:00Z"),
    "a clock time that occurs twice": (
        "Europe/Tallinn",
        dt.date(2026, 10, 25),
        "03:30",
        "2026-10-25T00:30Z",
    ),
    "an hour after it": ("Europe/Tallinn", dt.date(2026, 10, 25), "04:30", "2026-10-25T02:30Z"),
    "as summer time begins": (
        "Europe/Tallinn",
        dt.date(2026, 3, 29),
        "04:30",
        "2026-03-29T01:30Z",
    ),
    "before summer time begins": (
        "Europe/Tallinn",
        dt.date(2026, 3, 29),
        "02:59",
        "2026-03-29T00:59Z",
    ),
    "three quarters of an hour": (
        "Asia/Kathmandu",
        dt.date(2026, 11, 24),
        "09:00",
        "2026-11-24T03:15Z",
    ),
    "half an hour": ("Asia/Kolkata", dt.date(2026, 11, 24), "09:00", "2026-11-24T03:30Z"),
    "half an hour of summer time": (
        "Australia/Lord_Howe",
        dt.date(2026, 11, 24),
        "09:00",
        "2026-11-23T22:00Z",
    ),
    "a zone of three names": (
        "America/Argentina/Buenos_Aires",
        dt.date(2026, 11, 24),
        "09:00",
        "2026-11-24T12:00Z",
    ),
    "a zone without summer time any more": (
        "America/Sao_Paulo",
        dt.date(2026, 11, 24),
        "09:00",
        "2026-11-24T12:00Z",
    ),
    "a zone with summer time in winter": (
        "Europe/Dublin",
        dt.date(2026, 7, 1),
        "09:00",
        "2026-07-01T08:00Z",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", INSTANTS)
def test_every_reader_finds_the_same_instant(case):
    zone, date, start, instant = INSTANTS[case]
    data = written(make_at(zone, date, start))
    expected = dt.datetime.fromisoformat(instant)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event["DTSTART"].dt.astimezone(dt.UTC) == expected
    other = vobject.readOne(data.decode()).vevent.dtstart.value
    assert other.astimezone(dt.UTC) == expected
    # By the description of the zone in the file alone.
    described = tzical(file_of(data)).get(zone)
    local = event["DTSTART"].dt.replace(tzinfo=None)
    assert local.replace(tzinfo=described).astimezone(dt.UTC) == expected


def file_of(data):
    return io.StringIO(data.decode().replace("\r\n", "\n"))


@pytest.mark.django_db
def test_a_time_is_never_floating_and_its_zone_is_named_by_its_iana_key(seoul, day):
    make_session(day, start="10:00", end="11:00")
    assert lines(seoul, "DTSTART;") == ["DTSTART;TZID=Asia/Seoul:20181107T100000"]
    assert lines(seoul, "DTEND") == ["DTEND;TZID=Asia/Seoul:20181107T110000"]


def test_every_zone_is_described_under_its_key_with_what_its_clocks_show():
    years = {2018, 2026, 2027}
    for zone in sorted(zone_names()):
        data = folded(["BEGIN:VCALENDAR", *vtimezone(zone, years), "END:VCALENDAR"])
        (described,) = Calendar.from_ical(data).walk("VTIMEZONE")
        assert described["TZID"] == zone
        parts = described.subcomponents
        assert parts
        for part in parts:
            onset = part["DTSTART"].dt
            # By the clocks before the change, so the instant needs no zone.
            after = (onset - part["TZOFFSETFROM"].td + HOUR / 2).replace(tzinfo=dt.UTC)
            shown = after.astimezone(ZoneInfo(zone))
            assert shown.utcoffset() == part["TZOFFSETTO"].td, (zone, onset)


def test_the_description_of_a_zone_holds_the_years_in_question_and_no_more():
    found = list(vtimezone("Asia/Seoul", {2018}))
    assert found == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Seoul",
        "BEGIN:STANDARD",
        "DTSTART:20180101T000000",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
        "TZNAME:KST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_summer_time_begins_by_the_clocks_that_are_changed():
    found = list(vtimezone("Europe/Tallinn", {2026}))
    assert found[8:20] == [
        "BEGIN:DAYLIGHT",
        "DTSTART:20260329T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0300",
        "TZNAME:EEST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20261025T040000",
        "TZOFFSETFROM:+0300",
        "TZOFFSETTO:+0200",
        "TZNAME:EET",
        "END:STANDARD",
    ]


@pytest.mark.parametrize("year", [1, 2, 1900, 9998, 9999])
def test_years_at_the_edge_of_the_calendar_are_described_too(year):
    assert f"DTSTART:{year:04d}0101T000000" in list(vtimezone("Europe/Tallinn", {year}))


@pytest.mark.django_db
def test_a_calendar_of_far_apart_years_is_written_in_no_time(seoul):
    for year in (1, 9999):
        make_session(make_day(seoul, dt.date(year, 12, 31)), start="23:30")
    started = time.process_time()
    assert len(parsed(seoul)) == 2
    assert time.process_time() - started < 2


@pytest.mark.django_db
def test_a_flight_has_a_zone_at_each_end():
    trip = make_trip(timezone="Asia/Taipei")
    make_session(
        make_day(trip, dt.date(2026, 11, 5)),
        "TPE–LAX",
        kind="travel",
        start="17:00",
        end="13:00",
        end_timezone="America/Los_Angeles",
    )
    data = written(trip)
    event = the_event(trip)
    assert event["DTSTART"].params["TZID"] == "Asia/Taipei"
    assert event["DTEND"].params["TZID"] == "America/Los_Angeles"
    length = event["DTEND"].dt.astimezone(dt.UTC) - event["DTSTART"].dt.astimezone(dt.UTC)
    assert length == 12 * HOUR
    zones = [zone["TZID"] for zone in Calendar.from_ical(data).walk("VTIMEZONE")]
    assert zones == ["America/Los_Angeles", "Asia/Taipei"]
    assert (
        "17:00 (Asia/Taipei, UTC+08:00) – 13:00 (America/Los_Angeles, UTC-08:00)"
        in event["DESCRIPTION"]
    )


@pytest.mark.django_db
def test_each_day_has_its_own_zone():
    trip = make_trip(timezone="Asia/Taipei")
    make_session(make_day(trip), start="09:00")
    make_session(make_day(trip, timezone="Asia/Seoul"), start="09:00")
    starts = [event["DTSTART"] for event in parsed(trip)]
    assert [start.params["TZID"] for start in starts] == ["Asia/Taipei", "Asia/Seoul"]


@pytest.mark.django_db
def test_a_session_past_midnight_ends_on_the_next_day():
    date = dt.date(2026, 11, 24)
    trip = make_at("Asia/Seoul", date, "22:00", "00:30", end_date=date + dt.timedelta(1))
    event = the_event(trip)
    assert event["DTEND"].dt - event["DTSTART"].dt == 2.5 * HOUR
    assert str(event["TRANSP"]) == "OPAQUE"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        # The clocks jump from 01:00 to 02:00 and go back from 02:00 to 01:00.
        (dt.date(2026, 3, 29), "00:30", dt.time(2, 30)),
        (dt.date(2026, 10, 25), "00:30", dt.time(1, 30)),
        (dt.date(2026, 10, 25), "01:30", dt.time(2, 30)),
    ],
)
def test_an_end_that_is_not_fixed_is_a_time_that_every_reader_finds_after_the_start(
    date, start, end
):
    trip = make_at("Europe/London", date, start)
    event = vobject.readOne(ical.write(load_trip(trip, ANONYMOUS)).decode()).vevent
    assert event.dtend.value.replace(tzinfo=None) == dt.datetime.combine(date, end)
    assert event.dtend.value > event.dtstart.value


@pytest.mark.django_db
def test_a_session_over_the_end_of_summer_time_is_an_hour_longer():
    trip = make_at("Europe/Tallinn", dt.date(2026, 10, 25), "02:30", "04:30")
    event = the_event(trip)
    length = event["DTEND"].dt.astimezone(dt.UTC) - event["DTSTART"].dt.astimezone(dt.UTC)
    assert length == 3 * HOUR


@pytest.mark.django_db
def test_sessions_without_a_time_are_whole_days_that_leave_free(seoul, day):
    make_session(day, "Fair", end_date=dt.date(2018, 11, 8))
    make_session(day, "Visit")
    assert lines(seoul, "DTSTART;V") == ["DTSTART;VALUE=DATE:20181107"] * 2
    # The end is the first day after them.
    assert lines(seoul, "DTEND") == ["DTEND;VALUE=DATE:20181109", "DTEND;VALUE=DATE:20181108"]
    assert {str(event["TRANSP"]) for event in parsed(seoul)} == {"TRANSPARENT"}
    assert b"VTIMEZONE" not in written(seoul)


@pytest.mark.django_db
@pytest.mark.parametrize("end", [None, "10:00"])
def test_a_session_without_a_length_gets_an_hour_and_says_so(seoul, day, end):
    make_session(day, start="10:00", end=end)
    event = the_event(seoul)
    assert event["DTEND"].dt - event["DTSTART"].dt == HOUR
    assert "結束" in event["DESCRIPTION"] or "The end is not fixed yet." in event["DESCRIPTION"]


@pytest.mark.django_db
def test_a_stay_of_some_days_is_not_lost_and_leaves_free(seoul, day):
    make_session(day, "Hotel", kind="lodging", start="15:00", end_date=dt.date(2018, 11, 9))
    event = the_event(seoul)
    assert lines(seoul, "DTEND") == ["DTEND;TZID=Asia/Seoul:20181109T235900"]
    assert str(event["TRANSP"]) == "TRANSPARENT"


@pytest.mark.django_db
def test_everything_of_the_page_is_in_the_calendar(seoul, day):
    for fields in ({}, {"start": "09:00"}, {"end": "09:00"}, {"status": "cancelled"}):
        make_session(day, **fields)
    assert [str(event["UID"]) for event in parsed(seoul)] == [
        f"{session.uid}@tripbook" for session in load_trip(seoul, ANONYMOUS).sessions
    ]
    assert len(parsed(seoul)) == 4


# What stays, and what rises


@pytest.mark.django_db
def test_an_event_is_the_same_one_in_every_calendar_and_after_every_change(seoul, day):
    session = make_session(day, start="10:00")
    person = make_attendance(session).membership.participant
    before = the_event(seoul)["UID"]
    loaded = load_trip(seoul, ANONYMOUS)
    files = [
        ical.write_day(loaded, date=day.date),
        ical.write_session(loaded, uid=session.uid),
        ical.write_person(loaded, uid=person.uid),
    ]
    session.title, session.start, session.day = "Moved", dt.time(11), make_day(seoul)
    session.save()
    seoul.slug = "korea"
    seoul.save()
    files.append(written(seoul))
    uids = [Calendar.from_ical(data).walk("VEVENT")[0]["UID"] for data in files]
    assert {before, *uids} == {f"{session.uid}@tripbook"}


@pytest.mark.django_db
def test_the_sequence_rises_with_time_place_and_status_and_with_nothing_else(seoul, day):
    session = make_session(day, start="10:00")
    found = []
    for change in (
        {"title": "Another"},
        {"start": dt.time(11)},
        {"place": make_place(seoul)},
        {"status": "cancelled"},
        {"status": "confirmed"},
    ):
        for name, value in change.items():
            setattr(session, name, value)
        session.save()
        found.append(int(the_event(seoul)["SEQUENCE"]))
    assert found == [0, 1, 2, 3, 4]


@pytest.mark.django_db
def test_the_dates_of_an_event_are_those_of_its_row_and_its_place(seoul, day):
    session = make_session(day, place=make_place(seoul))
    changed = dt.datetime(2030, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    type(seoul.places.get()).objects.update(updated_at=changed)
    event = the_event(seoul)
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == changed
    session.delete()
    session = make_session(day)
    assert the_event(seoul)["DTSTAMP"].dt == session.updated_at.replace(microsecond=0)


@pytest.mark.django_db
def test_the_same_trip_is_the_same_bytes(seoul, day):
    make_session(day, start="10:00")
    assert written(seoul) == written(seoul)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ja", "ko", "en", ""])
def test_the_readers_language_changes_nothing(client, seoul, day, language):
    make_session(day, start="10:00", status="tentative")
    answer = client.get("/trips/seoul.ics", headers={"Accept-Language": language})
    assert answer.content == written(seoul)
    assert answer.content == client.get(f"/trips/seoul.ics?lang={language}").content


SCRIPT = """
import django, datetime as dt; django.setup()
from events.models import *; from events.schedule import span
from tripbook.interchange.timezones import vtimezone
print(list(vtimezone("Europe/Tallinn", {2026})))
print(span(date=dt.date(2026, 10, 25), start=dt.time(3, 30), end=dt.time(4, 30),
    timezone="Europe/Tallinn"))
"""


def test_the_zone_of_the_server_changes_nothing():
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=settings.BASE_DIR,
            env={**os.environ, "TZ": zone, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            capture_output=True,
            check=True,
        ).stdout
        for zone in ("UTC", "Asia/Taipei", "America/Los_Angeles")
    }
    assert len(outputs) == 1


# Certainty


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "shown", "title", "transparency"),
    [
        ("confirmed", "CONFIRMED", "圓桌", "OPAQUE"),
        ("tentative", "TENTATIVE", "[Tentative] 圓桌", "TRANSPARENT"),
        ("requested", "TENTATIVE", "[Requested] 圓桌", "TRANSPARENT"),
        ("idea", "TENTATIVE", "[Idea] 圓桌", "TRANSPARENT"),
        ("cancelled", "CANCELLED", "[Cancelled] 圓桌", "TRANSPARENT"),
    ],
)
def test_what_is_not_certain_says_so_in_its_title_too(status, shown, title, transparency):
    trip = make_trip()
    make_session(make_day(trip), "圓桌", start="10:00", status=status)
    event = the_event(trip, SUPERUSER)
    found = [str(event[name]) for name in ("STATUS", "SUMMARY", "TRANSP")]
    assert found == [shown, title, transparency]


@pytest.mark.django_db
def test_marks_are_in_the_trips_language(seoul, day):
    make_session(day, "圓桌", status="cancelled")
    assert str(the_event(seoul)["SUMMARY"]) == "[已取消] 圓桌"


@pytest.mark.django_db
def test_a_deleted_and_a_hidden_session_leave_the_calendar(seoul, day):
    kept, hidden, gone = (make_session(day) for _i in range(3))
    make_session(day, status="idea")
    hidden.visibility = "members"
    hidden.save()
    gone.delete()
    assert [str(event["UID"]) for event in parsed(seoul)] == [f"{kept.uid}@tripbook"]


# What else an event says


@pytest.mark.django_db
def test_an_event_says_where_what_and_with_whom():
    trip = make_trip(slug="tallinn", tags=["harbour", "a, b"], summary="A week; at sea")
    place = make_place(
        trip, "Old Customs House", address="Sadama 1", local_address="Sadama 1, Tallinn"
    )
    type(place).objects.update(latitude=59.4440001, longitude=-24.7577)
    session = make_session(
        make_day(trip),
        "Roundtable",
        start="10:00",
        end="11:30",
        kind="meeting",
        place=place,
        hosts=[make_organization("Port"), make_organization("City")],
        description="# Agenda\n\n- tea, cake; more\n",
    )
    make_attendance(session, "Mei-Lin", role="moderator")
    person = make_attendance(session, make_membership(trip, 'Arno "A", <b>')).membership.participant
    make_doc(session, "https://example.org/路徑?both#", title="Plan")
    note = make_note(session)
    event = the_event(trip)
    url = f"{SITE}/trips/tallinn/sessions/{session.uid}/"
    assert str(event["URL"]) == url
    assert str(event["DESCRIPTION"]) == (
        f"{url}\n10:00–11:30 (Europe/Tallinn, UTC+02:00)\nHosts: Port, City\n"
        'Who: Mei-Lin, Arno "A", <b>\n\n'
        "# Agenda\n\n- tea, cake; more\n\nPlan\nhttps://example.org/路徑?both#\n\n"
        f"Note\n{SITE}/trips/tallinn/notes/{note.uid}/"
    )
    assert str(event["LOCATION"]) == "Old Customs House, Sadama 1, Sadama 1, Tallinn"
    assert event["GEO"].to_ical() == "59.444;-24.7577"
    assert lines(trip, "GEO") == ["GEO:59.444000;-24.757700"]
    assert [str(c) for c in event["CATEGORIES"].cats] == ["meeting"]
    assert [(a.params["CN"], a.params["ROLE"]) for a in event["ATTENDEE"]] == [
        ("Mei-Lin", "CHAIR"),
        ('Arno "A", <b>', "REQ-PARTICIPANT"),
    ]
    assert str(event["ATTENDEE"][1]) == f"mailto:{person.uid}@tripbook.invalid"


@pytest.mark.django_db
def test_no_private_address_is_in_a_calendar(seoul, day):
    member = make_membership(seoul, email="mei@example.org", phone="+886 912", diet="vegan")
    make_attendance(make_session(day), member)
    data = written(seoul, SUPERUSER).decode().replace("\r\n ", "")
    assert not [word for word in ("mei@", "+886", "vegan") if word in data]


@pytest.mark.django_db
def test_a_place_on_the_web_is_no_location(seoul, day):
    make_session(day, place=make_place(seoul, "https://meet.example.org/x"))
    assert "LOCATION" not in the_event(seoul)


@pytest.mark.django_db
def test_coordinates_of_nowhere_are_left_out(seoul, day):
    make_session(day, place=make_place(seoul, latitude=0, longitude=0))
    assert "GEO" not in the_event(seoul)


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["https://x.example/\r\nX-EVIL:1", "https://x.example/\x01\x0b"])
def test_one_bad_link_breaks_no_calendar(client, seoul, day, url):
    make_doc(make_session(day))
    LinkedDoc.objects.update(url=url)
    response = client.get("/trips/seoul.ics")
    assert response.status_code == 200
    assert not lines(seoul, "X-EVIL")
    assert len(parsed(seoul)) == 1


@pytest.mark.django_db
def test_an_address_that_is_none_stays_text(seoul, day):
    make_session(day, description="PollEx.com/x")
    event = the_event(seoul)
    assert str(event["URL"]).startswith(SITE)
    assert "PollEx.com/x" in event["DESCRIPTION"]


# The calendar itself


@pytest.mark.django_db
def test_a_calendar_says_how_it_is_called_and_how_often_to_look(seoul, day):
    make_session(day)
    seoul.summary, seoul.tags = "開放; 政府", ["ogp", "a,b"]
    seoul.save()
    head = written(seoul).decode().split("BEGIN:VEVENT")[0]
    assert head.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tripbook//tripbook//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:首爾考察",
        "X-WR-CALNAME:首爾考察",
        r"DESCRIPTION:開放\; 政府",
        r"X-WR-CALDESC:開放\; 政府",
        r"CATEGORIES:ogp,a\,b",
        f"URL:{SITE}/trips/seoul/",
        "X-WR-TIMEZONE:Asia/Seoul",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "",
    ]


@pytest.mark.django_db
def test_lines_end_with_crlf_and_are_folded_at_75_octets_without_cutting_a_character(seoul, day):
    title = "參訪首爾創新中心（暫定）" * 6 + "📞, ; \\ end"
    make_session(day, title, description="x" * 200 + "\n" + "é" * 200)
    data = written(seoul)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    physical = data.split(b"\r\n")
    assert max(map(len, physical)) == 75
    for line in physical:
        line.decode()
    assert str(the_event(seoul)["SUMMARY"]) == title
    assert vobject.readOne(data.decode()).vevent.summary.value == title


@pytest.mark.django_db
def test_control_characters_do_not_reach_a_calendar(seoul, day):
    make_session(day)
    Session.objects.update(title="a\x07b\x1fc", description="one\x0btwo\rthree\u2028four\x85five")
    data = written(seoul)
    assert not [byte for byte in data if byte < 32 and byte not in b"\r\n"]
    event = the_event(seoul)
    assert str(event["SUMMARY"]) == "abc"
    assert str(event["DESCRIPTION"]).endswith("one\ntwo\nthree\nfour\nfive")


@pytest.mark.django_db
def test_a_backslash_before_a_letter_is_no_line_break(seoul, day):
    make_session(day, r"C:\New \n folder")
    assert lines(seoul, "SUMMARY") == [r"SUMMARY:C:\\New \\n folder"]


@pytest.mark.django_db
def test_a_trip_without_sessions_is_an_empty_calendar(seoul):
    assert Calendar.from_ical(written(seoul)).walk("VEVENT") == []


@pytest.mark.django_db
def test_a_name_begins_no_line_of_its_own(seoul, day):
    person = make_participant("Eve\r\nATTENDEE:mailto:x@example.org")
    make_attendance(make_session(day), make_membership(seoul, person))
    assert len(lines(seoul, "ATTENDEE")) == 1
