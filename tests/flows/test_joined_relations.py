"""Relations from what is read to what is kept, and from rows that were kept before they had days and parts."""

from archive.notice_records import Relation
from flows import join
from ocr.cut import cut
from set_lines import Sheet


def test_day_and_parts_of_a_relation_are_kept() -> None:
    sheet = (
        Sheet()
        .centre("海关总署公告2019年第170号", "关于调整部分事项的公告")
        .para("海关总署公告2018年第3号附件2自2020年1月1日起停止执行。", "特此公告。")
        .right("海关总署", "2019年11月5日")
    )
    (notice,) = join.notices("i1", cut([sheet.page()]), ["i1p1"], [1])
    assert notice.relations == (
        Relation(
            "suspends",
            "海关总署公告2018年第3号",
            "附件2",
            "海关总署公告2018年第3号附件2自2020年1月1日起停止执行",
            "2020-01-01",
            ("att_2",),
        ),
    )


def test_a_relation_kept_without_day_and_parts_has_none() -> None:
    kept = {"kind": "repeals", "target": "海关总署令第5号", "scope": "", "evidence": "…"}
    assert Relation.of(kept) == Relation("repeals", "海关总署令第5号", "", "…", "", ())
    assert Relation.of({**kept, "date": "2020-01-01", "parts": ["att_2"]}).parts == ("att_2",)
