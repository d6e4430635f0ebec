from datetime import date

import pytest

from ocr.cut import cut
from set_lines import Sheet


def effect(sheet: Sheet) -> tuple[date | None, list[str]]:
    (section,) = cut([sheet.page()]).sections
    return section.effective_date, [e.rule for e in section.evidence if e.field == "effective_date"]


def head() -> Sheet:
    return Sheet().centre("海关总署公告2023年第187号", "关于发布《行政处罚裁量基准》的公告")


def test_a_notice_that_publishes_a_rule_works_when_the_rule_does() -> None:
    sheet = (
        head()
        .para("海关总署制定了《行政处罚裁量基准》，现予以发布。", "特此公告。")
        .right("海关总署", "2023年12月22日")
        .blank()
        .centre("行政处罚裁量基准")
        .para("第一条　为了规范裁量，制定本基准。", "第二条　本裁量基准自2024年1月1日起施行。")
    )
    assert effect(sheet) == (date(2024, 1, 1), ["annexed-rule"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("根据有关规定，即日起，允许符合以下要求的产品进口。", (date(2023, 12, 22), ["at-once"])),
        ("企业应当即日起申报。", (None, [])),
    ],
)
def test_what_is_permitted_from_this_day_on(text: str, told: tuple[date | None, list[str]]) -> None:
    sheet = head().para(text, "特此公告。").right("海关总署", "2023年12月22日")
    assert effect(sheet) == told
