"""The gutter between two columns (or two tiers of a vertical page), and the blanks inside a box.

Everything is in the flow frame, see `ocr.layout.flow`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr.layout.flow import Spans, thickness
from ocr.layout.sides import LONG, MIN_LINES, count_lines, in_rows, is_filled

PASS = 2.5
"""A box is full-width only if it passes the gutter by this many line heights on both sides. Measured: page error on
two columns 1.7-3.6 % with this rule, 80 % with the detector's own order."""

WIDE_BLANK = 2.2
"""Blanks wider than this many box heights part two boxes that the detector took for one."""

_CENTRAL = 0.06
"""How far the gutter of two equally wide columns may be from the middle of the print, a share of its width."""

DEEPEST = 4
"""Nested gutters looked for."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What else is known about gutters: positions u of rules that run across the lines, and whether boxes on both sides
    of a blank are enough (`loose`), as on vertical pages, where tables are rare and tiers the rule. `columns`: how many
    columns a person says there are; None leaves it to the rest."""

    rules: tuple[float, ...] = ()
    loose: bool = False
    columns: int | None = None

    def within(self, side: int) -> Hints:
        """The hints for what stands on one side of a gutter (0 before, 1 behind it): rules may part it again, a mere
        blank may not.

        Tiers of vertical pages have one depth of blanks between them; looser gutters inside a tier were its commas
        and full stops, where the detector parts columns (41 % of a clean page in wrong order).
        """
        columns = self.columns
        return Hints(self.rules, columns=columns if columns is None else 1 if side == 0 else columns - 1)


NO_HINTS = Hints()


def crossing(spans: Spans, gutter: float, margin: float) -> NDArray[np.bool_]:
    """Which boxes reach across `gutter` by more than `margin` pixels on both sides."""
    return np.asarray((spans[:, 0] < gutter - margin) & (spans[:, 2] > gutter + margin), dtype=np.bool_)


def find_gutters(spans: Spans, hints: Hints = NO_HINTS, depth: int = 0) -> list[float]:
    """All gutters of a page, nested ones included (four levels: up to sixteen columns)."""
    gutter = find_gutter(spans, hints) if depth < DEEPEST else None
    if gutter is None:
        return []
    middle = (spans[:, 0] + spans[:, 2]) / 2
    left, right = spans[middle < gutter], spans[middle >= gutter]
    before, behind = (
        find_gutters(part, hints.within(side), depth + 1) for side, part in enumerate((left, right))
    )
    return [*before, gutter, *behind]


def find_gutter(spans: Spans, hints: Hints = NO_HINTS) -> float | None:
    """The position u of the gutter that parts `spans` into two columns, or None when they are one column.

    It is a rule of `hints` that does, or the middle of the widest stretch with the fewest crossing
    boxes. A stretch counts only when what stands left and right looks like two columns of running text: at least
    three lines on both sides, beside each other for most of the text's extent, and, unless `hints` are
    loose, many of them full (a table without rules, a list with page numbers or signatures is not like that).
    """
    if hints.columns is not None:
        return _told_gutter(spans, hints.columns)
    height = max(1.0, thickness(spans))
    if count_lines(spans, height) < 2 * MIN_LINES:
        return None
    low, high = _ends(spans)
    # Tiers are about equally deep: the rule nearest to the middle comes first, before a fold that looks like one.
    for rule in sorted(hints.rules, key=lambda place: abs(place - (low + high) / 2)):
        if _parts(spans, rule, height):
            return rule
    places = np.arange(low + 0.18 * (high - low), high - 0.18 * (high - low), max(1.0, height / 4))
    if not len(places):
        return None
    weights = spans[:, 3] - spans[:, 1]
    load = np.array([weights[crossing(spans, place, 0.25 * height)].sum() for place in places])
    best: tuple[float, float] | None = None
    for start, end in _runs(load <= load.min() + 0.5 * height):
        middle = float(places[start] + places[end - 1]) / 2
        if best is not None and end - start <= best[0]:
            continue
        if _parts(spans, middle, height) and (hints.loose or _running_text(spans, middle, height)):
            best = (end - start, middle)
    return best[1] if best else None


def _told_gutter(spans: Spans, columns: int) -> float | None:
    """The gutter behind the first of so many columns that a person says there are: near an equal share of the width,
    where the fewest boxes cross. None for one column, or without print."""
    if columns < 2 or not len(spans):
        return None
    low, high = _ends(spans)
    share = (high - low) / columns
    places = low + share * np.linspace(0.7, 1.3, 61)
    loads = np.array([crossing(spans, place, 0.0).sum() for place in places])
    return float(places[int(np.argmin(loads + 1e-3 * np.abs(np.arange(61) - 30)))])


def _ends(spans: Spans) -> tuple[float, float]:
    """Where lines begin and end, one in twenty left out as an outlier."""
    return float(np.percentile(spans[:, 0], 5)), float(np.percentile(spans[:, 2], 95))


def _runs(marks: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open index ranges in which `marks` is true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], marks, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _sides(spans: Spans, gutter: float, height: float) -> tuple[Spans, Spans, Spans]:
    """Boxes left and right of the gutter, and those that pass it well."""
    wide = crossing(spans, gutter, PASS * height)
    middle = (spans[:, 0] + spans[:, 2]) / 2
    return spans[~wide & (middle < gutter)], spans[~wide & (middle >= gutter)], spans[wide]


def _parts(spans: Spans, gutter: float, height: float) -> bool:
    left, right, wide = _sides(spans, gutter, height)
    if min(count_lines(left, height), count_lines(right, height)) < MIN_LINES:
        return False
    # A fold across a vertical page looks like a rule, and the detector parts all columns at it; what is left between
    # it and the next rule is too shallow for a tier.
    if min(float(np.ptp(side[:, [0, 2]])) for side in (left, right)) < LONG * height:
        return False
    both = _extent(left) & _extent(right)
    wide_lines = _extent(wide) - _extent(left) - _extent(right)
    return len(both) * _STEP / height >= MIN_LINES and len(both) > len(wide_lines)


def _running_text(spans: Spans, gutter: float, height: float) -> bool:
    left, right, _ = _sides(spans, gutter, height)
    filled = is_filled(left, height), is_filled(right, height)
    if all(filled):
        return True
    # A column that is mostly a table whose rules were not found: the other is running text, both are equally wide,
    # and their lines do not stand in rows, as the cells of one table would.
    low, high = _ends(spans)
    central = abs(gutter - (low + high) / 2) < _CENTRAL * (high - low)
    return any(filled) and central and not in_rows(left, right, height)


_STEP = 4


def _extent(spans: Spans) -> set[int]:
    """The stretches of v that `spans` cover, in steps of four pixels."""
    return {step for _, v0, _, v1 in spans for step in range(int(v0 // _STEP), int(v1 // _STEP) + 1)}


def blanks(ink: NDArray[np.bool_], widest: float) -> list[tuple[int, int]]:
    """Stretches without ink wider than `widest`, between inked ones, along the last axis of `ink`.

    `ink` is ``(thickness, length)``; a single speck does not end a blank: fewer than 2 inked pixels in a
    row across, or 4 % of the thickness, count as none.
    """
    full = ink.sum(axis=0) >= max(2, 0.04 * ink.shape[0])
    inked = np.flatnonzero(full)
    if len(inked) < 2:
        return []
    gaps = np.diff(inked)
    return [(int(inked[i]) + 1, int(inked[i + 1])) for i in np.flatnonzero(gaps > widest)]
