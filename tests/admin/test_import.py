"""Importing a note in the admin: its entry, its preview, saving it, and undoing it."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.models import Membership, Organizer, Session, Trip
from notes.models import Import, LinkedDoc
from tests import servers
from tests.factories import (
    make_membership,
    make_note,
    make_organizer,
    make_participant,
    make_session,
    make_trip,
    make_user,
)
from tests.history import edit
from tests.markup import parsed

from .forms import fields_of, send

pytestmark = pytest.mark.usefixtures("recorded")

NOTE = """---
timezone: Europe/Tallinn
---
# Harbour visit 2026

## Participants
- Mei-Lin
- Arno

## Programme
### 11/24 Day 1

- 10:00-11:00 Opening
- 14:00 Visit to the port

We bring our own cups.
"""


@pytest.fixture
def nora(client):
    """An organizer who is signed in; `client` is her browser."""
    user = make_user("nora")
    client.force_login(user)
    return user


def entry(trip=None):
    if trip:
        return reverse("admin:events_trip_reimport", args=[trip.pk])
    return reverse("admin:events_trip_import")


def preview_of(client, text=NOTE, trip=None):
    """Paste a note and return the fields of the preview's form, as a browser would send them."""
    response = client.post(entry(trip), {"text": text})
    assert response.status_code == 200
    return fields_of(response)


def save(client, fields, **changes):
    url = reverse("admin:events_trip_preview")
    return client.post(url, {**fields, **changes, "action": "save"})


def field_with(fields, value):
    """Return the name of the field that holds a value."""
    (name,) = [name for name, held in fields.items() if held == value]
    return name


def imported(client, text=NOTE):
    assert save(client, preview_of(client, text)).status_code == 302
    return Trip.objects.get()


def titles():
    return sorted(Session.objects.values_list("title", flat=True))


def test_a_pasted_note_is_shown_and_nothing_is_written_yet(client, nora):
    fields = preview_of(client)
    assert "Opening" in fields.values()
    assert (Trip.objects.count(), Import.objects.count()) == (0, 0)


def test_the_lines_are_shown_in_which_the_note_says_its_year_and_time_zone(client, nora):
    response = client.post(entry(), {"text": NOTE})
    said = parsed(response).select_one(".evidence")
    words = " ".join(said.text.split())
    assert words == "The note says: year 2026 (Line 4) · time zone Europe/Tallinn (Line 2)"
    assert [link["href"] for link in said.find_all("a")] == ["#line-4", "#line-2"]


def test_a_pasted_note_becomes_a_draft_that_its_importer_owns(client, nora):
    trip = imported(client)
    assert (trip.title, trip.visibility) == ("Harbour visit 2026", "draft")
    assert Organizer.objects.get(trip=trip).user == nora
    assert titles() == ["Opening", "Visit to the port"]
    assert bytes(Import.objects.get().source).decode().replace("\r\n", "\n") == NOTE


def test_an_uploaded_note_is_kept_byte_for_byte(client, nora):
    data = NOTE.replace("\n", "\r\n").encode()
    file = SimpleUploadedFile("harbour.md", data)
    fields = fields_of(client.post(entry(), {"file": file}))
    assert save(client, fields).status_code == 302
    assert bytes(Import.objects.get().source) == data


def test_a_note_is_fetched_from_its_address(client, nora, foreign):
    address = f"{foreign}/note?both"
    fields = fields_of(client.post(entry(), {"address": f" {address} "}))
    assert save(client, fields).status_code == 302
    row = Import.objects.get()
    assert (row.source_name, bytes(row.source)) == (address, servers.NOTE)


def test_an_item_is_changed_before_it_is_saved(client, nora):
    fields = preview_of(client)
    save(client, fields, **{field_with(fields, "Opening"): "Grand opening"})
    assert titles() == ["Grand opening", "Visit to the port"]


def test_what_was_changed_is_marked_when_it_is_checked(client, nora):
    response = client.post(entry(), {"text": NOTE})
    assert parsed(response).find_all(class_="fate") == []
    fields = fields_of(response)
    fields[field_with(fields, "Opening")] = "Grand opening"
    url = reverse("admin:events_trip_preview")
    page = parsed(client.post(url, {**fields, "action": "check"}))
    assert [mark.text for mark in page.find_all(class_="fate")] == ["changed: Title"]


