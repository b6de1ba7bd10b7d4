"""From what was found to the trip document, and what became of every line."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from notes.links import kind_of
from people.limits import MAX_LINE
from people.uids import new_uid
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
    Owner,
    PersonDraft,
    SessionDraft,
)
from .links import find_links
from .titles import CONTROL, plain

STARTS_A_BLOCK = re.compile(r"\s*(?:[-*+>|#]\s|[>|]|\d+[.)]\s|```|~~~|:::|<|!\[)|\s{4}")
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
    docs = _number(
        "linked_docs", sorted(draft.docs.values(), key=lambda doc: (_place(doc.target), doc.line))
    )
    texts = _texts(draft)
    notes = sorted((o for o in texts if o.purpose != DESCRIPTION), key=_note_order)
    places = _shared(session.place for session in sessions)
    organizations = _shared(person.organization for person in people)
    document = Document(
        format="tripbook",
        version=1,
        trip=_trip(draft, texts),
        organizations=[OrganizationRecord(uid=u, name=n) for n, u in organizations.items()],
        participants=[_participant(draft, p, organizations, texts) for p in people],
        places=[PlaceRecord(uid=u, name=n) for n, u in places.items()],
        days=[
            DayRecord(uid=d.uid, date=d.date, title=d.title, summary=d.summary, timezone=d.timezone)
            for d in days
        ],
        sessions=[_session(draft, s, places, texts) for s in sessions],
        linked_docs=[_doc(doc) for doc in docs],
        notes=[_note(draft, owner, texts[owner]) for owner in notes],
    )
    return derive(document), _account(draft, texts, notes)


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


def _note_order(owner: Owner) -> tuple:
    return (*_place(owner.target), owner.purpose != PREPARATION)


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
    between = range(number + 1, following)
    blank = sum(not draft.lines[n].strip() for n in between)
    if blank == len(between):
        return "\n" * (blank + 1)
    return "\n\n" if blank or number < draft.front <= following else "\n"


def _text_of(draft: Draft, entity: Entity, texts: Texts) -> str:
    body = _body(draft, texts.get(Owner(entity), []), entity)
    return "\n".join(part for part in (*entity.text, body) if part)


def _shared(names: Iterable[str]) -> dict[str, str]:
    """Return a uid for each name; equal names share theirs."""
    return {name: new_uid() for name in dict.fromkeys(names) if name}


def _trip(draft: Draft, texts: Texts) -> TripRecord:
    trip = draft.trip
    return TripRecord(
        uid=trip.uid,
        slug=trip.slug,
        title=trip.title,
        summary=trip.summary,
        description=_text_of(draft, trip, texts),
        timezone=trip.timezone,
        language=trip.language,
        tags=list(dict.fromkeys(trip.tags)),
    )


def _participant(draft: Draft, person: PersonDraft, organizations, texts) -> ParticipantRecord:
    return ParticipantRecord(
        uid=person.uid,
        name=person.name,
        handle=person.handle,
        organization=organizations.get(person.organization),
        position=person.position,
        bio=_text_of(draft, person, texts),
        links=list(dict.fromkeys(person.links)),
        role=person.role,
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
        place=places.get(session.place),
        participants=[AttendanceRecord(uid=u, role=r) for u, r in session.people.items()],
        description=_text_of(draft, session, texts),
    )


def _target(entity: Entity) -> dict[str, str | None]:
    return {
        "day": entity.uid if isinstance(entity, DayDraft) else None,
        "session": entity.uid if isinstance(entity, SessionDraft) else None,
    }


def _doc(doc: DocDraft) -> LinkedDocRecord:
    kind = str(kind_of(doc.url))
    return LinkedDocRecord(
        uid=doc.uid, title=doc.title, url=doc.url, kind=kind, **_target(doc.target)
    )


def _note(draft: Draft, owner: Owner, numbers: list[int]) -> NoteRecord:
    return NoteRecord(
        uid=new_uid(),
        purpose=owner.purpose,
        body=_body(draft, numbers, owner.target),
        visibility="members" if owner.purpose == PREPARATION else "inherit",
        **_target(owner.target),
    )


def _account(draft: Draft, texts: Texts, notes: list[Owner]) -> list[tuple[str, ...]]:
    paths: dict[int, list[str]] = defaultdict(list)
    for number, claims in draft.claims.items():
        paths[number] += [f"{entity.path}.{name}" for entity, name in claims]
    note_paths = {owner: f"notes[{index}].body" for index, owner in enumerate(notes)}
    for owner, numbers in texts.items():
        path = note_paths.get(owner) or _description_path(owner.target)
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
