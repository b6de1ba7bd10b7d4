"""The forms of the import of a file: which file, which of its sessions, into what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Trip, validate_timezone
from people.forms import TextField
from people.limits import MAX_LINE, MAX_SLUG
from tripbook.fields import LineField
from tripbook.interchange.fetch import fetch_file
from tripbook.interchange.merge.matching import folded

from .sources import SourceForm, address_field

PASTED = "pasted"


class FileForm(SourceForm):
    """Where the file comes from, and what it may leave open."""

    pasted = PASTED
    limit = "IMPORT_MAX_BYTES"
    nothing_given = _("There is no file yet: upload it, give its address or paste what is in it.")
    fetch = staticmethod(fetch_file)

    file = forms.FileField(
        label=_("Upload a file"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "A trip document (.json), a calendar (.ics), a sheet (.csv) or a conference schedule "
            "(schedule.json or schedule.xml)."
        ),
    )
    address = address_field(
        _(
            "Where everyone may have it. A calendar's webcal: address and the address of a Google "
            "sheet do, too."
        )
    )
    text = TextField(
        label=_("Or paste what is in it"),
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 10, "class": "vLargeTextField", "spellcheck": "false"}
        ),
    )
    timezone = forms.CharField(
        label=_("Time zone"),
        required=False,
        validators=[validate_timezone],
        widget=forms.TextInput(
            attrs={"class": "vTextField", "list": "zones", "autocomplete": "off"}
        ),
        help_text=_("Of a new trip, where the file doesn't say it. Such as Asia/Seoul."),
    )

    def __init__(self, *args, for_new_trip=True, **options):
        super().__init__(*args, **options)
        if not for_new_trip:
            # A trip that is here has its time zone.
            del self.fields["timezone"]


class NewTripForm(forms.Form):
    """What a new trip is called, and where it is."""

    title = LineField(label=_("Title"))
    slug = forms.CharField(
        label=_("Address"),
        max_length=MAX_SLUG,
        validators=Trip._meta.get_field("slug").validators,
        help_text=_("The trip's name in addresses: /trips/…/."),
    )
    timezone = forms.CharField(
        label=_("Time zone"),
        validators=[validate_timezone],
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    error_css_class = "errors"


class FilterForm(forms.Form):
    """Which sessions are shown. Whatever is typed, it shows something: it can't be wrong."""

    q = forms.CharField(
        label=_("Find"),
        required=False,
        max_length=MAX_LINE,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    day = forms.ChoiceField(label=_("Day"), required=False)

    def __init__(self, days, data=None):
        super().__init__(data)
        labels = sorted((date, uid) for uid, date in days.items())
        self.fields["day"].choices = [
            ("", _("All days")),
            *((uid, date.isoformat()) for date, uid in labels),
        ]
        self.full_clean()

    @property
    def words(self) -> list[str]:
        typed = self.cleaned_data.get("q", "") if self.is_bound else ""
        return [word for word in (folded(part) for part in typed.split()) if word]

    @property
    def chosen_day(self) -> str:
        return self.cleaned_data.get("day", "") if self.is_bound else ""


class CopyForm(forms.Form):
    """Whether a trip document is to be a trip of its own, and what becomes of what it lacks."""

    copy_as = forms.CharField(
        label=_("As a copy, at the address"),
        required=False,
        max_length=MAX_SLUG,
        validators=Trip._meta.get_field("slug").validators,
        help_text=_("A copy is a trip of its own: /trips/…/. Empty: no copy."),
    )
    replace = forms.BooleanField(
        label=_("Delete what the document lacks"),
        required=False,
        help_text=_("The trip becomes what the document says, and nothing else."),
    )
    error_css_class = "errors"

    def __init__(self, data=None, *, needs_copy, may_replace, initial):
        super().__init__(data, initial=initial)
        self.fields["copy_as"].required = needs_copy
        self.may_replace = may_replace

    def clean_replace(self):
        return self.cleaned_data["replace"] and self.may_replace
