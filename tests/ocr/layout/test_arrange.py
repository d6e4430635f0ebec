"""Reading order of whole pages: drawn ones from the boxes of their truth, so that no engine is needed."""

from __future__ import annotations

import numpy as np
import pytest

from draw.page import draw_page
from draw.truth import PageTruth
from ocr.geometry import Box, Direction
from ocr.imaging.quads import order_corners
from ocr.imaging.rules import Rules, find_rules, paint_rules
from ocr.imaging.seal import take_out_seals
from ocr.imaging.skew import page_skew
from ocr.layout.arrange import LevelBox, Piece, arrange
from ocr.layout.splitting import level_boxes
from ocr.layout.table_search import find_tables
from ocr.line import Line, Role

SIZE = (1200.0, 1600.0)


def arranged_truth(image: np.ndarray, page: PageTruth) -> tuple[Line, ...]:
    """The lines of `page` put in order from their boxes and the rules of `image`, given back to front."""
    grey, _ = take_out_seals(image)
    quads = [order_corners(np.array(line.corners)) for line in page.lines]
    skew = page_skew(quads)
    rules = find_rules(grey, skew)
    tables = find_tables(rules) if page.direction is Direction.HORIZONTAL else ()
    pieces = []
    boxes = level_boxes(quads, skew, (page.width, page.height)).tolist()
    for line, (x0, y0, x1, y1) in zip(page.lines, boxes, strict=True):
        thick = x1 - x0 if page.direction is Direction.VERTICAL else y1 - y0
        pieces.append(
            Piece(Line(line.text, line.box, 1.0, direction=page.direction), (x0, y0, x1, y1), thick)
        )
    return arrange(pieces[::-1], page.direction, (page.width, page.height), rules, tables)


@pytest.mark.parametrize(
    ("style", "seed"),
    [
        ("two_column", 23),  # the left column is a table and four short lines
        ("two_column", 109),  # the last row of a table is the last row of the page
        ("vertical", 119),  # a column hangs over the rule between the tiers
        ("vertical", 121),  # the same, and the other tier is blank beside it
        ("vertical", 106),  # the running head stands in the left margin
    ],
)
def test_drawn_pages_are_read_in_the_order_of_their_truth(style: str, seed: int) -> None:
    drawn = draw_page(style, seed, 0, dpi=150)
    lines = arranged_truth(drawn.image, drawn.truth)
    assert [line.text for line in lines] == [line.text for line in drawn.truth.lines]


def names(
    boxes: dict[str, LevelBox],
    direction: Direction = Direction.HORIZONTAL,
    rules: Rules | None = None,
) -> list[str]:
    """The keys of `boxes` in reading order."""
    rules = rules or paint_rules([], (int(SIZE[0]), int(SIZE[1])))
    pieces = []
    for name, box in boxes.items():
        x0, y0, x1, y1 = map(round, box)
        thick = min(x1 - x0, y1 - y0)
        pieces.append(Piece(Line(name, Box(x0, y0, x1, y1), 1.0, direction=direction), box, thick))
    tables = find_tables(rules) if direction is Direction.HORIZONTAL else ()
    return [line.text for line in arrange(pieces, direction, SIZE, rules, tables)]


def grid(xs: list[float], ys: list[float]) -> list[LevelBox]:
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


