"""What is now and what is next."""

import datetime as dt

import pytest

from events.models import Day, Membership, Session, Trip
from people.models import Participant
from tests.factories import (
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_place,
    make_session,
    make_trip,
    member_client,
)
from tests.pages.texts import texts
from tripbook.pages.now import going, is_near, is_under_way, next_heading, now_heading

TRIP = Trip(title="Trip", timezone="Europe/Tallinn")
TUESDAY = Day(trip=TRIP, date=dt.date(2026, 11, 24))
WEDNESDAY = Day(trip=TRIP, date=dt.date(2026, 11, 25))
IN_TAIPEI = Day(trip=TRIP, date=dt.date(2026, 11, 25), timezone="Asia/Taipei")


def session(title, start=None, end=None, *, day=TUESDAY, **fields):
    """A session in Tallinn, two hours before UTC, that is in no database."""
    found = Session(
        day=day,
        title=title,
        start=start and dt.time.fromisoformat(start),
        end=end and dt.time.fromisoformat(end),
        **fields,
    )
    found.set_instants()
    found.going, found.docs, found.shared_notes = [], [], []
    return found


def utc(instant):
    return dt.datetime.fromisoformat(f"2026-11-{instant}Z")


FLIGHT = {
    "start": "23:10",
    "end": "16:35",
    "end_date": WEDNESDAY.date,
    "end_timezone": "Asia/Taipei",
    "kind": "travel",
}
SESSIONS = [
    session("hotel", "14:00", "10:00", end_date=WEDNESDAY.date, kind="lodging"),
    session("summit", "08:00", "18:00", end_date=dt.date(2026, 11, 26)),
    session("conference", "09:00", "17:00"),
    session("opening", "09:30", "10:15"),
    session("talk", "11:00", "12:30"),
    session("other talk", "11:00", "11:45", status="tentative"),
    session("cancelled talk", "11:00", "12:00", status="cancelled"),
    session("idea", "13:00", "14:00", status="idea"),
    session("coffee", "15:00"),
    session("visit", "16:00"),
    session("party", "21:30", "01:00", end_date=WEDNESDAY.date),
    session("flight", **FLIGHT),
    session("breakfast", "08:00", "09:00", day=WEDNESDAY),
]


@pytest.mark.parametrize(
    ("instant", "now", "later"),
    [
        ("24T05:00", [], ["summit"]),
        ("24T06:30", [], ["conference"]),
        ("24T07:00", ["conference"], ["opening"]),
        ("24T07:30", ["opening"], ["talk", "other talk"]),
        # Between two sessions, what frames them is on.
        ("24T08:30", ["conference"], ["talk", "other talk"]),
        ("24T09:00", ["talk", "other talk"], ["hotel"]),
        ("24T09:45", ["talk"], ["hotel"]),
        # The idea and the cancelled talk are neither now nor next; lodging only ever comes next.
        ("24T11:30", ["conference"], ["hotel"]),
        ("24T12:30", ["conference"], ["coffee"]),
        # What has no end is over when the next one begins, or after two hours.
        ("24T13:30", ["coffee"], ["visit"]),
        ("24T14:30", ["visit"], ["party"]),
        ("24T16:30", [], ["party"]),
        # Past midnight, and then on the flight by the clock of another zone.
        ("24T22:30", ["party"], ["breakfast"]),
        ("24T23:00", ["flight"], ["breakfast"]),
        ("25T06:30", ["breakfast"], []),
        ("25T08:34", ["flight"], []),
        ("25T08:35", [], []),
    ],
)
def test_what_is_now_and_what_is_next(instant, now, later):
    found = going(SESSIONS, utc(instant))
    assert ([s.title for s in found.now], [s.title for s in found.next]) == (now, later)


def test_a_members_own_session_comes_first():
    me = Membership(pk=1, participant=Participant(name="Mei-Lin"))
    talk, mine = session("talk", "11:00", "12:00"), session("mine", "11:00", "12:00")
    mine.going = [type("Going", (), {"membership": me, "role": "speaker"})]
    assert going([talk, mine], utc("24T09:30"), me).now == [mine, talk]
    assert going([talk, mine], utc("24T08:30"), me).next == [mine, talk]


def test_a_session_of_several_days_without_times_is_neither_now_nor_todays():
    hotel = session("hotel", kind="lodging", end_date=dt.date(2026, 11, 27))
    programme = session("programme", end_date=dt.date(2026, 11, 26))
    lunch = session("lunch")
    found = going([hotel, programme, lunch], utc("24T10:00"))
    assert (found.now, found.next, found.untimed) == ([], [], [lunch])


@pytest.mark.parametrize(
    ("instant", "is_today"),
    [("24T15:59", False), ("24T16:00", True), ("25T15:59", True), ("25T16:00", False)],
)
def test_todays_sessions_without_a_time_are_those_of_the_date_where_they_are(instant, is_today):
    dinner = session("dinner", day=IN_TAIPEI)
    assert going([dinner], utc(instant)).untimed == [dinner] * is_today


@pytest.mark.parametrize(
    ("instant", "near", "under_way"),
    [
        ("22T21:59", False, False),
        ("22T22:00", True, False),
        ("23T22:00", True, True),
        # The last day is over when it is over in Taipei.
        ("25T15:59", True, True),
        ("25T16:00", True, False),
        ("26T16:00", False, False),
    ],
)
def test_a_trip_is_under_way_from_its_first_date_to_its_last(instant, near, under_way):
    days = [TUESDAY, IN_TAIPEI]
    assert (is_near(days, utc(instant)), is_under_way(days, utc(instant))) == (near, under_way)


