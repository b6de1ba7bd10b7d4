"""The history of rows in the admin: what it tells to whom, and bringing back what was."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Attendance, Membership, Session
from notes.models import LinkedDoc, Note
from notes.revisions import save_text
from people.history import records_of
from tests import factories as make
from tests.history import told, unrecorded
from tests.markup import parsed

from .conftest import PRIVATE
from .forms import send

pytestmark = pytest.mark.usefixtures("recorded")


def address(page, row, *more):
    name = row._meta.label_lower.replace(".", "_")
    return reverse(f"admin:{name}_{page}", args=[row.pk, *more])


def history(client, row):
    """Return the entries of a row's history: heading, who, and {field: words}."""
    response = client.get(address("history", row))
    assert response.status_code == 200
    page = parsed(response)
    return [
        (
            entry.h2.text,
            entry.p.text.split(" · ", 1)[1],
            {
                name.text: "".join(marked(part) for part in name.find_next("dd").children)
                for name in entry.find_all("dt")
            },
        )
        for entry in page.select(".history > li.module")
    ]


def marked(part) -> str:
    """Return a part of a difference: added words in [], removed ones in ()."""
    pairs = {"ins": "[]", "del": "()"}
    before, after = pairs.get(part.name) or ("", "")
    return f"{before}{part.text}{after}"


def version(row, number=0):
    """Return the id of a record of a row: the last, or one of those before it."""
    records = records_of(type(row)).objects.filter(id=row.pk).order_by("-history_id")
    return records[number].history_id


def bring_back(client, row, number=0):
    return client.post(address("restore", row, version(row, number)), follow=True)


def delete(client, row):
    assert client.post(address("delete", row), {"post": "yes"}).status_code == 302


def test_a_form_of_the_admin_is_one_change_by_who_sent_it(browser, ours):
    client = browser("editor")
    host = make.make_organization("New host")
    ours.session.hosts.add(host)
    ours.session.hosts.remove(ours.host)
    send(client, address("change", ours.session), title="ours big session", start="10:00")
    assert history(client, ours.session)[0] == (
        "Session “ours big session” · changed",
        "editor",
        {"Title": "ours [big ]session", "Start": "(09:30) [10:00]"},
    )
    assert history(client, ours.session)[1][2] == {"Hosts": "(ours host, New host) [New host]"}


def test_a_form_in_which_nothing_was_changed_leaves_no_record(browser, ours):
    before = told(ours.session)
    send(browser("editor"), address("change", ours.session))
    assert told(ours.session) == before


def test_changed_words_are_shown_in_cjk_texts(browser, ours):
    make_changes = {"description": "我們談公民參與。"}
    send(browser("editor"), address("change", ours.session), **make_changes)
    send(browser("editor"), address("change", ours.session), description="我們也談公眾參與。")
    assert history(browser("editor"), ours.session)[0][2] == {
        "Description": "我們[也]談公(民)[眾]參與。"
    }


def test_the_history_of_a_trip_is_that_of_all_that_stands_under_it(browser, ours, theirs):
    headings = {heading for heading, _who, _fields in history(browser("owner"), ours.trip)}
    assert {
        "Trip “ours trip” · added",
        "Day “2026-11-23 ours day” · added",
        "Session “ours session” · added",
        "Place “ours place” · added",
        "Member “ours person” · added",
        "Attendance “ours person · ours session” · added",
        "Linked document “https://ours.example.org/doc” · added",
        "Note “Minutes · ours session” · added",
        "Organizer “owner · ours trip” · added",
    } <= headings
    assert not [heading for heading in headings if "theirs" in heading]


@pytest.mark.parametrize("viewer", ["reader", "editor"])
def test_private_fields_are_told_to_owners_and_editors_alone(browser, ours, viewer):
    send(browser("owner"), address("change", ours.membership), room="a secret room")
    for row in (ours.membership, ours.trip):
        response = browser(viewer).get(address("history", row))
        text = response.content.decode()
        if viewer == "editor":
            assert "a secret" in text
        else:
            assert "In fields that only owners and editors see." in text
            assert not [value for value in (*PRIVATE.values(), "secret") if value in text]


def test_an_earlier_state_is_brought_back_after_it_was_shown(browser, ours):
    client = browser("editor")
    send(client, address("change", ours.session), title="wrong", start="11:00", end="12:00")
    page = client.get(address("restore", ours.session, version(ours.session, 1)))
    shown = parsed(page).select(".differences dt")
    assert [name.text for name in shown] == ["Title", "Start", "End"]
    response = bring_back(client, ours.session, 1)
    assert "“ours session” is back as it was." in response.content.decode()
    ours.session.refresh_from_db()
    assert (ours.session.title, f"{ours.session.start:%H:%M}") == ("ours session", "09:30")
    assert [host.name for host in ours.session.hosts.all()] == ["ours host"]
    # Calendars must notice it: the number rises, it never falls back.
    assert ours.session.sequence == 2
    assert told(ours.session, "history_user__username")[-1] == ("~", "restore", "editor")


