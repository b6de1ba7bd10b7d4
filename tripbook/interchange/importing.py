"""Importing a note or a trip document: read, write, and remember what was read."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from events import access
from events.models import SLUG_PATTERN, Membership, Organizer, Trip
from notes.models import Import
from people.history import Reason, bulk_update, recorded
from people.limits import MAX_LINE, MAX_SLUG
from people.models import User
from people.punctuation import joined, quoted
from people.uids import new_uid

from .changes import Changes
from .comparing import Differences, compare
from .document import DayRecord, Document, derive, read_document
from .dump import dump_trip, to_json
from .load import copy_of, load_document, with_merged_people
from .merge import Merge, resolve
from .merge.merging import Choice
from .note import NoteError, Origin, Reading, decode, read_note
from .origins import at_home
from .updating import conflicts_in_words, load_merge, merge_note
from .web_pages import is_web_page


class ImportRefused(ValueError):
    """An import that can't be done as asked; the message says why and what to do."""


@dataclass
class NoteImport:
    """What an import of a note did. Without `changes` the note was known already.

    `merged` is what came of a changed note.
    """

    trip: Trip
    reading: Reading
    changes: Changes | None = None
    merged: Merge | None = None


@dataclass
class DocumentImport:
    """What an import of a trip document did. `before` is the trip as it was, None for a new one."""

    changes: Changes
    document: Document
    before: dict | None
    is_whole: bool

    def differences(self) -> Differences:
        """Return what became different by it."""
        before = read_document(to_json(self.before)) if self.before else None
        return compare(before, self.document, whole=self.is_whole)


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


@recorded(Reason.IMPORT)
def import_note(
    *,
    data: bytes,
    file_name: str,
    slug: str | None = None,
    timezone: str | None = None,
    start_date: dt.date | None = None,
    organizer: User | None = None,
    publish: bool = False,
    prefer: Choice | None = None,
    remove: bool = False,
    dry_run: bool = False,
) -> NoteImport:
    """Make a trip of a note, or merge a changed note into the trip made of it; whole or not at all.

    Raise NoteError for a file that is no note, ImportRefused and DocumentError for one that
    can't be imported as asked. The same note to the same slug again changes nothing. What was
    changed in the note and here, differently, is refused unless `prefer` says which side holds.
    What left the note stays unless it is to `remove`.
    """
    reading, document = _read(data, file_name, slug, timezone, start_date)
    origin = reading.origin
    trip = _trip_of(document, origin, slug)
    document, _uids = at_home(reading, trip)
    changes = merged = None
    if trip is not None:
        last = _last_note(trip, origin)
        if remove or last is None or bytes(last.source) != data:
            merged = merge_note(trip, last, document, origin, is_titled=reading.is_titled)
            merged = resolve(merged, prefer=prefer, remove=remove)
            _refuse_open_questions(merged.theirs)
            _refuse_conflicts(merged)
            source = {"data": data, "file_name": file_name, "organizer": organizer}
            changes = save_merged(trip, merged, publish=publish, **source)
        elif publish:
            _publish(trip)
        if organizer:
            make_owner(trip, organizer)
    else:
        _refuse_open_questions(document)
        if publish:
            for person in document.participants:
                person.listed_for = Membership.ListedFor.PUBLIC.value
        changes = save_new(document, data=data, file_name=file_name, organizer=organizer)
        trip = changes.trip
        if publish:
            _publish(trip)
    transaction.set_rollback(dry_run)
    return NoteImport(trip, reading, changes, merged)


@recorded(Reason.IMPORT)
def save_new(
    document: Document,
    *,
    data: bytes,
    file_name: str,
    organizer: User | None = None,
    viewer: access.Viewer = access.SUPERUSER,
    read: Document | None = None,
    token: str = "",
    source_format: str = Import.Format.NOTE,
) -> Changes:
    """Make a trip of the document that a note or another file was read as, and remember the file.

    `read` is the document before a person changed it: the base of the next merge. `viewer` says
    whose people and organizations the document may name. Raise DocumentError.
    """
    changes = load_document(
        document, author_name=author_of(organizer), user=organizer, viewer=viewer
    )
    base = read or document
    _remember(changes.trip, source_format, data, file_name, base, organizer, token=token)
    if organizer:
        make_owner(changes.trip, organizer)
    return changes


@recorded(Reason.IMPORT)
def save_merged(
    trip: Trip,
    merged: Merge,
    *,
    data: bytes,
    file_name: str,
    organizer: User | None = None,
    viewer: access.Viewer = access.SUPERUSER,
    token: str = "",
    source_format: str = Import.Format.NOTE,
    publish: bool = False,
) -> Changes:
    """Write what the merge of a changed note or another file came to, and remember the file.

    Raise DocumentError.
    """
    before = dump_trip(trip, access.SUPERUSER)
    changes = load_merge(
        trip, merged, author_name=author_of(organizer), user=organizer, viewer=viewer
    )
    trip.refresh_from_db()
    if publish:
        _publish(trip)
    base = merged.next_base
    more = {"before": before, "token": token}
    _remember(trip, source_format, data, file_name, base, organizer, **more)
    return changes


