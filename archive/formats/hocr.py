"""A reading as hOCR 1.2 (http://kba.github.io/hocr-spec/1.2/), well-formed XHTML, one page a file.

- Block → ``ocr_carea``; line → ``ocr_line``; running head → ``ocr_header`` or ``ocr_footer``, page number →
  ``ocr_pageno``, marginal note → ``ocr_textfloat``; ``textangle`` = `turn`, CSS ``writing-mode`` for vertical print,
  ``dir`` for heads set right to left. Elements stand in reading order; where table cells do not, lines have ``order``.
- Text between spaces → ``ocrx_word``; character → ``ocrx_cinfo`` with ``x_bboxes`` and ``x_conf`` (percent), spaces
  too.
- Table → a real ``<table class="ocr_table">`` with row and column spans; seal → ``ocr_image``, picture → ``ocr_photo``,
  print that nobody read and leaves → ``ocrx_block``.
- Properties of this program, named as hOCR allows (``x_…``): ``x_role``, ``x_block``, ``x_kind``, ``x_cell``
  (row, column, rows, columns, from 0), ``x_middles`` and ``x_thickness`` (see `ReadLine`), ``x_doubt`` (the rivals
  of a character as code points, ``-`` for none, each with its probability), and those of the page and its leaves.
  hOCR's own form for rivals, ``<ins>`` and ``<del>``, is not used: most programs would take both for text.

What hOCR cannot carry, and how it comes back: characters that XML forbids (U+FFFD); a doubt without rivals (none);
`bounds` of a line without text (none); confidences to more than six digits after the point; a thickness of 0
beside `middles` (the extent of the box), a thickness without `middles` (0); a line in two cells (it stands in the
first).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from lxml import etree

from archive.formats.hocr_lines import LINE_CLASSES, RunWriter
from archive.formats.hocr_tables import add_table
from archive.formats.runs import Run, runs
from archive.formats.source import PageSource
from archive.formats.titles import boxed, percent, title
from archive.formats.xml import xml_text
from archive.reading_types import ReadCell, Reading, ReadLeaf
from archive.records import BoxList

NAMESPACE = "http://www.w3.org/1999/xhtml"
CAPABILITIES = (
    "ocr_page ocr_carea ocr_line ocr_header ocr_footer ocr_pageno ocr_textfloat ocr_table ocr_image ocr_photo "
    "ocrx_block ocrx_word ocrx_cinfo ocrp_dir ocrp_wconf"
)
_SEPARATORS = re.compile('[%;"\\x00-\\x1f]')
"""What would end a property, or the quotes around it, and so stands as ``%3B`` in a file name."""

_STYLE = ".ocr_carea { margin: 1em } .ocr_carea > span { display: block } td { border: 1px solid; vertical-align: top }"


def to_hocr(reading: Reading, source: PageSource) -> bytes:
    """`reading` as an hOCR document, UTF-8. Equal readings of equal sources give equal bytes."""
    root = etree.Element(f"{{{NAMESPACE}}}html", nsmap={None: NAMESPACE})
    head = _add(root, "head")
    _add(head, "meta", charset="utf-8")
    _add(head, "title").text = xml_text(reading.page_id)
    step = reading.step
    told = [
        ("ocr-system", f"{step.tool} {step.version}"),
        ("ocr-capabilities", CAPABILITIES),
        ("ocr-number-of-pages", "1"),
        ("DC.identifier", reading.page_id),
        ("wengao.tool", step.tool),
        ("wengao.version", step.version),
        ("wengao.settings", json.dumps(dict(step.settings), sort_keys=True)),
        *(("wengao.remark", remark) for remark in reading.remarks),
    ]
    for name, content in told:
        _add(head, "meta", name=name, content=content)
    _add(head, "style").text = _STYLE
    body = _add(root, "body")
    page = _add(body, "div", **{"class": "ocr_page", "id": "page_1", "title": _page_title(reading, source)})
    if reading.direction == "vertical-rl":
        page.set("style", "writing-mode: vertical-rl")
    _lay_out(page, reading)
    _separate(page)
    written: bytes = etree.tostring(root, encoding="UTF-8", doctype="<!DOCTYPE html>", xml_declaration=True)
    return written


def _page_title(reading: Reading, source: PageSource) -> str:
    dpi = reading.dpi or round(source.dpi or 0)
    wrong = reading.expected_error
    return title(
        f'image "{_SEPARATORS.sub(lambda mark: quote(mark[0]), source.file_name)}"',
        boxed((0, 0, reading.width, reading.height)),
        f"ppageno {source.sequence - 1}",
        f"scan_res {dpi} {dpi}" if dpi else "",
        f'x_source "sha256:{quote(source.sha256)}" "{source.frame}"',
        f"x_wconf {percent(reading.confidence)}",
        f"x_expected_error {percent(wrong)}" if wrong is not None else "",
        f"x_dpi {reading.dpi}" if reading.dpi else "",
        f"x_writing_mode {quote(reading.direction)}",
    )


def _lay_out(page: etree._Element, reading: Reading) -> None:
    for leaf in reading.leaves:
        _add(page, "div", **{"class": "ocrx_block", "title": _leaf_title(leaf)})
    found = runs(reading)
    tables: dict[int, list[Run]] = {}
    for run in found:
        if run.table is not None:
            tables.setdefault(run.table, []).append(run)
    pieces = _pieces(reading, found, tables)
    ordered = [run.first for _, runs_of in pieces for run in runs_of]
    write = RunWriter(reading.height, in_order=ordered == sorted(ordered))
    for table, own in pieces:
        if table is None:
            write.add(page, own[0])
        else:
            add_table(page, reading.tables[table], table, own, write)
    _add_regions(page, "ocr_image", "seal", reading.seals)
    _add_regions(page, "ocr_photo", "picture", reading.pictures)
    _add_regions(page, "ocrx_block", "missed", reading.missed)


def _pieces(
    reading: Reading, found: Sequence[Run], tables: Mapping[int, list[Run]]
) -> list[tuple[int | None, list[Run]]]:
    """What stands one after the other on the page: a run alone, or a table with its runs cell by cell."""
    pieces: list[tuple[int | None, list[Run]]] = []
    left = dict.fromkeys(range(len(reading.tables)))
    for run in found:
        if run.table is None:
            pieces.append((None, [run]))
        elif run.table in left:
            del left[run.table]
            cells = reading.tables[run.table].cells
            pieces.append((run.table, sorted(tables[run.table], key=lambda run: _place(cells, run))))
    return pieces + [(table, []) for table in left]


def _place(cells: Sequence[ReadCell], run: Run) -> tuple[int, int, int, int]:
    """By row and column of its cell, then in reading order."""
    number = run.cell or 0
    return cells[number].row, cells[number].column, number, run.first


def _leaf_title(leaf: ReadLeaf) -> str:
    return title(
        boxed(leaf.box),
        "x_kind leaf",
        f"x_turn {leaf.turn}",
        f"x_skew {leaf.skew!r}",
        f"x_flattened {int(leaf.flattened)}",
        f"x_blank {int(leaf.blank)}",
        f"x_writing_mode {quote(leaf.direction)}",
    )


def _add_regions(page: etree._Element, name: str, kind: str, boxes: Iterable[BoxList]) -> None:
    for box in boxes:
        _add(page, "div", **{"class": name, "title": title(boxed(box), f"x_kind {kind}")})


def _separate(element: etree._Element) -> None:
    """A line feed between blocks and lines, never inside a line, where it would be text."""
    for child in element:
        if child.get("class", "") in LINE_CLASSES:
            child.tail = "\n"
        else:
            if len(child):
                child.text = "\n"
            child.tail = "\n"
            _separate(child)


def _add(parent: etree._Element, name: str, /, **values: str) -> etree._Element:
    clean = {key: xml_text(value) for key, value in values.items()}
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", clean)
