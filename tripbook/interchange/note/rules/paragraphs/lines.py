"""What the lines of a paragraph say where they stand."""

import re

from tripbook.interchange.note.draft import Entity, SessionDraft
from tripbook.interchange.note.line.keys import is_label, label_of
from tripbook.interchange.note.line.links import find_links
from tripbook.interchange.note.line.names import NOT_THERE_LABEL
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import (
    may_be_timed_title,
    may_be_title,
    plain,
    same_title,
    without_addresses,
)
from tripbook.interchange.note.line.words import KEY, MEDIA, TALKED_ABOUT, Part
from tripbook.interchange.note.rules.beside import is_beside, is_no_activity
from tripbook.interchange.note.rules.day_rows import (
    read_counted_days,
    read_dates_of_places,
    read_weekdays,
)
from tripbook.interchange.note.rules.days import (
    SIGN_BEFORE,
    NoSuchDateError,
    event_dates,
    goes_day_by_day,
)
from tripbook.interchange.note.rules.programme import (
    COUNT_BEFORE_DATE,
    ends_with_time,
    has_timed_item,
    is_timed,
    is_timed_text,
    read_entry,
)
from tripbook.interchange.note.rules.roster_lines import EMPHASIZED
from tripbook.interchange.note.rules.talks import (
    read_talk_in_bold,
    read_talks_below,
    read_told_talks,
)
from tripbook.interchange.note.rules.titles_apart import (
    read_times_over_titles,
    read_titled_below,
    read_titles_over_slots,
    times_go_on,
    times_over_titles,
    titles_over_slots,
)
from tripbook.interchange.note.rules.tripmd import read_events
from tripbook.interchange.note.rules.walk import Context, Mode, Walk, read_daytime
from tripbook.interchange.note.tree.blocks import DAY_LINE, IN_BOLD, SIGN, Block, Bullets, Text

from .labelled import PICTURE, read_appointment, read_label_or_dates
from .markers import is_over_times, read_marker
from .sessions import (
    appointment_of,
    is_activity_line,
    is_time_over_list,
    read_list_below,
    read_pads,
    read_session_line,
    read_time_over_list,
    session_of_line,
)
from .written import read_minutes_under, read_wishes

# So many blocks may stand between two lines of a programme, each a paragraph.
MAX_BETWEEN_TIMES = 2
# And so many between two slots that stand over what is told of them.
MAX_BETWEEN_SLOTS = 8
BEGINS_SET_OFF = re.compile(rf"\s*(?:【[^【】]{{1,40}}】|{SIGN})")
# `想問他們：`, `我們想了解：`: what is to be asked follows.
WISHES = both_scripts(
    r"\W*(?:我們)?(?:還)?想(?:要)?(?:問|了解|知道|請教|聽).{0,6}[:：]\W*"
    r"|\W*we(?: would|['’]d) like to (?:ask|know)\W*",
    re.IGNORECASE,
)


# `14:02 Ann: I have the tape`, `9/2 22:10 小明：好`
CHAT_LINE = re.compile(
    r"\W{0,3}(?:\d{1,2}/\d{1,2}\s)?\d{1,2}[:：](?P<minute>\d{2})\s{1,3}"
    r"(?P<who>[^\s\d:：][^:：]{0,18})[:：]\s?\S"
)
# How people write in a chat: `OK!`, `收到，我帶`, `真的嗎？`.
SPOKEN = both_scripts(
    r"[?？~～👍🙏😂]|[喔啦嗎吧呢囉耶]|我|收到|了解|謝謝|辛苦|ありがとう|了解です|네\b|감사"
    r"|\b(?:i|i'm|we|my|ok|okay|thanks?|yes|sure|great)\b",
    re.IGNORECASE,
)
# `📍 Harbour Hall`, `👥 Ann, Ben`, `⚠️ Bring a mask`: signs of facts, people and remarks.
NOT_DONE = re.compile(r"\W{0,3}?[📍👤👥🙋🙂💰💵📞☎✉📧⚠❗✅❌☑🔗🌐📌📝👕👖🧢🥾👟🎒💊☂🌧🌡☀🚗]")


