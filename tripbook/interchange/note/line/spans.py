"""A date as it stands in a line, with what is not written left out."""

import datetime as dt
import re
from typing import Literal, NamedTuple

# Full-width letters, digits and marks, each with its plain one.
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# The hyphen, the one that breaks no line, the figure dash and the minus sign, as in `2026‐11‐05`.
FULL_WIDTH |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2212), ord("-"))
HAS_FULL_WIDTH = re.compile("[\uff01-\uff5e\u2010-\u2012\u2212]")
FIRST_SHORT_YEAR = 10
CENTURY = 2000


class Span(NamedTuple):
    """A date, or several in a row, at `start:end` of a line. `year` is None where not written.

    `weekday` is the first date's where the line names it (0 is Monday).
    """

    year: int | None
    month: int
    day: int
    start: int
    end: int
    last_month: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    # Of `11/27` and `27/11`: in a note that has the latter `1/12` has its day first too.
    # Of `15.04.25`, `15/4/25`: in an East Asian note the year is first.
    order: Literal["", "month day", "day month", "short year last"] = ""

    @property
    def day_first(self) -> "Span":
        """Return the date as one that has its day before its month, where it can be read so."""
        if self.order != "month day" or self.day > 12:
            return self
        return self._replace(month=self.day, day=self.month)

    @property
    def year_first(self) -> "Span":
        """Return a date like `25.03.27` as one of 2025, as it is meant in East Asia."""
        if self.order != "short year last" or self.day < FIRST_SHORT_YEAR or not self.year:
            return self
        return self._replace(year=CENTURY + self.day, day=self.year - CENTURY)

    @property
    def is_range(self) -> bool:
        return self.last_day is not None

    def first_in(self, year: int) -> dt.date:
        """Return the first date; raise ValueError where the calendar has no such day."""
        return dt.date(self.year or year, self.month, self.day)

    def dates_in(self, year: int) -> list[dt.date]:
        """Return all dates from the first to the last, which may be in the next year."""
        first = self.first_in(year)
        if not self.is_range:
            return [first]
        last = dt.date(first.year, self.last_month or self.month, self.last_day)
        if last < first and self.last_month and self.last_month < self.month:
            last = last.replace(year=first.year + 1)
        if not 0 <= (last - first).days <= 60:
            raise ValueError("no range of days")
        return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]

    def possible_dates_in(self, year: int) -> list[dt.date]:
        """Return all dates from the first to the last, none where the calendar has no such."""
        try:
            return self.dates_in(year)
        except ValueError:
            return []


def folded(text: str) -> str:
    """Return a text with full-width digits and marks, and rare hyphens, as their plain ones.

    Each stays in its place.
    """
    if text.isascii() or not HAS_FULL_WIDTH.search(text):
        return text
    return text.translate(FULL_WIDTH)
