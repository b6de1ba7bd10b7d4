"""Personal links without accounts: signed tokens that need nothing secret in the database.

A token is signed from a row's uid and its token version, with a salt for each use: it can be
shown again at any time, and raising the version revokes it. Links that let somebody in stop
working some time after the trip.
"""

import datetime as dt

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from .models import Membership, Trip

JOIN = "tripbook.join"
FEED = "tripbook.feed"
HOST = "tripbook.host"


def token_of(row, use: str) -> str:
    """Return the token of a row for one use: of a membership (JOIN, FEED) or a note (HOST)."""
    return _signer(use).sign(f"{row.uid}.{row.token_version}")


def row_of(rows, token: str, use: str):
    """Return the one of the rows that a token was made for; None if it is forged or revoked."""
    try:
        uid, version = _signer(use).unsign(token).split(".")
    except (BadSignature, ValueError):
        return None
    return rows.filter(uid=uid, token_version=version).first()


def membership_of(token: str, use: str) -> Membership | None:
    """Return the membership that a token was made for; None if it no longer opens anything."""
    memberships = Membership.objects.select_related("trip", "participant")
    found = row_of(memberships, token, use)
    return None if found and use == JOIN and has_expired(found.trip) else found


def has_expired(trip: Trip) -> bool:
    """Is the trip over for so long that its links let nobody in any more?"""
    last = trip.days.aggregate(last=Max("date"))["last"]
    if last is None:
        return False
    return timezone.now().date() > last + dt.timedelta(days=settings.LINKS_EXPIRE_DAYS)


def join_path(membership: Membership) -> str:
    """Return the path of the page that lets this member in."""
    return reverse("pages:join", args=[token_of(membership, JOIN)])


def feed_path(membership: Membership) -> str:
    """Return the path of this member's private calendar."""
    return reverse("pages:feed", args=[token_of(membership, FEED)])


def _signer(use: str) -> Signer:
    return Signer(sep=".", salt=use)
