"""Back from hOCR to a reading: the inverse of `archive.formats.hocr`, which says what is not carried."""

from __future__ import annotations

import json
from itertools import pairwise
from urllib.parse import unquote

from lxml import etree

from archive.errors import Damaged, Unsupported
from archive.formats.hocr import NAMESPACE
from archive.formats.hocr_lines import LINE_CLASSES, NOTHING
from archive.formats.outline import falls
from archive.formats.titles import box_of, properties, share
from archive.formats.xml import parse_xml
from archive.reading_types import ReadCell, ReadDoubt, ReadGrid, Reading, ReadLeaf, ReadLine
from archive.records import BoxList, Step

_NS = {"h": NAMESPACE}


def from_hocr(data: bytes) -> Reading:
    """The reading that an hOCR document of one page, in XHTML, tells.

    Raises Damaged when it is not well-formed or lacks what hOCR asks for, Unsupported when it has not one page,
    TooLarge.
    """
    root = parse_xml(data)
    pages = [element for element in root.iterfind(".//h:div", _NS) if element.get("class") == "ocr_page"]
    if len(pages) != 1:
        raise Unsupported("It is not hOCR with one page.", "Give an hOCR file of one page, in XHTML.")
    try:
        return _reading(root, pages[0])
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"A value in it is not what hOCR says: {error}.", "Export the file again.") from error


def _reading(root: etree._Element, page: etree._Element) -> Reading:
    metas = [(meta.get("name", ""), meta.get("content", "")) for meta in root.iterfind("h:head/h:meta", _NS)]
    named = dict(metas)
    told = properties(page.get("title", ""))
    _, _, width, height = box_of(told)
    areas = [area for area in page.iterfind(".//h:div", _NS) if area.get("class") == "ocr_carea"]
    elements = [
        (area, element)
        for area in areas
        for element in area.iterfind("h:span", _NS)
        if element.get("class") in LINE_CLASSES
    ]
    elements = _in_order(elements)
    members: dict[etree._Element | None, list[int]] = {}
    for index, (area, _) in enumerate(elements):
        members.setdefault(area.getparent(), []).append(index)
    tool, _, version = named.get("ocr-system", "").partition(" ")
    wrong = told.get("x_expected_error")
    return Reading(
        page_id=named.get("DC.identifier", ""),
        width=width,
        height=height,
        direction=unquote(told.get("x_writing_mode", ["horizontal-tb"])[0]),
        lines=tuple(_line(element, _block(area, areas.index(area))) for area, element in elements),
        step=Step(
            named.get("wengao.tool", tool),
            named.get("wengao.version", version),
            json.loads(named.get("wengao.settings", "{}")),
        ),
        confidence=share(told.get("x_wconf", ["100"])[0]),
        seals=_boxes(page, "seal"),
        remarks=tuple(content for name, content in metas if name == "wengao.remark"),
        leaves=_leaves(page),
        tables=_tables(page, members),
        pictures=_boxes(page, "picture"),
        missed=_boxes(page, "missed"),
        expected_error=share(wrong[0]) if wrong else None,
        dpi=int(told.get("x_dpi", ["0"])[0]),
    )


def _in_order(
    elements: list[tuple[etree._Element, etree._Element]],
) -> list[tuple[etree._Element, etree._Element]]:
    """Areas and their lines by ``order`` where it is told, else as they stand."""
    told = [properties(line.get("title", "")).get("order") for _, line in elements]
    return [
        elements[place]
        for _, place in sorted((int(order[0]) if order else place, place) for place, order in enumerate(told))
    ]


def _block(area: etree._Element, default: int) -> int:
    return int(properties(area.get("title", "")).get("x_block", [str(default)])[0])


