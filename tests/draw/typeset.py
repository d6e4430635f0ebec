"""Breaks paragraphs into lines: Chinese line-breaking rules, justification, mixed Latin words.

Lengths in points. The rules are those of GB/T 15834 for marks that may not begin or end a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from draw.fonts import FACES, advance
from draw.sheet import Glyph

NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕］”’…—％%℃·,.;:?!)]")
NOT_LAST = frozenset("（《〈「『【〔［“‘([")


class Align(StrEnum):
    """How a line stands in its measure."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Type:
    """How a run is set: face, size in points, distance of baselines in points, colour, space between letters in em."""

    face: str
    size: float
    leading: float
    red: bool = False
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A broken line: pieces that may be spread apart, their natural width, and whether it ends the
    paragraph.
    """

    pieces: tuple[str, ...]
    width: float
    indent: float
    last: bool

    @property
    def text(self) -> str:
        """What is printed, without the ideographic spaces that only make room."""
        return "".join(self.pieces).replace("\u3000", "").strip()


def width_of(text: str, kind: Type) -> float:
    """Natural width of `text` in points."""
    return sum(advance(kind.face, char) + kind.tracking for char in text) * kind.size


def pieces(text: str) -> Iterator[str]:
    """Unbreakable pieces: single Chinese characters, whole Latin words and numbers."""
    word = ""
    for char in text:
        if char < "\u0250" and char != " ":
            word += char
            continue
        if word:
            yield word
            word = ""
        yield char
    if word:
        yield word


def break_lines(
    text: str, kind: Type, measure: float, indent: float = 0.0, hanging: float = 0.0
) -> list[Row]:
    """Break `text` to `measure`; the first line is indented by `indent`, the others by `hanging`."""
    rows: list[Row] = []
    line: list[str] = []
    used, lead = 0.0, indent
    for piece in pieces(text):
        size = width_of(piece, kind)
        squeeze = 0.5 * kind.size if piece[0] in NOT_FIRST else 0.0  # a mark may be set tight or hang by half
        if line and lead + used + size > measure + squeeze + 0.01 and piece != " ":
            carry = _carry(line, piece)
            rows.append(_row(line, kind, lead, last=False))
            line, lead = carry, hanging
            used = sum(width_of(item, kind) for item in line)
        line.append(piece)
        used += size
    if line:
        rows.append(_row(line, kind, lead, last=True))
    return rows


def _carry(line: list[str], piece: str) -> list[str]:
    """Takes off the end of `line` what must go to the next line with `piece`."""
    carry: list[str] = []
    first = piece
    while len(line) > 2 and (first[0] in NOT_FIRST or line[-1][-1] in NOT_LAST):
        first = line.pop()
        carry.insert(0, first)
    return carry


def _row(line: list[str], kind: Type, indent: float, last: bool) -> Row:
    while len(line) > 1 and line[-1] == " ":
        line.pop()
    while len(line) > 1 and line[0] == " ":
        line.pop(0)
    return Row(tuple(line), sum(width_of(item, kind) for item in line), indent, last)


def place(row: Row, kind: Type, x: float, baseline: float, measure: float, align: Align) -> tuple[Glyph, ...]:
    """The glyphs of `row` set from `x` on `baseline`."""
    slack = measure - row.indent - row.width
    gap, start = 0.0, x + row.indent
    if align is Align.CENTRE:
        start += slack / 2
    elif align is Align.RIGHT:
        start += slack
    spread = align is Align.JUSTIFY and (not row.last or slack < 0)
    spaces = [piece == " " for piece in row.pieces]
    stretch_spaces = spread and sum(spaces) > len(spaces) // 3  # Latin text is justified at its spaces only
    if spread and len(row.pieces) > 1:
        gap = slack / (sum(spaces) if stretch_spaces else len(row.pieces) - 1)
    out = []
    for piece in row.pieces:
        for char in piece:
            out.append(Glyph(char, kind.face, kind.size, start, baseline, red=kind.red))
            start += (advance(kind.face, char) + kind.tracking) * kind.size
        if gap and (not stretch_spaces or piece == " "):
            start += gap
    return tuple(out)


def ascent(kind: Type) -> float:
    """Height of the em square above the baseline, in points."""
    return FACES[kind.face].ascent * kind.size
