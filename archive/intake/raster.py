"""The pixels of a page, as they are read and shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.errors import Refused, Unsupported
from archive.intake import sniff
from archive.intake.images import ImageReader
from archive.intake.limits import Limits
from archive.intake.pdf import PdfReader
from archive.intake.pixels import Pixels
from archive.intake.tiff_pages import TiffReader

_DEFAULT = Limits()


Source = ImageReader | TiffReader | PdfReader
"""What reads a file: `frames()`, `pixels(index)`, `close()`."""


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """A page as pixels: H×W grey or H×W×3 RGB, 8 bits, upright, origin top left; not to be written to.

    `method` is an English phrase on how they were got: "decoded", "decoded from 16 bits",
    "scan taken out of the PDF", "rendered at 300 dpi: born digital".
    """

    pixels: Pixels
    method: str


class PageReader:
    """An open file of `media_type` (see `archive.intake.sniff`) that gives the pixels of its pages.

    For all pages of a long file this is faster than `raster`, which opens the file anew. Use it in one thread.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    def raster(self, index: int) -> Raster:
        """The pixels of frame `index` (as `archive.intake.frames.Frame` counts). Raises Refused."""
        pixels, method = self._source.pixels(index)
        return Raster(pixels, method)


@contextmanager
def page_reader(path: Path, media_type: str, limits: Limits = _DEFAULT) -> Iterator[PageReader]:
    """Open the file at `path` for its pixels. Raises Refused when it cannot be opened."""
    with closing(open_source(path, media_type, limits)) as source:
        yield PageReader(source)


def raster(path: Path, media_type: str, index: int, limits: Limits = _DEFAULT) -> Raster:
    """The pixels of frame `index` of the file at `path`, as wide and high as its `Frame` says.

    `media_type` is what `probe` found. Everything is decoded strictly: a page with missing or malformed
    pixels raises Damaged instead of coming out partly grey. Raises Refused (see `archive.errors`).
    """
    with page_reader(path, media_type, limits) as reader:
        return reader.raster(index)


def open_source(path: Path, media_type: str, limits: Limits) -> Source:
    """The reader for files of `media_type`. Raises Refused."""
    try:
        if media_type == sniff.PDF:
            return PdfReader(path, limits)
        if media_type == sniff.TIFF:
            return TiffReader(path, limits)
        if media_type in {sniff.JPEG, sniff.PNG, sniff.JP2}:
            return ImageReader(path, media_type, limits)
    except OSError as error:
        raise Refused(
            f"It cannot be opened ({error.strerror}).", "Check its permissions and the disk."
        ) from error
    raise Unsupported(f"{media_type} is not read here.", "Save it as TIFF, JPEG, PNG, JPEG 2000 or PDF.")
