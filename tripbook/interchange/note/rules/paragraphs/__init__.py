"""What the lines of a paragraph say where they stand, and those in quotes and in code."""

from .lines import read_paragraph
from .quotes import read_quote

__all__ = ["read_paragraph", "read_quote"]
