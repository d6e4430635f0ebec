"""Attachments of notices: where they begin and end, their labels and titles, and what the list before them says."""

from __future__ import annotations

import pytest

from ocr.cut import cut
from ocr.geometry import Direction
from ocr.line import Role
from ocr.section import Cut, Section
from set_lines import Sheet, notice, texts

TABLE = (("序号", "税则号列", "商品名称"), ("1", "0303.5400", "鲭鱼"), ("2", "0304.8300", "鲽鱼片"))
PLACES = (0, 5, 14)


def announcing(*entries: str) -> Sheet:
    """A notice with a list of attachments before its signature."""
    sheet = Sheet().centre("海关总署公告2019年第170号", "关于调整部分商品税率的公告")
    sheet.para("根据《中华人民共和国海关法》，现将有关事项公告如下：一、商品见附件。", "特此公告。")
    for number, entry in enumerate(entries):
        sheet.put(entry, 5 if number else 2)
    return sheet.right("海关总署", "2019年11月5日").blank()


def only(result: Cut) -> Section:
    (section,) = result.sections
    return section


def codes(result: Cut) -> list[str]:
    return [finding.code for finding in result.findings]


def test_list_and_print_agree() -> None:
    sheet = announcing("附件：1.商品税率表", "2.填制规范").flush("附件1").centre("商品税率表")
    sheet.table(TABLE, PLACES).flush("附件2").centre("填制规范").para("一、适用于进口商品。")
    result = cut([sheet.page()])
    section = only(result)
    assert section.text.endswith("特此公告。\n附件：1.商品税率表\n2.填制规范")
    assert [(a.label, a.title) for a in section.attachments] == [
        ("附件1", "商品税率表"),
        ("附件2", "填制规范"),
    ]
    assert section.attachments[0].table == texts(TABLE)
    assert section.attachments[0].head_rows == 1
    assert codes(result) == []


def test_announced_and_not_printed() -> None:
    sheet = (
        announcing("附件：1.商品税率表", "2.填制规范")
        .flush("附件1")
        .centre("商品税率表")
        .table(TABLE, PLACES)
    )
    result = cut([sheet.page()])
    assert len(only(result).attachments) == 1
    assert [(f.code, f.message) for f in result.findings] == [
        ("attachment-not-printed", "海关总署公告2019年第170号: 2. 填制规范")
    ]


def test_what_the_list_says_is_left_out_is_not_missed() -> None:
    sheet = announcing("附件：1.商品税率表", "2.填制规范（略）").flush("附件1").centre("商品税率表")
    assert codes(cut([sheet.table(TABLE, PLACES).page()])) == []


def test_printed_and_not_announced() -> None:
    sheet = announcing("附件：商品税率表").flush("附件1").centre("商品税率表").table(TABLE, PLACES)
    sheet.flush("附件2").centre("填制规范").para("一、适用于进口商品。")
    assert [(f.code, f.message) for f in cut([sheet.page()]).findings] == [
        ("attachment-not-announced", "海关总署公告2019年第170号: 附件2 填制规范")
    ]


def test_a_title_that_differs() -> None:
    sheet = (
        announcing("附件：进口商品税率表").flush("附件").centre("进出口商品暂定税率表").table(TABLE, PLACES)
    )
    assert [(f.code, f.message) for f in cut([sheet.page()]).findings] == [
        ("attachment-title-differs", "海关总署公告2019年第170号: 进口商品税率表 / 进出口商品暂定税率表")
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("附件一", "附件二"),
        ("附表1", "附表2"),
        ("附录一：", "附录二："),
        ("[附件1]", "[附件2]"),
        ("附件之一", "附件之二"),
        ("附 件 1", "附 件 2"),
        ("Appendix No. 1.", "Appendix No. 2."),
    ],
)
def test_labels_of_every_kind(first: str, second: str) -> None:
    sheet = (
        announcing("附件：1.商品税率表", "2.填制规范").flush(first).centre("商品税率表").table(TABLE, PLACES)
    )
    sheet.flush(second).centre("填制规范").para("一、适用于进口商品。")
    section = only(cut([sheet.page()]))
    assert [a.title for a in section.attachments] == ["商品税率表", "填制规范"]
    assert [a.label for a in section.attachments] == [t.strip("[]：.") for t in (first, second)]


