"""Schedules in tables: which column holds what, and the sessions of the rows."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.keys import is_label
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.spans import Span, folded
from tripbook.interchange.note.line.times import Clock, TimeSpan, range_of_cell
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import Part
from tripbook.interchange.note.tree.blocks import Table

from .days import LEAP_YEAR, is_only_day, titles_day
from .programme import (
    IN_BRACKETS,
    SEPARATORS,
    Entry,
    ends_with_time,
    entries_in,
    has_words,
    masked,
    read_entry,
)
from .roster_tables import LINE_BREAK, name_columns


class Column:
    """The roles that a column of a schedule may have, by the words of its header."""

    TIME = re.compile(
        r"時間|時刻|時段|時程|開始|时间|时段|开始|시간|시각|시작"
        r"|\b(?:times?|timing|hours?|when|start|starts|begin|begins|from|zeit|uhrzeit|beginn|heures?|début"
        r"|horaire|hora|inicio)\b",
        re.I,
    )
    END = re.compile(
        r"\W*(?:ends?|to|until|till|finish|(?:end|finish) time|結束|結束時間|迄|訖"
        r"|終了|終了時間|終了時刻"
        r"|종료|종료 ?시간|끝|ende|bis|fin)\W*",
        re.I,
    )
    DATE = re.compile(
        r"日期|天數|天次|日次|^月日$|日付|日にち|날짜|일자|\b(?:date|day|datum|tag|jour|fecha|día)\b|^日$",
        re.I,
    )
    TITLE = re.compile(
        r"活動|內容|内容|議程|主題|項目|行程|安排|事項|事项|活动|议程|主题|项目|やること|セッション|演目|節目|題目|標題|流程|テーマ|タイトル|プログラム"
        r"|イベント|場次|章節|章|單元|課程|講題"
        r"|내용|제목|주제|프로그램|일정|행사|\b(?:activity|activities|subject|title|session"
        r"|topic|event|visits?|stops?|destinations?"
        r"|program(?:me)?|agenda|item|what|content|titel|thema|programmpunkt|titre|sujet|activité"
        r"|título|tema|actividad)\b",
        re.I,
    )
    PLACE = re.compile(
        r"地點|場地|地点|场地|會場|会場|場所|教室|장소|\b(?:place|venue|location|room|where|ort|raum|saal|lieu"
        r"|salle|lugar|sala)\b",
        re.I,
    )
    SPEAKER = re.compile(
        r"^誰$|(?:提案|報告|發表|分享|簡報|發言|介紹)[人者]|講者|講師|導讀|引言|主持|與談|負責|帶領|主講|人員|登壇|担当|擔當|発表者|講演者|司会|강사"
        r"|연사|발표자|담당|진행"
        r"|\b(?:speakers?|hosts?|leads?|leader|who|presenters?|facilitators?|moderators?|by|owner"
        r"|responsible|crew|panell?ists?|vortragende|referent\w*|intervenante?s?|ponentes?)\b",
        re.I,
    )
    DURATION = re.compile(
        r"\b(?:duration|length|minutes|mins?)\b|時長|時間長|分鐘|長さ|所要時間|소요", re.I
    )
    NOTES = re.compile(
        r"^註$|備註|附註|注意|提醒|補充|備考|說明|簡介|描述|摘要|指南|連結|共筆|筆記|簡報|直播|長度|分鐘|人數|語言|類型"
        r"|類別|報名|狀態|編號|標記|標籤|詳情|详情|备注|说明|类型|类别|リンク"
        r"|資料|メモ|비고|메모|설명|링크|자료"
        r"|\b(?:notes?|remarks?|memo|comments?|descriptions?|details?|abstract|links?|urls?"
        r"|slides?|duration|length"
        r"|mins?|minutes|language|level|type|format|capacity|status|materials?|tools?|action"
        r"|goal|output|no\.?|end|contacts?|phone|transport(?:ation)?|notizen|anmerkung\w*|remarques?|liens?|notas?)\b|^#$",
        re.I,
    )
    NO_SCHEDULE = re.compile(
        r"營業|開放時間|opening|\bopen\b|價|費用|金額|预算|預算|票|航班|路線|交通|가격|요금|비용|料金|\b(?:price|cost|fee"
        r"|flight|route|fare|budget|deadline|duration)\b",
        re.I,
    )


# `| Name | Job | Arrival |`: when each of them comes.
WHO = both_scripts("名字|姓名|成員|團員|名前|氏名|暱稱|이름|성명|names?|members?", re.IGNORECASE)
ARRIVES = both_scripts(r"抵達|到達|到着|도착|\barriv\w+", re.IGNORECASE)
# A cell that is empty though something stands in it.
EMPTY = re.compile(r"空|無|なし|없음|empty|free slot|n/?a|x", re.IGNORECASE)
# A line break in a cell; in the words of a link it breaks no title.
BREAK = re.compile(
    rf"{LINE_BREAK.pattern}(?![^\[\]<>]{{0,200}}(?:{LINE_BREAK.pattern}[^\[\]<>]{{0,200}}){{0,3}}\]\()",
    re.IGNORECASE,
)
# What says of an entry only of what kind it is: `🚗 交通`, `🍽 用餐 🛍 購物`, `Transport`.
KIND = both_scripts(
    r"\W*(?:(?:交通|移動|航班|班機|飛機|火車|高鐵|巴士|接駁|住宿|飯店|用餐|餐飲|美食|三餐|早餐|午餐|晚餐|購物|景點|參訪"
    r"|活動|行程|會議|休息|自由活動|移動日|食事|観光|宿泊|買い物|교통|이동|숙박|식사|관광|쇼핑"
    r"|transport(?:ation)?|travel|flights?|trains?|meals?|food|lodging|hotel|stay|accommodation"
    r"|shopping|sight(?:seeing|s)?|visits?|activit(?:y|ies)|breaks?|rest|meetings?)\W*)+",
    re.IGNORECASE,
)
# `**Harbour market** —— open till noon`, `**港口** ★ 必訪`: a title in bold before a remark.
REMARK_BEHIND_BOLD = re.compile(
    r"\s*(?P<title>\*\*[^*]{2,80}\*\*)\s*(?:——|—\s|[★☆●◎○※])(?=.*[^\W_])"
)
# What no title ends with; `簽到` does.
GOES_ON = re.compile(
    r"(?:[至往與和及&＆+＋、,，]|(?<=[走回移開飛送達])到|搭乘"
    r"|\b(?:to|at|and|of|for|with|the|from))$",
    re.IGNORECASE,
)
# The head of a column that says the titles in a language.
LANGUAGE = re.compile(
    r"中文|英文|日文|韓文|華語|台語|日本語|中国語|英語|韓国語|한국어|중국어|일본어|영어|english|chinese"
    r"|japanese|korean|deutsch|français|español",
    re.IGNORECASE,
)
ZONE = re.compile(r"\b(?:city|country|zone|timezone)\b|時區|都市|도시|시간대", re.IGNORECASE)
# `| 日期 | 早 | 午 | 晚 |`
SHORT_DAYPART = re.compile("[早午晚朝昼夜]|AM|PM|am|pm")
# The head of a column that holds places, rather than being one.
WHERE = re.compile(
    r"\W*(?:地點|場地|會場|会場|場所|教室|장소|place|venue|location|room|where)\W*", re.IGNORECASE
)


# `0726` in a column of dates.
MONTH_AND_DAY = re.compile(r"\s*(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])\s*")
# A programme in one table goes over so many days at most.
MAX_DAYS = 31


@dataclass
class Row:
    """A session in a table, with the cells that are no field of it: (header, text).

    `day` is a text about its day where it has no date, `weekday` what stands beside its time,
    `speaker` the head of the column that says who speaks where the head alone doesn't tell.
    """

    line: int
    title: str
    time: TimeSpan | None
    date: Span | None = None
    place: str = ""
    others: list[tuple[str, str]] = field(default_factory=list)
    day: str = ""
    weekday: int | None = None
    speaker: str = ""


class TimedEntry(NamedTuple):
    """One of the entries in the cell of a day, with what stands below it: ("", text)."""

    title: str
    time: TimeSpan
    more: list[tuple[str, str]]


def read_rows(table: Table) -> list[Row]:
    """Read a table of sessions: times (or dates) down the side, titles beside them.

    `| Time | Activity | Speaker |`, and one column for each day or room:
    `| Time | Day 1 | Day 2 |`, `| | Hall | R1
    |`. A day may have a row of its own. Tables of prices, routes and links have no sessions.
    """
    header = [plain(cell) for cell in table.header]
    if not table.rows or not _may_be_schedule(header):
        return []
    named_days = [n for n, name in enumerate(header) if _is_day(name)]
    if beside := _tables_beside(table, named_days):
        return [replace(row, day=row.day or day) for day, part in beside for row in read_rows(part)]
    time_column = _time_column(header, table, len(named_days))
    date_column = _column(header, Column.DATE, time_column, *named_days)
    if time_column is None and date_column is None:
        date_column = _unnamed_dates(header, table)
    if time_column is None and date_column is None:
        return _rows_of_days(table, named_days) if _has_only_days(table, named_days) else []
    if date_column is not None and time_column is None:
        dated = _count_dated(table, date_column)
        told = (
            _column(header, Column.TITLE, date_column),
            _column(header, Column.SPEAKER, date_column),
        )
        if dated * 2 < len(table.rows) or (told == (None, None) and not _dayparts(header)):
            return []
    if _is_history(table, time_column):
        return []
    layout = Layout(header, time_column, date_column)
    layout.days = [n for n in named_days if n != time_column]
    layout.end = next((n for n, name in enumerate(header) if Column.END.fullmatch(name)), None)
    layout.rooms = [] if layout.days else _rooms(header, time_column, date_column, layout.end)
    layout.dayparts = _dayparts(header) if date_column is not None else []
    layout.kinds = _column_of_kinds(table, layout)
    layout.day = _day_alone(table.header)
    rows: list[Row] = []
    if layout.time is not None and _time_of(table.header, layout.time):
        rows += _rows_of(table.first, table.header, Layout([], time_column, date_column))
    for line, cells in table.rows:
        if day := _day_alone(cells):
            layout.day = day
        rows += _rows_of(line, cells, layout)
    return rows


def _tables_beside(table: Table, days: list[int]) -> list[tuple[str, Table]]:
    """Return days and their programmes that stand beside each other, as in a spreadsheet.

    `| Day 1 | Time | What | | Day 2 | Time | What |`, each with times of its own.
    """
    found = []
    for start, end in pairwise([*days, len(table.header)]) if len(days) > 1 else ():
        header = table.header[start + 1 : end]
        if not any(Column.TIME.search(plain(name)) for name in header):
            return []
        rows = [(line, cells[start + 1 : end]) for line, cells in table.rows]
        part = Table(table.first, table.last, header=header, rows=rows)
        found.append((plain(table.header[start]), part))
    return found


def _has_only_days(table: Table, days: list[int]) -> bool:
    """Tell if each column that has something is a day, two at least: `| 3/9 | 3/10 |`."""
    rows = [table.header, *(cells for _line, cells in table.rows)]
    filled = {n for cells in rows for n, cell in enumerate(cells) if cell.strip()}
    return len(days) > 1 and filled == set(days)


def _rows_of_days(table: Table, days: list[int]) -> list[Row]:
    """Return the sessions in the cells of a table with a column for each day."""
    rows: list[Row] = []
    for line, cells in table.rows:
        for n in days:
            cell, day = _cell(cells, n), plain(table.header[n])
            if several := _entries_of_cell(cell):
                rows += [Row(line, e.title, e.time, others=e.more, day=day) for e in several]
            elif has_words(cell) and not EMPTY.fullmatch(plain(cell)):
                title, more = _title_and_more(cell)
                entry = read_entry(title)
                time = entry.time if entry.at_start and has_words(entry.title) else None
                others = [("", text.strip()) for text in more if text.strip()]
                title = entry.title if time else title
                rows.append(Row(line, title, time, others=others, day=day))
    return rows


def _unnamed_dates(header: list[str], table: Table) -> int | None:
    """Return the first column if it has no head, but a date in most rows.

    `| | Topic |` over `| 3/9 | Boats |`.
    """
    most = header[:1] == [""] and _count_dated(table, 0) * 3 >= len(table.rows) * 2
    return 0 if most else None


def read_rows_of_talks(table: Table, *, dated: bool) -> list[Row]:
    """Read a table of talks without times: `| No | Agenda | Speaker | Slides |`.

    It says of each who speaks, and of none what it costs or where it stands. Where people sign
    up with a talk or no day is known, how long each takes tells: `| Name | Title | Duration |`.
    """
    header = [plain(cell) for cell in table.header]
    title, speaker = _column(header, Column.TITLE), _column(header, Column.SPEAKER)
    lasting = _column(header, Column.DURATION, title, speaker)
    if lasting is not None:
        speaker = next(iter(name_columns(header)), None) if speaker is None else speaker
    elif not dated:
        return []
    others = [name for n, name in enumerate(header) if n != lasting]
    if title is None or speaker is None or title == speaker or not _may_be_schedule(others):
        return []
    return [
        Row(
            line,
            cells[title],
            None,
            others=[
                (header[n], cell)
                for n, cell in enumerate(cells)
                if n != title and n < len(header) and has_words(cell)
            ],
            speaker=header[speaker],
        )
        for line, cells in table.rows
        if title < len(cells) and has_words(cells[title])
    ]


def lists_dated_talks(table: Table) -> bool:
    """Recognise a table that says of each day who speaks: `| 日期 | 主題 | 導讀人 |`."""
    header = [plain(cell) for cell in table.header]
    speaks = any(is_label(name, Part.SPEAKERS) for name in header)
    return speaks and None not in (_column(header, Column.DATE), _column(header, Column.TITLE))


def tells_times_elsewhere(table: Table) -> bool:
    """Recognise a table that says when something is in other places: `| Time | City |`."""
    header = [plain(cell) for cell in table.header]
    elsewhere = any(Column.PLACE.search(name) or ZONE.search(name) for name in header)
    return elsewhere and not any(Column.TITLE.search(name) for name in header)


def times_and_places(table: Table) -> list[tuple[Clock, str]]:
    """Return the time of each row and the place beside it."""
    header = [plain(cell) for cell in table.header]
    time = _time_column(header, table, 0)
    place = _column(header, Column.PLACE, time)
    place = _column(header, ZONE, time) if place is None else place
    if time is None or place is None:
        return []
    rows = ((_time_of(cells, time), cells) for _line, cells in table.rows if place < len(cells))
    return [(span.opens, plain(cells[place])) for span, cells in rows if span]


@dataclass
class Layout:
    """Which column of a schedule holds what; `day` is what the rows so far say of the day."""

    header: list[str]
    time: int | None
    date: int | None
    days: list[int] = field(default_factory=list)
    rooms: list[int] = field(default_factory=list)
    dayparts: list[int] = field(default_factory=list)
    end: int | None = None
    kinds: int | None = None
    day: str = ""


def _is_history(table: Table, column: int | None) -> bool:
    """Tell if the dates beside the times of a table are too far apart for a programme's."""
    cells = [row[column] for _line, row in table.rows if column is not None and column < len(row)]
    spans = [span for cell in cells for span in find_dates(masked(cell))[:1]]
    days = [(span.year or LEAP_YEAR) * 372 + span.month * 31 + span.day for span in spans]
    return bool(days) and max(days) - min(days) > MAX_DAYS


