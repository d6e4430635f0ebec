"""Spreads are told from pages of two columns and from wide tables; edges of neighbouring pages are found."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from ocr.imaging.neighbour import neighbour_strips
from ocr.imaging.sight import look
from ocr.imaging.spread import find_page_gutter

Quads = list[np.ndarray]


def block(grey: np.ndarray, x0: int, x1: int, y0: int = 60, y1: int = 640) -> Quads:
    """Lines of marks between `x0` and `x1`, and their boxes."""
    found = []
    for y in range(y0, y1, 26):
        for x in range(x0, x1 - 10, 12):
            grey[y : y + 12, x : x + 9] = 50
        found.append(np.array([[x0, y - 3], [x1, y - 3], [x1, y + 15], [x0, y + 15]], np.float32))
    return found


def sheet(
    columns: Sequence[tuple[int, int]], width: int = 1000, shadow: int | None = None
) -> tuple[np.ndarray, Quads]:
    grey = np.full((700, width), 230, np.uint8)
    quads = [quad for x0, x1 in columns for quad in block(grey, x0, x1)]
    if shadow is not None:
        grey = shaded(grey, shadow)
    return grey, quads


def shaded(grey: np.ndarray, x: int) -> np.ndarray:
    """The shadow of a gutter at `x`."""
    away = np.abs(np.arange(grey.shape[1]) - x)
    return (grey * (1 - 0.5 * np.exp(-away / 15))[None, :]).astype(np.uint8)


def gutter(page: tuple[np.ndarray, Quads], *, forced: bool = False) -> int | None:
    return find_page_gutter(look(page[0]), page[1], forced=forced)


def test_two_pages_are_split_between_their_blocks() -> None:
    found = gutter(sheet([(60, 450), (550, 940)]))
    assert found is not None
    assert 470 < found < 530


def test_a_shadow_tells_where() -> None:
    found = gutter(sheet([(60, 450), (540, 940)], shadow=480))
    assert found is not None
    assert abs(found - 480) < 10


def test_a_page_beside_a_blank_one_is_split_by_the_shadow() -> None:
    found = gutter(sheet([(60, 450)], shadow=500))
    assert found is not None
    assert abs(found - 500) < 10


def test_pages_of_two_columns_each_are_split_once() -> None:
    found = gutter(sheet([(60, 240), (260, 440), (560, 740), (760, 940)]))
    assert found is not None
    assert 450 < found < 550


@pytest.mark.parametrize(
    "columns",
    [
        [(60, 490), (510, 940)],  # two columns of a wide page
        [(60, 200), (300, 440), (560, 700), (800, 940)],  # four columns, as wide blanks between all
        [(60, 940)],
        [(60, 300)],
    ],
)
def test_columns_are_no_pages(columns: list[tuple[int, int]]) -> None:
    assert gutter(sheet(columns)) is None


def test_a_headline_over_two_columns_holds_a_page_together() -> None:
    grey, quads = sheet([(60, 460), (550, 940)])
    for y in (10, 34):
        quads += block(grey, 60, 940, y, y + 20)
    assert gutter((grey, quads)) is None


def test_rules_across_make_a_table() -> None:
    grey, quads = sheet([(60, 450), (550, 940)])
    for y in range(50, 640, 26):
        grey[y : y + 2, 50:950] = 40
    assert gutter((grey, quads)) is None


def test_an_upright_page_is_no_spread() -> None:
    grey, quads = sheet([(40, 280), (340, 600)], width=640)
    assert gutter((grey, quads)) is None


def test_a_person_who_says_two_gets_two() -> None:
    assert gutter(sheet([(60, 490), (510, 940)]), forced=True) == pytest.approx(500, abs=10)
    assert gutter((np.full((700, 1000), 255, np.uint8), []), forced=True) == 500


def neighboured(strip: int, *, print_in_strip: bool) -> tuple[np.ndarray, Quads]:
    grey = np.full((900, 700), 230, np.uint8)
    quads = block(grey, strip + 60, 640, 60, 840)
    if print_in_strip:
        quads += block(grey, 0, strip - 30, 60, 840)
    return shaded(grey, strip), quads


@pytest.mark.parametrize("print_in_strip", [True, False])
def test_the_edge_of_a_neighbouring_page_is_found(print_in_strip: bool) -> None:
    grey, quads = neighboured(70, print_in_strip=print_in_strip)
    assert neighbour_strips(look(grey), quads) == (pytest.approx(70, abs=6), 0)
    mirrored = [quad[[1, 0, 3, 2]] * np.float32([-1, 1]) + np.float32([700, 0]) for quad in quads]
    turned = neighbour_strips(look(np.ascontiguousarray(grey[:, ::-1])), mirrored)
    assert turned == (0, pytest.approx(70, abs=6))


def test_a_fold_across_the_lines_is_no_edge() -> None:
    grey = np.full((900, 700), 230, np.uint8)
    quads = block(grey, 40, 660, 60, 840)
    assert neighbour_strips(look(shaded(grey, 80)), quads) == (0, 0)


def test_a_plain_page_has_no_neighbour() -> None:
    grey, quads = sheet([(60, 940)])
    assert neighbour_strips(look(grey), quads) == (0, 0)
    assert neighbour_strips(look(np.full((1, 1), 9, np.uint8)), []) == (0, 0)


def test_the_shadow_of_a_fold_between_columns_is_no_gutter() -> None:
    grey = np.full((700, 1000), 230, np.uint8)
    quads = []
    for x in range(60, 940, 64):
        for y in range(60, 640, 24):
            grey[y : y + 18, x : x + 20 : 4] = 50
            grey[y : y + 18 : 8, x : x + 20] = 50
        quads.append(np.array([[x - 3, 55], [x + 23, 55], [x + 23, 645], [x - 3, 645]], np.float32))
    assert gutter((shaded(grey, 486), quads)) is None
    # Without the columns next to it there is room for two margins.
    wide = grey.copy()
    wide[:, 500:540] = 230
    found = gutter((shaded(wide, 518), [quad for quad in quads if not 490 < quad[0, 0] < 530]))
    assert found is not None
    assert abs(found - 518) < 10
