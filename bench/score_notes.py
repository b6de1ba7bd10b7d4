"""Measure the note reader on the real notes: `python -m bench.score_notes [--verbose]`.

It reads every note of ../shared/notes/, writes what it read as predictions into a temporary
folder, prints the table of the score.py there, and the share of source lines accounted for.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django

NOTES = Path(__file__).resolve().parent.parent.parent / "shared" / "notes"


def main(arguments: list[str]) -> int:
    if not (NOTES / "score.py").exists():
        print(f"{NOTES} is missing: nothing to score.", file=sys.stderr)
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        lines = found = 0
        for note in sorted(NOTES.glob("*.md")):
            if note.name == "README.md":
                continue
            reading = predict(note, Path(folder) / f"{note.stem}.json")
            these, lost = account(note, reading)
            lines, found = lines + these, found + these - len(lost)
            for number, line in lost:
                print(f"{note.name}:{number}: not found: {line}")
        status = subprocess.call(
            [sys.executable, NOTES / "score.py", NOTES / "labels", folder, *arguments]
        )
    print(f"  lines     {found} of {lines} accounted for: {found / lines:.4f}")
    return status


def predict(note: Path, target: Path):
    """Read a note, and write the document that it reads as."""
    from tripbook.interchange.note import decode, read_note

    reading = read_note(decode(note.read_bytes()), name=note.name)
    target.write_text(reading.document.model_dump_json(by_alias=True), encoding="utf-8")
    return reading


def account(note: Path, reading):
    """Return how many lines with words a note has, and those whose words are lost."""
    from tests.interchange.lines import lost_lines, source_lines

    text = note.read_text(encoding="utf-8")
    return len(source_lines(text)), lost_lines(text, reading)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
