"""A real browser before the real site: gunicorn with the demo trip, and Debian's Chromium.

Without Chromium these tests are skipped; with REQUIRE_BROWSER set, that is a failure.
"""

import contextlib
import datetime as dt
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests/browser/vendor/axe-core/axe.min.js"
SMALL = {"width": 360, "height": 740}
SLUG = "harbour-week"


@dataclass(frozen=True)
class Site:
    """The running site, and what a test may do to it."""

    url: str
    join_link: str
    clock: Path
    busy_day: dt.date
    """The third day of the demo trip, which has the most sessions."""

    def stop_clock(self, utc: str) -> None:
        """Let it be this time of day (in UTC) on the busy day."""
        self.clock.write_text(f"{self.busy_day.isoformat()}T{utc}+00:00")

    def trip(self, path: str = "") -> str:
        return f"{self.url}/trips/{SLUG}/{path}"


@pytest.fixture(scope="session")
def chromium():
    """The path of Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        message = "Chromium is not installed (apt install chromium)"
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="session")
def site(chromium, tmp_path_factory):
    """The site with the demo trip, on a database and a port of its own."""
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    clock = folder / "clock"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "TEST_DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "TESTED_SITE": url,
        "TESTED_CLOCK": str(clock),
        "PYTHONPATH": str(ROOT),
    }

    def manage(*arguments):
        command = [sys.executable, ROOT / "manage.py", *arguments]
        return subprocess.run(
            command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.strip()

    manage("migrate", "--verbosity", "0")
    manage("load_demo")
    join_link = manage("join_link", SLUG, "arno")
    gunicorn = [sys.executable, "-m", "gunicorn", "tripbook.wsgi", "--bind", f"127.0.0.1:{port}"]
    gunicorn += ["--worker-class", "gthread", "--threads", "8", "--no-control-socket"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            gunicorn, env=environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            wait_for(f"{url}/healthz", folder / "log")
            with urllib.request.urlopen(f"{url}/trips/{SLUG}.json") as answer:
                first = dt.date.fromisoformat(json.load(answer)["trip"]["starts_on"])
            yield Site(url, join_link, clock, first + dt.timedelta(days=2))
        finally:
            server.terminate()
            server.wait(timeout=10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, log: Path) -> None:
    for _attempt in range(150):
        with contextlib.suppress(urllib.error.URLError), urllib.request.urlopen(url):
            return
        time.sleep(0.1)
    pytest.fail(f"The site did not start:\n{log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_playwright() as playwright:
        # The tests may run as root, where Chromium's own sandbox does not.
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def visit(browser, site):
    """Return a function that opens a phone's browser and returns its page.

    Afterwards nothing may have gone wrong in any of them: no error in the console, no request
    to another host.
    """
    site.stop_clock("07:00")
    faults, contexts = [], []

    def open_browser(*, member=False, **options):
        context = browser.new_context(
            viewport=SMALL, locale="en-GB", reduced_motion="reduce", **options
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        if member:
            page.goto(site.join_link)
            page.get_by_role("button", name="Continue").click()
        page.on("console", check_console)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: check_origin(request.url))
        return page

    def check_console(said):
        # Chromium tells it as an error, too, when the page itself is a 404.
        is_missing_page = "404" in said.text and said.location["url"] == said.page.url
        if said.type == "error" and not is_missing_page:
            faults.append(said.text)

    def check_origin(url):
        if urlsplit(url).scheme in ("http", "https") and not url.startswith(f"{site.url}/"):
            faults.append(f"{url} was asked for")

    yield open_browser
    for context in contexts:
        context.close()
    assert faults == []
