"""Reading the boxes of a leaf one by one, and leaving out what is noise or print of the back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np

from ocr.geometry import Direction
from ocr.imaging.image import Image
from ocr.imaging.inksize import contrast, ink_size
from ocr.imaging.own_print import own_print
from ocr.imaging.quads import Quad, crop, sides
from ocr.layout.arrange import Piece
from ocr.layout.roles import PAGE_NUMBER
from ocr.layout.splitting import level_boxes
from ocr.line import Line
from ocr.reading.box_fit import BoxFit
from ocr.reading.cell_dashes import with_dash
from ocr.reading.column_looks import usual_character
from ocr.reading.column_notes import parts_with_notes
from ocr.reading.folio import with_dashes
from ocr.reading.found import Origin, believed
from ocr.reading.line import TALL, is_mirrored
from ocr.reading.models import Models
from ocr.reading.settings import LEAST_CONFIDENCE, LEAST_CONTRAST, LEAST_OWN, MANY_COLUMNS, SURE_CONFIDENCE
from ocr.reading.under_seals import UnderSeals, read_through

_LEAST_OWN = 4
"""Fewer characters in the dark part of a box of the back are where two prints cross."""
_FULL_COLUMN, _AS_DARK, _LEAST_COLUMN = 12, 0.8, 0.4
"""A column of so many characters, as dark as the others, is text though it lies in a fold: it is kept from the third
number on (28 of 30 characters right at 0.46). Print of the back is paler."""


@dataclass(frozen=True, slots=True, eq=False)
class LeafImages:
    """A leaf as its boxes are read: ``grey`` and ``front``, ``(height, width)``, the second without print of the back.

    `under` is what was under seals without colour; `skew` in degrees.
    """

    grey: Image
    front: Image
    skew: float
    direction: Direction
    under: UnderSeals | None


@dataclass(frozen=True, slots=True)
class ReadBoxes:
    """What was read: `pieces` in no order, the boxes that need not be looked at again, and what was left out."""

    pieces: list[Piece]
    covered: list[Quad]
    remarks: tuple[str, ...]


def reader(leaf: LeafImages, quads: Sequence[Quad], models: Models) -> Callable[[Quad], Line | None]:
    """What reads a box of `leaf`, whose boxes are `quads`; None for one without print."""
    again, usual = _second_looks(leaf.front, quads, leaf.direction)
    return partial(
        read_through,
        leaf.under,
        leaf.grey,
        direction=leaf.direction,
        models=models,
        front=leaf.front,
        usual=usual,
        again=again,
    )


def read_boxes(
    leaf: LeafImages,
    found: Sequence[tuple[Quad, Origin]],
    read: Callable[[Quad], Line | None],
    models: Models,
) -> ReadBoxes:
    """Every box of `found` that holds print of this side of the leaf."""
    grey, direction = leaf.grey, leaf.direction
    pieces: list[Piece] = []
    covered: list[Quad] = []
    faint = pale = 0
    looks = [_look(grey, quad, direction) for quad, _ in found]
    median = float(np.median([dark for dark, _ in looks])) if looks else 0.0
    noted = partial(parts_with_notes, leaf.front, models=models)
    dashed = partial(with_dashes, leaf.front, read)
    for quad, origin, (dark, thick), seen in _lines(
        found, looks, BoxFit(leaf.front, direction, pieces), read, noted, dashed
    ):
        is_cell = origin is Origin.CELL
        line = with_dash(seen, grey, quad, (piece.line.text for piece in pieces)) if is_cell else seen
        if not believed(line, origin):
            continue
        if line.confidence < _least_confidence(line, dark, median):
            faint += 1
            continue
        # A number alone in its box leaves little ink to judge contrast by.
        pale_look = (
            not (origin is not Origin.DETECTOR and (PAGE_NUMBER.match(line.text) or is_cell))
            and dark < LEAST_CONTRAST * median
            and line.confidence < SURE_CONFIDENCE
        )
        covered.append(quad)
        kept: tuple[Quad, Line] | None = quad, line
        if pale_look or is_mirrored(grey, quad, line, models):
            pale += 1
            kept = _own(leaf, quad, median, read, models)
        if kept is not None:
            box = level_boxes([kept[0]], leaf.skew, (grey.shape[1], grey.shape[0]))[0].tolist()
            pieces.append(Piece(kept[1], (box[0], box[1], box[2], box[3]), thick))
    return ReadBoxes(pieces, covered, remarks_of(faint, pale))


def _least_confidence(line: Line, dark: float, usual: float) -> float:
    """How sure `line` is to be, whose print is so `dark` where that of the leaf mostly is `usual` (grey levels)."""
    long = line.direction is Direction.VERTICAL and len(line.text) >= _FULL_COLUMN
    return _LEAST_COLUMN if long and dark >= _AS_DARK * usual else LEAST_CONFIDENCE


def _own(
    leaf: LeafImages, quad: Quad, usual: float, read: Callable[[Quad], Line | None], models: Models
) -> tuple[Quad, Line] | None:
    """The line of this side in a box that the back of the sheet made too large, if it reads well."""
    inner = own_print(leaf.front, quad, usual) if leaf.direction is Direction.HORIZONTAL else None
    line = read(inner) if inner is not None else None
    if inner is None or line is None or line.confidence < LEAST_OWN or len(line.text) < _LEAST_OWN:
        return None
    return None if is_mirrored(leaf.grey, inner, line, models) else (inner, line)


def _lines(
    found: Sequence[tuple[Quad, Origin]],
    looks: Sequence[tuple[float, float]],
    fit: Callable[[Quad], Quad],
    read: Callable[[Quad], Line | None],
    noted: Callable[[Quad, Line], list[Quad]],
    dashed: Callable[[Quad, Line], tuple[Quad, Line]],
) -> Iterator[tuple[Quad, Origin, tuple[float, float], Line]]:
    """What each box says that holds print; that of a column with notes in double rows part by part."""
    for (box, origin), look in zip(found, looks, strict=True):
        quad = fit(box)
        line = read(quad)
        if line is None:
            continue
        quad, line = dashed(quad, line)
        parts = noted(quad, line)
        if not parts:
            yield quad, origin, look, line
        for each in parts:
            inner = read(each)
            if inner is not None:
                yield each, origin, look, inner


def _second_looks(front: Image, quads: Sequence[Quad], direction: Direction) -> tuple[bool, float]:
    """Whether the columns inside `quads` are read again when they are not sure, and the usual size of their characters
    (0.0: not known)."""
    if direction is Direction.HORIZONTAL:
        return True, 0.0
    again = len(quads) < MANY_COLUMNS
    return again, usual_character(front, quads) if again else 0.0


def remarks_of(faint: int, pale: int) -> tuple[str, ...]:
    """What is said of as many boxes left out for what was read in them and for their print."""
    remarks = []
    if faint:
        remarks.append(f"{faint} boxes read with confidence under {LEAST_CONFIDENCE} were left out")
    if pale:
        remarks.append(f"{pale} boxes were left out as print shining through from the back")
    return tuple(remarks)


def _look(grey: Image, quad: Quad, page: Direction) -> tuple[float, float]:
    """Contrast (grey levels) and thickness (pixels) of the print inside `quad`."""
    cut = crop(grey, quad)
    width, height = sides(quad)
    tall = height >= TALL * width or (page is Direction.VERTICAL and height > width)
    return contrast(cut), ink_size(np.asarray(cv2.transpose(cut), dtype=np.uint8) if tall else cut)
