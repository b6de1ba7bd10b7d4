"""Calendars (iCalendar, RFC 5545), as calendar apps and conference sites write them.

Who is invited to an event is not read: calendars hold the addresses of people who know nothing
of the trip.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from math import prod
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Component
from icalendar.error import BrokenCalendarProperty

from events.models import Session
from events.schedule import zone_names
from tripbook.interchange.document import DocumentError, Problem

from .programme import (
    TIME_FIELDS,
    Event,
    Link,
    Reading,
    Target,
    named_place,
    one_line,
    programme_of,
)
from .texts import decode_text

MAX_OCCURRENCES = 200
"""Of one event that repeats: a trip is no calendar of years."""
FREQUENCIES = {"HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
"""Of events that repeat. By the minute since 1970, their times would be counted for hours."""
MAX_TIMES_A_STEP = 24
"""By BYHOUR, BYMINUTE and BYSECOND together."""
OWN_UID = re.compile(r"([A-Za-z0-9]{8,32})@tripbook")
# How tripbook marks a title: [Tentative] Dinner.
MARKED = re.compile(r"\[([^\]]+)\] (.+)")
LINE_END = re.compile(r"\r\n|\r|\n")
CONTENT_LINE = re.compile(r"[A-Za-z0-9-]+(;[^:;=]+=(\"[^\"]*\"|[^\":;])*)*:.*", re.DOTALL)
STATUSES = {
    "TENTATIVE": Session.Status.TENTATIVE.value,
    "CANCELLED": Session.Status.CANCELLED.value,
}
ONE_DAY = dt.timedelta(days=1)
Moment = dt.date | dt.datetime


Lines = dict[str, tuple[int, int]]
"""Of an event: the line and the column where the value of each property begins."""


class _Fault(ValueError):
    """Something about one event that can't be read, in a person's words.

    `name` is the property that it is about.
    """

    def __init__(self, message: str, name: str = ""):
        self.name = name
        super().__init__(message)


def read_calendar(data: bytes, target: Target) -> Reading:
    """Read a calendar. Raise DocumentError, which names the line of each fault.

    An event that repeats becomes a session for each time it takes place: all of them where it
    ends, and where it doesn't those within the trip, or within the rest of the calendar.
    """
    text, guessed = decode_text(data)
    lines = _check_lines(text)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        raise DocumentError([Problem(_broken_part(text), _in_words(error))]) from None
    calendars = [found for found in calendars if found.name == "VCALENDAR"]
    if not calendars:
        raise DocumentError([Problem(_line(1), _("This is no calendar: BEGIN:VCALENDAR lacks."))])
    found = _Found(target, lines)
    for calendar in calendars:
        found.add_calendar(calendar)
    return found.reading(guessed)


class _Found:
    """The events of a calendar."""

    def __init__(self, target: Target, lines: list[Lines]):
        self.target, self.lines = target, iter(lines)
        self.title = self.zone = ""
        self.events: list[Event] = []
        self.series: list[tuple[Component, list[Component], Lines]] = []
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def add_calendar(self, calendar: Component) -> None:
        self.title = self.title or one_line(str(calendar.get("X-WR-CALNAME", "")))
        self.title = self.title or one_line(str(calendar.get("NAME", "")))
        zone = str(calendar.get("X-WR-TIMEZONE", ""))
        self.zone = self.zone or (zone if zone in zone_names() else "")
        parts = [(part, next(self.lines, {})) for part in calendar.walk("VEVENT")]
        masters: dict[str, Component] = {}
        changed: dict[str, list[Component]] = {}
        for part, _lines in parts:
            uid = str(part.get("UID", ""))
            if "RECURRENCE-ID" in part:
                changed.setdefault(uid, []).append(part)
            elif "RRULE" in part or "RDATE" in part:
                masters[uid] = part
        for part, lines in parts:
            uid = str(part.get("UID", ""))
            if masters.get(uid) is part:
                self.series.append((part, changed.get(uid, []), lines))
            elif "RECURRENCE-ID" not in part or uid not in masters:
                where = _line_of(lines)
                self._try(lambda p=part, w=where: [self._event(p, w)], lines)

    def reading(self, guessed: str) -> Reading:
        for part, changed, lines in self.series:
            where = _line_of(lines)
            self._try(lambda p=part, c=changed, w=where: list(self._occurrences(p, c, w)), lines)
        if self.problems:
            raise DocumentError(self.problems)
        if guessed:
            message = _("The file is not Unicode; it was read as %(encoding)s.")
            self.warnings.append(Problem("", message % {"encoding": guessed}))
        return programme_of(
            self.events,
            self.target,
            title=self.title,
            timezone=self.zone,
            warnings=self.warnings,
        )

    def _try(self, read: Callable[[], list[Event]], lines: Lines) -> None:
        try:
            self.events += read()
        except _Fault as fault:
            self.problems.append(Problem(_line_of(lines, fault.name), str(fault)))
        except OverflowError:
            self.problems.append(Problem(_line_of(lines), _("has a date that does not exist")))

    # One event.

    def _event(self, part: Component, where: str, key: str = "") -> Event:
        uid = str(part.get("UID", ""))
        own = OWN_UID.fullmatch(uid)
        if own and not key:
            return self._own_event(part, where, own[1])
        title = _text(part, "SUMMARY")
        starts, ends = self._start(part), self._end(part)
        status = STATUSES.get(_text(part, "STATUS").upper(), Session.Status.CONFIRMED.value)
        event = Event(
            key=key or uid or f"{starts:%Y-%m-%d} {title}",
            where=where,
            title=title,
            kind=_kind(part),
            status=status,
            place=_place(part),
            description=_text(part, "DESCRIPTION"),
            links=[Link(str(part["URL"]))] if "URL" in part and _text(part, "URL") else [],
        )
        if isinstance(starts, dt.datetime):
            event.starts_at = starts
            zone = part["DTSTART"].params.get("TZID", "")
            if zone and starts.tzinfo is None:
                message = _("its time zone %(zone)s is not known; its clock times were kept")
                self.warnings.append(Problem(f"{where}, “{title}”", message % {"zone": zone}))
            if ends is not None:
                event.ends_at = ends if isinstance(ends, dt.datetime) else None
        else:
            event.date = starts
            # The end of whole days is the first day after it.
            last = ends.date() if isinstance(ends, dt.datetime) else ends and ends - ONE_DAY
            event.end_date = last
        return event

    def _own_event(self, part: Component, where: str, uid: str) -> Event:
        """Return an event that tripbook wrote, without what it adds for people's calendars.

        Of a session that this trip exported, the time, title and status alone are read: its place
        and description stand there in other words.
        """
        event = self._event(part, where, f"{uid}@tripbook")
        event.uid = uid
        match = MARKED.fullmatch(event.title)
        if status := match and status_labels().get(match[1]):
            event.title, event.status = match[2], status
        said = TIME_FIELDS | {"title", "status"}
        if event.starts_at is None or any(note in event.description for note in open_ends()):
            event.ends_at = None
            said -= {"end", "end_date", "end_timezone"}
        event.said = frozenset(said)
        if uid in self.target.known:
            event.place, event.description, event.links = None, "", []
        return event

    def _start(self, part: Component) -> Moment:
        return self._moment(part, "DTSTART")

    def _moment(self, part: Component, name: str) -> Moment:
        if name not in part:
            raise _Fault(_("has no %(name)s, so it is not known when it is") % {"name": name})
        value = part.get(name)
        if isinstance(value, list):
            raise _Fault(_("%(name)s is given twice") % {"name": name}, name)
        moment = _attribute(value, "dt")
        if not isinstance(moment, dt.date):
            message = _("%(name)s is no date or time: “%(text)s”")
            raise _Fault(message % {"name": name, "text": str(value)[:60]}, name)
        return moment

    def _end(self, part: Component) -> Moment | None:
        if "DTEND" in part:
            return self._moment(part, "DTEND")
        if "DURATION" not in part:
            return None
        duration = _attribute(part["DURATION"], "dt")
        if not isinstance(duration, dt.timedelta):
            message = _("DURATION is no length of time: “%(text)s”")
            raise _Fault(message % {"text": str(part["DURATION"])[:60]}, "DURATION")
        starts = self._start(part)
        if isinstance(starts, dt.datetime) and starts.tzinfo is not None:
            return (starts.astimezone(dt.UTC) + duration).astimezone(starts.tzinfo)
        return starts + duration

    # Events that repeat.

    def _occurrences(
        self, master: Component, changed: list[Component], where: str
    ) -> Iterator[Event]:
        first = self._start(master)
        zone = first.tzinfo if isinstance(first, dt.datetime) else None
        has_time = isinstance(first, dt.datetime)
        changed_at = {
            _bare(self._moment(part, "RECURRENCE-ID"), zone, has_time): part for part in changed
        }
        length = None
        if (ends := self._end(master)) is not None:
            length = _bare(ends, zone, has_time) - _bare(first, zone, has_time)
        for moment in self._moments(master, _bare(first, zone, has_time), zone, has_time):
            key = f"{master.get('UID', '')} {moment.isoformat()}"
            if (part := changed_at.pop(moment, None)) is not None:
                yield self._event(part, where, key)
                continue
            event = self._event(master, where, key)
            if has_time:
                event.starts_at = moment.replace(tzinfo=zone)
                # Wall clock: what begins at nine o'clock for an hour ends at ten.
                event.ends_at = None if length is None else (moment + length).replace(tzinfo=zone)
            else:
                event.date = moment.date()
                event.end_date = length and (moment + length - ONE_DAY).date()
            yield event
        for moment, part in changed_at.items():
            # Moved from a date that is left out otherwise.
            yield self._event(part, where, f"{master.get('UID', '')} {moment.isoformat()}")

    def _moments(
        self, master: Component, first: dt.datetime, zone, has_time: bool
    ) -> list[dt.datetime]:
        """Return when an event takes place, as clock times of its zone."""
        found = rruleset()
        found.rdate(first)
        endless = False
        for name, add in (("RRULE", found.rrule), ("EXRULE", found.exrule)):
            for rule in _values(master, name):
                try:
                    endless |= name == "RRULE" and "COUNT" not in rule and "UNTIL" not in rule
                    add(rrulestr(_local_rule(rule, zone), dtstart=first))
                except (ValueError, TypeError, KeyError) as error:
                    message = _("repeats by a rule that can't be read: %(rule)s")
                    raise _Fault(message % {"rule": _written(rule)[:60]}, name) from error
        for name, add in (("RDATE", found.rdate), ("EXDATE", found.exdate)):
            for dates in _values(master, name):
                for value in _attribute(dates, "dts") or ():
                    moment = value.dt[0] if isinstance(value.dt, tuple) else value.dt
                    add(_bare(moment, zone, has_time))
        if not endless:
            moments = _some(found, MAX_OCCURRENCES + 1)
            if len(moments) <= MAX_OCCURRENCES:
                return moments
        return self._within_the_trip(master, found)

    def _within_the_trip(self, master: Component, found: rruleset) -> list[dt.datetime]:
        dates = [*self.target.zones, *filter(None, map(_date_of, self.events))]
        if not dates:
            message = _(
                "“%(title)s” repeats without an end. Give it one, or import the calendar into a "
                "trip that has its days."
            )
            raise _Fault(message % {"title": _text(master, "SUMMARY")})
        begin = dt.datetime.combine(min(dates), dt.time.min)
        end = dt.datetime.combine(max(dates), dt.time.max)
        moments = _some(
            (m for m in _until(found.xafter(begin, inc=True), end)), MAX_OCCURRENCES + 1
        )
        if len(moments) > MAX_OCCURRENCES:
            message = _("“%(title)s” takes place more than %(limit)d times.")
            raise _Fault(message % {"title": _text(master, "SUMMARY"), "limit": MAX_OCCURRENCES})
        message = _("repeats; it was taken from %(first)s to %(last)s")
        message %= {"first": begin.date().isoformat(), "last": end.date().isoformat()}
        self.warnings.append(Problem(f"“{_text(master, 'SUMMARY')}”", message))
        return moments


@cache
def status_labels() -> dict[str, str]:
    """Return the statuses by their names in the languages of the site."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(label): value for value, label in Session.Status.choices}
    return found


