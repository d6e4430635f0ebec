"""Page images: what is taken, what is refused, ink and even paper."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.errors import UnreadableImage
from ocr.imaging.image import check_image, even_paper, ink_mask, to_grey


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((0, 10), np.uint8),
        np.zeros((10, 10), np.uint16),
        np.zeros((10, 10), np.float32),
        np.zeros((10, 10, 4), np.uint8),
        np.zeros((10,), np.uint8),
    ],
    ids=["no pixel", "16 bit", "float", "alpha", "one dimension"],
)
def test_what_is_no_page_image_is_refused_with_a_remedy(image: np.ndarray) -> None:
    with pytest.raises(UnreadableImage) as caught:
        check_image(image)
    assert caught.value.remedy


def test_a_bomb_is_refused_without_being_touched() -> None:
    bomb = np.broadcast_to(np.zeros(1, np.uint8), (100_000, 100_000))
    with pytest.raises(UnreadableImage, match="more than"):
        check_image(bomb)


def test_grey_and_rgb_pages_are_taken() -> None:
    check_image(np.zeros((1, 1), np.uint8))
    check_image(np.zeros((5, 7, 3), np.uint8))


def test_grey_weighs_the_channels() -> None:
    red = np.zeros((2, 2, 3), np.uint8)
    red[..., 0] = 255
    assert to_grey(red).tolist() == [[76, 76], [76, 76]]


def test_blank_paper_with_noise_has_no_ink() -> None:
    noise = np.random.default_rng(1).integers(225, 245, (60, 60)).astype(np.uint8)
    assert not ink_mask(noise).any()
    noise[20:30, 20:30] = 20
    assert ink_mask(noise).sum() == 100


def test_shadow_goes_and_print_stays_when_paper_is_made_even() -> None:
    page = np.tile(np.linspace(90, 250, 400), (400, 1)).astype(np.uint8)
    page[200:206, 40:360:16] = 15
    even = even_paper(page)
    assert even[20:180, 40:360].min() > 230
    assert even[200:206, 40:360:16].max() < 60
