"""What a page says: the types that every reader returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ocr.geometry import Box, Direction
from ocr.line import Line

Setting = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Step:
    """What did the work: tool, its version, and every setting that can change the result.

    Two readings with equal steps of the same image are equal.
    """

    tool: str
    version: str
    settings: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of paper on the image, and what was done to set it upright for reading.

    `box` is its place on the image. The image was turned by `turn` degrees clockwise, then by `skew` degrees
    (counter-clockwise positive: what a sheet that leans clockwise needs), and `flattened` when perspective or
    curl were taken out. A `blank` leaf bears no print.
    """

    box: Box
    turn: int = 0
    skew: float = 0.0
    flattened: bool = False
    direction: Direction = Direction.HORIZONTAL
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its first row and column from 0, how many it spans, the indices of its lines."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its box, its numbers of rows and columns, its cells that hold text, row by row."""

    box: Box
    rows: int
    columns: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as read. `lines` are in reading order, furniture (see `FURNITURE`) included.

    `width` and `height` are those of the image passed in, in pixels. `confidence` is 0..1, the mean
    of the line confidences weighted by characters; 1.0 for a page with no text (nothing was doubted).
    `expected_error` is the share of characters (0..1) that is expected to be wrong or missing, None when
    the reader cannot tell. `missed` are boxes of ink that looks like print and that no line covers.
    `seals` are the boxes of seals that were taken out before reading, `pictures` those of what is neither
    print nor seal. `leaves` are the pages of paper on the image in reading order, two on a spread; the
    indices of `tables` point into `lines`. `dpi` is the resolution as the print tells it, 0 for unknown.
    `remarks` are short English sentences a person should know ("text layer refused: …").
    """

    width: int
    height: int
    direction: Direction
    lines: tuple[Line, ...]
    step: Step
    confidence: float
    seals: tuple[Box, ...] = ()
    remarks: tuple[str, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    tables: tuple[Grid, ...] = ()
    pictures: tuple[Box, ...] = ()
    missed: tuple[Box, ...] = ()
    expected_error: float | None = None
    dpi: int = 0


@dataclass(frozen=True, slots=True)
class Override:
    """What a person says about the pages of an issue; None leaves it to the reader.

    `turn`: degrees clockwise that set the pages upright. `leaves`: pages of paper on an image, 1 or 2.
    `columns`: columns (tiers of vertical pages) on a leaf.
    """

    direction: Direction | None = None
    turn: int | None = None
    leaves: int | None = None
    columns: int | None = None


NO_OVERRIDE = Override()


def mean_confidence(lines: tuple[Line, ...]) -> float:
    """Mean confidence of `lines`, weighted by characters; 1.0 when there are no characters."""
    total = sum(len(line.text) for line in lines)
    if not total:
        return 1.0
    return sum(line.confidence * len(line.text) for line in lines) / total