@recorded(Reason.IMPORT)
def import_document(
    *,
    data: bytes,
    file_name: str,
    copy_as: str | None = None,
    replace: bool = False,
    organizer: User | None = None,
    owns: bool = True,
    viewer: access.Viewer = access.SUPERUSER,
    token: str = "",
    dry_run: bool = False,
) -> DocumentImport:
    """Write a trip document into the trip with its uid, or into a copy with new uids.

    The organizer becomes its owner; where they are not to own a trip that is here, that of a new
    one alone. `viewer` says whose trips, people and organizations the document may name. Raise
    DocumentError and ImportRefused where it can't be done. The same document again changes
    nothing.
    """
    document = with_merged_people(read_document(data))
    if copy_as is not None:
        document = copy_of(document, check_slug(copy_as))
    trip = Trip.objects.filter(uid=document.trip.uid).first()
    before = dump_trip(trip, access.SUPERUSER) if trip else None
    changes = load_document(document, replace=replace, user=organizer, viewer=viewer)
    if changes:
        more = {"before": before, "token": token}
        source = Import.Format.DOCUMENT
        _remember(changes.trip, source, data, file_name, document, organizer, **more)
    if organizer and (owns or before is None):
        make_owner(changes.trip, organizer)
    transaction.set_rollback(dry_run)
    return DocumentImport(changes, document, before, replace)


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
    text = decode(data)
    if is_web_page(text):
        raise NoteError(
            _("This is a web page, not a note. Use the note's own text: its Markdown."), line=1
        )
    reading = read_note(text, name=stem, timezone=timezone, start_date=start_date)
    document = reading.document
    if start_date and document.sessions and not document.days:
        _put_on_one_day(document, start_date)
    if slug is not None:
        document.trip.slug = check_slug(slug)
    elif document.trip.slug is None:
        document.trip.slug = slug_of(stem) or None
    return reading, document


def _put_on_one_day(document: Document, date: dt.date) -> None:
    """Put the sessions of a note that has no days on the day that was given for it."""
    day = DayRecord(uid=new_uid(), date=date)
    document.days.append(day)
    for session in document.sessions:
        session.day = day.uid


def _trip_of(document: Document, origin: Origin | None, slug: str | None) -> Trip | None:
    """Return the trip that a note goes into: the one of that slug, or that it was written of."""
    trips = Trip.objects.select_for_update()
    if origin is not None and slug is None:
        trip = trips.filter(uid=origin.trip).first()
        if trip is not None:
            document.trip.slug = trip.slug
            return trip
    return trips.filter(slug=document.trip.slug).first()


def _last_note(trip: Trip, origin: Origin | None) -> Import | None:
    """Return the import that the next one is merged with; a trip's own note needs none."""
    last = trip.imports.filter(format=Import.Format.NOTE).first()
    if last is None and (origin is None or origin.trip != trip.uid):
        raise ImportRefused(
            _(
                "There is a trip at “%(slug)s” already, and it was not made from a note. "
                "Give another --slug."
            )
            % {"slug": trip.slug}
        )
    return last


def _refuse_conflicts(merged: Merge) -> None:
    if merged.conflicts:
        raise ImportRefused(
            _(
                "The note and the trip were changed differently:\n%(conflicts)s\n"
                "Choose a side with --prefer note or --prefer here, or change one of them."
            )
            % {"conflicts": conflicts_in_words(merged)}
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
            % {"days": joined(undated)}
        )
    if homeless := [session.title for session in document.sessions if not session.day]:
        what = {"sessions": joined(map(quoted, homeless))}
        if document.days:
            message = _("No day can be found for %(sessions)s. In the note, put them under one.")
        else:
            message = _("No date can be found for %(sessions)s. Give it with --start-date.")
        raise ImportRefused(message % what)


def author_of(user: User | None) -> str:
    """Return the name under which a user writes."""
    return user.get_full_name() or user.get_username() if user else ""


def _remember(
    trip, source_format, data, file_name, document, user, *, before=None, token=""
) -> None:
    """Keep what came, and the trip before and after it, unless it made the trip."""
    Import.objects.create(
        trip=trip,
        format=source_format,
        source=data,
        source_name=file_name[:MAX_LINE],
        document=derive(document).model_dump(mode="json", by_alias=True),
        before=before,
        after=before and dump_trip(trip, access.SUPERUSER),
        user=user,
        token=token,
    )


def make_owner(trip: Trip, user: User) -> None:
    """Make a user an owner of a trip, who is none of its organizers yet."""
    Organizer.objects.get_or_create(trip=trip, user=user, defaults={"role": Organizer.Role.OWNER})


def _publish(trip: Trip) -> None:
    """Show the trip and its people to everyone; who is listed for organizers only stays so."""
    if trip.visibility != Trip.Visibility.PUBLIC:
        trip.visibility = Trip.Visibility.PUBLIC
        trip.save()
    people = list(trip.memberships.filter(listed_for=Membership.ListedFor.MEMBERS))
    for membership in people:
        membership.listed_for = Membership.ListedFor.PUBLIC
    bulk_update(people, ["listed_for"])
