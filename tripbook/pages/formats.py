"""The formats of the whole trip that people can take with them, as pages list them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Format:
    """One file with the whole trip in it: the name of its address, and what it is good for."""

    address: str
    name: str | Promise
    purpose: str | Promise
    is_saved: bool = False
    """Is it for keeping, not for reading where it is linked?"""


FORMATS = (
    Format(
        "pages:trip-html",
        _("One file"),
        _("Everything on one page. It opens in flight mode, and printed it is a programme book."),
        is_saved=True,
    ),
    Format("pages:trip-json", "JSON", _("For programs, and for a copy of the trip elsewhere.")),
)
