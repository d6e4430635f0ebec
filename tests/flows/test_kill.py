"""kill -9 in the middle of a real run, start again: only the missing pages are done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
import sqlalchemy as sa

from archive import Archive, open_archive
from archive.tables import derivatives
from flows_support.scans import draw_scan

PAGES = 24


def command(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "flows.cli", *arguments, "--home", str(home)]


def readings(archive: Archive) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    with archive.read() as connection:
        for row in connection.execute(sa.select(derivatives.c.page_id, derivatives.c.id)):
            found.setdefault(row.page_id, []).append(row.id)
    return found


@pytest.mark.prefect
@pytest.mark.engine
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    scans, home = tmp_path / "scans", tmp_path / "home"
    for number in range(PAGES):
        draw_scan(scans / f"{number:02}.png", f"Notice {number} of the customs")
    environment = {**os.environ, "WENGAO_ENGINE": "tesseract", "WENGAO_WORKERS": "2"}
    first = subprocess.Popen(
        command(home, "ingest", str(scans)),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    archive = open_archive(f"sqlite:///{home / 'catalogue.sqlite'}", str(home / "store"))
    deadline = time.monotonic() + 120
    while len(readings(archive)) < 4 and first.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    children = psutil.Process(first.pid).children(recursive=True)
    first.send_signal(signal.SIGKILL)
    first.wait()
    before = readings(archive)
    assert 4 <= len(before) < PAGES, "the run was to be killed in its middle"

    second = subprocess.run(
        command(home, "ingest", str(scans), "--json"),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 0, second.stderr
    report = json.loads(second.stdout)
    after = readings(archive)
    archive.close()
    assert len(after) == PAGES
    assert all(len(ids) == 1 for ids in after.values()), "a page was read twice"
    assert all(after[page] == ids for page, ids in before.items()), "a reading was made again"
    # Between our look and the kill another page or two may have been finished.
    assert report["processed"]["pages_read"] <= PAGES - len(before)
    assert report["taken"]["pages_added"] == 0
    assert not [child for child in children if child.is_running()], "the killed run left processes behind"
