from django.db.models import Q
from django.utils.translation import gettext as _

from events.tokens import join_path
from tripbook.interchange.dump import absolute_url
from tripbook.management.base import TripCommand, refusal


class Command(TripCommand):
    help = "Print a member's personal join link."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the trip's name in addresses")
        parser.add_argument("person", help="a uid, a handle or a name, as the trip has it")

    def handle(self, *, slug, person, **options):
        trip = self.find_trip(slug)
        who = (
            Q(participant__uid=person) | Q(participant__handle=person) | Q(participant__name=person)
        )
        found = list(trip.memberships.filter(who).select_related("participant", "trip"))
        if not found:
            raise refusal(_("Nobody on this trip is called “%(name)s”.") % {"name": person})
        if len(found) > 1:
            uids = ", ".join(membership.participant.uid for membership in found)
            raise refusal(
                _("More than one person is called “%(name)s”. Give a uid: %(uids)s")
                % {"name": person, "uids": uids}
            )
        self.stdout.write(absolute_url(join_path(found[0])))