def _may_be_schedule(header: list[str]) -> bool:
    """Tell if a table's head allows sessions: none of prices or routes, or time and activity too.

    `| Route | Fare |` has none; `| Time | Activity | Transport | Cost |` has.
    """
    planned = _column(header, Column.TIME) is not None or _column(header, Column.TITLE) is not None
    who = bool(header) and WHO.fullmatch(header[0].strip()) is not None
    if who and not planned and any(map(ARRIVES.search, header[1:])):
        return False
    others = [name for name in header if not Column.NO_SCHEDULE.search(name)]
    if len(others) == len(header):
        return True
    told = (_column(others, Column.TIME), _column(others, Column.TITLE))
    return None not in told and told[0] != told[1]


def _rows_of(line: int, cells: list[str], layout: Layout) -> list[Row]:
    header = layout.header
    time = _time_of(cells, layout.time)
    if time and time.closes is None and (end := _time_of(cells, layout.end)):
        time = time._replace(closes=end.opens)
    if _says_day(cells, layout.date):
        layout.day = MONTH_AND_DAY.sub(r"\g<month>/\g<day>", cells[layout.date])
        time = time or read_entry(layout.day).time
    elif time and (day := _day_before_time(cells[layout.time], time)):
        # `11/5 09:00` dates the rows below it, too.
        layout.day = day
    date = next(iter(find_dates(masked(layout.day))), None)
    if layout.dayparts and layout.day:
        return _daypart_row(line, cells, layout, date)
    daytime = cells[layout.time] if time is None and _is_daytime(cells, layout.time) else ""
    if layout.time is None and not _says_day(cells, layout.date) and _cell(cells, layout.date):
        # `2026/05/??`: the rows below are not of the day above.
        layout.day = ""
    goes_on = layout.time is None and layout.day and not _cell(cells, layout.date)
    if time is None and not daytime and not goes_on and not _says_day(cells, layout.date):
        return []
    if layout.days or layout.rooms:
        return _grid_row(line, cells, layout, time, date, daytime)
    title_column = _title_column(header, cells, layout)
    if title_column is None:
        about = (Column.SPEAKER, Column.NOTES, Column.PLACE)
        free = [n for n in range(len(cells)) if n not in (layout.time, layout.date, layout.end)]
        free = [n for n in free if n != layout.kinds] or free
        told = [n for n in free if n >= len(header) or not any(r.search(header[n]) for r in about)]
        free = told if any(has_words(cells[n]) for n in told) else free
        title_column = next((n for n in free if has_words(cells[n])), None)
    if title_column is None or title_column >= len(cells) or not has_words(cells[title_column]):
        title_column = _only_filled(header, cells, layout)
    if title_column is None:
        return []
    if time is None and (several := _entries_of_cell(cells[title_column])):
        return [Row(line, e.title, e.time, date, others=e.more, day=layout.day) for e in several]
    title, more = _title_and_more(cells[title_column])
    place_column = _column(header, Column.PLACE, layout.time, layout.date, title_column)
    place = cells[place_column] if place_column is not None and place_column < len(cells) else ""
    end_column = layout.end if time and time.closes else None
    taken = {layout.time, end_column, layout.date, title_column, place_column if place else None}
    others = [("", text.strip()) for text in (daytime, *more) if text.strip()]
    others += [
        (header[n] if n < len(header) else "", cell)
        for n, cell in enumerate(cells)
        if n not in taken and cell.strip() and not (daytime and n == layout.time)
    ]
    timed = time is not None and layout.time is not None
    weekday = read_entry(cells[layout.time]).weekday if timed else None
    day = "" if date or weekday is not None else layout.day
    return [Row(line, title, time, date, plain(place), others, day, weekday)]


