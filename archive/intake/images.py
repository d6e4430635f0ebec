"""Files that Pillow reads: TIFF, JPEG, PNG, JPEG 2000. Their frames, and the pixels of one frame."""

from __future__ import annotations

import io
import mmap
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

from PIL import ExifTags, ImageFile
from PIL.TiffImagePlugin import TiffImageFile

from archive.errors import Damaged, Empty, Refused, Unsupported
from archive.intake import complete, sniff, tiff
from archive.intake.frames import Frame, true_dpi
from archive.intake.limits import Limits
from archive.intake.pixels import Pixels, grey_or_rgb, upright
from archive.intake.strict import (
    PILLOW_FAILURES,
    RESCAN,
    check_passes,
    check_size,
    libtiff_errors,
    load,
    open_image,
    pillow,
    words,
)

_CUT_OFF = {
    sniff.JPEG: "It is cut off: there is no end-of-image marker.",
    sniff.JP2: "It is cut off: parts of its codestream are missing.",
}


_MOST_PIXELS_PER_BYTE = 512
"""Each of the 64 pixels of a block of a baseline or progressive JPEG costs a bit for its mean at the very least."""

_HELD_PIXELS = 50_000_000
"""A decoded TIFF frame stays in memory until the next is asked for, unless it is larger than this."""


class ImageReader:
    """An open TIFF, JPEG, PNG or JPEG 2000 file.

    Frames may be asked for in any order; a TIFF is read fastest from its first page to its last.
    """

    def __init__(self, path: Path, media_type: str, limits: Limits) -> None:
        self._media_type = media_type
        self._limits = limits
        self._stream = path.open("rb")
        self._size = os.fstat(self._stream.fileno()).st_size
        self._image: TiffImageFile | None = None

    def close(self) -> None:
        """Let go of the file."""
        self._image = None
        self._stream.close()

    def frames(self) -> tuple[tuple[Frame, ...], tuple[str, ...]]:
        """The pages, and remarks on the file. Raises Refused when there is no page at all."""
        with pillow(self._limits):
            if self._media_type == sniff.TIFF:
                return self._tiff_frames()
            return self._single_frame()

    def pixels(self, index: int) -> tuple[Pixels, str]:
        """The pixels of frame `index`, upright, and how they were got. Raises Refused."""
        with pillow(self._limits):
            image = self._tiff_image(index) if self._media_type == sniff.TIFF else self._open()
            check_size(*image.size, self._limits)
            bits, inverted = _depth(image)
            if isinstance(image, TiffImageFile):
                _load_tiff(image)
            else:
                load(image)
            # Pillow turns a TIFF upright by itself when it loads it, and nothing else.
            turn = 1 if self._media_type == sniff.TIFF else _orientation(image)
            pixels, method = grey_or_rgb(image, white_is_zero=inverted, bits=bits)
            if image.width * image.height > _HELD_PIXELS:
                self._image = None
        return upright(pixels, turn), method

    def _open(self) -> ImageFile.ImageFile:
        self._stream.seek(0)
        return open_image(self._stream, self._media_type)

    def _single_frame(self) -> tuple[tuple[Frame, ...], tuple[str, ...]]:
        image = self._open()
        check_size(*image.size, self._limits)
        remarks: tuple[str, ...] = ()
        with _mapped(self._stream) as data:
            turns = self._media_type == sniff.JPEG
            if self._media_type == sniff.PNG:
                fault = complete.png_fault(data)
                if fault:
                    raise Damaged(f"{fault}.", RESCAN)
                turns = complete.png_may_have_orientation(data)
            elif self._media_type == sniff.JPEG:
                shape = complete.jpeg_shape(data)
                check_passes(image.width * image.height, shape.passes, self._limits)
                if not shape.complete:
                    remarks = (self._decodes_all_the_same(image, shape.passes),)
            elif not complete.jp2_complete(data):
                remarks = (self._decodes_all_the_same(image),)
        width, height = image.size
        dpi = _dpi(image)
        if turns and _orientation(image) in {5, 6, 7, 8}:
            width, height = height, width
        return (Frame(0, width, height, dpi),), remarks

    def _decodes_all_the_same(self, image: ImageFile.ImageFile, passes: int = 1) -> str:
        """A remark for a malformed file whose pixels are all there; else raises Damaged.

        Not tried where the bytes cannot do, or where it would take long for a file that is broken anyway.
        """
        pixels = image.width * image.height
        try:
            if pixels > self._size * _MOST_PIXELS_PER_BYTE or pixels * passes > self._limits.max_pixels:
                raise Damaged("Too few bytes.", RESCAN)
            load(image)
        except Damaged as error:
            raise Damaged(_CUT_OFF[self._media_type], RESCAN) from error
        return "The file is not well formed, but all its pixels are there."

    def _tiff_frames(self) -> tuple[tuple[Frame, ...], tuple[str, ...]]:
        found = tiff.directories(self._stream, self._limits)
        pages = [(index, item) for index, item in enumerate(found.all) if not item.reduced]
        pages = pages or list(enumerate(found.all))
        frames = [self._checked(tiff.frame(self._stream, item, index, self._limits)) for index, item in pages]
        if found.fault:
            frames.append(Frame(len(found.all), 0, 0, None, trouble=found.fault))
        if not frames:
            raise Empty("It is a TIFF without a page.", RESCAN)
        if frames[0].trouble and all(frame.trouble for frame in frames):
            raise frames[0].trouble
        left_out = len(found.all) - len(pages)
        remarks = []
        if found.looped:
            remarks.append("The chain of pages leads back into itself; each was taken once.")
        if left_out:
            remarks.append(f"{left_out} thumbnails, masks or smaller copies inside the file were left out.")
        return tuple(frames), tuple(remarks)

    def _checked(self, frame: Frame) -> Frame:
        """`frame` with trouble if Pillow cannot make sense of its directory, and turned as Pillow will."""
        if frame.trouble:
            return frame
        try:
            image = self._tiff_image(frame.index)
        except Refused as refused:
            return replace(frame, trouble=refused)
        # Pillow also heeds an orientation that only the XMP packet has; by then its size is not turned.
        if tiff.ORIENTATION not in image.tag_v2 and _orientation(image) in {5, 6, 7, 8}:
            return replace(frame, width=frame.height, height=frame.width)
        return frame

    def _tiff_image(self, index: int) -> TiffImageFile:
        """Frame `index` of the TIFF, pixels not read. Raises Damaged or Unsupported."""
        if self._image is None:
            self._stream.seek(0)
            try:
                self._image = TiffImageFile(self._stream)
            except PILLOW_FAILURES as error:
                if index == 0:
                    raise _unknown_layout(error) from error
                return self._behind_a_bad_first_page(index)
        try:
            self._image.seek(index)
        except PILLOW_FAILURES as error:
            self._image = None
            raise _unknown_layout(error) from error
        return self._image

    def _behind_a_bad_first_page(self, index: int) -> TiffImageFile:
        """Frame `index` of a TIFF whose first directory Pillow refuses: of a copy that begins with `index`."""
        found = tiff.directories(self._stream, self._limits).all
        if index >= len(found):
            raise Damaged("There is no such page.", RESCAN)
        self._stream.seek(0)
        data = bytearray(self._stream.read())
        order = "<" if data[:2] == b"II" else ">"
        if bytes(data[2:4]) in {b"+\x00", b"\x00+"}:
            struct.pack_into(order + "Q", data, 8, found[index].offset)
        else:
            struct.pack_into(order + "I", data, 4, found[index].offset)
        try:
            return TiffImageFile(io.BytesIO(data))
        except PILLOW_FAILURES as error:
            raise _unknown_layout(error) from error


