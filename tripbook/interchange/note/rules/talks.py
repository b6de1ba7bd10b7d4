"""Talks without a time that say who gives them: in lists, tables, paragraphs and headings."""

import re
from dataclasses import replace
from itertools import pairwise, takewhile

from tripbook.interchange.note.draft import MARKUP, DayDraft, SessionDraft
from tripbook.interchange.note.line.full_names import is_full_name
from tripbook.interchange.note.line.keys import Label, is_any_label, is_label, label_of
from tripbook.interchange.note.line.names import looks_like_name, split_names
from tripbook.interchange.note.line.ordinals import ordinal_of
from tripbook.interchange.note.line.people import is_surely_name, tells_person
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.times import find_times
from tripbook.interchange.note.line.titles import may_be_title, plain, without_addresses
from tripbook.interchange.note.line.words import (
    EVENT_OF_TALKS,
    KEY,
    NUMBERED_TALK,
    TALKS,
    TOPIC_KEY,
    Part,
)
from tripbook.interchange.note.tree.blocks import Block, Bullets, Item, Rule, Section, Table, Text

from .days import is_only_day
from .labels import names_speaker, read_label
from .programme import Entry, has_words, is_short_item, is_timed
from .timetables import is_timetable
from .walk import Context, Mode, Walk

# `**「海圖」** — 王小明`
QUOTED_TALK = re.compile(
    r"\s{0,3}\*\*\s?[「『“\"](?P<title>[^「」『』“”\"*]{2,100})[」』”\"]\s?\*\*\s{0,3}[-–—]{1,3}\s{0,3}"
    r"(?P<by>[^\W\d][^()（）,，:：]{0,60})"
)
# So many lines above a list may say that it is one of talks.
LINES_ABOVE = 8
SAYS_TALKS = both_scripts(
    r"ゲスト|話し|登壇|発表|講演|トーク|講者|短講|分享|演講|講座|발표|강연|게스트"
    r"|\b(?:talks?|speak(?:ers?|ing)?|guests?|present(?:ers?|ations?|ing)|lightning)\b",
    re.IGNORECASE,
)
# `Open maps - Ann Lee`, `Open maps by Ann Lee`, `地圖（阿海）`: a talk and who gives it.
GIVEN = re.compile(
    r"(?P<title>[^-–—/／|｜()（）]{2,}?)(?:\s*(?:\s-|[–—/／|｜]|\sby\b)\s*(?P<by>[^()（）:：]+)"
    r"|\s*[(（](?P<inside>[^()（）:：]+)[)）])\s*"
)
# `Open maps @ann_l`, `開放海圖 @ 阿海`: who is known by name, or a handle that is no word; `@home`
# and `@ Room 2` are places.
GIVEN_AT = re.compile(
    r"(?P<title>[^@＠]{1,160}[^@＠\s])\s{0,9}[@＠]\s?(?P<by>[^\W\d][\w.-]{1,20})\s*"
)
# `Boats - and nets, by @ann (Harbour Lab)`: the last `by` counts.
GIVEN_BY = re.compile(
    r"(?P<title>.{1,160}[^\s,，–—-])[,，]?\s+(?:[-–—]\s*)?by[:：]?\s+(?P<by>[^()（）:：]{1,60}?)"
    r"(?P<more>\s*[(（].{0,60}[)）])?[\s.。]*",
    re.IGNORECASE,
)
# `**Boats** - Ann Lee, Port Office; Ben Ray, City`: the title stands in bold.
BEGINS_IN_BOLD = re.compile(r"(?:\*\*|__)(?P<title>[^*_]{2,160}?)[:：]?(?:\*\*|__)")
# Of headings the level is 1 to 6.
IN_BOLD_LEVEL = 7
ALL_IN_BOLD = re.compile(
    r"\s*(?P<mark>\*\*|__)[^*_]{2,160}(?P=mark)\s*(?:[(（][^()（）]{1,20}[)）]\s*)?"
)
TITLE_IN_BOLD = re.compile(rf"{BEGINS_IN_BOLD.pattern}\s*(?:[:：-]|\s[–—])\s*(?P<by>\S.{{0,400}})")
# `「地圖」王小明`, `[Boats and nets] Ann Lee`, `山田花子『地図』`: the title stands in quotes; not
# `王小明：「我同意」`, which somebody said.
QUOTED = (
    r"(?:「(?P<a>[^「」]{2,160})」|『(?P<b>[^『』]{2,160})』|《(?P<c>[^《》]{2,160})》"
    r"|【(?P<d>[^【】]{2,160})】|\[(?P<e>[^\[\]]{2,160})\](?![(\[])|[\"“](?P<f>[^\"“”]{2,160})[\"”])"
)
TITLE_IN_QUOTES = re.compile(
    rf"(?P<first>[^「『《【\[\"“:：]{{0,60}}?)[-–—/／|｜\s]{{0,3}}{QUOTED}"
    r"[-–—/／|｜\s]{0,3}(?P<last>[^「『《【\[\"“:：]{0,60})"
)
BETWEEN_SPEAKERS = re.compile(r"\s*(?:[;；&＆]|\s(?:with|and)\s)\s*")
# `Ann Lee -- Boats`, `[Ann](https://…): [Boats](https://…)`: the speaker is first.
SPEAKER_FIRST = re.compile(
    r"(?P<by>[^:：–—]{2,40}?)(?:[:：]|\s-\s|\s?--\s|\s?[–—])\s{0,3}(?P<title>\S.{1,200})"
)
# Under it stands who said what: `- Ann: the map matters`.
CONTENT = both_scripts(r"\W*內容\W*")
# `[[slides](https://…)]` after a title.
LINKS_BEHIND = re.compile(r"(?:\s{0,3}\[\[[^\[\]]{1,40}\]\([^()\s]{1,2000}\)\]){1,5}\s{0,3}$")
# `@ann`, `ann_lee` at the end of a line: after `by` it stands for a name.
HANDLE_WITH_AT = re.compile(r"[@＠][A-Za-z][\w.-]{1,30}")
NO_WORD = re.compile(r"(?=\w*[\d_])[a-z][\w.-]{1,20}")
HANDLE_ALONE = re.compile(r"[@＠]?[A-Za-z][\w.-]{1,30}")
# `(please add your talk here)`, `（歡迎報名）`: a place for a talk.
FOR_A_TALK = re.compile(r"\W{0,6}[(（].{0,200}[)）]\W{0,6}")
# `, 15 min`, `、10-15分`: how long a talk takes, after its speaker.
LASTS = re.compile(
    r"[,，、;\s]\s*\d{1,3}(?:\s?[-–~〜～]\s?\d{1,3})?\s?(?:min(?:ute)?s?|分鐘?|分間|분|[’'])\.?\s*$",
    re.I,
)
# `短講「海港」`, `Lightning talks (5 min each)`: what talks are about or how long they take.
# Over titles that name no speakers.
TITLES_ONLY = both_scripts(r"\W*(?:講題|短講|閃電講|(?:lightning )?talks?)\W*", re.IGNORECASE)
ABOUT_TALKS = re.compile(
    r"\s*(?:「[^「」]{1,80}」|『[^『』]{1,80}』|[(（][^()（）]{1,80}[)）])\s*$"
)
DASH_IN_TITLE = re.compile(r"\w\s+[-–—]\s+\w")
# The day of talks is told at most so many lines above their heading.
LINES_ABOVE = 60
MAX_LINE = 400


