"""A PDF page's text layer as PDFium sees it: for layers that pdfplumber cannot read.

The glyphless fonts of some OCR programs give pdfplumber no character at all where PDFium finds 1,252.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from ocr.engines.layerquality import LayerChar, LayerFacts

Segment = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points of the page as shown, origin top left."""

_FINE = 100
"""PDFium's device coordinates are whole numbers: hundredths of a point are asked for."""


def pdfium_facts(pdf: bytes, page_index: int) -> tuple[LayerFacts, tuple[Segment, ...]]:
    """What the layer of page `page_index` (from 0) holds, and the bounds of the page's paths (its rules among them).

    Raises `pypdfium2.PdfiumError` when the page cannot be opened.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[page_index]
        text = page.get_textpage()
        chars = tuple(_chars(page, text))
        size = page.get_size()
        pictures = [
            _shown(page, item.get_bounds()) for item in page.get_objects((pdfium.FPDF_PAGEOBJ_IMAGE,))
        ]
        paths = [_shown(page, item.get_bounds()) for item in page.get_objects((pdfium.FPDF_PAGEOBJ_PATH,))]
    finally:
        document.close()
    cover = max((_area(box, size) for box in pictures), default=0.0) / max(size[0] * size[1], 1e-6)
    expected = sum(not char.text.isspace() for char in chars)
    return LayerFacts(chars, size, expected, cover, len(pictures) + len(paths)), tuple(paths)


def _chars(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> Iterator[LayerChar]:
    loose = pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        # Line ends and spaces that PDFium puts in by itself have no place on the page.
        if not code or code > 0x10FFFF or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        # The loose box is that of the font; the other is that of the ink, and 一 would be flat. The font's size is
        # no help: it is told before the matrix that scales the text.
        pdfium.FPDFText_GetLooseCharBox(text, index, loose)
        x0, y0, x1, y1 = _shown(page, (loose.left, loose.bottom, loose.right, loose.top))
        yield LayerChar(chr(code), x0, y0, x1, y1, y1 - y0)


def _shown(page: pypdfium2.PdfPage, bounds: tuple[float, float, float, float]) -> Segment:
    """`bounds` (left, bottom, right, top of the PDF's own space) on the page as shown: cropped and turned."""
    width, height = page.get_size()
    xs, ys = [], []
    for x, y in ((bounds[0], bounds[1]), (bounds[2], bounds[3])):
        device = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            page, 0, 0, round(width * _FINE), round(height * _FINE), 0, x, y, device[0], device[1]
        )
        xs.append(device[0].value / _FINE)
        ys.append(device[1].value / _FINE)
    return min(xs), min(ys), max(xs), max(ys)


def _area(box: Segment, size: tuple[float, float]) -> float:
    """Area of the part of `box` on the page."""
    wide = min(box[2], size[0]) - max(box[0], 0.0)
    tall = min(box[3], size[1]) - max(box[1], 0.0)
    return max(0.0, wide) * max(0.0, tall)
