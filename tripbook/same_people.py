"""One person, once: who was recorded before is offered, and who was recorded twice is merged."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Count, Prefetch
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events import access
from events.models import Attendance, Membership
from notes.models import Revision
from people.forms import ParticipantForm
from people.models import Participant
from people.punctuation import joined, quoted
from tripbook.fields import LineField
from tripbook.interchange.merge.matching import bare_handle, folded
from tripbook.merging import MEMBER_FIELDS, PERSON_FIELDS, merge_people
from tripbook.pages import words

MOST_AT_ONCE = 5
SOMEBODY_ELSE = "else"


# Who was recorded before is offered


def with_trips(people, viewer):
    """Load with each person what they are on the trips that the viewer organizes, newest first."""
    known = Membership.objects.filter(access.trips_organized_by(viewer, "trip"))
    known = known.select_related("trip").order_by("-trip__created_at", "-pk")
    return people.prefetch_related(Prefetch("memberships", queryset=known, to_attr="known_from"))


def called(person: Participant) -> str:
    """Say who somebody loaded `with_trips` is, as far as it tells them from a namesake."""
    home = person.organization
    facts = [person.handle, person.position, home.name if home else ""]
    facts.append(joined([quoted(str(m.trip)) for m in person.known_from]))
    return " · ".join([person.name, *(fact for fact in facts if fact)])


class WhoItIsForm(forms.Form):
    """Asks, where the viewer knows somebody of this name or handle, whether it is the same person.

    If so, `person` is who it is.
    """

    same_as = forms.ChoiceField(
        label=gettext_lazy("Known already?"), required=False, widget=forms.HiddenInput
    )

    known_people = staticmethod(Participant.objects.none)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = None
        matches = self._matches() if self.is_bound else {}
        if matches:
            choices = [(key, called(person)) for key, person in matches.items()]
            choices.append((SOMEBODY_ELSE, _("Somebody else: add a new person")))
            self.fields["same_as"].choices = choices
            self.fields["same_as"].widget = forms.RadioSelect(choices=choices)
            self.person = matches.get(self.data.get(self.add_prefix("same_as")))

    def _matches(self) -> dict[str, Participant]:
        name = folded(self.data.get(self.add_prefix("name"), ""))
        handle = bare_handle(self.data.get(self.add_prefix("handle"), "").strip())
        return {
            str(person.pk): person
            for person in self.known_people()
            if (name and folded(person.name) == name)
            or (handle and bare_handle(person.handle) == handle)
        }

    def clean_same_as(self):
        chosen = self.cleaned_data["same_as"]
        if self.fields["same_as"].choices and not chosen:
            raise ValidationError(
                _("You know somebody of this name or handle. Is it the same person?")
            )
        return chosen


class NewPersonForm(WhoItIsForm, ParticipantForm):
    """A person, or who is known already.

    What is known of them stays then; they are only made part of the trips of the form.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.person:
            self.person.was_known = True
            self.instance = self.person

    def _post_clean(self):
        if self.person is None:
            super()._post_clean()


