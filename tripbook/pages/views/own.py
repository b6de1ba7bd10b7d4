"""A member's own page: what they say of themself, what is stored, and their way out."""

from django.db import transaction
from django.db.models import Q
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from events.models import Membership
from tripbook.loading import load_trip
from tripbook.mails import tell_of_removal
from tripbook.pages import words
from tripbook.pages.frame import frame
from tripbook.pages.opening import trip_form, trip_page
from tripbook.pages.own import LogisticsForm, ProfileForm, own_data, own_facts
from tripbook.pages.rates import is_too_often


@trip_form
def own(request, trip):
    """Let a member change what is known of them, and ask for their removal."""
    me = member_of(request, trip)
    if request.method == "POST" and "removal" in request.POST:
        asks = request.POST["removal"] == "ask"
        is_news = asks and me.removal_asked_at is None
        me.removal_asked_at = timezone.now() if asks else None
        me.save(update_fields=["removal_asked_at", "updated_at"])
        if is_news and not is_too_often("removal", me.uid, most=1):
            tell_of_removal(me)
        return redirect("pages:own", trip.slug)
    sent = [request.POST] if request.method == "POST" else []
    # The rows that the forms fill in are not the ones that the page tells of.
    row = member_of(request, trip)
    profile = ProfileForm(*sent, instance=row.participant)
    logistics = LogisticsForm(*sent, instance=row)
    if sent and profile.is_valid() and logistics.is_valid():
        with transaction.atomic():
            profile.save()
            logistics.save()
        return redirect(f"{request.path}?saved")
    loaded = load_trip(trip, request.viewer, sessions=Q(pk__in=[]))
    context = {
        **frame(request, loaded),
        "removal": words.removal_of_private_fields(loaded.days[-1].date if loaded.days else None),
        "profile": profile,
        "logistics": logistics,
        "stored": own_facts(me),
        "member": me,
        "is_saved": "saved" in request.GET and not sent,
        "is_refused": bool(sent),
    }
    return render(request, "pages/own.html", context, status=400 if sent else 200)


@trip_page
def own_file(request, trip):
    """Answer with all that is stored about the member, as a file to keep."""
    response = JsonResponse(
        own_data(member_of(request, trip)),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    name = f"{trip.slug}-me.json"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def member_of(request, trip) -> Membership:
    """Return what the viewer is on the trip; 404 if they did not join it."""
    joined = request.viewer.memberships.get(trip.pk)
    members = Membership.objects.select_related("trip", "participant__organization")
    member = members.filter(pk=joined).first()
    if member is None:
        raise Http404
    return member
