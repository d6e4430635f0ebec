"""Red seals are found and taken out; red headlines and grey pages are left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.imaging.seal import take_out_seals

RED = (205, 35, 45)


def page() -> np.ndarray:
    return np.full((1754, 1240, 3), 250, np.uint8)


def stamp(image: np.ndarray, x: int, y: int, radius: int = 110) -> None:
    cv2.circle(image, (x, y), radius, RED, 10)
    cv2.circle(image, (x, y), radius // 4, RED, -1)


def test_print_under_a_seal_survives_and_the_seal_does_not() -> None:
    image = page()
    stamp(image, 800, 1200)
    image[1195:1205, 700:900] = 20
    grey, seals = take_out_seals(image)
    assert len(seals) == 1
    assert seals[0].x0 <= 690
    assert seals[0].x1 >= 910
    assert grey[1200, 705:895].max() < 60
    ring = grey[1200 - 110, 790:810]
    assert ring.min() > 200


def test_seals_of_joint_issuers_that_touch_are_told_apart() -> None:
    image = page()
    stamp(image, 500, 1200)
    stamp(image, 700, 1200)
    _, seals = take_out_seals(image)
    assert [seal.x0 < middle < seal.x1 for seal, middle in zip(seals, (500, 700), strict=True)] == [
        True,
        True,
    ]


def test_a_smaller_seal_that_touches_a_larger_one_is_found_too() -> None:
    image = page()
    stamp(image, 500, 1200, 140)
    stamp(image, 725, 1220, 90)
    grey, seals = take_out_seals(image)
    assert [seal.x0 < middle < seal.x1 for seal, middle in zip(seals, (500, 725), strict=True)] == [
        True,
        True,
    ]
    assert grey[1220 - 90, 715:735].min() > 200


def test_a_red_headline_stays_dark() -> None:
    image = page()
    for x in range(200, 1000, 130):  # six blocks the size of masthead characters
        image[200:320:20, x : x + 110] = RED
        image[200:320, x : x + 110 : 20] = RED
    grey, seals = take_out_seals(image)
    assert seals == ()
    assert grey[200, 200:300].max() < 120


@pytest.mark.parametrize("side", [1, 7, 40])
def test_tiny_pages_have_no_seals(side: int) -> None:
    image = np.zeros((side, side, 3), np.uint8)
    image[..., 0] = 255
    assert take_out_seals(image)[1] == ()


def test_a_grey_page_comes_back_as_it_is() -> None:
    grey = np.full((50, 50), 200, np.uint8)
    clean, seals = take_out_seals(grey)
    assert clean is grey
    assert seals == ()


def test_a_red_heading_that_a_seal_touches_stays_readable() -> None:
    image = page()
    stamp(image, 500, 600)
    for x in (560, 612, 664):
        cv2.rectangle(image, (x, 560), (x + 38, 600), RED, 6)
    grey, seals = take_out_seals(image)
    (seal,) = seals
    assert seal.x1 < 640
    # The character beyond the seal, that within its ring, and the ring itself.
    assert grey[558:566, 670:700].mean() < 150
    assert grey[558:566, 564:594].mean() < 150
    assert grey[600 + 110, 495:505].min() > 200
