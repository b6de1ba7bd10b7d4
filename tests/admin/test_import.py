"""Importing a note in the admin: its entry, its preview, saving it, and undoing it."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.models import Membership, Organizer, Session, Trip
from notes.models import Import
from tests.factories import make_organizer, make_trip, make_user

pytestmark = pytest.mark.django_db

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


def fields_of(response):
    """Return what a browser without script would send back of the preview's form."""
    page = BeautifulSoup(response.content, "html.parser")
    form = page.find(attrs={"name": "state"}).find_parent("form")
    sent = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name = field.get("name")
        kind = field.get("type")
        if not name or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            sent[name] = chosen.get("value", chosen.text) if chosen else ""
        elif field.name == "textarea":
            sent[name] = field.text.removeprefix("\n")
        else:
            sent[name] = field.get("value", "on" if kind == "checkbox" else "")
    return sent


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


def test_a_note_is_fetched_from_its_address(client, nora, monkeypatch):
    asked = []

    def fetch(url):
        asked.append(url)
        return NOTE.encode(), "harbour"

    monkeypatch.setattr("tripbook.imports.forms.fetch_note", fetch)
    fields = fields_of(client.post(entry(), {"address": "https://hackmd.io/harbour?both"}))
    assert asked == ["https://hackmd.io/harbour?both"]
    assert save(client, fields).status_code == 302
    assert Import.objects.get().source_name == "https://hackmd.io/harbour?both"


def test_an_item_is_changed_before_it_is_saved(client, nora):
    fields = preview_of(client)
    save(client, fields, **{field_with(fields, "Opening"): "Grand opening"})
    assert titles() == ["Grand opening", "Visit to the port"]


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
    page = BeautifulSoup(response.content, "html.parser")
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
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one(".errornote, .errorlist") is not None
    for name, value in sent.items():
        field = page.find(attrs={"name": name})
        held = field.text if field.name == "textarea" else field["value"]
        assert held.strip() == value.strip()
    assert Trip.objects.count() == 0


@pytest.mark.parametrize("data", [b"", b"\xff\xfe# T", b"# T\x00", "# Ä".encode("latin-1")])
def test_a_file_that_is_no_note_is_refused_in_words(client, nora, data):
    response = client.post(entry(), {"file": SimpleUploadedFile("broken.md", data)})
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
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
        Organizer.objects.filter(trip=trip).update(role=role)
    else:
        Organizer.objects.filter(trip=trip).delete()
    assert client.post(entry(trip), {"text": NOTE}).status_code == (403 if role else 302)
    assert save(client, fields).status_code == 403
    assert titles() == ["Opening", "Visit to the port"]


def undo(client, trip, **sent):
    return client.post(reverse("admin:events_trip_undo", args=[trip.pk]), sent)


def merged_again(client):
    """A trip whose note was imported twice, the second time with another title."""
    trip = imported(client)
    private = Membership.objects.filter(trip=trip, participant__name="Arno")
    private.update(diet="no shellfish")
    fields = preview_of(client, NOTE.replace("Opening", "Closing words"), trip)
    assert save(client, fields).status_code == 302
    return trip


def test_undoing_an_import_asks_first(client, nora):
    trip = merged_again(client)
    before = titles()
    response = client.get(reverse("admin:events_trip_undo", args=[trip.pk]))
    assert response.status_code == 200
    assert titles() == before


def test_an_undone_import_leaves_the_trip_as_it_was_with_its_private_fields(client, nora):
    trip = merged_again(client)
    undo(client, trip, **{"import": Import.objects.first().pk})
    assert titles() == ["Opening", "Visit to the port"]
    assert Membership.objects.get(participant__name="Arno").diet == "no shellfish"
    assert Import.objects.count() == 1


def test_an_import_that_was_undone_already_is_not_undone_again(client, nora):
    trip = merged_again(client)
    pk = Import.objects.first().pk
    undo(client, trip, **{"import": pk})
    undo(client, trip, **{"import": pk})
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
