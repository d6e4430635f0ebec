"""Lines that hold the text of two cells: the blanks in them, and cutting them there."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.line import Line

_WIDE = 0.45
"""Least blank between the characters of two cells, in heights of the box, beyond what characters usually take up."""

_FEWEST = 5
"""In a line of fewer characters there is no usual step to compare with: the room at its ends is unknown."""

_EM = 0.62
"""A character is this many heights of its box wide where its line does not tell; Latin ones and figures are half as
wide."""


def wide_blanks(line: Line, low: float, high: float) -> tuple[tuple[float, float], ...]:
    """Blanks (x0, x1) between characters of `line` that stand far apart, on a page where it runs from `low` to `high`.

    Empty when the line does not know where its characters stand.
    """
    if len(line.text) < _FEWEST or not line.bounds or line.along_y or line.bounds[0] >= line.bounds[-1]:
        return ()
    height = line.thickness or line.box.height
    wide = np.array([ord(char) > 0x2E7F for char in line.text])
    middles = _middles(line, height)
    steps = np.diff(middles)
    # The usual step from one character to the next of its kind, as this line has it.
    usual = []
    for kind, share in ((~wide, _EM / 2), (wide, _EM)):
        same = steps[kind[1:] & kind[:-1]]
        usual.append(float(np.median(same)) if len(same) >= 3 else share * height)
    taken = np.where(wide, usual[1], usual[0])
    scale = _scale(line, low, high)
    found = []
    for k in range(1, len(line.text)):
        room = line.bounds[k + 1] - line.bounds[k - 1] - taken[k - 1] - taken[k]
        # Both, because bounds of other readers are edges of characters, not midway between their middles.
        if min(room, steps[k - 1] - (taken[k - 1] + taken[k]) / 2) >= _WIDE * height:
            x0, x1 = middles[k - 1] + taken[k - 1] / 2, middles[k] - taken[k] / 2
            found.append((low + float(x0 - line.bounds[0]) * scale, low + float(x1 - line.bounds[0]) * scale))
    return tuple(found)


def _middles(line: Line, height: int) -> NDArray[np.float64]:
    """The middles of the characters, whose bounds lie midway between them.

    All follow from the first one, which stands somewhere in its room: the place is taken that makes the steps between
    characters most alike and lets the outer ones fill the ends.
    """
    bounds = np.asarray(line.bounds, dtype=np.float64)
    signs = np.where(np.arange(len(line.text)) % 2, -1.0, 1.0)
    half = np.array([_EM / 2 if ord(char) > 0x2E7F else _EM / 4 for char in line.text]) * height
    base = np.zeros(len(line.text))
    for k in range(1, len(line.text)):
        base[k] = 2 * bounds[k] - base[k - 1]
    room = min(float(bounds[1] - bounds[0]), 1.5 * height)
    tried = base + signs * (bounds[0] + np.linspace(0.1, 0.95, 18) * room)[:, None]
    rough = np.minimum(np.abs(np.diff(tried, 2)), height).sum(axis=1)
    rough += np.abs(tried[:, 0] - bounds[0] - half[0]) + np.abs(bounds[-1] - tried[:, -1] - half[-1])
    return np.asarray(tried[int(rough.argmin())], dtype=np.float64)


def split_line(line: Line, places: Sequence[float], low: float, high: float) -> list[Line]:
    """`line` cut at `places`, x on a page where it runs from `low` to `high`, each at the nearest bound."""
    bounds = low + (np.asarray(line.bounds) - line.bounds[0]) * _scale(line, low, high)
    inner = {int(np.argmin(np.abs(bounds - place))) for place in places} - {0, len(line.text)}
    return [_part(line, start, end) for start, end in pairwise([0, *sorted(inner), len(line.text)])]


def _scale(line: Line, low: float, high: float) -> float:
    return (high - low) / (line.bounds[-1] - line.bounds[0])


def _part(line: Line, start: int, end: int) -> Line:
    part = line.part(start, end)
    bounds, sure = part.bounds, part.confidences
    return dataclasses.replace(
        part,
        box=Box(
            line.box.x0 if start == 0 else bounds[0],
            line.box.y0,
            line.box.x1 if end == len(line.text) else max(bounds[0] + 1, bounds[-1]),
            line.box.y1,
        ),
        confidence=sum(sure) / len(sure) if sure else line.confidence,
    )
