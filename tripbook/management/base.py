"""What the commands share: how a file is read and how bad input is refused."""

import datetime as dt
import os
import sys
from argparse import ArgumentTypeError
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from events.models import Trip
from events.schedule import zone_names
from people.limits import validate_date
from people.models import User
from people.punctuation import quoted, told
from tripbook.interchange.changes import Changes
from tripbook.interchange.document import DocumentError
from tripbook.interchange.importing import ImportRefused
from tripbook.interchange.note import NoteError, Reading

REFUSED = 2


class TripCommand(BaseCommand):
    """A command of tripbook: data on standard output, messages on standard error.

    Exit code 0 is done, 2 is refused (bad input, an unknown name), 1 a bug.
    """

    def execute(self, *args, **options):
        try:
            output = super().execute(*args, **options)
            self.stdout.flush()
        except BrokenPipeError:
            # The reader, such as `head`, has seen enough. Python writes the rest as it leaves.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None
        return output

    def say(self, message: str) -> None:
        self.stderr.write(message, style_func=lambda text: text)

    def tell_reading(self, file: str) -> None:
        """Tell somebody who waits that a file is being read; no log of a script holds it."""
        if self.stderr.isatty():
            self.say(_("Reading and comparing %(file)s …") % {"file": file})

    def add_note_arguments(self, parser) -> None:
        parser.add_argument("file", help="a note in Markdown, or - for standard input")
        parser.add_argument("--timezone", metavar="ZONE", type=zone, help="such as Asia/Seoul")
        parser.add_argument(
            "--start-date",
            metavar="DATE",
            type=date,
            help="the date of the first day, where the note gives none, such as 2026-11-05",
        )

    def say_warnings(self, file: str, reading: Reading) -> None:
        for line, message in reading.warnings:
            self.say(f"{file}:{line}: {message}" if line else f"{file}: {message}")

    def say_changes(self, changes: Changes, *, dry_run: bool) -> None:
        """Say what an import wrote."""
        self.say(told(quoted(changes.trip.slug), changes.in_words()))
        if dry_run:
            self.say(_("This was a trial: nothing was written."))

    @contextmanager
    def refusing(self, file: str = ""):
        """Turn what the importers refuse into messages that say in which file, and exit code 2."""
        try:
            yield
        except DocumentError as error:
            lines = [f"{file}: {problem}" if file else str(problem) for problem in error.problems]
            raise refusal("\n".join(lines)) from None
        except NoteError as error:
            place = f"{file}:{error.line}" if error.line else file
            raise refusal(f"{place}: {error.message}") from None
        except ImportRefused as error:
            raise refusal(f"{file}: {error}" if file else str(error)) from None

    def read_file(self, name: str) -> bytes:
        """Return the bytes of a file; `-` is standard input."""
        if name == "-":
            return sys.stdin.buffer.read()
        try:
            return Path(name).read_bytes()
        except OSError as error:
            raise refusal(f"{name}: {error.strerror}") from None

    def find_trip(self, slug: str) -> Trip:
        trip = Trip.objects.filter(slug=slug).first()
        if trip is None:
            raise refusal(_("There is no trip at “%(slug)s”.") % {"slug": slug})
        return trip

    def find_user(self, username: str | None) -> User | None:
        if username is None:
            return None
        user = User.objects.filter(username=username).first()
        if user is None:
            raise refusal(_("There is no user “%(name)s”.") % {"name": username})
        return user


def zone(name: str) -> str:
    """Return the name of a time zone given on the command line."""
    if name not in zone_names():
        raise ArgumentTypeError(_("%(name)s is no time zone") % {"name": name})
    return name


def date(text: str) -> dt.date:
    """Return a date given on the command line as YYYY-MM-DD."""
    try:
        date = dt.datetime.strptime(text, "%Y-%m-%d").date()
        validate_date(date)
    except (ValueError, ValidationError):
        raise ArgumentTypeError(_("%(text)s is no date like 2026-11-05") % {"text": text}) from None
    return date


def refusal(message: str) -> CommandError:
    """Return the error that ends a command with exit code 2."""
    return CommandError(message, returncode=REFUSED)
