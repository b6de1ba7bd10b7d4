"""What becomes visible of a trip when it is published, and what stays hidden, and why.

It is worked out by the rules that the pages go by: the trip is loaded for somebody who would see
it then. Why something is not among it is only put into words here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.access import SOMEBODY, SUPERUSER, Audience, Viewer
from events.models import Announcement, Membership, Session, Trip
from notes.models import LinkedDoc, Note
from tripbook.loading import VisibleTrip, load_trip
from tripbook.pages import words

# From the one who sees least: who sees a trip of a visibility.
AUDIENCES = {
    Trip.Visibility.DRAFT: (),
    Trip.Visibility.MEMBERS: (Audience.MEMBERS,),
    Trip.Visibility.PUBLIC: (Audience.PUBLIC, Audience.MEMBERS),
}


class Hidden(NamedTuple):
    name: str
    why: str


@dataclass
class Part:
    """One kind of things of a trip: what is seen of it, and what is not."""

    title: str
    seen: list[str] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)


@dataclass
class Exposure:
    """What one audience sees of a trip with a visibility."""

    audience: Audience
    parts: list[Part]

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC


def audiences_of(visibility: str) -> tuple[Audience, ...]:
    """Return who sees a trip of a visibility, beside its organizers."""
    return AUDIENCES[Trip.Visibility(visibility)]


def newly_let_in(trip: Trip, visibility: str) -> list[Audience]:
    """Return who sees the trip with this visibility, and does not see it now."""
    now = audiences_of(trip.visibility)
    return [audience for audience in audiences_of(visibility) if audience not in now]


def shut_out(trip: Trip, visibility: str) -> list[Audience]:
    """Return who sees the trip now, and will not with this visibility."""
    then = audiences_of(visibility)
    return [audience for audience in audiences_of(trip.visibility) if audience not in then]


def eyes_of_audience(trip: Trip, audience: Audience, visibility: str) -> Viewer:
    """Return somebody who would see the trip as one of many, if it had this visibility."""
    memberships = {trip.pk: SOMEBODY} if audience == Audience.MEMBERS else {}
    return Viewer(memberships=memberships, supposed={trip.pk: visibility})


def exposures(trip: Trip, audiences: Iterable[Audience], visibility: str) -> list[Exposure]:
    """Return what each audience sees of the trip, if it has this visibility."""
    audiences = list(audiences)
    if not audiences:
        return []
    everything = load_trip(trip, SUPERUSER)
    told = list(trip.announcements.all())
    found = []
    for audience in audiences:
        viewer = eyes_of_audience(trip, audience, visibility)
        seen = load_trip(trip, viewer)
        heard = set(trip.announcements.visible_to(viewer).values_list("pk", flat=True))
        found.append(Exposure(audience, _parts(everything, seen, told, heard)))
    return found


def fingerprint(trip: Trip, found: list[Exposure]) -> str:
    """Name what was shown, so that nothing else is published than what somebody has looked at."""
    return sha256(repr((trip.visibility, found)).encode()).hexdigest()[:32]


def _parts(
    everything: VisibleTrip, seen: VisibleTrip, told: list[Announcement], heard: set[int]
) -> list[Part]:
    sessions = {session.pk for session in seen.sessions}

    def why_attached(row: LinkedDoc | Note) -> str:
        if getattr(row, "is_hidden", False):
            return _("hidden by an organizer")
        if row.session_id and row.session_id not in sessions:
            return _("its session is hidden")
        return _("for members only")

    return [
        _part(_("People, by name"), everything.memberships, seen.memberships, str, _why_member),
        _part(_("Sessions"), everything.sessions, seen.sessions, _name_of_session, _why_session),
        _part(_("Notes"), everything.notes, seen.notes, _name_of_note, why_attached),
        _part(_("Documents"), everything.linked_docs, seen.linked_docs, _name_of, why_attached),
        _part(
            _("Places"),
            everything.places,
            seen.places,
            str,
            lambda _row: _("no session that is seen takes place there"),
        ),
        _part(
            _("Organizations"),
            everything.organizations,
            seen.organizations,
            str,
            lambda _row: _("nothing that is seen names it"),
        ),
        _part(
            _("Announcements"),
            told,
            [row for row in told if row.pk in heard],
            str,
            lambda _row: _("for members only"),
        ),
    ]


def _part(
    title: str,
    everything: list[Any],
    seen: list[Any],
    name: Callable[[Any], str],
    why: Callable[[Any], str],
) -> Part:
    shown = {row.pk for row in seen}
    return Part(
        title,
        [name(row) for row in everything if row.pk in shown],
        [Hidden(name(row), why(row)) for row in everything if row.pk not in shown],
    )


def _why_member(member: Membership) -> str:
    if member.listed_for == Membership.ListedFor.ORGANIZERS:
        return _("listed for organizers only")
    return _("listed for members only")


def _why_session(session: Session) -> str:
    if session.visibility == Session.Visibility.MEMBERS:
        return _("for members only")
    return _("an idea, for members only")


def _name_of_session(session: Session) -> str:
    return f"{words.short_date(session.day.date)}: {session.title}"


def _name_of(doc: LinkedDoc) -> str:
    return doc.title or doc.url


def _name_of_note(note: Note) -> str:
    is_preparation = note.purpose == Note.Purpose.PREPARATION
    purpose = _("Preparation") if is_preparation else _("Minutes")
    return f"{purpose}: {note.title or note.target}"


def pages_in_words(loaded: Exposure) -> str:
    """Say which pages there will be."""
    people, sessions, notes = (len(part.seen) for part in loaded.parts[:3])
    told = [
        _("the itinerary, and a page of each day"),
        ngettext("%(n)d page of a session", "%(n)d pages of sessions", sessions) % {"n": sessions},
        ngettext("%(n)d page of a person", "%(n)d pages of people", people) % {"n": people},
        ngettext("%(n)d note, with its history", "%(n)d notes, with their history", notes)
        % {"n": notes},
        _("documents, search, changes and calendars"),
        _("the files in every format"),
    ]
    return "; ".join(told)
