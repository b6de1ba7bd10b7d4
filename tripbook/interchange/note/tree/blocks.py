"""A note as a tree: sections by headings, and in them paragraphs, lists, tables and the rest.

markdown-it-py finds the blocks and on which lines they stand; their inline text is left alone.
Every line keeps its number (from 0), so that nothing can get lost between tree and text.
"""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import cache, cached_property

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tripbook.interchange.note.line.dates import day_number, find_dates, without_days
from tripbook.interchange.note.line.day_facts import FACT_KEY
from tripbook.interchange.note.line.keys import (
    is_any_label,
    is_label,
    label_of,
    mentions,
    with_colon_for_gap,
)
from tripbook.interchange.note.line.titles import plain, visible
from tripbook.interchange.note.line.words import ADVICE, CLOCK, KEY, Part

from .html_tables import blank_lines_in, cells_of, html_rows
from .mail import head_of_mail
from .quotes import MAX_QUOTE, coded_lines, quoted_lines

CONTAINER = re.compile(r"^\s{0,12}(?:[-*+]\s+)?:{3,}\s*(?P<name>\w*)\s*(?P<rest>.*)$")
# `:::spoiler Day 2`, `<details>`, `<summary>Day 2</summary>`: what folds a part of a note, and its
# name.
FOLDS = re.compile(
    r"\s{0,3}(?::{3,}\s?spoiler\s(?P<container>\S.{0,80})"
    r"|(?:</?details>\s*)?(?:<summary>(?P<summary>.{1,80})</summary>)?)\s*"
)
CONTAINER_NAMES = frozenset(["info", "success", "warning", "danger", "spoiler", "note", "tip"])
# What one of stands in a note that has any block of a kind.
MARKS = {
    "table": ("|",),
    "fence": ("```", "~~~"),
    "blockquote": (">",),
    "html_block": ("<",),
}
# `2026. 3. 9. (월)`, `3. 9.(월)`: a date of Korea, which Markdown takes for lists in lists. With
# another kind of space behind its first number it takes it for text.
DATE_LIKE_NUMBERS = re.compile(
    r"^(?P<before>\s{0,20}(?:[-*+]\s{1,4})?(?:(?:19|20)\d\d\.(?=\s\d{1,2}\.\s)|\d{1,2}\.(?=\s\d{1,2}\.\s?\()))\s"
)
# Stands for a blank line where that would end a block of HTML.
NOTHING = "<!---->"
IN_BOLD = re.compile(r"(\*\*|__)[^*_]+\1\s*")
# A sign that stands before a heading which Markdown knows nothing of: `■11/5`, `▍Day 2`.
SIGN = r"[■□◆◇▍▌▎▋█▶►▼▽★☆◎●○]\ufe0f?\s?"
# A line that begins a day: `10/20 Thu`, `3月9日（二）自由活動`, `Day 2`, `■11/5 Port`, `11/5`.
DAY_LINE = re.compile(
    rf"(?:{SIGN}(?=\d{{1,2}}[/月]\d)|(?:{SIGN})?"
    r"(?:(?:\d{1,2}/\d{1,2}|\d{1,2}月\d{1,2}日)"
    r"(?:\s?(?:[(（]\w{1,3}[)）]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*)|\s?[:：]?\s*$)"
    r"|【\d{1,2}[/月]\d{1,2}日?[^【】\d]{0,9}】|Day\s?\d{1,2}\b|第[一二三四五六七]天))(?!.*[。！？])",
    re.IGNORECASE,
)
# What may stand behind the date of such a line: ` - Port`, ` Old town`; no sentence.
TITLE_OF_DAY = re.compile(
    r"\W{0,3}|\s?[-–—:：|｜,，(（]\s?[^\W\d][^。.！!？?]*|\s[^\W\da-z][^。.！!？?]*"
)
ONLY_CLOCK = re.compile(
    r"\W{0,4}[012]?\d[:：][0-5]\d(?:\s?[-–—~〜～]\s?[012]?\d[:：][0-5]\d)?\W{0,4}"
)
# A line of a programme: `13:00-13:30 Talk on ropes`, `09:00 報到`.
TIMED_LINE = re.compile(
    r"\W{0,3}[012]?\d[:：][0-5]\d(?:\s?[-–—~〜～]\s?[012]?\d[:：][0-5]\d)?[^\w]{0,4}[^\W\d]"
)
MAX_HEADING = 40
MAX_LABELLED = 200
BETWEEN_NAMES = re.compile("[,，、]")
# A table without rules has so many lines at least, and its heads are short.
MIN_ROWS = 3
MAX_HEAD_CELL = 20
# `9/3`, `10:00` and `2027` are in no head, but `Room 101` is.
DATED = re.compile(r"\d\s?[:：./月點点-]\s?\d|^\W*\d+\W*$")
DELIMITER_CELL = re.compile(r"\s*:?-+:?\s*")


