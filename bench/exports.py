"""How much processor time and memory it takes to write a trip in each format."""

import time
import tracemalloc
from collections.abc import Iterator

REPEATS = 3


def exporting() -> Iterator[tuple[str, str]]:
    """Yield both of a trip of 60 sessions, and of one of 2,000."""
    from bench.samples import trip_document
    from events.access import SUPERUSER
    from events.models import Trip
    from tripbook.interchange.importing import import_document
    from tripbook.pages.formats import OF_THE_WHOLE_TRIP

    for sessions in (60, 2000):
        slug = f"exported-{sessions}"
        data = trip_document(sessions=sessions, people=40, slug=slug)
        import_document(data=data, file_name="bench.json")
        trip = Trip.objects.get(slug=slug)
        for file_format in OF_THE_WHOLE_TRIP:

            def write(file_format=file_format, trip=trip):
                option = file_format.option
                part = {option.name: option.values[0]} if option else {}
                return file_format.write(file_format.load(trip, SUPERUSER, **part), **part)

            milliseconds = min(_seconds(write) for _i in range(REPEATS)) * 1000
            tracemalloc.start()
            size = len(write())
            megabytes = tracemalloc.get_traced_memory()[1] / 1e6
            tracemalloc.stop()
            yield (
                f"{file_format.name} of {sessions} sessions",
                f"{milliseconds:.0f} ms, {megabytes:.0f} MB of memory for {size / 1e6:.2f} MB",
            )


def _seconds(work) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
