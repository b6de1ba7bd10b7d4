"""The merge of a changed note into a trip that changed too."""

import copy
import datetime as dt
import json
import time

import pytest

from tripbook.interchange.document import check_importable, read_document
from tripbook.interchange.load import copy_of
from tripbook.interchange.merge import adopt_uids, merge, resolve

from .test_document import WHOLE

DESCRIPTION = "先到大廳集合\nBring your badge\n終わり次第移動"
TRIP = {
    **WHOLE,
    "participants": [
        {"uid": "person000001", "name": "Mei-Lin", "handle": "mei"},
        {"uid": "person000002", "name": "佐藤 花子"},
        {"uid": "person000003", "name": "김민준"},
    ],
    "days": [
        {"uid": "day000000001", "date": "2026-10-24", "title": "Day 1"},
        {"uid": "day000000002", "date": "2026-10-25", "title": "Day 2"},
    ],
    "sessions": [
        {
            "uid": "session00001",
            "day": "day000000001",
            "title": "Opening ceremony",
            "start": "09:30",
            "end": "10:15",
            "place": "place0000001",
            "participants": [{"uid": "person000001", "role": "speaker"}],
            "description": DESCRIPTION,
        },
        {
            "uid": "session00002",
            "day": "day000000001",
            "title": "拜會市政府交通局",
            "start": "11:00",
        },
        {"uid": "session00003", "day": "day000000002", "title": "港の見学"},
        {
            "uid": "session00004",
            "day": "day000000002",
            "title": "시민 단체 간담회",
            "start": "15:00",
        },
    ],
    "linked_docs": [
        {"uid": "linked000001", "url": "https://hackmd.io/open?both#", "session": "session00001"},
        {"uid": "linked000002", "url": "https://hackmd.io/plan", "title": "Plan"},
    ],
    "notes": [
        {
            "uid": "note00000001",
            "purpose": "minutes",
            "body": "All came.",
            "session": "session00001",
        }
    ],
}
NEW_SESSION = {"uid": "sessionNEW01", "day": "day000000002", "title": "送別会"}


def trip(**changes):
    """Return the trip as a document, with values at paths such as `sessions.0.title` changed.

    `None` for a whole item of a list deletes it; an item one past the end is added.
    """
    raw = copy.deepcopy(TRIP)
    for path, value in changes.items():
        *steps, last = (int(s) if s.isdigit() else s for s in path.split("."))
        owner = raw
        for step in steps:
            owner = owner[step]
        if isinstance(owner, list) and last == len(owner):
            owner.append(value)
        else:
            owner[last] = value
    for name, value in raw.items():
        if isinstance(value, list):
            raw[name] = [item for item in value if item is not None]
    return read_document(json.dumps(raw))


def read_again(**changes):
    """Return the changed trip as a note reads: with new uids throughout."""
    return copy_of(trip(**changes), "harbour-week")


def merged(note=None, here=None):
    """Merge changes of the note and changes made here, both given by their paths."""
    base, theirs, ours = trip(), trip(**(note or {})), trip(**(here or {}))
    found = merge(base, theirs, ours)
    check_importable(found.document)
    return found


def value_at(document, path):
    for step in path.split("."):
        document = document[int(step)] if step.isdigit() else getattr(document, step)
    return document


def by_title(document, title):
    return next(session for session in document.sessions if session.title == title)


# Matching.


