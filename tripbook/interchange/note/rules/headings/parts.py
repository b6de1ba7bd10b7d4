"""Headings of parts of a note: its title, labels, a plan, what is none of the trip's."""

import re

from tripbook.interchange.note.draft import MARKUP
from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.keys import (
    ends_with,
    is_label,
    label_of,
    may_head_names,
    mentions,
)
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import MEETING_POINT, Part
from tripbook.interchange.note.rules.days import event_dates
from tripbook.interchange.note.rules.labels import first_lines, read_label, sign_label
from tripbook.interchange.note.rules.programme import (
    has_words,
    is_short_item,
    lists_activities,
    read_entry,
)
from tripbook.interchange.note.rules.tables import lists_dated_talks
from tripbook.interchange.note.rules.timetables import has_times
from tripbook.interchange.note.rules.walk import Context, Mode, Walk
from tripbook.interchange.note.tree.blocks import Bullets, Section, Table

from .people import read_crew, read_sign_in

# Pads have their tags in a heading of this level.
SMALLEST = 6
SIGN_IN = both_scripts(
    r"簽到|簽名|點名|名單|名冊|名簿|명단|\b(?:sign[ -]?in|sign[ -]?up|roll ?call"
    r"|roster|who)\b",
    re.I,
)
ITINERARY = both_scripts("schedule|itinerar|行程|日程|旅程|スケジュール|일정", re.IGNORECASE)
PROGRAMME = both_scripts(
    "program|run of show|節目|流程|プログラム|進行|の流れ|프로그램|순서", re.IGNORECASE
)
# What to keep in mind.
REMINDERS = both_scripts(
    r"\W*(?:溫馨|小)?(?:提醒|注意事項|注意点)\W*|\W*(?:reminders?|good to know)\W*", re.IGNORECASE
)
# A part that may be milestones or the programme of one day.
TIMELINE = both_scripts(
    r"\W*(?:(?:當天|當日|活動|本日|今日|当日|event|day)\s?)?"
    r"(?:(?:time ?line|タイムライン|타임라인|時間軸)\W*){1,2}",
    re.IGNORECASE,
)


def title_heading(walk: Walk, section: Section, context: Context) -> bool:
    """The heading that is the trip's title: `# Study visit 2026`."""
    if section is not walk.title:
        return False
    words = plain(section.text)
    if SIGN_IN.search(words) or may_head_names(words):
        read_sign_in(walk, section)
    elif find_dates(words):
        read_crew(walk, section, remarks=True)
    walk.read(section.children, context)
    return True


def empty_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A heading without words: `###`."""
    if has_words(section.text) or any(map(str.isdigit, section.text)) or sign_label(section.text):
        return False
    if not section.text.strip():
        walk.draft.mark(section.first, MARKUP)
    walk.read(section.children, context)
    return True


def tags_heading(walk: Walk, section: Section, context: Context) -> bool:
    """The tags of a pad: ``###### tags: `study-visit` `summit` ``."""
    match = re.match(
        r"tags?\s?(?P<mark>[:：]|(?<=\w)\s)\s*(?P<tags>.+)", section.text, re.IGNORECASE
    )
    if not match or section.level < (4 if match["mark"].strip() else SMALLEST):
        return False
    tags = re.findall(r"`([^`]+)`", match["tags"]) or re.split(r"[,，、\s]+", match["tags"])
    for tag in tags:
        if tag := walk.draft.one_line(tag, section.first):
            walk.draft.trip.tags.append(tag)
    walk.draft.claim(section.first, walk.draft.trip, "tags")
    walk.read(section.children, context)
    return True


