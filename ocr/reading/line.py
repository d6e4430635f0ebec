"""Reading what stands inside one box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from ocr.engines.spacing import kept
from ocr.geometry import Direction
from ocr.imaging.fit import fitted
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, bounding_box, crop, pad_ends, part, sides, thinner
from ocr.layout.splitting import parts_of
from ocr.line import Doubt, Line
from ocr.reading.column import glance, read_column
from ocr.reading.ctc import Glyph, stops
from ocr.reading.doubts import is_unsure, mean_probability, settle
from ocr.reading.lost_marks import settle_lost
from ocr.reading.marks import settle_marks
from ocr.reading.models import Models
from ocr.reading.settings import (
    END_PADDING,
    MIRROR_GAIN,
    MIRROR_UNDER,
    THINNER,
    UNSURE_CHARACTER,
    UNSURE_LINE,
)
from ocr.reading.spaces import settle_spaces

TALL = 1.5
"""A box this many times as high as wide is a column."""

UNSURE_COLUMN = 0.85
NARROWER = 0.1
"""A column read with less certainty is read again without this share of its width at either side."""

SHORT_COLUMN = 0.8
"""The same on a vertical page: 令。 alone in its column is as wide as high."""


_FAR_LESS = 0.1
"""A column read less surely in a mirror at first sight, by this much, is not read there with more care."""

_LEAST_PROOF = 3
"""Fewer characters do not prove that a line is print of the back."""


def read_line(
    grey: Image,
    quad: Quad,
    page: Direction,
    models: Models,
    front: Image | None = None,
    usual: float = 0.0,
    again: bool = True,
) -> Line | None:
    """Read the text inside `quad` of the leaf ``grey``; None when there is none. `page`: how the leaf runs.

    `front`: the leaf without print of the back. A line that is not sure is read from it again, from a slimmer box;
    a column only when `again`.
    """
    width, height = sides(quad)
    shape = height / max(width, 1.0)
    least = SHORT_COLUMN if page is Direction.VERTICAL else TALL
    direction = Direction.VERTICAL if shape >= least else Direction.HORIZONTAL
    glyphs = read_glyphs(grey, quad, direction, models, front if again else None, usual)
    # A tall box may be one narrow character (a page number) or a short column: the surer reading wins.
    if page is Direction.HORIZONTAL and TALL <= shape < 4.0:
        upright = read_glyphs(grey, quad, Direction.HORIZONTAL, models)
        if mean_probability(upright) > mean_probability(glyphs):
            glyphs, direction = upright, Direction.HORIZONTAL
    if (
        front is not None
        and direction is Direction.HORIZONTAL
        and is_unsure(glyphs, UNSURE_LINE, UNSURE_CHARACTER)
    ):
        # A lower box leaves out what hangs in from the lines above and below.
        lower = thinner(fitted(front, quad), THINNER)
        glyphs = settle(glyphs, read_glyphs(front, lower, direction, models))
    unsure = direction is Direction.VERTICAL and mean_probability(glyphs) < UNSURE_COLUMN
    if front is not None and again and unsure:
        # Columns lean and stand closer than lines: a narrower box leaves out what hangs in from the next ones.
        narrow = part(quad, NARROWER, 1.0 - NARROWER, Direction.HORIZONTAL)
        slimmer = read_glyphs(front, narrow, direction, models, front, usual)
        if mean_probability(slimmer) > mean_probability(glyphs):
            glyphs = slimmer
    glyphs = [glyphs[i] for i in kept("".join(glyph.char for glyph in glyphs))]
    if not glyphs:
        return None
    if direction is Direction.HORIZONTAL:
        glyphs = settle_lost(grey, quad, glyphs)
    if len(glyphs) == 1 and shape > TALL / 3:
        direction = page
    return line_of(grey, quad, direction, glyphs)


def line_of(grey: Image, quad: Quad, direction: Direction, glyphs: Sequence[Glyph]) -> Line:
    """The line that `glyphs`, read inside `quad`, are; bounds and middles follow the quad's own lean."""
    width, height = sides(quad)
    vertical = direction is Direction.VERTICAL
    places = np.clip(stops([glyph.middle for glyph in glyphs], 0.0, 1.0), 0.0, 1.0)[:, None]
    corners = np.asarray(quad, dtype=np.float64)
    first, last = (0, 3) if vertical else (0, 1)
    opposite, far = (1, 2) if vertical else (3, 2)
    start = (corners[first] + corners[opposite]) / 2
    end = (corners[last] + corners[far]) / 2
    points = start + (end - start) * places
    along, across = (1, 0) if vertical else (0, 1)
    box = bounding_box(quad, grey.shape[1], grey.shape[0])
    low, high = (box.y0, box.y1) if vertical else (box.x0, box.x1)
    return Line(
        "".join(glyph.char for glyph in glyphs),
        box,
        mean_probability(glyphs),
        direction=direction,
        bounds=tuple(int(value) for value in np.clip(np.round(points[:, along]), low, high)),
        middles=tuple(int(value) for value in np.round(points[:, across])),
        thickness=max(1, round(width if vertical else height)),
        confidences=tuple(glyph.probability for glyph in glyphs),
        doubts=tuple(Doubt(at, glyph.others) for at, glyph in enumerate(glyphs) if glyph.others),
    )


