"""Back from ALTO to a reading: the inverse of `archive.formats.alto`, which says what is not carried."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from archive.errors import Damaged, Unsupported
from archive.formats.alto_parse_lines import NAMESPACES, box_of, parse_line
from archive.formats.xml import parse_xml
from archive.reading_types import ReadCell, ReadGrid, Reading, ReadLeaf, ReadLine
from archive.records import BoxList, Step

_BLOCK = re.compile(r"block_(-?\d+)(?:\.\d+)?")
_LINE = re.compile(r"line_(\d+)")
_REMEDY = "Give an ALTO 4 file of one page, measured in pixels."


def from_alto(data: bytes) -> Reading:
    """The reading that an ALTO 4 document of one page tells.

    Of files from other programs it takes what they have: lines, words, glyphs, positions. Raises Damaged when it
    is not well-formed or a value is not what ALTO says, Unsupported when it is not ALTO 4, has not one page or is not
    measured in pixels; TooLarge.
    """
    root = parse_xml(data)
    pages = root.findall("a:Layout/a:Page", NAMESPACES)
    if etree.QName(root).localname != "alto" or len(pages) != 1:
        raise Unsupported("It is not ALTO 4 with one page.", _REMEDY)
    if root.findtext("a:Description/a:MeasurementUnit", "pixel", NAMESPACES) != "pixel":
        raise Unsupported("It is not measured in pixels.", _REMEDY)
    try:
        return _Parser(root, pages[0]).reading()
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"A value in it is not what ALTO says: {error}.", "Export the file again.") from error


class _Parser:
    def __init__(self, root: etree._Element, page: etree._Element) -> None:
        self._root = root
        self._page = page
        self._tags = {tag.get("ID", ""): tag for tag in root.iterfind("a:Tags/*", NAMESPACES)}

    def reading(self) -> Reading:
        page = self._page
        lines, members = self._lines()
        accuracy = page.get("ACCURACY")
        return Reading(
            page_id=self._told("sourceImageInformation/a:documentIdentifier"),
            width=round(float(page.get("WIDTH", "0"))),
            height=round(float(page.get("HEIGHT", "0"))),
            direction=self._label("writing-mode", "horizontal-tb"),
            lines=lines,
            step=self._step(),
            confidence=float(page.get("PC", "1")),
            seals=self._boxes("Illustration", TYPE="seal"),
            remarks=tuple(
                text.text or ""
                for text in self._root.iterfind(
                    "a:Description/a:Processing[@ID='reading']/a:processingStepDescription", NAMESPACES
                )
            ),
            leaves=self._leaves(),
            tables=self._tables(members),
            pictures=self._boxes("Illustration", TYPE="picture"),
            missed=self._boxes("TextBlock", TAGREFS="region_missed"),
            expected_error=None if accuracy is None else round(1 - float(accuracy) / 100, 10),
            dpi=int(self._label("resolution", "0")),
        )

    def _told(self, path: str) -> str:
        return str(self._root.findtext(f"a:Description/a:{path}", "", NAMESPACES))

    def _label(self, kind: str, default: str) -> str:
        return next((tag.get("LABEL", "") for tag in self._tags.values() if tag.get("TYPE") == kind), default)

    def _step(self) -> Step:
        path = "Processing[@ID='reading']/a:"
        settings = self._told(path + "processingStepSettings")
        software = path + "processingSoftware/a:"
        return Step(
            self._told(software + "softwareName"),
            self._told(software + "softwareVersion"),
            json.loads(settings) if settings else {},
        )

    def _leaves(self) -> tuple[ReadLeaf, ...]:
        found = []
        for step in self._root.iterfind("a:Description/a:Processing", NAMESPACES):
            if step.get("ID", "").startswith("leaf_"):
                told: dict[str, Any] = json.loads(step.findtext("a:processingStepSettings", "{}", NAMESPACES))
                x0, y0, x1, y1 = told["box"]
                found.append(ReadLeaf(**{**told, "box": (x0, y0, x1, y1)}))
        return tuple(found)

    def _tables(self, members: dict[str, list[int]]) -> tuple[ReadGrid, ...]:
        boxes = {
            block.get("ID"): box_of(block) for block in self._page.iterfind(".//a:ComposedBlock", NAMESPACES)
        }
        cells: dict[str, list[ReadCell]] = {}
        grids: dict[str, dict[str, int]] = {}
        for name, tag in self._tags.items():
            if tag.get("TYPE") not in {"table", "table-cell"}:
                continue
            told = {key: int(value) for key, value in re.findall(r"(\w+)=(\d+)", tag.get("LABEL", ""))}
            if tag.get("TYPE") == "table":
                grids[name.removesuffix("_size")] = told
            else:
                table = name.partition("_cell_")[0]
                cells.setdefault(table, []).append(ReadCell(**told, lines=tuple(members.get(name, ()))))
        return tuple(
            ReadGrid(boxes[name], told["rows"], told["columns"], tuple(cells.get(name, ())))
            for name, told in grids.items()
        )

    def _boxes(self, element: str, **wanted: str) -> tuple[BoxList, ...]:
        ((name, value),) = wanted.items()
        return tuple(
            box_of(block)
            for block in self._page.iterfind(f".//a:{element}", NAMESPACES)
            if block.get(name) == value
        )

    def _blocks(self) -> Iterator[etree._Element]:
        """All TextBlocks in reading order, those that ReadingOrder does not name last."""
        blocks = {block.get("ID", ""): block for block in self._page.iterfind(".//a:TextBlock", NAMESPACES)}
        for reference in self._root.iterfind("a:ReadingOrder//a:ElementRef", NAMESPACES):
            for name in reference.get("REF", "").split():
                if name in blocks:
                    yield blocks.pop(name)
        yield from blocks.values()

    def _lines(self) -> tuple[tuple[ReadLine, ...], dict[str, list[int]]]:
        lines: list[ReadLine] = []
        members: dict[str, list[int]] = {}
        for number, block in enumerate(self._blocks()):
            told = _BLOCK.fullmatch(block.get("ID", ""))
            turn = round(float(block.get("ROTATION", "0"))) % 360
            for element in block.iterfind("a:TextLine", NAMESPACES):
                tags = element.get("TAGREFS", "").split()
                for name in tags:
                    members.setdefault(name, []).append(len(lines))
                direction = element.get("BASEDIRECTION") or block.get("BASEDIRECTION", "ltr")
                labels = {
                    self._tags[name].get("TYPE"): self._tags[name].get("LABEL", "")
                    for name in tags
                    if name in self._tags
                }
                lines.append(parse_line(element, labels, direction, int(told[1]) if told else number, turn))
        return tuple(lines), members
