"""Calendars, sheets and conference schedules on the command line."""

import io
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Attendance, Session, Trip
from notes.models import Import, LinkedDoc
from tests.factories import make_day, make_session, make_trip, make_user
from tests.interchange.programmes import (
    OPENING,
    TIDES,
    calendar,
    schedule_json,
    schedule_xml,
)
from tests.interchange.test_document import WHOLE

from .test_commands import refused
from .test_explaining import Terminal

pytestmark = pytest.mark.django_db

SHEET = b"date,start,title\n2026-11-24,09:30,Opening\n2026-11-24,11:00,Tides\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "programme"


@pytest.fixture
def trip():
    trip = make_trip(slug="harbour", title="Our trip", timezone="Europe/Tallinn")
    make_session(make_day(trip), "Arrival")
    return trip


def run(path, data, *options):
    path.write_bytes(data)
    call_command("import_trip", str(path), *options)


def programme():
    """The sessions as (date, start, title)."""
    return [
        (f"{s.day.date:%m-%d}", f"{s.start:%H:%M}" if s.start else "", s.title)
        for s in Session.objects.select_related("day").order_by("day__date", "start", "title")
    ]


BOTH = [
    ("11-23", "", "Arrival"),
    ("11-24", "09:30", "Opening of the harbour days"),
    ("11-24", "11:00", "Workshop on tides | 潮汐"),
]


@pytest.mark.parametrize("data", [schedule_json(), schedule_xml()], ids=["json", "xml"])
def test_a_schedule_comes_into_a_trip_that_stays_what_it_is(path, trip, data):
    run(path, data, "--into", "harbour")
    assert programme() == BOTH
    trip.refresh_from_db()
    assert (trip.title, trip.timezone) == ("Our trip", "Europe/Tallinn")
    row = Import.objects.get()
    assert (row.format, bytes(row.source)) == ("schedule", data)


def test_who_waits_at_a_terminal_is_told_so_and_no_log_is(path, trip):
    path.write_bytes(schedule_json(OPENING))
    told = []
    for stderr in (Terminal(), io.StringIO()):
        call_command("import_trip", str(path), "--into", trip.slug, "--dry-run", stderr=stderr)
        told.append(stderr.getvalue().splitlines())
    on_terminal, in_log = told
    assert on_terminal == [f"Reading and comparing {path} …", *in_log]


def test_a_schedule_makes_a_draft_of_its_own(path):
    make_user("nora")
    run(path, schedule_json(), "--as", "summit", "--organizer", "nora")
    trip = Trip.objects.get()
    assert (trip.slug, trip.title, trip.visibility) == ("summit", "Harbour days 2026", "draft")
    assert trip.organizers.get().user.username == "nora"
    assert LinkedDoc.objects.count() == 2


@pytest.mark.parametrize(
    "data",
    [schedule_json(), calendar("UID:1\nDTSTART:20261124T073000Z\nSUMMARY:Opening"), SHEET],
    ids=["schedule", "calendar", "sheet"],
)
def test_the_same_file_again_changes_nothing(path, trip, data, capsys):
    run(path, data, "--into", "harbour")
    before = programme(), Trip.objects.get().updated_at
    capsys.readouterr()
    run(path, data, "--into", "harbour")
    assert "nothing changed" in capsys.readouterr().err
    assert (programme(), Trip.objects.get().updated_at) == before
    assert Import.objects.count() == 1


def test_a_changed_schedule_is_merged_and_what_was_changed_here_stays(path, trip, capsys):
    run(path, schedule_json(), "--into", "harbour")
    tides = Session.objects.get(title__startswith="Workshop")
    Session.objects.filter(pk=tides.pk).update(title="Tides", kind="visit")
    member = trip.memberships.get(participant__name="Liis Kask")
    Attendance.objects.create(session=tides, membership=member, role="note-taker")
    moved = {**TIDES, "date": "2026-11-25T12:00:00+02:00", "room": "Quay 3"}
    run(path, schedule_json(OPENING, moved), "--into", "harbour")
    tides.refresh_from_db()
    assert (tides.title, tides.kind, str(tides.start)) == ("Tides", "visit", "12:00:00")
    assert (str(tides.day.date), tides.place.name) == ("2026-11-25", "Quay 3")
    assert tides.attendances.filter(role="note-taker").exists()
    assert "start: 11:00 → 12:00" in capsys.readouterr().err


