"""Publishing a trip: what is shown before, what is done, and what is told of changes."""

import datetime as dt

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Announcement, Trip
from people.history import records_of
from tests import factories as make
from tests.history import edit, told
from tests.markup import parsed

from .forms import fields_of, send
from .test_checks import fill

pytestmark = pytest.mark.django_db


def publish(trip, to=""):
    address = reverse("admin:events_trip_publish", args=[trip.pk])
    return f"{address}?to={to}" if to else address


@pytest.fixture
def trip(ours):
    """A draft with something of each kind that may stay hidden."""
    trip, day = ours.trip, ours.day
    trip.announcements.all().delete()
    make.make_membership(trip, "For members", listed_for="members")
    make.make_membership(trip, "For organizers", listed_for="organizers")
    secret = make.make_session(
        day, "Secret", visibility="members", place=make.make_place(trip, "Cellar")
    )
    make.make_session(day, "Maybe", status="idea")
    make.make_doc(secret, "https://example.org/of-secret")
    make.make_doc(day, "https://example.org/members", visibility="members")
    make.make_note(day, title="Hidden note", is_hidden=True)
    make.make_note(day, title="Before", purpose="preparation", visibility="members")
    return trip


def soup(response):
    assert response.status_code == 200
    return parsed(response)


def shown(client, trip, to):
    """Return what each audience is told to see, and not to see: heading, part to both lists."""
    found = {}
    for section in soup(client.get(publish(trip, to))).select("section.check"):
        parts = {}
        for part in section.select("details"):
            lists = [
                [item.get_text(strip=True) for item in each.select("li")]
                for each in part.select("ul")
            ]
            seen = lists.pop(0) if part.select("ul:not(.quiet)") else []
            title = part.find("summary").find(string=True).strip()
            parts[title] = (seen, lists[0] if lists else [])
        found[section.h2.get_text(strip=True)] = parts
    return found


def decide(client, trip, to, **fields):
    """Look at what a decision changes, and take it."""
    response = client.get(publish(trip, to))
    form = parsed(response).select("form.tell")[-1]
    sent = {field["name"]: field.get("value", "") for field in form.select("input")}
    return client.post(publish(trip), sent | fields)


def test_who_publishes_sees_by_name_what_becomes_visible_and_what_stays_hidden(browser, trip):
    everyone = shown(browser("owner"), trip, "public")["What everyone will see"]
    assert everyone == {
        "People, by name": (
            ["ours person"],
            [
                "For members – listed for members only",
                "For organizers – listed for organizers only",
            ],
        ),
        "Sessions": (
            ["23 November: ours session"],
            [
                "23 November: Secret – for members only",
                "23 November: Maybe – an idea, for members only",
            ],
        ),
        "Notes": (
            ["Minutes: ours trip", "Minutes: ours session"],
            [
                "Preparation: Before – for members only",
                "Minutes: Hidden note – hidden by an organizer",
            ],
        ),
        "Documents": (
            ["https://ours.example.org/day", "https://ours.example.org/doc"],
            [
                "https://example.org/members – for members only",
                "https://example.org/of-secret – its session is hidden",
            ],
        ),
        "Places": (["ours place"], ["Cellar – no session that is seen takes place there"]),
        "Organizations": (["ours home", "ours host"], []),
    }


def test_members_see_all_but_what_is_for_organizers(browser, trip):
    found = shown(browser("owner"), trip, "members")
    assert list(found) == ["What members will see"]
    hidden = {
        title: parts[1] for title, parts in found["What members will see"].items() if parts[1]
    }
    assert hidden == {
        "People, by name": ["For organizers – listed for organizers only"],
        "Notes": ["Minutes: Hidden note – hidden by an organizer"],
    }


def test_from_draft_to_public_both_are_shown_and_from_members_to_public_one(browser, trip):
    client = browser("owner")
    assert list(shown(client, trip, "public")) == [
        "What everyone will see",
        "What members will see",
    ]
    Trip.objects.update(visibility="members")
    assert list(shown(client, trip, "public")) == ["What everyone will see"]


def test_what_is_told_to_become_visible_is_what_is_visible_then(browser, trip, client):
    """The names on the page before are those on the pages after."""
    seen = shown(browser("owner"), trip, "public")["What everyone will see"]
    decide(browser("owner"), trip, "public")
    document = client.get(f"/trips/{trip.slug}.json").json()
    assert [person["name"] for person in document["participants"]] == seen["People, by name"][0]
    assert [f"23 November: {s['title']}" for s in document["sessions"]] == seen["Sessions"][0]
    assert [doc["url"] for doc in document["linked_docs"]] == seen["Documents"][0]
    assert [place["name"] for place in document["places"]] == seen["Places"][0]
    assert len(document["notes"]) == len(seen["Notes"][0])


