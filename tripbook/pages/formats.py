"""The formats that a trip can be taken along in: all of them, in the order of menus."""

from tripbook.interchange.dump import JSON
from tripbook.interchange.exporting import Format

from .book import HTML

FORMATS: tuple[Format, ...] = (HTML, JSON)

OF_THE_WHOLE_TRIP = tuple(file_format for file_format in FORMATS if file_format.is_of_whole_trip)
