"""The optional second factor of an account: an authenticator app (TOTP, RFC 6238) and backup codes.

What is stored are django-otp's own rows: one TOTPDevice, and one StaticDevice with the codes.
"""

import datetime as dt
import unicodedata

from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from .models import User

BACKUP_CODES = 10
DIGITS = 6


class TooManyWrongCodes(Exception):
    """Codes are not looked at before the instant `until`: each wrong one doubles the wait."""

    def __init__(self, until: dt.datetime):
        super().__init__(until)
        self.until = until

    @property
    def seconds(self) -> int:
        return max(1, round((self.until - timezone.now()).total_seconds()))


def is_on(user: User) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def new_key() -> str:
    """Return a new secret, in hex, that is nobody's yet."""
    return default_key()


def device_with(user: User, key: str) -> TOTPDevice:
    """Return the device that a secret would make; its `config_url` is what the app scans."""
    return TOTPDevice(user=user, key=key, name="authenticator")


@transaction.atomic
def turn_on(user: User, key: str, code: str) -> list[str] | None:
    """Make a secret the user's second factor, if the code is its code now.

    Return the backup codes, which are shown this once; None if the code is wrong.
    """
    turn_off(user)
    if not device_with(user, key).verify_token(plain(code)):
        transaction.set_rollback(True)
        return None
    return new_backup_codes(user)


@transaction.atomic
def new_backup_codes(user: User) -> list[str]:
    """Replace the user's backup codes; each of them signs in once."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="backup codes")
    codes = [StaticToken.random_token() for _i in range(BACKUP_CODES)]
    device.token_set.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def backup_codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def check(user: User, code: str) -> bool:
    """Is this the code of the user's app now, or one of their backup codes? Either holds once.

    Raise TooManyWrongCodes when it is too early to try another.
    """
    code = plain(code)
    is_from_app = len(code) == DIGITS and code.isdecimal()
    model = TOTPDevice if is_from_app else StaticDevice
    device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return False
    is_allowed, why_not = device.verify_is_allowed()
    if not is_allowed:
        raise TooManyWrongCodes(why_not["locked_until"])
    return device.verify_token(code)


@transaction.atomic
def turn_off(user: User) -> None:
    for model in (TOTPDevice, StaticDevice):
        model.objects.filter(user=user).delete()


def plain(code: str) -> str:
    """Return a code without what people type around it: spaces, hyphens, wide digits."""
    code = unicodedata.normalize("NFKC", code).lower()
    return "".join(sign for sign in code if sign.isalnum())
