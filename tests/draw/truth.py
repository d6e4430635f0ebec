"""What is true of a drawn page or issue: the types, and their JSON form.

Coordinates: pixels of the final (damaged) image, origin top left, boxes half-open ``(x0, y0, x1, y1)``.
Page and notice indices count from 0. Truth follows the meaning of the fields of `ocr.section.Section`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from ocr.geometry import Box, Direction
from ocr.line import Role

Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]


class FactKind(StrEnum):
    """What a stretch of print tells of its notice."""

    NUMBER = "number"  # a document number, or the part of one that stands on this line
    DATE = "date"  # the date under the signature


@dataclass(frozen=True, slots=True)
class Fact:
    """``text[start:end]`` of a line tells `kind` of the line's notice."""

    kind: FactKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CellTruth:
    """Where in a table a line stands: `table` numbers the tables of the page, or their parts in different
    columns, from 0; `row` and `column` count from 0 within it; the cell spans `rows` and `columns`."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class LineTruth:
    """One line (column when vertical) of print.

    `text` holds what is inked, without the ideographic spaces that only make room; a row of leader dots
    on a contents page is written ``……`` however long it is. `corners` are those of the line as it lies on
    the page, skew and curl included: top left, top right, bottom right, bottom left; `box` holds them.
    `notice` is the index of the notice in the issue, None for what belongs to none. `cell` is its place in
    a table, `facts` what it tells. Truth written before these two were known has neither.
    """

    text: str
    box: Box
    corners: Corners
    role: Role
    notice: int | None
    block: int
    cell: CellTruth | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class LeafTruth:
    """One page of paper on a scan: its outline's box, the degrees clockwise that set it upright, is it blank."""

    box: Box
    turn: int
    direction: Direction
    blank: bool


@dataclass(frozen=True, slots=True)
class PageTruth:
    """One page: its size in pixels, its lines in reading order, the boxes of its red seals.

    `leaves` are the pages of paper in reading order; none said: one that fills the image, upright.
    """

    width: int
    height: int
    dpi: int
    direction: Direction
    lines: tuple[LineTruth, ...]
    seals: tuple[Box, ...]
    leaves: tuple[LeafTruth, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachmentTruth:
    """A 附件: `title` as printed, `text` (paragraphs by newline), `table` as rows of cells or None."""

    title: str
    text: str
    table: tuple[tuple[str, ...], ...] | None


@dataclass(frozen=True, slots=True)
class RelationTruth:
    """What the notice says about another *numbered* one; kinds and scope as in `ocr.section.Relation`."""

    kind: str
    target: str
    scope: str
    evidence: str


@dataclass(frozen=True, slots=True)
class NoticeTruth:
    """One notice. Dates are ISO ``YYYY-MM-DD``; a field the print does not give is ``""`` or None.

    `text` starts with the addressee, if there is one, and ends with the list of attachments.
    `effective_date` of a notice in force "from its publication" is its own date.
    """

    title: str
    doc_number: str
    doc_number_printed: str
    kind: str
    issuers: tuple[str, ...]
    date: str | None
    date_printed: str
    effective_date: str | None
    pages: tuple[int, int]
    text: str
    attachments: tuple[AttachmentTruth, ...]
    cites: tuple[str, ...]
    relations: tuple[RelationTruth, ...]


@dataclass(frozen=True, slots=True)
class IssueTruth:
    """One issue; `number` as printed (2019年第12期), `date` the issue's own, ISO."""

    style: str
    seed: int
    level: int
    series: str
    title: str
    number: str
    date: str
    pages: tuple[PageTruth, ...]
    notices: tuple[NoticeTruth, ...]


def to_json(issue: IssueTruth) -> str:
    """The issue as JSON, one line of the file a line of print, so that differences can be read."""
    return json.dumps(asdict(issue), ensure_ascii=False, indent=None, separators=(",", ":")).replace(
        '{"text"', '\n{"text"'
    )


def write(issue: IssueTruth, path: Path) -> None:
    """Write `to_json` to `path` (UTF-8, parent folders made)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_json(issue) + "\n", encoding="utf-8")


def read(path: Path) -> IssueTruth:
    """The issue that `write` wrote to `path`."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["pages"] = tuple(_page(page) for page in raw["pages"])
    raw["notices"] = tuple(_notice(notice) for notice in raw["notices"])
    return IssueTruth(**raw)


def _page(raw: dict[str, Any]) -> PageTruth:
    lines = tuple(
        LineTruth(
            text=line["text"],
            box=Box(*line["box"]),
            corners=tuple(tuple(point) for point in line["corners"]),  # type: ignore[arg-type]
            role=Role(line["role"]),
            notice=line["notice"],
            block=line["block"],
            cell=CellTruth(**line["cell"]) if line.get("cell") else None,
            facts=tuple(
                Fact(FactKind(fact["kind"]), fact["start"], fact["end"]) for fact in line.get("facts", ())
            ),
        )
        for line in raw["lines"]
    )
    seals = tuple(Box(*box) for box in raw["seals"])
    leaves = tuple(
        LeafTruth(Box(*leaf["box"]), leaf["turn"], Direction(leaf["direction"]), leaf["blank"])
        for leaf in raw.get("leaves", ())
    )
    return PageTruth(
        raw["width"], raw["height"], raw["dpi"], Direction(raw["direction"]), lines, seals, leaves
    )


def _notice(raw: dict[str, Any]) -> NoticeTruth:
    attachments = tuple(
        AttachmentTruth(
            item["title"],
            item["text"],
            None if item["table"] is None else tuple(tuple(row) for row in item["table"]),
        )
        for item in raw["attachments"]
    )
    return NoticeTruth(
        **{
            **raw,
            "issuers": tuple(raw["issuers"]),
            "pages": tuple(raw["pages"]),
            "attachments": attachments,
            "cites": tuple(raw["cites"]),
            "relations": tuple(RelationTruth(**item) for item in raw["relations"]),
        }
    )
