"""Notes that are broken, or are none: what is read of them, and what people are told."""

import time

import pytest

from tests.interchange.lines import lost_lines
from tripbook.interchange.importing import preview_note
from tripbook.interchange.note import NoteError, read_note
from tripbook.interchange.web_pages import is_web_page

PLAN = "## 3/9\n- 10:00 Walk\n- 11:00 Talk\n"


def read(text):
    """Read a note that may be broken: no line of it is lost."""
    reading = read_note(text)
    assert lost_lines(text, reading) == []
    return reading


def walks(reading):
    """Return the sessions that were found, each with its day and time."""
    dates = {day.uid: str(day.date) for day in reading.document.days}
    return [
        f"{dates[session.day]} {session.start:%H:%M} {session.title}"
        for session in reading.document.sessions
    ]


BOTH = ["2027-03-09 10:00 Walk", "2027-03-09 11:00 Talk"]


@pytest.mark.parametrize(
    ("front", "line"),
    [("title: [a", 2), ("title: a: b", 2), ("a: &x [*x, *x]\n- b", 3), ("a: \x07", None)],
)
def test_broken_front_matter_is_kept_as_text_and_the_rest_is_read(front, line):
    reading = read(f"---\n{front}\n---\n# Boats 2027\n{PLAN}")
    assert walks(reading) == BOTH
    assert front.splitlines()[0] in reading.document.trip.description
    (where, message), *_rest = reading.warnings
    assert where == 1
    assert "front matter" in message
    assert line is None or f"line {line}" in message


def test_front_matter_that_never_ends_is_text():
    reading = read(f"---\ntitle: Boats\n# Boats 2027\n{PLAN}")
    assert walks(reading) == BOTH
    assert "title: Boats" in reading.document.trip.description
    ((line, message),) = reading.warnings
    assert (line, "it never ends" in message) == (1, True)


def test_a_rule_at_the_top_of_a_note_is_no_front_matter_that_never_ends():
    assert read(f"---\nBoats: all of them\n# Boats 2027\n{PLAN}").warnings == []


@pytest.mark.parametrize("fence", ["```", "~~~~", "```python", "<!--"])
def test_what_never_ends_is_named_by_its_line_and_stays_text(fence):
    reading = read(f"# Boats 2027\n{PLAN}\n{fence}\n- 12:00 Lunch\n")
    assert walks(reading) == BOTH
    ((line, message),) = reading.warnings
    assert line == 6
    assert "never ends" in message


@pytest.mark.parametrize("block", ["```\nx\n```", "~~~\nx\n~~~~", "<!-- x -->", "<!--\nx\n-->"])
def test_what_ends_is_no_reason_for_a_warning(block):
    assert read(f"# Boats 2027\n{PLAN}\n{block}\n\n## 3/10\n- 12:00 Lunch\n").warnings == []


def test_ragged_tables_are_read_row_by_row():
    table = "| Time | Title |\n|---|\n| 10:00 | Walk | more |\n| 11:00 | Talk\n|\n"
    reading = read(f"# Boats 2027\n## 3/9\n{table}")
    assert walks(reading) == BOTH


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_any_kind_are_read_alike(end):
    assert walks(read(f"# Boats 2027\n{PLAN}".replace("\n", end))) == BOTH


def test_mixed_line_ends_are_read_alike():
    assert walks(read("# Boats 2027\r## 3/9\r\n- 10:00 Walk\n\r- 11:00 Talk")) == BOTH


def test_tabs_are_read_as_spaces():
    assert walks(read("#\tBoats 2027\n##\t3/9\n-\t10:00\tWalk\n-\t11:00\tTalk\n")) == BOTH


def test_a_byte_order_mark_is_no_part_of_the_note():
    data = f"\ufeff---\ntags: a\n---\n# Boats 2027\n{PLAN}".encode()
    reading = preview_note(data=data, file_name="boats.md")
    assert (walks(reading), reading.document.trip.tags) == (BOTH, ["a"])


def test_bidi_controls_hide_no_item():
    reading = read("# Boats 2027\n## 3/9\n- \u202b10:00 Walk\u202c\n- \u206711:00 Talk\u2069\n")
    assert [walk[:16] for walk in walks(reading)] == ["2027-03-09 10:00", "2027-03-09 11:00"]


