"""From the trip document to the schedule format of frab, pretalx and the c3voc.

Conference apps read it. Its schemas are `schema.json` and `schedule.xml.xsd` of
https://github.com/voc/schedule. It holds sessions with a start: one without a time, and one that
is cancelled, can't be said in it and is left out.

A day of a schedule lasts from 04:00 to 03:59 of the next date, as pretalx writes it and apps
expect it: what begins at 00:30 is on the day of the evening before.
"""

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring
from zoneinfo import ZoneInfo

from babel.core import get_global
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.models import Attendance, Session
from events.schedule import span
from tripbook.loading import VisibleTrip

from .document import DayRecord, Document, SessionRecord
from .dump import absolute_url, dump_loaded, to_json
from .exporting import Format

NAMESPACE = UUID("df22314e-2db5-4e21-ba5e-c48972d45d06")
"""Of the guids: the guid of an item is the UUID of version 5 of this namespace and its uid."""
SCHEMA = "https://c3voc.de/schedule/schema.json"
DAY_BEGINS = dt.time(4)
NO_ROOM = "TBA"
"""The room of a session without a place: the format knows none without a name."""
USUAL_LENGTH = dt.timedelta(hours=1)
"""Of a session that has no end yet, or no length: apps would lose it."""
MAX_LENGTH = dt.timedelta(hours=99, minutes=59)
# The schema knows zones such as Europe/Berlin and UTC.
ZONE_PATTERN = re.compile(r"([A-Z][a-z]+/[A-Z][a-z]+)|UTC$")
NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Who stands on the programme, of those who take part.
PERSONS = {Attendance.Role.SPEAKER, Attendance.Role.MODERATOR, Attendance.Role.HOST}
UNSURE = {Session.Status.IDEA, Session.Status.REQUESTED, Session.Status.TENTATIVE}


def write_json(document: Document) -> bytes:
    """Return a trip as a `schedule.json`."""
    return to_json(schedule_of(document)).encode()


def write_xml(document: Document) -> bytes:
    """Return a trip as a `schedule.xml`."""
    schedule = schedule_of(document)["schedule"]
    conference = schedule["conference"]
    root = Element("schedule")
    SubElement(root, "generator", name="tripbook", system=settings.SITE_URL)
    _add(root, "url", f"{conference['url']}schedule.xml")
    _add(root, "version", schedule["version"])
    head = SubElement(root, "conference")
    for key in ("title", "acronym", "start", "end"):
        _add(head, key, conference[key])
    _add(head, "days", str(conference["daysCount"]))
    for key in ("timeslot_duration", "url"):
        _add(head, key, conference[key])
    _add(head, "base_url", schedule["base_url"])
    _add(head, "time_zone_name", _zone_name(document.trip.timezone))
    guids = {room["name"]: room["guid"] for room in conference["rooms"]}
    for day in conference["days"]:
        part = SubElement(
            root,
            "day",
            index=str(day["index"]),
            date=day["date"],
            start=day["day_start"],
            end=day["day_end"],
        )
        for name, events in day["rooms"].items():
            guid = {"guid": guids[name]} if name in guids else {}
            room = SubElement(part, "room", name=name, **guid)
            for event in events:
                _add_event(room, event)
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def guid_of(uid: str) -> UUID:
    """Return the identifier that an item has in schedules."""
    return uuid5(NAMESPACE, uid)


def schedule_of(document: Document) -> dict[str, Any]:
    """Return a trip as the value of a `schedule.json`."""
    trip = document.trip
    acronym = acronym_of(trip.slug)
    url = trip.url or absolute_url(reverse("pages:trip-detail", args=[trip.slug]))
    places = {place.uid: _clean(place.name) for place in document.places}
    rooms: dict[str, str] = {}
    for place in document.places:
        rooms.setdefault(places[place.uid], str(guid_of(place.uid)))
    programme = _Programme(document, acronym, places)
    days = programme.days()
    schedule = {
        "base_url": f"{settings.SITE_URL}/",
        "conference": {
            "acronym": acronym,
            "title": _clean(trip.title),
            "description": _clean(trip.summary),
            "start": days[0]["date"] if days else "",
            "end": days[-1]["date"] if days else "",
            "daysCount": len(days),
            "timeslot_duration": "00:05",
            "url": url,
            "keywords": [_clean(tag) for tag in trip.tags],
            "rooms": [{"name": name, "guid": guid} for name, guid in rooms.items()],
            "days": days,
        },
    }
    zone = _zone_name(trip.timezone)
    if ZONE_PATTERN.match(zone):
        schedule["conference"]["time_zone_name"] = zone
    # It changes with what the schedule says, and with nothing else.
    said = to_json(schedule).encode()
    schedule = {"version": hashlib.sha256(said).hexdigest()[:12], **schedule}
    return {"$schema": SCHEMA, "generator": {"name": "tripbook"}, "schedule": schedule}


def acronym_of(slug: str) -> str:
    """Return the name of a conference: four or more of a-z, 0-9 and the underscore."""
    acronym = slug.replace("-", "_")
    return acronym if len(acronym) >= 4 else f"trip_{acronym}"