def test_a_trip_without_days_is_never_under_way():
    assert (is_near([], utc("24T10:00")), is_under_way([], utc("24T10:00"))) == (False, False)


@pytest.mark.parametrize(
    ("sessions", "heading"),
    [
        ([session("talk", "11:00", "12:30")], "Now · until 12:30"),
        ([session("talk", "11:00", "12:30"), session("b", "11:30", "12:30")], "Now · until 12:30"),
        ([session("talk", "11:00", "12:30"), session("b", "11:00", "12:00")], ""),
        ([session("talk", "11:00")], ""),
        ([session("flight", **FLIGHT)], "Now · until 16:35 Taipei time"),
        ([session("tea", "11:00", "12:30", day=IN_TAIPEI)], "Now · until 12:30 Taipei time"),
    ],
)
def test_until_when_it_is_now(sessions, heading):
    assert now_heading(sessions) == heading


@pytest.mark.parametrize(
    ("later", "heading"),
    [
        (session("talk", "11:00"), "Next · 11:00"),
        (session("flight", **FLIGHT), "Next · 23:10 Tallinn time"),
        (session("talk", "11:00", day=WEDNESDAY), "Next · Wednesday 25 November, 11:00"),
        (
            session("tea", "11:00", day=IN_TAIPEI),
            "Next · Wednesday 25 November, 11:00 Taipei time",
        ),
    ],
)
def test_when_it_is_next(later, heading):
    assert next_heading(later, utc("24T08:00")) == heading


# On the page


@pytest.fixture
def trip(db):
    return make_trip(slug="tallinn")


@pytest.fixture
def day(trip):
    return make_day(trip, dt.date(2026, 11, 24))


def test_the_card_tells_what_where_who_and_leads_to_the_note(read, at, trip, day):
    place = make_place(trip, "Customs House", address="Sadama 17")
    talk = make_session(day, "Roundtable", start="11:00", end="12:30", place=place)
    make_attendance(talk, "Mei-Lin", role="speaker")
    note = make_note(talk)
    make_session(day, "Lunch", start="12:45", status="tentative")
    at("2026-11-24T09:15Z")
    page = read(trip)
    assert texts(page, ".now > div") == [
        (
            "Now · until 12:30 Roundtable Customs House · Mei-Lin speaks "
            "Open the note Show to the driver"
        ),
        "Next · 12:45 Lunch tentative",
    ]
    assert [link["href"] for link in page.select(".now .actions a")] == [
        note.get_absolute_url(),
        f"{talk.get_absolute_url()}#driver",
    ]


def test_an_empty_note_gives_way_to_the_pad_that_people_write_in(read, at, day):
    talk = make_session(day, "Talk", start="11:00", end="12:30")
    note = make_note(talk)
    note.revision = 0
    note.save()
    make_doc(talk, "https://docs.example.org/slides")
    make_doc(talk, "https://g0v.hackmd.io/abc?both")
    at("2026-11-24T09:15Z")
    assert read(day.trip).select_one(".now .button")["href"] == "https://g0v.hackmd.io/abc?both"


def test_a_member_is_told_what_they_do(read, at, trip, day):
    me = make_membership(trip, "Arno")
    mine = make_session(day, "Mine", start="11:00", end="12:30")
    make_session(day, "Not mine", start="11:00", end="12:00")
    make_attendance(mine, me, role="note-taker")
    at("2026-11-24T09:15Z")
    assert texts(read(trip, member_client(me)), ".now > div") == [
        "Now Mine 11:00–12:30 · you take notes Write notes Not mine 11:00–12:00 Write notes"
    ]


def test_before_and_after_the_trip_there_is_no_card(read, at, trip, day):
    make_session(day, "Talk", start="11:00", end="12:30")
    make_session(day, "Secret", start="13:00", visibility="members")
    for instant in ("2026-11-22T10:00Z", "2026-11-23T10:00Z", "2026-11-24T11:00Z"):
        at(instant)
        assert read(trip).select(".now") == []


def test_a_day_of_sessions_without_times_tells_them(read, at, day):
    make_session(day, "Side event")
    make_session(make_day(day.trip), "Tomorrow", start="10:00")
    at("2026-11-24T09:15Z")
    assert texts(read(day.trip), ".now > div") == [
        "Today, without a time Side event",
        "Next · Wednesday 25 November, 10:00 Tomorrow",
    ]


def test_a_visitor_gets_another_etag_once_the_card_changes(client, at, trip, day):
    make_session(day, "Talk", start="11:00", end="12:30")
    tags = []
    for instant in ("2026-11-24T09:15Z", "2026-11-24T09:16Z", "2026-11-24T10:30Z"):
        at(instant)
        tags.append(client.get(trip.get_absolute_url())["ETag"])
    assert tags[0] == tags[1] != tags[2]


def test_the_page_asks_again_only_around_the_trip(read, at, trip, day):
    found = {}
    for instant in ("2026-11-22T10:00Z", "2026-11-23T10:00Z", "2026-11-24T10:00Z"):
        at(instant)
        found[instant[8:10]] = len(read(trip).select("[data-live]"))
    assert found == {"22": 0, "23": 1, "24": 1}