def test_an_impossible_time_comes_back_with_everything_typed(client, nora):
    fields = preview_of(client)
    typed = {field_with(fields, "10:00"): "half past", field_with(fields, "Opening"): "Grand"}
    response = save(client, fields, **typed)
    assert response.status_code == 200
    assert typed.items() <= fields_of(response).items()
    assert Trip.objects.count() == 0


def test_a_form_that_is_sent_twice_makes_one_trip(client, nora):
    fields = preview_of(client)
    first, second = save(client, fields), save(client, fields)
    assert (first.status_code, second.status_code) == (302, 302)
    assert (Trip.objects.count(), Import.objects.count()) == (1, 1)


def test_what_is_hostile_in_a_note_is_text_in_the_preview(client, nora):
    text = NOTE + '\n<script>alert(1)</script>\n- 16:00 "><img src=x onerror=alert(1)>\n'
    response = client.post(entry(), {"text": text})
    page = parsed(response)
    assert [tag for tag in page.find_all("script") if not tag.get("src")] == []
    assert page.find("img", src="x") is None
    assert "<script>alert(1)</script>" in page.get_text()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": " \n"},
        {"text": NOTE, "address": "https://hackmd.io/a"},
        {"text": "# T\n" + "x" * 5_000_001},
        {"address": "http://127.0.0.1/note"},
        {"address": "javascript:alert(1)"},
    ],
)
def test_what_is_no_note_comes_back_with_what_was_typed(client, nora, sent):
    response = client.post(entry(), sent)
    assert response.status_code == 200
    page = parsed(response)
    assert page.select_one(".errornote, .errorlist") is not None
    for name, value in sent.items():
        field = page.find(attrs={"name": name})
        held = field.text if field.name == "textarea" else field["value"]
        assert held.strip() == value.strip()
    assert Trip.objects.count() == 0


