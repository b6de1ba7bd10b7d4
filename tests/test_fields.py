"""What people type into the fields of tripbook's own forms."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tripbook.fields import DateTextField, LineField, NamesField, Times, TimesField, TimeTextField


def at(clock):
    return dt.time.fromisoformat(clock)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9", "09:00"),
        ("930", "09:30"),
        ("9:30", "09:30"),
        ("0930", "09:30"),
        ("14.30", "14:30"),
        ("14.37", "14:37"),
        ("1437", "14:37"),
        ("2pm", "14:00"),
        ("2:15 p.m.", "14:15"),
        ("下午2點", "14:00"),
        ("下午2點半", "14:30"),
        ("오후 2시", "14:00"),
        ("14時30分", "14:30"),
        ("１４：３０", "14:30"),
        ("noon", "12:00"),
        (" 2030 ", "20:30"),
    ],
)
def test_a_time_is_typed_as_people_type_it(typed, clock):
    assert TimeTextField().clean(typed) == at(clock)
    assert TimesField().clean(typed) == Times(at(clock))


@pytest.mark.parametrize(
    ("typed", "start", "end", "days"),
    [
        ("2pm-3:30pm", "14:00", "15:30", 0),
        ("2-3pm", "14:00", "15:00", 0),
        ("930-1015", "09:30", "10:15", 0),
        ("9–10", "09:00", "10:00", 0),
        ("9:30 - 10:15", "09:30", "10:15", 0),
        ("14.30–15.45", "14:30", "15:45", 0),
        ("下午2點到4點", "14:00", "16:00", 0),
        ("9:30 to 2pm", "09:30", "14:00", 0),
        ("9:30至10:15", "09:30", "10:15", 0),
        ("10:00-9:00", "10:00", "09:00", 0),
        ("–10:30", None, "10:30", 0),
        ("22:00–24:00", "22:00", "00:00", 1),
        ("22:00-25:30", "22:00", "01:30", 1),
        ("22:00–01:00 +1", "22:00", "01:00", 1),
        ("9:00-9:00+3d", "09:00", "09:00", 3),
        ("15:00 +2", "15:00", None, 2),
        ("+2", None, None, 2),
    ],
)
def test_a_start_and_an_end_are_typed_in_one_field(typed, start, end, days):
    assert TimesField().clean(typed) == Times(start and at(start), end and at(end), days)


@pytest.mark.parametrize(
    "typed",
    ["x", "99", "9:75", "25:00", "+x", "9:30 or 10:30 or 11", "9:30 Lunch", "-", "9" * 9000],
)
def test_what_is_no_time_is_refused_in_words(typed):
    for field in (TimesField(), TimeTextField()):
        with pytest.raises(ValidationError, match="Write a time like"):
            field.clean(typed)


@given(
    st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.integers(0, 30),
)
def test_what_the_field_shows_is_read_back_as_it_was(start, end, days):
    times = Times(start, end, days)
    assert TimesField().clean(TimesField().prepare_value(times)) == times
    assert not TimesField().has_changed(times, str(times))


UNSEEN = ["\u200b", " \u200b\u2060 ", "\ufeff", "\u202e\u00ad", "\u3000"]


@pytest.mark.parametrize("typed", UNSEEN)
def test_a_line_of_which_nothing_is_to_be_seen_is_empty(typed):
    assert LineField(required=False).clean(typed) == ""
    assert NamesField(marks=",").clean(f"Ann,{typed},Ben") == ["Ann", "Ben"]
    with pytest.raises(ValidationError):
        LineField().clean(typed)


def test_what_nobody_sees_within_a_line_stays():
    assert LineField().clean("नमस्\u200dते") == "नमस्\u200dते"


@pytest.mark.parametrize("typed", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_date_that_no_trip_has_is_refused(typed):
    with pytest.raises(ValidationError, match="between 1900 and 2199"):
        DateTextField().clean(typed)


@pytest.mark.parametrize("typed", ["1900-01-01", "2199-12-31"])
def test_dates_of_three_centuries_are_taken(typed):
    assert str(DateTextField().clean(typed)) == typed
