"""Percentiles of grey levels are those of numpy."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ocr.imaging.percentiles import percentile, row_percentile

_GREY = arrays(np.uint8, st.tuples(st.integers(1, 12), st.integers(1, 40)))
_PERCENT = st.sampled_from([0.0, 3.0, 33.3, 50.0, 75.0, 80.0, 85.0, 97.0, 100.0])


@settings(max_examples=80, deadline=None)
@given(_GREY, _PERCENT)
def test_of_all_values(grey: np.ndarray, percent: float) -> None:
    assert percentile(grey, percent) == np.percentile(grey, percent)


@settings(max_examples=80, deadline=None)
@given(_GREY, _PERCENT)
def test_of_each_row(grey: np.ndarray, percent: float) -> None:
    assert np.array_equal(row_percentile(grey, percent), np.percentile(grey, percent, axis=1))
