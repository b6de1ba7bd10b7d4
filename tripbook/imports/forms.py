"""The forms of an import: where the note comes from, and what becomes of each item of it."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models import Membership, Session, validate_timezone
from events.models import Trip as TripModel
from notes.models import Note
from people.forms import TextField
from tripbook.fields import (
    DateTextField,
    LineField,
    LongTextField,
    NamesField,
    QuickFields,
    QuickInput,
    QuickSelect,
    TimeTextField,
    choice_field,
)
from tripbook.interchange.choices import Choice, Fate
from tripbook.interchange.fetch import fetch_note

from .sources import SourceForm, address_field

PASTED = "note.md"


class NoteForm(SourceForm):
    """Where the note comes from."""

    pasted = PASTED
    limit = "NOTE_MAX_BYTES"
    nothing_given = _("There is no note yet: paste it, upload it or give its address.")
    fetch = staticmethod(fetch_note)

    text = TextField(
        label=_("Paste the note"),
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 16, "class": "vLargeTextField", "spellcheck": "false"}
        ),
        help_text=_("Its Markdown, as it is written in HackMD, HedgeDoc or any editor."),
    )
    file = forms.FileField(
        label=_("Or upload a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("A text file in UTF-8, such as note.md."),
    )
    address = address_field(_("Of a note on HackMD or HedgeDoc that everyone may read."))


class TargetField(forms.CharField):
    """What a link or a note belongs to: the uid of a day or session, "" for the whole trip.

    It is chosen from a menu; where there are too many to choose from, it is typed as the list
    `targets` of the page has it.
    """

    widget = QuickSelect

    def __init__(self, **options):
        super().__init__(**{"required": False, **options})
        self.targets: Mapping[str, str] = {}

    def offer(self, targets: Mapping[str, str], *, typed: bool) -> None:
        """Say what can be chosen: the name of each uid."""
        self.targets = targets
        self.uids = {name: uid for uid, name in targets.items()}
        if typed:
            self.widget = QuickInput(attrs={"list": "targets", "autocomplete": "off"})
        else:
            self.widget.choices = targets.items()

    def prepare_value(self, value):
        if isinstance(self.widget, QuickInput):
            return self.targets.get(value, value)
        return value

    def to_python(self, value):
        value = (value or "").strip()
        if value in self.targets:
            return value
        if value in self.uids:
            return self.uids[value]
        raise ValidationError(_("Nothing is called so: choose one of the list."))


FATES = {
    "trip": (),
    "days": ((Fate.TAKE, _("Take it")), (Fate.OUT, _("Leave it out"))),
    "notes": (
        (Fate.TAKE, _("Take it")),
        (Fate.TEXT, _("Put it into the description")),
        (Fate.OUT, _("Leave it out")),
    ),
}
USUAL_FATES = (
    (Fate.TAKE, _("Take it")),
    (Fate.TEXT, _("Keep it as text")),
    (Fate.OUT, _("Leave it out")),
)


class ItemForm(QuickFields, forms.Form):
    """What becomes of one item. Its prefix is the item's uid."""

    fate = choice_field(USUAL_FATES, _("What to do"))
    error_css_class = "errors"
    # Fields that must be filled in, and that a note may leave open: it is asked for them.
    open_questions: tuple[str, ...] = ()

    def __init__(self, record, initial, data=None, **options):
        self.record = record
        options["use_required_attribute"] = False
        initial = {"fate": Fate.TAKE.value, **initial}
        names = {f"{record.uid}-{name}": name for name in self.base_fields}
        bound = None
        if data is not None and any(key in data for key in names):
            # What was not sent was not changed.
            bound = {key: data.get(key, initial.get(name, "")) for key, name in names.items()}
        super().__init__(bound, prefix=record.uid, initial=initial, **options)
        for name in self.open_questions:
            if not initial[name]:
                self.fields[name].help_text = self.fields[name].error_messages["required"]

    @property
    def choice(self) -> Choice:
        """What was decided; only after the form was found valid."""
        if not self.is_bound:
            return Choice()
        fields = {name: self.cleaned_data[name] for name in self.changed_data if name != "fate"}
        return Choice(Fate(self.cleaned_data.get("fate") or Fate.TAKE), fields)

    @property
    def fate_now(self) -> str:
        return self.data.get(self.add_prefix("fate"), Fate.TAKE) if self.is_bound else Fate.TAKE


