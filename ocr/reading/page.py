"""Reading a page image: from pixels to a `PageText`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ocr.geometry import Box, Direction
from ocr.imaging.flatleaf import FlatLeaf
from ocr.imaging.image import Image, check_image
from ocr.imaging.resolution import estimate_dpi
from ocr.imaging.seal import take_out_seals
from ocr.imaging.seal_lift import lift_seals
from ocr.imaging.seal_trace import boxes_of, trace_seals
from ocr.line import Line
from ocr.page import NO_OVERRIDE, Grid, Leaf, Override, PageText, Step, mean_confidence
from ocr.reading.carry import Size, carry_boxes, carry_lines, carry_tables
from ocr.reading.leaf import LeafText, read_leaf
from ocr.reading.models import Models
from ocr.reading.under_seals import UnderSeals
from ocr.reading.upright import upright_leaves


@dataclass(frozen=True, slots=True)
class _Read:
    """What one leaf says, in pixels of the image."""

    leaf: Leaf
    lines: tuple[Line, ...] = ()
    tables: tuple[Grid, ...] = ()
    missed: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    remarks: tuple[str, ...] = ()


def read_page(image: Image, models: Models, step: Step, override: Override = NO_OVERRIDE) -> PageText:
    """Read `image`, ``(height, width)`` grey or ``(height, width, 3)`` RGB, with `models`; `step` says with what.

    Its leaves are set upright and read one after the other, in reading order; everything returned is in pixels of
    `image`. Confidences are the recogniser's own, see `ocr.reading.judge`. Raises `UnreadableImage` when the array is
    no page image and `EngineFailed` when the models gave up.
    """
    check_image(image)
    grey, seals = take_out_seals(image)
    height, width = grey.shape
    traced = trace_seals(grey)
    seals += boxes_of(traced, width, height)
    read: list[_Read] = []
    clean, erased = lift_seals(grey, traced)
    for leaf in upright_leaves(clean, models, override):
        count = sum(len(other.lines) for other in read)
        blocks = 1 + max((line.block for other in read for line in other.lines), default=-1)
        under = UnderSeals(grey, erased, leaf) if erased else None
        read.append(_read(leaf, seals, under, models, override, (width, height), count, blocks))
    lines = tuple(line for leaf in read for line in leaf.lines)
    return PageText(
        width,
        height,
        _direction(read, override),
        lines,
        step,
        mean_confidence(lines),
        seals=seals,
        remarks=tuple(remark for leaf in read for remark in leaf.remarks),
        leaves=tuple(leaf.leaf for leaf in read),
        tables=tuple(table for leaf in read for table in leaf.tables),
        pictures=tuple(box for leaf in read for box in leaf.pictures),
        missed=tuple(box for leaf in read for box in leaf.missed),
        dpi=estimate_dpi(lines, [(leaf.leaf.box.width, leaf.leaf.box.height) for leaf in read]),
    )


def _read(
    leaf: FlatLeaf,
    seals: tuple[Box, ...],
    under: UnderSeals | None,
    models: Models,
    override: Override,
    size: Size,
    first_line: int,
    first_block: int,
) -> _Read:
    """Read `leaf` and carry it back to the image of `size`, its lines and blocks counted on from the leaf before."""
    if leaf.record.blank:
        return _Read(leaf.record, remarks=leaf.remarks)
    text: LeafText = read_leaf(
        leaf.image, leaf.boxes_on_leaf(seals), models, override, leaf.quads, under, leaf.front
    )
    blank = not (text.lines or text.tables or text.missed or text.pictures)
    return _Read(
        replace(leaf.record, direction=text.direction, blank=blank),
        carry_lines(text.lines, leaf, size, first_block),
        carry_tables(text.tables, leaf, size, first_line),
        carry_boxes(text.missed, leaf, size),
        carry_boxes(text.pictures, leaf, size),
        (*leaf.remarks, *text.remarks),
    )


def _direction(read: list[_Read], override: Override) -> Direction:
    """That of the leaves with most characters, unless a person says."""
    if override.direction is not None:
        return override.direction
    counts = dict.fromkeys(Direction, 0)
    for leaf in read:
        counts[leaf.leaf.direction] += 1 + sum(len(line.text) for line in leaf.lines)
    return max(Direction, key=lambda direction: counts[direction])
