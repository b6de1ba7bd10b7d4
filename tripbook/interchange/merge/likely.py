"""What a merge takes for new and for gone, and may be one item that changed: offered, never made.

A session that was moved to another day and renamed as well has nothing left by which it is known
for sure. Here is what speaks for it, from the strongest sign to the weakest.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from tripbook.interchange.document import Document, Record

from .matching import SIMILAR_TITLE, folded, similarity
from .merging import Merge

# Of a text, this many characters at least say something. Only its beginning is compared.
SHORTEST_TEXT, COMPARED_TEXT = 40, 2_000
SHORTEST_NAME = 2
# With more pairs than this, nothing is offered.
MAX_PAIRS = 2_500


class Sign(Enum):
    """What two items have in common."""

    TEXT = auto()
    TIME_AND_PLACE = auto()
    PEOPLE = auto()
    NAME = auto()
    SESSIONS = auto()
    TIME = auto()


@dataclass(frozen=True)
class Likeness:
    """An item of the list `name` with the uid `new` that may be `old`, which left the note."""

    name: str
    new: str
    old: str
    sign: Sign


def likely_same(merged: Merge) -> list[Likeness]:
    """Return the sessions, people and places that are new, each with what it may be.

    A sign counts where it leaves no choice: where it points to one item on either side.
    """
    return [
        Likeness(name, new.uid, old.uid, sign)
        for name, signs in SIGNS.items()
        for new, old, sign in _pairs(merged, name, signs)
    ]


class _Side:
    """One document, with what is asked of its items."""

    def __init__(self, document: Document):
        self.sessions_of: dict[str, set[str]] = defaultdict(set)
        texts: dict[str, list[str]] = defaultdict(list)
        for session in document.sessions:
            texts[session.uid].append(session.description)
            for uid in (session.place, *(going.uid for going in session.participants)):
                if uid:
                    self.sessions_of[uid].add(session.uid)
        for note in document.notes:
            if note.session:
                texts[note.session].append(note.body)
        self.texts = {uid: folded("".join(found))[:COMPARED_TEXT] for uid, found in texts.items()}


Test = Callable[[Record, Record, _Side, _Side], bool]


def _pairs(merged: Merge, name: str, signs: dict[Sign, Test]) -> Iterator[tuple]:
    before = {record.uid: record for record in getattr(merged.base, name)}
    added = {addition.uid for addition in merged.added} - before.keys()
    new = [record for record in getattr(merged.theirs, name) if record.uid in added]
    gone = {removal.uid for removal in merged.removals}
    old = [record for uid, record in before.items() if uid in gone]
    if not new or not old or len(new) * len(old) > MAX_PAIRS:
        return
    now, then = _Side(merged.theirs), _Side(merged.base)
    for sign, is_alike in signs.items():
        found = [(a, b) for a in new for b in old if is_alike(a, b, now, then)]
        times = Counter(record.uid for pair in found for record in pair)
        for a, b in found:
            if times[a.uid] == times[b.uid] == 1:
                yield a, b, sign
                new.remove(a)
                old.remove(b)


def _same(*keys: Callable[[Record], Hashable]) -> Test:
    """Return a test for records that have the same of each of these, and have it."""
    return lambda a, b, _now, _then: all(key(a) and key(a) == key(b) for key in keys)


def _times(session: Record) -> Hashable:
    return session.start and (session.start, session.end)


def _place(session: Record) -> Hashable:
    return session.place


def _people(session: Record) -> Hashable:
    return frozenset(going.uid for going in session.participants)


def _alike_in_text(a: Record, b: Record, now: _Side, then: _Side) -> bool:
    left, right = now.texts[a.uid], then.texts[b.uid]
    long_enough = min(len(left), len(right)) >= SHORTEST_TEXT
    return long_enough and similarity(left, right) >= SIMILAR_TITLE


def _alike_in_title(a: Record, b: Record, _now: _Side, _then: _Side) -> bool:
    return similarity(folded(a.title), folded(b.title)) >= SIMILAR_TITLE


def _alike_in_name(a: Record, b: Record, _now: _Side, _then: _Side) -> bool:
    left, right = folded(a.name), folded(b.name)
    shorter, longer = sorted((left, right), key=len)
    is_part = len(shorter) >= SHORTEST_NAME and shorter in longer
    return is_part or similarity(left, right) >= SIMILAR_TITLE


def _at_same_sessions(a: Record, b: Record, now: _Side, then: _Side) -> bool:
    sessions = now.sessions_of.get(a.uid)
    return bool(sessions) and sessions == then.sessions_of.get(b.uid)


SIGNS: dict[str, dict[Sign, Test]] = {
    "sessions": {
        Sign.TEXT: _alike_in_text,
        Sign.TIME_AND_PLACE: _same(_times, _place),
        Sign.PEOPLE: _same(_people),
        Sign.NAME: _alike_in_title,
        Sign.TIME: _same(_times),
    },
    "participants": {Sign.NAME: _alike_in_name, Sign.SESSIONS: _at_same_sessions},
    "places": {Sign.NAME: _alike_in_name, Sign.SESSIONS: _at_same_sessions},
}
