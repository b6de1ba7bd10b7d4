"""From the bytes of a file to its text, whatever program wrote it."""

import codecs
import re

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from tripbook.interchange.document import DocumentError, Problem

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # It begins like UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What spreadsheets of East Asia and of Western Europe write where it is not Unicode.
ENCODINGS = {
    "big5": "Big5",
    "gb18030": "GB18030",
    "shift_jis": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "euc_kr": "EUC-KR",
    "cp1252": "Windows-1252",
}
MOST_TO_LOOK_AT = 200_000


def decode_text(data: bytes) -> tuple[str, str]:
    """Return the text of a file, and the name of its encoding where that had to be guessed.

    Raise DocumentError for what is no text.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding), ""
    if encoding := _utf_16(data):
        return _decoded(data, encoding), ""
    if b"\x00" in data:
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
        message = _("The file holds a NUL byte: it is no text file.")
        raise DocumentError([Problem(_("line %(line)d") % {"line": line}, message)])
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _guessed(data, error.start)


def _utf_16(data: bytes) -> str:
    """Return which UTF-16 a text without a mark is in: every other byte of its ASCII is zero."""
    start = data[:400]
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if len(start) >= 4 and zeros.count(0) > len(zeros) * 0.4:
            return encoding
    return ""


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        names = {"name": encoding.upper(), "n": error.start}
        message = _("The file begins as %(name)s and is not: byte %(n)d. Save it as UTF-8.")
        raise DocumentError([Problem("", message % names)]) from None


def _guessed(data: bytes, start: int) -> tuple[str, str]:
    # Lines that are ASCII say nothing.
    telling = re.sub(rb"(?m)^[\x00-\x7f]*\n", b"", data[:MOST_TO_LOOK_AT])
    found = from_bytes(telling or data, cp_isolation=list(ENCODINGS)).best()
    if found is not None:
        try:
            return data.decode(found.encoding), ENCODINGS.get(found.encoding, found.encoding)
        except UnicodeDecodeError:
            pass
    raise undecodable(data.count(b"\n", 0, start) + 1)


def undecodable(line: int) -> DocumentError:
    """Return the refusal of a file whose characters are not known from this line on."""
    message = _("It can't be told in which encoding this file is. Save it as UTF-8.")
    return DocumentError([Problem(_("line %(line)d") % {"line": line}, message)])
