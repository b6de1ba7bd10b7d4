"""Who goes, and a person's own schedule."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from events.access import Audience
from events.models import Membership
from tripbook.loading import load_trip
from tripbook.pages import coverage as who_goes_where
from tripbook.pages.frame import frame
from tripbook.pages.now import card
from tripbook.pages.opening import trip_page
from tripbook.pages.own import own_facts
from tripbook.pages.programme import plan


@trip_page
def person_list(request, trip):
    loaded = load_trip(trip, request.viewer, sessions=Q(pk__in=[]))
    return render(request, "pages/person_list.html", frame(request, loaded, "people"))


@trip_page
def person_detail(request, trip, uid):
    people = Membership.objects.visible_to(request.viewer).filter(trip=trip)
    person = get_object_or_404(people, participant__uid=uid)
    loaded = load_trip(trip, request.viewer, sessions=Q(attendances__membership=person))
    shared = frame(request, loaded)
    person = next(m for m in loaded.memberships if m.pk == person.pk)
    me = shared["me"] if person == shared["me"] else None
    now = timezone.now()
    context = {
        **shared,
        "person": person,
        "own": own_facts(person) if me else None,
        "days": [day for day in plan(loaded, now, me) if day.blocks],
        # Of the sessions that were loaded, which are theirs.
        "card": card(loaded, now, me) if me else None,
    }
    return render(request, "pages/person_detail.html", context)


@trip_page
def coverage(request, trip):
    loaded = load_trip(trip, request.viewer)
    if loaded.audience == Audience.PUBLIC:
        raise Http404
    context = {
        **frame(request, loaded, "coverage"),
        "coverage": who_goes_where.coverage(loaded),
        "legend": who_goes_where.marks_by_role().values(),
    }
    return render(request, "pages/coverage.html", context)
