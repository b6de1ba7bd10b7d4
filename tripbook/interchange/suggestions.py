"""Guesses about a note that a careful reader would doubt: offered with their reason, never made.

Each rule is a function from the document (and its source lines) to suggestions. A suggestion's
`key` is the same for every reading of the same note.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Participant

from .document import (
    AttendanceRecord,
    Document,
    OrganizationRecord,
    ParticipantRecord,
    SessionRecord,
)
from .merge import Merge, Sign, likely_same
from .merge.matching import bare_handle, folded

# `- Name <Role, Organization>`, as people write down who speaks.
INTRODUCED = re.compile(
    r"\s*(?:[-*+]|\d{1,3}[.)])\s+(?P<name>[^\W\d_][^<>\[\](){}|:：]{1,60}?)\s*"
    r"[<＜](?P<position>[^<>＜＞,，/@:]{1,80})(?:[,，]\s*(?P<home>[^<>＜＞@:]{1,120}))?[>＞]\s*"
)
HTML_TAG = re.compile(r"/?[a-z][a-z0-9]*/?")
# Shorter names stand in too many other words.
SHORTEST_NAME = 3
MOST = 100
SIGNS = {
    Sign.TEXT: gettext_lazy("The text of both is much the same."),
    Sign.TIME_AND_PLACE: gettext_lazy("Both are at the same time and place."),
    Sign.PEOPLE: gettext_lazy("The same people take part in both."),
    Sign.NAME: gettext_lazy("The names are much alike."),
    Sign.SESSIONS: gettext_lazy("Both have the same sessions."),
    Sign.TIME: gettext_lazy("Both are at the same time."),
}


@dataclass(frozen=True)
class KnownPerson:
    """A person of another trip of the same organizer, as that trip has them."""

    person: ParticipantRecord
    organization: OrganizationRecord | None
    trip: str = ""

    @classmethod
    def of(cls, person: Participant, trip: str = "") -> "KnownPerson":
        home = person.organization
        record = ParticipantRecord(
            uid=person.uid,
            name=person.name,
            handle=person.handle,
            organization=home.uid if home else None,
            position=person.position,
            bio=person.bio,
            links=person.links,
        )
        organization = home and OrganizationRecord(
            uid=home.uid, name=home.name, local_name=home.local_name, links=home.links
        )
        return cls(record, organization, trip)


@dataclass(frozen=True)
class Suggestion:
    """A change that is offered: why, from which line (None: no one line), and what it would be.

    `same_as` says which known person the participant `uid` is, `former` (an uid) which item that
    left the note the item `uid` is; else `speaker`, who may be new to the trip with the
    organization, joins the session `uid`.
    """

    key: str
    line: int | None
    reason: str
    change: str
    uid: str
    same_as: KnownPerson | None = None
    former: str = ""
    speaker: ParticipantRecord | None = None
    organization: OrganizationRecord | None = None
    is_new: bool = False


def suggest(
    document: Document,
    *,
    lines: Sequence[str],
    lines_of: Mapping[str, Sequence[int]],
    known: Iterable[KnownPerson] = (),
) -> list[Suggestion]:
    """Return what can be offered about a document.

    `lines` are the note's, `lines_of` the numbers (from 0) of the lines that each item became,
    and `known` the people of the organizer's other trips.
    """
    found = [
        *_same_people(document, lines_of, known),
        *_introduced_speakers(document, lines, lines_of),
        *_people_in_titles(document, lines_of),
    ]
    unique = {suggestion.key: suggestion for suggestion in reversed(found)}
    return [suggestion for suggestion in found if unique[suggestion.key] is suggestion][:MOST]


def suggest_same_items(merged: Merge) -> list[Suggestion]:
    """Return what of the new may be an item that left the note.

    Who accepts that gives the item its former uid, and merges again.
    """
    names = merged.names
    return [
        Suggestion(
            key=f"item-{found.new}-{found.old}",
            line=None,
            reason=str(SIGNS[found.sign]),
            change=capfirst(
                _("%(new)s is what was %(old)s")
                % {"new": names.item(found.new), "old": names.item(found.old)}
            ),
            uid=found.new,
            former=found.old,
        )
        for found in likely_same(merged)
    ]


def apply_suggestions(document: Document, accepted: Iterable[Suggestion]) -> Document:
    """Return a copy of the document with the suggestions that were switched on."""
    document = document.model_copy(deep=True)
    for suggestion in accepted:
        if suggestion.same_as:
            document = with_same_person(document, suggestion)
        elif suggestion.speaker:
            _add_speaker(document, suggestion)
    return document


def with_same_person(document: Document, suggestion: Suggestion) -> Document:
    """Return the document with a participant as the known person, whose own data stays."""
    known = suggestion.same_as
    uids = [person.uid for person in document.participants]
    if known is None or suggestion.uid not in uids or known.person.uid in uids:
        return document
    document = with_uid(document, suggestion.uid, known.person.uid)
    i = uids.index(suggestion.uid)
    person = document.participants[i]
    update = {key: getattr(person, key) for key in ("role", "joins_on", "leaves_on", "listed_for")}
    for key in ("handle", "position", "bio", "links"):
        update[key] = getattr(known.person, key) or getattr(person, key)
    if known.organization is None:
        update["organization"] = person.organization
    elif all(o.uid != known.organization.uid for o in document.organizations):
        document.organizations.append(known.organization)
    document.participants[i] = known.person.model_copy(update=update)
    homes = {p.organization for p in document.participants}
    hosts = {uid for session in document.sessions for uid in session.hosts}
    if person.organization not in homes | hosts:
        kept = [o for o in document.organizations if o.uid != person.organization]
        document.organizations = kept
    return document


def with_uid(document: Document, old: str, new: str) -> Document:
    """Return the document with another uid for a participant."""
    document = document.model_copy(deep=True)
    everyone = [*document.participants, *(p for s in document.sessions for p in s.participants)]
    for person in everyone:
        if person.uid == old:
            person.uid = new
    return document


def _same_people(document, lines_of, known) -> Iterator[Suggestion]:
    """Someone of another trip has the same handle, or the same name."""
    here = {person.uid for person in document.participants}
    by_handle, by_name = defaultdict(list), defaultdict(list)
    for other in known:
        if other.person.uid not in here:
            by_name[folded(other.person.name)].append(other)
            if other.person.handle:
                by_handle[bare_handle(other.person.handle)].append(other)
    for person in document.participants:
        same_handle = by_handle.get(bare_handle(person.handle), []) if person.handle else []
        same_name = by_name.get(folded(person.name), [])
        people = {other.person.uid: other for other in [*same_handle, *same_name]}
        for other in people.values():
            what = {"trip": other.trip, "handle": person.handle, "name": person.name}
            if other in same_handle:
                reason = _("“%(trip)s” has someone with the handle %(handle)s.") % what
            else:
                reason = _("“%(trip)s” has someone with the name %(name)s.") % what
            yield Suggestion(
                key=f"same-{person.uid}-{other.person.uid}",
                line=_first(lines_of, person.uid),
                reason=reason,
                change=_("It is the same person: %(name)s")
                % {"name": _called(other.person, other.organization)},
                uid=person.uid,
                same_as=other,
            )


def _introduced_speakers(document, lines, lines_of) -> Iterator[Suggestion]:
    """A line of a session's notes or description reads `- Name <Role, Organization>`."""
    people = {folded(p.name): p for p in document.participants}
    homes = {folded(o.name): o for o in document.organizations}
    owners: dict[int, str] = {}
    for record in [*document.sessions, *(n for n in document.notes if n.session)]:
        uid = getattr(record, "session", None) or record.uid
        for number in lines_of.get(record.uid, ()):
            owners.setdefault(number, uid)
    sessions = {session.uid: session for session in document.sessions}
    for number, uid in sorted(owners.items()):
        match = INTRODUCED.fullmatch(lines[number]) if len(lines[number]) < 300 else None
        if match is None or uid not in sessions:
            continue
        if HTML_TAG.fullmatch(match["position"]) and not match["home"]:
            continue
        session = sessions[uid]
        name = match["name"].strip(" *_")
        person = people.get(folded(name))
        home = None
        is_new = person is None
        if person is None:
            key = f"speaker{number}of{uid}"
            called = (match["home"] or "").strip()
            home = homes.get(folded(called)) if called else None
            if called and home is None:
                home = OrganizationRecord(uid=_uid(f"{key}home"), name=called)
                homes[folded(called)] = home
            person = ParticipantRecord(
                uid=_uid(key),
                name=name,
                organization=home.uid if home else None,
                position=match["position"].strip(),
                role="speaker",
            )
        elif any(going.uid == person.uid for going in session.participants):
            continue
        yield Suggestion(
            key=f"speaker-{number}",
            line=number,
            reason=_("The line introduces %(name)s in the notes of a session.") % {"name": name},
            change=_speaks(person, home, session),
            uid=uid,
            speaker=person,
            organization=home,
            is_new=is_new,
        )


