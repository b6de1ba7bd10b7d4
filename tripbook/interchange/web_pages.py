"""Telling a web page that came instead of a note, such as one to sign in, from a note.

Notes hold HTML, and may begin with it. A page is told by what no note begins with, or by tags of
which nobody can read a word or that want a password.
"""

import re

# How much of a text says what it is.
BEGINNING = 20_000

LEADING = r"\ufeff?\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*"
# What holds a page, or stands in its head; and a form, as no note has one of its own.
PAGE = re.compile(
    LEADING + r"(?:<!doctype\s+html|<(?:html|head|meta|title|base|body|frameset|form)[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(LEADING + r"<[a-z]", re.IGNORECASE | re.DOTALL)
PASSWORD = re.compile(r"<input\s[^<>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)
SCRIPT = re.compile(r"<script[\s>]", re.IGNORECASE)
UNREADABLE = re.compile(
    r"<(script|style|noscript)[\s>].*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)


def is_web_page(text: str) -> bool:
    """Tell if a text that should be a note is a web page."""
    text = text[:BEGINNING]
    if PAGE.match(text):
        return True
    return bool(TAG.match(text)) and bool(PASSWORD.search(text) or _is_made_by_script(text))


def _is_made_by_script(text: str) -> bool:
    return bool(SCRIPT.search(text)) and not UNREADABLE.sub("", text).strip()