@cache
def open_ends() -> list[str]:
    """Return what calendars of tripbook say of a session without an end, in each language."""
    found = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.append(_("The end is not fixed yet."))
    return found


def _check_lines(text: str) -> list[Lines]:
    """Return where the properties of each event are; raise DocumentError.

    The faults of a line are found here, as only here it is known which one it is.
    """
    problems: list[Problem] = []
    depth: list[tuple[str, int]] = []
    events: list[Lines] = []
    for number, line in _unfolded(text):
        name, _colon, value = line.partition(":")
        match name.upper():
            case "BEGIN":
                depth.append((value.strip().upper(), number))
                if value.strip().upper() == "VEVENT":
                    events.append({"": (number, 1)})
            case "END":
                if not depth or depth[-1][0] != value.strip().upper():
                    message = _("“%(line)s” ends what has not begun")
                    problems.append(Problem(_line(number), message % {"line": line[:60]}))
                    break
                depth.pop()
            case _ if not CONTENT_LINE.fullmatch(line):
                message = _("“%(line)s” is no line of a calendar")
                problems.append(Problem(_line(number), message % {"line": line[:60]}))
                break
            case _ if depth and depth[-1][0] == "VEVENT":
                own_name = name.partition(";")[0].upper()
                events[-1].setdefault(own_name, (number, line.index(":") + 2))
    if depth and not problems:
        name, number = depth[-1]
        message = _("BEGIN:%(name)s has no end: the file is not whole")
        problems.append(Problem(_line(number), message % {"name": name}))
    if problems:
        raise DocumentError(problems)
    return events


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that says something, with its number; what continues it, with it."""
    found: list[str] = []
    first = 0
    for number, line in enumerate(LINE_END.split(text), 1):
        if line[:1] in (" ", "\t") and found:
            found.append(line[1:])
            continue
        if found:
            yield first, "".join(found)
        found, first = ([line], number) if line.strip() else ([], 0)
    if found:
        yield first, "".join(found)


def _broken_part(text: str) -> str:
    """Say on which line the first part of a calendar begins that can't be read; "" if all can."""
    part: list[str] = []
    depth = first = 0
    for number, line in _unfolded(text):
        name, _colon, value = line.partition(":")
        if value.strip().upper() == "VCALENDAR":
            continue
        first = first if depth else number
        depth += {"BEGIN": 1, "END": -1}.get(name.upper(), 0)
        part.append(line)
        if depth == 0:
            try:
                Calendar.from_ical("\r\n".join(["BEGIN:VCALENDAR", *part, "END:VCALENDAR"]))
            except (ValueError, IndexError, KeyError):
                return _line(first)
            part = []
    return ""


