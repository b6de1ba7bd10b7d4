"""Where the sessions of a day go when one of them changes places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripbook.fields import Times, read_times
from tripbook.planning.slots import (
    OutOfDayError,
    TimelessError,
    end_of,
    reordered,
    shifted,
    start_of,
)


def day(*texts):
    return [read_times(text) if text else Times() for text in texts]


def moved(index, target, *texts):
    order, times = reordered(day(*texts), index, target)
    return [f"{i} {clock}".strip() for i, clock in zip(order, times, strict=True)]


@pytest.mark.parametrize(
    ("index", "target", "before", "after"),
    [
        # The break between two stays where it is.
        (
            1,
            0,
            ["9:00-10:00", "10:30-12:00"],
            ["1 09:00–10:30", "0 11:00–12:00"],
        ),
        (
            0,
            2,
            ["9:00-10:00", "10:00-10:30", "11:00-13:00"],
            ["1 09:00–09:30", "2 09:30–11:30", "0 12:00–13:00"],
        ),
        # What runs side by side only changes its order.
        (1, 0, ["9:00-10:00", "9:00-10:30"], ["1 09:00–10:30", "0 09:00–10:00"]),
        (1, 0, ["9:00-12:00", "10:00-11:00"], ["1 09:00–10:00", "0 10:00–13:00"]),
        # Without times nothing but the order changes.
        (1, 0, ["", "", "9:00"], ["1", "0", "2 09:00"]),
        # What gets a place between others starts when the one before it ends.
        (0, 1, ["", "9:00-10:00", "11:00"], ["1 09:00–10:00", "0 10:00", "2 11:00"]),
        (0, 2, ["", "9:00-10:00", "11:00"], ["1 09:00–10:00", "2 11:00", "0 11:00"]),
    ],
)
def test_a_session_takes_the_place_of_another(index, target, before, after):
    assert moved(index, target, *before) == after


def test_a_place_is_refused_where_a_session_would_begin_after_midnight():
    with pytest.raises(OutOfDayError) as caught:
        reordered(day("9:00", "10:00", "22:00-1:00 +1"), 2, 1)
    assert (caught.value.index, caught.value.is_before) == (1, False)


def test_a_session_with_a_time_does_not_stand_before_one_without():
    with pytest.raises(TimelessError):
        reordered(day("", "9:00"), 1, 0)


def test_a_session_and_all_after_it_are_shifted():
    times = shifted(day("", "9:00-10:00", "10:30", "23:00-24:00"), 2, 30)
    assert [str(one) for one in times] == ["", "09:00–10:00", "11:00", "23:30–00:30 +1"]
    times = shifted(day("9:00-10:00", "22:00-1:00 +1"), 0, -120)
    assert [str(one) for one in times] == ["07:00–08:00", "20:00–23:00"]


@pytest.mark.parametrize(("minutes", "index", "is_before"), [(60, 1, False), (-541, 0, True)])
def test_nothing_is_shifted_to_another_day(minutes, index, is_before):
    with pytest.raises(OutOfDayError) as caught:
        shifted(day("9:00-10:00", "23:00"), 0, minutes)
    assert (caught.value.index, caught.value.is_before) == (index, is_before)


@st.composite
def full_days(draw):
    """Sessions one after the other, with breaks."""
    minute, times = draw(st.integers(0, 300)), []
    for _i in range(draw(st.integers(1, 6))):
        length = draw(st.integers(0, 120))
        end = minute + length
        times.append(read_times(f"{minute // 60}:{minute % 60:02}–{end // 60}:{end % 60:02}"))
        minute = end + draw(st.integers(0, 60))
    return times


@given(full_days(), st.data())
def test_moving_keeps_every_length_and_the_end_of_the_day(times, data):
    index = data.draw(st.integers(0, len(times) - 1))
    target = data.draw(st.integers(0, len(times) - 1))
    order, after = reordered(times, index, target)
    assert order.index(index) == target
    assert [end_of(t) - start_of(t) for t in after] == [
        end_of(times[i]) - start_of(times[i]) for i in order
    ]
    starts = [start_of(t) for t in after]
    assert starts == sorted(starts)
    assert end_of(after[-1]) == end_of(times[-1])
