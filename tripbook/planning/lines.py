"""Lines of a programme that somebody pastes: `09:30–10:15 Opening @ City Hall`."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.models import Day
from people.limits import MAX_LINE
from tripbook.fields import Times, read_times
from tripbook.interchange.note.line.titles import may_be_title, plain, read_title
from tripbook.interchange.note.rules.programme import has_words, read_entry

MOST_LINES = 200
MOST_CHARACTERS = 50_000
# `930 Opening`, `830-930 Walk`: with a zero before them these are read like any time.
THREE_DIGITS = re.compile(r"^(?=\d[0-5]\d(?:\s|\s?[-–—~〜～]))|(?<=[-–—~〜～])\s?(?=\d[0-5]\d\s)")
BULLET = re.compile(r"^\s*(?:[-*+•·]|\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Line:
    """What one line became."""

    number: int
    text: str
    day: Day
    times: Times
    title: str
    place: str
    kind: str
    status: str


@dataclass(frozen=True)
class Unread:
    """A line that was not understood, and why."""

    number: int
    text: str
    reason: str


def read_lines(text: str, *, day: Day, days: Iterable[Day]) -> list[Line | Unread]:
    """Read each line of a text as one session of the day, or of the day that the line names.

    Raise ValidationError for more than a form can hold.
    """
    lines = text.splitlines() if len(text) <= MOST_CHARACTERS else []
    if not 0 < len(lines) <= MOST_LINES:
        message = _("Paste %(lines)d lines and %(characters)d characters at most.")
        params = {"lines": MOST_LINES, "characters": MOST_CHARACTERS}
        raise ValidationError(message, params=params)
    return [
        _read_line(number, line.strip(), day, list(days))
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]


def _read_line(number: int, text: str, day: Day, days: list[Day]) -> Line | Unread:
    words, place = _from_cells(text) if "\t" in text else (BULLET.sub("", text), "")
    entry = read_entry(THREE_DIGITS.sub("0", words, count=2))
    entry = entry if entry.time else read_entry(words)
    title = read_title(entry.title)
    if not has_words(title.text):
        return Unread(number, text, _("it has no title"))
    if len(title.text) > MAX_LINE or not (entry.time or may_be_title(title.text)):
        return Unread(number, text, _("it is too long for a title"))
    found = _day_of(entry, day, days)
    if found is None:
        return Unread(number, text, _("the trip has no such day"))
    times = Times()
    if entry.time:
        opens, closes = entry.time.opens, entry.time.closes
        if opens.next_day:
            return Unread(number, text, _("it starts after midnight"))
        days_after = closes.minutes // (24 * 60) if closes else 0
        times = Times(opens.time, closes and closes.time, days_after)
    return Line(
        number, text, found, times, title.text, place or title.place, title.kind, title.status
    )


def _from_cells(text: str) -> tuple[str, str]:
    """Return what a row of a sheet says as one line, and its place: times, title, place."""
    cells = [cell.strip() for cell in text.split("\t") if cell.strip()]
    clocks = []
    while cells and len(clocks) < 2 and read_times(cells[0]):
        clocks.append(cells.pop(0))
    title, place = (*cells, "", "")[:2]
    return f"{'–'.join(clocks)} {title}", plain(place)[:MAX_LINE]


def _day_of(entry, day: Day, days: list[Day]) -> Day | None:
    """Return the day that a line names, this day where it names none; None if there is no such."""
    if entry.date:
        try:
            date = entry.date.first_in(day.date.year)
        except ValueError:
            return None
        return next((one for one in days if one.date == date), None)
    if entry.weekday is None or entry.weekday == day.date.weekday():
        return day
    week = {day.date + dt.timedelta(days=n) for n in range(-6, 7)}
    named = [one for one in days if one.date.weekday() == entry.weekday and one.date in week]
    return named[0] if len(named) == 1 else None
