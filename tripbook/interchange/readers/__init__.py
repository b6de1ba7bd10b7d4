"""What reads the files of others: calendars, conference schedules and sheets.

    kind = kind_of_file(data, "programme.ics")
    reading = reader_of(data, kind)(data, Target(uid=trip.uid, timezone="Asia/Taipei"))
    reading.document, reading.warnings

Each reader takes bytes and returns a trip document, without a database. What can't be read is a
DocumentError that says where, by line and column or by path. The uids come of the trip's own and
of what the file calls its events, so that the same file again gives the same ones.
"""

from .kinds import check_size, kind_of_file, reader_of
from .programme import Reading, Target

__all__ = ["Reading", "Target", "check_size", "kind_of_file", "reader_of"]
