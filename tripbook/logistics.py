"""What organizers need of the people of a trip: who sleeps where, eats what, and is called how.

Each sheet is a page to be printed and a sheet (CSV). They hold private fields, and so are for the
trip's owners and editors alone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.forms import BaseModelFormSet, modelformset_factory
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from events.admin_access import RowForm
from events.models import Membership, Trip
from events.retention import removal_date
from people.admin_versions import VersionField, with_versions
from people.history import bulk_update, recording
from tripbook.fields import HeldByFields, QuickEmail, QuickHidden, QuickInput
from tripbook.interchange.sheet import to_csv
from tripbook.organizing.trip_pages import with_trip_to_change
from tripbook.pages import words

Members = list[Membership]


@dataclass
class Group:
    """People of whom the same was written: who share a room, who eat alike."""

    name: str
    members: Members = field(default_factory=list)


def grouped(members: Members, name: str) -> tuple[list[Group], Members]:
    """Return the groups of those with the same text in a field, and those who have none in it.

    Case and space make no difference. Hosts are at home: of them nothing is missing.
    """
    groups: dict[str, Group] = {}
    missing = []
    for member in members:
        text = " ".join(getattr(member, name).split())
        if text:
            groups.setdefault(text.casefold(), Group(text)).members.append(member)
        elif member.role != Membership.Role.HOST:
            missing.append(member)
    return [groups[key] for key in sorted(groups, key=_in_reading_order)], missing


def _in_reading_order(text: str) -> list:
    """Sort room 9 before room 10."""
    parts = re.split(r"(\d{1,18})", text)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


def rooms(members: Members) -> Iterator[tuple]:
    groups, missing = grouped(members, "room")
    yield "room", "name", "organization", "from", "until", "arrival", "departure"
    for group in [*groups, Group("", missing)]:
        for member in group.members:
            dates = member.joins_on, member.leaves_on
            yield group.name, *_who(member), *dates, member.arrival, member.departure


def diets(members: Members) -> Iterator[tuple]:
    groups, missing = grouped(members, "diet")
    yield "diet", "name", "organization"
    for group in [*groups, Group("", missing)]:
        for member in group.members:
            yield group.name, *_who(member)


def contacts(members: Members) -> Iterator[tuple]:
    yield "name", "organization", "role", "phone", "email"
    for member in members:
        yield *_who(member), member.role, member.phone, member.email


def emergency(members: Members) -> Iterator[tuple]:
    yield "name", "organization", "emergency contact", "phone", "room", "diet"
    for member in members:
        known = member.emergency_contact, member.phone, member.room, member.diet
        yield *_who(member), *known


def _who(member: Membership) -> tuple[str, str]:
    home = member.participant.organization
    return member.participant.name, home.name if home else ""


@dataclass(frozen=True)
class Sheet:
    """One list of a trip's people, and the private fields that it is filled in by.

    The first of them is what it is about.
    """

    name: str
    title: str | Promise
    purpose: str | Promise
    rows: Callable[[Members], Iterator[tuple]]
    fields: tuple[str, ...]

    @property
    def needs(self) -> str:
        return self.fields[0]


SHEETS = (
    Sheet(
        "rooms",
        gettext_lazy("Rooms"),
        gettext_lazy("For the hotel. Who has the same room written down shares it."),
        rooms,
        ("room", "arrival", "departure"),
    ),
    Sheet(
        "diets",
        gettext_lazy("Diets"),
        gettext_lazy("For hosts and restaurants: how many eat what."),
        diets,
        ("diet",),
    ),
    Sheet(
        "contacts",
        gettext_lazy("Contacts"),
        gettext_lazy("How to reach everybody on the way."),
        contacts,
        ("phone", "email"),
    ),
    Sheet(
        "emergency",
        gettext_lazy("Emergency"),
        gettext_lazy("To be carried on paper: whom to call when something happens."),
        emergency,
        ("emergency_contact", "phone"),
    ),
)


def people_of(trip: Trip) -> Members:
    members = trip.memberships.select_related("participant__organization")
    return sorted(members, key=lambda member: (member.participant.name.casefold(), member.pk))


def removal_in_words(trip: Trip) -> str:
    """Say when the private fields of a trip (`with_dates`) are removed."""
    return words.removal_of_private_fields(trip.ends_on)


class PersonRow(HeldByFields, RowForm):
    """What one person's row of a sheet needs."""

    version = VersionField(widget=QuickHidden)


