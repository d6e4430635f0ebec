"""Reading one upright page of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr.geometry import Box, Direction
from ocr.imaging.crowded import with_crowded
from ocr.imaging.ends import reach_ends
from ocr.imaging.image import Image
from ocr.imaging.leftover import uncovered
from ocr.imaging.overlaps import parted_boxes
from ocr.imaging.quads import Quad, sides
from ocr.imaging.rules import levelled_copy, rules_of
from ocr.imaging.showthrough import without_show_through
from ocr.imaging.skew import page_skew
from ocr.language.choose import choose
from ocr.language.model import notice_model
from ocr.layout.arrange import Piece, arrange_page, gutter_hints, page_direction
from ocr.layout.margin_cuts import cut_at_margins
from ocr.layout.pictures import find_pictures, is_noise
from ocr.layout.region_backward import turned_backward
from ocr.layout.splitting import cut_quads, level_boxes
from ocr.line import Line
from ocr.page import Grid, Override
from ocr.reading.cell_figures import settled_cells
from ocr.reading.column_rows import in_rows
from ocr.reading.found import found_boxes
from ocr.reading.leaders import join_leaders
from ocr.reading.leaf_lines import LeafImages, read_boxes, reader
from ocr.reading.leaf_tables import in_table, ruled_tables, with_heads, within_cells
from ocr.reading.models import Models
from ocr.reading.under_seals import UnderSeals


@dataclass(frozen=True, slots=True)
class LeafText:
    """What one leaf says; everything in pixels of the leaf's upright image.

    `missed` are boxes of ink that looks like print and that none of `lines` covers; the indices of `tables` point into
    `lines`; `pictures` are boxes of what is neither print nor seal.
    """

    direction: Direction
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()
    missed: tuple[Box, ...] = ()
    tables: tuple[Grid, ...] = ()
    pictures: tuple[Box, ...] = ()


def read_leaf(
    grey: Image,
    seals: Sequence[Box],
    models: Models,
    override: Override,
    quads: list[Quad] | None = None,
    under: UnderSeals | None = None,
    front: Image | None = None,
) -> LeafText:
    """Read ``grey``, ``(height, width)``, an upright leaf whose seals have been taken out (they stood at `seals`).

    `under`: what was under those that have no colour; None when there are none.

    `quads`: its boxes, when the detector has looked at it already; `front`: the leaf without print of the back, when
    that is known.
    """
    size = (grey.shape[1], grey.shape[0])
    front = without_show_through(grey) if front is None else front
    quads = models.detect(front) if quads is None else quads
    skew = page_skew(quads)
    direction = override.direction or page_direction([sides(quad) for quad in quads])
    if direction is Direction.VERTICAL:
        quads = with_crowded(front, quads, seals, models.detect)
    copy, scale = levelled_copy(front, skew)
    rules = rules_of(copy, scale)
    tables = ruled_tables(copy, quads, skew, size, rules, direction)
    hints = gutter_hints(rules, direction, override.columns)
    joined = under.joined(quads, direction) if under else quads
    cut = cut_at_margins(
        front, list(cut_quads(front, joined, skew, direction, hints, tables)), skew, direction
    )
    if direction is Direction.HORIZONTAL:
        still = [in_table(quad, skew, size, tables) for quad in cut]
        cut = parted_boxes(front, cut, level_boxes(cut, skew, size), still) if cut else cut
        cut = reach_ends(front, within_cells(cut, skew, size, tables), direction, still, seals)
    else:
        cut = with_heads(cut, skew, size, tables, rules)
        quads = [*quads, *cut]
    found = found_boxes(front, cut, quads, skew, direction, seals, tables)
    boxes = [quad for quad, _ in found]
    leaf = LeafImages(grey, front, skew, direction, under)
    read = reader(leaf, boxes, models)
    said = read_boxes(leaf, found, read, models)
    pieces, covered = said.pieces, said.covered
    if direction is Direction.HORIZONTAL:
        pieces, leaders = join_leaders(pieces, front, cut, skew, size, read)
        covered = [*covered, *leaders]
    pictures = find_pictures(front, boxes, seals, [piece.line for piece in pieces])
    pieces = _print([piece for piece in pieces if not is_noise(piece.line, pictures)])
    lines, grids = arrange_page(_running(pieces, direction), direction, size, rules, tables, override.columns)
    lines = settled_cells(choose(lines), grids) if grids else choose(_in_rows(lines, direction))
    missed = uncovered(front, covered, direction, [*seals, *pictures])
    return LeafText(direction, lines, said.remarks, missed, grids, pictures)


def _print(pieces: list[Piece]) -> list[Piece]:
    """`pieces`; none when all that was read on the leaf are marks: punch holes (●) and blots on a blank one."""
    return pieces if any(char.isalnum() for piece in pieces for char in piece.line.text) else []


def _running(pieces: Sequence[Piece], direction: Direction) -> Sequence[Piece]:
    """`pieces`, those of a vertical page with its horizontal lines running the way they were set."""
    if direction is Direction.HORIZONTAL:
        return pieces
    lines = turned_backward([piece.line for piece in pieces], notice_model("traditional").log_text)
    return [replace(piece, line=line) for piece, line in zip(pieces, lines, strict=True)]


def _in_rows(lines: Sequence[Line], direction: Direction) -> Sequence[Line]:
    """`lines`, those of a vertical page with its heads in rows."""
    if direction is Direction.HORIZONTAL:
        return lines
    return in_rows(lines, notice_model("traditional").log_text)