def _line(number: int) -> str:
    return _("line %(line)d") % {"line": number}


def _line_of(lines: Lines, name: str = "") -> str:
    """Say where an event begins, or where the value of one of its properties does."""
    if name and name in lines:
        line, column = lines[name]
        return _("line %(line)d, column %(column)d") % {"line": line, "column": column}
    return _line(lines.get("", (0, 0))[0])


def _in_words(error: Exception) -> str:
    return _("The file is no calendar: %(reason)s.") % {"reason": str(error)[:200]}


def _text(part: Component, name: str) -> str:
    value = part.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    return str(value).strip()


def _attribute(value, name: str):
    """Return an attribute of a parsed value, None where it has none or could not be parsed."""
    try:
        return getattr(value, name, None)
    except BrokenCalendarProperty:
        return None


def _values(part: Component, name: str) -> list:
    return _listed(part.get(name))


def _kind(part: Component) -> str:
    """Return the kind that the categories name, as tripbook writes them."""
    for categories in _values(part, "CATEGORIES"):
        for category in _attribute(categories, "cats") or ():
            if str(category).strip().lower() in Session.Kind.values:
                return str(category).strip().lower()
    return Session.Kind.OTHER.value


def _place(part: Component):
    coordinates = part.get("GEO")
    fields = {}
    latitude, longitude = (_attribute(coordinates, n) for n in ("latitude", "longitude"))
    # 0, 0 is what programs write that know no better.
    if (latitude or longitude) and abs(latitude) <= 90 and abs(longitude) <= 180:
        fields = {"latitude": latitude, "longitude": longitude}
    return named_place(_text(part, "LOCATION"), **fields)


