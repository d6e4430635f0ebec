"""The pixels of a PDF page, as `archive.intake.sheet` decided to get them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from archive.errors import Damaged
from archive.intake import complete
from archive.intake.limits import Limits
from archive.intake.pixels import Pixels, turned, without_colour
from archive.intake.sheet import Sheet
from archive.intake.strict import RESCAN, check_passes


def check_images(found: Sheet, limits: Limits, *, thorough: bool) -> None:
    """Raises Damaged when an image of the scanned page `found` is cut off: PDFium fills up what is missing.

    JPEG streams are always looked at. `thorough` is for files that had to be repaired: there any stream may be
    cut off, and a blank page is one that has lost its content. Raises TooLarge for JPEGs made to keep a
    decoder busy.
    """
    if thorough and found.blank:
        raise Damaged("Nothing is left on this page of a damaged file.", RESCAN)
    for image in found.images:
        filters = image.filters()
        if filters == ("DCTDecode",):
            shape = complete.jpeg_shape(image.raw_data())
            check_passes(image.placement.width * image.placement.height, shape.passes, limits)
            whole = shape.complete
        else:
            check = complete.STREAM_CHECKS.get(filters) if thorough else None
            whole = check is None or check(image.raw_data())
        if not whole:
            raise Damaged("The scan on this page is cut off.", RESCAN)


def render(page: Any, found: Sheet) -> Pixels:
    """The page as PDFium draws it on white paper, with annotations and form fields (electronic seals are both)."""
    bitmap = pdfium.PdfBitmap.new_native(
        found.width, found.height, pdfium_c.FPDFBitmap_BGR, rev_byteorder=True
    )
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, found.width, found.height)
    flags = pdfium_c.FPDF_ANNOT | pdfium_c.FPDF_REVERSE_BYTE_ORDER
    pdfium_c.FPDF_RenderPageBitmap(bitmap.raw, page.raw, 0, 0, found.width, found.height, 0, flags)
    if page.formenv is not None:
        pdfium_c.FPDF_FFLDraw(
            page.formenv.raw, bitmap.raw, page.raw, 0, 0, found.width, found.height, 0, flags
        )
    return without_colour(np.ascontiguousarray(bitmap.to_numpy()))


def take_out(found: Sheet) -> Pixels:
    """The pixels of the scan of `found` as they are in the file, upright. Raises Damaged."""
    if found.scan is None or found.turn is None:
        raise ValueError("this page has no scan to take out")
    raw = pdfium_c.FPDFImageObj_GetBitmap(found.scan.handle)
    if not raw:
        raise Damaged("The scan on this page cannot be decoded.", RESCAN)
    bitmap = pdfium.PdfBitmap.from_raw(raw)
    stored: Pixels = bitmap.to_numpy()
    if stored.ndim == 3 and stored.shape[2] == 1:
        stored = stored[:, :, 0]
    if stored.ndim == 3:
        stored = stored[:, :, 2::-1]
    if found.stencil:
        stored = 255 - stored
    turn = found.turn
    pixels = turned(stored, swap=turn.swap, vertical=turn.vertical, horizontal=turn.horizontal)
    if np.shares_memory(pixels, stored):  # which PDFium frees with the page
        pixels = pixels.copy()
    if pixels.shape[:2] != (found.height, found.width):
        raise Damaged(
            f"The scan on this page is {pixels.shape[1]} × {pixels.shape[0]} pixels, "
            f"where the file says {found.width} × {found.height}.",
            RESCAN,
        )
    return without_colour(pixels)
