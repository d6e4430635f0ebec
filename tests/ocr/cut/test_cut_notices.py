"""Golden cuts of hand-set pages: one for each trap of the gazette."""

from datetime import date

import pytest

from ocr.cut import cut, cut_step
from ocr.geometry import Direction
from ocr.line import Role
from set_lines import MEASURE, Sheet, columns, notice, texts


def test_a_plain_notice_has_all_its_fields() -> None:
    result = cut([notice().page()])
    (section,) = result.sections
    assert section.title == "关于调整部分商品税率的公告"
    assert section.doc_number == section.doc_number_printed == "海关总署公告2019年第170号"
    assert (section.kind, section.issuers) == ("公告", ("海关总署",))
    assert (section.date, section.date_printed) == (date(2019, 11, 5), "2019年11月5日")
    assert section.effective_date == date(2019, 12, 1)
    assert section.text.split("\n") == [
        "根据《中华人民共和国海关法》，现将有关事项公告如下：",
        "一、本公告所称商品，是指附件所列商品。",
        "本公告自2019年12月1日起施行。",
        "特此公告。",
    ]
    assert result.findings == ()
    assert result.step == cut_step()


def test_several_notices_on_a_page_and_one_over_two_pages() -> None:
    first = notice().blank(2)
    for line in notice("海关总署公告2019年第171号", "关于另一件事的公告").lines[:4]:
        first.put(line.text, (line.box.x0 - 100) / 20, line.role)
    second = Sheet().para("二、接上页的第二项内容。", "特此公告。").right("海关总署", "2019年11月6日")
    sections = cut([first.page(), second.page()]).sections
    assert [s.doc_number for s in sections] == ["海关总署公告2019年第170号", "海关总署公告2019年第171号"]
    assert [s.pages for s in sections] == [(0, 0), (0, 1)]
    assert sections[1].text.endswith("二、接上页的第二项内容。\n特此公告。")


def test_a_paragraph_goes_on_over_a_column_break() -> None:
    left = Sheet().centre("海关总署公告2019年第170号", "关于一件事的公告")
    left.para(
        "为规范管理，现将有关事项公告如下：一、企业应当如实申报，并对申报内容的真实性、准确性和完整性承担法律责任，"
    )
    left.lines = left.lines[:-1]
    left.flush("申报内容的真实性准确性和完整性应当符合有关法律行政法规的规定")
    for _ in range(3):
        left.para("二、其他有关事项按照规定办理。")
    left.flush("三三三三三三三三三三三三三三三三三三三三三三三三三三三三三三")
    right = Sheet().flush("后面的话。").para("特此公告。").right("海关总署", "2019年11月5日")
    for _ in range(4):
        right.para("填充的段落，使右栏有足够的行数来显示其宽度，并且这一段落占两行。")
    (section,) = cut([columns(left, right)]).sections
    assert "三三三后面的话。\n特此公告。" in section.text


def test_the_number_split_from_its_masthead() -> None:
    sheet = Sheet().centre("中华人民共和国海关总署公告", "2003年第82号", "关于一件事的公告")
    sheet.para("现公告如下：事项一。").right("海关总署", "二○○三年十二月三十日")
    (section,) = cut([sheet.page()]).sections
    assert section.doc_number == "海关总署公告2003年第82号"
    assert section.doc_number_printed == "中华人民共和国海关总署公告2003年第82号"
    assert section.date == date(2003, 12, 30)


def test_letter_spaced_masthead_and_number_in_brackets() -> None:
    sheet = Sheet().centre("中 华 人 民 共 和 国 海 关 总 署", "公　告", "（2004年第26号）")
    sheet.para("根据有关规定，现公告如下：事项一。").right("二○○四年八月二日")
    (section,) = cut([sheet.page()]).sections
    assert section.doc_number == "海关总署公告2004年第26号"
    assert section.issuers == ("海关总署",)
    assert section.title == ""


def test_joint_issuers_on_lines_of_their_own() -> None:
    sheet = Sheet().centre(
        "海关总署", "农业农村部", "国家药品监督管理局", "公告", "2020年第125号", "关于防止疫情传入我国的公告"
    )
    sheet.para("为防止疫情传入我国，现公告如下：事项一。", "特此公告。").right(
        "海关总署", "农业农村部", "国家药品监督管理局", "2020年11月5日"
    )
    (section,) = cut([sheet.page()]).sections
    assert section.doc_number == "海关总署公告2020年第125号"
    assert section.issuers == ("海关总署", "农业农村部", "国家药品监督管理局")
    assert section.text == "为防止疫情传入我国，现公告如下：事项一。\n特此公告。"


