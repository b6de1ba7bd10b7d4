"""The session that a note's writers hand in to somebody's conference, by its title."""

import re

from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import KEY

from .programme import Entry, has_words
from .walk import Context, Mode, Walk

# `Title`, `Name of session`: what is asked of those who propose one.
TITLE_KEY = re.compile(
    r"\W*(?:(?:proposed )?(?:(?:session|talk|panel|workshop) )?title|(?:session|talk|panel) name"
    r"|name of (?:the )?(?:session|talk|panel|workshop))\W*",
    re.IGNORECASE,
)
# Beside these a title is somebody's position, or that of a book.
OF_PERSON_OR_BOOK = re.compile(
    r"\W*(?:name|organi[sz]ation|affiliation|company|authors?|position|e-?mail|phone|isbn|publisher"
    r"|year)\W*[:：]",
    re.IGNORECASE,
)
LINES_AROUND = 3
# So many words such a title has at least.
MIN_WORDS = 3
MAX_LINE = 400


def read_proposal(
    walk: Walk, line: int, text: str, below: tuple[int, str] | None, context: Context
) -> bool:
    """Read the title of a session that is handed in: `Title: Who reads the map?`.

    The title may stand on the line `below` its key. It is given no day; a note of one day has only
    that.
    """
    if context.session or context.explicit or context.mode is not Mode.TEXT:
        return False
    title = _title_in(text)
    if not title and below and TITLE_KEY.fullmatch(plain(text)):
        line, title = below[0], _title_of(plain(below[1]))
    around = walk.draft.lines[max(0, line - LINES_AROUND) : line + LINES_AROUND + 1]
    if not title or any(map(OF_PERSON_OR_BOOK.match, around)):
        return False
    session = walk.new_session(title, line, Entry(title), None)
    walk.draft.claim(line, session, "title")
    walk.draft.keep(line)
    return True


def _title_in(text: str) -> str:
    words = plain(text[:MAX_LINE])
    key = KEY.match(words)
    return _title_of(words[key.end() :]) if key and TITLE_KEY.fullmatch(key[1]) else ""


def _title_of(words: str) -> str:
    title = words.strip()
    return title if len(title.split()) >= MIN_WORDS and has_words(title) else ""
