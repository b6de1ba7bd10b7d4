"""Reading a canonical note: what its comments name is what it was, whatever a person changed.

Its lines are read first, exactly, by `notation`. All others are read as those of any note, each
under the item that it stands under: a person may write into a canonical note as they like.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from events.models import LANGUAGE_PATTERN, Session
from events.schedule import NonexistentTimeError, span, zone_names
from notes.links import LinkKind
from people.limits import MAX_LINE
from people.uids import UID_PATTERN, new_uid
from tripbook.interchange.merge.fields import digest, digests_of
from tripbook.interchange.note.line.keys import is_any_label
from tripbook.interchange.note.rules.headings.people import roster_heading

from . import notation
from .assemble import organization_record, participant_record, place_record
from .draft import (
    DESCRIPTION,
    MARKUP,
    MINUTES,
    PREPARATION,
    DayDraft,
    DocDraft,
    Draft,
    Entity,
    Known,
    NoteDraft,
    OrganizationDraft,
    Owner,
    PersonDraft,
    PlaceDraft,
    SessionDraft,
    TripDraft,
)
from .line.links import find_links
from .line.names import same_name
from .line.people import read_person
from .line.titles import CONTROL, guess_kind, may_be_title, plain
from .notation import Mark
from .rules.walk import Context, Mode, Walk
from .tree.blocks import Section
from .tree.source import FrontMatter, split_lines

UID_KEY = "tripbook"
AUDIENCES = ("public", "members")
AGENDA = "agenda"
LINE = re.compile(
    r"\s*(?:(?P<heading>#{1,6})(?=\s|$)|[-*+](?=\s)|\d{1,9}[.)](?=\s))?\s*(?P<words>.*)"
)
# Lines in which an address is a value of the item.
LINKED = frozenset(["doc", "participant", "organization"])
LISTED = re.compile(r"[-*+]\s")
PURPOSES = {"preparation": PREPARATION, "minutes": MINUTES}


@dataclass(frozen=True)
class Origin:
    """Where a canonical note was written: for the merge with the trip that it came from.

    `written` has the digest of each item by its uid, as it was when the note was written, and
    `uids` are those that its lines have. Of a note that `is_partial`, what it lacks may have been
    left out when it was written.
    """

    trip: str
    is_partial: bool = False
    uids: frozenset[str] = frozenset()
    written: dict[str, str] = field(default_factory=dict)


def written_in(text: str) -> dict[str, str]:
    """Return the digests at the end of a canonical note; none where it has none."""
    rows: list[dict[str, str]] = []
    for line in reversed(split_lines(text)):
        if row := notation.read_written(line):
            rows.insert(0, row)
        elif line.strip():
            break
    return {uid: digest for row in rows for uid, digest in row.items()}


def is_canonical(front: FrontMatter) -> bool:
    """Tell if the front matter is that of a canonical note."""
    uid = front.values.get(UID_KEY)
    return isinstance(uid, str) and re.fullmatch(UID_PATTERN, uid) is not None


def known_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A heading that a canonical note says the item of: nothing of it is guessed."""
    known = walk.draft.known.get(section.first)
    if known is None:
        return False
    entity = known.entity
    if known.part in PURPOSES:
        target = entity or walk.draft.trip
        walk.draft.own(section.body, section.last, target, PURPOSES[known.part])
        for sub in section.sections:
            walk.read_section(sub, context._replace(mode=Mode.MINUTES))
    elif known.part == "participants":
        if not roster_heading(walk, section, context):
            walk.read(section.children, context)
    elif isinstance(entity, DayDraft):
        _settle_date(walk, section, entity, context)
        walk.planned.setdefault(entity, context.part)
        walk.draft.own(section.body, section.last, entity)
        inner = context._replace(mode=Mode.PLAN, day=entity, explicit=True, session=None)
        walk.read(section.children, inner)
    elif isinstance(entity, SessionDraft):
        walk.remember_title(entity)
        walk.draft.own(section.body, section.last, entity)
        inner = context._replace(day=entity.day, session=entity, explicit=True)
        walk.read(section.children, inner)
    else:
        walk.read(section.children, context._replace(mode=Mode.CLOSED))
    return True


