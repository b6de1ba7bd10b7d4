"""Schedules in tables: which column holds what, and the sessions of the rows."""

import re
from dataclasses import dataclass, field

from .blocks import Table
from .dates import Span, find_dates
from .programme import has_words, masked, read_entry
from .times import TimeSpan
from .titles import plain


class Column:
    """The roles that a column of a schedule may have, by the words of its header."""

    TIME = re.compile(r"時間|時刻|時段|時程|시간|시각|\btime\b|\bhour|\bwhen\b", re.I)
    DATE = re.compile(r"日期|日付|날짜|일자|\bdate\b|\bday\b|^日$", re.I)
    TITLE = re.compile(
        r"活動|內容|内容|議程|主題|項目|行程|節目|題目|標題|流程|テーマ|タイトル|プログラム"
        r"|イベント"
        r"|내용|제목|주제|프로그램|일정|행사|\b(?:activity|activities|subject|title|session"
        r"|topic|event"
        r"|program(?:me)?|agenda|item|what|content)\b",
        re.I,
    )
    PLACE = re.compile(
        r"地點|場地|會場|会場|場所|教室|장소|\b(?:place|venue|location|room|where)\b", re.I
    )
    NO_SCHEDULE = re.compile(
        r"價|費用|金額|预算|預算|票|航班|路線|交通|가격|요금|비용|料金|\b(?:price|cost|fee"
        r"|flight|route|fare|budget|deadline|duration)\b",
        re.I,
    )


@dataclass
class Row:
    """A session in a table, with the cells that are no field of it: (header, text)."""

    line: int
    title: str
    time: TimeSpan | None
    date: Span | None = None
    place: str = ""
    others: list[tuple[str, str]] = field(default_factory=list)
    column: str = ""


def read_rows(table: Table) -> list[Row]:
    """Read a table of sessions: times (or dates) down the side, titles beside them.

    `| Time | Activity | Speaker |`, and one column for each day or room:
    `| Time | Day 1 | Day 2 |`. Tables of prices, routes and links have no sessions.
    """
    header = [plain(cell) for cell in table.header]
    if any(Column.NO_SCHEDULE.search(name) for name in header) or not table.rows:
        return []
    time_column = _time_column(header, table)
    named_days = [n for n, name in enumerate(header) if _is_day(name)]
    date_column = _column(header, Column.DATE, time_column, *named_days)
    if time_column is None and date_column is None:
        return []
    if date_column is not None and time_column is None:
        dated = sum(bool(_dates_of(cells, date_column)) for _line, cells in table.rows)
        if dated * 2 < len(table.rows) or _column(header, Column.TITLE, date_column) is None:
            return []
    day_columns = [n for n in named_days if n != time_column]
    rows: list[Row] = []
    for line, cells in table.rows:
        rows += _rows_of(line, cells, header, time_column, date_column, day_columns)
    return rows


def _rows_of(line, cells, header, time_column, date_column, day_columns) -> list[Row]:
    time = _time_of(cells, time_column)
    date = next(iter(_dates_of(cells, date_column)), None)
    if time is None and (time_column is not None or date is None):
        return []
    if day_columns:
        return [
            Row(line, cells[n], time, column=header[n])
            for n in day_columns
            if n < len(cells) and has_words(cells[n])
        ]
    title_column = _column(header, Column.TITLE, time_column, date_column)
    if title_column is None:
        free = [n for n in range(len(cells)) if n not in (time_column, date_column)]
        title_column = next((n for n in free if has_words(cells[n])), None)
    if title_column is None or title_column >= len(cells) or not has_words(cells[title_column]):
        return []
    place_column = _column(header, Column.PLACE, time_column, date_column, title_column)
    place = cells[place_column] if place_column is not None and place_column < len(cells) else ""
    taken = {time_column, date_column, title_column, place_column if place else None}
    others = [
        (header[n] if n < len(header) else "", cell)
        for n, cell in enumerate(cells)
        if n not in taken and cell.strip()
    ]
    return [Row(line, cells[title_column], time, date, plain(place), others)]


def _time_column(header: list[str], table: Table) -> int | None:
    """Return the column of clock times: most of its cells begin with one."""
    for column in range(min(len(header), 3)):
        timed = sum(_time_of(cells, column) is not None for _line, cells in table.rows)
        if timed * 2 >= len(table.rows) and timed:
            named = Column.TIME.search(header[column])
            if named or timed * 10 >= len(table.rows) * 8:
                return column
    return None


def _time_of(cells: list[str], column: int | None) -> TimeSpan | None:
    if column is None or column >= len(cells):
        return None
    entry = read_entry(cells[column])
    return entry.time if entry.at_start and len(entry.title) <= 40 else None


def _dates_of(cells: list[str], column: int | None) -> list[Span]:
    return find_dates(masked(cells[column])) if column is not None and column < len(cells) else []


def _column(header: list[str], role: re.Pattern, *skip: int | None) -> int | None:
    names = enumerate(header)
    return next((n for n, name in names if n not in skip and role.search(name)), None)


def _is_day(name: str) -> bool:
    return (
        bool(find_dates(name))
        or re.match(r"day\s?\d|第.{1,2}天|\d日目|\d일차", name, re.I) is not None
    )
