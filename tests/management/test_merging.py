"""A changed note to the trip that was made of it, on the command line."""

import pytest
from django.core.management import call_command
from django.utils.translation import override

from events.access import SUPERUSER
from events.models import Attendance, Session, Trip
from events.retention import remove_private_fields
from notes.models import Import, LinkedDoc, Note
from notes.revisions import save_text
from people.history import recording
from people.models import Participant
from tests.factories import (
    make_attendance,
    make_day,
    make_note,
    make_participant,
    make_place,
    make_session,
    make_trip,
)
from tests.history import edit
from tripbook.interchange.dump import dump_trip
from tripbook.merging import merge_people

from .test_commands import refused

pytestmark = pytest.mark.usefixtures("recorded")

NOTE = """# Harbour visit 2026

## Participants
- Mei-Lin
- Arno

## Programme
### 11/24 Day 1

- 09:30 Opening ceremony
  - https://hackmd.io/opening?both
  - Bring your badge
- 11:00 拜會市政府交通局
- 14:00 港の見学

### 11/25 Day 2

- 10:00 시민 단체 간담회
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "harbour-visit.md"


@pytest.fixture
def imported(path):
    """The trip that the note was made into."""
    run(path, NOTE)
    return Trip.objects.get()


def run(path, text, *options):
    path.write_text(text, encoding="utf-8")
    call_command("import_note", str(path), "--timezone", "Europe/Tallinn", *options)


def session(title):
    return Session.objects.get(title=title)


def programme():
    """The sessions as (date, start, title)."""
    return [
        (f"{s.day.date:%m-%d}", f"{s.start:%H:%M}" if s.start else "", s.title)
        for s in Session.objects.select_related("day").order_by("day__date", "start")
    ]


def test_a_changed_note_is_merged_and_what_was_changed_here_stays(path, imported, capsys):
    opening = session("Opening ceremony")
    opening.kind = "ceremony"
    opening.save()
    member = imported.memberships.get(participant__name="Mei-Lin")
    Attendance.objects.create(session=opening, membership=member)
    uid = opening.uid
    run(path, NOTE.replace("09:30 Opening ceremony", "09:00 開幕式") + "- 12:00 送別会\n")
    changed = Session.objects.get(uid=uid)
    assert (changed.title, str(changed.start), changed.kind) == ("開幕式", "09:00:00", "ceremony")
    assert changed.attendances.count() == 1
    assert changed.linked_docs.get().url == "https://hackmd.io/opening?both"
    assert programme() == [
        ("11-24", "09:00", "開幕式"),
        ("11-24", "11:00", "拜會市政府交通局"),
        ("11-24", "14:00", "港の見学"),
        ("11-25", "10:00", "시민 단체 간담회"),
        ("11-25", "12:00", "送別会"),
    ]
    said = capsys.readouterr().err
    assert "+ session “送別会” (2026-11-25)" in said
    assert ": start: 09:30 → 09:00" in said
    assert Import.objects.count() == 2


def test_the_changed_note_again_changes_nothing(path, imported, capsys):
    changed = NOTE.replace("14:00", "14:30")
    run(path, changed)
    before = Trip.objects.get().updated_at
    capsys.readouterr()
    run(path, changed)
    assert "nothing changed" in capsys.readouterr().err
    assert (Trip.objects.get().updated_at, Import.objects.count()) == (before, 2)


def test_a_session_and_a_day_keep_their_uids_when_they_move(path, imported):
    sessions = dict(Session.objects.values_list("title", "uid"))
    days = dict(imported.days.values_list("title", "uid"))
    moved = NOTE.replace("- 14:00 港の見学\n", "").replace("11/25 Day 2", "11/26 Day 2")
    run(path, moved + "- 16:00 港の見学\n")
    assert dict(Session.objects.values_list("title", "uid")) == sessions
    assert dict(imported.days.values_list("title", "uid")) == days
    assert programme()[-1] == ("11-26", "16:00", "港の見学")


def test_days_that_all_move_by_one_take_along_what_was_made_here(path):
    walks = {5: "Town walk", 6: "Museum", 7: "Port office"}

    def note(later):
        days = (
            f"## 11/{date + later}\n- 08:00-09:00 Breakfast\n- 10:00 {title}\n"
            for date, title in walks.items()
        )
        return "# Harbour visit 2026\n" + "".join(days)

    run(path, note(0))
    programme_before = dict(Session.objects.values_list("uid", "day__uid"))
    first = Trip.objects.get().days.earliest("date")
    make_note(first.sessions.get(title="Breakfast"), "Porridge.")
    make_note(first, "It rained.")
    run(path, note(1))
    assert [f"{day.date:%m-%d}" for day in first.trip.days.all()] == ["11-06", "11-07", "11-08"]
    assert dict(Session.objects.values_list("uid", "day__uid")) == programme_before
    breakfast = Session.objects.get(notes__body="Porridge.")
    assert f"{breakfast.day.date:%m-%d}" == "11-06"
    assert breakfast.day.notes.get().body == "It rained."


@pytest.mark.parametrize("untitled", ["2026\n\n", "---\n---\n"])
def test_a_note_that_loses_its_title_leaves_that_of_the_trip(path, imported, untitled):
    run(path, NOTE.replace("# Harbour visit 2026\n", untitled))
    assert Trip.objects.get().title == "Harbour visit 2026"
    edit(Trip.objects.all(), title="Harbour days")
    run(path, NOTE + "- 12:00 送別会\n")
    assert Trip.objects.get().title == "Harbour days"


def test_a_trip_that_is_called_as_its_file_is_called_as_the_note_says_once_it_does(path):
    run(path, "## 11/24/2026\n- 09:30 Opening ceremony\n")
    assert Trip.objects.get().title == "harbour-visit"
    run(path, "# Harbour visit\n## 11/24/2026\n- 09:30 Opening ceremony\n")
    assert Trip.objects.get().title == "Harbour visit"


def test_conflicts_are_refused_and_named_in_words(path, imported):
    edit(Session.objects.filter(title="港の見学"), title="Harbour walk")
    changed = NOTE.replace("港の見学", "港の見学会")
    path.write_text(changed, encoding="utf-8")
    message = refused("import_note", path, "--timezone", "Europe/Tallinn")
    assert (
        "session “Harbour walk” (2026-11-24): title: was 港の見学, in the note 港の見学会, "
        "here Harbour walk"
    ) in message
    assert "--prefer" in message
    assert Import.objects.count() == 1
    assert Session.objects.filter(title="Harbour walk").exists()


def test_what_may_be_the_same_session_is_said(path, imported, capsys):
    moved = NOTE.replace("- 14:00 港の見学\n", "") + "- 14:00 Harbour walk\n"
    run(path, moved)
    assert (
        "? Session “Harbour walk” (2026-11-25) is what was session “港の見学” (2026-11-24)"
        ", perhaps. Both are at the same time."
    ) in capsys.readouterr().err


def test_what_the_note_left_alone_is_not_written_again(path, imported, capsys):
    # The note lists the sessions in another order than their times.
    late = "- 14:00 港の見学\n"
    run(path, NOTE.replace(late, "").replace("- 09:30", f"{late}- 08:00 Coffee\n- 09:30"))
    run(path, NOTE.replace(late, "").replace("- 09:30", f"{late}- 08:00 Tea\n- 09:30"))
    assert "“harbour-visit”: 1 session changed\n" in capsys.readouterr().err


def test_changed_codes_are_told_in_words(path, imported, capsys):
    note = NOTE.replace("14:00 港の見学", "14:00 港の見学 (TBC)")
    run(path, note)
    assert "status: Confirmed → Tentative" in capsys.readouterr().err
    with override("zh-hant"):
        run(path, NOTE)
    assert "~ 場次「港の見学」（2026-11-24）：狀態：暫定 → 已確認" in capsys.readouterr().err


def test_an_import_is_undone(path, imported, capsys):
    before = export(imported)
    run(path, NOTE.replace("港の見学", "港の見学会").replace("- Arno", "- Arno @arno"))
    assert export(imported) != before
    call_command("undo_import", imported.slug, "--dry-run")
    assert Import.objects.count() == 2
    call_command("undo_import", imported.slug)
    assert export(imported) == before
    assert "Undone: the import of “harbour-visit.md”" in capsys.readouterr().err
    assert "To undo it, delete the trip" in refused("undo_import", imported.slug)


def test_what_was_removed_comes_back_as_it_was_when_the_import_is_undone(path, imported):
    mei_lin = imported.memberships.get(participant__name="Mei-Lin")
    edit(imported.memberships.filter(pk=mei_lin.pk), diet="no shellfish", token_version=3)
    visit, opening = session("港の見学"), session("Opening ceremony")
    quay = make_place(imported, name="Quay 9")
    edit(Session.objects.filter(pk=visit.pk), place=quay)
    make_place(imported, name="Old town")
    for attended in (visit, opening):
        for member in imported.memberships.all():
            make_attendance(attended, member, role="interpreter")
    make_note(visit, body="Who shows us around?")
    before = export(imported)
    run(path, NOTE.replace("- 10:00 시민 단체 간담회\n", ""), "--remove")
    with recording():
        mei_lin.participant.delete()
        quay.delete()
        visit.delete()
    call_command("undo_import", imported.slug, "--discard")
    assert export(imported) == before
    back = imported.memberships.get(participant__name="Mei-Lin")
    assert (back.pk, back.uid, back.token_version) == (mei_lin.pk, mei_lin.uid, 3)
    assert back.diet == "no shellfish"
    assert session("港の見学").sequence > 1


def test_what_was_changed_here_since_an_import_is_not_undone_unasked(path, imported):
    before = export(imported)
    run(path, NOTE.replace("港の見学", "港の見学会"), "--publish")
    make_note(session("港の見学会"), "議事録")
    edit(Session.objects.filter(title="Opening ceremony"), status="tentative")
    edit(Session.objects.filter(title="港の見学会"), title="Harbour walk")
    for option in ([], ["--dry-run"]):
        message = refused("undo_import", imported.slug, *option)
        assert message.splitlines() == [
            "This was changed here since the import and would be undone, too:",
            "minutes of session “Harbour walk” (2026-11-24) added",
            "session “Opening ceremony” (2026-11-24): status: Confirmed → Tentative",
            "session “Harbour walk” (2026-11-24): title: 港の見学会 → Harbour walk",
            "To undo all of it, give --discard.",
        ]
    assert session("Harbour walk").notes.get().body == "議事録"
    call_command("undo_import", imported.slug, "--discard")
    assert export(imported) == before


def test_people_who_were_merged_since_an_import_are_no_change_of_the_trip(path, imported):
    run(path, NOTE.replace("- Arno\n", "- Arno @arno\n"))
    arno = Participant.objects.get(name="Arno")
    kept = make_participant("Arno of before", handle="arno")
    merge_people(keep=kept, others=[arno], person={}, members={})
    call_command("undo_import", imported.slug)
    assert Import.objects.count() == 1


def test_private_fields_that_were_removed_for_good_do_not_come_back(path, imported):
    edit(imported.memberships.filter(participant__name="Arno"), diet="no shellfish")
    run(path, NOTE.replace("- Arno\n", ""), "--remove")
    remove_private_fields(imported)
    call_command("undo_import", imported.slug)
    assert imported.memberships.get(participant__name="Arno").diet == ""


def test_who_was_made_anew_since_the_import_is_one_person_after_it_is_undone(path, imported):
    run(path, NOTE.replace("- Arno\n", ""), "--remove")
    run(path, NOTE.replace("- Arno\n", "- Arno @arno\n"))
    call_command("undo_import", imported.slug)
    call_command("undo_import", imported.slug)
    assert sorted(m.participant.name for m in imported.memberships.all()) == ["Arno", "Mei-Lin"]


def test_nothing_is_undone_where_nothing_was_imported():
    assert "Nothing was imported into “walk”." in refused(
        "undo_import", make_trip(slug="walk").slug
    )


def export(trip):
    """The trip as a document, but for when and how often what changed."""
    document = dump_trip(Trip.objects.get(pk=trip.pk), SUPERUSER)
    for records in ([document["trip"]], document["sessions"], document["notes"]):
        for record in records:
            for key in ("updated_at", "sequence", "revision"):
                record.pop(key, None)
    return document


def test_long_texts_in_conflict_are_told_from_where_they_differ(path, imported):
    start = "Bring your badge and a warm coat, as the wind on the quay is strong in November"
    note = NOTE.replace("港の見学\n", f"港の見学\n    {start}. We eat there.\n")
    run(path, note)
    edit(Session.objects.filter(title="港の見学"), description=f"{start}. We eat on board.")
    path.write_text(note.replace("eat there", "eat nothing"), encoding="utf-8")
    message = refused("import_note", path, "--timezone", "Europe/Tallinn")
    assert (
        "description: was …vember. We eat there., in the note …vember. We eat nothing., "
        "here …vember. We eat on board."
    ) in message


@pytest.mark.parametrize(("side", "title"), [("note", "港の見学会"), ("here", "Harbour walk")])
def test_a_preferred_side_decides_conflicts(path, imported, side, title):
    uid = session("港の見学").uid
    edit(Session.objects.filter(uid=uid), title="Harbour walk")
    run(path, NOTE.replace("港の見学", "港の見学会"), "--prefer", side)
    assert Session.objects.get(uid=uid).title == title
    run(path, NOTE.replace("港の見学", "港の見学会") + "\n")
    assert Session.objects.get(uid=uid).title == title


def test_what_left_the_note_stays_until_it_is_to_be_removed(path, imported, capsys):
    changed = NOTE.replace("- 14:00 港の見学\n", "").replace("- Arno\n", "")
    run(path, changed)
    said = capsys.readouterr().err
    assert "? session “港の見学” (2026-11-24): left the note; --remove removes it" in said
    assert "? participant “Arno”" in said
    assert Session.objects.filter(title="港の見学").exists()
    run(path, changed, "--remove")
    assert "- session “港の見学” (2026-11-24)" in capsys.readouterr().err
    assert not Session.objects.filter(title="港の見学").exists()
    assert [m.participant.name for m in imported.memberships.all()] == ["Mei-Lin"]


def test_a_removed_day_gives_its_date_to_one_that_moves_there(path, imported):
    uid = imported.days.get(title="Day 1").uid
    first_day, _second_day = NOTE.split("### 11/25 Day 2")
    run(path, first_day.replace("11/24", "11/25"), "--remove")
    assert list(imported.days.values_list("uid", "title")) == [(uid, "Day 1")]
    assert programme()[0] == ("11-25", "09:30", "Opening ceremony")


def test_what_was_made_here_outlives_a_removal(path, imported, capsys):
    note = make_note(session("港の見学"), "議事録")
    save_text(note=note, body="議事録：出席者", author_name="Nora")
    run(path, NOTE.replace("- 14:00 港の見学\n", ""), "--remove", "--prefer", "note")
    assert session("港の見学").notes.get().revisions.count() == 2
    assert "made here" in capsys.readouterr().err


def test_a_day_that_stays_with_what_was_changed_here_is_told_so(path, imported, capsys):
    edit(Session.objects.filter(title="시민 단체 간담회"), description="Bring cash")
    run(path, NOTE.partition("### 11/25")[0], "--remove")
    said = capsys.readouterr().err
    assert "? session “시민 단체 간담회” (2026-11-25): left the note and was changed here" in said
    assert "? day 2026-11-25 Day 2: left the note; it stays with what was changed here" in said


def test_what_was_made_here_stays_through_a_merge(path, imported):
    day = make_day(imported, title="Free day")
    make_session(day, title="Kayak")
    run(path, NOTE.replace("09:30", "09:45"))
    assert programme()[-1][2] == "Kayak"
    assert LinkedDoc.objects.count() == 1


def test_who_is_no_longer_named_by_a_session_leaves_it(path):
    run(path, NOTE.replace("  - Bring your badge", "  - Speaker: Arno"))
    assert [a.membership.participant.name for a in Attendance.objects.all()] == ["Arno"]
    run(path, NOTE)
    assert Attendance.objects.count() == 0


def test_a_published_trip_stays_published(path):
    run(path, NOTE, "--publish")
    run(path, NOTE.replace("09:30", "09:45") + "\n## Minutes\nAll came.\n")
    trip = Trip.objects.get()
    assert trip.visibility == "public"
    assert {m.listed_for for m in trip.memberships.all()} == {"public"}


def test_minutes_are_merged_line_by_line_into_a_new_revision(path):
    minutes = "\n## 議事録\n\n出席者：全員\n{}決定：なし\n"
    run(path, NOTE + minutes.format(""))
    note = Note.objects.get()
    save_text(note=note, body=f"{note.body}\n撮影：Mei-Lin", author_name="Nora")
    run(path, NOTE + minutes.format("次回は金曜\n"))
    note.refresh_from_db()
    assert note.body == "出席者：全員\n次回は金曜\n決定：なし\n撮影：Mei-Lin"
    assert note.revision == 3


def test_a_trial_of_a_merge_changes_nothing(path, imported, capsys):
    run(path, NOTE.replace("09:30", "09:45"), "--dry-run")
    assert "09:30 → 09:45" in capsys.readouterr().err
    assert programme()[0][1] == "09:30"
    assert Import.objects.count() == 1
