"""The Markdown of notes: GitHub's and HackMD's, at home in East Asian text, linear in its length.

`make_parser` returns markdown-it-py's parser with the rules of this module. It renders with
`env={"id_prefix": …, "heading_level": …}`, and what it renders still has to be cleaned.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter, Scanned
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from .differences import MERGE_MARK
from .links import EAST_ASIAN, bare_url_at, is_http_url, without_escapes

MAX_NESTING = 20
# A list is two levels, itself and its item: from here none steps over the parser's own limit.
MAX_BLOCK_LEVEL = MAX_NESTING - 2
MAX_SLUG_LENGTH = 80

CALLOUTS = frozenset({"info", "success", "warning", "danger", "spoiler"})
EAST_ASIAN_CHARACTER = re.compile(f"[{EAST_ASIAN}]")
FOOTNOTE_REFERENCE = re.compile(r"\[\^([^\]\s]{1,100})\]")
LINE_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
MAIL_ADDRESS = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
TASK = re.compile(r"\[([ xX])\](?=\s)")
URL_SCHEME = re.compile(r"(?<![a-z0-9.+-])https?\Z", re.IGNORECASE)


def make_parser() -> MarkdownIt:
    """Return a parser that threads may share: what it learns of a text is kept in its `env`."""
    parser = MarkdownIt()
    parser.inline = EastAsianInline()
    parser.configure(
        "commonmark", {"html": False, "breaks": True, "xhtmlOut": False, "maxNesting": MAX_NESTING}
    )
    parser.enable(["table", "strikethrough", "linkify"])
    parser.validateLink = may_be_linked
    # Addresses stay as they are written, byte for byte.
    parser.normalizeLink = parser.normalizeLinkText = str

    parser.use(container_plugin, "callout", validate=_is_callout, render=_render_callout)
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.block.ruler.before("table", "too_deep", too_deep)
    ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("blockquote", "merge_mark", merge_mark, ends)
    parser.inline.ruler.at("linkify", bare_link)
    parser.inline.ruler.at("footnote_ref", footnote_reference)
    parser.add_render_rule("table_open", _render_table_open)
    parser.add_render_rule("table_close", _render_table_close)
    parser.add_render_rule("footnote_reference_open", _render_footnote_open)
    parser.add_render_rule("footnote_reference_close", _render_footnote_close)
    parser.inline.ruler.before("autolink", "line_break", line_break)
    parser.inline.ruler.after("strikethrough", "mark", mark)
    parser.inline.ruler2.after("strikethrough", "mark", pair_marks)
    for rule in (shift_headings, align_cells, tick_tasks, rewrite_links):
        parser.core.ruler.push(rule.__name__, rule)

    # The first text makes the parser's tables of rules, which two threads must not do at once.
    parser.render("", {"id_prefix": "", "heading_level": 1})
    return parser


def may_be_linked(url: str) -> bool:
    """Return whether a note may link an address: of the web, for mail, or of a part of itself."""
    return is_http_url(url) or (
        url.isprintable() and (url.startswith("#") or MAIL_ADDRESS.fullmatch(url) is not None)
    )


def slug(text: str) -> str:
    """Return what a heading is called in addresses, and so does a link to it: its words."""
    words = re.sub(r"\s+", "-", text.strip().lower())
    return re.sub(r"[^\w-]", "", words)[:MAX_SLUG_LENGTH]


# Emphasis


class EastAsianInline(ParserInline):
    """Inline text whose emphasis may begin and end beside East Asian characters."""

    def parse(self, src, md, env, tokens):
        state = EastAsianState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class EastAsianState(StateInline):
    # The names are the parser's.
    def scanDelims(self, start, canSplitWord):  # noqa: N802, N803
        """Return whether the marks at `start` can open or close emphasis, and their number.

        CommonMark wants a space or punctuation before marks that open on punctuation, and after
        marks that close on it. Text without spaces has neither (`**「強調」**文字`), so here an
        East Asian character on either side will do.
        """
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
        point_before, point_after = _is_punctuation(before), _is_punctuation(after)
        east_asian = any(map(EAST_ASIAN_CHARACTER.match, (before, after)))

        opens = not space_after and (not point_after or space_before or point_before or east_asian)
        closes = not space_before and (not point_before or space_after or point_after or east_asian)
        return Scanned(
            opens and (canSplitWord or not closes or point_before),
            closes and (canSplitWord or not opens or point_after),
            end - start,
        )


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def mark(state: StateInline, silent: bool) -> bool:
    """Read the `==` that begin or end a marked text; `pair_marks` finds which belong together."""
    if silent or state.src[state.pos] != "=":
        return False
    opens, closes, length = state.scanDelims(state.pos, True)
    token = state.push("text", "", 0)
    token.content = "=" * length
    state.pos += length
    if length == 2:
        state.delimiters.append(
            Delimiter(ord("="), 0, len(state.tokens) - 1, end=-1, open=opens, close=closes)
        )
    return True


def pair_marks(state: StateInline) -> None:
    """Turn the `==` that belong together into `<mark>` and `</mark>`."""
    nested = [meta["delimiters"] for meta in state.tokens_meta if meta]
    for delimiters in (state.delimiters, *nested):
        for opener in delimiters:
            if opener.marker == ord("=") and opener.end >= 0:
                closer = delimiters[opener.end]
                state.tokens[opener.token] = Token("mark_open", "mark", 1)
                state.tokens[closer.token] = Token("mark_close", "mark", -1)


# Other inline rules


def bare_link(state: StateInline, silent: bool) -> bool:
    """Link an address that stands in the text as it is."""
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    # The scheme was taken for text before the colon was reached.
    scheme = URL_SCHEME.search(state.src, max(0, state.pos - 6), state.pos)
    if not scheme or not state.pending.endswith(scheme[0]):
        return False
    written = bare_url_at(state.src, scheme.start())
    url = without_escapes(written)
    if is_http_url(url):
        state.pending = state.pending.removesuffix(scheme[0])
        _push_link(state, url, url)
    elif url:
        state.append_pending(url.removeprefix(scheme[0]))
    else:
        return False
    state.pos = scheme.start() + len(written)
    return True


def line_break(state: StateInline, silent: bool) -> bool:
    """Read `<br>`, without which a cell of a table has one line only."""
    match = LINE_BREAK.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = match.end()
    return True


def _push_link(state: StateInline, url: str, text: str) -> None:
    state.push("link_open", "a", 1).attrs["href"] = url
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1)


# Footnotes


def footnote_reference(state: StateInline, silent: bool) -> bool:
    """Link `[^label]` to its footnote; the first one is where the footnote leads back to."""
    match = FOOTNOTE_REFERENCE.match(state.src, state.pos)
    if not match or state.linkLevel:
        return False
    label, footnotes = match[1], _footnotes(state.env)
    if f":{label}" not in footnotes["refs"]:
        return False
    if not silent:
        superscript = state.push("sup_open", "sup", 1)
        if label not in footnotes["referred"]:
            footnotes["referred"].add(label)
            superscript.attrs["id"] = _footnote_id(state.env, label, "-ref")
        _push_link(state, "#" + _footnote_id(state.env, label), label)
        state.push("sup_close", "sup", -1)
    state.pos = match.end()
    return True


def _render_footnote_open(_renderer, tokens, index, _options, env) -> str:
    """Show a footnote where it is written, behind its label; also one that nothing refers to."""
    label, footnotes = tokens[index].meta["label"], _footnotes(env)
    name = f"[{escapeHtml(label)}]"
    if label in footnotes["referred"]:
        name = f'<a href="#{escapeHtml(_footnote_id(env, label, "-ref"))}">{name}</a>'
    place = f' id="{escapeHtml(_footnote_id(env, label))}"'
    if label in footnotes["placed"]:
        place = ""
    footnotes["placed"].add(label)
    return f"<dl{place}>\n<dt>{name}</dt>\n<dd>\n"


def _render_footnote_close(_renderer, _tokens, _index, _options, _env) -> str:
    return "</dd>\n</dl>\n"


def _footnotes(env) -> dict:
    """Return what is known of a text's footnotes: the plugin's `refs`, and the labels in use."""
    footnotes = env.setdefault("footnotes", {})
    for key, empty in (("refs", {}), ("referred", set()), ("placed", set())):
        footnotes.setdefault(key, empty)
    return footnotes


def _footnote_id(env, label: str, part: str = "") -> str:
    # No heading's id has a colon.
    return f"{env['id_prefix']}footnote{part}:{label}"


# Blocks


def too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Keep as it is written what is nested deeper than the parser goes: it would drop it."""
    if silent or state.level < MAX_BLOCK_LEVEL:
        return False
    line = start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    state.push("code_block", "code", 0).content = state.getLines(
        start, line, state.blkIndent, False
    )
    state.line = line
    return True


