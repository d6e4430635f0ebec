"""The text layer of a PDF page, when it is good enough (`ocr.engines.layerquality`).

It is read through pdfplumber, which tells most about a page; a layer that pdfplumber cannot read, through PDFium.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from types import MappingProxyType
from typing import Any

import numpy as np
import pdfplumber
import pypdfium2

from ocr.engines.layerquality import UNREADABLE, LayerChar, LayerFacts, objection
from ocr.engines.pdfiumlayer import pdfium_facts
from ocr.engines.textchars import compose, text_direction
from ocr.geometry import Direction
from ocr.imaging.rules import Rules, paint_rules
from ocr.layout.arrange import LAYOUT_REVISION, arrange_page, gutter_hints
from ocr.layout.table_search import find_tables
from ocr.page import PageText, Step

_LAYER_REVISION = 2
"""Counts changes of the rule that judges layers, and of how lines are made of characters."""

_MAX_CHARS = 30_000
"""A page with more characters is refused: a newspaper page has about 20,000; pdfplumber needs 1 kB and 0.1 ms each."""

_RULE_POINTS = 3.0
"""A filled rectangle thinner than this is a rule."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The layer is not used, and why, as a short English phrase."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer that is trusted. `doubt`: why it was read by another library than usual, or empty."""

    facts: LayerFacts
    rules: Rules
    tool: str
    doubt: str = ""


def text_layer_step(tool: str = "pdfplumber") -> Step:
    """Tool (``pdfplumber`` or ``pypdfium2``), version and settings of `read_text_layer`."""
    settings = MappingProxyType({"layer": _LAYER_REVISION, "layout": LAYOUT_REVISION})
    return Step(tool, version(tool), settings)


def read_text_layer(pdf: bytes, page_index: int, width: int, height: int) -> PageText | Refusal:
    """The text layer of page `page_index` (from 0) of `pdf`, or the reason why it is not to be trusted.

    Boxes are scaled to `width` × `height` pixels, those of the page image made of the same page (its
    crop box, turned by ``/Rotate``). A PDF that cannot be opened or parsed is a refusal, too: its pages
    may still be read as images.
    """
    judged = _judged(pdf, page_index, (width, height))
    if isinstance(judged, Refusal):
        return judged
    facts, rules = judged.facts, judged.rules
    scale = np.array([width / facts.size[0], height / facts.size[1]] * 2)
    boxes = np.array([(c.x0, c.y0, c.x1, c.y1) for c in facts.chars], dtype=np.float64) * scale
    texts = [char.text for char in facts.chars]
    direction = text_direction(boxes)
    tables = find_tables(rules) if direction is Direction.HORIZONTAL else ()
    hints = gutter_hints(rules, direction)
    pieces = compose(texts, boxes, direction, (width, height), tables, hints)
    lines, grids = arrange_page(pieces, direction, (width, height), rules, tables)
    remarks = (f"Text layer read with PDFium: {judged.doubt}.",) if judged.doubt else ()
    step = text_layer_step(judged.tool)
    return PageText(
        width, height, direction, lines, step, 1.0, remarks=remarks, tables=grids, expected_error=0.0
    )


def _judged(pdf: bytes, page_index: int, size: tuple[int, int]) -> _Layer | Refusal:
    judged = _by_pdfplumber(pdf, page_index, size)
    if isinstance(judged, _Layer) or not judged.reason.startswith(UNREADABLE):
        return judged
    try:
        facts, paths = pdfium_facts(pdf, page_index)
    except pypdfium2.PdfiumError as error:
        return Refusal(f"{judged.reason}, and PDFium cannot open the page ({error})")
    reason = objection(facts)
    if reason:
        return Refusal(reason)
    ratio = size[0] / facts.size[0], size[1] / facts.size[1]
    thin = [path for path in paths if min(path[2] - path[0], path[3] - path[1]) <= _RULE_POINTS]
    segments = [(x0 * ratio[0], y0 * ratio[1], x1 * ratio[0], y1 * ratio[1]) for x0, y0, x1, y1 in thin]
    return _Layer(facts, paint_rules(segments, size), "pypdfium2", judged.reason)


def _by_pdfplumber(pdf: bytes, page_index: int, size: tuple[int, int]) -> _Layer | Refusal:
    expected = _pdfium_count(pdf, page_index)
    if isinstance(expected, Refusal):
        return expected
    if expected == 0:
        return Refusal("no text layer")
    if expected > _MAX_CHARS:
        return Refusal(f"{expected} characters on one page")
    # pdfminer warns about every oddity of a font through the root logger.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(BytesIO(pdf), pages=[page_index + 1]) as document:
            if not document.pages:
                return Refusal(f"{UNREADABLE}: it finds no page {page_index + 1}")
            facts, rules = _facts(document.pages[0], expected, size)
    except Exception as error:  # noqa: BLE001 - pdfminer raises whatever a broken object leads to
        return Refusal(f"{UNREADABLE}: {type(error).__name__}")
    reason = objection(facts)
    return Refusal(reason) if reason else _Layer(facts, rules, "pdfplumber")


def _pdfium_count(pdf: bytes, page_index: int) -> int | Refusal:
    """Characters on the page that are not white space, as PDFium sees them."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        return Refusal(f"the PDF cannot be opened ({error})")
    try:
        if not 0 <= page_index < len(document):
            return Refusal(f"the PDF has no page {page_index + 1}")
        text = document[page_index].get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError as error:
        return Refusal(f"the page cannot be opened ({error})")
    finally:
        document.close()
    return sum(not char.isspace() for char in text)


