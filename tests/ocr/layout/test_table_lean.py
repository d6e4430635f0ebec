"""The bend of print in rows and columns, and tables without rules on curled and leaning sheets."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.geometry import Box, Direction
from ocr.imaging.rules import paint_rules
from ocr.layout.arrange import Piece, arrange_page
from ocr.layout.table_bend import NO_BEND
from ocr.layout.table_lean import straight_boxes, text_bend
from ocr.line import Line

SIZE = (1200, 1600)
HIGH = 34.0
XS = (120.0, 330.0, 640.0, 800.0, 960.0)


def texts(row: int) -> list[str]:
    return [
        f"{1000 + 37 * row}.{2000 + row}",
        "木制家具零件" + "及附件" * (row % 3),
        "千克",
        f"{7 * row + 3}",
        f"{row}.5",
    ]


def grid(lean: float, curl: float) -> list[tuple[int, int, str, tuple[float, float, float, float]]]:
    """Row, column, text and box of a table of 20 rows whose columns lean by `lean` and whose rows curl by `curl`."""
    found = []
    for row in range(20):
        for column, (x, text) in enumerate(zip(XS, texts(row), strict=True)):
            wide = sum(24 if ord(char) > 0x2E7F else 12 for char in text) + 12
            y = 200 + 46 * row
            left = x + lean * (y - 600)
            top = y + curl * float(np.cos(np.pi * (left + wide / 2) / 1200)) ** 3
            found.append((row, column, text, (left, top, left + wide, top + HIGH)))
    return found


@pytest.mark.parametrize(
    ("lean", "curl"), [(0.0, 0.0), (0.03, 0.0), (-0.04, 0.0), (0.02, 24.0), (0.0, -24.0)]
)
def test_boxes_are_set_straight(lean: float, curl: float) -> None:
    cells = grid(lean, curl)
    boxes = np.array([box for *_, box in cells])
    flat = straight_boxes(boxes, text_bend(boxes, HIGH))
    for row in range(20):
        own = flat[[at for at, cell in enumerate(cells) if cell[0] == row]]
        assert np.ptp(own[:, 1]) < 0.35 * HIGH
    for column in range(5):
        own = flat[[at for at, cell in enumerate(cells) if cell[1] == column]]
        assert np.ptp(own[:, 0]) < 0.35 * HIGH


@pytest.mark.parametrize(("lean", "curl"), [(0.0, 0.0), (-0.04, 0.0), (0.03, 24.0), (0.0, -24.0)])
def test_a_table_without_rules_on_a_bent_sheet(lean: float, curl: float) -> None:
    pieces = []
    for _, _, text, (x0, y0, x1, y1) in grid(lean, curl):
        ends = np.linspace(x0 + 6, x1 - 6, len(text) + 1)
        box = Box(round(x0), round(y0), round(x1), round(y1))
        line = Line(text, box, 0.99, bounds=tuple(round(x) for x in ends), thickness=34)
        pieces.append(Piece(line, (x0, y0, x1, y1), 20))
    lines, (found,) = arrange_page(pieces, Direction.HORIZONTAL, SIZE, paint_rules([], SIZE))
    read = {(cell.row, cell.column): "".join(lines[i].text for i in cell.lines) for cell in found.cells}
    assert read == {(row, column): text for row, column, text, _ in grid(lean, curl)}


def test_few_boxes_tell_no_bend() -> None:
    assert text_bend(np.array([[0.0, 0.0, 100.0, 30.0]] * 3), 30.0) == NO_BEND
