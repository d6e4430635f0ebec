import time
from datetime import date

import pytest

from ocr.cut import cut
from ocr.cut.acts.listed_attachments import attachment_relations
from ocr.cut.acts.relations import find_relations
from ocr.section import Attachment, Relation
from set_lines import Sheet

OWN = "海关总署公告2004年第29号"
SIGNED = date(2004, 8, 25)


def brief(relations: tuple[Relation, ...]) -> list[tuple[str, str, str]]:
    return [(r.kind, r.target, r.scope) for r in relations]


@pytest.mark.parametrize("mark", ["\n", ""])
def test_a_list_in_the_text_repeals_each_item_from_the_day_it_names(mark: str) -> None:
    text = mark.join(
        (
            "经过清理，决定下列文件予以废止，自2001年12月11日起停止执行：",
            "一、海关总署、财政部《关于税收优惠政策的通知》（〔87〕署税字第564号）；",
            "二、海关总署公告2000年第6号附件2；",
            "三、《关于许可证商品的通知》；",
            "四、海关总署关于下发《实施细则》的通知（署税〔1997〕603号）",
            "特此公告。",
        )
    )
    found = find_relations(text, OWN, "海关总署", SIGNED)
    assert brief(found) == [
        ("repeals", "署税字〔1987〕564号", ""),
        ("repeals_in_part", "海关总署公告2000年第6号", "附件2"),
        ("repeals", "关于许可证商品的通知", ""),
        ("repeals", "署税〔1997〕603号", ""),
    ]
    assert {r.date for r in found} == {date(2001, 12, 11)}
    assert all(r.evidence in text for r in found)


def test_the_list_ends_with_the_first_paragraph_that_is_no_item() -> None:
    text = (
        "决定废止下列公告：\n一、海关总署公告2003年第5号。\n企业应当按照海关总署公告2004年第7号办理。\n"
        "海关总署公告2002年第9号停止执行。"
    )
    assert brief(find_relations(text, OWN, "海关总署")) == [
        ("repeals", "海关总署公告2003年第5号", ""),
        ("suspends", "海关总署公告2002年第9号", ""),
    ]


BODY = "经过清理，决定对3件文件予以废止（目录见附件1），自本公告公布之日起停止执行。另有2件（目录见附件2）已过期失效。"


def test_a_table_of_repealed_documents() -> None:
    table = (
        ("序号", "文件名称", "文号"),
        ("1", "关于转发《国务院关于某事的通知》的通知", "署税〔1992〕746号"),
        ("2", "关于进境物品的公告", "2003年第35号"),
        ("3", "关于没有文号的某项业务的通知", ""),
    )
    found = attachment_relations(
        [Attachment("废止的规范性文件目录", "", (0, 0), table), Attachment("说明", "海关总署令第3号", (0, 0))],
        BODY, OWN, "海关总署", SIGNED,
    )  # fmt: skip
    assert brief(found) == [
        ("repeals", "署税〔1992〕746号", ""),
        ("repeals", "海关总署公告2003年第35号", ""),
        ("repeals", "关于没有文号的某项业务的通知", ""),
        ("expires", "海关总署令第3号", ""),
    ]
    assert found[0].date == SIGNED
    assert all(any(r.evidence in row for row in table) for r in found[:3])


def test_lines_of_a_list_and_attachments_that_list_nothing() -> None:
    lines = "1.关于甲项业务的紧急通知\n2.《关于乙的公告》（海关总署公告2003年第5号）附件2\n共2件"
    body = "现公布海关规章目录（见附件）。"
    found = attachment_relations([Attachment("失效的文件目录", lines, (0, 0))], body, OWN, "海关总署", SIGNED)
    assert brief(found) == [
        ("expires", "关于甲项业务的紧急通知", ""),
        ("expires", "海关总署公告2003年第5号", "附件2"),
    ]
    assert all(r.evidence in lines for r in found)
    assert not attachment_relations([Attachment("申报要求", lines, (0, 0))], body, OWN, "海关总署", SIGNED)


@pytest.mark.parametrize(
    "body",
    [
        "海关总署公告2003年第5号同时废止，申报要求见附件1。",
        "海关总署公告2003年第5号同时废止（新的格式见附件1）。",
        "现公布归类决定（见附件1），同时废止1项归类决定（见附件2）。",
        "对海关总署公告2003年第5号进行修改，修改后的内容见附件1。",
    ],
)
def test_an_attachment_that_is_only_mentioned_lists_nothing(body: str) -> None:
    attachment = Attachment("申报要求", "按照海关总署令第3号、海关总署公告2010年第4号申报。", (0, 0))
    assert not attachment_relations(
        [attachment, Attachment("其他", "", (0, 0))], body, OWN, "海关总署", SIGNED
    )


def test_what_an_annexed_rule_repeals() -> None:
    sheet = (
        Sheet()
        .centre("海关总署公告2004年第29号", "关于发布《某办法》的公告")
        .para("海关总署制定了《某办法》，现予以发布。", "特此公告。")
        .right("海关总署", "2004年8月25日")
        .blank()
        .centre("某办法")
        .para("第一条　根据海关总署令第2号，制定本办法。")
        .para("第二条　本办法自2004年9月1日起施行。海关总署令第5号同时废止。")
    )
    (section,) = cut([sheet.page()]).sections
    assert brief(section.relations) == [("repeals", "海关总署令第5号", "")]


def test_a_bulk_repeal_through_the_cut() -> None:
    sheet = (
        Sheet()
        .centre("海关总署公告2004年第29号", "关于废止部分规范性文件的公告")
        .para(
            "经过清理，决定废止部分规范性文件（目录见附件），自本公告公布之日起停止执行。",
            "特此公告。",
            "附件：废止的规范性文件目录",
        )
        .right("海关总署", "2004年8月25日")
        .blank()
        .flush("附件")
        .centre("废止的规范性文件目录")
        .para("1.关于甲的通知（署税〔1996〕237号）", "2.关于乙的通知（署监〔1994〕774号）")
    )
    (section,) = cut([sheet.page()]).sections
    assert brief(section.relations) == [
        ("repeals", "署税〔1996〕237号", ""),
        ("repeals", "署监〔1994〕774号", ""),
    ]
    assert {r.date for r in section.relations} == {SIGNED}


@pytest.mark.parametrize(
    "piece", ["废止（见附件1）", "一、海关总署公告2003年第5号；", "部分文件废止", "本自起"]
)
def test_hostile_lists_take_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        started = time.process_time()
        attachment_relations([Attachment("废止目录", text, (0, 0))], text, OWN, "海关总署", None)
        return time.process_time() - started

    assert seconds(1500) < max(6.0 * seconds(500), 0.5)