def test_title_on_the_line_of_the_label() -> None:
    sheet = announcing("附件：1.商品税率表", "2.填制规范")
    sheet.flush("附件1：商品税率表").table(TABLE, PLACES).centre("附件2填制规范").para("一、适用于进口商品。")
    assert [a.title for a in only(cut([sheet.page()])).attachments] == ["商品税率表", "填制规范"]


def test_a_label_that_was_not_read_is_made_good_by_the_list() -> None:
    sheet = announcing("附件：1.商品税率表", "2.企业填制规范").flush("附件1").centre("商品税率表")
    sheet.table(TABLE, PLACES).centre("企业填制规范").para("一、适用于进口商品。")
    section = only(cut([sheet.page()]))
    assert [(a.label, a.title) for a in section.attachments] == [
        ("附件1", "商品税率表"),
        ("", "企业填制规范"),
    ]
    assert section.attachments[1].text == "一、适用于进口商品。"


def test_a_list_after_the_signature_is_no_attachment() -> None:
    sheet = (
        notice().blank().flush("附件：1.商品税率表").put("2.填制规范", 3).flush("附件1").centre("商品税率表")
    )
    sheet.table(TABLE, PLACES).flush("附件2").centre("填制规范").para("一、适用于进口商品。")
    result = cut([sheet.page()])
    section = only(result)
    assert [a.title for a in section.attachments] == ["商品税率表", "填制规范"]
    assert section.text.endswith("特此公告。\n附件：1.商品税率表\n2.填制规范")
    assert codes(result) == []


def test_a_list_with_a_label_for_each_after_the_signature() -> None:
    sheet = notice().blank().flush("附件1：商品税率表", "附件2：填制规范").blank()
    sheet.flush("附件1").centre("商品税率表").table(TABLE, PLACES).flush("附件2").centre("填制规范")
    section = only(cut([sheet.para("一、适用于进口商品。").page()]))
    assert [a.title for a in section.attachments] == ["商品税率表", "填制规范"]
    assert section.attachments[1].text == "一、适用于进口商品。"


def test_an_attachment_has_its_own_tree_of_clauses() -> None:
    sheet = announcing("附件：1.管理办法", "2.操作规程").flush("附件1").centre("管理办法", "第一章　总则")
    sheet.para("第一条　为规范管理，制定本办法。", "第二条　企业应当申报：", "（一）名称；", "（二）数量。")
    sheet.flush("附件2").centre("操作规程").para("一、登记。", "二、查验。")
    section = only(cut([sheet.page()]))
    assert [c.anchor for c in section.attachments[0].clauses] == [
        "att_1__chp_1", "att_1__art_1", "att_1__art_2", "att_1__art_2__item_1", "att_1__art_2__item_2",
    ]  # fmt: skip
    assert [c.anchor for c in section.attachments[1].clauses] == ["att_2__head_1", "att_2__head_2"]
    text = section.attachments[0].text
    (article,) = [c for c in section.attachments[0].clauses if c.anchor == "att_1__art_1"]
    assert text[article.start : article.end].strip() == "第一条　为规范管理，制定本办法。"
    assert not any("att" in c.anchor for c in section.clauses)


def test_the_next_notice_begins_on_the_page_of_the_attachment() -> None:
    first = announcing("附件：商品税率表").flush("附件").centre("商品税率表").table(TABLE[:2], PLACES)
    second = (
        Sheet().table((TABLE[0], TABLE[2]), PLACES).centre("海关总署公告2019年第171号", "关于另一件事的公告")
    )
    second.para("为规范管理，现公告如下：一、事项。", "特此公告。").right("海关总署", "2019年11月6日")
    one, other = cut([first.page(), second.page()]).sections
    assert one.attachments[0].table == texts(TABLE)
    assert one.pages == (0, 1)
    assert other.attachments == ()
    assert other.doc_number == "海关总署公告2019年第171号"


