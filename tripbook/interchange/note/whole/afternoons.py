"""Clock times of twelve hours that say neither am nor pm: `12:00 Lunch`, `1:30 Workshop`."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence

from tripbook.interchange.note.draft import Draft, SessionDraft
from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.scripts import both_scripts
from tripbook.interchange.note.line.times import (
    HALF_A_DAY,
    Clock,
    TimeSpan,
    find_times,
    written_short,
)
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.rules.programme import masked

# The last hour that may be meant for the afternoon: `8:00` after `12:00` is the next track's.
LATEST = 7 * 60 + 59
# So long before and after the times that the head tells may things begin.
AROUND = 60
# How long an evening may be of which only the beginning is told.
EVENING = 4 * 60
# From when to when an evening may be, in minutes.
IN_THE_EVENING = (17 * 60, 24 * 60)
# `Map night`, `#hacknight`, `地圖之夜`; not `Overnight camp`, `Night bus`, `Day and night`.
EVENING_EVENT = both_scripts(
    r"(?<!over)(?<!fort)(?<!mid)(?<!and )nights?\b"
    r"(?! (?:bus|train|run|ride|walk|shift|market|flight))"
    r"|\bevenings?\b|\bsoirées?\b|abend\b|之夜|晚會|晚上|晚間|小夜|ナイト(?!バス)|の夕べ|の夜"
    r"|의 밤|저녁 ?(?:모임|행사)",
    re.IGNORECASE,
)
# `Every other Wednesday, 7pm`, `每週三晚上 7 點`: what is held again and again.
AGAIN = both_scripts(
    r"\b(?:(?:every|each)(?! day)|weekly|monthly|fortnightly)\b|每(?!天|日|個?人|組)|隔[週月]"
    r"|毎[週月]|매[주월달]|격주",
    re.IGNORECASE,
)
# `Ann lands on 9 March, 21:40`: when somebody travels, not when it all is.
OF_TRAVEL = both_scripts(
    r"\b(?:lands?|landing|leaves?|leaving|arriv\w+|depart\w*|flights?|check ?(?:in|out)"
    r"|trains?|ferry)\b"
    r"|航班|班機|搭機|抵達|起飛|降落|回程|去程|返回|離開|入住|退房|到着|出発|도착|출발|귀국",
    re.IGNORECASE,
)
# What none of an evening's entries says.
OF_MORNINGS = both_scripts(
    r"breakfast|\bmornings?\b|sunrise|wake|早餐|早上|上午|晨|起床|朝食|午前|朝|조식|아침|오전",
    re.IGNORECASE,
)


def read_afternoons(draft: Draft) -> None:
    """Move what is meant for the afternoon there, day by day in the order of the lines.

    That is what would else begin before the thing above it (`12:00`, `1:30`), and a whole day
    that the head of the note puts there: `19:00-21:30` over `7:00 Doors`, `8:30 Talks`; so does
    the title of an event that is an evening's, `Map night`. Where there are several days
    `Every Tuesday, 7pm` does it for all of them, and `9 March, 1pm` for its day.
    """
    starts = _texts_of_starts(draft)
    days = defaultdict(list)
    for session in sorted(draft.sessions, key=lambda session: (session.line, session.order)):
        if session.uid in starts and session.start and not session.end_date:
            days[session.day and session.day.uid].append(session)
    texts = {day: [starts[session.uid] for session in sessions] for day, sessions in days.items()}
    head = _times_of_head(draft, again=len(days) > 1)
    if len(days) == 1 and _is_evening(draft):
        head.append(IN_THE_EVENING)
    of_head = {day for day, sessions in days.items() if _is_of_head(sessions, texts[day], head)}
    if any(s.start.minutes < HALF_A_DAY for day in days.keys() - of_head for s in days[day]):
        of_head = set()
    told = _times_of_dates(draft) if len(days) > 1 else {}
    for day, sessions in days.items():
        date = sessions[0].day and sessions[0].day.date
        above = [time for line, time in told.get(date, ()) if line < sessions[0].line]
        of_head |= {day} if _is_of_head(sessions, texts[day], above) else set()
    for session in (session for day in of_head for session in days[day]):
        _move(session)
    for day in days.keys() - of_head:
        before = None
        for session, text in zip(days[day], texts[day], strict=True):
            if before is not None and _is_after_noon(session.start, before, text):
                _move(session)
            before = session.start


def _texts_of_starts(draft: Draft) -> dict[str, str]:
    """Return what is written of each session's start: uid to a line, or to those of a row."""
    texts: dict[str, str] = {}
    for line, claims in sorted(draft.claims.items()):
        for entity, name in claims:
            if name == "start":
                before = texts.get(entity.uid)
                texts[entity.uid] = (
                    f"{before}\n{draft.lines[line]}" if before else draft.lines[line]
                )
    return texts