def test_a_right_column_that_is_mostly_a_table() -> None:
    boxes: dict[str, LevelBox] = {
        f"左{k}": (100, 250 + 50 * k, 570 - 200 * (k % 4 == 3), 288 + 50 * k) for k in range(20)
    }
    boxes["附件右"] = (630, 250, 700, 288)
    boxes["名单右"] = (780, 310, 950, 348)
    xs, ys = [630.0, 720.0, 1100.0], [370.0 + 62 * k for k in range(12)]
    for row in range(11):
        boxes[f"格{row}甲"] = (650, ys[row] + 12, 690, ys[row] + 50)
        boxes[f"格{row}乙"] = (740, ys[row] + 12, 860 + 30 * (row % 5), ys[row] + 50)
    boxes["署名右"] = (950, 1080, 1090, 1118)
    rules = paint_rules(grid(xs, ys), (int(SIZE[0]), int(SIZE[1])))
    assert names(dict(reversed(boxes.items())), rules=rules) == list(boxes)
    # The same when no rule was found, with prose below: lines of the other column do not stand in the rows of cells.
    boxes |= {f"文{k}": (630.0, 1140.0 + 50 * k, 1100.0, 1178.0 + 50 * k) for k in range(4)}
    assert names(dict(reversed(boxes.items())))[:20] == list(boxes)[:20]


def tiers(shift: float = 0.0) -> dict[str, LevelBox]:
    """Two tiers of fourteen columns, each parted at a comma as the detector does."""
    boxes: dict[str, LevelBox] = {}
    for tier, top in (("上", 200.0 + shift), ("下", 830.0 + shift)):
        for k in range(14):
            x0 = 1050.0 - 60 * k
            comma = top + 120 + 47 * (3 * k % 8)
            boxes[f"{tier}{k}甲"] = (x0, top, x0 + 45, comma)
            boxes[f"{tier}{k}乙"] = (x0, comma + 15, x0 + 45, top + 590)
    return boxes


@pytest.mark.parametrize("rules", [[815.0], [], [815.0, 640.0]], ids=["rule", "blank", "rule-and-fold"])
def test_commas_and_folds_make_no_tiers(rules: list[float]) -> None:
    boxes = tiers()
    painted = paint_rules([(100, y, 1110, y) for y in rules], (int(SIZE[0]), int(SIZE[1])))
    assert names(dict(reversed(boxes.items())), Direction.VERTICAL, painted) == list(boxes)


def test_a_heading_across_two_tiers_is_read_before_what_stands_left_of_it() -> None:
    boxes = tiers()
    right = {name: box for name, box in boxes.items() if box[0] > 700}
    left = {
        name: (box[0] - 150, box[1], box[2] - 150, box[3]) for name, box in boxes.items() if box[0] <= 700
    }
    heading: dict[str, LevelBox] = {"標題": (600, 500, 670, 1130)}
    expected = [*right, *heading, *left]
    assert names({**left, **heading, **right}, Direction.VERTICAL) == expected


def test_print_in_an_open_cell_keeps_its_row() -> None:
    xs, ys = [100.0, 400.0, 700.0, 1100.0], [300.0 + 60 * k for k in range(6)]
    rules = grid(xs, ys)
    # Damage took the end of the rule under the first row and the frame beside it away: its last cell is not closed.
    rules[0] = (100, ys[0], 700, ys[0])
    rules[9] = (xs[3], ys[1], xs[3], ys[-1])
    boxes: dict[str, LevelBox] = {
        f"格{r}{c}": (xs[c] + 20, ys[r] + 10, xs[c] + 120, ys[r] + 50) for r in range(5) for c in range(3)
    }
    text: dict[str, LevelBox] = {f"文{k}": (100, 700 + 50 * k, 1100, 738 + 50 * k) for k in range(8)}
    painted = paint_rules(rules, (int(SIZE[0]), int(SIZE[1])))
    (table,) = find_tables(painted)
    assert len(table.cells) == 15
    assert names({**text, **boxes}, rules=painted) == [*boxes, *text]


def test_a_table_row_at_the_foot_of_a_page_is_no_furniture() -> None:
    drawn = draw_page("two_column", 109, 0, dpi=300)
    roles = {line.text: line.role for line in arranged_truth(drawn.image, drawn.truth)}
    furniture = {text for text, role in roles.items() if role in (Role.RUNNING_HEAD, Role.PAGE_NUMBER)}
    real = {line.text for line in drawn.truth.lines if line.role in (Role.RUNNING_HEAD, Role.PAGE_NUMBER)}
    assert furniture <= real
