"""Importing a note or a trip document: read, write, and remember what was read."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from events.models import SLUG_PATTERN, Membership, Organizer, Trip
from notes.models import Import
from people.limits import MAX_LINE, MAX_SLUG
from people.models import User

from .document import Document, derive, read_document
from .load import Changes, copy_of, load_document
from .note import Reading, decode, read_note


class ImportRefused(ValueError):
    """An import that can't be done as asked; the message says why and what to do."""


@dataclass
class NoteImport:
    """What an import of a note did. Without `changes` the note was known already."""

    trip: Trip
    reading: Reading
    changes: Changes | None = None


def slug_of(name: str) -> str:
    """Return the slug that a file's name makes; "" where nothing of it can stand in one."""
    return re.sub(r"[-_]+", "-", slugify(name))[:MAX_SLUG].strip("-")


def check_slug(slug: str) -> str:
    """Return `slug`; raise ImportRefused if it can't be a trip's address."""
    if not re.fullmatch(SLUG_PATTERN, slug) or len(slug) > MAX_SLUG:
        raise ImportRefused(
            _("“%(slug)s” can't be a trip's address: write a-z, 0-9 and single hyphens.")
            % {"slug": slug}
        )
    return slug


@transaction.atomic
def import_note(
    *,
    data: bytes,
    file_name: str,
    slug: str | None = None,
    timezone: str | None = None,
    start_date: dt.date | None = None,
    organizer: User | None = None,
    publish: bool = False,
    dry_run: bool = False,
) -> NoteImport:
    """Make a trip of a note, whole or not at all.

    Raise NoteError for a file that is no note, ImportRefused and DocumentError for one that
    can't be imported as asked. The same note to the same slug again changes nothing.
    """
    reading, document = _read(data, file_name, slug, timezone, start_date)
    trip = Trip.objects.filter(slug=document.trip.slug).first()
    if trip is not None:
        _refuse_another_note(trip, data)
        changes = None
    else:
        _refuse_open_questions(document)
        if publish:
            for person in document.participants:
                person.listed_for = Membership.ListedFor.PUBLIC.value
        author = organizer.get_full_name() or organizer.get_username() if organizer else ""
        changes = load_document(document, author_name=author, user=organizer)
        trip = changes.trip
        _remember(trip, Import.Format.NOTE, data, file_name, document, organizer)
    if organizer:
        _make_owner(trip, organizer)
    if publish:
        _publish(trip)
    transaction.set_rollback(dry_run)
    return NoteImport(trip, reading, changes)


@transaction.atomic
def import_document(
    *,
    data: bytes,
    file_name: str,
    copy_as: str | None = None,
    replace: bool = False,
    organizer: User | None = None,
    dry_run: bool = False,
) -> Changes:
    """Write a trip document into the trip with its uid, or into a copy with new uids.

    Raise DocumentError and ImportRefused where it can't be done. The same document again
    changes nothing.
    """
    document = read_document(data)
    if copy_as is not None:
        document = copy_of(document, check_slug(copy_as))
    changes = load_document(document, replace=replace, user=organizer)
    if changes:
        _remember(changes.trip, Import.Format.DOCUMENT, data, file_name, document, organizer)
    if organizer:
        _make_owner(changes.trip, organizer)
    transaction.set_rollback(dry_run)
    return changes


def preview_note(
    *,
    data: bytes,
    file_name: str,
    timezone: str | None = None,
    start_date: dt.date | None = None,
) -> Reading:
    """Read a note as `import_note` would, and write nothing."""
    reading, _document = _read(data, file_name, None, timezone, start_date)
    return reading


def _read(data, file_name, slug, timezone, start_date) -> tuple[Reading, Document]:
    stem = file_name.rpartition(".")[0] or file_name
    reading = read_note(decode(data), name=stem, timezone=timezone, start_date=start_date)
    document = reading.document
    if slug is not None:
        document.trip.slug = check_slug(slug)
    elif document.trip.slug is None:
        document.trip.slug = slug_of(stem) or None
    return reading, document


def _refuse_another_note(trip: Trip, data: bytes) -> None:
    last = trip.imports.filter(format=Import.Format.NOTE).first()
    if last is None or bytes(last.source) != data:
        raise ImportRefused(
            _(
                "There is a trip at “%(slug)s” already, and this is not the note that it was made "
                "from. Give another --slug."
            )
            % {"slug": trip.slug}
        )


def _refuse_open_questions(document: Document) -> None:
    if document.trip.slug is None:
        raise ImportRefused(_("The file's name makes no address. Give one with --slug."))
    if document.trip.timezone is None:
        raise ImportRefused(
            _("The note does not say its time zone. Give one with --timezone, like Asia/Seoul.")
        )
    undated = [day.title or _("a day without a title") for day in document.days if not day.date]
    if undated:
        raise ImportRefused(
            _("No date can be found for %(days)s. Give the first day with --start-date.")
            % {"days": ", ".join(undated)}
        )


def _remember(trip, source_format, data, file_name, document, user) -> None:
    Import.objects.create(
        trip=trip,
        format=source_format,
        source=data,
        source_name=file_name[:MAX_LINE],
        document=derive(document).model_dump(mode="json", by_alias=True),
        user=user,
    )


def _make_owner(trip: Trip, user: User) -> None:
    Organizer.objects.get_or_create(trip=trip, user=user, defaults={"role": Organizer.Role.OWNER})


def _publish(trip: Trip) -> None:
    """Show the trip and its people to everyone; who is listed for organizers only stays so."""
    if trip.visibility != Trip.Visibility.PUBLIC:
        trip.visibility = Trip.Visibility.PUBLIC
        trip.save()
    listed = Membership.ListedFor
    trip.memberships.filter(listed_for=listed.MEMBERS).update(listed_for=listed.PUBLIC)