def _column_of_kinds(table: Table, layout: Layout) -> int | None:
    """Return the column without a head that says of what kind each entry is: `🚗 交通`, `Meal`."""
    for n in range(max(len(cells) for _line, cells in table.rows)):
        if n in (layout.time, layout.date, layout.end) or _cell(layout.header, n):
            continue
        cells = [_cell(cells, n) for _line, cells in table.rows]
        filled = [cell for cell in cells if has_words(cell)]
        if len(filled) > 1 and all(KIND.fullmatch(plain(cell)) for cell in filled):
            return n
    return None


def _entries_of_cell(cell: str) -> list[TimedEntry]:
    """Return the entries of a day's cell, each on a line of its own that begins with its time.

    `08:00 Ferry<br>10:00 Port office`; a line without a time is about the one above it.
    """
    found: list[TimedEntry] = []
    for text in filter(has_words, BREAK.split(cell)):
        for part in entries_in(text):
            entry = read_entry(part)
            if entry.time and entry.at_start and has_words(entry.title):
                found.append(TimedEntry(entry.title, entry.time, []))
            elif found:
                found[-1].more.append(("", part.strip()))
            else:
                return []
    return found if len(found) > 1 else []


def _title_and_more(cell: str) -> tuple[str, list[str]]:
    """Return the title of a cell, its first line, and what stands below that.

    A line that ends in the middle of its words goes on in the next: `步行至<br>港口飯店`,
    `Walk to<br>the mill`.
    """
    title, *more = BREAK.split(cell, maxsplit=1)
    if not has_words(title):
        return cell, []
    if remark := REMARK_BEHIND_BOLD.match(title):
        return remark["title"], [title[remark.end("title") :].strip("*＊— \t\u3000"), *more]
    if more and GOES_ON.search(plain(title)):
        below, *more = BREAK.split(more[0], maxsplit=1)
        title = f"{title} {below}"
    return title, more


