"""The Markdown that notes are written in. That it is safe is shown in test_rendering.py."""

import pytest

from notes.rendering import render_markdown


def html(text: str) -> str:
    """Return a text's HTML without what is the same for every link."""
    shown = render_markdown(text).replace(' rel="noopener noreferrer nofollow"', "")
    return shown.replace(' translate="no"', "").strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**強調**文字", "<strong>強調</strong>文字"),
        ("**「強調」**文字", "<strong>「強調」</strong>文字"),
        ("**重點：**後續", "<strong>重點：</strong>後續"),
        ("中文**(括號)**後面", "中文<strong>(括號)</strong>後面"),
        ("한국어는**강조(test)**은", "한국어는<strong>강조(test)</strong>은"),
        ("これは*「強調」*です", "これは<em>「強調」</em>です"),
        ("原訂~~（取消）~~改期", "原訂<s>（取消）</s>改期"),
        ("==本次 **沒有** 短講==，", "<mark>本次 <strong>沒有</strong> 短講</mark>，"),
        ("**so.**then", "**so.**then"),
        ("snake_case_name", "snake_case_name"),
        ("a == b == c", "a == b == c"),
        ("a ==== b, x=1", "a ==== b, x=1"),
        ("**粗==標**記==", "<strong>粗==標</strong>記=="),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_emphasis_begins_and_ends_beside_east_asian_text(text, shown):
    assert html(text) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://x/abc。", '<a href="https://x/abc">https://x/abc</a>。'),
        ("（https://x/a）後", '（<a href="https://x/a">https://x/a</a>）後'),
        ("「https://x/a」", '「<a href="https://x/a">https://x/a</a>」'),
        ("https://x/a：說明", '<a href="https://x/a">https://x/a</a>：說明'),
        ("一、https://x/a", '一、<a href="https://x/a">https://x/a</a>'),
        ("請看https://x/a的文件", '請看<a href="https://x/a">https://x/a</a>的文件'),
        (
            "https://x/wiki/臺灣_(島)。",
            '<a href="https://x/wiki/臺灣_(島)">https://x/wiki/臺灣_(島)</a>。',
        ),
        ("**https://x/a**後", '<strong><a href="https://x/a">https://x/a</a></strong>後'),
        ("https://x/a_b_c", '<a href="https://x/a_b_c">https://x/a_b_c</a>'),
        ("https://x/?b&c#", '<a href="https://x/?b&amp;c#">https://x/?b&amp;c#</a>'),
        ("<https://x/a>", '<a href="https://x/a">https://x/a</a>'),
        ("<a@example.org>", '<a href="mailto:a@example.org">a@example.org</a>'),
        ("[t](https://x/y?both# 'n')", '<a href="https://x/y?both#" title="n">t</a>'),
        ("[t](https://x/路)", '<a href="https://x/路">t</a>'),
        ("[https://x/a](https://y)", '<a href="https://y">https://x/a</a>'),
        ("[](https://x/a)", '<a href="https://x/a">https://x/a</a>'),
        ("[t][1]\n\n[1]: https://x", '<a href="https://x">t</a>'),
        ("`https://x/a`", "<code>https://x/a</code>"),
        (r"https://x/a\_b\*", '<a href="https://x/a_b">https://x/a_b</a>*'),
        ("README.md and example.org", "README.md and example.org"),
        ("shttps://x/a", "shttps://x/a"),
        ("https://", "https://"),
        ("https://x/" + "a" * 2000, "https://x/" + "a" * 2000),
    ],
)
def test_addresses_are_linked_as_they_are_written(text, shown):
    assert html(text) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![a *map*](https://x/a.png)", '<a href="https://x/a.png" data-image="">a map</a>'),
        (
            "![](https://x/a.png)",
            '<a href="https://x/a.png" data-image="">https://x/a.png</a>',
        ),
        ("[![a](https://x/a.png)](https://y)", '<a href="https://y">a</a>'),
    ],
)
def test_an_image_is_a_link_to_it(text, shown):
    assert html(text) == f"<p>{shown}</p>"


def test_lines_stay_lines():
    assert html("一\n二<br>三\n\n四") == "<p>一<br>\n二<br>\n三</p>\n<p>四</p>"


def test_tags_are_shown_as_they_are_written():
    shown = "<p>Kim &lt;Director, City&gt; &lt;b&gt;x&lt;/b&gt; &lt;!-- y --&gt;</p>"
    assert html("Kim <Director, City> <b>x</b> <!-- y -->") == shown


def test_headings_stand_under_those_of_the_page():
    assert html("# 一\n## 二\n###### 六") == (
        '<h2 id="note-一">一</h2>\n<h3 id="note-二">二</h3>\n<h4 id="note-六">六</h4>'
    )
    assert html("### 三\n# 一\n### 三\n## 二") == (
        '<h2 id="note-三">三</h2>\n<h2 id="note-一">一</h2>\n'
        '<h3 id="note-三-1">三</h3>\n<h3 id="note-二">二</h3>'
    )
    assert render_markdown("# 一", heading_level=4) == '<h4 id="note-一">一</h4>\n'