def talk_of(raw: str) -> tuple[str, list[str]] | None:
    """Return title and speakers of an entry with both: `Open maps - Ann Lee`, `地圖（阿海）`.

    How long it takes may follow the speaker: `Boats (Cho, 15 min)`. A title in quotes may stand
    before or behind who gives it: `「地圖」王小明`, `山田花子「地図」`.
    """
    raw = raw.strip()[:MAX_LINE]
    if given_by := GIVEN_BY.fullmatch(plain(without_addresses(raw))):
        names = split_names(given_by["by"])
        handle = HANDLE_WITH_AT if given_by["more"] else HANDLE_ALONE
        if names and all(tells_person(name) or handle.fullmatch(name) for name in names):
            return given_by["title"], names
    if (given_at := GIVEN_AT.fullmatch(plain(raw))) and (
        NO_WORD.fullmatch(given_at["by"]) or tells_person(given_at["by"])
    ):
        return given_at["title"].strip(), [given_at["by"]]
    if bold := TITLE_IN_BOLD.fullmatch(raw):
        entries = BETWEEN_SPEAKERS.split(plain(bold["by"]))
        return (bold["title"], entries) if all(map(_names_in_full, entries)) else None
    quoted = TITLE_IN_QUOTES.fullmatch(raw)
    if quoted and bool(quoted["first"]) != bool(quoted["last"]):
        names = split_names(quoted["first"] or quoted["last"])
        title = next(filter(None, quoted.group(*"abcdef")))
        return (title, names) if all(map(tells_person, names)) and has_words(title) else None
    match = GIVEN.fullmatch(raw)
    if not match:
        return None
    by = match["by"] or match["inside"]
    speakers = LASTS.sub("", by)
    tells = tells_person if speakers == by else is_surely_name
    names = split_names(speakers)
    return (match["title"], names) if names and all(map(tells, names)) else None


