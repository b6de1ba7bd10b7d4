"""A trip with one of everything, another that is none of its organizers' business, and browsers."""

from functools import cache
from types import SimpleNamespace

import pytest
from django.test import Client

from events.models import (
    Announcement,
    Attendance,
    Dismissal,
    FormerSlug,
    Membership,
    Organizer,
)
from notes.models import Import
from people.history import recording
from tests import factories as make

PRIVATE = {name: f"private-{name}" for name in Membership.PRIVATE_FIELDS}
PRIVATE["email"] = "private-email@example.org"

VIEWERS = ("anonymous", "visitor", "stranger", "other", "reader", "editor", "owner", "superuser")


@recording()
def make_world(name, *, owner):
    """A draft trip with one row of every model."""
    trip = make.make_trip(slug=name, title=f"{name} trip", visibility="draft")
    make.make_organizer(trip, owner)
    FormerSlug.objects.create(trip=trip, slug=f"{name}-once")
    home = make.make_organization(f"{name} home")
    person = make.make_participant(f"{name} person", organization=home)
    membership = make.make_membership(trip, person, **PRIVATE)
    place = make.make_place(trip, f"{name} place")
    day = make.make_day(trip, title=f"{name} day")
    host = make.make_organization(f"{name} host")
    session = make.make_session(
        day, f"{name} session", start="09:30", end="10:30", place=place, hosts=[host]
    )
    Attendance.objects.create(session=session, membership=membership)
    doc = make.make_doc(session, f"https://{name}.example.org/doc")
    make.make_doc(day, f"https://{name}.example.org/day")
    note = make.make_note(session, f"{name} minutes\n")
    make.make_note(trip, f"{name} trip minutes\n")
    Dismissal.objects.create(
        trip=trip, check_name="no-time", subject=session.uid, reason=f"{name} reason", user=owner
    )
    Announcement.objects.create(trip=trip, text=f"{name} announcement")
    source = Import.objects.create(
        trip=trip,
        format=Import.Format.NOTE,
        source=f"# {name}\r\n\xff".encode("latin-1"),
        source_name=f"{name} 筆記.md",
        document={},
    )
    return SimpleNamespace(
        trip=trip,
        organization=home,
        host=host,
        participant=person,
        membership=membership,
        place=place,
        day=day,
        session=session,
        linkeddoc=doc,
        note=note,
        revision=note.revisions.get(),
        source=source,
        user=owner,
    )


@pytest.fixture
def ours(db):
    """The trip that everything happens in."""
    world = make_world("ours", owner=make.make_user("owner"))
    make.make_organizer(world.trip, make.make_user("editor"), role=Organizer.Role.EDITOR)
    make.make_organizer(world.trip, make.make_user("reader"), role=Organizer.Role.READER)
    return world


@pytest.fixture
def theirs(db):
    """A draft trip of someone else, which must not show anywhere."""
    return make_world("theirs", owner=make.make_user("other"))


@pytest.fixture
def browser(ours, theirs):
    """Return the browser of a kind of viewer."""

    @cache
    def browser_of(viewer):
        client = Client()
        if viewer == "visitor":
            client.force_login(make.make_user(viewer, is_staff=False))
        elif viewer == "stranger":
            client.force_login(make.make_user(viewer))
        elif viewer == "superuser":
            client.force_login(make.make_superuser())
        elif viewer != "anonymous":
            users = {"owner": ours, "editor": ours, "reader": ours, "other": theirs}
            client.force_login(
                users[viewer].trip.organizers.select_related("user").get(user__username=viewer).user
            )
        return client

    return browser_of
