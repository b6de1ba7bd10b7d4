"""The whole trip as one HTML file: it needs no network and no script, and printed it is a book."""

import base64
import datetime as dt
import hashlib
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from tripbook.interchange.exporting import Format
from tripbook.loading import VisibleTrip

from .programme import plan, shelves

STYLESHEETS = ("tripbook.css", "book.css")
# Stands in the template where the style sheets come. Nothing that people write comes before it.
PLACE_OF_STYLE = "/* style */"
# Where the days and the notes come: what people write has no comments of HTML in it.
PLACE_OF_DAYS = "<!-- days -->"
PLACE_OF_NOTES = "<!-- notes -->"
# A file is read on any day, so none of the trip's is "today" in it.
NO_DAY = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def render_book(loaded: VisibleTrip) -> bytes:
    """Return the file for who may see what was loaded, with the texts of the notes."""
    css = style()
    days = plan(loaded, NO_DAY)
    notes = [note for note in loaded.notes if note.body]
    html = render_to_string(
        "pages/book.html",
        {
            "trip": loaded.trip,
            "loaded": loaded,
            "days": days,
            "docs": shelves(loaded, "docs"),
            "notes": notes,
            "places": places(loaded),
            "style_source": style_source(css),
        },
    )
    head, html = html.split(PLACE_OF_STYLE, 1)
    before, html = html.split(PLACE_OF_DAYS, 1)
    between, after = html.rsplit(PLACE_OF_NOTES, 1) if notes else (html, "")
    # A trip may have thousands of sessions: one day and one note at a time are written.
    parts = chain(
        [head, css, before],
        (_part("pages/_book_day.html", loaded, plan=day) for day in days),
        [between],
        (_part("pages/_book_note.html", loaded, note=note) for note in notes),
        [after],
    )
    return b"".join(part.encode() for part in parts)


def _part(template: str, loaded: VisibleTrip, **context) -> str:
    return render_to_string(template, {"trip": loaded.trip, "loaded": loaded, **context})


def policy() -> str:
    """Return the Content-Security-Policy of the file: its own style, and nothing else at all."""
    rules = ["default-src 'none'", f"style-src {style_source(style())}", "img-src data:"]
    return "; ".join([*rules, "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])


def style() -> str:
    folder = Path(settings.BASE_DIR) / "static"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in STYLESHEETS)


def style_source(css: str) -> str:
    """Return what a Content-Security-Policy calls a style sheet: the hash of its bytes."""
    digest = hashlib.sha256(css.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def places(loaded: VisibleTrip) -> list[tuple]:
    """Return each place with the sessions there."""
    return [
        (place, [session for session in loaded.sessions if session.place_id == place.pk])
        for place in loaded.places
    ]


HTML = Format(
    name="html",
    path=".html",
    media_type="text/html; charset=utf-8",
    writer=render_book,
    label=_("One file"),
    purpose=_(
        "Everything on one page. It opens in flight mode, and printed it is a programme book."
    ),
    has_texts=True,
    headers=lambda: {"Content-Security-Policy": policy()},
)
