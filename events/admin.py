"""The admin of trips and what belongs to them.

Classes that the site completes with documents and notes are registered in `tripbook.admin`.
"""

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import models
from django.db.models import Count, F, Q
from django.forms import Textarea
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people import admin as people
from people.history import CHANGED, Reason, recording, records_of
from people.models import Organization, Participant

from . import access
from .admin_access import (
    PeopleAdmin,
    RowForm,
    TripFilter,
    TripInline,
    TripModelAdmin,
    TripTabularInline,
)
from .forms import (
    DayForm,
    DayFormSet,
    MembershipFormSet,
    OrganizerForm,
    OrganizerFormSet,
    SessionForm,
    SessionFormSet,
    TripForm,
)
from .models import (
    Announcement,
    Attendance,
    Day,
    Dismissal,
    Membership,
    Organizer,
    Place,
    Session,
    Trip,
)
from .viewers import viewer_of


class DayInline(TripTabularInline):
    model = Day
    formset = DayFormSet
    fields = ["date", "title", "summary", "timezone"]


class OrganizerInline(TripTabularInline):
    """The organizers: all of them see each other, owners choose them."""

    class Form(OrganizerForm, RowForm):
        pass

    model = Organizer
    form = Form
    formset = OrganizerFormSet
    fields = ["username", "role"]
    related = ["user", "trip"]
    show_change_link = False

    def is_open_to(self, viewer, parent):
        # Who adds a trip becomes its owner, and chooses others once it is there.
        return parent is not None and access.may_manage(viewer, self.trip_id_under(parent))

    @admin.display(description=_("User name"))
    def username(self, organizer):
        return organizer.user.get_username()


class SessionInline(TripTabularInline):
    class Form(SessionForm, RowForm):
        pass

    model = Session
    form = Form
    formset = SessionFormSet
    trip_paths = ["day__trip"]
    fields = ["start", "end", "title", "kind", "status", "place", "end_date"]
    related = ["place"]
    autocomplete_fields = ["place"]


class AttendanceInline(TripTabularInline):
    model = Attendance
    trip_paths = ["session__day__trip"]
    fields = ["membership", "role"]
    related = ["membership__participant", "session"]
    autocomplete_fields = ["membership"]
    show_change_link = False


class SessionsOfMemberInline(TripTabularInline):
    """What somebody takes part in, where the person is opened."""

    model = Attendance
    verbose_name = _("session")
    verbose_name_plural = _("sessions")
    trip_paths = ["membership__trip"]
    fields = ["session", "role"]
    related = ["session", "membership__participant"]
    autocomplete_fields = ["session"]
    show_change_link = False


def ids_of_records(model, **conditions):
    """Return the ids of rows that are or were, by what was recorded of them."""
    return records_of(model).objects.filter(**conditions).order_by().values("id")


def ids_of_sessions(trip_id):
    """Return the ids of the sessions that a trip has or had."""
    return ids_of_records(Session, day_id__in=ids_of_records(Day, trip_id=trip_id))