def is_mirrored(grey: Image, quad: Quad, line: Line, models: Models) -> bool:
    """Is `line` print of the back of the sheet? It reads better in a mirror.

    Characters that read the same both ways (一, 三, 十, 四, 日) are their own mirror images and prove nothing: judged
    are those that only one of the two readings has.
    """
    if line.confidence >= MIRROR_UNDER or len(line.text) < _LEAST_PROOF:
        return False
    mirror = quad[[1, 0, 3, 2]]
    if line.direction is Direction.VERTICAL and glance(grey, mirror, models) < line.confidence - _FAR_LESS:
        return False
    turned = read_glyphs(grey, mirror, line.direction, models)
    if len(turned) < _LEAST_PROOF or mean_probability(turned) <= line.confidence + MIRROR_GAIN:
        return False
    sure = line.confidences or (line.confidence,) * len(line.text)
    plain = _only([*zip(line.text, sure, strict=True)], [glyph.char for glyph in turned])
    mirrored = _only([(glyph.char, glyph.probability) for glyph in turned], line.text)
    return len(mirrored) >= _LEAST_PROOF and _mean(mirrored) > _mean(plain) + MIRROR_GAIN


def _only(seen: Sequence[tuple[str, float]], other: Iterable[str]) -> list[float]:
    """The probabilities of those characters of `seen` that the `other` reading does not have."""
    left = Counter(other)
    found = []
    for char, probability in seen:
        if left[char]:
            left[char] -= 1
        else:
            found.append(probability)
    return found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def read_glyphs(
    grey: Image,
    quad: Quad,
    direction: Direction,
    models: Models,
    front: Image | None = None,
    usual: float = 0.0,
) -> list[Glyph]:
    """Characters inside `quad`, their middles as fractions of its length along `direction`.

    With left and right corners exchanged the crop is a mirror image.
    """
    if direction is Direction.VERTICAL:
        return read_column(grey, quad, models, front, usual)
    width, height = sides(quad)
    share = END_PADDING * height / max(width, 1.0)
    cut = crop(grey, pad_ends(quad, direction, END_PADDING))
    whole = cut.shape[1]
    glyphs: list[Glyph] = []
    for start, end in parts_of(cut, direction):
        for glyph in models.recognise(cut[:, start:end]):
            glyphs.append(replace(glyph, middle=(start + glyph.middle * (end - start)) / whole))
    glyphs = settle_spaces(cut, settle_marks(cut, glyphs))
    return [replace(glyph, middle=glyph.middle * (1 + 2 * share) - share) for glyph in glyphs]
