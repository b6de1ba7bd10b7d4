"""What a merge changes and asks, row by row, and what was answered so far."""

import re
from collections.abc import Collection, Mapping
from functools import cached_property

from django.utils.html import format_html_join

from notes.differences import word_diff
from tripbook.interchange.merge import Merge, resolve

from .items import LONG_TEXTS, line_links

TIME_OR_DATE = re.compile(r"\d{1,2}:\d\d|\d{4}-\d\d-\d\d")


class MergeQuestions:
    """The rows of a merge: its changes, its conflicts and what left the note.

    `added` are the uids of what it adds, which is shown as items. `posted` is the form that came
    back, None at first.
    """

    def __init__(self, merged: Merge, *, added: Collection[str], lines_of: Mapping, posted=None):
        self.merged, self.added, self.lines_of, self.posted = merged, added, lines_of, posted

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The path of the first row about each item: the one that links lead to."""
        rows = [*self.merged.conflicts, *self.merged.changed]
        return {row.uid: row.path for row in reversed(rows) if row.uid not in self.added}

    @property
    def shown(self) -> set[str]:
        """The uids of the items that a row or an item is about."""
        return {*self.added, *self.anchors}

    def conflicts(self):
        names = self.merged.names
        for conflict in self.merged.conflicts:
            before, theirs, ours = (
                full_value(names, conflict.field, value)
                for value in (conflict.base, conflict.theirs, conflict.ours)
            )
            yield {
                "name": f"conflict-{conflict.path}",
                "uid": conflict.uid,
                "is_anchor": self.anchors.get(conflict.uid) == conflict.path,
                "words": conflict.words,
                "is_item": not conflict.field,
                "note_chosen": self._is_note_chosen(conflict),
                "before": before,
                "has_before": bool(conflict.field) and conflict.has_base,
                "theirs": difference(ours, theirs) if conflict.field else "",
                "ours": ours,
                "lines": self._lines(conflict.uid),
            }

    def removals(self):
        wanted = set(self.posted.getlist("remove")) if self.posted is not None else set()
        for removal in self.merged.removals:
            if removal.uid not in self.merged.removed:
                yield {"removal": removal, "checked": removal.uid in wanted}

    def changes(self):
        names = self.merged.names
        for change in self.merged.changed:
            before, after = (
                full_value(names, change.field, value) for value in (change.before, change.after)
            )
            yield {
                "uid": change.uid,
                "is_anchor": self.anchors.get(change.uid) == change.path,
                "words": change.words,
                "difference": difference(before, after),
                "lines": self._lines(change.uid),
            }

    @property
    def has_news(self) -> bool:
        """Whether there is anything to save or to decide."""
        merged = self.merged
        return bool(merged.added or merged.changed or merged.conflicts or merged.removals)

    @property
    def has_unasked(self) -> bool:
        """Whether there is a conflict that the form which came back did not ask about."""
        conflicts = self.merged.conflicts
        return any(f"conflict-{conflict.path}" not in self.posted for conflict in conflicts)

    def answered(self) -> Merge:
        """Return the merge as it was decided: what was not answered stays as it is here."""
        decisions = {
            conflict.path: "note" if self._is_note_chosen(conflict) else "here"
            for conflict in self.merged.conflicts
        }
        removable = {removal.uid for removal in self.merged.removals}
        remove = removable & set(self.posted.getlist("remove"))
        return resolve(self.merged, prefer="here", decisions=decisions, remove=remove)

    def _is_note_chosen(self, conflict) -> bool:
        return self.posted is not None and self.posted.get(f"conflict-{conflict.path}") == "note"

    def _lines(self, uid: str) -> str:
        return line_links([number + 1 for number in self.lines_of.get(uid, ())])


def full_value(names, field: str, value) -> str:
    """Return a value in words, long texts whole."""
    if isinstance(value, str) and field in LONG_TEXTS:
        return value
    return names.value(field, value)


def difference(before: str, after: str) -> str:
    """Return what became of a text as HTML, word by word; of a time or a date, as a whole."""
    tags = {"equal": "span", "delete": "del", "insert": "ins"}
    parts = list(word_diff(before, after))
    are_times = TIME_OR_DATE.fullmatch(before) and TIME_OR_DATE.fullmatch(after)
    if before != after and (are_times or [op for op, _text in parts] == ["delete", "insert"]):
        parts = [("delete", before), ("equal", " "), ("insert", after)]
    return format_html_join(
        "",
        "<{0}>{1}</{0}>",
        ((tags[op], shortened(text) if op == "equal" else text) for op, text in parts),
    )


def shortened(text: str) -> str:
    """Return a text that did not change without its middle."""
    return text if len(text) <= 400 else f"{text[:150]} … {text[-150:]}"
