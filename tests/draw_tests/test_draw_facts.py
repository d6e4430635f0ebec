"""Truth tells which print is a number, a date, a table cell, and keeps it through its JSON."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draw import truth
from draw.facts import facts_of
from draw.issue import DrawnIssue, draw_issue
from draw.truth import FactKind

DPI = 40


@pytest.fixture(scope="module", params=["modern", "two_column", "vertical", "english"])
def issue(request: pytest.FixtureRequest) -> DrawnIssue:
    return draw_issue(request.param, 54, 0, 5, DPI)


def told(issue: DrawnIssue, kind: FactKind) -> dict[int, str]:
    """By notice, all print that tells `kind`, joined."""
    found: dict[int, str] = defaultdict(str)
    for page in issue.truth.pages:
        for line in page.lines:
            for fact in line.facts:
                if fact.kind is kind and line.notice is not None:
                    found[line.notice] += line.text[fact.start : fact.end]
    return dict(found)


def test_numbers_and_dates_are_found_in_the_print(issue: DrawnIssue) -> None:
    numbers, dates = told(issue, FactKind.NUMBER), told(issue, FactKind.DATE)
    assert numbers
    assert dates
    for at, number in numbers.items():
        assert number.replace(" ", "") == issue.truth.notices[at].doc_number_printed.replace(" ", "")
    for at, date in dates.items():
        assert date == issue.truth.notices[at].date_printed


def test_cells_rebuild_the_tables_of_the_attachments() -> None:
    issue = draw_issue("two_column", 54, 0, 6, DPI)
    rows: dict[tuple[int, int, int, int], dict[int, str]] = {}
    for number, page in enumerate(issue.truth.pages):
        for line in page.lines:
            if line.cell is not None and line.notice is not None:
                row = rows.setdefault((line.notice, number, line.cell.table, line.cell.row), {})
                row[line.cell.column] = row.get(line.cell.column, "") + line.text
    assert rows
    printed: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for (notice, *_, number), row in rows.items():
        cells = tuple(row[at] for at in sorted(row))
        if number or cells not in printed[notice]:  # a head is printed again where its table goes on
            printed[notice].append(cells)
    for at, cells in printed.items():
        tables = [item.table for item in issue.truth.notices[at].attachments if item.table]
        assert cells == [row for table in tables for row in table]


def test_parts_of_a_table_in_two_columns_are_tables_of_their_own() -> None:
    issue = draw_issue("two_column", 3, 0, 8, DPI)
    for page in issue.truth.pages:
        cells = [line.cell for line in page.lines if line.cell is not None]
        tables = sorted({cell.table for cell in cells})
        assert tables == list(range(len(tables)))
        for table in tables:
            assert min(cell.row for cell in cells if cell.table == table) == 0


def test_json_keeps_facts_and_cells_and_reads_truth_without_them(issue: DrawnIssue, tmp_path: Path) -> None:
    truth.write(issue.truth, tmp_path / "new.json")
    assert truth.read(tmp_path / "new.json") == issue.truth
    old = Path(__file__).parents[2] / "samples" / "truth" / "two-column.json"
    assert all(line.text for page in truth.read(old).pages for line in page.lines)


@given(st.text("关税令一二三号", min_size=1, max_size=12), st.data())
def test_the_fact_of_a_line_is_a_part_of_what_is_told(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    for line in (text[:cut], text[cut:], "按" + text + "办理"):
        for fact in facts_of(line, FactKind.NUMBER, text):
            assert line[fact.start : fact.end] in text
            assert fact.end > fact.start
    assert facts_of("按" + text, FactKind.NUMBER, text)[0].start == 1
    assert facts_of(text, None, text) == ()
