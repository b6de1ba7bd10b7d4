"""The real site for a real browser: gunicorn with the demo trip, on a database of its own."""

import contextlib
import datetime as dt
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench.samples import empty_trip, extreme_trip, trip_document

ROOT = Path(__file__).resolve().parents[2]
SLUG = "harbour-week"
ORGANIZER = "organizer"


class Server:
    """gunicorn in a process group of its own, which a test may kill and start again."""

    def __init__(self, url: str, environment: dict, log: Path):
        self.url, self.environment, self.log = url, environment, log

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "tripbook.wsgi"]
        command += ["--bind", urlsplit(self.url).netloc, "--no-control-socket"]
        command += ["--worker-class", "gthread", "--threads", "8"]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                command,
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(f"{self.url}/healthz", self.log)

    def stop(self, how: int = signal.SIGTERM) -> None:
        """Send a signal to all of its processes and wait for the end."""
        os.killpg(self.process.pid, how)
        self.process.wait(timeout=10)

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, ROOT / "manage.py", *arguments]
        return subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.strip()


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
    server: Server
    _links: dict[str, str] = field(default_factory=dict)

    def join_link_of(self, handle: str) -> str:
        if handle not in self._links:
            self._links[handle] = self.server.manage("join_link", SLUG, handle)
        return self._links[handle]

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
def running_site(folder: Path) -> Iterator[Site]:
    """Serve the site as production does, its static files collected; `folder` holds all of it."""
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

    server = Server(url, environment, folder / "log")
    server.manage("collectstatic", "--no-input", "--verbosity", "0")
    server.manage("migrate", "--verbosity", "0")
    server.manage("createsuperuser", "--no-input", "--username", ORGANIZER, "--email", "")
    server.manage("load_demo")
    sixty = trip_document(sessions=60, people=40, slug="sixty")
    for number, document in enumerate([extreme_trip(), empty_trip(), json.loads(sixty)]):
        path = folder / f"{number}.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        server.manage("import_trip", str(path))
    server.manage("shell", "--command", "Trip.objects.update(visibility='public')")
    join_link = server.manage("join_link", SLUG, "arno")
    server.start()
    try:
        with urllib.request.urlopen(f"{url}/trips/{SLUG}.json") as answer:
            first = dt.date.fromisoformat(json.load(answer)["trip"]["starts_on"])
        yield Site(url, join_link, folder, password, first + dt.timedelta(days=2), server)
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, log: Path) -> None:
    for _attempt in range(150):
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.1)
    raise RuntimeError(f"The site did not start:\n{log.read_text()[-2000:]}")
