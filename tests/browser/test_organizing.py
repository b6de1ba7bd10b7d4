"""The organizers' own pages in a real browser: putting right what is found, publishing, looking."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.test_import import WIDE

# A trip in which each check finds one thing.
FAULTS = """
import datetime as dt
from django.utils import timezone
from events.models import Membership
from tests.factories import *

trip = make_trip(slug="{slug}", title="A trip with faults", visibility="{visibility}")
day = make_day(trip, dt.date.fromisoformat("{day}"))
full = dict(address="Sadama 1", local_address="Sadama 1")
here, there = make_place(trip, "Harbour", **full), make_place(trip, "Museum", **full)
bare = make_place(trip, "Old mill")
ann, ben, cy, dan, eve = (make_membership(trip, n) for n in ("Ann", "Ben", "Cy", "Dan", "Eve"))
Membership.objects.filter(trip=trip).exclude(pk=eve.pk).update(invited_at=timezone.now())
cy.refresh_from_db()
cy.joins_on = day.date - dt.timedelta(days=4)
cy.save()

def add(title, kind, *times, who=None, role="attendee", place=here, **fields):
    start, end = [*times, None, None][:2]
    session = make_session(day, title, kind=kind, start=start, end=end, place=place, **fields)
    if who:
        make_attendance(session, who, role=role)
    return session

add("Opening", "ceremony", "09:00", "10:00", who=ann)
add("Welcome", "meal", "09:30", "10:30", who=ann, place=there)
add("Tour", "networking", "11:00", "12:00", who=ben)
add("Lunch", "meal", "12:05", "13:00", who=ben, place=there)
add("Coffee", "meal", "13:00", who=cy, place=bare)
add("Boat", "networking", "14:00", who=eve, status="tentative")
add("Walk", "networking")
add("Dinner", "meal", "19:00", place=None)
make_note(add("Briefing", "talk", "15:00", "16:00", who=ben))
add("Workshop", "workshop", "17:00", "18:00", who=ben, role="note-taker")
print(trip.pk)
"""


def trip_with_faults(site, slug, visibility):
    """Make such a trip two days after the tests' today; return the address of its admin."""
    site.stop_clock("07:00")
    day = (site.busy_day + dt.timedelta(days=2)).isoformat()
    script = FAULTS.format(slug=slug, visibility=visibility, day=day)
    pk = site.server.manage("shell", "--command", script).split()[-1]
    return f"{site.url}/admin/events/trip/{pk}"


@pytest.fixture(scope="module")
def faults(site):
    return trip_with_faults(site, "faults", "draft")


@pytest.mark.parametrize("size", [None, WIDE])
def test_pages_of_organizers_fit_the_screen_and_have_no_barriers(visit, site, faults, size):
    page = visit(organizer=True)
    if size:
        page.set_viewport_size(size)
    found = {}
    for address in (
        f"{site.url}/admin/",
        f"{faults}/overview/",
        f"{faults}/checks/",
        f"{faults}/publish/",
        f"{faults}/publish/?to=public",
    ):
        page.goto(address)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        width, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        found[address] = (width - shown, barriers(page))
    assert found == dict.fromkeys(found, (0, []))


def test_a_trip_is_looked_at_with_other_eyes_and_published(visit, site, faults):
    page = visit(organizer=True)
    page.goto(f"{faults}/overview/")
    page.get_by_role("link", name="Publish …").click()
    page.get_by_role("link", name="Make it public …").click()
    page.get_by_text("People, by name").first.wait_for()
    page.get_by_role("button", name="See its pages first, as they will be").click()
    bar = page.get_by_role("complementary", name="Preview")
    expect(bar).to_contain_text("You see this trip as the public. They can’t see it yet.")
    assert barriers(page) == []
    page.get_by_role("link", name="People", exact=True).click()
    bar.get_by_role("button", name="Stop").click()
    expect(page).to_have_url(f"{faults}/overview/")
    page.goto(f"{faults}/publish/?to=public")
    page.get_by_label("A line for the page").fill("Here is our plan")
    page.get_by_role("button", name="Make it public").click()
    expect(page.locator(".messagelist")).to_contain_text("The trip is public.")
    visitor = visit()
    visitor.goto(f"{site.url}/trips/faults/changes/")
    expect(visitor.locator(".told")).to_contain_text("Here is our plan")


def choose(page, field, text):
    """Choose a row in a field that finds it while one types."""
    page.locator(f"#{field} + .select2 .select2-selection").click()
    page.locator(".select2-dropdown .select2-search__field").fill(text)
    page.locator(".select2-results__option", has_text=text).first.click()


def end_earlier(page):
    page.locator("#id_start").fill("8:00")
    page.locator("#id_end").fill("9:00")


def start_later(page):
    page.locator("#id_start").fill("12:30")


def correct_date(page):
    page.locator("#id_joins_on").fill("")


def confirm(page):
    page.locator("#id_status").select_option("confirmed")


def write_time(page):
    page.locator("#id_start").fill("2pm")


def choose_place(page):
    choose(page, "id_place", "Museum")


def write_address(page):
    page.locator("#id_address").fill("Veski 3")
    page.locator("#id_local_address").fill("Veski 3")


def add_session(page):
    page.locator("#attendances-group .add-row a").click()
    choose(page, "id_attendances-0-session", "Walk")


def take_notes(page):
    page.locator("#id_attendances-0-role").select_option("note-taker")


def add_note(page):
    page.locator("#notes-group .add-row a").click()
    page.locator("#id_notes-0-purpose").select_option("minutes")
    page.locator("#id_notes-0-title").fill("What we made")


# A check, the link of its finding that is followed, and what puts it right.
FIXES = [
    ("two-places", "Opening", end_earlier),
    ("too-close", "Lunch", start_later),
    ("outside", "Cy", correct_date),
    ("unsure", "Boat", confirm),
    ("no-time", "Walk", write_time),
    ("no-place", "Dinner", choose_place),
    ("no-address", "Old mill", write_address),
    ("no-sessions", "Dan", add_session),
    ("no-note-taker", "Briefing", take_notes),
    ("no-note", "Workshop", add_note),
]


def test_each_check_is_put_right_by_following_its_link(visit, site):
    faults = trip_with_faults(site, "put-right", "members")
    page = visit(organizer=True)
    page.goto(f"{faults}/checks/")
    open_checks = page.locator("section.check")
    names = [section.get_attribute("id") for section in open_checks.all()]
    assert sorted(names) == sorted([*(name for name, _link, _fix in FIXES), "no-link"])
    for name, link, fix in FIXES:
        page.locator(f"#{name}").get_by_role("link", name=link).click()
        fix(page)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page).to_have_url(re.compile("/checks/$"))
        expect(page.locator(f"#{name}")).to_have_count(0)
    # A link is known to have arrived when it is used.
    page.locator("#no-link").get_by_role("link", name="Eve").click()
    address = page.locator(".link-to-copy code").first.inner_text()
    eve = visit()
    eve.goto(address)
    eve.get_by_role("button", name="Continue").click()
    page.goto(f"{faults}/checks/")
    expect(page.locator(".all-fine")).to_have_text("All checks are fine")
