"""What is new in a note and may be what left it."""

import pytest

from tripbook.interchange.merge import Sign, adopt_uids, likely_same, merge

from .test_merge import TRIP, read_again, trip

MINUTES = "We saw the cranes and spoke with the pilots about how they keep their log books."
CLOSING = {
    "uid": "session00005",
    "day": "day000000001",
    "title": "Farewell dinner",
    "start": "19:00",
    "end": "21:00",
    "place": "place0000001",
    "participants": [{"uid": "person000002", "role": "attendee"}],
    "description": MINUTES,
}
MOVED = {"uid": "sessionNEW01", "day": "day000000002", "title": "送別会"}


def offered(before, now):
    base = trip(**before)
    theirs = adopt_uids(read_again(**now), base)
    called = {r.uid: r.title for r in theirs.sessions}
    called |= {r.uid: r.name for r in [*theirs.places, *theirs.participants]}
    found = likely_same(merge(base, theirs, base))
    return [(f.name, called[f.new], f.old, f.sign) for f in found]


@pytest.mark.parametrize(
    ("kept", "sign"),
    [
        ({"description": f"{MINUTES} And ate."}, Sign.TEXT),
        ({"start": "19:00", "end": "21:00", "place": "place0000001"}, Sign.TIME_AND_PLACE),
        ({"participants": [{"uid": "person000002", "role": "speaker"}]}, Sign.PEOPLE),
        ({"title": "A dinner to say farewell", "start": "20:00"}, None),
        ({"start": "19:00", "end": "21:00"}, Sign.TIME),
        ({"start": "19:00", "end": "20:00"}, None),
        ({}, None),
    ],
)
def test_a_session_that_was_moved_and_renamed_may_be_the_one_that_left(kept, sign):
    found = offered({"sessions.4": CLOSING}, {"sessions.4": {**MOVED, **kept}})
    title = kept.get("title", "送別会")
    assert found == ([("sessions", title, "session00005", sign)] if sign else [])


def test_of_two_that_may_be_it_neither_is_offered():
    twice = {
        f"sessions.{4 + i}": {**MOVED, "uid": f"sessionNEW0{i}", "title": title, "start": "19:00"}
        for i, title in enumerate(("送別会", "Concert"))
    }
    assert offered({"sessions.4": {**CLOSING, "end": None}}, twice) == []


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("City Hall, main entrance", Sign.NAME),
        ("Rathaus", Sign.SESSIONS),
    ],
)
def test_a_place_under_another_name_may_be_the_one_that_left(name, sign):
    assert TRIP["sessions"][0]["place"] == "place0000001"
    before = {"places": [{"uid": "place0000001", "name": "City Hall"}]}
    now = {
        "places": [{"uid": "placeNEW0001", "name": name}],
        "sessions.0.place": "placeNEW0001",
    }
    assert offered(before, now) == [("places", name, "place0000001", sign)]


def test_a_person_who_takes_part_where_another_did_may_be_that_person():
    now = {"participants.0": {"uid": "personNEW001", "name": "林美玲"}}
    now["sessions.0.participants"] = [{"uid": "personNEW001", "role": "speaker"}]
    assert offered({}, now) == [("participants", "林美玲", "person000001", Sign.SESSIONS)]


def test_nothing_is_offered_where_nothing_left_the_note():
    assert offered({}, {"sessions.4": {**CLOSING, "uid": "sessionNEW01"}}) == []
