"""A line of this side inside a box that the print of the back made too large."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.own_print import own_print

USUAL = 90.0
WHOLE = np.array([[20, 20], [920, 20], [920, 110], [20, 110]], dtype=np.float32)


def sheet(own: tuple[int, int, int, int] | None, ghost: int = 35) -> NDArray[np.uint8]:
    """Paper with pale squares of the back along `WHOLE`, and dark ones of type within `own` (x0, y0, x1, y1)."""
    page = np.full((140, 940), 200, dtype=np.uint8)
    for x in range(40, 900, 90):
        page[25:105:3, x : x + 70] -= np.uint8(ghost)
    if own:
        x0, y0, x1, y1 = own
        for x in range(x0, x1 - 20, 36):
            page[y0:y1:4, x : x + 28] = 95
    return page


def test_the_dark_line_is_cut_out_of_the_pale_one() -> None:
    found = own_print(sheet((300, 50, 620, 84)), WHOLE, USUAL)
    assert found is not None
    (x0, y0), (x1, y1) = found.min(axis=0), found.max(axis=0)
    assert 285 <= x0 <= 300
    assert 605 <= x1 <= 630
    assert 44 <= y0 <= 50
    assert 78 <= y1 <= 90


def test_print_of_the_back_alone_has_none() -> None:
    assert own_print(sheet(None), WHOLE, USUAL) is None


def test_a_box_that_is_all_own_print_stays_as_it_is() -> None:
    assert own_print(sheet((25, 22, 918, 108), ghost=0), WHOLE, USUAL) is None


def test_a_spot_where_two_prints_cross_is_no_line() -> None:
    assert own_print(sheet((300, 40, 340, 90)), WHOLE, USUAL) is None


def test_a_turned_box_gives_a_turned_line() -> None:
    page = np.ascontiguousarray(np.rot90(sheet((300, 50, 620, 84)), 2))
    turned = (np.array([939, 139], dtype=np.float32) - WHOLE)[[2, 3, 0, 1]]
    found = own_print(page, turned, USUAL)
    assert found is not None
    assert 310 <= found[:, 0].min() <= 335
    assert 630 <= found[:, 0].max() <= 655
