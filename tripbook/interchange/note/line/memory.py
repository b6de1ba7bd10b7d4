"""What the rules made of a line, remembered while one note is read.

Many rules look at the same line. No note has more lines than are remembered, and what was
remembered is forgotten with the note, so that a long one does not fill the memory of the server.
"""

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import TypeVar

# More than the lines of the largest note that is taken, and their parts.
CACHED_LINES = 1 << 18

Rule = TypeVar("Rule", bound=Callable)
_remembered: list[_lru_cache_wrapper] = []


def remember_lines(rule: Rule) -> Rule:
    """Decorate a function of one line so that it is worked out once for each line of a note."""
    _remembered.append(lru_cache(maxsize=CACHED_LINES)(rule))
    return _remembered[-1]


def forget_lines() -> None:
    """Forget what was read of every line."""
    for rule in _remembered:
        rule.cache_clear()