@pytest.mark.parametrize("viewer", ["editor", "owner", "superuser"])
@pytest.mark.parametrize("to", ["members", "public"])
def test_a_trip_is_published_by_confirming_it(browser, ours, trip, recorded, viewer, to):
    response = decide(browser(viewer), trip, to)
    assert response["Location"] == reverse("admin:events_trip_overview", args=[trip.pk])
    trip.refresh_from_db()
    assert trip.visibility == to
    last = records_of(Trip).objects.filter(id=trip.pk).latest("history_id")
    assert (last.visibility, last.history_user.username) == (
        to,
        {"superuser": "root"}.get(viewer, viewer),
    )


def test_a_look_at_it_changes_nothing(browser, trip):
    for to in ("members", "public", "draft", "secret", ""):
        assert browser("owner").get(publish(trip, to)).status_code == 200
    trip.refresh_from_db()
    assert trip.visibility == "draft"


def test_what_changed_after_the_look_is_looked_at_again(browser, ours, trip):
    client = browser("owner")
    before = soup(client.get(publish(trip, "public"))).find("input", {"name": "shown"})["value"]
    make.make_membership(trip, "Late comer")
    fields = {"to": "public", "shown": before, "text": "We are on"}
    response = client.post(publish(trip), fields)
    page = soup(response)
    assert "Something was changed here meanwhile" in page.select_one(".messagelist").get_text()
    assert "Late comer" in page.get_text()
    assert page.find("input", {"name": "text"})["value"] == "We are on"
    trip.refresh_from_db()
    assert trip.visibility == "draft"
    fields["shown"] = page.find("input", {"name": "shown"})["value"]
    assert client.post(publish(trip), fields).status_code == 302
    trip.refresh_from_db()
    assert trip.visibility == "public"


