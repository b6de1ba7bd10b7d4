"""The itinerary, the days and the sessions of a trip."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import (
    FIRST_DAY,
    ONE_DAY,
    make_attendance,
    make_day,
    make_days,
    make_doc,
    make_membership,
    make_note,
    make_organization,
    make_place,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)
from tests.pages.texts import text_of, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip():
    return make_trip(title="Open Harbour Week", summary="We learn.", slug="tallinn")


@pytest.fixture
def day(trip):
    return make_day(trip, title="Arrival")


@pytest.fixture
def member(trip):
    return member_client(make_membership(trip, "Arno", listed_for="members"))


def rows(page):
    return texts(page, ".session")


# The itinerary


def test_the_itinerary_shows_each_day_with_its_sessions_in_order(read, trip, day):
    make_session(day, "Opening", start="09:30", end="10:15")
    make_session(day, "Breakfast", start="08:00")
    make_session(day, "Networking")
    make_day(trip)
    page = read(trip)
    assert texts(page, ".day > header") == ["Monday 23 November Arrival", "Tuesday 24 November"]
    assert rows(page) == ["no time Networking", "08:00 Breakfast", "09:30 10:15 Opening"]
    assert texts(page, ".empty") == ["Nothing planned on this day yet."]


def test_the_masthead_names_the_trip_its_dates_its_clock_and_its_people(read, trip):
    make_days(trip, 4)
    make_membership(trip)
    page = read(trip)
    assert texts(page, ".masthead") == [
        "Open Harbour Week 23–26 Nov 2026 · Tallinn time · 1 person We learn."
    ]
    assert texts(page, ".changed-at") == ["What changed · 1 Jan 2026 02:00"]
    assert text_of(page.title) == "Open Harbour Week"


def test_a_row_tells_kind_place_hosts_people_notes_and_documents(read, trip, day):
    session = make_session(
        day,
        "Roundtable",
        kind="meeting",
        place=make_place(trip, "Customs House"),
        hosts=[make_organization("Teenuste Kool")],
    )
    make_attendance(session, "Mei-Lin", role="speaker")
    make_membership(trip, "Arno")
    make_note(session)
    make_doc(session, "https://docs.example.org/a", title="Slides")
    make_doc(session, "https://docs.example.org/b/")
    assert rows(read(trip)) == [
        (
            "no time Roundtable Meeting · Customs House · Hosts: Teenuste Kool · Mei-Lin speaks "
            "Minutes Slides docs.example.org docs.example.org/b"
        )
    ]


def test_a_row_names_no_more_than_the_beginning_of_a_long_place(read, trip, day):
    make_session(day, "Talk", place=make_place(trip, "Hall " * 60))
    assert rows(read(trip)) == [f"no time Talk {('Hall ' * 60)[:119]}…"]


def test_a_row_shows_six_documents_and_leads_to_the_others(read, day):
    session = make_session(day, "Roundtable")
    for number in range(1, 9):
        make_doc(session, f"https://docs.example.org/{number}", title=f"Paper {number}")
    row = read(day).select_one(".session .links")
    assert texts(row, "a") == [*(f"Paper {number}" for number in range(1, 7)), "2 more documents"]
    assert row.select("a")[-1]["href"] == session.get_absolute_url()
    assert len(read(session).select(".links a")) == 8


def test_sessions_at_the_same_time_share_a_block(read, trip, day):
    make_session(day, "Visit", start="15:00", end="16:30")
    make_session(day, "Side room", start="15:00", end="15:45")
    make_session(day, "Dinner", start="19:00")
    page = read(trip)
    assert texts(page, ".parallel h3") == ["Visit", "Side room"]
    assert texts(page, ".session h3") == ["Visit", "Side room", "Dinner"]


@pytest.mark.parametrize("status", ["requested", "tentative", "cancelled"])
def test_how_certain_a_session_is_is_a_word_and_a_form(read, trip, day, status):
    make_session(day, "Visit", status=status)
    page = read(trip)
    assert texts(page, ".session .tag") == [status]
    assert len(page.select(f".session.status-{status}")) == 1


def test_a_flight_tells_both_clocks_and_the_day_it_lands(read, trip, day):
    make_session(
        day,
        "AY 1021",
        kind="travel",
        start="23:10",
        end="16:35",
        end_date=day.date + ONE_DAY,
        end_timezone="Asia/Taipei",
    )
    make_day(trip, timezone="Asia/Taipei")
    page = read(trip)
    assert rows(page) == [
        (
            "23:10 16:35 +1 day AY 1021 leaves 23:10 Tallinn time, "
            "arrives Tuesday 16:35 Taipei time, 11 h 25 min on the way Travel"
        ),
        "goes on AY 1021 · until 16:35 Taipei time",
    ]
    assert texts(page, ".day .aside") == ["Times on this day are Taipei time."]


def test_what_lasts_several_days_is_on_each_of_them(read, trip):
    first, _second, _third = make_days(trip, 3)
    make_session(first, "Hotel", kind="lodging", end_date=first.date + 2 * ONE_DAY)
    make_session(first, "Cancelled", status="cancelled", end_date=first.date + ONE_DAY)
    assert rows(read(trip)) == [
        "all day Hotel until 25 November Lodging",
        "all day Cancelled cancelled until 24 November",
        "goes on Hotel · until 25 November",
        "goes on Hotel · last day",
    ]


def test_today_is_marked_by_the_clock_of_the_trip(read, at, trip):
    make_days(trip, 2)
    at("2026-11-23T22:00Z")
    page = read(trip)
    assert texts(page, ".days [aria-current=date]") == ["Tue 24 today"]
    assert texts(page, ".day > header") == ["Monday 23 November", "Tuesday 24 November today"]


def test_the_day_bar_leads_to_the_days(read, trip):
    make_days(trip, 2)
    page = read(trip)
    targets = [link["href"] for link in page.select(".days a")]
    assert targets == ["#2026-11-23", "#2026-11-24"]
    assert [len(page.select(f'[id="{target[1:]}"]')) for target in targets] == [1, 1]


def test_the_description_of_the_trip_comes_after_the_programme(read, day, trip):
    trip.description = "# Getting there\n\nBring *shoes*."
    trip.save()
    page = read(trip)
    assert text_of(page.select_one(".about")) == "About this trip Getting there Bring shoes ."
    assert text_of(page.select_one(".about h3")) == "Getting there"


def test_a_trip_without_days_says_so(read, trip):
    assert texts(read(trip), ".empty") == ["This trip has no days yet."]


# Who sees what


@pytest.fixture
def private_things(trip, day):
    make_session(day, "Public talk")
    hidden = make_session(day, "Members' dinner", visibility="members")
    make_session(day, "Sauna", status="idea")
    make_attendance(hidden, make_membership(trip, "Guest", listed_for="members"))
    make_note(day, purpose="preparation", visibility="members")
    make_doc(day, "https://docs.example.org/rooms", title="Room list", visibility="members")


def test_visitors_see_nothing_of_what_is_for_members(read, trip, private_things):
    page = read(trip)
    assert rows(page) == ["no time Public talk"]
    assert page.select(".links") == []
    assert "person" not in text_of(page.select_one(".masthead"))
    assert page.select(".seen-as") == []


def test_members_see_it_marked_as_theirs(read, trip, private_things, member):
    page = read(trip, member)
    assert rows(page) == [
        "no time Public talk",
        "no time Members' dinner members only Guest",
        "no time Sauna idea members only",
    ]
    assert texts(page, ".links") == [
        "Preparation members only Room list docs.example.org members only"
    ]
    assert "2 people" in text_of(page.select_one(".masthead"))


def test_people_who_are_not_listed_are_not_among_those_who_go(read, trip, day):
    session = make_session(day, "Talk")
    make_attendance(session, make_membership(trip, "Mei-Lin"))
    make_attendance(session, make_membership(trip, "Ghost", listed_for="organizers"))
    make_membership(trip, "Arno")
    assert rows(read(trip)) == ["no time Talk Mei-Lin"]
    assert texts(read(session), ".facts dd") == ["Mei-Lin"]


@pytest.mark.parametrize(("people", "folded"), [(12, []), (13, ["13 people"])])
def test_a_crowd_is_folded_on_the_page_of_a_session(read, day, people, folded):
    talk = make_session(day)
    for number in range(people):
        make_attendance(talk, f"Person {number}")
    page = read(talk)
    assert texts(page, ".facts summary") == folded
    assert len(page.select(".facts .links a")) == people


def test_a_member_is_told_as_whom_they_see_the_page(read, trip, member):
    page = read(trip, member)
    shown = ".seen-as p:not([hidden]), .seen-as button"
    assert texts(page, shown) == ["You see this trip as Arno , a member.", "Leave"]
    assert texts(page, ".tabs a") == [
        "My schedule",
        "Itinerary",
        "People",
        "Who goes where",
        "Documents",
        "Notes",
    ]


def test_an_organizer_gets_the_way_to_the_admin(read, trip):
    page = read(trip, organizer_client(trip))
    assert texts(page, ".seen-as") == ["You are signed in as owner-of-tallinn ."]
    assert texts(page, ".top nav a") == ["Search", "Edit the trip"]
    assert page.select(".top nav a")[1]["href"] == reverse(
        "admin:events_trip_overview", args=[trip.pk]
    )


@pytest.mark.parametrize(("visibility", "tag"), [("draft", "draft"), ("members", "members only")])
def test_a_trip_that_is_not_public_says_so_and_is_for_no_search_engine(read, trip, visibility, tag):
    trip.visibility = visibility
    trip.save()
    page = read(trip, organizer_client(trip))
    assert texts(page, ".masthead .tag") == [tag]
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


# A day


def test_a_day_shows_its_own_sessions(read, trip, day):
    make_session(day, "Today")
    make_session(make_day(trip), "Tomorrow")
    page = read(day)
    assert text_of(page.h1) == "Monday, 23 November 2026"
    assert text_of(page.title) == "Monday 23 November · Arrival · Open Harbour Week"
    assert rows(page) == ["no time Today"]
    assert texts(page, ".days [aria-current]") == ["Mon 23 Nov"]
    assert [link["href"] for link in page.select(".days a")] == [
        "/trips/tallinn/2026-11-23/",
        "/trips/tallinn/2026-11-24/",
    ]


def test_a_day_shows_what_began_before_and_goes_on(read, trip, day):
    make_session(day, "Hotel", end_date=day.date + ONE_DAY)
    assert rows(read(make_day(trip))) == ["goes on Hotel · last day"]


@pytest.mark.parametrize("date", ["2026-11-30", "2026-02-30", "0000-00-00", "2026-1-1"])
def test_a_date_that_is_no_day_of_the_trip_is_not_there(client, day, date):
    assert client.get(f"/trips/tallinn/{date}/").status_code == 404


# A session


def test_a_session_stands_on_its_own(read, trip, day):
    place = make_place(
        trip, "Customs House", address="Sadama 17", local_address="Vana Tollimaja, Sadama 17"
    )
    host = make_organization(
        "Service School", local_name="Teenuste Kool", links=["https://kool.ee/en"]
    )
    session = make_session(
        day,
        "Roundtable",
        start="11:00",
        end="12:30",
        kind="meeting",
        place=place,
        hosts=[host],
        description="What an *identity* is.",
    )
    make_attendance(session, "Mei-Lin", role="note-taker")
    page = read(session)
    assert text_of(page.title) == "Roundtable · Open Harbour Week"
    assert texts(page, ".masthead") == [
        "Roundtable Monday, 23 November 2026 · 11:00–12:30 · Tallinn time Meeting"
    ]
    assert texts(page, ".facts dd") == [
        (
            "Customs House Sadama 17 Vana Tollimaja, Sadama 17 Show to the driver "
            "Vana Tollimaja, Sadama 17 Customs House "
            "OpenStreetMap Google Maps Naver Map Kakao Map"
        ),
        "Service School Teenuste Kool kool.ee",
        "Mei-Lin Note-taker",
    ]
    assert text_of(page.select_one(".prose")) == "What an identity is."


def test_a_session_leads_to_those_before_and_after_it(read, day):
    make_session(day, "Breakfast", start="08:00")
    session = make_session(day, "Talk", start="09:00")
    make_session(day, "Secret", start="10:00", visibility="members")
    make_session(day, "Lunch", start="12:00")
    assert texts(read(session), ".neighbours a") == ["Before Breakfast", "After Lunch"]


def test_the_card_for_the_driver_shows_the_address_that_drivers_read(read, trip, day):
    both = make_place(trip, "Hotel", address="1 Station Road", local_address="서울역로 1")
    one = make_place(trip, "Hall", address="Sadama 17")
    none = make_place(trip, "Somewhere")
    signs = [
        texts(read(make_session(day, place=place)), ".driver .sign p")
        for place in (both, one, none)
    ]
    assert signs == [["서울역로 1"], ["Sadama 17"], []]


def test_a_session_of_another_trip_is_not_there(client, trip, day):
    other = make_session(make_day(make_trip()))
    assert client.get(f"/trips/{trip.slug}/sessions/{other.uid}/").status_code == 404


def test_what_a_chat_shows_of_a_shared_page(read, trip, day):
    session = make_session(day, "Talk", start="09:00", place=make_place(trip, "Hall 2"))
    shown = {
        page: {meta["property"]: meta["content"] for meta in read(page).select("meta[property]")}
        for page in (trip, day, session)
    }
    site = "https://trips.example.org/trips/tallinn/"
    common = {
        "og:type": "website",
        "og:site_name": "tripbook",
        "og:image": "https://trips.example.org/static/social.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "A programme: times, and what happens then",
    }
    assert shown == {
        trip: {
            **common,
            "og:title": "Open Harbour Week",
            "og:description": "We learn.",
            "og:url": site,
        },
        day: {
            **common,
            "og:title": "Monday 23 November · Arrival",
            "og:description": "Talk",
            "og:url": f"{site}2026-11-23/",
        },
        session: {
            **common,
            "og:title": "Talk",
            "og:description": "Monday, 23 November 2026 · 09:00 · Tallinn time · Hall 2",
            "og:url": f"{site}sessions/{session.uid}/",
        },
    }


# Languages


def test_dates_are_in_the_language_of_the_reader(read, trip, day):
    assert texts(read(trip, lang="zh-hant"), ".day h2") == ["11月23日（一）"]
    assert texts(read(trip, lang="ja"), ".day h2") == ["11月23日（月）"]
    assert texts(read(trip, lang="ko"), ".day h2") == ["11월 23일 (월)"]


def test_the_words_of_the_trip_carry_its_language(read):
    trip = make_trip(title="首爾", language="zh-Hant", timezone="Asia/Seoul")
    make_session(make_day(trip), "開幕")
    page = read(trip)
    assert page.html["lang"] == "en"
    assert [found.get("lang") for found in (page.h1, page.select_one(".session h3 a"))] == [
        "zh-Hant",
        "zh-Hant",
    ]
    same = read(trip, lang="zh-hant")
    assert (same.html["lang"], same.h1.get("lang")) == ("zh-hant", None)


def test_the_language_switch_keeps_the_page_but_not_a_language_of_its_address(read, trip):
    page = read(trip, lang="ja", view="x")
    form = page.select_one(".languages")
    assert form.select_one("[name=next]")["value"] == "/trips/tallinn/?view=x"
    assert texts(form, "button") == ["English", "正體中文", "日本語", "한국어"]
    assert texts(form, "[aria-current]") == ["日本語"]


def test_a_trip_of_one_day_in_another_year_is_dated_in_full(read):
    trip = make_trip()
    make_day(trip, FIRST_DAY - dt.timedelta(days=3000))
    assert "6 Sept 2018 · Tallinn time" in text_of(read(trip).select_one(".masthead"))
