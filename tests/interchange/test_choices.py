"""What a person decides about a document before it is saved."""

import datetime as dt

import pytest

from tripbook.interchange.choices import Choice, Fate, answered, apply_choices
from tripbook.interchange.document import (
    AttendanceRecord,
    DayRecord,
    Document,
    LinkedDocRecord,
    NoteRecord,
    OrganizationRecord,
    ParticipantRecord,
    PlaceRecord,
    SessionRecord,
    TripRecord,
)

TRIP, FIRST, SECOND, TALK, PORT, NORA, HALL, HOME, LINK, MINUTES = (
    f"{name:0<8}"
    for name in (
        *("trip", "first", "second", "talk", "port", "nora", "hall", "home", "link", "minutes"),
    )
)


@pytest.fixture
def document():
    return Document(
        format="tripbook",
        version=1,
        trip=TripRecord(uid=TRIP, slug="trip", title="Trip", timezone="Asia/Seoul"),
        organizations=[OrganizationRecord(uid=HOME, name="Harbour office")],
        participants=[ParticipantRecord(uid=NORA, name="Nora", organization=HOME)],
        places=[PlaceRecord(uid=HALL, name="City Hall")],
        days=[
            DayRecord(uid=FIRST, date=dt.date(2026, 11, 24)),
            DayRecord(uid=SECOND, date=dt.date(2026, 11, 25)),
        ],
        sessions=[
            SessionRecord(
                uid=TALK,
                day=FIRST,
                title="Talk",
                place=HALL,
                end_date=dt.date(2026, 11, 25),
                participants=[AttendanceRecord(uid=NORA)],
            ),
            SessionRecord(uid=PORT, day=SECOND, title="Port"),
        ],
        linked_docs=[LinkedDocRecord(uid=LINK, url="https://example.org/", session=TALK)],
        notes=[NoteRecord(uid=MINUTES, purpose="minutes", body="We met.", session=TALK)],
    )


def decided(document, texts=(), keep=(), **choices):
    found = {globals()[name]: choice for name, choice in choices.items()}
    return apply_choices(document, found, dict(texts), keep=keep)


def fields(**values):
    return Choice(fields=values)


def test_without_choices_nothing_changes(document):
    assert decided(document) == document


def test_a_session_moves_to_another_day_after_what_is_there_with_its_end(document):
    result = decided(document, TALK=fields(day=SECOND, title="Long talk"))
    assert [(s.uid, s.day, s.title, s.end_date) for s in result.sessions] == [
        (PORT, SECOND, "Port", None),
        (TALK, SECOND, "Long talk", dt.date(2026, 11, 26)),
    ]
    assert document.sessions[0].day == FIRST


def test_a_day_that_gets_another_date_takes_the_ends_of_its_sessions_along(document):
    result = decided(document, FIRST=fields(date=dt.date(2026, 12, 1)))
    assert result.sessions[0].end_date == dt.date(2026, 12, 2)


def test_a_place_is_chosen_by_its_name_and_made_where_it_is_new(document):
    assert decided(document, PORT=fields(place="city hall")).sessions[1].place == HALL
    result = decided(document, TALK=fields(place="Pier 4"))
    assert [place.name for place in result.places] == ["Pier 4"]
    assert result.sessions[0].place == result.places[0].uid


def test_what_is_to_keep_stays_though_nobody_names_it(document):
    result = decided(document, keep={HALL, HOME}, TALK=Choice(Fate.OUT), NORA=Choice(Fate.OUT))
    assert (result.places, result.organizations) == (document.places, document.organizations)


def test_an_organization_is_given_by_its_name(document):
    result = decided(document, NORA=fields(organization="Port union", name="Nora K."))
    assert [o.name for o in result.organizations] == ["Port union"]
    assert result.participants[0].organization == result.organizations[0].uid


def test_a_session_that_is_left_out_takes_its_links_and_notes_along(document):
    result = decided(document, TALK=Choice(Fate.OUT))
    assert [s.uid for s in result.sessions] == [PORT]
    assert (result.linked_docs, result.notes, result.places) == ([], [], [])


