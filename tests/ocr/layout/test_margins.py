"""Marginal notes: told by place and size, read after the text, cut from the lines they stand beside."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.geometry import Box, Direction
from ocr.imaging.quads import Quad
from ocr.imaging.rules import paint_rules
from ocr.layout.arrange import LevelBox, Piece, arrange_page
from ocr.layout.margin_cuts import cut_at_margins
from ocr.layout.margins import find_notes
from ocr.layout.type_area import type_area
from ocr.line import Line, Role

SIZE = (1240.0, 1754.0)
NO_RULES = paint_rules([], (1240, 1754))
BODY = {
    f"第{k}行正文正文正文正文正文正文正文正文": (200.0, 250.0 + 45 * k, 960.0, 285.0 + 45 * k)
    for k in range(24)
}
NOTES = {"茶稅新章": (985.0, 300.0, 1065.0, 324.0), "自本月起": (985.0, 328.0, 1065.0, 352.0)}


def piece(text: str, box: LevelBox, size: float, direction: Direction) -> Piece:
    x0, y0, x1, y1 = (round(value) for value in box)
    return Piece(Line(text, Box(x0, y0, x1, y1), 0.99, direction=direction), box, size)


def read(
    body: dict[str, LevelBox],
    notes: dict[str, LevelBox],
    note_size: float = 18.0,
    way: Direction = Direction.HORIZONTAL,
) -> list[tuple[str, Role]]:
    pieces = [piece(text, box, 27.0, way) for text, box in body.items()]
    pieces += [piece(text, box, note_size, way) for text, box in notes.items()]
    lines, _ = arrange_page(pieces[::-1], way, SIZE, NO_RULES)
    return [(line.text, line.role) for line in lines]


def roles(result: list[tuple[str, Role]], texts: dict[str, LevelBox]) -> set[Role]:
    return {role for text, role in result if text in texts}


def test_notes_in_the_outer_margin_are_read_after_the_text_and_before_the_page_number() -> None:
    number = {"- 7 -": (560.0, 1620.0, 640.0, 1648.0)}
    result = read(BODY | number, NOTES)
    assert [text for text, _ in result] == [*BODY, *NOTES, *number]
    assert roles(result, NOTES) == {Role.MARGINAL_NOTE}
    assert result[-1][1] is Role.PAGE_NUMBER
    assert Role.MARGINAL_NOTE not in roles(result, BODY)


def test_notes_before_the_lines_count_as_well_and_each_note_is_a_block() -> None:
    left = {text: (box[0] - 890, box[1] + 400, box[2] - 890, box[3] + 400) for text, box in NOTES.items()}
    other = {"又一條註": (100.0, 1100.0, 180.0, 1124.0)}
    pieces = [piece(text, box, 27.0, Direction.HORIZONTAL) for text, box in BODY.items()]
    pieces += [piece(text, box, 18.0, Direction.HORIZONTAL) for text, box in (left | other).items()]
    lines, _ = arrange_page(pieces, Direction.HORIZONTAL, SIZE, NO_RULES)
    notes = [line for line in lines if line.role is Role.MARGINAL_NOTE]
    assert [line.text for line in notes] == [*left, *other]
    assert notes[0].block == notes[1].block != notes[2].block


def test_notes_above_the_columns_of_a_vertical_page() -> None:
    columns = {
        f"第{k}行直排正文正文正文正文": (1080.0 - 50 * k, 330.0, 1115.0 - 50 * k, 1400.0) for k in range(18)
    }
    above = {"此條已廢": (1010.0, 210.0, 1034.0, 300.0), "見上卷": (982.0, 210.0, 1006.0, 280.0)}
    result = read(columns, above, way=Direction.VERTICAL)
    assert [text for text, _ in result] == [*columns, *above]
    assert roles(result, above) == {Role.MARGINAL_NOTE}


@pytest.mark.parametrize(
    "extra",
    [
        {"附件": (200.0, 1400.0, 270.0, 1435.0)},  # within the column
        {"右": (985.0, 300.0, 1010.0, 335.0)},  # as large as the text
        {"12": (985.0, 300.0, 1015.0, 324.0), "15": (985.0, 800.0, 1015.0, 824.0)},  # numbers of lines
    ],
)
def test_what_is_no_note(extra: dict[str, LevelBox]) -> None:
    size = 27.0 if "右" in extra else 18.0
    assert Role.MARGINAL_NOTE not in roles(read(BODY, extra, size), extra)


def test_a_second_column_is_no_margin() -> None:
    left = {text: (120.0, box[1], 600.0, box[3]) for text, box in BODY.items()}
    right = {f"右{k}欄小字小字": (650.0, 250.0 + 45 * k, 1120.0, 280.0 + 45 * k) for k in range(20)}
    short = {"右末": (650.0, 1160.0, 730.0, 1185.0)}
    result = read(left, right | short, 20.0)
    assert Role.MARGINAL_NOTE not in roles(result, right | short)


def test_a_page_of_few_lines_tells_no_margin() -> None:
    few = dict(list(BODY.items())[:5])
    assert Role.MARGINAL_NOTE not in roles(read(few, NOTES), NOTES)
    assert find_notes(np.zeros((0, 4)), np.zeros(0), [], Direction.HORIZONTAL) == []
    assert type_area(np.zeros((0, 4))) is None


def test_a_box_over_a_line_and_its_note_is_cut_between_them() -> None:
    page = np.full((1754, 1240), 255, np.uint8)
    quads: list[Quad] = []
    for k in range(20):
        y = 250 + 45 * k
        end = 960 if k != 6 else 1065
        for x in range(205, 955, 30):
            cv2.rectangle(page, (x, y + 6), (x + 22, y + 28), 0, 3)
        quads.append(np.array([[200, y], [end, y], [end, y + 35], [200, y + 35]], np.float32))
    for x in (985, 1010, 1035):
        cv2.rectangle(page, (x, 528), (x + 16, 546), 0, 2)
    cut = cut_at_margins(page, quads, 0.0, Direction.HORIZONTAL)
    assert len(cut) == 21
    line, note = cut[6], cut[7]
    assert 945 <= line[:, 0].max() <= 965
    assert 965 <= note[:, 0].min() <= 987
    assert [
        quad is before for quad, before in zip(cut[:6] + cut[8:], quads[:6] + quads[7:], strict=True)
    ] == [True] * 19


def test_a_heading_centred_over_two_columns_stays_whole() -> None:
    page = np.full((1754, 1240), 255, np.uint8)
    quads: list[Quad] = []
    for k in range(20):
        y = 350 + 45 * k
        for start, end in ((100, 600), (640, 820 + 29 * (k * 7 % 11))):  # the second column ends ragged
            quads.append(np.array([[start, y], [end, y], [end, y + 35], [start, y + 35]], np.float32))
    # 2013年第11期（总第143期）: the bracket leaves a blank at the edge of the first column.
    for x in (*range(480, 590, 30), *range(625, 755, 30)):
        cv2.rectangle(page, (x, 256), (x + 22, 278), 0, 3)
    quads.append(np.array([[475, 250], [765, 250], [765, 285], [475, 285]], np.float32))
    assert len(cut_at_margins(page, quads, 0.0, Direction.HORIZONTAL)) == len(quads)
