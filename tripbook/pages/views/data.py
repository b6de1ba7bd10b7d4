"""What programs read of the whole site: the list of trips, and the shape of a trip."""

from django.db.models import F
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from events.models import Trip
from tripbook.interchange.document import json_schema
from tripbook.interchange.dump import dump_trips, schema_url, to_json
from tripbook.pages.files import file_response
from tripbook.pages.scripts import answering_preflights, open_to_all


@answering_preflights
@require_safe
def trips_json(request):
    trips = Trip.objects.visible_to(request.viewer).with_dates()
    newest_first = trips.order_by(F("starts_on").desc(nulls_last=True), "pk")
    return open_json(request, to_json(dump_trips(newest_first, request.viewer)), name="trips.json")


@answering_preflights
@require_safe
def trip_schema(request):
    return open_json(request, to_json(json_schema(schema_url()), indent=2), name="trip.json")


def open_json(request, text: str, *, name: str) -> HttpResponse:
    """Answer with JSON that scripts of other sites may read: they get what a visitor gets."""
    response = file_response(
        request,
        text.encode(),
        media_type="application/json; charset=utf-8",
        name=name,
        plain_name=name,
        is_download=False,
    )
    return open_to_all(response)
