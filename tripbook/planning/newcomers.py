"""People whom a plan names and whom its trip does not have: who they are is asked, not guessed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from events import access
from events.models import Membership, Trip
from people.models import Participant
from tripbook.interchange.merge.matching import folded

NEW = "new"


@dataclass
class NewPerson:
    """A name that nobody on the trip has, with whom it may be and what was answered."""

    name: str
    known: dict[str, Participant] = field(default_factory=dict)
    trips: dict[str, Trip] = field(default_factory=dict)
    answer: str = ""

    @property
    def is_open(self) -> bool:
        return self.answer != NEW and self.answer not in self.known

    @property
    def participant(self) -> Participant | None:
        """The person whom another trip has already."""
        return self.known.get(self.answer)

    @property
    def options(self) -> list[tuple[str, str]]:
        same = _("%(person)s of “%(trip)s”")
        return [
            ("", _("Choose…")),
            *(
                (uid, same % {"person": _described(person), "trip": self.trips[uid]})
                for uid, person in self.known.items()
            ),
            (NEW, _("Add “%(name)s” as a new person") % {"name": self.name}),
        ]


def find_newcomers(
    unknown: Mapping[str, str], answers: Mapping[str, str], *, trip: Trip, viewer: access.Viewer
) -> list[NewPerson]:
    """Return those whom a trip does not have, with people of the viewer's other trips.

    `unknown` are their names by what two ways of writing them share, `answers` what was said of
    each, by the same.
    """
    if not unknown:
        return []
    found = {key: NewPerson(name, answer=answers.get(key, "")) for key, name in unknown.items()}
    is_called = Q()
    for name in unknown.values():
        is_called |= Q(participant__name__iexact=name) | Q(participant__handle__iexact=name)
    members = (
        Membership.objects.filter(access.trips_organized_by(viewer, "trip"), is_called)
        .exclude(participant__memberships__trip=trip)
        .select_related("participant__organization", "trip")
        .order_by("-trip__created_at", "id")
    )
    for member in members:
        person = member.participant
        for key in {folded(person.name), folded(person.handle)} & found.keys():
            found[key].known.setdefault(person.uid, person)
            found[key].trips.setdefault(person.uid, member.trip)
    return list(found.values())


def _described(person: Participant) -> str:
    if person.organization:
        return f"{person.name} ({person.organization.name})"
    return person.name
