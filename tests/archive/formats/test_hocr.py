"""hOCR: its terms, and back without loss."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from archive.errors import Damaged, Unsupported
from archive.formats import from_hocr, to_hocr
from archive.formats.titles import properties
from archive.reading_types import ReadCell, ReadDoubt, ReadGrid, Reading, ReadLine
from archive.records import Step
from made_readings import HOSTILE, SOUND, SOURCE, readings

NS = {"h": "http://www.w3.org/1999/xhtml"}
thorough = settings(
    deadline=None,
    derandomize=True,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def page(*lines: ReadLine, **more: object) -> Reading:
    return replace(
        Reading("i7p2", 1000, 1400, "horizontal-tb", lines, Step("rapidocr", "3.10.0"), 0.9), **more
    )


def line(text: str, box: tuple[int, int, int, int] = (100, 100, 200, 120), **more: object) -> ReadLine:
    return replace(ReadLine(text, box, 0.9, "text", "horizontal-tb"), **more)


def written(reading: Reading) -> etree._Element:
    return etree.fromstring(to_hocr(reading, SOURCE))


def of_class(root: etree._Element, name: str) -> list[etree._Element]:
    return [element for element in root.iter() if element.get("class") == name]


@thorough
@given(readings())
def test_a_reading_comes_back_as_it_was(reading: Reading) -> None:
    lines = tuple(
        line if line.text else replace(line, bounds=(), middles=(), thickness=0) for line in reading.lines
    )
    assert from_hocr(to_hocr(reading, SOURCE)) == replace(reading, lines=lines)


@thorough
@given(readings(SOUND + HOSTILE))
def test_forbidden_characters_lose_themselves_and_nothing_else(reading: Reading) -> None:
    back = from_hocr(to_hocr(reading, SOURCE))
    for before, after in zip(reading.lines, back.lines, strict=True):
        assert after.text == "".join("\ufffd" if char in HOSTILE else char for char in before.text)
        assert after.confidences == before.confidences
        assert len(after.doubts) == len(before.doubts)


def test_the_page_says_which_image_it_is_of() -> None:
    root = written(page(dpi=200, expected_error=0.0123))
    (element,) = of_class(root, "ocr_page")
    told = properties(element.get("title"))
    assert told["bbox"] == ["0", "0", "1000", "1400"]
    assert told["ppageno"] == ["1"]
    assert told["scan_res"] == ["200", "200"]
    assert told["image"] == ['"文告/3%3B%22a%22%25.tif"']
    assert told["x_source"] == [f'"sha256:{"a" * 64}"', '"1"']
    assert told["x_expected_error"] == ["1.23"]
    metas = {meta.get("name"): meta.get("content") for meta in root.iterfind("h:head/h:meta", NS)}
    assert metas["ocr-system"] == "rapidocr 3.10.0"
    assert {e.get("class") for e in root.iter() if e.get("class")} <= set(metas["ocr-capabilities"].split())


def test_lines_have_the_class_of_what_they_are() -> None:
    root = written(
        page(
            line("文告", (100, 20, 300, 40), role="running_head"),
            line("标题", role="heading"),
            line("续", (100, 1300, 300, 1320), role="running_head"),
            line("3", role="page_number"),
        )
    )
    assert ["".join(e.itertext()) for e in of_class(root, "ocr_header")] == ["文告"]
    assert ["".join(e.itertext()) for e in of_class(root, "ocr_footer")] == ["续"]
    assert ["".join(e.itertext()) for e in of_class(root, "ocr_pageno")] == ["3"]
    assert properties(of_class(root, "ocr_line")[0].get("title"))["x_role"] == ["heading"]


def test_words_and_characters() -> None:
    told = line(
        "No. 2",
        bounds=(100, 120, 140, 150, 160, 200),
        confidences=(0.99, 0.98, 0.97, 0.9, 0.5),
        doubts=(ReadDoubt(4, (("Z", 0.25), ("", 0.125), ("〻𠀀", 0.0625))),),
    )
    root = written(page(told))
    words = of_class(root, "ocrx_word")
    assert ["".join(word.itertext()) for word in words] == ["No.", "2"]
    assert [properties(word.get("title"))["bbox"] for word in words] == [
        ["100", "100", "150", "120"],
        ["160", "100", "200", "120"],
    ]
    assert properties(words[0].get("title"))["x_wconf"] == ["98"]
    last = properties(of_class(root, "ocrx_cinfo")[-1].get("title"))
    assert last["x_bboxes"] == ["160", "100", "200", "120"]
    assert last["x_conf"] == ["50"]
    assert last["x_doubt"] == ["U+005A", "0.25", "-", "0.125", "U+303B+U+20000", "0.0625"]


def test_vertical_print_turned_text_and_heads_set_right_to_left() -> None:
    root = written(
        page(
            line("告文", bounds=(200, 150, 100)),
            line("文告", (100, 100, 120, 200), direction="vertical-rl", bounds=(100, 150, 200)),
            line("文告", (100, 100, 120, 200), turn=90, bounds=(200, 150, 100)),
            direction="vertical-rl",
        )
    )
    lines = of_class(root, "ocr_line")
    assert [element.get("dir") for element in lines] == ["rtl", None, None]
    assert [element.get("style") for element in lines] == [None, "writing-mode: vertical-rl", None]
    assert [properties(element.get("title")).get("textangle") for element in lines] == [None, None, ["90"]]


def test_a_leaning_line_has_its_baseline() -> None:
    """From the foot of the box's left end, upwards negative: 10 pixels down on 100 along."""
    told = line("文告", (100, 90, 200, 120), bounds=(100, 150, 200), middles=(100, 105, 110), thickness=20)
    title = of_class(written(page(told)), "ocr_line")[0].get("title")
    assert properties(title)["baseline"] == ["0.1000", "-10"]


def test_a_table_is_a_table_with_its_spans_and_its_empty_cells() -> None:
    lines = tuple(line(text, role="table_cell") for text in ("税率表", "0101", "10%"))
    cells = (ReadCell(0, 0, 1, 3, (0,)), ReadCell(1, 0, 1, 1, (1,)), ReadCell(1, 2, 1, 1, (2,)))
    root = written(page(*lines, tables=(ReadGrid((50, 50, 400, 300), 2, 3, cells),)))
    (table,) = of_class(root, "ocr_table")
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in table]
    assert rows == [["税率表"], ["0101", "", "10%"]]
    assert table[0][0].get("colspan") == "3"


def test_order_is_told_where_the_table_tears_it() -> None:
    """A line read between two cells stands behind the table in the file, and in its place again when read back."""
    lines = (line("甲"), line("乙", block=1), line("丙"))
    grid = ReadGrid((0, 0, 9, 9), 1, 2, (ReadCell(0, 0, 1, 1, (0,)), ReadCell(0, 1, 1, 1, (2,))))
    reading = page(*lines, tables=(grid,))
    root = written(reading)
    assert "".join("".join(e.itertext()) for e in of_class(root, "ocr_line")) == "甲丙乙"
    assert from_hocr(to_hocr(reading, SOURCE)) == reading


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", Damaged),
        (b"<html><p></html>", Damaged),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', Unsupported),
        (to_hocr(page(line("x")), SOURCE).replace(b"bbox 100", b"bbox left"), Damaged),
    ],
    ids=["empty", "malformed", "no page", "number"],
)
def test_what_is_not_such_a_file_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        from_hocr(data)
