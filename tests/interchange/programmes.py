"""Files of programmes in a few lines: a calendar, a conference schedule, a sheet."""

import json
from xml.etree.ElementTree import Element, SubElement, tostring

from tripbook.interchange.readers import Reading, Target

TRIP = Target(uid="tripTRIP00000001", slug="harbour-days", timezone="Europe/Tallinn")
ZONELESS = Target(uid="tripTRIP00000001", slug="harbour-days")

OPENING = {
    "guid": "0d2ad0e4-3f9a-5d6b-8d55-2f6d3a1c0001",
    "id": 11,
    "date": "2026-11-24T09:30:00+02:00",
    "start": "09:30",
    "duration": "00:45",
    "room": "Great hall",
    "slug": "harbour_days-11-opening",
    "url": "https://harbour.example.org/talks/11",
    "title": "Opening of the harbour days",
    "subtitle": "With the mayor",
    "track": "Plenary",
    "type": "lecture",
    "language": "en",
    "abstract": "What the week brings.",
    "description": "A round through the halls.",
    "persons": [{"id": 7, "public_name": "Liis Kask"}, {"id": 8, "public_name": "陳美玲"}],
    "links": [{"url": "https://slides.example.org/11", "title": "Slides"}],
}
TIDES = {
    **OPENING,
    "guid": "0d2ad0e4-3f9a-5d6b-8d55-2f6d3a1c0002",
    "id": 12,
    "date": "2026-11-24T11:00:00+02:00",
    "start": "11:00",
    "duration": "01:30",
    "room": "Quay 2",
    "url": "",
    "title": "Workshop on tides | 潮汐",
    "subtitle": "",
    "track": "Water",
    "type": "workshop",
    "abstract": "",
    "description": "",
    "persons": [{"id": 8, "public_name": "陳美玲"}],
    "links": [],
}


def schedule(*events, **conference) -> dict:
    """A `schedule.json` of one day."""
    rooms = {}
    for event in events or (OPENING, TIDES):
        rooms.setdefault(event.get("room", ""), []).append(event)
    day = {
        "index": 1,
        "date": "2026-11-24",
        "day_start": "2026-11-24T04:00:00+02:00",
        "day_end": "2026-11-25T03:59:00+02:00",
        "rooms": rooms,
    }
    defaults = {
        "acronym": "harbour_days",
        "title": "Harbour days 2026",
        "start": "2026-11-24",
        "end": "2026-11-24",
        "daysCount": 1,
        "timeslot_duration": "00:05",
        "time_zone_name": "Europe/Tallinn",
        "days": [day],
    }
    return {"schedule": {"version": "1", "conference": defaults | conference}}


def schedule_json(*events, **conference) -> bytes:
    return json.dumps(schedule(*events, **conference)).encode()


def schedule_xml(*events, **conference) -> bytes:
    """The same as a `schedule.xml`, an event a line."""
    raw = schedule(*events, **conference)["schedule"]["conference"]
    root = Element("schedule")
    SubElement(root, "version").text = "1"
    head = SubElement(root, "conference")
    for key in ("title", "acronym", "time_zone_name"):
        SubElement(head, key).text = raw[key]
    for day in raw["days"]:
        part = SubElement(root, "day", index="1", date=day["date"])
        for name, found in day["rooms"].items():
            room = SubElement(part, "room", name=name)
            for event in found:
                _add_event(room, event)
    return tostring(root, encoding="utf-8").replace(b"<event", b"\n<event")


def _add_event(room, event):
    part = SubElement(room, "event", guid=event["guid"], id=str(event["id"]))
    for key, value in event.items():
        if key == "persons":
            persons = SubElement(part, "persons")
            for person in value:
                SubElement(persons, "person", id=str(person["id"])).text = person["public_name"]
        elif key == "links":
            links = SubElement(part, "links")
            for link in value:
                SubElement(links, "link", href=link["url"]).text = link["title"]
        elif key not in ("guid", "id"):
            SubElement(part, key).text = value


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar of events, each given by its lines: `"UID:1\\nDTSTART:…"`."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//harbour//EN", *head.splitlines()]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.splitlines(), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def plan(reading: Reading) -> list[tuple]:
    """Return the sessions that were read: date, start, end, title."""
    days = {day.uid: day.date for day in reading.document.days}
    return [
        (
            days[s.day].isoformat(),
            s.start and f"{s.start:%H:%M}",
            s.end and f"{s.end:%H:%M}",
            s.title,
        )
        for s in reading.document.sessions
    ]


def starts(reading: Reading) -> list[str]:
    """Return the instants at which the sessions start."""
    return [f"{s.starts_at:%Y-%m-%dT%H:%MZ}" for s in reading.document.sessions]