@dataclass
class Block:
    """Lines `first` to `last` (exclusive) of the note."""

    first: int
    last: int


@dataclass
class Text(Block):
    """A paragraph: its lines without their marks, each with its number."""

    lines: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Item(Block):
    """An item of a list: its first line's text, and its blocks (the first holds that line)."""

    text: str = ""
    children: list[Block] = field(default_factory=list)

    @property
    def own_lines(self) -> list[tuple[int, str]]:
        """Return the lines of the paragraph that the item begins with."""
        head = self.children[0] if self.children else None
        return head.lines if isinstance(head, Text) and head.first == self.first else []

    @property
    def below(self) -> list[Block]:
        """Return the blocks after the paragraph that the item begins with."""
        return self.children[1:] if self.own_lines else self.children


@dataclass
class Bullets(Block):
    """A list, numbered or not."""

    items: list[Item] = field(default_factory=list)


@dataclass
class Table(Block):
    """A table: the cells of its header and of each row with the row's line.

    Of a table in HTML `ends` says by a row's line which is the one after its last.
    """

    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)


@dataclass
class Opaque(Block):
    """What is read as text only: quotes, code and HTML.

    `is_open` tells that code or a comment begins here and never ends. `quoted` are the lines of a
    quote without their marks, `coded` those of a block of code; none where that is long, has a
    language or is signed.
    """

    is_open: bool = False
    quoted: list[tuple[int, str]] = field(default_factory=list)
    coded: list[tuple[int, str]] = field(default_factory=list)

    @property
    def facts(self) -> list[tuple[int, str]]:
        """Return the lines of a quote that is short enough to tell facts of the event."""
        return self.quoted if self.last - self.first <= MAX_QUOTE else []


@dataclass
class MailHead(Opaque):
    """The head of an e-mail that was pasted with it."""


@dataclass
class Rule(Block):
    """A line across the page."""


@dataclass
class Section(Block):
    """A heading with all that stands under it, up to the next of its level or above.

    What is `quoted` ends with its quote.
    """

    level: int = 0
    text: str = ""
    body: int = 0
    children: list[Block] = field(default_factory=list)
    quoted: bool = False

    @property
    def sections(self) -> list["Section"]:
        return [child for child in self.children if isinstance(child, Section)]

    @property
    def blocks(self) -> list[Block]:
        return [child for child in self.children if not isinstance(child, Section)]

    @cached_property
    def all_blocks(self) -> list[Block]:
        """All blocks under the heading in their order, outer ones first."""
        found: list[Block] = []
        stack = self.children[::-1]
        while stack:
            block = stack.pop()
            found.append(block)
            if isinstance(block, Section | Item):
                stack.extend(reversed(block.children))
            elif isinstance(block, Bullets):
                stack.extend(reversed(block.items))
        return found


