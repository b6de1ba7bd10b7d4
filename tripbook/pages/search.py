"""Finding words in a trip: pure functions of what `load_trip` loaded with the notes' texts.

Only what the viewer may see is loaded, so only that is found. A word is found anywhere in a text,
also inside of other words: Chinese, Japanese and Korean don't say where a word begins. Upper and
lower case, and full and half width, are the same.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from events.models import Day, Session
from notes.models import Note
from tripbook.loading import VisibleTrip

from . import words
from .programme import facts_of_person, tags_of, title_of, when_in_full

MAX_QUERY = 200
MAX_WORDS = 8
# Of one kind; who finds more than that adds a word.
MAX_SHOWN = 20
SNIPPETS = 3
# Characters shown before and after what was found in a long line.
BEFORE, AFTER = 30, 110

LINE_MARKS = re.compile(r"^[\s#>*+|-]+")


class Piece(NamedTuple):
    """A run of a text, and whether it is what was looked for."""

    text: str
    is_hit: bool


Pieces = list[Piece]


@dataclass(frozen=True)
class Result:
    """One thing that was found: its title, and where the words stand in the rest of it."""

    title: Pieces
    url: str
    about: str
    """What it is, in the reader's language."""
    snippets: list[Pieces] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    under: Session | Day | None = None
    """What a document stands under, or where a place is gone to."""
    is_outside: bool = False
    """Does the address lead to another site?"""
    is_own: bool = True
    """Is the title in the trip's own words, and so in its language?"""


@dataclass(frozen=True)
class Group:
    """What was found of one kind, in the order of the trip."""

    name: str
    heading: str
    results: list[Result]
    count: int

    @property
    def hidden(self) -> int:
        return self.count - len(self.results)


@dataclass(frozen=True)
class Entry:
    """Something that can be found: by its title, by what else is said in or about it."""

    title: str
    texts: Iterable[str]
    url: str
    about: str = ""
    tags: list[str] = field(default_factory=list)
    under: Session | Day | None = None
    is_outside: bool = False
    is_own: bool = True


def words_of(query: str) -> list[str]:
    """Return the words that a query asks for, as texts are compared."""
    return list(dict.fromkeys(fold(query[:MAX_QUERY]).split()))[:MAX_WORDS]


def search(loaded: VisibleTrip, query: str) -> list[Group]:
    """Return what holds all words of the query, kind by kind; nothing for an empty query."""
    wanted = words_of(query)
    if not wanted:
        return []
    groups = []
    for name, (heading, entries_of) in KINDS.items():
        found = [entry for entry in entries_of(loaded) if holds(entry, wanted)]
        if found:
            results = [result_of(entry, wanted) for entry in found[:MAX_SHOWN]]
            groups.append(Group(name, heading, results, len(found)))
    return groups


def fold(text: str) -> str:
    """Return a text as it is compared: one case, one width, one way to compose a letter."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded)


def holds(entry: Entry, wanted: list[str]) -> bool:
    """Does each of the words occur somewhere in what can be found?"""
    missing = [word for word in wanted if word not in fold(entry.title)]
    for text in entry.texts:
        if not missing:
            return True
        folded = fold(text)
        missing = [word for word in missing if word not in folded]
    return not missing


def result_of(entry: Entry, wanted: list[str]) -> Result:
    in_title = fold(entry.title)
    missing = [word for word in wanted if word not in in_title]
    lines = snippets(entry, missing, wanted) or snippets(entry, wanted, wanted)[:1]
    return Result(
        title=marked(entry.title, wanted),
        url=entry.url,
        # What a line repeats, with its words marked, need not be told twice.
        about="" if entry.about in map(_text_of, lines) else entry.about,
        snippets=lines,
        tags=entry.tags,
        under=entry.under,
        is_outside=entry.is_outside,
        is_own=entry.is_own,
    )


def snippets(entry: Entry, missing: list[str], wanted: list[str]) -> list[Pieces]:
    """Return the first lines in which the words stand that are still missing, all words marked."""
    found: list[Pieces] = []
    title = fold(entry.title)
    for line in (line for text in entry.texts for line in text.splitlines()):
        if not missing or len(found) == SNIPPETS:
            break
        folded = fold(line)
        here = [word for word in missing if word in folded]
        if here and folded != title:
            before, text, after = excerpt(line, here[0])
            found.append(marked(text, wanted, before, after))
            missing = [word for word in missing if word not in here]
    return found


def _text_of(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


def excerpt(line: str, word: str) -> tuple[str, str, str]:
    """Return a line around the first place of a word, between signs for what is left out."""
    line = LINE_MARKS.sub("", line).rstrip(" |")
    if len(line) <= BEFORE + AFTER:
        return "", line, ""
    start, _end = next(places(line, [word]), (0, 0))
    first = max(0, start - BEFORE)
    if first:
        # Where there are words, begin with a whole one.
        space = line.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    last = start + AFTER
    return "…" if first else "", line[first:last], "…" if last < len(line) else ""


def marked(text: str, wanted: list[str], before: str = "", after: str = "") -> Pieces:
    """Return a text in pieces, so that each place of each word is one of its own."""
    pieces, at = [Piece(before, False)], 0
    for start, end in joined_places(places(text, wanted)):
        pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    pieces += [Piece(text[at:], False), Piece(after, False)]
    return [piece for piece in pieces if piece.text]


def places(text: str, wanted: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a text: the first and the last character of each place."""
    folded = fold(text)
    for word in wanted:
        at = folded.find(word)
        while at >= 0:
            yield original(text, folded, at, at + len(word))
            at = folded.find(word, at + len(word))


