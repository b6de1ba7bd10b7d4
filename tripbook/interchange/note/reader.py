"""Reading a note: from its text to the trip document and an account of every line."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tripbook.garbage import collector_paused
from tripbook.interchange.document import Document
from tripbook.interchange.note.rules.headings import HEADING_RULES
from tripbook.interchange.note.rules.paragraphs import read_paragraph, read_quote

from .assemble import assemble
from .canonical import CanonicalReader, Origin, is_canonical, known_heading
from .draft import DESCRIPTION, MARKUP, RULE, Draft
from .line.language import language_of
from .line.memory import forget_lines
from .rules.docs import read_docs
from .rules.items import ITEM_RULES, LIST_RULES
from .rules.meetings import Meetings
from .rules.minutes import read_waiting_minutes
from .rules.schedule_tables import read_table
from .rules.walk import Context, Rules, Walk
from .tree.blocks import TABLE_OF_CONTENTS, Opaque, Rule, Section, is_container_mark, parse
from .tree.source import check_text, front_matter, line_ends, split_lines
from .whole.afternoons import read_afternoons
from .whole.dating import read_calendar
from .whole.front import date_by_front_matter, read_front_matter
from .whole.only_date import read_only_date
from .whole.trip_title import find_title
from .whole.zones import read_zone

RULES = Rules(
    (known_heading, *HEADING_RULES), LIST_RULES, ITEM_RULES, read_paragraph, read_table, read_quote
)
NO_WORDS = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])(?:\s+\[[ xX]?\])?|#{1,6})?\s*")


@dataclass
class Reading:
    """What a note reads as.

    `account` has one entry for each source line: the paths of the fields and notes that it
    became, or `blank`, `rule` or `markup`. `warnings` are (line, message), lines from 1. `origin`
    says where a canonical note was written. A note that is not `is_titled` doesn't say the title
    that the document has: it is the file's name.
    """

    document: Document
    account: list[tuple[str, ...]]
    warnings: list[tuple[int, str]]
    origin: Origin | None = None
    is_titled: bool = True


def read_note(
    text: str,
    *,
    name: str = "",
    timezone: str | None = None,
    start_date: dt.date | None = None,
) -> Reading:
    """Read a note in Markdown as a trip.

    `name` is the file's: its stem is the title where no heading is. `timezone` is the trip's;
    `start_date` gives days that have only a number or a weekday their dates.
    """
    check_text(text)
    try:
        with collector_paused():
            return _read(split_lines(text), line_ends(text), name, timezone, start_date)
    finally:
        forget_lines()


def _read(
    lines: list[str],
    ends: list[str],
    name: str,
    timezone: str | None,
    start_date: dt.date | None,
) -> Reading:
    draft = Draft(lines)
    front = front_matter(lines)
    canonical = CanonicalReader(draft, front, ends) if is_canonical(front) else None
    origin = canonical.read() if canonical else None
    root = parse(canonical.tree if canonical else lines, front.end)
    read_front_matter(draft, front)
    draft.trip.timezone = timezone or draft.trip.timezone
    title = None if draft.trip.title else find_title(draft, root, front, name)
    calendar = read_calendar(draft, root, front, start_date)
    meetings = Meetings(root, calendar.marks, lines)
    walk = Walk(draft, calendar, meetings, title, RULES)
    if not canonical:
        walk.read_title_dates()
    walk.read(root.children, Context())
    read_waiting_minutes(walk)
    if not canonical:
        read_afternoons(draft)
    if not draft.days:
        read_only_date(walk, root)
    if not draft.days:
        date_by_front_matter(draft, front)
    _read_language(draft, title)
    read_zone(draft, root, title)
    _mark_what_carries_nothing(draft, root)
    read_docs(draft, root, walk.free, {title.first} if title else set())
    if canonical:
        canonical.finish()
    document, account = assemble(draft)
    return Reading(document, account, sorted(draft.warnings), origin, draft.is_titled)


def _read_language(draft: Draft, title: Section | None) -> None:
    """Find the language of the note's words where its front matter doesn't say it."""
    if not draft.trip.language:
        draft.trip.language = language_of(draft.lines[draft.front :])
        if draft.trip.language and title:
            draft.claim(title.first, draft.trip, "language")


def _mark_what_carries_nothing(draft: Draft, root: Section) -> None:
    """Mark rules, empty headings and items, and the marks of containers; in minutes all stays."""
    for block in root.all_blocks:
        if isinstance(block, Rule) and draft.owners[block.first].purpose == DESCRIPTION:
            draft.mark(block.first, RULE)
    opaque: set[int] = set()
    for block in root.all_blocks:
        if isinstance(block, Opaque):
            opaque.update(range(block.first, block.last))
            if block.is_open:
                draft.warn(
                    block.first,
                    _("The code or comment that begins here never ends: what follows stays text."),
                )
    for number, line in enumerate(draft.lines):
        if number in opaque or number in draft.claims or number in draft.marks:
            continue
        if not line.strip() or draft.owners[number].purpose != DESCRIPTION:
            continue
        if is_container_mark(line) or NO_WORDS.fullmatch(line) or TABLE_OF_CONTENTS.fullmatch(line):
            draft.mark(number, MARKUP)
