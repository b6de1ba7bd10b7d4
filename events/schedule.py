"""Clock times of a trip and the instants that they stand for.

A trip is planned in local clock times; calendars and the order of sessions need instants.
Everything here is a pure function of dates, times and IANA zone names.
"""

import datetime as dt
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _


class NonexistentTimeError(ValueError):
    """A clock time that a zone skips on that date, as when summer time begins."""


@cache
def zone_names() -> frozenset[str]:
    """The IANA zone names that may be stored.

    Names of the machine's own configuration ("localtime", "posixrules", "Factory") say
    something else on every machine and are left out.
    """
    own = {"localtime", "posixrules", "Factory"}
    return frozenset(available_timezones() - own)


def instant(date: dt.date, clock: dt.time, timezone: str) -> dt.datetime:
    """Return the UTC instant of a clock time in an IANA zone.

    A clock time that occurs twice (summer time ends) is its first occurrence. Raise
    NonexistentTimeError for one that does not occur (summer time begins) and for one whose
    instant falls outside the calendar.
    """
    local = dt.datetime.combine(date, clock.replace(tzinfo=None, fold=0), ZoneInfo(timezone))
    try:
        utc = local.astimezone(dt.UTC)
        exists = utc.astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None)
    except OverflowError:
        exists = False
    if not exists:
        raise NonexistentTimeError(
            _("%(clock)s does not exist on %(date)s in %(zone)s: the clocks jump over it.")
            % {"clock": clock.strftime("%H:%M"), "date": date.isoformat(), "zone": timezone}
        )
    return utc


def span(
    *,
    date: dt.date,
    start: dt.time | None,
    end: dt.time | None,
    timezone: str,
    end_date: dt.date | None = None,
    end_timezone: str = "",
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return the UTC instants at which a session starts and ends, None where no time is known.

    `date`, `start` and `timezone` are the session's own; the end may lie on a later date and
    in another zone (a flight). Raise NonexistentTimeError as `instant` does.
    """
    starts_at = instant(date, start, timezone) if start is not None else None
    ends_at = None
    if end is not None:
        ends_at = instant(end_date or date, end, end_timezone or timezone)
    return starts_at, ends_at
