"""Make the tested site in one process: its files, its tables, its trips. Print what tests ask for.

    python -m tests.browser.filling

The settings name the database and the folder. The output is JSON: the first day of the demo trip,
the join links of its members by handle, and the link of the hosts of one of its sessions.
"""

import io
import json

import django
from django.conf import settings
from django.core.management import call_command

from bench.samples import empty_trip, extreme_trip, trip_document

ORGANIZER = "organizer"
SLUG = "harbour-week"


def fill() -> dict:
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("createsuperuser", interactive=False, username=ORGANIZER, email="", verbosity=0)
    call_command("load_demo", stdout=io.StringIO())

    from events.models import Trip
    from events.tokens import join_path
    from notes.models import Note
    from notes.tokens import host_path
    from tripbook.interchange.dump import absolute_url

    sixty = json.loads(trip_document(sessions=60, people=40, slug="sixty"))
    for document in (extreme_trip(), empty_trip(), sixty):
        path = settings.FOLDER / "trip.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        call_command("import_trip", str(path), stdout=io.StringIO())
    Trip.objects.update(visibility=Trip.Visibility.PUBLIC)
    demo = Trip.objects.get(slug=SLUG)
    members = demo.memberships.select_related("participant", "trip")
    return {
        "starts_on": demo.days.earliest("date").date.isoformat(),
        "join_links": {
            member.participant.handle: absolute_url(join_path(member))
            for member in members
            if member.participant.handle
        },
        "host_link": absolute_url(host_path(Note.objects.get(uid="demoNote05"))),
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(fill()))
