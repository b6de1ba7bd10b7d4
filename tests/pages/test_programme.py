"""What stands beside a session, worked out without a database."""

import datetime as dt
from itertools import pairwise

import pytest

from events.models import Attendance, Day, Membership, Session, Trip
from people.models import Participant
from tripbook.pages.programme import (
    blocks,
    goes_on,
    is_today,
    item_of,
    missing,
    ongoing,
    people_of,
    tags_of,
    when_in_full,
    when_of,
    with_gaps,
)

TUESDAY = dt.date(2026, 11, 24)
WEDNESDAY = dt.date(2026, 11, 25)


def session(start=None, end=None, **fields):
    """A session on a Tuesday in Tallinn that is in no database."""
    trip = Trip(title="Trip", timezone=fields.pop("timezone", "Europe/Tallinn"))
    found = Session(
        day=Day(trip=trip, date=TUESDAY),
        title=fields.pop("title", "Session"),
        start=start and dt.time.fromisoformat(start),
        end=end and dt.time.fromisoformat(end),
        **fields,
    )
    found.set_instants()
    found.going, found.host_organizations = [], []
    return found


def column(found):
    when = when_of(found)
    return [text for text in (when.label, when.start, when.end, when.later) if text]


@pytest.mark.parametrize(
    ("times", "shown"),
    [
        ({"start": "09:30", "end": "10:15"}, ["09:30", "10:15"]),
        ({"start": "09:30"}, ["09:30"]),
        ({"end": "10:15"}, ["until 10:15"]),
        ({}, ["no time"]),
        ({"kind": "free"}, ["all day"]),
        ({"end_date": WEDNESDAY}, ["all day"]),
        ({"start": "21:00", "end": "01:30", "end_date": WEDNESDAY}, ["21:00", "01:30", "+1 day"]),
        (
            {"start": "09:00", "end": "17:00", "end_date": dt.date(2026, 11, 26)},
            ["09:00", "17:00", "+2 days"],
        ),
    ],
)
def test_the_time_column_shows_start_and_end(times, shown):
    assert column(session(**times)) == shown


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        ({"start": "09:30", "end": "10:15"}, ""),
        ({"start": "21:00", "end": "01:30", "end_date": WEDNESDAY}, ""),
        ({"end_date": dt.date(2026, 12, 6)}, "until 6 December"),
        ({"start": "09:00", "end_date": WEDNESDAY}, "until 25 November"),
        (
            {"start": "09:00", "end": "17:00", "end_date": dt.date(2026, 11, 26)},
            "until Thursday 26 November, 17:00",
        ),
        (
            {
                "start": "23:10",
                "end": "16:35",
                "end_date": WEDNESDAY,
                "end_timezone": "Asia/Taipei",
                "kind": "travel",
            },
            (
                "leaves 23:10 Tallinn time, arrives Wednesday 16:35 Taipei time, "
                "11 h 25 min on the way"
            ),
        ),
        (
            {"start": "10:00", "end": "10:30", "end_timezone": "Europe/Stockholm"},
            "from 10:00 Tallinn time to 10:30 Stockholm time, 1 h 30 min",
        ),
        (
            {"end": "10:30", "end_timezone": "Europe/Stockholm", "kind": "travel"},
            "arrives 10:30 Stockholm time",
        ),
    ],
)
def test_a_sentence_tells_what_the_column_cannot(times, sentence):
    assert when_of(session(**times)).sentence == sentence


def test_a_flight_that_lands_earlier_by_the_clock_is_as_long_as_it_is():
    flight = session(
        "17:00",
        "13:00",
        timezone="Asia/Taipei",
        end_timezone="America/Los_Angeles",
        kind="travel",
    )
    assert when_of(flight).sentence == (
        "leaves 17:00 Taipei time, arrives 13:00 Los Angeles time, 12 h on the way"
    )


def test_the_length_of_a_session_across_the_end_of_summer_time_is_the_real_one():
    train = session("02:30", "04:00", end_timezone="Europe/Riga", kind="travel")
    train.day.date = dt.date(2026, 10, 25)
    train.set_instants()
    assert when_of(train).sentence.endswith("2 h 30 min on the way")


@pytest.mark.parametrize(
    ("times", "told"),
    [
        (
            {"start": "09:30", "end": "10:15"},
            ["Tuesday, 24 November 2026", "09:30–10:15", "Tallinn time"],
        ),
        ({"start": "09:30"}, ["Tuesday, 24 November 2026", "09:30", "Tallinn time"]),
        ({"end": "10:15"}, ["Tuesday, 24 November 2026", "until 10:15", "Tallinn time"]),
        ({}, ["Tuesday, 24 November 2026"]),
        ({"end_date": dt.date(2026, 11, 26)}, ["24–26 Nov 2026"]),
        (
            {"start": "21:00", "end": "01:30", "end_date": WEDNESDAY},
            [
                "Tuesday, 24 November 2026",
                "21:00 – Wednesday 25 November 01:30",
                "Tallinn time",
            ],
        ),
        (
            {"start": "09:00", "end_date": WEDNESDAY},
            ["Tuesday, 24 November 2026", "09:00 – Wednesday 25 November", "Tallinn time"],
        ),
        (
            {
                "start": "23:10",
                "end": "16:35",
                "end_date": WEDNESDAY,
                "end_timezone": "Asia/Taipei",
            },
            [
                "Tuesday, 24 November 2026",
                "23:10 Tallinn time – Wednesday 25 November 16:35 Taipei time",
                "11 h 25 min",
            ],
        ),
    ],
)
def test_a_session_on_its_own_tells_date_times_and_whose_clock(times, told):
    assert when_in_full(session(**times)) == told


