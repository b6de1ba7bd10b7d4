"""What became of each line of a note: the items and fields that its account names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.punctuation import joined, told

from .document import Document, Record
from .wording import FIELDS, Names

PATH = re.compile(r"(?:(trip)|(\w+)\[(\d+)\])\.(\w+)")
TEXT_FIELDS = frozenset(["description", "bio", "body"])
CARRIES_NOTHING = {
    "blank": "",
    "rule": gettext_lazy("a rule"),
    "markup": gettext_lazy("markup"),
}


@dataclass(frozen=True)
class Became:
    """An item that a line became, in part or whole: the list it is of, and which of its fields."""

    name: str
    record: Record
    fields: tuple[str, ...]

    @property
    def is_text(self) -> bool:
        """Whether the line is nothing of the item but a part of its text."""
        return TEXT_FIELDS.issuperset(self.fields)

    def in_words(self, names: Names) -> str:
        """Return the item and its fields: `session “Opening”: title, start`."""
        fields = joined(str(FIELDS[field]) for field in self.fields if field != "body")
        item = names.briefly(self.record.uid)
        return told(item, fields) if fields else item


def of_lines(account: Iterable[Sequence[str]], document: Document) -> list[list[Became]]:
    """Return for each line of an account what it became: nothing where it carries nothing.

    The account's paths are those of the document's items, in their order.
    """
    return [_of_line(paths, document) for paths in account]


@dataclass(frozen=True)
class Evidence:
    """Something that holds for the whole trip, and the line (from 1) in which the note says it."""

    words: str
    value: str
    line: int


def evidence(
    account: Sequence[Sequence[str]], lines: Sequence[str], document: Document
) -> list[Evidence]:
    """Return where the note says the year, the time zone and the language of the trip.

    Of a year it is the first line that names it: later dates may leave it out.
    """
    found = []
    for year in sorted({day.date.year for day in document.days if day.date}):
        pattern = re.compile(rf"(?<!\d){year}(?!\d)")
        number = next((n for n, line in enumerate(lines, 1) if pattern.search(line)), None)
        if number:
            found.append(Evidence(_("year"), str(year), number))
    for field in ("timezone", "language"):
        value = getattr(document.trip, field)
        said = (n for n, paths in enumerate(account, 1) if f"trip.{field}" in paths)
        if value and (number := next(said, None)):
            found.append(Evidence(str(FIELDS[field]), value, number))
    return found


def _of_line(paths: Sequence[str], document: Document) -> list[Became]:
    fields: dict[str, list[str]] = {}
    found: dict[str, tuple[str, Record]] = {}
    for path in paths:
        match = PATH.fullmatch(path)
        if match is None:
            continue
        name, record = "trip", document.trip
        if match[2]:
            records = getattr(document, match[2])
            if int(match[3]) >= len(records):
                continue
            name, record = match[2], records[int(match[3])]
        found[record.uid] = name, record
        fields.setdefault(record.uid, []).append(match[4])
    return [Became(*item, tuple(dict.fromkeys(fields[uid]))) for uid, item in found.items()]
