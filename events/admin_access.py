"""Who may do what in the admin. Organizer rows decide, Django's model permissions don't.

- A superuser may do everything.
- A user with staff status finds the trips that they organize, and what belongs to these.
  Anything else does not exist: not in lists, filters, choices, searches, nor by its address.
- Owners and editors change what they find. Readers change nothing, and see no private field.
- Owners also choose the organizers of their trip, and delete it.
- Everyone on the staff may add a trip, and owns what they add.
- People and organizations are found through the trips that they are part of; and by who added
  them, until they are part of a trip. An editor of any of their trips may change them; only
  who edits all of their trips may delete them or read their history.
- A row stays in its trip: once saved, its foreign keys lead to the same trip only.

The rules are those of `events.access`; here they are put to every list, form and address.
"""

from functools import reduce
from operator import or_

from django import forms
from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.admin.utils import NestedObjects
from django.contrib.admin.widgets import AdminTimeWidget, AutocompleteSelect
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import BigIntegerField, Q
from django.db.models.functions import Cast
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from people.forms import TextField

from . import access
from .models import Trip

FORMFIELDS = {
    models.TextField: {"form_class": TextField},
    models.TimeField: {"widget": AdminTimeWidget(format="%H:%M")},
}


def edits_any_trip(viewer: access.Viewer) -> bool:
    """Is there a trip that the viewer may change?"""
    return viewer.is_superuser or any(access.may_edit(viewer, pk) for pk in viewer.roles)


class TripAutocomplete(AutocompleteSelect):
    """A search among the rows of one trip, where the trip is known.

    `labels` (of all rows that can be chosen) spares a form of many rows a query for each.
    """

    trip_id = None
    labels = None

    def get_url(self):
        url = super().get_url()
        return f"{url}?trip={self.trip_id}" if self.trip_id else url

    def optgroups(self, name, value, attrs=None):
        if self.labels is None or any(key and key not in self.labels for key in value):
            return super().optgroups(name, value, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        for key in filter(None, value):
            options.append(self.create_option(name, key, self.labels[key], True, len(options)))
        return [(None, options, 0)]


class OfTrips:
    """Limits an admin class or an inline to the trips that the viewer organizes.

    `trip_paths` are the paths from the model to its trip, where it has several the one that is
    filled in; `related` is what `select_related` gets in every query.
    """

    trip_paths = ("trip",)
    related = ()
    formfield_overrides = FORMFIELDS

    def of_trips(self, rule, viewer) -> Q:
        """Return a rule of `events.access` on trips as one on the rows of this model."""
        return reduce(or_, (rule(viewer, path) for path in self.trip_paths))

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        rows = rows.filter(self.of_trips(access.trips_organized_by, request.viewer))
        return rows.select_related(*self.related) if self.related else rows

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = TripAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def limit_choices(self, fields, request, trip_id, *, many_rows=False):
        """Let the form fields choose only what the viewer may use in this trip."""
        for field in fields.values():
            if not isinstance(field, forms.ModelChoiceField):
                continue
            model_admin = self.admin_site.get_model_admin(field.queryset.model)
            field.queryset = model_admin.choices(request, trip_id)
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, TripAutocomplete):
                widget.trip_id = trip_id
                if many_rows and trip_id:
                    widget.labels = {str(row.pk): str(row) for row in field.queryset}


class TripFilter(admin.SimpleListFilter):
    """The filter of every list: one of the trips that the viewer organizes."""

    title = _("trip")
    parameter_name = "trip"

    def lookups(self, request, model_admin):
        trips = Trip.objects.organized_by(request.viewer)
        return [(str(pk), title) for pk, title in trips.values_list("pk", "title")]

    def queryset(self, request, queryset):
        if self.value() not in {key for key, _title in self.lookup_choices}:
            return queryset
        return self.narrowed(queryset)

    def narrowed(self, queryset):
        return queryset.filter(reduce(or_, (Q(**{p: self.value()}) for p in self.trip_paths)))