# A line of the pad or the wiki itself: where its contents go, or the link that edits a part.
TABLE_OF_CONTENTS = re.compile(r"\s*\[(?:toc|edit|編輯|编辑|編集|편집)\]\s*", re.IGNORECASE)
FENCE = re.compile(r" {0,3}(?:```|~~~)")
# `##Points`: a heading of old Markdown, without the space.
GLUED_HEADING = re.compile(r"#{2,6}(?=[^\s#])")
GLUED_TITLE = re.compile(r"#(?=[^\s#!])")
# `--- | ---`: what stands under the head of a table without outer bars.
OPEN_DELIMITERS = re.compile(r" {0,3}[-:][-:| ]*")
EMPTY_FIRST_CELL = re.compile(r"\s{1,40}\|")
INDENTED_ITEM = re.compile(r" {4,}[*+-] +\S")
LINE_OF_TEXT = re.compile(r"(?:\*\*|[【「〔（(])?[^\W\d_]|[^\x00-\x7f]|\d+(?![.)\d])")
INDENTED = re.compile(r"(?: {4}|\t)[\t ]{0,12}\S")
# The head of an event has so many labels at least.
LABELS_OF_HEAD = 2
ITEM_OR_INDENT = re.compile(r"\s*(?:[*+-]|\d{1,9}[.)])\s|\s+\S")


def parse(lines: list[str], start: int = 0) -> Section:
    """Return the tree of a note whose lines before `start` are not Markdown."""
    lines = [visible(line) for line in lines]
    blanked = [""] * start + [_parsable(line) for line in lines[start:]]
    for number in blank_lines_in(blanked):
        blanked[number] = NOTHING
    _space_headings(blanked)
    _move_lists_to_the_margin(blanked)
    _move_labels_to_the_margin(blanked)
    _move_rows_to_the_margin(blanked)
    text = "\n".join(blanked)
    unused = (rule for rule, marks in MARKS.items() if not any(mark in text for mark in marks))
    tokens = _parser(*unused).parse(text)
    root = Section(0, len(lines), body=start)
    blocks = _blocks(tokens, lines, 0, len(tokens))
    parts = (_ended_at_margin(b, lines) if isinstance(b, Bullets) else [b] for b in blocks)
    return _nested(root, [block for part in parts for block in part])


def _space_headings(lines: list[str]) -> None:
    """Put the space into `##Points`, and into the `#Title` over such headings, no tag of a note."""
    glued = [(number, match) for number, t in enumerate(lines) if (match := GLUED_HEADING.match(t))]
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if glued and first is not None and (match := GLUED_TITLE.match(lines[first])):
        glued.append((first, match))
    for number, match in glued:
        lines[number] = f"{match[0]} {lines[number][match.end() :]}"


def _move_lists_to_the_margin(lines: list[str]) -> None:
    """Take out the indent of a list under a line of text: `流程` over `    * 10:00 Walk`.

    Old pads write lists so, which Markdown takes for more of the paragraph, or for code.
    """
    fenced, width = False, 0
    for number, line in enumerate(lines):
        if FENCE.match(line):
            fenced, width = not fenced, 0
        indent = len(line) - len(line.lstrip())
        if line.strip() and indent < width:
            width = 0
        if not width and not fenced and number and INDENTED_ITEM.match(line):
            above = next((n for n in (number - 1, number - 2) if n >= 0 and lines[n].strip()), None)
            if above is not None and _is_line_of_text(lines, above):
                width = indent
        if width:
            lines[number] = line[width:]


def _move_labels_to_the_margin(lines: list[str]) -> None:
    """Take out the indent of the head of an event or of a day, which Markdown takes for code.

    `    Time: 9 March 2027` over `    Place: Hall 2`, and `        [Day 2]` in the middle of a
    page, where they are no lines of an item.
    """
    fenced, start = False, None
    for number, line in enumerate([*lines, ""]):
        if FENCE.match(line):
            fenced = not fenced
        if not fenced and INDENTED.match(line):
            start = number if start is None else start
        elif start is not None:
            above = next((n for n in range(start - 1, -1, -1) if lines[n].strip()), None)
            free = above is None or not ITEM_OR_INDENT.match(lines[above])
            run = lines[start:number]
            head = sum(map(_is_of_event, run)) >= LABELS_OF_HEAD
            if free and (head or (len(run) == 1 and _is_counted_day(run[0]))):
                lines[start:number] = [text.lstrip() for text in run]
            start = None


