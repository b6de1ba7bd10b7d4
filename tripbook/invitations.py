"""Join links by e-mail, in the languages of the site."""

from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from events.models import Membership, Trip
from events.tokens import join_path
from tripbook.interchange.dump import absolute_url


def without_link(trip: Trip):
    """Return the members who have neither been sent their link nor used it."""
    return trip.memberships.filter(invited_at=None, joined_at=None).select_related("participant")


def with_address(members):
    return members.filter(~Q(email=""))


def language_of(trip: Trip) -> str:
    """Return the language of the site that is nearest to the trip's own."""
    try:
        return translation.get_supported_language_variant(trip.language)
    except LookupError:
        return "en"


def invitation(member: Membership, language: str) -> EmailMessage:
    """Return the mail with a member's join link."""
    context = {
        "name": member.participant.name,
        "trip": member.trip.title,
        "link": absolute_url(join_path(member)),
    }
    with translation.override(language):
        # A line break in a title would end the header of the mail.
        subject = " ".join((_("Your link to %(trip)s") % context).split())
        body = render_to_string("mail/join_link.txt", context)
    return EmailMessage(subject, body, to=[member.email])


def send_links(members, language: str) -> int:
    """Send each member with an address their link; return how many were sent.

    Each is marked when it has left. Raise OSError or SMTPException when the server takes no more.
    """
    sent = 0
    with get_connection() as connection:
        for member in with_address(members).select_related("participant", "trip"):
            mail = invitation(member, language)
            mail.connection = connection
            mail.send()
            Membership.objects.filter(pk=member.pk).update(invited_at=timezone.now())
            sent += 1
    return sent
