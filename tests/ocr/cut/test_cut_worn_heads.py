"""Heads that scan and reader damaged, and what may stand between two notices."""

import pytest

from ocr.cut import cut
from ocr.line import Role
from set_lines import Sheet, notice


def _two(second: Sheet, *between: str) -> Sheet:
    """A plain notice, `between` centred lines, and the lines of `second`."""
    sheet = notice().blank()
    if between:
        sheet.centre(*between)
    for line in second.lines:
        sheet.put(line.text, (line.box.x0 - 100) / 20, line.role, (line.box.x1 - line.box.x0) / 20)
    return sheet


@pytest.mark.parametrize(
    "between", [("规　章",), ("◆ 公告选登 ◆",), ("【规范性文件】",), ("* * *",), ("———————",), ("——币————",)]
)
def test_rubrics_and_ornaments_belong_to_no_notice(between: tuple[str, ...]) -> None:
    after = notice("海关总署公告2019年第171号", "关于另一件事的公告")
    first, second = cut([_two(after, *between).page()]).sections
    assert (first.text, second.text) == (second.text, first.text)
    assert not first.attachments
    assert second.title == "关于另一件事的公告"


@pytest.mark.parametrize("part", ["2019年第口71号", "20另9年第171号", "（2019年第171另）", "2019年弟口7口号"])
def test_a_notice_whose_number_is_not_read_whole_is_still_found(part: str) -> None:
    head = Sheet().centre("中华人民共和国海关总署公告", part, "关于另一件事的公告")
    head.para("现公告如下：另一件事。", "特此公告。").right("海关总署", "2019年11月6日")
    first, second = cut([_two(head).page()]).sections
    assert first.doc_number == "海关总署公告2019年第170号"
    assert (second.title, second.issuers) == ("关于另一件事的公告", ("海关总署",))
    assert second.doc_number_printed.endswith(part)
    (start,) = [e for e in second.evidence if e.field == "start"]
    assert part.startswith("（") or "worn" in start.rule


def test_a_number_without_its_masthead_is_known_by_the_title() -> None:
    head = Sheet().centre("海关总署国家税务", "2019年第171号", "关于另一件事的公告")
    head.para("现公告如下：另一件事。", "特此公告。").right("海关总署", "2019年11月6日")
    _, second = cut([_two(head).page()]).sections
    assert second.doc_number == "海关总署公告2019年第171号"
    assert [e.rule for e in second.evidence if e.field == "doc_number"] == ["number-and-kind-of-title"]


def test_who_signed_is_no_masthead_of_the_next_notice_when_the_date_is_lost() -> None:
    sheet = Sheet().centre("海关总署公告2019年第170号", "关于一件事的公告").para("现公告如下：一件事。")
    sheet.right("海关总署").centre("中华人民共和国海关总署公告", "2019年第171号", "关于另一件事的公告")
    sheet.para("现公告如下：另一件事。").right("海关总署", "2019年11月6日")
    first, second = cut([sheet.page()]).sections
    assert (first.text, first.signature) == ("现公告如下：一件事。", "海关总署")
    assert second.doc_number_printed == "中华人民共和国海关总署公告2019年第171号"


def test_a_body_marked_as_heading_is_no_title() -> None:
    sheet = Sheet().centre("海关总署公告2019年第170号")
    sheet.put("近日，智利向世界动物卫生组织通报，该国发生新城疫疫情。为", 2, Role.HEADING)
    sheet.put("防止疫情传入我国，现公告如下：", 0, Role.HEADING)
    sheet.para("一、禁止输入相关动物。", "特此公告。").right("海关总署", "2019年11月6日")
    (section,) = cut([sheet.page()]).sections
    assert section.title == ""
    assert section.text.startswith("近日，智利")


def test_the_last_lines_of_a_notice_are_no_imprint() -> None:
    last = Sheet().para("企业申请备案，应当向所在地主管海关提交下列材料：", "（二）营业执照复印件。")
    sheet = Sheet().centre("海关总署公告2019年第170号", "关于一件事的公告").para("现公告如下：一件事。")
    (section,) = cut([sheet.page(), last.page()]).sections
    assert section.text.endswith("（二）营业执照复印件。")


def test_an_attachment_headed_by_a_colon_is_none_of_the_text() -> None:
    sheet = Sheet().centre("海关总署公告2019年第170号", "关于一件事的公告").para("现公告如下：一件事。")
    sheet.blank().flush("附件：").centre("商品范围表").para("一、鲜活商品。")
    (section,) = cut([sheet.page()]).sections
    assert section.text == "现公告如下：一件事。"
    assert [(a.title, a.text) for a in section.attachments] == [("商品范围表", "一、鲜活商品。")]


def test_contents_whose_page_numbers_are_lost_under_specks() -> None:
    contents = Sheet().centre("目　录")
    contents.flush("关于调整部分商品税率的公告（海关总署公告2019年第170号）")
    contents.flush("关于另一件事的公告（海关总署公告2019年第171号）")
    result = cut([contents.page(), notice().page()])
    assert [(f.code, f.message) for f in result.findings] == [
        ("contents-entry-without-notice", "关于另一件事的公告 海关总署公告2019年第171号")
    ]


def test_an_english_circular_whose_office_is_set_as_large_as_its_title() -> None:
    sheet = Sheet().put("Inspector General's'Circular No. 6185 (Second Series)", 2, Role.HEADING, 26)
    sheet.put("Ginseng, clarified: release of", 2, Role.TEXT, 26)
    sheet.put("INSPECTORATE GENERAL OF CUSTOMS,", 14, Role.HEADING, 16)
    sheet.put("SHANGHAI, 13th March, 1917.°.", 17, width=13).put("The Commissioners of Customs.", 0, width=14)
    sheet.put("These instructions take effect from the 17th April, 1917.", 2, width=28)
    sheet.put("C. N. Oakshott", 22, width=6).put("Inspector General.", 19, width=9)
    (section,) = cut([sheet.page()]).sections
    assert section.doc_number == "I.G. Circular No. 6185 (Second Series)"
    assert section.title == "Ginseng, clarified: release of"
    assert section.issuers == ("Inspectorate General of Customs",)
    assert str(section.date) == "1917-03-13"
