"""A note beside what it becomes: lines, items, suggestions, and what a person decided of them."""

import dataclasses
import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events import access
from events.models import FormerSlug, Membership, Trip
from notes.differences import word_diff
from notes.models import Import
from people.uids import uid_of
from tripbook.interchange.account import CARRIES_NOTHING, PATH, Became, of_lines
from tripbook.interchange.choices import Fate, answered, apply_choices
from tripbook.interchange.document import (
    LISTS,
    DayRecord,
    Document,
    DocumentError,
    OrganizationRecord,
    ParticipantRecord,
    Record,
    read_document,
)
from tripbook.interchange.importing import preview_note, save_merged, save_new, slug_of
from tripbook.interchange.load import Changes
from tripbook.interchange.merge import Merge, resolve
from tripbook.interchange.merge.fields import uids_of
from tripbook.interchange.note import decode
from tripbook.interchange.note.source import split_lines
from tripbook.interchange.suggestions import KnownPerson, apply_suggestions, suggest, with_uid
from tripbook.interchange.updating import merge_note
from tripbook.interchange.wording import PURPOSES, Names, day_label

from .forms import FORMS, PASTED, ItemForm
from .state import State, settle_uids

MAX_LINES = 3_000
"""Lines of the note that are shown."""
MAX_FIELDS = 15_000
"""Fields that can be changed in one preview: browsers and the server take no more."""
MAX_TEXT = 20_000
"""Characters of a text that can be changed in the preview."""
MAX_TEXTS = 300_000
"""Characters of all those texts together."""
OPEN_SESSIONS = 40
"""With more sessions than this, the days begin folded."""
KINDS = {
    "trip": gettext_lazy("trip"),
    "organizations": gettext_lazy("organization"),
    "participants": gettext_lazy("person"),
    "places": gettext_lazy("place"),
    "days": gettext_lazy("day"),
    "sessions": gettext_lazy("session"),
    "linked_docs": gettext_lazy("link"),
    "notes": gettext_lazy("note"),
}


@dataclass
class Item:
    """One item of the preview: what it is, the lines it came from, and its form."""

    name: str
    record: Record
    title: str
    facts: str
    lines: list[int]
    form: ItemForm | None
    warnings: list[str] = field(default_factory=list)
    under: list["Item"] = field(default_factory=list)
    count: str = ""

    @property
    def uid(self) -> str:
        return self.record.uid

    @property
    def kind(self) -> str:
        return KINDS[self.name]

    @property
    def has_errors(self) -> bool:
        return bool(self.form and self.form.is_bound and self.form.errors)

    @property
    def is_open(self) -> bool:
        return self.has_errors or any(item.is_open for item in self.under)

    @property
    def fate(self) -> str:
        """Return what becomes of it in words, where it isn't simply taken."""
        fate = self.form.fate_now if self.form else Fate.TAKE
        return {Fate.TEXT: _("kept as text"), Fate.OUT: _("left out")}.get(fate, "")

    @property
    def places(self):
        return line_links(self.lines)


