"""A line of print as it was read: its characters, how sure each is, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from ocr.geometry import Box, Direction


class Role(StrEnum):
    """What a line is on the page. Judged by layout alone; what it *says* is judged by the cutter."""

    TEXT = "text"
    HEADING = "heading"
    RUNNING_HEAD = "running_head"
    PAGE_NUMBER = "page_number"
    MARGINAL_NOTE = "marginal_note"
    TABLE_CELL = "table_cell"
    SEAL = "seal"


FURNITURE = frozenset({Role.RUNNING_HEAD, Role.PAGE_NUMBER, Role.MARGINAL_NOTE, Role.SEAL})
"""Roles that belong to the sheet, not to any notice: exported, never part of a notice's text."""

TURNS = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class Doubt:
    """The character at index `at` of a line may be another: `others`, likeliest first, each with its
    probability (0..1). ``""`` among them: there may be nothing; two characters: the other one may stand there, too."""

    at: int
    others: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line (or column, when vertical) of print, its text exactly as read.

    `confidence` is 0..1, the mean over the characters. `box` holds the whole line. `block` numbers the layout
    block (column, tier, table) the line belongs to, in reading order; lines of one block follow each other.
    `turn` is how many degrees clockwise the image must be turned for the line to stand upright: `direction`
    is that of the upright line.

    `bounds` has ``len(text) + 1`` entries: the pixel positions along the line between which each character
    stands; along x when the line runs across the image, along y when it runs down or up it (`along_y`). They
    rise, or fall when the line is upside down on the image. Empty when the engine does not tell.
    `middles`, as many: where the middle of the line lies across it at each bound; a line that leans or curls
    needs them. Empty: the middle of `box`. `thickness`: pixels across the line; 0: that of `box`.

    `confidences` has ``len(text)`` entries, the probability (0..1) that each character is right, or none.
    `doubts` lists the characters that may be others, by rising index.
    """

    text: str
    box: Box
    confidence: float
    role: Role = Role.TEXT
    direction: Direction = Direction.HORIZONTAL
    bounds: tuple[int, ...] = ()
    block: int = 0
    turn: int = 0
    middles: tuple[int, ...] = ()
    thickness: int = 0
    confidences: tuple[float, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def __post_init__(self) -> None:
        count = len(self.text)
        if self.bounds and len(self.bounds) != count + 1:
            raise ValueError(f"{len(self.bounds)} bounds for {count} characters")
        if self.middles and len(self.middles) != len(self.bounds):
            raise ValueError(f"{len(self.middles)} middles for {len(self.bounds)} bounds")
        if self.confidences and len(self.confidences) != count:
            raise ValueError(f"{len(self.confidences)} confidences for {count} characters")
        if any(not 0 <= doubt.at < count for doubt in self.doubts):
            raise ValueError("a doubt points outside the text")
        if self.turn not in TURNS:
            raise ValueError(f"turn {self.turn} is not one of {TURNS}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not within 0..1")

    @property
    def along_y(self) -> bool:
        """Does the line run along y of the image: a column, or a turned line?"""
        return (self.direction is Direction.VERTICAL) != (self.turn in (90, 270))

    def part(self, start: int, end: int) -> Line:
        """``text[start:end]`` with all that is known of its characters; box and confidence stay those of the line."""
        return replace(
            self,
            text=self.text[start:end],
            bounds=self.bounds[start : end + 1],
            middles=self.middles[start : end + 1],
            confidences=self.confidences[start:end],
            doubts=tuple(
                replace(doubt, at=doubt.at - start) for doubt in self.doubts if start <= doubt.at < end
            ),
        )

    def span_box(self, start: int, end: int) -> Box:
        """The upright box of ``text[start:end]`` on the image: by `bounds`, or in equal parts without them."""
        x0, y0, x1, y1 = self.box
        low, high = (y0, y1) if self.along_y else (x0, x1)
        count = max(1, len(self.text))
        if self.bounds:
            first, last = sorted((self.bounds[start], self.bounds[end]))
        else:
            first, last = low + (high - low) * start // count, low + (high - low) * end // count
        side, other = (x0, x1) if self.along_y else (y0, y1)
        if self.middles:
            half = (self.thickness or other - side) / 2
            near = self.middles[start : end + 1]
            side, other = max(side, round(min(near) - half)), min(other, round(max(near) + half))
        return Box(side, first, other, last) if self.along_y else Box(first, side, last, other)
