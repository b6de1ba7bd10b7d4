"""The admin of linked documents, notes and imports."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import F
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from events import access
from events.admin_access import (
    ReadOnly,
    RowForm,
    TripFilter,
    TripModelAdmin,
    TripTabularInline,
)
from people.history import CHANGED, recording

from .forms import LinkedDocForm, LinkedDocFormSet, NoteForm, NoteFormSet, NoteRowForm
from .models import PATHS_TO_TRIP, Import, LinkedDoc, Note, Revision


class LinkedDocInline(TripTabularInline):
    class Form(LinkedDocForm, RowForm):
        pass

    model = LinkedDoc
    form = Form
    formset = LinkedDocFormSet
    trip_paths = PATHS_TO_TRIP
    fields = ["url", "title", "kind", "visibility", "order"]


class NoteInline(TripTabularInline):
    """The notes of a trip, day or session. Their text is written on the note's own page."""

    class Form(NoteRowForm, RowForm):
        pass

    model = Note
    form = Form
    formset = NoteFormSet
    trip_paths = PATHS_TO_TRIP
    related = PATHS_TO_TRIP
    fields = ["purpose", "title", "visibility"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("body")


class RevisionInline(ReadOnly, TripTabularInline):
    model = Revision
    trip_paths = [f"note__{path}" for path in PATHS_TO_TRIP]
    related = [f"note__{path}" for path in PATHS_TO_TRIP]
    fields = ["number", "created_at", "author_name"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("body", "note__body")


class ImportInline(ReadOnly, TripTabularInline):
    model = Import
    fields = ["source_name", "format", "created_at", "user", "source_link"]
    related = ["user"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("source", "document", "before", "after")

    @admin.display(description=_("source"))
    def source_link(self, row):
        return link_to_source(row)


class AttachmentAdmin(TripModelAdmin):
    """What stands under exactly one trip, day or session."""

    trip_paths = PATHS_TO_TRIP
    related = PATHS_TO_TRIP
    autocomplete_fields = ["trip", "day", "session"]
    target_fieldset = (
        _("Belongs to"),
        {
            "fields": ["trip", "day", "session"],
            "description": _("Choose exactly one: the whole trip, a day or a session."),
        },
    )

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        for name in {"trip", "day", "session"} & form.base_fields.keys():
            # What it belongs to is there already.
            form.base_fields[name].widget.can_add_related = False
        return form

    @admin.display(description=_("belongs to"))
    def target(self, row):
        return row.target


@admin.register(LinkedDoc)
class LinkedDocAdmin(AttachmentAdmin):
    form = LinkedDocForm
    fieldsets = [
        (None, {"fields": ["url", "title", "kind", "visibility", "order"]}),
        AttachmentAdmin.target_fieldset,
    ]
    list_display = ["__str__", "kind", "target", "visibility"]
    list_filter = [TripFilter, "kind", "visibility"]
    search_fields = ["title", "url"]


class NoteAdmin(AttachmentAdmin):
    form = NoteForm
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "purpose",
                    "title",
                    "visibility",
                    "is_frozen",
                    "is_hidden",
                    "body",
                    "base",
                ]
            },
        ),
        AttachmentAdmin.target_fieldset,
    ]
    list_display = [
        "__str__",
        "purpose",
        "target",
        "revision",
        "updated_at",
        "visibility",
        "is_frozen",
        "is_hidden",
    ]
    list_filter = [TripFilter, "purpose", "visibility", "is_frozen", "is_hidden"]
    actions = ["freeze", "unfreeze", "hide", "show", "revoke_links"]
    search_fields = ["title", "body"]
    inlines = [RevisionInline]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form

    def save_model(self, request, obj, form, change):
        form.save_note()
        if form.kept_twice:
            messages.warning(
                request,
                _(
                    "Others wrote in the same lines meanwhile. Both are kept, one under the other: "
                    "look through the text."
                ),
            )

    @admin.action(description=_("Freeze: nobody writes in them"), permissions=["change"])
    def freeze(self, request, queryset):
        self._set(request, queryset, is_frozen=True)

    @admin.action(description=_("Unfreeze: members write in them again"), permissions=["change"])
    def unfreeze(self, request, queryset):
        self._set(request, queryset, is_frozen=False)

    @admin.action(description=_("Hide: only the organizers see them"), permissions=["change"])
    def hide(self, request, queryset):
        self._set(request, queryset, is_hidden=True)

    @admin.action(description=_("Show them again"), permissions=["change"])
    def show(self, request, queryset):
        self._set(request, queryset, is_hidden=False)

    @admin.action(description=_("Revoke the hosts' links"), permissions=["change"])
    def revoke_links(self, request, queryset):
        self._set(request, queryset, token_version=F("token_version") + 1)

    def _set(self, request, queryset, **values):
        """Change the notes that the viewer may change, and record it."""
        rows = queryset.filter(self.of_trips(access.trips_edited_by, request.viewer))
        keys = list(rows.values_list("pk", flat=True))
        with recording() as batch:
            Note.objects.filter(pk__in=keys).update(**values)
            for note in Note.objects.filter(pk__in=keys).select_related(*PATHS_TO_TRIP):
                batch.add(note, CHANGED)
                self.log_change(request, note, [{"changed": {"fields": list(values)}}])
        text = ngettext("%(number)d note was changed.", "%(number)d notes were changed.", len(keys))
        level = messages.SUCCESS if keys else messages.WARNING
        self.message_user(request, text % {"number": len(keys)}, level)


@admin.register(Revision)
class RevisionAdmin(ReadOnly, TripModelAdmin):
    """One saved text of a note, reached from the note."""

    trip_paths = [f"note__{path}" for path in PATHS_TO_TRIP]
    related = [f"note__{path}" for path in PATHS_TO_TRIP]
    fields = ["note", "number", "created_at", "author_name", "name", "body"]
    list_display = ["note", "number", "created_at", "author_name", "name"]
    list_filter = [TripFilter]

    def has_module_permission(self, request):
        return False


@admin.register(Import)
class ImportAdmin(ReadOnly, TripModelAdmin):
    """What was imported, and its source, unchanged."""

    related = ["trip", "user"]
    fields = ["trip", "source_name", "format", "created_at", "user", "source_link"]
    list_display = ["source_name", "trip", "format", "created_at", "user", "source_link"]
    list_filter = [TripFilter, "format"]
    search_fields = ["source_name"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("source", "document", "before", "after")

    def get_urls(self):
        source = self.admin_site.admin_view(require_safe(self.source_view))
        return [
            path("<path:object_id>/source/", source, name="notes_import_source"),
            *super().get_urls(),
        ]

    def source_view(self, request, object_id):
        """Answer with the bytes that were imported, as a file to keep."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        file_name = row.source_name.rstrip("/").rpartition("/")[2] or "source"
        return HttpResponse(
            bytes(row.source),
            content_type="application/octet-stream",
            headers={"Content-Disposition": content_disposition_header(True, file_name)},
        )

    @admin.display(description=_("source"))
    def source_link(self, row):
        return link_to_source(row)


def link_to_source(row):
    return format_html(
        '<a href="{}">{}</a>', reverse("admin:notes_import_source", args=[row.pk]), _("Download")
    )
