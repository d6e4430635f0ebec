"""The pages of a TIFF: its directories checked, each page decoded strictly by Pillow."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from pathlib import Path

from PIL.TiffImagePlugin import TiffImageFile

from archive.errors import Damaged, Empty, Refused, Unsupported
from archive.intake import tiff
from archive.intake.frames import Frame
from archive.intake.limits import Limits
from archive.intake.pixels import Pixels, grey_or_rgb
from archive.intake.strict import (
    PILLOW_FAILURES,
    RESCAN,
    check_size,
    libtiff_errors,
    load,
    orientation,
    pillow,
    words,
)
from archive.intake.tiff_frame import frame_of

_HELD_PIXELS = 50_000_000
"""A decoded TIFF frame stays in memory until the next is asked for, unless it is larger than this."""


class TiffReader:
    """An open TIFF. Pages may be asked for in any order; it is read fastest from its first to its last."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        self._stream = path.open("rb")
        self._image: TiffImageFile | None = None

    def close(self) -> None:
        """Let go of the file."""
        self._image = None
        self._stream.close()

    def frames(self) -> tuple[tuple[Frame, ...], tuple[str, ...]]:
        """The pages, and remarks on the file. Raises Refused when there is no good page at all."""
        with pillow(self._limits):
            return self._frames()

    def pixels(self, index: int) -> tuple[Pixels, str]:
        """The pixels of page `index`, upright (Pillow turns a TIFF by itself), and how they were got.

        Raises Refused.
        """
        with pillow(self._limits):
            image = self._directory(index)
            check_size(*image.size, self._limits)
            bits, inverted = _depth(image)
            _load(image)
            pixels, method = grey_or_rgb(image, white_is_zero=inverted, bits=bits)
            if image.width * image.height > _HELD_PIXELS:
                self._image = None
            return pixels, method

    def _frames(self) -> tuple[tuple[Frame, ...], tuple[str, ...]]:
        found = tiff.directories(self._stream, self._limits)
        pages = [(index, item) for index, item in enumerate(found.all) if not item.reduced]
        pages = pages or list(enumerate(found.all))
        frames = [self._checked(frame_of(self._stream, item, index, self._limits)) for index, item in pages]
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
            image = self._directory(frame.index)
        except Refused as refused:
            return replace(frame, trouble=refused)
        # Pillow also heeds an orientation that only the XMP packet has; by then its size is not turned.
        if tiff.ORIENTATION not in image.tag_v2 and orientation(image) in {5, 6, 7, 8}:
            return replace(frame, width=frame.height, height=frame.width)
        return frame

    def _directory(self, index: int) -> TiffImageFile:
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


def _load(image: TiffImageFile) -> None:
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


def _depth(image: TiffImageFile) -> tuple[int, bool]:
    """Bits used of each sample, and whether 0 is white in spite of what Pillow makes of it."""
    bits = image.tag_v2.get(tiff.BITS, (16,))
    inverted = image.mode.startswith("I;16") and image.tag_v2.get(tiff.PHOTOMETRIC) == 0
    return int(bits[0] if isinstance(bits, tuple) else bits), inverted
