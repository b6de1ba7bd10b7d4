"""What changed in a trip: the page, the feed, and the marks in the programme."""

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from notes.revisions import save_text
from people.history import recording
from tests.factories import (
    ONE_DAY,
    clock,
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_place,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip(at):
    """A public trip with one day, made on 1 November."""
    at("2026-11-01T00:00Z")
    return make_trip(slug="tallinn", title="Harbour week")


@pytest.fixture
def day(trip):
    return make_day(trip)


def changes(read, trip, *browser, **query):
    """Return the page as (time, {title: facts}) of each sitting."""
    page = read(reverse("pages:change-list", args=[trip.slug]), *browser, **query)
    return [
        (
            section.h2.text,
            {
                li.h3.text.strip(): [shown(p) for p in li.find_all("p")]
                for li in section.select("li")
            },
        )
        for section in page.select("main section.day")
    ]


def shown(paragraph) -> str:
    for hidden in paragraph.select(".unseen"):
        hidden.decompose()
    return " ".join(paragraph.text.split())


def save(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def test_a_session_that_changed_is_told_with_what_it_was_and_is(read, at, trip, day):
    hall, port = make_place(trip, "Hall 1"), make_place(trip, "Port office")
    talk = make_session(day, "Opening", start="09:30", end="10:00", place=hall)
    make_session(day, "Lunch", place=hall)
    other = make_day(trip)
    at("2026-11-02T08:00Z")
    save(
        talk, title="Grand opening", start=clock("10:00"), end=clock("11:00"), place=port, day=other
    )
    assert changes(read, trip) == [
        (
            "2 Nov 2026 10:00",
            {
                "Grand opening": [
                    "Moved Mon 23 November → Tue 24 November",
                    "Time 09:30–10:00 → 10:00–11:00",
                    "Place Hall 1 → Port office",
                    "Title Opening → Grand opening",
                ]
            },
        )
    ]


def test_what_was_there_when_the_trip_was_published_is_not_new(read, at):
    at("2026-11-01T00:00Z")
    trip = make_trip(visibility="draft")
    talk = make_session(make_day(trip), "Working title")
    at("2026-11-02T00:00Z")
    save(talk, title="Opening")
    save(trip, visibility="public")
    assert changes(read, trip) == []
    at("2026-11-03T00:00Z")
    save(talk, title="Grand opening")
    assert changes(read, trip) == [
        ("3 Nov 2026 02:00", {"Grand opening": ["Title Opening → Grand opening"]})
    ]


def test_a_trip_that_was_taken_back_begins_anew_when_it_is_published_again(read, at, trip, day):
    talk = make_session(day, "Opening")
    at("2026-11-02T00:00Z")
    save(talk, title="Grand opening")
    save(trip, visibility="draft")
    at("2026-11-03T00:00Z")
    save(talk, title="Secret opening")
    save(trip, visibility="public")
    assert changes(read, trip) == []


def test_everything_made_in_one_import_that_publishes_is_not_new(read, at):
    at("2026-11-01T00:00Z")
    with recording():
        trip = make_trip()
        make_attendance(make_session(make_day(trip)))
    assert changes(read, trip) == []


def test_what_is_added_is_told_once(read, at, trip, day):
    make_session(day, "Opening")
    at("2026-11-02T08:00Z")
    lunch = make_session(day, "Lunch", start="12:00")
    person = make_membership(trip, "Mei-Lin")
    make_attendance(lunch, person)
    make_doc(lunch, title="Menu")
    note = make_note(lunch, title="What we ate")
    save_text(note=note, body="Fish.")
    save(lunch, title="Long lunch")
    make_day(trip, title="Ferry")
    assert changes(read, trip) == [
        (
            "2 Nov 2026 10:00",
            {
                "Harbour week": ["Comes along Mei-Lin"],
                "Long lunch": [
                    "New session Mon 23 November 12:00",
                    "New document Menu",
                    "Minutes written What we ate",
                ],
                "Tuesday 24 November": ["New day Ferry"],
            },
        )
    ]


def test_people_who_come_to_a_session_and_leave_it_are_named(read, at, trip, day):
    talk = make_session(day, "Opening")
    arno, mei = make_membership(trip, "Arno"), make_membership(trip, "Mei-Lin")
    going = make_attendance(talk, arno)
    at("2026-11-02T08:00Z")
    make_attendance(talk, mei)
    at("2026-11-03T08:00Z")
    going.delete()
    assert changes(read, trip) == [
        ("3 Nov 2026 10:00", {"Opening": ["No longer takes part Arno"]}),
        ("2 Nov 2026 10:00", {"Opening": ["Takes part Mei-Lin"]}),
    ]


def test_a_cancelled_session_and_one_that_became_certain(read, at, trip, day):
    talk, visit = make_session(day, "Opening"), make_session(day, "Visit", status="tentative")
    at("2026-11-02T08:00Z")
    save(talk, status="cancelled")
    save(visit, status="confirmed")
    assert changes(read, trip) == [
        (
            "2 Nov 2026 10:00",
            {"Opening": ["Cancelled"], "Visit": ["Status Tentative → Confirmed"]},
        )
    ]


def test_a_moved_day_is_told_of_once_not_with_each_session(read, at, trip, day):
    make_session(day, "Opening", start="09:00")
    at("2026-11-02T08:00Z")
    save(day, date=day.date + ONE_DAY)
    assert changes(read, trip) == [
        ("2 Nov 2026 10:00", {"Tuesday 24 November": ["Moved Mon 23 November → Tue 24 November"]})
    ]


def test_many_edits_in_one_sitting_are_one_entry_with_what_came_of_them(read, at, trip, day):
    talk = make_session(day, "Opening")
    for minute in range(20):
        at(f"2026-11-02T08:{minute:02}Z")
        save(talk, title=f"Opening, version {minute}")
    at("2026-11-02T09:30Z")
    save(talk, title="Opening at last")
    assert changes(read, trip) == [
        ("2 Nov 2026 11:30", {"Opening at last": ["Title Opening, version 19 → Opening at last"]}),
        ("2 Nov 2026 10:19", {"Opening at last": ["Title Opening → Opening, version 19"]}),
    ]


def test_what_was_taken_back_in_the_same_sitting_is_not_told(read, at, trip, day):
    talk = make_session(day, "Opening")
    at("2026-11-02T08:00Z")
    save(talk, title="Opneing")
    save(talk, title="Opening")
    assert changes(read, trip) == []


def test_other_changes_are_not_told(read, at, trip, day):
    talk = make_session(day, "Opening")
    person = make_membership(trip)
    at("2026-11-02T08:00Z")
    save(talk, description="A long story.", order=3)
    save(person, room="204", remarks="snores")
    assert changes(read, trip) == []


def test_the_public_reads_nothing_of_the_time_when_a_session_was_for_members(read, at, trip, day):
    talk = make_session(day, "Secret title", visibility="members", start="09:00")
    at("2026-11-02T08:00Z")
    save(talk, title="Working title")
    at("2026-11-03T08:00Z")
    save(talk, title="Opening", visibility="inherit")
    at("2026-11-04T08:00Z")
    save(talk, visibility="members", title="Secret again")
    at("2026-11-05T08:00Z")
    save(talk, visibility="inherit", title="Grand opening")
    assert changes(read, trip) == [
        ("5 Nov 2026 10:00", {"Grand opening": ["Title Opening → Grand opening"]}),
        ("3 Nov 2026 10:00", {"Grand opening": ["New session Mon 23 November 09:00"]}),
    ]
    member = member_client(make_membership(trip, "The member"))
    titles = [shown for _time, items in changes(read, trip, member) for shown in items.values()]
    assert ["Title Secret title → Working title"] in titles


def test_an_idea_is_new_to_the_public_when_it_becomes_more(read, at, trip, day):
    talk = make_session(day, "Secret idea", status="idea")
    at("2026-11-02T08:00Z")
    save(talk, status="requested", title="Visit")
    assert changes(read, trip) == [("2 Nov 2026 10:00", {"Visit": ["New session Mon 23 November"]})]


def test_what_is_hidden_or_gone_now_is_not_told_of(read, at, trip, day):
    talk, visit = make_session(day, "Opening"), make_session(day, "Visit")
    at("2026-11-02T08:00Z")
    save(talk, title="Grand opening")
    save(visit, title="Grand visit")
    doc = make_doc(day, title="Slides")
    note = make_note(day)
    at("2026-11-03T08:00Z")
    save(talk, visibility="members")
    save(doc, visibility="members")
    save(note, visibility="members")
    visit.delete()
    assert changes(read, trip) == []


def test_people_who_are_not_listed_come_and_go_unseen(read, at, trip, day):
    talk = make_session(day, "Opening")
    at("2026-11-02T08:00Z")
    for listed_for in ("organizers", "members", "public"):
        person = make_membership(trip, f"For {listed_for}", listed_for=listed_for)
        make_attendance(talk, person)
    assert changes(read, trip) == [
        (
            "2 Nov 2026 10:00",
            {"Harbour week": ["Comes along For public"], "Opening": ["Takes part For public"]},
        )
    ]
    at("2026-11-03T08:00Z")
    hidden = trip.memberships.get(participant__name="For members")
    save(hidden, listed_for="public")
    assert changes(read, trip)[0] == (
        "3 Nov 2026 10:00",
        {"Harbour week": ["Comes along For members"]},
    )
    organizer = organizer_client(trip)
    assert changes(read, trip, organizer)[-1][1]["Opening"] == [
        "Takes part For organizers, For members, For public"
    ]


def test_a_place_that_nothing_seen_names_any_more_is_not_named(read, at, trip, day):
    hotel, hall = make_place(trip, "Secret hotel"), make_place(trip, "Hall 1")
    talk = make_session(day, "Opening", place=hotel)
    at("2026-11-02T08:00Z")
    save(talk, place=hall)
    at("2026-11-03T08:00Z")
    save(talk, place=None)
    at("2026-11-04T08:00Z")
    save(talk, place=make_place(trip, "Hall 2"))
    assert changes(read, trip) == [
        ("4 Nov 2026 10:00", {"Opening": ["Place no place → Hall 2"]}),
        ("3 Nov 2026 10:00", {"Opening": ["Place no place"]}),
        ("2 Nov 2026 10:00", {"Opening": ["Another place"]}),
    ]


def test_a_trip_without_changes_says_so(read, trip):
    page = read(reverse("pages:change-list", args=[trip.slug]))
    assert page.select_one("main .empty").text.startswith("Nothing has changed yet.")
    assert page.select_one(".chat") is None


def test_long_lists_have_pages(read, at, trip, day):
    talk = make_session(day, "Opening")
    for number in range(1, 23):
        at(f"2026-11-{number + 1:02}T08:00Z")
        save(talk, title=f"Opening {number}")
    assert len(changes(read, trip)) == 20
    assert [when for when, _items in changes(read, trip, page=2)] == [
        "3 Nov 2026 10:00",
        "2 Nov 2026 10:00",
    ]


def test_the_newest_sitting_is_there_as_text_for_the_chat(read, at, trip, day):
    talk = make_session(day, "Opening", start="09:30")
    at("2026-11-02T08:00Z")
    save(talk, start=clock("10:00"))
    page = read(reverse("pages:change-list", args=[trip.slug]))
    assert page.select(".chat a") == []
    assert page.select_one(".chat textarea").text == (
        "Changed: Harbour week\n"
        "2 Nov 2026 10:00 (Tallinn time)\n"
        "https://trips.example.org/trips/tallinn/changes/\n\n"
        "Opening\n"
        "Time: 09:30 → 10:00\n"
        f"https://trips.example.org{talk.get_absolute_url()}"
    )


def test_the_trip_page_leads_to_what_changed_and_to_its_feed(read, trip):
    page = read(trip)
    assert page.select_one(".changed-at a[href='/trips/tallinn/changes/']").text == "What changed"
    link = page.select_one("link[rel=alternate][type='application/atom+xml']")
    assert link["href"] == "/trips/tallinn/changes.atom"


def test_rows_from_before_the_history_are_not_new(read, at, trip, day):
    """Their first record is a change, made when the history was begun."""
    talk = make_session(day, "Opening")
    make_attendance(talk)
    at("2026-11-02T08:00Z")
    talk.history.all().delete()
    save(talk, title="Grand opening")
    at("2026-11-03T08:00Z")
    save(talk, title="Grander opening")
    assert changes(read, trip) == [
        ("3 Nov 2026 10:00", {"Grander opening": ["Title Grand opening → Grander opening"]})
    ]


# The feed.


@pytest.fixture
def feed(client):
    """Return a function that reads the feed of a trip, as anyone or in a browser."""

    def read_feed(trip, browser=client, **headers):
        response = browser.get(reverse("pages:change-feed", args=[trip.slug]), headers=headers)
        return response, feedparser.parse(response.content)

    return read_feed


def test_a_feed_reader_reads_each_sitting(feed, at, trip, day):
    talk = make_session(day, "Opening & greetings", start="09:30")
    at("2026-11-02T08:00Z")
    save(talk, start=clock("10:00"))
    at("2026-11-02T08:30Z")
    make_doc(talk, "https://docs.example.org/a?b&c", title="Slides")
    at("2026-11-03T08:00Z")
    save(talk, status="cancelled")
    response, read = feed(trip)
    assert (response.status_code, response["Content-Type"]) == (
        200,
        "application/atom+xml; charset=utf-8",
    )
    assert (read.bozo, read.version) == (False, "atom10")
    assert (read.feed.title, read.feed.author, read.feed.updated) == (
        "What changed: Harbour week",
        "Harbour week",
        "2026-11-03T08:00:00+00:00",
    )
    assert {link.rel: link.href for link in read.feed.links} == {
        "alternate": "https://trips.example.org/trips/tallinn/changes/",
        "self": "https://trips.example.org/trips/tallinn/changes.atom",
    }
    assert [(e.title, e.published, e.updated) for e in read.entries] == [
        ("Opening & greetings", "2026-11-03T08:00:00+00:00", "2026-11-03T08:00:00+00:00"),
        ("Opening & greetings", "2026-11-02T08:00:00+00:00", "2026-11-02T08:30:00+00:00"),
    ]
    told = BeautifulSoup(read.entries[1].summary, "html.parser")
    assert [link["href"] for link in told.find_all("a")] == [
        f"https://trips.example.org{talk.get_absolute_url()}",
        "https://docs.example.org/a?b&c",
    ]


def test_an_entry_keeps_its_id_while_its_sitting_goes_on(feed, at, trip, day):
    talk = make_session(day, "Opening")
    at("2026-11-02T08:00Z")
    save(talk, title="Grand opening")
    (before,) = feed(trip)[1].entries
    at("2026-11-02T08:40Z")
    save(talk, title="Grander opening")
    save(trip, slug="tallinn-2026")
    (after,) = feed(trip)[1].entries
    assert before.id == f"tag:trips.example.org,2026-11-02:{trip.uid}/changes/20261102T080000000000"
    assert (after.id, after.updated) == (before.id, "2026-11-02T08:40:00+00:00")


def test_a_feed_that_did_not_change_is_not_sent_again(feed, at, trip, day):
    talk = make_session(day, "Opening")
    at("2026-11-02T08:00Z")
    save(talk, title="Grand opening")
    response, _read = feed(trip)
    assert response.has_header("Last-Modified")
    known = {"if-none-match": response["ETag"]}
    assert feed(trip, **known)[0].status_code == 304
    at("2026-11-03T08:00Z")
    save(talk, title="Grander opening")
    assert feed(trip, **known)[0].status_code == 200


def test_what_is_hidden_leaves_the_feed_whatever_the_reader_has(feed, at, trip, day):
    talk = make_session(day, "Opening")
    at("2026-11-02T08:00Z")
    save(talk, title="Grand opening")
    etag = feed(trip)[0]["ETag"]
    save(talk, visibility="members")
    response, read = feed(trip, **{"if-none-match": etag})
    assert (response.status_code, read.entries) == (200, [])


def test_an_empty_feed_is_a_feed_and_stays_the_same(feed, at, trip):
    first, read = feed(trip)
    assert (read.bozo, read.entries, read.feed.updated) == (
        False,
        [],
        "2026-11-01T00:00:00+00:00",
    )
    at("2026-12-01T00:00Z")
    assert feed(trip)[0]["ETag"] == first["ETag"]


def test_control_characters_do_not_break_the_feed(feed, at, trip, day):
    at("2026-11-02T08:00Z")
    make_session(day, "Opening\x0b\x07 ceremony")
    _response, read = feed(trip)
    assert (read.bozo, [entry.title for entry in read.entries]) == (False, ["Opening ceremony"])


def test_the_feed_speaks_the_language_that_is_asked_for(client, at, trip):
    address = reverse("pages:change-feed", args=[trip.slug])
    text = client.get(address, {"lang": "ja"}).content.decode()
    assert 'xml:lang="ja"' in text


# The marks in the programme.


def marks(read, trip, *browser):
    page = read(trip, *browser)
    return {tag.find_parent("h3").a.text: tag.text for tag in page.select(".session .tag.changed")}


def test_sessions_that_changed_lately_are_marked(read, at, trip, day):
    talk, visit = make_session(day, "Opening", start="09:00"), make_session(day, "Visit")
    make_session(day, "Lunch")
    at("2026-11-22T08:00Z")
    save(talk, start=clock("10:00"), place=make_place(trip))
    save(visit, description="A long story.")
    make_session(day, "Dinner")
    at("2026-11-23T08:00Z")
    assert marks(read, trip) == {"Opening": "changed: time, place", "Dinner": "new"}
    at("2026-11-24T08:01Z")
    assert marks(read, trip) == {}


def test_long_before_the_trip_and_after_it_nothing_is_marked(read, at, trip, day):
    talk = make_session(day, "Opening")
    at("2026-11-15T08:00Z")
    save(talk, title="Grand opening")
    assert marks(read, trip) == {}
    at("2026-11-16T08:00Z")
    assert marks(read, trip) == {"Grand opening": "changed: title"}
    at("2026-11-25T08:00Z")
    save(talk, title="Past opening")
    assert marks(read, trip) == {}


def test_a_trip_just_published_has_no_marks(read, at, trip, day):
    save(trip, visibility="draft")
    at("2026-11-22T08:00Z")
    make_session(day, "Opening")
    save(trip, visibility="public")
    at("2026-11-22T09:00Z")
    assert marks(read, trip) == {}
