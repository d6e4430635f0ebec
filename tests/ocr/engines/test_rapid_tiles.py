"""Large sheets go through the detector in tiles: the map is whole, and no tile is larger than an ordinary page."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ocr.engines.rapid import RapidModels


class _Echo(RapidModels):
    """A detector that gives back what it is shown, but for the outermost pixels of a tile, which it cannot judge."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []
        self._detector: Any = None
        self._shrinking: Any = None

    def _run(
        self, what: str, session: Any, batch: NDArray[np.float32], options: Any = None
    ) -> NDArray[np.float32]:
        self.shapes.append(batch.shape)
        result = batch[:, :1].copy()
        result[..., :24, :], result[..., -24:, :], result[..., :24], result[..., -24:] = 9, 9, 9, 9
        return result


@pytest.mark.parametrize("shape", [(32, 960), (960, 960), (992, 960), (1856, 2624), (4000, 64)])
def test_tiles_meet_inside_their_overlap(shape: tuple[int, int]) -> None:
    copy = np.random.default_rng(3).integers(0, 256, shape, dtype=np.uint8)
    models = _Echo()
    found = models._likely(copy)
    assert found.shape == shape
    inner = np.s_[24:-24, 24:-24]
    # Nothing that a tile sees only at its edge is left inside the map.
    np.testing.assert_allclose(found[inner], copy[inner].astype(np.float32) / 127.5 - 1.0)
    assert all(max(size[2:]) <= 960 for size in models.shapes)
    assert all(side % 32 == 0 for size in models.shapes for side in size[2:])


def test_an_ordinary_page_is_one_tile() -> None:
    models = _Echo()
    models._likely(np.zeros((960, 672), dtype=np.uint8))
    assert models.shapes == [(1, 3, 960, 672)]
