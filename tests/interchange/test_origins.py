"""A canonical note that comes back to its trip, or to another one."""

import pytest

from events.access import ANONYMOUS, SUPERUSER
from events.models import Session, Trip
from notes.models import Import, LinkedDoc, Note
from tests.factories import (
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_place,
    make_session,
    make_trip,
)
from tripbook.interchange.document import read_document
from tripbook.interchange.dump import dump_trip, to_json
from tripbook.interchange.importing import ImportRefused, import_note
from tripbook.interchange.note import write_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip():
    """A trip that was made here, from no note."""
    trip = make_trip(slug="harbour", title="Harbour week", timezone="Asia/Taipei")
    day, other = make_day(trip, title="Arrival"), make_day(trip, title="Talks")
    opening = make_session(
        day, "Opening", start="09:00", place=make_place(trip), description="At the door."
    )
    make_attendance(opening, make_membership(trip, "Mei-Lin", listed_for="members"))
    make_session(day, "Boats", start="14:00")
    make_session(other, "開放資料（自由）")
    make_doc(opening)
    make_note(opening, "## We met\n\nand talked.\n")
    return trip


def stored(trip):
    return dump_trip(Trip.objects.get(pk=trip.pk), SUPERUSER)


def note_of(trip, viewer=SUPERUSER, **options):
    return write_note(read_document(to_json(dump_trip(trip, viewer))), **options)


def take(text, **options):
    return import_note(data=text.encode(), file_name="note.md", **options)


def rows():
    """How many trips, sessions, documents and notes there are."""
    return [model.objects.count() for model in (Trip, Session, LinkedDoc, Note)]


def test_the_note_of_a_trip_changes_nothing_in_it(trip):
    before, count = stored(trip), rows()
    done = take(note_of(trip))
    assert (done.trip, bool(done.changes)) == (trip, False)
    assert done.merged.removals + done.merged.conflicts == []
    assert (stored(trip), rows()) == (before, count)
    again = take(note_of(trip))
    assert again.changes is None


@pytest.mark.parametrize("options", [{"viewer": ANONYMOUS}, {"part": "agenda"}])
def test_a_note_that_was_written_in_part_takes_nothing_away(trip, options):
    before = stored(trip)
    done = take(note_of(trip, **options), remove=True)
    assert done.merged.removals + done.merged.conflicts == []
    assert stored(trip) == before


def test_what_was_changed_in_the_note_and_here_comes_together(trip):
    text = note_of(trip)
    opening, boats = (Session.objects.get(title=title) for title in ("Opening", "Boats"))
    opening.status = "tentative"
    opening.save()
    make_session(trip.days.first(), "Dinner", start="18:00")
    done = take(text.replace("### 09:00 Opening", "### 09:30 Opening").replace("Boats", "Ferries"))
    opening.refresh_from_db()
    boats.refresh_from_db()
    assert (f"{opening.start:%H:%M}", opening.status, boats.title) == (
        "09:30",
        "tentative",
        "Ferries",
    )
    assert done.merged.removals == []
    assert Session.objects.filter(title="Dinner").exists()


def test_the_same_field_changed_in_the_note_and_here_is_a_conflict(trip):
    text = note_of(trip)
    Session.objects.filter(title="Boats").update(title="Ships")
    # The note has a digest of what the title was, which nobody can read.
    with pytest.raises(ImportRefused, match="title: in the note Ferries, here Ships\n"):
        take(text.replace("Boats", "Ferries"))


@pytest.mark.parametrize("count", [1, -1])
def test_minutes_of_a_renamed_session_get_no_title_by_it(trip, count):
    text = note_of(trip)
    assert text.count("Opening") == 2
    take(text.replace("Opening", "Welcome", count))
    assert Session.objects.filter(title="Welcome").exists()
    assert Note.objects.get().title == ""


def test_what_was_deleted_in_the_note_is_offered_for_removal(trip):
    text = note_of(trip)
    start, end = text.index("### 14:00 Boats"), text.index("## 2026-11-24")
    shorter = text[:start] + text[end:]
    done = take(shorter)
    assert [removal.words for removal in done.merged.removals] == ["session “Boats” (2026-11-23)"]
    assert Session.objects.filter(title="Boats").exists()
    take(shorter, remove=True)
    assert not Session.objects.filter(title="Boats").exists()


