"""Addresses of a place on the maps that people have on their phones. No map is loaded from them."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from events.models import Place


class MapLink(NamedTuple):
    """The name of a map service, which is its own in every language, and a place on it."""

    name: str
    url: str


def map_links(place: Place) -> list[MapLink]:
    """Return where a place is on each map: by its coordinates where known, else by its address.

    Maps that are only of Korea look for the address in the local script.
    """
    if place.has_coordinates:
        return _by_coordinates(place.name, _degrees(place.latitude), _degrees(place.longitude))
    address = place.address or place.local_address or place.name
    return _by_text(address, place.local_address or address)


def _by_coordinates(name: str, latitude: str, longitude: str) -> list[MapLink]:
    pin = urlencode({"mlat": latitude, "mlon": longitude})
    point = f"{latitude},{longitude}"
    return [
        MapLink(
            "OpenStreetMap",
            f"https://www.openstreetmap.org/?{pin}#map=17/{latitude}/{longitude}",
        ),
        MapLink("Google Maps", _google(point)),
        MapLink("Naver Map", f"https://map.naver.com/p/search/{_quoted(point)}"),
        MapLink("Kakao Map", f"https://map.kakao.com/link/map/{_quoted(name)},{point}"),
    ]


def _by_text(address: str, local_address: str) -> list[MapLink]:
    query = urlencode({"query": address})
    return [
        MapLink("OpenStreetMap", f"https://www.openstreetmap.org/search?{query}"),
        MapLink("Google Maps", _google(address)),
        MapLink("Naver Map", f"https://map.naver.com/p/search/{_quoted(local_address)}"),
        MapLink("Kakao Map", f"https://map.kakao.com/link/search/{_quoted(local_address)}"),
    ]


def _google(query: str) -> str:
    return "https://www.google.com/maps/search/?" + urlencode({"api": 1, "query": query})


def _degrees(value: float) -> str:
    """Write a coordinate without an exponent, to the decimetre."""
    # Adding zero turns a rounded -0.0 into 0.
    return f"{round(value, 6) + 0.0:.6f}".rstrip("0").rstrip(".")


def _quoted(text: str) -> str:
    """Quote a text for one step of a path, where a comma, too, has a meaning."""
    return quote(text, safe="")
