import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.numbers.find import find_numbers, parse_number, whole_number
from ocr.grammar.numbers.number_damage import mended, mended_line

ANNOUNCEMENT = "海关总署公告2019年第170号"
DAMAGED = [
    ("海关总署公告2019年弟170号", ANNOUNCEMENT, "nth-sign"),
    ("海关总署公告2019年笫170号", ANNOUNCEMENT, "nth-sign"),
    ("海关总署公告2019年第170昌", ANNOUNCEMENT, "number-sign"),
    ("海关总署公告2019年第170兮", ANNOUNCEMENT, "number-sign"),
    ("海关总署公告2019年第170马", ANNOUNCEMENT, "number-sign"),
    ("海关总署公告2019年第l70号", ANNOUNCEMENT, "numeral"),
    ("海关总署公告2019年第I70号", ANNOUNCEMENT, "numeral"),
    ("海关总署公告2019午第170号", ANNOUNCEMENT, "year-sign"),
    ("海关总署公告2019第170号", ANNOUNCEMENT, "year-sign"),
    ("海关总署公告20l9年第170号", ANNOUNCEMENT, "year-numeral"),
    ("海关总署公告2019年 第 1 70 号", ANNOUNCEMENT, "blanks"),
    ("海关总署公告20 19年第170号", ANNOUNCEMENT, "blanks"),
    ("海关总署公吿2019年第170号", ANNOUNCEMENT, "notice-sign"),
    ("海关总暑公告2019年第170号", ANNOUNCEMENT, "office"),
    ("海关总署公告2019年，第170号", ANNOUNCEMENT, "stray-mark"),
    ("海关总署公告二○—九年第—七○号", ANNOUNCEMENT, "year-numeral"),
    ("海关总署公告二口口三年第八十二号", "海关总署公告2003年第82号", "year-numeral"),
    ("海关总署公告二（）（）三年第八十二号", "海关总署公告2003年第82号", "ring"),
    ("公告C2024〕151号", "海关总署公告2024年第151号", "bracket"),
    ("公告[2024J151号", "海关总署公告2024年第151号", "bracket"),
    ("公告L2024]151号", "海关总署公告2024年第151号", "bracket"),
    ("公告〔2024 151号", "海关总署公告2024年第151号", "bracket"),
    ("署法C2000J745号", "署法〔2000〕745号", "bracket"),
    ("C87〕署税字第564号", "署税字〔1987〕564号", "bracket"),
    ("暑法〔2000〕745号", "署法〔2000〕745号", "office"),
    ("暑令〔2024〕272号", "海关总署令第272号", "office"),
    ("署法〔2000〕745", "署法〔2000〕745号", "number-sign"),
    ("海关总署今第272号", "海关总署令第272号", "order-sign"),
    ("海关总署令第2 7 2号", "海关总署令第272号", "blanks"),
    ("通令第—六號", "通令第16號", "numeral"),
    ("通令第一ー六號", "通令第116號", "numeral"),
    ("通令第三—六號", "通令第316號", "numeral"),
    ("通令第四三七（）號", "通令第4370號", "ring"),
    ("通令第四三七口號", "通令第4370號", "numeral"),
    ("通令第四三七。五號", "通令第4375號", "numeral"),  # five places: the ring is dirt
    ("通令第四。七三號", "通令第4073號", "numeral"),
    ("通令第一千人百號", "通令第1800號", "numeral"),
    ("關字第——九四號", "關字第1194號", "numeral"),
    ("財政部關務署訓令關宇第九六五號", "財政部關務署訓令關字第965號", "series-sign"),
    ("財。政部關務署訓令關字第九六五號", "財政部關務署訓令關字第965號", "stray-mark"),
    ("海關總、稅務司署通令第九六五號", "海關總稅務司署通令第965號", "stray-mark"),
    ("Circular No. l234", "Circular No. 1234", "numeral"),
    ("Circular No. 12O4", "Circular No. 1204", "numeral"),
    ("Circular N0. 1234", "Circular No. 1234", "number-sign"),
    ("Circu1ar No. 1234", "Circular No. 1234", "word"),
    ("海關總稅務司署通合第九六五號", "海關總稅務司署通令第965號", "order-sign"),
    ("海關總稅務司暑通令第九六五號", "海關總稅務司署通令第965號", "office"),
    ("財政部開務署訓令關字第九六五號", "財政部關務署訓令關字第965號", "office"),
    ("海關總稅務司署訓令關　字第九六五號", "海關總稅務司署訓令關字第965號", "blanks"),
    ("通令第四千九百六、十二號", "通令第4962號", "stray-mark"),
    ("通令第三、〇〇四號", "通令第3004號", "stray-mark"),
    ("〔86〕暑货字第496号", "署货字〔1986〕496号", "office"),
    ("海关怠署公告2019年第170号", ANNOUNCEMENT, "office"),
    ("海美总署公告2019年第170号", ANNOUNCEMENT, "office"),
    ("海关总·署公告2019年第170号", ANNOUNCEMENT, "stray-mark"),
    ("海关总署公吉2019年第170号", ANNOUNCEMENT, "notice-sign"),
    ("海关总署2019年第170号公吉", ANNOUNCEMENT, "notice-sign"),
    ("海关总署公告20、19年第170号", ANNOUNCEMENT, "stray-mark"),
    ("海关总署公告2019年第、170号", ANNOUNCEMENT, "stray-mark"),
    ("海关总署公告2019年第170。号", ANNOUNCEMENT, "stray-mark"),
    ("署今〔2001〕第89号", "海关总署令第89号", "order-sign"),
    ("海关总署合〔2003〕第108号", "海关总署令第108号", "order-sign"),
    ("海關總税務司署通令第九六五號", "海關總稅務司署通令第965號", "script"),
    ("Inspecror General's Circular No. 6172", "I.G. Circular No. 6172", "word"),
    ("Inspector GeneraI's Circular No. 6172", "I.G. Circular No. 6172", "word"),
    ("I.G. CircuIar No. 6172 (Seeond Series)", "I.G. Circular No. 6172 (Second Series)", "word"),
    ("l.G. Circular No. 61S2", "I.G. Circular No. 6152", "numeral"),
    ("I.C. Circular No. 6172", "I.G. Circular No. 6172", "word"),
    ("Gustoms Nofice No. 12", "Customs Notice No. 12", "word"),
    ("Customs Notice Nc. 12", "Customs Notice No. 12", "number-sign"),
    ("CircularTNo. 6172", "Circular No. 6172", "stray-sign"),
    ("海关总署公告2008年第15号丨", "海关总署公告2008年第15号", "stray-sign"),
]


