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
from django.contrib.admin.widgets import (
    AdminTimeWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Cast
from django.forms.utils import ErrorDict
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from people.admin_history import HistoryAdmin
from people.admin_versions import VersionedForm, with_versions
from people.forms import TextField
from people.history import latest

from . import access
from .models import Membership, Trip

FORMFIELDS = {
    models.TextField: {"form_class": TextField},
    models.TimeField: {"widget": AdminTimeWidget(format="%H:%M")},
}


def edits_any_trip(viewer: access.Viewer) -> bool:
    """Is there a trip that the viewer may change?"""
    return viewer.is_superuser or any(access.may_edit(viewer, pk) for pk in viewer.roles)


class InTrip:
    """Keeps a field's search among the rows of one trip, where the trip is known.

    `labels` (of all rows that can be chosen) spares a form of many rows a query for each.
    """

    trip_id = None
    labels = None

    def get_url(self):
        url = super().get_url()
        return f"{url}?trip={self.trip_id}" if self.trip_id else url

    def optgroups(self, name, value, attrs=None):
        chosen = [key for key in value if key.isdecimal() and len(key) < 19]
        if self.labels is None or not self.labels.keys() >= set(chosen):
            return super().optgroups(name, chosen, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        for key in chosen:
            options.append(self.create_option(name, key, self.labels[key], True, len(options)))
        return [(None, options, 0)]


class TripAutocomplete(InTrip, AutocompleteSelect):
    """Chooses one row."""


class TripAutocompleteMultiple(InTrip, AutocompleteSelectMultiple):
    """Chooses several rows."""


class AddInTrip(RelatedFieldWidgetWrapper):
    """The buttons beside a field; "add" opens a form in which the trip is chosen already."""

    trip_id = None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if self.trip_id:
            context["url_params"] += f"&trip={self.trip_id}"
        return context


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
        if hasattr(self.opts, "simple_history_manager_attribute"):
            rows = with_versions(rows)
        return rows.select_related(*self.related) if self.related else rows

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = TripAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = TripAutocompleteMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def limit_choices(self, fields, request, trip_id, *, many_rows=False):
        """Let the form fields choose only what the viewer may use in this trip."""
        for field in fields.values():
            if not isinstance(field, forms.ModelChoiceField):
                continue
            model_admin = self.admin_site.get_model_admin(field.queryset.model)
            field.queryset = model_admin.choices(request, trip_id)
            if isinstance(field.widget, RelatedFieldWidgetWrapper):
                # Beside a field there is no button that deletes; in a table, none but "add".
                field.widget = AddInTrip(
                    field.widget.widget,
                    field.widget.rel,
                    self.admin_site,
                    can_add_related=field.widget.can_add_related,
                    can_change_related=field.widget.can_change_related and not many_rows,
                    can_view_related=field.widget.can_view_related and not many_rows,
                )
                field.widget.trip_id = trip_id
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, InTrip):
                widget.trip_id = trip_id
                if many_rows and trip_id:
                    widget.labels = {str(row.pk): str(row) for row in field.queryset}


class TripFilter(admin.SimpleListFilter):
    """The filter of every list: one of the trips that the viewer organizes."""

    title = _("trip")
    parameter_name = "trip"

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.of_one_trip = model_admin.of_one_trip

    def lookups(self, request, model_admin):
        trips = Trip.objects.organized_by(request.viewer)
        return [(str(pk), title) for pk, title in trips.values_list("pk", "title")]

    def queryset(self, request, queryset):
        if self.value() not in {key for key, _title in self.lookup_choices}:
            return queryset
        return queryset.filter(self.of_one_trip(int(self.value())))


class TripModelAdmin(OfTrips, HistoryAdmin, admin.ModelAdmin):
    """The admin of rows of exactly one trip."""

    # Filled in once, then fixed: the row stays where it is.
    fixed_fields = ()

    def trip_id_of(self, row):
        """Return the id of the trip that a row belongs to."""
        if hasattr(row, "stored_trip_id"):
            return row.stored_trip_id
        for path in self.trip_paths:
            found = row
            for step in path.split("__") if path else ():
                found = found and getattr(found, step)
            if found:
                return found.pk
        return None

    def of_one_trip(self, trip_id) -> Q:
        """Return the condition that a row belongs to the trip with this id."""
        paths = (f"{path}__pk" if path else "pk" for path in self.trip_paths)
        return reduce(or_, (Q(**{path: trip_id}) for path in paths))

    def choices(self, request, trip_id=None):
        """Return the rows that a foreign key may lead to: of one trip, if one is given."""
        rows = self.get_queryset(request)
        rows = rows.filter(self.of_trips(access.trips_edited_by, request.viewer))
        return rows if trip_id is None else rows.filter(self.of_one_trip(trip_id))

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

    def get_object(self, request, object_id, from_field=None):
        row = super().get_object(request, object_id, from_field)
        if row is not None and request.method == "POST" and connection.in_atomic_block:
            # Who else saves meanwhile waits here, and compares with what is saved then.
            trip_id = self.trip_id_of(row)
            model, pk = (Trip, trip_id) if trip_id else (self.model, row.pk)
            model.objects.select_for_update().filter(pk=pk).values_list("pk").get()
            row = super().get_object(request, object_id, from_field)
        if row is not None:
            # A form puts what was typed into the row. If that is wrong, the page that comes back
            # still has to know whose row it is, and where it is shown.
            row.stored_trip_id = self.trip_id_of(row)
            if hasattr(row, "get_absolute_url"):
                row.stored_url = row.get_absolute_url()
        return row

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is not None and self.has_history and self.has_change_permission(request, obj):
            kwargs["form"] = type(self.form.__name__, (VersionedForm, self.form), {})
        form = super().get_form(request, obj, change=change, **kwargs)
        self.limit_choices(form.base_fields, request, self.trip_id_of(obj) if obj else None)
        return form

    def response_post_save_change(self, request, obj):
        """Lead who came from the checks of the trip back to them."""
        if request.GET.get("from") == "checks" and (trip_id := self.trip_id_of(obj)):
            return redirect("admin:events_trip_checks", trip_id)
        return super().response_post_save_change(request, obj)

    def may_see_deleted(self, request, record):
        trip_id = self.trip_id_of_record(record)
        audience = access.audience(request.viewer, trip_id)
        return audience == access.Audience.ORGANIZERS

    def may_restore_deleted(self, request, record):
        return access.may_edit(request.viewer, self.trip_id_of_record(record))

    def trip_id_of_record(self, record):
        """Return the id of the trip that a deleted row belonged to, by its last record."""
        for path in self.trip_paths:
            found = record
            *between, last = path.split("__") if path else [""]
            for step in between:
                field = found.instance_type._meta.get_field(step)
                pk = getattr(found, field.attname)
                found = latest(field.related_model, [pk]).get(pk)
                if found is None:
                    break
            else:
                if pk := getattr(found, f"{last}_id" if last else "id"):
                    return pk
        return None

    def hidden_in_history(self, request, record):
        if record.instance_type is not Membership:
            return ()
        if access.may_see_private(request.viewer, record.trip_id, record.id):
            return ()
        return (*Membership.PRIVATE_FIELDS, "token_version")

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, *self.fixed_fields] if obj else fields

    def get_changeform_initial_data(self, request):
        """Who edits one trip alone need not choose it."""
        initial = super().get_changeform_initial_data(request)
        if "trip" in self.fixed_fields and "trip" not in initial:
            edited = Trip.objects.editable_by(request.viewer).values_list("pk", flat=True)[:2]
            if len(edited) == 1:
                initial["trip"] = edited[0]
        return initial

    def get_view_on_site_url(self, obj=None):
        return getattr(obj, "stored_url", None)

    def get_deleted_objects(self, objs, request):
        """Tell what goes with the rows as numbers: who may delete a row may delete all of it."""
        objs = list(objs)
        collector = NestedObjects(using=DEFAULT_DB_ALIAS, origin=objs)
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
    """The admin of rows that several trips share: people and organizations.

    `paths_from_trip` are the paths from a trip to the rows that are part of it.
    """

    paths_from_trip = ()

    def in_trips(self, rule=None):
        """Return the condition that a row is part of a trip that the rule on trips allows."""
        trips = Trip.objects.filter(rule or Q())
        return reduce(
            or_, (Exists(trips.filter(**{path: OuterRef("pk")})) for path in self.paths_from_trip)
        )

    def of_one_trip(self, trip_id):
        return self.in_trips(Q(pk=trip_id))

    def get_queryset(self, request):
        rows = with_versions(admin.ModelAdmin.get_queryset(self, request))
        if self.related:
            rows = rows.select_related(*self.related)
        if request.viewer.is_superuser:
            return rows.annotate(is_editable=Value(True), is_shared=Value(False))
        edited = access.trips_edited_by(request.viewer)
        in_no_trip = ~Q(self.in_trips())
        return rows.filter(
            Q(self.in_trips(access.trips_organized_by(request.viewer)))
            | (in_no_trip & Q(pk__in=self.added_by(request.user)))
        ).annotate(
            is_editable=Case(When(Q(self.in_trips(edited)) | in_no_trip, True), default=False),
            is_shared=Case(When(self.in_trips(~edited), True), default=False),
        )

    def added_by(self, user):
        """Return the ids of the rows that a user added in this admin."""
        entries = LogEntry.objects.filter(
            user=user,
            action_flag=ADDITION,
            content_type=ContentType.objects.get_for_model(self.model),
        )
        return entries.order_by().values(pk_of_row=Cast("object_id", BigIntegerField()))

    def trip_id_of(self, row):
        return None

    def choices(self, request, trip_id=None):
        return self.get_queryset(request)

    def has_view_permission(self, request, obj=None):
        # A row that the viewer may not see is not in the queryset.
        return request.user.is_staff

    def has_change_permission(self, request, obj=None):
        return edits_any_trip(request.viewer) and getattr(obj, "is_editable", obj is None)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj) and not getattr(obj, "is_shared", False)

    def may_see_history(self, request, row):
        return not row.is_shared

    def may_see_deleted(self, request, record):
        return request.viewer.is_superuser

    def may_restore_deleted(self, request, record):
        return request.viewer.is_superuser


