"""GB/T 33480 core elements: all eighteen, in the order of the standard, filled or stated as not printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archive.formats.gongwen import NAMESPACE, schema, to_gongwen
from archive.formats.gongwen_lines import attachment_list, imprint
from archive.notice_records import Notice
from archive.records import Step

Make = Callable[..., Notice]

ELEMENTS = [
    "公文标识", "文种", "份号", "密级和保密期限", "紧急程度", "发文机关标志", "发文字号", "签发人", "标题",
    "主送机关", "附件说明", "发文机关或签发人署名", "成文日期", "附注", "抄送机关", "印发机关", "印发日期", "发布层次",
]  # fmt: skip
TEXT = "机密★10年\n特急\n签发人：张三\n各直属海关：\n现通知如下：\n一、甲。\n附件：1．税率表\n2．名单\n"
SCHEMA = schema()


def read(notice: Notice) -> list[etree._Element]:
    root = etree.fromstring(to_gongwen(notice))
    assert SCHEMA.validate(root), SCHEMA.error_log
    return list(root)


def texts(notice: Notice) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in read(notice):
        name = etree.QName(element).localname
        found.setdefault(name, []).append(element.text or "")
        assert (element.get("印刷") == "是") == bool(element.text)
    return found


@pytest.fixture
def notice(new_notice: Make) -> Notice:
    return new_notice(
        "i7p2",
        id="i7n3",
        title="关于甲的通知",
        doc_number="署法〔2000〕745号",
        doc_number_printed="署法[2000]745号",
        kind="通知",
        issuers=("海关总署", "财政部"),
        date=dt.date(2000, 12, 1),
        date_printed="二○○○年十二月一日",
        text=TEXT,
        signature="海关总署\n财政部",
        addressee="各直属海关",
    )


def test_each_element_says_what_is_printed(notice: Notice) -> None:
    found = texts(notice)
    assert list(found) == ELEMENTS
    assert found == {
        "公文标识": ["/akn/cn/act/署法/2000/745"],
        "文种": ["通知"],
        "份号": [""],
        "密级和保密期限": ["机密★10年"],
        "紧急程度": ["特急"],
        "发文机关标志": ["海关总署", "财政部"],
        "发文字号": ["署法[2000]745号"],
        "签发人": ["张三"],
        "标题": ["关于甲的通知"],
        "主送机关": ["各直属海关"],
        "附件说明": ["1．税率表", "2．名单"],
        "发文机关或签发人署名": ["海关总署", "财政部"],
        "成文日期": ["2000-12-01"],
        "附注": [""],
        "抄送机关": [""],
        "印发机关": [""],
        "印发日期": [""],
        "发布层次": [""],
    }
    number, day = (
        next(e for e in read(notice) if e.tag == f"{{{NAMESPACE}}}{name}")
        for name in ("发文字号", "成文日期")
    )
    assert number.get("规范形式") == "署法〔2000〕745号"
    assert day.get("原文") == "二○○○年十二月一日"


def test_a_notice_that_gives_nothing_has_all_elements_too(new_notice: Make) -> None:
    found = texts(new_notice("i7p1", id="i7n1"))
    assert list(found) == ELEMENTS
    assert [name for name, values in found.items() if values != [""]] == ["公文标识"]


def test_the_schema_misses_an_element_that_was_dropped(notice: Notice) -> None:
    root = etree.fromstring(to_gongwen(notice))
    root.remove(next(e for e in root if e.tag.endswith("份号")))
    assert not SCHEMA.validate(root)


def test_what_follows_the_text_is_told_apart() -> None:
    found = imprint("甲。\n（此件公开发布）\n抄送：国务院办公厅，财政部。\n海关总署办公厅　2005年4月26日印发")
    assert found == {
        "附注": ("此件公开发布",),
        "发布层次": ("公开发布",),
        "抄送机关": ("国务院办公厅，财政部",),
        "印发机关": ("海关总署办公厅",),
        "印发日期": ("2005年4月26日",),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。\n附件：税率表", ["税率表"]),
        ("甲。\n附件1：税率表\n附件2：名单", ["税率表", "名单"]),
        ("甲。\n附件：\n1．税率表\n2．名单", ["1．税率表", "2．名单"]),
        ("附件：税率表\n一、甲。", []),
        ("附件1所列商品。", []),
        ("", []),
    ],
)
def test_the_list_of_attachments_ends_the_text(text: str, expected: list[str]) -> None:
    assert attachment_list(text) == expected


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.text("附件：1．签发人抄送（此）\n特急 \0<", max_size=40), st.text(max_size=6))
def test_odd_texts_never_break_it(text: str, words: str) -> None:
    notice = Notice(
        "i1n1", "i1", 1, words, words, words, words, (words,), None, words, None, None, ("i1p1", "i1p1"), text, words,
        (), (), (), (), (), (), 0.5, "", (), Step("cut", "1"),
    )  # fmt: skip
    read(notice)
