"""What a page says: the types that every reader returns.

Coordinates everywhere in `ocr`: pixels of the page image that was passed in, origin top left,
x to the right, y downwards; boxes are half-open, ``x0 <= x < x1``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

Setting = str | int | float | bool


class Direction(StrEnum):
    """How the characters of a line, or the lines of a page, follow each other (CSS writing modes)."""

    HORIZONTAL = "horizontal-tb"
    VERTICAL = "vertical-rl"


class Role(StrEnum):
    """What a line is on the page. Judged by layout alone; what it *says* is judged by the cutter."""

    TEXT = "text"
    HEADING = "heading"
    RUNNING_HEAD = "running_head"
    PAGE_NUMBER = "page_number"
    TABLE_CELL = "table_cell"
    SEAL = "seal"


FURNITURE = frozenset({Role.RUNNING_HEAD, Role.PAGE_NUMBER, Role.SEAL})
"""Roles that belong to the sheet, not to any notice: exported, never part of a notice's text."""


class Box(NamedTuple):
    """An upright rectangle in pixels, ``(x0, y0, x1, y1)``, half-open, origin top left."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    @property
    def area(self) -> int:
        return max(0, self.width) * max(0, self.height)

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )

    def overlap(self, other: Box) -> int:
        """Area shared with `other`, in square pixels; 0 when they do not touch."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(0, width) * max(0, height)


@dataclass(frozen=True, slots=True)
class Line:
    """One line (or column, when vertical) of print, its text exactly as read.

    `confidence` is 0..1, the mean over the characters as the engine gave it.
    `bounds` has ``len(text) + 1`` entries: the pixel positions along the line's direction (x when
    horizontal, y when vertical) between which each character stands, rising; empty when the engine
    does not tell. `block` numbers the layout block (column, tier, table) the line belongs to, in
    reading order; lines of one block follow each other.
    """

    text: str
    box: Box
    confidence: float
    role: Role = Role.TEXT
    direction: Direction = Direction.HORIZONTAL
    bounds: tuple[int, ...] = ()
    block: int = 0

    def __post_init__(self) -> None:
        if self.bounds and len(self.bounds) != len(self.text) + 1:
            raise ValueError(f"{len(self.bounds)} bounds for {len(self.text)} characters")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not within 0..1")

    def span_box(self, start: int, end: int) -> Box:
        """The box of ``text[start:end]``: by `bounds`, or in equal parts when there are none."""
        x0, y0, x1, y1 = self.box
        low, high = (y0, y1) if self.direction is Direction.VERTICAL else (x0, x1)
        if self.bounds:
            first, last = self.bounds[start], self.bounds[end]
        else:
            count = max(1, len(self.text))
            first = low + (high - low) * start // count
            last = low + (high - low) * end // count
        if self.direction is Direction.VERTICAL:
            return Box(x0, first, x1, last)
        return Box(first, y0, last, y1)


@dataclass(frozen=True, slots=True)
class Step:
    """What did the work: tool, its version, and every setting that can change the result.

    Two readings with equal steps of the same image are equal.
    """

    tool: str
    version: str
    settings: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as read. `lines` are in reading order, furniture (see `FURNITURE`) included.

    `width` and `height` are those of the image passed in, in pixels. `confidence` is 0..1, the mean
    of the line confidences weighted by characters; 1.0 for a page with no text (nothing was doubted).
    `seals` are the boxes of red seals that were taken out before reading.
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


def mean_confidence(lines: tuple[Line, ...]) -> float:
    """Mean confidence of `lines`, weighted by characters; 1.0 when there are no characters."""
    total = sum(len(line.text) for line in lines)
    if not total:
        return 1.0
    return sum(line.confidence * len(line.text) for line in lines) / total
