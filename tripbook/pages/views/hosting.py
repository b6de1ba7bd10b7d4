"""A host's way to the one note that they were given the link to."""

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.models import Trip
from notes.models import Note
from notes.revisions import Writer
from notes.tokens import note_of
from tripbook.clients import address_of
from tripbook.pages import writing
from tripbook.pages.views.joining import keep_address, no_such_link
from tripbook.pages.views.writing import Answer, number_in, wants_json

LONGEST_NAME = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host(request, token):
    """Show hosts one preparation note and save what they write; nothing else of the trip."""
    note = note_of(token)
    if note is None:
        return no_such_link(request)
    trip = note.owning_trip
    if trip.visibility == Trip.Visibility.DRAFT:
        return keep_address(render(request, "pages/host.html", {"is_open": False}))
    answer = HostsAnswer(request, trip, note, writer_of(request, note))
    if request.method == "POST":
        return keep_address(answer.to_post())
    if wants_json(request):
        told = writing.as_news(note, number_in(request.GET.get("since", "")))
        return keep_address(JsonResponse({**told, "others": ""}))
    return keep_address(answer.page())


def writer_of(request, note: Note) -> Writer:
    """Return the host who writes: by the name that they give, else by their organizations."""
    name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME]
    if not name and note.session:
        name = ", ".join(host.name for host in note.session.hosts.order_by("pk"))[:LONGEST_NAME]
    return Writer(name or _("Hosts"))


class HostsAnswer(Answer):
    template = "pages/host.html"

    def around(self):
        return {
            "is_open": True,
            "trip": self.trip,
            "host_name": self.request.POST.get("name", "")[:LONGEST_NAME],
            "is_saved": "saved" in self.request.GET,
        }

    def after(self, saved):
        return redirect(f"{self.request.path}?saved")

    def who(self):
        return f"host {self.note.uid} {address_of(self.request)}"
