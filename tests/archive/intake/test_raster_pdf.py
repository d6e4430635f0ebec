"""Pages of PDFs: scans taken out as they are, everything else rendered, and how the two are told apart."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Stream

from archive.errors import Damaged, TooLarge
from archive.intake.limits import Limits
from archive.intake.probe import probe
from archive.intake.raster import Raster, page_reader, raster
from archive.intake.sniff import PDF

Pixels = NDArray[np.uint8]
Store = Callable[[str, bytes], Path]
Scan = Callable[..., bytes]

TAKEN_OUT = "scan taken out of the PDF"


def page_of(path: Path, index: int = 0, kind: str = "scan") -> Raster:
    """Page `index`, after its frame has been found to promise just these pixels."""
    frame = probe(path).frames[index]
    got = raster(path, PDF, index)
    assert frame.trouble is None
    assert frame.kind == kind
    assert got.pixels.shape[:2] == (frame.height, frame.width)
    assert got.pixels.dtype == np.uint8
    return got


def rendering(path: Path, width: int, height: int) -> NDArray[np.float64]:
    """The first page as PDFium shows it, grey, about `width` × `height`."""
    with pdfium.PdfDocument(path) as document:
        page = document[0]
        shown = page.render(scale=width / page.get_width(), grayscale=True).to_numpy().copy()
        page.close()
    return shown[:height, :width].astype(float)


def likeness(one: NDArray[Any], other: NDArray[Any]) -> float:
    """Correlation of two pictures of one shape: 1 when they show the same."""
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


@pytest.mark.parametrize("coding", ["flate", "inverted", "indexed", "jpx"])
def test_lossless_scans_come_out_exactly(sheet: Pixels, stored: Store, scanned: Scan, coding: str) -> None:
    got = page_of(stored("a.pdf", scanned(sheet, coding)))
    assert got.method == TAKEN_OUT
    np.testing.assert_array_equal(got.pixels, sheet)


@pytest.mark.parametrize("coding", ["ccitt", "jbig2", "stencil"])
def test_scans_of_one_bit_come_out_exactly(sheet: Pixels, stored: Store, scanned: Scan, coding: str) -> None:
    got = page_of(stored("a.pdf", scanned(sheet, coding)))
    assert got.method == TAKEN_OUT
    np.testing.assert_array_equal(got.pixels, np.where(sheet > 127, 255, 0))


def test_a_jpeg_in_colour_comes_out_as_pillow_decodes_it(
    sheet: Pixels, stored: Store, scanned: Scan, encoded: Callable[..., bytes]
) -> None:
    colour = np.dstack([sheet, np.roll(sheet, 20, 1), 255 - sheet])
    got = page_of(stored("a.pdf", scanned(colour, "dct")))
    alone = raster(stored("a.jpg", encoded(colour, "JPEG", quality=95)), "image/jpeg", 0)
    np.testing.assert_array_equal(got.pixels, alone.pixels)


def test_dpi_is_that_of_the_placement(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    wide = np.kron(sheet, np.ones((3, 3), np.uint8))
    (frame,) = probe(stored("a.pdf", scanned(wide))).frames
    assert frame.dpi == pytest.approx(72 * wide.shape[1] / 595, rel=1e-3)


PLACEMENTS = {
    "upright": "595 0 0 842 0 0",
    "upside down": "-595 0 0 -842 595 842",
    "mirrored": "-595 0 0 842 595 0",
    "flipped": "595 0 0 -842 0 842",
    "on its left side": "0 842 -595 0 595 0",
    "on its right side": "0 -842 595 0 0 842",
    "transposed": "0 842 595 0 0 0",
    "anti-transposed": "0 -842 -595 0 595 842",
}


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("placement", PLACEMENTS)
def test_scans_come_out_as_they_are_shown(
    sheet: Pixels, stored: Store, scanned: Scan, placement: str, rotate: int
) -> None:
    swapped = placement in {"on its left side", "on its right side", "transposed", "anti-transposed"}
    pixels = sheet.T.copy() if swapped else sheet
    path = stored("a.pdf", scanned(pixels, matrix=PLACEMENTS[placement], rotate=rotate))
    got = page_of(path)
    assert got.method == TAKEN_OUT
    height, width = got.pixels.shape
    shown = rendering(path, width, height)
    rows, columns = min(height, shown.shape[0]), min(width, shown.shape[1])
    shown, right = shown[:rows, :columns], got.pixels[:rows, :columns]
    assert likeness(shown, right) > 0.8
    for wrong in (right[::-1], right[:, ::-1], right[::-1, ::-1]):
        assert likeness(shown, wrong) < 0.4


def test_a_scan_inside_forms_is_found(sheet: Pixels, stored: Store, scanned: Scan, tmp_path: Path) -> None:
    path = stored("a.pdf", scanned(sheet, matrix="1 0 0 1 0 0"))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page = document.pages[0]
        image = page.Resources.XObject.Im
        inner = _form(document, "q 297.5 0 0 421 0 0 cm /Im Do Q", {"/Im": image}, [2, 0, 0, 2, 0, 0])
        outer = _form(document, "/In Do", {"/In": inner}, [1, 0, 0, 1, 10, 0])
        page.Resources = Dictionary(XObject=Dictionary(Out=outer))
        page.Contents = Stream(document, b"q 1 0 0 1 -10 0 cm /Out Do Q")
        document.save(path)
    got = page_of(path)
    assert got.method == TAKEN_OUT
    np.testing.assert_array_equal(got.pixels, sheet)


def _form(document: pikepdf.Pdf, content: str, objects: dict[str, Any], matrix: list[float]) -> Any:
    form = Stream(document, content.encode())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox, form.Matrix = Array([-1000, -1000, 2000, 2000]), Array(matrix)
    form.Resources = Dictionary(XObject=Dictionary(objects))
    return document.make_indirect(form)


def test_invisible_text_over_a_scan_does_not_count(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    hidden = "BT 3 Tr /F 9 Tf 20 20 Td (" + "read by another program " * 30 + ") Tj ET"
    got = page_of(stored("a.pdf", scanned(sheet, after=hidden)))
    assert got.method == TAKEN_OUT


def test_text_under_an_opaque_scan_does_not_count(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    under = "BT /F 9 Tf 20 20 Td (" + "covered by the picture " * 30 + ") Tj ET"
    got = page_of(stored("a.pdf", scanned(sheet, before=under)))
    assert got.method == TAKEN_OUT


def test_a_visible_stamp_makes_the_scan_be_rendered_at_its_resolution(
    sheet: Pixels, stored: Store, scanned: Scan
) -> None:
    wide = np.kron(sheet, np.ones((3, 3), np.uint8))
    got = page_of(stored("a.pdf", scanned(wide, after="BT /F 40 Tf 20 20 Td (COPY) Tj ET")))
    assert got.method == "rendered at 216 dpi: something is drawn over the scan"


def test_much_visible_text_makes_the_scan_a_backdrop(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    text = "BT /F 9 Tf 20 800 Td (" + "printed over a tinted paper " * 10 + ") Tj ET"
    got = page_of(stored("a.pdf", scanned(sheet, after=text)), kind="born_digital")
    assert got.method == "rendered at 300 dpi: text over a picture"


@pytest.mark.parametrize(
    ("matrix", "reason"),
    [
        ("594 20 -20 840 10 0", "the scan lies slanted on the page"),
        ("400 0 0 700 50 50", "no image covers the page"),
        ("700 0 0 842 -52 0", "no image covers the page"),
    ],
)
def test_scans_placed_oddly_are_rendered(
    sheet: Pixels, stored: Store, scanned: Scan, matrix: str, reason: str
) -> None:
    got = page_of(stored("a.pdf", scanned(sheet, matrix=matrix)))
    assert got.method.endswith(reason)


def test_a_cropped_scan_is_rendered_as_cropped(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    got = page_of(stored("a.pdf", scanned(sheet, crop=(100, 100, 500, 700))))
    assert got.method.startswith("rendered")
    assert got.pixels.shape[0] / got.pixels.shape[1] == pytest.approx(1.5, rel=0.01)


def test_a_fax_of_unequal_resolution_is_rendered_in_true_proportions(
    sheet: Pixels, stored: Store, scanned: Scan
) -> None:
    got = page_of(stored("a.pdf", scanned(sheet[::2])))
    assert "dpi" in got.method.split(":")[1]
    assert got.pixels.shape[0] / got.pixels.shape[1] == pytest.approx(842 / 595, rel=0.01)


def test_masked_scans_are_rendered(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    path = stored("a.pdf", scanned(sheet))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        image = document.pages[0].Resources.XObject.Im
        mask = Stream(document, b"\x00", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        mask.ColorSpace, mask.BitsPerComponent = Name.DeviceGray, 8
        image.SMask = document.make_indirect(mask)
        document.save(path)
    got = page_of(path)
    assert got.method.startswith("rendered")
    assert got.pixels.min() == 255  # the mask hides all of it


def test_a_stencil_in_colour_is_rendered(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    got = page_of(stored("a.pdf", scanned(sheet, "stencil", before="1 0 0 rg")))
    assert got.method.startswith("rendered")
    assert got.pixels.ndim == 3


@pytest.mark.parametrize("kind", ["Stamp", "Widget"])
def test_stamps_and_electronic_seals_are_seen(sheet: Pixels, stored: Store, scanned: Scan, kind: str) -> None:
    path = stored("a.pdf", scanned(np.full_like(sheet, 255)))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        look = _form(document, "1 0 0 rg 0 0 100 100 re f", {}, [1, 0, 0, 1, 0, 0])
        look.BBox = Array([0, 0, 100, 100])
        seal = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([100, 100, 200, 200]), F=4)
        seal.AP = Dictionary(N=look)
        if kind == "Widget":
            seal.FT, seal.T = Name.Sig, pikepdf.String("seal")
            document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(seal)]))
        document.pages[0].Annots = Array([document.make_indirect(seal)])
        document.save(path)
    got = page_of(path)
    assert got.method.endswith("there are stamps or remarks on the page")
    height, width = got.pixels.shape[:2]
    np.testing.assert_array_equal(got.pixels[height * 692 // 842, width * 150 // 595], (255, 0, 0))


def test_born_digital_pages_are_rendered_at_300_dpi(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    text = "BT /F 30 Tf 50 700 Td (Printed from a computer) Tj ET"
    got = page_of(stored("a.pdf", scanned(sheet, matrix="50 0 0 50 20 20", after=text)), kind="born_digital")
    assert got.method == "rendered at 300 dpi: born digital"
    assert got.pixels.shape[:2] == (math.floor(842 / 72 * 300 + 0.5), math.floor(595 / 72 * 300 + 0.5))
    assert got.pixels.min() == 0


def test_large_pages_are_rendered_smaller_and_impossible_ones_refused(
    sheet: Pixels, stored: Store, scanned: Scan
) -> None:
    path = stored("a.pdf", scanned(sheet, matrix="1 0 0 1 0 0", after="BT /F 900 Tf 0 0 Td (A) Tj ET"))
    for side, dpi in ((7200, 90), (1_000_000, None)):
        with pikepdf.open(path) as document:
            document.pages[0].MediaBox = Array([0, 0, side, side])
            document.save(path.with_name("large.pdf"))
        limits = Limits(max_rendered_pixels=9000**2)
        if dpi is None:
            with pytest.raises(TooLarge, match="metres"):
                probe(path.with_name("large.pdf"), limits)
        else:
            (frame,) = probe(path.with_name("large.pdf"), limits).frames
            assert (frame.width, frame.height, frame.dpi) == (9000, 9000, dpi)


def test_a_bomb_among_the_pages_does_not_take_the_others_along(
    sheet: Pixels, stored: Store, scanned: Scan
) -> None:
    path = stored("a.pdf", scanned(sheet, pages=3))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        bomb = Stream(document, b"", Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000)
        bomb.ColorSpace, bomb.BitsPerComponent = Name.DeviceGray, 8
        document.pages[1].Resources = Dictionary(XObject=Dictionary(Im=document.make_indirect(bomb)))
        document.save(path)
    first, second, third = probe(path).frames
    assert isinstance(second.trouble, TooLarge)
    assert first.trouble is third.trouble is None
    with pytest.raises(TooLarge):
        raster(path, PDF, 1)
    np.testing.assert_array_equal(raster(path, PDF, 2).pixels, sheet)


def test_a_jpeg_cut_off_within_the_pdf_is_found_before_and_at_reading(
    sheet: Pixels, stored: Store, scanned: Scan
) -> None:
    path = stored("a.pdf", scanned(sheet, "dct", pages=2))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        whole = document.pages[0].Resources.XObject.Im
        cut = Stream(document, b"")
        cut.write(whole.read_raw_bytes()[:-2000], filter=Name.DCTDecode)
        for key in ("/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent"):
            cut[key] = whole[key]
        document.pages[1].Resources = Dictionary(XObject=Dictionary(Im=document.make_indirect(cut)))
        document.save(path)
    good, bad = probe(path).frames
    assert good.trouble is None
    assert isinstance(bad.trouble, Damaged)
    with page_reader(path, PDF) as reader:
        with pytest.raises(Damaged, match="cut off"):
            reader.raster(1)
        assert reader.raster(0).pixels.shape == sheet.shape


def test_a_reader_gives_the_same_as_opening_for_every_page(
    sheet: Pixels, stored: Store, scanned: Scan
) -> None:
    path = stored("a.pdf", scanned(sheet, pages=4))
    with page_reader(path, PDF) as reader:
        for index in (3, 0, 2):
            np.testing.assert_array_equal(reader.raster(index).pixels, raster(path, PDF, index).pixels)
        with pytest.raises(Damaged, match="Page 5"):
            reader.raster(4)
