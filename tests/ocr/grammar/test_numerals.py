import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.numerals import parse_numeral

_DIGITS = "〇一二三四五六七八九"


def with_units(value: int) -> str:
    """1..9999 the way documents write it: 105 → 一百零五, 14 → 十四."""
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return out.removeprefix("一") if out.startswith("一十") else out


@given(st.integers(1, 9999))
def test_unit_style_is_read_back(value: int) -> None:
    assert parse_numeral(with_units(value)) == value


@given(st.integers(0, 99999), st.sampled_from("〇○零◯０0"))
def test_positional_style_is_read_back_with_every_zero(value: int, zero: str) -> None:
    printed = "".join(_DIGITS[int(d)] for d in str(value)).replace("〇", zero)
    assert parse_numeral(printed) == value


@given(st.integers(1, 9999), st.sampled_from(["壹貳叁肆伍陸柒捌玖", "壹贰參肆伍陆柒捌玖"]))
def test_formal_numerals_are_read_back(value: int, digits: str) -> None:
    formal = dict(zip("一二三四五六七八九十百千", digits + "拾佰仟", strict=True))
    assert parse_numeral("".join(formal.get(mark, mark) for mark in with_units(value))) == value


@given(st.integers(20, 49))
def test_tens_in_one_sign_are_read_back(value: int) -> None:
    ones = value % 10
    assert parse_numeral("廿卅卌"[value // 10 - 2] + (_DIGITS[ones] if ones else "")) == value


@given(st.integers(1, 99_999_999))
def test_myriads_are_read_back(value: int) -> None:
    high, low = divmod(value, 10_000)
    tail = (
        ("零" if low < 1000 else "") + (f"一{with_units(low)}" if 10 <= low < 20 else with_units(low))
        if low
        else ""
    )
    assert parse_numeral(f"{with_units(high)}萬{tail}" if high else with_units(low)) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("元", 1), ("廿三", 23), ("卅", 30), ("卅一", 31), ("卌", 40), ("百二十", 120), ("２０１０", 2010),
        ("2O1O", 2010), ("四千三百七十四", 4374), ("九六五", 965), ("一萬二千", 12000), ("壹佰貳拾", 120),
        ("1 7 0", 170),

    ],
)  # fmt: skip
def test_odd_spellings(printed: str, value: int) -> None:
    assert parse_numeral(printed) == value


@pytest.mark.parametrize(
    "printed", ["", "号", "一百五", "二三百", "十百", "一九三十", "OO", "十二三四", "一" * 40]
)
def test_what_is_no_single_numeral_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        parse_numeral(printed)


@given(st.text("〇○零一二三四五六七八九十百千萬廿卅元0O９a", max_size=14))
def test_never_anything_but_a_value_or_a_refusal(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert parse_numeral(text) >= 0