@pytest.mark.parametrize(
    ("times", "goes"),
    [
        ({}, False),
        ({"end_date": WEDNESDAY}, True),
        ({"end_date": TUESDAY}, False),
        ({"start": "21:00", "end": "02:00", "end_date": WEDNESDAY}, False),
        ({"start": "21:00", "end": "11:00", "end_date": WEDNESDAY}, True),
        ({"start": "21:00", "end": "02:00", "end_date": dt.date(2026, 11, 26)}, True),
    ],
)
def test_a_session_goes_on_the_next_day_unless_it_ends_in_the_night(times, goes):
    assert goes_on(session(**times), WEDNESDAY) is goes


@pytest.mark.parametrize(
    ("times", "until"),
    [
        ({"end_date": dt.date(2026, 11, 26)}, "until 26 November"),
        ({"end_date": WEDNESDAY}, "last day"),
        ({"start": "21:00", "end": "11:00", "end_date": WEDNESDAY}, "until 11:00"),
        (
            {"start": "21:00", "end": "11:00", "end_date": dt.date(2026, 11, 26)},
            "until Thursday 26 November, 11:00",
        ),
        (
            {
                "start": "23:10",
                "end": "16:35",
                "end_date": WEDNESDAY,
                "end_timezone": "Asia/Taipei",
            },
            "until 16:35 Taipei time",
        ),
    ],
)
def test_what_goes_on_says_until_when(times, until):
    assert ongoing(session(**times), WEDNESDAY).until == until


def side_by_side(*sessions):
    return [
        [item.session.title for item in block] for block in blocks(item_of(s, 0) for s in sessions)
    ]


def test_sessions_at_the_same_time_stand_side_by_side():
    assert side_by_side(
        session("09:00", "10:00", title="a"),
        session("10:00", "11:00", title="b"),
        session("10:00", "10:45", title="c"),
        session("10:30", title="d"),
        session("11:00", title="e"),
        session("11:00", title="f"),
    ) == [["a"], ["b", "c", "d"], ["e", "f"]]


def test_a_session_that_frames_the_day_stands_alone():
    assert side_by_side(
        session(title="untimed"),
        session(title="untimed too"),
        session("09:00", "17:00", title="conference"),
        session("09:00", "10:00", title="opening"),
    ) == [["untimed"], ["untimed too"], ["conference"], ["opening"]]


@pytest.mark.parametrize(
    ("fields", "tags"),
    [
        ({}, []),
        ({"status": "tentative"}, ["tentative"]),
        ({"status": "cancelled"}, ["cancelled"]),
        ({"status": "requested", "visibility": "members"}, ["requested", "members only"]),
        ({"status": "idea"}, ["idea", "members only"]),
    ],
)
def test_certainty_and_privacy_are_words(fields, tags):
    assert tags_of(session(**fields)) == tags


def going(*names, **roles):
    """A session with attendees, and with others under their roles (note_taker="Arno")."""
    found = session()
    people = [(name, "attendee") for name in names]
    people += [(name, role.replace("_", "-")) for role, name in roles.items()]
    found.going = [
        Attendance(membership=Membership(participant=Participant(name=name)), role=role)
        for name, role in people
    ]
    return found


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (going(), ""),
        (going("Tomas", "Yi-Hsuan"), "Tomas, Yi-Hsuan"),
        (
            going("Tomas", note_taker="Arno", speaker="Mei-Lin"),
            "Mei-Lin speaks, Arno takes notes, Tomas",
        ),
        (going(*"abcdef"), "a, b, c, d, e, f"),
        (going(*"abcdefgh"), "a, b, c, d, e, 3 more"),
        (going(*"abcdefghi", speaker="j"), "j speaks, everyone"),
    ],
)
def test_a_row_says_who_goes_and_as_what(found, line):
    assert people_of(found, 10) == line


@pytest.mark.parametrize(
    ("zone", "instant", "today"),
    [
        ("Asia/Taipei", "2026-11-23T16:00Z", True),
        ("Asia/Taipei", "2026-11-24T16:00Z", False),
        ("America/New_York", "2026-11-24T04:59Z", False),
        ("America/New_York", "2026-11-25T04:59Z", True),
    ],
)
def test_today_is_where_the_day_takes_place(zone, instant, today):
    day = Day(trip=Trip(timezone="UTC"), date=TUESDAY, timezone=zone)
    assert is_today(day, dt.datetime.fromisoformat(instant)) is today


MORNING = {"start": "09:00", "end": "10:00"}
NOON = {"start": "11:30", "end": "12:00"}
FREE = "Nothing planned for 1 h 30 min"


@pytest.mark.parametrize(
    ("sessions", "told"),
    [
        ([MORNING, NOON], ["", FREE]),
        ([MORNING, {"start": "11:29"}], ["", ""]),
        ([{"start": "09:00"}, NOON], ["", ""]),
        ([{"start": "08:00", "end": "13:00"}, MORNING, {"start": "14:00"}], ["", "", ""]),
        ([{"title": "Some time"}, MORNING, NOON], ["", "", ""]),
        ([{"kind": "lodging"}, MORNING, NOON], ["", "", FREE]),
        ([{**MORNING, "status": "cancelled"}, NOON], ["", ""]),
        ([MORNING, {**NOON, "start": "10:00", "status": "idea"}, NOON], ["", "", FREE]),
    ],
)
def test_a_gap_of_a_day_is_told_where_it_is_known(sessions, told):
    found = with_gaps([[item_of(session(**fields), people=0)] for fields in sessions])
    assert [block[0].gap for block in found] == told


def test_dates_between_the_days_of_a_trip_are_told():
    days = [Day(date=dt.date(2026, 11, day)) for day in (23, 24, 26, 30)]
    told = [missing(before, day) for before, day in pairwise(days)]
    assert told == ["", "25 November", "27–29 Nov"]
