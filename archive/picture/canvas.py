"""A transparent sheet over the page; drawn upon at twice its size and then reduced, which makes lines smooth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from archive.formats.outline import Point
from archive.picture.fonts import Font, load_font
from archive.picture.palette import PAPER, Colour
from archive.records import BoxList

_FINER = 2


class Canvas:
    """`size` is that of the picture, `page` that of the page it shows, both width and height in pixels.

    Points are in pixels of the page; widths, sizes and distances of marks in pixels of the picture.
    """

    def __init__(self, size: tuple[int, int], page: tuple[int, int], font: Path | None) -> None:
        self._size = size
        self._scale = (size[0] * _FINER / page[0], size[1] * _FINER / page[1])
        self._font = font
        self._sheet = Image.new("RGBA", (size[0] * _FINER, size[1] * _FINER), (0, 0, 0, 0))
        self._draw = ImageDraw.Draw(self._sheet)

    @property
    def chinese(self) -> bool:
        """Are there Chinese characters to label with?"""
        return self._font is not None

    def over(self, picture: Image.Image) -> Image.Image:
        """`picture` (RGB, of the size given) with everything that was drawn upon it."""
        sheet = self._sheet.resize(self._size, Image.Resampling.BOX)
        return Image.alpha_composite(picture.convert("RGBA"), sheet).convert("RGB")

    def at(self, point: Point) -> Point:
        """The place of a point of the page on the sheet."""
        return (point[0] * self._scale[0], point[1] * self._scale[1])

    def pixels(self, length: float) -> float:
        """A length on the page, in pixels of the picture."""
        return length * min(self._scale) / _FINER

    def polygon(self, points: Sequence[Point], colour: Colour, *, fill: int = 0, width: float = 0) -> None:
        """A closed shape: filled with opacity `fill` (0..255), outlined `width` wide."""
        placed = [self.at(point) for point in points]
        if fill:
            self._draw.polygon(placed, fill=(*colour, fill))
        if width:
            self._draw.line([*placed, placed[0]], (*colour, 235), self._wide(width), joint="curve")

    def box(self, box: BoxList, colour: Colour, *, fill: int = 0, width: float = 0) -> None:
        """An upright rectangle."""
        x0, y0, x1, y1 = box
        self.polygon(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), colour, fill=fill, width=width)

    def frame(self, box: BoxList, colour: Colour, width: float) -> None:
        """A box with rounded corners, lightly filled."""
        corners = [*self.at(box[:2]), *self.at(box[2:])]
        self._draw.rounded_rectangle(
            corners, 14 * _FINER, fill=(*colour, 16), outline=(*colour, 235), width=self._wide(width)
        )

    def hatch(self, box: BoxList, colour: Colour) -> None:
        """A box filled with slanting lines, ten pixels apart."""
        (x0, y0), (x1, y1) = self.at(box[:2]), self.at(box[2:])
        step = 10 * _FINER
        for start in range(int(x0 - (y1 - y0)), int(x1) + 1, step):
            low, high = max(x0, start), min(x1, start + (y1 - y0))
            if low < high:
                ends = (low, y1 - (low - start), high, y1 - (high - start))
                self._draw.line(ends, (*colour, 190), self._wide(1))
        self.box(box, colour, width=1.5)

    def line(self, points: Sequence[Point], colour: Colour, width: float, opacity: int = 235) -> None:
        """A line through points."""
        self._draw.line(
            [self.at(point) for point in points], (*colour, opacity), self._wide(width), joint="curve"
        )

    def arrow(self, start: Point, end: Point, colour: Colour, width: float) -> None:
        """A line with a head at its end."""
        (x0, y0), (x1, y1) = self.at(start), self.at(end)
        length = math.hypot(x1 - x0, y1 - y0)
        if length < 1:
            return
        along = ((x1 - x0) / length, (y1 - y0) / length)
        size = min(length, 11 * _FINER)
        neck = (x1 - along[0] * size, y1 - along[1] * size)
        half = size * 0.45
        self._draw.line((x0, y0, *neck), (*colour, 200), self._wide(width))
        wings = [
            (neck[0] - along[1] * half, neck[1] + along[0] * half),
            (neck[0] + along[1] * half, neck[1] - along[0] * half),
        ]
        self._draw.polygon([(x1, y1), *wings], fill=(*colour, 220))

    def label(
        self,
        text: str,
        point: Point,
        colour: Colour,
        *,
        size: int = 12,
        towards: Point = (0, 0),
        upright: bool = True,
    ) -> None:
        """White on `colour`, placed beside `point`: centred on it, then moved off by its own half size times `towards`.

        Not `upright`: turned to run down. A label never leaves the sheet.
        """
        font = load_font(self._font, size * _FINER)
        tile = _tile(text, font, colour, size * _FINER)
        if not upright:
            tile = tile.transpose(Image.Transpose.ROTATE_270)
        x, y = self.at(point)
        left = x - tile.width / 2 + towards[0] * (tile.width / 2 + 3 * _FINER)
        top = y - tile.height / 2 + towards[1] * (tile.height / 2 + 3 * _FINER)
        place = (
            round(min(max(0, left), max(0, self._sheet.width - tile.width))),
            round(min(max(0, top), max(0, self._sheet.height - tile.height))),
        )
        if tile.width <= self._sheet.width and tile.height <= self._sheet.height:
            self._sheet.alpha_composite(tile, place)

    def _wide(self, width: float) -> int:
        return max(1, round(width * _FINER))


def _tile(text: str, font: Font, colour: Colour, size: int) -> Image.Image:
    left, top, right, bottom = font.getbbox(text)
    pad = size // 4
    tile = Image.new("RGBA", (int(right - left) + 2 * pad + 1, size + 2 * pad), (0, 0, 0, 0))
    draw = ImageDraw.Draw(tile)
    draw.rounded_rectangle((0, 0, tile.width - 1, tile.height - 1), pad, fill=(*colour, 215))
    middle = (tile.height - (bottom - top)) / 2 - top
    draw.text((pad - left, middle), text, font=font, fill=(*PAPER, 255))
    return tile
