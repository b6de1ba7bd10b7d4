"""What a document says, without uids: for comparing whole readings with `==`."""

from dataclasses import dataclass, field

from tests.interchange.lines import lost_lines
from tripbook.interchange.note import read_note


@dataclass
class Outline:
    """A document as a person would list it. What stands under something names it."""

    title: str
    tags: list[str] = field(default_factory=list)
    description: str = ""
    people: list[tuple] = field(default_factory=list)
    days: list[tuple] = field(default_factory=list)
    sessions: list[tuple] = field(default_factory=list)
    docs: list[tuple] = field(default_factory=list)
    notes: list[tuple] = field(default_factory=list)


def outline(document) -> Outline:
    """Return what a document says.

    people: (name, handle, organization); days: (date, title); sessions: (date, start, end,
    title); docs: (target, title, kind, url); notes: (target, purpose, body).
    """
    raw = document.model_dump(mode="json", by_alias=True)
    organizations = {record["uid"]: record["name"] for record in raw["organizations"]}
    targets = {day["uid"]: day["date"] or day["title"] for day in raw["days"]}
    targets |= {session["uid"]: session["title"] for session in raw["sessions"]}

    def target(record):
        return targets.get(record["session"] or record["day"], "")

    return Outline(
        title=raw["trip"]["title"],
        tags=raw["trip"]["tags"],
        description=raw["trip"]["description"],
        people=[
            (p["name"], p["handle"], organizations.get(p["organization"], ""))
            for p in raw["participants"]
        ],
        days=[(day["date"], day["title"]) for day in raw["days"]],
        sessions=[(s["date"], s["start"], s["end"], s["title"]) for s in raw["sessions"]],
        docs=[(target(d), d["title"], d["kind"], d["url"]) for d in raw["linked_docs"]],
        notes=[(target(n), n["purpose"], n["body"]) for n in raw["notes"]],
    )


def read(text):
    """Return the outline of a note; nothing of it may be lost."""
    reading = read_note(text)
    lost = lost_lines(text, reading)
    assert not lost, lost
    return outline(reading.document)
