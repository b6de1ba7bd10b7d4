"""Addresses of the web: which are fit to be linked, what they lead to, where one ends in a text."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.limits import MAX_URL


class LinkKind(models.TextChoices):
    """What a linked document is. A name that is a product's own everywhere is not translated."""

    HACKMD = "hackmd", "HackMD"
    HEDGEDOC = "hedgedoc", "HedgeDoc"
    ETHERPAD = "etherpad", "Etherpad"
    PAD = "pad", _("Shared pad")
    GOOGLE_DOCS = "google-docs", _("Google Docs")
    GOOGLE_SHEETS = "google-sheets", _("Google Sheets")
    GOOGLE_SLIDES = "google-slides", _("Google Slides")
    GOOGLE_FORMS = "google-forms", _("Google Forms")
    GOOGLE_DRIVE = "google-drive", _("Google Drive")
    FACEBOOK = "facebook", "Facebook"
    YOUTUBE = "youtube", "YouTube"
    GITHUB = "github", "GitHub"
    VIDEO_CALL = "video-call", _("Video call")
    MAP = "map", _("Map")
    POLL = "poll", _("Poll")
    PDF = "pdf", "PDF"
    WEBSITE = "website", _("Website")


CO_NOTES = frozenset({LinkKind.HACKMD, LinkKind.HEDGEDOC, LinkKind.ETHERPAD, LinkKind.PAD})

# Each stands for itself and all names under it.
KIND_OF_DOMAIN = {
    "hackmd.io": LinkKind.HACKMD,
    "hedgedoc.org": LinkKind.HEDGEDOC,
    "board.net": LinkKind.ETHERPAD,
    "pad.riseup.net": LinkKind.ETHERPAD,
    "yopad.eu": LinkKind.ETHERPAD,
    "cryptpad.fr": LinkKind.PAD,
    "hackpad.com": LinkKind.PAD,
    "hackpad.tw": LinkKind.PAD,
    "sheets.google.com": LinkKind.GOOGLE_SHEETS,
    "slides.google.com": LinkKind.GOOGLE_SLIDES,
    "forms.gle": LinkKind.GOOGLE_FORMS,
    "forms.google.com": LinkKind.GOOGLE_FORMS,
    "drive.google.com": LinkKind.GOOGLE_DRIVE,
    "facebook.com": LinkKind.FACEBOOK,
    "fb.com": LinkKind.FACEBOOK,
    "fb.me": LinkKind.FACEBOOK,
    "fb.watch": LinkKind.FACEBOOK,
    "youtu.be": LinkKind.YOUTUBE,
    "youtube.com": LinkKind.YOUTUBE,
    "youtube-nocookie.com": LinkKind.YOUTUBE,
    "github.com": LinkKind.GITHUB,
    "8x8.vc": LinkKind.VIDEO_CALL,
    "meet.google.com": LinkKind.VIDEO_CALL,
    "meet.jit.si": LinkKind.VIDEO_CALL,
    "teams.live.com": LinkKind.VIDEO_CALL,
    "teams.microsoft.com": LinkKind.VIDEO_CALL,
    "webex.com": LinkKind.VIDEO_CALL,
    "whereby.com": LinkKind.VIDEO_CALL,
    "zoom.us": LinkKind.VIDEO_CALL,
    "map.kakao.com": LinkKind.MAP,
    "map.naver.com": LinkKind.MAP,
    "maps.apple.com": LinkKind.MAP,
    "maps.app.goo.gl": LinkKind.MAP,
    "openstreetmap.org": LinkKind.MAP,
    "osm.org": LinkKind.MAP,
    "doodle.com": LinkKind.POLL,
    "framadate.org": LinkKind.POLL,
    "menti.com": LinkKind.POLL,
    "mentimeter.com": LinkKind.POLL,
    "pol.is": LinkKind.POLL,
    "pollev.com": LinkKind.POLL,
    "pollex.com": LinkKind.POLL,
    "sli.do": LinkKind.POLL,
    "slido.com": LinkKind.POLL,
    "strawpoll.com": LinkKind.POLL,
}