def test_a_calendar_that_was_moved_finds_its_sessions_again(path, trip):
    event = "UID:1\nDTSTART:20261124T073000Z\nSUMMARY:Opening"
    run(path, calendar(event), "--into", "harbour")
    uid = Session.objects.get(title="Opening").uid
    run(path, calendar(event.replace("24T07", "25T08")), "--into", "harbour")
    assert Session.objects.get(title="Opening").uid == uid
    assert ("11-25", "10:30", "Opening") in programme()


def test_a_retimed_and_a_renamed_row_of_a_sheet_are_the_same_session(path, trip):
    run(path, SHEET, "--into", "harbour")
    uids = list(Session.objects.order_by("start").values_list("uid", flat=True))
    run(path, SHEET.replace(b"09:30", b"09:45").replace(b"Tides", b"Tides!"), "--into", "harbour")
    assert list(Session.objects.order_by("start").values_list("uid", flat=True)) == uids
    assert programme()[1:] == [("11-24", "09:45", "Opening"), ("11-24", "11:00", "Tides!")]


def test_what_was_deleted_here_does_not_come_back(path, trip):
    run(path, schedule_json(), "--into", "harbour")
    Session.objects.get(title__startswith="Workshop").delete()
    run(path, schedule_json({**OPENING, "duration": "01:00"}, TIDES), "--into", "harbour")
    assert programme() == BOTH[:2]


def test_what_left_the_schedule_stays_until_it_is_to_be_removed(path, trip, capsys):
    run(path, schedule_json(), "--into", "harbour")
    run(path, schedule_json(OPENING), "--into", "harbour")
    assert "left the file; --remove removes it" in capsys.readouterr().err
    assert programme() == BOTH
    run(path, schedule_json(OPENING), "--into", "harbour", "--remove")
    assert programme() == BOTH[:2]


def test_conflicts_are_refused_and_a_side_can_be_preferred(path, trip):
    run(path, schedule_json(), "--into", "harbour")
    Session.objects.filter(title__startswith="Workshop").update(title="Tides")
    path.write_bytes(schedule_json(OPENING, {**TIDES, "title": "Workshop on waves"}))
    message = refused("import_trip", path, "--into", "harbour")
    assert "in the file Workshop on waves, here Tides" in message
    assert "--prefer file" in message
    assert Import.objects.count() == 1
    call_command("import_trip", str(path), "--into", "harbour", "--prefer", "file")
    assert programme()[-1][2] == "Workshop on waves"


def test_two_calendars_of_a_trip_do_not_take_each_other_for_their_last_version(path, trip, capsys):
    one = calendar("UID:1\nDTSTART:20261124T073000Z\nSUMMARY:Opening")
    two = calendar("UID:2\nDTSTART:20261125T073000Z\nSUMMARY:Side event")
    run(path, one, "--into", "harbour")
    run(path, two, "--into", "harbour")
    assert "left the file" not in capsys.readouterr().err
    run(path, one.replace(b"T0730", b"T0830"), "--into", "harbour", "--remove")
    assert programme()[1:] == [("11-24", "10:30", "Opening"), ("11-25", "09:30", "Side event")]


def test_two_trips_take_the_same_schedule(path, trip):
    make_trip(slug="other")
    for slug in ("harbour", "other"):
        run(path, schedule_json(), "--into", slug)
    assert Session.objects.count() == 5


def test_a_person_of_the_trip_who_speaks_is_not_a_second_person(path, trip):
    run(path, schedule_json(), "--into", "harbour")
    run(path, b"date,title,people\n2026-11-26,Dinner,Liis Kask; Arno\n", "--into", "harbour")
    names = trip.memberships.values_list("participant__name", "role")
    assert sorted(names) == [
        ("Arno", "delegate"),
        ("Liis Kask", "speaker"),
        ("陳美玲", "speaker"),
    ]


