"""The addresses of the tested site: those of the real one, and pages of what seldom goes wrong."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path

from tripbook.signing_in import too_often
from tripbook.urls import *  # noqa: F403
from tripbook.urls import urlpatterns as site


def forbid(request):
    raise PermissionDenied


def fail(request):
    raise RuntimeError("This page fails.")


def refuse(request):
    return render(request, "429.html", status=429)


urlpatterns = [
    path("errors/403/", forbid),
    path("errors/429/", refuse),
    path("errors/429/admin/", too_often, {"minutes": 15}),
    path("errors/500/", fail),
    *site,
]
