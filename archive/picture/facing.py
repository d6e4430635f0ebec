"""The text as it was read, set where it stands on the page: to be laid beside the page."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

from archive.picture.fonts import load_font
from archive.picture.palette import FAINT, INK, PAPER, grade_colour
from archive.reading_types import Reading, ReadLine

_SURE = 0.98
"""Characters above this are black: the eye should find the others."""


def draw_text(reading: Reading, size: tuple[int, int], font: Path) -> Image.Image:
    """A white sheet of `size` (pixels), every character in its own box, unsure ones in the colour of their grade."""
    sheet = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(sheet)
    scale = (size[0] / max(1, reading.width), size[1] / max(1, reading.height))
    for line in reading.lines:
        _set_line(sheet, draw, line, scale, font)
    draw.line((0, 0, 0, size[1]), fill=FAINT)
    return sheet


def _set_line(
    sheet: Image.Image, draw: ImageDraw.ImageDraw, line: ReadLine, scale: tuple[float, float], font: Path
) -> None:
    em = max(5, min(200, round(_em(line) * min(scale))))
    for at, char in enumerate(line.text):
        if char.isspace():
            continue
        sure = line.confidences[at] if line.confidences else line.confidence
        colour = INK if sure >= _SURE else grade_colour(sure)
        x0, y0, x1, y1 = line.span_box(at, at + 1)
        centre = ((x0 + x1) / 2 * scale[0], (y0 + y1) / 2 * scale[1])
        if not line.turn:
            draw.text(centre, char, font=load_font(font, em), fill=colour, anchor="mm")
            continue
        tile = Image.new("L", (2 * em, 2 * em), 0)
        ImageDraw.Draw(tile).text((em, em), char, font=load_font(font, em), fill=255, anchor="mm")
        tile = tile.rotate(line.turn)  # counter-clockwise: as the line lies on the image
        sheet.paste(colour, (round(centre[0]) - em, round(centre[1]) - em), tile)


def _em(line: ReadLine) -> float:
    """Pixels of the page that the type takes: what the line is thick, or less where its characters stand closer."""
    x0, y0, x1, y1 = line.box
    long, thick = (y1 - y0, x1 - x0) if line.along_y else (x1 - x0, y1 - y0)
    # Set on one em, Latin letters and digits on half of one, unless they run down a column.
    ems = sum(0.5 if char.isascii() and not line.along_y else 1.0 for char in line.text)
    return min(0.72 * (line.thickness or thick), 0.96 * long / max(1.0, ems))
