"""TextLines of an ALTO file as lines of a reading."""

from __future__ import annotations

from lxml import etree

from archive.formats.outline import Point, from_outline
from archive.reading_types import ReadDoubt, ReadLine
from archive.records import BoxList

NAMESPACES = {"a": "http://www.loc.gov/standards/alto/ns-v4#"}


def parse_line(
    element: etree._Element, labels: dict[str | None, str], direction: str, block: int, turn: int
) -> ReadLine:
    text = ""
    confidences: list[float | None] = []
    strings: list[float] = []
    doubts: list[ReadDoubt] = []
    for part in element.iterfind("*", NAMESPACES):
        kind = etree.QName(part).localname
        if kind == "SP":
            text += " "
            confidences.append(None)
        elif kind in {"String", "HYP"}:
            content = part.get("CONTENT", "")
            strings += [float(part.get("WC", "1"))] if kind == "String" else []
            glyphs = part.findall("a:Glyph", NAMESPACES)
            if len(glyphs) == len(content):
                for glyph in glyphs:
                    others = tuple(
                        (v.get("CONTENT", ""), float(v.get("VC", "0")))
                        for v in glyph.iterfind("a:Variant", NAMESPACES)
                    )
                    if others:
                        doubts.append(ReadDoubt(len(confidences), others))
                    told = glyph.get("GC")
                    confidences.append(None if told is None else float(told))
            else:
                confidences += [None] * len(content)
            text += content
    confidence = float(labels.get("line-confidence", strings[0] if strings else 1.0))
    vertical = direction in {"ttb", "btt"}
    along_y = vertical != (turn in (90, 270))
    polygon = element.find("a:Shape/a:Polygon", NAMESPACES)
    bounds: tuple[int, ...] = tuple(
        round(y if along_y else x) for x, y in _points(element.get("BASELINE", ""))
    )
    middles: tuple[int, ...] = ()
    thickness = 0
    if len(bounds) != len(text) + 1:
        bounds = ()
    elif polygon is not None:
        corners = _points(polygon.get("POINTS", ""))
        if len(corners) == 2 * len(bounds):
            bounds, middles, thickness = from_outline(corners, along_y=along_y)
    return ReadLine(
        text=text,
        box=box_of(element),
        confidence=confidence,
        role=labels.get("role", "text"),
        direction="vertical-rl" if vertical else "horizontal-tb",
        bounds=bounds,
        block=block,
        turn=turn,
        middles=middles,
        thickness=thickness,
        confidences=tuple(confidence if value is None else value for value in confidences)
        if any(value is not None for value in confidences)
        else (),
        doubts=tuple(doubts),
    )


def box_of(element: etree._Element) -> BoxList:
    left, top, width, height = (
        round(float(element.get(name, "0"))) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")
    )
    return (left, top, left + width, top + height)


def _points(text: str) -> tuple[Point, ...]:
    """Both forms that the schema knows: ``x,y x,y`` and ``x y x y``."""
    numbers = [float(value) for value in text.replace(",", " ").split()]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
