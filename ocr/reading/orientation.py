"""Which way up: judged by reading a few of the longest boxes with their characters turned each way.

Lines and columns alone do not tell: a page of columns looks like a page of lines turned on its side, and the
recogniser reads columns from crops turned counter-clockwise, so it takes characters lying on their left side for good
ones. Therefore characters, not lines, are set upright: what is then a column is cut into its characters, and these
are set side by side and read as a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.engines.spacing import is_cjk
from ocr.geometry import Direction
from ocr.imaging.image import Image
from ocr.imaging.inksize import contrast
from ocr.imaging.quads import Quad, crop, part, sides
from ocr.line import TURNS
from ocr.reading.models import Models

_MOST_BOXES = 5
_LEAST_SHAPE = 3.0
"""Boxes at least three times as long as thick are read, five at most."""

_READ_LENGTH = 6.6
"""So much of a box is read, in its thicknesses: no wider crop costs the recogniser less."""

_SURE_SCORE = 0.8
_SURE_LEAD = 0.7
"""Boxes that read upright with this score, and together with this lead over the turn that could pass for it, settle
it: a single one on an ordinary page."""

_LEAST_LEAD = 0.2
"""A page is turned only when another turn leads upright by this much on average."""

_LEAST_DIFFERENCE = 0.15
"""Ink at cuts between characters, as a share of the mean, that is no worse than none: specks and shadows."""

PALE = 0.4
"""Print not this share darker than its paper may shine through from the back of the sheet. Bleed-through of drawn
and real pages is 0.1-0.3 darker, worn print of bad scans 0.45 and more."""

_LEAST_PRINT = 0.6
"""Mean score under which pale boxes are no print of this side."""


def turn_of(grey: Image, quads: Sequence[Quad], models: Models) -> int:
    """Degrees clockwise (0, 90, 180, 270) that set the leaf ``grey``, ``(height, width)``, upright.

    `quads` are its text boxes. Reads two short crops on an ordinary page, twenty at most on a doubtful one.
    """
    cuts = [crop(grey, quad) for quad in _longest(quads)]
    if not cuts:
        return 0
    scores: list[dict[int, float]] = [{} for _ in cuts]

    def score(k: int, turn: int) -> float:
        if turn not in scores[k]:
            scores[k][turn] = _score(cuts[k], turn, models)
        return scores[k][turn]

    settled = 0.0
    for k in range(len(cuts)):
        # Characters lying on their left side (set right by 90) pass for upright ones, no others do.
        if score(k, 0) >= _SURE_SCORE:
            settled += max(0.0, score(k, 0) - score(k, 90))
        if settled >= _SURE_LEAD:
            return 0
    lead = {
        turn: sum(score(k, turn) - score(k, (turn + 90) % 360) for k in range(len(cuts))) / len(cuts)
        for turn in TURNS
    }
    best = max(TURNS, key=lambda turn: (lead[turn], -turn))
    return best if lead[best] - lead[0] >= _LEAST_LEAD else 0


def is_show_through(grey: Image, quads: Sequence[Quad], models: Models) -> bool:
    """Is all print on ``grey``, with the text boxes `quads`, that of the back of the sheet shining through?

    Nothing is read unless the longest boxes are all pale.
    """
    cuts = [crop(grey, quad) for quad in _longest(quads)]
    if not cuts or any(contrast(cut) >= PALE * np.percentile(cut, 90) for cut in cuts):
        return False
    best = max(TURNS, key=lambda turn: sum(_score(cut, turn, models) for cut in cuts))
    plain = sum(_score(cut, best, models) for cut in cuts) / len(cuts)
    if plain < _LEAST_PRINT:
        return True
    mirrored = [np.ascontiguousarray(cut[:, ::-1]) for cut in cuts]
    seen = max(sum(_score(cut, turn, models) for cut in mirrored) for turn in TURNS) / len(cuts)
    return bool(seen > plain)


def _longest(quads: Sequence[Quad]) -> list[Quad]:
    """The middles of the longest boxes, of those that run as most of the print does."""
    measured = []
    for quad in quads:
        width, height = sides(quad)
        long, thick = max(width, height), min(width, height)
        if thick >= 4 and long >= _LEAST_SHAPE * thick:
            measured.append((long, thick, height > width, quad))
    tall = sum(long / thick for long, thick, upright, _ in measured if upright)
    most = 2 * tall > sum(long / thick for long, thick, _, _ in measured)
    chosen = sorted((item for item in measured if item[2] == most), key=lambda item: -item[0])[:_MOST_BOXES]
    cut = []
    for long, thick, upright, quad in chosen:
        half = min(0.5, _READ_LENGTH * thick / long / 2)
        direction = Direction.VERTICAL if upright else Direction.HORIZONTAL
        cut.append(part(quad, 0.5 - half, 0.5 + half, direction))
    return cut


def _score(cut: Image, turn: int, models: Models) -> float:
    """How well `cut` reads with its characters turned by `turn` degrees clockwise, 0..1.

    The mean probability, over no fewer characters than would fill it: a few lucky ones are no reading. Of columns only
    Chinese characters count: Latin words do not stand in columns, though their letters, one by one, read well.
    """
    turned = np.ascontiguousarray(np.rot90(cut, -turn // 90))
    column = turned.shape[0] > turned.shape[1]
    line = side_by_side(turned) if column else turned
    glyphs = models.recognise(line)
    full: float = max(1.0, line.shape[1] / line.shape[0])
    counted = [glyph.probability for glyph in glyphs if not column or is_cjk(glyph.char)]
    return sum(counted) / max(float(len(glyphs)), full)


def side_by_side(column: Image) -> Image:
    """The characters of a column, ``(length, thickness)``, set side by side as a line, each as it stands."""
    thick = column.shape[1]
    dark = 255.0 - column
    across = dark.mean(axis=0)
    inked = np.flatnonzero(across > across.min() + 0.25 * (across.max() - across.min()))
    left, right = max(0, int(inked[0]) - 1), min(thick, int(inked[-1]) + 2)
    cuts = _between_characters(dark[:, left:right].mean(axis=1), thick)
    paper = int(np.percentile(column, 90))
    tallest = max(b - a for a, b in pairwise(cuts))
    # As much paper around as the boxes of lines have.
    rim, side = max(1, round(0.12 * tallest)), max(0, round(0.04 * tallest))
    cells = []
    for a, b in pairwise(cuts):
        above = (tallest - (b - a)) // 2
        below = tallest - (b - a) - above
        edges = ((above + rim, below + rim), (side, side))
        cells.append(np.pad(column[a:b, left:right], edges, constant_values=paper))
    return np.ascontiguousarray(np.concatenate(cells, axis=1))


def _between_characters(ink: NDArray[np.float64], thick: float) -> list[int]:
    """Places along a column that part its characters; `ink` by place, its box `thick` wide.

    Of the ways to cut it at even distances, give or take a fifth, one with little ink at the cuts; of these the one
    with most cuts: every second gap is as blank. Boxes are up to twice as thick as the distance of characters.
    """
    step = max(1.0, thick / 20)
    seen = np.interp(np.arange(0, len(ink), step), np.arange(len(ink)), ink)
    seen = (seen - seen.min()) / max(1e-6, float(seen.mean() - seen.min()))
    found = [cuts for pitch in range(9, 21) if (cuts := _even_cuts(seen, pitch)) is not None]
    if not found:
        return [0, len(ink)]
    least = min(cost for cost, _ in found)
    inner = next(places for cost, places in found if cost <= least + _LEAST_DIFFERENCE)
    return [round(place * step) for place in inner]


def _even_cuts(seen: NDArray[np.float64], pitch: int) -> tuple[float, list[int]] | None:
    """Cost a cut and places of the cheapest cuts of `seen` about `pitch` apart; None when it is too short."""
    count = len(seen)
    reaches = range(max(2, round(0.8 * pitch)), round(1.2 * pitch) + 1)
    first = reaches[-1]
    if count < 3 * first:
        return None
    cost = seen.copy()
    cuts = np.ones(count)
    before = np.full(count, -1)
    for place in range(first, count):
        came = place - np.array(reaches)
        total = cost[came] + seen[place] + 2 * ((np.array(reaches) - pitch) / pitch) ** 2
        best = int(np.argmin(total / cuts[came]))
        cost[place], cuts[place], before[place] = total[best], cuts[came[best]] + 1, came[best]
    ends = np.arange(count - first, count)
    path = [int(ends[np.argmin(cost[ends] / cuts[ends])])]
    mean = float(cost[path[0]] / cuts[path[0]])
    while before[path[-1]] >= 0:
        path.append(int(before[path[-1]]))
    return mean, path[::-1]
