"""The places of a trip for maps."""

import json

import pytest
from django.utils import translation

from events.access import ANONYMOUS
from tests.factories import make_day, make_place, make_session, make_trip
from tripbook.interchange import geojson
from tripbook.loading import load_trip

pytestmark = pytest.mark.django_db


def places(trip):
    return json.loads(geojson.write(load_trip(trip, ANONYMOUS)))


def test_a_place_is_a_point_whose_longitude_comes_first():
    trip = make_trip(slug="seoul", timezone="Asia/Seoul")
    place = make_place(
        trip,
        "City hall",
        address="Sejong-daero 110",
        local_address="세종대로 110",
        latitude=37.5663,
        longitude=126.9779,
    )
    session = make_session(make_day(trip), "圓桌", place=place)
    assert places(trip) == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": place.uid,
                "geometry": {"type": "Point", "coordinates": [126.9779, 37.5663]},
                "properties": {
                    "name": "City hall",
                    "address": "Sejong-daero 110",
                    "local_address": "세종대로 110",
                    "sessions": [
                        {
                            "uid": session.uid,
                            "date": "2026-11-23",
                            "title": "圓桌",
                            "url": f"https://trips.example.org/trips/seoul/sessions/{session.uid}/",
                        }
                    ],
                },
            }
        ],
        "places_without_coordinates": 0,
    }


@pytest.mark.parametrize(
    "where", [{}, {"latitude": 0, "longitude": 0}, {"latitude": 1}, {"longitude": 1}]
)
def test_places_of_which_it_is_not_known_where_they_are_are_counted(where):
    trip = make_trip()
    make_session(make_day(trip), place=make_place(trip, **where))
    found = places(trip)
    assert (found["features"], found["places_without_coordinates"]) == ([], 1)


@pytest.mark.parametrize("where", [(0, 1.5), (1.5, 0)])
def test_a_place_on_the_equator_or_in_greenwich_is_known(where):
    trip = make_trip()
    place = make_place(trip, latitude=where[0], longitude=where[1])
    make_session(make_day(trip), place=place)
    (feature,) = places(trip)["features"]
    assert feature["geometry"]["coordinates"] == [where[1], where[0]]


@pytest.mark.parametrize("language", ["de", "fr", "en"])
def test_numbers_have_a_decimal_point_in_every_language(settings, client, language):
    settings.USE_THOUSAND_SEPARATOR = True
    trip = make_trip(slug="seoul")
    make_session(make_day(trip), place=make_place(trip, latitude=37.5, longitude=-1126.25 / 10))
    with translation.override(language):
        text = geojson.write(load_trip(trip, ANONYMOUS)).decode()
    assert '"coordinates":[-112.625,37.5]' in text


def test_it_is_answered_as_what_it_is(client):
    make_trip(slug="seoul")
    response = client.get("/trips/seoul/places.geojson")
    assert response["Content-Type"] == "application/geo+json; charset=utf-8"
