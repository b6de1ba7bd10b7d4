"""What the note of a session begins with, before anybody has written in it."""

from django.utils import translation
from django.utils.translation import gettext as _

from events.models import Membership, Session

from .models import Note


def starting_text(note: Note) -> str:
    """Return the text that a note without a revision begins with.

    It is in the language of the trip, and names those whom all readers of the note may see: so
    it is the same for whoever begins.
    """
    if note.session is None:
        return ""
    with translation.override(_language_of(note.owning_trip)):
        if note.purpose == Note.Purpose.PREPARATION:
            return (
                _("## Questions for the hosts") + "\n\n- \n\n" + _("## What the hosts ask") + "\n"
            )
        people = "".join(f"- {name}\n" for name in _people(note)) or "- \n"
        parts = [
            _("## People") + f"\n\n{people}",
            _("## Notes") + "\n\n",
            _("## Questions") + "\n\n- \n",
            _("## Follow-ups") + "\n",
        ]
        return "\n".join(parts)


def _people(note: Note) -> list[str]:
    shown = [Membership.ListedFor.PUBLIC]
    is_for_members = (
        note.visibility == Note.Visibility.MEMBERS
        or note.session.visibility == Session.Visibility.MEMBERS
    )
    if is_for_members:
        shown.append(Membership.ListedFor.MEMBERS)
    going = note.session.attendances.filter(membership__listed_for__in=shown).order_by("pk")
    return list(going.values_list("membership__participant__name", flat=True))


def _language_of(trip) -> str:
    """Return the site's language that is nearest to the trip's own."""
    try:
        return translation.get_supported_language_variant(trip.language)
    except LookupError:
        return "en"