def _title_column(header: list[str], cells: list[str], layout: Layout) -> int | None:
    """Return the column of titles; `| 場次 | 主題 |` may number its rows in the first of them."""
    titles = [
        n
        for n, name in enumerate(header)
        if n not in (layout.time, layout.date) and Column.TITLE.search(name)
    ]
    named = (n for n in titles if n < len(cells) and has_words(cells[n]))
    return next(named, titles[0] if titles else None)


def _only_filled(header: list[str], cells: list[str], layout: Layout) -> int | None:
    """Return the one other column with words where the title's has none: `| 12:00 | | Lunch | |`.

    Not one of places or people.
    """
    beside = (layout.time, layout.date, layout.end)
    filled = [n for n, cell in enumerate(cells) if n not in beside and has_words(cell)]
    if len(filled) != 1 or filled[0] >= len(header):
        return None
    name = header[filled[0]]
    about = (Column.SPEAKER, Column.PLACE, Column.DURATION)
    return None if any(role.search(name) for role in about) else filled[0]


def _grid_row(
    line: int,
    cells: list[str],
    layout: Layout,
    time: TimeSpan | None,
    date: Span | None,
    daytime: str,
) -> list[Row]:
    """Return a session for each filled cell of a day or room; the same in all rooms is one."""
    rows: list[Row] = []
    for n in layout.days or layout.rooms:
        cell = cells[n] if n < len(cells) else ""
        if not has_words(cell) or EMPTY.fullmatch(plain(cell)):
            continue
        title, more = _title_and_more(cell)
        others = [("", text.strip()) for text in (daytime, *more) if text.strip()]
        if layout.days and time is None and (entries := _timed_entries(cell)):
            about = [("", daytime)] if daytime else []
            rows += [Row(line, e.title, e.time, None, "", about, layout.header[n]) for e in entries]
        elif layout.days:
            rows.append(Row(line, title, time, None, "", others, layout.header[n]))
        elif any(plain(row.title) == plain(title) for row in rows):
            rows[0].place = ""
        else:
            day = "" if date else layout.day
            rows.append(Row(line, title, time, date, layout.header[n], others, day))
    return rows