class TripAdmin(TripModelAdmin):
    trip_paths = [""]
    form = TripForm
    # What was hidden once is not to be seen again by chance.
    not_restored = ["visibility"]
    list_display = ["title", "starts_on", "ends_on", "visibility", "session_count"]
    list_filter = ["visibility"]
    search_fields = ["title", "slug"]
    ordering = ["-created_at", "id"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [DayInline, OrganizerInline]

    def get_queryset(self, request):
        trips = super().get_queryset(request).with_dates()
        return trips.annotate(n_sessions=Count("days__sessions"))

    def get_fieldsets(self, request, obj=None):
        fields = ["title", "slug", "summary", "description", "timezone", "language", "tags"]
        # A new trip is a draft; who may see it later is decided on a page of its own.
        return [(None, {"fields": ["contents", "visibility", *fields] if obj else fields})]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "contents", "visibility"]

    def has_add_permission(self, request):
        return request.user.is_staff

    def has_delete_permission(self, request, obj=None):
        if obj is None:
            roles = request.viewer.roles
            return request.viewer.is_superuser or any(
                access.may_manage(request.viewer, trip_id) for trip_id in roles
            )
        return access.may_manage(request.viewer, obj.pk)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            Organizer.objects.create(trip=obj, user=request.user, role=Organizer.Role.OWNER)
            request.viewer = viewer_of(request)

    def history_sources(self, pk):
        """All of the trip: whoever looks for what was deleted begins here."""
        return [
            (Trip, Q(id=pk)),
            (Organizer, Q(trip_id=pk)),
            (Day, Q(trip_id=pk)),
            (Place, Q(trip_id=pk)),
            (Membership, Q(trip_id=pk)),
            (Session, Q(day_id__in=ids_of_records(Day, trip_id=pk))),
            (Attendance, Q(session_id__in=ids_of_sessions(pk))),
            (Dismissal, Q(trip_id=pk)),
            (Announcement, Q(trip_id=pk)),
        ]

    @admin.display(description=_("First day"), ordering="starts_on")
    def starts_on(self, trip):
        return trip.starts_on

    @admin.display(description=_("Last day"), ordering="ends_on")
    def ends_on(self, trip):
        return trip.ends_on

    @admin.display(description=_("Sessions"), ordering="n_sessions")
    def session_count(self, trip):
        return trip.n_sessions

    @admin.display(description=_("In this trip"))
    def contents(self, trip):
        """Links to the lists of what belongs to the trip."""
        return format_html_join(
            " · ",
            '<a href="{}?{}">{}</a>',
            (
                (
                    reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist"),
                    urlencode({TripFilter.parameter_name: trip.pk}),
                    capfirst(model._meta.verbose_name_plural),
                )
                for model in self.content_models
            ),
        )

    content_models = [Day, Session, Membership, Place, Participant, Organization]


class DayAdmin(TripModelAdmin):
    form = DayForm
    fields = ["trip", "date", "title", "summary", "timezone"]
    fixed_fields = ["trip"]
    related = ["trip"]
    list_display = ["date", "title", "trip", "session_count"]
    ordering = ["date"]
    list_filter = [TripFilter]
    search_fields = ["title", "date", "trip__title"]
    inlines = [SessionInline]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(n_sessions=Count("sessions"))

    @admin.display(description=_("Sessions"), ordering="n_sessions")
    def session_count(self, day):
        return day.n_sessions


class SessionAdmin(TripModelAdmin):
    form = SessionForm
    trip_paths = ["day__trip"]
    related = ["day__trip", "place"]
    fieldsets = [
        (None, {"fields": ["day", "title", "kind", "status", "place", "hosts", "description"]}),
        (
            _("Time"),
            {
                "fields": [("start", "end"), ("end_date", "end_timezone")],
                "description": _(
                    "Clock times where the session takes place. One that ends after midnight "
                    "needs the end date."
                ),
            },
        ),
        (_("Shown"), {"fields": ["visibility", "order"]}),
    ]
    autocomplete_fields = ["day", "place", "hosts"]
    list_display = ["day", "time", "title", "kind", "status", "place"]
    list_display_links = ["title"]
    list_filter = [TripFilter, "kind", "status"]
    search_fields = ["title", "place__name", "day__date"]
    inlines = [AttendanceInline]

    def history_sources(self, pk):
        return [*super().history_sources(pk), (Attendance, Q(session_id=pk))]

    @admin.display(description=_("Time"), ordering="starts_at")
    def time(self, session):
        clocks = [f"{clock:%H:%M}" for clock in (session.start, session.end) if clock]
        return "–".join(clocks) if session.start else None


@admin.register(Place)
class PlaceAdmin(TripModelAdmin):
    fields = ["trip", "name", "address", "local_address", ("latitude", "longitude")]
    fixed_fields = ["trip"]
    related = ["trip"]
    list_display = ["name", "address", "trip"]
    list_filter = [TripFilter]
    search_fields = ["name", "address", "local_address"]


