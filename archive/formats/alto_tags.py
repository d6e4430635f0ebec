"""The tags of an ALTO page: what is known of a page, a line or a cell and has no attribute of its own."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from archive.formats.runs import words
from archive.formats.xml import xml_text
from archive.reading_types import Reading, ReadLine


@dataclass(frozen=True, slots=True)
class LineTags:
    """IDs of tags: by role, by line confidence, and of the cells that a line (by its index) belongs to."""

    roles: dict[str, str]
    confidences: dict[float, str]
    cells: dict[int, list[str]]

    def of(self, index: int, line: ReadLine) -> str:
        """The value of TAGREFS of a line."""
        told = [self.roles[line.role], *self.cells.get(index, ())]
        if needs_tag(line):
            told.append(self.confidences[line.confidence])
        return " ".join(told)


def needs_tag(line: ReadLine) -> bool:
    """Has the line a confidence that its Strings do not tell: several words, each with its own?"""
    return bool(line.confidences) and len(words(line.text)) > 1


def add_tags(tags: etree._Element, reading: Reading) -> LineTags:
    """Fill the element Tags; the IDs to refer to."""
    namespace = etree.QName(tags).namespace

    def tag(element: str, name: str, kind: str, label: str, description: str = "") -> str:
        values = {"ID": name, "TYPE": kind, "LABEL": label}
        if description:
            values["DESCRIPTION"] = description
        etree.SubElement(tags, f"{{{namespace}}}{element}", values)
        return name

    tag("OtherTag", "page_direction", "writing-mode", xml_text(reading.direction))
    if reading.dpi:
        tag("OtherTag", "page_dpi", "resolution", str(reading.dpi), "dots per inch, as the print tells")
    if reading.missed:
        tag("LayoutTag", "region_missed", "region", "missed", "print that no line covers")
    used = dict.fromkeys(line.role for line in reading.lines)
    roles = {
        role: tag("LayoutTag", f"role_{n}", "role", xml_text(role)) for n, role in enumerate(used, start=1)
    }
    told = dict.fromkeys(line.confidence for line in reading.lines if needs_tag(line))
    confidences = {
        value: tag("OtherTag", f"confidence_{number}", "line-confidence", repr(value))
        for number, value in enumerate(told, start=1)
    }
    cells: dict[int, list[str]] = {}
    for number, grid in enumerate(reading.tables, start=1):
        size = f"rows={grid.rows} columns={grid.columns}"
        tag("StructureTag", f"table_{number}_size", "table", size)
        for position, cell in enumerate(grid.cells, start=1):
            label = f"row={cell.row} column={cell.column} rows={cell.rows} columns={cell.columns}"
            name = tag(
                "StructureTag",
                f"table_{number}_cell_{position}",
                "table-cell",
                label,
                "row and column from 0, how many it spans",
            )
            for index in cell.lines:
                cells.setdefault(index, []).append(name)
    return LineTags(roles, confidences, cells)
