"""Take a picture of every page: `make screenshots`, or of some: `python -m bench.screenshots day`.

Each is taken on a phone and on a desk, in the light and the dark theme, in English and in
Traditional Chinese, into `screenshots/`. Those of the README and the guide for organizers are taken
anew beside.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.filling import ORGANIZER
from tests.browser.pages import EXTREMES, PAGES, Page
from tests.browser.site import ROOT, Site, find_chromium, running_site

FOLDER = ROOT / "screenshots"
WIDTHS = {390: 844, 1280: 900}
THEMES = ("light", "dark")
LANGUAGES = ("en", "zh-hant")
# Of the demo trip, which is the first of its database.
ADMIN = {
    "admin-home": Page("/admin/", "organizer"),
    "admin-trip": Page("/admin/events/trip/1/overview/", "organizer"),
    "admin-checks": Page("/admin/events/trip/1/checks/", "organizer"),
    "admin-plan": Page("/admin/events/day/3/plan/", "organizer"),
    "admin-publish": Page("/admin/events/trip/1/publish/", "organizer"),
    "admin-rooms": Page("/admin/events/trip/1/rooms/", "organizer"),
    "admin-import": Page("/admin/events/trip/import/", "organizer"),
}
ALL = {**PAGES, **EXTREMES, **ADMIN}
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
        for (width, theme), language in product(product(WIDTHS, THEMES), LANGUAGES):
            for name in pages:
                path = FOLDER / language / f"{name}-{width}-{theme}.png"
                take(browser, site, name, path, width, theme, language)
        if not names:
            for name, view in DOCS.items():
                take(browser, site, view[0], ROOT / f"docs/{name}.png", *view[1:], whole=False)
        browser.close()
    return 0


def take(
    browser: Browser,
    site: Site,
    name: str,
    path: Path,
    width: int,
    theme: str,
    language: str,
    *,
    whole: bool = True,
) -> None:
    """Take a picture of a page, as long as it is or as much as a screen shows of it."""
    page = ALL[name]
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme=theme,
        locale={"en": "en-GB", "zh-hant": "zh-TW"}[language],
        reduced_motion="reduce",
        service_workers="block",
    )
    tab = context.new_page()
    if page.viewer == "member":
        tab.goto(site.join_links["arno"])
        tab.locator("main button").click()
    if page.viewer == "organizer":
        tab.goto(f"{site.url}/admin/login/")
        tab.locator("[name=username]").fill(ORGANIZER)
        tab.locator("[name=password]").fill(site.password)
        tab.locator("[type=submit]").click()
    tab.goto(page.address(site))
    path.parent.mkdir(parents=True, exist_ok=True)
    tab.screenshot(path=path, full_page=whole)
    context.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
