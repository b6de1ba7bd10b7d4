"""What differs between two texts, and what becomes of two people's changes of one."""

import random
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes.differences import (
    Hunk,
    line_changes,
    matching_blocks,
    merge_lines,
    merge_texts,
    word_diff,
)

LINES = ["", "a", "b", "c", "- 議題", "- 의제", "会議は十時から", "The mayor speaks.", "x\r"]
texts = st.lists(st.sampled_from(LINES), max_size=8).map("\n".join)
any_texts = st.one_of(texts, st.text(max_size=40))


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("", "", []),
        ("same", "same", [("equal", "same")]),
        ("", "new", [("insert", "new")]),
        (
            "The mayor speaks at 10:00.",
            "The mayor speaks at 11:00.",
            [
                ("equal", "The mayor speaks at "),
                ("delete", "10"),
                ("insert", "11"),
                ("equal", ":00."),
            ],
        ),
        (
            "拜會台北市政府交通局",
            "拜會台北市議會交通局",
            [
                ("equal", "拜會台北市"),
                ("delete", "政府"),
                ("insert", "議會"),
                ("equal", "交通局"),
            ],
        ),
        (
            "会議は十時からです",
            "会議は三時からです",
            [("equal", "会議は"), ("delete", "十"), ("insert", "三"), ("equal", "時からです")],
        ),
        (
            "시청에서 만나요",
            "시청으로 만나요",
            [("equal", "시청"), ("delete", "에서"), ("insert", "으로"), ("equal", " 만나요")],
        ),
        (
            "naïve café",
            "naïve cafe\u0301s",
            [("equal", "naïve "), ("delete", "café"), ("insert", "cafe\u0301s")],
        ),
        (
            "one\ntwo\nthree\n",
            "one\nthree\nfour\n",
            [("equal", "one\n"), ("delete", "two\n"), ("equal", "three\n"), ("insert", "four\n")],
        ),
        (
            "All came to the opening",
            "沒有人出席",
            [("delete", "All came to the opening"), ("insert", "沒有人出席")],
        ),
    ],
)
def test_a_difference_is_told_in_words_and_in_single_characters_of_cjk(before, after, difference):
    assert word_diff(before, after) == difference


@given(any_texts, any_texts)
def test_a_difference_holds_both_texts_whole(before, after):
    parts = word_diff(before, after)
    assert "".join(text for op, text in parts if op != "insert") == before
    assert "".join(text for op, text in parts if op != "delete") == after
    assert all(text for _op, text in parts)


@given(st.lists(st.integers(0, 4), max_size=25), st.lists(st.integers(0, 4), max_size=25))
def test_what_matches_is_the_same_and_in_order(a, b):
    i = j = 0
    for x, y, length in matching_blocks(a, b):
        assert (x, y) >= (i, j)
        assert length
        assert a[x : x + length] == b[y : y + length]
        i, j = x + length, y + length


@pytest.mark.parametrize(
    ("theirs", "ours", "merged"),
    [
        ("a\nB\nc", "a\nb\nc", "a\nB\nc"),
        ("a\nb\nc", "a\nb\nC", "a\nb\nC"),
        ("A\nb\nc", "a\nb\nC", "A\nb\nC"),
        ("a\nB\nc", "a\nb\nC", "a\nB\nC"),
        ("a\nB\nc", "a\nB\nc", "a\nB\nc"),
        ("b\nc", "a\nb\nc\nd", "b\nc\nd"),
        ("new\na\nb\nc", "a\nb\nc\nmore", "new\na\nb\nc\nmore"),
        ("", "a\nb\nc", ""),
    ],
)
def test_changes_of_different_lines_meet(theirs, ours, merged):
    found = merge_lines("a\nb\nc", theirs, ours)
    assert (found.text(), found.conflicts) == (merged, [])


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "hunk"),
    [
        ("a\nb\nc", "a\nX\nc", "a\nY\nc", Hunk(["b"], ["X"], ["Y"])),
        ("a\nb", "a\nX\nb", "a\nY\nb", Hunk([], ["X"], ["Y"])),
        ("a\nb", "a", "a\nY", Hunk(["b"], [], ["Y"])),
        (
            "議事録",
            "議事録：案",
            "議事録（確定）",
            Hunk(["議事録"], ["議事録：案"], ["議事録（確定）"]),
        ),
    ],
)
def test_different_changes_of_the_same_lines_are_a_conflict(base, theirs, ours, hunk):
    found = merge_lines(base, theirs, ours)
    assert found.conflicts == [hunk]
    assert (found.text("theirs"), found.text("ours")) == (theirs, ours)


