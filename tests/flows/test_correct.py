"""`wengao correct` as its user runs it: on an issue that was read, cut and indexed."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from archive import open_archive
from archive.accession import record_blob
from archive.correcting import correct_field
from archive.errors import NotCorrectable, NotHeld
from archive.holdings import NewPage, add_pages, ensure_issue
from archive.notice_records import Notice
from archive.notices import issue_findings, issue_notices
from archive.reading_codec import encode_reading
from archive.readings import record_reading
from archive.records import IssueDescription
from flows import join
from flows.apply_corrections import carry_through
from flows.cli.app import app, main
from flows.cut_issues import cut_issue
from flows.progress import Silent
from flows.settings import read_settings
from flows.update_index import update_index
from index.errors import IndexBusy
from index.write import open_writer
from ocr.page import PageText
from set_lines import notice

WHY = ("--why", "seen on the page", "--by", "李")


def page() -> PageText:
    sheet = notice().blank(2)
    other = notice("海关总署公告2019年第171号", "关于另一件事的公告")
    for line in other.lines:
        sheet.put(line.text, (line.box.x0 - 100) / 20, line.role)
    return sheet.page()


def read_again(home: Path, text: PageText) -> None:
    """A reading of the only page, then the cut and the index."""
    settings = read_settings(home)
    archive = open_archive(settings.database_url, settings.store_url)
    reading = join.reading("i1p1", text)
    data = encode_reading(reading)
    with archive.write() as connection:
        record_reading(connection, "i1p1", archive.store.put(data), len(data), reading.step, 0.9)
    cut_issue(archive, "i1")
    update_index(archive, Path(settings.index_url), Silent())
    archive.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    settings = read_settings(tmp_path)
    archive = open_archive(settings.database_url, settings.store_url)
    with archive.write() as connection:
        ensure_issue(connection, "k", IssueDescription())
        record_blob(connection, "a" * 64, 1, "image/png")
        size = page()
        new = NewPage("a" * 64, 0, size.width, size.height, 300.0, "scan", "image/png", "a.png")
        add_pages(connection, "i1", [new])
    archive.close()
    read_again(tmp_path, page())
    return tmp_path


def run(home: Path, *arguments: str) -> Any:
    told = CliRunner().invoke(
        app, [arguments[0], *arguments[1:], "--home", str(home), "--json"], catch_exceptions=False
    )
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


def held(home: Path) -> list[Notice]:
    settings = read_settings(home)
    archive = open_archive(settings.database_url, settings.store_url)
    with archive.read() as connection:
        found = issue_notices(connection, "i1")
    archive.close()
    return found


def found(home: Path, words: str) -> list[str]:
    return [hit["id"] for hit in run(home, "search", words)["items"]]


def test_a_corrected_number_is_found_at_once_and_outlives_a_new_reading(home: Path) -> None:
    made = run(home, "correct", "field", "i1n1", "doc_number", "海关总署公告〔2019〕第188号", *WHY)
    assert made["correction"]["value"] == "海关总署公告2019年第188号"
    assert made["correction"]["who"] == "李"
    assert found(home, "海关总署公告2019年第188号")[:1] == ["i1n1"]
    better = page()
    read_again(home, PageText(**{**{n: getattr(better, n) for n in better.__slots__}, "confidence": 0.8}))
    assert held(home)[0].doc_number == "海关总署公告2019年第188号"
    run(home, "correct", "undo", "1", "--by", "王")
    assert held(home)[0].doc_number == "海关总署公告2019年第170号"


def test_merged_and_set_apart_again(home: Path) -> None:
    assert run(home, "correct", "merge", "i1n2", *WHY)["notices"] == ["i1n1"]
    assert found(home, "另一件事") == ["i1n1"]
    assert len(run(home, "correct", "undo", "1")["notices"]) == 2
    assert [notice.doc_number for notice in held(home)] == [
        "海关总署公告2019年第170号",
        "海关总署公告2019年第171号",
    ]


def test_split_at_a_line_and_told_where_it_cannot(home: Path) -> None:
    run(home, "correct", "split", "i1n1", "一、本公告所称商品", *WHY)
    assert held(home)[0].title[:8] == "关于调整部分商品"
    assert len(held(home)) == 3
    with pytest.raises(NotCorrectable, match="No line"):
        run(home, "correct", "split", "i1n1", "没有这一行", *WHY)
    with pytest.raises(NotCorrectable, match="begins at this line"):
        run(home, "correct", "split", "i1n1", "第170号", *WHY)
    with pytest.raises(NotHeld):
        run(home, "correct", "merge", "i1n99", *WHY)


def test_the_split_is_told_when_its_place_is_gone(home: Path) -> None:
    run(home, "correct", "split", "i1n1", "一、本公告所称商品", *WHY)
    read_again(home, notice("海关总署公告2019年第170号", "关于调整部分商品税率的公告").blank(1).page())
    settings = read_settings(home)
    archive = open_archive(settings.database_url, settings.store_url)
    lines = [line for line in page().lines if "一、本公告所称" not in line.text]
    fields = {name: getattr(page(), name) for name in page().__slots__}
    read_again(home, PageText(**{**fields, "lines": tuple(lines)}))
    with archive.read() as connection:
        assert "correction-without-place" in [f.code for f in issue_findings(connection, "i1")]
    archive.close()


def test_several_issuers_and_a_text_from_a_file(home: Path, tmp_path: Path) -> None:
    run(home, "correct", "field", "i1n1", "issuers", "海关总署", "商务部", *WHY)
    (tmp_path / "text.txt").write_text("改过的正文。\n", encoding="utf-8")
    run(home, "correct", "field", "i1n1", "text", "--file", str(tmp_path / "text.txt"), *WHY)
    first = held(home)[0]
    assert (first.issuers, first.text) == (("海关总署", "商务部"), "改过的正文。")
    assert found(home, "改过的正文") == ["i1n1"]


def test_files_of_windows_have_a_mark_and_other_encodings_are_refused(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes("甲乙\r\n丙丁\r\n".encode("utf-8-sig"))
    run(home, "correct", "field", "i1n1", "text", "--file", str(file), *WHY)
    assert held(home)[0].text == "甲乙\n丙丁"
    gbk = "关于".encode("gbk")
    words = ["correct", "field", "i1n1", "title", "--file", "-", "--home", str(home), *WHY]
    told = CliRunner().invoke(app, words, input=gbk)
    assert (told.exit_code, "UTF-8" in told.output) == (2, True)


def test_while_the_index_is_busy_a_correction_waits_and_is_kept(home: Path) -> None:
    settings = read_settings(home)
    archive, index = open_archive(settings.database_url, settings.store_url), Path(settings.index_url)
    with archive.write() as connection:
        said = correct_field(connection, "i1n1", "title", "新的题目", who="李", why="见页面")
    with open_writer(index):
        with pytest.raises(IndexBusy):
            carry_through(archive, index, said, wait=0.0)
        other = threading.Thread(target=carry_through, args=(archive, index, said))
        other.start()
        time.sleep(0.3)
        assert other.is_alive()
    other.join(20)
    archive.close()
    assert found(home, "新的题目") == ["i1n1"]


def test_what_was_said_of_a_vanished_notice_is_listed(home: Path) -> None:
    run(home, "correct", "merge", "i1n2", *WHY)
    assert [row["field"] for row in run(home, "correct", "list", "i1n2")] == ["continues"]


def test_errors_are_told_whatever_signs_are_in_them(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["wengao", "correct", "list", "[/no] n", "--home", str(home)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "[/no] n" in capsys.readouterr().err


def test_where_the_user_has_no_name_one_must_be_given(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    run(home, "correct", "field", "i1n1", "kind", "令", *WHY)
    monkeypatch.setattr("getpass.getuser", nameless)
    with pytest.raises(NotCorrectable, match="须注明更正人"):
        run(home, "correct", "field", "i1n1", "kind", "公告", "--why", "x")
    with pytest.raises(NotCorrectable, match="须注明撤销人"):
        run(home, "correct", "undo", "1")


def test_the_list_names_who_when_why_and_what_was_undone(home: Path) -> None:
    run(home, "correct", "relation", "i1n1", "add", "repeals", "海关总署公告2001年第1号", *WHY)
    run(home, "correct", "field", "i1n2", "kind", "令", *WHY)
    run(home, "correct", "undo", "2", "--by", "王")
    shown = (
        CliRunner().invoke(app, ["correct", "list", "i1", "--home", str(home)], env={"COLUMNS": "200"}).stdout
    )
    assert "added: repeals 海关总署公告2001年第1号" in shown
    assert "seen on the page" in shown
    assert "已撤销: 王" in shown
    assert [row["id"] for row in run(home, "correct", "list", "i1n1")] == [1]


def test_a_forgotten_value_empties_nothing(home: Path) -> None:
    told = CliRunner().invoke(app, ["correct", "field", "i1n1", "text", *WHY, "--home", str(home)])
    assert told.exit_code == 2
    assert held(home)[0].text
    run(home, "correct", "field", "i1n1", "date", "", *WHY)
    assert held(home)[0].date is None
