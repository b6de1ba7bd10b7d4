"""What an item of a list says: one rule for each habit, asked in this order."""

import re

from tripbook.interchange.note.draft import MARKUP, MINUTES, PREPARATION, SessionDraft
from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.keys import (
    Label,
    asks_of_hosts,
    daytime_entry,
    is_label,
    label_of,
    mentions,
)
from tripbook.interchange.note.line.links import find_links
from tripbook.interchange.note.line.times import find_times
from tripbook.interchange.note.line.titles import (
    CHECK_BOX,
    may_be_timed_title,
    may_be_title,
    plain,
    read_title,
    without_addresses,
)
from tripbook.interchange.note.line.words import KEY, OTHER_DATE, TOPIC_KEY, Part, is_deadline
from tripbook.interchange.note.tree.blocks import Bullets, Item, Table

from .beside import OUTING, SHUT, is_beside, is_no_activity, is_open_at_hours
from .day_rows import counted_days, dates_of_places, days_over_lists, read_day_item, weekdays
from .days import (
    event_dates,
    is_nothing_but_dates,
    is_only_day,
    names_day_and_activity,
    only_date,
    titles_day,
)
from .docs import names_session, only_link, says_notes
from .labels import label_in, read_label, sign_label, whole_label
from .programme import (
    Entry,
    Slot,
    ends_with_time,
    has_timed_item,
    has_words,
    is_journey,
    is_one_line_session,
    is_room,
    is_short_item,
    is_timed,
    masked,
    read_entry,
    slot_of,
    tells_only_place,
    titles_by_room,
)
from .roster_groups import entries_of
from .talks import talk_item, talks_in_quotes, talks_in_slot, talks_over_speakers
from .timetables import is_timetable
from .walk import Context, ItemRule, ListRule, Mode, Walk, read_daytime

# `Link: https://…`, `Minutes taker:`.
LABELLED_LINK = re.compile(r"[^:：]{1,30}[:：]\s*(?:https?://\S+)?")
# What stands where the plan of a day is not made yet.
NOT_KNOWN_YET = re.compile(
    r"\W*(?:tb[acd]|待[定確认認]+|未[定確认認]+|暫定|暂定|미정)\W*", re.IGNORECASE
)


TICKED = re.compile(r"^\[[xX]\]\s+")
# So many lines under a title may stand before the one that says when it is.
MAX_LINES_TO_TIME = 4
# So many marks may stand before the date that an item begins with.
MAX_MARKS = 3


def labelled_talk(walk: Walk, block: Bullets, context: Context) -> bool:
    """A list of labels under a day that tells of one talk.

    `- 講者：小明`, `- 主題：開放地圖`, `- 簡報：https://…`. An empty topic names no session yet.
    """
    if not context.explicit or context.session or context.meeting or len(block.items) < 2:
        return False
    keys = [KEY.match(plain(item.text)) for item in block.items]
    topics = [n for n, key in enumerate(keys) if key and TOPIC_KEY.fullmatch(key[1])]
    if len(topics) != 1 or None in keys:
        return False
    topic = block.items[topics[0]]
    title = plain(topic.text)[keys[topics[0]].end() :]
    inside = context
    if has_words(title):
        session = walk.new_session(title, topic.first, Entry(title), context.day)
        walk.draft.own(block.first, block.last, session)
        walk.draft.claim(topic.first, session, "title")
        inside = context._replace(session=session)
    for item in block.items:
        if (label := label_of(plain(item.text))) is not None:
            read_label(walk, label, item.first, inside)
    return True


def appointments(walk: Walk, block: Bullets, context: Context) -> bool:
    """A list of titles, each over when it is: `- Open maps` over `  - Time: 10:00-10:40`.

    On a day that is known; two thirds of the items are so, two at least.
    """
    day = context.day or walk.default_day
    if context.session or context.mode is Mode.CLOSED or day is None:
        return False
    told = [(item, _slot_below(item)) for item in block.items]
    found = [(item, slot) for item, slot in told if slot]
    if len(found) < 2 or len(found) * 3 < len(told) * 2:
        return False
    for item, (line, slot) in found:
        session = walk.new_session(item.text, item.first, Entry(item.text), day)
        walk.set_slot(session, slot, line)
        _read_session(walk, item, session, context._replace(day=day))
    return True


def _slot_below(item: Item) -> tuple[int, Slot] | None:
    """Return what a line under the title of an item says of when it is, and that line."""
    words = plain(item.text)
    if not may_be_title(words) or label_of(words) or find_times(masked(words)):
        return None
    if is_open_at_hours(words):
        return None
    lists = [block for block in item.below if isinstance(block, Bullets)]
    below = item.own_lines[1:] + [(i.first, i.text) for block in lists for i in block.items]
    for line, text in below[:MAX_LINES_TO_TIME]:
        label = label_of(plain(text))
        slot = slot_of(label.value if label and label.part is Part.DATE else text)
        if slot and slot.time.closes:
            return line, slot
    return None


