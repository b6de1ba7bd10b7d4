"""What organizers do for those who take part: hand out links, freeze and hide notes."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse

from events.models import Membership
from events.tokens import JOIN, token_of
from notes.models import Note
from notes.revisions import Writer, save_edit
from notes.tokens import host_path
from tests.admin.forms import fields_of
from tests.factories import (
    join_path,
    make_day,
    make_membership,
    make_note,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)
from tests.markup import parsed

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip(settings):
    settings.SENDS_MAIL = True
    return make_trip(slug="tallinn", title="Harbour\nweek", language="ja")


@pytest.fixture
def owner(trip):
    return organizer_client(trip)


def invite(trip):
    return reverse("admin:events_trip_invite", args=[trip.pk])


def text_of(response):
    return parsed(response).select_one("#content-main").text


def act(browser, model, action, *rows):
    return browser.post(
        reverse(f"admin:{model}_changelist"),
        {"action": action, "_selected_action": [row.pk for row in rows]},
    )


def test_the_link_is_sent_to_all_who_have_none_and_once(trip, owner):
    make_membership(trip, "Nora", email="nora@example.org")
    make_membership(trip, "Ken")
    joined = make_membership(trip, "Arno", email="arno@example.org")
    member_client(joined)
    make_membership(make_trip(), "Somebody else", email="else@example.org")
    page = text_of(owner.get(invite(trip)))
    assert "nora@example.org" in page
    assert "Ken" in page
    assert "arno@example.org" not in page
    assert mail.outbox == []
    owner.post(invite(trip), {"language": "ja"})
    owner.post(invite(trip), {"language": "ja"})
    (sent,) = mail.outbox
    assert sent.to == ["nora@example.org"]
    link = f"https://trips.example.org{join_path(Membership.objects.get(email__startswith='nora'))}"
    assert link in sent.body
    assert "Harbour week" in sent.subject


def test_selected_members_are_sent_their_link_in_the_language_of_the_trip(trip, owner):
    nora = make_membership(trip, "Nora", email="nora@example.org")
    theirs = make_membership(make_trip(), "Somebody else", email="else@example.org")
    act(owner, "events_membership", "send_links", nora, theirs)
    assert [sent.to for sent in mail.outbox] == [["nora@example.org"]]
    nora.refresh_from_db()
    assert nora.invited_at is not None


def test_who_got_the_link_before_the_server_failed_does_not_get_it_again(trip, owner, monkeypatch):
    make_membership(trip, "Nora", email="nora@example.org")
    make_membership(trip, "Ken", email="ken@example.org")
    sends = iter([1])

    def send(self, **_options):
        if not next(sends, 0):
            raise OSError("quota")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)
    page = owner.post(invite(trip), {"language": "en"}, follow=True)
    assert "The mail server takes no mail now (quota)." in page.content.decode()
    assert "ken@example.org" in text_of(page)
    assert "nora@example.org" not in text_of(page)


def test_without_a_mail_server_nothing_is_sent_and_it_is_said(trip, owner, settings):
    settings.SENDS_MAIL = False
    nora = make_membership(trip, "Nora", email="nora@example.org")
    assert "No mail server is set up" in text_of(owner.get(invite(trip)))
    owner.post(invite(trip), {"language": "en"})
    act(owner, "events_membership", "send_links", nora)
    assert mail.outbox == []


def test_readers_send_nothing(trip):
    nora = make_membership(trip, "Nora", email="nora@example.org")
    reader = organizer_client(trip, role="reader")
    assert reader.post(invite(trip), {"language": "en"}).status_code == 403
    act(reader, "events_membership", "send_links", nora)
    assert mail.outbox == []


def test_a_revoked_link_is_one_that_has_not_been_sent(trip, owner):
    nora = make_membership(trip, "Nora", email="nora@example.org")
    old = token_of(nora, JOIN)
    owner.post(invite(trip), {"language": "en"})
    act(owner, "events_membership", "revoke_links", nora)
    assert owner.get(f"/join/{old}/").status_code == 404
    assert "nora@example.org" in text_of(owner.get(invite(trip)))


def test_the_join_link_is_there_to_copy_and_as_a_code(trip, owner):
    nora = make_membership(trip, "Nora")
    page = owner.get(reverse("admin:events_membership_change", args=[nora.pk])).content
    found = BeautifulSoup(page, "html.parser").select_one(".field-join_link")
    assert found.code.text == f"https://trips.example.org{join_path(nora)}"
    assert found.select_one("svg.qr path")["d"]


@pytest.fixture
def note(trip):
    session = make_session(make_day(trip))
    return make_note(session, "Why?\n", purpose="preparation", visibility="members")


def note_page(note):
    return reverse("admin:notes_note_change", args=[note.pk])


def test_the_hosts_link_is_there_for_preparation_notes_and_can_be_revoked(trip, owner, note):
    minutes = make_note(note.session)
    old = host_path(note)
    assert f"https://trips.example.org{old}" in owner.get(note_page(note)).content.decode()
    assert "/host/" not in owner.get(note_page(minutes)).content.decode()
    reader = organizer_client(trip, role="reader")
    assert "/host/" not in reader.get(note_page(note)).content.decode()
    act(owner, "notes_note", "revoke_links", note)
    assert owner.get(old).status_code == 404


def test_notes_are_frozen_and_hidden_by_those_who_edit_the_trip(trip, owner, note):
    reader = organizer_client(trip, role="reader")
    act(reader, "notes_note", "freeze", note)
    assert Note.objects.filter(is_frozen=True).count() == 0
    act(owner, "notes_note", "freeze", note)
    act(owner, "notes_note", "hide", note)
    note.refresh_from_db()
    assert (note.is_frozen, note.is_hidden) == (True, True)
    member = member_client(make_membership(trip, "Nora"))
    assert member.get(note.get_absolute_url()).status_code == 404
    act(owner, "notes_note", "show", note)
    assert member.get(note.get_absolute_url()).status_code == 200


def test_what_others_save_while_the_admins_form_is_open_stays(owner, note):
    fields = fields_of(owner.get(note_page(note)))
    save_edit(note=note, body="Why?\nBy a member\n", base=1, writer=Writer("Nora"))
    owner.post(note_page(note), fields | {"body": "Why not?\r\n", "title": "Questions"})
    note.refresh_from_db()
    assert (note.title, note.body) == ("Questions", "Why not?\nBy a member\n")


def test_the_text_is_only_deleted_by_an_organizer_who_confirms(trip, owner, note):
    address = reverse("admin:notes_note_delete", args=[note.pk])
    reader = organizer_client(trip, role="reader")
    assert reader.post(address, {"post": "yes"}).status_code == 403
    owner.get(address)
    assert Note.objects.count() == 1
    owner.post(address, {"post": "yes"})
    assert Note.objects.count() == 0
