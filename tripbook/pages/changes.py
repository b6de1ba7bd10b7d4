"""What changed in a trip since the viewer could see it: sitting by sitting, thing by thing.

Somebody who works on a trip saves often. What was saved with less than an hour between is one
sitting, and told is what was different after it: not what was typed and taken back in between.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.access import Viewer
from events.models import Announcement, Day, Membership, Session
from notes.models import LinkedDoc, Note
from people.punctuation import joined, told
from tripbook.loading import VisibleTrip
from tripbook.timelines import (
    Point,
    SessionState,
    Timeline,
    Timelines,
    read_session_timelines,
    read_timelines,
)

from . import words

PAUSE = dt.timedelta(hours=1)
# What changed within this time is marked in the programme, from a week before the trip on.
LATELY = dt.timedelta(hours=48)
BEFOREHAND = dt.timedelta(days=7)


@dataclass(frozen=True)
class Fact:
    """One thing that is different: which, and what it was and is, where there are words for it."""

    kind: str
    label: str
    after: str = ""
    before: str = ""
    url: str = ""
    """Where `after` is to be read, if that is elsewhere."""
    is_own: bool = False
    """Are `before` and `after` the trip's own words, in its language?"""

    @property
    def text(self) -> str:
        """The fact in one line: Time: 09:30 → 10:00."""
        words_of = " → ".join(filter(None, [self.before, self.after]))
        return told(self.label, words_of) if words_of else self.label


@dataclass
class Item:
    """What is different about one thing: the trip, a day, a session."""

    title: str
    url: str
    facts: list[Fact] = field(default_factory=list)
    is_own: bool = True


