"""Making one person of several records of them: what moves, what is kept, what is forgotten."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from events.models import Attendance, Membership
from notes.models import Import, Revision
from people.history import Reason, recording
from people.models import FormerUid, Participant

PERSON_FIELDS = ("name", "handle", "organization", "position", "bio", "links")
MEMBER_FIELDS = ("role", "joins_on", "leaves_on", "listed_for", *Membership.PRIVATE_FIELDS)


@transaction.atomic
def merge_people(
    *,
    keep: Participant,
    others: Iterable[Participant],
    person: Mapping[str, Any],
    members: Mapping[int, Mapping[str, Any]],
    user=None,
) -> None:
    """Give everything of `others` to `keep`, and delete them.

    `person` are the values of PERSON_FIELDS that hold from now on, `members` those of
    MEMBER_FIELDS for each trip (its id) that several of them are on. The uids of `others` lead to
    `keep` from now on, also in files that are imported again. Raise ValidationError where the
    values contradict each other; nothing is written then.
    """
    others = list(others)
    everyone = [keep, *others]
    # Who saves meanwhile waits.
    list(Participant.objects.select_for_update().filter(pk__in=[p.pk for p in everyone]))
    with recording(user=user, reason=Reason.MERGE):
        trips = _merge_memberships(keep, others, members)
        Revision.objects.filter(participant__in=others).update(participant=keep)
        FormerUid.objects.filter(participant__in=others).update(participant=keep)
        uids = [other.uid for other in others]
        for other in others:
            other.delete()
        for name, value in person.items():
            setattr(keep, name, value)
        keep.full_clean()
        keep.save()
        FormerUid.objects.bulk_create(FormerUid(participant=keep, uid=uid) for uid in uids)
        _rename_in_imports(trips, uids, keep.uid)


def _merge_memberships(keep, others, values) -> list[int]:
    """Leave one membership for each trip; return the ids of the trips that `others` were on."""
    found: dict[int, list[Membership]] = {}
    rows = Membership.objects.select_for_update().filter(participant__in=[keep, *others])
    # The one of who is kept stays, where there is one.
    for row in sorted(rows, key=lambda m: (m.participant_id != keep.pk, m.pk)):
        found.setdefault(row.trip_id, []).append(row)
    for trip_id, (kept, *rest) in found.items():
        for other in rest:
            _merge_membership(kept, other)
        for name, value in values.get(trip_id, {}).items():
            setattr(kept, name, value)
        kept.participant = keep
        kept.full_clean()
        kept.save()
    gone = {other.pk for other in others}
    return [trip_id for trip_id, ms in found.items() if {m.participant_id for m in ms} & gone]


def _merge_membership(kept: Membership, other: Membership) -> None:
    """Move the sessions of a membership of the same trip, and what its links are; delete it."""
    here = {going.session_id: going for going in kept.attendances.all()}
    for going in other.attendances.all():
        known = here.get(going.session_id)
        if known is None:
            going.membership = kept
            going.save()
        elif known.role == Attendance.Role.ATTENDEE and going.role != known.role:
            known.role = going.role
            known.save()
    links = ("uid", "token_version", "invited_at", "joined_at")
    used = {name: getattr(other, name) for name in links} if keeps_links_of(kept, other) else {}
    kept.removal_asked_at = kept.removal_asked_at or other.removal_asked_at
    other.delete()
    for name, value in used.items():
        setattr(kept, name, value)


def keeps_links_of(kept: Membership, other: Membership) -> bool:
    """Is it the other's links that go on working: those that were used, where only one's were?"""
    return bool(other.joined_at and not kept.joined_at)


def _rename_in_imports(trip_ids, former: list[str], uid: str) -> None:
    """Call people in what was read of notes by the uid that they have now.

    A trip's next import is merged with it. Where it has both, it stays as it was: the one who is
    gone was deleted here then, and the note does not bring them back.
    """
    for row in Import.objects.filter(trip__in=trip_ids):
        people = row.document.get("participants", [])
        known = {person["uid"] for person in people}
        if uid in known or not (here := [old for old in former if old in known]):
            continue
        going = [p for s in row.document.get("sessions", []) for p in s.get("participants", [])]
        for record in [*people, *going]:
            if record["uid"] == here[0]:
                record["uid"] = uid
        Import.objects.filter(pk=row.pk).update(document=row.document)
