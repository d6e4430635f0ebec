"""Lines of a reading as lines, words and characters of hOCR."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from urllib.parse import quote

from lxml import etree

from archive.formats.outline import against
from archive.formats.runs import Run, words
from archive.formats.titles import boxed, percent, title
from archive.formats.xml import xml_text
from archive.reading_types import ReadDoubt, ReadLine

NOTHING = "-"
"""In ``x_doubt``: there may be no character."""


LINE_CLASSES = frozenset({"ocr_line", "ocr_header", "ocr_footer", "ocr_pageno", "ocr_textfloat"})
"""Classes of lines; floats stand for lines here, as in the files of Tesseract."""


@dataclass(frozen=True, slots=True)
class RunWriter:
    """Writes runs of lines. Without `in_order` the lines do not stand in reading order and get ``order``."""

    page_height: int
    in_order: bool

    def add(self, parent: etree._Element, run: Run) -> None:
        """The lines of `run` as an ``ocr_carea``."""
        area = _add(parent, "div", "ocr_carea", title(boxed(run.box), f"x_block {run.block}"))
        for index, line in enumerate(run.lines, start=run.first):
            _add_line(area, line, self.page_height, "" if self.in_order else f"order {index}")


def _add_line(area: etree._Element, line: ReadLine, page_height: int, order: str) -> None:
    told = title(
        boxed(line.box),
        f"textangle {line.turn}" if line.turn else "",
        _linear(line),
        order,
        f"x_wconf {percent(line.confidence)}",
        f"x_role {quote(xml_text(line.role))}"
        if line.role != "text"
        else "",  # a property ends at a semicolon, a value at a blank
        f"x_middles {' '.join(map(str, line.middles))}" if line.middles else "",
        f"x_thickness {line.thickness or _across(line)}" if line.middles else "",
    )
    element = _add(area, "span", _class(line, page_height), told)
    if line.direction == "vertical-rl":
        element.set("style", "writing-mode: vertical-rl")
    if against(line):
        element.set("dir", "rtl")
    text = xml_text(line.text)
    doubts = {doubt.at: doubt for doubt in line.doubts}
    for number, (start, end) in enumerate(words(text)):
        if number:
            _add_character(element, line, text, start - 1, doubts)
        if start == end:
            continue
        own = line.confidences[start:end]
        sure = percent(fmean(own)) if own else percent(line.confidence)
        word = _add(element, "span", "ocrx_word", title(boxed(line.span_box(start, end)), f"x_wconf {sure}"))
        for at in range(start, end):
            _add_character(word, line, text, at, doubts)


def _add_character(
    parent: etree._Element, line: ReadLine, text: str, at: int, doubts: dict[int, ReadDoubt]
) -> None:
    told = title(
        f"x_bboxes {' '.join(map(str, line.span_box(at, at + 1)))}" if line.bounds else "",
        f"x_conf {percent(line.confidences[at])}" if line.confidences else "",
        _rivals(doubts[at]) if at in doubts else "",
    )
    _add(parent, "span", "ocrx_cinfo", told).text = text[at]


def _rivals(doubt: ReadDoubt) -> str:
    told = [
        f"{'+'.join(f'U+{ord(char):04X}' for char in xml_text(other)) or NOTHING} {probability!r}"
        for other, probability in doubt.others
    ]
    return f"x_doubt {' '.join(told)}" if told else ""


def _linear(line: ReadLine) -> str:
    """The baseline of an upright line across the page: slope, and height at the left end of the box's foot."""
    if not line.middles or line.along_y or line.turn or line.bounds[-1] <= line.bounds[0]:
        return ""
    slope = (line.middles[-1] - line.middles[0]) / (line.bounds[-1] - line.bounds[0])
    foot = line.middles[0] + (line.thickness or _across(line)) / 2 - slope * (line.bounds[0] - line.box[0])
    return f"baseline {slope:.4f} {round(foot - line.box[3])}"


def _class(line: ReadLine, page_height: int) -> str:
    if line.role == "running_head":
        return "ocr_header" if line.box[1] + line.box[3] < page_height else "ocr_footer"
    return {"page_number": "ocr_pageno", "marginal_note": "ocr_textfloat"}.get(line.role, "ocr_line")


def _across(line: ReadLine) -> int:
    x0, y0, x1, y1 = line.box
    return x1 - x0 if line.along_y else y1 - y0


def _add(parent: etree._Element, name: str, kind: str, told: str) -> etree._Element:
    values = {"class": kind, "title": told} if told else {"class": kind}
    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}", values)
