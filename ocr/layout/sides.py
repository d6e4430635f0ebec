"""What makes a side of a gutter a column: running text, or a table that fills it.

Everything is in the flow frame, see `ocr.layout.flow`.
"""

from __future__ import annotations

import numpy as np

from ocr.layout.flow import Spans

MIN_LINES = 3
"""Lines that must stand on either side of a gutter."""

LONG = 6.0
"""Least length of a line of running text, in line heights: about eight characters."""

FRAME = 4.0
"""A box at least this many line heights thick is no line but the frame of a table, and stands for that many lines."""

_SAME_ROW = 0.25
"""Boxes whose middles differ by less than this many line heights stand in one row."""


def count_lines(spans: Spans, height: float) -> float:
    """How many lines `spans` are; the frame of a table counts for as many as are beside it."""
    thick = (spans[:, 3] - spans[:, 1]) / height
    return float(np.where(thick >= FRAME, thick, 1.0).sum())


def is_filled(side: Spans, height: float) -> bool:
    """Does at least 40 % of the print stand in running text: long lines that end where two other long ones end?

    Print counts by its length: counted by boxes, the cells of a table in one column outvoted the prose around
    it. Ends are compared, not lengths, because one side of a gutter may hold several columns itself. The frame of a
    table is as good as the lines that would stand in its place: a column can be nothing but a table.
    """
    lengths, thick = side[:, 2] - side[:, 0], (side[:, 3] - side[:, 1]) / height
    frames = thick >= FRAME
    weights = lengths * np.where(frames, thick, 1.0)
    long = lengths >= LONG * height
    ends = side[long, 2]
    shared = (np.abs(ends[:, None] - ends[None, :]) < 0.8 * height).sum(axis=1) >= MIN_LINES
    return bool(weights[long][shared | frames[long]].sum() >= 0.4 * weights.sum())


def in_rows(left: Spans, right: Spans, height: float) -> bool:
    """Do most boxes on the side with fewer of them stand in one row with a box on the other side?"""
    few, many = sorted(((side[:, 1] + side[:, 3]) / 2 for side in (left, right)), key=len)
    nearest = np.abs(few[:, None] - many[None, :]).min(axis=1)
    return bool((nearest < _SAME_ROW * height).mean() > 0.7)
