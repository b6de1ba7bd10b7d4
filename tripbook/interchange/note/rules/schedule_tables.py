"""Tables of the walk: the sessions of a schedule, the people of a roster, and facts."""

import re
from collections import defaultdict
from collections.abc import Iterable

from tripbook.interchange.note.draft import MARKUP, DayDraft
from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.entries import surely_names
from tripbook.interchange.note.line.keys import Label, is_any_label, is_label, label_of
from tripbook.interchange.note.line.moments import is_one_moment
from tripbook.interchange.note.line.names import group_entry, split_names
from tripbook.interchange.note.line.times import find_times
from tripbook.interchange.note.line.titles import plain, same_title
from tripbook.interchange.note.line.words import COUNTRIES, OTHER_DATE, Part
from tripbook.interchange.note.tree.blocks import Table
from tripbook.interchange.note.tree.html_tables import TAG

from .days import NoSuchDateError, read_day_mark
from .labels import read_label
from .programme import Entry
from .tables import (
    BREAK,
    Row,
    read_rows,
    read_rows_of_talks,
    tells_times_elsewhere,
    times_and_places,
)
from .walk import Context, Mode, Walk

TABLE_HEAD = re.compile(r"<th\b", re.IGNORECASE)
# A longer row of a table in HTML stays text, too.
MAX_ROW = 4000


def read_table(walk: Walk, table: Table, context: Context) -> None:
    """Read a schedule; a row that is no session keeps the table's head beside it in the text."""
    if context.mode in (Mode.CLOSED, Mode.MINUTES) or context.session and not context.explicit:
        return
    if tells_times_elsewhere(table) and is_one_moment(times_and_places(table)):
        return
    rows = read_rows(table)
    talks: list[Row] = []
    if not rows and context.mode is Mode.PLAN:
        rows = talks = read_rows_of_talks(
            table, dated=context.explicit or walk.default_day is not None
        )
    if not rows and (walk.rosters.read_table(table) or read_facts(walk, table, context)):
        return
    if not rows or (context.mode is not Mode.PLAN and not context.explicit and len(rows) < 2):
        return
    for row in rows:
        if row.time is None and row.date and OTHER_DATE.search(row.title):
            continue
        try:
            day = _day_of_row(walk, row, context)
        except NoSuchDateError:
            walk.calendar.warn(row.line)
            continue
        if row.time is None and day is None and not talks:
            continue
        session = walk.new_session(row.title, row.line, Entry(row.title, None, row.time), day)
        session.place = session.place or walk.draft.one_line(row.place, row.line)
        for name, cell in row.others:
            speaks = is_label(name, Part.SPEAKERS) or (name and name == row.speaker)
            if speaks and session.status != "cancelled":
                walk.attend(session, walk.rosters.read_speakers(cell, row.line), "speaker")
            session.text.setdefault(f"{name}: {cell}" if name else cell)
        fields = (*session.filled, *(["description"] if row.others else []))
        last = table.ends.get(row.line, row.line + 1)
        for line in range(row.line, last):
            walk.draft.claim(line, session, *fields)
        walk.draft.own(row.line, last, session)
    if table.ends:
        _settle_html(walk, table, rows)
    elif all(line in walk.draft.claims for line, _cells in table.rows):
        for line in range(table.first, table.rows[0][0]):
            # The head of a table with tabs stays text.
            if "|" in walk.draft.lines[line]:
                walk.draft.mark(line, MARKUP)


def _settle_html(walk: Walk, table: Table, rows: list[Row]) -> None:
    """Keep the lines of a table in HTML that say more than its sessions; its tags say nothing."""
    said: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        cells = (row.title, row.place, *(f"{name} {cell}" for name, cell in row.others))
        said[row.line].update(word for cell in cells for word in _words(cell))
    for first, last in table.ends.items():
        for line in range(first, last):
            text = walk.draft.lines[line]
            if not plain(text) or (first == table.first and TABLE_HEAD.search(text)):
                walk.draft.mark(line, MARKUP)
                walk.draft.claims.pop(line, None)
            elif len(text) > MAX_ROW or not said[first].issuperset(_words(text)):
                walk.draft.keep(line)


def _words(text: str) -> set[str]:
    """Return the words of a cell or of a line of a table in HTML, without its times and dates."""
    words = plain(TAG.sub(" ", text))
    for span in sorted([*find_times(words), *find_dates(words)], key=lambda s: -s.start):
        words = f"{words[: span.start]} {words[span.end :]}"
    return set(filter(None, map(same_title, words.split())))


def read_facts(walk: Walk, table: Table, context: Context) -> bool:
    """Read a table with a label in each row: `| Date | 2027/3/9 |`, `| 參加者 | 小明、阿海 |`.

    Two may stand in a row: `| 日期 | 3/9 | 地點 | 港口 |`. One may be known only, if it tells who
    came: `| Members | Ann Lee, Ben Ray |`.
    """
    labels = _facts(
        (line, key, value)
        for line, cells in [(table.first, table.header), *table.rows]
        for key, value in zip(cells[::2], cells[1::2], strict=False)
    )
    named = [label for _line, label in labels if label.part is Part.ROSTER]
    if len(labels) < 2 and not any(surely_names(split_names(label.value)) for label in named):
        return False
    for line, label in labels:
        read_label(walk, label, line, context)
        walk.draft.keep(line)
    return True


def _facts(pairs: Iterable[tuple[int, str, str]]) -> list[tuple[int, Label]]:
    """Return the labels among keys and values, and beside them sides with their people.

    `台灣方`, `小明、阿海`; by themselves those may be groups with their work.
    """
    found, sides = [], []
    for line, key, cell in pairs:
        value = plain(BREAK.sub("；", cell))
        entry = f"{plain(key).rstrip(':： ')}: {value}"
        if not is_any_label(value) and (label := label_of(entry)):
            found.append((line, label))
        elif (group_entry(entry) or COUNTRIES.fullmatch(plain(key))) and surely_names(
            split_names(value)
        ):
            sides.append((line, Label(Part.ROSTER, key, value)))
    return [*found, *sides] if found else []


def _day_of_row(walk: Walk, row: Row, context: Context) -> DayDraft | None:
    mark = read_day_mark(row.day) if row.day else None
    if mark:
        return walk.calendar.days(mark, row.line, context.near)[0]
    return walk.day_of_entry(Entry("", row.date, weekday=row.weekday), row.line, context)
