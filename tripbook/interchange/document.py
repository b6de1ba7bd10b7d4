"""The trip document: the one shape of a trip outside the database.

The JSON export writes it, the JSON import and the note reader return it. The classes below
are its schema; `read_document` reads untrusted bytes and names everything that is wrong.
"""

import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from events.models import Attendance, Membership, Session
from events.schedule import NonexistentTimeError, instant, span, zone_names
from notes.links import LinkKind, is_http_url, kind_of
from notes.models import LinkedDoc, Note
from people.limits import FIRST_DATE, LAST_DATE, MAX_LINE, MAX_TEXT_BYTES, MAX_URL, is_blank
from people.uids import UID_PATTERN

FORMAT = "tripbook"
VERSION = 1

# Line breaks of any kind and control characters; a one-line field holds none of them.
NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where (`sessions[3].start`) and, in a person's words, what."""

    path: str
    message: str

    def __str__(self):
        return f"{self.path}: {self.message}" if self.path else self.message


class DocumentError(ValueError):
    """A trip document that can't be taken. `problems` lists everything that is wrong."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError(_("holds a NUL character"))
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(_("holds half of a surrogate pair, which is no character")) from None
    return text


def _line(text: str) -> str:
    if NOT_IN_A_LINE.search(_storable(text)):
        raise ValueError(_("must be one line without control characters"))
    return text


def _not_blank(text: str) -> str:
    if is_blank(text):
        raise ValueError(_("must not be empty"))
    return text


def _text(text: str) -> str:
    if len(_storable(text).encode()) > MAX_TEXT_BYTES:
        raise ValueError(_("is longer than %(limit)d bytes") % {"limit": MAX_TEXT_BYTES})
    return text


def _url(text: str) -> str:
    if not is_http_url(_line(text)):
        raise ValueError(_("must be an http or https address"))
    return text


def _zone(name: str) -> str:
    if name and name not in zone_names():
        raise ValueError(_("is no time zone; write one like Asia/Taipei"))
    return name


def _date(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise ValueError(_("must be a date like 2026-11-05"))
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError(_("is a date that does not exist")) from None
    return value


def _version(value: Any) -> int:
    if type(value) is not int or value != VERSION:
        raise ValueError(
            _("must be %(version)d, the one this tripbook reads") % {"version": VERSION}
        )
    return value


def _clock(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
            raise ValueError(_("must be a time like 09:30"))
        return dt.time.fromisoformat(value)
    return value


Uid = Annotated[str, Field(pattern=UID_PATTERN)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, Field(max_length=MAX_LINE), AfterValidator(_line)]
Name = Annotated[
    str, Field(min_length=1, max_length=MAX_LINE), AfterValidator(_line), AfterValidator(_not_blank)
]
Text = Annotated[str, AfterValidator(_text)]
Url = Annotated[
    str,
    Field(max_length=MAX_URL),
    AfterValidator(_url),
    WithJsonSchema({"type": "string", "format": "uri", "maxLength": MAX_URL}),
]
Zone = Annotated[str, AfterValidator(_zone), AfterValidator(_not_blank)]
ZoneOrNone = Annotated[str, AfterValidator(_zone)]
Language = Annotated[str, Field(pattern=r"^([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?$", max_length=35)]
Date = Annotated[dt.date, BeforeValidator(_date)]
ClockTime = Annotated[
    dt.time,
    BeforeValidator(_clock),
    PlainSerializer(lambda value: value.strftime("%H:%M"), return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
]


def instant_text(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


Instant = Annotated[dt.datetime, PlainSerializer(instant_text, return_type=str, when_used="json")]


class Record(BaseModel):
    """A part of the document. Unknown fields and wrong types are refused, never converted."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class TripRecord(Record):
    uid: Uid
    slug: Slug | None
    title: Name
    summary: Line = ""
    description: Text = ""
    timezone: Zone | None
    language: Language = ""
    tags: list[Name] = []
    starts_on: Date | None = None
    ends_on: Date | None = None
    url: str | None = None
    updated_at: Instant | None = None


