"""A real browser before the real site: gunicorn with the demo trip, and Debian's Chromium.

Without Chromium these tests are skipped; with REQUIRE_BROWSER set, that is a failure.
"""

import os
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.filling import ORGANIZER
from tests.browser.site import find_headless_chromium, running_site

SMALL = {"width": 360, "height": 740}

# Machines that run tests may be slow.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def chromium():
    """The path of Chromium."""
    found = find_headless_chromium()
    if found is None:
        message = "Chromium is not installed (apt install chromium-headless-shell)"
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="session")
def site(chromium, tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_playwright() as playwright:
        # The tests may run as root, where Chromium's own sandbox does not.
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def kept():
    """What browsers keep of the organizer: signing in each time would be too often in a minute."""
    return {"organizer": None}


@pytest.fixture
def visit(browser, site, kept):
    """Return a function that opens a phone's browser and returns its page.

    Afterwards nothing may have gone wrong in any of them: no error in the console, no request
    to another host.
    """
    site.stop_clock("07:00")
    faults, contexts = [], []

    def open_browser(*, member=False, organizer=False, may_fail=False, **options):
        """`member` is a handle, or true; `may_fail` allows faults that the test itself makes."""
        if organizer:
            options["storage_state"] = kept["organizer"]
        context = browser.new_context(
            viewport=SMALL, locale="en-GB", reduced_motion="reduce", **options
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        if member:
            page.goto(site.join_links["arno" if member is True else member])
            page.get_by_role("button", name="Continue").click()
            expect(page).to_have_url(re.compile("/trips/"))
        if organizer:
            page.goto(f"{site.url}/admin/")
            # Not signed in yet, or a test before has logged out.
            if page.get_by_label("Username").is_visible():
                page.get_by_label("Username").fill(ORGANIZER)
                page.get_by_label("Password").fill(site.password)
                page.get_by_role("button", name="Log in").click()
            expect(page.get_by_role("button", name="Log out")).to_be_visible()
            kept["organizer"] = context.storage_state()
        if not may_fail:
            page.on("console", check_console)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: check_origin(request.url))
        return page

    def check_console(said):
        # Chromium tells it as an error, too, when the page itself is a 404 or the like.
        is_page = "server responded" in said.text and said.location["url"] == said.page.url
        if said.type == "error" and not is_page:
            faults.append(said.text)

    def check_origin(url):
        if urlsplit(url).scheme in ("http", "https") and not url.startswith(f"{site.url}/"):
            faults.append(f"{url} was asked for")

    yield open_browser
    for context in contexts:
        context.close()
    assert faults == []
