"""The conference schedules of frab, pretalx and the c3voc: `schedule.json` and `schedule.xml`.

The schemas are those of https://github.com/voc/schedule; systems keep to them more or less, so
what is not needed may be missing.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from zoneinfo import ZoneInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.utils.translation import gettext as _

from events.models import Session
from events.schedule import zone_names
from tripbook.interchange.document import DocumentError, Problem, parse_json
from tripbook.interchange.frab import NO_ROOM, UNSURE, guid_of

from .programme import Event, Link, Person, Reading, Target, named_place, programme_of, whole
from .texts import undecodable

# What other systems call the kinds of sessions.
KINDS = {
    "lecture": Session.Kind.TALK,
    "lightning talk": Session.Kind.TALK,
    "lightning_talk": Session.Kind.TALK,
    "keynote": Session.Kind.TALK,
    "panel": Session.Kind.TALK,
    "podium": Session.Kind.TALK,
    "presentation": Session.Kind.TALK,
    "hands-on": Session.Kind.WORKSHOP,
    "tutorial": Session.Kind.WORKSHOP,
    "training": Session.Kind.WORKSHOP,
    "discussion": Session.Kind.MEETING,
    "bof": Session.Kind.MEETING,
    "assembly": Session.Kind.MEETING,
    "self organized session": Session.Kind.MEETING,
    "tour": Session.Kind.VISIT,
    "excursion": Session.Kind.VISIT,
    "social": Session.Kind.NETWORKING,
    "reception": Session.Kind.NETWORKING,
    "party": Session.Kind.NETWORKING,
    "opening": Session.Kind.CEREMONY,
    "closing": Session.Kind.CEREMONY,
    "break": Session.Kind.FREE,
    "lunch": Session.Kind.MEAL,
    "dinner": Session.Kind.MEAL,
} | {kind.value: kind for kind in Session.Kind}
# What tripbook writes of its own sessions. A duration may stand for an end that is not known.
ENDS = frozenset(["end", "end_date", "end_timezone"])
SAID = frozenset(["day", "start", "title", "kind", "status", "place", "description"])
DECLARATION = re.compile(rb"\s*<\?xml[^>]*\sencoding=[\"']([\w.:-]+)[\"']")
DURATION = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})")


class _Fault(ValueError):
    """One value that can't be read. `path` leads to it within what is being read."""

    def __init__(self, path: str, message: str):
        self.path, self.message = path, message
        super().__init__(message)


def read_schedule_json(data: bytes, target: Target) -> Reading:
    """Read a `schedule.json`. Raise DocumentError, which names paths in it."""
    raw, _twice = parse_json(data)
    path = "schedule.conference"
    schedule = _object(raw, "schedule", "")
    conference = _object(schedule, "conference", "schedule")
    found = _Found(conference, schedule, target, own=_is_ours(raw))
    for i, day in enumerate(_list(conference, "days", path)):
        where = f"{path}.days[{i}]"
        rooms = day.get("rooms") if isinstance(day, dict) else None
        if not isinstance(rooms, dict):
            found.problems.append(Problem(f"{where}.rooms", _("must be an object")))
            continue
        for name, events in ((whole(key), value) for key, value in rooms.items()):
            for j, event in enumerate(events if isinstance(events, list) else [events]):
                found.add(event, name, _text(day, "date"), f"{where}.rooms.{name}[{j}]")
    return found.reading()


def read_schedule_xml(data: bytes, target: Target) -> Reading:
    """Read a `schedule.xml`. Raise DocumentError, which names lines and columns of it.

    Entities and document types are refused: nothing in a schedule needs one.
    """
    root, places = _parse_xml(data)
    if root.tag != "schedule":
        message = _("This XML is no conference schedule: it begins with <%(tag)s>.")
        raise DocumentError([Problem(places(root), message % {"tag": root.tag})])
    head = root.find("conference")
    conference = {part.tag: part.text or "" for part in head} if head is not None else {}
    schedule = {"base_url": conference.get("base_url", "")}
    generator = root.find("generator")
    raw = {"generator": dict(generator.attrib) if generator is not None else {}}
    found = _Found(conference, schedule, target, own=_is_ours(raw), step=", ")
    for day in root.iter("day"):
        for room in day.iter("room"):
            # An event has a room of its own, which is text.
            for event in room.findall("event"):
                found.add(
                    _event_of(event), room.get("name", ""), day.get("date", ""), places(event)
                )
    return found.reading()


