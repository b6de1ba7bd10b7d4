"""Which item of a note is which of those known already.

A note names no uids (but a canonical one), so what is read anew is recognised by what it says:
a day by its date, a person by handle or name, a session by its day and title, then by what is
left of it after it was moved, renamed or retimed.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable
from difflib import SequenceMatcher

from tripbook.interchange.document import LISTS, Document, Record

from .days import DayFacts, score_days
from .fields import NOT_IN_A_NOTE, with_uids

SIMILAR_TITLE = 0.6
SIMILAR_NAME = 0.85
# Beyond this many pairs, only neighbours in a day are compared.
MAX_PAIRS = 400
NEIGHBOURS = 5


def adopt_uids(read: Document, base: Document, settled: Collection[str] = ()) -> Document:
    """Return the note as it was read, with the uids of what it was read as before.

    What a note can't say (who may see what) and what this reading leaves open (the time zone, a
    date) is as in `base` too. New items keep the uids that they have, and so do the `settled`.
    """
    return _as_before(recognized(read, base, settled=settled), base)


def recognized(
    read: Document, known: Document, *, strict: bool = False, settled: Collection[str] = ()
) -> Document:
    """Return what was read with the uids of those items that are known already.

    A `strict` matching is for files that name their items by ids: it takes no hints. Those that
    are `settled` are nothing but themselves.
    """
    found = _Matching(read, known, strict=strict, settled=settled)
    found.match()
    return found.renamed()


def adopt_new(theirs: Document, base: Document, ours: Document) -> Document:
    """Return the note with the uids of what is new in it and was added here as well.

    Only what is plainly the same counts: the same date, name, or address at the same place.
    """
    known = {record.uid for name in LISTS for record in getattr(base, name)}
    found = _Matching(theirs, ours, settled=known, strict=True)
    found.match()
    return found.renamed()


def folded(text: str) -> str:
    """Return a title or name without what makes no difference: case, width, space, signs."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", text) or "".join(text.split())


def bare_handle(text: str) -> str:
    """Return a handle without what makes no difference: its sign and its case."""
    return text.lstrip("@＠").casefold()


