"""Each line of the canonical notation: what is written into it is read back from it."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripbook.interchange.document import NOT_IN_A_LINE
from tripbook.interchange.note import notation
from tripbook.interchange.note.line.times import Clock
from tripbook.interchange.note.notation import PersonLine, SessionLine

PROPERTY = settings(max_examples=60, deadline=None)
FRAGMENTS = [
    *"\\<>()[]*_~`@,;:.!#+-=|&$^{}%/?",
    *(" ", "\u3000", "\u202e", "\u200b", "a", "Lunch", "王小明", "🦊", "1", "2026"),
    *(" @ ", "(tentative)", " (idea)", "10:30", "–11:00", "~~", "*lead*", ", *lead*", "; ", ": "),
    *("（暫定）", "(TBC)", "取消：", "下午2點 ", "2pm ", " ＠Hall 8", "1. ", "[x] ", ":smile:"),
    *("<!-- session:abcdefgh -->", "-->", "&#32;", "&amp;", " <https://a.example>", "https://b.c"),
]
URLS = st.sampled_from(
    [
        "https://a.example/<x>",
        "https://a.example/?a=1&copy;=2&b",
        "https://a.example/(x)",
        "http://a.example/a\\b",
        "https://a.example/路徑（一）",
        "https://a.example/[x](y)>",
    ]
)
lines = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join), st.text(max_size=10)
).filter(lambda text: not NOT_IN_A_LINE.search(text))
names = lines.filter(str.strip)
# What says nothing is not written.
values = lines.map(lambda text: text if text.strip() else "")
clocks = st.none() | st.builds(Clock, st.integers(0, 24 * 60 - 1))
languages = st.integers(0, 3)
sessions = st.builds(
    SessionLine,
    title=names,
    status=st.sampled_from(["idea", "requested", "tentative", "confirmed", "cancelled"]),
    place=values,
    start=clocks,
    end=clocks,
    end_date=st.none() | st.dates(),
    end_timezone=st.sampled_from(["", "Asia/Tokyo", "America/Argentina/Buenos_Aires"]),
)
people = st.builds(
    PersonLine,
    name=names,
    handle=values,
    organization=values,
    position=values,
    role=st.sampled_from(list(notation.ROLES)),
    links=st.lists(URLS, max_size=3).map(tuple),
)


def read_marked(line, *uids, **said):
    """Return the words and the comment of a line with such a comment at its end."""
    comment = notation.mark("session", "abcdefgh1234", **said)
    found, rest = notation.find_mark(f"### {line} {comment}")
    assert found.uids == ("abcdefgh1234",)
    return rest.removeprefix("### "), found


@PROPERTY
@given(sessions, languages)
def test_the_line_of_a_session(session, language):
    line, is_literal = notation.session_line(session, language)
    words, mark = read_marked(line, literal=is_literal)
    assert notation.read_session(words, literal="literal" in mark.values) == session


@PROPERTY
@given(people, languages)
def test_the_line_of_a_participant(person, language):
    words, _mark = read_marked(notation.person_line(person, language))
    assert notation.read_person(words) == person


@PROPERTY
@given(st.lists(st.tuples(names, st.sampled_from(list(notation.TASKS))), min_size=1), languages)
def test_the_line_of_who_does_what(going, language):
    words, _mark = read_marked(notation.people_line(going, language))
    assert notation.read_people(words) == going
    hosts = [name for name, _task in going]
    assert notation.read_names(notation.names_line(hosts)) == hosts


@PROPERTY
@given(names, values, values, st.lists(URLS, max_size=3))
def test_the_lines_of_places_and_organizations(name, address, local, links):
    assert notation.read_place(notation.place_line(name, address, local)) == (name, address, local)
    line = notation.organization_line(name, local, links)
    assert notation.read_organization(line) == (name, local, tuple(links))


@PROPERTY
@given(values, URLS)
def test_the_line_of_a_link(title, url):
    assert notation.read_link(notation.link_line(title, url)) == (title, url)


@PROPERTY
@given(values, st.dates(), languages)
def test_the_line_of_a_day(title, date, language):
    words, _mark = read_marked(notation.day_line(date, title, language))
    assert notation.read_day(words.rstrip(" ")) == (date, title)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Meet the mayor", "Meet the mayor"),
        ("snake_case_name, R&D: 50%", "snake_case_name, R&D: 50%"),
        ("2026 – a year", "2026 – a year"),
        ("# - > | *", "\\# - > | \\*"),
        ("- list", "\\- list"),
        ("1. first", "1\\. first"),
        ("**bold** `code` <b>", "\\*\\*bold\\*\\* \\`code\\` \\<b>"),
        ("[a](b)", "\\[a\\](b)"),
        (" edge ", "&#32;edge&#32;"),
        ("&amp; &#32;", "\\&amp; \\&#32;"),
        ("https://a.example", "https\\://a.example"),
    ],
)
def test_only_what_means_something_in_markdown_is_escaped(text, written):
    assert notation.escaped(text) == written
    assert notation.unescaped(written) == text


def test_words_mean_one_thing_in_every_language():
    for table in (notation.PARTS, notation.STATUSES, notation.ROLES, notation.TASKS):
        for language in range(4):
            words = [row[language] for row in table.values()]
            assert len(set(words)) == len(words)
        for key, row in table.items():
            assert {notation.meaning_of(word, table) for word in row} == {key}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("9:00-10:30 Lunch", SessionLine("Lunch", start=Clock(540), end=Clock(630))),
        ("09:00 ~ 10:30 Lunch", SessionLine("Lunch", start=Clock(540), end=Clock(630))),
        ("2pm Lunch @ Café", SessionLine("Lunch", place="Café", start=Clock(14 * 60))),
        ("**Lunch** (TBC)", SessionLine("Lunch", status="tentative")),
        ("Lunch（取消）", SessionLine("Lunch", status="cancelled")),
        ("Lunch 2026", SessionLine("Lunch 2026")),
    ],
)
def test_lines_that_people_wrote_are_read_as_they_meant_them(line, expected):
    assert notation.read_session(line) == expected


def test_the_year_of_a_day_may_be_any():
    assert notation.read_day("0001-01-01 (Mon) Start") == (dt.date(1, 1, 1), "Start")
