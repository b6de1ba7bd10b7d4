"""Markdown to HTML that is safe to show. Notes are stored as written and cleaned when shown."""

import nh3
from django.utils.safestring import SafeString, mark_safe

from .markdown import make_parser

PARSER = make_parser()

# What the parser makes and nothing else, whatever a rule of it may let through one day. Pages
# need neither a class nor a style of this, and nothing in it loads or runs by itself.
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "hr", "pre", "blockquote", "aside", "ul", "ol", "li", "dl", "dt", "dd"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
INLINE = {"a", "br", "code", "em", "mark", "s", "strong", "sup"}
CLEANER = nh3.Cleaner(
    tags=HEADINGS | BLOCKS | TABLES | INLINE,
    attributes={
        "a": {"href", "title"},
        "ol": {"start"},
        **{tag: {"id"} for tag in HEADINGS | {"dl", "sup"}},
    },
    tag_attribute_values={tag: {"align": {"left", "center", "right"}} for tag in ("th", "td")},
    url_schemes={"http", "https", "mailto"},
    url_relative=lambda url: url if url.startswith("#") else None,
    link_rel="noopener noreferrer nofollow",
)


def render_markdown(text: str, *, heading_level: int = 2, id_prefix: str = "note-") -> SafeString:
    """Return a Markdown text as HTML that holds nothing active and loads nothing.

    Its top headings become `<h2>`, or those of another `heading_level`. The ids in it start with
    `id_prefix`; where a page shows several texts, each wants one of its own.

    Tags in the text are shown as they are written: people write `Name <Role>`, and a cleaner
    would drop the role with the tag.
    """
    html = PARSER.render(text, {"heading_level": heading_level, "id_prefix": id_prefix})
    return mark_safe(CLEANER.clean(html))  # noqa: S308
