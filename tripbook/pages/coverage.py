"""Who of us goes where, what nobody of us covers, and where nobody takes notes."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Attendance, Day, Membership, Session
from tripbook.loading import VisibleTrip

from . import words
from .programme import When, moment, tags_of, when_of

# Nobody has to be sent to these.
UNCOVERED_KINDS = frozenset({"meal", "travel", "lodging", "free"})
AWAY = "away"


class Mark(NamedTuple):
    """What one person does in one session: a letter, and the word that it stands for."""

    letter: str
    word: str
    role: str


@dataclass(frozen=True)
class Row:
    """A session, with a mark (or None) for each person."""

    session: Session
    when: When
    tags: list[str]
    marks: list[tuple[Membership, Mark | None]]
    is_uncovered: bool
    is_unnoted: bool

    @property
    def at(self) -> str:
        """The date, with the time where one is known."""
        date, start = self.session.day.date, self.session.start
        return moment(date, start) if start else words.long_date(date)

    @property
    def going(self) -> list[tuple[Membership, Mark]]:
        return [(person, mark) for person, mark in self.marks if mark and mark.role != AWAY]


@dataclass(frozen=True)
class Coverage:
    """The sessions of each day that has any, against the people of the delegation."""

    people: list[Membership]
    days: list[tuple[Day, list[Row]]]

    @property
    def rows(self) -> list[Row]:
        return [row for _day, rows in self.days for row in rows]

    @property
    def uncovered(self) -> list[Row]:
        return [row for row in self.rows if row.is_uncovered]

    @property
    def unnoted(self) -> list[Row]:
        return [row for row in self.rows if row.is_unnoted]


def coverage(loaded: VisibleTrip) -> Coverage:
    """Return who goes where. People whose role is that of a host are not of the delegation."""
    people = [m for m in loaded.memberships if m.role != Membership.Role.HOST]
    marks = marks_by_role()
    days = [
        (day, [row_of(session, people, marks) for session in day.programme])
        for day in loaded.days
        if day.programme
    ]
    return Coverage(people, days)


def row_of(session: Session, people: list[Membership], marks: dict[str, Mark]) -> Row:
    roles = {attendance.membership.pk: attendance.role for attendance in session.going}
    ours = [roles[person.pk] for person in people if person.pk in roles]
    is_off = session.status in (Session.Status.IDEA, Session.Status.CANCELLED)
    # What lasts several days is the frame of other sessions, which tell who goes.
    is_frame = session.end_date and session.end_date > session.day.date and not session.end
    is_planned = not (is_off or is_frame)
    return Row(
        session=session,
        when=when_of(session),
        tags=tags_of(session),
        marks=[(person, mark_of(person, session.day.date, roles, marks)) for person in people],
        is_uncovered=is_planned and not ours and session.kind not in UNCOVERED_KINDS,
        is_unnoted=(
            is_planned
            and bool(ours)
            and Attendance.Role.NOTE_TAKER not in ours
            and session.is_worth_notes
        ),
    )


def mark_of(
    person: Membership, date: dt.date, roles: dict[int, str], marks: dict[str, Mark]
) -> Mark | None:
    if person.pk in roles:
        return marks[roles[person.pk]]
    not_yet = person.joins_on and date < person.joins_on
    no_more = person.leaves_on and person.leaves_on < date
    return marks[AWAY] if not_yet or no_more else None


def marks_by_role() -> dict[str, Mark]:
    """Return the legend: a letter and a word for each role, in the reader's language."""
    role = Attendance.Role
    texts = {
        role.ATTENDEE: (pgettext("letter for going", "G"), _("going")),
        role.SPEAKER: (pgettext("letter for speaking", "S"), _("speaking")),
        role.HOST: (pgettext("letter for hosting", "H"), _("hosting")),
        role.MODERATOR: (pgettext("letter for moderating", "M"), _("moderating")),
        role.INTERPRETER: (pgettext("letter for interpreting", "I"), _("interpreting")),
        role.NOTE_TAKER: (pgettext("letter for taking notes", "N"), _("taking notes")),
        AWAY: ("–", _("not on the trip that day")),
    }
    return {str(name): Mark(letter, word, str(name)) for name, (letter, word) in texts.items()}