def test_a_deleted_session_comes_back_with_all_that_went_with_it(browser, ours):
    client = browser("editor")
    save_text(note=ours.note, body="What we really said.\n")
    uid = ours.session.uid
    pk = ours.session.pk
    delete(client, ours.session)
    newest = [heading for heading, _who, _fields in history(client, ours.trip)][:4]
    assert sorted(newest) == [
        "Attendance “ours person · ours session” · deleted",
        "Linked document “https://ours.example.org/doc” · deleted",
        "Note “Minutes · ours session” · deleted",
        "Session “ours session” · deleted",
    ]
    bring_back(client, ours.session)
    session = Session.objects.get(uid=uid)
    assert session.pk == pk
    assert [host.name for host in session.hosts.all()] == ["ours host"]
    assert [a.membership for a in session.attendances.all()] == [ours.membership]
    assert [doc.url for doc in session.linked_docs.all()] == [ours.linkeddoc.url]
    note = session.notes.get()
    assert (note.body, note.revision, note.uid) == ("What we really said.\n", 1, ours.note.uid)
    assert [revision.body for revision in note.revisions.all()] == [note.body]


def test_a_deleted_trip_comes_back_whole_for_a_superuser(browser, ours):
    delete(browser("owner"), ours.trip)
    assert browser("owner").get(address("history", ours.trip)).status_code == 302
    bring_back(browser("superuser"), ours.trip)
    assert Membership.objects.get(trip=ours.trip).room == PRIVATE["room"]
    assert Attendance.objects.filter(session__day__trip=ours.trip).count() == 1
    assert LinkedDoc.objects.of_trip(ours.trip).count() == 2
    assert Note.objects.of_trip(ours.trip).count() == 2
    assert browser("owner").get(address("change", ours.trip)).status_code == 200


def test_what_stands_in_the_way_is_said_and_nothing_changes(browser, ours):
    client = browser("editor")
    other = make.make_day(ours.trip)
    delete(client, other)
    make.make_day(ours.trip, other.date)
    other.pk = told_pk(other)
    response = bring_back(client, other)
    assert "The trip has this day already." in response.content.decode()
    assert ours.trip.days.count() == 2


def told_pk(row):
    return records_of(type(row)).objects.filter(uid=row.uid).first().id


def test_what_belonged_to_something_deleted_waits_for_that(browser, ours):
    client = browser("editor")
    doc = ours.linkeddoc
    delete(client, doc)
    delete(client, ours.session)
    response = bring_back(client, doc)
    assert "The session that it belongs to is deleted." in response.content.decode()
    assert not LinkedDoc.objects.filter(uid=doc.uid).exists()


def test_a_place_that_is_gone_stays_gone(browser, ours):
    client = browser("editor")
    delete(client, ours.session)
    delete(client, ours.place)
    bring_back(client, ours.session)
    assert Session.objects.get(uid=ours.session.uid).place is None


def test_a_revoked_link_stays_revoked(browser, ours):
    client = browser("owner")
    member = ours.membership
    client.post(
        reverse("admin:events_membership_changelist"),
        {"action": "revoke_links", "_selected_action": member.pk},
    )
    send(client, address("change", member), room="another room")
    bring_back(client, member, 2)
    member.refresh_from_db()
    assert (member.room, member.token_version) == (PRIVATE["room"], 2)


@pytest.mark.parametrize("viewer", ["other", "reader", "stranger", "visitor", "anonymous"])
def test_who_may_not_change_the_trip_brings_nothing_back(browser, ours, viewer):
    send(browser("owner"), address("change", ours.session), title="ours changed")
    bring_back(browser(viewer), ours.session, 1)
    place = ours.place
    delete(browser("owner"), place)
    bring_back(browser(viewer), place)
    ours.session.refresh_from_db()
    assert ours.session.title == "ours changed"
    assert ours.trip.places.count() == 0


def test_a_deleted_row_of_another_trip_is_as_unknown_as_one_that_never_was(browser, ours, theirs):
    delete(browser("other"), theirs.session)
    client = browser("owner")
    for page, more in (("history", ()), ("restore", (version(theirs.session),))):
        unseen = client.get(address(page, theirs.session, *more))
        missing = client.get(
            address(page, theirs.session, *more).replace(f"/{theirs.session.pk}/", "/987654/")
        )
        assert (unseen.status_code, unseen["Location"]) == (302, missing["Location"])


def test_a_record_of_another_row_is_not_brought_back(browser, ours, theirs):
    send(browser("other"), address("change", theirs.session), title="theirs changed")
    response = browser("owner").post(address("restore", ours.session, version(theirs.session)))
    assert response.status_code == 302
    ours.session.refresh_from_db()
    assert ours.session.title == "ours session"


def test_long_histories_have_pages(browser, ours):
    for number in range(35):
        ours.place.name = f"ours place {number}"
        ours.place.save()
    client = browser("owner")
    assert len(history(client, ours.place)) == 30
    second = client.get(address("history", ours.place), {"page": 2})
    assert second.content.decode().count('<li class="module">') == 6


@pytest.mark.parametrize("rows", [8, 20])
def test_a_history_asks_as_often_for_many_rows_as_for_a_few(browser, ours, rows):
    ContentType.objects.get_for_models(*apps.get_models())
    client = browser("owner")
    for number in range(rows):
        place = make.make_place(ours.trip, f"Place {number}")
        member = make.make_membership(ours.trip, f"Person {number}")
        session = make.make_session(ours.day, f"Session {number}", hosts=[ours.host])
        make.make_attendance(session, member)
        make.make_doc(session)
        make.make_note(session)
        session.place = place
        session.save()
    with CaptureQueriesContext(connection) as queries:
        client.get(address("history", ours.trip))
    assert len(queries) == 32
    assert unrecorded() == []
