"""The organizers' import of a note: entry, preview, saving, and undo."""
