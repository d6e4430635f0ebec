"""Reading one upright page of paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial

import numpy as np

from ocr.engines.spacing import is_cjk
from ocr.geometry import Box, Direction
from ocr.imaging.ends import reach_ends
from ocr.imaging.fit import fitted
from ocr.imaging.image import Image
from ocr.imaging.inksize import contrast, ink_size
from ocr.imaging.leftover import leftover_quads, number_quads, uncovered
from ocr.imaging.quads import Quad, crop, sides
from ocr.imaging.rules import Rules, levelled_copy, rules_of
from ocr.imaging.showthrough import without_show_through
from ocr.imaging.skew import page_skew
from ocr.imaging.small_cells import cell_quads
from ocr.imaging.worn_rules import worn_rules
from ocr.language.choose import choose
from ocr.language.model import notice_model
from ocr.layout.arrange import Piece, arrange_page, gutter_hints, page_direction
from ocr.layout.margin_cuts import cut_at_margins
from ocr.layout.pictures import find_pictures, is_noise
from ocr.layout.region_backward import turned_backward
from ocr.layout.roles import PAGE_NUMBER
from ocr.layout.splitting import cut_quads, level_boxes
from ocr.layout.tables import NO_PRINT, Table, find_tables
from ocr.layout.vertical_table import cut_at_rules, find_vertical_tables, in_tables
from ocr.line import Line
from ocr.page import Grid, Override
from ocr.reading.cell_dashes import with_dash
from ocr.reading.column import usual_character
from ocr.reading.column_heads import joined_heads
from ocr.reading.column_notes import parts_with_notes
from ocr.reading.column_rows import in_rows
from ocr.reading.leaders import join_leaders
from ocr.reading.line import TALL, is_mirrored
from ocr.reading.models import Models
from ocr.reading.settings import (
    LEAST_CELL,
    LEAST_CONFIDENCE,
    LEAST_CONTRAST,
    LEAST_DIGIT,
    LEAST_LEFTOVER,
    LEAST_LONG_LEFTOVER,
    LEAST_NUMBER,
    SURE_CONFIDENCE,
)
from ocr.reading.under_seals import UnderSeals, read_through

_LATIN_LETTERS = 20
"""So many Latin letters, and so many for each Chinese character, are a Latin page."""


_MANY_COLUMNS = 300
"""So many boxes are a newspaper's sheet: pages of 1939 have over 300, a gazette's page of three tiers up to 120. Its
columns are not read again from the leaf without print of the back (a fold of 1939: 35 CPU seconds rather than 59)."""


@dataclass(frozen=True, slots=True)
class LeafText:
    """What one leaf says; everything in pixels of the leaf's upright image.

    `missed` are boxes of ink that looks like print and that none of `lines` covers; the indices of `tables` point into
    `lines`; `pictures` are boxes of what is neither print nor seal.
    """

    direction: Direction
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()
    missed: tuple[Box, ...] = ()
    tables: tuple[Grid, ...] = ()
    pictures: tuple[Box, ...] = ()


def read_leaf(
    grey: Image,
    seals: Sequence[Box],
    models: Models,
    override: Override,
    quads: list[Quad] | None = None,
    under: UnderSeals | None = None,
    front: Image | None = None,
) -> LeafText:
    """Read ``grey``, ``(height, width)``, an upright leaf whose seals have been taken out (they stood at `seals`).

    `under`: what was under those that have no colour; None when there are none.

    `quads`: its boxes, when the detector has looked at it already; `front`: the leaf without print of the back, when
    that is known.
    """
    size = (grey.shape[1], grey.shape[0])
    front = without_show_through(grey) if front is None else front
    quads = models.detect(front) if quads is None else quads
    skew = page_skew(quads)
    direction = override.direction or page_direction([sides(quad) for quad in quads])
    copy, scale = levelled_copy(front, skew)
    rules = rules_of(copy, scale)
    tables = _ruled_tables(copy, quads, skew, size, rules, direction)
    hints = gutter_hints(rules, direction, override.columns)
    whole = cut_quads(
        front, under.joined(quads, direction) if under else quads, skew, direction, hints, tables
    )
    cut = cut_at_margins(front, list(whole), skew, direction)
    if direction is Direction.HORIZONTAL:
        still = [_in_table(quad, skew, size, tables) for quad in cut]
        cut = reach_ends(front, cut, direction, still, seals)
    else:
        cut = _with_heads(cut, skew, size, tables, rules)
        quads = [*quads, *cut]
    found = _found(front, cut, quads, skew, direction, seals)
    pieces: list[Piece] = []
    covered: list[Quad] = []
    faint = pale = 0
    looks = [_look(grey, quad, direction) for quad, _ in found]
    median = float(np.median([dark for dark, _ in looks])) if looks else 0.0
    again, usual = _second_looks(front, [quad for quad, _ in found], direction)
    read = partial(
        read_through, under, grey, direction=direction, models=models, front=front, usual=usual, again=again
    )
    noted = partial(parts_with_notes, front, models=models)
    for quad, origin, (dark, thick), seen in _lines(
        found, looks, partial(_fit, front, direction, pieces), read, noted
    ):
        is_cell = origin is _Origin.CELL
        line = with_dash(seen, grey, quad, (piece.line.text for piece in pieces)) if is_cell else seen
        if not _believed(line, origin):
            continue
        if line.confidence < LEAST_CONFIDENCE:
            faint += 1
            continue
        # A number alone in its box leaves little ink to judge contrast by.
        pale_look = (
            not (origin is not _Origin.DETECTOR and (PAGE_NUMBER.match(line.text) or origin is _Origin.CELL))
            and dark < LEAST_CONTRAST * median
            and line.confidence < SURE_CONFIDENCE
        )
        if pale_look or is_mirrored(grey, quad, line, models):
            pale += 1
            covered.append(quad)
            continue
        x0, y0, x1, y1 = level_boxes([quad], skew, size)[0].tolist()
        pieces.append(Piece(line, (x0, y0, x1, y1), thick))
        covered.append(quad)
    if direction is Direction.HORIZONTAL:
        pieces, leaders = join_leaders(
            pieces,
            front,
            cut,
            skew,
            size,
            read,
        )
        covered += leaders
    pictures = find_pictures(front, [quad for quad, _ in found], seals, [piece.line for piece in pieces])
    pieces = [piece for piece in pieces if not is_noise(piece.line, pictures)]
    lines, grids = arrange_page(_running(pieces, direction), direction, size, rules, tables, override.columns)
    lines = choose(_in_rows(lines, direction) if not grids else lines)
    missed = uncovered(front, covered, direction, [*seals, *pictures])
    return LeafText(direction, lines, _remarks(faint, pale), missed, grids, pictures)


def _lines(
    found: Sequence[tuple[Quad, _Origin]],
    looks: Sequence[tuple[float, float]],
    fit: Callable[[Quad], Quad],
    read: Callable[[Quad], Line | None],
    noted: Callable[[Quad, Line], list[Quad]],
) -> Iterator[tuple[Quad, _Origin, tuple[float, float], Line]]:
    """What each box says that holds print; that of a column with notes in double rows part by part."""
    for (box, origin), look in zip(found, looks, strict=True):
        quad = fit(box)
        line = read(quad)
        if line is None:
            continue
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
    again = len(quads) < _MANY_COLUMNS
    return again, usual_character(front, quads) if again else 0.0


def _remarks(faint: int, pale: int) -> tuple[str, ...]:
    """What is said of as many boxes left out for what was read in them and for their print."""
    remarks = []
    if faint:
        remarks.append(f"{faint} boxes read with confidence under {LEAST_CONFIDENCE} were left out")
    if pale:
        remarks.append(f"{pale} boxes were left out as print shining through from the back")
    return tuple(remarks)


def _ruled_tables(
    copy: Image, quads: Sequence[Quad], skew: float, size: tuple[int, int], rules: Rules, direction: Direction
) -> tuple[Table, ...]:
    """Tables told by `rules`, found on the levelled `copy` of a leaf of `size`, and by worn ones.

    What crosses print, whose boxes are `quads`, is no rule.
    """
    boxes = level_boxes(quads, skew, size) if quads else NO_PRINT
    if direction is Direction.VERTICAL:
        # The frames and rules of a newspaper part articles, whose columns look like cells that are not filled.
        return find_vertical_tables(rules, boxes) if len(boxes) < _MANY_COLUMNS else ()
    return find_tables(rules, worn_rules(copy, rules, boxes), boxes)


def _with_heads(
    quads: list[Quad], skew: float, size: tuple[int, int], tables: Sequence[Table], rules: Rules
) -> list[Quad]:
    """The boxes of a vertical page cut at the rules of its `tables`; outside of them those of a head joined."""
    inside: list[Quad] = []
    if tables and quads:
        cut = cut_at_rules(quads, level_boxes(quads, skew, size), tables)
        within = in_tables(level_boxes(cut, skew, size), tables)
        inside = [quad for quad, held in zip(cut, within, strict=True) if held]
        quads = [quad for quad, held in zip(cut, within, strict=True) if not held]
    parted = partial(_parted, rules=rules, skew=skew, size=size)
    return inside + joined_heads(quads, parted)


def _parted(one: Quad, other: Quad, rules: Rules, skew: float, size: tuple[int, int]) -> bool:
    return rules.part(*level_boxes([one, other], skew, size))


def _running(pieces: Sequence[Piece], direction: Direction) -> Sequence[Piece]:
    """`pieces`, those of a vertical page with its horizontal lines running the way they were set."""
    if direction is Direction.HORIZONTAL:
        return pieces
    lines = turned_backward([piece.line for piece in pieces], notice_model("traditional").log_text)
    return [replace(piece, line=line) for piece, line in zip(pieces, lines, strict=True)]


def _in_rows(lines: Sequence[Line], direction: Direction) -> Sequence[Line]:
    """`lines`, those of a vertical page with its heads in rows."""
    if direction is Direction.HORIZONTAL:
        return lines
    return in_rows(lines, notice_model("traditional").log_text)


_CELL = re.compile(r"^(?:\d{1,2}|[一—－–\-])$")
"""What stands alone in a cell and is too small to be detected."""


class _Origin(Enum):
    """Who found a box."""

    DETECTOR = auto()
    LEFTOVER = auto()
    NUMBER = auto()
    CELL = auto()


def _found(
    front: Image, cut: list[Quad], quads: list[Quad], skew: float, direction: Direction, seals: Sequence[Box]
) -> list[tuple[Quad, _Origin]]:
    """All boxes to read: `cut`, those of the detector, and of ink that neither they nor `quads` cover."""
    found = [(quad, _Origin.DETECTOR) for quad in cut]
    found += [(quad, _Origin.LEFTOVER) for quad in leftover_quads(front, quads, direction, seals)]
    if direction is Direction.HORIZONTAL:
        numbers = number_quads(front, [quad for quad, _ in found], seals)
        found += [(quad, _Origin.NUMBER) for quad in numbers]
        cells = cell_quads(front, [quad for quad, _ in found], skew, seals)
        found += [(quad, _Origin.CELL) for quad in cells]
    return found


def _believed(line: Line, origin: _Origin) -> bool:
    """Is what was read print? Ink that the detector did not take for text must be read well, or as a page number."""
    if origin is _Origin.NUMBER:
        least = LEAST_NUMBER if len(line.text) > 1 else LEAST_DIGIT
        return bool(PAGE_NUMBER.match(line.text)) and line.confidence >= least
    if origin is _Origin.CELL:
        return bool(_CELL.match(line.text)) and line.confidence >= LEAST_CELL
    if origin is _Origin.LEFTOVER and PAGE_NUMBER.match(line.text) and len(line.text) > 1:
        return line.confidence >= LEAST_NUMBER
    least = LEAST_LONG_LEFTOVER if len(line.text) >= 5 else LEAST_LEFTOVER
    return origin is _Origin.DETECTOR or line.confidence >= least


def _in_table(quad: Quad, skew: float, size: tuple[int, int], tables: Sequence[Table]) -> bool:
    box = level_boxes([quad], skew, size)
    return any(table.members(box) for table in tables)


def _fit(front: Image, direction: Direction, pieces: Sequence[Piece], quad: Quad) -> Quad:
    """`quad` as it is read: on a horizontal page as high as its print, unless the `pieces` read so far are Latin.

    Latin lines read as well in the detector's boxes (drawn pages), and in lower ones take half as long again.
    """
    if direction is not Direction.HORIZONTAL:
        return quad
    text = "".join(piece.line.text for piece in pieces)
    letters = sum(char.isascii() and char.isalpha() for char in text)
    latin = letters >= _LATIN_LETTERS and letters >= _LATIN_LETTERS * sum(map(is_cjk, text))
    return quad if latin else fitted(front, quad)


def _look(grey: Image, quad: Quad, page: Direction) -> tuple[float, float]:
    """Contrast (grey levels) and thickness (pixels) of the print inside `quad`."""
    cut = crop(grey, quad)
    width, height = sides(quad)
    tall = height >= TALL * width or (page is Direction.VERTICAL and height > width)
    return contrast(cut), ink_size(np.ascontiguousarray(cut.T) if tall else cut)