def read_paragraph(walk: Walk, block: Text, context: Context, after: list[Block]) -> Context:
    """Read a paragraph: as one thing where it is one, else line by line.

    Return what holds for the blocks after it.
    """
    if context.mode in (Mode.CLOSED, Mode.MINUTES):
        return context
    if context.mode is Mode.TEXT and not context.explicit and _is_chat(block):
        return context
    below = after[0] if after and isinstance(after[0], Bullets) else None
    if read_events(walk, block.lines, below.last if below else block.last, context):
        walk.taken.update([below.first] if below else [])
        return context
    if read_pads(walk, block, context, after) or walk.rosters.read_bare_names(block):
        return context
    if read_talk_in_bold(walk, block, context, after):
        return context
    if read_told_talks(walk, block, context, after[0] if after else None) or read_counted_days(
        walk, block, context
    ):
        return context
    read_dates_of_places(walk, block.lines, context)
    read_talks_below(walk, block, below, context)
    _read_people_beside(walk, block, below)
    if below and _heads_no_plan(plain(block.lines[-1][1]), below, context):
        walk.taken.add(below.first)
    if _read_appointment(walk, block, context, after):
        return context
    if titles := titles_over_slots(block, context):
        read_titles_over_slots(walk, block, titles, context)
        return context
    if entries := times_over_titles(block, context) or times_go_on(block, context, after):
        read_times_over_titles(walk, block, entries, context)
        return context._replace(programme=not context.session)
    if below and is_time_over_list(block, below, context, after):
        read_time_over_list(walk, block, below, context)
        return context._replace(programme=True)
    if is_activity_line(block, context, below):
        session = session_of_line(walk, *block.lines[0], context)
        walk.draft.own(block.first, block.last, session)
        read_list_below(walk, session, after, context)
        return context
    if _is_dated_text(block) and context.mode is Mode.TEXT and not context.session:
        context = context._replace(mode=Mode.PLAN)
    timed = is_timed_text(block) or context.programme or _goes_on(block, after)
    context = context._replace(programme=timed and not context.session)
    return _read_lines(walk, block, context, after, timed)


def _is_chat(block: Text) -> bool:
    """Recognise what was said in a chat, pasted: `14:02 Ann: I have the tape`, two lines or more.

    Not all of it was said at five past or ten past, and somebody speaks again, or half of it is
    put as one speaks.
    """
    said = [CHAT_LINE.match(text) for _line, text in block.lines]
    if len(said) < 2 or not all(said) or not any(int(match["minute"]) % 5 for match in said):
        return False
    again = len({match["who"] for match in said}) < len(said)
    spoken = sum(
        SPOKEN.search(text[match.end() - 1 :]) is not None
        for match, (_line, text) in zip(said, block.lines, strict=True)
    )
    return again or spoken * 2 >= len(said)


def _read_people_beside(walk: Walk, block: Text, below: Bullets | None) -> None:
    """Read the people of groups, of sides that met, and under where they are from."""
    walk.rosters.read_counted_groups(block.lines)
    walk.rosters.read_sides(block.lines, dated=event_dates(block.lines[0][1]) is not None)
    if below and walk.rosters.read_home(block, below):
        walk.taken.add(below.first)


def _heads_no_plan(words: str, below: Bullets, context: Context) -> bool:
    """Tell if the last line of a paragraph says that the list below it is no programme.

    `Photos:`, `Tips:`, `Absent:`.
    """
    if is_label(words, Part.NO_PLAN) or MEDIA.fullmatch(words) or TALKED_ABOUT.search(words):
        return True
    if NOT_THERE_LABEL.fullmatch(words):
        return True
    asks = is_label(words, Part.QUESTIONS) or WISHES.fullmatch(words)
    if asks and not has_timed_item(below):
        return True
    if is_label(words, Part.MINUTES) and _lists_records(below):
        return True
    beside = context.explicit and not context.session and is_beside(words)
    return beside and not has_timed_item(below)


def _lists_records(below: Bullets) -> bool:
    """Tell if a list links to what was written on past days: `2027/3/9 Kick-off https://…`."""
    entries = [read_entry(item.text) for item in below.items]
    dated = all(entry.date and entry.at_start for entry in entries)
    linked = sum(bool(find_links(item.text)) for item in below.items)
    return dated and linked * 2 > len(entries)


def _read_appointment(walk: Walk, block: Text, context: Context, after: list[Block]) -> bool:
    appointment = appointment_of(block, after)
    if not appointment or _is_about(block, context.session):
        return False
    read_appointment(walk, block, *appointment, after, context)
    return True


