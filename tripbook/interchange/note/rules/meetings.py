"""Which days of a note are meetings: what stands under one is talked about, not held."""

from collections.abc import Mapping
from itertools import takewhile

from tripbook.interchange.note.line.keys import is_label, label_of
from tripbook.interchange.note.line.names import split_names
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import (
    KEY,
    MEETING,
    ONLY_MEETING,
    WORK_POINT,
    WRITES_MINUTES,
    Part,
)
from tripbook.interchange.note.tree.blocks import Block, Bullets, Section, Text

from .days import DayMark, is_only_day
from .programme import is_timed, names_activities, read_entry
from .roster_lines import THERE_KEY
from .timetables import has_times

# A log has so many days at least.
MIN_DAYS = 3


class Meetings:
    """Tells the days that are meetings; each heading is looked at once."""

    def __init__(self, root: Section, marks: Mapping[int, DayMark | None], lines: list[str]):
        self._lines = lines
        self._told: dict[int, bool] = {}
        for part in [root, *(block for block in root.all_blocks if isinstance(block, Section))]:
            self._read_log([sub for sub in part.sections if marks.get(sub.first)])

    def is_one(self, day: Section) -> bool:
        """Tell if a day says who was there, or who wrote or said what, and has no plan.

        `## 2026-03-04` over `Present: Ann, Ben` and the points that they talked about;
        `## 3/4 Kick-off`, `## 3/4 籌備會議`, `## 0304 會議討論`; `## 2026-03-04 21:00`.
        """
        if day.first not in self._told:
            self._told[day.first] = self._says_so(day)
        return self._told[day.first]

    def is_one_under(self, line: int, text: str, after: list[Block]) -> bool:
        """Tell if a line with a day is a meeting's: `**Crew meeting 3/9**` over `**Attendees**`."""
        own = list(takewhile(lambda block: not _marks_day(block), after))
        last = own[-1].last if own else line + 1
        return self._says_so(Section(line, last, text=text, body=line + 1, children=own))

    def _read_log(self, days: list[Section]) -> None:
        """Take the days of a log for meetings all where most of them are.

        One says who was there, and the next only what was talked about.
        """
        told = sum(self.is_one(day) or _says_who_came(day) for day in days)
        if len(days) < MIN_DAYS or told * 2 <= len(days):
            return
        self._told.update({day.first: True for day in days if not has_times(day)})

    def _says_so(self, day: Section) -> bool:
        blocks = day.blocks
        items = [
            item.text for block in blocks if isinstance(block, Bullets) for item in block.items
        ]
        texts = [text for block in blocks if isinstance(block, Text) for _line, text in block.lines]
        words = plain(day.text)
        told = any(WRITES_MINUTES.match(plain(text[:200])) for text in texts + items)
        if told or ONLY_MEETING.search(words):
            return not any(map(is_timed, texts + items))
        time = read_entry(day.text).time
        talked = (
            (time is not None and time.closes is None)
            or MEETING.search(words) is not None
            or any(map(_is_signed, self._lines[day.body : day.last][:200]))
            or any(map(_names_those_present, texts + items))
            or _are_of_work(items)
            or any(is_label(plain(sub.text), Part.ROSTER) for sub in day.sections)
        )
        return talked and not names_activities([t for t in items if not KEY.match(plain(t))])


def _is_signed(line: str) -> bool:
    """Tell if somebody signed what was said there; a quote is a remark about the plan."""
    return "[name=" in line and not line.lstrip().startswith(">")


def _says_who_came(day: Section) -> bool:
    first = day.blocks[0] if day.blocks else None
    texts = [text for _line, text in first.lines] if isinstance(first, Text) else []
    return any(map(_names_those_present, texts))


def _are_of_work(items: list[str]) -> bool:
    """Tell if half of the points or more, two at least, are of work that goes on."""
    count = sum(WORK_POINT.search(plain(text[:200])) is not None for text in items)
    return count > 1 and count * 2 >= len(items) and not any(map(is_timed, items))


def _names_those_present(text: str) -> bool:
    words = plain(text[:200])
    label = label_of(words)
    if label is None and (key := KEY.match(words)) and THERE_KEY.fullmatch(key[1].strip()):
        # `在：小明、阿海`, `here: ann, ben`.
        return len(split_names(words[key.end() :])) > 1
    return label.part is Part.ROSTER if label else is_label(words, Part.ROSTER)


def _marks_day(block: Block) -> bool:
    texts = [text for _line, text in block.lines] if isinstance(block, Text) else []
    return isinstance(block, Section) or any(map(is_only_day, texts))
