"""A note for a terminal: each line, and beside it what it became."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _
from wcwidth import ljust, wcswidth, wrap

from tripbook.interchange.account import CARRIES_NOTHING, Became, evidence, of_lines
from tripbook.interchange.note import Reading
from tripbook.interchange.wording import Names

# Narrower terminals show what a line became below it.
TWO_COLUMNS = 70
# The left column where the output is no terminal and nothing is wrapped.
PIPED_COLUMN = 60
TAB = 4
LONGEST = 400
# They would move the cursor, turn the line around, or not be seen; joined emoji stay whole.
UNSEEN = frozenset(["Cc", "Cf", "Zl", "Zp"])
JOINERS = "\u200d\ufe0f"
ARROW, MARK = "→ ", "! "


@dataclass(frozen=True)
class Layout:
    """How an explanation is printed.

    `width` is the terminal's in cells, None where the output is no terminal: then each line of
    the note stays one line. `style` colours: it has Django's names of styles.
    """

    style: object
    width: int | None = None


def explain(reading: Reading, lines: Sequence[str], layout: Layout) -> Iterator[str]:
    """Yield the note with what became of each line, and its warnings below the line."""
    names = Names(reading.document)
    became = of_lines(reading.account, reading.document)
    warnings = defaultdict(list)
    for line, message in reading.warnings:
        warnings[line].append(message)
    digits = len(str(len(lines)))
    for number, line in enumerate(lines, start=1):
        words, paint = _words(became[number - 1], reading.account[number - 1], names, layout.style)
        yield from _row(f"{number:>{digits}}  ", visible(line), words, paint, layout)
        for message in warnings[number]:
            text = f"{' ' * digits}  {MARK}{message}"
            yield from (layout.style.WARNING(part) for part in _wrapped(text, layout.width))


def basis(reading: Reading, lines: Sequence[str]) -> Iterator[str]:
    """Say in which lines the note says its year, time zone and language."""
    for found in evidence(reading.account, lines, reading.document):
        parts = {"what": found.words, "value": found.value, "line": found.line}
        yield _("%(what)s: %(value)s, from line %(line)d") % parts


def totals(reading: Reading) -> str:
    """Say how many lines became fields, stay as text, and carry nothing."""
    became = of_lines(reading.account, reading.document)
    fields = sum(any(not part.is_text for part in parts) for parts in became)
    nothing = sum(not parts for parts in became)
    return _(
        "%(lines)d lines: %(fields)d became fields, %(texts)d stay as text, "
        "%(nothing)d carry nothing."
    ) % {
        "lines": len(became),
        "fields": fields,
        "texts": len(became) - fields - nothing,
        "nothing": nothing,
    }


def visible(text: str) -> str:
    """Return a line with what a terminal would obey or not show as `<U+202E>`."""
    return "".join(
        f"<U+{ord(c):04X}>" if unicodedata.category(c) in UNSEEN and c not in JOINERS else c
        for c in text.expandtabs(TAB)
    )


def _words(became: list[Became], account: Sequence[str], names: Names, style):
    """Return what a line became in words, and how they are painted."""
    if not became:
        return str(CARRIES_NOTHING.get(account[0], "")), str
    words = visible("; ".join(part.in_words(names) for part in became))
    return words, style.HTTP_NOT_MODIFIED if all(b.is_text for b in became) else style.SUCCESS


def _row(number: str, line: str, words: str, paint, layout: Layout) -> Iterator[str]:
    indent, words = " " * len(number), f"{ARROW}{words}" if words else ""
    if layout.width is None:
        yield f"{number}{ljust(line, PIPED_COLUMN)}  {paint(words)}".rstrip()
        return
    room = max(layout.width - len(number), 20)
    if layout.width < TWO_COLUMNS:
        left, right = _wrapped(line, room), _wrapped(words, room)
        rows = [*left, *(paint(part.strip()) for part in right if words)]
    else:
        column = room * 11 // 20
        left, right = _wrapped(line, column), _wrapped(words, room - column - 2)
        pairs = zip_longest(left, right, fillvalue="")
        rows = [
            f"{ljust(part, column)}  {paint(became.strip())}" if became else part
            for part, became in pairs
        ]
    for i, row in enumerate(rows):
        yield f"{number if i == 0 else indent}{row}".rstrip()


def _wrapped(text: str, width: int | None) -> list[str]:
    """Return a text in parts that are no wider; a wide character counts as two cells."""
    if width is None or wcswidth(text) <= width:
        return [text]
    # Wrapping takes time that grows with the square of a word's length.
    pieces = (text[i : i + LONGEST] for i in range(0, len(text), LONGEST))
    options = {"replace_whitespace": False, "drop_whitespace": False}
    return [part for piece in pieces for part in wrap(piece, width, **options)]
