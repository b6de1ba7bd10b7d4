"""Patterns of many words, quick to look for.

Their words are in small letters, and so is the text that they are looked for in: to ignore case
makes a pattern of a hundred words several times as slow.
"""

import re

FIRST = re.compile(r"(?:^|\|)(?:\(\?(?:P<\w+>|:))*(?:\[(?P<several>[^\]]+)\]|(?P<one>\w))")


def any_of(words: str) -> str:
    """Return a pattern of alternatives, `day|days?|日程`, tried only where one may begin.

    Each begins with a letter or with several in brackets, `[台臺]北`.
    """
    starts = (match["several"] or match["one"] for match in FIRST.finditer(words))
    return rf"(?=[{''.join(sorted(set(''.join(starts))))}])(?:{words})"
