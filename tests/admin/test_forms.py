"""What the forms of the admin save, and what they refuse and how."""

import datetime as dt

import pytest
from django.urls import reverse

from events.models import Attendance, Day, Membership, Organizer, Place, Session, Trip
from notes.models import LinkedDoc, Note
from people.models import Organization, Participant
from tests import factories as make

from .forms import add_row, errors_of, fields_of, send


def change_page(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def add_page(model):
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_add")


def delete_page(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_delete", args=[row.pk])


def list_page(model):
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")


def was_saved(response):
    assert (response.status_code, errors_of(response) if response.status_code == 200 else []) == (
        302,
        [],
    )
    return True


EVERY_FORM = [
    "trip",
    "day",
    "session",
    "place",
    "membership",
    "participant",
    "organization",
    "linkeddoc",
    "note",
]


@pytest.mark.parametrize("viewer", ["editor", "owner", "superuser"])
@pytest.mark.parametrize("name", EVERY_FORM)
def test_a_form_saved_as_it_is_changes_nothing(browser, ours, name, viewer):
    row = getattr(ours, name)
    before = type(row).objects.filter(pk=row.pk).values().get()
    assert was_saved(send(browser(viewer), change_page(row)))
    after = type(row).objects.filter(pk=row.pk).values().get()
    assert {**after, "updated_at": None} == {**before, "updated_at": None}


# Trips


def new_trip(**fields):
    return {"title": "Riga", "slug": "riga", "timezone": "Europe/Riga", **fields}


@pytest.mark.parametrize("viewer", ["stranger", "reader", "other", "superuser"])
def test_who_adds_a_trip_owns_it(browser, viewer):
    client = browser(viewer)
    assert was_saved(send(client, add_page(Trip), **new_trip(tags="baltic\r\n\r\n two words ")))
    trip = Trip.objects.get(slug="riga")
    assert (trip.visibility, trip.tags) == ("draft", ["baltic", "two words"])
    roles = list(trip.organizers.values_list("user__username", "role"))
    assert roles == [({"superuser": "root"}.get(viewer, viewer), "owner")]
    assert was_saved(send(client, change_page(trip), title="Rīga"))
    assert client.get(delete_page(trip)).status_code == 200


def test_a_trip_is_added_with_its_days(browser):
    client = browser("stranger")
    fields = fields_of(client.get(add_page(Trip))) | new_trip()
    fields |= {"days-TOTAL_FORMS": "2", "days-0-date": "2026-11-23", "days-1-date": "2026-11-24"}
    assert was_saved(client.post(add_page(Trip), fields))
    dates = [dt.date(2026, 11, 23), dt.date(2026, 11, 24)]
    assert list(Day.objects.filter(trip__slug="riga").values_list("date", flat=True)) == dates


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"slug": "theirs"}, "Trip with this Address already exists."),
        ({"slug": "theirs-once"}, "Another trip had this address; its links lead on."),
        (
            {"slug": "No Slug"},
            "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
        ),
        ({"slug": "a--b"}, "Write a-z, 0-9 and single hyphens."),
        ({"timezone": "Mars/Olympus"}, "Mars/Olympus is no time zone. Write one like Asia/Taipei."),
        ({"timezone": ""}, "This field is required."),
        ({"tags": "ok\r\n" + "x" * 501}, "Line 2: write 500 characters at most."),
        ({"language": "Estonian language"}, "Write a language like en or zh-Hant."),
        ({"title": "x" * 501}, "Ensure this value has at most 500 characters (it has 501)."),
        ({"title": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_a_trip_form_comes_back_with_everything_typed(browser, ours, changes, message):
    client = browser("owner")
    typed = {"summary": "Typed at length", **changes}
    response = send(client, change_page(ours.trip), **typed)
    assert errors_of(response) == [message]
    assert fields_of(response)["summary"] == "Typed at length"
    ours.trip.refresh_from_db()
    assert (ours.trip.slug, ours.trip.summary) == ("ours", "")


def test_a_text_keeps_its_spaces_and_line_breaks(browser, ours):
    assert was_saved(
        send(browser("owner"), change_page(ours.trip), description="  * a\r\n\r\n* b\r\n")
    )
    ours.trip.refresh_from_db()
    assert ours.trip.description == "  * a\n\n* b\n"


def test_a_time_zone_that_skips_a_session_is_refused(browser, ours):
    day = make.make_day(ours.trip, dt.date(2027, 3, 28))
    make.make_session(day, "Early bird", start="02:30")
    response = send(browser("owner"), change_page(ours.trip), timezone="Europe/Berlin")
    assert errors_of(response) == [
        "Early bird: 02:30 does not exist on 2027-03-28 in Europe/Berlin: the clocks jump over it."
    ]


def test_the_trip_page_leads_to_everything_of_the_trip(browser, ours):
    client = browser("owner")
    text = client.get(change_page(ours.trip)).content.decode()
    for model in (Day, Session, Membership, Place, Participant, Organization, LinkedDoc, Note):
        address = f"{list_page(model)}?trip={ours.trip.pk}"
        assert f'href="{address}"' in text
        assert client.get(address).status_code == 200


# Organizers


def organizers(trip):
    return dict(trip.organizers.values_list("user__username", "role"))


def test_owners_choose_organizers_by_user_name(browser, ours):
    page = change_page(ours.trip)
    assert was_saved(add_row(browser("owner"), page, "organizers", username="other", role="reader"))
    assert organizers(ours.trip) == {
        "owner": "owner",
        "editor": "editor",
        "reader": "reader",
        "other": "reader",
    }


def test_owners_change_and_remove_organizers(browser, ours):
    fields = fields_of(browser("owner").get(change_page(ours.trip)))
    rows = {
        Organizer.objects.get(pk=fields[f"organizers-{i}-id"]).user.username: i for i in range(3)
    }
    response = send(
        browser("owner"),
        change_page(ours.trip),
        **{
            f"organizers-{rows['editor']}-role": "owner",
            f"organizers-{rows['reader']}-DELETE": "on",
            # A row's account is fixed.
            f"organizers-{rows['owner']}-username": "other",
        },
    )
    assert was_saved(response)
    assert organizers(ours.trip) == {"owner": "owner", "editor": "owner"}


def test_an_account_that_is_not_there_is_named(browser, ours):
    page = change_page(ours.trip)
    response = add_row(browser("owner"), page, "organizers", username="nobody", role="editor")
    assert errors_of(response) == ["There is no account “nobody”. Write the user name exactly."]
    response = add_row(browser("owner"), page, "organizers", username="editor", role="owner")
    assert errors_of(response)[-1] == "This user organizes the trip already."


def test_an_account_is_an_organizer_once(browser, ours, theirs):
    client = browser("owner")
    fields = fields_of(client.get(change_page(ours.trip)))
    fields["organizers-TOTAL_FORMS"] = "5"
    for i in (3, 4):
        fields |= {f"organizers-{i}-username": "other", f"organizers-{i}-role": "editor"}
    assert errors_of(client.post(change_page(ours.trip), fields)) == [
        "An account can be an organizer of the trip only once."
    ]


@pytest.mark.parametrize("change", [{"role": "editor"}, {"DELETE": "on"}])
def test_a_trip_keeps_an_owner(browser, ours, change):
    changes = {f"organizers-0-{name}": value for name, value in change.items()}
    response = send(browser("owner"), change_page(ours.trip), **changes)
    assert errors_of(response) == ["A trip keeps at least one owner."]
    assert organizers(ours.trip)["owner"] == "owner"


@pytest.mark.parametrize("viewer", ["editor", "reader"])
def test_others_see_the_organizers_and_change_none(browser, ours, viewer):
    client = browser(viewer)
    response = client.get(change_page(ours.trip))
    assert "organizers-0-role" not in fields_of(response)
    assert "Owner: also chooses organizers" in response.content.decode()
    before = organizers(ours.trip)
    forged = {
        "organizers-TOTAL_FORMS": "4",
        "organizers-INITIAL_FORMS": "3",
        "organizers-0-id": ours.trip.organizers.get(user=ours.user).pk,
        "organizers-0-trip": ours.trip.pk,
        "organizers-0-role": "reader",
        "organizers-0-DELETE": "on",
        "organizers-3-trip": ours.trip.pk,
        "organizers-3-username": "other",
        "organizers-3-role": "owner",
    }
    client.post(change_page(ours.trip), {**fields_of(response), **forged})
    assert organizers(ours.trip) == before


# Days


def test_a_day_with_sessions_is_not_deleted_on_its_page(browser, ours):
    client = browser("owner")
    for response in (
        client.get(delete_page(ours.day)),
        client.post(delete_page(ours.day), {"post": "yes"}),
    ):
        text = response.content.decode()
        assert "still has sessions" in text
        assert "Yes, I’m sure" not in text
    assert Day.objects.filter(pk=ours.day.pk).exists()


def test_a_day_with_sessions_is_not_deleted_by_the_action(browser, ours):
    empty = make.make_day(ours.trip)
    action = {"action": "delete_selected", "_selected_action": [ours.day.pk, empty.pk]}
    for fields in (action, {**action, "post": "yes"}):
        response = browser("owner").post(list_page(Day), fields)
        assert "still have sessions" in response.content.decode()
    assert Day.objects.filter(trip=ours.trip).count() == 2


def test_a_day_with_sessions_is_not_deleted_in_the_trip(browser, ours):
    response = send(browser("owner"), change_page(ours.trip), days__0__DELETE="on")
    assert errors_of(response) == [
        "2026-11-23 ours day still has sessions. Move or delete them first."
    ]


def test_an_empty_day_is_deleted(browser, ours):
    client = browser("editor")
    for _i in range(3):
        make.make_day(ours.trip)
    first, second, third = ours.trip.days.order_by("date")[1:]
    assert client.post(delete_page(first), {"post": "yes"}).status_code == 302
    action = {"action": "delete_selected", "_selected_action": [second.pk], "post": "yes"}
    assert client.post(list_page(Day), action).status_code == 302
    assert was_saved(send(client, change_page(ours.trip), days__1__DELETE="on"))
    assert list(ours.trip.days.all()) == [ours.day]


def test_deleting_a_trip_tells_what_goes_with_it(browser, ours):
    client = browser("owner")
    text = client.get(delete_page(ours.trip)).content.decode()
    assert "Sessions: 1" in text
    assert client.post(delete_page(ours.trip), {"post": "yes"}).status_code == 302
    assert not Trip.objects.filter(pk=ours.trip.pk).exists()
    assert not Session.objects.filter(pk=ours.session.pk).exists()


def test_a_date_once_per_trip(browser, ours):
    other_day = make.make_day(ours.trip)
    response = send(browser("owner"), change_page(other_day), date="2026-11-23")
    assert errors_of(response) == ["The trip has this day already."]
    response = add_row(browser("owner"), change_page(ours.trip), "days", date="2026-11-23")
    assert "Please correct the duplicate data for date." in errors_of(response)
    assert ours.trip.days.count() == 2


def test_a_moved_day_takes_its_sessions_along(browser, ours):
    ours.session.end_date = dt.date(2026, 11, 24)
    ours.session.save()
    client = browser("owner")
    assert was_saved(send(client, change_page(ours.day), date="2026-11-25"))
    ours.session.refresh_from_db()
    assert ours.session.end_date == dt.date(2026, 11, 26)
    response = send(client, change_page(ours.day), date="2026-11-26", sessions__0__title="Renamed")
    assert errors_of(response) == ["First move the day, save, and then change its sessions."]


@pytest.mark.parametrize(
    "changes",
    [{"date": ""}, {"date": "2026-02-30"}, {"timezone": "Mars/Olympus"}, {"timezone": "../etc"}],
)
def test_a_wrong_day_does_not_trouble_its_sessions(browser, ours, changes):
    client = browser("owner")
    typed = {"sessions__0__start": "09:45", "sessions__0__title": "Typed", **changes}
    response = send(client, change_page(ours.day), **typed)
    assert len(errors_of(response)) == 1
    assert fields_of(response)["sessions-0-title"] == "Typed"
    fields = fields_of(client.get(add_page(Day))) | {"date": "2026-11-29", **changes}
    fields |= {"sessions-TOTAL_FORMS": "1", "sessions-0-title": "New", "sessions-0-start": "10:00"}
    fields |= {"sessions-0-kind": "talk", "sessions-0-status": "idea"}
    assert len(errors_of(client.post(add_page(Day), fields))) == 1


# Sessions


def test_sessions_are_planned_on_the_day(browser, ours):
    response = add_row(
        browser("editor"),
        change_page(ours.day),
        "sessions",
        title="Dinner",
        start="19:00",
        end="21:30",
        kind="meal",
        status="tentative",
        place=ours.place.pk,
    )
    assert was_saved(response)
    dinner = Session.objects.get(title="Dinner")
    assert (dinner.day, dinner.place, dinner.kind) == (ours.day, ours.place, "meal")
    assert dinner.starts_at == dt.datetime(2026, 11, 23, 17, tzinfo=dt.UTC)


BEFORE = "A session cannot end before it starts."
TIMES = [
    ({"start": "10:00", "end": "09:00"}, [BEFORE]),
    ({"start": "23:00", "end": "01:00"}, [BEFORE]),
    ({"start": "25:00"}, ["Write a time like 9:30, 930 or 2pm."]),
    ({"end_date": "2026-11-22"}, ["A session cannot end before its day."]),
    ({"title": ""}, ["This field is required."]),
    ({"kind": "party"}, ["Select a valid choice. party is not one of the available choices."]),
]


@pytest.mark.parametrize(("changes", "messages"), TIMES)
def test_wrong_times_are_told_on_both_forms(browser, ours, changes, messages):
    client = browser("owner")
    response = send(client, change_page(ours.session), description="Typed", **changes)
    assert messages[0] in errors_of(response)
    assert fields_of(response)["description"] == "Typed"
    response = send(
        client, change_page(ours.day), **{f"sessions-0-{k}": v for k, v in changes.items()}
    )
    assert messages[0] in errors_of(response)
    ours.session.refresh_from_db()
    assert (ours.session.title, str(ours.session.end)) == ("ours session", "10:30:00")


def test_one_mistake_is_one_message(browser, ours):
    response = send(browser("owner"), change_page(ours.session), start="10:00", end="09:00")
    assert errors_of(response) == [BEFORE]


@pytest.mark.parametrize("field", ["start", "end"])
def test_a_time_that_the_clocks_jump_over_is_told_once(browser, ours, field):
    day = make.make_day(ours.trip, dt.date(2027, 3, 28))
    message = "03:30 does not exist on 2027-03-28 in Europe/Tallinn: the clocks jump over it."
    times = {"start": "", "end": "", field: "03:30"}
    response = send(browser("owner"), add_page(Session), day=day.pk, title="x", **times)
    assert errors_of(response) == [message]
    response = add_row(
        browser("owner"),
        change_page(day),
        "sessions",
        title="x",
        kind="talk",
        status="idea",
        **times,
    )
    assert errors_of(response) == [message]


def test_times_are_typed_as_people_type_them(browser, ours):
    row = {"title": "ours walk", "start": "930", "end": "10.15", "kind": "visit"}
    page = change_page(ours.day)
    assert was_saved(add_row(browser("editor"), page, "sessions", status="idea", **row))
    assert was_saved(
        send(browser("editor"), change_page(ours.session), start="2pm", end="下午3點半")
    )
    times = {s.title: (str(s.start), str(s.end)) for s in ours.day.sessions.all()}
    assert times == {
        "ours walk": ("09:30:00", "10:15:00"),
        "ours session": ("14:00:00", "15:30:00"),
    }


def test_a_session_past_midnight(browser, ours):
    response = send(
        browser("owner"),
        change_page(ours.session),
        start="23:00",
        end="01:00",
        end_date="2026-11-24",
    )
    assert was_saved(response)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"end_timezone": "Mars/Olympus"},
            "Mars/Olympus is no time zone. Write one like Asia/Taipei.",
        ),
        (
            {"end_timezone": "/etc/passwd"},
            "/etc/passwd is no time zone. Write one like Asia/Taipei.",
        ),
        ({"day": ""}, "This field is required."),
        ({"day": "x"}, "Select a valid choice. That choice is not one of the available choices."),
    ],
)
def test_a_session_form_with_a_wrong_field(browser, ours, changes, message):
    response = send(browser("owner"), change_page(ours.session), **changes)
    assert errors_of(response) == [message]
    response = send(
        browser("owner"),
        add_page(Session),
        title="x",
        start="10:00",
        **{"day": ours.day.pk, **changes},
    )
    assert errors_of(response) == [message]


