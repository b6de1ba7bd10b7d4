"""What the lines of a paragraph say where they stand."""

import re
from collections.abc import Callable
from itertools import pairwise, takewhile

from tripbook.interchange.note.draft import (
    MARKUP,
    MINUTES,
    PREPARATION,
    Entity,
    PersonDraft,
    SessionDraft,
)
from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.entries import surely_names
from tripbook.interchange.note.line.names import NOT_THERE_LABEL, split_names
from tripbook.interchange.note.line.times import find_times
from tripbook.interchange.note.line.titles import may_be_title, plain, same_title
from tripbook.interchange.note.line.words import (
    KEY,
    MEDIA,
    ONLY_COUNTED,
    TALKED_ABOUT,
    WORD_FOR_MEETING,
    Label,
    Part,
    asks_of_hosts,
    bare_label,
    daytime_entry,
    is_any_label,
    is_deadline,
    is_label,
    label_of,
    may_be_group,
    with_colon,
)
from tripbook.interchange.note.tree.blocks import DAY_LINE, IN_BOLD, Block, Bullets, Opaque, Text
from tripbook.interchange.note.tree.mail import head_of_mail

from .beside import NOTE_ITEM, is_beside
from .day_rows import read_counted_days, read_weekdays
from .days import (
    LINES_OF_HEAD,
    SIGN_BEFORE,
    NoSuchDateError,
    event_dates,
    is_only_day,
    names_day_and_activity,
    only_date,
    titles_day,
)
from .docs import names_session, pad_links
from .labels import read_label, sign_label, whole_label
from .minutes import is_meeting_under
from .programme import (
    COUNT_BEFORE_DATE,
    IN_BRACKETS,
    Entry,
    ends_with_time,
    has_timed_item,
    is_one_line_session,
    is_timed,
    is_timed_list,
    is_timed_text,
    masked,
    read_entry,
    slot_of,
)
from .roster_groups import entries_of
from .rosters import EMPHASIZED
from .talks import read_talks_below, read_told_talks, topic_of
from .timetables import is_timetable, times_before_next_day
from .titles_apart import (
    MAX_PLANNED,
    read_times_over_titles,
    read_titled_below,
    read_titles_over_slots,
    times_go_on,
    times_over_titles,
    titles_over_slots,
)
from .tripmd import read_events
from .walk import MIN_PADS, Context, Mode, Walk, read_daytime

MAX_NAMES_BELOW = 50
MAX_QUOTE = 12
LINES_OF_LETTERHEAD = 5
# So many blocks may stand between two lines of a programme, each a paragraph.
MAX_BETWEEN_TIMES = 2
MAX_LABELLED = 12
MAX_LABELS_UNDER_DAY = 3
MAX_LINE_OF_LABELS = 400
# What sets several labels on one line apart.
LABELS_APART = re.compile(r"(?:\u3000\s*|\s{2,}|\s[／/|｜]\s)(?=[^\s:：]{1,12}\s?[:：])")
LEADER = re.compile(
    r"\W{0,4}(?:副?[團団]長?|副?領隊|副?隊長|副?總召|副?組長|(?:tour |group |team )?leaders?"
    r"|head of delegation|단장)\s?[:：]\s*(?P<names>\S.*)",
    re.IGNORECASE,
)
TITLE_IN_BOLD = re.compile(r"\W{0,3}(?:\d{1,2}[.)]?\s+)?(?:\*\*|__)[^*_]")
NUMBER_BEFORE = re.compile(r"^\W{0,3}\d{1,2}[.)]?\s+(?=\*\*|__|\[)")
# `The ferry leaves at noon` tells of a day; `Ferry home noon` is one of its entries.
SENTENCE = re.compile(
    r"[.。!！?？]\s*$|\s(?:at|by|until|from|before|after|is|are|to)\s", re.IGNORECASE
)
# Over the names of those who only get the minutes.
COPIES = re.compile(
    r"\b(?:cc|cop(?:y|ies|ie|ia)|diffusion|verteiler|distribution)\b", re.IGNORECASE
)

