"""Forms of the admin that never write over what somebody else saved meanwhile.

A form carries the number of the record that its row was as when the form was opened. Where the
row has a newer one when the form comes back, and a field of the form says something else than
what was saved meanwhile, the form is shown again with both: what was typed in its fields, and
beside them what is stored. Sent again, it holds.
"""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from .history import records_of
from .records import Difference, Names, differences


def with_versions(rows):
    """Add to each row of a QuerySet the id of its last record, as `version`."""
    records = records_of(rows.model).objects.filter(id=OuterRef("pk")).order_by("-history_id")
    return rows.annotate(version=Subquery(records.values("history_id")[:1]))


class VersionField(forms.CharField):
    """What a form was opened with. It is never what somebody changed."""

    widget = forms.HiddenInput

    def __init__(self, **options):
        super().__init__(**{"required": False, "max_length": 18, **options})

    def has_changed(self, initial, data):
        return False


class VersionedForm(forms.ModelForm):
    """A form of a row that was loaded `with_versions`."""

    version = VersionField()
    # Fields of the row that a field of another name shows.
    shown_in: Mapping[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = getattr(self.instance, "version", None)

    def _post_clean(self):
        super()._post_clean()
        opened = self.cleaned_data.get("version", "")
        now = self.initial["version"]
        if "version" in self.fields and opened.isdecimal() and now and int(opened) != now:
            self._refuse_to_write_over(int(opened), now)

    def _refuse_to_write_over(self, opened: int, now: int) -> None:
        records = records_of(self._meta.model).objects.filter(id=self.instance.pk)
        found = records.select_related("history_user").in_bulk([opened, now])
        if len(found) < 2:
            return
        changed = differences(found[opened], found[now], Names(found.values()))
        conflicts = [
            (shown, difference)
            for difference in changed
            if (shown := self.shown_in.get(difference.field, difference.field)) in self.fields
            and self._conflicts(difference, found[opened], found[now])
        ]
        for shown, difference in conflicts:
            self.add_error(shown, _message(difference, found[now].history_user))
        if conflicts:
            # Whoever has seen both and sends the form again means it.
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = str(now)

    def _conflicts(self, difference: Difference, opened, stored) -> bool:
        """Tell if the form says something else than what was saved since it was opened."""
        field = self._meta.model._meta.get_field(difference.field)
        if not field.many_to_many:
            return getattr(self.instance, field.attname) != getattr(stored, field.attname)
        typed = self.cleaned_data.get(field.name) or ()
        return {row.pk for row in typed} != set(getattr(stored, field.name))


def _message(difference: Difference, user) -> ValidationError:
    words = {
        "who": user.get_username() if user else _("somebody"),
        "before": difference.before or "–",
        "now": difference.after or "–",
    }
    return ValidationError(
        _(
            "%(who)s changed this meanwhile, from “%(before)s” to “%(now)s”. Here is what you "
            "have. Save again to keep yours."
        ),
        code="changed_meanwhile",
        params=words,
    )
