"""What differs between texts, and how the work of two people on one text becomes one again.

Everything here takes and returns plain text and knows nothing of where it is stored. A line is
what stands between two `\\n`; whether it ends in `\\r` too makes no difference to it.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

EQUAL, DELETE, INSERT = "equal", "delete", "insert"
Side = Literal["theirs", "ours"]
Lines = list[str]

# What a merge writes above the lines of each side, and below them.
MERGE_MARK = re.compile("⟪ .+ ⟫")
# Beyond this many differences in one stretch, a shortest list of them is no longer looked for.
MAX_DIFFERENCES = 100
# A changed stretch of more words than this is shown as replaced, whatever it has in common.
MAX_WORDS = 20_000
# Two passages with less in common than this are shown one after the other, not interwoven.
LITTLE_IN_COMMON = 0.2

# Scripts that are written without spaces; Korean has them, but its particles change alone.
CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30ff\u3105-\u312f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
# What changes the character before it and is never shown apart from it.
JOINED = "\u200c\u200d\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
# A CJK character, white space, a run of anything else that is no punctuation, or one character.
TOKEN = re.compile(
    rf"[{CJK}][{JOINED}]*|\r?\n|[^\S\n]+"
    rf"|[^\s!-/:-@\[-^`{{-~\u2000-\u200b\u200e-\u206f\u3000-\u303f\uff01-\uff65{CJK}]+|.",
    re.DOTALL,
)


@dataclass(frozen=True)
class Hunk:
    """Lines that two people changed differently."""

    base: Lines
    theirs: Lines
    ours: Lines


@dataclass(frozen=True)
class LineMerge:
    """A merged text: lines that are settled, and between them the hunks that are not."""

    parts: list[Lines | Hunk]

    @property
    def conflicts(self) -> list[Hunk]:
        return [part for part in self.parts if isinstance(part, Hunk)]

    def text(self, side: Side = "ours") -> str:
        """Return the text, with one side's lines where both changed the same ones."""
        settled = (getattr(p, side) if isinstance(p, Hunk) else p for p in self.parts)
        return "\n".join(line for lines in settled for line in lines)


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """Return the parts of both texts in order, each as "equal", "delete" or "insert".

    What is equal or deleted makes up `before`, what is equal or inserted makes up `after`. A
    part begins and ends between words, or between any two Chinese, Japanese or Korean characters.
    """
    old, new = _ended_lines(before), _ended_lines(after)
    found = _Parts()
    for same, a, b in _stretches(matching_blocks(old, new), len(old), len(new)):
        removed, added = "".join(old[a]), "".join(new[b])
        if same:
            found.add(EQUAL, removed)
        else:
            found.extend(_changed_words(removed, added))
    return found.parts


def merge_lines(base: str, theirs: str, ours: str) -> LineMerge:
    """Merge what two sides made of a text, line by line.

    Lines that one side changed are as that side has them; lines that both changed differently
    are a conflict. Changes of neighbouring lines are no conflict.
    """
    origin, left, right = (text.split("\n") for text in (base, theirs, ours))
    merged = _LineMerger(origin, left, right)
    return LineMerge(merged.parts())


def merge_texts(
    base: str, theirs: str, ours: str, *, their_name: str, our_name: str
) -> tuple[str, int]:
    """Merge what two people made of a text, and ask nobody.

    Return the text, and how many places of it are kept twice.

    Lines that both changed differently are kept twice, each marked with who wrote them. Where
    both wrote new lines at one place, as people do at the end of a note, these follow each
    other. Where one removed lines that the other changed, the changed ones stay. No new line is
    ever lost.
    """
    lines: Lines = []
    kept_twice = 0
    for part in merge_lines(base, theirs, ours).parts:
        if not isinstance(part, Hunk):
            lines += part
        elif _is_blank(part.ours) or _is_blank(part.theirs):
            lines += part.theirs if _is_blank(part.ours) else part.ours
        elif _is_blank(part.base):
            lines += [*part.theirs, *part.ours]
        else:
            lines += [_mark(our_name), *part.ours, _mark(their_name), *part.theirs, _mark("·")]
            kept_twice += 1
    return "\n".join(lines), kept_twice


def common_lines(a: str, b: str) -> str:
    """Return the lines that two texts have in common, in order."""
    left, right = a.split("\n"), b.split("\n")
    blocks = matching_blocks(_keys(left), _keys(right))
    return "\n".join(line for start, _j, length in blocks for line in left[start : start + length])


def line_changes(before: str, after: str) -> list[tuple[int, int, Lines]]:
    """Return what makes `after` of `before`: lines first to last (exclusive) become other lines."""
    old, new = before.split("\n"), after.split("\n")
    stretches = _stretches(matching_blocks(old, new), len(old), len(new))
    return [(a.start, a.stop, new[b]) for same, a, b in stretches if not same]