FENCE_ALONE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})\s*(?:te?xt|plain)?\s*")
MAX_CODE = 60
PICTURE = re.compile("\\W{0,3}[\u2600-\u27bf\U0001f300-\U0001faff]")
# What stands before the last sentence of a line.
SENTENCE_BEFORE = re.compile(r"^.*(?:[。！？]|[.!?]\s)\s*(?=\S)")


def read_paragraph(walk: Walk, block: Text, context: Context, after: list[Block]) -> Context:
    """Read a paragraph line by line; return what holds for the blocks after it."""
    if context.mode in (Mode.CLOSED, Mode.MINUTES):
        return context
    below = after[0] if after and isinstance(after[0], Bullets) else None
    if read_events(walk, block.lines, below.last if below else block.last, context):
        walk.taken.update([below.first] if below else [])
        return context
    if _pads(walk, block, context) or walk.rosters.read_bare_names(block):
        return context
    if read_told_talks(walk, block, context) or read_counted_days(walk, block, context):
        return context
    read_talks_below(walk, block, below, context)
    walk.rosters.read_counted_groups(block.lines)
    walk.rosters.read_sides(block.lines)
    if below and walk.rosters.read_country(block, below):
        walk.taken.add(below.first)
    last = plain(block.lines[-1][1])
    no_plan = is_label(last, Part.NO_PLAN) or MEDIA.fullmatch(last) or TALKED_ABOUT.search(last)
    beside = context.explicit and not context.session and is_beside(last)
    no_plan = no_plan or NOT_THERE_LABEL.fullmatch(last)
    if below and (no_plan or (beside and not has_timed_item(below))):
        walk.taken.add(below.first)
    appointment = _appointment(block, after)
    if appointment and not _is_about(block, context.session):
        _read_appointment(walk, block, *appointment, after, context)
        return context
    if titles := titles_over_slots(block, context):
        read_titles_over_slots(walk, block, titles, context)
        return context
    if entries := times_over_titles(block, context) or times_go_on(block, context, after):
        read_times_over_titles(walk, block, entries, context)
        return context._replace(programme=not context.session)
    if below and _is_time_over_list(block, below, context):
        _read_time_over_list(walk, block, below, context)
        return context
    if _is_activity(block, context, below):
        session = _new_session(walk, *block.lines[0], context)
        walk.draft.own(block.first, block.last, session)
        _list_below(walk, session, after, context)
        return context
    if _is_dated_text(block) and context.mode is Mode.TEXT and not context.session:
        context = context._replace(mode=Mode.PLAN)
    timed = is_timed_text(block) or context.programme or _goes_on(block, after)
    context = context._replace(programme=timed and not context.session)
    here = context
    owner: Entity | None = None
    for index, (line, text) in enumerate(block.lines):
        if line in walk.taken or line in walk.draft.claims:
            continue
        try:
            over_times = _is_over_times(block, index, after)
            if changed := _marker(walk, line, text, context, timed, after, over_times):
                context = here = changed
                owner = walk.target_of(changed)
                rest = Text(line + 1, block.last, lines=block.lines[index + 1 :])
                if entries := times_over_titles(rest, context):
                    read_times_over_titles(walk, rest, entries, context)
                    break
                continue
            if below and line == block.lines[-1][0] and _is_part_of_day(text, context):
                read_daytime(walk, line, text, [below], context)
                walk.taken.add(below.first)
                break
            if _wishes(walk, line, text, block, context, after):
                break
            if _minutes(walk, line, text, block, context, owner, after):
                break
            session = read_titled_below(walk, block, index, here, timed)
            session = session or _session(walk, line, text, here, owner, timed)
        except NoSuchDateError:
            walk.calendar.warn(line)
            walk.draft.keep(line)
            continue
        if session and session.day and not context.explicit and read_entry(text).date:
            # The lines below without a date are of the same day.
            here = context._replace(day=session.day)
        owner = session or owner
        if owner:
            walk.draft.own(line, line + 1, owner)
        if session is None:
            _label_or_dates(walk, index, block, context, owner, after)
    if isinstance(owner, SessionDraft) and owner is not context.session:
        _list_below(walk, owner, after, context)
    read_weekdays(walk, block, here)
    return context


