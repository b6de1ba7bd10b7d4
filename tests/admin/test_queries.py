"""Every page of the admin asks the database as often for many rows as for a few."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Attendance
from notes.models import Import
from notes.revisions import save_text
from tests import factories as make

from .conftest import make_world
from .forms import fields_of

# Queries of an owner's pages: list, change form, confirmation of the deletion. A form asks once
# for the session, the user, the roles and the row, and then for each table and its choices.
QUERIES = {
    "events_trip": (6, 9, 24),
    "events_day": (7, 8, None),
    "events_session": (7, 12, 9),
    "events_place": (7, 4, 4),
    "events_membership": (7, 7, 5),
    "people_participant": (7, 7, None),
    "people_organization": (7, 4, 5),
    "notes_linkeddoc": (7, 5, 4),
    "notes_note": (7, 6, 5),
    "notes_revision": (7, 4, None),
    "notes_import": (7, 4, None),
}
ROWS = {
    "notes_linkeddoc": "linkeddoc",
    "notes_import": "source",
    **{
        model: model.rpartition("_")[2]
        for model in QUERIES
        if model not in ("notes_linkeddoc", "notes_import")
    },
}


@pytest.fixture
def world(db):
    # Asked for once in the life of a process.
    ContentType.objects.get_for_models(*apps.get_models())
    world = make_world("ours", owner=make.make_user("owner"))
    make.make_organizer(world.trip, make.make_user("reader"), role="reader")
    make.make_superuser()
    return world


def fill(world, numbers):
    """Add a row of everything for each number, each with a place, people and documents."""
    for i in numbers:
        make.make_day(world.trip)
        organization = make.make_organization(f"Organization {i}")
        person = make.make_participant(f"Person {i}", organization=organization)
        membership = make.make_membership(world.trip, person)
        place = make.make_place(world.trip, f"Place {i}")
        session = make.make_session(world.day, f"Session {i}", place=place, hosts=[organization])
        world.session.hosts.add(organization)
        for target in (session, world.session):
            Attendance.objects.create(session=target, membership=membership)
        for target in (world.trip, world.day, world.session, session):
            make.make_doc(target, f"https://example.org/{i}")
        make.make_note(session)
        save_text(note=world.note, body=f"text {i}", user=world.user)
        make.make_organizer(world.trip, make.make_user(f"user-{i}"), role="reader")
        other_trip = make.make_trip(title=f"Trip {i} more", slug=f"more-{i}")
        make.make_organizer(other_trip, world.user)
        make.make_membership(other_trip, world.participant)
        Import.objects.create(
            trip=world.trip, format="note", source=b"x", document={}, user=world.user
        )


def count(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def counts(client, world):
    """Return model to the queries of its list, its form and its deletion."""
    found = {}
    for model, (_list, _form, has_delete) in QUERIES.items():
        row = getattr(world, ROWS[model])
        found[model] = (
            count(client, reverse(f"admin:{model}_changelist")),
            count(client, reverse(f"admin:{model}_change", args=[row.pk])),
            has_delete and count(client, reverse(f"admin:{model}_delete", args=[row.pk])),
        )
    return found


@pytest.mark.parametrize("rows", [2, 8])
def test_pages_of_an_owner(client, world, rows):
    fill(world, range(rows))
    client.force_login(world.user)
    assert counts(client, world) == QUERIES


@pytest.mark.parametrize("username", ["reader", "root"])
def test_pages_of_others(client, world, username):
    """Readers have no forms and no deletions, superusers no roles: fewer queries, as fixed."""
    client.force_login(make.User.objects.get(username=username))
    found = []
    for numbers in (range(2), range(2, 8)):
        fill(world, numbers)
        pages = [
            reverse(f"admin:{model}_{page}", args=[] if page == "changelist" else [row.pk])
            for model, name in ROWS.items()
            for page, row in [("changelist", None), ("change", getattr(world, name))]
        ]
        found.append({page: count(client, page) for page in pages})
    few, many = found
    assert many == few


@pytest.mark.parametrize("rows", [2, 8])
def test_searches_of_forms(client, world, rows):
    fill(world, range(rows))
    client.force_login(world.user)
    sources = {
        ("events", "session", "day"): 5,
        ("events", "session", "place"): 5,
        ("events", "attendance", "membership"): 5,
        ("events", "membership", "participant"): 6,
        ("people", "participant", "organization"): 5,
        ("notes", "note", "trip"): 5,
        ("notes", "note", "session"): 5,
    }
    found = {}
    for app_label, model_name, field_name in sources:
        query = f"?app_label={app_label}&model_name={model_name}&field_name={field_name}"
        found[app_label, model_name, field_name] = count(
            client, reverse("admin:autocomplete") + query
        )
    assert found == sources


def test_saving_a_day_asks_no_more_for_more_sessions(client, world):
    """Rows that nobody touched cost nothing."""
    client.force_login(world.user)
    page = reverse("admin:events_day_change", args=[world.day.pk])
    found = []
    for numbers in (range(2), range(2, 8)):
        fill(world, numbers)
        fields = fields_of(client.get(page)) | {"sessions-0-title": f"New {numbers}"}
        with CaptureQueriesContext(connection) as queries:
            assert client.post(page, fields).status_code == 302
        found.append(len(queries))
    few, many = found
    assert many == few
