"""What holds for every note, however it is written."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interchange.lines import lost_lines
from tripbook.interchange.document import DocumentError, check_importable
from tripbook.interchange.note import NoteError, read_note
from tripbook.interchange.note.links import find_links
from tripbook.interchange.note.source import split_lines

NOTE = (Path(__file__).parent.parent / "fixtures" / "study-visit.md").read_text("utf-8")

BEGINNINGS = (
    "",
    "# ",
    "## ",
    "### ",
    "- ",
    "* ",
    "1. ",
    "    - ",
    "> ",
    "| ",
    "**",
    "- [ ] ",
    "\t",
    "```",
    ":::",
    "<",
)
PIECES = (
    "3/9（二）",
    "2027-03-09",
    "2/30",
    "March 9",
    "Day 2",
    "第一天",
    "Friday",
    "10:00",
    "10:00-11:30 ",
    "22:00~01:00",
    "24:00",
    "下午2點半",
    "2pm",
    "參訪市府",
    "Lunch",
    "拜會（暫定）",
    "(TBC)",
    "~~struck~~",
    " @ Port",
    "Ann",
    "小明、阿海",
    "Ann (@ann)",
    "Ben <chair, Lab>",
    "...",
    "Participants",
    "與會者：",
    "講者：",
    "Speaker: ",
    "Date: ",
    "地點：",
    "行程",
    "Agenda",
    "會議記錄",
    "Questions",
    "對方想了解",
    "Timeline",
    "上午",
    "ref",
    "tags: a",
    "https://hackmd.io/abc?both#",
    "[t](https://a.example/x_(y))",
    "https://b.example/後",
    "![](https://c.example/i.png)",
    "](",
    "[",
    "|",
    "| --- |",
    "---",
    "===",
    "<!--",
    "-->",
    "</p>",
    "`",
    "**",
    "\\",
    "&amp;",
    "\u200b",
    "\u202e",
    "\x1b",
    "\x0c",
    "\u2028",
    "\u3000",
    "\U0001f600",
    "words of no kind",
    "x" * 600,
)
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


def check(text):
    """Read a text, and check all that must hold for any note."""
    try:
        reading = read_note(text, name="note.md")
    except NoteError:
        assert not text.strip("\ufeff \t\r\n") or "\x00" in text
        return
    assert len(reading.account) == len(split_lines(text))
    assert all(reading.account)
    assert lost_lines(text, reading) == []
    addresses = {link.url for line in split_lines(text) for link in find_links(line)}
    assert {doc.url for doc in reading.document.linked_docs} == {
        url for url in addresses if len(url) <= 2000
    }
    assert _open_questions_apart(reading.document) == []
    assert _without_uids(read_note(text, name="note.md")) == _without_uids(reading)


def _open_questions_apart(document):
    """Return what would keep a document from being imported but what the importer is asked for."""
    document.trip.slug, document.trip.timezone = "note", "Asia/Taipei"
    try:
        check_importable(document)
    except DocumentError as error:
        return [problem for problem in error.problems if "is needed" not in problem.message]
    return []


def _without_uids(reading):
    """Return a reading with each uid replaced by its number."""
    document = reading.document.model_copy(deep=True)
    document.trip.slug = document.trip.timezone = None
    text = document.model_dump_json()
    for key in ("organizations", "participants", "places", "days", "sessions", "linked_docs"):
        for number, record in enumerate(getattr(document, key)):
            text = text.replace(record.uid, f"{key}-{number}")
    for number, note in enumerate(document.notes):
        text = text.replace(note.uid, f"note-{number}")
    return text.replace(document.trip.uid, "trip"), reading.account, reading.warnings


@given(st.text())
@settings(derandomize=True, deadline=None, max_examples=100)
def test_any_text(text):
    check(text)


@given(notes)
@settings(derandomize=True, deadline=None, max_examples=150)
def test_any_note(text):
    check(text)


@pytest.mark.parametrize("seed", range(10))
def test_mutated_notes(seed):
    """500 notes: pieces thrown into ours, lines moved, doubled and dropped."""
    draw = random.Random(seed)
    for _ in range(50):
        text_lines = NOTE.split("\n")
        for _ in range(draw.randint(1, 12)):
            _mutate(text_lines, draw)
        check("\n".join(text_lines))


def _mutate(text_lines, draw):
    at = draw.randrange(len(text_lines))
    match draw.randrange(5):
        case 0:
            text_lines.insert(at, text_lines[draw.randrange(len(text_lines))])
        case 1 if len(text_lines) > 1:
            del text_lines[at]
        case 2:
            text_lines[at] = draw.choice(BEGINNINGS) + text_lines[at]
        case _:
            line = text_lines[at]
            cut = draw.randrange(len(line) + 1)
            text_lines[at] = line[:cut] + draw.choice(PIECES) + line[cut:]


def seconds(text):
    """Return the processor time that a reading takes: other processes don't count."""
    started = time.process_time()
    read_note(text, timezone="Asia/Taipei")
    return time.process_time() - started


def test_time_grows_with_the_note_only():
    small, large = NOTE * 40, NOTE * 200
    seconds(small)
    assert seconds(large) < 7.5 * seconds(small) + 0.5


@pytest.mark.parametrize(
    "unit",
    [
        "> " * 50 + "x\n",
        "- x\n",
        "10:00 talk\n",
        "- 10:00 talk https://a.example/\n",
        "## 10:00 talk\n",
        "Day 1\n\n",
        "講者：\n",
        "## Participants\n- Ann (Lab), more\n\n",
        "[x](https://a.example/",
        "[",
        "**a ",
        "https://a.example/((((",
        "2026.11.5 - ",
        "a:b：",
        "11/5 ",
        "<a ",
        "`a ",
        "@a ",
        "(a ",
        "對方想了解第一天",
        "<div>\n\n",
        "```\nx\n```\n",
        "| 10:00 | a |\n",
        "\t- x\n",
    ],
)
def test_time_of_pathological_notes(unit):
    head = "# T\n\n| Time | Title |\n|---|---|\n" if unit.startswith("|") else "# T\n\n"
    size = len(unit.encode())
    small, large = (head + unit * (length // size) for length in (20_000, 80_000))
    seconds(small)
    assert seconds(large) < 6 * seconds(small) + 0.5
