"""Trips that are begun with their days, copied to other dates, and moved."""

import datetime as dt
import time

import pytest
from django.apps import apps
from django.urls import reverse

from events.models import Attendance, Day, Place, Session, Trip
from notes.models import LinkedDoc, Note
from people.history import bulk_create, records_of
from tests import factories as make
from tests.history import edit
from tests.markup import parsed
from tripbook.planning.copying import COPIED

from .conftest import PRIVATE
from .forms import errors_of, fields_of, send

pytestmark = pytest.mark.usefixtures("recorded")


SKIPPED = (
    "ours night: 03:30 does not exist on 2027-03-28 in Europe/Tallinn: the clocks jump over it."
)


def page_of(name, trip):
    return reverse(f"admin:events_trip_{name}", args=[trip.pk])


def copy(client, trip, **fields):
    """Copy a trip with what the form says, and return the copy."""
    defaults = {"title": "Next", "slug": "next", "first_day": "2027-05-03"}
    response = send(client, page_of("copy", trip), **defaults | fields)
    assert response.status_code == 302, errors_of(response)
    made = Trip.objects.get(slug=fields.get("slug", "next"))
    assert response["Location"] == page_of("overview", made)
    return made


def sessions_of(trip):
    return Session.objects.filter(day__trip=trip)


# Copying


def test_a_copy_is_a_draft_with_uids_and_dates_of_its_own(browser, ours):
    make.make_session(
        make.make_day(ours.trip, dt.date(2026, 11, 26)),
        "Night",
        start="22:00",
        end="01:00",
        end_date=dt.date(2026, 11, 27),
    )
    edit([ours.trip], tags=["x"], timezone="Asia/Taipei")
    made = copy(browser("editor"), ours.trip)
    assert (made.title, made.visibility, made.tags, made.timezone) == (
        "Next",
        "draft",
        ["x"],
        "Asia/Taipei",
    )
    assert [(o.user.username, o.role) for o in made.organizers.all()] == [("editor", "owner")]
    assert [str(day.date) for day in made.days.all()] == ["2027-05-03", "2027-05-06"]
    first, night = sessions_of(made)
    assert (first.title, first.status, first.place.name, list(first.hosts.all())) == (
        "ours session",
        "idea",
        "ours place",
        [ours.host],
    )
    assert (first.place.trip, first.starts_at) == (
        made,
        dt.datetime(2027, 5, 3, 1, 30, tzinfo=dt.UTC),
    )
    assert night.end_date == dt.date(2027, 5, 7)
    for model in (Day, Place, Session):
        uids = list(model.objects.values_list("uid", flat=True))
        assert len(uids) == len(set(uids))
    assert (made.memberships.count(), LinkedDoc.objects.of_trip(made).count()) == (0, 0)
    assert (Note.objects.of_trip(made).count(), made.imports.count()) == (0, 0)
    record = records_of(Session).objects.get(id=first.pk)
    assert (record.history_type, record.history_user.username) == ("+", "editor")
    assert sessions_of(ours.trip).count() == 2


def test_people_come_along_without_what_belongs_to_the_old_trip(browser, ours):
    edit([ours.membership], token_version=5, joins_on=dt.date(2026, 11, 24))
    made = copy(browser("owner"), ours.trip, people="on")
    member = made.memberships.get()
    private = {name: getattr(member, name) for name in PRIVATE}
    stays = {"email", "phone", "diet", "emergency_contact"}
    assert private == {name: PRIVATE[name] if name in stays else "" for name in PRIVATE}
    assert (member.participant, member.token_version, member.joins_on) == (
        ours.participant,
        1,
        dt.date(2027, 5, 4),
    )
    assert (member.listed_for, member.uid != ours.membership.uid) == ("members", True)
    attendance = Attendance.objects.get(membership=member)
    assert (attendance.session.day.trip, attendance.session.status) == (made, "idea")


def test_sessions_may_stay_as_certain_as_they_were(browser, ours):
    client = browser("owner")
    fields = fields_of(client.get(page_of("copy", ours.trip)))
    del fields["as_ideas"]
    fields |= {"title": "Next", "slug": "next", "first_day": "2027-05-03"}
    assert client.post(page_of("copy", ours.trip), fields).status_code == 302
    assert sessions_of(Trip.objects.get(slug="next")).get().status == "confirmed"