class _Programme:
    """The days and events of a schedule."""

    def __init__(self, document: Document, acronym: str, places: dict[str, str]):
        self.document, self.acronym, self.places = document, acronym, places
        self.people = {person.uid: person for person in document.participants}
        self.docs = defaultdict(list)
        for doc in document.linked_docs:
            self.docs[doc.session].append(doc)
        self.ids: set[int] = set()

    def days(self) -> list[dict[str, Any]]:
        own_days = {day.uid: day for day in self.document.days}
        zones = {day.date: day.timezone or self.document.trip.timezone for day in own_days.values()}
        events = defaultdict(list)
        for session in self.document.sessions:
            day = own_days[session.day]
            if session.start is None or session.status == Session.Status.CANCELLED:
                continue
            date = day.date
            if session.start < DAY_BEGINS and date > dt.date.min:
                date -= dt.timedelta(days=1)
                zones.setdefault(date, day.timezone or self.document.trip.timezone)
            starts_at, event = self._event(session, day)
            events[date].append((starts_at, event))
        return [
            {
                "index": number,
                "date": date.isoformat(),
                "day_start": _local(date, DAY_BEGINS, zones[date]),
                "day_end": _local(_next(date), dt.time(3, 59), zones[date]),
                "rooms": _by_room(events[date]),
            }
            for number, date in enumerate(sorted(zones), 1)
        ]

    def _event(self, session: SessionRecord, day: DayRecord) -> tuple[dt.datetime, dict]:
        zone = day.timezone or self.document.trip.timezone
        starts_at, ends_at = span(
            date=day.date,
            start=session.start,
            end=session.end,
            timezone=zone,
            end_date=session.end_date,
            end_timezone=session.end_timezone,
        )
        if ends_at == starts_at:
            ends_at = None
        length = min(ends_at - starts_at if ends_at else USUAL_LENGTH, MAX_LENGTH)
        guid = guid_of(session.uid)
        number = self._free_id(guid)
        minutes = int(length.total_seconds()) // 60
        event = {
            "id": number,
            "guid": str(guid),
            "date": starts_at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds"),
            "start": f"{session.start:%H:%M}",
            "duration": f"{minutes // 60:02d}:{minutes % 60:02d}",
            "room": self.places.get(session.place, "") or NO_ROOM,
            "slug": f"{self.acronym}-{number:04d}-session",
            "url": session.url or self._url(session),
            "title": _clean(session.title),
            "subtitle": session.status if session.status in UNSURE else "",
            "track": "",
            "type": session.kind,
            "language": self.document.trip.language,
            "abstract": "",
            "description": _clean(session.description),
            "persons": list(self._persons(session)),
            "links": [
                {"url": doc.url, "title": _clean(doc.title) or doc.url}
                for doc in self.docs[session.uid]
            ],
        }
        if ends_at:
            end_zone = ZoneInfo(session.end_timezone or zone)
            event["end"] = ends_at.astimezone(end_zone).isoformat(timespec="seconds")
        return starts_at, event

    def _url(self, session: SessionRecord) -> str:
        address = reverse("pages:session-detail", args=[self.document.trip.slug, session.uid])
        return absolute_url(address)

    def _persons(self, session: SessionRecord) -> Iterator[dict[str, Any]]:
        for going in session.participants:
            if going.role in PERSONS:
                guid = guid_of(going.uid)
                name = _clean(self.people[going.uid].name)
                yield {"id": _id_of(guid), "guid": str(guid), "public_name": name}

    def _free_id(self, guid: UUID) -> int:
        """Return the number of a guid; the next one where two of a schedule have the same."""
        number = _id_of(guid)
        while number in self.ids or number == 0:
            number += 1
        self.ids.add(number)
        return number


def _id_of(guid: UUID) -> int:
    return guid.int & 0x7FFFFFFF


def _by_room(events: list[tuple[dt.datetime, dict]]) -> dict[str, list[dict]]:
    rooms = defaultdict(list)
    for _starts_at, event in sorted(events, key=lambda pair: pair[0]):
        rooms[event["room"]].append(event)
    return dict(rooms)


def _local(date: dt.date, clock: dt.time, zone: str) -> str:
    return dt.datetime.combine(date, clock, ZoneInfo(zone)).isoformat()


def _next(date: dt.date) -> dt.date:
    return date + dt.timedelta(days=1) if date < dt.date.max else date


def _zone_name(zone: str) -> str:
    """Return the zone's usual name: America/New_York for US/Eastern, UTC for GMT."""
    zone = get_global("zone_aliases").get(zone, zone)
    return "UTC" if zone in ("GMT", "Etc/GMT", "Etc/UTC", "Etc/UCT") else zone


def _clean(text: str) -> str:
    """Return a text without the control characters that XML can't hold and JSON shouldn't."""
    return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _add(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = text


def _add_event(room: Element, event: dict[str, Any]) -> None:
    part = SubElement(room, "event", id=str(event["id"]), guid=event["guid"])
    for key in ("date", "start", "duration", "room", "slug", "url", "title", "subtitle", "track"):
        _add(part, key, event[key])
    for key in ("type", "language", "abstract", "description"):
        _add(part, key, event[key])
    persons = SubElement(part, "persons")
    for person in event["persons"]:
        _add(persons, "person", person["public_name"], id=str(person["id"]), guid=person["guid"])
    links = SubElement(part, "links")
    for link in event["links"]:
        _add(links, "link", link["title"], href=link["url"])


def _document(loaded: VisibleTrip) -> Document:
    return Document.model_validate_json(to_json(dump_loaded(loaded)))


SCHEDULE_JSON = Format(
    name="schedule-json",
    path="/schedule.json",
    media_type="application/json; charset=utf-8",
    writer=lambda loaded: write_json(_document(loaded)),
    label="schedule.json",
    purpose=_("For conference apps, displays and scripts that read the frab format."),
    has_texts=True,
)
SCHEDULE_XML = Format(
    name="schedule-xml",
    path="/schedule.xml",
    media_type="application/xml; charset=utf-8",
    writer=lambda loaded: write_xml(_document(loaded)),
    label="schedule.xml",
    purpose=_("The same as XML: Giggity and EventFahrplan open it."),
    has_texts=True,
)