def _daypart_row(line: int, cells: list[str], layout: Layout, date: Span | None) -> list[Row]:
    """Return the sessions of each filled part of a day: `| 3/9 | boat | 14:00 harbour | |`.

    The day may have a number or a weekday: `| Day 1 | boat |`, `| Mon 9 | boat |`.
    """
    rows: list[Row] = []
    day = "" if date else layout.day
    for n in layout.dayparts:
        cell = cells[n] if n < len(cells) else ""
        if not has_words(cell) or EMPTY.fullmatch(plain(cell)):
            continue
        time = _time_of_daypart(layout.header[n])
        daypart = ("", layout.header[n])
        if entries := _timed_entries(cell):
            rows += [Row(line, e.title, e.time, date, others=[daypart], day=day) for e in entries]
        elif ends_with_time(cell):
            entry = read_entry(cell)
            rows.append(Row(line, entry.title, entry.time, date, others=[daypart], day=day))
        else:
            about = [] if time else [daypart]
            rows.append(Row(line, cell, time, date, others=about, day=day))
    return rows


def _timed_entries(cell: str) -> list[Entry]:
    """Return the entries of a cell that all begin with a time: `14:00 harbour<br>15:00 inn`."""
    entries = [read_entry(part) for text in BREAK.split(cell) for part in entries_in(text)]
    timed = all(entry.time and entry.at_start and has_words(entry.title) for entry in entries)
    return entries if timed else []