def _people_in_titles(document, lines_of) -> Iterator[Suggestion]:
    """The title of a session names a participant who is not yet in the session."""
    names: dict[str, ParticipantRecord] = {}
    for person in document.participants:
        for name in (person.name, person.handle.lstrip("@＠")):
            if len(name) >= SHORTEST_NAME:
                names.setdefault(name.casefold(), person)
    if not names:
        return
    longest_first = sorted(names, key=len, reverse=True)
    # Next to CJK letters a name ends where the script changes.
    pattern = re.compile(
        rf"(?<![a-z0-9_])(?:{'|'.join(map(re.escape, longest_first))})(?![a-z0-9_])"
    )
    for session in document.sessions:
        going = {person.uid for person in session.participants}
        for match in pattern.finditer(session.title.casefold()):
            person = names[match[0]]
            if person.uid in going:
                continue
            yield Suggestion(
                key=f"named-{person.uid}-{session.uid}",
                line=_first(lines_of, session.uid),
                reason=_("The title names %(name)s, who takes part in the trip.")
                % {"name": person.name},
                change=_speaks(person, None, session),
                uid=session.uid,
                speaker=person,
            )


def _add_speaker(document: Document, suggestion: Suggestion) -> None:
    home, person = suggestion.organization, suggestion.speaker
    sessions = [session for session in document.sessions if session.uid == suggestion.uid]
    is_here = any(p.uid == person.uid for p in document.participants)
    if not sessions or not (is_here or suggestion.is_new):
        return
    if not is_here:
        if home and all(o.uid != home.uid for o in document.organizations):
            document.organizations.append(home.model_copy())
        document.participants.append(person.model_copy())
    if all(p.uid != person.uid for p in sessions[0].participants):
        sessions[0].participants.append(AttendanceRecord(uid=person.uid, role="speaker"))


def _speaks(person, home, session: SessionRecord) -> str:
    return _("%(person)s is a speaker of “%(session)s”") % {
        "person": _called(person, home),
        "session": session.title,
    }


def _called(person: ParticipantRecord, home: OrganizationRecord | None) -> str:
    more = ", ".join(part for part in (person.position, home.name if home else "") if part)
    return f"{person.name} ({more})" if more else person.name


def _first(lines_of, uid: str) -> int | None:
    return min(lines_of.get(uid, ()), default=None)


def _uid(key: str) -> str:
    """Return the uid of a new item, the same each time. Its key holds the uid of a session."""
    return hashlib.sha256(key.encode()).hexdigest()[:20]
