"""What an import changed, in numbers and in words."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Trip
from people.punctuation import in_clauses, joined

NUMBERS = {
    "trip": lambda n: _("the trip itself"),
    "people": lambda n: ngettext("%(n)d person", "%(n)d people", n),
    "organizations": lambda n: ngettext("%(n)d organization", "%(n)d organizations", n),
    "days": lambda n: ngettext("%(n)d day", "%(n)d days", n),
    "sessions": lambda n: ngettext("%(n)d session", "%(n)d sessions", n),
    "places": lambda n: ngettext("%(n)d place", "%(n)d places", n),
    "hosts": lambda n: ngettext("%(n)d host", "%(n)d hosts", n),
    "attendances": lambda n: ngettext("%(n)d attendance", "%(n)d attendances", n),
    "linked_docs": lambda n: ngettext("%(n)d link", "%(n)d links", n),
    "notes": lambda n: ngettext("%(n)d note", "%(n)d notes", n),
}


@dataclass
class Changes:
    """What loading a document changed: how many rows of each list it added, changed, removed."""

    trip: Trip
    added: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    removed: Counter = field(default_factory=Counter)

    def __bool__(self):
        return any((self.added.total(), self.changed.total(), self.removed.total()))

    def in_words(self) -> str:
        """Say what was added, changed and removed: `2 people, 1 day added; 1 session changed`."""
        without_trip = Counter({name: n for name, n in self.added.items() if name != "trip"})
        told = [
            (_("%(what)s added"), _numbers(without_trip)),
            (_("%(what)s changed"), _numbers(self.changed)),
            (_("%(what)s removed"), _numbers(self.removed)),
        ]
        parts = [words % {"what": what} for words, what in told if what]
        return in_clauses(parts) or _("nothing changed")


def _numbers(counts: Counter) -> str:
    # Someone new is a person and a member: two rows.
    counts = {**counts, "people": max(counts["memberships"], counts["participants"])}
    numbers = [(plural, counts[name]) for name, plural in NUMBERS.items() if counts.get(name)]
    return joined(plural(n) % {"n": n} for plural, n in numbers)