@pytest.mark.parametrize(
    ("change", "uid"),
    [
        pytest.param({}, "session00001", id="unchanged"),
        pytest.param({"sessions.0.start": "09:00"}, "session00001", id="retimed"),
        pytest.param({"sessions.0.day": "day000000002"}, "session00001", id="moved"),
        pytest.param({"sessions.0.title": "Opening ceremonies"}, "session00001", id="renamed"),
        pytest.param({"sessions.0.title": "Welcome!"}, "session00001", id="known-by-its-link"),
        pytest.param(
            {"sessions.0.title": "歡迎會", "sessions.0.day": "day000000002"},
            "session00001",
            id="renamed-and-moved-but-with-its-link",
        ),
        pytest.param(
            {"sessions.0.title": "歡迎會", "linked_docs.0": None},
            "session00001",
            id="known-by-its-time-and-place-in-the-day",
        ),
        pytest.param(
            {
                "sessions.0.title": "歡迎會",
                "sessions.1.title": "City hall, traffic",
                "linked_docs.0": None,
            },
            "session00002",
            id="translated-with-the-one-before-it",
        ),
        pytest.param({"sessions.1.title": "拜會市政府 交通局"}, "session00002", id="zh"),
        pytest.param(
            {"sessions.1.title": "拜會市政府交通局（暫定）"}, "session00002", id="zh-longer"
        ),
        pytest.param({"sessions.2.title": "港の見学会"}, "session00003", id="ja"),
        pytest.param({"sessions.3.title": "시민단체 간담회"}, "session00004", id="ko"),
        pytest.param(
            {"sessions.3.title": "시민 단체와 간담회", "sessions.3.start": "16:00"},
            "session00004",
            id="ko-renamed-and-retimed",
        ),
        pytest.param({"days.0.date": "2026-10-23"}, "session00001", id="on-a-moved-day"),
    ],
)
def test_a_session_keeps_its_identity(change, uid):
    index = int(uid[-1]) - 1
    adopted = adopt_uids(read_again(**change), trip())
    assert adopted.sessions[index].uid == uid
    assert {session.uid for session in adopted.sessions} == {s["uid"] for s in TRIP["sessions"]}


@pytest.mark.parametrize(
    "change",
    [
        {
            "sessions.2": {
                "uid": "sessionNEW01",
                "day": "day000000002",
                "title": "Football",
                "start": "20:00",
            }
        },
        {"sessions.4": NEW_SESSION},
    ],
)
def test_another_session_is_a_new_one(change):
    adopted = adopt_uids(read_again(**change), trip())
    title = next(iter(change.values()))["title"]
    assert by_title(adopted, title).uid not in {s["uid"] for s in TRIP["sessions"]}


def test_sessions_of_one_title_are_told_apart_by_day_and_time():
    lunches = {
        f"sessions.{4 + i}": {
            "uid": f"lunch000000{i}",
            "day": f"day00000000{day}",
            "title": "Lunch",
            "start": start,
        }
        for i, (day, start) in enumerate(((1, "12:00"), (1, "13:00"), (2, "12:00")))
    }
    adopted = adopt_uids(read_again(**lunches), trip(**lunches))
    assert [session.uid for session in adopted.sessions[4:]] == [
        "lunch0000000",
        "lunch0000001",
        "lunch0000002",
    ]


@pytest.mark.parametrize(
    ("before", "after", "was"),
    [
        pytest.param("9W 10T 11T 12L", "10W 11T 12T 13L", "9 10 11 12", id="an-hour-later"),
        pytest.param("10T 11T 12T", "9T 10T 11T", "10 11 12", id="an-hour-earlier"),
        pytest.param("9W 10T 11T 12L", "10W 11T 12T 13L 14S", "9 10 11 12 -", id="and-one-added"),
        pytest.param("10T 11T 12L", "10T 11T 13L", "10 11 12", id="only-one-later"),
        pytest.param("9W 10T 11T 12T", "9W 11T 12T", "9 11 12", id="the-first-gone"),
        pytest.param("9W 10T 12L 13T", "9W 12L 13T 14T", "9 12 13 10", id="one-moved-past-another"),
    ],
)
def test_sessions_of_one_title_that_all_move_alike_are_told_apart(before, after, was):
    def on_one_day(programme):
        sessions = [(int(word[:-1]), word[-1]) for word in programme.split()]
        return trip(
            sessions=[
                {
                    "uid": f"session{hour:06}",
                    "day": "day000000001",
                    "title": {"W": "Welcome", "T": "Talk", "L": "Lunch", "S": "Swim"}[letter],
                    "start": f"{hour:02}:00",
                }
                for hour, letter in sessions
            ],
            linked_docs=[],
            notes=[],
        )

    known = on_one_day(before)
    read = adopt_uids(copy_of(on_one_day(after), "harbour-week"), known)
    hours = {session.uid: str(session.start.hour) for session in known.sessions}
    assert [hours.get(session.uid, "-") for session in read.sessions] == was.split()


@pytest.mark.parametrize(
    ("change", "index"),
    [
        ({"days.0.title": "Arrival"}, 0),
        ({"days.0.date": "2026-10-20"}, 0),
        ({"days.0.date": "2026-10-20", "days.0.title": "Arrival"}, 0),
    ],
)
def test_a_day_keeps_its_identity(change, index):
    adopted = adopt_uids(read_again(**change), trip())
    assert adopted.days[index].uid == TRIP["days"][index]["uid"]


