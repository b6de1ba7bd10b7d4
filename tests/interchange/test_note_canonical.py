"""A canonical note that people wrote into: its items are known again, and nothing is lost."""

import datetime as dt
import random
import time

import pytest

from tripbook.interchange.document import (
    AttendanceRecord,
    DayRecord,
    Document,
    DocumentError,
    LinkedDocRecord,
    NoteRecord,
    OrganizationRecord,
    ParticipantRecord,
    PlaceRecord,
    SessionRecord,
    TripRecord,
    check_importable,
)
from tripbook.interchange.merge.fields import FIELDS, by_uid
from tripbook.interchange.note import read_note, write_note

from .fuzzing import fixtures, mutated
from .lines import lost_lines

TRIP = Document(
    format="tripbook",
    version=1,
    trip=TripRecord(
        uid="trip12345678",
        slug="harbour-week",
        title="Harbour week",
        timezone="Europe/Tallinn",
        description="Bring rain clothes.\n\n- and shoes",
    ),
    organizations=[OrganizationRecord(uid="orgport12345", name="Port office")],
    participants=[
        ParticipantRecord(
            uid="mei123456789",
            name="Mei-Lin",
            handle="mei",
            organization="orgport12345",
            position="Head of Data",
            role="lead",
        ),
        ParticipantRecord(uid="arno12345678", name="Arno", bio="Writes."),
    ],
    places=[PlaceRecord(uid="hall12345678", name="City Hall", address="1 Harbour Road")],
    days=[
        DayRecord(uid="dayone123456", date=dt.date(2026, 11, 24), title="Arrival"),
        DayRecord(uid="daytwo123456", date=dt.date(2026, 11, 25), title="Talks"),
    ],
    sessions=[
        SessionRecord(
            uid="opening12345",
            day="dayone123456",
            title="Opening",
            kind="ceremony",
            start=dt.time(9),
            end=dt.time(10, 30),
            place="hall12345678",
            hosts=["orgport12345"],
            participants=[
                AttendanceRecord(uid="mei123456789", role="speaker"),
                AttendanceRecord(uid="arno12345678"),
            ],
            description="By the door.",
        ),
        SessionRecord(uid="boats1234567", day="dayone123456", title="Boats", start=dt.time(14)),
        SessionRecord(
            uid="talks1234567", day="daytwo123456", title="開放資料（自由）", start=dt.time(9)
        ),
    ],
    linked_docs=[
        LinkedDocRecord(
            uid="slides123456", title="Slides", url="https://a.example/s", session="opening12345"
        )
    ],
    notes=[
        NoteRecord(
            uid="minutes12345",
            purpose="minutes",
            body="## We met\n\nand agreed.\n",
            session="opening12345",
        )
    ],
)
NOTE = write_note(TRIP)


def edited(*pairs):
    """The note with some of its words replaced, as it is read then."""
    text = NOTE
    for before, after in pairs:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    reading = read_note(text)
    assert lost_lines(text, reading) == []
    return reading.document


def differences(document):
    """What is different from the trip: field paths with their values, and what is new or gone."""
    before, after = by_uid(TRIP), by_uid(document)
    found = {
        f"trip.{field}": getattr(document.trip, field)
        for field in FIELDS["trip"]
        if getattr(document.trip, field) != getattr(TRIP.trip, field)
    }
    for name, records in before.items():
        for uid, record in records.items():
            other = after[name].get(uid)
            if other is None:
                found[uid] = "gone"
                continue
            for field in FIELDS[name]:
                if getattr(other, field) != getattr(record, field):
                    found[f"{uid}.{field}"] = getattr(other, field)
        for uid, record in after[name].items():
            if uid not in records:
                words = getattr(record, "title", "") or getattr(record, "name", record.uid)
                found.setdefault(f"new {name}", []).append(words)
    return found


def test_a_note_that_nobody_edited_is_the_trip():
    assert differences(edited()) == {}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("### 09:00–10:30 Opening", "### 09:30–11:00 Opening", {"start": "09:30", "end": "11:00"}),
        ("09:00–10:30 Opening", "9:00-10:30 Opening", {}),
        ("09:00–10:30 Opening", "09:00 – 11:00 Opening", {"end": "11:00"}),
        ("09:00–10:30 Opening", "下午2點 Opening", {"start": "14:00", "end": None}),
        ("09:00–10:30 Opening", "Opening", {"start": None, "end": None}),
        ("10:30 Opening @", "10:30 Grand opening @", {"title": "Grand opening"}),
        ("10:30 Opening @", "10:30 **Grand** opening @", {"title": "Grand opening"}),
        ("10:30 Opening @", "10:30 Opening (TBC) @", {"status": "tentative"}),
        ("10:30 Opening @", "10:30 Opening（取消） @", {"status": "cancelled"}),
        ("10:30 Opening @", "10:30 ~~Opening~~ @", {"status": "cancelled"}),
        ("### 09:00–10:30 Opening", "#### 09:00–10:30 Opening", {}),
        ("10:30 Opening @ City Hall <", "10:30 Opening <", {"place": None}),
    ],
)
def test_what_a_person_changed_in_the_heading_of_a_session_is_read(before, after, expected):
    if before.startswith("09:00") and "Opening" in before:
        before, after = f"### {before}", f"### {after}"
    found = differences(edited((before, after)))
    values = {
        path.removeprefix("opening12345."): value.strftime("%H:%M")
        if isinstance(value, dt.time)
        else value
        for path, value in found.items()
    }
    assert values == expected


