"""Writes a layout as a born-digital PDF: embedded fonts, selectable text, vector rules.

fpdf2 (a development dependency) subsets the fonts. Only horizontal layouts: a vertical gazette was never
born digital.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from fpdf import FPDF
from PIL import Image

from draw.fonts import FACES, face_for
from draw.laid import Laid
from draw.seal import draw_seal
from draw.sheet import Glyph, SealMark, Sheet
from ocr.geometry import Direction

_BLACK, _RED = (0, 0, 0), (205, 25, 30)
_SEAL_SCALE = 150 / 72  # seals are pictures of 150 dpi, as word processors place them


def write_text_pdf(laid: Laid, path: Path) -> None:
    """Write `laid` to `path`. Raises ValueError for a vertical layout."""
    if any(sheet.direction is Direction.VERTICAL for sheet in laid.sheets):
        raise ValueError("a vertical layout has no born-digital form; write its images")
    path.parent.mkdir(parents=True, exist_ok=True)
    pdf = FPDF(unit="pt")
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))
    pdf.set_title(laid.title)
    for name in sorted(_faces(laid)):
        pdf.add_font(name, fname=FACES[name].path, collection_font_number=FACES[name].index)
    for sheet in laid.sheets:
        pdf.add_page(format=(sheet.width, sheet.height))
        _sheet(pdf, sheet)
    pdf.output(str(path))


def _faces(laid: Laid) -> set[str]:
    return {
        face_for(glyph.face, glyph.char)
        for sheet in laid.sheets
        for line in sheet.lines
        for glyph in line.glyphs
    }


def _sheet(pdf: FPDF, sheet: Sheet) -> None:
    for rule in sheet.rules:
        pdf.set_draw_color(*(_RED if rule.red else _BLACK))
        pdf.set_line_width(rule.width)
        pdf.line(rule.x0, rule.y0, rule.x1, rule.y1)
    for line in sheet.lines:
        for run in _runs(line.glyphs):
            first = run[0]
            pdf.set_text_color(*(_RED if first.red else _BLACK))
            pdf.set_font(face_for(first.face, first.char), size=first.size)
            pdf.text(first.x, first.y, "".join(item.char for item in run))
    for mark in sheet.seals:
        _seal(pdf, mark)


def _runs(glyphs: tuple[Glyph, ...]) -> Iterator[list[Glyph]]:
    """Glyphs that one text operator can set: Latin words as a whole, the others one by one."""
    run: list[Glyph] = []
    for item in glyphs:
        latin = item.char.isascii() and item.char != " "
        if run and not (latin and run[-1].char.isascii() and run[-1].face == item.face):
            yield run
            run = []
        if item.char == "\u3000":
            continue
        run.append(item)
        if not latin:
            yield run
            run = []
    if run:
        yield run


def _seal(pdf: FPDF, mark: SealMark) -> None:
    side = round(mark.radius * _SEAL_SCALE * 2) + 10
    plane = np.zeros((side, side), np.uint8)
    centred = SealMark(
        side / 2 / _SEAL_SCALE, side / 2 / _SEAL_SCALE, mark.radius, mark.ring, mark.band, mark.angle,
        mark.strength, mark.square,
    )  # fmt: skip
    draw_seal(plane, centred, _SEAL_SCALE)
    picture = np.zeros((side, side, 4), np.uint8)
    picture[..., :3] = (222, 60, 62)
    picture[..., 3] = plane
    data = io.BytesIO()
    Image.fromarray(picture).save(data, "PNG")
    extent = side / _SEAL_SCALE
    pdf.image(data, mark.x - extent / 2, mark.y - extent / 2, extent, extent)
