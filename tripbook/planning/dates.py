"""Moving a whole trip to other dates, and what stands in the way of that."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.models import Day, Session, Trip, reschedule
from events.schedule import NonexistentTimeError, span
from people.history import bulk_update, recording
from people.limits import validate_date


def shift_to(trip: Trip, first_day: dt.date) -> dt.timedelta:
    """Return how far a trip with days is from another first day."""
    return first_day - trip.days.order_by("date").values_list("date", flat=True)[0]


def check_shift(trip: Trip, shift: dt.timedelta) -> None:
    """Raise ValidationError where a trip can't be so much earlier or later, with every reason."""
    sessions = list(Session.objects.filter(day__trip=trip).select_related("day__trip"))
    try:
        problems = list(_problems(sessions, shift))
        for date in (*_dates_of(trip), *(s.end_date for s in sessions if s.end_date)):
            validate_date(date + shift)
    except OverflowError:
        problems = [_("The calendar has no such dates.")]
    if problems:
        raise ValidationError(problems)


def move_trip(*, trip: Trip, shift: dt.timedelta) -> None:
    """Move all dates of a trip: its days, its sessions, from when to when its members are there.

    `check_shift` says before if that can be done; NonexistentTimeError is raised where not.
    """
    with recording():
        days = list(trip.days.order_by("date"))
        dates = [day.date + shift for day in days]
        # Days may take each other's dates: first they step aside, to dates that no trip has.
        for i, day in enumerate(days):
            day.date = dt.date.fromordinal(1 + i)
        Day.objects.bulk_update(days, ["date"])
        for day, date in zip(days, dates, strict=True):
            day.date = date
        bulk_update(days, ["date"])
        reschedule(Session.objects.filter(day__trip=trip), shift)
        members = list(trip.memberships.all())
        for member in members:
            member.joins_on = member.joins_on and member.joins_on + shift
            member.leaves_on = member.leaves_on and member.leaves_on + shift
        bulk_update([m for m in members if m.joins_on or m.leaves_on], ["joins_on", "leaves_on"])


def _dates_of(trip: Trip) -> Iterable[dt.date]:
    yield from trip.days.values_list("date", flat=True)
    for dates in trip.memberships.values_list("joins_on", "leaves_on"):
        yield from filter(None, dates)


def _problems(sessions: Iterable[Session], shift: dt.timedelta) -> Iterable[str]:
    for session in sessions:
        try:
            starts_at, ends_at = span(
                date=session.day.date + shift,
                start=session.start,
                end=session.end,
                timezone=session.day.zone,
                end_date=session.end_date and session.end_date + shift,
                end_timezone=session.end_timezone,
            )
        except NonexistentTimeError as error:
            yield f"{session.title}: {error}"
            continue
        if starts_at and ends_at and ends_at < starts_at:
            yield _("“%(title)s” would end before it starts.") % {"title": session.title}
