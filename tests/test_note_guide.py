"""The guide for organizers: each of its examples reads as it says."""

import re

import pytest
from django.conf import settings

from tests.interchange.lines import lost_lines
from tripbook.interchange.note import read_note

GUIDE = (settings.BASE_DIR / "docs" / "note.md").read_text("utf-8")
EXAMPLES = re.findall(r"```markdown\n(.*?)```\n\n```text\n(.*?)\n```", GUIDE, re.DOTALL)


@pytest.mark.parametrize(("note", "reads_as"), EXAMPLES)
def test_an_example_reads_as_the_guide_says(note, reads_as):
    reading = read_note(note)
    assert lost_lines(note, reading) == []
    assert list(said(reading.document)) == reads_as.split("\n")


def test_every_example_is_tested():
    assert len(EXAMPLES) == GUIDE.count("```markdown") == GUIDE.count("```text") > 5


def said(document):
    """Yield what a document says as the guide writes it, a line for each thing."""
    trip = document.trip
    named = {record.uid: record.name for name in LISTED for record in getattr(document, name)}
    titles = {session.uid: session.title for session in document.sessions}
    yield f"title: {trip.title}"
    if trip.tags:
        yield f"tags: {', '.join(trip.tags)}"
    if trip.timezone:
        yield f"time zone: {trip.timezone}"
    if trip.description:
        yield f"text: {as_line(trip.description)}"
    for person in document.participants:
        home = named.get(person.organization)
        role = person.role if person.role != "delegate" else ""
        facts = (person.name, person.handle, person.position, home, role)
        yield f"person: {', '.join(filter(None, facts))}"
    for day in document.days:
        yield f"day: {day.date} {day.title}".strip()
        if day.summary:
            yield f"summary: {day.summary}"
        for session in document.sessions:
            if session.day == day.uid:
                yield f"session: {', '.join(filter(None, facts_of(session, named)))}"
                if session.description:
                    yield f"text of {session.title}: {as_line(session.description)}"
    for link in document.linked_docs:
        owner = f" of {titles[link.session]}" if link.session else ""
        yield f"link{owner}: {link.url}"
    for note in document.notes:
        yield f"{note.purpose} of {titles[note.session]}: {as_line(note.body)}"


LISTED = ("organizations", "participants", "places")


def facts_of(session, named):
    clocks = "-".join(f"{clock:%H:%M}" for clock in (session.start, session.end) if clock)
    yield f"{clocks} {session.title}".strip()
    yield f"at {named[session.place]}" if session.place else ""
    people = [named[going.uid] for going in session.participants]
    yield f"with {', '.join(people)}" if people else ""
    yield session.status if session.status != "confirmed" else ""


def as_line(text):
    return " / ".join(line for line in text.split("\n") if line)
