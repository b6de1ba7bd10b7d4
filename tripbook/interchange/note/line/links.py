"""The http(s) addresses of one line, byte for byte as they are written but for escaped marks."""

import re
from typing import NamedTuple

from notes.links import bare_url_at, is_http_url, without_escapes
from people.limits import MAX_URL

from .memory import remember_lines

SCHEME = re.compile(r"https?://", re.IGNORECASE)
# What may stand between an address and the bracket that closes its link: a title.
DESTINATION_END = re.compile(r"""\s{0,9}(?:"[^"]{0,500}"|'[^']{0,500}')?\s{0,9}\)""")
BETWEEN_LINKS = re.compile(r"[\s|｜/／·・,，、]*")


class Link(NamedTuple):
    """An address in a line: `line[start:end]` is all that writes it, brackets and title too."""

    url: str
    title: str
    start: int
    end: int
    image: bool = False


@remember_lines
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
        if link and (len(link.url) > MAX_URL or is_http_url(link.url)):
            found.append(link)
        position = link.end if link else match.end()
    return tuple(found)


def is_row_of_links(line: str) -> bool:
    """Tell if a line is nothing but links with words, two or more: `[Sign-up](…)｜[Map](…)`."""
    links = [link for link in find_links(line) if link.title]
    ends = [0, *(link.end for link in links)]
    starts = [*(link.start for link in links), len(line)]
    gaps = [line[end:start] for end, start in zip(ends, starts, strict=True)]
    return len(links) > 1 and all(map(BETWEEN_LINKS.fullmatch, gaps))


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
    written = bare_url_at(line, start)
    if len(written) <= after_scheme - start:
        return None
    url, end = without_escapes(written), start + len(written)
    if reference := re.fullmatch(r"\s*\[([^\]]{1,200})\]:\s*", line[left:start][:300]):
        return Link(url, reference[1], left, end)
    return Link(url, "", start, end)


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
    url = without_escapes(url)
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
