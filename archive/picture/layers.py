"""What is drawn over the page, layer by layer."""

from __future__ import annotations

from archive.formats.outline import Point, falls, outline, sides
from archive.formats.runs import united
from archive.picture.canvas import Canvas
from archive.picture.palette import LEAF, MISSED, ORDER, PICTURE, ROLES, SEAL, TABLE, grade_colour
from archive.reading_types import ReadCell, Reading, ReadLine


def draw_regions(canvas: Canvas, reading: Reading) -> None:
    """Leaves (when there is more than the page itself), pictures, print that nobody read, seals."""
    for number, leaf in enumerate(reading.leaves, start=1):
        told = [f"turned {leaf.turn}°"] if leaf.turn else []
        told += [f"levelled {leaf.skew:+.1f}°"] if abs(leaf.skew) >= 0.05 else []
        told += ["flattened"] if leaf.flattened else []
        told += ["blank"] if leaf.blank else []
        if len(reading.leaves) > 1 or told:
            canvas.box(leaf.box, LEAF, width=2)
            name = f"leaf 叶 {number}" if canvas.chinese else f"leaf {number}"
            corner = (leaf.box[0], leaf.box[1])
            canvas.label(" · ".join([name, *told]), corner, LEAF, size=13, towards=(1.1, 1.1))
    for box in reading.pictures:
        canvas.box(box, PICTURE, fill=22, width=2)
        canvas.line(((box[0], box[1]), (box[2], box[3])), PICTURE, 1, 120)
        canvas.line(((box[0], box[3]), (box[2], box[1])), PICTURE, 1, 120)
    for box in reading.missed:
        canvas.hatch(box, MISSED)
    for box in reading.seals:
        canvas.frame(box, SEAL, 2.5)


def draw_lines(canvas: Canvas, reading: Reading, *, shaded: bool) -> None:
    """The outline of every line in the colour of its confidence, and a bar under each doubtful character."""
    for line in reading.lines:
        colour = grade_colour(line.confidence)
        canvas.polygon(outline(line), colour, fill=34 if shaded else 0, width=1.4)
    for line in reading.lines:
        if line.bounds and line.doubts:
            near, far = sides(line)
            side = near if line.turn in (180, 270) else far  # the foot, or the right of a column
            for doubt in line.doubts:
                canvas.line(side[doubt.at : doubt.at + 2], grade_colour(0.0), 3)


def draw_characters(canvas: Canvas, reading: Reading) -> None:
    """Each character on the colour of its own confidence, a tick where it begins."""
    for line in reading.lines:
        near, far = sides(line)
        for at in range(len(near) - 1):
            sure = line.confidences[at] if line.confidences else line.confidence
            canvas.polygon((near[at], near[at + 1], far[at + 1], far[at]), grade_colour(sure), fill=70)
        for at in range(len(near)):
            canvas.line((near[at], far[at]), grade_colour(line.confidence), 0.8, 190)


def draw_tables(canvas: Canvas, reading: Reading) -> None:
    """The outline of tables; each cell's text boxed, its row and column (from 1) in the corner."""
    for grid in reading.tables:
        canvas.box(grid.box, TABLE, width=2.5)
        size = f"{grid.rows} × {grid.columns}"
        name = f"table 表 {size}" if canvas.chinese else f"table {size}"
        canvas.label(name, (grid.box[0], grid.box[1]), TABLE, size=12, towards=(1, -1))
        for cell in grid.cells:
            lines = [reading.lines[index] for index in cell.lines]
            if lines:
                box = united(line.box for line in lines)
                canvas.box(box, TABLE, width=1)
                canvas.label(_place(cell), (box[2], box[1]), TABLE, size=9, towards=(0, -0.2))


def draw_order(canvas: Canvas, reading: Reading) -> None:
    """A number before every line; from block to block an arrow, from line to line of a block a thin path."""
    before: ReadLine | None = None
    for line in reading.lines:
        head, _ = _ends(line)
        if before is not None:
            if before.block == line.block:
                canvas.line((_ends(before)[0], head), ORDER, 1, 130)
            else:
                canvas.arrow(_ends(before)[1], head, ORDER, 2)
        before = line
    for number, line in enumerate(reading.lines, start=1):
        head, _ = _ends(line)
        x, y = _heading(line)
        canvas.label(str(number), head, ORDER, size=_size(canvas, line, 11), towards=(-x, -y))


def draw_roles(canvas: Canvas, reading: Reading) -> None:
    """Behind every line that is not plain text or a cell: what it is."""
    for line in reading.lines:
        if line.role in ROLES:
            english, chinese = ROLES[line.role]
            upright = not line.along_y
            text = f"{english} {chinese}" if canvas.chinese else english
            size = _size(canvas, line, 12)
            canvas.label(text, _ends(line)[1], ORDER, size=size, towards=_heading(line), upright=upright)


def _size(canvas: Canvas, line: ReadLine, most: int) -> int:
    """Of a label: about half of what the line is thick, so that it fits a gutter or the gap between tiers."""
    x0, y0, x1, y1 = line.box
    thick = line.thickness or (x1 - x0 if line.along_y else y1 - y0)
    return max(6, min(most, round(canvas.pixels(thick) * 0.5)))


def _place(cell: ReadCell) -> str:
    return f"{cell.row + 1}:{cell.column + 1}"


def _ends(line: ReadLine) -> tuple[Point, Point]:
    """The middles of the line's first and last edge."""
    x0, y0, x1, y1 = line.box
    low, high = (y0, y1) if line.along_y else (x0, x1)
    first, last = (line.bounds[0], line.bounds[-1]) if line.bounds else (low, high)
    if not line.bounds and falls(line.direction, line.turn):
        first, last = last, first
    middle = (x0 + x1) / 2 if line.along_y else (y0 + y1) / 2
    across = (line.middles[0], line.middles[-1]) if line.middles else (middle, middle)
    if line.along_y:
        return (across[0], first), (across[1], last)
    return (first, across[0]), (last, across[1])


def _heading(line: ReadLine) -> Point:
    """The direction in which the line is read on the image, as a unit step."""
    (x0, y0), (x1, y1) = _ends(line)
    sign = -1.0 if (y1 < y0 if line.along_y else x1 < x0) else 1.0
    return (0.0, sign) if line.along_y else (sign, 0.0)
