"""The picture of a reading: what was found on the page, in which order, how sure."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from archive.picture.canvas import Canvas
from archive.picture.facing import draw_text
from archive.picture.layers import (
    draw_characters,
    draw_lines,
    draw_order,
    draw_regions,
    draw_roles,
    draw_tables,
)
from archive.picture.legend import legend
from archive.picture.palette import PAPER
from archive.reading_types import Reading

LEAST_WIDTH = 640
"""Pixels the legend needs."""

TALLEST = 8000
"""A strip of paper is not drawn higher than this, however wide it was asked for."""

_FADED = 0.3
"""How far print fades to white below the drawing: it must stay legible."""


def draw_reading(
    image: Image.Image,
    reading: Reading,
    *,
    width: int = 1600,
    characters: bool = False,
    text: bool = False,
    caption: str = "",
    font: Path | None = None,
) -> Image.Image:
    """What was read, drawn over `image`, the page as the reading measured it (any scale of it); RGB.

    The page is at most `width` pixels wide, and never enlarged; the legend stands above it, `caption` on top.
    `characters` marks where each character begins and colours it by its own confidence; `text` sets the text as it
    was read on a sheet beside the page. Labels and text need `font`, a font with Chinese characters; without it
    there are numbers and English labels, and no text beside.
    """
    size = _size(image, width)
    page = (max(1, reading.width), max(1, reading.height))
    plain = image if image.mode in {"L", "RGB"} else image.convert("RGB")
    base = plain.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0).convert("RGB")
    base = Image.blend(base, Image.new("RGB", size, PAPER), _FADED)
    canvas = Canvas(size, page, font)
    draw_regions(canvas, reading)
    draw_lines(canvas, reading, shaded=not characters)
    if characters:
        draw_characters(canvas, reading)
    draw_tables(canvas, reading)
    draw_order(canvas, reading)
    draw_roles(canvas, reading)
    sheets = [canvas.over(base)]
    if text and font is not None:
        sheets.append(draw_text(reading, size, font))
    across = max(LEAST_WIDTH, sum(sheet.width for sheet in sheets))
    head = legend(reading, across, caption, font)
    picture = Image.new("RGB", (across, head.height + size[1]), PAPER)
    picture.paste(head, (0, 0))
    left = 0
    for sheet in sheets:
        picture.paste(sheet, (left, head.height))
        left += sheet.width
    return picture


def _size(image: Image.Image, width: int) -> tuple[int, int]:
    scale = min(1.0, width / image.width, TALLEST / image.height)
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))