def test_a_title_of_three_lines_and_one_above_the_number() -> None:
    sheet = Sheet().centre(
        "海关总署关于在综合保税区开展",
        "跨境电子商务零售进口",
        "监管工作有关事项的通知",
        "署监发〔2006〕139号",
    )
    sheet.flush("广东分署，各直属海关、院校：").para("为规范管理，现通知如下：事项一。").right(
        "海关总署", "2006年3月1日"
    )
    (section,) = cut([sheet.page()]).sections
    assert section.title == "海关总署关于在综合保税区开展跨境电子商务零售进口监管工作有关事项的通知"
    assert (section.kind, section.doc_number) == ("通知", "署监发〔2006〕139号")
    assert section.text.startswith("广东分署，各直属海关、院校：\n为规范管理")
    assert section.issuers == ("海关总署",)


def test_numbers_at_the_head_of_body_lines_start_nothing() -> None:
    sheet = Sheet().centre("海关总署公告2018年第31号", "关于废止部分文件的公告")
    sheet.para("经清理，现公告如下：", "一、下列文件同时废止：")
    for number in ("海关总署公告2003年第11号", "海关总署公告2004年第12号", "海关总署公告2005年第13号"):
        sheet.put(number, 2)
    sheet.put("二、其他事项仍然按照中华人民共和国有关的法律以及", 2, width=28)
    sheet.flush("海关总署公告2006年第14号、", "海关总署公告2007年第15号执行。").para("特此公告。").right(
        "海关总署", "2018年4月1日"
    )
    (section,) = cut([sheet.page()]).sections
    assert section.doc_number == "海关总署公告2018年第31号"
    assert len(section.cites) == 5


def test_a_notice_without_signature_ends_where_the_next_begins() -> None:
    sheet = Sheet().centre("海关总署公告2019年第1号", "关于第一件事的公告").para("现公告如下：第一件事。")
    sheet.blank().centre("海关总署公告2019年第2号", "关于第二件事的公告").para("现公告如下：第二件事。")
    first, second = cut([sheet.page()]).sections
    assert (first.text, second.text) == ("现公告如下：第一件事。", "现公告如下：第二件事。")
    assert first.date is None
    assert first.date_printed == ""


def test_an_order_holds_the_rule_that_follows_its_signature() -> None:
    sheet = Sheet().centre("中华人民共和国海关总署令", "第272号")
    sheet.para("《中华人民共和国海关税收征管办法》已经审议通过，现予公布，自2024年12月1日起施行。")
    sheet.right("署长　俞某某", "2024年10月28日").blank().centre(
        "中华人民共和国海关税收征管办法", "第一章　总则"
    )
    sheet.para("第一条　为了规范管理，制定本办法。", "第二条　本办法自2024年12月1日起施行。")
    (section,) = cut([sheet.page()]).sections
    assert (section.doc_number, section.kind, section.issuers) == ("海关总署令第272号", "令", ("海关总署",))
    assert section.title == "中华人民共和国海关税收征管办法"
    assert (section.date, section.effective_date) == (date(2024, 10, 28), date(2024, 12, 1))
    assert section.text.split("\n")[1:3] == ["第一章　总则", "第一条　为了规范管理，制定本办法。"]
    assert "署长" not in section.text


def test_a_bare_rule_is_one_notice_by_its_promulgation() -> None:
    sheet = Sheet().centre("中华人民共和国海关进出口货物", "征税管理办法")
    sheet.centre("（2024年10月28日海关总署令第272号公布", "自2024年12月1日起实施）", "第一章 总则")
    sheet.para("第一条 为了保证国家税收政策的贯彻实施，制定本办法。")
    result = cut([sheet.page()])
    (section,) = result.sections
    assert section.title == "中华人民共和国海关进出口货物征税管理办法"
    assert (section.doc_number, section.kind, section.issuers) == ("海关总署令第272号", "令", ("海关总署",))
    assert (section.date, section.effective_date) == (date(2024, 10, 28), date(2024, 12, 1))
    promulgation, chapter, article = section.text.split("\n")
    assert promulgation == "（2024年10月28日海关总署令第272号公布自2024年12月1日起实施）"
    assert (chapter, article[:3]) == ("第一章 总则", "第一条")
    assert result.findings == ()


