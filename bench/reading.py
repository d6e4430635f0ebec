"""How well and how fast pages are read: ours beside bare RapidOCR and bare Tesseract, on the same pages.

    PYTHONPATH=tests python -m bench.reading [--pages 3] [--styles modern,vertical] [--levels 0,2]
        [--engines ours,rapidocr,tesseract] [--samples samples] [--out tables.md]

Draws pages with known truth, of seeds that nothing was tuned on, lets every engine read each page in turn, and prints
Markdown tables: character error rates (strict in reading order, line by line, with forms of characters folded, without
punctuation) and the seconds a page. `--pages 0` measures the bundled samples alone.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytesseract

from bench.machine import machine
from bench.matching import ReadLine, errors_by_line
from bench.rates import NONE, Errors, errors, flat, fold, is_latin, letters
from bench.readers import READERS, BenchPage, Reader, open_reader, scaled, timed
from bench.sample_pages import sample_names, sample_pages
from draw.page import draw_page
from draw.truth import PageTruth
from ocr.errors import EngineMissing, OcrError

STYLES = ("modern", "two_column", "vertical", "english")
FIRST_SEED = 70_000

RULES = """\
Errors in %: Levenshtein distance over characters of truth, all pages of a row together. Truth is everything
printed: running heads, page numbers, table cells, lines under seals. Chinese pages are compared without any
white space, English ones with single spaces; a row of leader dots is one character everywhere.

