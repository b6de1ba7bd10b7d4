"""The documents of a trip as a folder: by kind, and by words in them or in what they hang on."""

from collections import Counter
from typing import NamedTuple

from notes.links import LinkKind
from notes.models import LinkedDoc
from tripbook.loading import VisibleTrip

from . import words
from .programme import Shelf
from .search import fold, words_of

# The names of the drawings in templates/pages/_kind_icons.html.
ICONS = {
    LinkKind.HACKMD: "pad",
    LinkKind.HEDGEDOC: "pad",
    LinkKind.ETHERPAD: "pad",
    LinkKind.PAD: "pad",
    LinkKind.GOOGLE_DOCS: "text",
    LinkKind.GOOGLE_SHEETS: "sheet",
    LinkKind.GOOGLE_SLIDES: "slides",
    LinkKind.GOOGLE_FORMS: "form",
    LinkKind.GOOGLE_DRIVE: "folder",
    LinkKind.FACEBOOK: "people",
    LinkKind.YOUTUBE: "film",
    LinkKind.GITHUB: "code",
    LinkKind.VIDEO_CALL: "camera",
    LinkKind.MAP: "pin",
    LinkKind.POLL: "form",
    LinkKind.PDF: "page",
    LinkKind.WEBSITE: "globe",
}


class KindOfDoc(NamedTuple):
    """A kind of which there are documents, and how many."""

    value: str
    label: str
    count: int


def kinds_of(loaded: VisibleTrip) -> list[KindOfDoc]:
    """Return the kinds of the documents, in the order in which kinds are always listed."""
    counts = Counter(doc.kind for doc in loaded.linked_docs)
    return [KindOfDoc(k.value, str(k.label), counts[k]) for k in LinkKind if k in counts]


def matching(shelves: list[Shelf], *, kind: str = "", query: str = "") -> list[Shelf]:
    """Return the shelves with the documents of a kind that have all words of the query."""
    wanted = words_of(query)

    def kept(docs: list[LinkedDoc], *around: str) -> list[LinkedDoc]:
        return [
            doc
            for doc in docs
            if (not kind or doc.kind == kind) and _has(wanted, *_texts(doc), *around)
        ]

    found = []
    for shelf in shelves:
        day = [words.long_date(shelf.day.date), shelf.day.title] if shelf.day else []
        of_sessions = [(s, kept(docs, s.title, *day)) for s, docs in shelf.sessions]
        sessions = [(session, docs) for session, docs in of_sessions if docs]
        found.append(Shelf(shelf.day, kept(shelf.own, *day), sessions))
    return [shelf for shelf in found if shelf.own or shelf.sessions]


def _texts(doc: LinkedDoc) -> list[str]:
    return [doc.title or doc.url, doc.host, str(doc.get_kind_display())]


def _has(wanted: list[str], *texts: str) -> bool:
    whole = fold("\n".join(texts))
    return all(word in whole for word in wanted)
