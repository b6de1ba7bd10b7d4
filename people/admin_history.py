"""The history of rows in the admin: who changed what and when, in words, and the way back."""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, models
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .history import DELETED, Reason, latest, recording, records_of
from .records import Names, differences, newest_first, with_previous
from .restoring import restore

RECORDS_PER_PAGE = 30


@dataclass
class Entry:
    """A record as it is read: of what, what was done by whom, and what is different since."""

    record: models.Model
    model_name: str
    name: str
    url: str = ""
    restore_url: str = ""
    differences: list = field(default_factory=list)
    is_hidden: bool = False
    """Is something different that the viewer may not see?"""

    @property
    def is_deletion(self) -> bool:
        return self.record.history_type == DELETED


class HistoryAdmin:
    """What the admin of a model with a history gets. A form that is sent is one action."""

    # Fields that stay as they are when an earlier state is brought back.
    not_restored = ()

    def changeform_view(self, request, *args, **kwargs):
        with _recording(request):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        with _recording(request):
            return super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        with _recording(request):
            return super().changelist_view(request, *args, **kwargs)

    # What an admin class may say of its own.

    def history_sources(self, pk) -> list[tuple[type[models.Model], models.Q]]:
        """Return whose records the history of a row shows: parents first, each by a condition."""
        return [(self.model, models.Q(**{self.opts.pk.attname: pk}))]

    def may_see_history(self, request, row) -> bool:
        return self.has_view_permission(request, row)

    def may_see_deleted(self, request, record) -> bool:
        """May the viewer see that there was this row, which is deleted?"""
        return request.user.is_superuser

    def may_restore_deleted(self, request, record) -> bool:
        return request.user.is_superuser

    def hidden_in_history(self, request, record) -> Iterable[str]:
        """Return the fields of a record that the viewer may not see."""
        return ()

    # The pages.

    @property
    def has_history(self) -> bool:
        return hasattr(self.opts, "simple_history_manager_attribute")

    def get_urls(self):
        if not self.has_history:
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        address = "<path:object_id>/history/<int:history_id>/"
        return [path(address, view, name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        if not self.has_history:
            return super().history_view(request, object_id, extra_context)
        row, last = self._find(request, object_id)
        if row is None and last is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if row is not None and not self.may_see_history(request, row):
            raise PermissionDenied
        pk = row.pk if row is not None else getattr(last, self.opts.pk.attname)
        may_restore = (
            self.has_change_permission(request, row)
            if row is not None
            else self.may_restore_deleted(request, last)
        )
        pages = Paginator(newest_first(self.history_sources(pk)), RECORDS_PER_PAGE)
        page = pages.get_page(request.GET.get("page"))
        context = {
            "title": _("History: %(name)s") % {"name": row if row is not None else _("deleted")},
            "row": row,
            "page": page,
            "entries": self._entries(request, page.object_list, may_restore=may_restore),
        }
        return self._history_page(request, "history", context)

    def restore_view(self, request, object_id, history_id):
        row, last = self._find(request, object_id)
        key = self.opts.pk.attname
        pk = row.pk if row is not None else last and getattr(last, key)
        wanted = records_of(self.model).objects.filter(**{key: pk}, history_id=history_id)
        record = wanted.first() if pk is not None else None
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not (
            self.may_see_history(request, row) and self.has_change_permission(request, row)
            if row is not None
            else self.may_restore_deleted(request, last)
        ):
            raise PermissionDenied
        history = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[pk])
        if request.method == "POST" and self._restored(request, row, record):
            return redirect(history)
        now = latest(self.model, [pk])[pk]
        [entry] = self._entries(request, [record])
        context = {
            "title": _("Bring back: %(name)s") % {"name": entry.name},
            "row": row,
            "entry": entry,
            "differences": self._differences(request, now, record) if row is not None else [],
            "history": history,
        }
        return self._history_page(request, "restore", context)

    def _restored(self, request, row, record) -> bool:
        """Bring a state back; say what stands in its way."""
        fixed = {*self.not_restored, *getattr(self, "fixed_fields", ())}
        try:
            with recording(user=request.user, reason=Reason.RESTORE):
                restored = restore(
                    row, record, self.history_sources(record.id), fixed if row is not None else ()
                )
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return False
        except IntegrityError:
            messages.error(request, _("Something else has taken its place. Change that first."))
            return False
        self.log_change(request, restored, _("Brought back an earlier state."))
        messages.success(request, _("“%(name)s” is back as it was.") % {"name": restored})
        return True

    def _find(self, request, object_id):
        """Return the row, or the last record of a deleted one that the viewer may see."""
        row = self.get_object(request, unquote(object_id))
        if row is not None:
            return row, None
        try:
            pk = self.opts.pk.to_python(unquote(object_id))
        except ValidationError:
            return None, None
        last = latest(self.model, [pk]).get(pk)
        is_seen = last and last.history_type == DELETED and self.may_see_deleted(request, last)
        return None, last if is_seen else None

    def _entries(self, request, records, *, may_restore: bool = False) -> list[Entry]:
        pairs = with_previous(records)
        names = Names([record for record, _before in pairs] + [b for _r, b in pairs if b])
        newest = {}
        for model in {record.instance_type for record, _before in pairs}:
            keys = {r.id for r, _before in pairs if r.instance_type is model}
            newest |= {(model, pk): last for pk, last in latest(model, keys).items()}
        entries = []
        for record, before in pairs:
            model = record.instance_type
            last = newest[model, record.id]
            entry = Entry(record, capfirst(model._meta.verbose_name), names.of_record(record))
            if before is not None and not entry.is_deletion:
                found = differences(before, record, names)
                hidden = set(self.hidden_in_history(request, record))
                entry.differences = [d for d in found if d.field not in hidden]
                entry.is_hidden = len(entry.differences) < len(found)
            self._link(entry, is_last=last.history_id == record.history_id, may_restore=may_restore)
            entries.append(entry)
        return entries

    def _link(self, entry: Entry, *, is_last: bool, may_restore: bool) -> None:
        model, pk = entry.record.instance_type, entry.record.id
        if not self.admin_site.is_registered(model):
            return
        name = model._meta.label_lower.replace(".", "_")
        entry.url = reverse(f"admin:{name}_history", args=[pk])
        # A row is as its last record says; of a deletion the last is what is brought back.
        if may_restore and is_last == entry.is_deletion:
            entry.restore_url = reverse(f"admin:{name}_restore", args=[pk, entry.record.history_id])

    def _differences(self, request, now, record):
        names = Names([now, record])
        hidden = {*self.hidden_in_history(request, record), *self.not_restored}
        return [d for d in differences(now, record, names) if d.field not in hidden]

    def _history_page(self, request, name, context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/history/{name}.html", context)


def _recording(request):
    return recording(user=request.user) if request.method == "POST" else nullcontext()