def test_days_that_all_move_are_known_by_title_and_programme():
    later = {"days.0.date": "2026-10-25", "days.1.date": "2026-10-26"}
    adopted = adopt_uids(read_again(**later), trip())
    assert [day.uid for day in adopted.days] == ["day000000001", "day000000002"]
    assert [s.uid for s in adopted.sessions] == [s["uid"] for s in TRIP["sessions"]]


@pytest.mark.parametrize(
    ("change", "known"),
    [
        ({"participants.0.name": "Lin Mei"}, True),
        ({"participants.0.handle": ""}, True),
        ({"participants.0.handle": "meilin", "participants.0.name": "Mei Lin"}, True),
        ({"participants.1.name": "佐藤花子"}, True),
        ({"participants.1.name": "花子 佐藤"}, True),
        ({"participants.1.name": "佐藤 太郎"}, False),
        ({"participants.2.name": "김민지"}, False),
        ({"participants.0.name": "Someone else", "participants.0.handle": ""}, False),
    ],
)
def test_people_are_known_by_handle_or_name_and_not_guessed(change, known):
    adopted = adopt_uids(read_again(**change), trip())
    uids = {p["uid"] for p in TRIP["participants"]}
    assert ({p.uid for p in adopted.participants} == uids) is known


@pytest.mark.parametrize(
    ("before", "after", "who"),
    [
        pytest.param("Ann@ann Ben@ben", "Ann@ben Ben@ann", "Ann Ben", id="swapped"),
        pytest.param("Ann@ann Ben@ben", "Ben@ann Ann@ben", "Ben Ann", id="swapped-in-order"),
        pytest.param("Ann@ann Ben@", "Ann@ Ben@ann", "Ann Ben", id="was-anothers"),
        pytest.param("Ann@ann Ben@ben", "Ben@ann", "Ben", id="who-left-lent-it"),
        pytest.param("Ann@ann Ben@ben", "Bea@ann Ann@ben", "- Ann", id="one-new"),
        pytest.param("Ann@ann Ben@ben", "Anne@ann Ben@", "Ann Ben", id="renamed"),
        pytest.param("Ann@a Ann@b", "Ann@b Ann@a", "b a", id="one-name-twice"),
        pytest.param("Ann@a Ann@b", "Ann@b Ann@c", "b a", id="one-name-twice-and-a-new-handle"),
        pytest.param("Ann@ann", "Ann@x Bea@ann", "Ann -", id="given-to-a-new-one"),
        pytest.param("Ann@ann", "Ann@x Anna@ann", "- Ann", id="another-of-that-name"),
    ],
)
def test_a_name_that_stays_tells_more_than_a_handle_that_goes_round(before, after, who):
    def with_people(people):
        return trip(
            participants=[
                {"uid": f"person{i:06}", "name": name, "handle": handle}
                for i, (name, handle) in enumerate(word.split("@") for word in people.split())
            ],
            sessions=[],
            notes=[],
            linked_docs=[],
        )

    known = with_people(before)
    read = adopt_uids(copy_of(with_people(after), "harbour-week"), known)
    called = {p.uid: {p.name, p.handle} for p in known.participants}
    for person, name in zip(read.participants, who.split(), strict=True):
        assert name in called.get(person.uid, {"-"})


def test_a_link_is_known_byte_for_byte_and_when_it_moves():
    read = read_again(**{"linked_docs.0.session": None, "linked_docs.1.title": "The plan"})
    adopted = adopt_uids(read, trip())
    assert [doc.uid for doc in adopted.linked_docs] == ["linked000001", "linked000002"]
    other = adopt_uids(read_again(**{"linked_docs.0.url": "https://hackmd.io/open?both"}), trip())
    assert other.linked_docs[0].uid != "linked000001"


def test_a_note_is_known_by_purpose_and_target_and_when_it_moves():
    for change in ({"notes.0.body": "沒人來。"}, {"notes.0.session": "session00002"}):
        adopted = adopt_uids(read_again(**change), trip())
        assert adopted.notes[0].uid == "note00000001"


