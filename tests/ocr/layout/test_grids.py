"""Tables told by text: lists in columns, three-line tables, rows without rules; what is none; the grids handed out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ocr.geometry import Box, Direction
from ocr.imaging.rules import paint_rules
from ocr.layout.arrange import Piece, arrange_page
from ocr.layout.table_search import find_tables
from ocr.line import Line, Role
from ocr.page import Grid

SIZE = (1200, 1600)
EM = 24
Rule = tuple[float, float, float, float]


def piece(text: str, x: float, y: float) -> Piece:
    """A line of square characters (Latin ones half as wide), as a detector frames it."""
    widths = [EM if ord(char) > 0x2E7F else EM / 2 for char in text]
    bounds = [x]
    for width in widths:
        bounds.append(bounds[-1] + width)
    box = Box(round(x), round(y), round(bounds[-1]), round(y + 34))
    line = Line(text, box, 0.99, bounds=tuple(round(b) for b in bounds), thickness=34)
    return Piece(line, (x, y, bounds[-1], y + 34), 20)


def table_of(
    rows: Sequence[Sequence[str]], xs: Sequence[float], y: float = 300, step: float = 44, deep: float = 34
) -> list[Piece]:
    """Cells set flush at `xs`; ``|`` breaks a cell into lines `deep` apart."""
    found = []
    for row in rows:
        for x, cell in zip(xs, row, strict=True):
            found += [piece(text, x, y + k * deep) for k, text in enumerate(cell.split("|")) if text]
        y += step + deep * (max(cell.count("|") for cell in row))
    return found


def read(pieces: Sequence[Piece], rules: Sequence[Rule] = ()) -> tuple[list[str], tuple[Grid, ...]]:
    painted = paint_rules(rules, SIZE)
    lines, grids = arrange_page(pieces, Direction.HORIZONTAL, SIZE, painted, find_tables(painted))
    held = {i for grid in grids for cell in grid.cells for i in cell.lines}
    assert held == {i for i, line in enumerate(lines) if line.role is Role.TABLE_CELL}
    return [line.text for line in lines], grids


def cells(texts: Sequence[str], grid: Grid) -> dict[tuple[int, int], str]:
    return {(c.row, c.column): "".join(texts[i] for i in c.lines) for c in grid.cells}


RATES = [
    ("税则号列", "商品名称", "税率"),
    ("0101.2100", "改良种用马", "10"),
    ("0306.1911", "淡水小龙虾虾仁", "5"),
    ("2804.6117", "单晶硅棒", "4"),
    ("6802.2110", "大理石", "12"),
]
XS = (150.0, 420.0, 800.0)
PROSE = [
    piece("为进一步规范进出口货物的申报行为，根据有关规定，现将有关事项公告如下：", 150, 100 + 46 * k)
    for k in range(3)
]


def expected(rows: Sequence[Sequence[str]]) -> dict[tuple[int, int], str]:
    return {(r, c): cell.replace("|", "") for r, row in enumerate(rows) for c, cell in enumerate(row) if cell}


def test_a_list_in_columns_is_a_table_and_the_prose_above_is_not() -> None:
    texts, (grid,) = read([*PROSE, *table_of(RATES, XS)])
    assert (grid.rows, grid.columns) == (5, 3)
    assert cells(texts, grid) == expected(RATES)
    assert texts == [p.line.text for p in PROSE] + [cell for row in RATES for cell in row]


def test_a_three_line_table_with_a_cell_of_two_lines() -> None:
    rows = [*RATES[:2], ("0306.1911", "淡水小龙虾的虾仁，|冻的或者熏制的", "5"), *RATES[3:]]
    flat = [(140.0, y, 900.0, y) for y in (294.0, 339.0, 555.0)]
    texts, (grid,) = read(table_of(rows, XS), flat)
    assert cells(texts, grid) == expected(rows)


def test_rows_of_a_ruled_table_that_only_the_text_parts() -> None:
    flat = [(140.0, y, 900.0, y) for y in (294.0, 339.0, 520.0)]
    upright = [(x, 294.0, x, 520.0) for x in (140.0, 400.0, 780.0, 900.0)]
    texts, (grid,) = read(table_of(RATES, XS), [*flat, *upright])
    assert cells(texts, grid) == expected(RATES)


def test_text_that_fills_its_cell_stays_in_it() -> None:
    rows = [
        ("编号", "修订前的内容", "修订后的内容"),
        ("一", "甲乙丙丁戊己庚辛|甲乙丙丁戊己庚辛|甲乙丙丁", "子丑寅卯辰巳午未|子丑寅卯辰巳午未|子丑寅卯"),
    ]
    xs = (150.0, 220.0, 430.0)
    flat = [(140.0, y, 630.0, y) for y in (294.0, 339.0, 450.0)]
    upright = [(x, 294.0, x, 450.0) for x in (140.0, 210.0, 420.0, 630.0)]
    texts, (grid,) = read(table_of(rows, xs), [*flat, *upright])
    assert cells(texts, grid) == expected(rows)
    assert texts[3:7] == ["一", "甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚辛", "甲乙丙丁"]


def test_a_box_over_two_columns_is_cut_at_the_blank() -> None:
    pieces = table_of(RATES, XS)
    left, right = pieces[6].line, pieces[7].line  # 0306.1911 and the name beside it
    bounds = (*left.bounds[:-1], (left.bounds[-2] + 12 + right.bounds[0] - 12) // 2 + 6, *right.bounds[1:])
    joined = Line(left.text + right.text, left.box.union(right.box), 0.9, bounds=bounds, thickness=34)
    box = (*pieces[6].box[:2], *pieces[7].box[2:])
    texts, (grid,) = read([*pieces[:6], Piece(joined, box, 20), *pieces[8:]])
    assert cells(texts, grid) == expected(RATES)


@pytest.mark.parametrize(
    "rows",
    [
        [(f"关于第{k}号公告的说明………………", f"{k * 3}") for k in range(1, 9)],
        [(f"关于第{k}号公告的几点说明", f"{k * 3}") for k in range(1, 9)],
        [(f"{k}.", "申报时应当填写商品名称") for k in range(1, 9)],
        [("甲乙丙丁戊己庚辛壬癸子丑寅卯",) * 2] * 8,
        [("凡进口货物，应当如实申报。", "逾期未申报的，予以处罚。", "特此公告。")] * 6,
        [("海关总署", "商务部"), ("二〇〇五年", "四月")],
        [("海关总署", "财政部", "国家税务总局"), ("商务部", "公安部", "国家外汇管理局")] * 2
        + [("二〇〇五年四月一日", "二〇〇五年四月一日", "二〇〇五年四月二日")],
        [("张建国", "李秀英", "王芳"), ("赵伟", "欧阳修文", "陈志强"), ("周敏", "吴刚", "郑小玲")] * 3,
    ],
    ids=[
        "leaders",
        "contents",
        "numbered list",
        "two columns",
        "sentences",
        "signatures",
        "authorities",
        "names",
    ],
)
def test_what_stands_in_columns_and_is_no_table(rows: list[tuple[str, ...]]) -> None:
    xs = (150.0, 600.0, 950.0)[: len(rows[0])]
    _, grids = read([*PROSE, *table_of(rows, xs)])
    assert grids == ()
