"""The organizers' home: their trips, and what needs attention."""

from dataclasses import dataclass

from django.utils import timezone

from events import access
from events.models import Day, Trip
from tripbook.checks import Report, check_trips
from tripbook.pages.views.trips import current_and_upcoming

from .steps import Step, next_step, record_step

# Of so many trips the checks are read; who has more looks at the others one by one.
MOST_CHECKED = 20
MOST_PAST = 20


@dataclass(frozen=True)
class Card:
    """A trip as home shows it. Of a trip that is over nothing is checked."""

    trip: Trip
    may_edit: bool
    step: Step | None = None
    report: Report | None = None
    next_day: Day | None = None

    @property
    def days_left(self) -> int | None:
        """How many days it is until the trip begins."""
        if self.report is None or self.trip.starts_on is None:
            return None
        return max((self.trip.starts_on - self.report.plan.today).days, 0)


def home(request) -> dict:
    """Return what home shows: the trips under way, those to come, those that are over."""
    if not request.user.is_staff:
        return {}
    now = timezone.now()
    trips = Trip.objects.organized_by(request.viewer).with_dates()
    current, coming = current_and_upcoming(trips, now)
    checked = [*current, *coming][:MOST_CHECKED]
    reports = check_trips(checked, now) if checked else {}
    over = trips.exclude(pk__in=[trip.pk for trip in (*current, *coming)])
    past = list(over.order_by("-ends_on", "-pk")[: MOST_PAST + 1])
    viewer = request.viewer
    return {
        "current": [card_of(trip, viewer, reports.get(trip.pk)) for trip in current],
        "coming": [card_of(trip, viewer, reports.get(trip.pk)) for trip in coming],
        "past": [card_of(trip, viewer, None) for trip in past[:MOST_PAST]],
        "has_more_past": len(past) > MOST_PAST,
    }


def card_of(trip: Trip, viewer: access.Viewer, report: Report | None) -> Card:
    may_edit = access.may_edit(viewer, trip.pk)
    if report is None:
        return Card(trip, may_edit, record_step(trip) if may_edit else None)
    plan = report.plan
    with_sessions = {session.day_id for session in plan.planned}
    to_come = [day for day in plan.days if day.date >= plan.today and day.pk in with_sessions]
    return Card(
        trip,
        may_edit,
        step=next_step(report) if may_edit else None,
        report=report,
        next_day=next(iter(to_come), None),
    )