def _is_of_event(line: str) -> bool:
    label = label_of(plain(line)) if len(line) <= 300 else None
    return label is not None and label.part in (Part.DATE, Part.PLACE, Part.ROSTER)


def _is_counted_day(line: str) -> bool:
    """Recognise a line that counts a day and says nothing else: `Day 2`, `[2일차]`, `第二天`."""
    found = day_number(line[:100])
    return found is not None and not any(map(str.isalnum, line[: found[1]] + line[found[2] :]))


def _move_rows_to_the_margin(lines: list[str]) -> None:
    """Take out the indent of rows whose first cell is empty, in a table without outer bars.

    `Day | Time` over `--- | ---` may have `     | 10:00` below, which Markdown takes for code.
    """
    in_table = False
    for number, line in enumerate(lines):
        if "|" not in line:
            in_table = False
        elif in_table and EMPTY_FIRST_CELL.match(line):
            lines[number] = line.lstrip()
        elif not in_table:
            in_table = OPEN_DELIMITERS.fullmatch(line) is not None


def _is_line_of_text(lines: list[str], number: int) -> bool:
    """Tell if a line at the margin is text, and no item of a list goes on in it."""
    before = lines[number - 1] if number else ""
    return bool(LINE_OF_TEXT.match(lines[number])) and not ITEM_OR_INDENT.match(before)


def is_container_mark(line: str) -> bool:
    """Recognise `:::info` and the `:::` that ends it; `:::spoiler Menu` carries words."""
    match = CONTAINER.match(line) if ":::" in line else None
    if match is None or match["rest"]:
        return False
    return not match["name"] or match["name"] in CONTAINER_NAMES


@cache
def _parser(*unused: str) -> MarkdownIt:
    """Return a parser of blocks without the rules of those that a note has none of.

    References stay text: their lines are looked at for links.
    """
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    return parser.disable(["reference", "inline", *unused])


def _parsable(line: str) -> str:
    """Return a line as the parser sees it: without marks that it does not know.

    What hides a part of the note may be named like a day, `:::spoiler Day 2`, which then heads it.
    """
    folds = FOLDS.fullmatch(line) if line.lstrip()[:1] in (":", "<") else None
    if folds:
        words = plain(folds["container"] or folds["summary"] or "")
        heads = len(words) <= MAX_HEADING and (find_dates(words) or day_number(words))
        if heads or not words:
            return f"**{words}**" if words else ""
    if (":::" in line and CONTAINER.match(line)) or TABLE_OF_CONTENTS.fullmatch(line):
        return ""
    if not line.strip():
        # The parser drops other white space, too, at the start of a paragraph, and its line.
        return ""
    line = line.replace("\x0b", " ").replace("\x0c", " ")
    return DATE_LIKE_NUMBERS.sub(lambda date: f"{date['before']}\u00a0", line)


def _blocks(tokens: list[Token], lines: list[str], start: int, end: int) -> list[Block]:
    found: list[Block] = []
    position = start
    while position < end:
        close = _closing(tokens, position)
        found += _block(tokens, lines, position, close)
        position = close + 1
    return found


