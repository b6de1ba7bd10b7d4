"""One moment as the clocks of several places tell it: `10:00 London`, `18:00 Tokyo`."""

import datetime as dt
import re
from functools import cache
from zoneinfo import ZoneInfo

from events.schedule import zone_names

from .times import Clock
from .words import CITY_ZONES

DAY = 24 * 60
# In winter and in summer: the note may not say which it is.
DATES = tuple(dt.datetime(2027, month, 15, 12, tzinfo=dt.UTC) for month in (1, 7))
ABBREVIATIONS = {"UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "CET": 60, "CEST": 120, "EET": 120}
ABBREVIATIONS |= {"EEST": 180, "SGT": 480, "HKT": 480, "JST": 540, "KST": 540, "AEST": 600}
ABBREVIATIONS |= {"EDT": -240, "EST": -300, "CDT": -300, "MDT": -360, "MST": -420}
ABBREVIATIONS |= {"PDT": -420, "PST": -480}


def is_one_moment(told: list[tuple[Clock, str]]) -> bool:
    """Tell if times beside places are when one thing is there; else it is a journey between them.

    Two places at least are known, whose clocks differ as the times do; others may be unknown.
    """
    known = [(time, offsets) for time, place in told if (offsets := _offsets(place))]
    if len(known) < 2 or len(known) * 2 < len(told) or len({times for times, _o in known}) < 2:
        return False
    return any(
        len({(time.minutes - offsets[season]) % DAY for time, offsets in known}) == 1
        for season in range(len(DATES))
    )


def _offsets(place: str) -> tuple[int, ...]:
    """Return how many minutes a place's clock is ahead of UTC's on each of the dates."""
    if (minutes := ABBREVIATIONS.get(place.strip())) is not None:
        return (minutes,) * len(DATES)
    words = re.sub(r"\s*[(（,，].*", "", place).strip().lower()
    named = (zone for zone, pattern in CITY_ZONES.items() if pattern.fullmatch(words))
    zone = next(named, None) or _zones_of_cities().get(words)
    if zone is None:
        return ()
    return tuple(
        int(date.astimezone(ZoneInfo(zone)).utcoffset().total_seconds()) // 60 for date in DATES
    )


@cache
def _zones_of_cities() -> dict[str, str]:
    """Return the zones by the cities that they are named after: `brussels` to `Europe/Brussels`."""
    cities = (zone for zone in sorted(zone_names()) if "/" in zone and not zone.startswith("Etc/"))
    return {zone.rpartition("/")[2].replace("_", " ").lower(): zone for zone in cities}