def _facts(page: Any, expected: int, size: tuple[int, int]) -> tuple[LayerFacts, Rules]:
    """What pdfplumber's page holds inside its crop box, in points from the crop box's top left corner."""
    left, top, right, bottom = (float(value) for value in page.cropbox)
    wide, tall = right - left, bottom - top
    chars = []
    for char in page.dedupe_chars().chars:
        x0, y0 = float(char["x0"]) - left, float(char["top"]) - top
        x1, y1 = float(char["x1"]) - left, float(char["bottom"]) - top
        if 0 <= (x0 + x1) / 2 < wide and 0 <= (y0 + y1) / 2 < tall and char["text"]:
            chars.append(LayerChar(char["text"], x0, y0, x1, y1, float(char["size"])))
    cover = max((_cover(image, (left, top, right, bottom)) for image in page.images), default=0.0)
    facts = LayerFacts(chars, (wide, tall), expected, cover, len(page.images) + len(page.curves))
    ratio = size[0] / wide, size[1] / tall
    segments = [
        ((x0 - left) * ratio[0], (y0 - top) * ratio[1], (x1 - left) * ratio[0], (y1 - top) * ratio[1])
        for x0, y0, x1, y1 in _segments(page)
    ]
    return facts, paint_rules(segments, size)


def _cover(image: dict[str, Any], box: tuple[float, float, float, float]) -> float:
    """Share of the page that a picture covers."""
    wide = min(float(image["x1"]), box[2]) - max(float(image["x0"]), box[0])
    tall = min(float(image["bottom"]), box[3]) - max(float(image["top"]), box[1])
    return max(0.0, wide) * max(0.0, tall) / ((box[2] - box[0]) * (box[3] - box[1]))


def _segments(page: Any) -> list[tuple[float, float, float, float]]:
    """Lines, thin rectangles and the outlines of stroked ones: x0, y0, x1, y1 in pdfplumber's coordinates."""
    found = []
    for item in (*page.lines, *page.rects):
        x0, y0, x1, y1 = (float(item[key]) for key in ("x0", "top", "x1", "bottom"))
        if min(x1 - x0, y1 - y0) <= _RULE_POINTS:
            found.append((x0, y0, x1, y1))
        elif item.get("stroke"):
            found += [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
    return found