def _is_part_of_day(text: str, context: Context) -> bool:
    """Recognise a line under a day that says a part of it, over what is done then: `下午`."""
    return context.explicit and not context.session and is_label(plain(text), Part.DAYTIME)


def _is_time_over_list(block: Text, below: Bullets, context: Context) -> bool:
    """Recognise a time in a plan over the title in a list: `10:00` over `- Open maps`."""
    if context.session or not (context.explicit or context.mode is Mode.PLAN):
        return False
    words = plain(below.items[0].text)
    return (
        len(block.lines) == 1
        and slot_of(block.lines[0][1]) is not None
        and may_be_title(words)
        and not find_times(masked(words))
    )


def _read_time_over_list(walk: Walk, block: Text, below: Bullets, context: Context) -> None:
    """Make a session of a time and the first item under it; the others are about it."""
    line, text = block.lines[0]
    title = below.items[0]
    slot = slot_of(text)
    entry = Entry(title.text, None, slot.time)
    session = walk.new_session(
        title.text, title.first, entry, walk.day_of_entry(entry, line, context)
    )
    walk.draft.own(block.first, below.last, session)
    walk.draft.claim(title.first, session, "title")
    walk.set_slot(session, slot, line)
    walk.taken.add(below.first)


def _is_activity(block: Text, context: Context, below: Bullets | None) -> bool:
    """Recognise a line in bold or italics under a day, over a list of what is done there.

    `*Reports from the ports (2 hours)*`, or `**Round of ideas**`, over `- How we count ships`.
    """
    _line, text = block.lines[0]
    if below is None or len(block.lines) > 1 or not EMPHASIZED.fullmatch(text.strip()):
        return False
    if context.session or context.meeting or context.timetable or context.day is None:
        return False
    words = plain(text)
    return (
        context.explicit
        and may_be_title(words)
        and not words.endswith((":", "："))
        and not is_any_label(words)
        and not is_beside(words)
        and not is_timed_list(below)
        and is_only_day(text) is None
    )


def _is_dated_text(block: Text) -> bool:
    """Tell if the lines of a paragraph are a plan by days: two or more begin with one.

    `10/17 Mon flight`, `10/18 Tue check-in`: each has its weekday, or all are counted.
    """
    if len(block.lines) > 1 and all(COUNT_BEFORE_DATE.match(text) for _line, text in block.lines):
        return True
    return sum(DAY_LINE.match(text) is not None for _line, text in block.lines) >= 2


def _goes_on(block: Text, after: list[Block]) -> bool:
    """Tell if a line with a time has another in one of the next paragraphs, each a line."""
    if len(block.lines) != 1 or not is_timed(block.lines[0][1]):
        return False
    near = [b for b in after[:MAX_BETWEEN_TIMES] if isinstance(b, Text)]
    return any(len(b.lines) == 1 and is_timed(b.lines[0][1]) for b in near)


def _appointment(block: Text, after: list[Block]) -> tuple[Label, list[Text]] | None:
    """Recognise a title in bold over labels, one of which says on which day and when.

    Return that label and the paragraphs of labels: `**Open maps**`, and then `**Where:** Hall 2`,
    `**When:** 9 March, 10:00-11:00`. One that only counts, `**#3**`, needs a topic among them.
    """
    _line, title = block.lines[0]
    if not TITLE_IN_BOLD.match(title) or label_of(plain(title)):
        return None
    labelled: list[Text] = []
    rest = Text(block.first, block.last, lines=block.lines[1:])
    for paragraph in [*([rest] if rest.lines else []), *after[:MAX_LABELLED]]:
        if not isinstance(paragraph, Text) or not KEY.match(plain(paragraph.lines[0][1])):
            break
        labelled.append(paragraph)
    if not may_be_title(plain(_title_of_appointment(block, labelled)[1])):
        return None
    for _n, text in (line for paragraph in labelled for line in paragraph.lines):
        label = label_of(plain(text))
        if label and label.part is Part.DATE and find_times(masked(label.value)):
            return (label, labelled) if len(find_dates(masked(label.value))) == 1 else None
    return None


