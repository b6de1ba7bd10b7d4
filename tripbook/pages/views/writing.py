"""Writing in a shared note: the page with its text, and what it sends and asks while it is open.

The page works as a plain form. Where scripts run, the same address answers with JSON to who asks
for it: a text that was saved, or what others saved since a revision.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from events.models import Session, Trip
from notes.forms import WritingForm
from notes.models import PATHS_TO_TRIP, Note
from notes.rendering import render_markdown
from notes.revisions import Writer, save_edit
from notes.starting import starting_text
from tripbook.loading import load_trip
from tripbook.pages import writing
from tripbook.pages.frame import frame
from tripbook.pages.opening import trip_action, trip_form
from tripbook.pages.rates import is_too_often


@trip_form
def note_write(request, trip, uid):
    notes = Note.objects.of_trip(trip).visible_to(request.viewer).select_related(*PATHS_TO_TRIP)
    note = get_object_or_404(notes, uid=uid)
    return write(request, trip, note)


@trip_form
def session_write(request, trip, uid, purpose):
    """Write in a session's note, which need not be there yet: the first save makes it."""
    sessions = Session.objects.filter(day__trip=trip).visible_to(request.viewer)
    session = get_object_or_404(sessions.select_related("day__trip"), uid=uid)
    note = session.notes.filter(purpose=purpose).first()
    if note is None:
        visibility = Note.default_visibility(purpose)
        note = Note(session=session, purpose=purpose, visibility=visibility)
    elif not Note.objects.visible_to(request.viewer).filter(pk=note.pk).exists():
        raise Http404
    elif request.method != "POST" and not wants_json(request):
        return redirect("pages:note-write", trip.slug, note.uid)
    note.session = session
    return write(request, trip, note)


@trip_action
def note_taker(request, trip, uid):
    """Let a member say that they take notes in a session, or that they don't after all."""
    joined = request.viewer.memberships.get(trip.pk)
    sessions = Session.objects.filter(day__trip=trip).visible_to(request.viewer)
    session = get_object_or_404(sessions.select_related("day__trip"), uid=uid)
    if joined is None:
        raise PermissionDenied
    writing.take_notes(session, joined, takes="no" not in request.POST)
    return redirect("pages:note-list", trip.slug) if "list" in request.POST else redirect(session)


def write(request: HttpRequest, trip: Trip, note: Note) -> HttpResponse:
    writer = writing.writer_of(request, trip)
    if writer is None:
        # Who is no member any more gets back what they wrote, with the page that says so.
        if request.method == "POST" and note.pk:
            raise PermissionDenied
        raise Http404
    if request.method == "POST":
        return Answer(request, trip, note, writer).to_post()
    if wants_json(request):
        return JsonResponse(news(request, trip, note, writer))
    return Answer(request, trip, note, writer).page()


def wants_json(request) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def news(request, trip: Trip, note: Note, writer: Writer) -> dict:
    others = writing.others_say(note, trip, request.viewer, writer)
    return {**writing.as_news(note, number_in(request.GET.get("since", ""))), "others": others}


def number_in(text: str) -> int:
    """Return the number of a revision that an address names; 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


class Answer:
    """What somebody who writes in a note gets: the page, as it is or with what is wrong in it."""

    template = "pages/note_write.html"

    def __init__(self, request: HttpRequest, trip: Trip, note: Note, writer: Writer):
        self.request, self.trip, self.note, self.writer = request, trip, note, writer
        self.wants_json = wants_json(request)

    def to_post(self) -> HttpResponse:
        """Save what was sent, or show a preview of it. Whatever happens, the text comes back."""
        if is_too_often("save", self.who(), most=writing.MOST_SAVES):
            message = _("This was saved too often in one minute. Wait a minute, then save again.")
            return self.refused(429, message)
        form = WritingForm(self.request.POST)
        if not form.is_valid():
            errors = [message for messages in form.errors.values() for message in messages]
            return self.refused(400, " ".join(errors))
        sent = form.cleaned_data
        if "preview" in self.request.POST:
            return self.preview(sent["body"])
        if self.note.is_frozen:
            message = _("An organizer has frozen this note: nothing can be saved in it now.")
            return self.refused(409, message)
        if not sent["body"].strip() and "empty" not in self.request.POST and self.has_text():
            message = _("Is the note to be empty? What was in it stays in its history.")
            return self.refused(409, message, asks_empty=True)
        try:
            saved = save_edit(
                note=self.note,
                body=sent["body"],
                base=sent["revision"],
                writer=self.writer,
                page=sent["page"],
                start=starting_text(self.note),
            )
        except ValidationError as error:
            return self.refused(400, " ".join(error.messages))
        if self.wants_json:
            return JsonResponse(writing.as_saved(saved, sent["body"], self.trip))
        return self.after(saved)

    def who(self) -> str:
        """Return what one client is told from another by, where saves are counted."""
        return writing.person_key(self.writer)

    def has_text(self) -> bool:
        return bool(writing.text_of(self.note).strip())

    def after(self, saved) -> HttpResponse:
        """Lead on to the note, which tells by itself when it was changed."""
        if saved.note.pk is None:
            return redirect(self.note.target)
        query = "?saved=twice" if saved.kept_twice else ""
        return redirect(saved.note.get_absolute_url() + query)

    def preview(self, text: str) -> HttpResponse:
        html = render_markdown(text)
        if self.wants_json:
            return JsonResponse({"html": html})
        return self.page(preview=html)

    def refused(self, status: int, message: str, *, asks_empty: bool = False) -> HttpResponse:
        """Say why nothing was saved, with the text as it was sent."""
        if self.wants_json:
            told = {"said": message, "asks_empty": asks_empty}
            return JsonResponse(told, status=status)
        return self.page(status=status, problem=message, asks_empty=asks_empty)

    def page(self, *, status: int = 200, **context) -> HttpResponse:
        sent = self.request.POST
        note = self.note
        context |= self.around() | {
            "note": note,
            "text": sent.get("body", writing.text_of(note)),
            "revision": sent.get("revision", note.revision),
            "draft": writing.draft_key(note, self.writer),
            "is_unsaved": self.request.method == "POST",
        }
        response = render(self.request, self.template, context, status=status)
        patch_vary_headers(response, ["Accept"])
        return response

    def around(self) -> dict:
        """Return what stands around the form."""
        loaded = load_trip(self.trip, self.request.viewer, sessions=Q(pk__in=[]))
        return frame(self.request, loaded)
