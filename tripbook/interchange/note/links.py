"""The http(s) addresses of one line, byte for byte as they are written."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from notes.links import is_http_url
from people.limits import MAX_URL

from .dates import CACHED_LINES

SCHEME = re.compile(r"https?://", re.IGNORECASE)
# Scripts that are written without spaces: an address stops where their text begins.
EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
NEVER_IN_A_URL = frozenset(' \t<>"`|\\^{}\u3000')
# What ends a sentence or closes emphasis after an address rather than being part of it.
NOT_LAST = ".,;:!?'*"
CLOSERS = {")": "(", "]": "["}
# Marks that enclose an address when the same mark stands before it.
ENCLOSING = ("**", "~~", "==", "__", "_", "~")
# What may stand between an address and the bracket that closes its link: a title.
DESTINATION_END = re.compile(r"""\s{0,9}(?:"[^"]{0,500}"|'[^']{0,500}')?\s{0,9}\)""")
# An encyclopedia's addresses end in a title of its language.
WIKI_PATH = re.compile(r"/wiki/[^/]*$")


@dataclass(frozen=True)
class Link:
    """An address in a line: `line[start:end]` is all that writes it, brackets and title too."""

    url: str
    title: str
    start: int
    end: int
    image: bool = False


@lru_cache(maxsize=CACHED_LINES)
def find_links(line: str) -> tuple[Link, ...]:
    """Return the addresses of a line from left to right.

    Bare `https://a.example/x`, angled `<https://…>`, inline `[words](https://… "title")`,
    image `![words](https://…)`, reference `[name]: https://…`, HTML attributes, and any of
    them glued to brackets, emphasis or East Asian text.
    """
    found: list[Link] = []
    position = 0
    while match := SCHEME.search(line, position):
        link = _link_at(line, match.start(), match.end(), position)
        if link and is_http_url(link.url):
            found.append(link)
        position = link.end if link else match.end()
    return tuple(found)


def without_links(line: str, links: Iterable[Link]) -> str:
    """Return a line with each of its links replaced by a space."""
    parts, position = [], 0
    for link in links:
        parts += [line[position : link.start], " "]
        position = link.end
    return "".join([*parts, line[position:]])


def _link_at(line: str, start: int, after_scheme: int, left: int) -> Link | None:
    before = line[max(left, start - 8) : start]
    if before.endswith("<") and (end := line.find(">", start, start + 2 * MAX_URL)) > 0:
        url = line[start:end]
        if not re.search(r"\s", url):
            if line[max(left, start - 3) : start].endswith("](<"):
                return _inline(line, url, start - 1, end + 1, left)
            return Link(url, "", start - 1, end + 1)
    if before.rstrip().endswith("](") and (url := _destination(line, start)):
        return _inline(line, url, start, start + len(url), left)
    end = _bare_end(line, start, after_scheme)
    if end <= after_scheme:
        return None
    if reference := re.fullmatch(r"\s*\[([^\]]{1,200})\]:\s*", line[left:start][:300]):
        return Link(line[start:end], reference[1], left, end)
    return Link(line[start:end], "", start, end)


def _destination(line: str, start: int) -> str:
    """Return the address between `](` and the bracket that closes it, "" if none does."""
    depth = 0
    for position in range(start, len(line)):
        character = line[position]
        if character in " \t<\u3000":
            return line[start:position] if DESTINATION_END.match(line, position) else ""
        if line.startswith("](", position):
            return ""
        if character == "(":
            depth += 1
        elif character == ")":
            if depth == 0:
                return line[start:position]
            depth -= 1
    return ""


def _inline(line: str, url: str, start: int, end: int, left: int) -> Link:
    """Return the link of `[words](url "title")` whose address is at `line[start:end]`."""
    close = line.rindex("](", left, start)
    opening = _opening_bracket(line, close, left)
    tail = DESTINATION_END.match(line, end)
    end = tail.end() if tail else end
    if opening is None:
        return Link(url, "", left if close == left else close, end)
    image = opening > left and line[opening - 1] == "!"
    return Link(url, line[opening + 1 : close].strip(), opening - image, end, image)


def _opening_bracket(line: str, close: int, left: int) -> int | None:
    depth = 0
    for position in range(close - 1, max(left, close - 2000) - 1, -1):
        if line[position] == "]":
            depth += 1
        elif line[position] == "[":
            if depth == 0:
                return position
            depth -= 1
    return None


def _bare_end(line: str, start: int, after_scheme: int) -> int:
    """Return where an address that nothing encloses ends."""
    before = line[max(0, start - 2) : start]
    enclosing = next((mark for mark in ENCLOSING if before.endswith(mark)), None)
    open_brackets: list[str] = []
    position = after_scheme
    while position < len(line):
        character = line[position]
        if _stops(line, start, position) or line.startswith(("**", "~~"), position):
            break
        if (
            enclosing
            and line.startswith(enclosing, position)
            and _closes(line, position, enclosing)
        ):
            break
        if character in "([":
            open_brackets.append(character)
        elif character in CLOSERS:
            if not open_brackets or open_brackets.pop() != CLOSERS[character]:
                break
        elif character in ",;" and SCHEME.match(line, position + 1):
            break
        position += 1
    return _without_tail(line, after_scheme, position)


def _closes(line: str, position: int, mark: str) -> bool:
    after = line[position + len(mark) : position + len(mark) + 1]
    return not after or not (after.isascii() and after.isalnum())


def _stops(line: str, start: int, position: int) -> bool:
    character = line[position]
    if character.isascii():
        return character in NEVER_IN_A_URL or not character.isprintable()
    if EAST_ASIAN.match(character):
        if position - start > MAX_URL:
            return True
        title = WIKI_PATH.search(line, start, position)
        return not (title and unicodedata.category(character).startswith("L"))
    return not character.isalnum()


def _without_tail(line: str, least: int, end: int) -> int:
    """Step back over punctuation, and over brackets that nothing closes."""
    while end > least:
        if line[end - 1] in NOT_LAST or line[end - 1] in "([":
            end -= 1
        else:
            break
    return end