def test_a_session_moves_within_its_trip(browser, ours):
    other_day = make.make_day(ours.trip)
    assert was_saved(send(browser("editor"), change_page(ours.session), day=other_day.pk))
    ours.session.refresh_from_db()
    assert ours.session.day == other_day


def test_attendance_is_kept_on_the_session(browser, ours):
    lin = make.make_membership(ours.trip, "Zoltan")
    page = change_page(ours.session)
    assert was_saved(
        add_row(browser("editor"), page, "attendances", membership=lin.pk, role="speaker")
    )
    assert Attendance.objects.get(membership=lin).role == "speaker"
    again = add_row(browser("editor"), page, "attendances", membership=lin.pk, role="host")
    assert "Please correct the duplicate data for membership." in errors_of(again)
    empty = add_row(browser("editor"), page, "attendances", membership="", role="host")
    assert errors_of(empty) == ["This field is required."]


def test_a_new_session_with_people_and_a_wrong_day(browser, ours):
    client = browser("owner")
    fields = fields_of(client.get(add_page(Session))) | {"title": "x", "day": ""}
    fields |= {
        "attendances-TOTAL_FORMS": "1",
        "attendances-0-membership": ours.membership.pk,
        "attendances-0-role": "host",
    }
    response = client.post(add_page(Session), fields)
    assert errors_of(response) == ["This field is required."]