def test_links_and_notes_come_along_when_chosen(browser, ours):
    made = copy(browser("owner"), ours.trip, links="on", notes="on")
    assert sorted(doc.url for doc in LinkedDoc.objects.of_trip(made)) == [
        "https://ours.example.org/day",
        "https://ours.example.org/doc",
    ]
    notes = Note.objects.of_trip(made)
    assert sorted((n.body, n.revision, n.revisions.get().body) for n in notes) == [
        ("ours minutes\n", 1, "ours minutes\n"),
        ("ours trip minutes\n", 1, "ours trip minutes\n"),
    ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"slug": "theirs"}, "Trip with this Address already exists."),
        ({"slug": "theirs-once"}, "Another trip had this address; its links lead on."),
        ({"slug": "no--slug"}, "Write a-z, 0-9 and single hyphens."),
        ({"title": ""}, "This field is required."),
        ({"first_day": ""}, "This field is required."),
        ({"first_day": "soon"}, "Enter a valid date."),
        ({"first_day": "9999-12-31"}, "Write a date between 1900 and 2199."),
        ({"first_day": "2199-12-31"}, "Write a date between 1900 and 2199."),
        ({"first_day": "2027-03-28"}, SKIPPED),
    ],
)
def test_what_is_wrong_with_a_copy_is_told_and_nothing_is_made(browser, ours, typed, message):
    make.make_session(ours.day, "ours night", start="03:30")
    make.make_day(ours.trip)
    fields = {"title": "Next", "slug": "next", "first_day": "2027-05-03", **typed}
    response = send(browser("owner"), page_of("copy", ours.trip), **fields, people="on")
    assert errors_of(response) == [message]
    again = fields_of(response)
    assert {name: again[name] for name in fields} == fields
    assert again["people"] == "on"
    assert Trip.objects.count() == 2


def test_a_copy_that_is_sent_twice_is_made_once(browser, ours):
    client = browser("owner")
    address = page_of("copy", ours.trip)
    fields = fields_of(client.get(address)) | {"first_day": "2027-05-03"}
    first, second = client.post(address, fields), client.post(address, fields)
    assert first["Location"] == second["Location"]
    assert Trip.objects.count() == 3


def test_a_copy_takes_no_uid_of_another_trip(browser, ours, theirs):
    client = browser("owner")
    address = page_of("copy", ours.trip)
    fields = fields_of(client.get(address)) | {"first_day": "2027-05-03", "slug": "next"}
    client.post(address, fields | {"uid": theirs.trip.uid})
    assert Trip.objects.get(slug="next").uid != theirs.trip.uid


def test_every_field_is_copied_or_left_behind_on_purpose():
    """A field or a model that is new is to be thought of here."""
    of_the_old_trip = {
        "events.Trip": {"slug", "title", "visibility", "created_at"},
        "events.Membership": {"arrival", "departure", "room", "remarks", "token_version"}
        | {"invited_at", "joined_at", "removal_asked_at"},
        "events.Session": {"starts_at", "ends_at", "sequence"},
        "notes.Note": {"revision", "is_frozen", "token_version"},
    }
    links = {"trip", "day", "session", "place", "membership"}
    for model, copied in COPIED.items():
        fields = {field.attname for field in model._meta.concrete_fields}
        left = of_the_old_trip.get(model._meta.label, set())
        left |= {f"{name}_id" for name in links} | {"id", "uid", "updated_at"}
        assert set(copied) <= fields
        assert fields - set(copied) - left == set(), model
    not_copied = {"FormerSlug", "Organizer", "Dismissal", "Announcement", "Revision", "Import"}
    models = {
        model.__name__
        for app in ("events", "notes")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical") and not model._meta.auto_created
    }
    assert models - {model.__name__ for model in COPIED} == not_copied


@pytest.fixture
def thousand(ours):
    """Our trip with 1,000 sessions more, with people in all of them."""
    days = make.make_days(ours.trip, 10)
    bulk_create(
        Session(day=day, title=f"Session {n}", place=ours.place) for day in days for n in range(100)
    )
    added = Session.objects.filter(day__in=days)
    bulk_create(Attendance(session=session, membership=ours.membership) for session in added)
    return ours.trip