def _time_of_daypart(name: str) -> TimeSpan | None:
    """Return from when to when a column is: `9:30-12:00`, `下午 13:30-16:30`."""
    entry = read_entry(plain(name))
    timed = entry.time and entry.time.closes and not entry.date
    return entry.time if timed and not has_words(entry.title) else None


def _dayparts(header: list[str]) -> list[int]:
    """Return the columns of parts of the day, two at least: `| Date | Morning | Afternoon |`.

    They may be times, too: `| Date | 9:30-12:00 | Afternoon 13:30-16:30 |`.
    """
    found = [
        n
        for n, name in enumerate(header)
        if is_label(name, Part.DAYTIME)
        or SHORT_DAYPART.fullmatch(name.strip())
        or _time_of_daypart(name)
    ]
    return found if len(found) > 1 else []


def _rooms(header: list[str], time: int | None, *others: int | None) -> list[int]:
    """Return the columns of a grid: two or more whose head is a room or track, not what is in them.

    `| | Hall | R1 | R2 |`, `| Time | Session A | Session B |`.
    """
    if time is None:
        return []
    free = [n for n, name in enumerate(header) if n not in (time, *others) and name]
    titled = [n for n in free if Column.TITLE.search(header[n])]
    said = [Column.TITLE.search(header[n])[0].lower() for n in titled]
    if len(titled) > 1 and len(set(said)) == 1 and len({header[n] for n in titled}) == len(titled):
        return titled
    if titled:
        return []
    about = (Column.SPEAKER, Column.NOTES, Column.DATE, Column.TIME)
    rooms = [n for n in free if not any(role.search(header[n]) for role in about)]
    if any(LANGUAGE.fullmatch(header[n]) for n in rooms):
        return []
    named = [n for n in rooms if not WHERE.fullmatch(header[n])]
    return named if len(named) > 1 else []


