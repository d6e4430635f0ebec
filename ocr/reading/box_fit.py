"""Boxes as they are read: as high as their print."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.engines.spacing import is_cjk
from ocr.geometry import Direction
from ocr.imaging.fit import fitted
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad
from ocr.layout.arrange import Piece

_LATIN_LETTERS = 20
"""So many Latin letters, and so many for each Chinese character, are a Latin page."""


class BoxFit:
    """Boxes as they are read: on a horizontal page as high as their print, unless the `pieces` read so far are Latin.

    Latin lines read as well in the detector's boxes (drawn pages), and in lower ones take half as long again.
    """

    def __init__(self, front: Image, direction: Direction, pieces: Sequence[Piece]) -> None:
        self._front, self._direction, self._pieces = front, direction, pieces
        self._counted = self._letters = self._chinese = 0

    def __call__(self, quad: Quad) -> Quad:
        if self._direction is not Direction.HORIZONTAL:
            return quad
        for piece in self._pieces[self._counted :]:
            self._letters += sum(char.isascii() and char.isalpha() for char in piece.line.text)
            self._chinese += sum(map(is_cjk, piece.line.text))
        self._counted = len(self._pieces)
        latin = self._letters >= _LATIN_LETTERS * max(1, self._chinese)
        return quad if latin else fitted(self._front, quad)
