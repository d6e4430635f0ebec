"""Orders of the Republic in columns: what stands under their numbers and at their ends, in every order seen."""

from collections.abc import Sequence
from datetime import date

import pytest

from ocr.cut import cut
from ocr.geometry import Box, Direction
from ocr.line import Line
from ocr.page import PageText, Step
from ocr.section import Section

EM, PITCH, TOP, HEIGHT = 40, 64, 200, 28
BODY = (
    ("查桐油一項向係照從價稅則徵收行之有年商民稱便本署為整飭關", 1),
    ("政便利商民起見特訂定登記表式一種隨令附發合行令仰遵照此令", 0),
)
HEAD = (("財政部關務署訓令　關字第九百六十五號", 0),)
SUBJECT = (("為桐油出口應驗憑許可證放行事", 3),)
TO = (("令江海關稅務司", 1),)
DAY = (("中華民國三十三年八月二十二日", 3),)
SIGNED = (("署長　張福運", 18),)
NEXT = (("財政部關務署訓令　關字第九百六十六號", 0), *SUBJECT, *TO, *BODY, *SIGNED, *DAY)

Column = tuple[str, float]


def page(columns: Sequence[Column]) -> PageText:
    """A page of columns from right to left: text, and how many ems below the head of the tier it begins."""
    width = PITCH * (len(columns) + 4)
    lines = []
    for number, (text, indent) in enumerate(columns):
        right = width - PITCH * (number + 2)
        top = TOP + round(indent * EM)
        box = Box(right - EM, top, right, top + EM * len(text))
        lines.append(Line(text, box, 0.99, direction=Direction.VERTICAL))
    return PageText(width, TOP * 2 + HEIGHT * EM, Direction.VERTICAL, tuple(lines), Step("test", "1"), 0.99)


def first_of(*parts: Sequence[Column]) -> Section:
    """The first of the notices on a page of `parts` and another order."""
    sections = cut([page([column for part in (*parts, NEXT) for column in part])]).sections
    assert len(sections) == 2
    return sections[0]


@pytest.mark.parametrize(
    "parts",
    [
        (HEAD, SUBJECT, TO, BODY, SIGNED, DAY),
        (HEAD, TO, SUBJECT, BODY, DAY, SIGNED),
        (HEAD, SUBJECT, BODY, DAY, SIGNED),
        (HEAD, DAY, SUBJECT, TO, BODY, SIGNED),
        (HEAD, SUBJECT, TO, BODY, (("中華民國三十三年八月二十二日　署長　張福運", 2),)),
        (HEAD, SUBJECT, TO, BODY, DAY),
        ((("財政部關務署訓令", 1), ("關字第九百六十五號", 17)), SUBJECT, TO, BODY, SIGNED, DAY),
        ((("財政部關務署訓令。", 1), ("關字第九百六十五號", 17)), SUBJECT, TO, BODY, SIGNED, DAY),
        ((("財政部關務署、訓令", 1), ("關字第九百六十五號", 17)), SUBJECT, TO, BODY, SIGNED, DAY),
        ((("財政部關務署訓令　關字第九百", 0), ("六十五號", 0)), SUBJECT, TO, BODY, SIGNED, DAY),
        (HEAD, (("為桐油出口應驗憑許可證放行", 3), ("事", 0)), TO, BODY, SIGNED, DAY),
        (HEAD, (("為桐油出口應驗憑許可證放行", 3), ("事", 3)), BODY, DAY, SIGNED),
    ],
)
def test_number_day_and_subject_in_every_order(parts: tuple[Sequence[Column], ...]) -> None:
    section = first_of(*parts)
    assert section.doc_number == "財政部關務署訓令關字第965號"
    assert section.title == "為桐油出口應驗憑許可證放行事"
    assert (section.kind, section.issuers) == ("訓令", ("財政部關務署",))
    assert section.date == date(1944, 8, 22)
    assert "中華民國" not in section.text
    assert "署長" not in section.text
    assert section.text.endswith("合行令仰遵照此令")
    assert section.signature == (
        "署長　張福運" if SIGNED[0][0] in "".join(t for p in parts for t, _ in p) else ""
    )


def test_a_subject_one_of_whose_lines_ends_as_subjects_do() -> None:
    subject = (("准咨查禁鎢砂走私請協助緝拿等由", 4), ("令仰遵照由", 0))
    assert first_of(HEAD, subject, TO, BODY, SIGNED, DAY).title == "准咨查禁鎢砂走私請協助緝拿等由令仰遵照由"


def test_a_body_line_that_ends_in_a_word_of_subjects_is_no_more_of_the_title() -> None:
    body = (("凡由外洋進口之煤油無論整批零星均應於到關之日填具報單凡由", 1), *BODY)
    assert first_of(HEAD, SUBJECT, body, SIGNED, DAY).title == SUBJECT[0][0]


def test_the_day_under_a_signer_where_no_column_shows_the_head_of_the_tier() -> None:
    rest = (("仰即知照", 0), ("查桐油一項向係照從價稅則徵收行之有年商民稱便", 0), ("此令", 0), *SIGNED)
    first = page([*HEAD, *SUBJECT, *BODY, *BODY])
    (section,) = cut([first, page([*rest, ("中華民國三十三年八月二十二日", 0)])]).sections
    assert section.date == date(1944, 8, 22)


def test_specks_read_as_marks_in_addressee_and_subject() -> None:
    to = (("。令江海關、稅務司", 1),)
    section = first_of(HEAD, to, (("為桐油出口。應驗憑許可證放行事：", 3),), BODY, SIGNED, DAY)
    assert section.title == "為桐油出口應驗憑許可證放行事"
    assert section.text.startswith("。令江海關、稅務司")


def test_a_text_without_a_subject_keeps_its_first_line() -> None:
    body = (("案查前據該關呈報桐油出口一案請予核示等由", 1), *BODY)
    section = first_of(HEAD, body, SIGNED, DAY)
    assert section.title == ""
    assert section.text.startswith("案查前據該關呈報")


def test_an_order_whose_number_is_worn_is_a_notice_without_number() -> None:
    section = first_of((("財政部關務署訓令第四百八一八號", 0),), SUBJECT, TO, BODY, SIGNED, DAY)
    assert (section.doc_number, section.issuers) == ("", ("財政部關務署",))
    assert section.title == SUBJECT[0][0]


def test_a_number_in_running_text_starts_nothing() -> None:
    body = (
        ("查桐油一項向係照從價稅則徵收行之有年商民稱便前奉財政部訓", 0),
        ("令第四百八一八號", 0),
        *BODY,
    )
    assert first_of(HEAD, SUBJECT, body, SIGNED, DAY).doc_number == "財政部關務署訓令關字第965號"


def test_the_ministry_itself_gives_orders() -> None:
    head = (("財政部令　關字第三百四十二號", 0),)
    section = first_of(head, SUBJECT, TO, BODY, (("部長　孔祥熙", 18),), DAY)
    assert (section.doc_number, section.issuers) == ("財政部令關字第342號", ("財政部",))
    assert section.signature == "部長　孔祥熙"


def test_short_columns_at_the_head_of_every_page_are_text() -> None:
    closing = (("此令", 0),)
    pages = [page([*HEAD, *SUBJECT, *TO, *BODY[:1], *closing, *SIGNED, *DAY, *BODY]) for _ in range(4)]
    assert all("此令" in section.text for section in cut(pages).sections)
