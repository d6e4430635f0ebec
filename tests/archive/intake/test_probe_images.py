"""TIFF, JPEG, PNG and JPEG 2000 files, whole and broken: what the probe finds."""

from __future__ import annotations

import io
import os
import pickle
import struct
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageFile

from archive.errors import Damaged, Empty, Refused, TooLarge, Unsupported
from archive.intake.limits import Limits
from archive.intake.probe import probe
from archive.intake.raster import raster

Pixels = NDArray[np.uint8]
Store = Callable[[str, bytes], Path]
Encode = Callable[..., bytes]


def pages(*shades: int) -> list[Image.Image]:
    return [Image.fromarray(np.full((40 + shade, 30), shade, np.uint8)) for shade in shades]


def multipage(encoded: Encode, *shades: int, **options: object) -> bytes:
    first, *others = pages(*shades)
    return encoded(first, "TIFF", save_all=True, append_images=others, **options)


def directories(data: bytes) -> list[int]:
    """Offsets of the directories of a little-endian classic TIFF."""
    found = [struct.unpack("<I", data[4:8])[0]]
    while True:
        (number,) = struct.unpack_from("<H", data, found[-1])
        (following,) = struct.unpack_from("<I", data, found[-1] + 2 + 12 * number)
        if not following:
            return found
        found.append(following)


def entry(data: bytes, directory: int, tag: int) -> int:
    """Where the entry of `tag` lies in the directory at `directory`."""
    (number,) = struct.unpack_from("<H", data, directory)
    for at in range(directory + 2, directory + 2 + 12 * number, 12):
        if struct.unpack_from("<H", data, at)[0] == tag:
            return at
    raise AssertionError(f"no tag {tag}")


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("TIFF", "image/tiff"), ("JPEG", "image/jpeg"), ("PNG", "image/png"), ("JPEG2000", "image/jp2")],
)
def test_whole_files(sheet: Pixels, encoded: Encode, stored: Store, kind: str, media_type: str) -> None:
    data = encoded(sheet, kind, dpi=(300, 300))
    found = probe(stored("wrong.name", data))
    assert (found.media_type, found.size, found.sha256) == (media_type, len(data), sha256(data).hexdigest())
    (frame,) = found.frames
    assert (frame.index, frame.width, frame.height, frame.kind, frame.trouble) == (0, 596, 842, "scan", None)
    assert frame.dpi == (None if kind == "JPEG2000" else pytest.approx(300, abs=0.1))


@pytest.mark.parametrize(("dpi", "true"), [(1, None), (25.4, None), (72, None), (10_000, None), (200, 200.0)])
def test_impossible_resolutions_are_unknown(
    sheet: Pixels, encoded: Encode, stored: Store, dpi: float, true: float | None
) -> None:
    assert probe(stored("a.tif", encoded(sheet, "TIFF", dpi=(dpi, dpi)))).frames[0].dpi == true


def test_resolution_in_centimetres(sheet: Pixels, encoded: Encode, stored: Store) -> None:
    data = encoded(sheet, "TIFF", resolution=118.11, resolution_unit=3)
    assert probe(stored("a.tif", data)).frames[0].dpi == pytest.approx(300, abs=0.1)


def test_an_empty_file(stored: Store) -> None:
    with pytest.raises(Empty, match="no bytes"):
        probe(stored("a.tif", b""))


def test_a_text_file_named_pdf(stored: Store) -> None:
    with pytest.raises(Unsupported, match="plain text, not PDF") as caught:
        probe(stored("a.pdf", "海关总署公告".encode()))
    assert caught.value.remedy


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "gone"):
        with pytest.raises(Refused):
            probe(path)


@pytest.mark.parametrize("kind", ["TIFF", "JPEG", "PNG", "JPEG2000"])
@pytest.mark.parametrize("part", [0.05, 0.5, 0.95])
def test_files_cut_off_anywhere_are_found_before_they_are_decoded(
    sheet: Pixels, encoded: Encode, stored: Store, kind: str, part: float
) -> None:
    data = encoded(sheet, kind)
    with pytest.raises(Damaged) as caught:
        probe(stored("cut", data[: int(len(data) * part)]))
    assert caught.value.remedy


