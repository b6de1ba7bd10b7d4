"""The year of a date that is written without one, from what the rest of the note says."""

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cached_property

from tripbook.interchange.note.line.spans import Span, folded


@dataclass
class Years:
    """What a note says about the year its dates are of."""

    full_dates: list[dt.date] = field(default_factory=list)
    bare: set[int] = field(default_factory=set)
    # Of days that the text dates in full, where the title names a year only.
    in_text: dict[tuple[int, int], int] = field(default_factory=dict)
    # When the note was written or changed last.
    written: dt.date | None = None
    start_date: dt.date | None = None

    @cached_property
    def year_by_day(self) -> dict[tuple[int, int], int]:
        """The last year in which the note dates each month and day in full."""
        return {(date.month, date.day): date.year for date in sorted(self.full_dates)}

    def year_of(self, span: Span, near: int | None = None) -> int | None:
        """Return the year of a date, None where nothing says it.

        A written year, else the one nearest to a full date of the note, else the year in the
        headings above (`near`), else the only year that title and front matter name, else the
        one nearest to when the note was written, or to the date that the importer gave.
        """
        if span.year:
            return span.year
        if self.full_dates:
            if same := self.year_by_day.get((span.month, span.day)):
                return same
            return _nearest(span, self.full_dates[0])
        if same := self.in_text.get((span.month, span.day)):
            return same
        year = near or (next(iter(self.bare)) if len(self.bare) == 1 else None)
        if year:
            return _matching_weekday(span, year)
        anchor = self.start_date or self.written
        return anchor and _nearest(span, anchor)


REPUBLIC = 1911
YEAR_OF_REPUBLIC = re.compile(r"(?<!\d)(1[0-4]\d)\s?(?:學)?年度")


def years_in(text: str) -> set[int]:
    """Return the years that stand by themselves in a text, or with a month.

    `Summit 2026`, `2026年の旅`, `2026-11 study visit`; `115 年度` counts from the republic's first.
    """
    return {int(year) + REPUBLIC for year in YEAR_OF_REPUBLIC.findall(folded(text))} | {
        int(y)
        for y in re.findall(
            r"(?<![\d./-])((?:19|20)\d{2})"
            r"(?:(?![\d]|[-/.]\d)|(?=[-/.](?:0[1-9]|1[0-2])(?![\d/.-])))",
            folded(text),
        )
    }


def _nearest(span: Span, anchor: dt.date) -> int:
    def distance(year: int) -> int:
        try:
            return abs((span.first_in(year) - anchor).days)
        except ValueError:
            return 1000 + abs(year - anchor.year)

    nearest = min((anchor.year, anchor.year + 1, anchor.year - 1), key=distance)
    # A note goes over New Year where its days are near each other.
    return nearest if distance(nearest) <= NEAR_NEW_YEAR else anchor.year


NEAR_NEW_YEAR = 100


def _matching_weekday(span: Span, year: int) -> int:
    """Return the year itself, or its neighbour where only that has the named weekday."""
    for candidate in (year, year + 1, year - 1):
        try:
            if span.weekday is None or span.first_in(candidate).weekday() == span.weekday:
                return candidate
        except ValueError:
            continue
    return year