# People


def test_an_organizer_adds_a_person_and_puts_them_on_a_trip(browser, ours, theirs):
    client = browser("editor")
    assert was_saved(
        send(client, add_page(Participant), name="Zoltan", links="https://lin.example.org\r\n")
    )
    lin = Participant.objects.get(name="Zoltan")
    assert lin.links == ["https://lin.example.org"]
    assert "Zoltan" in client.get(list_page(Participant)).content.decode()
    for viewer in ("owner", "reader", "other", "stranger"):
        assert "Zoltan" not in browser(viewer).get(list_page(Participant)).content.decode()
    assert was_saved(
        send(client, add_page(Membership), trip=ours.trip.pk, participant=lin.pk, diet="vegan")
    )
    assert list(ours.trip.memberships.values_list("participant__name", "diet")) == [
        ("ours person", "private-diet"),
        ("Zoltan", "vegan"),
    ]
    assert "Zoltan" in browser("reader").get(list_page(Participant)).content.decode()


def test_a_person_is_added_with_the_trips(browser, ours):
    client = browser("editor")
    fields = fields_of(client.get(add_page(Participant))) | {"name": "Zoltan"}
    fields |= {
        "memberships-TOTAL_FORMS": "1",
        "memberships-0-trip": ours.trip.pk,
        "memberships-0-role": "host",
        "memberships-0-listed_for": "members",
    }
    assert was_saved(client.post(add_page(Participant), fields))
    assert Membership.objects.get(participant__name="Zoltan").role == "host"


