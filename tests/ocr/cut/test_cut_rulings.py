"""People say where notices begin: the cut follows, and tells when the place is gone."""

from ocr.cut import Ruling, cut
from ocr.geometry import Box
from ocr.page import PageText
from set_lines import Sheet, notice


def two_notices() -> Sheet:
    sheet = notice().blank(2)
    for line in notice("海关总署公告2019年第171号", "关于另一件事的公告").lines:
        sheet.put(line.text, (line.box.x0 - 100) / 20, line.role)
    return sheet


def place(page: PageText, text: str) -> Box:
    return next(line.box for line in page.lines if text in line.text)


def test_what_was_cut_in_two_is_one_again() -> None:
    page = two_notices().page()
    ruling = Ruling(0, place(page, "第171号"), begins=False)
    (section,) = cut([page], [ruling]).sections
    assert section.doc_number == "海关总署公告2019年第170号"
    (after_the_signature,) = section.attachments
    assert after_the_signature.title == "海关总署公告2019年第171号关于另一件事的公告"
    assert after_the_signature.text.endswith("海关总署2019年11月5日")


def test_a_notice_begins_at_a_line_that_does_not_look_like_it() -> None:
    sheet = notice().para("关于一件事的说明", "下面的文字属于另一件。").right("海关总署", "2019年11月7日")
    page = sheet.page()
    assert len(cut([page]).sections) == 1
    first, second = cut([page], [Ruling(0, place(page, "关于一件事的说明"), begins=True)]).sections
    assert (first.doc_number, first.title) == ("海关总署公告2019年第170号", "关于调整部分商品税率的公告")
    assert (second.doc_number, second.title) == ("", "关于一件事的说明")
    assert second.text == "下面的文字属于另一件。"
    (start,) = [item for item in second.evidence if item.field == "start"]
    assert "said-by-a-person" in start.rule


def test_a_head_that_had_swallowed_the_next_one_ends_before_it() -> None:
    page = two_notices().page()
    merged = [Ruling(0, place(page, "第171号"), begins=False)]
    split_again = [*merged, Ruling(0, place(page, "第171号"), begins=True)]
    assert cut([page], split_again).sections[1].title == "关于另一件事的公告"
    title_only = Ruling(0, place(page, "关于另一件事的公告"), begins=True)
    first, second, third = cut([page], [title_only]).sections
    assert (second.doc_number, second.title, second.text) == ("海关总署公告2019年第171号", "", "")
    assert (third.doc_number, third.title) == ("", "关于另一件事的公告")
    assert first == cut([page]).sections[0]


def test_the_number_is_found_below_a_masthead_that_a_person_chose() -> None:
    sheet = notice().centre("中华人民共和国海关总署公告", "2003年第82号", "关于一件事的公告").para("正文。")
    page = sheet.page()
    sections = cut([page], [Ruling(0, place(page, "中华人民共和国海关总署公告"), begins=True)]).sections
    assert [section.doc_number for section in sections] == [
        "海关总署公告2019年第170号",
        "海关总署公告2003年第82号",
    ]


def test_the_place_holds_when_lines_are_boxed_a_little_otherwise() -> None:
    page = two_notices().page()
    box = place(page, "第171号")
    moved = Box(box.x0 - 6, box.y0 + 3, box.x1 + 9, box.y1 + 2)
    assert len(cut([page], [Ruling(0, moved, begins=False)]).sections) == 1


def test_a_place_that_is_gone_is_told_and_changes_nothing() -> None:
    page = two_notices().page()
    nowhere = Ruling(0, Box(2, 2, 40, 20), begins=True)
    result = cut([page], [nowhere])
    assert result.sections == cut([page]).sections
    (finding,) = [f for f in result.findings if f.code == "correction-without-place"]
    assert (finding.page, finding.box) == (0, nowhere.box)


def test_an_order_joined_to_another_is_not_found_again_by_the_contents() -> None:
    title = "海关过境运输货物管理办法"  # stands in the contents, and above the rules that the order publishes
    contents = Sheet().centre("目　录")
    contents.flush(
        "关于调整部分商品税率的公告（海关总署公告2019年第170号）……1",
        f"{title}（海关总署令第153号）……2",
        "关于第三件事的公告（海关总署公告2019年第172号）……3",
    )
    sheet = notice().blank(2).centre("中华人民共和国海关总署令", "第153号")
    sheet.para(f"《{title}》已于2019年11月1日经海关总署署务会议审议通过，现予公布。")
    sheet.right("署长", "2019年11月5日").centre(title)
    sheet.para("第一条 为了规范过境货物的监管，制定本办法。", "第二条 本办法自公布之日起施行。").blank(2)
    for line in notice("海关总署公告2019年第172号", "关于第三件事的公告").lines:
        sheet.put(line.text, (line.box.x0 - 100) / 20, line.role)
    pages = [contents.page(), sheet.page()]
    assert [s.title for s in cut(pages).sections][1:] == [title, "关于第三件事的公告"]
    joined = cut(pages, [Ruling(1, place(pages[1], "第153号"), begins=False)]).sections
    assert [s.title for s in joined] == ["关于调整部分商品税率的公告", "关于第三件事的公告"]