class Preview:
    """A reading of a note, and what was decided about it so far.

    `posted` is the form that came back, None at first. `trip` is the one that the note goes into.
    Raise NoteError for what is no note.
    """

    def __init__(self, state: State, data: bytes, request, trip: Trip | None, posted=None):
        self.state, self.data, self.trip, self.posted = state, data, trip, posted
        self.user, self.viewer = request.user, request.viewer
        self.errors: list[str] = []
        self.left_fields, self.left_text = MAX_FIELDS, MAX_TEXTS
        self._read()
        self.merged = self._merge() if trip else None
        self.document = self.merged.document if self.merged else self.read
        self.state = dataclasses.replace(self.state, shown=self._fingerprint())

    def _read(self) -> None:
        name = "" if self.state.name == PASTED else self.state.name
        if name.startswith(("http://", "https://")):
            name = name.rstrip("/").rpartition("/")[2].partition("?")[0]
        first_day = dt.date.fromisoformat(self.state.first_day) if self.state.first_day else None
        self.reading = preview_note(data=self.data, file_name=name, start_date=first_day)
        text = decode(self.data)
        self.lines = split_lines(text)
        found = self.reading.document
        if self.trip is None:
            found.trip.slug = free_slug(found.trip.slug or slug_of(found.trip.title))
        keep_written = self.trip is not None or is_new_here(found)
        self.read = settle_uids(found, text, self.state.seed, keep_written=keep_written)
        self.is_undated = any(day.date is None for day in found.days) or (
            bool(found.sessions) and not found.days
        )
        if first_day and self.read.sessions and not self.read.days:
            uid = uid_of(self.state.seed, "first day")
            self.read.days.append(DayRecord(uid=uid, date=first_day))
            for session in self.read.sessions:
                session.day = uid

    def _merge(self) -> Merge:
        self.last = self.trip.imports.filter(format=Import.Format.NOTE).first()
        return merge_note(self.trip, self.last, self.read)

    def _fingerprint(self) -> str:
        shown = [self.read.model_dump_json(by_alias=True)]
        if self.merged:
            merged = self.merged
            shown += [repr(part) for part in (merged.conflicts, merged.removals, merged.changed)]
        return hashlib.sha256("\n".join(shown).encode()).hexdigest()

    # Lines.

    @cached_property
    def of_note(self) -> Document:
        """The document whose items stand in the order of the account's paths."""
        return self.merged.theirs if self.merged else self.read

    @cached_property
    def became(self) -> list[list[Became]]:
        """For each line of the note the items that it became."""
        return of_lines(self.reading.account, self.of_note)

    @cached_property
    def lines_of(self) -> dict[str, list[int]]:
        """The numbers (from 0) of the lines that each item came from."""
        found = defaultdict(list)
        for number, items in enumerate(self.became):
            for part in items:
                found[part.record.uid].append(number)
                if part.name == "sessions" and "place" in part.fields and part.record.place:
                    found[part.record.place].append(number)
        return found

    @cached_property
    def texts(self) -> Mapping[str, str]:
        return {uid: self._text(numbers) for uid, numbers in self.lines_of.items()}

    def _text(self, numbers: list[int]) -> str:
        return "\n".join(self.lines[number] for number in numbers)

    @cached_property
    def warnings(self) -> dict[int, list[str]]:
        found = defaultdict(list)
        for line, message in self.reading.warnings:
            found[line or 0].append(message)
        return found

    @property
    def general_warnings(self) -> list[str]:
        return self.warnings.get(0, [])

    @property
    def unseen_lines(self) -> int:
        return max(0, len(self.lines) - MAX_LINES)

    def note_lines(self) -> Iterator[str]:
        """Yield each line of the note as HTML, with links to what it became."""
        for number, text in enumerate(self.lines[:MAX_LINES]):
            items = self.became[number]
            links = format_html_join(_("; "), "{}", ((self._link(part),) for part in items))
            nothing = CARRIES_NOTHING.get(self.reading.account[number][0], "")
            if not items and nothing:
                links = nothing
            warnings = format_html_join(
                "", '<p class="line-warning">{}</p>', ((w,) for w in self.warnings[number + 1])
            )
            yield format_html(
                '<li id="line-{0}" data-items="{1}"{2}><a class="line-number" href="#line-{0}">{0}'
                '</a><span class="line-text">{3}</span>{4}{5}</li>',
                number + 1,
                " ".join(part.record.uid for part in items),
                "" if items else format_html(' class="{}"', "nothing"),
                text,
                format_html('<span class="line-became">{}</span>', links) if links else "",
                warnings,
            )

    def _link(self, part: Became) -> str:
        """Return what a line became in words, as a link where the item is on this page."""
        words, uid = part.in_words(self.names), part.record.uid
        if uid not in self.shown:
            return words
        return format_html('<a href="#item-{}">{}</a>', uid, words)

    @cached_property
    def names(self) -> Names:
        return Names(self.of_note)

    @cached_property
    def shown(self) -> set[str]:
        """The uids of the items that the right side shows."""
        if self.merged is None:
            return {*self.items}
        parts = (self.merged.added, self.merged.changed, self.merged.conflicts)
        return {part.uid for found in parts for part in found}

    # Suggestions.

    @cached_property
    def suggestions(self):
        found = suggest(
            self.document,
            lines=self.lines,
            lines_of=self.lines_of,
            known=list(known_people(self.user, self.trip)),
        )
        if self.merged:
            new = {addition.uid for addition in self.merged.added}
            found = [s for s in found if s.uid in new]
        return found

    @cached_property
    def accepted(self):
        keys = set(self.posted.getlist("suggestion")) if self.posted is not None else set()
        return [suggestion for suggestion in self.suggestions if suggestion.key in keys]

    def suggestion_rows(self):
        for suggestion in self.suggestions:
            yield {
                "suggestion": suggestion,
                "line": None if suggestion.line is None else suggestion.line + 1,
                "checked": suggestion in self.accepted,
            }

    # Items.

    @cached_property
    def is_editable(self):
        """The uids of the items that can be changed here: those that the import adds."""
        if self.merged is None:
            return {record.uid for name in LISTS for record in getattr(self.document, name)}
        return {addition.uid for addition in self.merged.added}

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by its uid."""
        homes = {o.uid: o.name for o in self.document.organizations}
        places = {p.uid: p.name for p in self.document.places}
        days = [(day.uid, day_label(day)) for day in self.document.days]
        found: dict[str, Item] = {}

        def add(name, record, /, **initial):
            form = self._form(name, record, initial)
            if name == "sessions" and form:
                blank = [] if record.day else [("", "—")]
                form.fields["day"].choices = [*blank, *days]
            found[record.uid] = Item(
                name,
                record,
                title_of(name, record),
                facts_of(name, record, homes, places),
                [number + 1 for number in self.lines_of.get(record.uid, ())],
                form,
            )

        trip = self.document.trip
        if self.merged is None:
            add("trip", trip, **plain(trip, "title", "slug", "timezone", "summary", "description"))
        for day in self.document.days:
            add("days", day, **plain(day, "date", "title"))
        for person in self.document.participants:
            values = plain(person, "name", "handle", "position", "role")
            add("participants", person, organization=homes.get(person.organization, ""), **values)
        fields = ("title", "day", "start", "end", "end_date", "kind", "status", "description")
        for session in self.document.sessions:
            values = plain(session, *fields)
            add("sessions", session, place=places.get(session.place, ""), **values)
        for place in self.document.places:
            add("places", place, **plain(place, "name", "address"))
        for note in self.document.notes:
            add("notes", note, **plain(note, "purpose", "body"))
        for doc in self.document.linked_docs:
            add("linked_docs", doc, **plain(doc, "title"))
        for line, messages in self.warnings.items():
            for part in self.became[line - 1] if line else ():
                if part.record.uid in found:
                    found[part.record.uid].warnings += messages
        return found

    def _form(self, name: str, record: Record, initial: dict) -> ItemForm | None:
        if record.uid not in self.is_editable and name != "trip":
            return None
        kind = FORMS[name]
        self.left_fields -= len(kind.base_fields)
        if self.left_fields < 0:
            return None
        form = kind(record, initial, self.posted)
        for key in ("description", "body"):
            if key not in form.fields:
                continue
            length = len(initial[key])
            if length > MAX_TEXT or length > self.left_text or (not length and name == "sessions"):
                del form.fields[key]
            else:
                self.left_text -= length
        return form

    @property
    def is_too_long(self) -> bool:
        """Whether there is more than can be changed here."""
        return bool(self.items) and self.left_fields < 0

    @cached_property
    def groups(self) -> dict:
        """The items as they stand on the page."""
        shown = {uid: i for uid, i in self.items.items() if uid in self.is_editable}
        by_day = defaultdict(list)
        under = defaultdict(list)
        for item in self.items.values():
            record = item.record
            if item.name == "sessions" and item.uid in shown:
                by_day[record.day].append(item)
            elif item.name in ("linked_docs", "notes") and item.uid in shown:
                under[record.session or record.day].append(item)
        for item in self.items.values():
            if item.name == "sessions":
                item.under = under.pop(item.uid, [])
        days = []
        for item in self.items.values():
            if item.name != "days":
                continue
            item.under = under.pop(item.uid, []) + by_day.pop(item.uid, [])
            sessions = sum(i.name == "sessions" for i in item.under)
            item.count = ngettext("%(n)d session", "%(n)d sessions", sessions) % {"n": sessions}
            if item.uid in shown or item.under:
                days.append(item)
        attached = [i for items in under.values() for i in items]
        return {
            "trip": self.items.get(self.document.trip.uid),
            "people": [i for i in shown.values() if i.name == "participants"],
            "days": days,
            "undated": [i for items in by_day.values() for i in items],
            "places": [i for i in shown.values() if i.name == "places"],
            "attached": attached,
        }

    @property
    def faulty_items(self) -> list[Item]:
        return [item for item in self.items.values() if item.has_errors]

    @property
    def is_folded(self) -> bool:
        return sum(i.name == "sessions" for i in self.items.values()) > OPEN_SESSIONS

    @property
    def place_names(self) -> list[str]:
        return [place.name for place in self.document.places]

    # What a merge does.

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The path of the first row about each item: the one that links lead to."""
        rows = [*self.merged.changed, *self.merged.conflicts]
        return {row.uid: row.path for row in rows if row.uid not in self.is_editable}

    def conflict_rows(self):
        merged = self.merged
        for conflict in merged.conflicts:
            name = f"conflict-{conflict.path}"
            chosen = self.posted.get(name) if self.posted is not None else None
            before, theirs, ours = (
                full_value(merged.names, conflict.field, value)
                for value in (conflict.base, conflict.theirs, conflict.ours)
            )
            yield {
                "name": name,
                "uid": conflict.uid,
                "is_anchor": self.anchors.get(conflict.uid) == conflict.path,
                "words": conflict.words,
                "is_item": not conflict.field,
                "note_chosen": chosen == "note",
                "before": before,
                "theirs": difference(ours, theirs) if conflict.field else "",
                "ours": ours,
                "lines": line_links(self._numbers(conflict.uid)),
            }

    def removal_rows(self):
        wanted = set(self.posted.getlist("remove")) if self.posted is not None else set()
        for removal in self.merged.removals:
            yield {"removal": removal, "checked": removal.uid in wanted}

    def change_rows(self):
        names = self.merged.names
        for change in self.merged.changed:
            before, after = (
                full_value(names, change.field, value) for value in (change.before, change.after)
            )
            yield {
                "uid": change.uid,
                "is_anchor": self.anchors.get(change.uid) == change.path,
                "words": change.words,
                "difference": difference(before, after),
                "lines": line_links(self._numbers(change.uid)),
            }

    def _numbers(self, uid: str) -> list[int]:
        return [number + 1 for number in self.lines_of.get(uid, ())]

    def _decided(self) -> Merge:
        decisions = {}
        for conflict in self.merged.conflicts:
            chosen = self.posted.get(f"conflict-{conflict.path}")
            decisions[conflict.path] = "note" if chosen == "note" else "here"
        removable = {removal.uid for removal in self.merged.removals}
        remove = removable & set(self.posted.getlist("remove"))
        return resolve(self.merged, prefer="here", decisions=decisions, remove=remove)

    @property
    def has_news(self) -> bool:
        """Whether there is anything to save or to decide."""
        merged = self.merged
        return merged is None or bool(
            merged.added or merged.changed or merged.conflicts or merged.removals
        )

    # Saving.

    def decided(self) -> Document | None:
        """Return the document as it was decided, None where something has to be put right."""
        forms = [item.form for item in self.items.values() if item.form]
        if [form for form in forms if form.is_bound and not form.is_valid()]:
            return None
        choices = {form.record.uid: form.choice for form in forms}
        self.resolved = self._decided() if self.merged else None
        source = self.resolved.document if self.resolved else self.document
        keep = uids_of(self.merged.ours) if self.merged else ()
        document = apply_choices(source, choices, self.texts, keep=keep)
        days = {day.uid for day in document.days}
        left = [
            day_label(form.record)
            for form in forms
            if form.fate_now == Fate.OUT and form.record.uid in days
        ]
        if left:
            message = _("%(days)s can't be left out: move or leave out its sessions first.")
            self.errors.append(message % {"days": ", ".join(left)})
            return None
        document = apply_suggestions(document, self.accepted)
        try:
            read_document(document.model_dump_json(by_alias=True))
        except DocumentError as error:
            self.add_problems(document, error)
            return None
        return document

    def add_problems(self, document: Document, error: DocumentError) -> None:
        """Show each problem at the field that it is about."""
        for problem in error.problems:
            match = PATH.match(problem.path)
            record = None
            if match and match[1]:
                record = document.trip
            elif match and match[2] in LISTS and int(match[3]) < len(getattr(document, match[2])):
                record = getattr(document, match[2])[int(match[3])]
            item = record and self.items.get(record.uid)
            if item and item.form and item.form.is_bound and item.form.is_valid():
                field_name = match[4] if match[4] in item.form.fields else None
                item.form.add_error(field_name, problem.message)
                if field_name:
                    continue
            name = match[2] or match[1] if match else ""
            called = f"{KINDS[name]} “{title_of(name, record)}”" if record else problem.path
            self.errors.append(f"{called}: {problem.message}" if called else problem.message)

    def save(self, document: Document) -> Changes:
        """Write the document; raise DocumentError."""
        same = [s for s in self.accepted if s.same_as]
        source = {"data": self.data, "file_name": self.state.name}
        author = {"organizer": self.user, "viewer": self.viewer, "token": self.state.seed}
        if self.resolved:
            theirs = answered(renamed(self.resolved.theirs, same, document), document)
            merged = dataclasses.replace(self.resolved, document=document, theirs=theirs)
            return save_merged(self.trip, merged, **source, **author)
        base = answered(renamed(self.read, same, document), document)
        return save_new(document, read=base, **source, **author)


