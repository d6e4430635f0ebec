"""A reading as ALTO 4.4 (Library of Congress, http://www.loc.gov/standards/alto/), one page a file.

How a reading stands in ALTO; all positions are pixels of the page image, origin top left:

- Text block (`Run`) → TextBlock, ``ROTATION`` = `turn` (degrees counter-clockwise that the text lies turned). Running
  heads, page numbers and marginal notes stand in the margins, everything else in PrintSpace; ReadingOrder
  gives the order of all of them.
- Line → TextLine; ``BASEDIRECTION`` ltr or ttb (rtl, btt when the characters run against it); BASELINE has a point
  for each bound; Shape is the outline when the line leans or curls; its role is a LayoutTag.
- Text between spaces → String (a Chinese line is one), WC its confidence; a space → SP; a character → Glyph with
  box and GC; its rivals → Variant with VC. A word of a line without bounds stands in equal parts of the line.
- Table → ComposedBlock of TYPE ``table``; rows, columns and spans are StructureTags of the table and of the lines.
- Seals and pictures → Illustration; print that nobody read → TextBlock without lines, tagged ``missed``.
- Step, remarks and what was done to each leaf → Processing. Direction, resolution → OtherTag.

What ALTO cannot carry, and how it comes back: characters that XML forbids (U+FFFD); the probability of a space
(that of its line) and its rivals (none); rivals of more than three characters (none: the schema's limit); a doubt
without rivals (none); a thickness of 0 beside `middles` (the extent of the box), a thickness without `middles` (0).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from lxml import etree

from archive.formats.alto_lines import TextLines, add_box, attributes
from archive.formats.alto_tags import add_tags
from archive.formats.runs import FURNITURE, Run, runs, united
from archive.formats.source import PageSource
from archive.formats.xml import xml_text
from archive.reading_types import Reading
from archive.records import BoxList

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
MARGINS = ("TopMargin", "LeftMargin", "RightMargin", "BottomMargin")
"""In the order that the schema wants."""


def to_alto(reading: Reading, source: PageSource) -> bytes:
    """`reading` as an ALTO 4.4 document, UTF-8. Equal readings of equal sources give equal bytes."""
    root = etree.Element(
        f"{{{NAMESPACE}}}alto",
        {f"{{{_XSI}}}schemaLocation": f"{NAMESPACE} {SCHEMA}", "SCHEMAVERSION": "4.4"},
        nsmap={None: NAMESPACE, "xsi": _XSI},
    )
    _describe(_add(root, "Description"), reading, source)
    tags = add_tags(_add(root, "Tags"), reading)
    found = runs(reading)
    names = _names(found)
    if found:
        group = _add(_add(root, "ReadingOrder"), "OrderedGroup", ID="order")
        for number, name in enumerate(names, start=1):
            _add(group, "ElementRef", ID=f"order_{number}", REF=name)
    page = _add(_add(root, "Layout"), "Page", **_page_attributes(reading, source))
    _lay_out(page, reading, list(zip(names, found, strict=True)), TextLines(reading, tags))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _describe(description: etree._Element, reading: Reading, source: PageSource) -> None:
    _add(description, "MeasurementUnit").text = "pixel"
    image = _add(description, "sourceImageInformation")
    _add(image, "fileName").text = xml_text(source.file_name)
    _add(image, "fileIdentifier", fileIdentifierLocation="sha256").text = xml_text(source.sha256)
    _add(image, "fileIdentifier", fileIdentifierLocation="frame").text = str(source.frame)
    _add(image, "documentIdentifier", documentIdentifierLocation="page").text = xml_text(reading.page_id)
    for number, leaf in enumerate(reading.leaves, start=1):
        levelled = _add(description, "Processing", ID=f"leaf_{number}")
        _add(levelled, "processingCategory").text = "preOperation"
        done = [f"leaf {number} of {len(reading.leaves)}", f"turned by {leaf.turn} degrees clockwise"]
        done += [f"levelled by {leaf.skew} degrees", *(["flattened"] if leaf.flattened else [])]
        _add(levelled, "processingStepDescription").text = ", ".join(done)
        _add(levelled, "processingStepSettings").text = json.dumps(asdict(leaf))
    step = _add(description, "Processing", ID="reading")
    _add(step, "processingCategory").text = "contentGeneration"
    for remark in reading.remarks:
        _add(step, "processingStepDescription").text = xml_text(remark)
    _add(step, "processingStepSettings").text = json.dumps(dict(reading.step.settings), sort_keys=True)
    software = _add(step, "processingSoftware")
    _add(software, "softwareName").text = xml_text(reading.step.tool)
    _add(software, "softwareVersion").text = xml_text(reading.step.version)


def _page_attributes(reading: Reading, source: PageSource) -> dict[str, str]:
    steps = [*(f"leaf_{number}" for number in range(1, len(reading.leaves) + 1)), "reading"]
    found = {
        "ID": "page",
        "PHYSICAL_IMG_NR": str(source.sequence),
        "WIDTH": str(reading.width),
        "HEIGHT": str(reading.height),
        "PC": repr(reading.confidence),
        "PROCESSINGREFS": " ".join(steps),
    }
    printed = [line.text for line in reading.lines if line.role == "page_number"]
    if len(printed) == 1:
        found["PRINTED_IMG_NR"] = xml_text(printed[0])
    if reading.expected_error is not None:
        found["ACCURACY"] = repr(round(100 * (1 - reading.expected_error), 8))
    return found


def _lay_out(page: etree._Element, reading: Reading, named: list[tuple[str, Run]], lines: TextLines) -> None:
    spaces: dict[str, list[tuple[str, Run]]] = {name: [] for name in (*MARGINS, "PrintSpace")}
    for name, run in named:
        spaces[_space(run, reading)].append((name, run))
    inside = [run.box for _, run in spaces["PrintSpace"]]
    inside += [*reading.seals, *reading.pictures, *reading.missed, *(grid.box for grid in reading.tables)]
    area = united(inside) if inside else (0, 0, reading.width, reading.height)
    for name, box in zip(MARGINS, _margins(area, reading), strict=True):
        if spaces[name]:
            margin = add_box(_add(page, name, ID=name), box)
            for block, run in spaces[name]:
                lines.add_block(margin, block, run)
    space = add_box(_add(page, "PrintSpace", ID="PrintSpace"), area)
    tables: dict[int, etree._Element] = {}
    for block, run in spaces["PrintSpace"]:
        parent = space
        if run.table is not None:
            if run.table not in tables:
                tables[run.table] = _table(space, run.table, reading)
            parent = tables[run.table]
        lines.add_block(parent, block, run)
    for number in range(len(reading.tables)):
        if number not in tables:
            _table(space, number, reading)
    _add_regions(space, "Illustration", "seal", reading.seals)
    _add_regions(space, "Illustration", "picture", reading.pictures)
    _add_regions(space, "TextBlock", "missed", reading.missed)


def _space(run: Run, reading: Reading) -> str:
    """Where a run belongs: furniture in the nearer margin, heads of vertical print at the sides of the page."""
    if run.furniture not in FURNITURE - {"seal"} or run.table is not None:
        return "PrintSpace"
    x0, y0, x1, y1 = run.box
    if run.furniture == "marginal_note" or run.lines[0].along_y:
        return "LeftMargin" if x0 + x1 < reading.width else "RightMargin"
    return "TopMargin" if y0 + y1 < reading.height else "BottomMargin"


def _margins(area: BoxList, reading: Reading) -> tuple[BoxList, BoxList, BoxList, BoxList]:
    x0, y0, x1, y1 = area
    width, height = reading.width, reading.height
    return (
        (0, 0, width, max(0, y0)),
        (0, 0, max(0, x0), height),
        (x1, 0, max(x1, width), height),
        (
            0,
            y1,
            width,
            max(y1, height),
        ),
    )


def _table(space: etree._Element, number: int, reading: Reading) -> etree._Element:
    name = f"table_{number + 1}"
    block = _add(space, "ComposedBlock", ID=name, TYPE="table", TAGREFS=f"{name}_size")
    return add_box(block, reading.tables[number].box)


def _add_regions(space: etree._Element, element: str, kind: str, boxes: Iterable[BoxList]) -> None:
    for number, box in enumerate(boxes, start=1):
        block = add_box(_add(space, element, ID=f"{kind}_{number}"), box)
        block.set(*(("TAGREFS", "region_missed") if element == "TextBlock" else ("TYPE", kind)))


def _names(found: tuple[Run, ...]) -> list[str]:
    """An ID for each run: ``block_3``, and ``block_3.2`` for another run of the same block."""
    count: dict[int, int] = {}
    names = []
    for run in found:
        count[run.block] = count.get(run.block, 0) + 1
        names.append(f"block_{run.block}" + (f".{count[run.block]}" if count[run.block] > 1 else ""))
    return names


def _add(parent: etree._Element, name: str, /, **values: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes(values))
