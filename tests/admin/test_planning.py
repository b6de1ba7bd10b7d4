"""The page that plans a day: what is typed, moved, pasted and saved there."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from events.models import Attendance, Day, Membership, Place, Session
from people.history import bulk_create, records_of
from people.models import Participant
from tests import factories as make
from tests.history import edit

from .forms import send
from .planning import PlanPage

pytestmark = pytest.mark.usefixtures("recorded")


@pytest.fixture
def plan(browser, ours):
    """Return a function that opens the page of our day."""
    return lambda viewer="editor": PlanPage(browser(viewer), ours.day)


def planned(day) -> list[str]:
    """What is stored of a day, in its order."""
    return [
        f"{s.start or ''}–{s.end or ''} {s.title}".replace(":00–", "–").replace(":00 ", " ")
        for s in day.sessions.all()
    ]


# Typing


def test_a_day_is_typed_and_saved(plan, ours):
    page = plan().type(when="930-10.15", title="ours walk", place="OURS place")
    page = page.press("check").type(when="下午2點", title="ours visit", kind="visit", status="idea")
    assert page.rows == ["09:30–10:30 ours session", "930-10.15 ours walk", "下午2點 ours visit"]
    page = page.save()
    assert page.rows == [
        "09:30–10:30 ours session",
        "09:30–10:15 ours walk",
        "14:00 ours visit",
    ]
    walk, visit = ours.day.sessions.exclude(pk=ours.session.pk)
    assert (walk.place, visit.kind, visit.status) == (ours.place, "visit", "idea")
    assert Place.objects.filter(trip=ours.trip).count() == 1
    record = records_of(Session).objects.get(id=walk.pk)
    assert (record.history_type, record.history_user.username) == ("+", "editor")


def test_a_page_saved_as_it_is_changes_nothing(plan, ours):
    records = records_of(Session).objects.count()
    plan().save()
    assert records_of(Session).objects.count() == records
    ours.session.refresh_from_db()
    assert (ours.session.sequence, str(ours.session.end)) == (0, "10:30:00")


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"when": "25 o'clock"}, {"when": "Write a time like 9:30, 930–1015 or 2pm–3:30pm."}),
        (
            {"when": "10:00–9:00"},
            {
                "when": "It cannot end before it starts. Where it ends on the next day, write +1 "
                "after the time: 22:00–01:00 +1."
            },
        ),
        ({"day": "987654"}, {"day": "This is no day of the trip. Choose one."}),
        (
            {"title": "x" * 501},
            {"title": "Ensure this value has at most 500 characters (it has 501)."},
        ),
        (
            {"kind": "party", "status": "sure"},
            {
                name: f"Select a valid choice. {value} is not one of the available choices."
                for name, value in (("kind", "party"), ("status", "sure"))
            },
        ),
        (
            {"place": "x" * 501},
            {"place": "Ensure this value has at most 500 characters (it has 501)."},
        ),
        (
            {"people": "x" * 501},
            {"people": f"“{'x' * 30}…” is longer than 500 characters."},
        ),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_stays(plan, ours, typed, errors):
    page = plan().type("ours session", **typed).type(when="8:00", title="New").refused()
    title = typed.get("title", "ours session")
    assert page.errors(title) == errors
    kept = {name: page.typed(page.uid(title), name) for name in typed}
    # What no menu has can't be chosen in it.
    assert kept == (typed if not typed.keys() & {"day", "kind"} else dict.fromkeys(typed, ""))
    assert page.typed(page.uid("New"), "when") == "8:00"
    assert planned(ours.day) == ["09:30–10:30 ours session"]


def test_a_session_needs_a_title(plan):
    page = plan().type(when="8:00").refused()
    assert page.errors("") == {"title": "This field is required."}


def test_a_time_that_the_clocks_jump_over_is_told(plan, ours):
    edit([ours.day], date=dt.date(2026, 3, 29))
    page = plan().type(when="3:30", title="Night").refused()
    assert "does not exist on 2026-03-29" in page.errors("Night")["when"]


def test_a_session_past_midnight_and_one_of_several_days(plan, ours):
    plan().type(when="22:00–1:00 +1", title="ours dance").save()
    page = plan().type(when="15:00 +3", title="ours hotel").save()
    dance, hotel = Session.objects.filter(title__in=["ours dance", "ours hotel"]).order_by("title")
    assert (dance.end_date - ours.day.date).days == 1
    assert (hotel.end, (hotel.end_date - ours.day.date).days) == (None, 3)
    assert page.rows[1:] == ["15:00 +3 ours hotel", "22:00–01:00 +1 ours dance"]


# Places and people


def test_a_new_place_is_added_to_the_trip_once(plan, ours):
    page = plan().type(title="One", place="City Hall").press("check")
    page.type(title="Two", place="city hall")
    assert "“City Hall” is a new place" in page.html.text
    page.save()
    assert list(ours.trip.places.values_list("name", flat=True)) == ["ours place", "City Hall"]
    assert set(Session.objects.filter(title__in=["One", "Two"]).values_list("place__name")) == {
        ("City Hall",)
    }


def test_places_that_share_a_name_are_told_apart(plan, ours):
    make.make_place(ours.trip, "Hall", address="1 Pier")
    make.make_place(ours.trip, "Hall", address="2 Pier")
    page = plan().type("ours session", place="hall").refused()
    assert page.errors("ours session") == {
        "place": "Several are called “hall”. Write one of these: Hall (1 Pier), Hall (2 Pier)."
    }
    page.type("ours session", place="Hall (2 Pier)").save()
    assert ours.day.sessions.get().place.address == "2 Pier"


def people_of(session):
    return [(a.membership.participant.name, a.role) for a in session.attendances.all()]


def test_people_are_typed_by_name_or_handle_and_keep_what_they_do(plan, ours):
    edit(Attendance.objects.all(), role="note-taker")
    make.make_membership(ours.trip, make.make_participant("Ann Lee, PhD", handle="ann"))
    ken = make.make_membership(ours.trip, "Ken")
    page = plan().type("ours session", people="ours person, @ANN，ken").save()
    assert people_of(ours.session) == [
        ("ours person", "note-taker"),
        ("Ann Lee, PhD", "attendee"),
        ("Ken", "attendee"),
    ]
    assert page.typed(page.uid("ours session"), "people") == "ours person, Ann Lee, PhD, Ken"
    make.make_attendance(ours.session, make.make_membership(ours.trip, "Meanwhile"))
    page.type("ours session", people="Ann Lee, PhD, Ken").save()
    assert [name for name, _role in people_of(ours.session)] == [
        "Ann Lee, PhD",
        "Ken",
        "Meanwhile",
    ]
    assert ken.attendances.count() == 1


def test_nobody_is_added_to_the_trip_without_a_word(plan, ours):
    page = plan().type(title="One", people="Jonas").refused()
    assert page.told == ["Say who the people are whom the trip does not have yet."]
    assert not Participant.objects.filter(name="Jonas").exists()
    page.save(person_is=["new"])
    plan().type(title="Two", people="jonas").save()
    assert Participant.objects.filter(name__iexact="jonas").count() == 1
    member = Membership.objects.get(participant__name="Jonas")
    assert (member.trip, member.role, member.listed_for, member.attendances.count()) == (
        ours.trip,
        "delegate",
        "members",
        2,
    )


def test_people_of_ones_other_trips_are_offered_and_no_others(browser, ours, theirs):
    other = make.make_trip(title="Other week")
    make.make_organizer(other, ours.user, role="reader")
    jonas = make.make_participant("Jonas", organization=ours.organization)
    make.make_membership(other, jonas)
    make.make_membership(theirs.trip, make.make_participant("Jonas", handle="secret"))
    page = PlanPage(browser("owner"), ours.day).type(title="One", people="JONAS").press("check")
    options = [option.text for option in page.html.select("[name=person_is] option")]
    assert options == [
        "Choose…",
        "Jonas (ours home) of “Other week”",
        "Add “JONAS” as a new person",
    ]
    page.save(person_is=[jonas.uid])
    assert ours.trip.memberships.get(participant=jonas).attendances.count() == 1


def test_two_names_of_one_person_make_one_member(browser, ours):
    other = make.make_trip(title="Other week")
    make.make_organizer(other, ours.user)
    jonas = make.make_participant("Jonas", handle="jo")
    make.make_membership(other, jonas)
    page = PlanPage(browser("owner"), ours.day).type(title="One", people="Jonas, @jo")
    page.press("check").save(person_is=[jonas.uid, jonas.uid])
    assert ours.trip.memberships.filter(participant=jonas).count() == 1


def test_people_who_share_a_name_are_told_apart(plan, ours):
    make.make_membership(ours.trip, make.make_participant("Ann", handle="ann1"))
    make.make_membership(ours.trip, make.make_participant("Ann"))
    page = plan().type("ours session", people="Ann").refused()
    assert page.errors("ours session") == {
        "people": "Several are called “Ann”. Write one of these: Ann (ann1), Ann (2)."
    }
    page.type("ours session", people="Ann (2), ann1").save()
    assert ours.session.attendances.count() == 2


# Moving


@pytest.fixture
def full(ours):
    """Our day with three sessions, and two more days."""
    make.make_session(ours.day, "Lunch", start="11:00", end="12:00")
    make.make_session(ours.day, "Idea")
    return make.make_days(ours.trip, 2)


def test_sessions_move_up_and_down_by_buttons(plan, full, ours):
    page = plan().press("up", "Lunch")
    assert page.rows == ["Idea", "09:30–10:30 Lunch", "11:00–12:00 ours session"]
    page = page.press("down", "Idea")
    assert page.rows == ["09:30–10:30 Lunch", "10:30 Idea", "11:00–12:00 ours session"]
    page.save()
    assert planned(ours.day) == ["09:30–10:30 Lunch", "10:30– Idea", "11:00–12:00 ours session"]


def test_sessions_are_dropped_before_others_and_at_the_end(plan, full):
    page = plan()
    uid, other = page.uid("ours session"), page.uid("Lunch")
    page = page.press(f"before:{other}:{uid}")
    assert page.rows == ["Idea", "09:30–10:30 Lunch", "11:00–12:00 ours session"]
    page = page.press(f"before:{other}:")
    assert page.rows == ["Idea", "09:30–10:30 ours session", "11:00–12:00 Lunch"]


def test_side_by_side_sessions_keep_the_order_of_the_page(plan, ours):
    make.make_session(ours.day, "Second", start="09:30", end="10:30")
    plan().press("up", "Second").save()
    assert planned(ours.day) == ["09:30–10:30 Second", "09:30–10:30 ours session"]


def test_a_session_with_a_time_is_not_moved_before_one_without(plan, full):
    page = plan().press("up", "ours session")
    assert page.told == ["Sessions without a time stand first. Give them one, or empty this one's."]
    assert page.rows == ["Idea", "09:30–10:30 ours session", "11:00–12:00 Lunch"]


def test_a_row_is_moved_from_where_its_new_time_puts_it(plan, full):
    page = plan().type("Lunch", when="").press("up", "Lunch")
    assert page.rows == ["Lunch", "Idea", "09:30–10:30 ours session"]
    page = page.type("Idea", when="8:00").press("down", "Idea")
    assert page.rows == ["Lunch", "08:00–09:00 ours session", "10:30 Idea"]


def test_nothing_is_moved_while_a_time_is_wrong(plan, full):
    page = plan().type("Lunch", when="soon").press("up", "Lunch")
    assert "Put the times right first. Then sessions can be moved." in page.told
    assert page.errors("Lunch") == {"when": "Write a time like 9:30, 930–1015 or 2pm–3:30pm."}


def test_a_session_moves_to_another_day_with_its_last_date(plan, full, ours):
    page = plan().type("Lunch", when="11:00–9:00 +1").save()
    page = page.press(f"day:{page.uid('Lunch')}:{full[0].pk}")
    assert "Goes to 2026-11-24 Tue when you save." in page.html.text
    response = page.send()
    page = PlanPage(page.client, ours.day, page.client.get(response["Location"]))
    assert page.rows == ["Idea", "09:30–10:30 ours session"]
    lunch = Session.objects.get(title="Lunch")
    assert (lunch.day, lunch.end_date) == (full[0], full[0].date + dt.timedelta(days=1))
    assert lunch.sequence == 2


def test_the_rest_of_the_day_is_shifted(plan, full, ours):
    page = plan()
    page = page.press("shift", shift_from=page.uid("ours session"), shift_by="+15")
    assert page.rows == ["Idea", "09:45–10:45 ours session", "11:15–12:15 Lunch"]
    page = page.press("shift", shift_from=page.uid("Lunch"), shift_by="-30")
    assert page.rows == ["Idea", "09:45–10:45 ours session", "10:45–11:45 Lunch"]
    page.save()
    assert planned(ours.day)[1:] == ["09:45–10:45 ours session", "10:45–11:45 Lunch"]


LESS = "Move it to that day first, or move by less."
REFUSED = [
    ("780", f"Nothing was moved: “Lunch” would begin after midnight, which is another day. {LESS}"),
    ("-600", f"Nothing was moved: “ours session” would begin on the day before. {LESS}"),
    ("soon", "Choose a session, and write by how many minutes to move it."),
]


@pytest.mark.parametrize(("minutes", "told"), REFUSED)
def test_a_day_is_not_shifted_past_its_ends(plan, full, minutes, told):
    page = plan()
    rows = page.rows
    page = page.press("shift", shift_from=page.uid("ours session"), shift_by=minutes)
    assert (page.told, page.rows, page.fields["shift_by"]) == ([told], rows, minutes)


def test_an_end_may_be_shifted_into_the_next_day(plan, ours):
    page = plan().type("ours session", when="22:00–23:30")
    page = page.press("shift", shift_from=page.uid("ours session"), shift_by="60")
    assert page.rows == ["23:00–00:30 +1 ours session"]


# Duplicating and deleting


def test_a_duplicate_has_all_but_notes_and_documents(plan, ours):
    edit(Session.objects.all(), description="Bring boots.", visibility="members")
    edit(Attendance.objects.all(), role="speaker")
    page = plan().press("duplicate", "ours session")
    first, second = page.fields["row"][:2]
    assert page.typed(first, "people") == page.typed(second, "people") == "ours person"
    page.fields |= {f"{second}-title": "ours again", f"{second}-when": "15:00"}
    page.save()
    again = Session.objects.get(title="ours again")
    assert (again.description, again.visibility, again.place) == (
        "Bring boots.",
        "members",
        ours.place,
    )
    assert (people_of(again), list(again.hosts.all())) == (
        [("ours person", "speaker")],
        [ours.host],
    )
    assert (again.notes.count(), again.linked_docs.count()) == (0, 0)
    assert again.uid != ours.session.uid


def test_a_session_is_deleted_after_it_was_said_what_goes_with_it(plan, ours):
    page = plan().press("delete", "ours session")
    assert "is deleted when you save, with 1 note, 1 link." in page.html.text
    assert page.html.select_one("[value=save]").text == "Save, and delete 1 session"
    assert ours.day.sessions.count() == 1
    kept = page.press("keep", "ours session")
    assert kept.rows == page.rows
    kept.save()
    assert ours.day.sessions.count() == 1
    page.save()
    assert ours.day.sessions.count() == 0
    assert records_of(Session).objects.latest("history_id").history_user.username == "editor"


def test_a_new_row_is_taken_away_at_once(plan, ours):
    page = plan().type(title="Oops").press("check").press("delete", "Oops")
    assert page.rows == ["09:30–10:30 ours session"]


# Pasting


def test_lines_become_rows_that_are_looked_at_before_they_are_saved(plan, ours):
    tomorrow = make.make_day(ours.trip)
    lines = "\r\n".join(
        [
            "09:00–09:15 Opening @ City Hall",
            "---",
            "2pm-3pm Talk",
            "11/24 10:00 Tour",
            "930 ours session",
        ]
    )
    page = plan().press("lines", lines=lines)
    assert page.rows == [
        "09:00–09:15 Opening",
        "09:30–10:30 ours session",
        "14:00–15:00 Talk",
        "10:00 Tour",
    ]
    assert page.told == [
        "Line 2 stays here: it has no title (“---”).",
        "Line 5 stays here: it is in the plan already (“930 ours session”).",
    ]
    assert page.fields["lines"] == "---\r\n930 ours session"
    assert ours.day.sessions.count() == 1
    refused = page.refused()
    assert refused.told == [
        "These lines are not in the plan yet. Read them into it, or empty the field."
    ]
    refused.save(lines="")
    assert planned(ours.day) == [
        "09:00–09:15 Opening",
        "09:30–10:30 ours session",
        "14:00–15:00 Talk",
    ]
    assert planned(tomorrow) == ["10:00– Tour"]
    opening = Session.objects.get(title="Opening")
    assert (opening.kind, opening.place.name) == ("ceremony", "City Hall")


def test_a_paste_that_is_too_long_stays_and_is_refused(plan):
    text = "9:00 Opening\r\n" * 800_000
    page = plan().press("lines", lines=text)
    assert page.told == ["Paste 200 lines and 50000 characters at most."]
    assert page.fields["lines"] == text


# Twice, and meanwhile


def test_a_form_that_is_sent_twice_is_saved_once(plan, ours):
    page = plan().type(title="One", place="Pier", people="Jonas").press("check")
    page.fields["person_is"] = ["new"]
    page = page.press("delete", "ours session")
    page.fields["person_is"] = ["new"]
    first, second = page.send(), page.send()
    assert (first.status_code, second.status_code) == (302, 302)
    assert planned(ours.day) == ["– One"]
    assert ours.trip.places.filter(name="Pier").count() == 1
    assert Participant.objects.filter(name="Jonas").count() == 1
    assert Attendance.objects.filter(membership__trip=ours.trip).count() == 1


def test_what_was_typed_on_both_sides_is_asked(plan, browser, ours):
    page = plan().type("ours session", title="ours by the editor", when="9:30–11:00")
    change = reverse("admin:events_session_change", args=[ours.session.pk])
    send(browser("owner"), change, title="ours by the owner", end="12:00")
    uid = ours.session.uid
    page = page.refused()
    assert page.errors("ours by the editor") == {
        "title": "owner changed this meanwhile, from “ours session” to “ours by the owner”. "
        "Here is what you have. Save again to keep yours.",
        "when": "owner changed this meanwhile, from “10:30” to “12:00”. "
        "Here is what you have. Save again to keep yours.",
    }
    assert page.typed(uid, "when") == "9:30–11:00"
    page.save()
    assert planned(ours.day) == ["09:30–11:00 ours by the editor"]


def test_what_was_changed_on_one_side_alone_is_kept_from_both(plan, browser, ours):
    tomorrow = make.make_day(ours.trip)
    make.make_session(ours.day, "Lunch")
    page = plan().type("ours session", title="ours new title")
    change = reverse("admin:events_session_change", args=[ours.session.pk])
    send(browser("owner"), change, start="9:45", day=str(tomorrow.pk), place="")
    page.save()
    assert planned(tomorrow) == ["09:45–10:30 ours new title"]
    assert Session.objects.get(title="ours new title").place is None


def test_a_session_that_somebody_deleted_meanwhile_is_not_lost(plan, ours):
    page = plan().type("ours session", title="ours typed")
    ours.session.delete()
    page = page.refused()
    assert page.told == ["Somebody deleted this session meanwhile. Save again to add it anew."]
    page.save()
    assert planned(ours.day) == ["09:30–10:30 ours typed"]
    assert ours.day.sessions.get().uid != ours.session.uid


def test_a_session_that_somebody_changed_is_not_deleted_unseen(plan, browser, ours):
    page = plan().press("delete", "ours session")
    change = reverse("admin:events_session_change", args=[ours.session.pk])
    send(browser("owner"), change, title="ours important")
    page = page.refused()
    assert page.told == ["Somebody changed this meanwhile. Save again to delete it all the same."]
    page.save()
    assert ours.day.sessions.count() == 0


# Others' rows


def test_rows_of_another_trip_are_out_of_reach(plan, theirs, ours):
    page = plan()
    uid = theirs.session.uid
    stolen = {
        "row": [*page.fields["row"], uid],
        f"{uid}-title": "Taken",
        f"{uid}-day": str(ours.day.pk),
        f"{uid}-kind": "other",
        f"{uid}-status": "confirmed",
        f"{uid}-version": "1",
    }
    assert PlanPage(page.client, ours.day, page.send(**stolen)).told
    page.send(**stolen | {f"{uid}-is_deleted": "1"})
    page = page.type("ours session", day=str(theirs.day.pk)).refused()
    assert page.errors("ours session") == {"day": "This is no day of the trip. Choose one."}
    theirs.session.refresh_from_db()
    assert (theirs.session.title, theirs.session.day) == ("theirs session", theirs.day)


@pytest.mark.parametrize("fields", [{}, {"row": "x"}, {"row": "A" * 16, "do": "up:x"}])
def test_a_form_without_its_fields_is_answered(browser, ours, fields):
    page = PlanPage(browser("owner"), ours.day)
    response = browser("owner").post(page.address, {"do": "check", **fields})
    assert response.status_code == 200
    assert planned(ours.day) == ["09:30–10:30 ours session"]


@pytest.mark.parametrize(
    "what", ["up", "day:x", "keep", "delete", "duplicate", "before:x:y", "down:", "nothing"]
)
def test_buttons_that_nobody_has_change_nothing(plan, what):
    page = plan().press(what)
    assert page.rows == ["09:30–10:30 ours session"]


def test_the_way_to_the_page(browser, ours):
    other = make.make_day(ours.trip)
    address = reverse("admin:events_day_plan", args=[ours.day.pk])
    for page in (
        reverse("admin:events_day_change", args=[ours.day.pk]),
        reverse("admin:events_day_changelist"),
        reverse("admin:events_day_plan", args=[other.pk]),
    ):
        assert f'href="{address}"' in browser("editor").get(page).content.decode()
    for page in (
        reverse("admin:events_day_change", args=[ours.day.pk]),
        reverse("admin:events_day_changelist"),
    ):
        assert f'href="{address}"' not in browser("reader").get(page).content.decode()


# Rights and speed


@pytest.mark.parametrize(("viewer", "status"), [("reader", 403), ("other", 302), ("stranger", 302)])
def test_who_may_not_change_the_trip_plans_nothing(browser, ours, viewer, status):
    page = PlanPage(browser("editor"), ours.day).type("ours session", title="Changed")
    fields = {**page.fields, "do": "save"}
    assert browser(viewer).post(page.address, fields).status_code == status
    assert planned(ours.day) == ["09:30–10:30 ours session"]


@pytest.mark.parametrize("days", [1, 40])
def test_a_page_asks_as_often_in_a_long_trip_as_in_a_short_one(
    plan, ours, django_assert_num_queries, days
):
    """With 20 sessions in the trip, and with 1,000."""
    make_many(ours, days, 20 if days == 1 else 25)
    # Asked for once in the life of a process.
    ContentType.objects.get_for_model(Day)
    page = plan()
    with django_assert_num_queries(9):
        page = PlanPage(page.client, ours.day)
    assert len(page.rows) == ours.day.sessions.count()
    with django_assert_num_queries(14):
        page.press("check")
    with django_assert_num_queries(14):
        assert page.send().status_code == 302
    page.type("ours session", when="9:45")
    with django_assert_num_queries(22):
        assert page.send().status_code == 302


@pytest.mark.parametrize("changed", [2, 40])
def test_rows_that_were_typed_in_cost_no_queries_until_they_are_saved(
    plan, ours, django_assert_num_queries, changed
):
    make_many(ours, 1, 50)
    ContentType.objects.get_for_model(Day)
    page = plan()
    for n in range(changed):
        page.type(f"Session {n}", title=f"Talk {n}", when="9:45", people="Somebody new")
    with django_assert_num_queries(15):
        shown = page.press("check")
    assert sum("Talk" in row for row in shown.rows) == changed


def make_many(world, days, of_each):
    """Fill the trip with sessions that have a place, and one person in all of them."""
    dates = [world.day, *make.make_days(world.trip, days - 1)]
    bulk_create(
        Session(day=day, title=f"Session {n}", place=world.place)
        for day in dates
        for n in range(of_each)
    )
    added = Session.objects.filter(day__trip=world.trip).exclude(pk=world.session.pk)
    bulk_create(Attendance(session=session, membership=world.membership) for session in added)
