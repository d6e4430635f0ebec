"""Issuers through the cut: from masthead, signature, number, title or rank; worn print and what is told of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocr.cut import cut
from ocr.line import Doubt
from ocr.page import PageText
from ocr.section import Section
from set_lines import Sheet, notice

BODY = (
    "根据《中华人民共和国海关法》，现将有关事项公告如下：",
    "一、本公告所称商品，是指附件所列商品。",
    "特此公告。",
)


def one(page: PageText) -> Section:
    (section,) = cut([page]).sections
    return section


def told(section: Section) -> list[tuple[str, str, str]]:
    """Value, print and rule of each issuer."""
    return [(e.value, e.printed, e.rule) for e in section.evidence if e.field == "issuers"]


def joint(head: tuple[str, ...], *signers: str) -> PageText:
    sheet = Sheet().centre(*head, "关于调整部分商品税率的公告").para(*BODY)
    return sheet.right(*signers, "2024年11月5日").page()


@pytest.mark.parametrize(
    ("head", "signers", "issuers"),
    [
        (("海关总署 农业农村部公告", "2024年第15号"), ("海关总署", "农业农村部"), ("海关总署", "农业农村部")),
        (
            ("海 关 总 署 财 政 部 国 家 外 汇 管 理 局 公 告", "2024年第15号"),
            ("海关总署 财政部 国家外汇管理局",),
            ("海关总署", "财政部", "国家外汇管理局"),
        ),
        (("中华人民共和国海关总署公告", "2024年第15号"), ("海关总署",), ("海关总署",)),
        (
            ("海关总署 国家发展改革委公告", "2024年第15号"),
            ("海关总署", "国家发展和改革委员会"),
            ("海关总署", "国家发展改革委"),
        ),
        (("署法发〔2024〕15号",), ("海关总署办公厅",), ("海关总署办公厅",)),
        (("天津海关公告2024年第15号",), ("天津海关",), ("天津海关",)),
    ],
)
def test_sound_print(head: tuple[str, ...], signers: tuple[str, ...], issuers: tuple[str, ...]) -> None:
    section = one(joint(head, *signers))
    assert section.issuers == issuers
    assert not any(rule.endswith("damaged") for _, _, rule in told(section))


def test_a_worn_masthead_gives_the_name_and_says_so() -> None:
    section = one(joint(("海关总署 农业农忖部公告", "2024年第15号"), "海关总暑", "农业农村部"))
    assert section.issuers == ("海关总署", "农业农村部")
    assert section.doc_number == "海关总署公告2024年第15号"
    assert told(section) == [
        ("海关总署", "海关总署", "masthead"),
        ("农业农村部", "农业农忖部", "masthead-damaged"),
    ]


def test_a_worn_name_before_its_number_on_one_line() -> None:
    section = one(joint(("天律海关公告2024年第15号",), "天津海关"))
    assert (section.doc_number, section.issuers) == ("天津海关公告2024年第15号", ("天津海关",))
    assert told(section)[0] == ("天津海关", "天律海关", "masthead-damaged")


def test_a_worn_signature_repeats_the_head_and_adds_nobody() -> None:
    section = one(joint(("海关总署 生态环境部公告", "2024年第15号"), "梅关总暑", "要态环境部"))
    assert section.issuers == ("海关总署", "生态环境部")
    assert all(rule == "masthead" for _, _, rule in told(section))


def test_an_unknown_customs_that_signs_with_another_is_kept() -> None:
    section = one(joint(("上海海关公告2024年第15号",), "上海海关", "威海海关"))
    assert section.issuers == ("上海海关", "威海海关")


def test_a_worn_signature_alone() -> None:
    section = one(joint(("署法发〔2024〕15号",), "海关总暑"))
    assert section.issuers == ("海关总署",)
    assert told(section) == [("海关总署", "海关总暑", "signature-damaged")]
    assert section.signature == "海关总暑"


def test_the_readers_doubts_count_in_the_signature() -> None:
    page = joint(("署法发〔2024〕15号",), "大津海关")
    lines = list(page.lines)
    at = next(i for i, line in enumerate(lines) if line.text == "大津海关")
    assert one(page).issuers == ("大津海关",)
    lines[at] = replace(lines[at], doubts=(Doubt(0, (("天", 0.3), ("太", 0.1))),))
    section = one(replace(page, lines=tuple(lines)))
    assert section.issuers == ("天津海关",)
    assert told(section)[0][2] == "signature-damaged"


def test_worn_names_in_running_text_are_nobodys() -> None:
    page = notice().para("本公告由海关总暑会同商夯部负责解释。").page()
    assert one(page).issuers == ("海关总署",)


@pytest.mark.parametrize(
    ("signer", "office"),
    [
        ("總稅務司　梅樂和", "海關總稅務司署"),
        ("代理總稅務司　丁貴堂", "海關總稅務司署"),
        ("署長　張福運", "財政部關務署"),
        ("關務署署長　張福運", "關務署"),
        ("財政部部長　孔祥熙", "財政部"),
    ],
)
def test_an_order_without_an_office_is_of_the_one_whose_head_signs_it(signer: str, office: str) -> None:
    sheet = Sheet().centre("訓令滬字第三六五五號").put("令各關稅務司", 2)
    sheet.para("查進口煤油一項業經財政部核定辦法合行令仰該稅務司遵照此令")
    section = one(sheet.right(signer, "中華民國二十一年八月二十二日").page())
    assert section.issuers == (office,)
    assert [(value, rule) for value, _, rule in told(section)] == [(office, "signer")]


def test_a_circular_of_the_inspector_general_is_of_the_inspectorate() -> None:
    sheet = Sheet().centre("Inspector General's Circular No. 6187 (Second Series)")
    sheet.flush("Kerosene Oil: duty treatment of", "SIR,", "1.—I have to inform you that duty is leviable.")
    section = one(sheet.right("F. W. MAZE,", "Inspector General.").page())
    assert section.issuers == ("Inspectorate General of Customs",)
    assert told(section)[0][2] == "number"
