"""A trip in the words of schema.org (JSON-LD), for search engines that read the public pages."""

import datetime as dt
from zoneinfo import ZoneInfo

from events.models import Place, Session
from people.models import Organization, Participant
from tripbook.loading import VisibleTrip

from .contentlines import plain
from .dump import absolute_url

CONTEXT = {"@context": "https://schema.org"}
# Of what is not certain yet, schema.org has no word.
STATUSES = {Session.Status.CANCELLED: "https://schema.org/EventCancelled"}
SCHEDULED = "https://schema.org/EventScheduled"
SHORT = 500
"""Characters of a description. The whole of it is on the page."""


def of_trip(loaded: VisibleTrip) -> dict:
    """Return the trip as an Event with its sessions."""
    dates = [day.date.isoformat() for day in loaded.days]
    return CONTEXT | _present(
        {
            **_head_of(loaded),
            "description": plain(loaded.trip.summary or loaded.trip.description)[:SHORT],
            "startDate": dates[0] if dates else None,
            "endDate": dates[-1] if dates else None,
            "eventStatus": SCHEDULED,
            "inLanguage": loaded.trip.language,
            "keywords": [plain(tag) for tag in loaded.trip.tags],
            "attendee": [_person(member.participant) for member in loaded.memberships],
            "subEvent": [_event(session) for session in loaded.sessions],
        }
    )


def of_session(loaded: VisibleTrip, session: Session) -> dict:
    """Return one session as an Event of the trip."""
    return (
        CONTEXT
        | _event(session)
        | _present(
            {
                "description": plain(session.description)[:SHORT],
                "attendee": [_person(going.membership.participant) for going in session.going],
                "superEvent": _head_of(loaded),
            }
        )
    )


def _head_of(loaded: VisibleTrip) -> dict:
    url = absolute_url(loaded.trip.get_absolute_url())
    return {"@type": "Event", "@id": url, "url": url, "name": plain(loaded.trip.title)}


def _event(session: Session) -> dict:
    url = absolute_url(session.get_absolute_url())
    return _present(
        {
            "@type": "Event",
            "@id": url,
            "url": url,
            "name": plain(session.title),
            "startDate": _starts(session),
            "endDate": _ends(session),
            "eventStatus": STATUSES.get(session.status, SCHEDULED),
            "location": _place(session.place) if session.place else None,
            "organizer": [_organization(host) for host in session.host_organizations],
        }
    )


def _starts(session: Session) -> str:
    if session.starts_at is None:
        return session.day.date.isoformat()
    return _moment(session.starts_at, session.day.zone)


def _ends(session: Session) -> str | None:
    if session.ends_at is not None:
        return _moment(session.ends_at, session.end_timezone or session.day.zone)
    return session.end_date and session.end_date.isoformat()


def _moment(instant: dt.datetime, zone: str) -> str:
    """Return an instant by the clocks there, with their distance from UTC."""
    return instant.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")


def _place(place: Place) -> dict:
    found = {
        "@type": "Place",
        "name": plain(place.name),
        "address": plain(place.address or place.local_address),
    }
    if place.has_coordinates:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    return _present(found)


def _organization(organization: Organization) -> dict:
    return _present(
        {
            "@type": "Organization",
            "name": plain(organization.name),
            "alternateName": plain(organization.local_name),
            "sameAs": organization.links,
        }
    )


def _person(person: Participant) -> dict:
    return {"@type": "Person", "name": plain(person.name)}


def _present(found: dict) -> dict:
    """Leave out what is empty: consumers take an empty value for a wrong one."""
    return {key: value for key, value in found.items() if value not in (None, "", [])}
