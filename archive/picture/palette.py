"""Colours of the picture. Blue to red, so that people who do not tell red from green read it, too."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Grade:
    """Confidences from `least` (0..1) on, up to the grade above."""

    least: float
    colour: Colour
    label: str


GRADES = (
    Grade(0.995, (33, 102, 172), ">= 99.5 %"),
    Grade(0.98, (67, 157, 201), ">= 98 %"),
    Grade(0.95, (230, 171, 2), ">= 95 %"),
    Grade(0.8, (235, 110, 20), ">= 80 %"),
    Grade(0.0, (200, 20, 40), "< 80 %"),
)
"""The steps at which errors become frequent: measured shares of wrong characters are 0.03 % in the first grade, about
1 % in the third, 30 % in the last (docs/benchmarks.md)."""

ORDER: Colour = (90, 60, 140)
TABLE: Colour = (0, 110, 90)
SEAL: Colour = (215, 25, 60)
PICTURE: Colour = (120, 80, 40)
MISSED: Colour = (200, 0, 160)
LEAF: Colour = (60, 60, 60)
INK: Colour = (40, 40, 40)
FAINT: Colour = (120, 120, 120)
PAPER: Colour = (255, 255, 255)

ROLES = {
    "heading": ("heading", "标题"),
    "running_head": ("running head", "页眉"),
    "page_number": ("page number", "页码"),
    "marginal_note": ("marginal note", "边注"),
    "seal": ("seal", "印文"),
}
"""Labels in English and Chinese. Text and table cells, most of all lines, have none."""


def grade_colour(confidence: float) -> Colour:
    """The colour of a confidence (0..1)."""
    return next((grade.colour for grade in GRADES if confidence >= grade.least), GRADES[-1].colour)
