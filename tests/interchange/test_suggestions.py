"""What is offered about a note, and what accepting it does."""

import pytest

from tripbook.interchange.document import OrganizationRecord, ParticipantRecord
from tripbook.interchange.note import read_note
from tripbook.interchange.suggestions import KnownPerson, apply_suggestions, suggest

NOTE = """# Harbour visit 2026

## Participants
- Mei-Lin @meilin
- Arno

## Programme
### 11/24 Day 1
- 10:00 {title}

## {title}

{minutes}
"""


def offered(title="Opening", minutes="All came.", known=()):
    lines = NOTE.format(title=title, minutes=minutes).split("\n")
    reading = read_note("\n".join(lines))
    document = reading.document
    lines_of = {session.uid: [8, *range(12, len(lines))] for session in document.sessions}
    return document, suggest(document, lines=lines, lines_of=lines_of, known=known)


def speakers(document):
    names = {person.uid: person.name for person in document.participants}
    return [(names[p.uid], p.role) for p in document.sessions[0].participants]


def test_nothing_is_offered_where_nothing_is_in_doubt():
    _document, found = offered()
    assert found == []


@pytest.mark.parametrize("title", ["Arno 閃電講", "arno: lightning talk", "閃電講（Arno）"])
def test_who_is_named_in_a_title_may_be_its_speaker(title):
    document, found = offered(title=title)
    assert [(s.line, s.speaker.name) for s in found] == [(8, "Arno")]
    assert speakers(document) == []
    assert speakers(apply_suggestions(document, found)) == [("Arno", "speaker")]


@pytest.mark.parametrize("title", ["Arnold speaks", "The arnoites", "Opening"])
def test_a_name_inside_a_word_names_nobody(title):
    assert offered(title=title)[1] == []


def test_who_is_introduced_in_the_minutes_may_be_a_speaker():
    document, found = offered(minutes="- Ji-hwan PARK <Secretary, Open Data Forum>\n- Not <b>")
    assert [(s.line, s.speaker.name) for s in found] == [(12, "Ji-hwan PARK")]
    changed = apply_suggestions(document, found)
    person = changed.participants[-1]
    assert (person.position, changed.organizations[-1].name) == ("Secretary", "Open Data Forum")
    assert speakers(changed) == [("Ji-hwan PARK", "speaker")]


def known_person(**fields):
    person = {"uid": "known000", "name": "Mei-Lin", "organization": "home0000", **fields}
    home = OrganizationRecord(uid="home0000", name="Harbour office")
    return KnownPerson(ParticipantRecord(**person), home, "Last year")


@pytest.mark.parametrize("person", [{}, {"name": "林美", "handle": "@MeiLin"}])
def test_a_person_of_another_trip_is_offered_and_keeps_their_own_data(person):
    known = known_person(**person, bio="Sails.")
    document, found = offered(known=[known])
    assert [(s.uid, s.same_as) for s in found] == [(document.participants[0].uid, known)]
    assert "Last year" in found[0].reason
    changed = apply_suggestions(document, found).participants[0]
    assert (changed.uid, changed.name, changed.bio) == ("known000", known.person.name, "Sails.")
    assert changed.handle.lstrip("@").lower() == "meilin"


def test_who_is_in_the_trip_already_is_not_offered():
    document, _found = offered()
    same = known_person(uid=document.participants[0].uid)
    found = suggest(document, lines=[], lines_of={}, known=[same])
    assert found == []


def test_someone_who_was_left_out_does_not_come_back():
    document, found = offered(title="Arno 閃電講")
    document.participants = [p for p in document.participants if p.name != "Arno"]
    assert speakers(apply_suggestions(document, found)) == []
