"""Pieces of two texts that belong together: the old and the new form of a clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.notice_records import Clause

_ALIKE = 0.35
"""Two clauses sharing this much of their pairs of characters (Dice) are the old and the new form of one."""
_MOVED = 0.7
_SAME_LABEL = 0.15
"""What an equal label (第五条) is worth beside that: it decides between clauses that are equally like."""
_TOP_LEVELS = ("art", "head", "item", "point")


@dataclass(frozen=True, slots=True)
class Segment:
    """``text[start:end]`` of a notice, with the anchor of its clause (``""`` before the first and between them).

    The label is ``text[start:words]``.
    """

    anchor: str
    start: int
    end: int
    words: int


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


def likeness(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[list[float]]:
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


def aligned(like: Sequence[Sequence[float]], columns: int) -> list[tuple[int | None, int | None]]:
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


def moved(
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
