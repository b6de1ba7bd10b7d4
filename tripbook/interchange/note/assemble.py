"""From what was found to the trip document, and what became of every line."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from people.limits import MAX_LINE
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
    derive,
)

from .coverage import keep_what_is_not_said
from .draft import (
    BLANK,
    DESCRIPTION,
    PREPARATION,
    DayDraft,
    DocDraft,
    Draft,
    Entity,
    NoteDraft,
    OrganizationDraft,
    Owner,
    PersonDraft,
    PlaceDraft,
    SessionDraft,
)
from .line.links import find_links
from .line.titles import CONTROL, plain
from .rules.docs import kind_of_link

STARTS_A_BLOCK = re.compile(r"\s*(?:[-*+>|]\s|#{1,6}\s|[>|]|\d+[.)]\s|```|~~~|:::|<|!\[)|\s{4}")
Texts = dict[Owner, list[int]]


def assemble(draft: Draft) -> tuple[Document, list[tuple[str, ...]]]:
    """Return the document, and for every line what became of it."""
    keep_what_is_not_said(draft)
    days = _number("days", sorted(draft.days.values(), key=_day_order))
    if len(days) == 1:
        for session in draft.sessions:
            session.day = session.day or days[0]
    sessions = _number("sessions", sorted(draft.sessions, key=_session_order))
    people = _number("participants", list(draft.people.values()))
    places = _named("places", draft.places, PlaceDraft, [s.place for s in sessions])
    organizations = _named(
        "organizations", draft.organizations, OrganizationDraft, [p.organization for p in people]
    )
    docs = _number(
        "linked_docs", sorted(draft.docs.values(), key=lambda doc: (_place(doc.target), doc.line))
    )
    texts = _texts(draft)
    notes = _number("notes", _notes(draft, texts))
    document = Document(
        format="tripbook",
        version=1,
        audience=draft.audience,
        trip=_trip(draft, texts),
        organizations=[organization_record(o) for o in organizations],
        participants=[
            participant_record(
                person,
                _uid_of(organizations, person.organization_uid, person.organization),
                _text_of(draft, Owner(person), texts),
            )
            for person in people
        ],
        places=[place_record(place) for place in places],
        days=[_day(day) for day in days],
        sessions=[_session(draft, s, places, texts) for s in sessions],
        linked_docs=[_doc(doc) for doc in docs],
        notes=[_note(draft, note, texts) for note in notes],
    )
    return derive(document), _account(draft, texts)


def _number(name: str, entities: list) -> list:
    for index, entity in enumerate(entities):
        entity.path, entity.index = f"{name}[{index}]", index
    return entities


def _day_order(day: DayDraft) -> tuple:
    return (0, day.date.toordinal()) if day.date else (1, *day.order)


def _session_order(session: SessionDraft) -> tuple:
    return (session.day is None, session.day.index if session.day else 0, session.order)


def _place(entity: Entity) -> tuple:
    """Return where an entity stands in the order of the trip: trip, day, session, session, day …"""
    match entity:
        case SessionDraft():
            return (1 if entity.day else 2, entity.day.index if entity.day else 0, 1, entity.index)
        case DayDraft():
            return (1, entity.index, 0, 0)
        case _:
            return (0, 0, 0, 0)


def _notes(draft: Draft, texts: Texts) -> list[NoteDraft]:
    """Return the notes in the order of the trip: those that have lines, and known ones."""
    owners = [owner for owner in (*texts, *draft.bodies) if owner.purpose != DESCRIPTION]
    for owner in owners:
        if owner not in draft.notes:
            draft.notes[owner] = NoteDraft(owner=owner)
    return sorted(
        draft.notes.values(),
        key=lambda note: (*_place(note.owner.target), note.owner.purpose != PREPARATION),
    )


def _texts(draft: Draft) -> Texts:
    """Return the lines of each text, in order."""
    texts: Texts = defaultdict(list)
    for number, owner in enumerate(draft.owners):
        if number in draft.marks or not draft.lines[number].strip():
            continue
        if number not in draft.claims or number in draft.kept:
            texts[owner].append(number)
    moved = {n for day in draft.days.values() for n in _unsettled(draft, day, texts)}
    trip = Owner(draft.trip)
    texts[trip] = sorted(moved.union(texts[trip]))
    return {owner: numbers for owner, numbers in texts.items() if numbers}


def _unsettled(draft: Draft, day: DayDraft, texts: Texts) -> list[int]:
    """Make the text of a day its summary where it is one line; return what the trip has to take.

    A day has no description. Its heading goes with a longer text, which would not be
    understood without.
    """
    numbers = texts.pop(Owner(day), [])
    if len(numbers) == 1 and not day.summary and _is_summary(draft.lines[numbers[0]]):
        day.summary = plain(draft.lines[numbers[0]])
        draft.claim(numbers[0], day, "summary")
        return []
    if numbers and day.heading is not None:
        return [day.heading, *numbers]
    return numbers


def _is_summary(line: str) -> bool:
    return (
        len(line) <= MAX_LINE
        and not STARTS_A_BLOCK.match(line)
        and not find_links(line)
        and not CONTROL.search(line)
        and bool(plain(line))
    )


def _body(draft: Draft, numbers: list[int], entity: Entity) -> str:
    """Return lines as one text, without the indent of the list item that they stand under."""
    lines = [draft.lines[number] for number in numbers]
    if entity.nested:
        indents = [line[: len(line) - len(line.lstrip(" \t"))] for line in lines]
        common = len(os.path.commonprefix(indents))
        lines = [line[common:] for line in lines]
    gaps = ["", *(_gap(draft, *pair) for pair in pairwise(numbers))]
    return "".join(gap + line for gap, line in zip(gaps, lines, strict=False))


def _gap(draft: Draft, number: int, following: int) -> str:
    """Return what stands between two lines of a text: all blank lines, of a gap one at most."""
    blank = draft.blank_before[following] - draft.blank_before[number + 1]
    if blank == following - number - 1:
        return "\n" * (blank + 1)
    return "\n\n" if blank or number < draft.front <= following else "\n"


def _text_of(draft: Draft, owner: Owner, texts: Texts) -> str:
    """Return a text: what stands in a canonical note as it is, then the lines besides."""
    entity = owner.target
    own = entity.text if owner.purpose == DESCRIPTION else ()
    lines = _body(draft, texts.get(owner, []), entity)
    added = "\n".join(part for part in (*own, lines) if part)
    before = "\n\n".join(draft.bodies.get(owner, ()))
    return f"{before}\n\n{added}" if before and added else before or added


def _named(name: str, known: dict[str, Any], draft_of: type, names: Iterable[str]) -> list[Any]:
    """Return the items of a list: those that are known, and one for each name besides."""
    there = {item.name for item in known.values()}
    new = [draft_of(name=name) for name in dict.fromkeys(names) if name and name not in there]
    return _number(name, [*known.values(), *new])


def _uid_of(items: list[Any], uid: str, name: str) -> str | None:
    """Return the uid of an item that is referred to: its own, else that of its name."""
    if uid or not name:
        return uid or None
    return next(item.uid for item in items if item.name == name)


def _trip(draft: Draft, texts: Texts) -> TripRecord:
    trip = draft.trip
    return TripRecord(
        uid=trip.uid,
        slug=trip.slug,
        title=trip.title,
        summary=trip.summary,
        description=_text_of(draft, Owner(trip), texts),
        timezone=trip.timezone,
        language=trip.language,
        tags=list(dict.fromkeys(trip.tags)),
    )


def participant_record(
    person: PersonDraft, organization: str | None, bio: str
) -> ParticipantRecord:
    return ParticipantRecord(
        uid=person.uid,
        name=person.name,
        handle=person.handle,
        organization=organization or None,
        position=person.position,
        bio=bio,
        links=list(dict.fromkeys(person.links)),
        role=person.role,
    )


def organization_record(organization: OrganizationDraft) -> OrganizationRecord:
    return OrganizationRecord(
        uid=organization.uid,
        name=organization.name,
        local_name=organization.local_name,
        links=list(dict.fromkeys(organization.links)),
    )


def place_record(place: PlaceDraft) -> PlaceRecord:
    return PlaceRecord(
        uid=place.uid,
        name=place.name,
        address=place.address,
        local_address=place.local_address,
    )


def _day(day: DayDraft) -> DayRecord:
    return DayRecord(
        uid=day.uid,
        date=day.date,
        title=day.title,
        summary=day.summary,
        timezone=day.timezone,
    )


def _session(draft: Draft, session: SessionDraft, places, texts) -> SessionRecord:
    return SessionRecord(
        uid=session.uid,
        day=session.day.uid if session.day else None,
        title=session.title,
        kind=session.kind,
        status=session.status,
        start=session.start.time if session.start else None,
        end=session.end.time if session.end else None,
        end_date=session.end_date,
        end_timezone=session.end_timezone,
        place=_uid_of(places, session.place_uid, session.place),
        hosts=session.hosts,
        participants=[AttendanceRecord(uid=u, role=r) for u, r in session.people.items()],
        description=_text_of(draft, Owner(session), texts),
    )


def _target(entity: Entity) -> dict[str, str | None]:
    return {
        "day": entity.uid if isinstance(entity, DayDraft) else None,
        "session": entity.uid if isinstance(entity, SessionDraft) else None,
    }


def _doc(doc: DocDraft) -> LinkedDocRecord:
    return LinkedDocRecord(
        uid=doc.uid,
        title=doc.title,
        url=doc.url,
        kind=doc.kind or str(kind_of_link(doc.url)),
        **_target(doc.target),
    )


def _note(draft: Draft, note: NoteDraft, texts: Texts) -> NoteRecord:
    return NoteRecord(
        uid=note.uid,
        purpose=note.owner.purpose,
        title=note.title,
        body=_text_of(draft, note.owner, texts),
        visibility="members" if note.owner.purpose == PREPARATION else "inherit",
        **_target(note.owner.target),
    )


def _account(draft: Draft, texts: Texts) -> list[tuple[str, ...]]:
    paths: dict[int, list[str]] = defaultdict(list)
    for number, claims in draft.claims.items():
        paths[number] += [f"{entity.path}.{name}" for entity, name in claims]
    for owner, numbers in (*texts.items(), *draft.body_lines.items()):
        note = draft.notes.get(owner)
        path = f"{note.path}.body" if note else _description_path(owner.target)
        for number in numbers:
            paths[number].append(path)
    return [_became(draft, number, paths) for number in range(len(draft.lines))]


def _description_path(entity: Entity) -> str:
    return f"{entity.path}.{'bio' if isinstance(entity, PersonDraft) else 'description'}"


def _became(draft: Draft, number: int, paths: dict[int, list[str]]) -> tuple[str, ...]:
    if number in paths:
        return tuple(dict.fromkeys(paths[number]))
    if number in draft.marks:
        return (draft.marks[number],)
    return (BLANK,)