# Software that communities run on a host of their own, which they like to name after it.
KIND_OF_LABEL = {
    "codimd": LinkKind.HEDGEDOC,
    "hedgedoc": LinkKind.HEDGEDOC,
    "etherpad": LinkKind.ETHERPAD,
    "cryptpad": LinkKind.PAD,
    "jitsi": LinkKind.VIDEO_CALL,
}

# For hosts that hold several kinds. The host is matched whole, the path from its start.
KIND_OF_PATH = [
    (re.compile(host), re.compile(path), kind)
    for host, path, kind in (
        # Pictures uploaded to a pad are no pads.
        (r"(.+\.)?hackmd\.io", r"/_uploads/", LinkKind.WEBSITE),
        (r"docs\.google\.com", r"(/a/[^/]+)?/document/", LinkKind.GOOGLE_DOCS),
        (r"docs\.google\.com", r"(/a/[^/]+)?/spreadsheets/", LinkKind.GOOGLE_SHEETS),
        (r"docs\.google\.com", r"(/a/[^/]+)?/presentation/", LinkKind.GOOGLE_SLIDES),
        (r"docs\.google\.com", r"(/a/[^/]+)?/forms/", LinkKind.GOOGLE_FORMS),
        (r"docs\.google\.com", r"", LinkKind.GOOGLE_DRIVE),
        (r"maps\.google(\.[a-z]{2,3}){1,2}", r"", LinkKind.MAP),
        (r"(www\.)?google(\.[a-z]{2,3}){1,2}", r"/maps\b", LinkKind.MAP),
        (r"goo\.gl", r"/maps/", LinkKind.MAP),
        (r"pad\..+", r"/p/", LinkKind.ETHERPAD),
    )
]

# No space; `isprintable` refuses the other white space and control characters. What browsers
# take for the end of a host, or for another one, is not in it.
_IN_HOST = r"[^ /?#@:<>\[\]\\^|%]"
HTTP_URL = re.compile(
    rf"https?://([^ /?#@\\]*+@)?(\w{_IN_HOST}*+|\[[\da-f:.]++\])(:\d{{0,5}})?([/?#][^ ]*)?",
    re.IGNORECASE,
)

EAST_ASIAN = (
    "\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""The characters of scripts that are written without spaces, as ranges of a pattern."""

# East Asian words are of an address where it goes on after them, `/장소?z=1`, or where Korean ones,
# which have spaces between them, end it after a mark that joins: `/1xYz_서울`, but not `/1xYz에서`.
_EAST_ASIAN_PART = (
    rf"(?<=[/=_-])(?:[{EAST_ASIAN}]++(?:[/_-](?=[{EAST_ASIAN}]))?+){{1,20}}+(?=[?#&=.%/_-][a-z0-9{{])"
    rf"|(?<=[/=_-])(?!(?:에서|에게|에|로|으로|를|을|은|는|이|가|와|과|도|의)(?![\uac00-\ud7a3]))"
    r"[\uac00-\ud7a3]++(?![\uac00-\ud7a3])"
)
# One character of an address in a text, brackets apart: outside ASCII only letters and digits.
# Three stars inside may blot out a part of it: `/d/1a***9z`, not `/d/1a***bold***`.
_IN_URL = (
    rf"(?:(?![{EAST_ASIAN}]|\*\*|~~|[,;]https?://)[-\w.~:/?#@!$&'*+,;=%]|\\[-_*~&#+]"
    r"|(?<=[a-z0-9/=_-])\*{3,9}+(?=[a-z0-9])(?![^\s*]*+\*))"
)
# Editors that write Markdown put it before what could be a mark.
ESCAPE = re.compile(r"\\([-_*~&#+])")
# An encyclopedia's addresses end in a title, and that may be in an East Asian language.
_IN_TITLE = r"[-\w.~:@!$&'+,;=%]"
# Brackets are of the address where both are. Possessive, so that no text is slow to refuse.
BARE_URL = re.compile(
    rf"https?://(?:{_IN_URL}|\({_IN_URL}*+\)|\[{_IN_URL}*+\]|\{{[\w.:-]{{0,40}}\}}"
    rf"|{_EAST_ASIAN_PART})++"
    rf"(?:(?<=/wiki/)(?:{_IN_TITLE}|\({_IN_TITLE}*+\))++)?",
    re.IGNORECASE,
)
CLAUSE_ENDS = ".,;:!?'*\\"
# Where underscores may begin or end emphasis: at the edge of a word.
EDGE_UNDERSCORES = re.compile(r"(?<!\w)_+(?=\S)|(?<=[^\s_])_+(?!\w)")

EAST_ASIAN_SCRIPTS = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})


