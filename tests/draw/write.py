"""Writes drawn pages to files, as scanners and publishers would: PNG, JPEG, TIFF, image-only PDF.

Images are H × W × 3 RGB, 8 bit; any iterable will do, pages are taken one at a time. Files do not carry
the time of writing: equal pages give equal bytes.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pictures = Iterable[NDArray[np.uint8]]
_EPOCH = time.gmtime(946684800)  # 2000-01-01, so that a PDF does not depend on the clock


class Tone(StrEnum):
    """How much of a page's tones is kept."""

    COLOUR = "colour"
    GREY = "grey"  # 256 greys
    GREY16 = "grey16"  # 16 greys: small files that still look like scans
    BITONAL = "bitonal"  # black and white, thresholded against the paper around


def toned(picture: NDArray[np.uint8], tone: Tone) -> Image.Image:
    """`picture` as a Pillow image of the wanted tone."""
    if tone is Tone.COLOUR:
        return Image.fromarray(picture)
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    if tone is Tone.GREY:
        return Image.fromarray(grey)
    if tone is Tone.GREY16:
        whiter = np.minimum(grey.astype(np.uint16) * 16 // 15, 255)  # paper clips to white, as scanners do
        levels = (whiter + 8) // 17 * 17
        return Image.fromarray(levels.astype(np.uint8)).quantize(16, dither=Image.Dither.NONE).convert("L")
    paper = cv2.blur(grey, (101, 101))
    white = grey > np.clip(paper.astype(np.int16) - 38, 0, 255)
    return Image.fromarray(np.where(white, 255, 0).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)


def write_png_folder(pictures: Pictures, folder: Path, dpi: int, tone: Tone = Tone.COLOUR) -> list[Path]:
    """0001.png, 0002.png, … in `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for count, picture in enumerate(pictures, 1):
        path = folder / f"{count:04d}.png"
        toned(picture, tone).save(path, dpi=(dpi, dpi), optimize=tone is Tone.GREY16)
        paths.append(path)
    return paths


def write_jpeg_folder(
    pictures: Pictures, folder: Path, dpi: int, tone: Tone = Tone.COLOUR, quality: int = 85
) -> list[Path]:
    """0001.jpg, 0002.jpg, … in `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for count, picture in enumerate(pictures, 1):
        path = folder / f"{count:04d}.jpg"
        toned(picture, tone).save(path, dpi=(dpi, dpi), quality=quality, optimize=True)
        paths.append(path)
    return paths


def write_tiff(pictures: Pictures, path: Path, dpi: int, tone: Tone = Tone.BITONAL) -> None:
    """One multi-page TIFF: CCITT G4 when bitonal, else deflated with a predictor."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pages: Iterator[Image.Image] = (toned(picture, tone) for picture in pictures)
    first = next(pages)
    packing = "group4" if tone is Tone.BITONAL else "tiff_adobe_deflate"
    first.save(path, save_all=True, append_images=pages, compression=packing, dpi=(dpi, dpi))


def write_image_pdf(
    pictures: Pictures, path: Path, dpi: int, tone: Tone = Tone.COLOUR, quality: int = 85
) -> None:
    """A PDF of page images only: JPEG inside, CCITT when bitonal; no text layer."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pages: Iterator[Image.Image] = (toned(picture, tone) for picture in pictures)
    first = next(pages)
    first.save(
        path, save_all=True, append_images=pages, resolution=dpi, quality=quality,
        title="", creationDate=_EPOCH, modDate=_EPOCH,
    )  # fmt: skip
