"""Days of a note that moved, and what was only moved between days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.uids import uid_of
from tripbook.interchange.document import (
    DayRecord,
    Document,
    SessionRecord,
    TripRecord,
)
from tripbook.interchange.load import copy_of
from tripbook.interchange.merge import adopt_uids

SHARED = ("Breakfast", "Lunch")
PROGRAMMES = {
    "A": ("Town walk", "Fish market", "Concert"),
    "B": ("Museum", "Old fort", "Boat trip"),
    "C": ("Port office", "Shipyard", "Farewell dinner"),
    "D": ("University", "Library"),
    "N": ("Radio station", "Harbour school"),
    "-": (),
}


def trip(plan, *, daily=(), uid="before"):
    """Return a trip: `5A 6BC` has a date for each number, with the programmes of the letters."""
    document = Document(
        format="tripbook",
        version=1,
        trip=TripRecord(uid="trip00000001", slug="visit", title="Visit", timezone="Asia/Seoul"),
    )
    for word in plan.split():
        date, letters = int(word.rstrip("ABCDN-")), word.lstrip("0123456789")
        day = uid_of(uid, f"{date}")
        document.days.append(DayRecord(uid=day, date=dt.date(2026, 11, date)))
        document.sessions += [
            SessionRecord(uid=uid_of(uid, f"{date} {title}"), day=day, title=title)
            for title in (*daily, *(t for letter in letters for t in PROGRAMMES[letter]))
        ]
    return document


def moves(before, after, **options):
    """Return which date each day of the note had, None for a new one."""
    known = trip(before, **options)
    dates = {day.uid: day.date.day for day in known.days}
    read = adopt_uids(copy_of(trip(after, **options), "visit"), known)
    return {day.date.day: dates.get(day.uid) for day in read.days}


@pytest.mark.parametrize("daily", [(), SHARED])
@pytest.mark.parametrize(
    ("before", "after", "was"),
    [
        pytest.param("5A 6B 7C", "6A 7B 8C", {6: 5, 7: 6, 8: 7}, id="a-day-later"),
        pytest.param("5A 6B 7C", "4A 5B 6C", {4: 5, 5: 6, 6: 7}, id="a-day-earlier"),
        pytest.param("5A 6B", "6A 7B", {6: 5, 7: 6}, id="two-days-later"),
        pytest.param("5- 6A 7B 8-", "6- 7A 8B 9-", {6: 5, 7: 6, 8: 7, 9: 8}, id="free-days-too"),
        pytest.param("5A 6B 9C", "6A 7B 10C", {6: 5, 7: 6, 10: 9}, id="with-days-between"),
        pytest.param("5A 6B 7C", "5A 6N 7B 8C", {5: 5, 6: None, 7: 6, 8: 7}, id="one-put-between"),
        pytest.param("5A 6B 7C", "5A 6B 7N 8C", {5: 5, 6: 6, 7: None, 8: 7}, id="the-last-later"),
        pytest.param("5A 6B 7C", "4A 5B 6N 7C", {4: 5, 5: 6, 6: None, 7: 7}, id="first-earlier"),
        pytest.param("5A 6B 7C 8D", "5A 6C 7D", {5: 5, 6: 7, 7: 8}, id="one-taken-out"),
        pytest.param("5A 6B 7C", "5B 6C", {5: 6, 6: 7}, id="the-first-taken-out"),
        pytest.param("5A 6B 7C", "6A 7BN 8C", {6: 5, 7: 6, 8: 7}, id="later-with-sessions-added"),
        pytest.param("5A 6B", "9A 10B", {9: 5, 10: 6}, id="to-dates-of-their-own"),
        pytest.param("5A 6B 7C", "6B 7C 8A", {6: 6, 7: 7, 8: 5}, id="the-first-to-the-end"),
    ],
)
def test_days_that_move_keep_their_identity(before, after, was, daily):
    assert moves(before, after, daily=daily) == was


@pytest.mark.parametrize("daily", [(), SHARED])
@pytest.mark.parametrize(
    ("before", "after", "was"),
    [
        pytest.param("5A 6B 7C", "5B 6A 7C", {5: 5, 6: 6, 7: 7}, id="programmes-swapped"),
        pytest.param("5A 6B", "5B 6A", {5: 5, 6: 6}, id="both-programmes-swapped"),
        pytest.param("5A 6B 7C 8D", "5B 6A 7D 8C", {d: d for d in (5, 6, 7, 8)}, id="all-swapped"),
        pytest.param("5A 6B 7C", "5- 6AB 7C", {5: 5, 6: 6, 7: 7}, id="programme-moved"),
        pytest.param("5A 6B 7C", "6AB 7C", {6: 6, 7: 7}, id="programme-moved-day-gone"),
        pytest.param("5A 6-", "5- 6A", {5: 5, 6: 6}, id="programme-moved-to-a-free-day"),
        pytest.param("5A 6B 7C", "4N 5A 6B 7C", {4: None, 5: 5, 6: 6, 7: 7}, id="day-before"),
        pytest.param("5A 6B 7C", "6B 7C", {6: 6, 7: 7}, id="first-day-gone"),
        pytest.param("5A 6B 7C", "6B 7C 8N", {6: 6, 7: 7, 8: None}, id="first-gone-one-added"),
        pytest.param("5A 6B", "6N", {6: 6}, id="all-new"),
    ],
)
def test_what_moves_between_days_leaves_them_where_they_are(before, after, was, daily):
    assert moves(before, after, daily=daily) == was


def test_days_that_are_all_alike_are_known_by_their_dates():
    assert moves("5- 6- 7-", "5- 6- 7- 8-", daily=SHARED) == {5: 5, 6: 6, 7: 7, 8: None}
    assert moves("5- 6- 7-", "6- 7-", daily=SHARED) == {6: 6, 7: 7}


@pytest.mark.parametrize("field", ["title", "summary"])
def test_days_without_a_programme_are_known_by_what_is_said_of_them(field):
    before, after = trip("5- 6- 7-"), trip("6- 7- 8-")
    for document in (before, after):
        for day, words in zip(document.days, ("Arrival", "Museums", "Departure"), strict=True):
            setattr(day, field, words)
    read = adopt_uids(copy_of(after, "visit"), before)
    assert [day.uid for day in read.days] == [day.uid for day in before.days]


@pytest.mark.parametrize("numbers", [("Day 1", "Day 2", "Day 3", "Day 4"), "一二三四"])
@pytest.mark.parametrize("daily", [(), SHARED])
def test_the_number_of_a_day_tells_less_than_what_happens_on_it(numbers, daily):
    def moved(before, after):
        known, read = (trip(plan, daily=daily) for plan in (before, after))
        for document in (known, read):
            for day, number in zip(document.days, numbers, strict=False):
                day.title = number
        dates = {day.uid: day.date.day for day in known.days}
        return {d.date.day: dates.get(d.uid) for d in adopt_uids(copy_of(read, "v"), known).days}

    assert moved("5A 6B 7C", "5A 6N 7B 8C") == {5: 5, 6: None, 7: 6, 8: 7}
    assert moved("5A 6B 7C", "6A 7B 8C") == {6: 5, 7: 6, 8: 7}
    assert moved("5A 6B 7C", "5B 6A 7C") == {5: 5, 6: 6, 7: 7}
    assert moved("5A 6B 7C", "4N 5A 6B 7C") == {4: None, 5: 5, 6: 6, 7: 7}


def test_what_happens_on_many_days_is_not_taken_for_what_happened_on_another():
    """Breakfast of the new day is not that of the day that is gone."""
    before, after = (trip(plan, daily=SHARED) for plan in ("5A 6B 7C", "6B 7C 8N"))
    read = adopt_uids(copy_of(after, "visit"), before)
    gone = {session.uid for session in before.sessions if session.day == before.days[0].uid}
    assert gone.isdisjoint(session.uid for session in read.sessions)


@given(
    days=st.sets(st.integers(10, 19), min_size=2).map(sorted),
    later=st.integers(-9, 9),
    daily=st.sampled_from([(), SHARED]),
    data=st.data(),
)
def test_days_that_all_move_alike_keep_all_that_happens_on_them(days, later, daily, data):
    before = trip(" ".join(f"{day}-" for day in days), daily=daily)
    for day in before.days:
        for n in range(data.draw(st.integers(1, 3))):
            title = f"{day.date:%d} {n}"
            before.sessions.append(
                SessionRecord(uid=uid_of("title", title), day=day.uid, title=title)
            )
    after = copy_of(before, "visit")
    for day in after.days:
        day.date += dt.timedelta(days=later)
    read = adopt_uids(after, before)
    assert [day.uid for day in read.days] == [day.uid for day in before.days]
    assert [session.uid for session in read.sessions] == [s.uid for s in before.sessions]


@given(plan=st.permutations("ABCD"), daily=st.sampled_from([(), SHARED]))
def test_programmes_that_change_places_are_the_same_sessions_however_days_are_known(plan, daily):
    before = trip("5A 6B 7C 8D", daily=daily)
    after = trip(" ".join(f"{5 + n}{letter}" for n, letter in enumerate(plan)), daily=daily)
    read = adopt_uids(copy_of(after, "visit"), before)
    assert {day.uid for day in read.days} == {day.uid for day in before.days}
    assert {s.uid for s in read.sessions} == {s.uid for s in before.sessions}
    titles = {session.uid: session.title for session in before.sessions}
    assert all(titles[session.uid] == session.title for session in read.sessions)
