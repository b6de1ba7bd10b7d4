"""A note beside what it becomes, and what a person decided of it so far."""

import dataclasses
import datetime as dt
import hashlib
from functools import cached_property

from django.utils.translation import gettext as _

from events.models import Trip
from notes.models import Import
from people.punctuation import joined, quoted, told
from tripbook.interchange.account import PATH
from tripbook.interchange.changes import Changes
from tripbook.interchange.choices import Fate, answered, apply_choices
from tripbook.interchange.document import (
    LISTS,
    Document,
    DocumentError,
    read_document,
)
from tripbook.interchange.importing import preview_note, save_merged, save_new
from tripbook.interchange.merge import Merge
from tripbook.interchange.merge.fields import uids_of, with_uids
from tripbook.interchange.note import decode
from tripbook.interchange.note.tree.source import split_lines
from tripbook.interchange.origins import at_home
from tripbook.interchange.suggestions import (
    apply_suggestions,
    suggest,
    suggest_same_items,
    with_uid,
)
from tripbook.interchange.updating import merge_note
from tripbook.interchange.wording import day_label

from .forms import PASTED
from .items import KINDS, Item, Items, title_of
from .known import known_people
from .lines import NoteLines
from .questions import MergeQuestions
from .slugs import free_slug, suggested_slug
from .state import State, settle_uids


