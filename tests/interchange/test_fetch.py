"""Fetching a note or a file: what is let through, and what is refused."""

import contextlib
import socket
import threading
import time

import pytest

from tests import servers
from tests.interchange.programmes import schedule_xml
from tests.servers import CALENDAR, NOTE, SHEET
from tripbook.interchange import fetch
from tripbook.interchange.fetch import (
    FetchError,
    download_url,
    fetch_file,
    fetch_note,
    file_url,
)


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


def test_a_note_is_fetched(foreign):
    assert fetch_note(f"{foreign}/note?both") == NOTE


def test_a_redirection_is_followed(foreign):
    assert fetch_note(f"{foreign}/moved") == NOTE


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing", "answered 404"),
        ("login", "web page"),
        ("unlabelled", "web page"),
        ("fragment", "web page"),
        ("loop", "on and on"),
        ("elsewhere", "private network"),
        ("script", "http://"),
        ("endless", "longer than"),
        ("cut", "broke off"),
        ("garbage", "can't be reached"),
    ],
)
def test_what_is_no_note_is_refused_in_words(foreign, settings, name, message):
    settings.NOTE_MAX_BYTES = 1_000_000
    with pytest.raises(FetchError, match=message):
        fetch_note(f"{foreign}/{name}")


SHEETS = "https://docs.google.com/spreadsheets/d"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://summit.example.org/a.ics?x=1", "https://summit.example.org/a.ics?x=1"),
        ("webcal://summit.example.org/a.ics", "https://summit.example.org/a.ics"),
        ("WEBCALS://summit.example.org/a.ics", "https://summit.example.org/a.ics"),
        (f"{SHEETS}/1a-B_c/edit?usp=sharing", f"{SHEETS}/1a-B_c/export?format=csv"),
        (f"{SHEETS}/1a-B_c/edit#gid=42", f"{SHEETS}/1a-B_c/export?format=csv&gid=42"),
        (f"{SHEETS}/e/2PACX/pub?output=csv", f"{SHEETS}/e/2PACX/pub?output=csv"),
    ],
)
def test_a_file_is_found_from_the_address_that_people_have(url, expected):
    assert file_url(url) == expected


@pytest.mark.parametrize("url", ["", "summit.example.org/a.ics", "ftp://a.example/b", "webcal://"])
def test_what_is_no_address_of_a_file_is_refused(url):
    with pytest.raises(FetchError, match="http://"):
        fetch_file(url)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("calendar.ics", CALENDAR),
        ("moved_calendar", CALENDAR),
        ("sheet.csv?a=b", SHEET),
        ("schedule.xml", schedule_xml()),
    ],
)
def test_a_file_is_fetched_byte_for_byte_whatever_the_server_calls_it(foreign, path, data):
    assert fetch_file(f"{foreign}/{path}") == data


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing", "answered 404. Is the file"),
        ("login", "web page came instead of a file"),
        ("loop", "on and on"),
        ("elsewhere", "private network"),
        ("endless", "larger than"),
    ],
)
def test_what_is_no_file_is_refused_in_words(foreign, settings, name, message):
    settings.IMPORT_MAX_BYTES = 1_000_000
    with pytest.raises(FetchError, match=message):
        fetch_file(f"{foreign}/{name}")


@pytest.mark.parametrize("fetched", [fetch_note, fetch_file])
@pytest.mark.parametrize("name", ["slow", "silent"])
def test_a_slow_server_is_left(foreign, monkeypatch, name, fetched):
    monkeypatch.setattr(fetch, "SECONDS", 0.4)
    started = time.monotonic()
    with pytest.raises(FetchError, match="took too long"):
        fetched(f"{foreign}/{name}")
    assert time.monotonic() - started < 3


@pytest.fixture
def mute():
    """The port of a server that takes a connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_one_time_limit_holds_for_all_that_an_address_leads_to(foreign, mute, monkeypatch):
    monkeypatch.setattr(fetch, "SECONDS", 1)
    monkeypatch.setattr(servers, "LEADS_TO", f"https://localhost:{mute}/note")
    started = time.monotonic()
    with pytest.raises(FetchError, match="took too long"):
        fetch_note(f"{foreign}/late")
    assert time.monotonic() - started < 1.4


def test_a_server_that_greets_byte_by_byte_is_left(settings, monkeypatch):
    def drip(server):
        connection, _address = server.accept()
        with connection, contextlib.suppress(OSError):
            connection.sendall(b"\x16\x03\x03\x40\x00")
            for _i in range(100):
                connection.sendall(b"\x0b")
                time.sleep(0.05)

    settings.FETCH_PRIVATE_HOSTS = ["localhost"]
    monkeypatch.setattr(fetch, "SECONDS", 0.4)
    started = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, args=[server], daemon=True).start()
        with pytest.raises(FetchError, match="took too long"):
            fetch_note(f"https://localhost:{server.getsockname()[1]}/note")
    assert time.monotonic() - started < 1


def test_a_name_that_takes_too_long_to_look_up_is_left(monkeypatch):
    monkeypatch.setattr(fetch, "SECONDS", 0.2)
    monkeypatch.setattr(fetch.socket, "getaddrinfo", lambda *args, **options: time.sleep(1) or [])
    started = time.monotonic()
    with pytest.raises(FetchError, match="took too long"):
        fetch_note("https://notes.example.org/abc")
    assert time.monotonic() - started < 0.6


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
        "[2001:0:7f00:1::]",
        "[fec0::1]",
        "[64:ff9b:1::7f00:1]",
        "[::127.0.0.1]",
        "[::10.0.0.1]",
        "[::ffff:0:127.0.0.1]",
        "[2a00::5efe:10.0.0.1]",
        "[2a00::200:5efe:10.0.0.1]",
        "[fe80::5efe:127.0.0.1]",
        "[2001:db8::1]",
        "[3fff::1]",
        "[5f00::1]",
        "[ff02::1]",
        "192.0.0.8",
        "localhost",
        "2130706433",
    ],
)
def test_private_networks_are_refused(host):
    with pytest.raises(FetchError, match=r"private network|starts with http"):
        fetch_note(f"http://{host}/note")


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "2606:4700::1111", "2a00:1450:4001::200e", "64:ff9b::808:808"],
)
def test_the_public_internet_is_let_through(monkeypatch, address):
    asked = []

    def connect(place, timeout):
        asked.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(fetch.socket, "getaddrinfo", resolving_to(address))
    monkeypatch.setattr(fetch.socket, "create_connection", connect)
    with pytest.raises(FetchError, match="can't be reached"):
        fetch_note("https://notes.example.org/abc")
    assert asked == [(address, 443)]


def resolving_to(*addresses):
    return lambda host, port, **options: [(2, 1, 6, "", (name, port)) for name in addresses]


def test_a_name_that_resolves_to_a_private_address_is_refused(monkeypatch):
    resolve = resolving_to("93.184.216.34", "10.0.0.1")
    monkeypatch.setattr(fetch.socket, "getaddrinfo", resolve)
    with pytest.raises(FetchError, match="private network"):
        fetch_note("https://rebinding.example.org/note")


def test_a_name_and_a_password_in_the_address_are_refused():
    with pytest.raises(FetchError, match="password"):
        fetch_note("https://user:secret@hackmd.io/abc")
