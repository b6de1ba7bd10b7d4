"""The same person on several trips: offered when they are added, merged where there are two."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from events.access import Viewer
from events.models import Attendance, Membership, Organizer
from notes.models import Revision
from notes.revisions import save_text
from people.models import FormerUid, Participant
from tests import factories as make
from tests.history import edit, told
from tests.markup import parsed
from tripbook.interchange.importing import import_document, import_note
from tripbook.merging import merge_people

from .forms import fields_of

pytestmark = pytest.mark.usefixtures("recorded")

ADD = "/admin/people/participant/add/"
NO_TRIPS = {
    f"memberships-{name}": "0"
    for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
}


@pytest.fixture
def nora(db):
    return make.make_user("nora")


@pytest.fixture
def spring(nora):
    trip = make.make_trip(title="Spring tour", slug="spring-tour")
    make.make_organizer(trip, nora)
    return trip


@pytest.fixture
def autumn(nora):
    trip = make.make_trip(title="Autumn tour", slug="autumn-tour")
    make.make_organizer(trip, nora)
    return trip


@pytest.fixture
def organizer(client, nora, spring, autumn):
    client.force_login(nora)
    return client


def page(response):
    return parsed(response)


def texts(nodes):
    return [" ".join(node.get_text(" ").split()) for node in nodes]


def errors(response):
    return texts(page(response).select(".errorlist li, .messagelist .error"))


# Who was recorded before is offered


def person_form(name="Mei-Lin", **fields):
    return {**NO_TRIPS, "name": name, "links": "", **fields}


def on_trip(trip):
    row = {"trip": trip.pk, "role": "lead", "listed_for": "members"}
    return {
        "memberships-TOTAL_FORMS": "1",
        **{f"memberships-0-{name}": value for name, value in row.items()},
    }


@pytest.mark.parametrize(
    "typed", [{"name": "mei lin"}, {"name": "ＭＥＩ－ＬＩＮ"}, {"name": "M.", "handle": "@MEILIN"}]
)
def test_somebody_of_the_same_name_or_handle_is_offered_with_their_trips(organizer, spring, typed):
    home = make.make_organization("Harbour office")
    mei = make.make_participant("Mei-Lin", handle="meilin", position="Pilot", organization=home)
    make.make_membership(spring, mei)
    answer = organizer.post(ADD, person_form(**typed))
    assert "Is it the same person?" in " ".join(errors(answer))
    assert texts(page(answer).select("#id_same_as label")) == [
        "Mei-Lin · meilin · Pilot · Harbour office · “Spring tour”",
        "Somebody else: add a new person",
    ]
    assert Participant.objects.count() == 1
    # What was typed is still there.
    assert page(answer).select_one("#id_name")["value"] == typed["name"]


def test_the_same_person_joins_the_trip_and_stays_as_known(organizer, spring, autumn):
    mei = make.make_participant("Mei-Lin", position="Pilot")
    make.make_membership(spring, mei)
    form = person_form(position="Captain", same_as=mei.pk, **on_trip(autumn))
    assert organizer.post(ADD, form).status_code == 302
    mei.refresh_from_db()
    assert (mei.name, mei.position) == ("Mei-Lin", "Pilot")
    assert Participant.objects.count() == 1
    assert list(mei.memberships.order_by("pk").values_list("trip__title", "role")) == [
        ("Spring tour", "delegate"),
        ("Autumn tour", "lead"),
    ]


def test_somebody_else_of_the_same_name_is_a_new_person(organizer, spring, autumn):
    make.make_membership(spring, "Mei-Lin")
    form = person_form(same_as="else", **on_trip(autumn))
    assert organizer.post(ADD, form).status_code == 302
    assert Participant.objects.filter(name="Mei-Lin").count() == 2


def test_who_is_on_the_trip_already_is_not_added_again(organizer, spring):
    mei = make.make_membership(spring, "Mei-Lin").participant
    answer = organizer.post(ADD, person_form(same_as=mei.pk, **on_trip(spring)))
    assert "This person is on the trip already." in errors(answer)
    assert Membership.objects.count() == 1


# The page that adds a member


ADD_MEMBER = "/admin/events/membership/add/"


def member_form(client, trip, **fields):
    """The form that adds a member, as the trip's overview leads to it."""
    return {**fields_of(client.get(f"{ADD_MEMBER}?trip={trip.pk}")), **fields}


