"""The revisions of a note as they are read: who saved what when, and what was changed.

Pure functions of what was loaded, but for `names_not_shown`.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from events.access import Audience
from events.models import Membership
from notes.differences import word_diff
from notes.models import Revision
from tripbook.loading import VisibleTrip

# Around a change, what stayed is shown so far, in characters.
CONTEXT = 80
# A page that saves again within this time goes on with the same work.
ONE_STEP = dt.timedelta(minutes=10)
# In the list, a revision shows its first changes only.
MOST_SHOWN = 1_500

EQUAL, DELETE, INSERT = "equal", "delete", "insert"


class Author(NamedTuple):
    """Who saved a revision, as far as the viewer may know; `url` is the person's page."""

    name: str
    url: str = ""


class Part(NamedTuple):
    """A run of a text that stayed, was added or was taken away; or a gap between two of them."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """A revision, and how it differs from the one before it."""

    revision: Revision
    author: Author | None
    parts: list[Part] = field(default_factory=list)
    is_first: bool = False
    is_cut: bool = False
    """Are there more changes than `parts` shows?"""
    added: int = 0
    removed: int = 0
    saves: int = 1
    """How many revisions, one after the other, it tells of; `revision` is the last of them."""


def change(revision: Revision, before: Revision | None, author: Author | None, *, whole: bool):
    """Return how a revision differs from the one before it.

    `whole` keeps all of the text; else what stayed the same is left out, and so is the end of a
    long list of changes.
    """
    parts = [Part(*part) for part in word_diff(before.body if before else "", revision.body)]
    sizes = {kind: sum(_size(p) for p in parts if p.kind == kind) for kind in (INSERT, DELETE)}
    shown = [_visible(part) for part in parts] if whole else excerpts(parts)
    kept = shown if whole else _first(shown)
    return Change(
        revision=revision,
        author=author,
        parts=kept,
        is_first=before is None,
        is_cut=len(kept) < len(shown) or kept[-1:] != shown[-1:],
        added=sizes[INSERT],
        removed=sizes[DELETE],
    )


def steps(revisions: Iterable[Revision]) -> list[list[Revision]]:
    """Return revisions, newest first, as steps of work.

    What one open page saved by itself, minute by minute, is one step; a revision with a name
    ends one.
    """
    found: list[list[Revision]] = []
    for revision in revisions:
        later = found[-1][-1] if found else None
        goes_on = (
            later is not None
            and revision.page
            and revision.page == later.page
            and not revision.name
            and later.created_at - revision.created_at < ONE_STEP
        )
        if goes_on:
            found[-1].append(revision)
        else:
            found.append([revision])
    return found


def excerpts(parts: list[Part]) -> list[Part]:
    """Return the changes with a little of what stands around each."""
    found: list[Part] = []
    for number, part in enumerate(parts):
        if part.kind != EQUAL:
            found.append(_visible(part))
            continue
        start = part.text[:CONTEXT] if number else ""
        end = part.text[-CONTEXT:] if number < len(parts) - 1 else ""
        if len(start) + len(end) >= len(part.text):
            found.append(part)
        else:
            found += [Part(EQUAL, start), Part("gap", " … "), Part(EQUAL, end)]
    return [part for part in found if part.text]


def _first(parts: list[Part]) -> list[Part]:
    """Return the first parts, about as many characters as are shown in a list."""
    kept, left = [], MOST_SHOWN
    for part in parts:
        if left <= 0:
            break
        kept.append(part._replace(text=part.text[:left]))
        left -= len(part.text)
    return kept


def _visible(part: Part) -> Part:
    """Show line breaks where they are all that was changed."""
    if part.kind == EQUAL or part.text.strip():
        return part
    return part._replace(text=part.text.replace("\n", "↵\n"))


def _size(part: Part) -> int:
    return sum(not character.isspace() for character in part.text)


def author_of(
    revision: Revision, loaded: VisibleTrip, names_not_shown: Collection[str]
) -> Author | None:
    """Return who saved a revision, None where the viewer may not know it.

    A participant is named where they are listed for the viewer. The names of users and hosts
    are kept as text: they are for insiders, unless it is the name of somebody who is not listed.
    """
    if revision.participant_id:
        for membership in loaded.memberships:
            if membership.participant_id == revision.participant_id:
                return Author(membership.participant.name, membership.get_absolute_url())
        return None
    name = revision.author_name
    if not name or loaded.audience == Audience.PUBLIC or name in names_not_shown:
        return None
    return Author(name)


def names_not_shown(loaded: VisibleTrip) -> set[str]:
    """Return the names and handles of the trip's people whom a member does not see listed."""
    if loaded.audience != Audience.MEMBERS:
        return set()
    listed = [membership.pk for membership in loaded.memberships]
    hidden = Membership.objects.filter(trip=loaded.trip).exclude(pk__in=listed)
    pairs = hidden.values_list("participant__name", "participant__handle")
    return {name for pair in pairs for name in pair if name}
