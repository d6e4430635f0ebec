"""A person's change of a text, put into a newer reading of the same text; and spans that follow a changed text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from rapidfuzz.distance import Indel

from archive.notice_records import Span

_AT_ONCE = 400_000_000
"""Characters of one text times those of the other compared at once: half a second, 50 MB. More goes line by line."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The text with the change in it; `clashes` counts the places that had been read anew in a third way."""

    text: str
    clashes: int


def put_in(was: str, value: str, now: str) -> Edited:
    """What a person made of `was` (`value`), done to `now`, a newer reading of it: a three-way merge by character.

    Between places where all three agree: what the person left alone is as in `now`, what the person changed is as
    in `value`. Where both changed it, differently, the person's stands and counts as a clash.
    Source: Khanna, Kunal, Pierce, A Formal Investigation of Diff3 (2007).
    """
    if now == was:
        return Edited(value, 0)
    parts: list[str] = []
    clashes = 0
    for old, mine, newer in _chunks(was, value, now):
        clashes += mine not in (old, newer) and newer != old
        parts.append(newer if mine == old else mine)
    return Edited("".join(parts), clashes)


def _chunks(was: str, value: str, now: str) -> Iterator[tuple[str, str, str]]:
    """The three texts in corresponding pieces, in order: those that agree in all three, and those between."""
    at = (0, 0, 0)
    for start, mine, newer, length in [*_agreeing(was, value, now), (len(was), len(value), len(now), 0)]:
        yield was[at[0] : start], value[at[1] : mine], now[at[2] : newer]
        yield (was[start : start + length],) * 3
        at = (start + length, mine + length, newer + length)


def _agreeing(was: str, value: str, now: str) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of `was` that both others have: their starts in the three, and their length."""
    mine, newer = _blocks(was, value), _blocks(was, now)
    i = j = 0
    while i < len(mine) and j < len(newer):
        start = max(mine[i][0], newer[j][0])
        end = min(mine[i][0] + mine[i][2], newer[j][0] + newer[j][2])
        if start < end:
            yield start, start - mine[i][0] + mine[i][1], start - newer[j][0] + newer[j][1], end - start
        if mine[i][0] + mine[i][2] < newer[j][0] + newer[j][2]:
            i += 1
        else:
            j += 1


def _blocks(a: str, b: str) -> list[tuple[int, int, int]]:
    """Longest stretches that both have, in order: start in `a`, start in `b`, length. The last has length 0."""
    if len(a) * len(b) <= _AT_ONCE:
        return [(block.a, block.b, block.size) for block in Indel.opcodes(a, b).as_matching_blocks()]
    found: list[tuple[int, int, int]] = []
    lines, others = a.splitlines(keepends=True), b.splitlines(keepends=True)
    ends = [0, *accumulate(map(len, lines))], [0, *accumulate(map(len, others))]
    for run in Indel.opcodes(lines, others).as_matching_blocks():
        start = ends[0][run.a]
        found.append((start, ends[1][run.b], ends[0][run.a + run.size] - start))
    return [*_within(a, b, found), (len(a), len(b), 0)]


def _within(a: str, b: str, found: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Whole lines found alike, and what is alike in the lines between them where those are not too many."""
    at, to = 0, 0
    for start, there, length in [*found, (len(a), len(b), 0)]:
        if 0 < (start - at) * (there - to) <= _AT_ONCE:
            for block in Indel.opcodes(a[at:start], b[to:there]).as_matching_blocks():
                if block.size:
                    yield at + block.a, to + block.b, block.size
        if length:
            yield start, there, length
        at, to = start + length, there + length


def moved_spans(spans: Sequence[Span], was: str, value: str) -> list[Span]:
    """Spans into `was` as spans into `value`: of the characters that are still there."""
    blocks = _blocks(was, value)
    found: list[Span] = []
    for span in spans:
        for start, to, length in blocks:
            first, last = max(span.start, start), min(span.end, start + length)
            if first < last:
                begin, offset = first - start + to, span.offset + first - span.start
                found.append(replace(span, start=begin, end=begin + last - first, offset=offset))
    return sorted(found, key=lambda span: span.start)


def moved_places(places: Sequence[int], was: str, value: str) -> list[int]:
    """For each gap between characters of `was` (its offset) the one of `value` that it became."""
    blocks = _blocks(was, value)
    starts = [block[0] for block in blocks]
    return [_moved(blocks[max(0, bisect_right(starts, at) - 1)], at) for at in places]


def _moved(block: tuple[int, int, int], at: int) -> int:
    start, to, length = block
    return to + min(max(0, at - start), length)
