"""Typefaces: where Debian keeps them, which characters they have, and their glyphs as ink masks.

A face that lacks a character lends one from Noto: `face_for` decides, by comparing the glyph with the
face's .notdef (Pillow does not expose the character map, and fontTools is no dependency).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import ImageFont

_UNASSIGNED = "\U0010fffd"  # a private character that no face has: its glyph is .notdef


class FontMissing(Exception):
    """A font file is not installed. The message names the Debian package that has it."""


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface: font file, index in its collection, height of the em square above the baseline
    (in em).
    """

    path: str
    index: int
    ascent: float
    package: str


_NOTO = "/usr/share/fonts/opentype/noto/"
_ARPHIC = "/usr/share/fonts/truetype/arphic"
_DEJAVU = "/usr/share/fonts/truetype/dejavu/"

FACES: dict[str, Face] = {
    "song": Face(f"{_NOTO}NotoSerifCJK-Regular.ttc", 2, 0.88, "fonts-noto-cjk"),
    "song-bold": Face(f"{_NOTO}NotoSerifCJK-Bold.ttc", 2, 0.88, "fonts-noto-cjk"),
    "hei": Face(f"{_NOTO}NotoSansCJK-Regular.ttc", 2, 0.88, "fonts-noto-cjk"),
    "hei-bold": Face(f"{_NOTO}NotoSansCJK-Bold.ttc", 2, 0.88, "fonts-noto-cjk"),
    "ming": Face(f"{_NOTO}NotoSerifCJK-Regular.ttc", 3, 0.88, "fonts-noto-cjk"),
    "ming-bold": Face(f"{_NOTO}NotoSerifCJK-Bold.ttc", 3, 0.88, "fonts-noto-cjk"),
    "song-light": Face(f"{_ARPHIC}/uming.ttc", 0, 0.86, "fonts-arphic-uming"),
    "ming-light": Face(f"{_ARPHIC}/uming.ttc", 2, 0.86, "fonts-arphic-uming"),
    "song-news": Face(f"{_ARPHIC}-gbsn00lp/gbsn00lp.ttf", 0, 0.86, "fonts-arphic-gbsn00lp"),
    "kai": Face(f"{_ARPHIC}/ukai.ttc", 0, 0.86, "fonts-arphic-ukai"),
    "kai-trad": Face(f"{_ARPHIC}/ukai.ttc", 2, 0.86, "fonts-arphic-ukai"),
    "ming-old": Face("/usr/share/fonts/truetype/cwtex/cwming.ttf", 0, 0.8, "fonts-cwtex-ming"),
    "fang-trad": Face("/usr/share/fonts/truetype/cwtex/cwfs.ttf", 0, 0.8, "fonts-cwtex-fs"),
    # Not in packages.txt: only `varied_faces` asks for these, and does without what is not installed.
    "ming-thin": Face(f"{_ARPHIC}-bsmi00lp/bsmi00lp.ttf", 0, 0.86, "fonts-arphic-bsmi00lp"),
    "kai-news": Face(f"{_ARPHIC}-gkai00mp/gkai00mp.ttf", 0, 0.86, "fonts-arphic-gkai00mp"),
    "hei-trad": Face("/usr/share/fonts/truetype/cwtex/cwheib.ttf", 0, 0.8, "fonts-cwtex-heib"),
    "round-trad": Face("/usr/share/fonts/truetype/cwtex/cwyen.ttf", 0, 0.8, "fonts-cwtex-yen"),
    "serif": Face(f"{_DEJAVU}DejaVuSerif.ttf", 0, 0.76, "fonts-dejavu-core"),
    "typewriter": Face(f"{_DEJAVU}DejaVuSansMono.ttf", 0, 0.76, "fonts-dejavu-core"),
    "serif-bold": Face(f"{_DEJAVU}DejaVuSerif-Bold.ttf", 0, 0.76, "fonts-dejavu-core"),
}
_LENDERS = ("song", "ming")
_LIGHT_LENDERS = ("song-light", *_LENDERS)  # for the faces of Arphic, whose strokes are as thin
# The collections of uming and ukai have the marks of Taiwan, in the middle of the cell, also for their
# mainland faces: a mainland page borrows them where printers there set them, at the lower left.
_MARKS = {"song-light": "song-news", "kai": "song-news"}


@dataclass(frozen=True, slots=True)
class Mask:
    """The ink of one glyph: coverage 0..255, and the offset of its top left corner from the origin
    (baseline, left end of the advance) in pixels, y downwards."""

    ink: NDArray[np.uint8]
    left: int
    top: int


@lru_cache(maxsize=256)
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    spec = FACES[face]
    if not Path(spec.path).is_file():
        raise FontMissing(f"{spec.path} is not there. Install the Debian package {spec.package}.")
    return ImageFont.truetype(spec.path, size, index=spec.index, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=20000)
def _raw(face: str, size: int, char: str) -> Mask:
    mask, (left, top) = _font(face, size).getmask2(char, mode="L", anchor="ls")
    width, height = mask.size
    ink = np.asarray(mask, dtype=np.uint8).reshape(height, width) if width and height else _BLANK
    return Mask(ink, int(left), int(top))


_BLANK = np.zeros((0, 0), dtype=np.uint8)


@lru_cache(maxsize=50000)
def face_for(face: str, char: str) -> str:
    """`face` itself, or the face that lends it `char`. Raises FontMissing when no face has it."""
    if char.isspace():
        return face
    first = _MARKS.get(face, face) if char in "，。、：；！？" else face
    lenders = _LIGHT_LENDERS if FACES[face].package.startswith("fonts-arphic") else _LENDERS
    candidates: tuple[str, ...] = (first, *lenders)
    for candidate in candidates:
        ink = _raw(candidate, 48, char).ink
        missing = _raw(candidate, 48, _UNASSIGNED).ink
        if ink.any() and not np.array_equal(ink, missing):
            return candidate
    raise FontMissing(f"no face has U+{ord(char):04X}. Leave the character out of the words.")


@lru_cache(maxsize=50000)
def advance(face: str, char: str) -> float:
    """Advance width of `char` in em."""
    if char == "\u3000":
        return 1.0
    return _font(face_for(face, char), 200).getlength(char) / 200


def glyph(face: str, size: int, char: str) -> Mask:
    """The glyph of `char` at `size` pixels an em, lent by another face where `face` lacks it."""
    return _raw(face_for(face, char), size, char)