def test_words_typed_after_the_comment_belong_to_the_heading():
    comment = NOTE.split("14:00 Boats ")[1].split("\n")[0]
    found = differences(edited((comment, f"{comment} and ferries")))
    assert found == {"boats1234567.title": "Boats and ferries"}


def test_a_moved_session_keeps_what_it_is():
    opening = NOTE.index("### 09:00–10:30 Opening")
    boats = NOTE.index("### 14:00 Boats")
    talks = NOTE.index("## Places")
    text = NOTE[:opening] + NOTE[boats:talks] + NOTE[opening:boats] + NOTE[talks:]
    reading = read_note(text)
    assert differences(reading.document) == {
        "opening12345.day": "daytwo123456",
    }
    order = [session.uid for session in reading.document.sessions]
    assert order == ["boats1234567", "talks1234567", "opening12345"]


def test_a_moved_day_takes_its_sessions_along():
    found = differences(edited(("2026-11-24 (Tue) Arrival", "2026-11-26 (Tue) Arrival")))
    assert found == {"dayone123456.date": dt.date(2026, 11, 26)}


def test_the_date_of_a_day_may_be_written_as_people_write_it():
    found = differences(edited(("2026-11-24 (Tue) Arrival", "11/26 Arrival")))
    assert found == {"dayone123456.date": dt.date(2026, 11, 26)}


def test_a_session_whose_comment_was_deleted_is_read_all_the_same():
    line = next(line for line in NOTE.split("\n") if "14:00 Boats" in line)
    found = differences(edited((line, "### 14:00 Boats")))
    assert found == {"boats1234567": "gone", "new sessions": ["Boats"]}


def test_new_sessions_are_read_as_in_any_note():
    found = differences(
        edited(
            ("### 14:00 Boats", "### 11:00-12:00 Tea with the mayor @ Café\n\n### 14:00 Boats"),
            ("## Places <", "- 18:00 Dinner\n- 20:00 Sauna\n\n## Places <"),
        )
    )
    assert found.pop("new sessions") == ["Tea with the mayor", "Dinner", "Sauna"]
    assert found == {"new places": ["Café"]}


def test_new_lines_under_a_session_are_its_description():
    found = differences(
        edited(("By the door.\n<!-- /text -->", "By the door.\n<!-- /text -->\n\nBring a pen."))
    )
    assert found == {"opening12345.description": "By the door.\n\nBring a pen."}


def test_new_lines_in_a_text_are_of_the_text():
    found = differences(edited(("By the door.\n", "By the red door.\n# At nine\n")))
    assert found == {"opening12345.description": "By the red door.\n# At nine"}


def test_new_lines_under_the_minutes_are_minutes():
    body = "and agreed.\n\n<!-- /text -->"
    found = differences(edited((body, f"{body}\n\n## Next steps\n\n- 10:00 call them\n")))
    assert found == {
        "minutes12345.body": "## We met\n\nand agreed.\n\n\n## Next steps\n\n- 10:00 call them"
    }


def test_minutes_may_be_added_under_the_name_of_a_session():
    written = NOTE.index("<!-- written")
    text = f"{NOTE[:written]}### Boats\n\nThey float.\n\n{NOTE[written:]}"
    document = read_note(text).document
    assert [(n.session, n.body) for n in document.notes if n.uid != "minutes12345"] == [
        ("boats1234567", "They float.")
    ]


def test_a_link_that_moved_stands_where_it_was_put():
    link = next(line for line in NOTE.split("\n") if "slides123456" in line and "doc" in line)
    boats = next(line for line in NOTE.split("\n") if "14:00 Boats" in line)
    found = differences(edited((f"{link}\n", ""), (boats, f"{boats}\n\n{link}")))
    assert found == {"slides123456.session": "boats1234567"}


def test_links_that_people_add_are_documents_of_what_they_stand_under():
    boats = next(line for line in NOTE.split("\n") if "14:00 Boats" in line)
    document = edited((boats, f"{boats}\n\n- [Timetable](https://b.example/t)"))
    assert differences(document) == {"new linked_docs": ["Timetable"]}
    assert document.linked_docs[-1].session == "boats1234567"


