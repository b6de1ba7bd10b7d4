"""What kind of file something is, from its content and its name."""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _

from notes.models import Import
from tripbook.interchange.document import FORMAT, DocumentError, Problem, parse_json
from tripbook.interchange.web_pages import is_web_page

from .calendars import read_calendar
from .programme import Reading, Target
from .schedules import read_schedule_json, read_schedule_xml
from .sheets import looks_like_sheet, read_sheet
from .texts import decode_text

ZIP = b"PK\x03\x04"
SHEET_NAMES = (".csv", ".tsv", ".tab")


def check_size(data: bytes) -> None:
    """Raise DocumentError for a file that is empty or too large to be read."""
    if len(data) > settings.IMPORT_MAX_BYTES:
        message = _("The file is larger than %(limit)d bytes.")
        raise DocumentError([Problem("", message % {"limit": settings.IMPORT_MAX_BYTES})])
    if not data.strip():
        raise DocumentError([Problem("", _("The file is empty."))])


def kind_of_file(data: bytes, name: str = "") -> str:
    """Return what an import of this file is (an `Import.Format`): from its content, mostly.

    Raise DocumentError where it is nothing that can be imported, with what to do instead.
    """
    check_size(data)
    if data.startswith(ZIP):
        raise _unknown(_("This is a workbook or an archive. Save the sheet as CSV."))
    text = decode_text(data[:4000] if data[:4000].isascii() else data)[0].lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        return _kind_of_json(data)
    if is_web_page(text):
        raise _unknown(_("This is a web page. Download the file itself."))
    if text.startswith("<"):
        return Import.Format.SCHEDULE
    if text[:15].upper() == "BEGIN:VCALENDAR":
        return Import.Format.CALENDAR
    if name.lower().endswith(SHEET_NAMES) or looks_like_sheet(text):
        return Import.Format.SHEET
    if name.lower().endswith(".ics"):
        return Import.Format.CALENDAR
    raise _unknown(
        _(
            "This is no trip document, calendar, sheet or conference schedule. A note in Markdown "
            "is imported on its own page, or with import_note."
        )
    )


def reader_of(data: bytes, kind: str) -> Callable[[bytes, Target], Reading]:
    """Return what reads a file of this kind, which is no trip document."""
    match kind:
        case Import.Format.CALENDAR:
            return read_calendar
        case Import.Format.SHEET:
            return read_sheet
    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return read_schedule_json if is_json else read_schedule_xml


def _kind_of_json(data: bytes) -> str:
    raw, _twice = parse_json(data)
    if isinstance(raw, dict) and isinstance(raw.get("schedule"), dict):
        return Import.Format.SCHEDULE
    if isinstance(raw, dict) and (raw.get("format") == FORMAT or "trip" in raw):
        return Import.Format.DOCUMENT
    raise _unknown(_("This JSON is neither a trip document nor a conference schedule."))


def _unknown(message: str) -> DocumentError:
    return DocumentError([Problem("", message)])
