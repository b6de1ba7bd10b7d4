"""The form of one session on the page that plans a day."""

import datetime as dt

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import ErrorDict
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from events.models import Membership, Session
from people.admin_versions import VersionedForm, VersionField
from people.punctuation import joined
from tripbook.fields import (
    HeldByFields,
    LineField,
    QuickFields,
    QuickHidden,
    QuickInput,
    QuickSelect,
    Times,
    TimesField,
    choice_field,
)

STORED = ("day_id", "title", "kind", "status", "start", "end", "end_date", "place_id")
LONGEST_SHOWN = 60
TYPED = ("when", "title", "place", "people")


def hidden():
    return forms.CharField(required=False, widget=QuickHidden)


class SessionRow(HeldByFields, QuickFields, VersionedForm):
    """A session as the page has it: typed in one row, its prefix is its uid.

    What somebody else changed meanwhile and nobody changed here is taken as it is now; only what
    was changed in both is asked.
    `people_then` are the people as the page showed them first: what differs is what was changed
    here, and people whom somebody else added meanwhile stay. `source` is the uid of the session
    that a new one is a duplicate of, `line` the text that it was pasted as.
    """

    version = VersionField(widget=QuickHidden)
    when = TimesField(
        label=_("Time"),
        required=False,
        widget=QuickInput(attrs={"autocomplete": "off", "placeholder": "9:30–10:15"}),
    )
    title = LineField(label=_("Title"), widget=QuickInput(attrs={"autocomplete": "off"}))
    kind = choice_field(Session.Kind.choices, _("Kind"))
    status = choice_field(Session.Status.choices, _("Status"))
    place = LineField(
        label=_("Place"),
        required=False,
        widget=QuickInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    people = forms.CharField(
        label=_("People"),
        required=False,
        widget=QuickInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    day = forms.ChoiceField(
        label=_("Day"),
        widget=QuickSelect,
        error_messages={"invalid_choice": _("This is no day of the trip. Choose one.")},
    )
    people_then = hidden()
    source = hidden()
    line = hidden()
    is_deleted = hidden()

    shown_in = {"start": "when", "end": "when", "end_date": "when"}

    class Meta:
        model = Session
        fields = ["title", "kind", "status"]

    def __init__(self, plan, session: Session, data=None, *, goers=()):
        self.plan = plan
        self.goers = goers
        self.stored = {name: getattr(session, name) for name in STORED}
        self.new_place = ""
        self.members: list[Membership] = []
        self.members_then: list[Membership] = []
        self.unknown: list[str] = []
        self.takes_theirs = False
        self.goes_with_it: list[str] = []
        people = joined(plan.members.labels[a.membership_id] for a in goers)
        super().__init__(
            data,
            instance=session,
            prefix=session.uid,
            use_required_attribute=False,
            initial={
                "when": times_of(session),
                "day": str(session.day_id),
                "place": plan.places.labels.get(session.place_id, ""),
                "people": people,
                "people_then": people,
            },
        )

    @property
    def uid(self) -> str:
        return self.instance.uid

    @property
    def is_new(self) -> bool:
        return self.instance.pk is None

    @property
    def is_blank(self) -> bool:
        """Is it a row for one more session, in which nothing was typed yet?"""
        return self.is_new and not any(self.typed(name) for name in TYPED)

    @property
    def is_to_be_deleted(self) -> bool:
        return bool(self.typed("is_deleted"))

    @property
    def goes_elsewhere(self) -> bool:
        """Does it go to another day than the page's when the page is saved?"""
        return self["day"].value() != str(self.plan.day.pk) and bool(self.goes_to)

    @property
    def goes_to(self) -> str:
        """The name of the day that was chosen."""
        return dict(self.plan.day_choices).get(self["day"].value(), "")

    @property
    def ends_on(self) -> dt.date | None:
        """The later day on which it ends."""
        date = self.instance.end_date
        return date if date and date > self.instance.day.date else None

    # The row as it is shown.

    @property
    def shown_title(self) -> str:
        return self["title"].value() or _("new session")

    @property
    def short_name(self) -> str:
        """What the row is called in a menu."""
        title = self["title"].value() or ""
        if len(title) > LONGEST_SHOWN:
            title = Truncator(title).chars(LONGEST_SHOWN)
        return f"{self['when'].value()} {title}"

    @property
    def labels(self) -> dict[str, str]:
        """What the row's buttons do, for who hears them."""
        title = {"title": self.shown_title}
        return {name: label % title for name, label in self.plan.labels.items()}

    @property
    def first_line(self) -> SafeString:
        return self.as_fields(TYPED)

    @property
    def second_line(self) -> SafeString:
        return self.as_fields(("kind", "status", "day"))

    @property
    def hidden_fields_as_html(self) -> SafeString:
        return self.as_hidden(("version", "people_then", "source", "line", "is_deleted"))

    def typed(self, name: str) -> str:
        return self.data.get(self.add_prefix(name), "").strip() if self.is_bound else ""

    def full_clean(self):
        if not self.is_bound:
            super().full_clean()
        elif self.is_blank or self.is_to_be_deleted or not (self.is_new or self.has_changed()):
            self._errors = ErrorDict()
            self.cleaned_data = dict(self.initial)
            if self.is_to_be_deleted:
                self._look_before_deleting()
        else:
            super().full_clean()

    def _look_before_deleting(self):
        opened, now = self.typed("version"), self.initial["version"]
        if opened.isdecimal() and now and int(opened) != now:
            message = _("Somebody changed this meanwhile. Save again to delete it all the same.")
            self.add_error(None, message)
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = str(now)

    def clean_place(self):
        text = self.cleaned_data["place"]
        place = self.plan.places.find(text) if text else None
        self.new_place = text if place is None else ""
        return place

    def clean_people(self):
        self.members, self.unknown = self.plan.members_in(self.cleaned_data["people"])
        return self.cleaned_data["people"]

    def clean_people_then(self):
        then = self.cleaned_data["people_then"]
        try:
            self.members_then, _unknown = self.plan.members_in(then)
        except ValidationError:
            # Whom it meant is no longer told by the name.
            self.members_then = []
        return then

    def clean(self):
        found = super().clean()
        session = self.instance
        if "day" in found:
            session.day = self.plan.days[found["day"]]
        if "when" in found:
            times = found["when"]
            session.start, session.end = times.start, times.end
            session.end_date = self._end_date(session, times)
        if "place" in found:
            session.place = found["place"]
        return found

    def _end_date(self, session: Session, times: Times) -> dt.date | None:
        if not times.days and session.end_date != session.day.date:
            return None
        try:
            return session.day.date + dt.timedelta(days=times.days)
        except OverflowError:
            self.add_error("when", _("The calendar has no such date."))
            return None

    def _update_errors(self, errors):
        """Show what is wrong with the row's own fields beside those that were typed in."""
        found = getattr(errors, "error_dict", None)
        if found is None:
            super()._update_errors(errors)
            return
        told: dict[str, list] = {}
        for name, messages in found.items():
            shown = self.shown_in.get(name, name)
            shown = shown if shown in self.fields else NON_FIELD_ERRORS
            told.setdefault(shown, []).extend(messages)
        super()._update_errors(ValidationError(told))

    def _conflicts(self, difference, opened, stored):
        name = self._meta.model._meta.get_field(difference.field).attname
        is_mine = getattr(self.instance, name) != getattr(opened, name)
        if is_mine or (name == "place_id" and self.new_place):
            return super()._conflicts(difference, opened, stored)
        setattr(self.instance, name, getattr(stored, name))
        self.takes_theirs = True
        return False

    def _post_clean(self):
        super()._post_clean()
        if self.takes_theirs:
            self._fit_together()
        if self.instance.ends_before_it_starts and not self.errors.keys() & {"when", "day"}:
            message = _(
                "It cannot end before it starts. Where it ends on the next day, write +1 after "
                "the time: 22:00–01:00 +1."
            )
            self.add_error("when", message)

    def _fit_together(self):
        """Check what was changed here together with what was changed elsewhere meanwhile."""
        session = self.instance
        session.day = self.plan.days.get(str(session.day_id), self.plan.day)
        session.place = self.plan.places.rows.get(session.place_id)
        try:
            session.clean()
        except ValidationError as error:
            self._update_errors(error)

    # What is saved.

    @property
    def is_changed(self) -> bool:
        """Is there something to be stored in the session's own row?"""
        now = {name: getattr(self.instance, name) for name in STORED}
        return self.is_new or bool(self.new_place) or now != self.stored

    @property
    def was_moved(self) -> bool:
        return not self.is_new and self.instance.day_id != self.stored["day_id"]

    def added_members(self) -> list[Membership]:
        then = {member.pk for member in self.members_then}
        there = {goer.membership_id for goer in self.goers}
        return [m for m in self.members if m.pk not in then and m.pk not in there]

    def removed_goers(self) -> list:
        """Return the attendances that were taken out of the row here."""
        removed = {m.pk for m in self.members_then} - {m.pk for m in self.members}
        return [goer for goer in self.goers if goer.membership_id in removed]


def times_of(session: Session) -> Times:
    """Return the times of a session as its row has them."""
    days = (session.end_date - session.day.date).days if session.end_date else 0
    return Times(session.start, session.end, days)
