"""Importing a note in a real browser: on a phone, on a wide screen, by keyboard, without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.interchange.fuzzing import FIXTURES

STUDY_VISIT = (FIXTURES / "study-visit.md").read_text("utf-8")
WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def previewed(visit, site):
    """Return a function that pastes a note and returns the page of its preview."""

    def open_preview(text=STUDY_VISIT, **options):
        page = visit(organizer=True, **options)
        page.goto(f"{site.url}/admin/events/trip/import/")
        page.get_by_label("Paste the note").fill(text)
        page.get_by_role("button", name="Look at what it becomes").click()
        page.get_by_role("heading", name="What it becomes").wait_for()
        return page

    return open_preview


@pytest.mark.parametrize("size", [None, WIDE])
def test_the_preview_fits_the_screen_and_has_no_barriers(previewed, size):
    page = previewed()
    if size:
        page.set_viewport_size(size)
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    width, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert (width, barriers(page)) == (shown, [])


def test_the_entry_has_no_barriers(visit, site):
    page = visit(organizer=True)
    page.goto(f"{site.url}/admin/events/trip/import/")
    assert barriers(page) == []


def test_a_line_and_what_it_became_light_up_together(previewed):
    page = previewed()
    page.set_viewport_size(WIDE)
    page.locator("#line-7").hover()
    expect(page.locator(".lit").nth(1)).to_contain_text("Mira")
    page.locator(".item-participants summary", has_text="jonas7").focus()
    expect(page.locator(".note-lines .lit").first).to_contain_text("jonas7")


def test_an_item_is_changed_and_saved_by_keyboard_alone(previewed, site):
    page = previewed(STUDY_VISIT.replace("Open Harbour 2026", "Keyboard 2026"))
    page.get_by_label("Time zone", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Europe/Tallinn")
    page.locator("#line-7 .line-became a").focus()
    page.keyboard.press("Enter")
    summary = page.locator("summary", has_text="Mira").first
    summary.focus()
    page.keyboard.press("Enter")
    name = page.locator(".item[open]", has=summary).get_by_label("Name", exact=True)
    if not name.is_visible():
        page.keyboard.press("Enter")
    name.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Miranda")
    page.get_by_role("button", name="Save as a new trip").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("The trip was made from the note").wait_for()
    page.get_by_role("link", name="The trip's pages").click()
    expect(page.locator("h1")).to_contain_text("Keyboard 2026")


@pytest.mark.parametrize("size", [None, WIDE])
def test_nothing_that_has_the_focus_is_hidden_below_the_buttons(previewed, size):
    page = previewed()
    if size:
        page.set_viewport_size({**size, "height": 600})
    page.locator("#what-it-becomes summary").last.focus()
    for _step in range(25):
        page.keyboard.press("Shift+Tab")
        # Scrolling may come a moment after the focus.
        page.wait_for_function(
            """() => {
              const focused = document.activeElement;
              const { left, top } = focused.getBoundingClientRect();
              const seen = document.elementFromPoint(left + 5, top + 5);
              return focused.contains(seen) || seen?.contains(focused);
            }"""
        )


def test_without_script_links_lead_from_a_line_to_its_item(previewed):
    page = previewed(java_script_enabled=False)
    link = page.locator("#line-7 .line-became a")
    expect(page.locator(link.get_attribute("href"))).to_have_count(1)
    page.get_by_label("Time zone", exact=True).fill("Nowhere")
    page.get_by_role("button", name="Check", exact=True).first.click()
    expect(page.locator(".errornote")).to_contain_text("Nothing is saved yet")
    expect(page.get_by_label("Time zone", exact=True)).to_have_value("Nowhere")
