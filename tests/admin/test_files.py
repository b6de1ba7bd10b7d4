"""Importing a file in the admin: its upload, what it brings, picking, saving and undoing it."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Organizer, Session, Trip
from notes.models import Import
from tests.factories import make_day, make_organizer, make_session, make_trip, make_user
from tests.interchange.programmes import OPENING, TIDES, calendar, schedule_json, schedule_xml
from tests.interchange.test_document import WHOLE
from tests.markup import parsed
from tripbook.interchange.readers.sheets import template

from . import forms

pytestmark = pytest.mark.django_db

SHEET = "date,start,title\n2026-11-24,09:30,Opening\n2026-11-25,11:00,港の見学\n"
DOCUMENT = json.dumps(WHOLE)


@pytest.fixture
def nora(client):
    """An organizer who is signed in; `client` is her browser."""
    user = make_user("nora")
    client.force_login(user)
    return user


@pytest.fixture
def trip(nora):
    """A trip of hers with one day and one session."""
    trip = make_trip(slug="harbour", title="Our trip", timezone="Europe/Tallinn")
    make_organizer(trip, nora)
    make_session(make_day(trip), "Arrival")
    return trip


def page_of(trip=None):
    if trip:
        return reverse("admin:events_trip_intake", args=[trip.pk])
    return reverse("admin:events_trip_upload")


def upload(client, data, trip=None, name="programme", **fields):
    """Upload a file and return the page that comes."""
    data = data.encode() if isinstance(data, str) else data
    return client.post(page_of(trip), {"file": SimpleUploadedFile(name, data), **fields})


def shown_page(response):
    assert response.status_code == 200
    return parsed(response)


def fields_of(response) -> dict[str, list[str]]:
    """Return what a browser without script would send back of the preview."""
    form = shown_page(response).find(id="picking")
    sent: dict[str, list[str]] = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name, kind = field.get("name"), field.get("type")
        if not name or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
            continue
        value = field.get("value", "on" if kind == "checkbox" else "")
        if field.name == "select":
            value = (field.find("option", selected=True) or field.find("option"))["value"]
        sent.setdefault(name, []).append(value)
    return sent


def send(client, fields, action="save", **changes):
    return client.post(
        reverse("admin:events_trip_picking"), {**fields, **changes, "action": action}
    )


def boxes(response) -> dict[str, str]:
    """Return the sessions that can be picked: title to uid."""
    return {
        box.parent.find(class_="item-title").text: box["value"]
        for box in shown_page(response).select("[type=checkbox][name=pick]")
    }


def picked(response) -> list[str]:
    """Return the titles of what is picked and on the page."""
    return [
        box.parent.find(class_="item-title").text
        for box in shown_page(response).select("[type=checkbox][name=pick][checked]")
    ]


def told(response) -> str:
    """Return the messages of a form that came back."""
    return " ".join(
        part.get_text(" ", strip=True) for part in shown_page(response).select(".errorlist li")
    )


def titles():
    return sorted(Session.objects.values_list("title", flat=True))


# Which file.


def test_the_pages_lead_to_the_upload(client, trip):
    trips = client.get(reverse("admin:events_trip_changelist")).content.decode()
    assert f'href="{page_of()}"' in trips
    overview = client.get(reverse("admin:events_trip_overview", args=[trip.pk])).content.decode()
    assert f'href="{page_of(trip)}"' in overview


def test_the_template_is_a_sheet_that_can_be_uploaded(client, trip):
    response = client.get(reverse("admin:events_trip_template"))
    assert response.content == template()
    assert response["Content-Disposition"] == 'attachment; filename="sessions.csv"'
    assert boxes(upload(client, response.content, trip)).keys() == {
        "Opening ceremony",
        "Night train",
    }


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        ("date,title\n2026-11-24,a\nsoon,b\n", "line 3, column A (date)"),
        ("start,title\n", "no column called “date”"),
        ("BEGIN:VCALENDAR\nnonsense\nEND:VCALENDAR\n", "line 2"),
        (b'{"schedule": {\n', "line 2, column 1"),
        (b"<schedule>\n<", "line 2, column"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><schedule/>', "entities"),
        (b'{"trip": {}}', "trip.uid: is missing"),
        ("# A note\n\n- 9:30 Opening\n", "Markdown"),
        (b"PK\x03\x04", "Save the sheet as CSV"),
        (
            calendar("UID:1\nDTSTART:20261124T073000Z\nRRULE:FREQ=DAILY\nSUMMARY:x"),
            "without an end",
        ),
    ],
)
def test_what_cannot_be_taken_comes_back_in_words_and_nothing_is_written(
    client, nora, data, message
):
    assert message in told(upload(client, data, timezone="UTC"))
    assert (Trip.objects.count(), Import.objects.count()) == (0, 0)


def test_a_time_zone_is_asked_for_where_the_file_says_none(client, nora):
    response = upload(client, schedule_json(time_zone_name=""))
    assert "choose one, such as Asia/Taipei" in told(response)
    response = upload(client, schedule_json(time_zone_name=""), timezone="Asia/Seoul")
    assert "16:30–17:15" in [time.text for time in shown_page(response).select(".pick-time")]


@pytest.mark.parametrize(
    "sent",
    [{}, {"text": " \n"}, {"text": "date,title\nsoon,x\n"}, {"text": SHEET, "timezone": "Nowhere"}],
)
def test_what_was_typed_comes_back_with_the_faults(client, nora, sent):
    response = client.post(page_of(), sent)
    assert told(response)
    page = shown_page(response)
    assert (
        page.find("textarea", attrs={"name": "text"}).text.strip() == sent.get("text", "").strip()
    )
    assert page.find(attrs={"name": "timezone"}).get("value", "") == sent.get("timezone", "")


@pytest.mark.parametrize(
    "other", [{"text": SHEET}, {"address": "https://summit.example.org/a.ics"}]
)
def test_two_ways_at_once_are_refused(client, nora, other):
    assert "one of the three ways" in told(upload(client, SHEET, **other))


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("calendar.ics", "Call 電話"),
        ("sheet.csv", "港の見学"),
        ("schedule.xml", "Workshop on tides | 潮汐"),
    ],
)
def test_a_file_is_fetched_from_its_address(client, trip, foreign, path, found):
    address = f"{foreign}/{path}?version=2"
    response = client.post(page_of(trip), {"address": f" {address} "})
    assert send(client, fields_of(response), pick=[boxes(response)[found]]).status_code == 302
    assert titles() == sorted(["Arrival", found])
    assert Import.objects.get().source_name == address


def test_the_address_is_there_again_for_whom_goes_back(client, nora, foreign):
    address = f"{foreign}/calendar.ics?token={'x' * 600}"
    fields = fields_of(client.post(page_of(), {"address": address, "timezone": "UTC"}))
    page = shown_page(send(client, fields, "back"))
    assert page.find(attrs={"name": "address"})["value"] == address
    assert page.find("textarea", attrs={"name": "text"}).text.strip() == ""


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing.ics", "The server answered 404. Is the file readable for everyone?"),
        ("login.ics", "A web page came instead of a file."),
        ("unlabelled.ics", "A web page came instead of a file."),
        ("elsewhere.ics", "This address leads to a private network."),
        ("broken.ics", "line 2"),
    ],
)
def test_what_cannot_be_fetched_is_told_and_its_address_stays(client, nora, foreign, path, message):
    address = f"{foreign}/{path}"
    response = client.post(page_of(), {"address": address, "timezone": "Asia/Seoul"})
    assert message in told(response)
    page = shown_page(response)
    assert page.find(attrs={"name": "address"})["value"] == address
    assert page.find(attrs={"name": "timezone"})["value"] == "Asia/Seoul"
    assert Import.objects.count() == 0


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/a.ics", "webcal://localhost/a.ics", "file:///etc/passwd", "a.ics"]
)
def test_an_address_that_leads_nowhere_good_is_not_asked(client, nora, address):
    response = client.post(page_of(), {"address": address})
    assert re.search("private network|starts with http", told(response))
    assert shown_page(response).find(attrs={"name": "address"})["value"] == address


def test_a_pasted_sheet_is_read_and_can_be_put_right(client, nora):
    response = client.post(page_of(), {"text": SHEET, "timezone": "Asia/Seoul"})
    assert boxes(response).keys() == {"Opening", "港の見学"}
    back = send(client, fields_of(response), "back")
    assert shown_page(back).find("textarea", attrs={"name": "text"}).text.strip() == SHEET.strip()


def test_a_file_that_is_too_large_is_refused(client, nora, settings):
    settings.IMPORT_MAX_BYTES = 20
    assert "larger than 20 bytes" in told(upload(client, SHEET))


# Picking.


def test_of_a_schedule_nothing_is_picked_at_first_and_one_is_asked_for(client, nora):
    response = upload(client, schedule_json())
    assert picked(response) == []
    assert "Pick at least one session." in told(send(client, fields_of(response)))
    assert Trip.objects.count() == 0


@pytest.mark.parametrize("data", [schedule_json(), schedule_xml()], ids=["json", "xml"])
def test_the_picked_sessions_make_a_draft_that_the_importer_owns(client, nora, data):
    response = upload(client, data)
    uid = boxes(response)["Workshop on tides | 潮汐"]
    assert send(client, fields_of(response), pick=[uid]).status_code == 302
    trip = Trip.objects.get()
    assert (trip.title, trip.slug, trip.visibility) == (
        "Harbour days 2026",
        "harbour-days-2026",
        "draft",
    )
    assert Organizer.objects.get(trip=trip).user == nora
    assert titles() == ["Workshop on tides | 潮汐"]
    assert [place.name for place in trip.places.all()] == ["Quay 2"]
    assert [m.participant.name for m in trip.memberships.all()] == ["陳美玲"]
    row = Import.objects.get()
    assert (row.format, bytes(row.source), row.source_name) == ("schedule", data, "programme")


def test_of_a_calendar_and_a_sheet_everything_is_picked_at_first(client, trip):
    assert picked(upload(client, SHEET, trip)) == ["Opening", "港の見学"]
    event = "UID:1\nDTSTART:20261124T073000Z\nSUMMARY:Call"
    assert picked(upload(client, calendar(event), trip)) == ["Call"]


def test_picked_sessions_come_into_a_trip_that_stays_what_it_is(client, trip):
    fields = fields_of(upload(client, SHEET, trip))
    assert send(client, fields).status_code == 302
    trip.refresh_from_db()
    assert (trip.title, titles()) == ("Our trip", ["Arrival", "Opening", "港の見学"])


def test_all_that_is_shown_is_picked_or_none_of_it_without_script(client, trip):
    fields = fields_of(upload(client, schedule_json(), trip))
    response = send(client, fields, "all", q="tides")
    assert picked(response) == ["Workshop on tides | 潮汐"]
    response = send(client, fields_of(response), "filter", q="")
    assert picked(response) == ["Workshop on tides | 潮汐"]
    response = send(client, fields_of(response), "all")
    assert len(picked(response)) == 2
    response = send(client, fields_of(response), "none", q="water")
    assert picked(response) == []
    response = send(client, fields_of(response), "filter", q="")
    assert picked(response) == ["Opening of the harbour days"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("TIDES", ["Workshop on tides | 潮汐"]),
        ("潮", ["Workshop on tides | 潮汐"]),
        ("great hall", ["Opening of the harbour days"]),
        ("plenary", ["Opening of the harbour days"]),
        ("liis opening", ["Opening of the harbour days"]),
        ("陳美玲", ["Opening of the harbour days", "Workshop on tides | 潮汐"]),
        ("nothing like it", []),
    ],
)
def test_the_filter_finds_titles_places_tracks_and_people(client, trip, query, found):
    fields = fields_of(upload(client, schedule_json(), trip))
    assert list(boxes(send(client, fields, "filter", q=query))) == found


def test_the_filter_of_a_day(client, trip):
    response = upload(client, SHEET, trip)
    options = shown_page(response).select("[name=day] option")
    (day,) = [option["value"] for option in options if option.text == "2026-11-25"]
    assert list(boxes(send(client, fields_of(response), "filter", day=day))) == ["港の見学"]


def test_what_is_picked_and_not_shown_is_saved_too(client, trip):
    fields = fields_of(upload(client, SHEET, trip))
    response = send(client, fields, "filter", q="opening")
    assert list(boxes(response)) == ["Opening"]
    assert send(client, fields_of(response)).status_code == 302
    assert titles() == ["Arrival", "Opening", "港の見学"]


def test_the_people_on_the_programme_are_left_out_where_that_is_wanted(client, trip):
    fields = fields_of(upload(client, schedule_json(), trip))
    fields = fields_of(send(client, fields, "all"))
    fields.pop("people")
    assert send(client, fields).status_code == 302
    assert len(titles()) == 3
    assert trip.memberships.count() == 0


def test_a_new_trip_is_renamed_moved_and_put_into_another_zone_before_it_is_saved(client, nora):
    fields = fields_of(upload(client, SHEET, timezone="UTC"))
    changes = {
        "trip-title": "Study visit",
        "trip-slug": "visit",
        "trip-timezone": "Asia/Seoul",
    }
    assert send(client, fields, **changes).status_code == 302
    trip = Trip.objects.get()
    assert (trip.title, trip.slug, trip.timezone) == ("Study visit", "visit", "Asia/Seoul")
    opening = Session.objects.get(title="Opening")
    assert f"{opening.starts_at:%H:%M}" == "00:30"


@pytest.mark.parametrize(
    "changes",
    [
        {"trip-slug": "Not a slug"},
        {"trip-slug": "taken"},
        {"trip-title": ""},
        {"trip-timezone": "X"},
    ],
)
def test_a_fault_in_the_new_trip_comes_back_with_all_that_was_picked(client, nora, changes):
    make_trip(slug="taken")
    fields = fields_of(upload(client, SHEET, timezone="UTC"))
    fields["pick"] = fields["pick"][:1]
    response = send(client, fields, **changes)
    assert told(response)
    again = fields_of(response)
    ((name, value),) = changes.items()
    assert again[name] == [value]
    assert again["pick"] == fields["pick"]
    assert Trip.objects.count() == 1


# The next version of the file.


def taken(client, trip, *names, data=None):
    """Take sessions of the schedule into the trip."""
    response = upload(client, data or schedule_json(), trip)
    uids = [uid for title, uid in boxes(response).items() if title.startswith(names)]
    assert send(client, fields_of(response), pick=uids).status_code == 302


def test_what_was_not_picked_is_offered_again_and_what_was_is_not(client, trip):
    taken(client, trip, "Opening")
    assert list(boxes(upload(client, schedule_json(), trip))) == ["Workshop on tides | 潮汐"]


def test_a_change_of_what_was_picked_is_shown_and_comes_in(client, trip):
    taken(client, trip, "Opening")
    later = schedule_json({**OPENING, "date": "2026-11-24T10:00:00+02:00"}, TIDES)
    response = upload(client, later, trip)
    changes = shown_page(response).find(id="changes").get_text(" ", strip=True)
    assert "session “Opening of the harbour days” (2026-11-24): start 09:30 10:00" in changes
    assert send(client, fields_of(response)).status_code == 302
    assert str(Session.objects.get(title__startswith="Opening").start) == "10:00:00"
    assert len(titles()) == 2


def test_what_was_deleted_here_is_offered_again_and_stays_out_unless_it_is_picked(client, trip):
    taken(client, trip, "Opening", "Workshop")
    Session.objects.get(title__startswith="Opening").delete()
    changed = schedule_json({**OPENING, "title": "Opening, at last"}, TIDES)
    response = upload(client, changed, trip)
    assert (list(boxes(response)), picked(response)) == (["Opening, at last"], [])
    fields = fields_of(response)
    send(client, fields)
    assert titles() == ["Arrival", "Workshop on tides | 潮汐"]
    response = upload(client, changed, trip)
    send(client, fields_of(response), pick=list(boxes(response).values()))
    assert titles() == ["Arrival", "Opening, at last", "Workshop on tides | 潮汐"]


def test_a_conflict_is_decided_by_a_person(client, trip):
    for choice, title in (("here", "Welcome"), ("note", "Opening, new")):
        taken(client, trip, "Opening")
        Session.objects.filter(title__startswith="Opening").update(title="Welcome")
        response = upload(client, schedule_json({**OPENING, "title": "Opening, new"}, TIDES), trip)
        fields = fields_of(response)
        (name,) = [name for name in fields if name.startswith("conflict-")]
        assert fields[name] == ["here"]
        send(client, fields, **{name: choice})
        assert title in titles()
        Session.objects.exclude(title="Arrival").delete()


def test_what_left_the_file_stays_unless_it_is_ticked(client, trip):
    taken(client, trip, "Opening", "Workshop")
    response = upload(client, schedule_json(OPENING), trip)
    labels = shown_page(response).find(id="removals").select("label")
    (uid,) = [x.input["value"] for x in labels if "session" in x.text]
    assert send(client, fields_of(response), remove=[uid]).status_code == 302
    assert titles() == ["Arrival", "Opening of the harbour days"]


def test_the_same_file_again_brings_nothing_new(client, trip):
    taken(client, trip, "Opening", "Workshop")
    response = upload(client, schedule_json(), trip)
    assert "brings nothing new" in response.content.decode()
    assert "nothing else would change" in told(send(client, fields_of(response)))
    assert Import.objects.count() == 1


def test_what_changed_here_since_it_was_shown_is_shown_again(client, trip):
    fields = fields_of(upload(client, SHEET, trip))
    Session.objects.filter(title="Arrival").update(title="Arrival by boat")
    response = send(client, fields)
    assert "Look through it once more" in response.content.decode()
    assert titles() == ["Arrival by boat"]
    assert send(client, fields_of(response)).status_code == 302


def test_a_form_that_is_sent_twice_saves_once(client, nora):
    fields = fields_of(upload(client, SHEET, timezone="UTC"))
    first, second = send(client, fields), send(client, fields)
    assert (first.status_code, second.status_code) == (302, 302)
    assert (Trip.objects.count(), Import.objects.count()) == (1, 1)


# A trip document.


def test_a_trip_document_makes_its_trip(client, nora):
    response = upload(client, DOCUMENT)
    additions = shown_page(response).find(id="additions").get_text(" ", strip=True)
    assert "session “Opening” (2026-10-24)" in additions
    assert send(client, fields_of(response)).status_code == 302
    trip = Trip.objects.get()
    assert (trip.uid, trip.slug) == (WHOLE["trip"]["uid"], "harbour-week")
    assert Organizer.objects.get(trip=trip).user == nora


def taken_document(client):
    send(client, fields_of(upload(client, DOCUMENT)))
    return Trip.objects.get(uid=WHOLE["trip"]["uid"])


def changed_document():
    raw = json.loads(DOCUMENT)
    raw["sessions"][0]["title"] = "Grand opening"
    raw["sessions"].pop()
    return json.dumps(raw)


def test_a_changed_document_shows_what_changes_and_deletes_only_where_it_is_told_to(client, nora):
    trip = taken_document(client)
    response = upload(client, changed_document(), trip)
    page = shown_page(response)
    assert "Grand opening" in page.find(id="changes").text
    assert page.find(id="removals") is None
    send(client, fields_of(response))
    assert titles() == ["Grand opening", "Walk"]
    fields = fields_of(upload(client, changed_document(), trip))
    response = send(client, fields, "check", replace="on")
    assert "Walk" in shown_page(response).find(id="removals").text
    send(client, fields_of(response))
    assert titles() == ["Grand opening"]


def test_the_same_document_again_brings_nothing_new(client, nora):
    taken_document(client)
    assert "brings nothing new" in upload(client, DOCUMENT).content.decode()


def test_a_copy_is_a_trip_of_its_own(client, nora):
    taken_document(client)
    fields = fields_of(upload(client, DOCUMENT))
    send(client, fields, copy_as="harbour-again")
    assert sorted(Trip.objects.values_list("slug", flat=True)) == ["harbour-again", "harbour-week"]


def test_who_may_not_change_the_trip_of_a_document_can_only_have_a_copy(client, nora):
    trip = taken_document(client)
    Organizer.objects.filter(trip=trip).delete()
    fields = fields_of(upload(client, changed_document()))
    assert told(send(client, fields, copy_as=""))
    assert titles() == ["Opening", "Walk"]
    assert send(client, fields, copy_as="my-copy").status_code == 302
    assert Trip.objects.get(slug="my-copy").organizers.get().user == nora


def test_the_document_of_another_trip_is_refused(client, trip):
    assert "document of another trip" in told(upload(client, DOCUMENT, trip))


def test_an_address_that_is_taken_is_said_at_its_field(client, nora):
    make_trip(slug="harbour-week")
    response = send(client, fields_of(upload(client, DOCUMENT)))
    assert shown_page(response).select_one(".field-copy_as .errorlist") is not None
    assert Trip.objects.count() == 1


# Undoing, and who may do what.


@pytest.mark.parametrize(
    "data",
    [SHEET, calendar("UID:1\nDTSTART:20261124T073000Z\nSUMMARY:Call")],
    ids=["sheet", "calendar"],
)
def test_the_last_import_of_a_file_is_undone(client, trip, data):
    send(client, fields_of(upload(client, data, trip)))
    assert len(titles()) > 1
    address = reverse("admin:events_trip_undo", args=[trip.pk])
    forms.send(client, address)
    assert (titles(), Import.objects.count()) == (["Arrival"], 0)


@pytest.mark.parametrize("role", [None, "reader"])
def test_who_may_not_change_a_trip_imports_nothing_into_it(client, trip, role):
    fields = fields_of(upload(client, SHEET, trip))
    if role:
        Organizer.objects.filter(trip=trip).update(role=role)
    else:
        Organizer.objects.filter(trip=trip).delete()
    assert upload(client, SHEET, trip).status_code == (403 if role else 302)
    assert send(client, fields).status_code == 403
    assert titles() == ["Arrival"]


@pytest.mark.parametrize("change", [{"state": "forged"}, {"source": "AAAA"}, {"state": ""}])
def test_a_preview_that_was_tampered_with_is_not_saved(client, trip, change):
    response = send(client, fields_of(upload(client, SHEET, trip)), **change)
    assert (response.status_code, response.url) == (302, page_of())
    assert titles() == ["Arrival"]


def test_a_preview_of_another_user_is_not_saved(client, nora):
    fields = fields_of(upload(client, SHEET, timezone="UTC"))
    client.force_login(make_user("oskar"))
    assert send(client, fields).url == page_of()
    assert Trip.objects.count() == 0


def test_who_was_signed_out_meanwhile_finds_everything_again(client, nora):
    fields = fields_of(upload(client, SHEET, timezone="UTC"))
    client.logout()
    page = shown_page(send(client, fields))
    form = page.find("form", action=reverse("admin:events_trip_picking"))
    kept: dict[str, list[str]] = {}
    for field in form.find_all("textarea"):
        kept.setdefault(field["name"], []).append(field.text.removeprefix("\n"))
    client.force_login(nora)
    assert client.post(form["action"], kept).status_code == 302
    assert titles() == ["Opening", "港の見学"]


def test_what_is_hostile_in_a_file_is_text_in_the_preview(client, trip):
    hostile = {**OPENING, "title": '"><script>alert(1)</script>', "room": "<img src=x>"}
    page = shown_page(upload(client, schedule_json(hostile), trip, name="<b>x</b>"))
    assert [tag for tag in page.find_all("script") if not tag.get("src")] == []
    assert page.find("img", src="x") is None
    assert "<script>alert(1)</script>" in page.get_text()


# Many sessions.


def talks(count):
    """A schedule of that many talks, in a light form."""
    return schedule_json(
        *(
            {**TIDES, "guid": f"{i:032x}", "id": i, "title": f"Talk {i}", "room": f"Hall {i % 20}"}
            for i in range(count)
        )
    )


def test_a_preview_asks_no_more_for_more_sessions(client, trip):
    found = []
    for count in (5, 50):
        with CaptureQueriesContext(connection) as queries:
            upload(client, talks(count), trip)
        found.append(len(queries))
    assert found[0] == found[1]


def test_a_schedule_of_two_thousand_events_is_shown_filtered_and_picked_from(client, trip):
    response = upload(client, talks(2001), trip)
    assert "1 more session is not shown" in response.content.decode()
    response = send(client, fields_of(response), "all", q="talk 1999")
    assert picked(response) == ["Talk 1999"]
    assert send(client, fields_of(response)).status_code == 302
    assert titles() == ["Arrival", "Talk 1999"]
