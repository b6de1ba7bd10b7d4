"""Mails to accounts: a link to choose a password, and what members ask of their organizers."""

import logging
import threading
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from events.models import Membership, Organizer
from people.models import User
from tripbook.interchange.dump import absolute_url
from tripbook.invitations import language_of

logger = logging.getLogger(__name__)


def password_link(user: User) -> str:
    """Return the address at which somebody chooses a password, for PASSWORD_RESET_TIMEOUT."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return absolute_url(reverse("password_reset_confirm", args=[uid, token]))


def password_mail(user: User) -> EmailMessage:
    """Return the mail with that address: a welcome to who never signed in."""
    context = {"user": user, "link": password_link(user), "is_new": user.last_login is None}
    subject = _("Your account for tripbook") if context["is_new"] else _("A new password")
    return EmailMessage(subject, render_to_string("mail/password.txt", context), to=[user.email])


def tell_of_removal(member: Membership) -> None:
    """Write to the owners of a trip, in its language, that a member asks to be taken off it."""
    owners = User.objects.filter(
        organized__trip=member.trip, organized__role=Organizer.Role.OWNER, is_active=True
    )
    to = sorted(owners.exclude(email="").values_list("email", flat=True))
    if not (to and settings.SENDS_MAIL):
        return
    context = {
        "name": member.participant.name,
        "trip": member.trip.title,
        "link": absolute_url(reverse("admin:events_membership_change", args=[member.pk])),
    }
    with translation.override(language_of(member.trip)):
        # A line break in a name would end the header of the mail.
        subject = " ".join((_("%(name)s asks to be taken off “%(trip)s”") % context).split())
        body = render_to_string("mail/removal.txt", context)
    send_soon(EmailMessage(subject, body, to=to))


def send_soon(mail: EmailMessage) -> threading.Thread:
    """Send a mail in a thread of its own, for whoever waits for a page. What fails is logged."""
    thread = threading.Thread(target=_send, args=[mail], name="mail")
    thread.start()
    return thread


def _send(mail: EmailMessage) -> None:
    try:
        mail.send()
    except (OSError, SMTPException):
        logger.exception("A mail was not taken.")
