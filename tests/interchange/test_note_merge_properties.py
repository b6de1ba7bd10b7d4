"""A canonical note edited while the trip is edited, too: no edit of either side is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tripbook.interchange.document import LISTS, check_importable
from tripbook.interchange.merge import merge, resolve
from tripbook.interchange.merge.fields import NOT_IN_A_NOTE, by_uid
from tripbook.interchange.note import read_note, write_note
from tripbook.interchange.origins import merge_own_note, written_base

from .strategies import documents, edited, in_trip_order, made_hostile
from .test_merge_properties import assert_fields_kept, assert_item_kept

PROPERTY = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def three(draw):
    """A trip, and what became of it in its note and here."""
    trip = draw(documents().map(in_trip_order).map(made_hostile))
    note, here = draw(edited(trip)), draw(edited(trip))
    for changed in (note, here):
        changed.trip.slug = trip.trip.slug
    return trip, in_trip_order(note), in_trip_order(here)


def note_that_became(trip, changed):
    """The note of a trip after people made it say something else."""
    before, after = (
        write_note(document).partition("<!-- written")[::2] for document in (trip, changed)
    )
    return f"{after[0]}<!-- written{before[1]}"


def merged_back(trip, note, here):
    """The merge of a note, as it reads now, into the trip as it is."""
    reading = read_note(note_that_became(trip, note))
    base, unknown = written_base(reading.origin, reading.document, here)
    return merge_own_note(reading.origin, base, reading.document, here, unknown)


def with_what_no_note_says(read, trip):
    """A document as it was read, with the fields that a note does not have as the trip has them."""
    known = by_uid(trip)
    lists = {
        name: [
            record.model_copy(
                update={f: getattr(known[name][record.uid], f) for f in NOT_IN_A_NOTE.get(name, ())}
            )
            if record.uid in known[name]
            else record
            for record in getattr(read, name)
        ]
        for name in LISTS
    }
    return read.model_copy(update=lists)


@PROPERTY
@given(three())
def test_a_note_that_nobody_edited_changes_nothing(sides):
    trip, _note, here = sides
    merged = merged_back(trip, trip, here)
    assert not merged.has_changes
    assert merged.added + merged.changed + merged.removals + merged.conflicts == []


@PROPERTY
@given(three())
def test_what_was_edited_in_the_note_alone_comes_in_whole(sides):
    trip, note, _here = sides
    removed = resolve(merged_back(trip, note, trip), remove=True)
    assert removed.conflicts == []
    assert in_trip_order(removed.document) == in_trip_order(removed.theirs)


@PROPERTY
@given(three())
def test_no_edit_of_either_side_is_lost(sides):
    trip, _note, here = sides
    merged = merged_back(*sides)
    paths = {conflict.path for conflict in merged.conflicts}
    theirs = with_what_no_note_says(merged.theirs, trip)
    base, note, ours, result = map(by_uid, (trip, theirs, here, merged.document))
    for name in LISTS:
        for uid in base[name].keys() | note[name].keys() | ours[name].keys():
            found = [side[name].get(uid) for side in (base, note, ours, result)]
            assert_item_kept(name, uid, found, paths, merged)
    trips = (trip.trip, merged.theirs.trip, here.trip, merged.document.trip)
    assert_fields_kept("trip", trips, paths, merged)


@pytest.mark.parametrize("prefer", ["note", "here"])
@PROPERTY
@given(three())
def test_what_comes_out_can_be_loaded_however_it_is_decided(prefer, sides):
    decided = resolve(merged_back(*sides), prefer=prefer, remove=True)
    check_importable(decided.document)
    assert [c.path for c in decided.conflicts if c.field not in ("start", "end")] == []


@PROPERTY
@given(three())
def test_the_same_note_again_changes_nothing(sides):
    merged = resolve(merged_back(*sides), prefer="note")
    again = merge(merged.next_base, merged.theirs, merged.document)
    assert not again.has_changes
    assert again.conflicts == []
