"""Lists of a trip's people on a phone and on paper."""

import re

from playwright.sync_api import expect

from .barriers import barriers

SHEETS = ("rooms", "diets", "contacts", "emergency", "fill")


def test_lists_of_people_have_no_barriers_and_print_on_the_whole_page(visit, site):
    page = visit(organizer=True)
    page.goto(f"{site.url}/admin/events/trip/?q=harbour-week")
    trip = re.match(
        r"/admin/events/trip/\d+", page.locator("#result_list tbody th a").get_attribute("href")
    )[0]
    for sheet in SHEETS:
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{site.url}{trip}/{sheet}/")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (sheet, barriers(page), width) == (sheet, [], 390)
        page.set_viewport_size({"width": 1280, "height": 844})
        page.emulate_media(media="print")
        assert page.locator("table.sheet").bounding_box()["width"] > 1200
        expect(page.locator("#header")).to_be_hidden()
        page.emulate_media(media="screen")
