"""Mails to accounts: to those who have forgotten their password, or have none yet."""

from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from people.models import User
from tripbook.interchange.dump import absolute_url


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
