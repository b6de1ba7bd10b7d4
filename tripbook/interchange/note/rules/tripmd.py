"""Events as TripMD (itinerary-md) writes them, in a quote or a paragraph under a day.

    > [23:20@Asia/Taipei] - [07:35@Europe/Paris] flight BR87 from TPE to CDG
    > - seat: 32A

    [10:30] - [13:00] museum :: [Museum of Ropes](https://ropes.example/)

The format: https://github.com/cumuloworks/itinerary-md.
"""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from events.schedule import zone_names
from tripbook.interchange.note.draft import DayDraft, SessionDraft
from tripbook.interchange.note.line.times import Clock
from tripbook.interchange.note.line.titles import guess_kind, plain, read_title

from .walk import Context, Walk

MOMENT = r"\[(?P<{0}>(?:\d{{1,2}}:\d\d(?:\+\d)?)?(?:@[A-Za-z_+/-]{{2,40}})?|[ap]m)\]"
EVENT = re.compile(
    rf"{MOMENT.format('opens')}(?:\s?[-–]\s?{MOMENT.format('closes')})?\s+"
    r"(?P<kind>[A-Za-z]{2,20})\b(?P<rest>.*)",
    re.IGNORECASE,
)
KINDS = {
    "travel": "bus drive ferry flight ride subway taxi train tram transfer walk",
    "lodging": "dormitory hostel hotel lodging ryokan stay",
    "meal": "breakfast brunch cafe dinner drink food lunch meal restaurant",
    "visit": "activity museum park shopping sightseeing spot",
}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split()}


@dataclass(frozen=True)
class Moment:
    """One side of an event's time: a clock, a zone, or neither."""

    clock: Clock | None = None
    zone: str = ""
    words: str = ""


@dataclass(frozen=True)
class Event:
    """What the first line of an event says. Of a journey the places stay in the title."""

    opens: Moment
    closes: Moment
    kind: str
    title: str
    place: str = ""


def read_events(walk: Walk, lines: list[tuple[int, str]], last: int, context: Context) -> bool:
    """Read lines that begin with an event; what stands under it, to `last`, is about it."""
    if context.day is None or context.session or not lines or event_of(lines[0][1]) is None:
        return False
    starts = [(line, event) for line, text in lines if (event := event_of(text))]
    ends = [line for line, _event in starts[1:]] + [last]
    for (line, event), end in zip(starts, ends, strict=True):
        session = _read_event(walk, line, event, context.day)
        walk.draft.own(line, end, session)
        for number in range(line + 1, end):
            if walk.draft.lines[number].strip() == ">":
                walk.draft.mark(number)
    return True


def event_of(text: str) -> Event | None:
    """Recognise the first line of an event; without a time, only one whose kind is known."""
    match = EVENT.match(text[:1000])
    if match is None:
        return None
    opens, closes = _moment(match["opens"]), _moment(match["closes"] or "")
    word = match["kind"].lower()
    if opens is None or closes is None:
        return None
    if not (opens.clock or opens.words or word in KIND_OF):
        return None
    head, colons, place = f"{match['kind']}{match['rest']}".partition(" :: ")
    kind = KIND_OF.get(word) or guess_kind(plain(head))
    if kind == "travel" and colons:
        return Event(opens, closes, kind, f"{head}: {place}")
    return Event(opens, closes, kind, head, place)


def _moment(text: str) -> Moment | None:
    """Read `08:50@Asia/Tokyo`, `07:00+1`, `pm`, or nothing; None for what is no time of day."""
    time, _at, zone = text.partition("@")
    if zone and zone not in zone_names():
        return None
    if not time or time.lower() in ("am", "pm"):
        return Moment(None, zone, time)
    clock, _plus, days = time.partition("+")
    hour, minute = map(int, clock.split(":"))
    if hour > 24 or minute > 59:
        return None
    return Moment(Clock(hour * 60 + minute + 24 * 60 * int(days or 0)), zone)


def _read_event(walk: Walk, line: int, event: Event, day: DayDraft) -> SessionDraft:
    draft = walk.draft
    title = read_title(event.title)
    session = draft.session(
        title.text,
        line,
        kind=event.kind,
        status=title.status,
        place=draft.one_line(event.place or title.place, line),
        day=day,
    )
    home = day.timezone or draft.trip.timezone or ""
    if event.opens.clock and event.opens.zone not in ("", home):
        message = _("The time is not in the time zone of its day, %(zone)s: it is kept as text.")
        draft.warn(line, message % {"zone": home or "?"})
        draft.keep(line)
    else:
        _set_times(session, event, home)
        if event.opens.zone:
            draft.claim(line, day if day.timezone else draft.trip, "timezone")
    draft.claim(line, session, *session.filled)
    return session


def _set_times(session: SessionDraft, event: Event, home: str) -> None:
    """Set start and end; an end that would be before the start is on the next day."""
    start, end = event.opens.clock, event.closes.clock
    date = session.day.date if session.day else None
    session.start = start
    if start is None or end is None or date is None:
        return
    zone = event.closes.zone or home
    session.end = Clock(end.minutes % (24 * 60))
    session.end_timezone = zone if zone != home else ""
    days = end.minutes // (24 * 60)
    if not days and _instant(date, session.end, zone) < _instant(date, start, home):
        days = 1
    if days:
        session.end_date = date + dt.timedelta(days=days)


def _instant(date: dt.date, clock: Clock, zone: str) -> dt.datetime:
    return dt.datetime.combine(date, clock.time, ZoneInfo(zone or "UTC"))
