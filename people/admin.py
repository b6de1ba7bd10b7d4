"""The admin of accounts, and how people and organizations look in it.

Who may see which people follows from their trips: `events.admin` registers them.
"""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from .admin_history import HistoryAdmin
from .forms import OrganizationForm, ParticipantForm, TextField

# Rights come from Organizer rows: a group would promise rights that it doesn't give.
admin.site.unregister(Group)


class UserAdmin(HistoryAdmin, DjangoUserAdmin):
    """The accounts, for superusers alone."""

    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (
            _("Rights"),
            {
                "fields": ["is_active", "is_staff", "is_superuser"],
                "description": _(
                    "Who organizes a trip is chosen on the trip's page. To sign in here, "
                    "an organizer also needs staff status."
                ),
            },
        ),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    list_filter = ["is_active", "is_staff", "is_superuser"]
    filter_horizontal = []

    def get_queryset(self, request):
        users = super().get_queryset(request)
        return users if request.user.is_superuser else users.none()

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser


class OrganizationAdmin(admin.ModelAdmin):
    form = OrganizationForm
    list_display = ["name", "local_name"]
    search_fields = ["name", "local_name"]


class ParticipantAdmin(admin.ModelAdmin):
    form = ParticipantForm
    formfield_overrides = {models.TextField: {"form_class": TextField}}
    list_display = ["name", "handle", "organization", "position"]
    search_fields = ["name", "handle", "organization__name"]
    autocomplete_fields = ["organization"]
