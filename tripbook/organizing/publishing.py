"""Publishing a trip with care: what becomes visible is shown first; changes are told afterwards."""

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from events.access import Audience
from events.models import Announcement, Trip
from people.history import recording
from people.limits import MAX_LINE
from tripbook.loading import load_trip
from tripbook.pages.changes import Item, changes_since

from .exposure import (
    AUDIENCES,
    audiences_of,
    exposures,
    eyes_of_audience,
    fingerprint,
    newly_let_in,
    pages_in_words,
    shut_out,
)
from .steps import publish_url
from .trip_pages import TripPages, trip_view


class TellForm(forms.Form):
    """What is told of changes, and to whom."""

    text = forms.CharField(
        label=gettext_lazy("What changed, in a line"),
        max_length=MAX_LINE,
        help_text=gettext_lazy("It stands on the page “What changed” and in its feed."),
        error_messages={"required": gettext_lazy("Write what you want to tell.")},
    )


class SummaryForm(TellForm):
    """The same beside another decision: it may be left empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        self.fields["text"].label = _("A line for the page “What changed” (may be left empty)")


@dataclass(frozen=True)
class News:
    """What is different for one audience since it was last told, and the form to tell it."""

    audience: Audience
    since: dt.datetime | None
    was_told: bool
    items: list[Item]
    form: TellForm

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC


class Publishing(TripPages):
    """What the admin of trips gets to decide who may see one."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.publish_view)
        return [
            path("<path:object_id>/publish/", view, name="events_trip_publish"),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    @trip_view
    def publish_view(self, request, trip):
        if not self.has_change_permission(request, trip):
            raise PermissionDenied
        if request.method == "POST" and "tell" in request.POST:
            return self._tell(request, trip)
        if request.method == "POST" and "take_back" in request.POST:
            return self._take_back(request, trip)
        to = request.POST.get("to", request.GET.get("to", ""))
        if to not in Trip.Visibility.values or to == trip.visibility:
            return self._state(request, trip)
        return self._decide(request, trip, to)

    def get_fieldsets(self, request, obj=None):
        """Show who may see the trip, and where that is decided."""
        return [
            (name, {**options, "fields": [shown_instead(field) for field in options["fields"]]})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "shown_to"]

    @admin.display(description=gettext_lazy("visibility"))
    def shown_to(self, trip):
        link = format_html('<a href="{}">{}</a>', publish_url(trip), _("Publish …"))
        return format_html("{} · {}", trip.get_visibility_display(), link)

    # Who may see the trip.

    def _decide(self, request, trip, to: str):
        """Show what the decision changes, and take it when that is what was looked at."""
        let_in = newly_let_in(trip, to)
        found = exposures(trip, let_in, to)
        shown = fingerprint(trip, found)
        form = SummaryForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            if request.POST.get("shown") == shown:
                self._change(request, trip, to, form.cleaned_data["text"])
                return redirect("admin:events_trip_overview", trip.pk)
            message = _("Something was changed here meanwhile. Look through it once more.")
            messages.warning(request, message)
        context = {
            "title": TITLES[Trip.Visibility(to)],
            "to": to,
            "exposures": [(each, pages_in_words(each)) for each in found],
            "shut_out": [audience.value for audience in shut_out(trip, to)],
            "shown": shown,
            "form": form,
        }
        return self.trip_page(request, "publish_decide", trip, context)

    def _change(self, request, trip, to: str, text: str) -> None:
        with recording(user=request.user):
            trip.visibility = to
            trip.save()
            if text and (audiences := audiences_of(to)):
                tell(trip, text, audiences[0])
        self.log_change(request, trip, [{"changed": {"fields": ["Visibility"]}}])
        messages.success(request, DONE[Trip.Visibility(to)])

    # What changed since.

    def _state(self, request, trip, sent: tuple[Audience, TellForm] | None = None):
        """Show who may see the trip now, what else there is, and what was not told yet."""
        context = {
            "title": _("Publish"),
            "news": [news_for(trip, each, sent) for each in audiences_of(trip.visibility)],
            "told": trip.announcements.all(),
            "choices": [
                (value, TITLES[value], EXPLAINED[value], publish_url(trip, value))
                for value in Trip.Visibility
            ],
        }
        return self.trip_page(request, "publish", trip, context)

    def _tell(self, request, trip):
        wanted = request.POST["tell"]
        audience = next(
            (a for a in AUDIENCES[Trip.Visibility(trip.visibility)] if a == wanted), None
        )
        form = TellForm(request.POST)
        if audience is None:
            messages.error(request, _("They don't see the trip, so nothing can be told to them."))
            return redirect("admin:events_trip_publish", trip.pk)
        if not form.is_valid():
            return self._state(request, trip, (audience, form))
        with recording(user=request.user):
            tell(trip, form.cleaned_data["text"], audience)
        messages.success(request, _("It stands on the page “What changed” and in its feed."))
        return redirect("admin:events_trip_publish", trip.pk)

    def _take_back(self, request, trip):
        with recording(user=request.user):
            for row in trip.announcements.filter(uid=request.POST["take_back"]):
                row.delete()
                messages.success(request, _("It is no longer told."))
        return redirect("admin:events_trip_publish", trip.pk)


def shown_instead(field):
    return "shown_to" if field == "visibility" else field


TITLES = {
    Trip.Visibility.DRAFT: gettext_lazy("Make it a draft again"),
    Trip.Visibility.MEMBERS: gettext_lazy("Show it to its members only"),
    Trip.Visibility.PUBLIC: gettext_lazy("Make it public"),
}
EXPLAINED = {
    Trip.Visibility.DRAFT: gettext_lazy("Draft: only its organizers see it."),
    Trip.Visibility.MEMBERS: gettext_lazy("Members: who has a join link sees it, too."),
    Trip.Visibility.PUBLIC: gettext_lazy("Public: everyone sees it, search engines, too."),
}
DONE = {
    Trip.Visibility.DRAFT: gettext_lazy("The trip is a draft again: only its organizers see it."),
    Trip.Visibility.MEMBERS: gettext_lazy("The trip is there for its members, and nobody else."),
    Trip.Visibility.PUBLIC: gettext_lazy("The trip is public."),
}


def tell(trip: Trip, text: str, audience: Audience) -> Announcement:
    """Tell an audience of the trip something; what everyone may read, members read, too."""
    is_public = audience == Audience.PUBLIC
    visibility = Announcement.Visibility.INHERIT if is_public else Announcement.Visibility.MEMBERS
    return Announcement.objects.create(trip=trip, text=text, visibility=visibility)


def news_for(trip: Trip, audience: Audience, sent: tuple[Audience, TellForm] | None = None) -> News:
    """Return what an audience was not told yet of the changes that it can see."""
    viewer = eyes_of_audience(trip, audience, trip.visibility)
    last = trip.announcements.visible_to(viewer).first()
    loaded = load_trip(trip, viewer)
    since, items = changes_since(loaded, last and last.told_at, timezone.now())
    form = sent[1] if sent and sent[0] == audience else TellForm(auto_id=f"id_{audience}_%s")
    return News(audience, since, bool(last and last.told_at == since), items, form)