def _block(tokens: list[Token], lines: list[str], start: int, end: int) -> list[Block]:
    token = tokens[start]
    first, last = token.map or (0, 0)
    match token.type:
        case "heading_open":
            return _heading(token, tokens[start + 1].content, first, last)
        case "paragraph_open":
            return _paragraphs(tokens[start + 1].content, first, last)
        case "bullet_list_open" | "ordered_list_open":
            return [Bullets(first, last, items=_items(tokens, lines, start + 1, end))]
        case "table_open":
            return [_table(lines, first, last)]
        case "blockquote_open" if _has_parts(tokens, lines, start, end):
            return _parts_of_quote(_blocks(tokens, lines, start + 1, end), first, last)
        case "hr":
            return [Rule(first, last)]
        case "fence":
            is_open = last - first < 2 or not _closes(lines[last - 1], token.markup)
            return [Opaque(first, last, is_open, coded=coded_lines(lines, first, last))]
        case "html_block":
            if table := _html_table(lines, first, last):
                return [table]
            is_open = token.content.lstrip().startswith("<!--") and "-->" not in token.content
            return [Opaque(first, last, is_open)]
        case "blockquote_open":
            end_of_quote = _end_of_quote(lines, first, last)
            quote = Opaque(first, end_of_quote, quoted=quoted_lines(lines, first, end_of_quote))
            rest = "\n".join(lines[end_of_quote:last])
            return [quote, *(_paragraphs(rest, end_of_quote, last) if rest else [])]
        case "code_block":
            return [Opaque(first, last, coded=coded_lines(lines, first, last))]
        case _:
            return [Opaque(first, last)]


def _has_parts(tokens: list[Token], lines: list[str], start: int, end: int) -> bool:
    """Tell if a quote has headings or tables, `> ## Agenda`, and nobody signs in it: no thread."""
    first, last = tokens[start].map or (0, 0)
    signed = any(mark in line for line in lines[first:last] for mark in ("[name=", "[time="))
    return not signed and any(
        token.type in ("heading_open", "table_open") for token in tokens[start:end]
    )


def _parts_of_quote(blocks: list[Block], first: int, last: int) -> list[Block]:
    """Return the parts of a quote as if they were not quoted."""
    children = _nested(Section(first, last), blocks).children
    for child in children:
        if isinstance(child, Section):
            child.quoted = True
    return children


def _closes(line: str, fence: str) -> bool:
    """Tell if a line ends the code that began with a fence: it has as many marks, or more."""
    return line.strip().strip(fence[0]) == "" and len(line.strip()) >= len(fence)


