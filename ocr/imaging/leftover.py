"""Print that the detector missed: ink outside all boxes that has the size of characters.

A line that was not found has no confidence, so nothing would show that it is missing: page numbers like —1— are too
small on the detector's copy of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocr.geometry import Box, Direction
from ocr.imaging.image import Image
from ocr.imaging.loose_ink import LooseInk, shared
from ocr.imaging.quads import Quad, bounding_box

_MOST = 40
"""More candidates than this are not missed print but a picture or a dirty sheet; none is taken then."""

_MOST_NUMBERS = 6
_NUMBER_MARGIN = 0.16
_LONGEST_NUMBER = 6.0
"""Page numbers stand in the outermost 16 % of the page's height, are up to six line heights long, and few."""

_APART = 0.5
"""A page number is this many line heights away from all other print."""

_LEAST_GUESSED = 2.0
"""Length of missed print on a page whose size of print is not known, in thicknesses of a usual line."""
_LEAST_INKED = 0.15
"""Share of such print that is ink: the shadows of folds and rows of specks have 0.03-0.1."""

_LEAST_INK = 14
"""Ink of a page number, in pixels of the copy: two hyphens and a 1."""


def leftover_quads(
    grey: Image, quads: Sequence[Quad], direction: Direction, avoid: Sequence[Box]
) -> list[Quad]:
    """Boxes of ink outside `quads` and `avoid` that look like lines of print, at most forty.

    `grey` is ``(height, width)``. A candidate is a quarter to 1.1 times as thick as the median box, at least as long
    as that is thick, and not at the edge of the sheet. The detector can miss whole columns, those with notes in two
    rows for one.
    """
    look = LooseInk.of(grey, quads, direction, avoid)
    if look is None:
        return []
    found = [piece for piece in look.pieces if look.is_line(piece)]
    return [look.quad(piece, 0.2 * look.thick) for piece in found] if len(found) <= _MOST else []


def number_quads(grey: Image, quads: Sequence[Quad], avoid: Sequence[Box]) -> list[Quad]:
    """Boxes of small ink that stands alone at the head or the foot of a horizontal page: page numbers, or specks.

    At most six; what they are shows when they are read. `quads` include those of `leftover_quads`.
    """
    look = LooseInk.of(grey, quads, Direction.HORIZONTAL, avoid)
    if look is None:
        return []
    found = []
    margin = _NUMBER_MARGIN * look.ink.shape[0]
    for piece in look.pieces:
        left, top, wide, tall = piece
        middle = top + tall / 2
        fits = 0.2 * look.thick <= tall <= 0.9 * look.thick and 0.2 <= look.length(piece) <= _LONGEST_NUMBER
        at_edge = middle < margin or middle > look.ink.shape[0] - margin
        if not fits or not at_edge or look.ink[top : top + tall, left : left + wide].sum() < _LEAST_INK:
            continue
        gap = _APART * look.thick
        if shared(look.boxes, (left - gap, top - gap, left + wide + gap, top + tall + gap)).any():
            continue
        found.append(look.quad(piece, 0.5 * tall))
    return found if len(found) <= _MOST_NUMBERS else []


def uncovered(
    grey: Image, quads: Sequence[Quad], direction: Direction, avoid: Sequence[Box]
) -> tuple[Box, ...]:
    """Boxes of ink outside `quads` and `avoid` that looks like print, of any length, from top to bottom.

    None when there are more than forty pieces of it: that is a picture, or dirt. Where `quads` are too few to tell the
    size of the print, pieces of less than two characters are blots, and those with little ink are folds and specks.
    """
    look = LooseInk.of(grey, quads, direction, avoid)
    if look is None:
        return ()
    pieces = [piece for piece in look.pieces if look.is_line(piece)]
    if look.guessed:
        pieces = [p for p in pieces if look.length(p) >= _LEAST_GUESSED and look.inked(p) >= _LEAST_INKED]
    found = [look.quad(piece, 0.0) for piece in pieces]
    boxes = sorted(
        (bounding_box(quad, grey.shape[1], grey.shape[0]) for quad in found), key=lambda b: (b.y0, b.x0)
    )
    return tuple(boxes) if len(boxes) <= _MOST else ()
