"""What a member reads about themself and nobody else on the trip does, except who organizes it."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.models import Membership


class OwnFacts(NamedTuple):
    """Who sees a member, and each private field with its name."""

    seen_by: str
    fields: list[tuple[str, str]]


def own_facts(me: Membership) -> OwnFacts:
    listed = Membership.ListedFor
    seen_by = {
        listed.PUBLIC: _("Everyone who sees the trip sees your name and your sessions."),
        listed.MEMBERS: _("Members of the trip and its organizers see your name and sessions."),
        listed.ORGANIZERS: _("Only the organizers see that you take part."),
    }
    fields = [
        (capfirst(me._meta.get_field(name).verbose_name), getattr(me, name))
        for name in Membership.PRIVATE_FIELDS
    ]
    return OwnFacts(seen_by[me.listed_for], fields)