- *Strict*: the whole page in reading order, every character as it is, so （ for ( is an error; the letters of a
  red seal, which are not in the truth, count as inserted.
- *By line*: every character as it is, each line compared with the print it lies on, so that reading order does not
  count, nor do seals. It can be the higher one: what was read where nothing is printed cannot stand in for a line that
  was missed.
- *Folded*: as strict, but full and half width, straight and curly quotes, all dashes, ○ and 〇, upright and vertical
  brackets are one character each.
- *Letters*: as folded, punctuation and symbols left out on both sides.

Tesseract gets the languages a user would pick (chi_sim+eng, chi_tra_vert with `--psm 5`, eng) and the true resolution.
One thread each, engines in turn on each page."""


@dataclass(slots=True)
class Tally:
    """What one engine did in one row of the tables."""

    strict: Errors = NONE
    folded: Errors = NONE
    letters: Errors = NONE
    by_line: Errors = NONE
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    failed: int = 0

    def add(self, page: PageTruth, lines: Sequence[ReadLine], wall: float, cpu: float) -> None:
        """Count a page; boxes of `lines` in pixels of the truth."""
        printed = [line.text for line in page.lines]
        latin = is_latin("".join(printed))
        truth, read = flat(printed, latin), flat([line.text for line in lines], latin)
        self.strict += errors(truth, read)
        self.folded += errors(fold(truth), fold(read))
        self.letters += errors(letters(truth), letters(read))
        self.by_line += errors_by_line(page, lines, latin)
        self.wall.append(wall)
        self.cpu.append(cpu)


Measure = Callable[[Tally], Errors]
Row = dict[str, Tally]
"""By the name of the reader."""


def measure(pages: Iterable[BenchPage], readers: dict[str, Reader], label: str) -> Row:
    """Let every reader read every page; a page that an engine gives up on counts as read empty."""
    row = {name: Tally() for name in readers}
    for number, page in enumerate(pages, 1):
        for name, reader in readers.items():
            gc.collect()  # not inside somebody's seconds
            try:
                lines, wall, cpu = timed(reader, page)
            except (OcrError, pytesseract.TesseractError) as error:
                print(f"{label}, page {number}: {name} gave up: {error}", file=sys.stderr)
                row[name].failed += 1
                lines, wall, cpu = [], 0.0, 0.0
            row[name].add(page.truth, scaled(lines, page), wall, cpu)
        state = "  ".join(f"{name} {_percent(tally.strict)}" for name, tally in row.items())
        print(f"{label}, page {number}: {state}", file=sys.stderr)
    return row


def drawn_pages(style: str, level: int, count: int) -> Iterator[BenchPage]:
    """`count` pages of a style and damage level, seeds from FIRST_SEED."""
    for seed in range(FIRST_SEED, FIRST_SEED + count):
        drawn = draw_page(style, seed, level)
        yield BenchPage(drawn.image, drawn.truth)


def accuracy_table(rows: dict[str, Row], readers: dict[str, Reader], measures: Sequence[Measure]) -> str:
    """Error rates of every row and reader, in per cent, a figure a measure."""
    lines = _heading(["page", "characters", *(reader.title for reader in readers.values())])
    for label, row in rows.items():
        cells = [
            " / ".join(_percent(measure(tally)) for measure in measures)
            + (f" ({tally.failed} given up)" if tally.failed else "")
            for tally in row.values()
        ]
        size = next(iter(row.values())).strict.characters
        lines.append(f"| {label} | {size:,} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def accuracy_tables(rows: dict[str, Row], readers: dict[str, Reader]) -> list[str]:
    """Two tables, each under its caption."""
    return [
        "Strict / by line, %:",
        accuracy_table(rows, readers, (lambda tally: tally.strict, lambda tally: tally.by_line)),
        "Folded / letters, %:",
        accuracy_table(rows, readers, (lambda tally: tally.folded, lambda tally: tally.letters)),
    ]


def time_table(rows: dict[str, Row], readers: dict[str, Reader], styles: Sequence[str]) -> str:
    """Median seconds a page, wall / CPU, by style and over all; pages given up do not count."""
    lines = _heading(["pages", *(reader.title for reader in readers.values())])
    for style in (*styles, "all"):
        chosen = [row for label, row in rows.items() if style in (label.split(",")[0], "all")]
        cells = []
        for name in readers:
            wall = [seconds for row in chosen for seconds in row[name].wall if seconds]
            cpu = [seconds for row in chosen for seconds in row[name].cpu if seconds]
            cells.append(
                f"{statistics.median(wall):.2f} / {statistics.median(cpu):.2f}" if wall and cpu else "–"
            )
        lines.append(f"| {style} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _heading(names: Sequence[str]) -> list[str]:
    return ["| " + " | ".join(names) + " |", "|---" * len(names) + "|"]


def _percent(value: Errors) -> str:
    rate = value.rate
    if rate is None:
        return "–"
    return f"{100 * rate:.2f}" if rate < 0.0995 else f"{100 * rate:.0f}"


def report(options: argparse.Namespace) -> str:
    """Measure, and say what was measured: Markdown."""
    readers: dict[str, Reader] = {}
    parts = [f"Machine: {machine()}.", RULES]
    for name in options.engines:
        try:
            readers[name] = open_reader(name)
        except EngineMissing as error:
            parts.append(f"Left out: {name}. {error}")
    if not readers:
        raise SystemExit("\n".join(parts[2:]))
    warm = next(drawn_pages("modern", 0, 1))
    for reader in readers.values():
        reader.read(warm)
    if options.pages:
        rows = {
            f"{style}, level {level}": measure(
                drawn_pages(style, level, options.pages), readers, f"{style}, level {level}"
            )
            for style in options.styles
            for level in options.levels
        }
        seeds = f"from {FIRST_SEED}"
        dpi = "300 dpi, level 3 at 200 dpi"
        parts += [
            "### Drawn pages: characters read wrong",
            f"Pages a row: {options.pages}, seeds {seeds}, {dpi}.",
            *accuracy_tables(rows, readers),
            "### Drawn pages: seconds a page",
            "The same pages in the same run, median, wall / CPU.",
            time_table(rows, readers, options.styles),
        ]
    names = sample_names(options.samples)
    if names:
        rows = {name: measure(sample_pages(options.samples, name), readers, name) for name in names}
        parts += [
            "### Bundled samples: characters read wrong",
            "Every page of `samples/issues`. Where a PDF has a good text layer "
            "(born-digital), wengao takes that, the others read the page rendered at 300 dpi.",
            *accuracy_tables(rows, readers),
        ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=3, help="pages a style and level; 0: samples alone")
    parser.add_argument("--styles", type=_listed(STYLES), default=STYLES, help="comma-separated")
    parser.add_argument("--levels", type=_levels, default=(0, 1, 2, 3), help="damage, comma-separated, 0..3")
    parser.add_argument("--engines", type=_listed(READERS), default=READERS, help=", ".join(READERS))
    parser.add_argument("--samples", type=Path, default=Path("samples"), help="folder with issues/, truth/")
    parser.add_argument("--out", type=Path, help="write the tables here, too")
    options = parser.parse_args()
    text = report(options)
    print(text)
    if options.out:
        options.out.write_text(text, encoding="utf-8")


def _listed(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """A parser of comma-separated names among `known`."""

    def parse(value: str) -> tuple[str, ...]:
        chosen = tuple(value.split(","))
        for item in chosen:
            if item not in known:
                raise argparse.ArgumentTypeError(f"{item!r} is not one of {', '.join(known)}")
        return chosen

    return parse


def _levels(value: str) -> tuple[int, ...]:
    return tuple(int(item) for item in _listed(("0", "1", "2", "3"))(value))


if __name__ == "__main__":
    main()