def _talk_after_speaker(raw: str) -> tuple[str, list[str]] | None:
    """Return title and speakers of an entry that has these first: `Ann Lee -- Open maps`."""
    match = SPEAKER_FIRST.fullmatch(plain(LINKS_BEHIND.sub("", raw)))
    if not match or not has_words(match["title"]) or is_any_label(match["by"]):
        return None
    names = split_names(match["by"])
    if not names or not all(map(looks_like_name, names)) or is_full_name(match["title"]):
        return None
    return match["title"], names


def _names_in_full(entry: str) -> bool:
    """Tell of an entry that a full name stands in it, and then where the person is from."""
    return is_full_name(re.split(r"[,，(（]", entry)[0].strip())


# The items of a list, each with its title and who gives it.
Talks = list[tuple[Item, tuple[str, list[str]]]]


def _talks_in(block: Bullets | None, *, speakers_first: bool = False) -> Talks:
    """Return the items of a list and who gives each; [] for lists that are none of talks.

    A third of them may have no speaker yet, more where all titles stand in bold. Where
    `speakers_first` the names may stand before the titles.
    """
    items = [item for item in block.items if not FOR_A_TALK.fullmatch(item.text)] if block else []
    talks = [(item, talk_of(item.text)) for item in items]
    given = sum(talk is not None for _item, talk in talks)
    if given > 1 and _all_in_bold(items):
        return [(i, talk or (BEGINS_IN_BOLD.match(i.text)["title"], [])) for i, talk in talks]
    found = [(item, talk or (item.text, [])) for item, talk in talks]
    if given >= min(2, len(talks)) and given * 3 >= len(talks) * 2:
        return found
    turned = _turned([item.text for item in items]) if speakers_first else []
    return list(zip(items, turned, strict=True)) if turned else []


def _turned(texts: list[str]) -> list[tuple[str, list[str]]]:
    """Return the talks of entries that all have their speakers first; most with full names."""
    talks = [_talk_after_speaker(text) for text in texts]
    if len(talks) < 2 or None in talks:
        return []
    told = sum(all(is_full_name(n) or tells_person(n) for n in names) for _title, names in talks)
    return talks if told * 2 >= len(talks) else []


def _titles_in(block: Bullets | None) -> Talks:
    """Return the items of a list of nothing but titles, two or more, that name no speakers."""
    items = block.items if block else []
    titled = all(_is_title(item.text) for item in items)
    return [(item, (item.text, [])) for item in items] if titled else []


def _is_title(text: str) -> bool:
    """Tell if an item can be nothing but a title: `Maps of the bay`; not `We talked of maps`."""
    if not is_short_item(text) or is_timed(text) or DASH_IN_TITLE.search(text):
        return False
    words = plain(text).split()
    return may_be_title(plain(text)) and sum(word[0].islower() for word in words) * 2 <= len(words)


