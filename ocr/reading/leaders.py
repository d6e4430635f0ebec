"""Contents pages: an entry, its leader and its page number are one line.

The detector finds the ends of a row of dots or none of it, and page numbers of one digit seldom; entries and numbers
would be read as two columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.image import Image
from ocr.imaging.leaders import Leader, find_leaders
from ocr.imaging.quads import Quad
from ocr.layout.arrange import Piece
from ocr.layout.splitting import level_boxes
from ocr.line import Doubt, Line

_DOTS = r"\s.…·•・．。,，、:：;\-—"
_NUMBER = re.compile(
    rf"^[{_DOTS}]*([（(〔\[]?(?:\d{{1,4}}|[ivxlc]{{1,7}}|[IVXLC]{{1,7}}|[一二三四五六七八九十百〇○零廿卅]{{1,6}})[）)〕\]]?)$"
)
_DOTTED = re.compile(r"[.…·•・．]{2,}$|…$")
_TRAILING = re.compile(rf"[{_DOTS}]+$")

_LEAST = 2
"""As many numbers alone in their boxes, or lines that end in dots, make it worth while to look for leaders."""

_ROW = 0.5
"""Parts of an entry lie within half a line height of each other, across the line."""

_BASELINE = 0.12
"""Dots stand at the middle of the line or on its foot; the line's middle is taken to be so many heights above them."""

_NEAR = 2.5
"""A leader begins and ends at most so many line heights from its entry and its number."""

_LEAST_SURE = 0.3
"""Digits behind a leader are taken from this probability on: a number must stand there, and of six read with under 0.5
on a worn page five were right."""

_LEADER = "……"
_LEADER_SURE = 0.99
"""How a leader is written, whatever its length, and how sure a row of five even dots is one."""

Read = Callable[[Quad], Line | None]


def join_leaders(
    pieces: Sequence[Piece],
    grey: Image,
    quads: Sequence[Quad],
    skew: float,
    size: tuple[int, int],
    read: Read,
) -> tuple[list[Piece], list[Quad]]:
    """`pieces` of a horizontal page with entries, leaders and numbers joined, and boxes of the leaders.

    `read` reads a box of ``grey``, ``(height, width)`` = `size` reversed; it is asked for numbers that have no piece.
    `quads` and `skew` are those of the page. A leader that leads to no number stays as it is.
    """
    found = list(pieces)
    signs = sum(bool(_NUMBER.match(piece.line.text) or _DOTTED.search(piece.line.text)) for piece in found)
    if signs < _LEAST:
        return found, []
    covered: list[Quad] = []
    for leader in find_leaders(grey, quads, skew):
        quad = leader.quad
        box = level_boxes([quad], skew, size)[0]
        row = _row(found, box, leader.thick)
        if any(_holds(found[k], box, leader.thick) for k in row):
            continue
        right = _right(found, row, box, leader.thick)
        number = found[right] if right is not None else _unread(leader, grey.shape[1], skew, size, read)
        if number is None:
            continue
        left = _left(found, row, box, leader.thick, right)
        joined = _joined(None if left is None else found[left], leader, number)
        found = [piece for k, piece in enumerate(found) if k not in (left, right)]
        found.append(joined)
        covered.append(quad)
    return found, covered


def _row(pieces: Sequence[Piece], box: NDArray[np.float64], thick: float) -> list[int]:
    middle = (box[1] + box[3]) / 2 - _BASELINE * thick
    return [
        k for k, piece in enumerate(pieces) if abs((piece.box[1] + piece.box[3]) / 2 - middle) <= _ROW * thick
    ]


def _holds(piece: Piece, box: NDArray[np.float64], thick: float) -> bool:
    """Was the whole entry read as one line?"""
    return bool(piece.box[0] < box[0] - thick and piece.box[2] > box[2] + 0.3 * thick)


def _right(pieces: Sequence[Piece], row: Sequence[int], box: NDArray[np.float64], thick: float) -> int | None:
    """The piece with the number that the leader of `box` ends at."""
    near = [
        k
        for k in row
        if _NUMBER.match(pieces[k].line.text)
        and pieces[k].box[2] > box[2] + 0.2 * thick
        and pieces[k].box[0] < box[2] + _NEAR * thick
    ]
    return min(near, key=lambda k: pieces[k].box[0], default=None)


def _left(
    pieces: Sequence[Piece], row: Sequence[int], box: NDArray[np.float64], thick: float, right: int | None
) -> int | None:
    """The piece with the entry that the leader of `box` begins at."""
    near = [
        k
        for k in row
        if k != right and pieces[k].box[0] < box[0] and pieces[k].box[2] > box[0] - _NEAR * thick
    ]
    return max(near, key=lambda k: pieces[k].box[2], default=None)


def _unread(leader: Leader, width: int, skew: float, size: tuple[int, int], read: Read) -> Piece | None:
    """The number behind `leader`, read together with its last dots."""
    (x0, y0), (x1, y1) = leader.start, leader.end
    slope = (y1 - y0) / max(1.0, x1 - x0)
    first, last = max(x0, x1 - leader.thick), min(width - 1.0, x1 + _NEAR * leader.thick)
    half = (0.5 + _BASELINE) * leader.thick

    def across(x: float) -> float:
        return y1 + (x - x1) * slope - _BASELINE * leader.thick

    top, bottom = across(first), across(last)
    quad = np.array(
        [[first, top - half], [last, bottom - half], [last, bottom + half], [first, top + half]],
        dtype=np.float32,
    )
    line = read(quad)
    match = _NUMBER.match(line.text) if line else None
    if line is None or match is None or min(line.confidences[match.start(1) :], default=0.0) < _LEAST_SURE:
        return None
    x, y, right, foot = level_boxes([quad], skew, size)[0].tolist()
    return Piece(line, (x, y, right, foot), leader.thick)


def _joined(entry: Piece | None, leader: Leader, number: Piece) -> Piece:
    """One line of the three."""
    match = _NUMBER.match(number.line.text)
    start = match.start(1) if match else 0
    tail = number.line.part(start, len(number.line.text))
    if entry is None:
        head = replace(
            tail, text="", bounds=tail.bounds[:1], middles=tail.middles[:1], confidences=(), doubts=()
        )
        size, box = number.size, number.box
    else:
        end = _TRAILING.search(entry.line.text)
        head = entry.line.part(0, end.start() if end else len(entry.line.text))
        size = entry.size
        box = (
            entry.box[0],
            min(entry.box[1], number.box[1]),
            number.box[2],
            max(entry.box[3], number.box[3]),
        )
    count = len(head.text) + len(_LEADER)
    sure = (_LEADER_SURE,) * len(_LEADER)
    known = head.bounds and tail.bounds
    confidences = (*head.confidences, *sure, *tail.confidences)
    line = replace(
        head,
        text=head.text + _LEADER + tail.text,
        box=head.box.union(tail.box),
        bounds=(*head.bounds, round((head.bounds[-1] + tail.bounds[0]) / 2), *tail.bounds) if known else (),
        middles=(*head.middles, round((head.middles[-1] + tail.middles[0]) / 2), *tail.middles)
        if known
        else (),
        confidences=confidences,
        confidence=float(np.mean(confidences)),
        doubts=(*head.doubts, *(Doubt(doubt.at + count, doubt.others) for doubt in tail.doubts)),
    )
    return Piece(line, box, size)
