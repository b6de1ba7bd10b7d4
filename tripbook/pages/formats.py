"""The formats that a trip can be taken along in: all of them, in the order of menus."""

from tripbook.interchange import ical
from tripbook.interchange.dump import JSON
from tripbook.interchange.exporting import Format
from tripbook.interchange.frab import SCHEDULE_JSON, SCHEDULE_XML
from tripbook.interchange.geojson import GEOJSON
from tripbook.interchange.note.writer import MARKDOWN
from tripbook.interchange.sheet import CSV
from tripbook.interchange.vcard import VCARD

from .book import HTML

FORMATS: tuple[Format, ...] = (
    ical.TRIP,
    ical.DAY,
    ical.SESSION,
    ical.PERSON,
    HTML,
    MARKDOWN,
    JSON,
    SCHEDULE_JSON,
    SCHEDULE_XML,
    CSV,
    VCARD,
    GEOJSON,
)

OF_THE_WHOLE_TRIP = tuple(file_format for file_format in FORMATS if file_format.is_of_whole_trip)
