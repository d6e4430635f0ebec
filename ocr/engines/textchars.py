"""From single characters with boxes to lines: grouping, joining, bounds. Used for PDF text layers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.engines.spacing import is_cjk, kept
from ocr.geometry import Box, Direction
from ocr.layout.arrange import Piece
from ocr.layout.flow import Spans, from_flow, thickness, to_flow
from ocr.layout.gutter import NO_HINTS, WIDE_BLANK, Hints, find_gutters
from ocr.layout.tables import Table
from ocr.line import Line

_NEAR = 1.2
"""Characters of one atom (certainly one run of print) are at most this many character heights apart."""

_WORD_GAP = 0.2
"""A gap between Latin characters wider than this share of their height is a space."""


def text_direction(boxes: NDArray[np.float64]) -> Direction:
    """Which way neighbours in the content stream follow each other. `boxes`: ``(n, 4)``, x0, y0, x1, y1."""
    if len(boxes) < 2:
        return Direction.HORIZONTAL
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    height = np.maximum(boxes[:-1, 3] - boxes[:-1, 1], 1e-6)
    steps = np.abs(np.diff(middles, axis=0)) / height[:, None]
    down = (steps[:, 1] > 0.5) & (steps[:, 1] < 1.6) & (steps[:, 0] < 0.3)
    along = (steps[:, 0] < 1.6) & (steps[:, 1] < 0.3)
    return Direction.VERTICAL if np.count_nonzero(down) > np.count_nonzero(along) else Direction.HORIZONTAL


def compose(
    texts: Sequence[str],
    boxes: NDArray[np.float64],
    direction: Direction,
    size: tuple[int, int],
    tables: Sequence[Table] = (),
    hints: Hints = NO_HINTS,
    rows: Sequence[Sequence[int]] | None = None,
    sure: Sequence[float] | None = None,
) -> list[Piece]:
    """Lines of the characters (or words) `texts` at `boxes`, ``(n, 4)`` in pixels of a page of `size` (width, height).

    Without `rows`, characters stand in one line when they overlap across it; `rows` gives lines that are known
    already, as indices in reading order. A line is parted at gutters, at the rules of `tables`, and at
    blanks wider than 2.2 heights, as boxes of a scan are. `sure` are confidences, 1.0 when not given.
    """
    solid = [i for i, text in enumerate(texts) if not text.isspace()]
    spaces = [i for i, text in enumerate(texts) if text and text.isspace()]
    if not solid:
        return []
    spans = to_flow(boxes, direction)
    height = thickness(spans[solid])
    found = _rows(spans, solid) if rows is None else [list(row) for row in rows]
    atoms = [atom for row in found for atom in _parted(spans, row, _NEAR * height)]
    gutters = find_gutters(np.array([_hull(spans, atom) for atom in atoms]), hints)
    lines = []
    for row in found:
        for run in _parted(spans, row, WIDE_BLANK * height):
            lines += _cut(spans, run, gutters, [rule for t in tables for rule in _rules(t, boxes, run)])
    weights = [1.0] * len(texts) if sure is None else sure
    pieces = [
        _piece(texts, spans, weights, _with_spaces(spans, line, spaces), direction, size) for line in lines
    ]
    return [piece for piece in pieces if piece.line.text]


def _rows(spans: Spans, solid: Sequence[int]) -> list[list[int]]:
    """Characters by line: those that overlap a line's first character by half of the thinner one."""
    rows: list[list[int]] = []
    frames: list[tuple[float, float]] = []
    for i in sorted(solid, key=lambda i: spans[i, 1] + spans[i, 3]):
        v0, v1 = float(spans[i, 1]), float(spans[i, 3])
        # Lines are sorted by v: only the last few can still take this character.
        for row, (low, high) in zip(reversed(rows[-4:]), reversed(frames[-4:]), strict=True):
            if min(high, v1) - max(low, v0) > 0.5 * min(high - low, v1 - v0):
                row.append(i)
                break
        else:
            rows.append([i])
            frames.append((v0, v1))
    return [sorted(row, key=lambda i: spans[i, 0] + spans[i, 2]) for row in rows]


def _parted(spans: Spans, row: Sequence[int], widest: float) -> list[list[int]]:
    runs = [[row[0]]]
    for i in row[1:]:
        if spans[i, 0] - max(spans[j, 2] for j in runs[-1][-2:]) > widest:
            runs.append([])
        runs[-1].append(i)
    return runs


