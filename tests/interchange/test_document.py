"""The trip document: what is read, and how what can't be read is told."""

import copy
import json

import jsonschema
import pytest

from tripbook.interchange.document import DocumentError, json_schema, read_document

WHOLE = {
    "format": "tripbook",
    "version": 1,
    "audience": "organizers",
    "trip": {
        "uid": "tripTRIP0001",
        "slug": "harbour-week",
        "title": "Harbour week",
        "timezone": "Europe/Tallinn",
    },
    "organizations": [{"uid": "orgORG000001", "name": "Harbour office"}],
    "participants": [
        {"uid": "person000001", "name": "Mei-Lin", "organization": "orgORG000001"},
        {"uid": "person000002", "name": "Arno"},
    ],
    "places": [{"uid": "place0000001", "name": "Customs house", "latitude": 59, "longitude": 24.7}],
    "days": [
        {"uid": "day000000001", "date": "2026-10-24"},
        {"uid": "day000000002", "date": "2026-10-25"},
    ],
    "sessions": [
        {
            "uid": "session00001",
            "day": "day000000001",
            "title": "Opening",
            "start": "09:30",
            "end": "10:15",
            "place": "place0000001",
            "hosts": ["orgORG000001"],
            "participants": [{"uid": "person000001", "role": "speaker"}],
        },
        {"uid": "session00002", "day": "day000000002", "title": "Walk"},
    ],
    "linked_docs": [
        {"uid": "linked000001", "url": "https://example.org/a#", "session": "session00001"}
    ],
    "notes": [
        {
            "uid": "note00000001",
            "purpose": "minutes",
            "body": "All came.",
            "day": "day000000001",
        }
    ],
}


def document_with(**changes):
    """Return the whole document with values at paths such as `sessions.0.title` changed."""
    changed = copy.deepcopy(WHOLE)
    for path, value in changes.items():
        *steps, last = (int(s) if s.isdigit() else s for s in path.split("."))
        owner = changed
        for step in steps:
            owner = owner[step]
        owner[last] = value
    return changed


def problems_of(raw):
    data = raw if isinstance(raw, str | bytes) else json.dumps(raw)
    with pytest.raises(DocumentError) as caught:
        read_document(data)
    return [str(problem) for problem in caught.value.problems]


def paths_of(raw):
    return sorted(problem.partition(":")[0] for problem in problems_of(raw))


def test_a_whole_document_is_read():
    document = read_document(json.dumps(WHOLE))
    assert document.trip.title == "Harbour week"
    assert document.sessions[0].start.isoformat() == "09:30:00"
    assert document.sessions[0].participants[0].role == "speaker"


def test_what_may_be_missing_takes_its_default():
    document = read_document(json.dumps({k: WHOLE[k] for k in ("format", "version", "trip")}))
    assert document.sessions == []
    assert document.trip.tags == []
    assert document.audience == "organizers"


