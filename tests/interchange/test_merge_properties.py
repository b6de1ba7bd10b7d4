"""What holds for every merge: no edit of either side is lost, and what comes out can be loaded."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.uids import new_uid
from tripbook.interchange.document import LISTS, check_importable, derive
from tripbook.interchange.load import copy_of
from tripbook.interchange.merge import adopt_uids, merge, resolve
from tripbook.interchange.merge.fields import ORDERED_SETS, TEXTS, by_uid, same_text
from tripbook.interchange.merge.merging import TARGET, UNITS

from .strategies import documents, edited

PROPERTY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def three(draw):
    """A base and two documents that came of it."""
    base = draw(documents())
    return base, draw(edited(base)), draw(edited(base))


@PROPERTY
@given(three())
def test_a_note_that_did_not_change_changes_nothing(sides):
    base, _theirs, ours = sides
    merged = merge(base, base, ours)
    assert merged.document == ours
    assert not merged.has_changes
    assert merged.added + merged.changed + merged.removals + merged.conflicts == []


@PROPERTY
@given(three())
def test_what_changed_only_in_the_note_comes_in_whole(sides):
    base, theirs, _ours = sides
    merged = merge(base, theirs, base)
    # What left the note and is still here may stand in the way of what comes in.
    assert merged.removals or not merged.conflicts
    assert {r.uid for r in merged.removals} == uids(base) - uids(merged.theirs)
    assert not any(removal.changed_here for removal in merged.removals)
    removed = resolve(merged, remove=True)
    assert removed.conflicts == []
    assert not any(removal.held for removal in removed.removals)
    assert removed.document == merged.theirs


@PROPERTY
@given(three())
def test_the_same_change_on_both_sides_is_no_conflict(sides):
    base, theirs, _ours = sides
    merged = merge(base, theirs, theirs)
    assert merged.document == theirs
    assert merged.conflicts == []
    assert not merged.has_changes


@PROPERTY
@given(three())
def test_what_comes_out_can_be_loaded_however_it_is_decided(sides):
    merged = merge(*sides)
    check_importable(merged.document)
    for prefer in ("note", "here"):
        for remove in (False, True):
            check_importable(resolve(merged, prefer=prefer, remove=remove).document)
    half = {conflict.path: "note" for conflict in merged.conflicts[::2]}
    check_importable(resolve(merged, decisions=half).document)


@PROPERTY
@given(three())
def test_merging_twice_changes_nothing(sides):
    merged = merge(*sides)
    for base in (merged.theirs, merged.next_base):
        again = merge(base, merged.theirs, merged.document)
        assert not again.has_changes
        assert again.conflicts == []


@PROPERTY
@given(three())
def test_preferring_what_is_here_leaves_no_conflict_and_nothing_here_is_lost(sides):
    merged = merge(*sides)
    here = resolve(merged, prefer="here")
    assert here.conflicts == []
    assert here.document == merged.document


@PROPERTY
@given(three())
def test_no_edit_of_either_side_is_lost(sides):
    merged = merge(*sides)
    theirs = merged.theirs
    paths = {conflict.path for conflict in merged.conflicts}
    base, note, here, result = map(by_uid, (sides[0], theirs, sides[2], merged.document))
    for name in LISTS:
        for uid in base[name].keys() | note[name].keys() | here[name].keys():
            found = [side[name].get(uid) for side in (base, note, here, result)]
            assert_item_kept(name, uid, found, paths, merged)
    trips = (sides[0].trip, theirs.trip, sides[2].trip, merged.document.trip)
    assert_fields_kept("trip", trips, paths, merged)


def assert_item_kept(name, uid, found, paths, merged):
    base, note, here, result = found
    if here is not None and result is None:
        assert any(stands_in(name, record, merged.document) for record in (here, note) if record)
    elif base is None and here is None and result is None:
        assert stands_in(name, note, merged.document) or waits_for_session(note, paths)
    elif base is not None and note is None and here is not None:
        assert uid in {removal.uid for removal in merged.removals}
    elif base is not None and here is None and note is not None and result is None:
        changed = any(field(base, u) != field(note, u) for u in UNITS[name] if u != "end_date")
        known = f"{name}.{uid}" in paths or stands_in(name, note, merged.document)
        assert known or not changed
    if None not in found:
        assert_fields_kept(name, found, paths, merged)


def stands_in(name, record, document):
    """Whether a record that is not there became part of another."""
    others = getattr(document, name)
    match name:
        case "days":
            return any(other.date == record.date for other in others)
        case "linked_docs":
            return any(other.url == record.url for other in others)
        case "notes":
            return any(record.body.strip() in other.body for other in others)
    return False


def waits_for_session(record, paths):
    """Whether a record goes with a session whose own conflict asks about both."""
    return f"sessions.{getattr(record, 'session', None)}" in paths


def assert_fields_kept(name, found, paths, merged):
    base, note, here, result = found
    for unit in UNITS[name]:
        path = f"trip.{unit}" if name == "trip" else f"{name}.{here.uid}.{unit}"
        b, t, o, r = (field(record, unit) for record in found)
        if unit in ("day", TARGET, "end_date") or (unit == "title" and name == "days"):
            # These follow their day, which may have moved or become part of another.
            continue
        if path in paths:
            assert r == o or unit in TEXTS or unit in ("start", "end") or name == "days"
        elif unit in ORDERED_SETS or unit == "participants":
            assert_set_merged(unit, b, t, o, r, path, paths)
        elif unit in TEXTS:
            assert_text_merged(b, t, o, r)
        elif t == b:
            assert r == o or (not o and name in ("days", "linked_docs"))
        else:
            assert r == t
            assert o in (b, t)


def assert_set_merged(unit, b, t, o, r, path, paths):
    if unit == "participants":
        decided = {person for person in r + t + o if f"{path}.{person[0]}" in paths}
        b, t, o, r = ([p for p in side if p not in decided] for side in (b, t, o, r))
    b, t, o, r = map(set, (b, t, o, r))
    if unit == "participants":
        undecided = {uid for uid, _role in r} | {uid for uid, _role in t | o}
        changed_roles = {p for p in undecided if f"{path}.{p}" in paths}
        b, t, o, r = ({p for p in side if p[0] not in changed_roles} for side in (b, t, o, r))
    assert r == (t & o) | (t - b) | (o - b)


def assert_text_merged(b, t, o, r):
    if same_text(t, b):
        assert r == o or o in r
    elif same_text(o, b):
        assert same_text(r, t) or t in r
    else:
        before, left, right, after = (
            Counter(line.removesuffix("\r") for line in text.split("\n")) for text in (b, t, o, r)
        )
        for line in after | left | right:
            gained = max(left[line] - before[line], right[line] - before[line], 0)
            if gained and left[line] >= before[line] and right[line] >= before[line]:
                assert after[line] >= before[line] + gained


def field(record, unit):
    if unit == TARGET:
        return record.day, record.session
    value = getattr(record, unit)
    if unit == "participants":
        return tuple((going.uid, going.role) for going in value)
    return value


def uids(document):
    return {record.uid for name in LISTS for record in getattr(document, name)}


@PROPERTY
@given(documents())
def test_a_note_that_is_read_again_is_known_by_what_it_says(document):
    read = copy_of(document, document.trip.slug)
    adopted = adopt_uids(read, document)
    assert uids(adopted) == uids(document)
    merged = merge(document, adopted, document)
    assert merged.conflicts == []


@PROPERTY
@given(three())
def test_uids_are_adopted_one_to_one(sides):
    base, theirs, _ours = sides
    read = derive(copy_of(theirs, new_uid()[:8].lower()))
    adopted = adopt_uids(read, base)
    found = [record.uid for name in LISTS for record in getattr(adopted, name)]
    assert len(found) == len(set(found))
    check_importable(adopted)
    assert adopt_uids(read, base) == adopted
    assert adopt_uids(adopted, base) == adopted


@pytest.mark.parametrize("prefer", ["note", "here"])
@PROPERTY
@given(three())
def test_a_preference_leaves_nothing_to_decide(prefer, sides):
    decided = resolve(merge(*sides), prefer=prefer)
    assert [c.path for c in decided.conflicts if c.field not in ("start", "end")] == []