def test_what_a_note_can_not_say_is_as_it_was_read_last():
    base = trip(**{"participants.0.listed_for": "public"})
    read = read_again()
    read.trip.timezone = read.trip.slug = None
    read.days[1].date = None
    adopted = adopt_uids(read, base)
    assert adopted == base


# Merging.


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("trip.title", "港灣週"),
        ("trip.tags", ["조사", "港"]),
        ("trip.timezone", "Europe/Helsinki"),
        ("participants.1.position", "Director"),
        ("places.0.address", "1 Quay"),
        ("days.0.title", "第一天"),
        ("days.0.date", "2026-10-23"),
        ("sessions.0.title", "開幕式"),
        ("sessions.0.start", "09:00"),
        ("sessions.0.end_date", "2026-10-25"),
        ("sessions.0.day", "day000000002"),
        ("sessions.0.status", "cancelled"),
        ("sessions.0.place", None),
        ("sessions.0.hosts", ["orgORG000001"]),
        ("sessions.0.description", "Bring nothing"),
        ("sessions.0.visibility", "members"),
        ("linked_docs.0.title", "共筆"),
        ("linked_docs.0.session", "session00003"),
        ("notes.0.body", "All came.\nMany stayed."),
    ],
)
def test_what_changed_on_one_side_only_holds(path, value):
    base = trip()
    from_note, from_here = merged(note={path: value}), merged(here={path: value})
    wanted = value_at(trip(**{path: value}), path)
    assert value_at(from_note.document, path) == wanted
    assert value_at(from_here.document, path) == wanted
    assert (from_note.conflicts, from_here.conflicts) == ([], [])
    assert len(from_note.changed) == 1
    assert from_note.changed[0].before != from_note.changed[0].after
    assert from_here.changed == []
    both = merged(note={path: value}, here={path: value})
    assert (both.conflicts, both.changed) == ([], [])
    assert merge(base, base, from_note.document).document == from_note.document


@pytest.mark.parametrize(
    ("path", "note", "here", "words"),
    [
        ("trip.title", "港灣週", "Harbour days", "the trip: title"),
        ("days.0.title", "第一天", "Arrival", "day 2026-10-24 Arrival: title"),
        ("sessions.0.start", "09:00", "08:45", "session “Opening ceremony” (2026-10-24): start"),
        ("sessions.2.title", "港の見学会", "Harbour", "session “Harbour” (2026-10-25): title"),
        ("participants.1.role", "lead", "host", "participant “佐藤 花子”: role"),
        (
            "notes.0.body",
            "Nobody came.",
            "Most came.",
            "minutes of session “Opening ceremony” (2026-10-24): text",
        ),
        (
            "sessions.0.end_date",
            "2026-10-25",
            "2026-10-26",
            "session “Opening ceremony” (2026-10-24): end date",
        ),
    ],
)
def test_what_changed_on_both_sides_differently_is_for_a_person_to_decide(path, note, here, words):
    found = merged(note={path: note}, here={path: here})
    (conflict,) = found.conflicts
    sides = [value_at(trip(**change), path) for change in ({}, {path: note}, {path: here})]
    assert [conflict.base, conflict.theirs, conflict.ours] == sides
    assert conflict.words == words
    assert value_at(found.document, path) == sides[2]
    for prefer, value in (("note", sides[1]), ("here", sides[2])):
        decided = resolve(found, prefer=prefer)
        assert value_at(decided.document, path) == value
        assert decided.conflicts == []
    one = resolve(found, decisions={conflict.path: "note"})
    assert (value_at(one.document, path), one.conflicts) == (sides[1], [])


def test_a_conflict_is_decided_with_a_value_of_its_own():
    found = merged(note={"sessions.0.start": "09:00"}, here={"sessions.0.start": "08:45"})
    path = found.conflicts[0].path
    assert path == "sessions.session00001.start"
    decided = resolve(found, decisions={path: "08:50"})
    assert decided.document.sessions[0].start == dt.time(8, 50)
    with pytest.raises(ValueError, match="start"):
        resolve(found, decisions={path: "soon"})
    with pytest.raises(ValueError, match="prefer"):
        resolve(found, prefer="neither")


