"""Which character was read for which: the edits behind a distance."""

from __future__ import annotations

Pair = tuple[int | None, int | None]
"""Index in the truth, index in the reading; None: nothing there."""


def aligned(truth: str, read: str) -> list[Pair]:
    """Pairs of characters of one shortest way to make `truth` of `read`, both in order, nothing left out.

    Time and memory are the product of the parts that differ: meant for lines, not for pages.
    """
    start = 0
    while start < min(len(truth), len(read)) and truth[start] == read[start]:
        start += 1
    end = 0
    while end < min(len(truth), len(read)) - start and truth[-1 - end] == read[-1 - end]:
        end += 1
    a, b = truth[start : len(truth) - end], read[start : len(read) - end]
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        above, row = rows[-1], [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j - 1] + (x != y), above[j] + 1, row[-1] + 1))
        rows.append(row)
    middle: list[Pair] = []
    i, j = len(a), len(b)
    while i or j:
        here = rows[i][j]
        if i and j and here == rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]):
            i, j = i - 1, j - 1
            middle.append((start + i, start + j))
        elif i and here == rows[i - 1][j] + 1:
            i -= 1
            middle.append((start + i, None))
        else:
            j -= 1
            middle.append((None, start + j))
    tail = [(len(truth) - end + k, len(read) - end + k) for k in range(end)]
    return [*((k, k) for k in range(start)), *reversed(middle), *tail]