class OrganizationRecord(Record):
    uid: Uid
    name: Name
    local_name: Line = ""
    links: list[Url] = []


class ParticipantRecord(Record):
    uid: Uid
    name: Name
    handle: Line = ""
    organization: Uid | None = None
    position: Line = ""
    bio: Text = ""
    links: list[Url] = []
    role: Literal[*Membership.Role.values] = Membership.Role.DELEGATE.value
    joins_on: Date | None = Field(default=None, alias="from")
    leaves_on: Date | None = Field(default=None, alias="until")
    listed_for: Literal[*Membership.ListedFor.values] = Membership.ListedFor.MEMBERS.value


class PlaceRecord(Record):
    uid: Uid
    name: Name
    address: Line = ""
    local_address: Line = ""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None


class DayRecord(Record):
    uid: Uid
    date: Date | None
    title: Line = ""
    summary: Line = ""
    timezone: ZoneOrNone = ""


class AttendanceRecord(Record):
    uid: Uid
    role: Literal[*Attendance.Role.values] = Attendance.Role.ATTENDEE.value


class SessionRecord(Record):
    uid: Uid
    day: Uid | None
    date: Date | None = None
    title: Name
    kind: Literal[*Session.Kind.values] = Session.Kind.OTHER.value
    status: Literal[*Session.Status.values] = Session.Status.CONFIRMED.value
    start: ClockTime | None = None
    end: ClockTime | None = None
    end_date: Date | None = None
    end_timezone: ZoneOrNone = ""
    starts_at: Instant | None = None
    ends_at: Instant | None = None
    sequence: int = 0
    place: Uid | None = None
    hosts: list[Uid] = []
    participants: list[AttendanceRecord] = []
    description: Text = ""
    visibility: Literal[*Session.Visibility.values] = Session.Visibility.INHERIT.value
    url: str | None = None


class LinkedDocRecord(Record):
    uid: Uid
    title: Line = ""
    url: Url
    # Left out, it is found from the URL.
    kind: Literal[*LinkKind.values] = None
    day: Uid | None = None
    session: Uid | None = None
    visibility: Literal[*LinkedDoc.Visibility.values] = LinkedDoc.Visibility.INHERIT.value

    @model_validator(mode="after")
    def find_kind(self):
        self.kind = self.kind or kind_of(self.url)
        return self


class NoteRecord(Record):
    uid: Uid
    purpose: Literal[*Note.Purpose.values]
    title: Line = ""
    body: Text
    day: Uid | None = None
    session: Uid | None = None
    # Left out, a preparation note is for members and minutes are as visible as their session.
    visibility: Literal[*Note.Visibility.values] = None
    revision: int | None = None
    updated_at: Instant | None = None

    @model_validator(mode="after")
    def choose_visibility(self):
        self.visibility = self.visibility or Note.default_visibility(self.purpose).value
        return self


class Document(Record):
    """A whole trip. The lists are flat, refer to each other by uid, and are in trip order."""

    format: Literal["tripbook"]
    version: Annotated[
        int,
        BeforeValidator(_version),
        WithJsonSchema({"const": VERSION}),
    ]
    audience: Literal["public", "members", "organizers"] = "organizers"
    trip: TripRecord
    organizations: list[OrganizationRecord] = []
    participants: list[ParticipantRecord] = []
    places: list[PlaceRecord] = []
    days: list[DayRecord] = []
    sessions: list[SessionRecord] = []
    linked_docs: list[LinkedDocRecord] = []
    notes: list[NoteRecord] = []


# What the writer adds for consumers. It follows from the rest, so it is ignored on reading.
DERIVED = {
    "trip": {"starts_on", "ends_on", "url", "updated_at"},
    "sessions": {"date", "starts_at", "ends_at", "sequence", "url"},
    "notes": {"revision", "updated_at"},
}
# Field to the list that it refers to by uid. Of `participants` each entry does.
REFERENCES = {
    "organization": "organizations",
    "day": "days",
    "session": "sessions",
    "place": "places",
    "hosts": "organizations",
    "participants": "participants",
}
LISTS = (
    "organizations",
    "participants",
    "places",
    "days",
    "sessions",
    "linked_docs",
    "notes",
)


