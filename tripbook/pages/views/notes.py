"""What is written about a trip: its linked documents and its shared notes."""

from dataclasses import replace

from csp.decorators import csp_update
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from notes.models import Note, Revision
from notes.rendering import image_sources, render_markdown, table_of_contents, with_anchors
from notes.revisions import line_authors, save_edit
from people.limits import MAX_LINE
from tripbook.loading import VisibleTrip, load_trip
from tripbook.pages import writing
from tripbook.pages.folder import kinds_of, matching
from tripbook.pages.frame import frame
from tripbook.pages.history import Author, Change, author_of, change, names_not_shown, steps
from tripbook.pages.opening import trip_form, trip_page
from tripbook.pages.programme import shelves
from tripbook.pages.search import MAX_QUERY
from tripbook.pages.views.writing import number_in

REVISIONS_PER_PAGE = 10
# Fewer headings than this are found by scrolling.
FEWEST_IN_CONTENTS = 3


@trip_page
def doc_list(request, trip):
    loaded = load_trip(trip, request.viewer)
    kinds = kinds_of(loaded)
    kind = request.GET.get("kind", "")
    kind = kind if kind in {known.value for known in kinds} else ""
    query = request.GET.get("q", "")[:MAX_QUERY].strip()
    context = {
        **frame(request, loaded, "docs"),
        "shelves": matching(shelves(loaded, "docs"), kind=kind, query=query),
        "kinds": kinds,
        "chosen": kind,
        "filter": query,
        "total": sum(kind.count for kind in kinds),
    }
    return render(request, "pages/doc_list.html", context)


@trip_page
def note_list(request, trip):
    loaded = load_trip(trip, request.viewer)
    context = {**frame(request, loaded, "notes"), "shelves": shelves(loaded, "shared_notes")}
    if context["may_write"]:
        context["now"] = writing.written_now(loaded)
        context["without"] = [
            (session, writing.may_take_notes(session, context["me"]))
            for session in writing.without_notes(loaded)
        ]
    return render(request, "pages/note_list.html", context)


@trip_page
def note_detail(request, trip, uid):
    loaded, note = load_note(request, trip, uid)
    # The texts of the trip's and the days' other notes are left in the database.
    note.refresh_from_db(fields=["body"])
    html = render_markdown(note.body)
    contents = table_of_contents(html)
    context = {
        **frame(request, loaded),
        "note": note,
        "html": with_anchors(html, _("Link to this part")),
        "contents": contents if len(contents) >= FEWEST_IN_CONTENTS else [],
        "saved_twice": request.GET.get("saved") == "twice",
    }
    # Its images are links; one that is clicked may be shown in its place.
    answer = csp_update({"img-src": image_sources(html)})(render)
    return answer(request, "pages/note_detail.html", context)


@trip_form
def note_history(request, trip, uid):
    loaded, note = load_note(request, trip, uid)
    if request.method == "POST":
        return change_history(request, trip, note)
    context = {**frame(request, loaded), "note": note}
    if "revision" in request.GET:
        context["shown"] = one_change(loaded, note, request.GET["revision"])
    else:
        revisions = note.revisions.order_by("-number").defer("body", "sent")
        page = Paginator(steps(revisions), REVISIONS_PER_PAGE)
        context["page"] = page.get_page(request.GET.get("page"))
        context["changes"] = changes_of_page(loaded, note, context["page"])
    return render(request, "pages/note_history.html", context)


def change_history(request, trip, note: Note):
    """Bring an earlier text back as the newest, or give a revision a name."""
    writer = writing.writer_of(request, trip)
    if writer is None:
        raise PermissionDenied
    revision = get_object_or_404(note.revisions, number=number_in(request.POST.get("revision", "")))
    if "name" in request.POST:
        revision.name = " ".join(request.POST["name"].split())[:MAX_LINE]
        revision.save(update_fields=["name"])
    elif not note.is_frozen:
        save_edit(note=note, body=revision.body, base=note.revision, writer=writer)
    return redirect("pages:note-history", trip.slug, note.uid)


@trip_page
def note_blame(request, trip, uid):
    """Show each line of a note with who wrote it, and when."""
    loaded, note = load_note(request, trip, uid)
    hidden = names_not_shown(loaded)
    runs: list[tuple[Revision, Author | None, list[str]]] = []
    for line, revision in line_authors(note.revisions.order_by("number")):
        # A line of nothing belongs to what stands above it, whoever made it.
        if runs and (runs[-1][0] == revision or not line.strip()):
            runs[-1][2].append(line)
        else:
            runs.append((revision, author_of(revision, loaded, hidden), [line]))
    context = {**frame(request, loaded), "note": note, "runs": runs}
    return render(request, "pages/note_blame.html", context)


def load_note(request, trip, uid: str) -> tuple[VisibleTrip, Note]:
    """Return a note, and the trip as far as its pages need it; 404 if the viewer may not see it."""
    loaded = load_trip(trip, request.viewer, sessions=Q(notes__uid=uid))
    note = next((note for note in loaded.notes if note.uid == uid), None)
    if note is None:
        raise Http404
    return loaded, note


def changes_of_page(loaded: VisibleTrip, note: Note, page) -> list[Change]:
    """Return the steps of a page of them, each with what it changed."""
    ends = [(step[0].number, step[-1].number - 1) for step in page.object_list]
    texts = {
        revision.number: revision
        for revision in note.revisions.filter(number__in={number for end in ends for number in end})
    }
    hidden = names_not_shown(loaded)
    found = []
    for step, (last, before) in zip(page.object_list, ends, strict=True):
        author = author_of(texts[last], loaded, hidden)
        shown = change(texts[last], texts.get(before), author, whole=False)
        found.append(replace(shown, saves=len(step)))
    return found


def one_change(loaded: VisibleTrip, note: Note, number: str) -> Change:
    """Return one revision with the whole of its text; 404 if there is none of this number."""
    # Longer numbers are none that the database knows.
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    found = list(revisions_to(note, int(number))[:2])
    if not found or found[0].number != int(number):
        raise Http404
    return compared(loaded, found, 1, whole=True)[0]


def revisions_to(note: Note, number: int):
    return note.revisions.filter(number__lte=number).order_by("-number")


def compared(loaded, revisions: list[Revision], count: int, *, whole: bool) -> list[Change]:
    """Return the first of the revisions, each compared with the one behind it."""
    hidden = names_not_shown(loaded)
    return [
        change(revision, before, author_of(revision, loaded, hidden), whole=whole)
        for revision, before in zip(revisions[:count], [*revisions[1:], None], strict=False)
    ]
