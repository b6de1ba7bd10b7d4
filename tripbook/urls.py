"""The addresses of the site; those of the public pages are in `tripbook.pages.urls`."""

from django.contrib import admin
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from tripbook import signing_in
from tripbook.health import healthz

handler400 = "tripbook.pages.views.errors.bad_request"
handler403 = "tripbook.pages.views.errors.not_allowed"
handler404 = "tripbook.pages.views.errors.not_found"
handler500 = "tripbook.pages.views.errors.server_error"

urlpatterns = [
    # Django's own names, under which its page to sign in looks for them.
    path("admin/password-reset/", signing_in.PasswordReset.as_view(), name="admin_password_reset"),
    path(
        "admin/password-reset/sent/",
        signing_in.PasswordResetSent.as_view(),
        name="password_reset_done",
    ),
    path(
        "admin/password-reset/saved/",
        signing_in.NewPasswordSet.as_view(),
        name="password_reset_complete",
    ),
    path(
        "admin/password-reset/<uidb64>/<token>/",
        signing_in.NewPassword.as_view(),
        name="password_reset_confirm",
    ),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    # Anonymous pages are the same bytes for everyone, so their language form can't carry a CSRF
    # field. A forged request could do no more than change the language.
    path("language/", csrf_exempt(require_POST(set_language)), name="set-language"),
    path("", include("tripbook.pages.urls")),
]