def _settle_date(walk: Walk, section: Section, day: DayDraft, context: Context) -> None:
    """Find the date of a day whose heading was written anew: `## 11/25 Old town`."""
    mark = walk.calendar.marks.get(section.first)
    if day.date is not None or mark is None:
        return
    walk.draft.join_days(day, walk.calendar.days(mark, section.first, context.near)[0])
    if day.date is not None:
        day.title = walk.draft.one_line(mark.title, section.first)


class Directory:
    """Items of one list, by uid and by name."""

    def __init__(self):
        self.items: dict[str, Any] = {}
        self.named: dict[str, list[str]] = defaultdict(list)

    def add(self, item: Entity) -> None:
        self.items[item.uid] = item
        self.named[item.name].append(item.uid)


class CanonicalReader:
    """Reads the marked lines of a canonical note into a draft.

    `ends` are the line ends of the draft's lines. `tree` is what is left for the ordinary rules:
    the same lines, blank where they are read.
    """

    def __init__(self, draft: Draft, front: FrontMatter, ends: list[str]):
        self.draft, self.front, self.ends = draft, front, ends
        if ends[0] == "\r\n":
            # The whole note went through a system that ends all lines so.
            self.ends = ["\n" if end == "\r\n" else end for end in ends]
        self.lines = list(draft.lines)
        self.tree = list(draft.lines)
        self.is_titled = False
        self.part = ""
        self.day: DayDraft | None = None
        self.session: SessionDraft | None = None
        self.current = Owner(draft.trip)
        self.fence = ""
        self.later: list[Callable[[], None]] = []
        self.text_marks: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self.lines):
            if notation.TEXT_MARK.fullmatch(line.strip()):
                self.text_marks[line.strip()].append(number)
        self.origin = Origin("")
        self.uids: set[str] = set()
        self.people, self.places, self.organizations = Directory(), Directory(), Directory()
        # What notes may stand under: by uid, and by what their headings say.
        self.targets: dict[str, Entity] = {}
        self.called: dict[str, list[Entity]] = defaultdict(list)

    def read(self) -> Origin:
        """Read the note; return where it came from."""
        self._read_front_matter()
        number = self.front.end
        while number < len(self.lines):
            number = self._read_line(number)
        for find in self.later:
            find()
        for session in self.draft.sessions:
            self._find_place(session)
        for person in self.draft.people.values():
            self._find_organization(person)
        return replace(self.origin, uids=frozenset(self.uids))

    def finish(self) -> None:
        """Settle what could not be settled before all lines were read."""
        self.draft.sort_sessions()
        for session in self.draft.sessions:
            if not _can_be(session, self.draft.trip.timezone):
                message = _("The end is before the start: it is kept as text.")
                self.draft.warn(session.line, message)
                session.end, session.end_date, session.end_timezone = None, None, ""
                self._keep(session.line)

    # The front matter.

    def _read_front_matter(self) -> None:
        trip, values = self.draft.trip, self.front.values
        trip.uid = values[UID_KEY]
        self.uids.add(trip.uid)
        self._took(UID_KEY, "uid")
        summary, tags, language = (values.get(key) for key in ("description", "tags", "lang"))
        if isinstance(summary, str) and _is_line(summary):
            trip.summary = summary
            self._took("description", "summary")
        if isinstance(tags, list) and all(isinstance(t, str) and _is_line(t) for t in tags):
            trip.tags = [tag for tag in tags if tag.strip()]
            self._took("tags", "tags")
        if isinstance(language, str) and re.fullmatch(LANGUAGE_PATTERN, language):
            trip.language = language
            self._took("lang", "language")
        audience, part = values.get("audience"), values.get("part")
        if audience in AUDIENCES:
            self.draft.audience = audience
            self._took("audience")
        if part == AGENDA:
            self._took("part")
        is_partial = part == AGENDA or audience in AUDIENCES
        self.origin = Origin(trip.uid, is_partial=is_partial)

    def _took(self, key: str, *fields: str) -> None:
        """Take a key out of the front matter, so that it is read once."""
        self.front.values.pop(key, None)
        for number in self.front.lines.pop(key, []):
            self._take(number, self.draft.trip, *fields)

    # One line after the other.

    def _read_line(self, number: int) -> int:
        line = self.lines[number]
        words = line.strip()
        if text := notation.TEXT_MARK.fullmatch(words):
            if not text["end"]:
                return self._read_text(number)
            self._take(number)
        elif written := notation.read_written(line):
            self.origin.written.update(written)
            self._take(number)
        elif found := notation.find_mark(line):
            self.fence = ""
            self._read_marked(number, *found)
        elif not self._is_code(line):
            self._read_unmarked(number, LINE.fullmatch(line))
        self._own(number)
        return number + 1

    def _is_code(self, line: str) -> bool:
        """Tell if a line is in a code block that a person wrote into the note."""
        before, self.fence = self.fence, notation.open_fence(f"{self.fence}\n{line}")
        return bool(before or self.fence)

    def _read_marked(self, number: int, mark: Mark, rest: str) -> None:
        match = LINE.fullmatch(rest)
        words = match["words"].rstrip(" ")
        if not mark.uids and mark.kind in notation.PARTS:
            self._begin_part(number, mark.kind)
            if words and notation.meaning_of(words, notation.PARTS) is None:
                self._keep(number)
            return
        read = {
            "day": self._read_day,
            "session": self._read_session,
            "participant": self._read_participant,
            "organization": self._read_organization,
            "place": self._read_place,
            "doc": self._read_doc,
            "preparation": self._read_note,
            "minutes": self._read_note,
            "people": self._read_people,
            "hosts": self._read_hosts,
            "zone": self._read_zone,
            "summary": self._read_summary,
        }[mark.kind]
        entity = read(number, mark, words)
        if mark.kind not in LINKED and not self.tree[number]:
            self._read_links(number, words)
        if match["heading"] and isinstance(entity, DayDraft | SessionDraft | NoteDraft):
            self._know(number, mark.kind, entity)

    def _read_unmarked(self, number: int, match: re.Match) -> None:
        """Read a heading or an item that a person wrote, or whose comment they deleted."""
        words = match["words"].strip()
        level = len(match["heading"] or "")
        if self.part in PURPOSES:
            self._read_in_notes(number, words if level == 3 else "")
            return
        if not words or not level:
            if words and LISTED.match(self.lines[number]):
                self._read_listed(number, words)
            return
        entity: Entity | None = None
        if level == 1 and not self.is_titled and not self.part:
            self._read_title(number, words)
        elif level <= 2 and notation.read_day(words):
            entity = self._read_day(number, None, words)
        elif level <= 2 and (part := notation.meaning_of(words, notation.PARTS)):
            self._begin_part(number, part)
        elif level <= 2:
            self._leave()
        elif level == 3 and self.day and self.part == "days" and _is_title(words):
            entity = self._read_session(number, None, words)
        if entity is not None:
            self._know(number, self.part, entity)

    def _read_in_notes(self, number: int, heading: str) -> None:
        """Read a line among the notes: it is text, also where it looks like something else."""
        target = self._target_called(heading) if heading else None
        if target is not None:
            self._know(number, self.part, self._new_note(number, new_uid(), target))
        else:
            self.tree[number] = ""

    def _read_listed(self, number: int, words: str) -> None:
        """Read a place, an organization or a link that a person added to their list."""
        if self.part == "places":
            self._read_place(number, None, words)
        elif self.part == "organizations":
            self._read_organization(number, None, words)
        elif self.part in ("days", "links") and notation.read_link(words):
            self._read_doc(number, None, words)

    def _leave(self) -> None:
        """Come to a part that is none of a canonical note's."""
        self.part, self.day, self.session = "", None, None
        self.current = Owner(self.draft.trip)

    def _begin_part(self, number: int, part: str) -> None:
        self._leave()
        self.part = part
        if part in PURPOSES:
            self.current = Owner(self.draft.trip, PURPOSES[part])
        self._take(number)
        self.draft.known[number] = Known(part)
        self.tree[number] = f"## {notation.PARTS[part][0]}"

    def _know(self, number: int, kind: str, entity: Entity) -> None:
        """Say what a heading is, so that what a person wrote under it is read there."""
        level = 2 if isinstance(entity, DayDraft) else 3
        words = ""
        if isinstance(entity, DayDraft):
            words = entity.date.isoformat() if entity.date else self.lines[number].lstrip("# ")
        target = entity.owner.target if isinstance(entity, NoteDraft) else entity
        part = entity.owner.purpose if isinstance(entity, NoteDraft) else kind
        self.draft.known[number] = Known(part, target)
        self.tree[number] = f"{'#' * level} {words}"

    def _take(self, number: int, entity: Entity | None = None, *fields: str) -> None:
        """Say that a line is read: it became these fields, or says nothing."""
        self.tree[number] = ""
        if CONTROL.search(self.lines[number].replace("\t", "")):
            self.draft.keep(number)
        if number not in self.draft.kept:
            self.draft.lines[number] = ""
        if entity is None or not fields:
            self.draft.mark(number, MARKUP)
        else:
            self.draft.claims[number] += [(entity, name) for name in fields]

    def _own(self, number: int) -> None:
        self.draft.own(number, number + 1, self.current.target, self.current.purpose)

    def _uid(self, mark: Mark | None) -> str:
        """Return the uid of a line: a new one where there is none, or another line has it."""
        if mark is None or mark.uid in self.uids:
            return new_uid()
        self.uids.add(mark.uid)
        return mark.uid

    def _one_line(self, text: str, number: int) -> str:
        """Return a value that fits its field; the line of a longer one stays as text, too."""
        if len(text) <= MAX_LINE:
            return text
        short = self.draft.one_line(text, number)
        self._keep(number)
        return short

    def _keep(self, number: int) -> None:
        """Let a line stay as text, whatever was read in it."""
        self.draft.lines[number] = self.lines[number]
        self.draft.marks.pop(number, None)
        self.draft.keep(number)

    # Items.

    def _read_title(self, number: int, words: str) -> None:
        title = self._one_line(notation.value_of(words), number)
        if title.strip():
            self.is_titled = True
            self.draft.trip.title = title
            self._take(number, self.draft.trip, "title")

    def _read_zone(self, number: int, _mark: Mark, words: str) -> None:
        _label, value = notation.cut(words, ": ")
        if self.day and not self.day.timezone and value in zone_names():
            self.day.timezone = value
            self._take(number, self.day, "timezone")

    def _read_summary(self, number: int, _mark: Mark, words: str) -> None:
        if self.day and not self.day.summary:
            self.day.summary = self._one_line(notation.value_of(words), number)
            self._take(number, self.day, "summary")

    def _read_day(self, number: int, mark: Mark | None, words: str) -> DayDraft:
        self._leave()
        self.part = "days"
        found = notation.read_day(words)
        date, title = found or (None, "")
        uid = self._uid(mark)
        day = self.draft.days.get(("date", date)) if date else None
        if day is None:
            day = DayDraft(uid=uid, date=date, heading=number)
            self.draft.days["date" if date else "known", date or uid] = day
        if date is None:
            day.order = (number,)
            title = plain(words)
        title = self._one_line(title, number)
        if not day.title or day.title == title:
            day.title = title
            self._take(number, day, "date", "title")
        self._may_be_target(day)
        self.day, self.current = day, Owner(day)
        return day

    def _read_session(self, number: int, mark: Mark | None, words: str) -> SessionDraft | None:
        values = mark.values if mark else {}
        line = notation.read_session(words, literal="literal" in values)
        if line is None:
            return None
        kind = values.get("kind")
        session = SessionDraft(
            uid=self._uid(mark),
            title=self._one_line(line.title, number),
            kind=kind if kind in Session.Kind.values else guess_kind(line.title),
            status=line.status,
            day=self.day,
            place=self._one_line(line.place, number),
            place_uid=values.get("place", ""),
            start=line.start,
            end=line.end,
            end_date=line.end_date,
            end_timezone=line.end_timezone,
            line=number,
        )
        if line.start and line.start.next_day and self.day and self.day.date:
            session.day = self.draft.day(self.day.date + dt.timedelta(days=1))
        self.draft.add_session(session)
        if not line.end_timezone:
            self.draft.check_end(session, number)
        self._take(number, session, *session.filled)
        self._may_be_target(session)
        self.session, self.current = session, Owner(session)
        return session

    def _read_links(self, number: int, words: str) -> None:
        """Read the addresses that a person wrote into a line; in a value they are escaped."""
        for link in find_links(words):
            if doc := self.draft.doc(link.url, link.title, self.current.target, number):
                self.draft.claim(number, doc, "url")

    def _read_participant(self, number: int, mark: Mark, words: str) -> PersonDraft | None:
        line = notation.read_person(words)
        if line is None:
            return self._read_any_person(number, mark, words)
        name = self._one_line(line.name, number)
        person = PersonDraft(
            uid=self._uid(mark),
            name=name,
            handle=self._one_line(line.handle, number),
            organization=self._one_line(line.organization, number),
            organization_uid=mark.values.get("organization", ""),
            position=self._one_line(line.position, number),
            role=line.role,
            links=list(line.links),
        )
        self._add_person(person)
        self._take(number, person, *person.filled)
        self.current = Owner(person)
        return person

    def _read_any_person(self, number: int, mark: Mark, words: str) -> PersonDraft | None:
        """Read a participant's line that was changed into another form, as rosters have it."""
        words, role = notation.without_role(words)
        entry = read_person(words)
        if entry is None:
            return None
        person = PersonDraft(
            uid=self._uid(mark),
            name=self._one_line(entry.name, number),
            handle=self._one_line(entry.handle, number),
            organization=self._one_line(entry.organization, number),
            position=self._one_line(entry.position, number),
            role=role,
            links=entry.links,
        )
        if entry.rest:
            person.text[entry.rest] = None
        self._add_person(person)
        self._take(number, person, *person.filled)
        self.current = Owner(person)
        return person

    def _add_person(self, person: PersonDraft) -> None:
        key = same_name(person.name)
        self.draft.people[f"\x00{person.uid}" if key in self.draft.people else key] = person
        self.people.add(person)

    def _read_organization(self, number: int, mark: Mark | None, words: str) -> Entity | None:
        found = notation.read_organization(words)
        if found is None and mark is None:
            return None
        name, local_name, links = found or (
            plain(words),
            "",
            [link.url for link in find_links(words)],
        )
        organization = OrganizationDraft(
            uid=self._uid(mark),
            name=self._one_line(name, number),
            local_name=self._one_line(local_name, number),
            links=list(links),
        )
        self._add_organization(organization)
        self._take(number, organization, "name", "local_name", "links")
        return organization

    def _add_organization(self, organization: OrganizationDraft) -> None:
        self.draft.organizations[organization.uid] = organization
        self.organizations.add(organization)

    def _read_place(self, number: int, mark: Mark | None, words: str) -> Entity | None:
        found = notation.read_place(words)
        if found is None:
            return None
        name, address, local_address = (self._one_line(value, number) for value in found)
        place = PlaceDraft(
            uid=self._uid(mark), name=name, address=address, local_address=local_address
        )
        self.draft.places[place.uid] = place
        self.places.add(place)
        self._take(number, place, "name", "address", "local_address")
        return place

    def _read_doc(self, number: int, mark: Mark | None, words: str) -> DocDraft | None:
        target = self.current.target
        if isinstance(target, PersonDraft):
            target = self.draft.trip
        found = notation.read_link(words)
        title, url = found or _link_among(words)
        if not url or (target.uid, url) in self.draft.docs:
            return None
        kind = mark.values.get("kind") if mark else None
        doc = DocDraft(
            uid=self._uid(mark),
            url=url,
            title=self._one_line(title, number),
            target=target,
            line=number,
            kind=kind if kind in LinkKind.values else "",
        )
        self.draft.docs[target.uid, url] = doc
        self._take(number, doc, "url", "title")
        if not found:
            # Other words stand beside the link: they stay.
            self.draft.lines[number] = self.lines[number]
            self.draft.linked.add((number, url))
        return doc

    # What a session says of others.

    def _read_people(self, number: int, mark: Mark, words: str) -> None:
        session = self.session
        label, rest = notation.cut(words, ": ")
        if session is None or rest is None:
            return
        self._take(number, session, "participants")

        def find():
            line = notation.read_people(rest)
            found = self._found(self.people, mark.uids, [name for name, _task in line])
            for (name, task), uid in zip(line, found, strict=True):
                if uid is None:
                    person = PersonDraft(name=self._one_line(name, number))
                    self._add_person(person)
                    uid = person.uid
                session.people.setdefault(uid, task)

        self.later.append(find)

    def _read_hosts(self, number: int, mark: Mark, words: str) -> None:
        session = self.session
        _label, rest = notation.cut(words, ": ")
        if session is None or rest is None:
            return
        self._take(number, session, "hosts")

        def find():
            names = notation.read_names(rest)
            found = self._found(self.organizations, mark.uids, names)
            for name, uid in zip(names, found, strict=True):
                if uid is None:
                    host = OrganizationDraft(name=self._one_line(name, number))
                    self._add_organization(host)
                    uid = host.uid
                if uid not in session.hosts:
                    session.hosts.append(uid)

        self.later.append(find)

    def _find_place(self, session: SessionDraft) -> None:
        name, places = session.place, self.places
        found = self._found(places, [session.place_uid], [name])[0] if name else None
        session.place_uid = found or ""
        session.place = places.items[found].name if found else name

    def _find_organization(self, person: PersonDraft) -> None:
        name, homes = person.organization, self.organizations
        found = self._found(homes, [person.organization_uid], [name])[0] if name else None
        person.organization_uid = found or ""
        person.organization = homes.items[found].name if found else name

    def _found(
        self, known: Directory, uids: Sequence[str], names: Sequence[str]
    ) -> list[str | None]:
        """Return whom or what each name of a line means, by the line's uids where that is open.

        A name that nothing has any more is that of the item of this uid where that was renamed.
        """
        listed = [uid for uid in uids if uid in known.items]
        renamed = [
            uid
            for uid in listed
            if known.items[uid].name not in names and self._is_renamed(known.items[uid])
        ]
        found: list[str | None] = []
        taken: set[str] = set()
        for name in names:
            same = (uid for uid in listed if known.items[uid].name == name)
            candidates = chain(same, known.named[name], renamed)
            uid = next((uid for uid in candidates if uid not in taken), None)
            uid = uid or next(iter(known.named[name]), None)
            taken.add(uid or "")
            found.append(uid)
        return found

    def _is_renamed(self, item: Entity) -> bool:
        """Tell if an item of a list has another name than when the note was written."""
        match item:
            case PlaceDraft():
                digests = digests_of("places", place_record(item))
            case OrganizationDraft():
                digests = digests_of("organizations", organization_record(item))
            case PersonDraft():
                record = participant_record(item, item.organization_uid, bio="")
                digests = digests_of("participants", record)
        before = self.origin.written.get(item.uid)
        return before is not None and not before.startswith(digests["name"])

    # Texts.

    def _read_text(self, number: int) -> int:
        """Read a text between its comments, byte for byte; return the line after it."""
        begin = self.lines[number].strip()
        end = begin.replace("text", "/text", 1)
        last = self._next_mark(end, number)
        is_closed = last < self._next_mark(begin, number)
        if not is_closed:
            # The comment at its end was deleted.
            last = number + 1
            while last < len(self.lines) and not self._begins_an_item(last):
                last += 1
        inside = range(number + 1, last)
        body = "".join(self.lines[n] + self.ends[n] for n in inside)
        body = body.removesuffix("\n") if is_closed else body.rstrip("\r\n")
        self._take(number)
        for line in inside:
            self.tree[line] = ""
        if isinstance(self.current.target, DayDraft) and self.current.purpose == DESCRIPTION:
            # A day has no text of its own.
            for line in inside:
                self._own(line)
        else:
            self.draft.bodies[self.current].append(body)
            self.draft.body_lines[self.current] += [n for n in inside if self.lines[n].strip()]
            for line in inside:
                self.draft.lines[line] = ""
        if not is_closed:
            return last
        self._take(last)
        closing = notation.open_fence(body)
        after = last + 1
        if closing and after < len(self.lines) and self.lines[after].strip() == closing:
            self._take(after)
            return after + 1
        return after

    def _next_mark(self, comment: str, number: int) -> int:
        """Return the next line that is this comment; the end of the note without one."""
        numbers = self.text_marks.get(comment, [])
        at = bisect_right(numbers, number)
        return numbers[at] if at < len(numbers) else len(self.lines)

    def _begins_an_item(self, number: int) -> bool:
        line = self.lines[number]
        words = line.strip()
        return (
            notation.TEXT_MARK.fullmatch(words) is not None
            or notation.WRITTEN.fullmatch(words) is not None
            or notation.find_mark(line) is not None
        )

    def _read_note(self, number: int, mark: Mark, words: str) -> NoteDraft:
        uid = mark.values.get("session") or mark.values.get("day")
        target = self.targets.get(uid) if uid else self.draft.trip
        purpose = PURPOSES[mark.kind]
        note = self._new_note(number, self._uid(mark), target or self.draft.trip, purpose)
        title = notation.value_of(words)
        # What it is about may have been renamed in the plan alone, or here as well.
        is_name = target is not None and "titled" not in mark.values
        is_name &= mark.values.get("words") == digest(title) or title == heading_of(
            note.owner.target
        )
        if not is_name:
            if note.title and note.title != title:
                self._keep(number)
                return note
            note.title = self._one_line(title, number)
            self._take(number, note, "title")
        return note

    def _new_note(
        self, number: int, uid: str, target: Entity, purpose: str | None = None
    ) -> NoteDraft:
        """Return the note of a target, one for each purpose."""
        owner = Owner(target, purpose or PURPOSES[self.part])
        note = self.draft.notes.get(owner)
        if note is None:
            note = self.draft.notes[owner] = NoteDraft(uid=uid, owner=owner)
        self.session, self.day, self.current = None, None, owner
        self._take(number, target, "title", *(["date"] if isinstance(target, DayDraft) else []))
        return note

    def _target_called(self, words: str) -> Entity | None:
        """Return the one thing that a heading among the notes names."""
        title = notation.value_of(words)
        found = self.called.get(title, [])
        if title == self.draft.trip.title:
            found = [*found, self.draft.trip]
        return found[0] if len(found) == 1 else None

    def _may_be_target(self, entity: DayDraft | SessionDraft) -> None:
        self.targets[entity.uid] = entity
        self.called[heading_of(entity)].append(entity)


