"""A trip's own page in the admin: everything of it is reached from here."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import Day, Membership, Organizer, Place, Session, Trip
from notes.models import Import, LinkedDoc, Note
from people.models import Organization, Participant
from tripbook.checks import Report, check_trip
from tripbook.pages.formats import OF_THE_WHOLE_TRIP

from .steps import next_step
from .trip_pages import TripPages, add_url, admin_url, list_url, trip_view


class Link(NamedTuple):
    text: str
    url: str
    number: int | None = None
    """How many rows a list has."""


@dataclass
class Section:
    """A part of the trip: its lists, and what can be done with it."""

    title: str
    lists: list[Link] = field(default_factory=list)
    actions: list[Link] = field(default_factory=list)


class Overview(TripPages):
    """What the admin of trips gets to show one trip whole."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.overview_view)
        return [
            path("<path:object_id>/overview/", view, name="events_trip_overview"),
            *super().get_urls(),
        ]

    def response_post_save_add(self, request, obj):
        return redirect("admin:events_trip_overview", obj.pk)

    def response_post_save_change(self, request, obj):
        return redirect("admin:events_trip_overview", obj.pk)

    @method_decorator(require_safe)
    @trip_view
    def overview_view(self, request, trip):
        report = check_trip(trip, timezone.now())
        may_edit = self.has_change_permission(request, trip)
        context = {
            "title": trip.title,
            "report": report,
            "found": [result for result in report.results if result.open],
            "step": next_step(report) if may_edit else None,
            "sections": self._sections(request, trip, report, may_edit=may_edit),
            "members": report.plan.memberships if may_edit else [],
        }
        return self.trip_page(request, "overview", trip, context)

    def _sections(self, request, trip: Trip, report: Report, *, may_edit: bool) -> list[Section]:
        sections = [
            self._programme(trip, report),
            self._people(trip, report),
            self._written(trip),
            self._in_and_out(trip),
            self._itself(trip),
        ]
        if not may_edit:
            for section in sections:
                section.actions = []
        sections[3].actions += [Link(each.label, each.entrance(trip)) for each in OF_THE_WHOLE_TRIP]
        sections[4].actions.append(Link(_("History"), admin_url("history", trip)))
        if self.has_delete_permission(request, trip):
            sections[4].actions.append(Link(_("Delete the trip"), admin_url("delete", trip)))
        return sections

    def _programme(self, trip, report: Report) -> Section:
        plan = report.plan
        return Section(
            _("Programme"),
            [
                Link(_("Days"), list_url(Day, trip), len(plan.days)),
                Link(_("Sessions"), list_url(Session, trip), len(plan.sessions)),
                Link(_("Places"), list_url(Place, trip), len(plan.places)),
            ],
            [
                Link(_("Plan its days"), admin_url("plan", trip)),
                Link(_("Add a day"), add_url(Day, trip)),
                Link(_("Add a session"), add_url(Session, trip)),
            ],
        )

    def _people(self, trip, report: Report) -> Section:
        return Section(
            _("People"),
            [
                Link(_("Members"), list_url(Membership, trip), len(report.plan.memberships)),
                Link(_("Names and positions"), list_url(Participant, trip)),
                Link(_("Organizations"), list_url(Organization, trip)),
            ],
            [
                Link(_("Add a person"), add_url(Membership, trip)),
                Link(_("Send join links"), admin_url("invite", trip)),
                Link(_("Rooms, diets, contacts"), admin_url("rooms", trip)),
            ],
        )

    def _written(self, trip) -> Section:
        return Section(
            _("Documents and notes"),
            [
                Link(_("Documents"), list_url(LinkedDoc, trip), count(LinkedDoc, trip)),
                Link(_("Notes"), list_url(Note, trip), count(Note, trip)),
            ],
            [
                Link(_("Add a document"), add_url(LinkedDoc, trip)),
                Link(_("Add a note"), add_url(Note, trip)),
            ],
        )

    def _in_and_out(self, trip) -> Section:
        imports = trip.imports.count()
        actions = [
            Link(_("Import its note again"), admin_url("reimport", trip)),
            Link(_("Import a file"), admin_url("intake", trip)),
        ]
        if imports:
            actions.append(Link(_("Undo the last import"), admin_url("undo", trip)))
        return Section(
            _("Import and export"), [Link(_("Imports"), list_url(Import, trip), imports)], actions
        )

    def _itself(self, trip) -> Section:
        organizers = f"{admin_url('change', trip)}#organizers-group"
        number = Organizer.objects.filter(trip=trip).count()
        return Section(
            _("The trip itself"),
            [Link(_("Organizers"), organizers, number)],
            [
                Link(_("Title, address, time zone …"), admin_url("change", trip)),
                Link(_("Copy"), admin_url("copy", trip)),
                Link(_("Move to other dates"), admin_url("move", trip)),
            ],
        )


def count(model, trip: Trip) -> int:
    """Count what stands under a trip, its days and its sessions."""
    under = Q(trip=trip) | Q(day__trip=trip) | Q(session__day__trip=trip)
    return model.objects.filter(under).count()
