"""Pixels of TIFF, JPEG, PNG and JPEG 2000 pages: every depth and colour, upright, and never partly grey."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from archive.errors import Damaged, Unsupported
from archive.intake.probe import probe
from archive.intake.raster import page_reader, raster

Pixels = NDArray[np.uint8]
Store = Callable[[str, bytes], Path]
Encode = Callable[..., bytes]


def pixels_of(path: Path, index: int = 0) -> Pixels:
    """The pixels of a frame, after its probe has been found to promise their size."""
    found = probe(path)
    pixels = raster(path, found.media_type, index).pixels
    frame = next(frame for frame in found.frames if frame.index == index)
    assert frame.trouble is None
    assert pixels.dtype == np.uint8
    assert pixels.shape[:2] == (frame.height, frame.width)
    return pixels


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"])
def test_grey_tiffs_are_exact(sheet: Pixels, encoded: Encode, stored: Store, compression: str) -> None:
    path = stored("a.tif", encoded(sheet, "TIFF", compression=compression))
    np.testing.assert_array_equal(pixels_of(path), sheet)


@pytest.mark.parametrize("white_is_zero", [False, True])
@pytest.mark.parametrize("compression", ["group3", "group4"])
def test_fax_tiffs_are_exact(
    sheet: Pixels, encoded: Encode, stored: Store, compression: str, white_is_zero: bool
) -> None:
    bits = Image.fromarray(sheet > 127)
    data = encoded(bits, "TIFF", compression=compression, tiffinfo={262: 0 if white_is_zero else 1})
    np.testing.assert_array_equal(pixels_of(stored("a.tif", data)), np.where(sheet > 127, 255, 0))


@pytest.mark.parametrize("kind", ["PNG", "JPEG2000"])
def test_grey_and_colour_are_exact(sheet: Pixels, encoded: Encode, stored: Store, kind: str) -> None:
    np.testing.assert_array_equal(pixels_of(stored("a", encoded(sheet, kind))), sheet)
    colour = np.dstack([sheet, np.roll(sheet, 9, 1), 255 - sheet])
    np.testing.assert_array_equal(pixels_of(stored("b", encoded(colour, kind))), colour)


def test_a_raw_codestream_of_jpeg_2000(sheet: Pixels, encoded: Encode, stored: Store) -> None:
    data = encoded(sheet, "JPEG2000", no_jp2=True)
    assert data[:2] == b"\xff\x4f"
    np.testing.assert_array_equal(pixels_of(stored("a.j2k", data)), sheet)


def test_pages_that_are_grey_in_truth_come_out_grey(sheet: Pixels, encoded: Encode, stored: Store) -> None:
    np.testing.assert_array_equal(pixels_of(stored("a.png", encoded(np.dstack([sheet] * 3), "PNG"))), sheet)


@pytest.mark.parametrize("kind", ["TIFF", "PNG"])
def test_sixteen_bits_are_scaled_and_not_clipped(encoded: Encode, stored: Store, kind: str) -> None:
    values = np.linspace(0, 65_535, 60_000).astype(np.uint16).reshape(200, 300)
    pixels = pixels_of(stored("a", encoded(Image.fromarray(values), kind)))
    np.testing.assert_array_equal(pixels, np.rint(values / 257).astype(np.uint8))


def test_sixteen_bits_with_white_as_zero(encoded: Encode, stored: Store) -> None:
    values = np.linspace(0, 65_535, 60_000).astype(np.uint16).reshape(200, 300)
    data = encoded(Image.fromarray(values), "TIFF", tiffinfo={262: 0})
    patched = bytearray(data)
    at = patched.index(struct.pack("<HHI", 262, 3, 1))
    struct.pack_into("<H", patched, at + 8, 0)
    pixels = pixels_of(stored("a.tif", bytes(patched)))
    np.testing.assert_array_equal(pixels, 255 - np.rint(values / 257).astype(np.uint8))


def test_twelve_bits_kept_in_sixteen(encoded: Encode, stored: Store) -> None:
    values = np.linspace(0, 4_095, 60_000).astype(np.uint16).reshape(200, 300)
    path = stored("a.tif", encoded(Image.fromarray(values), "TIFF"))
    pixels = pixels_of(path)
    assert (pixels.min(), pixels.max()) == (0, 255)
    assert raster(path, "image/tiff", 0).method == "decoded from 12 bits"


@pytest.mark.parametrize("dtype", [np.int32, np.float32])
def test_thirty_two_bits_are_stretched(encoded: Encode, stored: Store, dtype: type) -> None:
    values = np.linspace(-1000, 90_000, 600).astype(dtype).reshape(20, 30)
    pixels = pixels_of(stored("a.tif", encoded(Image.fromarray(values), "TIFF")))
    assert (pixels[0, 0], pixels[-1, -1]) == (0, 255)
    assert (np.diff(pixels.ravel().astype(int)) >= 0).all()


def test_palettes(sheet: Pixels, encoded: Encode, stored: Store) -> None:
    colour = Image.fromarray(np.dstack([sheet, np.roll(sheet, 9, 1), 255 - sheet])).quantize(64)
    for kind in ("PNG", "TIFF"):
        np.testing.assert_array_equal(
            pixels_of(stored("a", encoded(colour, kind))), np.asarray(colour.convert("RGB"))
        )


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_is_paper(encoded: Encode, stored: Store, mode: str) -> None:
    ink = Image.new(mode, (40, 30), (0,) * len(mode))  # type: ignore[arg-type]
    ink.paste((0,) * (len(mode) - 1) + (255,), (10, 10, 20, 20))  # type: ignore[arg-type]
    pixels = pixels_of(stored("a.png", encoded(ink, "PNG")))
    assert (pixels[0, 0].max(), pixels[0, 0].min(), pixels[15, 15].max()) == (255, 255, 0)


def test_a_transparent_colour_is_paper(encoded: Encode, stored: Store) -> None:
    grey = np.full((30, 40), 7, np.uint8)
    grey[10:20] = 0
    pixels = pixels_of(stored("a.png", encoded(grey, "PNG", transparency=7)))
    assert (pixels[0, 0], pixels[15, 15]) == (255, 0)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_printers_colours(encoded: Encode, stored: Store, kind: str) -> None:
    inks = Image.new("CMYK", (40, 30), (0, 255, 255, 0))
    pixels = pixels_of(stored("a", encoded(inks, kind)))
    np.testing.assert_allclose(pixels[15, 20], (255, 0, 0), atol=3)


def test_lab(encoded: Encode, stored: Store) -> None:
    red = Image.new("RGB", (40, 30), (200, 30, 30))
    lab = ImageCms.profileToProfile(
        red, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert lab is not None
    np.testing.assert_allclose(
        pixels_of(stored("a.tif", encoded(lab, "TIFF")))[15, 20], (200, 30, 30), atol=4
    )


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG"])
def test_orientation_is_undone(
    sheet: Pixels, encoded: Encode, stored: Store, kind: str, orientation: int
) -> None:
    undo = {
        1: lambda page: page,
        2: lambda page: page[:, ::-1],
        3: lambda page: page[::-1, ::-1],
        4: lambda page: page[::-1],
        5: lambda page: page.T,
        6: lambda page: np.rot90(page, -1),
        7: lambda page: page[::-1, ::-1].T,
        8: np.rot90,
    }
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"tiffinfo": {274: orientation}} if kind == "TIFF" else {"exif": exif}
    options |= {"quality": 100} if kind == "JPEG" else {}
    pixels = pixels_of(stored("a", encoded(sheet, kind, **options)))
    np.testing.assert_allclose(pixels, undo[orientation](sheet), atol=6 if kind == "JPEG" else 0)
    assert pixels.flags.c_contiguous


@pytest.mark.parametrize("compression", ["group4", "tiff_lzw", "tiff_adobe_deflate", "jpeg"])
def test_damage_inside_a_tiff_strip_is_never_passed_over(
    sheet: Pixels, encoded: Encode, stored: Store, compression: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """libtiff itself goes on behind bad fax and JPEG codes, and leaves the rest of the strip white or grey."""
    picture = Image.fromarray(sheet)
    data = bytearray(
        encoded(picture.convert("1") if compression == "group4" else picture, "TIFF", compression=compression)
    )
    tags = Image.open(io.BytesIO(data)).tag_v2  # type: ignore[attr-defined]
    start, count = tags[273][0], tags[279][0]
    middle = slice(start + count // 4, start + count // 2)
    data[middle] = np.random.default_rng(5).integers(0, 256, middle.stop - middle.start, np.uint8).tobytes()
    path = stored("a.tif", bytes(data))
    with pytest.raises(Damaged):
        raster(path, "image/tiff", 0)
    assert capfd.readouterr().err == ""


def test_a_png_with_sound_chunks_and_spoilt_data(encoded: Encode, stored: Store) -> None:
    data = encoded(np.random.default_rng(1).integers(0, 256, (200, 200), np.uint8), "PNG")
    at = data.index(b"IDAT") - 4
    (length,) = struct.unpack_from(">I", data, at)
    short = data[at + 8 : at + 8 + length // 2]
    chunk = struct.pack(">I", len(short)) + b"IDAT" + short + struct.pack(">I", zlib.crc32(b"IDAT" + short))
    path = stored("a.png", data[:at] + chunk + data[at + 12 + length :])
    probe(path)
    with pytest.raises(Damaged):
        raster(path, "image/png", 0)


def test_pages_of_a_tiff_in_any_order(encoded: Encode, stored: Store) -> None:
    first, *others = [
        Image.fromarray(np.full((20 + shade, 30), shade, np.uint8)) for shade in (10, 20, 30, 40)
    ]
    path = stored(
        "a.tif", encoded(first, "TIFF", save_all=True, append_images=others, compression="tiff_lzw")
    )
    with page_reader(path, "image/tiff") as reader:
        for index in (3, 0, 2, 2, 1):
            pixels = reader.raster(index).pixels
            assert pixels.shape == (20 + 10 * (index + 1), 30)
            assert (pixels == 10 * (index + 1)).all()


def test_threads_may_ask_at_once(sheet: Pixels, encoded: Encode, stored: Store) -> None:
    scans = [stored(f"{number}.tif", encoded(sheet // number, "TIFF")) for number in (1, 2, 3, 4)]
    with ThreadPoolExecutor(4) as threads:
        got = list(threads.map(lambda path: raster(path, "image/tiff", 0).pixels, scans * 5))
    for number, pixels in enumerate(got):
        np.testing.assert_array_equal(pixels, sheet // (number % 4 + 1))


def test_other_media_types_are_refused(stored: Store) -> None:
    with pytest.raises(Unsupported):
        raster(stored("a.gif", b"GIF89a"), "image/gif", 0)
