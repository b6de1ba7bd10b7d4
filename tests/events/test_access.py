"""Who may see what: one table for each kind of thing."""

import pytest

from events import access
from events.access import ANONYMOUS, SUPERUSER, Viewer
from events.models import Attendance, Membership, Place, Session, Trip
from notes.models import LinkedDoc, Note
from tests.factories import (
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_place,
    make_session,
    make_trip,
)

pytestmark = pytest.mark.django_db

VIEWERS = ["anonymous", "outsider", "member", "reader", "editor", "owner", "superuser"]


@pytest.fixture
def viewer_of():
    """Return a function from a trip and a name of VIEWERS to that viewer."""

    def viewer(trip, name):
        if name == "anonymous":
            return ANONYMOUS
        if name == "superuser":
            return SUPERUSER
        if name == "outsider":
            other = make_trip(slug="outsiders-own")
            membership = make_membership(other, "Outsider")
            return Viewer(roles={other.pk: "owner"}, memberships={other.pk: membership.pk})
        if name == "member":
            membership = make_membership(trip, "The member", listed_for="organizers")
            return Viewer(memberships={trip.pk: membership.pk})
        return Viewer(roles={trip.pk: name})

    return viewer


def seen(manager, viewer):
    return set(manager.visible_to(viewer))


@pytest.mark.parametrize("name", VIEWERS)
@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        ("draft", {"reader", "editor", "owner", "superuser"}),
        ("members", {"member", "reader", "editor", "owner", "superuser"}),
        ("public", set(VIEWERS)),
    ],
)
def test_who_sees_a_trip_and_what_stands_under_it(viewer_of, name, visibility, seen_by):
    trip = make_trip(visibility=visibility)
    viewer = viewer_of(trip, name)
    session = make_session(make_day(trip), place=make_place(trip))
    member = make_membership(trip, "Listed")
    going = make_attendance(session, member)
    on_trip, on_day, on_session = (make_doc(t) for t in (trip, session.day, session))
    note = make_note(session)
    expected = name in seen_by
    assert (trip in seen(Trip.objects, viewer)) is expected
    assert (session in seen(Session.objects, viewer)) is expected
    assert (session.place in seen(Place.objects, viewer)) is expected
    assert (member in seen(Membership.objects, viewer)) is expected
    assert (going in seen(Attendance.objects, viewer)) is expected
    assert (note in seen(Note.objects, viewer)) is expected
    assert ({on_trip, on_day, on_session} <= seen(LinkedDoc.objects, viewer)) is expected
    assert expected or seen(LinkedDoc.objects, viewer) == set()


INSIDERS = {"member", "reader", "editor", "owner", "superuser"}


@pytest.mark.parametrize("name", VIEWERS)
@pytest.mark.parametrize("fields", [{"visibility": "members"}, {"status": "idea"}])
def test_members_sessions_and_ideas_are_for_insiders(viewer_of, name, fields):
    session = make_session(**fields)
    trip = session.day.trip
    session.place = make_place(trip)
    session.save()
    viewer = viewer_of(trip, name)
    expected = name in INSIDERS
    for thing, manager in (
        (session, Session.objects),
        (session.place, Place.objects),
        (make_attendance(session), Attendance.objects),
        (make_doc(session), LinkedDoc.objects),
        (make_note(session), Note.objects),
    ):
        assert (thing in seen(manager, viewer)) is expected


@pytest.mark.parametrize("name", VIEWERS)
def test_members_documents_and_notes_are_for_insiders(viewer_of, name):
    session = make_session()
    viewer = viewer_of(session.day.trip, name)
    for target in (session.day.trip, session.day, session):
        doc = make_doc(target, visibility="members")
        note = make_note(target, visibility="members")
        assert (doc in seen(LinkedDoc.objects, viewer)) is (name in INSIDERS)
        assert (note in seen(Note.objects, viewer)) is (name in INSIDERS)


@pytest.mark.parametrize("name", VIEWERS)
@pytest.mark.parametrize(
    ("listed_for", "seen_by"),
    [
        ("public", set(VIEWERS)),
        ("members", INSIDERS),
        ("organizers", INSIDERS - {"member"}),
    ],
)
def test_who_sees_a_person(viewer_of, name, listed_for, seen_by):
    session = make_session()
    trip = session.day.trip
    person = make_membership(trip, "Someone", listed_for=listed_for)
    going = make_attendance(session, person)
    viewer = viewer_of(trip, name)
    assert (person in seen(Membership.objects, viewer)) is (name in seen_by)
    assert (going in seen(Attendance.objects, viewer)) is (name in seen_by)


def test_a_member_sees_themself_whomever_they_are_listed_for():
    trip = make_trip()
    me = make_membership(trip, "Me", listed_for="organizers")
    assert seen(Membership.objects, Viewer(memberships={trip.pk: me.pk})) == {me}


def test_a_place_that_nothing_visible_names_is_for_organizers():
    trip = make_trip()
    place = make_place(trip)
    assert seen(Place.objects, ANONYMOUS) == set()
    assert seen(Place.objects, Viewer(roles={trip.pk: "reader"})) == {place}


@pytest.mark.parametrize(
    ("name", "edits", "manages", "audience"),
    [
        ("anonymous", False, False, "public"),
        ("outsider", False, False, "public"),
        ("member", False, False, "members"),
        ("reader", False, False, "organizers"),
        ("editor", True, False, "organizers"),
        ("owner", True, True, "organizers"),
        ("superuser", True, True, "organizers"),
    ],
)
def test_who_changes_what(viewer_of, name, edits, manages, audience):
    trip = make_trip()
    viewer = viewer_of(trip, name)
    stranger = make_membership(trip, "Stranger")
    assert access.may_edit(viewer, trip.pk) is edits
    assert access.may_manage(viewer, trip.pk) is manages
    assert access.may_see_private(viewer, trip.pk, stranger.pk) is edits
    assert access.audience(viewer, trip.pk) == audience
    assert (trip in Trip.objects.editable_by(viewer)) is edits


def test_a_member_sees_their_own_private_fields_alone():
    trip = make_trip()
    me, other = make_membership(trip, "Me"), make_membership(trip, "Other")
    viewer = Viewer(memberships={trip.pk: me.pk})
    assert access.may_see_private(viewer, trip.pk, me.pk)
    assert not access.may_see_private(viewer, trip.pk, other.pk)
