"""A page as it was read, the way the archive keeps it. Boxes are ``(x0, y0, x1, y1)``, half-open, in pixels of the
page image, origin top left; the meaning of every field is that of the reader's own types.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import BoxList, Step


@dataclass(frozen=True, slots=True)
class ReadDoubt:
    """The character at index `at` may be one of `others` (text and probability, likeliest first; "" is nothing)."""

    at: int
    others: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of a reading.

    `bounds`: pixel positions between characters along the line, or empty; `middles`: where the middle of the line
    lies across it at each of them, or empty (the middle of `box`); `thickness`: pixels across it, 0 for that of
    `box`. `turn`: degrees clockwise that set the line upright. `confidences`: one a character, 0..1, or empty.
    `block` numbers the column, tier or table the line belongs to.
    """

    text: str
    box: BoxList
    confidence: float
    role: str
    direction: str
    bounds: tuple[int, ...] = ()
    block: int = 0
    turn: int = 0
    middles: tuple[int, ...] = ()
    thickness: int = 0
    confidences: tuple[float, ...] = ()
    doubts: tuple[ReadDoubt, ...] = ()

    @property
    def along_y(self) -> bool:
        """Does the line run along y of the image: a column, or a turned line?"""
        return (self.direction == "vertical-rl") != (self.turn in (90, 270))

    def span_box(self, start: int, end: int) -> BoxList:
        """The upright box of ``text[start:end]`` on the image: by `bounds`, or in equal parts without them."""
        x0, y0, x1, y1 = self.box
        low, high, side, other = (y0, y1, x0, x1) if self.along_y else (x0, x1, y0, y1)
        count = max(1, len(self.text))
        if self.bounds:
            first, last = sorted((self.bounds[start], self.bounds[end]))
        else:
            first, last = low + (high - low) * start // count, low + (high - low) * end // count
        if self.middles:
            half = (self.thickness or other - side) / 2
            near = self.middles[start : end + 1]
            side, other = max(side, round(min(near) - half)), min(other, round(max(near) + half))
        return (side, first, other, last) if self.along_y else (first, side, last, other)


@dataclass(frozen=True, slots=True)
class ReadLeaf:
    """A page of paper on the image, and how it was set upright: turned, levelled (degrees), flattened."""

    box: BoxList
    turn: int
    skew: float
    flattened: bool
    direction: str
    blank: bool


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell of a table: row and column from 0, how many it spans, the indices of its lines in the reading."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadGrid:
    """A table of a reading; `cells` are those that hold text, row by row."""

    box: BoxList
    rows: int
    columns: int
    cells: tuple[ReadCell, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as one step read it; `lines` in reading order, running heads and page numbers included.

    `expected_error` is the share of characters (0..1) expected to be wrong or missing, None when not known;
    `missed` are boxes of print that no line covers; `dpi` is the resolution the print tells, 0 for unknown.
    """

    page_id: str
    width: int
    height: int
    direction: str
    lines: tuple[ReadLine, ...]
    step: Step
    confidence: float
    seals: tuple[BoxList, ...] = ()
    remarks: tuple[str, ...] = ()
    leaves: tuple[ReadLeaf, ...] = ()
    tables: tuple[ReadGrid, ...] = ()
    pictures: tuple[BoxList, ...] = ()
    missed: tuple[BoxList, ...] = ()
    expected_error: float | None = None
    dpi: int = 0
