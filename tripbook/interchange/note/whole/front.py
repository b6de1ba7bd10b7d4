"""What the front matter of a note says: fields of the trip, and when the event is."""

import datetime as dt
import re
from typing import Any

from django.utils.translation import gettext as _

from events.schedule import zone_names
from people.limits import MAX_SLUG
from tripbook.interchange.note.draft import MARKUP, Draft
from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.links import find_links
from tripbook.interchange.note.rules.programme import masked
from tripbook.interchange.note.rules.years import years_in
from tripbook.interchange.note.tree.source import TECHNICAL_KEYS, FrontMatter, as_line, as_list

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KNOWN_KEYS = frozenset(
    ["cover", "description", "image", "keywords", "slug", "summary", "tag", "tags", "title", "tz"]
)
# Of an event or a meeting, not of a text about it.
EVENT_KEYS = frozenset(("time", "venue", "location", "place", "attendees"))
# When an event begins and ends; `date` beside them is that of the text about it.
START_KEYS = frozenset(
    ("start", "starts", "start_date", "startdate", "start_time", "starts_on", "event_date", "from")
)
END_KEYS = frozenset(("end", "ends", "end_date", "enddate", "end_time", "ends_on", "until"))
MAX_DAYS = 60
# What is longer is no month with its year.
MAX_DATE = 40


def read_front_matter(draft: Draft, front: FrontMatter) -> None:
    """Take title, tags and the rest; what is no field of a trip stays text."""
    if front.problem:
        message = _("The front matter can't be read (%(reason)s): it is kept as text.")
        draft.warn(0, message % {"reason": front.problem})
        return
    draft.front = front.end
    for line in (0, front.end - 1) if front.end else ():
        draft.mark(line, MARKUP)
    for key, value in front.values.items():
        numbers = front.lines.get(key, [])
        fields = _read_value(draft, key, value, numbers)
        for number in numbers:
            if fields:
                draft.claim(number, draft.trip, *fields)
            elif _says_nothing(key, draft.lines[number]):
                draft.mark(number, MARKUP)


def _read_value(draft: Draft, key: str, value: Any, numbers: list[int]) -> list[str]:
    """Take a value of the front matter; return which fields of the trip it became."""
    trip, text = draft.trip, as_line(value)
    line = numbers[0] if numbers else 0
    match key:
        case "tags" | "tag" | "keywords":
            trip.tags += filter(None, [draft.one_line(tag, line) for tag in as_list(value)])
            return ["tags"] if trip.tags else []
        case "description" | "summary" if text and not trip.summary:
            trip.summary = draft.one_line(text, line)
            return ["summary"]
        case "timezone" | "tz" if text in zone_names():
            trip.timezone = text
            return ["timezone"]
        case "lang" | "language" if LANGUAGE.fullmatch(text):
            trip.language = text
            return ["language"]
        case "slug" if SLUG.fullmatch(text) and len(text) <= MAX_SLUG:
            trip.slug = text
            return ["slug"]
        case "image" | "cover" if _is_link(draft, numbers):
            _read_image(draft, line)
    return []


def _says_nothing(key: str, line: str) -> bool:
    """Tell if a line of the front matter is a setting of the pad, or a key without a value."""
    _key, colon, value = line.partition(":")
    return bool(colon) and (key in TECHNICAL_KEYS or (key in KNOWN_KEYS and not value.strip()))


def _is_link(draft: Draft, numbers: list[int]) -> bool:
    return len(numbers) == 1 and len(find_links(draft.lines[numbers[0]])) == 1


def _read_image(draft: Draft, line: int) -> None:
    link = find_links(draft.lines[line])[0]
    if doc := draft.doc(link.url, "", draft.trip, line):
        draft.claim(line, doc, "url")
        draft.linked.add((line, link.url))


def date_by_front_matter(draft: Draft, front: FrontMatter) -> None:
    """Take the date of the front matter as that of a programme or event that nothing else dates.

    That it is an event's is said by a time or place beside it, by those who came, or by talks and
    who gave them.
    """
    timed = [session for session in draft.sessions if session.start is not None]
    came = [person for person in draft.people.values() if person.role == "delegate"]
    told = (EVENT_KEYS | START_KEYS | END_KEYS) & front.values.keys()
    given = [session for session in draft.sessions if session.people]
    of_event = any(len(found) > 1 for found in (timed, came, given)) or bool(told)
    found = {key: date for key in front.values if (date := _date_of_value(front, key))}
    keys = START_KEYS | END_KEYS if START_KEYS & found.keys() else {"date"}
    found = {key: date for key, date in found.items() if key in keys}
    if not found or not of_event:
        return
    first, last = min(found.values()), max(found.values())
    if (last - first).days > MAX_DAYS:
        return
    for number in range((last - first).days + 1):
        day = draft.day(first + dt.timedelta(days=number))
        for key, date in found.items():
            if date == day.date and front.lines.get(key):
                draft.claim(front.lines[key][0], day, "date")


def _date_of_value(front: FrontMatter, key: str) -> dt.date | None:
    """Return the only date of a value of the front matter."""
    dates = [span for span in find_dates(masked(as_line(front.values[key]))) if span.year]
    written = dates[0].possible_dates_in(dates[0].year) if len(dates) == 1 else []
    return written[0] if len(written) == 1 else None


def front_years(front: FrontMatter) -> set[int]:
    """Return the years that title, description and tags name, and that of `year`.

    A `date` may be no more than a month: `September 2027`.
    """
    values = [as_line(front.values.get(key, "")) for key in ("title", "description", "year")]
    date = as_line(front.values.get("date", ""))[:MAX_DATE]
    values += [] if find_dates(date) else [date]
    values += as_list(front.values.get("tags", ""))
    # A tag like `2026-summit` begins with its year.
    return set().union(*(years_in(value.replace("-", " ")) for value in values))


def front_dates(front: FrontMatter) -> list[str]:
    """Return the values that may hold the event's dates: its title, and its start or `date`."""
    keys = ["date"] if front_start(front) is None else sorted(START_KEYS & front.values.keys())
    return [as_line(front.values.get(key, "")) for key in ("title", *keys)]


def front_start(front: FrontMatter) -> dt.date | None:
    """Return when the front matter says that the event begins."""
    starts = (_date_of_value(front, key) for key in START_KEYS & front.values.keys())
    return min(filter(None, starts), default=None)