@pytest.mark.parametrize(("printed", "canonical", "rule"), DAMAGED)
def test_damage_is_undone_and_told(printed: str, canonical: str, rule: str) -> None:
    found = whole_number(printed)
    assert found is not None
    assert str(found.number) == canonical
    assert rule in found.repairs


SOUND = [
    "海关总署公告2019年第170号",
    "〔87〕署税字第564号",
    "署监一〔1990〕698号",
    "署令〔2001〕第89号",
    "財政部關務署訓令關字第九六五號",
    "通令第四千三百七十四號",
    "海关总署、农业农村部联合公告2020年第125号",
]


@pytest.mark.parametrize("printed", SOUND)
def test_sound_print_is_left_alone(printed: str) -> None:
    assert mended(printed).text == printed
    found = whole_number(printed)
    assert found is not None
    assert found.repairs == ()


@pytest.mark.parametrize(
    "bracket", ["〔〕", "[]", "（）", "()", "{}", "〈〉", "「」", "【】", "<>", "〔]", "(〕", "『』"]
)
@pytest.mark.parametrize(
    "form", ["公告{}2024{}151号", "公告{}２０２４{}第151号", "海关总署公告{}二○二四{}151号"]
)
def test_brackets_of_all_kinds(bracket: str, form: str) -> None:
    assert str(parse_number(form.format(*bracket))) == "海关总署公告2024年第151号"


@pytest.mark.parametrize(
    "printed",
    [
        "公告〔20247151号",  # 〔2024〕151 or 〔2024 7151
        "署法〔20007745号",
        "海关总署公告2019年第号",
        "第?号",
        "避暑〔2000〕人",
        "2019年第5马拉松赛",
        "兄弟9号楼",
        "附件第3昌",
        "公告2019年第人号",  # no numeral is left to hold on to
        "Office No. 12",
        "Invoice No. 12",
        "Box No. 12 (Second Class)",
        "Note No. 5",
    ],
)
def test_what_could_be_two_things_stays(printed: str) -> None:
    assert parse_number(printed) is None
    assert find_numbers(printed) == ()


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("通令第三號—第五號", ["通令第3號", "通令第4號", "通令第5號"]),
        ("通令第三—五號均廢止", ["通令第3號", "通令第4號", "通令第5號"]),  # in running text a dash tells a range
        ("通令第九—六五號", ["通令第9號", *(f"通令第{n}號" for n in range(10, 66))]),
        ("通令第六五—九號", ["通令第6519號"]),  # no range goes down
        ("海关总署公告2015年第57号至第60号", [f"海关总署公告2015年第{n}号" for n in (57, 58, 59, 60)]),
        ("海关总署公告2015年第57-59号", [f"海关总署公告2015年第{n}号" for n in (57, 58, 59)]),
        ("海关总署令第2号至第999号", ["海关总署令第2号", "海关总署令第999号"]),
        (
            "海关总署公告2007年第1号《关于甲的公告》、2008年第2号（关于乙）同时废止",
            ["海关总署公告2007年第1号", "海关总署公告2008年第2号"],
        ),
        ("署法〔2000〕745、746号，〔2001〕12号", ["署法〔2000〕745号", "署法〔2000〕746号", "署法〔2001〕12号"]),
        ("按海关总署第116号令执行", ["海关总署令第116号"]),
        ("Circulars Nos. 12, 13 and 14 (Second Series)", [f"Circular No. {n} (Second Series)" for n in (12, 13, 14)]),
        ("Customs Notices Nos. 12,345 and 12,346", ["Customs Notice No. 12345", "Customs Notice No. 12346"]),
        ("Circular No. 12, 1934", ["Circular No. 12"]),  # a year may follow
    ],
)  # fmt: skip
def test_lists_and_ranges(text: str, canonical: list[str]) -> None:
    assert [str(item.number) for item in find_numbers(text)] == canonical


