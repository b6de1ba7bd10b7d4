"""What holds for every note, however it is written. `make torture` tries many more."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interchange.fuzzing import BEGINNINGS, PIECES, UNITS, check, fixtures, fuzzed, repeated
from tripbook.interchange.note import read_note

lines = st.builds(
    lambda beginning, pieces: beginning + " ".join(pieces),
    st.sampled_from(BEGINNINGS),
    st.lists(st.sampled_from(PIECES), max_size=4),
)
notes = st.builds(
    lambda found, ends: "".join(line + end for line, end in zip(found, ends, strict=False)),
    st.lists(lines, min_size=1, max_size=25),
    st.lists(st.sampled_from(("\n", "\n", "\n\n", "\r\n", "\r")), min_size=25, max_size=25),
)


@given(st.text())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_any_text(text):
    check(text)


@given(notes)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_any_note(text):
    check(text)


@pytest.mark.parametrize("first", range(0, 500, 50))
def test_random_and_mutated_notes_lose_nothing(first):
    for number in range(first, first + 50):
        check(fuzzed(number), twice=number % 10 == 0)


def seconds(text):
    """Return the processor time that a reading takes: other processes don't count."""
    started = time.process_time()
    read_note(text, timezone="Asia/Taipei")
    return time.process_time() - started


def test_time_grows_with_the_note_only():
    note = max(fixtures(), key=len)
    small, large = note * 40, note * 200
    seconds(small)
    assert seconds(large) < 7.5 * seconds(small) + 0.5


@pytest.mark.parametrize("unit", UNITS)
def test_time_of_pathological_notes(unit):
    small, large = repeated(unit, 20_000), repeated(unit, 80_000)
    seconds(small)
    assert seconds(large) < 6 * seconds(small) + 0.5


@pytest.mark.parametrize(
    ("note", "unit"),
    [
        ("# Port evening 2027/3/9\n\n## Talks\n\n- Boats - Ann Lee\n- {}\n", "("),
        ("# Port 2027/3/9\n\n## Talks\n\n### {0}\n\n### Ann Lee -- {0}\n", "[[a](b)] "),
        ("---\ndate: {}\n---\n\n# Port evening\n", "3/9 "),
    ],
)
def test_time_of_a_long_line(note, unit):
    small, large = note.format(unit * 4_000), note.format(unit * 16_000)
    seconds(small)
    assert seconds(large) < 6 * seconds(small) + 0.5