def merge_mark(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Set a mark of a merge apart, which says whose the lines below it are, in a list as well."""
    first = state.bMarks[start] + state.tShift[start]
    line = state.src[first : state.eMarks[start]].rstrip()
    if state.is_code_block(start) or not MERGE_MARK.fullmatch(line):
        return False
    if not silent:
        content = f"<p><mark>{escapeHtml(line)}</mark></p>\n"
        state.push("html_block", "", 0).content = content
        state.line = start + 1
    return True


def _is_callout(parameters: str, _markup: str) -> bool:
    return parameters.strip().split(" ")[0] in CALLOUTS


def _render_callout(_renderer, tokens, index, _options, _env) -> str:
    if tokens[index].nesting < 0:
        return "</aside>\n"
    _name, _space, title = tokens[index].info.strip().partition(" ")
    return f"<aside>\n<p><strong>{escapeHtml(title)}</strong></p>\n" if title else "<aside>\n"


def _render_table_open(_renderer, _tokens, _index, _options, _env) -> str:
    """Put a table in a box: a wide one scrolls there, with the keyboard too."""
    return '<div tabindex="0">\n<table>\n'


def _render_table_close(_renderer, _tokens, _index, _options, _env) -> str:
    return "</table>\n</div>\n"


# The whole text


def shift_headings(state: StateCore) -> None:
    """Put headings under those of the page, and give each an id of its own.

    Levels that a text skips are closed up: who listens to a page goes from one to the next.
    """
    used, repeated = set(), Counter()
    above: list[int] = []
    for i, token in enumerate(state.tokens):
        if token.type == "heading_open":
            level = int(token.tag[1])
            above = [*(upper for upper in above if upper < level), level]
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, len(above) - 1 + state.env['heading_level'])}"
        if token.type == "heading_open":
            name = words = slug(_plain_text(state, state.tokens[i + 1])) or "section"
            while name in used:
                repeated[words] += 1
                name = f"{words}-{repeated[words]}"
            used.add(name)
            token.attrs["id"] = state.env["id_prefix"] + name


def align_cells(state: StateCore) -> None:
    """Align the cells of tables without inline style, which the pages don't allow."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            token.attrs = {"align": token.attrs["style"].removeprefix("text-align:")}


def tick_tasks(state: StateCore) -> None:
    """Draw the boxes of task lists; a form's own would promise that they can be ticked."""
    tokens = state.tokens
    for item, _paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and inline.children:
            text = inline.children[0]
            if text.type == "text" and (box := TASK.match(text.content)):
                sign = "☐" if box[1] == " " else "☑"
                item.attrs["data-task"] = ""
                text.content = sign + text.content[box.end() :]


def rewrite_links(state: StateCore) -> None:
    """Let links to headings find them under their ids, and make images links: none loads itself."""
    for token in state.tokens:
        if token.children:
            token.children = list(_rewritten(state, token.children))
            _mark_bare_links(token.children)


def _rewritten(state: StateCore, tokens: list[Token]) -> Iterator[Token]:
    link = previous = None
    for token in tokens:
        if token.type == "link_open":
            link = token
            token.attrs["href"] = _address(state.env, token.attrs["href"])
        elif token.type == "link_close":
            if previous is link:
                yield _text(link.attrs["href"])
            link = None
        if token.type == "image":
            url = _address(state.env, token.attrs["src"])
            text = _text(_plain_text(state, token).strip() or url)
            if link:
                yield text
            else:
                marked = {"data-image": ""} if is_http_url(url) else {}
                yield Token("link_open", "a", 1, attrs={"href": url, **marked})
                yield text
                yield Token("link_close", "a", -1)
        else:
            yield token
        previous = token


def _mark_bare_links(tokens: list[Token]) -> None:
    """Say of links that show their own address that it is no text of any language.

    Printed pages know by this where the address need not be added.
    """
    for link, text, end in zip(tokens, tokens[1:], tokens[2:], strict=False):
        types = (link.type, text.type, end.type)
        if types == ("link_open", "text", "link_close") and text.content == link.attrs["href"]:
            link.attrs["translate"] = "no"


def _address(env, url: str) -> str:
    if not url.startswith("#") or url.startswith("#" + _footnote_id(env, "")):
        return url
    return f"#{env['id_prefix']}{slug(unquote(url[1:]))}"


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _plain_text(state: StateCore, token: Token) -> str:
    return state.md.renderer.renderInlineAsText(token.children, state.md.options, state.env)
