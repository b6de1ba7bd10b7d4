"""How one signs in to the admin: with a password, and a second factor where one is set up.

Wrong passwords are counted by django-axes, by account and address; the second factor's codes are
checked by django-otp. Nobody is signed in before both were right, so that a session needs no check
of its own.
"""

import time
from base64 import b32encode

from axes.helpers import get_cool_off
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import REDIRECT_FIELD_NAME, views
from django.contrib.auth import login as auth_login
from django.contrib.auth.forms import PasswordResetForm
from django.core import signing
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from people import second_factor
from people.models import User
from tripbook.clients import address_of
from tripbook.mails import password_mail, send_soon
from tripbook.pages.rates import is_too_often

# In a minute, from one address.
MOST_PASSWORDS = 20
MOST_RESETS = 5
# Between the password and the code, in seconds.
PENDING_FOR = 10 * 60
PENDING = "second_factor"
# A secret that is shown, but not yet anybody's.
KEY_SALT = "tripbook.second-factor"
KEY_FOR = 60 * 60

get_or_post = method_decorator([never_cache, require_http_methods(["GET", "HEAD", "POST"])])


def locked_out(request, original_response=None, credentials=None):
    """Answer to one who has guessed too often: whether the account exists is not told."""
    minutes = round(get_cool_off(request).total_seconds() / 60)
    return too_often(request, minutes)


def too_often(request, minutes: int):
    context = {
        **admin.site.each_context(request),
        "title": _("Too many attempts"),
        "minutes": minutes,
    }
    response = render(request, "registration/too_often.html", context, status=429)
    response["Retry-After"] = str(minutes * 60)
    response["Cache-Control"] = "private, no-store"
    return response


class SignIn(views.LoginView):
    """The page for name and password; who has a second factor is asked for its code next."""

    def post(self, request, *args, **kwargs):
        if is_too_often("sign-in", address_of(request), most=MOST_PASSWORDS):
            return too_often(request, minutes=1)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        user = form.get_user()
        if not second_factor.is_on(user):
            return super().form_valid(form)
        self.request.session[PENDING] = {
            "user": user.pk,
            "backend": user.backend,
            "password": user.get_session_auth_hash(),
            "at": int(time.time()),
            "next": self.get_success_url(),
        }
        return redirect("admin:login_code")


def pending_user(request) -> User | None:
    """Return who has given their password and not yet the code; not for long, and not after it
    was changed."""
    pending = request.session.get(PENDING)
    if not pending or time.time() - pending["at"] > PENDING_FOR:
        return None
    user = User.objects.filter(pk=pending["user"], is_active=True, is_staff=True).first()
    if user is None:
        return None
    same = constant_time_compare(user.get_session_auth_hash(), pending["password"])
    return user if same else None


