"""PDF files: their pages, and the pixels of one page.

PDFium opens the file, places what is on a page, and decodes images: of scans drawn in 24 colour spaces,
depths and filters it gave the exact pixels of all but CMYK ones, where pikepdf erred on inverted JPEGs
and on 16 bits. pikepdf (qpdf) tells what PDFium does not: whether the file had to be repaired, and whether an
image is a stencil or has a mask.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from archive.errors import Damaged, Empty, Encrypted, Refused, TooLarge
from archive.intake.content import PlacedImage
from archive.intake.frames import Frame
from archive.intake.limits import Limits
from archive.intake.pixels import Pixels
from archive.intake.sheet import Opacity, sheet
from archive.intake.sheet_pixels import check_images, render, take_out
from archive.intake.strict import ONE_AT_A_TIME

_PLAIN_SPACES = frozenset(
    {"/DeviceGray", "/DeviceRGB", "/CalGray", "/CalRGB", "/ICCBased", "/Indexed", "/G", "/RGB", "/I"}
)
"""Colour spaces whose images PDFium gives exactly; others are left to its renderer."""

_MALFORMED = (AttributeError, LookupError, TypeError, ValueError, RuntimeError, ArithmeticError)
"""What pikepdf raises, beside its own errors, over dictionaries that are not what they should be."""

_REPRINT = "Open it in a PDF program and print it to a new PDF, or get an undamaged copy."


class PdfReader:
    """An open PDF. PDFium knows no threads: those that use a PDF wait for each other.

    Raises Encrypted when a password is needed (one that opens without, only forbidding to print or copy, is
    read), Damaged when there is nothing to be opened, TooLarge beyond `limits.max_pages`.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        self._stream = path.open("rb")
        try:
            with ONE_AT_A_TIME:
                self._structure, self._remarks = _structure(self._stream)
                self._document = _document(path, self._stream)
                with suppress(pdfium.PdfiumError):  # then its form fields stay unseen
                    self._document.init_forms()
        except BaseException:
            self._stream.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        with ONE_AT_A_TIME:
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
            check_images(found, self._limits, thorough=self._structure is None)
            try:
                if found.scan is None:
                    return render(page, found), f"rendered at {found.dpi or 0:.0f} dpi: {found.reason}"
                return take_out(found), "scan taken out of the PDF"
            except MemoryError as error:
                raise TooLarge("It needs more memory than there is.", "Use a larger machine.") from error

    def _frame(self, index: int) -> Frame:
        try:
            with self._page(index) as page:
                found = sheet(page, self._limits, lambda image: self._opacity(index, image))
                check_images(found, self._limits, thorough=self._structure is None)
        except Refused as refused:
            return Frame(index, 0, 0, None, trouble=refused)
        return Frame(index, found.width, found.height, found.dpi, found.kind)

    @contextmanager
    def _page(self, index: int) -> Iterator[Any]:
        with ONE_AT_A_TIME:
            try:
                page = self._document[index]
            except pdfium.PdfiumError as error:
                raise Damaged(f"Page {index + 1} is missing or malformed.", _REPRINT) from error
            try:
                yield page
            finally:
                page.close()

    def _opacity(self, index: int, image: PlacedImage) -> Opacity:
        """By the dictionaries of all images of this size on the page; "doubtful" where they do not settle it."""
        if self._structure is None:
            return "doubtful"
        size = (image.placement.width, image.placement.height)
        try:
            if len(self._structure.pages) != len(self._document):
                return "doubtful"
            images = _images(self._structure.pages[index].resources)
            kinds = {_opacity_of(item) for item in images if (int(item.Width), int(item.Height)) == size}
        except (pikepdf.PdfError, *_MALFORMED):
            return "doubtful"
        return kinds.pop() if len(kinds) == 1 else "doubtful"


def _images(resources: Any) -> Iterator[Any]:
    """All images that `resources` name, those of forms within included (pikepdf's own list omits stencils)."""
    pending, seen = [resources], set()
    while pending:
        for item in pending.pop().get("/XObject", pikepdf.Dictionary()).values():
            if item.get("/Subtype") == "/Image":
                yield item
            elif "/Resources" in item and item.objgen not in seen:
                seen.add(item.objgen)
                pending.append(item.Resources)


def _opacity_of(image: Any) -> Opacity:
    if "/SMask" in image or "/Mask" in image or "/SMaskInData" in image:
        return "doubtful"
    if image.get("/ImageMask", False):
        return "stencil"
    space = image.get("/ColorSpace")
    if space is None:  # JPEG 2000 says it in its own data
        return "opaque" if image.get("/Filter") == "/JPXDecode" else "doubtful"
    family = str(space[0] if isinstance(space, pikepdf.Array) else space)
    return "opaque" if family in _PLAIN_SPACES else "doubtful"


def _structure(stream: Any) -> tuple[pikepdf.Pdf | None, tuple[str, ...]]:
    """The file as qpdf sees it (None: it would have to be repaired), and remarks. Raises Encrypted.

    qpdf is not let repair here: it takes minutes over some of its own fuzzing cases (394129398.fuzz).
    """
    try:
        structure = pikepdf.open(stream, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise _locked() from error
    except (pikepdf.PdfError, *_MALFORMED):
        return None, ("The file is damaged and was repaired to be read; pages may be missing.",)
    return structure, ()


def _document(path: Path, stream: Any) -> Any:
    """The file as PDFium sees it; failing that, as qpdf repairs it. Raises Encrypted, Damaged."""
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}
    repaired = BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with pikepdf.open(stream, suppress_warnings=True) as structure:
                structure.save(repaired, fix_metadata_version=False)
        return pdfium.PdfDocument(repaired.getvalue())
    except (pikepdf.PdfError, pdfium.PdfiumError, *_MALFORMED) as error:
        if locked or isinstance(error, pikepdf.PasswordError):
            raise _locked() from error
        raise Damaged("No page can be found in it.", _REPRINT) from error


def _locked() -> Encrypted:
    return Encrypted(
        "It is locked by a password.", "Ask for the password, unlock the file, and give the unlocked one."
    )
