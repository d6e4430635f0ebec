"""`wengao compare` on an archive of two notices."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from archive import open_archive
from archive.accession import record_blob
from archive.holdings import NewPage, add_pages, ensure_issue
from archive.notice_records import Clause, Notice
from archive.notices import replace_notices
from archive.records import IssueDescription, Step
from flows.cli.app import app

OLD = "第一条 企业应当在十四日内申报。\n第二条 本办法自2005年1月1日起施行。"
NEW = "第一条 企業應當在三十日內申報。\n第二条 企业应当妥善保管单证。\n第三条 本办法自2019年1月1日起施行。"


def notice(page: str, text: str) -> Notice:
    clauses, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        clauses.append(Clause("art", line[:3], 0, start, start + len(line), f"art_{number}"))
        start += len(line) + 1
    return Notice(
        "", "i1", 0, "办法", "", "", "令", (), None, "", None, None, (page, page), text, "", (), (), (),
        tuple(clauses), (), (), 1.0, "", (), Step("cut", "1"),
    )  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    archive = open_archive(f"sqlite:///{tmp_path}/catalogue.sqlite", str(tmp_path / "store"))
    with archive.write() as connection:
        issue = ensure_issue(connection, "k", IssueDescription(title="t"))
        record_blob(connection, "a" * 64, 1, "image/png")
        page = NewPage("a" * 64, 0, 10, 10, None, "scan", "image/png", "a.png", "")
        (held,) = add_pages(connection, issue, [page])
        replace_notices(connection, issue, [notice(held, OLD), notice(held, NEW)], [], "cut")
    archive.close()
    return tmp_path


def test_changes_are_marked_and_script_is_no_change(home: Path) -> None:
    told = CliRunner().invoke(app, ["compare", "i1n1", "i1n2", "--home", str(home)])
    assert told.exit_code == 0, told.output
    assert "第一条 企業應當在[-十四-]{+三十+}日內申報。" in told.output
    assert "{+第二条 企业应当妥善保管单证。+}" in told.output
    assert "[-二-]{+三+}条 本办法自20[-05-]{+19+}年1月1日起施行。" in told.output


def test_json_has_every_clause(home: Path) -> None:
    told = CliRunner().invoke(app, ["compare", "i1n1", "i1n2", "--home", str(home), "--json"])
    assert [row["change"] for row in json.loads(told.output)["clauses"]] == ["changed", "added", "changed"]


def test_a_notice_compared_with_itself(home: Path) -> None:
    told = CliRunner().invoke(app, ["compare", "i1n1", "i1n1", "--home", str(home)])
    assert "The two say the same" in told.output
