"""Small `make_…` functions for what a test needs in the database.

Every argument has a fixed default: a test states only what matters to it. What is made is
visible to everyone unless the test says otherwise, and is of one trip unless it gives another.
"""

import datetime as dt

from django.test import Client
from django.urls import reverse

from events.models import Attendance, Day, Membership, Organizer, Place, Session, Trip
from events.tokens import JOIN, token_of
from notes.models import LinkedDoc, Note, Revision
from people.history import recording
from people.models import Organization, Participant, User

FIRST_DAY = dt.date(2026, 11, 23)
ONE_DAY = dt.timedelta(days=1)


def make_user(username="nora", **fields):
    """A user of the admin (staff, no rights beyond the trips that they organize)."""
    return User.objects.create_user(username, **{"is_staff": True, **fields})


def make_superuser(username="root", **fields):
    return make_user(username, is_superuser=True, **fields)


def make_trip(*, sessions=0, **fields):
    """A public trip in Tallinn; with `sessions`, on a first day of that many."""
    number = Trip.objects.count() + 1
    defaults = {
        "slug": f"trip-{number}",
        "title": f"Trip {number}",
        "timezone": "Europe/Tallinn",
        "visibility": Trip.Visibility.PUBLIC,
    }
    trip = Trip.objects.create(**{**defaults, **fields})
    if sessions:
        day = make_day(trip)
        for _i in range(sessions):
            make_session(day)
    return trip


def make_organizer(trip, user=None, *, role=Organizer.Role.OWNER):
    """An organizer of the trip; without a user, a new one."""
    return Organizer.objects.create(
        trip=trip, user=user or make_user(f"{role}-of-{trip.slug}"), role=role
    )


def make_day(trip=None, date=None, **fields):
    """A day of the trip: without a date, the one after its last."""
    trip = trip or make_trip()
    last = trip.days.order_by("-date").first()
    date = date or (last.date + ONE_DAY if last else FIRST_DAY)
    return Day.objects.create(trip=trip, date=date, **fields)


def make_days(trip, count):
    return [make_day(trip) for _i in range(count)]


def make_place(trip, name="Old Customs House", **fields):
    return Place.objects.create(trip=trip, name=name, **fields)


def make_organization(name="Harbour office", **fields):
    return Organization.objects.create(name=name, **fields)


def make_participant(name="Mei-Lin", **fields):
    return Participant.objects.create(name=name, **fields)


def make_membership(trip, participant="Mei-Lin", **fields):
    """A person of the trip, listed for everyone; a name makes a new participant."""
    if isinstance(participant, str):
        participant = make_participant(participant)
    defaults = {"listed_for": Membership.ListedFor.PUBLIC}
    return Membership.objects.create(trip=trip, participant=participant, **{**defaults, **fields})


def make_session(day=None, title="", *, start=None, end=None, hosts=(), **fields):
    """A confirmed session without times; `start` and `end` may be text such as "09:30"."""
    day = day or make_day()
    session = Session(
        day=day,
        title=title or f"Session {day.sessions.count() + 1}",
        start=clock(start),
        end=clock(end),
        **fields,
    )
    session.save()
    with recording():
        # In this order; Django adds several at once in none.
        for host in hosts:
            session.hosts.add(host)
    return session


def make_attendance(session, membership="Mei-Lin", *, role=Attendance.Role.ATTENDEE):
    """Someone who goes to the session; a name makes a new person of its trip."""
    if isinstance(membership, str):
        membership = make_membership(session.day.trip, membership)
    return Attendance.objects.create(session=session, membership=membership, role=role)


def make_doc(target, url="https://docs.example.org/slides", **fields):
    """A document linked to a trip, a day or a session."""
    return LinkedDoc.objects.create(**{target_name(target): target}, url=url, **fields)


def make_note(target, body="We met.\n", **fields):
    """The minutes of a trip, a day or a session, as one saved text."""
    note = Note.objects.create(**{target_name(target): target}, body=body, revision=1, **fields)
    Revision.objects.create(note=note, number=1, body=body)
    return note


def join_path(membership):
    return reverse("pages:join", args=[token_of(membership, JOIN)])


def member_client(membership):
    """A browser that came through the member's join link."""
    client = Client()
    client.post(join_path(membership))
    return client


def organizer_client(trip, *, role=Organizer.Role.OWNER):
    """A browser in which a new organizer of the trip is signed in."""
    client = Client()
    client.force_login(make_organizer(trip, role=role).user)
    return client


def superuser_client():
    client = Client()
    client.force_login(make_superuser())
    return client


def clock(time):
    return dt.time.fromisoformat(time) if isinstance(time, str) else time


def target_name(target):
    return {Trip: "trip", Day: "day", Session: "session"}[type(target)]