def test_a_number_that_a_range_implies_has_an_empty_place_between_its_ends() -> None:
    text = "海关总署公告2015年第57号至第59号"
    low, implied, high = find_numbers(text)
    assert (implied.printed, implied.repairs) == ("", ("range",))
    assert low.end <= implied.start == implied.end <= high.start
    assert text[high.start : high.end] == "第59号"


_damage = st.sampled_from(
    [
        ("第", "弟"), ("第", "笫"), ("号", "昌"), ("号", "兮"), ("年", "午"), ("1", "l"), ("1", "I"), ("0", "O"),
        ("〔", "["), ("〔", "C"), ("〔", "（"), ("〔", "「"), ("〕", "J"), ("〕", ")"), ("〕", "』"), ("署", "暑"),
        ("年", ""), ("〕", ""), ("〔", ""), ("号", "号。"), ("年", "年 "), ("告", "告 "), ("令", "今"), ("第", ""),
    ]
)  # fmt: skip


@given(
    st.sampled_from(
        ["海关总署公告{y}年第{n}号", "署法〔{y}〕{n}号", "公告〔{y}〕{n}号", "海关总署令第{n}号"]
    ),
    st.integers(1985, 2029),
    st.integers(1, 999),
    st.lists(_damage, max_size=2),
    st.sampled_from(["", "根据", "（", "和"]),
)
def test_damage_never_makes_another_number(
    form: str, year: int, number: int, damage: list[tuple[str, str]], before: str
) -> None:
    sound = form.format(y=year, n=number)
    print_ = sound
    for was, now in damage:
        print_ = print_.replace(was, now, 1)
    wanted = parse_number(sound)
    assert parse_number(print_) in (wanted, None)
    for found in find_numbers(f"{before}{print_}的规定"):
        assert wanted is not None
        assert (found.number.year, found.number.number) == (wanted.year, wanted.number)


@given(st.text("海关总署公告令第弟号昌年午〔〕[]C一—ー〇（）口12 09lI，。暑财政字宇", max_size=40))
def test_places_lead_back_to_the_print(text: str) -> None:
    for given_ in (mended(text), mended_line(text)):
        assert len(given_.origins) == len(given_.text) + 1
        assert list(given_.origins) == sorted(given_.origins)
        assert given_.origins[-1] == len(text)
    end = 0
    for found in find_numbers(text):
        assert end <= found.start <= found.end <= len(text)
        assert found.printed == text[found.start : found.end]
        end = found.end


@pytest.mark.parametrize(
    "unit",
    [
        "第",
        "第—",
        "〔2000",
        "2 0 ",
        "第1 ",
        "（）",
        "弟",
        "C2000〕",
        "暑公",
        "No. 1, ",
        "《a》、",
        "海、海公告",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + "号"
    started = time.process_time()
    find_numbers(text)
    assert time.process_time() - started < 3.0


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (
            "根据财。政部、海关总署公告2019年第5号",
            "财政部公告2019年第5号",
        ),  # a mark in a name, not between names
        ("按照海关总署2019第5号公告办理", "海关总署公告2019年第5号"),
        ("海关总署令第198号、第218昌、第235号修改", "海关总署令第218号"),
        ("总暑、农业农村部联合公告2020年第125号同时废止", "海关总署公告2020年第125号"),
    ],
)
def test_damage_in_running_text(text: str, canonical: str) -> None:
    assert canonical in [str(item.number) for item in find_numbers(text)]


def test_every_repair_names_its_place() -> None:
    text = "根据海关总署公告20l9年弟170号"
    found = mended(text)
    assert [(r.rule, text[r.start : r.end]) for r in found.repairs] == [
        ("nth-sign", "弟"),
        ("year-numeral", "20l9"),
    ]
    assert re.search("2019年第170号", found.text)