def _all_in_bold(items: list[Item]) -> bool:
    return all(BEGINS_IN_BOLD.match(item.text) for item in items)


def _read_list(walk: Walk, talks: Talks, day: DayDraft | None) -> None:
    """Take each item of a list as a talk."""
    for item, (title, names) in talks:
        session = walk.new_session(title, item.first, Entry(title), day)
        session.nested = True
        walk.give_speakers(session, names, item.first)
        walk.draft.claim(item.first, session, *session.filled)
        walk.draft.own(item.first, item.last, session)


def talks_heading(walk: Walk, section: Section, context: Context) -> bool:
    """Talks in a list that says who gives each: `## Talks` over `1. Open maps - Ann Lee`.

    On a day that is known; one of them may have no speaker yet. An agenda is one of talks where
    their titles stand in bold.
    """
    if context.mode is Mode.CLOSED or context.session or context.meeting:
        return False
    words, block = plain(section.text), _first_list(section)
    day = _day(walk, context)
    speakers_first = CONTENT.fullmatch(words) is None
    talks = _talks_in(block, speakers_first=speakers_first)
    of_talks = TALKS.fullmatch(words) or is_label(words, Part.SESSIONS)
    if of_talks and day:
        if block is None and _read_headings(walk, section, day, context):
            return True
        if TITLES_ONLY.fullmatch(words) or is_label(words, Part.SESSIONS, bare=True):
            talks = talks or _titles_in(block)
        short = all(names or is_short_item(item.text) for item, (_title, names) in talks)
        listed = len(talks) > 1 and short
    else:
        in_bold = _all_in_bold([item for item, _talk in talks])
        listed = is_label(words, Part.PLAN) and len(talks) > 1 and in_bold
    if not listed:
        return False
    walk.draft.mark(section.first, MARKUP)
    _read_list(walk, talks, day)
    _read_others(walk, section, block, context)
    return True


def _read_headings(walk: Walk, section: Section, day: DayDraft, context: Context) -> bool:
    """Read talks whose headings say who gives them: `### Ann Lee -- Boats`."""
    texts = [sub.text for sub in section.sections]
    talks = [talk_of(LINKS_BEHIND.sub("", text)) for text in texts]
    talks = _turned(texts) if None in talks else talks
    if len(talks) < 2:
        return False
    walk.draft.mark(section.first, MARKUP)
    for sub, (title, names) in zip(section.sections, talks, strict=True):
        _read_heading(walk, sub, title, names, context._replace(day=day))
    walk.read(section.blocks, context)
    return True


def _read_heading(
    walk: Walk, section: Section, title: str, names: list[str], context: Context
) -> None:
    """Take a heading as a talk: what stands under it is about that."""
    session = walk.new_session(title, section.first, Entry(title), context.day)
    walk.give_speakers(session, names, section.first)
    walk.claim_heading(section, session)
    walk.draft.own(section.body, section.last, session)
    walk.read(section.children, context._replace(session=session, day=session.day))


def talks_table_heading(walk: Walk, section: Section, context: Context) -> bool:
    """Talks in a table on a day that is known: `## 講演` over `| タイトル | 発表者 |`."""
    words = ABOUT_TALKS.sub("", plain(section.text))
    table = section.blocks[0] if section.blocks else None
    if context.mode is not Mode.TEXT or context.session or not isinstance(table, Table):
        return False
    day = context.day or _day_above(walk, section, context) or walk.default_day
    if day is None or not TALKS.fullmatch(words):
        return False
    walk.read([table], context._replace(mode=Mode.PLAN, day=day))
    _read_others(walk, section, table, context)
    return True


def _day_above(walk: Walk, section: Section, context: Context) -> DayDraft | None:
    """Return the day that the same part of the note dated last: `### 日期：` of its own event."""
    first = max(context.part, section.first - LINES_ABOVE, 0)
    for line in range(section.first - 1, first, -1):
        for entity, _field in walk.draft.claims.get(line, ()):
            if isinstance(entity, DayDraft):
                return entity
    return None


