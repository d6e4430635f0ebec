"""What is drawn on a PDF page, as far as it decides between a scan and a born-digital page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from archive.intake.placement import Matrix, Placement, concatenated

_DEEPEST_FORM = 12
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_NO_MARK = frozenset({pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP})
_UNSEEN_ANNOTATIONS = frozenset(
    {pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP, pdfium_c.FPDF_ANNOT_TEXT}
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One object of the page: its PDFium handle, its type, the matrix of the forms around it, its turn to draw."""

    handle: Any
    type: int
    forms: Matrix
    order: int


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """An image on the page and where in the order of drawing it comes."""

    handle: Any
    placement: Placement
    order: int

    def filters(self) -> tuple[str, ...]:
        """The filters of its stream, in the order in which they are undone."""
        names = []
        for index in range(pdfium_c.FPDFImageObj_GetImageFilterCount(self.handle)):
            length = pdfium_c.FPDFImageObj_GetImageFilter(self.handle, index, None, 0)
            name = ctypes.create_string_buffer(length)
            pdfium_c.FPDFImageObj_GetImageFilter(self.handle, index, name, length)
            names.append(name.value.decode("latin-1"))
        return tuple(names)

    def raw_data(self) -> bytes:
        """Its stream as it stands in the file (decrypted), no filter undone."""
        length = pdfium_c.FPDFImageObj_GetImageDataRaw(self.handle, None, 0)
        data = ctypes.create_string_buffer(length)
        pdfium_c.FPDFImageObj_GetImageDataRaw(self.handle, data, length)
        return data.raw


@dataclass(frozen=True, slots=True)
class Content:
    """The objects of a page in the order they are drawn, those inside form XObjects included."""

    images: tuple[PlacedImage, ...]
    others: tuple[Mark, ...]

    def visible_after(self, order: int) -> Iterator[Mark]:
        """What leaves a mark on the page and is drawn after `order` (-1: anything)."""
        return (mark for mark in self.others if mark.order > order and _leaves_a_mark(mark))


def content(page: Any) -> Content:
    """The content of `page` (an open `pypdfium2.PdfPage`)."""
    images: list[PlacedImage] = []
    others: list[Mark] = []
    for mark in _objects(page.raw):
        if mark.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            width, height = ctypes.c_uint(), ctypes.c_uint()
            pdfium_c.FPDFImageObj_GetImagePixelSize(mark.handle, width, height)
            matrix = concatenated(_matrix(mark.handle), mark.forms)
            images.append(PlacedImage(mark.handle, Placement(matrix, width.value, height.value), mark.order))
        else:
            others.append(mark)
    return Content(tuple(images), tuple(others))


def is_text(mark: Mark) -> bool:
    """Whether `mark` is a piece of text."""
    return bool(mark.type == pdfium_c.FPDF_PAGEOBJ_TEXT)


def characters(mark: Mark, text_page: Any) -> int:
    """How many UTF-16 units the text object `mark` has; `text_page` is the page's `PdfTextPage`."""
    size: int = pdfium_c.FPDFTextObj_GetText(mark.handle, text_page.raw, None, 0)
    return max(0, size // 2 - 1)


def has_visible_annotations(page: Any) -> bool:
    """Whether stamps, signatures, form fields or remarks are shown on `page` (links are not shown)."""
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), 1000)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind not in _UNSEEN_ANNOTATIONS:
            return True
    return False


def _objects(page: Any) -> Iterator[Mark]:
    order = 0
    # (form or None for the page, matrix of all forms down to it, next object, count, depth)
    stack: list[tuple[Any, Matrix, int, int]] = [(None, _IDENTITY, 0, pdfium_c.FPDFPage_CountObjects(page))]
    while stack:
        form, forms, index, count = stack.pop()
        while index < count:
            handle = (
                pdfium_c.FPDFFormObj_GetObject(form, index)
                if form
                else pdfium_c.FPDFPage_GetObject(page, index)
            )
            index += 1
            kind = pdfium_c.FPDFPageObj_GetType(handle)
            if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
                if len(stack) < _DEEPEST_FORM:
                    stack.append((form, forms, index, count))
                    inner = concatenated(_matrix(handle), forms)
                    form, forms, index, count = handle, inner, 0, pdfium_c.FPDFFormObj_CountObjects(handle)
                continue
            yield Mark(handle, kind, forms, order)
            order += 1


def _matrix(handle: Any) -> Matrix:
    raw = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(handle, raw)
    return (raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


def _leaves_a_mark(mark: Mark) -> bool:
    if mark.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
        drawn: int = pdfium_c.FPDFTextObj_GetTextRenderMode(mark.handle)
        return drawn not in _NO_MARK and _opacity(mark) > 0
    if mark.type == pdfium_c.FPDF_PAGEOBJ_PATH:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(mark.handle, fill, stroke)
        return bool(stroke.value) or (fill.value != pdfium_c.FPDF_FILLMODE_NONE and _opacity(mark) > 0)
    return True


def _opacity(mark: Mark) -> int:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(mark.handle, red, green, blue, alpha):
        return 255
    return alpha.value


def fill_is_black(handle: Any) -> bool:
    """Whether the object is painted in opaque black, as stencils of scanned text are."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return False
    return (red.value, green.value, blue.value, alpha.value) == (0, 0, 0, 255)
