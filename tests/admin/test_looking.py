"""Looking at a trip with other eyes: who may, how long, and that nothing is written meanwhile."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from events import viewers
from events.models import Membership, Organizer
from notes.models import Note, Revision
from tests import factories as make

from .conftest import PRIVATE

pytestmark = pytest.mark.django_db


def look(client, trip, eyes):
    return client.post(reverse("admin:events_trip_viewas", args=[trip.pk]), {"as": eyes})


def page(trip, name="trip-detail", *args):
    return reverse(f"pages:{name}", args=[trip.slug, *args])


@pytest.mark.parametrize("viewer", ["reader", "editor", "owner", "superuser"])
def test_organizers_look_and_stop(browser, ours, viewer):
    client = browser(viewer)
    response = look(client, ours.trip, "public")
    assert (response.status_code, response["Location"]) == (302, page(ours.trip))
    text = client.get(page(ours.trip)).content.decode()
    assert "You see this trip as the public. They can’t see it yet." in text
    assert "signed in as" not in text
    assert client.get(page(ours.trip, "coverage")).status_code == 404
    response = look(client, ours.trip, "")
    assert response["Location"] == reverse("admin:events_trip_overview", args=[ours.trip.pk])
    assert "signed in as" in client.get(page(ours.trip)).content.decode()
    assert client.get(page(ours.trip, "coverage")).status_code == 200


@pytest.mark.parametrize("viewer", ["anonymous", "visitor", "stranger", "other"])
@pytest.mark.parametrize("eyes", ["public", "member"])
def test_nobody_else_looks_at_a_draft_by_this_way(browser, ours, viewer, eyes):
    client = browser(viewer)
    assert look(client, ours.trip, eyes).status_code == 302
    assert viewers.EYES_KEY not in client.session
    assert client.get(page(ours.trip)).status_code == 404


def test_readers_look_through_no_member_whose_private_fields_they_may_not_see(browser, ours):
    client = browser("reader")
    assert look(client, ours.trip, ours.membership.uid).status_code == 403
    look(client, ours.trip, "member")
    texts = [
        client.get(address).content.decode()
        for address in (
            page(ours.trip),
            page(ours.trip, "own"),
            page(ours.trip, "person-detail", ours.participant.uid),
        )
    ]
    assert [value for value in PRIVATE.values() for text in texts if value in text] == []


def test_an_editor_who_becomes_a_reader_is_themself_again(browser, ours):
    client = browser("editor")
    look(client, ours.trip, ours.membership.uid)
    assert PRIVATE["room"] in client.get(page(ours.trip, "own")).content.decode()
    Organizer.objects.filter(user__username="editor").update(role="reader")
    assert client.get(page(ours.trip, "own")).status_code == 404
    assert "signed in as" in client.get(page(ours.trip)).content.decode()


def test_who_organizes_the_trip_no_more_sees_nothing_of_it(browser, ours):
    client = browser("editor")
    look(client, ours.trip, "member")
    assert client.get(page(ours.trip)).status_code == 200
    Organizer.objects.filter(user__username="editor").delete()
    assert client.get(page(ours.trip)).status_code == 404


def test_a_look_ends_by_itself(browser, ours, monkeypatch):
    client = browser("owner")
    look(client, ours.trip, "public")
    later = timezone.now() + viewers.EYES_FOR + dt.timedelta(seconds=1)
    monkeypatch.setattr(viewers.timezone, "now", lambda: later)
    assert "signed in as" in client.get(page(ours.trip)).content.decode()


def test_eyes_in_the_session_of_a_stranger_see_nothing(browser, ours):
    """Whatever stands in a session, the rights are those of who is signed in."""
    client = browser("stranger")
    session = client.session
    until = (timezone.now() + viewers.EYES_FOR).timestamp()
    session[viewers.EYES_KEY] = {
        "trip": ours.trip.pk,
        "is_member": True,
        "member": ours.membership.pk,
        "until": until,
    }
    session.save()
    assert client.get(page(ours.trip)).status_code == 404


def test_nothing_is_written_through_other_eyes(browser, ours):
    client = browser("owner")
    look(client, ours.trip, ours.membership.uid)
    session, note = ours.session, ours.note
    before = Revision.objects.count(), Note.objects.count(), Membership.objects.values().first()
    answers = [
        client.post(address, fields)
        for address, fields in (
            (page(ours.trip, "note-write", note.uid), {"body": "Changed", "revision": "1"}),
            (
                page(ours.trip, "session-write", session.uid, "preparation"),
                {"body": "New", "revision": "0"},
            ),
            (page(ours.trip, "note-taker", session.uid), {}),
            (page(ours.trip, "own"), {"removal": "ask"}),
            (reverse("pages:leave"), {}),
            (make.join_path(ours.membership), {}),
        )
    ]
    assert {answer.status_code for answer in answers} == {403}
    assert "nothing is written meanwhile" in answers[0].content.decode()
    # What was typed comes back.
    assert "Changed" in answers[0].content.decode()
    after = Revision.objects.count(), Note.objects.count(), Membership.objects.values().first()
    assert after == before


def test_the_language_is_still_chosen(browser, ours):
    client = browser("owner")
    look(client, ours.trip, "public")
    response = client.post(reverse("set-language"), {"language": "ja", "next": page(ours.trip)})
    assert response.status_code == 302


def test_the_admin_stays_as_it_is(browser, ours):
    client = browser("owner")
    look(client, ours.trip, "public")
    address = reverse("admin:events_trip_overview", args=[ours.trip.pk])
    assert client.get(address).status_code == 200
    place = reverse("admin:events_place_change", args=[ours.place.pk])
    assert client.get(place).status_code == 200


def test_a_member_who_left_the_trip_cannot_be_chosen(browser, ours, theirs):
    client = browser("owner")
    for uid in ("nobodysUid", theirs.membership.uid):
        response = look(client, ours.trip, uid)
        assert response["Location"] == reverse("admin:events_trip_overview", args=[ours.trip.pk])
        assert viewers.EYES_KEY not in client.session


def test_a_visitor_without_a_cookie_costs_no_query_more(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("pages:manifest"))