def test_a_thousand_sessions_are_copied_and_moved_at_once(
    browser, thousand, django_assert_max_num_queries
):
    client = browser("owner")
    fields = fields_of(client.get(page_of("copy", thousand))) | {"first_day": "2027-05-03"}
    began = time.process_time()
    # In batches, where a database takes only so many values in one query.
    with django_assert_max_num_queries(150):
        assert client.post(page_of("copy", thousand), fields | {"people": "on"}).status_code == 302
    assert time.process_time() - began < 5
    made = Trip.objects.get(slug=fields["slug"])
    assert sessions_of(made).count() == 1_001
    assert Attendance.objects.filter(membership__trip=made).count() == 1_001
    began = time.process_time()
    with django_assert_max_num_queries(150):
        move(client, thousand, days="7")
    assert time.process_time() - began < 5


# Moving


def move(client, trip, **typed):
    """Look at the new dates, and move the trip there."""
    preview = client.post(page_of("move", trip), {"do": "preview", **typed})
    fields = fields_of(preview)
    assert "seen_from" in fields, errors_of(preview)
    response = client.post(page_of("move", trip), {**fields, "do": "save"})
    assert response.status_code == 302
    return preview


@pytest.mark.parametrize("typed", [{"days": "1"}, {"first_day": "2026-11-24"}])
def test_a_trip_is_moved_with_all_its_dates(browser, ours, typed):
    make.make_day(ours.trip)
    make.make_session(
        ours.day, "ours night", start="22:00", end="01:00", end_date=dt.date(2026, 11, 24)
    )
    edit([ours.membership], joins_on=dt.date(2026, 11, 23))
    preview = move(browser("editor"), ours.trip, **typed)
    text = parsed(preview).select_one("#content-main").text
    assert [line for line in text.splitlines() if "→" in line] == [
        "ours night: 2026-11-24 Tue → 2026-11-25 Wed",
        "ours person: 2026-11-23–… → 2026-11-24–…",
    ]
    assert "2026-11-24 Tue2026-11-25 Wed" in text
    assert [str(day.date) for day in ours.trip.days.all()] == ["2026-11-24", "2026-11-25"]
    night = Session.objects.get(title="ours night")
    assert (str(night.end_date), str(night.starts_at), night.sequence) == (
        "2026-11-25",
        "2026-11-24 20:00:00+00:00",
        1,
    )
    ours.membership.refresh_from_db()
    assert ours.membership.joins_on == dt.date(2026, 11, 24)
    record = records_of(Day).objects.filter(id=ours.day.pk).latest("history_id")
    assert (record.history_user.username, record.date) == ("editor", dt.date(2026, 11, 24))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Give one of the two: the new first day, or a number of days."),
        (
            {"days": "1", "first_day": "2027-01-01"},
            "Give one of the two: the new first day, or a number of days.",
        ),
        ({"days": "soon"}, "Enter a whole number."),
        ({"days": "0"}, "The trip has these dates already."),
        ({"first_day": "2026-11-23"}, "The trip has these dates already."),
        ({"first_day": "9999-12-31"}, "Write a date between 1900 and 2199."),
        ({"first_day": "2199-12-31"}, "Write a date between 1900 and 2199."),
        ({"days": "-99999"}, "Ensure this value is greater than or equal to -36500."),
        ({"first_day": "2027-03-28"}, SKIPPED),
    ],
)
@pytest.mark.parametrize("do", ["preview", "save"])
def test_what_stands_in_the_way_of_a_move_is_told(browser, ours, typed, message, do):
    make.make_session(ours.day, "ours night", start="03:30")
    make.make_day(ours.trip)
    response = browser("owner").post(page_of("move", ours.trip), {"do": do, **typed})
    assert errors_of(response) == [message]
    ours.day.refresh_from_db()
    assert ours.day.date == dt.date(2026, 11, 23)


def test_a_trip_is_moved_to_dates_that_were_shown_and_once(browser, ours):
    client, address = browser("owner"), page_of("move", ours.trip)
    fields = fields_of(client.post(address, {"do": "preview", "days": "7"}))
    other = client.post(address, {**fields, "days": "8", "do": "save"})
    assert "The dates are others than those that were shown." in other.content.decode()
    client.post(address, {**fields, "do": "save"})
    again = client.post(address, {**fields, "do": "save"})
    assert "The dates are others than those that were shown." in again.content.decode()
    ours.day.refresh_from_db()
    assert ours.day.date == dt.date(2026, 11, 30)


# Beginning


NEW = {"title": "Riga", "slug": "riga", "timezone": "Europe/Riga"}