def test_a_paste_that_no_form_takes_is_refused_with_words_that_help(client, nora, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
    response = client.post(entry(), {"text": "x" * 2_100_000})
    page = parsed(response)
    assert response.status_code == 413
    assert page.h1.text == "This is too much for one form"
    assert "2 MB" in page.text


@pytest.mark.parametrize("data", [b"", b"\xff\xfe# T", b"# T\x00", "# Ä".encode("latin-1")])
def test_a_file_that_is_no_note_is_refused_in_words(client, nora, data):
    response = client.post(entry(), {"file": SimpleUploadedFile("broken.md", data)})
    assert response.status_code == 200
    page = parsed(response)
    assert page.select_one(".errornote, .errorlist").get_text(strip=True)


@pytest.mark.parametrize("change", [{"state": "forged"}, {"source": "AAAA"}, {"state": ""}])
def test_a_preview_that_was_tampered_with_is_not_saved(client, nora, change):
    response = save(client, preview_of(client), **change)
    assert (response.status_code, response.url) == (302, entry())
    assert Trip.objects.count() == 0


def test_a_preview_of_another_user_is_not_saved(client, nora):
    fields = preview_of(client)
    client.force_login(make_user("oskar"))
    assert save(client, fields).url == entry()
    assert Trip.objects.count() == 0


def test_who_was_signed_out_meanwhile_finds_everything_again(client, nora):
    fields = preview_of(client)
    client.logout()
    changed = {field_with(fields, "Opening"): "Grand opening"}
    response = save(client, fields, **changed)
    kept = fields_of(response)
    assert Trip.objects.count() == 0
    client.force_login(nora)
    save(client, kept)
    assert titles() == ["Grand opening", "Visit to the port"]


def test_the_note_that_the_trip_wrote_comes_back(client, nora):
    trip = imported(client)
    own = client.get(f"/trips/{trip.slug}.md").content.decode()
    changed = own.replace("Opening", "Closing words")
    # From the list of trips, too, it is known whose note it is.
    assert save(client, preview_of(client, changed)).status_code == 302
    assert (titles(), Trip.objects.count()) == (["Closing words", "Visit to the port"], 1)


def test_the_same_note_again_brings_nothing_new(client, nora):
    trip = imported(client)
    before = Trip.objects.get().updated_at
    response = client.post(entry(trip), {"text": NOTE})
    assert "brings nothing new" in response.content.decode()
    assert Trip.objects.get().updated_at == before


def test_a_changed_note_is_merged_with_what_was_changed_here(client, nora):
    trip = imported(client)
    visit = Session.objects.get(title="Visit to the port")
    visit.title = "Visit to the old port"
    visit.save()
    fields = preview_of(client, NOTE.replace("10:00-11:00", "09:00-11:00"), trip)
    assert save(client, fields).status_code == 302
    assert titles() == ["Opening", "Visit to the old port"]
    assert str(Session.objects.get(title="Opening").start) == "09:00:00"


def test_the_message_counts_the_people_who_changed(client, nora):
    trip = imported(client)
    fields = preview_of(client, NOTE.replace("- Arno", "- Arno @arno\n- Lulu"), trip)
    saved = client.get(save(client, fields).url)
    assert "1 person added; 1 person changed" in parsed(saved).find(class_="messagelist").text


def test_what_left_the_note_stays_unless_it_is_ticked(client, nora):
    trip = imported(client)
    fields = preview_of(client, NOTE.replace("- 14:00 Visit to the port\n", ""), trip)
    save(client, fields)
    assert "Visit to the port" in titles()


@pytest.mark.parametrize("role", [None, "reader"])
def test_who_may_not_change_a_trip_imports_nothing_into_it(client, nora, role):
    trip = imported(client)
    fields = preview_of(client, NOTE.replace("Opening", "Closing"), trip)
    if role:
        edit(Organizer.objects.filter(trip=trip), role=role)
    else:
        Organizer.objects.filter(trip=trip).delete()
    assert client.post(entry(trip), {"text": NOTE}).status_code == (403 if role else 302)
    assert save(client, fields).status_code == 403
    assert titles() == ["Opening", "Visit to the port"]


def undo_page(trip):
    return reverse("admin:events_trip_undo", args=[trip.pk])


def undo(client, trip, **sent):
    return client.post(undo_page(trip), sent)


def listed(response, title):
    """Return the items of the list under a heading of the page."""
    (heading,) = [found for found in parsed(response).find_all("h2") if found.text == title]
    return [item.text for item in heading.find_next("ul").find_all("li")]


def merged_again(client):
    """A trip whose note was imported twice, the second time with another title."""
    trip = imported(client)
    private = Membership.objects.filter(trip=trip, participant__name="Arno")
    edit(private, diet="no shellfish")
    fields = preview_of(client, NOTE.replace("Opening", "Closing words"), trip)
    assert save(client, fields).status_code == 302
    return trip


def test_undoing_an_import_asks_first(client, nora):
    trip = merged_again(client)
    before = titles()
    response = client.get(undo_page(trip))
    assert response.status_code == 200
    shown = [item.text for item in parsed(response).select("#content-main li")]
    assert shown == ["session “Opening” (2026-11-24): title: Closing words → Opening"]
    assert titles() == before


LOST = "This was changed here since then, and is undone, too"


def test_what_was_changed_here_since_the_import_is_named_before_it_is_undone(client, nora):
    trip = merged_again(client)
    visit = Session.objects.get(title="Visit to the port")
    make_note(visit, "We saw a crane.")
    make_membership(trip, make_participant("Lulu"), phone="+372 5")
    edit(Trip.objects.all(), title="Harbours")
    response = client.get(undo_page(trip))
    assert listed(response, LOST) == [
        "participant “Lulu” added",
        "minutes of session “Visit to the port” (2026-11-24) added",
        "the trip: title: Harbour visit 2026 → Harbours",
        "participant “Lulu”: private fields",
    ]
    assert client.post(undo_page(trip), fields_of(response)).status_code == 302
    assert (visit.notes.count(), Trip.objects.get().title) == (0, "Harbour visit 2026")


def test_what_only_organizers_know_of_who_came_with_the_import_is_named_too(client, nora):
    trip = imported(client)
    save(client, preview_of(client, NOTE.replace("- Arno", "- Arno\n- Lulu"), trip))
    edit(Membership.objects.all(), diet="no shellfish")
    assert listed(client.get(undo_page(trip)), LOST) == ["participant “Lulu”: private fields"]


@pytest.mark.parametrize("change", ["session", "private"])
def test_what_was_changed_here_after_the_page_was_shown_is_shown_first(client, nora, change):
    trip = imported(client)
    save(client, preview_of(client, NOTE.replace("- Arno", "- Arno\n- Lulu"), trip))
    shown = fields_of(client.get(undo_page(trip)))
    if change == "session":
        make_session(trip.days.get(), "Sauna")
        words = "session “Sauna” (2026-11-24) added"
    else:
        edit(Membership.objects.filter(participant__name="Lulu"), diet="no shellfish")
        words = "participant “Lulu”: private fields"
    response = client.post(undo_page(trip), shown)
    assert "Look through it once more" in response.content.decode()
    assert listed(response, LOST) == [words]
    assert Import.objects.count() == 2
    assert client.post(undo_page(trip), fields_of(response)).status_code == 302
    assert Import.objects.count() == 1
    assert "Sauna" not in titles()


def test_of_an_import_before_this_was_recorded_it_is_said_that_all_goes(client, nora):
    trip = merged_again(client)
    Import.objects.update(after=None)
    assert listed(client.get(undo_page(trip)), LOST) == [
        "It was not recorded what was changed here since: all of it is undone, too."
    ]


def test_an_undone_import_leaves_the_trip_as_it_was_with_its_private_fields(client, nora):
    trip = merged_again(client)
    send(client, undo_page(trip))
    assert titles() == ["Opening", "Visit to the port"]
    assert Membership.objects.get(participant__name="Arno").diet == "no shellfish"
    assert Import.objects.count() == 1


def test_an_import_that_was_undone_already_is_not_undone_again(client, nora):
    trip = merged_again(client)
    shown = fields_of(client.get(undo_page(trip)))
    undo(client, trip, **shown)
    undo(client, trip, **shown)
    assert Import.objects.count() == 1
    assert Trip.objects.count() == 1


def test_an_import_that_made_its_trip_is_undone_on_the_page_that_deletes_it(client, nora):
    trip = imported(client)
    response = undo(client, trip, **{"import": Import.objects.get().pk})
    assert response.url == reverse("admin:events_trip_delete", args=[trip.pk])
    assert Trip.objects.count() == 1


@pytest.mark.parametrize("role", [None, "reader"])
def test_who_may_not_change_a_trip_undoes_nothing(client, nora, role):
    trip = merged_again(client)
    before = titles()
    other = make_user("oskar")
    make_organizer(make_trip(slug="oskars-own"), other)
    if role:
        make_organizer(trip, other, role=role)
    client.force_login(other)
    response = undo(client, trip, **{"import": Import.objects.first().pk})
    assert response.status_code == (403 if role else 302)
    assert titles() == before


# What is decided in the preview, and what the next import makes of it.

UNDATED = NOTE.replace("### 11/24 Day 1", "### Day 1").replace("2026", "")
TWO_DAYS = NOTE.replace("\nWe bring", "\n### 11/25 Day 2\n\n- 9:00 Farewell\n\nWe bring")


def field_of(fields, held, name):
    """Return the name of another field of the item that has a field with this value."""
    return f"{field_with(fields, held).partition('-')[0]}-{name}"


def test_a_session_is_moved_to_another_day(client, nora):
    fields = preview_of(client, TWO_DAYS)
    day = fields[field_of(fields, "Farewell", "day")]
    save(client, fields, **{field_of(fields, "Opening", "day"): day})
    days = Session.objects.order_by("title").values_list("title", "day__date__day")
    assert list(days) == [("Farewell", 25), ("Opening", 25), ("Visit to the port", 24)]


LINKED = NOTE.replace("- 14:00", "    - [Slides](https://example.org/slides)\n- 14:00")


def test_a_link_is_moved_to_another_session_to_the_day_or_to_the_trip(client, nora):
    for target, place in (
        ("2026-11-24 14:00 Visit to the port", "Visit to the port"),
        ("2026-11-24 Day 1", "2026-11-24"),
        ("the whole trip", "Harbour visit 2026"),
    ):
        response = client.post(entry(), {"text": LINKED})
        fields = fields_of(response)
        name = field_of(fields, "Slides", "target")
        options = parsed(response).select(f"[name='{name}'] option")
        (uid,) = [option["value"] for option in options if option.text == target]
        save(client, fields, **{name: uid})
        (doc,) = LinkedDoc.objects.all()
        owner = doc.session or doc.day or doc.trip
        assert place in str(owner)
        owner.delete() if doc.trip else Trip.objects.all().delete()


def test_where_there_are_too_many_to_choose_from_the_session_is_typed(client, nora, monkeypatch):
    monkeypatch.setattr("tripbook.imports.items.MAX_OPTIONS", 2)
    fields = preview_of(client, LINKED)
    name = field_of(fields, "Slides", "target")
    assert fields[name] == "2026-11-24 10:00 Opening"
    wrong = save(client, fields, **{name: "Closing"})
    assert "choose one of the list" in wrong.content.decode()
    assert fields_of(wrong)[name] == "Closing"
    save(client, fields, **{name: "2026-11-24 14:00 Visit to the port"})
    assert LinkedDoc.objects.get().session.title == "Visit to the port"


def test_hosts_tags_and_the_language_are_changed(client, nora):
    fields = preview_of(client)
    changes = {
        field_of(fields, "Opening", "hosts"): "Harbour office; 市政府；City",
        field_of(fields, "Harbour visit 2026", "tags"): "boats, 港口、 boats",
        field_of(fields, "Harbour visit 2026", "language"): "zh-Hant",
    }
    save(client, fields, **changes)
    trip = Trip.objects.get()
    assert (trip.tags, trip.language) == (["boats", "港口"], "zh-Hant")
    hosts = Session.objects.get(title="Opening").hosts.values_list("name", flat=True)
    assert sorted(hosts) == ["City", "Harbour office", "市政府"]


@pytest.mark.parametrize(("name", "value"), [("language", "Chinese!"), ("tags", "x" * 501)])
def test_what_no_trip_can_have_comes_back_at_its_field(client, nora, name, value):
    fields = preview_of(client)
    typed = {field_of(fields, "Harbour visit 2026", name): value}
    response = save(client, fields, **typed)
    page = parsed(response)
    assert page.select_one(f".field-{name} .errorlist") is not None
    assert typed.items() <= fields_of(response).items()


def test_an_item_stays_as_text_or_is_left_out(client, nora):
    fields = preview_of(client)
    fates = {
        field_of(fields, "Opening", "fate"): "text",
        field_of(fields, "Arno", "fate"): "out",
    }
    save(client, fields, **fates)
    trip = Trip.objects.get()
    assert titles() == ["Visit to the port"]
    assert "10:00-11:00 Opening" in trip.description
    assert [m.participant.name for m in trip.memberships.all()] == ["Mei-Lin"]


def test_the_same_note_again_leaves_what_was_decided_as_it_is(client, nora):
    fields = preview_of(client)
    changes = {
        field_with(fields, "Opening"): "Grand opening",
        field_of(fields, "Visit to the port", "fate"): "out",
        field_with(fields, "10:00"): "9am",
    }
    save(client, fields, **changes)
    trip = Trip.objects.get()
    response = client.post(entry(trip), {"text": NOTE + "- 16:00 Sauna\n"})
    save(client, fields_of(response))
    sessions = Session.objects.order_by("title").values_list("title", "start__hour")
    assert ("Grand opening", 9) in list(sessions)
    assert "Visit to the port" not in titles()


def test_days_without_a_date_are_counted_from_the_first_day(client, nora):
    fields = preview_of(client, UNDATED)
    assert save(client, fields).status_code == 200
    again = {**fields, "first_day": "2027-01-31", "action": "read"}
    fields = fields_of(client.post(reverse("admin:events_trip_preview"), again))
    assert save(client, fields).status_code == 302
    assert [str(day.date) for day in Trip.objects.get().days.all()] == ["2027-01-31"]


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
def test_a_date_that_no_trip_has_is_refused_at_its_day_and_as_the_first_day(client, nora, date):
    fields = preview_of(client)
    response = save(client, fields, **{field_with(fields, "2026-11-24"): date})
    assert "between 1900 and 2199" in parsed(response).select_one(".field-date .errorlist").text
    again = {**preview_of(client, UNDATED), "first_day": date, "action": "read"}
    response = client.post(reverse("admin:events_trip_preview"), again)
    assert "Write the first day as a date like" in response.content.decode()
    assert Trip.objects.count() == 0


def test_a_title_that_nobody_sees_is_refused_at_its_field(client, nora):
    fields = preview_of(client)
    response = save(client, fields, **{field_with(fields, "Opening"): "\u200b"})
    assert "required" in parsed(response).select_one(".field-title .errorlist").text
    assert Trip.objects.count() == 0


def test_a_day_with_sessions_is_not_left_out(client, nora):
    fields = preview_of(client)
    response = save(client, fields, **{field_of(fields, "2026-11-24", "fate"): "out"})
    assert "move or leave out its sessions first" in response.content.decode()
    assert Trip.objects.count() == 0


def test_an_address_that_is_taken_is_said_at_its_field(client, nora):
    fields = preview_of(client)
    make_trip(slug="taken")
    response = save(client, fields, **{field_with(fields, "harbour-visit-2026"): "taken"})
    page = parsed(response)
    assert page.select_one(".field-slug .errorlist") is not None
    assert Trip.objects.count() == 1


@pytest.mark.parametrize(
    ("note", "address"),
    [
        ("# 港口參訪 (2027/3/9–3/11)\n", "trip-2027-03"),
        ("# 港口參訪\n", "trip"),
        ("# 2027 港口 Summit\n", "2027-summit"),
    ],
)
def test_the_address_that_is_suggested_says_something(client, nora, note, address):
    make_trip(slug="other")
    assert address in preview_of(client, note).values()


def test_guesses_are_off_until_they_are_switched_on(client, nora):
    text = NOTE.replace("Opening", "Arno on tides")
    fields = preview_of(client, text)
    assert "suggestion" not in fields
    response = client.post(entry(), {"text": text})
    boxes = parsed(response).select("[name=suggestion]")
    save(client, fields_of(response), suggestion=[box["value"] for box in boxes])
    session = Session.objects.get(title="Arno on tides")
    going = session.attendances.values_list("membership__participant__name", "role")
    assert list(going) == [("Arno", "speaker")]


def test_people_of_ones_own_other_trips_alone_are_offered(client, nora):
    for name, user in (("mine", nora), ("theirs", make_user("other"))):
        trip = make_trip(title=f"{name} trip")
        make_organizer(trip, user)
        make_membership(trip, make_participant("Mei-Lin", bio=f"{name} bio"))
    response = client.post(entry(), {"text": NOTE})
    text = response.content.decode()
    assert ("mine trip" in text, "theirs" in text) == (True, False)
    (box,) = BeautifulSoup(text, "html.parser").select("[name=suggestion]")
    save(client, fields_of(response), suggestion=box["value"])
    trip = Trip.objects.get(title="Harbour visit 2026")
    people = {m.participant.name: m.participant for m in trip.memberships.all()}
    assert people["Mei-Lin"].bio == "mine bio"
    assert people["Mei-Lin"].memberships.count() == 2


def test_a_conflict_is_decided_by_a_person(client, nora):
    for choice, title in (("here", "Grand opening"), ("note", "First session")):
        trip = imported(client)
        edit(Session.objects.filter(title="Opening"), title="Grand opening")
        response = client.post(entry(trip), {"text": NOTE.replace("Opening", "First session")})
        fields = fields_of(response)
        (name,) = [name for name in fields if name.startswith("conflict-")]
        assert fields[name] == "here"
        save(client, fields, **{name: choice})
        assert title in titles()
        trip.delete()


MOVING = """---
timezone: Europe/Tallinn
---
# Harbour visit 2026

## 11/24
- 10:00 Opening @ City Hall
{first}
## 11/25
- 11:00 Boats
{second}"""


def test_a_session_that_was_moved_and_renamed_is_the_same_one_where_that_is_switched_on(
    client, nora
):
    dinner = "- 19:00-21:00 Dinner @ Café Anchor\n"
    farewell = "- 19:00-21:00 送別会 @ Café Anchor\n"
    trip = imported(client, MOVING.format(first=dinner, second=""))
    before = Session.objects.get(title="Dinner")
    make_note(before, "We sat by the window.")
    response = client.post(entry(trip), {"text": MOVING.format(first="", second=farewell)})
    fields = fields_of(response)
    (box,) = parsed(response).find_all(attrs={"name": "suggestion"})
    assert "Session “送別会” (2026-11-25) is what was session “Dinner” (2026-11-24)" in (
        box.parent.text
    )
    fields["suggestion"] = box["value"]
    checked = client.post(reverse("admin:events_trip_preview"), {**fields, "action": "check"})
    assert fields_of(checked)["suggestion"] == box["value"]
    assert parsed(checked).find(id="removals") is None
    assert save(client, fields).status_code == 302
    after = Session.objects.get(uid=before.uid)
    assert (after.title, str(after.day.date)) == ("送別会", "2026-11-25")
    assert (after.notes.count(), Session.objects.count()) == (1, 3)


def test_a_place_that_was_renamed_keeps_its_address_where_that_is_switched_on(client, nora):
    trip = imported(client, MOVING.format(first="", second=""))
    edit(trip.places.all(), address="Raekoja plats 1", latitude=59.437)
    note = MOVING.format(first="", second="").replace("City Hall", "Old City Hall")
    response = client.post(entry(trip), {"text": note})
    (box,) = parsed(response).find_all(attrs={"name": "suggestion"})
    save(client, fields_of(response), suggestion=box["value"])
    place = trip.places.get()
    assert (place.name, place.address, float(place.latitude)) == (
        "Old City Hall",
        "Raekoja plats 1",
        59.437,
    )


def test_a_question_that_a_guess_brings_up_is_asked_before_anything_is_saved(client, nora):
    trip = imported(client, MOVING.format(first="- 19:00-21:00 Dinner\n", second=""))
    edit(Session.objects.filter(title="Dinner"), title="Dinner on board")
    note = MOVING.format(first="", second="- 19:00-21:00 送別会\n")
    response = client.post(entry(trip), {"text": note})
    (box,) = parsed(response).find_all(attrs={"name": "suggestion"})
    response = save(client, fields_of(response), suggestion=box["value"])
    assert "There is more to choose now" in response.content.decode()
    fields = fields_of(response)
    (name,) = [name for name in fields if name.startswith("conflict-")]
    assert save(client, {**fields, name: "note"}).status_code == 302
    assert titles() == ["Boats", "Opening", "送別会"]


def test_what_changed_here_since_it_was_shown_is_shown_again(client, nora):
    trip = imported(client)
    fields = preview_of(client, NOTE.replace("Opening", "First session"), trip)
    edit(Session.objects.filter(title="Opening"), title="Grand opening")
    response = save(client, fields)
    assert "Look through it once more" in response.content.decode()
    assert titles() == ["Grand opening", "Visit to the port"]
    assert save(client, fields_of(response)).status_code == 302


def test_a_note_goes_into_a_trip_that_was_typed_by_hand(client, nora):
    trip = make_trip(title="By hand", timezone="Europe/Tallinn")
    make_organizer(trip, nora)
    assert save(client, preview_of(client, NOTE, trip)).status_code == 302
    trip.refresh_from_db()
    assert (trip.title, titles()) == ("By hand", ["Opening", "Visit to the port"])


@pytest.mark.parametrize("sessions", [5, 50])
def test_a_preview_asks_no_more_for_more_sessions(
    client, nora, django_assert_num_queries, sessions
):
    lines = "".join(f"- {8 + i % 12}:{i % 60:02} Session {i}\n" for i in range(sessions))
    text = NOTE.replace("- 14:00 Visit", f"{lines}- 14:00 Visit")
    with django_assert_num_queries(7):
        assert client.post(entry(), {"text": text}).status_code == 200


def test_a_note_of_a_thousand_lines_is_shown_and_saved(client, nora):
    days = "".join(
        f"### 11/{day} Day {day}\n" + "".join(f"- 9:{i:02} Talk {day}-{i}\n" for i in range(45))
        for day in range(1, 23)
    )
    fields = preview_of(client, NOTE.replace("### 11/24 Day 1\n", f"{days}### 11/24 Day 30\n"))
    assert save(client, fields).status_code == 302
    assert Session.objects.count() == 22 * 45 + 2
