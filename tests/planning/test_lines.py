"""Lines that somebody pastes into the plan of a day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from events.models import Day
from tripbook.planning.lines import Line, read_lines

DAYS = [Day(pk=n, date=dt.date(2026, 11, 22 + n)) for n in (1, 2, 3)]


def read(text):
    """Return what was read: day of the month, times, title, place; or the reason why not."""
    return [
        (line.day.date.day, str(line.times), line.title, line.place)
        if isinstance(line, Line)
        else (line.number, line.reason)
        for line in read_lines(text, day=DAYS[0], days=DAYS)
    ]


@pytest.mark.parametrize(
    ("text", "session"),
    [
        ("09:30–10:15 Opening @ City Hall", (23, "09:30–10:15", "Opening", "City Hall")),
        ("- 2pm-3:30pm: **Workshop**", (23, "14:00–15:30", "Workshop", "")),
        ("下午2點 參訪市政府", (23, "14:00", "參訪市政府", "")),
        ("0930 Check-in", (23, "09:30", "Check-in", "")),
        ("930 Check-in", (23, "09:30", "Check-in", "")),
        ("830-930 Walk", (23, "08:30–09:30", "Walk", "")),
        ("930–1015 Walk", (23, "09:30–10:15", "Walk", "")),
        ("100 people for lunch", (23, "", "100 people for lunch", "")),
        ("Lunch", (23, "", "Lunch", "")),
        ("Opening (10:00–11:00)", (23, "10:00–11:00", "Opening", "")),
        ("22:00–24:00 Night walk", (23, "22:00–00:00 +1", "Night walk", "")),
        ("11/24 10:00 Visit", (24, "10:00", "Visit", "")),
        ("Wed 10:00 Visit", (25, "10:00", "Visit", "")),
        ("09:30\t10:15\tOpening\tCity Hall", (23, "09:30–10:15", "Opening", "City Hall")),
        ("9:30-10:15\tOpening", (23, "09:30–10:15", "Opening", "")),
    ],
)
def test_a_line_becomes_a_session(text, session):
    assert read(text) == [session]


def test_kind_and_status_are_read_with_the_title():
    [line] = read_lines("12:00 Lunch (TBC)", day=DAYS[0], days=DAYS)
    assert (line.title, line.kind, line.status) == ("Lunch", "meal", "tentative")


def test_what_is_not_understood_is_told_by_its_number():
    text = f"9:00 Opening\n\n---\n10:00\n12/24 10:00 Too late\n9:00 {'x' * 600}\n25:00 Late"
    assert read(text)[1:5] == [
        (3, "it has no title"),
        (4, "it has no title"),
        (5, "the trip has no such day"),
        (6, "it is too long for a title"),
    ]
    assert read(text)[5] == (7, "it starts after midnight")


@pytest.mark.parametrize("text", ["", "Lunch\n" * 201, "x" * 10_000_000])
def test_more_than_a_form_holds_is_refused(text):
    with pytest.raises(ValidationError, match="Paste 200 lines and 50000 characters at most"):
        read(text)
