import os
import shutil
from pathlib import Path

from django.core.management.color import no_style

from tripbook.interchange.document import derive
from tripbook.interchange.dump import to_json
from tripbook.interchange.importing import preview_note
from tripbook.interchange.note import decode
from tripbook.interchange.note.tree.source import split_lines
from tripbook.management.base import TripCommand
from tripbook.management.explanation import Layout, basis, explain, totals


class Command(TripCommand):
    help = "Print the trip document that a note reads as. Nothing is written."

    def add_arguments(self, parser):
        self.add_note_arguments(parser)
        parser.add_argument(
            "--explain",
            action="store_true",
            help="print the note instead, with what became of each line",
        )

    def handle(self, *, file, timezone, start_date, explain, **options):
        data = self.read_file(file)
        with self.refusing(file):
            reading = preview_note(
                data=data, file_name=Path(file).name, timezone=timezone, start_date=start_date
            )
        if explain:
            self.explain(file, data, reading, force_color=options["force_color"])
            return
        document = derive(reading.document).model_dump(mode="json", by_alias=True)
        self.stdout.write(to_json(document, indent=2), ending="")
        self.say_warnings(file, reading)

    def explain(self, file, data, reading, *, force_color):
        """Print the note with what became of each line, as wide as the terminal."""
        is_terminal = self.stdout.isatty()
        is_plain = not (is_terminal or force_color) or "NO_COLOR" in os.environ
        layout = Layout(
            style=no_style() if is_plain else self.style,
            width=shutil.get_terminal_size().columns if is_terminal else None,
        )
        lines = split_lines(decode(data))
        for line in explain(reading, lines, layout):
            self.stdout.write(line)
        for message in basis(reading, lines):
            self.say(f"{file}: {message}")
        self.say(f"{file}: {totals(reading)}")