def test_a_session_that_stays_as_text_leaves_its_links_and_notes_to_its_day(document):
    result = decided(document, {TALK: "- 10:00 Talk"}, TALK=Choice(Fate.TEXT))
    assert result.trip.description == "- 10:00 Talk"
    assert [(d.day, d.session) for d in result.linked_docs] == [(FIRST, None)]
    assert [(n.day, n.session, n.body) for n in result.notes] == [(FIRST, None, "We met.")]


def test_notes_that_meet_become_one(document):
    document.notes.append(NoteRecord(uid="another0", purpose="minutes", body="All.", day=FIRST))
    result = decided(document, TALK=Choice(Fate.TEXT))
    assert [note.body for note in result.notes] == ["All.\n\nWe met."]


def test_a_person_who_stays_as_text_is_no_participant(document):
    result = decided(document, {NORA: "- Nora (Harbour office)"}, NORA=Choice(Fate.TEXT))
    assert result.trip.description == "- Nora (Harbour office)"
    assert (result.participants, result.organizations) == ([], [])
    assert result.sessions[0].participants == []


def test_links_and_notes_that_stay_as_text_go_to_the_description_above_them(document):
    result = decided(document, LINK=Choice(Fate.TEXT), MINUTES=Choice(Fate.TEXT))
    assert result.sessions[0].description == "https://example.org/\n\nWe met."
    assert (result.linked_docs, result.notes) == ([], [])


def test_a_place_that_stays_as_text_is_in_the_description(document):
    result = decided(document, HALL=Choice(Fate.TEXT))
    assert (result.places, result.sessions[0].description) == ([], "City Hall")


def test_a_day_is_left_out_only_without_sessions(document):
    assert decided(document, SECOND=Choice(Fate.OUT)).days == document.days
    result = decided(document, SECOND=Choice(Fate.OUT), PORT=fields(day=FIRST))
    assert [day.uid for day in result.days] == [FIRST]


def test_the_base_of_the_next_merge_is_the_note_with_its_open_questions_answered(document):
    read = document.model_copy(deep=True)
    read.trip.slug = read.trip.timezone = read.days[1].date = read.sessions[1].day = None
    chosen = decided(document, TALK=fields(title="Other"), NORA=Choice(Fate.OUT))
    assert answered(read, chosen) == document


def test_what_is_open_and_was_left_out_is_no_base(document):
    read = document.model_copy(deep=True)
    read.days[1].date = None
    chosen = decided(document, SECOND=Choice(Fate.OUT), PORT=Choice(Fate.OUT))
    base = answered(read, chosen)
    assert ([d.uid for d in base.days], [s.uid for s in base.sessions]) == ([FIRST], [TALK])


def test_hosts_are_given_by_their_names_and_made_where_they_are_new(document):
    found = decided(document, TALK=fields(hosts=["harbour OFFICE", "City hall", "City Hall"]))
    names = {home.uid: home.name for home in found.organizations}
    hosts = [names[uid] for uid in found.sessions[0].hosts]
    assert hosts == ["Harbour office", "City hall"]


@pytest.mark.parametrize(
    ("target", "place"), [(SECOND, (SECOND, None)), (PORT, (None, PORT)), ("", (None, None))]
)
def test_links_and_notes_move_to_a_day_a_session_or_the_trip(document, target, place):
    found = decided(document, LINK=fields(target=target), MINUTES=fields(target=target))
    (link,), (note,) = found.linked_docs, found.notes
    assert ((link.day, link.session), (note.day, note.session)) == (place, place)


def test_what_moves_where_the_like_is_already_becomes_one(document):
    document.linked_docs.append(document.linked_docs[0].model_copy(update={"uid": "x" * 8}))
    document.notes.append(NoteRecord(uid="y" * 8, purpose="minutes", body="More."))
    for record in (document.linked_docs[1], document.notes[1]):
        record.session = PORT
    found = decided(document, LINK=fields(target=PORT), MINUTES=fields(target=PORT))
    assert [link.uid for link in found.linked_docs] == ["x" * 8]
    assert [note.body for note in found.notes] == ["More.\n\nWe met."]


def test_what_moves_to_a_session_that_is_left_out_goes_with_it(document):
    found = decided(document, LINK=fields(target=PORT), PORT=Choice(Fate.OUT))
    assert found.linked_docs == []