def members_of(trip):
    return [member.participant.name for member in trip.memberships.order_by("pk")]


def test_the_name_of_a_new_member_is_typed_in_place(organizer, spring, nora):
    form = member_form(organizer, spring, name=" Mei-Lin ", role="lead", phone="123")
    assert organizer.post(ADD_MEMBER, form).status_code == 302
    member = spring.memberships.get()
    assert (member.participant.name, member.role, member.phone) == ("Mei-Lin", "lead", "123")
    # Of who is on no other trip, the organizer may change the person, too.
    person = f"/admin/people/participant/{member.participant.pk}/change/"
    assert organizer.get(person).status_code == 200


def test_a_known_namesake_of_a_new_member_is_asked_about(organizer, spring, autumn):
    mei = make.make_membership(spring, "Mei-Lin").participant
    form = member_form(organizer, autumn, name="mei lin", phone="123")
    answer = organizer.post(ADD_MEMBER, form)
    assert texts(page(answer).select("#id_same_as label")) == [
        "Mei-Lin · “Spring tour”",
        "Somebody else: add a new person",
    ]
    assert page(answer).select_one("#id_name")["value"] == "mei lin"
    assert page(answer).select_one("#id_phone")["value"] == "123"
    assert members_of(autumn) == []
    assert organizer.post(ADD_MEMBER, {**form, "same_as": mei.pk}).status_code == 302
    assert autumn.memberships.get().participant == mei


def test_a_new_member_may_be_a_namesake(organizer, spring, autumn):
    mei = make.make_membership(spring, "Mei-Lin").participant
    form = member_form(organizer, autumn, name="Mei-Lin", same_as="else")
    assert organizer.post(ADD_MEMBER, form).status_code == 302
    assert members_of(autumn) == ["Mei-Lin"]
    assert autumn.memberships.get().participant != mei


def test_somebody_who_is_chosen_needs_no_name(organizer, spring, autumn):
    mei = make.make_membership(spring, "Mei-Lin").participant
    form = member_form(organizer, autumn, participant=mei.pk)
    assert organizer.post(ADD_MEMBER, form).status_code == 302
    assert autumn.memberships.get().participant == mei


def test_who_is_a_member_is_not_added_by_name_again(organizer, spring):
    mei = make.make_membership(spring, "Mei-Lin").participant
    form = member_form(organizer, spring, name="Mei-Lin", same_as=mei.pk)
    assert "This person is on the trip already." in errors(organizer.post(ADD_MEMBER, form))
    assert members_of(spring) == ["Mei-Lin"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": " "}, "Choose somebody, or write the name of somebody new."),
        ({"name": "x" * 501}, "Ensure this value has at most 500 characters (it has 501)."),
        ({"name": "Bo", "role": "king"}, "Select a valid choice. king is not one of"),
    ],
)
def test_what_names_no_new_member_comes_back(organizer, spring, typed, message):
    answer = organizer.post(ADD_MEMBER, member_form(organizer, spring, phone="123", **typed))
    assert message in " ".join(errors(answer))
    assert page(answer).select_one("#id_phone")["value"] == "123"
    assert (members_of(spring), Participant.objects.count()) == ([], 0)


def test_somebody_chosen_and_a_name_at_once_are_refused(organizer, spring, autumn):
    mei = make.make_membership(spring, "Mei-Lin").participant
    answer = organizer.post(
        ADD_MEMBER, member_form(organizer, autumn, participant=mei.pk, name="Bo")
    )
    assert "and not both" in " ".join(errors(answer))
    assert members_of(autumn) == []


def test_nobody_of_a_trip_of_others_is_offered_for_a_new_member(organizer, spring):
    make.make_membership(make.make_trip(slug="theirs"), "Mei-Lin")
    form = member_form(organizer, spring, name="Mei-Lin")
    assert organizer.post(ADD_MEMBER, form).status_code == 302
    assert Participant.objects.filter(name="Mei-Lin").count() == 2


