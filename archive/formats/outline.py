"""The outline of a line of print on the image, when it leans, curls, runs down or lies upside down.

"Along" is the axis the line runs on (y when `along_y`, else x), "across" the other one. Pixels, origin top left.
"""

from __future__ import annotations

from archive.reading_types import ReadLine

Point = tuple[float, float]


def outline(line: ReadLine) -> tuple[Point, ...]:
    """The corners of the line, one side from its first to its last character, then the other side back.

    With `middles` there are two corners a bound, `thickness` apart (that of the box when it is 0); without, the
    four corners of the box.
    """
    x0, y0, x1, y1 = line.box
    if not line.middles:
        return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    near, far = sides(line)
    return (*near, *reversed(far))


def sides(line: ReadLine) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The two sides of the line, with a point for each bound: that of the lower coordinate across it, the other."""
    middles = line.middles or (_box_middle(line),) * len(line.bounds)
    half = (_thickness(line) if line.middles else _across(line)) / 2
    near = tuple(_point(line, at, middle - half) for at, middle in zip(line.bounds, middles, strict=True))
    far = tuple(_point(line, at, middle + half) for at, middle in zip(line.bounds, middles, strict=True))
    return near, far


def baseline(line: ReadLine) -> tuple[Point, ...]:
    """The line that characters stand on, a point for each bound; empty without bounds.

    Upright text across the page stands on its foot; vertical text is centred on its middle (CSS Writing Modes,
    4.1: the dominant baseline of vertical text is the central one).
    """
    middles = line.middles or (_box_middle(line),) * len(line.bounds)
    foot = 0.0
    if line.direction != "vertical-rl":
        half = (_thickness(line) if line.middles else _across(line)) / 2
        foot = -half if line.turn in (180, 270) else half
    return tuple(_point(line, at, middle + foot) for at, middle in zip(line.bounds, middles, strict=True))


def against(line: ReadLine) -> bool:
    """Do the characters follow each other against the direction of the upright line: a head set right to left?"""
    if len(line.bounds) < 2 or line.bounds[0] == line.bounds[-1]:
        return False
    return (line.bounds[0] > line.bounds[-1]) != falls(line.direction, line.turn)


def falls(direction: str, turn: int) -> bool:
    """Do coordinates fall along a line that is turned like this on the image?

    Text that lies `turn` degrees counter-clockwise: Latin set on its side (90) runs up, a column that lies on its
    other side (270) runs left, and whatever stands on its head (180) runs backwards.
    """
    return turn in {180, 270 if direction == "vertical-rl" else 90}


def from_outline(points: tuple[Point, ...], *, along_y: bool) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Bounds, middles and thickness that `outline` made `points` of."""
    half = len(points) // 2
    near, far = points[:half], points[: half - 1 : -1] if half else ()
    along, across = (1, 0) if along_y else (0, 1)
    bounds = tuple(round(point[along]) for point in near)
    middles = tuple(round((a[across] + b[across]) / 2) for a, b in zip(near, far, strict=True))
    thickness = round(far[0][across] - near[0][across]) if near else 0
    return bounds, middles, thickness


def _point(line: ReadLine, along: float, across: float) -> Point:
    return (across, along) if line.along_y else (along, across)


def _across(line: ReadLine) -> int:
    x0, y0, x1, y1 = line.box
    return x1 - x0 if line.along_y else y1 - y0


def _thickness(line: ReadLine) -> int:
    return line.thickness or _across(line)


def _box_middle(line: ReadLine) -> float:
    x0, y0, x1, y1 = line.box
    return (x0 + x1) / 2 if line.along_y else (y0 + y1) / 2