def test_each_heading_has_an_id_of_its_own():
    text = "# Day 1\n# Day 1\n# Day 1-1\n# !\n# **Day** `1`\n# Day 1"
    ids = ["day-1", "day-1-1", "day-1-1-1", "section", "day-1-2", "day-1-3"]
    rendered = html(text)
    assert [f'id="note-{name}"' in rendered for name in ids] == [True] * 6
    assert rendered.count("id=") == 6


def test_ids_start_with_what_the_page_chooses():
    rendered = render_markdown("# a\n[^1] [b](#a)\n\n[^1]: c", id_prefix="minutes-")
    for place in ("a", "footnote:1", "footnote-ref:1"):
        assert f'id="minutes-{place}"' in rendered
        assert f'href="#minutes-{place}"' in rendered


@pytest.mark.parametrize("address", ["#議程-Agenda", "#議程-agenda", "#%E8%AD%B0%E7%A8%8B-Agenda"])
def test_links_within_a_note_find_their_heading(address):
    assert html(f"# 議程 Agenda\n[go]({address})") == (
        '<h2 id="note-議程-agenda">議程 Agenda</h2>\n<p><a href="#note-議程-agenda">go</a></p>'
    )


def test_task_lists_show_what_is_done():
    assert html("- [ ] 訂房\n- [x] **visa**\n- [y] no") == (
        '<ul>\n<li data-task="">☐ 訂房</li>\n<li data-task="">☑ <strong>visa</strong></li>\n'
        "<li>[y] no</li>\n</ul>"
    )


def test_cells_of_tables_are_aligned_without_style():
    assert html("|a|b|\n|-|:-:|\n|1<br>2|3|") == (
        '<div tabindex="0">\n<table>\n'
        '<thead>\n<tr>\n<th>a</th>\n<th align="center">b</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td>1<br>\n2</td>\n<td align="center">3</td>\n</tr>\n</tbody>\n'
        "</table>\n</div>"
    )


def test_footnotes_and_what_refers_to_them_lead_to_each_other():
    assert html("a[^1] b[^1]\n\n[^1]: c") == (
        '<p>a<sup id="note-footnote-ref:1"><a href="#note-footnote:1">1</a></sup>'
        ' b<sup><a href="#note-footnote:1">1</a></sup></p>\n'
        '<dl id="note-footnote:1">\n<dt><a href="#note-footnote-ref:1">[1]</a></dt>\n'
        "<dd>\n<p>c</p>\n</dd>\n</dl>"
    )


def test_footnotes_without_their_other_half_stay():
    assert html("a[^2]\n\n[^1]: c") == (
        '<p>a[^2]</p>\n<dl id="note-footnote:1">\n<dt>[1]</dt>\n<dd>\n<p>c</p>\n</dd>\n</dl>'
    )


def test_a_footnote_that_is_given_twice_is_shown_twice_and_found_once():
    rendered = html("[^1]: a\n\n[^1]: b")
    assert ("<p>a</p>" in rendered, "<p>b</p>" in rendered) == (True, True)
    assert rendered.count("id=") == 1


def test_callouts_are_set_apart():
    assert html(":::info\n**時間**\n:::\n後") == (
        "<aside>\n<p><strong>時間</strong></p>\n</aside>\n<p>後</p>"
    )
    assert html(":::spoiler 更多\nb\n:::") == (
        "<aside>\n<p><strong>更多</strong></p>\n<p>b</p>\n</aside>"
    )
    assert html(":::unknown\nb\n:::") == "<p>:::unknown<br>\nb<br>\n:::</p>"


def test_marks_of_a_merge_stand_apart_in_a_list_too():
    text = "- a\n⟪ Nora *N* ⟫\n- b\n⟪ 美琳 ⟫\n- c\n⟪ · ⟫\n- d"
    assert html(text) == (
        "<ul>\n<li>a</li>\n</ul>\n<p><mark>⟪ Nora *N* ⟫</mark></p>\n"
        "<ul>\n<li>b</li>\n</ul>\n<p><mark>⟪ 美琳 ⟫</mark></p>\n"
        "<ul>\n<li>c</li>\n</ul>\n<p><mark>⟪ · ⟫</mark></p>\n<ul>\n<li>d</li>\n</ul>"
    )
    assert html("one ⟪ two ⟫") == "<p>one ⟪ two ⟫</p>"


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "[^a]: ", ":::info\n", "- > "])
def test_text_below_all_nesting_is_kept(mark):
    rendered = html(mark * 10_000 + "deep words\n\nafter")
    assert "deep words" in rendered
    assert "after" in rendered


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("[", "]"), ("![", "](https://x)"), ("*a ", " b*"), ("==a ", " b=="), ("(", ")"), ("<", ">")],
)
def test_brackets_and_marks_nest_as_deep_as_they_like(opening, closing):
    assert "words" in html(opening * 5_000 + "words" + closing * 5_000)


@pytest.mark.parametrize(
    ("text", "is_marked"),
    [
        ("https://x/a", True),
        ("<https://x/a>", True),
        ("[](https://x/a)", True),
        ("![](https://x/a.png)", True),
        ("[https://x/a](https://y)", False),
        ("[a](https://x/a)", False),
        ("[*https://x/a*](https://x/a)", False),
    ],
)
def test_a_link_that_shows_its_own_address_is_marked_as_no_text(text, is_marked):
    assert (' translate="no"' in render_markdown(text)) == is_marked
