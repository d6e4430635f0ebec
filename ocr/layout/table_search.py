"""Where the ruled tables of a page stand."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.pieces import pieces_of
from ocr.imaging.rules import MIN_RULE, Rules
from ocr.imaging.worn_rules import WornRules
from ocr.layout.table_bend import Bend, find_bend, straightened
from ocr.layout.table_edges import Ruled
from ocr.layout.table_rules import ruled_slots
from ocr.layout.table_slots import Slot
from ocr.layout.tables import Table, frame

_MIN_CELLS = 4

_LEAST_WIDTH = 0.12
"""Least width of a table, a share of the page's: the strokes of large characters (署) make small grids."""


_BRIDGE = 11
"""Rules this many pixels of the masks apart along their way (2 mm) are joined when tables are looked for."""


NO_PRINT: NDArray[np.float64] = np.zeros((0, 4))

_GAP = 3
_GAP_LOAD = 0.25
_LEAST_FLATS = 4.0
_LEAST_SIDE = 0.2
"""Two tables stand side by side where, over twice the first and one pixels of the masks, there are fewer than a quarter
of the flat rules usual in a table of at least four, and either has a fifth of the width."""


def find_tables(
    rules: Rules, worn: WornRules | None = None, boxes: NDArray[np.float64] = NO_PRINT
) -> tuple[Table, ...]:
    """Ruled tables of at least two rows and two columns, by their rules alone.

    A table is a connected set of rules, of `worn` ones where they are known. ``boxes``, ``(n, 4)``, are those of the
    print: what crosses it is no rule. Coordinates are pixels of the levelled page.
    """
    sure, rules = rules, worn.rules if worn else rules
    scale = rules.scale
    boxes = boxes * scale
    flats = cv2.dilate(rules.flat, np.ones((3, _BRIDGE), np.uint8))
    both = np.maximum(flats, cv2.dilate(rules.upright, np.ones((_BRIDGE, 3), np.uint8)))
    count, labels, stats, _ = pieces_of(both)
    tables = []
    for label in range(1, count):
        left, top, wide, tall, _ = (int(value) for value in stats[label])
        if wide < _LEAST_WIDTH * both.shape[1] or tall < MIN_RULE:
            continue
        own = labels[top : top + tall, left : left + wide] == label
        whole = rules.flat[top : top + tall, left : left + wide] * own
        for start, end in _side_by_side(np.asarray(whole, dtype=np.uint8)):
            area = np.s_[top : top + tall, left + start : left + end]
            flat = (rules.flat[area] * own[:, start:end]).astype(np.uint8)
            upright = (rules.upright[area] * own[:, start:end]).astype(np.uint8)
            if worn:
                flat, upright = flat | worn.creases.flat[area], upright | worn.creases.upright[area]
            bend = find_bend(flat, upright)
            known = (sure.flat | sure.upright)[area]
            cells = ruled_slots(
                Ruled(
                    straightened(flat, bend),
                    straightened(upright, bend),
                    straightened(known, bend),
                    _on_window(boxes, bend, left + start, top, (end - start, tall)),
                    None if worn is None else straightened(worn.grey[area], bend, smooth=True),
                )
            )
            if len(cells) < _MIN_CELLS or _width(cells) < _LEAST_WIDTH * both.shape[1]:
                continue
            bend = bend.scaled(1 / scale, left + start, top)
            placed = tuple(_on_page(cell, left + start, top, scale) for cell in cells)
            tables.append(Table(frame(placed, bend), placed, bend))
    return tuple(tables)


def _on_window(
    boxes: NDArray[np.float64], bend: Bend, left: float, top: float, size: tuple[int, int]
) -> NDArray[np.float64]:
    """Those of `boxes` with their middles in the window at `left`, `top` of `size` (width, height), in its pixels,
    without its bend."""
    moved = boxes - np.array([left, top, left, top])
    middles, halves = (moved[:, :2] + moved[:, 2:]) / 2, (moved[:, 2:] - moved[:, :2]) / 2
    inside = ((middles >= 0) & (middles < np.array(size))).all(axis=1)
    middles, halves = bend.straight(middles[inside]), halves[inside]
    return np.concatenate([middles - halves, middles + halves], axis=1)


def _side_by_side(flat: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Ranges of x of the tables that hang together by a stray rule: two_column 300 of our drawn pages, heavily worn.

    Between two tables in two columns there are hardly any flat rules, whatever wear has left of those of the tables.
    """
    wide = flat.shape[1]
    starts = (np.diff(flat.astype(np.int8), axis=0, prepend=0) == 1).sum(axis=0).astype(np.float32)
    load = cv2.blur(starts[None, :], (2 * _GAP + 1, 1))[0]
    usual = float(np.median(load))
    inner = np.flatnonzero(load < _GAP_LOAD * usual) if usual >= _LEAST_FLATS else np.array([], dtype=int)
    inner = inner[(inner > _LEAST_SIDE * wide) & (inner < (1 - _LEAST_SIDE) * wide)]
    if not len(inner):
        return [(0, wide)]
    middle = int(inner[int(load[inner].argmin())])
    return [(0, middle), (middle, wide)]


def _width(cells: Sequence[Slot]) -> float:
    return max(cell.area[2] for cell in cells) - min(cell.area[0] for cell in cells)


def _on_page(cell: Slot, left: float, top: float, scale: float) -> Slot:
    x0, y0, x1, y1 = cell.area
    area = ((x0 + left) / scale, (y0 + top) / scale, (x1 + left) / scale, (y1 + top) / scale)
    return Slot(cell.row, cell.column, cell.rows, cell.columns, area)