def test_whom_one_added_is_not_ones_own_on_the_trips_of_others(browser, ours, theirs):
    client = browser("editor")
    send(client, add_page(Participant), name="Zoltan")
    lin = Participant.objects.get(name="Zoltan")
    make.make_membership(theirs.trip, lin)
    assert client.get(change_page(lin)).status_code == 302
    assert browser("other").get(change_page(lin)).status_code == 200


def test_a_shared_person_shows_nothing_of_the_other_trip(browser, ours, theirs):
    make.make_membership(theirs.trip, ours.participant, room="elsewhere")
    client = browser("owner")
    text = client.get(change_page(ours.participant)).content.decode()
    assert "ours trip" in text
    assert "theirs" not in text
    assert was_saved(send(client, change_page(ours.participant), position="Chair"))
    for page in ("delete", "history"):
        address = reverse(f"admin:people_participant_{page}", args=[ours.participant.pk])
        assert client.get(address).status_code == 403
    action = {"action": "delete_selected", "_selected_action": ours.participant.pk}
    assert client.post(list_page(Participant), {**action, "post": "yes"}).status_code == 403
    assert "theirs" not in client.post(list_page(Participant), action).content.decode()


def test_who_edits_one_of_a_persons_trips_changes_no_membership_of_another(browser, ours, theirs):
    make.make_organizer(theirs.trip, make.User.objects.get(username="owner"), role="reader")
    both = make.make_membership(theirs.trip, ours.participant, role="host")
    client = browser("owner")
    fields = fields_of(client.get(change_page(ours.participant)))
    forged = {
        "memberships-TOTAL_FORMS": "2",
        "memberships-INITIAL_FORMS": "2",
        "memberships-0-id": ours.membership.pk,
        "memberships-1-id": both.pk,
        "memberships-1-role": "guest",
        "memberships-1-DELETE": "on",
    }
    client.post(change_page(ours.participant), {**fields, **forged})
    both.refresh_from_db()
    assert both.role == "host"
    response = client.get(change_page(both))
    assert "room" not in fields_of(response)


