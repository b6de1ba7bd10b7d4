"""Looking at a trip as others see it, from its admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.viewers import look_as, look_as_oneself

from .trip_pages import TripPages, trip_view

PUBLIC = "public"
MEMBER = "member"


class Looking(TripPages):
    """What the admin of trips gets to look at one with other eyes, and to stop it.

    Through the eyes of a member whose name is given only who may see what that member sees.
    """

    def get_urls(self):
        view = self.admin_site.admin_view(self.viewas_view)
        return [
            path("<path:object_id>/viewas/", view, name="events_trip_viewas"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    @trip_view
    def viewas_view(self, request, trip):
        wanted = request.POST.get("as", "")
        if not wanted:
            look_as_oneself(request)
            return redirect("admin:events_trip_overview", trip.pk)
        if wanted in (PUBLIC, MEMBER):
            look_as(request, trip, is_member=wanted == MEMBER)
            return redirect(trip)
        if not self.has_change_permission(request, trip):
            raise PermissionDenied
        member = trip.memberships.filter(uid=wanted).first()
        if member is None:
            messages.error(request, _("This person is not on the trip any more."))
            return redirect("admin:events_trip_overview", trip.pk)
        look_as(request, trip, is_member=True, member=member)
        return redirect(trip)
