"""Let an account sign in again that can't, where no superuser can do it in the admin."""

from axes.utils import reset
from django.utils.translation import gettext as _

from people import second_factor
from tripbook.mails import password_link
from tripbook.management.base import TripCommand


class Command(TripCommand):
    help = (
        "Forgets the wrong passwords of an account. With --second-factor also removes its second "
        "factor (a lost device), with --password prints a link to choose a new password."
    )

    def add_arguments(self, parser):
        parser.add_argument("username", help="the account's user name")
        parser.add_argument("--second-factor", action="store_true", help="remove it")
        parser.add_argument("--password", action="store_true", help="print a link to choose one")

    def handle(self, *, username, **options):
        user = self.find_user(username)
        reset(username=username)
        self.say(_("“%(name)s” can sign in again.") % {"name": username})
        if options["second_factor"]:
            second_factor.turn_off(user)
            self.say(_("The second factor is removed."))
        if options["password"]:
            self.stdout.write(password_link(user))