@pytest.mark.parametrize(
    "compression", ["group4", "tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits", "raw"]
)
def test_a_tiff_whose_end_was_never_written(
    sheet: Pixels, encoded: Encode, stored: Store, compression: str
) -> None:
    """A transfer that broke off can leave a file of full length, the rest zeros; here the pixels come last."""
    picture = Image.fromarray(sheet)
    data = bytearray(
        encoded(picture.convert("1") if compression == "group4" else picture, "TIFF", compression=compression)
    )
    strips = Image.open(io.BytesIO(data)).tag_v2  # type: ignore[attr-defined]
    start, count = max(zip(strips[273], strips[279], strict=True))
    path = stored("a.tif", bytes(data))
    assert probe(path).frames[0].trouble is None
    data[start + count // 3 : start + count] = bytes(count - count // 3)
    path.write_bytes(data)
    if compression in {"packbits", "raw"}:  # zeros are pixels there, and nothing can tell
        return
    with pytest.raises(Damaged, match="never written"):
        probe(path)


def test_a_malformed_jpeg_with_all_its_pixels_is_taken_with_a_remark(
    sheet: Pixels, encoded: Encode, stored: Store
) -> None:
    data = encoded(sheet, "JPEG")
    path = stored("a.jpg", data[:20] + b"\x00\x00" + data[20:])  # two bytes between segments
    assert "not well formed" in probe(path).remarks[0]
    whole = raster(stored("b.jpg", data), "image/jpeg", 0)
    np.testing.assert_array_equal(raster(path, "image/jpeg", 0).pixels, whole.pixels)


def test_the_end_of_a_thumbnail_is_not_that_of_the_picture(
    sheet: Pixels, encoded: Encode, stored: Store
) -> None:
    thumbnail = b"Exif\x00\x00" + encoded(sheet[::8, ::8], "JPEG")
    data = encoded(sheet, "JPEG")
    segment = b"\xff\xe1" + struct.pack(">H", len(thumbnail) + 2) + thumbnail
    with pytest.raises(Damaged):
        probe(stored("a.jpg", data[:2] + segment + data[2 : len(data) // 2]))


def test_what_follows_a_jpeg_does_not_matter(sheet: Pixels, encoded: Encode, stored: Store) -> None:
    found = probe(stored("a.jpg", encoded(sheet, "JPEG") + b"\xff\xff\x00" * 100))
    assert found.remarks == ()


def test_a_damaged_png_chunk(sheet: Pixels, encoded: Encode, stored: Store) -> None:
    data = bytearray(encoded(sheet, "PNG"))
    data[len(data) // 2] ^= 1
    with pytest.raises(Damaged, match="checksum of its IDAT"):
        probe(stored("a.png", bytes(data)))


def png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def test_bombs_are_refused_by_their_headers(encoded: Encode, stored: Store) -> None:
    with pytest.raises(TooLarge, match="60,000 × 60,000"):
        probe(stored("a.png", png_header(60_000, 60_000)))
    with pytest.raises(TooLarge, match="a side may have"):
        probe(stored("a.png", png_header(100_000, 10)))
    tiff = bytearray(encoded(np.zeros((9, 9), np.uint8), "TIFF", compression="tiff_lzw"))
    (at,) = directories(tiff)
    for tag in (256, 257):
        where = entry(tiff, at, tag)
        struct.pack_into("<HHII", tiff, where, tag, 4, 1, 60_000)
    with pytest.raises(TooLarge):
        probe(stored("a.tif", bytes(tiff)))


def test_limits_are_those_given(sheet: Pixels, encoded: Encode, stored: Store) -> None:
    path = stored("a.png", encoded(sheet, "PNG"))
    probe(path, Limits(max_pixels=842 * 596))
    for limits in (Limits(max_pixels=842 * 596 - 1), Limits(max_side=841), Limits(max_file_bytes=100)):
        with pytest.raises(TooLarge):
            probe(path, limits)


@pytest.mark.filterwarnings("error")
def test_pillow_is_left_as_it_was(
    sheet: Pixels, encoded: Encode, stored: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    path = stored("a.tif", encoded(sheet, "TIFF"))
    assert raster(path, probe(path).media_type, 0).pixels.shape == sheet.shape
    with pytest.raises(Damaged):
        probe(stored("b.jpg", encoded(sheet, "JPEG")[:3000]))
    assert Image.MAX_IMAGE_PIXELS == 1000
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_every_page_of_a_tiff_is_a_frame(encoded: Encode, stored: Store) -> None:
    for big in (False, True):
        found = probe(stored("a.tif", multipage(encoded, 10, 20, 30, big_tiff=big)))
        assert [(frame.index, frame.width, frame.height) for frame in found.frames] == [
            (0, 30, 50),
            (1, 30, 60),
            (2, 30, 70),
        ]


def test_one_bad_page_of_a_tiff_does_not_take_the_others_along(encoded: Encode, stored: Store) -> None:
    for bad in range(3):
        data = bytearray(multipage(encoded, 10, 20, 30))
        at = entry(data, directories(data)[bad], 273)
        struct.pack_into("<I", data, at + 8, len(data) + 10)
        found = probe(path := stored("a.tif", bytes(data)))
        assert [frame.trouble is not None for frame in found.frames] == [index == bad for index in range(3)]
        for good in {0, 1, 2} - {bad}:
            assert raster(path, "image/tiff", good).pixels.max() == 10 * (good + 1)
        with pytest.raises(Damaged):
            raster(path, "image/tiff", bad)


def test_good_pages_behind_a_first_page_that_pillow_refuses(encoded: Encode, stored: Store) -> None:
    data = bytearray(multipage(encoded, 10, 20))
    struct.pack_into("<H", data, entry(data, directories(data)[0], 258) + 8, 7)  # seven bits a sample
    found = probe(path := stored("a.tif", bytes(data)))
    assert isinstance(found.frames[0].trouble, Unsupported)
    assert found.frames[1].trouble is None
    assert raster(path, "image/tiff", 1).pixels.max() == 20


def test_a_probe_with_troubled_frames_can_cross_processes(encoded: Encode, stored: Store) -> None:
    data = bytearray(multipage(encoded, 10, 20))
    struct.pack_into("<I", data, entry(data, directories(data)[1], 273) + 8, len(data) + 10)
    found = probe(stored("a.tif", bytes(data)))
    again = pickle.loads(pickle.dumps(found))
    assert again.frames[0] == found.frames[0]
    assert again.sha256 == found.sha256
    trouble, expected = again.frames[1].trouble, found.frames[1].trouble
    assert expected is not None
    assert (type(trouble), trouble.reason, trouble.remedy) == (Damaged, expected.reason, expected.remedy)


def test_a_chain_of_pages_that_leads_back_ends(encoded: Encode, stored: Store) -> None:
    data = bytearray(multipage(encoded, 10, 20))
    first, second = directories(data)
    (number,) = struct.unpack_from("<H", data, second)
    struct.pack_into("<I", data, second + 2 + 12 * number, first)
    found = probe(stored("a.tif", bytes(data)))
    assert len(found.frames) == 2
    assert "leads back" in found.remarks[0]


def test_a_chain_that_is_cut_keeps_the_pages_before(encoded: Encode, stored: Store) -> None:
    data = bytearray(multipage(encoded, 10, 20, 30))
    third = directories(data)[2]
    found = probe(stored("a.tif", bytes(data[: third + 5])))
    assert [frame.trouble is None for frame in found.frames] == [True, True, False]


def test_too_many_pages(encoded: Encode, stored: Store) -> None:
    path = stored("a.tif", multipage(encoded, *range(1, 12)))
    assert len(probe(path, Limits(max_pages=11)).frames) == 11
    with pytest.raises(TooLarge, match="10 pages"):
        probe(path, Limits(max_pages=10))


def test_thumbnails_inside_a_tiff_are_no_pages(encoded: Encode, stored: Store) -> None:
    data = bytearray(multipage(encoded, 10, 20, tiffinfo={254: 0}))
    second = entry(data, directories(data)[1], 254)
    struct.pack_into("<I", data, second + 8, 1)
    found = probe(stored("a.tif", bytes(data)))
    assert [frame.index for frame in found.frames] == [0]
    assert "left out" in found.remarks[0]


def test_compressions_that_cannot_be_read(encoded: Encode, stored: Store) -> None:
    data = bytearray(encoded(np.zeros((9, 9), np.uint8), "TIFF"))
    struct.pack_into("<H", data, entry(data, directories(data)[0], 259) + 8, 34661)  # JBIG
    with pytest.raises(Unsupported, match="34661"):
        probe(stored("a.tif", bytes(data)))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_frames_are_upright(
    sheet: Pixels, encoded: Encode, stored: Store, kind: str, orientation: int
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"tiffinfo": {274: orientation}} if kind == "TIFF" else {"exif": exif}
    (frame,) = probe(stored("a", encoded(sheet, kind, **options))).frames
    assert (frame.width, frame.height) == ((842, 596) if orientation > 4 else (596, 842))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_brings_the_probe_down(encoded: Encode, stored: Store, data: st.DataObject) -> None:
    """Whatever bytes are changed, cut or repeated, there is a probe and its rasters, or a refusal."""
    kind = data.draw(st.sampled_from(["TIFF", "JPEG", "PNG", "JPEG2000"]))
    whole = multipage(encoded, 10, 20, 30) if kind == "TIFF" else encoded(pages(40)[0], kind)
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(changed)))
    limits = Limits(max_pixels=4_000_000)
    path = stored("a", bytes(changed[: cut if data.draw(st.booleans()) else len(changed)]))
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
