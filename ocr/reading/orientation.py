"""Which way up: judged by reading a few of the longest boxes with their characters turned each way.

Lines and columns alone do not tell: a page of columns looks like a page of lines turned on its side, and the
recogniser reads columns from crops turned counter-clockwise, so it takes characters lying on their left side for good
ones. Therefore characters, not lines, are set upright: what is then a column is cut into its characters, and these
are set side by side and read as a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ocr.engines.spacing import is_cjk
from ocr.geometry import Direction
from ocr.imaging.image import Image
from ocr.imaging.inksize import contrast
from ocr.imaging.percentiles import percentile
from ocr.imaging.quads import Quad, crop, part, sides
from ocr.imaging.side_by_side import side_by_side
from ocr.line import TURNS
from ocr.reading.models import Models

_MOST_BOXES = 5
_LEAST_SHAPE = 3.0
"""Boxes at least three times as long as thick are read, five at most."""

_READ_LENGTH = 6.6
"""So much of a box is read, in its thicknesses: no wider crop costs the recogniser less."""

_SURE_SCORE = 0.9
_SURE_LEAD = 0.65
_LATIN_WEIGHT = 0.5
"""A box that reads upright with this score, and this lead over the turn that could pass for it, settles it. Latin
counts half: upside down, of letters like o n u s x z, it reads with up to 0.8."""

_LATIN_DENSITY = 1.5
"""Characters of Latin print in the length that one Chinese character takes, at least."""

_LEAST_LEAD = 0.2
_ROUNDING = 1e-6
"""A page is turned only when another turn leads upright by this much on average."""

PALE = 0.4
"""Print not this share darker than its paper may shine through from the back of the sheet. Bleed-through of drawn
and real pages is 0.1-0.3 darker, worn print of bad scans 0.45 and more."""

_LEAST_FORWARDS = 0.8
_LEAST_FORWARDS_LEAD = 0.2
_MOST_BLACK = 8
"""Of so many of the darkest boxes one that reads this well is print of this side; a pale one must lead by the second
over its mirrored print."""

_LEAST_PRINT = 0.6
"""Mean score under which pale boxes are no print of this side."""


def turn_of(grey: Image, quads: Sequence[Quad], models: Models) -> int:
    """Degrees clockwise (0, 90, 180, 270) that set the leaf ``grey``, ``(height, width)``, upright.

    `quads` are its text boxes. Reads two short crops on an ordinary page; on a doubtful one as many more, up to twenty,
    as it takes to tell that no other turn leads.
    """
    cuts = [crop(grey, quad) for quad in _longest(quads)]
    if not cuts:
        return 0
    scores: list[dict[int, _Score]] = [{} for _ in cuts]

    def score(k: int, turn: int) -> float:
        if turn not in scores[k]:
            scores[k][turn] = _score(cuts[k], turn, models)
        return scores[k][turn].value

    settled = 0.0
    for k in range(len(cuts)):
        # Characters lying on their left side (set right by 90) pass for upright ones, no others do.
        if score(k, 0) >= _SURE_SCORE:
            weight = 1.0 if scores[k][0].chinese else _LATIN_WEIGHT
            settled += weight if score(k, 0) - score(k, 90) >= _SURE_LEAD else 0.0
        if settled >= 1.0:
            return 0
    for turn in (90, 180, 270):
        for k in range(len(cuts)):
            if _stays_upright(scores):
                return 0
            score(k, turn)
    lead = {
        turn: sum(score(k, turn) - score(k, (turn + 90) % 360) for k in range(len(cuts))) / len(cuts)
        for turn in TURNS
    }
    best = max(TURNS, key=lambda turn: (lead[turn], -turn))
    return best if lead[best] - lead[0] >= _LEAST_LEAD else 0


def _stays_upright(scores: Sequence[Mapping[int, _Score]]) -> bool:
    """Whatever is not among the `scores` of the crops by turn (0..1 each): can no other turn lead any more?"""
    most = {turn: sum(seen[turn].value if turn in seen else 1.0 for seen in scores) for turn in TURNS}
    least = {turn: sum(seen[turn].value if turn in seen else 0.0 for seen in scores) for turn in TURNS}
    # A lead is that of a turn over the next one; here less that of standing upright, at its least.
    leads = (
        most[90] - least[180] - least[0] + most[90],
        most[180] - least[270] - least[0] + most[90],
        most[270] - least[0] - least[0] + most[90],
    )
    return max(leads) < (_LEAST_LEAD - _ROUNDING) * len(scores)


def is_show_through(grey: Image, quads: Sequence[Quad], models: Models) -> bool:
    """Is all print on ``grey``, with the text boxes `quads`, that of the back of the sheet shining through?

    Nothing is read unless most of the longest boxes are pale.
    """
    cuts = [crop(grey, quad) for quad in _longest(quads)]
    if not cuts or float(np.median([_blackness(cut) for cut in cuts])) >= PALE:
        return False
    if any(_reads_forwards(cut, models) for cut in _darkest(grey, quads)):
        return False
    best = max(TURNS, key=lambda turn: sum(_score(cut, turn, models).value for cut in cuts))
    plain = sum(_score(cut, best, models).value for cut in cuts) / len(cuts)
    if plain < _LEAST_PRINT:
        return True
    mirrored = [_mirrored(cut) for cut in cuts]
    seen = max(sum(_score(cut, turn, models).value for cut in mirrored) for turn in TURNS) / len(cuts)
    return bool(seen > plain)


def _blackness(cut: Image) -> float:
    """How much darker than its paper print is, 0..1."""
    return contrast(cut) / max(1.0, percentile(cut, 90))


def _darkest(grey: Image, quads: Sequence[Quad]) -> list[Image]:
    """Of a few lines of print on a page that the full back shines through: the middles of the darkest boxes.

    However pale: on brown paper worn print of this side is 0.3 darker, and still darker than all of the back.
    """
    cuts = [crop(grey, _middle(quad)) for quad in quads]
    return sorted(cuts, key=_blackness, reverse=True)[:_MOST_BLACK]


def _reads_forwards(cut: Image, models: Models) -> bool:
    """Does `cut` read well, and, where it is as pale as print of the back, badly in a mirror? 三日 reads in both."""
    plain = max(_score(cut, turn, models).value for turn in TURNS)
    if plain < _LEAST_FORWARDS:
        return False
    seen = max(_score(_mirrored(cut), turn, models).value for turn in TURNS)
    return plain >= seen + (0.0 if _blackness(cut) >= PALE else _LEAST_FORWARDS_LEAD)


def _mirrored(cut: Image) -> Image:
    return np.ascontiguousarray(cut[:, ::-1])


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
    return [_middle(quad) for _, _, _, quad in chosen]


def _middle(quad: Quad) -> Quad:
    """As much of the middle of `quad` as is read."""
    width, height = sides(quad)
    half = min(0.5, _READ_LENGTH * min(width, height) / max(width, height, 1.0) / 2)
    return part(quad, 0.5 - half, 0.5 + half, Direction.VERTICAL if height > width else Direction.HORIZONTAL)


class _Score(NamedTuple):
    """How well a crop reads, 0..1, and whether it is mostly Chinese."""

    value: float
    chinese: bool


def _score(cut: Image, turn: int, models: Models) -> _Score:
    """How well `cut` reads with its characters turned by `turn` degrees clockwise.

    The mean probability, over no fewer characters than would fill it: a few lucky ones are no reading. Of columns only
    Chinese characters count: Latin words do not stand in columns, though their letters, one by one, read well.
    """
    turned = np.ascontiguousarray(np.rot90(cut, -turn // 90))
    column = turned.shape[0] > turned.shape[1]
    line = side_by_side(turned) if column else turned
    glyphs = models.recognise(line)
    chinese = [glyph.probability for glyph in glyphs if is_cjk(glyph.char)]
    mostly = 2 * len(chinese) > len(glyphs)
    full: float = max(1.0, line.shape[1] / line.shape[0]) * (1.0 if mostly else _LATIN_DENSITY)
    counted = chinese if column else [glyph.probability for glyph in glyphs]
    return _Score(sum(counted) / max(float(len(glyphs)), full), mostly)
