"""Files of drawn pages are what they say they are, and equal pages give equal bytes."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pdfplumber
import pikepdf
import pytest
from PIL import Image

from draw import truth
from draw.issue import DrawnIssue, draw_issue
from draw.layouts import lay_out
from draw.samples import SAMPLES
from draw.write import Tone, write_image_pdf, write_jpeg_folder, write_png_folder, write_tiff
from draw.write_text import write_text_pdf

BUNDLED = Path(__file__).parents[2] / "samples"
DPI = 72


@pytest.fixture(scope="module")
def drawn() -> DrawnIssue:
    return draw_issue("modern", 2, 1, 3, DPI)


def test_png_keeps_every_pixel_and_the_resolution(drawn: DrawnIssue, tmp_path: Path) -> None:
    paths = write_png_folder(drawn.images, tmp_path, DPI)
    assert [path.name for path in paths] == [f"{count:04d}.png" for count in range(1, len(drawn.images) + 1)]
    with Image.open(paths[0]) as image:
        assert np.array_equal(np.asarray(image), drawn.images[0])
        assert image.info["dpi"] == pytest.approx((DPI, DPI), abs=0.1)


def test_grey16_has_at_most_16_greys(drawn: DrawnIssue, tmp_path: Path) -> None:
    with Image.open(write_png_folder(drawn.images[:1], tmp_path, DPI, Tone.GREY16)[0]) as image:
        assert image.mode == "L"
        assert len(np.unique(np.asarray(image))) <= 16


def test_jpeg_is_near_the_page(drawn: DrawnIssue, tmp_path: Path) -> None:
    with Image.open(write_jpeg_folder(drawn.images[:1], tmp_path, DPI)[0]) as image:
        assert np.abs(np.asarray(image).astype(int) - drawn.images[0]).mean() < 6


@pytest.mark.parametrize(
    ("tone", "packing", "mode"), [(Tone.BITONAL, "group4", "1"), (Tone.GREY, "tiff_adobe_deflate", "L")]
)
def test_tiff_has_all_pages(drawn: DrawnIssue, tmp_path: Path, tone: Tone, packing: str, mode: str) -> None:
    write_tiff(iter(drawn.images), tmp_path / "a.tif", DPI, tone)
    with Image.open(tmp_path / "a.tif") as image:
        assert image.n_frames == len(drawn.images)
        for frame in range(image.n_frames):
            image.seek(frame)
            assert (image.info["compression"], image.mode) == (packing, mode)


def test_image_pdf_holds_one_image_a_page_and_no_text(drawn: DrawnIssue, tmp_path: Path) -> None:
    write_image_pdf(drawn.images, tmp_path / "a.pdf", DPI)
    write_image_pdf(drawn.images, tmp_path / "b.pdf", DPI)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert [len(_pictures(page)) for page in pdf.pages] == [1] * len(drawn.images)
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        assert not any(page.chars for page in pdf.pages)


@pytest.mark.parametrize("style", ["born_digital", "english"])
def test_text_pdf_says_what_the_truth_says(style: str, tmp_path: Path) -> None:
    laid = lay_out(style, 12, 3)
    write_text_pdf(laid, tmp_path / "a.pdf")
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        assert len(pdf.pages) == len(laid.sheets)
        for page, sheet in zip(pdf.pages, laid.sheets, strict=True):
            assert _marks("".join(char["text"] for char in page.chars)) == _marks(
                "".join(line.text for line in sheet.lines)
            )


def _marks(text: str) -> str:
    """Without spaces and leader dots, which the truth shortens."""
    return re.sub(r"\s|…|\.{3,}", "", text)


def test_a_vertical_layout_has_no_text_pdf(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="vertical"):
        write_text_pdf(lay_out("vertical", 1, 1), tmp_path / "a.pdf")


def test_bundled_samples_are_whole_and_small() -> None:
    manifest = (BUNDLED / "issues" / "manifest.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(manifest.splitlines()))
    assert [row["path"] for row in rows] == [sample.path for sample in SAMPLES]
    assert sum(path.stat().st_size for path in BUNDLED.rglob("*") if path.is_file()) < 10_000_000
    for row in rows:
        facts = truth.read(BUNDLED / "truth" / f"{Path(row['path']).stem}.json")
        assert (row["series"], row["issue_number"], row["date"]) == (facts.series, facts.number, facts.date)
        assert _sizes(BUNDLED / "issues" / row["path"], facts.pages[0].dpi) == [
            (page.width, page.height) for page in facts.pages
        ]


def _sizes(path: Path, dpi: int) -> list[tuple[int, int]]:
    """The page sizes in pixels of a sample; those of a born-digital page at the resolution of its truth."""
    if path.is_dir():
        return [_size(item) for item in sorted(path.iterdir())]
    if path.suffix == ".tif":
        with Image.open(path) as image:
            return [_frame_size(image, frame) for frame in range(image.n_frames)]
    sizes = []
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            pictures = _pictures(page)
            box = [float(value) for value in page.mediabox]
            if len(pictures) == 1 and pictures[0].Width > 1000:
                sizes.append((int(pictures[0].Width), int(pictures[0].Height)))
            else:
                sizes.append((round(box[2] * dpi / 72), round(box[3] * dpi / 72)))
    return sizes


def _pictures(page: pikepdf.Page) -> list[pikepdf.Object]:
    found = page.obj.Resources.get("/XObject", {})
    return [item for item in found.values() if item.Subtype == "/Image"]


def _size(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def _frame_size(image: Image.Image, frame: int) -> tuple[int, int]:
    image.seek(frame)
    return image.size
