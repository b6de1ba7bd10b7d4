"""Content lines, of which calendars and address cards are made (RFC 5545, 3.1; RFC 2426).

The icalendar library reads what is written here, in tests and in imports. As a writer it takes
several times as long, makes summer time begin an hour late, and turns the letters `\\N` in a
text into a line break.
"""

import re
from collections.abc import Iterable

MAX_OCTETS = 75
# Control characters, but for tab and line feed. Programs that read the file choke on them.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# RFC 6868.
PARAMETER_ESCAPES = str.maketrans({"^": "^^", "\n": "^n", '"': "^'"})


def text(value: str) -> str:
    """Return a text as a value: escaped, with line feeds only and no control characters."""
    escaped = plain(value).replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
    return escaped.replace("\n", r"\n")


def plain(value: str) -> str:
    """Return a text without control characters, its line breaks as line feeds."""
    return CONTROLS.sub("", LINE_BREAKS.sub("\n", value))


def quoted(value: str) -> str:
    """Return a text as the value of a parameter."""
    return f'"{plain(value).translate(PARAMETER_ESCAPES)}"'


def folded(lines: Iterable[str]) -> bytes:
    """Return content lines as they stand in a file: none longer than 75 octets."""
    return b"".join(map(_folded, lines))


def _folded(line: str) -> bytes:
    data = line.encode()
    if len(data) <= MAX_OCTETS:
        return data + b"\r\n"
    parts, start, size = [], 0, MAX_OCTETS
    while start < len(data):
        end = start + size
        # A character is never cut: bytes of this kind are not its first.
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(data[start:end])
        # The space before a continued line counts.
        start, size = end, MAX_OCTETS - 1
    return b"\r\n ".join(parts) + b"\r\n"
