"""The server of somebody else: notes and files at addresses, good and bad."""

import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.interchange.programmes import calendar, schedule_xml

NOTE = b"---\ntimezone: Europe/Tallinn\n---\n# Harbour visit 2026\n\n### 11/24\n\n- 10:00 Opening\n"
CALENDAR = calendar("UID:1\nDTSTART:20261124T073000Z\nSUMMARY:Call 電話")
# Where the address `late` leads to.
LEADS_TO = ""
SHEET = "date,start,title\n2026-11-24,09:30,港の見学\n".encode("utf-16")


class Foreign(BaseHTTPRequestHandler):
    """What is answered is named by the first step of the path, without its ending."""

    def do_GET(self):
        name = self.path.split("/")[1].partition(".")[0]
        getattr(self, name)()

    def answer(self, body, content_type="text/markdown; charset=utf-8", status=200, **headers):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def note(self):
        self.answer(NOTE)

    def calendar(self):
        self.answer(CALENDAR, "text/calendar")

    def sheet(self):
        self.answer(SHEET, "application/octet-stream")

    def schedule(self):
        """A schedule from a server that knows pages only."""
        self.answer(schedule_xml(), "text/html; charset=utf-8")

    def broken(self):
        self.answer(b"BEGIN:VCALENDAR\nnonsense\nEND:VCALENDAR\n", "text/calendar")

    def missing(self):
        self.answer(b"", status=404)

    def login(self):
        self.answer(b"<!doctype html><title>Sign in</title>", "text/html; charset=utf-8")

    def unlabelled(self):
        self.answer(b"\n<html><title>Sign in</title></html>", "text/plain")

    def fragment(self):
        """A page to sign in that does not say what it is."""
        self.answer(b"<meta charset=utf-8>\n<form><input type=password></form>", "text/plain")

    def cut(self):
        """An answer whose connection ends too early."""
        self.answer(NOTE[:-10], Content_Length=str(len(NOTE)))

    def moved(self):
        self.answer(b"", status=302, Location="/note/download")

    def moved_calendar(self):
        self.answer(b"", status=302, Location="/calendar.ics")

    def late(self):
        time.sleep(0.8)
        self.answer(b"", status=302, Location=LEADS_TO)

    def loop(self):
        self.answer(b"", status=302, Location="/loop/download")

    def elsewhere(self):
        self.answer(b"", status=302, Location="http://127.0.0.2/note/download")

    def script(self):
        self.answer(b"", status=302, Location="file:///etc/passwd")

    def endless(self):
        self.answer(b"")
        try:
            while True:
                self.wfile.write(b"x" * 100_000)
        except OSError:
            return

    def slow(self):
        self.answer(b"")
        try:
            for _i in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def silent(self):
        time.sleep(2)

    def garbage(self):
        self.wfile.write(b"\x00\x01\x02\r\n\r\n")

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def foreign_server() -> Iterator[str]:
    """Yield the address of such a server on this machine, by its name."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Foreign)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
