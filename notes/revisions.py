"""How the text of a note is saved: every text stays, as a numbered revision.

`save_edit` is for people, who write at the same time and without a network: what they send is a
change of the revision that they began with, and is merged with what others have saved since.
`save_text` is for a text that is the newest already.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from events.models import Membership
from people.limits import MAX_TEXT_BYTES
from people.models import Participant, User

from .differences import common_lines, matching_blocks, merge_texts
from .models import Note, Revision


@dataclass(frozen=True)
class Writer:
    """Who writes: a participant, a user, or somebody who is only a name, as a host is."""

    name: str
    participant: Participant | None = None
    user: User | None = None


@dataclass(frozen=True)
class Saved:
    """What became of a text that was sent: the note as it is now."""

    note: Note
    is_new: bool
    """Was there anything to save?"""
    kept_twice: int = 0
    """In how many places this writer and others changed the same lines differently."""


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
    note.body, note.revision = body, stored.revision
    _add_revision(note, author_name=author_name, participant=participant, user=user)
    return True


@transaction.atomic
def save_edit(
    *, note: Note, body: str, base: int, writer: Writer, page: str = "", start: str = ""
) -> Saved:
    """Save what `writer` made of the revision `base`, merged with what others saved since.

    `page` is the mark that an open page gave itself. What one page sends is a change of what it
    sent before, also where the answer got lost. The same text sent again saves nothing. `start`
    is the text that a note without a revision begins with. A note that is new is created.

    Raise ValidationError if the text, or what the merge makes of it, is too long.
    """
    body = _with_plain_line_ends(body)
    start = _with_plain_line_ends(start)
    if note.pk is None and body == start:
        return Saved(note, is_new=False)
    stored = _stored(note)
    newest = _with_plain_line_ends(stored.body) if stored.revision else start
    ancestor = _ancestor(stored, base, page, start=start, newest=newest, body=body)
    if body == ancestor or (not page and _is_sent_already(stored, base, writer, body)):
        return Saved(stored, is_new=False)
    merged, kept_twice = body, 0
    if newest != ancestor:
        merged, kept_twice = merge_texts(
            ancestor, newest, body, **_names(stored, writer, base=base, page=page)
        )
    if stored.revision and merged == newest:
        return Saved(stored, is_new=False)
    if len(merged.encode(errors="surrogatepass")) > MAX_TEXT_BYTES:
        raise ValidationError(_("This text is longer than 5 MB."))
    stored.body = merged
    _add_revision(
        stored,
        author_name=writer.name,
        participant=writer.participant,
        user=writer.user,
        page=page,
        is_merged=merged != body,
        sent=body if merged != body else "",
    )
    return Saved(stored, is_new=True, kept_twice=kept_twice)


def line_authors(revisions) -> list[tuple[str, Revision]]:
    """Return the lines of the last of the revisions, each with the one that it came with.

    `revisions` is a query of them in order. Texts that the same author saved one after the other
    count as the last of them: what was typed and saved by itself is one piece of work.
    """
    lines: list[tuple[str, Revision]] = []
    last = None
    for revision in revisions.defer("sent").iterator(chunk_size=100):
        if last and _author_key(last) != _author_key(revision):
            lines = _with_new_lines(lines, last)
        last = revision
    if last:
        lines = _with_new_lines(lines, last)
    # After the line break at the end of a text there is no line.
    return lines[:-1] if lines and not lines[-1][0] else lines


def _author_key(revision: Revision) -> tuple:
    return revision.participant_id, revision.user_id, revision.author_name


def _with_new_lines(lines, revision: Revision) -> list[tuple[str, Revision]]:
    new = _with_plain_line_ends(revision.body).split("\n")
    found = [(line, revision) for line in new]
    for i, j, length in matching_blocks([line for line, _revision in lines], new):
        found[j : j + length] = lines[i : i + length]
    return found


def _stored(note: Note) -> Note:
    """Return the row of a note, locked; made first where there is none yet."""
    if note.pk is None:
        target = {"trip": note.trip, "day": note.day, "session": note.session}
        row, _is_new = Note.objects.get_or_create(
            **target, purpose=note.purpose, defaults={"visibility": note.visibility}
        )
    else:
        row = note
    stored = Note.objects.select_for_update().get(pk=row.pk)
    stored.trip, stored.day, stored.session = note.trip, note.day, note.session
    return stored


def _ancestor(note: Note, base: int, page: str, *, start: str, newest: str, body: str) -> str:
    """Return the text that a page's text is a change of."""
    if page:
        sent = note.revisions.filter(page=page, number__gt=base).order_by("-number").first()
        if sent:
            return _with_plain_line_ends(sent.sent_text)
    if base == 0:
        return start
    found = note.revisions.filter(number=base).first()
    if found:
        return _with_plain_line_ends(found.body)
    # After a backup was restored a revision can be gone: then all that either has is new.
    return common_lines(newest, body)


def _is_sent_already(note: Note, base: int, writer: Writer, body: str) -> bool:
    """Has the same writer sent the same text since that revision? Forms are sent twice at times."""
    sent = note.revisions.filter(
        number__gt=base,
        participant=writer.participant,
        user=writer.user,
        author_name=writer.name,
    )
    return sent.filter(Q(is_merged=False, body=body) | Q(is_merged=True, sent=body)).exists()


def _names(note: Note, writer: Writer, *, base: int, page: str) -> dict[str, str]:
    """Return the names that may mark what the writer wrote, and what others saved since."""
    since = note.revisions.filter(number__gt=base).select_related("participant", "user")
    others = since.exclude(page=page) if page else since
    is_public = note.is_for_everyone
    theirs = [
        _name_in_text(note, is_public, revision.author_name, revision.participant, revision.user)
        for revision in others.defer("body", "sent").order_by("number")
    ]
    ours = _name_in_text(note, is_public, writer.name, writer.participant, writer.user)
    return {"their_name": ", ".join(dict.fromkeys(theirs)), "our_name": ours}


def _name_in_text(note: Note, is_public: bool, name: str, participant, user) -> str:
    """Return an author's name as it may stand in a note, which not only insiders may read."""
    if participant is None:
        return _("an organizer") if is_public and user else name or _("somebody")
    shown = [Membership.ListedFor.PUBLIC]
    if not is_public:
        shown.append(Membership.ListedFor.MEMBERS)
    listed = participant.memberships.filter(trip=note.owning_trip, listed_for__in=shown)
    return participant.name if listed.exists() else _("a member")


def _add_revision(note: Note, **fields) -> None:
    note.revision += 1
    note.save(update_fields=["body", "revision", "updated_at"])
    Revision.objects.create(note=note, number=note.revision, body=note.body, **fields)


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