def renamed(read: Document, same, saved: Document) -> Document:
    """Return what was read with the uids of those who were found to be known people."""
    uids = {person.uid for person in saved.participants}
    for suggestion in same:
        if suggestion.same_as.person.uid in uids:
            read = with_uid(read, suggestion.uid, suggestion.same_as.person.uid)
    return read


def free_slug(wanted: str) -> str | None:
    """Return an address that no trip has or had: the wanted one, or with a number."""
    wanted = wanted or "trip"
    for number in range(1, 100):
        slug = wanted if number == 1 else f"{wanted[:56].rstrip('-')}-{number}"
        taken = Trip.objects.filter(slug=slug).exists()
        if not taken and not FormerSlug.objects.filter(slug=slug).exists():
            return slug
    return None


def is_new_here(document: Document) -> bool:
    """Whether no trip here has the uid that the note gives."""
    return not Trip.objects.filter(uid=document.trip.uid).exists()


def known_people(user, trip: Trip | None) -> Iterator[KnownPerson]:
    """Yield the people of the trips that a user organizes as owner or editor."""
    trips = Trip.objects.filter(organizers__user=user, organizers__role__in=access.EDITORS).exclude(
        pk=trip and trip.pk
    )
    rows = Membership.objects.filter(trip__in=trips.order_by().values("pk"))
    rows = rows.select_related("participant__organization", "trip").order_by("-trip__created_at")
    seen = set()
    for row in rows:
        person, home = row.participant, row.participant.organization
        if person.uid in seen:
            continue
        seen.add(person.uid)
        record = ParticipantRecord(
            uid=person.uid,
            name=person.name,
            handle=person.handle,
            organization=home.uid if home else None,
            position=person.position,
            bio=person.bio,
            links=person.links,
        )
        organization = home and OrganizationRecord(
            uid=home.uid, name=home.name, local_name=home.local_name, links=home.links
        )
        yield KnownPerson(record, organization, row.trip.title)


