"""Rules that find something in a line, asked only where they may find it."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

Found = TypeVar("Found")
Rule = Callable[[str], Iterator[Found]]
# More than the kinds of lines of a note: which of the characters they have.
KINDS_OF_LINES = 1024


class Finders(Generic[Found]):
    """Rules in their order, each with the characters of which one stands in all that it finds.

    A rule without such characters is asked of every line.
    """

    def __init__(self, *rules: tuple[str, Rule[Found]]):
        self.rules = [(frozenset(characters), rule) for characters, rule in rules]
        self.characters = frozenset().union(*(characters for characters, _rule in self.rules))
        self._with = lru_cache(KINDS_OF_LINES)(self._with)

    def of(self, text: str) -> list[Rule[Found]]:
        """Return the rules that may find something in a text."""
        return self._with(self.characters.intersection(text))

    def _with(self, found: frozenset[str]) -> list[Rule[Found]]:
        return [rule for marks, rule in self.rules if not marks or not marks.isdisjoint(found)]
