"""The pages of the admin on which a trip is begun, copied, moved, and its days are planned."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Day, Session, Trip
from events.viewers import viewer_of
from people.history import bulk_create, recording
from people.uids import new_uid
from tripbook.imports.slugs import free_slug
from tripbook.organizing.trip_pages import add_url, trip_view

from .copying import copy_trip
from .dates import move_trip
from .trip_forms import CopyForm, MoveForm, NewTripForm

GET_OR_POST = method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
MOST_OFFERED = 10


class PlansTrip:
    """What the admin of trips gets to begin, copy and move them."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/plan/", view(self.plan_view), name="events_trip_plan"),
            path("<path:object_id>/copy/", view(self.copy_view), name="events_trip_copy"),
            path("<path:object_id>/move/", view(self.move_view), name="events_trip_move"),
            *super().get_urls(),
        ]

    # A new trip.

    def get_form(self, request, obj=None, change=False, **options):
        if obj is None:
            options["form"] = NewTripForm
        return super().get_form(request, obj, change=change, **options)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            fields = fieldsets[0][1]["fields"]
            fields.insert(fields.index("slug") + 1, ("first_day", "last_day"))
        return fieldsets

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change:
            typed = set(form.instance.days.values_list("date", flat=True))
            bulk_create(
                Day(trip=form.instance, date=date) for date in form.dates if date not in typed
            )

    def render_change_form(self, request, context, add=False, **options):
        if add:
            trips = Trip.objects.editable_by(request.viewer).with_dates()
            context["copied_from"] = trips.filter(starts_on__isnull=False)[:MOST_OFFERED]
        return super().render_change_form(request, context, add=add, **options)

    # Its days.

    @method_decorator(require_safe)
    @trip_view
    def plan_view(self, request, trip):
        """Lead to the page that plans a day: today's or the next, else the first."""
        self._check_rights(request, trip)
        days = trip.days.order_by("date")
        day = days.filter(date__gte=timezone.localdate()).first() or days.first()
        if day is None:
            messages.info(request, _("Add the first day, and then plan it."))
            return redirect(add_url(Day, trip))
        return redirect("admin:events_day_plan", day.pk)

    # Its copy.

    @GET_OR_POST
    @trip_view
    def copy_view(self, request, trip):
        self._check_rights(request, trip)
        if not trip.days.exists():
            return self._without_days(request, trip)
        if request.method == "POST":
            sent = Trip.objects.filter(uid=request.POST.get("uid", ""))
            if (copy := sent.organized_by(request.viewer).first()) and copy != trip:
                messages.info(request, _("This copy was made already."))
                return redirect("admin:events_trip_overview", copy.pk)
            form = CopyForm(trip, request.POST)
            if form.is_valid():
                return self._copied(request, trip, form)
        else:
            initial = {
                "uid": new_uid(),
                "title": _("Copy of %(title)s") % {"title": trip.title},
                "slug": free_slug(trip.slug),
            }
            form = CopyForm(trip, initial=initial)
        context = {"form": form, "title": _("Copy the trip")}
        return self._planning_page(request, "copy", trip, context)

    def _copied(self, request, trip, form):
        copy = form.instance
        copy.uid = form.cleaned_data["uid"]
        if Trip.objects.filter(uid=copy.uid).exists():
            # Somebody else's: nothing is told of it.
            copy.uid = new_uid()
        copy_trip(
            trip,
            copy,
            first_day=form.cleaned_data["first_day"],
            owner=request.user,
            wanted=form.wanted,
        )
        request.viewer = viewer_of(request)
        self.log_addition(request, copy, _("Copied from “%(trip)s”.") % {"trip": trip.title})
        told = _("“%(trip)s” was made. It is a draft that only you see; you own it.")
        messages.success(request, told % {"trip": copy.title})
        return redirect("admin:events_trip_overview", copy.pk)

    # Other dates.

    @GET_OR_POST
    @trip_view
    def move_view(self, request, trip):
        self._check_rights(request, trip)
        days = list(trip.days.order_by("date"))
        if not days:
            return self._without_days(request, trip)
        shown_from = days[0].date.isoformat()
        form = MoveForm(trip, request.POST if request.method == "POST" else None)
        context = {"form": form, "title": _("Move to other dates"), "days": days}
        if form.is_bound and form.is_valid():
            if request.POST.get("do") == "save":
                seen = request.POST.get("seen_from"), request.POST.get("seen_shift")
                if seen == (shown_from, str(form.shift.days)):
                    return self._moved(request, trip, form.shift)
                message = _("The dates are others than those that were shown. Look once more.")
                messages.warning(request, message)
            context |= self._preview(trip, days, form.shift) | {"seen_from": shown_from}
        elif form.is_bound and request.POST.get("seen_from") not in (None, shown_from):
            messages.info(request, _("The trip was moved meanwhile: these are its dates now."))
        return self._planning_page(request, "move", trip, context)

    def _preview(self, trip, days: list[Day], shift: dt.timedelta) -> dict:
        sessions = Session.objects.filter(day__trip=trip)
        members = trip.memberships.filter(joins_on__isnull=False) | trip.memberships.filter(
            leaves_on__isnull=False
        )
        dated = members.select_related("participant")
        return {
            "shift": shift.days,
            "pairs": [(day, day.date + shift) for day in days],
            "n_sessions": sessions.count(),
            "ends": [
                (session, session.end_date + shift)
                for session in sessions.filter(end_date__isnull=False).select_related("day")
            ],
            "stays": [
                (m, m.joins_on and m.joins_on + shift, m.leaves_on and m.leaves_on + shift)
                for m in dated
            ],
        }

    def _moved(self, request, trip, shift):
        with recording(user=request.user):
            move_trip(trip=trip, shift=shift)
        first = trip.days.order_by("date")[0].date
        told = {"date": first.isoformat()}
        self.log_change(request, trip, _("Moved: it begins on %(date)s.") % told)
        messages.success(request, _("The trip was moved: it begins on %(date)s.") % told)
        return redirect("admin:events_trip_overview", trip.pk)

    def _check_rights(self, request, trip):
        if not self.has_change_permission(request, trip):
            raise PermissionDenied

    def _without_days(self, request, trip):
        messages.info(request, _("The trip has no days yet. Add the first one."))
        return redirect("admin:events_trip_overview", trip.pk)

    def _planning_page(self, request, name, trip, context):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "trip": trip,
            **context,
        }
        return TemplateResponse(request, f"admin/planning/{name}.html", context)