class NewMemberForm(WhoItIsForm, forms.ModelForm):
    """A member of a trip: somebody who is chosen, or the name of somebody new."""

    name = LineField(
        label=gettext_lazy("Or a new name"),
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Of somebody whom you don't find above. Where you know somebody of this name, you are "
            "asked if it is the same person."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participant"].required = False

    def clean(self):
        cleaned = super().clean()
        name, chosen = cleaned.get("name"), cleaned.get("participant")
        if name and chosen:
            self.add_error("name", _("Choose somebody or write a name, and not both."))
        elif not (name or chosen or self.errors):
            self.add_error("participant", _("Choose somebody, or write the name of somebody new."))
        elif self.person:
            cleaned["participant"] = self.person
        return cleaned


class AddsMembers:
    """What the admin of members gets, so that the name of a new person is typed in place."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            people = self.admin_site.get_model_admin(Participant)
            known = staticmethod(lambda: with_trips(people.choices(request), request.viewer))
            kwargs["form"] = type("NewMemberForm", (NewMemberForm,), {"known_people": known})
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None:
            return fieldsets
        (title, options), *others = fieldsets
        trip, participant, *fields = options["fields"]
        fields = [trip, participant, "name", "same_as", *fields]
        return [(title, {**options, "fields": fields}), *others]

    def save_model(self, request, obj, form, change):
        if obj.participant_id is None:
            obj.participant = Participant.objects.create(name=form.cleaned_data["name"])
            people = self.admin_site.get_model_admin(Participant)
            people.log_addition(request, obj.participant, [{"added": {}}])
        super().save_model(request, obj, form, change)


# Who was recorded twice is merged


class Cell(NamedTuple):
    """What one record says in a field; a `key` can be chosen."""

    text: str
    key: str = ""
    is_chosen: bool = False


@dataclass
class Line:
    """A field, and what each record says in it: None for one that has no such row."""

    name: str
    label: str
    rows: list
    cells: list[Cell] = field(default_factory=list)
    chosen: str = ""

    @property
    def is_question(self) -> bool:
        return any(cell.key for cell in self.cells)


@dataclass
class Section:
    """The fields of the persons, or of their memberships of one trip."""

    title: str
    lines: list[Line]
    note: str = ""


def compare(rows: list, names, prefix: str, sent) -> list[Line]:
    """Return the fields of rows of one model side by side; what was `sent` is chosen."""
    return [_line(rows, name, f"{prefix}-{name}", sent) for name in names]


def _line(rows, name, full_name, sent) -> Line:
    model = type(next(row for row in rows if row))
    line = Line(full_name, capfirst(model._meta.get_field(name).verbose_name), rows)
    texts = [_in_words(row, name) if row else "" for row in rows]
    given = [text for text in texts if text]
    default = _default(rows, name, texts)
    is_question = len(set(given)) > 1
    line.chosen = str(sent.get(full_name, default)) if is_question else default
    for row, text in zip(rows, texts, strict=True):
        key = str(row.pk) if row and text and is_question else ""
        line.cells.append(Cell(text, key, bool(key) and key == line.chosen))
    return line


def _default(rows, name, texts) -> str:
    """Return the id of the row whose value is proposed: the first that says something.

    Nobody is shown to more people than by each of the records.
    """
    if name == "listed_for":
        order = list(Membership.ListedFor.values)
        found = [row for row in rows if row]
        return str(max(found, key=lambda row: order.index(row.listed_for)).pk)
    pairs = [row for row, text in zip(rows, texts, strict=True) if row and text]
    return str((pairs or [row for row in rows if row])[0].pk)


def _in_words(row, name) -> str:
    model_field = row._meta.get_field(name)
    if model_field.choices:
        return str(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    if isinstance(model_field, models.DateField):
        return words.full_date(value) if value else ""
    return "\n".join(value) if isinstance(value, list) else str(value or "").strip()


@dataclass
class Merging:
    """Several records of one person, what is asked about them, and what was answered."""

    people: list[Participant]
    sent: dict

    def __post_init__(self):
        memberships = Membership.objects.filter(participant__in=self.people)
        memberships = memberships.select_related("trip", "participant").order_by("trip", "pk")
        self.memberships = list(memberships)
        keys = [str(person.pk) for person in self.people]
        self.keep = self.sent.get("keep", keys[0])
        self.is_keep_known = self.keep in keys
        self.persons = Section(
            _("The person"), compare(self.people, PERSON_FIELDS, "person", self.sent)
        )
        self.shared = [self._shared(trip, rows) for trip, rows in self._by_trip() if len(rows) > 1]
        self.moving = self._moving()

    def _by_trip(self):
        for trip, rows in groupby(self.memberships, key=lambda m: m.trip):
            yield trip, list(rows)

    def _shared(self, trip, rows) -> tuple[int, Section]:
        by_person = {row.participant_id: row for row in rows}
        ordered = [by_person.get(person.pk) for person in self.people]
        lines = compare(ordered, MEMBER_FIELDS, f"trip{trip.pk}", self.sent)
        lines = [line for line in lines if any(cell.text for cell in line.cells)]
        return trip.pk, Section(str(trip), lines, self._links_in_words(rows))

    def _links_in_words(self, rows) -> str:
        joined = [row for row in rows if row.joined_at]
        if len(joined) == 1:
            return _("The personal link that was used goes on working, the other one stops.")
        return _("The personal link of who stays goes on working, the other one stops.")

    def _moving(self) -> list[dict]:
        """Count what belongs to each record."""
        sessions = dict(
            Attendance.objects.filter(membership__participant__in=self.people)
            .values_list("membership__participant")
            .annotate(Count("pk"))
            .order_by()
        )
        texts = dict(
            Revision.objects.filter(participant__in=self.people)
            .values_list("participant")
            .annotate(Count("pk"))
            .order_by()
        )
        return [
            {
                "person": person,
                "key": str(person.pk),
                "is_kept": str(person.pk) == self.keep,
                "trips": [m.trip for m in self.memberships if m.participant_id == person.pk],
                "sessions": sessions.get(person.pk, 0),
                "texts": texts.get(person.pk, 0),
            }
            for person in self.people
        ]

    @property
    def sections(self) -> list[Section]:
        return [self.persons, *(section for _pk, section in self.shared)]

    def is_answered(self) -> bool:
        """Is what was sent one of what can be chosen, in each line?"""
        lines = [line for section in self.sections for line in section.lines]
        return self.is_keep_known and all(
            any(cell.is_chosen for cell in line.cells) for line in lines if line.is_question
        )

    def merge(self, user) -> Participant:
        """Merge as it was answered; raise ValidationError where that can't be."""
        keep = next(person for person in self.people if str(person.pk) == self.keep)
        others = [person for person in self.people if person is not keep]
        merge_people(
            keep=keep,
            others=others,
            person=_values(self.persons, PERSON_FIELDS),
            members={pk: _values(section, MEMBER_FIELDS) for pk, section in self.shared},
            user=user,
        )
        return keep


def _values(section: Section, names) -> dict:
    chosen = {}
    for line in section.lines:
        name = line.name.rpartition("-")[2]
        row = next(row for row in line.rows if row and str(row.pk) == line.chosen)
        chosen[name] = getattr(row, name)
    return {name: chosen[name] for name in names if name in chosen}


class SamePeople:
    """What the admin of people gets."""

    actions = ["merge_people"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        return [path("merge/", view, name="people_participant_merge"), *super().get_urls()]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            known = staticmethod(lambda: with_trips(self.choices(request), request.viewer))
            kwargs["form"] = type("NewPersonForm", (NewPersonForm,), {"known_people": known})
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        if obj is not None:
            return fields
        # Beside the name that it is about.
        return [*fields[:2], "same_as", *(name for name in fields[2:] if name != "same_as")]

    def save_model(self, request, obj, form, change):
        if not getattr(obj, "was_known", False):
            super().save_model(request, obj, form, change)

    def log_addition(self, request, obj, message):
        # Who adds somebody may see them from then on. This person was there, and theirs to see.
        if getattr(obj, "was_known", False):
            return self.log_change(request, obj, message)
        return super().log_addition(request, obj, message)

    # In searches of forms.

    def to_be_chosen(self, request, people):
        return with_trips(people, request.viewer)

    def label_of(self, person) -> str:
        return called(person)

    # Merging.

    @admin.action(
        description=gettext_lazy("Merge selected people into one"), permissions=["change"]
    )
    def merge_people(self, request, queryset):
        ids = queryset.order_by("pk").values_list("pk", flat=True)[: MOST_AT_ONCE + 1]
        address = reverse("admin:people_participant_merge")
        return redirect(f"{address}?{urlencode({'ids': ','.join(map(str, ids))})}")

    @method_decorator([never_cache, require_http_methods(["GET", "HEAD", "POST"])])
    def merge_view(self, request):
        """Show what the records say side by side; merge them as it was answered."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        ids = [key for key in request.GET.get("ids", "").split(",") if key.isdecimal()][:99]
        found = self.get_queryset(request).filter(pk__in=[key for key in ids if len(key) < 19])
        # First who is on most trips.
        people = sorted(
            found.annotate(n_trips=Count("memberships", distinct=True)),
            key=lambda person: (-person.n_trips, person.pk),
        )
        if not 2 <= len(people) <= MOST_AT_ONCE:
            told = _("Choose two to %(most)d people who are the same.") % {"most": MOST_AT_ONCE}
            messages.warning(request, told)
            return redirect("admin:people_participant_changelist")
        blocked = [p for p in people if not self.has_change_permission(request, p) or p.is_shared]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge people"),
            "opts": self.opts,
            "blocked": blocked,
            "columns": len(people),
        }
        if not blocked:
            versions = " ".join(f"{person.pk}:{person.version}" for person in people)
            sent = request.POST.dict()
            if sent and sent.get("versions") != versions:
                messages.warning(request, _("Somebody changed this meanwhile. Look at it again."))
                sent = {}
            merging = Merging(people, sent)
            if sent and self._merged(request, merging):
                return redirect("admin:people_participant_change", merging.keep)
            context |= {"merging": merging, "versions": versions}
        status = 403 if blocked else 200
        return TemplateResponse(request, "admin/people/merge.html", context, status=status)

    def _merged(self, request, merging: Merging) -> bool:
        if not merging.is_answered():
            messages.error(request, _("Choose one in each line."))
            return False
        try:
            kept = merging.merge(request.user)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return False
        number = len(merging.people) - 1
        told = ngettext(
            "%(number)d other record became part of “%(name)s”.",
            "%(number)d other records became part of “%(name)s”.",
            number,
        )
        names = joined([str(p) for p in merging.people if p.pk != kept.pk])
        self.log_change(request, kept, _("Merged with %(names)s.") % {"names": names})
        messages.success(request, told % {"number": number, "name": kept})
        return True
