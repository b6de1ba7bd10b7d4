"""A trip as sheets (CSV, RFC 4180): its sessions, its people, its documents.

The sheet of sessions has the columns that `tripbook.interchange.readers.sheets` reads.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from events.models import Attendance
from tripbook.loading import VisibleTrip

from .contentlines import plain
from .exporting import Format, Option

# Spreadsheets take a text that begins like this for a formula, and run it.
LIKE_A_FORMULA = re.compile(r"[=+\-@\t\r\n]")
BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets take UTF-8 for the encoding of their own country."""

COLUMNS = (
    *("uid", "date", "start", "end", "end date", "timezone", "end timezone", "title", "kind"),
    *("status", "place", "address", "hosts", "people", "links", "description", "visibility"),
)

Rows = Iterator[tuple]


def sessions(loaded: VisibleTrip) -> Rows:
    yield COLUMNS
    for session in loaded.sessions:
        place = session.place
        yield (
            session.uid,
            session.day.date,
            _clock(session.start),
            _clock(session.end),
            session.end_date,
            session.day.zone,
            session.end_timezone,
            session.title,
            session.kind,
            session.status,
            place.name if place else "",
            place.address if place else "",
            "; ".join(host.name for host in session.host_organizations),
            "; ".join(_person(going) for going in session.going),
            " ".join(doc.url for doc in session.docs),
            session.description,
            session.visibility,
        )


def people(loaded: VisibleTrip) -> Rows:
    yield "uid", "name", "handle", "role", "organization", "position", "from", "until", "links"
    for member in loaded.memberships:
        person = member.participant
        yield (
            person.uid,
            person.name,
            person.handle,
            member.role,
            person.organization.name if person.organization else "",
            person.position,
            member.joins_on,
            member.leaves_on,
            " ".join(person.links),
        )


def docs(loaded: VisibleTrip) -> Rows:
    yield "uid", "date", "session", "title", "kind", "url", "visibility"
    for doc in loaded.linked_docs:
        day = doc.session.day if doc.session else doc.day
        yield (
            doc.uid,
            day.date if day else None,
            doc.session.title if doc.session else "",
            doc.title,
            doc.kind,
            doc.url,
            doc.visibility,
        )


TABLES = {"sessions": sessions, "people": people, "docs": docs}


def write(loaded: VisibleTrip, *, table: str) -> bytes:
    """Return one of the TABLES of a trip."""
    return to_csv(TABLES[table](loaded))


def to_csv(rows: Iterable[Iterable]) -> bytes:
    """Return rows as a sheet, in which no cell is run as a formula."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    csv.writer(out).writerows(map(_cell, row) for row in rows)
    return out.getvalue().encode()


def _cell(value) -> str:
    """Return a value as a cell, guarded where a spreadsheet would run it."""
    if value is None:
        return ""
    text = plain(str(value))
    return f"'{text}" if LIKE_A_FORMULA.match(text) else text


def _clock(time) -> str:
    return f"{time:%H:%M}" if time else ""


def _person(going) -> str:
    name = going.membership.participant.name
    return name if going.role == Attendance.Role.ATTENDEE else f"{name} ({going.role})"


def _subject(loaded: VisibleTrip, *, table: str) -> str:
    title = loaded.trip.title
    return title if table == "sessions" else f"{title} – {table}"


CSV = Format(
    name="csv",
    path=".csv",
    media_type="text/csv; charset=utf-8",
    write=write,
    label="CSV",
    purpose=_("The sessions as a sheet. Change it in a spreadsheet, and import it again."),
    subject=_subject,
    option=Option("table", tuple(TABLES)),
    is_download=True,
)
