"""Importing a schedule in a real browser, and its next version, on both sizes of screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_import import WIDE, barriers
from tests.interchange.programmes import OPENING, TIDES, schedule_json

PHONE = {"width": 390, "height": 844}
LATER = {"date": "2026-11-24T10:00:00+02:00", "start": "10:00"}


def schedule(title, *events):
    return {
        "name": "schedule.json",
        "mimeType": "application/json",
        "buffer": schedule_json(*events, title=title),
    }


def look_at(page, file):
    """Upload a file and wait for what it brings."""
    page.get_by_label("Upload a file").set_input_files(file)
    page.get_by_role("button", name="Look at what it brings").click()
    expect(page.get_by_role("heading", name="What the file brings")).to_be_visible()


def shows_well(page):
    """Tell what is wrong with the page as it is: how far it is too wide, and its barriers."""
    width, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return width - shown, barriers(page)


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_sessions_of_a_schedule_are_picked_and_its_next_version_is_compared(visit, site, size):
    name = f"Harbour days {size['width']}"
    page = visit(organizer=True)
    page.set_viewport_size(size)
    page.goto(f"{site.url}/admin/events/trip/upload/")
    assert shows_well(page) == (0, [])

    look_at(page, schedule(name, OPENING, TIDES))
    rows = page.locator(".pick-day li")
    expect(rows.filter(visible=True)).to_have_count(2)
    page.get_by_label("Find").fill("ＴＩＤＥＳ")
    expect(rows.filter(visible=True)).to_have_count(1)
    page.get_by_role("button", name="Pick all that are shown").click()
    expect(page.get_by_role("status").filter(has_text="of 2 sessions")).to_have_text(
        "1 of 2 sessions"
    )
    page.get_by_label("Find").fill("")
    page.get_by_label("Opening of the harbour days").check()
    expect(page.get_by_role("status").filter(has_text="of 2 sessions")).to_have_text(
        "2 of 2 sessions"
    )
    assert shows_well(page) == (0, [])
    page.get_by_role("button", name="Save as a new trip").first.click()
    expect(page.get_by_text("The trip was made")).to_be_visible()

    # Somebody gives the opening another title here, and the summit another title and time.
    overview = page.url
    page.get_by_role("link", name="Plan its days").click()
    expect(page.locator(".plan-row:not(.is-blank)")).to_have_count(2)
    page.locator("[name$=-title]").first.fill("Welcome")
    page.get_by_role("button", name="Save the day").click()
    expect(page.get_by_text("Saved: 1 session changed.")).to_be_visible()
    page.goto(overview)
    page.get_by_role("link", name="Import a file").click()
    look_at(page, schedule(name, {**OPENING, **LATER, "title": "Grand opening"}, TIDES))
    conflict = page.locator("#conflicts fieldset")
    expect(conflict).to_have_count(1)
    expect(conflict.get_by_label("Here: Welcome")).to_be_checked()
    expect(page.locator("#changes")).to_contain_text("10:00")
    assert shows_well(page) == (0, [])
    conflict.get_by_label("As in the file:").check()
    page.get_by_role("button", name="Save into the trip").first.click()
    expect(page.get_by_text("The file was imported")).to_be_visible()

    page.get_by_role("link", name="The trip's pages").click()
    programme = page.locator("main")
    expect(programme.get_by_text("Grand opening")).to_be_visible()
    expect(programme.get_by_text("Workshop on tides | 潮汐")).to_be_visible()
    expect(programme.get_by_text("10:00", exact=True)).to_be_visible()
    expect(programme.get_by_text("Welcome")).to_have_count(0)


def test_while_a_file_is_read_the_page_says_so(visit, site):
    page = visit(organizer=True)
    page.goto(f"{site.url}/admin/events/trip/upload/")
    working = page.get_by_text("Working on it.")
    expect(working).to_be_hidden()
    page.get_by_label("Upload a file").set_input_files(schedule("Slow days", OPENING))
    # In a window of its own, so that the page can be looked at meanwhile.
    page.evaluate("document.querySelector('#content-main form').target = '_blank'")
    with page.expect_popup() as answer:
        page.get_by_role("button", name="Look at what it brings").click()
    expect(working).to_be_visible()
    expect(answer.value.get_by_role("heading", name="What the file brings")).to_be_visible()
