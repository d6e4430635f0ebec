"""Is a compressed image all there? Judged from its structure, without decoding it.

A file cut off in transfer keeps a perfect beginning, and lenient decoders fill what is missing with
grey. These checks take a few milliseconds a page where decoding takes fifty, and are exact about missing
ends; damage in the middle is found by `archive.intake.raster`, which decodes strictly.
"""

from __future__ import annotations

import mmap
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

Bytes = bytes | mmap.mmap

_AFTER_ENTROPY = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""A marker after entropy-coded data: neither a stuffed zero, nor fill, nor a restart (ITU-T T.81, B.1.1.2)."""


_PIECE = 1 << 20

_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_ORIENTED = (b"Raw profile type exif", b"XML:com.adobe.xmp")


@dataclass(frozen=True, slots=True)
class JpegShape:
    """Whether a JPEG image reaches its end-of-image marker, and in how many scans ("passes")."""

    complete: bool
    passes: int


def jpeg_shape(data: Bytes) -> JpegShape:
    """The shape of the JPEG image that `data` begins with.

    Segments are stepped over by their lengths, so a thumbnail's own end inside an Exif segment does
    not count, and anything after the image is ignored.
    """
    at, passes = 2, 0
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
        elif marker == 0xD9:
            break
        elif marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 2
        else:
            at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if marker == 0xDA:
            passes += 1
            found = _AFTER_ENTROPY.search(data, at)
            at = found.start() if found else len(data)
    return JpegShape(data[at : at + 2] == b"\xff\xd9", passes)


def png_fault(data: Bytes) -> str | None:
    """What is wrong with the chunks of the PNG `data`, as an English clause; None: complete and sound."""
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + length
        if end > len(data):
            return f"It ends within its {kind.decode('latin-1')} chunk, {end - len(data):,} bytes short"
        # A chunk's name is 4 ASCII letters; ancillary chunks (small first letter) do not touch the picture.
        if not kind.isalpha():
            return f"There is no chunk where one should begin, at byte {at:,}"
        if (
            kind[:1].isupper()
            and zlib.crc32(data[at + 4 : end - 4]) != struct.unpack(">I", data[end - 4 : end])[0]
        ):
            return f"The checksum of its {kind.decode('latin-1')} chunk at byte {at:,} is wrong"
        if kind == b"IEND":
            return None
        at = end
    return "It ends before its IEND chunk"


def png_may_have_orientation(data: Bytes) -> bool:
    """Whether the PNG `data` has a chunk that can carry an Exif orientation: eXIf, or text with Exif or XMP."""
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"eXIf" or (kind in _TEXTS and data[at + 8 : at + 29].startswith(_ORIENTED)):
            return True
        at += 12 + length
    return False


def jp2_complete(data: Bytes) -> bool:
    """Whether the JPEG 2000 `data` (JP2 file or raw codestream) holds all its tile-parts.

    Boxes as in ISO 15444-1 annex I.4, tile-parts as in annex A.4.2. A last tile-part of unknown length
    counts as complete only if the codestream ends with its end marker.
    """
    start, end = (0, len(data)) if data[:2] == b"\xff\x4f" else _codestream(data)
    if start is None or end > len(data):
        return False
    at = start + 2
    while at + 12 <= end:
        marker, length = struct.unpack(">HH", data[at : at + 4])
        if marker == 0xFFD9:
            return True
        if marker == 0xFF90:
            tile_part: int = struct.unpack(">I", data[at + 6 : at + 10])[0]
            if tile_part == 0:
                return data[end - 2 : end] == b"\xff\xd9"
            at += tile_part
        elif marker >> 8 != 0xFF or length < 2:
            return False
        else:
            at += 2 + length
    # Encoders have been seen that leave out the end marker; every tile-part is there all the same.
    return at <= end and at > start + 2


def _codestream(data: Bytes) -> tuple[int | None, int]:
    """Start and end of the contiguous codestream box's content; (None, 0) if there is none."""
    at = 0
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        header = 8
        if length == 1 and at + 16 <= len(data):
            length, header = struct.unpack(">Q", data[at + 8 : at + 16])[0], 16
        elif length == 0:
            length = len(data) - at
        if length < header:
            break
        if kind == b"jp2c":
            return at + header, at + length
        at += length
    return None, 0


def flate_complete(data: bytes) -> bool:
    """Whether the zlib stream `data` reaches its end, checksum included. Takes as long as inflating it."""
    inflate = zlib.decompressobj()
    try:
        while not inflate.eof:
            piece = inflate.decompress(data, _PIECE)
            data = inflate.unconsumed_tail
            if not piece and not data:
                return inflate.eof
    except zlib.error:
        return False
    return True


def group4_complete(data: bytes) -> bool:
    """Whether the Group 4 fax `data` ends with its end-of-block code, twice 000000000001 (ITU-T T.6, 2.2.7)."""
    return "000000000001" * 2 in f"{int.from_bytes(data[-8:]):064b}"


STREAM_CHECKS: dict[tuple[str, ...], Callable[[bytes], bool]] = {
    ("FlateDecode",): flate_complete,
    ("CCITTFaxDecode",): group4_complete,
    ("JPXDecode",): jp2_complete,
}
"""For the filters of an image stream in a PDF, whether the stream is all there; others cannot be told."""
