"""PDF files: their pages, and the pixels of one page.

PDFium opens the file, places what is on a page, and decodes images: of scans drawn in 24 colour spaces,
depths and filters it gave the exact pixels of all but CMYK ones, where pikepdf erred on inverted JPEGs
and on 16 bits. pikepdf (qpdf) tells what PDFium does not: whether the file had to be repaired, and whether an
image is a stencil or has a mask.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from archive.errors import Damaged, Empty, Encrypted, Refused, TooLarge
from archive.intake import complete
from archive.intake.content import PlacedImage
from archive.intake.frames import Frame
from archive.intake.limits import Limits
from archive.intake.pixels import Pixels, turned, without_colour
from archive.intake.sheet import Opacity, Sheet, sheet
from archive.intake.strict import RESCAN, words

_REPRINT = "Open it in a PDF program and print it to a new PDF, or get an undamaged copy."


class PdfReader:
    """An open PDF. PDFium works in one thread of a process at a time, and so does this.

    Raises Encrypted when a password is needed (one that opens without, only forbidding to print or copy, is
    read), Damaged when there is nothing to be opened, TooLarge beyond `limits.max_pages`.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        self._stream = path.open("rb")
        try:
            self._structure, self._remarks = _structure(self._stream)
            self._document = _document(path, self._structure)
        except BaseException:
            self._stream.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()
        if self._structure is not None:
            self._structure.close()
        self._stream.close()

    def frames(self) -> tuple[tuple[Frame, ...], tuple[str, ...]]:
        """The pages, and remarks on the file. A page that cannot be had is a frame with its trouble."""
        count = len(self._document)
        if count > self._limits.max_pages:
            raise TooLarge(
                f"It has {count:,} pages, more than the {self._limits.max_pages:,} allowed.",
                "Split it into several files.",
            )
        frames = tuple(self._frame(index) for index in range(count))
        if all(frame.trouble for frame in frames):
            raise frames[0].trouble or Empty("It has no page.", _REPRINT)
        return frames, self._remarks

    def pixels(self, index: int) -> tuple[Pixels, str]:
        """The pixels of page `index`, upright, and how they were got. Raises Refused."""
        with self._page(index) as page:
            found = sheet(page, self._limits, lambda image: self._opacity(index, image))
            try:
                if found.scan is None:
                    return _render(page, found), f"rendered at {found.dpi or 0:.0f} dpi: {found.reason}"
                _check_stream(found.scan)
                return _take_out(found), "scan taken out of the PDF"
            except MemoryError as error:
                raise TooLarge("It needs more memory than there is.", "Use a larger machine.") from error

    def _frame(self, index: int) -> Frame:
        try:
            with self._page(index) as page:
                found = sheet(page, self._limits, lambda image: self._opacity(index, image))
                if found.scan is not None:
                    _check_stream(found.scan)
        except Refused as refused:
            return Frame(index, 0, 0, None, trouble=refused)
        return Frame(index, found.width, found.height, found.dpi, found.kind)

    @contextmanager
    def _page(self, index: int) -> Iterator[Any]:
        try:
            page = self._document[index]
        except pdfium.PdfiumError as error:
            raise Damaged(f"Page {index + 1} is missing or malformed.", _REPRINT) from error
        try:
            yield page
        finally:
            page.close()

    def _opacity(self, index: int, image: PlacedImage) -> Opacity:
        """By the dictionaries of all images of this size on the page; "masked" when there is any doubt."""
        if self._structure is None or len(self._structure.pages) != len(self._document):
            return "masked"
        size = (image.placement.width, image.placement.height)
        try:
            images = self._structure.pages[index].get_images().values()
            alike = [item for item in images if (int(item.Width), int(item.Height)) == size]
            if not alike or any(
                "/SMask" in item or "/Mask" in item or "/SMaskInData" in item for item in alike
            ):
                return "masked"
            stencils = [bool(item.get("/ImageMask", False)) for item in alike]
        except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError):  # malformed dictionaries
            return "masked"
        if any(stencils):
            return "stencil" if all(stencils) else "masked"
        return "opaque"


def _structure(stream: Any) -> tuple[pikepdf.Pdf | None, tuple[str, ...]]:
    """The file as qpdf sees it (None: not at all), and remarks on repairs. Raises Encrypted."""
    try:
        structure = pikepdf.open(stream, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise _locked() from error
    except (pikepdf.PdfError, ValueError, RuntimeError):  # PDFium may still find its pages
        return None, ("The file is damaged; pages may be missing.",)
    if structure.get_warnings():
        return structure, ("The file is damaged and was repaired to be read; pages may be missing.",)
    return structure, ()


def _document(path: Path, structure: pikepdf.Pdf | None) -> Any:
    """The file as PDFium sees it; failing that, as qpdf repaired it. Raises Encrypted, Damaged."""
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
            raise _locked() from error
        if structure is None:
            raise Damaged("No page can be found in it.", _REPRINT) from error
    repaired = BytesIO()
    try:
        structure.save(repaired)
        return pdfium.PdfDocument(repaired.getvalue())
    except (pikepdf.PdfError, pdfium.PdfiumError, RuntimeError, ValueError) as error:
        raise Damaged(f"No page can be found in it ({words(error)}).", _REPRINT) from error


def _locked() -> Encrypted:
    return Encrypted(
        "It is locked by a password.", "Ask for the password, unlock the file, and give the unlocked one."
    )


def _check_stream(image: PlacedImage) -> None:
    """Raises Damaged when the JPEG stream of `image` is cut off: PDFium would fill up with grey."""
    if image.filters() != ("DCTDecode",):
        return
    if not complete.jpeg_complete(image.raw_data()):
        raise Damaged("The scan on this page is cut off.", RESCAN)


def _render(page: Any, found: Sheet) -> Pixels:
    bitmap = pdfium.PdfBitmap.new_native(
        found.width, found.height, pdfium_c.FPDFBitmap_BGR, rev_byteorder=True
    )
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, found.width, found.height)
    flags = pdfium_c.FPDF_ANNOT | pdfium_c.FPDF_REVERSE_BYTE_ORDER
    pdfium_c.FPDF_RenderPageBitmap(bitmap.raw, page.raw, 0, 0, found.width, found.height, 0, flags)
    return without_colour(np.ascontiguousarray(bitmap.to_numpy()))


def _take_out(found: Sheet) -> Pixels:
    """The pixels of the scan of `found`, upright."""
    assert found.scan is not None
    assert found.turn is not None
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
    pixels = turned(
        stored, swap=found.turn.swap, vertical=found.turn.vertical, horizontal=found.turn.horizontal
    )
    if pixels.shape[:2] != (found.height, found.width):
        raise Damaged(
            f"The scan on this page is {pixels.shape[1]} × {pixels.shape[0]} pixels, "
            f"where the file says {found.width} × {found.height}.",
            _REPRINT,
        )
    return without_colour(pixels)
