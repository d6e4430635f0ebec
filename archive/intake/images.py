"""JPEG, PNG and JPEG 2000 files: one page each."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from PIL import ImageFile

from archive.errors import Damaged
from archive.intake import complete, sniff
from archive.intake.frames import Frame, true_dpi
from archive.intake.limits import Limits
from archive.intake.pixels import Pixels, grey_or_rgb, upright
from archive.intake.strict import (
    RESCAN,
    check_passes,
    check_size,
    load,
    open_image,
    orientation,
    pillow,
)

_CUT_OFF = {
    sniff.JPEG: "It is cut off: there is no end-of-image marker.",
    sniff.JP2: "It is cut off: parts of its codestream are missing.",
}


_MOST_PIXELS_PER_BYTE = 512
"""Each of the 64 pixels of a block of a baseline or progressive JPEG costs a bit for its mean at the very least."""


class ImageReader:
    """An open JPEG, PNG or JPEG 2000 file. Further images inside a JPEG (MPO) or PNG (APNG) are no pages."""

    def __init__(self, path: Path, media_type: str, limits: Limits) -> None:
        self._media_type = media_type
        self._limits = limits
        self._stream = path.open("rb")
        self._size = os.fstat(self._stream.fileno()).st_size

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def frames(self) -> tuple[tuple[Frame, ...], tuple[str, ...]]:
        """The one page, and remarks on the file. Raises Refused."""
        with pillow(self._limits):
            return self._single_frame()

    def pixels(self, index: int) -> tuple[Pixels, str]:
        """The pixels of the page (`index` 0), upright, and how they were got. Raises Refused."""
        if index != 0:
            raise Damaged("There is no such page.", RESCAN)
        with pillow(self._limits):
            image = self._open()
            check_size(*image.size, self._limits)
            load(image)
            pixels, method = grey_or_rgb(image)
            return upright(pixels, orientation(image)), method

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
        if turns and orientation(image) in {5, 6, 7, 8}:
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


def _dpi(image: ImageFile.ImageFile) -> float | None:
    try:
        return true_dpi(float(image.info["dpi"][0]))
    except (KeyError, TypeError, ValueError, IndexError, ArithmeticError):
        return None


@contextmanager
def _mapped(stream: IO[bytes]) -> Iterator[mmap.mmap]:
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data
