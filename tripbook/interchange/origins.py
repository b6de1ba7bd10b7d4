"""A canonical note that comes back: whose items it names, and what it was when it was written."""

from events.models import Trip
from notes.models import Import
from people.models import FormerUid, Organization, Participant
from people.uids import new_uid, uid_of

from .document import LISTS, Document, Record
from .load import uids_among, uids_of_other_trips
from .merge import Merge, adopt_uids, merge
from .merge.fields import DIGEST, by_uid, digests_of, uids_of, with_uids
from .merge.merging import Key, unit_of
from .note import Origin, Reading, written_in


def at_home(reading: Reading, trip: Trip | None, *, seed: str = "") -> tuple[Document, set[str]]:
    """Return what a note was read as with uids that it may have in `trip`, and those it gives.

    Only a canonical note gives uids. In the trip that it was written of, and in a new one where
    that trip is not here, its items keep them. Anywhere else it is a copy: its uids follow from
    the trip's own, so that a copy that comes back is known again. `seed` makes a new trip's uid.
    """
    document, origin = reading.document, reading.origin
    if origin is None:
        return document, set()
    is_here = trip is None and Trip.objects.filter(uid=origin.trip).exists()
    if is_here or (trip is not None and trip.uid != origin.trip):
        of = trip.uid if trip else uid_of(seed, "trip") if seed else new_uid()
        renamed = {uid: uid_of(of, uid) for uid in uids_of(document)}
        renamed[document.trip.uid] = of
    else:
        others = _uids_of_others(document, origin, trip)
        renamed = {uid: uid_of(origin.trip, uid) for uid in others}
    given = {renamed.get(uid, uid) for uid in origin.uids}
    return with_uids(document, renamed), given


def written_base(origin: Origin, read: Document, ours: Document) -> tuple[Document, frozenset[Key]]:
    """Return what a note was when it was written, which is the base of its merge.

    For each field the note has a digest. The value that still has it, in the note or here, is
    what the field was. Where both were changed since, nobody knows: those fields are returned too.
    """
    theirs, here = by_uid(read), by_uid(ours)
    unknown: set[Key] = set()

    def as_written(name: str, uid: str, sides: list[Record]) -> Record:
        update = {}
        digests = [digests_of(name, side) for side in sides]
        for i, field in enumerate(digests[0]):
            before = origin.written[uid][DIGEST * i : DIGEST * (i + 1)]
            same = [s for s, found in zip(sides, digests, strict=True) if found[field] == before]
            if same:
                update[field] = getattr(same[0], field)
            else:
                unknown.add((name, uid, unit_of(name, field)))
        return sides[-1].model_copy(update=update)

    lists: dict[str, list[Record]] = {name: [] for name in LISTS}
    for uid in origin.written:
        for name in LISTS:
            if sides := [side[name][uid] for side in (theirs, here) if uid in side[name]]:
                lists[name].append(as_written(name, uid, sides))
    trip = ours.trip
    if trip.uid in origin.written:
        trip = as_written("trip", trip.uid, [read.trip, ours.trip])
    return ours.model_copy(update={"trip": trip, **lists}), frozenset(unknown)


def was_imported_since(origin: Origin, last: Import | None) -> bool:
    """Tell if the last import was of this note already: of an earlier state of it."""
    if last is None:
        return False
    text = bytes(last.source).decode(errors="replace")
    return written_in(text) == origin.written


def merge_own_note(
    origin: Origin,
    base: Document,
    read: Document,
    ours: Document,
    unknown: frozenset[Key] = frozenset(),
) -> Merge:
    """Merge a canonical note into the trip that it was written of: items are known by their uids.

    Nothing has left a note that was written in part.
    """
    theirs = adopt_uids(read, base, settled=uids_of(ours))
    if origin.is_partial:
        there = uids_of(theirs)
        lists = {
            name: [*getattr(theirs, name), *(r for r in getattr(base, name) if r.uid not in there)]
            for name in LISTS
        }
        theirs = theirs.model_copy(update=lists)
    return merge(base, theirs, ours, unknown=unknown)


def _uids_of_others(document: Document, origin: Origin, trip: Trip | None) -> set[str]:
    """Return the uids that stand for something else here: lines of another trip's note."""
    found = set().union(*uids_of_other_trips(document, trip or Trip()).values())
    people, organizations = Participant.objects.all(), Organization.objects.all()
    if trip is not None:
        people = people.exclude(memberships__trip=trip)
        organizations = organizations.exclude(participants__memberships__trip=trip).exclude(
            hosted_sessions__day__trip=trip
        )
    found |= uids_among(document, "participants", people)
    found |= uids_among(document, "participants", FormerUid.objects.all())
    found |= uids_among(document, "organizations", organizations)
    return found - (origin.written.keys() if trip is not None else set())
