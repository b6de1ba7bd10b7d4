"""Writing in a shared note: who writes, and what the page of the note is told in return."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from events import access
from events.models import Attendance, Membership, Session, Trip
from notes.differences import line_changes
from notes.links import CO_NOTES
from notes.models import Note, Revision
from notes.revisions import Saved, Writer
from notes.starting import starting_text
from people.punctuation import joined
from tripbook.loading import VisibleTrip

from . import words
from .history import author_of, names_not_shown

# Whoever saved in a note within this time still writes in it.
STILL_WRITES = dt.timedelta(minutes=3)
# A page saves by itself every few seconds; more than this is a program that runs wild.
MOST_SAVES = 120


def writer_of(request, trip: Trip) -> Writer | None:
    """Return as whom the viewer writes in a trip's notes, None if they may only read."""
    if not access.may_write(request.viewer, trip.pk):
        return None
    joined = request.viewer.memberships.get(trip.pk)
    if joined == access.SOMEBODY:
        return Writer(_("a member"))
    if joined:
        member = Membership.objects.select_related("participant").get(pk=joined)
        return Writer(member.participant.name, participant=member.participant)
    name = request.user.get_full_name() or request.user.get_username()
    return Writer(name, user=request.user)


def person_key(writer: Writer) -> str:
    """Return what tells one writer from another in a browser and where saves are counted."""
    if writer.participant:
        return f"member.{writer.participant.uid}"
    return f"user.{writer.user.get_username()}" if writer.user else "host"


def draft_key(note: Note, writer: Writer) -> str:
    """Return under which name a browser keeps what is not saved yet.

    It is the same before and after the first save makes the note.
    """
    place = note.session.uid if note.session else note.uid
    return f"{place}.{note.purpose}:{person_key(writer)}"


def text_of(note: Note) -> str:
    """Return the text that somebody who opens the note begins with."""
    return (note.body if note.revision else starting_text(note)).replace("\r\n", "\n")


def as_saved(saved: Saved, sent: str, trip: Trip) -> dict:
    """Tell a page what became of the text that it sent."""
    note = saved.note
    told = {"revision": note.revision, "said": said_of(saved, trip)}
    body = text_of(note)
    if body != sent:
        told |= {"body": body, "changes": line_changes(sent, body)}
    return told


def said_of(saved: Saved, trip: Trip) -> str:
    if saved.kept_twice:
        return _(
            "Saved. Somebody else changed the same lines: both are kept, between marks with names."
        )
    now = timezone.now().astimezone(ZoneInfo(trip.timezone))
    return _("Saved at %(time)s") % {"time": words.clock(now.time())}


def as_news(note: Note, since: int) -> dict:
    """Tell a page that has the revision `since` what was saved after it."""
    told = {"revision": note.revision}
    if note.revision > since:
        before = note.revisions.filter(number=since).first()
        start = before.body if before else starting_text(note)
        body = text_of(note)
        told |= {"body": body, "changes": line_changes(start.replace("\r\n", "\n"), body)}
    return told


@transaction.atomic
def take_notes(session: Session, membership_id: int, *, takes: bool) -> None:
    """Make somebody a session's note-taker, or no more. Who has another part in it keeps that."""
    role = Attendance.Role
    attendance = Attendance.objects.filter(session=session, membership=membership_id).first()
    if attendance is None and takes:
        Attendance.objects.create(
            session=session, membership_id=membership_id, role=role.NOTE_TAKER
        )
    elif attendance and attendance.role == (role.ATTENDEE if takes else role.NOTE_TAKER):
        attendance.role = role.NOTE_TAKER if takes else role.ATTENDEE
        attendance.save(update_fields=["role"])


def may_take_notes(session: Session, me: Membership | None) -> bool | None:
    """Return whether a member can say that they take notes; False if they do, None if neither."""
    if me is None:
        return None
    roles = [going.role for going in session.going if going.membership == me]
    if Attendance.Role.NOTE_TAKER in roles:
        return False
    return True if not roles or roles == [Attendance.Role.ATTENDEE] else None


def lately_written() -> QuerySet[Revision]:
    """Return what was saved in the last minutes by who had a note open: an import had none."""
    by_hand = Q(participant__isnull=False) | ~Q(page="")
    return Revision.objects.filter(by_hand, created_at__gte=timezone.now() - STILL_WRITES).defer(
        "body", "sent"
    )


def written_now(loaded: VisibleTrip) -> list[tuple[Note, list[str]]]:
    """Return the notes that are being written now, each with by whom as far as it may be told."""
    notes = {note.pk: note for note in loaded.notes}
    recent = lately_written().filter(note__in=notes)
    hidden = names_not_shown(loaded)
    writers: dict[int, list[str]] = {}
    for revision in recent.order_by("-pk"):
        author = author_of(revision, loaded, hidden)
        names = writers.setdefault(revision.note_id, [])
        if (name := author.name if author else _("somebody")) not in names:
            names.append(name)
    return [(notes[pk], names) for pk, names in writers.items()]


def without_notes(loaded: VisibleTrip) -> list[Session]:
    """Return the sessions that are worth notes and have none, here or on a shared pad."""
    return [
        session
        for session in loaded.sessions
        if session.is_worth_notes
        and session.status not in (Session.Status.CANCELLED, Session.Status.IDEA)
        and not any(doc.kind in CO_NOTES for doc in session.docs)
        and not any(
            note.revision and note.purpose == Note.Purpose.MINUTES for note in session.shared_notes
        )
    ]


def others_say(note: Note, trip: Trip, viewer, writer: Writer) -> str:
    """Say who else has written in the note in the last minutes, as far as the viewer may know."""
    if note.pk is None:
        return ""
    recent = lately_written().filter(note=note)
    revisions = [
        revision
        for revision in recent.select_related("participant", "user")
        if (revision.participant, revision.user, revision.author_name)
        != (writer.participant, writer.user, writer.name)
    ]
    if not revisions:
        return ""
    people = Membership.objects.visible_to(viewer).filter(trip=trip).select_related("participant")
    loaded = VisibleTrip(
        trip=trip,
        audience=access.audience(viewer, trip.pk),
        days=[],
        sessions=[],
        memberships=list(people),
        places=[],
    )
    hidden = names_not_shown(loaded)
    authors = [author_of(revision, loaded, hidden) for revision in revisions]
    names = {author.name if author else _("somebody") for author in authors}
    return _("Also writing: %(names)s") % {"names": joined(sorted(names))}
