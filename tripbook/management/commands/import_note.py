from pathlib import Path

from django.utils.translation import gettext as _

from tripbook.interchange.changes import Changes
from tripbook.interchange.document import Document, derive
from tripbook.interchange.importing import import_note
from tripbook.interchange.merge import Merge
from tripbook.interchange.note import Reading
from tripbook.interchange.suggestions import suggest_same_items
from tripbook.interchange.updating import changes_in_words
from tripbook.management.base import TripCommand


class Command(TripCommand):
    help = "Make a trip of the note that everybody already writes."

    def add_arguments(self, parser):
        self.add_note_arguments(parser)
        parser.add_argument(
            "--slug", help="the trip's address; without it the file's name makes it"
        )
        parser.add_argument("--organizer", metavar="USERNAME", help="who owns the trip")
        parser.add_argument(
            "--publish", action="store_true", help="show the trip and its people to everyone"
        )
        parser.add_argument(
            "--prefer",
            choices=["note", "here"],
            help="what holds where a changed note and the trip differ; without it, that is refused",
        )
        parser.add_argument(
            "--remove", action="store_true", help="remove what is no longer in a changed note"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and change nothing"
        )

    def handle(self, *, file, slug, timezone, start_date, organizer, dry_run, **options):
        data = self.read_file(file)
        user = self.find_user(organizer)
        self.tell_reading(file)
        with self.refusing(file):
            done = import_note(
                data=data,
                file_name=Path(file).name,
                slug=slug,
                timezone=timezone,
                start_date=start_date,
                organizer=user,
                dry_run=dry_run,
                **{name: options[name] for name in ("publish", "prefer", "remove")},
            )
        self.say_warnings(file, done.reading)
        self.stdout.write(summary_of(done.reading), ending="")
        if done.changes is None:
            self.say(_("This note is “%(slug)s” already.") % {"slug": done.trip.slug})
        if done.merged is not None:
            for line in changes_in_words(done.merged):
                self.say(line)
            self.say_likely(done.merged)
        self.say_changes(done.changes or Changes(done.trip), dry_run=dry_run)

    def say_likely(self, merged: Merge) -> None:
        """Say what is new and may be what left the note: here it is not made one."""
        hint = _("? %(change)s, perhaps. %(reason)s In the admin's preview they can be made one.")
        for found in suggest_same_items(merged):
            if found.former not in merged.removed:
                self.say(hint % {"change": found.change, "reason": found.reason})


def summary_of(reading: Reading) -> str:
    """Say what was read from a note, and what of it was kept as text."""
    document = derive(reading.document)
    trip = document.trip
    lines = [
        trip.title,
        f"{trip.starts_on} – {trip.ends_on}" if trip.starts_on else _("no dates"),
        _("%(people)d participants, %(days)d days, %(sessions)d sessions, %(docs)d documents")
        % {
            "people": len(document.participants),
            "days": len(document.days),
            "sessions": len(document.sessions),
            "docs": len(document.linked_docs),
        },
        "",
        *_sessions(document),
        "",
        _("Kept as text:"),
        *_texts(document),
    ]
    return "\n".join(lines) + "\n"


def _sessions(document: Document) -> list[str]:
    return [
        " ".join(str(part) for part in (session.date or "?", _clock(session.start), session.title))
        for session in document.sessions
    ]


def _clock(time) -> str:
    return time.strftime("%H:%M") if time else "     "


def _texts(document: Document) -> list[str]:
    """Name each text that the note's other lines went into, with its number of lines."""
    names = {session.uid: session.title for session in document.sessions}
    names |= {day.uid: day.title or str(day.date) for day in document.days}
    texts = [(_("description of the trip"), document.trip.description)]
    texts += [
        (_("description of “%(title)s”") % {"title": session.title}, session.description)
        for session in document.sessions
    ]
    texts += [
        (
            f"{note.purpose}: {names.get(note.session or note.day, document.trip.title)}",
            note.body,
        )
        for note in document.notes
    ]
    return [
        _("  %(name)s (%(lines)d lines)") % {"name": name, "lines": len(text.splitlines())}
        for name, text in texts
        if text
    ]
