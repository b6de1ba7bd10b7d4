"""What an import of a file comes to, before it is saved: what is different, and what is picked."""

import dataclasses
import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import access
from events.models import Session, Trip
from notes.models import Import
from people.uids import uid_of
from tripbook.interchange.changes import Changes
from tripbook.interchange.comparing import Differences, compare
from tripbook.interchange.document import DocumentError, SessionRecord, read_document
from tripbook.interchange.dump import dump_trip, to_json
from tripbook.interchange.importing import (
    ImportRefused,
    import_document,
    save_merged,
    save_new,
)
from tripbook.interchange.intake import merge_programme, narrowed, read_programme
from tripbook.interchange.merge import Merge
from tripbook.interchange.merge.matching import folded
from tripbook.interchange.readers import Target

from .file_forms import CopyForm, FilterForm, NewTripForm
from .questions import MergeQuestions, difference, full_value
from .slugs import free_slug, suggested_slug
from .state import FileState

MOST_SHOWN = 2_000
"""Sessions that one page lists."""
MOST_LINES = 500
"""Differences that one page lists."""


@dataclass
class Row:
    """A session that can be picked."""

    uid: str
    title: str
    time: str
    facts: str
    search: str
    is_picked: bool


@dataclass
class DayRows:
    """The sessions of a day that can be picked."""

    date: dt.date
    rows: list[Row] = field(default_factory=list)


