"""The left side of a preview: the note line by line, with what each line became."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from tripbook.interchange.account import CARRIES_NOTHING, Became, evidence, of_lines
from tripbook.interchange.document import Document
from tripbook.interchange.note import Reading
from tripbook.interchange.wording import Names

MAX_LINES = 3_000
"""Lines of the note that are shown."""


class NoteLines:
    """The lines of a note, and the items of a document that they became.

    The items stand in the document in the order of the account's paths.
    """

    def __init__(self, texts: list[str], reading: Reading, document: Document):
        self.texts, self.account = texts, reading.account
        self.evidence = evidence(reading.account, texts, document)
        self.became = of_lines(reading.account, document)
        self.names = Names(document)
        self.warnings: dict[int, list[str]] = defaultdict(list)
        for line, message in reading.warnings:
            self.warnings[line or 0].append(message)

    @cached_property
    def of_items(self) -> dict[str, list[int]]:
        """The numbers (from 0) of the lines that each item came from."""
        found = defaultdict(list)
        for number, parts in enumerate(self.became):
            for part in parts:
                found[part.record.uid].append(number)
                if part.name == "sessions" and "place" in part.fields and part.record.place:
                    found[part.record.place].append(number)
        return found

    @cached_property
    def texts_of_items(self) -> Mapping[str, str]:
        return {
            uid: "\n".join(self.texts[number] for number in numbers)
            for uid, numbers in self.of_items.items()
        }

    @property
    def general_warnings(self) -> list[str]:
        return self.warnings.get(0, [])

    @property
    def unseen(self) -> int:
        return max(0, len(self.texts) - MAX_LINES)

    def as_html(self, shown: Collection[str]) -> Iterator[str]:
        """Yield each line as HTML, with links to what it became where the page shows it."""
        for number, text in enumerate(self.texts[:MAX_LINES]):
            parts = self.became[number]
            links = format_html_join(_("; "), "{}", ((self._link(part, shown),) for part in parts))
            nothing = CARRIES_NOTHING.get(self.account[number][0], "")
            if not parts and nothing:
                links = nothing
            warnings = format_html_join(
                "",
                '<p class="line-warning">{}</p>',
                ((w,) for w in self.warnings.get(number + 1, ())),
            )
            yield format_html(
                '<li id="line-{0}" data-items="{1}"{2}><a class="line-number" href="#line-{0}">{0}'
                '</a><span class="line-text">{3}</span>{4}{5}</li>',
                number + 1,
                " ".join(part.record.uid for part in parts),
                "" if parts else format_html(' class="{}"', "nothing"),
                text,
                format_html('<span class="line-became">{}</span>', links) if links else "",
                warnings,
            )

    def _link(self, part: Became, shown: Collection[str]) -> str:
        words, uid = part.in_words(self.names), part.record.uid
        if uid not in shown:
            return words
        return format_html('<a href="#item-{}">{}</a>', uid, words)
