"""Lines of a reading as TextLine, String, SP, Glyph and Variant of ALTO."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean

from lxml import etree

from archive.formats.alto_tags import LineTags
from archive.formats.outline import Point, against, baseline, outline
from archive.formats.runs import Run, words
from archive.formats.xml import xml_text
from archive.reading_types import Reading, ReadLine
from archive.records import BoxList

LONGEST_VARIANT = 3
"""Characters of a Variant (schema)."""

_DIRECTIONS = {
    ("horizontal-tb", False): "ltr",
    ("horizontal-tb", True): "rtl",
    ("vertical-rl", False): "ttb",
    ("vertical-rl", True): "btt",
}


class TextLines:
    """Writes runs of lines of one reading as TextBlocks."""

    def __init__(self, reading: Reading, tags: LineTags) -> None:
        self._reading = reading
        self._tags = tags

    def add_block(self, parent: etree._Element, name: str, run: Run) -> None:
        """A TextBlock of ID `name` with all lines of `run`."""
        block = add_box(_add(parent, "TextBlock", ID=name), run.box)
        if run.turn:
            block.set("ROTATION", str(run.turn))
        block.set("BASEDIRECTION", _DIRECTIONS[run.direction, False])
        for index, line in enumerate(run.lines, start=run.first):
            self._add_line(block, index, line)

    def _add_line(self, block: etree._Element, index: int, line: ReadLine) -> None:
        element = add_box(_add(block, "TextLine", ID=f"line_{index + 1}"), line.box)
        element.set("TAGREFS", self._tags.of(index, line))
        if line.bounds:
            element.set("BASELINE", points(baseline(line)))
        element.set("BASEDIRECTION", _DIRECTIONS[line.direction, against(line)])
        if line.middles:
            _add(_add(element, "Shape"), "Polygon", POINTS=points(outline(line)))
        text = xml_text(line.text)
        rivals = {doubt.at: doubt.others for doubt in line.doubts}
        pieces = words(text)
        for number, (start, end) in enumerate(pieces):
            if number:
                add_box(_add(element, "SP"), line.span_box(start - 1, start))
            word = _add(element, "String", CONTENT=text[start:end])
            add_box(word, line.span_box(start, end) if end > start else line.box)
            own = line.confidences[start:end]
            word.set("WC", repr(line.confidence if len(pieces) == 1 or not own else round(fmean(own), 4)))
            if own:
                word.set("CC", " ".join(str(_doubtfulness(value)) for value in own))
            for at in range(start, end):
                glyph = _add(word, "Glyph", CONTENT=text[at])
                if line.confidences:
                    glyph.set("GC", repr(line.confidences[at]))
                if line.bounds:
                    add_box(glyph, line.span_box(at, at + 1))
                for other, share in rivals.get(at, ()):
                    if len(other) <= LONGEST_VARIANT:
                        _add(glyph, "Variant", CONTENT=xml_text(other), VC=repr(share))


def add_box(element: etree._Element, box: BoxList) -> etree._Element:
    """`element`, with the position and size of `box`."""
    x0, y0, x1, y1 = box
    for name, value in zip(("HPOS", "VPOS", "WIDTH", "HEIGHT"), (x0, y0, x1 - x0, y1 - y0), strict=True):
        element.set(name, str(value))
    return element


def points(values: tuple[Point, ...]) -> str:
    """``x1,y1 x2,y2 …``, the form that the schema recommends."""
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in values)


def attributes(values: Mapping[str, str]) -> dict[str, str]:
    """Attributes with whatever XML cannot hold replaced."""
    return {name: xml_text(value) for name, value in values.items()}


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


def _doubtfulness(confidence: float) -> int:
    """0 (sure) to 9 (unsure), as CC has it."""
    return min(9, max(0, int((1 - confidence) * 10)))


def _add(parent: etree._Element, name: str, /, **values: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}", values)
