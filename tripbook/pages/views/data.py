"""Whole trips in one file: as JSON for machines, as HTML for people without network."""

from django.db.models import F
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from events.models import Trip
from tripbook.interchange.document import json_schema
from tripbook.interchange.dump import dump_trip, dump_trips, schema_url, to_json
from tripbook.loading import load_trip
from tripbook.pages.book import render_book
from tripbook.pages.opening import open_to_scripts, trip_page


@trip_page
def trip_json(request, trip):
    return open_to_scripts(json_response(dump_trip(trip, request.viewer)), trip)


@trip_page
def trip_html(request, trip):
    html, policy = render_book(load_trip(trip, request.viewer, bodies=True))
    response = HttpResponse(html)
    response["Content-Security-Policy"] = policy
    # Search engines have the pages themselves.
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def trips_json(request):
    trips = Trip.objects.visible_to(request.viewer).with_dates()
    newest_first = trips.order_by(F("starts_on").desc(nulls_last=True), "pk")
    return open_to_all(json_response(dump_trips(newest_first, request.viewer)))


@require_safe
def trip_schema(request):
    return open_to_all(json_response(json_schema(schema_url()), indent=2))


def json_response(document: dict, *, indent: int | None = None) -> HttpResponse:
    return HttpResponse(
        to_json(document, indent=indent), content_type="application/json; charset=utf-8"
    )


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Let scripts of other sites read it: they get what a visitor gets."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
