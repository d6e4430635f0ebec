"""Heads of two levels over the columns of a table without upright rules: one text over several columns, and under it
those of the columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ocr.layout.table_columns import cuts, touched_bands
from ocr.layout.table_items import Blanks, Item
from ocr.layout.table_slots import Slot, slots, whole_slots

_UNDER = 0.5
"""A text stands under another when its middle is so many heights of a box lower."""


@dataclass(frozen=True, slots=True)
class Span:
    """A text over the columns `first` to `last`, whose own heads stand under the height `foot`."""

    first: int
    last: int
    foot: float


def find_spans(
    items: Sequence[Item], bands: Sequence[tuple[float, float]], height: float, blanks: Blanks
) -> list[Span]:
    """Texts over several of the columns `bands` among `items`, those of a head, with the columns' own texts under them.

    A box that reaches over columns with a blank between them holds their texts; `height` is that of a box.
    """
    found: list[Span] = []
    reached = [touched_bands(bands, item) for item in items]
    whole = [
        len(own) > 1 and not cuts(bands, item, height, blanks)
        for own, item in zip(reached, items, strict=True)
    ]
    for item, own, over in zip(items, reached, whole, strict=True):
        if not over:
            continue
        first, last = own[0], own[-1]
        if any(first <= span.last and span.first <= last for span in found):
            continue
        under = [
            k
            for k, other in enumerate(items)
            if reached[k]
            and not whole[k]
            and first <= reached[k][0] <= reached[k][-1] <= last
            and _middle(other) > _middle(item) + _UNDER * height
        ]
        lowest = max((_middle(items[k]) for k in under), default=0.0)
        under = [k for k in under if _middle(items[k]) > lowest - _UNDER * height]
        if len({band for k in under for band in reached[k]}) < 2:
            continue
        top = min(items[k].area[1] for k in under)
        foot = max(
            (
                other.area[3]
                for k, other in enumerate(items)
                if k not in under
                and bands[first][0] <= (other.area[0] + other.area[2]) / 2 <= bands[last][1]
                and _middle(other) < lowest - _UNDER * height
            ),
            default=top,
        )
        found.append(Span(first, last, (foot + top) / 2))
    return found


def headed_slots(xs: Sequence[float], ys: Sequence[float], spans: Sequence[Span]) -> tuple[Slot, ...]:
    """Slots between the edges `xs` and `ys`, those of the first row parted for `spans`, which stand in it."""
    foot = float(np.median([span.foot for span in spans])) if spans else ys[0]
    if not ys[0] < foot < ys[1]:
        return whole_slots(xs, ys)
    rows, columns = len(ys), len(xs) - 1
    right, below = np.ones((rows, columns - 1), dtype=bool), np.ones((rows - 1, columns), dtype=bool)
    below[0] = False
    for span in spans:
        right[0, span.first : span.last] = False
        below[0, span.first : span.last + 1] = True
    return slots(xs, [ys[0], foot, *ys[1:]], right, below)


def _middle(item: Item) -> float:
    return (item.area[1] + item.area[3]) / 2
