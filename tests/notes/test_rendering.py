"""That Markdown comes out safe, whole and in time. What it looks like is in test_markdown.py."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest
from django.utils.safestring import SafeString
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notes.rendering import LONGEST_KEPT, PREFIX, render_markdown, table_of_contents

# Written out here, so that what the code allows can't widen unseen.
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "hr", "pre", "blockquote", "aside", "ul", "ol", "li", "dl", "dt", "dd"}
TABLES = {"div", "table", "thead", "tbody", "tr", "th", "td"}
INLINE = {"a", "br", "code", "em", "mark", "s", "strong", "sup"}
ATTRIBUTES = {
    **{tag: set() for tag in BLOCKS | TABLES | INLINE},
    **{tag: {"id"} for tag in HEADINGS | {"dl", "sup"}},
    "a": {"href", "title", "rel", "translate", "data-image"},
    "div": {"tabindex"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
VALUES = {
    "data-image": re.compile(""),
    "align": re.compile(r"left|center|right"),
    "href": re.compile(r"(https?://[^/]|mailto:.|#note-).*"),
    "id": re.compile(r"note-.+"),
    "rel": re.compile(r"noopener noreferrer nofollow"),
    "start": re.compile(r"\d+"),
    "tabindex": re.compile(r"0"),
    "translate": re.compile(r"no"),
    "title": re.compile(r"(?s).*"),
}

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt\n>alert(1)</sCrIpT >",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='javascript:alert(1)'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<iframe src='https://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='https://evil.example/x.swf'>",
    "<form action='https://evil.example'><input name=password></form>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<p style='background:url(https://evil.example/x)'>x</p>",
    "<video src=x onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo '<script>alert(1)</script>' ?>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<br onclick=alert(1)>",
    "<br/onclick=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](data:image/svg+xml,<svg onload=alert(1)>)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/)",
    "[x](/admin/)",
    "[x](https:evil.example)",
    "[x](https://x\\@evil.example/)",
    '[x](https://x/"onmouseover="alert(1))',
    "[x](https://x 'a\"onmouseover=\"alert(1)')",
    "[x](#\"onmouseover='alert(1)')",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](javascript:alert(1))",
    "![x](data:image/png;base64,iVBORw0KGgo=)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](https://evil.example/pixel.gif)",
    "![x](#a)",
    '![x" onerror="alert(1)](https://evil.example/x)',
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "https://x/<script>alert(1)</script>",
    "https://x/\"onmouseover=alert(1)//'",
    "# <img src=x onerror=alert(1)>",
    '# x" onclick="alert(1)',
    "```\n</code></pre><script>alert(1)</script>\n```",
    '```x"onclick="alert(1)\nx\n```',
    "`<script>alert(1)</script>`",
    "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
    ":::info <img src=x onerror=alert(1)>\nx\n:::",
    ':::info" onclick="alert(1)\nx\n:::',
    '[^"onclick="alert(1)]\n\n[^"onclick="alert(1)]: x',
    "[^<script>]\n\n[^<script>]: x",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
]


class Page(HTMLParser):
    """What a browser would make of some HTML: its text, and what should not be in it."""

    def __init__(self, html: str):
        super().__init__()
        self.text = ""
        self.faults = []
        self.ids = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        known = tag in ATTRIBUTES and attributes.keys() <= ATTRIBUTES[tag]
        harmless = known and all(VALUES[name].fullmatch(value) for name, value in attrs)
        if not harmless or (tag == "a" and "rel" not in attributes):
            self.faults.append((tag, attrs))
        if name := attributes.get("id"):
            if name in self.ids:
                self.faults.append(("id", name))
            self.ids.add(name)

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.faults.append(("comment", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_active_comes_out_alive(attack):
    for text in (attack, f"- {attack}", f"> {attack}", f"**{attack}**", f"[{attack}](https://x)"):
        assert Page(render_markdown(text)).faults == []


def test_an_attack_is_shown_as_the_text_that_it_is():
    assert render_markdown("[x](javascript:alert(1))") == "<p>[x](javascript:alert(1))</p>\n"
    assert render_markdown("<script>x</script>") == "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"


def test_what_is_rendered_is_not_escaped_again():
    assert isinstance(render_markdown("*a*"), SafeString)


PIECES = st.sampled_from([
    "# ", "##", "- ", "1. ", "> ", ">>>", "* ", "*", "**", "_", "__", "~~", "==", "`", "```", "\\",
    "\n", "\n\n", "    ", "  \n", "\t", "\r\n", "\x00", "\u3000", "=", "---", "===", "|", "'", '"',
    "[", "]", "(", ")", "![", "](", "](https://x)", "[a]: https://x\n", "[^a]", "[^a]: ", "[ ] ",
    "[x] ", ":::", ":::info", ":::spoiler a", "|a|b|\n|-|:-:|\n|c|d|\n", "<", ">", "<br>", "<b>",
    "</p>", "<!--", "-->", "&amp;", "&#60;", "://", "https://", "https://x", "mailto:a@b",
    "<a@b.c>", "javascript:", "data:", "#a", "。", "「", "」", "（", "）", "字", "한", "é", "😀",
    "\u200d", "word",
])  # fmt: skip


@settings(derandomize=True, max_examples=500, deadline=None)
@given(st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join))
@example("")
@example(":::info\n\n:::\n")
@example("[^a]: [^a]: b\n    [^b]: c")
def test_any_text_is_rendered_clean(text):
    assert Page(render_markdown(text)).faults == []


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
GAPS = st.sampled_from([" ", "\n", "\n\n", "。", "、", "，", ". ", ", ", "（", "）"])


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(WORDS, GAPS), max_size=30))
def test_every_word_of_a_plain_text_is_shown_in_its_place(pairs):
    text = "".join(word + gap for word, gap in pairs)
    shown = Page(render_markdown(text)).text
    assert "".join(shown.split()) == "".join(text.split())


def test_threads_share_the_parser():
    texts = [f"# {n}\n\n[^a] **「{n}」**字 https://x/{n}。\n\n[^a]: {n}" for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(render_markdown, texts)) == [render_markdown(text) for text in texts]


PROSE = (
    "## 第一天 Day 1\n\n- **「重點」**見 https://x/a。\n- [ ] 訂房（暫定）\n\n> 說明 ==文字==\n\n"
)
UNITS = [
    PROSE,
    "[", "![", "](", "[a](", "[a](<b", "[^a", "^[", "![a][", "*a_ ", "a**b", "~~a ", "==a ", "`a``",
    "<", "<!--", "&#", "\\", "https://", "https://x)", "http://(", "://", "|", "|a", "> ", "- ",
    "# a\n", "#\n", "a\n-\n", "[a]: https://x\n", "[^a]: x\n", "[^b] [^a]: x\n", "- [ ] a\n", "1. ",
    ":::info\n", ":::info\n:::\n", "> > > a\n", "```\n", "|a|b|\n|-|-|\n", "    a\n", "a  \n",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_the_time_grows_with_the_length_of_a_text_and_no_faster(unit):
    def seconds(length):
        text = unit * (length // len(unit))
        start = time.process_time()
        render_markdown(text)
        return time.process_time() - start

    # Four times the text takes four times as long; sixteen times would be its square. What else
    # the machine does slows some measurements down, never all of them.
    factors = (seconds(24_000) / max(seconds(6_000), 0.01) for _ in range(8))
    assert any(factor < 8 for factor in factors)


def contents(text, **options):
    return [tuple(heading) for heading in table_of_contents(render_markdown(text), **options)]


def test_the_table_of_contents_has_the_headings_with_their_depth():
    text = "# Opening & *aims*\n\n### Kati <Lead>[^1]\n\n# 開幕\n\n[^1]: who\n"
    assert contents(text) == [
        (0, "note-opening--aims", "Opening & aims"),
        (1, "note-kati-lead1", "Kati <Lead>"),
        (0, "note-開幕", "開幕"),
    ]


def test_a_text_without_headings_has_no_contents():
    assert contents("One.\n\n- two\n") == []


def test_of_very_many_headings_the_deepest_are_left_out():
    text = "# A\n\n## B\n\n### C\n\n### D\n\n## E\n"
    assert [name for _depth, _id, name in contents(text, most=4)] == ["A", "B", "E"]
    # What is left would lead nowhere.
    assert [name for _depth, _id, name in contents(text, most=1)] == ["A", "B", "E"]
    assert [name for _depth, _id, name in contents("# A\n\n# B\n", most=1)] == ["A", "B"]


def test_code_that_looks_like_a_heading_is_not_in_the_contents():
    assert contents('```\n<h2 id="note-x">no</h2>\n```\n\n# Yes\n') == [(0, "note-yes", "Yes")]


@pytest.mark.parametrize("more", ["", PREFIX, "x" * LONGEST_KEPT], ids=["short", "prefix", "long"])
def test_the_ids_of_each_text_of_a_page_are_its_own_also_where_the_texts_are_alike(more):
    text = f"# Ferry\n\n[there](#ferry)[^1]\n\n[^1]: {more or 'By boat.'}\n"
    one, two = (render_markdown(text, id_prefix=prefix) for prefix in ("s-one-", "s-two-"))
    assert 'id="s-one-ferry"' in one
    assert 'href="#s-one-ferry"' in one
    assert 's-one-footnote:1"' in one
    assert one.replace("s-one-", "s-two-") == two
    assert more in one
