"""The forms of a trip and of what belongs to it."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from people.forms import LinesField
from people.models import User

from .models import Day, Organizer, Session, Trip


class TripForm(forms.ModelForm):
    class Meta:
        model = Trip
        fields = [
            "title",
            "slug",
            "summary",
            "description",
            "timezone",
            "language",
            "tags",
        ]
        field_classes = {"tags": LinesField}


class OrganizerForm(forms.ModelForm):
    """An organizer, named by the account's user name: a list of accounts is nobody's business."""

    username = forms.CharField(
        label=_("User name"),
        help_text=_("The account that the person signs in with. An administrator makes accounts."),
    )

    class Meta:
        model = Organizer
        fields = ["role"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["username"].disabled = True
            self.initial["username"] = self.instance.user.get_username()

    def clean_username(self):
        username = self.cleaned_data["username"]
        if self.instance.pk is None:
            user = User.objects.filter(username=username).first()
            if user is None:
                raise ValidationError(
                    _("There is no account “%(name)s”. Write the user name exactly."),
                    params={"name": username},
                )
            if user.organized.filter(trip=self.instance.trip_id).exists():
                raise ValidationError(_("This user organizes the trip already."))
            self.instance.user = user
        return username


class OrganizerFormSet(BaseInlineFormSet):
    def clean(self):
        super().clean()
        kept = [
            form
            for form in self.forms
            if form.instance.user_id and not self._should_delete_form(form)
        ]
        users = [form.instance.user_id for form in kept]
        if len(users) != len(set(users)):
            raise ValidationError(_("An account can be an organizer of the trip only once."))
        had_owner = any(form.initial.get("role") == Organizer.Role.OWNER for form in self.forms)
        if had_owner and not any(form.instance.role == Organizer.Role.OWNER for form in kept):
            raise ValidationError(_("A trip keeps at least one owner."))


class MembershipFormSet(BaseInlineFormSet):
    """The trips of a person, who may be one that was known before the form was sent."""

    def clean(self):
        super().clean()
        known = set()
        if self.instance.pk:
            known = set(self.instance.memberships.values_list("trip", flat=True))
        for form in self.forms:
            trip = form.cleaned_data.get("trip") if hasattr(form, "cleaned_data") else None
            if trip and not form.instance.pk and trip.pk in known:
                form.add_error("trip", _("This person is on the trip already."))


class DayForm(forms.ModelForm):
    class Meta:
        model = Day
        fields = ["trip", "date", "title", "summary", "timezone"]

    def _get_validation_exclusions(self):
        # Where the trip is fixed and no field, a date is still there once only.
        return super()._get_validation_exclusions() - {"trip"}


class DayFormSet(BaseInlineFormSet):
    def clean(self):
        for form in self.forms:
            if (
                self._should_delete_form(form)
                and form.instance.pk
                and form.instance.sessions.exists()
            ):
                raise ValidationError(
                    _("%(day)s still has sessions. Move or delete them first."),
                    params={"day": form.instance},
                )
        super().clean()


class SessionForm(forms.ModelForm):
    class Meta:
        model = Session
        fields = [
            "day",
            "title",
            "kind",
            "status",
            "start",
            "end",
            "end_date",
            "end_timezone",
            "place",
            "hosts",
            "description",
            "order",
            "visibility",
        ]

    def _post_clean(self):
        super()._post_clean()
        is_told = self.errors.keys() & {"day", "start", "end", "end_date", "end_timezone"}
        if self.instance.ends_before_it_starts and not is_told:
            # The database holds this rule on fields that no form has.
            self.add_error("end", _("A session cannot end before it starts."))


class SessionFormSet(BaseInlineFormSet):
    def clean(self):
        super().clean()
        moved = (
            self.instance.pk
            and not Day.objects.filter(pk=self.instance.pk, date=self.instance.date).exists()
        )
        if moved and any(form.has_changed() for form in self.forms):
            # Their end dates move with the day, and would be written over.
            raise ValidationError(_("First move the day, save, and then change its sessions."))
