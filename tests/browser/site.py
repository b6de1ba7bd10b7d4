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
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.filling import SLUG

ROOT = Path(__file__).resolve().parents[2]


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
        return self.run("manage.py", *arguments)

    def run(self, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.strip()


@dataclass(frozen=True)
class Site:
    """The running site, and what a test may do to it."""

    url: str
    join_links: dict[str, str]
    """By the handles of the members of the demo trip."""
    host_link: str
    """Of the hosts of a visit of the demo trip."""
    folder: Path
    password: str
    """Of the organizer, who is a superuser."""
    busy_day: dt.date
    """The third day of the demo trip, which has the most sessions."""
    server: Server

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


def find_headless_chromium() -> str | None:
    """Return the Chromium that has no windows, which takes half the time; else the whole one."""
    return shutil.which("chromium-headless-shell") or find_chromium()


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
    filled = json.loads(server.run("-m", "tests.browser.filling"))
    server.start()
    try:
        busy_day = dt.date.fromisoformat(filled["starts_on"]) + dt.timedelta(days=2)
        links = filled["join_links"], filled["host_link"]
        yield Site(url, *links, folder, password, busy_day, server)
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