class RowForm(VersionedForm):
    """A row of an inline. One that nobody touched is not checked again: it costs no query."""

    def full_clean(self):
        if self.is_bound and self.instance.pk and not self.has_changed():
            self._errors = ErrorDict()
            # What the other rows are compared with.
            self.cleaned_data = self.initial
        else:
            super().full_clean()


class TripInline(OfTrips):
    """An inline under a row of one trip: who may change that trip may change the inline's rows."""

    form = RowForm
    extra = 0
    show_change_link = True
    view_on_site = False

    def trip_id_under(self, parent):
        """Return the id of the trip that the parent belongs to, None for a new parent."""
        return parent and self.admin_site.get_model_admin(self.parent_model).trip_id_of(parent)

    def is_open_to(self, viewer, parent) -> bool:
        """May the viewer change the rows? Whether they may add a new parent, its admin says."""
        return parent is None or access.may_edit(viewer, self.trip_id_under(parent))

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return self.is_open_to(request.viewer, obj)

    def has_change_permission(self, request, obj=None):
        return self.is_open_to(request.viewer, obj)

    def has_delete_permission(self, request, obj=None):
        return self.is_open_to(request.viewer, obj)

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        has_rows = obj is not None and self.has_change_permission(request, obj)
        return [*fields, "version"] if has_rows else fields

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        trip_id = self.trip_id_under(obj)
        self.limit_choices(formset.form.base_fields, request, trip_id, many_rows=True)
        return formset


class TripTabularInline(TripInline, admin.TabularInline):
    """A table of rows."""


class ReadOnly:
    """Turns an admin class or an inline into one that shows its `fields` and changes nothing."""

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
