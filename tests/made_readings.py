"""Readings made by Hypothesis: any direction and turn, doubts, tables, empty lines, characters that hurt XML.

They have only what a reader can return (`ocr.line.Line` checks it), and little of what `archive.formats.alto` says
that it cannot carry.
"""

from __future__ import annotations

from hypothesis import strategies as st

from archive.formats import PageSource
from archive.reading_types import ReadCell, ReadDoubt, ReadGrid, Reading, ReadLeaf, ReadLine
from archive.records import BoxList, Step

SIDE = 3000
SOURCE = PageSource('文告/3;"a"%.tif', "a" * 64, frame=1, sequence=2, dpi=300.0)
SOUND = "海關總署令第一號，。〔〕○ＡA b-1&<>\"'\t\n\r\u2028\u3000\x85𠀀𪚥é]"
HOSTILE = "\0\x01\x08\x0b\x0c\x1b\ufffe\uffff\ud800\udfff"

shares = st.integers(0, 1000).map(lambda value: value / 1000)
ways = st.sampled_from(["horizontal-tb", "vertical-rl"])
turns = st.sampled_from([0, 0, 0, 90, 180, 270])
roles = st.sampled_from(
    ["text", "text", "heading", "running_head", "page_number", "marginal_note", "table_cell", "seal", "a; b"]
)


@st.composite
def boxes(draw: st.DrawFn) -> BoxList:
    x0, x1 = sorted(draw(st.tuples(st.integers(0, SIDE), st.integers(0, SIDE))))
    y0, y1 = sorted(draw(st.tuples(st.integers(0, SIDE), st.integers(0, SIDE))))
    return (x0, y0, x1, y1)


@st.composite
def lines(draw: st.DrawFn, letters: str = SOUND) -> ReadLine:
    text = draw(st.text(letters, max_size=8))
    box = draw(boxes())
    way, turn = draw(ways), draw(turns)
    along_y = (way == "vertical-rl") != (turn in (90, 270))
    low, high, side, other = (box[1], box[3], box[0], box[2]) if along_y else (box[0], box[2], box[1], box[3])
    count = len(text)
    bounds: list[int] = []
    middles: list[int] = []
    thickness = 0
    if draw(st.booleans()):
        bounds = sorted(draw(st.lists(st.integers(low, high), min_size=count + 1, max_size=count + 1)))
        if draw(st.booleans()):
            bounds.reverse()
        if draw(st.booleans()):
            middles = draw(st.lists(st.integers(side, other), min_size=count + 1, max_size=count + 1))
            thickness = draw(st.integers(1, 200))
    confidences = draw(st.just([]) | st.lists(shares, min_size=count, max_size=count))
    doubted = draw(st.sets(st.integers(0, count - 1), max_size=2)) if count else set()
    others = st.lists(st.tuples(st.text(letters, max_size=3), shares), min_size=1, max_size=3)
    return ReadLine(
        text=text,
        box=box,
        confidence=draw(shares),
        role=draw(roles),
        direction=way,
        bounds=tuple(bounds),
        block=draw(st.integers(0, 2)),
        turn=turn,
        middles=tuple(middles),
        thickness=thickness,
        confidences=tuple(confidences),
        doubts=tuple(ReadDoubt(at, tuple(draw(others))) for at in sorted(doubted)),
    )


@st.composite
def grids(draw: st.DrawFn, free: list[int]) -> ReadGrid:
    """A table of some of the lines `free`, which it takes out of the list. Some of its cells span."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    cells = []
    for row in range(rows):
        for column in range(columns):
            taken = sorted(draw(st.sets(st.sampled_from(free), max_size=2))) if free else []
            if taken:
                free[:] = [index for index in free if index not in taken]
                spans = draw(st.integers(1, rows - row)), draw(st.integers(1, columns - column))
                cells.append(ReadCell(row, column, *spans, tuple(taken)))
    return ReadGrid(draw(boxes()), rows, columns, tuple(cells))


@st.composite
def readings(draw: st.DrawFn, letters: str = SOUND) -> Reading:
    words = st.text(letters, max_size=6)
    found = draw(st.lists(lines(letters), max_size=6))
    free = list(range(len(found)))
    skews = st.integers(-300, 300).map(lambda value: value / 100)
    leaves = st.builds(ReadLeaf, boxes(), turns, skews, st.booleans(), ways, st.booleans())
    settings = st.dictionaries(
        st.text(max_size=4), st.integers() | st.booleans() | shares | words, max_size=3
    )
    return Reading(
        page_id=draw(words),
        width=SIDE,
        height=SIDE,
        direction=draw(ways),
        lines=tuple(found),
        step=draw(st.builds(Step, words, words, settings)),
        confidence=draw(shares),
        seals=tuple(draw(st.lists(boxes(), max_size=2))),
        remarks=tuple(draw(st.lists(words, max_size=2))),
        leaves=tuple(draw(st.lists(leaves, max_size=2))),
        tables=tuple(draw(grids(free)) for _ in range(draw(st.integers(0, 2)))),
        pictures=tuple(draw(st.lists(boxes(), max_size=2))),
        missed=tuple(draw(st.lists(boxes(), max_size=2))),
        expected_error=draw(st.none() | st.integers(0, 10000).map(lambda value: value / 10000)),
        dpi=draw(st.sampled_from([0, 200, 300, 600])),
    )
