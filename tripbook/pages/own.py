"""What a member reads about themself and nobody else on the trip does, except who organizes it."""

from typing import NamedTuple

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.models import Attendance, Membership
from notes.models import Note, Revision
from people.forms import LinksField
from people.models import Participant


class OwnFacts(NamedTuple):
    """Who sees a member, and each private field with its name."""

    seen_by: str
    fields: list[tuple[str, str]]


def own_facts(me: Membership) -> OwnFacts:
    listed = Membership.ListedFor
    seen_by = {
        listed.PUBLIC: _("Everyone who sees the trip sees your name and your sessions."),
        listed.MEMBERS: _("Members of the trip and its organizers see your name and sessions."),
        listed.ORGANIZERS: _("Only the organizers see that you take part."),
    }
    fields = [
        (capfirst(me._meta.get_field(name).verbose_name), getattr(me, name))
        for name in Membership.PRIVATE_FIELDS
    ]
    return OwnFacts(seen_by[me.listed_for], fields)


class ProfileForm(forms.ModelForm):
    """What a member says of themself to those who see them listed."""

    class Meta:
        model = Participant
        fields = ["name", "handle", "position", "bio", "links"]
        field_classes = {"links": LinksField}
        widgets = {"bio": forms.Textarea(attrs={"rows": 5})}


class LogisticsForm(forms.ModelForm):
    """For whom a member is listed on a trip, and what only its organizers know of them."""

    class Meta:
        model = Membership
        fields = [
            "listed_for",
            "email",
            "phone",
            "arrival",
            "departure",
            "diet",
            "emergency_contact",
        ]
        widgets = {
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }


def own_data(me: Membership) -> dict:
    """Return all that is stored about a member of a trip, to be taken away."""
    person = me.participant
    attendances = Attendance.objects.filter(membership=me).select_related("session__day")
    written = Revision.objects.filter(participant=person, note__in=Note.objects.of_trip(me.trip))
    return {
        "trip": {"title": me.trip.title, "slug": me.trip.slug},
        "person": {
            "name": person.name,
            "handle": person.handle,
            "organization": person.organization.name if person.organization else "",
            "position": person.position,
            "bio": person.bio,
            "links": person.links,
        },
        "on_the_trip": {
            "role": me.role,
            "from": me.joins_on and me.joins_on.isoformat(),
            "until": me.leaves_on and me.leaves_on.isoformat(),
            "listed_for": me.listed_for,
            "link_sent": me.invited_at and me.invited_at.isoformat(),
            "joined": me.joined_at and me.joined_at.isoformat(),
            "asked_to_be_removed": me.removal_asked_at and me.removal_asked_at.isoformat(),
        },
        "for_organizers_only": {name: getattr(me, name) for name in Membership.PRIVATE_FIELDS},
        "sessions": [
            {
                "date": attendance.session.day.date.isoformat(),
                "title": attendance.session.title,
                "role": attendance.role,
            }
            for attendance in attendances.order_by("session__day__date", "pk")
        ],
        "texts_saved": [
            {
                "note": revision.note.uid,
                "revision": revision.number,
                "saved": revision.created_at.isoformat(),
                "text": revision.sent_text,
            }
            for revision in written.select_related("note").order_by("pk")
        ],
    }
