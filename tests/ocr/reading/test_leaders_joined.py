"""An entry of a contents page, its leader and its number become one line, however they were found."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.imaging.quads import Quad, bounding_box
from ocr.layout.arrange import Piece
from ocr.line import Doubt, Line
from ocr.reading.leaders import join_leaders

SIZE = (1200, 800)
ROWS = (200, 320, 440)


@pytest.fixture
def page() -> NDArray[np.uint8]:
    drawn = np.full(SIZE[::-1], 255, dtype=np.uint8)
    for y in ROWS:
        for x in range(500, 1001, 14):
            cv2.circle(drawn, (x, y), 3, 0, -1)
    return drawn


def piece(text: str, x0: int, x1: int, y: int) -> Piece:
    bounds = tuple(int(x) for x in np.linspace(x0, x1, len(text) + 1))
    line = Line(
        text,
        Box(x0, y - 20, x1, y + 20),
        0.9,
        bounds=bounds,
        middles=(y,) * len(bounds),
        thickness=40,
        confidences=(0.9,) * len(text),
        doubts=(Doubt(len(text) - 1, (("7", 0.1),)),),
    )
    return Piece(line, (x0, y - 20, x1, y + 20), 30.0)


def quads(pieces: list[Piece]) -> list[Quad]:
    boxes = [piece.line.box for piece in pieces]
    return [
        np.array([[b.x0, b.y0], [b.x1, b.y0], [b.x1, b.y1], [b.x0, b.y1]], dtype=np.float32) for b in boxes
    ]


def unreadable(quad: Quad) -> Line | None:
    return None


def test_entry_and_number_are_one_line(page: NDArray[np.uint8]) -> None:
    pieces = [piece("关于税率的公告", 100, 480, y) for y in ROWS]
    pieces += [piece(number, 960, 1080, y) for number, y in zip(("..3", "·12", "…41"), ROWS, strict=True)]

    found, covered = join_leaders(pieces, page, quads(pieces), 0.0, SIZE, unreadable)

    assert [one.line.text for one in found] == [f"关于税率的公告……{number}" for number in (3, 12, 41)]
    assert len(covered) == len(ROWS)
    for one in found:
        bounds = one.line.bounds
        assert list(bounds) == sorted(bounds)
        assert (bounds[0], bounds[-1]) == (100, 1080)
        assert one.box == (100, one.box[1], 1080, one.box[3])
        assert [doubt.at for doubt in one.line.doubts] == [6, len(one.line.text) - 1]


def test_a_number_without_a_box_is_read(page: NDArray[np.uint8]) -> None:
    pieces = [piece("关于税率的公告..", 100, 530, y) for y in ROWS]
    asked: list[Box] = []

    def read(quad: Quad) -> Line | None:
        asked.append(bounding_box(quad, *SIZE))
        return piece("...17", asked[-1].x0, asked[-1].x1, ROWS[len(asked) - 1]).line

    found, _ = join_leaders(pieces, page, quads(pieces), 0.0, SIZE, read)

    assert [one.line.text for one in found] == ["关于税率的公告……17"] * len(ROWS)
    assert all(box.x0 < 1000 and box.x1 > 1050 for box in asked)


def test_dots_that_lead_to_no_number_stay(page: NDArray[np.uint8]) -> None:
    pieces = [piece("姓名...", 100, 530, y) for y in ROWS]

    assert join_leaders(pieces, page, quads(pieces), 0.0, SIZE, unreadable) == (pieces, [])


def test_a_line_read_whole_stays(page: NDArray[np.uint8]) -> None:
    pieces = [piece("关于税率的公告……17", 100, 1080, y) for y in ROWS]
    pieces += [piece("..", 100, 200, y + 60) for y in ROWS]

    assert join_leaders(pieces, page, quads(pieces), 0.0, SIZE, unreadable) == (pieces, [])