def _tables(page: etree._Element, members: dict[etree._Element | None, list[int]]) -> tuple[ReadGrid, ...]:
    grids: list[tuple[int, ReadGrid]] = []
    for table in page.iterfind("h:table", _NS):
        told = properties(table.get("title", ""))
        cells: list[tuple[int, ReadCell]] = []
        for slot in table.iterfind("h:tr/h:td", _NS):
            here = properties(slot.get("title", ""))
            if "x_cell" in here:
                row, column, rows, columns = map(int, here["x_cell"])
                own = tuple(members.get(slot, ()))
                cells.append((int(here["x_number"][0]), ReadCell(row, column, rows, columns, own)))
        in_order = tuple(cell for _, cell in sorted(cells, key=lambda pair: pair[0]))
        grid = ReadGrid(box_of(told), int(told["x_rows"][0]), int(told["x_columns"][0]), in_order)
        grids.append((int(told["x_number"][0]), grid))
    return tuple(grid for _, grid in sorted(grids, key=lambda pair: pair[0]))


def _line(element: etree._Element, block: int) -> ReadLine:
    told = properties(element.get("title", ""))
    direction = "vertical-rl" if "vertical" in element.get("style", "") else "horizontal-tb"
    turn = round(float(told.get("textangle", ["0"])[0])) % 360
    characters = [span for span in element.iter(f"{{{NAMESPACE}}}span") if span.get("class") == "ocrx_cinfo"]
    text = "".join(element.itertext())
    if len(characters) != len(text):
        characters = []
    facts = [properties(span.get("title", "")) for span in characters]
    along_y = (direction == "vertical-rl") != (turn in (90, 270))
    falling = falls(direction, turn) != (element.get("dir") == "rtl")
    return ReadLine(
        text=text,
        box=box_of(told),
        confidence=share(told.get("x_wconf", ["100"])[0]),
        role=unquote(told.get("x_role", ["text"])[0]),
        direction=direction,
        bounds=_bounds(facts, along_y=along_y, falls=falling),
        block=block,
        turn=turn,
        middles=tuple(map(int, told.get("x_middles", ()))) if text else (),
        thickness=int(told.get("x_thickness", ["0"])[0]) if text else 0,
        confidences=tuple(share(fact["x_conf"][0]) for fact in facts if "x_conf" in fact),
        doubts=tuple(
            ReadDoubt(at, tuple((_character(code), float(value)) for code, value in _pairs(fact["x_doubt"])))
            for at, fact in enumerate(facts)
            if "x_doubt" in fact
        ),
    )


def _bounds(facts: list[dict[str, list[str]]], *, along_y: bool, falls: bool) -> tuple[int, ...]:
    if not facts or any("x_bboxes" not in fact for fact in facts):
        return ()
    low, high = (1, 3) if along_y else (0, 2)
    boxes = [tuple(map(int, fact["x_bboxes"])) for fact in facts]
    first, last = (high, low) if falls else (low, high)
    return (*(box[first] for box in boxes), boxes[-1][last])


def _pairs(values: list[str]) -> list[tuple[str, str]]:
    return [pair for number, pair in enumerate(pairwise(values)) if number % 2 == 0]


def _character(code: str) -> str:
    if code == NOTHING:
        return ""
    return "".join(chr(int(point, 16)) for point in code.removeprefix("U+").split("+U+"))


def _leaves(page: etree._Element) -> tuple[ReadLeaf, ...]:
    return tuple(
        ReadLeaf(
            box_of(told),
            int(told["x_turn"][0]),
            float(told["x_skew"][0]),
            told["x_flattened"][0] == "1",
            unquote(told["x_writing_mode"][0]),
            told["x_blank"][0] == "1",
        )
        for told in _of_kind(page, "leaf")
    )


def _boxes(page: etree._Element, kind: str) -> tuple[BoxList, ...]:
    return tuple(box_of(told) for told in _of_kind(page, kind))


def _of_kind(page: etree._Element, kind: str) -> list[dict[str, list[str]]]:
    found = [properties(element.get("title", "")) for element in page.iterfind("h:div", _NS)]
    return [told for told in found if told.get("x_kind") == [kind]]
