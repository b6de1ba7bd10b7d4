import pytest

from tests.interchange.lines import lost_lines
from tripbook.interchange.note import NoteError, decode, read_note
from tripbook.interchange.note.tree.source import front_matter, split_lines


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", None),
        (b" \n\t\r\n", None),
        (b"\xef\xbb\xbf", None),
        (b"# T\r\nx\x00y", 2),
        (b"# T\rx\n\xff", 3),
        ("# 參訪".encode("big5"), 1),
        ("# T".encode("utf-16"), 1),
    ],
)
def test_what_is_no_note_is_refused(data, line):
    with pytest.raises(NoteError) as refused:
        decode(data)
    assert refused.value.line == line
    assert refused.value.message


def test_a_note_over_the_limit_is_refused(settings):
    settings.NOTE_MAX_BYTES = 10
    assert decode(b"# 0123456") == "# 0123456"
    with pytest.raises(NoteError, match="larger than 10 bytes"):
        decode(b"# 0123456789")


def test_utf8_with_and_without_bom():
    assert decode("# 參訪".encode()) == decode("# 參訪".encode("utf-8-sig")) == "# 參訪"


def test_text_is_checked_too():
    for text in ("", " \n", "a\x00"):
        with pytest.raises(NoteError):
            read_note(text)


def test_line_ends_of_every_kind_count_once():
    assert split_lines("a\nb\r\nc\rd\n\n") == ["a", "b", "c", "d", ""]
    assert split_lines("a\x0bb\x85c\u2028d") == ["a\x0bb\x85c\u2028d"]


def test_front_matter():
    found = front_matter(["---", "title: A: no", "---"])
    assert (found.end, found.values, bool(found.problem)) == (3, {}, True)
    found = front_matter(["---", "Title : Visit", "tags:", "  - a", "  - b", "---", "# T"])
    assert found.values == {"title": "Visit", "tags": ["a", "b"]}
    assert found.lines == {"title": [1], "tags": [2, 3, 4]}
    assert found.end == 6


@pytest.mark.parametrize("lines", [["# T"], ["---", "words", "---"], ["---", "a: b"], ["---"]])
def test_no_front_matter(lines):
    assert front_matter(lines).end == 0


def test_fields_of_the_front_matter():
    text = (
        "---\ntitle: Visit\ntags: a, b\ndescription: What we do\ntimezone: Europe/Tallinn\n"
        "lang: zh-TW\nslug: our-visit\nimage: https://i.example/a.png\nrobots: noindex\n"
        "colour: blue\n---\nwords\n"
    )
    reading = read_note(text)
    trip = reading.document.trip
    assert (trip.title, trip.tags, trip.summary) == ("Visit", ["a", "b"], "What we do")
    assert (trip.timezone, trip.language, trip.slug) == ("Europe/Tallinn", "zh-TW", "our-visit")
    assert [doc.url for doc in reading.document.linked_docs] == ["https://i.example/a.png"]
    assert trip.description == "colour: blue\n\nwords"


def test_no_word_of_the_front_matter_is_lost():
    text = "---\nGA:\n  words\ntitle:\n  more\ntags: # a\n# comment\nrobots: all\n---\n# T\n"
    assert lost_lines(text, read_note(text)) == []


def test_broken_front_matter_stays_text():
    reading = read_note("---\ntags: [a\n---\n# Visit\n")
    assert reading.document.trip.title == "Visit"
    assert reading.document.trip.tags == []
    assert reading.document.trip.description == "---\ntags: [a\n---"
    assert [line for line, _message in reading.warnings] == [1]


def test_front_matter_is_read_safely():
    bomb = "---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntags: *c\n---\n# T\n"
    assert read_note(bomb).document.trip.tags == []
    read_note("---\nt: !!python/object/apply:os.system ['true']\n---\n# T\n")
    read_note("---\nt: " + "[" * 5000 + "\n---\n# T\n")


def test_a_title_is_the_heading_else_front_matter_else_the_name_of_the_file():
    assert read_note("---\ntitle: A\n---\n# B\n").document.trip.title == "B"
    assert read_note("---\ntitle: A\n---\nwords\n").document.trip.title == "A"
    assert read_note("B\n===\n").document.trip.title == "B"
    assert read_note("## 參與者\n- Ann\n", name="visit.md").document.trip.title == "visit"
    reading = read_note("words\n", name="dir/our.visit.md")
    assert reading.document.trip.title == "our.visit"
    assert [line for line, _message in reading.warnings] == [1]
    assert read_note("words\n").document.trip.title
