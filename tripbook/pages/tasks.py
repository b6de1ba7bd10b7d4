"""Tasks in notes: `- [ ] @handle text 11/30` is something that somebody is to do by a date."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from events.models import Membership
from notes.models import Note
from tripbook.loading import VisibleTrip

TASK = re.compile(
    r"^(?P<lead>\s*(?:[-*+]|\d{1,9}[.)])\s{1,9}\[)(?P<box>[ xX])(?P<rest>\](?P<text>\s.*))$"
)
FENCE = re.compile(r"^\s*(?:```|~~~)")
PERSON = re.compile(r"(?<![\w@/.])@([\w][\w.\-]*)")
DUE = re.compile(
    r"(?<![\d/.\-])(?:(?P<year>\d{4})[-/年])?(?P<month>1[0-2]|0?[1-9])(?:[-/]|月)"
    r"(?P<day>3[01]|[12]\d|0?[1-9])日?(?![\d/\-])"
)
# A date without a year is one of the trip or after it; notes of preparation name earlier ones.
BEFORE_THE_TRIP = dt.timedelta(days=120)


@dataclass(frozen=True)
class Task:
    """A task as it stands in a line of a note."""

    note: Note
    line: int
    """Counted from 0."""
    text: str
    is_done: bool
    names: list[str] = field(default_factory=list)
    due: dt.date | None = None
    is_late: bool = False


@dataclass
class Person:
    """Who is to do something, and what."""

    name: str
    member: Membership | None
    tasks: list[Task] = field(default_factory=list)


def tasks_in(note: Note, start: dt.date | None, today: dt.date) -> Iterator[Task]:
    """Yield the tasks of a note. `start` is the trip's first day."""
    is_code = False
    for number, line in enumerate(note.body.splitlines()):
        if FENCE.match(line):
            is_code = not is_code
        found = None if is_code else TASK.match(line)
        if found is None:
            continue
        text = found["text"].strip()
        due = due_in(text, start)
        is_done = found["box"] != " "
        yield Task(
            note=note,
            line=number,
            text=text,
            is_done=is_done,
            names=PERSON.findall(text),
            due=due,
            is_late=bool(due and due < today and not is_done),
        )


def due_in(text: str, start: dt.date | None) -> dt.date | None:
    """Return the last date that a text names, None if it names none that exists."""
    for found in reversed(list(DUE.finditer(text))):
        year = int(found["year"] or (start or dt.date.min).year)
        try:
            due = dt.date(year, int(found["month"]), int(found["day"]))
            if found["year"] or start is None:
                return due if found["year"] else None
            if due < start - BEFORE_THE_TRIP:
                due = due.replace(year=year + 1)
        except ValueError:
            continue
        return due
    return None


def ticked(body: str, line: int, *, is_done: bool) -> str | None:
    """Return a text in which a task is done, or is not; None where there is no task."""
    lines = body.splitlines(keepends=True)
    if not 0 <= line < len(lines):
        return None
    ended = lines[line]
    found = TASK.match(ended.rstrip("\r\n"))
    if found is None:
        return None
    end = ended[len(ended.rstrip("\r\n")) :]
    lines[line] = found["lead"] + ("x" if is_done else " ") + found["rest"] + end
    return "".join(lines)


def by_person(loaded: VisibleTrip, today: dt.date) -> list[Person]:
    """Return who is to do what, in the order of the trip's people; each by date, done ones last.

    A task that names several people stands under each; one that names nobody stands at the end.
    """
    start = loaded.days[0].date if loaded.days else None
    known = {}
    for member in loaded.memberships:
        for name in (member.participant.handle, member.participant.name):
            known.setdefault(name.casefold(), member)
    found: dict[str, Person] = {}
    for note in loaded.notes:
        for task in tasks_in(note, start, today):
            for name in dict.fromkeys(task.names) or [""]:
                member = known.get(name.casefold()) if name else None
                key = member.participant.uid if member else name.casefold()
                shown = member.participant.name if member else name and f"@{name}"
                found.setdefault(key, Person(shown, member)).tasks.append(task)
    order = {member.participant.uid: place for place, member in enumerate(loaded.memberships)}
    people = sorted(found.items(), key=lambda item: (not item[0], order.get(item[0], len(order))))
    for _key, person in people:
        person.tasks.sort(key=lambda task: (task.is_done, task.due or dt.date.max))
    return [person for _key, person in people]
