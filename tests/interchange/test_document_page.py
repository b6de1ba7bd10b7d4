"""docs/document.md names every field of the trip document, with an example that is one."""

import json
import re

import jsonschema
from django.conf import settings

from events.access import SUPERUSER
from events.models import Trip
from tripbook.interchange.document import (
    DERIVED,
    LISTS,
    Document,
    derive,
    json_schema,
    read_document,
)
from tripbook.interchange.dump import dump_trip
from tripbook.interchange.load import load_document

ROW = re.compile(r"\| `(\w+)` \| `(.*?)` \|(.*)\|")
RECORDS = {
    "The document": "",
    "trip": "TripRecord",
    "organizations": "OrganizationRecord",
    "participants": "ParticipantRecord",
    "places": "PlaceRecord",
    "days": "DayRecord",
    "sessions": "SessionRecord",
    "sessions[].participants": "AttendanceRecord",
    "linked_docs": "LinkedDocRecord",
    "notes": "NoteRecord",
}


def sections():
    """Each section's rows: field, example, what it is."""
    page = (settings.BASE_DIR / "docs" / "document.md").read_text(encoding="utf-8")
    parts = re.split(r"^##+ (.*)$", page, flags=re.MULTILINE)
    return {
        heading.strip("`"): ROW.findall(text)
        for heading, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def example():
    """The document that the examples make."""
    found = {
        heading: {field: json.loads(value) for field, value, _what in rows if "…" not in value}
        for heading, rows in sections().items()
    }
    lists = {name: [found[name]] for name in LISTS}
    return {**found["The document"], "trip": found["trip"], **lists}


def test_every_field_is_there_in_the_order_of_the_document():
    schema = json_schema("https://trips.example.org/schema/trip.json")
    shapes = {"": schema, **schema["$defs"]}
    assert {
        heading: [field for field, _example, _what in rows]
        for heading, rows in sections().items()
        if rows
    } == {heading: list(shapes[name]["properties"]) for heading, name in RECORDS.items()}


def test_fields_are_marked_as_the_schema_and_the_reader_take_them():
    derived = {(name, field) for name, fields in DERIVED.items() for field in fields}
    marked = {
        (heading, field)
        for heading, rows in sections().items()
        for field, _example, what in rows
        if "*derived*" in what
    }
    assert marked == derived
    schema = json_schema("")
    shapes = {"": schema, **schema["$defs"]}
    needed = {
        (heading, field)
        for heading, name in RECORDS.items()
        for field in shapes[name].get("required", [])
    }
    assert {
        (heading, field)
        for heading, rows in sections().items()
        for field, _example, what in rows
        if "*needed*" in what
    } == needed


def test_the_examples_make_a_document_that_fits_the_schema_and_can_be_imported(db):
    document = example()
    jsonschema.validate(document, json_schema(""), jsonschema.Draft202012Validator)
    read = derive(read_document(json.dumps(document)))
    for field in ("starts_at", "ends_at", "date"):
        told = document["sessions"][0][field]
        assert json.loads(read.sessions[0].model_dump_json())[field] == told
    load_document(read_document(json.dumps(document)))
    written = dump_trip(Trip.objects.get(), SUPERUSER)
    assert Document.model_validate_json(json.dumps(written)).trip.title == "Harbour week 港灣週"
    assert written["sessions"][0] == document["sessions"][0]


def test_the_choices_of_a_field_are_all_named():
    shapes = json_schema("")["$defs"]
    missing = [
        (heading, field, value)
        for heading, rows in sections().items()
        for field, _example, what in rows
        if RECORDS.get(heading) and field != "kind" or heading == "sessions"
        for value in shapes[RECORDS[heading]]["properties"][field].get("enum", [])
        if f"`{value}`" not in what
    ]
    assert missing == []
