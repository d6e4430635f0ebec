"""WENGAO_AUTHORITIES: an archive's own issuing bodies take part in the cut, and are checked before anything is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from archive import Archive, ledger, open_archive
from archive.accession import record_blob
from archive.holdings import NewPage, add_pages, ensure_issue
from archive.notices import issue_notices
from archive.reading_codec import encode_reading
from archive.readings import record_reading
from archive.records import IssueDescription
from flows import join
from flows.cli.app import app
from flows.cut_issues import cut_issues
from flows.progress import Silent
from flows.settings import Settings, read_settings
from flows.workshop import open_workshop
from ocr.errors import AuthoritiesInvalid
from set_lines import notice

ROWS = "id,kind,name\nquanzhou,regional customs,泉州海关\n"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    settings = read_settings(tmp_path)
    opened = open_archive(settings.database_url, settings.store_url)
    text = notice("泉州海关公告2019年第3号").page()
    reading = join.reading("i1p1", text)
    data = encode_reading(reading)
    with opened.write() as connection:
        ensure_issue(connection, "k", IssueDescription())
        record_blob(connection, "a" * 64, 1, "image/png")
        add_pages(
            connection,
            "i1",
            [NewPage("a" * 64, 0, text.width, text.height, 300.0, "scan", "image/png", "a.png")],
        )
        ledger.enrol(connection, "s")
        ledger.settle(connection, "i1p1", "s", 0.0)
        record_reading(connection, "i1p1", opened.store.put(data), len(data), reading.step, 0.9)
    yield opened
    opened.close()


def issuers(archive: Archive) -> list[tuple[str, tuple[str, ...]]]:
    with archive.read() as connection:
        return [(found.doc_number, found.issuers) for found in issue_notices(connection, "i1")]


def test_issues_are_cut_again_when_the_own_file_comes_changes_or_goes(
    archive: Archive, tmp_path: Path
) -> None:
    own = tmp_path / "bodies.csv"
    own.write_text(ROWS, encoding="utf-8")
    assert cut_issues(archive, Silent(), "s").issues == 1
    without = issuers(archive)
    assert "泉州海关" not in without[0][1]
    assert cut_issues(archive, Silent(), "s", own).issues == 1
    assert issuers(archive) == [("泉州海关公告2019年第3号", ("泉州海关", "海关总署"))]
    assert cut_issues(archive, Silent(), "s", own).issues == 0
    own.write_text(ROWS + "shishi,regional customs,石狮海关\n", encoding="utf-8")
    assert cut_issues(archive, Silent(), "s", own).issues == 1
    assert cut_issues(archive, Silent(), "s").issues == 1
    assert issuers(archive) == without


def test_a_fault_is_told_when_the_workshop_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "bodies.csv"
    own.write_text("id,kind,name\nx,club,甲会\n", encoding="utf-8")
    monkeypatch.setenv("WENGAO_AUTHORITIES", str(own))
    with pytest.raises(AuthoritiesInvalid, match="line 2"), open_workshop(str(tmp_path / "home")):
        pass


def test_the_command_shows_the_line_of_a_body_and_all_bodies() -> None:
    told = CliRunner().invoke(app, ["authorities", "外经贸部", "--json"])
    assert told.exit_code == 0
    assert [row["name"] for row in json.loads(told.stdout)][-2:] == ["对外贸易经济合作部", "商务部"]
    then = CliRunner().invoke(app, ["authorities", "財政部", "--on", "1944-08-22", "--json"])
    assert [row["id"] for row in json.loads(then.stdout)] == ["dzb", "mof-republic"]
    everything = CliRunner().invoke(app, ["authorities"])
    assert everything.exit_code == 0
    assert len(everything.stdout.splitlines()) > 300
    assert "海关总署" in everything.stdout


@pytest.mark.parametrize(("arguments", "code"), [(["没有这个机关"], 1), (["财政部", "--on", "yesterday"], 2)])
def test_what_the_command_cannot_answer(arguments: list[str], code: int) -> None:
    told = CliRunner().invoke(app, ["authorities", *arguments])
    assert told.exit_code == code
    assert not told.stdout
    assert arguments[-1] in told.stderr


def test_the_command_takes_in_the_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "bodies.csv"
    own.write_text(ROWS, encoding="utf-8")
    monkeypatch.setenv("WENGAO_AUTHORITIES", str(own))
    told = CliRunner().invoke(app, ["authorities", "泉州海关", "--json"])
    assert [row["id"] for row in json.loads(told.stdout)] == ["quanzhou"]


def test_an_empty_setting_is_none() -> None:
    assert Settings(authorities="").own_authorities is None
    assert Settings(authorities="a.csv").own_authorities == Path("a.csv")
