"""Spellings of attachment headings, and lists of attachments as real notices print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.attachment_heads import attachment_head, goes_on
from ocr.grammar.attachment_lists import Announced, announced


@pytest.mark.parametrize(
    ("text", "label", "number", "title"),
    [
        ("附件", "附件", 0, ""),
        ("附 件 2", "附 件 2", 2, ""),
        ("附件１", "附件１", 1, ""),
        ("附件之二", "附件之二", 2, ""),
        ("附件（一）", "附件（一）", 1, ""),
        ("【附件3】目录", "附件3", 3, "目录"),
        ("附件1：税率表", "附件1", 1, "税率表"),
        ("附件1《税率表》", "附件1", 1, "《税率表》"),
        ("附件 1 税率表", "附件 1", 1, "税率表"),
        ("附表一", "附表一", 1, ""),
        ("附錄二", "附錄二", 2, ""),
        ("附：名单", "附", 0, "名单"),
        ("附抄原函一件", "", 0, "附抄原函一件"),
        ("Appendix No. 1.", "Appendix No. 1", 1, ""),
        ("APPENDIX", "APPENDIX", 0, ""),
        ("Appendix II.—List of Goods", "Appendix II", 2, "List of Goods"),
        ("Enclosure: List of Goods", "Enclosure", 0, "List of Goods"),
        ("ENCLOSURE IN CIRCULAR No. 4374.", "ENCLOSURE", 0, ""),
    ],
)
def test_headings(text: str, label: str, number: int, title: str) -> None:
    head = attachment_head(text)
    assert head is not None
    assert (head.label, head.number, text[head.start : head.end]) == (label, number, title)
    assert not head.loose
    assert not head.continued


@pytest.mark.parametrize(
    "text",
    [
        "附件。",
        "附件所列企业",
        "附件1所列商品",
        "附件2、4、8同时废止",
        "附件2、4、8",
        "附则",
        "附　则",
        "附加税",
        "第一条 附件",
        "Appendix A shows that duty",
        "Schedule of fees",
        "appendix to this",
    ],
)
def test_sentences_that_begin_so_are_no_headings(text: str) -> None:
    assert attachment_head(text) is None


def test_what_only_the_form_of_the_line_can_tell_is_loose() -> None:
    for text in ("附件1税率表", "附件\u3000税率表"):
        head = attachment_head(text)
        assert head is not None
        assert head.loose
        assert text[head.start : head.end] == "税率表"


@pytest.mark.parametrize(
    "text", ["续附件1", "附件1（续）", "附表1（續）", "附件1（续）：税率表", "Annex 1 (continued)"]
)
def test_headings_that_say_that_it_goes_on(text: str) -> None:
    head = attachment_head(text)
    assert head is not None
    assert (head.continued, head.number) == (True, 1)


@pytest.mark.parametrize("text", ["续表", "（续）", "续表1", "（续表）", "续上表", "接上页", "續表二"])
def test_lines_that_say_only_that_a_table_goes_on(text: str) -> None:
    assert goes_on(text)
    assert not goes_on(text + "的商品")


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("特此公告。\n附件：税率表", [(0, "税率表")]),
        ("特此公告。\n附件：1.税率表\n2.填制规范", [(1, "税率表"), (2, "填制规范")]),
        ("附件：\n1.税率表\n2.填制规范", [(1, "税率表"), (2, "填制规范")]),
        ("附件1：税率表\n附件2：填制规范", [(1, "税率表"), (2, "填制规范")]),
        (
            "附件1.2017年商品归类决定（Ⅰ）.doc2.2017年失效的商品归类决定（Ⅰ）.doc",
            [(1, "2017年商品归类决定（Ⅰ）"), (2, "2017年失效的商品归类决定（Ⅰ）")],
        ),
        (
            "附件:1.2012版《进出口税则商品及品目注释》修订本（第一期）.doc2．2012版《进出口税则》.doc",
            [(1, "2012版《进出口税则商品及品目注释》修订本（第一期）"), (2, "2012版《进出口税则》")],
        ),
        ("附件:1. 16项修订的列表.doc2. 16项文本.doc", [(1, "16项修订的列表"), (2, "16项文本")]),
        ("附件：一、甲表 二、乙表", [(1, "甲表"), (2, "乙表")]),
        ("Enclosure: List of goods", [(0, "List of goods")]),
        ("一、附件所列商品。\n特此公告。", []),
        ("", []),
    ],
)
def test_lists(text: str, entries: list[tuple[int, str]]) -> None:
    assert [(entry.number, entry.title) for entry in announced(text)] == entries


def test_what_the_list_says_is_not_printed_here() -> None:
    assert announced("附件：1.税率表（共3页）\n2.填制规范（略）") == (
        Announced(1, "税率表"),
        Announced(2, "填制规范", printed=False),
    )
    assert not announced("附件：略")[0].printed


@given(st.text(alphabet="附件表錄一二12１：:．.、（）续 \u3000《》税率\nAppendix", max_size=40))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for line in text.split("\n"):
        head = attachment_head(line)
        assert head is None or 0 <= head.start <= head.end <= len(line)
    for entry in announced(text):
        assert "\n" not in entry.title


@given(
    st.lists(st.text(alphabet="税率表名单目录商品（）年", min_size=2, max_size=12), min_size=1, max_size=9)
)
def test_a_list_that_was_written_is_read_again(titles: list[str]) -> None:
    text = "特此公告。\n附件：" + "\n".join(f"{number}.{title}" for number, title in enumerate(titles, 1))
    assert [(entry.number, entry.title) for entry in announced(text)] == list(enumerate(titles, 1))
