"""JSON lines and CSV: read back as they were; no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.row_text import csv_line, guarded, to_csv, to_jsonl, unguarded

plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    [
        "",
        '"',
        "'",
        ",",
        "\n",
        "\r",
        "\r\n",
        ';"\n',
        "\u2028\x85\x0b\x1c",
        "=1+1",
        "'=1",
        "\ufeff",
        "\0",
        "-5%",
    ]
)
rows_of = st.lists(
    st.fixed_dictionaries(
        {
            "a": plain,
            "b": st.none() | st.integers(),
            "c": st.lists(plain, max_size=3) | st.dictionaries(plain, plain, max_size=3),
        }
    ),
    max_size=4,
)


@settings(deadline=None, derandomize=True)
@given(rows_of)
def test_csv_is_read_back_as_it_was(rows: list[dict[str, Any]]) -> None:
    file = io.StringIO("".join(to_csv(iter(rows), ["a", "b", "c"])), newline="")
    heading, *lines = csv.reader(file)
    assert heading == ["a", "b", "c"]
    found = [{"a": unguarded(a), "b": int(b) if b else None, "c": json.loads(c)} for a, b, c in lines]
    assert found == rows


@settings(deadline=None, derandomize=True)
@given(rows_of)
def test_jsonl_is_one_line_a_row_and_read_back_as_it_was(rows: list[dict[str, Any]]) -> None:
    """A line ends at a line feed, and not at the other marks that `str.splitlines` knows (U+2028 …)."""
    lines = list(to_jsonl(iter(rows)))
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert [json.loads(line) for line in "".join(lines).split("\n")[:-1]] == rows
    assert [list(json.loads(line)) for line in lines] == [list(row) for row in rows]


def test_csv_is_written_piece_by_piece() -> None:
    """So that an export of a hundred thousand notices never stands in memory."""
    asked = []

    def rows() -> Iterable[dict[str, Any]]:
        for number in range(3):
            asked.append(number)
            yield {"a": number}

    pieces = to_csv(iter(rows()), ["a"])
    assert next(pieces) == "a\r\n0\r\n"
    assert asked == [0]
    assert list(pieces) == ["1\r\n", "2\r\n"]
    assert list(to_csv([], ["a"])) == ["a\r\n"]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "＝1", '=HYPERLINK("http://x")', "-", "-2+3"]
)
def test_a_cell_that_would_run_is_made_text(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert next(csv.reader([csv_line([cell])])) == [f"'{cell}"] or "\r" in cell


@pytest.mark.parametrize("cell", ["-5", "+3.5%", "0101.1000", "税率", "", "10%", "'quoted'", "-1,234.5"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell
    assert unguarded(cell) == cell


@settings(deadline=None, derandomize=True)
@given(st.text("='+-@1%\tA", max_size=6))
def test_guarding_can_be_undone_and_leaves_nothing_that_runs(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    safe = guarded(cell)
    assert safe[:1] not in tuple("=@\t\r") or not safe
    assert safe[:1] not in ("+", "-") or safe[1:].rstrip("%").replace(".", "").replace(",", "").isdigit()
