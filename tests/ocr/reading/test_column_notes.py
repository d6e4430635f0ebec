"""Notes in double rows are read as two columns of their own, right one first; nothing else is taken for one."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from ocr.geometry import Box, Direction
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad
from ocr.line import Line
from ocr.reading.column_ink import column_ink
from ocr.reading.column_note_spans import notes_of
from ocr.reading.column_notes import parts_with_notes
from ocr.reading.column_strip import MARGIN
from ocr.reading.ctc import Glyph

EM, TOP, WIDTH = 40, 20, 64
LEFT = (WIDTH - EM) // 2


def king(page: Image, x: float, y: float, size: float) -> None:
    """王 in the square of `size` pixels at (x, y)."""
    for height in (0.1, 0.5, 0.9):
        ends = [(round(x + size * at), round(y + size * height)) for at in (0.14, 0.86)]
        cv2.line(page, ends[0], ends[1], 20, max(1, round(size / 12)))
    ends = [(round(x + size * 0.5), round(y + size * at)) for at in (0.1, 0.9)]
    cv2.line(page, ends[0], ends[1], 20, max(1, round(size / 12)))


def column_of(parts: Sequence[int | tuple[int, int]], lean: float = 0.0) -> Image:
    """A column of so many characters, and notes of so many in their right and left columns; `lean`: pixels a row."""
    long = sum(part * EM if isinstance(part, int) else max(part) * EM // 2 for part in parts)
    page = np.full((2 * TOP + long, WIDTH), 240, np.uint8)
    y = TOP
    for part in parts:
        if isinstance(part, int):
            for _ in range(part):
                king(page, LEFT + lean * y, y, EM)
                y += EM
            continue
        for right, count in ((1, part[0]), (0, part[1])):
            for k in range(count):
                king(page, LEFT + right * EM / 2 + lean * y, y + k * EM / 2, EM / 2)
        y += max(part) * EM // 2
    return page


def line_of(parts: Sequence[int | tuple[int, int]]) -> Line:
    """What a reader makes of it: characters of the text are sure, a note is one character that is not."""
    bounds, sure = [TOP], []
    for part in parts:
        steps = [EM] * part if isinstance(part, int) else [max(part) * EM // 2]
        for step in steps:
            bounds.append(bounds[-1] + step)
            sure.append(0.99 if isinstance(part, int) else 0.2)
    box = Box(0, TOP, WIDTH, bounds[-1])
    mean = sum(sure) / len(sure)
    return Line(
        "王" * len(sure),
        box,
        mean,
        direction=Direction.VERTICAL,
        bounds=tuple(bounds),
        confidences=tuple(sure),
    )


def quad_of(line: Line) -> Quad:
    x0, y0, x1, y1 = line.box
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)


class Reader:
    """`Models` that read every cell of half size with `small` probability."""

    def __init__(self, small: float = 0.97) -> None:
        self.small = small
        self.asked = 0

    def detect(self, grey: Image) -> list[Quad]:
        return []

    def recognise(self, cut: Image) -> list[Glyph]:
        self.asked += 1
        side = cut.shape[0] / (1 + 2 * MARGIN)
        count = round((cut.shape[1] - 2 * MARGIN * side) / side)
        sure = self.small if side < 0.75 * EM else 0.3
        return [Glyph("王", sure, (MARGIN + k + 0.5) * side / cut.shape[1]) for k in range(count)]


@pytest.mark.parametrize("lean", [0.0, 0.01])
@pytest.mark.parametrize("note", [(4, 4), (6, 5), (3, 2)])
def test_a_note_is_found_between_the_characters_of_the_text(note: tuple[int, int], lean: float) -> None:
    column = column_ink(column_of((4, note, 3), lean))
    assert column is not None
    middles = [TOP + (k + 0.5) * EM for k in range(4)]
    ((start, end),) = notes_of(column, middles)
    assert start == pytest.approx(TOP + 4 * EM, abs=5)
    assert end == pytest.approx(TOP + 4 * EM + max(note) * EM / 2, abs=5)


def test_the_column_is_read_in_parts_right_column_of_the_note_first() -> None:
    parts: tuple[int | tuple[int, int], ...] = (4, (6, 5), 3)
    line = line_of(parts)
    before, right, left, after = parts_with_notes(column_of(parts), quad_of(line), line, Reader())
    middle = WIDTH / 2
    assert right[:, 0].min() == pytest.approx(middle, abs=3)
    assert left[:, 0].max() == pytest.approx(middle, abs=3)
    # Of two that begin at one height the upper one is read first.
    assert right[:, 1].min() < left[:, 1].min()
    assert before[:, 1].max() == pytest.approx(TOP + 4 * EM, abs=5)
    assert after[:, 1].min() == pytest.approx(TOP + 7 * EM, abs=5)


def test_what_cannot_be_read_as_two_columns_is_no_note() -> None:
    parts: tuple[int | tuple[int, int], ...] = (4, (6, 5), 3)
    line = line_of(parts)
    assert parts_with_notes(column_of(parts), quad_of(line), line, Reader(small=0.6)) == []


def test_a_column_that_was_read_is_not_looked_at_again() -> None:
    line = line_of((9,))
    reader = Reader()
    assert parts_with_notes(column_of((9,)), quad_of(line), line, reader) == []
    assert reader.asked == 0


def test_an_unsure_column_without_a_blank_in_its_middle_has_no_note() -> None:
    sure = line_of((9,))
    line = Line(
        sure.text, sure.box, 0.3, direction=sure.direction, bounds=sure.bounds, confidences=(0.3,) * 9
    )
    reader = Reader()
    assert parts_with_notes(column_of((9,)), quad_of(line), line, reader) == []
    assert reader.asked == 0


@pytest.mark.parametrize("sides", [(1, 1), (2, 1), (2, 2)])
def test_a_character_of_two_sides_is_no_note(sides: tuple[int, int]) -> None:
    column = column_ink(column_of((4, sides, 4)))
    assert column is not None
    assert notes_of(column, [TOP + (k + 0.5) * EM for k in range(4)]) == []


def test_dots_beside_the_characters_are_no_note() -> None:
    page = column_of((9,))
    for k in range(9):
        cv2.circle(page, (LEFT + EM + 8, round(TOP + (k + 0.5) * EM)), 4, 20, 2)
    column = column_ink(page)
    assert column is not None
    assert notes_of(column) == []