def closed_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A part whose dates are no days: `## Timeline`, `### Action items`, `## 交通`, `## 經費`.

    A timeline of nothing but clock times is the programme of a day, and a table of days and
    speakers is of talks: `## 週次分工` over `| 日期 | 主題 | 導讀人 |`. Under a day `## Links` is
    such a part, too.
    """
    words = plain(section.text)
    beside = context.explicit and is_label(words, Part.REFERENCES)
    closed = beside or mentions(words, Part.NO_PLAN) or _is_of_reminders(section)
    if context.session or not closed:
        return False
    if any(isinstance(block, Table) and lists_dated_talks(block) for block in section.blocks):
        return False
    if TIMELINE.fullmatch(words) and has_times(section) and not _is_dated(section):
        walk.read(section.children, context._replace(mode=Mode.PLAN))
        return True
    in_plan = context.explicit or context.mode is Mode.PLAN
    if in_plan and not (beside or is_label(words, Part.NO_PLAN)):
        return False
    walk.read(section.children, context._replace(mode=Mode.CLOSED))
    return True


def _is_of_reminders(section: Section) -> bool:
    """Recognise `## 提醒` over a list, half of which at most begins with times."""
    first = section.blocks[0] if section.blocks else None
    if not REMINDERS.fullmatch(plain(section.text)) or section.sections:
        return False
    if not isinstance(first, Bullets):
        return False
    entries = [read_entry(item.text) for item in first.items]
    return sum(entry.at_start for entry in entries) * 2 <= len(entries)


def _is_dated(section: Section) -> bool:
    items = [
        item.text for block in section.blocks if isinstance(block, Bullets) for item in block.items
    ]
    return any(map(find_dates, items))


def label_heading(walk: Walk, section: Section, context: Context) -> bool:
    """A heading that is a labelled value: `### 時間：2026.11.14(六) 19:00-21:00`."""
    label = label_of(plain(section.text))
    if label is None or not label.value or context.mode is Mode.CLOSED:
        return False
    read_label(walk, label, section.first, context)
    if section.first in walk.draft.claims:
        walk.draft.keep(section.first)
    if label.part in (Part.DATE, Part.PLACE):
        read_crew(walk, section)
    walk.read(section.children, context)
    return True


def plan_heading(walk: Walk, section: Section, context: Context) -> bool:
    """The plan: `## Agenda`, `## 行程`, `## 開幕流程`, `## Anna's schedule`."""
    words = plain(section.text)
    pure = is_label(words, Part.PLAN)
    if context.mode is Mode.CLOSED or not (pure or ends_with(words, Part.PLAN)):
        return False
    if is_label(words, Part.DATE) and _only_says_when(section):
        return False
    if pure:
        walk.draft.mark(section.first, MARKUP)
    context = context._replace(mode=Mode.PLAN, itinerary=bool(ITINERARY.search(words)))
    if walk.default_day and not context.explicit and _is_programme(section):
        context = context._replace(day=walk.default_day, explicit=True)
    walk.read(section.children, context)
    return True


def _only_says_when(section: Section) -> bool:
    """Tell of a heading like `## 日程` or `## 일정` that nothing but the event's dates is under it.

    `- 2027年3月9日(火) 14:00 〜 3月11日(木) 16:20`.
    """
    texts = first_lines(section)
    if len(section.children) != 1 or len(texts) != 1:
        return False
    dates = event_dates(texts[0])
    return dates is not None and dates.is_range


def _is_programme(section: Section) -> bool:
    """Recognise the programme of an event of one day in a list without times.

    `## Program` over `1. Opening`, `2. Round of names`, three at least. An agenda is one where
    most of its items are things to do, like `Welcome` and `Lunch`; else they are points to talk
    about, as they are in a meeting that begins with `Approval of the agenda`.
    """
    first = section.blocks[0] if section.blocks else None
    if not isinstance(first, Bullets) or section.sections or len(first.items) < 3:
        return False
    if not all(is_short_item(item.text) for item in first.items):
        return False
    if any(MEETING_POINT.search(item.text) for item in first.items):
        return False
    return PROGRAMME.search(section.text) is not None or lists_activities(first)