class Picking:
    """A calendar, a sheet or a schedule on its way into a trip.

    `posted` is the form that came back, None at first. Raise DocumentError for what can't be
    read.
    """

    template = "pick"

    def __init__(self, state: FileState, data: bytes, request, trip: Trip | None, posted=None):
        self.state, self.data, self.trip, self.posted = state, data, trip, posted
        self.user, self.viewer = request.user, request.viewer
        self.errors: list[str] = []
        uid = uid_of(state.seed, "trip")
        self.programme = read_programme(
            data,
            file_name=state.name,
            trip=trip,
            new=Target(uid=uid, timezone=state.timezone or None),
            people=state.people,
        )
        self.document = self.programme.document
        self.filter = FilterForm(self.days, posted)
        self.new_trip = None if trip else self._new_trip_form()
        ours = self.programme.ours.model_dump_json() if trip else ""
        self.state = dataclasses.replace(
            state, kind=self.programme.kind, shown=hashlib.sha256(ours.encode()).hexdigest()
        )

    @property
    def kind(self) -> str:
        return Import.Format(self.programme.kind).label

    @property
    def warnings(self) -> list[str]:
        return [str(problem) for problem in self.programme.reading.warnings[:MOST_LINES]]

    @property
    def has_speakers(self) -> bool:
        """Whether the question if the speakers are to be taken has a meaning."""
        return self.programme.kind != Import.Format.CALENDAR

    def _new_trip_form(self) -> NewTripForm:
        trip = self.document.trip
        initial = {
            "title": trip.title,
            "slug": suggested_slug(self.document),
            "timezone": trip.timezone,
        }
        is_bound = self.posted is not None and "trip-title" in self.posted
        return NewTripForm(self.posted if is_bound else None, initial=initial, prefix="trip")

    # What is picked.

    @cached_property
    def sessions(self) -> list[SessionRecord]:
        """The sessions of the file that the trip lacks."""
        new = set(self.programme.new)
        return [session for session in self.document.sessions if session.uid in new]

    @cached_property
    def picked(self) -> set[str]:
        """The uids of the sessions that are picked.

        A conference has more than a delegation attends: of its schedule nothing is, at first.
        """
        new = set(self.programme.new)
        if self.posted is None:
            is_conference = self.programme.kind == Import.Format.SCHEDULE
            return set() if is_conference else new - self.programme.dropped
        picked = new & set(self.posted.getlist("pick"))
        match self.posted.get("action"):
            case "all":
                return picked | {session.uid for session in self.found}
            case "none":
                return picked - {session.uid for session in self.found}
        return picked

    @cached_property
    def days(self) -> dict[str, dt.date]:
        return {day.uid: day.date for day in self.document.days}

    @cached_property
    def found(self) -> list[SessionRecord]:
        """The sessions that the filter lets through."""
        words, day = self.filter.words, self.filter.chosen_day
        return [
            session
            for session in self.sessions
            if (not day or session.day == day)
            and all(word in self._search(session) for word in words)
        ]

    def _search(self, session: SessionRecord) -> str:
        return self._texts[session.uid]

    @cached_property
    def _texts(self) -> dict[str, str]:
        """What the filter finds of each session, folded."""
        return {s.uid: folded(" ".join([s.title, self._facts(s)])) for s in self.sessions}

    def _facts(self, session: SessionRecord) -> str:
        facts = [self._places.get(session.place, ""), self._tracks.get(session.uid, "")]
        facts += [self._people[going.uid] for going in session.participants]
        if session.kind != Session.Kind.OTHER:
            facts.append(str(Session.Kind(session.kind).label))
        return " · ".join(fact for fact in facts if fact)

    @cached_property
    def _places(self) -> dict[str, str]:
        return {place.uid: place.name for place in self.document.places}

    @cached_property
    def _people(self) -> dict[str, str]:
        return {person.uid: person.name for person in self.document.participants}

    @cached_property
    def _tracks(self) -> dict[str, str]:
        return self.programme.tracks

    @cached_property
    def day_rows(self) -> list[DayRows]:
        """The sessions to pick from, day by day."""
        days: dict[str, DayRows] = defaultdict(lambda: DayRows(dt.date.min))
        for session in self.found[:MOST_SHOWN]:
            clocks = [f"{clock:%H:%M}" for clock in (session.start, session.end) if clock]
            row = Row(
                session.uid,
                session.title,
                "–".join(clocks) if session.start else "",
                self._facts(session),
                self._search(session),
                session.uid in self.picked,
            )
            days[session.day].date = self.days[session.day]
            days[session.day].rows.append(row)
        return sorted(days.values(), key=lambda day: day.date)

    @property
    def hidden_picks(self) -> list[str]:
        """What is picked and not on the page now."""
        shown = {row.uid for day in self.day_rows for row in day.rows}
        return sorted(self.picked - shown)

    @property
    def unseen(self) -> int:
        return max(0, len(self.found) - MOST_SHOWN)

    @property
    def told(self) -> str:
        """Say how many are picked of how many."""
        return self._told(str(len(self.picked)))

    @property
    def told_by_script(self) -> str:
        """Say it with a sign where the script puts the number."""
        return self._told("#")

    def _told(self, picked: str) -> str:
        total = len(self.sessions)
        words = ngettext("%(picked)s of %(n)d session", "%(picked)s of %(n)d sessions", total)
        return words % {"picked": picked, "n": total}

    # What it changes in the trip.

    @cached_property
    def merged(self) -> Merge | None:
        return merge_programme(self.programme, self.picked) if self.trip else None

    @property
    def has_news(self) -> bool:
        """Whether there is anything to save or to decide."""
        merged = self.merged
        return merged is None or bool(
            self.sessions or merged.changed or merged.conflicts or merged.removals
        )

    @cached_property
    def questions(self) -> MergeQuestions:
        return MergeQuestions(self.merged, added=(), lines_of={}, posted=self.posted)

    def change_rows(self) -> Iterator[dict]:
        return islice(self.questions.changes(), MOST_LINES)

    @property
    def unseen_changes(self) -> int:
        return max(0, len(self.merged.changed) - MOST_LINES)

    # Saving.

    def save(self) -> Changes | None:
        """Write what was picked and decided; None where something has to be put right first.

        Raise DocumentError.
        """
        source = {
            "data": self.data,
            "file_name": self.state.name,
            "organizer": self.user,
            "viewer": self.viewer,
            "token": self.state.seed,
            "source_format": self.programme.kind,
        }
        if self.trip is None:
            return self._save_new(source)
        merged = self.questions.answered()
        if not merged.has_changes and not self.merged.conflicts:
            self.errors.append(_("Nothing is picked, and nothing else would change."))
            return None
        return save_merged(self.trip, merged, **source)

    def _save_new(self, source: dict) -> Changes | None:
        if not self.new_trip.is_valid():
            return None
        if not self.picked:
            self.errors.append(_("Pick at least one session."))
            return None
        document = narrowed(self.document, self.picked)
        document.trip = document.trip.model_copy(update=self.new_trip.cleaned_data)
        return save_new(document, **source)

    def add_problems(self, error: DocumentError) -> None:
        for problem in error.problems:
            if problem.path == "trip.slug" and self.new_trip and self.new_trip.is_bound:
                self.new_trip.add_error("slug", problem.message)
            else:
                self.errors.append(str(problem))


