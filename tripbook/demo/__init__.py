"""The demo trip: what a first visitor of a new installation sees, and a model of a full trip."""

import datetime as dt
from importlib.resources import files
from zoneinfo import ZoneInfo

from tripbook.interchange.document import Document, read_document

# This day of the demo document is the one that becomes today.
TODAY_IN_THE_DOCUMENT = dt.date(2026, 11, 24)


def demo_document(today: dt.date | None = None) -> Document:
    """Return the demo trip, moved so that its busiest day is `today` (where it takes place)."""
    document = read_document(files(__package__).joinpath("trip.json").read_bytes())
    today = today or dt.datetime.now(ZoneInfo(document.trip.timezone)).date()
    shift = today - TODAY_IN_THE_DOCUMENT
    for day in document.days:
        day.date += shift
    for session in document.sessions:
        session.end_date = session.end_date and session.end_date + shift
    for person in document.participants:
        person.joins_on = person.joins_on and person.joins_on + shift
        person.leaves_on = person.leaves_on and person.leaves_on + shift
    return document
