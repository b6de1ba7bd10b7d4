"""The title of the trip: a heading, the front matter's, the subject of an e-mail, a first line."""

import re
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from tripbook.interchange.note.draft import Draft
from tripbook.interchange.note.line.dates import without_days
from tripbook.interchange.note.line.entries import surely_names
from tripbook.interchange.note.line.keys import is_any_label, label_of
from tripbook.interchange.note.line.names import split_names
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import KEY, Part
from tripbook.interchange.note.rules.days import DayMark, event_dates, read_day_mark
from tripbook.interchange.note.rules.programme import has_words, is_only_time, is_timed
from tripbook.interchange.note.tree.blocks import IN_BOLD, MailHead, Section, Text
from tripbook.interchange.note.tree.mail import MAX_HEAD
from tripbook.interchange.note.tree.source import FrontMatter, as_line

NOTE_SUFFIXES = (".md", ".markdown", ".txt")
SUBJECT = re.compile(
    r"(?:subject|title|betreff|(?:會議|活動|課程)?(?:主旨|主題|標題|名稱)|件名|タイトル|題名"
    r"|会議名|イベント名|제목|회의명|행사명)\s?[:：]\s*"
    r"(?:(?:re|fwd?|aw)\s?:\s*)*(?P<subject>\S.*)",
    re.IGNORECASE,
)
MAX_FIRST_LINE = 60
# How a letter begins: `大家好`, `Hi all`.
GREETING = both_scripts(
    r"\W*(?:(?:hi|hello|dear|hey|thanks?)\b|[大各諸][家位]|.{0,4}[您你妳]好|親愛|皆さん|皆様|みなさん"
    r"|こんにち|お疲れ|いつもお世話|안녕|여러분|감사)",
    re.IGNORECASE,
)


def find_title(draft: Draft, root: Section, front: FrontMatter, name: str) -> Section | None:
    """Find the trip's title: a heading's, the front matter's, an e-mail's, the first line's.

    Else it is what the only heading of the top level is called, or the file's name.
    """
    subject = _subject(root, draft.lines)
    titled = subject is not None or bool(as_line(front.values.get("title", "")))
    section = _title_section(root, titled)
    title = plain(section.text) if section else ""
    given = as_line(front.values.get("title", "")) if not front.problem else ""
    given_lines = front.lines.get("title", [])
    if title:
        draft.trip.title = draft.one_line(section.text, section.first)
        for line in range(section.first, section.body):
            draft.claim(line, draft.trip, "title")
    elif given:
        draft.trip.title = draft.one_line(given, given_lines[0] if given_lines else 0)
    elif subject := subject or _first_line(root) or _only_heading(root, name):
        line, text = subject
        draft.trip.title = draft.one_line(text, line)
        draft.claim(line, draft.trip, "title")
    for line in given_lines:
        if given and plain(given) == draft.trip.title:
            draft.claim(line, draft.trip, "title")
    if not draft.trip.title:
        draft.trip.title = draft.one_line(_stem(name), 0) or _("Trip")
        draft.is_titled = False
        message = _("The note has no heading: a new trip takes the file's name as its title.")
        draft.warn(0, message)
    return section if title else None


def _subject(root: Section, lines: list[str]) -> tuple[int, str] | None:
    """Return the subject of an e-mail, whose head was pasted with it, and its line."""
    heads = (block for kind in (MailHead, Text) for block in root.blocks if isinstance(block, kind))
    head = next(heads, None)
    for line in range(head.first, min(head.last, head.first + MAX_HEAD)) if head else ():
        if match := SUBJECT.match(plain(lines[line])):
            return line, match["subject"]
    return None


def _first_line(root: Section) -> tuple[int, str] | None:
    """Return the first line of a note where it stands over its headings as their title would.

    In a note without headings it is in bold, alone over what follows, or over when, where or
    who: `港口聯席會議` over `時間：11/5 14:00`.
    """
    first = root.blocks[0] if root.blocks else None
    if not isinstance(first, Text):
        return None
    line, text = first.lines[0]
    words = plain(text)
    apart = _is_apart(root, first)
    if not root.sections and not IN_BOLD.fullmatch(text.strip()) and not apart:
        return None
    is_title = (
        len(words) <= MAX_FIRST_LINE
        and has_words(words)
        and not re.search(r"[.。!！?？:：…,，、]$|://", words)
        and not _is_labelled(words)
        and not GREETING.match(words)
        and not is_timed(text)
        and not surely_names(split_names(words))
    )
    mark = read_day_mark(text)
    named = is_title and not (mark and (mark.named or not mark.title))
    return (line, text.removeprefix("#")) if named else None