@pytest.mark.parametrize("again", ["续表", "（续）", "附件（续）", "附件1（续）", "续附件1"])
def test_a_line_that_says_that_it_goes_on_is_left_out_and_kept_as_evidence(again: str) -> None:
    first = announcing("附件：1.商品税率表").flush("附件1").centre("商品税率表").table(TABLE[:2], PLACES)
    second = Sheet().put(again, 24).table((TABLE[0], TABLE[2]), PLACES)
    section = only(cut([first.page(), second.page()]))
    (attachment,) = section.attachments
    assert (attachment.title, attachment.text, attachment.table) == ("商品税率表", "", texts(TABLE))
    kept = [(e.rule, e.printed) for e in section.evidence if e.field == "attachments.0.table"]
    assert kept == [("goes-on", again), ("head-printed-again", " ".join(TABLE[0]))]


def test_label_and_title_printed_again_on_the_next_page() -> None:
    first = announcing("附件：1.商品税率表").flush("附件1").centre("商品税率表").table(TABLE[:2], PLACES)
    second = Sheet().flush("附件1").centre("商品税率表（续）").table((TABLE[0], TABLE[2]), PLACES)
    (attachment,) = only(cut([first.page(), second.page()])).attachments
    assert (attachment.title, attachment.table, attachment.pages) == ("商品税率表", texts(TABLE), (0, 1))


def test_a_list_of_what_is_repealed_is_searched_for_numbers() -> None:
    sheet = announcing("附件：废止文件目录").flush("附件").centre("废止文件目录")
    sheet.table((("序号", "文号"), ("1", "海关总署公告2003年第11号"), ("2", "署监发〔2006〕139号")), (0, 5))
    section = only(cut([sheet.page()]))
    assert section.cites == ("海关总署公告2003年第11号", "署监发〔2006〕139号")


def test_a_vertical_order_with_the_letter_it_passes_on() -> None:
    sheet = (
        Sheet(Direction.VERTICAL)
        .put("財政部關務署訓令", 1, Role.HEADING)
        .put("關字第九六五號", 18, Role.HEADING)
    )
    sheet.put("令各關稅務司", 2).put("為進口火柴應憑證驗放仰遵照由", 4, Role.HEADING)
    sheet.put("案奉財政部訓令開查火柴一項為軍民所需等因奉此合行抄發原函令仰", 1, width=29)
    sheet.flush("該稅務司遵照此令").put("計抄發原函一件", 4)
    sheet.put("署長李某某", 22).put("中華民國三十三年八月二十二日", 4)
    sheet.put("抄原函", 2, Role.HEADING).put("逕啟者查火柴一項為軍民所需茲將辦法函請", 1).flush("查照為荷")
    section = only(cut([sheet.page()]))
    (attachment,) = section.attachments
    assert attachment.title == "抄原函"
    assert attachment.text.startswith("逕啟者查火柴一項")


def test_an_english_circular_with_an_enclosure() -> None:
    sheet = Sheet().put("Inspector General's Circular No. 4374 (Second Series)", 2, Role.HEADING, 26)
    sheet.put("Window Glass: duty treatment of", 8, Role.HEADING, 14)
    sheet.put("INSPECTORATE GENERAL OF CUSTOMS,", 14, width=16).put(
        "SHANGHAI, 12th March, 1936.", 17, width=13
    )
    sheet.put("The Commissioners of Customs.", 0, width=14)
    sheet.put("I append, for your information, a list of the goods concerned and am", 2, width=28)
    sheet.put("to request that it be made public.", 0, width=17)
    sheet.put("F. W. Maltby", 22, width=6).put("Inspector General.", 19, width=9)
    sheet.put("Appendix.", 13, Role.HEADING, 4).put("List of Goods", 12, Role.HEADING, 6)
    sheet.put("Glass, window: per 100 square feet.", 2, width=18)
    (attachment,) = only(cut([sheet.page()])).attachments
    assert (attachment.label, attachment.title) == ("Appendix", "List of Goods")
    assert attachment.text == "Glass, window: per 100 square feet."


def test_a_form_is_an_attachment_with_its_fields() -> None:
    sheet = announcing("附件：申请表").flush("附件").centre("申请表").put("编号：", 20)
    sheet.table((("企业名称", "", "联系人", ""), ("地址", "", "电话", "")), (0, 6, 14, 20))
    (attachment,) = only(cut([sheet.page()])).attachments
    assert attachment.text == "编号："
    assert attachment.table is not None
    assert attachment.head_rows == 0