def test_what_two_conflicting_changes_have_in_common_is_settled():
    found = merge_lines("a\nz", "a\nsame\nX\nz", "a\nsame\nY\nz")
    assert found.conflicts == [Hunk([], ["X"], ["Y"])]


def test_line_ends_of_another_kind_are_no_change():
    found = merge_lines("a\nb\nc", "a\nB\nc", "a\r\nb\r\nC\r")
    assert found.conflicts == []
    assert found.text() == "a\r\nB\nC\r"


@given(texts, texts)
def test_a_side_that_changed_nothing_takes_the_other(base, changed):
    assert merge_lines(base, changed, base).text() == changed
    assert merge_lines(base, base, changed).text() == changed
    both = merge_lines(base, changed, changed)
    assert (both.text(), both.conflicts) == (changed, [])


@given(texts, texts, texts)
def test_a_merge_is_the_same_from_both_sides(base, theirs, ours):
    one, other = merge_lines(base, theirs, ours), merge_lines(base, ours, theirs)
    assert one.text("theirs").split() == other.text("ours").split()
    assert len(one.conflicts) == len(other.conflicts)


def test_texts_of_two_people_are_kept_twice_where_they_overlap():
    merged, kept_twice = merge_texts(
        "# 議事録\nBudget: open\nEnd",
        "# 議事録\nBudget: 300\nEnd\n次回は金曜",
        "# 議事録\nBudget: 500\nEnd",
        their_name="佐藤",
        our_name="Nora",
    )
    assert kept_twice == 1
    assert merged == (
        "# 議事録\n⟪ Nora ⟫\nBudget: 500\n⟪ 佐藤 ⟫\nBudget: 300\n⟪ · ⟫\nEnd\n次回は金曜"
    )


def test_lines_that_one_removed_and_another_changed_stay_changed():
    names = {"their_name": "Ken", "our_name": "Nora"}
    assert merge_texts("a\nb\nc", "a\nc", "a\nb!\nc", **names) == ("a\nb!\nc", 0)
    assert merge_texts("a\nb\nc", "a\nb!\nc", "a\nc", **names) == ("a\nb!\nc", 0)


@given(texts, texts, texts)
def test_no_new_line_of_two_people_is_lost(base, theirs, ours):
    merged, _kept_twice = merge_texts(base, theirs, ours, their_name="Ken", our_name="Nora")
    after = Counter(line.strip() for line in merged.split("\n"))
    before = {line.strip() for line in base.split("\n")}
    for line in {line.strip() for text in (theirs, ours) for line in text.split("\n")} - before:
        assert not line or after[line]


@given(texts)
def test_the_same_text_of_two_people_is_that_text(text):
    assert merge_texts("", text, text, their_name="Ken", our_name="Nora") == (text, 0)


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "merged"),
    [
        ("", "one", "two", "one\ntwo"),
        ("a\n", "a\none\n", "a\ntwo\n", "a\none\ntwo\n"),
        ("a\nb", "a\none\nb", "a\ntwo\nb", "a\none\ntwo\nb"),
    ],
)
def test_new_lines_of_two_people_at_one_place_follow_each_other(base, theirs, ours, merged):
    names = {"their_name": "Ken", "our_name": "Nora"}
    assert merge_texts(base, theirs, ours, **names) == (merged, 0)


@given(texts, texts)
def test_the_changes_of_lines_make_one_text_of_another(before, after):
    lines = before.split("\n")
    for first, last, put in reversed(line_changes(before, after)):
        lines[first:last] = put
    assert "\n".join(lines) == after


@pytest.mark.parametrize("kind", ["prose", "repeated", "shuffled", "rewritten", "one line"])
def test_long_texts_are_compared_in_little_time(kind):
    rng = random.Random(kind)
    words = ["the", "mayor", "議會", "の会議", "회의", "asks", "about", "ferries"]
    old = [" ".join(rng.choices(words, k=8)) for _i in range(5000)]
    new = [line if rng.random() < 0.9 else f"{line}, twice" for line in old]
    if kind == "repeated":
        old, new = rng.choices(["- [ ] ", "", "---"], k=5000), rng.choices(["- [ ] ", ""], k=5000)
    elif kind == "shuffled":
        rng.shuffle(new)
    elif kind == "rewritten":
        new = [" ".join(rng.choices(words, k=8)) for _i in range(5000)]
    elif kind == "one line":
        old, new = [" ".join(old)], [" ".join(new)]
    before, after = "\n".join(old), "\n".join(new)
    start = time.process_time()
    word_diff(before, after)
    merge_lines(before, after, f"first\n{before}")
    assert time.process_time() - start < 5