def test_fields_of_one_item_are_merged_apart():
    found = merged(
        note={"sessions.0.title": "開幕式", "sessions.0.status": "tentative"},
        here={"sessions.0.kind": "ceremony", "sessions.0.visibility": "members"},
    )
    session = found.document.sessions[0]
    assert (session.title, session.status, session.kind, session.visibility) == (
        "開幕式",
        "tentative",
        "ceremony",
        "members",
    )
    assert found.conflicts == []


def test_texts_are_merged_line_by_line():
    found = merged(
        note={"sessions.0.description": f"{DESCRIPTION}\n懇親会あり"},
        here={"sessions.0.description": DESCRIPTION.replace("your badge", "your passport")},
    )
    assert found.conflicts == []
    assert found.document.sessions[0].description == (
        "先到大廳集合\nBring your passport\n終わり次第移動\n懇親会あり"
    )


def test_a_preferred_side_decides_the_lines_in_conflict_and_no_others():
    found = merged(
        note={"sessions.0.description": f"在門口集合\n{DESCRIPTION.split(chr(10), 1)[1]}"},
        here={"sessions.0.description": f"在車站集合\n{DESCRIPTION.split(chr(10), 1)[1]}\nEnd"},
    )
    decided = resolve(found, prefer="note")
    assert decided.document.sessions[0].description == (
        "在門口集合\nBring your badge\n終わり次第移動\nEnd"
    )


def test_a_conflict_of_texts_shows_what_either_choice_makes_of_them():
    found = merged(
        note={"sessions.0.description": "在門口集合\nBring your badge\n終わり次第散会"},
        here={"sessions.0.description": "在車站集合\nBring your badge\n終わり次第移動"},
    )
    (conflict,) = found.conflicts
    for prefer, shown in (("note", conflict.theirs), ("here", conflict.ours)):
        assert resolve(found, prefer=prefer).document.sessions[0].description == shown
    assert conflict.ours == "在車站集合\nBring your badge\n終わり次第散会"


def test_tags_and_people_are_merged_as_sets():
    speaker, other, third = (
        {"uid": f"person00000{n}", "role": role}
        for n, role in ((1, "speaker"), (2, "attendee"), (3, "attendee"))
    )
    found = merge(
        trip(**{"trip.tags": ["港", "study"]}),
        trip(**{"trip.tags": ["港", "study", "2026"], "sessions.0.participants": [speaker, other]}),
        trip(**{"trip.tags": ["study", "조사"], "sessions.0.participants": [third, speaker]}),
    )
    assert found.document.trip.tags == ["study", "조사", "2026"]
    assert [p.uid for p in found.document.sessions[0].participants] == [
        "person000003",
        "person000001",
        "person000002",
    ]
    assert found.conflicts == []


def test_a_role_that_both_sides_changed_is_a_conflict_of_that_person():
    found = merged(
        note={"sessions.0.participants.0.role": "moderator"},
        here={"sessions.0.participants.0.role": "host"},
    )
    (conflict,) = found.conflicts
    assert conflict.path == "sessions.session00001.participants.person000001"
    decided = resolve(found, prefer="note")
    assert decided.document.sessions[0].participants[0].role == "moderator"


# What is new, and what is gone.


def test_what_is_new_on_either_side_is_in():
    found = merged(
        note={"sessions.4": NEW_SESSION},
        here={"notes.1": {"uid": "note00000002", "purpose": "preparation", "body": "質問"}},
    )
    assert [addition.words for addition in found.added] == ["session “送別会” (2026-10-25)"]
    assert [session.title for session in found.document.sessions][-1] == "送別会"
    assert len(found.document.notes) == 2


def test_what_left_the_note_is_offered_for_removal_and_stays():
    found = merged(note={"sessions.2": None, "participants.2": None})
    assert [(r.words, r.changed_here, r.held) for r in found.removals] == [
        ("participant “김민준”", False, False),
        ("session “港の見学” (2026-10-25)", False, False),
    ]
    assert not found.has_changes
    removed = resolve(found, remove=True)
    assert "港の見学" not in {session.title for session in removed.document.sessions}
    assert len(removed.document.participants) == 2
    one = resolve(found, remove=["session00003"])
    assert (len(one.document.sessions), len(one.document.participants)) == (3, 3)