def kind_of(url: str) -> LinkKind:
    """Return what an address leads to, as far as its host and path tell; never raises."""
    parts = _split(url)
    if parts is None or not parts.hostname:
        return LinkKind.WEBSITE
    path = parts.path.lower()
    return _kind_of_host(parts.hostname.rstrip("."), path) or (
        LinkKind.PDF if path.endswith(".pdf") else LinkKind.WEBSITE
    )


def is_co_note(kind: str) -> bool:
    """Return whether links of a kind lead to pads that many write together."""
    return kind in CO_NOTES


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """Return an address's host as people read it, "" if it has none; never raises.

    An international name is shown in its own script unless it mixes scripts: it could then pass
    for another name, and stays in its ASCII form.
    """
    parts = _split(url)
    if parts is None or not parts.hostname:
        return ""
    host = parts.hostname.rstrip(".")
    try:
        name = host.encode().decode("idna") if "xn--" in host else host
        return name if _is_unmixed(name) else name.encode("idna").decode()
    except UnicodeError:
        return host


def is_http_url(text: str) -> bool:
    """Return whether a text is one complete http(s) address of at most 2,000 characters."""
    if len(text) > MAX_URL or not text.isprintable() or not HTTP_URL.fullmatch(text):
        return False
    try:
        return urlsplit(text).port != 0
    except ValueError:  # a port beyond 65535, a broken IPv6 host
        return False


def bare_url_at(text: str, start: int) -> str:
    """Return the address that begins at `text[start]`, without what the sentence goes on with.

    It ends before East Asian text and punctuation, which follow without a space; before a
    bracket that closes one outside, an emphasis mark, and the punctuation that ends a clause.
    "" if nothing begins there. Whether it is fit to be linked, `is_http_url` tells.
    """
    match = BARE_URL.match(text, start)
    if match is None:
        return ""
    # `_https://a.example/x_`: the same mark on both sides belongs to neither.
    before = text[start - 1] if start else ""
    mark = before if before in ("_", "=", "~") else "_" * _in_emphasis(text, start)
    return match[0].rstrip(CLAUSE_ENDS + mark)


def without_escapes(url: str) -> str:
    """Return an address as it is, where it stands in a text like `https://a.example/b\\_c`."""
    return ESCAPE.sub(r"\1", url)


def _in_emphasis(text: str, position: int) -> bool:
    """Return whether an underscore before this position opens what none before it closes."""
    return len(EDGE_UNDERSCORES.findall(text[max(0, position - 500) : position])) % 2 == 1


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # such as http://[x
        return None


def _kind_of_host(host: str, path: str) -> LinkKind | None:
    for hosts, paths, kind in KIND_OF_PATH:
        if hosts.fullmatch(host) and paths.match(path):
            return kind
    labels = host.split(".")
    for i in range(len(labels)):
        if kind := KIND_OF_DOMAIN.get(".".join(labels[i:])):
            return kind
    return next((KIND_OF_LABEL[label] for label in labels if label in KIND_OF_LABEL), None)


def _is_unmixed(name: str) -> bool:
    """Return whether a name's letters are of one script, or Latin beside East Asian ones."""
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in name if letter.isalpha()}
    return len(scripts) <= 1 or not scripts - EAST_ASIAN_SCRIPTS - {"LATIN"}
