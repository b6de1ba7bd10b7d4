"""Public identifiers: how everything of a trip is named outside the database."""

import hmac
import secrets
import string

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

UID_PATTERN = r"^[A-Za-z0-9]{8,32}$"
UID_LENGTH = 16
ALPHABET = string.ascii_letters + string.digits
# The letter that a random byte stands for; the last few bytes stand for none, so that no letter is
# likelier than another.
BYTE_TO_LETTER = (ALPHABET * 5).encode()[:256]
NO_LETTER = bytes(range(256 // len(ALPHABET) * len(ALPHABET), 256))


def new_uid() -> str:
    """Return a new random uid of 16 letters and digits (95 bits: never seen before)."""
    letters = b""
    while len(letters) < UID_LENGTH:
        letters += secrets.token_bytes(2 * UID_LENGTH).translate(BYTE_TO_LETTER, NO_LETTER)
    return letters[:UID_LENGTH].decode()


def uid_of(seed: str, name: str) -> str:
    """Return the uid that something of a name has: the same for the same seed, else another.

    It is as hard to guess as the seed is.
    """
    return _spelled(int.from_bytes(hmac.digest(seed.encode(), name.encode(), "sha256"), "big"))


def _spelled(number: int) -> str:
    """Return a number of 256 random bits as the letters and digits of a uid."""
    letters = []
    for _i in range(UID_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)


class UidField(models.CharField):
    """A public identifier: random, unique, the same across export, import, rename and move."""

    def __init__(self, **options):
        options.update(
            verbose_name=_("uid"),
            max_length=32,
            unique=True,
            editable=False,
            default=new_uid,
            validators=[RegexValidator(UID_PATTERN)],
        )
        super().__init__(**options)

    def deconstruct(self):
        name, path, args, _options = super().deconstruct()
        return name, path, args, {}


def uid_format(model: str) -> models.CheckConstraint:
    """Return the constraint that holds a model's uid to its letters, digits and length."""
    return models.CheckConstraint(
        condition=models.Q(uid__regex=UID_PATTERN), name=f"{model}_uid_format"
    )