@pytest.mark.parametrize(
    "key",
    [
        "format",
        "version",
        "trip",
        "trip.uid",
        "trip.slug",
        "trip.title",
        "trip.timezone",
        "days.0.date",
        "days.0.uid",
        "sessions.1.title",
        "sessions.1.day",
        "organizations.0.name",
        "participants.1.name",
        "places.0.name",
        "linked_docs.0.url",
        "notes.0.purpose",
        "notes.0.body",
    ],
)
def test_what_is_required_is_named_when_it_is_missing(key):
    raw = copy.deepcopy(WHOLE)
    *steps, last = (int(s) if s.isdigit() else s for s in key.split("."))
    owner = raw
    for step in steps:
        owner = owner[step]
    del owner[last]
    path = key.replace(".0.", "[0].").replace(".1.", "[1].")
    assert f"{path}: is missing" in problems_of(raw)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("format", "other", "format"),
        ("version", 2, "version"),
        ("version", True, "version"),
        ("version", 1.0, "version"),
        ("version", "1", "version"),
        ("trip.uid", "short", "trip.uid"),
        ("trip.uid", "tripTRIP0001\n", "trip.uid"),
        ("trip.uid", "x" * 33, "trip.uid"),
        ("trip.slug", "Harbour", "trip.slug"),
        ("trip.slug", "a--b", "trip.slug"),
        ("trip.slug", "x" * 61, "trip.slug"),
        ("trip.slug", None, "trip.slug"),
        ("trip.timezone", "Mars/Base", "trip.timezone"),
        ("trip.timezone", "", "trip.timezone"),
        ("trip.timezone", None, "trip.timezone"),
        ("trip.title", "", "trip.title"),
        ("trip.title", " \t", "trip.title"),
        ("trip.title", "\u200b\ufeff ", "trip.title"),
        ("trip.title", "two\nlines", "trip.title"),
        ("trip.title", "x" * 501, "trip.title"),
        ("trip.title", 7, "trip.title"),
        ("trip.title", None, "trip.title"),
        ("trip.tags", ["fine", ""], "trip.tags[1]"),
        ("trip.tags", "fine", "trip.tags"),
        ("trip.language", "zh_Hant", "trip.language"),
        ("trip.description", "a\x00b", "trip.description"),
        ("trip.description", "half \ud83d", "trip.description"),
        ("trip.surprise", 1, "trip.surprise"),
        ("surprise", 1, "surprise"),
        ("days.0.date", "2026-02-30", "days[0].date"),
        ("days.0.date", "0001-01-01", "days[0].date"),
        ("days.0.date", "1899-12-31", "days[0].date"),
        ("days.0.date", "2200-01-01", "days[0].date"),
        ("days.0.date", "24.10.2026", "days[0].date"),
        ("days.0.date", "2026-10-24T00:00:00", "days[0].date"),
        ("days.0.date", 0, "days[0].date"),
        ("days.0.date", None, "days[0].date"),
        ("days.0.timezone", "UTC+9", "days[0].timezone"),
        ("days.1.date", "2026-10-24", "days[1].date"),
        ("days.1.uid", "day000000001", "days[1].uid"),
        ("sessions.0.day", None, "sessions[0].day"),
        ("sessions.0.day", "nosuchday001", "sessions[0].day"),
        ("sessions.0.start", "9:30", "sessions[0].start"),
        ("sessions.0.start", "24:00", "sessions[0].start"),
        ("sessions.0.start", "09:30:00", "sessions[0].start"),
        ("sessions.0.start", 930, "sessions[0].start"),
        ("sessions.0.end", "09:00", "sessions[0].end"),
        ("sessions.0.end_date", "2026-10-23", "sessions[0].end_date"),
        ("sessions.0.end_date", "9999-12-31", "sessions[0].end_date"),
        ("sessions.0.kind", "party", "sessions[0].kind"),
        ("sessions.0.status", None, "sessions[0].status"),
        ("sessions.0.place", "nosuchplace1", "sessions[0].place"),
        ("sessions.0.hosts", ["person000001"], "sessions[0].hosts[0]"),
        ("sessions.0.hosts", ["orgORG000001"] * 2, "sessions[0].hosts[1]"),
        (
            "sessions.0.participants",
            [{"uid": "nobody000001"}],
            "sessions[0].participants[0].uid",
        ),
        (
            "sessions.0.participants",
            [{"uid": "person000001"}, {"uid": "person000001"}],
            "sessions[0].participants[1].uid",
        ),
        ("participants.0.organization", "nosuchorg001", "participants[0].organization"),
        ("participants.0.from", "tomorrow", "participants[0].from"),
        ("participants.0.from", "0001-01-01", "participants[0].from"),
        ("participants.0.until", "9999-12-31", "participants[0].until"),
        ("participants.0.joins_on", "2026-10-24", "participants[0].joins_on"),
        ("participants.0.links", ["ftp://example.org"], "participants[0].links[0]"),
        ("places.0.latitude", 90.5, "places[0].latitude"),
        ("places.0.latitude", "59", "places[0].latitude"),
        ("places.0.latitude", True, "places[0].latitude"),
        ("linked_docs.0.url", "javascript:alert(1)", "linked_docs[0].url"),
        ("linked_docs.0.url", "https://example.org/a b", "linked_docs[0].url"),
        ("linked_docs.0.url", "https://example.org/" + "x" * 2000, "linked_docs[0].url"),
        ("linked_docs.0.day", "day000000001", "linked_docs[0].day"),
        ("notes.0.purpose", "diary", "notes[0].purpose"),
        ("notes.0.visibility", None, "notes[0].visibility"),
        ("notes.0.session", "nosuchsess01", "notes[0].session"),
        ("days", {}, "days"),
        ("days", [7], "days[0]"),
        ("trip", [], "trip"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(path, value, where):
    assert where in paths_of(document_with(**{path: value}))


def test_everything_that_is_wrong_is_told_at_once():
    raw = document_with(
        **{
            "trip.title": "",
            "sessions.0.day": "nosuchday001",
            "sessions.1.start": "late",
            "participants.1.uid": "person000001",
            "surprise": 1,
        }
    )
    assert paths_of(raw) == [
        "participants[1].uid",
        "sessions[0].day",
        "sessions[1].start",
        "surprise",
        "trip.title",
    ]


def test_a_key_given_twice_is_named_by_its_path():
    text = json.dumps(WHOLE).replace('"title": "Walk"', '"title": "Walk", "title": "Run"')
    assert problems_of(text) == ["sessions[1].title: is given twice"]


def test_the_same_address_twice_under_one_item_is_refused():
    again = {"uid": "linked000002", "url": "https://example.org/a#", "session": "session00001"}
    raw = document_with(linked_docs=[*WHOLE["linked_docs"], again])
    assert paths_of(raw) == ["linked_docs[1].url"]


def test_the_same_address_under_two_items_is_fine():
    again = {"uid": "linked000002", "url": "https://example.org/a#", "session": "session00002"}
    raw = document_with(linked_docs=[*WHOLE["linked_docs"], again])
    assert len(read_document(json.dumps(raw)).linked_docs) == 2


def test_a_second_note_of_one_purpose_is_refused():
    again = {**WHOLE["notes"][0], "uid": "note00000002"}
    assert paths_of(document_with(notes=[*WHOLE["notes"], again])) == ["notes[1].purpose"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "The file is not JSON: line 1, column 1"),
        ('{"format": "tripbook",\n "version" 1}', "The file is not JSON: line 2, column 12"),
        (b"\xff\xfe{}", "The file is not UTF-8: byte 0"),
        ("[" * 100_000, "nested too deeply"),
        ('{"version": NaN}', "NaN is no JSON number"),
        ('{"version": ' + "9" * 5000 + "}", "A number in it has more than 4300 digits."),
        ("[]", "must be an object"),
        ("null", "must be an object"),
        ("7", "must be an object"),
    ],
)
def test_what_is_no_document_is_refused_in_words(data, message):
    assert message in problems_of(data)[0]