def _closing(tokens: list[Token], position: int) -> int:
    """Return where the block that opens at a position closes: itself for a single token."""
    depth = 0
    for index in range(position, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index
    return len(tokens) - 1


def _heading(token: Token, content: str, first: int, last: int) -> list[Block]:
    """Return a heading; several lines over `---` are a paragraph before a rule."""
    texts = content.split("\n")
    if token.markup == "-" and len(texts) > 1:
        return [_paragraph(content, first, last - 1), Rule(last - 1, last)]
    level = int(token.tag[1])
    return [Section(first, last, level=level, text=" ".join(t.strip() for t in texts), body=last)]


def _paragraph(content: str, first: int, last: int) -> Block:
    texts = content.split("\n")
    if len(texts) > 1 and _is_ragged_table(texts):
        rows = [(first + n, _cells(text)) for n, text in enumerate(texts)]
        return Table(first, last, header=rows[0][1], rows=rows[2:])
    return Text(first, last, lines=[(first + n, _line(text)) for n, text in enumerate(texts)])


def _line(text: str) -> str:
    """Return a line of a paragraph without the mark that breaks it there: `10:00 Opening\\`.

    Its label has a colon: `出席人員：小明` where a tab stood for it.
    """
    text = with_colon_for_gap(text.strip())
    breaks = text.endswith("\\") and not text.endswith("\\\\")
    return text[:-1].rstrip() if breaks else text


def _end_of_quote(lines: list[str], first: int, last: int) -> int:
    """Return where a quote ends: before a line of a programme, which Markdown takes for its.

    > Bring a map.
    **10:45** Teams
    """
    for number in range(first + 1, last):
        if not lines[number].lstrip().startswith(">") and TIMED_LINE.match(lines[number]):
            return number
    return last


def _paragraphs(content: str, first: int, last: int) -> list[Block]:
    """Return a paragraph, or a table or the head of an e-mail and what stands around it."""
    block = _paragraph(content, first, last)
    if not isinstance(block, Text) or len(block.lines) < 3:
        return [block]
    if table := _bare_table(content.split("\n"), first):
        around = (block.lines[: table.first - first], block.lines[table.last - first :])
        texts = [Text(rest[0][0], rest[-1][0] + 1, lines=rest) for rest in around if rest]
        return sorted([table, *texts], key=lambda part: part.first)
    head = head_of_mail([text for _line, text in block.lines])
    if head is None:
        return [block]
    start, end = (first + number for number in head)
    parts = [
        Text(first, start, lines=block.lines[: head[0]]),
        MailHead(start, end),
        Text(end, last, lines=block.lines[head[1] :]),
    ]
    return [part for part in parts if isinstance(part, MailHead) or part.lines]


def _bare_table(texts: list[str], first: int) -> Table | None:
    """Return the table in a paragraph that was copied from a page, its cells between tabs or bars.

    `Time<tab>Title<tab>Speaker`, `Time | Title | Speaker` over two rows or more, without a rule
    under it; one of the heads is a known label.
    """
    rows = [(first + n, _bare_cells(text)) for n, text in enumerate(texts)]
    start = next((n for n, (_line, cells) in enumerate(rows) if len(cells) > 2), len(rows))
    end = next((n for n in range(start, len(rows)) if len(rows[n][1]) < 2), len(rows))
    if end - start < MIN_ROWS:
        return None
    (line, header), *below = rows[start:end]
    heads = all(cell and len(cell) <= MAX_HEAD_CELL and not DATED.search(cell) for cell in header)
    if not heads or not any(map(is_any_label, header)):
        return None
    if any(len(cells) > len(header) for _line, cells in below):
        if "\t" in texts[start]:
            return None
        # A bar may stand in the words of the last cell.
        last = len(header) - 1
        below = [(n, [*cells[:last], " | ".join(cells[last:])]) for n, cells in below]
    return Table(line, below[-1][0] + 1, header=header, rows=below)


def _bare_cells(text: str) -> list[str]:
    if "\t" in text:
        cells = [cell.strip() for cell in text.split("\t")]
    else:
        cells = [cell.strip() for cell in re.split("[|｜]", text)]
        cells = cells[: -1 if len(cells) > 1 and not cells[-1] else None]
    return cells if any(cells) else []


def _items(tokens: list[Token], lines: list[str], start: int, end: int) -> list[Item]:
    found = []
    position = start
    while position < end:
        close = _closing(tokens, position)
        first, last = tokens[position].map or (0, 0)
        item = Item(first, last, children=_blocks(tokens, lines, position + 1, close))
        item.children = [
            Text(c.first, c.last, lines=[(c.first, c.text)]) if isinstance(c, Section) else c
            for c in item.children
        ]
        item.text = item.own_lines[0][1] if item.own_lines else ""
        found.append(item)
        position = close + 1
    return found


def _ended_at_margin(block: Bullets, lines: list[str]) -> list[Block]:
    """End a list before a line of a day, of a part or in bold, which Markdown takes for an item's.

    - 10:00 walk
    **Tue 9 March**
    - 10:00 boat

    So do lines of a programme after another list, and the line over them.
    """
    margins = [_margin_after(item) for item in block.items]
    below = (text for margin in margins if margin for _n, text in margin[1].lines[1:])
    keys = Counter(filter(None, map(_key_of, below)))
    found: list[Block] = []
    items: list[Item] = []
    for item, margin in zip(block.items, margins, strict=True):
        items.append(item)
        if margin and (text := _end_of_list(*margin, lines, keys, goes_on=item != block.items[-1])):
            found += [Bullets(items[0].first, text.first, items=items), text]
            items = []
    if items:
        found.append(Bullets(items[0].first, block.last, items=items))
    return found


def _margin_after(item: Item) -> tuple[list[Block], Text] | None:
    """Return the paragraph of several lines that an item ends with, and what it stands in."""
    path: list[Block] = [item]
    while isinstance(path[-1], Item | Bullets):
        inner = path[-1].children if isinstance(path[-1], Item) else path[-1].items
        if not inner:
            return None
        path.append(inner[-1])
    last = path[-1]
    return (path, last) if isinstance(last, Text) and len(last.lines) > 1 else None


def _end_of_list(
    path: list[Block], last: Text, lines: list[str], keys: Counter[str], *, goes_on: bool
) -> Text | None:
    """Take the lines from the one that ends the list on out of it, None where there is none."""
    # What is indented is the item's, and all that stands above it.
    indented = [i for i, (number, _text) in enumerate(last.lines) if lines[number][:1] in " \t"]
    for index in range(max([0, *indented]) + 1, len(last.lines)):
        number = last.lines[index][0]
        line, between = lines[number], goes_on and index == len(last.lines) - 1
        if (
            _begins_day(line)
            or _begins_part(plain(line), keys, between=between)
            or _begins_programme(last.lines, index)
        ):
            rest = last.lines[index:]
            last.lines = last.lines[:index]
            for block in path:
                block.last = number
            return Text(number, rest[-1][0] + 1, lines=rest)
    return None


def _begins_day(line: str) -> bool:
    """Recognise a line in bold, of a day or a time alone: `11/5 (Thu) Port`, `D2 11/6`, `10:00`.

    `Thu 5 Nov - Port`, too.
    """
    if IN_BOLD.fullmatch(line) or DAY_LINE.match(line) or ONLY_CLOCK.fullmatch(line):
        return True
    dates = find_dates(line) if len(line) <= MAX_HEADING else ()
    if len(dates) != 1:
        return False
    if dates[0].weekday is not None and not dates[0].start:
        return TITLE_OF_DAY.fullmatch(line[dates[0].end :]) is not None
    return not any(map(str.isalnum, without_days(line, dates)))


def _begins_programme(lines: list[tuple[int, str]], index: int) -> bool:
    """Recognise the first of two timed lines or more, or the line over them: `流程`, `Schedule:`.

    Where the item has a time itself, as `- 10:00 walk`, they may tell of it.
    """
    if TIMED_LINE.match(lines[0][1]):
        return False
    over = is_label(plain(lines[index][1]), Part.PLAN)
    timed = lines[index + 1 : index + 3] if over else lines[index : index + 2]
    return len(timed) > 1 and all(TIMED_LINE.match(text) for _line, text in timed)


def _begins_part(words: str, keys: Counter[str], *, between: bool) -> bool:
    """Recognise a line with a label, `Place: Old mill`, or one that heads what follows, `Absent:`.

    Not a label that more than one item has, as `Speaker: Ann` under each talk; nor who speaks and
    where on the only line `between` two items. What a day has beside its programme begins a part,
    too: `Hotel: Harbour Inn`.
    """
    if len(words) > MAX_LABELLED or keys[_key_of(words)] > 1:
        return False
    if (label := label_of(words)) and label.value:
        return not (between and label.part in (Part.SPEAKERS, Part.PLACE))
    if (key := KEY.match(words)) and FACT_KEY.fullmatch(key[1]):
        return True
    heads = between and len(words) <= MAX_HEADING and not re.search(r"[。！？!?,，、]", words)
    return heads and (words.endswith((":", "：")) or is_any_label(words, bare=True))


def _key_of(text: str) -> str:
    key, colon, _value = plain(text).replace("：", ":").partition(":")
    return key.strip() if colon else ""


def _table(lines: list[str], first: int, last: int) -> Table:
    rows = [(number, _cells(lines[number].lstrip(" >"))) for number in range(first, last)]
    header = rows[0][1]
    if "|" not in lines[first][:1]:
        for number, cells in rows[2:]:
            # The bar of an aligned row is no outer one where the head has none.
            if EMPTY_FIRST_CELL.match(lines[number]) and len(cells) < len(header):
                cells.insert(0, "")
    return Table(first, last, header=header, rows=rows[2:])


def _html_table(lines: list[str], first: int, last: int) -> Table | None:
    """Return the table that stands in a block of HTML, None where there is none of two rows."""
    if not any("<t" in line.lower() for line in lines[first:last]):
        return None
    rows = html_rows(lines, first, last)
    if len(rows) < 2:
        return None
    header, *cells = cells_of(rows)
    numbers = [row.first for row in rows[1:]]
    rows[0].first = first
    return Table(
        first,
        last,
        header=header,
        rows=list(zip(numbers, cells, strict=True)),
        ends={row.first: row.last for row in rows},
    )


def _is_ragged_table(texts: list[str]) -> bool:
    """Recognise a table whose header and delimiter row don't have the same number of cells."""
    if not texts[0].startswith("|") or not texts[1].startswith("|"):
        return False
    return all(DELIMITER_CELL.fullmatch(cell) for cell in _cells(texts[1]))


def _cells(line: str) -> list[str]:
    """Return the cells of a table's row; `\\|` is part of one."""
    cells = re.split(r"(?<!\\)\|", line.strip())
    cells = cells[1:] if cells and not cells[0].strip() else cells
    cells = cells[:-1] if cells and not cells[-1].strip() else cells
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _names_part(words: str) -> bool:
    """Tell if words can head a part with people or the plan."""
    return any(is_label(words, part) for part in (Part.ROSTER, Part.SPEAKERS, Part.PLAN))


def _names_other_part(words: str) -> bool:
    """Tell if a heading names a part that no plan stands in: `場地`, `出席：小明`, `Budget`."""
    if label_of(words):
        return True
    if is_label(words, Part.PLAN) or is_label(words, Part.SESSIONS):
        return False
    if is_label(words, Part.MINUTES) or is_label(words, Part.DISCUSSION):
        return False
    return is_any_label(words) or mentions(words, Part.NO_PLAN) or ADVICE.search(words) is not None


def _says_when(words: str) -> bool:
    return bool(CLOCK.search(words) or find_dates(words) or day_number(words))


def _heads_part(block: Block, path: list[Section]) -> list[Block]:
    """Return a block, as a heading where its first line names a part after another part.

    `**Schedule**` or `Participants:` by itself, `**Who**: Ann, Ben`, under `## Venue`, `## Budget`:
    people who write headings so do not mean it to stand in the part above. Who speaks belongs to
    a heading of another kind right above it, that of a talk.
    """
    if not isinstance(block, Text) or not path[1:]:
        return [block]
    line, text = block.lines[0]
    words = plain(text)
    alone = IN_BOLD.fullmatch(text) or words.endswith((":", "："))
    label = label_of(words)
    names = (
        label is not None and label.part is Part.ROSTER and bool(BETWEEN_NAMES.search(label.value))
    )
    if not names and (not alone or len(words) > MAX_HEADING or not _names_part(words)):
        return [block]
    headings = {plain(section.text): section for section in path if section.level > 1}
    above = next((headings[words] for words in headings if _names_other_part(words)), None)
    if above is None or any(map(_says_when, headings)):
        return [block]
    if is_label(words, Part.SPEAKERS) and not _names_other_part(plain(path[-1].text)):
        return [block]
    heading = Section(line, line + 1, level=above.level, text=text, body=line + 1)
    rest = Text(line + 1, block.last, lines=block.lines[1:])
    return [heading, *([rest] if rest.lines else [])]


def _nested(root: Section, blocks: list[Block]) -> Section:
    """Put blocks under the headings that they follow."""
    path = [root]
    waiting = deque(blocks)
    while waiting:
        first, *more = _heads_part(waiting.popleft(), path)
        waiting.extendleft(more)
        block = first
        if isinstance(block, Section) and not block.quoted:
            while path[-1].level >= block.level:
                path.pop().last = block.first
            path[-1].children.append(block)
            path.append(block)
        else:
            path[-1].children.append(block)
    for section in path:
        section.last = root.last
    return root
