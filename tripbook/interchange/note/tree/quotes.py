"""The lines of quotes and of code, without their marks."""

import re

from .mail import head_of_mail

# So many lines have facts in them; more are somebody else's text.
MAX_QUOTE = 12
MAX_LINES = 60
FENCE_ALONE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})\s*(?:te?xt|plain)?\s*")


def quoted_lines(lines: list[str], first: int, last: int) -> list[tuple[int, str]]:
    """Return the lines of a quote without their marks; of one with names or too long none."""
    if last - first > MAX_LINES or not lines[first].lstrip().startswith(">"):
        return []
    quoted = [lines[number].strip() for number in range(first, last)]
    if not all(line.startswith(">") for line in quoted if line):
        return []
    if any("[name=" in line or "[time=" in line for line in quoted):
        return []
    if head_of_mail([line.lstrip("> ") for line in quoted]):
        return []
    return [(n, line.lstrip("> ")) for n, line in enumerate(quoted, first) if line.strip("> ")]


def coded_lines(lines: list[str], first: int, last: int) -> list[tuple[int, str]]:
    """Return the lines with words of a short block of code without a language, or indented."""
    fenced = FENCE_ALONE.fullmatch(lines[first]) is not None
    indented = lines[first].startswith(("    ", "\t"))
    if not (fenced or indented) or last - first > MAX_LINES:
        return []
    inside = ((n, lines[n].strip()) for n in range(first + fenced, last))
    return [(number, text) for number, text in inside if text and not FENCE_ALONE.fullmatch(text)]
