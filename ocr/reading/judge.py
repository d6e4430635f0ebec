"""How far a reading is to be trusted: probabilities that mean what they say, and the expected error of a page.

The recogniser's own probabilities are ranks, not shares: of characters it gives 0.9 to, one in ten is wrong on
one kind of page and one in two on another. They are mapped to the share that was right on drawn pages of all
styles and degrees of damage (`scripts/fit_confidence.py`), which counts a lost character against its
neighbour, so that doubts about what is not there are in the number, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ocr.geometry import Box
from ocr.line import Line
from ocr.page import PageText, mean_confidence
from ocr.reading.trust import TRUST

_DOUBTED = 0.8
"""Characters surer than this are left out of a page's expected error: on fresh pages nearly all of them were right, and
their many small doubts drown the few that tell pages apart (Spearman with the true error of 32 drawn pages 0.75 with
them, 0.86 without)."""

_UNSEEN = 3.0
"""Errors for each that the doubts account for, on the same pages."""

_LOST_SHARE = 0.5
"""Share of a missed box that is print rather than paper or dirt, as characters of the page's median size."""


def judged(page: PageText) -> PageText:
    """`page` as `ocr.reading.page.read_page` gave it, with trusted confidences and the expected error."""
    lines = tuple(trusted(line) for line in page.lines)
    return replace(
        page,
        lines=lines,
        confidence=mean_confidence(lines),
        expected_error=expected_error(lines, page.missed),
    )


def trusted(line: Line) -> Line:
    """`line` with its probabilities mapped to shares of right characters, its confidence their mean."""
    if not line.confidences:
        return line
    raw, right = TRUST[line.direction]
    values = np.interp(line.confidences, raw, right)
    return replace(
        line,
        confidences=tuple(float(value) for value in values),
        confidence=float(min(1.0, max(0.0, values.mean()))),
    )


def expected_error(lines: Sequence[Line], missed: Sequence[Box]) -> float | None:
    """Share of the page's characters (0..1) expected to be wrong or missing; None when nothing is known.

    `lines` with trusted confidences; a box of `missed` counts as characters of the lines' median thickness.
    0.0 for a page without print.
    """
    if any(line.text and not line.confidences for line in lines):
        return None
    wrong = sum(1.0 - value for line in lines for value in line.confidences if value < _DOUBTED)
    # Two characters in a doubt: one that was nearly read beside another.
    wrong += sum(
        share for line in lines for doubt in line.doubts for text, share in doubt.others if len(text) > 1
    )
    wrong *= _UNSEEN
    read = sum(len(line.text) for line in lines)
    lost = _LOST_SHARE * sum(_characters(missed, lines))
    return min(1.0, (wrong + lost) / (read + lost)) if read + lost else 0.0


def _characters(missed: Sequence[Box], lines: Sequence[Line]) -> list[float]:
    """How many characters of the page's usual size each box has room for, at least one."""
    sizes = [line.thickness or min(line.box.width, line.box.height) for line in lines]
    usual = max(1.0, float(np.median(sizes))) if sizes else None
    sides = (usual or float(min(box.width, box.height)) for box in missed)
    return [max(1.0, box.area / side**2) for box, side in zip(missed, sides, strict=True)]
