"""What a line is on the page, by place and form alone.

Furniture wrongly flagged loses text, so every rule wants several signs at once; what a single page cannot show
(the same words at the head of every page) is left to whoever sees the whole issue.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.layout.flow import Spans
from ocr.line import Role

PAGE_NUMBER = re.compile(
    r"^[\s\-‐-―−－·•・.。〇○()（）\[\]【】|_~～]*"
    r"(?:第\s*)?(?:page\s*|p\.\s*)?"
    r"(?:[0-9０-９]{1,4}|(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})|[一二三四五六七八九十百〇○零廿卅]{1,6})"
    r"(?:\s*[页頁])?(?:\s*[/／]\s*[0-9]{1,4}|\s*共\s*[0-9０-９]{1,4}\s*[页頁])?"
    r"[\s\-‐-―−－·•・.。()（）\[\]【】|_~～]*$",
    re.IGNORECASE,
)
"""What a page number can look like: 3, - 3 -, ·3·, — 3 —, 第3页, 第 3 頁 共 12 頁, Page 3, iv, 一二三."""

_MARGIN = 0.13
"""Furniture stands in this outermost share of the page's height (of its width too on vertical pages)."""

_HEAD_GAP = 0.6
"""A head without a rule is parted from the text by at least this many print heights between their boxes."""

_NUMBER_MARGIN = 0.16
"""The same for a row that holds nothing but a page number: its form speaks for it."""

_SMALLER = 0.95
_LARGER = 1.15
"""A running head is smaller than the text, a heading larger, by these ratios of the thickness of their print."""

_EDGE_ROWS = 2
"""Rows of furniture looked for at one edge: a page number and a running foot can stand above each other."""


@dataclass(frozen=True, slots=True)
class Print:
    """What roles are judged by: for each line its level box (row of `boxes`, x0 y0 x1 y1 in pixels), its text, and
    the thickness of its print in pixels (`ocr.imaging.inksize`)."""

    boxes: NDArray[np.float64]
    texts: Sequence[str]
    sizes: NDArray[np.float64]


def edge_roles(
    found: Print,
    direction: Direction,
    size: tuple[float, float],
    separators: Sequence[float] = (),
    columns: Sequence[float] = (),
    cells: Collection[int] = (),
) -> dict[int, tuple[Role, bool]]:
    """Running heads and page numbers: index → (role, does it come before the text).

    The page has `size` (width, height). Head and foot are looked at on every page, the outer columns on
    vertical pages as well. `separators` are positions y of rules across the page, `columns` positions x
    of rules down it. `cells` are the indices of lines in tables: a row of a table is no furniture.
    """
    result: dict[int, tuple[Role, bool]] = {}
    edges = [(1, True), (1, False)]
    if direction is Direction.VERTICAL:
        edges += [(0, False), (0, True)]
    for axis, low in edges:
        # Distances from the edge, so that all four edges are one case.
        boxes = found.boxes
        near = boxes[:, axis] if low else size[axis] - boxes[:, axis + 2]
        far = boxes[:, axis + 2] if low else size[axis] - boxes[:, axis]
        rules = [place if low else size[axis] - place for place in (separators if axis == 1 else columns)]
        edge = _Edge(near, far, size[axis], sorted(rules))
        first = low if axis == 1 else not low  # a vertical page begins at the right
        for _ in range(_EDGE_ROWS):
            left = [i for i in range(len(boxes)) if i not in result]
            row = _outermost(edge, left, found)
            if not row or not row.keys().isdisjoint(cells):
                break
            for i, role in row.items():
                # On vertical pages both stand in the outer margin, right on one page, left on the next: the
                # head is read first and the number last on either.
                beside = direction is Direction.VERTICAL and axis == 0
                result[i] = (role, role is Role.RUNNING_HEAD if beside else first)
    return result


@dataclass(frozen=True, slots=True)
class _Edge:
    """One edge of the page: distances from it of each line's near and far side, of the opposite edge, and of rules."""

    near: NDArray[np.float64]
    far: NDArray[np.float64]
    extent: float
    rules: Sequence[float]


def _outermost(edge: _Edge, left: Sequence[int], found: Print) -> dict[int, Role]:
    """Furniture among the outermost row of the lines `left` at one edge; empty when that row is text."""
    if len(left) < 2:
        return {}
    near, far = edge.near, edge.far
    outer = min(left, key=lambda i: near[i] + far[i])
    thick = far[outer] - near[outer]
    row = [i for i in left if min(far[i], far[outer]) - max(near[i], near[outer]) > 0.4 * thick]
    inner = [i for i in left if i not in row]
    end = max(far[i] for i in row)
    numbers = [i for i in row if PAGE_NUMBER.match(found.texts[i])]
    only_numbers = len(row) == len(numbers)
    if not inner or len(row) > 4 or end > (_NUMBER_MARGIN if only_numbers else _MARGIN) * edge.extent:
        return {}
    height = float(np.median(found.sizes[inner]))
    start = min(near[i] for i in inner)
    if only_numbers and start - end > 0.2 * height:
        return dict.fromkeys(row, Role.PAGE_NUMBER)
    # A rule parts it from the text, and none stands outside it: the text is not framed together with it.
    outside = any(rule < near[outer] for rule in edge.rules)
    parted = any(end - 0.3 * height <= rule <= start + 0.3 * height for rule in edge.rules) and not outside
    largest = max(found.sizes[i] for i in row)
    alone = start - end > _HEAD_GAP * height and (bool(numbers) or largest <= _SMALLER * height)
    if start > end and largest <= 1.1 * height and (parted or alone):
        return {i: Role.PAGE_NUMBER if i in numbers else Role.RUNNING_HEAD for i in row}
    return {}


def heading_roles(found: Print, spans: Spans, blocks: Sequence[Sequence[int]]) -> set[int]:
    """Indices of lines that stand out as headings: larger than the text, or short and centred over their column.

    `spans` are the boxes in the flow frame, `blocks` the columns of text.
    """
    chosen: set[int] = set()
    everything = [i for block in blocks for i in block]
    if len(everything) < 3:
        return chosen
    size = float(np.median(found.sizes[everything]))
    for block in blocks:
        low, high = float(np.min(spans[list(block), 0])), float(np.max(spans[list(block), 2]))
        for i in block:
            u0, v0, u1, v1 = spans[i]
            alone = not any(
                j != i and min(spans[j, 3], v1) - max(spans[j, 1], v0) > 0.5 * (v1 - v0) for j in block
            )
            margins = u0 - low, high - u1
            centred = min(margins) > 2 * size and abs(margins[0] - margins[1]) < 1.5 * size
            if alone and len(found.texts[i]) >= 2 and (found.sizes[i] > _LARGER * size or centred):
                chosen.add(i)
    return chosen
