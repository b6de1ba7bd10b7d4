"""What an itinerary says of a day beside its programme: where to sleep, how to travel, tips.

None of it is something to do on that day.
"""

import re

from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.day_facts import FACT_KEY, FACTS
from tripbook.interchange.note.line.keys import is_label
from tripbook.interchange.note.line.links import find_links
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.titles import MAX_READ, SHORTCODE, without_shortcodes
from tripbook.interchange.note.line.words import KEY, Part

from .programme import OPENING_HOURS

NOTE_ITEM = both_scripts(
    r"^\W*(?:(?:notes?|nb|p\.?s\.?|tips?|remember|bring|please|kindly)\b(?!-)|備註|注意|提醒|記得"
    r"|請(?![客安])|※|注記|メモ|참고|비고|주의)",
    re.IGNORECASE,
)
# `🏨 Harbour Inn`, `:hotel: Harbour Inn`: a bed before the name of a house.
BED = re.compile(r"\s*(?:[🏨🛏🛌🏩]\ufe0f?|:(?:hotel|bed|sleeping_bed|love_hotel):)\s*")
# What is done there all the same: `🏨 Check-in`, `🏨 回飯店休息`.
GOES_THERE = both_scripts(
    r"check|\b(?:go|back|drop|leave|arrive|return|rest|unpack|pool)\b|入住|退房|前往|抵達|回|寄放"
    r"|放行李|休息|報到|チェック|戻|着|체크|도착|휴식",
    re.IGNORECASE,
)
# `2 rooms | Ann, Ben`, `3 間雙人房`, `2部屋`: how many of them are taken.
ROOMS = both_scripts(
    r"\W*\d{1,2}\s?(?:x\s?)?(?:(?:double |twin |single |family )?rooms?"
    r"|間[^，,。]{0,4}房|部屋|객실)(?:\s?[^\w\s].{0,60})?",
    re.IGNORECASE,
)
# `12 Mill Road, Harbour, HB 12345`, `〒123-4567 …`, `港口市海濱路 12 號`, `부산시 항구로 12`.
STREET = (
    r"Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Highway|Hwy|Square|Court"
)
ADDRESS = both_scripts(
    rf"\d{{1,5}}(?:-\d{{1,4}})?\s(?:[A-Z][\w.’']{{0,20}}\s){{1,4}}(?:{STREET})\b\.?(?:\s?,\s?.{{1,60}})?"
    r"|〒\s?\d{3}-?\d{4}.{0,60}"
    r"|[^\s，。]{2,10}[縣市區].{0,20}[路街道段巷].{0,12}\d\s?號(?:.{0,4}樓)?"
    r"|[가-힣]{1,6}(?:시|도|구)\s[가-힣\s]{0,16}[로길]\s?\d{1,4}(?:-\d{1,3})?"
)
# A word for what is done on a day, over a list of it.
OUTING = both_scripts(
    r"\W*(?:trips?|outings?|activit(?:y|ies)|sightseeing|things to do|活動|出遊|遊玩|玩樂|觀光|景點"
    r"|観光|アクティビティ|활동|관광)\W*",
    re.IGNORECASE,
)
# `Harbour tower (closed)`, `港口塔 目前不開放`: where nobody gets in.
SHUT = both_scripts(
    r"[\s(（,，:：](?:(?:目前|現在|暫時|當[天日]|今[天日])?(?:不開放|未開放|休館|公休|休息中|閉館)"
    r"|定休日?|休業|휴관|휴무|(?:\w+ ){0,2}(?:closed|unavailable|not available))\W*$",
    re.IGNORECASE,
)
# `1994 年開始共學`, `since 1999 a mill`, `2015년 개관`: what was in another year.
HISTORY = both_scripts(
    r"\W*(?:(?:since|in)\s(?:1[89]|20)\d\d\b|(?:自|從)?(?:1[89]|20)\d\d\s?(?:年(?![度會])|년(?!도)))",
    re.IGNORECASE,
)
# `Be there at nine. The boat leaves on time.`: one sentence after another.
SENTENCES = re.compile(r"[a-z)]{2}[.!]\s+[A-Z]")


def is_beside(words: str) -> bool:
    """Tell if a short text is the label of what stands beside a day's programme.

    `住宿`, `Hotel:`, `:hotel:`, `推薦景點及交通`, `Good to know`.
    """
    if len(words) > 40:
        return False
    return (
        BED.fullmatch(words) is not None or FACTS.fullmatch(without_shortcodes(words)) is not None
    )


def is_open_at_hours(words: str) -> bool:
    """Tell if hours under a text say when something is open or to be had: `Opening hours`.

    So they do under `Tickets`, `Venue`, `住宿`.
    """
    return (
        is_beside(words)
        or is_label(words, Part.PLACE)
        or OPENING_HOURS.search(words[:MAX_READ]) is not None
    )


def is_no_activity(raw: str, words: str) -> bool:
    """Tell if an item of a day's list is nothing to do there, whatever stands above it.

    `住宿：港口飯店`, `🏨 Harbour Inn`, `2 rooms`, an address, a picture alone, `Please be early.`,
    `港口塔 目前不開放`, `1994 年開幕`.
    """
    words = words[:MAX_READ]
    key, bed = KEY.match(words), BED.match(words)
    return (
        (key is not None and FACT_KEY.fullmatch(key[1]) is not None)
        or (bed is not None and not GOES_THERE.search(words[bed.end() :]))
        or is_beside(words)
        or NOTE_ITEM.match(words) is not None
        or ROOMS.fullmatch(words) is not None
        or ADDRESS.fullmatch(words) is not None
        or SHUT.search(words) is not None
        or (HISTORY.match(words) is not None and not find_dates(words))
        or (words.endswith((".", "!")) and SENTENCES.search(words) is not None)
        or not _has_words_beside_pictures(raw[:MAX_READ])
    )


def _has_words_beside_pictures(raw: str) -> bool:
    """Tell if a line says something besides its pictures: `:boat:`, `![map](https://…)` don't."""
    for link in reversed(find_links(raw)) if "![" in raw else ():
        if link.image:
            raw = raw[: link.start] + raw[link.end :]
    return any(map(str.isalpha, SHORTCODE.sub(" ", raw)))