def test_beside_a_field_the_known_person_is_chosen(organizer, spring):
    mei = make.make_membership(spring, "Mei-Lin").participant
    form = {"name": "Mei-Lin", "links": "", "same_as": mei.pk, "_popup": "1"}
    answer = organizer.post(f"{ADD}?_popup=1", form)
    chosen = json.loads(
        page(answer).select_one("#django-admin-popup-response-constants")["data-popup-response"]
    )
    assert (chosen["value"], chosen["obj"]) == (str(mei.pk), "Mei-Lin")
    assert Participant.objects.count() == 1


def test_a_new_name_is_asked_nothing(organizer, autumn):
    shown = page(organizer.get(ADD))
    assert shown.select_one("[name=same_as]")["type"] == "hidden"
    assert organizer.post(ADD, person_form("Arno", **on_trip(autumn))).status_code == 302
    assert list(autumn.memberships.values_list("participant__name", flat=True)) == ["Arno"]


def test_people_of_foreign_trips_are_nobody_one_knows(organizer, autumn):
    foreign = make.make_membership(make.make_trip(title="Foreign trip"), "Mei-Lin").participant
    assert organizer.post(ADD, person_form(**on_trip(autumn))).status_code == 302
    assert Participant.objects.filter(name="Mei-Lin").count() == 2
    answer = organizer.post(ADD, person_form(same_as=foreign.pk))
    assert foreign.memberships.count() == 1
    assert "Foreign trip" not in answer.content.decode()


def test_trips_that_one_does_not_organize_are_not_named(organizer, spring):
    mei = make.make_membership(spring, "Mei-Lin").participant
    make.make_membership(make.make_trip(title="Foreign trip"), mei)
    answer = organizer.post(ADD, person_form())
    assert texts(page(answer).select("#id_same_as label"))[0] == "Mei-Lin · “Spring tour”"


@pytest.mark.parametrize("people", [1, 8])
def test_searches_of_forms_tell_namesakes_apart(
    organizer, spring, autumn, people, django_assert_num_queries
):
    for i in range(people):
        mei = make.make_participant("Mei-Lin", handle=f"mei{i}")
        make.make_membership(spring, mei)
        make.make_membership(autumn, mei)
    query = {"app_label": "events", "model_name": "membership", "field_name": "participant"}
    with django_assert_num_queries(6):
        found = organizer.get("/admin/autocomplete/", query).json()["results"]
    assert [row["text"] for row in found] == [
        f"Mei-Lin · mei{i} · “Autumn tour”, “Spring tour”" for i in range(people)
    ]


# Who was recorded twice is merged


@pytest.fixture
def two(spring, autumn):
    """Two records of one person: on one trip each, and both on a third."""
    mei = make.make_participant("Mei-Lin", uid="meiMeiMei1", handle="mei", position="Pilot")
    lin = make.make_participant("梅林", uid="linLinLin1", position="Captain", bio="Sails.")
    make.make_membership(spring, mei)
    make.make_membership(autumn, lin, room="12")
    return mei, lin


def merge_page(client, *people):
    ids = ",".join(str(person.pk) for person in people)
    return client.get(reverse("admin:people_participant_merge"), {"ids": ids})


def send(client, people, response=None, **changed):
    ids = ",".join(str(person.pk) for person in people)
    fields = fields_of(response or merge_page(client, *people)) | changed
    return client.post(f"{reverse('admin:people_participant_merge')}?ids={ids}", fields)


def test_the_list_leads_to_the_page(organizer, two):
    mei, lin = two
    form = {"action": "merge_people", "_selected_action": [mei.pk, lin.pk]}
    answer = organizer.post(reverse("admin:people_participant_changelist"), form)
    ids = f"{mei.pk}%2C{lin.pk}"
    assert answer["Location"] == f"/admin/people/participant/merge/?ids={ids}"


@pytest.mark.parametrize("number", [0, 1, 6])
def test_as_many_as_can_be_compared_are_chosen(organizer, spring, number):
    people = [make.make_membership(spring, f"Person {i}").participant for i in range(number)]
    answer = merge_page(organizer, *people)
    assert answer["Location"] == "/admin/people/participant/"


