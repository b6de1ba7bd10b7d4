"""The follow-up list of a trip: the tasks that stand in its notes."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from notes.models import Note
from notes.revisions import save_edit
from tripbook.loading import load_trip
from tripbook.pages import writing
from tripbook.pages.frame import frame
from tripbook.pages.opening import trip_form
from tripbook.pages.tasks import by_person, ticked
from tripbook.pages.views.writing import number_in


@trip_form
def task_list(request, trip):
    if request.method == "POST":
        return tick(request, trip)
    loaded = load_trip(trip, request.viewer, bodies=True)
    people = by_person(loaded, timezone.now().date())
    context = {
        **frame(request, loaded, "notes"),
        "people": people,
        "is_frozen": "frozen" in request.GET,
    }
    return render(request, "pages/task_list.html", context)


def tick(request, trip):
    """Mark a task as done, or as not done: an edit of its note like any other."""
    writer = writing.writer_of(request, trip)
    if writer is None:
        raise PermissionDenied
    notes = Note.objects.of_trip(trip).visible_to(request.viewer)
    note = get_object_or_404(notes, uid=request.POST.get("note", ""))
    number = number_in(request.POST.get("revision", ""))
    revision = get_object_or_404(note.revisions, number=number)
    line = number_in(request.POST.get("line", ""))
    body = ticked(revision.body, line, is_done=request.POST.get("done") == "yes")
    if body is None:
        raise Http404
    if note.is_frozen:
        return redirect(f"{request.path}?frozen")
    save_edit(note=note, body=body, base=number, writer=writer)
    return redirect("pages:task-list", trip.slug)
