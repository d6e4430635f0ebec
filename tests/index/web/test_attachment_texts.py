"""What an attachment is searched and shown as: its text, and its table behind it, each once."""

from __future__ import annotations

import pytest

from archive.notice_records import Attachment, Notice, Span
from archive.reading_types import Reading, ReadLine
from archive.records import Issue, Step
from index.web.hits import notice_hits
from index.web.opened import OpenNotice
from index.web.texts import attachment_body, cell_at, table_begins

PAGES = ("i1p1", "i1p1")
TABLE = (("税号", "商品名称"), ("7201", ""), ("", "生铁"))


@pytest.mark.parametrize(
    ("text", "table", "body", "begins"),
    [
        ("一段。", None, "一段。", None),
        ("", None, "", None),
        ("", TABLE, "税号\t商品名称\n7201\t\n\t生铁", 0),
        ("注：税号见税则。", TABLE, "注：税号见税则。\n税号\t商品名称\n7201\t\n\t生铁", 9),
        ("税号\t商品名称\n7201\n生铁", TABLE, "税号\t商品名称\n7201\n生铁", None),
    ],
)
def test_every_cell_is_in_the_body_once(
    text: str, table: tuple[tuple[str, ...], ...] | None, body: str, begins: int | None
) -> None:
    attachment = Attachment("附件", text, PAGES, table)
    assert attachment_body(attachment) == body
    assert table_begins(attachment) == begins
    assert begins is None or body[begins:].startswith("税号\t")


def test_a_place_in_the_body_is_a_cell_of_the_table() -> None:
    attachment = Attachment("附件", "注：", PAGES, TABLE)
    body = attachment_body(attachment)
    places = {place: found for place in range(len(body)) if (found := cell_at(attachment, place)) is not None}
    assert {(row, column) for row, column, _ in places.values()} == {(0, 0), (0, 1), (1, 0), (2, 1)}
    for place, (row, column, begins) in places.items():
        assert TABLE[row][column][place - begins] == body[place]
    assert cell_at(attachment, 0) is cell_at(Attachment("", "注：", PAGES), 0) is None


def test_what_is_found_in_a_cell_is_boxed_where_the_cell_is_printed() -> None:
    step = Step("cut", "1")
    attachment = Attachment("附件", "注：见后。", PAGES, TABLE)
    notice = Notice(
        "i1n1", "i1", 1, "", "", "", "", (), None, "", None, None, PAGES, "", "", (attachment,), (), (), (),
        (Span("attachments.0.table.2.1", 0, 2, "i1p1", 1, 0),), (), 1.0, "", (1,), step,
    )  # fmt: skip
    lines = tuple(ReadLine(text, (10, top, 50, top + 20), 1.0, "table_cell", "horizontal-tb")
                  for text, top in (("7201", 0), ("生铁", 30)))  # fmt: skip
    read = {"i1p1": Reading("i1p1", 100, 100, "horizontal-tb", lines, step, 1.0)}
    opened = OpenNotice(notice, Issue("i1", "k", "", "", "", None, "", ""), (), read)
    (hit,) = notice_hits(opened, "生铁")
    assert attachment_body(attachment)[hit.start : hit.end] == "生铁"
    assert (hit.field, hit.boxes) == ("attachments.0.text", (("i1p1", (10, 30, 50, 50)),))
