"""The real site for a real browser: gunicorn with the demo trip, on a database of its own."""

import contextlib
import datetime as dt
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SLUG = "harbour-week"
ORGANIZER = "organizer"


@dataclass(frozen=True)
class Site:
    """The running site, and what a test may do to it."""

    url: str
    join_link: str
    folder: Path
    password: str
    """Of the organizer, who is a superuser."""
    busy_day: dt.date
    """The third day of the demo trip, which has the most sessions."""

    def stop_clock(self, utc: str) -> None:
        """Let it be this time of day (in UTC) on the busy day."""
        (self.folder / "clock").write_text(f"{self.busy_day.isoformat()}T{utc}+00:00")

    def deploy(self, version: str, *files: str) -> None:
        """Let the site be renewed, so that browsers want these files, too."""
        (self.folder / "deploy").write_text(json.dumps({"version": version, "files": files}))

    def trip(self, path: str = "") -> str:
        return f"{self.url}/trips/{SLUG}/{path}"


def find_chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextlib.contextmanager
def running_site(folder: Path, *commands: tuple[str, ...]) -> Iterator[Site]:
    """Serve the site as production does, its static files collected; `folder` holds all of it.

    `commands` of manage.py, such as those that load more trips, run before it starts.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    password = secrets.token_urlsafe()
    environment = os.environ | {
        "DJANGO_SUPERUSER_PASSWORD": password,
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "TEST_DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "TESTED_SITE": url,
        "TESTED_FOLDER": str(folder),
        "PYTHONPATH": str(ROOT),
    }

    def manage(*arguments: str) -> str:
        command = [sys.executable, ROOT / "manage.py", *arguments]
        return subprocess.run(
            command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.strip()

    manage("collectstatic", "--no-input", "--verbosity", "0")
    manage("migrate", "--verbosity", "0")
    manage("createsuperuser", "--no-input", "--username", ORGANIZER, "--email", "")
    manage("load_demo")
    for command in commands:
        manage(*command)
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
            yield Site(url, join_link, folder, password, first + dt.timedelta(days=2))
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
    raise RuntimeError(f"The site did not start:\n{log.read_text()[-2000:]}")