def matching_blocks(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """Return where `a` and `b` are the same, as (start in a, start in b, length), in order.

    The blocks leave out as little as can be found in nearly linear time.
    """
    numbers: dict[Hashable, int] = {}
    left = [numbers.setdefault(item, len(numbers)) for item in a]
    right = [numbers.setdefault(item, len(numbers)) for item in b]
    pairs = sorted(_matches(left, right))
    blocks: list[tuple[int, int, int]] = []
    for i, j, length in pairs:
        if blocks and (last := blocks[-1]) and (last[0] + last[2], last[1] + last[2]) == (i, j):
            blocks[-1] = last[0], last[1], last[2] + length
        else:
            blocks.append((i, j, length))
    return blocks


def _matches(a: list[int], b: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield the blocks that `a` and `b` have in common, in any order.

    A stretch is compared as it is while that is cheap. Else it is cut where an item stands once
    on both sides, and the pieces are compared; without such an item it counts as different.
    """
    stack = [(0, len(a), 0, len(b))]
    while stack:
        i, i_end, j, j_end = stack.pop()
        length = _common(a, b, i, i_end, j, j_end)
        if length:
            yield i, j, length
            i, j = i + length, j + length
        while i_end > i and j_end > j and a[i_end - 1] == b[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            yield i_end, j_end, 1
        if i == i_end or j == j_end:
            continue
        if (found := _shortest(a[i:i_end], b[j:j_end])) is not None:
            for x, y, size in found:
                yield i + x, j + y, size
        elif anchors := _anchors(a, b, i, i_end, j, j_end):
            bounds = [(i - 1, j - 1), *anchors, (i_end, j_end)]
            stack += [(x + 1, u, y + 1, v) for (x, y), (u, v) in pairwise(bounds)]
            for x, y in anchors:
                yield x, y, 1


def _common(a, b, i: int, i_end: int, j: int, j_end: int) -> int:
    """Return how many items are the same from the start."""
    length = 0
    most = min(i_end - i, j_end - j)
    while length < most and a[i + length] == b[j + length]:
        length += 1
    return length


def _shortest(a: list[int], b: list[int]) -> list[tuple[int, int, int]] | None:
    """Return the blocks of a shortest edit (Myers), None where it is longer than is looked for."""
    reached = {1: 0}
    history = []
    for differences in range(min(len(a) + len(b), MAX_DIFFERENCES) + 1):
        history.append(dict(reached))
        for diagonal in range(-differences, differences + 1, 2):
            down = diagonal == -differences or (
                diagonal != differences and reached[diagonal - 1] < reached[diagonal + 1]
            )
            x = reached[diagonal + 1] if down else reached[diagonal - 1] + 1
            y = x - diagonal
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            if x >= len(a) and y >= len(b):
                return _walk_back(history, len(a), len(b))
    return None


def _walk_back(history: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int]]:
    blocks = []
    for differences in range(len(history) - 1, -1, -1):
        reached = history[differences]
        diagonal = x - y
        down = diagonal == -differences or (
            diagonal != differences and reached[diagonal - 1] < reached[diagonal + 1]
        )
        before = diagonal + 1 if down else diagonal - 1
        # At no difference at all the walk ends in the corner that it began in.
        from_x = reached[before] if differences else 0
        after_x = (from_x if down else from_x + 1) if differences else 0
        if x > after_x:
            blocks.append((after_x, after_x - diagonal, x - after_x))
        x, y = from_x, from_x - before
    return blocks


def _anchors(a, b, i: int, i_end: int, j: int, j_end: int) -> list[tuple[int, int]]:
    """Return the most items that stand once on both sides and in the same order there."""
    once_in_a = {item for item, n in Counter(a[i:i_end]).items() if n == 1}
    places = {item: y for y, item in enumerate(b[j:j_end], j) if item in once_in_a}
    counts = Counter(item for item in b[j:j_end] if item in once_in_a)
    # The longest rising sequence: for each length, the lowest place that one of it ends at.
    ends: list[int] = []
    tops: list[tuple] = []
    for x in range(i, i_end):
        item = a[x]
        if counts.get(item) != 1:
            continue
        y = places[item]
        position = bisect_left(ends, y)
        link = (x, y, tops[position - 1] if position else None)
        ends[position : position + 1] = [y]
        tops[position : position + 1] = [link]
    found = []
    link = tops[-1] if tops else None
    while link is not None:
        x, y, link = link
        found.append((x, y))
    return found[::-1]


def _stretches(blocks, a_end: int, b_end: int) -> Iterator[tuple[bool, slice, slice]]:
    """Yield the stretches of two sequences in order, each with whether it is the same in both."""
    i = j = 0
    for x, y, length in [*blocks, (a_end, b_end, 0)]:
        if x > i or y > j:
            yield False, slice(i, x), slice(j, y)
        if length:
            yield True, slice(x, x + length), slice(y, y + length)
        i, j = x + length, y + length


class _Parts:
    """Parts of a difference; neighbours of one kind are one part."""

    def __init__(self):
        self.parts: list[tuple[str, str]] = []

    def add(self, op: str, text: str) -> None:
        if text and self.parts and self.parts[-1][0] == op:
            self.parts[-1] = op, self.parts[-1][1] + text
        elif text:
            self.parts.append((op, text))

    def extend(self, parts) -> None:
        for op, text in parts:
            self.add(op, text)


def _ended_lines(text: str) -> Lines:
    """Return the lines with their line breaks."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + lines[-1:]


def _changed_words(removed: str, added: str) -> list[tuple[str, str]]:
    replaced = [(DELETE, removed), (INSERT, added)]
    if not (removed and added):
        return replaced
    old, new = TOKEN.findall(removed), TOKEN.findall(added)
    if max(len(old), len(new)) > MAX_WORDS:
        return replaced
    found, common = [], 0
    for same, a, b in _stretches(matching_blocks(old, new), len(old), len(new)):
        if same:
            text = "".join(old[a])
            common += len("".join(text.split()))
            found.append((EQUAL, text))
        else:
            found += [(DELETE, "".join(old[a])), (INSERT, "".join(new[b]))]
    longest = max(len("".join(text.split())) for text in (removed, added))
    return found if common >= LITTLE_IN_COMMON * longest else replaced


@dataclass(frozen=True)
class _Edit:
    """Lines first to last (exclusive) of the base became these lines of one side."""

    first: int
    last: int
    start: int
    end: int


class _LineMerger:
    """One run of `merge_lines`."""

    def __init__(self, base: Lines, theirs: Lines, ours: Lines):
        self.base, self.theirs, self.ours = base, theirs, ours
        keys = [[line.removesuffix("\r") for line in lines] for lines in (base, theirs, ours)]
        self.their_blocks = matching_blocks(keys[0], keys[1])
        self.our_blocks = matching_blocks(keys[0], keys[2])

    def parts(self) -> list[Lines | Hunk]:
        parts: list[Lines | Hunk] = []
        at = our_at = 0
        for theirs, ours in self._groups():
            edits = theirs + ours
            first, last = min(e.first for e in edits), max(e.last for e in edits)
            # Between the edits all three are the same, so the base's lines stand at our side too.
            self._settle(parts, self.ours[our_at : our_at + first - at])
            left = self._side(self.theirs, theirs, first, last)
            right = self._side(self.ours, ours, first, last)
            our_at += first - at + len(right)
            at = last
            if not theirs:
                self._settle(parts, right)
            elif not ours:
                self._settle(parts, left)
            else:
                self._join(parts, self.base[first:last], left, right)
        self._settle(parts, self.ours[our_at:])
        return parts

    @staticmethod
    def _edits(blocks, base_end: int, side_end: int) -> list[_Edit]:
        return [
            _Edit(a.start, a.stop, b.start, b.stop)
            for same, a, b in _stretches(blocks, base_end, side_end)
            if not same
        ]

    def _groups(self) -> Iterator[tuple[list[_Edit], list[_Edit]]]:
        """Yield the edits in order, those that overlap together."""
        theirs = self._edits(self.their_blocks, len(self.base), len(self.theirs))
        ours = self._edits(self.our_blocks, len(self.base), len(self.ours))
        # An insertion comes before what happens to the line after it.
        edits = sorted(
            [(e.first, e.last, 0, e) for e in theirs] + [(e.first, e.last, 1, e) for e in ours],
            key=lambda item: item[:3],
        )
        group: tuple[list, list] = ([], [])
        first = last = -1
        for start, end, side, edit in edits:
            inserted_together = start == end == first == last
            if any(group) and not (start < last or inserted_together):
                yield group
                group = ([], [])
                first, last = start, end
            elif not any(group):
                first, last = start, end
            group[side].append(edit)
            last = max(last, end)
        if any(group):
            yield group

    def _side(self, lines: Lines, edits: list[_Edit], first: int, last: int) -> Lines:
        """Return what one side made of the base's lines first to last."""
        found: Lines = []
        at = first
        for edit in edits:
            found += self.base[at : edit.first] + lines[edit.start : edit.end]
            at = edit.last
        return found + self.base[at:last]

    def _join(self, parts, base: Lines, theirs: Lines, ours: Lines) -> None:
        """Settle what both sides have in common at the ends; what is left is a conflict."""
        if _keys(theirs) == _keys(ours):
            return self._settle(parts, ours)
        most = min(len(theirs), len(ours))
        head = next((n for n in range(most) if _key(theirs[n]) != _key(ours[n])), most)
        most -= head
        tail = next((n for n in range(most) if _key(theirs[-1 - n]) != _key(ours[-1 - n])), most)
        self._settle(parts, ours[:head])
        ends = len(theirs) - tail, len(ours) - tail
        parts.append(Hunk(base, theirs[head : ends[0]], ours[head : ends[1]]))
        return self._settle(parts, ours[ends[1] :])

    @staticmethod
    def _settle(parts: list, lines: Lines) -> None:
        if lines and parts and not isinstance(parts[-1], Hunk):
            parts[-1] += lines
        elif lines:
            parts.append(list(lines))


def _key(line: str) -> str:
    return line.removesuffix("\r")


def _keys(lines: Lines) -> Lines:
    return [_key(line) for line in lines]


def _is_blank(lines: Lines) -> bool:
    return not any(line.strip() for line in lines)


def _mark(name: str) -> str:
    """Return a line that MERGE_MARK knows."""
    return f"⟪ {' '.join(name.split())} ⟫"
