"""Fetching a note: what is let through, and what is refused."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tripbook.interchange import fetch
from tripbook.interchange.fetch import FetchError, download_url, fetch_note


class Pad(BaseHTTPRequestHandler):
    """A server of notes, good and bad."""

    def do_GET(self):
        name = self.path.split("/")[1]
        getattr(self, name)()

    def answer(self, body, content_type="text/markdown; charset=utf-8", status=200, **headers):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        for header, value in headers.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(body)

    def good(self):
        self.answer("# 參訪\n".encode())

    def missing(self):
        self.answer(b"", status=404)

    def login(self):
        self.answer(b"<!doctype html><title>Sign in</title>", "text/html; charset=utf-8")

    def moved(self):
        self.answer(b"", status=302, Location="/good/download")

    def loop(self):
        self.answer(b"", status=302, Location="/loop/download")

    def elsewhere(self):
        self.answer(b"", status=302, Location="http://127.0.0.2/good/download")

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


@pytest.fixture
def pad(settings):
    """The address of a server on this machine, which the settings allow."""
    settings.FETCH_PRIVATE_HOSTS = ["localhost"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pad)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://hackmd.io/abc", "https://hackmd.io/abc/download"),
        ("https://hackmd.io/abc?both#", "https://hackmd.io/abc/download"),
        ("https://hackmd.io/@team/abc?view", "https://hackmd.io/@team/abc/download"),
        ("https://hackmd.io/abc/download", "https://hackmd.io/abc/download"),
        ("https://hackmd.io/s/abc/edit", "https://hackmd.io/s/abc/download"),
        ("https://pad.example.org/notes/abc#Day-1", "https://pad.example.org/notes/abc/download"),
    ],
)
def test_the_text_of_a_note_is_found_from_any_address_of_it(url, expected):
    assert download_url(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hackmd.io/abc",
        "ftp://hackmd.io/abc",
        "javascript:alert(1)",
        "https://",
        "https://hackmd.io/",
    ],
)
def test_what_is_no_address_of_a_note_is_refused(url):
    with pytest.raises(FetchError):
        fetch_note(url)


def test_a_note_is_fetched(pad):
    assert fetch_note(f"{pad}/good?both") == ("# 參訪\n".encode(), "good")


def test_a_redirection_is_followed(pad):
    assert fetch_note(f"{pad}/moved")[0] == "# 參訪\n".encode()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing", "answered 404"),
        ("login", "web page"),
        ("loop", "on and on"),
        ("elsewhere", "private network"),
        ("script", "http://"),
        ("endless", "longer than"),
        ("garbage", "can't be reached"),
    ],
)
def test_what_is_no_note_is_refused_in_words(pad, settings, name, message):
    settings.NOTE_MAX_BYTES = 1_000_000
    with pytest.raises(FetchError, match=message):
        fetch_note(f"{pad}/{name}")


@pytest.mark.parametrize("name", ["slow", "silent"])
def test_a_slow_server_is_left(pad, monkeypatch, name):
    monkeypatch.setattr(fetch, "SECONDS", 0.4)
    started = time.monotonic()
    with pytest.raises(FetchError, match="took too long"):
        fetch_note(f"{pad}/{name}")
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0.0.0.0",
        "10.0.0.8",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "localhost",
        "2130706433",
    ],
)
def test_private_networks_are_refused(host):
    with pytest.raises(FetchError, match=r"private network|starts with http"):
        fetch_note(f"http://{host}/note")


def test_a_name_that_resolves_to_a_private_address_is_refused(monkeypatch):
    def resolve(host, port, **options):
        return [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("10.0.0.1", port))]

    monkeypatch.setattr(fetch.socket, "getaddrinfo", resolve)
    with pytest.raises(FetchError, match="private network"):
        fetch_note("https://rebinding.example.org/note")


def test_a_name_and_a_password_in_the_address_are_refused():
    with pytest.raises(FetchError, match="password"):
        fetch_note("https://user:secret@hackmd.io/abc")
