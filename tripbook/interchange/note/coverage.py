"""Nothing is lost: a line stays text unless the fields that it became say all of its words."""

import re
import unicodedata
from typing import Any

from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.keys import label_of
from tripbook.interchange.note.line.spans import Span

from .draft import DayDraft, Draft, Entity, PersonDraft, SessionDraft
from .line.times import Clock, find_times
from .line.titles import HTML_TAG, PLACE_LABELLED, plain, visible, without_status
from .rules.programme import masked

WORD = re.compile(r"[^\W_]+")
LINE_MARK = re.compile(r"^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s)?|#{1,6}\s*)")
BETWEEN_NAMES = re.compile(r"\b(?:and|also)\b|[和及與と]|\s및\s", re.IGNORECASE)
FRONT_KEY = re.compile(r"^\w[\w ]{0,30}:")
TAGS_KEY = re.compile(r"^tags?\s?[:：]", re.IGNORECASE)
# Fields whose line may begin with a label that says which field it is.
LABELLED = frozenset(("date", "place", "timezone", "start", "name"))


def keep_what_is_not_said(draft: Draft) -> None:
    """Keep every line as text of which some word is in none of the fields it became."""
    for number, claims in draft.claims.items():
        line = visible(draft.lines[number])
        if number < draft.front:
            line = FRONT_KEY.sub("", line)
        if line.strip() and number not in draft.kept and not _is_said(line, claims):
            draft.keep(number)


def words(text: str) -> list[str]:
    """Return the runs of letters and digits of a text, alike however they are written."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _is_said(line: str, claims: list[tuple[Entity, str]]) -> bool:
    said = "".join(words(" ".join([_value(entity, name) for entity, name in claims])))
    missing = {word for word in words(line) if word not in said}
    if not missing or missing <= _numbers(claims):
        return True
    return all(word in said for word in words(_without_marks(line, claims)))


def _numbers(claims: list[tuple[Entity, str]]) -> set[str]:
    """Return the numbers by which a line says the times that it became."""
    numbers = set()
    for clock in {clock for times in _times(claims) for clock in times if clock}:
        hours, _colon, minutes = clock.text.partition(":")
        numbers |= {hours, hours.lstrip("0"), minutes}
    return numbers


def _without_marks(line: str, claims: list[tuple[Entity, str]]) -> str:
    """Return a line without what its fields say in another form: label, date, time, status."""
    fields = {name for _entity, name in claims}
    line = LINE_MARK.sub("", HTML_TAG.sub(" ", line))
    if fields & LABELLED and (label := label_of(plain(line))):
        line = label.value
    if "tags" in fields:
        line = TAGS_KEY.sub("", line)
    if "place" in fields:
        line = PLACE_LABELLED.sub(r" \g<place>", line)
    hidden = masked(line)
    dates, times = _dates(claims), _times(claims)
    spans = [
        *(span for span in find_dates(hidden) if _is_said_by_day(span, dates)),
        *(span for span in find_times(hidden) if (span.opens, span.closes) in times),
    ]
    for span in sorted(spans, key=lambda span: -span.start):
        line = f"{line[: span.start]} {line[span.end :]}"
    if "status" in fields:
        line = without_status(plain(line))[0]
    if sum(isinstance(entity, PersonDraft) and name == "name" for entity, name in claims) > 1:
        line = BETWEEN_NAMES.sub(" ", line)
    return line


def _dates(claims: list[tuple[Entity, str]]) -> set[tuple[int, int]]:
    days = [entity for entity, _name in claims if isinstance(entity, DayDraft)]
    days += [e.day for e, _name in claims if isinstance(e, SessionDraft) and e.day]
    return {(d.date.month, d.date.day) for d in days if d.date}


def _is_said_by_day(span: Span, dates: set[tuple[int, int]]) -> bool:
    readings = (span, span.day_first, span.year_first)
    return any((each.month, each.day) in dates for each in readings)


def _times(claims: list[tuple[Entity, str]]) -> set[tuple[Clock | None, Clock | None]]:
    return {
        (entity.start, entity.end)
        for entity, name in claims
        if isinstance(entity, SessionDraft) and name == "start"
    }


def _value(entity: Entity, name: str) -> str:
    if name in ("description", "bio"):
        return "\n".join(entity.text)
    value: Any = getattr(entity, name, "")
    if isinstance(value, list):
        return " ".join(value)
    return value if isinstance(value, str) else ""
