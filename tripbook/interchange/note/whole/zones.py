"""The time zone of a trip, where the note names one or the only city it is about."""

import re

from tripbook.interchange.note.draft import Draft
from tripbook.interchange.note.line.keys import label_of
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import CITY_ZONES, SPOKEN_ZONES, Part
from tripbook.interchange.note.tree.blocks import Section, Text

MAX_LINE = 300


def read_zone(draft: Draft, root: Section, title: Section | None) -> None:
    """Give the trip the zone that its note says: `(Taiwan time)`, `JST`, else `地點：台北`.

    Where it names several, nobody but its writers knows which is meant.
    """
    if draft.trip.timezone is not None:
        return
    lines = _lines(root)
    spoken = [(n, zone) for n, text in lines for zone in _zones_in(SPOKEN_ZONES, text)]
    places = [(title.first, draft.trip.title)] if title else []
    places += [
        (n, label.value)
        for n, text in lines
        if (label := label_of(plain(text))) and label.part is Part.PLACE
    ]
    cities = [(n, zone) for n, text in places for zone in _zones_in(CITY_ZONES, text)]
    for found in (spoken, cities):
        if found and len({zone for _line, zone in found}) == 1:
            line, draft.trip.timezone = found[0]
            if line not in draft.claims:
                draft.keep(line)
            draft.claim(line, draft.trip, "timezone")
        if found:
            return


def _lines(root: Section) -> list[tuple[int, str]]:
    found = []
    for block in root.all_blocks:
        if isinstance(block, Section):
            found.append((block.first, block.text[:MAX_LINE]))
        elif isinstance(block, Text):
            found += [(line, text[:MAX_LINE]) for line, text in block.lines]
    return found


def _zones_in(table: dict[str, re.Pattern], text: str) -> list[str]:
    return [zone for zone, pattern in table.items() if pattern.search(text)]