class MembershipAdmin(TripModelAdmin):
    """The people of a trip. Private fields are there for owners and editors alone."""

    fixed_fields = ["trip", "participant"]
    # A link that was revoked stays so.
    not_restored = ["token_version"]
    related = ["trip", "participant"]
    formfield_overrides = {
        **TripModelAdmin.formfield_overrides,
        models.TextField: {
            **TripModelAdmin.formfield_overrides[models.TextField],
            "widget": Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        },
    }
    autocomplete_fields = ["participant"]
    list_display = [
        "participant",
        "trip",
        "role",
        "listed_for",
        "invited_at",
        "joined_at",
        "removal_asked_at",
    ]
    list_filter = [
        TripFilter,
        "role",
        "listed_for",
        ("joined_at", admin.EmptyFieldListFilter),
        ("removal_asked_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["participant__name", "participant__handle"]
    actions = ["revoke_links"]
    # What stands under "Private" of somebody who is a member already.
    private_fields = Membership.PRIVATE_FIELDS
    inlines = [SessionsOfMemberInline]

    def get_inlines(self, request, obj):
        # Of which trip somebody is, is known when they are there.
        return super().get_inlines(request, obj) if obj else []

    def history_sources(self, pk):
        return [*super().history_sources(pk), (Attendance, Q(membership_id=pk))]

    def get_fieldsets(self, request, obj=None):
        fields = ["trip", "participant", "role", ("joins_on", "leaves_on"), "listed_for"]
        fieldsets = [(None, {"fields": fields})]
        if obj is None or access.may_see_private(request.viewer, obj.trip_id, obj.pk):
            private = {
                "fields": self.private_fields if obj else Membership.PRIVATE_FIELDS,
                "description": _("For the trip's owners and editors, and the person alone."),
            }
            fieldsets.append((_("Private"), private))
        return fieldsets

    def lookup_allowed(self, lookup, value, request):
        # In an address typed by hand, a filter would tell what the page does not show.
        if lookup.split("__")[0] in {*Membership.PRIVATE_FIELDS, "token_version"}:
            return False
        return super().lookup_allowed(lookup, value, request)

    @admin.action(description=_("Revoke the links of selected members"), permissions=["change"])
    def revoke_links(self, request, queryset):
        editable = access.trips_edited_by(request.viewer, "trip")
        members = list(queryset.filter(editable))
        with recording(reason=Reason.LINKS) as batch:
            Membership.objects.filter(editable, pk__in=[m.pk for m in members]).update(
                token_version=F("token_version") + 1, invited_at=None, joined_at=None
            )
            for member in Membership.objects.filter(pk__in=[m.pk for m in members]):
                batch.add(member, CHANGED)
        for member in members:
            self.log_change(request, member, [{"changed": {"fields": ["token version"]}}])
        number = len(members)
        self.message_user(
            request,
            ngettext(
                "%(number)d member's join link and calendar address no longer work. "
                "Send them the new ones.",
                "The join links and calendar addresses of %(number)d members no longer work. "
                "Send them the new ones.",
                number,
            )
            % {"number": number},
            messages.SUCCESS if number else messages.WARNING,
        )


class MembershipInline(TripInline, admin.TabularInline):
    """The trips of a person. What is private stands on the membership's own page."""

    model = Membership
    formset = MembershipFormSet
    verbose_name = _("trip")
    verbose_name_plural = _("trips")
    fields = ["trip", "role", "joins_on", "leaves_on", "listed_for"]
    related = ["trip", "participant"]

    def trip_id_under(self, parent):
        # A person may be part of several trips; whose, the choices say.
        return None

    def is_open_to(self, viewer, parent):
        return True

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ParticipantAdmin(PeopleAdmin, people.ParticipantAdmin):
    paths_from_trip = ["memberships__participant"]
    related = ["organization"]
    list_filter = [TripFilter]
    inlines = [MembershipInline]

    def get_inlines(self, request, obj):
        # Opened beside a field of another form, which goes on to say what the person is part of.
        is_beside_a_field = IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST
        return [] if is_beside_a_field else super().get_inlines(request, obj)


@admin.register(Organization)
class OrganizationAdmin(PeopleAdmin, people.OrganizationAdmin):
    paths_from_trip = ["memberships__participant__organization", "days__sessions__hosts"]
    list_filter = [TripFilter]
