"""The import of a file in the admin: which one, its preview, saving it."""

import dataclasses

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from events import access
from events.models import Trip
from events.schedule import zone_names
from events.viewers import viewer_of
from notes.models import Import
from tripbook.interchange.document import DocumentError
from tripbook.interchange.importing import ImportRefused
from tripbook.interchange.readers import kind_of_file
from tripbook.interchange.readers.sheets import template
from tripbook.organizing.trip_pages import with_trip_to_change

from .file_forms import PASTED, FileForm
from .picking import picking_of
from .state import FileState, StaleStateError, new_file_state, packed, read_state
from .views import GET_OR_POST


class FileImports:
    """What the admin of trips gets to import files: beside notes, whose views it shares."""

    def get_urls(self):
        view = self.admin_site.admin_view
        pages = [
            path("upload/", view(self.upload_view), name="events_trip_upload"),
            path("upload/sheet.csv", view(self.template_view), name="events_trip_template"),
            path("upload/preview/", self.open_view(self.picking_view), name="events_trip_picking"),
            path("<path:object_id>/upload/", view(self.intake_view), name="events_trip_intake"),
        ]
        return [*pages, *super().get_urls()]

    def template_view(self, request):
        """Return a sheet to fill in."""
        response = HttpResponse(template(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="sessions.csv"'
        return response

    # Which file.

    @GET_OR_POST
    def upload_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self._upload(request, None)

    @GET_OR_POST
    @with_trip_to_change
    def intake_view(self, request, trip):
        return self._upload(request, trip)

    def _upload(self, request, trip, form=None):
        if form is None:
            sent = (request.POST, request.FILES) if request.method == "POST" else ()
            form = FileForm(*sent, for_new_trip=trip is None)
            if form.is_valid():
                try:
                    return self._first_picking(request, trip, form)
                except DocumentError as error:
                    for problem in error.problems:
                        is_zone = problem.path == "trip.timezone" and "timezone" in form.fields
                        form.add_error(
                            "timezone" if is_zone else None,
                            problem.message if is_zone else str(problem),
                        )
                except ImportRefused as error:
                    form.add_error(None, str(error))
        title = _("Import a file into the trip") if trip else _("Import a file")
        context = {"title": title, "form": form, "trip": trip, "zones": sorted(zone_names())}
        return self._page(request, "upload", context)

    def _first_picking(self, request, trip, form):
        data, name = form.source, form.source_name
        state = new_file_state(
            user=request.user.pk,
            name=name,
            data=data,
            trip=trip.uid if trip else "",
            kind=kind_of_file(data, name),
            timezone=form.cleaned_data.get("timezone", ""),
        )
        picking = picking_of(state, data, request, trip)
        return self._show_picking(request, picking)

    # The preview.

    def picking_view(self, request):
        if request.method != "POST":
            return redirect("admin:events_trip_upload")
        try:
            state, data = read_state(request.POST, request.user.pk, FileState)
        except StaleStateError:
            messages.error(request, _("This preview can't be used any more. Begin again."))
            return redirect("admin:events_trip_upload")
        trip = Trip.objects.filter(uid=state.trip).first() if state.trip else None
        if state.trip and (trip is None or not access.may_edit(request.viewer, trip.pk)):
            raise PermissionDenied
        if sent := self._saved_already(state):
            messages.info(request, _("This import was saved already."))
            return redirect("admin:events_trip_overview", sent.pk)
        action = request.POST.get("action")
        if action == "back":
            initial = {"timezone": state.timezone}
            if state.name == PASTED:
                initial["text"] = data.decode(errors="replace")
            elif "://" in state.name:
                initial["address"] = state.name
            form = FileForm(initial=initial, for_new_trip=trip is None)
            return self._upload(request, trip, form)
        state = dataclasses.replace(state, **self._choices(request.POST, state))
        if action == "save":
            return self._save_picking(request, state, data, trip)
        return self._show_picking(request, self._picking(request, state, data, trip))

    def _choices(self, posted, state) -> dict:
        """Return what was chosen about how the file is read."""
        choices = {}
        if "has_speakers" in posted:
            choices["people"] = "people" in posted
        if (zone := posted.get("trip-timezone", "")) in zone_names():
            choices["timezone"] = zone
        return choices

    def _saved_already(self, state):
        """Return the trip that the same form made or changed before."""
        rows = Import.objects.filter(user=state.user, token=state.seed)
        row = rows.only("trip").select_related("trip").first()
        return row and row.trip

    def _picking(self, request, state, data, trip):
        return picking_of(state, data, request, trip, request.POST)

    def _save_picking(self, request, state, data, trip):
        with transaction.atomic():
            if trip:
                # Who else saves meanwhile waits here, and compares with what is saved then.
                trip = Trip.objects.select_for_update().get(pk=trip.pk)
                if self._saved_already(state):
                    return redirect("admin:events_trip_overview", trip.pk)
            picking = self._picking(request, state, data, trip)
            if picking.state.shown != state.shown:
                message = _("Something was changed here meanwhile. Look through it once more.")
                messages.warning(request, message)
                return self._show_picking(request, picking)
            try:
                with transaction.atomic():
                    changes = picking.save()
            except DocumentError as error:
                picking.add_problems(error)
                changes = None
            if changes is None:
                return self._show_picking(request, picking)
        return self._picked(request, picking, changes)

    def _picked(self, request, picking, changes):
        if changes.added["trip"]:
            request.viewer = viewer_of(request)
            self.log_addition(request, changes.trip, [{"added": {}}])
            told = _("The trip was made: %(what)s. It is a draft that only its organizers see.")
        else:
            message = _("Imported “%(name)s”.") % {"name": picking.state.name}
            self.log_change(request, changes.trip, message)
            told = _("The file was imported: %(what)s.")
        messages.success(request, told % {"what": changes.in_words()})
        return redirect("admin:events_trip_overview", changes.trip.pk)

    def _show_picking(self, request, picking):
        context = {
            "title": _("What the file brings"),
            "preview": picking,
            "trip": picking.trip,
            "state": picking.state.signed(),
            "source": packed(picking.data),
            "zones": sorted(zone_names()),
        }
        return self._page(request, picking.template, context)
