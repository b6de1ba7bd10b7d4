"""Torture the note reader: `make torture`, or `python -m bench.torture [NOTES] [FIRST]`.

It reads 10,000 random and mutated notes and checks that none breaks the reader and no line is
lost; a note that fails is written to a file. As many notes of known trips, written in combinations
of habits, must be read back whole. Then it reads notes of one pathological form each, at 200 KB and
five times that, and a plain one at 1 MB and 5 MB: six times the time is allowed.
"""

import os
import sys
import tempfile
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import django

NOTES = Path(__file__).resolve().parent.parent.parent / "shared" / "notes"
CHUNK = 100
TIMES = 6
# Seconds that one small note may take: more is a rule that runs away.
LONGEST = 10.0


def main(arguments: list[str]) -> int:
    _setup()
    count = int(arguments[0]) if arguments else 10_000
    first = int(arguments[1]) if len(arguments) > 1 else 0
    started = time.monotonic()
    failures, slowest, wrong = [], (0.0, 0), []
    chunks = range(first, first + count, CHUNK)
    with ProcessPoolExecutor(initializer=_setup) as pool:
        for failed, slow in pool.map(read_some, chunks):
            failures += failed
            slowest = max(slowest, slow)
            for number, trace in failed:
                print(f"note {number}, kept in {keep(number)}:\n{trace}")
        for misread in pool.map(read_habits, chunks):
            wrong += misread
    taken = time.monotonic() - started
    print(f"{count} notes: {count - len(failures)} read, {len(failures)} failed, {taken:.0f} s")
    for number, difference in wrong:
        print(f"habits {number}, `written({number})` of tests/interchange/habits.py: {difference}")
    print(f"{count} notes in combinations of habits: {len(wrong)} misread")
    print(f"the slowest is note {slowest[1]}: {slowest[0]:.2f} s")
    slow_forms = [form for form in forms() if form is not None]
    return 1 if failures or wrong or slow_forms or slowest[0] > LONGEST else 0


def _setup() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()


def read_some(first: int) -> tuple[list[tuple[int, str]], tuple[float, int]]:
    """Return what failed of a hundred notes, and the slowest of them."""
    from tests.interchange.fuzzing import check

    failures, slowest = [], (0.0, 0)
    for number in range(first, first + CHUNK):
        text = note(number)
        started = time.process_time()
        try:
            check(text)
        except Exception:  # Whatever goes wrong is what is looked for.
            failures.append((number, traceback.format_exc(limit=-4)))
        slowest = max(slowest, (time.process_time() - started, number))
    return failures, slowest


def read_habits(first: int) -> list[tuple[int, dict]]:
    """Return which of a hundred notes in combinations of habits are misread, and what in them."""
    from tests.interchange.habits import misread, written

    found = ((number, misread(*written(number))) for number in range(first, first + CHUNK))
    return [(number, difference) for number, difference in found if difference]


def note(number: int) -> str:
    """Return the note of this number, made of our fixtures and of the real notes where they are."""
    from tests.interchange.fuzzing import fixtures, fuzzed

    real = [path.read_text("utf-8") for path in sorted(NOTES.glob("*.md"))]
    return fuzzed(number, [*fixtures(), *real])


def keep(number: int) -> Path:
    path = Path(tempfile.gettempdir()) / f"tripbook-note-{number}.md"
    path.write_text(note(number), encoding="utf-8", newline="")
    return path


def forms():
    """Print how the time grows for each form; yield those that it grows too much for."""
    from bench.samples import note as plain_note
    from tests.interchange.fuzzing import UNITS, repeated

    pairs = [(repr(u), repeated(u, 200_000), repeated(u, 1_000_000)) for u in UNITS]
    pairs.append(("a plain note, 1 and 5 MB", plain_note(1_000_000), plain_note(5_000_000)))
    for name, small, large in pairs:
        before, after = _seconds(small), _seconds(large)
        if _grows_too_much(before, after):
            # Once more: a machine that does other things too swings by that much.
            before, after = _seconds(small), _seconds(large)
        is_slow = _grows_too_much(before, after)
        print(f"{name:<50.50} {before:6.2f} s {after:6.2f} s{'  too slow' if is_slow else ''}")
        yield name if is_slow else None


def _grows_too_much(before: float, after: float) -> bool:
    # Below a few hundredths of a second it is the clock that is measured.
    return after > TIMES * max(before, 0.05)


def _seconds(text: str) -> float:
    from tripbook.interchange.note import read_note

    started = time.process_time()
    read_note(text, timezone="Asia/Taipei")
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