def _is_apart(root: Section, first: Text) -> bool:
    """Tell if the first line of a note stands alone, or the one after it says when, where or who.

    `Sat, 9 March 2027` says when, too.
    """
    if len(first.lines) == 1 and len(root.blocks) > 2:
        return True
    below = [line for block in root.blocks[1:2] if isinstance(block, Text) for line in block.lines]
    text = next((plain(text) for _line, text in [*first.lines[1:], *below]), "")
    label = label_of(text)
    says = label is not None and label.part in (Part.DATE, Part.PLACE, Part.ROSTER)
    return says or event_dates(text) is not None


def _is_labelled(words: str) -> bool:
    """Tell if a line has a label or says who speaks: `Place: Hall A`, `Ann: hello`.

    Several words before a colon do neither: `Map café no. 9: rivers`.
    """
    key = KEY.match(words)
    return key is not None and (label_of(words) is not None or len(key[1].split()) < 2)


def _title_section(root: Section, titled: bool) -> Section | None:
    """Return the first heading of the top level that names no part, no day and no time.

    Without one, and where nothing else is `titled`, the note's very first heading.
    """
    sections = [section for section in root.sections if not section.quoted]
    tops = [section for section in sections if section.level == 1 and plain(section.text)]
    days = [section for section in tops if read_day_mark(section.text)]
    for section in tops:
        only_day = len(days) > 1 or (_only_day(section) and not _spans_days(section))
        only_day = only_day and not _heads_days(section, days)
        if _is_part(section.text) or (section in days and only_day) or is_only_time(section.text):
            continue
        return section
    first = next(iter(sections), None)
    if titled or first is None or not plain(first.text) or tops:
        return None
    deeper = [s for s in sections[1:] if s.level <= first.level]
    mark = read_day_mark(first.text)
    if mark and (mark.named or not mark.title or (deeper and not _is_event(mark, deeper))):
        return None
    if is_only_time(first.text):
        return None
    words = plain(first.text)
    if _is_part(first.text) or label_of(words) or words.endswith((":", "：")):
        return None
    if any(s.level == first.level for s in deeper) and _first_line(root):
        return None
    return first if not deeper or first.level < 4 else None


def _only_heading(root: Section, name: str) -> tuple[int, str] | None:
    """Return the heading over the whole note that names a part or a day of it, and its line.

    `# 參訪行程 2027/3/9`, `# Harbour days: Day 1`; where it names nothing else, as `# Schedule`
    does, a file is better known by its `name`.
    """
    first = root.sections[0] if root.sections else None
    tops = [section for section in root.sections if section.level == 1]
    if tops != [first] or first is None or first.quoted or not has_words(first.text):
        return None
    mark = read_day_mark(first.text)
    is_part = is_any_label(plain(first.text)) if mark is None else _is_bare_day(mark)
    return None if is_part and name else (first.first, first.text)


def _is_bare_day(mark: DayMark) -> bool:
    """Tell if a heading about a day has no words but those for it: `Day 1 (3/9)`."""
    return not has_words(without_days(mark.words, [mark.date] if mark.date else []))


def _heads_days(section: Section, days: list[Section]) -> bool:
    """Recognise the title of several days over a heading for each: `Boats, 9-10 March`, `Day 1`."""
    first, *others = (read_day_mark(day.text) for day in days)
    spans = first.date is not None and first.date.is_range and bool(first.title)
    return days[0] is section and spans and all(mark.number for mark in others)


def _is_event(mark: DayMark, others: list[Section]) -> bool:
    """Tell if a first heading with days in a row is the event's: no other of its level has a day.

    `## Visit to the port, 12-16 February` over `## Who comes` and `## Agenda`.
    """
    in_a_row = mark.date is not None and mark.date.is_range
    return in_a_row and not any(read_day_mark(section.text) for section in others)


def _is_part(text: str) -> bool:
    return is_any_label(plain(text), bare=True)


def _only_day(section: Section) -> bool:
    mark = read_day_mark(section.text)
    return mark is not None and (mark.named or not mark.title)


def _spans_days(section: Section) -> bool:
    """Recognise the title of a plan by its dates: `5/28 - 5/31 行程表` over a heading for each."""
    mark = read_day_mark(section.text)
    spans = mark and not mark.named and mark.date and mark.date.is_range
    below = sum(read_day_mark(sub.text) is not None for sub in section.sections)
    return bool(spans) and below >= 2 and mark.words[mark.date.end :].strip() != ""


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    return path.stem if path.suffix.lower() in NOTE_SUFFIXES else path.name