class Preview:
    """A reading of a note, and what was decided about it so far.

    `lines` is the note, `items` what it becomes, and `questions` what a merge asks (None for a
    new trip). `posted` is the form that came back, None at first. `trip` is the one that the note
    goes into. Raise NoteError for what is no note.
    """

    def __init__(self, state: State, data: bytes, request, trip: Trip | None, posted=None):
        self.state, self.data, self.trip, self.posted = state, data, trip, posted
        self.user, self.viewer = request.user, request.viewer
        self.errors: list[str] = []
        self._read()
        self.merged = self._merge() if trip else None
        self.document = self.merged.document if self.merged else self.read
        of_note = self.merged.theirs if self.merged else self.read
        self.lines = NoteLines(split_lines(decode(data)), self.reading, of_note)
        self.added = self._added()
        self.questions = self.merged and MergeQuestions(
            self.merged, added=self.added, lines_of=self.lines.of_items, posted=posted
        )
        self.state = dataclasses.replace(self.state, shown=self._fingerprint())

    def _read(self) -> None:
        name = "" if self.state.name == PASTED else self.state.name
        if name.startswith(("http://", "https://")):
            name = name.rstrip("/").rpartition("/")[2].partition("?")[0]
        first_day = dt.date.fromisoformat(self.state.first_day) if self.state.first_day else None
        self.reading = preview_note(data=self.data, file_name=name, start_date=first_day)
        found = self.reading.document
        if self.trip is None:
            slug = found.trip.slug
            found.trip.slug = free_slug(slug) if slug else suggested_slug(found)
        found, written = at_home(self.reading, self.trip, seed=self.state.seed)
        self.read = settle_uids(found, written, self.state.seed)
        self.is_undated = any(day.date is None for day in found.days) or (
            bool(found.sessions) and not found.days
        )

    def _merge(self) -> Merge:
        """Merge the note, with what was said to be an item that left it as that item."""
        merged = self.merged_at_first = self._merged_as(self.read)
        self.same_items = suggest_same_items(merged)
        same = {s.uid: s.former for s in self.same_items if s.key in self.accepted_keys}
        return self._merged_as(with_uids(self.read, same)) if same else merged

    def _merged_as(self, read: Document) -> Merge:
        last = self.trip.imports.filter(format=Import.Format.NOTE).first()
        reading = self.reading
        return merge_note(self.trip, last, read, reading.origin, is_titled=reading.is_titled)

    def _added(self) -> set[str]:
        """Return the uids of what the import adds: these items can be changed here."""
        if self.merged is None:
            return {record.uid for name in LISTS for record in getattr(self.document, name)}
        return {addition.uid for addition in self.merged.added}

    def _fingerprint(self) -> str:
        shown = [self.read.model_dump_json(by_alias=True)]
        if self.merged:
            merged = self.merged_at_first
            shown += [repr(part) for part in (merged.conflicts, merged.removals, merged.changed)]
        return hashlib.sha256("\n".join(shown).encode()).hexdigest()

    @cached_property
    def items(self) -> Items:
        """What the note becomes, each item with its form."""
        items = Items(
            self.document,
            editable=self.added,
            trip_too=self.merged is None,
            lines_of=self.lines.of_items,
            posted=self.posted,
        )
        for line, messages in self.lines.warnings.items():
            for part in self.lines.became[line - 1] if line else ():
                if part.record.uid in items.all:
                    items.all[part.record.uid].warnings += messages
        return items

    def note_lines(self):
        """Yield each line of the note as HTML."""
        return self.lines.as_html(self.questions.shown if self.questions else self.items.all)

    @property
    def has_news(self) -> bool:
        """Whether there is anything to save or to decide."""
        return self.questions is None or self.questions.has_news

    # Suggestions.

    @cached_property
    def suggestions(self):
        found = suggest(
            self.document,
            lines=self.lines.texts,
            lines_of=self.lines.of_items,
            known=list(known_people(self.user, self.trip)),
        )
        if not self.merged:
            return found
        return [*self._same_items(), *(s for s in found if s.uid in self.added)]

    def _same_items(self):
        """Yield what may be the same item, each with its first line of the note."""
        for suggestion in self.same_items:
            lines = (self.lines.of_items.get(u, ()) for u in (suggestion.uid, suggestion.former))
            line = min((number for found in lines for number in found), default=None)
            yield dataclasses.replace(suggestion, line=line)

    @cached_property
    def accepted_keys(self) -> set[str]:
        return set(self.posted.getlist("suggestion")) if self.posted is not None else set()

    @cached_property
    def accepted(self):
        return [s for s in self.suggestions if s.key in self.accepted_keys]

    def suggestion_rows(self):
        for suggestion in self.suggestions:
            yield {
                "suggestion": suggestion,
                "line": None if suggestion.line is None else suggestion.line + 1,
                "checked": suggestion in self.accepted,
            }

    # Saving.

    def decided(self) -> Document | None:
        """Return the document as it was decided, None where something has to be put right."""
        forms = self.items.forms
        if [form for form in forms if form.is_bound and not form.is_valid()]:
            return None
        choices = {form.record.uid: form.choice for form in forms}
        self.resolved = self.questions.answered() if self.questions else None
        source = self.resolved.document if self.resolved else self.document
        keep = uids_of(self.merged.ours) if self.merged else ()
        document = apply_choices(source, choices, self.lines.texts_of_items, keep=keep)
        if self._has_days_left(document):
            return None
        document = apply_suggestions(document, self.accepted)
        try:
            read_document(document.model_dump_json(by_alias=True))
        except DocumentError as error:
            self.add_problems(document, error)
            return None
        return document

    def _has_days_left(self, document: Document) -> bool:
        """Tell if a day that is to be left out still has sessions, and say so."""
        days = {day.uid for day in document.days}
        left = [
            day_label(form.record)
            for form in self.items.forms
            if form.fate_now == Fate.OUT and form.record.uid in days
        ]
        if left:
            message = _("%(days)s can't be left out: move or leave out its sessions first.")
            self.errors.append(message % {"days": joined(left)})
        return bool(left)

    def add_problems(self, document: Document, error: DocumentError) -> None:
        """Show each problem at the field that it is about."""
        for problem in error.problems:
            name, record, field = self._place_of(document, problem.path)
            item = record and self.items.all.get(record.uid)
            if item and self._is_told_at(item, field, problem.message):
                continue
            called = problem.path
            if record:
                called = f"{KINDS[name]} {quoted(title_of(name, record))}"
            self.errors.append(told(called, problem.message) if called else problem.message)

    @staticmethod
    def _place_of(document: Document, path: str):
        match = PATH.match(path)
        if match and match[1]:
            return "trip", document.trip, match[4]
        if match and match[2] in LISTS and int(match[3]) < len(getattr(document, match[2])):
            return match[2], getattr(document, match[2])[int(match[3])], match[4]
        return "", None, ""

    @staticmethod
    def _is_told_at(item: Item, field: str, message: str) -> bool:
        """Add a message to an item's form; tell if it stands at a field of it."""
        form = item.form
        if not (form and form.is_bound and form.is_valid()):
            return False
        name = field if field in form.fields else None
        form.add_error(name, message)
        return name is not None

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