class DocumentPicking:
    """A trip document on its way into its trip, into a new one, or into a copy.

    Raise DocumentError for what can't be read.
    """

    template = "document"

    def __init__(self, state: FileState, data: bytes, request, trip: Trip | None, posted=None):
        self.data, self.posted = data, posted
        self.user, self.viewer = request.user, request.viewer
        self.errors: list[str] = []
        self.document = read_document(data)
        here = Trip.objects.filter(uid=self.document.trip.uid).first()
        if trip is not None and here != trip:
            message = _(
                "This is the document of another trip. Import it from the list of trips, as a copy "
                "if you like."
            )
            raise ImportRefused(message)
        may_edit = here is not None and access.may_edit(self.viewer, here.pk)
        self.trip = here if may_edit else None
        self.needs_copy = here is not None and not may_edit
        self.form = CopyForm(
            posted,
            needs_copy=self.needs_copy,
            may_replace=may_edit and self.document.audience == access.Audience.ORGANIZERS,
            initial={"copy_as": free_slug(self.document.trip.slug) if self.needs_copy else ""},
        )
        before = to_json(dump_trip(here, access.SUPERUSER)) if may_edit else ""
        self.before = read_document(before) if before else None
        self.state = dataclasses.replace(
            state,
            kind=Import.Format.DOCUMENT.value,
            shown=hashlib.sha256(before.encode()).hexdigest(),
        )

    @property
    def kind(self) -> str:
        return Import.Format.DOCUMENT.label

    @cached_property
    def chosen(self) -> dict:
        """What was chosen; nothing while the form has faults."""
        return self.form.cleaned_data if self.form.is_bound and self.form.is_valid() else {}

    @cached_property
    def differences(self) -> Differences:
        is_new = self.before is None or self.chosen.get("copy_as")
        before = None if is_new else self.before
        return compare(before, self.document, whole=bool(self.chosen.get("replace")))

    def added(self) -> list[str]:
        return self.differences.added[:MOST_LINES]

    def removed(self) -> list[str]:
        return self.differences.removed[:MOST_LINES]

    def change_rows(self) -> Iterator[dict]:
        names = self.differences.names
        for change in self.differences.changed[:MOST_LINES]:
            before, after = (
                full_value(names, change.field, value) for value in (change.before, change.after)
            )
            yield {"words": change.words, "difference": difference(before, after)}

    @property
    def unseen(self) -> int:
        found = self.differences
        lists = (found.added, found.changed, found.removed)
        return sum(max(0, len(each) - MOST_LINES) for each in lists)

    def save(self) -> Changes | None:
        """Write the document; None where something has to be put right first.

        Raise DocumentError.
        """
        if not self.chosen:
            return None
        done = import_document(
            data=self.data,
            file_name=self.state.name,
            copy_as=self.chosen["copy_as"] or None,
            replace=self.chosen["replace"],
            organizer=self.user,
            owns=False,
            viewer=self.viewer,
            token=self.state.seed,
        )
        return done.changes

    def add_problems(self, error: DocumentError) -> None:
        for problem in error.problems:
            if problem.path == "trip.slug" and self.form.is_bound:
                self.form.add_error("copy_as", problem.message)
            else:
                self.errors.append(str(problem))


def picking_of(state: FileState, data: bytes, request, trip: Trip | None, posted=None):
    """Return the preview of a file of this state's kind."""
    kind = DocumentPicking if state.kind == Import.Format.DOCUMENT else Picking
    return kind(state, data, request, trip, posted)
