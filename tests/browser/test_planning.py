"""Planning a day in a real browser: on a phone by keyboard, on a wide screen by dragging."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.test_import import WIDE

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def planned(visit, site):
    """Return a function that adds a trip and returns the page that plans its first day."""

    def open_page(number):
        page = visit(organizer=True)
        page.goto(f"{site.url}/admin/events/trip/add/")
        page.locator("[name=title]").fill(f"Planning {number}")
        page.locator("[name=slug]").fill(f"planning-{number}")
        page.locator("[name=timezone]").fill("Europe/Tallinn")
        page.locator("[name=first_day]").fill("2027-05-03")
        page.locator("[name=last_day]").fill("2027-05-05")
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("link", name="Plan its days").click()
        page.get_by_role("button", name="Save the day").wait_for()
        return page

    return open_page


def wait_for_rows(page, *expected):
    """Wait until these are the rows, but for the empty one: their times and titles."""
    rows = page.locator(".plan-row:not(.is-blank)")
    expect(rows).to_have_count(len(expected))
    for number, row in enumerate(expected):
        when, title = row.split(" ", 1)
        expect(rows.nth(number).locator("[name$=-when]")).to_have_value(when)
        expect(rows.nth(number).locator("[name$=-title]")).to_have_value(title)


def type_rows(page, *sessions):
    """Type sessions one after the other by keyboard alone."""
    page.locator(".is-blank [name$=-when]").focus()
    for number, (when, title) in enumerate(sessions, start=1):
        page.keyboard.type(when)
        page.keyboard.press("Tab")
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        page.locator(f".plan-row:not(.is-blank) >> nth={number - 1}").wait_for()
        expect(page.locator("[name$=-when]:focus")).to_be_visible()


def test_a_day_is_planned_on_a_phone_by_keyboard_alone(planned):
    page = planned(1)
    page.set_viewport_size(PHONE)
    type_rows(page, ("930-1015", "Opening"), ("下午2點", "Visit"), ("11", "Coffee"))
    wait_for_rows(page, "930-1015 Opening", "11 Coffee", "下午2點 Visit")
    page.get_by_role("button", name="Move up: Visit").focus()
    page.keyboard.press("Enter")
    wait_for_rows(page, "930-1015 Opening", "11:00 Visit", "14:00 Coffee")
    expect(page.locator("[value^='up:']:focus")).to_be_visible()
    page.get_by_role("button", name="Remove: Coffee").focus()
    page.keyboard.press("Enter")
    wait_for_rows(page, "930-1015 Opening", "11:00 Visit")
    page.locator("[value=save]").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Saved: 2 sessions added.").wait_for()
    wait_for_rows(page, "09:30–10:15 Opening", "11:00 Visit")
    width, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert (width, barriers(page)) == (shown, [])


def test_sessions_are_dragged_to_another_place_and_day(planned):
    page = planned(2)
    page.set_viewport_size(WIDE)
    type_rows(page, ("9:00-10:00", "Opening"), ("10:30-12:00", "Visit"), ("14:00", "Walk"))
    handle = ".plan-row:has([value=Visit]) .plan-handle"
    page.drag_and_drop(handle, ".plan-row:has([value=Opening])", target_position={"x": 200, "y": 5})
    page.locator(".plan-row >> nth=0 >> [value=Visit]").wait_for()
    wait_for_rows(page, "09:00–10:30 Visit", "11:00–12:00 Opening", "14:00 Walk")
    page.drag_and_drop(".plan-row:has([value=Walk]) .plan-handle", ".plan-days li:nth-child(2) a")
    page.get_by_text("Goes to 2027-05-04 Tue when you save.").wait_for()
    assert barriers(page) == []
    page.get_by_role("button", name="Save the day").click()
    page.get_by_text("Saved: 3 sessions added.").wait_for()
    wait_for_rows(page, "09:00–10:30 Visit", "11:00–12:00 Opening")
    page.get_by_role("link", name="Day after").click()
    expect(page).to_have_title(re.compile("2027-05-04"))
    wait_for_rows(page, "14:00 Walk")


def test_what_is_not_saved_is_not_left_unasked(planned):
    page = planned(3)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator(".is-blank [name$=-title]").fill("Walk")
    page.get_by_role("link", name="Home").click()
    page.wait_for_url("**/admin/")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("name", ["copy", "move"])
def test_copying_and_moving_have_no_barriers(visit, site, name, size):
    page = visit(organizer=True)
    page.set_viewport_size(size)
    page.goto(f"{site.url}/admin/events/trip/1/{name}/")
    if name == "move":
        page.get_by_label("Or move it by days").fill("7")
        page.get_by_role("button", name="Show the new dates").click()
        page.get_by_role("button", name="Move the trip").wait_for()
    width, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert (width, barriers(page)) == (shown, [])


def test_people_are_offered_one_after_the_other(visit, site):
    page = visit(organizer=True)
    page.goto(f"{site.url}/admin/events/trip/1/overview/")
    page.get_by_role("link", name="Plan its days").click()
    page.get_by_role("button", name="Save the day").wait_for()
    field = page.locator(".is-blank [name$=-people]")
    offered = "[...document.getElementById('people').options].map((one) => one.value)"
    field.fill("")
    first, second, *_others = page.evaluate(offered)
    field.fill(f"{first}, ")
    option = "#people option[value='{}']".format
    expect(page.locator(option(f"{first}, {second}"))).to_have_count(1)
    expect(page.locator(option(f"{first}, {first}"))).to_have_count(0)
    page.on("dialog", lambda dialog: dialog.accept())