def test_what_left_the_note_and_was_changed_here_is_said_and_not_removed_with_the_rest():
    found = merged(note={"sessions.2": None}, here={"sessions.2.kind": "visit"})
    assert [removal.changed_here for removal in found.removals] == [True]
    assert len(resolve(found, remove=True).document.sessions) == 4
    assert len(resolve(found, remove=True, prefer="note").document.sessions) == 3
    assert len(resolve(found, remove=["session00003"]).document.sessions) == 3


def test_what_something_changed_here_belongs_to_is_kept_with_it():
    found = merged(
        note={"days.1": None, "sessions.2": None, "sessions.3": None},
        here={"sessions.2.kind": "visit"},
    )
    kept = {removal.uid: removal.kept for removal in found.removals}
    assert kept == {"day000000002": True, "session00003": False, "session00004": False}
    assert len(resolve(found, remove=True).document.days) == 2
    assert len(resolve(found, remove=True, prefer="note").document.days) == 1


def test_what_holds_something_made_here_is_not_removed():
    minutes = {
        "uid": "note00000002",
        "purpose": "minutes",
        "body": "議事録",
        "session": "session00003",
    }
    found = merged(note={"sessions.2": None}, here={"notes.1": minutes})
    assert [removal.held for removal in found.removals] == [True]
    assert len(resolve(found, remove=True, prefer="note").document.sessions) == 4


def test_what_was_deleted_here_stays_deleted():
    found = merged(here={"sessions.2": None})
    assert len(found.document.sessions) == 3
    assert not found.has_changes
    assert found.conflicts == []


def test_what_was_deleted_here_and_changed_in_the_note_is_a_conflict():
    found = merged(note={"sessions.2.start": "09:00"}, here={"sessions.2": None})
    (conflict,) = found.conflicts
    assert (conflict.path, conflict.field, conflict.ours) == ("sessions.session00003", "", None)
    assert len(found.document.sessions) == 3
    assert len(resolve(found, prefer="here").document.sessions) == 3
    back = resolve(found, prefer="note").document
    assert by_title(back, "港の見学").start == dt.time(9)


def test_minutes_of_a_session_that_was_deleted_here_are_a_conflict_of_the_session():
    note = {"uid": "noteNEW00001", "purpose": "minutes", "body": "港", "session": "session00003"}
    found = merged(note={"notes.1": note}, here={"sessions.2": None})
    assert [(c.path, c.words) for c in found.conflicts] == [
        ("sessions.session00003", "session “港の見学” (2026-10-25)")
    ]
    assert found.document == found.ours
    assert resolve(found, prefer="here").document == found.ours
    decided = resolve(found, prefer="note").document
    assert by_title(decided, "港の見学").uid == "session00003"
    assert decided.notes[1].body == "港"


def test_a_session_that_comes_back_brings_its_links_along():
    gone = {"sessions.0": None, "linked_docs.0": None, "notes.0": None}
    back = resolve(merged(note={"sessions.0.start": "09:00"}, here=gone), prefer="note").document
    assert (len(back.linked_docs), len(back.notes)) == (2, 1)


def test_a_new_session_brings_its_deleted_day_back():
    gone = {"days.1": None, "sessions.2": None, "sessions.3": None}
    found = merged(note={"sessions.4": NEW_SESSION}, here=gone)
    assert [day.uid for day in found.document.days] == ["day000000001", "day000000002"]
    assert [s.title for s in found.document.sessions][-1] == "送別会"
    assert len(found.document.sessions) == 3


# What can't stand side by side.


def test_a_day_that_both_sides_added_is_one_day():
    found = merged(
        note={
            "days.2": {"uid": "dayNOTE00001", "date": "2026-10-26", "title": "帰国"},
            "sessions.4": {**NEW_SESSION, "day": "dayNOTE00001"},
        },
        here={"days.2": {"uid": "dayHERE00001", "date": "2026-10-26", "summary": "Fly home"}},
    )
    day = found.document.days[2]
    assert (day.uid, day.title, day.summary) == ("dayHERE00001", "帰国", "Fly home")
    assert found.document.sessions[-1].day == "dayHERE00001"
    assert found.theirs.days[2].uid == "dayHERE00001"
    assert found.conflicts == []


def test_a_day_moved_here_to_the_date_of_a_new_one_is_one_with_it():
    found = merged(
        note={
            "days.2": {"uid": "dayNOTE00001", "date": "2026-10-26"},
            "sessions.4": {**NEW_SESSION, "day": "dayNOTE00001"},
        },
        here={"days.1.date": "2026-10-26"},
    )
    assert [str(day.date) for day in found.document.days] == ["2026-10-24", "2026-10-26"]
    assert found.document.sessions[-1].day == "day000000002"