def test_pages_without_a_notice_are_kept_and_reported() -> None:
    sheet = Sheet().centre("社評").para("昨日上海各界集會討論時局情形甚為熱烈。")
    result = cut([sheet.page()])
    (section,) = result.sections
    assert "討論時局" in section.text + section.title
    assert (section.doc_number, section.kind, section.issuers, section.date) == ("", "", (), None)
    assert section.confidence < 0.5
    assert [finding.code for finding in result.findings] == ["no-notice-found"]


def test_no_pages_and_blank_pages_give_nothing() -> None:
    assert cut([]).sections == ()
    assert cut([Sheet().page()]).sections == ()


def test_text_before_the_first_notice_is_reported() -> None:
    sheet = Sheet().para("上一期公告的最后一段话，没有开头。", "特此公告。").right("海关总署", "2019年1月1日")
    result = cut([sheet.page(), notice().page()])
    assert len(result.sections) == 1
    assert [(f.code, f.page) for f in result.findings] == [("text-outside-notices", 0)]


def test_cover_and_contents_are_no_notices() -> None:
    cover = (
        Sheet()
        .centre("海关总署文告", "2019年第12期", "（总第204期）")
        .centre("海关总署办公厅编", role=Role.TEXT)
    )
    contents = Sheet().centre("目　录")
    contents.flush(
        "关于调整部分商品税率的公告（海关总署公告2019年第170号）……1",
        "海关总署公告2019年第171号……3",
        "附录……9",
    )
    result = cut([cover.page(), contents.page(), notice().page()])
    assert [s.doc_number for s in result.sections] == ["海关总署公告2019年第170号"]
    assert result.sections[0].pages == (2, 2)
    assert [(f.code, f.page) for f in result.findings] == [("contents-entry-without-notice", 1)] * 2


def test_running_heads_that_nobody_marked_are_left_out() -> None:
    pages = [
        notice(f"海关总署公告2019年第{n}号").furniture("海关总署文告 2019年第12期", f"- {n} -").page()
        for n in (1, 2, 3)
    ]
    sections = cut(pages).sections
    assert len(sections) == 3
    assert not any("文告" in s.text or "- " in s.text for s in sections)


TABLE = (
    ("序号", "税则号列", "商品名称", "税率"),
    ("1", "0303.5400", "鲭鱼", "5"),
    ("2", "0304.8300", "鲽鱼片及|其他鱼片", "8"),
)


def test_attachments_after_the_signature_belong_to_the_notice_before() -> None:
    sheet = notice().blank().flush("附件1").centre("商品税率表").table(TABLE, (0, 5, 14, 24))
    sheet.flush("附件2").centre("填制规范").para("一、本规范适用于进口商品。")
    second = notice("海关总署公告2019年第171号", "关于另一件事的公告")
    first, after = cut([sheet.page(), second.page()]).sections
    assert [a.title for a in first.attachments] == ["商品税率表", "填制规范"]
    assert first.attachments[0].table == texts(TABLE)
    assert (first.attachments[1].table, first.attachments[1].text) == (None, "一、本规范适用于进口商品。")
    assert after.attachments == ()


def test_a_table_goes_on_over_the_page_with_its_head_repeated() -> None:
    first = notice().blank().flush("附件").centre("商品税率表").table(TABLE[:2], (0, 5, 14, 24))
    second = Sheet().table((TABLE[0], TABLE[2]), (0, 5, 14, 24))
    (section,) = cut([first.page(), second.page()]).sections
    (attachment,) = section.attachments
    assert attachment.table == texts(TABLE)
    assert attachment.pages == (0, 1)


def test_the_list_of_attachments_stays_in_the_text() -> None:
    sheet = (
        Sheet()
        .centre("海关总署公告2019年第170号", "关于一件事的公告")
        .para("现公告如下：详见", "附件。", "特此公告。", "附件：1.税率表")
    )
    sheet.put("2.填制规范", 5).right("海关总署", "2019年11月5日")
    (section,) = cut([sheet.page()]).sections
    assert section.text.endswith("特此公告。\n附件：1.税率表\n2.填制规范")
    assert section.attachments == ()


