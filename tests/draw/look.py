"""The look of an issue: faces, sizes and habits of its printer, picked by seed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from draw.sheet import A4
from draw.typeset import Type


@dataclass(frozen=True, slots=True)
class Look:
    """Typography of a horizontal issue. Lengths in points; `columns` text columns of equal width."""

    body: Type
    title: Type
    number: Type
    head: Type
    small: Type
    cell: Type
    columns: int
    margins: tuple[float, float, float, float]  # left, top, right, bottom
    gutter: float
    folio: str  # how a page number is printed, {} stands for it
    running_head: str  # what stands at the head: "left", "right", "outer", "none"
    head_rule: bool
    gutter_rule: bool
    red_head: bool
    indent: float = 2.0  # of the first line, in em
    black: str = "hei"  # the face of labels and small headings
    display: str = "song-bold"  # the face of the name of the gazette
    page: tuple[float, float] = A4


def pick(rng: Random, columns: int) -> Look:
    """A look for Chinese issues in one or two columns."""
    face = rng.choice(("song", "song", "song-light", "song-news", "kai"))
    size = rng.choice((9.5, 10.0, 10.5)) if columns == 2 else rng.choice((10.5, 11.0, 12.0, 13.0))
    leading = size * rng.choice((1.5, 1.6, 1.75))
    title_face = rng.choice(("hei-bold", "song-bold", "hei", "song-bold"))
    title_size = size + (2.5 if columns == 2 else rng.choice((4.0, 5.0, 6.0)))
    side = rng.choice((52.0, 58.0)) if columns == 2 else rng.choice((68.0, 76.0, 84.0))
    return Look(
        body=Type(face, size, leading),
        title=Type(title_face, title_size, title_size * 1.45),
        number=Type(rng.choice((face, "kai", "song-bold")), size + rng.choice((0.0, 1.0)), leading),
        head=Type(rng.choice((face, "kai", "hei")), 9.0, 12.0),
        small=Type(face, 9.0, 13.5),
        cell=Type(rng.choice((face, "song")), size - (1.0 if columns == 2 else 1.5), size * 1.35),
        columns=columns,
        margins=(side, 82.0, side, 84.0),
        gutter=rng.choice((20.0, 24.0, 28.0)),
        folio=rng.choice(("- {} -", "—{}—", "· {} ·", "{}", "－{}－")),
        running_head=rng.choice(("left", "right", "outer", "outer", "none")),
        head_rule=rng.random() < 0.6,
        gutter_rule=rng.random() < 0.4,
        red_head=rng.random() < 0.5,
    )


def born_digital(look: Look) -> Look:
    """`look` with TrueType faces only: what pdfplumber reads from a PDF, Noto's CFF outlines it
    does not.
    """

    def set_in(kind: Type, face: str) -> Type:
        return replace(kind, face=face)

    face = look.body.face if look.body.face in ("song-light", "song-news", "kai") else "song-news"
    return replace(
        look, body=set_in(look.body, face), title=set_in(look.title, "kai"), number=set_in(look.number, "kai"),
        head=set_in(look.head, face), small=set_in(look.small, face), cell=set_in(look.cell, face),
        black="kai", display="kai",
    )  # fmt: skip
