"""The command line: data on standard output, messages on standard error, exit codes."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from events.models import Membership, Organizer, Session, Trip
from notes.models import Import
from tests.factories import make_membership, make_trip, make_user
from tests.interchange.test_document import WHOLE

pytestmark = pytest.mark.usefixtures("recorded")

NOTE = """---
tags: study-visit
---
# Harbour visit 2026

## Participants
- Mei-Lin
- Arno

## Programme
### 11/24 Day 1

Opening
https://hackmd.io/opening?both
"""


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "harbour-visit.md"
    path.write_text(NOTE, encoding="utf-8")
    return path


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "trip.json"
    path.write_text(json.dumps(WHOLE), encoding="utf-8")
    return path


def refused(*command, **options):
    """Run a command that must be refused; return its message."""
    with pytest.raises(CommandError) as caught:
        call_command(*map(str, command), **options)
    assert caught.value.returncode == 2
    return str(caught.value)


def test_a_note_becomes_a_published_trip(note, capsys):
    call_command("import_note", str(note), "--timezone", "Europe/Tallinn", "--publish")
    trip = Trip.objects.get()
    assert (trip.slug, trip.title, trip.visibility) == (
        "harbour-visit",
        "Harbour visit 2026",
        "public",
    )
    assert {m.listed_for for m in trip.memberships.all()} == {"public"}
    assert "Opening" in capsys.readouterr().out


def test_without_publish_a_note_becomes_a_draft_for_members(note):
    call_command("import_note", str(note), "--timezone", "Europe/Tallinn")
    assert Trip.objects.get().visibility == "draft"
    assert {m.listed_for for m in Membership.objects.all()} == {"members"}


def test_the_same_note_again_changes_nothing(note, capsys):
    call_command("import_note", str(note), "--timezone", "Europe/Tallinn")
    before = Trip.objects.get().updated_at
    call_command("import_note", str(note), "--timezone", "Europe/Tallinn")
    assert Trip.objects.get().updated_at == before
    assert Import.objects.count() == 1
    assert "nothing changed" in capsys.readouterr().err


def test_the_source_of_a_note_is_kept_byte_for_byte(note):
    call_command("import_note", str(note), "--timezone", "Europe/Tallinn")
    kept = Import.objects.get()
    assert bytes(kept.source) == note.read_bytes()
    assert kept.document["trip"]["uid"] == Trip.objects.get().uid


def test_a_note_for_a_trip_that_was_typed_by_hand_is_refused(note):
    make_trip(slug="harbour-visit")
    assert "harbour-visit" in refused("import_note", note, "--timezone", "Europe/Tallinn")


def test_a_note_without_a_known_time_zone_is_refused(note):
    assert "--timezone" in refused("import_note", note)
    assert Trip.objects.count() == 0


def test_a_note_without_dates_wants_a_start_date(tmp_path):
    path = tmp_path / "undated.md"
    path.write_text("# Trip\n\n## Programme\n### Day 1\n\n- 10:00 Opening\n", encoding="utf-8")
    assert "--start-date" in refused("import_note", path, "--timezone", "Asia/Seoul")
    with pytest.raises(CommandError, match="0001-01-01 is no date like"):
        call_command("import_note", str(path), "--start-date", "0001-01-01")
    call_command("import_note", str(path), "--timezone", "Asia/Seoul", "--start-date", "2026-11-05")
    assert str(Trip.objects.get().days.get().date) == "2026-11-05"


def test_a_note_of_sessions_alone_goes_on_the_day_that_is_given(tmp_path):
    path = tmp_path / "talks.md"
    path.write_text("# Trip\n\n## Sessions\n- [Knots](https://hackmd.io/k)\n", encoding="utf-8")
    options = ["import_note", path, "--timezone", "Asia/Seoul"]
    message = refused(*options)
    assert "No date can be found for “Knots”. Give it with --start-date." in message
    call_command(*map(str, options), "--start-date", "2026-11-05")
    (session,) = Session.objects.all()
    assert (session.title, str(session.day.date)) == ("Knots", "2026-11-05")
    path.write_text(path.read_text() + "\nNo badge is needed.\n", encoding="utf-8")
    call_command(*map(str, options))
    assert [s.uid for s in Session.objects.all()] == [session.uid]


def test_sessions_without_a_day_beside_days_are_named(tmp_path):
    path = tmp_path / "talks.md"
    path.write_text(
        "# Trip 2026\n## Sessions\n- [Knots](https://hackmd.io/k)\n\n"
        "## 11/5\n- 10:00 Boats\n\n## 11/6\n- 10:00 Sails\n",
        encoding="utf-8",
    )
    message = refused("import_note", path, "--timezone", "Asia/Seoul")
    assert "No day can be found for “Knots”" in message


@pytest.mark.parametrize("name", ["共筆.md", "---.md"])
def test_a_file_name_that_makes_no_slug_wants_one(tmp_path, name):
    path = tmp_path / name
    path.write_text(NOTE, encoding="utf-8")
    assert "--slug" in refused("import_note", path, "--timezone", "Asia/Seoul")
    call_command("import_note", str(path), "--timezone", "Asia/Seoul", "--slug", "notes")
    assert Trip.objects.get().slug == "notes"


@pytest.mark.parametrize("slug", ["Upper", "a--b", "x" * 61, ""])
def test_a_slug_that_is_none_is_refused(note, slug):
    assert "address" in refused("import_note", note, f"--slug={slug}", "--timezone", "Asia/Seoul")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t\n",
        b"\xff\xfe# T",
        b"# T\x00",
        b"# T\n" + b"x" * 5_000_000,
        "# Ä".encode("latin-1"),
    ],
)
def test_what_is_no_note_is_refused_by_its_name(tmp_path, data):
    path = tmp_path / "broken.md"
    path.write_bytes(data)
    for command in ("import_note", "read_note"):
        assert "broken.md" in refused(command, path, "--timezone", "Asia/Seoul")
    assert Trip.objects.count() == 0


def test_a_file_that_is_not_there_is_refused(tmp_path):
    for command in ("import_note", "read_note", "import_trip"):
        assert "nowhere.md" in refused(command, tmp_path / "nowhere.md")


def test_an_organizer_owns_the_imported_trip(note):
    user = make_user("ada")
    call_command("import_note", str(note), "--timezone", "Asia/Seoul", "--organizer", "ada")
    assert Organizer.objects.get(user=user).role == "owner"


def test_an_unknown_organizer_is_refused(note):
    assert "nobody" in refused("import_note", note, "--organizer", "nobody")


def test_a_trial_changes_nothing(note, document):
    call_command("import_note", str(note), "--timezone", "Asia/Seoul", "--dry-run")
    call_command("import_trip", str(document), "--dry-run")
    assert (Trip.objects.count(), Import.objects.count()) == (0, 0)


def test_reading_a_note_prints_its_document_and_writes_nothing(note, capsys):
    call_command("read_note", str(note))
    document = json.loads(capsys.readouterr().out)
    assert document["trip"]["slug"] == "harbour-visit"
    assert document["trip"]["timezone"] is None
    assert document["trip"]["starts_on"] == "2026-11-24"
    assert [session["date"] for session in document["sessions"]] == ["2026-11-24"]
    assert Trip.objects.count() == 0


def test_an_exported_trip_is_imported_without_a_change(document, tmp_path, capsys):
    call_command("import_trip", str(document))
    capsys.readouterr()
    call_command("export_trip", "harbour-week")
    exported = capsys.readouterr().out
    path = tmp_path / "exported.json"
    path.write_text(exported, encoding="utf-8")
    call_command("import_trip", str(path))
    call_command("import_trip", str(path), "--replace")
    assert capsys.readouterr().err.count("nothing changed") == 2
    call_command("export_trip", "harbour-week")
    assert capsys.readouterr().out == exported
    assert Import.objects.count() == 1


def test_a_document_is_copied_to_another_slug(document):
    call_command("import_trip", str(document))
    call_command("import_trip", str(document), "--as", "second")
    first, second = Trip.objects.order_by("pk")
    assert (second.slug, second.title) == ("second", first.title)
    assert second.uid != first.uid


def test_a_faulty_document_is_refused_with_every_path(tmp_path):
    path = tmp_path / "trip.json"
    path.write_text(json.dumps({**WHOLE, "version": 9, "surprise": 1}), encoding="utf-8")
    message = refused("import_trip", path)
    assert "trip.json: version: " in message
    assert "trip.json: surprise: " in message


def test_an_unknown_trip_is_refused():
    assert "nowhere" in refused("export_trip", "nowhere")
    assert "nowhere" in refused("join_link", "nowhere", "Mei-Lin")


def test_a_join_link_is_printed_for_a_name_a_handle_or_a_uid(client, capsys):
    member = make_membership(make_trip(slug="harbour"), "Mei-Lin")
    member.participant.handle = "meilin"
    member.participant.save()
    links = set()
    for person in ("Mei-Lin", "meilin", member.participant.uid):
        call_command("join_link", "harbour", person)
        links.add(capsys.readouterr().out.strip())
    (link,) = links
    assert link.startswith(f"{settings.SITE_URL}/join/")
    assert client.get(link.removeprefix(settings.SITE_URL)).status_code == 200


def test_a_person_who_is_not_on_the_trip_has_no_link():
    trip = make_trip(slug="harbour")
    make_membership(trip, "Kim")
    make_membership(trip, "Kim")
    assert "Nobody" in refused("join_link", "harbour", "Nemo")
    assert "More than one" in refused("join_link", "harbour", "Kim")


def test_refusals_leave_with_exit_code_2_and_no_traceback(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "read_note", str(tmp_path / "nowhere.md")],
        cwd=settings.BASE_DIR,
        env={"SECRET_KEY": "x", "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere.md" in done.stderr
    assert "Traceback" not in done.stderr