def test_a_new_trip_has_its_days_at_once(browser, ours):
    address = reverse("admin:events_trip_add")
    response = send(
        browser("editor"), address, **NEW, first_day="2027-01-30", last_day="2027-02-01"
    )
    assert response.status_code == 302
    dates = Trip.objects.get(slug="riga").days.values_list("date", flat=True)
    assert [str(date) for date in dates] == ["2027-01-30", "2027-01-31", "2027-02-01"]


def test_a_new_trip_may_have_no_days_yet(browser, ours):
    assert send(browser("editor"), reverse("admin:events_trip_add"), **NEW).status_code == 302
    assert Trip.objects.get(slug="riga").days.count() == 0


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("", "2027-01-01", "Give the first day, too."),
        ("2027-01-02", "2027-01-01", "The last day is before the first."),
        (
            "2027-01-01",
            "2028-01-02",
            "A trip begins with 366 days at most. Add further days later.",
        ),
        ("soon", "", "Enter a valid date."),
        ("0001-01-01", "", "Write a date between 1900 and 2199."),
    ],
)
def test_days_that_can_t_be_are_told(browser, ours, first, last, message):
    response = send(
        browser("editor"), reverse("admin:events_trip_add"), **NEW, first_day=first, last_day=last
    )
    assert errors_of(response) == [message]
    assert fields_of(response)["last_day"] == last
    assert not Trip.objects.filter(slug="riga").exists()


def test_a_new_trip_is_begun_from_ones_own_trips(browser, ours, theirs):
    address = reverse("admin:events_trip_add")
    links = {"editor": [page_of("copy", ours.trip)], "reader": []}
    for viewer, expected in links.items():
        page = parsed(browser(viewer).get(address))
        assert [link["href"] for link in page.select(".begin-from a")] == expected


# The way there


def test_the_days_of_a_trip_are_planned_from_the_next_on(browser, ours):
    address = page_of("plan", ours.trip)
    make.make_day(ours.trip, dt.date(2099, 1, 1))
    next_day = make.make_day(ours.trip, dt.date(2098, 1, 1))
    edit([ours.day], date=dt.date(2020, 1, 1))
    found = browser("editor").get(address)["Location"]
    assert found == reverse("admin:events_day_plan", args=[next_day.pk])


def test_the_overview_leads_to_the_pages(browser, ours):
    overview = browser("editor").get(page_of("overview", ours.trip)).content.decode()
    for name in ("copy", "move", "plan"):
        assert f'href="{page_of(name, ours.trip)}"' in overview


@pytest.mark.parametrize("name", ["copy", "move", "plan"])
def test_without_days_there_is_nothing_to_copy_move_or_plan(browser, ours, name):
    empty = make.make_trip(slug="empty")
    make.make_organizer(empty, ours.user)
    response = browser("owner").get(page_of(name, empty), follow=True)
    assert response.status_code == 200
    message = "Add the first day, and then plan it." if name == "plan" else "The trip has no days"
    assert message in response.content.decode()


@pytest.mark.parametrize("name", ["copy", "move"])
@pytest.mark.parametrize(("viewer", "status"), [("reader", 403), ("other", 302), ("stranger", 302)])
def test_who_may_not_change_the_trip_copies_and_moves_nothing(browser, ours, name, viewer, status):
    fields = {
        "first_day": "2027-05-03",
        "title": "Next",
        "slug": "next",
        "uid": "A" * 16,
        "do": "save",
        "seen_from": "2026-11-23",
        "seen_shift": "161",
    }
    response = browser(viewer).post(page_of(name, ours.trip), fields)
    assert response.status_code == status
    assert Trip.objects.count() == 2
    ours.day.refresh_from_db()
    assert ours.day.date == dt.date(2026, 11, 23)


@pytest.mark.parametrize("days", [1, 40])
def test_pages_ask_as_often_in_a_long_trip_as_in_a_short_one(
    browser, ours, django_assert_num_queries, days
):
    """With 20 sessions in the trip, and with 1,000."""
    for day in [ours.day, *make.make_days(ours.trip, days - 1)]:
        bulk_create(Session(day=day, title=f"{n}") for n in range(25 if days > 1 else 20))
    client = browser("owner")
    for name, queries in {"copy": 8, "move": 5}.items():
        with django_assert_num_queries(queries):
            client.get(page_of(name, ours.trip))
    with django_assert_num_queries(15):
        response = client.post(page_of("move", ours.trip), {"days": "7", "do": "preview"})
    assert response.status_code == 200
