"""Connected pieces: short labels say the same as long ones, and are not used where they are too few."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.imaging.pieces import pieces_of


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([4, 8]), st.sampled_from([0.02, 0.3, 0.6, 0.98]))
def test_the_same_as_with_long_labels(seed: int, connectivity: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    mask = (rng.random(rng.integers(1, 90, 2)) < share).astype(np.uint8)
    count, labels, stats, middles = pieces_of(mask, connectivity)
    known = cv2.connectedComponentsWithStats(mask, connectivity=connectivity, ltype=cv2.CV_32S)
    assert count == known[0]
    assert np.array_equal(labels, known[1])
    assert np.array_equal(stats, known[2])
    assert np.array_equal(middles, known[3], equal_nan=True)


@pytest.mark.parametrize("shape", [(0, 0), (76, 0), (0, 76)])
def test_a_picture_without_pixels_has_no_pieces(shape: tuple[int, int]) -> None:
    count, labels, stats, middles = pieces_of(np.zeros(shape, dtype=np.uint8))
    assert (count, labels.shape, stats.shape, middles.shape) == (1, shape, (1, 5), (1, 2))


@pytest.mark.parametrize("side", [254, 256, 300])
def test_more_pieces_than_short_labels_can_number(side: int) -> None:
    mask = np.zeros((2 * side, 2 * side), dtype=np.uint8)
    mask[::2, ::2] = 1
    count, labels, stats, _ = pieces_of(mask)
    assert count == side * side + 1
    assert int(labels.max()) == side * side
    assert stats[1:, cv2.CC_STAT_AREA].tolist() == [1] * side**2