def test_a_person_is_on_a_trip_once(browser, ours):
    response = send(
        browser("owner"),
        add_page(Membership),
        trip=ours.trip.pk,
        participant=ours.participant.pk,
    )
    assert errors_of(response) == ["This person is on the trip already."]


def test_the_only_trip_is_chosen_already(browser, ours):
    for model in (Place, Membership, Day):
        fields = fields_of(browser("owner").get(add_page(model)))
        assert fields["trip"] == str(ours.trip.pk)
    assert fields_of(browser("superuser").get(add_page(Place)))["trip"] == ""


def test_what_is_added_on_the_way_is_of_the_same_trip(browser, ours, theirs):
    text = browser("superuser").get(change_page(ours.day)).content.decode()
    assert f"{add_page(Place)}?_to_field=id&amp;_popup=1&amp;trip={ours.trip.pk}" in text
    fields = fields_of(browser("superuser").get(f"{add_page(Place)}?trip={ours.trip.pk}"))
    assert fields["trip"] == str(ours.trip.pk)


def test_links_name_the_wrong_line(browser, ours):
    lines = "https://ok.example.org\r\n\r\njavascript:alert(1)\r\nftp://x.example.org"
    response = send(browser("owner"), change_page(ours.participant), links=lines, position="Typed")
    assert errors_of(response) == [
        "Line 3: “javascript:alert(1)” is no address. Write one like https://example.org.",
        "Line 4: “ftp://x.example.org” is no address. Write one like https://example.org.",
    ]
    fields = fields_of(response)
    assert (fields["links"], fields["position"]) == (lines, "Typed")
    assert was_saved(
        send(browser("owner"), change_page(ours.organization), links="http://a.example/\r\n\r\n")
    )
    ours.organization.refresh_from_db()
    assert ours.organization.links == ["http://a.example/"]


