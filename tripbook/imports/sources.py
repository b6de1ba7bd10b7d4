"""What the forms of all imports share: where what is imported comes from."""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.limits import MAX_LINE, MAX_URL
from tripbook.interchange.fetch import FetchError


def address_field(help_text: Promise) -> forms.CharField:
    return forms.CharField(
        label=_("Or give its address"),
        required=False,
        max_length=MAX_URL,
        widget=forms.TextInput(attrs={"class": "vTextField", "inputmode": "url"}),
        help_text=help_text,
    )


class SourceForm(forms.Form):
    """Where something comes from: one of the fields `text`, `file` and `address`.

    Once it is valid, `source` holds the bytes that were found and `source_name` their name.
    """

    pasted: str
    """The name of what was pasted."""
    limit: str
    """The setting of the most bytes."""
    nothing_given: Promise
    fetch: Callable[[str], bytes]
    """What fetches from an address, or raises FetchError."""

    source = b""
    source_name = ""

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        given = [name for name in ("text", "address") if (cleaned.get(name) or "").strip()]
        given += ["file"] if cleaned.get("file") else []
        if not given:
            raise ValidationError(self.nothing_given)
        if len(given) > 1:
            raise ValidationError(_("Use one of the three ways only, and leave the others empty."))
        getattr(self, f"take_{given[0]}")(cleaned[given[0]])
        return cleaned

    def take_text(self, text):
        self.source, self.source_name = text.encode(), self.pasted

    def take_file(self, file):
        limit = getattr(settings, self.limit)
        if file.size > limit:
            message = _("The file is larger than %(limit)d bytes.")
            raise ValidationError({"file": ValidationError(message, params={"limit": limit})})
        self.source, self.source_name = file.read(), file.name[:MAX_LINE]

    def take_address(self, address):
        self.source_name = address.strip()
        try:
            self.source = self.fetch(self.source_name)
        except FetchError as error:
            raise ValidationError({"address": str(error)}) from None