def heading_of(target: Entity) -> str:
    """Return what a note of a trip, a day or a session is called where it has no title."""
    match target:
        case TripDraft():
            return target.title
        case DayDraft():
            return f"{target.date.isoformat() if target.date else ''} {target.title}".strip(" ")
        case _:
            return target.title


def _can_be(session: SessionDraft, timezone: str | None) -> bool:
    """Tell if a session ends after it starts."""
    day = session.day
    if day is None or day.date is None:
        return True
    if session.end_date and session.end_date < day.date:
        return False
    if session.start is None or session.end is None or not (day.timezone or timezone):
        return True
    try:
        starts_at, ends_at = span(
            date=day.date,
            start=session.start.time,
            end=session.end.time,
            timezone=day.timezone or timezone,
            end_date=session.end_date,
            end_timezone=session.end_timezone,
        )
    except NonexistentTimeError:
        # Who imports it is told.
        return True
    return starts_at <= ends_at


def _is_line(text: str) -> bool:
    return len(text) <= MAX_LINE and not notation.NOT_IN_A_LINE.search(text)


def _is_title(words: str) -> bool:
    return may_be_title(plain(words)) and not is_any_label(plain(words))


def _link_among(words: str) -> tuple[str, str]:
    """Return title and address of the first link of a line; "" where it has none."""
    links = find_links(words)
    return (plain(links[0].title), links[0].url) if links else ("", "")