def _day_alone(cells: list[str]) -> str:
    """Return the day of a row that says nothing else: `| **11/6 (Tue)** | | |`."""
    filled = [cell for cell in cells if cell.strip()]
    if len(set(filled)) != 1 or not is_only_day(filled[0]):
        return ""
    return filled[0]


def _says_day(cells: list[str], column: int | None) -> bool:
    if column is None or column >= len(cells) or not cells[column].strip():
        return False
    said = find_dates(masked(cells[column])) or MONTH_AND_DAY.fullmatch(cells[column])
    return bool(said) or titles_day(cells[column]) is not None


def _cell(cells: list[str], column: int | None) -> str:
    return cells[column].strip() if column is not None and column < len(cells) else ""


def _count_dated(table: Table, column: int) -> int:
    """Return how many rows say their day, or leave it empty under one that does."""
    count, said = 0, False
    for _line, cells in table.rows:
        said = _says_day(cells, column) or (said and not _cell(cells, column))
        count += said
    return count


def _time_column(header: list[str], table: Table, days: int) -> int | None:
    """Return the column of clock times: most of its cells begin with one, or say a part of a day.

    Where its head doesn't name it a time, most are clock times, and hardly any something else.
    Beside columns of days parts of the day will do, `| | 3/9 | 3/10 |` over `| 上午 | … | … |`,
    and where the head names both, `| 時段 | 行程 |` over `| 上午 | … |`.
    """
    rows = [
        cells
        for _line, cells in table.rows
        if any(map(has_words, cells)) and not _day_alone(cells) and not _is_about_columns(cells)
    ]
    for column in range(min(len(header), 4)):
        if Column.DURATION.search(header[column]) and _are_clock_times(rows, column):
            # `| min | what |` over `| 10:00-10:20 | Opening |`.
            return column
        told = Column.TITLE.search(header[column]) or Column.NOTES.search(header[column])
        if told and not Column.TIME.search(header[column]):
            continue
        timed = sum(_time_of(cells, column) is not None for cells in rows)
        told = timed + sum(_is_daytime(cells, column) for cells in rows)
        named = Column.TIME.search(header[column])
        sure = timed * 2 >= len(rows) and told * 10 >= len(rows) * 8
        planned = len(rows) > 1 and named and _column(header, Column.TITLE, column) is not None
        if told == len(rows) and (days > 1 or planned):
            return column
        if timed and (sure or (named and told * 2 >= len(rows))):
            return column
    return None


