"""Heads of notices that the table of contents names and the print alone did not give away.

A number line that was misread, or a title that does not stand out, hides a notice in the one before it. Its title in
the contents tells where to look: between the notices that its neighbours in the contents were matched with.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocr.cut.contents.entries import Entry
from ocr.cut.contents.reconcile import Pair, alike
from ocr.cut.heads.start import Reason, Start
from ocr.cut.marks import read_marks
from ocr.cut.stream import Row
from ocr.section import Section

_SAME = 0.8
"""A run of lines this much like the title of an entry is that title: 关于…的公告 shares a third with any other."""
_MOST_LINES = 5
_NUMBER_LINES = 2
_LIKE_A_NUMBER = 0.5


def with_listed(
    rows: Sequence[Row],
    starts: Sequence[Start],
    sections: Sequence[Section],
    entries: Sequence[Entry],
    pairs: Sequence[Pair],
) -> tuple[Start, ...]:
    """All heads in order, those that the contents name put in or set right.

    `sections` are the notices that begin at `starts`, `pairs` match them with `entries`. A head is set right when its
    notice has no number although the contents give one: its number line was taken for a line of its title.
    """
    found: list[Start] = []
    floor = 0
    for at, pair in enumerate(pairs):
        if pair.entry is None:
            continue
        entry = entries[pair.entry]
        if pair.section is None:
            later = (p.section for p in pairs[at + 1 :] if p.section is not None and p.entry is not None)
            after = next(later, None)
            end = starts[after].first if after is not None else len(rows)
        elif entry.number is not None and not sections[pair.section].doc_number:
            end = min(len(rows), starts[pair.section].body + _NUMBER_LINES)
        else:
            floor = starts[pair.section].body
            continue
        start = _head(rows, floor, end, entry) if entry.title else None
        if start is not None:
            found.append(start)
        floor = start.body if start else (floor if pair.section is None else starts[pair.section].body)
    taken = {line for start in found for line in range(start.first, start.body)}
    kept = [start for start in starts if taken.isdisjoint(range(start.first, start.body))]
    return tuple(sorted((*kept, *found), key=lambda start: start.first))


def without_overruled(
    pairs: Sequence[Pair], as_printed: Sequence[Pair], printed: Sequence[Start], starts: Sequence[Start]
) -> list[Pair]:
    """`pairs` without the entries of notices that people made part of the one before: not to be sought further down.

    `as_printed` are the pairs of the notices that begin at the `printed` heads, `pairs` of those at `starts`, the heads
    as people say they are. Without this the body of an order, headed by the title that the contents list, became a
    notice again.
    """
    kept = {start.first for start in starts}
    overruled = {
        pair.entry
        for pair in as_printed
        if pair.section is not None and printed[pair.section].first not in kept
    }
    return [pair for pair in pairs if pair.entry is None or pair.entry not in overruled]


def _head(rows: Sequence[Row], floor: int, end: int, entry: Entry) -> Start | None:
    """The head in ``rows[floor:end]`` whose title is that of `entry`."""
    best: tuple[float, int, int] | None = None
    for first in range(floor, end):
        if rows[first].cell or not _shares(rows[first].text, entry.title):
            continue
        for last in range(first, min(end, first + _MOST_LINES)):
            likeness = alike("".join(row.text for row in rows[first : last + 1]), entry.title)
            if likeness >= _SAME and (best is None or likeness > best[0]):
                best = likeness, first, last
    if best is None:
        return None
    _, first, last = best
    above = _number_above(rows, floor, first, entry)
    number = above or _number_below(rows, last + 1, end, entry)
    body = (number[-1] if number and not above else last) + 1
    head = above[0] if above else first
    reasons = (Reason.IN_CONTENTS, *((Reason.CENTRED,) if rows[first].centred else ()))
    return Start(head, body, number, tuple(range(first, last + 1)), (), reasons)


def _shares(text: str, title: str) -> bool:
    """Can `text` begin this title? Cheap: two of its first four pairs of characters are in it."""
    pairs = {text[i : i + 2] for i in range(min(4, len(text) - 1))}
    return sum(pair in title for pair in pairs) >= min(2, len(pairs))


def _number_above(rows: Sequence[Row], floor: int, first: int, entry: Entry) -> tuple[int, ...]:
    for count in range(_NUMBER_LINES, 0, -1):
        lines = tuple(range(first - count, first))
        if lines[0] >= floor and _is_number(rows, lines, entry):
            return lines
    return ()


def _number_below(rows: Sequence[Row], after: int, end: int, entry: Entry) -> tuple[int, ...]:
    lines = (after,)
    return lines if after < end and _is_number(rows, lines, entry) else ()


def _is_number(rows: Sequence[Row], lines: Sequence[int], entry: Entry) -> bool:
    """Do these lines look like the number of `entry`, badly read?"""
    if any(rows[i].cell or not (rows[i].centred or rows[i].heading or rows[i].indent >= 3) for i in lines):
        return False
    if all(read_marks(rows[i].text).masthead or read_marks(rows[i].text).part for i in lines):
        return True
    text = "".join(rows[i].text for i in lines)
    return entry.number is not None and alike(text, str(entry.number)) >= _LIKE_A_NUMBER
