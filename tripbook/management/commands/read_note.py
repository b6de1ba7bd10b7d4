from pathlib import Path

from tripbook.interchange.document import derive
from tripbook.interchange.dump import to_json
from tripbook.interchange.importing import preview_note
from tripbook.management.base import TripCommand


class Command(TripCommand):
    help = "Print the trip document that a note reads as. Nothing is written."

    def add_arguments(self, parser):
        self.add_note_arguments(parser)

    def handle(self, *, file, timezone, start_date, **options):
        data = self.read_file(file)
        with self.refusing(file):
            reading = preview_note(
                data=data, file_name=Path(file).name, timezone=timezone, start_date=start_date
            )
        document = derive(reading.document).model_dump(mode="json", by_alias=True)
        self.stdout.write(to_json(document, indent=2), ending="")
        self.say_warnings(file, reading)
