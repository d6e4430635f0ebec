"""Marks that were not read, put in where print stands in the room of one.

A line of Chinese is set on one pitch: where two characters stand a character farther apart than usual, and there is
ink between them, a mark was lost. Worn and blurred marks of 200 dpi, three pixels wide, fall to the recogniser's piece.
How high the ink is and where it stands tells the kind of mark; which one of the kind, the recogniser's own shares, what
bracket is open, and in the end the language (`ocr.language.choose`), for which the others are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ocr.engines.spacing import is_cjk
from ocr.imaging.image import Image
from ocr.imaging.quads import Quad, crop
from ocr.reading.ctc import Glyph
from ocr.reading.gap_ink import CLOSING, TWO_DOTS, Frame, GapInk

_LEAST_STEPS = 4
"""So many pitches of Chinese characters tell their em."""

_ROOM = 0.6
_ROOM_AT_MARK = 0.85
"""Room beyond the usual between two characters of which none is a mark, or one is, in em: a mark has 1, and places are
known to 0.2. A mark stands anywhere in its square."""

_LEAST_SHARE = 0.06
"""No mark of the kind counts for less."""

_NUMERALS = frozenset("〇○零一二三四五六七八九十百")

_HEAD = re.compile("^第.{1,5}[条條章节節款编編篇]$")
"""Behind such a head an em is left white."""

_PARTNERS = {"（": "）", "(": "）", "《": "》", "〈": "〉", "〔": "〕", "［": "］"}
_FORMS = {",": "，", ".": "。", "．": "。", "·": "、", ":": "：", ";": "；", "(": "（", ")": "）"}
"""What the recogniser may take a worn mark of full width for."""


class _Gap(NamedTuple):
    """Room behind the glyph at `at`, between `start` and `end`, fractions of the line that lie on its neighbours."""

    at: int
    start: float
    end: float


def settle_lost(grey: Image, quad: Quad, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """`glyphs` of the horizontal line inside `quad` of ``grey`` with marks where print stands in the room of one.

    Middles are fractions of the quad's length.
    """
    result = list(glyphs)
    em = _em(glyphs)
    gaps = [*_gaps(glyphs, em)] if em else []
    if not gaps:
        return result
    cut = crop(grey, quad)
    length = cut.shape[1]
    frame = Frame.of(cut, glyphs, em * length)
    for gap in reversed(gaps):
        piece = GapInk.of(round(gap.start * length), round(gap.end * length), frame)
        shares = _shares(piece.kind(frame), glyphs[: gap.at + 1]) if piece else {}
        if piece is None or not shares:
            continue
        before = result[gap.at]
        char = max(shares, key=lambda each: shares[each])
        others = sorted(((c, p) for c, p in shares.items() if c != char), key=lambda each: -each[1])
        kept = tuple(other for other in before.others if len(other[0]) < 2)
        result[gap.at] = Glyph(before.char, before.probability, before.middle, kept)
        middle = (piece.left + piece.right) / 2 / length
        result.insert(gap.at + 1, Glyph(char, shares[char], middle, tuple(others)))
    return result


def _em(glyphs: Sequence[Glyph]) -> float:
    """The pitch of the Chinese characters, a fraction of the line; 0.0 when it is not known."""
    steps = [b.middle - a.middle for a, b in pairwise(glyphs) if _ideograph(a) and _ideograph(b)]
    return float(np.median(steps)) if len(steps) >= _LEAST_STEPS else 0.0


def _gaps(glyphs: Sequence[Glyph], em: float) -> Iterator[_Gap]:
    """Where two characters stand farther apart than they are wide."""
    for at, (a, b) in enumerate(pairwise(glyphs)):
        if not (is_cjk(a.char) and is_cjk(b.char) and (_ideograph(a) or _ideograph(b))):
            continue
        least = _ROOM if _ideograph(a) and _ideograph(b) else _ROOM_AT_MARK
        apart = b.middle - a.middle >= (1 + least) * em
        if apart and not _HEAD.match("".join(glyph.char for glyph in glyphs[: at + 1])):
            yield _Gap(at, a.middle + 0.3 * em, b.middle - 0.3 * em)


def _shares(kind: Mapping[str, float], before: Sequence[Glyph]) -> Mapping[str, float]:
    """How likely each mark of `kind` is behind the glyphs `before`; empty for none."""
    seen: dict[str, float] = {}
    last = before[-1]
    for text, probability in last.others:
        if len(text) == 2 and text[0] == last.char:
            char = _FORMS.get(text[1], text[1])
            seen[char] = seen.get(char, 0.0) + probability
    partner, since = _open(before)
    if partner and since and all(char in _NUMERALS for char in since):
        # （三 is closed, whatever is left of the bracket.
        return {partner: 1.0 - _LEAST_SHARE}
    known = {char: seen.get(char, 0.0) for char in kind}
    if kind is CLOSING and partner:
        known[partner] = known.get(partner, 0.0) + 1.0
    total = sum(known.values())
    if not total:
        return {} if kind is TWO_DOTS else kind
    return {char: max(_LEAST_SHARE, 0.9 * p / total) for char, p in known.items()}


def _open(glyphs: Sequence[Glyph]) -> tuple[str, str]:
    """What closes the bracket that is open behind `glyphs`, and what stands in it; empty when none is."""
    opened: list[tuple[str, int]] = []
    for at, glyph in enumerate(glyphs):
        if glyph.char in _PARTNERS:
            opened.append((_PARTNERS[glyph.char], at))
        elif opened and _FORMS.get(glyph.char, glyph.char) == opened[-1][0]:
            opened.pop()
    if not opened:
        return "", ""
    partner, at = opened[-1]
    return partner, "".join(glyph.char for glyph in glyphs[at + 1 :])


def _ideograph(glyph: Glyph) -> bool:
    return "\u3400" <= glyph.char <= "\u9fff"
