"""What makes the reader quick leaves out nothing that it would find."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interchange.fuzzing import PIECES
from tripbook.interchange.note.line import dates, times
from tripbook.interchange.note.line.patterns import any_of

SIGNS = "0123456789:./-–~月日點時半上午amnoh 年월전NovFri(金)正"
texts = st.text(SIGNS, max_size=30) | st.lists(st.sampled_from(PIECES), max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("characters", "rule"),
    [*dates.RULES.rules, *times.RULES.rules],
    ids=lambda part: getattr(part, "__name__", ""),
)
def test_a_rule_finds_nothing_in_a_line_without_its_characters(characters, rule):
    @given(texts)
    @settings(derandomize=True, deadline=None, max_examples=60, database=None)
    def check(text):
        if characters and characters.isdisjoint(text):
            assert list(rule(text)) == []

    check()


@given(texts)
@settings(derandomize=True, deadline=None, max_examples=150)
def test_only_rules_that_may_find_something_are_asked(text):
    asked = dates.RULES.of(text)
    assert {rule for _characters, rule in dates.RULES.rules if list(rule(text))} <= set(asked)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("day|days?|日程", "all days", "day"),
        ("[台臺]北|taipei", "到臺北", "臺北"),
        ("(?:in|on) the room|here", "who is on the room", "on the room"),
        ("(?P<one>a|b)|(?P<other>c)", "c", "c"),
        ("day|night", "noon", None),
    ],
)
def test_any_of_many_words(words, text, found):
    match = re.search(any_of(words), text)
    assert (match and match[0]) == found