@dataclass
class Sitting:
    """The changes of a stretch of time in which somebody worked on the trip."""

    began_at: dt.datetime
    ended_at: dt.datetime
    items: list[Item] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Name the sitting on the page and in the feed; it stays while the sitting goes on."""
        return f"{self.began_at.astimezone(dt.UTC):%Y%m%dT%H%M%S%f}"

    @property
    def titles(self) -> str:
        """Name what was changed, as a headline."""
        return joined([item.title for item in self.items])


@dataclass(frozen=True)
class Told:
    """What the organizers told, in a line of their own words. It stands among the sittings."""

    key: str
    ended_at: dt.datetime
    text: str

    @property
    def began_at(self) -> dt.datetime:
        return self.ended_at

    @property
    def titles(self) -> str:
        return self.text


def entries(loaded: VisibleTrip, viewer: Viewer, me: Membership | None = None) -> list:
    """Return what changed and what was told of it, as the viewer may see it, the newest first."""
    rows = Announcement.objects.visible_to(viewer).filter(trip=loaded.trip)
    told = [Told(row.uid, row.told_at, row.text) for row in rows]
    found = [*sittings(loaded, me), *told]
    return sorted(found, key=lambda entry: entry.ended_at, reverse=True)


def changes_since(
    loaded: VisibleTrip, since: dt.datetime | None, now: dt.datetime
) -> tuple[dt.datetime | None, list[Item]]:
    """Return what is different from an instant (or since the trip was opened), and which it is.

    What was changed and changed back is no change.
    """
    timelines = read_timelines(loaded)
    if timelines.opened_at is None:
        return None, []
    timelines.opened_at = max(filter(None, [since, timelines.opened_at]))
    teller = _Teller(loaded, timelines, [Sitting(timelines.opened_at, now)])
    return timelines.opened_at, teller.by_sitting().get(0, [])


def sittings(loaded: VisibleTrip, me: Membership | None = None) -> list[Sitting]:
    """Return what changed in a trip that was loaded for a viewer, the newest sitting first."""
    timelines = read_timelines(loaded, me)
    if timelines.opened_at is None:
        return []
    found = [Sitting(begin, end) for begin, end in stretches(_instants(loaded, timelines))]
    tell = _Teller(loaded, timelines, found)
    for index, items in tell.by_sitting().items():
        found[index].items = items
    return [sitting for sitting in reversed(found) if sitting.items]


def lately_changed(loaded: VisibleTrip, now: dt.datetime) -> dict[int, str]:
    """Return what to mark sessions with that changed lately: session id to words.

    Only shortly before the trip and during it: at other times nobody has the old times in mind.
    """
    today = now.date()
    if not (loaded.days and today - loaded.days[0].date >= -BEFOREHAND):
        return {}
    if today > loaded.days[-1].date + dt.timedelta(days=1):
        return {}
    since = now - LATELY
    recent = [session for session in loaded.sessions if session.updated_at > since]
    if not recent:
        return {}
    timelines = read_session_timelines(loaded, recent)
    if timelines.opened_at is None:
        return {}
    timelines.opened_at = max(since, timelines.opened_at)
    teller = _Teller(loaded, timelines, [Sitting(timelines.opened_at, now)])
    found = {}
    for session in recent:
        timeline = timelines.sessions.get(session.pk)
        for _thing, _index, facts in teller.of(session, timeline, teller.session_facts):
            found[session.pk] = _mark(facts)
    return found


def _mark(facts: list[Fact]) -> str:
    if any(fact.kind == "new" for fact in facts):
        return _("new")
    return _("changed: %(what)s") % {"what": joined([fact.label.lower() for fact in facts])}


def stretches(instants: Iterable[dt.datetime]) -> list[tuple[dt.datetime, dt.datetime]]:
    """Return the first and the last instant of each sitting, in order."""
    found: list[tuple[dt.datetime, dt.datetime]] = []
    for instant in sorted(instants):
        if found and instant - found[-1][1] < PAUSE:
            found[-1] = found[-1][0], instant
        else:
            found.append((instant, instant))
    return found


def _instants(loaded: VisibleTrip, timelines: Timelines) -> set[dt.datetime]:
    """Return when something changed that is told of."""
    shown_days = [timelines.days[day.pk] for day in loaded.days if day.pk in timelines.days]
    told = [
        timelines.trip,
        *shown_days,
        *timelines.sessions.values(),
        *timelines.members.values(),
        *timelines.docs.values(),
    ]
    found = {at for timeline in told for at in _turns(timeline, timelines.opened_at)}
    written = (at for instants in timelines.written.values() for at in instants)
    return found | {at for at in written if at > timelines.opened_at}


def _turns(timeline: Timeline, opened_at: dt.datetime) -> Iterator[dt.datetime]:
    """Yield when what the viewer knew of a thing became another state."""
    known = None
    for at, state in timeline.points:
        if state is None:
            continue
        if at > opened_at and state != known and (known or _is_news(timeline)):
            yield at
        known = state


def _is_news(timeline: Timeline) -> bool:
    """Is what is seen for the first time new? It may be older than its history."""
    return timeline.is_whole or timeline.points[0].state is None


class _Teller:
    """Puts into words what is different after each sitting."""

    def __init__(self, loaded: VisibleTrip, timelines: Timelines, found: list[Sitting]):
        self.loaded = loaded
        self.timelines = timelines
        self.begins = [sitting.began_at for sitting in found]
        self.ends = [sitting.ended_at for sitting in found]
        self.places = {place.pk: place.name for place in loaded.places}
        self.names = {m.pk: m.participant.name for m in loaded.memberships}

    def by_sitting(self) -> dict[int, list[Item]]:
        """Return the items of each sitting, in the order of the trip."""
        found: dict[int, dict] = {}
        for thing, index, facts in self._facts():
            items = found.setdefault(index, {})
            if thing not in items:
                items[thing] = self._item_of(thing)
            items[thing].facts += facts
        return {index: list(items.values()) for index, items in found.items()}

    def _item_of(self, thing) -> Item:
        if isinstance(thing, Day):
            return Item(words.long_date(thing.date), thing.get_absolute_url(), is_own=False)
        return Item(str(thing), thing.get_absolute_url())

    def _facts(self) -> Iterator[tuple]:
        """Yield what is told: of which thing, in which sitting, and the facts."""
        trip, timelines = self.loaded.trip, self.timelines
        for target in self.loaded.targets:
            if target is trip:
                yield from self.of(trip, timelines.trip, self._trip_facts)
                yield from self._new_people()
            elif isinstance(target, Day):
                yield from self.of(target, timelines.days.get(target.pk), self._day_facts)
            else:
                found = timelines.sessions.get(target.pk)
                yield from self.of(target, found, self.session_facts)
            for doc in target.docs:
                yield from self.of(target, timelines.docs.get(doc.pk), self._doc_facts(doc))
            for note in target.shared_notes:
                yield from self._note_facts(target, note)

    def of(self, thing, timeline: Timeline | None, facts) -> Iterator[tuple]:
        """Yield a thing's facts of each sitting, by what `facts` makes of two of its points."""
        if timeline is None:
            return
        opened_at = self.timelines.opened_at
        earlier = [point for point in timeline.points if point.at <= opened_at and point.state]
        known = earlier[-1] if earlier else None
        later = [point for point in timeline.points if point.at > opened_at]
        for index, points in groupby(later, key=lambda point: self._index_of(point.at)):
            *_between, now = points
            if now.state is None:
                continue
            is_told = index is not None and (known or _is_news(timeline))
            is_other = known is None or known.state != now.state
            if is_told and is_other and (told := facts(known, now)):
                yield thing, index, told
            known = now

    def _index_of(self, instant: dt.datetime) -> int | None:
        """Return in which sitting an instant lies; in none is what nobody is told of."""
        index = bisect_right(self.begins, instant) - 1
        return index if index >= 0 and instant <= self.ends[index] else None

    def _trip_facts(self, before: Point | None, now: Point) -> list[Fact]:
        if before is None:
            return []
        facts = []
        if before.state.title != now.state.title:
            facts.append(_title(before.state.title, now.state.title))
        if before.state.timezone != now.state.timezone:
            zones = [words.zone_time(point.state.timezone) for point in (now, before)]
            facts.append(Fact("time", _("Time zone"), *zones))
        return facts

    def _new_people(self) -> Iterator[tuple]:
        for membership in self.loaded.memberships:
            name = membership.participant.name
            fact = Fact("people", _("Comes along"), name, url=membership.get_absolute_url())
            timeline = self.timelines.members.get(membership.pk)
            yield from self.of(
                self.loaded.trip,
                timeline,
                lambda before, _now, fact=fact: [] if before else [fact],
            )

    def _day_facts(self, before: Point | None, now: Point) -> list[Fact]:
        if before is None:
            return [Fact("new", _("New day"), now.state.title, is_own=True)]
        facts = []
        if before.state.date != now.state.date:
            dates = [words.chat_date(point.state.date) for point in (now, before)]
            facts.append(Fact("moved", _("Moved"), *dates))
        if before.state.title != now.state.title:
            facts.append(_title(before.state.title, now.state.title))
        return facts

    def session_facts(self, before: Point | None, now: Point) -> list[Fact]:
        if before is None:
            when = " ".join(filter(None, [self._date(now), _times(now.state)]))
            return [Fact("new", _("New session"), when)]
        old, new = before.state, now.state
        facts = []
        if old.status != new.status:
            facts.append(_status(old.status, new.status))
        if old.day != new.day:
            facts.append(Fact("moved", _("Moved"), self._date(now), self._date(before)))
        if _times(old) != _times(new):
            empty = _("no time")
            facts.append(Fact("time", _("Time"), _times(new) or empty, _times(old) or empty))
        if old.place != new.place:
            facts.append(self._place(old.place, new.place))
        if old.title != new.title:
            facts.append(_title(old.title, new.title))
        return [*facts, *self._people(old, new)]

    def _date(self, point: Point) -> str:
        date = self.timelines.date_of(point.state.day, point.at)
        return words.chat_date(date) if date else ""

    def _place(self, old: int | None, new: int | None) -> Fact:
        """Name the places; a former one where it is still to be seen elsewhere."""
        after, before = (
            self.places.get(place, "") if place else _("no place") for place in (new, old)
        )
        label = _("Place") if after else _("Another place")
        return Fact("place", label, after, before if after else "", is_own=True)

    def _people(self, old: SessionState, new: SessionState) -> list[Fact]:
        facts = []
        for label, people in (
            (_("Takes part"), new.people - old.people),
            (_("No longer takes part"), old.people - new.people),
        ):
            if names := [name for pk, name in self.names.items() if pk in people]:
                facts.append(Fact("people", label, joined(names)))
        return facts

    def _doc_facts(self, doc: LinkedDoc):
        fact = Fact("document", _("New document"), doc.title or doc.url, url=doc.url, is_own=True)
        return lambda before, _now: [] if before else [fact]

    def _note_facts(self, target, note: Note) -> Iterator[tuple]:
        is_preparation = note.purpose == Note.Purpose.PREPARATION
        label = _("Preparation written") if is_preparation else _("Minutes written")
        title = note.title or pgettext("a note", "Read")
        fact = Fact("note", label, title, url=note.get_absolute_url(), is_own=bool(note.title))
        written = self.timelines.written.get(note.pk, [])
        seen = {self._index_of(at) for at in written if at > self.timelines.opened_at}
        for index in sorted(seen - {None}):
            yield target, index, [fact]


def _title(old: str, new: str) -> Fact:
    return Fact("title", _("Title"), new, old, is_own=True)


def _status(old: str, new: str) -> Fact:
    if new == Session.Status.CANCELLED:
        return Fact("cancelled", _("Cancelled"))
    labels = [str(Session.Status(status).label) for status in (new, old)]
    return Fact("status", _("Status"), *labels)


def _times(state: SessionState) -> str:
    """Return when a session is on its day: 09:30–10:15, and the date of its end if another."""
    clocks = [words.clock(time) for time in (state.start, state.end) if time]
    times = "–".join(clocks)
    if not state.end_date:
        return times
    until = _("until %(date)s") % {"date": words.short_date(state.end_date)}
    return f"{times} ({until})" if times else until
