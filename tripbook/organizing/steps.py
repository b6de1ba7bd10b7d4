"""What to do next with a trip, one thing at a time."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Day, Membership, Trip
from tripbook.checks import Report

from .trip_pages import add_url, admin_url


class Step(NamedTuple):
    text: str
    url: str


def next_step(report: Report) -> Step | None:
    """Return what comes next for who may edit the trip; None where nothing is left to do."""
    plan = report.plan
    trip = plan.trip
    checks = admin_url("checks", trip)
    is_over = bool(plan.days) and plan.days[-1].date < plan.today
    if not plan.days:
        return Step(_("Add the first day"), add_url(Day, trip))
    if not plan.sessions:
        return Step(_("Plan the sessions of the first day"), admin_url("plan", plan.days[0]))
    if not plan.memberships:
        return Step(_("Add the people who go"), add_url(Membership, trip))
    if is_over:
        return record_step(trip)
    if trip.visibility == Trip.Visibility.DRAFT:
        return Step(_("Show it to its members"), publish_url(trip, Trip.Visibility.MEMBERS))
    if number := len(report.of("unsure").open):
        text = ngettext(
            "Confirm %(number)d session of the next days",
            "Confirm %(number)d sessions of the next days",
            number,
        )
        return Step(text % {"number": number}, f"{checks}#unsure")
    if number := len(report.of("no-link").open):
        text = ngettext("Send %(number)d join link", "Send %(number)d join links", number)
        return Step(text % {"number": number}, admin_url("invite", trip))
    if number := report.open_count:
        text = ngettext("Look at %(number)d finding", "Look at %(number)d findings", number)
        return Step(text % {"number": number}, checks)
    return None


def record_step(trip: Trip) -> Step | None:
    """Return what is left to do with a trip that is over: the public reads the record."""
    if trip.visibility == Trip.Visibility.PUBLIC:
        return None
    return Step(_("Make the record public"), publish_url(trip, Trip.Visibility.PUBLIC))


def publish_url(trip: Trip, to: str = "") -> str:
    address = admin_url("publish", trip)
    return f"{address}?to={to}" if to else address
