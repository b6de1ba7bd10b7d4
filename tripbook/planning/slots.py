"""When the sessions of a day take place, and what becomes of that when they change places.

Everything here is a pure function of the times of one day. Sessions without a start stand first.
"""

import datetime as dt
from collections.abc import Sequence

from tripbook.fields import Times

DAY = 24 * 60


class OutOfDayError(ValueError):
    """A session that would start on another day. `index` says which of the sessions."""

    def __init__(self, index: int, minutes: int):
        super().__init__(index, minutes)
        self.index = index
        self.is_before = minutes < 0


class TimelessError(ValueError):
    """A session with a time can't stand before one that has none."""


def start_of(times: Times) -> int:
    """Return the minute of the day at which something starts."""
    return times.start.hour * 60 + times.start.minute


def end_of(times: Times) -> int:
    """Return the minute at which something ends, counted from midnight before it starts."""
    if times.end is None:
        return start_of(times)
    return times.days * DAY + times.end.hour * 60 + times.end.minute


def starting_at(times: Times, minute: int, index: int) -> Times:
    """Return times moved as a whole, so that they start at a minute of the day."""
    if not 0 <= minute < DAY:
        raise OutOfDayError(index, minute)
    if times.end is None:
        return Times(_clock(minute), None, times.days)
    days, end = divmod(end_of(times) + minute - start_of(times), DAY)
    if days < 0:
        raise OutOfDayError(index, days)
    return Times(_clock(minute), _clock(end), days)


def shifted(day: Sequence[Times], first: int, minutes: int) -> list[Times]:
    """Move the session at `first` and all that follow it by so many minutes.

    Raise OutOfDayError where one of them would then start on another day.
    """
    return [
        starting_at(times, start_of(times) + minutes, i) if i >= first and times.start else times
        for i, times in enumerate(day)
    ]


def reordered(day: Sequence[Times], index: int, target: int) -> tuple[list[int], list[Times]]:
    """Let the session at `index` take the place `target`; return the new order and its times.

    Whoever stands between the two moves up or down. Breaks stay where they are in the day, and
    what overlaps goes on to overlap. What had no time and comes to stand after something that has
    one starts when that ends.
    """
    order = list(range(len(day)))
    order.insert(target, order.pop(index))
    times = [day[i] for i in order]
    if day[index].start is None:
        if target and times[target - 1].start is not None:
            start = end_of(times[target - 1])
            if start >= DAY:
                raise OutOfDayError(index, start)
            times[target] = Times(_clock(start), None, day[index].days)
        return order, times
    if any(after.start is None for after in times[target + 1 :]):
        raise TimelessError
    first, last = sorted((index, target))
    minute = start_of(day[first])
    for at in range(first, last + 1):
        if at > first:
            minute = _next_start(day[at - 1], day[at], times[at - 1])
        times[at] = starting_at(times[at], minute, order[at])
    return order, times


def _next_start(before: Times, after: Times, now_before: Times) -> int:
    """Return when the next session starts, given how the two that stood here followed before."""
    pause = start_of(after) - end_of(before)
    if pause >= 0:
        return max(end_of(now_before), start_of(now_before)) + pause
    return start_of(now_before) + start_of(after) - start_of(before)


def _clock(minute: int) -> dt.time:
    return dt.time(*divmod(minute, 60))
