from django.http import HttpResponse
from django.urls import path

from tripbook.urls import urlpatterns as site


def constant(request):
    """Answer without asking the database: the most that Django itself can do here."""
    return HttpResponse("constant")


urlpatterns = [path("constant/", constant), *site]