def _are_clock_times(rows: list[list[str]], column: int) -> bool:
    """Tell if a column has times, not how long something is, as songs are.

    They are from when to when, or go on from one to the next in steps of five minutes, four at
    least.
    """
    times = [_time_of(cells, column) for cells in rows]
    if not times or None in times:
        return False
    starts = [time.opens.minutes for time in times]
    in_steps = starts == sorted(starts) and not any(start % 5 for start in starts)
    return all(time.closes for time in times) or (len(times) > 3 and in_steps)


def _is_about_columns(cells: list[str]) -> bool:
    """Recognise a row that says of each column who speaks or where: `| 講師 | 小安 | 大海 |`."""
    return any(role.search(plain(_cell(cells, 0))) for role in (Column.SPEAKER, Column.PLACE))


def _time_of(cells: list[str], column: int | None) -> TimeSpan | None:
    if column is None or column >= len(cells):
        return None
    if alone := range_of_cell(folded(plain(cells[column]))):
        return alone
    entry = read_entry(cells[column])
    begins = entry.time and (entry.at_start or _day_before_time(cells[column], entry.time))
    return entry.time if begins and len(entry.title) <= 40 else None


def _day_before_time(cell: str, time: TimeSpan) -> str:
    """Return the day that stands before a time: `11/5 09:00`, `Day 1 09:00`."""
    before = cell[: time.start].strip(SEPARATORS)
    return before if is_only_day(before) else ""


def _is_daytime(cells: list[str], column: int | None) -> bool:
    """Recognise a part of the day where other rows have a time: `| 晚上 | … |`."""
    if column is None or column >= len(cells):
        return False
    return is_label(plain(cells[column]).rstrip("前後后"), Part.DAYTIME)


def _column(header: list[str], role: re.Pattern, *skip: int | None) -> int | None:
    names = enumerate(header)
    return next((n for n, name in names if n not in skip and role.search(name)), None)


def _is_day(name: str) -> bool:
    if not name:
        return False
    bare = IN_BRACKETS.sub("", name)
    return bool(find_dates(name)) or is_only_day(name) is not None or is_only_day(bare) is not None
