"""From any kind of Pillow image to the 8-bit grey or RGB array that is read and shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

Pixels = NDArray[np.uint8]
"""H×W grey or H×W×3 RGB, 0 black, 255 full; not to be written to."""

_TRANSPOSE = {
    2: (False, True, False),
    3: (True, True, False),
    4: (True, False, False),
    5: (False, False, True),
    6: (False, True, True),
    7: (True, True, True),
    8: (True, False, True),
}
"""Exif orientation → (flip top and bottom, flip left and right, swap axes first)."""


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """`pixels` as stored, turned as Exif tag 0x0112 (`orientation`, 1..8) says; others mean 1."""
    vertical, horizontal, swap = _TRANSPOSE.get(orientation, (False, False, False))
    return turned(pixels, swap=swap, vertical=vertical, horizontal=horizontal)


def turned(pixels: Pixels, *, swap: bool, vertical: bool, horizontal: bool) -> Pixels:
    """`pixels` with axes swapped first, then flipped top to bottom and left to right."""
    if swap:
        pixels = pixels.swapaxes(0, 1)
    if vertical:
        pixels = pixels[::-1]
    if horizontal:
        pixels = pixels[:, ::-1]
    return np.ascontiguousarray(pixels)


def grey_or_rgb(image: Image.Image, *, white_is_zero: bool = False, bits: int = 16) -> tuple[Pixels, str]:
    """`image` (decoded) as pixels, and how it was converted (in an English phrase).

    Sixteen-bit greys are divided by 257 (Pillow's own ``convert("L")`` clips everything over 255 to white);
    if none reaches 4,096, a 12-bit scanner's values were stored as they were, and 4,095 is white.
    `bits` is how many of the sixteen are used, `white_is_zero` says that they are inverted. Transparency
    is laid on white paper. Images of 32 bits have no known white: they are stretched to their own range.
    """
    mode = image.mode
    if "transparency" in image.info or mode in {"PA", "LA", "La", "RGBA", "RGBa"}:
        return _on_white(image), f"decoded from {mode} with transparency"
    if mode.startswith("I;16"):
        values = np.asarray(image)
        if bits == 16 and int(values.max(initial=0)) < 4096:  # else the whitest paper would come out black
            bits = 12
        pixels = _from_16_bits(values, white_is_zero=white_is_zero, bits=bits)
        return pixels, f"decoded from {bits} bits"
    if mode in {"I", "F"}:
        return _stretched(np.asarray(image)), "decoded from 32 bits, stretched to their range"
    if mode in {"1", "L"}:
        return np.asarray(image.convert("L")), "decoded"
    if mode == "RGB":
        return without_colour(np.asarray(image)), "decoded"
    converted = _lab_to_rgb(image) if mode == "LAB" else image.convert("RGB")
    return without_colour(np.asarray(converted)), f"decoded from {mode}"


def without_colour(pixels: Pixels) -> Pixels:
    """RGB `pixels` as grey when every pixel has three equal channels, else as they are."""
    if pixels.ndim == 2:
        return pixels
    for step in (16, 1):  # a thin sample settles most coloured pages
        red, green, blue = (pixels[::step, ::step, channel] for channel in range(3))
        if not (np.array_equal(red, green) and np.array_equal(red, blue)):
            return pixels
    return np.ascontiguousarray(pixels[:, :, 0])


def _from_16_bits(values: NDArray[np.uint16], *, white_is_zero: bool, bits: int) -> Pixels:
    top = (1 << bits) - 1
    table = np.minimum(np.arange(65_536, dtype=np.uint32), top)
    table = (table * 255 + top // 2) // top  # for 16 bits: divided by 257, rounded
    if white_is_zero:
        table = 255 - table
    pixels: Pixels = table.astype(np.uint8)[values]
    return pixels


def _stretched(values: NDArray[np.float32] | NDArray[np.int32]) -> Pixels:
    known = np.nan_to_num(values.astype(np.float32), posinf=0.0, neginf=0.0)
    low, high = float(known.min()), float(known.max())
    if not high > low:
        return np.full(values.shape, 255, np.uint8)
    return np.asarray(np.rint((known - low) * (255.0 / (high - low))), dtype=np.uint8)


def _lab_to_rgb(image: Image.Image) -> Image.Image:
    converted = ImageCms.profileToProfile(
        image, ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    return converted if converted is not None else image


def _on_white(image: Image.Image) -> Pixels:
    layered = image.convert("RGBA")
    paper = Image.new("RGBA", layered.size, (255, 255, 255, 255))
    flat = np.asarray(Image.alpha_composite(paper, layered).convert("RGB"))
    return without_colour(flat)