def talks_by_headings(walk: Walk, section: Section, context: Context) -> bool:
    """An event over headings that say who gives each talk: `## Workshop`, `### Boats - Ann Lee`.

    Most of them do; among them one like `### Nets - to be told` is a talk, too. In a meeting such a
    heading would be a point and who reported it.
    """
    if context.mode in (Mode.CLOSED, Mode.MINUTES) or context.session or context.meeting:
        return False
    if walk.of_meeting:
        return False
    if not EVENT_OF_TALKS.search(plain(section.text)):
        return False
    talks = {sub.first: talk_of(plain(sub.text)) for sub in section.sections}
    given = sum(talk is not None for talk in talks.values())
    if given < 2 or given * 3 < len(talks) * 2:
        return False
    for block in section.children:
        words = plain(block.text) if isinstance(block, Section) else ""
        talk = talks.get(block.first) if words else None
        if talk is None and not DASH_IN_TITLE.search(words):
            walk.read([block], context)
            continue
        title, names = talk or (words, [])
        _read_heading(walk, block, title, names, context)
    return True


def tells_talks(section: Section) -> bool:
    """Tell if the first list under a heading is one of talks."""
    return bool(_talks_in(_first_list(section)))


def read_talks_under(walk: Walk, section: Section, day: DayDraft, context: Context) -> None:
    """Take each item of the first list under a heading as a talk; read the other blocks."""
    block = _first_list(section)
    _read_list(walk, _talks_in(block), day)
    _read_others(walk, section, block, context)


def _read_others(walk: Walk, section: Section, read: Block | None, context: Context) -> None:
    """Read the blocks under a heading but the one that was read."""
    walk.read([block for block in section.children if block is not read], context)


def _day(walk: Walk, context: Context) -> DayDraft | None:
    """Return the day of talks: that of where they stand, or the only one so far."""
    day = context.day or walk.default_day
    return next(iter(walk.draft.days.values())) if not day and len(walk.draft.days) == 1 else day


def _first_list(section: Section) -> Bullets | None:
    return next((block for block in section.blocks if isinstance(block, Bullets)), None)


def read_talks_below(walk: Walk, block: Text, below: Bullets | None, context: Context) -> bool:
    """Read a list of talks under a line that says so: `Topics:` over `- Boats by Ann Lee`."""
    line, text = block.lines[-1]
    day = _day(walk, context)
    if below is None or context.session or day is None or not TALKS.fullmatch(plain(text)):
        return False
    if not (talks := _talks_in(below)):
        return False
    _read_list(walk, talks, day)
    walk.draft.mark(line, MARKUP)
    walk.taken.update((line, below.first))
    return True


def talks_in_slot(walk: Walk, block: Bullets, context: Context) -> bool:
    """A list of talks in their time: `14:00 Lightning talks` over `- Open maps - Ann Lee`."""
    slot = context.session
    if slot is None or slot.start is None or walk.of_meeting:
        return False
    talks = _talks_in(block) if TALKS.fullmatch(ABOUT_TALKS.sub("", slot.title)) else []
    if len(talks) < 2:
        return False
    _read_list(walk, talks, slot.day)
    return True


def talk_item(walk: Walk, item: Item, context: Context, timed: bool) -> bool:
    """An item with the title of a talk over who gives it: `- Topic: Boats` / `  - Speaker: Ann`."""
    title = _topic(item.text)
    if context.session or not title or not any(map(_speaks, _lines_below(item))):
        return False
    _read_item(walk, item, title, _day(walk, context), context)
    return True


def _read_item(
    walk: Walk, item: Item, title: str, day: DayDraft | None, context: Context
) -> SessionDraft:
    """Take an item as a talk: what stands under its first line is about that."""
    session = walk.new_session(title, item.first, Entry(title), day)
    session.nested = True
    walk.draft.claim(item.first, session, *session.filled)
    walk.draft.own(item.first, item.last, session)
    inner = context._replace(session=session, day=session.day)
    _read_speakers(walk, item.own_lines[1:], inner)
    walk.read(item.below, inner)
    return session


