"""Horizontal lines on vertical pages: old printers set them from right to left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ocr.engines.spacing import is_cjk
from ocr.imaging.quads import Quad, sides
from ocr.reading.ctc import Glyph

_ORDERED = re.compile(
    r"第[一二三四五六七八九十百千〇○零\d]{1,7}[號号期卷版頁章條冊集張]|中華民國|民國|光緒|宣統"
    r"|年.{1,3}月|月.{1,3}日|星期|禮拜|公報|政報|日報|公告|布告|訓令|通令|指令|命令|法規|條例|章程|目錄|附錄|專載|廣告"
    r"|海關|關務|稅務|財政|總署|政府|國民|委員會|公司|銀行|「.+」|（.+）|《.+》"
)
"""What reads one way only: numbers of issues, dates, words of mastheads and headings, pairs of brackets."""

_ASIDE = 0.3
"""Boxes of one row have their middles within this many heights of each other, across the row."""

_APART = 1.2
"""Widest blank between the boxes of one row, heights: heads are set wide, and the detector misses single characters."""

_UNLIKE = 1.5
"""Most that the heights of boxes of one row differ, as a ratio."""

_LONG = 1.5
"""A box this many times as wide as high is a row by itself, and others may belong to it."""

_MANY = 3
"""As many boxes side by side are a row, though none is long: columns of one character stand alone."""


def joined_heads(quads: Sequence[Quad]) -> list[Quad]:
    """The boxes of a vertical page, those of each horizontal line joined to one, which stands last.

    The detector takes a head of wide-set characters for several boxes of one to five characters.
    """
    shapes = [sides(quad) for quad in quads]
    flat = [k for k, (width, height) in enumerate(shapes) if height < _LONG * width and width > 0 < height]
    rows: list[list[int]] = []
    for k in sorted(flat, key=lambda k: float(quads[k][:, 0].min())):
        near = [row for row in rows if any(_in_row(quads[k], quads[other]) for other in row)]
        rows = [row for row in rows if row not in near]
        rows.append([other for row in near for other in row] + [k])
    heads = []
    joined: set[int] = set()
    for row in rows:
        if len(row) >= _MANY or (len(row) > 1 and any(shapes[k][0] >= _LONG * shapes[k][1] for k in row)):
            heads.append(_around([quads[k] for k in row]))
            joined |= set(row)
    return [quad for k, quad in enumerate(quads) if k not in joined] + heads


def _in_row(one: Quad, other: Quad) -> bool:
    """Are these boxes parts of one horizontal line?"""
    width, height = sides(one)
    wide, high = sides(other)
    if max(height, high) > _UNLIKE * min(height, high):
        return False
    # The longer one tells the way of the row better.
    longer = one if width >= wide else other
    way = longer[1] - longer[0]
    way = way / max(float(np.linalg.norm(way)), 1e-6)
    apart = other.mean(axis=0) - one.mean(axis=0)
    along, across = abs(float(apart @ way)), abs(float(apart[1] * way[0] - apart[0] * way[1]))
    mean = (height + high) / 2
    return across < _ASIDE * mean and along - (width + wide) / 2 < _APART * mean


def _around(quads: Sequence[Quad]) -> Quad:
    """The box around a row of boxes, along the line through the middles of the outermost."""
    middles = np.array([quad.mean(axis=0) for quad in quads])
    way = middles[middles[:, 0].argmax()] - middles[middles[:, 0].argmin()]
    way = way / max(float(np.linalg.norm(way)), 1e-6)
    across = np.array([-way[1], way[0]])
    origin = middles.mean(axis=0)
    corners = np.concatenate(list(quads)) - origin
    low, high = float((corners @ way).min()), float((corners @ way).max())
    half = float(np.median([sides(quad)[1] for quad in quads])) / 2
    edges = [(low, -half), (high, -half), (high, half), (low, half)]
    return np.array([origin + a * way + b * across for a, b in edges], dtype=np.float32)


def runs_from_right(text: str) -> bool:
    """Does `text`, a horizontal line on a vertical page as it stands from left to right, run from right to left?

    The pixels do not tell. What can only be read one way decides. Without that it does: on old vertical pages
    horizontal lines are columns of one character each. Lines with Latin letters or digits run from left to right.
    """
    if sum(is_cjk(char) for char in text) < 2 or any(char.isascii() and char.isalnum() for char in text):
        return False
    return _weight(text[::-1]) >= _weight(text)


def turned_round(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """`glyphs` in the other order, their middles as fractions from the other end; brackets face the other way."""
    return [
        replace(glyph, char=_other_way(glyph.char), middle=1.0 - glyph.middle) for glyph in reversed(glyphs)
    ]


_PAIRS = "「」『』（）()〔〕[]【】《》〈〉"
_PARTNERS = {char: _PAIRS[at + 1 - 2 * (at % 2)] for at, char in enumerate(_PAIRS)}


def _other_way(char: str) -> str:
    return _PARTNERS.get(char, char)


def _weight(text: str) -> int:
    return sum(len(found.group()) for found in _ORDERED.finditer(text))
