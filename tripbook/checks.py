"""The checks of a trip: those of its plan, and those that need to know its notes."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from events.checks import CHECKS as OF_EVENTS
from events.checks import Check, Finding, Plan, of_session, read_plans
from events.models import Dismissal, Trip
from notes.links import CO_NOTES
from notes.models import LinkedDoc, Note


def without_note(plan: Plan) -> Iterator[Finding]:
    """Nobody knows where to write: no note of its own, and no link to one elsewhere."""
    for session in plan.planned:
        if session.is_worth_notes and session.pk not in plan.written:
            yield of_session(session)


NO_NOTE = Check(
    "no-note",
    _("Sessions without a note"),
    _("Add a note to the session, or a link to the note that you write elsewhere."),
    without_note,
)
CHECKS = [*OF_EVENTS, NO_NOTE]


@dataclass(frozen=True)
class Result:
    """What a check found: what is open, and what was dismissed."""

    check: Check
    open: list[Finding]
    dismissed: list[tuple[Finding, Dismissal]]


@dataclass(frozen=True)
class Report:
    """What all checks found in a trip, in their order."""

    plan: Plan
    results: list[Result]

    @property
    def open_count(self) -> int:
        return sum(len(result.open) for result in self.results)

    @property
    def dismissed_count(self) -> int:
        return sum(len(result.dismissed) for result in self.results)

    def of(self, name: str) -> Result:
        return next(result for result in self.results if result.check.name == name)


def check_trips(trips: Collection[Trip], now: dt.datetime) -> dict[int, Report]:
    """Check several trips at once: trip id to its report.

    It takes eight queries, however many and however long the trips are.
    """
    plans = read_plans(trips, now)
    written = {**_written_in(Note.objects.all(), plans), **_written_in(_co_notes(), plans)}
    for session_id, trip_id in written.items():
        plans[trip_id].written.add(session_id)
    dismissals: dict[int, dict] = {trip_id: {} for trip_id in plans}
    for row in Dismissal.objects.filter(trip__in=plans).select_related("user"):
        dismissals[row.trip_id][row.check_name, row.subject] = row
    return {
        trip_id: Report(plan, [_result(check, plan, dismissals[trip_id]) for check in CHECKS])
        for trip_id, plan in plans.items()
    }


def check_trip(trip: Trip, now: dt.datetime) -> Report:
    return check_trips([trip], now)[trip.pk]


def _co_notes():
    return LinkedDoc.objects.filter(kind__in=CO_NOTES)


def _written_in(rows, plans: Collection[int]) -> dict[int, int]:
    """Return the sessions that have one of the rows: session id to trip id."""
    found = rows.filter(session__day__trip__in=plans).order_by()
    return dict(found.values_list("session", "session__day__trip"))


def _result(check: Check, plan: Plan, dismissals: dict) -> Result:
    result = Result(check, [], [])
    for finding in check.find(plan):
        if dismissal := dismissals.get((check.name, finding.subject)):
            result.dismissed.append((finding, dismissal))
        else:
            result.open.append(finding)
    return result
