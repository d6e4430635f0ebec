"""`wengao ingest` as its user runs it: real processes, real Prefect, a batch with good and hostile files."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from flows_support.scans import draw_scan

pytestmark = [pytest.mark.prefect, pytest.mark.engine]


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments, "--home", str(home)],
        env={**os.environ, "WENGAO_ENGINE": "tesseract", "WENGAO_WORKERS": "2"},
        capture_output=True,
        text=True,
        check=False,
    )


def bomb(path: Path) -> None:
    """A PNG of a few bytes that announces 60,000 × 60,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    for number in (1, 2):
        draw_scan(folder / "good" / f"{number}.png", f"CUSTOMS NOTICE No. {number}", (900, 500))
    pages = [Image.new("L", (400, 300), shade) for shade in (230, 240)]
    pages[0].save(folder / "cut.tif", save_all=True, append_images=pages[1:])
    (folder / "cut.tif").write_bytes((folder / "cut.tif").read_bytes()[:5000])
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="secret"))
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "letter.pdf").write_text("This was never a PDF.\n" * 50)
    bomb(folder / "bomb.png")
    draw_scan(folder / "..\\..\\escape.png", "CUSTOMS ESCAPE", (900, 500))
    return folder


@pytest.fixture(scope="module")
def first(
    batch: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    home = tmp_path_factory.mktemp("home")
    return home, run(home, "ingest", str(batch))


BAD = {
    "cut.tif": "damaged",
    "locked.pdf": "encrypted",
    "empty.jpg": "empty",
    "letter.pdf": "unsupported",
    "bomb.png": "too-large",
}


def test_bad_files_are_listed_with_reason_and_remedy_in_both_languages(
    first: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, done = first
    assert done.returncode == 1, done.stderr
    for name in BAD:
        assert name in done.stdout
    assert "password" in done.stdout
    assert "密码" in done.stdout
    assert "Traceback" not in done.stderr


def test_good_pages_come_out_and_a_hostile_name_does_no_harm(
    first: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    home, _ = first
    rows = [json.loads(line) for line in run(home, "export", "pages").stdout.splitlines()]
    text = {row["source_name"]: "".join(line["text"] for line in row["lines"]) for row in rows}
    assert "CUSTOMSNOTICENo.1" in text["good/1.png"].replace(" ", "")
    assert any("ESCAPE" in value for name, value in text.items() if "escape.png" in name)
    assert not any(".." in name.split("/") or "\\" in name for name in text)


def test_a_second_run_tells_the_same_and_tries_nothing_again(
    batch: Path, first: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    home, _ = first
    again = run(home, "ingest", str(batch), "--json")
    assert again.returncode == 1, again.stderr
    report = json.loads(again.stdout)
    failed = {file["name"]: file["code"] for file in report["taken"]["files"] if file["status"] == "failed"}
    assert failed == BAD
    assert report["processed"]["pages_read"] == 0
    assert report["taken"]["pages_added"] == 0


def test_status_lists_what_failed(first: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    home, _ = first
    done = run(home, "status", "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert {file["name"] for file in told["failed_files"]} == set(BAD)
    assert told["pages"] == told["pages_read"] == 3


def test_an_issue_is_read_again_the_way_a_person_says(
    first: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    home, _ = first
    before = {page["id"]: page for page in exported(home)}
    issue = next(page["issue"] for page in before.values() if page["source_name"] == "good/1.png")
    mine = {page_id for page_id, page in before.items() if page["issue"] == issue}
    done = run(home, "reprocess", issue, "--direction", "vertical", "--json")
    assert done.returncode in (0, 1), done.stderr
    assert json.loads(done.stdout)["pages_read"] == len(mine)
    after = {page["id"]: page for page in exported(home)}
    assert {after[page_id]["direction"] for page_id in mine} == {"vertical-rl"}
    assert all(after[page_id] == page for page_id, page in before.items() if page_id not in mine)
    run(home, "reprocess", issue, "--as-judged", "--json")
    assert {page["id"]: page["direction"] for page in exported(home)} == {
        page_id: page["direction"] for page_id, page in before.items()
    }
    unknown = run(home, "reprocess", "i999")
    assert unknown.returncode == 2
    assert "i999" in unknown.stderr


def exported(home: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in run(home, "export", "pages").stdout.splitlines()]


def test_wrong_usage_is_exit_code_2(tmp_path: Path) -> None:
    missing = run(tmp_path / "home", "ingest", str(tmp_path / "not here"))
    assert missing.returncode == 2
    assert "not here" in missing.stderr
    assert run(tmp_path / "home", "ingest", "--no-such-option").returncode == 2
