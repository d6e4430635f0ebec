"""How much of the wall time of a batch is not reading pages.

    PYTHONPATH=tests python -m bench.overhead [--pages 100] [--workers 2] [--runs 1]

Draws a batch of pages and runs `wengao ingest` on it as a user would, a process of its own with a home whose
Prefect database exists (Prefect needs 8 s once to make it). Sets the seconds that pages were worked on in their
workers (decoding, reading, keeping), divided by the number of workers, against the wall time of the whole
command. The rest is the start of Python, Prefect and the engines, intake, book-keeping, cutting and indexing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from archive import open_archive
from archive.tables import page_work
from draw.issue import draw_issue
from draw.write import write_png_folder

STYLES = ("modern", "two_column", "vertical", "english")


def draw_batch(folder: Path, pages: int, level: int) -> int:
    """Draw issues of all styles into `folder` until there are `pages` pages; the number drawn."""
    drawn = 0
    seed = 90_000
    while drawn < pages:
        issue = draw_issue(STYLES[seed % len(STYLES)], seed, level)
        images = issue.images[: pages - drawn]
        write_png_folder(images, folder / f"{seed}", issue.dpi)
        drawn += len(images)
        seed += 1
    return drawn


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of wall time of the whole command and of its stages, and those pages spent in workers."""

    wall: float
    intake: float
    reading: float
    cutting: float
    indexing: float
    pages_seconds: float
    pages: int

    @property
    def elsewhere(self) -> float:
        """What no stage accounts for: start of Python and of the Prefect server, and their end."""
        return self.wall - self.intake - self.reading - self.cutting - self.indexing


def measure(folder: Path, workers: int) -> Measured:
    """Run `wengao ingest` on `folder` in an empty home."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "WENGAO_HOME": home, "WENGAO_WORKERS": str(workers)}
        command = [sys.executable, "-m", "flows.cli"]
        subprocess.run(
            [*command, "process", "--json"], env=environment, check=True, stdout=subprocess.DEVNULL
        )
        begun = time.monotonic()
        done = subprocess.run(
            [*command, "ingest", "--json", str(folder)],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
        )
        wall = time.monotonic() - begun
        archive = open_archive(f"sqlite:///{home}/catalogue.sqlite", f"{home}/store")
        with archive.read() as connection:
            query = sa.select(sa.func.sum(page_work.c.seconds), sa.func.count())
            seconds, count = connection.execute(query.where(page_work.c.state == "done")).one()
        archive.close()
    told = json.loads(done.stdout)
    processed = told["processed"]
    return Measured(
        wall=wall,
        intake=told["intake_seconds"],
        reading=processed["reading_seconds"],
        cutting=processed["cutting_seconds"],
        indexing=processed["indexing_seconds"],
        pages_seconds=float(seconds),
        pages=int(count),
    )


HEADS = (
    "workers",
    "pages",
    "wall s",
    "start, end",
    "intake",
    "reading",
    "cutting",
    "indexing",
    "pages/min",
    "s/page in worker",
    "not reading",
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--level", type=int, default=1)
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        drawn = draw_batch(folder, options.pages, options.level)
        print(f"input: {drawn} drawn pages, level {options.level}, 300 dpi PNG, seeds from 90000")
        print(f"| {' | '.join(HEADS)} |")
        print("|" + "---|" * len(HEADS))
        for _ in range(options.runs):
            got = measure(folder, options.workers)
            rest = 1 - got.pages_seconds / options.workers / got.wall
            print(
                f"| {options.workers} | {got.pages} | {got.wall:.1f} | {got.elsewhere:.1f} | {got.intake:.1f} "
                f"| {got.reading:.1f} | {got.cutting:.1f} | {got.indexing:.1f} "
                f"| {got.pages / got.wall * 60:.0f} | {got.pages_seconds / got.pages:.2f} | {rest:.1%} |"
            )


if __name__ == "__main__":
    main()
