"""Sheets of sessions (CSV), as spreadsheets save them: in any encoding, with `,`, `;` or tabs."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from events.models import Attendance, Session
from events.schedule import NonexistentTimeError, instant, zone_names
from notes.links import is_http_url
from tripbook.interchange.document import DocumentError, PlaceRecord, Problem
from tripbook.interchange.merge.matching import folded
from tripbook.interchange.note.line.times import find_times

from .programme import (
    Event,
    Host,
    Link,
    Person,
    Reading,
    Target,
    named_place,
    one_line,
    programme_of,
)
from .texts import decode_text

# Each column with the other names that it is known by.
COLUMNS: dict[str, tuple[str, ...]] = {
    "uid": (),
    "date": ("day", "日期", "日付", "날짜", "datum"),
    "start": ("starttime", "begin", "from", "time", "開始", "開始時間", "시작", "beginn"),
    "end": ("endtime", "until", "to", "結束", "結束時間", "終了", "終了時間", "종료", "ende"),
    "enddate": ("結束日期", "終了日", "종료일"),
    "timezone": ("zone", "時區", "タイムゾーン", "시간대", "zeitzone"),
    "endtimezone": (),
    "title": ("session", "name", "subject", "summary", "titel")
    + ("標題", "名稱", "議程", "題名", "タイトル", "제목"),
    "kind": ("type", "category", "類型", "種類", "종류", "art"),
    "status": ("狀態", "状態", "상태"),
    "place": ("location", "room", "venue", "地點", "場所", "장소", "ort"),
    "address": ("placeaddress", "streetaddress", "地址", "住所", "주소", "adresse"),
    "hosts": ("host", "organizer", "organiser", "主辦", "主辦單位", "主催", "주최"),
    "people": (
        "participants",
        "attendees",
        "who",
        "speakers",
        "人員",
        "與會者",
        "参加者",
        "참가자",
    ),
    "links": ("link", "url", "docs", "連結", "リンク", "링크"),
    "description": ("notes", "note", "details", "說明", "備註", "説明", "備考", "설명"),
    "visibility": (),
}
NAMES = {folded(name): column for column, more in COLUMNS.items() for name in (column, *more)}
NEEDED = ("date", "title")
SEPARATORS = (",", ";", "\t")
TEMPLATE = (
    ("date", "start", "end", "end date", "title", "kind", "status", "place", "address")
    + ("hosts", "people", "links", "description"),
    ("2026-11-24", "09:30", "10:30", "", "Opening ceremony", "ceremony", "confirmed")
    + ("City hall", "1 Harbour street", "Harbour office", "Mei-Lin; Arno (speaker)")
    + ("https://example.org/programme", "Bring your badge"),
    ("2026-11-24", "22:00", "00:30", "2026-11-25", "Night train", "travel", "tentative")
    + ("Main station", "", "", "", "", ""),
)
DATES = (
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"), (1, 2, 3)),
    (re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"), (1, 2, 3)),
    (re.compile(r"(\d{4})년 ?(\d{1,2})월 ?(\d{1,2})일"), (1, 2, 3)),
    # With dots the day comes first everywhere.
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), (3, 2, 1)),
)
# What keeps a spreadsheet from taking a text for a formula.
GUARDED = re.compile(r"'(?=[=+\-@\t\r\n])")
# Where a column is not called as the field that it fills.
FIELDS = {
    "date": "day",
    "enddate": "end_date",
    "endtimezone": "end_timezone",
    "people": "participants",
}
# Namesakes have their uid beside them.
UID_AFTER = re.compile(r"(?P<name>.*\S)\s*\[(?P<uid>[A-Za-z0-9]{8,32})\]")
ROLE = re.compile(r"(.*\S)\s*[(（]([^()（）]+)[)）]")


class _Fault(ValueError):
    """A cell that can't be read, in a person's words."""


def read_sheet(data: bytes, target: Target) -> Reading:
    """Read a sheet of sessions. Raise DocumentError, which names line and column of each fault."""
    text, guessed = decode_text(data)
    return _Sheet(text, target).reading(guessed)


def template() -> bytes:
    """Return a sheet to fill in, with two rows as examples."""
    out = io.StringIO()
    csv.writer(out).writerows(TEMPLATE)
    return out.getvalue().encode("utf-8-sig")


def looks_like_sheet(text: str) -> bool:
    """Tell if the first line of a text names the columns that a sheet needs."""
    first = text.lstrip("\ufeff\r\n ").splitlines()[:1]
    return bool(first) and _known(first[0], _separator(first[0])) >= len(NEEDED)


class _Sheet:
    """One sheet under reading."""

    def __init__(self, text: str, target: Target):
        self.target = target
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.rows = self._rows(text)
        self.columns: dict[str, int] = {}
        self.header: list[str] = []
        self.read_kind = _choice(Session.Kind)
        self.read_status = _choice(Session.Status)
        self.read_visibility = _choice(Session.Visibility)
        self.roles = _names(Attendance.Role)

    def reading(self, guessed: str) -> Reading:
        if guessed:
            message = _("The file is not Unicode; it was read as %(encoding)s.")
            self.warnings.append(Problem("", message % {"encoding": guessed}))
        self._read_header()
        events = [event for line, row in self.rows if (event := self._event(line, row))]
        if self.problems:
            raise DocumentError(self.problems)
        return programme_of(events, self.target, warnings=self.warnings)

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not empty, with the line at which it begins."""
        first = text.split("\n", 1)[0]
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(first), strict=True)
        line = 1
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                message = _("The sheet can't be read from here: %(reason)s.")
                place = _("line %(line)d") % {"line": line}
                raise DocumentError([Problem(place, message % {"reason": error})]) from None
            if any(cell.strip() for cell in row):
                yield line, row
            line = rows.line_num + 1

    def _read_header(self) -> None:
        line, self.header = next(self.rows, (1, []))
        unknown = []
        for position, name in enumerate(self.header):
            column = NAMES.get(folded(name))
            if column is None:
                unknown += [name.strip()] if name.strip() else []
            elif column in self.columns:
                self._fault(line, position, _("names a column that is there already"))
            else:
                self.columns[column] = position
        lacking = [name for name in NEEDED if name not in self.columns]
        if lacking:
            message = _(
                "There is no column called %(lacking)s. The first line of the sheet names its "
                "columns; it has: %(found)s."
            )
            found = ", ".join(name.strip() for name in self.header if name.strip()) or "–"
            told = " · ".join(f"“{name}”" for name in lacking)
            place = _("line %(line)d") % {"line": line}
            raise DocumentError([Problem(place, message % {"lacking": told, "found": found})])
        if unknown:
            message = _("These columns are not known and were left out: %(names)s.")
            place = _("line %(line)d") % {"line": line}
            self.warnings.append(Problem(place, message % {"names": ", ".join(unknown)}))

    def _fault(self, line: int, position: int, message: str) -> None:
        called = self.header[position].strip() if position < len(self.header) else ""
        letter = f"{_letter(position)} ({called})" if called else _letter(position)
        place = _("line %(line)d, column %(column)s") % {"line": line, "column": letter}
        self.problems.append(Problem(place, message))

    def _event(self, line: int, row: list[str]) -> Event | None:
        count = len(self.problems)

        def cell(column: str, read: Callable = str, default=""):
            position = self.columns.get(column, len(row))
            text = GUARDED.sub("", row[position], count=1).strip() if position < len(row) else ""
            if not text:
                return default
            try:
                return read(text)
            except (_Fault, NonexistentTimeError) as fault:
                self._fault(line, position, str(fault))
                return default

        for position in range(len(self.header), len(row)):
            if row[position].strip():
                message = _("stands under no column: is a separator too much in this line?")
                self._fault(line, position, message)
        date, title = cell("date", _date, None), cell("title", one_line)
        for column, value in (("date", date), ("title", title)):
            if not value and len(self.problems) == count:
                self._fault(line, self.columns[column], _("is empty"))
        start, end = cell("start", _time, None), cell("end", _time, None)
        end_date = cell("enddate", _date, None)
        zone, end_zone = cell("timezone", _zone), cell("endtimezone", _zone)
        event = Event(
            key=cell("uid") or f"{date} {title}",
            where=_("line %(line)d") % {"line": line},
            title=title,
            date=date,
            end_date=end_date,
            zone=zone,
            end_zone=end_zone,
            uid=cell("uid"),
            kind=cell("kind", self.read_kind, Session.Kind.OTHER.value),
            status=cell("status", self.read_status, Session.Status.CONFIRMED.value),
            visibility=cell("visibility", self.read_visibility, Session.Visibility.INHERIT.value),
            place=self._place(cell("place"), cell("address", one_line)),
            hosts=cell("hosts", self._hosts, []),
            persons=cell("people", self._people, []),
            description=cell("description"),
            links=cell("links", _links, []),
            said=frozenset(FIELDS.get(column, column) for column in self.columns),
        )
        if len(self.problems) > count:
            return None
        self._set_times(event, line, start, end)
        return event if len(self.problems) == count else None

    def _people(self, text: str) -> list[Person]:
        """Return the people of a cell: `Mei-Lin; Arno (speaker)`."""
        found = []
        for name in _list(text):
            match = ROLE.fullmatch(name)
            role = match and self.roles.get(folded(match[2]))
            name, uid = self._named(match[1] if role else name)
            role = role or Attendance.Role.ATTENDEE.value
            found.append(Person(name, role=role, uid=uid))
        return found

    def _hosts(self, text: str) -> list[Host]:
        return [Host(*self._named(name)) for name in _list(text)]

    def _place(self, text: str, address: str) -> PlaceRecord | None:
        name, uid = self._named(text)
        return named_place(name, uid=uid, address=address)

    def _named(self, text: str) -> tuple[str, str]:
        """Return a name and the uid beside it, where that is one of the trip's."""
        match = UID_AFTER.fullmatch(text)
        if match and match["uid"] in self.target.known:
            return match["name"], match["uid"]
        return text, ""

    def _set_times(self, event: Event, line: int, start: dt.time, end: dt.time) -> None:
        """Give an event its times, in its own zone where the sheet names one."""
        last = event.end_date or event.date
        if last < event.date:
            self._fault(line, self.columns["enddate"], _("is before the date"))
            return
        values = (("start", event.date, start, event.zone), ("end", last, end, event.end_zone))
        moments = []
        for column, date, clock, zone in values:
            moment = clock and dt.datetime.combine(date, clock)
            zone = zone or event.zone
            if moment is not None and zone:
                try:
                    moment = instant(date, clock, zone).astimezone(ZoneInfo(zone))
                except NonexistentTimeError as error:
                    self._fault(line, self.columns[column], str(error))
                    return
            moments.append(moment)
        event.starts_at, event.ends_at = moments
        if start and end and event.ends_at < event.starts_at:
            message = _("is before the start; a column “end date” says that it is on a later day")
            self._fault(line, self.columns["end"], message)


