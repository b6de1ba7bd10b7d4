"""Take a picture of every page: `make screenshots`, or of some: `python -m bench.screenshots day`.

Each is taken on a phone and on a desk, in the light and the dark theme, in English and in
Traditional Chinese, into `screenshots/`. Those of the README and the guide for organizers are taken
anew beside.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from tests.browser.filling import ORGANIZER
from tests.browser.pages import EXTREMES, PAGES, Page
from tests.browser.site import ROOT, Site, find_chromium, running_site

FOLDER = ROOT / "screenshots"
WIDTHS = {390: 844, 1280: 900}
THEMES = ("light", "dark")
LANGUAGES = ("en", "zh-hant")
# In pixels. Of longer pictures Chromium makes none in time.
LONGEST = 20_000
# Beside those that the tests look at: the same pages with little or nothing in them.
MORE = {
    "preparing": Page("/trips/harbour-week/sessions/demoSession11/preparation/", "member"),
    "search-without-hits": Page("/trips/harbour-week/search/?q=nothing-of-it"),
    "one-letter": Page("/trips/extremes/sessions/extremeTitle3/"),
    "documents-of-an-empty-trip": Page("/trips/empty/docs/"),
    "notes-of-an-empty-trip": Page("/trips/empty/notes/"),
}
# The demo trip is the first of its database, its organizer the first user.
ADMIN = {
    "sign-in": Page("/admin/login/"),
    "sign-in-too-often": Page("/errors/429/admin/"),
    "password-forgotten": Page("/admin/password-reset/"),
    "password-mail-sent": Page("/admin/password-reset/sent/"),
    "password-link-expired": Page("/admin/password-reset/MQ/none/"),
    "password-saved": Page("/admin/password-reset/saved/"),
    "password-change": Page("/admin/password_change/", "organizer"),
    "second-factor": Page("/admin/second-factor/", "organizer"),
    "profile": Page("/admin/people/user/1/change/", "organizer"),
    "admin-home": Page("/admin/", "organizer"),
    "admin-trip": Page("/admin/events/trip/1/overview/", "organizer"),
    "admin-checks": Page("/admin/events/trip/1/checks/", "organizer"),
    "admin-plan": Page("/admin/events/day/3/plan/", "organizer"),
    "admin-publish": Page("/admin/events/trip/1/publish/", "organizer"),
    "admin-rooms": Page("/admin/events/trip/1/rooms/", "organizer"),
    "admin-import": Page("/admin/events/trip/import/", "organizer"),
}
ALL = {**PAGES, **EXTREMES, **MORE, **ADMIN}
# The pictures in docs/: a page, its width, theme and language.
DOCS = {
    "itinerary": ("itinerary-of-a-member", 390, "light", "en"),
    "day": ("day", 1280, "light", "en"),
    "session": ("session", 390, "dark", "zh-hant"),
    "organizing-trip": ("admin-trip", 1280, "light", "en"),
    "organizing-plan": ("admin-plan", 1280, "light", "en"),
    "organizing-checks": ("admin-checks", 390, "light", "en"),
}


def main(names: list[str]) -> int:
    chromium = find_chromium()
    if chromium is None:
        print("Chromium is not installed (apt install chromium).", file=sys.stderr)
        return 2
    pages = [name for name in ALL if name in (names or {name})]
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        site.stop_clock("09:15")
        for look in product(WIDTHS, THEMES, LANGUAGES):
            take_all(browser, site, pages, *look)
        if not names:
            for name, (page, *look) in DOCS.items():
                with opened(browser, site, ALL[page].viewer, *look) as tab:
                    tab.goto(ALL[page].address(site))
                    tab.screenshot(path=ROOT / f"docs/{name}.png")
        browser.close()
    return 0


def take_all(
    browser: Browser, site: Site, names: list[str], width: int, theme: str, language: str
) -> None:
    """Take a picture of each of the pages, as long as it is."""
    for viewer in ("visitor", "member", "organizer"):
        shown = [name for name in names if ALL[name].viewer == viewer]
        if not shown:
            continue
        with opened(browser, site, viewer, width, theme, language) as tab:
            for name in shown:
                tab.goto(ALL[name].address(site))
                path = FOLDER / language / f"{name}-{width}-{theme}.png"
                path.parent.mkdir(parents=True, exist_ok=True)
                height = tab.evaluate("document.documentElement.scrollHeight")
                part = {"x": 0, "y": 0, "width": width, "height": min(height, LONGEST)}
                tab.screenshot(path=path, full_page=True, clip=part)


@contextmanager
def opened(
    browser: Browser, site: Site, viewer: str, width: int, theme: str, language: str
) -> Iterator[Tab]:
    """Open a browser in which that viewer is signed in."""
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme=theme,
        locale={"en": "en-GB", "zh-hant": "zh-TW"}[language],
        reduced_motion="reduce",
        service_workers="block",
    )
    tab = context.new_page()
    if viewer == "member":
        tab.goto(site.join_links["arno"])
        tab.locator("main button").click()
    if viewer == "organizer":
        tab.goto(f"{site.url}/admin/login/")
        tab.locator("[name=username]").fill(ORGANIZER)
        tab.locator("[name=password]").fill(site.password)
        tab.locator("[type=submit]").click()
    yield tab
    context.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
