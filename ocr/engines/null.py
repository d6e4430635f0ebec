"""An engine that reads nothing: proof that the seam holds, and a stand-in where reading is not the point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Direction
from ocr.imaging.image import check_image
from ocr.line import Line
from ocr.page import NO_OVERRIDE, Override, PageText, Step, mean_confidence

NULL_STEP = Step("null", "1")


@dataclass(frozen=True, slots=True)
class NullEngine:
    """Returns `lines`, none by default, for every page, whatever is on it."""

    lines: tuple[Line, ...] = ()

    @property
    def step(self) -> Step:
        return NULL_STEP

    def read(self, image: NDArray[np.uint8], override: Override = NO_OVERRIDE) -> PageText:
        """The lines given, with the size of `image`. Raises `UnreadableImage`."""
        check_image(image)
        height, width = image.shape[:2]
        columns = sum(line.direction is Direction.VERTICAL for line in self.lines)
        direction = Direction.VERTICAL if columns * 2 > len(self.lines) else Direction.HORIZONTAL
        return PageText(width, height, direction, self.lines, NULL_STEP, mean_confidence(self.lines))
