"""One row of print that was read as two lines, and lines that only look like it."""

from dataclasses import replace

from ocr.cut import cut
from ocr.line import Line, Role
from ocr.page import PageText
from set_lines import Sheet, notice


def parted(page: PageText, text: str, at: int) -> PageText:
    """The page with this line read as two, parted before character `at`."""
    lines: list[Line] = []
    for line in page.lines:
        if line.text != text:
            lines.append(line)
            continue
        em = line.box.height
        middle = line.box.x0 + at * em
        lines.append(replace(line, text=text[:at], box=line.box._replace(x1=middle - em // 2)))
        lines.append(replace(line, text=text[at:], box=line.box._replace(x0=middle)))
    return replace(page, lines=tuple(lines))


def test_a_list_of_attachments_read_in_two_pieces_opens_none() -> None:
    sheet = Sheet().centre("海关总署公告2019年第170号", "关于调整部分商品税率的公告")
    sheet.para("根据《中华人民共和国海关法》，现将有关事项公告如下：一、商品见附件。", "特此公告。")
    sheet.put("附件：商品税率表", 2).right("海关总署", "2019年11月5日").blank()
    sheet.put("附件", 0).centre("商品税率表").para("一、适用于进口商品。")
    whole = sheet.page()
    page = parted(whole, "附件：商品税率表", 3)
    assert len(page.lines) == len(whole.lines) + 1
    (section,), (as_printed,) = cut([page]).sections, cut([whole]).sections
    assert (section.date, section.issuers) == (as_printed.date, ("海关总署",))
    assert [a.title for a in section.attachments] == ["商品税率表"]
    assert section.text == as_printed.text


def test_every_piece_is_traced_to_its_own_line() -> None:
    text = "一、本公告所称商品，是指附件所列商品。"
    page = parted(notice().page(), text, 2)
    (section,) = cut([page]).sections
    assert text in section.text
    for span in section.spans:
        if span.field == "text":
            line = page.lines[span.line]
            assert section.text[span.start : span.end] == line.text[span.offset :][: span.end - span.start]


def test_cells_and_columns_beside_each_other_stay_apart() -> None:
    sheet = notice().centre("附件", "税率表").table([("编号", "税率"), ("0101", "5")], (0, 10))
    (section,) = cut([sheet.page()]).sections
    assert section.attachments[0].table == (("编号", "税率"), ("0101", "5"))


def test_joint_issuers_fill_a_line_and_the_kind_stands_below() -> None:
    sheet = (
        notice()
        .blank(2)
        .centre("海关总署、财政部、中国民用航空局联合", "公告", "2003年第58号", "关于一件事的公告")
    )
    sheet.para("为规范管理，现公告如下：一、照办。").right("海关总署", "2003年7月11日")
    first, second = cut([sheet.page()]).sections
    assert second.issuers == ("海关总署", "财政部", "中国民用航空局")
    assert first.attachments == ()


def test_the_office_under_its_signer_is_no_running_foot() -> None:
    sheet = Sheet().centre("Customs Notice No. 370", "Importation of Coal")
    sheet.put("It is hereby notified that the rules are in force.", 2)
    sheet.put("Commissioner of Customs.", 14)
    sheet.at = 1800
    sheet.put("CUSTOM HOUSE, SOOCHOW,", 0, Role.RUNNING_HEAD)
    below = Sheet().put("26th September, 1942.", 1)
    (section,) = cut([sheet.page(), below.page()]).sections
    assert section.issuers == ("Custom House, Soochow",)


def test_a_title_with_dirt_behind_it_belongs_to_its_number() -> None:
    sheet = Sheet().centre("联关于修订委托书格式的通知干关", "署统〔2013〕141号")
    for _ in range(3):
        sheet.para("根据有关规定，海关总署对委托书的格式及填制规范作了修订，现将有关事项通知如下：照办。")
    (section,) = cut([sheet.page()]).sections
    assert "关于修订委托书格式的通知" in section.title
    assert section.doc_number == "署统〔2013〕141号"


def test_a_title_read_as_the_first_row_of_its_table() -> None:
    sheet = notice().flush("附件2").table([("栏目代码表", ""), ("代码", "名称"), ("16", "保税")], (0, 10))
    (section,) = cut([sheet.page()]).sections
    (attachment,) = section.attachments
    assert attachment.title == "栏目代码表"
    assert attachment.table == (("代码", "名称"), ("16", "保税"))


def test_a_number_under_the_running_head_begins_a_notice() -> None:
    sheet = Sheet().centre("CUSTOMS CIRCULARS AND NOTICES", role=Role.RUNNING_HEAD)
    sheet.centre("Customs Notice No. 229", role=Role.RUNNING_HEAD).centre("Importation of Mercury")
    sheet.put("It is hereby notified that the rules are in force.", 2)
    (section,) = cut([sheet.page()]).sections
    assert (section.doc_number, section.title) == ("Customs Notice No. 229", "Importation of Mercury")


def test_a_running_head_with_a_number_on_every_page_begins_none() -> None:
    sheets = []
    for number in range(3):
        sheet = Sheet().centre("海关总署文告", "海关总署公告2019年第170号", role=Role.RUNNING_HEAD)
        sheets.append(
            sheet.centre(f"海关总署公告2019年第{17 + number}号", "关于一件事的公告").para(
                "现公告如下：照办。"
            )
        )
    sections = cut([sheet.page() for sheet in sheets]).sections
    assert [section.doc_number for section in sections] == [
        f"海关总署公告2019年第{17 + number}号" for number in range(3)
    ]


def test_a_stamp_beside_the_masthead_stands_between_nothing() -> None:
    sheet = notice().blank(2).centre("海关总署公告")
    masthead = sheet.lines[-1].box
    sheet.put("档案", 24)
    stamp = sheet.lines.pop()
    sheet.lines.append(replace(stamp, box=stamp.box._replace(y0=masthead.y0, y1=masthead.y1)))
    sheet.centre("2019年第94号", "关于另一件事的公告").para("现公告如下：照办。")
    first, second = cut([sheet.page()]).sections
    assert first.attachments == ()
    assert (second.doc_number, second.title) == ("海关总署公告2019年第94号", "关于另一件事的公告")