def plain(record: Record, *fields: str) -> dict:
    return {name: value_of(getattr(record, name)) for name in fields}


def value_of(value):
    return "" if value is None else value


def title_of(name: str, record: Record) -> str:
    match name:
        case "days":
            return day_label(record)
        case "participants" | "places" | "organizations":
            return record.name
        case "linked_docs":
            return record.title or record.url
        case "notes":
            return record.title or str(PURPOSES[record.purpose])
    return record.title


def facts_of(name: str, record: Record, homes: Mapping, places: Mapping) -> str:
    """Return the other facts of an item in few words."""
    facts: list[str] = []
    match name:
        case "participants":
            facts = [record.handle, record.position, homes.get(record.organization, "")]
            facts += [dict(FORMS[name].base_fields["role"].choices).get(record.role, "")]
        case "sessions":
            clocks = [f"{clock:%H:%M}" for clock in (record.start, record.end) if clock]
            facts = ["–".join(clocks), places.get(record.place, "")]
            fields = FORMS[name].base_fields
            if record.kind != "other":
                facts.append(dict(fields["kind"].choices)[record.kind])
            if record.status != "confirmed":
                facts.append(dict(fields["status"].choices)[record.status])
        case "linked_docs":
            facts = [record.url if record.title else ""]
        case "notes":
            count = len(record.body.splitlines())
            facts = [ngettext("%(n)d line", "%(n)d lines", count) % {"n": count}]
        case "places":
            facts = [record.address]
    return " · ".join(str(fact) for fact in facts if fact)


def full_value(names, field_name: str, value) -> str:
    """Return a value in words, long texts whole."""
    if isinstance(value, str) and field_name in ("description", "bio", "body"):
        return value
    return names.value(field_name, value)


def difference(before: str, after: str) -> str:
    """Return what became of a text as HTML, word by word."""
    tags = {"equal": "span", "delete": "del", "insert": "ins"}
    parts = word_diff(before, after)
    return format_html_join(
        "",
        "<{0}>{1}</{0}>",
        ((tags[op], shortened(text) if op == "equal" else text) for op, text in parts),
    )


def shortened(text: str) -> str:
    """Return a text that did not change without its middle."""
    return text if len(text) <= 400 else f"{text[:150]} … {text[-150:]}"


def line_links(numbers: list[int]) -> str:
    """Return links to lines of the note, neighbours as one: 3, 5–9."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = format_html_join(
        ", ",
        '<a href="#line-{}">{}</a>',
        ((a, str(a) if a == b else f"{a}–{b}") for a, b in spans[:20]),
    )
    if not shown:
        return ""
    more = " …" if len(spans) > 20 else ""
    text = _("line") if len(numbers) == 1 else _("lines")
    return format_html('<span class="lines">{} {}{}</span>', text, shown, more)
