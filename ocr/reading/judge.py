"""How far a reading is to be trusted: probabilities that mean what they say, and the expected error of a page.

The recogniser's own probabilities are ranks, not shares: of characters it gives 0.9 to, one in ten is wrong in a line
that is doubtful throughout and one in a hundred in a good one. They and other evidence are mapped to the share that
was right on drawn pages of all styles and degrees of damage (`scripts/fit_confidence.py`), which counts a lost
character against its neighbour, so that doubts about what is not there are in the number, too. To a page's doubts come
those about boxes left out, print without a line, and the order of its lines and cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box, Direction
from ocr.language.surprise import Logs
from ocr.line import Line
from ocr.page import PageText, mean_confidence
from ocr.reading.evidence import blank_room, evidence, expected_by_language
from ocr.reading.order_doubts import crossed, headless_rows, scattered
from ocr.reading.trust import TRUST, WEIGHTS, Trust, Weights

DOUBTED = 0.99
"""Characters surer than this are left out of a page's expected error: nearly all of them are right, and their many
small doubts drown the few that tell pages apart."""

_LEFT_OUT = re.compile(r"(\d+) boxes .*left out")
"""What the reader remarks about boxes that it did not believe."""

_MOST_LEFT_OUT = 2
"""More boxes than this tell no more: they are dirt or a picture."""

_MOST_CROSSED = 5
"""The same for characters that stand on another line."""

_MISSED_SHARE = 0.01
"""Share of a missed box that is print rather than paper or dirt. On nearly all drawn pages with such boxes nothing was
missing, so that a fit gives nothing; but a page with large ones must not look sound."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What tells of a page's errors, in characters, all 0 or more.

    `read`: how many were read; `doubt`: sum of the doubts of those that are doubted at all; `left_out`: boxes that the
    reader did not believe; `missed`: what print without a line has room for; `blocks`: those of a page whose many
    blocks make its order doubtful; `headless`: square root of those in rows of tables without a first cell (the first
    of them tell most); `room`: what blanks within lines have room for; `crossed`: those that stand on another line.
    """

    read: int
    doubt: float
    left_out: int
    missed: float
    blocks: float
    headless: float
    room: float
    crossed: int


def judged(page: PageText) -> PageText:
    """`page` as `ocr.reading.page.read_page` gave it, with trusted confidences and the expected error."""
    language = expected_by_language(page.lines)
    lines = trusted(page.lines, language)
    told = replace(page, lines=lines, confidence=mean_confidence(lines))
    if any(line.text and not line.confidences for line in lines):
        return told
    return replace(told, expected_error=expected_error(clues(told)))


def trusted(
    lines: Sequence[Line], language: Logs | None, trust: Mapping[Direction, Trust] = TRUST
) -> tuple[Line, ...]:
    """The `lines` of a page, their probabilities mapped to shares of right characters, their confidences the means.

    Rivals that differ only in form (： and :, ○ and 〇) are no doubts: measures of the print decide between them.
    A line without probabilities stays as it is. `language`: of these lines.
    """
    return tuple(
        _trusted(line, trust[line.direction].shares_right(rows)) if line.confidences else line
        for line, rows in zip(lines, evidence(lines, language), strict=True)
    )


def _trusted(line: Line, shares: NDArray[np.float64]) -> Line:
    return replace(line, confidences=tuple(shares.tolist()), confidence=min(1.0, float(shares.mean())))


def clues(page: PageText) -> Clues:
    """What tells of the errors of `page`, whose lines are trusted."""
    read = sum(len(line.text) for line in page.lines)
    doubts = [1.0 - value for line in page.lines for value in line.confidences if value < DOUBTED]
    return Clues(
        read,
        sum(doubts),
        min(left_out(page.remarks), _MOST_LEFT_OUT),
        sum(_characters(page.missed, page.lines)),
        read * scattered(page.lines, page.tables),
        sqrt(headless_rows(page.tables, page.lines)),
        sum(map(blank_room, page.lines)),
        min(crossed(page.lines), _MOST_CROSSED),
    )


def left_out(remarks: Iterable[str]) -> int:
    """How many boxes the reader remarks that it left out."""
    return sum(int(match[1]) for remark in remarks if (match := _LEFT_OUT.match(remark)))


def expected_error(told: Clues, weights: Weights = WEIGHTS) -> float:
    """Share of a page's characters (0..1) expected to be wrong, missing or out of order; 0.0 without print."""
    wrong = weights.doubt * told.doubt + weights.left_out * told.left_out
    wrong += weights.blocks * told.blocks + weights.headless * told.headless
    wrong += weights.room * told.room + weights.crossed * told.crossed
    lost = _MISSED_SHARE * told.missed
    return min(1.0, (wrong + lost) / (told.read + lost)) if told.read + lost else 0.0


def _characters(missed: Sequence[Box], lines: Sequence[Line]) -> list[float]:
    """How many characters of the page's usual size each box has room for, at least one."""
    sizes = [line.thickness or min(line.box.width, line.box.height) for line in lines]
    usual = max(1.0, float(np.median(sizes))) if sizes else None
    sides = (usual or float(min(box.width, box.height)) for box in missed)
    return [max(1.0, box.area / side**2) for box, side in zip(missed, sides, strict=True)]
