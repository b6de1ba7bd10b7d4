"""The note of a trip, in Markdown: read as the trip document, and written from one."""

from .canonical import Origin, written_in
from .reader import Reading, read_note
from .tree.source import NoteError, decode
from .writer import write_note

__all__ = [
    "NoteError",
    "Origin",
    "Reading",
    "decode",
    "read_note",
    "write_note",
    "written_in",
]
