"""`wengao inspect` and `wengao export alto|hocr|text` as their user runs them, on an archive of two pages."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from archive import open_archive
from archive.accession import record_blob
from archive.errors import Damaged, NotHeld
from archive.formats import from_alto
from archive.holdings import NewPage, add_pages, ensure_issue
from archive.reading_codec import encode_reading
from archive.reading_types import Reading, ReadLine
from archive.readings import record_reading
from archive.records import IssueDescription, Step
from flows.cli.app import app
from flows.errors import OutputUnusable
from flows.settings import read_settings

READING = Reading(
    "i1p1",
    900,
    500,
    "horizontal-tb",
    (
        ReadLine("海关总署公告", (100, 100, 500, 140), 0.999, "heading", "horizontal-tb", block=0),
        ReadLine("公吿如下", (100, 200, 400, 240), 0.62, "text", "horizontal-tb", block=1),
    ),
    Step("rapidocr", "3.10.0"),
    0.84,
    remarks=("Text layer refused: garbage.",),
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two pages, the second one not read."""
    settings = read_settings(tmp_path / "home")
    settings.home.mkdir()
    archive = open_archive(settings.database_url, settings.store_url)
    with archive.write() as connection:
        ensure_issue(connection, "k", IssueDescription())
        for shade in (255, 250):
            scan = tmp_path / f"{shade}.png"
            Image.new("L", (READING.width, READING.height), shade).save(scan)
            sha256 = archive.store.put(scan.read_bytes())
            record_blob(connection, sha256, scan.stat().st_size, "image/png")
            new = NewPage(
                sha256, 0, READING.width, READING.height, 300.0, "scan", "image/png", f"文告/{scan.name}"
            )
            add_pages(connection, "i1", [new])
        data = encode_reading(READING)
        record_reading(connection, "i1p1", archive.store.put(data), len(data), READING.step, 0.84)
    archive.close()
    return settings.home


def run(home: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments), "--home", str(home)])


def test_inspect_draws_the_page_and_names_the_least_sure_lines(home: Path, tmp_path: Path) -> None:
    result = run(home, "inspect", "i1p1", "--output", tmp_path / "seen.png", "--width", "700")
    assert result.exit_code == 0, result.output
    with Image.open(tmp_path / "seen.png") as picture:
        assert (picture.format, picture.width) == ("PNG", 700)
        assert len(picture.convert("RGB").getcolors(700 * 1000) or []) > 50
    assert result.output.index("公吿如下") < result.output.index("海关总署公告")
    assert "62.0%" in result.output
    assert "Text layer refused" in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["250.png", "255.png", "home", "seen.png"]


def test_inspect_tells_the_reading_as_json(home: Path, tmp_path: Path) -> None:
    result = run(home, "inspect", "i1p1", "--json", "-o", tmp_path / "seen.jpg")
    told = json.loads(result.output)
    assert told["picture"] == str(tmp_path / "seen.jpg")
    assert (told["page"], told["confidence"], told["dpi"]) == ("i1p1", 0.84, None)
    assert [(line["number"], line["text"], line["role"]) for line in told["lines"]] == [
        (1, "海关总署公告", "heading"),
        (2, "公吿如下", "text"),
    ]


def test_inspect_writes_beside_the_user_when_no_name_is_given(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(home, "inspect", "i1p1").exit_code == 0
    assert (tmp_path / "i1p1.png").stat().st_size > 1000


def test_what_cannot_be_inspected_is_said(home: Path, tmp_path: Path) -> None:
    assert run(home, "inspect", "i1p1", "-o", "seen.gif").exit_code == 2
    assert isinstance(run(home, "inspect", "i1p9", "-o", tmp_path / "x.png").exception, NotHeld)
    unread = run(home, "inspect", "i1p2", "-o", tmp_path / "x.png").exception
    assert isinstance(unread, NotHeld)
    assert "wengao process" in unread.remedy
    unusable = run(home, "inspect", "i1p1", "-o", tmp_path / "no" / "x.png").exception
    assert isinstance(unusable, OutputUnusable)


def test_a_damaged_master_is_named(home: Path, tmp_path: Path) -> None:
    settings = read_settings(home)
    archive = open_archive(settings.database_url, settings.store_url)
    with archive.read() as connection:
        from archive.holdings import get_page  # noqa: PLC0415

        sha256 = get_page(connection, "i1p1").sha256
    with archive.store.local_path(sha256) as path:
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[:60])
    archive.close()
    error = run(home, "inspect", "i1p1", "-o", tmp_path / "x.png").exception
    assert isinstance(error, Damaged)
    assert "i1p1" in error.reason
    assert "文告/255.png" in error.reason
    assert not (tmp_path / "x.png").exists()


@pytest.mark.parametrize("what", ["alto", "hocr", "text"])
def test_a_file_a_page_and_the_unread_ones_are_listed(home: Path, tmp_path: Path, what: str) -> None:
    result = run(home, "export", what, "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert "i1p2" in result.stderr
    suffix = {"alto": "xml", "hocr": "hocr", "text": "txt"}[what]
    written = [str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.*")]
    assert written == [f"i1/0001.{suffix}"]
    assert (
        "海关总署公告" in "".join((tmp_path / "out" / written[0]).read_text("utf-8").split("</span>"))
        or what != "text"
    )


def test_a_zip_file_holds_the_same_and_is_the_same_again(home: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        assert run(home, "export", "alto", "--output", tmp_path / name, "--issue", "i1").exit_code == 1
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["i1/0001.xml"]
        assert from_alto(archive.read("i1/0001.xml")) == READING


def test_text_in_one_file_or_on_standard_output_has_a_form_feed_a_page(home: Path, tmp_path: Path) -> None:
    expected = "海关总署公告\n\n公吿如下\n\f\f"
    assert run(home, "export", "text").stdout == expected
    run(home, "export", "text", "--output", tmp_path / "all.txt")
    assert (tmp_path / "all.txt").read_text("utf-8") == expected


def test_wrong_usage_of_export_is_told(home: Path, tmp_path: Path) -> None:
    assert run(home, "export", "alto").exit_code == 2
    assert run(home, "export", "hocr", "--output", tmp_path, "--format", "csv").exit_code == 2
    in_the_way = run(home, "export", "alto", "--output", tmp_path / "255.png")
    assert isinstance(in_the_way.exception, OutputUnusable)
    assert isinstance(run(home, "export", "alto", "-o", tmp_path / "o", "--issue", "i8").exception, NotHeld)


def test_rows_are_exported_as_before(home: Path) -> None:
    result = run(home, "export", "pages")
    assert [json.loads(row)["id"] for row in result.stdout.splitlines()] == ["i1p1", "i1p2"]