class _Matching:
    """Pairs the records of a document with known ones, one to one. `same` is the result.

    `settled` are uids that are paired with nothing but themselves. A `strict` matching takes no
    hints.
    """

    def __init__(
        self,
        read: Document,
        known: Document,
        *,
        settled: Collection[str] = (),
        strict: bool = False,
    ):
        self.read, self.known, self.strict = read, known, strict
        self.same: dict[str, str] = {}
        self.taken: set[str] = set()
        self.settled = settled
        self.titles = {
            id(record): folded(record.title)
            for document in (read, known)
            for record in [*document.days, *document.sessions]
        }

    def match(self) -> None:
        for name in LISTS:
            uids = {record.uid for record in getattr(self.known, name)}
            for record in getattr(self.read, name):
                if record.uid in uids:
                    self._pair(record, record)
        for name in ("organizations", "places"):
            self._by(name, lambda record: folded(record.name))
        self._match_people()
        self._match_days()
        self._match_sessions()
        self._match_linked_docs()
        self._match_notes()

    def renamed(self) -> Document:
        """Return what was read under the uids that it was paired with."""
        return with_uids(self.read, {**self.same, self.read.trip.uid: self.known.trip.uid})

    def _pair(self, record: Record, known: Record) -> None:
        self.same[record.uid] = known.uid
        self.taken.add(known.uid)

    def _left(self, name: str) -> tuple[list[Record], list[Record]]:
        """Return what has no counterpart yet: of what was read, of what is known."""
        read = [
            record
            for record in getattr(self.read, name)
            if record.uid not in self.same and record.uid not in self.settled
        ]
        known = [record for record in getattr(self.known, name) if record.uid not in self.taken]
        return read, known

    def _by(
        self,
        name: str,
        key: Callable[[Record], Hashable],
        known_key: Callable[[Record], Hashable] | None = None,
        *,
        once: bool = False,
    ) -> None:
        """Pair what has the same key, in order; with `once`, only what nothing else has."""
        known_key = known_key or key
        read, known = self._left(name)
        if not (read and known):
            return
        left, right = _by_key(read, key), _by_key(known, known_key)
        if once:
            all_left = _by_key(getattr(self.read, name), key)
            all_right = _by_key(getattr(self.known, name), known_key)
            left = {v: found for v, found in left.items() if len(all_left[v]) == 1}
            right = {v: found for v, found in right.items() if len(all_right[v]) == 1}
        for value, records in left.items():
            for record, other in zip(records, right.get(value, []), strict=False):
                self._pair(record, other)

    def _best(self, name: str, scores: dict[tuple[int, int], float], read, known) -> None:
        """Pair records by their scores (position read, position known), the highest first."""
        taken_read, taken_known = set(), set()
        for i, j in sorted(scores, key=lambda pair: (-scores[pair], pair)):
            if i not in taken_read and j not in taken_known:
                taken_read.add(i)
                taken_known.add(j)
                self._pair(read[i], known[j])

    # People.

    def _match_people(self) -> None:
        def handle(person: Record) -> str:
            return bare_handle(person.handle)

        def name(person: Record) -> str:
            return folded(person.name)

        self._by("participants", lambda person: handle(person) and (handle(person), name(person)))
        read, known = self._left("participants")
        names, names_before = ({name(person) for person in side} for side in (read, known))
        by_handle = {handle(person): person for person in known}

        def own_handle(person: Record) -> str | None:
            """Return a handle that did not go to a person of another name."""
            other = by_handle.get(handle(person))
            if other is None or name(person) in names_before:
                return None
            stays = name(other) in names and not _are_like_names(person, other)
            return None if stays else handle(person)

        self._by("participants", own_handle, handle)
        self._by("participants", name)
        self._by("participants", handle)
        if self.strict:
            return
        read, known = self._left("participants")
        if len(read) * len(known) > MAX_PAIRS:
            return
        likely = [
            (i, j)
            for i, person in enumerate(read)
            for j, other in enumerate(known)
            if _may_be_one_person(person, other)
        ]
        # Two that may be the same person are no ground to choose one: people are not guessed.
        ours, theirs = Counter(i for i, _j in likely), Counter(j for _i, j in likely)
        for i, j in likely:
            if ours[i] == theirs[j] == 1:
                self._pair(read[i], known[j])

    # Days.

    def _match_days(self) -> None:
        if self.strict:
            self._by("days", lambda day: day.date)
            return
        read, known = self._left("days")
        facts = (_facts_of_days(self.read, read), _facts_of_days(self.known, known))
        self._best("days", score_days(*facts), read, known)

    # Sessions.

    def _match_sessions(self) -> None:
        def at(session, *parts):
            """Return the day of a session (as it is known) and these parts."""
            return (self.same.get(session.day, session.day), *parts) if session.day else None

        def known_at(session, *parts):
            return (session.day, *parts)

        title = self._title
        if not self.strict:
            self._by_shared_docs(same_title=True)
            delays = self._delays()
            self._by(
                "sessions",
                lambda s: s.start and at(s, title(s), _minutes(s) - delays.get(s.day, 0)),
                lambda s: s.start and known_at(s, title(s), _minutes(s)),
            )
        self._by(
            "sessions", lambda s: at(s, title(s), s.start), lambda s: known_at(s, title(s), s.start)
        )
        if not self.strict:
            self._by_shared_docs()
        self._by("sessions", lambda s: at(s, title(s)), lambda s: known_at(s, title(s)))
        if self.strict:
            return
        self._by("sessions", lambda s: (title(s), s.start), once=True)
        self._by("sessions", title, once=True)
        self._by_similar_title(lambda s: at(s, s.start), lambda s: known_at(s, s.start))
        self._by_similar_title(at, known_at)
        self._by_place_in_the_day()

    def _delays(self) -> dict[str, int]:
        """Return by how many minutes most sessions of each day moved; none where as many stayed.

        Sessions of one title are told apart by it.
        """
        known = self._starts(self.known)
        delays = {}
        for day, starts in self._starts(self.read).items():
            others = known.get(self.same.get(day, day), {})
            explained = Counter(
                start - other
                for title, times in starts.items()
                if len(times) * len(others.get(title, ())) <= MAX_PAIRS
                for start in times
                for other in others.get(title, ())
            )
            delays[day] = max(explained, key=lambda by: (explained[by], -abs(by)), default=0)
        return delays

    def _starts(self, document: Document) -> dict[str | None, dict[str, set[int]]]:
        """Return when the sessions of each title begin on each day."""
        starts: dict[str | None, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for session in document.sessions:
            if session.start:
                starts[session.day][self._title(session)].add(_minutes(session))
        return starts

    def _title(self, session: Record) -> str:
        return self.titles[id(session)]

    def _by_shared_docs(self, *, same_title: bool = False) -> None:
        """Pair sessions that link a document which no other session on either side links."""
        urls = []
        for document in (self.read, self.known):
            found = defaultdict(set)
            for doc in document.linked_docs:
                if doc.session:
                    found[doc.url].add(doc.session)
            urls.append(found)
        read, known = ({s.uid: s for s in left} for left in self._left("sessions"))
        for url, sessions in urls[0].items():
            others = urls[1].get(url, ())
            if len(sessions) == len(others) == 1:
                session, other = read.get(*sessions), known.get(*others)
                if not session or not other:
                    continue
                free = session.uid not in self.same and other.uid not in self.taken
                if free and (not same_title or self._title(session) == self._title(other)):
                    self._pair(session, other)

    def _by_similar_title(self, key, known_key) -> None:
        read, known = self._left("sessions")
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, records, get in ((0, read, key), (1, known, known_key)):
            for i, session in enumerate(records):
                if value := get(session):
                    groups[value][side].append(i)
        scores = {}
        for left, right in groups.values():
            few = len(left) * len(right) <= MAX_PAIRS
            for x, i in enumerate(left):
                near = right if few else right[max(0, x - NEIGHBOURS) : x + NEIGHBOURS + 1]
                for j in near:
                    likeness = similarity(self._title(read[i]), self._title(known[j]))
                    if likeness >= SIMILAR_TITLE:
                        scores[i, j] = likeness
        self._best("sessions", scores, read, known)

    def _by_place_in_the_day(self) -> None:
        """Pair sessions that have new titles: those at the same times between the same others.

        Several in a row are so where they are translated; without times they might be anything.
        """
        known_programmes = _grouped(self.known.sessions)
        for uid, programme in _grouped(self.read.sessions).items():
            if uid and uid not in self.same:
                continue
            before = known_programmes[self.same.get(uid)]
            gaps = _gaps(programme, lambda s: self.same.get(s.uid) or self._settled(s))
            known_gaps = _gaps(before, lambda s: s.uid if s.uid in self.taken else None)
            for neighbours, sessions in gaps.items():
                others = known_gaps.get(neighbours, [])
                if [_times(s) for s in sessions] != [_times(s) for s in others]:
                    continue
                if len(sessions) == 1 or all(session.start for session in sessions):
                    for session, other in zip(sessions, others, strict=True):
                        self._pair(session, other)

    def _settled(self, record: Record) -> str | None:
        return record.uid if record.uid in self.settled else None

    # What stands under the trip, its days and sessions.

    def _target(self, record: Record) -> tuple:
        return self.same.get(record.day, record.day), self.same.get(record.session, record.session)

    def _attached(self, name: str, key, **options) -> None:
        """Pair what has the same key under the same target."""
        self._by(
            name,
            lambda record: key(record) and (*self._target(record), key(record)),
            lambda record: key(record) and (record.day, record.session, key(record)),
            **options,
        )

    def _match_linked_docs(self) -> None:
        self._attached("linked_docs", lambda doc: doc.url)
        if not self.strict:
            self._by("linked_docs", lambda doc: doc.url)
            self._attached("linked_docs", lambda doc: folded(doc.title), once=True)

    def _match_notes(self) -> None:
        self._attached("notes", lambda note: note.purpose)
        if not self.strict:
            self._by(
                "notes", lambda note: note.body.strip() and (note.purpose, note.body), once=True
            )


def similarity(a: str, b: str) -> float:
    """Return how alike two titles are, from 0 to 1; 0 where they are plainly not."""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < SIMILAR_TITLE or matcher.quick_ratio() < SIMILAR_TITLE:
        return 0.0
    return matcher.ratio()


def _may_be_one_person(person: Record, other: Record) -> bool:
    return not (person.handle and other.handle) and _are_like_names(person, other)


def _are_like_names(person: Record, other: Record) -> bool:
    """Tell if one name is the other in another order, with a part more, or with a slip."""
    left, right = (set(re.findall(r"\w+", p.name.casefold())) for p in (person, other))
    if left and right and (left <= right or right <= left):
        return True
    return similarity(folded(person.name), folded(other.name)) >= SIMILAR_NAME


def _facts_of_days(document: Document, days: list[Record]) -> list[DayFacts]:
    """Return what days are known by."""
    programmes: dict[str | None, set[str]] = defaultdict(set)
    for session in document.sessions:
        programmes[session.day].add(folded(session.title))
    for doc in document.linked_docs:
        programmes[doc.day].add(doc.url)
    for note in document.notes:
        programmes[note.day].add(folded(note.body))
    return [
        DayFacts(
            day.date,
            folded(day.title),
            frozenset(programmes[day.uid] | {folded(day.summary)}) - {""},
        )
        for day in days
    ]


def _by_key(
    records: list[Record], key: Callable[[Record], Hashable]
) -> dict[Hashable, list[Record]]:
    """Return the records that have a key, by it."""
    found: dict[Hashable, list[Record]] = defaultdict(list)
    for record in records:
        if value := key(record):
            found[value].append(record)
    return found


def _grouped(sessions: list[Record]) -> dict[str | None, list[Record]]:
    found = defaultdict(list)
    for session in sessions:
        found[session.day].append(session)
    return found


def _gaps(
    programme: list[Record], known_as: Callable[[Record], str | None]
) -> dict[tuple[str | None, str | None], list[Record]]:
    """Return the sessions of a day that are not known, by the known ones before and after them."""
    found: dict[tuple[str | None, str | None], list[Record]] = {}
    before, waiting = None, []
    for session in programme:
        name = known_as(session)
        if name is None:
            waiting.append(session)
        else:
            found[before, name] = waiting
            before, waiting = name, []
    found[before, None] = waiting
    return found


def _minutes(session: Record) -> int:
    return session.start.hour * 60 + session.start.minute


def _times(session: Record) -> tuple:
    return session.start, session.end


def _as_before(read: Document, base: Document) -> Document:
    """Fill in, from the last reading, what a note can't say and what this one leaves open."""
    before = {r.uid: r for name in LISTS for r in getattr(base, name)}
    lists: dict[str, list[Record]] = {}
    for name in LISTS:
        lists[name] = []
        for record in getattr(read, name):
            old = before.get(record.uid)
            update = {f: getattr(old, f) for f in NOT_IN_A_NOTE.get(name, ()) if old is not None}
            lists[name].append(record.model_copy(update=update) if update else record)
    dates = {day.date for day in lists["days"]}
    for day in lists["days"]:
        if day.date is None and day.uid in before and before[day.uid].date not in dates:
            day.date = before[day.uid].date
    days = {day.uid for day in lists["days"]}
    dates = {day.date for day in lists["days"]}
    for session in lists["sessions"]:
        old = before.get(session.uid)
        home = before.get(old.day) if old is not None and session.day is None else None
        if home is None:
            continue
        if home.uid not in days and home.date not in dates:
            lists["days"].append(home)
            days.add(home.uid)
        session.day = home.uid if home.uid in days else None
    open_fields = ("slug", "timezone", "language")
    update = {f: getattr(read.trip, f) or getattr(base.trip, f) for f in open_fields}
    return read.model_copy(update={"trip": read.trip.model_copy(update=update), **lists})