def test_what_differs_is_asked_and_the_rest_is_told(organizer, two):
    shown = page(merge_page(organizer, *two))
    lines = {
        line.legend.get_text(): [
            (cell.get_text(" ", strip=True), bool(cell.select("[checked]")))
            for cell in line.select(".cell")
        ]
        for line in shown.select("fieldset.line")
    }
    stays = lines.pop("Who stays")
    assert stays == [
        ("Mei-Lin Spring tour 0 sessions · 0 saved texts", True),
        ("梅林 Autumn tour 0 sessions · 0 saved texts", False),
    ]
    assert lines == {
        "Name": [("Mei-Lin", True), ("梅林", False)],
        "Handle": [("mei", False), ("–", False)],
        "Organization": [("–", False), ("–", False)],
        "Position": [("Pilot", True), ("Captain", False)],
        "About": [("–", False), ("Sails.", False)],
        "Links": [("–", False), ("–", False)],
    }
    asked = {radio["name"] for radio in shown.select("[type=radio]")}
    assert asked == {"keep", "person-name", "person-position"}


def test_everything_comes_together_in_the_one_who_stays(organizer, two, spring, autumn):
    mei, lin = two
    session = make.make_session(make.make_day(autumn))
    going = make.make_attendance(session, lin.memberships.get(), role="speaker")
    note = make.make_note(session)
    save_text(note=note, body="By Lin.", participant=lin, author_name="梅林")
    answer = send(organizer, two, **{"person-position": lin.pk})
    assert answer["Location"] == f"/admin/people/participant/{mei.pk}/change/"
    mei.refresh_from_db()
    assert (mei.uid, mei.name, mei.position, mei.bio) == (
        "meiMeiMei1",
        "Mei-Lin",
        "Captain",
        "Sails.",
    )
    assert not Participant.objects.filter(pk=lin.pk).exists()
    assert set(mei.memberships.values_list("trip__slug", "room")) == {
        ("spring-tour", ""),
        ("autumn-tour", "12"),
    }
    going.refresh_from_db()
    assert (going.membership.participant, going.role) == (mei, "speaker")
    assert Revision.objects.get(number=2).participant == mei
    assert told(lin)[-1] == ("-", "merge")
    assert told(mei, "position")[-1] == ("~", "merge", "Captain")


def test_the_other_one_may_stay(organizer, two):
    mei, lin = two
    send(organizer, two, keep=lin.pk)
    assert list(Participant.objects.values_list("uid", "name")) == [("linLinLin1", "Mei-Lin")]
    assert list(FormerUid.objects.values_list("uid", flat=True)) == ["meiMeiMei1"]


@pytest.fixture
def both(two, spring):
    """The second is on the first one's trip as well, with sessions and links of their own."""
    mei, lin = two
    first = mei.memberships.get()
    first.diet, first.room = "vegan", "7"
    first.save()
    second = make.make_membership(
        spring, lin, role="lead", diet="no nuts", phone="123", listed_for="organizers"
    )
    day = make.make_day(spring)
    shared, own = make.make_session(day, "Shared"), make.make_session(day, "Own")
    make.make_attendance(shared, first)
    make.make_attendance(shared, second, role="speaker")
    make.make_attendance(own, second, role="note-taker")
    return first, second


def test_two_memberships_of_one_trip_become_one(organizer, two, both, spring):
    mei, _lin = two
    first, second = both
    send(organizer, two, keep=mei.pk, **{f"trip{spring.pk}-diet": second.pk})
    [member] = spring.memberships.all()
    # Nobody is shown to more people than by each of the two.
    assert (member.pk, member.participant, member.listed_for) == (first.pk, mei, "organizers")
    assert (member.diet, member.room, member.phone) == ("no nuts", "7", "123")
    assert list(Attendance.objects.order_by("pk").values_list("session__title", "role")) == [
        ("Shared", "speaker"),
        ("Own", "note-taker"),
    ]
    assert {going.membership for going in Attendance.objects.all()} == {first}


@pytest.mark.parametrize("used", ["first", "second", "neither", "both"])
def test_the_link_that_was_used_goes_on_working(organizer, two, both, spring, used):
    mei, _lin = two
    first, second = both
    paths = {"first": make.join_path(first), "second": make.join_path(second)}
    browsers = {}
    for name, member in (("first", first), ("second", second)):
        if used in (name, "both"):
            browsers[name] = make.member_client(member)
    send(organizer, two, keep=mei.pk)
    good = "second" if used == "second" else "first"
    for name, path in paths.items():
        assert organizer.get(path).status_code == (200 if name == good else 404)
    for name, browser in browsers.items():
        assert browser.get(f"/trips/{spring.slug}/me/").status_code == (
            200 if name == good else 404
        )