def _read_lines(
    walk: Walk, block: Text, context: Context, after: list[Block], timed: bool
) -> Context:
    """Read the lines of a paragraph one by one; return what holds for the blocks after it."""
    below = after[0] if after and isinstance(after[0], Bullets) else None
    here = context
    owner: Entity | None = None
    pictured = _is_pictured_programme(block)
    for index, (line, text) in enumerate(block.lines):
        if line in walk.taken or line in walk.draft.claims:
            continue
        if is_label(plain(text), Part.NO_PLAN) and SIGN_BEFORE.match(text):
            # `■ Past meetings` over their dates.
            break
        try:
            over_times = is_over_times(walk, block, index, after)
            if changed := read_marker(walk, line, text, context, timed, after, over_times):
                context = here = changed
                owner = walk.target_of(changed)
                rest = Text(line + 1, block.last, lines=block.lines[index + 1 :])
                if titles := titles_over_slots(rest, context):
                    read_titles_over_slots(walk, rest, titles, context)
                    break
                if entries := times_over_titles(rest, context):
                    read_times_over_titles(walk, rest, entries, context)
                    break
                continue
            if below and line == block.lines[-1][0] and _is_part_of_day(text, context):
                read_daytime(walk, line, text, [below], context)
                walk.taken.add(below.first)
                break
            if read_wishes(walk, line, text, block, context, after):
                break
            if read_minutes_under(walk, line, text, block, context, owner, after):
                break
            session = read_titled_below(walk, block, index, here, timed)
            session = session or read_session_line(walk, line, text, here, owner, timed)
            if session is None and pictured:
                session = _read_pictured(walk, line, text, here)
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
            read_label_or_dates(walk, index, block, context, owner, after)
    if isinstance(owner, SessionDraft) and owner is not context.session:
        read_list_below(walk, owner, after, context)
    read_weekdays(walk, block, here)
    return context


def _is_pictured_programme(block: Text) -> bool:
    """Tell if lines that each begin with a picture are a programme: half of them have a time.

    `☕ Breakfast, 8:30` over `🍖 Dinner`; not `🎒 Passport` over `🧢 Cap`.
    """
    texts = [text for _line, text in block.lines]
    if len(texts) < 2 or not all(map(PICTURE.match, texts)):
        return False
    return sum(is_timed(text) or ends_with_time(text) for text in texts) * 2 >= len(texts)


def _read_pictured(walk: Walk, line: int, text: str, context: Context) -> SessionDraft | None:
    """Read what is done in a line without a time of its own: `🍖 Dinner`."""
    if not context.explicit or context.day is None or context.session or context.meeting:
        return None
    words = plain(without_addresses(text))
    if not may_be_title(words) or words.endswith(("!", "?")) or KEY.match(words):
        return None
    if NOT_DONE.match(words) or walk.rosters.is_known(words):
        return None
    if is_no_activity(text, words) or (read_entry(words).time and not ends_with_time(words)):
        return None
    return session_of_line(walk, line, without_addresses(text), context)


def _is_part_of_day(text: str, context: Context) -> bool:
    """Recognise a line under a day that says a part of it, over what is done then: `下午`."""
    return context.explicit and not context.session and is_label(plain(text), Part.DAYTIME)


def _is_dated_text(block: Text) -> bool:
    """Tell if the lines of a paragraph are a plan by days: two or more begin with one.

    `10/17 Mon flight`, `10/18 Tue check-in`: each has its weekday, or all are counted, or they
    are three days in a row.
    """
    texts = [text for _line, text in block.lines]
    if len(texts) > 1 and all(map(COUNT_BEFORE_DATE.match, texts)):
        return True
    if sum(DAY_LINE.match(text) is not None for text in texts) >= 2:
        return True
    told = all(text.rstrip().endswith(("。", "！", ".")) for text in texts)
    return not told and goes_day_by_day([text for text in texts if not label_of(plain(text))])


def _goes_on(block: Text, after: list[Block]) -> bool:
    """Tell if a line with a time has another in one of the next paragraphs, each a line.

    Set off it may stand over what is told of it: `**10:00 Maps**` over `Speaker: Ann`.
    """
    if _begins_with_slot(block):
        near = [b for b in after[:MAX_BETWEEN_SLOTS] if isinstance(b, Text)]
        return any(map(_begins_with_slot, near))
    if len(block.lines) != 1 or not is_timed(block.lines[0][1]):
        return False
    near = [b for b in after[:MAX_BETWEEN_TIMES] if isinstance(b, Text)]
    return any(len(b.lines) == 1 and is_timed(b.lines[0][1]) for b in near)


def _begins_with_slot(block: Text) -> bool:
    """Tell if a paragraph begins with a time that is set off, or from when to when.

    `**10:00 Maps**`, `*10:00 Maps*`, `【10:00】Maps`, `■10:00 Maps`, `10:00-10:30 Maps`.
    """
    _line, text = block.lines[0]
    if not is_timed(text):
        return False
    if EMPHASIZED.fullmatch(text.strip()) or BEGINS_SET_OFF.match(text) or IN_BOLD.match(text):
        return True
    entry = read_entry(text)
    return entry.at_start and entry.time.closes is not None and may_be_timed_title(entry.title)


def _is_about(block: Text, session: SessionDraft | None) -> bool:
    """Tell if a title in bold says again which session the labels below it are of."""
    title = same_title(plain(block.lines[0][1]))
    return session is not None and same_title(session.title) in title
