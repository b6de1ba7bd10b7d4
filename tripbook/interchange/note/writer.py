"""The note writer: a trip document as the canonical note, in Markdown.

People read and edit it in HackMD or HedgeDoc, and the reader knows every item again by the uid in
its comment. `notation` says how each line is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

import yaml
from django.utils.translation import gettext_lazy as _

from notes.links import kind_of
from tripbook.interchange.document import (
    LISTS,
    DayRecord,
    Document,
    LinkedDocRecord,
    NoteRecord,
    OrganizationRecord,
    ParticipantRecord,
    PlaceRecord,
    SessionRecord,
)
from tripbook.interchange.dump import dump_loaded, to_json
from tripbook.interchange.exporting import Format, Option
from tripbook.interchange.merge.fields import digest, digests_of
from tripbook.loading import VisibleTrip

from . import notation
from .canonical import AGENDA, UID_KEY
from .line.times import Clock
from .notation import PersonLine, SessionLine, mark

Part = Literal["agenda"]


def write_note(document: Document, *, part: Part | None = None) -> str:
    """Return a trip as the canonical note.

    `part="agenda"` leaves the bodies of the notes out. What no note says is not in it: who may
    see what, coordinates, when somebody joins. The document can be imported: its days have dates.
    """
    return _Writer(document, part).write()


def note_of(loaded: VisibleTrip, part: str) -> str:
    """Return a trip that was loaded with the texts of its notes as the canonical note."""
    document = Document.model_validate_json(to_json(dump_loaded(loaded)))
    return write_note(document, part=AGENDA if part == AGENDA else None)


class _Writer:
    """Writes one document. A note is blocks of lines with a blank line between them."""

    def __init__(self, document: Document, part: Part | None):
        self.document, self.part = document, part
        self.language = notation.language_of(document.trip.language)
        self.organizations = {o.uid: o for o in document.organizations}
        self.people = {person.uid: person for person in document.participants}
        self.places = {place.uid: place for place in document.places}
        self.days = {day.uid: day for day in document.days}
        self.sessions = {session.uid: session for session in document.sessions}
        self.programme = defaultdict(list)
        for session in document.sessions:
            self.programme[session.day].append(session)
        self.docs = defaultdict(list)
        for doc in document.linked_docs:
            self.docs[doc.day or doc.session].append(self._doc(doc))

    def write(self) -> str:
        trip = self.document.trip
        blocks = [
            self._front_matter(),
            [f"# {notation.escaped(trip.title)}"],
            *_text(trip.description),
            *self._part("participants", map(self._participant, self.document.participants)),
            *self._days(),
            *self._part("links", self.docs[None]),
            *self._part("places", map(self._place, self.document.places)),
            *self._part("organizations", map(self._organization, self.document.organizations)),
        ]
        if self.part != AGENDA:
            blocks += [*self._notes("preparation"), *self._notes("minutes")]
        blocks.append(self._written())
        return "\n\n".join("\n".join(block) for block in blocks) + "\n"

    def _front_matter(self) -> list[str]:
        document = self.document
        trip = document.trip
        values = {
            UID_KEY: trip.uid,
            "slug": trip.slug,
            "description": trip.summary,
            "timezone": trip.timezone,
            "lang": trip.language,
            "tags": trip.tags,
            "audience": "" if document.audience == "organizers" else document.audience,
            "part": self.part,
        }
        lines = [_yaml(key, value) for key, value in values.items() if value]
        return ["---", *lines, "---"]

    def _part(self, name: str, items: Iterable[str]) -> Iterator[list[str]]:
        """Yield a part with a list: its heading and its items."""
        if items := list(items):
            yield self._part_heading(name)
            yield items

    def _part_heading(self, name: str) -> list[str]:
        return [f"## {notation.PARTS[name][self.language]} {mark(name)}"]

    def _label(self, name: str) -> str:
        return notation.LABELS[name][self.language]

    # Lists.

    def _participant(self, person: ParticipantRecord) -> str:
        organization = self.organizations.get(person.organization)
        line = notation.person_line(
            PersonLine(
                person.name,
                person.handle,
                organization.name if organization else "",
                person.position,
                person.role,
                tuple(person.links),
            ),
            self.language,
        )
        comment = mark("participant", person.uid, organization=person.organization)
        bio = notation.text_block(person.bio) if person.bio else []
        return "\n".join([f"- {line} {comment}", *bio])

    def _place(self, place: PlaceRecord) -> str:
        line = notation.place_line(place.name, place.address, place.local_address)
        return f"- {line} {mark('place', place.uid)}"

    def _organization(self, organization: OrganizationRecord) -> str:
        line = notation.organization_line(
            organization.name, organization.local_name, organization.links
        )
        return f"- {line} {mark('organization', organization.uid)}"

    def _doc(self, doc: LinkedDocRecord) -> str:
        kind = "" if doc.kind == kind_of(doc.url) else doc.kind
        return f"- {notation.link_line(doc.title, doc.url)} {mark('doc', doc.uid, kind=kind)}"

    # The plan.

    def _days(self) -> Iterator[list[str]]:
        for day in self.document.days:
            line = notation.day_line(day.date, day.title, self.language)
            yield [f"## {line} {mark('day', day.uid)}"]
            if day.summary:
                yield [f"{notation.escaped(day.summary)} {mark('summary')}"]
            items = self.docs[day.uid]
            if day.timezone:
                items = [f"- {self._label('zone')}: {day.timezone} {mark('zone')}", *items]
            if items:
                yield items
            for session in self.programme[day.uid]:
                yield from self._session(session)

    def _session(self, session: SessionRecord) -> Iterator[list[str]]:
        place = self.places.get(session.place)
        line = SessionLine(
            session.title,
            session.status,
            place.name if place else "",
            _clock(session.start),
            _clock(session.end),
            session.end_date,
            session.end_timezone,
        )
        words, is_literal = notation.session_line(line, self.language)
        comment = mark(
            "session", session.uid, kind=session.kind, place=session.place, literal=is_literal
        )
        yield [f"### {words} {comment}"]
        items = []
        if session.participants:
            going = [(self.people[one.uid].name, one.role) for one in session.participants]
            line = notation.people_line(going, self.language)
            uids = mark("people", *(one.uid for one in session.participants))
            items.append(f"- {self._label('people')}: {line} {uids}")
        if session.hosts:
            line = notation.names_line(self.organizations[uid].name for uid in session.hosts)
            items.append(f"- {self._label('hosts')}: {line} {mark('hosts', *session.hosts)}")
        items += self.docs[session.uid]
        if items:
            yield items
        yield from _text(session.description)

    # Notes.

    def _notes(self, purpose: str) -> Iterator[list[str]]:
        notes = [note for note in self.document.notes if note.purpose == purpose]
        if notes:
            yield self._part_heading(purpose)
        for note in notes:
            # A heading that is only the name of what the note is about is no title of its own.
            name = self._heading(note)
            about = {"session": note.session, "day": note.day}
            words = {"titled": True} if note.title else {"words": digest(name)}
            comment = mark(purpose, note.uid, **about, **words)
            yield [f"### {notation.escaped(note.title or name)} {comment}"]
            yield from _text(note.body)

    def _heading(self, note: NoteRecord) -> str:
        if note.session:
            return self.sessions[note.session].title
        if note.day:
            day: DayRecord = self.days[note.day]
            return f"{day.date.isoformat()} {day.title}".strip(" ")
        return self.document.trip.title

    def _written(self) -> list[str]:
        """Return what everything is now, for the merge when the note comes back."""
        document = self.document
        records = [("trip", document.trip)]
        records += [(name, record) for name in LISTS for record in getattr(document, name)]
        if self.part == AGENDA:
            records = [(name, record) for name, record in records if name != "notes"]
        return notation.written_lines(
            {record.uid: "".join(digests_of(name, record).values()) for name, record in records}
        )


def _yaml(key: str, value: str | list[str]) -> str:
    """Return one line of front matter: `lang: ja`, `tags: [summit, 開放政府]`."""
    flow = None if isinstance(value, list) else False
    return yaml.safe_dump(
        {key: value}, allow_unicode=True, default_flow_style=flow, width=float("inf")
    ).rstrip("\n")


def _text(text: str) -> Iterator[list[str]]:
    if text:
        yield notation.text_block(text)


def _clock(time) -> Clock | None:
    return Clock(time.hour * 60 + time.minute) if time else None


PART = Option("part", ("everything", AGENDA))

MARKDOWN = Format(
    name="md",
    path=".md",
    media_type="text/markdown; charset=utf-8",
    writer=lambda loaded, *, part: note_of(loaded, part).encode(),
    label="Markdown",
    purpose=_("One note to edit in HackMD or HedgeDoc. Import it again, and nothing is lost."),
    option=PART,
    has_texts=True,
)