def test_a_new_host_is_added_on_the_way(browser, ours):
    """As the "+" beside the field does: the row is added first, the form is saved later."""
    client = browser("editor")
    send(client, add_page(Organization), name="City library")
    library = Organization.objects.get(name="City library")
    assert was_saved(send(client, change_page(ours.session), hosts=[library.pk]))
    assert list(ours.session.hosts.all()) == [library]


@pytest.mark.parametrize("viewer", ["editor", "owner", "superuser"])
def test_links_of_members_are_revoked(browser, ours, viewer):
    action = {"action": "revoke_links", "_selected_action": ours.membership.pk}
    response = browser(viewer).post(list_page(Membership), action, follow=True)
    assert "1 member&#x27;s join link" in response.content.decode()
    ours.membership.refresh_from_db()
    assert ours.membership.token_version == 2


def test_links_are_revoked_in_trips_that_one_edits(browser, ours, theirs):
    make.make_organizer(theirs.trip, make.User.objects.get(username="owner"), role="reader")
    action = {
        "action": "revoke_links",
        "_selected_action": [ours.membership.pk, theirs.membership.pk],
    }
    browser("owner").post(list_page(Membership), action)
    browser("reader").post(list_page(Membership), action)
    versions = Membership.objects.order_by("pk").values_list("pk", "token_version")
    assert dict(versions) == {ours.membership.pk: 2, theirs.membership.pk: 1}


# Documents and notes


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://[", "https://", "not a link", "ftp://a.example/"]
)
def test_a_document_needs_an_address(browser, ours, url):
    response = send(browser("owner"), change_page(ours.linkeddoc), url=url, title="Typed")
    assert "Write an address that starts with http:// or https://." in errors_of(response)
    response = add_row(
        browser("owner"),
        change_page(ours.day),
        "linked_docs",
        url=url,
        order="0",
        visibility="inherit",
    )
    assert "Write an address that starts with http:// or https://." in errors_of(response)


def test_an_address_is_kept_as_it_is_written(browser, ours):
    url = "HTTPS://Docs.Example.org/%E7%AD%86記?b=2&a=1#x"
    response = add_row(
        browser("editor"),
        change_page(ours.trip),
        "linked_docs",
        url=url,
        order="0",
        visibility="inherit",
    )
    assert was_saved(response)
    assert ours.trip.linked_docs.get().url == url


def test_an_address_once_per_target(browser, ours):
    client, url = browser("owner"), ours.linkeddoc.url
    message = "This address is linked here already."
    row = {"url": url, "order": "0", "visibility": "inherit"}
    response = add_row(client, change_page(ours.session), "linked_docs", **row)
    assert "Two rows have the same address." in errors_of(response)
    response = send(client, add_page(LinkedDoc), session=ours.session.pk, **row)
    assert errors_of(response) == [message]
    fields = fields_of(client.get(change_page(ours.trip))) | {"linked_docs-TOTAL_FORMS": "2"}
    for i in (0, 1):
        fields |= {f"linked_docs-{i}-{name}": value for name, value in row.items()}
    response = client.post(change_page(ours.trip), fields)
    assert errors_of(response) == ["Two rows have the same address."]


@pytest.mark.parametrize("model", [LinkedDoc, Note])
def test_exactly_one_target(browser, ours, model):
    for targets in ({}, {"trip": ours.trip.pk, "day": ours.day.pk}):
        response = send(browser("superuser"), add_page(model), url="https://a.example/", **targets)
        assert "Choose exactly one: the trip, a day or a session." in errors_of(response)


def test_a_text_is_saved_as_a_revision(browser, ours):
    client = browser("editor")
    make.User.objects.filter(username="editor").update(first_name="Edith", last_name="Tor")
    assert was_saved(send(client, change_page(ours.note), body="# New\r\n\r\ntext\r\n"))
    ours.note.refresh_from_db()
    assert (ours.note.body, ours.note.revision) == ("# New\n\ntext\n", 2)
    newest = ours.note.revisions.first()
    assert (newest.number, newest.body, newest.author_name, newest.user.username) == (
        2,
        "# New\n\ntext\n",
        "Edith Tor",
        "editor",
    )
    text = client.get(change_page(ours.note)).content.decode()
    assert "Edith Tor" in text


def test_without_a_new_text_there_is_no_revision(browser, ours):
    assert was_saved(send(browser("editor"), change_page(ours.note), title="Titled"))
    ours.note.refresh_from_db()
    assert (ours.note.title, ours.note.revision, ours.note.revisions.count()) == ("Titled", 1, 1)