def test_a_day_moved_in_the_note_to_a_date_taken_here_is_a_conflict():
    found = merged(
        note={"days.1.date": "2026-10-26"},
        here={"days.2": {"uid": "dayHERE00001", "date": "2026-10-26"}},
    )
    assert [conflict.path for conflict in found.conflicts] == ["days.day000000002.date"]
    assert [str(day.date) for day in found.document.days][1:] == ["2026-10-25", "2026-10-26"]
    joined = resolve(found, prefer="note")
    check_importable(joined.document)
    assert joined.conflicts == []
    assert by_title(joined.document, "港の見学").day == "dayHERE00001"


def test_a_day_that_moves_to_the_date_of_one_that_left_the_note_takes_in_what_is_still_there():
    arrival = {"title": "Arrival", "summary": "By ship"}
    base = trip(**{f"days.0.{field}": words for field, words in arrival.items()})
    theirs = base.model_copy(deep=True)
    theirs.days = [day for day in theirs.days if day.uid == "day000000002"]
    theirs.days[0].date = base.days[0].date
    theirs.sessions = [s for s in theirs.sessions if s.day == "day000000002"]
    theirs.linked_docs, theirs.notes = theirs.linked_docs[1:], []
    found = merge(base, theirs, base)
    check_importable(found.document)
    assert found.conflicts == []
    assert [(day.uid, day.title) for day in found.document.days] == [("day000000002", "Day 2")]
    assert {session.day for session in found.document.sessions} == {"day000000002"}
    assert len(found.document.sessions) == 4
    assert found.removed == {"day000000001"}
    again = merge(found.next_base, found.theirs, found.document)
    for merged_now in (found, again):
        removed = resolve(merged_now, remove=True).document
        assert [s.uid for s in removed.sessions] == ["session00003", "session00004"]
    edited_here = base.model_copy(deep=True)
    edited_here.days[0].summary = "By train"
    assert merge(base, theirs, edited_here).conflicts


def test_sessions_move_with_their_day_whoever_added_them():
    overnight = {
        "uid": "sessionHERE1",
        "day": "day000000002",
        "title": "夜行バス",
        "start": "23:00",
        "end": "06:00",
        "end_date": "2026-10-26",
    }
    found = merged(note={"days.1.date": "2026-10-29"}, here={"sessions.4": overnight})
    assert found.document.sessions[-1].end_date == dt.date(2026, 10, 30)


def test_times_that_contradict_each_other_are_a_conflict():
    found = merged(
        note={"sessions.0.start": "12:00", "sessions.0.end": "13:00"},
        here={"sessions.0.end": "11:00"},
    )
    assert {conflict.field for conflict in found.conflicts} == {"start", "end"}
    session = found.document.sessions[0]
    assert (session.start, session.end) == (dt.time(9, 30), dt.time(11))
    session = resolve(found, prefer="note").document.sessions[0]
    assert (session.start, session.end) == (dt.time(12), dt.time(13))


def test_a_time_that_the_other_sides_date_skips_is_a_conflict():
    # Summer time begins in Tallinn on 28 March 2027 at 03:00.
    found = merged(note={"sessions.0.start": "03:30"}, here={"days.0.date": "2027-03-28"})
    assert [conflict.field for conflict in found.conflicts] == ["start"]


def test_a_link_that_both_sides_added_is_one_link():
    link = {"url": "https://example.org/新", "session": "session00002"}
    found = merged(
        note={"linked_docs.2": {**link, "uid": "linkedNOTE01", "title": "地圖"}},
        here={"linked_docs.2": {**link, "uid": "linkedHERE01", "visibility": "members"}},
    )
    doc = found.document.linked_docs[2]
    assert (doc.uid, doc.title, doc.visibility) == ("linkedHERE01", "地圖", "members")
    assert len(found.document.linked_docs) == 3
    assert found.conflicts == []


def test_a_link_moved_to_where_it_stands_already_stands_there_once():
    found = merged(
        note={"linked_docs.1.session": "session00002"},
        here={
            "linked_docs.2": {
                **TRIP["linked_docs"][1],
                "uid": "linkedHERE01",
                "session": "session00002",
            }
        },
    )
    places = [(doc.url, doc.session) for doc in found.document.linked_docs]
    assert len(places) == len(set(places))


