"""Which lines that were read lie on which lines of the truth: errors of reading without those of layout.

Lines on the same print are put together by their boxes alone, whatever their order on the page: a line that was read in
three parts, or two lines that were read as one (across a column gutter, across table cells), cost nothing by
themselves; what was not found, was found twice, or stands where nothing is printed, counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.rates import Errors, errors_of, flat
from draw.truth import LineTruth, PageTruth
from ocr.geometry import Box, Direction

Boxes = NDArray[np.float64]
"""N × 4, x0, y0, x1, y1 in pixels."""

_SHARED = 0.5
"""Two lines lie on the same print when what they share is this much of the narrower width times the smaller height."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as an engine gave it; `box` in pixels of the page image, upright.

    `confidence` is that of the line, `confidences` those of its characters (all 0..1), where the engine tells.
    """

    text: str
    box: Box
    confidence: float | None = None
    confidences: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Print and what was read of it: indices of truth lines, and of read lines in the order they lie on the print."""

    truths: tuple[int, ...]
    reads: tuple[int, ...]


def matches(page: PageTruth, lines: Sequence[ReadLine]) -> list[Match]:
    """Which of `lines` lie on which lines of the truth. Every truth line and every line with text is in exactly one.

    A line that lies on no line of the truth is a match without truth, or is left out when it lies on a red seal,
    whose own letters are no part of the truth.
    """
    said = [index for index, line in enumerate(lines) if line.text.strip()]
    printed, read = level(page, [lines[index] for index in said])
    shared = _shared(printed, read)
    found = []
    for truths, reads in groups(shared):
        if not truths and _centre_within(lines[said[reads[0]]].box, page.seals):
            continue
        along = sorted(reads, key=lambda r: _place(shared, printed, read, r, page.direction))
        found.append(Match(tuple(truths), tuple(said[r] for r in along)))
    return found


def print_under(page: PageTruth, lines: Sequence[ReadLine]) -> dict[int, int]:
    """For each of `lines` that lies on print, the truth line that it shares most with."""
    printed, read = level(page, lines)
    shared = _shared(printed, read)
    if not len(printed):
        return {}
    best = shared.argmax(axis=0)
    return {r: int(t) for r, t in enumerate(best) if shared[t, r] >= _SHARED}


def errors_by_line(page: PageTruth, lines: Sequence[ReadLine], latin: bool) -> Errors:
    """Errors of `lines`, each compared with the print it lies on; see `matches`."""
    return errors_of(
        (
            flat([page.lines[t].text for t in match.truths], latin),
            flat([lines[r].text for r in match.reads], latin),
        )
        for match in matches(page, lines)
    )


def groups(shared: NDArray[np.float64]) -> list[tuple[list[int], list[int]]]:
    """Truth lines and read lines that hang together, where `shared` (truth × read) is at least `_SHARED`.

    Every truth line and every read line is in exactly one group, indices rising; groups in the order of their first
    truth line, read lines that hang on nothing last, one by one.
    """
    links = shared >= _SHARED
    found: list[tuple[list[int], list[int]]] = []
    open_truths, open_reads = set(range(links.shape[0])), set(range(links.shape[1]))
    for start in range(links.shape[0]):
        if start not in open_truths:
            continue
        open_truths.discard(start)
        truths, todo = [start], [start]
        reads: list[int] = []
        while todo:
            new_reads = {r for t in todo for r in np.flatnonzero(links[t]).tolist()} & open_reads
            new_truths = {t for r in new_reads for t in np.flatnonzero(links[:, r]).tolist()} & open_truths
            open_reads -= new_reads
            open_truths -= new_truths
            reads += new_reads
            truths += new_truths
            todo = sorted(new_truths)
        found.append((sorted(truths), sorted(reads)))
    return found + [([], [r]) for r in sorted(open_reads)]


def level(page: PageTruth, lines: Sequence[ReadLine]) -> tuple[Boxes, Boxes]:
    """Boxes of the truth and of `lines` on the page with its skew taken out.

    On a page turned by 2° the upright box of a line of 1,800 pixels is 60 pixels higher than the line, and
    lies on its neighbours.
    """
    angle = _angle(page)
    cos, sin = np.cos(angle), np.sin(angle)
    turn = np.array([[cos, -sin], [sin, cos]])  # row vectors times this: turned back by the angle
    corners = np.array([line.corners for line in page.lines], dtype=np.float64).reshape(-1, 4, 2) @ turn
    printed = np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)
    upright = np.array([line.box for line in lines], dtype=np.float64).reshape(-1, 4)
    centres = (upright[:, :2] + upright[:, 2:]) / 2 @ turn
    wide, high = (upright[:, 2:] - upright[:, :2]).T
    # The upright box of a turned rectangle w × h is (w cos + h sin) × (w sin + h cos).
    cos, sin = abs(cos), abs(sin)
    half = np.stack([wide * cos - high * sin, high * cos - wide * sin], axis=1) / (cos**2 - sin**2) / 2
    half = np.maximum(half, 1.0)
    return printed, np.concatenate([centres - half, centres + half], axis=1)


def _angle(page: PageTruth) -> float:
    """How far the print is turned, radians, clockwise positive, -pi..pi; by its longest lines."""
    found = []
    for line in page.lines:
        along, tall = _along(line)
        turned = np.arctan2(-along[0], along[1]) if tall else np.arctan2(along[1], along[0])
        found.append((float(np.hypot(*along)), float(turned)))
    longest = sorted(found, reverse=True)[: max(1, len(found) // 2)]
    if not longest:
        return 0.0
    angles = np.array([turned for _, turned in longest])
    mean = np.angle(np.exp(1j * angles).sum())  # near 180 degrees a plain median would mix both signs
    return float(mean + np.median(np.angle(np.exp(1j * (angles - mean)))))


def _along(line: LineTruth) -> tuple[NDArray[np.float64], bool]:
    """From the begin of the line to its end, and whether the upright line is a column."""
    corners = np.array(line.corners, dtype=np.float64)
    across, down = corners[1] - corners[0], corners[3] - corners[0]
    tall = bool(np.hypot(*down) > np.hypot(*across))
    return (down if tall else across), tall


def _shared(printed: Boxes, read: Boxes) -> NDArray[np.float64]:
    """What each truth line and each read line share, truth × read, 0..1; see `_SHARED`.

    Not a share of an area: of a short line in a box with wide margins more than half may lie beside the print.
    """
    low = np.maximum(printed[:, None, :2], read[None, :, :2])
    high = np.minimum(printed[:, None, 2:], read[None, :, 2:])
    sizes = [np.maximum(boxes[:, 2:] - boxes[:, :2], 1.0) for boxes in (printed, read)]
    least = np.minimum(sizes[0][:, None], sizes[1][None, :])
    return np.asarray(np.prod(np.maximum(high - low, 0.0) / least, axis=2))


def _place(
    shared: NDArray[np.float64], printed: Boxes, read: Boxes, line: int, direction: Direction
) -> tuple[int, float]:
    """Where read line `line` belongs within its group: the first truth line it lies on, then along the line."""
    on = np.flatnonzero(shared[:, line] >= _SHARED)
    first = int(on[0]) if len(on) else len(printed)
    axis = 1 if direction is Direction.VERTICAL else 0
    return first, float(read[line, axis] + read[line, axis + 2])


def _centre_within(box: Box, boxes: Sequence[Box]) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return any(other.x0 <= x < other.x1 and other.y0 <= y < other.y1 for other in boxes)
