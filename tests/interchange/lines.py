"""The check that nothing of a note is lost: every line's words are in the fields it became."""

import re
import unicodedata

from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.keys import SPACED_OUT, is_label, label_of
from tripbook.interchange.note.line.links import find_links
from tripbook.interchange.note.line.times import find_times
from tripbook.interchange.note.line.titles import (
    ATTRIBUTES,
    HTML_TAG,
    PLACE_LABELLED,
    SHORTCODE,
    plain,
    visible,
    without_status,
)
from tripbook.interchange.note.line.words import TALKS, Part
from tripbook.interchange.note.notation import (
    LABELS,
    PARTS,
    ROLES,
    STATUSES,
    TASKS,
    find_mark,
    meaning_of,
)
from tripbook.interchange.note.reader import TABLE_OF_CONTENTS
from tripbook.interchange.note.rules.programme import HALF_OF_DAY
from tripbook.interchange.note.tree.source import TECHNICAL_KEYS, front_matter, split_lines

PICTURE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()]{0,500}\)")
NO_TEXT = {"blank", "rule", "markup"}


def source_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines of a note that hold a letter or a digit, numbered from 1."""
    lines = enumerate(split_lines(text), start=1)
    return [(number, line) for number, line in lines if any(c.isalnum() for c in line)]


def lost_lines(text: str, reading) -> list[tuple[int, str]]:
    """Return the lines of a note whose words are not in the document.

    Markup is no word; a date or time counts as found where a field holds it; the rest of the
    line must stand, word for word, in the text of the fields that the account names for it.
    """
    values = _values(reading)
    front = front_matter(split_lines(text)).lines
    settings = {n + 1 for key, numbers in front.items() if key in TECHNICAL_KEYS for n in numbers}
    lost = []
    for number, original in source_lines(text):
        line = original = visible(original)
        account = reading.account[number - 1]
        if set(account) <= NO_TEXT:
            says_nothing = number in settings or carries_nothing(original)
            if account == ("markup",) and not says_nothing:
                lost.append((number, original))
            continue
        found = " ".join(values[path] for path in account)
        if find_mark(line):
            line = without_notation(line)
        if any(path.endswith(".status") for path in account):
            # A tag or a picture parts the words around it.
            bare = _without_times(plain(PICTURE.sub(" ", HTML_TAG.sub(" ", line))))
            line = without_status(bare.strip(" -–—~"))[0]
            # `-(TBC)--` in a title of several lines says nothing but the status.
            original = without_status(bare)[0]
        if any(path.endswith(".place") for path in account):
            line = PLACE_LABELLED.sub(r" \g<place>", line)
        if not _stands_in(line, found) and not _stands_in(original, found):
            lost.append((number, original))
    return lost


def carries_nothing(line: str) -> bool:
    """Tell if a line with words is known to say nothing that a field would hold.

    The label of a part, the head of a table that was read, a setting of the pad, `:::info`.
    """
    line = re.sub(r"^\s*(?:#{1,6}|[-*+]|\d{1,9}[.)])(?:\s|$)", "", line)
    text = SPACED_OUT.sub("", SHORTCODE.sub("", plain(line))).strip(":： ")
    return (
        not text.strip("[]xX .…⋯")
        or any(is_label(text, part) for part in Part)
        or TALKS.fullmatch(text) is not None
        or HALF_OF_DAY.fullmatch(text) is not None
        or meaning_of(text, PARTS) is not None
        or line.lstrip().startswith(("|", ":::"))
        or line.count("|") > 0
        or "<th" in line.lower()
        or TABLE_OF_CONTENTS.fullmatch(line) is not None
        or line.partition(":")[0].strip().lower() in TECHNICAL_KEYS
        or re.fullmatch(r"\w+\s?:\s*", line) is not None
    )


def _stands_in(line: str, found: str) -> bool:
    line = re.sub(r"^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s)?|#{1,6}\s*)", "", line)
    if squeezed(line) in squeezed(found):
        return True
    have = squeezed(found)
    line = re.sub(r"\b(?:and|및)\b|[和及與と]", " ", _without_times(_without_label(line)))
    # `行程 3/9` names a part of the note beside the date.
    return is_label(plain(line), Part.PLAN) or all(word in have for word in words(line))


def without_notation(line: str) -> str:
    """Return a line of a canonical note without the words by which the notation says a choice."""
    words = "|".join(
        w for row in (*STATUSES.values(), *ROLES.values(), *TASKS.values()) for w in row
    )
    labels = "|".join(word for row in LABELS.values() for word in row)
    return re.sub(rf"\((?:{words})\)|\*(?:{words})\*|^\s*[-*+] (?:{labels}): ", " ", line)


def _without_label(line: str) -> str:
    """Return a line without what its field's name says too: `tags:`, `Date:`, `地點：`."""
    if (label := label_of(plain(line))) or re.match(r"[A-Za-z]+\s*:", line):
        return label.value if label else line.partition(":")[2]
    return line


def _without_times(line: str) -> str:
    for link in find_links(line):
        line = line.replace(link.url, " ￼ ")
    line = HTML_TAG.sub(" ", line)
    for span in sorted([*find_dates(line), *find_times(line)], key=lambda s: -s.start):
        line = line[: span.start] + " " + line[span.end :]
    return line


def words(text: str) -> list[str]:
    """Return the runs of letters and digits of a text, without marks of pads and of HTML."""
    text = SHORTCODE.sub(" ", ATTRIBUTES.sub("", text))
    text = re.sub(r"&\w+;", " ", HTML_TAG.sub(" ", text))
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.findall(r"[^\W_]+", text)


def squeezed(text: str) -> str:
    """Return the letters and digits of a text in a row."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in text if c.isalnum())


def _values(reading) -> dict[str, str]:
    """Return the text of every field of a document by its path, references resolved."""
    document = reading.document.model_dump(mode="json", by_alias=True)
    names = {
        record["uid"]: record["name"]
        for key in ("places", "organizations", "participants")
        for record in document[key]
    }
    values: dict[str, str] = {}
    for key, part in document.items():
        for path, record in [(key, part)] if isinstance(part, dict) else _numbered(key, part):
            for field, value in record.items():
                if isinstance(value, list):
                    value = " ".join(_words_of(item, names) for item in value)
                values[f"{path}.{field}"] = names.get(value, "" if value is None else str(value))
    return values


def _words_of(item, names: dict[str, str]) -> str:
    """Return an item of a list: a value, what a uid stands for, or a person with their role."""
    if isinstance(item, dict):
        return f"{names[item['uid']]} {item['role']}"
    return names.get(item, str(item))


def _numbered(key: str, part) -> list:
    if not isinstance(part, list):
        return []
    return [(f"{key}[{index}]", record) for index, record in enumerate(part)]
