"""What the reader asks of its neural networks."""

from __future__ import annotations

from typing import Protocol

from ocr.imaging.image import Image
from ocr.imaging.quads import Quad
from ocr.reading.ctc import Glyph


class Models(Protocol):
    """A detector and a recogniser, loaded."""

    def detect(self, grey: Image) -> list[Quad]:
        """Boxes of text on ``grey``, ``(height, width)``, in its pixels, corners in the order of a `Quad`."""
        ...

    def recognise(self, cut: Image) -> list[Glyph]:
        """Characters of one crop, ``(height, width)`` grey, text running to the right."""
        ...
