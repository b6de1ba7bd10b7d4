"""Fetching a note or a file from the address where it is.

An organizer gives an address and this server asks for it, so the address must not lead into the
network that the server stands in: every host name is resolved here, private addresses are
refused, and the connection goes to the very address that was checked. Size is limited, and one
deadline holds for everything, from the first look-up of a name to the last byte.
"""

import http.client
import ipaddress
import queue
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from django.conf import settings
from django.utils.translation import gettext as _

from notes.links import is_http_url

from .web_pages import BEGINNING, is_web_page

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
TAGGED = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?!\?xml|schedule)", re.IGNORECASE)
# Where the public internet is in IPv6, and what is set apart within it: protocols and tunnels
# (such as Teredo), documentation, 6to4, documentation again.
UNICAST = ipaddress.ip_network("2000::/3")
NOT_PUBLIC = [
    ipaddress.ip_network(name) for name in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]
# By these a server without IPv4 reaches those that have nothing else.
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# The second half of an address that leads through IPv4, in any network: 0:5efe or 200:5efe, and
# the IPv4 address.
ISATAP, ISATAP_MASK = 0x00005EFE, 0xFDFFFFFF
# Not all of it is private to Python.
PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")


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
    try:
        address = _public_address(host, port, deadline)
        with _connected(parts.scheme, host, port, address, deadline) as connection:
            target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            headers = {"Accept": wanted.accept, "User-Agent": "tripbook"}
            connection.request("GET", target, headers=headers)
            answer = connection.getresponse()
            if answer.status in (301, 302, 303, 307, 308):
                return _redirection(url, answer.getheader("Location", ""))
            if answer.status != 200:
                raise FetchError(wanted.refused % {"status": answer.status})
            body = _body(answer, wanted, deadline)
            if _is_page(body, answer.getheader("Content-Type", "")):
                raise FetchError(wanted.is_page)
            return body
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, FetchError):
            raise
        if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
            raise FetchError(_("The server took too long.")) from None
        raise FetchError(_("The server can't be reached.")) from error


def _is_page(body: bytes, content_type: str) -> bool:
    is_called_one = "html" in content_type.lower()
    return bool(is_called_one and TAGGED.match(body)) or is_web_page(
        body[: 4 * BEGINNING].decode(errors="replace")
    )


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


def _public_address(host: str, port: int, deadline: float) -> str:
    """Return the IP address to connect to; refuse it if any address of the host is private."""
    addresses = _addresses(host, port, deadline)
    if host not in settings.FETCH_PRIVATE_HOSTS and not all(map(_is_public, addresses)):
        raise FetchError(_("This address leads to a private network."))
    return addresses[0]


def _addresses(host: str, port: int, deadline: float) -> list[str]:
    """Return the IP addresses of a host. The system takes its own time for it, so a thread asks."""
    answers = queue.SimpleQueue()

    def ask():
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([info[4][0] for info in found])
        except (OSError, UnicodeError):
            answers.put([])

    threading.Thread(target=ask, daemon=True).start()
    try:
        addresses = answers.get(timeout=_left(deadline))
    except queue.Empty:
        raise TimeoutError from None
    if not addresses:
        raise FetchError(_("There is no server called %(host)s.") % {"host": host})
    return addresses


def _is_public(address: str) -> bool:
    """Tell if an address is one of the public internet: that is named, all others are private."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 4:
        return ip.is_global and not ip.is_multicast and ip not in PROTOCOLS
    if ip.ipv4_mapped or ip in NAT64:
        # An IPv4 address in another dress is as private as it is.
        return _is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    is_tunnel = int(ip) >> 32 & ISATAP_MASK == ISATAP
    return ip in UNICAST and not is_tunnel and not any(ip in network for network in NOT_PUBLIC)


@contextmanager
def _connected(
    scheme: str, host: str, port: int, address: str, deadline: float
) -> Iterator[http.client.HTTPConnection]:
    """Give a connection to the host that goes to the address that was checked."""
    connection = http.client.HTTPConnection(host, port)
    connection.sock = socket.create_connection((address, port), timeout=_left(deadline))
    try:
        if scheme == "https":
            connection.default_port = http.client.HTTPS_PORT
            connection.sock = ssl.create_default_context().wrap_socket(
                connection.sock, server_hostname=host, do_handshake_on_connect=False
            )
        # A server that sends a byte now and then keeps any time limit of one read alive.
        clock = threading.Timer(_left(deadline), _hang_up, [connection.sock])
        clock.start()
        try:
            if scheme == "https":
                connection.sock.do_handshake()
            yield connection
        finally:
            clock.cancel()
    finally:
        connection.close()


def _left(deadline: float) -> float:
    """Return the seconds that are left; raise TimeoutError where there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


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
