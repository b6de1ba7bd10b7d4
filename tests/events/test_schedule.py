"""Clock times and instants."""

import datetime as dt

import pytest

from events.schedule import NonexistentTimeError, instant, span, zone_names


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("date", "clock", "zone", "expected"),
    [
        ("2018-11-07", "10:00", "Asia/Seoul", utc(2018, 11, 7, 1)),
        ("2026-11-05", "09:00", "Asia/Taipei", utc(2026, 11, 5, 1)),
        ("2026-11-05", "09:00", "Asia/Kathmandu", utc(2026, 11, 5, 3, 15)),
        ("2026-11-05", "09:00", "America/Argentina/Buenos_Aires", utc(2026, 11, 5, 12)),
        ("2026-01-05", "09:00", "America/Sao_Paulo", utc(2026, 1, 5, 12)),
        # The clock shows 03:30 twice on this night; the first time counts.
        ("2026-10-25", "03:30", "Europe/Tallinn", utc(2026, 10, 25, 0, 30)),
        ("2026-10-25", "04:30", "Europe/Tallinn", utc(2026, 10, 25, 2, 30)),
        ("2026-03-29", "02:59", "Europe/Tallinn", utc(2026, 3, 29, 0, 59)),
        ("2026-03-29", "04:00", "Europe/Tallinn", utc(2026, 3, 29, 1, 0)),
    ],
)
def test_a_clock_time_is_an_instant(date, clock, zone, expected):
    assert instant(dt.date.fromisoformat(date), dt.time.fromisoformat(clock), zone) == expected


@pytest.mark.parametrize(
    ("date", "clock", "zone"),
    [
        ("2026-03-29", "03:30", "Europe/Tallinn"),
        ("2026-03-08", "02:00", "America/New_York"),
        ("0001-01-01", "00:00", "Asia/Seoul"),
        ("9999-12-31", "23:59", "America/Los_Angeles"),
    ],
)
def test_a_clock_time_that_the_zone_skips_is_refused(date, clock, zone):
    with pytest.raises(NonexistentTimeError, match=clock):
        instant(dt.date.fromisoformat(date), dt.time.fromisoformat(clock), zone)


def test_a_session_over_the_end_of_summer_time_lasts_an_hour_longer():
    starts_at, ends_at = span(
        date=dt.date(2026, 10, 25),
        start=dt.time(2, 30),
        end=dt.time(4, 30),
        timezone="Europe/Tallinn",
    )
    assert ends_at - starts_at == dt.timedelta(hours=3)


def test_a_flight_lands_by_the_clock_of_its_end():
    starts_at, ends_at = span(
        date=dt.date(2026, 11, 26),
        start=dt.time(23, 10),
        end=dt.time(16, 35),
        timezone="Europe/Tallinn",
        end_date=dt.date(2026, 11, 27),
        end_timezone="Asia/Taipei",
    )
    assert (starts_at, ends_at) == (utc(2026, 11, 26, 21, 10), utc(2026, 11, 27, 8, 35))


def test_without_times_there_are_no_instants():
    nowhen = span(date=dt.date(2026, 11, 5), start=None, end=None, timezone="Asia/Seoul")
    assert nowhen == (None, None)


def test_names_of_the_machine_are_no_zones():
    assert {"localtime", "posixrules", "Factory"}.isdisjoint(zone_names())
    assert {"Asia/Seoul", "UTC", "Europe/Tallinn"} <= zone_names()
