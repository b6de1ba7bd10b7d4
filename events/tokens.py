"""Personal links without accounts: signed tokens that need nothing secret in the database.

A token is signed from a membership's uid and its token version, with a salt for each use: it
can be shown again at any time, and raising the version revokes it.
"""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from .models import Membership

JOIN = "tripbook.join"
FEED = "tripbook.feed"


def token_of(membership: Membership, use: str) -> str:
    """Return the token of a membership for one use (JOIN or FEED)."""
    return _signer(use).sign(f"{membership.uid}.{membership.token_version}")


def membership_of(token: str, use: str) -> Membership | None:
    """Return the membership that a token was made for; None if it is forged or revoked."""
    try:
        uid, version = _signer(use).unsign(token).split(".")
    except (BadSignature, ValueError):
        return None
    memberships = Membership.objects.select_related("trip", "participant")
    return memberships.filter(uid=uid, token_version=version).first()


def join_path(membership: Membership) -> str:
    """Return the path of the page that lets this member in."""
    return reverse("pages:join", args=[token_of(membership, JOIN)])


def feed_path(membership: Membership) -> str:
    """Return the path of this member's private calendar."""
    return reverse("pages:feed", args=[token_of(membership, FEED)])


def _signer(use: str) -> Signer:
    return Signer(sep=".", salt=use)
