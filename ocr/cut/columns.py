"""Where lines stand in their columns, on pages that may lie askew.

"Along" is the direction of the characters (x, or y when vertical), "across" that in which lines follow each other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ocr.geometry import Direction
from ocr.line import Line, Role
from ocr.page import PageText

FULL_PAGE = 12
"""A page of at least this many lines shows the width of its type area."""

_SET_IN = 2.6
"""A line of running text begins within so many ems of its column's edge."""

_LARGER = 1.15

_HAN = re.compile("[\u4e00-\u9fff]")
_LEANS = tuple(step * 0.004 for step in range(-15, 16))
"""Slopes that are tried, pixels along for a pixel across: 3.4 degrees to either side."""

_THICKER = 1.12
"""The upright box of a line that leans is thicker the longer the line; below this there is no lean to look for."""

_CLEARER = 1.15
"""A lean is believed when it lines up the edges of this many times more lines than none."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line's place with the page's lean taken out, in pixels: `start` and `end` along, `centre` across."""

    start: float
    end: float
    centre: float
    thickness: float
    block: int
    cell: bool
    plain: bool


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """The places of a page's lines, and one em of its text in pixels."""

    places: tuple[Place, ...]
    em: float


def page_places(lines: Sequence[Line]) -> PagePlaces:
    """Places of `lines`, the lean of the page estimated and taken out."""
    raw = [_raw(line) for line in lines]
    lean = _lean(raw)
    middle = median(p.centre for p in raw) if raw else 0.0
    places = []
    for p in raw:
        shift = lean * (p.centre - middle)
        thickness = max(1.0, p.thickness - abs(lean) * (p.end - p.start))
        places.append(Place(p.start - shift, p.end - shift, p.centre, thickness, p.block, p.cell, p.plain))
    return PagePlaces(tuple(places), _em(lines, places))


def _raw(line: Line) -> Place:
    x0, y0, x1, y1 = line.box
    cell, plain = line.role is Role.TABLE_CELL, line.role is Role.TEXT
    if line.direction is Direction.VERTICAL:
        return Place(y0, y1, -(x0 + x1) / 2, max(1, x1 - x0), line.block, cell, plain)
    return Place(x0, x1, (y0 + y1) / 2, max(1, y1 - y0), line.block, cell, plain)


def _lean(places: Sequence[Place]) -> float:
    """The slope that lines up most line ends, 0 unless it is clearly better than none."""
    text = [p for p in places if not p.cell]
    if len(text) < 8:
        return 0.0
    longest = max(p.end - p.start for p in text)
    long = median(p.thickness for p in text if p.end - p.start >= 0.8 * longest)
    if long < _THICKER * median(
        p.thickness for p in text if p.end - p.start <= 0.6 * longest or p.end - p.start == longest
    ):
        return 0.0
    bin_size = max(2.0, 0.25 * median(p.thickness for p in text))

    def aligned(lean: float) -> int:
        score = 0
        for side in ("start", "end"):
            counts = Counter((p.block, round((getattr(p, side) - lean * p.centre) / bin_size)) for p in text)
            score += sum(count * count for count in counts.values())
        return score

    upright = aligned(0.0)
    best = max(_LEANS, key=aligned)
    return best if aligned(best) > _CLEARER * upright else 0.0


def _em(lines: Sequence[Line], places: Sequence[Place]) -> float:
    """Pixels a Chinese character takes along its line; the thickness of lines where there are few of them."""
    widths = [
        (p.end - p.start) / len(line.text)
        for line, p in zip(lines, places, strict=True)
        if p.plain and len(line.text) >= 8 and len(_HAN.findall(line.text)) > 0.7 * len(line.text)
    ]
    if len(widths) >= 3:
        return max(1.0, median(widths))
    thick = [p.thickness for p in places if not p.cell] or [p.thickness for p in places]
    return max(1.0, median(thick)) if thick else 1.0


def type_areas(pages: Sequence[PageText], placed: Sequence[PagePlaces]) -> list[tuple[float, float]]:
    """Extent along the lines of each page's type area; a page of few lines takes that of its fuller neighbours.

    Compared are pages of about the same size and the same direction.
    """
    own = [_extent(p.places) for p in placed]
    shapes = [(page.width // 40, page.height // 40, page.direction) for page in pages]
    full: dict[tuple[int, int, Direction], list[tuple[float, float]]] = defaultdict(list)
    for shape, extent, place in zip(shapes, own, placed, strict=True):
        if len(place.places) >= FULL_PAGE:
            full[shape].append(extent)
    result = []
    for shape, extent, place in zip(shapes, own, placed, strict=True):
        others = full[shape]
        if len(place.places) >= FULL_PAGE or not others:
            result.append(extent)
        else:
            low, high = (median(side) for side in zip(*others, strict=True))
            result.append((min(low, extent[0]), max(high, extent[1])))
    return result


def columns(places: Sequence[Place], area: tuple[float, float], em: float) -> dict[int, tuple[float, float]]:
    """Extent along the lines of each block's column.

    A block of few lines (a centred heading on its own) takes the extent of the narrowest block around it that
    has more lines; with none around it, that of the page's type area.
    """
    blocks: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        blocks[place.block].append(place)
    extents = {block: _measure(members, em) for block, members in blocks.items()}
    result = {}
    for block, (low, high) in extents.items():
        around = [
            other
            for name, other in extents.items()
            if len(blocks[name]) > max(4, len(blocks[block]))
            and other[0] <= low + 0.3 * em
            and other[1] >= high - 0.3 * em
        ]
        if len(blocks[block]) > 4:
            result[block] = (low, high)
        else:
            result[block] = min(around, key=lambda e: e[1] - e[0]) if around else area
    return result


def _measure(places: Sequence[Place], em: float) -> tuple[float, float]:
    """Extent of a column, its end where most full lines end: a few run over where stops take no room."""
    low, high = _extent(places)
    # Lines of paragraphs alone: those of centred headings, unmarked, may end alike short of the measure.
    usual = median(p.thickness for p in places)
    plain = [
        p.end for p in places if p.plain and p.start <= low + _SET_IN * em and p.thickness <= _LARGER * usual
    ]
    counts = Counter(round(end / (0.4 * em)) for end in plain if end > high - 3.5 * em)
    if len(plain) < 5 or not counts:
        return low, high
    place, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    if count < 3 or count * 4 < len(plain):
        return low, high
    return low, max(end for end in plain if round(end / (0.4 * em)) <= place)


def _extent(places: Sequence[Place]) -> tuple[float, float]:
    text = [p for p in places if not p.cell] or list(places)
    if not text:
        return 0.0, 0.0
    return min(p.start for p in text), max(p.end for p in text)