@pytest.mark.parametrize(
    ("purpose", "visibility"), [("preparation", "members"), ("minutes", "inherit")]
)
def test_a_new_note_is_as_visible_as_usual(browser, ours, purpose, visibility):
    day = make.make_day(ours.trip)
    assert was_saved(
        send(browser("editor"), add_page(Note), day=day.pk, purpose=purpose, body="Why?\r\n")
    )
    note = day.notes.get()
    assert (note.visibility, note.body, note.revision) == (visibility, "Why?\n", 1)
    assert note.revisions.get().author_name == "editor"
    other_day = make.make_day(ours.trip)
    assert was_saved(
        add_row(browser("editor"), change_page(other_day), "notes", purpose=purpose, visibility="")
    )
    assert other_day.notes.get().visibility == visibility


def test_a_new_note_is_as_visible_as_chosen(browser, ours):
    response = send(
        browser("editor"),
        add_page(Note),
        day=ours.day.pk,
        purpose="preparation",
        visibility="inherit",
    )
    assert was_saved(response)
    assert ours.day.notes.get().visibility == "inherit"


def test_a_note_of_a_purpose_once_per_target(browser, ours):
    client = browser("owner")
    message = "There is a note of this purpose here already."
    response = send(client, add_page(Note), session=ours.session.pk, purpose="minutes")
    assert errors_of(response) == [message]
    response = add_row(client, change_page(ours.session), "notes", purpose="minutes")
    assert "Two notes have the same purpose." in errors_of(response)
    fields = fields_of(client.get(change_page(ours.day))) | {"notes-TOTAL_FORMS": "2"}
    for i in (0, 1):
        fields |= {f"notes-{i}-purpose": "minutes", f"notes-{i}-title": f"Note {i}"}
    assert errors_of(client.post(change_page(ours.day), fields)) == [
        "Two notes have the same purpose."
    ]


@pytest.mark.parametrize("name", ["linkeddoc", "note"])
def test_a_form_without_a_target_comes_back_as_a_form(browser, ours, name):
    row = getattr(ours, name)
    response = send(browser("editor"), change_page(row), session="", title="Typed")
    assert errors_of(response) == ["Choose exactly one: the trip, a day or a session."]
    assert fields_of(response)["title"] == "Typed"


def test_an_older_text_can_be_read(browser, ours):
    send(browser("editor"), change_page(ours.note), body="newer")
    response = browser("reader").get(change_page(ours.revision))
    assert "ours minutes" in response.content.decode()


# Rows of other trips, posted by hand

NOT_THERE = "Select a valid choice. That choice is not one of the available choices."


def not_there(pk):
    return f"Select a valid choice. {pk} is not one of the available choices."


def test_foreign_keys_to_other_trips_are_refused(browser, ours, theirs):
    client = browser("owner")
    forged = [
        (change_page(ours.session), {"day": theirs.day.pk}),
        (change_page(ours.session), {"place": theirs.place.pk}),
        (change_page(ours.session), {"attendances-0-membership": theirs.membership.pk}),
        (change_page(ours.day), {"sessions-0-place": theirs.place.pk}),
        (change_page(ours.participant), {"organization": theirs.organization.pk}),
        (change_page(ours.linkeddoc), {"session": theirs.session.pk}),
        (change_page(ours.linkeddoc), {"session": "", "trip": theirs.trip.pk}),
        (change_page(ours.note), {"session": "", "day": theirs.day.pk}),
        (add_page(Day), {"trip": theirs.trip.pk, "date": "2026-11-29"}),
        (add_page(Place), {"trip": theirs.trip.pk, "name": "x"}),
        (add_page(Session), {"day": theirs.day.pk, "title": "x"}),
        (add_page(Membership), {"participant": theirs.participant.pk}),
        (add_page(Membership), {"trip": theirs.trip.pk, "participant": ours.participant.pk}),
        (add_page(LinkedDoc), {"trip": theirs.trip.pk, "url": "https://a.example/"}),
        (add_page(Note), {"session": theirs.session.pk, "body": "x"}),
    ]
    for address, fields in forged:
        assert NOT_THERE in errors_of(send(client, address, **fields)), (address, fields)
    response = send(client, change_page(ours.session), hosts=[theirs.host.pk])
    assert errors_of(response) == [not_there(theirs.host.pk)]
    response = add_row(
        client,
        change_page(ours.participant),
        "memberships",
        trip=theirs.trip.pk,
        role="host",
        listed_for="public",
    )
    assert NOT_THERE in errors_of(response)


