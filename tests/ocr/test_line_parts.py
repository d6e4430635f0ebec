"""A line of print and its parts."""

from __future__ import annotations

from ocr.geometry import Box
from ocr.line import Doubt, Line


def test_a_part_keeps_what_is_known_of_its_characters() -> None:
    line = Line(
        "第五條", Box(0, 0, 90, 30), 0.9, bounds=(0, 30, 60, 90), middles=(15, 15, 16, 16),
        confidences=(1.0, 0.8, 0.9), doubts=(Doubt(1, (("六", 0.1),)), Doubt(2, (("条", 0.1),))),
    )  # fmt: skip
    part = line.part(1, 3)
    assert (part.text, part.bounds, part.middles) == ("五條", (30, 60, 90), (15, 16, 16))
    assert part.confidences == (0.8, 0.9)
    assert [doubt.at for doubt in part.doubts] == [0, 1]
    assert (part.box, part.confidence) == (line.box, line.confidence)
    assert line.part(0, 3) == line
