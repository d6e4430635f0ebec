"""What is chosen, and above all what is left alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.geometry import Box, Direction
from ocr.language.choose import ALL_RULES, Rule, choose, is_chinese, page_models
from ocr.line import Doubt, Line, Role

BODY = "为加强海关对进出口货物的监管，根据有关规定，现将事项公告如下：本公告自发布之日起实施"
OLD_BODY = "令飭各關對於應稅貨物嚴加查驗，為加強海關對進出口貨物的監管，根據有關規定，現將事項公告如下"


def line(text: str, *doubts: tuple[int, str, float], vertical: bool = False, block: int = 0) -> Line:
    """A line with one rival of each doubtful character; what is read has the rest."""
    sure = [0.99] * len(text)
    for at, _, p in doubts:
        sure[at] = 1.0 - p
    return Line(
        text,
        Box(0, 0, 10 * len(text), 10),
        sum(sure) / max(1, len(sure)),
        direction=Direction.VERTICAL if vertical else Direction.HORIZONTAL,
        block=block,
        confidences=tuple(sure),
        doubts=tuple(Doubt(at, ((other, p),)) for at, other, p in doubts),
    )


def texts(*lines: Line, rules: frozenset[Rule] = ALL_RULES) -> list[str]:
    return [found.text for found in choose(lines, rules)]


def test_a_word_of_notices_is_mended() -> None:
    assert texts(line(BODY), line("海关总暑令", (3, "署", 0.2))) == [BODY, "海关总署令"]
    assert texts(line(OLD_BODY), line("准予註銷進口税則", (6, "稅", 0.1)))[1] == "准予註銷進口稅則"


def test_the_recogniser_has_the_last_word() -> None:
    sure = line("海关总暑令", (3, "署", 0.004))
    assert texts(line(BODY), sure) == [BODY, "海关总暑令"]


def test_names_are_left_alone() -> None:
    # 警 and 础 are frequent, 瞥 and 砒 are not; neither was seen beside these neighbours.
    names = [line("合肥焦瞥纺织公司", (3, "警", 0.2)), line("图们襟砒贸易公司", (3, "础", 0.4))]
    assert texts(line(BODY), *names)[1:] == ["合肥焦瞥纺织公司", "图们襟砒贸易公司"]


def test_numerals_are_no_matter_of_words() -> None:
    assert texts(line(BODY), line("罚款二千元", (2, "三", 0.45)))[1] == "罚款二千元"
    assert texts(line(BODY), line("税款48元", (3, "6", 0.45)))[1] == "税款48元"


def test_a_line_goes_on_from_the_one_before_it_in_its_block() -> None:
    first, second = line(BODY + "海关总"), line("暑公告", (0, "署", 0.12))
    assert texts(first, second)[1] == "署公告"


def test_english_is_left_alone() -> None:
    english = line("Customs Notice No. 1", (19, "l", 0.45), (3, "4", 0.4))
    assert texts(english) == [english.text]
    assert texts(line(BODY), english)[1] == english.text


def test_marks_nearly_lost_in_a_column_are_put_back() -> None:
    column = line("令飭各關驗憑證件放行在案近據江海關呈報", (11, "案。", 0.3), vertical=True)
    assert texts(line(OLD_BODY), column)[1] == "令飭各關驗憑證件放行在案。近據江海關呈報"
    row = line("令飭各關驗憑證件放行在案近據江海關呈報", (11, "案*", 0.3))
    assert texts(line(OLD_BODY), row)[1] == row.text


def test_a_blank_rival_takes_no_mark_away_but_a_speck() -> None:
    assert texts(line(BODY), line("公告如下：", (4, "", 0.45)))[1] == "公告如下："
    assert texts(line(BODY), line("公告☑如下", (2, "", 0.4)))[1] == "公告如下"


def test_a_page_of_both_scripts_is_left_to_its_print() -> None:
    mixed = [line(BODY), line(OLD_BODY), line("進口税則", (2, "稅", 0.3)), line("进口稅则", (2, "税", 0.3))]
    assert texts(*mixed)[2:] == ["進口税則", "进口稅则"]
    assert not page_models(mixed).pure
    assert page_models([line(OLD_BODY)]).pure


def test_old_forms_are_left_as_printed() -> None:
    assert texts(line(OLD_BODY), line("敎育會議", (0, "教", 0.45)))[1] == "敎育會議"


def test_rules_can_be_left_out() -> None:
    lines = (line(BODY), line("海关总暑令", (3, "署", 0.2)))
    assert texts(*lines, rules=frozenset()) == [found.text for found in lines]


def test_chinese_is_known_by_its_squares() -> None:
    assert is_chinese("海关总署No.1")
    assert not is_chinese("No.1")
    assert not is_chinese("")


ANY = st.text("一二三四五海關关總总署令税稅。，：:()（）年月日第号條条1290 aB’☑", min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ANY, st.booleans(), st.data()), max_size=5))
def test_nothing_is_invented(made: list[tuple[str, bool, st.DataObject]]) -> None:
    lines = []
    for text, vertical, data in made:
        doubts = []
        for at in sorted(data.draw(st.sets(st.integers(0, len(text) - 1), max_size=4))):
            rivals = [data.draw(ANY)[:1], "", text[at] + "，"][: data.draw(st.integers(1, 3))]
            others = tuple((rival, data.draw(st.floats(0.001, 0.5))) for rival in rivals if rival != text[at])
            doubts.append(Doubt(at, others))
        direction = Direction.VERTICAL if vertical else Direction.HORIZONTAL
        role = data.draw(st.sampled_from([Role.TEXT, Role.TABLE_CELL, Role.RUNNING_HEAD]))
        lines.append(Line(text, Box(0, 0, 9, 9), 0.9, role, direction, doubts=tuple(doubts)))
    for read, new in zip(lines, choose(lines), strict=True):
        ways = {0}
        others = {doubt.at: [text for text, _ in doubt.others] for doubt in read.doubts}
        for at, char in enumerate(read.text):
            may = [char, *others.get(at, [])]
            may += [one + two[1] for one in may for two in may if len(one) == 1 and len(two) == 2]
            ways = {w + len(o) for w in ways for o in may if new.text.startswith(o, w)}
        assert len(new.text) in ways
        assert new.box == read.box
        assert new.role == read.role
