"""Clocks of other places: `10:00 London`, `18:00 Tokyo` is one moment, `9:00 PDT` has a zone."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection
from functools import cache
from zoneinfo import ZoneInfo

from events.schedule import zone_names
from tripbook.interchange.note.line.words import CITY_ZONES

from .times import Clock

DAY = 24 * 60
# In winter and in summer: the note may not say which it is.
DATES = tuple(dt.datetime(2027, month, 15, 12, tzinfo=dt.UTC) for month in (1, 7))
ABBREVIATIONS = {"UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "CET": 60, "CEST": 120, "EET": 120}
ABBREVIATIONS |= {"EEST": 180, "SGT": 480, "HKT": 480, "JST": 540, "KST": 540, "AEST": 600}
ABBREVIATIONS |= {"EDT": -240, "EST": -300, "CDT": -300, "MDT": -360, "MST": -420}
ABBREVIATIONS |= {"PDT": -420, "PST": -480}
_ZONE = rf"(?P<zone>(?:{'|'.join(ABBREVIATIONS)})(?:[+−-]\d{{1,2}})?)\b"
# `9:00 PDT`, `9:00am-10:00am CET`: a zone after a time, and one that a title begins with.
AFTER_TIME = re.compile(rf"(?:\d|\d\s?[ap]m|点|點|時|시)[*_]{{0,3}}[\s(（]{{0,2}}{_ZONE}")
BEFORE_TITLE = re.compile(rf"[(（]?{_ZONE}[)）]?[\s:：–—-]{{1,4}}(?=[^\W\d]|[\[「『（(*_])")


def zones_after_times(lines: list[str]) -> set[str]:
    """Return the zones that two lines or more have after a time: `9:00 PDT Break`.

    What one line alone has there may be anything: `9:00 CET exam`.
    """
    found = (match["zone"] for line in lines if (match := AFTER_TIME.search(line[:200])))
    return {zone for zone, count in Counter(found).items() if count > 1}


def zone_before_title(line: str, words: str, zones: Collection[str]) -> tuple[str, str]:
    """Return the zone of a time that the words after it begin with, and the rest of them.

    The line has the time, too: in a cell of its own `CET for beginners` is a title.
    """
    match, after = BEFORE_TITLE.match(words), AFTER_TIME.search(line[:200])
    if not match or not after or after["zone"] != match["zone"] or after["zone"] not in zones:
        return "", words
    return match["zone"], words[match.end() :]


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
