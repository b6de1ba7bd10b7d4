"""Notes of every kind and none: made of pieces, and made of real ones by accidents.

A note is known by its number: the same one each time.
"""

import random
from functools import cache
from pathlib import Path

from tests.interchange.lines import lost_lines
from tripbook.interchange.document import DocumentError, check_importable
from tripbook.interchange.note import NoteError, read_note
from tripbook.interchange.note.line.links import find_links
from tripbook.interchange.note.line.titles import visible
from tripbook.interchange.note.tree.source import split_lines

FIXTURES = Path(__file__).parent.parent / "fixtures"
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
    "<table><tr><td>",
    "<tr><td>10:00<td rowspan=2>",
    "</table>",
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
    "\ufeff",
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
ENDS = ("\n", "\n", "\n\n", "\r\n", "\r")
# What a slow rule would stumble over when it stands again and again.
UNITS = (
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
)


def fuzzed(number: int, texts: list[str] | None = None) -> str:
    """Return the note of this number: every third of pieces, the others of texts (our fixtures)."""
    draw = random.Random(number)
    if number % 3 == 0:
        return synthetic(draw)
    texts = texts or fixtures()
    return mutated(draw, draw.choice(texts), draw.choice(texts))


@cache
def fixtures() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(FIXTURES.glob("*.*"))]


def synthetic(draw: random.Random) -> str:
    def line() -> str:
        return draw.choice(BEGINNINGS) + " ".join(draw.choices(PIECES, k=draw.randint(0, 4)))

    return "".join(line() + draw.choice(ENDS) for _i in range(draw.randint(1, 30)))


def mutated(draw: random.Random, text: str, other: str) -> str:
    """Return a note after some accidents; lines of another one may get into it."""
    lines, others = text.split("\n"), other.split("\n")
    for _i in range(draw.randint(1, 12)):
        _mutate(draw, lines, others)
    end = draw.choice(("\n", "\n", "\n", "\r\n", "\r"))
    return ("\ufeff" if draw.random() < 0.05 else "") + end.join(lines)


def _mutate(draw: random.Random, lines: list[str], others: list[str]) -> None:
    at = draw.randrange(len(lines))
    match draw.randrange(9):
        case 0:
            lines.insert(at, draw.choice(lines))
        case 1 if len(lines) > 1:
            del lines[at]
        case 2:
            lines[at] = draw.choice(BEGINNINGS) + lines[at]
        case 3:
            first = draw.randrange(len(others))
            lines[at:at] = others[first : first + draw.randint(1, 6)]
        case 4 if len(lines) > 5:
            del lines[draw.randrange(5, len(lines)) :]
        case 5:
            lines[at] = "".join(draw.sample(lines[at], len(lines[at])))
        case _:
            cut = draw.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + draw.choice(PIECES) + lines[at][cut:]


def check(text: str, *, twice: bool = True) -> None:
    """Read a text, and check all that must hold for any note; `twice` for the same each time."""
    try:
        reading = read_note(text, name="note.md")
    except NoteError:
        assert not text.strip("\ufeff \t\r\n") or "\x00" in text
        return
    assert len(reading.account) == len(split_lines(text))
    assert all(reading.account)
    assert lost_lines(text, reading) == []
    addresses = {link.url for line in split_lines(text) for link in find_links(visible(line))}
    assert {doc.url for doc in reading.document.linked_docs} == {
        url for url in addresses if len(url) <= 2000
    }
    if twice:
        assert _without_uids(read_note(text, name="note.md")) == _without_uids(reading)
    assert _open_questions_apart(reading.document) == []


def repeated(unit: str, size: int) -> str:
    """Return a note of about this many bytes that is nothing but a unit, again and again."""
    head = "# T\n\n| Time | Title |\n|---|---|\n" if unit.startswith("|") else "# T\n\n"
    return head + unit * (size // len(unit.encode()))


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
