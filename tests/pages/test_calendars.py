"""The trip in people's calendars: the page about it, and a member's private calendar."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from icalendar import Calendar

from events.tokens import FEED, JOIN, feed_path, token_of
from tests.factories import (
    make_attendance,
    make_day,
    make_membership,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)
from tests.pages.texts import texts

pytestmark = pytest.mark.django_db

SITE = "https://trips.example.org"


@pytest.fixture
def trip():
    return make_trip(
        slug="seoul", title="首爾 & Seoul", timezone="Asia/Seoul", visibility="members"
    )


@pytest.fixture
def day(trip):
    return make_day(trip)


@pytest.fixture
def member(trip):
    return make_membership(trip, "Mei-Lin", listed_for="organizers", phone="+886 912")


def titles(response):
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(response.content).walk("VEVENT")]


# The private calendar


def test_a_private_calendar_has_what_the_member_sees_and_needs_no_cookie(client, day, member):
    make_session(day, "Open")
    make_session(day, "Dinner", visibility="members")
    make_session(day, "Maybe", status="idea")
    response = client.get(feed_path(member))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert titles(response) == ["Open", "Dinner", "[Idea] Maybe"]
    assert response.cookies == {}
    assert "+886" not in response.text


def test_a_private_calendar_can_hold_only_what_the_member_takes_part_in(client, day, member):
    make_session(day, "Not mine")
    make_attendance(make_session(day, "Mine"), member)
    response = client.get(f"{feed_path(member)}?only=own")
    assert titles(response) == ["Mine"]
    assert "X-WR-CALNAME:首爾 & Seoul – Mei-Lin\r\n" in response.text


def test_a_private_calendar_is_kept_nowhere_and_its_address_told_to_nobody(client, member):
    response = client.get(feed_path(member))
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Access-Control-Allow-Origin" not in response
    assert token_of(member, FEED) not in str(response.headers)


def test_a_private_calendar_is_not_sent_again_while_nothing_changes(client, day, member):
    etag = client.get(feed_path(member))["ETag"]
    known = {"If-None-Match": etag}
    assert client.get(feed_path(member), headers=known).status_code == 304
    make_session(day)
    assert client.get(feed_path(member), headers=known).status_code == 200


def test_raising_the_version_of_the_links_revokes_the_calendar(client, member):
    old = feed_path(member)
    member.token_version += 1
    member.save()
    assert client.get(old).status_code == 404
    assert client.get(feed_path(member)).status_code == 200


def test_the_calendar_of_a_removed_member_is_gone(client, member):
    path = feed_path(member)
    member.delete()
    assert client.get(path).status_code == 404


def test_the_calendar_of_a_draft_is_not_there(client, trip, member):
    trip.visibility = "draft"
    trip.save()
    assert client.get(feed_path(member)).status_code == 404


def test_a_forged_address_is_as_unknown_as_any_other(client, member):
    path = feed_path(member)
    other = make_membership(make_trip(), "Arno")
    forged = [
        path.replace(member.uid, other.uid),
        path.replace(".1.", ".2."),
        reverse("pages:feed", args=[token_of(member, JOIN)]),
        reverse("pages:feed", args=["x"]),
    ]
    answers = [client.get(address) for address in forged]
    assert [answer.status_code for answer in answers] == [404] * 4
    unknown = client.get("/feeds/nothing").content
    assert {
        answer.content.replace(address.encode(), b"/feeds/nothing")
        for answer, address in zip(answers, forged, strict=True)
    } == {unknown}


def test_a_calendar_is_only_read(client, member):
    assert client.post(feed_path(member)).status_code == 405


def test_programs_that_ask_by_http_are_led_to_https(client, settings, trip, member):
    settings.SECURE_SSL_REDIRECT = True
    for path in (feed_path(member), "/trips/seoul.ics"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, f"https://testserver{path}")


# What is for everyone, and single files


def test_the_feed_is_no_download_and_single_files_are(client, trip, day):
    trip.visibility = "public"
    trip.save()
    session = make_session(day)
    kinds = [
        client.get(address)["Content-Disposition"].split(";")[0]
        for address in (
            "/trips/seoul.ics",
            f"/trips/seoul/{day.date}.ics",
            f"/trips/seoul/sessions/{session.uid}.ics",
        )
    ]
    assert kinds == ["inline", "attachment", "attachment"]


def test_the_calendar_of_a_day_has_what_goes_on_from_an_earlier_one(client, trip, day):
    trip.visibility = "public"
    trip.save()
    second = make_day(trip)
    make_session(day, "Hotel", start="15:00", end_date=second.date)
    make_session(day, "Arrival")
    make_session(second, "Fair")
    assert titles(client.get(f"/trips/seoul/{second.date}.ics")) == ["Hotel", "Fair"]


@pytest.mark.parametrize(
    "path", ["2031-01-01", "2031-02-31", "sessions/Abcdefgh1", "people/Xy34567890"]
)
def test_a_calendar_of_what_is_not_there_is_not_found(client, trip, day, path):
    trip.visibility = "public"
    trip.save()
    make_session(day)
    assert client.get(f"/trips/seoul/{path}.ics").status_code == 404


# The page


def links_of(page):
    return [
        {a.get_text(): a["href"] for a in section.select("a.button")}
        for section in page.select("section")
        if section.select("a.button")
    ]


def test_the_page_leads_to_the_calendars_that_people_have(read, trip):
    trip.visibility = "public"
    trip.save()
    page = read("/trips/seoul/subscribe/")
    (links,) = links_of(page)
    assert list(links) == ["iPhone, iPad, Mac", "Google Calendar", "Outlook.com", "Microsoft 365"]
    webcal, google, outlook, office = links.values()
    assert webcal == "webcal://trips.example.org/trips/seoul.ics"
    assert parse_qs(urlsplit(google).query) == {"cid": [webcal]}
    for address in (outlook, office):
        assert parse_qs(urlsplit(address).query) == {
            "url": [f"{SITE}/trips/seoul.ics"],
            "name": ["首爾 & Seoul"],
        }
    assert [box["value"] for box in page.select("input[readonly]")] == [f"{SITE}/trips/seoul.ics"]
    assert page.select_one("a[download]")["href"] == "/trips/seoul.ics"


def test_a_member_finds_their_private_calendars_and_nobody_else_does(read, client, trip, member):
    path = feed_path(member)
    page = read("/trips/seoul/subscribe/", member_client(member))
    assert [box["value"] for box in page.select("input[readonly]")] == [
        f"{SITE}{path}?only=own",
        f"{SITE}{path}",
    ]
    assert texts(page, "h2")[:2] == ["Your own sessions", "Everything that you may see"]
    for browser in (organizer_client(trip), member_client(make_membership(trip, "Arno"))):
        assert path not in browser.get("/trips/seoul/subscribe/").text
    response = member_client(member).get("/trips/seoul/subscribe/")
    assert response["Cache-Control"] == "private, no-cache"


def test_an_organizer_reads_how_members_of_a_trip_that_is_not_public_get_a_calendar(read, trip):
    page = read("/trips/seoul/subscribe/", organizer_client(trip))
    assert links_of(page) == []
    assert "calendars can't sign in" in page.get_text()


def test_owners_see_a_members_calendar_address_in_the_admin(trip, member):
    address = reverse("admin:events_membership_change", args=[member.pk])
    assert f"{SITE}{feed_path(member)}" in organizer_client(trip).get(address).text
    assert feed_path(member) not in organizer_client(trip, role="reader").get(address).text
