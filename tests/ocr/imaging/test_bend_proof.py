"""Whether print stands in line along a measured bend."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.bend_proof import stands_in_line

STRIPS, LENGTH, PITCH = 30, 600, 40.0


def bands(bend: NDArray[np.float64], lean: float = 0.0) -> NDArray[np.float32]:
    """Lines 24 pixels apart, 10 thick, of unlike blackness, strip by strip shifted by `bend` and a common `lean`."""
    black = np.random.default_rng(7).uniform(0.5, 1.5, LENGTH // 24 + 4)
    along = (np.arange(STRIPS) - (STRIPS - 1) / 2) * PITCH
    places = np.arange(LENGTH)[None] - (bend + lean * along)[:, None] + 48
    inked = places % 24 < 10
    return np.where(inked, black[(places // 24).astype(int) % len(black)], 0.0).astype(np.float32) - 0.4


def over(bend: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.broadcast_to(bend[:, None], (STRIPS, LENGTH))


ARCH = 20 * np.sin(np.linspace(0, np.pi, STRIPS))


def test_bent_print_stands_in_line_along_its_bend() -> None:
    assert stands_in_line(bands(ARCH), over(ARCH), PITCH)


def test_bent_print_that_also_leans_does() -> None:
    assert stands_in_line(bands(ARCH, lean=0.02), over(ARCH), PITCH)


def test_straight_print_does_not_stand_in_line_along_a_bend() -> None:
    assert not stands_in_line(bands(np.zeros(STRIPS), lean=0.01), over(ARCH), PITCH)