def test_people_who_are_added_to_the_list_are_read_as_in_any_note():
    document = edited(("- Arno <", "- Kai Tamm @kai\n- Nora Saar, Port office\n- Arno <"))
    found = differences(document)
    assert found.pop("new participants") == ["Kai Tamm", "Nora Saar"]
    assert found == {}


def test_a_person_who_was_renamed_in_the_list_stays_in_the_sessions():
    found = differences(edited(("- Mei-Lin @mei", "- Mei-Lin Wu @mei")))
    assert found == {"mei123456789.name": "Mei-Lin Wu"}


def test_who_goes_to_a_session_can_be_changed_by_name():
    found = differences(edited((": Mei-Lin (speaker), Arno <", ": Arno (moderator), Kai <")))
    assert found.pop("new participants") == ["Kai"]
    ((path, going),) = found.items()
    assert path == "opening12345.participants"
    assert [(p.uid == "arno12345678", p.role) for p in going] == [
        (True, "moderator"),
        (False, "attendee"),
    ]


def test_another_place_in_a_heading_is_another_place():
    document = edited(("Opening @ City Hall <", "Opening @ Room 5 <"))
    found = differences(document)
    assert found.pop("new places") == ["Room 5"]
    assert list(found) == ["opening12345.place"]


def test_a_place_that_was_renamed_in_the_list_stays_the_place_of_its_sessions():
    text = NOTE.replace("- City Hall: 1 Harbour Road", "- Town Hall: 2 Harbour Road")
    found = differences(read_note(text).document)
    assert found == {"hall12345678.name": "Town Hall", "hall12345678.address": "2 Harbour Road"}


def test_a_copied_line_is_a_new_item():
    line = next(line for line in NOTE.split("\n") if "14:00 Boats" in line)
    found = differences(edited((line, f"{line}\n\n{line.replace('14:00 Boats', '16:00 Ferry')}")))
    assert found == {"new sessions": ["Ferry"]}


def test_a_text_whose_end_was_deleted_takes_nothing_else_along():
    found = differences(edited(("By the door.\n<!-- /text -->\n", "By the door.\n")))
    assert found == {}


def test_a_text_whose_beginning_was_deleted_stays_text():
    found = differences(edited(("<!-- text -->\nBy the door.", "By the door.")))
    assert found == {}


def test_a_part_that_a_person_adds_is_read_as_in_any_note():
    found = differences(edited(("## Places <", "## Packing list\n\n- socks\n\n## Places <")))
    assert found == {
        "trip.description": "Bring rain clothes.\n\n- and shoes\n\n## Packing list\n\n- socks"
    }


def test_a_code_block_that_a_person_adds_hides_no_item():
    found = differences(edited(("### 14:00 Boats", "```\n# no heading\n\n### 14:00 Boats")))
    assert "boats1234567" not in found
    assert "new sessions" not in found


def test_a_note_that_went_through_windows_is_the_same():
    reading = read_note(NOTE.replace("\n", "\r\n"))
    assert differences(reading.document) == {}


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_accidents_lose_no_line_and_no_item_gets_a_uid_twice(first):
    for number in range(first, first + 20):
        draw = random.Random(number)
        text = mutated(draw, NOTE, draw.choice([NOTE, *fixtures()]))
        reading = read_note(text, timezone="Asia/Taipei")
        # The name of a session over its minutes is no text: the session may have another by now.
        lost = [line for line in lost_lines(text, reading) if " words:" not in line[1]]
        assert lost == []
        assert _problems(reading.document) == []


def _problems(document):
    """What would keep a document from being imported but what the importer is asked for."""
    document.trip.slug = "note"
    try:
        check_importable(document)
    except DocumentError as error:
        return [problem for problem in error.problems if "is needed" not in problem.message]
    return []


def seconds(text):
    """Return the processor time that a reading takes: other processes don't count."""
    started = time.process_time()
    read_note(text)
    return time.process_time() - started


@pytest.mark.parametrize(
    "unit",
    [
        "### 10:00 Talk <!-- session:abcdefgh kind:talk -->\n",
        "- Participants: Ann, Ben (speaker) <!-- people:abcdefgh,abcdefgi -->\n",
        "- Ann (Lab), Chair, *lead* <https://a.example> <!-- participant:abcdefgh -->\n",
        "<!-- text -->\n",
        "<!-- text -->\nwords\n<!-- /text -->\n",
        "### Talk <!-- minutes:abcdefgh session:opening12345 -->\n",
        "**a @ (\\",
    ],
)
def test_time_grows_with_the_note_only(unit):
    head = NOTE[: NOTE.index("<!-- written")]
    small, large = (head + unit * (size // len(unit)) for size in (20_000, 80_000))
    seconds(small)
    assert seconds(large) < 6 * seconds(small) + 0.5
