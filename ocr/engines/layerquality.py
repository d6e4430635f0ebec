"""Is a PDF page's text layer to be trusted? The rule, and why.

A layer is trusted when all of this holds; the first that fails is the reason given:

1. It has characters at all (as PDFium counts them).
2. pdfplumber finds at least half as many as PDFium: a layer can be unreadable to pdfplumber (0 characters where
   PDFium finds 1,252). PDFium's characters are then judged by what follows.
3. At most 2 % of the characters are not text: private use, unassigned, surrogates, U+FFFD, control
   characters, or ``(cid:n)`` for glyphs without a meaning. A few bullets in a symbol font pass.
4. At least 85 % are Chinese, ASCII or ordinary punctuation: a wrong encoding reads as accented letters
   (ÖÐ»ª for 中华) or as scripts that no gazette prints.
5. Their size is plausible: at most 10 % are under 2 pt or of no width, all of them together cover no more than the
   page, and they do not lie on each other.
6. The page is not a scan: no picture covers 80 % of it. A layer over a scan is somebody's OCR, of unknown
   quality and often invisible; the scan itself is read instead.
7. There are at least 20 characters, unless there is nothing else on the page: a page number alone over print
   drawn as curves or pictures is not the page's text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ocr.engines.spacing import is_cjk

UNREADABLE = "unreadable to pdfplumber"

_MIN_FOUND = 0.5
_MAX_BAD = 0.02
_MIN_EXPECTED = 0.85
_MIN_POINTS = 2.0
_MAX_TINY = 0.1
_MAX_OVERLAID = 0.3
_MIN_CHARS = 20
_MAX_CURVES = 50
_SCAN_COVER = 0.8


@dataclass(frozen=True, slots=True)
class LayerChar:
    """One character of a text layer: its box in points of the page as shown, origin top left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    points: float


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """What the rule judges by. `size` is width and height of the page as shown, in points.

    `expected` is PDFium's count of characters that are not white space; `pictures` the share (0..1) of
    the page the largest picture covers; `drawings` the number of pictures and curves.
    """

    chars: Sequence[LayerChar]
    size: tuple[float, float]
    expected: int
    pictures: float
    drawings: int


def objection(facts: LayerFacts) -> str:
    """Why the layer is not to be trusted, in a short English phrase; empty when it is good."""
    solid = [char for char in facts.chars if not char.text.isspace()]
    count = len(solid)
    if not count and not facts.expected:
        return "no text layer"
    if count < _MIN_FOUND * facts.expected:
        return f"{UNREADABLE}: {count} characters where PDFium finds {facts.expected}"
    for bad in (_bad_text(solid), _bad_geometry(solid, facts.size)):
        if bad:
            return bad
    if facts.pictures >= _SCAN_COVER:
        return "the text lies over a scan of the page"
    if count < _MIN_CHARS and (facts.drawings > _MAX_CURVES or facts.pictures > 0.1):
        return f"only {count} characters on a page with pictures or drawings"
    return ""


def is_text(char: str) -> bool:
    """Is `char` an assigned character with a meaning outside one font?"""
    return len(char) == 1 and unicodedata.category(char) not in {"Co", "Cn", "Cs", "Cc"} and char != "\ufffd"


def _bad_text(solid: Sequence[LayerChar]) -> str:
    bad = sum(not all(is_text(c) for c in char.text) or char.text.startswith("(cid:") for char in solid)
    if bad > _MAX_BAD * len(solid):
        return f"{bad} of {len(solid)} characters are not text (no Unicode mapping)"
    usual = sum(all(_is_usual(c) for c in char.text) for char in solid)
    if usual < _MIN_EXPECTED * len(solid):
        return f"only {usual} of {len(solid)} characters are Chinese, Latin or punctuation (wrong encoding)"
    return ""


def _is_usual(char: str) -> bool:
    """ASCII, Chinese, and what is printed among them: Latin-1 signs, general punctuation, arrows, shapes, units."""
    code = ord(char)
    signs = 0xA0 <= code <= 0xBF or code in {0xD7, 0xF7}
    return code < 0x80 or signs or is_cjk(char) or 0x2000 <= code <= 0x27BF


def _bad_geometry(solid: Sequence[LayerChar], size: tuple[float, float]) -> str:
    tiny = sum(
        char.points < _MIN_POINTS or char.x1 - char.x0 <= 0 or char.y1 - char.y0 <= 0 for char in solid
    )
    if tiny > _MAX_TINY * len(solid):
        return f"{tiny} of {len(solid)} characters have no size"
    area = sum((char.x1 - char.x0) * (char.y1 - char.y0) for char in solid)
    if area > size[0] * size[1]:
        return "the characters cover more than the page"
    places = {(round(char.x0 / 2), round(char.y0 / 2)) for char in solid}
    if len(solid) - len(places) > _MAX_OVERLAID * len(solid):
        return "the characters lie on each other"
    return ""