def read_document(data: bytes | str) -> Document:
    """Read a trip document that came from outside and is to be imported.

    Raise DocumentError with every problem at once: broken JSON, a key given twice, unknown or
    missing fields, wrong types, values out of range, uids that dangle or stand twice, times
    that can't be, and what only the reading of a note may leave open.
    """
    raw, problems = parse_json(data)
    document = None
    if isinstance(raw, dict):
        _drop_derived(raw)
        problems += _rule_problems(raw)
    try:
        document = Document.model_validate(raw)
    except ValidationError as error:
        problems += _field_problems(error)
    if document is None or problems:
        raise DocumentError(problems)
    return document


def check_importable(document: Document) -> None:
    """Raise DocumentError where a document that was built here can't be imported."""
    if problems := _rule_problems(document.model_dump(mode="json", by_alias=True)):
        raise DocumentError(problems)


def derive(document: Document) -> Document:
    """Fill in what follows from the rest: the trip's dates, the sessions' dates and instants."""
    dates = [day.date for day in document.days if day.date]
    days = {day.uid: day for day in document.days}
    document.trip.starts_on = min(dates, default=None)
    document.trip.ends_on = max(dates, default=None)
    for session in document.sessions:
        day = days.get(session.day)
        session.date = day.date if day else None
        session.starts_at, session.ends_at = _instants(document, session, day)
    return document


