"""How the text of a note is saved: every text stays, as a numbered revision."""

from django.db import transaction

from .models import Note, Revision


@transaction.atomic
def save_text(*, note: Note, body: str, author_name: str = "", participant=None, user=None) -> bool:
    """Save `body` as the note's newest revision. Return False where it is the text already.

    The note is created first if it is new. The author's name is kept as it is now.
    """
    if note.pk is None:
        note.save()
    stored = Note.objects.select_for_update().get(pk=note.pk)
    if stored.revision and stored.body == body:
        return False
    note.body = body
    note.revision = stored.revision + 1
    note.save(update_fields=["body", "revision", "updated_at"])
    Revision.objects.create(
        note=note,
        number=note.revision,
        body=body,
        author_name=author_name,
        participant=participant,
        user=user,
    )
    return True
