"""What programs read of the whole site: the list of trips, and the shape of a trip."""

from django.db.models import F
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from events.models import Trip
from tripbook.interchange.document import json_schema
from tripbook.interchange.dump import dump_trips, schema_url, to_json


@require_safe
def trips_json(request):
    trips = Trip.objects.visible_to(request.viewer).with_dates()
    newest_first = trips.order_by(F("starts_on").desc(nulls_last=True), "pk")
    return open_json(to_json(dump_trips(newest_first, request.viewer)))


@require_safe
def trip_schema(request):
    return open_json(to_json(json_schema(schema_url()), indent=2))


def open_json(text: str) -> HttpResponse:
    """Answer with JSON that scripts of other sites may read: they get what a visitor gets."""
    return HttpResponse(
        text,
        content_type="application/json; charset=utf-8",
        headers={"Access-Control-Allow-Origin": "*"},
    )