def _title_of_appointment(block: Text, labelled: list[Text]) -> tuple[int, str]:
    """Return the title of an appointment and its line.

    Where the first line only counts, `**第 3 期**`, or is the first label, it is the topic's:
    `**主題**：開放海圖`.
    """
    line, title = block.lines[0]
    below = [line for paragraph in labelled for line in paragraph.lines]
    counted = ONLY_COUNTED.fullmatch(plain(title))
    for number, text in [(line, title), *(below if counted else [])]:
        if topic := topic_of(text):
            return number, topic.rstrip("。")
    return line, NUMBER_BEFORE.sub("", title)


def _is_about(block: Text, session: SessionDraft | None) -> bool:
    """Tell if a title in bold says again which session the labels below it are of."""
    title = same_title(plain(block.lines[0][1]))
    return session is not None and same_title(session.title) in title


def _read_appointment(
    walk: Walk, block: Text, when: Label, labelled: list[Text], after: list[Block], context: Context
) -> None:
    """Make a session of a title and its labels; what follows up to the next is about it."""
    line, title = _title_of_appointment(block, labelled)
    entry = read_entry(when.value)
    day = walk.day_of_entry(entry, line, context)
    session = walk.new_session(title, line, entry._replace(title=title, date=None), day)
    walk.draft.claim(line, session, *session.filled)
    walk.draft.own(block.first, block.last, session)
    inside = context._replace(session=session, day=day)
    for paragraph in labelled:
        walk.taken.add(paragraph.first)
        walk.draft.own(paragraph.first, paragraph.last, session)
        for index, (number, text) in enumerate(paragraph.lines):
            if label := label_of(plain(text)) or _loose_label(walk, index, paragraph, []):
                read_label(
                    walk, whole_label(walk, label, paragraph.lines, index + 1), number, inside
                )
                walk.draft.keep(number)
    for position, other in enumerate(after):
        if not isinstance(other, Text) or _appointment(
            other, after[position + 1 : position + 1 + MAX_LABELLED]
        ):
            break
        walk.taken.add(other.first)
        walk.draft.own(other.first, other.last, session)


def _list_below(walk: Walk, session: SessionDraft, after: list[Block], context: Context) -> None:
    """Give a list without times to the timed line that it stands under."""
    block = after[0] if after else None
    if isinstance(block, Bullets) and not any(is_timed(item.text) for item in block.items):
        walk.taken.add(block.first)
        walk.draft.own(block.first, block.last, session)
        for item in block.items:
            if (label := label_of(plain(item.text))) and label.value:
                read_label(walk, label, item.first, context._replace(session=session))
        _lines_after_list(walk, block, context)


def _lines_after_list(walk: Walk, block: Bullets, context: Context) -> None:
    """Read timed lines right after a list, which Markdown takes for the end of its last item."""
    for item in block.items:
        for line, text in item.own_lines[1:]:
            if walk.draft.lines[line][:1] not in " \t" and is_timed(text):
                session = _new_session(walk, line, text, context)
                walk.draft.own(line, block.last, session)


