"""Pillow, held to be strict: what it would pass with a warning or a grey fill is refused here."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from PIL import Image, ImageFile
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

RESCAN = "Get an undamaged copy, or scan the page again."


@contextmanager
def pillow(limits: Limits) -> Iterator[None]:
    """Within: Pillow warns of nothing, refuses truncated files, and lets pages up to `limits` pass.

    Pillow keeps these as globals; they are put back on leaving. Not for use in several threads at once.
    """
    pixels, truncated = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
    Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = limits.max_pixels, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = pixels, truncated


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
            "If it is a real scan, make a smaller copy or raise the limit; if not, throw it away.",
        )
    if max(width, height) > limits.max_side:
        raise TooLarge(
            f"It says it is {width:,} × {height:,} pixels; a side may have {limits.max_side:,}.",
            "Cut the sheet into pages.",
        )


def words(error: BaseException) -> str:
    """The message of `error` in one line, or its kind when it has none."""
    return " ".join(str(error).split()) or type(error).__name__


def _out_of_memory() -> TooLarge:
    return TooLarge("It needs more memory than there is.", "Make a smaller copy, or use a larger machine.")
