"""An organizer's first evening in a real browser: from nothing to a published trip."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_import import STUDY_VISIT, WIDE
from tests.browser.test_planning import PHONE, type_rows, wait_for_rows

PASSWORD = "a harbour at night"
NEW_ORGANIZER = """
from people.models import User
if not User.objects.filter(username="{name}").exists():
    User.objects.create_user("{name}", password="{password}", is_staff=True)
"""


@pytest.fixture
def begun(visit, site):
    """Return a function that signs in an organizer who has no trip, and returns their home."""

    def open_home(name, size):
        script = NEW_ORGANIZER.format(name=name, password=PASSWORD)
        site.server.manage("shell", "--command", script)
        page = visit()
        page.set_viewport_size(size)
        page.goto(f"{site.url}/admin/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", name="Your trips")).to_be_visible()
        return page

    return open_home


def publish(page):
    """Make the trip public from its overview, through the page that shows what becomes visible."""
    page.get_by_role("link", name="Publish …").click()
    page.get_by_role("link", name="Make it public …").click()
    page.get_by_role("button", name="Make it public").click()
    expect(page.locator(".messagelist")).to_contain_text("The trip is public.")


@pytest.mark.parametrize(("name", "size"), [("by-phone", PHONE), ("at-a-desk", WIDE)])
def test_three_days_are_typed_by_hand_and_published(begun, visit, site, name, size):
    page = begun(name, size)
    page.get_by_role("link", name="New trip").click()
    page.locator("[name=title]").press_sequentially(f"Three days {name}")
    page.locator("[name=timezone]").fill("Europe/Tallinn")
    page.locator("[name=first_day]").fill("2027-05-03")
    page.locator("[name=last_day]").fill("2027-05-05")
    page.get_by_role("button", name="Save", exact=True).click()

    page.get_by_role("link", name="Plan its days").click()
    type_rows(page, ("930-1015", "Opening"), ("下午2點", "Visit to the observatory"))
    page.locator("[name$=-people]").first.fill("Mira Kask")
    page.get_by_role("button", name="Save the day").click()
    page.locator("[name=person_is]").first.select_option("new")
    page.get_by_role("button", name="Save the day").click()
    page.get_by_text("Saved: 2 sessions added.").wait_for()
    lines = {
        "2027-05-04": "10:00-11:30 Botanical garden @ Lai 40",
        "2027-05-05": "9am Train to Tallinn",
    }
    for date, line in lines.items():
        page.get_by_role("link", name="Day after").click()
        expect(page).to_have_title(re.compile(date))
        page.get_by_label("One a line").fill(line)
        page.get_by_role("button", name="Read them into the plan").click()
        page.locator(".plan-row:not(.is-blank)").wait_for()
        page.get_by_role("button", name="Save the day").click()
        page.get_by_text("Saved: 1 session added.").wait_for()
    wait_for_rows(page, "09:00 Train to Tallinn")

    page.locator(".breadcrumbs").get_by_role("link", name=f"Three days {name}").click()
    publish(page)
    page.get_by_role("link", name="The trip's pages").click()
    expect(page).to_have_url(f"{site.url}/trips/three-days-{name}/")
    visitor = visit()
    visitor.goto(page.url)
    for title in ("Opening", "Visit to the observatory", "Botanical garden", "Train to Tallinn"):
        expect(visitor.get_by_role("link", name=title)).to_be_visible()


@pytest.mark.parametrize(("name", "size"), [("note-by-phone", PHONE), ("note-at-a-desk", WIDE)])
def test_a_pasted_note_becomes_a_published_trip(begun, visit, site, name, size):
    page = begun(name, size)
    page.get_by_role("link", name="Import a note").click()
    text = STUDY_VISIT.replace("Open Harbour 2026", f"Harbour of {name} 2026")
    page.get_by_label("Paste the note").fill(text)
    page.get_by_role("button", name="Look at what it becomes").click()
    page.get_by_label("Time zone", exact=True).fill("Europe/Tallinn")
    page.get_by_role("button", name="Save as a new trip").first.click()
    page.get_by_text("The trip was made from the note").wait_for()
    publish(page)
    page.get_by_role("link", name="The trip's pages").click()
    expect(page).to_have_url(re.compile("/trips/"))
    visitor = visit()
    visitor.goto(page.url)
    expect(visitor.locator("h1")).to_contain_text(f"Harbour of {name} 2026")
    expect(visitor.locator(".session").nth(3)).to_be_visible()


def test_the_second_of_two_organizers_sees_both_versions(begun, visit, site):
    mine, theirs = begun("first-hand", WIDE), begun("first-hand", PHONE)
    mine.goto(f"{site.url}/admin/events/trip/add/")
    mine.locator("[name=title]").press_sequentially("Two at once")
    mine.locator("[name=timezone]").fill("Europe/Tallinn")
    mine.get_by_role("button", name="Save", exact=True).click()
    mine.get_by_role("link", name="Title, address, time zone …").click()
    theirs.goto(mine.url)
    mine.locator("[name=title]").fill("Two at sea")
    mine.get_by_role("button", name="Save", exact=True).click()
    mine.get_by_role("link", name="Title, address, time zone …").wait_for()
    theirs.locator("[name=title]").fill("Two on land")
    theirs.get_by_role("button", name="Save", exact=True).click()
    told = theirs.locator(".errorlist, .errornote").first
    expect(told).to_be_visible()
    expect(theirs.locator("#content")).to_contain_text("Two at sea")
    expect(theirs.locator("[name=title]")).to_have_value("Two on land")