def counted_groups(walk: Walk, block: Bullets, context: Context) -> bool:
    """A list of groups and their people: `- 第一桌　桌長 小明｜阿海、Mei`."""
    if context.mode in (Mode.CLOSED, Mode.MINUTES) or any(item.below for item in block.items):
        return False
    return walk.rosters.read_counted_groups([(item.first, item.text) for item in block.items])


def meeting_head(walk: Walk, block: Bullets, context: Context) -> bool:
    """A list that says of a meeting when it was and who came: `- 2027-03-09` over `- 參加: Ann`.

    The rest of the list is read item by item.
    """
    if context.session or context.explicit or context.mode not in (Mode.TEXT, Mode.PLAN):
        return False
    labels = (label_of(plain(item.text)) for item in block.items)
    if not any(label and label.part is Part.ROSTER for label in labels):
        return False
    for item in block.items:
        if (span := only_date(item.text)) and not item.below:
            walk.days_of_span(span, item.first, context)
            break
    return False


def dates_of_event(walk: Walk, block: Bullets, context: Context) -> bool:
    """A list about an event with its dates: `- 11/3～11/6，老城` beside `- 官網 …`.

    No other item begins with one, as those of a plan of work do. The rest is read item by item.
    """
    if context.session or context.explicit or context.mode is not Mode.TEXT:
        return False
    dates = [next(iter(find_dates(masked(plain(item.text)))), None) for item in block.items]
    dated = [n for n, date in enumerate(dates) if date is not None and date.start <= MAX_MARKS]
    if len(dated) != 1 or len(block.items) < 2:
        return False
    item = block.items[dated[0]]
    span = event_dates(item.text)
    told = span is not None and span.is_range and not OTHER_DATE.search(plain(item.text))
    if told and not item.below and not CHECK_BOX.match(item.text):
        walk.days_of_span(span, item.first, context)
        walk.draft.keep(item.first)
    return False


def label_item(walk: Walk, item: Item, context: Context, timed: bool) -> bool:
    """`- Date: 2026/12/3`, `- 地點：市政廳`, `- Participants: Ann, Ben`, `- 講者：` over names."""
    if _label_of(walk, item.text, context) is None and not _is_among_labels(item):
        return False
    for number, (line, text) in enumerate(item.own_lines, start=1):
        if (label := _label_of(walk, text, context)) is not None:
            names = next((b for b in item.below if isinstance(b, Bullets)), None)
            label = whole_label(walk, label, item.own_lines, number)
            read_label(walk, label, line, context, below=names)
    walk.read(item.below, context)
    return True


def _label_of(walk: Walk, text: str, context: Context) -> Label | None:
    """Return the label of a line; `📍 City Hall` under a day is where to go, not where that is."""
    # `[x] Date: 3/9`: what is settled.
    words = TICKED.sub("", plain(text))
    sign = sign_label(words)
    if sign and sign.part is Part.PLACE and context.session is None:
        sign = None
    return label_in(walk, words, context.session) or sign or walk.rosters.loose_label(words)


def _is_among_labels(item: Item) -> bool:
    """Recognise an item of another label, with lines of known ones right below it.

    `- Link: https://…` over `Participants: Ann, Ben` at the margin.
    """
    texts = [plain(text) for _line, text in item.own_lines]
    return len(texts) > 1 and KEY.match(texts[0]) is not None and any(map(label_of, texts[1:]))


def part_item(walk: Walk, item: Item, context: Context, timed: bool) -> bool:
    """An item that is the label of the list in it: `- 行程`, `- Participants`, `- Questions`."""
    words = plain(item.text)
    lists = [b for b in item.below if isinstance(b, Bullets)]
    if not lists:
        return False
    known = is_label(words, Part.ROSTER) or is_label(words, Part.SPEAKERS)
    if read_entry(item.text).time:
        # `19:50 報到` over what to bring.
        return False
    if known or walk.rosters.loose_label(words, lambda: entries_of(lists[0])):
        role = "speaker" if is_label(words, Part.SPEAKERS) else "delegate"
        people = [p for block in lists for p in walk.rosters.read_list(block, role)]
        if not people:
            return False
        if known:
            walk.draft.mark(item.first, MARKUP)
        walk.attend(context.session, people, role)
        return True
    if is_label(words, Part.PLAN):
        walk.draft.mark(item.first, MARKUP)
        walk.read(item.below, context._replace(mode=Mode.PLAN))
        return True
    if context.explicit and _heads_activities(words, lists):
        walk.read(item.below, context._replace(mode=Mode.PLAN))
        return True
    if is_label(words, Part.DAYTIME) and context.explicit:
        read_daytime(walk, item.first, item.text, item.below, context)
        return True
    if is_label(words, Part.QUESTIONS) or asks_of_hosts(words):
        walk.draft.own(item.first, item.last, walk.target_of(context), PREPARATION)
        return True
    if is_label(words, Part.MINUTES):
        walk.draft.own(item.first, item.last, walk.target_of(context), MINUTES)
        return True
    return mentions(words, Part.NO_PLAN) and not context.explicit and not is_timed(item.text)


