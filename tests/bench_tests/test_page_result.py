"""What is counted on a page: fields, cells, confidences, mistakes; and that it survives its JSON."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bench.cache import Cache
from bench.calibration import EDGES, calibration, spearman
from bench.cells import cells
from bench.error_profile import Mistake, mistakes, profile_table
from bench.fields import fields, stands_in
from bench.matching import ReadLine, matches
from bench.pages import PageKey
from bench.readers import BenchPage, ReadPage
from bench.real_pages import newspaper_lines, real_names, real_page
from bench.result import from_json, leaves_right, result_of, to_json
from bench.shares import Share
from bench.tables import strict_table
from draw.truth import CellTruth, Fact, FactKind, LeafTruth, LineTruth, PageTruth
from ocr.geometry import Box, Direction
from ocr.line import Role
from ocr.page import Cell, Grid, Leaf


def line(text: str, x: int, y: int, **more: object) -> LineTruth:
    box = Box(x, y, x + 20 * len(text), y + 24)
    x0, y0, x1, y1 = (float(value) for value in box)
    corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    return LineTruth(text, box, corners, Role.TEXT, 0, 0, **more)  # type: ignore[arg-type]


def page(*lines: LineTruth, seals: tuple[Box, ...] = (), leaves: tuple[LeafTruth, ...] = ()) -> PageTruth:
    return PageTruth(1000, 1000, 300, Direction.HORIZONTAL, lines, seals, leaves)


def read_of(truth: PageTruth, *texts: str) -> list[ReadLine]:
    return [ReadLine(text, one.box) for text, one in zip(texts, truth.lines, strict=True)]


NOTICE = page(
    line("海关总署公告", 100, 100, facts=(Fact(FactKind.NUMBER, 0, 6),)),
    line("2009年第12号", 100, 200, facts=(Fact(FactKind.NUMBER, 0, 9),)),
    line("二○○九年三月一日", 500, 800, facts=(Fact(FactKind.DATE, 0, 9),)),
    line("二○○九年三月二日", 100, 900, facts=(Fact(FactKind.DATE, 0, 9),)),
    seals=(Box(480, 780, 600, 900),),
)


def field_shares(*texts: str) -> tuple[Share, Share, Share, Share]:
    said = read_of(NOTICE, *texts)
    found = fields(NOTICE, said, matches(NOTICE, said), latin=False)
    return found.numbers, found.folded_numbers, found.dates, found.sealed_dates


def test_a_number_on_two_lines_is_right_when_both_are() -> None:
    good = ("海关总署公告", "2009年第12号", "二〇〇九年三月一日", "二○○九年三月二日")
    assert field_shares(*good) == (Share(1, 1), Share(1, 1), Share(2, 2), Share(1, 1))
    assert field_shares("海关总署公告", "2009年第72号", *good[2:])[0] == Share(0, 1)
    assert field_shares("海关总署公吿", *good[1:])[0] == Share(0, 1)


def test_a_number_in_other_forms_is_right_folded_only() -> None:
    wide = field_shares("海关总署公告", "２００９年第12号", "二○○九年三月一日", "二○○九年三月三日")
    assert wide == (Share(0, 1), Share(1, 1), Share(1, 2), Share(1, 1))


def test_a_line_that_was_not_read_makes_its_fact_wrong() -> None:
    found = fields(NOTICE, [], matches(NOTICE, []), latin=False)
    assert (found.numbers, found.dates) == (Share(0, 1), Share(0, 2))
    assert ("2009年第12号", "") in found.wrong


@pytest.mark.parametrize(
    ("printed", "read", "right"),
    [
        ("第5号", "公告第5号发布", True),
        ("2019年第5号", "12019年第5号", False),
        ("一日", "二十一日", False),
        ("十二月一日", "十二月一日起", True),
        ("1", "11 1", True),
        ("署税", "署税1", True),
        ("号", "", False),
    ],
)
def test_a_number_may_not_be_a_part_of_a_longer_one(printed: str, read: str, right: bool) -> None:
    assert stands_in(printed, read) is right


TABLE = page(
    line("税号", 100, 100, cell=CellTruth(0, 0, 0)),
    line("商品", 300, 100, cell=CellTruth(0, 0, 1)),
    line("0101", 100, 160, cell=CellTruth(0, 1, 0)),
    line("活马驴", 300, 160, cell=CellTruth(0, 1, 1)),
    line("骡", 300, 190, cell=CellTruth(0, 1, 1)),
)


def grid(*members: Cell) -> Grid:
    return Grid(Box(90, 90, 600, 300), 2, 2, members)


RIGHT = (Cell(0, 0, 1, 1, (0,)), Cell(0, 1, 1, 1, (1,)), Cell(1, 0, 1, 1, (2,)), Cell(1, 1, 1, 1, (3, 4)))


def cell_shares(grids: list[Grid], *texts: str) -> tuple[Share, Share]:
    said = read_of(TABLE, *(texts or ("税号", "商品", "0101", "活马驴", "骡")))
    found = cells(TABLE, said, grids, latin=False)
    return found.placed, found.right


def test_cells_in_place_with_their_text_are_right() -> None:
    assert cell_shares([grid(*RIGHT)]) == (Share(4, 4), Share(4, 4))


def test_a_misread_cell_is_in_place_and_not_right() -> None:
    assert cell_shares([grid(*RIGHT)], "税号", "商品", "0107", "活马驴", "骡") == (Share(4, 4), Share(3, 4))


def test_cells_of_a_shifted_row_or_a_torn_cell_are_not_in_place() -> None:
    shifted = [Cell(cell.row + 1, *([cell.column, 1, 1, cell.lines])) for cell in RIGHT]
    assert cell_shares([grid(*shifted)]) == (Share(0, 4), Share(0, 4))
    torn = (*RIGHT[:3], Cell(1, 1, 1, 1, (3,)), Cell(2, 1, 1, 1, (4,)))
    assert cell_shares([grid(*torn)]) == (Share(3, 4), Share(3, 4))
    spanning = (*RIGHT[:3], Cell(1, 1, 1, 2, (3, 4)))
    assert cell_shares([grid(*spanning)])[0] == Share(3, 4)


def test_without_tables_no_cell_is_right_and_of_no_table_nothing_is_counted() -> None:
    assert cell_shares([]) == (Share(0, 4), Share(0, 4))
    assert cells(NOTICE, [], [], latin=False).placed == Share()


def test_confidences_are_counted_by_what_they_said() -> None:
    truth = page(line("海关总署", 100, 100))
    said = [ReadLine("海天总", truth.lines[0].box, 0.97, (0.9995, 0.4, 0.97))]
    found = calibration(truth, said, matches(truth, said))
    sure, unsure, middle = len(EDGES), 0, EDGES.index(0.95) + 1
    assert found.characters[sure] == (1, 0.9995, 0)
    assert found.characters[unsure] == (1, 0.4, 1)
    assert found.characters[middle] == (1, 0.97, 0)
    assert found.lines[middle] == (3, pytest.approx(2.91), 2)  # one wrong, one missing


def test_spearman_is_that_of_the_textbook() -> None:
    assert spearman([1, 2, 3, 4], [10, 20, 30, 50]) == pytest.approx(1)
    assert spearman([1, 2, 3, 4], [4, 3, 2, 1]) == pytest.approx(-1)
    assert spearman([1, 2, 2, 4], [1, 3, 2, 4]) == pytest.approx(0.9486833)
    assert spearman([1, 1, 1], [1, 2, 3]) is None
    assert spearman([1, 2], [1, 2]) is None


def test_mistakes_are_told_with_the_print_around() -> None:
    truth = page(line("自二月一日起施行。", 100, 100))
    said = read_of(truth, "自二月1日起施行")
    assert mistakes(truth, said, matches(truth, said), latin=False) == (
        Mistake("一", "1", "自二月｢一｣日起施行。"),
        Mistake("。", "", "一日起施行｢。｣"),
    )
    told = profile_table([("modern", mistakes(truth, said, matches(truth, said), latin=False))])
    assert "| 一 | 1 | 1 | modern 1 |" in told
    assert "2 mistakes in all" in told


def test_leaves_are_right_in_place_upright_and_blank_alike() -> None:
    left, right = Box(0, 0, 500, 1000), Box(500, 0, 1000, 1000)
    spread = page(leaves=tuple(LeafTruth(box, 0, Direction.VERTICAL, False) for box in (right, left)))
    assert leaves_right(spread, (Leaf(right), Leaf(left))) == Share(2, 2)
    assert leaves_right(spread, (Leaf(left), Leaf(right))) == Share(0, 2)
    assert leaves_right(spread, ()) == Share(0, 2)
    assert leaves_right(spread, (Leaf(right, turn=180), Leaf(left, blank=True))) == Share(0, 2)


def test_results_survive_the_cache_file_and_a_line_cut_short(tmp_path: Path) -> None:
    image = np.full((1000, 1000), 255, np.uint8)
    said = ReadPage(
        tuple(read_of(TABLE, "税号", "商品", "0107", "活马驴", "骡")), (grid(*RIGHT),), (), 0.98, 0.01
    )
    result = result_of("ours", BenchPage(image, TABLE), said, 1.5, 1.25)
    assert result.cells is not None
    assert result.mistakes
    assert from_json(json.loads(json.dumps(to_json(result)))) == result
    key = PageKey("drawn", "modern", 3, 1)
    cache = Cache(tmp_path / "results.jsonl")
    cache.add(key, "ours", result)
    with (tmp_path / "results.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"page": {"kind"')
    again = Cache(tmp_path / "results.jsonl")
    assert again.get(key, "ours") == result
    assert again.get(key, "rapidocr") is None


def test_results_of_other_code_are_not_used(tmp_path: Path) -> None:
    key = PageKey("drawn", "modern", 3, 1)
    result = result_of("tesseract", BenchPage(np.zeros((9, 9), np.uint8), NOTICE), ReadPage(()), 1, 1)
    Cache(tmp_path / "a").add(key, "tesseract", result)
    row = json.loads((tmp_path / "a").read_text(encoding="utf-8"))
    row["made_by"] = "something else"
    (tmp_path / "a").write_text(json.dumps(row), encoding="utf-8")
    assert Cache(tmp_path / "a").get(key, "tesseract") is None


def test_the_table_tells_whether_targets_are_met() -> None:
    image = np.zeros((9, 9), np.uint8)
    page_read = BenchPage(image, NOTICE)
    right = ReadPage(tuple(ReadLine(one.text, one.box) for one in NOTICE.lines))
    good, bad = (result_of("ours", page_read, read, 1, 1) for read in (right, ReadPage(())))
    rows = {"modern, level 0": {"ours": [good]}, "modern, level 1": {"ours": [bad]}}
    told = strict_table(rows, {"ours": "wengao"}, {"modern, level 0": 0.15, "modern, level 1": 0.15})
    assert "| modern, level 0 | 1 | 33 | ≤ 0.15 | 0.00 ✓ |" in told
    assert "| modern, level 1 | 1 | 33 | ≤ 0.15 | 100 ✗ |" in told


def test_a_transcription_is_its_lines(tmp_path: Path) -> None:
    xml = (
        '<!DOCTYPE ecpo [<!ENTITY gaiji "口">]><fold><div><p> 廣大集體<lb/>\n  安全制<!-- a --> 度<lb/>\n</p>'
        "<p>&gaiji;令</p></div></fold>"
    )
    assert newspaper_lines(xml) == ["廣大集體", "安全制 度", "口令"]
    folder = tmp_path / "english_pages"
    folder.mkdir()
    (folder / "one.png").write_bytes(b"")
    assert real_names(tmp_path) == []
    with pytest.raises(ValueError, match="no transcription"):
        real_page(tmp_path, "english_pages/one.png")
