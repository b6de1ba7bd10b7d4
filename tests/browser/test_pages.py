"""What holds for every page in a real browser: it fits a phone, and everybody can use it."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.pages import EXTREMES, PAGES


@pytest.fixture
def opened(visit, site):
    """Return a function that opens one of the pages."""

    def open_page(name, **options):
        shown = {**PAGES, **EXTREMES}[name]
        viewer = {shown.viewer: True} if shown.viewer != "visitor" else {}
        page = visit(**viewer, **options)
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
    assert (width, opened_width, barriers(page)) == (shown, shown, [])


@pytest.mark.parametrize("name", ["itinerary-of-a-member", "session", "coverage", "documents"])
def test_a_page_on_a_wide_screen_has_no_barriers(opened, name):
    page = opened(name)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert barriers(page) == []


@pytest.mark.parametrize("name", EXTREMES)
def test_a_page_of_the_longest_and_the_most_fits_a_phone(opened, name):
    page = opened(name, java_script_enabled=name != "long-note")
    width, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width == shown
    assert page.get_by_role("heading", level=1).bounding_box()["height"] < 740


def test_the_tabs_of_a_member_stand_in_one_row_with_that_of_the_page_in_sight(opened):
    page = opened("notes")
    tabs = page.locator(".tabs a")
    expect(page.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=1)
    assert len({tab.bounding_box()["y"] for tab in tabs.all()}) == 1
    assert tabs.count() == 6


@pytest.mark.parametrize("name", ["itinerary", "session-of-a-member", "documents", "coverage"])
def test_links_and_buttons_are_as_large_as_a_finger(opened, name):
    page = opened(name)
    # In pixels of the screen; a border may take a fraction of one.
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button:not(.unseen), summary")]
            .filter((e) => !e.closest(".prose, .masthead p, .about-trip, .skip"))
            .map((e) => [e.textContent.trim(), e.getClientRects()])
            .filter(([, boxes]) => boxes.length)
            .map(([text, boxes]) => [text, Math.max(...[...boxes].map((box) => box.height))])
            .filter(([, height]) => height < 43.5)"""
    )
    assert small == []


@pytest.mark.parametrize("name", ["itinerary-of-a-member", "day", "session", "note", "documents"])
def test_nothing_moves_while_a_page_comes(opened, name):
    page = opened(name, timezone_id="Asia/Taipei")
    shift = page.evaluate(
        """() => new Promise((resolve) => {
            const add = (sum, entry) => sum + entry.value;
            new PerformanceObserver((list) => resolve(list.getEntries().reduce(add, 0)))
                .observe({ type: "layout-shift", buffered: true });
            setTimeout(() => resolve(0), 300);
        })"""
    )
    assert shift < 0.01


def test_a_page_of_sixty_sessions_is_light(visit, site):
    page = visit()
    answers = []
    page.on("requestfinished", lambda request: answers.append(request))
    page.goto(f"{site.url}/trips/sixty/", wait_until="networkidle")
    sizes = {request.url: request.sizes() for request in answers}
    expect(page.locator("article.session")).to_have_count(60)
    assert any(url.endswith(".css") for url in sizes)
    weight = sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes.values())
    assert weight < 60_000
