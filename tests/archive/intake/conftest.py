"""Draws the files that the tests of intake look at."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

Pixels = NDArray[np.uint8]
PAGE = (595.0, 842.0)
"""A4 in points."""


@pytest.fixture
def sheet() -> Pixels:
    """842 × 596 grey pixels in which every direction differs: a wedge in one corner, blocks, a border."""
    random = np.random.default_rng(7)
    page = np.kron(random.integers(60, 256, (106, 75)), np.ones((8, 8))).astype(np.uint8)[:842, :596]
    page[:200, :100] = 0
    page[:60, 100:300] = 255
    return page


@pytest.fixture
def encoded() -> Callable[..., bytes]:
    """``encoded(pixels or image, format, **options)``: the bytes Pillow writes."""

    def encode(picture: Pixels | Image.Image, kind: str, **options: Any) -> bytes:
        image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
        stream = io.BytesIO()
        image.save(stream, kind, **options)
        return stream.getvalue()

    return encode


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """``stored(name, data)``: the path of a file that holds `data`."""

    def store(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return store


def g4(bits: NDArray[np.bool_]) -> bytes:
    """`bits` (true: white) as one Group 4 strip in which 1 is black."""
    stream = io.BytesIO()
    image = Image.fromarray(bits)
    image.save(stream, "TIFF", compression="group4", tiffinfo={278: bits.shape[0], 262: 0})
    tags = Image.open(stream).tag_v2  # type: ignore[attr-defined]
    assert len(tags[273]) == 1
    return stream.getvalue()[tags[273][0] : tags[273][0] + tags[279][0]]


def jbig2(bits: NDArray[np.bool_]) -> bytes:
    """`bits` (true: white) as an embedded JBIG2 stream: one generic region, coded like a Group 4 fax.

    Segments as in ITU-T T.88, 7.2 (headers), 7.4.8 (page information), 7.4.6 (generic region).
    """
    height, width = bits.shape
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", width, height, 0, 0, 0, 1) + g4(bits)
    segments = ((0, 48, page), (1, 38, region))
    return b"".join(
        struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data for number, kind, data in segments
    )


@pytest.fixture
def scanned() -> Callable[..., bytes]:
    """``scanned(pixels)``: a PDF of one page that is a scan, in the encoding and placement asked for."""
    return scan_pdf


def scan_pdf(
    pixels: Pixels,
    coding: str = "flate",
    *,
    matrix: str = "595 0 0 842 0 0",
    rotate: int = 0,
    before: str = "",
    after: str = "",
    extra: dict[str, Any] | None = None,
    crop: tuple[float, float, float, float] | None = None,
    pages: int = 1,
) -> bytes:
    """A PDF of pages of 595 × 842 points on which `pixels` are drawn as /Im by `matrix`.

    `before` and `after` are content operators around it; the font /F is Helvetica.
    """
    document = pikepdf.new()
    image = Stream(document, b"")
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Height, image.Width = pixels.shape[:2]
    _fill(image, pixels, coding)
    for key, value in (extra or {}).items():
        image[f"/{key}"] = value
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for _ in range(pages):
        page = document.add_blank_page(page_size=PAGE)
        page.Resources = Dictionary(XObject=Dictionary(Im=image), Font=Dictionary(F=font))
        page.Contents = Stream(document, f"{before} q {matrix} cm /Im Do Q {after}".encode())
        if rotate:
            page.Rotate = rotate
        if crop:
            page.CropBox = Array(crop)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(image: Any, pixels: Pixels, coding: str) -> None:
    """Give the image dictionary its data: `pixels`, thresholded at 128 for the codings of one bit."""
    bits = pixels > 127
    image.BitsPerComponent = 8
    image.ColorSpace = Name.DeviceGray if pixels.ndim == 2 else Name.DeviceRGB
    if coding in {"flate", "inverted"}:
        image.write(
            zlib.compress((pixels if coding == "flate" else 255 - pixels).tobytes()), filter=Name.FlateDecode
        )
        if coding == "inverted":
            image.Decode = Array([1, 0])
    elif coding in {"dct", "jpx"}:
        stream = io.BytesIO()
        Image.fromarray(pixels).save(stream, "JPEG" if coding == "dct" else "JPEG2000", quality=95)
        image.write(stream.getvalue(), filter=Name.DCTDecode if coding == "dct" else Name.JPXDecode)
    elif coding == "indexed":
        grey = bytes(value for level in range(256) for value in (level, level, level))
        image.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, 255, pikepdf.String(grey)])
        image.write(zlib.compress(pixels.tobytes()), filter=Name.FlateDecode)
    else:
        _fill_one_bit(image, bits, coding)


def _fill_one_bit(image: Any, bits: NDArray[np.bool_], coding: str) -> None:
    image.BitsPerComponent = 1
    if coding in {"ccitt", "stencil"}:
        parameters = Dictionary(K=-1, Columns=bits.shape[1], Rows=bits.shape[0], BlackIs1=False)
        image.write(g4(bits), filter=Name.CCITTFaxDecode, decode_parms=parameters)
        if coding == "stencil":  # where the data are 0, black is painted
            del image.ColorSpace
            image.ImageMask = True
    elif coding == "jbig2":
        image.write(jbig2(bits), filter=Name.JBIG2Decode)
    else:
        raise ValueError(coding)
