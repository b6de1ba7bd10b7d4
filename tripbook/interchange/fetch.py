"""Fetching a note or a file from the address where it is.

An organizer gives an address and this server asks for it, so the address must not lead into the
network that the server stands in: every host name is resolved here, private addresses are
refused, and the connection goes to the very address that was checked. Time and size are limited.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from django.conf import settings
from django.utils.translation import gettext as _

from notes.links import is_http_url

SECONDS = 15
REDIRECTS = 3
CHUNK = 64 * 1024
# Parts of an address that say how a note is shown, not which note it is.
VIEWS = {"edit", "view", "both", "publish", "slide", "download"}
# What calendars are subscribed to by: https in another dress.
WEBCAL = re.compile(r"webcals?://", re.IGNORECASE)
GOOGLE_SHEET = re.compile(r"https://docs\.google\.com/spreadsheets/d/(?!e/)([\w-]+)")
SHEET_TAB = re.compile(r"[?#&]gid=(\d+)")
# Servers that don't know a kind of file call it a page, too.
PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?!\?xml|schedule)", re.IGNORECASE)


class FetchError(ValueError):
    """What can't be fetched; the message says why, in a person's words."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for: its media types, its most bytes, and what is said where it is not had."""

    accept: str
    limit: int
    refused: str
    is_page: str
    is_longer: str


def fetch_note(url: str) -> bytes:
    """Return the text of the note at an address.

    `url` is the address that people share, such as `https://hackmd.io/abc?both`. Raise FetchError
    for what is no address, leads to a private network, takes too long, is too long, or is a web
    page instead of a note.
    """
    wanted = Wanted(
        accept="text/markdown, text/plain",
        limit=settings.NOTE_MAX_BYTES,
        refused=_("The server answered %(status)d. Is the note readable for everyone?"),
        is_page=_("A web page came instead of a note. Is the note readable for everyone?"),
        is_longer=_("The note is longer than %(limit)d bytes."),
    )
    return _fetch(download_url(url), wanted)


def fetch_file(url: str) -> bytes:
    """Return the calendar, sheet, conference schedule or trip document at an address.

    `url` may also be the `webcal:` address that a calendar is subscribed to by, or that of a
    Google sheet. Raise FetchError as `fetch_note` does.
    """
    wanted = Wanted(
        accept="text/calendar, application/json, application/xml, text/xml, text/csv, */*;q=0.5",
        limit=settings.IMPORT_MAX_BYTES,
        refused=_("The server answered %(status)d. Is the file readable for everyone?"),
        is_page=_(
            "A web page came instead of a file. Is the file readable for everyone, and is this "
            "its own address?"
        ),
        is_longer=_("The file is larger than %(limit)d bytes."),
    )
    return _fetch(file_url(url), wanted)


def download_url(url: str) -> str:
    """Return where the plain text of a HackMD or HedgeDoc note is, given any address of it."""
    if not is_http_url(url):
        raise FetchError(_("Write an address that starts with http:// or https://."))
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    if steps and steps[-1] in VIEWS:
        steps.pop()
    if not steps:
        raise FetchError(_("This is the address of a site, not of a note."))
    path = "/" + "/".join([*steps, "download"])
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def file_url(url: str) -> str:
    """Return where the file itself is."""
    url = WEBCAL.sub("https://", url, count=1) if WEBCAL.match(url) else url
    if not is_http_url(url):
        raise FetchError(_("Write an address that starts with http:// or https://."))
    if sheet := GOOGLE_SHEET.match(url):
        tab = SHEET_TAB.search(url)
        return f"{sheet[0]}/export?format=csv" + (f"&gid={tab[1]}" if tab else "")
    return url


def _fetch(address: str, wanted: Wanted) -> bytes:
    deadline = time.monotonic() + SECONDS
    for _hop in range(REDIRECTS + 1):
        answer = _ask(address, wanted, deadline)
        if isinstance(answer, bytes):
            return answer
        address = answer
    raise FetchError(_("The address leads on and on."))


def _ask(url: str, wanted: Wanted, deadline: float) -> bytes | str:
    """Return the body of the answer, or the address that it redirects to."""
    parts = urlsplit(url)
    host, port = _host_and_port(parts)
    connection = _connection(parts.scheme, host, port, _public_address(host, port))
    clock = None
    try:
        connection.connect()
        # A server that sends a byte now and then keeps any time limit of one read alive.
        left = max(0.0, deadline - time.monotonic())
        clock = threading.Timer(left, _hang_up, [connection.sock])
        clock.start()
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        headers = {"Accept": wanted.accept, "User-Agent": "tripbook"}
        connection.request("GET", target, headers=headers)
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308):
            return _redirection(url, answer.getheader("Location", ""))
        if answer.status != 200:
            raise FetchError(wanted.refused % {"status": answer.status})
        body = _body(answer, wanted, deadline)
        if "html" in answer.getheader("Content-Type", "").lower() and PAGE.match(body):
            raise FetchError(wanted.is_page)
        return body
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, FetchError):
            raise
        if time.monotonic() >= deadline:
            raise FetchError(_("The server took too long.")) from None
        raise FetchError(_("The server can't be reached.")) from error
    finally:
        if clock:
            clock.cancel()
        connection.close()


def _host_and_port(parts: SplitResult) -> tuple[str, int]:
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or parts.scheme not in ("http", "https"):
        raise FetchError(_("Write an address that starts with http:// or https://."))
    if parts.username is not None:
        raise FetchError(_("Leave the name and the password out of the address."))
    return host, port or (443 if parts.scheme == "https" else 80)


def _public_address(host: str, port: int) -> str:
    """Return the IP address to connect to; refuse it if any address of the host is private."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        message = _("There is no server called %(host)s.")
        raise FetchError(message % {"host": host}) from None
    addresses = [info[4][0] for info in found]
    if host not in settings.FETCH_PRIVATE_HOSTS and not all(map(_is_public, addresses)):
        raise FetchError(_("This address leads to a private network."))
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6:
        # An IPv4 address in another dress is as private as it is.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _connection(scheme: str, host: str, port: int, address: str) -> http.client.HTTPConnection:
    """Return a connection to the host that goes to the address that was checked."""
    if scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, port, timeout=SECONDS, context=context)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    connection._create_connection = lambda _host, *rest: socket.create_connection(
        (address, port), *rest
    )
    return connection


def _hang_up(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _redirection(url: str, location: str) -> str:
    target = urljoin(url, location)
    if not location or urlsplit(url).scheme == "https" != urlsplit(target).scheme:
        raise FetchError(_("The server can't be reached."))
    return target


def _body(answer: http.client.HTTPResponse, wanted: Wanted, deadline: float) -> bytes:
    chunks, length = [], 0
    while chunk := answer.read(CHUNK):
        chunks.append(chunk)
        length += len(chunk)
        if length > wanted.limit:
            raise FetchError(wanted.is_longer % {"limit": wanted.limit})
    if time.monotonic() >= deadline:
        raise FetchError(_("The server took too long."))
    if answer.length:
        # Of a note that is cut off, the rest would seem to have left it.
        raise FetchError(_("The server broke off before the end. Try again."))
    return b"".join(chunks)