def test_who_does_not_edit_all_their_trips_is_told_why_not(organizer, two, nora):
    mei, lin = two
    foreign = make.make_trip(title="Foreign trip")
    make.make_membership(foreign, lin)
    make.make_organizer(foreign, nora, role=Organizer.Role.READER)
    shown = merge_page(organizer, mei, lin)
    assert shown.status_code == 403
    assert "梅林 : is also on a trip that you don't edit." in texts(page(shown).select("li"))
    assert page(shown).select("#content-main form") == []
    foreign.organizers.all().delete()
    again = merge_page(organizer, mei, lin)
    assert "Foreign trip" not in again.content.decode()
    refused = organizer.post(
        again.request["PATH_INFO"] + f"?ids={mei.pk},{lin.pk}", {"keep": mei.pk}
    )
    assert refused.status_code == 403
    assert Participant.objects.count() == 2


def test_people_whom_one_does_not_find_cannot_be_merged(organizer, two):
    foreign = make.make_membership(make.make_trip(), "Foreign").participant
    assert merge_page(organizer, two[0], foreign).status_code == 302


def test_a_page_that_is_out_of_date_is_shown_again(organizer, two):
    shown = merge_page(organizer, *two)
    two[1].position = "Admiral"
    two[1].save()
    answer = send(organizer, two, shown)
    assert "Somebody changed this meanwhile." in answer.content.decode()
    assert "Admiral" in answer.content.decode()
    assert Participant.objects.count() == 2


@pytest.mark.parametrize("wrong", ["person-name", "keep"])
def test_an_answer_that_was_not_offered_is_refused(organizer, two, wrong):
    answer = send(organizer, two, **{wrong: "987"})
    assert "Choose one in each line." in answer.content.decode()
    assert Participant.objects.count() == 2


def test_dates_that_contradict_each_other_are_refused_whole(organizer, two, both, spring):
    first, second = both
    first.joins_on = "2026-11-26"
    first.save()
    second.leaves_on = "2026-11-24"
    second.save()
    answer = send(organizer, two)
    assert "Nobody leaves before they come." in answer.content.decode()
    assert Participant.objects.count() == 2
    assert spring.memberships.count() == 2


@pytest.mark.parametrize("ending", ["/", ".ics"])
def test_an_old_address_leads_to_who_stayed(organizer, two, autumn, ending):
    send(organizer, two)
    visitor, people = Client(), f"/trips/{autumn.slug}/people"
    answer = visitor.get(f"{people}/linLinLin1{ending}")
    assert (answer.status_code, answer["Location"]) == (301, f"{people}/meiMeiMei1{ending}")
    edit(Membership.objects.all(), listed_for="organizers")
    assert visitor.get(f"{people}/linLinLin1{ending}").status_code == 404


def test_who_was_merged_is_not_brought_back_beside_the_other(organizer, two):
    _mei, lin = two
    send(organizer, two)
    root = make.superuser_client()
    record = lin.history.first().history_id
    answer = root.post(reverse("admin:people_participant_restore", args=[lin.pk, record]))
    assert "This person was merged into Mei-Lin." in answer.content.decode()
    assert Participant.objects.count() == 1


def test_what_was_merged_can_be_merged_again(organizer, two, spring):
    mei, lin = two
    send(organizer, two)
    third = make.make_membership(spring, "Third").participant
    send(organizer, [mei, third], keep=third.pk)
    assert dict(FormerUid.objects.values_list("uid", "participant")) == {
        "linLinLin1": third.pk,
        "meiMeiMei1": third.pk,
    }


def test_all_that_leads_to_people_is_moved():
    """A model that is new must be thought of in merge_people."""
    kinds = {
        model: {relation.related_model.__name__ for relation in model._meta.related_objects}
        for model in (Participant, Membership)
    }
    assert kinds == {
        Participant: {"Membership", "Revision", "FormerUid"},
        # A session knows its members by Attendance.
        Membership: {"Attendance", "Session"},
    }


