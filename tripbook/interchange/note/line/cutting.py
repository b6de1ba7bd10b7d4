"""Taking what a pattern finds out of a text."""

import re
from collections.abc import Iterable


def cut_first(patterns: Iterable[re.Pattern], text: str) -> tuple[str, str]:
    """Return a text without what the first pattern that matches finds in it, and that.

    What is found is the group `found`. What a group `name` holds stays in the text; the rest of
    the match is gone.
    """
    for pattern in patterns:
        if match := pattern.search(text):
            kept = match["name"] if "name" in pattern.groupindex else ""
            left = (text[: match.start()], kept, text[match.end() :])
            return " ".join(filter(None, left)).strip(), match["found"].strip()
    return text, ""
