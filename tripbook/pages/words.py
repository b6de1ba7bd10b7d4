"""Dates, names and time zones in the words of the reader's language."""

import datetime as dt
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_interval, format_skeleton, get_timezone_location
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from events.retention import removal_date
from people.punctuation import in_brackets

# English here puts the day before the month, as most of the delegations' hosts do.
LOCALES = {"en": "en_GB", "zh-hant": "zh_Hant_TW", "ja": "ja_JP", "ko": "ko_KR"}

# With the day of the week as people write it after the date: in one character, in brackets.
LONG_DATES = {"zh": "M月d日（EEEEE）", "ja": "M月d日（EEEEE）", "ko": "M월 d일 (EEEEE)"}
FULL_DATES = {"zh": "y年M月d日（EEEEE）", "ja": "y年M月d日（EEEEE）", "ko": "y년 M월 d일 (EEEEE)"}


def long_date(date: dt.date) -> str:
    """Return a date with its weekday: Tuesday 24 November, 11月24日（二）."""
    return _with_weekday(date, LONG_DATES, _locale()) or _skeleton(date, "MMMMEEEEd", _locale())


def full_date(date: dt.date) -> str:
    """Return a date with its weekday and year: Tuesday, 24 November 2026."""
    return _with_weekday(date, FULL_DATES, _locale()) or _skeleton(date, "yMMMMEEEEd", _locale())


def chat_date(date: dt.date) -> str:
    """Return a date as people write it to each other: Tue 24 November, 11月24日（二）."""
    found = _with_weekday(date, LONG_DATES, _locale())
    return found or format_date(date, "EEE d MMMM", locale=_locale())


def short_date(date: dt.date) -> str:
    """Return a date without weekday: 24 November."""
    return _skeleton(date, "MMMMd", _locale())


def weekday(date: dt.date) -> str:
    """Return the short name of a date's weekday: Tue."""
    return _skeleton(date, "E", _locale())


def month(date: dt.date) -> str:
    """Return the short name of a date's month: Nov."""
    return _skeleton(date, "MMM", _locale())


def long_weekday(date: dt.date) -> str:
    """Return the name of a date's weekday: Tuesday."""
    return format_date(date, "EEEE", locale=_locale())


def removal_of_private_fields(last_day: dt.date | None) -> str:
    """Say when the private fields of the members of a trip with this last day are removed."""
    date = removal_date(last_day)
    days = settings.PRIVATE_FIELDS_EXPIRE_DAYS
    if date is None:
        told = ngettext(
            "Private fields are removed %(number)d day after the trip's last day.",
            "Private fields are removed %(number)d days after the trip's last day.",
            days,
        )
    elif date > timezone.now().date():
        told = ngettext(
            "Private fields are removed on %(date)s, %(number)d day after the trip.",
            "Private fields are removed on %(date)s, %(number)d days after the trip.",
            days,
        )
    else:
        told = _("Private fields are no longer kept since %(date)s: they are removed daily.")
    return told % {"date": date and full_date(date), "number": days}


def date_range(first: dt.date, last: dt.date) -> str:
    """Return the dates from the first to the last: 23–26 Nov 2026."""
    return _interval(first, last, "yMMMMd", _locale())


def days_range(first: dt.date, last: dt.date) -> str:
    """Return the dates from the first to the last without year: 23–26 November."""
    return _interval(first, last, "MMMMd", _locale())


def clock(time: dt.time) -> str:
    return f"{time:%H:%M}"


def moment(instant: dt.datetime, zone: str) -> str:
    """Return when something happened, by the clock of a zone, and which zone it is."""
    return date_and_time(instant, zone) + in_brackets(zone_time(zone))


def date_and_time(instant: dt.datetime, zone: str) -> str:
    """Return when something happened, by the clock of a zone that is named elsewhere."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{date_range(local.date(), local.date())} {local:%H:%M}"


def zone_time(zone: str) -> str:
    """Say whose clock it is: "Tallinn time" for Europe/Tallinn."""
    return _("%(city)s time") % {"city": _city(zone, _locale())}


def duration(length: dt.timedelta) -> str:
    """Return a length of time in hours and minutes: 10 h 25 min."""
    hours, minutes = divmod(round(length.total_seconds() / 60), 60)
    if not minutes:
        return _("%(hours)d h") % {"hours": hours}
    if not hours:
        return _("%(minutes)d min") % {"minutes": minutes}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}


def _locale() -> str:
    return LOCALES.get(get_language(), "en_GB")


def _with_weekday(date: dt.date, patterns: dict[str, str], locale: str) -> str:
    """Return a date by the pattern of its language; "" for one that has none."""
    pattern = patterns.get(locale.split("_")[0])
    return _pattern(date, pattern, locale) if pattern else ""


@lru_cache(maxsize=4096)
def _pattern(date: dt.date, pattern: str, locale: str) -> str:
    return format_date(date, pattern, locale=locale)


@lru_cache(maxsize=4096)
def _skeleton(date: dt.date, skeleton: str, locale: str) -> str:
    return format_skeleton(skeleton, date, locale=locale)


@lru_cache(maxsize=1024)
def _interval(first: dt.date, last: dt.date, skeleton: str, locale: str) -> str:
    return format_interval(first, last, skeleton, locale=locale)


@cache
def _city(zone: str, locale: str) -> str:
    # A former name of a zone may come back with the region before it.
    return get_timezone_location(zone, locale=locale, return_city=True).rpartition("/")[2]
