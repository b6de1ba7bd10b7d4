import time

import pytest

from tripbook.interchange.note import read_note
from tripbook.interchange.note.line.links import find_links
from tripbook.interchange.note.rules.docs import only_link, says_notes, titled_links

A, B = "https://a.example/x?both#", "http://b.example/y_(z)?q=1&r=%20"


@pytest.mark.parametrize(
    "line",
    [
        A,
        f"see {A} there",
        f"<{A}>",
        f"({A})",
        f"（{A}）後面",
        f"「{A}」",
        f"{A}。",
        f"{A}，{B}"[: len(A) + 1],
        f"{A}請大家看",
        f"{A}を見る",
        f"{A}에서",
        f"{A}）",
        f"**{A}**",
        f"**{A}**後",
        f"~~{A}~~",
        f"=={A}==",
        f"_{A}_",
        f"_Add a link, like {A}_.",
        f"`{A}`",
        f"{A});",
        f"{A}.",
        f"{A}, and",
        f"{A}!",
        f"{A}…",
        f"| {A}| b |",
        f"{A}\u3000next",
        f'<a href="{A}">',
        f"<iframe src='{A}'></iframe>",
        f"[words]({A})",
        f"[words]({A} )",
        f'[words]({A} "title")',
        f"[words](<{A}>)",
        f"![]({A})",
        f"[ref]: {A}",
        f"（[教學]({A})）",
        f"]({A})",
        f"**名稱：{A}**",
        f"[broken]({A}",
    ],
)
def test_one_address_byte_for_byte(line):
    assert [link.url for link in find_links(line)] == [A]


@pytest.mark.parametrize(
    ("line", "urls"),
    [
        (f"{A} {B}", [A, B]),
        (f"{A}、{B}", [A, B]),
        (f"{A},{B}", [A, B]),
        (f"[a]({A})[b]({B})", [A, B]),
        (f"![]({A})後[b]({B})", [A, B]),
        (f"（甲 {A}，乙 {B}）", [A, B]),
        ("https://e.example/wiki/臺灣_(島)。", ["https://e.example/wiki/臺灣_(島)"]),
        ("[島](https://e.example/臺灣)", ["https://e.example/臺灣"]),
        ("https://e.example/a_b_", ["https://e.example/a_b_"]),
        ("_see_ https://e.example/a_b_", ["https://e.example/a_b_"]),
        ("https://e.example/?u=https://f.example/", ["https://e.example/?u=https://f.example/"]),
        ("https://e.example/straße", ["https://e.example/straße"]),
        ("HTTPS://E.example/", ["HTTPS://E.example/"]),
        (r"see https://a.example/d/1\_2\_x\-y.", ["https://a.example/d/1_2_x-y"]),
        ("***https://a.example/d***", ["https://a.example/d"]),
        ("https://a.example/d/1a***9z", ["https://a.example/d/1a***9z"]),
        ("https://a.example/d***bold***", ["https://a.example/d"]),
        ("https://a.example/d***港口", ["https://a.example/d"]),
        (r"_https://a.example/d\_.\__", ["https://a.example/d"]),
        (r"_see https://a.example/d\__", ["https://a.example/d"]),
        (r"[pad](https://a.example/1\_2)", ["https://a.example/1_2"]),
        (r"[https://a.example/1\_2](https://a.example/1\_2)", ["https://a.example/1_2"] * 2),
        (r"[https://a.example/1\_2](https://a.example/1_2)", ["https://a.example/1_2"] * 2),
    ],
)
def test_several_and_strange_addresses(line, urls):
    assert [link.url for link in find_links(line)] == urls


@pytest.mark.parametrize(
    "line", ["a.example", "me@a.example", "[t](/Rel)", "ftp://a.example", "https://", "http:// x"]
)
def test_no_addresses(line):
    assert find_links(line) == ()


def test_titles_of_links():
    [link] = find_links(f"看 [這裡 [一]]({A})！")
    assert (link.title, link.image) == ("這裡 [一]", False)
    [image] = find_links(f"![港口]({A})")
    assert (image.title, image.image) == ("港口", True)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (A, ""),
        (f"<{A}>", ""),
        (f"[Programme]({A})", "Programme"),
        (f"Livestream: {A}", "Livestream"),
        (f"官網：{A}", "官網"),
        (f"**[Programme]({A})**", "Programme"),
    ],
)
def test_lines_that_are_a_link(line, title):
    assert only_link(line)[1] == title


@pytest.mark.parametrize("line", ["words", f"see {A} for more", f"{A} {B}", f"{A} is down"])
def test_lines_that_are_more_than_a_link(line):
    assert only_link(line) is None


def test_titles_over_links():
    lines = ["Programme", A, "地圖：", B, A]
    groups = titled_links(list(enumerate(lines)))
    assert [(g.title_line, g.title, [n for n, _link in g.links]) for g in groups] == [
        (0, "Programme", [1]),
        (2, "地圖", [3, 4]),
    ]


def test_a_paragraph_with_other_words_is_no_list_of_links():
    assert titled_links([(0, "Programme"), (1, A), (2, "and more words")]) == []


@pytest.mark.parametrize("title", ["參訪會議共筆", "Meeting notes", "議事録", "회의록", "課堂筆記"])
def test_titles_that_say_they_are_notes(title):
    assert says_notes(title)


@pytest.mark.parametrize("title", ["Notebooks for all", "Who keeps the register", "短講"])
def test_titles_that_say_something_else(title):
    assert not says_notes(title)


@pytest.mark.parametrize(
    "unit", ["](http://a", "http://a](", "[x](http://a.b", "http://a((((", "<http://a", "http://"]
)
def test_a_line_full_of_broken_links_takes_linear_time(unit):
    def seconds(count):
        started = time.process_time()
        find_links(unit * count)
        return time.process_time() - started

    seconds(1_000)
    assert seconds(40_000) < 20 * seconds(8_000) + 0.5


def test_a_separator_of_lines_ends_an_address():
    docs = read_note("# Trip\n\nhttps://a.example/x\u2028y\n").document.linked_docs
    assert [doc.url for doc in docs] == ["https://a.example/x"]