def _cut(spans: Spans, run: list[int], gutters: Sequence[float], rules: Sequence[float]) -> list[list[int]]:
    """Part `run` where a gutter falls into a gap wider than half a character, and at table rules."""
    pieces = [[run[0]]]
    for before, i in pairwise(run):
        gap = (spans[before, 2], spans[i, 0])
        half = 0.5 * (spans[i, 3] - spans[i, 1])
        middles = (spans[before, 0] + spans[before, 2]) / 2, (spans[i, 0] + spans[i, 2]) / 2
        gutter = gap[1] - gap[0] > half and any(gap[0] - half < g < gap[1] + half for g in gutters)
        if gutter or any(middles[0] < rule < middles[1] for rule in rules):
            pieces.append([])
        pieces[-1].append(i)
    return pieces


def _rules(table: Table, boxes: NDArray[np.float64], run: Sequence[int]) -> list[float]:
    x0, y0 = boxes[list(run), :2].min(axis=0)
    x1, y1 = boxes[list(run), 2:].max(axis=0)
    return table.rules_within((float(x0), float(y0), float(x1), float(y1)))


def _hull(spans: Spans, indices: Sequence[int]) -> NDArray[np.float64]:
    chosen = spans[list(indices)]
    return np.concatenate([chosen[:, :2].min(axis=0), chosen[:, 2:].max(axis=0)])


def _with_spaces(spans: Spans, line: Sequence[int], spaces: Sequence[int]) -> list[int]:
    """The line with the layer's own white space that stands within it, by place."""
    u0, v0, u1, v1 = _hull(spans, line)
    within = [
        i
        for i in spaces
        if u0 <= (spans[i, 0] + spans[i, 2]) / 2 <= u1 and v0 <= (spans[i, 1] + spans[i, 3]) / 2 <= v1
    ]
    if not within:
        return list(line)
    return sorted([*line, *within], key=lambda i: (spans[i, 0] + spans[i, 2], spans[i, 2]))


def _piece(
    texts: Sequence[str],
    spans: Spans,
    sure: Sequence[float],
    line: Sequence[int],
    direction: Direction,
    size: tuple[int, int],
) -> Piece:
    """One line. A glyph of several characters (a ligature) is parted evenly."""
    chars: list[tuple[str, float, float]] = []
    for i in line:
        text, u0, u1 = texts[i], float(spans[i, 0]), float(spans[i, 2])
        if chars and _is_gap(chars[-1], text, u0, float(spans[i, 3] - spans[i, 1])):
            chars.append((" ", chars[-1][2], u0))
        part = (u1 - u0) / max(1, len(text))
        chars += [(char, u0 + part * k, u0 + part * (k + 1)) for k, char in enumerate(text)]
    chars = [chars[k] for k in kept("".join(char for char, _, _ in chars))]
    hull = _hull(spans, line)
    x0, y0, x1, y1 = from_flow(hull[None], direction)[0].tolist()
    inner = [(a[2] + b[1]) / 2 for a, b in pairwise(chars)]
    width, height = size
    left, top = min(max(0, round(x0)), width - 1), min(max(0, round(y0)), height - 1)
    box = Box(left, top, min(max(left + 1, round(x1)), width), min(max(top + 1, round(y1)), height))
    low, high = (box.y0, box.y1) if direction is Direction.VERTICAL else (box.x0, box.x1)
    bounds = np.maximum.accumulate(np.clip(np.round([low, *inner, high]), low, high)).astype(int).tolist()
    counts = [len(texts[i]) for i in line]
    confidence = float(np.average([sure[i] for i in line], weights=counts))
    text = "".join(char for char, _, _ in chars)
    line_read = Line(text, box, confidence, direction=direction, bounds=tuple(bounds) if text else ())
    across = [float(spans[i, 3] - spans[i, 1]) for i in line]
    return Piece(line_read, (x0, y0, x1, y1), float(np.median(across)))


def _is_gap(before: tuple[str, float, float], text: str, start: float, height: float) -> bool:
    char, _, end = before
    latin = not is_cjk(char) and not is_cjk(text[0]) and not char.isspace() and not text[0].isspace()
    return latin and start - end > _WORD_GAP * height
