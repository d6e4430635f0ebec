"""`wengao missing` and the discrepancies of `wengao review`, on an archive of two issues."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from archive import open_archive
from archive.accession import record_blob
from archive.holdings import NewPage, add_pages, ensure_issue
from archive.notice_records import Notice
from archive.notices import replace_notices
from archive.records import IssueDescription, Step
from flows.cli.app import app

HELD: dict[str, list[tuple[str, str, dt.date | None]]] = {
    "2005年第1期": [
        ("海关总署公告2005年第1号", "甲", dt.date(2005, 1, 5)),
        ("海关总署公告2005年第2号", "乙", None),
    ],
    "2005年第4期": [
        ("海关总署公告2005年第7号", "丙", dt.date(2005, 4, 1)),
        ("海关总署公告2005年第2号", "丁", dt.date(2005, 1, 9)),
        ("", "戊", dt.date(2005, 4, 20)),
    ],
}


def notice(page: str, number: str, title: str, day: dt.date | None) -> Notice:
    cites = ("海关总署公告2005年第9号",) if title == "丙" else ()
    return Notice(
        "", "i1", 0, title, number, number, "公告", ("海关总署",), day, "", None, None, (page, page), title, "",
        (), cites, (), (), (), (), 1.0, "", (), Step("cut", "1"),
    )  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    archive = open_archive(f"sqlite:///{tmp_path}/catalogue.sqlite", str(tmp_path / "store"))
    with archive.write() as connection:
        for at, (number, rows) in enumerate(HELD.items()):
            told = IssueDescription(series="海关总署文告", number=number, date=dt.date(2005, 1 + 3 * at, 10))
            issue = ensure_issue(connection, number, told)
            sha = f"{at}" * 64
            record_blob(connection, sha, 1, "image/png")
            page = NewPage(sha, 0, 10, 10, None, "scan", "image/png", "a.png", "")
            (held,) = add_pages(connection, issue, [page])
            replace_notices(connection, issue, [notice(held, *row) for row in rows], [], "cut")
    archive.close()
    return tmp_path


def run(home: Path, *words: str) -> str:
    told = CliRunner().invoke(app, [*words, "--home", str(home)])
    assert told.exit_code == 0, told.output
    return told.output


def test_missing_numbers_of_notices_and_issues(home: Path) -> None:
    found = json.loads(run(home, "missing", "--json"))
    (series,) = found["numbers"]
    assert (series["series"], series["held"], series["last"]) == ("海关总署公告2005年第…号", 3, 9)
    assert series["missing"] == [[3, 6], [8, 9]]
    assert series["cited"] == [{"number": "海关总署公告2005年第9号", "by": ["i2n1"]}]
    (issues,) = found["issues"]
    assert (issues["within"], issues["missing"]) == ("2005年", [[2, 3]])
    shown = run(home, "missing")
    assert "3–6, 8–9" in shown
    assert "海关总署公告2005年第9号  ← i2n1" in shown


def test_review_tells_what_does_not_fit(home: Path) -> None:
    found = json.loads(run(home, "review", "--json"))["discrepancies"]
    assert [(item["code"], item["notices"]) for item in found] == [
        ("number-twice", ["i1n2", "i2n2"]),
        ("number-left-out", ["i1n2", "i2n1"]),
        ("notice-without-number", ["i2n3"]),
        ("notice-without-date", ["i1n2"]),
        ("date-after-issue", ["i2n3"]),
    ]
    shown = run(home, "review")
    assert "number-twice 两件文告的文号相同。 1" in shown
    only = json.loads(run(home, "review", "i1", "--json"))["discrepancies"]
    assert [item["code"] for item in only] == ["number-twice", "number-left-out", "notice-without-date"]


def test_an_archive_without_numbers_says_so(tmp_path: Path) -> None:
    open_archive(f"sqlite:///{tmp_path}/catalogue.sqlite", str(tmp_path / "store")).close()
    assert "No notice has a number yet" in run(tmp_path, "missing")
