"""From bytes to lines: decoding, line ends, front matter."""

import codecs
import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import gettext as _

from people.limits import MAX_TEXT_BYTES

LINE_END = re.compile(r"\r\n|\r|\n")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
FENCES = ("---", "...")
# Settings of the pad, not of the trip.
TECHNICAL_KEYS = frozenset(
    [
        "breaks",
        "dir",
        "disqus",
        "ga",
        "lang",
        "langs",
        "mathjax",
        "opengraph",
        "robots",
        "slideoptions",
        "type",
    ]
)
# With one of these or of the pad's settings front matter begins, and no text below a rule.
FIRST_KEYS = TECHNICAL_KEYS | {"title", "description", "tags", "timezone", "slug", "date"}
MAX_FRONT_MATTER_LINES = 200


class NoteError(ValueError):
    """A note that can't be read at all. `line` is where the trouble is, None if everywhere."""

    def __init__(self, message: str, line: int | None = None):
        self.message = message
        self.line = line
        super().__init__(message)


def decode(data: bytes) -> str:
    """Return a note's text; raise NoteError for what is no text in UTF-8 or is too much."""
    limit = getattr(settings, "NOTE_MAX_BYTES", MAX_TEXT_BYTES)
    if len(data) > limit:
        message = _("The note is larger than %(limit)d bytes. Split it, or raise NOTE_MAX_BYTES.")
        raise NoteError(message % {"limit": limit})
    is_utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\x00" in data and not is_utf_16:
        line = _line_of(data, data.index(b"\x00"))
        raise NoteError(_("The note holds a NUL byte: it is no text file."), line)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("The note is not UTF-8. Save it as UTF-8 and try again.")
        raise NoteError(message, _line_of(data, error.start)) from None
    check_text(text)
    return text


def check_text(text: str) -> None:
    """Raise NoteError where a text can't be a note: nothing in it, or a NUL character."""
    if not text.strip("\ufeff \t\r\n"):
        raise NoteError(_("The note is empty."))
    if "\x00" in text:
        line = len(LINE_END.findall(text, 0, text.index("\x00"))) + 1
        raise NoteError(_("The note holds a NUL character: it is no text."), line)


def split_lines(text: str) -> list[str]:
    r"""Return the lines of a text that ends them with \n, \r\n or \r, in any mixture."""
    text = LONE_SURROGATE.sub("\ufffd", text.removeprefix("\ufeff"))
    lines = LINE_END.split(text)
    return lines[:-1] if len(lines) > 1 and not lines[-1] else lines


def line_ends(text: str) -> list[str]:
    """Return what ends each of the lines of a text; "" after the last where nothing does."""
    return [*LINE_END.findall(text), ""]


@dataclass
class FrontMatter:
    """The block between `---` lines at the top of a note.

    `end` is the number of lines it takes (0: there is none). `values` holds what it says by
    lower-case key, and `lines` the lines of each key. `problem` says why it can't be read.
    """

    end: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, list[int]] = field(default_factory=dict)
    problem: str = ""


def front_matter(lines: list[str]) -> FrontMatter:
    """Read the front matter of a note, with YAML's safe loader.

    It starts on the first line and holds a mapping: a note may also begin with a rule.
    """
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter()
    ends = (
        number
        for number, line in enumerate(lines[1 : MAX_FRONT_MATTER_LINES + 1], start=1)
        if line.rstrip() in FENCES
    )
    if (end := next(ends, None)) is None:
        is_meant = any(line.partition(":")[0].lower() in FIRST_KEYS for line in lines[1:2])
        return FrontMatter(problem=_("it never ends") if is_meant else "")
    body = lines[1:end]
    if not any(line.strip() for line in body):
        return FrontMatter(end=end + 1)
    if not any(re.match(r"[^\s:#-][^:]{0,100}:", line) for line in body):
        return FrontMatter()
    try:
        values = yaml.safe_load("\n".join(body))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return FrontMatter(end=end + 1, problem=_yaml_problem(error))
    if not isinstance(values, dict):
        return FrontMatter(end=end + 1, problem=_("it is no list of “name: value”"))
    return FrontMatter(
        end=end + 1,
        values={str(key).strip().lower(): value for key, value in values.items()},
        lines=_key_lines(body),
    )


def as_line(value: Any) -> str:
    """Return a plain value of front matter as text, anything else as the empty string."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | dt.date):
        return ""
    return " ".join(str(value).split())


def as_list(value: Any) -> list[str]:
    """Return `a, b` or `[a, b]` of front matter as its items."""
    if isinstance(value, str):
        value = re.split(r"[,，、]", value)
    elif not isinstance(value, list):
        value = [value]
    return [item for item in map(as_line, value[:1000]) if item]


def _yaml_problem(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _("it is no YAML")
    return _("line %(line)d is no YAML") % {"line": mark.line + 2}


def _key_lines(body: list[str]) -> dict[str, list[int]]:
    """Return which lines of the note each top-level key of its front matter takes.

    Comments are of no key.
    """
    found: dict[str, list[int]] = {}
    key = ""
    for number, line in enumerate(body, start=1):
        if match := re.match(r"([^\s:#-][^:]{0,100}?)\s*:(?:\s|$)", line):
            key = match[1].strip("\"'").lower()
        if line.strip() and not line.lstrip().startswith("#"):
            found.setdefault(key, []).append(number)
    return found


def _line_of(data: bytes, position: int) -> int:
    head = data[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return head.count(b"\n") + 1
