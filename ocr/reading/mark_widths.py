"""Full or half width: by the room a mark has, by the other bracket of its pair where the room does not tell.

A colon, comma or bracket of full width takes up a character's square, one of half width less than half of it. Where two
marks meet, typesetting takes the half square between them away, as at the ends of lines (CLREQ 3.1.6, Compression of
Punctuation Marks): ）， has the room of one character whatever its bracket.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ocr.engines.spacing import is_cjk
from ocr.reading.ctc import Glyph
from ocr.reading.strokes import Strokes

WIDE: Mapping[str, str] = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
NARROW: Mapping[str, str] = {wide: narrow for narrow, wide in WIDE.items()}
"""Marks of half and of full width."""

_BEHIND = frozenset("，。、；：！？）》〉」』】〕］”’…")
_BEFORE = _BEHIND | frozenset("（《〈「『【〔［“‘")
"""Marks that take the room behind one that closes or stops, and before one that opens."""

_FULL_ROOM = 0.60
"""A mark with more room than this between its neighbours, in em, is of full width (half width: 0.3-0.5, full: 1.0)."""

_CLEAR_ROOM = 0.55
"""Between Chinese characters, where marks are set at full width (GB/T 15834), it takes less room than this, and a sure
reading, for half width: marks are moved closer together to justify a line."""

_STEP = 0.1
"""Room is measured to half a step of the recogniser, a tenth of an em and more: so near to the least it tells little,
and a mark that was read as wide stays wide."""

_SURE = 0.9

_STOP_ROOM = 0.93
_STOP_WHITE = 1.0
"""The full-width dot of 1．总则 leaves at least so much between the ink of the number and that of the text, and at most
so much white behind it, in em (1.04-1.5, 0.51-0.9); that of 1.总则 and 1. 总则 leaves less (0.35-0.83)."""


class Width(NamedTuple):
    """A mark in the width it has; `told`: by its room."""

    char: str
    told: bool


def settled_widths(glyphs: Sequence[Glyph], em: float, chinese: bool) -> dict[int, str]:
    """By index, the marks of a horizontal line in the width they have; `em` is a fraction of the crop's length.

    `chinese`: the line has Chinese characters; without them all marks are narrow.
    """
    marks = [k for k, glyph in enumerate(glyphs) if glyph.char in WIDE or glyph.char in NARROW]
    found = {k: _width(glyphs, k, em, chinese) for k in marks}
    for first, last in _pairs(glyphs):
        one, other = found[first], found[last]
        if one.told != other.told and (one.char in WIDE) != (other.char in WIDE):
            right, wrong = (first, last) if one.told else (last, first)
            form = WIDE if found[right].char in NARROW else NARROW
            found[wrong] = Width(form.get(found[wrong].char, found[wrong].char), True)
    return {k: width.char for k, width in found.items()}


def is_full_stop(ink: Strokes, glyphs: Sequence[Glyph], k: int, em: float) -> bool:
    """Is the dot at `k`, between the number of an item and its Chinese text, of full width? `em` in pixels of `ink`."""
    before, after = _beside(glyphs, k)
    if not (before and after and before.char.isdigit() and "\u3400" <= after.char <= "\u9fff"):
        return False
    length = len(ink.low)
    start = round(before.middle * length)
    inked = (ink.high >= ink.low)[start : round(after.middle * length)]
    edges = np.flatnonzero(np.diff(inked, prepend=False, append=False))
    if len(edges) < 6:
        return False
    # The ink of the number ends, that of the dot follows, then that of the text.
    number_ends, dot_ends, text_begins = int(edges[1]), int(edges[3]), int(edges[4])
    return text_begins - number_ends >= _STOP_ROOM * em and text_begins - dot_ends <= _STOP_WHITE * em


def _pairs(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """Indices of round brackets that belong together."""
    opened: list[int] = []
    for k, glyph in enumerate(glyphs):
        if glyph.char in "(（":
            opened.append(k)
        elif glyph.char in ")）" and opened:
            yield opened.pop(), k


def _width(glyphs: Sequence[Glyph], k: int, em: float, chinese: bool) -> Width:
    char = glyphs[k].char
    narrow, wide = NARROW.get(char, char), WIDE.get(char, char)
    if not chinese:
        return Width(narrow, True)
    before, after = _beside(glyphs, k)
    sides = [is_cjk(g.char) or g.char in "“”‘’—…" for g in (before, after) if g is not None]
    if not sides:
        return Width(char, False)
    meets = before.char in _BEFORE if narrow == "(" and before else bool(after and after.char in _BEHIND)
    room = None if meets or not (before and after) else _room(before, after, em)
    if all(sides):
        sure_narrow = char == narrow and glyphs[k].probability >= _SURE
        return Width(
            narrow if sure_narrow and room is not None and room < _CLEAR_ROOM else wide, room is not None
        )
    if room is None:
        return Width(wide if meets else char, False)
    if any(sides):
        least = _FULL_ROOM - (_STEP if char == wide else 0.0)
        return Width(wide if room >= least else narrow, abs(room - least) > _STEP)
    return Width(wide if char == wide and room >= _FULL_ROOM else narrow, True)


def _beside(glyphs: Sequence[Glyph], k: int) -> tuple[Glyph | None, Glyph | None]:
    """What is printed before and behind the glyph at `k`."""
    before = next((g for g in reversed(glyphs[:k]) if not g.char.isspace()), None)
    return before, next((g for g in glyphs[k + 1 :] if not g.char.isspace()), None)


def _room(before: Glyph, after: Glyph, em: float) -> float:
    """The room between two glyphs, in em."""
    return float((after.middle - before.middle) / em - _half(before.char) - _half(after.char))


def _half(char: str) -> float:
    """Half the width of `char`, in em."""
    if is_cjk(char) or char in "“”—…":
        return 0.5
    return 0.43 if char == "%" else 0.33 if char.isupper() else 0.26
