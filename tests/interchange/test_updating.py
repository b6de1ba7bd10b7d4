"""What a merge came to is what is in the database afterwards."""

import json
from random import Random

import pytest
from django.db import transaction

from events.access import SUPERUSER
from notes.models import Import
from tripbook.interchange.document import read_document
from tripbook.interchange.dump import dump_trip, to_json
from tripbook.interchange.load import load_document
from tripbook.interchange.merge import resolve
from tripbook.interchange.merge.fields import FIELDS, by_uid
from tripbook.interchange.updating import (
    changes_in_words,
    conflicts_in_words,
    load_merge,
    merge_note,
)

from .strategies import document_of, edit

pytestmark = pytest.mark.django_db


def stored(trip):
    return read_document(to_json(dump_trip(trip, SUPERUSER)))


def items(document):
    """Everything of a document but the order, and organizations that nothing names."""
    named = {person.organization for person in document.participants}
    named |= {uid for session in document.sessions for uid in session.hosts}
    found = {
        record.uid: {field: plain(getattr(record, field)) for field in FIELDS[name]}
        for name, records in by_uid(document).items()
        for record in records.values()
        if name != "organizations" or record.uid in named
    }
    return found | {"trip": {field: getattr(document.trip, field) for field in FIELDS["trip"]}}


def plain(value):
    if not isinstance(value, list):
        return value
    return sorted(json.dumps(item, default=lambda record: record.model_dump()) for item in value)


@pytest.mark.parametrize("seed", [*range(40), 547, 1316])
def test_a_merge_of_random_edits_is_written_as_it_is(seed):
    rng = Random(seed)
    base = document_of(rng, 2)
    trip = load_document(edit(rng, base, 6)).trip
    last = Import(document=base.model_dump(mode="json", by_alias=True))
    merged = merge_note(trip, last, edit(rng, base, 10))
    prefer = rng.choice(("note", "here", None))
    merged = resolve(merged, prefer=prefer, remove=rng.random() < 0.5)
    assert len(changes_in_words(merged)) == len([*merged.added, *merged.changed, *merged.removals])
    assert conflicts_in_words(merged).count("\n") == max(0, len(merged.conflicts) - 1)
    with transaction.atomic():
        load_merge(trip, merged)
    trip.refresh_from_db()
    assert items(stored(trip)) == items(merged.document)
