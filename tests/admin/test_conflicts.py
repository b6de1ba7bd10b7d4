"""Two organizers change the same thing: the second is told, and loses nothing."""

import pytest
from django.urls import reverse

from events.models import Session
from notes.revisions import save_text
from tests.markup import parsed

from .forms import fields_of, send

pytestmark = pytest.mark.usefixtures("recorded")


def page_of(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def errors(response) -> dict:
    """Return the messages beside the fields of the form that came back: field to message."""
    assert response.status_code == 200, response.get("Location")
    page = parsed(response)
    found = {}
    for message in page.select("ul.errorlist li"):
        field = message.find_next(["input", "select", "textarea"])
        found[field["name"]] = message.text
    return found


MEANWHILE = "Here is what you have. Save again to keep yours."


def test_the_second_of_two_sees_both_versions_and_keeps_what_was_typed(browser, ours):
    page = page_of(ours.session)
    fields = fields_of(browser("editor").get(page))
    send(browser("owner"), page, title="ours by the owner", end="11:00")
    response = browser("editor").post(page, {**fields, "title": "ours by the editor"})
    assert errors(response) == {
        "title": "owner changed this meanwhile, from “ours session” to “ours by the owner”. "
        + MEANWHILE,
        "end": f"owner changed this meanwhile, from “10:30” to “11:00”. {MEANWHILE}",
    }
    assert Session.objects.get(pk=ours.session.pk).title == "ours by the owner"
    again = fields_of(response)
    assert (again["title"], again["end"]) == ("ours by the editor", "10:30")
    assert browser("editor").post(page, again).status_code == 302
    assert Session.objects.get(pk=ours.session.pk).title == "ours by the editor"


def test_a_third_change_while_the_second_looks_at_both_is_shown_too(browser, ours):
    page = page_of(ours.place)
    fields = fields_of(browser("editor").get(page))
    send(browser("owner"), page, name="ours second")
    again = fields_of(browser("editor").post(page, {**fields, "name": "ours mine"}))
    send(browser("superuser"), page, name="ours third")
    response = browser("editor").post(page, again)
    assert errors(response) == {
        "name": f"root changed this meanwhile, from “ours second” to “ours third”. {MEANWHILE}"
    }


def test_the_same_change_and_one_of_something_else_are_no_conflict(browser, ours):
    page = page_of(ours.place)
    fields = fields_of(browser("editor").get(page))
    send(browser("owner"), page, name="ours hall")
    assert browser("editor").post(page, {**fields, "name": "ours hall"}).status_code == 302
    member = page_of(ours.membership)
    fields = fields_of(browser("editor").get(member))
    browser("owner").post(
        reverse("admin:events_membership_changelist"),
        {"action": "revoke_links", "_selected_action": ours.membership.pk},
    )
    assert browser("editor").post(member, {**fields, "room": "5"}).status_code == 302
    ours.membership.refresh_from_db()
    assert (ours.membership.token_version, ours.membership.room) == (2, "5")


def test_rows_of_a_table_are_kept_from_each_other_too(browser, ours):
    page = page_of(ours.day)
    fields = fields_of(browser("editor").get(page))
    send(browser("owner"), page_of(ours.session), title="ours by the owner")
    response = browser("editor").post(page, {**fields, "title": "ours new day"})
    assert errors(response) == {
        "sessions-0-title": "owner changed this meanwhile, from “ours session” to "
        f"“ours by the owner”. {MEANWHILE}"
    }
    again = fields_of(response)
    assert (again["title"], again["sessions-0-title"]) == ("ours new day", "ours session")
    again["sessions-0-title"] = "ours by the owner"
    assert browser("editor").post(page, again).status_code == 302
    assert Session.objects.get(pk=ours.session.pk).title == "ours by the owner"


def test_chosen_hosts_are_compared(browser, ours):
    page = page_of(ours.session)
    fields = fields_of(browser("editor").get(page))
    ours.session.hosts.add(ours.organization)
    response = browser("editor").post(page, fields)
    assert errors(response) == {
        "hosts": "somebody changed this meanwhile, from “ours host” to “ours host, ours home”. "
        + MEANWHILE
    }


def test_texts_of_a_note_are_merged_and_nothing_is_written_over(browser, ours):
    page = page_of(ours.note)
    save_text(note=ours.note, body="One.\n\nTwo.\n\nThree.\n")
    fields = fields_of(browser("editor").get(page))
    send(browser("owner"), page, body="One.\n\nTwo.\n\nThree by the owner.\n")
    mine = {**fields, "body": "One by me.\n\nTwo.\n\nThree.\n"}
    assert browser("editor").post(page, mine).status_code == 302
    ours.note.refresh_from_db()
    assert ours.note.body == "One by me.\n\nTwo.\n\nThree by the owner.\n"
    fields = fields_of(browser("editor").get(page))
    send(browser("owner"), page, body=fields["body"].replace("Two.", "Two by the owner."))
    mine = {**fields, "body": fields["body"].replace("Two.", "Two by me.")}
    response = browser("editor").post(page, mine, follow=True)
    assert "Both are kept" in response.content.decode()
    ours.note.refresh_from_db()
    assert "Two by the owner." in ours.note.body
    assert "Two by me." in ours.note.body


def test_a_form_that_says_no_version_or_nonsense_is_saved_as_before(browser, ours):
    page = page_of(ours.place)
    for version in ("", "x", "99999999", "²"):
        fields = fields_of(browser("editor").get(page)) | {"version": version}
        assert browser("editor").post(page, fields).status_code == 302
