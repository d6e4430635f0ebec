"""How far a reading is to be trusted: probabilities that mean what they say, and the expected error of a page.

The recogniser's own probabilities are ranks, not shares: of characters it gives 0.9 to, one in ten is wrong in a line
that is doubtful throughout and one in a hundred in a good one. They are mapped to the share that was right on drawn
pages of all styles and degrees of damage (`scripts/fit_confidence.py`), which counts a lost character against its
neighbour, so that doubts about what is not there are in the number, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from ocr.geometry import Box
from ocr.line import FURNITURE, Line
from ocr.page import Grid, PageText, mean_confidence
from ocr.reading.strokes import DASHES, DOTS
from ocr.reading.trust import TRUST, WEIGHTS

DOUBTED = 0.95
"""Characters surer than this are left out of a page's expected error: nearly all of them are right, and their many
small doubts drown the few that tell pages apart. (120 drawn pages of both families, each half of the seeds judged by
numbers fitted on the other: Spearman with the true error 0.86 at 0.93, 0.85 at 0.95, 0.82 at 0.98.)"""

_LOST_SHARE = 0.1
"""Share of a missed box that is print rather than paper or dirt, as characters of the page's median size. On most drawn
pages with such boxes nothing was missing."""

_FEW_BLOCKS = 6
"""A page of so many blocks of text besides its tables has a plain order."""

_LEFT_OUT = re.compile(r"(\d+) boxes .*left out")
"""What the reader remarks about boxes that it did not believe."""

_QUOTES = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "′": "'", "○": "〇"}


def judged(page: PageText) -> PageText:
    """`page` as `ocr.reading.page.read_page` gave it, with trusted confidences and the expected error."""
    lines = tuple(trusted(line) for line in page.lines)
    return replace(
        page,
        lines=lines,
        confidence=mean_confidence(lines),
        expected_error=expected_error(lines, page.missed, page.tables, left_out(page.remarks)),
    )


def trusted(line: Line) -> Line:
    """`line` with its probabilities mapped to shares of right characters, its confidence their mean.

    Rivals that differ only in form (： and :, ○ and 〇) are no doubts: measures of the print decide between them.
    """
    if not line.confidences:
        return line
    trust = TRUST[line.direction]
    mean = sum(line.confidences) / len(line.confidences)
    values = [
        trust.share_right(p, is_mark(char), mean)
        for char, p in zip(line.text, without_forms(line), strict=True)
    ]
    return replace(line, confidences=tuple(values), confidence=min(1.0, sum(values) / len(values)))


def without_forms(line: Line) -> list[float]:
    """The probabilities of the characters of `line`, those of rivals that differ only in form added."""
    sure = list(line.confidences)
    for doubt in line.doubts:
        own = form(line.text[doubt.at])
        same = sum(p for text, p in doubt.others if len(text) == 1 and form(text) == own)
        sure[doubt.at] = min(1.0, sure[doubt.at] + same)
    return sure


def is_mark(char: str) -> bool:
    """Is `char` punctuation or a symbol?"""
    return not (char.isalnum() or char.isspace())


def form(char: str) -> str:
    """One character for all that differ from `char` only in width, curl or length of stroke."""
    if char in DASHES:
        return "-"
    if char in DOTS and char not in ".．":
        return "·"
    return _QUOTES.get(char) or unicodedata.normalize("NFKC", char)


def left_out(remarks: Iterable[str]) -> int:
    """How many boxes the reader remarks that it left out."""
    return sum(int(match[1]) for remark in remarks if (match := _LEFT_OUT.match(remark)))


def expected_error(
    lines: Sequence[Line], missed: Sequence[Box], tables: Sequence[Grid] = (), boxes_left_out: int = 0
) -> float | None:
    """Share of the page's characters (0..1) expected to be wrong or missing; None when nothing is known.

    `lines` with trusted confidences, `tables` whose cells point into them; a box of `missed` counts as characters of
    the lines' median thickness. 0.0 for a page without print.
    """
    if any(line.text and not line.confidences for line in lines):
        return None
    wrong = WEIGHTS.doubt * sum(
        1.0 - value for line in lines for value in line.confidences if value < DOUBTED
    )
    # Two characters in a doubt: one that was nearly read beside another.
    wrong += WEIGHTS.lost * sum(
        share for line in lines for doubt in line.doubts for text, share in doubt.others if len(text) > 1
    )
    wrong += WEIGHTS.left_out * boxes_left_out
    read = sum(len(line.text) for line in lines)
    wrong += WEIGHTS.blocks * read * scattered(lines, tables)
    lost = _LOST_SHARE * sum(_characters(missed, lines))
    return min(1.0, (wrong + lost) / (read + lost)) if read + lost else 0.0


def scattered(lines: Sequence[Line], tables: Sequence[Grid]) -> float:
    """Share (0..1) of the blocks of text beyond `_FEW_BLOCKS`: the more, the less is sure about their order."""
    cells = {at for table in tables for cell in table.cells for at in cell.lines}
    blocks = {line.block for at, line in enumerate(lines) if at not in cells and line.role not in FURNITURE}
    return max(0.0, 1.0 - _FEW_BLOCKS / len(blocks)) if blocks else 0.0


def _characters(missed: Sequence[Box], lines: Sequence[Line]) -> list[float]:
    """How many characters of the page's usual size each box has room for, at least one."""
    sizes = [line.thickness or min(line.box.width, line.box.height) for line in lines]
    usual = max(1.0, float(np.median(sizes))) if sizes else None
    sides = (usual or float(min(box.width, box.height)) for box in missed)
    return [max(1.0, box.area / side**2) for box, side in zip(missed, sides, strict=True)]
