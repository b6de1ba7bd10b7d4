"""The forms of linked documents and notes."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from people.forms import TextField
from people.limits import MAX_LINE, MAX_TEXT_BYTES

from .models import LinkedDoc, Note
from .revisions import Writer, save_edit


class LinkedDocForm(forms.ModelForm):
    class Meta:
        model = LinkedDoc
        fields = ["trip", "day", "session", "url", "title", "kind", "order", "visibility"]

    def _get_validation_exclusions(self):
        # It follows from the address; the rule "once per target" is on it.
        return super()._get_validation_exclusions() - {"url_hash"}


class NoteForm(forms.ModelForm):
    """A note. `user`, who saves it, is set by who makes the form.

    `base` is the revision that the text was opened with; after saving, `kept_twice` is in how
    many places this text and what others saved meanwhile overlap.
    """

    user = None
    kept_twice = 0
    # The revision that the form was opened with: what others save meanwhile is merged.
    base = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Note
        fields = [
            "trip",
            "day",
            "session",
            "purpose",
            "title",
            "visibility",
            "is_frozen",
            "is_hidden",
            "body",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and "visibility" in self.fields:
            usual = _("As usual: preparation for members, minutes as what they belong to")
            self.fields["visibility"].required = False
            self.fields["visibility"].choices = [("", usual), *Note.Visibility.choices]
            self.initial["visibility"] = ""
        self.initial["base"] = self.instance.revision

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None and not cleaned.get("visibility"):
            cleaned["visibility"] = Note.default_visibility(cleaned.get("purpose"))
        return cleaned

    @transaction.atomic
    def save_note(self) -> None:
        """Save what was changed; the text as a revision by the user."""
        note, body = self.instance, self.instance.body
        if note.pk is None:
            note.save()
        else:
            changed = set(self.changed_data) - {"body", "base"}
            note.save(update_fields=[*changed, "updated_at"])
        if "body" in self.changed_data:
            name = self.user.get_full_name() or self.user.get_username()
            base = self.cleaned_data.get("base")
            saved = save_edit(
                note=note,
                body=body,
                base=note.revision if base is None else base,
                writer=Writer(name, user=self.user),
            )
            self.kept_twice = saved.kept_twice


class NoteRowForm(NoteForm):
    """A note in a table. A new one begins with the choice of its purpose: else it would be taken
    for an empty row."""

    base = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["purpose"].choices = [("", "---------"), *Note.Purpose.choices]
            self.initial["purpose"] = ""


class WritingForm(forms.Form):
    """The text of a note as somebody writes it, and the revision that they began with.

    `page` is the mark that a page's script gives itself; the plain form has none.
    """

    body = TextField(label=_("Text"), required=False)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    page = forms.CharField(max_length=MAX_LINE, required=False, widget=forms.HiddenInput)

    def clean_body(self):
        body = self.cleaned_data["body"]
        size = len(body.encode(errors="surrogatepass"))
        if size > MAX_TEXT_BYTES:
            raise ValidationError(
                _(
                    "This text is longer than 5 MB (it has %(size).1f MB), so it is not saved. "
                    "Take a part of it away, or put it into another note."
                ),
                params={"size": size / 1_000_000},
            )
        return body


class OncePerTargetFormSet(BaseInlineFormSet):
    """Refuses a value that two rows of the form share; the database knows only saved ones."""

    once = ""

    def clean(self):
        super().clean()
        values = [
            value
            for form in self.forms
            if (value := getattr(form.instance, self.once))
            and (form.instance.pk or form.has_changed())
            and not self._should_delete_form(form)
        ]
        if len(values) != len(set(values)):
            raise ValidationError(self.message)


class LinkedDocFormSet(OncePerTargetFormSet):
    once = "url"
    message = _("Two rows have the same address.")


class NoteFormSet(OncePerTargetFormSet):
    once = "purpose"
    message = _("Two notes have the same purpose.")
