"""The forms of a trip that is begun, copied or moved."""

import datetime as dt

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from events.forms import TripForm
from events.models import Trip
from people.uids import UID_PATTERN
from tripbook.fields import DateTextField

from .copying import Wanted
from .dates import check_shift, shift_to

MOST_DAYS = 366


class NewTripForm(TripForm):
    """A new trip, with its days at once where it is known when they are."""

    first_day = DateTextField(label=_("First day"), required=False)
    last_day = DateTextField(
        label=_("Last day"),
        required=False,
        help_text=_("The days between are added at once. More can be added later."),
    )

    def clean(self):
        found = super().clean()
        first, last = found.get("first_day"), found.get("last_day")
        if last and not first and "first_day" not in self.errors:
            self.add_error("first_day", _("Give the first day, too."))
        elif first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        elif first and last and (last - first).days >= MOST_DAYS:
            message = _("A trip begins with %(n)d days at most. Add further days later.")
            self.add_error("last_day", ValidationError(message, params={"n": MOST_DAYS}))
        return found

    @property
    def dates(self) -> list[dt.date]:
        """The days that the trip begins with."""
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if not first:
            return []
        return [first + dt.timedelta(days=n) for n in range(((last or first) - first).days + 1)]


class CopyForm(forms.ModelForm):
    """What the copy of a trip is called, when it begins, and what it takes along.

    `uid` is the new trip's, drawn with the page: sent twice, the form makes one copy.
    """

    uid = forms.CharField(widget=forms.HiddenInput, validators=[RegexValidator(UID_PATTERN)])
    first_day = DateTextField(
        label=_("First day"), help_text=_("All dates move with it; clock times stay.")
    )
    as_ideas = forms.BooleanField(
        label=_("All sessions as ideas"),
        required=False,
        initial=True,
        help_text=_("Nothing is agreed yet. Otherwise each is as certain as it was."),
    )
    people = forms.BooleanField(
        label=_("Take the people along"),
        required=False,
        help_text=_(
            "With their roles, their sessions, and what is private and stays true: e-mail, phone, "
            "diet, emergency contact. Rooms, arrivals and remarks stay behind. Nobody is shown to "
            "the public, and everybody gets a new join link."
        ),
    )
    links = forms.BooleanField(
        label=_("Take the linked documents along"),
        required=False,
        help_text=_("They lead to the same pages: who writes in a pad there changes the old one."),
    )
    notes = forms.BooleanField(
        label=_("Take the notes along"),
        required=False,
        help_text=_("Questions and minutes as they are now, without their earlier texts."),
    )

    class Meta:
        model = Trip
        fields = ["title", "slug"]
        widgets = {"title": AdminTextInputWidget, "slug": AdminTextInputWidget}

    field_order = ["title", "slug", "first_day", "as_ideas", "people", "links", "notes", "uid"]

    def __init__(self, source: Trip, *args, **options):
        self.source = source
        super().__init__(*args, **options)

    def clean_first_day(self):
        first_day = self.cleaned_data["first_day"]
        check_shift(self.source, shift_to(self.source, first_day))
        return first_day

    @property
    def wanted(self) -> Wanted:
        names = ("people", "links", "notes", "as_ideas")
        return Wanted(**{name: self.cleaned_data[name] for name in names})


class MoveForm(forms.Form):
    """To which dates a trip is moved: its new first day, or by how many days."""

    first_day = DateTextField(label=_("New first day"), required=False)
    days = forms.IntegerField(
        label=_("Or move it by days"),
        required=False,
        min_value=-36_500,
        max_value=36_500,
        help_text=_("Such as 7, or -1 for one day earlier."),
    )

    def __init__(self, trip: Trip, *args, **options):
        self.trip = trip
        super().__init__(*args, **options)

    def clean(self):
        found = super().clean()
        if self.errors:
            return found
        first_day, days = found["first_day"], found["days"]
        if (first_day is None) == (days is None):
            raise ValidationError(_("Give one of the two: the new first day, or a number of days."))
        self.shift = shift_to(self.trip, first_day) if first_day else dt.timedelta(days=days)
        if not self.shift:
            raise ValidationError(_("The trip has these dates already."))
        check_shift(self.trip, self.shift)
        return found