class CodeForm(forms.Form):
    """The six digits of the app, or a backup code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "class": "vTextField one-time-code",
            }
        ),
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self):
        code = self.cleaned_data["code"]
        try:
            is_right = second_factor.check(self.user, code)
        except second_factor.TooManyWrongCodes as wait:
            told = ngettext(
                "Too many wrong codes. Try again in %(number)d second.",
                "Too many wrong codes. Try again in %(number)d seconds.",
                wait.seconds,
            )
            raise forms.ValidationError(told % {"number": wait.seconds}) from None
        if not is_right:
            raise forms.ValidationError(
                _("This code is not right, or was used already. Wait for the next one.")
            )
        return code


class NewDeviceForm(forms.Form):
    """A secret that the app was given, and the code that it shows for it."""

    key = forms.CharField(widget=forms.HiddenInput)
    code = CodeForm.base_fields["code"]

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        cleaned = super().clean()
        if "code" not in cleaned:
            return cleaned
        key = read_key(self.user, cleaned.get("key", ""))
        if key is None:
            raise forms.ValidationError(_("This took too long. Scan the new code below."))
        self.backup_codes = second_factor.turn_on(self.user, key, cleaned["code"])
        if self.backup_codes is None:
            self.add_error("code", _("The code does not fit. Type the one that the app shows now."))
        return cleaned


def sign_key(user: User, key: str) -> str:
    return signing.dumps([user.pk, key], salt=KEY_SALT)


def read_key(user: User, signed: str) -> str | None:
    try:
        owner, key = signing.loads(signed, salt=KEY_SALT, max_age=KEY_FOR)
    except signing.BadSignature:
        return None
    return key if owner == user.pk else None


class SigningIn:
    """What the admin site gets: two steps to sign in, and the page of the second factor."""

    def get_urls(self):
        return [
            path("login/code/", self.login_code, name="login_code"),
            path("second-factor/", self.admin_view(self.second_factor), name="second_factor"),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        context = {
            **self.each_context(request),
            "title": _("Sign in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            **(extra_context or {}),
        }
        if not {REDIRECT_FIELD_NAME} & {*request.GET, *request.POST}:
            context[REDIRECT_FIELD_NAME] = reverse("admin:index")
        request.current_app = self.name
        return SignIn.as_view(
            extra_context=context,
            authentication_form=AdminAuthenticationForm,
            template_name="admin/login.html",
        )(request)

    @method_decorator([csrf_protect, sensitive_post_parameters()])
    @get_or_post
    def login_code(self, request):
        """Ask for the code that follows the password."""
        user = pending_user(request)
        if user is None:
            request.session.pop(PENDING, None)
            return redirect("admin:login")
        form = CodeForm(request.POST if request.method == "POST" else None, user=user)
        if form.is_bound and is_too_often("code", str(user.pk), most=MOST_PASSWORDS):
            return too_often(request, minutes=1)
        if form.is_valid():
            pending = request.session.pop(PENDING)
            auth_login(request, user, backend=pending["backend"])
            if len(second_factor.plain(form.cleaned_data["code"])) > second_factor.DIGITS:
                _say_what_is_left(request, user)
            return HttpResponseRedirect(pending["next"])
        context = {**self.each_context(request), "title": _("Sign in"), "form": form}
        return TemplateResponse(request, "registration/login_code.html", context)

    @method_decorator(sensitive_post_parameters())
    @get_or_post
    def second_factor(self, request):
        """Let somebody set up their second factor, replace the backup codes, or turn it off."""
        user = request.user
        if not second_factor.is_on(user):
            return self._set_up(request, user)
        form = CodeForm(request.POST if request.method == "POST" else None, user=user)
        if form.is_valid() and "codes" in request.POST:
            return self._show_codes(request, second_factor.new_backup_codes(user))
        if form.is_valid():
            second_factor.turn_off(user)
            self._log(request, _("Turned the second factor off."))
            messages.success(request, _("From now on your password alone signs you in."))
            return redirect("admin:second_factor")
        left = second_factor.backup_codes_left(user)
        return self._second_factor_page(request, "on", {"form": form, "left": left})

    def _set_up(self, request, user):
        form = NewDeviceForm(request.POST if request.method == "POST" else None, user=user)
        if form.is_valid():
            self._log(request, _("Turned the second factor on."))
            return self._show_codes(request, form.backup_codes)
        # After a slip the same code stands there: it was scanned already.
        key = read_key(user, form.data.get("key", "")) or second_factor.new_key()
        device = second_factor.device_with(user, key)
        key_to_type = b32encode(device.bin_key).decode()
        context = {
            "form": form,
            "signed_key": sign_key(user, key),
            "address": device.config_url,
            "key": " ".join(key_to_type[i : i + 4] for i in range(0, len(key_to_type), 4)),
        }
        return self._second_factor_page(request, "off", context)

    def _show_codes(self, request, codes: list[str]):
        return self._second_factor_page(request, "codes", {"codes": codes})

    def _second_factor_page(self, request, state: str, context: dict):
        context = {
            **self.each_context(request),
            "title": _("Second factor"),
            "state": state,
            **context,
        }
        return TemplateResponse(request, "registration/second_factor.html", context)

    def _log(self, request, message: str) -> None:
        self.get_model_admin(User).log_change(request, request.user, message)

    def logout(self, request, extra_context=None):
        response = super().logout(request, extra_context)
        if request.method == "POST":
            # As on leaving a trip, what was kept on the device is forgotten.
            response["Clear-Site-Data"] = '"storage"'
        return response


def _say_what_is_left(request, user: User) -> None:
    left = second_factor.backup_codes_left(user)
    told = ngettext(
        "You used a backup code; %(number)d is left.",
        "You used a backup code; %(number)d are left.",
        left,
    )
    messages.warning(request, told % {"number": left})


# A new password by e-mail


class ResetForm(PasswordResetForm):
    """Sends the mail while the answer is already on its way.

    Else it would come later where there is such an account, and so tell that there is.
    """

    def save(self, **options):
        for user in self.get_users(self.cleaned_data["email"]):
            send_soon(password_mail(user))


class OfAdmin:
    """A page for who is not signed in, in the looks of the admin."""

    @method_decorator(never_cache)
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)

    def get_context_data(self, **kwargs):
        site = admin.site.each_context(self.request)
        return {**site, "sends_mail": settings.SENDS_MAIL, **super().get_context_data(**kwargs)}


class PasswordReset(OfAdmin, views.PasswordResetView):
    form_class = ResetForm
    title = gettext_lazy("Forgotten your password?")

    def post(self, request, *args, **kwargs):
        if is_too_often("password-reset", address_of(request), most=MOST_RESETS):
            return too_often(request, minutes=1)
        return super().post(request, *args, **kwargs)


class PasswordResetSent(OfAdmin, views.PasswordResetDoneView):
    title = gettext_lazy("Look into your mail")


class NewPassword(OfAdmin, views.PasswordResetConfirmView):
    title = gettext_lazy("Choose a password")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context if self.validlink else {**context, "title": _("This link no longer works")}


class NewPasswordSet(OfAdmin, views.PasswordResetCompleteView):
    title = gettext_lazy("Your password is saved")