def test_going_back_says_who_loses_sight_of_it(browser, trip, client):
    Trip.objects.update(visibility="public")
    owner = browser("owner")
    warnings = {
        to: [
            item.get_text(strip=True).split(":")[0]
            for item in soup(owner.get(publish(trip, to))).select(".warning li")
        ]
        for to in ("members", "draft")
    }
    assert warnings == {
        "members": ["Everyone who is no member"],
        "draft": ["Everyone who is no member", "Its members"],
    }
    decide(owner, trip, "draft")
    assert client.get(trip.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("viewer", ["reader", "stranger", "other"])
def test_nobody_else_publishes(browser, trip, viewer):
    for fields in (
        {"to": "public", "shown": "x"},
        {"tell": "public", "text": "x"},
        {"take_back": "x"},
    ):
        assert browser(viewer).post(publish(trip), fields).status_code in (302, 403)
    trip.refresh_from_db()
    assert (trip.visibility, trip.announcements.count()) == ("draft", 0)


def test_the_form_of_a_trip_leads_there_and_changes_no_visibility(browser, trip):
    client = browser("owner")
    address = reverse("admin:events_trip_change", args=[trip.pk])
    page = soup(client.get(address))
    assert page.select_one(f'.field-shown_to a[href="{publish(trip)}"]')
    assert "visibility" not in fields_of(client.get(address))
    assert send(client, address, visibility="public").status_code == 302
    trip.refresh_from_db()
    assert trip.visibility == "draft"


def test_to_bring_back_an_earlier_state_publishes_nothing(browser, trip):
    edit([trip], visibility="public")
    edit([trip], visibility="draft", title="Now")
    public = records_of(Trip).objects.filter(id=trip.pk, visibility="public").get()
    address = reverse("admin:events_trip_restore", args=[trip.pk, public.history_id])
    assert browser("owner").post(address).status_code == 302
    trip.refresh_from_db()
    assert (trip.visibility, trip.title) == ("draft", "ours trip")


# What is told of changes.


@pytest.fixture
def public_trip(browser, ours, trip):
    decide(browser("owner"), trip, "public")
    trip.refresh_from_db()
    return trip


def news(client, trip):
    return {
        section.h2.get_text(strip=True): [item.get_text() for item in section.select(".news li")]
        for section in soup(client.get(publish(trip))).select("section:has(form.tell)")
    }


def tell(client, trip, text, audience="public"):
    return client.post(publish(trip), {"tell": audience, "text": text})


def test_organizers_see_what_was_not_told_yet_until_they_tell_it(browser, ours, public_trip):
    client = browser("owner")
    assert news(client, public_trip) == {
        "What everyone was not told yet": [],
        "What members were not told yet": [],
    }
    edit([ours.session], start=dt.time(9, 45))
    edit([ours.session], start=dt.time(10, 0))
    secret = ours.day.sessions.get(title="Secret")
    edit([secret], title="Secret dinner")
    moved = "ours session: Time: 09:30–10:30 → 10:00–10:30"
    assert news(client, public_trip) == {
        "What everyone was not told yet": [moved],
        "What members were not told yet": ["Secret dinner: Title: Secret → Secret dinner", moved],
    }
    tell(client, public_trip, "We begin at ten")
    assert news(client, public_trip) == {
        "What everyone was not told yet": [],
        "What members were not told yet": [],
    }


def test_what_is_told_stands_on_the_page_and_in_the_feed(browser, public_trip, client, recorded):
    assert tell(browser("editor"), public_trip, " We begin <b>at ten</b> ").status_code == 302
    [row] = public_trip.announcements.all()
    assert (row.text, row.visibility) == ("We begin <b>at ten</b>", "inherit")
    assert told(row, "text") == [("+", "", "We begin <b>at ten</b>")]
    page = soup(client.get(f"/trips/{public_trip.slug}/changes/"))
    assert page.find(id=row.uid).select_one(".told").get_text(" ", strip=True) == (
        "The organizers We begin <b>at ten</b>"
    )
    feed = feedparser.parse(client.get(f"/trips/{public_trip.slug}/changes.atom").content)
    [entry] = feed.entries
    assert entry.title == "We begin <b>at ten</b>"
    assert entry.link == f"https://trips.example.org/trips/{public_trip.slug}/changes/#{row.uid}"
    assert entry.id.endswith(f":{public_trip.uid}/changes/{row.uid}")
    assert entry.summary == "<p>We begin &lt;b&gt;at ten&lt;/b&gt;</p>"


def test_what_members_are_told_only_members_read(browser, ours, public_trip, client):
    tell(browser("owner"), public_trip, "Bring a torch", "members")
    address = f"/trips/{public_trip.slug}/changes"
    member = make.member_client(ours.membership)
    texts = {
        (name, path): b"Bring a torch" in browser.get(f"{address}{path}").content
        for name, browser in (("everyone", client), ("member", member))
        for path in ("/", ".atom")
    }
    assert texts == {
        ("everyone", "/"): False,
        ("everyone", ".atom"): False,
        ("member", "/"): True,
        ("member", ".atom"): True,
    }


def test_a_line_can_be_told_while_publishing(browser, trip):
    decide(browser("owner"), trip, "members", text="Welcome")
    assert list(trip.announcements.values_list("text", "visibility")) == [("Welcome", "members")]
    # It is shown among what stays hidden when the trip becomes public.
    parts = shown(browser("owner"), trip, "public")["What everyone will see"]
    assert parts["Announcements"] == ([], ["Welcome – for members only"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("  ", "Write what you want to tell."),
        ("x" * 501, "Ensure this value has at most 500 characters (it has 501)."),
        ("\x00", "Null characters are not allowed."),
    ],
)
def test_a_line_that_cannot_be_told_comes_back(browser, public_trip, text, message):
    page = soup(tell(browser("owner"), public_trip, text))
    assert page.select_one(".errornote").get_text(strip=True) == message
    assert not public_trip.announcements.exists()


def test_nothing_is_told_to_who_does_not_see_the_trip(browser, trip):
    for audience in ("public", "members", "nobody"):
        assert tell(browser("owner"), trip, "Hello", audience).status_code == 302
    assert not trip.announcements.exists()


def test_what_was_told_is_taken_back(browser, public_trip, theirs, recorded):
    client = browser("owner")
    tell(client, public_trip, "Wrong")
    foreign = theirs.trip.announcements.get()
    client.post(publish(public_trip), {"take_back": foreign.uid})
    client.post(publish(public_trip), {"take_back": public_trip.announcements.get().uid})
    assert list(Announcement.objects.all()) == [foreign]


def test_changes_and_what_was_told_stand_in_the_order_of_time(browser, ours, public_trip, client):
    edit([ours.session], start=dt.time(9, 45))
    tell(browser("owner"), public_trip, "Told after")
    Announcement.objects.create(trip=public_trip, text="Told before")
    Announcement.objects.filter(text="Told before").update(
        told_at=timezone.now() - dt.timedelta(days=1)
    )
    page = soup(client.get(f"/trips/{public_trip.slug}/changes/"))
    entries = [section.get_text(" ", strip=True) for section in page.select("section.day")]
    assert ["Told after" in entries[0], "09:45" in entries[1], "Told before" in entries[2]] == [
        True,
        True,
        True,
    ]
    # The text for the chat is of the newest changes.
    assert "09:45" in entries[1]
    assert page.select("section.day")[1].select_one(".chat")


@pytest.mark.parametrize("page", ["state", "draft", "members"])
def test_its_pages_ask_as_often_for_1000_sessions_as_for_20(browser, ours, page):
    edit([ours.trip], visibility="public")
    client = browser("owner")
    numbers = []
    for sessions in (20, 980):
        fill(ours, sessions)
        with CaptureQueriesContext(connection) as queries:
            client.get(publish(ours.trip, "" if page == "state" else page))
        numbers.append(len(queries))
    assert numbers == {"state": [39, 39], "draft": [4, 4], "members": [4, 4]}[page]


def test_the_look_asks_as_often_for_1000_sessions_as_for_20(browser, ours):
    client = browser("owner")
    numbers = []
    for sessions in (20, 980):
        fill(ours, sessions)
        with CaptureQueriesContext(connection) as queries:
            client.get(publish(ours.trip, "public"))
        numbers.append(len(queries))
    assert numbers == [31, 31]
