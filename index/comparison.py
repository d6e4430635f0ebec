"""Two notices side by side: clause by clause, and within a clause by character.

What is compared is folded text (variants, widths and marks that print mixes up are one), so that a rule set again in
traditional characters differs in what it says and nothing else. Clauses are aligned in printed order by what they
share, as edit distance aligns texts; one that was moved elsewhere is told as moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate

from archive.records import Clause
from index.errors import RequestInvalid
from index.fold import fold

_ALIKE = 0.35
"""Two clauses sharing this much of their pairs of characters (Dice) are the old and the new form of one."""
_MOVED = 0.7
_SAME_LABEL = 0.15
"""What an equal label (第五条) is worth beside that: it decides between clauses that are equally like."""
_SHORT_AGREEMENT = 2
"""Fewer equal characters between two changes are no agreement, but chance."""
_MOST_CHARACTERS = 120_000
"""Longer texts are tables, not rules; two of this length take some seconds."""
_MOST_CELLS = 4_000_000
"""Two clauses whose lengths multiply to more are compared by paragraphs, not by characters."""
_TOP_LEVELS = ("art", "head", "item", "point")


class Change(StrEnum):
    """What became of a clause."""

    SAME = "same"
    RENUMBERED = "renumbered"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Segment:
    """``text[start:end]`` of a notice, with the anchor of its clause (``""`` before the first and between them).

    The label is ``text[start:words]``.
    """

    anchor: str
    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True)
class Difference:
    """``old[start:end]`` (`old` range) is replaced by the `new` range; either may be empty. `same`: they agree."""

    old: tuple[int, int]
    new: tuple[int, int]
    same: bool


@dataclass(frozen=True, slots=True)
class ComparedClause:
    """A clause of the old text beside that of the new; None where one has none. `differences` cover both."""

    change: Change
    old: Segment | None
    new: Segment | None
    differences: tuple[Difference, ...] = ()


def segments(text: str, clauses: Sequence[Clause]) -> tuple[Segment, ...]:
    """`text` in pieces that follow each other: its articles, else its highest clauses, else its paragraphs."""
    levels = {clause.level for clause in clauses}
    level = next((name for name in _TOP_LEVELS if name in levels), None)
    if level is None:
        return _paragraphs(text)
    starts = [(0, 0, ""), *((c.start, len(c.label), c.anchor) for c in clauses if c.level == level)]
    ends = {clause.anchor: clause.end for clause in clauses}
    found: list[Segment] = []
    for count, (start, label, anchor) in enumerate(starts):
        following = starts[count + 1][0] if count + 1 < len(starts) else len(text)
        end = min(ends.get(anchor, following), following)
        found.append(Segment(anchor, start, end, start + label))
        if end < following:
            found.append(Segment("", end, following, end))
    return tuple(segment for segment in found if text[segment.start : segment.end].strip())


def _paragraphs(text: str) -> tuple[Segment, ...]:
    found: list[Segment] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append(Segment("", start, start + len(line), start))
        start += len(line)
    return tuple(found)


def compare(
    old: str, old_clauses: Sequence[Clause], new: str, new_clauses: Sequence[Clause]
) -> tuple[ComparedClause, ...]:
    """Every piece of both texts, in the order of the new one, what was removed where it stood.

    Time is the product of the numbers of clauses, and of the lengths of those that changed. Raises RequestInvalid for
    texts of over 120,000 characters.
    """
    if max(len(old), len(new)) > _MOST_CHARACTERS:
        raise RequestInvalid(
            "One of the two notices is too long to be compared here.",
            "Take the texts with `wengao export notices` and compare them with a program for large files.",
        )
    before, after = segments(old, old_clauses), segments(new, new_clauses)
    folded_old, folded_new = fold(old), fold(new)
    like = _likeness(
        [(s.anchor, folded_old[s.start : s.end]) for s in before],
        [(s.anchor, folded_new[s.start : s.end]) for s in after],
    )
    aligned = _aligned(like, len(after))
    moved = _moved(like, aligned)
    found: list[ComparedClause] = []
    for one, other in aligned:
        if one is not None and other is not None:
            found.append(_beside(folded_old, before[one], folded_new, after[other]))
        elif one is not None and one not in moved:
            found.append(ComparedClause(Change.REMOVED, before[one], None))
        elif other is not None:
            source = next((old_one for old_one, new_one in moved.items() if new_one == other), None)
            if source is None:
                found.append(ComparedClause(Change.ADDED, None, after[other]))
            else:
                told = _beside(folded_old, before[source], folded_new, after[other])
                found.append(ComparedClause(Change.MOVED, told.old, told.new, told.differences))
    return tuple(found)


def _likeness(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[list[float]]:
    """How like each old piece is to each new one: Dice of their pairs of characters, and a little for the label."""
    before = [(anchor, _pairs(text)) for anchor, text in old]
    after = [(anchor, _pairs(text)) for anchor, text in new]
    return [[_dice(a, b) + _SAME_LABEL * (bool(x) and x == y) for y, b in after] for x, a in before]


def _pairs(text: str) -> Counter[str]:
    bare = "".join(text.split())
    return Counter(bare[i : i + 2] for i in range(max(1, len(bare) - 1)))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    shared = sum(min(count, large[pair]) for pair, count in small.items() if pair in large)
    return 2 * shared / (one.total() + other.total())


def _aligned(like: Sequence[Sequence[float]], columns: int) -> list[tuple[int | None, int | None]]:
    """The pairing in order that shares most; what is less like than `_ALIKE` is not paired."""
    rows = len(like)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            both = like[i][j] + best[i + 1][j + 1] if like[i][j] >= _ALIKE else -1.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < rows and j < columns:
        if like[i][j] >= _ALIKE and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return [*pairs, *((rest, None) for rest in range(i, rows)), *((None, rest) for rest in range(j, columns))]


def _moved(
    like: Sequence[Sequence[float]], aligned: Sequence[tuple[int | None, int | None]]
) -> dict[int, int]:
    """Old pieces that stand elsewhere in the new text: by old index the new one, best likeness first."""
    gone = [one for one, other in aligned if one is not None and other is None]
    come = [other for one, other in aligned if other is not None and one is None]
    ranked = sorted(((like[a][b], a, b) for a in gone for b in come if like[a][b] >= _MOVED), reverse=True)
    found: dict[int, int] = {}
    for _, a, b in ranked:
        if a not in found and b not in found.values():
            found[a] = b
    return found


def _beside(old: str, before: Segment, new: str, after: Segment) -> ComparedClause:
    differences = tuple(_differences(old, before, new, after))
    changed = [difference for difference in differences if not difference.same]
    change = Change.CHANGED if changed else Change.SAME
    if changed and all(d.old[1] <= before.words and d.new[1] <= after.words for d in changed):
        change = Change.RENUMBERED
    return ComparedClause(change, before, after, differences)


def _runs(a: str, b: str) -> list[tuple[bool, int, int, int, int]]:
    """Where `a` and `b` agree and where not: equal, start and end in each."""
    if len(a) * len(b) <= _MOST_CELLS:
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        return [(tag == "equal", i, j, k, n) for tag, i, j, k, n in matcher.get_opcodes()]
    one, other = a.splitlines(keepends=True), b.splitlines(keepends=True)
    at, to = [0, *accumulate(map(len, one))], [0, *accumulate(map(len, other))]
    lines = SequenceMatcher(None, one, other, autojunk=False)
    return [(tag == "equal", at[i], at[j], to[k], to[n]) for tag, i, j, k, n in lines.get_opcodes()]


def _differences(old: str, before: Segment, new: str, after: Segment) -> list[Difference]:
    """Where both differ, in runs a person would name: a character that agrees by chance does not part two changes."""
    a, b = old[before.start : before.end].rstrip(), new[after.start : after.end].rstrip()
    if a == b:
        return [
            Difference((before.start, before.start + len(a)), (after.start, after.start + len(b)), same=True)
        ]
    runs = _runs(a, b)
    joined: list[tuple[bool, int, int, int, int]] = []
    for count, (same, i, j, k, n) in enumerate(runs):
        chance = same and j - i < _SHORT_AGREEMENT and 0 < count < len(runs) - 1
        agrees = same and not chance
        if joined and joined[-1][0] == agrees:
            joined[-1] = (agrees, joined[-1][1], j, joined[-1][3], n)
        else:
            joined.append((agrees, i, j, k, n))
    return [
        Difference((before.start + i, before.start + j), (after.start + k, after.start + n), same)
        for same, i, j, k, n in joined
    ]
