"""What the pages of one trip in the admin share."""

from contextlib import nullcontext
from functools import wraps
from urllib.parse import urlencode

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.response import TemplateResponse
from django.urls import reverse

from events.admin_access import TripFilter


def with_trip(view):
    """Call a view of the trips' admin with the trip that its address names.

    For who does not organize it there is none.
    """

    @wraps(view)
    def page(self, request, object_id, **options):
        trip = self.get_object(request, unquote(object_id))
        if trip is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return view(self, request, trip, **options)

    return page


def with_trip_to_change(view):
    """Call a view with its trip where the viewer may change that; refuse others."""

    @with_trip
    @wraps(view)
    def page(self, request, trip, **options):
        if not self.has_change_permission(request, trip):
            raise PermissionDenied
        return view(self, request, trip, **options)

    return page


def trip_view(view):
    """Call a view with its trip; what is sent is one transaction."""
    found = with_trip(view)

    @wraps(view)
    def page(self, request, object_id):
        with transaction.atomic() if request.method == "POST" else nullcontext():
            return found(self, request, object_id)

    return page


class TripPages:
    """Pages of a trip beside its form; `templates/admin/organizing/` has their templates."""

    def trip_page(self, request, name, trip, context):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "trip": trip,
            "may_edit": self.has_change_permission(request, trip),
            **context,
        }
        return TemplateResponse(request, f"admin/organizing/{name}.html", context)


def admin_url(page: str, row) -> str:
    """Return the address of a page of a row's admin: of its change form, its history …"""
    name = row._meta.label_lower.replace(".", "_")
    return reverse(f"admin:{name}_{page}", args=[row.pk])


def list_url(model, trip) -> str:
    """Return the address of the list of a model's rows that belong to a trip."""
    return _in_trip(model, "changelist", trip)


def add_url(model, trip) -> str:
    """Return the address of the form for a new row of a trip."""
    return _in_trip(model, "add", trip)


def _in_trip(model, page, trip) -> str:
    name = model._meta.label_lower.replace(".", "_")
    query = urlencode({TripFilter.parameter_name: trip.pk})
    return f"{reverse(f'admin:{name}_{page}')}?{query}"
