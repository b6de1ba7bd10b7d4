"""The people of a trip as address cards: vCard 3.0 (RFC 2426), which every phone reads.

A card has no e-mail address and no phone number: those are private fields.
"""

import datetime as dt
from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.models import Membership
from notes.links import is_http_url
from tripbook.loading import VisibleTrip

from .contentlines import folded, text
from .dump import absolute_url
from .exporting import Format, language_of


def write(loaded: VisibleTrip) -> bytes:
    """Return the cards of everyone whom the viewer may see."""
    with translation.override(language_of(loaded.trip)):
        return folded(line for member in loaded.memberships for line in _card(member))


def _card(member: Membership) -> Iterator[str]:
    person = member.participant
    name = text(person.name)
    changed = max(person.updated_at, member.updated_at).astimezone(dt.UTC)
    yield from ("BEGIN:VCARD", "VERSION:3.0")
    yield f"UID:{person.uid}@tripbook"
    yield f"FN:{name}"
    # Which part is the family's name is not known: taken apart wrongly, names change their order.
    yield f"N:;{name};;;"
    if person.handle and person.handle != person.name:
        yield f"NICKNAME:{text(person.handle)}"
    if person.organization:
        yield f"ORG:{text(person.organization.name)}"
    if person.position:
        yield f"TITLE:{text(person.position)}"
    for url in (absolute_url(member.get_absolute_url()), *person.links):
        if is_http_url(url):
            yield f"URL:{url}"
    note = f"{member.trip.title} · {member.get_role_display()}"
    yield f"NOTE:{text(chr(10).join(filter(None, [note, person.bio])))}"
    yield f"REV:{changed:%Y-%m-%dT%H:%M:%SZ}"
    yield "END:VCARD"


VCARD = Format(
    name="vcf",
    path="/people.vcf",
    media_type="text/vcard; charset=utf-8",
    writer=write,
    label=_("Address cards"),
    purpose=_("The people for your phone's contacts, as vCard."),
    subject=lambda loaded: f"{loaded.trip.title} – people",
    is_download=True,
)
