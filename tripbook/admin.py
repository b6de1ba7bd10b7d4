"""The admin of what joins several apps: trips, days and sessions with their documents and notes."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTimeWidget
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from events import access
from events import admin as events
from events.admin_access import FORMFIELDS
from events.models import Day, Membership, Session, Trip
from events.tokens import feed_path, join_path
from notes import admin as notes
from notes.admin import ImportInline, LinkedDocInline, NoteInline
from notes.models import Import, LinkedDoc, Note
from notes.tokens import host_path
from people import admin as people
from people.models import Participant, User
from tripbook.accounts import Accounts
from tripbook.fields import TimeTextField
from tripbook.imports.file_views import FileImports
from tripbook.imports.views import NoteImports
from tripbook.interchange.dump import absolute_url
from tripbook.inviting import Invitations, JoinLinks, link_to_hand_out
from tripbook.logistics import SHEETS, Logistics, removal_in_words
from tripbook.organizing.checking import Checking
from tripbook.organizing.looking import Looking
from tripbook.organizing.overview import Overview
from tripbook.organizing.publishing import Publishing
from tripbook.pages.formats import OF_THE_WHOLE_TRIP
from tripbook.planning.day_views import PlansDay
from tripbook.planning.trip_views import PlansTrip
from tripbook.same_people import AddsMembers, SamePeople


@admin.register(Trip)
class TripAdmin(
    Overview,
    Checking,
    Publishing,
    Looking,
    PlansTrip,
    FileImports,
    NoteImports,
    Invitations,
    Logistics,
    events.TripAdmin,
):
    inlines = [*events.TripAdmin.inlines, LinkedDocInline, NoteInline, ImportInline]
    content_models = [*events.TripAdmin.content_models, LinkedDoc, Note, Import]

    def history_sources(self, pk):
        attached = (
            Q(trip_id=pk)
            | Q(day_id__in=events.ids_of_records(Day, trip_id=pk))
            | Q(session_id__in=events.ids_of_sessions(pk))
        )
        return [*super().history_sources(pk), (LinkedDoc, attached), (Note, attached)]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        if access.may_edit(request.viewer, obj.pk):
            fieldsets = [*fieldsets, (_("People"), {"fields": ["people_lists", "removal"]})]
        return [*fieldsets, (_("Export"), {"fields": ["files"]})]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "people_lists", "removal", "files"]

    @admin.display(description=_("lists"))
    def people_lists(self, trip):
        """Links to the lists with private fields, to be printed."""
        return format_html_join(
            " · ",
            '<a href="{}">{}</a>',
            ((reverse(f"admin:events_trip_{s.name}", args=[trip.pk]), s.title) for s in SHEETS),
        )

    @admin.display(description=_("kept"))
    def removal(self, trip):
        return removal_in_words(trip)

    @admin.display(description=_("as a file"))
    def files(self, trip):
        """Links to the trip in each format, without private fields."""
        return format_html_join(
            " · ",
            '<a href="{}">{}</a>',
            ((file_format.entrance(trip), file_format.label) for file_format in OF_THE_WHOLE_TRIP),
        )


class TimesAsTyped:
    """Lets people type clock times in their own ways: 930, 2pm, 下午2點."""

    formfield_overrides = {
        **FORMFIELDS,
        models.TimeField: {
            "form_class": TimeTextField,
            "widget": AdminTimeWidget(format="%H:%M"),
        },
    }


class SessionInline(TimesAsTyped, events.SessionInline):
    pass


@admin.register(Day)
class DayAdmin(PlansDay, events.DayAdmin):
    inlines = [SessionInline, LinkedDocInline, NoteInline]

    def history_sources(self, pk):
        return [*super().history_sources(pk), *((m, Q(day_id=pk)) for m in (LinkedDoc, Note))]


@admin.register(Session)
class SessionAdmin(TimesAsTyped, events.SessionAdmin):
    inlines = [*events.SessionAdmin.inlines, LinkedDocInline, NoteInline]

    def history_sources(self, pk):
        return [*super().history_sources(pk), *((m, Q(session_id=pk)) for m in (LinkedDoc, Note))]


@admin.register(Note)
class NoteAdmin(notes.NoteAdmin):
    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not self.has_hosts_link(request, obj):
            return fieldsets
        return [*fieldsets, (_("Links"), {"fields": ["hosts_link"]})]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "hosts_link"]

    def has_hosts_link(self, request, note) -> bool:
        is_preparation = note is not None and note.purpose == Note.Purpose.PREPARATION
        return is_preparation and self.has_change_permission(request, note)

    @admin.display(description=_("hosts' link"))
    def hosts_link(self, note):
        return link_to_hand_out(absolute_url(host_path(note)))


# Their own pages would show the secrets of everybody.
admin.site.unregister([TOTPDevice, StaticDevice])


@admin.register(Participant)
class ParticipantAdmin(SamePeople, events.ParticipantAdmin):
    pass


@admin.register(User)
class UserAdmin(Accounts, people.UserAdmin):
    pass


@admin.register(Membership)
class MembershipAdmin(AddsMembers, JoinLinks, events.MembershipAdmin):
    actions = [*events.MembershipAdmin.actions, "send_links"]
    private_fields = [*events.MembershipAdmin.private_fields, "removal"]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not access.may_edit(request.viewer, obj.trip_id):
            return fieldsets
        return [*fieldsets, (_("Links"), {"fields": ["join_link", "feed_link"]})]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "removal", "join_link", "feed_link"]

    @admin.display(description=_("kept"))
    def removal(self, membership):
        return removal_in_words(Trip.objects.with_dates().get(pk=membership.trip_id))

    @admin.display(description=_("join link"))
    def join_link(self, membership):
        return link_to_hand_out(absolute_url(join_path(membership)), with_code=True)

    @admin.display(description=_("calendar address"))
    def feed_link(self, membership):
        return absolute_url(feed_path(membership))
