"""The places of a trip for maps: GeoJSON (RFC 7946). The longitude comes first."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from events.models import Place, Session
from tripbook.loading import VisibleTrip

from .contentlines import plain
from .dump import absolute_url, to_json
from .exporting import Format


def write(loaded: VisibleTrip) -> bytes:
    """Return the places of which it is known where they are, and how many are left out."""
    there = defaultdict(list)
    for session in loaded.sessions:
        there[session.place_id].append(session)
    known = [place for place in loaded.places if place.has_coordinates]
    collection = {
        "type": "FeatureCollection",
        "features": [_feature(place, there[place.pk]) for place in known],
        "places_without_coordinates": len(loaded.places) - len(known),
    }
    return to_json(collection).encode()


def _feature(place: Place, sessions: list[Session]) -> dict:
    return {
        "type": "Feature",
        "id": place.uid,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "name": plain(place.name),
            "address": plain(place.address),
            "local_address": plain(place.local_address),
            "sessions": [
                {
                    "uid": session.uid,
                    "date": session.day.date.isoformat(),
                    "title": plain(session.title),
                    "url": absolute_url(session.get_absolute_url()),
                }
                for session in sessions
            ],
        },
    }


GEOJSON = Format(
    name="geojson",
    path="/places.geojson",
    media_type="application/geo+json; charset=utf-8",
    writer=write,
    label="GeoJSON",
    purpose=_("The places for maps. Places without coordinates are left out."),
    subject=lambda loaded: f"{loaded.trip.title} – places",
)