@pytest.mark.parametrize("people", [2, 5])
@pytest.mark.parametrize("trips", [1, 8])
def test_the_page_asks_no_more_for_more(organizer, nora, people, trips, django_assert_num_queries):
    rows = [make.make_participant(f"Person {i}") for i in range(people)]
    for i in range(trips):
        trip = make.make_trip(title=f"Trip {i} more", slug=f"more-{i}")
        make.make_organizer(trip, nora)
        for row in rows:
            make.make_membership(trip, row)
    with django_assert_num_queries(7):
        assert merge_page(organizer, *rows).status_code == 200


# Files and notes that are imported again

NOTE = """---
tags: tour
---
# Autumn tour 2026

## Participants
- 梅林
- Arno

## Programme
### 11/24 Day 1

Opening
"""


def imported(text=NOTE):
    done = import_note(
        data=text.encode(), file_name="autumn.md", slug="autumn", timezone="Europe/Tallinn"
    )
    return done.trip


def merge_in_words(keep, other, **person):
    merge_people(keep=keep, others=[other], person=person, members={})


def names_of(trip):
    return sorted(trip.memberships.values_list("participant__name", flat=True))


def test_the_note_of_a_trip_still_knows_them(spring):
    trip = imported()
    lin = trip.memberships.get(participant__name="梅林").participant
    mei = make.make_membership(spring, "Mei-Lin").participant
    merge_in_words(mei, lin)
    imported()
    assert names_of(trip) == ["Arno", "Mei-Lin"]
    changed = NOTE.replace("Opening\n", "Opening\n\nClosing\n").replace("- Arno", "- Arno\n- Bo")
    imported(changed)
    assert names_of(trip) == ["Arno", "Bo", "Mei-Lin"]
    assert Participant.objects.count() == 3


def test_a_note_that_names_both_brings_nobody_back():
    both = NOTE.replace("- 梅林", "- 梅林\n- Mei-Lin")
    trip = imported(both)
    lin, mei = (
        trip.memberships.get(participant__name=name).participant for name in ("梅林", "Mei-Lin")
    )
    merge_in_words(mei, lin)
    imported(both.replace("Opening\n", "Opening\n\nClosing\n"))
    assert names_of(trip) == ["Arno", "Mei-Lin"]


def exported(client, trip):
    return client.get(f"/trips/{trip.slug}.json").content


def test_a_trip_document_from_before_brings_nobody_back(client, two, both, autumn, spring):
    mei, lin = two
    files = [exported(client, autumn), exported(client, spring)]
    merge_in_words(mei, lin, position="Pilot")
    after = [exported(client, autumn), exported(client, spring)]
    people = Participant.objects.values_list("uid", "name", "position")
    known = list(people)
    for data in files:
        import_document(data=data, file_name="trip.json")
    assert list(people) == known
    assert [json.loads(exported(client, trip))["participants"] for trip in (autumn, spring)] == [
        json.loads(data)["participants"] for data in after
    ]


def test_a_canonical_note_from_before_brings_nobody_back(client, two, autumn):
    mei, lin = two
    make.make_attendance(make.make_session(make.make_day(autumn)), lin.memberships.get())
    Membership.objects.filter(participant=lin).update(listed_for="public")
    written = client.get(f"/trips/{autumn.slug}.md").content
    merge_in_words(mei, lin)
    import_note(data=written, file_name="autumn.md")
    assert list(Participant.objects.values_list("uid", flat=True)) == ["meiMeiMei1"]
    assert Attendance.objects.get().membership.participant == mei


def test_who_may_not_change_the_one_who_stayed_cannot_by_the_old_uid(client, two, autumn, nora):
    """An old uid opens no more than the one it leads to."""
    mei, lin = two
    data = json.loads(exported(client, autumn))
    merge_in_words(mei, lin)
    stranger = make.make_user("stranger")
    trip = make.make_trip(slug="own")
    make.make_organizer(trip, stranger)
    data["trip"] |= {"uid": "another12345", "slug": "another"}
    with pytest.raises(ValueError, match="is not yours to change"):
        import_document(
            data=json.dumps(data).encode(),
            file_name="trip.json",
            viewer=Viewer(roles={trip.pk: "owner"}),
        )
