"""`read_note --explain`: a note with what became of each line, for a terminal."""

import datetime as dt
import io
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.color import make_style, no_style
from wcwidth import wcswidth

from tripbook.interchange.merge.fields import FIELDS
from tripbook.interchange.note import read_note, write_note
from tripbook.interchange.note.tree.source import split_lines
from tripbook.interchange.wording import FIELDS as WORDS
from tripbook.management.explanation import Layout, basis, explain, totals, visible

ROOT = Path(__file__).resolve().parents[2]
NOTE = """# 港口參訪 2026

## Participants
- Mei-Lin
- 阿海

### 11/24 Day 1
- 10:00-09:00 開幕式
- 14:00 [Visit the port](https://port.example/)
    - bring a coat

## Other
We bring our own cups.
"""


def explained(text=NOTE, *, width=None, style=None):
    layout = Layout(style or no_style(), width)
    return list(explain(read_note(text), split_lines(text), layout))


def test_a_trip_written_as_a_note_is_explained_line_by_line():
    rows = explained(write_note(read_note(NOTE, name="port").document))
    assert rows[1].endswith("→ trip: identifier")
    assert sum("session “開幕式”" in row for row in rows) == 2


def test_there_are_words_for_every_field():
    fields = {field for name in FIELDS for field in FIELDS[name]} | {"uid"}
    assert fields - WORDS.keys() == set()


def test_each_line_stands_beside_what_it_became():
    assert [row.split("→ ") for row in explained()] == [
        [f" 1  {'# 港口參訪 2026':<56}  ", "trip: title"],
        [" 2"],
        [f" 3  {'## Participants':<60}  ", "markup"],
        [f" 4  {'- Mei-Lin':<60}  ", "participant “Mei-Lin”: name"],
        [f" 5  {'- 阿海':<58}  ", "participant “阿海”: name"],
        [" 6"],
        [f" 7  {'### 11/24 Day 1':<60}  ", "day 2026-11-24: date, title"],
        [f" 8  {'- 10:00-09:00 開幕式':<57}  ", "session “開幕式”: title, start, description"],
        ["    ! The end is before the start: it is kept as text."],
        [
            f" 9  {'- 14:00 [Visit the port](https://port.example/)':<60}  ",
            "session “Visit the port”: title, start; link of session “Visit the port”: address",
        ],
        [f"10  {'    - bring a coat':<60}  ", "session “Visit the port”: description"],
        ["11"],
        [f"12  {'## Other':<60}  ", "trip: description"],
        [f"13  {'We bring our own cups.':<60}  ", "trip: description"],
    ]


@pytest.mark.parametrize("width", [30, 69, 70, 100, 200])
@pytest.mark.parametrize("line", ["參訪塔林" * 60, "word " * 60, "x" * 900, "👩‍👩‍👧e\u0301" * 40])
def test_nothing_is_wider_than_the_terminal_and_nothing_is_cut(width, line):
    text = f"{NOTE}\n{line}\n"
    rows = explained(text, width=width)
    assert max(map(wcswidth, rows)) <= width
    assert Counter(line.replace(" ", "")) <= Counter("".join(rows))


def test_a_narrow_terminal_shows_what_a_line_became_below_it():
    assert explained("# T\n\n- words", width=40)[:2] == ["1  # T", "   → trip: title"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a<U+001B>[2Jb"),
        ("\u202egpj.exe", "<U+202E>gpj.exe"),
        ("a\u200bb", "a<U+200B>b"),
        ("a\tb", "a   b"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_shown(text, shown):
    assert visible(text) == shown


def test_the_words_for_an_item_are_as_harmless_as_its_line():
    rows = explained("# T 2026\n\n## 11/5\n- 10:00 Talk \u202eabc\n- 11:00 Other\n")
    assert not any("\u202e" in row for row in rows)


def test_colours_tell_fields_text_and_warnings_apart():
    style = make_style("dark")
    rows = explained(width=100, style=style)
    assert rows[0].endswith(style.SUCCESS("→ trip: title"))
    assert rows[-1].endswith(style.HTTP_NOT_MODIFIED("→ trip: description"))
    assert style.WARNING("    ! The end is before the start: it is kept as text.") in rows


def test_totals_count_every_line_once():
    words = totals(read_note(NOTE))
    assert words == "13 lines: 6 became fields, 3 stay as text, 4 carry nothing."


def test_it_is_said_from_where_the_year_the_zone_and_the_language_are():
    text = "---\nlang: zh-Hant\n---\n# 2025 plans\n\ntime zone: Asia/Taipei\n\n## 2026/11/5 Start\n"
    assert list(basis(read_note(text), split_lines(text))) == [
        "year: 2026, from line 8",
        "time zone: Asia/Taipei, from line 6",
        "language: zh-Hant, from line 2",
    ]


def test_what_the_note_does_not_say_has_no_line():
    text = "# T\n## 11/5 Start\n"
    reading = read_note(text, timezone="Asia/Taipei", start_date=dt.date(2026, 11, 5))
    assert list(basis(reading, split_lines(text))) == []


def test_the_command_prints_the_note_and_says_the_totals_apart(tmp_path, capsys):
    path = tmp_path / "note.md"
    path.write_text(NOTE, encoding="utf-8")
    call_command("read_note", str(path), "--explain")
    out, err = capsys.readouterr()
    assert out.splitlines() == explained()
    assert err.splitlines() == [
        f"{path}: year: 2026, from line 1",
        f"{path}: {totals(read_note(NOTE))}",
    ]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_gives_its_width(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "72")
    path = tmp_path / "note.md"
    path.write_text(NOTE, encoding="utf-8")
    screen = Terminal()
    call_command("read_note", str(path), "--explain", stdout=screen, stderr=io.StringIO())
    assert screen.getvalue().splitlines() == explained(width=72)


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(tmp_path):
    path = tmp_path / "note.md"
    path.write_text("# T\n" + "- 10:00 words\n" * 4_000, encoding="utf-8")
    command = [sys.executable, ROOT / "manage.py", "read_note", path, "--explain"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0
