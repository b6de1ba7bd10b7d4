"""Markdown to HTML that is safe to show. Notes are stored as written and cleaned when shown."""

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import nh3
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

from .markdown import make_parser

PARSER = make_parser()

# What the parser makes and nothing else, whatever a rule of it may let through one day. Pages
# need neither a class nor a style of this, and nothing in it loads or runs by itself.
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "hr", "pre", "blockquote", "aside", "ul", "ol", "li", "dl", "dt", "dd"}
TABLES = {"div", "table", "thead", "tbody", "tr", "th", "td"}
INLINE = {"a", "br", "code", "em", "mark", "s", "strong", "sup"}
CLEANER = nh3.Cleaner(
    tags=HEADINGS | BLOCKS | TABLES | INLINE,
    attributes={
        "a": {"href", "title"},
        "ol": {"start"},
        **{tag: {"id"} for tag in HEADINGS | {"dl", "sup"}},
    },
    tag_attribute_values={
        "a": {"translate": {"no"}, "data-image": {""}},
        "div": {"tabindex": {"0"}},
        "li": {"data-task": {""}},
        **{tag: {"align": {"left", "center", "right"}} for tag in ("th", "td")},
    },
    url_schemes={"http", "https", "mailto"},
    url_relative=lambda url: url if url.startswith("#") else None,
    link_rel="noopener noreferrer nofollow",
)

# In characters; so long are the descriptions of sessions and most minutes.
LONGEST_KEPT = 2_000
PREFIX = "id-prefix-of-a-kept-text-"

IMAGE_LINK = re.compile(r'<a href="(https://[^"]*)"[^>]*\bdata-image=""')
PLAIN_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?")
# A Content-Security-Policy is a header, and proxies refuse long ones. In characters.
MOST_OF_A_POLICY = 4_000
HEADING = re.compile(r'<h([2-6]) id="([^"]*)">(.*?)</h\1>', re.DOTALL)
FOOTNOTE_SIGN = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
MOST_HEADINGS, FEWEST_HEADINGS = 40, 3


class Heading(NamedTuple):
    """A heading of a rendered text: how deep it stands under the others, its id, its words."""

    depth: int
    id: str
    text: str


def render_markdown(text: str, *, heading_level: int = 2, id_prefix: str = "note-") -> SafeString:
    """Return a Markdown text as HTML that holds nothing active and loads nothing.

    Its top headings become `<h2>`, or those of another `heading_level`. The ids in it start with
    `id_prefix`; where a page shows several texts, each wants one of its own.

    Tags in the text are shown as they are written: people write `Name <Role>`, and a cleaner
    would drop the role with the tag.
    """
    if len(text) > LONGEST_KEPT or PREFIX in text:
        return mark_safe(_rendered(text, heading_level, id_prefix))  # noqa: S308
    html = _kept(text, heading_level).replace(PREFIX, id_prefix)
    return mark_safe(html)  # noqa: S308


def _rendered(text: str, heading_level: int, id_prefix: str) -> str:
    html = PARSER.render(text, {"heading_level": heading_level, "id_prefix": id_prefix})
    return CLEANER.clean(html)


@lru_cache(maxsize=4096)
def _kept(text: str, heading_level: int) -> str:
    """Return a text with PREFIX in its ids: most texts are shown more often than changed."""
    return _rendered(text, heading_level, PREFIX)


def with_anchors(html: str, label: str) -> SafeString:
    """Return a text that `render_markdown` returned with a link to each of its headings in it.

    `label` says what the link is; the heading's words follow it.
    """

    def linked(match: re.Match) -> str:
        level, name, inner = match.groups()
        said = escape(f"{label}: {_words(inner)}")
        link = f'<a class="anchor" href="#{name}" aria-label="{said}">#</a>'
        return f'<h{level} id="{name}">{inner} {link}</h{level}>'

    return mark_safe(HEADING.sub(linked, html))  # noqa: S308


def image_sources(html: str) -> list[str]:
    """Return what a Content-Security-Policy calls the images that a rendered text links to.

    A page with this in its policy can show them where they stand, and none else.
    """
    found: dict[str, None] = {}
    for address in IMAGE_LINK.findall(html):
        parts = urlsplit(unescape(address))
        # A policy is a list in a header: what separates its parts stands in no address.
        source = f"https://{parts.netloc}{quote(parts.path, safe='/%:@!$&=+~')}"
        if PLAIN_HOST.fullmatch(parts.netloc):
            found[source] = None
        if sum(map(len, found)) > MOST_OF_A_POLICY:
            break
    return list(found)


def table_of_contents(html: str, *, most: int = MOST_HEADINGS) -> list[Heading]:
    """Return the headings of a text that `render_markdown` returned, in order.

    Of a text with more than `most` headings, the deepest levels are left out where that leaves
    enough to find one's way by.
    """
    found = [(int(level), name, _words(inner)) for level, name, inner in HEADING.findall(html)]
    levels = sorted({level for level, _name, _text in found})
    while len(found) > most:
        upper = [heading for heading in found if heading[0] < levels[-1]]
        if len(upper) < FEWEST_HEADINGS:
            break
        found = upper
        levels.pop()
    return [Heading(levels.index(level), name, text) for level, name, text in found if text]


def _words(html: str) -> str:
    """Return what a heading says, without the signs of its footnotes."""
    return " ".join(unescape(strip_tags(FOOTNOTE_SIGN.sub("", html))).split())
