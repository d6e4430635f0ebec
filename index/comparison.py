"""Two notices side by side: clause by clause, and within a clause by character.

What is compared is folded text (variants, widths and marks that print mixes up are one), so that a rule set again in
traditional characters differs in what it says and nothing else. Clauses are aligned in printed order by what they
share, as edit distance aligns texts; one that was moved elsewhere is told as moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate

from archive.notice_records import Clause
from index.clause_pairs import Segment, aligned, likeness, moved, segments
from index.errors import RequestInvalid
from index.fold import fold

_SHORT_AGREEMENT = 2
"""Fewer equal characters between two changes are no agreement, but chance."""
_MOST_CHARACTERS = 120_000
"""Longer texts are tables, not rules; two of this length take some seconds."""
_MOST_CELLS = 4_000_000
"""Two clauses whose lengths multiply to more are compared by paragraphs, not by characters."""


class Change(StrEnum):
    """What became of a clause."""

    SAME = "same"
    RENUMBERED = "renumbered"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"


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
    like = likeness(
        [(s.anchor, folded_old[s.start : s.end]) for s in before],
        [(s.anchor, folded_new[s.start : s.end]) for s in after],
    )
    pairs = aligned(like, len(after))
    elsewhere = moved(like, pairs)
    found: list[ComparedClause] = []
    for one, other in pairs:
        if one is not None and other is not None:
            found.append(_beside(folded_old, before[one], folded_new, after[other]))
        elif one is not None and one not in elsewhere:
            found.append(ComparedClause(Change.REMOVED, before[one], None))
        elif other is not None:
            source = next((old_one for old_one, new_one in elsewhere.items() if new_one == other), None)
            if source is None:
                found.append(ComparedClause(Change.ADDED, None, after[other]))
            else:
                told = _beside(folded_old, before[source], folded_new, after[other])
                found.append(ComparedClause(Change.MOVED, told.old, told.new, told.differences))
    return tuple(found)


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
