"""Plain text: paragraphs, rows, and no space that was not printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from archive.formats import to_text
from archive.formats.plain import join_pages, joined
from archive.reading_types import ReadCell, ReadGrid, Reading, ReadLine
from archive.records import Step
from made_readings import readings


def page(*lines: ReadLine, **more: object) -> Reading:
    return replace(Reading("i7p2", 1000, 1400, "horizontal-tb", lines, Step("null", "1"), 1.0), **more)


def column(*rows: tuple[int, str], vertical: bool = False, turn: int = 0) -> list[ReadLine]:
    """Lines of 20-pixel characters under each other (leftwards when vertical), each set in by so many ems."""
    lines = []
    for number, (indent, text) in enumerate(rows):
        start, end, across = 100 + 20 * indent, 100 + 20 * (indent + len(text)), 100 + 30 * number
        box = (
            (1000 - across - 20, start, 1000 - across, end) if vertical else (start, across, end, across + 20)
        )
        if turn == 180:
            box = (1000 - box[2], 1400 - box[3], 1000 - box[0], 1400 - box[1])
        way = "vertical-rl" if vertical else "horizontal-tb"
        lines.append(ReadLine(text, box, 1.0, "text", way, block=1, turn=turn))
    return lines


NOTICE = (
    (2, "为加强加工贸易监管，根据《海"),
    (0, "关法》，现公告如下：海关总署决定"),
    (0, "废止。"),
    (2, "一、本公告自发布之日起施行有"),
    (0, "关事项另行通知各地海关照办执行"),
    (2, "特此公告。"),
)
PARAGRAPHS = [
    "为加强加工贸易监管，根据《海关法》，现公告如下：海关总署决定废止。",
    "一、本公告自发布之日起施行有关事项另行通知各地海关照办执行",
    "特此公告。",
]


@pytest.mark.parametrize(("vertical", "turn"), [(False, 0), (True, 0), (False, 180), (True, 180)])
def test_lines_flow_into_paragraphs_whichever_way_they_run(vertical: bool, turn: int) -> None:
    assert to_text(page(*column(*NOTICE, vertical=vertical, turn=turn))).splitlines() == PARAGRAPHS


def test_a_page_that_leans_has_the_same_paragraphs() -> None:
    """Half an em from line to line, three degrees: no line stands at the edge of the column any more."""
    leaning = [
        replace(line, box=(line.box[0] + 9 * n, line.box[1], line.box[2] + 9 * n, line.box[3]))
        for n, line in enumerate(column(*NOTICE))
    ]
    assert to_text(page(*leaning)).splitlines() == PARAGRAPHS


def test_a_short_line_ends_a_paragraph_where_nothing_is_set_in() -> None:
    """A stop that hangs over or may not begin the next line leaves room, but less than two ems of it."""
    rows = (
        (0, "海关总署决定调整监管方式。"),
        (0, "一般贸易货物照旧办理手"),
        (0, "续。"),
        (0, "各海关应当遵照执行本办法。"),
    )
    assert to_text(page(*column(*rows))).splitlines() == [
        "海关总署决定调整监管方式。一般贸易货物照旧办理手续。",
        "各海关应当遵照执行本办法。",
    ]


def test_a_gap_parts_paragraphs() -> None:
    lines = column(
        (0, "海关总署决定调整监管方式"), (0, "一般贸易货物照旧办理手续"), (0, "各海关应当遵照执行本办法")
    )
    x0, y0, x1, y1 = lines[2].box
    lines[2] = replace(lines[2], box=(x0, y0 + 30, x1, y1 + 30))
    assert to_text(page(*lines)).splitlines() == [
        "海关总署决定调整监管方式一般贸易货物照旧办理手续",
        "各海关应当遵照执行本办法",
    ]


def test_blocks_headings_and_rows_stand_apart() -> None:
    head = replace(column((4, "关于税率的公告"))[0], role="heading", block=0)
    second = replace(column((4, "第二行标题"))[0], role="heading", block=0)
    body = [replace(line, block=1) for line in column((0, "附表："))]
    cells = [
        replace(column((0, text))[0], role="table_cell", block=2)
        for text in ("品名", "税率", "稻", "谷", "5%")
    ]
    grid = ReadGrid(
        (0, 0, 9, 9),
        2,
        3,
        (
            ReadCell(0, 0, 1, 1, (3,)),
            ReadCell(0, 2, 1, 1, (4,)),
            ReadCell(1, 0, 1, 1, (5, 6)),
            ReadCell(1, 2, 1, 1, (7,)),
        ),
    )
    text = to_text(page(head, second, *body, *cells, tables=(grid,)))
    assert text == "关于税率的公告\n第二行标题\n\n附表：\n\n品名\t\t税率\n稻谷\t\t5%\n"


def test_furniture_only_when_asked_for() -> None:
    lines = column((0, "正文。"), (0, "3"), (0, "印"))
    lines = [
        replace(line, role=role) for line, role in zip(lines, ("text", "page_number", "seal"), strict=True)
    ]
    assert to_text(page(*lines)) == "正文。\n"
    assert to_text(page(*lines), furniture=True) == "正文。\n\n3\n印\n"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("海关", "总署", "海关总署"),
        ("自2007年", "8月", "自2007年8月"),
        ("公告20", "07年", "公告2007年"),
        ("Customs", "Notice", "Customs Notice"),
        ("Notice No.", "216", "Notice No. 216"),
        ("No. 216", "Examination", "No. 216 Examination"),
        ("（Radopholus", "similis）", "（Radopholus similis）"),
        ("税率10%", "以上", "税率10%以上"),
        ("Out-", "door", "Out-door"),
        ("", "x", "x"),
    ],
)
def test_a_space_only_between_latin_words(before: str, after: str, expected: str) -> None:
    assert joined(before, after) == expected


def test_a_form_feed_ends_each_page() -> None:
    assert "".join(join_pages(["甲\n", "", "乙\n"])) == "甲\n\f\f乙\n\f"
    assert to_text(page()) == ""


@settings(deadline=None, derandomize=True, max_examples=40)
@given(readings())
def test_every_character_comes_out_once(reading: Reading) -> None:
    """But for blanks and the breaks between lines: nothing is lost, doubled or made up."""
    read = sorted("".join("".join(line.text.split()) for line in reading.lines))
    told = sorted("".join(to_text(reading, furniture=True).split()))
    assert told == read
