"""What language knowledge changes on drawn pages: edits before and after, by rule, and what was within its reach.

    PYTHONPATH=tests python -m bench.language [--styles modern vertical] [--levels 0 2 3] [--first 71000] [--pages 4]

Pages are read once; all rows compare the same lines. *Reach* is what would be left if every place had the right one of
its alternatives.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unittest import mock

from bench.machine import machine
from bench.matching import ReadLine, matches
from bench.pages import STYLES
from bench.rates import edit_distance, flat
from draw.page import draw_page
from draw.truth import PageTruth
from ocr.engine import open_engine
from ocr.language.choose import ALL_RULES, Rule, choose
from ocr.line import Doubt, Line

LEAST = (0.005, 0.02)
"""The least probabilities of an alternative that are compared; pages are read with the first."""

_HOOK = "ocr.reading.leaf.choose"
"""Where the reader calls `choose`; the lines as they were before are wanted here."""


@dataclass(frozen=True, slots=True)
class _Page:
    row: str
    truth: PageTruth
    lines: tuple[Line, ...]


def read_pages(styles: Sequence[str], levels: Sequence[int], seeds: Sequence[int]) -> Iterator[_Page]:
    """Drawn pages as the reader gives them to `choose`, with all alternatives from `LEAST` on."""
    engine = open_engine("rapidocr", threads=1)
    keep = mock.patch(_HOOK, tuple, create=True)
    more = mock.patch("ocr.reading.ctc.LEAST_RIVAL", LEAST[0])
    with keep, more:
        for style in styles:
            for level in levels:
                for seed in seeds:
                    drawn = draw_page(style, seed, level)
                    text = engine.read(drawn.image)
                    yield _Page(f"{style}, level {level}", drawn.truth, text.lines)


def at_least(lines: Sequence[Line], least: float) -> tuple[Line, ...]:
    """`lines` with the alternatives of probability `least` and more."""
    kept = []
    for line in lines:
        doubts = [Doubt(d.at, tuple(o for o in d.others if o[1] >= least)) for d in line.doubts]
        kept.append(replace(line, doubts=tuple(doubt for doubt in doubts if doubt.others)))
    return tuple(kept)


def compared(page: _Page, lines: Sequence[Line]) -> Iterator[tuple[str, list[int]]]:
    """The print of `page` and the indices of the lines that lie on it; what lies on no print is left out."""
    found = matches(page.truth, [ReadLine(line.text, line.box) for line in lines])
    for match in found:
        if match.truths:
            yield "".join(flat([page.truth.lines[t].text for t in match.truths], False)), list(match.reads)


def edits(page: _Page, lines: Sequence[Line]) -> list[int]:
    """Edits of each print of `page`, in the order of `compared`; boxes do not change, so the matches do not."""
    return [
        edit_distance(truth, flat([lines[r].text for r in reads], False))
        for truth, reads in compared(page, page.lines)
    ]


def reach(page: _Page, lines: Sequence[Line]) -> int:
    """Edits that are left with the best choice at every place: a Levenshtein distance to a network of alternatives."""
    total = 0
    for truth, reads in compared(page, lines):
        row = list(range(len(truth) + 1))
        for line in (lines[r] for r in reads):
            others = {doubt.at: [text for text, _ in doubt.others] for doubt in line.doubts}
            for at, char in enumerate(line.text):
                ways = [_through(row, way, truth) for way in {char.strip(), *others.get(at, ())}]
                row = [min(values) for values in zip(*ways, strict=True)]
        total += row[-1]
    return total


def _through(row: list[int], way: str, truth: str) -> list[int]:
    for char in way:
        new = [row[0] + 1]
        for i, printed in enumerate(truth):
            new.append(min(row[i] + (printed != char), row[i + 1] + 1, new[-1] + 1))
        row = new
    return row


def tables(pages: Sequence[_Page]) -> str:
    """Both tables in Markdown."""
    rows: dict[str, Counter[str]] = {}
    for page in pages:
        row = rows.setdefault(page.row, Counter())
        lines = at_least(page.lines, LEAST[1])
        before = edits(page, lines)
        row["characters"] += sum(len(truth) for truth, _ in compared(page, lines))
        row["before"] += sum(before)
        for name, rules in [*((rule.value, frozenset({rule})) for rule in Rule), ("all", ALL_RULES)]:
            start = time.process_time()
            chosen = choose(lines, rules)
            row["ms"] += round(1000 * (time.process_time() - start)) if name == "all" else 0
            after = edits(page, chosen)
            row[name] += sum(after) - sum(before)
            if name == "all":
                row["better"] += sum(max(0, b - a) for a, b in zip(after, before, strict=True))
                row["worse"] += sum(max(0, a - b) for a, b in zip(after, before, strict=True))
        for least in LEAST:
            row[f"reach {least}"] += reach(page, at_least(page.lines, least))
            row[f"after {least}"] += sum(edits(page, choose(at_least(page.lines, least))))
    columns = ["characters", "before", *(rule.value for rule in Rule), "all", "better", "worse", "ms"]
    columns += [f"{what} {least}" for least in LEAST for what in ("after", "reach")]
    head = f"| page | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 1)}\n"
    body = (f"| {name} | {' | '.join(str(row[c]) for c in columns)} |\n" for name, row in rows.items())
    return head + "".join(body)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--styles", nargs="+", default=STYLES, choices=STYLES)
    parser.add_argument("--levels", nargs="+", type=int, default=(0, 2, 3))
    parser.add_argument("--first", type=int, default=71000, help="first seed")
    parser.add_argument("--pages", type=int, default=4, help="pages a row")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.pages)
    pages = list(read_pages(options.styles, options.levels, seeds))
    print(machine())
    print(tables(pages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