def test_an_english_circular() -> None:
    sheet = Sheet().put("Inspector General's Circular No. 4374 (Second Series)", 2, Role.HEADING, 26)
    sheet.put("Window Glass: duty treatment of", 8, Role.HEADING, 14)
    sheet.put("INSPECTORATE GENERAL OF CUSTOMS,", 14, width=16).put(
        "SHANGHAI, 12th March, 1936.", 17, width=13
    )
    sheet.put("The Commissioners of Customs.", 0, width=14)
    sheet.put("These instructions take effect from the 1st April, 1936, and are to be", 2, width=28)
    sheet.put("made public. I.G. Circular No. 4300 is hereby cancelled.", 0, width=22)
    sheet.put("F. W. Maltby", 22, width=6).put("Inspector General.", 19, width=9)
    (section,) = cut([sheet.page()]).sections
    assert section.doc_number == "I.G. Circular No. 4374 (Second Series)"
    assert (section.kind, section.title) == ("circular", "Window Glass: duty treatment of")
    assert section.issuers == ("Inspectorate General of Customs",)
    assert (section.date, section.effective_date) == (date(1936, 3, 12), date(1936, 4, 1))
    assert "and are to be made public." in section.text
    assert "Maltby" not in section.text
    assert [(r.kind, r.target) for r in section.relations] == [("repeals", "I.G. Circular No. 4300")]


def test_a_vertical_order_of_the_republic() -> None:
    sheet = (
        Sheet(Direction.VERTICAL)
        .put("財政部關務署訓令", 1, Role.HEADING)
        .put("關字第九百六十五號", 18, Role.HEADING)
    )
    sheet.put("令各關稅務司", 2).put("為進口火柴應憑證驗放仰遵照由", 4, Role.HEADING)
    sheet.put("案奉財政部三十三年八月一日京字第四一三○號訓令開查火柴一項為", 1, width=29)
    sheet.flush("軍民所需等因奉此所有前頒關字第七九三號訓令應即廢止此令")
    sheet.put("署長李某某", 22).put("中華民國三十三年八月二十二日", 4)
    (section,) = cut([sheet.page()]).sections
    assert section.doc_number == "財政部關務署訓令關字第965號"
    assert section.doc_number_printed == "財政部關務署訓令關字第九百六十五號"
    assert (section.kind, section.issuers, section.date) == ("訓令", ("財政部關務署",), date(1944, 8, 22))
    assert section.title == "為進口火柴應憑證驗放仰遵照由"
    assert section.text.startswith("令各關稅務司\n案奉財政部")
    assert {(r.kind, r.target) for r in section.relations} == {
        ("forwards", "財政部訓令京字第4130號"),
        ("repeals", "財政部關務署訓令關字第793號"),
    }


@pytest.mark.parametrize("role", [Role.TEXT, Role.HEADING])
def test_headings_without_their_role_are_found_all_the_same(role: Role) -> None:
    sheet = (
        Sheet()
        .centre("海关总署公告2019年第1号", "关于第一件事的公告", role=role)
        .para("现公告如下：第一件事。")
    )
    sheet.right("海关总署", "2019年1月1日").centre("海关总署公告2019年第2号", "关于第二件事的公告", role=role)
    sheet.para("现公告如下：第二件事。").right("海关总署", "2019年1月2日")
    assert [s.title for s in cut([sheet.page()]).sections] == ["关于第一件事的公告", "关于第二件事的公告"]


def test_in_force_from_publication_is_the_day_of_signing_and_says_so() -> None:
    sheet = (
        Sheet()
        .centre("海关总署公告2019年第1号")
        .para("现公告如下：一。本公告自发布之日起施行。")
        .right("海关总署", "2019年1月2日")
    )
    (section,) = cut([sheet.page()]).sections
    assert section.effective_date == date(2019, 1, 2)
    (evidence,) = [e for e in section.evidence if e.field == "effective_date"]
    assert (evidence.rule, evidence.printed) == ("effect-clause-on-publication", "本公告自发布之日起施行")


def test_every_filled_field_has_evidence() -> None:
    (section,) = cut([notice().page()]).sections
    assert {e.field for e in section.evidence} == {
        "doc_number", "title", "kind", "issuers", "addressee", "date", "effective_date", "start",
    }  # fmt: skip
    assert all(e.box.width > 0 and e.printed for e in section.evidence)
    assert max(e.box.width for e in section.evidence) < MEASURE * 20
