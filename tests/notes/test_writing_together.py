"""Whatever several people write in one note, and in whatever order it arrives, all of it stays."""

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notes.models import Note
from notes.revisions import Writer, save_edit
from tests.factories import make_note, make_trip


@dataclass
class Page:
    """A page that is open in somebody's browser, as writing.js keeps it."""

    name: str
    text: str
    base: int = 1
    known: str = ""
    written: list[str] = field(default_factory=list)

    def type(self, place: int, line: str, *, over: bool) -> None:
        """Write a line at a place, over one that was there from the start or before it."""
        lines = self.text.split("\n")
        place %= len(lines)
        is_of_the_start = lines[place].startswith("start")
        lines[place : place + (over and is_of_the_start)] = [line]
        self.text = "\n".join(lines)
        self.written.append(line)

    def save(self, note: Note, *, is_heard: bool) -> None:
        """Send the text; where the answer is not heard, the page goes on as if nothing was sent."""
        writer = Writer(self.name)
        sent = self.text
        saved = save_edit(note=note, body=sent, base=self.base, writer=writer, page=self.name)
        if is_heard:
            self.text, self.base = saved.note.body, saved.note.revision

    def look(self, note: Note) -> None:
        """Take what others saved, as a page does that has nothing unsaved."""
        note.refresh_from_db()
        before = note.revisions.filter(number=self.base).get().body
        if self.text == before:
            self.text, self.base = note.body, note.revision


steps = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from(["type", "type", "type over", "save", "save unheard", "look"]),
        st.integers(0, 8),
    ),
    max_size=25,
)


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_no_interleaving_of_edits_and_saves_loses_a_line(steps):
    text = "start 0\nstart 1\nstart 2\nstart 3\n"
    note = make_note(make_trip(), text)
    pages = {name: Page(name, text) for name in "ABC"}
    for number, (name, step, place) in enumerate(steps):
        page = pages[name]
        if step.startswith("type"):
            page.type(place, f"line {number} of {name}", over=step.endswith("over"))
        elif step == "look":
            page.look(note)
        else:
            page.save(note, is_heard=step == "save")
    for page in pages.values():
        page.save(note, is_heard=True)
    note.refresh_from_db()
    lines = note.body.split("\n")
    for page in pages.values():
        assert [line for line in page.written if line not in lines] == []
    # Nothing but what overlaps is there twice.
    assert all(lines.count(line) == 1 for page in pages.values() for line in page.written)
    note.owning_trip.delete()


@pytest.mark.django_db
def test_a_merge_asks_as_often_after_many_saves_as_after_few(django_assert_max_num_queries):
    note = make_note(make_trip(), "start\n")
    page = Page("A", "start\n")
    for number in range(30):
        page.type(number, f"line {number}", over=False)
        page.save(note, is_heard=True)
    with django_assert_max_num_queries(16):
        save_edit(note=note, body="start\nlate\n", base=1, writer=Writer("B"), page="B")
