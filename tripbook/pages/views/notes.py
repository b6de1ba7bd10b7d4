"""What is written about a trip: its linked documents and its shared notes."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render

from tripbook.loading import load_trip
from tripbook.pages.frame import frame
from tripbook.pages.opening import trip_page
from tripbook.pages.programme import shelves


@trip_page
def doc_list(request, trip):
    loaded = load_trip(trip, request.viewer)
    context = {**frame(request, loaded, "docs"), "shelves": shelves(loaded, "docs")}
    return render(request, "pages/doc_list.html", context)


@trip_page
def note_list(request, trip):
    loaded = load_trip(trip, request.viewer)
    context = {**frame(request, loaded, "notes"), "shelves": shelves(loaded, "shared_notes")}
    return render(request, "pages/note_list.html", context)


@trip_page
def note_detail(request, trip, uid):
    loaded = load_trip(trip, request.viewer, sessions=Q(notes__uid=uid))
    note = next((note for note in loaded.notes if note.uid == uid), None)
    if note is None:
        raise Http404
    # The texts of the trip's and the days' other notes are left in the database.
    note.refresh_from_db(fields=["body"])
    return render(request, "pages/note_detail.html", {**frame(request, loaded), "note": note})