class TripModelAdmin(OfTrips, admin.ModelAdmin):
    """The admin of rows of exactly one trip."""

    # Filled in once, then fixed: the row stays where it is.
    fixed_fields = ()
    show_full_result_count = False

    def trip_id_of(self, row):
        """Return the id of the trip that a row belongs to."""
        for path in self.trip_paths:
            found = row
            for step in path.split("__") if path else ():
                found = found and getattr(found, step)
            if found:
                return found.pk
        return None

    def has_module_permission(self, request):
        return request.user.is_staff

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return request.user.is_staff
        audience = access.audience(request.viewer, self.trip_id_of(obj))
        return audience == access.Audience.ORGANIZERS

    def has_add_permission(self, request):
        return edits_any_trip(request.viewer)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return edits_any_trip(request.viewer)
        return access.may_edit(request.viewer, self.trip_id_of(obj))

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def choices(self, request, trip_id=None):
        """Return the rows that a foreign key may lead to: of one trip, if one is given."""
        rows = self.get_queryset(request)
        rows = rows.filter(self.of_trips(access.trips_edited_by, request.viewer))
        return rows if trip_id is None else rows.filter(self.of_one_trip(trip_id))

    def of_one_trip(self, trip_id) -> Q:
        return reduce(or_, (Q(**{path or "pk": trip_id}) for path in self.trip_paths))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        self.limit_choices(form.base_fields, request, self.trip_id_of(obj) if obj else None)
        return form

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, *self.fixed_fields] if obj else fields

    def get_changeform_initial_data(self, request):
        """Who edits one trip alone need not choose it."""
        edited = Trip.objects.editable_by(request.viewer).values_list("pk", flat=True)[:2]
        initial = {"trip": edited[0]} if len(edited) == 1 else {}
        return {**initial, **super().get_changeform_initial_data(request)}

    def get_view_on_site_url(self, obj=None):
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def get_deleted_objects(self, objs, request):
        """Tell what goes with the rows as numbers: who may delete a row may delete all of it."""
        objs = list(objs)
        collector = NestedObjects(using=self.model.objects.db, origin=objs)
        collector.collect(objs)
        name = self.opts.verbose_name
        numbers = {
            model._meta.verbose_name_plural: len(rows)
            for model, rows in collector.model_objs.items()
        }
        forbidden = {name for row in objs if not self.has_delete_permission(request, row)}
        rows = [format_html("{}: {}", capfirst(name), row) for row in objs]
        return rows, numbers, forbidden, list(collector.protected)


class PeopleAdmin(TripModelAdmin):
    """The admin of rows that several trips share."""

    def get_queryset(self, request):
        rows = admin.ModelAdmin.get_queryset(self, request)
        if self.related:
            rows = rows.select_related(*self.related)
        if request.viewer.is_superuser:
            return rows
        in_trips = self.of_trips(access.trips_organized_by, request.viewer)
        return rows.filter(
            Q(pk__in=self.model.objects.filter(in_trips).values("pk"))
            | (self.in_no_trip() & Q(pk__in=self.added_by(request.user)))
        )

    def in_no_trip(self) -> Q:
        return Q(**{path.partition("__")[0]: None for path in self.trip_paths})

    def added_by(self, user):
        """The rows that the user added in this admin."""
        entries = LogEntry.objects.filter(
            user=user,
            action_flag=ADDITION,
            content_type=ContentType.objects.get_for_model(self.model),
        )
        return entries.values_list(Cast("object_id", BigIntegerField()))

    def trip_id_of(self, row):
        return None

    def choices(self, request, trip_id=None):
        return self.get_queryset(request)

    def has_view_permission(self, request, obj=None):
        # The list holds what the viewer may see; what is not in it is never asked about.
        return request.user.is_staff

    def has_change_permission(self, request, obj=None):
        if obj is None or request.viewer.is_superuser:
            return edits_any_trip(request.viewer)
        return self.is_edited(request, obj) or self.is_in_no_trip(obj)

    def has_delete_permission(self, request, obj=None):
        if obj is None or request.viewer.is_superuser:
            return edits_any_trip(request.viewer)
        return self.is_edited(request, obj, everywhere=True)

    def is_edited(self, request, row) -> bool:
        rule = self.of_trips(access.trips_edited_by, request.viewer)
        return self.model.objects.filter(rule, pk=row.pk).exists()