def test_a_trial_says_what_would_change_and_writes_nothing(path, trip, capsys):
    run(path, schedule_json(), "--into", "harbour", "--dry-run")
    said = capsys.readouterr().err
    assert "+ session “Opening of the harbour days” (2026-11-24)" in said
    assert "nothing was written" in said
    assert (programme(), Import.objects.count()) == (BOTH[:1], 0)
    run(path, schedule_json(), "--as", "summit", "--dry-run")
    assert "+ session “Opening of the harbour days”" in capsys.readouterr().err
    assert Trip.objects.count() == 1


def test_a_trial_of_a_trip_document_says_what_would_change(path, capsys):
    run(path, json.dumps(WHOLE).encode())
    changed = json.loads(json.dumps(WHOLE))
    changed["sessions"][0]["start"] = "09:45"
    changed["sessions"].pop()
    capsys.readouterr()
    run(path, json.dumps(changed).encode(), "--dry-run")
    assert "~ session “Opening” (2026-10-24): start: 09:30 → 09:45" in capsys.readouterr().err
    run(path, json.dumps(changed).encode(), "--dry-run", "--replace")
    assert "- session “Walk” (2026-10-25)" in capsys.readouterr().err
    assert Session.objects.count() == 2


def test_what_was_read_with_doubt_is_told_with_its_place(path, trip, capsys):
    run(path, "日期,標題\n2026-11-24,開幕式，市政廳\n".encode("big5"), "--into", "harbour")
    assert "read as Big5" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "options", "told"),
    [
        (schedule_json(), [], "--into"),
        (schedule_json(), ["--into", "nowhere"], "nowhere"),
        (schedule_json(), ["--into", "harbour", "--as", "summit"], "not both"),
        (schedule_json(), ["--as", "No Slug"], "No Slug"),
        (schedule_json(), ["--into", "harbour", "--replace"], "--remove"),
        (schedule_json(time_zone_name=""), ["--as", "summit"], "time zone"),
        (json.dumps(WHOLE).encode(), ["--into", "harbour"], "--as makes a copy"),
        (b"date,title\nsoon,x\n", ["--into", "harbour"], "line 2, column A (date)"),
        (b"date;start\n", ["--into", "harbour"], "line 1: There is no column called “title”"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", ["--into", "harbour"], "line 2: BEGIN:VEVENT"),
        (b'{"schedule": {\n', ["--into", "harbour"], "line 2, column 1"),
        (b"<schedule>\n<", ["--into", "harbour"], "line 2, column"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><schedule/>', ["--into", "harbour"], "entities"),
        (b"", ["--into", "harbour"], "empty"),
        (b"# A note\n", ["--into", "harbour"], "import_note"),
    ],
)
def test_what_cannot_be_imported_is_refused_with_its_place_and_nothing_is_written(
    path, trip, data, options, told
):
    path.write_bytes(data)
    message = refused("import_trip", path, *options)
    assert told in message
    assert "programme" in message or "nowhere" in message or "not both" in message
    assert (programme(), Import.objects.count()) == (BOTH[:1], 0)


def talks(count):
    """Events of a schedule, each with speakers and a link."""
    return [
        {**OPENING, "guid": f"{i:032x}", "id": i, "title": f"Talk {i}", "room": f"Hall {i % 20}"}
        for i in range(count)
    ]


def test_a_schedule_of_two_thousand_events_is_imported(path, trip):
    run(path, schedule_json(*talks(2000)), "--into", "harbour")
    assert Session.objects.count() == 2001


def test_an_import_again_asks_no_more_for_more_sessions(path, trip):
    found = []
    for count in (3, 12):
        run(path, schedule_json(*talks(count)), "--into", "harbour")
        events = talks(count)
        events[1] = {**events[1], "title": f"Keynote {count}"}
        with CaptureQueriesContext(connection) as queries:
            run(path, schedule_json(*events), "--into", "harbour")
        assert Session.objects.filter(title=f"Keynote {count}").count() == 1
        found.append(len(queries))
    assert found[0] == found[1]
