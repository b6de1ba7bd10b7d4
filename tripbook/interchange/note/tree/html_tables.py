"""Tables written in HTML: in pages, and in pads where cells span rows or columns."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

TAG = re.compile(
    r"<(?P<end>/?)(?P<name>table|tr|t[dh])\b(?P<attributes>[^<>]{0,500})>", re.IGNORECASE
)
SPAN = re.compile(r"\b(?P<of>row|col)span\s{0,3}=\s{0,3}[\"']?(?P<n>\d{1,2})", re.IGNORECASE)
# Tags that only tell how a cell looks: `<td><span style="font-weight: bold">8:30</span></td>`.
LOOKS = re.compile(
    r"</?(?:span|font|div|p|center|small|big|b|strong|i|em|u)\b[^<>]{0,300}>", re.IGNORECASE
)
TABLE = re.compile(r"</?table\b", re.IGNORECASE)


@dataclass
class Cell:
    """A cell that reaches over so many columns and rows."""

    parts: list[str] = field(default_factory=list)
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        return LOOKS.sub("", "".join(self.parts)).strip()


@dataclass
class HtmlRow:
    """A row that begins on line `first`; the line after its last one is `last`."""

    first: int
    last: int
    cells: list[Cell] = field(default_factory=list)
    is_open: bool = True


def blank_lines_in(lines: list[str]) -> list[int]:
    """Return the blank lines between the rows of tables, which Markdown takes for their end."""
    found: list[int] = []
    waiting: list[int] = []
    depth, after_tag = 0, False
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            waiting += [number] if depth and after_tag else []
            continue
        if text.startswith("<"):
            found += waiting
        waiting = []
        after_tag = text.endswith(">")
        for tag in TABLE.finditer(line) if "<" in line else ():
            depth = max(0, depth + (-1 if tag[0].startswith("</") else 1))
    return found


def html_rows(lines: list[str], first: int, last: int) -> list[HtmlRow]:
    """Return the rows of a table in a block of HTML; rows and cells need no closing tags."""
    rows: list[HtmlRow] = []
    cell: Cell | None = None
    for number in range(first, last):
        line, position = lines[number], 0
        for tag in TAG.finditer(line):
            if cell:
                cell.parts.append(line[position : tag.start()])
            position, cell = tag.end(), None
            name = tag["name"].lower()
            if tag["end"]:
                if name in ("tr", "table") and rows:
                    rows[-1].is_open = False
            elif name == "tr":
                rows.append(HtmlRow(number, last))
            elif name != "table":
                if not rows or not rows[-1].is_open:
                    rows.append(HtmlRow(number, last))
                cell = _cell(tag["attributes"])
                rows[-1].cells.append(cell)
        if cell:
            cell.parts.append(f"{line[position:]} ")
    rows = [row for row in rows if row.cells]
    for row, following in pairwise(rows):
        row.last = max(row.first + 1, following.first)
    return rows


def cells_of(rows: list[HtmlRow]) -> list[list[str]]:
    """Return the texts of the cells, each under its column: where a cell spans others are empty."""
    found: list[list[str]] = []
    spanned: dict[int, int] = {}
    for row in rows:
        texts: list[str] = []
        for cell in row.cells:
            _skip_spanned(texts, spanned)
            spanned.update({len(texts) + n: cell.rows - 1 for n in range(cell.columns)})
            texts += [cell.text, *[""] * (cell.columns - 1)]
        _skip_spanned(texts, spanned)
        found.append(texts)
    return found


def _skip_spanned(texts: list[str], spanned: dict[int, int]) -> None:
    """Leave the next columns empty that a cell of a row above reaches into."""
    while spanned.get(len(texts), 0) > 0:
        spanned[len(texts)] -= 1
        texts.append("")


def _cell(attributes: str) -> Cell:
    cell = Cell()
    for span in SPAN.finditer(attributes):
        number = max(1, int(span["n"]))
        if span["of"].lower() == "row":
            cell.rows = number
        else:
            cell.columns = number
    return cell
