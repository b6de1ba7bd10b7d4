"""From the database to the trip document."""

import datetime as dt
import json
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events import access
from events.models import Day, Membership, Place, Session, Trip
from notes.models import LinkedDoc, Note
from people.models import Organization
from tripbook.loading import VisibleTrip, changes_of, load_trip

from .document import FORMAT, VERSION, instant_text
from .exporting import Format


def dump_trip(trip: Trip, viewer: access.Viewer) -> dict:
    """Return the trip document of what `viewer` may see of `trip`, ready to be written as JSON."""
    return dump_loaded(load_trip(trip, viewer, bodies=True))


def dump_loaded(loaded: VisibleTrip) -> dict:
    """Return the trip document of a trip that was loaded with the texts of its notes.

    Every key is named by hand: a new field of a model is never published by accident.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "audience": loaded.audience.value,
        "trip": _trip(
            loaded.trip,
            starts_on=loaded.days[0].date if loaded.days else None,
            ends_on=loaded.days[-1].date if loaded.days else None,
            updated_at=loaded.updated_at,
        ),
        "organizations": [_organization(o) for o in loaded.organizations],
        "participants": [_participant(m) for m in loaded.memberships],
        "places": [_place(place) for place in loaded.places],
        "days": [_day(day) for day in loaded.days],
        "sessions": [_session(session) for session in loaded.sessions],
        "linked_docs": [_linked_doc(doc) for doc in loaded.linked_docs],
        "notes": [_note(note) for note in loaded.notes],
    }


def dump_trips(trips: Iterable[Trip], viewer: access.Viewer) -> dict:
    """Return the list of the trips, which must carry `starts_on` and `ends_on`."""
    trips = list(trips)
    changes = changes_of(trips, viewer)
    return {
        "format": "tripbook-list",
        "version": VERSION,
        "trips": [
            _trip(
                trip,
                starts_on=trip.starts_on,
                ends_on=trip.ends_on,
                updated_at=changes[trip.pk],
            )
            for trip in trips
        ],
    }


def to_json(document: dict, *, indent: int | None = None) -> str:
    """Write a document as JSON: non-ASCII as itself, a line break at the end."""
    separators = None if indent else (",", ":")
    return json.dumps(document, ensure_ascii=False, indent=indent, separators=separators) + "\n"


def absolute_url(path: str) -> str:
    """Return the address that others use, whatever host the request came to."""
    return f"{settings.SITE_URL}{path}"


def _trip(trip: Trip, *, starts_on, ends_on, updated_at) -> dict:
    return {
        "uid": trip.uid,
        "slug": trip.slug,
        "title": trip.title,
        "summary": trip.summary,
        "description": trip.description,
        "timezone": trip.timezone,
        "language": trip.language,
        "tags": trip.tags,
        "starts_on": _iso(starts_on),
        "ends_on": _iso(ends_on),
        "url": absolute_url(trip.get_absolute_url()),
        "updated_at": _instant(updated_at),
    }


def _organization(organization: Organization) -> dict:
    return {
        "uid": organization.uid,
        "name": organization.name,
        "local_name": organization.local_name,
        "links": organization.links,
    }


def _participant(membership: Membership) -> dict:
    participant = membership.participant
    return {
        "uid": participant.uid,
        "name": participant.name,
        "handle": participant.handle,
        "organization": participant.organization.uid if participant.organization else None,
        "position": participant.position,
        "bio": participant.bio,
        "links": participant.links,
        "role": membership.role,
        "from": _iso(membership.joins_on),
        "until": _iso(membership.leaves_on),
        "listed_for": membership.listed_for,
    }


def _place(place: Place) -> dict:
    return {
        "uid": place.uid,
        "name": place.name,
        "address": place.address,
        "local_address": place.local_address,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _day(day: Day) -> dict:
    return {
        "uid": day.uid,
        "date": _iso(day.date),
        "title": day.title,
        "summary": day.summary,
        "timezone": day.timezone,
    }


def _session(session: Session) -> dict:
    return {
        "uid": session.uid,
        "day": session.day.uid,
        "date": _iso(session.day.date),
        "title": session.title,
        "kind": session.kind,
        "status": session.status,
        "start": _clock(session.start),
        "end": _clock(session.end),
        "end_date": _iso(session.end_date),
        "end_timezone": session.end_timezone,
        "starts_at": _instant(session.starts_at),
        "ends_at": _instant(session.ends_at),
        "sequence": session.sequence,
        "place": session.place.uid if session.place else None,
        "hosts": [organization.uid for organization in session.host_organizations],
        "participants": [
            {"uid": attendance.membership.participant.uid, "role": attendance.role}
            for attendance in session.going
        ],
        "description": session.description,
        "visibility": session.visibility,
        "url": absolute_url(session.get_absolute_url()),
    }


def _linked_doc(doc: LinkedDoc) -> dict:
    return {
        "uid": doc.uid,
        "title": doc.title,
        "url": doc.url,
        "kind": doc.kind,
        "day": doc.day.uid if doc.day else None,
        "session": doc.session.uid if doc.session else None,
        "visibility": doc.visibility,
    }


def _note(note: Note) -> dict:
    return {
        "uid": note.uid,
        "purpose": note.purpose,
        "title": note.title,
        "body": note.body,
        "day": note.day.uid if note.day else None,
        "session": note.session.uid if note.session else None,
        "visibility": note.visibility,
        "revision": note.revision,
        "updated_at": _instant(note.updated_at),
    }


def schema_url() -> str:
    """Return the address of the document's JSON Schema."""
    return absolute_url(reverse("pages:trip-schema"))


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _clock(time: dt.time | None) -> str | None:
    return time.strftime("%H:%M") if time else None


def _instant(value: dt.datetime | None) -> str | None:
    return instant_text(value) if value else None


JSON = Format(
    name="json",
    path=".json",
    media_type="application/json; charset=utf-8",
    writer=lambda loaded: to_json(dump_loaded(loaded)).encode(),
    label="JSON",
    purpose=_("For programs, and for a copy of the trip elsewhere."),
    has_texts=True,
)