def talks_in_quotes(walk: Walk, block: Bullets, context: Context) -> bool:
    """A list of titles in bold and in quotes, each with who gives it behind a dash.

    `1. **「海圖」** — 王小明（港務局）`: two at least, and nothing else, where talks are spoken of.
    """
    if context.session or context.meeting or context.mode in (Mode.CLOSED, Mode.MINUTES):
        return False
    told = [QUOTED_TALK.match(item.text[:300]) for item in block.items]
    if len(told) < 2 or not all(told) or walk.of_meeting:
        return False
    names = [match["by"].strip() for match in told]
    sure = sum(tells_person(name) or is_full_name(name) for name in names)
    if sure * 2 < len(names) or not all(map(is_surely_name, names)):
        return False
    above = walk.draft.lines[max(0, block.first - LINES_ABOVE) : block.first]
    if not SAYS_TALKS.search("\n".join([walk.draft.trip.title, *(line[:200] for line in above)])):
        return False
    for item, match in zip(block.items, told, strict=True):
        session = _read_item(walk, item, match["title"], _day(walk, context), context)
        walk.give_speakers(session, [match["by"]], item.first)
        walk.draft.keep(item.first)
    return True


def talks_over_speakers(walk: Walk, block: Bullets, context: Context) -> bool:
    """A list of titles, each over who gives it: `1. Open maps` over `Speaker: Ann Lee`.

    In a meeting such an item would be a point and who reports on it.
    """
    if context.session or context.meeting or context.mode in (Mode.CLOSED, Mode.MINUTES):
        return False
    day = _day(walk, context)
    if day is None or walk.of_meeting:
        return False
    talks = [item for item in block.items if _is_over_speaker(item)]
    if len(talks) < 2 or len(talks) * 3 < len(block.items) * 2:
        return False
    for item in talks:
        _read_item(walk, item, plain(item.text), day, context)
    return True


def _is_over_speaker(item: Item) -> bool:
    """Tell if an item is a title without a time over a line that says who speaks."""
    words = plain(item.text)
    if not may_be_title(words) or KEY.match(words) or find_times(words):
        return False
    told = map(_speaks, _lines_below(item))
    return any(label is not None and label.value for label in told)


def _lines_below(item: Item) -> list[str]:
    """Return the lines under an item's first: of its paragraph, and of the list below it."""
    lists = [block for block in item.below if isinstance(block, Bullets)]
    below = [inner.text for block in lists for inner in block.items]
    return [*(text for _line, text in item.own_lines[1:]), *below]


def read_told_talks(walk: Walk, block: Text, context: Context, after: Block | None = None) -> bool:
    """Read talks each over who gives it: `主題一：海港`, `**海港**` over `講者：阿海`.

    A title alone in a paragraph may have who gives it in the one `after` it.
    """
    if context.session or context.mode in (Mode.CLOSED, Mode.MINUTES):
        return False
    if len(block.lines) == 1 and isinstance(after, Text) and _speaks(after.lines[0][1]):
        alone = _starts_of_talks(walk, replace(block, lines=block.lines + after.lines)) == [0]
        if alone and _is_title_in_bold(block.lines[0][1]):
            block = replace(block, last=after.last, lines=block.lines + after.lines)
            walk.taken.add(after.first)
    starts = _starts_of_talks(walk, block)
    ends = [*starts[1:], len(block.lines)]
    if not starts or starts[0] != 0:
        return False
    talks = [block.lines[a:b] for a, b in zip(starts, ends, strict=True)]
    if not all(
        any(_speaks(text) for _line, text in lines[1:])
        or walk.counts_on(IN_BOLD_LEVEL, lines[0][1])
        for lines in talks
    ):
        return False
    for (line, title), *rest in talks:
        if any(_speaks(text) for _line, text in rest):
            walk.count_talk(IN_BOLD_LEVEL, title)
        day = _day(walk, context)
        session = walk.new_session(title, line, Entry(plain(title)), day)
        _read_told(walk, session, line, rest, context)
    return True


