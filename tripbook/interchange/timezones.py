"""Time zones as calendars describe them: VTIMEZONE (RFC 5545, 3.6.5), for the years in question.

A whole zone, from 1970 on, would be long, and programs are known to take a rule of long ago for
the one in force.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

ONE_DAY = dt.timedelta(days=1)
ONE_SECOND = dt.timedelta(seconds=1)


class Observance(NamedTuple):
    """What the clocks of a zone show for a while."""

    offset: dt.timedelta
    is_summer: bool
    name: str


def vtimezone(zone: str, years: Iterable[int]) -> Iterator[str]:
    """Yield the content lines that describe an IANA zone in these years."""
    clock = ZoneInfo(zone)
    known = set(years)
    yield from ("BEGIN:VTIMEZONE", f"TZID:{zone}")
    for year in sorted(known):
        begin, end = _of_year(year, clock)
        before = _observed(begin, clock)
        if year - 1 not in known:
            yield from _lines(before, before.offset, dt.datetime(year, 1, 1))  # noqa: DTZ001
        for instant, after in _changes(begin, end, clock):
            # By the clocks that are about to be changed.
            onset = (instant + before.offset).replace(tzinfo=None)
            yield from _lines(after, before.offset, onset)
            before = after
    yield "END:VTIMEZONE"


def _of_year(year: int, clock: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    """Return the instants at which a year begins and ends by the clocks of a zone."""
    # The first and the last year of the calendar are cut short: their ends are in no other year.
    first = dt.datetime(max(year, 2), 1, 1, tzinfo=clock)
    last = dt.datetime(min(year + 1, 9999), 1, 1, tzinfo=clock)
    return first.astimezone(dt.UTC), last.astimezone(dt.UTC)


def _changes(
    begin: dt.datetime, end: dt.datetime, clock: ZoneInfo
) -> Iterator[tuple[dt.datetime, Observance]]:
    """Yield each instant at which the clocks are changed, and what they show from then on."""
    before = _observed(begin, clock)
    while begin < end:
        next_day = min(begin + ONE_DAY, end)
        after = _observed(next_day, clock)
        if after != before:
            unchanged, changed = begin, next_day
            while changed - unchanged > ONE_SECOND:
                middle = unchanged + (changed - unchanged) // 2
                middle = middle.replace(microsecond=0)
                if _observed(middle, clock) == before:
                    unchanged = middle
                else:
                    changed = middle
            yield changed, after
        begin, before = next_day, after


def _observed(instant: dt.datetime, clock: ZoneInfo) -> Observance:
    local = instant.astimezone(clock)
    return Observance(local.utcoffset(), bool(local.dst()), local.tzname())


def _lines(observed: Observance, before: dt.timedelta, onset: dt.datetime) -> Iterator[str]:
    kind = "DAYLIGHT" if observed.is_summer else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{local(onset)}"
    yield f"TZOFFSETFROM:{_offset(before)}"
    yield f"TZOFFSETTO:{_offset(observed.offset)}"
    yield f"TZNAME:{observed.name}"
    yield f"END:{kind}"


def local(moment: dt.datetime) -> str:
    """Return a clock time as calendars write it: 20261124T093000."""
    return f"{day(moment)}T{moment:%H%M%S}"


def day(date: dt.date) -> str:
    """Return a date as calendars write it: 20261124."""
    return f"{date.year:04d}{date:%m%d}"


def _offset(offset: dt.timedelta) -> str:
    seconds = int(offset.total_seconds())
    sign = "-" if seconds < 0 else "+"
    minutes, seconds = divmod(abs(seconds), 60)
    rest = f"{seconds:02d}" if seconds else ""
    return f"{sign}{minutes // 60:02d}{minutes % 60:02d}{rest}"
