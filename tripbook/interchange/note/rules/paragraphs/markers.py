"""Lines of a paragraph that mark a day or a plan: what follows is of that."""

from itertools import takewhile

from tripbook.interchange.note.draft import MARKUP
from tripbook.interchange.note.line.date_rules import goes_on_next_day
from tripbook.interchange.note.line.keys import is_label, label_of
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import KEY, WORD_FOR_MEETING, Part
from tripbook.interchange.note.rules.days import SIGN_BEFORE, DayMark, is_only_day, titles_day
from tripbook.interchange.note.rules.labels import sign_label
from tripbook.interchange.note.rules.programme import is_timed, read_entry
from tripbook.interchange.note.rules.roster_lines import EMPHASIZED
from tripbook.interchange.note.rules.timetables import is_timetable, times_before_next_day
from tripbook.interchange.note.rules.walk import Context, Mode, Walk
from tripbook.interchange.note.tree.blocks import Block, Bullets, Text

from .labelled import is_signature

MAX_LABELS_UNDER_DAY = 3


def read_marker(
    walk: Walk,
    line: int,
    text: str,
    context: Context,
    timed: bool,
    after: list[Block],
    over_times: bool,
) -> Context | None:
    """Return the context after a line that marks a day or a plan, None for other lines.

    `【DAY 1 @ Harbour】`, `**11/5 (Mon)**`, `■11/5`, `第一天`; `**Schedule**`, `Time table`. Right
    over the times of a day `Day 1: Old town`, too.
    """
    if context.session is not None and not context.session.nested:
        return None
    words = plain(text)
    if len(words) <= 40 and is_label(words, Part.PLAN) and label_of(words) is None:
        walk.draft.mark(line, MARKUP)
        return context._replace(mode=Mode.PLAN)
    mark = is_only_day(text) or (titles_day(text) if over_times else None)
    if mark is None or is_signature(walk, line, text):
        return None
    # `📅 11/5` says when the event is, unless its programme follows.
    if sign_label(words) and not (timed or times_before_next_day(after)):
        return None
    # Dates in a row head a plan only where they look like the days before them.
    among_days = context.explicit and EMPHASIZED.fullmatch(text.strip())
    if mark.date and mark.date.is_range and not among_days:
        return None
    day = walk.calendar.days(mark, line, context.near)[0]
    walk.mark_day(line, mark, day, context)
    timed = timed or times_before_next_day(after)
    said = WORD_FOR_MEETING.fullmatch(mark.title) is not None
    meeting = not timed and (said or walk.meetings.is_one_under(line, text, after))
    return context._replace(
        mode=Mode.TEXT if meeting else Mode.PLAN,
        day=day,
        explicit=True,
        session=None,
        timetable=timed,
        meeting=meeting,
    )


def is_over_times(walk: Walk, block: Text, index: int, after: list[Block]) -> bool:
    """Tell if a timetable begins on the line after one of a paragraph.

    After a sign, as in `■11/5 Old town`, one time or a list will do. Lines of labels, as
    `Place: Hall A`, may stand between.
    """
    if block.first in walk.days_over_lists or _is_day_over_list(walk, block, after):
        return index == len(block.lines) - 1
    signed = SIGN_BEFORE.match(block.lines[index][1]) is not None
    below = block.lines[index + 1 : index + 1 + MAX_LABELS_UNDER_DAY]
    labelled = KEY.match if signed else label_of
    index += sum(1 for _label in takewhile(labelled, (plain(text) for _line, text in below)))
    if index + 1 < len(block.lines):
        below = [text for _line, text in block.lines[index + 1 : index + 3]][: 1 if signed else 2]
        enough = signed or len(below) > 1
        return enough and all(is_timed(t) and not read_entry(t).date for t in below)
    return bool(after) and (is_timetable(after[0]) or (signed and isinstance(after[0], Bullets)))


def _is_day_over_list(walk: Walk, block: Text, after: list[Block]) -> bool:
    """Recognise one of days in a row: `8/21 Old town`, `Oslo (21 August)` over what is done there.

    The next day stands over a list, too.
    """
    lists, heads = after[::2], [block, *after[1::2]]
    row = []
    for head, below in zip(heads, lists, strict=False):
        mark = titles_day(head.lines[-1][1]) if isinstance(head, Text) else None
        if mark is None or mark.date is None or not isinstance(below, Bullets):
            break
        if row and (len(head.lines) > 1 or not _follows(row[-1][1], mark)):
            break
        row.append((head, mark))
    if len(row) < 2:
        return False
    walk.days_over_lists.update(head.first for head, _mark in row)
    return True


def _follows(mark: DayMark, next_: DayMark) -> bool:
    day, after = mark.date, next_.date
    return goes_on_next_day(day.month, day.day, after.month, after.day)
