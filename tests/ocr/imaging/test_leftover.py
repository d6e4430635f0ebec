"""Ink outside all boxes: short lines, page numbers, and what is reported as missed."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.geometry import Box, Direction
from ocr.imaging.leftover import leftover_quads, number_quads, uncovered
from ocr.imaging.quads import Quad

SIZE = (1400, 1000)


def quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)


def page() -> tuple[np.ndarray, list[Quad]]:
    """A page of ten lines of print, 40 pixels high, and their boxes."""
    grey = np.full(SIZE, 240, np.uint8)
    quads = []
    for at in range(10):
        for x in range(100, 880, 34):
            cv2.rectangle(grey, (x, 200 + 80 * at), (x + 26, 226 + 80 * at), 20, 4)
        quads.append(quad(90, 192 + 80 * at, 890, 234 + 80 * at))
    return grey, quads


def test_a_line_without_a_box_is_found_and_reported() -> None:
    grey, quads = page()
    for x in range(100, 300, 34):
        cv2.rectangle(grey, (x, 1040), (x + 26, 1066), 20, 4)
    (found,) = leftover_quads(grey, quads, Direction.HORIZONTAL, ())
    assert found[0, 0] < 100
    assert found[1, 0] > 292
    (missed,) = uncovered(grey, quads, Direction.HORIZONTAL, ())
    assert missed.overlap(Box(100, 1040, 292, 1066)) > 0.9 * 192 * 26
    assert uncovered(grey, [*quads, found], Direction.HORIZONTAL, ()) == ()


def test_a_whole_line_that_the_detector_missed_is_found() -> None:
    grey, quads = page()
    missed = quads.pop(4)
    (found,) = leftover_quads(grey, quads, Direction.HORIZONTAL, ())
    assert abs(found[:, 0].min() - missed[:, 0].min()) < 20
    assert abs(found[:, 0].max() - missed[:, 0].max()) < 20


def test_what_is_covered_or_lies_under_a_seal_is_not_missed() -> None:
    grey, quads = page()
    assert uncovered(grey, quads, Direction.HORIZONTAL, ()) == ()
    rest = quads[:-1]
    assert len(uncovered(grey, rest, Direction.HORIZONTAL, ())) == 1
    assert uncovered(grey, rest, Direction.HORIZONTAL, (Box(80, 900, 900, 960),)) == ()


def test_a_page_number_at_the_foot_is_found_and_the_same_ink_beside_the_text_is_not() -> None:
    grey, quads = page()
    cv2.putText(grey, "- 7 -", (470, 1320), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 20, 2)
    (found,) = number_quads(grey, quads, ())
    assert found[:, 0].min() < 475
    assert 1270 < found[:, 1].min() < found[:, 1].max() < 1345
    beside, _ = page()
    cv2.putText(beside, "7", (930, 620), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 20, 2)
    assert number_quads(beside, quads, ()) == []


def test_a_dirty_sheet_gives_nothing() -> None:
    grey, quads = page()
    rng = np.random.default_rng(1)
    for x, y in rng.integers(50, 950, (200, 2)):
        cv2.line(grey, (int(x), int(y) + 400), (int(x) + 60, int(y) + 410), 20, 8)
    assert leftover_quads(grey, quads[:3], Direction.HORIZONTAL, ()) == []
    assert uncovered(grey, quads[:3], Direction.HORIZONTAL, ()) == ()


def test_where_boxes_are_too_few_to_tell_the_size_of_the_print_it_is_that_of_ordinary_text() -> None:
    grey, quads = page()
    # On paper 1400 high ordinary text has boxes 22 high; these lines are 34.
    assert leftover_quads(grey, quads[:2], Direction.HORIZONTAL, ()) == []
    sheet = np.full(SIZE, 240, np.uint8)
    cv2.putText(sheet, "- 7 -", (470, 1320), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 20, 1)
    (found,) = number_quads(sheet, [], ())
    assert found[:, 0].min() < 475
    assert 1290 < found[:, 1].min() < found[:, 1].max() < 1345


def test_paper_with_specks_has_no_print() -> None:
    sheet = np.full(SIZE, 240, np.uint8)
    for x, y in np.random.default_rng(3).integers(30, 970, (60, 2)):
        cv2.circle(sheet, (int(x), int(y)), 3, 20, -1)
    assert leftover_quads(sheet, [], Direction.HORIZONTAL, ()) == []
    assert uncovered(sheet, [], Direction.HORIZONTAL, ()) == ()
