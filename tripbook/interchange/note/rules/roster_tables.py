"""Tables of people: which columns hold names, what the others say, and who of them comes."""

import re

from tripbook.interchange.note.line.entries import (
    HEAD_OF_GROUP,
    LINE_BREAK,
    is_pair_of_names,
    surely_names,
)
from tripbook.interchange.note.line.full_names import is_full_name
from tripbook.interchange.note.line.names import split_names
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.tree.blocks import Table

NAME_COLUMN = both_scripts(
    r"^\W*(?:(?:full |nick)?names?|nickname|nom|nombre"
    r"|名|姓名|名字|名稱|暱稱|稱呼|大名|氏名|名前|お名前|이름"
    r"|성명|who|participants?"
    r"|attendees?|members?|delegates?|speakers?|people|person|講者|與會者|參加者|參與者|成員|隊員|組員"
    r"|団員|團員|参加者|メンバー"
    r"|참가자|참석자)(?:\W+(?:names?|姓名|名字|暱稱|who|participants?|attendees?|members?)"
    r"|\s*[(（/].*)?\W*$",
    re.I,
)
# A column that says by itself that the names are of people who come.
WHO_COLUMN = both_scripts(
    r"\bwho\b|姓名|名字|暱稱|氏名|名前|이름|성명|participant|attendee|delegate|與會|參加|參與"
    r"|成員|隊員|組員|团員|團員|참가|참석",
    re.I,
)
# A column whose cells hold all who are in one team.
CREW_COLUMN = both_scripts(
    r"\W*(?:(?:team ?)?members|participants|attendees|crew|成員|隊員|組員|團員|參與者|參加者|參與人"
    r"|メンバー|参加者|팀원|참가자|구성원)\W*",
    re.I,
)
# Beside names, what is known of people.
PERSON_COLUMN = both_scripts(
    r"handle|github|slack|twitter|telegram|帳號|e-?mail|信箱|phone|電話|organi[sz]ation"
    r"|affiliation|\borg\b|company"
    r"|position|\brole|職稱|職位|單位|組織|所屬|所属|役職|소속|직책|arriv|depart|抵達|離開|到著"
    r"|到着|도착|diet|food|吃|素|葷|食"
    r"|country|city|from|where|哪|城市|國家|出身|language|語言|team|組別|小組|first time|skills?"
    r"|專長|興趣|interest|T-?shirt|rôle|arrivée|fonction|rolle|ankunft|funktion|llegada"
    r"|room ?mate|住|宿|birth|gender|pronoun|keyword|關鍵字|自介|intro|bio|自己紹介",
    re.I,
)
# A table of work, prices, files or things has names of other kinds in it.
NO_ROSTER_COLUMN = both_scripts(
    r"\btasks?\b|\buntil\b|\bdue\b|by when|deadline|status|priority|price|cost|fee|file|url"
    r"|link|repo|description|說明|網址|連結|價|費用|金額|數量"
    r"|進度|狀態|截止|負責(?!地?區|縣市|城市)|坑主|指令|command|value|type|version|amount|\bqty\b|メモリ|設定|値",
    re.I,
)
# Who goes in a car or sleeps in a room, in columns of which each holds names.
RIDERS_COLUMN = both_scripts(
    r"\W*(?:drivers?|passengers?|riders?|occupants?|room ?mates?|司機|駕駛|乘客|室友|運転手?"
    r"|同乗者|乗る人|部屋割り?|운전자?|탑승자|룸메이트)\W*",
    re.I,
)
# Whether somebody was there: a column of marks, of which some are none.
ATTENDANCE_COLUMN = both_scripts(
    r"\W*(?:present|attend(?:ed|ing|ance|s)?|here|出席|出欠|到場|出席狀況|参加|參加|참석|출석)(?:\s?여부)?\W*",
    re.I,
)
NOT_THERE_CELL = both_scripts(
    r"[^\w✅✓✔☑○◯◎●⭕]*(?:no|n|absent|excused|regrets|欠席?|缺席|請假|불참)?"
    r"[^\w✅✓✔☑○◯◎●⭕]*|[×✗✘❌]\ufe0f?",
    re.I,
)
# Who leads those in another column: `| Team | Lead | Members |`.
LEADER_COLUMN = both_scripts(
    r"\W*(?:(?:team )?(?:leads?|leaders?|captains?)|副?[組隊班]長|小?隊輔|召集人|リーダー|班長"
    r"|팀장|조장)\W*",
    re.I,
)
HANDLE_COLUMN = both_scripts(
    r"handle|github|slack|twitter|帳號|暱稱|綽號|nick(?:name)?\b|\bid\b|ハンドル|アカウント|닉네임|별명",
    re.I,
)
ORGANIZATION_COLUMN = both_scripts(
    r"organi[sz]ation|affiliation|\borg\b|單位|組織|所屬|所属|公司|屬於|소속|단체", re.I
)
POSITION_COLUMN = both_scripts(r"position|title|role|職稱|職位|角色|役職|肩書|직책|역할", re.I)


