"""`wengao export notices|tables` as its user runs it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from archive import open_archive
from archive.accession import record_blob
from archive.exported_notice import NOTICE_FIELDS, notice_of
from archive.holdings import NewPage, add_pages, ensure_issue
from archive.notice_records import Attachment, Notice
from archive.notices import issue_notices, replace_notices
from archive.records import IssueDescription, Step
from flows.cli.app import app
from flows.errors import OutputUnusable
from flows.settings import read_settings
from flows.tariff_lines import TARIFF_FIELDS


def run(home: Path, *arguments: object) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments), "--home", str(home)])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An archive of one issue with two notices, one of them with a table."""
    settings = read_settings(tmp_path / "home")
    archive = open_archive(settings.database_url, settings.store_url)
    with archive.write() as connection:
        issue = ensure_issue(connection, "issue", IssueDescription(title="第3期", series="海关总署文告"))
        record_blob(connection, "a" * 64, 10, "image/png")
        (page,) = add_pages(
            connection, issue, [NewPage("a" * 64, 0, 100, 100, 300.0, "scan", "image/png", "x.png", "")]
        )
        replace_notices(connection, issue, list(_notices(page)), [], "x")
    archive.close()
    return tmp_path / "home"


def _notices(page: str) -> Iterator[Notice]:
    table = Attachment("税率表", "", (page, page), (("税则号列", "税率"), ("0101.1000", "10%")))
    for title, attachments in (("甲", (table,)), ("乙", ())):
        yield Notice(
            "", "i1", 0, title, "", "", "公告", ("海关总署",), None, "", None, None, (page, page), "一、丙。", "",
            attachments, (), (), (), (), (), 0.8765, "", (), Step("cut", "1"),
        )  # fmt: skip


def test_lines_are_the_notices_that_are_held(home: Path) -> None:
    lines = run(home, "export", "notices").stdout.splitlines()
    settings = read_settings(home)
    archive = open_archive(settings.database_url, settings.store_url)
    with archive.read() as connection:
        assert [notice_of(json.loads(line)) for line in lines] == issue_notices(connection, "i1")
    archive.close()


def test_csv_for_excel_begins_with_a_byte_order_mark(home: Path, tmp_path: Path) -> None:
    for options, lead in (((), b""), (("--bom",), b"\xef\xbb\xbf")):
        out = tmp_path / f"{len(options)}.csv"
        assert run(home, "export", "notices", "-f", "csv", "-o", out, *options).exit_code == 0
        data = out.read_bytes()
        assert data.startswith(lead + b"id,series,")
        heading, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        assert heading == list(NOTICE_FIELDS)
        assert [row[heading.index("title")] for row in rows] == ["甲", "乙"]


@pytest.mark.parametrize(("form", "ending"), [("akn", ".akn.xml"), ("gbt33480", ".gbt33480.xml")])
def test_a_file_a_notice(home: Path, tmp_path: Path, form: str, ending: str) -> None:
    assert run(home, "export", "notices", "-f", form, "-o", tmp_path / "out").exit_code == 0
    written = sorted(path.name for path in (tmp_path / "out" / "i1").iterdir())
    assert written == [f"i1n1{ending}", f"i1n2{ending}"]


def test_tables_go_into_one_zip_file_too(home: Path, tmp_path: Path) -> None:
    assert run(home, "export", "tables", "-o", tmp_path / "t.zip", "--bom").exit_code == 0
    with zipfile.ZipFile(tmp_path / "t.zip") as packed:
        assert packed.namelist() == ["i1/i1n1-1.csv", "tables.csv"]
        assert packed.read("i1/i1n1-1.csv").decode("utf-8-sig") == "税则号列,税率\r\n0101.1000,10%\r\n"


def test_tariff_lines_are_rows(home: Path) -> None:
    (line,) = run(home, "export", "tariff-lines").stdout.splitlines()
    assert json.loads(line) == {
        "notice": "i1n1",
        "doc_number": "",
        "date": None,
        "attachment": 1,
        "row": 2,
        "code": "01011000",
        "last_code": "",
        "code_printed": "0101.1000",
        "part": False,
        "goods": "",
        "rates": [["税率", "10%"]],
        "doubt": "",
    }
    heading, *rows = csv.reader(
        io.StringIO(run(home, "export", "tariff-lines", "-f", "csv").stdout, newline="")
    )
    assert heading == list(TARIFF_FIELDS)
    assert len(rows) == 1


def test_nothing_is_overwritten_unless_it_is_said(home: Path, tmp_path: Path) -> None:
    """Neither a file nor a folder with something in it; and what stood there stays."""
    (tmp_path / "rows.jsonl").write_text("mine", "utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine", "utf-8")
    (tmp_path / "empty").mkdir()
    for what in (("notices", "-o", tmp_path / "rows.jsonl"), ("tables", "-o", tmp_path / "full")):
        refused = run(home, "export", *what).exception
        assert isinstance(refused, OutputUnusable)
        assert "--overwrite" in refused.remedy
    assert (tmp_path / "rows.jsonl").read_text("utf-8") == "mine"
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine"]
    assert run(home, "export", "tables", "-o", tmp_path / "empty").exit_code == 0
    assert run(home, "export", "notices", "-o", tmp_path / "rows.jsonl", "--overwrite").exit_code == 0
    assert len((tmp_path / "rows.jsonl").read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ("notices", "-f", "akn"),
        ("tables",),
        ("pages", "-f", "gbt33480", "-o", "x"),
        ("tables", "-f", "csv", "-o", "x"),
        ("tariff-lines", "-f", "akn", "-o", "x"),
        ("notices", "--bom"),
        ("alto", "-o", "x", "--bom"),
    ],
)
def test_options_that_do_not_go_together_are_told(home: Path, wrong: tuple[str, ...]) -> None:
    assert run(home, "export", *wrong).exit_code == 2
