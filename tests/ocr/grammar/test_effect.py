"""From when a notice is in force by its own words."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.dates.effect import find_effect
from ocr.grammar.dates.effect_days import later, stated_day

SIGNED = date(2005, 4, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本办法自2024年1月1日零时起施行。", date(2024, 1, 1)),
        ("本公告自2005年5月1日（含）起执行。", date(2005, 5, 1)),
        ("本公告2005年5月1日起正式执行。", date(2005, 5, 1)),
        ("本公告自2O05年l2月I日起执行。", date(2005, 12, 1)),
        ("本公告自二〇〇五年七月千日起执行。", date(2005, 7, 10)),
        ("四、本公告内容自7月26日起执行，海关总署公告2009年第15号同时停止执行。", date(2005, 7, 26)),
        ("本公告自1月1日起施行。", date(2005, 1, 1)),
        ("本办法自明年1月1日起施行。", date(2006, 1, 1)),
        ("修改后的《办法》自二〇〇五年六月一日起生效。", date(2005, 6, 1)),
        ("本辦法自民國三十三年九月一日起施行", date(1944, 9, 1)),
        (
            "These instructions take effect from the 1st April, 1936, and are to be made public.",
            date(1936, 4, 1),
        ),
        ("This Notice comes into force on 1st of June next.", date(2005, 6, 1)),
    ],
)
def test_a_clause_that_names_its_day(text: str, day: date) -> None:
    found = find_effect(text, SIGNED)
    assert found is not None
    assert (found.day, found.rule) == (day, "effect-clause")
    assert text[found.start : found.end] in text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本公告自发布之日起施行。", SIGNED),
        ("本通知自下发之日起执行。", SIGNED),
        ("本公告自即日起执行。", SIGNED),
        ("本公告即日起施行。", SIGNED),
        ("本規程自公布日施行", SIGNED),
        ("本公告自发布之日起30日后施行。", date(2005, 5, 25)),
        ("本规定自发布之日起满三十日施行。", date(2005, 5, 25)),
        ("本规定自公布之日起三个月后施行。", date(2005, 7, 25)),
        ("The rules take effect from the date of this Circular.", SIGNED),
        ("This order will have immediate effect.", SIGNED),
    ],
)
def test_a_clause_that_names_the_day_of_publication(text: str, day: date) -> None:
    found = find_effect(text, SIGNED)
    assert found is not None
    assert (found.day, found.rule) == (day, "effect-clause-on-publication")
    assert find_effect(text, None) is None


@pytest.mark.parametrize(
    "text",
    [
        "本通令自奉到之日起施行。",
        "自文到之日起实施。",
        "《办法》自本公告发布之日起废止。",
        "自2005年5月1日起实施的《办法》同时废止。",
        "经营者自注册之日起30日内办理。",
        "根据《目录》自2005年5月1日起调整税率的规定，现公告如下：一、有关事项另行公告。",
        "自今年3月15日起，对《协定》项下进口货物按最惠国税率征税。",  # before the signing: told, not begun
    ],
)
def test_what_tells_no_day(text: str) -> None:
    assert find_effect(text, SIGNED) is None


@pytest.mark.parametrize(
    ("text", "day", "clause"),
    [
        ("经国务院批准，自2005年5月1日起，对4个税目商品进行调整。", date(2005, 5, 1), "自2005年5月1日起"),
        ("公告如下：\n一、自5月1日起，海关将实施零关税。\n二、自7月1日起，停征。", date(2005, 5, 1), "自5月1日起"),
        ("海关总署决定自2005年6月1日起取消备案。现公告如下：一、取消。", date(2005, 6, 1), "自2005年6月1日起"),
        ("根据风险分析结果，自本公告发布之日起，解除禁令。", SIGNED, "自本公告发布之日起"),
    ],
)  # fmt: skip
def test_without_a_clause_the_first_measure_tells(text: str, day: date, clause: str) -> None:
    found = find_effect(text, SIGNED)
    assert found is not None
    assert found.day == day
    assert found.rule.startswith("measure")
    assert clause in text[found.start : found.end]
    assert find_effect(text, None) is None


def test_the_notices_own_clause_comes_first() -> None:
    text = "《目录（2024年本）》自2005年6月1日起施行。海关按本办法办理。本公告自2005年7月1日起施行。"
    found = find_effect(text, SIGNED)
    assert found is not None
    assert found.day == date(2005, 7, 1)


def test_years_of_the_republic_only_in_its_orders() -> None:
    text = "自三十三年九月一日起實行"
    assert find_effect(text, date(1944, 8, 1)) is None
    found = find_effect(text, date(1944, 8, 1), republic=True)
    assert found is not None
    assert found.day == date(1944, 9, 1)


@given(st.dates(date(1912, 1, 1), date(2090, 1, 1)), st.integers(0, 182))
def test_a_day_without_a_year_is_the_next_one_or_not_long_past(signed: date, days: int) -> None:
    coming = signed + timedelta(days=days)
    if (coming.month, coming.day) == (2, 29):
        return
    found = stated_day(f"{coming.month}月{coming.day}日", signed)
    assert found is not None
    assert found.day == coming


@given(
    st.dates(date(1912, 1, 1), date(2090, 1, 1)),
    st.integers(1, 99),
    st.sampled_from(["日", "天", "个月", "年"]),
)
def test_periods_after_publication(signed: date, count: int, unit: str) -> None:
    found = find_effect(f"本办法自公布之日起{count}{unit}后施行。", signed)
    assert found is not None
    assert found.day == later(signed, count, unit[-1])
    assert found.day > signed


@pytest.mark.parametrize(
    "unit",
    [
        "自",
        "本",
        "本公告自",
        "自2005年4月1日起",
        "，自发布之日起",
        "on and after the ",
        "有效期自",
        "本即日",
        "二、",
        "如下",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    started = time.process_time()
    find_effect(unit * (100_000 // len(unit)), SIGNED)
    assert time.process_time() - started < 3.0
