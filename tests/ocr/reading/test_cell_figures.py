"""What the cells of a column have in common corrects single ones, and leaves what the column does not speak for."""

from __future__ import annotations

import pytest

from ocr.geometry import Box
from ocr.line import Line
from ocr.page import Cell, Grid
from ocr.reading.cell_figures import settled_cells


def settled(*texts: str, column: int = 0) -> list[str]:
    """The texts of one column as they come back."""
    box = Box(0, 0, 100, 30)
    lines = [Line(text, box, 0.9, confidences=(0.9,) * len(text)) for text in texts]
    cells = tuple(Cell(row, column, 1, 1, (row,)) for row in range(len(texts)))
    return [line.text for line in settled_cells(lines, [Grid(box, len(texts), column + 1, cells)])]


def test_points_between_thousands_are_commas_when_some_are() -> None:
    assert settled("10.672", "8,655", "37.682", "59.703", "9,911") == [
        "10,672",
        "8,655",
        "37,682",
        "59,703",
        "9,911",
    ]


@pytest.mark.parametrize(
    "column",
    [
        ("10.672", "8.655", "37.682", "59.703", "9.911"),
        ("10.672", "8,655", "37.68", "59,703", "9.911"),
        ("6047.2639", "8809.7973", "4130.6275", "5,275", "7,648"),
    ],
)
def test_points_stay_where_the_column_has_decimals_or_no_commas(column: tuple[str, ...]) -> None:
    assert settled(*column) == list(column)


def test_specks_before_and_after_cells_go() -> None:
    read = ("·44", "75", "18", "143", "161.", "82", "124", "45", "44")
    assert settled(*read, column=3) == ["44", "75", "18", "143", "161", "82", "124", "45", "44"]
    assert settled("千克", ".只", "双", "升。", "米", "台", "箱", "件") == [
        "千克",
        "只",
        "双",
        "升",
        "米",
        "台",
        "箱",
        "件",
    ]


@pytest.mark.parametrize(
    "column",
    [
        ("1.", "2", "3.", "4", "5.", "6"),
        ("2.", "3", "4", "5", "6", "7"),
        ("·猪肉", "·牛肉", "羊肉", "·禽肉", "鱼", "虾"),
        ("见附件。", "见附件，另行通知。", "无", "无", "无", "无", "无", "无"),
    ],
)
def test_marks_that_belong_to_the_column_stay(column: tuple[str, ...]) -> None:
    wanted = list(column)
    if column[0] == "见附件。":
        wanted[0] = "见附件"  # after a few words alone it cannot be told from a speck
    assert settled(*column) == wanted


def test_brackets_of_a_column_are_of_one_width() -> None:
    read = ("风筝(UN2489)", "口琴（HS1564）", "陈皮（QZ826型）", "榨菜", "明胶（CAS 27-3)")
    assert settled(*read) == ["风筝（UN2489）", *read[1:4], "明胶（CAS 27-3）"]
    assert settled("(3)", "(4)", "（5）", "6") == ["(3)", "(4)", "（5）", "6"]