def read_quote(walk: Walk, block: Opaque, context: Context) -> None:
    """Read the facts of an event in a quote: `> Date: 2026/11/5`, `> 11/5（四）14:00，市政廳`.

    A quote or a block of code with nothing but timed lines is a programme: `> 10:00 Opening` over
    `> 11:00 Tour`. What somebody says in it, signed or not, stays what it is.
    """
    if context.mode is not Mode.MINUTES and read_events(
        walk, quoted_lines(walk.draft.lines, block), block.last, context
    ):
        return
    if context.mode in (Mode.CLOSED, Mode.MINUTES) or context.session:
        return
    lines = quoted_lines(walk.draft.lines, block)
    timed = lines or _coded_lines(walk.draft.lines, block)
    if len(timed) > 1 and all(is_timed(text) and not is_deadline(text) for _line, text in timed):
        for line, text in timed:
            try:
                _new_session(walk, line, text, context)
            except NoSuchDateError:
                walk.calendar.warn(line)
                walk.draft.keep(line)
        return
    if context.mode is not Mode.TEXT or context.explicit:
        return
    quoted = Text(block.first, block.last, lines=lines)
    for index, (line, text) in enumerate(lines):
        label = label_of(plain(text)) or walk.rosters.loose_label(plain(text))
        if label and not label.value and label.part is Part.ROSTER:
            if walk.rosters.read_names_below(_names_below(quoted, index), "delegate"):
                walk.draft.keep(line)
        elif label and label.value and label.part in (Part.DATE, Part.ROSTER, Part.SPEAKERS):
            read_label(walk, label, line, context)
            walk.draft.keep(line)
        elif span := event_dates(text):
            walk.days_of_span(span, line, context)
            walk.draft.keep(line)


def _coded_lines(lines: list[str], block: Opaque) -> list[tuple[int, str]]:
    """Return the lines with words of a short block of code without a language."""
    if not FENCE_ALONE.fullmatch(lines[block.first]) or block.last - block.first > MAX_CODE:
        return []
    inside = ((number, lines[number].strip()) for number in range(block.first + 1, block.last))
    return [(number, text) for number, text in inside if text and not FENCE_ALONE.fullmatch(text)]


def quoted_lines(lines: list[str], block: Opaque) -> list[tuple[int, str]]:
    """Return the lines of a short quote without their marks; of one with names none."""
    if not lines[block.first].lstrip().startswith(">"):
        return []
    numbers = range(block.first, min(block.last, block.first + MAX_QUOTE + 1))
    quoted = [lines[number].strip() for number in numbers]
    if len(quoted) > MAX_QUOTE or not all(line.startswith(">") for line in quoted if line):
        return []
    if any("[name=" in line or "[time=" in line for line in quoted):
        return []
    if head_of_mail([line.lstrip("> ") for line in quoted]):
        return []
    return [
        (n, line.lstrip("> ")) for n, line in zip(numbers, quoted, strict=True) if line.strip("> ")
    ]


def _session(
    walk: Walk, line: int, text: str, context: Context, owner: Entity | None, timed: bool
) -> SessionDraft | None:
    """Return the session that a line is, None for a line of something else.

    In a plan `12:30-13:00: Lunch in groups`: the lines without a time after it are its
    description. Anywhere `Panel 9/29 12:00-13:00 ＠Hall 8`.
    """
    words = plain(text)
    if label_of(words) or is_deadline(text) or (NOTE_ITEM.match(words) and KEY.match(words)):
        return None
    in_plan = timed or context.mode is Mode.PLAN or context.explicit
    in_session = context.session is not None
    if _is_time_of_heading(text, context.session):
        return None
    if in_plan and is_timed(text) and not (in_session and isinstance(owner, SessionDraft)):
        return _new_session(walk, line, text, context)
    explicit = context.explicit and context.day is not None and not context.meeting
    if explicit and not in_session and (part := daytime_entry(plain(text))):
        session = _new_session(walk, line, part[1], context, first_has_time=False)
        session.text.setdefault(part[0])
        walk.draft.claim(line, session, "description")
        return session
    if explicit and not in_session and ends_with_time(text) and not SENTENCE.search(text):
        return _new_session(walk, line, text, context)
    planned = (timed or context.mode is Mode.PLAN) and not context.explicit and not in_session
    if planned and names_day_and_activity(text) and len(plain(text)) <= MAX_PLANNED:
        return _new_session(walk, line, text, context)
    if walk.is_about_another_day(read_entry(text), context):
        return None
    if not in_session and is_one_line_session(text):
        return _new_session(walk, line, text, context)
    return None


def _is_time_of_heading(text: str, session: SessionDraft | None) -> bool:
    """Recognise when the session of a heading is, with a remark: `9:30-10:00 (bring a cup)`.

    It is no session of its own; `_own_time` reads it.
    """
    if session is None or session.start:
        return False
    entry = read_entry(text)
    remark = IN_BRACKETS.fullmatch(plain(entry.title)) is not None
    return bool(entry.time and entry.time.closes and entry.at_start and remark)


