import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.fold import fold
from index.numbers import NumberKey, find_numbers, number_key
from index.numerals import numeral_value


@pytest.mark.parametrize(
    "spelling",
    [
        "公告2019年第170号",
        "公告〔2019〕170号",
        "公告[2019]第170号",
        "公告（2019）170號",
        "海关总署公告2019年第170号",
        "海關總署公告２０１９年第１７０號",
        "中华人民共和国海关总署公告2019年第170号",
        "海关总署2019年第170号公告",
        "海关总署 公告 2019年 第170号",
        "公告二○一九年第一七〇号",
        "公告二〇一九年第一百七十号",
        "2019年第170号",
        "公告2019年第170",
    ],
)
def test_every_spelling_of_a_number_meets_it(spelling: str) -> None:
    printed, typed = number_key("海关总署公告2019年第170号"), number_key(spelling)
    assert printed is not None
    assert typed is not None
    assert typed.meets(printed)
    assert printed.meets(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("海关总署公告2019年第170号", "海关总署公告2018年第170号"),
        ("海关总署公告2019年第170号", "海关总署公告2019年第17号"),
        ("海关总署公告2019年第170号", "天津海关公告2019年第170号"),
        ("海关总署公告2019年第170号", "海关总署令第170号"),
        ("海关总署令第172号", "国务院令第172号"),
        ("公告2001年第15号", "国际植物检疫措施标准第15号"),
        ("署货〔1986〕496号", "署税〔1986〕496号"),
    ],
)
def test_numbers_of_different_instruments_do_not_meet(one: str, other: str) -> None:
    a, b = number_key(one), number_key(other)
    assert a is not None
    assert b is not None
    assert not a.meets(b)
    assert not b.meets(a)


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("〔86〕署货字第496号", NumberKey("署货", 1986, 496)),
        ("(88)署货字第725号", NumberKey("署货", 1988, 725)),
        ("〔1989〕署监一字第454号", NumberKey("署监一", 1989, 454)),
        ("署监一〔1990〕698号", NumberKey("署监一", 1990, 698)),
        ("署税〔1992〕第746号", NumberKey("署税", 1992, 746)),
        ("署加发字[2015]51号", NumberKey("署加发", 2015, 51)),
        ("海关总署令第272号", NumberKey("署令", None, 272)),
        ("署令〔2024〕272号", NumberKey("署令", 2024, 272)),
        ("財政部關務署訓令關字第九六五號", NumberKey("财政部关务署训令关", None, 965)),
        ("通令第四千三百七十四號", NumberKey("通令", None, 4374)),
        (
            "Inspector General's Circular No. 12 (Second Series)",
            NumberKey("second series circular", None, 12),
        ),
        ("Customs Notice No. 45", NumberKey("notice", None, 45)),
    ],
)
def test_spellings_of_all_eras(spelling: str, key: NumberKey) -> None:
    assert number_key(spelling) == key


@pytest.mark.parametrize(
    "text", ["", "关税", "5号", "第", "号", "公告", "2019", "关于公告2019年第170号的解读", "号" * 70]
)
def test_what_is_not_just_a_number(text: str) -> None:
    assert number_key(text) is None


def test_a_joint_notice_is_met_by_either_issuer() -> None:
    joint = number_key("海关总署 农业农村部公告2024年第151号")
    assert joint is not None
    for typed in ("海关总署公告2024年第151号", "农业农村部公告2024年第151号", "公告〔2024〕151号"):
        key = number_key(typed)
        assert key is not None
        assert key.meets(joint)


def test_numbers_are_found_in_running_text_with_their_places() -> None:
    text = fold("根据海关总署公告2019年第170号和公告〔2015〕51号，署法〔2000〕745号废止；5号楼不算。")
    found = [(text[start:end], key) for start, end, key in find_numbers(text)]
    assert found == [
        ("海关总署公告2019年第170号", NumberKey("署公告", 2019, 170)),
        ("公告[2015]51号", NumberKey("公告", 2015, 51)),
        ("署法[2000]745号", NumberKey("署法", 2000, 745)),
    ]


@given(st.text() | st.text("署公告令第号字〔〕[]年12一二十 \n"))
@settings(deadline=None, derandomize=True)
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    number_key(text)
    folded = fold(text)
    end = 0
    for start, stop, key in find_numbers(folded):
        assert end <= start < stop <= len(folded)
        assert NumberKey.of_term(key.term()) == key
        end = 0 if "no" in folded else start


@given(st.integers(0, 99_999_999))
@settings(deadline=None, derandomize=True)
def test_numerals_are_read_back(number: int) -> None:
    digits = "".join("〇一二三四五六七八九"[int(d)] for d in str(number))
    assert numeral_value(digits) == number
    assert numeral_value(str(number)) == number
    assert numeral_value(_with_units(number)) == number


def _with_units(number: int) -> str:
    if number >= 10_000:
        rest = number % 10_000
        gap = "〇" if 0 < rest < 1000 else ""
        return _with_units(number // 10_000) + "万" + (gap + _with_units(rest) if rest else "")
    written = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += "〇一二三四五六七八九"[digit] + name
        elif written and not written.endswith("〇") and number % unit:
            written += "〇"
    return written or "〇"


@pytest.mark.parametrize(
    ("numeral", "value"), [("廿三", 23), ("卅", 30), ("百二十", 120), ("十", 10), ("元", None)]
)
def test_numerals_that_other_readers_fail_on(numeral: str, value: int | None) -> None:
    assert numeral_value(numeral) == value
