"""Manifests as archivists write them, and their mistakes."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ManifestInvalid
from archive.intake.manifest import Manifest, read_manifest
from archive.records import IssueDescription


def manifest(tmp_path: Path, text: str, encoding: str = "utf-8") -> Manifest:
    path = tmp_path / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    return read_manifest(path)


CHINESE = (
    "路径,刊名,期号,日期,档号,版权,题名\n"
    + "2005-04,海关总署文告,4,2005年4月10日,G1-2005-4,公有领域,二〇〇五年第四期\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_chinese_manifests_in_any_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    read = manifest(tmp_path, CHINESE.replace(",", separator), encoding)
    assert read.describe("2005-04/page1.tif") == IssueDescription(
        series="海关总署文告",
        title="二〇〇五年第四期",
        number="4",
        date=date(2005, 4, 10),
        archival_no="G1-2005-4",
        rights="公有领域",
    )
    assert read.describe("2005-05/page1.tif") is None
    assert read.describe("2005-04x/page1.tif") is None


@pytest.mark.parametrize("written", ["2005-04-25", "2005/4/25", "2005.4.25", "20050425", "2005年4月25日"])
def test_ways_to_write_a_date(tmp_path: Path, written: str) -> None:
    described = manifest(tmp_path, f"path,date\na,{written}\n").describe("a/1.tif")
    assert described == IssueDescription(date=date(2005, 4, 25))


def test_the_closest_row_speaks(tmp_path: Path) -> None:
    read = manifest(
        tmp_path,
        "path,series\n.,everything\n*/*.pdf,any pdf\nvol1,folder\n"
        "vol1/special,inner folder\nvol1/special/a.pdf,the file\n",
    )
    expected = {
        "x.tif": "everything",
        "vol2/a.pdf": "any pdf",
        "vol1/a.pdf": "folder",
        "vol1/special/b.pdf": "inner folder",
        "vol1/special/a.pdf": "the file",
    }
    assert {name: read.describe(name) for name in expected} == {
        name: IssueDescription(series=series) for name, series in expected.items()
    }


def test_globs(tmp_path: Path) -> None:
    read = manifest(tmp_path, "path,number\nvol*,1\ndeep/**/p?.tif,2\n[ab]/x.tif,3\nn[2005].tif,4\n")
    assert [read.describe(name) is not None for name in ("vol1/1.tif", "vol1/sub/1.tif", "a/vol1/1.tif")] == [
        True,
        True,
        False,
    ]
    assert read.describe("deep/p1.tif") == read.describe("deep/a/b/p1.tif") == IssueDescription(number="2")
    assert read.describe("deep/a/p12.tif") is None
    assert read.describe("b/x.tif") == IssueDescription(number="3")
    assert read.describe("c/x.tif") is None
    assert read.describe("n[2005].tif") == IssueDescription(number="4")


def test_paths_as_windows_and_macos_write_them(tmp_path: Path) -> None:
    read = manifest(tmp_path, "path,number\nvol1\\é,1\n./vol2/,2\n")
    assert read.describe("vol1/e\u0301/1.tif") == IssueDescription(number="1")
    assert read.describe("vol2/1.tif") == IssueDescription(number="2")


def test_rows_that_match_nothing_are_told(tmp_path: Path) -> None:
    read = manifest(tmp_path, "path\nvol1\nvol2\n*.pdf\n")
    assert [(row.path, row.line) for row in read.unmatched(["vol1/1.tif", "a.pdf"])] == [("vol2", 3)]


def test_large_manifests_are_looked_up_fast(tmp_path: Path) -> None:
    read = manifest(tmp_path, "path\n" + "".join(f"vol{number}\n" for number in range(20_000)))
    names = [f"vol{number}/{page}.tif" for number in range(19_999) for page in range(3)]
    assert all(read.describe(name) is not None for name in names)
    assert [row.path for row in read.unmatched(names)] == ["vol19999"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("path,colour\na,red\n", "line 1: there is an unknown column 'colour'"),
        ("series,date\na,2005-04-25\n", "line 1: there is no column 'path'"),
        ("path,路径\na,b\n", "line 1: the column '路径' says what another"),
        ("path,date\na,2005-02-30\n", "line 2: '2005-02-30' is no date"),
        ("path,date\na,2005-04\n", "line 2: '2005-04' is no date"),
        ("path,date\n\na,2005-04-25\na/,2005-04-25\n", "line 4: the path 'a' stands already in line 3"),
        ("path\n../secret\n", "line 2: the path '../secret' leads out"),
        ("path\na\\..\\..\\b\n", "line 2: the path .* leads out"),
        ("path\n/etc\n", "line 2: the path '/etc' leads out"),
        ("path\nC:\\scans\n", "line 2: the path .* leads out"),
        ("path,series\n,x\n", "line 2: the path is empty"),
        ("path,series\na,b,c\n", "line 2: there are 3 values for 2 columns"),
        ('path,series\na,"b\n', "no well-formed CSV"),
        ("\n\n", "it is empty"),
        ("", "it is empty"),
    ],
)
def test_mistakes_are_named_with_line_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ManifestInvalid, match=message) as caught:
        manifest(tmp_path, text)
    assert caught.value.remedy
    assert "manifest.csv" in caught.value.reason


def test_files_that_are_no_text_and_no_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes(b"PK\x03\x04\xff\xff\x00\x00")
    with pytest.raises(ManifestInvalid, match="no text"):
        read_manifest(tmp_path / "manifest.csv")
    with pytest.raises(ManifestInvalid, match="cannot be read"):
        read_manifest(tmp_path / "gone.csv")


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=12).map(
    str.strip
)
DAY = st.dates(date(1000, 1, 1))


@given(st.lists(st.tuples(CELL, CELL, st.none() | DAY), max_size=6), st.sampled_from(",;\t"))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, date | None]], separator: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(["path", "series", "title", "date"])
    for number, (series, title, day) in enumerate(rows):
        writer.writerow([f"vol{number}", series, title, day.isoformat() if day else ""])
    read = manifest(tmp_path_factory.mktemp("manifest"), text.getvalue(), "utf-8-sig")
    for number, (series, title, day) in enumerate(rows):
        assert read.describe(f"vol{number}/1.tif") == IssueDescription(series=series, title=title, date=day)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    try:
        read = manifest(tmp_path_factory.mktemp("manifest"), "path,date\n" + text, "utf-8")
    except (ManifestInvalid, UnicodeEncodeError):
        return
    read.describe("vol1/1.tif")