class TripItemForm(ItemForm):
    fate = None

    title = LineField(label=_("Title"))
    slug = forms.CharField(
        label=_("Address"),
        max_length=60,
        validators=TripModel._meta.get_field("slug").validators,
        widget=QuickInput,
    )
    timezone = forms.CharField(
        label=_("Time zone"),
        validators=[validate_timezone],
        widget=QuickInput(attrs={"list": "zones", "autocomplete": "off"}),
        error_messages={"required": _("The note doesn't say where the trip takes place: choose.")},
    )
    language = LineField(
        label=_("Language"),
        required=False,
        validators=TripModel._meta.get_field("language").validators,
        widget=QuickInput(attrs={"list": "languages", "autocomplete": "off", "size": 10}),
    )
    tags = NamesField(label=_("Tags, with commas between them"), marks=",，、")
    summary = LineField(label=_("Summary"), required=False)
    description = LongTextField(label=_("Description"), required=False)

    open_questions = ("timezone",)


class PersonItemForm(ItemForm):
    name = LineField(label=_("Name"))
    handle = LineField(label=_("Handle"), required=False)
    organization = LineField(label=_("Organization"), required=False)
    position = LineField(label=_("Position"), required=False)
    role = choice_field(Membership.Role.choices, _("Role"))
    bio = LongTextField(label=_("About"), required=False)


class PlaceItemForm(ItemForm):
    name = LineField(label=_("Name"))
    address = LineField(label=_("Address of the place"), required=False)


class DayItemForm(ItemForm):
    fate = choice_field(FATES["days"], _("What to do"))
    date = DateTextField(
        label=_("Date"), error_messages={"required": _("The note gives no date: choose one.")}
    )
    title = LineField(label=_("Title"), required=False)
    summary = LineField(label=_("Summary"), required=False)

    open_questions = ("date",)


class SessionItemForm(ItemForm):
    title = LineField(label=_("Title"))
    day = forms.ChoiceField(
        label=_("Day"),
        widget=QuickSelect,
        error_messages={"required": _("The note doesn't say on which day: choose one.")},
    )
    start = TimeTextField(label=_("Start"), required=False)
    end = TimeTextField(label=_("End"), required=False)
    end_date = DateTextField(label=_("End date, if later"), required=False)
    place = LineField(
        label=_("Place"),
        required=False,
        widget=QuickInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    hosts = NamesField(
        label=_("Hosts, with “;” between them"),
        marks=";；",
        widget=QuickInput(attrs={"list": "hosts", "autocomplete": "off"}),
    )
    kind = choice_field(Session.Kind.choices, _("Kind"))
    status = choice_field(Session.Status.choices, _("Status"))
    description = LongTextField(label=_("Description"), required=False)

    open_questions = ("day",)


class LinkItemForm(ItemForm):
    title = LineField(label=_("Title"), required=False)
    target = TargetField(label=_("Belongs to"))


class NoteItemForm(ItemForm):
    fate = choice_field(FATES["notes"], _("What to do"))
    purpose = choice_field(Note.Purpose.choices, _("Purpose"))
    target = TargetField(label=_("Belongs to"))
    body = LongTextField(label=_("Text"), required=False)


FORMS = {
    "trip": TripItemForm,
    "participants": PersonItemForm,
    "places": PlaceItemForm,
    "days": DayItemForm,
    "sessions": SessionItemForm,
    "linked_docs": LinkItemForm,
    "notes": NoteItemForm,
}
