"""Measure what the README's table says, in one run: `make bench`.

It works on a database of its own in a temporary folder and serves it with gunicorn on loopback.
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 5
CLIENTS = 4


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        from bench.exports import exporting

        rows = [*reading(), *importing(), *queries(), *exporting(), *serving()]
    width = max(len(name) for name, _value in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}")


def reading():
    """Yield how long notes of 1 MB and 5 MB take to read."""
    from bench.samples import minutes, note
    from tripbook.interchange.note import read_note

    times = {}
    for megabytes in (1, 5):
        text = note(megabytes * 1_000_000)
        times[megabytes] = _seconds(lambda text=text: read_note(text, timezone="Europe/Tallinn"))
        yield f"read a note of {megabytes} MB", f"{times[megabytes]:.2f} s"
    yield "5 MB against 1 MB", f"{times[5] / times[1]:.1f} times"
    text = minutes(1_000_000)
    taken = _seconds(lambda: read_note(text, timezone="Europe/Tallinn"))
    yield "read a note of 1 MB, most of it minutes", f"{taken:.2f} s"


def importing():
    """Yield how long a trip of 1,000 sessions takes to import, and to import again."""
    from bench.samples import trip_document
    from tripbook.interchange.importing import import_document

    for name in ("import a trip of 1,000 sessions", "the same again"):
        data = trip_document(sessions=1000, people=40, slug="thousand")
        taken = _seconds(lambda data=data: import_document(data=data, file_name="bench.json"))
        yield name, f"{taken:.2f} s"
    for sessions, slug in ((10, "ten"), (60, "sixty")):
        data = trip_document(sessions=sessions, people=40, slug=slug)
        import_document(data=data, file_name="bench.json")

    from events.models import Trip

    Trip.objects.update(visibility=Trip.Visibility.PUBLIC)


def queries():
    """Yield the query count of each page with 10 and with 1,000 sessions."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.samples import TRIP_BEGINS

    day = f"{TRIP_BEGINS}/"
    for page in ("/", "", day, "people/", "docs/", "notes/", ".json"):
        counts = []
        for slug in ("ten", "thousand"):
            path = page if page == "/" else f"/trips/{slug}{'' if page == '.json' else '/'}{page}"
            with CaptureQueriesContext(connection) as captured:
                response = Client(headers={"host": "127.0.0.1"}).get(path)
            assert response.status_code == 200, (path, response.status_code)
            counts.append(len(captured))
        name = {"/": "trip list", "": "itinerary", day: "day"}.get(page, page.strip("/."))
        yield f"queries of {name}, 10 and 1,000 sessions", f"{counts[0]} and {counts[1]}"


def serving():
    """Yield the requests a second of two pages beside a constant view in the same server."""
    with Server() as port:
        rates = {
            name: _rate(port, path)
            for name, path in (
                ("constant view", "/constant/"),
                ("itinerary, 60 sessions and 40 people", "/trips/sixty/"),
                ("JSON, 60 sessions and 40 people", "/trips/sixty.json"),
            )
        }
    base = rates["constant view"]
    for name, rate in rates.items():
        yield name, f"{rate:.0f} requests/s ({rate / base:.2f} of the constant view)"


class Server:
    """gunicorn with one worker on a free port of loopback."""

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "tripbook.wsgi", "--threads=4"]
        command += [f"--bind=127.0.0.1:{port}", "--log-level=error"]
        self.process = subprocess.Popen(command, cwd=ROOT)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return port
            except OSError:
                time.sleep(0.1)
        raise SystemExit("gunicorn did not start")

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait()


def _rate(port: int, path: str) -> float:
    """Return how many whole answers a second some clients get, each over one connection."""
    done = []
    stop = time.monotonic() + SECONDS

    def ask():
        connection = http.client.HTTPConnection("127.0.0.1", port)
        count = 0
        while time.monotonic() < stop:
            connection.request("GET", path, headers={"Host": "127.0.0.1"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, (path, answer.status)
            count += 1
        done.append(count)

    started = time.monotonic()
    clients = [threading.Thread(target=ask) for _i in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return sum(done) / (time.monotonic() - started)


def _seconds(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
