"""Small copies keep places and tones."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.imaging.small_copy import small_copy


@pytest.mark.parametrize("shape", [(3508, 2480), (801, 3333), (1001, 999), (2000, 1000)])
def test_a_copy_has_the_size_asked_for_and_shows_things_in_their_places(shape: tuple[int, int]) -> None:
    grey = np.full(shape, 200, np.uint8)
    grey[shape[0] // 2 :, : shape[1] // 4] = 40
    small, scale = small_copy(grey, 500)
    assert max(small.shape) == 500
    assert scale == pytest.approx(500 / max(shape))
    rows, columns = np.nonzero(small < 120)
    assert rows.min() == pytest.approx(shape[0] // 2 * scale, abs=1.5)
    assert columns.max() + 1 == pytest.approx(shape[1] // 4 * scale, abs=1.5)


@pytest.mark.parametrize("shape", [(1, 1), (300, 400), (1, 500)])
def test_small_images_are_not_enlarged(shape: tuple[int, int]) -> None:
    grey = np.full(shape, 7, np.uint8)
    small, scale = small_copy(grey, 500)
    assert small is grey
    assert scale == 1.0


def test_a_sliver_keeps_a_pixel() -> None:
    small, _ = small_copy(np.full((1, 30_000), 7, np.uint8), 500)
    assert small.shape == (1, 500)
