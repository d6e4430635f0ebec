"""Pillow, held to be strict: what it would pass with a warning or a grey fill is refused here."""

from __future__ import annotations

import os
import re
import struct
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from PIL import ExifTags, Image, ImageFile
from PIL.Jpeg2KImagePlugin import Jpeg2KImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile

from archive.errors import Damaged, TooLarge
from archive.intake import sniff
from archive.intake.limits import Limits

PLUGINS: dict[str, type[ImageFile.ImageFile]] = {
    sniff.TIFF: TiffImageFile,
    sniff.JPEG: JpegImageFile,
    sniff.PNG: PngImageFile,
    sniff.JP2: Jpeg2KImageFile,
}

PILLOW_FAILURES = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    EOFError,
    RuntimeError,
    struct.error,
    Image.DecompressionBombError,
)
"""What Pillow's plugins raise on malformed files (seen over its own collection of crash cases)."""

ONE_AT_A_TIME = threading.RLock()
"""Held while Pillow's globals are changed and while PDFium, which knows no threads, is at work."""

_LIBTIFF_LINE = re.compile(rb"(tempfile\.tif|[A-Za-z0-9_]+): .*\.\s*$")
_MOST_COMPLAINTS = 1 << 20

RESCAN = "Get an undamaged copy, or scan the page again."


@contextmanager
def pillow(limits: Limits) -> Iterator[None]:
    """Within: Pillow warns of nothing, refuses truncated files, and lets pages up to `limits` pass.

    Pillow keeps these as globals of the process; they are put back on leaving, and other threads that
    want in wait so long.
    """
    with ONE_AT_A_TIME:
        pixels, truncated = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
        Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = limits.max_pixels, False
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield
        finally:
            Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = pixels, truncated


@contextmanager
def libtiff_errors() -> Iterator[list[str]]:
    """Collects, by the end, what libtiff complains of within; to be used within `pillow`.

    libtiff goes on behind a bad code word of a fax or JPEG strip, leaves the rest of it white or grey, and tells
    nobody but the standard error stream (Pillow then reports success; crash-74d2a784….tif of its
    own tests). So that stream is read for the moment; lines that are not libtiff's are passed on.
    """
    errors: list[str] = []
    try:
        saved = os.dup(2)
    except OSError:  # a service without a standard error stream
        yield errors
        return
    with tempfile.TemporaryFile() as sink:
        os.dup2(sink.fileno(), 2)
        try:
            yield errors
        finally:
            os.dup2(saved, 2)
            os.close(saved)
            sink.seek(0)
            for line in sink.read(_MOST_COMPLAINTS).splitlines(keepends=True):
                if _LIBTIFF_LINE.match(line):
                    errors.append(line.decode("utf-8", "replace").strip())
                else:
                    os.write(2, line)


def open_image(stream: IO[bytes], media_type: str) -> ImageFile.ImageFile:
    """The image in `stream`, header read, pixels not. Raises Damaged."""
    try:
        return PLUGINS[media_type](stream)
    except MemoryError as error:
        raise _out_of_memory() from error
    except PILLOW_FAILURES as error:
        raise Damaged(f"Its header cannot be understood ({words(error)}).", RESCAN) from error


def load(image: ImageFile.ImageFile) -> None:
    """Decode the pixels of `image` in full. Raises Damaged when any are missing or malformed."""
    try:
        image.load()
    except MemoryError as error:
        raise _out_of_memory() from error
    except PILLOW_FAILURES as error:
        raise Damaged(f"Its pixels cannot be decoded ({words(error)}).", RESCAN) from error


def check_size(width: int, height: int, limits: Limits) -> None:
    """Raises Damaged for a page without pixels, TooLarge for one beyond `limits`."""
    if width < 1 or height < 1:
        raise Damaged(f"It says it is {width} × {height} pixels.", RESCAN)
    if width * height > limits.max_pixels:
        raise TooLarge(
            f"It says it is {width:,} × {height:,} pixels, more than the {limits.max_pixels:,} allowed.",
            "If it is a real scan, make a smaller copy or raise the limit (WENGAO_MAX_PIXELS).",
        )
    if max(width, height) > limits.max_side:
        raise TooLarge(
            f"It says it is {width:,} × {height:,} pixels; a side may have {limits.max_side:,}.",
            "Cut the sheet into pages.",
        )


def check_passes(pixels: int, passes: int, limits: Limits) -> None:
    """Raises TooLarge for a progressive JPEG of so many passes over its `pixels` that it would take minutes.

    Real ones have about ten. 37 passes over 11 million pixels took 8 s (qpdf's 69977b.fuzz).
    """
    if pixels * passes > 10 * limits.max_pixels:
        raise TooLarge(f"It is drawn in {passes:,} passes over {pixels:,} pixels.", RESCAN)


def orientation(image: ImageFile.ImageFile) -> int:
    """The Exif orientation of `image`, 1..8; 1 when it has none or one that is malformed."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except PILLOW_FAILURES:  # a malformed Exif block says nothing; the picture may still be sound
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def words(error: BaseException) -> str:
    """The message of `error` in one line, or its kind when it has none."""
    return " ".join(str(error).split()) or type(error).__name__


def _out_of_memory() -> TooLarge:
    return TooLarge("It needs more memory than there is.", "Make a smaller copy, or use a larger machine.")
