"""The note reader: the shared note of a trip, in Markdown, as the trip document."""

from .reader import Reading, read_note
from .source import NoteError, decode

__all__ = ["NoteError", "Reading", "decode", "read_note"]
