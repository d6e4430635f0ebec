"""A second look of the detector at crowded print, drawn out across its columns.

Where columns stand no farther apart than the characters in them the network sees a grid, and finds a box here and
there, at twice the size no less. Drawn out sideways the same print has columns again: of a block of an advertisement
of 1939 with 14 columns it found 2 as it is and all 14 at twice the width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import cv2
import numpy as np

from ocr.geometry import Box, Direction
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, part, sides

_DRAWN_OUT = 2.0
"""How much wider than high the copy is drawn."""

_SHOWN = 24.0
"""How thick a box of the sheet is on the copy, pixels: characters are 14 to 17, as on the first copy of small print."""

_CANVAS = 960
"""Sides of the copy, pixels: the usual long side of the detector, so that it is shown as it is. The network needs
columns around a block to see those in it."""

_MOST = 4
"""So many looks at a sheet are enough: half a second each."""

_SLENDER = 6.0
"""Least length of a column, in widths."""

_PART = 0.6
"""A box that a longer one covers more of than this share is a part of it."""

_LACKING = 0.25
"""So much of a column no other box covers."""

_ASIDE = 0.5
"""Boxes stand in one column when they share this share of the narrower one's width."""

_Bounds = tuple[float, float, float, float]


def with_drawn_out(
    front: Image,
    quads: Sequence[Quad],
    blocks: Iterable[Box],
    thick: float,
    detect: Callable[[Image], list[Quad]],
) -> list[Quad]:
    """`quads` of the columns on ``front``, ``(height, width)``, those through crowded `blocks` found anew.

    `thick` is the usual thickness of a box, pixels; `detect` finds boxes on an image, as `Models.detect` does.
    """
    left = list(blocks)
    kept = list(quads)
    for _ in range(_MOST):
        if not left:
            break
        window = _window(left[0], front, thick)
        here = [block for block in left if window.overlap(block) >= 0.5 * block.area]
        left = [block for block in left[1:] if block not in here]
        for column in sorted(_columns(front, window, thick, detect), key=lambda quad: -sides(quad)[1]):
            bounds = _bounds(column)
            if any(_share(bounds, block) > 0 for block in here):
                kept = _with_column(kept, column, thick)
    return kept


def _window(block: Box, front: Image, thick: float) -> Box:
    """The part of ``front`` around `block` that one copy shows."""
    height, width = front.shape
    scale = _SHOWN / thick
    wide, tall = min(width, int(_CANVAS / scale / _DRAWN_OUT)), min(height, int(_CANVAS / scale))
    x0 = min(max(0, (block.x0 + block.x1 - wide) // 2), width - wide)
    y0 = min(max(0, (block.y0 + block.y1 - tall) // 2), height - tall)
    return Box(x0, y0, x0 + wide, y0 + tall)


def _columns(front: Image, window: Box, thick: float, detect: Callable[[Image], list[Quad]]) -> list[Quad]:
    """The columns inside `window`, found on the copy."""
    cut = front[window.y0 : window.y1, window.x0 : window.x1]
    scale = _SHOWN / thick
    wide, tall = (
        min(_CANVAS, max(1, round(side)))
        for side in (cut.shape[1] * scale * _DRAWN_OUT, cut.shape[0] * scale)
    )
    canvas = np.full((_CANVAS, _CANVAS), int(np.percentile(cut[::4, ::4], 75)), np.uint8)
    canvas[:tall, :wide] = cv2.resize(cut, (wide, tall), interpolation=cv2.INTER_CUBIC)
    back = np.array([cut.shape[1] / wide, cut.shape[0] / tall], dtype=np.float32)
    corner = np.array([window.x0, window.y0], dtype=np.float32)
    found = [np.asarray(quad * back + corner, dtype=np.float32) for quad in detect(canvas)]
    return [quad for quad in found if sides(quad)[1] >= _SLENDER * sides(quad)[0]]


def _with_column(quads: Sequence[Quad], column: Quad, thick: float) -> list[Quad]:
    """`quads` with what `column` covers more of, instead of those that are parts of it."""
    whole, long = _bounds(column), sides(column)[1]
    parts = [quad for quad in quads if _share(_bounds(quad), whole) >= _PART and sides(quad)[1] <= long]
    names = {id(quad) for quad in parts}
    others = [quad for quad in quads if id(quad) not in names]
    rest: Quad | None = column
    for other in others:
        rest = _beyond(rest, _bounds(other), thick) if rest is not None else None
    if rest is None:
        return list(quads)
    x0, y0, x1, y1 = _bounds(rest)
    inside = [quad for quad in parts if _share(_bounds(quad), (x0, y0, x1, y1)) >= _PART]
    if sum(sides(quad)[1] for quad in inside) > (1.0 - _LACKING) * (y1 - y0) and len(inside) < 2:
        return list(quads)
    gone = {id(quad) for quad in inside}
    return [*(quad for quad in quads if id(quad) not in gone), rest]


def _beyond(column: Quad, other: _Bounds, thick: float) -> Quad | None:
    """The longer end of `column` that does not stand where `other` does; None when there is too little."""
    x0, y0, x1, y1 = _bounds(column)
    a0, b0, a1, b1 = other
    if min(x1, a1) - max(x0, a0) < _ASIDE * min(x1 - x0, a1 - a0) or min(y1, b1) <= max(y0, b0):
        return column
    above, below = max(0.0, b0 - y0), max(0.0, y1 - b1)
    if max(above, below) < thick:
        return None
    share = max(above, below) / (y1 - y0)
    return part(column, *((0.0, share) if above > below else (1.0 - share, 1.0)), Direction.VERTICAL)


def _bounds(quad: Quad) -> _Bounds:
    (x0, y0), (x1, y1) = quad.min(axis=0).tolist(), quad.max(axis=0).tolist()
    return x0, y0, x1, y1


def _share(box: _Bounds, whole: _Bounds | Box) -> float:
    """Share of `box` that lies in `whole`."""
    x0, y0, x1, y1 = whole
    wide, tall = min(box[2], x1) - max(box[0], x0), min(box[3], y1) - max(box[1], y0)
    return max(0.0, wide) * max(0.0, tall) / max(1.0, (box[2] - box[0]) * (box[3] - box[1]))