class _Found:
    """The events of a schedule, as they are read one after the other.

    `own` says that tripbook wrote it, `step` stands between the place of an event and its field.
    """

    def __init__(self, conference: dict, schedule: dict, target: Target, *, own: bool, step="."):
        self.target, self.own, self.step = target, own, step
        self.title = _text(conference, "title") or _text(conference, "acronym")
        zone = _text(conference, "time_zone_name")
        self.zone = zone if zone in zone_names() else ""
        self.base = _text(schedule, "base_url") or _text(conference, "url")
        self.uids = {str(guid_of(uid)): uid for uid in target.known}
        self.events: list[Event] = []
        self.problems: list[Problem] = []
        self.in_other_zones = 0

    def add(self, raw: Any, room: str, date: str, where: str) -> None:
        try:
            self.events.append(self._event(raw, room, date, where))
        except _Fault as fault:
            path = f"{where}{self.step}{fault.path}" if fault.path else where
            self.problems.append(Problem(path, fault.message))

    def reading(self) -> Reading:
        if self.problems:
            raise DocumentError(self.problems)
        warnings = []
        if self.in_other_zones:
            message = _(
                "The schedule says that it is in %(zone)s, but its times are written for another "
                "zone. Give the time zone if they look wrong."
            )
            warnings.append(Problem("", message % {"zone": self.zone}))
        return programme_of(
            self.events, self.target, title=self.title, timezone=self.zone, warnings=warnings
        )

    def _event(self, raw: Any, room: str, date: str, where: str) -> Event:
        if not isinstance(raw, dict):
            raise _Fault("", _("must be an object"))
        starts_at = self._start(raw, date)
        status, subtitle = Session.Status.CONFIRMED.value, _text(raw, "subtitle")
        if self.own and subtitle in UNSURE:
            status, subtitle = subtitle, ""
        guid = _text(raw, "guid").lower()
        name = _text(raw, "room") or room
        return Event(
            key=guid or _text(raw, "id") or f"{starts_at:%Y-%m-%d} {_text(raw, 'title')}",
            where=where,
            title=_text(raw, "title"),
            starts_at=starts_at,
            ends_at=self._end(raw, starts_at),
            uid=self.uids.get(guid, ""),
            kind=KINDS.get(_text(raw, "type").lower(), Session.Kind.OTHER).value,
            status=status,
            place=named_place("" if name.upper() == NO_ROOM else name),
            persons=list(_persons(raw)),
            description=_description(raw, subtitle),
            links=list(self._links(raw)),
            track=_text(raw, "track"),
            said=SAID | ENDS if "end" in raw else SAID,
        )

    def _start(self, raw: dict, date: str) -> dt.datetime:
        text = _text(raw, "date")
        if not text:
            # As in the first versions of the format: the day's date and a clock time.
            text = f"{date}T{_text(raw, 'start')}"
        return self._moment(text, "date")

    def _moment(self, text: str, key: str) -> dt.datetime:
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError:
            message = _("“%(text)s” is no time like 2026-11-05T09:30:00+09:00")
            raise _Fault(key, message % {"text": text[:60]}) from None
        if not self.zone:
            return moment
        zone = ZoneInfo(self.zone)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=zone)
        try:
            there = moment.astimezone(zone)
        except OverflowError:
            raise _Fault(key, _("is a date that does not exist")) from None
        if there.utcoffset() == moment.utcoffset():
            return there
        if key == "date":
            self.in_other_zones += 1
        return moment

    def _end(self, raw: dict, starts_at: dt.datetime) -> dt.datetime | None:
        if text := _text(raw, "end"):
            return self._moment(text, "end")
        text = _text(raw, "duration")
        if not text:
            return None
        match = DURATION.fullmatch(text)
        if match is None:
            message = _("“%(text)s” is no duration like 01:30")
            raise _Fault("duration", message % {"text": text[:60]})
        # Two numbers are hours and minutes, three have the seconds, or the days before them.
        hours, minutes = int(match[2]), int(match[3])
        if match[1]:
            hours, minutes = int(match[1]), int(match[2])
        try:
            ends_at = starts_at.astimezone(dt.UTC) + dt.timedelta(hours=hours, minutes=minutes)
            return ends_at.astimezone(starts_at.tzinfo) if starts_at.tzinfo else ends_at
        except OverflowError:
            raise _Fault("duration", _("is a date that does not exist")) from None

    def _links(self, raw: dict) -> Iterator[Link]:
        if url := _text(raw, "url"):
            yield Link(urljoin(self.base, url), self.title)
        for key in ("links", "attachments"):
            for link in _dicts(raw, key):
                if url := _text(link, "url"):
                    yield Link(self._absolute(url), _text(link, "title"))

    def _absolute(self, url: str) -> str:
        """Return the address that is meant; one without a scheme is another site's, often."""
        return urljoin(self.base, url) if url.startswith("/") else url


