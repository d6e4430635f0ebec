"""Resolution by print and paper."""

from __future__ import annotations

import pytest

from ocr.geometry import Box, Direction
from ocr.imaging.resolution import estimate_dpi
from ocr.line import Line


def column(em: float, text: str, direction: Direction = Direction.HORIZONTAL) -> Line:
    bounds = tuple(round(100 + em * k) for k in range(len(text) + 1))
    return Line(text, Box(0, 0, 5000, 5000), 1.0, direction=direction, bounds=bounds)


CHINESE = "海關總稅務司署通令各關稅務司遵照辦理"


@pytest.mark.parametrize("dpi", [150, 200, 300, 400, 600])
def test_a_sheet_at_a_usual_resolution_is_exact(dpi: int) -> None:
    lines = [column(dpi * 14 / 72, CHINESE)] * 8
    assert estimate_dpi(lines, [(round(dpi * 8.27), round(dpi * 11.69))]) == dpi


def test_print_alone_tells_about() -> None:
    assert 240 <= estimate_dpi([column(300 * 12 / 72, CHINESE)] * 8, [(1000, 1000)]) <= 360
    upright = [column(300 * 10.5 / 72, CHINESE, Direction.VERTICAL)] * 8
    assert 240 <= estimate_dpi(upright, [(1000, 1000)]) <= 360


def test_english_print_tells_about() -> None:
    line = column(300 * 10.5 / 72 * 0.43, "The attention of importers is called to the following")
    assert 240 <= estimate_dpi([line] * 4, [(1000, 1000)]) <= 360


def test_hardly_any_print_tells_nothing() -> None:
    assert estimate_dpi([], [(2480, 3508)]) == 0
    assert estimate_dpi([column(50, CHINESE)], [(2480, 3508)]) == 0
    assert estimate_dpi([Line(CHINESE, Box(0, 0, 9, 9), 1.0)] * 9, [(2480, 3508)]) == 0