def _new_session(
    walk: Walk, line: int, text: str, context: Context, *, first_has_time: bool = True
) -> SessionDraft:
    entry = read_entry(text) if first_has_time or is_timed(text) else Entry(text)
    day = walk.day_of_entry(entry, line, context)
    session = walk.new_sessions(text, line, entry, day, first_has_time=first_has_time)
    # What follows may be indented, as under an item of a list.
    session.nested = True
    walk.draft.claim(line, session, *session.filled)
    if entry.date and session.day:
        walk.draft.claim(line, session.day, "date")
    return session


def _marker(
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
    if mark is None or _is_signature(walk, line, text):
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
    meeting = not timed and (said or is_meeting_under(line, text, after, walk.draft.lines))
    return context._replace(
        mode=Mode.TEXT if meeting else Mode.PLAN,
        day=day,
        explicit=True,
        session=None,
        timetable=timed,
        meeting=meeting,
    )


def _is_over_times(block: Text, index: int, after: list[Block]) -> bool:
    """Tell if a timetable begins on the line after one of a paragraph.

    After a sign, as in `■11/5 Old town`, one time or a list will do. Lines of labels, as
    `Place: Hall A`, may stand between.
    """
    signed = SIGN_BEFORE.match(block.lines[index][1]) is not None
    below = block.lines[index + 1 : index + 1 + MAX_LABELS_UNDER_DAY]
    index += sum(1 for _label in takewhile(label_of, (plain(text) for _line, text in below)))
    if index + 1 < len(block.lines):
        below = [text for _line, text in block.lines[index + 1 : index + 3]][: 1 if signed else 2]
        enough = signed or len(below) > 1
        return enough and all(is_timed(t) and not read_entry(t).date for t in below)
    return bool(after) and (is_timetable(after[0]) or (signed and isinstance(after[0], Bullets)))


def _wishes(
    walk: Walk, line: int, text: str, block: Text, context: Context, after: list[Block]
) -> bool:
    """Take what the hosts ask or wish, and the list under it, as the preparation note."""
    if not (context.session or context.explicit) or not asks_of_hosts(plain(text)):
        return False
    last = block.last
    if after and isinstance(after[0], Bullets):
        walk.taken.add(after[0].first)
        last = after[0].last
    walk.draft.own(line, last, walk.target_of(context), PREPARATION)
    return True


def _minutes(
    walk: Walk,
    line: int,
    text: str,
    block: Text,
    context: Context,
    owner: Entity | None,
    after: list[Block],
) -> bool:
    """Take what stands under a label like `Notes:`, `筆記：` of a session as its minutes."""
    session = owner if isinstance(owner, SessionDraft) else context.session
    words = plain(text)
    if session is None or not (words.endswith((":", "：")) or IN_BOLD.fullmatch(text)):
        return False
    if not is_label(words, Part.MINUTES):
        return False
    last = block.last
    for next_ in after:
        if isinstance(next_, Bullets):
            ends = is_timed_list(next_)
        else:
            ends = not isinstance(next_, Text) or _begins_anew(next_)
        if ends:
            break
        walk.taken.add(next_.first)
        last = next_.last
    walk.draft.own(line, last, session, MINUTES)
    return True


def _begins_anew(block: Text) -> bool:
    """Tell if a paragraph begins something else: with a label, a title, a time or a day."""
    words = plain(block.lines[0][1])
    if label_of(words) or bare_label(words) or IN_BOLD.fullmatch(block.lines[0][1]):
        return True
    return any(is_timed(text) or is_only_day(text) for _line, text in block.lines)


def _label_or_dates(
    walk: Walk,
    index: int,
    block: Text,
    context: Context,
    owner: Entity | None,
    after: list[Block],
) -> None:
    """Read a line that is no session: `Venue: City Hall`, `Feb 24-27 2026, Harbour Hall`."""
    line, text = block.lines[index]
    words = plain(with_colon(text))
    session = owner if isinstance(owner, SessionDraft) else context.session
    if parts := _labels_on_line(text):
        for part in parts:
            _labelled_part(walk, part, line, block, context._replace(session=session))
        return
    if _leader(walk, words, line, block):
        return
    label = label_of(words) or bare_label(words) or sign_label(words)
    label = label or _loose_label(walk, index, block, after)
    if label is None:
        if not (session and _own_time(walk, session, line, text)):
            _event(walk, index, block, context, after)
        return
    read_label(
        walk,
        whole_label(walk, label, block.lines, index + 1),
        line,
        context._replace(session=session),
        lines=[] if label.value else _names_below(block, index),
        below=after[0] if after and index == len(block.lines) - 1 else None,
    )
    if label.part in (Part.DATE, Part.PLACE) and session is None:
        _crew_below(walk, index, block, after)


def _labels_on_line(text: str) -> list[str]:
    """Return the labels of a line that has several set apart.

    `時間：3/9　地點：港口　出席：Ann、Ben`, `團長：小明　副團長：Ann`. One of them is of people;
    else the line is left to be read as one.
    """
    parts = [plain(part) for part in LABELS_APART.split(text[:MAX_LINE_OF_LABELS])]
    if len(parts) < 2 or not all(map(KEY.match, parts)):
        return []
    labels = [label_of(part) for part in parts]
    people = any(label and label.part in (Part.ROSTER, Part.SPEAKERS) for label in labels)
    return parts if people or all(map(LEADER.fullmatch, parts)) else []


def _labelled_part(walk: Walk, part: str, line: int, block: Text, context: Context) -> None:
    walk.draft.keep(line)
    if _leader(walk, part, line, block):
        return
    label = label_of(part) or walk.rosters.loose_label(part)
    if label and label.value:
        read_label(walk, label, line, context)


def _leader(walk: Walk, words: str, line: int, block: Text) -> bool:
    """Read who leads a group beside its members: `團長：小明` over `團員：Ann、Ben`."""
    match = LEADER.fullmatch(words[:MAX_LINE_OF_LABELS])
    if not match:
        return False
    labels = (label_of(plain(text)) for _line, text in block.lines)
    if not any(label and label.part is Part.ROSTER for label in labels):
        return False
    people = [walk.rosters.add(name, line) for name in split_names(match["names"])]
    walk.draft.keep(line)
    return any(people)


def _loose_label(walk: Walk, index: int, block: Text, after: list[Block]) -> Label | None:
    """Recognise a line over names by its words and what follows: `Who's in?`, `來的人請簽名：`."""
    _line, text = block.lines[index]
    words = plain(with_colon(text))
    if words.endswith((":", "：")):
        # `Sign in so that everyone is known. Roll call:`
        words = SENTENCE_BEFORE.sub("", words)

    def below() -> list[str]:
        if index == len(block.lines) - 1 and after and isinstance(after[0], Bullets):
            return entries_of(after[0])
        return [entry for _n, line in _names_below(block, index) for entry in split_names(line)]

    label = walk.rosters.loose_label(words, below)
    if label is None and _is_next_roster(walk, index, block, words, below):
        label = Label(Part.ROSTER, words, "")
    return label and label._replace(key=plain(text))


def _is_next_roster(
    walk: Walk, index: int, block: Text, words: str, below: Callable[[], list[str]]
) -> bool:
    """Recognise one more group of those who came, right under the names of another.

    `**Treasurers:**` over `Cho Kim, Dee Fox`, after `**Members:**` over `Ann Lee, Ben Ray`.
    """
    line, text = block.lines[index]
    if not words.endswith((":", "：")) or not EMPHASIZED.fullmatch(text.strip()) or len(words) > 40:
        return False
    above = [n for n in range(max(0, line - 3), line) if walk.draft.lines[n].strip()]
    claims = walk.draft.claims.get(above[-1], []) if above else []
    came = any(
        isinstance(entity, PersonDraft) and entity.role == "delegate" for entity, _f in claims
    )
    return came and may_be_group(words) and not COPIES.search(words) and surely_names(below())


def _own_time(walk: Walk, session: SessionDraft, line: int, text: str) -> bool:
    """`14:00-15:30`, `14:00 @ Hall` under a session says when that is, perhaps where.

    A remark in brackets may follow.
    """
    slot = slot_of(text)
    if slot is None:
        return False
    walk.set_slot(session, slot, line)
    if IN_BRACKETS.search(text):
        walk.draft.keep(line)
    return True


def _names_below(block: Text, index: int) -> list[tuple[int, str]]:
    """Return the lines under a label up to the next label, or to a line in bold among others.

    Where the label begins with a picture, a key with one is the next: `🎤 Speakers:`, `🖊 Pads: …`.
    """
    found: list[tuple[int, str]] = []
    pictured = PICTURE.match(block.lines[index][1])
    lines = block.lines[index + 1 : index + 1 + MAX_NAMES_BELOW]
    for (line, text), (_next, below) in pairwise([*lines, (0, "")]):
        if below.startswith(": ") and not text.startswith(": "):
            # The next word of a list of definitions, `Scribe` over `: Ann`.
            break
        next_heading = found and IN_BOLD.fullmatch(text) and not IN_BOLD.fullmatch(found[0][1])
        next_label = found and pictured and PICTURE.match(text) and KEY.match(plain(text))
        absent = found and NOT_THERE_LABEL.match(plain(text))
        if next_heading or next_label or absent or label_of(plain(text)):
            break
        found.append((line, text))
    return found


def _event(walk: Walk, index: int, block: Text, context: Context, after: list[Block]) -> None:
    """`Feb 24-27 2026, Harbour Hall` begins with the dates of the event, year and all.

    Who was there may stand under it without a label.
    """
    line, text = block.lines[index]
    if context.session or context.explicit or _is_signature(walk, line, text):
        return
    if span := event_dates(text, in_head=line < walk.draft.front + LINES_OF_HEAD):
        walk.days_of_span(span, line, context)
        walk.draft.keep(line)
    entry = read_entry(text)
    if span or (entry.date and entry.at_start and len(text) <= MAX_PLANNED):
        _crew_below(walk, index, block, after)


def _crew_below(walk: Walk, index: int, block: Text, after: list[Block]) -> None:
    """Read who was there from the line or list under when or where that was."""
    below = [Text(n, n + 1, lines=[(n, t)]) for n, t in block.lines[index + 1 : index + 2]]
    for next_ in [*below, *after][:1]:
        if walk.rosters.read_crew(next_):
            walk.taken.add(next_.first)


def _is_signature(walk: Walk, line: int, text: str) -> bool:
    """Recognise a date alone on the last line of a letter: the day on which it was written."""
    lines = walk.draft.lines
    below = any(c.strip() for c in lines[line + 1 :]) if line + 20 > len(lines) else True
    date = only_date(text)
    return date is not None and not below and line > LINES_OF_LETTERHEAD


def _pads(walk: Walk, block: Text, context: Context) -> bool:
    """Make sessions of titled links to pads under a day, or under what spans several.

    Opening talk
    https://hackmd.io/…

    Also in a list of sessions, and where a plan has two or more of them.
    """
    spans = context.session is not None and context.session.end_date is not None
    under_day = context.explicit and context.day is not None
    index = walk.is_pad_index(context)
    if not (under_day or index or context.mode is Mode.PLAN) or (context.session and not spans):
        return False
    pads = pad_links(block.lines)
    if index and len(pads) < MIN_PADS:
        return False
    if not under_day:
        pads = [pad for pad in pads if names_session(pad.title)]
        pads = pads if context.listing or len(pads) > 1 else []
    for pad in pads:
        lines = [number for number, _link in pad.links]
        line = lines[0] if pad.title_line is None else pad.title_line
        day = context.day or walk.default_day
        session = walk.new_session(pad.title, line, read_entry(pad.title), day)
        for number in (line, *lines):
            walk.draft.own(number, number + 1, session)
        walk.draft.claim(line, session, *session.filled)
    return bool(pads)
