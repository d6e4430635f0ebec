"""Where columns of several tiers, which the detector took for one, are to be cut.

The tiers of a newspaper differ from article to article, so that no gutter runs through the page. But the columns of one
tier begin and end together: a blank in one column at which its neighbours begin, end or are blank as well parts tiers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.layout.flow import Spans
from ocr.layout.tier_columns import BLANK, TierColumn, tier_column
from ocr.layout.tier_heads import head_blanks

Inks = Iterable[NDArray[np.bool_] | None]
"""The ink of each box, ``(thickness, length)`` in pixels; None for boxes that are not to be cut."""

_NEAR = 6.5
_NEXT = 4.2
"""Neighbours are asked that stand within so many thicknesses on both sides. Those within the second number on one side
are enough for a blank that is sure: the article on the other side may have other tiers."""

_SAME = 0.4
"""Boxes whose middles are no farther apart, in thicknesses, are parts of one column."""

_TOGETHER = 0.45
"""Columns begin, end or are blank together when their places differ by no more than this many thicknesses."""

_LIKE = 1.5
"""Neighbours are of the same size of print: the thicknesses of their boxes differ by this ratio at most."""

_MOST = 4
"""On both sides so many times as many must agree as disagree; on one side none may disagree."""

_AGREEING = (5, 3)
"""So many neighbours must agree that tiers meet at a wide blank, on both sides or on one."""

_MEETING = (4, 2)
"""At a narrow blank so many must end and as many begin."""


def tier_blanks(spans: Spans, inks: Inks) -> list[list[tuple[float, float]]]:
    """For each box the blanks between tiers in it, as fractions (start, end) of its length.

    `spans` are the level boxes in the flow frame. Where the rule between two tiers stands at an end of the box, what
    holds the rule is among them.
    """
    columns = [tier_column(span, ink) for span, ink in zip(spans, inks, strict=True)]
    cuts = [
        [blank for blank in column.wide if _is_agreed(columns, number, *blank)]
        for number, column in enumerate(columns)
    ]
    pieces = np.array(
        [piece for column, cut in zip(columns, cuts, strict=True) for piece in _pieces(column, cut)]
    )
    blank = np.array(
        [
            (start, column.span[1], end, column.span[3])
            for column in columns
            for start, end in column.blanks
            if end - start >= BLANK * column.thick
        ]
    )
    heads = head_blanks(columns, spans)
    result: list[list[tuple[float, float]]] = []
    for number, (column, cut) in enumerate(zip(columns, cuts, strict=True)):
        every = sorted([*cut, *_at_edges(column, cut, pieces.reshape(-1, 4), blank.reshape(-1, 4))])
        every = [*([heads[number]] if number in heads else []), *every]
        result.append([*(_share(column.span, *blank) for blank in every), *column.ends])
    return result


def _share(span: NDArray[np.float64], start: float, end: float) -> tuple[float, float]:
    u0, _, u1, _ = span.tolist()
    return (start - u0) / (u1 - u0), (end - u0) / (u1 - u0)


def _pieces(column: TierColumn, cuts: Sequence[tuple[float, float]]) -> list[list[float]]:
    """The spans of what the blanks `cuts` leave of `column`."""
    u0, v0, u1, v1 = column.span.tolist()
    places = [u0, *(place for blank in sorted(cuts) for place in blank), u1]
    return [[start, v0, end, v1] for start, end in zip(places[::2], places[1::2], strict=True)]


def _is_agreed(columns: Sequence[TierColumn], number: int, start: float, end: float) -> bool:
    """Do the neighbours of the column `number` begin, end or leave a blank where it is blank from `start` to `end`?"""
    own = columns[number]
    spare = _TOGETHER * own.thick
    found: list[tuple[float, bool]] = []
    for other, column in enumerate(columns):
        if other == number or max(own.thick, column.thick) > _LIKE * min(own.thick, column.thick):
            continue
        u0, v0, u1, v1 = column.span.tolist()
        away = ((v0 + v1) - (own.span[1] + own.span[3])) / 2 / own.thick
        if abs(away) > _NEAR or u1 - u0 < own.thick:
            continue
        blank = any(low < end + 0.5 * spare and high > start - 0.5 * spare for low, high in column.wide)
        if blank or start - spare < u0 < end + spare:
            found.append((away, True))
        elif start - spare < u1 < end + spare:
            # A paragraph that happens to end there says nothing; where tiers meet, another begins below it.
            if _goes_on_below(columns, column, start - spare, end + spare):
                found.append((away, True))
        elif u0 < start - spare and u1 > end + spare:
            found.append((away, False))
    agree = sum(agrees for _, agrees in found)
    if agree >= _AGREEING[0] and agree >= _MOST * (len(found) - agree):
        return True
    sides = [
        [agrees for away, agrees in found if _SAME < side * away <= _NEXT]
        for side in (-1, 1)
        if (start, end) in own.sure
    ]
    return any(len(said) >= _AGREEING[1] and all(said) for said in sides)


def _goes_on_below(columns: Sequence[TierColumn], above: TierColumn, low: float, high: float) -> bool:
    """Does another box of the column `above` begin between `low` and `high`?"""
    middle = (above.span[1] + above.span[3]) / 2
    return any(
        low < other.span[0] < high
        and abs((other.span[1] + other.span[3]) / 2 - middle) <= _SAME * above.thick
        for other in columns
        if other is not above
    )


def _at_edges(
    column: TierColumn, cuts: Sequence[tuple[float, float]], pieces: Spans, blanks: Spans
) -> list[tuple[float, float]]:
    """The blanks of `column`, beside those already in `cuts`, where the tiers of its neighbours meet.

    `pieces` are the spans of all boxes as far as they are cut, `blanks` those of the wide blanks in boxes.
    """
    thick = column.thick
    spare = _TOGETHER * thick
    size = pieces[:, 3] - pieces[:, 1]
    away = ((pieces[:, 1] + pieces[:, 3]) - (column.span[1] + column.span[3])) / 2 / thick
    like = (np.maximum(size, thick) <= _LIKE * np.minimum(size, thick)) & (np.abs(away) > _SAME)
    found: list[tuple[float, float]] = []
    # The widest first: of the blanks about one place it is the one between the tiers.
    for start, end in sorted(column.blanks, key=lambda blank: blank[0] - blank[1]):
        if any(start - 2 * thick < high and low < end + 2 * thick for low, high in [*cuts, *found]):
            continue
        begins, ends = pieces[:, 0], pieces[:, 2]
        ending = like & (ends > start - spare) & (ends < end + spare)
        beginning = like & (begins > start - spare) & (begins < end + spare)
        going = like & (begins < start - spare) & (ends > end + spare)
        # One that is blank there does not go on: it is to be cut, too.
        there = blanks[(blanks[:, 0] < end + 0.5 * spare) & (blanks[:, 2] > start - 0.5 * spare)]
        going &= ~np.isin(pieces[:, 1], there[:, 1])
        for near, least, most in (
            (np.abs(away) <= _NEAR, _MEETING[0], 1 / _MOST),
            (np.abs(away) <= _NEXT, _MEETING[0], 1 / _MOST),
            ((away > 0) & (away <= _NEXT), _MEETING[1], 0.0),
            ((away < 0) & (away >= -_NEXT), _MEETING[1], 0.0),
        )[: 4 if (start, end) in column.sure else 2]:
            meeting = min(int((ending & near).sum()), int((beginning & near).sum()))
            if meeting >= least and int((going & near).sum()) <= most * meeting:
                found.append((start, end))
                break
    return found
