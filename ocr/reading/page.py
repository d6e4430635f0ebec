"""Reading a page image: from pixels to a `PageText`."""

from __future__ import annotations

from ocr.imaging.image import Image, check_image
from ocr.imaging.seal import take_out_seals
from ocr.page import NO_OVERRIDE, Override, PageText, Step, mean_confidence
from ocr.reading.leaf import read_leaf
from ocr.reading.models import Models


def read_page(image: Image, models: Models, step: Step, override: Override = NO_OVERRIDE) -> PageText:
    """Read `image`, ``(height, width)`` grey or ``(height, width, 3)`` RGB, with `models`; `step` says with what.

    Raises `UnreadableImage` when the array is no page image and `EngineFailed` when the models gave up.
    """
    check_image(image)
    grey, seals = take_out_seals(image)
    height, width = grey.shape
    text = read_leaf(grey, seals, models, override)
    return PageText(
        width, height, text.direction, text.lines, step, mean_confidence(text.lines), seals, text.remarks
    )
