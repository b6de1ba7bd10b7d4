"""What holds for every page in a real browser: it fits a phone, and everybody can use it."""

import pytest

from tests.browser.conftest import AXE

# Of the demo trip: what each address shows, for whom.
PAGES = {
    "trips": ("/", "visitor"),
    "nothing": ("/trips/harbour-week/nothing/", "visitor"),
    "itinerary": ("/trips/harbour-week/", "visitor"),
    "itinerary of a member": ("/trips/harbour-week/", "member"),
    "day": ("/trips/harbour-week/{day}/", "visitor"),
    "session": ("/trips/harbour-week/sessions/demoSession11/", "visitor"),
    "session of a member": ("/trips/harbour-week/sessions/demoSession01/", "member"),
    "people": ("/trips/harbour-week/people/", "visitor"),
    "person": ("/trips/harbour-week/people/demoPerson01/", "visitor"),
    "my schedule": ("/trips/harbour-week/people/demoPerson05/", "member"),
    "coverage": ("/trips/harbour-week/coverage/", "member"),
    "documents": ("/trips/harbour-week/docs/", "member"),
    "documents of a kind": ("/trips/harbour-week/docs/?kind=pdf&q=nothing", "member"),
    "notes": ("/trips/harbour-week/notes/", "member"),
    "note": ("/trips/harbour-week/notes/demoNote01/", "visitor"),
    "history": ("/trips/harbour-week/notes/demoNote01/history/", "visitor"),
    "search": ("/trips/harbour-week/search/?q=a", "visitor"),
    "one file": ("/trips/harbour-week.html", "visitor"),
    "itinerary in Chinese": ("/trips/harbour-week/?lang=zh-hant", "visitor"),
}


@pytest.fixture
def opened(visit, site):
    """Return a function that opens one of the pages."""

    def open_page(name, **options):
        path, viewer = PAGES[name]
        page = visit(member=viewer == "member", **options)
        response = page.goto(site.url + path.format(day=site.busy_day))
        assert response.status == (404 if name == "nothing" else 200)
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


@pytest.mark.parametrize("name", ["itinerary of a member", "session", "coverage", "documents"])
def test_a_page_on_a_wide_screen_has_no_barriers(opened, name):
    page = opened(name)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")["violations"]
    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []


@pytest.mark.parametrize("name", ["itinerary", "session of a member", "documents", "coverage"])
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
