"""QR codes, for paper: a phone's camera reads the address of a session from the printed page."""

import re
from dataclasses import dataclass
from functools import lru_cache

import segno

# What a reader needs around a code to find it, in modules.
QUIET_ZONE = 4
# The bytes in which the addresses of a trip's sessions differ: an uid and a slash.
TAIL = 17
LARGEST = 177
RUN = re.compile("0+|1+")
# Light modules are a gap in the line that a row is drawn as.
STROKES = {f"{n * '0'}": f"m{n} 0" for n in range(1, LARGEST + 1)} | {
    f"{n * '1'}": f"h{n}" for n in range(1, LARGEST + 1)
}


@dataclass(frozen=True)
class Code:
    """A QR code as an SVG path in a square of `size`, drawn by lines as wide as a module."""

    size: int
    path: str


def qr_code(text: str) -> Code:
    """Return the QR code of a text."""
    return _as_path(*_drawn(text.encode()))


@lru_cache(maxsize=4096)
def qr_code_of_many(text: str) -> Code:
    """Return the QR code of a text, one of many that differ in their last bytes.

    What a bit changes of a code is the same whatever the other bits are: error correction and
    masks are linear. So the codes of a trip's thousands of sessions need a hundred drawings.
    """
    content = text.encode()
    head, tail = content[:-TAIL], content[-TAIL:]
    size, modules = _drawn(head + bytes(len(tail)))
    bits = int.from_bytes(tail)
    while bits:
        modules ^= _difference(len(content), bits & -bits)
        bits &= bits - 1
    return _as_path(size, modules)


@lru_cache(maxsize=4096)
def _difference(length: int, bit: int) -> int:
    """Return the modules that a bit of a content of this length changes."""
    return _drawn(bit.to_bytes(length))[1] ^ _drawn(bytes(length))[1]


@lru_cache(maxsize=16)
def _drawn(content: bytes) -> tuple[int, int]:
    """Return the size of a code, and its modules row by row as the bits of a number."""
    # Looking for the mask that reads best takes most of the time, and any reads well on paper.
    code = segno.make_qr(content, error="m", boost_error=False, mask=0, mode="byte")
    rows = ("".join("1" if is_dark else "0" for is_dark in row) for row in code.matrix)
    return len(code.matrix), int("".join(rows), 2)


def _as_path(size: int, modules: int) -> Code:
    rows = f"{modules:0{size * size}b}"
    path = "".join(
        f"M{QUIET_ZONE} {QUIET_ZONE + y}.5{_row(rows[y * size : (y + 1) * size])}"
        for y in range(size)
    )
    return Code(size=size + 2 * QUIET_ZONE, path=path)


def _row(modules: str) -> str:
    return "".join(map(STROKES.__getitem__, RUN.findall(modules)))
