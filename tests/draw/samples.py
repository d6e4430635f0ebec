"""Draws the issues that are bundled in samples/: ``PYTHONPATH=tests python -m draw.samples OUT``.

OUT gets ``issues/`` (what is ingested, with manifest.csv) and ``truth/`` (a JSON file an issue). Fonts draw
a little differently from machine to machine, so the samples are kept as files; draw them anew only to
change them.
"""

from __future__ import annotations

import csv
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from draw import layouts, truth
from draw.issue import DrawnIssue, draw_issue
from draw.write import Tone, write_image_pdf, write_jpeg_folder, write_png_folder, write_tiff
from draw.write_text import write_text_pdf

RIGHTS = "CC0-1.0"


@dataclass(frozen=True, slots=True)
class Sample:
    """One bundled issue: where it goes under issues/, what it is drawn from, how it is written."""

    path: str
    style: str
    seed: int
    level: int
    pages: int
    dpi: int
    write: Callable[[DrawnIssue, Path], None]

    @property
    def name(self) -> str:
        return Path(self.path).stem


def _jpeg_folder(issue: DrawnIssue, path: Path) -> None:
    write_jpeg_folder(issue.images, path, issue.dpi, quality=60)


def _bitonal_tiff(issue: DrawnIssue, path: Path) -> None:
    write_tiff(issue.images, path, issue.dpi, Tone.BITONAL)


def _image_pdf(issue: DrawnIssue, path: Path) -> None:
    write_image_pdf(issue.images, path, issue.dpi, quality=60)


def _png_folder(issue: DrawnIssue, path: Path) -> None:
    write_png_folder(issue.images, path, issue.dpi, Tone.GREY16)


def _text_pdf(issue: DrawnIssue, path: Path) -> None:
    write_text_pdf(issue.laid, path)


SAMPLES = (
    Sample("modern-jpeg", "modern", 54, 1, 6, 200, _jpeg_folder),
    Sample("two-column.tif", "two_column", 3, 2, 4, 300, _bitonal_tiff),
    Sample("vertical.pdf", "vertical", 9, 1, 4, 200, _image_pdf),
    Sample("english-png", "english", 2, 1, 3, 200, _png_folder),
    Sample("born-digital.pdf", "born_digital", 51, 0, 5, 200, _text_pdf),
)


def write_samples(out: Path) -> list[Path]:
    """Draw all of SAMPLES into `out`; returns the paths written under issues/."""
    rows, written = [], []
    for sample in SAMPLES:
        issue = draw_issue(sample.style, sample.seed, sample.level, sample.pages, sample.dpi)
        path = out / "issues" / sample.path
        path.parent.mkdir(parents=True, exist_ok=True)
        sample.write(issue, path)
        truth.write(issue.truth, out / "truth" / f"{sample.name}.json")
        facts = issue.truth
        rows.append((sample.path, facts.series, facts.number, facts.date, "", RIGHTS, facts.title))
        written.append(path)
    with (out / "issues" / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("path", "series", "issue_number", "date", "archival_no", "rights", "title"))
        writer.writerows(rows)
    return written


def main(arguments: list[str]) -> int:
    """Command line: one argument, the folder to write to."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of old tables in the Arphic fonts
    if len(arguments) != 1:
        sys.stderr.write(f"usage: python -m draw.samples OUT   (styles: {', '.join(layouts.STYLES)})\n")
        return 2
    for path in write_samples(Path(arguments[0])):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