def _separator(header: str) -> str:
    """Return what separates the names of columns best."""
    return max(SEPARATORS, key=lambda sign: (_known(header, sign), header.count(sign)))


def _known(header: str, separator: str) -> int:
    names = {NAMES.get(folded(name.strip(' "'))) for name in header.split(separator)}
    return len(names - {None})


def _letter(position: int) -> str:
    """Return the letters that spreadsheets give a column: A, B … Z, AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _date(text: str) -> dt.date:
    for pattern, order in DATES:
        if match := pattern.fullmatch(text):
            try:
                return dt.date(*(int(match[i]) for i in order))
            except ValueError:
                message = _("“%(text)s” is a date that does not exist")
                raise _Fault(message % {"text": text[:60]}) from None
    raise _Fault(_("“%(text)s” is no date like 2026-11-05") % {"text": text[:60]})


def _time(text: str) -> dt.time:
    text = re.sub(r"(\d:\d\d):00(\.0+)?", r"\1", text)
    spans = find_times(text)
    if len(spans) == 1 and spans[0].closes is None:
        span = spans[0]
        if span.start == 0 and span.end == len(text) and not span.opens.next_day:
            return span.opens.time
    raise _Fault(_("“%(text)s” is no time like 09:30") % {"text": text[:60]})


def _zone(text: str) -> str:
    if text not in zone_names():
        raise _Fault(_("“%(text)s” is no time zone like Asia/Taipei") % {"text": text[:60]})
    return text


def _choice(choices) -> Callable[[str], str]:
    """Return what reads a value of a closed list: the value itself, or its label."""
    names = _names(choices)

    def read(text: str) -> str:
        if (value := names.get(folded(text))) is None:
            message = _("“%(text)s” is none of %(values)s")
            raise _Fault(message % {"text": text[:60], "values": ", ".join(choices.values)})
        return value

    return read


def _names(choices) -> dict[str, str]:
    names = {folded(str(name)): value for value, name in choices.choices}
    return names | {folded(value): value for value in choices.values}


def _list(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;；\n]", text) if part.strip()]


def _links(text: str) -> list[Link]:
    links = [Link(part) for part in text.split()]
    for link in links:
        if not is_http_url(link.url):
            message = _("“%(text)s” is no address that starts with http:// or https://")
            raise _Fault(message % {"text": link.url[:60]})
    return links
