"""What stands beside a title on the line of a session with a time: how long, where, who speaks.

`10:00 (40 min) Open maps`, `Open maps｜10:00–10:40｜Main hall`, `10:00 | Open maps | Ann Lee`,
`10:00 — Open maps — Ann Lee — Room 2`.
"""

import re
from typing import NamedTuple

from tripbook.interchange.note.line.entries import surely_names
from tripbook.interchange.note.line.full_names import is_full_name, is_name_said
from tripbook.interchange.note.line.names import split_names
from tripbook.interchange.note.line.scripts import both_scripts

from .programme import FROM_WORDS, ONLINE, has_words, is_room

# How long it takes, before the title: `(40 min) `, `（約 40 分鐘）`.
LASTS_BEFORE = both_scripts(
    r"^\s*[(（]\s?(?:約|about|~|approx\.?)?\s?\d{1,3}\s?"
    r"(?:min(?:ute)?s?\.?|分鐘?|分間|h(?:ours?|rs?)?|小時|시간|분|['’])\s?[)）]\s*",
    re.IGNORECASE,
)
# A bar between what stands on one line; `a|b` is one word. So is a tab, of a row from a page.
BAR = re.compile(r"(?:(?<!\s)\s+)?｜\s*|(?<!\s)\s+\|\s+|(?<!\s)[ \u3000]*\t\s*")
# Dashes do it too, where there are two and a room or who speaks is last.
DASHES = re.compile(r"(?<!\s)\s+[–—]\s+")
IN_BRACKETS_AT_END = re.compile(
    r"(?P<title>\S.*?)(?<!\s)\s*[(（](?P<inside>[^()（）]{1,30})[)）]\s*"
)
# `Boats   @ Hall 2`: where it is, behind the time that was cut out.
AT_AFTER_TIME = re.compile(
    r"(?P<title>\S.{0,200}?\S)\s{2,9}[@＠]\s?(?P<place>(?![a-z\d_.-]+$)[^\s@＠()（）][^()（）]{1,40})"
)
# The mark of what is explained below its word: `: Open maps` under `10:00`.
DEFINITION = re.compile(r"^\s*[:：]\s+")
# `Open maps　講者：小明`, `Open maps, led by: Ann`: who speaks, set off behind the title.
SPEAKERS_AFTER = both_scripts(
    r"(?P<title>\S.{0,100}?)(?:[\s\u3000]{0,9}[\u3000,，、;；]\s{0,9}|\s{1,9})"
    r"(?:講[師者]|報告者?|発表者?|主講人?|主持人?|帶路|導覽|帶領人?|導讀|引言|與談人?|分享人?"
    r"|speakers?|host|led by|登壇者?"
    r"|司会|발표자?|강사|진행)\s?[:：]\s?(?P<names>[^:：。]{2,60})",
    re.IGNORECASE,
)
# `Registration from 08:00`, and `Opening: 9:00 - 9:45, Auditorium`, without their times.
LEADS_TO_TIME = re.compile(rf"\s(?:{FROM_WORDS})\s*$", re.IGNORECASE)
HALL_AFTER = re.compile(
    r"(?P<title>\S.{0,100}?)\s{0,3}[:：]\s{0,3},\s{0,3}(?P<hall>[A-Z][^\d.!?:,，。]{1,30})"
)
# `漁網の話　　佐藤さん`: only a gap is between them.
NAME_AFTER_GAP = re.compile(
    r"(?P<title>\S.{0,100}?)(?:\u3000{2,9}| {3,9})(?P<name>\S{2,20})\s{0,9}"
)
CLOCK_SIGN = re.compile("^\\s*[⏰⏱⏲⌚🕐-🕧]\ufe0f?\\s*(?=\\S)")
AT = re.compile(r"\s[@＠]")


class TitleFields(NamedTuple):
    """The title of a session, and "" or [] where no place or speakers stand beside it."""

    title: str
    place: str
    speakers: list[str]


def fields_of(words: str) -> TitleFields:
    """Part the title of an entry with a time from the rest of its line."""
    title = without_length(CLOCK_SIGN.sub("", DEFINITION.sub("", words)))
    title = LEADS_TO_TIME.sub("", title)
    place, speakers = "", []
    if hall := HALL_AFTER.fullmatch(title):
        title, place = hall.group("title", "hall")
    if (told := SPEAKERS_AFTER.fullmatch(title)) and surely_names(
        ["Ann", *split_names(told["names"])]
    ):
        title, speakers = told["title"], split_names(told["names"])
    elif (
        (gap := NAME_AFTER_GAP.fullmatch(title))
        and has_words(gap["title"])
        and is_name_said(gap["name"])
    ):
        title, speakers = gap["title"], [gap["name"]]
    if (at := AT_AFTER_TIME.fullmatch(title)) and not place:
        title, place = at.group("title", "place")
    inside = IN_BRACKETS_AT_END.fullmatch(title)
    if inside and AT.search(inside["title"]) and _are_names(inside["inside"]):
        # `Open maps @Hall (Ann Lee)`: who speaks is no part of the place.
        return TitleFields(inside["title"], "", split_names(inside["inside"]))
    if inside and is_room(inside["inside"]) and has_words(inside["title"]):
        title, place = inside["title"], inside["inside"]
    fields, mark = BAR.split(title), "｜"
    dashed = DASHES.split(title) if len(fields) == 1 else []
    in_room = IN_BRACKETS_AT_END.fullmatch(dashed[0]) if len(dashed) == 2 else None
    if in_room and is_room(in_room["inside"]) and _are_names(dashed[1]):
        return TitleFields(in_room["title"], in_room["inside"], split_names(dashed[1]))
    if len(dashed) > 2 and (is_room(dashed[-1]) or _are_names(dashed[-1])):
        fields, mark = dashed, " – "
    first, *others = [field for field in fields if has_words(field)] or [title]
    if others and (is_room(first) or ONLINE.fullmatch(first)) and not place:
        place, first, *others = first, *others
    if not others:
        return TitleFields(first, place, speakers)
    unknown = []
    for field in others:
        if is_room(field) and not place:
            place = field
        elif _are_names(field) and not speakers:
            speakers = split_names(field)
        else:
            unknown.append(field)
    mark = " " if "\t" in title else mark
    return TitleFields(mark.join([first, *unknown]), place, speakers)


def without_length(title: str) -> str:
    """Return a title without how long it takes before it: `(10 min) Round of names`."""
    shorter = LASTS_BEFORE.sub("", title)
    return shorter if has_words(shorter) else title


def _are_names(field: str) -> bool:
    return all(map(is_full_name, split_names(field)))
