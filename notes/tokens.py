"""The link that hosts get to one note: they read it and write in it, and see nothing else."""

from django.urls import reverse

from events import tokens

from .models import PATHS_TO_TRIP, Note


def host_path(note: Note) -> str:
    """Return the path of the page on which hosts write in a note."""
    return reverse("pages:host", args=[tokens.token_of(note, tokens.HOST)])


def note_of(token: str) -> Note | None:
    """Return the note that a host's token was made for; None if it no longer opens anything."""
    shown = Note.objects.filter(purpose=Note.Purpose.PREPARATION, is_hidden=False)
    note = tokens.row_of(shown.select_related(*PATHS_TO_TRIP), token, tokens.HOST)
    return None if note is None or tokens.has_expired(note.owning_trip) else note