def test_what_was_deleted_here_does_not_come_back_with_the_note(trip):
    text = note_of(trip)
    Session.objects.get(title="Boats").delete()
    done = take(text)
    assert done.merged.added == []
    assert not Session.objects.filter(title="Boats").exists()


def test_the_note_is_compared_with_its_last_import_once_there_is_one(trip):
    text = note_of(trip)
    take(text.replace("Boats", "Ferries"))
    # Back to what it was: the note still says Ferries, which is nothing new.
    Session.objects.filter(title="Ferries").update(title="Boats")
    take(text.replace("Boats", "Ferries").replace("Arrival", "Landing"))
    assert Session.objects.filter(title="Boats").exists()
    assert trip.days.first().title == "Landing"


def test_a_session_moved_renamed_and_retimed_in_the_note_keeps_what_hangs_on_it(trip):
    boats = Session.objects.get(title="Boats")
    make_attendance(boats, trip.memberships.get())
    text = note_of(trip)
    start, end = text.index("### 14:00 Boats"), text.index("## 2026-11-24")
    block, places = text[start:end], text.index("## Places")
    moved = text[:start] + text[end:places] + block + text[places:]
    take(moved.replace("14:00 Boats", "16:00–17:00 Harbour cruise"))
    boats.refresh_from_db()
    assert (boats.title, str(boats.day.date), f"{boats.start:%H:%M}") == (
        "Harbour cruise",
        "2026-11-24",
        "16:00",
    )
    assert boats.attendances.count() == 1


def test_the_trip_is_found_by_its_uid_also_under_a_new_address(trip):
    text = note_of(trip)
    trip.slug = "harbour-2026"
    trip.save()
    assert take(text.replace("Arrival", "Landing")).trip == trip
    assert trip.days.first().title == "Landing"
    assert Trip.objects.get().slug == "harbour-2026"


def test_a_trip_that_is_not_here_is_made_with_its_own_uids(trip):
    text, before = note_of(trip), stored(trip)
    trip.delete()
    made = take(text).trip
    assert made.uid == before["trip"]["uid"]
    uids = [session["uid"] for session in before["sessions"]]
    assert [session["uid"] for session in stored(made)["sessions"]] == uids


def test_a_note_that_is_copied_into_a_new_trip_takes_no_row_of_the_first(trip):
    text, before = note_of(trip), stored(trip)
    copy = take(text, slug="copy").trip
    assert stored(trip) == before
    assert copy.uid != trip.uid
    theirs = {session["uid"] for session in stored(copy)["sessions"]}
    assert theirs.isdisjoint(session["uid"] for session in before["sessions"])
    assert len(theirs) == 3


def test_a_copy_that_comes_back_is_known_again_by_the_uids_of_the_first(trip):
    text = note_of(trip)
    copy = take(text, slug="copy").trip
    uids = [session["uid"] for session in stored(copy)["sessions"]]
    take(text.replace("### 14:00 Boats", "### 20:00 Sauna"), slug="copy")
    after = stored(copy)["sessions"]
    assert [session["title"] for session in after] == ["Opening", "Sauna", "開放資料（自由）"]
    assert [session["uid"] for session in after] == uids


def test_a_line_of_another_trips_note_takes_no_row_of_it(trip):
    other = make_trip(slug="other", title="Other", timezone="Asia/Taipei")
    make_session(make_day(other), "Start")
    line = next(line for line in note_of(trip).split("\n") if "Boats" in line)
    person = next(line for line in note_of(trip).split("\n") if "participant:" in line)
    text = note_of(other)
    cut = text.index("<!-- written")
    text = f"{text[:cut]}{line}\n\n## Participants\n\n{person}\n\n{text[cut:]}"
    before = stored(trip)
    take(text)
    assert stored(trip) == before
    pasted = stored(other)
    assert [session["title"] for session in pasted["sessions"]] == ["Start", "Boats"]
    uids = {record["uid"] for record in (*pasted["sessions"], *pasted["participants"])}
    assert uids.isdisjoint(
        record["uid"] for record in (*before["sessions"], *before["participants"])
    )


def test_the_import_keeps_the_source_as_it_came(trip):
    text = note_of(trip)
    take(text)
    assert bytes(Import.objects.get().source).decode() == text
