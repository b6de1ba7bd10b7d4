"""The import of a note in the admin: where it comes from, its preview, saving it, undoing it."""

import dataclasses

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import to_locale
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events import access
from events.models import Trip
from events.schedule import zone_names
from events.viewers import viewer_of
from notes.models import Import
from tripbook.fields import DateTextField
from tripbook.interchange.document import DocumentError
from tripbook.interchange.importing import ImportRefused
from tripbook.interchange.note import NoteError, decode
from tripbook.interchange.undoing import Undoing, undo_import
from tripbook.organizing.trip_pages import with_trip_to_change

from .forms import PASTED, NoteForm
from .preview import Preview
from .state import StaleStateError, new_state, packed, read_state

GET_OR_POST = method_decorator(require_http_methods(["GET", "HEAD", "POST"]))


class NoteImports:
    """What the admin of trips gets to import notes. Any staff user may import a new trip."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.import_view), name="events_trip_import"),
            path("import/preview/", self.open_preview_view, name="events_trip_preview"),
            path("<path:object_id>/import/", view(self.reimport_view), name="events_trip_reimport"),
            path("<path:object_id>/undo/", view(self.undo_view), name="events_trip_undo"),
            *super().get_urls(),
        ]

    # Where the note comes from.

    @GET_OR_POST
    def import_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self._entry(request, None)

    @GET_OR_POST
    @with_trip_to_change
    def reimport_view(self, request, trip):
        return self._entry(request, trip)

    def _entry(self, request, trip, form=None):
        if form is None:
            sent = (request.POST, request.FILES) if request.method == "POST" else ()
            form = NoteForm(*sent)
            if form.is_valid():
                try:
                    return self._first_preview(request, trip, form)
                except NoteError as error:
                    where = _("Line %(line)d: ") % {"line": error.line} if error.line else ""
                    form.add_error(None, f"{where}{error.message}")
        title = _("Import its note again") if trip else _("Import a note")
        context = {"title": title, "form": form, "trip": trip}
        return self._page(request, "entry", context)

    def _first_preview(self, request, trip, form):
        state = new_state(user=request.user.pk, name=form.source_name, data=form.source)
        preview = Preview(state, form.source, request, None) if trip is None else None
        if preview and (known := self._trip_of(request, preview)):
            trip = known
            message = _("This note was written from “%(trip)s”: what changed in it is shown here.")
            messages.info(request, message % {"trip": trip})
        if trip:
            preview = self._preview_into(request, state, form.source, trip)
        return self._show(request, preview)

    def _trip_of(self, request, preview):
        """Return the trip whose uid the note gives, where the viewer may change it."""
        trip = Trip.objects.filter(uid=preview.reading.document.trip.uid).first()
        return trip if trip and access.may_edit(request.viewer, trip.pk) else None

    def _preview_into(self, request, state, data, trip, posted=None):
        last = trip.imports.first()
        state = dataclasses.replace(state, trip=trip.uid, base=last.pk if last else 0)
        return Preview(state, data, request, trip, posted)

    # The preview.

    @property
    def open_preview_view(self):
        return self.open_view(self.preview_view)

    def open_view(self, preview_view):
        """Return a view of a preview that answers also where the session was lost.

        Its form carries a state that is signed for one user: nobody can send it in their name,
        also not after they signed in anew, which makes the page's CSRF token a stale one.
        """

        @csrf_exempt
        def view(request):
            if request.method == "POST" and not self.admin_site.has_permission(request):
                return self._signed_out(request)
            return self.admin_site.admin_view(csrf_exempt(preview_view))(request)

        return csrf_exempt(view)

    def preview_view(self, request):
        if request.method != "POST":
            return redirect("admin:events_trip_import")
        try:
            state, data = read_state(request.POST, request.user.pk)
        except StaleStateError:
            messages.error(request, _("This preview can't be used any more. Begin again."))
            return redirect("admin:events_trip_import")
        trip = Trip.objects.filter(uid=state.trip).first() if state.trip else None
        if state.trip and (trip is None or not access.may_edit(request.viewer, trip.pk)):
            raise PermissionDenied
        if sent := self._sent_already(state, trip):
            messages.info(request, _("This import was saved already."))
            return redirect("admin:events_trip_overview", sent.pk)
        match request.POST.get("action"):
            case "back":
                typed = {"text": decode(data)} if state.name == PASTED else {}
                if "://" in state.name:
                    typed = {"address": state.name}
                return self._entry(request, trip, NoteForm(initial=typed))
            case "save":
                return self._save(request, state, data, trip)
            case "read":
                return self._read_again(request, state, data, trip)
        return self._checked(request, state, data, trip)

    def _sent_already(self, state, trip):
        """Return the trip that the same form made or changed before."""
        rows = trip.imports if trip else Import.objects.filter(user=state.user)
        row = rows.filter(token=state.seed).only("trip").select_related("trip").first()
        return row and row.trip

    def _read_again(self, request, state, data, trip):
        """Read the note with another first day, which changes what it becomes."""
        wanted = request.POST.get("first_day", "")
        try:
            date = DateTextField(required=False).clean(wanted)
            first_day = date.isoformat() if date else ""
        except ValidationError:
            messages.error(request, _("Write the first day as a date like 2026-11-05."))
            first_day = state.first_day
        state = dataclasses.replace(state, first_day=first_day)
        posted = request.POST.copy()
        for name in request.POST:
            # What was left open is answered by the first day.
            if name.endswith(("-date", "-day")) and not posted[name]:
                del posted[name]
        return self._checked(request, state, data, trip, posted)

    def _preview_of(self, request, state, data, trip, posted=None):
        """Return the preview of what was sent, and whether it is of what was shown."""
        preview = Preview(state, data, request, trip, posted or request.POST)
        last = trip and trip.imports.first()
        as_shown = preview.state.shown == state.shown and (not last or last.pk == state.base)
        preview.state = dataclasses.replace(preview.state, base=last.pk if last else 0)
        return preview, as_shown

    def _checked(self, request, state, data, trip, posted=None):
        """Show the preview as it was decided so far."""
        preview, _as_shown = self._preview_of(request, state, data, trip, posted)
        preview.decided()
        return self._show(request, preview)

    def _save(self, request, state, data, trip):
        try:
            with transaction.atomic():
                if trip:
                    # Who else saves meanwhile waits here, and compares with what is saved then.
                    trip = Trip.objects.select_for_update().get(pk=trip.pk)
                    if self._sent_already(state, trip):
                        return redirect("admin:events_trip_overview", trip.pk)
                preview, as_shown = self._preview_of(request, state, data, trip)
                document = preview.decided()
                if not as_shown:
                    message = _("Something was changed here meanwhile. Look through it once more.")
                    messages.warning(request, message)
                elif preview.questions and preview.questions.has_unasked:
                    message = _("There is more to choose now. Look through it once more.")
                    messages.warning(request, message)
                elif document is not None:
                    changes = preview.save(document)
                    return self._saved(request, preview, changes)
        except DocumentError as error:
            if sent := self._sent_already(state, trip):
                return redirect("admin:events_trip_overview", sent.pk)
            preview.add_problems(document, error)
        return self._show(request, preview)

    def _saved(self, request, preview, changes):
        if preview.trip is None:
            request.viewer = viewer_of(request)
            self.log_addition(request, changes.trip, [{"added": {}}])
            told = _(
                "The trip was made from the note: %(what)s. It is a draft that only its "
                "organizers see."
            )
        else:
            self.log_change(request, changes.trip, _("Imported its note again."))
            told = _("The note was imported: %(what)s.")
        messages.success(request, told % {"what": changes.in_words()})
        return redirect("admin:events_trip_overview", changes.trip.pk)

    def _show(self, request, preview):
        title = _("What the note becomes")
        context = {
            "title": title,
            "preview": preview,
            "trip": preview.trip,
            "state": preview.state.signed(),
            "source": packed(preview.data),
            "zones": sorted(zone_names()),
            # As BCP 47 writes them.
            "languages": [
                (to_locale(code).replace("_", "-"), name) for code, name in settings.LANGUAGES
            ],
        }
        return self._page(request, "preview", context)

    def _signed_out(self, request):
        """Keep what was decided while the user signs in anew."""
        fields = [
            (name, value)
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken"
            for value in values
        ]
        login = f"{reverse('admin:login')}?next={reverse('admin:events_trip_changelist')}"
        context = {
            "title": _("Your session has ended"),
            "fields": fields,
            "login": login,
            "action": request.path,
        }
        return self._page(request, "signed_out", context)

    # Undoing it.

    @GET_OR_POST
    @with_trip_to_change
    @transaction.atomic
    def undo_view(self, request, trip):
        back = redirect("admin:events_trip_overview", trip.pk)
        # Who saves meanwhile waits here, and what they saved is shown first.
        trip = Trip.objects.select_for_update().get(pk=trip.pk)
        row = trip.imports.first()
        if row is None or (request.method == "POST" and request.POST.get("import") != str(row.pk)):
            messages.info(request, _("There is nothing to undo any more."))
            return back
        if row.before is None:
            return self._undo_by_deleting(request, trip)
        try:
            undoing = Undoing(row)
            if request.method == "POST":
                if request.POST.get("shown") == undoing.fingerprint:
                    return self._undo(request, row)
                message = _("Something was changed here meanwhile. Look through it once more.")
                messages.warning(request, message)
        except (DocumentError, ImportRefused) as error:
            messages.error(request, str(error))
            return back
        title = _("Undo the last import")
        return self._page(request, "undo", {"title": title, "trip": trip, "undoing": undoing})

    def _undo(self, request, row):
        undo_import(row, discard=True, organizer=request.user, viewer=request.viewer)
        self.log_change(request, row.trip, _("Undid the last import."))
        messages.success(request, _("The trip is what it was before the import."))
        return redirect("admin:events_trip_overview", row.trip_id)

    def _undo_by_deleting(self, request, trip):
        if not self.has_delete_permission(request, trip):
            messages.error(request, _("The import made this trip. Only its owners can delete it."))
            return redirect("admin:events_trip_overview", trip.pk)
        messages.warning(
            request,
            _(
                "The import made this trip: to undo it is to delete the trip, with all that was "
                "added since."
            ),
        )
        return redirect("admin:events_trip_delete", trip.pk)

    def _page(self, request, name, context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/imports/{name}.html", context)
