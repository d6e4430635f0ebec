"""Boxes that hold two pieces of text are cut before they are read."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.geometry import Direction
from ocr.imaging.quads import Quad
from ocr.layout.gutter import Hints
from ocr.layout.splitting import cut_quads

RULE = 700


def quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)


def two_tiers(rule: bool) -> tuple[np.ndarray, list[Quad]]:
    """Ten columns in two tiers; the fourth pair was found as one box. Characters are crosses (乂) of 30 pixels.

    Without a rule between the tiers, the print of that box goes on through both.
    """
    page = np.full((1400, 1000), 250, np.uint8)
    quads = []
    for k in range(10):
        x = 900 - 60 * k
        whole = k == 3 and not rule
        for y in range(110, 1260, 36) if whole else [*range(110, 670, 36), *range(716, 1260, 36)]:
            cv2.line(page, (x, y), (x + 30, y + 30), 20, 6)
            cv2.line(page, (x + 30, y), (x, y + 30), 20, 6)
        if k == 3:
            quads.append(quad(x - 6, 105, x + 36, 1290))
        else:
            quads += [quad(x - 6, 105, x + 36, 690), quad(x - 6, 710, x + 36, 1290)]
    if rule:
        cv2.line(page, (300, RULE), (960, RULE), 20, 3)
    return page, quads


@pytest.mark.parametrize("rule", [True, False])
def test_a_box_is_cut_at_the_rule_between_tiers_and_not_at_strokes(rule: bool) -> None:
    page, quads = two_tiers(rule)
    cut = list(cut_quads(page, quads, 0.0, Direction.VERTICAL, Hints((float(RULE),), loose=True), ()))
    assert len(cut) == (20 if rule else 19)
    if rule:
        ends = sorted(float(value) for part in cut[6:8] for value in part[[0, 2], 1])
        assert [ends[0], ends[3]] == pytest.approx([105, 1290], abs=6)
        # What was cut out lies between the print of the two tiers, 676 to 716, and holds the rule.
        assert 670 < ends[1] < RULE < ends[2] < 722
