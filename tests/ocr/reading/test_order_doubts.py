"""What tells that lines stand in a wrong order, and cells in wrong rows."""

from __future__ import annotations

from dataclasses import replace

from ocr.geometry import Box, Direction
from ocr.line import Line, Role
from ocr.page import Cell, Grid
from ocr.reading.order_doubts import crossed, headless_rows, scattered

TEXT = (
    "为了进一步规范海关对进出口货物的监管根据中华人民共和国海关法和其他有关法律行政法规的规定"
    "现将有关事项公告如下进出口货物的收发货人应当按照海关的规定办理申报手续并提交有关单证"
)


def lines(block: int = 0) -> list[Line]:
    parts = [TEXT[at : at + 7] for at in range(0, len(TEXT), 7)]
    return [Line(part, Box(0, 0, 280, 40), 1.0, block=block) for part in parts]


def test_blocks_beyond_the_sixth_scatter_a_page_but_not_furniture() -> None:
    few = [replace(lines()[0], block=at) for at in range(6)]
    assert scattered(few, ()) == 0.0
    many = [replace(lines()[0], block=at) for at in range(12)]
    assert scattered(many, ()) == 0.5
    assert scattered([replace(line, role=Role.RUNNING_HEAD) for line in many], ()) == 0.0


def test_rows_without_a_first_cell_are_counted_in_characters() -> None:
    cells = (Cell(0, 0, 2, 1, (0,)), Cell(1, 1, 1, 1, (1,)), Cell(2, 1, 1, 1, (2,)), Cell(2, 2, 1, 1, (3,)))
    table = Grid(Box(0, 0, 9, 9), 3, 3, cells)
    assert headless_rows([table], lines()) == 14
    assert headless_rows([replace(table, rows=2, cells=cells[:2])], lines()) == 0


def level(y: int, x: int = 0, lean: int = 0) -> Line:
    bounds = tuple(range(x, x + 241, 40))
    middles = tuple(y + lean * at for at in range(7))
    box = Box(x, min(middles) - 20, x + 240, max(middles) + 20)
    return Line("海关总署公告", box, 1.0, bounds=bounds, middles=middles, thickness=40)


def test_characters_on_another_line_are_counted_on_both() -> None:
    assert crossed([level(100), level(105, x=120)]) == 6
    assert crossed([level(100), level(125)]) == 0


def test_leaning_lines_whose_boxes_overlap_do_not_cross() -> None:
    leaning = [level(100, lean=9), level(145, lean=9)]
    assert leaning[0].box.y1 > leaning[1].box.y0
    assert crossed(leaning) == 0


def test_a_column_through_a_line_crosses_it_at_one_character_of_each() -> None:
    down = tuple(range(0, 281, 40))
    column = Line(
        "海关总署公告第", Box(100, 0, 140, 280), 1.0, direction=Direction.VERTICAL, bounds=down, middles=(120,) * 8,
        thickness=40,
    )  # fmt: skip
    assert crossed([level(100, x=20), column]) == 2