def test_readers_rights_add_nothing_to_an_editors(browser, ours, theirs):
    """Who only reads a trip can't choose it, or what is in it, for a row of their own trip."""
    make.make_organizer(theirs.trip, make.User.objects.get(username="owner"), role="reader")
    client = browser("owner")
    assert client.get(change_page(theirs.session)).status_code == 200
    assert client.post(change_page(theirs.session), {"title": "x"}).status_code == 403
    assert client.get(delete_page(theirs.session)).status_code == 403
    for address, fields in [
        (add_page(Place), {"trip": theirs.trip.pk, "name": "x"}),
        (add_page(Session), {"day": theirs.day.pk, "title": "x"}),
        (change_page(ours.session), {"place": theirs.place.pk}),
    ]:
        assert NOT_THERE in errors_of(send(client, address, **fields))


def test_rows_stay_in_their_trip(browser, ours, theirs):
    """Also where one edits both trips."""
    make.make_organizer(theirs.trip, make.User.objects.get(username="owner"))
    client = browser("owner")
    for row, fields in [
        (ours.day, {"trip": theirs.trip.pk}),
        (ours.place, {"trip": theirs.trip.pk}),
        (ours.membership, {"trip": theirs.trip.pk}),
    ]:
        assert was_saved(send(client, change_page(row), **fields))
        row.refresh_from_db()
        assert row.trip == ours.trip
    for row, fields in [
        (ours.session, {"day": theirs.day.pk}),
        (ours.session, {"attendances-0-membership": theirs.membership.pk}),
        (ours.linkeddoc, {"session": theirs.session.pk}),
        (ours.note, {"session": theirs.session.pk}),
    ]:
        assert NOT_THERE in errors_of(send(client, change_page(row), **fields))


def test_a_new_session_takes_place_and_people_of_its_trip(browser, ours, theirs):
    make.make_organizer(theirs.trip, make.User.objects.get(username="owner"))
    client = browser("owner")
    fields = fields_of(client.get(add_page(Session)))
    fields |= {"title": "x", "day": ours.day.pk, "place": theirs.place.pk}
    response = client.post(add_page(Session), fields)
    assert errors_of(response) == ["This place belongs to another trip."]
    fields |= {
        "place": "",
        "attendances-TOTAL_FORMS": "1",
        "attendances-0-membership": theirs.membership.pk,
        "attendances-0-role": "host",
    }
    response = client.post(add_page(Session), fields)
    assert errors_of(response) == ["This person is not on the session's trip."]


def test_a_row_of_an_inline_is_not_taken_from_another_trip(browser, ours, theirs):
    """A forged id in a row of an inline leads nowhere."""
    client = browser("owner")
    send(
        client, change_page(ours.day), sessions__0__id=theirs.session.pk, sessions__0__title="Mine"
    )
    send(client, change_page(ours.trip), days__0__id=theirs.day.pk, days__0__title="Mine")
    theirs.session.refresh_from_db()
    theirs.day.refresh_from_db()
    assert (theirs.session.title, theirs.day.title) == ("theirs session", "theirs day")


def test_an_address_does_not_choose_rows_of_another_trip(browser, ours, theirs):
    client = browser("owner")
    for model, query in [
        (Session, f"day={theirs.day.pk}&place={theirs.place.pk}"),
        (Place, f"trip={theirs.trip.pk}"),
        (Note, f"session={theirs.session.pk}"),
    ]:
        assert "theirs" not in client.get(f"{add_page(model)}?{query}").content.decode()


# Accounts


def test_a_superuser_makes_organizers(browser, ours):
    response = send(
        browser("superuser"),
        reverse("admin:people_user_add"),
        username="newbie",
        password1="A-long-pass-1",
        password2="A-long-pass-1",
        is_staff="on",
    )
    assert was_saved(response)
    user = make.User.objects.get(username="newbie")
    assert (user.is_staff, user.is_superuser) == (True, False)
    assert was_saved(
        send(
            browser("superuser"),
            reverse("admin:people_user_change", args=[user.pk]),
            first_name="New",
        )
    )


def test_what_no_trip_has_is_refused_in_the_form_of_its_row(browser, ours):
    client = browser("editor")
    for row, field, typed, message in (
        (ours.day, "date", "0001-01-01", "Write a date between 1900 and 2199."),
        (ours.session, "end_date", "9999-12-31", "Write a date between 1900 and 2199."),
        (ours.membership, "joins_on", "0001-01-01", "Write a date between 1900 and 2199."),
        (ours.session, "title", "\u200b", "Write something that can be seen."),
        (ours.place, "name", "\u200b", "Write something that can be seen."),
    ):
        response = send(client, change_page(row), **{field: typed})
        assert errors_of(response) == [message]
