"""How much speaks for two days being the same: their dates, their titles and what happens on them.

Days move together: a trip begins a day later, or a day is put in between. Then the dates that days
had before are those of others now, and what happens on them tells how far they have moved.
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from typing import NamedTuple

# How much each sign counts. What happens on a day tells more than its title, as "Day 1" stays
# the title of the first day when all days move.
SAME_DATE, SAME_TITLE, SAME_PROGRAMME, ENOUGH = 3.0, 2.0, 2.5, 1.25
# How much more must speak for days that moved on together than for those of their dates. The
# programme of one day is too little, as sessions move between days too; where the first of the
# days came to a date that none had, it is enough.
MOVED, MOVED_TO_FREE_DATE = 1.1 * SAME_PROGRAMME, 0.75 * SAME_PROGRAMME
# What stands on more days than this tells none of them.
COMMON = 10
# With more pairs of days than this, each is looked for at its own date.
MAX_PAIRS = 250_000

NOT_MOVED = dt.timedelta()
Pair = tuple[int, int]  # position among the days read, among those known


@dataclass(frozen=True)
class DayFacts:
    """What a day is known by. `programme` is all that happens on it and is said of it."""

    date: dt.date | None
    title: str
    programme: frozenset[str]


class _Way(NamedTuple):
    """Days that are the same, each later than the one before it on both sides."""

    score: float = 0.0
    pairs: tuple[Pair, ...] = ()


NO_WAY = _Way(-math.inf)


def score_days(read: list[DayFacts], known: list[DayFacts]) -> dict[Pair, float]:
    """Return the pairs of days that may be the same, each with how much speaks for it."""
    likeness = _likeness(read, known)
    scores = defaultdict(float, likeness)
    for pair in _titled_alike(read, known, numbers=True):
        scores[pair] += SAME_TITLE
    dates = defaultdict(list)
    for i, day in enumerate(read):
        dates[day.date].append(i)
    for j, moves in enumerate(_moves(read, known, likeness)):
        for date in {_later(known[j].date, move) for move in moves} - {None}:
            for i in dates[date]:
                scores[i, j] += SAME_DATE
    return {pair: score for pair, score in scores.items() if score >= ENOUGH}


def _likeness(read: list[DayFacts], known: list[DayFacts]) -> dict[Pair, float]:
    """Return how alike days are but for dates and numbers. What many days have counts little."""
    weights = {}
    for days in (read, known):
        for sign, count in Counter(s for day in days for s in day.programme).items():
            weights[sign] = min(weights.get(sign, 1.0), 1 / count)
    scores: dict[Pair, float] = defaultdict(float)
    for (i, j), signs in _shared([d.programme for d in read], [d.programme for d in known]).items():
        # Sums that do not depend on the order in which a set happens to be.
        both = math.fsum(weights[sign] for sign in signs)
        either = math.fsum(weights[sign] for sign in read[i].programme | known[j].programme)
        scores[i, j] += SAME_PROGRAMME * both / either
    for pair in _titled_alike(read, known, numbers=False):
        scores[pair] += SAME_TITLE
    return scores


def _titled_alike(read: list[DayFacts], known: list[DayFacts], *, numbers: bool) -> Iterable[Pair]:
    """Return the days of the same title: of titles that only count the days, or of the others."""
    counted = {
        words
        for days in (read, known)
        for words, often in Counter(_unnumbered(day.title) for day in days).items()
        if often > 1
    }

    def titles(days: list[DayFacts]) -> list[set[str]]:
        return [
            {title} - {""} if (_unnumbered(title) in counted - {title}) == numbers else set()
            for title in (day.title for day in days)
        ]

    return _shared(titles(read), titles(known))


def _unnumbered(title: str) -> str:
    return "".join("#" if character.isnumeric() else character for character in title)


def _shared(read: list[set[str]], known: list[set[str]]) -> dict[Pair, list[str]]:
    """Return what days have in common, but for what is common."""
    found = defaultdict(list)
    for j, signs in enumerate(known):
        for sign in signs:
            found[sign].append(j)
    shared = defaultdict(list)
    for i, signs in enumerate(read):
        for sign in signs:
            if len(found[sign]) <= COMMON:
                for j in found[sign]:
                    shared[i, j].append(sign)
    return shared


def _moves(
    read: list[DayFacts], known: list[DayFacts], likeness: dict[Pair, float]
) -> list[set[dt.timedelta]]:
    """Return how far each known day may have moved.

    A day that is like none, such as a free one, may have stayed, or moved with its neighbours.
    """
    moved = {j: read[i].date - known[j].date for i, j in _best_way(read, known, likeness).pairs}
    moves = [{moved[j]} if j in moved else {NOT_MOVED} for j in range(len(known))]
    order = _by_date(known)
    for direction in (order, order[::-1]):
        neighbour = NOT_MOVED
        for j in direction:
            neighbour = moved.get(j, neighbour)
            if j not in moved:
                moves[j].add(neighbour)
    return moves


def _best_way(read: list[DayFacts], known: list[DayFacts], likeness: dict[Pair, float]) -> _Way:
    """Return the days that are most alike together, where each move of days has its price."""
    if len(read) * len(known) > MAX_PAIRS:
        return _Way()
    dates = {day.date for day in known}
    rank = {i: n for n, i in enumerate(_by_date(read), 1)}
    alike = _alike(read, known, likeness)
    # The best way up to each day that was read, and those on which the day before moved as far.
    ways = [_Way()] * (len(rank) + 1)
    moved: dict[dt.timedelta, _Way] = {}
    for j in (j for j in _by_date(known) if alike[j]):
        best = list(accumulate(ways, _better))
        before, moved = moved, {}
        for i in alike[j]:
            move = read[i].date - known[j].date
            price = 0 if not move else MOVED if read[i].date in dates else MOVED_TO_FREE_DATE
            score, pairs = best[rank[i] - 1]
            way = _better(_Way(score - price, pairs), before.get(move, NO_WAY))
            moved[move] = _Way(way.score + likeness[i, j], (*way.pairs, (i, j)))
            ways[rank[i]] = _better(ways[rank[i]], moved[move])
    return reduce(_better, ways)


def _alike(
    read: list[DayFacts], known: list[DayFacts], likeness: dict[Pair, float]
) -> dict[int, list[int]]:
    """Return, for each known day, the days that it may be; not those that it is little like.

    That of its own date it may be in any case.
    """
    most: dict[int, float] = defaultdict(float)
    for (_i, j), score in likeness.items():
        most[j] = max(most[j], score)
    alike = defaultdict(list)
    for (i, j), score in likeness.items():
        if read[i].date and (read[i].date == known[j].date or score >= most[j] / 2):
            alike[j].append(i)
    return alike


def _better(way: _Way, other: _Way) -> _Way:
    return other if other.score > way.score else way


def _by_date(days: list[DayFacts]) -> list[int]:
    dated = [i for i, day in enumerate(days) if day.date]
    return sorted(dated, key=lambda i: days[i].date)


def _later(date: dt.date | None, move: dt.timedelta) -> dt.date | None:
    """Return the date so much later, None where the calendar has none."""
    try:
        return date and date + move
    except OverflowError:
        return None