def _persons(raw: dict) -> Iterator[Person]:
    for person in _dicts(raw, "persons"):
        name = next(
            filter(
                None, (_text(person, key) for key in ("name", "public_name", "full_public_name"))
            ),
            "",
        )
        key = next(filter(None, (_text(person, key) for key in ("guid", "code", "id"))), "")
        yield Person(name, key, bio=_text(person, "biography"))


def _description(raw: dict, subtitle: str) -> str:
    texts = [subtitle, _text(raw, "abstract"), _text(raw, "description")]
    kept = [text for i, text in enumerate(texts) if text and text not in texts[:i]]
    return "\n\n".join(kept)


def _is_ours(raw: Any) -> bool:
    generator = raw.get("generator") if isinstance(raw, dict) else None
    return isinstance(generator, dict) and generator.get("name") == "tripbook"


def _text(raw: dict, key: str) -> str:
    """Return a text or number of an object as text, "" for anything else."""
    value = raw.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return whole(str(value)).strip()


def _dicts(raw: dict, key: str) -> list[dict]:
    value = raw.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _object(raw: Any, key: str, path: str) -> dict:
    value = raw.get(key) if isinstance(raw, dict) else None
    if not isinstance(value, dict):
        where = f"{path}.{key}" if path else key
        raise DocumentError([Problem(where, _("is missing: this is no conference schedule"))])
    return value


def _list(raw: dict, key: str, path: str) -> list:
    value = raw.get(key)
    if not isinstance(value, list):
        raise DocumentError([Problem(f"{path}.{key}", _("must be a list"))])
    return value


# XML.


class _Lines(TreeBuilder):
    """Builds the tree and remembers where its elements begin."""

    def __init__(self):
        super().__init__()
        self.positions: dict[Element, tuple[int, int]] = {}
        self.parser: Any = None

    def start(self, tag, attributes):
        element = super().start(tag, attributes)
        expat = self.parser.parser
        self.positions[element] = (expat.CurrentLineNumber, expat.CurrentColumnNumber + 1)
        return element


def _parse_xml(data: bytes) -> tuple[Element, Callable[[Element], str]]:
    """Return the root of an XML text, and what says where an element of it is."""
    text = _decoded_as_declared(data)
    builder = _Lines()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser
    try:
        parser.feed(text)
        root = parser.close()
    except DefusedXmlException:
        line, column = parser.parser.CurrentLineNumber, parser.parser.CurrentColumnNumber + 1
        message = _("The file has a document type or entities. Take them out: none is needed.")
        raise DocumentError([Problem(_place(line, column), message)]) from None
    except ParseError as error:
        line, column = error.position
        message = _("The file is no well-formed XML: %(reason)s.")
        reason = str(error).partition(":")[0]
        raise DocumentError(
            [Problem(_place(line, column + 1), message % {"reason": reason})]
        ) from None
    return root, lambda element: _place(*builder.positions[element])


def _decoded_as_declared(data: bytes) -> bytes | str:
    """Return an XML text as text where it says that it is in an encoding of East Asia, say.

    The parser knows Unicode and encodings of one byte only.
    """
    declared = DECLARATION.match(data)
    if declared is None:
        return data
    try:
        text = data.decode(declared[1].decode())
        text.encode()
    except (LookupError, UnicodeError) as error:
        line = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise undecodable(line) from None
    return text


def _place(line: int, column: int) -> str:
    return _("line %(line)d, column %(column)d") % {"line": line, "column": column}


def _event_of(element: Element) -> dict[str, Any]:
    """Return an event of a `schedule.xml` as a `schedule.json` has it."""
    raw: dict[str, Any] = dict(element.attrib)
    for part in element:
        match part.tag:
            case "persons":
                raw["persons"] = [{**person.attrib, "name": person.text or ""} for person in part]
            case "links" | "attachments":
                raw[part.tag] = [
                    {"url": link.get("href", ""), "title": link.text or ""} for link in part
                ]
            case _:
                raw[part.tag] = part.text or ""
    return raw
