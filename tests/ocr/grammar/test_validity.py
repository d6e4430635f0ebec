"""Until when a notice is in force by its own words."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.dates.validity import find_expiry

BEGIN = date(2023, 2, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本公告自发布之日起生效，有效期6个月。", date(2023, 8, 20)),
        ("本公告内容自发布之日起生效，有效期6个月。期间按本公告执行。", date(2023, 8, 20)),
        ("本办法自发布之日起施行，有效期二年。", date(2025, 2, 20)),
        ("本公告有效期自2023年12月1日起至2025年12月31日。特此公告。", date(2025, 12, 31)),
        ("本公告有效期自2023年10月11日起至2025年10月10日。", date(2025, 10, 10)),
        ("本通知自发布之日起执行，有效期至2025年6月30日。", date(2025, 6, 30)),
        ("本公告自2010年12月1日起至2010年12月31日止执行。", date(2010, 12, 31)),
        ("注册登记有效期为5年，届满前6个月提出申请。", None),
        ("登记有效期3年。本公告自发布之日起生效。", None),
        ("证书有效期至2020年11月26日。", None),
        ("本公告自2019年5月1日起施行。", None),
        ("上述调整执行期为2023年6月1日至12月31日。", date(2023, 12, 31)),
        ("上述调整（除棉花、植物油外）执行期为2023年6月1日至12月31日。", None),
        ("本通知自2025年1月1日起失效。", date(2024, 12, 31)),
        ("本公告自12月1日起自动失效。", date(2023, 11, 30)),
        ("本办法自发布之日起施行，试行期一年。", date(2024, 2, 20)),
        ("本辦法自公布日施行，有效期間二年。", date(2025, 2, 20)),
        ("该通知同时废止，自发布之日起执行。", None),
        ("原通知自2023年12月1日起废止。", None),
        ("本公告有效期0个月。", None),
        ("本公告有效期九九年。", date(2122, 2, 20)),
    ],
)
def test_only_a_clause_about_the_notice_itself_counts(text: str, day: date | None) -> None:
    found = find_expiry(text, BEGIN)
    assert (found.day if found else None) == day
    if found:
        assert text[found.start : found.end].startswith(("本", "上述"))


@pytest.mark.parametrize(
    "text",
    [
        "This Notice will remain in force until the 31st December, 1936.",
        "These instructions are to be in force up to and including 31st December, 1936, unless cancelled.",
    ],
)
def test_english_clauses(text: str) -> None:
    found = find_expiry(text, None)
    assert found is not None
    assert found.day == date(1936, 12, 31)
    assert text[found.start : found.end].endswith("1936")
    assert (
        find_expiry(
            text.replace("This Notice", "The licence").replace("These instructions", "Licences"), None
        )
        is None
    )


@pytest.mark.parametrize(
    "unit", ["本公告", "本公告有效期", "本公告自2005年4月1日", "this notice will be ", "上述调整自"]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    started = time.process_time()
    find_expiry(unit * (100_000 // len(unit)), BEGIN)
    assert time.process_time() - started < 3.0


def test_a_period_needs_its_beginning() -> None:
    assert find_expiry("本公告自发布之日起生效，有效期6个月。", None) is None


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_periods_follow_each_other_without_gap(begin: date, months: int) -> None:
    found = find_expiry(f"本公告有效期{months}个月。", begin)
    assert found is not None
    following = found.day + timedelta(days=1)
    assert following > begin
    assert (following.year - begin.year) * 12 + following.month - begin.month == months
