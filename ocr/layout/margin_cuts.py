"""Cutting boxes that hold a line of the text and the marginal note beside it, before they are read."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.geometry import Direction
from ocr.imaging.image import Image, ink_mask
from ocr.imaging.quads import Quad, crop, part
from ocr.layout.flow import to_flow
from ocr.layout.gutter import blanks
from ocr.layout.margins import WIDEST
from ocr.layout.splitting import box_direction, level_boxes
from ocr.layout.type_area import LEAST_LINES, type_area

_MOST_OVER = 0.3
"""The edge of the text is not passed by more than this share of the boxes."""

_FULL = 4.0
"""A line of the text that reaches the edge where lines end begins within this many box heights of the edge where they
begin. What begins further in is a heading centred over two columns."""

_BLANK = 0.4
"""Least blank between the text and its notes, in box heights, that parts a box that holds both."""


def cut_at_margins(grey: Image, quads: Sequence[Quad], skew: float, direction: Direction) -> list[Quad]:
    """`quads` of ``grey``, those that hold a line and the note beside it cut between the two.

    Such a box goes on beyond the edge of the text, with a blank there.
    """
    if len(quads) <= LEAST_LINES:
        return list(quads)
    spans = to_flow(level_boxes(quads, skew, (grey.shape[1], grey.shape[0])), direction)
    area = type_area(spans)
    if area is None:
        return list(quads)
    far = 1.5 * area.height
    inside = 0.3 * area.height
    # Where print goes on farther than a margin is wide there is another column.
    margin = WIDEST * (area.high - area.low)
    is_margin = (area.low - spans[:, 0].min() <= margin, spans[:, 2].max() - area.high <= margin)
    passes = [(spans[:, 0] < area.low - far) & (spans[:, 2] > area.low + inside)]
    full = spans[:, 0] < min(area.high - inside, area.low + _FULL * area.height)
    passes.append((spans[:, 2] > area.high + far) & full)
    result: list[Quad] = []
    for k, quad in enumerate(quads):
        edges = [
            edge
            for edge, over, beside in zip((area.low, area.high), passes, is_margin, strict=True)
            if beside and over[k] and over.mean() < _MOST_OVER
        ]
        if not edges or box_direction(quad) is not direction:
            result.append(quad)
            continue
        result += _cut(
            grey, quad, direction, [(edge - spans[k, 0]) / (spans[k, 2] - spans[k, 0]) for edge in edges]
        )
    return result


def _cut(grey: Image, quad: Quad, direction: Direction, shares: Sequence[float]) -> list[Quad]:
    """`quad` without the blanks nearest to the `shares` of its length."""
    ink = ink_mask(crop(grey, quad))
    ink = ink.T if direction is Direction.VERTICAL else ink
    tall, long = ink.shape
    found = blanks(ink, _BLANK * tall)
    start, pieces = 0.0, []
    for share in sorted(shares):
        near = [blank for blank in found if blank[0] - 0.8 * tall < share * long < blank[1] + 0.8 * tall]
        if near:
            first, last = max(near, key=lambda blank: blank[1] - blank[0])
            pieces.append(part(quad, start, first / long, direction))
            start = last / long
    return [*pieces, part(quad, start, 1.0, direction)] if pieces else [quad]
