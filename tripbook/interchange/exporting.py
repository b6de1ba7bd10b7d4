"""What a format is: a form in which others can take a trip, or a part of it, along.

Each module beside this one that writes a format ends with its `Format`. All of them stand in
`tripbook.pages.formats.FORMATS`; addresses, the command line, the admin and the trip's page come
from there.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _

from events.access import Viewer
from events.models import Trip
from tripbook.garbage import collector_paused
from tripbook.loading import VisibleTrip, load_trip

# Not allowed in names of files on some system, or not to be seen in them.
NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
# Most systems stop at 255; a suffix and the number of a second download need room.
MAX_FILE_NAME_BYTES = 180


class NotInTrip(LookupError):
    """The part that was asked for is not in the trip, as far as the viewer may see it."""


class UnknownOption(ValueError):
    """A value that the option of a format does not have. Says so in words."""


@dataclass(frozen=True)
class Option:
    """A choice within a format: in the query of its address, and on the command line."""

    name: str
    values: tuple[str, ...]
    """The first is taken where none is given."""

    def read(self, given: str | None) -> str:
        """Return the value that was given. Raise UnknownOption if there is no such value."""
        if given is None:
            return self.values[0]
        if given not in self.values:
            raise UnknownOption(
                _("There is no %(option)s “%(given)s”; there are: %(values)s.")
                % {"option": self.name, "given": given[:50], "values": ", ".join(self.values)}
            )
        return given


def of_the_whole_trip(**part) -> Q:
    return Q()


def title_of_the_trip(loaded: VisibleTrip, **part) -> str:
    return loaded.trip.title


@dataclass(frozen=True, kw_only=True)
class Format:
    """One kind of file, at one address under the trip's.

    `path` is what the address has behind the trip's name, with what it captures: `.json`,
    `/<date:date>.ics`. What it captures, and the option's value by its name, are handed to
    `writer`, `sessions` and `subject`.
    """

    name: str
    """On the command line, and in the name of the address: `trip-json`."""
    path: str
    media_type: str
    writer: Callable[..., bytes]
    label: str | Promise = ""
    purpose: str | Promise = ""
    """What menus say of it; nothing for a part, which stands in no menu."""
    sessions: Callable[..., Q] = of_the_whole_trip
    """Which sessions the file needs."""
    subject: Callable[..., str] = title_of_the_trip
    """What the file's name says that it is of."""
    option: Option | None = None
    has_texts: bool = False
    """Does it hold the texts of the notes?"""
    is_download: bool = False
    """Is it for keeping, not for reading where it is linked?"""
    headers: Callable[[], dict[str, str]] = field(default=dict)
    """Headers of its own on the web."""
    page: str = ""
    """The name of the page that explains it, where a bare link would not do."""

    @property
    def is_of_whole_trip(self) -> bool:
        return "<" not in self.path

    @property
    def suffix(self) -> str:
        return f".{self.path.rpartition('.')[2]}"

    def load(self, trip: Trip, viewer: Viewer, **part) -> VisibleTrip:
        """Load what of the trip goes into the file, as far as the viewer may see it."""
        with collector_paused():
            return load_trip(trip, viewer, sessions=self.sessions(**part), bodies=self.has_texts)

    def write(self, loaded: VisibleTrip, **part) -> bytes:
        """Return the file of what was loaded. Raises NotInTrip where the part is not there."""
        with collector_paused():
            return self.writer(loaded, **part)

    def address(self, trip: Trip, **part) -> str:
        """Return the path of the file."""
        return reverse(f"pages:trip-{self.name}", kwargs={"slug": trip.slug, **part})

    def entrance(self, trip: Trip) -> str:
        """Return the path that menus lead to."""
        return reverse(self.page, args=[trip.slug]) if self.page else self.address(trip)

    def file_name(self, loaded: VisibleTrip, **part) -> str:
        """Return a name to save the file under, in the trip's own script."""
        stem = readable(self.subject(loaded, **part)) or loaded.trip.slug
        return stem + self.suffix


def readable(text: str) -> str:
    """Return a text as it can stand in the name of a file, on any system."""
    seen = "".join(c for c in NOT_IN_FILE_NAMES.sub(" ", text) if unicodedata.category(c)[0] != "C")
    cut = seen.encode()[:MAX_FILE_NAME_BYTES].decode(errors="ignore")
    return cut.strip(" .")


def language_of(trip: Trip) -> str:
    """Return the site's language nearest to the trip's own: that of files for no one reader."""
    try:
        return get_supported_language_variant(trip.language)
    except LookupError:
        return "en"
