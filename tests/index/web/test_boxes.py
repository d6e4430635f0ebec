"""From places in a text to places on a page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.notice_records import Span
from archive.reading_types import Reading, ReadLine
from archive.records import Step
from index.web.boxes import Passage, place, regions
from index.web.marked import MarkedRange, cell_ranges, paragraphs, runs

STEP = Step("test", "1")


def reading(*lines: ReadLine) -> Reading:
    return Reading("p", 1000, 1000, "horizontal-tb", lines, STEP, 1.0)


def line(text: str, box: tuple[int, int, int, int], direction: str = "horizontal-tb") -> ReadLine:
    return ReadLine(text, box, 1.0, "text", direction)


def test_spans_that_follow_each_other_in_a_line_make_one_box() -> None:
    read = {"p": reading(line("甲乙丙丁", (0, 0, 40, 10)))}
    spans = [Span("text", 0, 2, "p", 0, 0), Span("text", 2, 4, "p", 0, 2)]
    (box,) = place([Passage("text", 1, 3)], spans, read)
    assert box.box == (10, 0, 30, 10)


def test_what_no_span_covers_has_no_box() -> None:
    read = {"p": reading(line("甲乙", (0, 0, 20, 10)))}
    spans = [
        Span("title", 0, 2, "p", 0, 0),
        Span("text", 0, 2, "gone", 0, 0),
        Span("text", 0, 2, "p", 9, 0),
        Span("text", 0, 5, "p", 0, 0),
    ]
    assert place([Passage("text", 0, 5)], spans, read) == ()


def test_two_columns_are_two_regions_and_short_lines_stay_inside() -> None:
    left = [
        line("一", (100, 100, 400, 120)),
        line("二", (100, 130, 150, 150)),
        line("三", (200, 160, 400, 180)),
    ]
    right = [line("四", (500, 100, 800, 120)), line("五", (500, 130, 800, 150))]
    spans = [Span("text", n, n + 1, "p", n, 0) for n in range(5)]
    assert regions(spans, {"p": reading(*left, *right)}) == {
        "p": ((100, 100, 400, 180), (500, 100, 800, 150))
    }


def test_two_tiers_are_two_regions() -> None:
    upper = [line("一", (800, 100, 820, 400), "vertical-rl"), line("二", (700, 100, 720, 200), "vertical-rl")]
    lower = [line("三", (800, 500, 820, 900), "vertical-rl")]
    spans = [Span("text", n, n + 1, "p", n, 0) for n in range(3)]
    assert regions(spans, {"p": reading(*upper, *lower)}) == {
        "p": ((700, 100, 820, 400), (800, 500, 820, 900))
    }


@given(
    st.text("甲乙丙\n ", max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=8),
)
def test_marking_loses_no_character_and_adds_none(text: str, places: list[tuple[int, int]]) -> None:
    marks = [MarkedRange(start, end, n + 1) for n, (start, end) in enumerate(places)]
    assert "".join(run.text for run in runs(text, marks)) == text
    shown = ["".join(run.text for run in paragraph) for paragraph in paragraphs(text, marks)]
    assert shown == [line for line in text.split("\n") if line.strip()]
    opened = [run.hit for run in runs(text, marks) if run.opens]
    assert len(opened) == len(set(opened))


def test_cells_are_found_in_reading_order() -> None:
    table = (("一", "二"), ("一", ""), ("没有", "二"))
    assert cell_ranges("一\t二\n一\t\n二", table) == (((0, 1), (2, 3)), ((4, 5), None), (None, (7, 8)))