def _name_column(header: list[str]) -> int | None:
    return next((n for n, name in enumerate(header) if NAME_COLUMN.search(name)), None)


def name_columns(header: list[str]) -> list[int]:
    """Return the column of names, or those of who goes together: `| Driver | Passengers |`.

    `| Team | Lead | Members |` has two, too.
    """
    crews = [n for n, name in enumerate(header) if CREW_COLUMN.fullmatch(name)]
    leaders = [n for n, name in enumerate(header) if LEADER_COLUMN.fullmatch(name)]
    if crews and leaders:
        return sorted(crews + leaders)
    column = _name_column(header)
    if column is not None:
        return [column]
    return [n for n, name in enumerate(header) if RIDERS_COLUMN.fullmatch(name)]


def names_of_cell(cell: str, *, crew: bool = False) -> list[str]:
    """Return the names of a cell that has several: `Ann Lee, Ben Ray`; else the cell as it is.

    Three or more may be short ones, in a column of a crew's members two: `Ann, Ben`.
    """
    lines = [line for line in LINE_BREAK.split(cell) if line.strip()]
    if len(lines) > 1 and surely_names(lines):
        return lines
    entries = split_names(cell)
    several = (
        is_pair_of_names(plain(cell))
        or all(is_full_name(plain(e)) for e in entries)
        or (len(entries) > (1 if crew else 2) and surely_names(entries))
    )
    return entries if several else [cell]


def names_of_row(header: list[str], columns: list[int], cells: list[str]) -> list[str]:
    """Return the names in those columns of a row.

    Where the column isn't the first, `| Team | Members |`, it may hold all who are in one team.
    """
    return [
        name
        for n in columns
        if n < len(cells)
        for name in names_of_cell(
            cells[n], crew=n > 0 and CREW_COLUMN.fullmatch(header[n]) is not None
        )
    ]


def names_of_table(table: Table) -> list[str]:
    """Return the names in the columns that a table has for them."""
    header = [plain(cell) for cell in table.header]
    columns = name_columns(header)
    if not columns and (column := column_of_names(table, header)) is not None:
        columns = [column]
    return [name for _line, cells in table.rows for name in names_of_row(header, columns, cells)]


def absent_rows(table: Table, header: list[str]) -> set[int]:
    """Return the rows without the mark that others have: `| Name | Present |`."""
    column = next((n for n, name in enumerate(header) if ATTENDANCE_COLUMN.fullmatch(name)), None)
    if column is None:
        return set()
    said = {line: cells[column] if column < len(cells) else "" for line, cells in table.rows}
    absent = {line for line, cell in said.items() if NOT_THERE_CELL.fullmatch(cell.strip())}
    return absent if len(absent) < len(said) else set()


def column_of_names(table: Table, header: list[str]) -> int | None:
    """Return the column of names where its head doesn't say so, None where there is none.

    It is the first, or the one after what people are: `| Role | Contact |` over
    `| Chair | Ann Lee |`. There stand full names.
    """
    first = [cells[0] for _line, cells in table.rows]
    if not header or not POSITION_COLUMN.search(header[0]):
        return 0 if surely_names(first) else None
    names = [plain(cells[1]) for _line, cells in table.rows if len(cells) > 1 and cells[1].strip()]
    full = sum(map(is_full_name, names))
    return 1 if full * 3 >= len(names) * 2 and surely_names(names) else None


def grid_of_names(table: Table) -> list[tuple[int, str]]:
    """Return the cells of a table of three columns or more, its head too, that are all names.

    The head may be groups: `| 一組 | 二組 |`.
    """
    groups = all(HEAD_OF_GROUP.fullmatch(plain(cell)) for cell in table.header)
    rows = [*([] if groups else [(table.first, table.header)]), *table.rows]
    grid = [(line, cell) for line, cells in rows for cell in cells if cell.strip()]
    names = [plain(cell) for _line, cell in grid]
    alone = len(table.header) > 2 and len({*names}) == len(names)
    return grid if alone and surely_names(names) else []


def names_in_cells(table: Table) -> list[tuple[int, str]]:
    """Return the names of a table of groups: `| | Crew | Coach |`, `| Team 1 | Ann, Ben | Cho |`.

    Beside the first column, which names no person, there is nothing else.
    """
    if surely_names([cells[0] for _line, cells in table.rows if cells]):
        return []
    entries = [
        (line, entry)
        for line, cells in table.rows
        for cell in cells[1:]
        for entry in split_names(plain(cell))
    ]
    several = sum(len(split_names(cell)) > 1 for _line, cells in table.rows for cell in cells[1:])
    named = surely_names([entry for _line, entry in entries])
    return entries if several >= 2 and named else []
