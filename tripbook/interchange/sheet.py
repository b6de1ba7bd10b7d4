"""A trip as sheets (CSV, RFC 4180): its sessions, its people, its documents.

The sheet of sessions has the columns that `tripbook.interchange.readers.sheets` reads. It names
people, places and hosts by their names; namesakes and names that a cell can't hold as they are
have their uid beside them: `Mei [Qm3xT7bLw2Rk9aZc]`.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Attendance
from tripbook.loading import VisibleTrip

from .contentlines import plain
from .exporting import Format, Option
from .merge.matching import folded

# Spreadsheets take a text that begins like this for a formula, and run it.
LIKE_A_FORMULA = re.compile(r"[=+\-@\t\r\n]")
# What would be read as two names, a role or a uid.
NOT_AS_IT_IS = re.compile(r"[;；]|[)）\]]\s*$")
BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets take UTF-8 for the encoding of their own country."""

COLUMNS = (
    *("uid", "date", "start", "end", "end date", "timezone", "end timezone", "title", "kind"),
    *("status", "place", "address", "hosts", "people", "links", "description", "visibility"),
)

Rows = Iterator[tuple]


def sessions(loaded: VisibleTrip) -> Rows:
    yield COLUMNS
    person = _told([member.participant for member in loaded.memberships])
    host = _told(loaded.organizations)
    at = _told(loaded.places)
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
            at(place) if place else "",
            place.address if place else "",
            "; ".join(map(host, session.host_organizations)),
            "; ".join(_going(going, person) for going in session.going),
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


def _told(things: Iterable) -> Callable[[Any], str]:
    """Return what tells each of these people, places or hosts from the others."""
    named = Counter(folded(thing.name) for thing in things)

    def tell(thing) -> str:
        if named[folded(thing.name)] < 2 and not NOT_AS_IT_IS.search(thing.name):
            return thing.name
        return f"{thing.name.replace(';', ',').replace('；', '，')} [{thing.uid}]"

    return tell


def _going(going, tell: Callable[[Any], str]) -> str:
    name = tell(going.membership.participant)
    return name if going.role == Attendance.Role.ATTENDEE else f"{name} ({going.role})"


def _subject(loaded: VisibleTrip, *, table: str) -> str:
    title = loaded.trip.title
    return title if table == "sessions" else f"{title} – {table}"


CSV = Format(
    name="csv",
    path=".csv",
    media_type="text/csv; charset=utf-8",
    writer=write,
    label="CSV",
    purpose=_("The sessions as a sheet. Change it in a spreadsheet, and import it again."),
    subject=_subject,
    option=Option("table", tuple(TABLES)),
    is_download=True,
)
