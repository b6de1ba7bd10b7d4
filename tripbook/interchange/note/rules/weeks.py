"""Weeks that a text names by one of their days: `the week of 3 May 2027`, `5月3日の週`."""

import datetime as dt
import re

from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.spans import Span
from tripbook.interchange.note.line.words import OTHER_DATE

from .days import OTHER_MEETING

WEEK = re.compile(r"\b(?:week|woche|semaine|semana)\b|[週周주]", re.IGNORECASE)
BEFORE_DATE = re.compile(
    r"\b(?:week (?:of|from|beginning|starting|commencing)(?: the)?|woche (?:vom|ab)|semaine du"
    r"|semana del)\W{0,3}$",
    re.IGNORECASE,
)
BEHIND_DATE = both_scripts(
    r"\s?(?:[那當這該]|の|的那?)[一個]?[週周]|\s?(?:이 있는 )?주(?=\s|에|간|$)"
)
MAX_LINE = 1000
SUNDAY = 6


def says_week(text: str) -> bool:
    return WEEK.search(text[:MAX_LINE]) is not None


def names_week(text: str, span: Span) -> bool:
    """Tell if a date says which week is meant; not that of another meeting or of a deadline."""
    before = text[: span.start]
    if OTHER_MEETING.search(before) or OTHER_DATE.search(text):
        return False
    told = BEFORE_DATE.search(before[-30:])
    return told is not None or BEHIND_DATE.match(text, span.end) is not None


def first_of_week(date: dt.date) -> dt.date:
    """Return the Monday of a date's week; a Sunday that names a week is its first day."""
    return date if date.weekday() == SUNDAY else date - dt.timedelta(days=date.weekday())
