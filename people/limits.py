"""How much a field holds. Forms, the trip document and both databases keep to it."""

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CharField, Q, TextField, Transform
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

MAX_LINE = 500
"""Characters of a one-line field: a title, a name, a handle, a tag."""
MAX_URL = 2_000
"""Characters of an address of the web."""
MAX_TEXT_BYTES = 5_000_000
"""Bytes in UTF-8 of a note or a description."""
MAX_SLUG = 60
"""Characters of a trip's name in addresses."""
FIRST_DATE, LAST_DATE = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
"""The dates that a trip may have. Around any of them there is room to count and for all zones."""
INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]")
"""Characters without a width: they say how the others are set."""


def is_blank(text: str) -> bool:
    """Tell if nothing of a text is to be seen."""
    return not INVISIBLE.sub("", text).strip()


def validate_visible(value: str) -> None:
    """Raise ValidationError for a title or a name of which nothing is to be seen."""
    if is_blank(value):
        raise ValidationError(_("Write something that can be seen."), code="invisible")


def validate_date(value: dt.date) -> None:
    """Raise ValidationError for a date that no trip has, such as one of the year 1."""
    if not FIRST_DATE <= value <= LAST_DATE:
        raise ValidationError(
            _("Write a date between %(first)d and %(last)d."),
            code="out_of_range",
            params={"first": FIRST_DATE.year, "last": LAST_DATE.year},
        )


class OctetLength(Transform):
    """The bytes of a text in UTF-8. SQLite before 3.43 has no function of its own for it."""

    function = "OCTET_LENGTH"
    lookup_name = "octet_length"
    output_field = models.IntegerField()

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(
            compiler, connection, template="LENGTH(CAST(%(expressions)s AS BLOB))", **extra
        )


CharField.register_lookup(Length)
TextField.register_lookup(OctetLength)


def line_limits(model: str, *, required: tuple[str, ...] = (), optional: tuple[str, ...] = ()):
    """Return the constraints that hold a model's one-line fields to their length.

    PostgreSQL would refuse a longer text by itself, SQLite stores it: both get the same check.
    """
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}__length__gte": least, f"{field}__length__lte": MAX_LINE}),
            name=f"{model}_{field}_length",
            violation_error_message=message,
        )
        for fields, least, message in (
            (required, 1, _("Write 1 to 500 characters.")),
            (optional, 0, _("Write 500 characters at most.")),
        )
        for field in fields
    ]


def text_limits(model: str, *fields: str):
    """Return the constraints that hold a model's long texts to their size."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}__octet_length__lte": MAX_TEXT_BYTES}),
            name=f"{model}_{field}_size",
            violation_error_message=_("This text is longer than 5 MB."),
        )
        for field in fields
    ]


def choice_limits(model: str, **choices: type[models.TextChoices]):
    """Return the constraints that hold a model's closed lists to their values."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}__in": values.values}), name=f"{model}_{field}_known"
        )
        for field, values in choices.items()
    ]
