"""What the places and people of a trip are called, so that one can type their names."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.models import Membership, Place
from people.punctuation import joined
from tripbook.interchange.merge.matching import folded

MARKS = re.compile(r"[,，、;；\n]")


class Names:
    """Rows of a trip, each with a label of its own: its name, and what tells it from others.

    Names are compared without what makes no difference: case, width, spaces and signs.
    """

    def __init__(self, rows: Iterable, name: Callable, more: Callable):
        self.rows = {row.pk: row for row in rows}
        self.labels: dict[int, str] = {}
        self._called = defaultdict(list)
        counts = Counter(folded(name(row)) for row in self.rows.values())
        taken = set()
        for row in self.rows.values():
            label = name(row)
            if counts[folded(label)] > 1:
                label = next(found for found in _labels(label, more(row)) if found not in taken)
            taken.add(label)
            self.labels[row.pk] = label
            for key in {folded(label), folded(name(row))}:
                self._called[key].append(row)
        for row in self.rows.values():
            for key in filter(None, map(folded, more(row)[:1])):
                if key not in self._called:
                    self._called[key].append(row)

        # Somebody may be called `Ann Lee, PhD`.
        marked = filter(MARKS.search, self.labels.values())
        self._with_marks = sorted(marked, key=len, reverse=True)

    def find(self, text: str):
        """Return the row of this name, None where there is none.

        Raise ValidationError where several have the name.
        """
        found = self._called.get(folded(text), [])
        if len(found) > 1:
            labels = [self.labels[row.pk] for row in found]
            message = _("Several are called “%(name)s”. Write one of these: %(labels)s.")
            params = {"name": text, "labels": joined(labels)}
            raise ValidationError(message, params=params)
        return found[0] if found else None

    def split(self, text: str) -> list[str]:
        """Return the names that stand in a line, with commas between them, each once."""
        kept = {}
        for label in self._with_marks:
            if label in text:
                sign = chr(0xE000 + len(kept))
                kept[sign] = label
                text = text.replace(label, sign)
        parts = (part.strip() for part in MARKS.split(text))
        names = ("".join(kept.get(sign, sign) for sign in part) for part in parts if part)
        return list({folded(name): name for name in names}.values())


def _labels(name: str, more: Iterable[str]):
    """Yield what something could be called that shares its name with others."""
    for words in filter(None, more):
        yield f"{name} ({words})"
    number = 2
    while True:
        yield f"{name} ({number})"
        number += 1


def names_of_places(places: Iterable[Place]) -> Names:
    return Names(places, lambda place: place.name, lambda place: ("", place.address))


def names_of_members(members: Iterable[Membership]) -> Names:
    """Members by their names; by their handles too, where nobody else is called so."""
    return Names(
        members,
        lambda member: member.participant.name,
        lambda member: (
            member.participant.handle,
            member.participant.organization.name if member.participant.organization else "",
        ),
    )