def read_talk_in_bold(walk: Walk, block: Text, context: Context, after: list[Block]) -> bool:
    """Read a counted title in bold over what it is about and who gives it.

    `**一、海圖**` over `七月初去了港口。` over `分享人` over `- 小明`; up to the next such title.
    """
    if context.session or context.mode in (Mode.CLOSED, Mode.MINUTES) or walk.of_meeting:
        return False
    if not _is_counted_title(block):
        return False
    line, title = block.lines[0]
    below = list(takewhile(_goes_on, after))
    last = below[-1].last if below else block.last
    section = Section(line, last, text=title, level=IN_BOLD_LEVEL, children=below)
    if names_speaker(section):
        walk.count_talk(IN_BOLD_LEVEL, title)
    elif not walk.counts_on(IN_BOLD_LEVEL, title):
        return False
    session = walk.new_session(title, line, Entry(plain(title)), _day(walk, context))
    walk.draft.claim(line, session, *session.filled)
    walk.draft.own(line, last, session)
    walk.read(below, context._replace(session=session, day=session.day))
    walk.taken.update(inner.first for inner in below)
    return True


def _goes_on(block: Block) -> bool:
    """Tell if a block is still about the counted title above it.

    A line of a day or in bold, a programme and a table begin something else.
    """
    if isinstance(block, Rule | Section | Table) or is_timetable(block):
        return False
    text = block.lines[0][1] if isinstance(block, Text) else ""
    return not (ALL_IN_BOLD.fullmatch(text) or is_only_day(text))


def _is_counted_title(block: Block) -> bool:
    if not isinstance(block, Text) or len(block.lines) != 1:
        return False
    text = block.lines[0][1]
    return _is_title_in_bold(text) and ordinal_of(plain(text)) is not None


def _starts_of_talks(walk: Walk, block: Text) -> list[int]:
    """Return where talks begin in a paragraph: at those numbered, and at titles in bold.

    Such a title, which is a line of its own, stands right over who speaks, or goes on counting
    after one; not in a meeting.
    """
    texts = [text for _line, text in block.lines]
    starts = {n for n, text in enumerate(texts) if NUMBERED_TALK.match(plain(text))}
    if not walk.of_meeting:
        starts |= {
            n
            for n, (text, below) in enumerate(pairwise([*texts, ""]))
            if _is_title_in_bold(text) and (_speaks(below) or walk.counts_on(IN_BOLD_LEVEL, text))
        }
    return sorted(starts)


def _is_title_in_bold(text: str) -> bool:
    return (
        ALL_IN_BOLD.fullmatch(text) is not None
        and may_be_title(plain(text))
        and not find_times(plain(text))
    )


def _read_told(
    walk: Walk, session: SessionDraft, line: int, rest: list[tuple[int, str]], context: Context
) -> None:
    walk.draft.claim(line, session, *session.filled)
    walk.draft.own(line, rest[-1][0] + 1 if rest else line + 1, session)
    _read_speakers(walk, rest, context._replace(session=session, day=session.day))


def _read_speakers(walk: Walk, lines: list[tuple[int, str]], context: Context) -> None:
    """Read those of the lines under a talk's title that say who gives it."""
    for line, text in lines:
        if (label := _speaks(text)) is not None:
            read_label(walk, label, line, context)


def _speaks(text: str) -> Label | None:
    """Return the label of a line that says who speaks."""
    label = label_of(plain(text[:500]))
    return label if label and label.part is Part.SPEAKERS else None


def topic_of(text: str) -> str:
    """Return the title behind the word for it, "" where a line has none: `主題：開放海圖`."""
    key = KEY.match(plain(text))
    title = plain(text)[key.end() :] if key and TOPIC_KEY.fullmatch(key[1]) else ""
    return title if has_words(title) else ""


def _topic(text: str) -> str:
    """Return the title of a talk behind the word for it, "" where a line has none."""
    title = topic_of(text)
    return title if may_be_title(title) else ""