def _is_after_noon(start: Clock, before: Clock, text: str) -> bool:
    return (
        start.minutes <= LATEST
        and start < before
        and start.in_the_afternoon >= before
        and written_short(start, text)
    )


def _times_of_head(draft: Draft, *, again: bool) -> list[tuple[int, int]]:
    """Return from when to when it all is, in minutes, as the lines above the sessions tell.

    Of several days those tell that say that it is held `again` and again.
    """
    first = min((session.line for session in draft.sessions), default=0)
    return [
        time
        for line in draft.lines[:first]
        if not again or AGAIN.search(line[:200])
        for time in _times_after_noon(line)
    ]


def _times_of_dates(draft: Draft) -> dict[dt.date | None, list[tuple[int, tuple[int, int]]]]:
    """Return the times after noon of lines that have a day's date, too, by their dates.

    `Call, 9 March, 1pm` over `1:00 Hello` of that day.
    """
    by_month = defaultdict(list)
    for day in draft.days.values():
        if day.date:
            by_month[day.date.month, day.date.day].append(day.date)
    told = defaultdict(list)
    for number, line in enumerate(draft.lines):
        times = [] if OF_TRAVEL.search(line[:200]) else _times_after_noon(line)
        for span in find_dates(masked(plain(line[:200]))) if times else ():
            for date in by_month[span.month, span.day]:
                told[date] += [(number, time) for time in times]
    return told


def _times_after_noon(line: str) -> list[tuple[int, int]]:
    """Return from when to when something may be of which a line tells, in minutes."""
    return [
        (time.opens.minutes - AROUND, _until(time) + AROUND)
        for time in find_times(masked(plain(line[:200])))
        if time.opens.minutes >= HALF_A_DAY
    ]


def _is_evening(draft: Draft) -> bool:
    """Tell if the title says that it is in the evening."""
    return EVENING_EVENT.search(draft.trip.title) is not None


def _until(time: TimeSpan) -> int:
    return time.closes.minutes if time.closes else time.opens.minutes + EVENING


def _is_of_head(
    sessions: Sequence[SessionDraft], texts: Sequence[str], head: Sequence[tuple[int, int]]
) -> bool:
    if len(sessions) < 2 or not all(
        session.start.minutes < HALF_A_DAY and written_short(session.start, text)
        for session, text in zip(sessions, texts, strict=True)
    ):
        return False
    if any(_ends_by_24_hours(s) or OF_MORNINGS.search(s.title) for s in sessions):
        return False
    return any(
        all(opens <= session.start.minutes + HALF_A_DAY <= closes for session in sessions)
        for opens, closes in head
    )


def _ends_by_24_hours(session: SessionDraft) -> bool:
    """Tell if a session that begins in the morning ends in the afternoon: `9:30-17:30`."""
    end = session.end
    return end is not None and HALF_A_DAY < end.minutes < session.start.in_the_afternoon.minutes


def _move(session: SessionDraft) -> None:
    session.start = session.start.in_the_afternoon
    if session.end and session.end < session.start and session.end.minutes < HALF_A_DAY:
        session.end = session.end.in_the_afternoon
