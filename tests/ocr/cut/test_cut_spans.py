"""Every span tells the truth, on whatever pages."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.cut import cut
from ocr.cut.traced import Traced, join
from ocr.geometry import Box, Direction
from ocr.line import Line, Role
from ocr.page import PageText, Step
from ocr.section import Cut, Section
from set_lines import Sheet, notice

_PHRASES = [
    "海关总署公告2019年第170号",
    "中华人民共和国海关总署令",
    "第272号",
    "海关总署",
    "农业农村部",
    "公　告",
    "2019年第5号",
    "关于一件事的公告",
    "根据有关规定，现公告如下：",
    "一、第一项。",
    "（二）第二项；",
    "特此公告。",
    "附件：1.表",
    "附件1",
    "附件",
    "2019年11月5日",
    " 二○一九年十一月五日 ",
    "第一章　总则",
    "第一条　为了",
    "（2024年10月28日海关总署令第272号公布",
    "自2024年12月1日起施行）",
    "目　录",
    "关于一件事……3",
    "- 4 -",
    "海关总署公告2015年第57号、2016年第52号同时废止。",
    "財政部關務署訓令",
    "關字第九六五號",
    "令各關稅務司",
    "為一件事仰遵照由",
    "Customs Notice No. 12",
    "SHANGHAI, 12th March, 1936.",
    "It is hereby notified that, on and",
    "after the 1st April, 1936,",
    ".海关总署公告",
    "1",
    "0303.5400",
    "税率",
    "　",
    "x",
]


def value_of(section: Section, field: str) -> str:
    """The text that spans of `field` point into."""
    if field == "doc_number":
        return section.doc_number_printed
    if field == "date":
        return section.date_printed
    if field == "issuers":
        return "\n".join(section.issuers)
    if field.startswith("attachments."):
        _, number, part, *place = field.split(".")
        attachment = section.attachments[int(number)]
        if part in ("title", "text"):
            return str(getattr(attachment, part))
        assert attachment.table is not None
        return attachment.table[int(place[0])][int(place[1])]
    return str(getattr(section, field))


def check_spans(result: Cut, pages: list[PageText]) -> None:
    for section in result.sections:
        for span in section.spans:
            printed = pages[span.page].lines[span.line].text
            read = value_of(section, span.field)[span.start : span.end]
            assert read
            assert read == printed[span.offset : span.offset + span.end - span.start]


_lines = st.builds(
    lambda text, x, y, width, role, block: Line(
        text, Box(x, y, x + width, y + 20), 0.9, role, Direction.HORIZONTAL, (), block
    ),
    st.sampled_from(_PHRASES),
    st.integers(0, 500),
    st.integers(0, 1380),
    st.integers(1, 600),
    st.sampled_from(Role),
    st.integers(0, 3),
)
_pages = st.lists(
    st.builds(
        lambda lines, seals: PageText(
            800, 1400, Direction.HORIZONTAL, tuple(lines), Step("set", "1"), 0.9, seals
        ),
        st.lists(_lines, max_size=25),
        st.sampled_from([(), (Box(300, 300, 500, 500),)]),
    ),
    max_size=3,
)


@settings(max_examples=80, deadline=None)
@given(_pages)
def test_any_pages_are_cut_without_error_and_spans_hold(pages: list[PageText]) -> None:
    result = cut(pages)
    check_spans(result, pages)
    for section in result.sections:
        assert 0 <= section.pages[0] <= section.pages[1] < len(pages)
        assert 0.0 <= section.confidence <= 1.0


def test_title_and_text_of_a_clean_notice_are_covered_whole() -> None:
    pages = [notice().page()]
    result = cut(pages)
    check_spans(result, pages)
    (section,) = result.sections
    for field in ("title", "text", "doc_number", "date"):
        spans = [s for s in section.spans if s.field == field]
        assert sum(s.end - s.start for s in spans) == len(value_of(section, field).replace("\n", ""))


def test_cells_of_a_table_can_be_found_on_the_page() -> None:
    pages = [
        notice().flush("附件").centre("商品税率表").table((("号列", "税率"), ("0303", "5")), (0, 14)).page()
    ]
    (section,) = cut(pages).sections
    (span,) = [s for s in section.spans if s.field == "attachments.0.table.1.0"]
    assert pages[0].lines[span.line].text == "0303"


def test_time_is_linear_in_the_lines() -> None:
    sheet = Sheet()
    for at in range(40):
        sheet.centre(f"海关总署公告2019年第{at}号").para("现公告如下：" + "海关总署公告2015年第57号、" * 4)
    page = sheet.page()
    cut([page])
    times = []
    for count in (5, 20):
        started = time.process_time()
        cut([page] * count)
        times.append(time.process_time() - started)
    assert times[1] < 10 * times[0] + 0.5


@given(st.lists(st.text("ab 海", max_size=6), max_size=5), st.integers(0, 30), st.integers(0, 30))
def test_cutting_traced_text_keeps_its_places(texts: list[str], start: int, end: int) -> None:
    whole = join((Traced.of_line(text, 0, at) for at, text in enumerate(texts)), "\n")
    part = whole.cut(start, end)
    assert part.text == whole.text[start:end]
    for piece in part.pieces:
        assert (
            part.text[piece.start : piece.start + piece.length]
            == (texts[piece.line][piece.offset : piece.offset + piece.length])
        )
