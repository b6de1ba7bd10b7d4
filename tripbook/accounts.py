"""The admin of accounts: making them, and letting people in again."""

import secrets
from smtplib import SMTPException

from axes.utils import reset
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.forms import AdminUserCreationForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people import second_factor
from people.models import User
from tripbook.inviting import NO_MAIL, link_to_hand_out
from tripbook.mails import password_link, password_mail


class AccountForm(AdminUserCreationForm):
    """A new account. Its owner chooses the password, unless one is set here."""

    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "first_name", "last_name", "email", "is_staff", "is_superuser")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choice = self.fields["usable_password"]
        choice.label = _("Who chooses it?")
        choice.help_text = ""
        choice.initial = "false"
        choice.choices = [
            ("false", _("They do, by a link that is sent to them or that you hand them")),
            ("true", _("You do, here")),
        ]
        self.fields["email"].help_text = _(
            "The link to choose a password goes there, now and when they have forgotten it."
        )

    def set_password_and_save(self, user, commit=True, **kwargs):
        if not self.cleaned_data["set_usable_password"]:
            # One that nobody knows, but usable: else none could ever be sent to them.
            user.set_password(secrets.token_urlsafe(32))
            if commit:
                user.save()
            return user
        return super().set_password_and_save(user, commit=commit, **kwargs)


class Accounts:
    """What the admin of users gets."""

    add_form = AccountForm
    add_form_template = "admin/people/user/add_form.html"
    add_fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email"]}),
        (
            _("Rights"),
            {
                "fields": ["is_staff", "is_superuser"],
                "description": _(
                    "An organizer needs staff status and no more. They add trips of their own; "
                    "of which others they are organizers is chosen on the page of the trip."
                ),
            },
        ),
        (_("Password"), {"fields": ["usable_password", "password1", "password2"]}),
    ]
    actions = ["send_password_links", "unlock", "remove_second_factor"]

    def get_changeform_initial_data(self, request):
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        return [*fieldsets, (_("Signing in"), {"fields": ["second_factor", "link_for_password"]})]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "second_factor", "link_for_password"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change and obj.email and not form.cleaned_data["set_usable_password"]:
            self.send_password_links(request, User.objects.filter(pk=obj.pk))

    @admin.display(description=_("second factor"))
    def second_factor(self, user):
        return _("on") if second_factor.is_on(user) else _("off")

    @admin.display(description=_("link to choose a password"))
    def link_for_password(self, user):
        """To hand to somebody who gets no mail. As it is a key, only while they need one."""
        if user.last_login is not None:
            return _("They have signed in already. “Forgotten your password?” sends them a link.")
        return link_to_hand_out(password_link(user))

    @admin.action(description=_("Send selected users a link to choose a password"))
    def send_password_links(self, request, queryset):
        if not settings.SENDS_MAIL:
            self.message_user(request, NO_MAIL, messages.WARNING)
            return
        sent = 0
        for user in queryset.filter(is_active=True).exclude(email=""):
            try:
                password_mail(user).send()
            except (OSError, SMTPException) as error:
                told = _("The mail server takes no mail now: %(error)s") % {"error": error}
                self.message_user(request, told, messages.ERROR)
                return
            sent += 1
        told = ngettext("%(number)d link was sent.", "%(number)d links were sent.", sent)
        level = messages.SUCCESS if sent else messages.WARNING
        self.message_user(request, told % {"number": sent}, level)

    @admin.action(description=_("Let selected users sign in again after wrong passwords"))
    def unlock(self, request, queryset):
        for user in queryset:
            reset(username=user.get_username())
            self.log_change(request, user, _("Unlocked."))
        self.message_user(request, _("They can sign in again at once."), messages.SUCCESS)

    @admin.action(description=_("Remove the second factor of selected users"))
    def remove_second_factor(self, request, queryset):
        users = [user for user in queryset if second_factor.is_on(user)]
        for user in users:
            second_factor.turn_off(user)
            self.log_change(request, user, _("Removed the second factor."))
        number = len(users)
        told = ngettext(
            "%(number)d user signs in with the password alone now.",
            "%(number)d users sign in with the password alone now.",
            number,
        )
        level = messages.SUCCESS if users else messages.WARNING
        self.message_user(request, told % {"number": number}, level)
