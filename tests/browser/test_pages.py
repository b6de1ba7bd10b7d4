"""What holds for every page in a real browser: it fits a phone, and everybody can use it."""

import pytest

from tests.browser.conftest import AXE
from tests.browser.pages import EXTREMES, PAGES


@pytest.fixture
def opened(visit, site):
    """Return a function that opens one of the pages."""

    def open_page(name, **options):
        shown = {**PAGES, **EXTREMES}[name]
        page = visit(member=shown.viewer == "member", **options)
        response = page.goto(shown.address(site))
        assert response.status == shown.status
        return page

    return open_page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone_and_has_no_barriers(opened, name):
    page = opened(name)
    width, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    opened_width = page.evaluate("document.documentElement.scrollWidth")
    assert (width, opened_width) == (shown, shown)
    page.evaluate(AXE.read_text())
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        found = page.evaluate("axe.run()")["violations"]
        faults = [
            (rule["id"], node["target"], node["failureSummary"])
            for rule in found
            for node in rule["nodes"]
        ]
        assert (theme, faults) == (theme, [])


@pytest.mark.parametrize("name", ["itinerary-of-a-member", "session", "coverage", "documents"])
def test_a_page_on_a_wide_screen_has_no_barriers(opened, name):
    page = opened(name)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")["violations"]
    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []


@pytest.mark.parametrize("name", ["itinerary", "session-of-a-member", "documents", "coverage"])
def test_links_and_buttons_are_as_large_as_a_finger(opened, name):
    page = opened(name)
    small = page.evaluate(
        """() => [...document.querySelectorAll("main a, main button:not(.unseen), summary, nav a")]
            .map((e) => [e.textContent.trim(), e.getClientRects()])
            .filter(([, boxes]) => boxes.length)
            .filter(([, boxes]) => Math.max(...[...boxes].map((box) => box.height)) < 40)
            .map(([text]) => text)"""
    )
    assert small == []