def test_a_byte_order_mark_is_no_problem():
    assert read_document(b"\xef\xbb\xbf" + json.dumps(WHOLE).encode()).trip.slug == "harbour-week"


def test_what_is_written_for_consumers_is_ignored():
    raw = document_with(
        **{
            "trip.url": 7,
            "trip.starts_on": "whenever",
            "trip.updated_at": None,
            "sessions.0.date": "2001-01-01",
            "sessions.0.starts_at": {},
            "sessions.0.sequence": "many",
            "sessions.0.url": [],
            "notes.0.revision": -1,
        }
    )
    document = read_document(json.dumps(raw))
    assert document.sessions[0].date is None
    assert document.trip.url is None


def test_a_time_that_the_zone_skips_is_refused():
    raw = document_with(**{"days.0.date": "2026-03-29", "sessions.0.start": "03:30"})
    assert paths_of(raw) == ["sessions[0].start"]


def test_a_flight_may_land_earlier_by_the_clock():
    raw = document_with(
        **{
            "sessions.0.start": "17:00",
            "sessions.0.end": "13:00",
            "sessions.0.end_timezone": "America/Los_Angeles",
        }
    )
    assert read_document(json.dumps(raw)).sessions[0].end_timezone == "America/Los_Angeles"


def test_the_schema_is_one_and_describes_the_whole_document():
    schema = json_schema("https://trips.example.org/schema/trip.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(WHOLE, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document_with(surprise=1), schema)
