"""PDF files as files: locked, broken, odd. (Their pages: test_raster_pdf.)"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from archive.errors import Damaged, Encrypted, Refused, TooLarge
from archive.intake.limits import Limits
from archive.intake.probe import probe
from archive.intake.raster import raster
from archive.intake.sniff import PDF

Pixels = NDArray[np.uint8]
Store = Callable[[str, bytes], Path]
Scan = Callable[..., bytes]


def locked(path: Path, user: str, owner: str = "owner") -> Path:
    with pikepdf.open(path) as document:
        document.save(path.with_name("locked.pdf"), encryption=pikepdf.Encryption(user=user, owner=owner))
    return path.with_name("locked.pdf")


def test_a_pdf_that_needs_a_password(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    with pytest.raises(Encrypted, match="password") as caught:
        probe(locked(stored("a.pdf", scanned(sheet)), user="secret"))
    assert "unlock" in caught.value.remedy


def test_a_pdf_that_only_forbids_printing_is_read(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    path = locked(stored("a.pdf", scanned(sheet)), user="")
    assert probe(path).frames[0].trouble is None
    np.testing.assert_array_equal(raster(path, PDF, 0).pixels, sheet)


def test_bytes_before_the_header_do_not_matter(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    found = probe(stored("a.pdf", b"From a mail program\r\n\r\n" + scanned(sheet)))
    assert (found.media_type, len(found.frames)) == (PDF, 1)


def test_a_pdf_without_its_cross_references_is_read_with_a_remark(
    sheet: Pixels, stored: Store, scanned: Scan
) -> None:
    data = scanned(sheet, pages=3)
    found = probe(path := stored("a.pdf", data[: data.rindex(b"xref")]))
    assert len(found.frames) == 3
    assert "damaged" in found.remarks[0]
    assert np.abs(raster(path, PDF, 2).pixels.mean() - sheet.mean()) < 3


@pytest.mark.parametrize("coding", ["flate", "dct", "jpx", "ccitt"])
@pytest.mark.parametrize("part", [0.01, 0.3, 0.7, 0.8])
def test_a_pdf_cut_off_is_refused_or_lists_what_is_missing(
    sheet: Pixels, stored: Store, scanned: Scan, part: float, coding: str
) -> None:
    data = scanned(sheet, coding, pages=3)
    path = stored("a.pdf", data[: int(len(data) * part)])  # the image is nearly all of the file
    try:
        found = probe(path)
    except Damaged:
        return
    assert found.remarks
    assert all(frame.trouble for frame in found.frames)


def test_a_header_and_nothing_else(stored: Store) -> None:
    with pytest.raises(Damaged, match="No page"):
        probe(stored("a.pdf", b"%PDF-1.7\n" + b"nothing " * 50))


def test_too_many_pages(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    path = stored("a.pdf", scanned(sheet[:9, :9], pages=8))
    assert len(probe(path, Limits(max_pages=8)).frames) == 8
    with pytest.raises(TooLarge, match="8 pages"):
        probe(path, Limits(max_pages=7))


def test_a_page_that_is_missing_is_listed(sheet: Pixels, stored: Store, scanned: Scan) -> None:
    path = stored("a.pdf", scanned(sheet, pages=3))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.Root.Pages.Kids[1] = pikepdf.Dictionary(Type=pikepdf.Name.Nothing)
        document.save(path)
    frames = probe(path).frames
    assert len(frames) == 3
    assert frames[0].trouble is None
    assert frames[2].trouble is None


def test_names_that_are_no_utf_8(sheet: Pixels, tmp_path: Path, scanned: Scan) -> None:
    path = tmp_path / os.fsdecode("文告.pdf".encode("gb18030"))
    path.write_bytes(scanned(sheet))
    assert probe(path).frames[0].trouble is None
    np.testing.assert_array_equal(raster(path, PDF, 0).pixels, sheet)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_brings_the_probe_down(stored: Store, scanned: Scan, data: st.DataObject) -> None:
    whole = bytearray(
        scanned(np.full((30, 20), 99, np.uint8), "flate", pages=2, after="BT /F 9 Tf (a) Tj ET")
    )
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    limits = Limits(max_pixels=4_000_000, max_rendered_pixels=1_000_000)
    path = stored("a.pdf", bytes(whole))
    try:
        found = probe(path, limits)
    except Refused:
        return
    for frame in found.frames:
        try:
            pixels = raster(path, found.media_type, frame.index, limits).pixels
        except Refused:
            continue
        assert frame.trouble is not None or pixels.shape[:2] == (frame.height, frame.width)
