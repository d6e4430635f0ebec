"""Columns of vertical text, filled from right to left, and heads across them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from draw.facts import facts_of
from draw.sheet import Glyph, Place, SetLine, Sheet
from draw.truth import Fact, FactKind
from draw.typeset import Type
from draw.vertical import CORNERED, TURNED
from ocr.line import Role


class Marking(StrEnum):
    """Where the marks of a column stand."""

    CORNER = "corner"  # upper right of a cell of their own
    CENTRE = "centre"  # in the middle of a cell of their own, as in Taiwan
    BESIDE = "beside"  # to the right of the character before, without a cell
    NONE = "none"


@dataclass(slots=True)
class Frame:
    """A rectangle that columns fill from right to left; points; `x` is the right edge of the next column."""

    left: float
    top: float
    right: float
    bottom: float
    x: float = field(init=False)

    def __post_init__(self) -> None:
        self.x = self.right


@dataclass(frozen=True, slots=True)
class Hand:
    """How columns are set: type, where marks stand, whether some characters have 圈 beside them."""

    kind: Type
    marking: Marking
    dotted: bool = False


def fill(
    sheet: Sheet,
    frame: Frame,
    hand: Hand,
    text: str,
    role: Role,
    notice: int | None,
    block: int,
    indent: float = 0.0,
    fact: FactKind | None = None,
) -> None:
    """Sets `text` in columns of `frame` from its `x` on, until it or the frame is full; what is over is left out."""
    if hand.marking is Marking.NONE:
        text = "".join(char for char in text if char not in CORNERED and char not in TURNED)
    size = hand.kind.size
    rest, first = text, True
    while rest and frame.x - hand.kind.leading >= frame.left:
        y = frame.top + (indent * size if first or role is Role.HEADING else 0.0)
        part = _fitting(rest, hand, frame.bottom - y)
        rest, first = rest[len(part) :], False
        x = frame.x - (hand.kind.leading + size) / 2
        put_column(sheet, hand, part, x, y, role, notice, block, facts_of(part, fact, text))
        frame.x -= hand.kind.leading


def _fitting(text: str, hand: Hand, height: float) -> str:
    """The beginning of `text` that fits in `height` points; a mark does not begin the next column."""
    room = max(1, int(height / hand.kind.size))
    used = end = 0
    while end < len(text):
        takes = 0 if hand.marking is Marking.BESIDE and text[end] in CORNERED else 1
        if used + takes > room:
            break
        used, end = used + takes, end + 1
    while end < len(text) and end > 1 and text[end] in CORNERED | {"」", "』", "）"}:
        end -= 1
    return text[:end]


def put_column(
    sheet: Sheet,
    hand: Hand,
    text: str,
    x: float,
    y: float,
    role: Role,
    notice: int | None,
    block: int,
    facts: tuple[Fact, ...] = (),
) -> None:
    """One column of `text`, the cell of its first character at (x, y)."""
    size, glyphs = hand.kind.size, []
    for char in text:
        if char in CORNERED and hand.marking is Marking.BESIDE:
            # The mark's ink stands in the upper right of its cell: set the cell beside and below the character.
            glyphs.append(
                Glyph(char, hand.kind.face, size * 0.8, x + 0.62 * size, y - 0.42 * size, Place.CORNER)
            )
            continue
        where = Place.TURNED if char in TURNED else Place.CELL
        if char in CORNERED and hand.marking is Marking.CORNER:
            where = Place.CORNER
        glyphs.append(Glyph(char, hand.kind.face, size, x, y, where))
        if hand.dotted and ord(char) % 5 == 0 and char not in CORNERED and char not in TURNED:
            sheet.marks.append(
                Glyph("○", hand.kind.face, size * 0.34, x + size * 1.02, y + size * 0.33, Place.CELL)
            )
        y += size
    sheet.lines.append(SetLine(text, tuple(glyphs), role, notice, block, facts=facts))


def put_head(
    sheet: Sheet,
    text: str,
    kind: Type,
    x: float,
    baseline: float,
    width: float,
    leftward: bool,
    role: Role,
    notice: int | None,
    block: int,
) -> None:
    """`text` set across from `x` on `baseline`, spread over `width` points; `leftward`: it begins at the right."""
    step = width / len(text)
    glyphs = tuple(
        Glyph(
            char,
            kind.face,
            kind.size,
            x + ((len(text) - 1 - at) if leftward else at) * step + (step - kind.size) / 2,
            baseline,
        )
        for at, char in enumerate(text)
    )
    sheet.lines.append(SetLine(text, glyphs, role, notice, block))