def json_schema(schema_id: str) -> dict:
    """Return the JSON Schema (draft 2020-12) of the trip document under its address."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": schema_id,
        **Document.model_json_schema(by_alias=True),
    }


def parse_json(data: bytes | str) -> tuple[Any, list[Problem]]:
    """Return parsed JSON and the keys that are given twice in it; raise DocumentError."""
    twice: list[tuple[dict, str]] = []

    def object_of(pairs):
        found = {}
        for key, value in pairs:
            if key in found:
                twice.append((found, key))
            found[key] = value
        return found

    def no_constant(name):
        raise DocumentError([Problem("", _("%(name)s is no JSON number") % {"name": name})])

    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        raw = json.loads(text, object_pairs_hook=object_of, parse_constant=no_constant)
    except UnicodeDecodeError as error:
        message = _("The file is not UTF-8: byte %(n)d.") % {"n": error.start}
        raise DocumentError([Problem("", message)]) from None
    except json.JSONDecodeError as error:
        message = _("The file is not JSON: line %(line)d, column %(column)d: %(reason)s.") % {
            "line": error.lineno,
            "column": error.colno,
            "reason": error.msg,
        }
        raise DocumentError([Problem("", message)]) from None
    except DocumentError:
        raise
    except ValueError:
        message = _("A number in it has more than %(limit)d digits.")
        limit = {"limit": sys.get_int_max_str_digits()}
        raise DocumentError([Problem("", message % limit)]) from None
    except RecursionError:
        raise DocumentError([Problem("", _("The file is nested too deeply."))]) from None
    problems = []
    if twice:
        paths = {id(value): path for path, value in _walk(raw)}
        problems = [
            Problem(_join(paths.get(id(owner), ""), key), _("is given twice"))
            for owner, key in twice
        ]
    return raw, problems


def _walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every object and list of a parsed JSON text with its path."""
    stack = [(path, value)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict):
            yield path, value
            stack += [(_join(path, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            stack += [(f"{path}[{i}]", item) for i, item in enumerate(value)]


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _drop_derived(raw: dict) -> None:
    for name, keys in DERIVED.items():
        part = raw.get(name)
        for record in part if isinstance(part, list) else [part]:
            if isinstance(record, dict):
                for key in keys:
                    record.pop(key, None)


def _field_problems(error: ValidationError) -> list[Problem]:
    found = []
    for item in error.errors(include_url=False, include_context=True):
        path = ""
        for step in item["loc"]:
            path = f"{path}[{step}]" if isinstance(step, int) else _join(path, step)
        found.append(Problem(path, _in_words(item)))
    return found


def _in_words(item: dict) -> str:
    """Say a validation error of pydantic in a person's words."""
    context = item.get("ctx", {})
    match item["type"]:
        case "missing":
            return _("is missing")
        case "extra_forbidden":
            return _("is no field of the trip document")
        case "value_error":
            return str(context["error"])
        case "string_type":
            return _("must be text")
        case "string_unicode":
            return _("holds half of a surrogate pair, which is no character")
        case "int_type" | "float_type" | "finite_number":
            return _("must be a number")
        case "list_type":
            return _("must be a list")
        case "model_type" | "dict_type" | "model_attributes_type":
            return _("must be an object")
        case "date_type":
            return _("must be a date like 2026-11-05")
        case "time_type":
            return _("must be a time like 09:30")
        case "string_too_short":
            return _("must not be empty")
        case "string_too_long":
            return _("is longer than %(limit)d characters") % {"limit": context["max_length"]}
        case "literal_error":
            return _("must be one of %(values)s") % {"values": context["expected"]}
        case "string_pattern_mismatch":
            return _("has characters or a length that are not allowed here")
        case "greater_than_equal":
            return _("must be %(limit)s or more") % {"limit": context["ge"]}
        case "less_than_equal":
            return _("must be %(limit)s or less") % {"limit": context["le"]}
        case _:
            return item["msg"]


def _rule_problems(raw: dict) -> list[Problem]:
    """Find the faults between fields and records.

    They are looked for in raw data, so that they are told together with faulty fields.
    """
    records = {name: _records(raw, name) for name in LISTS}
    return [
        *_open_questions(raw, records),
        *_reference_problems(raw, records),
        *_repetition_problems(raw, records),
        *_date_problems(records),
        *_time_problems(raw, records),
    ]


def _open_questions(raw: dict, records: dict) -> Iterator[Problem]:
    message = _("is needed to import the trip")
    trip = raw.get("trip")
    for key in ("slug", "timezone"):
        if isinstance(trip, dict) and key in trip and trip[key] is None:
            yield Problem(f"trip.{key}", message)
    for name, key in (("days", "date"), ("sessions", "day")):
        for path, record in records[name]:
            if key in record and record[key] is None:
                yield Problem(f"{path}.{key}", message)


def _reference_problems(raw: dict, records: dict) -> Iterator[Problem]:
    known = {
        name: {record["uid"] for _path, record in found if isinstance(record.get("uid"), str)}
        for name, found in records.items()
    }
    references = (
        ("participants", "organization", "organizations"),
        ("sessions", "day", "days"),
        ("sessions", "place", "places"),
        ("sessions", "hosts", "organizations"),
        ("sessions", "participants", "participants"),
        ("linked_docs", "day", "days"),
        ("linked_docs", "session", "sessions"),
        ("notes", "day", "days"),
        ("notes", "session", "sessions"),
    )
    for name, key, target in references:
        for path, record in records[name]:
            for step, uid in _uids(record.get(key)):
                if uid not in known[target]:
                    message = _("%(uid)s is not among the %(list)s")
                    message %= {"uid": uid, "list": target}
                    yield Problem(f"{path}.{key}{step}", message)
    for name in ("linked_docs", "notes"):
        for path, record in records[name]:
            if record.get("day") is not None and record.get("session") is not None:
                yield Problem(f"{path}.day", _("give the day or the session, not both"))


def _repetition_problems(raw: dict, records: dict) -> Iterator[Problem]:
    seen = set()

    def again(path, key, message):
        if key in seen:
            yield Problem(path, message)
        seen.add(key)

    trip = raw.get("trip")
    owners = [("trip", trip)] if isinstance(trip, dict) else []
    for path, record in owners + [owner for name in LISTS for owner in records[name]]:
        if isinstance(uid := record.get("uid"), str):
            yield from again(f"{path}.uid", uid, _("%(uid)s stands twice") % {"uid": uid})
    for path, record in records["days"]:
        if isinstance(date := record.get("date"), str):
            yield from again(f"{path}.date", ("date", date), _("another day has this date"))
    for path, record in records["sessions"]:
        for key in ("hosts", "participants"):
            for step, uid in _uids(record.get(key)):
                yield from again(f"{path}.{key}{step}", (path, key, uid), _("stands twice"))
    for name, key, message in (
        ("linked_docs", "url", _("stands twice under the same item")),
        ("notes", "purpose", _("the same item has another note of this purpose")),
    ):
        for path, record in records[name]:
            target = tuple(str(record.get(part)) for part in ("day", "session"))
            if isinstance(value := record.get(key), str):
                yield from again(f"{path}.{key}", (name, target, value), message)


def _date_problems(records: dict) -> Iterator[Problem]:
    message = _("must be a date from %(first)d to %(last)d")
    message %= {"first": FIRST_DATE.year, "last": LAST_DATE.year}
    fields = (
        ("participants", "from"),
        ("participants", "until"),
        ("days", "date"),
        ("sessions", "end_date"),
    )
    for name, key in fields:
        for path, record in records[name]:
            date = _tried(_date, record.get(key))
            if date and not FIRST_DATE <= date <= LAST_DATE:
                yield Problem(f"{path}.{key}", message)


def _time_problems(raw: dict, records: dict) -> Iterator[Problem]:
    for path, record in records["participants"]:
        joins, leaves = (_tried(_date, record.get(key)) for key in ("from", "until"))
        if joins and leaves and leaves < joins:
            yield Problem(f"{path}.until", _("is before the first day of this person"))
    days = {str(record.get("uid")): record for _path, record in records["days"]}
    trip = raw.get("trip")
    trip_zone = trip.get("timezone") if isinstance(trip, dict) else None
    for path, record in records["sessions"]:
        day = days.get(str(record.get("day")), {})
        date = _tried(_date, day.get("date"))
        end_date = _tried(_date, record.get("end_date")) or date
        zone = _tried(_zone, day.get("timezone")) or _tried(_zone, trip_zone)
        end_zone = _tried(_zone, record.get("end_timezone")) or zone
        if date is None or zone is None:
            continue
        if end_date < date:
            yield Problem(f"{path}.end_date", _("is before the session's day"))
            continue
        instants = []
        for key, on, timezone in (("start", date, zone), ("end", end_date, end_zone)):
            clock = _tried(_clock, record.get(key))
            try:
                instants.append(clock and instant(on, clock, timezone))
            except NonexistentTimeError as error:
                instants.append(None)
                yield Problem(f"{path}.{key}", str(error))
        starts_at, ends_at = instants
        if starts_at and ends_at and ends_at < starts_at:
            message = _("is before the start; give end_date where it is on a later day")
            yield Problem(f"{path}.end", message)


def _tried(parse, value: Any) -> Any:
    """Return what a value of text says, None where it says nothing that can be read."""
    if not isinstance(value, str) or not value:
        return None
    try:
        return parse(value)
    except ValueError:
        return None


def _uids(value: Any) -> list[tuple[str, str]]:
    """Return the uids that a field of any shape refers to, each with its place in the field."""
    if isinstance(value, list):
        owned = ((f"[{i}]", item) for i, item in enumerate(value))
        return [
            (f"{step}.uid", item["uid"]) if isinstance(item, dict) else (step, item)
            for step, item in owned
            if isinstance(item.get("uid") if isinstance(item, dict) else item, str)
        ]
    return [("", value)] if isinstance(value, str) else []


def _records(raw: dict, name: str) -> list[tuple[str, dict]]:
    found = raw.get(name)
    if not isinstance(found, list):
        return []
    return [(f"{name}[{i}]", record) for i, record in enumerate(found) if isinstance(record, dict)]


def _instants(document: Document, session: SessionRecord, day: DayRecord | None):
    timezone = (day and day.timezone) or document.trip.timezone
    if not (day and day.date and timezone):
        return None, None
    return span(
        date=day.date,
        start=session.start,
        end=session.end,
        timezone=timezone,
        end_date=session.end_date,
        end_timezone=session.end_timezone,
    )