class PersonRows(BaseModelFormSet):
    """The rows of all people, of which there may be a thousand."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        # Its choices are looked up one by one, and all rows are here already.
        form.fields["id"] = RowIdField(form.instance.pk)

    def save(self):
        """Save what was changed, all at once; return the people."""
        changed = super().save(commit=False)
        now = timezone.now()
        for member in changed:
            member.updated_at = now
        bulk_update(changed, [*self.form._meta.fields, "updated_at"])
        return changed


class RowIdField(forms.CharField):
    """Which row it is: one that is there, `pk` of which is not None."""

    widget = QuickHidden

    def __init__(self, pk: int | None):
        super().__init__(initial=pk)
        self.pk = pk

    def clean(self, value):
        if self.pk is None or str(self.pk) != value:
            raise ValidationError(gettext_lazy("was taken off the trip meanwhile"))
        return self.pk

    def has_changed(self, initial, data):
        return False


def rows_to_fill_in(trip: Trip, sheet: Sheet, data=None):
    """Return the forms of a sheet's fields, one for each person of the trip.

    What somebody else changed meanwhile is asked, as in each form of the admin.
    """
    make = modelformset_factory(
        Membership,
        PersonRow,
        formset=PersonRows,
        fields=sheet.fields,
        widgets={name: QuickEmail if name == "email" else QuickInput for name in sheet.fields},
        extra=0,
    )
    members = trip.memberships.select_related("participant__organization", "trip")
    rows = make(
        data, queryset=with_versions(members).order_by("participant__name", "pk"), prefix="people"
    )
    for row in rows:
        # Of what others have one may choose: so it is the same word for the same thing.
        row.fields[sheet.needs].widget.attrs["list"] = "known"
    return rows


class Logistics:
    """What the admin of trips gets to print and take along lists of the people."""

    def get_urls(self):
        pages = [
            path(
                f"<path:object_id>/{sheet.name}/",
                self.admin_site.admin_view(self.sheet_view),
                {"sheet": sheet},
                name=f"events_trip_{sheet.name}",
            )
            for sheet in SHEETS
        ]
        fill = self.admin_site.admin_view(self.fill_view)
        return [
            *pages,
            path("<path:object_id>/fill/", fill, name="events_trip_fill"),
            *super().get_urls(),
        ]

    @method_decorator([require_safe, cache_control(private=True, no_store=True)])
    @with_trip_to_change
    def sheet_view(self, request, trip, sheet):
        """Show one of the SHEETS, as a page or with `?format=csv` as a file."""
        members = people_of(trip)
        if request.GET.get("format") == "csv":
            return _as_file(trip, sheet, members)
        groups, missing = grouped(members, sheet.needs)
        context = {
            "tabs": [(s, reverse(f"admin:events_trip_{s.name}", args=[trip.pk])) for s in SHEETS],
            "members": members,
            "groups": groups,
            "missing": missing,
            "counts": _counts(sheet, members, groups, missing),
            "now": timezone.now(),
        }
        return self._sheet_page(request, trip, sheet, sheet.name, context)

    @method_decorator(
        [require_http_methods(["GET", "HEAD", "POST"]), cache_control(private=True, no_store=True)]
    )
    def fill_view(self, request, object_id):
        """Let somebody fill in what a sheet (`?sheet=`) needs of everybody, on one page."""
        with recording(user=request.user):
            return self._fill(request, object_id)

    @with_trip_to_change
    def _fill(self, request, trip):
        sheet = next((s for s in SHEETS if s.name == request.GET.get("sheet")), SHEETS[0])
        rows = rows_to_fill_in(trip, sheet, request.POST if request.method == "POST" else None)
        if rows.is_bound and rows.is_valid():
            self._say_what_was_filled_in(request, sheet, rows.save())
            return redirect(f"admin:events_trip_{sheet.name}", trip.pk)
        fill = reverse("admin:events_trip_fill", args=[trip.pk])
        context = {
            "tabs": [(s, f"{fill}?sheet={s.name}") for s in SHEETS],
            "rows": rows,
            "labels": [field.label for field in rows.empty_form.visible_fields()],
            "known": sorted({getattr(member, sheet.needs) for member in people_of(trip)} - {""}),
            "back": reverse(f"admin:events_trip_{sheet.name}", args=[trip.pk]),
        }
        return self._sheet_page(request, trip, sheet, "fill", context)

    def _say_what_was_filled_in(self, request, sheet: Sheet, members: Members) -> None:
        names = [str(Membership._meta.get_field(name).verbose_name) for name in sheet.fields]
        LogEntry.objects.log_actions(
            request.user.pk, members, CHANGE, [{"changed": {"fields": names}}], single_object=False
        )
        told = ngettext(
            "Changed for %(number)d person.", "Changed for %(number)d people.", len(members)
        )
        messages.success(request, told % {"number": len(members)})

    def _sheet_page(self, request, trip, sheet, template, context):
        context = {
            **self.admin_site.each_context(request),
            "title": sheet.title,
            "opts": self.opts,
            "trip": trip,
            "sheet": sheet,
            "removal": removal_in_words(trip),
            **context,
        }
        return TemplateResponse(request, f"admin/sheets/{template}.html", context)


def _as_file(trip: Trip, sheet: Sheet, members: Members) -> HttpResponse:
    response = HttpResponse(to_csv(sheet.rows(members)), content_type="text/csv; charset=utf-8")
    # What was downloaded is not removed by itself: the name reminds of it.
    until = removal_date(trip.ends_on)
    name = f"{trip.slug}-{sheet.name}" + (f"-delete-by-{until}" if until else "")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
    return response


def _counts(sheet: Sheet, members: Members, groups: list[Group], missing: Members) -> list[str]:
    """Return what the top of the sheet counts."""
    people = ngettext("%(number)d person", "%(number)d people", len(members))
    told = [people % {"number": len(members)}]
    if sheet.name == "rooms" and groups:
        told.append(ngettext("%(number)d room", "%(number)d rooms", len(groups)))
        told[-1] %= {"number": len(groups)}
    if missing:
        number = len(missing)
        told.append(
            {
                "rooms": ngettext("%(number)d without a room", "%(number)d without a room", number),
                "diets": ngettext(
                    "%(number)d said nothing yet", "%(number)d said nothing yet", number
                ),
                "contacts": ngettext(
                    "%(number)d without a phone", "%(number)d without a phone", number
                ),
                "emergency": ngettext(
                    "%(number)d without an emergency contact",
                    "%(number)d without an emergency contact",
                    number,
                ),
            }[sheet.name]
            % {"number": number}
        )
    return told
