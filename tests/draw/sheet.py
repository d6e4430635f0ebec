"""A laid-out page before it is inked: glyphs, rules and seals at places in points.

One sheet can become pixels (`raster`) or vector text (`write.write_text_pdf`). Points are 1/72 inch, origin
top left, y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from draw.truth import CellTruth, Fact
from ocr.geometry import Direction
from ocr.line import Role

A4 = (595.28, 841.89)


class Place(StrEnum):
    """What a glyph's (x, y) means."""

    BASELINE = "baseline"  # the origin on the baseline, as in horizontal text
    CELL = "cell"  # top left of the em square that the glyph is centred in, as in vertical text
    TURNED = "turned"  # the same, glyph turned by 90 degrees clockwise (brackets in vertical text)
    CORNER = "corner"  # the same, ink in the upper right quarter (stops in vertical text)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character at (x, y) in points; `size` is the em in points."""

    char: str
    face: str
    size: float
    x: float
    y: float
    place: Place = Place.BASELINE
    red: bool = False


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line of type: its glyphs and what is true of it. `text` may leave out spacing glyphs."""

    text: str
    glyphs: tuple[Glyph, ...]
    role: Role = Role.TEXT
    notice: int | None = None
    block: int = 0
    cell: CellTruth | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A printed rule from (x0, y0) to (x1, y1), `width` points thick."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.6
    red: bool = False


@dataclass(frozen=True, slots=True)
class SealMark:
    """A red seal: centre, radius (half the side when `square`), its text, text across the middle.

    `angle` in degrees, `strength` of the ink 0..1. A square seal has its text in columns, right to left.
    """

    x: float
    y: float
    radius: float
    ring: str
    band: str = ""
    angle: float = 0.0
    strength: float = 0.8
    square: bool = False


@dataclass(slots=True)
class Sheet:
    """A page being laid out. `lines` are kept in reading order. `marks` are inked and are no text: 圈点, ornaments."""

    width: float
    height: float
    direction: Direction = Direction.HORIZONTAL
    lines: list[SetLine] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    seals: list[SealMark] = field(default_factory=list)
    marks: list[Glyph] = field(default_factory=list)