def _heads_activities(words: str, lists: list[Bullets]) -> bool:
    """Recognise a word for what is done, over such things in a few words: `- Trip`, `- 觀光`.

    They may have their times: `10:00 Old mill`.
    """
    return OUTING.fullmatch(words) is not None and all(
        (is_short_item(item.text) or is_timed(item.text)) and not item.below
        for block in lists
        for item in block.items
    )


def day_item(walk: Walk, item: Item, context: Context, timed: bool) -> bool:
    """A day with its programme in a list under it: `- June 8 (Sat)`, `- Day 1`, `- 第二天：`."""
    if context.session or not any(isinstance(b, Bullets | Table) for b in item.below):
        return False
    mark = is_only_day(item.text)
    if mark is None and any(is_timetable(block) for block in item.below):
        mark = titles_day(item.text)
    if mark is None:
        return False
    read_day_item(walk, item, mark, context)
    return True


def timed_item(walk: Walk, item: Item, context: Context, timed: bool) -> bool:
    """An item with a time in a plan or among others: `- 9:30 Check-in`, `* 13:00-14:00 Talk`."""
    entry = read_entry(item.text)
    in_plan = timed or context.mode is Mode.PLAN or context.explicit
    if not in_plan or not entry.time or context.session and not timed:
        return False
    if is_deadline(item.text) or SHUT.fullmatch(entry.title):
        return False
    if not has_words(entry.title) and entry.at_start and _rooms_item(walk, item, entry, context):
        return True
    if not has_words(entry.title):
        return entry.at_start and _room_item(walk, item, entry, context)
    if tells_only_place(item.text, entry) and _room_item(walk, item, entry, context):
        return True
    if is_room(plain(entry.title)) and (len(item.own_lines) > 1 or item.below):
        return False
    may_end_with_time = timed or (context.explicit and not context.meeting)
    loose = may_end_with_time and (ends_with_time(item.text) or is_journey(item.text))
    if not is_timed(item.text) and not loose:
        return False
    day = walk.day_of_entry(entry, item.first, context)
    _read_session(walk, item, walk.new_sessions(item.text, item.first, entry, day), context)
    return True


def _rooms_item(walk: Walk, item: Item, entry: Entry, context: Context) -> bool:
    """`- 10:00-11:00` over what is in each room: `- Room A: Open maps`, `- Hall 2: Boats`."""
    inner = [each for block in item.below if isinstance(block, Bullets) for each in block.items]
    sessions = read_rooms(walk, inner, entry, context) if len(item.own_lines) == 1 else []
    if sessions:
        walk.draft.claim(item.first, sessions[-1], "start", "end")
    return bool(sessions)


def read_rooms(walk: Walk, items: list[Item], entry: Entry, context: Context) -> list[SessionDraft]:
    """Read what each room has at the time of an entry: `- Room A: Open maps`, `- Hall 2: Boats`."""
    rooms = titles_by_room([item.text for item in items])
    day = walk.day_of_entry(entry, items[0].first, context) if rooms else None
    sessions = []
    for item, (room, title) in zip(items, rooms, strict=False):
        session = walk.session_in_room(room, title, item.first, entry, day)
        _read_session(walk, item, session, context)
        sessions.append(session)
    return sessions


def _room_item(walk: Walk, item: Item, entry: Entry, context: Context) -> bool:
    """`- 10:00-11:00 Room A` with the title on the next line, or in the first item under it."""
    under = item.below[0] if item.below else None
    if len(item.own_lines) > 1:
        line, text = item.own_lines[1]
    elif isinstance(under, Bullets):
        line, text = under.items[0].first, under.items[0].text
    else:
        return False
    if not may_be_timed_title(plain(text)) or find_times(masked(text)):
        return False
    day = walk.day_of_entry(entry, item.first, context)
    session = walk.new_session(text, line, entry._replace(title=text), day)
    session.place = session.place or walk.draft.one_line(entry.title, item.first)
    _read_session(walk, item, session, context)
    walk.draft.claim(line, session, "title")
    return True


