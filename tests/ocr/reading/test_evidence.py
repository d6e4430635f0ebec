"""What tells, beside the recogniser, that a character is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocr.geometry import Box
from ocr.line import Doubt, Line
from ocr.reading.evidence import EVIDENCE, blank_room, evidence, expected_by_language
from ocr.reading.rivals import form, without_forms

NOTICE = "为了进一步规范海关监管，现将有关事项公告如下：本公告自公布之日起施行。"


def line(text: str, bounds: tuple[int, ...] = (), block: int = 0) -> Line:
    count = len(text)
    return Line(
        text,
        Box(0, 0, 40 * count, 40),
        0.9,
        bounds=bounds,
        block=block,
        thickness=40,
        confidences=(0.9,) * count,
    )


def column(name: str, *lines: Line) -> list[list[float]]:
    rows = evidence(lines, expected_by_language(lines))
    return [found[:, EVIDENCE.index(name)].tolist() for found in rows]


def test_a_wrong_character_surprises_and_so_does_what_follows() -> None:
    wrong = NOTICE.replace("海关", "海夫")
    at = NOTICE.index("关")
    for name, place in (("word", at), ("after", at - 1)):
        (good,), (bad,) = column(name, line(NOTICE)), column(name, line(wrong))
        assert bad[place] > good[place] + 2.0


def test_an_english_page_and_a_line_of_figures_have_no_language() -> None:
    assert expected_by_language([line("Customs Notification No. 12")]) is None
    _, figures = column("word", line(NOTICE), line("12345"))
    assert figures == [0.0] * 5


def test_room_for_another_character_is_a_gap() -> None:
    text = NOTICE[:8]
    even = tuple(range(0, 360, 40))
    wide = (*even[:4], *(bound + 40 for bound in even[4:]))
    assert column("gap", line(text, even)) == [[0.0] * 8]
    (found,) = column("gap", line(text, wide))
    assert found[3] == pytest.approx(0.8)
    assert sum(found) == found[3]


def test_a_page_has_one_form_of_a_mark_the_other_is_suspicious() -> None:
    rows = ["（1）海关总署", "（2）海关总署", "(3)海关总署", "（4）海关总署"]
    found = column("mixed", *map(line, rows))
    assert [one[0] for one in found] == [0.25, 0.25, 0.75, 0.25]
    assert (
        sum(map(sum, column("mixed", *(line(row.replace("(", "（").replace(")", "）")) for row in rows))))
        == 0
    )
    (stops,) = column("mixed", line("海关总署。进口货物.出口3.5吨"))
    assert [at for at, value in enumerate(stops) if value] == [4, 9]


def test_blanks_have_room_for_characters() -> None:
    even = tuple(range(0, 360, 40))
    wide = (*even[:4], *(bound + 120 for bound in even[4:]))
    assert blank_room(line(NOTICE[:8], even)) == 0.0
    assert blank_room(line(NOTICE[:8], wide)) == pytest.approx(3.0)
    assert blank_room(line("2024.01.02", tuple(range(0, 1100, 100)))) == 0.0


def test_letters_in_chinese_and_characters_nearly_lost_are_told() -> None:
    doubted = replace(line("第C号公告"), doubts=(Doubt(1, (("〇", 0.2), ("C一", 0.3))),))
    assert column("letter", line(NOTICE), doubted)[1] == [0.0, 1.0, 0.0, 0.0, 0.0]
    assert column("lost", line(NOTICE), doubted)[1] == [0.0, 0.3, 0.0, 0.0, 0.0]


def test_lines_without_probabilities_have_no_evidence_and_keep_the_others_in_step() -> None:
    bare = Line("海关总署", Box(0, 0, 160, 40), 0.7)
    alone = column("word", line(NOTICE))[0]
    first, second = column("word", bare, line(NOTICE, block=1))
    assert first == []
    assert second == alone


def test_rivals_that_differ_in_form_only_are_one() -> None:
    mark = replace(line("告：一"), doubts=(Doubt(1, ((":", 0.05), ("；", 0.04))),))
    assert without_forms(mark) == pytest.approx([0.9, 0.95, 0.9])
    assert {form(char) for char in "-—－"} == {"-"}
    assert form("（") == form("(") != form("〔")
    assert form("。") != form(".")