def test_minutes_that_both_sides_began_are_one_note_in_conflict():
    minutes = {"purpose": "minutes", "session": "session00002"}
    found = merged(
        note={"notes.1": {**minutes, "uid": "noteNOTE0001", "body": "出席：王"}},
        here={"notes.1": {**minutes, "uid": "noteHERE0001", "body": "出席：佐藤"}},
    )
    assert [(c.uid, c.field) for c in found.conflicts] == [("noteHERE0001", "body")]
    assert found.document.notes[1].body == "出席：佐藤"


def test_minutes_moved_here_to_where_the_note_begins_some_are_joined():
    found = merged(
        note={
            "notes.1": {
                "uid": "noteNOTE0001",
                "purpose": "minutes",
                "session": "session00002",
                "body": "出席：王",
            }
        },
        here={"notes.0.session": "session00002"},
    )
    assert [note.body for note in found.document.notes] == ["All came.\n\n出席：王"]


def test_what_the_note_has_again_is_what_was_kept_here():
    base = trip()
    theirs = trip(**{"sessions.2": None})
    kept = merge(base, theirs, base)
    read = adopt_uids(read_again(), kept.theirs)
    again = merge(kept.theirs, read, kept.document)
    assert again.document == kept.document
    assert again.added == []


def test_what_both_sides_renamed_alike_is_still_one():
    note = adopt_uids(
        read_again(**{"sessions.2.title": "Kayak tour", "sessions.2.start": "08:00"}), trip()
    )
    found = merge(trip(), note, trip(**{"sessions.2.title": "Kayak tour"}))
    assert len(found.document.sessions) == 4
    assert by_title(found.document, "Kayak tour").start == dt.time(8)


def test_the_order_of_the_note_holds_unless_it_was_changed_here():
    order = [TRIP["sessions"][i] for i in (0, 1, 3, 2)]
    found = merged(note={"sessions": order}, here={"sessions.4": NEW_SESSION})
    assert [s.uid[-4:] for s in found.document.sessions] == ["0001", "0002", "0004", "EW01", "0003"]


def test_a_programme_of_a_thousand_sessions_is_merged_in_little_time():
    raw = copy.deepcopy(TRIP)
    start = dt.date(2026, 11, 1)
    raw["days"] = [
        {"uid": f"day{i:09}", "date": str(start + dt.timedelta(days=i))} for i in range(50)
    ]
    titles = ("Lunch", "拜會第{}處", "会議 {}", "Visit {}", "간담회 {}")
    raw["sessions"] = [
        {
            "uid": f"session{i:05}",
            "day": f"day{i // 20:09}",
            "title": titles[i % 5].format(i),
            "start": f"{8 + i % 12:02}:00",
            "description": DESCRIPTION * 5,
        }
        for i in range(1000)
    ]
    raw["linked_docs"] = [
        {"uid": f"linked{i:06}", "url": f"https://hackmd.io/{i}", "session": f"session{i:05}"}
        for i in range(1000)
    ]
    raw["notes"] = []
    base = read_document(json.dumps(raw))
    ours, changed = base.model_copy(deep=True), base.model_copy(deep=True)
    for session in ours.sessions[::3]:
        session.kind = "visit"
        session.description += "\nhere"
    for i, session in enumerate(changed.sessions):
        if i % 4 == 1:
            session.title += " (moved)"
            session.description = f"先\n{session.description}"
        if i % 7 == 0:
            session.day = changed.days[(i // 20 + 1) % 50].uid
    read = copy_of(changed, "harbour-week")
    begin = time.process_time()
    adopted = adopt_uids(read, base)
    found = merge(base, adopted, ours)
    took = time.process_time() - begin
    assert took < 4
    assert found.added == found.removals == found.conflicts == []
    print(f"1,000 sessions: {took:.2f} s")


def test_a_note_that_nothing_is_known_of_keeps_its_uids():
    nothing = {name: [] for name, value in TRIP.items() if isinstance(value, list)}
    read = read_again()
    adopted = adopt_uids(read, trip(**nothing))
    assert [s.uid for s in adopted.sessions] == [s.uid for s in read.sessions]
