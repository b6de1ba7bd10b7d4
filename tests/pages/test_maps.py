"""Where a place is on other people's maps."""

import pytest

from events.models import Place
from tripbook.pages.maps import map_links


def links(**fields):
    return dict(map_links(Place(**{"name": "Customs House", **fields})))


def test_a_place_is_found_by_its_coordinates():
    assert links(name="Hall 2, north/東", latitude=59.443, longitude=24.0, address="Sadama") == {
        "OpenStreetMap": ("https://www.openstreetmap.org/?mlat=59.443&mlon=24#map=17/59.443/24"),
        "Google Maps": "https://www.google.com/maps/search/?api=1&query=59.443%2C24",
        "Naver Map": "https://map.naver.com/p/search/59.443%2C24",
        "Kakao Map": ("https://map.kakao.com/link/map/Hall%202%2C%20north%2F%E6%9D%B1,59.443,24"),
    }


def test_without_coordinates_it_is_found_by_its_address():
    assert links(address="Sadama 17 & 18, Tallinn", local_address="서울역 1") == {
        "OpenStreetMap": ("https://www.openstreetmap.org/search?query=Sadama+17+%26+18%2C+Tallinn"),
        "Google Maps": (
            "https://www.google.com/maps/search/?api=1&query=Sadama+17+%26+18%2C+Tallinn"
        ),
        "Naver Map": "https://map.naver.com/p/search/%EC%84%9C%EC%9A%B8%EC%97%AD%201",
        "Kakao Map": "https://map.kakao.com/link/search/%EC%84%9C%EC%9A%B8%EC%97%AD%201",
    }


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"local_address": "Vana"}, "Vana"),
        ({}, "Customs%20House"),
        # Half of a pair of coordinates is no place.
        ({"latitude": 59.4}, "Customs%20House"),
    ],
)
def test_the_next_best_thing_known_stands_in_for_the_address(fields, text):
    found = links(**fields)
    assert found["Kakao Map"] == f"https://map.kakao.com/link/search/{text}"
    assert found["OpenStreetMap"].endswith(f"query={text.replace('%20', '+')}")


@pytest.mark.parametrize(
    ("value", "written"), [(0.0, "0"), (-0.0000001, "0"), (1e-5, "0.00001"), (-33.86, "-33.86")]
)
def test_coordinates_are_plain_decimals(value, written):
    assert f"#map=17/{written}/10" in links(latitude=value, longitude=10.0)["OpenStreetMap"]