def dated_item(walk: Walk, item: Item, context: Context, timed: bool) -> bool:
    """`- 9/29 12:00-13:00 Panel` anywhere, and in a plan `- 11/5 Visit to the archive`."""
    entry = read_entry(item.text)
    planned = (
        context.mode is Mode.PLAN
        and not context.session
        and entry.date
        and names_day_and_activity(item.text)
    )
    if not planned and (context.session or not is_one_line_session(item.text)):
        return False
    if walk.is_about_another_day(entry, context):
        return False
    key = KEY.match(plain(item.text))
    if is_deadline(item.text) or (key and is_open_at_hours(key[1])):
        return False
    day = walk.day_of_entry(entry, item.first, context)
    if day is None:
        return False
    session = walk.new_session(item.text, item.first, entry, day)
    walk.draft.claim(item.first, day, "date")
    _read_session(walk, item, session, context)
    return True


def beside_item(walk: Walk, item: Item, context: Context, timed: bool) -> bool:
    """What stands beside the programme of a day: `- 住宿`, `- Hotel:`, `- 推薦景點` over a list.

    The list is about the day. One with times of its own is read for them: `15:00 check-in`.
    """
    if not context.explicit or context.session or not is_beside(plain(item.text)):
        return False
    return not any(has_timed_item(block) for block in item.below if isinstance(block, Bullets))


def activity_item(walk: Walk, item: Item, context: Context, timed: bool) -> bool:
    """An item without a time under a day: `- Visit the archive`, `- Lunch`."""
    if not context.explicit or context.session or context.day is None or context.meeting:
        return False
    words = plain(item.text)
    if part := daytime_entry(words):
        session = walk.new_sessions(
            part[1], item.first, Entry(part[1]), context.day, first_has_time=False
        )
        session.text.setdefault(part[0])
        _read_session(walk, item, session, context)
        walk.draft.claim(item.first, session, "description")
        return True
    labels = (is_label(words, p) for p in Part if p not in (Part.DISCUSSION, Part.SESSIONS))
    if any(labels) or LABELLED_LINK.fullmatch(words):
        return False
    if NOT_KNOWN_YET.fullmatch(words) or not may_be_title(words):
        return False
    if is_nothing_but_dates(read_title(item.text).text):
        return False
    if is_no_activity(item.text, words) or CHECK_BOX.match(item.text):
        return False
    if len(item.own_lines) > 1 and not item.below and words.endswith((":", "：")):
        # `Meeting point:` over a line that says where it is.
        return False
    title = without_addresses(item.text)
    if timed and not (is_short_item(title) and (title == item.text or names_session(plain(title)))):
        return False
    if (context.timetable or context.programme) and not timed:
        # Beside what has its times it is a point to talk about.
        return False
    link = only_link(item.text)
    if link and (not link[1] or says_notes(link[1])):
        return False
    entry = Entry(item.text)
    _read_session(walk, item, walk.new_session(item.text, item.first, entry, context.day), context)
    return True


def listed_item(walk: Walk, item: Item, context: Context, timed: bool) -> bool:
    """A titled link in a list of sessions: `- [Open ports](https://…)`, `- Open ports https://…`."""
    if not context.listing or context.session or len(find_links(item.text[:1000])) != 1:
        return False
    found = only_link(item.text)
    title = found[1] if found else plain(without_addresses(item.text))
    if not names_session(title):
        return False
    day = context.day or walk.default_day
    session = walk.new_session(title, item.first, Entry(title), day)
    _read_session(walk, item, session, context)
    return True


def wishes_item(walk: Walk, item: Item, context: Context, timed: bool) -> bool:
    """An item about the hosts' wishes: `- 對方想了解：` with its list."""
    if not asks_of_hosts(plain(item.text)) or context.session is None and not context.explicit:
        return False
    walk.draft.own(item.first, item.last, walk.target_of(context), PREPARATION)
    return True


def _read_session(walk: Walk, item: Item, session: SessionDraft, context: Context) -> None:
    """Take an item as a session: what stands under it is its description."""
    walk.draft.claim(item.first, session, *session.filled)
    session.nested = True
    walk.draft.own(item.first, item.last, session)
    walk.free.add(item.first)
    inner = context._replace(session=session, day=session.day)
    for line, text in item.own_lines[1:]:
        if (label := label_in(walk, plain(text), session) or sign_label(plain(text))) is not None:
            read_label(walk, label, line, inner)
    walk.read(item.below, inner)


LIST_RULES: tuple[ListRule, ...] = (
    labelled_talk,
    days_over_lists,
    dates_of_places,
    counted_days,
    weekdays,
    appointments,
    talks_in_slot,
    talks_over_speakers,
    talks_in_quotes,
    counted_groups,
    meeting_head,
    dates_of_event,
)
ITEM_RULES: tuple[ItemRule, ...] = (
    talk_item,
    label_item,
    wishes_item,
    part_item,
    day_item,
    timed_item,
    dated_item,
    listed_item,
    beside_item,
    activity_item,
)