def test_zero_width_characters_part_no_names_and_hide_no_times():
    note = "# Boats 2027\n## Participants\n- \u200bMei-Lin\u200b\n\n## 3/9\n- 10:00\u200b Walk\n"
    reading = read(f"{note}- \u200b11:00 Talk\n")
    assert [person.name for person in reading.document.participants] == ["Mei-Lin"]
    assert [walk[:16] for walk in walks(reading)] == ["2027-03-09 10:00", "2027-03-09 11:00"]


@pytest.mark.parametrize("address", ["h\u200bttps://a.example/x", "https:\ufeff//a.example/x"])
def test_zero_width_characters_hide_no_address(address):
    reading = read(f"# Boats 2027\n\nSee {address} first.\n")
    assert [doc.url for doc in reading.document.linked_docs] == ["https://a.example/x"]


@pytest.mark.parametrize("below", ["...", "…", ".", "\u3000", "\u3000\n..."])
def test_a_roster_whose_names_are_still_to_be_written_names_nobody(below):
    reading = read(f"# Boats 2027\n\n## 講者\n{below}\n")
    assert reading.document.participants == []


def test_nothing_needs_to_follow_the_head_of_a_mail():
    reading = read("From: ann@a.example\nTo: Ben\nSubject: Boats\n\u3000\n")
    assert reading.document.participants == []


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b"\xff\xfe#\x00 \x00T\x00",
    ],
)
def test_a_binary_file_is_no_note(data):
    with pytest.raises(NoteError, match="NUL|UTF-8"):
        preview_note(data=data, file_name="note.md")


@pytest.mark.parametrize("encoding", ["utf-16", "big5"])
def test_a_text_in_another_encoding_is_said_to_be_one(encoding):
    with pytest.raises(NoteError, match="Save it as UTF-8") as refused:
        preview_note(data="# 訪問\n".encode(encoding), file_name="note.md")
    assert refused.value.line == 1


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><title>Sign in</title>",
        "\n<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>\n<html>",
        "<html lang=zh><head>",
        "<?xml version='1.0'?>\n<!DOCTYPE html>",
        "<!-- a comment --><!doctype html>",
        "<head><meta charset=utf-8>",
        "<meta charset=utf-8><title>Sign in</title>\n<form><input type=password></form>",
        "\ufeff<title>Sign in</title>\n<p>Sign in first.",
        "<body><p>Sign in first.</p><form action=/login></form>",
        "<form action=/login>",
        "<div>Sign in\n<input name=word type='password'></div>",
        "<script>location='/login?next=' + location.pathname</script>",
        "<style>p { color: red }</style><div id=app></div>\n<script src=/app.js></script>",
        "<noscript>Switch JavaScript on.</noscript><script>start()",
    ],
)
def test_a_page_to_sign_in_is_no_note(page):
    with pytest.raises(NoteError, match="web page"):
        preview_note(data=page.encode(), file_name="note.md")


@pytest.mark.parametrize(
    "start",
    [
        "<!-- for us -->",
        "<div>",
        "<style>h1 { color: teal }</style>",
        "<center>",
        "<img src=https://a.example/boat.jpg>",
        "<details><summary>Before we go</summary>",
        "<span style='color:red'>New:</span>",
        "<iframe src=https://a.example/map></iframe>",
        "<br>",
        "<link rel=stylesheet href=https://a.example/note.css>",
        "<script async src=https://a.example/embed.js></script>",
        "<https://a.example/map>",
        "<Header of the page>",
    ],
)
def test_a_note_that_begins_with_html_is_a_note(start):
    data = f"{start}\n\n# Boats 2027\n\n<script async src=https://a.example/more.js></script>\n"
    assert preview_note(data=data.encode(), file_name="note.md").document.trip.title


def test_a_page_is_told_from_a_note_in_no_time_at_all():
    started = time.monotonic()
    for piece in ("<input ", "<!--", "<script ", "<script>", "<", "<a ", "<?xml "):
        is_web_page(f"<p {piece * 100_000}")
        is_web_page(f"<!-- -->{piece * 100_000}")
    assert time.monotonic() - started < 2
