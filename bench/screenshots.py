"""Take a picture of every page: `make screenshots`, or of some: `python -m bench.screenshots day`.

Each is taken on a phone and on a desk, in the light and the dark theme, in English and in
Traditional Chinese, into `screenshots/`. The three of the README are taken anew beside.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.pages import EXTREMES, PAGES
from tests.browser.site import ROOT, Site, find_chromium, running_site

FOLDER = ROOT / "screenshots"
WIDTHS = {390: 844, 1280: 900}
THEMES = ("light", "dark")
LANGUAGES = ("en", "zh-hant")
# The pictures in docs/ that the README shows: a page, its width, theme and language.
README = {
    "itinerary": ("itinerary-of-a-member", 390, "light", "en"),
    "day": ("day", 1280, "light", "en"),
    "session": ("session", 390, "dark", "zh-hant"),
}


def main(names: list[str]) -> int:
    chromium = find_chromium()
    if chromium is None:
        print("Chromium is not installed (apt install chromium).", file=sys.stderr)
        return 2
    pages = {
        name: page for name, page in {**PAGES, **EXTREMES}.items() if name in (names or {name})
    }
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
            for name, view in README.items():
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
    page = {**PAGES, **EXTREMES}[name]
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme=theme,
        locale={"en": "en-GB", "zh-hant": "zh-TW"}[language],
        reduced_motion="reduce",
        service_workers="block",
    )
    tab = context.new_page()
    if page.viewer == "member":
        tab.goto(site.join_link)
        tab.locator("main button").click()
    tab.goto(page.address(site))
    path.parent.mkdir(parents=True, exist_ok=True)
    tab.screenshot(path=path, full_page=whole)
    context.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