def _date_of(event: Event) -> dt.date | None:
    return event.starts_at.date() if event.starts_at else event.date


def _bare(moment: Moment, zone, has_time: bool) -> dt.datetime:
    """Return a moment as a clock time of the zone, without a zone: rules count in those."""
    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, dt.time.min)
    if moment.tzinfo is not None and zone is not None:
        moment = moment.astimezone(zone)
    moment = moment.replace(tzinfo=None)
    return moment if has_time else dt.datetime.combine(moment.date(), dt.time.min)


def _written(rule) -> str:
    """Return a rule as it stands in the file; one that could not be parsed is a text already."""
    return str(rule) if isinstance(rule, str) else rule.to_ical().decode()


def _local_rule(rule, zone) -> str:
    """Return a rule with its last date as a clock time of the zone.

    Raises ValueError for one that can't be followed.
    """
    often = prod(len(_listed(rule.get(name))) or 1 for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    steps = _listed(rule.get("INTERVAL"))
    if rule["FREQ"][0] not in FREQUENCIES or often > MAX_TIMES_A_STEP or min(steps, default=1) < 1:
        raise ValueError(rule)
    text = rule.to_ical().decode()
    until = rule.get("UNTIL")
    if not until:
        return text
    last = until[0] if isinstance(until, list) else until
    if not isinstance(last, dt.datetime):
        last = dt.datetime.combine(last, dt.time.max.replace(microsecond=0))
    elif last.tzinfo is not None:
        last = last.astimezone(zone or ZoneInfo("UTC")).replace(tzinfo=None)
    return re.sub(r"UNTIL=[^;]*", f"UNTIL={last:%Y%m%dT%H%M%S}", text)


def _listed(value) -> list:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _some(moments: Iterable[dt.datetime], most: int) -> list[dt.datetime]:
    found = []
    for moment in moments:
        found.append(moment)
        if len(found) == most:
            break
    return found


def _until(moments: Iterable[dt.datetime], end: dt.datetime) -> Iterator[dt.datetime]:
    for moment in moments:
        if moment > end:
            return
        yield moment
