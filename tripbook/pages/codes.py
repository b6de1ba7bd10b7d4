"""QR codes, for paper: a phone's camera reads the address of a session from the printed page."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno

# What a reader needs around a code to find it, in modules.
QUIET_ZONE = 4


@dataclass(frozen=True)
class Code:
    """A QR code as an SVG path in a square of `size`, drawn by lines as wide as a module."""

    size: int
    path: str


@lru_cache(maxsize=4096)
def qr_code(text: str) -> Code:
    """Return the QR code of a text."""
    # Looking for the mask that reads best takes most of the time, and any reads well on paper.
    matrix = segno.make_qr(text, error="m", boost_error=False, mask=0).matrix
    path = "".join(_row(row, y) for y, row in enumerate(matrix, start=QUIET_ZONE))
    return Code(size=len(matrix) + 2 * QUIET_ZONE, path=path)


def _row(modules, y: int) -> str:
    """Return one row of a code as lines along its middle, with gaps for the light modules."""
    runs = [(is_dark, len(list(run))) for is_dark, run in groupby(modules)]
    lines = "".join(f"h{length}" if is_dark else f"m{length} 0" for is_dark, length in runs)
    return f"M{QUIET_ZONE} {y}.5{lines}"