def original(text: str, folded: str, start: int, end: int) -> tuple[int, int]:
    """Return which characters of a text became those from start to end of its folded form."""
    if len(text) == len(folded) and unicodedata.is_normalized("NFKC", text):
        return start, end

    def length(count: int) -> int:
        return len(fold(text[:count]))

    counts = range(len(text) + 1)
    first = bisect_right(counts, start, key=length) - 1
    # With what belongs to the last character, such as an accent written after it.
    last = max(bisect_left(counts, end, key=length), bisect_right(counts, end, key=length) - 1)
    return first, last


def joined_places(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return places in order, those that touch as one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return whole


# What there is to find


def _trip(loaded: VisibleTrip) -> Iterator[Entry]:
    trip = loaded.trip
    texts = [trip.summary, *trip.tags, trip.description]
    yield Entry(trip.title, texts, trip.get_absolute_url())


def _days(loaded: VisibleTrip) -> Iterator[Entry]:
    for day in loaded.days:
        date = words.full_date(day.date)
        texts = [day.title, day.summary, day.date.isoformat()]
        yield Entry(date, texts, day.get_absolute_url(), about=day.title, is_own=False)


def _sessions(loaded: VisibleTrip) -> Iterator[Entry]:
    for session in loaded.sessions:
        hosts = [text for host in session.host_organizations for text in _names(host)]
        place = session.place
        where = [place.name, place.address, place.local_address] if place else []
        yield Entry(
            title=session.title,
            texts=[*where, *hosts, session.description],
            url=session.get_absolute_url(),
            about=" · ".join(when_in_full(session)[:2]),
            tags=tags_of(session),
        )


def _people(loaded: VisibleTrip) -> Iterator[Entry]:
    for membership in loaded.memberships:
        person = membership.participant
        home = _names(person.organization) if person.organization else []
        yield Entry(
            title=person.name,
            texts=[f"@{person.handle}", person.position, *home, person.bio, *person.links],
            url=membership.get_absolute_url(),
            about=" · ".join(facts_of_person(membership)),
            is_own=False,
        )


def _places(loaded: VisibleTrip) -> Iterator[Entry]:
    # A place has no page of its own: what happens there leads to it.
    first: dict[int, Session] = {}
    for session in loaded.sessions:
        first.setdefault(session.place_id, session)
    for place in loaded.places:
        session = first.get(place.pk)
        yield Entry(
            title=place.name,
            texts=[place.address, place.local_address],
            url=session.get_absolute_url() if session else "",
            about=place.address,
            under=session,
        )


def _docs(loaded: VisibleTrip) -> Iterator[Entry]:
    for doc in loaded.linked_docs:
        yield Entry(
            title=doc.title or doc.url,
            texts=[doc.url, doc.get_kind_display()],
            url=doc.url,
            about=f"{doc.get_kind_display()} · {doc.host}",
            tags=_members_only(doc),
            under=doc.session or doc.day,
            is_outside=True,
        )


def _notes(loaded: VisibleTrip) -> Iterator[Entry]:
    for note in loaded.notes:
        yield Entry(
            title=note.title or title_of(note.target),
            texts=[note.body],
            url=note.get_absolute_url(),
            about=_("Preparation") if note.purpose == Note.Purpose.PREPARATION else _("Minutes"),
            tags=_members_only(note),
            under=note.session if note.title else None,
        )


def _names(organization) -> list[str]:
    return [organization.name, organization.local_name]


def _members_only(thing) -> list[str]:
    return [_("members only")] if thing.visibility == thing.Visibility.MEMBERS else []


KINDS = {
    "trip": (pgettext_lazy("heading", "Trip"), _trip),
    "days": (gettext_lazy("Days"), _days),
    "sessions": (gettext_lazy("Sessions"), _sessions),
    "people": (gettext_lazy("People"), _people),
    "places": (gettext_lazy("Places"), _places),
    "docs": (gettext_lazy("Documents"), _docs),
    "notes": (gettext_lazy("Notes"), _notes),
}