def _load_tiff(image: TiffImageFile) -> None:
    """Decode the pixels of `image` in full. Raises Damaged, Unsupported.

    Of a Group 3 fax, whose rows stand for themselves, one bad row in a hundred is let pass.
    """
    fax = int(image.tag_v2.get(tiff.COMPRESSION, 1)) in {2, 3}
    damage: Damaged | None = None
    with libtiff_errors() as errors:
        try:
            load(image)
        except Damaged as error:
            damage = error
    if any("not configured" in error for error in errors):
        raise Unsupported(f"Its compression cannot be read here ({errors[0]}).", "Save it again with LZW.")
    if damage:
        raise damage
    if len(errors) > (image.height // 100 if fax else 0):
        raise Damaged(f"Its pixels cannot be decoded ({errors[0]}).", RESCAN)


def _unknown_layout(error: BaseException) -> Unsupported:
    return Unsupported(
        f"Its pixels are laid out in a way that cannot be read here ({words(error)}).",
        "Save it again as an 8-bit grey or RGB TIFF.",
    )


def _depth(image: ImageFile.ImageFile) -> tuple[int, bool]:
    """Bits used of each sample, and whether 0 is white in spite of what Pillow makes of it."""
    if not isinstance(image, TiffImageFile):
        return 16, False
    bits = image.tag_v2.get(tiff.BITS, (16,))
    inverted = image.mode.startswith("I;16") and image.tag_v2.get(tiff.PHOTOMETRIC) == 0
    return int(bits[0] if isinstance(bits, tuple) else bits), inverted


def _orientation(image: ImageFile.ImageFile) -> int:
    """The Exif orientation of `image`, 1..8; 1 when it has none or one that is malformed."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except PILLOW_FAILURES:  # a malformed Exif block says nothing; the picture may still be sound
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _dpi(image: ImageFile.ImageFile) -> float | None:
    try:
        return true_dpi(float(image.info["dpi"][0]))
    except (KeyError, TypeError, ValueError, IndexError, ArithmeticError):
        return None


@contextmanager
def _mapped(stream: IO[bytes]) -> Iterator[mmap.mmap]:
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data
